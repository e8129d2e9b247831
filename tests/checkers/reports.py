"""Findings for machines, read by the libraries that others read them with: `reports.py BROSCHUR`.

Makes a small site with mistakes, runs `check` in every format and compares what arrives with `--format json`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

import junitparser
import pysarif

SITE = {
    "content/site.yaml": "format: 1\ntitle: Probe\n",
    "content/trades.yaml": "schreiner: {name: Schreiner, nummer: 3}\n",
    "content/pages/a&b.md": "---\ntitle: '<x>'\nstatus: aproved\nstatus: draft\n---\n",
    "content/pages/über uns.md": "---\ntitle: Über uns\nstatus: approved\n---\n<b>Süß</b>, siehe [](trade:schriener), 100 %\n",
    "content/pages/latin.md": b"---\ntitle: Gr\xfc\xdfe\n---\n",
}


def main() -> None:
    broschur = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        for path, text in SITE.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = {form: _check(broschur, folder, form) for form in ("json", "gitlab", "sarif", "github", "junit")}
    expected = [(f["code"], f["file"], f["line"], f["column"]) for f in json.loads(out["json"])["findings"]]
    assert len(expected) >= 5, expected
    _equal("gitlab", _gitlab(out["gitlab"]), [(code, file, line) for code, file, line, _ in expected])
    _equal("sarif", _sarif(out["sarif"]), expected)
    _equal("github", _github(out["github"]), [(code, file, line) for code, file, line, _ in expected])
    _equal("junit", _junit(out["junit"]), sorted(f"{file} {code} {line}:{column}" for code, file, line, column in expected))
    print(f"ok   {len(expected)} findings arrive in gitlab, sarif, github and junit")


def _check(broschur: str, folder: str, form: str) -> str:
    command = [broschur, "check", "--no-print", "--as-of", "2026-11-23", "--lang", "de", "--format", form]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 1, (form, run.returncode, run.stderr)
    return run.stdout


def _equal(form: str, found: list, expected: list) -> None:
    if found != expected:
        sys.exit(f"FAIL {form}: {found}\n     instead of {expected}")


def _gitlab(text: str) -> list:
    # The fields that “Code Quality report format” in GitLab's documentation asks for.
    issues = json.loads(text)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert issue["description"] and issue["severity"] in ("info", "minor", "major", "critical", "blocker")
    return [(i["check_name"].split()[0], i["location"]["path"], i["location"]["lines"]["begin"]) for i in issues]


def _sarif(text: str) -> list:
    (run,) = pysarif.load_from_json(text).runs
    found = []
    for result in run.results:
        assert run.tool.driver.rules[result.rule_index].id == result.rule_id
        place = result.locations[0].physical_location
        region = place.region
        found.append((result.rule_id, unquote(place.artifact_location.uri), region.start_line, region.start_column))
    return found


def _github(text: str) -> list:
    line = re.compile(r"::(error|warning|notice) file=([^,]+),line=(\d+),.*?title=(B\d+)::.+")
    found = [line.fullmatch(row) for row in text.splitlines()]
    assert all(found), text
    return [(m[4], m[2], int(m[3])) for m in found]


def _junit(text: str) -> list:
    suites = junitparser.JUnitXml.fromstring(text.encode())
    cases = [(suite, case) for suite in suites for case in suite]
    assert suites.tests == len(cases) and suites.failures == sum(bool(case.result) for _, case in cases)
    return sorted(f"{suite.name} {case.name}" for suite, case in cases)


if __name__ == "__main__":
    main()
