"""Forms by which organisations put right how they are reached: what `report contacts --forms` writes conforms to PDF/UA-1 and PDF/A-2a.

    forms.py BROSCHUR

Four organisations of a small site of its own, from whom everything, something and nothing is known, stand for all of `content/`. Ends with status 1
when something is found."""

from __future__ import annotations

import pathlib
import subprocess
import sys
import tempfile

import documents
from model import Site

SITE = """\
format: 1
title: {de: Probe der Formulare, en: Forms on trial}
publisher: {name: Musterredaktion, email: redaktion@example.org}
base_url: https://example.org/
languages: [de, en]
"""
ORGANISATIONS = """\
alles:
  name: Verein mit allem
  kind: fachverband
  website: https://www.example.org/verein
  phone: 0711 123-45
  email: info@example.org
  address: {street: Musterweg 1, postal_code: '70173', city: Stuttgart}
  contact_as_of: 2026-11
  contact_basis: oeffentlich
nichts: {name: Innung ohne Angaben, kind: innung}
lang:
  kind: transferzentrum
  name: Gesellschaft zur Förderung der Zusammenarbeit von Betrieben der Elektro- und Informationstechnik im ländlichen Raum
  website: https://www.example.org/ein/recht/langer/weg/zu/der/seite/auf/der/alles/steht/was/zu/sagen/ist
zeichen: {kind: ihk, name: "Kammer „Ä & Ö“ <Süd> – 100 %", email: post@example.org}
"""


def main() -> int:
    binary = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="broschur-forms-") as temporary:
        root = pathlib.Path(temporary, "site")
        (root / "content").mkdir(parents=True)
        (root / "content/site.yaml").write_text(SITE, encoding="utf-8")
        (root / "content/organisations.yaml").write_text(ORGANISATIONS, encoding="utf-8")
        command = [binary, "report", "contacts", "--quiet", "--root", str(root), "--forms", str(pathlib.Path(temporary, "forms"))]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        forms = Site(pathlib.Path(temporary, "forms"), required=False)
        found = [finding for _, finding in documents.verapdf([forms], False)]
        made = len(list(forms.reading_pdfs))
    print(f"     {made} forms: {len(found)} findings")
    for finding in found:
        print(f"FAIL {finding}")
    return 1 if found or made != 4 else 0


if __name__ == "__main__":
    sys.exit(main())
