//! From the fields and the text of a file to an entry.
//!
//! Entry point: [`EntryReader::read`]. Invariant: the values are those that the type knows, in its order; what a draft lacks is a warning, and what
//! is personal is withheld before anybody else sees the values.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::Index;
use crate::address::path;
use crate::config::EntrySettings;
use crate::diagnostic::problem::BodyProblem;
use crate::diagnostic::{Code, Diagnostic, Severity, problem};
use crate::hash::hash;
use crate::location::Span;
use crate::model::entry::{body_of, title_letters};
use crate::model::written::Written;
use crate::model::{
    Adaptation, Entry, FieldValues, Personal, Publishing, Status, Value, adaptation, refer,
};
use crate::schema::common;
use crate::schema::{Body, ContentType, Field, ValueReader, is_empty};
use crate::source::Snapshot;
use crate::syntax::{self, Document};
use crate::yaml::{Node, Pair};

pub(in crate::model) struct EntryReader<'a> {
    pub(in crate::model) snapshot: &'a Snapshot,
    pub(in crate::model) content_type: &'a ContentType,
    pub(in crate::model) index: &'a Index,
    pub(in crate::model) settings: EntrySettings<'a>,
    pub(in crate::model) publishing: Publishing,
    pub(in crate::model) findings: &'a mut Vec<Diagnostic>,
}

