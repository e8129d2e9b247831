//! Editions: `content/editions/<id>.yaml` as written becomes an [`Edition`] whose entries are gathered.
//!
//! Entry point: [`load`]. Invariant: every entry of an [`Edition`] is published, and is there because the file selects it, because it
//! was written for the edition, or because a relation brings it along; whatever the file names that is not there is a finding. The
//! language of the file is described in `docs/editions.md`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Names, Severity, nearest, problem};
use crate::location::{SitePath, Span};
use crate::model::{CONSENT, Catalog, ConsentStatus, Entry, EntryKey};
use crate::query::{Condition, Selector, bad_choice, check_file_id};
use crate::schema::{ContentType, Pages};
use crate::source::{Snapshot, SourceFile};
use crate::theme::{self, Theme};
use crate::yaml::{self, Node, Reader, Value};

/// Where editions are.
const FOLDER: &str = "content/editions/";
/// Stands for the entry that an edition is about, in a file that several editions extend.
const ABOUT: &str = "$about";
/// How many of the entries without a consent a finding shows.
const WITHDRAWN_SHOWN: usize = 3;
/// What the links in running text are called among relations.
const MENTIONS: &str = "mentions";

/// The part of a collection that somebody else hosts.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The name of its file.
    pub(crate) id: Arc<str>,
    /// Where its address is written, else where its file begins.
    span: Span,
    /// Its settings: those of the site, and what the file says otherwise.
    pub config: Config,
    /// What search engines are told about pages that the main site has as well.
    pub(crate) canonical: Canonical,
    /// The publications that it takes along.
    pub(crate) publications: BTreeSet<Arc<str>>,
    /// Its entries.
    pub(crate) members: HashSet<EntryKey>,
    /// Entries of the main site → its own in their place.
    pub(crate) replaced: BTreeMap<EntryKey, EntryKey>,
    /// The relations, by type and name, of which only what is in it is shown.
    pub(crate) left_out: BTreeSet<RelationName>,
}

/// Which of two equal pages search engines should show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Canonical {
    /// That of the edition.
    #[default]
    Own,
    /// That of the main site.
    Main,
}

/// What becomes of entries that others in an edition refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// They come along.
    Include,
    /// They are named, and linked to where the main site has them.
    Link,
    /// They are not named.
    LeaveOut,
}

const RULES: [(&str, Rule); 3] =
    [("include", Rule::Include), ("link", Rule::Link), ("leave_out", Rule::LeaveOut)];

