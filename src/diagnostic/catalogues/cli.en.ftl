# What the command line says and what is written into new files.
new-intro = { $type }. Fields without “#” in front are required; take the “#” away from the others when you fill them in.
    Nothing is published as long as this says draft. Finished: review, released: approved.
new-common = Every entry has these fields.
new-body = The text goes here. Headings begin with two hash signs: ## Starting point
new-required = required
new-one-of = Allowed: { $values }.
new-reference = Reference by id to: { $types }.
new-boolean = true or false.
new-date = As YYYY-MM-DD, such as 2027-03-21.
new-month = As YYYY-MM, such as 2027-03.
new-partial-date = As year, month or day: 2027, 2027-03 or 2027-03-21.
new-text = Text with paragraphs; after “: >” in indented lines below.
new-text-max = At most { $max } characters; after “: >” in indented lines below.
new-string-max = At most { $max } characters.
new-exactly = Exactly { $count }.
new-at-least = At least { $count }.
new-at-most = At most { $count }.

cli-new-done = Created: { $path }
cli-new-exists = { $path } exists already. Nothing was changed.
cli-new-missing = This is missing: { $arguments }. On a terminal, “broschur new” asks for it.
cli-ask-type = What kind of entry?
cli-ask-title-missing = There can be no entry without it.
cli-ask-id = Id
cli-ask-id-help = The name of the file and a part of the address; Enter takes what is proposed
cli-ask-one-more = { $field }, one more
cli-ask-none = (to be filled in later)
cli-ask-yes = yes
cli-ask-no = no
cli-ask-keys-choose = Arrows and Enter choose, typing narrows down
cli-ask-length = At most { $count } characters.
cli-ask-reference = Type a title or an id; arrows and Tab take one over.
cli-ask-keys-skip = Enter without an answer: to be filled in later
cli-ask-readings = “{ $value }” can be read in two ways. Write { $other }, or a comma before the decimals.
cli-ask-left = Nothing was created.
cli-ask-failed = The terminal takes no answers: { $reason }
cli-new-unknown-type = There is no content type “{ $type }”. Known are: { $known }
cli-new-bad-id = “{ $id }” is no id: allowed are small letters without accents, digits and “-”, such as { $example }. Names that Windows has for devices (“con”) are not.
cli-init-done = { $path } now holds a small site. Next:
    
      broschur build --root { $path }
cli-init-not-empty = { $path } is not empty. Nothing was changed.
cli-today = Built for { $date } (--as-of or SOURCE_DATE_EPOCH sets the day).
cli-why-new = { $path }: new
cli-why-program = { $path }: another program made it
cli-why-content = { $path }: its content differs
cli-why-shared = { $path }: what all pages show (such as the navigation) differs
cli-why-theme = { $path }: the theme differs
cli-why-nothing = Nothing was made anew: everything was there already.
cli-built = { $path }: { $files } files, { $written } new or changed, { $removed } removed ({ $seconds } s)
cli-held-back = Not published: { $entries }.
cli-held-drafts = { $count ->
        [1] 1 draft
       *[other] { $count } drafts
    }
cli-held-reviews = { $count ->
        [1] 1 entry in review
       *[other] { $count } entries in review
    }
cli-held-later = { $count ->
        [1] 1 entry for later
       *[other] { $count } entries for later
    }
cli-held-consents = { $count ->
        [1] 1 entry without a consent that holds
       *[other] { $count } entries without a consent that holds
    }
cli-next-change = Without further edits the site changes again on { $date }.
cli-nothing-written = Nothing was published. The site stays as it was.
cli-findings-shown = Shown are { $shown } of { $count } findings, the gravest first. All of them:
cli-findings-alike = The same in { $count ->
        [1] one more place
       *[other] { $count } more places
    }:
cli-findings-alike-more = {"  "}and { $count ->
        [1] 1 more
       *[other] { $count } more
    } (“--format json” names all)
cli-findings-all = “broschur check --format json” (or sarif, gitlab, github, junit) puts out all.
cli-checked = { $entries ->
        [1] 1 entry
       *[other] { $entries } entries
    } checked: { $errors ->
        [1] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [1] 1 warning
       *[other] { $warnings } warnings
    }.
