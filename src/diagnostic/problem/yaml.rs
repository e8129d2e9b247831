//! What findings say about YAML and front matter (`B1…`).

use super::{Argument, Parameter, Quoted, Range, Values};

problem!(YamlSyntax<'a> {
    reason: Mistake,
    explained: Option<Explained>,
    detail: Option<&'a str> = "",
    suggestion: Option<&'a str>,
});

cases! {
    /// Which mistake keeps YAML from being read.
    Mistake {
        Tab = "tab",
        Colon = "colon",
        Indentation = "indentation",
        Quote = "quote",
        Bracket = "bracket",
        NoColon = "no-colon",
        Unindented = "unindented",
        Blank = "blank",
        Hyphen = "hyphen",
        Bullet = "bullet" { sign: char },
        Comment = "comment",
        AfterQuote = "after-quote",
        AfterBracket = "after-bracket",
        BracketClose = "bracket-close",
        Escape = "escape",
        Dash = "dash",
        Invisible = "invisible",
        Special = "special" { sign: char },
        Key = "key",
        SecondDocument = "second-document",
        Other = "other",
    }
}

/// Marks a mistake that the reader of YAML did not tell by itself: reports name such findings by a sign, also where there is none.
#[derive(Clone, Copy)]
pub(crate) struct Explained;

impl Argument for Explained {
    const RANGE: Range = Range::Group;
    const BESIDE: &'static [&'static [Parameter]] = &[&[]];

    fn put(&self, _name: &'static str, values: &mut Values) {
        values.args.entry("sign").or_default();
    }
}

problem!(DuplicateKey<'a> { key: Quoted<'a> });

problem!(YamlTooDeep { max: usize });

problem!(YamlTooLarge { max: usize });

problem!(FrontMatterOpen);

problem!(FrontMatterMissing);

problem!(NotAMap<'a> { where_: Option<MapOf<'a>> });

cases! {
    /// Where fields are written, unless it is the file as a whole.
    MapOf<'a> { SharedFile = "shared-file", Entry = "entry" { id: Quoted<'a> } }
}

problem!(CommentInValue<'a> { value: Quoted<'a>, suggestion: Option<&'a str> });

problem!(TooMuchInput { of: InputMeasure, count: u64, max: u64 });

choice! {
    /// What there is too much of.
    InputMeasure { Files = "files", Bytes = "bytes" }
}
