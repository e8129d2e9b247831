//! From the files of an edition as written to an [`Edition`]: what a file extends lies below what it says itself.
//!
//! Entry point: [`EditionResolver::edition`]. Invariant: whatever a file names that is not there is a finding at its place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::members::Gathering;
use super::written::{WrittenEdition, WrittenSelector};
use super::{Canonical, Edition, MENTIONS, RelationName, Rules};
use crate::config::{Brand, Config};
use crate::diagnostic::{Diagnostic, Names, Severity, nearest, problem};
use crate::location::{SitePath, Span};
use crate::model::{CONSENT, Catalog, ConsentStatus, Entry, EntryKey};
use crate::query::{Condition, Selector};
use crate::schema::ContentType;
use crate::source::Snapshot;
use crate::yaml::{self, Node, NodeValue, Pair, Spanned};

/// Stands for the entry that an edition is about, in a file that several editions extend.
const ABOUT: &str = "$about";
/// How many of the entries without a consent a finding shows.
const WITHDRAWN_SHOWN: usize = 3;
/// How many files an edition may be made of: itself, and those that it extends one after the other.
const MAX_LAYERS: usize = 16;

/// What editions are resolved against.
pub(super) struct EditionResolver<'a> {
    config: &'a Config,
    catalog: &'a Catalog,
    files: &'a BTreeMap<&'a str, WrittenEdition>,
    names: Names<&'a str>,
    /// The ids of the publications that there are.
    publications: Vec<&'a str>,
}

/// What the files of an edition say together, and what they name.
struct Layers {
    config: Config,
    canonical: Canonical,
    about: Option<EntryKey>,
    rules: Rules,
    replaced: BTreeMap<EntryKey, EntryKey>,
    publications: BTreeSet<Arc<str>>,
    address: Option<Span>,
}

/// The entries that are selected, and those that would be if their consents held.
#[derive(Default)]
struct Selected<'a> {
    keys: Vec<EntryKey>,
    withdrawn: Vec<&'a Entry>,
}

impl<'a> EditionResolver<'a> {
    /// A resolver for editions in these files, by id.
    pub(super) fn new(
        snapshot: &'a Snapshot,
        config: &'a Config,
        catalog: &'a Catalog,
        files: &'a BTreeMap<&'a str, WrittenEdition>,
    ) -> Self {
        let names = Names::new(files.keys().copied());
        let publications = snapshot.under("content/publications/");
        let publications = publications.map(|file| file.path().stem()).collect();
        Self { config, catalog, files, names, publications }
    }

