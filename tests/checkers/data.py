"""Feeds, sitemap and every other data file: parsed by independent libraries, mandatory fields required."""

from __future__ import annotations

import csv
import io
import json
import re
import urllib.parse
import warnings

import feedparser
import feedparser_rs
import frictionless
import lxml.etree
import markdown_it
import msgspec_schemaorg.models
import yaml

from model import Finding, Site

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
# What a site writes for programs, by the end of a file's name.
KINDS = {"datapackage.json": "data package", "feed.json": "JSON Feed", ".ics": "calendar", ".vcf": "contact"}
# Section by section: https://www.jsonfeed.org/version/1.1/
FEED_MEMBERS = {
    "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon", "authors",
    "language", "expired", "hubs", "items",
}  # fmt: skip
ITEM_MEMBERS = {
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image", "date_published",
    "date_modified", "authors", "tags", "language", "attachments",
}  # fmt: skip
# RFC 6350, section 6; the ending says how often a property may stand in a card.
CARD_PROPERTIES = {
    "source": "*", "kind": "1", "xml": "*", "fn": "*", "n": "1", "nickname": "*", "photo": "*", "bday": "1", "anniversary": "1",
    "gender": "1", "adr": "*", "tel": "*", "email": "*", "impp": "*", "lang": "*", "tz": "*", "geo": "*", "title": "*", "role": "*",
    "logo": "*", "org": "*", "member": "*", "related": "*", "categories": "*", "note": "*", "prodid": "1", "rev": "1", "sound": "*",
    "uid": "1", "clientpidmap": "*", "url": "*", "version": "1", "key": "*", "fburl": "*", "caladruri": "*", "caluri": "*",
}  # fmt: skip
CARD_KINDS = ("individual", "group", "org", "location")
W3C_DATE = re.compile(r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$")


def data(sites: list[Site], _everything: bool) -> list[tuple[Site, Finding]]:
    """Looks at every file by its kind, and that the kinds a site must have are there."""
    found = []
    for site in sites:
        say = lambda rule, path, message, line=0: found.append(  # noqa: E731
            (site, Finding("data", rule, path, message, line))
        )
        atoms = []
        for path in site.by_suffix(".xml", ".atom", ".rss", ".svg"):
            root = _xml(site, path, say)
            if root is None:
                continue
            if root.tag == f"{ATOM}feed":
                atoms.append(path)
                _atom(site, path, root, say)
            elif root.tag in (f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"):
                _sitemap(site, path, root, say)
            elif path.startswith("sitemap"):
                say("sitemap", path, f"the root element is {root.tag}")
        _sitemap_complete(site, say)
        _robots(site, say)
        for path in site.by_suffix(".json", ".geojson", ".webmanifest"):
            _json(site, path, say)
        for path in site.by_suffix(".csv"):
            _csv(site, path, say)
        for path in site.by_suffix("datapackage.json"):
            _data_package(site, path, say)
        for path in site.by_suffix(".ics"):
            _icalendar(site, path, say)
        for path in site.by_suffix(".vcf"):
            _vcard(site, path, say)
        announced = _announced(site)
        for path in site.by_suffix(".md"):
            _markdown(site, path, announced, say)
        for page in site.pages:
            _json_ld(site, page, say)
        _pages(site, say)
        if site.required:
            for name in ("index.html", "404.html", "sitemap.xml", "robots.txt"):
                if name not in site.file_set:
                    say("missing", name, "every site has this file")
            if not atoms:
                say("missing", ".", "no Atom feed")
            # An edition may be about organisations without a date, or dates without an organisation; the main site has everything.
            for ending in (() if site.main else KINDS):
                if not site.by_suffix(ending):
                    say("missing", ".", f"no {KINDS[ending]}")
            if not any(f.startswith("favicon.") or "/favicon" in f for f in site.files):
                say("missing", ".", "no favicon")
    return found


def _xml(site, path, say):
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = lxml.etree.fromstring(site.bytes(path), parser=parser)
    except lxml.etree.XMLSyntaxError as error:
        say("xml", path, str(error))
        return None
    if tree.getroottree().docinfo.doctype:
        say("xml", path, "has a document type")
    if path.endswith(".svg"):
        for element in tree.iter():
            if isinstance(element.tag, str) and element.tag.endswith(("}script", "}foreignObject")):
                say("svg", path, f"contains {element.tag.rpartition('}')[2]}")
    return tree


def _sitemap(site, path, root, say):
    index = root.tag.endswith("sitemapindex")
    order = ["loc", "lastmod"] if index else ["loc", "lastmod", "changefreq", "priority"]
    seen = set()
    if len(root) > 50_000 or len(site.bytes(path)) > 50 * 1024 * 1024:
        say("sitemap", path, "more than 50,000 entries or 50 MiB")
    for entry in root:
        names = [child.tag for child in entry if isinstance(child.tag, str)]
        known = [n.removeprefix(SITEMAP) for n in names if n.startswith(SITEMAP)]
        if entry.tag != SITEMAP + ("sitemap" if index else "url"):
            say("sitemap", path, f"unexpected element {entry.tag}", entry.sourceline)
            continue
        if known != sorted(set(known), key=lambda n: order.index(n) if n in order else 99) or set(known) - set(order):
            say("sitemap", path, f"children {known} break the schema", entry.sourceline)
        loc = (entry.findtext(f"{SITEMAP}loc") or "").strip()
        date = entry.findtext(f"{SITEMAP}lastmod")
        if not loc:
            say("sitemap", path, "an entry without loc", entry.sourceline)
            continue
        if loc in seen:
            say("sitemap", path, f"{loc} stands twice", entry.sourceline)
        seen.add(loc)
        if date is not None and not W3C_DATE.match(date.strip()):
            say("sitemap", path, f"lastmod {date!r} is no W3C date", entry.sourceline)
        target = site.target("", loc) if urllib.parse.urlsplit(loc).netloc else None
        if target not in site.file_set:
            say("sitemap", path, f"{loc} is no file of this site", entry.sourceline)
        for link in entry.iterfind(f"{XHTML}link"):
            if site.target("", link.get("href", "")) not in site.file_set or not link.get("hreflang"):
                say("sitemap", path, f"alternate {link.get('href')} is no page of this site", entry.sourceline)


def _sitemap_complete(site, say):
    """Exactly the pages that want to be found are in the sitemap."""
    listed = set()
    for path in site.files:
        if re.match(r"^sitemap[^/]*\.xml$", path):
            try:
                root = lxml.etree.fromstring(site.bytes(path))
            except lxml.etree.XMLSyntaxError:
                return
            listed |= {site.target("", (loc.text or "").strip()) for loc in root.iter(f"{SITEMAP}loc")}
    if not listed:
        return
    for page in site.pages:
        document = site.document(page)
        hidden = page == "404.html" or site.leads_on(page)
        for meta in document.iterfind(".//meta[@name='robots']"):
            hidden |= "noindex" in meta.get("content", "")
        for link in document.iterfind(".//link[@rel='canonical']"):
            hidden |= bool(site.main) and link.get("href", "").startswith(site.main)
        if hidden and page in listed:
            say("sitemap", page, "is in the sitemap although it does not want to be indexed")
        if not hidden and page not in listed:
            say("sitemap", page, "is not in the sitemap")


def _robots(site, say):
    if "robots.txt" not in site.file_set:
        return
    lines = site.bytes("robots.txt").decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        field, colon, value = line.partition("#")[0].partition(":")
        if not field.strip():
            continue
        if not colon or field.strip().lower() not in ("user-agent", "allow", "disallow", "sitemap", "crawl-delay"):
            say("robots", "robots.txt", f"not a rule: {line!r}", number)
        if field.strip().lower() == "sitemap":
            if not urllib.parse.urlsplit(value.strip()).netloc or site.target("", value.strip()) not in site.file_set:
                say("robots", "robots.txt", f"the sitemap {value.strip()!r} is no absolute address of this site", number)
    if not any(line.lower().startswith("user-agent:") for line in lines):
        say("robots", "robots.txt", "no user-agent line", len(lines))


def _atom(site, path, root, say):
    parsed = feedparser.parse(site.bytes(path))
    if parsed.bozo:
        say("feed", path, f"feedparser: {parsed.bozo_exception}")
    ids = set()
    entries = root.findall(f"{ATOM}entry")
    if len(entries) != len(parsed.entries):
        say("feed", path, f"{len(entries)} entries, feedparser sees {len(parsed.entries)}")
    for element in [root, *entries]:
        where = "feed" if element is root else "entry"
        for name in ("id", "title", "updated"):
            if len(element.findall(ATOM + name)) != 1 or not (element.findtext(ATOM + name) or "").strip():
                say("feed", path, f"{where} needs exactly one {name}", element.sourceline)
        for name in ("updated", "published"):
            for date in element.findall(ATOM + name):
                if not RFC3339.match((date.text or "").strip()):
                    say("feed", path, f"{name} {date.text!r} is no RFC 3339 time", date.sourceline)
        identity = (element.findtext(f"{ATOM}id") or "").strip()
        if identity and not urllib.parse.urlsplit(identity).scheme:
            say("feed", path, f"id {identity!r} is no IRI", element.sourceline)
        if identity in ids:
            say("feed", path, f"id {identity} stands twice", element.sourceline)
        ids.add(identity)
        if element is not root:
            if element.find(f"{ATOM}author/{ATOM}name") is None and root.find(f"{ATOM}author/{ATOM}name") is None:
                say("feed", path, "neither the entry nor the feed has an author", element.sourceline)
            alternates = [x for x in element.findall(f"{ATOM}link") if x.get("rel", "alternate") == "alternate"]
            if not alternates and element.find(f"{ATOM}content") is None:
                say("feed", path, "an entry with neither an alternate link nor content", element.sourceline)
        for link in element.findall(f"{ATOM}link"):
            href = link.get("href", "")
            if not urllib.parse.urlsplit(href).netloc:
                say("feed", path, f"link {href!r} is not absolute", link.sourceline)
            elif site.own(href) and site.target("", href) not in site.file_set:
                say("feed", path, f"{href} does not exist on this site", link.sourceline)
    selves = [x.get("href", "") for x in root.findall(f"{ATOM}link") if x.get("rel") == "self"]
    if not selves or site.target("", selves[0]) != path:
        say("feed", path, f"the feed's link to itself is {selves}")


def _json(site, path, say):
    try:
        value = json.loads(site.bytes(path).decode("utf-8"), parse_constant=_no_constant)
    except ValueError as error:
        say("json", path, str(error))
        return
    if isinstance(value, dict) and str(value.get("version", "")).startswith("https://jsonfeed.org/version/"):
        _json_feed(site, path, value, say)


def _json_feed(site, path, feed, say):
    def known(thing, members, where):
        for name in sorted(set(thing) - members):
            if not name.startswith("_"):
                say("feed", path, f"{where} has a member {name!r} that JSON Feed does not know")

    def address(value, where):
        if not isinstance(value, str) or not urllib.parse.urlsplit(value).netloc:
            say("feed", path, f"{where} {value!r} is not absolute")
        elif site.own(value) and site.target("", value) not in site.file_set:
            say("feed", path, f"{where} {value} does not exist on this site")

    if not isinstance(feed.get("title"), str) or not feed["title"] or not isinstance(feed.get("items"), list):
        say("feed", path, "a JSON Feed needs title and items")
        return
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        say("feed", path, f"version {feed['version']!r} is not 1.1")
    known(feed, FEED_MEMBERS, "the feed")
    if site.target("", feed.get("feed_url", "")) != path:
        say("feed", path, f"feed_url {feed.get('feed_url')!r} is not this feed")
    if "home_page_url" in feed:
        address(feed["home_page_url"], "home_page_url")
    ids = [item.get("id") for item in feed["items"]]
    if not all(isinstance(i, str) and i for i in ids) or len({str(i) for i in ids}) != len(ids):
        say("feed", path, "every item needs an id of its own")
    for item in feed["items"]:
        where = f"item {item.get('id')}"
        known(item, ITEM_MEMBERS, where)
        if not ("content_html" in item or "content_text" in item):
            say("feed", path, f"{where} has no content")
        for name in ("url", "external_url"):
            if name in item:
                address(item[name], name)
        for name in ("date_published", "date_modified"):
            if name in item and not RFC3339.match(item[name]):
                say("feed", path, f"{name} {item[name]!r} is no RFC 3339 time")
    for thing in [feed, *feed["items"]]:
        for author in thing.get("authors", []):
            if not set(author) & {"name", "url", "avatar"}:
                say("feed", path, "an author without name, url and avatar")
    parsed = feedparser_rs.parse(site.bytes(path))
    if parsed.bozo or parsed.version != "json11":
        say("feed", path, f"feedparser-rs: {parsed.version} {parsed.bozo_exception or ''}")
    if [entry.id for entry in parsed.entries] != ids:
        say("feed", path, f"{len(ids)} items, feedparser-rs sees {len(parsed.entries)}")
    # The same news as in the Atom feed beside it.
    atom = path.removesuffix(".json") + ".xml"
    if atom in site.file_set:
        told = [entry.id for entry in feedparser.parse(site.bytes(atom)).entries]
        if told != ids:
            say("feed", path, f"{len(ids)} items, {atom} has {len(told)} entries, or others")


def _no_constant(name):
    raise ValueError(f"{name} is not JSON")


def _csv(site, path, say):
    try:
        text = site.bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        say("csv", path, str(error))
        return
    first = text.splitlines()[0] if text else ""
    delimiter = max(";,\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    if not rows or len(set(rows[0])) != len(rows[0]) or not all(rows[0]):
        say("csv", path, "the header has an empty or a repeated name", 1)
        return
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(rows[0]):
            say("csv", path, f"{len(row)} columns, the header has {len(rows[0])}", number)
        for cell in row:
            if cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not re.match(r"^[+-]?[\d .,()/-]+$", cell)):
                say("csv", path, f"a spreadsheet takes {cell[:40]!r} for a formula", number)


def _data_package(site, path, say):
    """Every table is what the package says, and every table beside the package is in it."""
    try:
        package = frictionless.Package(str(site.root / path))
        report = package.validate()
    except frictionless.FrictionlessException as error:
        for reason in error.reasons or [error.error]:
            say("data-package", path, f"[{reason.type}] {reason.note}")
        return
    folder = path.rpartition("/")[0]
    for error in report.errors:
        say("data-package", path, f"[{error.type}] {error.note}")
    for task in report.tasks:
        # Of what is no table, nothing has been looked at.
        if task.type != "table":
            say("data-package", path, f"{task.name} is no table")
        for error in task.errors:
            place = task.place if task.place in site.file_set else f"{folder}/{task.place}".lstrip("/")
            say("data-package", place, f"[{error.type}] {error.note}", getattr(error, "row_number", None) or 0)
    told = {f"{folder}/{resource.path}".lstrip("/") for resource in package.resources}
    for table in site.by_suffix(".csv", ".json"):
        # Feeds and the package itself stand there, too.
        own = table.rpartition("/")[0] == folder and table != path and not table.endswith("feed.json")
        if own and table not in told:
            say("data-package", table, f"is not in {path}")


def _folded(site, path, say, rule):
    """The line rules that iCalendar and vCard share: CRLF only, at most 75 octets."""
    raw = site.bytes(path)
    if raw.count(b"\n") != raw.count(b"\r\n") or not raw.endswith(b"\r\n"):
        say(rule, path, "lines must end in CRLF")
    for number, line in enumerate(raw.split(b"\r\n"), 1):
        if len(line) > 75:
            say(rule, path, f"a line of {len(line)} octets", number)
    return raw


def _icalendar(site, path, say):
    import icalendar

    raw = _folded(site, path, say, "icalendar")
    try:
        calendar = icalendar.Calendar.from_ical(raw)
    except (ValueError, KeyError, IndexError) as error:
        say("icalendar", path, str(error))
        return
    for name in ("VERSION", "PRODID"):
        if name not in calendar:
            say("icalendar", path, f"no {name}")
    events = calendar.walk("VEVENT")
    if not events:
        say("icalendar", path, "no event")
    identities = [str(event.get("UID")) for event in events]
    if len(set(identities)) != len(identities):
        say("icalendar", path, "a UID stands twice")
    for component in calendar.walk():
        for error in getattr(component, "errors", []):
            say("icalendar", path, str(error))
    for event in events:
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
            if name not in event:
                say("icalendar", path, f"an event without {name}")
        # RFC 5545, section 3.6.1: the end is not part of the event.
        if "DTEND" in event and "DTSTART" in event and event["DTEND"].dt <= event["DTSTART"].dt:
            say("icalendar", path, f"an event that ends {event['DTEND'].dt}, before it began")


def _vcard(site, path, say):
    import vobject

    raw = _folded(site, path, say, "vcard")
    try:
        cards = list(vobject.readComponents(raw.decode("utf-8")))
    except (vobject.base.ParseError, UnicodeDecodeError) as error:
        say("vcard", path, str(error))
        return
    if not cards:
        say("vcard", path, "no card")
    for card in cards:
        for name in ("version", "fn"):
            if name not in card.contents:
                say("vcard", path, f"a card without {name.upper()}")
        for name, lines in card.contents.items():
            often = CARD_PROPERTIES.get(name, "*" if name.startswith("x-") else "")
            if not often:
                say("vcard", path, f"vCard 4.0 has no {name.upper()}")
            elif often == "1" and len(lines) > 1:
                say("vcard", path, f"{name.upper()} stands {len(lines)} times in a card")
        if [line.value for line in card.contents.get("version", [])] not in ([], ["4.0"]):
            say("vcard", path, "the version is not 4.0")
        for line in card.contents.get("kind", []):
            if line.value not in CARD_KINDS:
                say("vcard", path, f"KIND {line.value!r} is none of {', '.join(CARD_KINDS)}")


def _announced(site):
    """The Markdown that pages lead to, each with its page."""
    return {
        site.target(page, link.get("href", "")): page
        for page in site.pages
        for link in site.document(page).findall(".//link[@rel='alternate'][@type='text/markdown']")
    }


def _markdown(site, path, announced, say):
    """An entry as Markdown: YAML that says what the path says, and a text whose links lead somewhere from wherever it is read."""
    if path not in announced:
        say("markdown", path, "no page leads to it")
    try:
        text = site.bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        say("markdown", path, str(error))
        return
    parts = text.split("---\n", 2)
    if len(parts) < 3 or parts[0]:
        say("markdown", path, "does not begin with YAML between lines of ---", 1)
        return
    try:
        head = yaml.safe_load(parts[1])
    except yaml.YAMLError as error:
        say("markdown", path, " ".join(str(error).split()), 1)
        return
    type_id, _, name = path.removesuffix(".md").rpartition("/")
    said = head if isinstance(head, dict) else {}
    for key, wanted in (("id", name), ("type", type_id.rpartition("/")[2])):
        if said.get(key) != wanted:
            say("markdown", path, f"{key} is {said.get(key)!r} and not {wanted!r}", 1)
    page = announced.get(path)
    if page and said.get("language") != site.document(page).get("lang"):
        say("markdown", path, f"language is {said.get('language')!r}, its page has another", 1)
    first = parts[1].count("\n") + 3
    for block in markdown_it.MarkdownIt("commonmark").parse(parts[2]):
        for inline in block.children or []:
            address = inline.attrs.get("href") or inline.attrs.get("src")
            if address is None:
                continue
            line = first + (block.map or [0])[0]
            parsed = urllib.parse.urlsplit(str(address))
            if site.base and not parsed.scheme:
                say("markdown", path, f"{address} is no whole address", line)
            elif (not parsed.scheme or site.own(str(address))) and site.target(path, str(address)) not in site.file_set:
                say("markdown", path, f"{address} is no file of this site", line)


def _json_ld(site, page, say):
    scripts = site.document(page).xpath("//script[@type='application/ld+json']")
    if not scripts:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyld import jsonld

    def loader(url, _options=None):
        # The vocabulary's own context lives on the network; its effect on plain documents is this.
        if not re.match(r"^https?://schema\.org/?$", url):
            raise ValueError(f"unknown context {url}")
        context = {"@context": {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}}
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}

    for script in scripts:
        try:
            value = json.loads(script.text or "")
            nodes = jsonld.expand(value, {"documentLoader": loader})
        except (ValueError, jsonld.JsonLdError) as error:
            say("json-ld", page, str(error).splitlines()[0], script.sourceline)
            continue
        if not nodes or not any("@type" in node or "@graph" in node for node in nodes):
            say("json-ld", page, "no typed node", script.sourceline)
        if re.search(r"[<>&\u2028\u2029]", script.text or ""):
            say("json-ld", page, "markup in it is not escaped", script.sourceline)
        for node in value.get("@graph", [value]) if isinstance(value, dict) else value:
            for problem in _schema_org(node):
                say("json-ld", page, problem, script.sourceline)
        for address in _addresses(value):
            if site.own(address) and site.target("", address.partition("#")[0]) not in site.file_set:
                say("json-ld", page, f"{address} does not exist on this site", script.sourceline)
    if site.document(page).find(".//meta[@name='robots']") is not None:
        say("json-ld", page, "describes a page that does not want to be indexed")


def _addresses(value):
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in ("url", "@id") and isinstance(inner, str):
                yield inner
            else:
                yield from _addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _addresses(inner)


def _schema_org(node):
    """What schema.org does not know of a node: its type, a property of that, a value that the property cannot have."""
    kind = getattr(msgspec_schemaorg.models, str(node.get("@type")), None)
    if kind is None:
        yield f"schema.org has no type {node.get('@type')!r}"
        return
    for name, values in node.items():
        if name.startswith("@"):
            continue
        known = [base.__annotations__[name] for base in kind.__mro__ if name in getattr(base, "__annotations__", {})]
        if not known:
            yield f"{kind.__name__} has no property {name!r}"
            continue
        allowed = set(re.findall(r"\w+", str(known[0])))
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict) and set(value) == {"@id"}:
                continue  # says which thing is meant, and nothing else about it
            if isinstance(value, dict):
                yield from _schema_org(value)
                inner = getattr(msgspec_schemaorg.models, str(value.get("@type")), None)
                if inner and not allowed & {base.__name__ for base in inner.__mro__}:
                    yield f"{name} of {kind.__name__} cannot be a {inner.__name__}"
            elif isinstance(value, str):
                dated = allowed & {"date", "datetime"} and W3C_DATE.match(value)
                linked = "URL" in allowed and urllib.parse.urlsplit(value).scheme
                if not ("str" in allowed or dated or linked):
                    yield f"{name} of {kind.__name__} cannot be {value!r}"
            elif not allowed & {"int", "float", "bool"}:
                yield f"{name} of {kind.__name__} cannot be {value!r}"


def _pages(site, say):
    """What a page's head must say, and that no two pages have the same name."""
    titles: dict[str, str] = {}
    for page in site.pages:
        if site.leads_on(page):
            continue
        document = site.document(page)
        title = " ".join((document.findtext(".//title") or "").split())
        if not title:
            say("page", page, "no title")
        elif title in titles:
            say("page", page, f"has the same title as {titles[title]}: {title}")
        titles.setdefault(title, page)
        if not document.get("lang"):
            say("page", page, "no language")
        if page != "404.html" and document.find(".//link[@rel='canonical']") is None:
            say("page", page, "no canonical address")
        if len(document.findall(".//h1")) != 1:
            say("page", page, f"{len(document.findall('.//h1'))} first-level headings")
