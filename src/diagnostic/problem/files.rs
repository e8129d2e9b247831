//! What findings say about files (`B0…`).

use super::Text;
use crate::address::path;

problem!(NotUtf8);

problem!(FileTooLarge<'a> { path: Text<'a>, size: u64, max: u64 });

problem!(Link<'a> { path: Text<'a> });

problem!(FileName<'a> {
    name: Text<'a>,
    language: Option<&'a str>,
    suggestion: Option<&'a str>,
});

problem!(FileNameTwice<'a> { path: Text<'a> });

problem!(FolderTooDeep<'a> { path: Text<'a>, max: usize });

problem!(StrayFile<'a> { path: Text<'a>, suggestion: Option<&'a str> });

choice! {
    /// What an empty file was to be.
    ExpectedFile {
        Settings = "settings",
        Type = "type",
        Entry = "entry",
        Publication = "publication",
        Edition = "edition",
        PrintLayout = "print-layout",
    }
}

problem!(EmptyFile { what: ExpectedFile });

problem!(Unreadable<'a> { path: Text<'a>, message: Option<Text<'a>> });

problem!(MisnamedFile<'a> { problem: Misnaming, name: Text<'a>, meant: Text<'a> });

choice! {
    /// What has become of a file with a wrong ending.
    Misnaming { Lost = "lost", Copy = "copy" }
}

problem!(UnseenCharacter<'a> { sign: Text<'a>, kind: UnseenKind });

choice! {
    /// What an unseen character does.
    UnseenKind { Control = "control", Direction = "direction" }
}

problem!(WrongFolder<'a> { type_: Text<'a>, other: Text<'a>, path: Text<'a> });

problem!(UnusableName<'a> { name: Text<'a>, problem: path::PathFault, suggestion: Option<&'a str> });

problem!(NamesInCase<'a> { path: Text<'a>, other: Text<'a> });

choice!(for path::PathFault {
    Empty = "empty",
    Up = "up",
    Backslash = "backslash",
    Hidden = "hidden",
    Reserved = "reserved",
    Edge = "edge",
    Sign = "sign",
    Long = "long",
});