cli-no-code = There is no finding “{ $code }”. Perhaps { $suggestion } is meant.
cli-no-code-plain = There is no finding “{ $code }”. Findings have names such as B201.
cli-no-pdf = There is no sheet or publication “{ $name }”. Perhaps { $suggestion } is meant.
cli-no-pdf-plain = There is no sheet or publication “{ $name }”. Names are the file names of publications and approved entries without the ending, such as broschuere or case:dreherei-tuttlingen.
cli-baseline = { $count ->
        [0] The checks find nothing: { $path } is not needed.
        [1] { $path } now names 1 finding that was there already.
       *[other] { $path } now names { $count } findings that were there already.
    }
cli-fix-made = { $count ->
        [0] Nothing was certain enough to be repaired.
        [1] 1 repair made in 1 file.
       *[other] { $count } repairs made in { $files ->
            [1] 1 file
           *[other] { $files } files
        }.
    }
cli-fix-would = { $count ->
        [0] Nothing is certain enough to be repaired.
        [1] 1 repair in 1 file is certain; nothing was written.
       *[other] { $count } repairs in { $files ->
            [1] 1 file
           *[other] { $files } files
        } are certain; nothing was written.
    }
cli-fix-likely = { $count ->
        [1] There is a suggestion for 1 more finding
       *[other] There are suggestions for { $count } more findings
    }. “broschur check --fix=ask” asks about them.
cli-fix-worse = { $path } stays as it is: the repair would bring other errors.
cli-fix-ask = Change it? [y/N, q = quit]
cli-fix-yes = y
cli-fix-no = n
cli-fix-no-terminal = “--fix=ask” asks questions, which takes a terminal.
cli-changed-meanwhile = Nothing was changed: { $path } is no longer what was read. Somebody has changed the file meanwhile. Run the command again.
cli-no-entry = There is no entry “{ $id }”. Perhaps { $suggestion } is meant.
cli-no-entry-plain = There is no entry “{ $id }”. “broschur list” shows which there are.
cli-rename-same = The entry is called “{ $id }” already. Nothing was changed.
cli-rename-unread = { $path } cannot be read: the entry may be named in it. Mend first what “broschur check” finds there. Nothing was changed.
cli-rename-in-the-way = { $place } is in the way: { $why } Change the place by hand. Nothing was changed.
cli-refused-not-read = the file cannot be read without errors.
cli-refused-named = values in it have names (&name, *name): what uses them elsewhere would be changed as well.
cli-refused-tagged = values in it have marks of their kind (!kind).
cli-refused-comment = a comment would be lost, or come to stand beside something else.
cli-refused-unclear = what stands there cannot be changed without a doubt.
cli-rename-worse = { $old } keeps its id: as “{ $new }” there would be these findings, which there are not today. Nothing was changed.
cli-schema-none = There is no description for “{ $name }”. Did you mean “{ $suggestion }”?
cli-schema-none-plain = There is no description for “{ $name }”. “broschur schema” lists those that there are.
cli-schema-cms = { $path } now holds the page of a content management system. The program itself is still missing: “decap-cms.js” of the npm package “decap-cms”. Write your project into “config.yml” under “repo”.
cli-schema-done = { $count } descriptions written to { $path }. Which is for which files, “yaml-schemas.json” there says.
# Titles of descriptions
schema-entry = { $type }
schema-list = Several entries: { $type }
schema-entry-translation = Translation: { $type }
schema-list-translation = Translations: { $type }
cli-fmt-left = { $path } stays as it is: { $why }
cli-fmt-done = { $count ->
        [0] Everything is in the order of the types.
        [1] Put in order: 1 file.
       *[other] Put in order: { $count } files.
    }
cli-fmt-would = { $count ->
        [0] Everything is in the order of the types.
        [1] 1 file is not in the order of its type; nothing was written.
       *[other] { $count } files are not in the order of their types; nothing was written.
    }
