# Was broschur findet und wie es darüber spricht. Jede Meldung heißt wie ihr Code in `src/diagnostic/codes.rs`.
#
#   Wert      was falsch ist
#   .label    unter der markierten Stelle
#   .help     was zu tun ist
#   .explain  für `broschur explain`
#   .first …  unter einer zweiten Stelle, die damit zu tun hat
#
# Werte, die fehlen dürfen (Vorschlag, Einzelheiten), lauten dann "none".

severity-error = Fehler
severity-warning = Warnung
severity-note = Hinweis
help-name = Hilfe
finding-column = Spalte { $letters }

# Die Arten von Werten in Worten, für andere Meldungen: nach $expected und nach $kind.
expected-kind = { $expected ->
    [string] eine Textzeile
    [text] ein Text
    [integer] eine ganze Zahl
    [number] eine Zahl
    [percent] ein Prozentwert
    [money] ein Geldbetrag
    [boolean] „ja“ oder „nein“
    [date] ein Tagesdatum (JJJJ-MM-TT)
    [month] ein Monat (JJJJ-MM)
    [year] ein Jahr (JJJJ)
    [partial_date] ein Datum (JJJJ, JJJJ-MM oder JJJJ-MM-TT)
    [duration] eine Dauer
    [enum] einer der erlaubten Werte
    [rating] eine Bewertung
    [url] eine Webadresse
    [email] eine E-Mail-Adresse
    [phone] eine Telefonnummer
    [address] eine Anschrift
    [geo] ein Punkt auf der Karte
    [image] eine Bildangabe
    [file] eine Datei
    [reference] ein Verweis auf einen Eintrag
    [list] eine Liste
    [object] eine Gruppe von Feldern
   *[map] eine Reihe von Paaren „Name: Wert“
}
missing-kind = { $kind ->
    [string] eine Textzeile
    [text] ein Text
    [integer] eine ganze Zahl, zum Beispiel „200“
    [number] eine Zahl, zum Beispiel „2.5“
    [percent] ein Prozentwert, zum Beispiel „37.5“
    [money] ein Geldbetrag, zum Beispiel „300000“
    [boolean] „ja“ oder „nein“
    [date] ein Tagesdatum, zum Beispiel „2012-03-21“
    [month] ein Monat, zum Beispiel „2012-03“
    [year] ein Jahr, zum Beispiel „2012“
    [partial_date] ein Datum, zum Beispiel „2012“, „2012-03“ oder „2012-03-21“
    [duration] eine Dauer, zum Beispiel „3 h“, „90 min“ oder „1 Tag“
    [enum] einer der Werte, die „broschur new“ in seiner Vorlage nennt
    [rating] eine Zahl der Bewertungsskala oder „ka“ für „keine Angabe“
    [url] eine Webadresse, zum Beispiel „https://www.example.org“
    [email] eine E-Mail-Adresse, zum Beispiel „info@example.org“
    [phone] eine Telefonnummer, zum Beispiel „0711 123-4567“
    [address] eine Anschrift mit „street“, „postal_code“ und „city“
    [geo] ein Punkt auf der Karte, zum Beispiel „48.40, 9.99“
    [image] ein Bild mit „file“ und „alt“
    [file] der Name einer Datei
    [reference] die Kennung eines Eintrags, also sein Dateiname ohne Endung
    [list] eine Liste, zum Beispiel „[erstes, zweites]“
    [object] eine eingerückte Gruppe von Feldern
   *[map] eingerückte Paare „Name: Wert“
}

## Dateien

not-utf8 = Die Datei enthält Zeichen, die nicht lesbar sind.
    .label = ab hier nicht lesbar
    .help = Speichern Sie die Datei mit der Zeichenkodierung „UTF-8“ und prüfen Sie danach die Umlaute.
    .explain =
        Computer können Umlaute auf verschiedene Weise speichern. broschur liest nur
        die heute übliche, UTF-8. Bei jeder anderen würde aus „Bäckerei“ zum Beispiel
        „B?ckerei“, und das soll niemand veröffentlichen.

        Meist stammt so eine Datei aus einem älteren Programm oder aus einem Export.

        Falsch: gespeichert als „ANSI“, „Windows-1252“ oder „ISO 8859-1“

        Richtig: gespeichert als „UTF-8“

        Was tun: Öffnen Sie die Datei im Editor und wählen Sie „Speichern unter“ oder
        „Mit Kodierung speichern“, dort „UTF-8“. Sehen Sie danach nach, ob alle
        Umlaute stimmen.

file-too-large = Die Datei „{ $path }“ ist mit { $size } MB zu groß, erlaubt sind { $max } MB.
    .help = Verkleinern Sie die Datei. Bei Fotos genügen 3500 Bildpunkte an der längeren Seite, bei Texten hilft das Aufteilen.
    .explain =
        Für Texte und für Bilder gibt es eine Höchstgröße. Sie schützt vor Dateien,
        die nur aus Versehen hier liegen, und Ihre Leserinnen und Leser vor langen
        Ladezeiten. Die Datei wird gar nicht erst gelesen.

        Falsch: ein Foto mit 90 MB, wie es aus der Kamera kommt

        Richtig: dasselbe Foto als JPEG mit 3500 Bildpunkten an der längeren Seite,
        etwa 2 MB

        Was tun: Verkleinern Sie das Bild mit einem Bildprogramm. Einen sehr langen
        Text teilen Sie auf mehrere Einträge auf. Was nicht zur Website gehört, kommt
        aus „content/“ heraus.

link = „{ $path }“ ist nur eine Verknüpfung und keine eigene Datei.
    .help = Ersetzen Sie die Verknüpfung durch eine Kopie der Datei.
    .explain =
        Eine Verknüpfung (symbolischer Link) ist keine Datei, sondern ein Wegweiser zu
        einer anderen. Sie kann aus der Website hinausführen oder im Kreis laufen. Auf
        einem anderen Rechner zeigt sie oft ins Leere. Darum folgt broschur ihr nie.

        Falsch: content/images/logo.png → /home/anna/Bilder/logo.png

        Richtig: content/images/logo.png als eigene Datei

        Was tun: Löschen Sie die Verknüpfung und legen Sie an ihrer Stelle eine Kopie
        der Datei ab.

file-name = { $language ->
        [none] Der Name „{ $name }“ eignet sich nicht als Kennung.
       *[other] Der Name „{ $name }“ nennt die Sprache „{ $language }“, in der es diese Website nicht gibt.
    }
    .label = { $language ->
        [none] ungeeignete Kennung
       *[other] keine Sprache der Website
    }
    .help = { $language ->
        [none] { $suggestion ->
            [none] Erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern, „-“ und „_“, zum Beispiel „dreherei-tuttlingen“.
           *[other] Nennen Sie ihn „{ $suggestion }“.
        }
       *[other] Nehmen Sie „{ $language }“ in „content/site.yaml“ unter „languages“ auf, oder legen Sie die Übersetzung bis dahin außerhalb von „content/“ ab.
    }
    .explain =
        Aus dem Dateinamen wird die Kennung des Eintrags. Mit ihr verweisen andere
        Einträge auf ihn, und sie steht in der Webadresse. Darum besteht sie nur aus
        kleinen Buchstaben ohne Umlaute, Ziffern, „-“ und „_“. Wie der Eintrag auf der
        Seite heißt, bestimmt nicht die Kennung, sondern sein Titel.

        Falsch:

            content/cases/Müller & Söhne.md

        Richtig:

            content/cases/mueller-und-soehne.md

        Was tun: Benennen Sie die Datei, den Ordner oder den Namen in der gemeinsamen
        Datei um. Passen Sie auch die Verweise an, die den alten Namen nennen. Eine
        Sprache vor der Endung („dreherei.en.md“) gilt nur, wenn sie in
        „content/site.yaml“ unter „languages“ steht.

file-name-twice = Es gibt zwei Dateien, deren Name „{ $path }“ gleich aussieht.
    .help = Benennen Sie eine der beiden um, am besten ohne Umlaute und Akzente, oder löschen Sie die überzählige.
    .explain =
        Ein „ü“ kann als ein Zeichen gespeichert sein oder als „u“ mit zwei Punkten
        darüber. Auf dem Bildschirm sieht beides gleich aus. So können zwei Dateien
        scheinbar denselben Namen haben. broschur könnte dann nicht wissen, welche
        gemeint ist. Meist entsteht das beim Kopieren zwischen Mac und Windows.

        Falsch: zweimal „grün.png“ im selben Ordner, verschieden gespeichert

        Richtig: einmal „gruen.png“

        Was tun: Sehen Sie nach, ob beide Dateien dasselbe enthalten, und löschen Sie
        dann eine. Sonst geben Sie ihnen verschiedene Namen ohne Umlaute.

folder-too-deep = Der Ordner „{ $path }“ liegt zu tief: mehr als { $max } Ebenen werden nicht gelesen.
    .help = Verschieben Sie den Inhalt weiter nach oben, zum Beispiel nach „content/cases/“.
    .explain =
        Einträge liegen höchstens zwei Ordner tief unter „content/“, Bilder selten
        tiefer. Sehr tiefe Ordner entstehen fast immer aus Versehen, etwa wenn ein
        Ordner in sich selbst kopiert wurde. Was darin liegt, wird nicht gelesen und
        würde auf der Website fehlen.

        Falsch:

            content/cases/alt/alt/alt/alt/…/dreherei.md

        Richtig:

            content/cases/dreherei.md

        Was tun: Verschieben Sie die Dateien nach oben und löschen Sie die leeren
        Ordner.