impl EntryReader<'_> {
    /// The entry as far as its own file and, for a translation, `base` say it: what it adapts is not in it yet.
    pub(in crate::model) fn read(
        &mut self,
        written: &Written,
        fields: &Node,
        base: Option<&Entry>,
    ) -> Entry {
        let language = written.language.as_deref().unwrap_or(self.settings.language);
        let mut values: FieldValues = FieldValues::default();
        let mut keys = Vec::new();
        let mut missing = Vec::new();
        let before = self.findings.len();
        let pairs = fields.as_map().unwrap_or_default();
        let content_type = self.content_type;
        let mut reader = self.values(written, language);
        // What was written for a field that cannot be read is left alone.
        let unparsed = content_type.unparsed.iter().map(String::as_str);
        let known: Vec<&str> =
            content_type.fields.keys().map(|key| &**key).chain(unparsed).collect();
        let fields = Some(&content_type.fields);
        let misspelt = reader.unknown_fields(pairs, &known, fields, &content_type.id);
        let names_base =
            pairs.iter().any(|pair| pair.key == adaptation::BASE && !pair.value.is_null());
        let adapts = adaptation::base_field(content_type).is_some()
            && (names_base || base.is_some_and(|base| base.adaptation.is_some()));
        for (name, field) in &content_type.fields {
            let pair = pairs.iter().find(|pair| pair.key == **name);
            if let Some(pair) = pair {
                keys.push((name.clone(), pair.key_span.clone()));
            }
            let unfinished = reader.findings.len();
            let value = match pair {
                Some(pair) if !pair.value.is_null() => reader.value(field, &pair.value),
                _ => base
                    .and_then(|base| base.recorded(name).cloned())
                    .or_else(|| default_value(&mut reader, content_type, name)),
            };
            if adapts && adaptation::is_keyed(field) {
                drop_unfinished(reader.findings, unfinished);
            }
            if &**name == common::ALIASES
                && let Some(pair) = pair
            {
                reader.check_aliases(&pair.value);
            }
            let empty = is_empty(value.as_ref(), pair);
            if field.required && empty && !adapts && !misspelt.contains(&&**name) {
                missing.push((
                    field,
                    pair.map_or(written.place.clone(), |pair| pair.key_span.clone()),
                ));
            }
            if let Some(value) = value {
                values.insert(name.clone(), value);
            }
        }
        if base.is_none() {
            missing.extend(missing_half(content_type, pairs, &values, names_base));
        }
        for (field, at) in missing {
            reader.missing(field, &at, &field.name);
        }
        let personal = Personal::withhold(self.content_type, &mut values, self.publishing.today);
        let adaptation = self.adaptation(pairs, &values);
        values.shrink_to_fit();
        let progress = self.progress(&values, personal.as_deref(), base);
        let body = self.body(written, language, base);
        // What a draft still lacks does not keep the site from being published.
        if !progress.ready {
            self.drop_blank_items(written, pairs, &mut values, before);
            for finding in &mut self.findings[before..] {
                if matches!(finding.code, Code::MissingField | Code::BadBody | Code::BadCount) {
                    finding.severity = Severity::Warning;
                }
            }
        }
        let title = values
            .get(&self.content_type.title)
            .and_then(Value::as_str)
            .filter(|title| !title.is_empty())
            .unwrap_or(&written.key.id)
            .to_owned();
        let (body, body_file) = match base {
            Some(base) if body.is_empty() => (base.body.get().clone(), base.body_file.clone()),
            _ => (Arc::new(body), written.file.clone()),
        };
        let mut entry = Entry {
            language: language.into(),
            key: written.key.clone(),
            place: written.place.clone(),
            values,
            written: keys.into(),
            body: body_of(&written.key, language, body),
            body_file,
            status: progress.status,
            published: progress.published,
            withdrawn: progress.withdrawn,
            personal,
            adaptation,
            title_hash: hash(title_letters(&title).collect::<String>()),
            title,
            in_editions: false,
            edges: Arc::default(),
            file: written.file.clone(),
        };
        let in_editions = entry.editions().next().is_some();
        entry.in_editions = in_editions;
        if base.is_none() {
            entry.edges = refer::edges(&entry, self.content_type).into();
        }
        entry
    }

    /// Reads values of a file.
    fn values<'b>(&'b mut self, written: &'b Written, language: &'b str) -> ValueReader<'b> {
        ValueReader {
            entries: self.index,
            snapshot: self.snapshot,
            file: &written.file,
            language,
            kinds: self.settings.files,
            findings: self.findings,
        }
    }

    /// Takes items of lists for not there in which nothing is written yet, as in the file that a new entry begins with: a draft lacks the
    /// list, and not each field of each item.
    fn drop_blank_items(
        &mut self,
        written: &Written,
        pairs: &[Pair],
        values: &mut FieldValues,
        before: usize,
    ) {
        let language = written.language.as_deref().unwrap_or(self.settings.language);
        for (name, field) in &self.content_type.fields {
            let Some(Value::List(items)) = values.get(name) else { continue };
            let are_objects = items.iter().all(|item| matches!(item, Value::Object(_)));
            if items.is_empty() || !are_objects || !items.iter().all(is_blank) {
                continue;
            }
            values.remove(name);
            let inside = format!("{name}.");
            let mut index = 0;
            self.findings.retain(|finding| {
                index += 1;
                let of_item = finding.code == Code::MissingField
                    && finding.value("field").is_some_and(|field| field.starts_with(&inside));
                index <= before || !of_item
            });
            let pair = pairs.iter().find(|pair| pair.key == **name);
            if let Some(pair) = pair.filter(|_| field.required) {
                self.values(written, language).missing(field, &pair.key_span, name);
            }
        }
    }

    fn adaptation(&self, pairs: &[Pair], values: &FieldValues) -> Option<Box<Adaptation>> {
        let mut adaptation = Adaptation::begin(self.content_type, values)?;
        for pair in pairs {
            if let Some(field) = self.content_type.field(&pair.key) {
                adaptation.note(field, &pair.value, values.get(&field.name));
            }
        }
        Some(adaptation)
    }

    fn progress(
        &self,
        values: &FieldValues,
        personal: Option<&Personal>,
        base: Option<&Entry>,
    ) -> Progress {
        let status = values
            .get(common::STATUS)
            .and_then(Value::as_str)
            .and_then(Status::parse)
            .unwrap_or(Status::Draft);
        let publish_from = values.get(common::PUBLISH_FROM).and_then(Value::as_date);
        let ready = matches!(status, Status::Approved | Status::Archived)
            && publish_from.is_none_or(|date| date.first_day() <= self.publishing.today);
        let allowed = personal.is_none_or(|personal| personal.lacking().is_empty());
        let due = base.is_none_or(|base| base.published) && (ready || self.publishing.drafts);
        Progress { status, ready, published: due && allowed, withdrawn: due && !allowed }
    }

    /// The text under the front matter; a finding when it must be there and is not, or the other way round.
    fn body(&mut self, written: &Written, language: &str, base: Option<&Entry>) -> Document {
        // A file that many entries share is not opened for each of them.
        let text = match written.body.is_empty() {
            true => Cow::Borrowed(""),
            false => self.snapshot.text(&written.file).unwrap_or_default(),
        };
        let body =
            syntax::parse(&written.file, &text, written.body.clone(), language, self.findings);
        let body_problem = match self.content_type.body {
            Body::Required if body.is_empty() && base.is_none_or(|base| base.body().is_empty()) => {
                Some(BodyProblem::Missing)
            }
            Body::None if !body.is_empty() => Some(BodyProblem::Unwanted),
            _ => None,
        };
        if let Some(problem) = body_problem {
            let shared = !written.file.extension().starts_with('m');
            let at = match problem {
                BodyProblem::Unwanted => {
                    let body = text[written.body.clone()].trim_start();
                    let start = written.body.end - body.len();
                    start..start + body.find(['\n', '\r']).unwrap_or(body.len())
                }
                _ => written.place.clone(),
            };
            let own = format!("content/{}/{}.md", self.content_type.folder, written.key.id);
            let problem = if shared { BodyProblem::Shared } else { problem };
            self.findings.push(Diagnostic::at(
                problem::BadBody { problem, type_: &self.content_type.id, file: &own },
                Span::new(&written.file, at),
            ));
        }
        body
    }
}

