# Texte der Oberfläche. Ein Theme der Website ersetzt einzelne davon in themes/<name>/texts/de.ftl.

## Rahmen
skip-to-content = Zum Inhalt springen
main-navigation = Hauptnavigation
footer-navigation = Service
breadcrumb = Sie sind hier
languages = Sprache
language-name = Deutsch
published-by = Herausgegeben von
part-of = Ein Auszug aus
feed = Neues als Feed (Atom)
home = Startseite
preview = Vorschau.
preview-explained = Diese Fassung zeigt auch Entwürfe und ist nicht zur Veröffentlichung bestimmt.

## Suche
list-search = { $plural } durchsuchen
search-field = Diese Website durchsuchen
search-submit = Suchen
search-title = Suche und Verzeichnis von A bis Z
search-lead = Suchen Sie nach einem Gewerk, einem Ort, einem Thema oder einem Fachwort. Ohne Suchwort finden Sie hier alles von A bis Z.
search-without-script = Die Suche braucht JavaScript. Hier steht alles von A bis Z.
search-list = Alles von A bis Z
search-one = 1 Treffer
search-many = { $count } Treffer
search-none = Dazu wurde nichts gefunden: { $words }
search-none-help = Prüfen Sie die Schreibweise, oder suchen Sie mit weniger oder kürzeren Wörtern. In der Liste von A bis Z stehen alle Einträge.
search-missing = Nicht gefunden: { $words }. Die Treffer enthalten die übrigen Wörter.
search-partly = Keine Seite enthält alle Wörter zugleich. Die Treffer enthalten einen Teil davon.
search-begun = Sehr viele Wörter beginnen so. Gezeigt ist ein Teil der Treffer: Schreiben Sie weiter.
search-typo = Gesucht wurde auch nach: { $words }
search-all = Alle Treffer zeigen
search-more = Weitere Treffer zeigen
search-narrow = Treffer eingrenzen
search-types = Art
search-places = Region
search-loosen = Mit dieser Auswahl bleibt nichts übrig. Wählen Sie eine Eingrenzung ab.
search-too-short = Geben Sie ein Wort mit mindestens zwei Buchstaben ein.
search-too-long = Die Eingabe ist zu lang. Gesucht wurde nach ihrem Anfang.
search-failed = Die Suche konnte nicht geladen werden.
search-results = Suchergebnisse
search-suggestions = Vorschläge
search-loading = Die Suche wird geladen …
menu = Menü

## Kennzeichen
draft = Entwurf
draft-explained = Dieser Eintrag ist noch nicht freigegeben.
archived = Archiviert
archived-explained = Dieser Eintrag wird nicht mehr gepflegt. Die Angaben können überholt sein.
sample = Musterfall
sample-explained = Dieses Beispiel ist erfunden. Es zeigt, wie die Mitarbeit in einer Initiative aussehen kann.
uncertain = unsicher
uncertain-explained = Die Quellen widersprechen sich, oder die Angabe ist erschlossen.
not-stated = keine Angabe
    .short = k. A.
lost = Angabe in der Vorlage verloren

## Eintrag
profile = Steckbrief
more-facts = Weitere Angaben
ask = Ansprechstelle
ask-unknown = Ansprechstelle nicht bekannt.
ask-also = Außerdem:
ask-others = Fragen Sie:
ask-all = Alle { $plural }
choose-again = Anderen Ort wählen
nothing-there = Dazu ist in dieser Sammlung nichts verzeichnet.
more-there = Mehr: { $place }
ask-basis = Herkunft der Angaben
relations = Das gehört dazu
mentions = Erwähnt in
derived = Abgeleitet: Der Eintrag nennt sie nicht selbst.
derived-more = { $count ->
    [one] Und ein weiterer.
   *[other] Und { $count } weitere.
}
related = Das könnte auch passen
contents = Auf dieser Seite
reasons = { $count ->
    [one] Ein guter Grund
    [7] Sieben gute Gründe
   *[other] { $count } gute Gründe
}
adapted = angepasst
adapted-for = Angepasst für
adapted-parts = Eigens dafür geschrieben: { $parts }.
adapted-rest = Alles Übrige stammt aus:
note = Anmerkung
as-of = Stand:
source = Fundstelle:
source-section = Abschnitt { $section }
source-line = Zeile { $line }
source-lines = Zeilen { $line }–{ $to }
table = Tabelle
figure-table = Dasselbe als Tabelle
entry = Eintrag
pager = Weiterblättern
previous = Zurück:
next = Weiter:
approximate = ca. { $value }
yes = ja
no = nein
sheet = Als Merkblatt herunterladen (PDF)
leaflet = Als Faltblatt herunterladen (PDF)
brochure = { $title } (PDF)

