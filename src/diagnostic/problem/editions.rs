//! What findings say about editions (`B96…`).

use super::Quoted;

problem!(EmptyEdition<'a> { edition: Quoted<'a>, problem: NothingShown<'a> });

cases! {
    /// Why an edition shows nothing.
    NothingShown<'a> {
        Empty = "empty",
        Ended = "ended" { count: usize, date: Quoted<'a> },
        Withdrawn = "withdrawn" { count: usize },
    }
}

problem!(EditionAddress<'a> { edition: Quoted<'a>, address: Quoted<'a>, problem: TakenBy<'a> });

cases! {
    /// What has the id or the address of an edition already.
    TakenBy<'a> { Id = "id", Main = "main", Edition = "edition" { first: Quoted<'a> } }
}

problem!(Contrast<'a> {
    key: BrandKey,
    color: Quoted<'a>,
    whole: u32,
    hundredths: Quoted<'a>,
    ground: Quoted<'a>,
    suggestion: Option<&'a str>,
});

choice! {
    /// Which colour of a brand.
    BrandKey { Color = "color", DarkColor = "dark_color" }
}

problem!(EditionParts<'a> {
    edition: Quoted<'a>,
    relation: Quoted<'a>,
    field: Quoted<'a>,
    count: usize,
    example: Quoted<'a>,
});

problem!(NoSuchEdition<'a> {
    edition: Quoted<'a>,
    problem: EditionProblem,
    max: usize,
    suggestion: Option<&'a str>,
});

choice! {
    /// How an edition is named that cannot be.
    EditionProblem { Entry = "entry", Extends = "extends", Circle = "circle", Deep = "deep" }
}

problem!(NoSuchRelation<'a> {
    type_: Quoted<'a>,
    relation: Option<&'a str> = "none",
    known: Quoted<'a>,
    suggestion: Option<&'a str>,
});
