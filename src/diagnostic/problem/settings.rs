//! What findings say about types and settings (`B5…`).

use super::Text;

problem!(UnknownKey<'a> {
    key: Text<'a>,
    where_: Option<KeyOf<'a>>,
    known: Option<&'a str>,
    suggestion: Option<&'a str>,
});

cases! {
    /// What the key belongs to, where that decides whether there is one.
    KeyOf<'a> {
        FieldKind = "field-kind" { kind: Text<'a> },
        PageFormat = "page-format" { kind: Text<'a> },
        EntryLayout = "entry-layout" { kind: Text<'a> },
        NoSelection = "no-selection",
    }
}

problem!(MissingKey<'a> { key: Text<'a>, where_: Option<KeyIn> });

choice! {
    /// Where the key is missing, where its name alone does not tell.
    KeyIn { Navigation = "navigation" }
}

problem!(BadValue<'a> {
    key: Text<'a>,
    value: Text<'a>,
    expected: Expected<'a>,
});

cases! {
    /// What the value of a key can be.
    Expected<'a> {
        Text = "text",
        List = "list",
        Map = "map",
        Boolean = "boolean",
        Count = "count",
        Duration = "duration",
        Number = "number",
        Choice = "choice" { known: Text<'a>, suggestion: Option<&'a str> },
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
        OneContent = "one-content" { known: Text<'a> },
        FixedCheck = "fixed-check" { known: Text<'a> },
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

problem!(UnknownType<'a> { type_: Text<'a>, suggestion: Option<&'a str> });

problem!(NoSuchField<'a> { field: Text<'a>, suggestion: Option<&'a str> });

problem!(TypeContradiction<'a> { what: Contradiction, name: Text<'a>, other: Text<'a> });

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

problem!(NoSite<'a> { path: Text<'a> });

problem!(ContentFormat<'a> { format: Text<'a>, known: i64 });

problem!(NoSuchEntry<'a> {
    type_: Text<'a>,
    id: Text<'a>,
    problem: Option<EntryProblem<'a>>,
    suggestion: Option<&'a str>,
});

cases! {
    /// Why an entry cannot be named.
    EntryProblem<'a> {
        Unpublished = "unpublished" { file: Text<'a> },
        Missing = "missing" { file: Option<Text<'a>> as data = "" },
    }
}

problem!(BadRule<'a> { problem: RuleProblem<'a> });

cases! {
    /// Why a rule cannot be kept, or asks for nothing.
    RuleProblem<'a> {
        NoDemand = "no-demand",
        SeveralDemands = "several-demands",
        Limits = "limits",
        TooMany = "too-many" { field: Text<'a>, count: usize, max: usize },
        Each = "each" { field: Text<'a> },
        Linked = "linked",
        LinkedAndContaining = "linked-and-containing",
        SymmetricAlready = "symmetric-already" { field: Text<'a>, type_: Text<'a> as data },
        NotSymmetric = "not-symmetric" { field: Text<'a>, type_: Text<'a> },
        NameTwice = "name-twice" { name: Text<'a> },
    }
}

problem!(LanguageWithoutTexts<'a> {
    language: Text<'a>,
    default: Text<'a>,
    theme: Text<'a>,
    known: Text<'a>,
});

problem!(NoSuchFacet<'a> { key: Text<'a>, name: Text<'a>, suggestion: Option<&'a str> });

problem!(TooManyFacets<'a> {
    type_: Text<'a>,
    language: Text<'a>,
    count: usize,
    fields: Text<'a>,
    values: Text<'a>,
});

problem!(NoSuchStep<'a> {
    step: Text<'a>,
    types: Text<'a>,
    known: Text<'a>,
    suggestion: Option<&'a str>,
});
