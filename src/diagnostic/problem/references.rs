//! What findings say about references, links and addresses (`B3…`).

use super::Text;
use crate::address::{link, path};
use crate::files::content::Looks;

problem!(DanglingReference<'a> {
    field: Text<'a>,
    value: Text<'a>,
    to: Text<'a>,
    suggestion: Option<&'a str>,
});

problem!(ReferenceToUnpublished<'a> {
    field: Text<'a>,
    target: Text<'a>,
    title: Text<'a>,
    status: Unpublished,
    file: Text<'a>,
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

problem!(AmbiguousReference<'a> { field: Text<'a>, value: Text<'a>, known: Text<'a> });

problem!(WrongTarget<'a> {
    field: Text<'a>,
    value: Option<Text<'a>> as data,
    type_: Text<'a>,
    to: Text<'a>,
    suggestion: Option<&'a str>,
});

problem!(Circle<'a> { field: Text<'a>, circle: Text<'a> });

problem!(AsymmetricRelation<'a> { field: Text<'a>, other: Text<'a>, attributes: Text<'a> });

problem!(DuplicateId<'a> { id: Text<'a>, type_: Text<'a>, other: Text<'a> });

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
    address: Text<'a>,
    first: Text<'a>,
    first_kind: OutputKind,
    second: Text<'a>,
    second_kind: OutputKind,
});

problem!(LinkToNothing<'a> { type_: Text<'a>, id: Text<'a>, suggestion: Option<&'a str> });

problem!(LinkToMissingFile<'a> {
    file: Text<'a>,
    meant: Option<InPlaceOfFile>,
    suggestion: Option<&'a str>,
});

choice! {
    /// What is written in place of a file, where that can be told by its look.
    InPlaceOfFile { Mail = "mail" }
}

problem!(LinkToMissingAnchor<'a> {
    anchor: Text<'a>,
    target: Text<'a>,
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
    id: Text<'a>,
    type_: Text<'a>,
    language: Text<'a>,
    where_: TranslationPlace,
    suggestion: Option<&'a str>,
});

choice! {
    /// Where a translation is written.
    TranslationPlace { File = "file", SharedFile = "shared-file" }
}

problem!(NothingToReplace<'a> { field: Text<'a>, key: Text<'a>, problem: Replacing<'a> });

cases! {
    /// Why a part replaces nothing.
    Replacing<'a> {
        Twice = "twice",
        Unknown = "unknown" { base: Text<'a>, known: Text<'a>, suggestion: Option<&'a str> },
    }
}

problem!(NotAdaptable<'a> { target: Text<'a>, type_: Text<'a>, base: Text<'a>, known: Text<'a> });

choice! {
    /// How a file is named.
    NamedIn { Picture = "picture", Link = "link", Field = "field" }
}

problem!(LinkToSource<'a> {
    file: Text<'a>,
    ending: Text<'a> as data,
    problem: Source as data,
    where_: NamedIn,
    suggestion: Option<&'a str>,
});

choice! {
    /// Why a file of this code is not for readers.
    Source { Source = "source" }
}

problem!(FileKind<'a> {
    file: Text<'a>,
    ending: Text<'a>,
    problem: FileKindProblem,
    where_: NamedIn as data,
});

choice! {
    /// Why readers do not get a file.
    FileKindProblem { Active = "active", NoEnding = "no-ending", Unknown = "unknown" }
}

problem!(FileContent<'a> {
    file: Text<'a>,
    ending: Text<'a>,
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
    piece: Text<'a>,
    problem: path::PathFault,
    suggestion: Option<&'a str>,
});

problem!(OutputClash<'a> {
    path: Text<'a>,
    problem: Clash,
    second: Text<'a>,
    second_kind: OutputKind,
    other: Text<'a>,
    first: Option<First<'a>>,
});

group! {
    /// The output that is there already.
    First<'a> { first: Text<'a>, first_kind: OutputKind }
}

choice! {
    /// Why two outputs cannot be beside each other.
    Clash { Taken = "taken", Folder = "folder", Case = "case" }
}
