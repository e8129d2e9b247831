# What broschur finds and how it speaks of it. Every message is named like its code in `src/diagnostic/codes.rs`.
#
#   value     what is wrong
#   .label    under the marked place
#   .help     what to do
#   .explain  for `broschur explain`
#   .first …  under a second place that has to do with it
#
# Values that may be absent (suggestion, details) are then "none".

severity-error = error
severity-warning = warning
severity-note = note
help-name = help
finding-column = column { $letters }

# The kinds of values in words, for other messages: by $expected and by $kind.
expected-kind = { $expected ->
    [string] a line of text
    [text] a text
    [integer] a whole number
    [number] a number
    [percent] a percentage
    [money] an amount of money
    [boolean] “yes” or “no”
    [date] a day (YYYY-MM-DD)
    [month] a month (YYYY-MM)
    [year] a year (YYYY)
    [partial_date] a date (YYYY, YYYY-MM or YYYY-MM-DD)
    [duration] a duration
    [enum] one of the allowed values
    [rating] a rating
    [url] a web address
    [email] an e-mail address
    [phone] a telephone number
    [address] a postal address
    [geo] a point on the map
    [image] an image
    [file] a file
    [reference] a reference to an entry
    [list] a list
    [object] a group of fields
   *[map] a series of “name: value” pairs
}
missing-kind = { $kind ->
    [string] a line of text
    [text] a text
    [integer] a whole number, such as “200”
    [number] a number, such as “2.5”
    [percent] a percentage, such as “37.5”
    [money] an amount of money, such as “300000”
    [boolean] “true” or “false”
    [date] a day, such as “2012-03-21”
    [month] a month, such as “2012-03”
    [year] a year, such as “2012”
    [partial_date] a date, such as “2012”, “2012-03” or “2012-03-21”
    [duration] a duration, such as “3 h”, “90 min” or “1 day”
    [enum] one of the values that “broschur new” names in its template
    [rating] a number of the rating scale, or “ka” for “not stated”
    [url] a web address, such as “https://www.example.org”
    [email] an e-mail address, such as “info@example.org”
    [phone] a telephone number, such as “0711 123-4567”
    [address] a postal address with “street”, “postal_code” and “city”
    [geo] a point on the map, such as “48.40, 9.99”
    [image] an image with “file” and “alt”
    [file] the name of a file
    [reference] the id of an entry, which is its file name without the ending
    [list] a list, such as “[first, second]”
    [object] an indented group of fields
   *[map] indented “name: value” pairs
}

## Files

not-utf8 = The file has characters that cannot be read.
    .label = cannot be read from here on
    .help = Save the file with the character encoding “UTF-8”, then check accents and umlauts.
    .explain =
        Computers can store accents and umlauts in different ways. broschur reads only
        the one in use today, UTF-8. With any other, “Bäckerei” would turn into
        “B?ckerei”, and nobody should publish that.

        Such a file mostly comes from an older program or from an export.

        Wrong: saved as “ANSI”, “Windows-1252” or “ISO 8859-1”

        Right: saved as “UTF-8”

        What to do: Open the file in your editor and choose “Save as” or “Save with
        encoding”, then “UTF-8”. Check afterwards that all accents and umlauts are
        right.

file-too-large = The file “{ $path }” is too large: it has { $size } MB, and { $max } MB are allowed.
    .help = Make the file smaller. 3500 pixels on the longer side are enough for photographs; texts can be split.
    .explain =
        There is a largest size for texts and for images. It guards against files that
        are here by mistake, and it keeps pages quick for your readers. The file is
        not even read.

        Wrong: a photograph of 90 MB, as it comes from the camera

        Right: the same photograph as a JPEG with 3500 pixels on the longer side,
        about 2 MB

        What to do: Shrink the image with an image program. Split a very long text
        into several entries. Move what does not belong to the website out of
        “content/”.

link = “{ $path }” is only a shortcut and not a file of its own.
    .help = Replace the shortcut by a copy of the file.
    .explain =
        A shortcut (symbolic link) is not a file but a signpost to one. It can lead
        out of the website or run in circles. On another computer it often points to
        nothing. So broschur never follows it.

        Wrong: content/images/logo.png → /home/anna/pictures/logo.png

        Right: content/images/logo.png as a file of its own

        What to do: Delete the shortcut and put a copy of the file in its place.

file-name = { $language ->
        [none] The name “{ $name }” cannot be used as an id.
       *[other] The name “{ $name }” names the language “{ $language }”, which this website does not have.
    }
    .label = { $language ->
        [none] not usable as an id
       *[other] no language of the website
    }
    .help = { $language ->
        [none] { $suggestion ->
            [none] Use small letters without accents, digits, “-” and “_”, such as “dreherei-tuttlingen”.
           *[other] Name it “{ $suggestion }”.
        }
       *[other] Add “{ $language }” to “languages” in “content/site.yaml”, or keep the translation outside “content/” until then.
    }
    .explain =
        The file name becomes the id of the entry. Other entries refer to it by this
        id, and it is part of the web address. So it consists of small letters without
        accents, digits, “-” and “_” only. What the entry is called on the page is not
        the id but its title.

        Wrong:

            content/cases/Müller & Söhne.md

        Right:

            content/cases/mueller-und-soehne.md

        What to do: Rename the file, the folder or the name in the shared file. Change
        the references that use the old name as well. A language in front of the
        ending (“dreherei.en.md”) counts only if “languages” in “content/site.yaml”
        names it.

file-name-twice = There are two files whose name looks the same: “{ $path }”.
    .help = Rename one of them, preferably without accents and umlauts, or delete the one that is not needed.
    .explain =
        An “ü” can be stored as one character or as a “u” with two dots above it. On
        the screen both look the same. So two files can seem to have the same name.
        broschur could not know which one is meant. It mostly happens when files are
        copied between Mac and Windows.

        Wrong: “grün.png” twice in one folder, stored differently

        Right: “gruen.png” once

        What to do: See whether both files hold the same, and if so delete one.
        Otherwise give them different names without umlauts.

folder-too-deep = The folder “{ $path }” is too deep: more than { $max } levels are not read.
    .help = Move what is in it further up, for example to “content/cases/”.
    .explain =
        Entries are at most two folders deep under “content/”, images rarely deeper.
        Very deep folders are nearly always a mistake, such as a folder that was
        copied into itself. What is in there is not read and would be missing from the
        website.

        Wrong:

            content/cases/old/old/old/old/…/dreherei.md

        Right:

            content/cases/dreherei.md

        What to do: Move the files up and delete the empty folders.

