//! From rows to entries: what becomes of which file, and where in it each cell has come to.
//!
//! Entry point: [`EntryWriter::write`]. Invariant: of an entry that is there, only what the row gives is changed; a row whose entry is not clear
//! changes nothing and is a finding.

mod translations;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cells::{CellFault, CellReader, lines};
use super::columns::{ColumnTarget, FieldTarget, TableColumn, path_of};
use super::table::{ImportTable, TableRow};
use crate::config::EntrySettings;
use crate::diagnostic::problem::{CellProblem, RowProblem};
use crate::diagnostic::{Diagnostic, problem};
use crate::edit::{Change, Edits, NewValue, Refused, Source, Step};
use crate::location::{SitePath, Span};
use crate::model::{Catalog, EntryKey, may_be_id, own_file, type_in};
use crate::scaffold;
use crate::schema::{ContentType, Parts, common};
use crate::source::Snapshot;
use crate::syntax::slug::slug;

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRow {
    /// Its number among the rows of the table that hold something, the names of the columns being the first.
    pub(super) row: usize,
    /// The entry.
    pub key: EntryKey,
    /// The language of the translation that it is about; none for the entry itself.
    pub language: Option<Arc<str>>,
    /// Its file, or that of the translation.
    pub file: SitePath,
    /// What is done.
    pub done: RowDone,
}

/// What is done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowDone {
    /// The entry, or the translation, is new.
    Created,
    /// It was there and says something else now.
    Changed,
    /// It was there and says the same.
    Same,
}

/// Writes rows into entries.
pub(super) struct EntryWriter<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) catalog: &'a Catalog,
    pub(super) settings: EntrySettings<'a>,
    pub(super) content_type: &'a ContentType,
    /// The list that new entries come into, where the type has one.
    pub(super) list: Option<SitePath>,
    pub(super) cells: CellReader<'a>,
    /// The table's path in findings.
    pub(super) file: &'a SitePath,
    /// Whether entries that are there are changed; else they are made.
    pub(super) is_update: bool,
}

/// The text of a file as it was, when it was there, and as it will be.
type Written = (Option<String>, Source);

/// What is filled in of a field.
type Filled<'c, 'a> = (&'c FieldTarget<'a>, NewValue);

/// What the cells of a row say in one language.
#[derive(Default)]
struct Said<'c, 'a> {
    /// None for the entry itself.
    language: Option<&'a str>,
    /// Of fields, in the order of columns.
    filled: Vec<Filled<'c, 'a>>,
    /// Of the text below the fields.
    body: Option<String>,
}

impl Said<'_, '_> {
    fn is_nothing(&self) -> bool {
        self.filled.is_empty() && self.body.is_none()
    }
}

/// A row whose entry is told.
#[derive(Clone, Copy)]
struct KnownRow<'t> {
    /// Its number in the table.
    number: usize,
    /// The id of the entry.
    id: &'t str,
    /// Where findings about all of it stand.
    at: &'t Span,
}

impl KnownRow<'_> {
    fn refused(&self, problem: RowProblem<'_>) -> Diagnostic {
        Diagnostic::at(problem::RowRefused { problem }, self.at.clone())
    }

    /// That a file, or a field in it, cannot be written to.
    fn in_the_way(&self, path: &SitePath, (field, _): (String, Refused)) -> Box<Diagnostic> {
        let field = Some(field).filter(|field| !field.is_empty());
        Box::new(self.refused(RowProblem::InTheWay { path, field: field.as_deref() }))
    }
}

/// What has been written so far.
#[derive(Default)]
struct Progress {
    texts: BTreeMap<SitePath, Written>,
    rows: Vec<ImportedRow>,
    /// What comes to the end of each list: the number of its row, its id, its fields.
    added: BTreeMap<SitePath, Vec<(usize, String, NewValue)>>,
    /// The ids in lists of translations.
    listed: BTreeMap<SitePath, BTreeSet<String>>,
}

