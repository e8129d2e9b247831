#![allow(clippy::disallowed_methods, reason = "reads the catalogues")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;

use super::*;
use crate::diagnostic::problem::{Parameter, Problem, Range, Values};
use crate::location::SitePath;
use crate::schema::FieldKind;

/// The catalogues of findings, and those of the command line and the editor, of the languages that are released: they lack nothing.
fn catalogues() -> [Vec<(String, String)>; 3] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/catalogues");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap()).collect();
    files.sort_by_key(fs::DirEntry::file_name);
    let read = |file: &fs::DirEntry| {
        let name = file.file_name().into_string().unwrap();
        (name, fs::read_to_string(file.path()).unwrap())
    };
    let (others, findings): (Vec<_>, Vec<_>) = files
        .iter()
        .map(read)
        .partition(|(name, _)| name.starts_with("cli.") || name.starts_with("editor."));
    let (cli, editor): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|(name, _)| name.starts_with("cli."));
    assert!(cli.len() == findings.len() && editor.len() == findings.len() && findings.len() > 1);
    [findings, cli, editor]
}

/// The languages of these catalogues.
fn released() -> Vec<Language> {
    let [findings, ..] = catalogues();
    let tags = findings.iter().map(|(name, _)| name.trim_end_matches(".ftl"));
    tags.map(|tag| Language::of_tag(tag).unwrap()).collect()
}

/// Messages that are no codes.
const OTHERS: [&str; 8] = [
    "severity-error",
    "severity-warning",
    "severity-note",
    "help-name",
    "finding-column",
    "expected-kind",
    "missing-kind",
    "other-kind",
];

