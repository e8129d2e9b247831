//! What findings say about references, links and addresses (`B3…`).

use super::Quoted;
use crate::address::{link, path};
use crate::files::content::Looks;

problem!(DanglingReference<'a> {
    field: Quoted<'a>,
    value: Quoted<'a>,
    to: Quoted<'a>,
    suggestion: Option<&'a str>,
});

problem!(ReferenceToUnpublished<'a> {
    field: Quoted<'a>,
    target: Quoted<'a>,
    title: Quoted<'a>,
    status: Unpublished,
    file: Quoted<'a>,
});

choice! {
    /// Why an entry is not published.
    Unpublished {
        Draft = "draft",
        Review = "review",
        Edition = "edition",
        Consent = "consent",
        Scheduled = "scheduled",
    }
}

problem!(AmbiguousReference<'a> { field: Quoted<'a>, value: Quoted<'a>, known: Quoted<'a> });

problem!(WrongTarget<'a> {
    field: Quoted<'a>,
    value: Option<Quoted<'a>> as data,
    type_: Quoted<'a>,
    to: Quoted<'a>,
    suggestion: Option<&'a str>,
});

problem!(Circle<'a> { field: Quoted<'a>, circle: Quoted<'a> });

problem!(AsymmetricRelation<'a> { field: Quoted<'a>, other: Quoted<'a>, attributes: Quoted<'a> });

problem!(DuplicateId<'a> { id: Quoted<'a>, type_: Quoted<'a>, other: Quoted<'a> });

choice! {
    /// What has an address.
    OutputKind {
        Home = "home",
        List = "list",
        Alias = "alias",
        Theme = "theme",
        Entry = "entry",
        Pdf = "pdf",
        File = "file",
    }
}

problem!(DuplicateAddress<'a> {
    address: Quoted<'a>,
    first: Quoted<'a>,
    first_kind: OutputKind,
    second: Quoted<'a>,
    second_kind: OutputKind,
});

problem!(LinkToNothing<'a> { type_: Quoted<'a>, id: Quoted<'a>, suggestion: Option<&'a str> });

problem!(LinkToMissingFile<'a> {
    file: Quoted<'a>,
    meant: Option<InPlaceOfFile>,
    suggestion: Option<&'a str>,
});

choice! {
    /// What is written in place of a file, where that can be told by its look.
    InPlaceOfFile { Mail = "mail" }
}

problem!(LinkToMissingAnchor<'a> {
    anchor: Quoted<'a>,
    target: Quoted<'a>,
    suggestion: Option<&'a str>,
});

problem!(BadLink<'a> {
    destination: Option<&'a str> = "",
    problem: link::LinkFault,
    suggestion: Option<&'a str>,
});

choice!(for link::LinkFault {
    Scheme = "scheme",
    Hidden = "hidden",
    Sign = "sign",
    Host = "host",
    Credentials = "credentials",
    Headers = "headers",
    Mailbox = "mailbox",
    Number = "number",
});

problem!(OrphanTranslation<'a> {
    id: Quoted<'a>,
    type_: Quoted<'a>,
    language: Quoted<'a>,
    where_: TranslationPlace,
    suggestion: Option<&'a str>,
});

choice! {
    /// Where a translation is written.
    TranslationPlace { File = "file", SharedFile = "shared-file" }
}

problem!(NothingToReplace<'a> { field: Quoted<'a>, key: Quoted<'a>, problem: Replacing<'a> });

cases! {
    /// Why a part replaces nothing.
    Replacing<'a> {
        Twice = "twice",
        Unknown = "unknown" { base: Quoted<'a>, known: Quoted<'a>, suggestion: Option<&'a str> },
    }
}

problem!(NotAdaptable<'a> { target: Quoted<'a>, type_: Quoted<'a>, base: Quoted<'a>, known: Quoted<'a> });

choice! {
    /// How a file is named.
    NamedIn { Picture = "picture", Link = "link", Field = "field" }
}

problem!(LinkToSource<'a> {
    file: Quoted<'a>,
    ending: Quoted<'a> as data,
    problem: Source as data,
    where_: NamedIn,
    suggestion: Option<&'a str>,
});

choice! {
    /// Why a file of this code is not for readers.
    Source { Source = "source" }
}

problem!(FileKind<'a> {
    file: Quoted<'a>,
    ending: Quoted<'a>,
    problem: FileKindProblem,
    where_: NamedIn as data,
});

choice! {
    /// Why readers do not get a file.
    FileKindProblem { Active = "active", NoEnding = "no-ending", Unknown = "unknown" }
}

problem!(FileContent<'a> {
    file: Quoted<'a>,
    ending: Quoted<'a>,
    looks: Looks,
    suggestion: Option<&'a str>,
});

choice!(for Looks {
    Pdf = "pdf",
    Png = "png",
    Jpeg = "jpeg",
    Gif = "gif",
    WebP = "webp",
    Zip = "zip",
    Recording = "recording",
    Page = "page",
    Xml = "xml",
    Program = "program",
    Binary = "binary",
    Other = "other",
});

problem!(UnusableAddress<'a> {
    piece: Quoted<'a>,
    problem: path::PathFault,
    suggestion: Option<&'a str>,
});

problem!(OutputClash<'a> {
    path: Quoted<'a>,
    problem: Clash,
    second: Quoted<'a>,
    second_kind: OutputKind,
    other: Quoted<'a>,
    first: Option<First<'a>>,
});

group! {
    /// The output that is there already.
    First<'a> { first: Quoted<'a>, first_kind: OutputKind }
}

choice! {
    /// Why two outputs cannot be beside each other.
    Clash { Taken = "taken", Folder = "folder", Case = "case" }
}
