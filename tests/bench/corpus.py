"""A collection of any size, the same one every time, for broschur and for Hugo: `corpus.py N FOLDER [VOCABULARY]`.

Of N entries, 60 % are cases of about 4 KB (lists, a table, a quote, footnotes; program text in every tenth), 15 % clusters
with 25 fields, 10 % events, 10 % organisations, 5 % guides with seven reasons. They refer to each other and to 12
regions and 60 trades. `FOLDER/broschur` and `FOLDER/hugo` then hold a site each, with the same texts and the same links.

The words are fifty unless VOCABULARY says how many there are to be: made-up compounds then, the n-th of which is written a share of 1/n of the time as in
natural texts (Zipf's law). What a search index costs shows with these only.
"""
import itertools
import json
import random
import shutil
import sys
from pathlib import Path

WORDS = (
    "Betrieb Cluster Handwerk Netzwerk Partner Projekt Fertigung Werkstatt Auftrag Kunde Region Kammer Ausbildung Technik "
    "Verfahren Bauteil Qualität Beratung Förderung Wissen Austausch Treffen Messe Angebot Leistung Planung Umsetzung Erfolg "
    "Vorteil Zusammenarbeit entwickelt fertigt liefert prüft plant nutzt teilt zeigt findet gewinnt gemeinsam regelmäßig "
    "schnell früh genau einfach regional neu klein mittel der die das ein eine mit für auf bei nach und oder weil damit"
).split()
REGIONS = [f"region-{n}" for n in range(1, 13)]
TRADES = [f"gewerk-{n}" for n in range(1, 61)]
FIELDS = [f"feld-{n}" for n in range(1, 7)]
BENEFITS = [f"nutzen-{n}" for n in range(1, 11)]
CHAMBERS = [f"kammer-{n}" for n in range(1, 6)]
# What made-up words are made of.
BEGINNINGS, VOWELS, ENDINGS = "b br d f fl g gr h k kl l m n p r s sch sp st t tr w z".split(), "a au e ei i o u ü".split(), ["", "l", "n", "r", "s", "ng", "rt"]


def vocabulary(count):
    """So many different words, and the sums of how often they are written."""
    dice = random.Random(count)
    known = dict.fromkeys(WORDS[:count])
    while len(known) < count:
        syllable = lambda: dice.choice(BEGINNINGS) + dice.choice(VOWELS) + dice.choice(ENDINGS)
        word = "".join(syllable() for _ in range(dice.choice((2, 2, 3, 3, 4, 5))))
        known[word.capitalize() if dice.random() < 0.6 else word] = None
    return list(known), list(itertools.accumulate(1 / rank for rank in range(1, count + 1)))


