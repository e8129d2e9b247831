//! The catalogue of codes. A code is for ever: a rule that goes away takes its number with it.

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $number:literal $slug:literal $severity:ident;)*) => {
        /// Which rule a finding belongs to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// All codes, by number.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable number, such as `B201`.
            pub fn number(self) -> &'static str { match self { $(Code::$variant => $number,)* } }

            /// The readable name, such as `unknown-field`; also the id of its messages in the catalogues.
            pub fn slug(self) -> &'static str { match self { $(Code::$variant => $slug,)* } }

            /// How much a finding of this kind weighs unless the site says otherwise.
            pub(crate) fn severity(self) -> Severity { match self { $(Code::$variant => Severity::$severity,)* } }
        }
    };
}

/// Hands all codes to a macro, which makes something of each.
macro_rules! all_codes {
    ($make:ident) => {
        $make! {
            /// Bytes that are not UTF-8.
            NotUtf8 = "B001" "not-utf8" Error;
            /// A file larger than is read.
            FileTooLarge = "B002" "file-too-large" Error;
            /// A symbolic link.
            Link = "B003" "link" Error;
            /// A file name that is not Unicode, or not an id.
            FileName = "B004" "file-name" Error;
            /// Two files whose names differ only in their spelling of accents.
            FileNameTwice = "B005" "file-name-twice" Error;
            /// Folders nested too deep.
            FolderTooDeep = "B006" "folder-too-deep" Error;
            /// A file in `content/` that belongs to no type.
            StrayFile = "B007" "stray-file" Error;
            /// A file without content where an entry is expected.
            EmptyFile = "B008" "empty-file" Error;
            /// A file that could not be read although it was there a moment ago.
            Unreadable = "B009" "unreadable" Error;
            /// A file that is no entry because of its ending, and was probably meant to be one.
            MisnamedFile = "B014" "misnamed-file" Error;
            /// A control character, or one that turns the direction of text.
            UnseenCharacter = "B015" "unseen-character" Error;
            /// An entry in the folder of another type.
            WrongFolder = "B016" "wrong-folder" Error;
            /// A file that is to be imported and is no table.
            NoTable = "B021" "no-table" Error;
            /// A column of a table that is about nothing.
            UnknownColumn = "B022" "unknown-column" Error;
            /// Two columns of a table that are about the same.
            ColumnTwice = "B023" "column-twice" Error;
            /// A row of a table with more or fewer cells than there are columns.
            RowLength = "B024" "row-length" Error;
            /// A cell of a table without a value that can be taken.
            CellUnreadable = "B025" "cell-unreadable" Error;
            /// A row of a table that leads to no entry.
            RowRefused = "B026" "row-refused" Error;

            /// YAML that cannot be read.
            YamlSyntax = "B101" "yaml-syntax" Error;
            /// A key written twice.
            DuplicateKey = "B102" "duplicate-key" Error;
            /// YAML nested too deep.
            YamlTooDeep = "B103" "yaml-too-deep" Error;
            /// YAML that grows too large when its aliases are replaced.
            YamlTooLarge = "B104" "yaml-too-large" Error;
            /// Front matter without an end.
            FrontMatterOpen = "B105" "front-matter-open" Error;
            /// An entry without front matter.
            FrontMatterMissing = "B106" "front-matter-missing" Error;
            /// Something else where a map of fields is expected.
            NotAMap = "B107" "not-a-map" Error;
            /// A value that ends where a comment begins that is probably none.
            CommentInValue = "B108" "comment-in-value" Error;
            /// A site of strangers with more in it than is read.
            TooMuchInput = "B109" "too-much-input" Error;

            /// A field that the type does not have.
            UnknownField = "B201" "unknown-field" Error;
            /// A required field that is not there.
            MissingField = "B202" "missing-field" Error;
            /// A value of another kind.
            WrongKind = "B203" "wrong-kind" Error;
            /// A value that is not among the allowed ones.
            NotAllowed = "B204" "not-allowed" Error;
            /// A date that does not exist or is written otherwise.
            BadDate = "B205" "bad-date" Error;
            /// A number or date outside the bounds.
            OutOfRange = "B206" "out-of-range" Error;
            /// More or fewer characters than allowed.
            BadLength = "B207" "bad-length" Error;
            /// A value that does not match the pattern.
            BadPattern = "B208" "bad-pattern" Error;
            /// More or fewer items than allowed.
            BadCount = "B209" "bad-count" Error;
            /// A value that another entry has already.
            NotUnique = "B210" "not-unique" Error;
            /// Text under the front matter of a type that has none, or none where it is required.
            BadBody = "B211" "bad-body" Error;
            /// A list that names the same thing twice.
            ItemTwice = "B212" "item-twice" Error;
            /// A date whose end lies before its beginning.
            EndBeforeStart = "B213" "end-before-start" Error;

            /// A reference to nothing.
            DanglingReference = "B301" "dangling-reference" Error;
            /// A published entry refers to one that is not published.
            ReferenceToUnpublished = "B302" "reference-to-unpublished" Error;
            /// A reference that could mean several entries.
            AmbiguousReference = "B303" "ambiguous-reference" Error;
            /// A reference to an entry of a type that is not allowed here.
            WrongTarget = "B304" "wrong-target" Error;
            /// A hierarchy that runs in a circle.
            Circle = "B305" "circle" Error;
            /// Both sides of a symmetric relation say different things.
            AsymmetricRelation = "B306" "asymmetric-relation" Error;
            /// Two entries with one id.
            DuplicateId = "B307" "duplicate-id" Error;
            /// Two pages on one address.
            DuplicateAddress = "B308" "duplicate-address" Error;
            /// A link to an entry that is not there.
            LinkToNothing = "B309" "link-to-nothing" Error;
            /// A link to a file that is not there.
            LinkToMissingFile = "B310" "link-to-missing-file" Error;
            /// A link to a heading that is not there.
            LinkToMissingAnchor = "B311" "link-to-missing-anchor" Error;
            /// An address that is not allowed in links.
            BadLink = "B312" "bad-link" Error;
            /// A translation without the entry it translates.
            OrphanTranslation = "B313" "orphan-translation" Error;
            /// A part of an adapted entry that replaces nothing, or what another part replaces.
            NothingToReplace = "B314" "nothing-to-replace" Error;
            /// An entry that is adapted for something that its base is not meant for.
            NotAdaptable = "B315" "not-adaptable" Error;

            /// A file that the site is made from is named where readers would get it.
            LinkToSource = "B316" "link-to-source" Error;
            /// A file of a kind that readers do not get.
            FileKind = "B317" "file-kind" Error;
            /// A file that is not what its ending says.
            FileContent = "B318" "file-content" Error;
            /// Something that cannot be a piece of an address.
            UnusableAddress = "B319" "unusable-address" Error;
            /// Two outputs that cannot be beside each other in a folder.
            OutputClash = "B320" "output-clash" Error;
            /// A file name that not every system takes.
            UnusableName = "B321" "unusable-name" Error;
            /// Two files whose names differ in capital letters only.
            NamesInCase = "B322" "names-in-case" Error;

            /// HTML in Markdown.
            RawHtml = "B401" "raw-html" Error;
            /// An image that is not there.
            MissingImage = "B402" "missing-image" Error;
            /// An image without alternative text.
            MissingAlt = "B403" "missing-alt" Error;
            /// An image file that cannot be read as an image.
            BrokenImage = "B404" "broken-image" Error;
            /// A path that leaves the site.
            PathOutside = "B405" "path-outside" Error;
            /// A heading that skips a level, or a title in the body.
            HeadingOrder = "B406" "heading-order" Error;
            /// A footnote mark without a footnote.
            MissingFootnote = "B407" "missing-footnote" Error;
            /// Markdown nested too deep.
            MarkdownTooDeep = "B408" "markdown-too-deep" Error;
            /// An SVG that is more than a drawing.
            ActiveSvg = "B409" "active-svg" Error;
            /// A document that says who wrote it.
            DocumentMetadata = "B410" "document-metadata" Warning;
            /// A figure that is not there, named by a text.
            NoSuchFigure = "B411" "no-such-figure" Error;
            /// A figure in which there is nothing.
            FigureWithoutData = "B412" "figure-without-data" Warning;

            /// A key that type files, settings or publications do not have.
            UnknownKey = "B501" "unknown-key" Error;
            /// A key that must be there.
            MissingKey = "B502" "missing-key" Error;
            /// A value that this key cannot have.
            BadValue = "B503" "bad-value" Error;
            /// A type that does not exist.
            UnknownType = "B504" "unknown-type" Error;
            /// A field that does not exist, named by a type file or a publication.
            NoSuchField = "B505" "no-such-field" Error;
            /// A type file that contradicts itself or another one.
            TypeContradiction = "B506" "type-contradiction" Error;
            /// No `content/site.yaml`.
            NoSite = "B507" "no-site" Error;
            /// A content format that this release does not read.
            ContentFormat = "B508" "content-format" Error;
            /// An entry named by the settings or a publication that does not exist.
            NoSuchEntry = "B509" "no-such-entry" Error;
            /// A rule that cannot be kept, or asks for nothing.
            BadRule = "B510" "bad-rule" Error;
            /// A language of the site in which the theme has no texts.
            LanguageWithoutTexts = "B511" "language-without-texts" Warning;
            /// A navigation with more items than readers take in.
            LongNavigation = "B512" "long-navigation" Warning;
            /// A facet that a type names and does not have.
            NoSuchFacet = "B515" "no-such-facet" Error;
            /// A list that can be narrowed in more ways than there may be pages for.
            TooManyFacets = "B516" "too-many-facets" Warning;
            /// A step of a derived relation that is no relation.
            NoSuchStep = "B517" "no-such-step" Error;

            /// A theme that does not exist.
            NoTheme = "B601" "no-theme" Error;
            /// A template that cannot be read or filled.
            TemplateError = "B602" "template-error" Error;
            /// A text that the theme lacks.
            ThemeText = "B603" "theme-text" Error;
            /// A file of a theme that is nested too deep, or too many that build on one another.
            ThemeTooDeep = "B604" "theme-too-deep" Error;
            /// A build that took longer than it may.
            OutOfTime = "B605" "out-of-time" Error;
            /// A build that took more memory than it may.
            OutOfMemory = "B606" "out-of-memory" Error;

            /// A print template that fails.
            PrintError = "B701" "print-error" Error;
            /// A print template that warns.
            PrintWarning = "B702" "print-warning" Warning;
            /// A publication that selects nothing.
            EmptySelection = "B703" "empty-selection" Error;
            /// Text that does not fit its page.
            Overrun = "B704" "overrun" Error;
            /// A character that no font of the theme has.
            MissingGlyph = "B705" "missing-glyph" Warning;
            /// A site that makes more than it may.
            TooMuchOutput = "B707" "too-much-output" Error;

            /// Personal data without a consent that holds.
            ConsentMissing = "B801" "consent-missing" Error;

            /// A page that nothing leads to.
            OrphanPage = "B901" "orphan-page" Warning;
            /// Two entries of a type with one title.
            DuplicateTitle = "B902" "duplicate-title" Warning;
            /// A link whose words do not say where it leads.
            LinkText = "B903" "link-text" Warning;
            /// A picture of which nobody knows who made it.
            MissingCredit = "B904" "missing-credit" Warning;
            /// A table without words above its columns.
            TableHeader = "B905" "table-header" Warning;
            /// An entry that was to be looked at again by now.
            ReviewDue = "B906" "review-due" Warning;
            /// Facts that were right long ago.
            OldFacts = "B907" "old-facts" Warning;
            /// A partner's website that is linked and is not known to link back.
            OneWayLink = "B908" "one-way-link" Warning;
            /// An English word where craft firms read.
            Anglicism = "B909" "anglicism" Warning;
            /// A rule of a type or a site that entries do not keep.
            RuleBroken = "B910" "rule-broken" Error;
            /// An address that was published and is not any more.
            DroppedAddress = "B911" "dropped-address" Warning;
            /// An adapted entry whose base has changed since it was last compared.
            AdaptationDue = "B912" "adaptation-due" Warning;
            /// A suppression that suppresses nothing.
            IdleSuppression = "B951" "idle-suppression" Warning;
            /// A baseline of another format.
            BaselineFormat = "B952" "baseline-format" Error;
            /// Lines of the baseline that stand for nothing any more.
            BaselineOutdated = "B953" "baseline-outdated" Note;

            /// An edition that selects nothing.
            EmptyEdition = "B961" "empty-edition" Error;
            /// Two sites at one address.
            EditionAddress = "B962" "edition-address" Error;
            /// A colour that cannot be read.
            Contrast = "B963" "contrast" Error;
            /// A rule that takes from pages what they cannot do without.
            EditionParts = "B964" "edition-parts" Error;
            /// An edition that does not exist.
            NoSuchEdition = "B965" "no-such-edition" Error;
            /// A relation that a type does not have.
            NoSuchRelation = "B966" "no-such-relation" Error;

            /// A contact that names a person.
            PersonInContact = "B975" "person-in-contact" Error;
        }
    };
}

all_codes!(codes);
pub(super) use all_codes;

impl Code {
    /// The code with this number or name, however its letters are cased.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| {
            code.number().eq_ignore_ascii_case(written) || code.slug().eq_ignore_ascii_case(written)
        })
    }
}
