# Was die Befehlszeile sagt und was in neue Dateien geschrieben wird.
new-intro = { $type }. Felder ohne „#“ davor sind Pflicht; bei den anderen nehmen Sie das „#“ weg, wenn Sie sie ausfüllen.
    Solange hier „draft“ (Entwurf) steht, wird nichts veröffentlicht. Fertig: review, freigegeben: approved.
new-common = Diese Felder hat jeder Eintrag.
new-body = Hier steht der Text. Überschriften beginnen mit zwei Rauten: ## Ausgangslage
new-required = Pflicht
new-one-of = Erlaubt: { $values }.
new-reference = Verweis mit Kennung auf: { $types }.
new-boolean = ja oder nein.
new-date = Als JJJJ-MM-TT, zum Beispiel 2027-03-21.
new-month = Als JJJJ-MM, zum Beispiel 2027-03.
new-partial-date = Als Jahr, Monat oder Tag: 2027, 2027-03 oder 2027-03-21.
new-text = Text mit Absätzen; nach „: >“ in eingerückten Zeilen darunter.
new-text-max = Höchstens { $max } Zeichen; nach „: >“ in eingerückten Zeilen darunter.
new-string-max = Höchstens { $max } Zeichen.
new-exactly = Genau { $count }.
new-at-least = Mindestens { $count }.
new-at-most = Höchstens { $count }.

cli-new-done = Angelegt: { $path }
cli-new-exists = { $path } gibt es schon. Es wurde nichts geändert.
cli-new-missing = Es fehlt: { $arguments }. Auf einem Terminal fragt „broschur new“ danach.
cli-ask-type = Was für ein Eintrag?
cli-ask-title-missing = Ohne diese Angabe kann der Eintrag nicht entstehen.
cli-ask-id = Kennung
cli-ask-id-help = Dateiname und Teil der Webadresse; Enter übernimmt den Vorschlag
cli-ask-one-more = { $field }, weitere
cli-ask-none = (später ausfüllen)
cli-ask-yes = ja
cli-ask-no = nein
cli-ask-keys-choose = Pfeiltasten und Enter wählen, Tippen engt ein
cli-ask-length = Höchstens { $count } Zeichen.
cli-ask-reference = Titel oder Kennung tippen, Pfeiltasten und Tab übernehmen.
cli-ask-keys-skip = Enter ohne Eingabe: später ausfüllen
cli-ask-readings = „{ $value }“ lässt sich auf zwei Arten lesen. Schreiben Sie { $other }, oder ein Komma vor die Dezimalstellen.
cli-ask-left = Nichts wurde angelegt.
cli-ask-failed = Das Terminal nimmt keine Antworten an: { $reason }
cli-new-unknown-type = Den Inhaltstyp „{ $type }“ gibt es nicht. Bekannt sind: { $known }
cli-new-bad-id = „{ $id }“ ist keine Kennung: erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern und „-“, zum Beispiel { $example }. Nicht erlaubt sind Namen, die Windows für Geräte hat („con“).
cli-init-done = { $path } enthält jetzt eine kleine Website. So geht es weiter:
    
      broschur build --root { $path }
cli-init-not-empty = { $path } ist nicht leer. Es wurde nichts geändert.
cli-today = Gebaut für den { $date } (--as-of oder SOURCE_DATE_EPOCH legt den Tag fest).
cli-why-new = { $path }: neu
cli-why-program = { $path }: ein anderes Programm hat es gemacht
cli-why-content = { $path }: der Inhalt ist anders
cli-why-shared = { $path }: was alle Seiten zeigen (etwa die Navigation), ist anders
cli-why-theme = { $path }: das Theme ist anders
cli-why-nothing = Nichts wurde neu erzeugt: Alles war schon da.
cli-built = { $path }: { $files } Dateien, davon { $written } neu oder geändert, { $removed } entfernt ({ $seconds } s)
cli-held-back = Nicht veröffentlicht: { $entries }.
cli-held-drafts = { $count ->
        [1] 1 Entwurf
       *[other] { $count } Entwürfe
    }
cli-held-reviews = { $count ->
        [1] 1 Eintrag in Prüfung
       *[other] { $count } Einträge in Prüfung
    }
cli-held-later = { $count ->
        [1] 1 Eintrag für später
       *[other] { $count } Einträge für später
    }
cli-held-consents = { $count ->
        [1] 1 Eintrag ohne gültige Einwilligung
       *[other] { $count } Einträge ohne gültige Einwilligung
    }
cli-next-change = Ohne weitere Bearbeitung ändert sich die Website wieder am { $date }.
cli-nothing-written = Es wurde nichts veröffentlicht. Die bisherige Website bleibt, wie sie ist.
cli-findings-shown = Gezeigt sind { $shown } von { $count } Befunden, die schwersten zuerst. Alle zusammen:
cli-findings-alike = Ebenso an { $count ->
        [1] einer weiteren Stelle
       *[other] { $count } weiteren Stellen
    }:
cli-findings-alike-more = {"  "}und { $count ->
        [1] 1 weitere
       *[other] { $count } weitere
    } („--format json“ nennt alle)
cli-findings-all = „broschur check --format json“ (oder sarif, gitlab, github, junit) gibt alle aus.
cli-checked = { $entries ->
        [1] 1 Eintrag
       *[other] { $entries } Einträge
    } geprüft: { $errors ->
        [1] 1 Fehler
       *[other] { $errors } Fehler
    }, { $warnings ->
        [1] 1 Warnung
       *[other] { $warnings } Warnungen
    }.
cli-no-code = Die Meldung „{ $code }“ gibt es nicht. Gemeint ist vielleicht { $suggestion }.
cli-no-code-plain = Die Meldung „{ $code }“ gibt es nicht. Meldungen heißen zum Beispiel B201.
cli-no-pdf = Ein Blatt oder eine Publikation „{ $name }“ gibt es nicht. Gemeint ist vielleicht { $suggestion }.
cli-no-pdf-plain = Ein Blatt oder eine Publikation „{ $name }“ gibt es nicht. Namen sind die Dateinamen der Publikationen und der freigegebenen Einträge ohne Endung, zum Beispiel broschuere oder case:dreherei-tuttlingen.
cli-baseline = { $count ->
        [0] Die Prüfungen finden nichts: { $path } wird nicht gebraucht.
        [1] { $path } nennt jetzt 1 Meldung, die schon da war.
       *[other] { $path } nennt jetzt { $count } Meldungen, die schon da waren.
    }
cli-fix-made = { $count ->
        [0] Nichts war sicher zu reparieren.
        [1] 1 Reparatur in 1 Datei gemacht.
       *[other] { $count } Reparaturen in { $files ->
            [1] 1 Datei
           *[other] { $files } Dateien
        } gemacht.
    }
cli-fix-would = { $count ->
        [0] Nichts ist sicher zu reparieren.
        [1] 1 Reparatur in 1 Datei ist sicher; geschrieben wurde nichts.
       *[other] { $count } Reparaturen in { $files ->
            [1] 1 Datei
           *[other] { $files } Dateien
        } sind sicher; geschrieben wurde nichts.
    }
cli-fix-likely = { $count ->
        [1] Für 1 weitere Meldung gibt es einen Vorschlag
       *[other] Für { $count } weitere Meldungen gibt es einen Vorschlag
    }. „broschur check --fix=ask“ fragt danach.
cli-fix-worse = { $path } bleibt, wie es ist: Mit der Reparatur entstünden andere Fehler.
cli-fix-ask = So ändern? [j/N, e = Ende]
cli-fix-yes = j
cli-fix-no = n
cli-fix-no-terminal = „--fix=ask“ fragt nach: Das geht nur in einem Terminal.
cli-changed-meanwhile = Nichts wurde geändert: { $path } ist nicht mehr, wie es gelesen wurde. Jemand hat die Datei inzwischen geändert. Rufen Sie den Befehl noch einmal auf.
cli-no-entry = Einen Eintrag „{ $id }“ gibt es nicht. Gemeint ist vielleicht { $suggestion }.
cli-no-entry-plain = Einen Eintrag „{ $id }“ gibt es nicht. „broschur list“ zeigt, welche es gibt.
cli-rename-same = Der Eintrag heißt schon „{ $id }“. Es wurde nichts geändert.
cli-rename-unread = { $path } lässt sich nicht lesen: Der Eintrag könnte darin genannt sein. Beheben Sie zuerst, was „broschur check“ dort findet. Es wurde nichts geändert.
cli-rename-in-the-way = { $place } steht im Weg: { $why } Ändern Sie die Stelle von Hand. Es wurde nichts geändert.
cli-refused-not-read = Die Datei lässt sich nicht fehlerfrei lesen.
cli-refused-named = Darin haben Werte Namen (&name, *name): Geändert würde auch, was sie anderswo einsetzt.
cli-refused-tagged = Darin haben Werte Kennzeichen ihrer Art (!art).
cli-refused-comment = Ein Kommentar ginge verloren oder stünde dann bei etwas anderem.
cli-refused-unclear = Was dort steht, lässt sich nicht ohne Zweifel ändern.
cli-rename-worse = { $old } behält seine Kennung: Als „{ $new }“ gäbe es diese Meldungen, die es bisher nicht gibt. Es wurde nichts geändert.
cli-schema-none = Für „{ $name }“ gibt es keine Beschreibung. Meinten Sie „{ $suggestion }“?
cli-schema-none-plain = Für „{ $name }“ gibt es keine Beschreibung. „broschur schema“ listet auf, was es gibt.
cli-schema-cms = { $path } enthält jetzt die Seite eines Redaktionssystems. Es fehlt noch das Programm selbst: „decap-cms.js“ aus dem npm-Paket „decap-cms“. Tragen Sie in „config.yml“ unter „repo“ Ihr Projekt ein.
cli-schema-done = { $count } Beschreibungen in { $path } geschrieben. Welche für welche Dateien gilt, steht dort in „yaml-schemas.json“.
# Titel der Beschreibungen
schema-entry = { $type }
schema-list = Mehrere Einträge: { $type }
schema-entry-translation = Übersetzung: { $type }
schema-list-translation = Übersetzungen: { $type }
cli-fmt-left = { $path } bleibt, wie es ist: { $why }
cli-fmt-done = { $count ->
        [0] Alles ist in der Reihenfolge der Typen.
        [1] Geordnet: 1 Datei.
       *[other] Geordnet: { $count } Dateien.
    }