class Corpus:
    """Draws texts and references; the same for the same number of entries."""

    def __init__(self, entries, words=None):
        self.dice = random.Random(entries)
        self.vocabulary, self.sums = vocabulary(words) if words else (WORDS, None)
        self.counts = {
            "cases": entries * 60 // 100, "clusters": entries * 15 // 100, "events": entries * 10 // 100,
            "organisations": entries * 10 // 100, "guides": entries * 5 // 100,
        }

    def words(self, count):
        return " ".join(self.dice.choices(self.vocabulary, cum_weights=self.sums, k=count))

    def name(self, count):
        """So many words, or what of them there is room for."""
        words = self.words(count).split()
        while len(" ".join(words)) > 48:
            words.pop()
        return " ".join(words)

    def sentence(self, count=12):
        return self.words(count).capitalize() + "."

    def paragraph(self, sentences=5):
        return " ".join(self.sentence(self.dice.randint(8, 16)) for _ in range(sentences))

    def pick(self, names, count):
        return sorted(self.dice.sample(names, count))

    def cluster(self):
        return f"cluster-{self.dice.randrange(max(self.counts['clusters'], 1))}"

    def case_body(self, number, link):
        parts = ["## Ausgangslage\n", self.paragraph(6), f"\nDabei half {link('clusters', self.cluster())}.[^1]\n"]
        parts += ["## Vorgehen\n", self.paragraph(4), ""]
        parts += [f"- {self.sentence(9)}" for _ in range(5)] + [""]
        parts += [f"{n}. **{self.words(2)}**: {self.sentence(8)}" for n in range(1, 4)] + [""]
        parts += ["> " + self.paragraph(2), "", "### Zahlen\n", "| Jahr | Aufträge | Anteil |", "| --- | --- | --- |"]
        parts += [f"| {2019 + n} | {self.dice.randint(3, 90)} | {self.dice.randint(1, 99)} % |" for n in range(4)] + [""]
        if number % 10 == 0:
            parts += ["```python", "def anteil(teil, ganzes):", "    # in Prozent", "    return 100 * teil / ganzes", "```", ""]
        if number > 0:
            parts += [f"Siehe auch {link('cases', f'fall-{self.dice.randrange(number)}')}.\n"]
        parts += ["## Ergebnis\n", self.paragraph(8), "", self.paragraph(6), "\n[^1]: " + self.sentence()]
        return "\n".join(parts) + "\n"

    def entries(self, link):
        """Folder, id, fields and text of each entry."""
        for n in range(self.counts["cases"]):
            yield "cases", f"fall-{n}", {
                "title": f"{self.name(3).capitalize()} Nummer {n}", "status": "approved", "sample": True,
                "summary": self.sentence(), "firm": {"label": f"Betrieb {n}", "employees": self.dice.randint(2, 200)},
                "trades": self.pick(TRADES, 2), "innovation_field": self.dice.choice(FIELDS), "sectors": [self.words(1)],
                "regions": [self.dice.choice(REGIONS)], "chamber": self.dice.choice(CHAMBERS),
                "clusters": [self.cluster()], "benefits": self.pick(BENEFITS, 2), "result": f"{self.sentence()} {self.dice.randint(2, 40)} % mehr Aufträge.",
            }, self.case_body(n, link)
        for n in range(self.counts["clusters"]):
            yield "clusters", f"cluster-{n}", {
                "name": f"Cluster {self.words(1).capitalize()} {n}", "status": "approved", "summary": self.sentence(),
                "kind": "clusterinitiative", "name_variants": [f"CI {n}", f"C-{n}"], "study_area": "automotive",
                "innovation_fields": self.pick(FIELDS, 2), "focus": self.sentence(8), "sectors": [self.words(1), self.words(1)],
                "regions": self.pick(REGIONS, 2), "chambers": self.pick(CHAMBERS, 1), "chamber_basis": "text",
                "size": {"total": self.dice.randint(10, 400)}, "founded": str(1990 + self.dice.randrange(30)),
                "founded_note": self.sentence(6), "craft_relevance": "hoch", "craft_relevance_raw": self.words(3),
                "craft_relevance_basis": self.sentence(6), "craft_share_percent": self.dice.randint(1, 90),
                "craft_origin": self.sentence(7), "trades": self.pick(TRADES, 3), "trade_note": self.sentence(6),
                "awards": [self.words(2)], "note": self.sentence(9), "as_of": "2026-06", "tables": ["A 7"],
            }, ""
        for n in range(self.counts["events"]):
            yield "events", f"treffen-{n}", {
                "title": f"Treffen {self.words(2)} {n}", "status": "approved", "summary": self.sentence(),
                "stage": "ausgearbeitet", "organiser_type": "clusterinitiative", "organiser": self.sentence(8),
                "format": "Unternehmerabend", "duration": f"{self.dice.randint(2, 8)} h", "goal": self.sentence(10),
            }, self.paragraph(5) + "\n"
        for n in range(self.counts["organisations"]):
            yield "organisations", f"stelle-{n}", {
                "name": f"Stelle {self.words(1)} {n}", "status": "approved", "kind": "dachverband",
                "regions": [self.dice.choice(REGIONS)], "roles": [self.sentence(3)],
            }, ""
        for n in range(self.counts["guides"]):
            yield "guides", f"gruende-{n}", {
                "title": f"7 gute Gründe, Nummer {n}", "status": "approved", "summary": self.sentence(), "audience": "hw", "study_status": "vorschlag", "adaptable_to": ["cluster"],
                "reasons": [
                    {"number": r, "key": f"grund-{r}", "title": self.name(3).capitalize(), "text": self.paragraph(1),
                     "benefits": self.pick(BENEFITS, 1)}
                    for r in range(1, 8)
                ],
            }, self.paragraph(3) + "\n"

    def shared(self):
        """Folder, id and fields of what the entries refer to."""
        for ids, folder, kind in [(REGIONS, "regions", "Region"), (TRADES, "trades", "Gewerk"),
                                  (FIELDS, "innovation_fields", "Feld"), (CHAMBERS, "chambers", "Kammer")]:
            for n, name in enumerate(ids, 1):
                fields = {"name": f"{kind} {n}", "status": "approved", "summary": self.sentence()}
                yield folder, name, fields
        for n, name in enumerate(BENEFITS, 1):
            yield "benefits", name, {"label": f"Nutzen {n}", "status": "approved", "group": "allgemein"}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def front_matter(fields):
    """YAML that every reader understands: each value as JSON."""
    return "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items()) + "---\n"


