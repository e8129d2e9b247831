//! What findings say about types and settings (`B5…`).

use super::Quoted;

problem!(UnknownKey<'a> {
    key: Quoted<'a>,
    where_: Option<KeyOf<'a>>,
    known: Option<&'a str>,
    suggestion: Option<&'a str>,
});

cases! {
    /// What the key belongs to, where that decides whether there is one.
    KeyOf<'a> {
        FieldKind = "field-kind" { kind: Quoted<'a> },
        PageFormat = "page-format" { kind: Quoted<'a> },
        EntryLayout = "entry-layout" { kind: Quoted<'a> },
        NoSelection = "no-selection",
    }
}

problem!(MissingKey<'a> { key: Quoted<'a>, where_: Option<KeyIn> });

choice! {
    /// Where the key is missing, where its name alone does not tell.
    KeyIn { Navigation = "navigation" }
}

problem!(BadValue<'a> {
    key: Quoted<'a>,
    value: Quoted<'a>,
    expected: Expected<'a>,
});

cases! {
    /// What the value of a key can be.
    Expected<'a> {
        Text = "text",
        Word = "word",
        List = "list",
        Map = "map",
        Boolean = "boolean",
        Count = "count",
        Duration = "duration",
        Number = "number",
        Choice = "choice" { known: Quoted<'a>, suggestion: Option<&'a str> },
        Url = "url",
        Email = "email",
        Language = "language",
        Color = "color",
        Reason = "reason",
        Entry = "entry",
        TypeWithPages = "type-with-pages",
        TypeWithEntryPages = "type-with-entry-pages",
        FilterField = "filter-field",
        GroupField = "group-field",
        SortField = "sort-field",
        Range = "range",
        RatedType = "rated-type",
        OneContent = "one-content" { known: Quoted<'a> },
        FixedCheck = "fixed-check" { known: Quoted<'a> },
        FileEnding = "file-ending",
        FileActive = "file-active",
        FileSource = "file-source",
        Bleed = "bleed",
        Pages = "pages",
        PartialDate = "partial-date",
        Axis = "axis",
        AxisOfAll = "axis-of-all",
        TwoFields = "two-fields",
        GridPlace = "grid-place",
    }
}

problem!(UnknownType<'a> { type_: Quoted<'a>, suggestion: Option<&'a str> });

problem!(NoSuchField<'a> { field: Quoted<'a>, suggestion: Option<&'a str> });

problem!(TypeContradiction<'a> { what: Contradiction, name: Quoted<'a>, other: Quoted<'a> });

choice! {
    /// What contradicts what.
    Contradiction {
        FolderTaken = "folder-taken",
        RouteTaken = "route-taken",
        InverseIsField = "inverse-is-field",
        InverseTaken = "inverse-taken",
        SymmetricElsewhere = "symmetric-elsewhere",
        FolderReserved = "folder-reserved",
        TypeAndExtends = "type-and-extends",
        FileName = "file-name",
        TypeExists = "type-exists",
        ExtendedTwice = "extended-twice",
        TypeId = "type-id",
        FolderName = "folder-name",
        TitleKind = "title-kind",
        TitlePersonal = "title-personal",
        GroupKind = "group-kind",
        SortKind = "sort-kind",
        FacetKind = "facet-kind",
        DerivedIsField = "derived-is-field",
        DerivedTaken = "derived-taken",
        DerivedThrough = "derived-through",
        FacetHidden = "facet-hidden",
        FacetPair = "facet-pair",
        FacetTitle = "facet-title",
        RegisterKind = "register-kind",
        RegisterHidden = "register-hidden",
        CalendarKind = "calendar-kind",
        SchemaOrgType = "schema-org-type",
        SchemaOrgProperty = "schema-org-property",
        SchemaOrgHidden = "schema-org-hidden",
        SchemaOrgKind = "schema-org-kind",
        SchemaOrgBy = "schema-org-by",
        SchemaOrgValue = "schema-org-value",
        BodiesKind = "bodies-kind",
        ProfileTwice = "profile-twice",
        FieldName = "field-name",
        MinAboveMax = "min-above-max",
        Pattern = "pattern",
        KeyKind = "key-kind",
        BoundIsNoDate = "bound-is-no-date",
        ScaleKey = "scale-key",
        RoleTaken = "role-taken",
        RoleTwice = "role-twice",
        RoleKind = "role-kind",
    }
}

problem!(NoSite<'a> { path: Quoted<'a> });

problem!(ContentFormat<'a> { format: Quoted<'a>, known: i64 });

problem!(NoSuchEntry<'a> {
    type_: Quoted<'a>,
    id: Quoted<'a>,
    problem: Option<EntryProblem<'a>>,
    suggestion: Option<&'a str>,
});

cases! {
    /// Why an entry cannot be named.
    EntryProblem<'a> {
        Unpublished = "unpublished" { file: Quoted<'a> },
        Missing = "missing" { file: Option<Quoted<'a>> as data = "" },
    }
}

problem!(BadRule<'a> { problem: RuleProblem<'a> });

cases! {
    /// Why a rule cannot be kept, or asks for nothing.
    RuleProblem<'a> {
        NoDemand = "no-demand",
        SeveralDemands = "several-demands",
        Limits = "limits",
        TooMany = "too-many" { field: Quoted<'a>, count: usize, max: usize },
        Each = "each" { field: Quoted<'a> },
        Linked = "linked",
        LinkedAndContaining = "linked-and-containing",
        SymmetricAlready = "symmetric-already" { field: Quoted<'a>, type_: Quoted<'a> as data },
        NotSymmetric = "not-symmetric" { field: Quoted<'a>, type_: Quoted<'a> },
        NameTwice = "name-twice" { name: Quoted<'a> },
    }
}

problem!(LanguageWithoutTexts<'a> {
    language: Quoted<'a>,
    default: Quoted<'a>,
    theme: Quoted<'a>,
    known: Quoted<'a>,
});

problem!(LongNavigation { count: usize, limit: usize });

problem!(NoSuchFacet<'a> { key: Quoted<'a>, name: Quoted<'a>, suggestion: Option<&'a str> });

problem!(TooManyFacets<'a> {
    type_: Quoted<'a>,
    language: Quoted<'a>,
    count: usize,
    fields: Quoted<'a>,
    values: Quoted<'a>,
});

problem!(NoSuchStep<'a> {
    step: Quoted<'a>,
    types: Quoted<'a>,
    known: Quoted<'a>,
    suggestion: Option<&'a str>,
});
