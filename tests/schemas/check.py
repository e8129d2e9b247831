"""Every YAML file of a site is valid against its schema, and planted mistakes are not.

Files are read as the YAML server of editors reads them: YAML 1.2 (core schema), in which `NO` and `2012-03-21` are texts and `01067` is a number.
"""

import fnmatch
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml
from jsonschema import Draft7Validator

BROSCHUR = sys.argv[1]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Core(yaml.SafeLoader):
    """YAML 1.2, core schema."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first) + ([""] if tag == "null" else []))
# `012` is ten in YAML 1.1, and twelve here.
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))

failures = []
looks = 0


def expect(holds, what):
    global looks
    looks += 1
    if not holds:
        failures.append(what)
        print(f"FAILED: {what}")


def schemas(site, language):
    """The schemas of a site, each with the patterns of its files."""
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([BROSCHUR, "--root", site, "--lang", language, "schema", "--quiet", "--out", out], check=True)
        folder = pathlib.Path(out)
        associations = json.loads((folder / "yaml-schemas.json").read_text())["yaml.schemas"]
        found = {}
        for path, patterns in associations.items():
            name = path.rsplit("/", 1)[-1]
            schema = json.loads((folder / name).read_text())
            Draft7Validator.check_schema(schema)
            found[name.removesuffix(".json")] = (patterns, Draft7Validator(schema))
        # What stands above texts is for no file as a whole.
        for file in folder.glob("entry-*.json"):
            found.setdefault(file.stem, ([], Draft7Validator(json.loads(file.read_text()))))
        return found


def matches(path, pattern):
    """Whether a path from the site's folder fits: `*` ends at a slash."""
    parts, wanted = path.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatch.fnmatchcase, parts, wanted))


def schema_of(found, path):
    """The schemas that a file has; there should be one."""
    names = []
    for name, (patterns, _) in found.items():
        fits = False
        for pattern in patterns:
            if matches(path, pattern.lstrip("!")):
                fits = not pattern.startswith("!")
        if fits:
            names.append(name)
    return names


def errors(found, name, text):
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in found[name][1].iter_errors(yaml.load(text, Core))]


def front_matter_is_valid(site, found):
    """What stands above the texts of entries that are published."""
    listed = subprocess.run([BROSCHUR, "--root", site, "list", "--format", "json"], capture_output=True, text=True, check=True)
    count = 0
    for row in json.loads(listed.stdout)["rows"]:
        file = pathlib.Path(site, row["file"])
        if file.suffix == ".md" and row["status"] == "approved":
            wrong = errors(found, f"entry-{row['type']}", file.read_text().split("\n---", 1)[0].removeprefix("---"))
            expect(not wrong, f"{row['file']} is not valid: {wrong[:3]}")
            count += 1
    return count


def all_files_are_valid(site, found):
    count = 0
    for file in sorted(pathlib.Path(site).glob("content/**/*.y*ml")):
        path = file.relative_to(site).as_posix()
        if path == "content/baseline.yaml":
            continue
        names = schema_of(found, path)
        expect(len(names) == 1, f"{path} has the schemas {names}")
        for name in names:
            wrong = errors(found, name, file.read_text())
            expect(not wrong, f"{path} is not valid against {name}: {wrong[:3]}")
            count += 1
    return count


