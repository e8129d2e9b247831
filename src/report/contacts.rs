//! Who can be reached, and what is not known of how.
//!
//! Entry point: [`contacts`].

use super::{ReportCell, ReportContext, ReportTable};
use crate::model::{Entry, Value};
use crate::plan::{is_body, is_way};
use crate::schema::{Ability, ContentType, Field, FieldRole};

/// How much is known of how somebody is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Known {
    /// Nothing.
    Nothing,
    /// One way at least.
    Some,
    /// All that there are fields for.
    All,
}

impl Known {
    /// All of them, those to be asked first.
    pub(crate) const ALL: [Self; 3] = [Self::Nothing, Self::Some, Self::All];

    /// The word for it in data.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Some => "partial",
            Self::All => "complete",
        }
    }
}

/// Everybody who can be reached as an organisation is, those of whom nothing is known first. `missing` are the fields that say nothing.
pub(crate) fn contacts(reader: &ReportContext<'_>) -> ReportTable {
    let mut found = Vec::new();
    for entry in reader.entries() {
        let Some(content_type) = reader.catalog.schema.get(&entry.key.type_id) else { continue };
        if is_body(entry, content_type) {
            found.push(row(reader, entry, content_type));
        }
    }
    found.sort_by_key(|(known, _)| *known);
    let columns =
        &["entry", "type", "title", "state", "missing", "labels", "as_of", "basis", "file"];
    ReportTable { columns, rows: found.into_iter().map(|(_, row)| row).collect() }
}

fn row(
    reader: &ReportContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
) -> (Known, Vec<ReportCell>) {
    let ways = || {
        let visible = content_type.fields.values().filter(|field| !field.hidden);
        visible.filter(|field| field.kind.can(Ability::Reach))
    };
    let is_known = |field: &&Field| entry.recorded(&field.name).is_some_and(is_way);
    let missing: Vec<&Field> = ways().filter(|field| !is_known(field)).collect();
    let known = match (missing.is_empty(), missing.len() == ways().count()) {
        (true, _) => Known::All,
        (false, true) => Known::Nothing,
        (false, false) => Known::Some,
    };
    let said = |role| entry.get(&content_type.field_with(role)?.name);
    let text = |text: Option<String>| text.map_or(ReportCell::Empty, ReportCell::Text);
    let names: Vec<&str> = missing.iter().map(|field| &*field.name).collect();
    let labels: Vec<&str> = missing.iter().map(|field| field.label.get(reader.language)).collect();
    let as_of = said(FieldRole::ContactAsOf).and_then(Value::as_date);
    let basis = said(FieldRole::ContactBasis).and_then(Value::as_str);
    let row = vec![
        entry.key.to_string().into(),
        content_type.label.get(reader.language).into(),
        reader.title(&entry.key).into(),
        known.word().into(),
        text((!names.is_empty()).then(|| names.join(" "))),
        text((!labels.is_empty()).then(|| labels.join(", "))),
        text(as_of.map(|date| date.to_string())),
        text(basis.map(str::to_owned)),
        entry.file.to_string().into(),
    ];
    (known, row)
}
