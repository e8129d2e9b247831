//! By what the lists of a site can be narrowed, and where the pages are on which they are.
//!
//! Entry points: [`Facets::collect`], [`Facets::of_list`], [`Facets::choice`]. Invariant: only what the website may show of an entry narrows a
//! list, and only to something; the page of a choice depends on the entries that it shows, not on all of the list.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::derived::groups;
use super::routes::folder_of;
use super::{NOT_STATED, Routes, SiteScope};
use crate::address::path::{self, Use};
use crate::config::Config;
use crate::model::{Catalog, Channel, Collation, Entry, EntryKey, EntryUpdate, Value};
use crate::schema::{Ability, ContentType, DerivedRule, Field, FieldKind, Text};
use crate::syntax::slug::slug;
use crate::theme::Theme;
use crate::tracking::{CellKind, Changes, Tracked, compared};

/// So many pages show parts of a list, in a language.
const MOST_PAGES: usize = 2_000;
/// Entries on one of them, where lists are not cut.
const PAGE: usize = 200;

/// A list, by type and language.
type ListName = (Arc<str>, Arc<str>);

/// By what the lists of a site can be narrowed.
#[derive(Debug)]
pub(crate) struct Facets {
    /// By type and language.
    lists: Tracked<ListName, ListFacets>,
    choices: Tracked<ChoiceName, Choice>,
    /// By type and language.
    directories: Tracked<ListName, Directory>,
}

compared!(Facets { lists, choices, directories });

/// By what a list can be narrowed.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct ListFacets {
    /// In the order of the type.
    pub(crate) facets: Vec<Facet>,
    /// How many choices have no page, because there would be too many, and the first of them.
    pub(crate) left_out: Option<(usize, ChoiceName)>,
}

/// Which entries of a list have which values of its facets.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Directory {
    /// In the order of the list.
    pub(crate) entries: Vec<EntryKey>,
    /// By facet and by value, in the order of these: places among the entries.
    pub(crate) places: Vec<Vec<Vec<usize>>>,
}

/// A field by whose values a list can be narrowed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facet {
    /// The field.
    pub(crate) field: Arc<str>,
    /// The page with all its values.
    pub(crate) href: String,
    /// The values that an entry of the list has.
    pub(crate) values: Vec<FacetValue>,
}

/// A value of some entries of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FacetValue {
    /// What it is.
    pub(crate) item: FacetItem,
    /// What tells it from the others of its facet.
    pub(crate) name: String,
    /// Its part of addresses.
    pub(crate) slug: String,
    /// What it stands under.
    pub(crate) above: Option<EntryKey>,
    /// How many entries have it.
    pub(crate) count: usize,
    /// The page with these entries.
    pub(crate) href: Option<String>,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FacetItem {
    /// An entry.
    Entry(EntryKey),
    /// A value of a field, or one of those that its kind takes together.
    Value(Value),
    /// Nothing is known.
    NotStated,
}

/// Values by which a list is narrowed: of which type, in which language, by field.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ChoiceName {
    /// The type.
    pub(crate) type_id: Arc<str>,
    /// The language.
    pub(crate) language: Arc<str>,
    /// Fields and names of values.
    pub(crate) values: Vec<(Arc<str>, String)>,
}

/// What a list is narrowed to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// The first page.
    pub(crate) href: String,
    /// By which values.
    pub(crate) items: Vec<(Arc<str>, FacetItem)>,
    /// The entries on each page.
    pub(crate) pages: Vec<Vec<EntryKey>>,
    /// By what it can be narrowed further.
    pub(crate) narrower: Vec<Facet>,
}

/// The lists that an edit has made others of, with what they are now.
#[derive(Debug, Default)]
pub(crate) struct FacetUpdate(Vec<Computed>);

/// What facets are worked out from.
#[derive(Clone, Copy)]
pub(crate) struct FacetInputs<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) config: &'a Config,
    pub(crate) theme: &'a Theme,
    pub(crate) scope: &'a SiteScope,
    pub(crate) routes: &'a Routes,
}