impl EntryWriter<'_> {
    /// What becomes of files, and of each row.
    pub(super) fn write(
        &self,
        (table, columns): (&ImportTable, &[TableColumn<'_>]),
        findings: &mut Vec<Diagnostic>,
    ) -> (Edits, Vec<ImportedRow>) {
        let mut columns: Vec<&TableColumn<'_>> = columns.iter().collect();
        // New values come in the order in which files have them.
        columns.sort_by_key(|column| self.rank(column));
        let languages: BTreeSet<Option<&str>> =
            columns.iter().map(|column| column.language).collect();
        let mut progress = Progress::default();
        let ids = ids(self.content_type, table, &columns);
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, row) in table.rows.iter().enumerate().skip(1) {
            let before = findings.len();
            self.check_cells(row, table, &columns, findings);
            let (id, at) = &ids[number];
            let at = Span::new(self.file, at.clone().unwrap_or_else(|| row.beginning()));
            let Some(id) = id else {
                let problem = RowProblem::Nameless { title: &self.content_type.title };
                findings.push(Diagnostic::at(problem::RowRefused { problem }, at));
                continue;
            };
            let row_of = KnownRow { number, id, at: &at };
            if let Some(other) = first.get(id.as_str()) {
                let other = ids[*other].1.clone().unwrap_or_default();
                let found = row_of.refused(RowProblem::Twice { id });
                findings.push(found.related("first", Span::new(self.file, other)));
                continue;
            }
            first.insert(id, number);
            let place = self.place(id).map_err(|misplaced| misplaced.told(&row_of));
            let (file, is_new) = match place {
                Ok(place) => place,
                Err(found) => {
                    findings.push(found);
                    continue;
                }
            };
            let mut said: Vec<Said<'_, '_>> = languages
                .iter()
                .map(|language| self.said(row, &columns, *language, findings))
                .collect();
            let is_wrong = findings[before..]
                .iter()
                .any(|finding| finding.severity == crate::diagnostic::Severity::Error);
            if is_wrong {
                continue;
            }
            let is_own = |said: &Said<'_, '_>| said.language.is_none();
            let own = said.iter().position(is_own).map(|at| said.remove(at));
            said.retain(|said| !said.is_nothing());
            if is_new && own.as_ref().is_none_or(Said::is_nothing) && !said.is_empty() {
                findings.push(row_of.refused(RowProblem::NoOriginal { id }));
                continue;
            }
            let written = self.entry(&row_of, (&file, is_new), own, &mut progress);
            let original = match written {
                Ok(original) => original,
                Err(found) => {
                    findings.push(*found);
                    continue;
                }
            };
            for language in self.settings.languages.iter().skip(1) {
                let at = said.iter().position(|said| said.language == Some(language.as_str()));
                let said = at.map(|at| said.remove(at)).unwrap_or_default();
                let of = (&original, language.as_str());
                let translated = self.translation(&row_of, of, said, &mut progress);
                findings.extend(translated.err().map(|found| *found));
            }
        }
        self.finished(progress, table, findings)
    }

    /// Writes the entry of a row; what its translations begin with. `Err` says why it cannot be written.
    fn entry(
        &self,
        row: &KnownRow<'_>,
        (file, is_new): (&SitePath, bool),
        own: Option<Said<'_, '_>>,
        progress: &mut Progress,
    ) -> Result<Original, Box<Diagnostic>> {
        let (filled, body) = own.map(|own| (own.filled, own.body)).unwrap_or_default();
        let written = progress.texts.entry(file.clone()).or_insert_with(|| self.text_of(file));
        let in_the_way = |why| row.in_the_way(file, why);
        let mut facts = Vec::new();
        let (done, fields) = if is_new {
            let fields = fields(filled, &BTreeMap::new());
            if self.list.is_some() {
                let value = NewValue::Map(fields.clone());
                let added = progress.added.entry(file.clone()).or_default();
                added.push((row.number, row.id.to_owned(), value));
            } else {
                let mut source = written.1.clone();
                Self::create(&mut source, &fields, body).map_err(in_the_way)?;
                written.1 = source;
            }
            (RowDone::Created, Some(fields))
        } else {
            let mut source = written.1.clone();
            facts = self.facts(&source, (file, row.id), &filled);
            let is_changed =
                self.update(&mut source, (file, row.id), &filled, body).map_err(in_the_way)?;
            written.1 = source;
            (if is_changed { RowDone::Changed } else { RowDone::Same }, None)
        };
        progress.rows.push(ImportedRow {
            row: row.number,
            key: EntryKey::new(self.content_type.id.clone(), row.id),
            language: None,
            file: file.clone(),
            done,
        });
        Ok(Original { file: file.clone(), fields, facts })
    }

    /// What becomes of files when all rows have been written.
    fn finished(
        &self,
        progress: Progress,
        table: &ImportTable,
        findings: &mut Vec<Diagnostic>,
    ) -> (Edits, Vec<ImportedRow>) {
        let Progress { mut texts, mut rows, added, .. } = progress;
        for (path, added) in &added {
            let Some((_, list)) = texts.get_mut(path) else { continue };
            for number in append(list, added) {
                let at = table.rows[number].beginning();
                let problem = RowProblem::InTheWay { path, field: None };
                let span = Span::new(self.file, at);
                findings.push(Diagnostic::at(problem::RowRefused { problem }, span));
                rows.retain(|row| row.row != number || row.file != *path);
            }
        }
        let mut edits = Edits::new();
        let written: BTreeSet<&SitePath> = rows.iter().map(|row| &row.file).collect();
        for (path, (was, source)) in &texts {
            let new = source.text().as_bytes();
            match was {
                Some(was) => edits.change(path, was.as_bytes(), new),
                None if written.contains(path) => edits.create(path, new),
                None => {}
            }
        }
        (edits, rows)
    }

    /// The place of a column in an entry.
    fn rank(&self, column: &TableColumn<'_>) -> Vec<usize> {
        match &column.target {
            ColumnTarget::Field(target) => {
                let mut ranks = target.ranks.clone();
                if let (Some(first), Some(Step::Key(name))) =
                    (ranks.first_mut(), target.steps.first())
                {
                    let mut order = scaffold::order(self.content_type);
                    *first = order.position(|field| *field.name == **name).unwrap_or(*first);
                }
                ranks
            }
            ColumnTarget::Id | ColumnTarget::Body | ColumnTarget::Nothing => vec![usize::MAX],
        }
    }

    /// Reports a row that has more or fewer cells than there are columns.
    fn check_cells(
        &self,
        row: &TableRow,
        table: &ImportTable,
        columns: &[&TableColumn<'_>],
        findings: &mut Vec<Diagnostic>,
    ) {
        let expected = table.rows.first().map_or(0, |head| head.cells.len());
        let beyond = row.cells.iter().skip(expected).find(|cell| !cell.value.text().is_empty());
        // Workbooks leave out what is empty at the end of a row.
        let is_short = row.cells.len() < expected && !table.has_free_ends;
        if let Some(cell) = beyond {
            let found = row.cells.iter().rposition(|cell| !cell.value.text().is_empty());
            let found = found.map_or(0, |last| last + 1);
            let span = Span::new(self.file, cell.span.clone());
            findings.push(Diagnostic::at(problem::RowLength { found, expected }, span));
        } else if is_short && !columns.is_empty() {
            let span = Span::new(self.file, row.beginning());
            let found = row.cells.len();
            findings.push(Diagnostic::at(problem::RowLength { found, expected }, span));
        }
    }

    /// The file of the entry with this id, and whether it is new.
    fn place(&self, id: &str) -> Result<(SitePath, bool), Misplaced> {
        let key = EntryKey::new(self.content_type.id.clone(), id);
        match (self.catalog.get(&key), self.is_update) {
            (Some(entry), true) => return Ok((entry.file.clone(), false)),
            (Some(entry), false) => return Err(Misplaced::Exists(entry.file.clone())),
            (None, true) => {
                let meant = self.catalog.id_meant(&self.content_type.id, id);
                return Err(Misplaced::Missing(meant.map(str::to_owned)));
            }
            (None, false) => {}
        }
        if !may_be_id(id) {
            return Err(Misplaced::BadId);
        }
        if let Some(list) = &self.list {
            return Ok((list.clone(), true));
        }
        // Also a file that cannot be read is there.
        if let Some(taken) = own_file(self.snapshot, self.content_type, id) {
            return Err(Misplaced::Exists(taken));
        }
        let path = SitePath::new(&scaffold::entry_path(self.content_type, id));
        path.map(|path| (path, true)).ok_or(Misplaced::BadId)
    }

    /// Whether a file has several entries by their ids.
    fn is_shared(&self, file: &SitePath) -> bool {
        let told = type_in(file, &self.catalog.schema, self.settings);
        told.is_some_and(|(_, is_shared)| is_shared)
    }

    /// The text of a file; of a new one, what it begins with.
    fn text_of(&self, file: &SitePath) -> Written {
        match self.snapshot.text(file) {
            Some(text) => (Some(text.to_string()), Source::new(file.as_str(), text.to_string())),
            None => {
                let is_list = self.is_shared(file);
                let empty = if is_list { "" } else { scaffold::empty_file(self.content_type) };
                (None, Source::new(file.as_str(), empty))
            }
        }
    }

    /// What the cells of a row say in a language.
    fn said<'c, 'a>(
        &self,
        row: &TableRow,
        columns: &[&'c TableColumn<'a>],
        language: Option<&'a str>,
        findings: &mut Vec<Diagnostic>,
    ) -> Said<'c, 'a> {
        let (mut filled, mut body) = (Vec::new(), None);
        for column in columns.iter().filter(|column| column.language == language) {
            let Some(cell) = row.cells.get(column.number) else { continue };
            let text = cell.value.text();
            let target = match &column.target {
                ColumnTarget::Body if !text.is_empty() => {
                    body = Some(lines(text));
                    continue;
                }
                ColumnTarget::Field(target) => target,
                ColumnTarget::Id | ColumnTarget::Body | ColumnTarget::Nothing => continue,
            };
            let problem = match self.cells.value(&cell.value, target.leaf) {
                Ok(Some(value)) => {
                    filled.push((target, value));
                    continue;
                }
                Ok(None) => continue,
                Err(CellFault::Fault(value)) => (value, None),
                Err(CellFault::Readings(value, other)) => (value, Some(other)),
            };
            let problem = match &problem {
                (value, None) => CellProblem::Fault { value },
                (value, Some(other)) => CellProblem::Readings { value, other },
            };
            let found = problem::CellUnreadable { column: &column.name, problem };
            findings.push(Diagnostic::at(found, Span::new(self.file, cell.span.clone())));
        }
        Said { language, filled, body }
    }

    /// Writes a new entry into its own file; `Err` names the field that cannot be written.
    fn create(
        source: &mut Source,
        fields: &[(String, NewValue)],
        body: Option<String>,
    ) -> Result<(), (String, Refused)> {
        for (name, value) in fields {
            let change = Change::Set(vec![Step::from(name.as_str())], value.clone());
            source.change(&change).map_err(|why| (name.clone(), why))?;
        }
        if let Some(body) = body {
            if source.body().is_none() {
                return Err((String::new(), Refused::Missing));
            }
            let text = format!("{}\n{}\n", source.text(), body.trim_end());
            let whole = Source::new("entry.md", text);
            // A text that begins like the end of the front matter would move it.
            if whole.body().map(|body| body.start) != Some(source.text().len()) {
                return Err((String::new(), Refused::ReadsElse));
            }
            *source = whole;
        }
        Ok(())
    }

    /// Changes an entry; whether it says something else then.
    fn update(
        &self,
        source: &mut Source,
        (file, id): (&SitePath, &str),
        filled: &[Filled<'_, '_>],
        body: Option<String>,
    ) -> Result<bool, (String, Refused)> {
        let before = source.text().to_owned();
        let base = self.base(file, id);
        for (target, value) in filled {
            let set = self.set(source, &base, &target.steps, value.clone());
            set.map_err(|why| (path_of(&target.steps), why))?;
        }
        if let Some(body) = body {
            // Those who share a file have none.
            let at = source.body().ok_or((String::new(), Refused::Missing))?;
            let old = source.text()[at.clone()].to_owned();
            if lines(old.trim()) != lines(body.trim()) {
                let start = at.start + (old.len() - old.trim_start_matches(['\n', '\r']).len());
                let end = at.start + old.trim_end().len();
                let piece = if old.trim().is_empty() { at } else { start..end };
                let new = match old.trim().is_empty() {
                    true => format!("\n{}\n", body.trim_end()),
                    false => body.trim_end().to_owned(),
                };
                let replaced = source.replace_in_body(&piece, &new);
                replaced.map_err(|why| (String::new(), why))?;
            }
        }
        Ok(source.text() != before)
    }

    /// The way to an entry in a file.
    fn base(&self, file: &SitePath, id: &str) -> Vec<Step> {
        if self.is_shared(file) { vec![Step::from(id)] } else { Vec::new() }
    }

    /// The keys that there can be at a way in an entry, in their order.
    fn order_at(&self, steps: &[Step]) -> Vec<&str> {
        let mut steps = steps.iter();
        let Some(Step::Key(first)) = steps.next() else {
            return scaffold::order(self.content_type).map(|field| &*field.name).collect();
        };
        let mut kind = self.content_type.field(first).map(|field| &field.kind);
        for step in steps {
            kind = kind.and_then(|kind| match (kind.parts(), step) {
                (Parts::Fields(fields), Step::Key(key)) => Some(&fields.get(&**key)?.kind),
                (Parts::Items(of), Step::Item(_)) | (Parts::Pairs(_, of), _) => Some(&of.kind),
                _ => None,
            });
        }
        match kind.map(|kind| (kind.parts(), kind.control().parts())) {
            Some((Parts::Fields(fields), _)) => fields.keys().map(|key| &**key).collect(),
            Some((_, parts)) => parts.iter().map(|(key, _)| *key).collect(),
            None => Vec::new(),
        }
    }

    /// Puts a value at a way in an entry, where not all of it need be there.
    fn set(
        &self,
        source: &mut Source,
        base: &[Step],
        steps: &[Step],
        value: NewValue,
    ) -> Result<(), Refused> {
        let mut depth = steps.len();
        let path = |depth: usize| [base, &steps[..depth]].concat();
        // How much of the way is there.
        while depth > 0 && matches!(source.value(&path(depth))?, None | Some(NewValue::Nothing)) {
            depth -= 1;
        }
        if depth == steps.len() {
            // How a text ends is a matter of how it is written.
            let is_same = match (source.value(&path(depth))?, &value) {
                (Some(NewValue::Text(old)), NewValue::Text(new)) => old.trim() == new.trim(),
                _ => false,
            };
            if is_same {
                return Ok(());
            }
            return source.change(&Change::Set(path(depth), value));
        }
        let mut missing = vec![];
        put(&mut missing, &[&[Step::from("value")], &steps[depth + 1..]].concat(), value);
        let value = missing.pop().map_or(NewValue::Nothing, |(_, value)| value);
        if source.value(&path(depth + 1))?.is_some() {
            return source.change(&Change::Set(path(depth + 1), value));
        }
        match (&steps[depth], source.value(&path(depth))?) {
            (Step::Key(key), Some(NewValue::Map(pairs))) => {
                let at = place_of(key, &pairs, &self.order_at(&steps[..depth]));
                source.change(&Change::Insert(path(depth), at, Some(key.clone()), value))
            }
            // Behind a key without a value nothing is there yet.
            (Step::Key(key), None | Some(NewValue::Nothing)) => {
                source.change(&Change::Set(path(depth), NewValue::Map(vec![(key.clone(), value)])))
            }
            (Step::Item(_), Some(NewValue::List(items))) => {
                source.change(&Change::Insert(path(depth), items.len(), None, value))
            }
            _ => Err(Refused::Unclear),
        }
    }
}

/// The fields of something new. Those of `begun` are there already when a part of them is filled in.
fn fields(
    filled: Vec<Filled<'_, '_>>,
    begun: &BTreeMap<String, NewValue>,
) -> Vec<(String, NewValue)> {
    let mut fields: Vec<(String, NewValue)> = Vec::new();
    let is_status =
        |(target, _): &Filled<'_, '_>| target.steps.first() == Some(&Step::from(common::STATUS));
    if !filled.iter().any(is_status) {
        fields.push((common::STATUS.to_owned(), NewValue::plain(DRAFT)));
    }
    for (target, value) in filled {
        if let [Step::Key(name), _, ..] = target.steps.as_slice()
            && let Some(begun) = begun.get(name)
            && fields.iter().all(|(known, _)| known != name)
        {
            fields.push((name.clone(), begun.clone()));
        }
        put(&mut fields, &target.steps, value);
    }
    fields
}

/// Puts entries at the end of a list, all at once: the numbers of those that cannot be put there.
fn append(list: &mut Source, added: &[(usize, String, NewValue)]) -> Vec<usize> {
    let mut text = list.text().to_owned();
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(ending);
    }
    let (mut wanted, mut refused) = (Vec::new(), Vec::new());
    for (number, id, value) in added {
        let mut entry = Source::new("entry.yaml", "");
        let there = Change::Set(vec![Step::from(id.as_str())], value.clone());
        match entry.change(&there).and_then(|()| entry.value(&[])) {
            Ok(Some(NewValue::Map(pairs))) => {
                wanted.extend(pairs);
                text.push_str(&entry.text().replace('\n', ending));
            }
            _ => refused.push(*number),
        }
    }
    let then = Source::new("list.yaml", text);
    let is_meant = match (list.value(&[]), then.value(&[])) {
        (Ok(Some(NewValue::Map(old))), Ok(Some(NewValue::Map(new)))) => {
            new.iter().eq(old.iter().chain(&wanted))
        }
        _ => false,
    };
    if is_meant {
        *list = Source::new("list.yaml", then.text());
        return refused;
    }
    // A list in braces, for instance.
    refused.clear();
    for (number, id, value) in added {
        if list.change(&Change::Set(vec![Step::from(id.as_str())], value.clone())).is_err() {
            refused.push(*number);
        }
    }
    refused
}