SINGULAR = {"cases": "case", "clusters": "cluster"}
EXTRA = {
    "regions": {"kind": "region"},
    "trades": {"annex": "a", "licence": "zulassungspflichtig", "in_a1": True},
    "chambers": {"table_label": "K", "in_bw": True},
}


def broschur(entries, root, words=None):
    corpus = Corpus(entries, words)
    write(root / "content/site.yaml", "format: 1\ntitle: Messung\nbase_url: https://example.org/\nlist_length: 50\n")
    # Both belong to recommendations, which this collection does not have.
    write(root / "content/types/event.yaml", "extends: event\nfields:\n  recommendations: {required: false, min_items: 0}\n")
    write(root / "content/types/guide.yaml", "extends: guide\nfields:\n  recommendation: {required: false}\n")
    write(root / "content/audiences.yaml", "hw:\n  name: Handwerk\n  status: approved\n")
    for folder, name, fields in corpus.shared():
        write(root / f"content/{folder}/{name}.md", front_matter(fields | EXTRA.get(folder, {})))
    for folder, name, fields, body in corpus.entries(lambda folder, name: f"[]({SINGULAR[folder]}:{name})"):
        write(root / f"content/{folder}/{name}.md", front_matter(fields) + "\n" + body)


# What Hugo's side does not make: lists that can be narrowed, parts of pages that a type declares, the nearest contact.
NARROWED = {
    "case": ("facets", "contact"), "cluster": ("facets", "contact"), "event": ("facets",), "organisation": ("facets", "contact"), "benefit": ("facets",),
    "region": ("contact",), "trade": ("facets", "sections", "contact"), "chamber": ("facets", "sections", "contact"),
}


