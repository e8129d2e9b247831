# Texts of the user interface. A site's theme replaces single ones in themes/<name>/texts/en.ftl.

## Frame
skip-to-content = Skip to content
main-navigation = Main navigation
footer-navigation = Service
breadcrumb = You are here
languages = Language
language-name = English
published-by = Published by
part-of = An excerpt from
feed = News as a feed (Atom)
home = Home page
preview = Preview.
preview-explained = This version shows drafts, too, and is not meant to be published.

## Search
list-search = Search { $plural }
search-field = Search this website
search-submit = Search
search-title = Search and list from A to Z
search-lead = Search for a trade, a place, a topic or a term. Without a word you find everything from A to Z here.
search-without-script = The search needs JavaScript. Here is everything from A to Z.
search-list = Everything from A to Z
search-one = 1 result
search-many = { $count } results
search-none = Nothing was found for: { $words }
search-none-help = Check the spelling, or search with fewer or shorter words. The list from A to Z has all entries.
search-missing = Not found: { $words }. The results have the other words.
search-partly = No page has all the words. The results have some of them.
search-begun = Very many words begin like this. Some of the results are shown: type on.
search-typo = Also searched for: { $words }
search-all = Show all results
search-more = Show more results
search-narrow = Narrow the results
search-types = Kind
search-places = Region
search-loosen = Nothing is left with this selection. Take back one of the choices.
search-too-short = Type a word of at least two letters.
search-too-long = The query is too long. Its beginning was searched for.
search-failed = The search could not be loaded.
search-results = Search results
search-suggestions = Suggestions
search-loading = Loading the search …
menu = Menu

## Marks
draft = Draft
draft-explained = This entry has not been approved yet.
archived = Archived
archived-explained = This entry is no longer kept up to date. What it says may be out of date.
sample = Illustrative case
sample-explained = This example is made up. It shows what working with an initiative can look like.
uncertain = uncertain
uncertain-explained = Sources disagree, or the fact was inferred.
not-stated = no statement
    .short = n/a
lost = lost in the original

## Entry
profile = Profile
more-facts = Further facts
ask = Whom to ask
ask-unknown = It is not known whom to ask.
ask-also = Also:
ask-others = You can ask:
ask-all = All { $plural }
choose-again = Choose another place
nothing-there = This collection has nothing about that.
more-there = More: { $place }
ask-basis = Where this is from
relations = What belongs to it
mentions = Mentioned in
derived = Derived: the entry does not name them itself.
derived-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
related = You may also like
contents = On this page
reasons = { $count ->
    [one] One good reason
    [7] Seven good reasons
   *[other] { $count } good reasons
}
adapted = adapted
adapted-for = Adapted for
adapted-parts = Written for them: { $parts }.
adapted-rest = Everything else is from:
note = Note
as-of = As of
source = Source:
source-section = section { $section }
source-line = line { $line }
source-lines = lines { $line }–{ $to }
table = Table
figure-table = The same as a table
entry = Entry
pager = Next and previous
previous = Previous:
next = Next:
approximate = about { $value }
yes = yes
no = no
sheet = Download as a sheet (PDF)
leaflet = Download as a leaflet (PDF)
brochure = { $title } (PDF)

## List
entries = { $count ->
    [one] One entry
   *[other] { $count } entries
}
list-part = { $list }, { $facet }: { $value }
facets = Narrow down
facets-further = Narrow down further
facets-all = A part of:
facet-all = Show all { $count }
facet-values = { $facet }: all values
directory-sort = Sort
directory-as-list = as the list
directory-title = Title from A to Z
directory-view = View
directory-cards = Cards
directory-lines = List
directory-table = Table
directory-reset = Clear the selection
directory-failed = The filters could not be loaded. The links beside the filters lead to parts of the list.
directory-one = One entry
directory-many = { $count } entries
directory-chosen = { $count } of { $values } chosen
directory-selected = Selection
directory-none = No entry fits all filters at once.
directory-loosen = Take out one of these filters:
directory-loosen-all = Take out several filters.
directory-without = Without “{ $filter }”: { $entries }
directory-entry = Entry
directory-more = Show more ({ $count } left)
directory-all = Show all { $count }
groups = Groups
letters = Initial letters
register = Everything from A to Z
register-by = By { $field }
continued = (continued)
list-page = { $list }, page { $page } of { $pages }
page = Page
previous-page = Previous page
next-page = Next page
no-group = Without a group
other-letters = 0–9
statement = Statement
scale = Scale:

## Home page
in-language = { $lang ->
    [de] (in German)
   *[other] (in another language)
}
doors = What brings you here?
audiences = Who are you?
featured = Examples from practice
to-examples = See the examples
about = About this collection
notices = News
all-notices = All news
fields = Fields of innovation
regions = Regions
collections = The whole collection

## Error page and redirect
not-found = Page not found
not-found-lead = There is nothing at this address, or not any more.
not-found-help = Perhaps one of these pages helps:
moved = This page has moved

## Print
form-subject = Please check: contact details of “{ $name }”
form-title = Are these contact details right?
form-salutation = Hello!
form-intro = On the website “{ $site }” readers can look up how you are reached. Please check what it says about you. What is wrong or missing, please fill in.
form-known = Known
form-right = Right is
form-unknown = not known
form-desks = Please name desks and functions, not persons: a switchboard in place of an extension, a mailbox like info@… in place of a name.
form-release = These details may be published.
form-filled-in = Filled in by (function), on
form-reply = Please return to: { $email }
print-qr = QR code with the address
print-page = page
print-see-page = see page
print-contents = Contents
print-imprint = Imprint
print-at-a-glance = At a glance
print-see-also = See also
print-cover-picture = Cover
print-scale = How to read the dots
print-not-stated = n/a
print-sample = Made up to show what an example can look like.

# For the pages of others
embeds = For your own pages
embeds-lead = Cards, profiles and lists for your own website: copy, paste, done.
embeds-how = How it is done
embeds-element = Put this line into the page once, then one of the elements below wherever you like. The script loads the content from the server of these pages; style sheets of others do not change it.
embeds-fragment = Without any script: have your server or your content management system insert one of the files, and add this style sheet.
embeds-no-address = These pages do not know their own address. In the lines to copy, put the address at which they stand in front.
embeds-list = All of them as a list:
embeds-card = Card
embeds-profile = Profile
embeds-data = Data (JSON)
embeds-badge = Badge for members
embeds-partners = Linking to each other
embeds-partners-lead = These partners are linked here. Visitors find the way back as well when the partners paste this line into their page.
embeds-partners-there = For the partner’s website:
embeds-partners-here = For your website, as a link to the partner:
embeds-live = An example with the element
member-badge = Member of
member-of = Member of { $name }

## Data
data = Data
data-lead = Everything that is listed here, also as tables to work with.
data-how = Every table is there twice: as CSV for spreadsheets and as JSON for programs. References to other entries are ids from the column “id” of the other table. Running text is left out; it is on the pages.
data-package = What the columns mean (Data Package, JSON)
data-tables = Tables
data-table = Table
data-count = Entries
data-files = Files
calendar = Dates for your calendar (iCalendar)
contact = Contact for your address book (vCard)
contacts = All contacts for your address book (vCard)
markdown = As Markdown

## Newsletter
newsletter-period = { $from } to { $to }