# What is planted: the schema, a file that is right, what is put in the place of what, and where the validator has to complain.
PLANTED = [
    ("site", "content/site.yaml", "format: 1", "format: 2", "format"),
    ("site", "content/site.yaml", "tagline:", "taglien:", ""),
    ("site", "content/site.yaml", "- type: case", "- type: cases", "navigation"),
    ("site", "content/site.yaml", "- page: ueber", "- page: uebr", "navigation"),
    ("site", "content/site.yaml", "  anglicism:", "  anglicisms:", "checks"),
    ("site", "content/site.yaml", "count: {exactly: 25}", "count: {exactly: viele}", "rules"),
    ("site", "content/site.yaml", "    of: recommendation\n", "", "rules"),
    ("type", "content/types/trade.yaml", "kind: reference", "kind: refrence", "fields"),
    ("type", "content/types/trade.yaml", "extends: trade", "extends: trades", ""),
    ("type", "content/types/trade.yaml", "hidden: true", "hiden: true", "fields"),
    ("publication", "content/publications/cluster-atlas.yaml", "format: a4", "format: a3", "format"),
    ("publication", "content/publications/cluster-atlas.yaml", "as_of: 2012-01", "as_of: Januar 2012", "as_of"),
    ("publication", "content/publications/cluster-atlas.yaml", "layout: table", "layout: tabelle", "sections"),
    ("publication", "content/publications/cluster-atlas.yaml", "sections:", "section:", ""),
    ("edition", "content/editions/ulm.yaml", "about: chamber:ulm", "about: chamber:ulmm", "about"),
    ("edition", "content/editions/ulm.yaml", "extends: kammerbezirk", "extends: kammerbezirke", "extends"),
    ("edition", "content/editions/ulm.yaml", 'color: "#005f6b"', 'color: "005f6b"', "brand"),
    ("edition", "content/editions/kammerbezirk.yaml", "chamber.regions: include", "chamber.regions: yes please", "relations"),
    ("figure", "content/figures/kette.yaml", "kind: chain", "kind: chains", "kind"),
]

# Values of every kind, right and wrong, in a type of their own.
KINDS = {
    "string": ("{kind: string, max_length: 8}", ["Clean", "01067", "NO", "on", "12.5"], ["[a]", "{a: b}", "viel zu lange Zeile"]),
    "pattern": ("{kind: string, pattern: '[A-Z]{2}'}", ["AB"], ["ab", "ABC"]),
    "text": ("{kind: text}", ["Ein Satz.", "2012"], ["[a]"]),
    "integer": ("{kind: integer, min: 1}", ["200", "'200'"], ["12.5", "'12.5'", "ca. 200", "0"]),
    "number": ("{kind: number, max: 10}", ["2.5", "'2.5'"], ["'2,5'", "11"]),
    "percent": ("{kind: percent}", ["37.5", "37.5 %"], ["101", "viel"]),
    "money": ("{kind: money}", ["300000", "1200 CHF", "12.50 €"], ["viel", "12,50 €"]),
    "boolean": ("{kind: boolean}", ["true", "ja", "Nein", "no"], ["on", "vielleicht", "1"]),
    "date": ("{kind: date}", ["2012-03-21"], ["21.3.2012", "2012-03", "2012"]),
    "month": ("{kind: month}", ["2012-03"], ["2012-03-21", "März 2012"]),
    "year": ("{kind: year, min: 1900}", ["2012", "'2012'"], ["12", "1812"]),
    "partial": ("{kind: partial_date}", ["2012", "2012-03", "2012-03-21"], ["März 2012"]),
    "duration": ("{kind: duration}", ["3 h", "1 Tag 4 Stunden", "1,5 h", "PT90M", "P2W"], ["3 Monate", "lange", "P"]),
    "enum": ("{kind: enum, values: {a: Eins, '1': Zwei}}", ["a", "1"], ["b", "Eins"]),
    "rating": ("{kind: rating, scale: {1: wenig, 2: viel}}", ["1", "ka", "k. A."], ["3", "viel"]),
    "url": ("{kind: url}", ["https://example.org/ä"], ["www.example.org", "ftp://example.org"]),
    "email": ("{kind: email}", ["a@example.org"], ["a(at)example.org"]),
    "phone": ("{kind: phone}", ["0711 123-45", "+49 711 12345"], ["siehe Website"]),
    "address": ("{kind: address}", ["{lines: [Weg 1, 01067 Ort]}", "{postal_code: 01067}", "{organisation: forum}"], ["{strasse: Weg 1}", "{organisation: fehlt}"]),
    "geo": ("{kind: geo}", ["48.40, 9.99", "{lat: 48.4, lon: 9.99}"], ["Ulm", "{lat: 48.4}"]),
    "image": ("{kind: image}", ["{file: /a.png, alt: Ein Haus}", "{file: /a.png, decorative: true}"], ["/a.png", "{file: /a.png}", "{alt: Haus}"]),
    "file": ("{kind: file}", ["/a.pdf", "{file: /a.pdf, title: Blatt}"], ["{title: Blatt}"]),
    "reference": ("{kind: reference, to: thing}", ["erstes", "thing:erstes"], ["drittes", "[erstes]"]),
    "either": ("{kind: reference, to: [thing, organisation]}", ["erstes", "organisation:forum"], ["fehlt", "organisation:erstes"]),
    "list": ("{kind: list, min_items: 1, max_items: 2, of: {kind: reference, to: thing}}", ["[erstes]"], ["erstes", "[]", "[erstes, erstes]", "[drittes]"]),
    "object": ("{kind: object, fields: {a: {kind: string, required: true}, b: {kind: integer}}}", ["{a: x}", "{a: x, b: 1}"], ["{b: 1}", "{a: x, c: 1}", "{a: }"]),
    "map": ("{kind: map, keys: {kind: reference, to: thing}, of: {kind: integer}}", ["{erstes: 1}"], ["{drittes: 1}", "{erstes: x}", "[]"]),
}


