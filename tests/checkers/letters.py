"""Newsletters of content/: valid HTML by two validators, and what mail programs ask for beyond that.

    letters.py BROSCHUR

Ends with status 1 when something is found, or when letters with planted mistakes pass."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

import markup
from model import Finding, Site

# What fetches something as soon as a letter is opened, or what mail programs take out.
UNWANTED = ("img", "picture", "source", "link", "script", "iframe", "object", "embed", "form", "video", "audio", "base", "svg")
# Each with what is put in its place, and the rule that has to notice.
MISTAKES = [
    ("<h1", '<img src="https://other.example/pixel.png" alt=""><h1', "fetches"),
    ('href="https://broschur.example.org/mitteilungen', 'href="/mitteilungen', "address"),
    ("margin:0 auto", "margin:0 auto;background:url(https://other.example/x.png)", "fetches"),
    ("</table>", "", "nu"),
    ('<td style="', '<td width="9" style="', "html-validate"),
]


def look(folder: pathlib.Path) -> list[Finding]:
    """Everything that is wrong with the letters in a folder."""
    site = Site(folder, required=False)
    validators = [markup.nu([site], False), markup.html_validate([site], False, "html-validate-mail.json")]
    found = [finding for result in validators for _, finding in result]
    say = lambda rule, path, message, line=0: found.append(Finding("letters", rule, path, message, line))  # noqa: E731
    for path in site.pages:
        document = site.document(path)
        for element in document.iter(*UNWANTED):
            say("fetches", path, f"holds <{element.tag}>", element.sourceline)
        if re.search(rb"url\(|@import|@font-face", site.bytes(path)):
            say("fetches", path, "a style fetches something")
        for link in document.iter("a"):
            if urllib.parse.urlsplit(link.get("href", "")).scheme not in ("https", "http", "mailto"):
                say("address", path, f"{link.get('href')!r} means nothing in a letter", link.sourceline)
        for element in document.iter("td", "p", "h1", "h2", "a"):
            if element.text and element.text.strip() and not any(e.get("style") for e in [element, *element.iterancestors()]):
                say("style", path, f"<{element.tag}> has no inline style", element.sourceline)
        plain = re.sub(r"\.html$", ".txt", path)
        if plain not in site.file_set:
            say("missing", path, "there is no plain text of it")
            continue
        text = site.bytes(plain).decode("utf-8")
        # Addresses are never cut.
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > 76 and not re.fullmatch(r"\S+", line):
                say("line", plain, f"a line of {len(line)} characters", number)
        flat = " ".join(text.split())
        for heading in document.iter("h1", "h2"):
            if " ".join(heading.text_content().split()) not in flat:
                say("missing", plain, f"does not say {heading.text_content()!r}")
        for link in document.iter("a"):
            if link.get("href", "").removeprefix("mailto:") not in text:
                say("missing", plain, f"does not lead to {link.get('href')}")
    return found


def main() -> int:
    binary = pathlib.Path(sys.argv[1]).resolve()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="broschur-letters-") as temporary:
        folder = pathlib.Path(temporary, "letters")
        for more in ([], ["--edition", "konstanz", "--base-url", "https://konstanz.broschur.example.org/cluster/"]):
            command = [binary, "newsletter", "--quiet", "--from", "2012-01-01", "--to", "2012-06-30", "--audience", "hw"]
            subprocess.run([*command, "--out", str(folder / (more[1] if more else "main")), *more], check=True)
        found = look(folder)
        letters = sorted(folder.rglob("*.html"))
        print(f"     {len(letters)} letters: {len(found)} findings")
        for finding in found:
            print(f"FAIL {finding}")
        failed += len(found) + (len(letters) != 2)
        whole = letters[-1]
        for number, (old, new, rule) in enumerate(MISTAKES):
            broken = pathlib.Path(temporary, f"broken{number}")
            broken.mkdir()
            text = whole.read_text(encoding="utf-8")
            if old not in text:
                raise RuntimeError(f"no {old!r} in {whole}")
            (broken / "letter.html").write_text(text.replace(old, new, 1), encoding="utf-8")
            (broken / "letter.txt").write_bytes(whole.with_suffix(".txt").read_bytes())
            if not any(rule in (finding.rule, finding.checker) for finding in look(broken)):
                print(f"FAIL not noticed ({rule}): {new!r}")
                failed += 1
    print(f"{len(MISTAKES)} planted mistakes looked for, {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