    /// The edition; `None` when it is only there to be extended, or selects nothing at all, which is reported.
    pub(super) fn edition(
        &self,
        id: &str,
        written: &WrittenEdition,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Edition> {
        let before = findings.len();
        let files = self.files_of(written, findings);
        let mut layers = Layers {
            config: Config {
                base_url: None,
                keep: Vec::new(),
                brand: Brand::default(),
                ..self.config.clone()
            },
            canonical: Canonical::default(),
            about: None,
            rules: Rules::new(),
            replaced: BTreeMap::new(),
            publications: BTreeSet::new(),
            address: None,
        };
        for file in files.iter().rev() {
            self.lay(file, &mut layers, findings);
        }
        if written.is_abstract {
            return None;
        }
        let selecting = files.iter().find_map(|file| Some((&file.file, file.select.as_ref()?)));
        let Some((file, select)) = selecting else {
            findings.push(Diagnostic::at(
                problem::MissingKey { key: &"select", where_: None },
                Span::start_of(&written.file),
            ));
            return None;
        };
        if let (None, Some(place)) = (&layers.about, select.value.iter().find_map(about_in)) {
            // What is wrong with it may have been said.
            if findings.len() == before && !files.iter().any(|file| file.is_wrong) {
                let found = problem::MissingKey { key: &"about", where_: None };
                findings.push(Diagnostic::at(found, Span::new(file, place)));
            }
            return None;
        }
        let selected = self.selected(file, &select.value, &layers, findings);
        let is_wrong = findings.len() > before || files.iter().any(|file| file.is_wrong);
        if selected.keys.is_empty() && !is_wrong {
            findings.push(nothing_selected(id, select.span.clone(), &selected.withdrawn));
        }
        let Layers { config, canonical, rules, replaced, publications, address, .. } = layers;
        let gathering = Gathering { catalog: self.catalog, rules: &rules, replaced: &replaced };
        let ids: BTreeSet<&str> = files.iter().map(|file| file.file.stem()).collect();
        let members = gathering.all(&ids, selected.keys);
        let left_out = gathering.left_out();
        let edition = Edition {
            id: id.into(),
            span: address.unwrap_or_else(|| Span::start_of(&written.file)),
            config,
            canonical,
            publications,
            members,
            left_out,
            replaced: replaced.clone(),
        };
        gathering.check_parts(&edition, findings);
        Some(edition)
    }

    /// The files of an edition: its own, then those that it extends, one after the other.
    fn files_of<'w>(
        &'w self,
        written: &'w WrittenEdition,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<&'w WrittenEdition> {
        let mut files = vec![written];
        let mut last = written;
        while let Some(Spanned { value: wanted, span }) = &last.extends {
            let found = self.files.get(wanted.as_str());
            let circle = files.iter().any(|file| file.file.stem() == wanted);
            let problem = match found {
                _ if circle => problem::EditionProblem::Circle,
                None => problem::EditionProblem::Extends,
                Some(_) if files.len() >= MAX_LAYERS => problem::EditionProblem::Deep,
                Some(next) => {
                    files.push(next);
                    last = next;
                    continue;
                }
            };
            findings.push(self.no_edition(wanted, span.clone(), problem));
            break;
        }
        files
    }

    fn no_edition(
        &self,
        written: &str,
        span: Span,
        problem: problem::EditionProblem,
    ) -> Diagnostic {
        let suggestion = self.names.nearest(written).filter(|suggestion| *suggestion != written);
        Diagnostic::at(
            problem::NoSuchEdition { edition: &written, problem, max: MAX_LAYERS, suggestion },
            span,
        )
    }

    /// Entries belong to editions that there are.
    pub(super) fn check_named(&self, findings: &mut Vec<Diagnostic>) {
        for entry in self.catalog.entries() {
            for id in entry.editions().filter(|id| !self.files.contains_key(id)) {
                findings.push(self.no_edition(
                    id,
                    entry.field_span("editions"),
                    problem::EditionProblem::Entry,
                ));
            }
        }
    }

    fn find(&self) -> Selector<'a> {
        Selector { catalog: self.catalog, language: &self.config.language }
    }

    /// Lays what a file says over what those below it say.
    fn lay(&self, written: &WrittenEdition, layers: &mut Layers, findings: &mut Vec<Diagnostic>) {
        self.languages(written, &mut layers.config, findings);
        layers.config.lay(&written.settings);
        layers.address = written.address.clone().or(layers.address.take());
        layers.canonical = written.canonical.unwrap_or(layers.canonical);
        if let Some(Spanned { value, span }) = &written.about {
            match self.find().entry(value, span) {
                Ok(key) => layers.about = Some(key),
                Err(finding) => findings.push(*finding),
            }
        }
        for (Spanned { value, span }, rule) in &written.rules {
            match self.relation(value, span) {
                Ok(relation) => {
                    layers.rules.insert(relation, (*rule, span.clone()));
                }
                Err(finding) => findings.push(*finding),
            }
        }
        for (original, own) in &written.replaced {
            layers.replaced.extend(self.replaced(original, own, findings));
        }
        for (id, span) in &written.publications {
            if self.publications.contains(&id.as_str()) {
                layers.publications.insert(id.as_str().into());
            } else {
                let known = &self.publications;
                findings.push(yaml::no_choice(span.clone(), "publications", id, known));
            }
        }
    }

