//! The control of a field in a CMS: what its kind says of itself in a form ([`Control`], [`Parts`]), in the words of Decap.
//!
//! Entry point: [`of_field`]. Invariant: values go to and fro as texts; only yes and no are more than that.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::is_collection;
use crate::json_schema::{DescribedSite, SiteWords};
use crate::schema::{Control, Field, FieldKind, PartControl, Parts, Vocabulary};

/// The control of a field; `None` where there is none.
pub(super) fn of_field(site: DescribedSite<'_>, field: &Field) -> Option<Json> {
    let words = SiteWords::new(site);
    let mut widget = of_kind(site, &field.kind)?;
    let language = words.language();
    let about = [
        field.help.as_ref().map(|help| help.get(language).to_owned()),
        words.hint(&*field.kind).filter(|_| has_notation(&field.kind)),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    widget["name"] = (*field.name).into();
    widget["label"] = field.label.get(language).into();
    widget["required"] = field.required.into();
    // What an object that may be left out must have, is asked for even where there is none.
    match (field.required, widget["widget"] == "object") {
        (true, true) => widget["collapsed"] = false.into(),
        (true, false) => {}
        (false, _) => leave_free(&mut widget),
    }
    if !about.is_empty() {
        widget["hint"] = about.join(" ").into();
    }
    Some(widget)
}

/// Lets the fields of an object be empty.
fn leave_free(widget: &mut Json) {
    if widget["widget"] != "object" {
        return;
    }
    for field in widget["fields"].as_array_mut().into_iter().flatten() {
        field["required"] = false.into();
        leave_free(field);
    }
}

/// Whether it has to be known how a value is written. What is said of texts and references is for those who write files.
fn has_notation(kind: &FieldKind) -> bool {
    let is_one = matches!(kind.parts(), Parts::None);
    is_one && matches!(kind.control(), Control::Number | Control::Date | Control::Line(_))
}

fn of_kind(site: DescribedSite<'_>, kind: &FieldKind) -> Option<Json> {
    match kind.parts() {
        Parts::Items(of) => of_list(site, kind, of),
        Parts::Fields(fields) => {
            let fields: Vec<Json> =
                fields.values().filter_map(|field| of_field(site, field)).collect();
            Some(json!({ "widget": "object", "collapsed": true, "fields": fields }))
        }
        Parts::Pairs(keys, of) => {
            // Keys that may be anything have no control.
            let keys = options(site, &keys.kind)?;
            let of = of_kind(site, &of.kind)?;
            let one = |option: &Json| {
                let mut widget = of.clone();
                widget["name"] = option["value"].clone();
                widget["label"] = option["label"].clone();
                widget["required"] = false.into();
                widget
            };
            let fields: Vec<Json> = keys.iter().map(one).collect();
            Some(json!({ "widget": "object", "collapsed": true, "fields": fields }))
        }
        Parts::None => Some(of_piece(site, kind)),
    }
}

fn of_list(site: DescribedSite<'_>, kind: &FieldKind, of: &Field) -> Option<Json> {
    let mut list = match (kind.item_fields(), kind.item().relation(), kind.item().choices()) {
        (Some(fields), ..) => {
            let fields: Vec<Json> =
                fields.values().filter_map(|field| of_field(site, field)).collect();
            json!({ "widget": "list", "collapsed": true, "fields": fields })
        }
        (None, None, None) => {
            let mut item = of_kind(site, &of.kind)?;
            item["name"] = (*of.name).into();
            item["label"] = of.label.get(site.texts.language().tag()).into();
            json!({ "widget": "list", "field": item })
        }
        _ => {
            let mut several = of_piece(site, kind.item());
            several["multiple"] = true.into();
            several
        }
    };
    if let Some(count) = kind.count() {
        // An empty list is none, whatever the least is.
        for (key, limit) in [("min", count.min), ("max", count.max)] {
            if let Some(limit) = limit {
                list[key] = limit.into();
            }
        }
    }
    Some(list)
}

/// The control of a value of one piece.
fn of_piece(site: DescribedSite<'_>, kind: &FieldKind) -> Json {
    let one_of = |options: Vec<Json>| json!({ "widget": "select", "options": options });
    let plain = |word: &str| json!({ "label": word, "value": word });
    match kind.control() {
        Control::Line(Some(most)) => {
            let message = site.texts.get("new-string-max", &[("max", &most)]);
            json!({ "widget": "string", "pattern": [format!("^[\\s\\S]{{0,{most}}}$"), message] })
        }
        Control::Prose(Some(most)) => {
            let message = site.texts.get("new-string-max", &[("max", &most)]);
            json!({ "widget": "text", "pattern": [format!("^[\\s\\S]{{0,{most}}}\\n?$"), message] })
        }
        Control::Prose(None) => json!({ "widget": "text" }),
        Control::Words(words) => one_of(words.iter().map(|word| plain(word)).collect()),
        Control::Answer => json!({ "widget": "boolean" }),
        Control::Choice => one_of(options(site, kind).unwrap_or_default()),
        Control::Scale(none) => {
            let language = site.texts.language().tag();
            let steps = kind.scale().into_iter().flatten();
            let steps = steps.map(|(step, label)| {
                let label = format!("{step} ({})", label.get(language));
                json!({ "label": label, "value": step.to_string() })
            });
            one_of(steps.chain([plain(none)]).collect())
        }
        Control::Reference => match collection_of(site, kind) {
            Some((collection, title)) => json!({
                "widget": "relation",
                "collection": &*collection,
                "value_field": "{{slug}}",
                "search_fields": [title.clone()],
                "display_fields": [title],
            }),
            None => one_of(options(site, kind).unwrap_or_default()),
        },
        Control::File(parts) => of_parts(site, parts, "file"),
        Control::Picture(parts) => of_parts(site, parts, "image"),
        Control::Group(parts) => of_parts(site, parts, "file"),
        Control::Line(None)
        | Control::Number
        | Control::Date
        | Control::Web
        | Control::Mail
        | Control::Telephone => {
            let words = SiteWords::new(site);
            let notation = kind.notation(&words);
            let message = words.hint(&**kind).unwrap_or_else(|| site.texts.get("cms-pattern", &[]));
            match notation.get("pattern").and_then(Json::as_str) {
                Some(pattern) => json!({ "widget": "string", "pattern": [pattern, message] }),
                None => json!({ "widget": "string" }),
            }
        }
    }
}

/// A value of several pieces, each with its key.
fn of_parts(site: DescribedSite<'_>, parts: &[(&str, PartControl)], file: &str) -> Json {
    let part = |(key, part): &(&str, PartControl)| {
        let mut widget = match part {
            PartControl::Line => json!({ "widget": "string" }),
            PartControl::Lines => {
                json!({ "widget": "list", "field": { "name": "line", "label": "", "widget": "string" } })
            }
            PartControl::Tick => json!({ "widget": "boolean" }),
            PartControl::Path => json!({ "widget": file }),
            PartControl::Organisation => {
                let of = SiteWords::new(site).organisation();
                let options = of.map(|of| entries(site, &[of])).unwrap_or_default();
                json!({ "widget": "select", "options": options })
            }
        };
        widget["name"] = (*key).into();
        widget["label"] =
            site.texts.get(&format!("editor-part-{}", key.replace('_', "-")), &[]).into();
        widget["required"] = false.into();
        widget
    };
    let fields: Vec<Json> = parts.iter().map(part).collect();
    json!({ "widget": "object", "collapsed": true, "fields": fields })
}

/// The one type that a relation leads to and whose entries are a collection, with the field of their titles.
fn collection_of(site: DescribedSite<'_>, kind: &FieldKind) -> Option<(Arc<str>, String)> {
    let [to] = kind.relation()?.to.as_slice() else { return None };
    let of = site.catalog.schema.get(to).filter(|of| is_collection(site, of))?;
    Some((of.id.clone(), of.title.clone()))
}

/// Among what one chooses; `None` for what may be anything.
fn options(site: DescribedSite<'_>, kind: &FieldKind) -> Option<Vec<Json>> {
    let language = site.texts.language().tag();
    if let Some(choices) = kind.choices() {
        let of = choices.iter();
        let of =
            of.map(|(value, said)| json!({ "label": said.label.get(language), "value": value }));
        return Some(of.collect());
    }
    kind.relation().map(|relation| entries(site, &relation.to))
}

/// The entries of these types, as a field names them.
fn entries(site: DescribedSite<'_>, types: &[Arc<str>]) -> Vec<Json> {
    let mut all = Vec::new();
    for type_id in types {
        for entry in site.catalog.originals_of(type_id) {
            let key = &entry.key;
            let value = match types {
                [_] => key.id.to_string(),
                _ => key.to_string(),
            };
            let here = site.catalog.localized(key, site.texts.language().tag());
            let label = here.map_or("", |entry| entry.title());
            all.push(json!({ "label": label, "value": value }));
        }
    }
    all
}