/// Reads all editions, by file name.
pub fn load(
    snapshot: &Snapshot,
    config: &Config,
    catalog: &Catalog,
    theme: &Theme,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Edition> {
    let mut found = Vec::new();
    let mut files: BTreeMap<&str, (&SitePath, Node)> = BTreeMap::new();
    for file in snapshot.under(FOLDER) {
        let Some(node) = parse(file, &mut found) else { continue };
        check_file_id(file.path(), &mut found);
        match files.get(file.path().stem()) {
            Some((first, _)) => found.push(
                Diagnostic::at(
                    problem::EditionAddress {
                        edition: &file.path().stem(),
                        address: &file.path().stem(),
                        problem: problem::TakenBy::Id,
                    },
                    Span::start_of(file.path()),
                )
                .related("other", Span::start_of(first)),
            ),
            None => {
                files.insert(file.path().stem(), (file.path(), node));
            }
        }
    }
    let names = Names::new(files.keys().copied());
    let loader = Loader { snapshot, config, catalog, files: &files, names };
    let mut editions = Vec::new();
    for (id, (file, _)) in &files {
        editions.extend(loader.edition(id, file, &mut found));
    }
    loader.check_named(&mut found);
    check_addresses(config, &editions, &mut found);
    for edition in &editions {
        theme::check_brand(snapshot, theme, &edition.config, &mut found);
    }
    // What several editions take from one file is wrong once.
    found.sort_by(Diagnostic::order);
    found.dedup();
    findings.append(&mut found);
    editions
}

/// The ids of all editions, without files that are only there to be extended.
pub(crate) fn ids(snapshot: &Snapshot) -> Vec<&str> {
    let is_edition = |file: &&SourceFile| {
        let node = parse(file, &mut Vec::new());
        let base = node.as_ref().and_then(|node| node.get("abstract")?.as_str());
        node.is_some() && base.and_then(yaml::parse_boolean) != Some(true)
    };
    let mut ids: Vec<&str> =
        snapshot.under(FOLDER).filter(is_edition).map(|file| file.path().stem()).collect();
    ids.dedup();
    ids
}

fn parse(file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let path = file.path();
    if !matches!(path.extension().as_str(), "yaml" | "yml") {
        return None;
    }
    let text = file.text()?;
    let before = findings.len();
    let node = yaml::parse(path, &text, 0..text.len(), findings);
    if node.is_none() && findings.len() == before {
        findings.push(Diagnostic::at_file(
            problem::EmptyFile { what: problem::ExpectedFile::Edition },
            path,
        ));
    }
    node
}

/// No two sites stand at one address.
fn check_addresses(main: &Config, editions: &[Edition], findings: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<&str, Option<&Edition>> =
        main.base_url.iter().map(|address| (address.as_str(), None)).collect();
    for edition in editions {
        let Some(address) = edition.config.base_url.as_deref() else { continue };
        let Some(first) = taken.get(address) else {
            taken.insert(address, Some(edition));
            continue;
        };
        let problem = match first {
            Some(first) => problem::TakenBy::Edition { first: &first.id },
            None => problem::TakenBy::Main,
        };
        let found = problem::EditionAddress { edition: &edition.id, address: &address, problem };
        let finding = Diagnostic::at(found, edition.span.clone());
        findings.push(match first {
            Some(first) => finding.related("other", first.span.clone()),
            None => finding,
        });
    }
}

/// How many files an edition may be made of: itself, and those that it extends one after the other.
const MAX_LAYERS: usize = 16;

struct Loader<'a> {
    snapshot: &'a Snapshot,
    config: &'a Config,
    catalog: &'a Catalog,
    files: &'a BTreeMap<&'a str, (&'a SitePath, Node)>,
    names: Names<&'a str>,
}

/// A type, and the name of one of its relations.
type RelationName = (Arc<str>, Arc<str>);

/// What the files of an edition say, the own one last.
struct Written {
    config: Config,
    canonical: Canonical,
    about: Option<EntryKey>,
    select: Option<(SitePath, Node)>,
    /// By type and relation; `None` for what holds where nothing else is said.
    rules: BTreeMap<Option<RelationName>, (Rule, Span)>,
    replaced: BTreeMap<EntryKey, EntryKey>,
    publications: BTreeSet<Arc<str>>,
    /// Where it says where it will stand.
    address: Option<Span>,
    /// Whether the file is only there to be extended.
    is_base: bool,
}

impl<'a> Loader<'a> {
    fn edition(
        &self,
        id: &str,
        file: &SitePath,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Edition> {
        let before = findings.len();
        let layers = self.layers(id, findings);
        let mut written = Written {
            config: Config {
                base_url: None,
                keep: Vec::new(),
                brand: crate::config::Brand::default(),
                ..self.config.clone()
            },
            canonical: Canonical::Own,
            about: None,
            select: None,
            rules: BTreeMap::new(),
            replaced: BTreeMap::new(),
            publications: BTreeSet::new(),
            address: None,
            is_base: false,
        };
        for (file, node) in layers.iter().rev() {
            self.read(file, node, &mut written, findings);
        }
        if written.is_base {
            return None;
        }
        let ids: BTreeSet<&str> = layers.iter().map(|(file, _)| file.stem()).collect();
        let (selected, withdrawn, at) = match written.select.take() {
            Some((file, node)) => {
                let (selected, withdrawn) = self.selected(&file, &node, &written, findings);
                (selected, withdrawn, Span::new(&file, node.beginning()))
            }
            None => {
                findings.push(Diagnostic::at(
                    problem::MissingKey { key: &"select", where_: None },
                    Span::start_of(file),
                ));
                return None;
            }
        };
        if selected.is_empty() && findings.len() == before {
            findings.push(nothing_selected(id, at, &withdrawn));
        }
        let gathering = Gathering { catalog: self.catalog, written: &written };
        let members = gathering.all(&ids, selected);
        let left_out = gathering.left_out();
        let edition = Edition {
            id: id.into(),
            span: written.address.clone().unwrap_or_else(|| Span::start_of(file)),
            config: written.config.clone(),
            canonical: written.canonical,
            publications: written.publications.clone(),
            members,
            replaced: written.replaced.clone(),
            left_out,
        };
        gathering.check_parts(&edition, findings);
        Some(edition)
    }

    /// The files of an edition: its own, then those that it extends, one after the other.
    fn layers(&self, id: &str, findings: &mut Vec<Diagnostic>) -> Vec<(&'a SitePath, &'a Node)> {
        let mut layers: Vec<(&SitePath, &Node)> = Vec::new();
        let mut next = self.files.get(id);
        while let Some((file, node)) = next {
            layers.push((file, node));
            let Some(extends) = node.get("extends") else { break };
            let wanted = extends.quoted();
            let found = self.files.get(wanted);
            let circle = layers.iter().any(|(file, _)| file.stem() == wanted);
            let problem = match found {
                _ if circle => problem::EditionProblem::Circle,
                None => problem::EditionProblem::Extends,
                Some(_) if layers.len() >= MAX_LAYERS => problem::EditionProblem::Deep,
                Some(_) => {
                    next = found;
                    continue;
                }
            };
            let span = Span::new(file, extends.span.clone());
            findings.push(self.no_edition(wanted, span, problem));
            break;
        }
        layers
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
    fn check_named(&self, findings: &mut Vec<Diagnostic>) {
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

    fn read(
        &self,
        file: &SitePath,
        node: &Node,
        written: &mut Written,
        findings: &mut Vec<Diagnostic>,
    ) {
        let Some(mut r) = Reader::new(file, node, findings) else { return };
        r.node("extends");
        written.is_base = r.boolean("abstract").unwrap_or(false);
        if let Some(node) = r.node("base_url") {
            written.address = Some(r.at(node.span.clone()));
        }
        self.languages(written, &mut r);
        written.config.take(&mut r);
        if let Some(node) = r.node("about") {
            let span = r.at(node.span.clone());
            match self.find().entry(node.quoted(), &span) {
                Ok(key) => written.about = Some(key),
                Err(finding) => r.findings.push(*finding),
            }
        }
        let which = [("own", Canonical::Own), ("main", Canonical::Main)];
        written.canonical = r.choice("canonical", &which).unwrap_or(written.canonical);
        if let Some(node) = r.node("select") {
            written.select = Some((file.clone(), node.clone()));
        }
        if let Some(node) = r.node("relations") {
            self.rules(node, written, &mut r);
        }
        if let Some(node) = r.node("replace") {
            self.replace(node, written, &mut r);
        }
        if let Some(node) = r.node("publications") {
            let files = self.snapshot.under("content/publications/");
            let known: Vec<&str> = files.map(|file| file.path().stem()).collect();
            for item in node.as_list().unwrap_or(std::slice::from_ref(node)) {
                match item.as_str().filter(|id| known.contains(id)) {
                    Some(id) => drop(written.publications.insert(id.into())),
                    None => bad_choice(&mut r, "publications", item, known.iter().copied()),
                }
            }
        }
        r.finish();
    }

    /// Languages are some of those of the site.
    fn languages(&self, written: &mut Written, r: &mut Reader<'_, '_>) {
        let known = || self.config.languages.iter().map(String::as_str);
        let is_known = |language: &str| known().any(|known| known == language);
        let config = &mut written.config;
        if let Some(node) = r.node("language") {
            match node.as_str().filter(|language| is_known(language)) {
                Some(language) => {
                    config.language = language.to_owned();
                    config.languages = vec![config.language.clone()];
                }
                None => bad_choice(r, "language", node, known()),
            }
        }
        if let Some(node) = r.node("languages") {
            config.languages = vec![config.language.clone()];
            for item in node.as_list().unwrap_or(std::slice::from_ref(node)) {
                match item.as_str().filter(|language| is_known(language)) {
                    Some(language) if config.languages.iter().all(|known| known != language) => {
                        config.languages.push(language.to_owned());
                    }
                    Some(_) => {}
                    None => bad_choice(r, "languages", item, known()),
                }
            }
        }
    }

    /// What becomes of entries by relation.
    fn rules(&self, node: &Node, written: &mut Written, r: &mut Reader<'_, '_>) {
        let Some(pairs) = node.as_map() else {
            r.bad("relations", node, problem::Expected::Map);
            return;
        };
        for pair in pairs {
            let word = pair.value.as_str().unwrap_or_default();
            let Some((_, rule)) = RULES.iter().find(|(name, _)| *name == word) else {
                bad_choice(r, &pair.key, &pair.value, RULES.iter().map(|(name, _)| *name));
                continue;
            };
            let span = r.at(pair.key_span.clone());
            match self.relation(&pair.key, &span) {
                Ok(relation) => {
                    written.rules.insert(relation, (*rule, span));
                }
                Err(finding) => r.findings.push(*finding),
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

    /// Own entries in place of those of the main site.
    fn replace(&self, node: &Node, written: &mut Written, r: &mut Reader<'_, '_>) {
        let Some(pairs) = node.as_map() else {
            r.bad("replace", node, problem::Expected::Map);
            return;
        };
        for pair in pairs {
            let (key_span, span) = (r.at(pair.key_span.clone()), r.at(pair.value.span.clone()));
            let find = self.find();
            let original = find.entry(&pair.key, &key_span);
            let own = find.entry(pair.value.quoted(), &span);
            match (original, own) {
                (Ok(original), Ok(own)) if original.type_id == own.type_id => {
                    written.replaced.insert(original, own);
                }
                (Ok(original), Ok(_)) => r.findings.push(Diagnostic::at(
                    problem::WrongTarget {
                        field: &pair.key,
                        value: None,
                        type_: &pair.value.quoted(),
                        to: &original.type_id,
                        suggestion: None,
                    },
                    span,
                )),
                (original, own) => {
                    r.findings
                        .extend([original.err(), own.err()].into_iter().flatten().map(|it| *it));
                }
            }
        }
    }

    /// The entries that an edition asks for.
    /// The entries that are selected, and those that would be if their consents held.
    fn selected(
        &self,
        file: &SitePath,
        node: &Node,
        written: &Written,
        findings: &mut Vec<Diagnostic>,
    ) -> (Vec<EntryKey>, Vec<&'a Entry>) {
        let node = with_about(node, written.about.as_ref());
        let mut selected: Vec<EntryKey> = written.about.iter().cloned().collect();
        let mut withdrawn = Vec::new();
        for item in node.as_list().unwrap_or(std::slice::from_ref(&node)) {
            let Some(mut r) = Reader::new(file, item, findings) else { continue };
            for (name, span) in r.strings("entries").unwrap_or_default() {
                match self.find().entry(&name, &span) {
                    Ok(key) => selected.push(key),
                    Err(finding) => r.findings.push(*finding),
                }
            }
            let named = r.raw("entries").is_some();
            let type_node = if named { r.node("type") } else { r.required("type") };
            let filter = r.node("where");
            if let Some(type_node) = type_node {
                let name = type_node.quoted();
                match self.find().content_type(name, r.at(type_node.span.clone())) {
                    Ok(content_type) => {
                        let conditions: Vec<Condition> = filter
                            .map(|node| self.find().conditions(content_type, node, &mut r))
                            .unwrap_or_default();
                        selected.extend(self.matching(content_type, &conditions, written));
                        withdrawn.extend(self.withdrawn(content_type, &conditions));
                    }
                    Err(finding) => r.findings.push(*finding),
                }
            }
            r.finish();
        }
        (selected, withdrawn)
    }

    /// The published entries of a type that belong to no edition and have what is asked for.
    fn matching(
        &self,
        content_type: &ContentType,
        conditions: &[Condition],
        written: &Written,
    ) -> Vec<EntryKey> {
        let mut keys: Vec<EntryKey> = Vec::new();
        for language in &written.config.languages {
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

/// The selection of a file with [`ABOUT`] replaced.
fn with_about(node: &Node, about: Option<&EntryKey>) -> Node {
    let value = match &node.value {
        Value::Scalar { text, .. } if text == ABOUT => match about {
            Some(about) => Value::Scalar { text: about.id.to_string(), quoted: true },
            None => node.value.clone(),
        },
        Value::List(items) => {
            Value::List(items.iter().map(|item| with_about(item, about)).collect())
        }
        Value::Map(pairs) => Value::Map(
            pairs
                .iter()
                .map(|pair| yaml::Pair { value: with_about(&pair.value, about), ..pair.clone() })
                .collect(),
        ),
        other => other.clone(),
    };
    Node { value, ..node.clone() }
}

/// Gathers the entries of an edition.
struct Gathering<'a> {
    catalog: &'a Catalog,
    written: &'a Written,
}

impl Gathering<'_> {
    /// What is said about a relation of a type.
    fn said(&self, type_id: &Arc<str>, name: &Arc<str>) -> Option<Rule> {
        self.written.rules.get(&Some((type_id.clone(), name.clone()))).map(|(rule, _)| *rule)
    }

    fn default(&self) -> Rule {
        self.written.rules.get(&None).map_or(Rule::Link, |(rule, _)| *rule)
    }

    /// What holds for a relation to entries of a type. What has no page of its own, such as a term, costs a line and is missed
    /// where it lacks: it comes along unless somebody says otherwise.
    fn rule(&self, type_id: &Arc<str>, name: &Arc<str>, target: &EntryKey) -> Rule {
        self.said(type_id, name).unwrap_or_else(|| {
            let target = self.catalog.schema.get(&target.type_id);
            if target.is_some_and(|target| target.pages == Pages::List) {
                Rule::Include
            } else {
                self.default()
            }
        })
    }

    /// Everything that is selected, written for one of these editions, or brought along.
    fn all(&self, ids: &BTreeSet<&str>, selected: Vec<EntryKey>) -> HashSet<EntryKey> {
        let own = |entry: &Entry| {
            entry.published && entry.editions().any(|edition| ids.contains(edition))
        };
        let entries = self.catalog.entries().iter();
        let mut next: Vec<EntryKey> =
            entries.filter(|entry| own(entry)).map(|entry| entry.key.clone()).collect();
        next.extend(selected);
        // Types that bring along those who refer to them.
        let inverse = self.written.rules.iter().filter_map(|(name, (rule, _))| {
            name.as_ref().filter(|_| *rule == Rule::Include).map(|(type_id, _)| type_id)
        });
        let inverse: HashSet<&Arc<str>> = inverse.collect();
        let mut members = HashSet::new();
        while let Some(key) = next.pop() {
            let Some(entry) = self.catalog.get(&key) else { continue };
            let elsewhere = entry.editions().next().is_some() && !own(entry);
            if !entry.published
                || elsewhere
                || self.written.replaced.contains_key(&key)
                || !members.insert(key.clone())
            {
                continue;
            }
            let mentions = Arc::from(MENTIONS);
            for edge in self.catalog.edges_from(&key) {
                let name = if edge.relation.is_some() { &edge.field } else { &mentions };
                if self.rule(&key.type_id, name, &edge.to) == Rule::Include {
                    next.push(edge.to.clone());
                }
            }
            if !inverse.contains(&key.type_id) {
                continue;
            }
            for group in self.catalog.inverse(&key) {
                if self.said(&key.type_id, &group.name.as_str().into()) == Some(Rule::Include) {
                    next.extend(group.edges.iter().map(|edge| edge.from.clone()));
                }
            }
        }
        members
    }

    /// The relations of which only what is in the edition is shown.
    fn left_out(&self) -> BTreeSet<RelationName> {
        let mut left_out = BTreeSet::new();
        for content_type in self.catalog.schema.types() {
            let said = |name: &Arc<str>| self.said(&content_type.id, name);
            if self.default() != Rule::LeaveOut
                && !self
                    .written
                    .rules
                    .keys()
                    .flatten()
                    .any(|(type_id, _)| *type_id == content_type.id)
            {
                continue;
            }
            for name in self.catalog.schema.relations_of(content_type) {
                if said(&name).unwrap_or(self.default()) == Rule::LeaveOut {
                    left_out.insert((content_type.id.clone(), name));
                }
            }
        }
        left_out
    }

    /// What a page cannot do without is not left out of it.
    fn check_parts(&self, edition: &Edition, findings: &mut Vec<Diagnostic>) {
        let has = |key: &EntryKey| edition.members.contains(key);
        for (type_id, name) in &edition.left_out {
            let Some(content_type) = self.catalog.schema.get(type_id) else { continue };
            let Some(field) = content_type.field(name).filter(|field| field.required) else {
                continue;
            };
            let Some((_, span)) = self
                .written
                .rules
                .get(&Some((type_id.clone(), name.clone())))
                .or(self.written.rules.get(&None))
            else {
                continue;
            };
            let mut bare: Vec<&Entry> = edition
                .members
                .iter()
                .filter(|key| key.type_id == *type_id)
                .filter_map(|key| self.catalog.get(key))
                .filter(|entry| {
                    entry.get(name).is_some_and(|value| value.with_references(&has).is_none())
                })
                .collect();
            bare.sort_by_key(|entry| &entry.key);
            if let Some(first) = bare.first() {
                findings.push(Diagnostic::at(
                    problem::EditionParts {
                        edition: &edition.id,
                        relation: &format!("{type_id}.{name}"),
                        field: &field.name,
                        count: bare.len(),
                        example: &first.title(),
                    },
                    span.clone(),
                ));
            }
        }
    }
}
