//! What findings say about quality, and about what sites declare (`B9…`).

use super::{Quoted, ShownIn, Spoken};

problem!(OrphanPage<'a> { title: Quoted<'a> });

problem!(DuplicateTitle<'a> { title: Quoted<'a>, other: Quoted<'a> });

problem!(LinkText<'a> { text: Quoted<'a>, to: LeadsTo, destination: Quoted<'a> });

choice! {
    /// Where a link leads.
    LeadsTo { Entry = "entry", Elsewhere = "elsewhere" }
}

problem!(MissingCredit<'a> { file: Quoted<'a>, where_: ShownIn });

problem!(TableHeader { column: usize, head: TableHead });

choice! {
    /// How much of the head of a table is there.
    TableHead { None = "none", Partly = "partly" }
}

problem!(ReviewDue<'a> { date: Quoted<'a>, past: Due });

choice! {
    /// When an entry is to be looked at.
    Due { Past = "yes", Soon = "soon" }
}

problem!(OldFacts<'a> { date: Quoted<'a>, years: usize });

problem!(OneWayLink<'a> { title: Quoted<'a>, address: Quoted<'a> as data, problem: Option<LinkBack> });

choice! {
    /// What is known of a link back.
    LinkBack { Open = "open" }
}

problem!(Anglicism<'a> { word: Quoted<'a>, term: Quoted<'a>, plain: Quoted<'a> });

problem!(RuleBroken<'a> {
    said: Option<Spoken<'a>>,
    rule: Quoted<'a>,
    type_: Quoted<'a>,
    problem: Broken<'a>,
});

cases! {
    /// How a rule is broken.
    Broken<'a> {
        Few = "few" { lack: Lack<'a> },
        Many = "many" { lack: Lack<'a> },
        Number = "number" { lack: Lack<'a> },
        NoneOf = "none-of" { lack: Lack<'a> },
        Twice = "twice" { field: Quoted<'a>, other: Quoted<'a> },
        OneWay = "one-way" { field: Quoted<'a>, other: Quoted<'a> },
        FewEntries = "few-entries" { found: usize, wanted: usize },
        ManyEntries = "many-entries" { found: usize, wanted: usize },
    }
}

group! {
    /// What there is under a field, and what the rule wants there.
    Lack<'a> {
        field: Quoted<'a>,
        found: usize,
        wanted: usize,
        item: Option<&'a str>,
        each: Option<&'a str> as data,
    }
}

problem!(DroppedAddress<'a> { address: Quoted<'a>, alias: Quoted<'a>, problem: Dropped<'a> });

cases! {
    /// What became of what was there.
    Dropped<'a> {
        Hidden = "hidden" { title: Quoted<'a>, entry: Quoted<'a> as data },
        Moved = "moved" { title: Quoted<'a>, now: Quoted<'a>, entry: Quoted<'a> as data },
        Left = "left" { title: Quoted<'a>, entry: Quoted<'a> as data },
        Renamed = "renamed" { title: Quoted<'a>, entry: Quoted<'a> },
        Gone = "gone" { entry: Quoted<'a> },
        Other = "other",
    }
}

problem!(AdaptationDue<'a> {
    problem: AdaptationProblem,
    base: Quoted<'a>,
    title: Quoted<'a>,
    state: Quoted<'a>,
});

choice! {
    /// Why an adapted entry is to be compared with its base.
    AdaptationProblem { Changed = "changed", Unrecorded = "unrecorded" }
}

problem!(IdleSuppression<'a> { check: Quoted<'a>, problem: SuppressionProblem });

choice! {
    /// What is wrong with a suppression.
    SuppressionProblem { Reason = "reason", Unused = "unused" }
}

problem!(BaselineFormat<'a> { format: Quoted<'a>, known: usize });

problem!(BaselineOutdated { count: usize });