## Liste
entries = { $count ->
    [one] Ein Eintrag
   *[other] { $count } Einträge
}
list-part = { $list }, { $facet }: { $value }
facets = Eingrenzen
facets-further = Weiter eingrenzen
facets-all = Ein Teil von:
facet-all = Alle { $count } zeigen
facet-values = { $facet }: alle Werte
directory-sort = Sortieren
directory-as-list = wie die Liste
directory-title = Titel von A bis Z
directory-view = Ansicht
directory-cards = Karten
directory-lines = Liste
directory-table = Tabelle
directory-reset = Auswahl aufheben
directory-failed = Die Filter konnten nicht geladen werden. Die Verweise bei den Filtern führen zu Teilen der Liste.
directory-one = Ein Eintrag
directory-many = { $count } Einträge
directory-chosen = { $count } von { $values } gewählt
directory-selected = Auswahl
directory-none = Kein Eintrag passt zu allen Filtern zugleich.
directory-loosen = Nehmen Sie einen dieser Filter heraus:
directory-loosen-all = Nehmen Sie mehrere Filter heraus.
directory-without = Ohne „{ $filter }“: { $entries }
directory-entry = Eintrag
directory-more = Weitere zeigen (noch { $count })
directory-all = Alle { $count } zeigen
groups = Gruppen
letters = Anfangsbuchstaben
register = Alle von A bis Z
register-by = Übersicht: { $field }
continued = (Fortsetzung)
list-page = { $list }, Seite { $page } von { $pages }
page = Seite
previous-page = Vorige Seite
next-page = Nächste Seite
no-group = Ohne Zuordnung
other-letters = 0–9
statement = Aussage
scale = Skala:

## Startseite
in-language = { $lang ->
    [en] (auf Englisch)
   *[other] (in anderer Sprache)
}
doors = Womit haben Sie zu tun?
audiences = Für wen suchen Sie?
featured = Beispiele aus der Praxis
to-examples = Zu den Beispielen
about = Über diese Sammlung
notices = Mitteilungen
all-notices = Alle Mitteilungen
fields = Innovationsfelder
regions = Regionen
collections = Die ganze Sammlung

## Fehlerseite und Weiterleitung
not-found = Seite nicht gefunden
not-found-lead = Unter dieser Adresse gibt es hier nichts, oder nicht mehr.
not-found-help = Vielleicht hilft eine dieser Seiten:
moved = Diese Seite ist umgezogen

## Druck
form-subject = Bitte prüfen: Kontaktangaben von „{ $name }“
form-title = Stimmen diese Kontaktangaben?
form-salutation = Guten Tag!
form-intro = Auf der Website „{ $site }“ können Leserinnen und Leser nachsehen, wie Sie zu erreichen sind. Bitte prüfen Sie, was dort über Sie steht. Was falsch ist oder fehlt, tragen Sie bitte ein.
form-known = Bekannt
form-right = Richtig ist
form-unknown = nicht bekannt
form-desks = Bitte nennen Sie Stellen und Funktionen, keine Personen: eine Zentrale statt einer Durchwahl, ein Postfach wie info@… statt eines Namens.
form-release = Diese Angaben dürfen veröffentlicht werden.
form-filled-in = Ausgefüllt von (Funktion), am
form-reply = Bitte zurück an: { $email }
print-qr = QR-Code mit der Adresse
print-page = Seite
print-see-page = siehe Seite
print-contents = Inhalt
print-imprint = Impressum
print-at-a-glance = Auf einen Blick
print-see-also = Siehe auch
print-cover-picture = Titelbild
print-scale = So lesen Sie die Punkte
print-not-stated = k. A.
print-sample = Erfunden, um zu zeigen, wie ein Beispiel aussehen kann.

# Zum Einbinden auf fremden Seiten
embeds = Zum Einbinden
embeds-lead = Karten, Steckbriefe und Listen für Ihre eigene Website: kopieren, einfügen, fertig.
embeds-how = So geht es
embeds-element = Fügen Sie diese Zeile einmal in die Seite ein, danach an jeder Stelle ein Element von unten. Das Skript lädt den Inhalt vom Server dieser Seiten; fremde Formatvorlagen verändern ihn nicht.
embeds-fragment = Ganz ohne Skript: Lassen Sie Ihren Server oder Ihr Redaktionssystem eine der Dateien einfügen, und nehmen Sie diese Formatvorlage dazu.
embeds-no-address = Diese Seiten kennen ihre eigene Adresse nicht. Ergänzen Sie in den Zeilen zum Kopieren vorn die Adresse, unter der sie stehen.
embeds-list = Alle als Liste:
embeds-card = Karte
embeds-profile = Steckbrief
embeds-data = Daten (JSON)
embeds-badge = Abzeichen für Mitglieder
embeds-partners = Gegenseitig verlinken
embeds-partners-lead = Diese Partner sind hier verlinkt. Besucherinnen und Besucher finden auch den umgekehrten Weg, wenn die Partner diese Zeile in ihre Seite einfügen.
embeds-partners-there = Für die Website des Partners:
embeds-partners-here = Für Ihre Website, als Link zum Partner:
embeds-live = Ein Beispiel mit dem Element
member-badge = Mitglied bei
member-of = Mitglied bei { $name }

## Daten
data = Daten
data-lead = Alles, was hier in Listen steht, auch als Tabelle für eigene Auswertungen.
data-how = Jede Tabelle gibt es zweimal: als CSV für Tabellenprogramme und als JSON für Programme. Verweise auf andere Einträge sind Kennungen aus der Spalte „id“ der anderen Tabelle. Fließtexte fehlen hier, sie stehen auf den Seiten.
data-package = Was die Spalten bedeuten (Data Package, JSON)
data-tables = Tabellen
data-table = Tabelle
data-count = Einträge
data-files = Dateien
calendar = Termine für den Kalender (iCalendar)
contact = Kontakt fürs Adressbuch (vCard)
contacts = Alle Ansprechstellen fürs Adressbuch (vCard)
markdown = Als Markdown

## Newsletter
newsletter-period = { $from } bis { $to }