/// The facets of a list.
#[derive(Debug)]
struct Computed {
    name: ListName,
    list: ListFacets,
    choices: Vec<(ChoiceName, Choice)>,
    directory: Directory,
}

impl Facets {
    /// Works out the facets of all lists.
    pub(super) fn collect(inputs: FacetInputs<'_>) -> Self {
        let mut lists = Vec::new();
        for content_type in inputs.catalog.schema.types() {
            if !content_type.facets.fields.is_empty() {
                let languages = inputs.config.languages.iter();
                lists.extend(languages.map(|language| (content_type, language.as_str())));
            }
        }
        let all: Vec<Computed> = lists
            .into_par_iter()
            .filter_map(|(content_type, language)| computed(inputs, content_type, language))
            .collect();
        let mut facets = Self {
            lists: Tracked::new(CellKind::Facets),
            choices: Tracked::new(CellKind::FacetChoice),
            directories: Tracked::new(CellKind::Directory),
        };
        for Computed { name, list, choices, directory } in all {
            facets.lists.insert(name.clone(), list);
            facets.directories.insert(name, directory);
            for (name, choice) in choices {
                facets.choices.insert(name, choice);
            }
        }
        facets
    }

    /// What an edit of an entry that everything else is the same after makes of the lists; `None` when other pages follow from it.
    pub(crate) fn updated(
        &self,
        inputs: FacetInputs<'_>,
        update: &EntryUpdate,
        changes: &Changes,
    ) -> Option<FacetUpdate> {
        let EntryUpdate { old, new, .. } = update;
        let own = &new.key.type_id;
        let moved = inputs.catalog.is_rank_in(changes, &new.key);
        let mut lists = Vec::new();
        for content_type in inputs.catalog.schema.types() {
            let sources = || sources(content_type);
            let refers_to = |source: Source<'_>| match source {
                Source::Field(field) => {
                    let relation = field.kind.item().relation();
                    relation.is_some_and(|relation| relation.to.contains(own))
                }
                // Where a way ends is not looked up.
                Source::Derived(_) => true,
            };
            let differs = |source: Source<'_>| {
                let Source::Field(field) = source else { return false };
                let value = |entry: &Entry| entry.get_for(&field.name, Channel::Website).cloned();
                field.kind.item().relation().is_none() && value(old) != value(new)
            };
            let is_own = content_type.id == *own;
            for language in &inputs.config.languages {
                let listed = inputs.catalog.is_list_in(changes, &content_type.id, language);
                let is_other = is_own && (listed || sources().any(differs));
                if is_other || (moved && sources().any(refers_to)) {
                    lists.push((content_type, language.as_str()));
                }
            }
        }
        let mut updated = FacetUpdate::default();
        for (content_type, language) in lists {
            let name = (content_type.id.clone(), Arc::<str>::from(language));
            let last = self.lists.get(&name);
            let Some(now) = computed(inputs, content_type, language) else {
                last.is_none().then_some(())?;
                continue;
            };
            let stays = last.is_some_and(|last| last.has_same_pages(&now.list))
                && now.choices.iter().all(|(name, choice)| {
                    self.choices.get(name).is_some_and(|last| {
                        last.href == choice.href && last.pages.len() == choice.pages.len()
                    })
                });
            stays.then_some(())?;
            updated.0.push(now);
        }
        Some(updated)
    }

    /// Takes an update in, and notes what differs by it.
    pub(crate) fn apply(&mut self, update: FacetUpdate, changes: &mut Changes) {
        for Computed { name, list, choices, directory } in update.0 {
            self.lists.replace(name.clone(), list, changes);
            self.directories.replace(name, directory, changes);
            for (name, choice) in choices {
                self.choices.replace(name, choice, changes);
            }
        }
    }

    /// By what the list of a type can be narrowed.
    pub(crate) fn of_list(&self, type_id: &Arc<str>, language: &str) -> Option<&ListFacets> {
        self.lists.get(&(type_id.clone(), Arc::from(language)))
    }

    /// Which entries of the list of a type have which values.
    pub(crate) fn directory(&self, type_id: &Arc<str>, language: &str) -> Option<&Directory> {
        self.directories.get(&(type_id.clone(), Arc::from(language)))
    }

    /// What a list is narrowed to by some values, when that has pages.
    pub(crate) fn choice(&self, name: &ChoiceName) -> Option<&Choice> {
        self.choices.get(name)
    }

    /// All choices that have pages.
    pub(crate) fn choices(&self) -> Vec<(&ChoiceName, &Choice)> {
        self.choices.sorted()
    }

    /// All lists that can be narrowed, by type and language.
    pub(crate) fn lists(&self) -> Vec<(&ListName, &ListFacets)> {
        self.lists.sorted()
    }
}