/// Before which of the pairs that are there a key belongs: behind the last that comes before it.
fn place_of(key: &str, pairs: &[(String, NewValue)], order: &[&str]) -> usize {
    let rank = |key: &str| order.iter().position(|known| *known == key);
    let Some(own) = rank(key) else { return pairs.len() };
    let before = |(known, _): &(String, NewValue)| rank(known).is_some_and(|rank| rank < own);
    pairs.iter().rposition(before).map_or(0, |last| last + 1)
}

/// What the translations of a row begin with.
struct Original {
    /// The file of the entry.
    file: SitePath,
    /// Its fields, when it is new.
    fields: Option<Vec<(String, NewValue)>>,
    /// What changes of what is the same in all languages.
    facts: Vec<ChangedFact>,
}

/// A value without words of a language.
struct ChangedFact {
    /// The way to it in an entry.
    steps: Vec<Step>,
    /// What it was.
    was: Option<NewValue>,
    /// What it is to be.
    new: NewValue,
}

/// How far an entry is of which no one says anything else.
const DRAFT: &str = "draft";

/// Why an entry cannot be where a row wants it.
enum Misplaced {
    /// It is there already.
    Exists(SitePath),
    /// It is not there; perhaps this one is meant.
    Missing(Option<String>),
    /// It cannot have this id.
    BadId,
}

