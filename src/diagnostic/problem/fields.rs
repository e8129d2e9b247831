//! What findings say about fields (`B2…`).

use super::{KindName, Quoted};

problem!(UnknownField<'a> {
    field: Quoted<'a>,
    of: Quoted<'a>,
    known: Option<&'a str> = "",
    suggestion: Option<&'a str>,
});

problem!(MissingField<'a> { field: Quoted<'a>, label: Quoted<'a>, kind: KindName });

problem!(WrongKind<'a> {
    field: Quoted<'a>,
    expected: KindName,
    found: FoundNode,
    value: Quoted<'a>,
    suggestion: Option<&'a str>,
});

choice! {
    /// What is written instead.
    FoundNode { Nothing = "nothing", Scalar = "scalar", List = "list", Map = "map" }
}

problem!(NotAllowed<'a> {
    field: Quoted<'a>,
    value: Quoted<'a>,
    known: Quoted<'a>,
    suggestion: Option<&'a str>,
});

problem!(BadDate<'a> {
    field: Quoted<'a>,
    problem: DateProblem,
    value: Quoted<'a>,
    expected: KindName,
    suggestion: Option<&'a str>,
});

choice! {
    /// Why a date is none.
    DateProblem { Form = "form", Calendar = "calendar", Precision = "precision" }
}

problem!(OutOfRange<'a> {
    field: Quoted<'a>,
    value: Quoted<'a>,
    limits: Limits<'a>,
});

cases! {
    /// Which bounds there are.
    Limits<'a> {
        Both = "both" { min: Quoted<'a>, max: Quoted<'a> },
        Min = "min" { min: Quoted<'a>, max: Option<Quoted<'a>> as data = "" },
        Max = "max" { max: Quoted<'a>, min: Option<Quoted<'a>> as data = "" },
    }
}

problem!(BadLength<'a> {
    field: Quoted<'a>,
    problem: LengthProblem,
    limit: usize,
    length: usize,
    difference: usize,
});

choice! {
    /// In which direction a text is beside its bounds.
    LengthProblem { Short = "short", Long = "long" }
}

problem!(BadPattern<'a> {
    field: Quoted<'a>,
    value: Quoted<'a>,
    pattern: Quoted<'a>,
    advice: Option<&'a str> = "",
});

problem!(BadCount<'a> { field: Quoted<'a>, problem: CountProblem, limit: usize, found: usize });

choice! {
    /// In which direction a list is beside its bounds.
    CountProblem { Exactly = "exactly", Few = "few", Many = "many" }
}

problem!(NotUnique<'a> {
    field: Quoted<'a>,
    value: Quoted<'a>,
    other: Quoted<'a>,
    together: Option<&'a str> = "",
});

problem!(EndBeforeStart<'a> { field: Quoted<'a>, number: usize, from: Quoted<'a>, to: Quoted<'a> });

problem!(BadBody<'a> { problem: BodyProblem, type_: Quoted<'a>, file: Quoted<'a> });

choice! {
    /// What is wrong with the text under the front matter.
    BodyProblem { Missing = "missing", Shared = "shared", Unwanted = "unwanted" }
}

problem!(ItemTwice<'a> { field: Quoted<'a>, value: Quoted<'a> });