cli-fmt-would = { $count ->
        [0] Alles ist in der Reihenfolge der Typen.
        [1] 1 Datei ist nicht in der Reihenfolge ihres Typs; geschrieben wurde nichts.
       *[other] { $count } Dateien sind nicht in der Reihenfolge ihrer Typen; geschrieben wurde nichts.
    }
cli-import-column-id = Kennung
cli-import-column-body = Text
cli-import-row-created = Zeile { $line }: { $entry } – neu in { $path }
cli-import-row-changed = Zeile { $line }: { $entry } – geändert in { $path }
cli-import-row-same = Zeile { $line }: { $entry } – unverändert in { $path }
cli-import-refused = Nichts wurde geschrieben: Die Tabelle wird erst übernommen, wenn keine Zelle mehr einen Fehler hat.
cli-import-bad-map = „{ $value }“ ordnet nichts zu: --map "SPALTE=FELD", oder --map "SPALTE=" für eine Spalte, die wegbleibt.
cli-import-done = Übernommen: { $created ->
        [1] 1 neuer Eintrag
       *[other] { $created } neue Einträge
    }, { $changed } geändert, { $same } unverändert.
cli-import-would = Übernommen würden: { $created ->
        [1] 1 neuer Eintrag
       *[other] { $created } neue Einträge
    }, { $changed } geändert, { $same } unverändert. Nichts wurde geschrieben.
cli-import-translations = Übersetzungen: { $created } neu, { $changed } geändert, { $same } unverändert.
cli-rename-done = { $old } heißt jetzt { $new }. Geändert: { $places ->
        [0] keine Stelle, die den Eintrag nennt
        [1] 1 Stelle, die ihn nennt
       *[other] { $places } Stellen in { $files ->
            [1] 1 Datei
           *[other] { $files } Dateien
        }, die ihn nennen
    }; { $moved ->
        [0] keine Datei heißt
        [1] 1 Datei heißt
       *[other] { $moved } Dateien heißen
    } anders.
cli-rename-would = { $old } hieße dann { $new }; geschrieben wurde nichts. Ändern würden sich: { $places ->
        [0] keine Stelle, die den Eintrag nennt
        [1] 1 Stelle, die ihn nennt
       *[other] { $places } Stellen in { $files ->
            [1] 1 Datei
           *[other] { $files } Dateien
        }, die ihn nennen
    }; { $moved ->
        [0] keine Datei hieße
        [1] 1 Datei hieße
       *[other] { $moved } Dateien hießen
    } anders.
cli-no-baseline = Beheben Sie zuerst die Fehler: Sie lassen sich nicht vormerken, denn damit entstünden kaputte Seiten.
report-fit-page = S. { $page }
report-fit-pages = { $pages } Seiten
report-fit-room = noch { $lines ->
        [1] 1 Zeile
       *[other] { $lines } Zeilen
    }, etwa { $characters } Zeichen
report-fit-over = { $lines ->
        [1] 1 Zeile
       *[other] { $lines } Zeilen
    } zu viel, { $characters } Zeichen, { $percent } % des Textes
report-none = keine
report-nothing = Dazu gibt es nichts.
report-spread-regions = Fallbeispiele je Region und Branche
report-spread-groups = Fallbeispiele je Gewerbegruppe
report-spread-gaps = Lücken
report-spread-no-region = Regionen ohne Fallbeispiel:
report-spread-no-group = Gewerbegruppen ohne Fallbeispiel:
report-spread-one-region = Branchen in nur einer Region:
report-completeness-type = { $type }: { $entries ->
        [1] 1 Eintrag
       *[other] { $entries } Einträge
    }, { $percent } % der Felder ausgefüllt
report-completeness-missing = fehlt { $count ->
        [1] einmal
       *[other] { $count }-mal
    }
report-review-base = Vorlage geändert
report-review-past = { $days ->
        [1] seit 1 Tag fällig
       *[other] seit { $days } Tagen fällig
    }
report-review-left = { $days ->
        [0] heute
        [1] in 1 Tag
       *[other] in { $days } Tagen
    }
report-links-state = { $group ->
        [unknown] Ohne verabredete Seite
        [wanted] Gewünscht
        [asked] Angefragt
        [confirmed] Bestätigt
       *[declined] Abgelehnt
    } ({ $count }): Partner, ihre Seite, unsere Adresse