cli-import-column-id = id
cli-import-column-body = text
cli-import-row-created = Line { $line }: { $entry } – new in { $path }
cli-import-row-changed = Line { $line }: { $entry } – changed in { $path }
cli-import-row-same = Line { $line }: { $entry } – unchanged in { $path }
cli-import-refused = Nothing was written: the table is taken over once no cell of it has an error.
cli-import-bad-map = “{ $value }” says nothing about a column: --map "COLUMN=FIELD", or --map "COLUMN=" for one that is left out.
cli-import-done = Taken over: { $created ->
        [1] 1 new entry
       *[other] { $created } new entries
    }, { $changed } changed, { $same } unchanged.
cli-import-would = Would be taken over: { $created ->
        [1] 1 new entry
       *[other] { $created } new entries
    }, { $changed } changed, { $same } unchanged. Nothing was written.
cli-import-translations = Translations: { $created } new, { $changed } changed, { $same } unchanged.
cli-rename-done = { $old } is now { $new }. Changed: { $places ->
        [0] no place that names the entry
        [1] 1 place that names it
       *[other] { $places } places that name it, in { $files ->
            [1] 1 file
           *[other] { $files } files
        }
    }; { $moved ->
        [0] no file has another name
        [1] 1 file has another name
       *[other] { $moved } files have other names
    }.
cli-rename-would = { $old } would be { $new }; nothing was written. What would change: { $places ->
        [0] no place that names the entry
        [1] 1 place that names it
       *[other] { $places } places that name it, in { $files ->
            [1] 1 file
           *[other] { $files } files
        }
    }; { $moved ->
        [0] no file would have another name
        [1] 1 file would have another name
       *[other] { $moved } files would have other names
    }.
cli-no-baseline = Mend the errors first: they cannot be put off, since pages would be broken.
report-fit-page = p. { $page }
report-fit-pages = { $pages } pages
report-fit-room = room for { $lines ->
        [1] 1 line
       *[other] { $lines } lines
    }, about { $characters } characters
report-fit-over = { $lines ->
        [1] 1 line
       *[other] { $lines } lines
    } too many, { $characters } characters, { $percent } % of the text
report-none = none
report-nothing = There is nothing to report.
report-spread-regions = Cases by region and sector
report-spread-groups = Cases by trade group
report-spread-gaps = Gaps
report-spread-no-region = Regions without a case:
report-spread-no-group = Trade groups without a case:
report-spread-one-region = Sectors in one region only:
report-completeness-type = { $type }: { $entries ->
        [1] 1 entry
       *[other] { $entries } entries
    }, { $percent } % of the fields filled in
report-completeness-missing = missing { $count ->
        [1] once
       *[other] { $count } times
    }
report-review-base = base changed
report-review-past = { $days ->
        [1] due for 1 day
       *[other] due for { $days } days
    }
report-review-left = { $days ->
        [0] today
        [1] in 1 day
       *[other] in { $days } days
    }
report-links-state = { $group ->
        [unknown] Without an agreed page
        [wanted] Wanted
        [asked] Asked for
        [confirmed] Confirmed
       *[declined] Declined
    } ({ $count }): partner, their page, our address
report-links-found = { $group ->
        [no] No link
        [dead] The link leads to nothing here
        [nofollow] A link that search engines should not follow (nofollow)
        [yes] The link is there
       *[unsaved] No saved page
    } ({ $count }): partner, their page, { $group ->
        [yes] the link that was found
       *[other] our address
    }
cli-links-nowhere = { $file }: The file does not say at which address the page stood. Name it: --html https://www.example.org/partner={ $file }
cli-links-stranger = { $file }: The page belongs to no partner. Enter its address with the partner under “backlinks”.
cli-links-no-address = Without an address of its own, no link to the site can be recognised. Name it with --base-url or in site.yaml under “base_url”.
report-contacts-state = { $group ->
        [none] No contact details
        [partial] Incomplete
       *[complete] Complete
    } ({ $count })
report-contacts-missing = missing: { $fields }
cli-forms-done = { $count ->
        [one] One form
       *[other] { $count } forms
    } written: { $path }