impl ListFacets {
    fn has_same_pages(&self, other: &Self) -> bool {
        type Addresses<'a> = (&'a str, Vec<(&'a str, Option<&'a str>)>);
        fn pages(list: &ListFacets) -> impl Iterator<Item = Addresses<'_>> {
            list.facets.iter().map(|facet| {
                let values = facet.values.iter();
                let values = values.map(|value| (value.name.as_str(), value.href.as_deref()));
                (facet.href.as_str(), values.collect())
            })
        }
        self.left_out == other.left_out && pages(self).eq(pages(other))
    }
}

impl Choice {
    /// How many entries it has.
    pub(crate) fn count(&self) -> usize {
        self.pages.iter().map(Vec::len).sum()
    }

    /// One of its pages, counted from one, when there are so many.
    pub(crate) fn page(&self, routes: &Routes, language: &str, number: usize) -> Option<String> {
        match number {
            1 => Some(self.href.clone()),
            number if (2..=self.pages.len()).contains(&number) => {
                let page = &routes.files(language).page;
                Some(routes.page(format!("{}{page}-{number}/", folder_of(&self.href))))
            }
            _ => None,
        }
    }
}

/// Where the values of a facet come from.
#[derive(Clone, Copy)]
enum Source<'a> {
    /// From a field.
    Field(&'a Field),
    /// From other entries: what is reached by way of them.
    Derived(&'a DerivedRule),
}

impl<'a> Source<'a> {
    fn name(self) -> &'a Arc<str> {
        match self {
            Self::Field(field) => &field.name,
            Self::Derived(rule) => &rule.name,
        }
    }

    fn label(self) -> &'a Text {
        match self {
            Self::Field(field) => &field.label,
            Self::Derived(rule) => &rule.label,
        }
    }
}

/// Where the values of the facets of a type come from.
fn sources(content_type: &ContentType) -> impl Iterator<Item = Source<'_>> {
    content_type.facets.fields.iter().filter_map(|name| {
        let derived = content_type.derived.iter().find(|rule| *rule.name == **name);
        let field = || content_type.field(name).map(Source::Field);
        derived.map(Source::Derived).or_else(field)
    })
}

/// A value while its entries are gathered.
struct Gathered {
    item: FacetItem,
    name: String,
    order: (usize, String),
    above: Option<EntryKey>,
    /// Places in the list.
    entries: Vec<usize>,
    /// Its part of an address.
    slug: String,
}

/// What was gathered from one source, and the folder below which its pages are.
struct FacetSource<'a> {
    source: Source<'a>,
    folder: String,
    values: Vec<Gathered>,
}