impl Misplaced {
    fn told(&self, row: &KnownRow<'_>) -> Diagnostic {
        let id = &row.id;
        match self {
            Self::Exists(path) => row.refused(RowProblem::Exists { id, path }),
            Self::Missing(suggestion) => {
                row.refused(RowProblem::Missing { id, suggestion: suggestion.as_deref() })
            }
            Self::BadId => {
                let better = slug(id);
                let suggestion = Some(better.as_str()).filter(|it| may_be_id(it));
                row.refused(RowProblem::BadId { id, suggestion })
            }
        }
    }
}

/// The ids of all rows with the places of the cells that say them: from their own column, else from the title.
fn ids(
    content_type: &ContentType,
    table: &ImportTable,
    columns: &[&TableColumn<'_>],
) -> Vec<(Option<String>, Option<std::ops::Range<usize>>)> {
    let of = |is_meant: &dyn Fn(&ColumnTarget<'_>) -> bool| {
        let mut own = columns.iter().filter(|column| column.language.is_none());
        own.find(|column| is_meant(&column.target)).map(|column| column.number)
    };
    let id = of(&|target| matches!(target, ColumnTarget::Id));
    let title = of(&|target| match target {
        ColumnTarget::Field(target) => target.steps == [Step::from(content_type.title.as_str())],
        _ => false,
    });
    let cell = |row: &TableRow, column: Option<usize>| {
        let cell = row.cells.get(column?)?;
        let text = cell.value.text();
        (!text.is_empty()).then(|| (text.to_owned(), cell.span.clone()))
    };
    let id_of = |row: &TableRow| match (cell(row, id), cell(row, title)) {
        (Some((id, at)), _) => (Some(id), Some(at)),
        (None, Some((title, at))) => (Some(slug(&title)).filter(|id| !id.is_empty()), Some(at)),
        (None, None) => (None, None),
    };
    table.rows.iter().map(id_of).collect()
}

/// The ids of new entries by their titles in lower case: rows of a table may refer to each other.
pub(super) fn new_ids(
    content_type: &ContentType,
    table: &ImportTable,
    columns: &[TableColumn<'_>],
) -> BTreeMap<String, String> {
    let columns: Vec<&TableColumn<'_>> = columns.iter().collect();
    let mut own = columns.iter().filter(|column| column.language.is_none());
    let title = own.find(|column| match &column.target {
        ColumnTarget::Field(target) => target.steps == [Step::from(content_type.title.as_str())],
        _ => false,
    });
    let Some(title) = title else { return BTreeMap::new() };
    let ids = ids(content_type, table, &columns);
    let rows = table.rows.iter().zip(ids).skip(1);
    rows.filter_map(|(row, (id, _))| {
        Some((row.cells.get(title.number)?.value.text().to_lowercase(), id?))
    })
    .collect()
}

/// Puts a value into fields, under the way to it.
fn put(fields: &mut Vec<(String, NewValue)>, steps: &[Step], value: NewValue) {
    let Some((Step::Key(key), rest)) = steps.split_first() else { return };
    let at = match fields.iter().position(|(known, _)| known == key) {
        Some(at) => at,
        None => {
            fields.push((key.clone(), NewValue::Nothing));
            fields.len() - 1
        }
    };
    let there = &mut fields[at].1;
    match rest {
        [] => *there = value,
        [Step::Item(_), rest @ ..] => {
            let has_first = matches!(there, NewValue::List(items) if matches!(items.first(), Some(NewValue::Map(_))));
            if !has_first {
                *there = NewValue::List(vec![NewValue::Map(Vec::new())]);
            }
            if let NewValue::List(items) = there
                && let Some(NewValue::Map(inner)) = items.first_mut()
            {
                put(inner, rest, value);
            }
        }
        rest => {
            if !matches!(there, NewValue::Map(_)) {
                *there = NewValue::Map(Vec::new());
            }
            if let NewValue::Map(inner) = there {
                put(inner, rest, value);
            }
        }
    }
}
