#!/usr/bin/env python3
"""Collects seeds for the fuzz targets from content/, the starter site and the cases of the test suite.

    fuzz/seeds.py

Writes small files into corpus/<target>/, named by a hash of what is in them, and the words that the notations know into
dictionaries/. Files that are there already stay.
"""

import hashlib
import pathlib
import re
import struct
import zlib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LARGEST = 3000
MOST = 24


def cases():
    """The files of the small sites in tests/suite/cases."""
    for case in sorted((ROOT / "tests/suite/cases").glob("*.md")):
        text = case.read_text(encoding="utf-8")
        for fence, path, body in re.findall(
            r"^(`{3,})[a-z]* ?file=(\S+)\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL
        ):
            yield path, body


def files():
    yield from cases()
    for folder in ["content", "src/scaffold/starter/content"]:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".md", ".yaml"}:
                name = path.relative_to(ROOT / folder)
                yield f"content/{name}", path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "src/schema/standard").glob("*.yaml")):
        yield f"content/types/{path.name}", path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "themes/standard/texts").glob("*.ftl")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for start in range(0, len(lines), 40):
            yield f"themes/standard/texts/{path.name}", "".join(lines[start : start + 40])


def targets(path, text):
    """Which targets a file is a seed of, and as what."""
    if path.endswith(".ftl"):
        yield "theme_texts", text
    elif path.endswith("site.yaml"):
        yield "settings", text
    elif "/figures/" in path:
        yield "figures", text
    elif "/types/" in path:
        yield "types", text
    elif "/editions/" in path:
        yield "edition", text
    elif "/publications/" in path:
        yield "publication", text
        for select in re.findall(r"^( +)(?:- )?select:\n((?:\1 +.*\n)+)", text, re.MULTILINE):
            lines = select[1].splitlines(keepends=True)
            indent = min(len(line) - len(line.lstrip()) for line in lines)
            yield "query", "".join(line[indent:] for line in lines)
    elif path.startswith("content/") and path.endswith((".md", ".yaml")):
        yield "entry", text
        if len(text) < 700:
            yield "edit", text
        if path.endswith(".md"):
            yield "front_matter", text
            yield "markdown", text.split("\n---\n", 1)[-1]
        for line in re.findall(r"\]\(([^)\s]+)\)|https?://\S+", text):
            yield "addresses", line


def keep(target, data):
    if not data or len(data) > LARGEST:
        return
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()[:16]).write_bytes(data)


MANIFESTS = [
    b'{"generator":"broschur 0.1.0","files":{}}',
    b'{"generator":"broschur 0.1.0","next_change":"2027-03-21","files":{"index.html":"00"},'
    b'"addresses":{"index.html":"","faelle/a/index.html":"case:a"}}',
]
RECORDS = [
    b'{"engine":"","outputs":{},"whole":null}',
    b'{"engine":"0.1.0 x","outputs":{"a.pdf":{"draft":"00112233445566778899aabbccddeeff",'
    b'"shared":"00112233445566778899aabbccddeeff","theme":"00112233445566778899aabbccddeeff"}},'
    b'"whole":["00112233445566778899aabbccddeeff","00112233445566778899aabbccddeeff"]}',
]
ADDRESSES = [
    "case:a#b", "#anker", "/images/a%20b.png", "../../x", "..\\x", "mailto:a@b.de?cc=c@d.de", "tel:+49 7",
    "javascript:x", "HTTPS://Ä.de/ß?q=ü#f", "//x", "data:text/html,x", "http://[::1]/", "case:",
]
REQUESTS = [
    "GET /\nhost: localhost:4321\n",
    "HEAD /a/t.txt\nhost: 127.0.0.1\nif-none-match: W/\"x\", *\n",
    "GET /a/t.txt\nhost: [::1]:4321\nrange: bytes=2-4\n",
    "GET /a/t.txt\nhost: localhost\nrange: bytes=-3\nif-range: \"x\"\n",
    "GET /a/x.pdf\nhost: localhost\nrange: bytes=99-\n",
    "GET /a/t.txt\nhost: localhost\nif-match: \"x\"\n",
    "GET /a\nhost: localhost\n",
    "GET /n%C3%A4chstes/../?x=1\nhost: localhost\n",
    "GET /%zz\nhost: localhost\n",
    "GET /\nhost: localhost\nhost: evil.example\n",
    "GET /\nhost: evil.example\n",
    "GET http://localhost:4321/a/\nhost: evil.example\n",
    "OPTIONS *\nhost: localhost\n",
    "CONNECT localhost:80\nhost: localhost\n",
    "GET /__broschur/live.js\nhost: localhost\norigin: http://evil.example\n",
    "GET /__broschur/events\nhost: localhost\norigin: http://localhost\nsec-fetch-site: same-origin\n",
    "GET /__broschur/page/a/\nhost: preview.test\n",
    "GET /__broschur/pdf/a/x.pdf\nhost: localhost\n",
    "GET /__broschur/pdf/soon.pdf\nhost: localhost\n",
    "GET /\nhost: localhost\nsec-fetch-site: cross-site\nsec-fetch-mode: navigate\nsec-fetch-dest: document\n",
    "POST /__broschur/entry\nhost: localhost\ncontent-length: 5\n\nhallo",
]
REQUEST_WORDS = ["GET /", "HEAD /", "POST /", "localhost", "127.0.0.1", "[::1]", "__broschur/", "bytes=", "W/", "*", "http://", "none", "same-origin",
                 "cross-site", "navigate", "document", "%2e%2e", "%00", "a/t.txt"]