/// The facets of the list of a type; `None` when it has none.
fn computed(
    inputs: FacetInputs<'_>,
    content_type: &ContentType,
    language: &str,
) -> Option<Computed> {
    let FacetInputs { catalog, config, scope, routes, .. } = inputs;
    let list = routes.list(&content_type.id, language)?;
    let entries: Vec<&Entry> = scope.list(catalog, &content_type.id, language).collect();
    let mut folders = HashSet::new();
    let mut gathered: Vec<FacetSource<'_>> = Vec::new();
    for source in sources(content_type) {
        let values = values(inputs, content_type, source, &entries, language);
        // What there is only one of helps nobody to choose.
        if values.len() > 1 {
            let folder = folder(inputs, content_type, source, language, &mut folders);
            let folder = format!("{}{folder}/", folder_of(list));
            gathered.push(FacetSource { source, folder, values });
        }
    }
    if gathered.is_empty() {
        return None;
    }
    let name = (content_type.id.clone(), Arc::from(language));
    let mut chooser = Chooser {
        routes,
        name: &name,
        list: folder_of(list),
        entries: &entries,
        length: config.list_length.map_or(PAGE, std::num::NonZeroUsize::get),
        room: Room { pages: MOST_PAGES, left_out: None },
        choices: BTreeMap::new(),
    };
    chooser.add_values(&gathered);
    let facets = chooser.facets(&gathered);
    for pair in &content_type.facets.pairs {
        let of = |name: &str| gathered.iter().position(|facet| **facet.source.name() == *name);
        if let (Some(first), Some(second)) = (of(&pair[0]), of(&pair[1])) {
            chooser.add_pairs(&gathered, &facets, [first, second]);
        }
    }
    let Chooser { room, choices, .. } = chooser;
    let places_of = |facet: FacetSource<'_>| -> Vec<Vec<usize>> {
        facet.values.into_iter().map(|value| value.entries).collect()
    };
    Some(Computed {
        list: ListFacets { facets, left_out: room.left_out },
        choices: choices.into_iter().collect(),
        directory: Directory {
            entries: entries.iter().map(|entry| entry.key.clone()).collect(),
            places: gathered.into_iter().map(places_of).collect(),
        },
        name,
    })
}

/// Chooses parts of a list while there is room for their pages.
struct Chooser<'a> {
    routes: &'a Routes,
    /// Type and language of the list.
    name: &'a (Arc<str>, Arc<str>),
    /// The folder of the list.
    list: &'a str,
    entries: &'a [&'a Entry],
    /// How many entries are on a page.
    length: usize,
    room: Room,
    choices: BTreeMap<ChoiceName, Choice>,
}

