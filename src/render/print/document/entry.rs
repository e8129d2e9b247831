//! Entries as documents show them: in full, running, or in a few lines.
//!
//! Entry points: [`DocumentBuilder::entry`], [`DocumentBuilder::running`], [`DocumentBuilder::compact`]. Invariant: what stands apart (quote, reasons,
//! closing) is not repeated in the profile.

use std::sync::Arc;

use serde::Serialize;

use super::{DocumentBuilder, tree};
use crate::model::EntryKey;
use crate::render::print::text::{
    PrintBlock, PrintInline, PrintPicture, Typesetter, is_about, shown,
};
use crate::render::print::values::{PrintGroup, PrintRow, PrintValue};
use crate::schema::{FieldRole, part};
use crate::theme::TextValue;
use crate::view::types::{EntryView, FactView, RowView, TextView, ValueView};
use crate::view::{self, Scope};

/// A first card field of at most this many characters stands before the title, such as `OM2`.
const TAG_LENGTH: usize = 6;

/// An entry.
#[derive(Default, Serialize)]
pub(super) struct PrintEntry {
    key: String,
    /// Whether this is the place that links to it lead to.
    pub(super) anchored: bool,
    #[serde(rename = "type")]
    type_id: String,
    pub(super) type_label: String,
    pub(super) title: String,
    tag: Option<String>,
    summary: Option<Vec<PrintInline>>,
    labels: Vec<Label>,
    uncertain: bool,
    uncertain_note: Option<Vec<PrintInline>>,
    note: Option<Vec<PrintInline>>,
    as_of: Option<String>,
    source: Option<String>,
    pub(super) web: Option<String>,
    web_shown: Option<String>,
    image: Option<PrintPicture>,
    quote: Option<Quote>,
    pub(super) profile: Vec<PrintGroup>,
    facts: Vec<PrintRow>,
    see: Vec<PrintInline>,
    body: Vec<PrintBlock>,
    reasons: Vec<Reason>,
    closing: Option<PrintRow>,
    /// Whom to ask, when that is somebody else: for what is about this entry alone.
    #[serde(skip)]
    pub(super) contact: Option<PrintGroup>,
}

/// Something that has to be said about an entry before anything else.
#[derive(Serialize)]
struct Label {
    kind: &'static str,
    name: String,
    note: String,
}

#[derive(Serialize)]
struct Quote {
    text: Vec<PrintInline>,
    role: Option<String>,
}

#[derive(Serialize)]
struct Reason {
    number: usize,
    title: Vec<PrintInline>,
    text: Vec<PrintBlock>,
    supports: Vec<PrintInline>,
    adapted: bool,
}