report-consents-until = until { $date }
report-consents-state = { $state ->
        [valid] valid
        [ended] ended
        [future] not valid yet
       *[missing] missing
    }
cli-bad-date = “{ $value }” is no date. Allowed is YYYY-MM-DD, such as 2027-03-21.
cli-bad-epoch = SOURCE_DATE_EPOCH is “{ $value }”. Allowed is a number of seconds since 1 January 1970.
cli-bad-clock = The clock of this computer is set to a day that no calendar has. Set it, or name the day with --as-of.
cli-output-lost = The output is incomplete, since it cannot be written: { $reason }
cli-messages-lost = Messages are lost, since they cannot be written: { $reason }
cli-panic = A mistake in broschur, not in your site: { $what } ({ $place })
    Please report it, with these lines and with the file that you edited last.
cli-bad-base-url = “{ $value }” is no web address. Allowed is, for example, https://www.example.org/cluster/.
cli-no-manifest = { $path } is no list (“manifest.json”) of a website that broschur has built.
cli-no-site = There is no folder “content” in { $path }. Change to the folder of the site, or name it with --root.
cli-read-error = { $path } cannot be read: { $reason }
cli-write-error = { $path } cannot be written: { $reason }
cli-foreign-files = { $folder } holds { $count } files that broschur did not write, such as { $files }.
    Choose another folder (--out), move the files, or name them in content/site.yaml under “keep”.
cli-mount-point = { $folder } is a mount point (such as a volume of a container) and cannot be exchanged as a whole. Choose a folder in it with --out, such as { $folder }/website. The present website is unchanged.
cli-holds-content = { $folder } holds the content itself and cannot be the output folder.
cli-disk-link = { $path } is a link. broschur follows links only in paths that are named on the command line: others may lead to foreign files. Remove it. Only the folder of the site (--root) and the output folder (--out) may be reached through a link, when you name it yourself. Nothing was changed.
cli-disk-special = { $path } is neither a file nor a folder, but a pipe, a device or a socket, say. Remove it. Nothing was changed.
cli-disk-folder = { $path } is a folder; a file is expected there. Nothing was changed.
cli-disk-file = { $path } is a file; a folder is expected there. Nothing was changed.
cli-disk-large = { $path } is larger than { $max } MB and is not read.
cli-disk-changed = { $path } is not the file any more that was there a moment ago. Nothing was changed. Build again.
cli-disk-outside = { $path } leads out of its folder. Nothing was changed.
cli-out-inside = { $folder } lies in { $sources } and cannot be the output folder. Nothing was changed.
cli-out-is-file = { $path } is a file and cannot be the output folder. Nothing was changed.
cli-damaged-manifest = { $path } is damaged. It says which files broschur has written; without it, that is not certain of { $count } files. Nothing was changed.
    See whether there is something in { $folder } that you still need. Then delete the folder, or rename it, and build again.
cli-unkept = { $path } (owner: { $owner }) is named under “keep”, but cannot be carried over unchanged: { $reason }. Nothing was changed.
    Build as this user or as root, or put it beside the output folder and have the web server lead to it.
cli-kept-and-made = { $path } is named under “keep”, but the website has something there as well. Take the path out of “keep”, or rename one of the two. Nothing was changed.
cli-path-refused = The path “{ $path }” of an output is not written to ({ $problem }). This is a mistake in broschur; please report it. The present website is unchanged.
cli-left = { $path } could not be removed. The website is not affected; the next run tries again.
cli-waits = Another run of broschur is at work on { $path }. Waiting for it.
cli-no-audience = There is no newsletter for “{ $id }”. Perhaps { $suggestion } is meant.
cli-no-audience-plain = There is no newsletter for “{ $id }”. Audiences: { $known }. Regions and trades have news as well: --audience region:ID
cli-newsletter-backwards = The period ends ({ $to }) before it begins ({ $from }).
cli-newsletter-no-address = Links in mail need the address of the site. Name it with --base-url, in site.yaml or in the edition's file as “base_url”.
cli-newsletter-empty = There is nothing new from { $from } to { $to }. Nothing was written.
cli-newsletter-done = Written: { $path }
cli-no-edition = There is no edition “{ $id }”. Perhaps { $suggestion } is meant.
cli-no-edition-plain = There is no edition “{ $id }”. { $known ->
        [none] Editions are files in content/editions/.
       *[other] There are: { $known }.
    }
