//! Reads type files: the standard ones in the binary, then those of the site, which extend them or stand beside them.
//!
//! Entry point: [`Schema::load`]. Invariant: what is wrong in a type file is a finding at its place, and no more than that part is left
//! out; types and fields of types that are left out are remembered, so that nobody judges what depends on them.

mod consistency;
mod content_type;
mod derived;
mod facets;
mod fields;
mod labels;
mod overlay;
mod schema_org;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use indexmap::IndexMap;

use self::fields::Origin;
use self::overlay::add_site_type;
use super::{Field, Schema, figures};
use crate::diagnostic::{Diagnostic, nearest, problem};
use crate::location::{SitePath, Span};
use crate::source::Snapshot;
use crate::yaml::{self, Node};

static STANDARD: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/schema/standard");

/// Where the site's own types are.
const TYPES_FOLDER: &str = "content/types/";

/// What the standard type files say, read once.
struct Standard {
    common: IndexMap<Arc<str>, Field>,
    sources: BTreeMap<String, TypeSource>,
    schema: Schema,
    findings: Vec<Diagnostic>,
}

static STANDARD_TYPES: LazyLock<Standard> = LazyLock::new(|| {
    let mut standard = Standard {
        common: IndexMap::new(),
        sources: BTreeMap::new(),
        schema: Schema::default(),
        findings: Vec::new(),
    };
    for file in STANDARD.files() {
        let name = file.path().to_string_lossy();
        let Some(id) = name.strip_suffix(".yaml") else {
            continue;
        };
        let Some(path) = SitePath::new(&format!("standard/{name}")) else {
            continue;
        };
        let text = file.contents_utf8().unwrap_or_default();
        let Some(mut node) = yaml::parse(&path, text, 0..text.len(), &mut standard.findings) else {
            continue;
        };
        labels::translate(id, &mut node, &mut standard.findings);
        if id == "common" {
            if let Some(fields) = node.get("fields") {
                let loader = &mut Loader {
                    file: &path,
                    own: None,
                    unparsed: Vec::new(),
                    findings: &mut standard.findings,
                };
                standard.common = loader.read_fields(fields, Origin::Common).0;
            }
        } else {
            let source = TypeSource { file: path, node, standard: true, name_span: None };
            standard.sources.insert(id.to_owned(), source);
        }
    }
    for (id, source) in &standard.sources {
        standard.schema.add(id, source, &standard.common, &mut standard.findings);
    }
    standard
});

impl Schema {
    /// The standard types and those of the site. What is wrong with a type file is a finding; a type that cannot be read
    /// at all is left out.
    pub fn load(snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) -> Self {
        let standard = &*STANDARD_TYPES;
        findings.extend_from_slice(&standard.findings);
        let mut own: BTreeMap<String, TypeSource> = BTreeMap::new();
        let mut unparsed = BTreeSet::new();
        for file in snapshot.under(TYPES_FOLDER) {
            let path = file.path();
            let (Some(text), "yaml" | "yml") = (file.text(), path.extension().as_str()) else {
                continue;
            };
            let Some(node) = yaml::parse(path, &text, 0..text.len(), findings) else {
                if text.trim().is_empty() {
                    findings.push(Diagnostic::at_file(
                        problem::EmptyFile { what: problem::ExpectedFile::Type },
                        path,
                    ));
                }
                unparsed.insert(path.stem().to_owned());
                continue;
            };
            if !add_site_type(path, node, &standard.sources, &mut own, findings) {
                unparsed.insert(path.stem().to_owned());
            }
        }
        let mut schema = standard.schema.clone();
        schema.unparsed = unparsed;
        for (id, source) in &own {
            // A file that takes the place of a standard type and cannot be read leaves none.
            schema.types.remove(id.as_str());
            schema.add(id, source, &standard.common, findings);
            if schema.get(id).is_none() {
                schema.unparsed.insert(id.clone());
            }
        }
        schema.check(findings);
        schema.figures = figures::load(snapshot, &schema, findings);
        schema
    }

    fn add(
        &mut self,
        id: &str,
        source: &TypeSource,
        common: &IndexMap<Arc<str>, Field>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let mut loader = Loader {
            file: &source.file,
            own: (!source.standard).then_some(&source.file),
            unparsed: Vec::new(),
            findings,
        };
        if let Some(content_type) = loader.content_type(id, source, common) {
            self.types.insert(content_type.id.clone(), Arc::new(content_type));
        }
    }
}

/// A type file, after the site's changes were laid over a standard one.
struct TypeSource {
    file: SitePath,
    node: Node,
    standard: bool,
    /// In a file of the site: where it names the type.
    name_span: Option<Range<usize>>,
}

struct Loader<'a, 'f> {
    file: &'a SitePath,
    /// The site's file, when places in it mean something to the reader.
    own: Option<&'a SitePath>,
    /// Fields of the type that cannot be read.
    unparsed: Vec<String>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Loader<'_, '_> {
    fn contradiction(
        &mut self,
        what: problem::Contradiction,
        name: &str,
        other: &str,
        span: Range<usize>,
    ) {
        self.findings.push(Diagnostic::at(
            problem::TypeContradiction { what, name: &name, other: &other },
            Span::new(self.file, span),
        ));
    }

    fn expect_field(&mut self, fields: &IndexMap<Arc<str>, Field>, written: &str, at: Span) {
        // `-date` sorts downwards.
        let name = written.strip_prefix('-').unwrap_or(written);
        if !fields.contains_key(name) && !self.unparsed.iter().any(|unparsed| unparsed == name) {
            let suggestion = nearest(name, fields.keys().map(|key| &**key));
            let suggestion = suggestion.map(|suggestion| written.replacen(name, suggestion, 1));
            self.findings.push(
                Diagnostic::at(
                    problem::NoSuchField { field: &name, suggestion: suggestion.as_deref() },
                    at,
                )
                .with_fix(),
            );
        }
    }

    fn bad(&mut self, key: &str, node: &Node, expected: problem::Expected<'_>) {
        let value = node.quoted();
        self.findings.push(Diagnostic::at(
            problem::BadValue { key: &key, value: &value, expected },
            Span::new(self.file, node.beginning()),
        ));
    }
}

fn is_type_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
