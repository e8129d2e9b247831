//! Entries: in full, and as cards.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::pager::pager;
use super::types::{
    CardView, ColumnView, DerivedGroup, DerivedView, EntryView, HeadingView, LinkView,
    ProfileGroup, ProfileRow, RelationItem, RelationView, TextView, ValueView,
};
use super::{Scope, TextFrame, ViewContext, has_related};
use super::{adapted, cards, contacts, figures, links, sections, values};
use crate::model::{Edge, Entry, EntryKey, Value};
use crate::plan::{self, LongRelation, symmetric_fields};
use crate::schema::common;
use crate::schema::{Ability, ContentType, DerivedRule, Field, Parts};
use crate::syntax::Destination;
use crate::syntax::tree::{Block, plain_text_with};

/// Fields that every page shows in a place of their own, outside the profile table.
const ELSEWHERE: [&str; 7] = [
    common::IMAGE,
    common::SAMPLE,
    common::UNCERTAIN,
    common::UNCERTAIN_NOTE,
    common::NOTE,
    common::AS_OF,
    common::SOURCE,
];
/// How many entries of a derived relation are named; how many more there are is said.
const DERIVED: usize = 100;
/// How many related entries are shown.
const RELATED: usize = 3;
/// A list of more values than this needs more room than there is beside a text.
const KEY_FACTS: usize = 12;

/// An entry in full.
pub(crate) fn entry(cx: &ViewContext<'_>, key: &EntryKey, scope: &Scope<'_>) -> Option<EntryView> {
    let entry = cx.catalog.localized(key, scope.language)?;
    let content_type = cx.catalog.schema.get(&key.type_id)?;
    let language = scope.language;
    let mut fields = BTreeMap::new();
    // A hidden title or summary is still the title or summary, but nothing else.
    let symmetric: Vec<&str> = symmetric_fields(content_type).map(|f| &*f.name).collect();
    for (name, field) in &content_type.fields {
        let apart = **name == *content_type.title
            || content_type.summary.as_deref() == Some(&**name)
            || ELSEWHERE.contains(&&**name)
            || symmetric.contains(&&**name);
        if apart {
            continue;
        }
        let prefix = format!("{}v{}-", scope.prefix, fields.len());
        let scope = Scope { prefix: &prefix, ..*scope };
        if let Some(value) = cards::shown(cx, entry, name)
            .and_then(|value| values::value(cx, field, &value, entry, &scope))
        {
            fields.insert(name.to_string(), value);
        }
    }
    let body = (!entry.body().is_empty()).then(|| {
        let frame =
            TextFrame { heading_shift: scope.body_shift, anchor_prefix: scope.prefix, language };
        links::text(cx, entry.body(), &entry.body_file, &frame, scope)
    });
    let adaptation = adapted::adaptation(cx, entry, content_type, &mut fields, language);
    // Where relations go on on pages of their own, contacts are too many for the profile table and stay among them.
    let contacts = match cx.plan.relations.long(&entry.key, language) {
        None => contacts::contact_rows(cx, entry, content_type, &mut fields, scope),
        Some(_) => None,
    };
    let mut profile = profile(content_type, &fields, language);
    let mut relations = self::relations(cx, entry, scope);
    let mut bodies = None;
    if let (Some(contacts), Some(rule)) = (contacts, &content_type.contacts) {
        // Whom readers can turn to is said once.
        let is_contacts = |name: &str| rule.from.iter().any(|(from, _)| from == name);
        for group in &mut profile {
            group.rows.retain(|row| !is_contacts(&row.name));
        }
        profile.retain(|group| !group.rows.is_empty());
        relations.retain(|relation| !is_contacts(&relation.name));
        bodies = Some(contacts);
    }
    let contact = contacts::contact_box(cx, entry, content_type, scope);
    if contact.iter().flat_map(|contact| &contact.nearest).any(|near| near.itself) {
        contacts::without_contact(cx, entry, content_type, &mut profile);
    }
    let sections = sections::sections(cx, entry, content_type, scope);
    // What a part of the page shows is said once; relations with attributes, or with pages of their own, say more.
    let is_shown = |name: &str| {
        let ways = content_type.sections.iter().flat_map(|section| &section.from);
        ways.filter(|way| way.steps.len() == 1)
            .any(|way| way.steps.first().is_some_and(|(step, _)| step == name))
    };
    relations.retain(|relation| {
        !is_shown(&relation.name) || !relation.columns.is_empty() || relation.pager.is_some()
    });
    let mut view = EntryView {
        type_id: key.type_id.to_string(),
        id: key.id.to_string(),
        label: content_type.label.get(language).to_owned(),
        title: entry.title().to_owned(),
        summary: summary_text(cx, entry, content_type, scope),
        body,
        image: entry.get_for(common::IMAGE, cx.channel).and_then(|value| match value {
            Value::Image(image) => values::image(cx, image),
            _ => None,
        }),
        flags: cards::flags(entry),
        uncertain_note: self::note(cx, entry, common::UNCERTAIN_NOTE, scope),
        note: self::note(cx, entry, common::NOTE, scope),
        adaptation,
        as_of: entry
            .get(common::AS_OF)
            .and_then(Value::as_date)
            .map(|date| cards::date_view(cx, date, language)),
        source: source(cx, entry, language),
        key_facts: part_of_profile(&profile, &fields, false),
        details: part_of_profile(&profile, &fields, true),
        profile,
        contacts: bodies,
        fields,
        figures: figures::entries_of(cx, entry, scope),
        contact,
        sections,
        relations,
        derived: derived(cx, entry, content_type, scope),
        related: related(cx, entry, content_type, language),
        previous: None,
        next: None,
        contents: Vec::new(),
        downloads: Vec::new(),
    };
    if let Some(sheet) = cx.plan.routes.sheet(key, &entry.language) {
        view.downloads.push(LinkView {
            href: Some(sheet.to_owned()),
            text: cx.say(language, "sheet"),
            ..LinkView::default()
        });
    }
    for (title, leaflet) in cx.plan.routes.leaflets(key, &entry.language) {
        view.downloads.push(LinkView {
            href: Some(leaflet.to_owned()),
            text: match title {
                Some(title) => cx.say_with(language, "brochure", "title", title),
                None => cx.say(language, "leaflet"),
            },
            ..LinkView::default()
        });
    }
    view.contents = contents(cx, entry, &view, language);
    Some(view)
}