report-links-found = { $group ->
        [no] Link fehlt
        [dead] Link führt bei uns ins Leere
        [nofollow] Link, dem Suchmaschinen nicht folgen sollen (nofollow)
        [yes] Link ist da
       *[unsaved] Keine gespeicherte Seite
    } ({ $count }): Partner, ihre Seite, { $group ->
        [yes] gefundener Link
       *[other] unsere Adresse
    }
cli-links-nowhere = { $file }: In der Datei steht nicht, unter welcher Adresse die Seite stand. Nennen Sie sie: --html https://www.example.org/partner={ $file }
cli-links-stranger = { $file }: Die Seite gehört zu keinem Partner. Tragen Sie ihre Adresse beim Partner unter „backlinks“ ein.
cli-links-no-address = Ohne eigene Adresse lässt sich kein Link erkennen. Nennen Sie sie mit --base-url oder in site.yaml unter „base_url“.
report-contacts-state = { $group ->
        [none] Ohne Kontaktangaben
        [partial] Lückenhaft
       *[complete] Vollständig
    } ({ $count })
report-contacts-missing = fehlt: { $fields }
cli-forms-done = { $count ->
        [one] Ein Formular
       *[other] { $count } Formulare
    } geschrieben: { $path }
report-consents-until = bis { $date }
report-consents-state = { $state ->
        [valid] gültig
        [ended] abgelaufen
        [future] gilt noch nicht
       *[missing] fehlt
    }
cli-bad-date = „{ $value }“ ist kein Datum. Erlaubt ist JJJJ-MM-TT, zum Beispiel 2027-03-21.
cli-bad-epoch = SOURCE_DATE_EPOCH ist „{ $value }“. Erlaubt ist eine Zahl von Sekunden seit dem 1. Januar 1970.
cli-bad-clock = Die Uhr dieses Rechners steht auf einem Tag, den kein Kalender hat. Stellen Sie sie, oder nennen Sie den Tag mit --as-of.
cli-output-lost = Die Ausgabe ist unvollständig, denn sie lässt sich nicht schreiben: { $reason }
cli-messages-lost = Meldungen sind verloren, denn sie lassen sich nicht schreiben: { $reason }
cli-panic = Ein Fehler in broschur, nicht in Ihrer Website: { $what } ({ $place })
    Bitte melden Sie ihn, mit diesen Zeilen und mit der Datei, an der Sie zuletzt gearbeitet haben.
cli-bad-base-url = „{ $value }“ ist keine Webadresse. Erlaubt ist zum Beispiel https://www.example.org/cluster/.
cli-no-manifest = { $path } ist keine Liste („manifest.json“) einer Website, die broschur gebaut hat.
cli-no-site = Unter { $path } gibt es keinen Ordner „content“. Wechseln Sie in den Ordner der Website, oder nennen Sie ihn mit --root.
cli-read-error = { $path } lässt sich nicht lesen: { $reason }
cli-write-error = { $path } lässt sich nicht schreiben: { $reason }
cli-foreign-files = { $folder } enthält { $count } Dateien, die broschur nicht geschrieben hat, zum Beispiel { $files }.
    Nehmen Sie einen anderen Ordner (--out), verschieben Sie die Dateien, oder nennen Sie sie in content/site.yaml unter „keep“.
cli-mount-point = { $folder } ist ein eingehängter Ordner (etwa ein Volume eines Containers) und lässt sich nicht als Ganzes austauschen. Nehmen Sie mit --out einen Ordner darin, zum Beispiel { $folder }/website. Die bisherige Website ist unverändert.
cli-holds-content = { $folder } enthält die Inhalte selbst und kann nicht der Ausgabeordner sein.
cli-disk-link = { $path } ist ein Link. broschur folgt Links nur in Pfaden, die auf der Befehlszeile stehen: Andere können zu fremden Dateien führen. Entfernen Sie ihn. Nur der Ordner der Site (--root) und der Ausgabeordner (--out) dürfen über einen Link erreicht werden, wenn Sie ihn selbst nennen. Es wurde nichts geändert.
cli-disk-special = { $path } ist weder Datei noch Ordner, sondern etwa eine Pipe, ein Gerät oder ein Socket. Entfernen Sie es. Es wurde nichts geändert.
cli-disk-folder = { $path } ist ein Ordner; dort wird eine Datei erwartet. Es wurde nichts geändert.
cli-disk-file = { $path } ist eine Datei; dort wird ein Ordner erwartet. Es wurde nichts geändert.
cli-disk-large = { $path } ist größer als { $max } MB und wird nicht gelesen.
cli-disk-changed = { $path } ist nicht mehr die Datei, die eben noch dort lag. Es wurde nichts geändert. Bauen Sie noch einmal.
cli-disk-outside = { $path } führt aus seinem Ordner hinaus. Es wurde nichts geändert.
cli-out-inside = { $folder } liegt in { $sources } und kann nicht der Ausgabeordner sein. Es wurde nichts geändert.
cli-out-is-file = { $path } ist eine Datei und kann nicht der Ausgabeordner sein. Es wurde nichts geändert.
cli-damaged-manifest = { $path } ist beschädigt. Darin steht, welche Dateien broschur geschrieben hat; ohne die Liste ist es von { $count } Dateien nicht sicher. Es wurde nichts geändert.
    Sehen Sie nach, ob in { $folder } etwas liegt, das Sie noch brauchen. Löschen Sie dann den Ordner, oder benennen Sie ihn um, und bauen Sie noch einmal.