cli-no-editions = There are no editions in content/editions/.
cli-without-address = Built without an address: { $editions }. There is no sitemap, feed, canonical link, QR code or link on the error page until one is given (base_url).
cli-no-worker = The bounded build cannot be started: { $reason }
cli-no-landlock = Content of strangers (--untrusted) is only built where the system keeps the program to its files: Linux 5.13 or newer with Landlock.
    Have the pipeline run on such a machine (“landlock” in /sys/kernel/security/lsm). Content that you trust is built without --untrusted.
cli-standard-theme = Content of strangers is shown in the standard theme; “themes” is not read.
cli-link-outside = { $path } leads out of the site through a link. Content of strangers is built into a folder that is really there.
    Name another folder with --out.
cli-timings-total = total
step-read = reading
step-types = types
step-entries = entries
step-entry = entry
step-compare = comparing
step-rules = rules
step-theme = theme
step-editions = editions
step-plan = planning
step-views = views
step-pages = pages
step-facets = narrowed lists
step-search = search
step-files = files
step-print = PDFs
step-publish = publishing
step-cache = cache
step-verify = verifying
system-1 = Operation not permitted
system-2 = No such file or directory
system-5 = Input/output error
system-13 = Permission denied
system-17 = File exists
system-20 = Not a directory
system-21 = Is a directory
system-24 = Too many open files
system-27 = File too large
system-28 = No space left on device
system-30 = Read-only file system
system-36 = File name too long
system-39 = Directory not empty
system-40 = Too many levels of symbolic links
system-98 = Address already in use
system-99 = Cannot assign requested address
system-122 = Disk quota exceeded
serve-started = Preview: { $address } (stop with Ctrl+C)
serve-edit-open = Note: whoever reaches { $host } can change the entries of this site. Stop the preview if that is not what you want.
serve-cannot-listen = No preview can be offered at { $address }: { $reason }
    Take another port, for example --port 0.
serve-cannot-open = The browser cannot be opened: { $reason }
    Open { $address } yourself.
serve-site-soon = The site is being built and will appear here in a moment.
serve-pdf-soon = The PDF is being typeset and will appear here in a moment.
serve-page = Page
serve-without-pdf = Show the page without its PDF
serve-no-pdf = There is no PDF of this page.
serve-errors = { $count ->
        [1] There is one error to mend
       *[other] There are { $count } errors to mend
    }
serve-close = Close this message
serve-nothing-yet = There will be pages here once the errors are mended. This message goes by itself.
serve-warnings = { $count ->
        [1] One warning about the last edit
       *[other] { $count } warnings about the last edit
    }
serve-last-good = Below is the last version without errors. This message goes by itself.
watch-started = { $path } is built after every change (stop with Ctrl+C).
watch-cannot = { $path } cannot be watched: { $reason }
    With --poll it is looked at again and again instead.
live-first = { $outputs } outputs in { $milliseconds } ms.
live-made = { $made } of { $outputs } outputs made, { $removed } removed, in { $milliseconds } ms ({ $files }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }).
live-day = { $made } of { $outputs } outputs made, { $removed } removed, in { $milliseconds } ms.
live-pdfs = { $count ->
        [1] 1 PDF made
       *[other] { $count } PDFs made
    }, after { $milliseconds } ms.
live-errors = { $count ->
        [1] 1 error
       *[other] { $count } errors
    }, checked in { $milliseconds } ms. { $shown ->
        [last] What is shown is the last version without errors.
       *[nothing] There will be pages once they are mended.
    }

