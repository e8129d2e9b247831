//! What findings say about print (`B7…`).

use super::Quoted;

problem!(PrintError<'a> { document: Option<&'a str>, message: Quoted<'a> });

problem!(PrintWarning<'a> { document: Option<&'a str>, message: Quoted<'a> });

problem!(EmptySelection<'a> {
    publication: Quoted<'a>,
    section: Option<&'a str> = "none",
    reason: Option<EmptyReason>,
});

choice! {
    /// Why nothing is selected, where the selection is not the reason.
    EmptyReason { Consent = "consent" }
}

problem!(Overrun<'a> {
    entry: Quoted<'a>,
    document: Quoted<'a>,
    max: f64,
    excess: Option<Excess>,
});

group! {
    /// How much is too much, where it can be measured.
    Excess { lines: usize, characters: usize, percent: usize }
}

problem!(MissingGlyph<'a> { character: Quoted<'a>, number: Quoted<'a>, document: Quoted<'a> as data });

problem!(TooMuchOutput<'a> { of: OutputMeasure<'a> });

cases! {
    /// What there is too much of.
    OutputMeasure<'a> {
        Files = "files" { count: usize, max: usize },
        Page = "page" { max: usize },
        Bytes = "bytes" {
            max: Option<u64>,
            outputs: Option<&'a str> as data,
            template: Option<&'a str> as data,
        },
    }
}