cli-unkept = { $path } (Eigentümer: { $owner }) steht unter „keep“, lässt sich aber nicht unverändert mitnehmen: { $reason }. Es wurde nichts geändert.
    Bauen Sie als dieser Benutzer oder als root, oder legen Sie es neben den Ausgabeordner und lassen Sie den Webserver darauf verweisen.
cli-kept-and-made = { $path } steht unter „keep“, aber auch die Website hat dort etwas. Nehmen Sie den Pfad aus „keep“, oder benennen Sie eines von beiden um. Es wurde nichts geändert.
cli-path-refused = Der Pfad „{ $path }“ einer Ausgabe wird nicht geschrieben ({ $problem }). Das ist ein Fehler von broschur; bitte melden Sie ihn. Die bisherige Website ist unverändert.
cli-left = { $path } ließ sich nicht entfernen. Die Website ist davon nicht berührt; der nächste Lauf versucht es wieder.
cli-waits = Ein anderer Lauf von broschur arbeitet an { $path }. Es wird auf ihn gewartet.
cli-no-audience = Für „{ $id }“ gibt es keinen Newsletter. Gemeint ist vielleicht { $suggestion }.
cli-no-audience-plain = Für „{ $id }“ gibt es keinen Newsletter. Zielgruppen: { $known }. Auch Regionen und Gewerke haben Neues: --audience region:KENNUNG
cli-newsletter-backwards = Der Zeitraum endet ({ $to }), bevor er beginnt ({ $from }).
cli-newsletter-no-address = Links in E-Mails brauchen die Adresse der Website. Nennen Sie sie mit --base-url, in site.yaml oder in der Datei der Ausgabe unter „base_url“.
cli-newsletter-empty = Von { $from } bis { $to } gibt es nichts Neues. Es wurde nichts geschrieben.
cli-newsletter-done = Geschrieben: { $path }
cli-no-edition = Eine Ausgabe „{ $id }“ gibt es nicht. Gemeint ist vielleicht { $suggestion }.
cli-no-edition-plain = Eine Ausgabe „{ $id }“ gibt es nicht. { $known ->
        [none] Ausgaben sind Dateien in content/editions/.
       *[other] Es gibt: { $known }.
    }
cli-no-editions = In content/editions/ gibt es keine Ausgaben.
cli-without-address = Ohne Adresse gebaut: { $editions }. Es fehlen Sitemap, Feeds, kanonische Links, QR-Codes und die Links der Fehlerseite, bis eine angegeben ist (base_url).
cli-no-worker = Der begrenzte Bau lässt sich nicht starten: { $reason }
cli-no-landlock = Inhalte von Fremden (--untrusted) werden nur gebaut, wo das System das Programm auf seine Dateien beschränkt: Linux 5.13 oder neuer mit Landlock.
    Lassen Sie die Pipeline auf einer solchen Maschine laufen („landlock“ in /sys/kernel/security/lsm). Inhalte, denen Sie vertrauen, baut broschur ohne --untrusted.
cli-standard-theme = Inhalte von Fremden erscheinen in der Standardgestaltung; „themes“ wird nicht gelesen.
cli-link-outside = { $path } führt über eine Verknüpfung aus der Website hinaus. Inhalte von Fremden werden nur in einen Ordner gebaut, der wirklich dort liegt.
    Nennen Sie mit --out einen anderen Ordner.
