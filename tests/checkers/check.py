"""Runs the independent checkers over built sites. See README.md beside this file; start it through `check`."""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import json
import sys
import time
import traceback

from model import Finding, Site

import browser
import data
import documents
import embeds
import links
import markup

# Slow ones first: two run at a time.
CHECKERS = {
    "browser": browser.browser,
    "nu": markup.nu,
    "html-validate": markup.html_validate,
    "verapdf": documents.verapdf,
    "lychee": links.lychee,
    "links": links.links,
    "data": data.data,
    "pdf": documents.pdf,
    "qr": documents.qr,
    "embeds": embeds.embeds,
}


def run(names: list[str], sites: list[Site], everything: bool = False):
    """Runs checkers side by side; yields (name, seconds, findings per site or the error that stopped it)."""

    def one(name: str):
        start = time.monotonic()
        try:
            result = CHECKERS[name](sites, everything)
        except Exception as error:  # noqa: BLE001  a checker that breaks is a failure of its own, told with the others
            traceback.print_exc()
            result = error
        return name, time.monotonic() - start, result

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for future in concurrent.futures.as_completed([pool.submit(one, name) for name in names]):
            yield future.result()


def summary(findings: list[Finding], places: int) -> None:
    """Prints findings by rule, each with its first places."""
    by_rule = collections.defaultdict(list)
    for finding in findings:
        by_rule[(finding.checker, finding.rule)].append(finding)
    for (checker, rule), some in sorted(by_rule.items(), key=lambda item: -len(item[1])):
        pages = len({finding.path for finding in some})
        print(f"     {checker} [{rule}]: {len(some)} in {pages} files")
        for finding in sorted(some)[:places]:
            print(f"       {finding.path}{f':{finding.line}' if finding.line else ''}  {finding.message[:300]}")
        if len(some) > places:
            print(f"       … {len(some) - places} more")


def main() -> int:
    parser = argparse.ArgumentParser(prog="check", description=__doc__)
    parser.add_argument("site", nargs="*", help="folder of a built site")
    parser.add_argument("--self-test", action="store_true", help="prove on small broken sites that every checker bites")
    parser.add_argument("--only", metavar="NAMES", help="comma-separated: " + ", ".join(CHECKERS))
    parser.add_argument("--all", action="store_true", help="the long run: open every page in the browser")
    parser.add_argument("--loose", action="store_true", help="do not require outputs such as a feed or a PDF")
    parser.add_argument("--main", metavar="URL", default="", help="the site that an edition is a part of: its pages may be canonical")
    parser.add_argument("--places", type=int, default=3, help="places to print per rule (3)")
    parser.add_argument("--report", metavar="FILE", help="write every finding as a line of JSON")
    arguments = parser.parse_args()
    names = arguments.only.split(",") if arguments.only else list(CHECKERS)
    if unknown := set(names) - set(CHECKERS):
        parser.error(f"no such checker: {', '.join(sorted(unknown))}")
    if not arguments.site and not arguments.self_test:
        parser.error("name a site or --self-test")

    passed = failed = 0
    if arguments.self_test:
        import selftest

        for name, problems in selftest.run(names):
            passed, failed = (passed, failed + 1) if problems else (passed + 1, failed)
            print(f"{'FAIL' if problems else 'ok  '} self-test: {name}", flush=True)
            for problem in problems:
                print(f"       {problem}")
    everything = []
    for folder in arguments.site:
        site = Site(folder, required=not arguments.loose, main=arguments.main)
        if not site.pages:
            print(f"FAIL {folder}: no page there")
            failed += 1
            continue
        kinds = collections.Counter(file.rpartition(".")[2] for file in site.files)
        print(f"     {len(site.files)} files: " + ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()), flush=True)
        for name, seconds, result in run(names, [site], arguments.all):
            if isinstance(result, Exception):
                print(f"FAIL {name}: {result} ({seconds:.1f} s)", flush=True)
                failed += 1
                continue
            findings = [finding for _, finding in result]
            everything += findings
            passed, failed = (passed, failed + 1) if findings else (passed + 1, failed)
            print(f"{'FAIL' if findings else 'ok  '} {name}: {len(findings)} findings ({seconds:.1f} s)", flush=True)
            summary(findings, arguments.places)
    if arguments.report:
        with open(arguments.report, "w", encoding="utf-8") as out:
            for finding in sorted(everything):
                out.write(json.dumps(finding.__dict__, ensure_ascii=False) + "\n")
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
