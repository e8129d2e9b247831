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
cli-new-unknown-type = Den Inhaltstyp „{ $type }“ gibt es nicht. Bekannt sind: { $known }
cli-new-bad-id = „{ $id }“ ist keine Kennung: erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern und „-“, zum Beispiel { $example }.
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
cli-nothing-written = Es wurde nichts veröffentlicht. Die bisherige Website bleibt, wie sie ist.
cli-checked = { $entries ->
        [1] 1 Eintrag
       *[other] { $entries } Einträge
    } geprüft: { $errors } Fehler, { $warnings ->
        [1] 1 Warnung
       *[other] { $warnings } Warnungen
    }.
cli-no-code = Die Meldung „{ $code }“ gibt es nicht. Gemeint ist vielleicht { $suggestion }.
cli-no-code-plain = Die Meldung „{ $code }“ gibt es nicht. Meldungen heißen zum Beispiel B201.
cli-bad-date = „{ $value }“ ist kein Datum. Erlaubt ist JJJJ-MM-TT, zum Beispiel 2027-03-21.
cli-bad-epoch = SOURCE_DATE_EPOCH ist „{ $value }“. Erlaubt ist eine Zahl von Sekunden seit dem 1. Januar 1970.
cli-bad-base-url = „{ $value }“ ist keine Webadresse. Erlaubt ist zum Beispiel https://www.example.org/cluster/.
cli-no-site = Unter { $path } gibt es keinen Ordner „content“. Wechseln Sie in den Ordner der Website, oder nennen Sie ihn mit --root.
cli-read-error = { $path } lässt sich nicht lesen: { $reason }
cli-write-error = { $path } lässt sich nicht schreiben: { $reason }
cli-foreign-files = { $folder } enthält { $count } Dateien, die broschur nicht geschrieben hat, zum Beispiel { $files }.
    Nehmen Sie einen anderen Ordner (--out), verschieben Sie die Dateien, oder nennen Sie sie in content/site.yaml unter „keep“.
cli-holds-content = { $folder } enthält die Inhalte selbst und kann nicht der Ausgabeordner sein.
cli-timings-total = zusammen
serve-started = Vorschau: { $address } (Ende mit Strg+C)
serve-cannot-listen = Unter { $address } lässt sich keine Vorschau anbieten: { $reason }
    Nehmen Sie einen anderen Anschluss, zum Beispiel --port 0.
serve-errors = { $count ->
        [1] Ein Fehler ist zu beheben
       *[other] { $count } Fehler sind zu beheben
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
live-errors = { $count ->
        [1] 1 Fehler
       *[other] { $count } Fehler
    }, geprüft in { $milliseconds } ms. Zu sehen ist die letzte Fassung ohne Fehler.
