//! What findings say about editions (`B96…`).

use super::Text;

problem!(EmptyEdition<'a> { edition: Text<'a>, problem: NothingShown<'a> });

cases! {
    /// Why an edition shows nothing.
    NothingShown<'a> {
        Empty = "empty",
        Ended = "ended" { count: usize, date: Text<'a> },
        Withdrawn = "withdrawn" { count: usize },
    }
}

problem!(EditionAddress<'a> { edition: Text<'a>, address: Text<'a>, problem: TakenBy<'a> });

cases! {
    /// What has the id or the address of an edition already.
    TakenBy<'a> { Id = "id", Main = "main", Edition = "edition" { first: Text<'a> } }
}

problem!(Contrast<'a> {
    key: BrandKey,
    color: Text<'a>,
    whole: u32,
    hundredths: Text<'a>,
    ground: Text<'a>,
    suggestion: Option<&'a str>,
});

choice! {
    /// Which colour of a brand.
    BrandKey { Color = "color", DarkColor = "dark_color" }
}

problem!(EditionParts<'a> {
    edition: Text<'a>,
    relation: Text<'a>,
    field: Text<'a>,
    count: usize,
    example: Text<'a>,
});

problem!(NoSuchEdition<'a> {
    edition: Text<'a>,
    problem: EditionProblem,
    max: usize,
    suggestion: Option<&'a str>,
});

choice! {
    /// How an edition is named that cannot be.
    EditionProblem { Entry = "entry", Extends = "extends", Circle = "circle", Deep = "deep" }
}

problem!(NoSuchRelation<'a> {
    type_: Text<'a>,
    relation: Option<&'a str> = "none",
    known: Text<'a>,
    suggestion: Option<&'a str>,
});