fn summary_text(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    scope: &Scope<'_>,
) -> Option<TextView> {
    note(cx, entry, content_type.summary.as_deref()?, scope)
}

fn note(cx: &ViewContext<'_>, entry: &Entry, name: &str, scope: &Scope<'_>) -> Option<TextView> {
    let document =
        entry.get_for(name, cx.channel)?.as_text().filter(|document| !document.is_empty())?;
    let prefix = format!("{}n-", scope.prefix);
    let frame = TextFrame {
        heading_shift: scope.value_shift,
        anchor_prefix: &prefix,
        language: scope.language,
    };
    Some(links::text(cx, document, &entry.file, &frame, scope))
}

/// Where the facts are from: a work of the collection, or the one that the site names for facts without a work.
fn source(cx: &ViewContext<'_>, entry: &Entry, language: &str) -> Option<LinkView> {
    let source = entry.get(common::SOURCE)?;
    let mut link = match source.get(common::DOCUMENT) {
        Some(Value::Reference(document)) => links::link(cx, &document.key, language)?,
        _ => {
            let main = cx.config.main_source.as_ref().map(|work| work.get(language));
            LinkView { text: main.unwrap_or_default().to_owned(), ..LinkView::default() }
        }
    };
    if let Some(section) = source.get(common::SECTION).and_then(Value::as_str) {
        // Tables and appendices are written with their own word: `Übersicht A 7`.
        let numbered = section.starts_with(|c: char| c.is_ascii_digit());
        let section = if numbered {
            cx.say_with(language, "source-section", "section", section)
        } else {
            section.to_owned()
        };
        link.text = match link.text.as_str() {
            "" => section,
            work => format!("{work}, {section}"),
        };
    }
    (!link.text.is_empty()).then_some(link)
}