def every_kind(folder):
    """What each kind takes: judged by the schema and by `broschur check` alike."""
    site = pathlib.Path(folder)
    (site / "content/types").mkdir(parents=True)
    (site / "content/site.yaml").write_text("format: 1\ntitle: Probe\nlanguage: de\nlanguages: [de]\n")
    fields = "".join(f"  {name}: {{label: {name}, {kind[1:]}\n" for name, (kind, _, _) in KINDS.items())
    (site / "content/types/thing.yaml").write_text(
        f"type: thing\nlabel: Ding\nplural: Dinge\nfolder: things\nbody: none\nfields:\n  title: {{kind: string, label: Titel, required: true}}\n{fields}"
    )
    (site / "content/organisations.yaml").write_text("forum: {name: Forum, kind: verband}\n")
    entries = {"erstes": "title: Erstes\n"}
    for name, (_, right, wrong) in KINDS.items():
        for verdict, values in [("ok", right), ("no", wrong)]:
            for i, value in enumerate(values):
                entries[f"{verdict}-{name}-{i}"] = f"title: Probe\n{name}: {value}\n"
    (site / "content/things").mkdir()
    for name, text in entries.items():
        (site / f"content/things/{name}.yaml").write_text("status: draft\n" + text)
    said = subprocess.run([BROSCHUR, "--root", folder, "--lang", "en", "check", "--drafts", "--no-print", "--format", "json"], capture_output=True, text=True)
    refused = {}
    for finding in json.loads(said.stdout)["findings"]:
        file = finding.get("file") or ""
        # What is said of the whole collection is not about a value, and no schema can know which files are there.
        if finding["code"] < "B5" and finding["code"] not in ("B402", "B310"):
            refused.setdefault(pathlib.Path(file).stem, []).append(finding["code"])
    found = schemas(folder, "de")
    for name in entries:
        wrong = errors(found, "entry-thing", (site / f"content/things/{name}.yaml").read_text())
        if name.startswith("no-"):
            expect(wrong, f"{entries[name]!r} is valid, and should not be")
            expect(name in refused, f"{entries[name]!r} is read by broschur, and should not be")
        else:
            expect(not wrong, f"{entries[name]!r} is not valid: {wrong}")
            expect(name not in refused, f"{entries[name]!r} is not read by broschur: {refused.get(name)}")


def every_key(schema, root, depth=0):
    """Something with every key that a schema knows."""
    if "$ref" in schema:
        return every_key(root["definitions"][schema["$ref"].rsplit("/", 1)[1]], root, depth + 1) if depth < 12 else "x"
    for choice in ["allOf", "anyOf"]:
        if choice in schema and "properties" not in schema:
            return max((every_key(one, root, depth + 1) for one in schema[choice]), key=lambda made: len(str(made)))
    if "properties" in schema:
        return {key: every_key(value, root, depth + 1) for key, value in schema["properties"].items()}
    if schema.get("type") == "array":
        return [every_key(schema["items"], root, depth + 1)]
    return "x"


