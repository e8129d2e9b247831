"""Proves that the checkers bite: the good site has no finding, and each case of broken.toml has exactly those it names."""

from __future__ import annotations

import collections
import pathlib
import shutil
import tempfile
import tomllib

from model import HERE, Site


def run(names: list[str]):
    """Yields (case, problems); a case is the good site with one thing broken."""
    import check

    cases = tomllib.loads((HERE / "broken.toml").read_text(encoding="utf-8"))["case"]
    cases.insert(0, {"name": "the good site is good", "expect": []})
    with tempfile.TemporaryDirectory(prefix="broschur-broken-") as temporary:
        sites = []
        for number, case in enumerate(cases):
            root = pathlib.Path(temporary, f"{number:02}")
            shutil.copytree(HERE / "good", root)
            changed = _break(root, case)
            sites.append(Site(root, only=changed if number else None, required=case.get("required", False)))
        found = collections.defaultdict(list)
        stopped = []
        for name, seconds, result in check.run(names, sites):
            print(f"     {name} over {len(sites)} small sites ({seconds:.1f} s)", flush=True)
            if isinstance(result, Exception):
                stopped.append(f"{name}: {result}")
                continue
            for site, finding in result:
                found[site].append(finding)
        if stopped:
            yield "every checker runs", stopped
        for case, site in zip(cases, sites):
            expected = [line for line in case["expect"] if line.split()[0] in names]
            matched = set()
            problems = []
            for line in expected:
                checker, path, text = line.split(maxsplit=2)
                hits = {f for f in found[site] if f.checker == checker and f.path == path and text in f"[{f.rule}] {f.message}"}
                if not hits:
                    problems.append(f"not found: {line}")
                matched |= hits
            problems += (f"not expected: {finding}" for finding in sorted(set(found[site]) - matched))
            yield case["name"], problems


def _break(root: pathlib.Path, case: dict) -> list[str]:
    """Applies a case to a copy of the good site and names the files it touched."""
    changed = []
    for edit in case.get("edit", []):
        file = root / edit["file"]
        old = file.read_bytes().decode("utf-8")
        if edit["replace"] not in old:
            raise RuntimeError(f"case {case['name']!r}: {edit['file']} does not contain {edit['replace']!r}")
        file.write_bytes(old.replace(edit["replace"], edit["with"], 1).encode("utf-8"))
        changed.append(edit["file"])
    for path, text in case.get("add", {}).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_pdf(text) if path.endswith(".pdf") else text.encode("utf-8"))
        changed.append(path)
    for path in case.get("remove", []):
        (root / path).unlink()
    return changed


def _pdf(kind: str) -> bytes:
    """A hand-made PDF without tags, title, language and embedded fonts; `truncated` loses its end, too."""
    text = b"BT /F1 24 Tf 72 720 Td (Heft) Tj ET"
    action = b"<< /S /URI /URI (https://www.example.org/faelle/zwei/) >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
        b" /Annots [6 0 R] >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Annot /Subtype /Link /Rect [72 700 200 740] /Border [0 0 0] /A %s >>" % action,
    ]
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return out[: start - 40] if kind == "truncated" else out
