//! What findings say about quality, and about what sites declare (`B9…`).

use super::{ShownIn, Spoken, Text};

problem!(OrphanPage<'a> { title: Text<'a> });

problem!(DuplicateTitle<'a> { title: Text<'a>, other: Text<'a> });

problem!(LinkText<'a> { text: Text<'a>, to: LeadsTo, destination: Text<'a> });

choice! {
    /// Where a link leads.
    LeadsTo { Entry = "entry", Elsewhere = "elsewhere" }
}

problem!(MissingCredit<'a> { file: Text<'a>, where_: ShownIn });

problem!(TableHeader { column: usize, head: TableHead });

choice! {
    /// How much of the head of a table is there.
    TableHead { None = "none", Partly = "partly" }
}

problem!(ReviewDue<'a> { date: Text<'a>, past: Due });

choice! {
    /// When an entry is to be looked at.
    Due { Past = "yes", Soon = "soon" }
}

problem!(OldFacts<'a> { date: Text<'a>, years: usize });

problem!(OneWayLink<'a> { title: Text<'a>, address: Text<'a> as data, problem: Option<LinkBack> });

choice! {
    /// What is known of a link back.
    LinkBack { Open = "open" }
}

problem!(Anglicism<'a> { word: Text<'a>, term: Text<'a>, plain: Text<'a> });

problem!(RuleBroken<'a> {
    said: Option<Spoken<'a>>,
    rule: Text<'a>,
    type_: Text<'a>,
    problem: Broken<'a>,
});

cases! {
    /// How a rule is broken.
    Broken<'a> {
        Few = "few" { lack: Lack<'a> },
        Many = "many" { lack: Lack<'a> },
        Number = "number" { lack: Lack<'a> },
        NoneOf = "none-of" { lack: Lack<'a> },
        Twice = "twice" { field: Text<'a>, other: Text<'a> },
        OneWay = "one-way" { field: Text<'a>, other: Text<'a> },
        FewEntries = "few-entries" { found: usize, wanted: usize },
        ManyEntries = "many-entries" { found: usize, wanted: usize },
    }
}

group! {
    /// What there is under a field, and what the rule wants there.
    Lack<'a> {
        field: Text<'a>,
        found: usize,
        wanted: usize,
        item: Option<&'a str>,
        each: Option<&'a str> as data,
    }
}

problem!(DroppedAddress<'a> { address: Text<'a>, alias: Text<'a>, problem: Dropped<'a> });

cases! {
    /// What became of what was there.
    Dropped<'a> {
        Hidden = "hidden" { title: Text<'a>, entry: Text<'a> as data },
        Moved = "moved" { title: Text<'a>, now: Text<'a>, entry: Text<'a> as data },
        Left = "left" { title: Text<'a>, entry: Text<'a> as data },
        Renamed = "renamed" { title: Text<'a>, entry: Text<'a> },
        Gone = "gone" { entry: Text<'a> },
        Other = "other",
    }
}

problem!(AdaptationDue<'a> {
    problem: AdaptationProblem,
    base: Text<'a>,
    title: Text<'a>,
    state: Text<'a>,
});

choice! {
    /// Why an adapted entry is to be compared with its base.
    AdaptationProblem { Changed = "changed", Unrecorded = "unrecorded" }
}

problem!(IdleSuppression<'a> { check: Text<'a>, problem: SuppressionProblem });

choice! {
    /// What is wrong with a suppression.
    SuppressionProblem { Reason = "reason", Unused = "unused" }
}

problem!(BaselineFormat<'a> { format: Text<'a>, known: usize });

problem!(BaselineOutdated { count: usize });
