"""What the checkers share: a built site on disk, and a finding about one of its files."""

from __future__ import annotations

import dataclasses
import functools
import os
import pathlib
import posixpath
import urllib.parse

import lxml.html

HOME = pathlib.Path(os.environ["CHECKERS_HOME"])
HERE = pathlib.Path(__file__).resolve().parent
# Pages with crop marks, and the sheets of a booklet: docs/print-shop.md.
PRINT_SHOP = (".einzelseiten.pdf", ".druckbogen.pdf")


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    """One defect; `path` is relative to the site, `rule` is the checker's own name for the kind of defect."""

    checker: str
    rule: str
    path: str
    message: str
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{self.checker} {place} [{self.rule}] {self.message}"


class Site:
    """A folder with a built site. Checkers that see one file at a time look at `only` these files, if given; `required`
    says whether the outputs that every real site has must be there; `main` is the address of the site that an edition is
    a part of, whose pages may be the canonical ones."""

    def __init__(self, root: os.PathLike[str] | str, only: list[str] | None = None, required: bool = True, main: str = ""):
        self.root = pathlib.Path(root).resolve()
        self.only = only
        self.required = required
        self.main = main

    @functools.cached_property
    def files(self) -> list[str]:
        """All files, sorted, with forward slashes."""
        found = (p for p in self.root.rglob("*") if p.is_file())
        return sorted(p.relative_to(self.root).as_posix() for p in found)

    @functools.cached_property
    def file_set(self) -> frozenset[str]:
        return frozenset(self.files)

    def by_suffix(self, *suffixes: str) -> list[str]:
        return [f for f in self.files if f.lower().endswith(suffixes)]

    @property
    def print_shop_files(self) -> list[str]:
        """PDFs that are printed and cut, and that nobody reads."""
        return self.by_suffix(*PRINT_SHOP)

    @property
    def reading_pdfs(self) -> list[str]:
        return sorted(set(self.by_suffix(".pdf")) - set(self.print_shop_files))

    def subjects(self, *suffixes: str) -> list[str]:
        """The files that a checker of single files is to look at."""
        return [f for f in self.by_suffix(*suffixes) if self.only is None or f in self.only]

    @property
    def pages(self) -> list[str]:
        return self.by_suffix(".html")

    def bytes(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    @functools.lru_cache(maxsize=None)
    def document(self, page: str) -> lxml.html.HtmlElement:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        return lxml.html.document_fromstring(self.bytes(page) or b"<html></html>", parser=parser)

    def leads_on(self, page: str) -> bool:
        """Whether a page only leads on to another one, at once."""
        return self.document(page).find(".//meta[@http-equiv='refresh']") is not None

    @functools.cached_property
    def base(self) -> str:
        """The address the site will have, with a closing slash: from the home page's canonical link."""
        if "index.html" in self.file_set:
            for link in self.document("index.html").iterfind(".//link[@rel='canonical']"):
                return link.get("href", "").rstrip("/") + "/"
        return ""

    @property
    def prefix(self) -> str:
        """The folder part of the base address, `/` or `/cluster/`."""
        return urllib.parse.urlsplit(self.base).path or "/"

    def own(self, address: str) -> bool:
        """Whether an absolute address belongs to this site."""
        return bool(self.base) and (address + "/").startswith(self.base)

    def target(self, page: str, href: str) -> str | None:
        """The file an address on `page` means, existing or not; None when it leads elsewhere."""
        address = urllib.parse.urlsplit(urllib.parse.urljoin((self.base or "http://site.invalid/") + page, href.strip()))
        bare = urllib.parse.urlunsplit((address.scheme, address.netloc, address.path, "", ""))
        base = self.base or "http://site.invalid/"
        if not (bare + "/").startswith(base):
            return None
        path = posixpath.normpath(urllib.parse.unquote(bare[len(base) :]) or ".")
        if path == ".":
            return "index.html"
        if path in self.file_set:
            return path
        return posixpath.join(path, "index.html")


# Where a page names other files, as element, attribute.
REFERENCES = [
    ("a", "href"), ("area", "href"), ("link", "href"), ("img", "src"), ("source", "src"), ("source", "srcset"),
    ("img", "srcset"), ("script", "src"), ("iframe", "src"), ("embed", "src"), ("object", "data"), ("video", "src"),
    ("video", "poster"), ("audio", "src"), ("track", "src"), ("form", "action"), ("use", "href"), ("image", "href"),
]  # fmt: skip


def references(document: lxml.html.HtmlElement):
    """Yields (element, attribute, address) for everything a page refers to, `srcset` taken apart."""
    for tag, attribute in REFERENCES:
        for element in document.iter(tag):
            value = element.get(attribute)
            if value is None:
                continue
            if attribute == "srcset":
                for candidate in value.split(","):
                    if candidate.strip():
                        yield element, attribute, candidate.split()[0]
            else:
                yield element, attribute, value