/// Whether nothing is written in a value.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::List(items) => items.iter().all(is_blank),
        Value::Object(fields) => fields.values().all(is_blank),
        value => value.as_str().is_some_and(str::is_empty),
    }
}

/// How far an entry is on its way to readers.
struct Progress {
    status: Status,
    /// Whether nothing but a consent may keep it from them.
    ready: bool,
    published: bool,
    withdrawn: bool,
}

/// Whom it is for is what makes an adaptation one; what adapts nothing is for everybody. Hence one of the two fields without the other is
/// half a thing: the field that lacks, and where the other one is written.
fn missing_half<'a>(
    content_type: &'a ContentType,
    pairs: &[Pair],
    values: &FieldValues,
    names_base: bool,
) -> Option<(&'a Field, Range<usize>)> {
    adaptation::base_field(content_type)?;
    let (lacking, there) = match names_base {
        true => (adaptation::TARGET, adaptation::BASE),
        false => (adaptation::BASE, adaptation::TARGET),
    };
    let at = pairs.iter().find(|pair| pair.key == there && !pair.value.is_null())?;
    let field = content_type.field(lacking)?;
    (!values.contains_key(lacking)).then(|| (field, at.key_span.clone()))
}

/// Forgets the findings from `start` on that say what an adaptation lacks: what it takes over is not there yet.
fn drop_unfinished(findings: &mut Vec<Diagnostic>, start: usize) {
    let later = |finding: &Diagnostic| match finding.code {
        Code::BadCount => true,
        Code::MissingField => {
            !finding.args.get("field").is_some_and(|field| field.ends_with(".key"))
        }
        _ => false,
    };
    let mut found = findings.split_off(start);
    found.retain(|finding| !later(finding));
    findings.extend(found);
}

impl ValueReader<'_> {
    /// Former addresses can be addresses.
    fn check_aliases(&mut self, node: &Node) {
        for item in node.as_list().unwrap_or(std::slice::from_ref(node)) {
            let Some(written) = item.as_str() else { continue };
            let bare = written.trim_matches('/');
            if let Err(fault) = path::path(bare, path::Use::Address) {
                let span = self.at(&item.span);
                self.findings.push(Diagnostic::unusable(span, bare, fault, path::Use::Address));
            }
        }
    }
}

fn default_value(
    reader: &mut ValueReader<'_>,
    content_type: &ContentType,
    name: &str,
) -> Option<Value> {
    let node = content_type.defaults.get(name)?;
    let field = content_type.field(name)?;
    let mut found = Vec::new();
    let value = ValueReader {
        entries: reader.entries,
        snapshot: reader.snapshot,
        file: &content_type.span.file,
        language: reader.language,
        kinds: reader.kinds,
        findings: &mut found,
    }
    .value(field, node);
    reader.findings.extend(found);
    value
}