/// The rows of a profile table whose values need room, or those whose values do not.
fn part_of_profile(
    profile: &[ProfileGroup],
    fields: &BTreeMap<String, ValueView>,
    roomy: bool,
) -> Vec<ProfileGroup> {
    let is_roomy = |value: &ValueView| match value {
        ValueView::Text { .. }
        | ValueView::Table { .. }
        | ValueView::Group { .. }
        | ValueView::Image { .. }
        | ValueView::List { long: true, .. } => true,
        ValueView::List { items, .. } => items.len() > KEY_FACTS,
        _ => false,
    };
    let mut groups: Vec<ProfileGroup> = profile.to_vec();
    for group in &mut groups {
        group.rows.retain(|row| fields.get(&row.name).is_some_and(is_roomy) == roomy);
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// What refers to the entry, by relation; both sides of symmetric relations.
fn relations(cx: &ViewContext<'_>, entry: &Entry, scope: &Scope<'_>) -> Vec<RelationView> {
    let Some(long) = cx.plan.relations.long(&entry.key, scope.language) else {
        let (part, theme) = (&cx.plan.scope, cx.theme);
        return plan::relations(cx.catalog, part, theme, entry, scope.language)
            .into_iter()
            .filter_map(|relation| {
                let called = (relation.name.as_str(), relation.label.as_str());
                self::relation(cx, entry, called, &relation.edges, scope)
            })
            .collect();
    };
    long.iter().filter_map(|relation| part_of(cx, entry, relation, 1, scope)).collect()
}

/// What an entry is related to by way of others.
fn derived(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    scope: &Scope<'_>,
) -> Vec<DerivedView> {
    let language = scope.language;
    let links = |keys: &[EntryKey]| -> Vec<LinkView> {
        keys.iter().filter_map(|key| links::link(cx, key, language)).collect()
    };
    let mut derived = plan::derived(cx.catalog, &cx.plan.scope, entry, content_type);
    // A part of the page may go the same way.
    let ways = || content_type.sections.iter().flat_map(|section| &section.from);
    let step = |(step, _): &(String, crate::location::Span)| step.clone();
    derived.retain(|derived| {
        let via: Vec<String> = derived.rule.via.iter().map(step).collect();
        !ways().any(|way| way.steps.iter().map(step).collect::<Vec<_>>() == via)
    });
    let view = |plan::Derived { rule, groups }: plan::Derived<'_>| {
        let count = groups.iter().map(|(_, targets)| targets.len()).sum();
        let mut room = DERIVED;
        let groups = groups.iter().map(|(by, targets)| {
            let by = links(by);
            let names: Vec<&str> = by.iter().map(|link| link.text.as_str()).collect();
            let names = names.join(", ");
            let through = rule.through.as_ref().map(|through| through.get(language));
            let through =
                through.map_or(names.clone(), |text| text.replace(DerivedRule::THROUGH, &names));
            let shown = targets.len().min(room);
            room -= shown;
            let more = targets.len() - shown;
            DerivedGroup { through, by, links: links(&targets[..shown]), more }
        });
        DerivedView {
            name: rule.name.to_string(),
            label: rule.label.get(language).to_owned(),
            id: format!("{}rel_{}", scope.prefix, rule.name),
            count,
            groups: groups.collect(),
        }
    };
    derived.into_iter().map(view).collect()
}

/// The part of a long relation that stands on one of its pages.
pub(super) fn part_of(
    cx: &ViewContext<'_>,
    entry: &Entry,
    relation: &LongRelation,
    number: usize,
    scope: &Scope<'_>,
) -> Option<RelationView> {
    let places = cx.plan.relations.on_page((&entry.key, scope.language), relation, number);
    let edges: Vec<&Edge> = places.iter().filter_map(|at| cx.catalog.edge(at)).collect();
    let mut view = self::relation(cx, entry, (&relation.name, &relation.label), &edges, scope)?;
    view.count = relation.count;
    view.pager = pager(number, relation.pages, |number| {
        cx.plan.routes.relation_page(&entry.key, scope.language, relation, number)
    });
    Some(view)
}

/// What a relation is `called` (name and label) and whom it leads to.
fn relation(
    cx: &ViewContext<'_>,
    entry: &Entry,
    (name, label): (&str, &str),
    edges: &[&Edge],
    scope: &Scope<'_>,
) -> Option<RelationView> {
    let language = scope.language;
    let mut items: Vec<RelationItem> = Vec::new();
    let mut columns: Vec<ColumnView> = Vec::new();
    let mut seen: HashMap<&EntryKey, usize> = HashMap::new();
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    for edge in edges {
        let key = edge.other_than(&entry.key);
        let Some(other) = cx.catalog.localized(key, language) else { continue };
        let Some(other_type) = cx.catalog.schema.get(&key.type_id) else { continue };
        let cells = attributes(cx, edge, scope, &mut columns);
        if let Some(at) = seen.get(key) {
            // Said twice, and the second time with nothing new.
            if cells.is_empty() || items.get(*at).is_some_and(|item| item.cells == cells) {
                continue;
            }
        }
        let Some(link) = links::link(cx, key, language) else { continue };
        seen.insert(key, items.len());
        *types.entry(&*key.type_id).or_default() += 1;
        items.push(RelationItem {
            link,
            summary: None,
            date: cards::news_date(cx, other, other_type, language),
            flags: cards::flags(other),
            cells,
        });
    }
    let main_type = types.into_iter().max_by_key(|(_, count)| *count)?.0;
    let anchor = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    Some(RelationView {
        name: name.to_owned(),
        label: label.to_owned(),
        id: format!("{}rel_{anchor}", scope.prefix),
        type_id: main_type.to_owned(),
        count: items.len(),
        items,
        columns,
        pager: None,
    })
}

/// What is said about a relation, in short: columns are added where a new attribute turns up.
fn attributes(
    cx: &ViewContext<'_>,
    edge: &Edge,
    scope: &Scope<'_>,
    columns: &mut Vec<ColumnView>,
) -> BTreeMap<String, ValueView> {
    let mut cells = BTreeMap::new();
    if edge.attributes.is_empty() {
        return cells;
    }
    let from = cx.catalog.get(&edge.from);
    let field = cx
        .catalog
        .schema
        .get(&edge.from.type_id)
        .and_then(|content_type| content_type.field(&edge.field));
    let (Some(from), Some(field)) = (from, field) else { return cells };
    for (name, value) in &edge.attributes {
        let Some(attribute) =
            attribute_field(field, name).filter(|field| field.kind.can(Ability::Short))
        else {
            continue;
        };
        let view = match values::value(cx, attribute, value, from, scope) {
            Some(ValueView::Choice { value, text, .. }) => {
                ValueView::Choice { value, text, description: None }
            }
            Some(view) => view,
            None => continue,
        };
        let numeric = matches!(view, ValueView::Number { .. });
        match columns.iter_mut().find(|column| column.name == **name) {
            Some(column) => column.numeric &= numeric,
            None => columns.push(ColumnView {
                name: name.to_string(),
                label: attribute.label.get(scope.language).to_owned(),
                numeric,
            }),
        }
        cells.insert(name.to_string(), view);
    }
    cells
}

/// Entries of the same type that refer to the same things, those that share most first.
fn related(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    language: &str,
) -> Vec<CardView> {
    if !has_related(content_type) {
        return Vec::new();
    }
    let mut scores: HashMap<&EntryKey, usize> = HashMap::new();
    let targets: HashSet<&EntryKey> =
        cx.catalog.edges_from(&entry.key).map(|edge| &edge.to).collect();
    #[allow(clippy::iter_over_hash_type, reason = "only counts")]
    for target in targets {
        for other in cx.sharing(target) {
            if *other != entry.key && other.type_id == entry.key.type_id {
                *scores.entry(other).or_default() += 1;
            }
        }
    }
    let mut best: Vec<(&EntryKey, usize)> =
        scores.into_iter().filter(|(_, score)| *score > 1).collect();
    best.sort_by(|(a, x), (b, y)| {
        y.cmp(x)
            .then_with(|| cx.catalog.rank_in_list(a).cmp(&cx.catalog.rank_in_list(b)))
            .then_with(|| a.cmp(b))
    });
    best.truncate(RELATED);
    best.into_iter()
        .filter_map(|(key, _)| cards::card(cx, cx.catalog.localized(key, language)?, language))
        .collect()
}

/// The headings of the page.
fn contents(
    cx: &ViewContext<'_>,
    entry: &Entry,
    view: &EntryView,
    language: &str,
) -> Vec<HeadingView> {
    let resolver = links::resolver(cx, &entry.body_file, language);
    let name = |to: &Destination| Some(resolver.link(to)?.text);
    let mut contents: Vec<HeadingView> = entry
        .body()
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level: 2, id, content } => {
                Some(HeadingView { id: id.clone(), text: plain_text_with(content, &name) })
            }
            _ => None,
        })
        .collect();
    for section in &view.sections {
        contents.push(HeadingView { id: section.id.clone(), text: section.label.clone() });
    }
    if let Some(label) = view.contacts.as_ref().and_then(|contacts| contacts.label.clone()) {
        contents.push(HeadingView { id: "s_contacts".to_owned(), text: label });
    }
    if !view.profile.is_empty() {
        contents
            .push(HeadingView { id: "s_profile".to_owned(), text: cx.say(language, "profile") });
    }
    for figure in &view.figures {
        contents.push(HeadingView { id: figure.id.clone(), text: figure.title.clone() });
    }
    for relation in &view.relations {
        contents.push(HeadingView { id: relation.id.clone(), text: relation.label.clone() });
    }
    for derived in &view.derived {
        contents.push(HeadingView { id: derived.id.clone(), text: derived.label.clone() });
    }
    contents
}

