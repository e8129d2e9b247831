"""HTML, CSS and SVG by two independent validators: the Nu HTML checker and html-validate."""

from __future__ import annotations

import json
import pathlib
import re
import subprocess
import tempfile
import urllib.parse

from model import HERE, HOME, Finding, Site


# A file on disk has no origin to the Nu checker, so that `'self'` is nobody; and it takes JSON-LD for a script, which HTML does not
# ("prepare the script element" ends at a data block before it asks the policy). The browser tells what a policy really blocks.
MISTAKEN_POLICY = re.compile(r"^(Resource|Inline script) violates Content Security Policy \(meta tag\)")


def nu(sites: list[Site], _everything: bool) -> list[tuple[Site, Finding]]:
    """The Nu HTML checker over HTML, CSS and SVG; warnings count."""
    jar = HOME / "node_modules/vnu-jar/build/dist/vnu.jar"
    found = []
    # With the default stack it overflows on long pages and prints empty JSON: keep -Xss8m.
    command = ["java", "-Xss8m", "-jar", str(jar), "--stdout", "--format", "json", "--also-check-css", "--also-check-svg"]
    targets = [str(site.root / f) for site in sites for f in site.subjects(".html", ".css", ".svg")]
    for start in range(0, len(targets), 4000):
        run = subprocess.run(command + targets[start : start + 4000], capture_output=True, text=True)
        try:
            messages = json.loads(run.stdout)["messages"]
        except (ValueError, KeyError):
            raise RuntimeError(f"the Nu checker gave no result: {run.stdout[:500]} {run.stderr[:2000]}") from None
        for message in messages:
            kind = message["type"] if message["type"] != "info" else message.get("subType", "info")
            if kind == "info" or MISTAKEN_POLICY.search(message["message"]):
                continue
            file = urllib.parse.unquote(urllib.parse.urlsplit(message.get("url", "")).path)
            site = next((s for s in sites if file.startswith(f"{s.root}/")), sites[0])
            path = file.removeprefix(f"{site.root}/")
            found.append((site, Finding("nu", kind, path, message["message"], message.get("lastLine", 0))))
    return found


def html_validate(sites: list[Site], _everything: bool, rules: str = "html-validate.json") -> list[tuple[Site, Finding]]:
    """html-validate with its recommended and accessibility rules and ours (`rules`, a file beside this one)."""
    found = []
    command = ["node", str(HOME / "node_modules/html-validate/bin/html-validate.mjs")]
    command += ["--config", str(HERE / rules)]
    targets = [str(site.root / f) for site in sites for f in site.subjects(".html")]
    with tempfile.TemporaryDirectory(prefix="broschur-markup-") as temporary:
        report = pathlib.Path(temporary, "report.json")
        for start in range(0, len(targets), 1000):
            # Into a file: through a pipe it loses what it has not written when it exits.
            run = subprocess.run(
                [*command, "--formatter", f"json={report}", *targets[start : start + 1000]], capture_output=True, text=True
            )
            try:
                results = json.loads(report.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                raise RuntimeError(f"html-validate gave no result: {run.stdout[:500]} {run.stderr[:2000]}") from None
            report.unlink()
            for result in results:
                file = result["filePath"]
                site = next(s for s in sites if file.startswith(f"{s.root}/"))
                path = file.removeprefix(f"{site.root}/")
                for message in result["messages"]:
                    found.append((site, Finding("html-validate", message["ruleId"], path, message["message"], message["line"])))
    return found