stray-file = The file “{ $path }” belongs to no type.
    .help = { $suggestion ->
        [none] Move it into the folder of its type, such as “content/cases/”, or out of “content/”.
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        The folder says what an entry is: cases are in “content/cases/”, events in
        “content/events/”. When a file is somewhere else, broschur does not know which
        fields it has, and it would be missing from the website. An entry is a file in
        the folder of its type, or a folder of its own with a file “index.md”.

        Wrong:

            content/stories/dreherei.md
            content/cases/dreherei/text.md

        Right:

            content/cases/dreherei.md
            content/cases/dreherei/index.md

        What to do: Move the file. Keep notes that are not to be published outside
        “content/”.

empty-file = The file is empty.
    .help = { $what ->
        [settings] Write at least “format: 1” and below it “title:” with the name of the website.
        [type] Describe the type or delete the file. How to do it is in docs/content-types.md.
        [publication] Say in the file what is printed, or delete it. How to do it is in docs/publications.md.
        [edition] Say in the file what the edition holds, or delete it. How to do it is in docs/editions.md.
        [print-layout] Say in the file how things are printed, or delete it. The files of the standard theme show what belongs into it.
       *[other] Fill in the file or delete it. “broschur new” makes a template with all fields.
    }
    .explain =
        Where an entry or settings are expected, there is a file without content. This
        happens when a file is created and then forgotten, or when saving went wrong.
        An empty page is not published.

        Wrong: a file “dreherei.md” without content

        Right:

            ---
            title: Turnery wins two new customers
            status: draft
            ---

            Here is the text.

        What to do: Delete the file or fill it in. If saving went wrong, bring back
        the previous version.

unreadable = The file “{ $path }” cannot be read.
    .help = { $message ->
        [none] Check that the file is still there and that you may open it. Then start broschur again.
       *[other] Check that the file is still there and that you may open it. The system says: { $message }
    }
    .explain =
        The file was there a moment ago and is gone now, or the system does not allow
        it to be read. This happens when somebody moves files during the run, when a
        network drive is disconnected, or when permissions are missing. It has nothing
        to do with what is in the file. The website that is already there stays as it
        was.

        Example: The drive with “content/images/” was disconnected during the run.

        What to do: Try to open the file yourself. If you can, start broschur again.
        If you cannot, ask your IT department for the permissions.

unusable-name = { $problem ->
        [hidden] There are characters in the name “{ $name }” that nobody sees.
        [reserved] Windows keeps the name “{ $name }” for itself.
        [edge] The name “{ $name }” has a space or a dot at its edge.
        [long] The name “{ $name }” is too long.
       *[other] There is a sign in the name “{ $name }” that does not work under Windows.
    }
    .label = unusable name
    .help = { $suggestion ->
        [none] Rename the file or folder: with letters, digits, “-” and “_”.
       *[other] Name the file or folder “{ $suggestion }”.
    }
    .explain =
        People work on a website with Windows, macOS and Linux. Some names do not work
        everywhere: Windows does not accept “con”, “nul” and “com1”, not even with an
        ending, no signs such as “:” or “?”, and no dot at the end. With such a file the
        whole collection cannot be opened there.

        Wrong:

            content/images/nul.png
            content/files/Plan: Hall.pdf

        Right:

            content/images/empty.png
            content/files/plan-hall.pdf

        What to do: Rename the file, and change the name where it is used as well.

names-in-case = “{ $path }” and “{ $other }” differ in capital letters only.
    .label = almost the same name
    .other = the other file
    .help = Rename one of the two, or delete the one that is not needed.
    .explain =
        Windows and macOS take “Picture.png” and “picture.png” for the same file.
        Whoever opens the collection there has only one of them, and nobody says which.
        That holds for folders as well.

        Wrong: “Hall.png” beside “hall.png”

        Right: “hall.png” and “hall-inside.png”

        What to do: Rename one of the two, preferably in small letters only.

misnamed-file = { $problem ->
        [copy] “{ $name }” is not read: probably a copy of “{ $meant }”.
       *[lost] “{ $name }” is not read because of its ending: what it says is missing on the site.
    }
    .help = { $problem ->
        [copy] Delete the file if “{ $meant }” is the right one, or move it out of “content”.
       *[lost] Call it “{ $meant }”.
    }
    .explain =
        broschur reads entries from files whose names end in “.md” or “.yaml”. Some
        programs add another ending, and Windows often does not show the last one. Such
        a file is not read, and its entry is missing without anybody noticing.

        Wrong:

            content/cases/dreherei.md.txt
            content/cases/dreherei.markdown
            content/trades.yaml.bak

        Right:

            content/cases/dreherei.md
            content/trades.yaml

        What to do: Rename the file. When the right one is beside it, delete the copy.
        What readers are to download belongs in “content/files/”.

unseen-character = { $kind ->
        [control] There is a control character ({ $sign }) here that nobody sees.
       *[direction] There is an invisible character ({ $sign }) here that turns the direction of text.
    }
    .label = invisible character
    .help = Delete it.
    .explain =
        Control characters get into a text when it is copied from other programs. They
        are not seen on the page, but they disturb search, reading aloud and print.
        Characters that turn the direction of text make it look like something that it
        is not: this is how people who review it are deceived. The same holds when they
        are written as “\u202e” or “&#8238;”.

        Wrong: (U+202E) before a title

        Right: the title without this character

        What to do: Delete the character at the place named, best together with the
        visible ones beside it, and type these again.

## Spelling

wrong-folder = The fields are those of an entry of the type “{ $other }”, but the file is in the folder for “{ $type }”.
    .help = Move it to “{ $path }”.
    .explain =
        The folder says what an entry is. A case among the clusters is read as a
        cluster: it lacks the fields of one, and its own do not exist there. In place
        of all these findings there is this one alone, when all fields of the file
        belong to exactly one other type.

        Wrong:

            content/clusters/dreherei-tuttlingen.md

        Right:

            content/cases/dreherei-tuttlingen.md

        What to do: Move the file with its pictures to the folder of its type.

no-table = { $problem ->
        [empty] Nothing stands in the table below the names of its columns.
        [no-table] The file is no table: CSV and XLSX are read.
        [old-workbook] This workbook has an old format or a password.
        [broken] The workbook cannot be read: { $message }
        [large] The table is too large: { $max } MB at most are read.
        [rows] The table is too long: { $max } rows at most are read.
        [columns] The table is too wide: { $max } columns at most are read.
        [sheet] The workbook has no sheet “{ $sheet }”, but: { $known }.
       *[quote] The quotation mark before this cell is closed nowhere.
    }
    .help = { $problem ->
        [empty] The first line names the columns; each other one is an entry.
        [sheet] Name one of them with “--sheet”.
        [quote] Close it, or double it where it belongs to the text.
        [large] Split it into several files.
        [rows] Split it into several files.
        [columns] Remove columns that are empty or not needed.
       *[other] Open the file in the spreadsheet program, and save it without a password as XLSX or as CSV.
    }
    .explain =
        “broschur import” reads tables with commas, semicolons or tabs between cells
        (CSV), and workbooks in the format XLSX: their first sheet, or the one that
        “--sheet” names. The first line names the fields.

        Wrong: a PDF, a workbook in the old format (XLS), an empty file

        Right:

            Title;Summary;Trades
            A turnery saves trips;A sentence about it.;Feinwerkmechanik

        What to do: Save the table in your program as “CSV UTF-8” or as XLSX.

unknown-column = { $problem ->
        [unnamed] This column has no name, but something in it.
        [several] The column “{ $column }” may mean several fields of the type “{ $type }”: { $known }.
        [no-body] The entries have no text here that the column “{ $column }” could fill.
        [mapped] “{ $column }”, which “--map” names, is no field of the type “{ $type }”.
        [absent] The table has no column “{ $column }”, which “--map” names.
        [no-language] The column “{ $column }” names the language “{ $language }”, which this site does not have.
        [untranslated] The column “{ $column }” is no translation: “{ $field }” is the same in all languages.
       *[unknown] There is no field in the type “{ $type }” for the column “{ $column }”.
    }
    .help = { $problem ->
        [unnamed] Give the column the name of a field, or delete it.
        [several] Write one of these names above the column, or say which it is: --map "{ $column }=FIELD".
        [mapped] { $suggestion ->
            [none] Right of the equals sign stands the name of a field, or its label.
           *[other] Did you mean “{ $suggestion }”?
        }
        [absent] { $suggestion ->
            [none] Left of the equals sign stands the name of the column as the first line has it.
           *[other] Did you mean “{ $suggestion }”?
        }
        [no-body] To leave the column out: --map "{ $column }=".
        [no-language] “languages” in “content/site.yaml” names: { $languages }. If the site is to have the language, add it there. To leave the column out: --map "{ $column }=".
        [untranslated] To leave the column out: --map "{ $column }=". Texts, pictures and the state (“status”) are translated.
       *[unknown] { $suggestion ->
            [none] Say what it is: --map "{ $column }=FIELD". To leave the column out: --map "{ $column }=".
           *[other] Did you mean “{ $suggestion }”? Else say what it is: --map "{ $column }=FIELD". To leave the column out: --map "{ $column }=".
        }
    }
    .explain =
        Above each column of a table for “broschur import” stands the name of a field,
        or its label in German or English; for parts of a field both, with a point or
        a colon between. The language of a translation stands behind that, one that
        the site has. What cannot be told is not silently left out.

        Wrong:

            Title;Headcount

        Right:

            Title;Title (en);Firm: Employees
            title;title.en;firm.employees

        What to do: Rename the column, or say on the command line which field it is.

column-twice = The column “{ $column }” means the same field as “{ $other }”.
    .label = for the second time
    .first = for the first time here
    .help = { $translated ->
        [none] Delete one of the two, or leave it out: --map "{ $column }=".
       *[other] If it is a translation, put the language behind it: “{ $translated }”. Else delete one of the two, or leave it out: --map "{ $column }=".
    }
    .explain =
        Two columns of a table fill the same field in the same language, or one the
        field and the other a part of it. Nobody can tell which of them counts:
        „Titel“ and “Title” are labels of one field.

        Wrong:

            Titel;Title

        Right:

            Titel;Titel (en)

        What to do: Keep one of the two, or put the language of the translation behind
        the name.

row-length = This row has { $found ->
        [1] 1 cell
       *[other] { $found } cells
    }, the first line names { $expected ->
        [1] 1 column
       *[other] { $expected } columns
    }.
    .help = Mostly, a text with the separator or a line break in it lacks its quotation marks.
    .explain =
        In a table each row has as many cells as the first one. Where one is missing,
        or one too many, all that follow stand in the wrong column.

        Wrong:

            Title;Summary
            Turnery;Saves trips; and time

        Right:

            Title;Summary
            Turnery;"Saves trips; and time"

        What to do: Put the text in quotation marks, or save the table again from the
        spreadsheet program.

cell-unreadable = { $problem ->
        [fault] In the column “{ $column }” stands an error of a formula: { $value }.
       *[readings] “{ $value }” in the column “{ $column }” can be read in two ways: with a point before the decimals, or as { $other }.
    }
    .help = { $problem ->
        [fault] Correct the formula, or empty the cell.
       *[readings] Write { $other }, or a comma before the decimals.
    }
    .explain =
        A spreadsheet writes “#REF!” or “#N/A” into a cell whose formula cannot be
        worked out; that is no value. And “1.234” is a number above a thousand where
        German is written, and one a little above one where English is.

        Wrong:

            Title;Turnover
            Turnery;1.234

        Right:

            Title;Turnover
            Turnery;1234

        What to do: Write numbers without points between thousands, and correct formulas
        before you save the table.

row-refused = { $problem ->
        [nameless] The row lacks what the entry is called by: the field “{ $title }” or an id.
        [bad-id] “{ $id }” cannot be an id.
        [twice] The id “{ $id }” comes more than once in the table.
        [exists] The entry “{ $id }” is there already, in “{ $path }”.
        [missing] The entry “{ $id }”, which is to be changed, is not there.
        [translated] A translation of “{ $id }” ({ $language }) is there already, in “{ $path }”.
        [no-original] The row has a translation of “{ $id }”, but nothing in the main language of the site.
       *[in-the-way] { $field ->
            [none] “{ $path }” cannot be changed here without a doubt.
           *[other] “{ $field }” in “{ $path }” cannot be changed without a doubt.
        }
    }
    .first = for the first time here
    .help = { $problem ->
        [nameless] Fill in one of the two. The column for the id is called “id”.
        [bad-id] { $suggestion ->
            [none] Allowed are small letters without accents, digits and “-”.
           *[other] Allowed are small letters without accents, digits and “-”: “{ $suggestion }”.
        }
        [twice] Give each entry an id of its own in a column “id”.
        [exists] To change entries that are there: --update. Else give another id in a column “id”.
        [missing] { $suggestion ->
            [none] New entries are made without “--update”. “broschur list” shows which there are.
           *[other] Did you mean “{ $suggestion }”? New entries are made without “--update”.
        }
        [translated] Delete it there, or give another id in a column “id”.
        [no-original] Fill in columns of the main language as well, whose names need no language behind them. If the entry is there under another id, give that one, and complete it with “--update”.
       *[in-the-way] Change the place by hand, and take the row out of the table.
    }
    .explain =
        Each row of a table for “broschur import” is an entry. Its id stands in the
        column “id”, or it is made from the title. Without “--update” only new entries
        are made, with “--update” only those are changed that are there: so a mistake
        writes over nothing.

        Wrong:

            Title;Summary
            Turnery;A sentence.
            Turnery;Another sentence.

        Right:

            id;Title;Summary
            turnery-north;Turnery;A sentence.
            turnery-south;Turnery;Another sentence.

        What to do: Give each entry an id of its own from small letters, digits and “-”.

yaml-syntax = { $reason ->
        [tab] This line is indented with a tab.
        [colon] This line has a second colon with a space after it.
        [indentation] The indentation does not fit the lines above.
        [quote] A quotation mark is not closed.
        [bracket] A bracket is not closed, or a comma is missing.
        [no-colon] This line lacks the colon and the space after the field name.
        [unindented] This line probably belongs to the text above, but is not indented.
        [blank] This character looks like a space, but is another one (such as a non-breaking space).
        [hyphen] The hyphen of a list item lacks the space after it.
        [bullet] A list item begins with “-” and a space, not with “{ $sign }”.
        [comment] “#” begins a comment here: what follows it is not read.
        [after-quote] Something follows the closing quotation mark.
        [after-bracket] Something follows the closing bracket.
        [bracket-close] This bracket closes nothing.
        [escape] A “\” has a special meaning between straight quotation marks.
        [dash] A list with hyphens does not begin on the line of its field name.
        [invisible] There is an invisible character here that is not allowed.
        [special] A value cannot begin with “{ $sign }”, as the character has a special meaning there.
        [key] There is a bracket where the name of a field must be.
        [second-document] A second part begins here with “---”, but a file has only one.
       *[other] This place cannot be read{ $detail ->
            [none] .
           *[other] {" "}(technical detail: { $detail }).
        }
    }
    .label = { $reason ->
        [tab] tab
        [colon] second colon
        [indentation] indentation
        [quote] open quotation mark
        [bracket] open bracket
        [no-colon] colon missing
        [unindented] not indented
        [blank] no space
        [hyphen] space missing
        [bullet] another sign
        [comment] comment
        [after-quote] after the quotation mark
        [after-bracket] after the bracket
        [bracket-close] one bracket too many
        [escape] “\” between quotation marks
        [dash] hyphen
        [invisible] invisible character
        [special] special character
        [key] no field name
        [second-document] second part
       *[other] here
    }
    .help = { $reason ->
        [tab] Replace the tab by spaces, two for each level.
        [colon] { $suggestion ->
            [none] Put the whole value in quotation marks: title: "Quiet on the lake: boatyard goes electric"
           *[other] Put the whole value in quotation marks.
        }
        [indentation] Indent lines that belong together by the same amount, two spaces for each level, and check that every field name is followed by a colon and a space.
        [quote] Add the closing quotation mark. For quotation marks in the text itself, use “ and ”.
        [bracket] { $suggestion ->
            [none] Add the closing bracket and put commas between the values: trades: [tischler, zimmerer]
           *[other] Add the closing bracket.
        }
        [no-colon] Write field name, colon, space, value.
        [unindented] Indent every further line of a text with spaces.
        [blank] Replace it by a space. Such characters come along when text is copied.
        [hyphen] Write “- ” before every item of the list.
        [bullet] Write “- ” before every item of the list. Word processors turn it into other signs when you type or copy.
        [comment] Put the value in quotation marks.
        [after-quote] If all of it is the value, put the whole of it in other quotation marks.
        [after-bracket] If all of it is the value, put the whole of it in quotation marks.
        [bracket-close] Delete the bracket, or add the opening one.
        [escape] Put the value in single quotation marks.
        [dash] Begin a new line below, indented and with “- ” in front.
        [invisible] Delete the character, or type the line anew. Such characters come along when text is copied.
        [special] Put the whole value in quotation marks.
        [key] Write a field name in front of the colon: trades: [tischler]
        [second-document] Delete the line “---”, or put the parts into two files.
       *[other] Check this line and the one before: a colon and a space after the field name, quotation marks and brackets closed, indentation with spaces.
    }
    .explain =
        The fields of an entry are in its header (front matter), one on each line:
        field name, colon, space, value. What belongs together is indented by the same
        amount, always with spaces and never with tabs. A value that holds a colon
        itself or begins with a special character is put in quotation marks. When one
        line departs from this, everything after it cannot be read with certainty
        either.

        Wrong:

            title: Quiet on the lake: boatyard goes electric
            trades: [tischler, zimmerer

        Right:

            title: "Quiet on the lake: boatyard goes electric"
            trades: [tischler, zimmerer]

        What to do: Look at the marked line and at the one before; often a slip shows
        only one line later. An editor with line numbers and colours helps.

duplicate-key = The field “{ $key }” is there twice.
    .label = for the second time
    .first = here for the first time
    .help = Keep only one of the two. If the field takes several values, write: { $key }: [first, second]
    .explain =
        Every field occurs only once in an entry. When it is there twice, nobody knows
        which value counts, and one would be lost unnoticed. In a shared file the same
        holds for the ids of the entries.

        Wrong:

            trades: [tischler]
            trades: [zimmerer]

        Right:

            trades: [tischler, zimmerer]

        What to do: Delete the line that is wrong, or put both values into one list if
        the field takes several.

yaml-too-deep = The values are nested too deep here: more than { $max } levels are not read.
    .label = too deep
    .help = Check indentation and brackets. Entries rarely need more than four levels.
    .explain =
        Fields can hold groups and lists, and these can hold others. But no type needs
        more than a few levels. Very deep nesting comes from many opening brackets, or
        from text that moved further and further to the right when it was pasted.

        Wrong:

            trades: [[[[[[[[tischler]]]]]]]]

        Right:

            trades: [tischler]

        What to do: Remove the brackets or the indentation that are too much.

yaml-too-large = The abbreviations with “*” stand for more than { $max } values here.
    .label = this is too much
    .help = Write the values out instead of repeating them with “*”.
    .explain =
        “&name” gives a value a name, and “*name” repeats it. When what is repeated
        holds repetitions itself, a few lines grow into millions of values. Such a
        file could bring any computer to a halt. So there is a limit, which ordinary
        use never reaches.

        Wrong:

            a: &a [x, x, x, x, x, x, x, x]
            b: &b [*a, *a, *a, *a, *a, *a]
            c: [*b, *b, *b, *b, *b, *b]

        Right:

            a: [x, y]

        What to do: Write the values out. If somebody gave you the file, ask where it
        comes from.

front-matter-open = The header is not closed: the second line “---” is missing.
    .label = it begins here
    .help = Below the last field, add a line with nothing but “---”. The text begins under it.
    .explain =
        An entry begins with its header (front matter): fields between two lines that
        hold nothing but three hyphens. The text follows below. Without the second
        line nobody can tell where the fields end. The three hyphens must begin at the
        left edge and stand alone. Some programs turn them into one long dash; then
        they are missing, too.

        Wrong:

            ---
            title: Turnery wins new customers

            The text begins here.

        Right:

            ---
            title: Turnery wins new customers
            ---

            The text begins here.

        What to do: Add the line “---” below the last field.

front-matter-missing = The file does not begin with a header between two lines “---”.
    .label = no header before this
    .help = Begin the file with a line “---”, below it the fields, then “---” again, and only then the text.
    .explain =
        An entry begins with its header (front matter): fields between two lines that
        hold nothing but three hyphens. The title, the status and everything in lists
        and profiles come from there. Without it broschur knows nothing about the
        entry. Nothing may stand in front of the first line “---”.

        Wrong:

            # Turnery wins new customers

            The text begins here.

        Right:

            ---
            title: Turnery wins new customers
            status: draft
            ---

            The text begins here.

        What to do: Make a template with “broschur new” and take the fields from
        there.

not-a-map = { $where ->
        [shared-file] Entries are expected here, each with its id and a colon.
        [entry] Fields are expected under “{ $id }”, each written as “name: value”.
       *[other] Fields are expected here, each written as “name: value”.
    }
    .label = { $where ->
        [shared-file] no entry
       *[other] no fields
    }
    .help = { $where ->
        [shared-file] Begin every entry at the left edge with its id, such as “bodensee:”. Its fields are indented below.
        [entry] Begin a new line under “{ $id }:” and write the fields there, indented and each on its own.
       *[other] Write one field on each line: name, colon, space, value, such as “title: New customers”.
    }
    .explain =
        Fields with a name and a value belong here. Something else was found: a bare
        text or a list. Often only the space after the colon is missing, or there is a
        hyphen too many in front.

        Wrong:

            title:New customers

            - title: New customers

        Right:

            title: New customers

        What to do: Give every value a field name. In a shared file the id of the
        entry comes first, with a colon, and its fields are indented below.

comment-in-value = Everything from “#” on is a comment: “{ $value }” is lost.
    .label = is a comment
    .help = { $suggestion ->
        [none] Put the whole value in quotation marks. If a comment is meant, write a space after “#”.
       *[other] Write { $suggestion }. If a comment is meant, write a space after “#”.
    }
    .explain =
        In YAML, “ #” begins a comment, also in the middle of a line. Of “Platz #1 der
        Brote” only “Platz” would be left, without anybody noticing. A comment that is
        meant as one has a space after “#”.

        Wrong:

            title: Platz #1 der Brote

        Right:

            title: "Platz #1 der Brote"
            status: draft   # not finished yet

        What to do: Put the value in quotation marks, or write a space after “#”.

too-much-input = { $of ->
        [files] The site has { $count } files; { $max } are read.
       *[bytes] The files of the site have { $count } MB; { $max } are read.
    }
    .label = here
    .help = Take files out. Content that you trust is read without this limit: leave --untrusted out.
    .explain =
        Of content of strangers (--untrusted) only so much is read, so that nobody
        keeps a machine busy by a merge request. The limits are far above what sites
        have.

        Wrong:

            a merge request that adds a hundred thousand files

        Right:

            a merge request that adds some files

        What to do: Look at what the change adds. When it is meant, let somebody who
        is trusted take it in, without --untrusted.

## Fields

unknown-field = There is no field “{ $field }” in “{ $of }”.
    .label = unknown field
    .help = { $suggestion ->
        [none] { $known ->
            [none] Delete it, or correct the name of the field. A new entry from “broschur new” shows which fields there are.
           *[other] You can still use: { $known }.
        }
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        Every type has its fixed fields. A field with another name would appear
        nowhere, and nobody would notice. So even a slip of the keys counts as an
        error. Field names are in small letters and mostly English; what they mean is
        said in the template that “broschur new” makes.

        Wrong:

            trade: [feinwerkmechaniker]

        Right:

            trades: [feinwerkmechaniker]

        What to do: Correct the name. If it is right, check the indentation: perhaps
        the field belongs into a group or out of one. A field that does not exist yet
        can be added in “content/types/”.

missing-field = The required field “{ $field }” ({ $label }) is missing or empty.
    .label = something is missing here
    .help = Add “{ $field }”. It takes { missing-kind }.
    .explain =
        Some facts are needed by every page of a type, such as a title. Without them,
        lists, profiles and the brochure would have gaps. For drafts this is only a
        warning: you can go on writing in peace. Once the entry is approved, it
        becomes an error. A dot in the name means a field in a group: “quote.text” is
        “text” under “quote”.

        Wrong:

            title:
            quote:
              role: Master craftswoman

        Right:

            title: Turnery wins new customers
            quote:
              role: Master craftswoman
              text: It was worth it.

        What to do: Fill in the field. If the fact is not known yet, set the entry to
        “status: draft”.

wrong-kind = The field “{ $field }” takes { expected-kind }, { $found ->
        [nothing] but there is nothing here
        [list] but this is a list
        [map] { $expected ->
            [geo] but these values do not fit
           *[other] but this is a group of fields
        }
       *[scalar] but this is “{ $value }”
    }.
    .label = { $found ->
        [nothing] empty
        [list] a list
        [map] { $expected ->
            [geo] does not fit
           *[other] a group
        }
       *[scalar] does not fit
    }
    .help = { $suggestion ->
        [none] { $expected ->
            [string] Write a simple text after the colon. If it holds a colon itself, put it in quotation marks.
            [text] Write the text after the colon. If it has several lines, write only “|” after the colon and the text indented below.
            [integer] Write digits only, without dots, commas and units, such as “1200”.
            [number] Write the number only, with a decimal point and without a unit, such as “2.5”.
            [percent] Write the number only, with a decimal point, such as “37.5”.
            [money] Write the amount without separators between thousands, such as “300000” or “1200 CHF”.
            [boolean] Write “yes” or “no”.
            [enum] Write one value only, without hyphen and brackets.
            [rating] Write a number of the scale, or “ka” for “not stated”.
            [url] Write the whole address with “https://”, such as “https://www.example.org”.
            [email] Write a single address and nothing else, such as “info@example.org”.
            [phone] Write the number only, such as “0711 123-4567” or “+49 711 1234567”.
            [address] Write the address indented below: “street”, “postal_code” and “city”, or its lines as a list under “lines”.
            [geo] Write latitude and longitude with decimal points, such as “48.40, 9.99”.
            [image] Indented below, write “file” with the file name and “alt” with a description of the image.
            [file] Write the name of the file, or “file” and “title” indented below.
            [date] Write a single day, such as “2012-03-21”.
            [month] Write a single month, such as “2012-03”.
            [year] Write a single year, such as “2012”.
            [partial_date] Write a single date, such as “2012”, “2012-03” or “2012-03-21”.
            [duration] Write a number with its unit, such as “3 h”, “90 min”, “1 day” or “2 weeks”. Months and years are not possible, as they differ in length.
            [reference] Write only the id of one entry, which is its file name without the ending.
            [list] Write each value on a line of its own, indented and with “- ” in front.
            [object] Write the fields of the group indented below, each as “name: value”.
           *[map] Write the pairs indented below, each as “name: value”.
        }
       *[other] { $expected ->
            [integer] Write “{ $suggestion }”: digits only, without dots and units.
            [number] Write “{ $suggestion }”: without a unit and with a decimal point.
            [percent] Write “{ $suggestion }”: without the percent sign and with a decimal point.
            [money] Write “{ $suggestion }”: without separators between thousands, cents after a decimal point.
            [list] Put the value in square brackets: { $suggestion }
            [image] Name the file under “file” and add “alt” with a description of the image.
           *[other] Write “{ $suggestion }”.
        }
    }
    .explain =
        Every field takes a certain kind of value: a text, a number, a date, a list.
        Only so can numbers be compared, dates be sorted and lists be shown as lists.
        Numbers have no unit and a decimal point; on the page, broschur adds
        separators and units as the language wants them. Even a single value of a list
        needs brackets or a hyphen.

        Wrong:

            employees: about 1,200
            trades: tischler
            website: www.example.org

        Right:

            employees: 1200
            trades: [tischler]
            website: https://www.example.org

        What to do: Write the value as the help of the finding shows.

not-allowed = “{ $value }” is not a choice for the field “{ $field }”.
    .label = not a choice
    .help = { $suggestion ->
        [none] You can choose from: { $known }.
       *[other] Did you mean “{ $suggestion }”? You can choose from: { $known }.
    }
    .explain =
        This field has a fixed choice of values. Only with fixed values can entries be
        filtered and grouped reliably. You write the short value and not what the page
        shows for it: “approved” and not “Freigegeben”. Capital and small letters
        count.

        Wrong:

            status: published

        Right:

            status: approved

        What to do: Choose one of the values named. If one is really missing, it can
        be added in “content/types/”.

bad-date = { $problem ->
        [calendar] “{ $value }” in the field “{ $field }” is not in the calendar.
        [precision] “{ $value }” in the field “{ $field }” is not as precise as it must be.
       *[other] { $expected ->
            [month] “{ $value }” in the field “{ $field }” is not a valid month.
            [year] “{ $value }” in the field “{ $field }” is not a valid year.
           *[other] “{ $value }” in the field “{ $field }” is not a valid date.
        }
    }
    .label = { $expected ->
        [month] expected: YYYY-MM
        [year] expected: YYYY
        [partial_date] expected: YYYY-MM-DD, YYYY-MM or YYYY
       *[other] expected: YYYY-MM-DD
    }
    .help = { $suggestion ->
        [none] { $problem ->
            [calendar] Check month and day. The order is year, month, day.
           *[other] { $expected ->
                [month] Write year and month with a hyphen, such as “2012-03”.
                [year] Write the four digits of the year only, such as “2012”.
                [partial_date] Write a year, a month or a day, such as “2012”, “2012-03” or “2012-03-21”.
               *[other] Write year, month and day with hyphens, such as “2012-03-21”.
            }
        }
       *[other] Write “{ $suggestion }”.
    }
    .explain =
        Dates are written as year, month, day, with hyphens and leading zeros. This
        way they mean the same everywhere: “03.04.2012” is 3 April in Germany and 4
        March elsewhere. On the page the date is still shown as is usual in the
        language. Some fields also take just a month or just a year. A day that does
        not exist is reported as well.

        Wrong:

            date: 21.3.2012
            review_due: 2027-02-30

        Right:

            date: 2012-03-21
            review_due: 2027-02-28

        What to do: Rewrite the date, or take over what the finding suggests.

out-of-range = “{ $value }” in the field “{ $field }” is outside the limits.
    .label = { $limits ->
        [both] allowed: { $min } to { $max }
        [min] allowed: { $min } or more
       *[max] allowed: { $max } or less
    }
    .help = { $limits ->
        [both] A value from { $min } to { $max } is allowed. Check for a missing or an extra digit.
        [min] A value of { $min } or more is allowed. Check for a missing or an extra digit.
       *[max] A value of { $max } or less is allowed. Check for a missing or an extra digit.
    }
    .explain =
        A smallest or a largest value is set for this field. The limits catch slips of
        the keys: a zero too many, two digits of a year swapped, a percentage above
        one hundred. The limits themselves are still allowed.

        Wrong:

            member_since: 20011
            share: 375

        Right:

            member_since: 2011
            share: 37.5

        What to do: Correct the number. If it is right and the limit is too narrow,
        the limit can be changed in “content/types/”.

bad-length = { $problem ->
        [short] The text in the field “{ $field }” is too short: it has { $length } characters.
       *[long] The text in the field “{ $field }” is too long: it has { $length } characters.
    }
    .label = { $problem ->
        [short] { $difference } too few
       *[long] { $difference } too many
    }
    .help = { $problem ->
        [short] At least { $limit } characters are needed. Write { $difference } more.
       *[long] At most { $limit } characters are allowed. Shorten it by { $difference }.
    }
    .explain =
        Some texts have a fixed place: a title on a card, a summary in a list, a
        sentence in a leaflet. A text that is too long would be cut off there or burst
        the page. All characters count, spaces and punctuation as well.

        Wrong: a title of three lines

        Right:

            title: Turnery wins two new customers

        What to do: Keep what matters most. Details belong into the text below the
        header (front matter).

bad-pattern = “{ $value }” in the field “{ $field }” does not have the form that is required.
    .label = another form is needed
    .help = { $advice ->
        [none] The required pattern is “{ $pattern }”. See how other entries write this field.
       *[other] { $advice } The required pattern is “{ $pattern }”.
    }
    .explain =
        A fixed form is set for this field, for example for reference numbers. Only
        when everybody writes them the same way can they be found and sorted. The
        pattern is written in a shorthand: “[0-9]” stands for a digit, “[A-Z]” for a
        capital letter, and a number in braces behind it for how many. The whole value
        must match the pattern.

        Wrong, if the pattern is “[0-9][0-9][0-9]”:

            number: 9a

        Right:

            number: "014"

        What to do: Write the value as in the other entries. The template from
        “broschur new” describes the field.

bad-count = { $problem ->
        [exactly] The field “{ $field }” has { $found ->
            [1] 1 item
           *[other] { $found } items
        }, and it must have exactly { $limit }.
        [few] The field “{ $field }” has { $found ->
            [1] only 1 item
            [0] no items
           *[other] only { $found } items
        }, and at least { $limit ->
            [1] 1 is
           *[other] { $limit } are
        } needed.
       *[many] The field “{ $field }” has { $found } items, and at most { $limit ->
            [1] 1 is
           *[other] { $limit } are
        } allowed.
    }
    .label = { $problem ->
        [exactly] exactly { $limit } needed
        [few] too few
       *[many] too many
    }
    .help = { $problem ->
        [exactly] Add or remove items until there are { $limit }.
        [few] Add what is missing.
       *[many] Remove what matters least.
    }
    .explain =
        It is set how many items this list may have. A guide with “7 good reasons”
        needs exactly seven, a case needs at least one trade. The design of the page
        and the printed sheet rely on it.

        Wrong:

            trades: []

        Right:

            trades: [tischler]

        What to do: Add or remove items. Count only the lines of this list, not those
        indented below them.

not-unique = { $together ->
        [none] “{ $value }” in the field “{ $field }” is already taken by “{ $other }”.
       *[other] “{ $value }” in the field “{ $field }” is already taken by “{ $other }”, which has the same value in “{ $together }”.
    }
    .label = already taken
    .first = the same value is here
    .help = Give one of the two entries another value.
    .explain =
        In this field every value may occur only once, for example a serial number or
        an abbreviation. When two entries have the same, nobody knows which one is
        meant. For some fields this holds only together with another field: there may
        then be one number 3 for each audience.

        Wrong:

            first entry    number: 14
            second entry   number: 14

        Right:

            first entry    number: 14
            second entry   number: 15

        What to do: Look at both entries. Often one was copied and the value was not
        changed.

end-before-start = In the field “{ $field }” date { $number } ends ({ $to }) before it begins ({ $from }).
    .label = ends before it begins
    .help = Correct “date” or “date_to”. For a single day, “date” is enough.
    .explain =
        A date has a first day (“date”) and, if it is longer, a last one (“date_to”).
        When the last one lies before the first, the date is missing in every calendar,
        and nobody notices.

        Wrong:

            dates:
              - date: 2027-03-21
                date_to: 2027-03-12

        Right:

            dates:
              - date: 2027-03-12
                date_to: 2027-03-21

        What to do: Look at the invitation. Often the two days were swapped, or the year
        of an earlier date has stayed.

bad-body = { $problem ->
        [missing] The text below the header is missing; an entry of the type “{ $type }” needs one.
        [shared] An entry of the type “{ $type }” needs a text, and there is no place for it in this file.
       *[unwanted] There is text below the header, but entries of the type “{ $type }” have no text.
    }
    .label = { $problem ->
        [missing] without text
        [shared] without text
       *[unwanted] the text begins here
    }
    .help = { $problem ->
        [missing] Write the text below the second line “---”.
        [shared] Give the entry a file of its own: “{ $file }”.
       *[unwanted] Delete the text, or move it into a field that suits it.
    }
    .explain =
        Below the header (front matter) of an entry there can be a text with headings
        and paragraphs. Some types need it, such as cases. Others consist of fields
        only; there the text would appear nowhere. For drafts this is only a warning.

        Wrong:

            ---
            title: Turnery wins new customers
            ---

        Right:

            ---
            title: Turnery wins new customers
            ---

            The firm has made turned parts since 1974.

        What to do: Write the text, or put it into the fields that the type has for
        it.

item-twice = “{ $value }” is in the field “{ $field }” twice.
    .label = for the second time
    .help = Delete one of the two.
    .explain =
        A list of references names every entry only once. Otherwise it would be on the
        page twice, and counts would be wrong. Perhaps another entry was meant the
        second time.

        Wrong:

            trades: [tischler, zimmerer, tischler]

        Right:

            trades: [tischler, zimmerer]

        What to do: Remove the repetition, or replace it by the entry that was meant.

## References

dangling-reference = The field “{ $field }” refers to “{ $value }”, but there is no such entry.
    .label = no such entry
    .help = { $suggestion ->
        [none] The id of an entry of the type “{ $to }” is expected: its file name without the ending. Check the spelling, or create the entry.
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        A reference names the id of another entry: its file name without the ending,
        or its name in a shared file. The title is not meant. When a reference leads
        to nothing, the page lacks a connection, and the other side never hears of it.
        So every reference is checked.

        Wrong:

            clusters: [Medical Mountains]

        Right, as there is content/clusters/medical-mountains.md:

            clusters: [medical-mountains]

        What to do: See in the folder of the type what the entry is called. If it does
        not exist yet, create it with “broschur new”.

reference-to-unpublished = { $field ->
        [body] The text refers to “{ $title }” ({ $target }), { $status ->
            [draft] but this entry is still a draft.
            [review] but this entry is still in review.
            [edition] but this entry is published in editions only.
            [consent] but there is no valid consent to this entry. The page therefore shows text without a link.
           *[scheduled] but this entry is to be published later.
        }
       *[other] The field “{ $field }” refers to “{ $title }” ({ $target }), { $status ->
            [draft] but this entry is still a draft.
            [review] but this entry is still in review.
            [edition] but this entry is published in editions only.
            [consent] but there is no valid consent to this entry. The page therefore shows text without a link.
           *[scheduled] but this entry is to be published later.
        }
    }
    .label = { $status ->
        [draft] still a draft
        [review] still in review
        [edition] in editions only
        [consent] no valid consent
       *[scheduled] published later
    }
    .help = { $status ->
        [consent] Take the reference out, or ask for a new consent and record it in “{ $file }”.
        [scheduled] Check “publish_from” in “{ $file }”, or take the reference out until then.
        [edition] The main site does not have the entry. Take the reference out, or remove “editions” in “{ $file }”.
       *[other] Approve “{ $file }” with “status: approved”, or take the reference out until then.
    }
    .explain =
        Only approved entries whose day has come are published. When a published entry
        refers to another one that is not published yet, the link would lead to
        nothing. With “--drafts” you see both in the preview.

        Wrong: an approved entry with

            clusters: [medical-mountains]

        and in content/clusters/medical-mountains.md

            status: draft

        Right: in content/clusters/medical-mountains.md

            status: approved

        What to do: Approve the other entry as soon as it is finished. Until then,
        take the reference out or set this entry to “draft” as well.

ambiguous-reference = “{ $value }” in the field “{ $field }” can mean several entries.
    .label = not clear
    .help = Name the type as well. It can be: { $known }.
    .explain =
        This field can refer to entries of different types. Several of them have an
        entry with this id. The type in front of a colon, without a space, says which
        one is meant.

        Wrong:

            speaker: ulm

        Right:

            speaker: chamber:ulm

        What to do: Write the reference as the help of the finding names it.

wrong-target = The field “{ $field }” cannot refer to an entry of the type “{ $type }”.
    .label = another type is needed
    .help = { $suggestion ->
        [none] Refer to an entry of the type “{ $to }”.
       *[other] Did you mean “{ $suggestion }”? Entries of the type “{ $to }” are allowed.
    }
    .explain =
        For every reference field it is set where it may lead: “trades” to trades,
        “chamber” to a chamber. This way the page of the other entry shows the right
        links back. Here the part in front of the colon names a type that is not among
        them.

        Wrong:

            trades: [cluster:tischler]

        Right:

            trades: [tischler]

        What to do: Refer to an entry of the right type, or write the reference into
        the field that is meant for it.

circle = The hierarchy in the field “{ $field }” runs in a circle: { $circle }.
    .label = part of the circle
    .help = Delete “{ $field }” in the entry that should be at the top.
    .explain =
        This field puts an entry below another one, such as an initiative below a
        cluster. The result is a family tree. Nobody can be above and below the same
        entry in it, or the tree would have no beginning.

        Wrong:

            entry a    parent: b
            entry b    parent: a

        Right:

            entry a    parent: b
            entry b    (without “parent”)

        What to do: Follow the chain that is named, and remove the one step that is
        wrong.

asymmetric-relation = The relation in the field “{ $field }” to “{ $other }” is described differently on both sides: { $attributes }.
    .label = this here
    .other-side = something else there
    .help = Write the same on both sides, or delete it on one side. One side is enough.
    .explain =
        This relation holds in both directions: when A is connected with B, then B is
        with A. It may be written on one side or on both. When something is added to
        it, such as how strong the interaction is, both sides must agree. Otherwise
        each side would say something else.

        Wrong:

            Recommendation 3    recommendation: empfehlung-7   strength: stark
            Recommendation 7    recommendation: empfehlung-3   strength: schwach

        Right:

            Recommendation 3    recommendation: empfehlung-7   strength: stark

        What to do: Find out which is right. It is simplest to keep it on one side
        only.

duplicate-id = The id “{ $id }” already exists for the type “{ $type }”, namely in “{ $other }”.
    .label = for the second time
    .first = here for the first time
    .help = Give one of the two entries another id, or delete the one that is not needed.
    .explain =
        Every entry of a type has an id of its own. It is the file name without the
        ending, the name of the folder, or the name in a shared file. When two have
        the same, no reference knows which one it means, and both want the same web
        address.

        Wrong:

            content/trades.yaml with “tischler:”
            content/trades/tischler.md

        Right: only one of the two

        What to do: Often an entry was moved to a file of its own and not deleted in
        the old place. Delete it there, or rename one of the two.

duplicate-address = { $first_kind ->
        [home] The home page ({ $first })
        [list] The list “{ $first }”
        [alias] The former address of “{ $first }”
        [theme] The theme
        [pdf] The PDF of “{ $first }”
       *[other] “{ $first }”
    } and { $second_kind ->
        [home] the home page ({ $second })
        [list] the list “{ $second }”
        [alias] the former address of “{ $second }”
        [theme] the theme
        [pdf] the PDF of “{ $second }”
       *[other] “{ $second }”
    } both want the address “{ $address }”.
    .label = address already taken
    .other = this page has it already
    .help = Rename one of the two entries, or remove the address from “aliases”.
    .explain =
        Only one page can be at a web address. The address is made from the type and
        the id of an entry. The former addresses under “aliases”, which lead on to the
        page, count as well. When two want the same, one would push out the other.

        Wrong: The page “beispiele” in content/pages/ and the list of the cases are
        both at /beispiele/.

        Right: The page is called “ueber-die-beispiele”.

        What to do: Give one of the two entries another id. If the address is a former
        one, delete it where it is no longer needed.

link-to-nothing = The link leads to “{ $type }:{ $id }”, but there is no such entry.
    .label = no such entry
    .help = { $suggestion ->
        [none] Check the id: it is the file name of the entry without the ending.
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        In running text you link other entries by their type and their id. The link
        stays right when the web address changes, and it works in the brochure, too.
        When there is no such entry, the link would lead to nothing. If you leave the
        link text empty, broschur puts in the title of the target.

        Wrong:

            Read more: [turnery](case:Dreherei Tuttlingen)

        Right:

            Read more: [turnery](case:dreherei-tuttlingen)

        What to do: See in the folder of the type what the file is called.

link-to-missing-file = { $meant ->
        [mail] The address “{ $file }” lacks “mailto:” before it.
       *[other] There is no file “{ $file }”.
    }
    .label = { $meant ->
        [mail] “mailto:” missing
       *[other] no such file
    }
    .help = { $meant ->
        [mail] Write “mailto:{ $file }”.
       *[other] { $suggestion ->
            [none] Put the file beside the entry, or begin the path with “/” if it is in a folder of “content/”.
           *[other] Did you mean “{ $suggestion }”?
        }
    }
    .explain =
        A file is linked that is not there. It is looked for beside the entry. When
        the path begins with “/”, it is looked for from the folder “content/”. Capital
        and small letters count, in the ending as well. Another entry is not linked by
        its file name but by its type and id.

        Wrong:

            To read: [plan](Plan.PDF)
            See also: [turnery](dreherei-tuttlingen.md)

        Right:

            To read: [plan](plan.pdf)
            See also: [turnery](case:dreherei-tuttlingen)

        What to do: Check the file name, or put the file beside the entry.

link-to-missing-anchor = There is no heading “#{ $anchor }” in “{ $target }”.
    .label = no such heading
    .help = { $suggestion ->
        [none] Leave out “#{ $anchor }”, or name a heading that is there.
       *[other] Did you mean “#{ $suggestion }”?
    }
    .explain =
        In a link, the heading to which it jumps stands after “#”. Its name is made
        from the words of the heading: small letters, no accents, hyphens in between.
        When the heading changes, so does its name. Entries that are only part of a
        list have no headings of their own.

        Wrong:

            Read more: [result](case:dreherei-tuttlingen#Das Ergebnis)

        Right, for the heading “## Das Ergebnis”:

            Read more: [result](case:dreherei-tuttlingen#das-ergebnis)

        What to do: See in the text of the target what the heading is called now.

bad-link = { $destination ->
        [none] This link has no target.
       *[other] “{ $destination }” is not allowed as the target of a link.
    }
    .label = { $destination ->
        [none] target missing
       *[other] not allowed
    }
    .help = { $destination ->
        [none] Write the target between the round brackets, such as [registration](https://www.example.org).
       *[other] { $problem ->
            [hidden] There are characters in the address that nobody sees. Type it anew instead of copying it.
            [credentials] Leave out the name and the password before the “@”.
            [headers] { $suggestion ->
                [none] Name a single e-mail address after “mailto:”, without a subject, a text or more recipients.
               *[other] Name the e-mail address only, without a subject, a text or more recipients: “{ $suggestion }”.
            }
           *[other] Allowed are web addresses with “https://”, “mailto:” with an e-mail address, “tel:” with a number, entries such as “case:dreherei-tuttlingen”, and files of the website.
        }
    }
    .explain =
        Links lead to the web, to an e-mail address, to a telephone number, to another
        entry or to a file of the website. Anything else could run something in your
        readers' browsers or point to their own computers. So it is not allowed. An
        empty target is reported as well, and so are invisible characters that come
        along when you copy.

        Wrong:

            The plan: [plan](file:///C:/data/plan.pdf)
            More at [example.org](//example.org)

        Right:

            The plan: [plan](plan.pdf)
            More at [example.org](https://example.org)

        What to do: Type the address anew, or put the file beside the entry.

orphan-translation = This is a translation of “{ $type }:{ $id }”, but there is no such entry.
    .help = { $where ->
        [shared-file] { $suggestion ->
            [none] Use the id that the entry has in the original, or add the entry there.
           *[other] Did you mean “{ $suggestion }”?
        }
       *[file] { $suggestion ->
            [none] The original has the same name, without the language in front of the ending: “{ $id }.md” and “{ $id }.{ $language }.md”. Rename the file, or add the original.
           *[other] Did you mean “{ $suggestion }.{ $language }.md”?
        }
    }
    .explain =
        When a language stands in front of the ending of a file, the file is the
        translation of the entry with the same name. Without the original there is
        nothing to translate: fields that the translation lacks are taken from there.
        Perhaps the original was renamed or deleted.

        Wrong:

            content/cases/dreherei.en.md   (alone)

        Right:

            content/cases/dreherei.md
            content/cases/dreherei.en.md

        What to do: Give both files the same name, or create the original.

nothing-to-replace = { $problem ->
        [twice] The key “{ $key }” stands twice under “{ $field }”.
       *[unknown] The base “{ $base }” has nothing with the key “{ $key }” under “{ $field }”.
    }
    .label = { $problem ->
        [twice] the second time
       *[unknown] replaces nothing
    }
    .help = { $problem ->
        [twice] Make one of both: each part of the base can be replaced only once.
       *[unknown] { $suggestion ->
            [none] Keys of the base: { $known }.
           *[other] Did you mean “{ $suggestion }”? Keys of the base: { $known }.
        }
    }
    .explain =
        An adaptation replaces single parts of its base, such as reasons. The key says
        which part is meant. When the base does not have it, the text would be lost.

        Wrong: the key in the base is “fachkraefte”, and the adaptation has

            reasons:
              - key: fachkraft
                text: One in three in Tuttlingen learns a metal trade.

        Right:

            reasons:
              - key: fachkraefte
                text: One in three in Tuttlingen learns a metal trade.

        What to do: Write the key as in the base, and each only once.

not-adaptable = The base “{ $base }” is not meant to be adapted for “{ $target }”.
    .label = not intended
    .related = intended
    .help = Name under “for” only what the base is meant for ({ $known }), or add the type “{ $type }” to its “adaptable_to”.
    .explain =
        A base says under “adaptable_to” what it can be adapted for: clusters, regions
        or trades. Its sentences were written for that. For anything else they mostly
        do not fit, not even where the adaptation does not replace them.

        Wrong: the base has “adaptable_to: [cluster]”, and the adaptation

            extends: clustermanager
            for: [region:ostwuerttemberg]

        Right:

            extends: clustermanager
            for: [cluster:medical-mountains]

        What to do: Choose another base. If this one does fit, add the type to its
        “adaptable_to”.

link-to-source = “{ $file }” is part of what the website is made from and not for readers.
    .label = source file
    .help = { $suggestion ->
        [none] { $where ->
            [picture] Use a picture in the format JPEG, PNG, WebP, GIF or SVG.
            [link] Link an entry by its type and id, such as “case:dreherei-tuttlingen”, or delete the link.
           *[field] Use a file for readers, such as a PDF.
        }
       *[other] Link the entry: “{ $suggestion }”.
    }
    .explain =
        The files that the website is made from hold more than its pages show: drafts,
        names, consents, remarks. Whoever links one would publish all of that. So
        entries, settings, types, publications and templates never get onto the
        website. What is meant is almost always the entry; it is linked by its type
        and id.

        Wrong:

            See also: [turnery](dreherei-tuttlingen.md)

        Right:

            See also: [turnery](case:dreherei-tuttlingen)

        What to do: Take over the address that is proposed, or make a file that is
        meant to be published.

file-kind = { $problem ->
        [active] The file “{ $file }” would be run on the website.
        [no-ending] The name “{ $file }” does not say what kind of file this is.
       *[unknown] Readers do not get files that end in “{ $ending }”.
    }
    .label = { $problem ->
        [active] would be run
        [no-ending] no ending
       *[unknown] not offered
    }
    .help = { $problem ->
        [active] Offer the content as a PDF, or make it a page. What browsers or web servers run is never published.
        [no-ending] Give the file the ending that fits it, such as “.pdf”.
       *[unknown] Use a common kind of file, such as PDF. If it has to be this one, write into “content/site.yaml”: files: [{ $ending }]
    }
    .explain =
        Readers get files that can be looked at, listened to or saved: PDF, pictures,
        documents, tables, calendars, recordings. docs/content-types.md lists them. A
        website can allow more kinds with “files”. What a browser, a web server or the
        reader's computer would run is never published: pages, scripts, programs. That
        also holds for such an ending in the middle of a name, since some web servers
        look at it.

        Wrong:

            To calculate: [calculator](rechner.html)
            To fill in: [registration](formular.php.txt)

        Right:

            To calculate: [calculator](rechner.xlsx)
            To fill in: [registration](formular.pdf)

        What to do: Save the content as one of the common kinds, or allow the ending in
        “content/site.yaml”.

file-content = { $looks ->
        [other] “{ $file }” is no file of the kind “{ $ending }”.
       *[else] “{ $file }” is not what its ending “{ $ending }” says but { $looks ->
            [pdf] a PDF
            [png] a PNG picture
            [jpeg] a JPEG picture
            [gif] a GIF picture
            [webp] a WebP picture
            [zip] an archive or office document
            [recording] a recording
            [page] a page for browsers
            [xml] XML
            [program] a program
           *[binary] no text
        }.
    }
    .help = { $suggestion ->
        [none] Open the file with the program that it comes from, and save it as the kind that its ending says.
       *[other] Name the file “{ $suggestion }”, and change the name where it is used as well.
    }
    .explain =
        Browsers and programs go by the ending, some by the content. When the two
        disagree, the file does not open for some, and for others something may run
        that nobody expects. Renaming a file does not turn it into another one.

        Wrong: a Word document that was renamed to “plan.pdf”

        Right: the Word document, saved as PDF

        What to do: Save the file as the right kind, or give it the right ending.

unusable-address = “{ $piece }” cannot be part of an address.
    .label = { $problem ->
        [empty] a part is missing
        [up] leads upwards
        [backslash] backslash
        [hidden] invisible characters
        [reserved] kept by Windows
        [edge] space or dot at the edge
        [long] too long
       *[sign] a sign that does not work
    }
    .help = { $suggestion ->
        [none] { $problem ->
            [long] Shorten the name to 255 bytes at most and the whole address to 1000 at most; accented letters count twice.
            [up] Name an address inside the website, without “.” and “..”.
           *[other] Use small letters, digits, “-” and “_”, such as “dreherei-tuttlingen”.
        }
       *[other] Write “{ $suggestion }”.
    }
    .explain =
        An address becomes a file in a folder that somebody else puts on the web. So it
        must not lead out of the folder with “..”, and its parts have to be names under
        Windows, macOS and Linux: without spaces, without signs such as “:”, “?”, “#”
        or “%”, no longer than 255 bytes, and not “con”, “nul” or “com1”, which Windows
        keeps for itself.

        Wrong:

            route: ../../outside
            aliases: [Old page#2]

        Right:

            route: examples
            aliases: [old-page-2]

        What to do: Take over the proposal, or choose a name of small letters, digits
        and hyphens.

output-clash = { $problem ->
        [taken] broschur itself needs the address “/{ $other }”.
        [folder] “/{ $path }” needs a folder where “/{ $other }” is a file already.
       *[case] “/{ $path }” and “/{ $other }” differ in capital letters only.
    }
    .label = { $second_kind ->
        [alias] former address of “{ $second }”
        [theme] file of the theme
        [pdf] PDF of “{ $second }”
       *[other] “{ $second }”
    }
    .other = { $first_kind ->
        [none] “/{ $other }”
        [alias] former address of “{ $first }”
        [theme] file of the theme
        [pdf] PDF of “{ $first }”
       *[other] “{ $first }”
    }
    .help = { $problem ->
        [taken] Choose another name.
        [folder] Rename one of the two. A former address at which there is a file needs no place under “aliases”.
       *[case] Rename one of the two, preferably in small letters only.
    }
    .explain =
        Everything that broschur makes lies in one folder in the end. There, a name
        stands for one file or one folder only. Windows and macOS take “Picture.png”
        and “picture.png” for the same file as well: one of them would be lost there.
        “manifest.json” is made by broschur itself.

        Wrong:

            aliases: [/favicon.ico/]

        Right:

            aliases: [/icon/]

        What to do: Give one of the two another name, or delete the former address.

## Text and images

raw-html = HTML is not allowed in the text: “{ $html }”.
    .label = HTML
    .help = { $what ->
        [comment] Delete the comment. A note for your colleagues goes into the header, on a line with “# ” in front.
        [emphasis] Delete the HTML. For bold write “**like this**”, for italics “*like this*”.
        [break] Begin a new paragraph after an empty line. If only the line is to end, write “\” at its end.
        [image] Write the image like this: ![description](image.jpg)
        [link] Write a link instead: [text](https://www.example.org)
        [script] Write lowered text as in “CO~2~” and raised text as in “m^2^”.
        [unknown] If this is to be in the text, write “\<” instead of “<”.
       *[other] Delete the HTML. An empty line separates paragraphs, lists begin with “- ”, headings with “## ”.
    }
    .explain =
        The text of an entry appears on the website, in the brochure and in data
        files. Only browsers understand HTML; it cannot be printed. It could also hide
        something that runs in the browser. It mostly comes along when you copy from a
        web page or from Word.

        Wrong:

            That was <b>important</b>.<br>

        Right:

            That was **important**.

        What to do: Paste copied text without formatting. Bold is “**this**”, italic
        “*this*”, a link “[text](https://example.org)”, an image
        “![description](image.jpg)”.

missing-image = There is no image “{ $file }”.
    .label = no such image
    .help = { $suggestion ->
        [none] Put the image beside the entry, or begin the path with “/images/” if it is in “content/images/”.
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        An image is named that is not there. It is looked for beside the file of the
        entry. When the path begins with “/”, it is looked for from the folder
        “content/”. Capital and small letters count, in the ending as well: “Hall.JPG”
        is not “hall.jpg”.

        Wrong:

            image:
              file: C:\Pictures\Hall.JPG
              alt: View into the workshop

        Right:

            image:
              file: hall.jpg
              alt: View into the workshop

        What to do: Check the file name, or copy the image to the right place.

missing-alt = The image “{ $file }” has no description.
    .label = no description
    .help = { $where ->
        [text] Say between the square brackets, in one sentence, what can be seen: ![description]({ $file })
       *[other] Say under “alt”, in one sentence, what can be seen. If the image is mere decoration, write “decorative: true”.
    }
    .explain =
        Whoever cannot see an image has its description read aloud. Without one there
        is only a gap. Public bodies are obliged to provide it. Say what can be seen
        and why it matters here, not “photo of …”. If an image in the header (front
        matter) really adds nothing and only decorates, say so with “decorative:
        true”.

        Wrong:

            image:
              file: hall.jpg

        Right:

            image:
              file: hall.jpg
              alt: Two master craftswomen check a turned part on the measuring machine.

        Right for a decoration:

            image:
              file: pattern.png
              decorative: true

        What to do: Add the description. One sentence is enough.

broken-image = { $problem ->
        [format] “{ $file }” is not an image file that works on the web and in print.
        [unreadable] The image “{ $file }” cannot be read.
        [huge] The image “{ $file }” has too many pixels.
        [turned] The WebP image “{ $file }” is turned only by a note that not all browsers heed.
       *[broken] The image “{ $file }” is damaged.
    }
    .label = { $problem ->
        [format] wrong format
        [unreadable] cannot be read
        [huge] too large
        [turned] lies on its side
       *[broken] damaged
    }
    .help = { $problem ->
        [format] Save the image as JPEG, PNG, WebP, GIF or SVG.
        [unreadable] Check that the file is still there and that you may open it.
        [huge] Make it smaller; 3500 pixels on the longer side are enough for print as well.
        [turned] Turn it in an image program until it stands upright, and save it anew.
       *[broken] Open the image in an image program and save it anew, or get it once more from where it came.
    }
    .explain =
        Images must show in every browser and in print. Files in the formats JPEG,
        PNG, WebP, GIF and SVG can do that. The ending alone is not enough: a renamed
        file stays what it was. Transfers that broke off leave damaged images, too.
        Images of more than one hundred million pixels are too much for browsers and
        printers, and so are drawings of more than half a million parts. The same goes
        for logos, covers and images that a text only links to.

        Wrong: a photograph in the format HEIC, TIFF or PSD, even if it is called
        “photo.jpg”

        Right: the same photograph, saved as JPEG

        What to do: Open the image in an image program and save it anew in one of the
        formats named.

path-outside = The path “{ $path }” leads out of the website.
    .label = outside
    .help = { $where ->
        [keep] Name a path as it is in the finished website, such as “archive”.
       *[other] Put the file beside the entry or into “content/images/”, and write only its name or a path from “/”.
    }
    .explain =
        Only what is in the folder “content/” is read. A path that climbs out of it
        with “..” or points to a drive is not valid on other computers. It could also
        publish files that are nobody's business.

        Wrong:

            file: ../../../pictures/hall.jpg
            file: C:\Pictures\hall.jpg

        Right:

            file: hall.jpg
            file: /images/hall.jpg

        What to do: Copy the file into the website and change the path.

heading-order = { $level ->
        [1] The heading “{ $title }” has level 1, which the title of the page already has.
       *[other] The heading “{ $title }” skips a level: it has level { $level }, but level { $expected } comes next.
    }
    .label = level { $level }
    .help = Write { $expected ->
        [2] “## { $title }”
        [3] “### { $title }”
        [4] “#### { $title }”
        [5] “##### { $title }”
       *[other] “###### { $title }”
    }.
    .explain =
        Headings structure the text like a table of contents. Whoever has the page
        read aloud jumps from heading to heading. When a level is skipped, something
        seems to be left out. Level 1 is already the title of the page; so the text
        begins with level 2, which is “##”. On the way up, levels may be skipped.

        Wrong:

            # Where we started
            #### Figures

        Right:

            ## Where we started
            ### Figures

        What to do: Choose the level by the structure of the text, not by the size of
        the letters.

missing-footnote = The footnote “[^{ $label }]” has no text.
    .label = footnote without text
    .help = { $suggestion ->
        [none] Below the paragraph, write a line of its own: [^{ $label }]: text of the footnote
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        A footnote has two parts: the mark in the sentence, and the text on a line of
        its own. Both carry the same label. When the second part is missing, the
        brackets would be on the page as they are. Often the labels differ only by a
        slip of the keys.

        Wrong:

            Sales rose by 18 %.[^1]

        Right:

            Sales rose by 18 %.[^1]

        {"    [^1]: As stated by the firm."}

        What to do: Add the text of the footnote, or delete the mark.

markdown-too-deep = The text is nested too deep here: more than { $max } levels are not read.
    .label = too deep
    .help = Take apart lists in lists and quotations in quotations. Two or three levels are easy to read.
    .explain =
        Lists and quotations can stand inside each other. Nobody can read more than a
        few levels, and on a narrow page there is no room left. Very many levels
        mostly come from pasted e-mails, where every reply puts a “>” in front of the
        line.

        Wrong:

            > > > > > > > > Thank you for your answer.

        Right:

            > Thank you for your answer.

        What to do: Delete the marks at the beginning of the lines that are too much.

active-svg = { $problem ->
        [xml] The picture “{ $file }” is no valid XML: { $name }.
        [declaration] The picture “{ $file }” declares characters or attributes of its own ({ $name }).
        [instruction] The picture “{ $file }” holds an instruction for the browser: “{ $name }”.
        [reference] The picture “{ $file }” refers to something outside itself with “{ $name }”.
        [animation] The picture “{ $file }” changes a reference while it is shown.
        [style] The picture “{ $file }” loads something with its style, or hides what the style does.
        [attribute] The picture “{ $file }” has an attribute that does not draw: “{ $name }”.
       *[element] The picture “{ $file }” has something in it that does not draw: “{ $name }”.
    }
    .label = { $problem ->
        [xml] cannot be read
        [reference] leads outside
       *[other] more than a drawing
    }
    .help = { $problem ->
        [xml] Open the picture in a drawing program and save it anew, or get it once more from where it came.
        [reference] Embed the picture or the font, or convert text into paths.
       *[other] Save the picture as “plain” or “optimised” SVG in the drawing program, or delete this part.
    }
    .explain =
        An SVG is more than a picture: it can run scripts, load things from elsewhere
        and behave like a page, with all rights of the website. So an SVG may only
        draw. Whatever goes beyond that does not get onto the website: scripts,
        embedded HTML, events such as “onclick”, links, references to other addresses
        and declarations. The notes of the usual drawing programs do no harm.

        Wrong:

            <svg xmlns="http://www.w3.org/2000/svg" onload="show()">

        Right:

            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">

        What to do: Save the picture anew, as plain SVG or as PNG.

document-metadata = { $found ->
        [comments] “{ $file }” holds remarks of its readers.
        [changes] “{ $file }” says who has changed what.
        [place] “{ $file }” says where the recording was made.
       *[author] “{ $file }” says who wrote the document.
    }
    .label = hidden data
    .help = { $found ->
        [place] Remove the place, for example by exporting the recording without a location.
        [comments] Delete the remarks, and save the file anew.
        [changes] Accept the changes, switch off tracking, and save the file anew.
       *[author] Remove the personal data (“Inspect Document” in Word, “Properties” in LibreOffice), and save the file anew.
    }
    .explain =
        Word processors write into every file who wrote it and who changed it last,
        and keep remarks and changes. Telephones note where a recording was made. On
        the website anybody can read that, although nobody sees it and nobody has
        agreed to it.

        Wrong: a checklist as DOCX, with the name of its author

        Right: the same checklist as PDF, without a name

        What to do: Remove the data. If it is meant to stay, write into the entry under
        “suppress” why.

no-such-figure = { $problem ->
        [of-all] The figure “{ $figure }” is not about a single entry.
        [of-each] The figure “{ $figure }” is there for each entry, and it is not said for which.
        [entry] The figure “{ $figure }” is to show “{ $id }”, but there is no such entry.
       *[missing] There is no figure “{ $figure }”.
    }
    .label = no such figure
    .help = { $suggestion ->
        [none] { $problem ->
            [of-all] Write “figure:{ $figure }” alone.
            [of-each] Write the id of an entry of type “{ $type }” behind it, such as “figure:{ $figure }/id”.
            [entry] Name an entry of type “{ $type }”.
           *[missing] Figures are in “content/figures/”, one file each.
        }
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        A text can show a figure that broschur draws of the entries. It names it like
        an image, with “figure:” and the name of its file. Some figures are there for
        each entry of a type; then it says for which, behind a slash.

        Wrong:

            ![Regions as tiles](figure:region)

        Right:

            ![Regions as tiles](figure:regionen)
            ![The chain of medical technology](figure:kette/medizintechnik)

        What to do: Correct the name, or add the figure.

figure-without-data = There is nothing in the figure “{ $title }”.
    .label = without data
    .help = Check what is under “rows”, and whether the entries are approved (“status: approved”).
    .explain =
        A figure shows entries. When there is not a single one that fits “rows”, an
        empty frame would remain. Mostly the entries are not approved yet, or the
        relation leads the other way.

        Wrong: a map of the regions while no region is approved

        Right: approve the regions first, then draw the map

        What to do: Approve the entries, or delete the figure.

## Types and settings

unknown-key = { $where ->
        [field-kind] There is no setting “{ $key }” for fields of the kind “{ $kind }”.
        [page-format] There is no setting “{ $key }” in the format “{ $kind }”.
        [entry-layout] There is no setting “{ $key }” in the layout “{ $kind }”.
        [no-selection] There is a setting “{ $key }” only beside “select”.
       *[other] There is no setting “{ $key }” here.
    }
    .label = unknown setting
    .help = { $suggestion ->
        [none] { $known ->
            [none] Delete it.
           *[other] You can still use: { $known }.
        }
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        Site settings, types and publications have fixed keys. A key with another name
        would have no effect, and nobody would notice. Some keys exist for certain
        kinds of fields only: “max_length”, for example, for texts. Where a text is
        given for each language, only language codes such as “de” and “en” can stand.

        Wrong:

            titel: Good examples

        Right:

            title: Good examples

        What to do: Correct the name, and check the indentation. docs/content-types.md
        describes all keys of types.

missing-key = The setting “{ $key }” is missing here.
    .label = “{ $key }” is missing
    .help = { $key ->
        [format] Write “format: 1” on the first line.
        [title] Write “title:” and the name of the website after it.
        [type] { $where ->
            [navigation] Say where the item leads: with “type:” to the list of a type, with “page:” or “entry:” to an entry, with “url:” to the web.
           *[other] Name the new type with “type:”, or the type that the file changes with “extends:”.
        }
        [label] Write “label:” and after it what readers are to see.
        [about] Write “about:” and after it the entry that “$about” stands for, such as “about: chamber:ulm”.
        [plural] Write “plural:” and after it the name for several entries.
        [folder] Write “folder:” and after it the folder under “content/” that holds the entries.
        [fields] Write “fields:” and the fields indented below.
        [kind] Write “kind:” and after it the kind of the field, such as “kind: string”.
        [to] Write “to:” and after it the type that is referred to.
        [of] Write “of:” and behind it, in a list: what each value is, in a rule: which type it is about.
        [keys] Write “keys:” and, indented below, what each name is.
        [values] Write “values:” and, indented below, the allowed values with their labels.
        [scale] Write “scale:” and, indented below, the numbers of the scale with their labels.
       *[other] Add a line “{ $key }: …”.
    }
    .explain =
        Without this the rest cannot be understood. The settings of the website need
        “format” and “title”. A type needs “label”, “plural”, “folder” and “fields”.
        Every field needs “kind” and “label”, a reference also “to”, a list “of”, a
        choice “values”.

        Wrong:

            website:
              kind: url

        Right:

            website:
              kind: url
              label: Website

        What to do: Add the line. docs/content-types.md describes all keys of types.

bad-value = “{ $value }” does not fit the setting “{ $key }”.
    .label = { $expected ->
        [text] a text is expected
        [word] a text is expected
        [list] a list is expected
        [boolean] true or false is expected
        [count] a count is expected
        [number] a number is expected
        [duration] a duration is expected
        [range] does not fit the field
        [choice] not a choice
        [url] a web address is expected
        [email] an e-mail address is expected
        [language] a language code is expected
        [color] a colour is expected
        [entry] an entry is expected
        [type-with-pages] has no pages
        [type-with-entry-pages] has no pages of entries
        [bleed] a bleed in millimetres is expected
        [pages] a number of pages is expected
        [partial-date] date expected
        [map] fields with values expected
        [axis] no rows or columns
        [axis-of-all] no rows or columns
        [two-fields] two fields are expected
        [grid-place] column and row expected
        [filter-field] not for selecting
        [group-field] not for grouping
        [sort-field] not for sorting
        [one-content] several at once
        [fixed-check] always holds
        [rated-type] not as a matrix
        [reason] a reason is expected
        [file-ending] an ending is expected
        [file-active] would be run
       *[file-source] source files
    }
    .help = { $expected ->
        [text] A simple text belongs here, or one for each language, such as “de: Werkzeug”.
        [word] A simple text belongs here, no list and nothing with settings of its own.
        [list] A list belongs here, such as “[first, second]”.
        [color] Write the colour with six digits and in quotation marks, such as “"#0f4c57"”.
        [boolean] Write “true” or “false”.
        [count] Write a whole number from 0 upwards, such as “7”.
        [number] Write a number with a decimal point, such as “2.5”.
        [duration] Write a number with its unit, such as “3 h”, “90 min” or “1 day”.
        [range] Write the value as entries have it, or a range with “min”, “max” or both, such as “{"{"}min: 2, max: 5{"}"}”.
        [choice] { $suggestion ->
            [none] You can choose from: { $known }.
           *[other] Did you mean “{ $suggestion }”? You can choose from: { $known }.
        }
        [email] Write an e-mail address and nothing else, such as “info@example.org”.
        [url] Write the whole address, such as “https://www.example.org/”.
        [language] Write a language code, such as “de” or “en”.
        [entry] Write type and id with a colon, such as “case:dreherei-tuttlingen”.
        [type-with-pages] Entries of this type have no pages. Link another type or a single entry.
        [type-with-entry-pages] Entries of this type have no pages of their own. Name only types here whose entries have pages.
        [bleed] Write how many millimetres the colour reaches beyond the edge of the page: 0 to 10, usually 3.
        [pages] Write how many pages each entry gets at most, such as “2” or “0.5”.
        [partial-date] Write “2012”, “2012-03” or “2012-03-21”.
        [map] Write one field with its value per line, such as “featured: true”.
        [axis] Write “all” and a type, “by” and one or several relations, or “self”, such as “{"{"}by: [stages]{"}"}”.
        [axis-of-all] Write “all” and a type, such as “{"{"}all: region{"}"}”. Relations (“by”) are for figures that name a type under “of”.
        [two-fields] Write two fields under “by”: the first leads to the rows, the second to the columns.
        [grid-place] Write column and row, from 1 to 12, such as “[3, 2]”.
        [filter-field] Select by fields of the kind “enum”, “reference”, “boolean” or “string”, or by numbers, amounts, ratings, dates and durations, also within bounds: “{ "{" }min: 1 h, max: 4 h{ "}" }”.
        [group-field] Take a field of the kind “enum” or “reference”.
        [sort-field] Entries can be sorted by numbers, dates, durations, ratings, values of “enum”, references and one-line text, not by “text”, lists, maps, objects, addresses, places and files.
        [rated-type] A matrix shows entries with ratings, of the type “matrix_row” for example. Take “table” or “compact” here.
        [file-ending] Write the ending without a dot, such as “gpx”.
        [file-active] Browsers, web servers or computers run files with this ending; they are never published. Delete the word.
        [file-source] The website is made from files with this ending; they are never published. Delete the word.
        [reason] Write behind it why there is nothing at this address any more.
        [one-content] A section shows only one of these: { $known }. Make two sections of it.
       *[fixed-check] Delete the line: what it finds would be broken on the page. These can be set: { $known }.
    }
    .explain =
        Every key in site settings, types and publications takes a certain kind of
        value: a text, a number, true or false, a list, or one of several words. With
        anything else broschur cannot do anything, and it would rather not guess.

        Wrong:

            base_url: www.example.org
            languages: german
            required: perhaps

        Right:

            base_url: https://www.example.org/
            languages: [de, en]
            required: true

        What to do: Write the value as the help of the finding shows.

unknown-type = There is no type “{ $type }”.
    .label = unknown type
    .help = { $suggestion ->
        [none] Name a type that exists, such as “case” or “cluster”. Types of your own are in “content/types/”.
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        Every entry has a type: “case” for cases, “trade” for trades, “page” for
        simple pages. The name of the type is singular and English; the folder of its
        entries is often called otherwise. A website can add types of its own in
        “content/types/”. In running text a word in front of a colon counts as a type.

        Wrong:

            Read more: [turnery](cases:dreherei-tuttlingen)

        Right:

            Read more: [turnery](case:dreherei-tuttlingen)

        What to do: Correct the name, or add the type.

no-such-field = This type has no field “{ $field }”.
    .label = unknown field
    .help = { $suggestion ->
        [none] Name a field of this type, or one that all types have.
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        A type says which field is the title, which fields the profile and the cards
        show, and by which entries are sorted and filtered. A publication selects
        entries by fields. All these fields must be listed under “fields” or be among
        those that every type has, such as “status” and “image”.

        Wrong:

            title: name
            fields:
              titel: …

        Right:

            title: name
            fields:
              name: …

        What to do: Correct the name, or add the field. When a field is renamed, it
        must be changed here as well.

type-contradiction = { $what ->
        [folder-taken] The folder “{ $name }” is already used by the type “{ $other }”.
        [route-taken] The address “{ $name }” is already used by the type “{ $other }”.
        [inverse-is-field] The other side is to be called “{ $name }”, but the type “{ $other }” already has a field of that name.
        [inverse-taken] The other side is to be called “{ $name }”, but the type “{ $other }” already calls it that.
        [symmetric-elsewhere] A relation with “symmetric” leads to “{ $name }” instead of its own type “{ $other }”.
        [folder-reserved] The folder “{ $name }” is reserved for something else.
        [type-and-extends] Here are “type” and “extends” at the same time.
        [file-name] The type is called “{ $name }”, but the file is not.
        [type-exists] The type “{ $name }” already exists.
        [extended-twice] Another file already changes the type “{ $name }”.
        [type-id] “{ $name }” cannot be the name of a type.
        [folder-name] “{ $name }” cannot be the name of a folder.
        [title-kind] The title field “{ $name }” is of the kind “{ $other }”, but a title must be a “string”.
        [title-personal] The title field “{ $name }” holds personal data.
        [group-kind] The list cannot be grouped by the field “{ $name }”.
        [sort-kind] The list cannot be sorted by the field “{ $name }”, as it is of the kind “{ $other }”.
        [facet-kind] The list cannot be filtered by the field “{ $name }”, as it is of the kind “{ $other }”.
        [derived-is-field] “{ $name }” under “derived” is called like a field of the type.
        [derived-taken] “{ $name }” under “derived” is called like a relation that the type “{ $other }” has already.
        [derived-through] “through” of “{ $name }” has no place for the entries that the way leads by.
        [facet-hidden] The list cannot be filtered by the field “{ $name }”, as it is hidden.
        [facet-pair] A pair under “facet_pairs” does not consist of two different fields.
        [facet-title] The heading for “{ $name }” has no place for the value.
        [register-kind] Entries of the list cannot be looked up by the field “{ $name }”, as it is of the kind “{ $other }”.
        [register-hidden] Entries of the list cannot be looked up by the field “{ $name }”, as it is hidden.
        [calendar-kind] The field “{ $name }” makes no calendar, as its values are no objects with a “date”.
        [schema-org-type] “{ $name }” cannot be a type of schema.org.
        [schema-org-property] “{ $name }” cannot be a property of schema.org.
        [schema-org-hidden] The field “{ $name }” is hidden or holds personal data, and does not belong in what search engines are told.
        [schema-org-kind] The field “{ $name }” cannot be told to search engines, as it is of the kind “{ $other }”.
        [schema-org-by] What an entry is to search engines cannot depend on the field “{ $name }”, as it is of the kind “{ $other }”.
        [schema-org-value] “{ $name }” is no value of the field “{ $other }”.
        [bodies-kind] Whether somebody can be reached cannot depend on the field “{ $name }”, since it is of the kind “{ $other }”.
        [role-kind] The field “{ $name }” cannot have the role “{ $other }”.
        [role-twice] The field “{ $name }” has the role “{ $other }”, but another one of this type has it already.
        [role-taken] The role “{ $name }” already belongs to the type “{ $other }”.
        [profile-twice] The field “{ $name }” is in the profile twice.
        [field-name] “{ $name }” cannot be the name of a field.
        [min-above-max] The lower limit { $name } is above the upper limit { $other }.
        [pattern] “{ $name }” is not a valid pattern.
        [key-kind] The names of a “map” cannot be of the kind “{ $name }”.
        [bound-is-no-date] The limit “{ $name }” is not a date.
       *[scale-key] “{ $name }” is not a number of the scale.
    }
    .label = { $what ->
        [folder-taken] folder taken
        [route-taken] address taken
        [inverse-is-field] name taken
        [inverse-taken] name taken
        [symmetric-elsewhere] another type
        [folder-reserved] reserved
        [type-and-extends] only one of them
        [file-name] not the name of the file
        [type-exists] already exists
        [extended-twice] already changed
        [title-kind] another kind is needed
        [title-personal] personal
        [group-kind] not for grouping
        [sort-kind] not for sorting
        [facet-kind] not for filtering
        [derived-is-field] name taken
        [derived-taken] name taken
        [derived-through] nothing in between
        [facet-hidden] hidden
        [facet-pair] no pair
        [facet-title] without the value
        [register-kind] not for looking up
        [register-hidden] hidden
        [calendar-kind] no date
        [schema-org-type] no type has this name
        [schema-org-property] no property has this name
        [schema-org-hidden] not for search engines
        [schema-org-kind] no notation in schema.org
        [schema-org-by] no “enum”
        [schema-org-value] no value of the field
        [bodies-kind] no “enum”
        [role-kind] not fit for this role
        [role-twice] role taken
        [role-taken] role taken
        [profile-twice] for the second time
        [min-above-max] limits swapped
        [pattern] not a valid pattern
        [bound-is-no-date] not a date
        [scale-key] not a whole number
       *[other] not possible like this
    }
    .help = { $what ->
        [folder-taken] Choose another folder under “folder”.
        [route-taken] Choose another address under “route”.
        [inverse-is-field] Choose another name under “inverse”.
        [inverse-taken] Choose another name under “inverse”.
        [symmetric-elsewhere] Remove “symmetric” and give an “inverse” instead, or refer to the type itself.
        [folder-reserved] Choose another folder. “types”, “publications”, “editions”, “images” and “files” have their own purpose.
        [type-and-extends] Keep “type” for a new type, or “extends” to change one that comes with broschur.
        [file-name] Name the file “{ $name }.yaml”.
        [extended-twice] Write both changes into one file.
        [type-exists] Choose another name, or write “extends: { $name }” to change the type that exists.
        [type-id] Use small letters without accents, digits and “_”, with a letter at the beginning.
        [folder-name] Use small letters without accents, digits, “-” and “_”.
        [title-kind] Name a field of the kind “string” under “title”.
        [title-personal] The title stands everywhere, also where there is no consent. Name another field under “title”, such as the role.
        [group-kind] Use a field of the kind “enum”, “reference”, “boolean”, “year”, or, with “bands”, “duration”, “integer”, “number”, “percent” or “money”.
        [sort-kind] Entries can be sorted by numbers, dates, durations, ratings, values of “enum”, references and one-line text. Without “sort” the title decides.
        [facet-kind] Use a field of the kind “enum”, “reference”, “boolean”, “year”, “rating”, “duration”, “integer”, “number”, “percent” or “money”, or a list of these or of one-line text.
        [derived-is-field] Choose another name.
        [derived-taken] Choose another name.
        [derived-through] Write “{"{through}"}” where their names are to stand.
        [facet-hidden] Name a field under “facets” that everybody may see, or remove it there.
        [facet-pair] Write two fields that stand under “facets”, such as “[[trades, regions]]”.
        [facet-title] Write “{"{value}"}” where the value is to stand.
        [register-kind] Use a field of the kind “enum”, “reference”, “boolean”, “year”, “string”, or, with “bands”, “duration”, “integer”, “number”, “percent” or “money”, or a list of these.
        [register-hidden] Name a field under “registers” that everybody may see, or remove it there.
        [calendar-kind] Name a list of objects under “calendar” in which “date” is a date.
        [schema-org-type] Take a type of schema.org, with a capital first letter, such as “Organization” or “Article”.
        [schema-org-property] Take a property of schema.org, with a small first letter, such as “alternateName”.
        [schema-org-hidden] Name a field that everybody may see, or remove the line.
        [schema-org-kind] Name a field with text, a number, a date, an address or a reference, or a list of these.
        [schema-org-by] Name a field of the kind “enum” under “by”, or leave “by” out.
        [schema-org-value] Use one of the values under “values” of the field “{ $other }”.
        [bodies-kind] Name a field of the kind “enum” under “bodies”, or leave “bodies” out.
        [role-kind] Give the role to a field that can serve for it; docs/content-types.md says which those are.
        [role-twice] Remove “role” from one of the two fields.
        [role-taken] Remove “role” from one of the two types.
        [profile-twice] Remove the field from one of the two groups.
        [field-name] Use small letters without accents, digits and “_”. “id”, “type”, “body” and “language” are taken.
        [min-above-max] Swap the two limits.
        [pattern] Check the brackets of the pattern. Three digits, for example, are “[0-9][0-9][0-9]”.
        [key-kind] Use the kind “string”, “enum”, “url” or “reference” for “keys”.
        [bound-is-no-date] Write “2012”, “2012-03” or “2012-03-21”.
       *[scale-key] Begin every line under “scale” with a whole number, such as “1: low”.
    }
    .explain =
        A type file sets what entries hold and how they are connected. What it says
        must fit together, and fit the other types: two types cannot have the same
        folder, the title field must be a text, a lower limit must not be above the
        upper one. Otherwise all entries of this type would be wrong although nothing
        in them is wrong.

        Wrong: in content/types/werkzeug.yaml

            type: tool
            folder: images

        Right: in content/types/tool.yaml

            type: tool
            folder: tools

        What to do: Change the marked place as the help of the finding says.
        docs/content-types.md describes all keys.

no-site = There is no website here: the file “{ $path }” is missing.
    .help = Change to the folder of the website, or name it with “--root”. “broschur init” makes a new website.
    .explain =
        A website is a folder that holds “content/site.yaml”. Its name, its languages
        and its navigation are in there. broschur looks for this file in the folder
        where it is started.

        Wrong: started in /website/content

        Right: started in /website

        or: broschur --root /website build

        What to do: Change to the right folder. If there is no website yet, “broschur
        init my-website” makes a small one that works at once. The shortest
        “site.yaml” is:

            format: 1
            title: Good examples

content-format = This release of broschur cannot read the content format “{ $format }”; it knows format { $known }.
    .label = unknown format
    .help = Write “format: { $known }”. If the website was made for a newer release, use that one.
    .explain =
        “format” in “content/site.yaml” says by which rules the content is written.
        When the rules change, the number goes up. So nothing is silently understood
        in another way than it was meant. broschur never changes the number by itself.

        Wrong:

            format: one

        Right:

            format: 1

        What to do: If it is a slip of the keys, correct the number. If it is higher
        than the known one, you need a newer release of broschur.

no-such-entry = { $problem ->
        [unpublished] The entry “{ $type }:{ $id }” is not published yet.
       *[other] There is no entry “{ $type }:{ $id }”.
    }
    .label = { $problem ->
        [unpublished] not published
       *[other] no such entry
    }
    .help = { $problem ->
        [unpublished] Check “status” and “publish_from” in “{ $file }”, or take the item out for the time being.
       *[other] { $suggestion ->
            [none] Check the id, which is the file name of the entry without the ending, or remove the item.
           *[other] Did you mean “{ $suggestion }”?
        }
    }
    .explain =
        The navigation, the footer and publications name entries by their id, which is
        the file name without the ending. When there is no such entry or it is still a
        draft, the menu item would lead to nothing.

        Wrong:

            navigation:
              - page: About us

        Right, as there is content/pages/about.md:

            navigation:
              - page: about

        What to do: Correct the id, or approve the entry with “status: approved”.

bad-rule = { $problem ->
        [no-demand] This rule asks for nothing.
        [several-demands] This rule asks for several things at once.
        [limits] These numbers do not fit together, or one is missing.
        [too-many] There can be { $max } of “{ $field }” at most, but the rule asks for { $count }.
        [each] “{ $field }” is no list of groups with fields of their own.
        [linked] “linked” works only where “need” names a single field of references.
        [linked-and-containing] “linked” and “containing” do not go together.
        [symmetric-already] “{ $field }” holds in both directions by itself.
        [not-symmetric] “{ $field }” does not refer to entries of the type “{ $type }”.
       *[name-twice] There is a rule “{ $name }” here already.
    }
    .label = { $problem ->
        [no-demand] no demand
        [several-demands] several demands
        [limits] check the numbers
        [too-many] cannot be kept
        [each] no groups
        [linked] no references
        [linked-and-containing] only one of both
        [symmetric-already] superfluous
        [not-symmetric] another type
       *[name-twice] for the second time
    }
    .help = { $problem ->
        [no-demand] Add exactly one of these: need, need_one_of, count, unique, symmetric.
        [several-demands] Make a rule of each: need, need_one_of, count, unique and symmetric never stand together.
        [limits] Write “exactly” alone, or “at_least” and “at_most”, with “at_least” not above “at_most”.
        [too-many] Ask for less, or allow more in the type.
        [each] Name a field of kind “list” under “each” whose items are of kind “object”.
        [linked] Name a single field of kind “reference” under “need”, or a list of these.
        [linked-and-containing] Make two rules of it.
        [symmetric-already] Delete the rule: the field has “symmetric: true”.
        [not-symmetric] Name a field that refers to entries of the same type.
       *[name-twice] Give it another name, or delete one of the two.
    }
    .explain =
        With rules editors say themselves what holds for their entries, and what they
        ask of linked ones. Each rule has a name and asks for exactly one thing. What
        nobody can keep would stop every publication; what asks for nothing would
        deceive.

        Wrong:

            rules:
              - name: reasons
                each: reasons

        Right:

            rules:
              - name: reasons
                each: reasons
                need_one_of: [benefits, cases]

        What to do: Look into docs/rules.md; the language has one page.

## Design

language-without-texts = The theme “{ $theme }” has no texts in the language “{ $language }”. There are texts in: { $known }.
    .label = without texts
    .help = Take the language out of “languages”, or write themes/{ $theme }/texts/{ $language }.ftl. Until then, buttons and headings on these pages are in the language “{ $default }”.
    .explain =
        What stands on all pages and is no content (the names of buttons, lists and
        fields) comes from the theme, from a file per language. Where it is missing,
        there are the words of the language that the site names first, marked as such
        for screen readers; numbers and dates are written as in that language.

        Wrong, as long as there is no texts/fr.ftl: languages: [de, fr]

        Right: languages: [de, en]

        What to do: Translate the file texts/de.ftl of the standard theme into a new
        file of your theme.

long-navigation = The navigation has { $count } items. With { $limit } it can be taken in.
    .label = too many from here on
    .help = Put this item and the next ones into “footer”, or gather several on one page.
    .explain =
        The navigation stands at the head of every page. Whoever looks for something
        reads all of it; many items wrap into several lines and push the content down,
        and on phones their menu fills more than the screen.

        Pages that ask for a place there themselves (“navigation: header”) count, too;
        “navigation: footer” moves them to the foot.

        What to do: Leave what most people look for. Everything else is found by way of
        the home page (“doors”), the search, and the foot of every page (“footer”).

no-such-facet = “{ $key }” names “{ $name }”, which is not among the “facets”.
    .label = no facet
    .help = { $suggestion ->
        [none] Add the field to “facets”, too, or remove it here.
       *[other] Did you mean “{ $suggestion }”?
    }
    .explain =
        “facets” names the fields by which readers narrow a list. “facet_pairs” and
        “facet_titles” say more about these fields, and therefore name no others.

        Wrong:

            facets: [regions]
            facet_pairs: [[trades, regions]]

        Right:

            facets: [trades, regions]
            facet_pairs: [[trades, regions]]

        What to do: add the field to “facets”.

too-many-facets = The list of “{ $type }” ({ $language }) can be narrowed in more ways than there are pages for: { $count } lack one.
    .label = too many pages
    .help = Take fields with many values out of “facets”, or pairs out of “facet_pairs”. The first one without a page is: { $values } ({ $fields }).
    .explain =
        Each value of a field under “facets” and each pair under “facet_pairs” gets a
        page with the entries that have it, at most 2,000 per type and language. What
        most entries have comes first; what has least in it stays without a page.

        What to do: pairs multiply the pages. Remove those that nobody looks for, or
        live with the warning.

no-such-step = “{ $step }” is no relation of: { $types }.
    .label = no step
    .help = { $suggestion ->
        [none] Known are: { $known }.
       *[other] Did you mean “{ $suggestion }”? Known are: { $known }.
    }
    .explain =
        “derived” says what an entry reaches by way of others. “via” names the way: each
        step is a field of the type that the way is at, or the other side of a field
        that refers to it. “unless” names relations of the type itself.

        Wrong:

            derived:
              initiatives:
                label: Initiatives
                via: [fields, cluster]

        Right:

            derived:
              initiatives:
                label: Initiatives
                via: [fields, clusters]

        What to do: take one of the names in the help.

no-theme = There is no theme “{ $name }”.
    .label = unknown theme
    .help = { $suggestion ->
        [none] You can choose from: { $known }.
       *[other] Did you mean “{ $suggestion }”? You can choose from: { $known }.
    }
    .explain =
        “theme” in “content/site.yaml” names the theme, which is the design:
        templates, colours, fonts. It is in a folder of the same name under “themes/”.
        The theme “standard” is always there.

        Wrong:

            theme: Standard

        Right:

            theme: standard

        What to do: Correct the name. Or remove the line, and “standard” is used.

template-error = { $template ->
        [none] The theme has an error: { $message }
       *[other] The template “{ $template }” has an error: { $message }
    }
    .label = here
    .help = Your content is not the cause. Pass this message on to the person who looks after the theme.
    .explain =
        Pages are made from templates and entries. Here a template cannot be read or
        filled. The place is in the folder “themes/”, not in the content. The message
        comes from the template language (Tera) and is in English. As long as the
        error is there, nothing is published; the website that is already there stays.

        Wrong:

            <h1>{"{{"} entry.title {"}"}</h1>

        Right:

            <h1>{"{{"} entry.title {"}}"}</h1>

        What to do: If you changed the template yourself, undo the last change.
        Otherwise pass the message on.

theme-text = A text of the theme is missing or cannot be read: { $message }
    .label = here
    .help = Add or correct the line in the text file of the theme, such as: search = Search
    .explain =
        Labels such as “Search” or “Back to top” are in one file for each language
        under “themes/…/texts/”. Every line has a name, an equals sign and the text.
        When a text is missing or a line is misspelt, the page would only show the
        name. Values in braces stay as they are.

        Wrong:

            search Search

        Right:

            search = Search

        What to do: Compare with the text file of the theme “standard”. If somebody
        else made the theme, pass the message on.

theme-too-deep = { $limit ->
        [nesting] This text is nested more than { $max } levels deep.
        [branches] More than { $max } branches or rules follow one another here.
        [bytes] This print template is larger than { $max } KB.
       *[chain] More than { $max } files of the theme build on one another, and this is where the chain becomes too long.
    }
    .label = here
    .help = { $limit ->
        [nesting] Close the braces, or make several texts of it.
        [branches] Make a list or a table of it, or several files.
        [bytes] Make several files of it.
       *[chain] Have the file build on fewer others: with include, extends, import.
    }
    .explain =
        Texts of a theme are nested when one brace stands inside another one.
        Templates, print templates and style sheets build on one another when a file
        includes, extends or imports another one. Both are bounded, because whatever
        reads such files would run out of room. What people write stays far below
        that.

        Wrong:

            count = {"{ { { {"} … {"} } } }"}

        Right:

            count = {"{ $count }"}

        What to do: Simplify the text, or put the files together. If somebody else
        made the theme, pass the message on.

out-of-time = The build was stopped { $seconds ->
        [none] by the system, as it took too long
       *[other] after { $seconds } seconds
    }{ $outputs ->
        [none] , before anything was made.
       *[other] . This was being made: “{ $outputs }”
    }
    .label = { $template ->
        [none] being made from this
       *[other] this template was being filled
    }
    .help = { $template ->
        [none] Look for a text of unusual length. If all is as it should be, allow more time: “limits: seconds” in “content/site.yaml”, or --max-seconds.
       *[other] Look in the template for a loop that does not end. If all is as it should be, allow more time: “limits: seconds” in “content/site.yaml”, or --max-seconds.
    }
    .explain =
        A site can say in “content/site.yaml” under “limits” how many seconds a build
        may take; content of strangers (--untrusted) is always bounded. What takes
        longer is stopped, and nothing is published. Named is what had been worked on
        for longest by then: mostly a template with a loop that never ends.

        Wrong:

            {"{%"} for a in range(end=100000) {"%}"}{"{%"} for b in range(end=100000) {"%}"}…

        Right:

            {"{%"} for a in list.entries {"%}"}…

        What to do: Mend the template. Or raise the limit, when the site has simply
        grown.

out-of-memory = { $memory ->
        [none] The system stopped the build, probably as there was no memory left
       *[other] The build wanted more memory than it may have ({ $memory } MB)
    }{ $outputs ->
        [none] , before anything was made.
       *[other] . This was being made: “{ $outputs }”
    }
    .label = { $template ->
        [none] being made from this
       *[other] this template was being filled
    }
    .help = { $template ->
        [none] Look for a text or a picture of unusual size. If all is as it should be, allow more: “limits: memory” in “content/site.yaml”, or --max-memory.
       *[other] Look in the template for a list or a text that grows without end. If all is as it should be, allow more: “limits: memory” in “content/site.yaml”, or --max-memory.
    }
    .explain =
        A site can say in “content/site.yaml” under “limits” how much memory a build
        may take, in megabytes; content of strangers (--untrusted) is always bounded.
        What wants more is stopped, and nothing is published. Several outputs may have
        been under way; then one of them is to blame: mostly a template in which a
        list or a text grows without end.

        Wrong:

            #let numbers = range(1000000000)

        Right:

            #let numbers = range(10)

        What to do: Mend the template. Or raise the limit, when the site has simply
        grown.

## Print

print-error = { $document ->
        [none] The print template has an error: { $message }
       *[other] The print document “{ $document }” cannot be made: { $message }
    }
    .label = here
    .help = Mostly the print template is the cause, not your content. Pass this message on to the person who looks after the theme.
    .explain =
        Brochures and sheets are set with print templates of their own, which are in
        the folder “themes/…/print/”. Here a template cannot be read or filled, or a
        font is missing. The message comes from the typesetting program (Typst) and is
        in English. As long as the error is there, nothing is published.

        Wrong:

            #heading[Profile

        Right:

            #heading[Profile]

        What to do: If the template was just changed, undo the change. In the
        meantime, “--no-print” makes the website without PDF files.

print-warning = { $document ->
        [none] Something was noticed while setting for print: { $message }
       *[other] Something was noticed in the print document “{ $document }”: { $message }
    }
    .label = here
    .help = The PDF is made all the same. Have a look at it, and if need be pass the message on to the person who looks after the theme.
    .explain =
        The typesetting program (Typst) has made the document, but it noticed
        something that is probably not meant like this: a character that the font does
        not have, or something outdated in the template.

        Example: “unknown font family: roboto”

        means: The font “Roboto” is missing, and another one was used.

        What to do: Look at the PDF. If everything is right, you can use it. Whoever
        looks after the theme removes the cause.

empty-selection = { $section ->
        [none] The publication “{ $publication }” does not hold a single entry.
       *[other] The section “{ $section }” of the publication “{ $publication }” does not hold a single entry.
    }
    .label = selects nothing
    .help = { $reason ->
        [consent] Entries that would fit lack a consent that holds today and covers print (“print”). The section is missing until there is one.
       *[other] Check the type and the filter of the selection, and whether the entries are approved (“status: approved”).
    }
    .explain =
        A publication selects entries by type and fields, or names them one by one.
        When no published entry matches, there would be a heading with nothing below
        it. Mostly a filter is too narrow, a value is misspelt, or the entries are
        still drafts.

        Wrong:

            select: {"{"}type: case, where: {"{"}sample: perhaps{"}"}{"}"}

        Right:

            select: {"{"}type: case{"}"}

        What to do: Widen the filter, approve entries, or remove the section.

overrun = { $lines ->
        [none] “{ $entry }” is longer than { $max ->
            [1] the page
           *[other] the { $max } pages
        } intended for it.
        [1] “{ $entry }” is one line longer than { $max ->
            [1] the page
           *[other] the { $max } pages
        } intended for it.
       *[other] “{ $entry }” is { $lines } lines longer than { $max ->
            [1] the page
           *[other] the { $max } pages
        } intended for it.
    }
    .label = too long for “{ $document }”
    .related = intended here
    .help = { $characters ->
        [none] Shorten the text. Long paragraphs, lists and images take up most room.
       *[other] Cut about { $characters } characters, which is { $percent } % of the text. “broschur report fit” shows how much room each entry has.
    }
    .explain =
        Some printed matter has a fixed length: an argument sheet has one page, a
        leaflet six. A publication may intend a “budget” of pages for each entry, a
        type the “pages” of its sheets. What does not fit stands on the next page;
        nothing is ever left out. How much is too much is measured on the pages as they
        are set: everything that stands behind the end of what was intended.

        Wrong: seven reasons of five sentences each on one page

        Right: seven reasons of two sentences each

        What to do: Shorten the longest texts. Details can be on the website; the
        sheet points to it.

missing-glyph = No font of the theme has a shape for the character “{ $character }” ({ $number }).
    .label = not in the fonts
    .help = Write words in its place. The PDF shows a box for it, the website the character itself.
    .explain =
        Print uses the fonts of the theme only, so that a PDF looks the same everywhere
        and can be archived. Emoji and some scripts are not in them.

        Wrong: Pretzels 🥨 from the oven

        Right: Pretzels from the oven

        What to do: Say it in words, or ask whoever looks after the theme to put
        another font into its folder “fonts/”.

too-much-output = { $of ->
        [files] The site would have { $count } files; { $max } are allowed.
        [page] A page that this template makes becomes larger than { $max } MB.
       *[bytes] The site would be larger than { $max ->
            [none] the system allows
           *[other] { $max } MB
        }.
    }
    .label = here
    .help = { $of ->
        [page] Look in the template for a loop that does not end.
       *[other] Take entries, languages or editions out. Content that you trust is built without this limit: leave --untrusted out.
    }
    .explain =
        A page of 64 MB is the work of a loop that does not end. And content of
        strangers (--untrusted) may only make so much, so that nobody fills a disk by
        a merge request. The limits are far above what sites have.

        Wrong:

            a merge request that adds a hundred thousand entries

        Right:

            a merge request that adds some entries

        What to do: Look at what the change adds. When it is meant, let somebody who
        is trusted take it in, without --untrusted.

## Persons

consent-missing = { $problem ->
        [missing] The field “{ $field }” holds personal data, but no consent is recorded.
        [future] The field “{ $field }” holds personal data, but the recorded consent only begins on a later day.
        [missing-entry] “{ $title }” is about a person, but no consent is recorded.
        [future-entry] “{ $title }” is about a person, but the recorded consent only begins on a later day.
        [ended-entry] The consent to “{ $title }” ended on { $date }. The entry is not shown any more.
        [scope-entry] The consent to “{ $title }” does not cover everything that is needed ({ $scope }). The entry is not shown.
       *[ended] The field “{ $field }” holds personal data, and the consent ended on { $date }. It is not shown any more.
    }
    .label = { $problem ->
        [missing] no consent
        [future] not valid yet
        [missing-entry] no consent
        [future-entry] not valid yet
        [scope-entry] does not suffice
       *[other] consent ended
    }
    .help = { $problem ->
        [missing] Delete it, or record the consent that was given under “consent”: “role”, “given_on” and “scope”.
        [future] Check “given_on” under “consent”, or publish the entry only from that day on with “publish_from”.
        [missing-entry] Record the consent that was given under “consent”: “role”, “given_on” and “scope”.
        [future-entry] Check “given_on” under “consent”, or publish the entry only from that day on with “publish_from”.
        [ended-entry] Delete the entry, or ask for a new consent and change “given_on” and “expires” under “consent”.
        [scope-entry] Ask for consent to that as well, and add it to “scope”. Until then set the entry to “status: draft”.
       *[ended] Delete it, or ask for a new consent and change “given_on” and “expires” under “consent”.
    }
    .explain =
        Facts about persons and recognisable firms may only be published with their
        consent. The type says which fields this concerns. Under “consent” it is
        recorded who agreed in which role, when, to what and until when. Without a
        valid consent nothing appears: from the day under “expires” on, the fact is
        missing from pages, print, feeds and data without anybody doing anything. You
        get this notice, no more. “scope” says what the consent covers: website, print,
        feed (feeds and data), embed (on other sites), talks (being asked for talks).
        Keep the consent itself in your files, not in the website.

        Wrong:

            firm:
              name: Dreherei Beispiel GmbH

        Right:

            firm:
              name: Dreherei Beispiel GmbH
            consent:
              role: Management
              given_on: 2026-03-21
              scope: [website, print]
              expires: 2029-03-21

        What to do: If there is no consent, use a description: “turnery in the
        district of Tuttlingen”.

empty-edition = { $problem ->
        [ended] { $count ->
            [1] The edition “{ $edition }” holds no entry any more. The consent to the only one that matches ended on { $date }.
           *[other] The edition “{ $edition }” holds no entry any more. The consents to all { $count } entries that match have ended, the last on { $date }.
        }
        [withdrawn] { $count ->
            [1] The edition “{ $edition }” holds no entry. No valid consent covers the only one that matches.
           *[other] The edition “{ $edition }” holds no entry. No valid consent covers the { $count } entries that match.
        }
       *[empty] The edition “{ $edition }” does not hold a single entry.
    }
    .label = selects nothing
    .related = no valid consent
    .help = { $problem ->
        [empty] Check types and filters under “select”, and whether the entries are approved (“status: approved”).
       *[other] Ask for new consents and change “consent”, select something else under “select”, or delete the edition.
    }
    .explain =
        An edition is a part of the collection for another website. What goes in is
        written under “select”: types with filters, and single entries. When nothing
        matches, it would be a website without content. Mostly a filter is too narrow,
        or the entries are still drafts. Where they are missing because consents have
        ended, it is only a warning: the edition is published without them, so that
        they vanish from there as well.

        Wrong:

            select:
              - type: case
                where: {"{"}chambers: ulm, sample: false{"}"}

        Right:

            about: chamber:ulm
            select:
              - type: case
                where: {"{"}chamber: $about{"}"}

        What to do: Widen the filter, or approve the entries.

edition-address = { $problem ->
        [id] Two files describe the edition “{ $edition }”.
        [main] The edition “{ $edition }” has the address of the main site: “{ $address }”
       *[edition] The editions “{ $first }” and “{ $edition }” have the same address: “{ $address }”
    }
    .label = { $problem ->
        [id] for the second time
       *[other] taken already
    }
    .related = here for the first time
    .help = { $problem ->
        [id] Remove one of the two files, or give it another name. The name of the file is the id of the edition.
       *[other] Give each edition an address of its own under “base_url”, or leave it out.
    }
    .explain =
        Every edition is a website of its own, with its own address and its own folder
        “public-editions/<id>/”. When two stand in one place, one overwrites the other,
        and search engines and feeds cannot tell them apart.

        Wrong:

            # content/editions/ulm.yaml and content/editions/konstanz.yaml
            base_url: https://www.example.org/cluster/

        Right:

            # content/editions/ulm.yaml
            base_url: https://ulm.example.org/cluster/

        What to do: Change one of the addresses. Without “base_url” an edition works in
        any folder; only sitemap, feeds and QR codes are missing then.

contrast = The colour { $color } is hard to read on { $ground }: its contrast is { $whole }.{ $hundredths }:1, and 4.5:1 is needed.
    .label = too little contrast
    .help = { $suggestion ->
        [none] No shade of the colour is enough for these grounds. Take another one.
       *[other] Take a { $key ->
            [dark_color] lighter
           *[color] darker
        } shade, such as { $suggestion }.
    }
    .explain =
        Headings and links get this colour, and white text stands on it on the home
        page. For everybody to be able to read it, the Web Content Accessibility
        Guidelines (WCAG 2.2, success criterion 1.4.3) want a contrast of at least
        4.5:1 to the ground. Public bodies are bound by that.

        Wrong:

            brand: {"{"}color: "#f39200"{"}"}

        Right:

            brand: {"{"}color: "#9e5f00"{"}"}

        What to do: Take what is proposed, or another colour of the house. When
        “dark_color” is not given, broschur finds a readable shade for dark screens by
        itself.

edition-parts = In the edition “{ $edition }”, { $count ->
        [1] one entry
       *[other] { $count } entries
    } would be left without “{ $field }”, such as “{ $example }”.
    .label = takes from pages what they need
    .help = For “{ $relation }”, write “link” or “include” in place of “leave_out”.
    .explain =
        “leave_out” leaves out of a relation what does not belong to the edition. When
        the field is required, a page would have nothing in its place: a case without an
        initiative, say. That is no whole page.

        Wrong:

            relations:
              case.clusters: leave_out

        Right:

            relations:
              case.clusters: include

        What to do: With “link” the entry is named and leads to the main site, with
        “include” it comes along into the edition.

no-such-edition = { $problem ->
        [circle] The edition extends itself by way of “{ $edition }”.
        [deep] The edition extends more than { $max } files, one after the other.
       *[other] There is no edition “{ $edition }”.
    }
    .label = { $problem ->
        [circle] runs in a circle
        [deep] one too many
       *[other] no such edition
    }
    .help = { $problem ->
        [circle] Remove “extends” from one of the files.
        [deep] Put files together that extend one another.
       *[other] { $suggestion ->
            [none] Name a file in “content/editions/”, without its ending.
           *[other] Did you mean “{ $suggestion }”?
        }
    }
    .explain =
        Editions are in “content/editions/”; their id is the name of the file without
        its ending. With “extends”, an edition takes over what another file says. With
        “editions”, an entry says that it is published there only. In both cases the
        edition must exist.

        Wrong:

            editions: [ullm]

        Right:

            editions: [ulm]

        What to do: Check the spelling.

no-such-relation = { $relation ->
        [none] The name of the relation is missing behind the type “{ $type }”.
       *[other] The type “{ $type }” has no relation “{ $relation }”.
    }
    .label = no relation
    .help = { $suggestion ->
        [none] Possible are: { $known }.
       *[other] Did you mean “{ $suggestion }”? Possible are: { $known }.
    }
    .explain =
        Under “relations” is written what becomes of entries that others refer to: type,
        dot, name of the relation. That is a field of the type, the name that another
        type gives to the way back, or “mentions” for links in text.

        Wrong:

            relations:
              case.craft: include

        Right:

            relations:
              case.trades: include        # a field of the case
              cluster.cases: include      # the way back: cases of an initiative

        What to do: Take one of the names that the help lists.

## Quality

orphan-page = Nothing leads to the page “{ $title }”.
    .label = linked nowhere
    .help = Link to it in the text of another entry or in content/site.yaml under “navigation” or “footer”, or take it back with “status: archived”.
    .explain =
        Readers come to a page by a list, the navigation, the footer or a link on
        another page. When none of these leads there, nobody finds it. Mostly it was
        forgotten when the navigation was changed. Only types whose list is not in the
        navigation are looked at.

        Wrong: content/pages/mitmachen.md, and no reference to it anywhere

        Right, in content/site.yaml:

            footer:
              - page: mitmachen

        What to do: Link to the page where it is needed. If it is meant to be reached
        by its address only, say why in the entry under “suppress”:
        “orphan-page: for invited guests only”.

duplicate-title = “{ $other }” has the title “{ $title }” as well.
    .label = for the second time
    .first = for the first time here
    .help = Add what tells the two apart, such as the trade or the place.
    .explain =
        Lists, search results and tabs of the browser show nothing but the title. Two
        entries of one type with the same title cannot be told apart there. Upper and
        lower case make no difference.

        Wrong, in two cases:

            title: New customers won

        Right:

            title: Electroplater wins new customers among car makers

        What to do: Say in at least one of the titles what this entry is about.

link-text = The link text “{ $text }” does not say where the link leads.
    .label = says nothing
    .help = { $to ->
        [entry] Name the target: “[]({ $destination })” shows its title.
       *[elsewhere] Name the target in the words of the link.
    }
    .explain =
        Screen readers list the links of a page, and nobody can click on paper. “here”
        or “more” says nothing then. So the words of a link name its target (WCAG 2.2,
        2.4.4).

        Wrong:

            Read more [here](case:dreherei-tuttlingen).

        Right:

            How it is done shows in [](case:dreherei-tuttlingen).

        What to do: Turn the sentence so that the link names the target. For entries
        leave the square brackets empty; their title stands there then. Name further
        words in content/site.yaml: “checks:”, below it
        “link-text: {"{"}words: [find out]{"}"}”.

missing-credit = The picture “{ $file }” does not say who made it.
    .label = no credit
    .help = { $where ->
        [field] Add “credit” to the picture, such as: credit: "Photo: Example Turnery"
       *[text] Add the credit to the caption: ![…](… "The new hall. Photo: Example Turnery")
    }
    .explain =
        Whoever made a picture has a right to be named (in Germany: § 13 UrhG). And
        whoever takes over a page must know whom to ask. Pictures with
        “decorative: true” need no credit.

        Wrong:

            image:
              file: werkstatt.jpg
              alt: A lathe in a bright workshop

        Right:

            image:
              file: werkstatt.jpg
              alt: A lathe in a bright workshop
              credit: "Photo: Example Turnery"

        What to do: Find out who made the picture and write it down. For pictures in
        the text the credit is part of the caption; “©” and words such as “Photo:”,
        “Illustration:” or “Source:” are recognised.

table-header = { $head ->
        [none] The table has no headings above its columns.
       *[partly] Column { $column } of the table has no heading.
    }
    .label = { $head ->
        [none] empty heading row
       *[partly] one is missing here
    }
    .help = Write into the first row of the table what each column holds.
    .explain =
        Screen readers say before each cell what its column holds. Without a heading
        “194” is just a number (WCAG 2.2, 1.3.1). The first column may do without when
        its cells name the rows.

        Wrong:

            |             |     |
            |-------------|-----|
            | Optician    | 161 |

        Right:

            | Trade       | Firms |
            |-------------|-------|
            | Optician    | 161   |

        What to do: Add the headings that are missing. If the table merely sets text
        side by side, use a list.

review-due = { $past ->
        [yes] This entry was to be reviewed by { $date }.
       *[soon] This entry is to be reviewed on { $date }.
    }
    .label = { $past ->
        [yes] overdue
       *[soon] due
    }
    .help = Check the facts and set “review_due” to a new day, or take the entry back with “status: archived”.
    .explain =
        With “review_due” the editors lay down when they look at an entry again. Firms
        close, initiatives change their names; what was right years ago may be wrong
        today.

        Example, in a run in November 2026:

            review_due: 2026-06-30

        What to do: Ask, change what has changed, and set a new day. To be reminded
        earlier, write into content/site.yaml under “checks:”:
        “review-due: {"{"}days: 30{"}"}”.

old-facts = The facts are of { $date }, more than { $years ->
        [1] a year
       *[other] { $years } years
    } old.
    .label = old
    .help = Check the facts and set “as_of” anew, or say under “suppress” why they stay: old-facts: …
    .explain =
        “as_of” says of what time the facts are. Who reads a number of members takes
        it for today's. Three years are the limit unless the site says otherwise; a
        month or a year counts from its end.

        Example, in a run in 2026:

            as_of: 2012-01

        What to do: Find out what has changed. Set another limit in content/site.yaml
        under “checks:”, such as “old-facts: {"{"}years: 5{"}"}”. If a whole
        collection is that old, record it with “broschur check --write-baseline”; then
        only what is new is reported.

person-in-contact = A contact names a person: “{ $written }”.
    .label = name of a person
    .help = Name the desk in place of the person: its mailbox (info@…), a function, the address without a name. If this is no name, add the word to “checks: {"{"}person-in-contact: {"{"}allow: […]{"}"}{"}"}”, or say under “suppress” why it stays.
    .explain =
        Contacts are those of desks. A name in a mailbox or an address is personal
        data that nobody has consented to, and it is out of date as soon as somebody
        else takes over. Fields that the type marks as “personal” have a consent of
        their own.

        Wrong:

            email: vorname.nachname@example.org

        Right:

            email: info@example.org

        What to do: Ask for the mailbox of the desk. If there is none, leave it out:
        a telephone number, an address or a website is enough.

one-way-link = The website of “{ $title }” is linked, but no link from there is known.
    .label = one way
    .help = { $problem ->
        [open] Ask again, or look at the saved page with “broschur report links --html”. When the link is there, write behind the page: confirmed
       *[other] Ask for a link, and note the page that it should be on: backlinks: {"{"}"https://www.example.org/partner": asked{"}"}
    }
    .explain =
        Firms come across an initiative on the website of their chamber, and across
        the chamber on that of the initiative, but only when each links to the other.
        “backlinks” says which pages of the partner should link to this site, and how
        things stand: “wanted”, “asked”, “confirmed” or “declined”.

        Wrong:

            website: https://www.example.org

        Right:

            website: https://www.example.org
            backlinks:
              https://www.example.org/network: confirmed

        What to do: ask the partner for the link; the lines to paste are on the page
        “embed/”. “broschur report links” names all that are missing. When the partner
        will not link, “declined” stands behind the page.

anglicism = “{ $word }” is an English term, and craft firms read here.
    .label = English term
    .help = The glossary suggests: “{ $plain }”. Or link to the term once: [{ $word }]({ $term })
    .explain =
        English terms in German texts keep small firms away. The glossary knows a
        plain word for each; a term counts as English when it has “anglicism: true”.
        German texts for craft firms are looked at. The first place per entry and term
        is reported.

        Wrong:

            Der Spillover war größer als gedacht.

        Right:

            Das Wissen wanderte weiter, als wir dachten.

        What to do: Use the plain word. Where the term is needed, link to it; then it
        is explained. Name what everybody knows in content/site.yaml under “checks:”,
        “anglicism”, “allow”.

rule-broken = { $said ->
        [none] { $problem ->
            [few] The rule “{ $rule }” asks for more under “{ $field }”.
            [many] The rule “{ $rule }” allows less under “{ $field }”.
            [number] The rule “{ $rule }” asks for a number under “{ $field }”.
            [none-of] The rule “{ $rule }” asks for one of these: “{ $field }”.
            [twice] “{ $field }” is the same in “{ $other }”; the rule “{ $rule }” allows that once only.
            [one-way] “{ $other }” does not refer back under “{ $field }”, as the rule “{ $rule }” asks.
            [few-entries] The rule “{ $rule }” asks for more entries.
           *[many-entries] The rule “{ $rule }” allows fewer entries.
        }
       *[other] { $said }
    }
    .label = { $item ->
        [none] { $problem ->
            [few] { $found } instead of at least { $wanted }
            [many] { $found } instead of at most { $wanted }
            [number] no number
            [none-of] none of these
            [twice] for the second time
            [one-way] not returned
            [few-entries] { $found } instead of at least { $wanted }
           *[many-entries] { $found } instead of at most { $wanted }
        }
       *[other] no. { $item }
    }
    .first = for the first time here
    .other-side = the other side
    .help = { $problem ->
        [few] Add to “{ $field }”: { $wanted } at least. References count only to published entries.
        [many] Cut “{ $field }” to { $wanted }.
        [number] Write under “{ $field }” what has changed in numbers, such as “18 % more sales”.
        [none-of] Add one of these: { $field }.
        [twice] Change one of the two values.
        [one-way] Add the reference there under “{ $field }”, or delete it here.
        [few-entries] Published entries of the type “{ $type }” are counted that the rule is about. Some are missing, or the rule is no longer right.
       *[many-entries] Published entries of the type “{ $type }” are counted that the rule is about. There are too many, or the rule is no longer right.
    }
    .explain =
        A type or the site may lay down rules that go beyond single fields: a case
        names a measurable result, every reason of an argument guide is supported,
        there are exactly 25 operative recommendations. How much it weighs when
        entries do not keep a rule, and what is said then, stands with the rule, in
        content/site.yaml or in content/types/ under “rules”.

        Example:

            rules:
              - name: operative
                of: recommendation
                where: {"{"}kind: operative{"}"}
                count: {"{"}exactly: 25{"}"}
                message: {"{"}en: The study has 25 operative recommendations.{"}"}

        What to do: Keep the rule, or change it. A standard rule is turned off by a
        rule of the same name with “severity: off” in content/types/. How to write
        rules is told in docs/rules.md.

dropped-address = { $problem ->
        [hidden] “{ $title }” stood at { $address } on the website and is no longer approved.
        [moved] “{ $title }” stood at { $address } and now stands at { $now }. Nothing leads there from the old address.
        [left] “{ $title }” stood at { $address } and is no longer part of this website.
        [renamed] The entry “{ $entry }” stood at { $address }. There is no such entry any more; “{ $title }” is new.
        [gone] The entry “{ $entry }” stood at { $address }. There is no such entry any more.
       *[other] There is nothing at the address { $address } any more.
    }
    .label = { $problem ->
        [moved] the old address is missing here
        [renamed] is it this one?
       *[else] this is why
    }
    .help = { $problem ->
        [hidden] With “status: archived” the page keeps its address, and a notice. If it is to go, say why in content/site.yaml: gone: {"{"}"{ $address }": reason{"}"}
        [moved] Write in the entry: aliases: [{ $alias }]
        [renamed] If it is the same, write here: aliases: [{ $alias }]. Else say in content/site.yaml why the old one is gone: gone: {"{"}"{ $address }": reason{"}"}
        [gone] If the entry was renamed, write in the new one: aliases: [{ $alias }]. If it is to go, say why in content/site.yaml: gone: {"{"}"{ $address }": reason{"}"}
       *[else] If this was meant, say why in content/site.yaml: gone: {"{"}"{ $address }": reason{"}"}
    }
    .explain =
        Others have linked to the page, noted its address or printed it as a QR code.
        The site is compared with the list “manifest.json” of the one that was built
        last. Pages, PDFs and pieces for embedding are reported; previews (“--drafts”)
        are not compared. Once a site without the address has been published, the
        address is forgotten.

        Wrong:

            rename content/cases/dreherei.md to dreherei-tuttlingen.md

        Right:

            aliases: [dreherei]     # in the renamed file

        What to do: name the old address under “aliases”; it then leads to the new
        one. What is out of date gets “status: archived”. What is to go stands in
        content/site.yaml under “gone:”, with the reason; a whole folder as
        "/faelle/*".

adaptation-due = { $problem ->
        [changed] The base “{ $title }” ({ $base }) has changed since this adaptation was last compared with it.
       *[unrecorded] It is not recorded with which state of the base “{ $title }” ({ $base }) this adaptation was compared.
    }
    .label = { $problem ->
        [changed] an earlier state
       *[unrecorded] base
    }
    .help = Compare both pages. When everything fits, write “reviewed_base: { $state }”.
    .explain =
        An adaptation takes over from its base what it does not say itself. When a
        sentence changes there, it stands on the adapted page the same day, beside
        sentences that fitted the old one. “reviewed_base” therefore records which
        state of the base somebody has read last. A state has a short name of eight
        characters, which this finding tells.

        Wrong:

            extends: clustermanager
            for: [cluster:medical-mountains]

        Right:

            extends: clustermanager
            for: [cluster:medical-mountains]
            reviewed_base: 3f5d0c7a

        What to do: Open both pages side by side, change what no longer fits, and enter
        the state that the finding names.

idle-suppression = { $problem ->
        [reason] “{ $check }” has no reason under “suppress”.
       *[unused] “{ $check }” stands under “suppress” but has nothing to say here.
    }
    .label = { $problem ->
        [reason] no reason
       *[unused] superfluous
    }
    .help = { $problem ->
        [reason] Write behind it why the entry is not checked. Without a reason it is checked.
       *[unused] Delete the line “{ $check }” under “suppress”.
    }
    .explain =
        “suppress” says which check an entry need not pass, and why not. What stands
        there and has no effect hides later mistakes; without a reason nobody can
        judge it a year later.

        Wrong:

            suppress:
              old-facts:

        Right:

            suppress:
              old-facts: The figures are meant to be those of the study of 2012.

        What to do: Add the reason, or delete the line.

baseline-format = This list of known findings has form { $format }, and this broschur reads form { $known } only.
    .label = another form
    .help = Write the list anew with “broschur check --write-baseline”, or use the broschur that wrote it.
    .explain =
        content/baseline.yaml says which findings were there already when broschur was
        introduced. Another release of broschur wrote the list. None of it holds then,
        so that nothing is kept silent that was not meant.

        Wrong:

            baseline: 2

        Right:

            baseline: 1

        What to do: Have everybody use the same release of broschur, and write the
        list anew with it.

baseline-outdated = The list of known findings has { $count ->
        [1] one finding that is no more.
       *[other] { $count } findings that are no more.
    }
    .label = no longer needed
    .help = Well done. Write the list anew with “broschur check --write-baseline”, or delete the lines.
    .explain =
        content/baseline.yaml says which findings were there already. When one of them
        is mended, its line can go; else the finding would be kept silent when the
        mistake returns. Who changes the line or the title that it is about gets the
        finding anew as well.

        Example: a cluster's “as_of: 2012-01” was set to “as_of: 2026-03”.

        What to do: When all else is in order, write the list anew.
