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

problem!(NoTable<'a> { problem: TableProblem<'a> });

cases! {
    /// Why a file that is to be imported is no table.
    TableProblem<'a> {
        Empty = "empty",
        NoTable = "no-table",
        OldWorkbook = "old-workbook",
        Broken = "broken" { message: Quoted<'a> },
        Large = "large" { max: usize },
        Rows = "rows" { max: usize },
        Columns = "columns" { max: usize },
        Sheet = "sheet" { sheet: Quoted<'a>, known: &'a str },
        Quote = "quote",
    }
}

problem!(UnknownColumn<'a> {
    column: Quoted<'a>,
    type_: Quoted<'a>,
    problem: ColumnProblem<'a>,
    suggestion: Option<&'a str>,
});

cases! {
    /// Why nobody knows what a column is about.
    ColumnProblem<'a> {
        Unknown = "unknown",
        Unnamed = "unnamed",
        Several = "several" { known: &'a str },
        NoBody = "no-body",
        Mapped = "mapped",
        Absent = "absent",
        NoLanguage = "no-language" { language: Quoted<'a>, languages: &'a str },
        Untranslated = "untranslated" { field: Quoted<'a> },
    }
}

problem!(ColumnTwice<'a> {
    column: Quoted<'a>,
    other: Quoted<'a>,
    translated: Option<&'a str>,
});

problem!(RowLength { found: usize, expected: usize });

problem!(CellUnreadable<'a> { column: Quoted<'a>, problem: CellProblem<'a> });

cases! {
    /// Why a cell has no value that can be taken.
    CellProblem<'a> {
        Fault = "fault" { value: Quoted<'a> },
        Readings = "readings" { value: Quoted<'a>, other: Quoted<'a> },
    }
}

problem!(RowRefused<'a> { problem: RowProblem<'a> });

cases! {
    /// Why a row leads to no entry.
    RowProblem<'a> {
        Nameless = "nameless" { title: Quoted<'a> },
        BadId = "bad-id" { id: Quoted<'a>, suggestion: Option<&'a str> },
        Twice = "twice" { id: Quoted<'a> },
        Exists = "exists" { id: Quoted<'a>, path: Quoted<'a> },
        Missing = "missing" { id: Quoted<'a>, suggestion: Option<&'a str> },
        Translated = "translated" { id: Quoted<'a>, language: Quoted<'a>, path: Quoted<'a> },
        NoOriginal = "no-original" { id: Quoted<'a> },
        InTheWay = "in-the-way" { path: Quoted<'a>, field: Option<&'a str> },
    }
}

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
