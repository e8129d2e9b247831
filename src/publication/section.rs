//! Reads one part of a publication: what it shows, and in which layout.
//!
//! Entry point: `Loader::section`. Invariant: a part shows exactly one thing, and has no key that its layout does not know.

use std::sync::Arc;

use super::entries::Selection;
use super::load::{Loader, as_of};
use super::{Content, Group, Layout, PageFormat, Panel, Section, Terms};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::query::expect_field;
use crate::schema::ContentType;
use crate::syntax::Document;
use crate::yaml::{Node, Reader};

/// How many pages one entry may be given.
const MAX_BUDGET: f64 = 100.0;

/// What `layout` says: a layout of entries, or a table of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Entries(Layout),
    Table,
    Matrix,
}

const LAYOUTS: [(&str, Shape); 6] = [
    ("full", Shape::Entries(Layout::Full)),
    ("running", Shape::Entries(Layout::Running)),
    ("compact", Shape::Entries(Layout::Compact)),
    ("card", Shape::Entries(Layout::Card)),
    ("table", Shape::Table),
    ("matrix", Shape::Matrix),
];

impl Loader<'_> {
    /// A part; `None` when it shows nothing, which was reported.
    pub(super) fn section(
        &self,
        node: &Node,
        format: PageFormat,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Section> {
        let mut r = Reader::new(self.file, node, findings)?;
        let span = r.place();
        let title = r.text("title").map(|text| text.get(self.language).to_owned());
        let intro =
            r.node("text").map(|node| self.markdown("text", node, &mut r)).unwrap_or_default();
        let notes =
            r.node("notes").map(|node| self.markdown("notes", node, &mut r)).unwrap_or_default();
        let as_of = as_of(&mut r);
        let panel = match format {
            PageFormat::Leaflet => r
                .choice(
                    "panel",
                    &[Panel::Inside, Panel::Flap, Panel::Back].map(|it| (it.name(), it)),
                )
                .unwrap_or_default(),
            _ => Panel::default(),
        };
        let budget = r.node("budget").and_then(|node| {
            let pages = node.as_str().and_then(|written| written.parse().ok());
            let fits = pages.filter(|pages| *pages > 0.0 && *pages <= MAX_BUDGET);
            if fits.is_none() {
                r.bad("budget", node, "pages");
            }
            fits.map(|pages: f64| (pages, r.at(node.span.clone())))
        });
        let content = self.content(title.as_deref(), &intro, &mut r);
        r.finish();
        let content = content?;
        if title.is_none() && !matches!(content, Content::Pages(_)) {
            findings.push(Diagnostic::at(Code::MissingKey, span.clone()).arg("key", "title"));
        }
        Some(Section { title, intro, content, notes, as_of, panel, budget, span })
    }

    /// What a section shows. `None` when that is nothing, which was reported.
    fn content(
        &self,
        title: Option<&str>,
        intro: &Document,
        r: &mut Reader<'_, '_>,
    ) -> Option<Content> {
        let layout = r.choice("layout", &LAYOUTS);
        let terms = r.choice("terms", &[("all", Terms::All), ("used", Terms::Used)]);
        let named = r.node("entries").map(|node| self.named(node, r));
        let selected = r.node("select").map(|node| self.select(node, r.findings));
        let index = r.node("index").map(|node| self.find().types("index", node, r));
        let glossary = r.node("glossary").map(|node| self.find().types("glossary", node, r));
        let sources = r.node("sources").map(|node| self.find().types("sources", node, r));
        match (named, selected, index, glossary, sources) {
            (Some(keys), None, None, None, None) if layout.is_none() => {
                (!keys.is_empty()).then_some(Content::Pages(keys))
            }
            (Some(entries), None, None, None, None) => match layout {
                Some(Shape::Entries(layout)) => Some(Content::Entries {
                    layout,
                    groups: vec![Group { label: None, key: None, entries }],
                    grouped_by: None,
                    facts: None,
                }),
                _ => {
                    // The rows of a table are of one type.
                    let span = r.place();
                    r.findings.push(Diagnostic::at(Code::MissingKey, span).arg("key", "select"));
                    None
                }
            },
            (None, Some(selection), None, None, None) => {
                let found = selection.as_ref().is_some_and(|selection| {
                    selection.groups.iter().any(|group| !group.entries.is_empty())
                });
                if found {
                    return self.shaped(selection?, layout, r);
                }
                if let Some(selection) = selection {
                    let finding = self.empty(r.place(), title.unwrap_or("select"));
                    // A consent that ends does not keep everything else from being published.
                    r.findings.push(match selection.is_withheld {
                        true => finding.arg("reason", "consent").with_severity(Severity::Warning),
                        false => finding,
                    });
                }
                // How nothing is shown does not matter: these keys are not wrong as well.
                for key in ["columns", "row_notes", "facts"] {
                    r.node(key);
                }
                None
            }
            (None, None, Some(types), None, None) => Some(Content::Index { types }),
            (None, None, None, Some(types), None) => Some(Content::Glossary {
                type_id: types.into_iter().next()?,
                terms: terms.unwrap_or(Terms::Used),
            }),
            (None, None, None, None, Some(types)) => {
                Some(Content::Sources { type_id: types.into_iter().next()? })
            }
            (None, None, None, None, None) => {
                if title.is_none() || intro.is_empty() {
                    let span = r.place();
                    r.findings.push(Diagnostic::at(Code::MissingKey, span).arg("key", "select"));
                    return None;
                }
                Some(Content::Text)
            }
            _ => {
                let span = r.place();
                r.findings.push(
                    Diagnostic::at(Code::BadValue, span)
                        .arg("key", "sections")
                        .arg("value", "…")
                        .arg("expected", "one-content")
                        .arg("known", "entries, select, index, glossary, sources"),
                );
                None
            }
        }
    }

    /// What was selected, in the layout that was asked for. `None` when it cannot have that layout, which was reported.
    fn shaped(
        &self,
        selection: Selection<'_>,
        layout: Option<Shape>,
        r: &mut Reader<'_, '_>,
    ) -> Option<Content> {
        let Selection { content_type, groups, grouped_by, .. } = selection;
        let type_id = content_type.id.clone();
        match layout.unwrap_or(Shape::Entries(Layout::Full)) {
            Shape::Entries(layout) => {
                // Full entries show all their fields: there the key is reported as unknown.
                let facts = (layout != Layout::Full).then(|| r.node("facts")).flatten();
                let facts = match facts {
                    Some(node) => Some(self.fields(content_type, "facts", node, r)?),
                    None => None,
                };
                Some(Content::Entries { layout, groups, grouped_by, facts })
            }
            Shape::Table => {
                let columns = r.required("columns")?;
                let columns = self.fields(content_type, "columns", columns, r);
                let row_notes = match r.node("row_notes") {
                    Some(node) => self.fields(content_type, "row_notes", node, r)?,
                    None => Vec::new(),
                };
                Some(Content::Table { type_id, groups, columns: columns?, row_notes })
            }
            Shape::Matrix if content_type.ratings().is_some() => {
                Some(Content::Matrix { type_id, groups })
            }
            Shape::Matrix => {
                if let Some(node) = r.node("layout") {
                    r.bad("layout", node, "rated-type");
                }
                None
            }
        }
    }

    /// The fields of a type that a list names.
    fn fields(
        &self,
        content_type: &ContentType,
        key: &'static str,
        node: &Node,
        r: &mut Reader<'_, '_>,
    ) -> Option<Vec<Arc<str>>> {
        let mut names = Vec::new();
        for (name, span) in r.strings_of(key, node)? {
            match expect_field(content_type, &name, span) {
                Ok(field) => names.push(field.name.clone()),
                Err(finding) => {
                    r.findings.push(*finding);
                    return None;
                }
            }
        }
        Some(names)
    }
}
