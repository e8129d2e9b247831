"""axe-core and a few own looks in Chromium, over pages served from a loopback port (the work is in browser.mjs)."""

from __future__ import annotations

import collections
import json
import shutil
import subprocess
import os

from model import HERE, HOME, Finding, Site

# Pages of one kind that an ordinary run opens: the largest, the smallest, and some between.
PER_KIND = 4


def sample(site: Site) -> list[str]:
    """Some pages of every kind; a kind is the first folder of the address and the depth below it."""
    kinds: dict[tuple[str, int], list[str]] = collections.defaultdict(list)
    for page in site.pages:
        parts = page.split("/")
        kinds[(parts[0] if len(parts) > 1 else "", len(parts))].append(page)
    chosen = []
    for pages in kinds.values():
        pages.sort(key=lambda page: ((site.root / page).stat().st_size, page))
        last = len(pages) - 1
        picks = {round(i * last / (PER_KIND - 1)) for i in range(PER_KIND)}
        chosen += (pages[i] for i in sorted(picks))
    return sorted(chosen)


def find_chromium() -> str:
    chromium = os.environ.get("CHROME") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if not chromium:
        raise RuntimeError("no Chromium found (set CHROME)")
    return chromium


def browser(sites: list[Site], everything: bool) -> list[tuple[Site, Finding]]:
    """axe-core (WCAG 2.0 to 2.2 A and AA, best practice), dark scheme, reflow, third parties, script errors, CSP, no script."""
    chromium = find_chromium()
    jobs = []
    for number, site in enumerate(sites):
        pages = site.subjects(".html") if everything or site.only is not None else sample(site)
        # Nobody sees those that lead on at once, and a look at them would break off.
        leading = [page for page in site.subjects(".html") if site.leads_on(page)]
        pages = sorted(set(pages) - set(leading))
        # The others are opened, too, for what their policy blocks; that takes a moment each.
        others = sorted(set(site.subjects(".html")) - set(pages) - set(leading))
        looks = {"pages": pages, "others": others, "leading": leading}
        if any(looks.values()):
            jobs.append({"site": number, "root": str(site.root), "prefix": site.prefix} | looks)
    run = subprocess.run(
        ["node", str(HERE / "browser.mjs")],
        input=json.dumps({"home": str(HOME), "chromium": chromium, "jobs": jobs}),
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    opened = sum(line.get("pages", 0) for line in lines)
    if run.returncode or opened != sum(len(job[looks]) for job in jobs for looks in ("pages", "others", "leading")):
        raise RuntimeError(f"the browser run broke off after {opened} pages (exit {run.returncode})")
    undecided = collections.Counter(line["undecided"] for line in lines if "undecided" in line)
    for rule, count in sorted(undecided.items()):
        print(f"     axe leaves to a human: {rule}, {count} places", flush=True)
    return [
        (sites[line["site"]], Finding("browser", line["rule"], line["path"], line["message"]))
        for line in lines
        if "rule" in line
    ]