impl DocumentBuilder<'_> {
    /// An entry in full, without the field that the place where it stands says already.
    pub(super) fn entry(
        &self,
        typesetter: &Typesetter<'_>,
        key: &EntryKey,
        said: Option<&str>,
    ) -> Option<PrintEntry> {
        let view = view::entry(self.views, key, &Scope::page(typesetter.language, ""))?;
        let mut printed = self.head(typesetter, key, &view);
        printed.image = view.image.as_ref().and_then(|image| typesetter.image(image));
        let content_type = self.catalog.schema.get(&key.type_id)?;
        let name_of = |role| content_type.field_with(role).map(|field| &*field.name);
        let quoted = name_of(FieldRole::Quote);
        let value_of = |name: Option<&str>| view.fields.get(name?);
        printed.quote = value_of(quoted).and_then(|value| quote(typesetter, value));
        let argued = name_of(FieldRole::Reasons);
        let mut apart: Vec<&str> = said.into_iter().chain(argued).collect();
        if printed.quote.is_some() {
            apart.extend(quoted);
        }
        printed.profile = typesetter.profile(&view, &apart);
        if let Some(contact) = &view.contact {
            let group = typesetter.contact(contact, self.theme.texts(typesetter.language));
            match contact.nearest.iter().any(|near| near.itself) {
                // The profile table has no rows for it then.
                true => printed.profile.push(group),
                false => printed.contact = Some(group),
            }
        }
        printed.body = view
            .body
            .as_ref()
            .and_then(tree)
            .map(|document| typesetter.document(document))
            .unwrap_or_default();
        printed.reasons =
            value_of(argued).map(|value| reasons(typesetter, value)).unwrap_or_default();
        printed.closing = content_type.field_with(FieldRole::Closing).and_then(|field| {
            let value = view.fields.get(&*field.name)?;
            let label = field.label.get(typesetter.language);
            Some(typesetter.row(Some(label), value))
        });
        Some(printed)
    }

    /// The text of an entry, with the facts of its card instead of its profile.
    pub(super) fn running(
        &self,
        typesetter: &Typesetter<'_>,
        key: &EntryKey,
        said: Option<&str>,
        facts: Option<&[Arc<str>]>,
    ) -> Option<PrintEntry> {
        let short = self.compact(typesetter, key, facts)?;
        let full = self.entry(typesetter, key, said)?;
        Some(PrintEntry { tag: short.tag, facts: short.facts, profile: Vec::new(), ..full })
    }

    /// An entry in a few lines.
    pub(super) fn compact(
        &self,
        typesetter: &Typesetter<'_>,
        key: &EntryKey,
        facts: Option<&[Arc<str>]>,
    ) -> Option<PrintEntry> {
        let language = typesetter.language;
        let view = view::entry(self.views, key, &Scope::page(language, ""))?;
        let card = view::card(self.views, self.catalog.localized(key, language)?, language)?;
        let mut printed = self.head(typesetter, key, &view);
        let mut shown = card.facts;
        if let Some(first) = shown.first()
            && let ValueView::Plain { text } = &first.value
            && text.chars().count() <= TAG_LENGTH
        {
            printed.tag = Some(text.clone());
            shown.remove(0);
        }
        if let Some(names) = facts {
            shown = self.named_facts(key, names, &view, language);
        }
        printed.facts = typesetter.facts(&shown);
        // What is written about it at greater length.
        printed.see = self
            .catalog
            .inverse(key)
            .into_iter()
            .flat_map(|group| group.edges)
            .filter(|edge| is_about(&self.catalog.schema, edge))
            .filter(|edge| typesetter.printed.contains(&edge.from))
            .map(|edge| {
                let label = self.type_label(&edge.from.type_id, language);
                typesetter.entry_link(&edge.from, typesetter.plain(&label), true)
            })
            .collect();
        Some(printed)
    }

    /// Fields of an entry by name.
    fn named_facts(
        &self,
        key: &EntryKey,
        names: &[Arc<str>],
        view: &EntryView,
        language: &str,
    ) -> Vec<FactView> {
        let Some(content_type) = self.catalog.schema.get(&key.type_id) else { return Vec::new() };
        names
            .iter()
            .filter_map(|name| {
                let label = content_type.field(name)?.label.get(language).to_owned();
                let value = view.fields.get(&**name)?.clone();
                Some(FactView { name: name.to_string(), label, value })
            })
            .collect()
    }

    /// What every layout shows of an entry.
    fn head(&self, typesetter: &Typesetter<'_>, key: &EntryKey, view: &EntryView) -> PrintEntry {
        let line = |text: &Option<TextView>| {
            text.as_ref().and_then(tree).map(|document| typesetter.line(document))
        };
        let web = typesetter.page_of(key);
        PrintEntry {
            key: key.to_string(),
            anchored: true,
            type_id: view.type_id.clone(),
            type_label: view.label.clone(),
            title: typesetter.typeset(&view.title),
            summary: line(&view.summary),
            labels: self.labels(view, typesetter.language),
            uncertain: view.flags.uncertain,
            uncertain_note: line(&view.uncertain_note),
            note: line(&view.note),
            as_of: view.as_of.as_ref().map(|date| date.text.clone()),
            source: view.source.as_ref().map(|link| typesetter.typeset(&link.text)),
            web_shown: web.as_deref().map(shown),
            web,
            ..PrintEntry::default()
        }
    }

    fn labels(&self, view: &EntryView, language: &str) -> Vec<Label> {
        let flags = &view.flags;
        let adapted = view.adaptation.as_ref().map(|adaptation| {
            let texts = self.theme.texts(language);
            let targets: Vec<&str> =
                adaptation.targets.iter().map(|target| target.text.as_str()).collect();
            let parts = [("parts", TextValue::Text(adaptation.parts.clone()))];
            let parts = texts.get("adapted-parts", parts).filter(|_| !adaptation.parts.is_empty());
            let rest = format!("{} {}", texts.plain("adapted-rest"), adaptation.base.text);
            let said = [Some(format!("{}.", targets.join(", "))), parts, Some(rest)];
            let note = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
            Label { kind: "adapted", name: texts.plain("adapted-for"), note }
        });
        let flagged = [
            ("sample", flags.sample, "print-sample"),
            ("draft", flags.draft, "draft-explained"),
            ("archived", flags.archived, "archived-explained"),
        ]
        .into_iter()
        .filter(|(_, holds, _)| *holds)
        .map(|(kind, _, explained)| Label {
            kind,
            name: self.theme.texts(language).plain(kind),
            note: self.theme.texts(language).plain(explained),
        });
        flagged.chain(adapted).collect()
    }
}

fn quote(typesetter: &Typesetter<'_>, value: &ValueView) -> Option<Quote> {
    let ValueView::Group { rows, .. } = value else { return None };
    let value = |name: &str| rows.iter().find(|row| row.name == name).map(|row| &row.value);
    let text = match value(part::TEXT)? {
        ValueView::Text { text } => typesetter.line(tree(text)?),
        ValueView::Plain { text } => typesetter.plain(text),
        _ => return None,
    };
    let role = value(part::ROLE).and_then(|value| match value {
        ValueView::Plain { text } => Some(typesetter.typeset(text)),
        _ => None,
    });
    Some(Quote { text, role })
}

fn reasons(typesetter: &Typesetter<'_>, value: &ValueView) -> Vec<Reason> {
    let ValueView::Table { rows, .. } = value else { return Vec::new() };
    rows.iter().enumerate().map(|(i, row)| reason(typesetter, i + 1, row)).collect()
}

fn reason(typesetter: &Typesetter<'_>, number: usize, row: &RowView) -> Reason {
    let inlines = |value: &ValueView| match typesetter.value(value) {
        PrintValue::Inline { content } => content,
        _ => Vec::new(),
    };
    let text = match row.cells.get(part::TEXT) {
        Some(ValueView::Text { text }) => {
            tree(text).map(|tree| typesetter.document(tree)).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    let supports = row
        .cells
        .values()
        .flat_map(|value| match value {
            ValueView::List { items, .. } => items.iter().collect(),
            link @ ValueView::Link { .. } => vec![link],
            _ => Vec::new(),
        })
        .filter_map(|value| match value {
            ValueView::Link { link } => Some(typesetter.link_view(link)),
            _ => None,
        })
        .collect();
    Reason {
        number,
        title: row.cells.get(part::TITLE).map(inlines).unwrap_or_default(),
        text,
        supports,
        adapted: row.adapted,
    }
}