/// Findings with the values that the rules give them: every code, and every case that a message tells apart.
const SAMPLES: &[(Code, &[(&str, &str)])] = &[
    (Code::NotUtf8, &[]),
    (Code::FileTooLarge, &[("path", "content/images/halle.jpg"), ("size", "92"), ("max", "64")]),
    (Code::Link, &[("path", "content/images/logo.png")]),
    (Code::FileName, &[("name", "Müller & Söhne"), ("suggestion", "mueller-soehne")]),
    (Code::FileName, &[("name", "___")]),
    (Code::FileName, &[("name", "dreherei.en"), ("language", "en")]),
    (Code::FileNameTwice, &[("path", "content/images/grün.png")]),
    (Code::FolderTooDeep, &[("path", "content/a/a"), ("max", "24")]),
    (Code::StrayFile, &[("path", "content/case/a.md"), ("suggestion", "content/cases/a.md")]),
    (Code::StrayFile, &[("path", "content/x/a.md")]),
    (Code::EmptyFile, &[("what", "settings")]),
    (Code::EmptyFile, &[("what", "type")]),
    (Code::EmptyFile, &[("what", "entry")]),
    (Code::EmptyFile, &[("what", "publication")]),
    (Code::EmptyFile, &[("what", "edition")]),
    (Code::EmptyFile, &[("what", "print-layout")]),
    (Code::Unreadable, &[("path", "content/images/a.png"), ("message", "Permission denied")]),
    (Code::Unreadable, &[("path", "content/images/a.png")]),
    (Code::MisnamedFile, &[("name", "a.md.txt"), ("meant", "a.md"), ("problem", "lost")]),
    (Code::MisnamedFile, &[("name", "a.md.bak"), ("meant", "a.md"), ("problem", "copy")]),
    (Code::UnseenCharacter, &[("sign", "U+0007"), ("kind", "control")]),
    (Code::UnseenCharacter, &[("sign", "U+202E"), ("kind", "direction")]),
    (
        Code::WrongFolder,
        &[("type", "cluster"), ("other", "case"), ("path", "content/cases/dreherei.md")],
    ),
    (Code::NoTable, &[("problem", "empty")]),
    (Code::NoTable, &[("problem", "no-table")]),
    (Code::NoTable, &[("problem", "old-workbook")]),
    (Code::NoTable, &[("problem", "broken"), ("message", "invalid Zip archive")]),
    (Code::NoTable, &[("problem", "large"), ("max", "32")]),
    (Code::NoTable, &[("problem", "rows"), ("max", "10000")]),
    (Code::NoTable, &[("problem", "columns"), ("max", "200")]),
    (Code::NoTable, &[("problem", "sheet"), ("sheet", "Betriebe"), ("known", "Tabelle1")]),
    (Code::NoTable, &[("problem", "quote")]),
    (
        Code::UnknownColumn,
        &[
            ("problem", "unknown"),
            ("column", "beschäftige"),
            ("type", "case"),
            ("suggestion", "Beschäftigte"),
        ],
    ),
    (Code::UnknownColumn, &[("problem", "unknown"), ("column", "umsatz"), ("type", "case")]),
    (Code::UnknownColumn, &[("problem", "unnamed"), ("column", ""), ("type", "case")]),
    (
        Code::UnknownColumn,
        &[("problem", "several"), ("column", "ort"), ("type", "event"), ("known", "place, city")],
    ),
    (Code::UnknownColumn, &[("problem", "no-body"), ("column", "text"), ("type", "trade")]),
    (Code::UnknownColumn, &[("problem", "mapped"), ("column", "umsatz"), ("type", "case")]),
    (Code::UnknownColumn, &[("problem", "absent"), ("column", "umsatz"), ("type", "case")]),
    (
        Code::UnknownColumn,
        &[
            ("problem", "no-language"),
            ("column", "Titel (fr)"),
            ("type", "case"),
            ("language", "fr"),
            ("languages", "de, en"),
        ],
    ),
    (
        Code::UnknownColumn,
        &[
            ("problem", "untranslated"),
            ("column", "Gewerke (en)"),
            ("type", "case"),
            ("field", "Gewerke"),
        ],
    ),
    (Code::ColumnTwice, &[("column", "summary"), ("other", "Kurzfassung")]),
    (Code::ColumnTwice, &[("column", "Title"), ("other", "Titel"), ("translated", "Title (en)")]),
    (Code::RowLength, &[("found", "3"), ("expected", "2")]),
    (Code::CellUnreadable, &[("problem", "fault"), ("column", "Umsatz"), ("value", "#REF!")]),
    (
        Code::CellUnreadable,
        &[("problem", "readings"), ("column", "Umsatz"), ("value", "1.234"), ("other", "1234")],
    ),
    (Code::RowRefused, &[("problem", "nameless"), ("title", "title")]),
    (
        Code::RowRefused,
        &[("problem", "bad-id"), ("id", "Dreherei 1"), ("suggestion", "dreherei-1")],
    ),
    (Code::RowRefused, &[("problem", "bad-id"), ("id", "_")]),
    (Code::RowRefused, &[("problem", "twice"), ("id", "dreherei")]),
    (
        Code::RowRefused,
        &[("problem", "exists"), ("id", "dreherei"), ("path", "content/cases/dreherei.md")],
    ),
    (Code::RowRefused, &[("problem", "missing"), ("id", "dreheri"), ("suggestion", "dreherei")]),
    (Code::RowRefused, &[("problem", "missing"), ("id", "dreherei")]),
    (
        Code::RowRefused,
        &[
            ("problem", "translated"),
            ("id", "dreherei"),
            ("language", "en"),
            ("path", "content/cases/dreherei.en.md"),
        ],
    ),
    (Code::RowRefused, &[("problem", "no-original"), ("id", "dreherei")]),
    (
        Code::RowRefused,
        &[("problem", "in-the-way"), ("path", "content/trades.yaml"), ("field", "summary")],
    ),
    (Code::RowRefused, &[("problem", "in-the-way"), ("path", "content/trades.yaml")]),
    (Code::YamlSyntax, &[("reason", "tab"), ("detail", "")]),
    (Code::YamlSyntax, &[("reason", "colon"), ("detail", "mapping values are not allowed")]),
    (Code::YamlSyntax, &[("reason", "indentation"), ("detail", "")]),
    (Code::YamlSyntax, &[("reason", "quote"), ("detail", "")]),
    (Code::YamlSyntax, &[("reason", "bracket"), ("detail", "")]),
    (Code::YamlSyntax, &[("reason", "colon"), ("suggestion", "\"a: b\"")]),
    (Code::YamlSyntax, &[("reason", "bracket"), ("suggestion", "]")]),
    (Code::YamlSyntax, &[("reason", "no-colon")]),
    (Code::YamlSyntax, &[("reason", "unindented")]),
    (Code::YamlSyntax, &[("reason", "blank")]),
    (Code::YamlSyntax, &[("reason", "hyphen")]),
    (Code::YamlSyntax, &[("reason", "bullet"), ("sign", "–")]),
    (Code::YamlSyntax, &[("reason", "comment")]),
    (Code::YamlSyntax, &[("reason", "after-quote")]),
    (Code::YamlSyntax, &[("reason", "after-bracket")]),
    (Code::YamlSyntax, &[("reason", "bracket-close")]),
    (Code::YamlSyntax, &[("reason", "escape")]),
    (Code::YamlSyntax, &[("reason", "dash")]),
    (Code::YamlSyntax, &[("reason", "invisible")]),
    (Code::YamlSyntax, &[("reason", "special"), ("sign", "*")]),
    (Code::YamlSyntax, &[("reason", "key"), ("detail", "")]),
    (Code::YamlSyntax, &[("reason", "second-document"), ("detail", "")]),
    (Code::YamlSyntax, &[("reason", "other"), ("detail", "unexpected character")]),
    (Code::YamlSyntax, &[("reason", "other"), ("detail", "")]),
    (Code::DuplicateKey, &[("key", "trades")]),
    (Code::YamlTooDeep, &[("max", "32")]),
    (Code::YamlTooLarge, &[("max", "10000")]),
    (Code::FrontMatterOpen, &[]),
    (Code::FrontMatterMissing, &[]),
    (Code::NotAMap, &[]),
    (Code::CommentInValue, &[("value", "#1 der Brote"), ("suggestion", "\"Platz #1 der Brote\"")]),
    (Code::CommentInValue, &[("value", "#1 der Brote")]),
    (Code::NotAMap, &[("where", "shared-file")]),
    (Code::NotAMap, &[("where", "entry"), ("id", "bodensee")]),
    (Code::UnknownField, &[("field", "trade"), ("of", "case"), ("suggestion", "trades")]),
    (Code::UnknownField, &[("field", "farbe"), ("of", "case")]),
    (Code::UnknownField, &[("field", "plz"), ("of", "address"), ("known", "postal_code, country")]),
    (Code::MissingField, &[("field", "trades"), ("label", "Gewerke"), ("kind", "list")]),
    (
        Code::WrongKind,
        &[
            ("field", "employees"),
            ("expected", "integer"),
            ("found", "scalar"),
            ("value", "ca. 200"),
            ("suggestion", "200"),
        ],
    ),
    (
        Code::WrongKind,
        &[
            ("field", "trades"),
            ("expected", "list"),
            ("found", "scalar"),
            ("value", "tischler"),
            ("suggestion", "[tischler]"),
        ],
    ),
    (
        Code::WrongKind,
        &[("field", "trades"), ("expected", "reference"), ("found", "nothing"), ("value", "null")],
    ),
    (
        Code::WrongKind,
        &[("field", "title"), ("expected", "string"), ("found", "list"), ("value", "[…]")],
    ),
    (
        Code::WrongKind,
        &[("field", "title"), ("expected", "string"), ("found", "map"), ("value", "{…}")],
    ),
    (
        Code::WrongKind,
        &[("field", "place"), ("expected", "geo"), ("found", "map"), ("value", "{…}")],
    ),
    (
        Code::NotAllowed,
        &[
            ("field", "status"),
            ("value", "aproved"),
            ("known", "draft, review, approved"),
            ("suggestion", "approved"),
        ],
    ),
    (
        Code::NotAllowed,
        &[("field", "status"), ("value", "fertig"), ("known", "draft, review, approved")],
    ),
    (
        Code::BadDate,
        &[
            ("field", "date"),
            ("value", "21.3.2012"),
            ("problem", "form"),
            ("expected", "date"),
            ("suggestion", "2012-03-21"),
        ],
    ),
    (Code::BadDate, &[("field", "date"), ("value", "2012-02-30"), ("expected", "date")]),
    (Code::BadDate, &[("field", "start"), ("value", "März"), ("expected", "month")]),
    (Code::BadDate, &[("field", "founded"), ("value", "früher"), ("expected", "year")]),
    (Code::BadDate, &[("field", "as_of"), ("value", "neulich"), ("expected", "partial_date")]),
    (
        Code::OutOfRange,
        &[("field", "share"), ("value", "375"), ("limits", "both"), ("min", "0"), ("max", "100")],
    ),
    (
        Code::OutOfRange,
        &[("field", "line"), ("value", "0"), ("limits", "min"), ("min", "1"), ("max", "")],
    ),
    (
        Code::OutOfRange,
        &[("field", "line"), ("value", "10"), ("limits", "max"), ("min", ""), ("max", "9.5")],
    ),
    (
        Code::BadLength,
        &[
            ("field", "title"),
            ("problem", "long"),
            ("limit", "100"),
            ("length", "112"),
            ("difference", "12"),
        ],
    ),
    (
        Code::BadLength,
        &[
            ("field", "title"),
            ("problem", "short"),
            ("limit", "5"),
            ("length", "4"),
            ("difference", "1"),
        ],
    ),
    (Code::BadPattern, &[("field", "code"), ("value", "9a"), ("pattern", "[0-9]{3}")]),
    (
        Code::BadPattern,
        &[("field", "code"), ("value", "9"), ("pattern", "[0-9]"), ("advice", "Zwei Ziffern.")],
    ),
    (
        Code::BadCount,
        &[("field", "reasons"), ("problem", "exactly"), ("limit", "7"), ("found", "6")],
    ),
    (
        Code::BadCount,
        &[("field", "reasons"), ("problem", "exactly"), ("limit", "7"), ("found", "1")],
    ),
    (Code::BadCount, &[("field", "trades"), ("problem", "few"), ("limit", "1"), ("found", "0")]),
    (Code::BadCount, &[("field", "trades"), ("problem", "few"), ("limit", "2"), ("found", "1")]),
    (Code::BadCount, &[("field", "trades"), ("problem", "few"), ("limit", "3"), ("found", "2")]),
    (Code::BadCount, &[("field", "trades"), ("problem", "many"), ("limit", "1"), ("found", "2")]),
    (Code::BadCount, &[("field", "trades"), ("problem", "many"), ("limit", "3"), ("found", "4")]),
    (
        Code::NotUnique,
        &[("field", "number"), ("value", "14"), ("other", "tischler"), ("together", "")],
    ),
    (
        Code::NotUnique,
        &[("field", "number"), ("value", "3"), ("other", "e-3"), ("together", "audience")],
    ),
    (
        Code::EndBeforeStart,
        &[("field", "dates"), ("number", "2"), ("from", "2027-03-21"), ("to", "2027-03-12")],
    ),
    (Code::BadBody, &[("problem", "missing"), ("type", "case")]),
    (
        Code::BadBody,
        &[("problem", "shared"), ("type", "page"), ("file", "content/pages/impressum.md")],
    ),
    (Code::BadBody, &[("problem", "unwanted"), ("type", "trade")]),
    (Code::ItemTwice, &[("field", "trades"), ("value", "tischler")]),
    (
        Code::DanglingReference,
        &[("field", "trades"), ("value", "tishler"), ("to", "trade"), ("suggestion", "tischler")],
    ),
    (Code::DanglingReference, &[("field", "trades"), ("value", "x"), ("to", "trade")]),
    (
        Code::ReferenceToUnpublished,
        &[
            ("field", "clusters"),
            ("target", "cluster:a"),
            ("title", "A"),
            ("status", "draft"),
            ("file", "content/clusters/a.md"),
        ],
    ),
    (
        Code::ReferenceToUnpublished,
        &[
            ("field", "clusters"),
            ("target", "cluster:a"),
            ("title", "A"),
            ("status", "review"),
            ("file", "content/clusters/a.md"),
        ],
    ),
    (
        Code::ReferenceToUnpublished,
        &[
            ("field", "body"),
            ("target", "cluster:a"),
            ("title", "A"),
            ("status", "scheduled"),
            ("file", "content/clusters/a.md"),
        ],
    ),
    (
        Code::ReferenceToUnpublished,
        &[
            ("field", "body"),
            ("target", "page:a"),
            ("title", "A"),
            ("status", "edition"),
            ("file", "content/pages/a.md"),
        ],
    ),
    (
        Code::ReferenceToUnpublished,
        &[
            ("field", "body"),
            ("target", "expert:a"),
            ("title", "A"),
            ("status", "consent"),
            ("file", "content/experts/a.md"),
        ],
    ),
    (
        Code::AmbiguousReference,
        &[("field", "speaker"), ("value", "ulm"), ("known", "chamber:ulm, region:ulm")],
    ),
    (
        Code::WrongTarget,
        &[
            ("field", "trades"),
            ("value", "trad:tischler"),
            ("type", "trad"),
            ("to", "trade"),
            ("suggestion", "trade:tischler"),
        ],
    ),
    (
        Code::WrongTarget,
        &[("field", "trades"), ("value", "cluster:a"), ("type", "cluster"), ("to", "trade")],
    ),
    (Code::Circle, &[("field", "parent"), ("circle", "a → b → a")]),
    (
        Code::AsymmetricRelation,
        &[("field", "vice_versa"), ("other", "e-3"), ("attributes", "strength")],
    ),
    (Code::DuplicateId, &[("id", "tischler"), ("type", "trade"), ("other", "content/trades.yaml")]),
    (
        Code::DuplicateAddress,
        &[
            ("address", "/beispiele/"),
            ("first", "Fallbeispiele"),
            ("first_kind", "list"),
            ("second", "page:beispiele"),
            ("second_kind", "entry"),
        ],
    ),
    (
        Code::DuplicateAddress,
        &[
            ("address", "/x/"),
            ("first", "case:x"),
            ("first_kind", "entry"),
            ("second", "case:y"),
            ("second_kind", "alias"),
        ],
    ),
    (
        Code::DuplicateAddress,
        &[
            ("address", "/y/"),
            ("first", "case:y"),
            ("first_kind", "alias"),
            ("second", "Gewerke"),
            ("second_kind", "list"),
        ],
    ),
    (
        Code::DuplicateAddress,
        &[
            ("address", "/icon.svg"),
            ("first", ""),
            ("first_kind", "theme"),
            ("second", "icon.svg"),
            ("second_kind", "file"),
        ],
    ),
    (
        Code::DuplicateAddress,
        &[
            ("address", "/en/"),
            ("first", "en"),
            ("first_kind", "home"),
            ("second", ""),
            ("second_kind", "theme"),
        ],
    ),
    (
        Code::DuplicateAddress,
        &[
            ("address", "/x.pdf"),
            ("first", "case:x"),
            ("first_kind", "pdf"),
            ("second", "publications/x"),
            ("second_kind", "pdf"),
        ],
    ),
    (
        Code::DuplicateAddress,
        &[
            ("address", "/de/"),
            ("first", "x.png"),
            ("first_kind", "file"),
            ("second", "de"),
            ("second_kind", "home"),
        ],
    ),
    (Code::LinkToNothing, &[("type", "case"), ("id", "x"), ("suggestion", "case:y")]),
    (Code::LinkToNothing, &[("type", "case"), ("id", "x")]),
    (Code::LinkToMissingFile, &[("file", "plan.pdf"), ("suggestion", "plan-2.pdf")]),
    (Code::LinkToMissingFile, &[("file", "plan.pdf")]),
    (
        Code::LinkToMissingFile,
        &[
            ("file", "info@example.org"),
            ("meant", "mail"),
            ("suggestion", "mailto:info@example.org"),
        ],
    ),
    (
        Code::LinkToMissingAnchor,
        &[("anchor", "ergebnise"), ("target", "case:a"), ("suggestion", "ergebnisse")],
    ),
    (Code::LinkToMissingAnchor, &[("anchor", "x"), ("target", "case:a")]),
    (Code::BadLink, &[("destination", "javascript:alert(1)")]),
    (Code::BadLink, &[("destination", "")]),
    (Code::BadLink, &[("destination", "https://a:b@example.org"), ("problem", "credentials")]),
    (Code::BadLink, &[("destination", "https://exam\u{ad}ple.org"), ("problem", "hidden")]),
    (Code::BadLink, &[("destination", "mailto:a@b.example,c@d.example"), ("problem", "headers")]),
    (
        Code::BadLink,
        &[
            ("destination", "mailto:a@b.example?cc=x"),
            ("problem", "headers"),
            ("suggestion", "mailto:a@b.example"),
        ],
    ),
    (Code::OrphanTranslation, &[("id", "a"), ("type", "case"), ("language", "en")]),
    (
        Code::OrphanTranslation,
        &[
            ("id", "a"),
            ("type", "case"),
            ("language", "en"),
            ("suggestion", "b"),
            ("where", "file"),
        ],
    ),
    (Code::OrphanTranslation, &[("id", "a"), ("type", "case"), ("where", "shared-file")]),
    (
        Code::OrphanTranslation,
        &[("id", "a"), ("type", "case"), ("where", "shared-file"), ("suggestion", "b")],
    ),
    (Code::LinkToSource, &[("file", "a.md"), ("where", "link"), ("suggestion", "case:a")]),
    (Code::LinkToSource, &[("file", "site.yaml"), ("where", "link")]),
    (Code::LinkToSource, &[("file", "site.yaml"), ("where", "picture")]),
    (Code::LinkToSource, &[("file", "site.yaml"), ("where", "field")]),
    (Code::FileKind, &[("file", "a.html"), ("ending", "html"), ("problem", "active")]),
    (Code::FileKind, &[("file", "LIESMICH"), ("ending", ""), ("problem", "no-ending")]),
    (Code::FileKind, &[("file", "a.gpx"), ("ending", "gpx"), ("problem", "unknown")]),
    (
        Code::FileContent,
        &[("file", "a.png"), ("ending", "png"), ("looks", "jpeg"), ("suggestion", "a.jpg")],
    ),
    (Code::FileContent, &[("file", "a.pdf"), ("ending", "pdf"), ("looks", "other")]),
    (Code::FileContent, &[("file", "a.txt"), ("ending", "txt"), ("looks", "binary")]),
    (Code::ActiveSvg, &[("file", "a.svg"), ("problem", "element"), ("name", "script")]),
    (
        Code::NoSuchFigure,
        &[("figure", "region"), ("problem", "missing"), ("suggestion", "regionen")],
    ),
    (Code::NoSuchFigure, &[("figure", "region"), ("problem", "missing")]),
    (Code::NoSuchFigure, &[("figure", "regionen"), ("problem", "of-all")]),
    (Code::NoSuchFigure, &[("figure", "kette"), ("problem", "of-each"), ("type", "value_chain")]),
    (
        Code::NoSuchFigure,
        &[("figure", "kette"), ("problem", "entry"), ("type", "value_chain"), ("id", "x")],
    ),
    (Code::FigureWithoutData, &[("title", "Regionen")]),
    (Code::UnusableAddress, &[("piece", "../aussen"), ("problem", "up"), ("suggestion", "aussen")]),
    (Code::UnusableAddress, &[("piece", "a#b"), ("problem", "sign")]),
    (Code::UnusableAddress, &[("piece", "a"), ("problem", "empty")]),
    (Code::UnusableAddress, &[("piece", "a"), ("problem", "up")]),
    (Code::UnusableAddress, &[("piece", "a"), ("problem", "backslash")]),
    (Code::UnusableAddress, &[("piece", "a"), ("problem", "hidden")]),
    (Code::UnusableAddress, &[("piece", "a"), ("problem", "reserved")]),
    (Code::UnusableAddress, &[("piece", "a"), ("problem", "edge")]),
    (Code::UnusableAddress, &[("piece", "a"), ("problem", "long")]),
    (Code::UnusableName, &[("name", "nul.md"), ("problem", "sign"), ("suggestion", "nul-1.md")]),
    (Code::UnusableName, &[("name", "a?"), ("problem", "sign")]),
    (Code::NamesInCase, &[("path", "content/X.png"), ("other", "content/x.png")]),
    (
        Code::OutputClash,
        &[
            ("path", "favicon.ico/index.html"),
            ("second", "page:a"),
            ("second_kind", "alias"),
            ("other", "favicon.ico"),
            ("first", ""),
            ("first_kind", "theme"),
            ("problem", "folder"),
        ],
    ),
    (
        Code::OutputClash,
        &[
            ("path", "media/X.png"),
            ("second", "content/X.png"),
            ("second_kind", "pdf"),
            ("other", "media/x.png"),
            ("first", "content/x.png"),
            ("first_kind", "pdf"),
            ("problem", "case"),
        ],
    ),
    (
        Code::OutputClash,
        &[
            ("path", "manifest.json"),
            ("second", "a"),
            ("second_kind", "theme"),
            ("other", "manifest.json"),
            ("first", "a"),
            ("first_kind", "alias"),
            ("problem", "taken"),
        ],
    ),
    (Code::DocumentMetadata, &[("file", "a.docx"), ("found", "author")]),
    (Code::RawHtml, &[("html", "<b>wichtig</b>"), ("what", "emphasis")]),
    (Code::MissingImage, &[("file", "hale.jpg"), ("suggestion", "halle.jpg")]),
    (Code::MissingImage, &[("file", "hale.jpg")]),
    (Code::MissingAlt, &[("file", "halle.jpg")]),
    (Code::MissingAlt, &[("file", "halle.jpg"), ("where", "text")]),
    (Code::MissingAlt, &[("file", "halle.jpg"), ("where", "field")]),
    (Code::BrokenImage, &[("file", "content/images/a.tif"), ("problem", "format")]),
    (Code::BrokenImage, &[("file", "content/images/a.jpg"), ("problem", "unreadable")]),
    (Code::BrokenImage, &[("file", "content/images/a.jpg"), ("problem", "huge")]),
    (Code::BrokenImage, &[("file", "content/images/a.webp"), ("problem", "turned")]),
    (Code::BrokenImage, &[("file", "content/images/a.jpg"), ("problem", "broken")]),
    (Code::PathOutside, &[("path", "../../a.jpg")]),
    (Code::PathOutside, &[("path", "../archiv"), ("where", "keep")]),
    (Code::HeadingOrder, &[("level", "1"), ("expected", "2"), ("title", "Ziele")]),
    (Code::HeadingOrder, &[("level", "4"), ("expected", "3"), ("title", "Ziele")]),
    (Code::HeadingOrder, &[("level", "5"), ("expected", "4"), ("title", "Ziele")]),
    (Code::HeadingOrder, &[("level", "6"), ("expected", "5"), ("title", "Ziele")]),
    (Code::MissingFootnote, &[("label", "1")]),
    (Code::MissingFootnote, &[("label", "betrib"), ("suggestion", "[^betrieb]")]),
    (Code::MarkdownTooDeep, &[("max", "32")]),
    (Code::UnknownKey, &[("key", "titel"), ("known", "label, title"), ("suggestion", "title")]),
    (Code::UnknownKey, &[("key", "xx"), ("known", "de, en")]),
    (Code::UnknownKey, &[("key", "xx"), ("known", "")]),
    (Code::UnknownKey, &[("key", "max"), ("where", "field-kind"), ("kind", "text")]),
    (Code::UnknownKey, &[("key", "panel"), ("where", "page-format"), ("kind", "a4")]),
    (Code::UnknownKey, &[("key", "facts"), ("where", "entry-layout"), ("kind", "full")]),
    (Code::UnknownKey, &[("key", "facts"), ("where", "no-selection")]),
    (Code::MissingKey, &[("key", "base_url")]),
    (Code::MissingKey, &[("key", "about")]),
    (Code::MissingKey, &[("key", "type"), ("where", "navigation")]),
    (
        Code::BadValue,
        &[
            ("key", "pages"),
            ("value", "entri"),
            ("expected", "choice"),
            ("known", "entry, list"),
            ("suggestion", "entry"),
        ],
    ),
    (
        Code::BadValue,
        &[("key", "pages"), ("value", "x"), ("expected", "choice"), ("known", "entry, list")],
    ),
    (Code::UnknownType, &[("type", "cases"), ("suggestion", "case")]),
    (Code::UnknownType, &[("type", "x")]),
    (Code::NoSuchField, &[("field", "titel"), ("suggestion", "title")]),
    (Code::NoSuchField, &[("field", "x")]),
    (Code::TypeContradiction, &[("what", "title-kind"), ("name", "title"), ("other", "text")]),
    (Code::TypeContradiction, &[("what", "title-personal"), ("name", "name"), ("other", "")]),
    (Code::NoSite, &[("path", "content/site.yaml")]),
    (Code::ContentFormat, &[("format", "2"), ("known", "1")]),
    (Code::NoSuchEntry, &[("type", "page"), ("id", "uber"), ("suggestion", "ueber")]),
    (Code::NoSuchEntry, &[("type", "page"), ("id", "x"), ("problem", "missing")]),
    (
        Code::NoSuchEntry,
        &[
            ("type", "page"),
            ("id", "x"),
            ("problem", "unpublished"),
            ("file", "content/pages/x.md"),
        ],
    ),
    (
        Code::NoTheme,
        &[("name", "standart"), ("known", "haus, standard"), ("suggestion", "standard")],
    ),
    (Code::BadRule, &[("problem", "no-demand")]),
    (Code::BadRule, &[("problem", "several-demands")]),
    (Code::BadRule, &[("problem", "limits")]),
    (Code::BadRule, &[("problem", "too-many"), ("field", "reasons"), ("count", "8"), ("max", "7")]),
    (Code::BadRule, &[("problem", "each"), ("field", "trades")]),
    (Code::BadRule, &[("problem", "linked")]),
    (Code::BadRule, &[("problem", "linked-and-containing")]),
    (Code::BadRule, &[("problem", "symmetric-already"), ("field", "vice_versa")]),
    (Code::BadRule, &[("problem", "not-symmetric"), ("field", "trades"), ("type", "case")]),
    (Code::BadRule, &[("problem", "name-twice"), ("name", "messbar")]),
    (
        Code::LanguageWithoutTexts,
        &[("language", "fr"), ("default", "de"), ("theme", "standard"), ("known", "de, en")],
    ),
    (Code::LongNavigation, &[("count", "9"), ("limit", "7")]),
    (Code::NoSuchFacet, &[("key", "facet_pairs"), ("name", "tradse"), ("suggestion", "trades")]),
    (
        Code::TooManyFacets,
        &[
            ("type", "case"),
            ("language", "de"),
            ("count", "12"),
            ("fields", "trades, regions"),
            ("values", "trade:zimmerer, region:ulm"),
        ],
    ),
    (Code::NoSuchStep, &[("step", "cluster"), ("types", "field"), ("known", "cases, clusters")]),
    (Code::NoTheme, &[("name", "x"), ("known", "standard")]),
    (Code::TemplateError, &[("template", "entry.html"), ("message", "unknown filter")]),
    (Code::TemplateError, &[("message", "url(a.png): no such file in the theme")]),
    (Code::ThemeText, &[("message", "expected a token starting with =")]),
    (Code::ThemeTooDeep, &[("limit", "nesting"), ("max", "64")]),
    (Code::ThemeTooDeep, &[("limit", "chain"), ("max", "32")]),
    (Code::ThemeTooDeep, &[("limit", "branches"), ("max", "500")]),
    (Code::ThemeTooDeep, &[("limit", "bytes"), ("max", "512")]),
    (Code::OutOfTime, &[("seconds", "60")]),
    (
        Code::OutOfTime,
        &[
            ("seconds", "60"),
            ("outputs", "index.html"),
            ("template", "themes/haus/templates/x.html"),
        ],
    ),
    (Code::OutOfTime, &[("seconds", "60"), ("outputs", "index.html")]),
    (Code::OutOfTime, &[("outputs", "index.html")]),
    (Code::OutOfMemory, &[("memory", "512")]),
    (
        Code::OutOfMemory,
        &[("memory", "512"), ("outputs", "a.pdf"), ("template", "themes/haus/print/x.typ")],
    ),
    (Code::OutOfMemory, &[("memory", "512"), ("outputs", "a.pdf, b.pdf")]),
    (Code::OutOfMemory, &[]),
    (Code::TooMuchInput, &[("of", "files"), ("count", "100000"), ("max", "20000")]),
    (Code::TooMuchInput, &[("of", "bytes"), ("count", "2000"), ("max", "512")]),
    (Code::TooMuchOutput, &[("of", "files"), ("count", "100000"), ("max", "20000")]),
    (Code::TooMuchOutput, &[("of", "bytes"), ("max", "1024")]),
    (Code::TooMuchOutput, &[("of", "bytes")]),
    (Code::TooMuchOutput, &[("of", "page"), ("max", "64")]),
    (Code::PrintError, &[("document", "broschuere"), ("message", "unclosed delimiter")]),
    (Code::PrintError, &[("message", "no font face")]),
    (Code::PrintWarning, &[("document", "broschuere"), ("message", "unknown font family")]),
    (Code::PrintWarning, &[("message", "unknown font family")]),
    (Code::EmptySelection, &[("publication", "broschuere"), ("section", "cases")]),
    (Code::EmptySelection, &[("publication", "broschuere")]),
    (
        Code::EmptySelection,
        &[("publication", "broschuere"), ("section", "cases"), ("reason", "consent")],
    ),
    (
        Code::Overrun,
        &[("entry", "case:dreherei-tuttlingen"), ("document", "publication:heft:de"), ("max", "1")],
    ),
    (
        Code::Overrun,
        &[("entry", "case:dreherei-tuttlingen"), ("document", "publication:heft:de"), ("max", "2")],
    ),
    (
        Code::Overrun,
        &[
            ("entry", "case:dreherei-tuttlingen"),
            ("document", "publication:heft:de"),
            ("max", "1"),
            ("lines", "1"),
            ("characters", "40"),
            ("percent", "2"),
        ],
    ),
    (
        Code::Overrun,
        &[
            ("entry", "case:dreherei-tuttlingen"),
            ("document", "publication:heft:de"),
            ("max", "2"),
            ("lines", "14"),
            ("characters", "812"),
            ("percent", "23"),
        ],
    ),
    (
        Code::Overrun,
        &[
            ("entry", "case:dreherei-tuttlingen"),
            ("document", "publication:heft:de"),
            ("max", "0.5"),
            ("lines", "3"),
            ("characters", "120"),
            ("percent", "8"),
        ],
    ),
    (Code::MissingGlyph, &[("character", "ወ"), ("number", "U+12C8"), ("document", "heft")]),
    (Code::ConsentMissing, &[("field", "firm"), ("problem", "missing"), ("date", "")]),
    (Code::ConsentMissing, &[("field", "firm"), ("problem", "future"), ("date", "")]),
    (Code::ConsentMissing, &[("field", "firm"), ("problem", "ended"), ("date", "2024-01-01")]),
    (Code::ConsentMissing, &[("title", "Tischlerin"), ("problem", "missing-entry")]),
    (Code::ConsentMissing, &[("title", "Tischlerin"), ("problem", "future-entry")]),
    (
        Code::ConsentMissing,
        &[("title", "Tischlerin"), ("problem", "ended-entry"), ("date", "2024-01-01")],
    ),
    (
        Code::ConsentMissing,
        &[("title", "Tischlerin"), ("problem", "scope-entry"), ("scope", "talks, website")],
    ),
    (Code::EmptyEdition, &[("edition", "ulm"), ("problem", "empty")]),
    (
        Code::EmptyEdition,
        &[("edition", "ulm"), ("problem", "ended"), ("count", "2"), ("date", "2026-03-21")],
    ),
    (
        Code::EmptyEdition,
        &[("edition", "ulm"), ("problem", "ended"), ("count", "1"), ("date", "2026-03-21")],
    ),
    (Code::EmptyEdition, &[("edition", "ulm"), ("problem", "withdrawn"), ("count", "1")]),
    (Code::EmptyEdition, &[("edition", "ulm"), ("problem", "withdrawn"), ("count", "2")]),
    (Code::EditionAddress, &[("edition", "ulm"), ("problem", "id"), ("address", "ulm")]),
    (
        Code::EditionAddress,
        &[("edition", "ulm"), ("problem", "main"), ("address", "https://example.org/")],
    ),
    (
        Code::EditionAddress,
        &[
            ("edition", "ulm"),
            ("problem", "edition"),
            ("address", "https://example.org/"),
            ("first", "konstanz"),
        ],
    ),
    (
        Code::Contrast,
        &[
            ("key", "color"),
            ("color", "#f39200"),
            ("ground", "#f3f0e9"),
            ("whole", "2"),
            ("hundredths", "07"),
            ("suggestion", "\"#9e5f00\""),
        ],
    ),
    (
        Code::Contrast,
        &[
            ("key", "dark_color"),
            ("color", "#333333"),
            ("ground", "#10171d"),
            ("whole", "1"),
            ("hundredths", "40"),
        ],
    ),
    (
        Code::EditionParts,
        &[
            ("edition", "ulm"),
            ("relation", "case.clusters"),
            ("field", "Initiativen"),
            ("count", "2"),
            ("example", "Dichte Fenster"),
        ],
    ),
    (
        Code::EditionParts,
        &[
            ("edition", "ulm"),
            ("relation", "case.clusters"),
            ("field", "Initiativen"),
            ("count", "1"),
            ("example", "Dichte Fenster"),
        ],
    ),
    (Code::NoSuchEdition, &[("edition", "ullm"), ("problem", "entry"), ("suggestion", "ulm")]),
    (Code::NoSuchEdition, &[("edition", "x"), ("problem", "extends")]),
    (Code::NoSuchEdition, &[("edition", "ulm"), ("problem", "circle")]),
    (Code::NoSuchEdition, &[("edition", "ulm"), ("problem", "deep"), ("max", "16")]),
    (
        Code::NoSuchRelation,
        &[
            ("type", "case"),
            ("relation", "trade"),
            ("known", "chamber, trades"),
            ("suggestion", "case.trades"),
        ],
    ),
    (Code::NoSuchRelation, &[("type", "case"), ("relation", "none"), ("known", "chamber, trades")]),
    (Code::OrphanPage, &[("title", "Mitmachen")]),
    (Code::DuplicateTitle, &[("title", "Neue Kunden"), ("other", "case:werft")]),
    (Code::LinkText, &[("text", "hier"), ("to", "entry"), ("destination", "case:werft")]),
    (Code::LinkText, &[("text", "hier"), ("to", "elsewhere"), ("destination", "/a.pdf")]),
    (
        Code::AdaptationDue,
        &[("problem", "changed"), ("title", "A"), ("base", "a"), ("state", "3f5d0c7a")],
    ),
    (
        Code::AdaptationDue,
        &[("problem", "unrecorded"), ("title", "A"), ("base", "a"), ("state", "3f5d0c7a")],
    ),
    (
        Code::NothingToReplace,
        &[
            ("problem", "unknown"),
            ("base", "a"),
            ("field", "reasons"),
            ("key", "x"),
            ("known", "y, z"),
        ],
    ),
    (
        Code::NotAdaptable,
        &[("target", "trade:x"), ("type", "trade"), ("base", "a"), ("known", "cluster, region")],
    ),
    (Code::NothingToReplace, &[("problem", "twice"), ("field", "reasons"), ("key", "x")]),
    (
        Code::NothingToReplace,
        &[
            ("problem", "unknown"),
            ("base", "a"),
            ("field", "reasons"),
            ("key", "x"),
            ("known", "y, z"),
            ("suggestion", "y"),
        ],
    ),
    (Code::MissingCredit, &[("file", "halle.jpg"), ("where", "field")]),
    (Code::MissingCredit, &[("file", "halle.jpg"), ("where", "text")]),
    (Code::TableHeader, &[("head", "none"), ("column", "1")]),
    (Code::TableHeader, &[("head", "partly"), ("column", "2")]),
    (Code::ReviewDue, &[("date", "2026-06-30"), ("past", "yes")]),
    (Code::ReviewDue, &[("date", "2026-12-01"), ("past", "soon")]),
    (Code::OldFacts, &[("date", "2012-01"), ("years", "3")]),
    (Code::PersonInContact, &[("written", "vorname.nachname@example.org")]),
    (Code::OneWayLink, &[("title", "BIOPRO"), ("address", "https://www.example.org")]),
    (
        Code::OneWayLink,
        &[("title", "BIOPRO"), ("address", "https://www.example.org"), ("problem", "open")],
    ),
    (Code::Anglicism, &[("word", "Spillover"), ("term", "term:spillover"), ("plain", "Wissen")]),
    (
        Code::RuleBroken,
        &[
            ("said", "Jeder Grund braucht einen Beleg."),
            ("problem", "none-of"),
            ("field", "benefits"),
            ("rule", "gruende"),
            ("item", "3"),
            ("type", "guide"),
            ("found", "0"),
            ("wanted", "1"),
        ],
    ),
    (
        Code::RuleBroken,
        &[
            ("problem", "few"),
            ("field", "clusters"),
            ("rule", "cluster"),
            ("type", "case"),
            ("found", "0"),
            ("wanted", "1"),
        ],
    ),
    (
        Code::RuleBroken,
        &[
            ("problem", "many"),
            ("field", "clusters"),
            ("rule", "cluster"),
            ("type", "case"),
            ("found", "3"),
            ("wanted", "1"),
        ],
    ),
    (
        Code::RuleBroken,
        &[
            ("problem", "number"),
            ("field", "result"),
            ("rule", "messbar"),
            ("type", "case"),
            ("found", "0"),
            ("wanted", "1"),
        ],
    ),
    (
        Code::RuleBroken,
        &[
            ("problem", "twice"),
            ("field", "code"),
            ("rule", "code"),
            ("type", "case"),
            ("other", "case:a"),
        ],
    ),
    (
        Code::RuleBroken,
        &[
            ("problem", "one-way"),
            ("field", "partners"),
            ("rule", "beide"),
            ("type", "case"),
            ("other", "case:a"),
        ],
    ),
    (
        Code::RuleBroken,
        &[
            ("problem", "few-entries"),
            ("rule", "operative"),
            ("type", "recommendation"),
            ("found", "24"),
            ("wanted", "25"),
        ],
    ),
    (
        Code::RuleBroken,
        &[
            ("problem", "many-entries"),
            ("rule", "operative"),
            ("type", "recommendation"),
            ("found", "26"),
            ("wanted", "25"),
        ],
    ),
    (
        Code::DroppedAddress,
        &[
            ("problem", "gone"),
            ("address", "/faelle/dreherei/"),
            ("alias", "faelle/dreherei"),
            ("entry", "case:dreherei"),
        ],
    ),
    (
        Code::DroppedAddress,
        &[
            ("problem", "renamed"),
            ("address", "/faelle/dreherei/"),
            ("alias", "faelle/dreherei"),
            ("entry", "case:dreherei"),
            ("title", "Drehen im Takt"),
        ],
    ),
    (
        Code::DroppedAddress,
        &[
            ("problem", "moved"),
            ("address", "/faelle/dreherei/"),
            ("alias", "faelle/dreherei"),
            ("now", "/beispiele/dreherei/"),
            ("entry", "case:dreherei"),
            ("title", "Drehen im Takt"),
        ],
    ),
    (
        Code::DroppedAddress,
        &[
            ("problem", "hidden"),
            ("address", "/faelle/dreherei/"),
            ("alias", "faelle/dreherei"),
            ("entry", "case:dreherei"),
            ("title", "Drehen im Takt"),
        ],
    ),
    (
        Code::DroppedAddress,
        &[
            ("problem", "left"),
            ("address", "/faelle/dreherei/"),
            ("alias", "faelle/dreherei"),
            ("entry", "case:dreherei"),
            ("title", "Drehen im Takt"),
        ],
    ),
    (
        Code::DroppedAddress,
        &[("problem", "other"), ("address", "/broschuere.pdf"), ("alias", "broschuere.pdf")],
    ),
    (Code::IdleSuppression, &[("check", "old-facts"), ("problem", "reason")]),
    (Code::IdleSuppression, &[("check", "old-facts"), ("problem", "unused")]),
    (Code::BaselineFormat, &[("format", "2"), ("known", "1")]),
    (Code::BaselineOutdated, &[("count", "1")]),
    (Code::BaselineOutdated, &[("count", "3")]),
];

