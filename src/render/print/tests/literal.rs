//! Whatever an editor writes stands on paper as it was written: every text of every template, with signs that mean
//! something to Typst.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::*;

/// Texts of a document that editors do not write, or that are no words: names of files and places, addresses.
const NOT_WORDS: [&str; 18] = [
    "align", "block", "date", "file", "format", "inline", "key", "kind", "language", "layout",
    "mention", "panel", "qr", "template", "texts", "type", "url", "web",
];

/// Texts that stand in the properties of a file, are read aloud, or have their place in other documents.
const NOT_ON_PAPER: [&str; 18] = [
    ".alt",
    ".as_of",
    ".description",
    ".keywords[]",
    ".profile[].label",
    ".running_title",
    ".site_title",
    ".source",
    "brochure.title",
    "guide.title",
    "leaflet.title",
    "onepage.title",
    "<chapter>.title",
    ".type_label",
    ".uncertain_note",
    ".web_shown",
    // The head of a table that is set as a list; what a rating says where dots say it.
    "<table>.head[]",
    "<rating>.text",
];

/// A guide shows its reasons, a chapter its text.
const NOT_IN_GUIDES: [&str; 4] =
    [".entry.body[]", ".entry.closing.", ".entry.note[]", ".entry.profile[]"];

/// The standard ways to get out of a text, with a number to tell one place from another.
fn hostile(number: usize) -> String {
    format!(r##"{number}#read("/etc/passwd")$x$\@label*a*_b_`c`<t>//no/*no*/#{{1+1}}[z]={number}"##)
}

/// Puts hostile words in the place of every text, once in each place of the template.
fn poison(value: &mut Value, place: &str, places: &mut BTreeMap<String, usize>) {
    match value {
        Value::Object(fields) => {
            // Values, blocks and inlines differ in what they show.
            let kind = ["kind", "block", "inline", "layout"]
                .iter()
                .find_map(|key| fields.get(*key)?.as_str())
                .map_or(String::new(), |kind| format!("<{kind}>"));
            for (key, value) in
                fields.iter_mut().filter(|(key, _)| !NOT_WORDS.contains(&key.as_str()))
            {
                let known = places.len();
                poison(value, &format!("{place}{kind}.{key}"), places);
                // More of the same proves nothing and takes its time.
                if ["body", "profile"].contains(&key.as_str()) && places.len() == known {
                    *value = Value::Array(Vec::new());
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                poison(item, &format!("{place}[]"), places);
            }
        }
        Value::String(text) => {
            let next = places.len() + 1000;
            if !places.contains_key(place) {
                places.insert(place.to_owned(), next);
                *text = hostile(next);
            }
        }
        _ => {}
    }
}

#[test]
fn every_text_of_every_document_stands_there_literally() {
    let snapshot = Snapshot::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    // All publications, and the first sheet of each type.
    let mut types = BTreeSet::new();
    let documents = with_builder(&snapshot, |builder, publications| {
        let DocumentBuilder { catalog, plan, .. } = builder;
        let sheets = catalog.entries().iter().filter_map(|entry| {
            let (key, language) = (entry.key.clone(), entry.language.clone());
            plan.routes.sheet(&key, &language)?;
            types.insert(key.type_id.clone()).then_some(PdfOutput::Sheet { key, language })
        });
        let published = publications.iter().map(|publication| PdfOutput::Publication {
            id: publication.id.as_str().into(),
            language: publication.language.as_str().into(),
        });
        published
            .chain(sheets)
            .filter_map(|pdf| super::super::document(&pdf, &builder, publications))
            .collect::<Vec<_>>()
    });
    let theme = theme_with("");
    let squeeze =
        |text: &str| text.replace([' ', '\u{ad}', '-', '\u{200b}', '\u{a0}', '\u{202f}'], "");
    let (mut all, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for PrintDocument { job, mut view, .. } in documents {
        let mut places = BTreeMap::new();
        poison(&mut view, &job.template, &mut places);
        if places.keys().all(|place| all.contains(place)) {
            continue;
        }
        let text = squeeze(&text_of(&job, &view, &theme));
        shown.extend(
            places
                .iter()
                .filter(|(_, number)| text.contains(&squeeze(&hostile(**number))))
                .map(|(place, _)| place.clone()),
        );
        all.extend(places.into_keys());
    }
    assert!(shown.len() > 200, "{shown:#?}");
    let lost: Vec<_> = all
        .difference(&shown)
        .filter(|place| !NOT_ON_PAPER.iter().any(|end| place.ends_with(end)))
        .filter(|place| !NOT_IN_GUIDES.iter().any(|part| place.contains(part)))
        .collect();
    assert!(lost.is_empty(), "{lost:#?}");
}
