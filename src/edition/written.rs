//! The file of an edition as it says it: every key is read once, and nothing is looked up.
//!
//! Entry point: [`WrittenEdition::read`]. Invariant: what is wrong with the notation, whatever there is in the collection, is a finding at its
//! place; the rest of the file is read all the same.

use super::{Canonical, Rule};
use crate::config::WrittenSettings;
use crate::diagnostic::{Diagnostic, problem};
use crate::location::{SitePath, Span};
use crate::yaml::{Node, Reader, Spanned, WrittenNames, no_choice};

/// What may become of entries, in the words of the file.
const RULES: [(&str, Rule); 3] =
    [("include", Rule::Include), ("link", Rule::Link), ("leave_out", Rule::LeaveOut)];

/// A file in `content/editions/`.
pub(super) struct WrittenEdition {
    pub(super) file: SitePath,
    /// The file that it extends.
    pub(super) extends: Option<Spanned<String>>,
    /// Whether it is only there to be extended.
    pub(super) is_abstract: bool,
    /// Where it says where the edition will stand.
    pub(super) address: Option<Span>,
    pub(super) language: Option<Spanned<String>>,
    pub(super) languages: Option<WrittenNames>,
    pub(super) settings: WrittenSettings,
    pub(super) about: Option<Spanned<String>>,
    pub(super) canonical: Option<Canonical>,
    pub(super) select: Option<Spanned<Vec<WrittenSelector>>>,
    /// Names of relations, or `default`, and what becomes of the entries.
    pub(super) rules: Vec<(Spanned<String>, Rule)>,
    /// Entries, and those in their place.
    pub(super) replaced: Vec<(Spanned<String>, Spanned<String>)>,
    pub(super) publications: WrittenNames,
    /// Whether something in it cannot be read, which was reported.
    pub(super) is_wrong: bool,
}

/// One of those under `select`: `{entries, type, where}`.
pub(super) struct WrittenSelector {
    pub(super) entries: WrittenNames,
    pub(super) content_type: Option<Spanned<String>>,
    pub(super) filter: Option<Node>,
}

impl WrittenEdition {
    /// Reads the file. What is no map, which is reported, says nothing.
    pub(super) fn read(file: &SitePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Self {
        let before = findings.len();
        let mut written = Self::empty(file);
        if let Some(mut r) = Reader::new(file, node, findings) {
            written.take(&mut r);
            r.finish();
        }
        written.is_wrong = findings.len() > before;
        written
    }

    fn empty(file: &SitePath) -> Self {
        Self {
            file: file.clone(),
            extends: None,
            is_abstract: false,
            address: None,
            language: None,
            languages: None,
            settings: WrittenSettings::default(),
            about: None,
            canonical: None,
            select: None,
            rules: Vec::new(),
            replaced: Vec::new(),
            publications: WrittenNames::new(),
            is_wrong: false,
        }
    }

    fn take(&mut self, r: &mut Reader<'_, '_>) {
        self.extends = r.word("extends");
        self.is_abstract = r.boolean("abstract").unwrap_or(false);
        self.address = r.node("base_url").map(|node| r.at(node.span.clone()));
        self.language = r.word("language");
        self.languages = r.strings("languages");
        self.settings = WrittenSettings::read(r);
        self.about = r.word("about");
        self.canonical =
            r.choice("canonical", &[("own", Canonical::Own), ("main", Canonical::Main)]);
        if let Some(node) = r.node("select") {
            let items = node.as_list().unwrap_or(std::slice::from_ref(node)).iter();
            let value = items.filter_map(|item| WrittenSelector::read(r.file(), item, r.findings));
            let value = value.collect();
            self.select = Some(Spanned { value, span: r.at(node.beginning()) });
        }
        if let Some(node) = r.node("relations") {
            self.rules = rules(node, r);
        }
        if let Some(node) = r.node("replace") {
            self.replaced = replaced(node, r);
        }
        self.publications = r.strings("publications").unwrap_or_default();
    }
}

impl WrittenSelector {
    fn read(file: &SitePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut r = Reader::new(file, node, findings)?;
        let entries = r.strings("entries").unwrap_or_default();
        // Who names entries need not name a type as well.
        if r.raw("entries").is_none() {
            r.required("type");
        }
        let written =
            Self { entries, content_type: r.word("type"), filter: r.node("where").cloned() };
        r.finish();
        Some(written)
    }
}

/// What becomes of entries by relation.
fn rules(node: &Node, r: &mut Reader<'_, '_>) -> Vec<(Spanned<String>, Rule)> {
    let Some(pairs) = node.as_map() else {
        r.bad("relations", node, problem::Expected::Map);
        return Vec::new();
    };
    let mut found = Vec::new();
    for pair in pairs {
        let word = pair.value.as_str().unwrap_or_default();
        match RULES.iter().find(|(name, _)| *name == word) {
            Some((_, rule)) => {
                let span = r.at(pair.key_span.clone());
                found.push((Spanned { value: pair.key.clone(), span }, *rule));
            }
            None => {
                let span = r.at(pair.value.span.clone());
                let known = RULES.map(|(name, _)| name);
                r.findings.push(no_choice(span, &pair.key, pair.value.quoted(), &known));
            }
        }
    }
    found
}

/// Own entries in place of those of the main site.
fn replaced(node: &Node, r: &mut Reader<'_, '_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Some(pairs) = node.as_map() else {
        r.bad("replace", node, problem::Expected::Map);
        return Vec::new();
    };
    let mut found = Vec::new();
    for pair in pairs {
        let Some(own) = pair.value.as_str() else {
            r.bad(&pair.key, &pair.value, problem::Expected::Word);
            continue;
        };
        let original = Spanned { value: pair.key.clone(), span: r.at(pair.key_span.clone()) };
        let own = Spanned { value: own.to_owned(), span: r.at(pair.value.span.clone()) };
        found.push((original, own));
    }
    found
}