/// Values of long lists, each of which deserves its words; tried with the first sample of the code.
const CASES: &[(Code, &str, &[&str])] = &[
    (
        Code::RawHtml,
        "what",
        &["comment", "emphasis", "break", "image", "link", "script", "unknown"],
    ),
    (Code::BadDate, "problem", &["calendar", "precision"]),
    (Code::MissingField, "kind", &FieldKind::NAMES),
    (Code::WrongKind, "expected", &FieldKind::NAMES),
    (
        Code::MissingKey,
        "key",
        &[
            "format", "title", "type", "label", "plural", "folder", "fields", "kind", "to", "of",
            "keys", "values", "scale",
        ],
    ),
    (
        Code::BadValue,
        "expected",
        &[
            "text",
            "word",
            "list",
            "boolean",
            "integer",
            "count",
            "number",
            "duration",
            "range",
            "choice",
            "url",
            "email",
            "language",
            "color",
            "reason",
            "entry",
            "type-with-pages",
            "type-with-entry-pages",
            "filter-field",
            "one-content",
            "fixed-check",
            "file-ending",
            "file-active",
            "file-source",
            "rated-type",
            "group-field",
            "sort-field",
            "bleed",
            "pages",
            "partial-date",
            "map",
            "axis",
            "axis-of-all",
            "two-fields",
            "grid-place",
        ],
    ),
    (
        Code::FileContent,
        "looks",
        &["pdf", "png", "jpeg", "gif", "webp", "zip", "recording", "page", "xml", "program"],
    ),
    (
        Code::ActiveSvg,
        "problem",
        &["xml", "declaration", "instruction", "reference", "animation", "style", "attribute"],
    ),
    (Code::DocumentMetadata, "found", &["comments", "changes", "place"]),
    (Code::UnusableName, "problem", &["hidden", "reserved", "edge", "long"]),
    (
        Code::TypeContradiction,
        "what",
        &[
            "folder-taken",
            "route-taken",
            "inverse-is-field",
            "inverse-taken",
            "symmetric-elsewhere",
            "folder-reserved",
            "type-and-extends",
            "file-name",
            "type-exists",
            "extended-twice",
            "type-id",
            "folder-name",
            "title-kind",
            "title-personal",
            "group-kind",
            "role-kind",
            "role-twice",
            "role-taken",
            "sort-kind",
            "facet-kind",
            "derived-is-field",
            "derived-taken",
            "derived-through",
            "facet-hidden",
            "facet-pair",
            "facet-title",
            "register-kind",
            "register-hidden",
            "calendar-kind",
            "schema-org-type",
            "schema-org-property",
            "schema-org-hidden",
            "schema-org-kind",
            "schema-org-by",
            "schema-org-value",
            "bodies-kind",
            "profile-twice",
            "field-name",
            "min-above-max",
            "pattern",
            "key-kind",
            "bound-is-no-date",
            "scale-key",
        ],
    ),
];