cli-timings-total = zusammen
step-read = Lesen
step-types = Typen
step-entries = Einträge
step-entry = Eintrag
step-compare = Vergleich
step-rules = Regeln
step-theme = Gestaltung
step-editions = Ausgaben
step-plan = Planung
step-views = Ansichten
step-pages = Seiten
step-facets = Auswahlseiten
step-search = Suche
step-files = Dateien
step-print = PDFs
step-publish = Veröffentlichen
step-cache = Cache
step-verify = Abgleich
system-1 = Das ist nicht erlaubt
system-2 = Die Datei oder den Ordner gibt es nicht
system-5 = Fehler beim Lesen oder Schreiben
system-13 = Die Berechtigung fehlt
system-17 = Es gibt schon etwas mit diesem Namen
system-20 = Das ist kein Ordner
system-21 = Das ist ein Ordner
system-24 = Zu viele Dateien sind offen
system-27 = Die Datei ist zu groß
system-28 = Auf dem Datenträger ist kein Platz mehr
system-30 = Der Datenträger ist schreibgeschützt
system-36 = Der Name ist zu lang
system-39 = Der Ordner ist nicht leer
system-40 = Zu viele Links führen aufeinander
system-98 = Die Adresse ist schon vergeben
system-99 = Diese Adresse hat der Rechner nicht
system-122 = Der zugeteilte Platz ist verbraucht
serve-started = Vorschau: { $address } (Ende mit Strg+C)
serve-edit-open = Achtung: Wer { $host } erreicht, kann die Einträge dieser Website ändern. Beenden Sie die Vorschau, wenn das nicht gewollt ist.
serve-cannot-listen = Unter { $address } lässt sich keine Vorschau anbieten: { $reason }
    Nehmen Sie einen anderen Anschluss, zum Beispiel --port 0.
serve-cannot-open = Der Browser lässt sich nicht öffnen: { $reason }
    Öffnen Sie { $address } selbst.
serve-site-soon = Die Website wird gebaut und erscheint gleich hier.
serve-pdf-soon = Das PDF wird gesetzt und erscheint gleich hier.
serve-page = Seite
serve-without-pdf = Seite ohne PDF zeigen
serve-no-pdf = Zu dieser Seite gibt es kein PDF.
serve-errors = { $count ->
        [1] Ein Fehler ist zu beheben
       *[other] { $count } Fehler sind zu beheben
    }
serve-close = Meldung schließen
serve-nothing-yet = Seiten gibt es hier, sobald die Fehler behoben sind. Diese Meldung verschwindet von selbst.
serve-warnings = { $count ->
        [1] Ein Hinweis zur letzten Bearbeitung
       *[other] { $count } Hinweise zur letzten Bearbeitung
    }
serve-last-good = Darunter liegt die letzte Fassung ohne Fehler. Diese Meldung verschwindet von selbst.
watch-started = { $path } wird nach jeder Änderung neu gebaut (Ende mit Strg+C).
watch-cannot = { $path } lässt sich nicht beobachten: { $reason }
    Mit --poll wird stattdessen immer wieder nachgesehen.
live-first = { $outputs } Ausgaben in { $milliseconds } ms.
live-made = { $made } von { $outputs } Ausgaben neu, { $removed } entfernt, in { $milliseconds } ms ({ $files }{ $more ->
        [0] {""}
       *[other] {" "}und { $more } weitere
    }).
live-day = { $made } von { $outputs } Ausgaben neu, { $removed } entfernt, in { $milliseconds } ms.
live-pdfs = { $count ->
        [1] 1 PDF neu
       *[other] { $count } PDFs neu
    }, nach { $milliseconds } ms.
live-errors = { $count ->
        [1] 1 Fehler
       *[other] { $count } Fehler
    }, geprüft in { $milliseconds } ms. { $shown ->
        [last] Zu sehen ist die letzte Fassung ohne Fehler.
       *[nothing] Seiten gibt es, sobald sie behoben sind.
    }

