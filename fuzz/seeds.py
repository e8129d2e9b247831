#!/usr/bin/env python3
"""Collects seeds for the fuzz targets from content/, the starter site and the cases of the test suite.

    fuzz/seeds.py

Writes small files into corpus/<target>/, named by a hash of what is in them, and the words that the notations know into
dictionaries/. Files that are there already stay.
"""

import hashlib
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LARGEST = 3000
MOST = 24


def cases():
    """The files of the small sites in tests/suite/cases."""
    for case in sorted((ROOT / "tests/suite/cases").glob("*.md")):
        text = case.read_text(encoding="utf-8")
        for fence, path, body in re.findall(
            r"^(`{3,})[a-z]* ?file=(\S+)\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL
        ):
            yield path, body


def files():
    yield from cases()
    for folder in ["content", "src/scaffold/starter/content"]:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".md", ".yaml"}:
                name = path.relative_to(ROOT / folder)
                yield f"content/{name}", path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "src/schema/standard").glob("*.yaml")):
        yield f"content/types/{path.name}", path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "themes/standard/texts").glob("*.ftl")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for start in range(0, len(lines), 40):
            yield f"themes/standard/texts/{path.name}", "".join(lines[start : start + 40])


def targets(path, text):
    """Which targets a file is a seed of, and as what."""
    if path.endswith(".ftl"):
        yield "theme_texts", text
    elif path.endswith("site.yaml"):
        yield "settings", text
    elif "/types/" in path:
        yield "types", text
    elif "/editions/" in path:
        yield "edition", text
    elif "/publications/" in path:
        yield "publication", text
        for select in re.findall(r"^( +)(?:- )?select:\n((?:\1 +.*\n)+)", text, re.MULTILINE):
            lines = select[1].splitlines(keepends=True)
            indent = min(len(line) - len(line.lstrip()) for line in lines)
            yield "query", "".join(line[indent:] for line in lines)
    elif path.startswith("content/") and path.endswith((".md", ".yaml")):
        yield "entry", text
        if path.endswith(".md"):
            yield "front_matter", text
            yield "markdown", text.split("\n---\n", 1)[-1]
        for line in re.findall(r"\]\(([^)\s]+)\)|https?://\S+", text):
            yield "addresses", line


def keep(target, data):
    if not data or len(data) > LARGEST:
        return
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()[:16]).write_bytes(data)


MANIFESTS = [
    b'{"generator":"broschur 0.1.0","files":{}}',
    b'{"generator":"broschur 0.1.0","next_change":"2027-03-21","files":{"index.html":"00"},'
    b'"addresses":{"index.html":"","faelle/a/index.html":"case:a"}}',
]
RECORDS = [
    b'{"engine":"","outputs":{},"whole":null}',
    b'{"engine":"0.1.0 x","outputs":{"a.pdf":{"draft":"00112233445566778899aabbccddeeff",'
    b'"shared":"00112233445566778899aabbccddeeff","theme":"00112233445566778899aabbccddeeff"}},'
    b'"whole":["00112233445566778899aabbccddeeff","00112233445566778899aabbccddeeff"]}',
]
ADDRESSES = [
    "case:a#b", "#anker", "/images/a%20b.png", "../../x", "..\\x", "mailto:a@b.de?cc=c@d.de", "tel:+49 7",
    "javascript:x", "HTTPS://Ä.de/ß?q=ü#f", "//x", "data:text/html,x", "http://[::1]/", "case:",
]
QUERIES = ["type: case\n", "type: case\nwhere: {trade: [mustergewerk]}\nsort: title\ngroup: region\nlimit: 3\n"]


def main():
    found = {}
    for path, text in files():
        for target, seed in targets(path, text):
            if seed.strip():
                found.setdefault(target, {})[seed.encode()] = None
    for target, more in [("manifest", MANIFESTS), ("cache", RECORDS)]:
        found.setdefault(target, {}).update(dict.fromkeys(more))
    for target, more in [("addresses", ADDRESSES), ("query", QUERIES)]:
        found.setdefault(target, {}).update(dict.fromkeys(one.encode() for one in more))
    (HERE / "dictionaries").mkdir(exist_ok=True)
    for target, seeds in sorted(found.items()):
        seeds = [seed for seed in seeds if len(seed) <= LARGEST]
        # Small and large ones alike, when there are too many.
        seeds.sort(key=len)
        step = max(1, len(seeds) / MOST)
        chosen = [seeds[int(number * step)] for number in range(min(MOST, len(seeds)))]
        for seed in chosen:
            keep(target, seed)
        words = set()
        for seed in found[target]:
            words.update(re.findall(rb"[a-z][a-z_-]{2,30}:|\$[a-z]+", seed))
        lines = [f'"{word.decode()}"\n' for word in sorted(words)[:400]]
        (HERE / "dictionaries" / f"{target}.dict").write_text("".join(lines), encoding="utf-8")
        print(f"{target}: {len(chosen)} of {len(seeds)} seeds, {len(lines)} words")


if __name__ == "__main__":
    main()