/// A finding of a code with values that are no type's.
struct Sample<'a>(Code, &'a [(&'static str, &'static str)]);

impl Problem for Sample<'_> {
    fn code(&self) -> Code {
        self.0
    }

    fn values(&self) -> Values {
        let args = self.1.iter().map(|(name, value)| (*name, (*value).to_owned()));
        Values { args: args.collect(), ..Values::default() }
    }
}

fn finding(code: Code, args: &[(&'static str, &'static str)]) -> Diagnostic {
    Diagnostic::at_file(Sample(code, args), &SitePath::new("content/cases/a.md").unwrap())
}

/// The samples, and the cases of long lists with and without a suggestion.
fn findings() -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> =
        SAMPLES.iter().map(|(code, args)| finding(*code, args)).collect();
    for (code, name, values) in CASES {
        let (_, args) = SAMPLES.iter().find(|(sample, _)| sample == code).unwrap();
        for value in *values {
            let mut with = finding(*code, args);
            with.args.insert(name, (*value).to_owned());
            let mut without = with.clone();
            without.args.remove("suggestion");
            all.extend([with, without]);
        }
    }
    all
}

/// What a message or attribute looks like, whatever its language.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outline {
    variables: BTreeSet<String>,
    variants: BTreeMap<String, usize>,
}

