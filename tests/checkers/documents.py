"""PDFs: structure, fonts, tags, links, and the standards PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import re
import subprocess

import pikepdf
import zxingcpp

from model import HOME, Finding, Site

PROFILES = "ua1,2a"
JAVA_LIBRARIES = [
    "FastInfoset", "FastInfosetUtilities", "istack-commons-runtime", "javax.activation", "jaxb-core", "jaxb-impl",
    "jaxb-runtime", "stax-ex", "txw2",
]  # fmt: skip


def pdf(sites: list[Site], _everything: bool) -> list[tuple[Site, Finding]]:
    """qpdf and poppler: sound structure, every font embedded, tagged, named, and links into this site that exist.

    Files for the print shop need the first two, and the edge at which they are cut.
    """
    found = []
    for site in sites:
        for path in site.reading_pdfs:
            found += ((site, finding) for finding in [*_file(site, path), *_reading(site, path)])
        for path in site.print_shop_files:
            found += ((site, finding) for finding in [*_file(site, path), *_printing(site, path)])
        if site.required and not site.reading_pdfs:
            found.append((site, Finding("pdf", "missing", ".", "no PDF")))
    return found


def _file(site, path):
    file = str(site.root / path)
    check = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, errors="replace")
    if check.returncode:
        yield Finding("pdf", "qpdf", path, " ".join((check.stderr or check.stdout).replace(file, "").split())[:400])
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, errors="replace")
    for line in fonts.stdout.splitlines()[2:]:
        # name … type … encoding emb sub uni object: counted from the end, names and types contain blanks
        columns = line.split()
        if columns[-5] != "yes":
            yield Finding("pdf", "font", path, f"not embedded: {columns[0]}")
        if columns[-3] != "yes":
            yield Finding("pdf", "font", path, f"no text behind the letters: {columns[0]}")


def _printing(site, path):
    try:
        document = pikepdf.open(site.root / path)
    except pikepdf.PdfError as error:
        yield Finding("pdf", "open", path, str(error))
        return
    with document:
        for number, page in enumerate(document.pages, 1):
            if "/TrimBox" not in page:
                yield Finding("pdf", "trim", path, f"page {number} does not say where it is cut")
        if path.endswith(".druckbogen.pdf") and len(document.pages) % 2:
            yield Finding("pdf", "sheets", path, f"{len(document.pages)} sides are not whole sheets")


def _reading(site, path):
    file = str(site.root / path)
    try:
        document = pikepdf.open(file)
    except pikepdf.PdfError as error:
        yield Finding("pdf", "open", path, str(error).replace(file, "").strip(" :"))
        return
    with document:
        root = document.Root
        if not root.get("/MarkInfo", {}).get("/Marked", False) or "/StructTreeRoot" not in root:
            yield Finding("pdf", "tags", path, "not tagged")
        if not str(root.get("/Lang", "")):
            yield Finding("pdf", "language", path, "no document language")
        if not str(document.docinfo.get("/Title", "")):
            yield Finding("pdf", "title", path, "no title")
        if len(document.pages) > 4 and "/Outlines" not in root:
            yield Finding("pdf", "bookmarks", path, f"{len(document.pages)} pages and no bookmarks")
        for number, page in enumerate(document.pages, 1):
            for annotation in page.get("/Annots", []):
                action = annotation.get("/A") if isinstance(annotation, pikepdf.Dictionary) else None
                address = str(action.get("/URI", "")) if isinstance(action, pikepdf.Dictionary) else ""
                if not address:
                    continue
                if not re.match(r"^(https?|mailto|tel):", address):
                    yield Finding("pdf", "link", path, f"page {number}: {address} is not absolute")
                elif site.own(address) and site.target("", address) not in site.file_set:
                    yield Finding("pdf", "link", path, f"page {number}: {address} does not exist on this site")


def qr(sites: list[Site], _everything: bool) -> list[tuple[Site, Finding]]:
    """zxing: a QR code on the first page can be read from a coarse print, and leads to a page of this site."""
    found = []
    for site in sites:
        for path in site.reading_pdfs:
            found += ((site, finding) for finding in _qr(site, path))
    return found


def _qr(site, path):
    command = ["pdftoppm", "-gray", "-r", "150", "-l", "1", str(site.root / path)]
    page = subprocess.run(command, capture_output=True).stdout
    if not page:
        return  # what no program can show, `pdf` reports
    # A portable graymap: kind, width and height, white, then a byte for each point.
    _, size, _, points = page.split(b"\n", 3)
    width, height = map(int, size.split())
    codes = zxingcpp.read_barcodes(memoryview(points).cast("B", shape=[height, width]))
    # A sheet stands beside the page that it belongs to, under the name of its folder.
    folder, _, name = path.rpartition("/")
    beside = f"{folder}/index.html"
    is_sheet = folder.rpartition("/")[2] == name.removesuffix(".pdf") and beside in site.file_set
    if is_sheet and not codes and site.required:
        yield Finding("qr", "missing", path, f"no QR code leads back to {beside}")
    for code in codes:
        if not site.own(code.text):
            yield Finding("qr", "foreign", path, f"{code.text} is not on this site")
        elif (target := site.target("", code.text)) not in site.file_set:
            yield Finding("qr", "nowhere", path, f"{code.text} does not exist on this site")
        elif is_sheet and target != beside:
            yield Finding("qr", "elsewhere", path, f"{code.text} is not the page that this sheet belongs to")


def verapdf(sites: list[Site], _everything: bool) -> list[tuple[Site, Finding]]:
    """veraPDF: every PDF that is read conforms to PDF/UA-1 and to PDF/A-2a."""
    found = []
    targets = {str(site.root / path): (site, path) for site in sites for path in site.reading_pdfs}
    home = HOME / "verapdf"
    parts = [str(home / "verapdf.jar"), str(home), *(f"/usr/share/java/{name}.jar" for name in JAVA_LIBRARIES)]
    files = list(targets)
    for start in range(0, len(files), 500):
        some = files[start : start + 500]
        run = subprocess.run(
            ["java", "-cp", ":".join(parts), "VeraPdf", PROFILES, *some], capture_output=True, text=True, errors="replace"
        )
        verdicts = 0
        site, path, profile = None, "", ""
        for line in run.stdout.splitlines():
            if verdict := re.match(r"^(PASS|FAIL|BROKEN) (\w+) (.*)$", line):
                verdicts += 1
                profile = verdict[2]
                site, path = targets[verdict[3]]
            elif rule := re.match(r"^   (\S+): (.*)$", line):
                found.append((site, Finding("verapdf", f"{profile} {rule[1]}", path, rule[2])))
        if verdicts != len(some) * len(PROFILES.split(",")):
            raise RuntimeError(f"veraPDF gave {verdicts} verdicts for {len(some)} files: {run.stderr[:2000]}")
    return found
