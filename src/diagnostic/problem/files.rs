//! What findings say about files (`B0…`).

use super::Quoted;
use crate::address::path;

problem!(NotUtf8);

problem!(FileTooLarge<'a> { path: Quoted<'a>, size: u64, max: u64 });

problem!(Link<'a> { path: Quoted<'a> });

problem!(FileName<'a> {
    name: Quoted<'a>,
    language: Option<&'a str>,
    suggestion: Option<&'a str>,
});

problem!(FileNameTwice<'a> { path: Quoted<'a> });

problem!(FolderTooDeep<'a> { path: Quoted<'a>, max: usize });

problem!(StrayFile<'a> { path: Quoted<'a>, suggestion: Option<&'a str> });

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

problem!(Unreadable<'a> { path: Quoted<'a>, message: Option<Quoted<'a>> });

problem!(MisnamedFile<'a> { problem: Misnaming, name: Quoted<'a>, meant: Quoted<'a> });

choice! {
    /// What has become of a file with a wrong ending.
    Misnaming { Lost = "lost", Copy = "copy" }
}

problem!(UnseenCharacter<'a> { sign: Quoted<'a>, kind: UnseenKind });

choice! {
    /// What an unseen character does.
    UnseenKind { Control = "control", Direction = "direction" }
}

problem!(WrongFolder<'a> { type_: Quoted<'a>, other: Quoted<'a>, path: Quoted<'a> });

problem!(UnusableName<'a> { name: Quoted<'a>, problem: path::PathFault, suggestion: Option<&'a str> });

problem!(NamesInCase<'a> { path: Quoted<'a>, other: Quoted<'a> });

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
