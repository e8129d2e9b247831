"""Links: lychee for what an address means on disk, and our own look at what lychee leaves out."""

from __future__ import annotations

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

from model import Finding, Site, references

# Found by their name, not by a link; the colours of program text belong to every site, also to one without any.
KNOWN_BY_NAME = re.compile(
    r"^(404\.html|assets/highlight\.[^/]*\.css|robots\.txt|sitemap[^/]*\.xml|favicon\.(ico|svg)|manifest\.json|\.well-known/.*)$"
)
CSS_URL = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)|@import\s+['"]([^'"]+)['"]""")


def lychee(sites: list[Site], _everything: bool) -> list[tuple[Site, Finding]]:
    """Every link and fragment of every page leads to a file and an element that exist."""
    found = []
    for site in sites:
        with tempfile.TemporaryDirectory(prefix="broschur-links-") as temporary:
            # A site for a folder of a host (/cluster/) is seen under that folder.
            mount = pathlib.Path(temporary, site.prefix.strip("/"))
            if mount == pathlib.Path(temporary):
                root = site.root
            else:
                mount.parent.mkdir(parents=True, exist_ok=True)
                mount.symlink_to(site.root)
                root = pathlib.Path(temporary)
            listing = pathlib.Path(temporary, "pages.txt")
            listing.write_text("".join(f"{site.root / page}\n" for page in site.pages))
            run = subprocess.run(
                [str(pathlib.Path(sys.executable).with_name("lychee")), "--offline", "--include-fragments", "--format", "json",
                 "--no-progress", "--root-dir", str(root), "--index-files", "index.html", "--files-from", str(listing)],
                capture_output=True, text=True,
            )  # fmt: skip
            try:
                report = json.loads(run.stdout)
            except ValueError:
                raise RuntimeError(f"lychee gave no result: {run.stdout[:500]} {run.stderr[:2000]}") from None
        for file, errors in report["error_map"].items():
            for error in errors:
                path = urllib.parse.unquote(file).removeprefix("file://").removeprefix(f"{site.root}/")
                address = urllib.parse.unquote(error["url"]).removeprefix(f"file://{site.root}").removeprefix(f"file://{root}")
                text = error["status"].get("text", "") if isinstance(error["status"], dict) else str(error["status"])
                line = (error.get("span") or {}).get("line", 0)
                found.append((site, Finding("lychee", "link", path, f"{address}: {text}", line)))
        if site.pages and not report["total"]:
            found.append((site, Finding("lychee", "nothing", ".", "no link was checked at all")))
    return found


def links(sites: list[Site], _everything: bool) -> list[tuple[Site, Finding]]:
    """Orphans, files nobody refers to, absolute addresses of our own, and whatever a page takes from other hosts."""
    return [(site, finding) for site in sites for finding in _links(site)]


def _links(site: Site):
    reached: set[str] = set()  # pages found by following links from the home page
    queue = ["index.html"] if "index.html" in site.file_set else []
    indices: set[str] = set()  # of searches
    named: set[str] = set(queue)  # files that some page or style sheet names
    redirects = {p for p in site.pages if site.leads_on(p)}
    for page in site.pages:
        for element, attribute, address in references(site.document(page)):
            if not address.strip() or address.startswith(("#", "data:", "mailto:", "tel:")):
                continue
            target = site.target(page, address)
            loads = element.tag not in ("a", "area") and not (element.tag == "link" and _merely_names(element))
            if target is None:
                if loads and urllib.parse.urlsplit(urllib.parse.urljoin("x:/", address)).scheme in ("http", "https", "x"):
                    yield Finding("links", "third-party", page, f"<{element.tag}> takes {address} from another host")
                continue
            named.add(target)
            if target not in site.file_set and urllib.parse.urlsplit(address).netloc:
                # lychee runs offline and leaves absolute addresses alone, ours among them.
                yield Finding("links", "own-address", page, f"{address} does not exist on this site")
        for meta in site.document(page).iter("meta"):
            content = meta.get("content", "")
            if meta.get("property") in ("og:image", "og:url") or meta.get("name") == "twitter:image":
                target = site.target(page, content)
                if not urllib.parse.urlsplit(content).netloc:
                    yield Finding("links", "open-graph", page, f"{meta.get('property')} is not an absolute address: {content}")
                elif site.main and content.startswith(site.main):
                    continue
                elif target not in site.file_set:
                    yield Finding("links", "own-address", page, f"{content} does not exist on this site")
                else:
                    named.add(target)
        canonical = [link.get("href", "") for link in site.document(page).iterfind(".//link[@rel='canonical']")]
        elsewhere = site.main and canonical and canonical[0].startswith(site.main)
        if page != "404.html" and page not in redirects and canonical and not elsewhere and site.target(page, canonical[0]) != page:
            yield Finding("links", "canonical", page, f"the canonical address {canonical[0]} is another page")
        for attribute, element in _handlers(site.document(page)):
            yield Finding("links", "inline-script", page, f"<{element.tag} {attribute}>")
        for message in _policy(site.document(page)):
            yield Finding("links", "policy", page, message)
        for panel in site.document(page).iter("search"):
            # What the script of directories reads.
            entries = site.target(page, panel.get("data-directory")) if panel.get("data-directory") else None
            if entries:
                named.add(entries)
                if entries not in site.file_set:
                    yield Finding("links", "directory", page, f"the filters lack {entries}")
        for form in site.document(page).iter("form"):
            index = site.target(page, form.get("data-search") + "index.js") if form.get("data-search") else None
            if index and index not in indices:
                indices.add(index)
                pieces = _pieces(site, index)
                named.update([index, *pieces])
                for piece in [index, *pieces]:
                    if piece not in site.file_set:
                        yield Finding("links", "search", page, f"the index of the search lacks {piece}")

    for sheet in site.by_suffix(".css"):
        for match in CSS_URL.finditer(site.bytes(sheet).decode("utf-8", "replace")):
            address = match.group(1) or match.group(2)
            if address.startswith(("data:", "#")):
                continue
            target = site.target(sheet, address)
            if target is None:
                yield Finding("links", "third-party", sheet, f"takes {address} from another host")
            elif target not in site.file_set:
                yield Finding("links", "link", sheet, f"{address} does not exist")
            else:
                named.add(target)
    for file in site.by_suffix(".webmanifest"):
        for icon in json.loads(site.bytes(file)).get("icons", []):
            named.add(site.target(file, icon["src"]) or "")

    while queue:
        page = queue.pop()
        if page in reached:
            continue
        reached.add(page)
        if not page.endswith(".html"):
            continue
        for element, _, address in references(site.document(page)):
            if element.tag in ("a", "area", "form"):
                target = site.target(page, address)
                if target in site.file_set and target not in reached:
                    queue.append(target)
    for file in site.files:
        if KNOWN_BY_NAME.match(file) or file in redirects or file.startswith(".") or file in site.print_shop_files:
            continue
        if file.endswith((".html", ".pdf")):
            if file not in reached:
                yield Finding("links", "orphan", file, "no path of links leads here from the home page")
        elif file not in named:
            yield Finding("links", "unused", file, "no page or style sheet names this file")


def _pieces(site: Site, index: str) -> list[str]:
    """The files that the first one of the index of a search leads to."""
    if index not in site.file_set:
        return []
    called = re.fullmatch(r"broschurSearch\((.*)\);\n?", site.bytes(index).decode("utf-8"), re.DOTALL)
    head = json.loads(f"[{called.group(1)}]")[3] if called else {"words": 0, "entries": 0, "together": 1}
    folder = index.removesuffix("index.js")
    words = [f"{folder}w/{number}.js" for number in range(head["words"])]
    return words + [f"{folder}e/{number}.js" for number in range(-(-head["entries"] // head["together"]))]


# CSP Level 3, and what browsers ignore in a `<meta>` (3.3).
DIRECTIVES = {
    "default-src", "base-uri", "child-src", "connect-src", "font-src", "form-action", "frame-src", "img-src", "manifest-src",
    "media-src", "object-src", "script-src", "script-src-attr", "script-src-elem", "style-src", "style-src-attr", "style-src-elem",
    "upgrade-insecure-requests", "worker-src", "require-trusted-types-for", "trusted-types",
}  # fmt: skip
NEEDS_SERVER = {"frame-ancestors", "report-uri", "report-to", "sandbox"}


def _policy(document):
    """What is wrong with a page's Content Security Policy. The browser tells of a wrong policy in the console only."""
    policies = [m for m in document.iter("meta") if m.get("http-equiv", "").lower() == "content-security-policy"]
    if len(policies) != 1:
        yield f"{len(policies)} policies in place of one"
        return
    for element in document.iter("link", "script", "style", "img", "body", "meta"):
        if element is policies[0]:
            break
        if element.tag != "meta":
            yield f"<{element.tag}> stands before the policy, which does not hold for it"
    said = set()
    for directive in filter(str.strip, policies[0].get("content", "").split(";")):
        name, *sources = directive.split()
        if name in NEEDS_SERVER:
            yield f"{name} holds only when a server says it"
        elif name not in DIRECTIVES:
            yield f"{name} is no directive"
        if name in said:
            yield f"{name} twice: the second does not hold"
        said.add(name)
        for source in sources:
            if source.startswith("'unsafe-") or source in ("*", "http:", "https:", "data:") and name != "img-src":
                yield f"{name} allows {source}"
            if source == "'none'" and len(sources) > 1:
                yield f"{name}: 'none' beside others says nothing"
    for name in ("default-src", "base-uri", "form-action"):
        if name not in said:
            yield f"{name} is missing, so everything is allowed"


def _merely_names(link) -> bool:
    """A `link` element that tells an address without loading it."""
    return not set(link.get("rel", "").lower().split()) & {
        "stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest", "apple-touch-icon"
    }  # fmt: skip


def _handlers(document):
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        for attribute, value in element.items():
            if attribute.lower().startswith("on") or value.strip().lower().startswith("javascript:"):
                yield attribute, element