/// The profile table: the type's groups, then what is in no group.
fn profile(
    content_type: &ContentType,
    fields: &BTreeMap<String, ValueView>,
    language: &str,
) -> Vec<ProfileGroup> {
    let Some(groups) = &content_type.profile else { return Vec::new() };
    let row = |name: &str| {
        let field = content_type.field(name).filter(|_| fields.contains_key(name))?;
        Some(ProfileRow { name: name.to_owned(), label: field.label.get(language).to_owned() })
    };
    let mut profile: Vec<ProfileGroup> = groups
        .iter()
        .map(|group| ProfileGroup {
            label: Some(group.label.get(language).to_owned()),
            rows: group.fields.iter().filter_map(|name| row(name)).collect(),
        })
        .collect();
    let grouped: HashSet<&str> =
        groups.iter().flat_map(|group| &group.fields).map(String::as_str).collect();
    let others = content_type.fields.keys().filter(|name| !grouped.contains(&***name));
    profile.push(ProfileGroup { label: None, rows: others.filter_map(|name| row(name)).collect() });
    profile.retain(|group| !group.rows.is_empty());
    profile
}

/// The field of an attribute, wherever it is in the field that holds the relation.
fn attribute_field<'a>(field: &'a Field, name: &Arc<str>) -> Option<&'a Field> {
    match field.kind.parts() {
        Parts::Items(of) => attribute_field(of, name),
        Parts::Fields(fields) => fields
            .get(name)
            .or_else(|| fields.values().find_map(|field| attribute_field(field, name))),
        Parts::Pairs(_, of) if **name == *"value" => Some(of),
        _ => None,
    }
}