impl Chooser<'_> {
    fn choice_name(&self, values: &[(&Arc<str>, &Gathered)]) -> ChoiceName {
        let (type_id, language) = self.name.clone();
        let values = values.iter().map(|(field, value)| ((*field).clone(), value.name.clone()));
        ChoiceName { type_id, language, values: values.collect() }
    }

    /// Adds a choice by these values, with the entries at `places`, and says its address; `None` when there is no room for it.
    fn add(
        &mut self,
        values: &[(&Arc<str>, &Gathered)],
        folder: String,
        places: &[usize],
    ) -> Option<String> {
        let name = self.choice_name(values);
        if !self.room.take(places.len().div_ceil(self.length), &name) {
            return None;
        }
        let href = self.routes.page(folder);
        let items = values.iter().map(|(field, value)| ((*field).clone(), value.item.clone()));
        let page = |places: &[usize]| -> Vec<EntryKey> {
            places.iter().map(|at| self.entries[*at].key.clone()).collect()
        };
        let pages = places.chunks(self.length).map(page).collect();
        let items = items.collect();
        self.choices
            .insert(name, Choice { href: href.clone(), items, pages, narrower: Vec::new() });
        Some(href)
    }

    /// What most entries have comes first, so that what is left out are choices with little in them.
    fn add_values(&mut self, gathered: &[FacetSource<'_>]) {
        let mut order: Vec<(&FacetSource<'_>, &Gathered)> = Vec::new();
        for facet in gathered {
            order.extend(facet.values.iter().map(|value| (facet, value)));
        }
        order.sort_by_key(|(_, value)| std::cmp::Reverse(value.entries.len()));
        for (facet, value) in order {
            let folder = format!("{}{}/", facet.folder, value.slug);
            self.add(&[(facet.source.name(), value)], folder, &value.entries);
        }
    }

    /// All facets with their values, those without a page among them.
    fn facets(&self, gathered: &[FacetSource<'_>]) -> Vec<Facet> {
        let seen = |field: &Arc<str>, value: &Gathered| {
            let choice = self.choices.get(&self.choice_name(&[(field, value)]));
            facet_value(value, value.entries.len(), choice.map(|choice| choice.href.clone()))
        };
        let facet = |FacetSource { source, folder, values }: &FacetSource<'_>| Facet {
            field: source.name().clone(),
            href: self.routes.page(folder.clone()),
            values: values.iter().map(|value| seen(source.name(), value)).collect(),
        };
        gathered.iter().map(facet).collect()
    }

    /// Adds choices by a value of each of two facets, and leads to them from those by one value.
    fn add_pairs(
        &mut self,
        gathered: &[FacetSource<'_>],
        facets: &[Facet],
        [first, second]: [usize; 2],
    ) {
        let [one, two] = [&gathered[first], &gathered[second]];
        let [field, other] = [one, two].map(|facet| facet.source.name());
        let mut common = pairs(&one.values, &two.values);
        common.sort_by_key(|(.., entries)| std::cmp::Reverse(entries.len()));
        let below = two.folder.strip_prefix(self.list).unwrap_or_default();
        let mut narrower: BTreeMap<(usize, usize), Vec<(usize, FacetValue)>> = BTreeMap::new();
        for (a, b, places) in common {
            let (x, y) = (&one.values[a], &two.values[b]);
            let folder = format!("{}{}/{below}{}/", one.folder, x.slug, y.slug);
            let Some(href) = self.add(&[(field, x), (other, y)], folder, &places) else { continue };
            let seen = |value| facet_value(value, places.len(), Some(href.clone()));
            narrower.entry((first, a)).or_default().push((b, seen(y)));
            narrower.entry((second, b)).or_default().push((a, seen(x)));
        }
        for ((facet, value), mut values) in narrower {
            let beside = if facet == first { second } else { first };
            let of = &gathered[facet];
            let name = self.choice_name(&[(of.source.name(), &of.values[value])]);
            values.sort_by_key(|(place, _)| *place);
            if let Some(choice) = self.choices.get_mut(&name) {
                let Facet { field, href, .. } = &facets[beside];
                let (field, href) = (field.clone(), href.clone());
                let values = values.into_iter().map(|(_, value)| value).collect();
                choice.narrower.push(Facet { field, href, values });
            }
        }
    }
}

fn facet_value(value: &Gathered, count: usize, href: Option<String>) -> FacetValue {
    let Gathered { item, name, slug, above, .. } = value;
    let (item, name, slug, above) = (item.clone(), name.clone(), slug.clone(), above.clone());
    FacetValue { item, name, slug, above, count, href }
}

/// How many pages there may still be.
struct Room {
    pages: usize,
    left_out: Option<(usize, ChoiceName)>,
}

impl Room {
    fn take(&mut self, pages: usize, name: &ChoiceName) -> bool {
        let fits = pages <= self.pages;
        if fits {
            self.pages -= pages;
        } else {
            self.left_out.get_or_insert_with(|| (0, name.clone())).0 += 1;
        }
        fits
    }
}

/// What entries have both a value of the one and of the other facet. What is not known of an entry makes no pair.
fn pairs(first: &[Gathered], second: &[Gathered]) -> Vec<(usize, usize, Vec<usize>)> {
    fn by_entry(values: &[Gathered]) -> BTreeMap<usize, Vec<usize>> {
        let mut by_entry: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let stated = values.iter().enumerate().filter(|(_, v)| v.item != FacetItem::NotStated);
        for (value, gathered) in stated {
            for entry in &gathered.entries {
                by_entry.entry(*entry).or_default().push(value);
            }
        }
        by_entry
    }
    let others = by_entry(second);
    let mut common: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (entry, values) in by_entry(first) {
        for a in values {
            for b in others.get(&entry).into_iter().flatten() {
                common.entry((a, *b)).or_default().push(entry);
            }
        }
    }
    common.into_iter().map(|((a, b), entries)| (a, b, entries)).collect()
}

/// The values of a field that entries of a list have, in their order; what is not stated comes last.
fn values(
    inputs: FacetInputs<'_>,
    content_type: &ContentType,
    source: Source<'_>,
    entries: &[&Entry],
    language: &str,
) -> Vec<Gathered> {
    let FacetInputs { catalog, theme, scope, .. } = inputs;
    let mut gatherer = Gatherer {
        catalog,
        scope,
        leaves_out: scope.leaves_out(&content_type.id, source.name()),
        all: Vec::new(),
        referred: HashMap::new(),
        named: HashMap::new(),
    };
    let mut unknown = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let found = gatherer.values_of(source, entry);
        for known in &found {
            let entries = &mut gatherer.all[*known].entries;
            if entries.last() != Some(&place) {
                entries.push(place);
            }
        }
        if found.is_empty() {
            unknown.push(place);
        }
    }
    let mut all = gatherer.all;
    let is_line = match source {
        Source::Field(field) => field.kind.item().can(Ability::Line),
        Source::Derived(_) => false,
    };
    sort(catalog, &mut all, is_line.then(|| Collation::new(language)));
    if !unknown.is_empty() && !all.is_empty() {
        let called = slug(&theme.texts(language).plain(NOT_STATED));
        let order = (usize::MAX, String::new());
        let none = gathered(FacetItem::NotStated, String::new(), order, &called);
        all.push(Gathered { entries: unknown, ..none });
    }
    let mut taken = HashSet::new();
    // How often a slug was wanted: many texts of signs alone would be looked for one by one.
    let mut wanted: HashMap<String, usize> = HashMap::new();
    for value in &mut all {
        let number = wanted.entry(value.slug.clone()).or_default();
        value.slug = free(&value.slug, number, |slug| taken.contains(slug));
        taken.insert(value.slug.clone());
    }
    all
}

/// Gathers the values of the entries of a list.
struct Gatherer<'a> {
    catalog: &'a Catalog,
    scope: &'a SiteScope,
    /// Whether entries are not named here that the site does not have.
    leaves_out: bool,
    all: Vec<Gathered>,
    /// Places in `all` by entry; `None` for one that is not named.
    referred: HashMap<EntryKey, Option<usize>>,
    /// Places in `all` by name.
    named: HashMap<String, usize>,
}