/// Every value and attribute of a catalogue by its name, `id` or `id.attribute`.
fn outlines(source: &str) -> BTreeMap<String, Outline> {
    let begins = Regex::new(r"^(?:([a-z][a-z0-9-]*)| {4}(\.[a-z][a-z0-9-]*)) =").unwrap();
    let variable = Regex::new(r"\$([a-z_-]+)").unwrap();
    let variant = Regex::new(r"^ +\*?\[([a-z0-9_-]+)\]").unwrap();
    let mut all: BTreeMap<String, Outline> = BTreeMap::new();
    let (mut id, mut name) = (String::new(), String::new());
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some(begin) = begins.captures(line) {
            if let Some(message) = begin.get(1) {
                id = message.as_str().to_owned();
            }
            name = format!("{id}{}", begin.get(2).map_or("", |attribute| attribute.as_str()));
            assert!(!all.contains_key(&name), "{name} is there twice");
            all.insert(name.clone(), Outline::default());
        }
        if line.is_empty() {
            continue;
        }
        let outline = all.get_mut(&name).unwrap();
        outline.variables.extend(variable.captures_iter(line).map(|found| found[1].to_owned()));
        if let Some(found) = variant.captures(line) {
            *outline.variants.entry(found[1].to_owned()).or_default() += 1;
        }
    }
    all
}