QUERIES = ["type: case\n", "type: case\nwhere: {trade: [mustergewerk]}\nsort: title\ngroup: region\nlimit: 3\n"]




def chunk(kind, data):
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def riff(kind, data):
    """A chunk of a WebP."""
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def pictures():
    """Small pictures of every format, with what carries metadata in each."""
    exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 2, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"\0\1\2\3" * 2)
    control = struct.pack(">IIIIIHHBB", 0, 3, 2, 0, 0, 1, 9, 0, 0)
    end = chunk(b"IEND", b"")
    yield start + chunk(b"IDAT", rows) + end
    yield start + chunk(b"eXIf", exif) + chunk(b"tEXt", b"Author\0x") + chunk(b"IDAT", rows) + end + b"trailer"
    yield start + chunk(b"acTL", struct.pack(">II", 1, 0)) + chunk(b"fcTL", control) + chunk(b"IDAT", rows) + end
    frame = b",\0\0\0\0\1\0\1\0\0\2\1D\0"
    screen = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff"
    yield screen + frame + b";"
    yield screen + b"!\xff\x0bNETSCAPE2.0\3\1\0\0\0!\xfe\4none\0" + (b"!\xf9\4\0\0\0\0\0" + frame) * 2 + b";rest"
    # Of a JPEG, what comes before its pixels: two tables, a frame of 3 x 2, a scan.
    tables = b"\xff\xdb\0C\0" + bytes(range(1, 65)) + b"\xff\xc4\0\x15\0\1" + bytes(15) + b"\0\xff\xc4\0\x15\x10\1" + bytes(15) + b"\0"
    scan = b"\xff\xc0\0\x0b\x08\0\2\0\3\1\1\x11\0" + tables + b"\xff\xda\0\x08\1\1\0\0\x3f\0\x7f\xff\0\xd0\xff\xd9"
    app1 = b"Exif\0\0" + exif
    yield b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + scan
    yield b"\xff\xd8\xff\xe1" + struct.pack(">H", len(app1) + 2) + app1 + b"\xff\xfe\0\6none" + scan + b"rest"
    lossless = riff(b"VP8L", bytes.fromhex("2f02400010 0f300aa3300a0318f0500820 0a9a88fec703".replace(" ", "")))
    extended = riff(b"VP8X", b"\x0c\0\0\0\2\0\0\1\0\0")
    for body in [lossless, extended + lossless + riff(b"EXIF", exif) + riff(b"XMP ", xmp)]:
        yield b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
    for path in sorted((ROOT / "content/images").rglob("*.svg"))[:4]:
        yield path.read_bytes()
    yield b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4" width="9mm"><metadata>x</metadata><path d="M0 0h9"/></svg>'


PICTURE_WORDS = ["IHDR", "IDAT", "IEND", "iCCP", "eXIf", "tEXt", "acTL", "fcTL", "fdAT", "NETSCAPE2.0", "Exif", "ICC_PROFILE", "VP8 ", "VP8L",
                 "VP8X", "ANIM", "ANMF", "ALPH", "<svg", "viewBox=", "xlink:href=", "<style>", "<!ENTITY"]


def main():
    found = {"picture": dict.fromkeys(pictures())}
    for path, text in files():
        for target, seed in targets(path, text):
            if seed.strip():
                found.setdefault(target, {})[seed.encode()] = None
    for target, more in [("manifest", MANIFESTS), ("cache", RECORDS)]:
        found.setdefault(target, {}).update(dict.fromkeys(more))
    for target, more in [("addresses", ADDRESSES), ("query", QUERIES), ("request", REQUESTS)]:
        found.setdefault(target, {}).update(dict.fromkeys(one.encode() for one in more))
    (HERE / "dictionaries").mkdir(exist_ok=True)
    for target, seeds in sorted(found.items()):
        seeds = [seed for seed in seeds if len(seed) <= LARGEST]
        # Small and large ones alike, when there are too many.
        seeds.sort(key=len)
        step = max(1, len(seeds) / MOST)
        chosen = [seeds[int(number * step)] for number in range(min(MOST, len(seeds)))]
        for seed in chosen:
            keep(target, seed)
        words = {word.encode() for word in {"picture": PICTURE_WORDS, "request": REQUEST_WORDS}.get(target, [])}
        for seed in found[target]:
            words.update(re.findall(rb"[a-z][a-z_-]{2,30}:|\$[a-z]+", seed))
        lines = [f'"{word.decode()}"\n' for word in sorted(words)[:400]]
        (HERE / "dictionaries" / f"{target}.dict").write_text("".join(lines), encoding="utf-8")
        print(f"{target}: {len(chosen)} of {len(seeds)} seeds, {len(lines)} words")


if __name__ == "__main__":
    main()