stray-file = Die Datei „{ $path }“ gehört zu keinem Typ.
    .help = { $suggestion ->
        [none] Verschieben Sie sie in den Ordner ihres Typs, zum Beispiel „content/cases/“, oder aus „content/“ heraus.
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Der Ordner sagt, was ein Eintrag ist: In „content/cases/“ liegen
        Fallbeispiele, in „content/events/“ Veranstaltungen. Liegt eine Datei
        woanders, weiß broschur nicht, welche Felder sie hat, und sie würde auf der
        Website fehlen. Ein Eintrag ist eine Datei im Ordner seines Typs oder ein
        eigener Ordner mit einer Datei „index.md“.

        Falsch:

            content/faelle/dreherei.md
            content/cases/dreherei/text.md

        Richtig:

            content/cases/dreherei.md
            content/cases/dreherei/index.md

        Was tun: Verschieben Sie die Datei. Notizen, die nicht veröffentlicht werden,
        bewahren Sie außerhalb von „content/“ auf.

empty-file = Die Datei ist leer.
    .help = { $what ->
        [settings] Tragen Sie wenigstens „format: 1“ und darunter „title:“ mit dem Namen der Website ein.
        [type] Beschreiben Sie den Typ oder löschen Sie die Datei. Wie es geht, steht in docs/content-types.md.
        [publication] Sagen Sie in der Datei, was gedruckt wird, oder löschen Sie sie. Wie es geht, steht in docs/publications.md.
        [edition] Sagen Sie in der Datei, was die Ausgabe enthält, oder löschen Sie sie. Wie es geht, steht in docs/editions.md.
        [print-layout] Sagen Sie in der Datei, wie gedruckt wird, oder löschen Sie sie. Was darin steht, zeigen die Dateien des Standard-Themes.
       *[other] Füllen Sie die Datei aus oder löschen Sie sie. Eine Vorlage mit allen Feldern legt „broschur new“ an.
    }
    .explain =
        Wo ein Eintrag oder Einstellungen erwartet werden, steht eine Datei ohne
        Inhalt. Das geschieht leicht, wenn eine Datei angelegt und dann vergessen wird
        oder wenn beim Speichern etwas schiefging. Eine leere Seite wird nicht
        veröffentlicht.

        Falsch: eine Datei „dreherei.md“ ohne Inhalt

        Richtig:

            ---
            title: Dreherei gewinnt zwei neue Kunden
            status: draft
            ---

            Hier steht der Text.

        Was tun: Löschen Sie die Datei oder füllen Sie sie. Lief beim Speichern etwas
        schief, holen Sie die vorige Fassung zurück.

unreadable = Die Datei „{ $path }“ lässt sich nicht lesen.
    .help = { $message ->
        [none] Prüfen Sie, ob die Datei noch da ist und ob Sie sie öffnen dürfen. Starten Sie broschur dann noch einmal.
       *[other] Prüfen Sie, ob die Datei noch da ist und ob Sie sie öffnen dürfen. Das System meldet: { $message }
    }
    .explain =
        Die Datei war eben noch da und ist es nun nicht mehr, oder das System erlaubt
        nicht, sie zu lesen. Das kommt vor, wenn während des Laufs jemand Dateien
        verschiebt, wenn ein Netzlaufwerk die Verbindung verliert oder wenn Rechte
        fehlen. Am Inhalt der Datei liegt es nicht. Die bisherige Website bleibt, wie
        sie war.

        Beispiel: Das Laufwerk mit „content/images/“ wurde während des Laufs getrennt.

        Was tun: Öffnen Sie die Datei zur Probe selbst. Gelingt das, starten Sie
        broschur noch einmal. Gelingt es nicht, bitten Sie die IT um die nötigen
        Rechte.

unusable-name = { $problem ->
        [hidden] Im Namen „{ $name }“ stehen Zeichen, die niemand sieht.
        [reserved] Den Namen „{ $name }“ behält Windows für sich.
        [edge] Der Name „{ $name }“ hat am Rand ein Leerzeichen oder einen Punkt.
        [long] Der Name „{ $name }“ ist zu lang.
       *[other] Im Namen „{ $name }“ steht ein Zeichen, das unter Windows nicht geht.
    }
    .label = ungeeigneter Name
    .help = { $suggestion ->
        [none] Benennen Sie die Datei oder den Ordner um: mit Buchstaben, Ziffern, „-“ und „_“.
       *[other] Nennen Sie die Datei oder den Ordner „{ $suggestion }“.
    }
    .explain =
        An einer Website arbeiten Menschen mit Windows, macOS und Linux. Manche Namen
        gehen nicht überall: Windows nimmt „con“, „nul“ und „com1“ nicht an, auch nicht
        mit Endung, keine Zeichen wie „:“ oder „?“, und keinen Punkt am Ende. Mit einer
        solchen Datei lässt sich die ganze Sammlung dort nicht öffnen.

        Falsch:

            content/images/nul.png
            content/files/Plan: Halle.pdf

        Richtig:

            content/images/leer.png
            content/files/plan-halle.pdf

        Was tun: Benennen Sie die Datei um, und ändern Sie den Namen auch da, wo sie
        verwendet wird.

names-in-case = „{ $path }“ und „{ $other }“ unterscheiden sich nur in der Groß- und Kleinschreibung.
    .label = fast derselbe Name
    .other = die andere Datei
    .help = Benennen Sie eine von beiden um, oder löschen Sie die, die nicht gebraucht wird.
    .explain =
        Windows und macOS halten „Bild.png“ und „bild.png“ für dieselbe Datei. Wer die
        Sammlung dort öffnet, hat nur eine von beiden, und niemand sagt, welche. Das
        gilt auch für Ordner.

        Falsch: „Halle.png“ neben „halle.png“

        Richtig: „halle.png“ und „halle-innen.png“

        Was tun: Benennen Sie eine der beiden um, am besten ganz klein geschrieben.

misnamed-file = { $problem ->
        [copy] „{ $name }“ wird nicht gelesen: wohl eine Kopie von „{ $meant }“.
       *[lost] „{ $name }“ wird wegen ihrer Endung nicht gelesen: Was darin steht, fehlt auf der Website.
    }
    .help = { $problem ->
        [copy] Löschen Sie die Datei, wenn „{ $meant }“ die richtige ist, oder verschieben Sie sie aus „content“.
       *[lost] Nennen Sie sie „{ $meant }“.
    }
    .explain =
        broschur liest Einträge aus Dateien mit der Endung „.md“ oder „.yaml“. Manche
        Programme hängen eine weitere Endung an, und Windows zeigt die letzte oft nicht
        an. Eine solche Datei wird nicht gelesen, und ihr Eintrag fehlt, ohne dass es
        jemand merkt.

        Falsch:

            content/cases/dreherei.md.txt
            content/cases/dreherei.markdown
            content/trades.yaml.bak

        Richtig:

            content/cases/dreherei.md
            content/trades.yaml

        Was tun: Benennen Sie die Datei um. Gibt es die richtige schon daneben, löschen
        Sie die Kopie. Was Leserinnen und Leser herunterladen sollen, liegt in
        „content/files/“.

unseen-character = { $kind ->
        [control] Hier steht ein Steuerzeichen ({ $sign }), das niemand sieht.
       *[direction] Hier steht ein unsichtbares Zeichen ({ $sign }), das die Schreibrichtung umkehrt.
    }
    .label = unsichtbares Zeichen
    .help = Löschen Sie es.
    .explain =
        Steuerzeichen gelangen beim Kopieren aus anderen Programmen in einen Text. Auf
        der Seite sieht man sie nicht, aber sie stören Suche, Vorlesen und Druck.
        Zeichen, die die Schreibrichtung umkehren, lassen einen Text anders aussehen,
        als er ist: So täuscht man Menschen, die ihn prüfen. Dasselbe gilt, wenn sie
        als „\u202e“ oder „&#8238;“ geschrieben sind.

        Falsch: (U+202E) vor einem Titel

        Richtig: der Titel ohne dieses Zeichen

        Was tun: Löschen Sie das Zeichen an der genannten Stelle, am sichersten mit
        den sichtbaren Zeichen daneben, und schreiben Sie diese neu.

## Schreibweise

wrong-folder = Die Felder sind die eines Eintrags vom Typ „{ $other }“, die Datei liegt aber im Ordner für „{ $type }“.
    .help = Verschieben Sie sie nach „{ $path }“.
    .explain =
        Der Ordner sagt, was ein Eintrag ist. Liegt ein Fallbeispiel bei den Clustern,
        so wird es als Cluster gelesen: Dessen Felder fehlen ihm, und seine eigenen
        gibt es dort nicht. Statt all dieser Befunde gibt es nur diesen, wenn alle
        Felder der Datei zu genau einem anderen Typ gehören.

        Falsch:

            content/clusters/dreherei-tuttlingen.md

        Richtig:

            content/cases/dreherei-tuttlingen.md

        Was tun: Verschieben Sie die Datei mit ihren Bildern in den Ordner ihres Typs.

no-table = { $problem ->
        [empty] In der Tabelle steht unter den Namen der Spalten nichts.
        [no-table] Die Datei ist keine Tabelle: Gelesen werden CSV und XLSX.
        [old-workbook] Diese Arbeitsmappe hat ein altes Format oder ein Kennwort.
        [broken] Die Arbeitsmappe lässt sich nicht lesen: { $message }
        [large] Die Tabelle ist zu groß: Gelesen werden höchstens { $max } MB.
        [rows] Die Tabelle ist zu lang: Gelesen werden höchstens { $max } Zeilen.
        [columns] Die Tabelle ist zu breit: Gelesen werden höchstens { $max } Spalten.
        [sheet] In der Arbeitsmappe gibt es kein Blatt „{ $sheet }“, sondern: { $known }.
       *[quote] Das Anführungszeichen vor dieser Zelle wird nirgends geschlossen.
    }
    .help = { $problem ->
        [empty] Die erste Zeile nennt die Spalten, jede weitere ist ein Eintrag.
        [sheet] Nennen Sie mit „--sheet“ eines davon.
        [quote] Schließen Sie es, oder verdoppeln Sie es, wenn es zum Text gehört.
        [large] Teilen Sie sie auf mehrere Dateien auf.
        [rows] Teilen Sie sie auf mehrere Dateien auf.
        [columns] Entfernen Sie leere und überflüssige Spalten.
       *[other] Öffnen Sie die Datei in der Tabellenkalkulation, und speichern Sie sie ohne Kennwort als XLSX oder als CSV.
    }
    .explain =
        „broschur import“ liest Tabellen mit Kommas, Strichpunkten oder Tabulatoren
        zwischen den Zellen (CSV) und Arbeitsmappen im Format XLSX, von diesen das
        erste Blatt oder das mit „--sheet“ genannte. Die erste Zeile nennt die Felder.

        Falsch: ein PDF, eine Arbeitsmappe im alten Format (XLS), eine leere Datei

        Richtig:

            Titel;Kurzfassung;Gewerke
            Dreherei spart Wege;Ein Satz dazu.;Feinwerkmechanik

        Was tun: Speichern Sie die Tabelle in Ihrem Programm als „CSV UTF-8“ oder als
        XLSX.

unknown-column = { $problem ->
        [unnamed] Diese Spalte hat keinen Namen, aber Inhalt.
        [several] Die Spalte „{ $column }“ kann mehrere Felder des Typs „{ $type }“ meinen: { $known }.
        [no-body] Die Einträge haben an dieser Stelle keinen Text, den die Spalte „{ $column }“ füllen könnte.
        [mapped] „{ $column }“, das „--map“ nennt, ist kein Feld des Typs „{ $type }“.
        [absent] In der Tabelle gibt es die Spalte „{ $column }“ nicht, die „--map“ nennt.
        [no-language] Die Spalte „{ $column }“ nennt die Sprache „{ $language }“, die es auf dieser Website nicht gibt.
        [untranslated] Die Spalte „{ $column }“ ist keine Übersetzung: „{ $field }“ ist in allen Sprachen dasselbe.
       *[unknown] Zur Spalte „{ $column }“ gibt es kein Feld im Typ „{ $type }“.
    }
    .help = { $problem ->
        [unnamed] Geben Sie der Spalte den Namen eines Feldes, oder löschen Sie sie.
        [several] Schreiben Sie einen dieser Namen über die Spalte, oder ordnen Sie zu: --map "{ $column }=FELD".
        [mapped] { $suggestion ->
            [none] Rechts vom Gleichheitszeichen steht der Name eines Feldes oder seine Beschriftung.
           *[other] Meinten Sie „{ $suggestion }“?
        }
        [absent] { $suggestion ->
            [none] Links vom Gleichheitszeichen steht der Name der Spalte, wie ihn die erste Zeile hat.
           *[other] Meinten Sie „{ $suggestion }“?
        }
        [no-body] Soll die Spalte wegbleiben: --map "{ $column }=".
        [no-language] „languages“ in „content/site.yaml“ nennt: { $languages }. Soll die Website die Sprache haben, ergänzen Sie sie dort. Soll die Spalte wegbleiben: --map "{ $column }=".
        [untranslated] Soll die Spalte wegbleiben: --map "{ $column }=". Übersetzt werden Texte, Bilder und der Stand („status“).
       *[unknown] { $suggestion ->
            [none] Ordnen Sie zu: --map "{ $column }=FELD". Soll die Spalte wegbleiben: --map "{ $column }=".
           *[other] Meinten Sie „{ $suggestion }“? Sonst ordnen Sie zu: --map "{ $column }=FELD". Soll die Spalte wegbleiben: --map "{ $column }=".
        }
    }
    .explain =
        Über jeder Spalte einer Tabelle für „broschur import“ steht der Name eines
        Feldes oder seine Beschriftung, deutsch oder englisch; bei Teilen eines Feldes
        beides mit Punkt oder Doppelpunkt dazwischen. Die Sprache einer Übersetzung
        steht dahinter, und zwar eine, die die Website hat. Was nicht zu erkennen ist,
        wird nicht stillschweigend weggelassen.

        Falsch:

            Titel;Mitarbeiterzahl

        Richtig:

            Titel;Titel (en);Betrieb: Beschäftigte
            title;title.en;firm.employees

        Was tun: Benennen Sie die Spalte um, oder ordnen Sie sie auf der Befehlszeile
        einem Feld zu.

column-twice = Die Spalte „{ $column }“ meint dasselbe Feld wie „{ $other }“.
    .label = zum zweiten Mal
    .first = hier zum ersten Mal
    .help = { $translated ->
        [none] Löschen Sie eine der beiden, oder lassen Sie sie weg: --map "{ $column }=".
       *[other] Ist sie eine Übersetzung, gehört die Sprache dahinter: „{ $translated }“. Sonst löschen Sie eine der beiden, oder lassen Sie sie weg: --map "{ $column }=".
    }
    .explain =
        Zwei Spalten einer Tabelle füllen dasselbe Feld in derselben Sprache, oder die
        eine das Feld und die andere einen Teil davon. Welche gilt, ist nicht zu
        erkennen: „Titel“ und „Title“ sind Beschriftungen desselben Feldes.

        Falsch:

            Titel;Title

        Richtig:

            Titel;Titel (en)

        Was tun: Behalten Sie eine von beiden, oder nennen Sie hinter dem Namen die
        Sprache der Übersetzung.

row-length = Diese Zeile hat { $found ->
        [1] 1 Zelle
       *[other] { $found } Zellen
    }, die erste Zeile nennt { $expected ->
        [1] 1 Spalte
       *[other] { $expected } Spalten
    }.
    .help = Meist fehlen Anführungszeichen um einen Text mit dem Trennzeichen oder einem Zeilenumbruch.
    .explain =
        In einer Tabelle hat jede Zeile so viele Zellen wie die erste. Fehlt eine oder
        ist eine zu viel, stehen alle folgenden in der falschen Spalte.

        Falsch:

            Titel;Kurzfassung
            Dreherei;Spart Wege; und Zeit

        Richtig:

            Titel;Kurzfassung
            Dreherei;"Spart Wege; und Zeit"

        Was tun: Setzen Sie den Text in Anführungszeichen, oder speichern Sie die
        Tabelle neu aus der Tabellenkalkulation.

cell-unreadable = { $problem ->
        [fault] In der Spalte „{ $column }“ steht ein Rechenfehler: { $value }.
       *[readings] „{ $value }“ in der Spalte „{ $column }“ lässt sich auf zwei Arten lesen: mit Punkt vor den Dezimalstellen oder als { $other }.
    }
    .help = { $problem ->
        [fault] Berichtigen Sie die Formel, oder leeren Sie die Zelle.
       *[readings] Schreiben Sie { $other }, oder ein Komma vor die Dezimalstellen.
    }
    .explain =
        Eine Tabellenkalkulation schreibt „#REF!“ oder „#NV“ in eine Zelle, deren Formel
        nicht aufgeht; das ist kein Wert. Und „1.234“ ist deutsch gelesen eine Zahl über
        tausend, englisch gelesen eine knapp über eins.

        Falsch:

            Titel;Umsatz
            Dreherei;1.234

        Richtig:

            Titel;Umsatz
            Dreherei;1234

        Was tun: Schreiben Sie Zahlen ohne Punkte zwischen den Tausendern, und
        berichtigen Sie Formeln, ehe Sie die Tabelle speichern.

row-refused = { $problem ->
        [nameless] Der Zeile fehlt, wonach der Eintrag heißt: das Feld „{ $title }“ oder eine Kennung.
        [bad-id] „{ $id }“ kann keine Kennung sein.
        [twice] Die Kennung „{ $id }“ kommt in der Tabelle mehr als einmal vor.
        [exists] Den Eintrag „{ $id }“ gibt es schon, und zwar in „{ $path }“.
        [missing] Den Eintrag „{ $id }“, der geändert werden soll, gibt es nicht.
        [translated] Eine Übersetzung von „{ $id }“ ({ $language }) gibt es schon, und zwar in „{ $path }“.
        [no-original] Die Zeile enthält eine Übersetzung von „{ $id }“, aber nichts in der Hauptsprache der Website.
       *[in-the-way] { $field ->
            [none] „{ $path }“ lässt sich hier nicht ohne Zweifel ändern.
           *[other] „{ $field }“ in „{ $path }“ lässt sich nicht ohne Zweifel ändern.
        }
    }
    .first = hier zum ersten Mal
    .help = { $problem ->
        [nameless] Füllen Sie eines von beiden aus. Die Spalte für die Kennung heißt „id“.
        [bad-id] { $suggestion ->
            [none] Erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern und „-“.
           *[other] Erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern und „-“, also „{ $suggestion }“.
        }
        [twice] Geben Sie in einer Spalte „id“ jedem Eintrag eine eigene Kennung.
        [exists] Sollen vorhandene Einträge geändert werden: --update. Sonst geben Sie in einer Spalte „id“ eine andere Kennung.
        [missing] { $suggestion ->
            [none] Neue Einträge entstehen ohne „--update“. „broschur list“ zeigt, welche es gibt.
           *[other] Meinten Sie „{ $suggestion }“? Neue Einträge entstehen ohne „--update“.
        }
        [translated] Löschen Sie sie dort, oder geben Sie in einer Spalte „id“ eine andere Kennung.
        [no-original] Füllen Sie auch Spalten der Hauptsprache aus, hinter deren Namen keine Sprache stehen muss. Gibt es den Eintrag schon unter einer anderen Kennung, geben Sie diese an, und ergänzen Sie ihn mit „--update“.
       *[in-the-way] Ändern Sie die Stelle von Hand, und nehmen Sie die Zeile aus der Tabelle.
    }
    .explain =
        Jede Zeile einer Tabelle für „broschur import“ ist ein Eintrag. Seine Kennung
        steht in der Spalte „id“, oder sie entsteht aus dem Titel. Ohne „--update“
        entstehen nur neue Einträge, mit „--update“ werden nur vorhandene geändert: So
        überschreibt ein Versehen nichts.

        Falsch:

            Titel;Kurzfassung
            Dreherei;Ein Satz.
            Dreherei;Ein anderer Satz.

        Richtig:

            id;Titel;Kurzfassung
            dreherei-nord;Dreherei;Ein Satz.
            dreherei-sued;Dreherei;Ein anderer Satz.

        Was tun: Geben Sie jedem Eintrag eine eigene Kennung aus kleinen Buchstaben,
        Ziffern und „-“.

yaml-syntax = { $reason ->
        [tab] Diese Zeile ist mit einem Tabulator eingerückt.
        [colon] In dieser Zeile steht ein zweiter Doppelpunkt mit Leerzeichen dahinter.
        [indentation] Die Einrückung passt hier nicht zu den Zeilen darüber.
        [quote] Ein Anführungszeichen wird nicht geschlossen.
        [bracket] Eine Klammer wird nicht geschlossen, oder ein Komma fehlt.
        [no-colon] In dieser Zeile fehlt der Doppelpunkt mit Leerzeichen hinter dem Feldnamen.
        [unindented] Diese Zeile gehört wohl zum Text darüber, ist aber nicht eingerückt.
        [blank] Hier steht ein Zeichen, das nur aussieht wie ein Leerzeichen (zum Beispiel ein geschütztes).
        [hyphen] Hinter dem Spiegelstrich eines Listenpunkts fehlt das Leerzeichen.
        [bullet] Ein Listenpunkt beginnt mit „-“ und einem Leerzeichen, nicht mit „{ $sign }“.
        [comment] Mit „#“ beginnt hier ein Kommentar: Was dahinter steht, wird nicht gelesen.
        [after-quote] Hinter dem schließenden Anführungszeichen steht noch etwas.
        [after-bracket] Hinter der schließenden Klammer steht noch etwas.
        [bracket-close] Hier schließt eine Klammer, die nicht geöffnet wurde.
        [escape] Ein „\“ hat zwischen geraden Anführungszeichen eine besondere Bedeutung.
        [dash] Eine Liste mit Spiegelstrichen beginnt nicht in der Zeile ihres Feldnamens.
        [invisible] Hier steht ein unsichtbares Zeichen, das nicht erlaubt ist.
        [special] Ein Wert kann nicht mit „{ $sign }“ beginnen, denn das Zeichen hat dort eine besondere Bedeutung.
        [key] Hier steht eine Klammer, wo der Name eines Feldes stehen muss.
        [second-document] Hier beginnt mit „---“ ein zweiter Teil, eine Datei hat aber nur einen.
       *[other] Diese Stelle lässt sich nicht lesen{ $detail ->
            [none] .
           *[other] {" "}(technische Angabe: { $detail }).
        }
    }
    .label = { $reason ->
        [tab] Tabulator
        [colon] zweiter Doppelpunkt
        [indentation] Einrückung
        [quote] Anführungszeichen offen
        [bracket] Klammer offen
        [no-colon] Doppelpunkt fehlt
        [unindented] nicht eingerückt
        [blank] kein Leerzeichen
        [hyphen] Leerzeichen fehlt
        [bullet] anderes Zeichen
        [comment] Kommentar
        [after-quote] hinter dem Anführungszeichen
        [after-bracket] hinter der Klammer
        [bracket-close] Klammer zu viel
        [escape] „\“ zwischen Anführungszeichen
        [dash] Spiegelstrich
        [invisible] unsichtbares Zeichen
        [special] besonderes Zeichen
        [key] kein Feldname
        [second-document] zweiter Teil
       *[other] hier
    }
    .help = { $reason ->
        [tab] Ersetzen Sie den Tabulator durch Leerzeichen, zwei je Stufe.
        [colon] { $suggestion ->
            [none] Setzen Sie den ganzen Wert in Anführungszeichen: title: "Leise über den See: Werft rüstet um"
           *[other] Setzen Sie den ganzen Wert in Anführungszeichen.
        }
        [indentation] Rücken Sie zusammengehörende Zeilen gleich weit ein, mit zwei Leerzeichen je Stufe, und prüfen Sie, ob hinter jedem Feldnamen ein Doppelpunkt und ein Leerzeichen stehen.
        [quote] Ergänzen Sie das schließende Anführungszeichen. Steht ein gerades Anführungszeichen im Text selbst, nehmen Sie dort „ und “.
        [bracket] { $suggestion ->
            [none] Ergänzen Sie die schließende Klammer und setzen Sie zwischen die Werte Kommas: trades: [tischler, zimmerer]
           *[other] Ergänzen Sie die schließende Klammer.
        }
        [no-colon] Schreiben Sie Feldname, Doppelpunkt, Leerzeichen, Wert.
        [unindented] Rücken Sie jede weitere Zeile eines Textes mit Leerzeichen ein.
        [blank] Ersetzen Sie es durch ein Leerzeichen. Solche Zeichen kommen beim Kopieren mit.
        [hyphen] Schreiben Sie „- “ vor jeden Punkt der Liste.
        [bullet] Schreiben Sie „- “ vor jeden Punkt der Liste. Textverarbeitungen machen daraus beim Tippen oder Kopieren andere Zeichen.
        [comment] Setzen Sie den Wert in Anführungszeichen.
        [after-quote] Gehört alles zum Wert, setzen Sie ihn als Ganzes in andere Anführungszeichen.
        [after-bracket] Gehört alles zum Wert, setzen Sie ihn als Ganzes in Anführungszeichen.
        [bracket-close] Löschen Sie die Klammer, oder ergänzen Sie die öffnende.
        [escape] Setzen Sie den Wert in einfache Anführungszeichen.
        [dash] Beginnen Sie darunter eine neue Zeile, eingerückt und mit „- “ davor.
        [invisible] Löschen Sie das Zeichen, oder tippen Sie die Zeile neu ein. Solche Zeichen kommen beim Kopieren mit.
        [special] Setzen Sie den ganzen Wert in Anführungszeichen.
        [key] Schreiben Sie vor den Doppelpunkt einen Feldnamen: trades: [tischler]
        [second-document] Löschen Sie die Zeile „---“ oder verteilen Sie die Teile auf zwei Dateien.
       *[other] Prüfen Sie die Zeile und die davor: Doppelpunkt und Leerzeichen hinter dem Feldnamen, Anführungszeichen und Klammern geschlossen, Einrückung mit Leerzeichen.
    }
    .explain =
        Die Felder eines Eintrags stehen in den Kopfdaten (Front Matter), eine Angabe
        je Zeile: Feldname, Doppelpunkt, Leerzeichen, Wert. Was zusammengehört, ist
        gleich weit eingerückt, immer mit Leerzeichen und nie mit Tabulatoren. Enthält
        ein Wert selbst einen Doppelpunkt oder beginnt er mit einem Sonderzeichen,
        steht er in Anführungszeichen. Weicht eine Zeile davon ab, lässt sich auch
        alles danach nicht sicher lesen.

        Falsch:

            title: Leise über den See: Werft rüstet um
            trades: [tischler, zimmerer

        Richtig:

            title: "Leise über den See: Werft rüstet um"
            trades: [tischler, zimmerer]

        Was tun: Sehen Sie sich die markierte Zeile an und auch die davor; oft fällt
        ein Versehen erst eine Zeile später auf. Ein Editor mit Zeilennummern und
        farbiger Darstellung hilft.

duplicate-key = Das Feld „{ $key }“ steht zweimal da.
    .label = zum zweiten Mal
    .first = hier zum ersten Mal
    .help = Behalten Sie nur eine der beiden Stellen. Nimmt das Feld mehrere Werte auf, schreiben Sie: { $key }: [erster, zweiter]
    .explain =
        Jedes Feld kommt in einem Eintrag nur einmal vor. Steht es zweimal da, ist
        unklar, welcher Wert gilt, und einer ginge unbemerkt verloren. In einer
        gemeinsamen Datei gilt das auch für die Kennungen der Einträge.

        Falsch:

            trades: [tischler]
            trades: [zimmerer]

        Richtig:

            trades: [tischler, zimmerer]

        Was tun: Löschen Sie die Zeile, die nicht stimmt, oder fassen Sie beide Werte
        in einer Liste zusammen, wenn das Feld mehrere aufnimmt.

yaml-too-deep = Die Angaben sind hier zu tief verschachtelt: mehr als { $max } Stufen werden nicht gelesen.
    .label = zu tief
    .help = Prüfen Sie Einrückung und Klammern. Einträge brauchen selten mehr als vier Stufen.
    .explain =
        Felder können Gruppen und Listen enthalten und diese wieder andere. Mehr als
        ein paar Stufen braucht aber kein Typ. Sehr tiefe Verschachtelung entsteht
        durch viele öffnende Klammern oder durch Text, der beim Einfügen immer weiter
        nach rechts gerückt ist.

        Falsch:

            trades: [[[[[[[[tischler]]]]]]]]

        Richtig:

            trades: [tischler]

        Was tun: Entfernen Sie die überzähligen Klammern oder Einrückungen.

yaml-too-large = Die Abkürzungen mit „*“ stehen hier zusammen für mehr als { $max } Werte.
    .label = hier wird es zu viel
    .help = Schreiben Sie die Werte aus, statt sie mit „*“ zu wiederholen.
    .explain =
        Mit „&name“ lässt sich ein Wert benennen und mit „*name“ wiederholen. Enthält
        das Wiederholte selbst Wiederholungen, wachsen wenige Zeilen auf Millionen
        Werte an. So eine Datei könnte jeden Rechner lahmlegen. Darum gibt es eine
        Grenze, die bei gewöhnlichem Gebrauch nie erreicht wird.

        Falsch:

            a: &a [x, x, x, x, x, x, x, x]
            b: &b [*a, *a, *a, *a, *a, *a]
            c: [*b, *b, *b, *b, *b, *b]

        Richtig:

            a: [x, y]

        Was tun: Schreiben Sie die Werte aus. Haben Sie die Datei von anderen
        bekommen, fragen Sie nach, woher sie stammt.

front-matter-open = Die Kopfdaten werden nicht geschlossen: die zweite Zeile „---“ fehlt.
    .label = hier beginnen sie
    .help = Setzen Sie unter das letzte Feld eine Zeile, in der nur „---“ steht. Darunter beginnt der Text.
    .explain =
        Ein Eintrag beginnt mit den Kopfdaten (Front Matter): Feldern zwischen zwei
        Zeilen, in denen nur drei Bindestriche stehen. Darunter folgt der Text. Fehlt
        die zweite Zeile, ist nicht zu erkennen, wo die Felder enden. Die drei Striche
        müssen ganz links beginnen und allein stehen. Manche Programme machen daraus
        einen langen Gedankenstrich; auch dann fehlen sie.

        Falsch:

            ---
            title: Dreherei gewinnt neue Kunden

            Hier beginnt der Text.

        Richtig:

            ---
            title: Dreherei gewinnt neue Kunden
            ---

            Hier beginnt der Text.

        Was tun: Ergänzen Sie die Zeile „---“ unter dem letzten Feld.

front-matter-missing = Am Anfang der Datei fehlen die Kopfdaten zwischen zwei Zeilen „---“.
    .label = davor fehlen die Kopfdaten
    .help = Beginnen Sie die Datei mit einer Zeile „---“, darunter die Felder, dann wieder „---“ und erst danach der Text.
    .explain =
        Ein Eintrag beginnt mit den Kopfdaten (Front Matter): Feldern zwischen zwei
        Zeilen, in denen nur drei Bindestriche stehen. Aus ihnen kommen Titel, Status
        und alles, was in Listen und Steckbriefen steht. Ohne sie weiß broschur nichts
        über den Eintrag. Vor der ersten Zeile „---“ darf nichts stehen.

        Falsch:

            # Dreherei gewinnt neue Kunden

            Hier beginnt der Text.

        Richtig:

            ---
            title: Dreherei gewinnt neue Kunden
            status: draft
            ---

            Hier beginnt der Text.

        Was tun: Legen Sie mit „broschur new“ eine Vorlage an und übernehmen Sie von
        dort die Felder.

not-a-map = { $where ->
        [shared-file] Hier werden Einträge erwartet, jeder mit seiner Kennung und einem Doppelpunkt.
        [entry] Unter „{ $id }“ werden Felder erwartet, jedes in der Form „Name: Wert“.
       *[other] Hier werden Felder erwartet, jedes in der Form „Name: Wert“.
    }
    .label = { $where ->
        [shared-file] kein Eintrag
       *[other] keine Felder
    }
    .help = { $where ->
        [shared-file] Beginnen Sie jeden Eintrag ganz links mit seiner Kennung, zum Beispiel „bodensee:“. Darunter stehen eingerückt seine Felder.
        [entry] Beginnen Sie unter „{ $id }:“ eine neue Zeile und schreiben Sie dort die Felder, eingerückt und jedes für sich.
       *[other] Schreiben Sie je Zeile ein Feld: Name, Doppelpunkt, Leerzeichen, Wert, zum Beispiel „title: Neue Kunden“.
    }
    .explain =
        An dieser Stelle stehen Felder mit Namen und Wert. Gefunden wurde etwas
        anderes: ein bloßer Text oder eine Liste. Oft fehlt nur das Leerzeichen hinter
        dem Doppelpunkt, oder ein Spiegelstrich steht zu viel davor.

        Falsch:

            title:Neue Kunden

            - title: Neue Kunden

        Richtig:

            title: Neue Kunden

        Was tun: Geben Sie jedem Wert einen Feldnamen. In einer gemeinsamen Datei
        steht zuerst die Kennung des Eintrags mit Doppelpunkt, darunter stehen
        eingerückt seine Felder.

comment-in-value = Alles ab „#“ gilt als Kommentar: „{ $value }“ geht verloren.
    .label = gilt als Kommentar
    .help = { $suggestion ->
        [none] Setzen Sie den ganzen Wert in Anführungszeichen. Ist ein Kommentar gemeint, schreiben Sie ein Leerzeichen hinter „#“.
       *[other] Schreiben Sie { $suggestion }. Ist ein Kommentar gemeint, schreiben Sie ein Leerzeichen hinter „#“.
    }
    .explain =
        In YAML beginnt mit „ #“ ein Kommentar, auch mitten in einer Zeile. Von
        „Platz #1 der Brote“ bliebe „Platz“ übrig, ohne dass es jemand merkt. Ein
        Kommentar, der so gemeint ist, hat hinter „#“ ein Leerzeichen.

        Falsch:

            title: Platz #1 der Brote

        Richtig:

            title: "Platz #1 der Brote"
            status: draft   # noch nicht fertig

        Was tun: Setzen Sie den Wert in Anführungszeichen, oder schreiben Sie hinter
        „#“ ein Leerzeichen.

too-much-input = { $of ->
        [files] Die Website hat { $count } Dateien; gelesen werden { $max }.
       *[bytes] Die Dateien der Website haben { $count } MB; gelesen werden { $max }.
    }
    .label = hier
    .help = Nehmen Sie Dateien heraus. Für Inhalte, denen Sie vertrauen, gilt diese Grenze nicht: Lassen Sie --untrusted weg.
    .explain =
        Von Inhalten von Fremden (--untrusted) wird nur so viel gelesen, damit niemand
        mit einem Merge-Request eine Maschine lahmlegt. Die Grenzen liegen weit über
        dem, was Websites haben.

        Falsch:

            ein Merge-Request, der hunderttausend Dateien hinzufügt

        Richtig:

            ein Merge-Request, der einige Dateien hinzufügt

        Was tun: Sehen Sie nach, was die Änderung hinzufügt. Ist es so gemeint, soll
        jemand, dem vertraut wird, sie übernehmen, ohne --untrusted.

## Felder

unknown-field = Das Feld „{ $field }“ gibt es bei „{ $of }“ nicht.
    .label = unbekanntes Feld
    .help = { $suggestion ->
        [none] { $known ->
            [none] Löschen Sie die Angabe oder benennen Sie das Feld richtig. Welche Felder es gibt, zeigt ein neuer Eintrag aus „broschur new“.
           *[other] Möglich sind hier noch: { $known }.
        }
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Jeder Typ hat seine festen Felder. Ein Feld mit anderem Namen würde nirgends
        erscheinen, und niemand würde es merken. Darum gilt schon ein Tippfehler als
        Fehler. Feldnamen sind klein geschrieben und meist englisch; ihre deutsche
        Beschriftung steht in der Vorlage, die „broschur new“ anlegt.

        Falsch:

            trade: [feinwerkmechaniker]

        Richtig:

            trades: [feinwerkmechaniker]

        Was tun: Berichtigen Sie den Namen. Stimmt er, prüfen Sie die Einrückung:
        Vielleicht gehört das Feld in eine Gruppe oder aus ihr heraus. Ein Feld, das
        es noch nicht gibt, kann in „content/types/“ ergänzt werden.

missing-field = Das Pflichtfeld „{ $field }“ ({ $label }) fehlt oder ist leer.
    .label = hier fehlt etwas
    .help = Ergänzen Sie „{ $field }“; hinein gehört { missing-kind }.
    .explain =
        Manche Angaben braucht jede Seite ihres Typs, zum Beispiel einen Titel. Fehlen
        sie, wären Listen, Steckbriefe und Broschüre lückenhaft. Bei Entwürfen ist das
        nur eine Warnung: Sie können in Ruhe weiterschreiben. Sobald der Eintrag
        freigegeben ist, wird daraus ein Fehler. Ein Punkt im Namen meint ein Feld in
        einer Gruppe: „quote.text“ ist „text“ unter „quote“.

        Falsch:

            title:
            quote:
              role: Meisterin

        Richtig:

            title: Dreherei gewinnt neue Kunden
            quote:
              role: Meisterin
              text: Das hat sich gelohnt.

        Was tun: Tragen Sie das Feld nach. Ist die Angabe noch nicht bekannt, setzen
        Sie den Eintrag auf „status: draft“.

wrong-kind = Im Feld „{ $field }“ wird { expected-kind } erwartet, { $found ->
        [nothing] hier steht aber nichts
        [list] hier steht aber eine Liste
        [map] { $expected ->
            [geo] die Angaben hier passen aber nicht
           *[other] hier steht aber eine Gruppe von Feldern
        }
       *[scalar] hier steht aber „{ $value }“
    }.
    .label = { $found ->
        [nothing] leer
        [list] eine Liste
        [map] { $expected ->
            [geo] passt nicht
           *[other] eine Gruppe
        }
       *[scalar] passt nicht
    }
    .help = { $suggestion ->
        [none] { $expected ->
            [string] Schreiben Sie einen einfachen Text hinter den Doppelpunkt. Enthält er selbst einen Doppelpunkt, setzen Sie ihn in Anführungszeichen.
            [text] Schreiben Sie den Text hinter den Doppelpunkt. Hat er mehrere Zeilen, steht hinter dem Doppelpunkt nur „|“ und der Text eingerückt darunter.
            [integer] Schreiben Sie nur Ziffern, ohne Punkt, Komma und Einheit, zum Beispiel „1200“.
            [number] Schreiben Sie nur die Zahl, mit Punkt statt Komma und ohne Einheit, zum Beispiel „2.5“.
            [percent] Schreiben Sie nur die Zahl, mit Punkt statt Komma, zum Beispiel „37.5“.
            [money] Schreiben Sie den Betrag ohne Tausenderpunkte, zum Beispiel „300000“ oder „1200 CHF“.
            [boolean] Schreiben Sie „ja“ oder „nein“.
            [enum] Schreiben Sie nur einen Wert, ohne Spiegelstrich und ohne Klammern.
            [rating] Schreiben Sie eine Zahl der Skala oder „ka“ für „keine Angabe“.
            [url] Schreiben Sie die vollständige Adresse mit „https://“, zum Beispiel „https://www.example.org“.
            [email] Schreiben Sie eine einzelne Adresse ohne Zusätze, zum Beispiel „info@example.org“.
            [phone] Schreiben Sie nur die Nummer, zum Beispiel „0711 123-4567“ oder „+49 711 1234567“.
            [address] Schreiben Sie die Anschrift eingerückt darunter: „street“, „postal_code“ und „city“, oder die Zeilen als Liste unter „lines“.
            [geo] Schreiben Sie Breite und Länge mit Punkt statt Komma in den Zahlen, zum Beispiel „48.40, 9.99“.
            [image] Schreiben Sie eingerückt darunter „file“ mit dem Dateinamen und „alt“ mit der Bildbeschreibung.
            [file] Schreiben Sie den Namen der Datei oder eingerückt darunter „file“ und „title“.
            [date] Schreiben Sie einen einzelnen Tag, zum Beispiel „2012-03-21“.
            [month] Schreiben Sie einen einzelnen Monat, zum Beispiel „2012-03“.
            [year] Schreiben Sie eine einzelne Jahreszahl, zum Beispiel „2012“.
            [partial_date] Schreiben Sie ein einzelnes Datum, zum Beispiel „2012“, „2012-03“ oder „2012-03-21“.
            [duration] Schreiben Sie eine Zahl mit Einheit, zum Beispiel „3 h“, „90 min“, „1 Tag“ oder „2 Wochen“. Monate und Jahre gehen nicht, weil sie verschieden lang sind.
            [reference] Schreiben Sie nur die Kennung eines Eintrags, also seinen Dateinamen ohne Endung.
            [list] Schreiben Sie jeden Wert in eine eigene Zeile, eingerückt und mit „- “ davor.
            [object] Schreiben Sie die Felder der Gruppe eingerückt darunter, jedes als „Name: Wert“.
           *[map] Schreiben Sie die Paare eingerückt darunter, jedes als „Name: Wert“.
        }
       *[other] { $expected ->
            [integer] Schreiben Sie „{ $suggestion }“: nur Ziffern, ohne Punkt und Einheit.
            [number] Schreiben Sie „{ $suggestion }“: ohne Einheit und mit Punkt statt Komma.
            [percent] Schreiben Sie „{ $suggestion }“: ohne Prozentzeichen und mit Punkt statt Komma.
            [money] Schreiben Sie „{ $suggestion }“: ohne Tausenderpunkte, Cent hinter einem Punkt.
            [list] Setzen Sie den Wert in eckige Klammern: { $suggestion }
            [image] Nennen Sie die Datei unter „file“ und ergänzen Sie „alt“ mit der Bildbeschreibung.
           *[other] Schreiben Sie „{ $suggestion }“.
        }
    }
    .explain =
        Jedes Feld nimmt eine bestimmte Art von Angabe auf: einen Text, eine Zahl, ein
        Datum, eine Liste. Nur so lassen sich Zahlen vergleichen, Daten sortieren und
        Listen als Listen darstellen. Zahlen stehen ohne Einheit und mit Punkt statt
        Komma; das Komma, die Tausenderpunkte und die Einheit setzt broschur auf der
        Seite selbst. Auch ein einzelner Wert einer Liste braucht Klammern oder einen
        Spiegelstrich.

        Falsch:

            employees: ca. 1.200
            trades: tischler
            website: www.example.org

        Richtig:

            employees: 1200
            trades: [tischler]
            website: https://www.example.org

        Was tun: Schreiben Sie den Wert so, wie es die Hilfe bei der Meldung zeigt.

not-allowed = „{ $value }“ ist im Feld „{ $field }“ nicht vorgesehen.
    .label = nicht vorgesehen
    .help = { $suggestion ->
        [none] Möglich sind: { $known }.
       *[other] Meinten Sie „{ $suggestion }“? Möglich sind: { $known }.
    }
    .explain =
        Für dieses Feld gibt es eine feste Auswahl. Nur mit festen Werten lassen sich
        Einträge zuverlässig filtern und gruppieren. Geschrieben wird der kurze Wert,
        nicht seine Beschriftung auf der Seite: „approved“ statt „freigegeben“. Groß-
        und Kleinschreibung zählt.

        Falsch:

            status: freigegeben

        Richtig:

            status: approved

        Was tun: Wählen Sie einen der genannten Werte. Fehlt wirklich einer, kann er
        in „content/types/“ ergänzt werden.

bad-date = { $problem ->
        [calendar] „{ $value }“ im Feld „{ $field }“ gibt es im Kalender nicht.
        [precision] „{ $value }“ im Feld „{ $field }“ hat nicht die nötige Genauigkeit.
       *[other] { $expected ->
            [month] „{ $value }“ im Feld „{ $field }“ ist kein gültiger Monat.
            [year] „{ $value }“ im Feld „{ $field }“ ist kein gültiges Jahr.
           *[other] „{ $value }“ im Feld „{ $field }“ ist kein gültiges Datum.
        }
    }
    .label = { $expected ->
        [month] erwartet: JJJJ-MM
        [year] erwartet: JJJJ
        [partial_date] erwartet: JJJJ-MM-TT, JJJJ-MM oder JJJJ
       *[other] erwartet: JJJJ-MM-TT
    }
    .help = { $suggestion ->
        [none] { $problem ->
            [calendar] Prüfen Sie Monat und Tag. Die Reihenfolge ist Jahr, Monat, Tag.
           *[other] { $expected ->
                [month] Schreiben Sie Jahr und Monat mit Bindestrich, zum Beispiel „2012-03“.
                [year] Schreiben Sie nur die vierstellige Jahreszahl, zum Beispiel „2012“.
                [partial_date] Schreiben Sie ein Jahr, einen Monat oder einen Tag, zum Beispiel „2012“, „2012-03“ oder „2012-03-21“.
               *[other] Schreiben Sie Jahr, Monat und Tag mit Bindestrichen, zum Beispiel „2012-03-21“.
            }
        }
       *[other] Schreiben Sie „{ $suggestion }“.
    }
    .explain =
        Ein Datum wird in der Reihenfolge Jahr, Monat, Tag geschrieben, mit
        Bindestrichen und führenden Nullen. Diese Schreibweise ist überall eindeutig:
        „03.04.2012“ läse man in England als 4. März. Auf der Seite steht das Datum
        trotzdem so, wie es in der jeweiligen Sprache üblich ist. Manche Felder nehmen
        auch nur einen Monat oder nur ein Jahr auf. Ein Tag, den es nicht gibt, wird
        ebenfalls gemeldet.

        Falsch:

            date: 21.3.2012
            review_due: 2027-02-30

        Richtig:

            date: 2012-03-21
            review_due: 2027-02-28

        Was tun: Schreiben Sie das Datum um, oder übernehmen Sie den Vorschlag aus der
        Meldung.

out-of-range = „{ $value }“ im Feld „{ $field }“ liegt außerhalb der Grenzen.
    .label = { $limits ->
        [both] erlaubt: { $min } bis { $max }
        [min] erlaubt: ab { $min }
       *[max] erlaubt: bis { $max }
    }
    .help = { $limits ->
        [both] Erlaubt ist ein Wert von { $min } bis { $max }. Prüfen Sie, ob eine Ziffer fehlt oder zu viel ist.
        [min] Erlaubt ist ein Wert ab { $min }. Prüfen Sie, ob eine Ziffer fehlt oder zu viel ist.
       *[max] Erlaubt ist ein Wert bis { $max }. Prüfen Sie, ob eine Ziffer fehlt oder zu viel ist.
    }
    .explain =
        Für dieses Feld sind ein kleinster oder ein größter Wert festgelegt. Die
        Grenzen fangen Tippfehler ab: eine Null zu viel, ein Zahlendreher im Jahr, ein
        Prozentwert über hundert. Die Grenzen selbst sind noch erlaubt.

        Falsch:

            member_since: 20011
            share: 375

        Richtig:

            member_since: 2011
            share: 37.5

        Was tun: Berichtigen Sie die Zahl. Stimmt sie und ist die Grenze zu eng, kann
        die Grenze in „content/types/“ geändert werden.

bad-length = { $problem ->
        [short] Der Text im Feld „{ $field }“ ist mit { $length } Zeichen zu kurz.
       *[long] Der Text im Feld „{ $field }“ ist mit { $length } Zeichen zu lang.
    }
    .label = { $problem ->
        [short] { $difference } Zeichen zu wenig
       *[long] { $difference } Zeichen zu viel
    }
    .help = { $problem ->
        [short] Nötig sind mindestens { $limit } Zeichen. Schreiben Sie { $difference } mehr.
       *[long] Erlaubt sind höchstens { $limit } Zeichen. Kürzen Sie um { $difference }.
    }
    .explain =
        Manche Texte haben ihren festen Platz: ein Titel auf einer Karte, eine
        Kurzfassung in der Liste, ein Satz im Faltblatt. Ist der Text zu lang, würde
        er dort abgeschnitten oder die Seite sprengen. Gezählt werden alle Zeichen,
        auch Leerzeichen und Satzzeichen.

        Falsch: ein Titel über drei Zeilen

        Richtig:

            title: Dreherei gewinnt zwei neue Kunden

        Was tun: Kürzen Sie auf das Wichtigste. Einzelheiten gehören in den Text unter
        den Kopfdaten (Front Matter).

bad-pattern = „{ $value }“ im Feld „{ $field }“ hat nicht die vorgeschriebene Form.
    .label = andere Form nötig
    .help = { $advice ->
        [none] Vorgeschrieben ist das Muster „{ $pattern }“. Sehen Sie nach, wie andere Einträge dieses Feld schreiben.
       *[other] { $advice } Vorgeschrieben ist das Muster „{ $pattern }“.
    }
    .explain =
        Für dieses Feld ist eine feste Form festgelegt, zum Beispiel für Kennziffern.
        Nur wenn alle sie gleich schreiben, lassen sie sich finden und sortieren. Das
        Muster ist in einer Kurzschrift notiert: „[0-9]“ steht für eine Ziffer,
        „[A-Z]“ für einen Großbuchstaben, eine Zahl in geschweiften Klammern dahinter
        für die Anzahl. Der ganze Wert muss dem Muster entsprechen.

        Falsch, wenn das Muster „[0-9][0-9][0-9]“ lautet:

            number: 9a

        Richtig:

            number: "014"

        Was tun: Schreiben Sie den Wert wie in den anderen Einträgen. Eine
        Beschreibung des Feldes steht in der Vorlage aus „broschur new“.

bad-count = { $problem ->
        [exactly] Im Feld „{ $field }“ { $found ->
            [1] steht 1 Angabe
           *[other] stehen { $found } Angaben
        }, es müssen genau { $limit } sein.
        [few] Im Feld „{ $field }“ { $found ->
            [1] steht nur 1 Angabe
            [0] steht keine Angabe
           *[other] stehen nur { $found } Angaben
        }, nötig { $limit ->
            [1] ist mindestens 1
           *[other] sind mindestens { $limit }
        }.
       *[many] Im Feld „{ $field }“ stehen { $found } Angaben, erlaubt { $limit ->
            [1] ist höchstens 1
           *[other] sind höchstens { $limit }
        }.
    }
    .label = { $problem ->
        [exactly] genau { $limit } nötig
        [few] zu wenige
       *[many] zu viele
    }
    .help = { $problem ->
        [exactly] Ergänzen oder streichen Sie Angaben, bis es { $limit } sind.
        [few] Ergänzen Sie, was fehlt.
       *[many] Streichen Sie, was am wenigsten wichtig ist.
    }
    .explain =
        Für diese Liste ist festgelegt, wie viele Angaben sie haben darf. Ein
        Leitfaden „7 gute Gründe“ braucht genau sieben, ein Fallbeispiel mindestens
        ein Gewerk. Darauf verlassen sich die Gestaltung der Seite und das gedruckte
        Blatt.

        Falsch:

            trades: []

        Richtig:

            trades: [tischler]

        Was tun: Ergänzen oder streichen Sie Angaben. Zählen Sie dabei nur die Zeilen
        dieser Liste, nicht die eingerückten darunter.

not-unique = { $together ->
        [none] „{ $value }“ im Feld „{ $field }“ ist schon vergeben, und zwar an „{ $other }“.
       *[other] „{ $value }“ im Feld „{ $field }“ ist schon vergeben, und zwar an „{ $other }“ mit gleichem Wert in „{ $together }“.
    }
    .label = schon vergeben
    .first = hier steht derselbe Wert
    .help = Geben Sie einem der beiden Einträge einen anderen Wert.
    .explain =
        In diesem Feld darf jeder Wert nur einmal vorkommen, zum Beispiel eine
        laufende Nummer oder ein Kürzel. Haben zwei Einträge denselben, weiß niemand,
        welcher gemeint ist. Bei manchen Feldern gilt das nur zusammen mit einem
        anderen Feld: Die Nummer 3 darf es dann je Zielgruppe einmal geben.

        Falsch:

            erster Eintrag    number: 14
            zweiter Eintrag   number: 14

        Richtig:

            erster Eintrag    number: 14
            zweiter Eintrag   number: 15

        Was tun: Sehen Sie sich beide Einträge an. Oft wurde einer kopiert und der
        Wert nicht angepasst.

end-before-start = Im Feld „{ $field }“ endet Termin { $number } ({ $to }), bevor er beginnt ({ $from }).
    .label = Ende vor dem Anfang
    .help = Berichtigen Sie „date“ oder „date_to“. Dauert der Termin nur einen Tag, genügt „date“.
    .explain =
        Ein Termin hat einen ersten Tag („date“) und, wenn er länger dauert, einen
        letzten („date_to“). Liegt der letzte vor dem ersten, fehlt der Termin in jedem
        Kalender, und niemand merkt es.

        Falsch:

            dates:
              - date: 2027-03-21
                date_to: 2027-03-12

        Richtig:

            dates:
              - date: 2027-03-12
                date_to: 2027-03-21

        Was tun: Sehen Sie in der Einladung nach. Oft sind beide Tage vertauscht, oder
        ein Jahr ist stehen geblieben.

bad-body = { $problem ->
        [missing] Unter den Kopfdaten fehlt der Text, den ein Eintrag vom Typ „{ $type }“ braucht.
        [shared] Ein Eintrag vom Typ „{ $type }“ braucht einen Text, und dafür ist in dieser Datei kein Platz.
       *[unwanted] Unter den Kopfdaten steht Text, ein Eintrag vom Typ „{ $type }“ hat aber keinen.
    }
    .label = { $problem ->
        [missing] ohne Text
        [shared] ohne Text
       *[unwanted] hier beginnt der Text
    }
    .help = { $problem ->
        [missing] Schreiben Sie den Text unter die zweite Zeile „---“.
        [shared] Geben Sie dem Eintrag eine eigene Datei: „{ $file }“.
       *[unwanted] Löschen Sie den Text oder übertragen Sie ihn in ein passendes Feld.
    }
    .explain =
        Unter den Kopfdaten (Front Matter) eines Eintrags kann ein Text mit
        Überschriften und Absätzen stehen. Manche Typen brauchen ihn, etwa
        Fallbeispiele. Andere bestehen nur aus Feldern; dort würde der Text nirgends
        erscheinen. Bei Entwürfen ist das nur eine Warnung.

        Falsch:

            ---
            title: Dreherei gewinnt neue Kunden
            ---

        Richtig:

            ---
            title: Dreherei gewinnt neue Kunden
            ---

            Der Betrieb fertigt seit 1974 Drehteile.

        Was tun: Schreiben Sie den Text, oder verteilen Sie ihn auf die Felder, die
        der Typ dafür hat.

item-twice = „{ $value }“ steht im Feld „{ $field }“ zweimal.
    .label = zum zweiten Mal
    .help = Löschen Sie eine der beiden Angaben.
    .explain =
        Eine Liste von Verweisen nennt jeden Eintrag nur einmal. Sonst stünde er auch
        auf der Seite doppelt, und Zählungen wären falsch. Vielleicht war beim zweiten
        Mal ein anderer Eintrag gemeint.

        Falsch:

            trades: [tischler, zimmerer, tischler]

        Richtig:

            trades: [tischler, zimmerer]

        Was tun: Streichen Sie die Wiederholung oder ersetzen Sie sie durch den
        Eintrag, der gemeint war.

## Verweise

dangling-reference = Das Feld „{ $field }“ verweist auf „{ $value }“, aber diesen Eintrag gibt es nicht.
    .label = Eintrag gibt es nicht
    .help = { $suggestion ->
        [none] Erwartet wird die Kennung eines Eintrags vom Typ „{ $to }“, also sein Dateiname ohne Endung. Prüfen Sie die Schreibweise oder legen Sie den Eintrag an.
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Ein Verweis nennt die Kennung eines anderen Eintrags: seinen Dateinamen ohne
        Endung oder seinen Namen in einer gemeinsamen Datei. Nicht gemeint ist der
        Titel. Führt der Verweis ins Leere, fehlt auf der Seite ein Zusammenhang, und
        die Gegenseite erfährt nichts davon. Darum wird jeder Verweis geprüft.

        Falsch:

            clusters: [Medical Mountains]

        Richtig, denn es gibt content/clusters/medical-mountains.md:

            clusters: [medical-mountains]

        Was tun: Sehen Sie im Ordner des Typs nach, wie der Eintrag heißt. Fehlt er
        noch, legen Sie ihn mit „broschur new“ an.

reference-to-unpublished = { $field ->
        [body] Der Text verweist auf „{ $title }“ ({ $target }), { $status ->
            [draft] aber dieser Eintrag ist noch ein Entwurf.
            [review] aber dieser Eintrag ist noch in Prüfung.
            [edition] aber dieser Eintrag erscheint nur in Ausgaben.
            [consent] aber für diesen Eintrag gilt keine Einwilligung. Auf der Seite steht deshalb nur Text ohne Link.
           *[scheduled] aber dieser Eintrag erscheint erst später.
        }
       *[other] Das Feld „{ $field }“ verweist auf „{ $title }“ ({ $target }), { $status ->
            [draft] aber dieser Eintrag ist noch ein Entwurf.
            [review] aber dieser Eintrag ist noch in Prüfung.
            [edition] aber dieser Eintrag erscheint nur in Ausgaben.
            [consent] aber für diesen Eintrag gilt keine Einwilligung. Auf der Seite steht deshalb nur Text ohne Link.
           *[scheduled] aber dieser Eintrag erscheint erst später.
        }
    }
    .label = { $status ->
        [draft] noch ein Entwurf
        [review] noch in Prüfung
        [edition] nur in Ausgaben
        [consent] ohne gültige Einwilligung
       *[scheduled] erscheint erst später
    }
    .help = { $status ->
        [consent] Nehmen Sie den Verweis heraus, oder holen Sie eine neue Einwilligung ein und tragen Sie sie in „{ $file }“ ein.
        [scheduled] Prüfen Sie „publish_from“ in „{ $file }“, oder nehmen Sie den Verweis so lange heraus.
        [edition] Auf der Hauptseite gibt es den Eintrag nicht. Nehmen Sie den Verweis heraus, oder streichen Sie „editions“ in „{ $file }“.
       *[other] Geben Sie „{ $file }“ mit „status: approved“ frei, oder nehmen Sie den Verweis so lange heraus.
    }
    .explain =
        Veröffentlicht werden nur freigegebene Einträge, deren Tag gekommen ist.
        Verweist ein veröffentlichter Eintrag auf einen anderen, der noch nicht
        erscheint, führte der Link ins Leere. Mit „--drafts“ sehen Sie in der Vorschau
        beide.

        Falsch: ein freigegebener Eintrag mit

            clusters: [medical-mountains]

        und in content/clusters/medical-mountains.md

            status: draft

        Richtig: in content/clusters/medical-mountains.md

            status: approved

        Was tun: Geben Sie den anderen Eintrag frei, sobald er fertig ist. Bis dahin
        nehmen Sie den Verweis heraus oder setzen auch diesen Eintrag auf „draft“.

ambiguous-reference = „{ $value }“ im Feld „{ $field }“ kann mehrere Einträge meinen.
    .label = nicht eindeutig
    .help = Nennen Sie den Typ dazu. Gemeint sein kann: { $known }.
    .explain =
        Dieses Feld kann auf Einträge verschiedener Typen verweisen. Mehrere davon
        haben einen Eintrag mit dieser Kennung. Welcher gemeint ist, sagt der Typ vor
        einem Doppelpunkt, ohne Leerzeichen.

        Falsch:

            speaker: ulm

        Richtig:

            speaker: chamber:ulm

        Was tun: Schreiben Sie den Verweis so, wie ihn die Hilfe bei der Meldung
        nennt.

wrong-target = Das Feld „{ $field }“ kann nicht auf einen Eintrag vom Typ „{ $type }“ verweisen.
    .label = anderer Typ nötig
    .help = { $suggestion ->
        [none] Verweisen Sie auf einen Eintrag vom Typ „{ $to }“.
       *[other] Meinten Sie „{ $suggestion }“? Erlaubt sind Einträge vom Typ „{ $to }“.
    }
    .explain =
        Für jedes Verweisfeld ist festgelegt, worauf es zeigen darf: „trades“ auf
        Gewerke, „chamber“ auf eine Kammer. So stehen auf der Seite des anderen
        Eintrags die richtigen Rückverweise. Hier nennt der Teil vor dem Doppelpunkt
        einen Typ, der nicht dazugehört.

        Falsch:

            trades: [cluster:tischler]

        Richtig:

            trades: [tischler]

        Was tun: Verweisen Sie auf einen Eintrag des richtigen Typs, oder schreiben
        Sie den Verweis in das Feld, das dafür da ist.

circle = Die Zuordnung im Feld „{ $field }“ läuft im Kreis: { $circle }.
    .label = Teil des Kreises
    .help = Löschen Sie „{ $field }“ bei dem Eintrag, der ganz oben stehen soll.
    .explain =
        Dieses Feld ordnet einen Eintrag einem anderen unter, etwa eine Initiative
        einem Cluster. So entsteht ein Stammbaum. In ihm kann niemand zugleich über
        und unter demselben Eintrag stehen, sonst hätte die Gliederung keinen Anfang.

        Falsch:

            Eintrag a    parent: b
            Eintrag b    parent: a

        Richtig:

            Eintrag a    parent: b
            Eintrag b    (ohne „parent“)

        Was tun: Folgen Sie der genannten Kette und streichen Sie die eine Zuordnung,
        die nicht stimmt.

asymmetric-relation = Die Beziehung im Feld „{ $field }“ zu „{ $other }“ ist auf beiden Seiten verschieden beschrieben: { $attributes }.
    .label = hier so
    .other-side = dort anders
    .help = Schreiben Sie auf beiden Seiten dasselbe, oder löschen Sie die Angabe auf einer Seite. Eine Seite genügt.
    .explain =
        Diese Beziehung gilt in beide Richtungen: Ist A mit B verbunden, dann auch B
        mit A. Sie darf auf einer Seite stehen oder auf beiden. Stehen zusätzliche
        Angaben dabei, etwa die Stärke der Wechselwirkung, müssen sie übereinstimmen.
        Sonst sagte jede Seite etwas anderes.

        Falsch:

            Empfehlung 3    recommendation: empfehlung-7   strength: stark
            Empfehlung 7    recommendation: empfehlung-3   strength: schwach

        Richtig:

            Empfehlung 3    recommendation: empfehlung-7   strength: stark

        Was tun: Klären Sie, was stimmt. Am einfachsten bleibt die Angabe nur auf
        einer Seite stehen.

duplicate-id = Die Kennung „{ $id }“ gibt es beim Typ „{ $type }“ schon, und zwar in „{ $other }“.
    .label = zum zweiten Mal
    .first = hier zum ersten Mal
    .help = Geben Sie einem der beiden Einträge eine andere Kennung, oder löschen Sie den überzähligen.
    .explain =
        Jeder Eintrag eines Typs hat seine eigene Kennung. Sie ist der Dateiname ohne
        Endung, der Name des Ordners oder der Name in einer gemeinsamen Datei. Haben
        zwei dieselbe, weiß kein Verweis, wen er meint, und beide wollten dieselbe
        Webadresse.

        Falsch:

            content/trades.yaml mit „tischler:“
            content/trades/tischler.md

        Richtig: nur eins von beiden

        Was tun: Oft wurde ein Eintrag in eine eigene Datei übernommen und an der
        alten Stelle nicht gelöscht. Löschen Sie ihn dort, oder benennen Sie einen der
        beiden um.

duplicate-address = { $first_kind ->
        [home] Die Startseite ({ $first })
        [list] Die Liste „{ $first }“
        [alias] Die frühere Adresse von „{ $first }“
        [theme] Die Gestaltung
        [pdf] Das PDF zu „{ $first }“
       *[other] „{ $first }“
    } und { $second_kind ->
        [home] die Startseite ({ $second })
        [list] die Liste „{ $second }“
        [alias] die frühere Adresse von „{ $second }“
        [theme] die Gestaltung
        [pdf] das PDF zu „{ $second }“
       *[other] „{ $second }“
    } wollen beide die Adresse „{ $address }“.
    .label = Adresse schon vergeben
    .other = diese Seite hat sie schon
    .help = Benennen Sie einen der beiden Einträge um, oder streichen Sie die Adresse unter „aliases“.
    .explain =
        Unter einer Webadresse kann nur eine Seite stehen. Die Adresse entsteht aus
        dem Typ und der Kennung eines Eintrags. Dazu kommen die früheren Adressen
        unter „aliases“, von denen weitergeleitet wird. Wollen zwei dieselbe, würde
        eine die andere verdrängen.

        Falsch: Die Seite „beispiele“ in content/pages/ und die Liste der
        Fallbeispiele liegen beide unter /beispiele/.

        Richtig: Die Seite heißt „ueber-die-beispiele“.

        Was tun: Geben Sie einem der beiden Einträge eine andere Kennung. Ist die
        Adresse eine frühere, löschen Sie sie dort, wo sie nicht mehr gebraucht wird.

link-to-nothing = Der Link führt zu „{ $type }:{ $id }“, aber diesen Eintrag gibt es nicht.
    .label = Ziel gibt es nicht
    .help = { $suggestion ->
        [none] Prüfen Sie die Kennung: Sie ist der Dateiname des Eintrags ohne Endung.
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Im Text verlinken Sie andere Einträge mit ihrem Typ und ihrer Kennung. So
        stimmt der Link auch dann noch, wenn sich die Webadresse ändert, und er
        funktioniert auch in der Broschüre. Gibt es den Eintrag nicht, liefe der Link
        ins Leere. Bleibt der Linktext leer, setzt broschur den Titel des Ziels ein.

        Falsch:

            Mehr dazu: [Dreherei](case:Dreherei Tuttlingen)

        Richtig:

            Mehr dazu: [Dreherei](case:dreherei-tuttlingen)

        Was tun: Sehen Sie im Ordner des Typs nach, wie die Datei heißt.

link-to-missing-file = { $meant ->
        [mail] Vor der Adresse „{ $file }“ fehlt „mailto:“.
       *[other] Die Datei „{ $file }“ gibt es nicht.
    }
    .label = { $meant ->
        [mail] „mailto:“ fehlt
       *[other] Datei gibt es nicht
    }
    .help = { $meant ->
        [mail] Schreiben Sie „mailto:{ $file }“.
       *[other] { $suggestion ->
            [none] Legen Sie die Datei neben den Eintrag, oder beginnen Sie den Pfad mit „/“, wenn sie in einem Ordner von „content/“ liegt.
           *[other] Meinten Sie „{ $suggestion }“?
        }
    }
    .explain =
        Verlinkt ist eine Datei, die es an dieser Stelle nicht gibt. Gesucht wird sie
        neben dem Eintrag. Beginnt der Pfad mit „/“, wird sie ab dem Ordner „content/“
        gesucht. Groß- und Kleinschreibung zählt, auch bei der Endung. Einen anderen
        Eintrag verlinken Sie nicht mit seinem Dateinamen, sondern mit Typ und
        Kennung.

        Falsch:

            Zum Nachlesen: [Plan](Plan.PDF)
            Siehe auch: [Dreherei](dreherei-tuttlingen.md)

        Richtig:

            Zum Nachlesen: [Plan](plan.pdf)
            Siehe auch: [Dreherei](case:dreherei-tuttlingen)

        Was tun: Prüfen Sie den Dateinamen, oder legen Sie die Datei neben den
        Eintrag.

link-to-missing-anchor = Die Überschrift „#{ $anchor }“ gibt es bei „{ $target }“ nicht.
    .label = Überschrift gibt es nicht
    .help = { $suggestion ->
        [none] Lassen Sie „#{ $anchor }“ weg, oder nennen Sie eine Überschrift, die es dort gibt.
       *[other] Meinten Sie „#{ $suggestion }“?
    }
    .explain =
        Hinter „#“ steht in einem Link die Überschrift, zu der er springt. Ihr Name
        entsteht aus den Wörtern der Überschrift: klein geschrieben, ohne Umlaute, mit
        Bindestrichen. Wird die Überschrift geändert, ändert sich auch ihr Name.
        Einträge, die nur in einer Liste stehen, haben keine eigenen Überschriften.

        Falsch:

            Mehr dazu: [Ergebnis](case:dreherei-tuttlingen#Das Ergebnis)

        Richtig, für die Überschrift „## Das Ergebnis“:

            Mehr dazu: [Ergebnis](case:dreherei-tuttlingen#das-ergebnis)

        Was tun: Sehen Sie im Text des Ziels nach, wie die Überschrift heute lautet.

bad-link = { $destination ->
        [none] Dieser Link hat kein Ziel.
       *[other] „{ $destination }“ ist als Ziel eines Links nicht erlaubt.
    }
    .label = { $destination ->
        [none] Ziel fehlt
       *[other] nicht erlaubt
    }
    .help = { $destination ->
        [none] Schreiben Sie das Ziel in die runden Klammern, zum Beispiel [Anmeldung](https://www.example.org).
       *[other] { $problem ->
            [hidden] In der Adresse stehen Zeichen, die niemand sieht. Tippen Sie sie neu, statt sie zu kopieren.
            [credentials] Lassen Sie Name und Passwort vor dem „@“ weg.
            [headers] { $suggestion ->
                [none] Nennen Sie nach „mailto:“ nur eine einzige E-Mail-Adresse, ohne Betreff, Text oder weitere Empfänger.
               *[other] Nennen Sie nur die E-Mail-Adresse, ohne Betreff, Text oder weitere Empfänger: „{ $suggestion }“.
            }
           *[other] Erlaubt sind Webadressen mit „https://“, „mailto:“ mit einer E-Mail-Adresse, „tel:“ mit einer Nummer, Einträge wie „case:dreherei-tuttlingen“ und Dateien der Website.
        }
    }
    .explain =
        Links führen ins Web, zu einer E-Mail-Adresse, zu einer Telefonnummer, zu
        einem anderen Eintrag oder zu einer Datei der Website. Alles andere könnte im
        Browser der Leserinnen und Leser etwas ausführen oder auf deren eigenen
        Rechner zeigen. Darum ist es nicht erlaubt. Auch ein leeres Ziel und
        unsichtbare Zeichen, die beim Kopieren mitkommen, werden gemeldet.

        Falsch:

            Zum Plan: [Plan](file:///C:/Daten/plan.pdf)
            Mehr unter [example.org](//example.org)

        Richtig:

            Zum Plan: [Plan](plan.pdf)
            Mehr unter [example.org](https://example.org)

        Was tun: Tippen Sie die Adresse neu ein, oder legen Sie die Datei neben den
        Eintrag.

orphan-translation = Das ist eine Übersetzung von „{ $type }:{ $id }“, aber diesen Eintrag gibt es nicht.
    .help = { $where ->
        [shared-file] { $suggestion ->
            [none] Nehmen Sie die Kennung, die der Eintrag im Original hat, oder legen Sie ihn dort an.
           *[other] Meinten Sie „{ $suggestion }“?
        }
       *[file] { $suggestion ->
            [none] Das Original heißt wie die Übersetzung, nur ohne Sprache vor der Endung: „{ $id }.md“ und „{ $id }.{ $language }.md“. Benennen Sie die Datei um, oder legen Sie das Original an.
           *[other] Meinten Sie „{ $suggestion }.{ $language }.md“?
        }
    }
    .explain =
        Steht vor der Endung einer Datei eine Sprache, ist sie die Übersetzung des
        Eintrags mit demselben Namen. Ohne Original gibt es nichts zu übersetzen:
        Felder, die in der Übersetzung fehlen, kommen von dort. Vielleicht wurde das
        Original umbenannt oder gelöscht.

        Falsch:

            content/cases/dreherei.en.md   (allein)

        Richtig:

            content/cases/dreherei.md
            content/cases/dreherei.en.md

        Was tun: Benennen Sie beide Dateien gleich, oder legen Sie das Original an.

nothing-to-replace = { $problem ->
        [twice] Unter „{ $field }“ steht der Schlüssel „{ $key }“ zweimal.
       *[unknown] Die Vorlage „{ $base }“ hat unter „{ $field }“ nichts mit dem Schlüssel „{ $key }“.
    }
    .label = { $problem ->
        [twice] zum zweiten Mal
       *[unknown] ersetzt nichts
    }
    .help = { $problem ->
        [twice] Fassen Sie beides zusammen: Jeder Teil der Vorlage lässt sich nur einmal ersetzen.
       *[unknown] { $suggestion ->
            [none] Schlüssel der Vorlage: { $known }.
           *[other] Meinten Sie „{ $suggestion }“? Schlüssel der Vorlage: { $known }.
        }
    }
    .explain =
        Eine Anpassung ersetzt einzelne Teile ihrer Vorlage, zum Beispiel Gründe.
        Welcher Teil gemeint ist, sagt der Schlüssel („key“). Gibt es ihn in der
        Vorlage nicht, ginge der Text verloren.

        Falsch: In der Vorlage heißt der Schlüssel „fachkraefte“, in der Anpassung steht

            reasons:
              - key: fachkraft
                text: In Tuttlingen lernt jeder Dritte einen Metallberuf.

        Richtig:

            reasons:
              - key: fachkraefte
                text: In Tuttlingen lernt jeder Dritte einen Metallberuf.

        Was tun: Schreiben Sie den Schlüssel so wie in der Vorlage, und jeden nur
        einmal.

not-adaptable = Die Vorlage „{ $base }“ ist nicht zum Anpassen für „{ $target }“ gedacht.
    .label = nicht vorgesehen
    .related = vorgesehen
    .help = Nennen Sie unter „for“ nur, was die Vorlage vorsieht ({ $known }), oder ergänzen Sie dort unter „adaptable_to“ die Art „{ $type }“.
    .explain =
        Eine Vorlage sagt unter „adaptable_to“, wofür sie angepasst werden kann: für
        Cluster, Regionen oder Gewerke. Ihre Sätze sind darauf hin geschrieben. Für
        etwas anderes passen sie meist nicht, auch wo die Anpassung sie nicht ersetzt.

        Falsch: In der Vorlage steht „adaptable_to: [cluster]“, in der Anpassung

            extends: clustermanager
            for: [region:ostwuerttemberg]

        Richtig:

            extends: clustermanager
            for: [cluster:medical-mountains]

        Was tun: Wählen Sie eine andere Vorlage. Passt diese doch, tragen Sie in ihr
        die Art unter „adaptable_to“ ein.

link-to-source = „{ $file }“ gehört zu dem, woraus die Website gemacht wird, und ist nicht für Leserinnen und Leser.
    .label = Quelldatei
    .help = { $suggestion ->
        [none] { $where ->
            [picture] Nehmen Sie ein Bild als JPEG, PNG, WebP, GIF oder SVG.
            [link] Verlinken Sie einen Eintrag mit Typ und Kennung, zum Beispiel „case:dreherei-tuttlingen“, oder löschen Sie den Link.
           *[field] Nehmen Sie eine Datei für Leserinnen und Leser, zum Beispiel ein PDF.
        }
       *[other] Verlinken Sie den Eintrag: „{ $suggestion }“.
    }
    .explain =
        In den Dateien, aus denen die Website gemacht wird, steht mehr als auf den
        Seiten: Entwürfe, Namen, Einwilligungen, Bemerkungen. Wer sie verlinkt, würde
        all das veröffentlichen. Deshalb kommen Einträge, Einstellungen, Typen,
        Publikationen und Vorlagen nie auf die Website. Gemeint ist fast immer der
        Eintrag; er wird mit Typ und Kennung verlinkt.

        Falsch:

            Siehe auch: [Dreherei](dreherei-tuttlingen.md)

        Richtig:

            Siehe auch: [Dreherei](case:dreherei-tuttlingen)

        Was tun: Übernehmen Sie die vorgeschlagene Adresse, oder legen Sie eine Datei
        an, die veröffentlicht werden soll.

file-kind = { $problem ->
        [active] Die Datei „{ $file }“ würde auf der Website ausgeführt.
        [no-ending] Der Name „{ $file }“ sagt nicht, was für eine Datei das ist.
       *[unknown] Dateien mit der Endung „{ $ending }“ bekommen Leserinnen und Leser nicht.
    }
    .label = { $problem ->
        [active] wird ausgeführt
        [no-ending] ohne Endung
       *[unknown] nicht vorgesehen
    }
    .help = { $problem ->
        [active] Geben Sie den Inhalt als PDF weiter, oder machen Sie eine Seite daraus. Was Browser oder Webserver ausführen, wird nie veröffentlicht.
        [no-ending] Geben Sie der Datei die Endung, die zu ihr passt, zum Beispiel „.pdf“.
       *[unknown] Nehmen Sie eine übliche Art von Datei, zum Beispiel PDF. Soll es diese sein, dann schreiben Sie in „content/site.yaml“: files: [{ $ending }]
    }
    .explain =
        Leserinnen und Leser bekommen Dateien, die man ansehen, anhören oder speichern
        kann: PDF, Bilder, Dokumente, Tabellen, Kalender, Aufnahmen. Welche das sind,
        steht in docs/content-types.md. Eine Website kann mit „files“ weitere Arten
        zulassen. Nie veröffentlicht wird, was ein Browser, ein Webserver oder der
        Computer der Lesenden ausführt: Seiten, Skripte, Programme. Das gilt auch, wenn
        eine solche Endung mitten im Namen steht, denn manche Webserver achten darauf.

        Falsch:

            Zum Rechnen: [Rechner](rechner.html)
            Zum Ausfüllen: [Anmeldung](formular.php.txt)

        Richtig:

            Zum Rechnen: [Rechner](rechner.xlsx)
            Zum Ausfüllen: [Anmeldung](formular.pdf)

        Was tun: Speichern Sie den Inhalt in einer der üblichen Arten, oder lassen Sie
        die Endung in „content/site.yaml“ zu.

file-content = { $looks ->
        [other] „{ $file }“ ist keine Datei der Art „{ $ending }“.
       *[else] „{ $file }“ ist nicht, was die Endung „{ $ending }“ sagt, sondern { $looks ->
            [pdf] ein PDF
            [png] ein PNG-Bild
            [jpeg] ein JPEG-Bild
            [gif] ein GIF-Bild
            [webp] ein WebP-Bild
            [zip] ein Archiv oder Office-Dokument
            [recording] eine Aufnahme
            [page] eine Seite für Browser
            [xml] XML
            [program] ein Programm
           *[binary] kein Text
        }.
    }
    .help = { $suggestion ->
        [none] Öffnen Sie die Datei mit dem Programm, aus dem sie stammt, und speichern Sie sie in der Art, die ihre Endung sagt.
       *[other] Nennen Sie die Datei „{ $suggestion }“, und ändern Sie den Namen auch da, wo sie verwendet wird.
    }
    .explain =
        Browser und Programme richten sich nach der Endung, manche nach dem Inhalt.
        Wenn beide Verschiedenes sagen, öffnet sich die Datei bei den einen nicht, und
        bei den anderen läuft vielleicht etwas, das niemand erwartet. Umbenennen macht
        aus einer Datei keine andere.

        Falsch: ein Word-Dokument, das in „plan.pdf“ umbenannt wurde

        Richtig: das Word-Dokument, als PDF gespeichert

        Was tun: Speichern Sie die Datei in der richtigen Art, oder geben Sie ihr die
        richtige Endung.

unusable-address = „{ $piece }“ kann kein Teil einer Adresse sein.
    .label = { $problem ->
        [empty] ein Teil fehlt
        [up] führt nach oben
        [backslash] umgekehrter Schrägstrich
        [hidden] unsichtbare Zeichen
        [reserved] von Windows vergeben
        [edge] Leerzeichen oder Punkt am Rand
        [long] zu lang
       *[sign] Zeichen, das nicht geht
    }
    .help = { $suggestion ->
        [none] { $problem ->
            [long] Kürzen Sie den Namen auf höchstens 255 Bytes und die ganze Adresse auf höchstens 1000; Umlaute zählen doppelt.
            [up] Nennen Sie eine Adresse innerhalb der Website, ohne „.“ und „..“.
           *[other] Nehmen Sie kleine Buchstaben, Ziffern, „-“ und „_“, zum Beispiel „dreherei-tuttlingen“.
        }
       *[other] Schreiben Sie „{ $suggestion }“.
    }
    .explain =
        Aus einer Adresse wird eine Datei in einem Ordner, den jemand anderes ins Netz
        stellt. Deshalb darf sie nicht mit „..“ aus dem Ordner hinausführen, und ihre
        Teile müssen unter Windows, macOS und Linux als Namen taugen: ohne
        Leerzeichen, ohne Zeichen wie „:“, „?“, „#“ oder „%“, nicht länger als
        255 Bytes und nicht „con“, „nul“ oder „com1“, die Windows für sich behält.

        Falsch:

            route: ../../aussen
            aliases: [Alte Seite#2]

        Richtig:

            route: beispiele
            aliases: [alte-seite-2]

        Was tun: Übernehmen Sie den Vorschlag, oder wählen Sie einen Namen aus kleinen
        Buchstaben, Ziffern und Bindestrichen.

output-clash = { $problem ->
        [taken] Die Adresse „/{ $other }“ braucht broschur selbst.
        [folder] „/{ $path }“ braucht einen Ordner, wo „/{ $other }“ schon eine Datei ist.
       *[case] „/{ $path }“ und „/{ $other }“ unterscheiden sich nur in der Groß- und Kleinschreibung.
    }
    .label = { $second_kind ->
        [alias] frühere Adresse von „{ $second }“
        [theme] Datei des Themes
        [pdf] PDF von „{ $second }“
       *[other] „{ $second }“
    }
    .other = { $first_kind ->
        [none] „/{ $other }“
        [alias] frühere Adresse von „{ $first }“
        [theme] Datei des Themes
        [pdf] PDF von „{ $first }“
       *[other] „{ $first }“
    }
    .help = { $problem ->
        [taken] Nehmen Sie einen anderen Namen.
        [folder] Benennen Sie eines von beiden um. Eine frühere Adresse, unter der eine Datei liegt, brauchen Sie unter „aliases“ nicht.
       *[case] Benennen Sie eines von beiden um, am besten ganz klein geschrieben.
    }
    .explain =
        Alles, was broschur macht, liegt am Ende in einem Ordner. Darin kann unter
        einem Namen nur eine Datei oder ein Ordner sein. Windows und macOS halten auch
        „Bild.png“ und „bild.png“ für dieselbe Datei: Eine von beiden ginge dort
        verloren. „manifest.json“ legt broschur selbst an.

        Falsch:

            aliases: [/favicon.ico/]

        Richtig:

            aliases: [/symbol/]

        Was tun: Geben Sie einem der beiden einen anderen Namen, oder löschen Sie die
        frühere Adresse.

## Text und Bilder

raw-html = HTML ist im Text nicht erlaubt: „{ $html }“.
    .label = HTML
    .help = { $what ->
        [comment] Löschen Sie den Kommentar. Eine Notiz für die Redaktion steht in den Kopfdaten, in einer Zeile mit „# “ am Anfang.
        [emphasis] Löschen Sie das HTML. Fett schreiben Sie „**so**“, kursiv „*so*“.
        [break] Beginnen Sie nach einer leeren Zeile einen neuen Absatz. Soll nur die Zeile enden, schreiben Sie „\“ an ihr Ende.
        [image] Schreiben Sie das Bild so: ![Beschreibung](bild.jpg)
        [link] Schreiben Sie stattdessen einen Link: [Text](https://www.example.org)
        [script] Schreiben Sie Tiefgestelltes wie in „CO~2~“ und Hochgestelltes wie in „m^2^“.
        [unknown] Soll es so im Text stehen, schreiben Sie „\<“ statt „<“.
       *[other] Löschen Sie das HTML. Absätze trennt eine leere Zeile, Listen beginnen mit „- “, Überschriften mit „## “.
    }
    .explain =
        Der Text eines Eintrags erscheint auf der Website, in der Broschüre und in
        Datensätzen. HTML versteht nur der Browser, drucken lässt es sich nicht.
        Außerdem könnte sich darin etwas verstecken, das im Browser ausgeführt wird.
        Meist kommt es beim Kopieren aus einer Webseite oder aus Word mit.

        Falsch:

            Das war <b>wichtig</b>.<br>

        Richtig:

            Das war **wichtig**.

        Was tun: Fügen Sie kopierten Text ohne Formatierung ein. Fett wird „**so**“,
        kursiv „*so*“, ein Link „[Text](https://example.org)“, ein Bild
        „![Beschreibung](bild.jpg)“.

missing-image = Das Bild „{ $file }“ gibt es nicht.
    .label = Bild gibt es nicht
    .help = { $suggestion ->
        [none] Legen Sie das Bild neben den Eintrag, oder beginnen Sie den Pfad mit „/images/“, wenn es in „content/images/“ liegt.
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Genannt ist ein Bild, das es an dieser Stelle nicht gibt. Gesucht wird es
        neben der Datei des Eintrags. Beginnt der Pfad mit „/“, wird es ab dem Ordner
        „content/“ gesucht. Groß- und Kleinschreibung zählt, auch bei der Endung:
        „Halle.JPG“ ist nicht „halle.jpg“.

        Falsch:

            image:
              file: C:\Bilder\Halle.JPG
              alt: Blick in die Werkhalle

        Richtig:

            image:
              file: halle.jpg
              alt: Blick in die Werkhalle

        Was tun: Prüfen Sie den Dateinamen, oder kopieren Sie das Bild an die richtige
        Stelle.

missing-alt = Dem Bild „{ $file }“ fehlt die Bildbeschreibung.
    .label = ohne Beschreibung
    .help = { $where ->
        [text] Beschreiben Sie in den eckigen Klammern mit einem Satz, was zu sehen ist: ![Beschreibung]({ $file })
       *[other] Beschreiben Sie unter „alt“ mit einem Satz, was zu sehen ist. Schmückt das Bild nur, schreiben Sie „decorative: true“.
    }
    .explain =
        Wer ein Bild nicht sehen kann, lässt sich seine Beschreibung vorlesen. Ohne
        sie bleibt nur eine Lücke. Für öffentliche Stellen ist sie vorgeschrieben.
        Schreiben Sie, was zu sehen ist und warum es hier wichtig ist, nicht „Foto von
        …“. Trägt ein Bild in den Kopfdaten (Front Matter) wirklich nichts bei und
        schmückt nur, sagen Sie das mit „decorative: true“.

        Falsch:

            image:
              file: halle.jpg

        Richtig:

            image:
              file: halle.jpg
              alt: Zwei Meisterinnen prüfen ein Drehteil an der Messmaschine.

        Richtig für ein Schmuckbild:

            image:
              file: muster.png
              decorative: true

        Was tun: Ergänzen Sie die Beschreibung. Ein Satz genügt.

broken-image = { $problem ->
        [format] „{ $file }“ ist keine Bilddatei, die im Web und im Druck verwendbar ist.
        [unreadable] Das Bild „{ $file }“ lässt sich nicht lesen.
        [huge] Das Bild „{ $file }“ hat zu viele Bildpunkte.
        [turned] Das WebP-Bild „{ $file }“ ist nur durch einen Vermerk gedreht, den nicht alle Browser beachten.
       *[broken] Das Bild „{ $file }“ ist beschädigt.
    }
    .label = { $problem ->
        [format] falsches Format
        [unreadable] nicht lesbar
        [huge] zu groß
        [turned] liegt auf der Seite
       *[broken] beschädigt
    }
    .help = { $problem ->
        [format] Speichern Sie das Bild als JPEG, PNG, WebP, GIF oder SVG.
        [unreadable] Prüfen Sie, ob die Datei noch da ist und ob Sie sie öffnen dürfen.
        [huge] Verkleinern Sie es; 3500 Bildpunkte an der längeren Seite genügen auch für den Druck.
        [turned] Drehen Sie es in einem Bildprogramm, bis es aufrecht steht, und speichern Sie es neu.
       *[broken] Öffnen Sie das Bild in einem Bildprogramm und speichern Sie es neu, oder holen Sie es noch einmal aus der Quelle.
    }
    .explain =
        Bilder müssen in jedem Browser und im Druck erscheinen. Das können Dateien in
        den Formaten JPEG, PNG, WebP, GIF und SVG. Die Endung allein genügt nicht:
        Eine umbenannte Datei bleibt, was sie war. Auch abgebrochene Übertragungen
        hinterlassen beschädigte Bilder. Bilder mit mehr als hundert Millionen
        Bildpunkten überfordern Browser und Druckereien, Zeichnungen mit mehr als
        einer halben Million Teilen auch. Dasselbe gilt für Logos, Titelbilder und
        Bilder, auf die ein Text nur verweist.

        Falsch: ein Foto im Format HEIC, TIFF oder PSD, auch wenn es „foto.jpg“ heißt

        Richtig: dasselbe Foto, als JPEG gespeichert

        Was tun: Öffnen Sie das Bild in einem Bildprogramm und speichern Sie es in
        einem der genannten Formate neu.

path-outside = Der Pfad „{ $path }“ führt aus der Website hinaus.
    .label = außerhalb
    .help = { $where ->
        [keep] Nennen Sie einen Pfad, wie er in der fertigen Website lautet, zum Beispiel „archiv“.
       *[other] Legen Sie die Datei neben den Eintrag oder in „content/images/“ und nennen Sie nur ihren Namen oder einen Pfad ab „/“.
    }
    .explain =
        Gelesen wird nur, was im Ordner „content/“ liegt. Ein Pfad, der mit „..“
        darüber hinausgeht oder auf ein Laufwerk zeigt, ist auf anderen Rechnern nicht
        gültig. Er könnte auch Dateien veröffentlichen, die niemanden etwas angehen.

        Falsch:

            file: ../../../Bilder/halle.jpg
            file: C:\Bilder\halle.jpg

        Richtig:

            file: halle.jpg
            file: /images/halle.jpg

        Was tun: Kopieren Sie die Datei in die Website und ändern Sie den Pfad.

heading-order = { $level ->
        [1] Die Überschrift „{ $title }“ hat die Ebene 1, die schon der Titel der Seite hat.
       *[other] Die Überschrift „{ $title }“ überspringt eine Ebene: Sie hat die Ebene { $level }, hier folgt aber die Ebene { $expected }.
    }
    .label = Ebene { $level }
    .help = Schreiben Sie { $expected ->
        [2] „## { $title }“
        [3] „### { $title }“
        [4] „#### { $title }“
        [5] „##### { $title }“
       *[other] „###### { $title }“
    }.
    .explain =
        Überschriften gliedern den Text wie ein Inhaltsverzeichnis. Wer sich die Seite
        vorlesen lässt, springt von Überschrift zu Überschrift. Fehlt eine Ebene,
        entsteht der Eindruck, etwas sei ausgelassen. Die Ebene 1 ist schon der Titel
        der Seite; der Text beginnt darum mit Ebene 2, also mit „##“. Nach oben darf
        gesprungen werden.

        Falsch:

            # Ausgangslage
            #### Zahlen

        Richtig:

            ## Ausgangslage
            ### Zahlen

        Was tun: Wählen Sie die Ebene nach der Gliederung, nicht nach der
        Schriftgröße.

missing-footnote = Zur Fußnote „[^{ $label }]“ fehlt der Text.
    .label = Fußnote ohne Text
    .help = { $suggestion ->
        [none] Schreiben Sie unter den Absatz eine eigene Zeile: [^{ $label }]: Text der Fußnote
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Eine Fußnote besteht aus zwei Teilen: dem Zeichen im Satz und dem Text, der in
        einer eigenen Zeile steht. Beide tragen dieselbe Marke. Fehlt der zweite Teil,
        stünden die Klammern unverändert auf der Seite. Oft unterscheiden sich die
        Marken nur durch einen Tippfehler.

        Falsch:

            Der Umsatz stieg um 18 %.[^1]

        Richtig:

            Der Umsatz stieg um 18 %.[^1]

        {"    [^1]: Angabe des Betriebs."}

        Was tun: Ergänzen Sie den Text der Fußnote, oder löschen Sie das Zeichen.

markdown-too-deep = Der Text ist hier zu tief verschachtelt: mehr als { $max } Stufen werden nicht gelesen.
    .label = zu tief
    .help = Lösen Sie Listen in Listen und Zitate in Zitaten auf. Zwei bis drei Stufen sind gut lesbar.
    .explain =
        Listen und Zitate können ineinander stehen. Mehr als ein paar Stufen kann
        niemand lesen, und auf einer schmalen Seite bleibt kein Platz mehr. Sehr viele
        Stufen entstehen meist beim Einfügen aus E-Mails, in denen jede Antwort ein
        „>“ vor die Zeile setzt.

        Falsch:

            > > > > > > > > Danke für die Antwort.

        Richtig:

            > Danke für die Antwort.

        Was tun: Löschen Sie die überzähligen Zeichen am Anfang der Zeilen.

active-svg = { $problem ->
        [xml] Das Bild „{ $file }“ ist kein gültiges XML: { $name }.
        [declaration] Das Bild „{ $file }“ erklärt eigene Zeichen oder Angaben ({ $name }).
        [instruction] Das Bild „{ $file }“ enthält eine Anweisung für den Browser: „{ $name }“.
        [reference] Das Bild „{ $file }“ verweist mit „{ $name }“ auf etwas außerhalb.
        [animation] Das Bild „{ $file }“ ändert einen Verweis, während es gezeigt wird.
        [style] Das Bild „{ $file }“ lädt mit seinem Stil etwas nach oder verbirgt, was er tut.
        [attribute] Das Bild „{ $file }“ enthält mit „{ $name }“ eine Angabe, die nicht zum Zeichnen dient.
       *[element] Das Bild „{ $file }“ enthält mit „{ $name }“ etwas, das nicht zeichnet.
    }
    .label = { $problem ->
        [xml] nicht lesbar
        [reference] nach außen
       *[other] mehr als eine Zeichnung
    }
    .help = { $problem ->
        [xml] Öffnen Sie das Bild in einem Zeichenprogramm und speichern Sie es neu, oder holen Sie es noch einmal.
        [reference] Betten Sie das Bild oder die Schrift ein, oder wandeln Sie Text in Pfade um.
       *[other] Speichern Sie das Bild im Zeichenprogramm als „einfaches“ oder „optimiertes“ SVG, oder löschen Sie diese Stelle.
    }
    .explain =
        Ein SVG ist nicht nur ein Bild: Es kann Skripte ausführen, Fremdes nachladen
        und sich wie eine Seite verhalten, mit allen Rechten der Website. Deshalb darf
        ein SVG nur zeichnen. Was darüber hinausgeht, kommt nicht auf die Website:
        Skripte, eingebettetes HTML, Ereignisse wie „onclick“, Links, Verweise auf
        andere Adressen und eigene Zeichen. Notizen der üblichen Zeichenprogramme
        stören nicht.

        Falsch:

            <svg xmlns="http://www.w3.org/2000/svg" onload="zeige()">

        Richtig:

            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">

        Was tun: Speichern Sie das Bild neu, als einfaches SVG oder als PNG.

document-metadata = { $found ->
        [comments] In „{ $file }“ stehen Bemerkungen von Leserinnen und Lesern.
        [changes] In „{ $file }“ steht, wer was geändert hat.
        [place] In „{ $file }“ steht, wo die Aufnahme gemacht wurde.
       *[author] In „{ $file }“ steht, wer das Dokument geschrieben hat.
    }
    .label = verborgene Angaben
    .help = { $found ->
        [place] Entfernen Sie den Ort, zum Beispiel indem Sie die Aufnahme ohne Standort neu ausgeben.
        [comments] Löschen Sie die Bemerkungen, und speichern Sie die Datei neu.
        [changes] Nehmen Sie die Änderungen an, schalten Sie das Nachverfolgen ab, und speichern Sie die Datei neu.
       *[author] Entfernen Sie die Angaben zur Person (in Word „Dokument prüfen“, in LibreOffice „Eigenschaften“), und speichern Sie die Datei neu.
    }
    .explain =
        Textverarbeitungen schreiben in jede Datei, wer sie verfasst und zuletzt
        geändert hat, und heben Bemerkungen und Änderungen auf. Telefone notieren den
        Ort einer Aufnahme. Auf der Website kann das jeder lesen, obwohl es niemand
        sieht und niemand darin eingewilligt hat.

        Falsch: eine Checkliste als DOCX, mit dem Namen der Verfasserin

        Richtig: dieselbe Checkliste als PDF, ohne Namen

        Was tun: Entfernen Sie die Angaben. Sollen sie stehen bleiben, dann schreiben
        Sie unter „suppress“ in den Eintrag, warum.

no-such-figure = { $problem ->
        [of-all] Die Abbildung „{ $figure }“ zeigt nicht einen einzelnen Eintrag.
        [of-each] Die Abbildung „{ $figure }“ gibt es je Eintrag, und hier fehlt, für welchen.
        [entry] Die Abbildung „{ $figure }“ soll „{ $id }“ zeigen, aber diesen Eintrag gibt es nicht.
       *[missing] Die Abbildung „{ $figure }“ gibt es nicht.
    }
    .label = Abbildung gibt es nicht
    .help = { $suggestion ->
        [none] { $problem ->
            [of-all] Schreiben Sie nur „figure:{ $figure }“.
            [of-each] Schreiben Sie dahinter die Kennung eines Eintrags vom Typ „{ $type }“, zum Beispiel „figure:{ $figure }/kennung“.
            [entry] Nennen Sie einen Eintrag vom Typ „{ $type }“.
           *[missing] Abbildungen liegen in „content/figures/“, je Abbildung eine Datei.
        }
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Ein Text kann eine Abbildung zeigen, die broschur aus den Einträgen zeichnet.
        Er nennt sie wie ein Bild, mit „figure:“ und dem Namen ihrer Datei. Manche
        Abbildungen gibt es für jeden Eintrag eines Typs; dann steht hinter einem
        Schrägstrich, für welchen.

        Falsch:

            ![Regionen als Kacheln](figure:region)

        Richtig:

            ![Regionen als Kacheln](figure:regionen)
            ![Die Kette der Medizintechnik](figure:kette/medizintechnik)

        Was tun: Berichtigen Sie den Namen, oder legen Sie die Abbildung an.

figure-without-data = In der Abbildung „{ $title }“ steht nichts.
    .label = ohne Daten
    .help = Prüfen Sie, was unter „rows“ steht, und ob die Einträge freigegeben sind („status: approved“).
    .explain =
        Eine Abbildung zeigt Einträge. Gibt es keinen einzigen, der zu „rows“ passt,
        bliebe ein leerer Rahmen. Meist sind die Einträge noch nicht freigegeben, oder
        die Beziehung führt in die andere Richtung.

        Falsch: eine Karte der Regionen, und noch keine Region ist freigegeben

        Richtig: erst die Regionen freigeben, dann die Karte

        Was tun: Geben Sie die Einträge frei, oder löschen Sie die Abbildung.

## Typen und Einstellungen

unknown-key = { $where ->
        [field-kind] Die Angabe „{ $key }“ gibt es bei Feldern der Art „{ $kind }“ nicht.
        [page-format] Die Angabe „{ $key }“ gibt es im Format „{ $kind }“ nicht.
        [entry-layout] Die Angabe „{ $key }“ gibt es im Layout „{ $kind }“ nicht.
        [no-selection] Die Angabe „{ $key }“ gibt es nur neben „select“.
       *[other] Die Angabe „{ $key }“ gibt es hier nicht.
    }
    .label = unbekannte Angabe
    .help = { $suggestion ->
        [none] { $known ->
            [none] Löschen Sie die Angabe.
           *[other] Möglich sind hier noch: { $known }.
        }
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Einstellungen, Typen und Publikationen haben feste Angaben. Eine Angabe mit
        anderem Namen hätte keine Wirkung, und niemand würde es merken. Manche Angaben
        gibt es nur bei bestimmten Arten von Feldern: „max_length“ zum Beispiel nur
        bei Texten. Wo ein Text je Sprache steht, sind nur Sprachkürzel wie „de“ und
        „en“ möglich.

        Falsch:

            titel: Gute Beispiele

        Richtig:

            title: Gute Beispiele

        Was tun: Berichtigen Sie den Namen, und prüfen Sie die Einrückung. Alle
        Angaben für Typen beschreibt docs/content-types.md.

missing-key = Hier fehlt die Angabe „{ $key }“.
    .label = „{ $key }“ fehlt
    .help = { $key ->
        [format] Schreiben Sie „format: 1“ in die erste Zeile.
        [title] Schreiben Sie „title:“ und den Namen der Website dahinter.
        [type] { $where ->
            [navigation] Schreiben Sie, wohin der Punkt führt: mit „type:“ zur Liste eines Typs, mit „page:“ oder „entry:“ zu einem Eintrag, mit „url:“ ins Web.
           *[other] Nennen Sie den neuen Typ mit „type:“, oder den Typ, den die Datei ändert, mit „extends:“.
        }
        [label] Schreiben Sie „label:“ und dahinter, was Leserinnen und Leser sehen sollen.
        [about] Schreiben Sie „about:“ und dahinter den Eintrag, für den „$about“ steht, zum Beispiel „about: chamber:ulm“.
        [plural] Schreiben Sie „plural:“ und dahinter die Bezeichnung für mehrere Einträge.
        [folder] Schreiben Sie „folder:“ und dahinter den Ordner unter „content/“, in dem die Einträge liegen.
        [fields] Schreiben Sie „fields:“ und darunter eingerückt die Felder.
        [kind] Schreiben Sie „kind:“ und dahinter die Art des Feldes, zum Beispiel „kind: string“.
        [to] Schreiben Sie „to:“ und dahinter den Typ, auf den verwiesen wird.
        [of] Schreiben Sie „of:“ und dahinter, in einer Liste: was jeder Wert ist, in einer Regel: für welchen Typ sie gilt.
        [keys] Schreiben Sie „keys:“ und darunter eingerückt, was jeder Name ist.
        [values] Schreiben Sie „values:“ und darunter eingerückt die erlaubten Werte mit ihrer Beschriftung.
        [scale] Schreiben Sie „scale:“ und darunter eingerückt die Zahlen der Skala mit ihrer Beschriftung.
       *[other] Ergänzen Sie eine Zeile „{ $key }: …“.
    }
    .explain =
        Ohne diese Angabe lässt sich der Rest nicht verstehen. Die Einstellungen der
        Website brauchen „format“ und „title“. Ein Typ braucht „label“, „plural“,
        „folder“ und „fields“. Jedes Feld braucht „kind“ und „label“, ein Verweis dazu
        „to“, eine Liste „of“, eine Auswahl „values“.

        Falsch:

            website:
              kind: url

        Richtig:

            website:
              kind: url
              label: Website

        Was tun: Ergänzen Sie die Zeile. Alle Angaben für Typen beschreibt
        docs/content-types.md.

bad-value = „{ $value }“ passt nicht zur Angabe „{ $key }“.
    .label = { $expected ->
        [text] Text erwartet
        [word] Text erwartet
        [list] Liste erwartet
        [color] Farbe erwartet
        [boolean] ja oder nein erwartet
        [count] Anzahl erwartet
        [number] Zahl erwartet
        [duration] Dauer erwartet
        [range] passt nicht zum Feld
        [choice] nicht vorgesehen
        [url] Webadresse erwartet
        [email] E-Mail-Adresse erwartet
        [language] Sprachkürzel erwartet
        [entry] Eintrag erwartet
        [type-with-pages] ohne eigene Seite
        [type-with-entry-pages] ohne eigene Seiten
        [bleed] Beschnitt in Millimetern erwartet
        [pages] Seitenzahl erwartet
        [partial-date] Datum erwartet
        [map] Felder mit Werten erwartet
        [axis] keine Zeilen oder Spalten
        [axis-of-all] keine Zeilen oder Spalten
        [two-fields] zwei Felder erwartet
        [grid-place] Platz im Raster erwartet
        [filter-field] nicht zum Auswählen
        [group-field] nicht zum Gruppieren
        [sort-field] nicht zum Sortieren
        [one-content] mehrerlei zugleich
        [fixed-check] gilt immer
        [rated-type] nicht als Matrix
        [reason] Grund erwartet
        [file-ending] Dateiendung erwartet
        [file-active] wird ausgeführt
       *[file-source] Quelldatei
    }
    .help = { $expected ->
        [text] Hier gehört ein einfacher Text hin, bei mehreren Sprachen je Sprache einer, zum Beispiel „de: Werkzeug“.
        [word] Hier gehört ein einfacher Text hin, keine Liste und nichts mit eigenen Angaben.
        [list] Hier gehört eine Liste hin, zum Beispiel „[erstes, zweites]“.
        [boolean] Schreiben Sie „true“ oder „false“ („ja“ oder „nein“ geht auch).
        [count] Schreiben Sie eine ganze Zahl ab 0, zum Beispiel „7“.
        [number] Schreiben Sie eine Zahl mit Punkt statt Komma, zum Beispiel „2.5“.
        [duration] Schreiben Sie eine Zahl mit Einheit, zum Beispiel „3 h“, „90 min“ oder „1 Tag“.
        [range] Schreiben Sie den Wert so, wie er in Einträgen steht, oder einen Bereich mit „min“, „max“ oder beidem, zum Beispiel „{"{"}min: 2, max: 5{"}"}“.
        [choice] { $suggestion ->
            [none] Möglich sind: { $known }.
           *[other] Meinten Sie „{ $suggestion }“? Möglich sind: { $known }.
        }
        [email] Schreiben Sie eine E-Mail-Adresse ohne Zusätze, zum Beispiel „info@example.org“.
        [url] Schreiben Sie die vollständige Adresse, zum Beispiel „https://www.example.org/“.
        [color] Schreiben Sie die Farbe mit sechs Ziffern und in Anführungszeichen, zum Beispiel „"#0f4c57"“.
        [language] Schreiben Sie ein Sprachkürzel, zum Beispiel „de“ oder „en“.
        [entry] Schreiben Sie Typ und Kennung mit Doppelpunkt, zum Beispiel „case:dreherei-tuttlingen“.
        [type-with-pages] Einträge dieses Typs haben keine Seiten. Verlinken Sie einen anderen Typ oder einen einzelnen Eintrag.
        [type-with-entry-pages] Einträge dieses Typs haben keine eigenen Seiten. Nennen Sie hier nur Typen, deren Einträge Seiten haben.
        [bleed] Schreiben Sie, wie viele Millimeter die Farbe über den Rand der Seite reicht: 0 bis 10, üblich sind 3.
        [pages] Schreiben Sie, wie viele Seiten jeder Eintrag höchstens bekommt, zum Beispiel „2“ oder „0.5“.
        [partial-date] Schreiben Sie „2012“, „2012-03“ oder „2012-03-21“.
        [map] Schreiben Sie je Zeile ein Feld mit seinem Wert, zum Beispiel „featured: true“.
        [axis] Schreiben Sie „all“ und einen Typ, „by“ und eine oder mehrere Beziehungen, oder „self“, zum Beispiel „{"{"}by: [stages]{"}"}“.
        [axis-of-all] Schreiben Sie „all“ und einen Typ, zum Beispiel „{"{"}all: region{"}"}“. Beziehungen („by“) gibt es nur bei Abbildungen, die unter „of“ einen Typ nennen.
        [two-fields] Schreiben Sie unter „by“ zwei Felder: das erste führt zu den Zeilen, das zweite zu den Spalten.
        [grid-place] Schreiben Sie Spalte und Zeile, von 1 bis 12, zum Beispiel „[3, 2]“.
        [filter-field] Wählen Sie nach Feldern der Art „enum“, „reference“, „boolean“ oder „string“ aus, oder nach Zahlen, Beträgen, Bewertungen, Daten und Dauern, auch mit Grenzen: „{ "{" }min: 1 h, max: 4 h{ "}" }“.
        [group-field] Nehmen Sie ein Feld der Art „enum“ oder „reference“.
        [sort-field] Sortieren lässt sich nach Zahlen, Daten, Dauern, Bewertungen, Werten von „enum“, Verweisen und einzeiligem Text, nicht nach „text“, Listen, Objekten, Adressen, Orten und Dateien.
        [rated-type] Eine Matrix zeigt Einträge mit Bewertungen, etwa vom Typ „matrix_row“. Nehmen Sie hier „table“ oder „compact“.
        [file-ending] Schreiben Sie die Endung ohne Punkt, zum Beispiel „gpx“.
        [file-active] Dateien mit dieser Endung führen Browser, Webserver oder Computer aus; sie werden nie veröffentlicht. Löschen Sie die Angabe.
        [file-source] Aus Dateien mit dieser Endung wird die Website gemacht; sie werden nie veröffentlicht. Löschen Sie die Angabe.
        [reason] Schreiben Sie dahinter, warum es diese Adresse nicht mehr gibt.
        [one-content] Ein Abschnitt zeigt nur eines davon: { $known }. Machen Sie zwei Abschnitte daraus.
       *[fixed-check] Löschen Sie die Zeile: Was damit gefunden wird, wäre auf der Seite kaputt. Einstellen lassen sich: { $known }.
    }
    .explain =
        Jede Angabe in Einstellungen, Typen und Publikationen nimmt eine bestimmte Art
        von Wert auf: einen Text, eine Zahl, ja oder nein, eine Liste oder eines von
        mehreren Wörtern. Mit etwas anderem kann broschur nichts anfangen und rät
        lieber nicht.

        Falsch:

            base_url: www.example.org
            languages: deutsch
            required: vielleicht

        Richtig:

            base_url: https://www.example.org/
            languages: [de, en]
            required: true

        Was tun: Schreiben Sie den Wert so, wie es die Hilfe bei der Meldung zeigt.

unknown-type = Den Typ „{ $type }“ gibt es nicht.
    .label = unbekannter Typ
    .help = { $suggestion ->
        [none] Nennen Sie einen Typ, den es gibt, zum Beispiel „case“ oder „cluster“. Eigene Typen liegen in „content/types/“.
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Jeder Eintrag hat einen Typ: „case“ für Fallbeispiele, „trade“ für Gewerke,
        „page“ für einfache Seiten. Der Name des Typs steht in der Einzahl und ist
        englisch; der Ordner der Einträge heißt oft anders. Eine Website kann in
        „content/types/“ eigene Typen anlegen. Im Text gilt ein Wort vor einem
        Doppelpunkt als Typ.

        Falsch:

            Mehr dazu: [Dreherei](cases:dreherei-tuttlingen)

        Richtig:

            Mehr dazu: [Dreherei](case:dreherei-tuttlingen)

        Was tun: Berichtigen Sie den Namen, oder legen Sie den Typ an.

no-such-field = Das Feld „{ $field }“ gibt es bei diesem Typ nicht.
    .label = unbekanntes Feld
    .help = { $suggestion ->
        [none] Nennen Sie ein Feld dieses Typs oder eines, das alle Typen haben.
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        Ein Typ sagt, welches Feld der Titel ist, welche Felder im Steckbrief und auf
        Karten stehen und wonach sortiert und gefiltert wird. Eine Publikation wählt
        Einträge nach Feldern aus. Alle genannten Felder müssen unter „fields“ stehen
        oder zu denen gehören, die jeder Typ hat, etwa „status“ und „image“.

        Falsch:

            title: name
            fields:
              titel: …

        Richtig:

            title: name
            fields:
              name: …

        Was tun: Berichtigen Sie den Namen, oder ergänzen Sie das Feld. Wurde ein Feld
        umbenannt, muss es auch hier geändert werden.

type-contradiction = { $what ->
        [folder-taken] Den Ordner „{ $name }“ verwendet schon der Typ „{ $other }“.
        [route-taken] Die Adresse „{ $name }“ verwendet schon der Typ „{ $other }“.
        [inverse-is-field] Die Gegenseite soll „{ $name }“ heißen, aber so heißt beim Typ „{ $other }“ schon ein Feld.
        [inverse-taken] Die Gegenseite soll „{ $name }“ heißen, aber so nennt sie schon der Typ „{ $other }“.
        [symmetric-elsewhere] Eine Beziehung mit „symmetric“ zeigt auf „{ $name }“ statt auf den eigenen Typ „{ $other }“.
        [folder-reserved] Der Ordner „{ $name }“ ist für etwas anderes reserviert.
        [type-and-extends] Hier stehen „type“ und „extends“ zugleich.
        [file-name] Der Typ heißt „{ $name }“, die Datei aber anders.
        [type-exists] Den Typ „{ $name }“ gibt es schon.
        [extended-twice] Den Typ „{ $name }“ ändert schon eine andere Datei.
        [type-id] „{ $name }“ eignet sich nicht als Name eines Typs.
        [folder-name] „{ $name }“ eignet sich nicht als Name eines Ordners.
        [title-kind] Das Titelfeld „{ $name }“ hat die Art „{ $other }“, ein Titel braucht aber „string“.
        [title-personal] Das Titelfeld „{ $name }“ enthält personenbezogene Daten.
        [group-kind] Nach dem Feld „{ $name }“ lässt sich die Liste nicht gruppieren.
        [sort-kind] Nach dem Feld „{ $name }“ lässt sich die Liste nicht sortieren, denn es hat die Art „{ $other }“.
        [facet-kind] Nach dem Feld „{ $name }“ lässt sich die Liste nicht filtern, denn es hat die Art „{ $other }“.
        [derived-is-field] „{ $name }“ unter „derived“ heißt wie ein Feld des Typs.
        [derived-taken] „{ $name }“ unter „derived“ heißt wie eine Beziehung, die der Typ „{ $other }“ schon hat.
        [derived-through] In „through“ bei „{ $name }“ fehlt die Stelle für die Einträge, über die der Weg führt.
        [facet-hidden] Nach dem Feld „{ $name }“ lässt sich die Liste nicht filtern, denn es ist verborgen.
        [facet-pair] Ein Paar unter „facet_pairs“ besteht nicht aus zwei verschiedenen Feldern.
        [facet-title] In der Überschrift für „{ $name }“ fehlt die Stelle für den Wert.
        [register-kind] Nach dem Feld „{ $name }“ lässt sich in der Liste nicht nachschlagen, denn es hat die Art „{ $other }“.
        [register-hidden] Nach dem Feld „{ $name }“ lässt sich in der Liste nicht nachschlagen, denn es ist verborgen.
        [calendar-kind] Aus dem Feld „{ $name }“ wird kein Kalender, denn seine Werte sind keine Objekte mit einem „date“.
        [schema-org-type] „{ $name }“ eignet sich nicht als Typ von schema.org.
        [schema-org-property] „{ $name }“ eignet sich nicht als Eigenschaft von schema.org.
        [schema-org-hidden] Das Feld „{ $name }“ ist verborgen oder enthält Personendaten und gehört nicht in die Angaben für Suchmaschinen.
        [schema-org-kind] Aus dem Feld „{ $name }“ wird keine Angabe für Suchmaschinen, denn es hat die Art „{ $other }“.
        [schema-org-by] Was ein Eintrag für Suchmaschinen ist, kann nicht vom Feld „{ $name }“ abhängen, denn es hat die Art „{ $other }“.
        [schema-org-value] „{ $name }“ ist kein Wert des Feldes „{ $other }“.
        [bodies-kind] Ob jemand erreichbar ist, kann nicht vom Feld „{ $name }“ abhängen, denn es hat die Art „{ $other }“.
        [role-kind] Das Feld „{ $name }“ kann die Rolle „{ $other }“ nicht haben.
        [role-twice] Das Feld „{ $name }“ hat die Rolle „{ $other }“, aber ein anderes Feld dieses Typs hat sie schon.
        [role-taken] Die Rolle „{ $name }“ gehört schon dem Typ „{ $other }“.
        [profile-twice] Das Feld „{ $name }“ steht zweimal im Steckbrief.
        [field-name] „{ $name }“ eignet sich nicht als Name eines Feldes.
        [min-above-max] Die untere Grenze { $name } liegt über der oberen { $other }.
        [pattern] „{ $name }“ ist kein gültiges Muster.
        [key-kind] Die Namen einer „map“ können nicht von der Art „{ $name }“ sein.
        [bound-is-no-date] Die Grenze „{ $name }“ ist kein Datum.
       *[scale-key] „{ $name }“ ist keine Zahl der Skala.
    }
    .label = { $what ->
        [folder-taken] Ordner vergeben
        [route-taken] Adresse vergeben
        [inverse-is-field] Name vergeben
        [inverse-taken] Name vergeben
        [symmetric-elsewhere] anderer Typ
        [folder-reserved] reserviert
        [type-and-extends] nur eins von beiden
        [file-name] anders als die Datei
        [type-exists] schon vergeben
        [extended-twice] schon geändert
        [title-kind] andere Art nötig
        [title-personal] personenbezogen
        [group-kind] nicht zum Gruppieren
        [sort-kind] nicht zum Sortieren
        [facet-kind] nicht zum Filtern
        [derived-is-field] Name vergeben
        [derived-taken] Name vergeben
        [derived-through] ohne Zwischenstation
        [facet-hidden] verborgen
        [facet-pair] kein Paar
        [facet-title] ohne Wert
        [register-kind] nicht zum Nachschlagen
        [register-hidden] verborgen
        [calendar-kind] ohne Datum
        [schema-org-type] so heißt dort kein Typ
        [schema-org-property] so heißt dort keine Eigenschaft
        [schema-org-hidden] nicht für Suchmaschinen
        [schema-org-kind] ohne Schreibweise bei schema.org
        [schema-org-by] kein „enum“
        [schema-org-value] kein Wert des Feldes
        [bodies-kind] kein „enum“
        [role-kind] passt nicht zu dieser Rolle
        [role-twice] Rolle vergeben
        [role-taken] Rolle vergeben
        [profile-twice] zum zweiten Mal
        [min-above-max] Grenzen vertauscht
        [pattern] ungültiges Muster
        [bound-is-no-date] kein Datum
        [scale-key] keine ganze Zahl
       *[other] so nicht möglich
    }
    .help = { $what ->
        [folder-taken] Wählen Sie unter „folder“ einen anderen Ordner.
        [route-taken] Wählen Sie unter „route“ eine andere Adresse.
        [inverse-is-field] Wählen Sie unter „inverse“ einen anderen Namen.
        [inverse-taken] Wählen Sie unter „inverse“ einen anderen Namen.
        [symmetric-elsewhere] Streichen Sie „symmetric“ und geben Sie stattdessen „inverse“ an, oder verweisen Sie auf den eigenen Typ.
        [folder-reserved] Wählen Sie einen anderen Ordner. „types“, „publications“, „editions“, „images“ und „files“ haben schon ihre Aufgabe.
        [type-and-extends] Behalten Sie „type“ für einen neuen Typ, „extends“, um einen mitgelieferten zu ändern.
        [file-name] Nennen Sie die Datei „{ $name }.yaml“.
        [extended-twice] Schreiben Sie beide Änderungen in eine Datei.
        [type-exists] Wählen Sie einen anderen Namen, oder schreiben Sie „extends: { $name }“, um den vorhandenen Typ zu ändern.
        [type-id] Nehmen Sie kleine Buchstaben ohne Umlaute, Ziffern und „_“, am Anfang einen Buchstaben.
        [folder-name] Nehmen Sie kleine Buchstaben ohne Umlaute, Ziffern, „-“ und „_“.
        [title-kind] Nennen Sie unter „title“ ein Feld der Art „string“.
        [title-personal] Der Titel steht überall, auch wo keine Einwilligung gilt. Nennen Sie unter „title“ ein anderes Feld, zum Beispiel die Rolle.
        [group-kind] Nehmen Sie ein Feld der Art „enum“, „reference“, „boolean“, „year“ oder, mit „bands“, „duration“, „integer“, „number“, „percent“ oder „money“.
        [sort-kind] Sortieren lässt sich nach Zahlen, Daten, Dauern, Bewertungen, Werten von „enum“, Verweisen und einzeiligem Text. Die Reihenfolge bestimmt sonst der Titel.
        [facet-kind] Nehmen Sie ein Feld der Art „enum“, „reference“, „boolean“, „year“, „rating“, „duration“, „integer“, „number“, „percent“ oder „money“, oder eine Liste davon oder von einzeiligem Text.
        [derived-is-field] Wählen Sie einen anderen Namen.
        [derived-taken] Wählen Sie einen anderen Namen.
        [derived-through] Schreiben Sie „{"{through}"}“ dorthin, wo ihre Namen stehen sollen.
        [facet-hidden] Nennen Sie unter „facets“ ein Feld, das jeder sehen darf, oder streichen Sie es dort.
        [facet-pair] Schreiben Sie zwei Felder, die unter „facets“ stehen, zum Beispiel „[[trades, regions]]“.
        [facet-title] Schreiben Sie „{"{value}"}“ dorthin, wo der Wert stehen soll.
        [register-kind] Nehmen Sie ein Feld der Art „enum“, „reference“, „boolean“, „year“, „string“ oder, mit „bands“, „duration“, „integer“, „number“, „percent“ oder „money“, oder eine Liste davon.
        [register-hidden] Nennen Sie unter „registers“ ein Feld, das jeder sehen darf, oder streichen Sie es dort.
        [calendar-kind] Nennen Sie unter „calendar“ eine Liste von Objekten, in denen „date“ ein Datum ist.
        [schema-org-type] Nehmen Sie einen Typ von schema.org, mit großem Anfangsbuchstaben, etwa „Organization“ oder „Article“.
        [schema-org-property] Nehmen Sie eine Eigenschaft von schema.org, mit kleinem Anfangsbuchstaben, etwa „alternateName“.
        [schema-org-hidden] Nennen Sie ein Feld, das jeder sehen darf, oder streichen Sie die Zeile.
        [schema-org-kind] Nennen Sie ein Feld mit Text, Zahl, Datum, Adresse oder Verweis, oder eine Liste davon.
        [schema-org-by] Nennen Sie unter „by“ ein Feld der Art „enum“, oder lassen Sie „by“ weg.
        [schema-org-value] Nehmen Sie einen der Werte, die unter „values“ des Feldes „{ $other }“ stehen.
        [bodies-kind] Nennen Sie unter „bodies“ ein Feld der Art „enum“, oder lassen Sie „bodies“ weg.
        [role-kind] Geben Sie die Rolle einem Feld, das dafür taugt; welche das sind, steht in docs/content-types.md.
        [role-twice] Entfernen Sie „role“ bei einem der beiden Felder.
        [role-taken] Entfernen Sie „role“ bei einem der beiden Typen.
        [profile-twice] Streichen Sie das Feld in einer der beiden Gruppen.
        [field-name] Nehmen Sie kleine Buchstaben ohne Umlaute, Ziffern und „_“. „id“, „type“, „body“ und „language“ sind vergeben.
        [min-above-max] Vertauschen Sie die beiden Grenzen.
        [pattern] Prüfen Sie die Klammern des Musters. Drei Ziffern zum Beispiel sind „[0-9][0-9][0-9]“.
        [key-kind] Nehmen Sie für „keys“ die Art „string“, „enum“, „url“ oder „reference“.
        [bound-is-no-date] Schreiben Sie „2012“, „2012-03“ oder „2012-03-21“.
       *[scale-key] Beginnen Sie jede Zeile unter „scale“ mit einer ganzen Zahl, zum Beispiel „1: gering“.
    }
    .explain =
        Eine Typdatei legt fest, was Einträge enthalten und wie sie zusammenhängen.
        Ihre Angaben müssen zueinander passen und zu denen der anderen Typen: Zwei
        Typen können nicht denselben Ordner haben, das Titelfeld muss ein Text sein,
        eine untere Grenze darf nicht über der oberen liegen. Sonst wären alle
        Einträge dieses Typs falsch, obwohl in ihnen nichts falsch ist.

        Falsch: in content/types/werkzeug.yaml

            type: tool
            folder: images

        Richtig: in content/types/tool.yaml

            type: tool
            folder: tools

        Was tun: Ändern Sie die markierte Angabe so, wie es die Hilfe bei der Meldung
        sagt. Alle Angaben beschreibt docs/content-types.md.

no-site = Hier ist keine Website: Die Datei „{ $path }“ fehlt.
    .help = Wechseln Sie in den Ordner der Website, oder nennen Sie ihn mit „--root“. Eine neue Website legt „broschur init“ an.
    .explain =
        Eine Website ist ein Ordner, in dem „content/site.yaml“ liegt. Dort stehen ihr
        Name, ihre Sprachen und ihre Navigation. broschur sucht diese Datei in dem
        Ordner, in dem es gestartet wird.

        Falsch: gestartet in /website/content

        Richtig: gestartet in /website

        oder: broschur --root /website build

        Was tun: Wechseln Sie in den richtigen Ordner. Gibt es noch keine Website,
        legt „broschur init meine-website“ eine kleine an, mit der Sie sofort arbeiten
        können. Die kürzeste „site.yaml“ lautet:

            format: 1
            title: Gute Beispiele

content-format = Diese Fassung von broschur kann das Inhaltsformat „{ $format }“ nicht lesen, sie kennt das Format { $known }.
    .label = unbekanntes Format
    .help = Schreiben Sie „format: { $known }“. Stammt die Website von einer neueren Fassung, nehmen Sie diese.
    .explain =
        „format“ in „content/site.yaml“ sagt, nach welchen Regeln die Inhalte
        geschrieben sind. Ändern sich die Regeln, steigt die Zahl. So wird nichts
        stillschweigend anders verstanden, als es gemeint war. broschur ändert die
        Zahl nie von selbst.

        Falsch:

            format: eins

        Richtig:

            format: 1

        Was tun: Bei einem Tippfehler berichtigen Sie die Zahl. Ist sie höher als die
        bekannte, brauchen Sie eine neuere Fassung von broschur.

no-such-entry = { $problem ->
        [unpublished] Der Eintrag „{ $type }:{ $id }“ ist noch nicht veröffentlicht.
       *[other] Den Eintrag „{ $type }:{ $id }“ gibt es nicht.
    }
    .label = { $problem ->
        [unpublished] nicht veröffentlicht
       *[other] kein solcher Eintrag
    }
    .help = { $problem ->
        [unpublished] Prüfen Sie „status“ und „publish_from“ in „{ $file }“, oder nehmen Sie den Punkt so lange heraus.
       *[other] { $suggestion ->
            [none] Prüfen Sie die Kennung, also den Dateinamen des Eintrags ohne Endung, oder streichen Sie den Punkt.
           *[other] Meinten Sie „{ $suggestion }“?
        }
    }
    .explain =
        Die Navigation, die Fußzeile und Publikationen nennen Einträge mit ihrer
        Kennung. Das ist der Dateiname ohne Endung. Gibt es den Eintrag nicht oder ist
        er noch ein Entwurf, führte der Menüpunkt ins Leere.

        Falsch:

            navigation:
              - page: Über uns

        Richtig, denn es gibt content/pages/ueber.md:

            navigation:
              - page: ueber

        Was tun: Berichtigen Sie die Kennung, oder geben Sie den Eintrag mit „status:
        approved“ frei.

bad-rule = { $problem ->
        [no-demand] Diese Regel verlangt nichts.
        [several-demands] Diese Regel verlangt mehreres zugleich.
        [limits] Diese Zahlen passen nicht zueinander, oder es fehlt eine.
        [too-many] Von „{ $field }“ kann es höchstens { $max } geben, die Regel verlangt aber { $count }.
        [each] „{ $field }“ ist keine Liste von Gruppen mit eigenen Feldern.
        [linked] „linked“ geht nur, wo „need“ ein einzelnes Feld mit Verweisen nennt.
        [linked-and-containing] „linked“ und „containing“ gehen nicht zusammen.
        [symmetric-already] „{ $field }“ gilt schon von selbst in beide Richtungen.
        [not-symmetric] „{ $field }“ verweist nicht auf Einträge des Typs „{ $type }“.
       *[name-twice] Eine Regel „{ $name }“ gibt es hier schon.
    }
    .label = { $problem ->
        [no-demand] keine Forderung
        [several-demands] mehrere Forderungen
        [limits] Zahlen prüfen
        [too-many] nicht erfüllbar
        [each] keine Gruppen
        [linked] keine Verweise
        [linked-and-containing] nur eins von beiden
        [symmetric-already] überflüssig
        [not-symmetric] anderer Typ
       *[name-twice] zum zweiten Mal
    }
    .help = { $problem ->
        [no-demand] Ergänzen Sie genau eines davon: need, need_one_of, count, unique, symmetric.
        [several-demands] Machen Sie je Forderung eine eigene Regel daraus: need, need_one_of, count, unique und symmetric stehen nie zusammen.
        [limits] Schreiben Sie „exactly“ allein oder „at_least“ und „at_most“, dabei „at_least“ nicht größer als „at_most“.
        [too-many] Verlangen Sie weniger, oder erlauben Sie im Typ mehr.
        [each] Nennen Sie unter „each“ ein Feld der Art „list“, dessen Teile die Art „object“ haben.
        [linked] Nennen Sie unter „need“ nur ein Feld der Art „reference“ oder eine Liste davon.
        [linked-and-containing] Machen Sie zwei Regeln daraus.
        [symmetric-already] Löschen Sie die Regel: Das Feld hat „symmetric: true“.
        [not-symmetric] Nennen Sie ein Feld, das auf Einträge desselben Typs verweist.
       *[name-twice] Geben Sie ihr einen anderen Namen, oder löschen Sie eine der beiden.
    }
    .explain =
        Mit Regeln sagt eine Redaktion selbst, was für ihre Einträge gilt und was sie
        von verknüpften Einträgen verlangt. Jede Regel hat einen Namen und verlangt
        genau eine Sache. Was niemand erfüllen kann, würde jede Veröffentlichung
        verhindern; was nichts verlangt, würde täuschen.

        Falsch:

            rules:
              - name: gründe
                each: reasons

        Richtig:

            rules:
              - name: gründe
                each: reasons
                need_one_of: [benefits, cases]

        Was tun: Sehen Sie in docs/rules.md nach; die Sprache hat eine Seite.

## Gestaltung

language-without-texts = In der Sprache „{ $language }“ hat die Gestaltung „{ $theme }“ keine Texte. Texte gibt es in: { $known }.
    .label = ohne Texte
    .help = Nehmen Sie die Sprache aus „languages“, oder schreiben Sie themes/{ $theme }/texts/{ $language }.ftl. Bis dahin sind Knöpfe und Überschriften auf diesen Seiten in der Sprache „{ $default }“.
    .explain =
        Was auf allen Seiten steht und kein Inhalt ist (die Namen von Knöpfen,
        Listen und Feldern), kommt aus der Gestaltung, je Sprache aus einer Datei.
        Fehlt sie, stehen dort die Wörter der Sprache, die die Website zuerst nennt, für
        Vorleseprogramme als solche gekennzeichnet; Zahlen und Daten sind wie in ihr.

        Falsch, solange es texts/fr.ftl nicht gibt: languages: [de, fr]

        Richtig: languages: [de, en]

        Was tun: Übersetzen Sie die Datei texts/de.ftl der mitgelieferten Gestaltung
        in eine neue Datei der eigenen.

long-navigation = Die Navigation hat { $count } Punkte. Mit { $limit } bleibt sie übersichtlich.
    .label = ab hier zu viel
    .help = Nehmen Sie diesen und die folgenden Punkte in „footer“ auf, oder fassen Sie mehrere auf einer Seite zusammen.
    .explain =
        Die Navigation steht im Kopf jeder Seite. Wer etwas sucht, liest sie im
        Ganzen; viele Punkte brechen auf mehrere Zeilen um und schieben den Inhalt
        nach unten, auf Telefonen füllt ihr Menü mehr als den Bildschirm.

        Seiten, die selbst dort stehen wollen („navigation: header“), zählen mit;
        „navigation: footer“ stellt sie an den Fuß.

        Was tun: Lassen Sie stehen, was die meisten suchen. Alles andere finden sie
        über die Startseite („doors“), die Suche und den Fuß jeder Seite („footer“).

no-such-facet = Unter „{ $key }“ steht „{ $name }“, aber nicht unter „facets“.
    .label = kein Filter
    .help = { $suggestion ->
        [none] Nehmen Sie das Feld auch unter „facets“ auf, oder streichen Sie es hier.
       *[other] Meinten Sie „{ $suggestion }“?
    }
    .explain =
        „facets“ nennt die Felder, nach denen Leserinnen und Leser eine Liste
        eingrenzen. „facet_pairs“ und „facet_titles“ sagen mehr über diese Felder und
        nennen darum nur solche.

        Falsch:

            facets: [regions]
            facet_pairs: [[trades, regions]]

        Richtig:

            facets: [trades, regions]
            facet_pairs: [[trades, regions]]

        Was tun: Ergänzen Sie das Feld unter „facets“.

too-many-facets = Die Liste von „{ $type }“ ({ $language }) lässt sich auf mehr Weisen eingrenzen, als es Seiten gibt: { $count } sind ohne Seite.
    .label = zu viele Seiten
    .help = Nehmen Sie Felder mit vielen Werten aus „facets“ oder Paare aus „facet_pairs“. Ohne Seite ist als Erstes: { $values } ({ $fields }).
    .explain =
        Für jeden Wert eines Feldes unter „facets“ und für jedes Paar unter
        „facet_pairs“ entsteht eine Seite mit den Einträgen, die ihn haben. Je Typ und
        Sprache sind es höchstens 2000. Was die meisten Einträge hat, kommt zuerst;
        ohne Seite bleibt, worin am wenigsten ist.

        Was tun: Paare vervielfachen die Seiten. Streichen Sie die, nach denen niemand
        sucht, oder leben Sie mit dem Hinweis.

no-such-step = „{ $step }“ ist keine Beziehung von: { $types }.
    .label = kein Schritt
    .help = { $suggestion ->
        [none] Möglich sind: { $known }.
       *[other] Meinten Sie „{ $suggestion }“? Möglich sind: { $known }.
    }
    .explain =
        Unter „derived“ steht, was ein Eintrag über andere erreicht. „via“ nennt den
        Weg: Jeder Schritt ist ein Feld des Typs, bei dem der Weg gerade ist, oder die
        Gegenseite eines Feldes, das auf ihn verweist. „unless“ nennt Beziehungen des
        Typs selbst.

        Falsch:

            derived:
              initiatives:
                label: Initiativen
                via: [fields, cluster]

        Richtig:

            derived:
              initiatives:
                label: Initiativen
                via: [fields, clusters]

        Was tun: Nehmen Sie einen der Namen, die die Hilfe nennt.

no-theme = Die Gestaltung „{ $name }“ gibt es nicht.
    .label = unbekannte Gestaltung
    .help = { $suggestion ->
        [none] Möglich sind: { $known }.
       *[other] Meinten Sie „{ $suggestion }“? Möglich sind: { $known }.
    }
    .explain =
        „theme“ in „content/site.yaml“ nennt die Gestaltung (Theme): Vorlagen, Farben,
        Schriften. Sie liegt in einem Ordner gleichen Namens unter „themes/“. Die
        Gestaltung „standard“ ist immer dabei.

        Falsch:

            theme: Standard

        Richtig:

            theme: standard

        Was tun: Berichtigen Sie den Namen. Oder streichen Sie die Zeile, dann gilt
        „standard“.

template-error = { $template ->
        [none] Die Gestaltung hat einen Fehler: { $message }
       *[other] Die Vorlage „{ $template }“ hat einen Fehler: { $message }
    }
    .label = hier
    .help = An Ihren Inhalten liegt es nicht. Geben Sie diese Meldung an die Person weiter, die die Gestaltung pflegt.
    .explain =
        Aus Vorlagen und Einträgen entstehen die Seiten. Hier kann eine Vorlage nicht
        gelesen oder nicht gefüllt werden. Die Stelle liegt im Ordner „themes/“, nicht
        in den Inhalten. Die Meldung der Vorlagensprache (Tera) ist englisch. Solange
        der Fehler besteht, wird nichts veröffentlicht; die bisherige Website bleibt
        stehen.

        Falsch:

            <h1>{"{{"} entry.title {"}"}</h1>

        Richtig:

            <h1>{"{{"} entry.title {"}}"}</h1>

        Was tun: Haben Sie die Vorlage selbst geändert, machen Sie die letzte Änderung
        rückgängig. Sonst geben Sie die Meldung weiter.

theme-text = Ein Text der Gestaltung fehlt oder lässt sich nicht lesen: { $message }
    .label = hier
    .help = Ergänzen oder berichtigen Sie die Zeile in der Textdatei der Gestaltung, zum Beispiel: search = Suche
    .explain =
        Beschriftungen wie „Suche“ oder „Nach oben“ stehen je Sprache in einer Datei
        unter „themes/…/texts/“. Jede Zeile hat einen Namen, ein Gleichheitszeichen
        und den Text. Fehlt ein Text oder ist eine Zeile falsch geschrieben, stünde
        auf der Seite nur der Name. Werte in geschweiften Klammern bleiben unverändert
        stehen.

        Falsch:

            search Suche

        Richtig:

            search = Suche

        Was tun: Vergleichen Sie mit der Textdatei der Gestaltung „standard“. Stammt
        die Gestaltung von anderen, geben Sie die Meldung weiter.

theme-too-deep = { $limit ->
        [nesting] Dieser Text ist mehr als { $max } Ebenen tief verschachtelt.
        [branches] Mehr als { $max } Zweige oder Regeln folgen hier aufeinander.
        [bytes] Diese Druckvorlage ist größer als { $max } KB.
       *[chain] Mehr als { $max } Dateien der Gestaltung bauen aufeinander auf, und hier wird die Kette zu lang.
    }
    .label = hier
    .help = { $limit ->
        [nesting] Schließen Sie die geschweiften Klammern, oder machen Sie mehrere Texte daraus.
        [branches] Machen Sie eine Liste oder Tabelle daraus, oder mehrere Dateien.
        [bytes] Machen Sie mehrere Dateien daraus.
       *[chain] Lassen Sie die Datei auf weniger anderen aufbauen: mit include, extends, import.
    }
    .explain =
        Texte einer Gestaltung sind verschachtelt, wenn eine geschweifte Klammer in
        einer anderen steht. Vorlagen, Druckvorlagen und Stilvorlagen bauen
        aufeinander auf, wenn eine Datei eine andere einbindet, erweitert oder
        importiert. Beides ist begrenzt, weil sonst der Platz ausginge beim Lesen. Was
        Menschen schreiben, bleibt weit darunter.

        Falsch:

            count = {"{ { { {"} … {"} } } }"}

        Richtig:

            count = {"{ $count }"}

        Was tun: Vereinfachen Sie den Text, oder fassen Sie Dateien zusammen. Hat
        jemand anders die Gestaltung gemacht, geben Sie die Meldung weiter.

out-of-time = Der Bau wurde { $seconds ->
        [none] vom System abgebrochen, weil er zu lange dauerte
       *[other] nach { $seconds } Sekunden abgebrochen
    }{ $outputs ->
        [none] , ehe etwas entstand.
       *[other] . In Arbeit war „{ $outputs }“
    }
    .label = { $template ->
        [none] hieraus entstand es
       *[other] diese Vorlage wurde gefüllt
    }
    .help = { $template ->
        [none] Suchen Sie nach einem ungewöhnlich langen Text. Ist alles, wie es sein soll, erlauben Sie mehr Zeit: „limits: seconds“ in „content/site.yaml“ oder --max-seconds.
       *[other] Suchen Sie in der Vorlage nach einer Schleife ohne Ende. Ist alles, wie es sein soll, erlauben Sie mehr Zeit: „limits: seconds“ in „content/site.yaml“ oder --max-seconds.
    }
    .explain =
        Eine Website kann in „content/site.yaml“ unter „limits“ sagen, wie viele
        Sekunden ihr Bau dauern darf; Inhalte von Fremden (--untrusted) sind immer
        begrenzt. Was länger dauert, wird abgebrochen, und nichts wird veröffentlicht.
        Genannt ist, woran dann schon am längsten gearbeitet wurde: meist eine Vorlage
        mit einer Schleife, die nie endet.

        Falsch:

            {"{%"} for a in range(end=100000) {"%}"}{"{%"} for b in range(end=100000) {"%}"}…

        Richtig:

            {"{%"} for a in list.entries {"%}"}…

        Was tun: Berichtigen Sie die Vorlage. Oder heben Sie die Grenze an, wenn die
        Website einfach gewachsen ist.

out-of-memory = { $memory ->
        [none] Das System hat den Bau abgebrochen, vermutlich aus Mangel an Speicher
       *[other] Der Bau wollte mehr Speicher, als er haben darf ({ $memory } MB)
    }{ $outputs ->
        [none] , ehe etwas entstand.
       *[other] . In Arbeit war „{ $outputs }“
    }
    .label = { $template ->
        [none] hieraus entstand es
       *[other] diese Vorlage wurde gefüllt
    }
    .help = { $template ->
        [none] Suchen Sie nach einem ungewöhnlich großen Text oder Bild. Ist alles, wie es sein soll, erlauben Sie mehr: „limits: memory“ in „content/site.yaml“ oder --max-memory.
       *[other] Suchen Sie in der Vorlage nach einer Liste oder einem Text, der ohne Ende wächst. Ist alles, wie es sein soll, erlauben Sie mehr: „limits: memory“ in „content/site.yaml“ oder --max-memory.
    }
    .explain =
        Eine Website kann in „content/site.yaml“ unter „limits“ sagen, wie viel
        Speicher ihr Bau haben darf, in Megabyte; Inhalte von Fremden (--untrusted)
        sind immer begrenzt. Was mehr will, wird abgebrochen, und nichts wird
        veröffentlicht. Mehrere Ausgaben können in Arbeit gewesen sein; dann liegt es
        an einer von ihnen: meist an einer Vorlage, in der eine Liste oder ein Text
        ohne Ende wächst.

        Falsch:

            #let numbers = range(1000000000)

        Richtig:

            #let numbers = range(10)

        Was tun: Berichtigen Sie die Vorlage. Oder heben Sie die Grenze an, wenn die
        Website einfach gewachsen ist.

## Druck

print-error = { $document ->
        [none] Die Druckvorlage hat einen Fehler: { $message }
       *[other] Das Druckdokument „{ $document }“ kann nicht erzeugt werden: { $message }
    }
    .label = hier
    .help = Meist liegt es an der Druckvorlage, nicht an Ihren Inhalten. Geben Sie diese Meldung an die Person weiter, die die Gestaltung pflegt.
    .explain =
        Broschüren und Blätter werden mit eigenen Druckvorlagen gesetzt, die im Ordner
        „themes/…/print/“ liegen. Hier kann eine Vorlage nicht gelesen oder nicht
        gefüllt werden, oder eine Schrift fehlt. Die Meldung des Satzprogramms (Typst)
        ist englisch. Solange der Fehler besteht, wird nichts veröffentlicht.

        Falsch:

            #heading[Steckbrief

        Richtig:

            #heading[Steckbrief]

        Was tun: Wurde die Vorlage gerade geändert, machen Sie die Änderung
        rückgängig. Mit „--no-print“ lässt sich die Website so lange ohne PDF-Dateien
        erzeugen.

print-warning = { $document ->
        [none] Beim Setzen für den Druck ist etwas aufgefallen: { $message }
       *[other] Im Druckdokument „{ $document }“ ist etwas aufgefallen: { $message }
    }
    .label = hier
    .help = Das PDF wird trotzdem erzeugt. Sehen Sie es sich an, und geben Sie die Meldung bei Bedarf an die Person weiter, die die Gestaltung pflegt.
    .explain =
        Das Satzprogramm (Typst) hat das Dokument erzeugt, aber etwas bemerkt, das
        nicht so gemeint sein dürfte: ein Zeichen, das die Schrift nicht hat, oder
        eine veraltete Angabe in der Vorlage. Die Meldung selbst ist englisch.

        Beispiel: „unknown font family: roboto“

        heißt: Die Schrift „Roboto“ fehlt, es wurde eine andere genommen.

        Was tun: Sehen Sie sich das PDF an. Stimmt alles, können Sie es verwenden. Die
        Ursache behebt, wer die Gestaltung pflegt.

empty-selection = { $section ->
        [none] Die Publikation „{ $publication }“ enthält keinen einzigen Eintrag.
       *[other] Der Abschnitt „{ $section }“ der Publikation „{ $publication }“ enthält keinen einzigen Eintrag.
    }
    .label = wählt nichts aus
    .help = { $reason ->
        [consent] Zu Einträgen, die passen, fehlt eine Einwilligung, die heute und für den Druck gilt („print“). Der Abschnitt fehlt, bis es sie gibt.
       *[other] Prüfen Sie Typ und Filter der Auswahl, und ob die Einträge freigegeben sind („status: approved“).
    }
    .explain =
        Eine Publikation wählt Einträge nach Typ und Feldern aus oder nennt sie
        einzeln. Passt kein veröffentlichter Eintrag, bliebe eine Überschrift ohne
        Inhalt stehen. Meist ist ein Filter zu eng, ein Wert falsch geschrieben, oder
        die Einträge sind noch Entwürfe.

        Falsch:

            select: {"{"}type: case, where: {"{"}sample: vielleicht{"}"}{"}"}

        Richtig:

            select: {"{"}type: case{"}"}

        Was tun: Lockern Sie den Filter, geben Sie Einträge frei, oder streichen Sie
        den Abschnitt.

overrun = { $lines ->
        [none] „{ $entry }“ ist länger als { $max ->
            [1] die vorgesehene Seite
           *[other] die vorgesehenen { $max } Seiten
        }.
        [1] „{ $entry }“ ist um eine Zeile länger als { $max ->
            [1] die vorgesehene Seite
           *[other] die vorgesehenen { $max } Seiten
        }.
       *[other] „{ $entry }“ ist um { $lines } Zeilen länger als { $max ->
            [1] die vorgesehene Seite
           *[other] die vorgesehenen { $max } Seiten
        }.
    }
    .label = zu lang für „{ $document }“
    .related = hier vorgesehen
    .help = { $characters ->
        [none] Kürzen Sie den Text. Am meisten Platz brauchen lange Absätze, Listen und Bilder.
       *[other] Kürzen Sie um etwa { $characters } Zeichen, das sind { $percent } % des Textes. Wie viel Platz jeder Eintrag hat, zeigt „broschur report fit“.
    }
    .explain =
        Manche Drucksachen haben eine feste Länge: ein Argumentationsblatt eine Seite,
        ein Faltblatt sechs. Eine Publikation kann für jeden Eintrag einen Umfang
        vorsehen („budget“), ein Typ für seine Blätter („pages“). Was nicht mehr
        hineinpasst, steht auf der nächsten Seite; weggelassen wird nie etwas. Wie viel
        zu viel ist, wird auf den gesetzten Seiten gemessen: alles, was hinter dem Ende
        des vorgesehenen Umfangs steht.

        Falsch: sieben Gründe mit je fünf Sätzen auf einer Seite

        Richtig: sieben Gründe mit je zwei Sätzen

        Was tun: Kürzen Sie die längsten Texte. Einzelheiten können auf der Website
        stehen; das Blatt verweist darauf.

missing-glyph = Für das Zeichen „{ $character }“ ({ $number }) hat keine Schrift der Gestaltung eine Form.
    .label = fehlt in den Schriften
    .help = Ersetzen Sie das Zeichen durch Wörter. Im PDF steht dafür ein Kästchen, auf der Website erscheint es unverändert.
    .explain =
        Gedruckt wird nur mit den Schriften der Gestaltung, damit das PDF überall gleich
        aussieht und sich archivieren lässt. Bildzeichen (Emojis) und manche fremden
        Schriften fehlen darin.

        Falsch: Brezeln 🥨 aus dem Ofen

        Richtig: Brezeln aus dem Ofen

        Was tun: Schreiben Sie es in Worten, oder bitten Sie die Person, die die
        Gestaltung pflegt, eine weitere Schrift in den Ordner „fonts/“ zu legen.

too-much-output = { $of ->
        [files] Die Website hätte { $count } Dateien; erlaubt sind { $max }.
        [page] Eine Seite aus dieser Vorlage wird größer als { $max } MB.
       *[bytes] Die Website würde größer als { $max ->
            [none] vom System erlaubt
           *[other] { $max } MB
        }.
    }
    .label = hier
    .help = { $of ->
        [page] Suchen Sie in der Vorlage nach einer Schleife ohne Ende.
       *[other] Nehmen Sie Einträge, Sprachen oder Ausgaben heraus. Für Inhalte, denen Sie vertrauen, gilt diese Grenze nicht: Lassen Sie --untrusted weg.
    }
    .explain =
        Eine Seite von 64 MB ist das Werk einer Schleife ohne Ende. Und Inhalte von
        Fremden (--untrusted) dürfen nur so viel ergeben, damit niemand mit einem
        Merge-Request eine Festplatte füllt. Die Grenzen liegen weit über dem, was
        Websites haben.

        Falsch:

            ein Merge-Request, der hunderttausend Einträge hinzufügt

        Richtig:

            ein Merge-Request, der einige Einträge hinzufügt

        Was tun: Sehen Sie nach, was die Änderung hinzufügt. Ist es so gemeint, soll
        jemand, dem vertraut wird, sie übernehmen, ohne --untrusted.

## Personen

consent-missing = { $problem ->
        [missing] Das Feld „{ $field }“ enthält personenbezogene Daten, aber es ist keine Einwilligung vermerkt.
        [future] Das Feld „{ $field }“ enthält personenbezogene Daten, die Einwilligung ist aber erst für einen späteren Tag vermerkt.
        [missing-entry] „{ $title }“ handelt von einer Person, aber es ist keine Einwilligung vermerkt.
        [future-entry] „{ $title }“ handelt von einer Person, die Einwilligung ist aber erst für einen späteren Tag vermerkt.
        [ended-entry] Die Einwilligung zu „{ $title }“ ist am { $date } abgelaufen. Der Eintrag erscheint nicht mehr.
        [scope-entry] Die Einwilligung zu „{ $title }“ gilt nicht für alles, was nötig ist ({ $scope }). Der Eintrag erscheint nicht.
       *[ended] Das Feld „{ $field }“ enthält personenbezogene Daten, die Einwilligung ist am { $date } abgelaufen. Die Angabe erscheint nicht mehr.
    }
    .label = { $problem ->
        [missing] ohne Einwilligung
        [future] gilt noch nicht
        [missing-entry] ohne Einwilligung
        [future-entry] gilt noch nicht
        [scope-entry] reicht nicht aus
       *[other] abgelaufen
    }
    .help = { $problem ->
        [missing] Löschen Sie die Angabe, oder tragen Sie die erteilte Einwilligung unter „consent“ ein: „role“, „given_on“ und „scope“.
        [future] Prüfen Sie „given_on“ unter „consent“, oder veröffentlichen Sie den Eintrag erst ab diesem Tag mit „publish_from“.
        [missing-entry] Tragen Sie die erteilte Einwilligung unter „consent“ ein: „role“, „given_on“ und „scope“.
        [future-entry] Prüfen Sie „given_on“ unter „consent“, oder veröffentlichen Sie den Eintrag erst ab diesem Tag mit „publish_from“.
        [ended-entry] Löschen Sie den Eintrag, oder holen Sie eine neue Einwilligung ein und ändern Sie „given_on“ und „expires“ unter „consent“.
        [scope-entry] Holen Sie die Einwilligung auch dafür ein, und ergänzen Sie „scope“. Solange sie fehlt, setzen Sie den Eintrag auf „status: draft“.
       *[ended] Löschen Sie die Angabe, oder holen Sie eine neue Einwilligung ein und ändern Sie „given_on“ und „expires“ unter „consent“.
    }
    .explain =
        Angaben über Personen und erkennbare Betriebe dürfen nur mit Einwilligung
        veröffentlicht werden. Welche Felder das betrifft, steht im Typ. Unter
        „consent“ wird vermerkt, wer in welcher Rolle eingewilligt hat, wann, wofür
        und bis wann. Ohne gültige Einwilligung erscheint nichts: Vom Tag an, der unter
        „expires“ steht, fehlt die Angabe auf Seiten, in Druckstücken, Feeds und Daten,
        ohne dass jemand etwas tun muss. Sie erhalten dann nur diesen Hinweis. Wofür die
        Einwilligung gilt, sagt „scope“: website, print, feed (Feeds und Daten), embed
        (Einbettung auf anderen Seiten), talks (Anfragen zu Vorträgen). Die Einwilligung
        selbst bewahren Sie in Ihren Akten auf, nicht in der Website.

        Falsch:

            firm:
              name: Dreherei Beispiel GmbH

        Richtig:

            firm:
              name: Dreherei Beispiel GmbH
            consent:
              role: Geschäftsführung
              given_on: 2026-03-21
              scope: [website, print]
              expires: 2029-03-21

        Was tun: Liegt keine Einwilligung vor, umschreiben Sie: „Dreherei im Landkreis
        Tuttlingen“.

empty-edition = { $problem ->
        [ended] { $count ->
            [1] Die Ausgabe „{ $edition }“ enthält keinen Eintrag mehr. Die Einwilligung zu dem einzigen, der passt, ist am { $date } abgelaufen.
           *[other] Die Ausgabe „{ $edition }“ enthält keinen Eintrag mehr. Die Einwilligungen zu allen { $count } Einträgen, die passen, sind abgelaufen, die letzte am { $date }.
        }
        [withdrawn] { $count ->
            [1] Die Ausgabe „{ $edition }“ enthält keinen Eintrag. Zu dem einzigen, der passt, fehlt eine gültige Einwilligung.
           *[other] Die Ausgabe „{ $edition }“ enthält keinen Eintrag. Zu allen { $count } Einträgen, die passen, fehlt eine gültige Einwilligung.
        }
       *[empty] Die Ausgabe „{ $edition }“ enthält keinen einzigen Eintrag.
    }
    .label = wählt nichts aus
    .related = ohne gültige Einwilligung
    .help = { $problem ->
        [empty] Prüfen Sie unter „select“ Typen und Filter, und ob die Einträge freigegeben sind („status: approved“).
       *[other] Holen Sie neue Einwilligungen ein und ändern Sie „consent“, wählen Sie unter „select“ anderes aus, oder löschen Sie die Ausgabe.
    }
    .explain =
        Eine Ausgabe ist ein Teil der Sammlung für eine andere Website. Was hineinkommt,
        steht unter „select“: Typen mit Filtern und einzelne Einträge. Passt nichts,
        wäre es eine Website ohne Inhalt. Meist ist ein Filter zu eng, oder die Einträge
        sind noch Entwürfe. Fehlen sie, weil Einwilligungen abgelaufen sind, ist es nur
        eine Warnung: Die Ausgabe erscheint ohne sie, damit sie auch dort verschwinden.

        Falsch:

            select:
              - type: case
                where: {"{"}chambers: ulm, sample: false{"}"}

        Richtig:

            about: chamber:ulm
            select:
              - type: case
                where: {"{"}chamber: $about{"}"}

        Was tun: Machen Sie den Filter weiter, oder geben Sie die Einträge frei.

edition-address = { $problem ->
        [id] Zwei Dateien beschreiben die Ausgabe „{ $edition }“.
        [main] Die Ausgabe „{ $edition }“ hat dieselbe Adresse wie die Hauptseite: „{ $address }“
       *[edition] Die Ausgaben „{ $first }“ und „{ $edition }“ haben dieselbe Adresse: „{ $address }“
    }
    .label = { $problem ->
        [id] zum zweiten Mal
       *[other] schon vergeben
    }
    .related = hier zum ersten Mal
    .help = { $problem ->
        [id] Löschen Sie eine der beiden Dateien, oder geben Sie ihr einen anderen Namen. Der Name der Datei ist die Kennung der Ausgabe.
       *[other] Geben Sie jeder Ausgabe unter „base_url“ ihre eigene Adresse, oder lassen Sie die Angabe weg.
    }
    .explain =
        Jede Ausgabe ist eine Website für sich, mit eigener Adresse und eigenem Ordner
        „public-editions/<Kennung>/“. Stehen zwei an derselben Stelle, überschreibt eine
        die andere, und Suchmaschinen und Feeds können sie nicht unterscheiden.

        Falsch:

            # content/editions/ulm.yaml und content/editions/konstanz.yaml
            base_url: https://www.example.org/cluster/

        Richtig:

            # content/editions/ulm.yaml
            base_url: https://ulm.example.org/cluster/

        Was tun: Ändern Sie eine der Adressen. Ohne „base_url“ funktioniert eine Ausgabe
        in jedem Ordner; nur Sitemap, Feeds und QR-Codes fehlen dann.

contrast = Die Farbe { $color } ist auf { $ground } schlecht zu lesen: Der Kontrast beträgt { $whole },{ $hundredths }:1, nötig sind 4,5:1.
    .label = zu wenig Kontrast
    .help = { $suggestion ->
        [none] Für diese Hintergründe reicht keine Abstufung der Farbe aus. Nehmen Sie eine andere.
       *[other] Nehmen Sie eine { $key ->
            [dark_color] hellere
           *[color] dunklere
        } Abstufung, zum Beispiel { $suggestion }.
    }
    .explain =
        Überschriften und Links bekommen diese Farbe, und auf der Startseite steht weiße
        Schrift auf ihr. Damit alle sie lesen können, verlangen die Richtlinien für
        barrierefreie Webinhalte (WCAG 2.2, Erfolgskriterium 1.4.3) einen Kontrast von
        mindestens 4,5:1 zum Hintergrund. Öffentliche Stellen sind daran gebunden.

        Falsch:

            brand: {"{"}color: "#f39200"{"}"}

        Richtig:

            brand: {"{"}color: "#9e5f00"{"}"}

        Was tun: Übernehmen Sie den Vorschlag, oder nehmen Sie eine andere Hausfarbe.
        Ist „dark_color“ nicht angegeben, sucht broschur für dunkle Bildschirme selbst
        eine lesbare Abstufung.

edition-parts = In der Ausgabe „{ $edition }“ { $count ->
        [1] bliebe ein Eintrag
       *[other] blieben { $count } Einträge
    } ohne „{ $field }“, zum Beispiel „{ $example }“.
    .label = nimmt den Seiten, was sie brauchen
    .help = Schreiben Sie für „{ $relation }“ statt „leave_out“ entweder „link“ oder „include“.
    .explain =
        „leave_out“ lässt aus einer Beziehung weg, was nicht zur Ausgabe gehört. Ist das
        Feld aber Pflicht, hätte eine Seite dann nichts mehr an seiner Stelle: ein
        Fallbeispiel ohne Initiative zum Beispiel. Das ist keine vollständige Seite.

        Falsch:

            relations:
              case.clusters: leave_out

        Richtig:

            relations:
              case.clusters: include

        Was tun: Mit „link“ wird der Eintrag genannt und führt auf die Hauptseite, mit
        „include“ kommt er mit in die Ausgabe.

no-such-edition = { $problem ->
        [circle] Die Ausgabe erweitert sich über „{ $edition }“ selbst.
        [deep] Die Ausgabe erweitert mehr als { $max } Dateien, eine nach der anderen.
       *[other] Die Ausgabe „{ $edition }“ gibt es nicht.
    }
    .label = { $problem ->
        [circle] führt im Kreis
        [deep] eine zu viel
       *[other] keine solche Ausgabe
    }
    .help = { $problem ->
        [circle] Streichen Sie „extends“ in einer der Dateien.
        [deep] Fassen Sie Dateien zusammen, die einander erweitern.
       *[other] { $suggestion ->
            [none] Nennen Sie eine Datei in „content/editions/“ ohne ihre Endung.
           *[other] Meinten Sie „{ $suggestion }“?
        }
    }
    .explain =
        Ausgaben stehen in „content/editions/“; ihre Kennung ist der Name der Datei ohne
        Endung. Eine Ausgabe kann mit „extends“ übernehmen, was in einer anderen Datei
        steht. Ein Eintrag kann mit „editions“ sagen, dass er nur dort erscheint. In
        beiden Fällen muss es die Ausgabe geben.

        Falsch:

            editions: [ullm]

        Richtig:

            editions: [ulm]

        Was tun: Prüfen Sie die Schreibung.

no-such-relation = { $relation ->
        [none] Zum Typ „{ $type }“ fehlt der Name der Beziehung.
       *[other] Der Typ „{ $type }“ hat keine Beziehung „{ $relation }“.
    }
    .label = keine Beziehung
    .help = { $suggestion ->
        [none] Möglich sind: { $known }.
       *[other] Meinten Sie „{ $suggestion }“? Möglich sind: { $known }.
    }
    .explain =
        Unter „relations“ steht, was aus den Einträgen wird, auf die andere verweisen:
        Typ, Punkt, Name der Beziehung. Das ist ein Feld des Typs, der Name der
        Gegenrichtung bei einem anderen Typ oder „mentions“ für Links im Text.

        Falsch:

            relations:
              case.gewerke: include

        Richtig:

            relations:
              case.trades: include        # Feld des Fallbeispiels
              cluster.cases: include      # Gegenrichtung

        Was tun: Nehmen Sie einen der Namen, die die Hilfe nennt.

## Qualität

orphan-page = Zu der Seite „{ $title }“ führt kein Weg.
    .label = nirgends verlinkt
    .help = Verlinken Sie sie im Text eines anderen Eintrags oder in content/site.yaml unter „navigation“ oder „footer“, oder nehmen Sie sie mit „status: archived“ zurück.
    .explain =
        Zu einer Seite kommen Leserinnen und Leser über eine Liste, die Navigation,
        die Fußzeile oder einen Link auf einer anderen Seite. Führt nichts davon
        dorthin, findet sie niemand. Meist wurde sie beim Umbau der Navigation
        vergessen. Geprüft werden Typen, deren Liste nicht in der Navigation steht.

        Falsch: content/pages/mitmachen.md, und nirgends ein Verweis darauf

        Richtig, in content/site.yaml:

            footer:
              - page: mitmachen

        Was tun: Verlinken Sie die Seite dort, wo man sie braucht. Soll sie nur über
        ihre Adresse erreichbar sein, schreiben Sie in den Eintrag unter „suppress“,
        warum: „orphan-page: nur für Eingeladene“.

duplicate-title = Den Titel „{ $title }“ hat auch „{ $other }“.
    .label = zum zweiten Mal
    .first = hier zum ersten Mal
    .help = Ergänzen Sie, was die beiden unterscheidet, zum Beispiel das Gewerk oder den Ort.
    .explain =
        In Listen, Suchergebnissen und Reitern des Browsers steht nur der Titel. Haben
        zwei Einträge desselben Typs den gleichen, lassen sie sich dort nicht
        auseinanderhalten. Groß- und Kleinschreibung zählt nicht als Unterschied.

        Falsch, in zwei Fallbeispielen:

            title: Neue Kunden gewonnen

        Richtig:

            title: Galvanik gewinnt neue Kunden im Fahrzeugbau

        Was tun: Schreiben Sie in wenigstens einen Titel, was diesen Eintrag
        ausmacht.

link-text = Der Linktext „{ $text }“ sagt nicht, wohin der Link führt.
    .label = nichtssagend
    .help = { $to ->
        [entry] Nennen Sie das Ziel: Mit „[]({ $destination })“ steht dort sein Titel.
       *[elsewhere] Nennen Sie das Ziel in den Worten des Links.
    }
    .explain =
        Vorleseprogramme zählen die Links einer Seite auf, und auf Papier kann niemand
        klicken. „hier“ oder „mehr“ sagt dann nichts. Die Worte eines Links nennen
        deshalb sein Ziel (WCAG 2.2, 2.4.4).

        Falsch:

            Mehr dazu [hier](case:dreherei-tuttlingen).

        Richtig:

            Wie das geht, zeigt [](case:dreherei-tuttlingen).

        Was tun: Stellen Sie den Satz so um, dass der Link das Ziel nennt. Bei
        Einträgen lassen Sie die eckigen Klammern leer; dann steht dort der Titel.
        Weitere Wörter nennen Sie in content/site.yaml: „checks:“, darunter
        „link-text: {"{"}words: [mehr dazu hier]{"}"}“.

missing-credit = Zum Bild „{ $file }“ fehlt, von wem es ist.
    .label = ohne Bildnachweis
    .help = { $where ->
        [field] Ergänzen Sie beim Bild „credit“, zum Beispiel: credit: "Foto: Dreherei Beispiel"
       *[text] Ergänzen Sie den Nachweis in der Bildunterschrift: ![…](… "Die neue Halle. Foto: Dreherei Beispiel")
    }
    .explain =
        Wer ein Bild gemacht hat, hat ein Recht darauf, genannt zu werden (§ 13 UrhG).
        Auch wer eine Seite übernimmt, muss wissen, wen er um Erlaubnis fragt. Bilder
        mit „decorative: true“ brauchen keinen Nachweis.

        Falsch:

            image:
              file: werkstatt.jpg
              alt: Eine Drehbank in einer hellen Werkstatt

        Richtig:

            image:
              file: werkstatt.jpg
              alt: Eine Drehbank in einer hellen Werkstatt
              credit: "Foto: Dreherei Beispiel"

        Was tun: Fragen Sie nach, von wem das Bild ist, und tragen Sie es ein. Bei
        Bildern im Text gehört der Nachweis in die Bildunterschrift; erkannt werden
        „©“ und Wörter wie „Foto:“, „Illustration:“ oder „Quelle:“.

table-header = { $head ->
        [none] Die Tabelle hat keine Überschriften über ihren Spalten.
       *[partly] Die { $column }. Spalte der Tabelle hat keine Überschrift.
    }
    .label = { $head ->
        [none] leere Kopfzeile
       *[partly] hier fehlt eine
    }
    .help = Schreiben Sie in die erste Zeile der Tabelle über jede Spalte, was darin steht.
    .explain =
        Vorleseprogramme sagen vor jeder Zelle, was ihre Spalte enthält. Ohne
        Überschrift ist „194“ nur eine Zahl (WCAG 2.2, 1.3.1). Die erste Spalte darf
        ohne auskommen, wenn ihre Zellen die Zeilen benennen.

        Falsch:

            |             |     |
            |-------------|-----|
            | Augenoptik  | 161 |

        Richtig:

            | Gewerk      | Betriebe |
            |-------------|----------|
            | Augenoptik  | 161      |

        Was tun: Ergänzen Sie die fehlenden Überschriften. Soll die Tabelle nur Text
        nebeneinander stellen, nehmen Sie stattdessen eine Liste.

review-due = { $past ->
        [yes] Dieser Eintrag sollte bis zum { $date } wieder geprüft sein.
       *[soon] Dieser Eintrag ist am { $date } wieder zu prüfen.
    }
    .label = { $past ->
        [yes] überfällig
       *[soon] fällig
    }
    .help = Prüfen Sie die Angaben und setzen Sie „review_due“ auf einen neuen Tag, oder nehmen Sie den Eintrag mit „status: archived“ zurück.
    .explain =
        Mit „review_due“ legt die Redaktion fest, wann sie einen Eintrag wieder
        ansieht. Betriebe schließen, Initiativen benennen sich um; was vor Jahren
        stimmte, kann heute falsch sein.

        Beispiel, bei einem Lauf im November 2026:

            review_due: 2026-06-30

        Was tun: Fragen Sie nach, ändern Sie, was sich geändert hat, und setzen Sie
        einen neuen Tag. Früher erinnert werden Sie, wenn in content/site.yaml unter
        „checks:“ steht: „review-due: {"{"}days: 30{"}"}“.

old-facts = Die Angaben sind von { $date } und damit älter als { $years ->
        [1] ein Jahr
       *[other] { $years } Jahre
    }.
    .label = alter Stand
    .help = Prüfen Sie die Angaben und setzen Sie „as_of“ neu, oder schreiben Sie unter „suppress“, warum sie so bleiben: old-facts: …
    .explain =
        „as_of“ sagt, von wann die Angaben sind. Wer eine Mitgliederzahl liest, hält
        sie für die von heute. Drei Jahre sind die Grenze, wenn die Website nichts
        anderes sagt; ein Monat oder ein Jahr zählt von seinem Ende an.

        Beispiel, bei einem Lauf im Jahr 2026:

            as_of: 2012-01

        Was tun: Sehen Sie nach, was sich geändert hat. Eine andere Grenze setzen Sie
        in content/site.yaml unter „checks:“, zum Beispiel „old-facts: {"{"}years:
        5{"}"}“. Ist eine ganze Sammlung so alt, halten Sie das mit „broschur check
        --write-baseline“ fest; gemeldet wird dann nur, was neu dazukommt.

person-in-contact = Eine Kontaktangabe nennt eine Person: „{ $written }“.
    .label = Name einer Person
    .help = Nennen Sie die Stelle statt der Person: das Postfach der Stelle (info@…), eine Funktion, die Anschrift ohne Namen. Ist das kein Name, nehmen Sie das Wort in „checks: {"{"}person-in-contact: {"{"}allow: […]{"}"}{"}"}“ auf, oder schreiben Sie unter „suppress“, warum es so bleibt.
    .explain =
        Kontaktangaben sind die von Stellen. Ein Name im Postfach oder in der
        Anschrift ist eine Angabe über eine Person, in die niemand eingewilligt hat,
        und er ist überholt, sobald jemand anderes die Aufgabe übernimmt. Felder, die
        im Typ als „personal“ stehen, haben ihre eigene Einwilligung.

        Falsch:

            email: vorname.nachname@example.org

        Richtig:

            email: info@example.org

        Was tun: Fragen Sie nach dem Postfach der Stelle. Gibt es keines, lassen Sie
        die Angabe weg: Telefon, Anschrift oder Website genügen.

one-way-link = Auf die Website von „{ $title }“ wird verlinkt, aber von dort führt noch kein bekannter Link hierher.
    .label = einseitig
    .help = { $problem ->
        [open] Fragen Sie nach, oder prüfen Sie die gespeicherte Seite mit „broschur report links --html“. Ist der Link da, schreiben Sie hinter die Seite: confirmed
       *[other] Bitten Sie um einen Link, und tragen Sie die Seite ein, auf der er stehen soll: backlinks: {"{"}"https://www.example.org/partner": asked{"}"}
    }
    .explain =
        Betriebe stoßen auf der Website ihrer Kammer auf eine Initiative und auf der
        Website der Initiative auf die Kammer, aber nur, wenn beide aufeinander
        verlinken. Unter „backlinks“ steht, welche Seiten des Partners hierher
        verlinken sollen und wie es damit steht: „wanted“ (gewünscht), „asked“
        (angefragt), „confirmed“ (bestätigt), „declined“ (abgelehnt).

        Falsch:

            website: https://www.example.org

        Richtig:

            website: https://www.example.org
            backlinks:
              https://www.example.org/netzwerk: confirmed

        Was tun: Bitten Sie den Partner um den Link; die Zeilen zum Einfügen stehen
        auf der Seite „embed/“. „broschur report links“ nennt alle, die noch fehlen.
        Will der Partner nicht verlinken, steht hinter der Seite „declined“.

anglicism = „{ $word }“ ist ein englisches Fachwort, und hier lesen Handwerksbetriebe.
    .label = Fachwort
    .help = Das Glossar schlägt vor: „{ $plain }“. Oder verlinken Sie den Begriff einmal: [{ $word }]({ $term })
    .explain =
        Englische Fachwörter schrecken kleine Betriebe ab. Das Glossar kennt für jedes
        ein verständliches Wort; ein Begriff gilt als englisch, wenn bei ihm
        „anglicism: true“ steht. Geprüft werden deutsche Texte für Handwerksbetriebe.
        Je Eintrag und Begriff wird die erste Stelle gemeldet.

        Falsch:

            Der Spillover war größer als gedacht.

        Richtig:

            Das Wissen wanderte weiter, als wir dachten.

        Was tun: Nehmen Sie das einfache Wort. Geht es nicht ohne den Begriff,
        verlinken Sie ihn; dann ist er erklärt. Was bei Ihnen jeder kennt, nennen Sie
        in content/site.yaml unter „checks:“, „anglicism“, „allow“.

rule-broken = { $said ->
        [none] { $problem ->
            [few] Die Regel „{ $rule }“ verlangt mehr unter „{ $field }“.
            [many] Die Regel „{ $rule }“ erlaubt unter „{ $field }“ weniger.
            [number] Die Regel „{ $rule }“ verlangt unter „{ $field }“ eine Zahl.
            [none-of] Die Regel „{ $rule }“ verlangt eines davon: „{ $field }“.
            [twice] Unter „{ $field }“ steht bei „{ $other }“ dasselbe; die Regel „{ $rule }“ erlaubt das nur einmal.
            [one-way] „{ $other }“ verweist unter „{ $field }“ nicht zurück, wie es die Regel „{ $rule }“ verlangt.
            [few-entries] Die Regel „{ $rule }“ verlangt mehr Einträge.
           *[many-entries] Die Regel „{ $rule }“ erlaubt weniger Einträge.
        }
       *[other] { $said }
    }
    .label = { $item ->
        [none] { $problem ->
            [few] { $found } statt mindestens { $wanted }
            [many] { $found } statt höchstens { $wanted }
            [number] ohne Zahl
            [none-of] keines davon
            [twice] zum zweiten Mal
            [one-way] nicht erwidert
            [few-entries] { $found } statt mindestens { $wanted }
           *[many-entries] { $found } statt höchstens { $wanted }
        }
       *[other] Nr. { $item }
    }
    .first = hier zum ersten Mal
    .other-side = die andere Seite
    .help = { $problem ->
        [few] Ergänzen Sie „{ $field }“: mindestens { $wanted }. Verweise zählen nur auf freigegebene Einträge.
        [many] Kürzen Sie „{ $field }“ auf { $wanted }.
        [number] Schreiben Sie unter „{ $field }“, was sich in Zahlen geändert hat, zum Beispiel „18 % mehr Umsatz“.
        [none-of] Ergänzen Sie eines davon: { $field }.
        [twice] Ändern Sie einen der beiden Werte.
        [one-way] Ergänzen Sie den Verweis dort unter „{ $field }“, oder löschen Sie ihn hier.
        [few-entries] Gezählt werden freigegebene Einträge des Typs „{ $type }“, für die die Regel gilt. Es fehlen welche, oder die Regel stimmt nicht mehr.
       *[many-entries] Gezählt werden freigegebene Einträge des Typs „{ $type }“, für die die Regel gilt. Es sind zu viele, oder die Regel stimmt nicht mehr.
    }
    .explain =
        Ein Typ oder die Website kann Regeln aufstellen, die über einzelne Felder
        hinausgehen: Ein Fallbeispiel nennt ein messbares Ergebnis, jeder Grund einer
        Argumentationshilfe ist belegt, von den Empfehlungen gibt es genau 25
        operative. Wie schwer ein Verstoß wiegt und was dazu gesagt wird, steht bei
        der Regel selbst, in content/site.yaml oder in content/types/ unter „rules“.

        Beispiel:

            rules:
              - name: operative
                of: recommendation
                where: {"{"}kind: operative{"}"}
                count: {"{"}exactly: 25{"}"}
                message: {"{"}de: Die Studie hat 25 operative Empfehlungen.{"}"}

        Was tun: Erfüllen Sie die Regel, oder ändern Sie sie. Eine mitgelieferte Regel
        schaltet in content/types/ eine Regel mit gleichem Namen und „severity: off“
        aus. Wie man Regeln schreibt, steht in docs/rules.md.

dropped-address = { $problem ->
        [hidden] „{ $title }“ stand unter { $address } auf der Website und ist jetzt nicht mehr freigegeben.
        [moved] „{ $title }“ stand unter { $address } und steht jetzt unter { $now }. Von der alten Adresse führt nichts dorthin.
        [left] „{ $title }“ stand unter { $address } und gehört nicht mehr zu dieser Website.
        [renamed] Unter { $address } stand der Eintrag „{ $entry }“. Es gibt ihn nicht mehr; neu ist „{ $title }“.
        [gone] Unter { $address } stand der Eintrag „{ $entry }“. Es gibt ihn nicht mehr.
       *[other] Die Adresse { $address } gibt es nicht mehr.
    }
    .label = { $problem ->
        [moved] hier fehlt die alte Adresse
        [renamed] ist das derselbe?
       *[else] deshalb
    }
    .help = { $problem ->
        [hidden] Mit „status: archived“ behält die Seite ihre Adresse und einen Hinweis. Soll sie verschwinden, begründen Sie das in content/site.yaml: gone: {"{"}"{ $address }": Grund{"}"}
        [moved] Schreiben Sie in den Eintrag: aliases: [{ $alias }]
        [renamed] Ist es derselbe, schreiben Sie hier: aliases: [{ $alias }]. Sonst begründen Sie in content/site.yaml, warum es den alten nicht mehr gibt: gone: {"{"}"{ $address }": Grund{"}"}
        [gone] Wurde der Eintrag umbenannt, schreiben Sie in den neuen: aliases: [{ $alias }]. Soll er verschwinden, begründen Sie das in content/site.yaml: gone: {"{"}"{ $address }": Grund{"}"}
       *[else] War das Absicht, begründen Sie es in content/site.yaml: gone: {"{"}"{ $address }": Grund{"}"}
    }
    .explain =
        Andere haben auf die Seite verlinkt, ihre Adresse notiert oder sie als QR-Code
        gedruckt. Verglichen wird mit der Liste „manifest.json“ der Website, die zuletzt
        gebaut wurde. Gemeldet werden Seiten, PDFs und Bausteine zum Einbinden; mit
        einer Vorschau („--drafts“) wird nicht verglichen. Steht die Website einmal
        ohne die Adresse da, ist sie vergessen.

        Falsch:

            content/cases/dreherei.md umbenennen in dreherei-tuttlingen.md

        Richtig:

            aliases: [dreherei]     # in der umbenannten Datei

        Was tun: Nennen Sie die alte Adresse unter „aliases“; von dort wird dann
        weitergeleitet. Was veraltet ist, bekommt „status: archived“. Was weg soll,
        steht mit Grund in content/site.yaml unter „gone:“, ein ganzer Ordner als
        "/faelle/*".

adaptation-due = { $problem ->
        [changed] Die Vorlage „{ $title }“ ({ $base }) hat sich geändert, seit diese Anpassung zuletzt mit ihr verglichen wurde.
       *[unrecorded] Es ist nicht vermerkt, mit welchem Stand der Vorlage „{ $title }“ ({ $base }) diese Anpassung verglichen wurde.
    }
    .label = { $problem ->
        [changed] früherer Stand
       *[unrecorded] Vorlage
    }
    .help = Vergleichen Sie beide Seiten. Passt alles zusammen, schreiben Sie „reviewed_base: { $state }“.
    .explain =
        Eine Anpassung übernimmt alles, was sie nicht selbst sagt, von ihrer Vorlage.
        Ändert sich dort ein Satz, steht er am selben Tag auch auf der angepassten
        Seite, neben Sätzen, die zum alten passten. Deshalb wird unter „reviewed_base“
        vermerkt, welchen Stand der Vorlage zuletzt jemand gelesen hat. Der Stand hat
        einen kurzen Namen aus acht Zeichen, den diese Meldung nennt.

        Falsch:

            extends: clustermanager
            for: [cluster:medical-mountains]

        Richtig:

            extends: clustermanager
            for: [cluster:medical-mountains]
            reviewed_base: 3f5d0c7a

        Was tun: Öffnen Sie beide Seiten nebeneinander, ändern Sie, was nicht mehr
        passt, und tragen Sie den Stand ein, den die Meldung nennt.

idle-suppression = { $problem ->
        [reason] Unter „suppress“ steht bei „{ $check }“ kein Grund.
       *[unused] „{ $check }“ steht unter „suppress“, hat hier aber nichts auszusetzen.
    }
    .label = { $problem ->
        [reason] ohne Grund
       *[unused] überflüssig
    }
    .help = { $problem ->
        [reason] Schreiben Sie dahinter, warum der Eintrag nicht geprüft wird. Ohne Grund wird er geprüft.
       *[unused] Löschen Sie die Zeile „{ $check }“ unter „suppress“.
    }
    .explain =
        Unter „suppress“ steht, welche Prüfung ein Eintrag nicht bestehen muss und
        warum nicht. Was dort steht und nichts mehr bewirkt, verdeckt spätere Fehler;
        ein Eintrag ohne Grund lässt sich in einem Jahr nicht mehr beurteilen.

        Falsch:

            suppress:
              old-facts:

        Richtig:

            suppress:
              old-facts: Die Zahlen sind bewusst die der Studie von 2012.

        Was tun: Ergänzen Sie den Grund oder löschen Sie die Zeile.

baseline-format = Diese Liste bekannter Meldungen hat die Form { $format }, dieses broschur liest nur die Form { $known }.
    .label = andere Form
    .help = Schreiben Sie die Liste mit „broschur check --write-baseline“ neu, oder nehmen Sie das broschur, das sie geschrieben hat.
    .explain =
        In content/baseline.yaml steht, welche Meldungen schon da waren, als broschur
        eingeführt wurde. Die Liste hat eine andere Fassung von broschur geschrieben.
        Sie gilt dann gar nicht, damit nichts verschwiegen wird, was nicht gemeint
        war.

        Falsch:

            baseline: 2

        Richtig:

            baseline: 1

        Was tun: Lassen Sie alle dieselbe Fassung von broschur verwenden, und
        schreiben Sie die Liste damit neu.

baseline-outdated = In der Liste bekannter Meldungen { $count ->
        [1] steht eine Meldung, die es nicht mehr gibt.
       *[other] stehen { $count } Meldungen, die es nicht mehr gibt.
    }
    .label = nicht mehr nötig
    .help = Gut so. Schreiben Sie die Liste mit „broschur check --write-baseline“ neu, oder löschen Sie die Zeilen.
    .explain =
        In content/baseline.yaml steht, welche Meldungen schon da waren. Ist eine
        davon erledigt, kann ihre Zeile weg; sonst bliebe die Meldung auch dann
        verschwiegen, wenn der Fehler zurückkehrt. Auch wer die Zeile oder den Titel
        ändert, um die es geht, bekommt die Meldung neu.

        Beispiel: Bei einem Cluster wurde „as_of: 2012-01“ auf „as_of: 2026-03“
        gesetzt.

        Was tun: Ist alles Übrige in Ordnung, schreiben Sie die Liste neu.