cli-help-usage = Usage
cli-help-commands = Commands
cli-help-command = COMMAND
cli-help-option = OPTIONS
cli-help-arguments = Arguments
cli-help-options = Options
cli-command-broschur = Turns a collection of good practice into a linked website and into brochures ready for print
cli-value-address = ADDRESS
cli-value-backend = BACKEND
cli-value-code = CODE
cli-value-column-field = COLUMN=FIELD
cli-value-date = DATE
cli-value-dir = DIR
cli-value-file = FILE
cli-value-format = FORMAT
cli-value-how = HOW
cli-value-id = ID
cli-value-language = LANGUAGE
cli-value-megabytes = MEGABYTES
cli-value-name = NAME
cli-value-port = PORT
cli-value-seconds = SECONDS
cli-value-severity = SEVERITY
cli-value-shell = SHELL
cli-value-type = TYPE
cli-value-url = URL
cli-command-init = Makes a small website in a new folder
cli-command-new = Makes a file for an entry, with every field of its type
cli-arg-new-no_input = Ask nothing, on a terminal either
cli-command-import = Makes entries of the rows of a table (CSV or XLSX)
cli-arg-import-type_id = The type of the entries, such as case or trade
cli-arg-import-table = The table; its first line names the fields, or their labels, with the language for translations: Titel (en)
cli-arg-import-map = Which field a column means that is called otherwise; without a field, it is left out
cli-arg-import-sheet = The sheet of the workbook, in place of the first
cli-arg-import-update = Change entries that are there: only the fields with a value in the table
cli-arg-import-dry_run = Only show what would become of the rows
cli-command-list = Lists entries: id, status and title
cli-command-rename = Gives an entry another id, and changes everything that names it
cli-command-lsp = Language server for editors: findings as you type, completion, navigation
cli-command-fmt = Puts the fields of entries in the order of their type
cli-command-schema = Describes as JSON Schema what files may say: for other editors
cli-arg-list-type_id = Only the entries of this type
cli-arg-list-format = How the list is written: text (for people), json or csv
cli-command-build = Builds the website and the PDFs into “public”
cli-command-serve = Shows a preview that follows every change
cli-command-watch = Builds into “public” after every change
cli-arg-explain = Say for each output why it was made again
cli-arg-host = The address of the preview (default: 127.0.0.1, which only this computer sees)
cli-arg-port = The port (default: 4321); 0 takes any that is free
cli-arg-open = Open the preview in the browser
cli-arg-follow = Lead open pages to the entry that was just edited
cli-arg-read_only = Without the editor: the preview shows and changes nothing
cli-arg-serve-cms = Offer Decap CMS as well: the folder with “decap-cms.js” (at /__broschur/cms/)
cli-arg-edit = Allow editing at an address that other computers reach as well
cli-arg-poll = Look again and again: for network drives and containers, where changes are not reported
cli-command-check = Checks the website and all editions; nothing is published
cli-command-newsletter = Writes the news of a period as a newsletter: HTML for mail, and plain text
cli-command-print = Makes the PDFs only: all of them, or those named
cli-command-report = Reports for editors-in-chief
cli-command-fit = How many pages each entry takes in print, and how much room is left
cli-command-spread = Cases by region, sector and trade group, with the gaps
cli-command-completeness = Which fields are filled in how often
cli-command-review = What is to be reviewed when
cli-command-links = Which partners should link to which page, and whether they do
cli-command-contacts = Who cannot be reached, and what is missing of contact details
cli-command-consents = Which consents there are and when they end
cli-arg-spread-format = How the report is written: text (for people), json or csv
cli-arg-completeness-format = How the report is written: text (for people), json or csv
cli-arg-review-format = How the report is written: text (for people), json or csv
cli-arg-contacts-format = How the report is written: text (for people), json or csv
cli-arg-forms = Writes into this folder a form per organisation on which it puts its details right: as a PDF and as a text for mail
cli-arg-consents-format = How the report is written: text (for people), json or csv
cli-arg-links-format = How the report is written: text (for people), json or csv
cli-arg-names = Publications and entries; all of them when left out
cli-arg-fit-format = How the report is written: text (for people), json or csv
cli-command-explain = Explains a finding: what it means, why it exists, an example
cli-command-completions = Prints what a shell needs to complete commands of broschur
cli-command-man = Writes the man pages into a folder, for those who package broschur
cli-arg-shell = For which shell: bash, elvish, fish, powershell or zsh
cli-arg-man-dir = The folder; man pages that are in it already are replaced
cli-arg-help = Shows this help
cli-arg-version = Shows the version
cli-arg-root = The folder that holds “content” (default: the current one)
cli-arg-lang = Language of messages: { $languages } (default: that of the system)
cli-arg-quiet = Report errors only
cli-arg-verbose = Report more
cli-arg-dir = The folder, new or empty
cli-arg-type_id = The content type, such as “case”
cli-arg-id = The id of the entry: small letters, digits and “-”
cli-arg-rename-old = The id that the entry has
cli-arg-rename-new = The id that it gets: small letters, digits and “-”
cli-arg-cms = The configuration of Decap CMS: for “gitlab” or “github”; with --out the page for it as well
cli-arg-schema-name = A content type or a name of the list; without it, that list
cli-arg-schema-out = Write all descriptions into this folder, such as “.vscode/broschur”
cli-arg-fmt-check = Write nothing, only tell: exit status 1 when something is to be put in order
cli-arg-out = The output folder (default: “public”, for an edition “public-editions/ID”)
cli-arg-drafts = Take in drafts and entries in review as well
cli-arg-as_of = The day for which the site is built (default: SOURCE_DATE_EPOCH, else today)
cli-arg-newsletter-from = The first day of the period, YYYY-MM-DD
cli-arg-newsletter-to = The last day of the period, YYYY-MM-DD
cli-arg-newsletter-audience = For whom: the id of an audience, or TYPE:ID of something that has a feed
cli-arg-newsletter-out = The folder for the files (default: “newsletter”)
cli-arg-edition = This edition in place of the main site: the name of a file in content/editions without its ending
cli-arg-all_editions = All editions, each into its folder
cli-arg-no_print = Without PDFs
cli-arg-html = Saved pages of partners in which the link is looked for: FILE or ADDRESS=FILE
cli-arg-online = What is compared with: “manifest.json” of the website that is online (else the one in the output folder)
cli-arg-base_url = The address of the website, in place of “base_url” in “site.yaml”
cli-arg-format = How findings are written: text (for people), json, gitlab (Code Quality), sarif, github or junit (on standard output)
cli-arg-timings = How long each step took: text or json
cli-arg-deny = What fails beside errors: warnings
cli-arg-untrusted = For content of strangers, such as merge requests: with the standard theme, without the cache, within bounds, and without access to other files (Linux)
cli-arg-max_seconds = How many seconds it may take (default: “limits” in “site.yaml”; with --untrusted 300)
cli-arg-max_memory = How much memory it may take, in megabytes (default: “limits” in “site.yaml”; with --untrusted 2048)
cli-arg-write_baseline = Record all present findings of checks in content/baseline.yaml, so that only new ones are reported
cli-arg-fix = Make the repairs that are certain (certain, when nothing is added); ask about the others (ask)
cli-arg-dry_run = Only show what would change
cli-arg-code = Number or name, such as “B201” or “unknown-field”; all of them when left out
cli-wrong-command = There is no command “{ $argument }”.
cli-wrong-no-command = A command is missing.
cli-wrong-argument = There is no argument “{ $argument }” here.
cli-wrong-value = “{ $value }” does not fit “{ $argument }”.
cli-wrong-no-value = “{ $argument }” needs a value.
cli-wrong-missing = This is missing: { $argument }.
cli-wrong-together = “{ $argument }” and “{ $other }” do not go together.
cli-wrong-meant = Perhaps this is meant: { $values }.
cli-wrong-allowed = Allowed are: { $values }.
cli-wrong-help = “broschur --help” shows what is possible.

cli-no-folder = The folder “{ $path }” cannot be found: { $reason }
lsp-ended = The editor has ended the connection: { $reason }
lsp-fix-insert = Insert “{ $to }”
lsp-fix-remove = Remove “{ $from }”
lsp-fix-replace = Replace “{ $from }” by “{ $to }”
lsp-fix-all = { $count ->
    [one] Make the certain repair of this file
   *[other] Make all { $count } certain repairs of this file
}