/// The text and what could not be put into it.
fn format(texts: &Texts, finding: &Diagnostic, attribute: Option<&str>) -> Option<String> {
    let text = texts.of(finding, attribute)?;
    assert!(
        !text.contains("{ ") && !text.contains("{$"),
        "{:?} {attribute:?}: {text}",
        finding.code
    );
    Some(text)
}

#[test]
fn catalogues_can_be_read() {
    for (language, source) in catalogues().into_iter().flatten() {
        if let Err((_, errors)) = FluentResource::try_new(source) {
            panic!("{language}: {errors:?}");
        }
    }
}

#[test]
fn every_code_has_all_its_words() {
    let [findings, ..] = catalogues();
    for (language, source) in findings {
        let outlines = outlines(&source);
        for code in Code::ALL {
            for part in ["", ".help", ".explain"] {
                assert!(
                    outlines.contains_key(&format!("{}{part}", code.slug())),
                    "{language:?} {code:?}{part}"
                );
            }
        }
        for name in outlines.keys().filter(|name| !name.contains('.')) {
            let known =
                OTHERS.contains(&name.as_str()) || Code::ALL.iter().any(|code| code.slug() == name);
            assert!(known, "{language:?} {name} is no code");
        }
    }
}

#[test]
fn all_languages_say_the_same() {
    for catalogues in catalogues() {
        let mut all = catalogues.iter().map(|(language, source)| (language, outlines(source)));
        let (_, first) = all.next().unwrap();
        for (language, other) in all {
            for (name, outline) in &first {
                assert_eq!(Some(outline), other.get(name), "{language} {name}");
            }
            assert_eq!(first.len(), other.len(), "{language}");
        }
    }
}

