//! Forms by which organisations put right what is known of how they are reached.
//!
//! Entry point: [`contact_form`]. Invariant: a form says of an entry what its page does, and nothing else: it goes to somebody who may
//! not be the one whom a consent is from.

use super::types::{ContactFormView, FormRowView, ValueView};
use super::{Scope, ViewContext, cards, contacts, values};
use crate::model::EntryKey;
use crate::plan;
use crate::schema::{Ability, Field, FieldRole};

/// The form about an entry; `None` for what nobody can reach as an organisation.
pub(crate) fn contact_form(
    cx: &ViewContext<'_>,
    key: &EntryKey,
    language: &str,
) -> Option<ContactFormView> {
    let entry = cx.catalog.get_in(key, language)?;
    let content_type = cx.catalog.schema.get(&key.type_id)?;
    if !plan::is_body(entry, content_type) {
        return None;
    }
    let scope = Scope::page(language, "");
    let shown = |field: &Field| {
        let value = cards::shown(cx, entry, &field.name)?;
        values::value(cx, field, &value, entry, &scope)
    };
    let is_asked = |field: &&Field| {
        field.kind.can(Ability::Reach) || field.role == Some(FieldRole::ContactDesk)
    };
    let fields = content_type.fields.values().filter(|field| !field.hidden && !field.personal);
    let rows = fields.filter(is_asked).map(|field| FormRowView {
        label: field.label.get(language).to_owned(),
        lines: shown(field).map(lines).unwrap_or_default(),
    });
    let of_role = |role| content_type.field_with(role).and_then(shown).map(lines);
    let stand: Vec<String> = [FieldRole::ContactBasis, FieldRole::ContactAsOf]
        .into_iter()
        .filter_map(of_role)
        .flatten()
        .collect();
    let say = |text: &str| cx.say(language, text);
    let site = cx.config.title.get(language).to_owned();
    let publisher = &cx.config.publisher;
    let href = cx.plan.routes.entry(key, language);
    let name = contacts::marked(cx, entry.title(), entry);
    Some(ContactFormView {
        subject: cx.say_with(language, "form-subject", "name", &name),
        title: say("form-title"),
        salutation: say("form-salutation"),
        intro: cx.say_with(language, "form-intro", "site", &site),
        known: say("form-known"),
        right: say("form-right"),
        unknown: say("form-unknown"),
        rows: rows.collect(),
        stand: (!stand.is_empty()).then(|| stand.join(", ")),
        desks: say("form-desks"),
        release: say("form-release"),
        filled_in: say("form-filled-in"),
        reply: publisher
            .email
            .as_ref()
            .map(|email| cx.say_with(language, "form-reply", "email", email)),
        sender: publisher.name.as_ref().map(|name| name.get(language).to_owned()),
        address: href
            .zip(cx.config.base_url.as_deref())
            .map(|(href, base)| format!("{base}{href}")),
        site,
        name,
    })
}

/// A value in lines, as somebody would write it on paper.
fn lines(value: ValueView) -> Vec<String> {
    match value {
        ValueView::Plain { text } | ValueView::Choice { text, .. } => vec![text],
        ValueView::Date { text, .. } => vec![text],
        // Whole addresses: what is shown is short.
        ValueView::Link { link } => match link.href {
            Some(href) if href.starts_with("http") => vec![href],
            _ => vec![link.text],
        },
        ValueView::Address { lines, .. } => lines,
        _ => Vec::new(),
    }
}
