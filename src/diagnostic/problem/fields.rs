//! What findings say about fields (`B2…`).

use super::{KindName, Text};

problem!(UnknownField<'a> {
    field: Text<'a>,
    of: Text<'a>,
    known: Option<&'a str> = "",
    suggestion: Option<&'a str>,
});

problem!(MissingField<'a> { field: Text<'a>, label: Text<'a>, kind: KindName });

problem!(WrongKind<'a> {
    field: Text<'a>,
    expected: KindName,
    found: FoundNode,
    value: Text<'a>,
    suggestion: Option<&'a str>,
});

choice! {
    /// What is written instead.
    FoundNode { Nothing = "nothing", Scalar = "scalar", List = "list", Map = "map" }
}

problem!(NotAllowed<'a> {
    field: Text<'a>,
    value: Text<'a>,
    known: Text<'a>,
    suggestion: Option<&'a str>,
});

problem!(BadDate<'a> {
    field: Text<'a>,
    problem: DateProblem,
    value: Text<'a>,
    expected: KindName,
    suggestion: Option<&'a str>,
});

choice! {
    /// Why a date is none.
    DateProblem { Form = "form", Calendar = "calendar", Precision = "precision" }
}

problem!(OutOfRange<'a> {
    field: Text<'a>,
    value: Text<'a>,
    limits: Limits<'a>,
});

cases! {
    /// Which bounds there are.
    Limits<'a> {
        Both = "both" { min: Text<'a>, max: Text<'a> },
        Min = "min" { min: Text<'a>, max: Option<Text<'a>> as data = "" },
        Max = "max" { max: Text<'a>, min: Option<Text<'a>> as data = "" },
    }
}

problem!(BadLength<'a> {
    field: Text<'a>,
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
    field: Text<'a>,
    value: Text<'a>,
    pattern: Text<'a>,
    advice: Option<&'a str> = "",
});

problem!(BadCount<'a> { field: Text<'a>, problem: CountProblem, limit: usize, found: usize });

choice! {
    /// In which direction a list is beside its bounds.
    CountProblem { Exactly = "exactly", Few = "few", Many = "many" }
}

problem!(NotUnique<'a> {
    field: Text<'a>,
    value: Text<'a>,
    other: Text<'a>,
    together: Option<&'a str> = "",
});

problem!(EndBeforeStart<'a> { field: Text<'a>, number: usize, from: Text<'a>, to: Text<'a> });

problem!(BadBody<'a> { problem: BodyProblem, type_: Text<'a>, file: Text<'a> });

choice! {
    /// What is wrong with the text under the front matter.
    BodyProblem { Missing = "missing", Shared = "shared", Unwanted = "unwanted" }
}

problem!(ItemTwice<'a> { field: Text<'a>, value: Text<'a> });