#[test]
fn explanations_explain() {
    for language in released() {
        let texts = Texts::new(language);
        for code in Code::ALL {
            let text = texts.explanation(*code).unwrap();
            assert!(text.chars().count() >= 80, "{language:?} {code:?}: {text}");
            assert!(!text.contains("{$"), "{language:?} {code:?}: {text}");
            assert!(!text.starts_with([' ', '\n']), "{language:?} {code:?}: {text}");
            // Nobody wraps it afterwards.
            let long = text.lines().find(|line| line.chars().count() > 80);
            assert_eq!(long, None, "{language:?} {code:?}");
        }
    }
}

#[test]
fn every_code_has_a_sample() {
    for code in Code::ALL {
        assert!(SAMPLES.iter().any(|(sample, _)| sample == code), "{code:?}");
    }
}

/// What is wrong with the values of a sample: words that nothing says. Takes out of `left` what the code has.
fn amiss(parameters: &[Parameter], left: &mut BTreeMap<&str, &str>) -> Vec<String> {
    let mut wrong = Vec::new();
    for parameter in parameters {
        if parameter.range == Range::Group {
            wrong.extend(amiss(parameter.beside[0], left));
            continue;
        }
        let Some(value) = left.remove(parameter.name()) else { continue };
        match parameter.range {
            Range::Words(words) => match words.iter().position(|word| *word == value) {
                Some(i) => {
                    let beside = parameter.beside.get(i).copied().unwrap_or_default();
                    wrong.extend(amiss(beside, left));
                }
                None => wrong.push(format!("{} is never {value}", parameter.name())),
            },
            Range::FieldKind if !FieldKind::NAMES.contains(&value) => {
                wrong.push(format!("{value} is no field kind"));
            }
            _ => {}
        }
    }
    wrong
}