impl Gatherer<'_> {
    /// The values of an entry, as places in `all`.
    fn values_of(&mut self, source: Source<'_>, entry: &Entry) -> Vec<usize> {
        match source {
            Source::Derived(rule) => {
                let groups = groups(self.catalog, self.scope, entry, rule);
                let targets = groups.iter().flat_map(|(_, targets)| targets);
                targets.filter_map(|key| self.entry(key)).collect()
            }
            Source::Field(field) => {
                let kind = field.kind.item();
                let value = entry.get_for(&field.name, Channel::Website);
                let items = value.map(Value::items).unwrap_or_default().iter();
                let place = |item: &Value| match item {
                    Value::Reference(reference) => self.entry(&reference.key),
                    item => self.value(kind, item),
                };
                items.filter_map(place).collect()
            }
        }
    }

    fn entry(&mut self, key: &EntryKey) -> Option<usize> {
        let key = self.scope.replacement(key);
        if let Some(known) = self.referred.get(key) {
            return *known;
        }
        let is_named = self.catalog.get(key).is_some_and(|other| match self.leaves_out {
            true => self.scope.has(other),
            false => self.scope.may_name(other),
        });
        let known = is_named.then(|| {
            let order = (self.catalog.rank(key), key.id.to_string());
            let above = self.catalog.ancestors(key).pop().cloned();
            let item = FacetItem::Entry(key.clone());
            let value = gathered(item, key.to_string(), order, &key.id);
            self.add(Gathered { above, ..value })
        });
        self.referred.insert(key.clone(), known);
        known
    }

    fn value(&mut self, kind: &FieldKind, item: &Value) -> Option<usize> {
        if !kind.is_placed(item) {
            return None;
        }
        let order = kind.group(item).filter(|(_, name)| !name.is_empty())?;
        if let Some(known) = self.named.get(&order.1) {
            return Some(*known);
        }
        let name = order.1.clone();
        let slug = slug(&name);
        let known = self.add(gathered(FacetItem::Value(item.clone()), name.clone(), order, &slug));
        self.named.insert(name, known);
        Some(known)
    }

    fn add(&mut self, value: Gathered) -> usize {
        self.all.push(value);
        self.all.len() - 1
    }
}

