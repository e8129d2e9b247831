"""What others show on their pages, tried on the page of somebody else in Chromium (the work is in embeds.mjs)."""

from __future__ import annotations

import json
import subprocess

from browser import find_chromium
from model import HERE, HOME, Finding, Site


def embeds(sites: list[Site], _everything: bool) -> list[tuple[Site, Finding]]:
    """Under a strict policy and among hostile style sheets: the element and the bare fragment look alike, and their links hold."""
    found = []
    for site in sites:
        fragments = site.by_suffix(".fragment")
        if not fragments:
            continue
        kinds = {}
        for fragment in fragments:
            kinds.setdefault(fragment.split(".", 1)[1] if "list" not in fragment else "list", fragment)
        job = {"home": str(HOME), "chromium": find_chromium(), "root": str(site.root), "fragments": sorted(kinds.values())}
        run = subprocess.run(["node", str(HERE / "embeds.mjs")], input=json.dumps(job), stdout=subprocess.PIPE, text=True)
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        tried = sum("tried" in line for line in lines)
        if run.returncode or tried != len(kinds):
            raise RuntimeError(f"the run broke off after {tried} fragments (exit {run.returncode})")
        found += [(site, Finding("embeds", line["rule"], line["path"], line["message"])) for line in lines if "rule" in line]
    return found