#[test]
fn samples_have_values_of_their_code() {
    let mut wrong = Vec::new();
    for (code, values) in SAMPLES {
        let mut left: BTreeMap<&str, &str> = values.iter().copied().collect();
        let mut found = amiss(code.parameters(), &mut left);
        found.extend(left.keys().map(|name| format!("{name} is no value of it")));
        wrong.extend(found.iter().map(|what| format!("{code:?} {values:?}: {what}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_open() {
    for language in released() {
        let texts = Texts::new(language);
        for finding in findings() {
            let message = format(&texts, &finding, None).unwrap();
            let help = format(&texts, &finding, Some("help")).unwrap();
            let label = format(&texts, &finding, Some("label")).unwrap_or_default();
            for text in [&message, &help, &label] {
                assert!(
                    !text.contains('\n') && !text.contains("  "),
                    "{language:?} {finding:?}: {text}"
                );
                assert!(
                    !text.contains("none") && !text.contains("„“") && !text.contains("“”"),
                    "{text}"
                );
            }
            assert!(
                message.ends_with(['.', '“', '”']) || finding.args.contains_key("message"),
                "{message}"
            );
            assert!(
                label.split_whitespace().count() <= 6,
                "{language:?} {:?}: {label}",
                finding.code
            );
        }
    }
}

#[test]
fn every_case_is_told_apart() {
    // What a message tells apart must be something that a finding can say.
    let known: BTreeSet<String> = findings()
        .iter()
        .flat_map(|finding| finding.args.values().cloned())
        .chain(["none", "other", "else"].map(str::to_owned))
        .collect();
    let [findings_said, ..] = catalogues();
    for (name, outline) in outlines(&findings_said[0].1) {
        for variant in outline.variants.keys() {
            assert!(known.contains(variant), "{name}: nothing says {variant}");
        }
    }
}

#[test]
fn related_places_have_words() {
    for language in released() {
        let texts = Texts::new(language);
        for (code, key) in [
            (Code::DuplicateKey, "first"),
            (Code::NotUnique, "first"),
            (Code::AsymmetricRelation, "other-side"),
            (Code::DuplicateId, "first"),
            (Code::DuplicateAddress, "other"),
            (Code::OutputClash, "other"),
            (Code::NamesInCase, "other"),
        ] {
            assert!(
                texts.related(&finding(code, &[]), key).is_some(),
                "{language:?} {code:?} {key}"
            );
        }
    }
}

#[test]
fn numbers_choose_their_words() {
    let texts = Texts::new(Language::of_tag("de").unwrap());
    let few = |found, limit| {
        texts.message(&finding(
            Code::BadCount,
            &[("field", "trades"), ("problem", "few"), ("found", found), ("limit", limit)],
        ))
    };
    assert_eq!(few("0", "1"), "Im Feld „trades“ steht keine Angabe, nötig ist mindestens 1.");
    assert_eq!(few("1", "3"), "Im Feld „trades“ steht nur 1 Angabe, nötig sind mindestens 3.");
    // What looks like a number and is none stays what it is.
    let code = finding(
        Code::NotUnique,
        &[("field", "code"), ("value", "01067"), ("other", "a"), ("together", "")],
    );
    assert_eq!(texts.message(&code), "„01067“ im Feld „code“ ist schon vergeben, und zwar an „a“.");
}