    /// Languages are some of those of the site.
    fn languages(
        &self,
        written: &WrittenEdition,
        config: &mut Config,
        findings: &mut Vec<Diagnostic>,
    ) {
        let known: Vec<&str> = self.config.languages.iter().map(String::as_str).collect();
        if let Some(Spanned { value, span }) = &written.language {
            if known.contains(&value.as_str()) {
                config.language.clone_from(value);
                config.languages = vec![value.clone()];
            } else {
                findings.push(yaml::no_choice(span.clone(), "language", value, &known));
            }
        }
        let Some(names) = &written.languages else { return };
        config.languages = vec![config.language.clone()];
        for (name, span) in names {
            if !known.contains(&name.as_str()) {
                findings.push(yaml::no_choice(span.clone(), "languages", name, &known));
            } else if !config.languages.contains(name) {
                config.languages.push(name.clone());
            }
        }
    }

    /// The relation that is written as `type.name`; `None` for `default`.
    fn relation(
        &self,
        written: &str,
        span: &Span,
    ) -> Result<Option<RelationName>, Box<Diagnostic>> {
        if written == "default" {
            return Ok(None);
        }
        let (type_id, name) = written.split_once('.').unwrap_or((written, ""));
        // The place of the type alone, unless the whole stands in quotation marks.
        let plain = span.end - span.start == written.len();
        let end = if plain { span.start + type_id.len() } else { span.end };
        let of_type = Span::new(&span.file, span.start..end);
        let content_type = self.find().content_type(type_id, of_type)?;
        let mut known = self.catalog.schema.relations_of(content_type);
        known.insert(MENTIONS.into());
        if known.iter().any(|known| **known == *name) {
            return Ok(Some((content_type.id.clone(), name.into())));
        }
        let suggestion = nearest(name, known.iter().map(|known| &**known));
        let suggestion = suggestion.map(|suggestion| format!("{type_id}.{suggestion}"));
        let finding = Diagnostic::at(
            problem::NoSuchRelation {
                type_: &type_id,
                relation: Some(name).filter(|name| !name.is_empty()),
                known: &known.iter().map(|known| &**known).collect::<Vec<_>>().join(", "),
                suggestion: suggestion.as_deref(),
            },
            span.clone(),
        );
        Err(Box::new(finding.with_fix()))
    }

    /// An entry of the main site, and the own one in its place, which is of the same type.
    fn replaced(
        &self,
        original: &Spanned<String>,
        own: &Spanned<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(EntryKey, EntryKey)> {
        let find = |written: &Spanned<String>| self.find().entry(&written.value, &written.span);
        match (find(original), find(own)) {
            (Ok(original), Ok(own)) if original.type_id == own.type_id => {
                return Some((original, own));
            }
            (Ok(found), Ok(_)) => findings.push(Diagnostic::at(
                problem::WrongTarget {
                    field: &original.value,
                    value: None,
                    type_: &own.value,
                    to: &found.type_id,
                    suggestion: None,
                },
                own.span.clone(),
            )),
            (original, own) => {
                findings.extend([original.err(), own.err()].into_iter().flatten().map(|it| *it));
            }
        }
        None
    }

    /// The entries that an edition asks for, in the `file` that selects them.
    fn selected(
        &self,
        file: &SitePath,
        select: &[WrittenSelector],
        layers: &Layers,
        findings: &mut Vec<Diagnostic>,
    ) -> Selected<'a> {
        let about = layers.about.as_ref();
        let mut selected =
            Selected { keys: about.into_iter().cloned().collect(), ..Selected::default() };
        for written in select {
            for (name, span) in &written.entries {
                let name = about.filter(|_| name == ABOUT).map_or(name.as_str(), |key| &key.id);
                match self.find().entry(name, span) {
                    Ok(key) => selected.keys.push(key),
                    Err(finding) => findings.push(*finding),
                }
            }
            let Some(Spanned { value, span }) = &written.content_type else { continue };
            let content_type = match self.find().content_type(value, span.clone()) {
                Ok(content_type) => content_type,
                Err(finding) => {
                    findings.push(*finding);
                    continue;
                }
            };
            let filter = written.filter.as_ref().map(|filter| with_about(filter, about));
            let conditions = self.find().filter(content_type, file, filter.as_ref(), findings);
            selected.keys.extend(self.matching(content_type, &conditions, &layers.config));
            selected.withdrawn.extend(self.withdrawn(content_type, &conditions));
        }
        selected
    }

