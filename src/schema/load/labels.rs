//! Labels of the standard types in further languages: `standard/labels/<tag>.yaml` has, by type, what a type file has, with a text in place of
//! each map of texts.
//!
//! Entry point: [`translate`]. Invariant: a catalogue adds texts and nothing else; what it lacks is said in [`i18n::DEFAULT`].

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::diagnostic::Diagnostic;
use crate::i18n;
use crate::location::SitePath;
use crate::yaml::{self, Node, NodeValue, Pair};

/// Where the catalogues are, below the root of the repository.
const FOLDER: &str = "src/schema/standard/labels";

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/schema/standard/labels");

struct Catalogue {
    language: &'static str,
    labels: Node,
}

/// The catalogues, and what is wrong in them.
static CATALOGUES: LazyLock<(Vec<Catalogue>, Vec<Diagnostic>)> = LazyLock::new(|| {
    let mut findings = Vec::new();
    let mut read = |(name, text): (&'static str, &'static str)| {
        let language = name.strip_suffix(".yaml")?;
        let path = SitePath::new(&format!("standard/labels/{name}"))?;
        let labels = yaml::parse(&path, text, 0..text.len(), &mut findings)?;
        Some(Catalogue { language, labels })
    };
    let catalogues = i18n::catalogues(&FILES, FOLDER).filter_map(&mut read).collect();
    (catalogues, findings)
});

/// Adds the labels of all catalogues to the file of a standard type. Returns where a catalogue has a label for something that the type
/// does not have.
pub(super) fn translate(id: &str, node: &mut Node, findings: &mut Vec<Diagnostic>) -> Vec<String> {
    let (catalogues, wrong) = &*CATALOGUES;
    findings.extend_from_slice(wrong);
    let mut strays = Vec::new();
    for Catalogue { language, labels } in catalogues {
        if let Some(labels) = labels.get(id) {
            add(node, labels, language, &format!("{language}: {id}"), &mut strays);
        }
    }
    strays
}

fn add(node: &mut Node, labels: &Node, language: &str, at: &str, strays: &mut Vec<String>) {
    match (&mut node.value, &labels.value) {
        (NodeValue::Map(texts), NodeValue::Scalar { .. }) => texts.push(Pair {
            key: language.to_owned(),
            key_span: labels.span.clone(),
            value: labels.clone(),
        }),
        // One text for all languages.
        (NodeValue::Scalar { .. }, NodeValue::Scalar { .. }) => {
            let pair = |key: &str, value: Node| Pair {
                key: key.to_owned(),
                key_span: value.span.clone(),
                value,
            };
            let texts = vec![pair(i18n::DEFAULT, node.clone()), pair(language, labels.clone())];
            node.value = NodeValue::Map(texts);
        }
        (NodeValue::Map(pairs), NodeValue::Map(said)) => {
            for pair in said {
                let at = format!("{at}.{}", pair.key);
                match pairs.iter_mut().find(|known| known.key == pair.key) {
                    Some(known) => add(&mut known.value, &pair.value, language, &at, strays),
                    None => strays.push(at),
                }
            }
        }
        (NodeValue::List(items), NodeValue::List(said)) if items.len() >= said.len() => {
            for (number, (item, said)) in items.iter_mut().zip(said).enumerate() {
                add(item, said, language, &format!("{at}.{number}"), strays);
            }
        }
        _ => strays.push(at.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::STANDARD;
    use super::*;

    #[test]
    fn every_label_of_a_catalogue_has_its_place() {
        let mut findings = Vec::new();
        let mut types = vec![];
        for file in STANDARD.files() {
            let (name, text) = (file.path().to_str().unwrap(), file.contents_utf8().unwrap());
            let path = SitePath::new(name).unwrap();
            let mut node = yaml::parse(&path, text, 0..text.len(), &mut findings).unwrap();
            let id = name.strip_suffix(".yaml").unwrap();
            let strays = translate(id, &mut node, &mut findings);
            assert_eq!(strays, [""; 0]);
            types.push(id.to_owned());
        }
        assert_eq!(findings, []);
        for Catalogue { language, labels } in &CATALOGUES.0 {
            for pair in labels.as_map().unwrap() {
                assert!(types.contains(&pair.key), "{language}: there is no type {}", pair.key);
            }
        }
    }

    #[test]
    fn a_label_without_a_place_is_seen() {
        let read = |text: &str| {
            let path = SitePath::new("a.yaml").unwrap();
            yaml::parse(&path, text, 0..text.len(), &mut Vec::new()).unwrap()
        };
        let mut node = read("label: {de: Fall}\nfields: {name: {label: Name}}\n");
        let labels = read("label: Kazo\nfields: {name: {label: Nomo}, nmae: {label: Nomo}}\n");
        let mut strays = Vec::new();
        add(&mut node, &labels, "eo", "case", &mut strays);
        assert_eq!(strays, ["case.fields.nmae"]);
        let said = |node: Option<&Node>| {
            node.and_then(|node| node.get("eo")?.as_str()).unwrap().to_owned()
        };
        assert_eq!(said(node.get("label")), "Kazo");
        let name = node.get("fields").and_then(|fields| fields.get("name"));
        assert_eq!(said(name.and_then(|name| name.get("label"))), "Nomo");
    }
}