cli-help-usage = Aufruf
cli-help-commands = Befehle
cli-help-command = BEFEHL
cli-help-option = OPTIONEN
cli-help-arguments = Angaben
cli-help-options = Optionen
cli-command-broschur = Macht aus einer Sammlung guter Beispiele eine verknüpfte Website und druckfertige Broschüren
cli-value-address = ADRESSE
cli-value-backend = WO
cli-value-code = CODE
cli-value-column-field = SPALTE=FELD
cli-value-date = DATUM
cli-value-dir = ORDNER
cli-value-file = DATEI
cli-value-format = FORMAT
cli-value-how = WIE
cli-value-id = KENNUNG
cli-value-language = SPRACHE
cli-value-megabytes = MEGABYTE
cli-value-name = NAME
cli-value-port = PORT
cli-value-seconds = SEKUNDEN
cli-value-severity = STUFE
cli-value-shell = SHELL
cli-value-type = TYP
cli-value-url = ADRESSE
cli-command-init = Legt in einem neuen Ordner eine kleine Website an
cli-command-new = Legt eine Datei für einen Eintrag an, mit allen Feldern seines Typs
cli-arg-new-no_input = Auch auf einem Terminal nichts fragen
cli-command-import = Macht aus den Zeilen einer Tabelle (CSV oder XLSX) Einträge
cli-arg-import-type_id = Der Typ der Einträge, wie case oder trade
cli-arg-import-table = Die Tabelle; ihre erste Zeile nennt die Felder oder deren Beschriftungen, bei Übersetzungen mit der Sprache: Titel (en)
cli-arg-import-map = Welches Feld eine Spalte meint, die anders heißt; ohne Feld bleibt sie weg
cli-arg-import-sheet = Das Blatt der Arbeitsmappe statt des ersten
cli-arg-import-update = Vorhandene Einträge ändern: nur die Felder mit einem Wert in der Tabelle
cli-arg-import-dry_run = Nur zeigen, was aus den Zeilen würde
cli-command-list = Listet Einträge auf: Kennung, Status und Titel
cli-command-rename = Gibt einem Eintrag eine andere Kennung und ändert alles, was ihn nennt
cli-command-lsp = Sprachserver für Editoren: Befunde beim Tippen, Vervollständigung, Sprünge
cli-command-fmt = Bringt die Felder der Einträge in die Reihenfolge ihres Typs
cli-command-schema = Beschreibt als JSON Schema, was in den Dateien stehen darf: für andere Editoren
cli-arg-list-type_id = Nur die Einträge dieses Typs
cli-arg-list-format = Wie die Liste geschrieben wird: text (für Menschen), json oder csv
cli-command-build = Baut Website und PDFs nach „public“
cli-command-serve = Zeigt eine Vorschau, die jeder Änderung folgt
cli-command-watch = Baut nach jeder Änderung nach „public“
cli-arg-explain = Zu jeder Ausgabe sagen, warum sie neu gemacht wurde
cli-arg-host = Unter welcher Adresse die Vorschau steht (sonst 127.0.0.1: nur dieser Rechner sieht sie)
cli-arg-port = Der Anschluss (sonst 4321); 0 nimmt irgendeinen freien
cli-arg-open = Die Vorschau im Browser öffnen
cli-arg-follow = Offene Seiten zum zuletzt bearbeiteten Eintrag führen
cli-arg-read_only = Ohne Editor: Die Vorschau zeigt nur, sie ändert nichts
cli-arg-serve-cms = Auch das Redaktionssystem Decap CMS anbieten: der Ordner, in dem „decap-cms.js“ liegt (unter /__broschur/cms/)
cli-arg-edit = Auch unter einer Adresse bearbeiten lassen, die andere Rechner erreichen
cli-arg-poll = Immer wieder selbst nachsehen: für Netzlaufwerke und Container, die Änderungen nicht melden
cli-command-check = Prüft die Website und alle Ausgaben; veröffentlicht wird nichts
cli-command-newsletter = Schreibt die Neuigkeiten eines Zeitraums als Newsletter: HTML für E-Mails und reiner Text
cli-command-print = Macht nur die PDFs: alle oder die genannten
cli-command-report = Berichte für die Redaktion
cli-command-fit = Wie viele Seiten jeder Eintrag im Druck braucht und wie viel Platz bleibt
cli-command-spread = Fallbeispiele je Region, Branche und Gewerbegruppe, mit den Lücken
cli-command-completeness = Welche Felder wie oft ausgefüllt sind
cli-command-review = Was wann wieder zu prüfen ist
cli-command-links = Welche Partner auf welche Seite verlinken sollen und ob sie es tun
cli-command-contacts = Wer nicht zu erreichen ist, und was an Kontaktangaben fehlt
cli-command-consents = Welche Einwilligungen es gibt und wann sie enden
cli-arg-spread-format = Wie der Bericht geschrieben wird: text (für Menschen), json oder csv
cli-arg-completeness-format = Wie der Bericht geschrieben wird: text (für Menschen), json oder csv
cli-arg-review-format = Wie der Bericht geschrieben wird: text (für Menschen), json oder csv
cli-arg-contacts-format = Wie der Bericht geschrieben wird: text (für Menschen), json oder csv
cli-arg-forms = Schreibt in diesen Ordner je Stelle ein Formular, auf dem sie ihre Angaben berichtigt: als PDF und als Text für eine E-Mail
cli-arg-consents-format = Wie der Bericht geschrieben wird: text (für Menschen), json oder csv
cli-arg-links-format = Wie der Bericht geschrieben wird: text (für Menschen), json oder csv
cli-arg-names = Publikationen und Einträge; ohne Angabe alle
cli-arg-fit-format = Wie der Bericht geschrieben wird: text (für Menschen), json oder csv
cli-command-explain = Erklärt eine Meldung: was sie heißt, warum es sie gibt, ein Beispiel
cli-command-completions = Gibt aus, womit eine Shell Befehle von broschur vervollständigt
cli-command-man = Schreibt die Handbuchseiten in einen Ordner, für die, die Pakete von broschur machen
cli-arg-shell = Für welche Shell: bash, elvish, fish, powershell oder zsh
cli-arg-man-dir = Der Ordner; Handbuchseiten, die es darin schon gibt, werden ersetzt
cli-arg-help = Zeigt diese Hilfe
cli-arg-version = Zeigt die Version
cli-arg-root = Der Ordner, in dem „content“ liegt (sonst der jetzige)
cli-arg-lang = Sprache der Meldungen: { $languages } (sonst die des Systems)
cli-arg-quiet = Nur Fehler melden
cli-arg-verbose = Mehr melden
cli-arg-dir = Der Ordner, neu oder leer
cli-arg-type_id = Der Inhaltstyp, zum Beispiel „case“
cli-arg-id = Die Kennung des Eintrags: kleine Buchstaben, Ziffern und „-“
cli-arg-rename-old = Die Kennung, die der Eintrag hat
cli-arg-rename-new = Die Kennung, die er bekommt: kleine Buchstaben, Ziffern und „-“
cli-arg-cms = Die Konfiguration des Redaktionssystems Decap CMS: für „gitlab“ oder „github“; mit --out auch die Seite dazu
cli-arg-schema-name = Ein Inhaltstyp oder ein Name aus der Liste; ohne Angabe diese Liste
cli-arg-schema-out = Alle Beschreibungen in diesen Ordner schreiben, zum Beispiel „.vscode/broschur“
cli-arg-fmt-check = Nichts schreiben, nur melden: Exit-Status 1, wenn etwas zu ordnen ist
cli-arg-out = Der Ausgabeordner (sonst „public“, für eine Ausgabe „public-editions/KENNUNG“)
cli-arg-drafts = Auch Entwürfe und Einträge in Prüfung aufnehmen
cli-arg-as_of = Der Tag, für den gebaut wird (sonst SOURCE_DATE_EPOCH, sonst heute)
cli-arg-newsletter-from = Der erste Tag des Zeitraums, JJJJ-MM-TT
cli-arg-newsletter-to = Der letzte Tag des Zeitraums, JJJJ-MM-TT
cli-arg-newsletter-audience = Für wen: die Kennung einer Zielgruppe oder TYP:KENNUNG von etwas, worüber es einen Feed gibt
cli-arg-newsletter-out = Der Ordner für die Dateien (sonst „newsletter“)
cli-arg-edition = Diese Ausgabe statt der Hauptseite: der Name einer Datei in content/editions ohne Endung
cli-arg-all_editions = Alle Ausgaben, jede in ihren Ordner
cli-arg-no_print = Ohne PDFs
cli-arg-html = Gespeicherte Seiten von Partnern, in denen der Link gesucht wird: DATEI oder ADRESSE=DATEI
cli-arg-online = Womit verglichen wird: „manifest.json“ der Website, die online ist (sonst die im Ausgabeordner)
cli-arg-base_url = Die Adresse der Website, statt „base_url“ in „site.yaml“
cli-arg-format = Wie Meldungen geschrieben werden: text (für Menschen), json, gitlab (Code Quality), sarif, github oder junit (auf der Standardausgabe)
cli-arg-timings = Wie lange jeder Schritt gedauert hat: text oder json
cli-arg-deny = Was neben Fehlern zum Scheitern führt: warnings
cli-arg-untrusted = Für Inhalte von Fremden, zum Beispiel Merge-Requests: in der Standardgestaltung, ohne Cache, in Grenzen und ohne Zugriff auf andere Dateien (Linux)
cli-arg-max_seconds = Wie viele Sekunden es dauern darf (sonst: „limits“ in „site.yaml“; mit --untrusted 300)
cli-arg-max_memory = Wie viel Speicher es haben darf, in Megabyte (sonst: „limits“ in „site.yaml“; mit --untrusted 2048)
cli-arg-write_baseline = Alle jetzigen Meldungen der Prüfungen in content/baseline.yaml festhalten, damit nur neue gemeldet werden
cli-arg-fix = Reparaturen machen, die sicher sind (certain, wenn nichts dabei steht); bei den anderen nachfragen (ask)
cli-arg-dry_run = Nur zeigen, was sich ändern würde
cli-arg-code =', Nummer oder Name, zum Beispiel „B201“ oder „unknown-field“; ohne Angabe alle
cli-wrong-command = Den Befehl „{ $argument }“ gibt es nicht.
cli-wrong-no-command = Es fehlt ein Befehl.
cli-wrong-argument = Die Angabe „{ $argument }“ gibt es hier nicht.
cli-wrong-value = „{ $value }“ passt nicht zu „{ $argument }“.
cli-wrong-no-value = Nach „{ $argument }“ fehlt ein Wert.
cli-wrong-missing = Es fehlt: { $argument }.
cli-wrong-together = „{ $argument }“ und „{ $other }“ gehen nicht zusammen.
cli-wrong-meant = Gemeint ist vielleicht: { $values }.
cli-wrong-allowed = Erlaubt sind: { $values }.
cli-wrong-help = „broschur --help“ zeigt, was möglich ist.

cli-no-folder = Der Ordner „{ $path }“ ist nicht zu finden: { $reason }
lsp-ended = Der Editor hat die Verbindung beendet: { $reason }
lsp-fix-insert = „{ $to }“ einfügen
lsp-fix-remove = „{ $from }“ entfernen
lsp-fix-replace = „{ $from }“ durch „{ $to }“ ersetzen
lsp-fix-all = { $count ->
    [one] Die sichere Reparatur dieser Datei ausführen
   *[other] Alle { $count } sicheren Reparaturen dieser Datei ausführen
}