fn gathered(item: FacetItem, name: String, order: (usize, String), slug: &str) -> Gathered {
    Gathered { item, name, order, above: None, entries: Vec::new(), slug: slug.to_owned() }
}

/// Puts values into the order in which they are shown: under what they belong to, else as their list or kind has it.
fn sort(catalog: &Catalog, all: &mut [Gathered], words: Option<Collation>) {
    let tops: HashSet<EntryKey> = all.iter().filter_map(|value| value.above.clone()).collect();
    for value in all.iter_mut() {
        if let FacetItem::Entry(key) = &value.item
            && tops.contains(key)
        {
            value.above = Some(key.clone());
        }
    }
    let rank = |value: &Gathered| {
        let above = value.above.as_ref();
        let is_top = matches!(&value.item, FacetItem::Entry(key) if Some(key) == above);
        (above.map(|key| (catalog.rank(key), key.clone())), !is_top)
    };
    match words {
        Some(collation) => all
            .sort_by(|a, b| collation.compare(&a.name, &b.name).then_with(|| a.name.cmp(&b.name))),
        None => all.sort_by_cached_key(|value| (rank(value), value.order.clone())),
    }
}

/// The part of addresses that stands for a facet: the label of its field, unless something else of the list is there.
fn folder(
    inputs: FacetInputs<'_>,
    content_type: &ContentType,
    source: Source<'_>,
    language: &str,
    taken: &mut HashSet<String>,
) -> String {
    let FacetInputs { catalog, routes, .. } = inputs;
    let page = format!("{}-", routes.files(language).page);
    let is_page = |slug: &str| {
        let number = slug.strip_prefix(&page);
        number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
    };
    let list = folder_of(routes.list(&content_type.id, language).unwrap_or_default());
    let is_taken = |slug: &str| {
        let key = EntryKey::new(&*content_type.id, slug);
        let below = format!("{list}{slug}/");
        let mut others = catalog.schema.types();
        is_page(slug)
            || taken.contains(slug)
            || routes.entry(&key, language).is_some()
            || others.any(|other| {
                let list = routes.list(&other.id, language);
                list.is_some_and(|list| list.starts_with(&below))
            })
    };
    let folder = free(&slug(source.label().get(language)), &mut 0, is_taken);
    taken.insert(folder.clone());
    folder
}

/// A part of an address like this one that is not taken; `number` is how often it was asked for.
fn free(slug: &str, number: &mut usize, is_taken: impl Fn(&str) -> bool) -> String {
    let base = match path::path(slug, Use::Address) {
        Ok(_) if !slug.is_empty() => slug.to_owned(),
        _ => format!("x-{slug}").trim_end_matches('-').to_owned(),
    };
    loop {
        *number += 1;
        let found = match *number {
            1 => base.clone(),
            number => format!("{base}-{number}"),
        };
        if !is_taken(&found) {
            return found;
        }
    }
}