def no_key_is_made_up(found):
    """The program knows every key of a file that a schema knows."""
    for name, file in [("site", "content/site.yaml"), ("publication", "content/publications/a.yaml"), ("edition", "content/editions/a.yaml"), ("figure", "content/figures/a.yaml"), ("type", "content/types/a.yaml")]:
        with tempfile.TemporaryDirectory() as folder:
            site = pathlib.Path(folder)
            files = {"content/site.yaml": {"format": 1, "title": "Probe", "language": "de", "languages": ["de"]}}
            schema = found[name][1].schema
            keys = every_key(schema, schema)
            if name == "type":
                # Fields have the keys of their kinds.
                keys.update({"type": "a", "folder": "as", "fields": {"title": {"kind": "string", "label": "Titel"}}})
                keys.pop("extends")
                # Whom a rule of a type is about is known; the schema says so by other means than the list of keys.
                keys["rules"][0].pop("of")
            files[file] = {**(files.get(file) or {}), **keys, **({"format": 1} if name == "site" else {}), **({"kind": "bars"} if name == "figure" else {})}
            for path, value in files.items():
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).write_text(json.dumps(value))
            said = subprocess.run([BROSCHUR, "--root", folder, "--lang", "en", "check", "--no-print", "--format", "json"], capture_output=True, text=True)
            unknown = [finding for finding in json.loads(said.stdout)["findings"] if finding["code"] == "B501" and finding.get("file") == file and finding["message"].endswith("” here.")]
            expect(not unknown, f"{name}: {[finding['message'] for finding in unknown]}")


for language in ["de", "en"]:
    found = schemas(str(ROOT), language)
    count = all_files_are_valid(ROOT, found) + front_matter_is_valid(str(ROOT), found)
    print(f"     {language}: {len(found)} schemas, {count} files of content/")
# Titles and meanings are in the language of those who write.
for language, title in [("de", "Gewerbegruppe"), ("en", "Trade group")]:
    trade = (found := schemas(str(ROOT), language))["entry-trade"][1].schema
    expect(trade["properties"]["group"]["title"] == title, f"the field is called {title}: {trade['properties']['group']}")
    ids = trade["definitions"]["id-trade_group"]["anyOf"][0]
    expect(len(ids["enum"]) == len(ids["enumDescriptions"]) > 2, f"every id has a title: {ids}")
for name, file, old, new, where in PLANTED:
    text = (ROOT / file).read_text()
    expect(old in text, f"{file} has {old!r}")
    wrong = errors(found, name, text.replace(old, new, 1))
    expect(any(where in error for error in wrong), f"{file} with {new!r} is valid, and should not be: {wrong[:2]}")
no_key_is_made_up(found)
with tempfile.TemporaryDirectory() as folder:
    every_kind(folder)
with tempfile.TemporaryDirectory() as folder:
    site = f"{folder}/site"
    subprocess.run([BROSCHUR, "--lang", "de", "init", "--quiet", site], check=True)
    settings = json.loads(pathlib.Path(site, ".vscode/settings.json").read_text())
    for path, patterns in settings["yaml.schemas"].items():
        expect(pathlib.Path(site, path).is_file(), f"init writes {path}")
    all_files_are_valid(site, schemas(site, "de"))
    # The one command that writes them again.
    before = {file.name: file.read_text() for file in pathlib.Path(site, ".vscode/broschur").iterdir()}
    subprocess.run([BROSCHUR, "--root", site, "--lang", "de", "schema", "--quiet", "--out", ".vscode/broschur"], check=True)
    after = {file.name: file.read_text() for file in pathlib.Path(site, ".vscode/broschur").iterdir()}
    associations = json.loads(after.pop("yaml-schemas.json"))
    expect(before == after, "schema --out writes what init wrote")
    expect(associations["yaml.schemas"] == settings["yaml.schemas"], "and says the same of which is for which files")
# Editors compile patterns as ECMAScript does, with `u`.
patterns = set()


def collect(node):
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            patterns.add(node["pattern"])
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            collect(item)


for _, validator in found.values():
    collect(validator.schema)
script = "for (const pattern of JSON.parse(require('fs').readFileSync(0, 'utf8'))) new RegExp(pattern, 'u')"
node = subprocess.run(["node", "-e", script], input=json.dumps(sorted(patterns)), text=True, capture_output=True)
expect(node.returncode == 0, f"all patterns are those of editors: {node.stderr[-300:]}")
print(f"     {looks} looks, {len(failures)} failed")
sys.exit(1 if failures else 0)