    /// The published entries of a type that belong to no edition and have what is asked for.
    fn matching(
        &self,
        content_type: &ContentType,
        conditions: &[Condition],
        config: &Config,
    ) -> Vec<EntryKey> {
        let mut keys: Vec<EntryKey> = Vec::new();
        for language in &config.languages {
            let entries = self.catalog.list(&content_type.id, language);
            let matching = entries
                .filter(|entry| entry.editions().next().is_none())
                .filter(|entry| conditions.iter().all(|condition| condition.holds(entry)));
            keys.extend(matching.map(|entry| entry.key.clone()));
        }
        keys
    }

    /// Those of the same that are not published for want of a consent.
    fn withdrawn(
        &self,
        content_type: &ContentType,
        conditions: &[Condition],
    ) -> impl Iterator<Item = &'a Entry> {
        // A translation goes with the original.
        let originals = self.catalog.entries().iter().map(|entry| &**entry).filter(|entry| {
            entry.withdrawn
                && entry.key.type_id == content_type.id
                && entry.language == *self.catalog.default_language()
                && entry.editions().next().is_none()
        });
        originals.filter(|entry| conditions.iter().all(|condition| condition.holds(entry)))
    }
}

/// An edition selects nothing (`at`): by mistake, or because `withdrawn` are not shown any more. The calendar must not keep a site from being
/// published, nor an edition from losing what it may not show.
fn nothing_selected(id: &str, at: Span, withdrawn: &[&Entry]) -> Diagnostic {
    let found = |problem| Diagnostic::at(problem::EmptyEdition { edition: &id, problem }, at);
    if withdrawn.is_empty() {
        return found(problem::NothingShown::Empty);
    }
    let consents = withdrawn.iter().filter_map(|entry| entry.personal());
    let ends = consents.filter(|personal| personal.status() == ConsentStatus::Ended);
    let ends: Vec<_> = ends.filter_map(|personal| personal.consent().expires).collect();
    let last = ends.iter().max_by_key(|day| day.first_day());
    let count = withdrawn.len();
    let finding = found(match last.filter(|_| ends.len() == count) {
        Some(date) => problem::NothingShown::Ended { count, date },
        None => problem::NothingShown::Withdrawn { count },
    });
    let finding = finding.with_severity(Severity::Warning);
    let places = withdrawn.iter().map(|entry| entry.field_span(CONSENT)).take(WITHDRAWN_SHOWN);
    places.fold(finding, |finding, place| finding.related("related", place))
}

/// Where a selection names [`ABOUT`] first.
fn about_in(written: &WrittenSelector) -> Option<Range<usize>> {
    fn place(node: &Node) -> Option<Range<usize>> {
        match &node.value {
            NodeValue::Scalar { text, .. } => (text == ABOUT).then(|| node.span.clone()),
            NodeValue::List(items) => items.iter().find_map(place),
            NodeValue::Map(pairs) => pairs.iter().find_map(|pair| place(&pair.value)),
            NodeValue::Null => None,
        }
    }
    let entry = written.entries.iter().find(|(name, _)| name == ABOUT);
    let entry = entry.map(|(_, span)| span.start..span.end);
    entry.or_else(|| written.filter.as_ref().and_then(place))
}

/// A filter with [`ABOUT`] replaced.
fn with_about(node: &Node, about: Option<&EntryKey>) -> Node {
    let value = match &node.value {
        NodeValue::Scalar { text, .. } if text == ABOUT => match about {
            Some(about) => NodeValue::Scalar { text: about.id.to_string(), quoted: true },
            None => node.value.clone(),
        },
        NodeValue::List(items) => {
            NodeValue::List(items.iter().map(|item| with_about(item, about)).collect())
        }
        NodeValue::Map(pairs) => NodeValue::Map(
            pairs
                .iter()
                .map(|pair| Pair { value: with_about(&pair.value, about), ..pair.clone() })
                .collect(),
        ),
        other => other.clone(),
    };
    Node { value, ..node.clone() }
}