def same_as_hugo(root):
    """Turns off in a collection of `broschur` what Hugo's side does not make, so that both make the same pages."""
    with (root / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("search: false\n")
    for name, keys in NARROWED.items():
        file = root / f"content/types/{name}.yaml"
        written = file.read_text(encoding="utf-8") if file.exists() else f"extends: {name}\n"
        write(file, written + "".join(f"{key}: {'~' if key.startswith('contact') else '[]'}\n" for key in keys))


# Hugo's folders and taxonomies, named so that the addresses are the same.
SECTIONS = {
    "cases": "beispiele", "clusters": "cluster", "events": "veranstaltungen", "organisations": "organisationen", "guides": "argumente",
    "regions": "regionen", "trades": "gewerke", "chambers": "kammern", "innovation_fields": "innovationsfelder", "benefits": "nutzen",
    "audiences": "zielgruppen",
}
# Fields that become taxonomies, and `kind`, which is Hugo's own word.
RENAMED = {
    "regions": "regionen", "trades": "gewerke", "chambers": "kammern", "chamber": "kammern", "innovation_fields": "innovationsfelder",
    "innovation_field": "innovationsfelder", "benefits": "nutzen", "audience": "zielgruppen", "kind": "art", "name": "title", "label": "title",
}
# What the lists are called and introduced with, as the standard theme does.
LISTS = {
    "beispiele": ("Fallbeispiele", "Betriebe berichten, was ihnen die Mitarbeit in einer Clusterinitiative gebracht hat."),
    "cluster": ("Cluster und Initiativen", "Cluster sind über lange Zeit gewachsen. Clusterinitiativen organisieren die Zusammenarbeit, mit Mitgliedern und einem Management."),
    "veranstaltungen": ("Veranstaltungsformate", "Abende, die zu kleinen Betrieben passen, kurz, verständlich und zum Nachmachen."),
    "organisationen": ("Organisationen", "Wer mitwirkt, von der Innung bis zum Ministerium."),
    "argumente": ("Argumentationshilfen", "Sieben gute Gründe auf einer Seite, zum Mitnehmen ins Gespräch."),
    "regionen": ("Regionen", "Was es in Ihrer Region gibt, vom Cluster bis zum Fallbeispiel."),
    "gewerke": ("Gewerke", "Finden Sie Ihr Gewerk und alles, was in dieser Sammlung dazu gehört."),
    "kammern": ("Handwerkskammern", "Die Kammerbezirke, ihre Regionen, ihre Cluster und wie viele Betriebe es dort gibt."),
    "innovationsfelder": ("Innovationsfelder", "Worum es in den Clustern geht."),
    "nutzen": ("Nutzen für Betriebe", "Was Betriebe davon haben, in einem Cluster mitzuwirken."),
    "zielgruppen": ("Zielgruppen", "Für wen die Empfehlungen gedacht sind."),
}
# What the entries of a list are grouped by there.
GROUPED = {
    "beispiele": "innovationsfelder", "cluster": "study_area", "veranstaltungen": "stage", "organisationen": "art", "gewerke": "group", "nutzen": "group",
}
# Trades have no group here; the standard theme says so, and Hugo leaves out what has no value.
UNGROUPED = {"trades": {"group": "ohne"}}


def hugo(entries, root, words=None):
    corpus = Corpus(entries, words)
    here = Path(__file__).resolve().parent
    shutil.copytree(here / "hugo", root, dirs_exist_ok=True)
    shutil.copytree(here.parents[1] / "themes/standard/assets", root / "static/assets", dirs_exist_ok=True)
    for section, (title, lead) in LISTS.items():
        grouped = {"grouped_by": GROUPED[section]} if section in GROUPED else {}
        write(root / f"content/{section}/_index.md", front_matter({"title": title, "summary": lead} | grouped))
    write(root / "content/zielgruppen/hw/_index.md", front_matter({"title": "Handwerk"}))

    def front(fields):
        return front_matter({RENAMED.get(key, key): value for key, value in fields.items()})
    for folder, name, fields in corpus.shared():
        write(root / f"content/{SECTIONS[folder]}/{name}/_index.md", front(fields | EXTRA.get(folder, {}) | UNGROUPED.get(folder, {})))

    def link(folder, name):
        return f'{{{{< entry "/{SECTIONS[folder]}/{name}" >}}}}'
    for folder, name, fields, body in corpus.entries(link):
        write(root / f"content/{SECTIONS[folder]}/{name}.md", front(fields) + "\n" + body)


if __name__ == "__main__":
    number, target = int(sys.argv[1]), Path(sys.argv[2])
    different = int(sys.argv[3]) if len(sys.argv) > 3 else None
    broschur(number, target / "broschur", different)
    hugo(number, target / "hugo", different)
