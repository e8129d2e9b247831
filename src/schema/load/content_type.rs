//! Reads one content type: its names, what is made of its entries, and which of its fields serve for what.
//!
//! Entry point: [`Loader::content_type`]. Invariant: a field that a type names exists in it, and its kind is fit for what it serves;
//! otherwise that is a finding.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use super::facets::WrittenFacets;
use super::fields::Origin;
use super::{Loader, TypeSource};
use crate::address::path;
use crate::diagnostic::{Diagnostic, problem};
use crate::location::Span;
use crate::schema::{
    Ability, Arrangement, Body, ContactsRule, ContentType, FeedRule, Field, FieldGroup, FieldKind,
    NO_SHEET, NearestRule, PageSection, Pages, Parts, SortKey, Text, TypeRole, VcardKind, Way,
};
use crate::yaml::{self, Node, NodeValue, Reader, Spanned};

impl Loader<'_, '_> {
    pub(super) fn content_type(
        &mut self,
        id: &str,
        source: &TypeSource,
        common: &IndexMap<Arc<str>, Field>,
    ) -> Option<ContentType> {
        let node = &source.node;
        let mut r = Reader::new(self.file, node, self.findings)?;
        r.raw("type");
        let role = r.choice("role", &TypeRole::ALL);
        let role_span = r.raw("role").map(|pair| pair.value.beginning());
        let label = r.required("label").and_then(|n| r.text_of("label", n));
        let plural = r.required("plural").and_then(|n| r.text_of("plural", n));
        let description = r.text("description");
        let folder = r.required("folder").and_then(|n| n.as_str().map(str::to_owned));
        let folder_span = r.raw("folder").map(|pair| pair.value.span.clone());
        let route = r.text("route").filter(|route| is_route(&mut r, route));
        let route_span = r.raw("route").map(|pair| pair.value.span.clone());
        let title = r.string("title").unwrap_or_else(|| "title".to_owned());
        let title_span = r.raw("title").map(|pair| pair.value.span.clone());
        let mut summary = r.string("summary");
        let summary_span = r.raw("summary").map(|pair| pair.value.span.clone());
        let pages = r
            .choice(
                "pages",
                &[("entry", Pages::Entry), ("list", Pages::List), ("none", Pages::None)],
            )
            .unwrap_or(Pages::Entry);
        let group = r.strings("group").and_then(|list| list.into_iter().next());
        let sort = r.strings("sort").unwrap_or_default();
        let index = r.boolean("index").unwrap_or(true);
        let search = r.boolean("search").unwrap_or(true);
        let body = r
            .choice(
                "body",
                &[("required", Body::Required), ("optional", Body::Optional), ("none", Body::None)],
            )
            .unwrap_or(Body::Optional);
        let defaults_node = r.node("defaults");
        let fields_node = r.required("fields");
        let profile_node = r.raw("profile");
        let card = r.strings("card").unwrap_or_default();
        let facets = WrittenFacets::read(&mut r);
        let derived_node = r.node("derived");
        let registers = r.strings("registers").unwrap_or_default();
        let consent_for = r.strings("consent_for").unwrap_or_default();
        let (sheet, sheet_pages) = read_sheet(&mut r);
        let calendar = r.string("calendar");
        let calendar_at = r.raw("calendar").map(|pair| r.at(pair.value.span.clone()));
        let vcard = r.choice("vcard", &[("org", VcardKind::Org), ("group", VcardKind::Group)]);
        let feed = read_feed(&mut r);
        let contacts = read_contacts(&mut r);
        let (nearest, bodies) = read_nearest(&mut r).unzip();
        let sections = read_sections(&mut r);
        let schema_org = r.node("schema_org");
        let rules = r.node("rules").cloned();
        let place = r.place();
        r.finish();

        let name_span = source.name_span.clone();
        let span = name_span.map_or(place, |span| Span::new(self.file, span));
        let (mut fields, unparsed) =
            fields_node.map(|node| self.read_fields(node, Origin::Type)).unwrap_or_default();
        self.unparsed.extend(unparsed);
        for (name, field) in common {
            match fields.get_mut(name) {
                Some(own) => own.common = false,
                None => {
                    fields.insert(name.clone(), field.clone());
                }
            }
        }
        // A type whose names are missing is still known, so that its entries are not strangers.
        let label = label.unwrap_or_else(|| Text::same(id));
        let plural = plural.unwrap_or_else(|| label.clone());
        let folder = folder?;
        let folder_span = folder_span.unwrap_or(node.span.clone());
        self.check_folder(&folder, &folder_span);
        let defaults = self.defaults(defaults_node, &fields);
        self.check_title(&fields, &title, title_span.unwrap_or(span.start..span.end));
        for (_, at) in &consent_for {
            self.expect_field(&fields, "consent", at.clone());
        }
        match (&summary, summary_span) {
            (Some(name), at) => {
                let place = at.unwrap_or(span.start..span.end);
                self.expect_field(&fields, name, Span::new(self.file, place));
            }
            (None, _) if fields.contains_key("summary") => summary = Some("summary".to_owned()),
            (None, _) => {}
        }
        if let (Some(name), Some(at)) = (&calendar, calendar_at) {
            self.check_calendar(&fields, name, &at);
        }
        if let Some((FeedRule { title: Some(name), .. }, Some(at))) = &feed {
            self.expect_field(&fields, name, at.clone());
        }
        let schema_org = schema_org.and_then(|node| self.schema_org(node, &fields));
        let nearest = nearest.map(|rule| NearestRule {
            bodies: bodies.flatten().and_then(|node| self.bodies(node, &fields)),
            ..rule
        });
        let group = group.filter(|(name, at)| self.is_group(&fields, name, at));
        let sort = self.sort_keys(sort, &fields);
        for (name, at) in &card {
            self.expect_field(&fields, name, at.clone());
        }
        let derived = self.derived(derived_node, &fields);
        let facets = self.facets(facets, &fields, &derived);
        self.check_registers(&registers, &fields);
        let profile = match profile_node.map(|pair| &pair.value) {
            None => Some(Vec::new()),
            Some(node) if is_off(node) => None,
            Some(node) => Some(self.profile(node, &fields)),
        };
        self.check_roles(&fields, &span);
        self.check_unique(&fields, &span);
        Some(ContentType {
            id: id.into(),
            role,
            label,
            plural,
            description,
            route: route.unwrap_or_else(|| Text::same(folder.clone())),
            folder,
            title,
            summary,
            pages,
            group: group.map(|(name, _)| name),
            sort,
            index,
            search,
            body,
            defaults,
            fields,
            profile,
            card: card.into_iter().map(|(name, _)| name).collect(),
            facets,
            derived,
            registers: registers.into_iter().map(|(name, _)| name).collect(),
            consent_for: consent_for.into_iter().map(|(purpose, _)| purpose).collect(),
            sheet,
            sheet_pages,
            calendar,
            vcard,
            contacts,
            nearest,
            sections,
            feed: feed.map(|(feed, _)| feed),
            schema_org,
            rules,
            standard: source.standard,
            role_span: role_span.map_or_else(|| span.clone(), |at| Span::new(self.file, at)),
            span,
            unparsed: std::mem::take(&mut self.unparsed),
            route_span: Span::new(self.file, route_span.unwrap_or(folder_span.clone())),
            folder_span: Span::new(self.file, folder_span),
        })
    }

    fn check_folder(&mut self, folder: &str, place: &Range<usize>) {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
        if folder.is_empty() || !folder.bytes().all(fits) {
            self.contradiction(problem::Contradiction::FolderName, folder, "", place.clone());
        }
    }

    fn defaults(
        &mut self,
        node: Option<&Node>,
        fields: &IndexMap<Arc<str>, Field>,
    ) -> IndexMap<String, Node> {
        let mut defaults = IndexMap::new();
        let Some(node) = node else { return defaults };
        let Some(pairs) = node.as_map() else {
            self.findings.push(Diagnostic::at(
                problem::NotAMap { where_: None },
                Span::new(self.file, node.span.clone()),
            ));
            return defaults;
        };
        for pair in pairs {
            self.expect_field(fields, &pair.key, Span::new(self.file, pair.key_span.clone()));
            defaults.insert(pair.key.clone(), pair.value.clone());
        }
        defaults
    }

    fn check_title(
        &mut self,
        fields: &IndexMap<Arc<str>, Field>,
        title: &str,
        place: Range<usize>,
    ) {
        self.expect_field(fields, title, Span::new(self.file, place.clone()));
        let Some(field) = fields.get(title) else { return };
        if !field.kind.can(Ability::Line) {
            self.contradiction(problem::Contradiction::TitleKind, title, field.kind.name(), place);
        } else if field.personal {
            // Addresses, lists and references show titles, whatever a consent says.
            self.contradiction(problem::Contradiction::TitlePersonal, title, "", place);
        }
    }

    /// Reads by which values of a field entries are about somebody who can be reached at all.
    fn bodies(
        &mut self,
        node: &Node,
        fields: &IndexMap<Arc<str>, Field>,
    ) -> Option<(Arc<str>, Vec<String>)> {
        let Some([pair]) = node.as_map() else {
            self.bad("bodies", node, problem::Expected::Map);
            return None;
        };
        self.expect_field(fields, &pair.key, Span::new(self.file, pair.key_span.clone()));
        let field = fields.get(&*pair.key)?;
        let Some(known) = field.kind.choices() else {
            let kind = field.kind.name();
            let at = pair.key_span.clone();
            self.contradiction(problem::Contradiction::BodiesKind, &pair.key, kind, at);
            return None;
        };
        let mut values = Vec::new();
        let items = pair.value.as_list().unwrap_or(std::slice::from_ref(&pair.value));
        for item in items {
            match item.as_str() {
                Some(value) if known.contains_key(value) => values.push(value.to_owned()),
                written => {
                    let at = item.beginning();
                    let value = written.unwrap_or_default();
                    let problem = problem::Contradiction::SchemaOrgValue;
                    self.contradiction(problem, value, &pair.key, at);
                }
            }
        }
        Some((field.name.clone(), values))
    }

    fn check_calendar(&mut self, fields: &IndexMap<Arc<str>, Field>, name: &str, at: &Span) {
        self.expect_field(fields, name, at.clone());
        if let Some(field) = fields.get(name).filter(|field| !holds_dates(&field.kind)) {
            let kind = field.kind.name();
            self.contradiction(problem::Contradiction::CalendarKind, name, kind, at.start..at.end);
        }
    }

    /// Reports fields that are to be unique within others that there are not; `span` stands for what has no place of its own.
    fn check_unique(&mut self, fields: &IndexMap<Arc<str>, Field>, span: &Span) {
        for field in fields.values() {
            for other in field.unique.iter().flatten() {
                let at = field.span.clone().unwrap_or_else(|| span.clone());
                self.expect_field(fields, other, at);
            }
        }
    }

    /// Reports a second field with a role that is for one; `span` stands for what has no place of its own.
    fn check_roles(&mut self, fields: &IndexMap<Arc<str>, Field>, span: &Span) {
        let mut seen = BTreeSet::new();
        for field in fields.values() {
            let Some(role) = field.role.filter(|role| !role.is_shared()) else { continue };
            if !seen.insert(role) {
                let at = field.span.as_ref().unwrap_or(span);
                self.contradiction(
                    problem::Contradiction::RoleTwice,
                    &field.name,
                    role.name(),
                    at.start..at.end,
                );
            }
        }
    }

    fn is_group(&mut self, fields: &IndexMap<Arc<str>, Field>, name: &str, at: &Span) -> bool {
        self.expect_field(fields, name, at.clone());
        let fits = fields.get(name).is_some_and(|field| field.kind.can(Ability::Group));
        if !fits && fields.contains_key(name) {
            self.contradiction(problem::Contradiction::GroupKind, name, "", at.start..at.end);
        }
        fits
    }

    fn sort_keys(
        &mut self,
        written: Vec<(String, Span)>,
        fields: &IndexMap<Arc<str>, Field>,
    ) -> Vec<SortKey> {
        let mut keys = Vec::new();
        for (written, at) in written {
            let key = SortKey::parse(&written);
            self.expect_field(fields, &written, at.clone());
            match fields.get(&*key.field) {
                Some(field) if !field.kind.can(Ability::Sort) => {
                    let kind = field.kind.name();
                    self.contradiction(
                        problem::Contradiction::SortKind,
                        &key.field,
                        kind,
                        at.start..at.end,
                    );
                }
                _ => keys.push(key),
            }
        }
        keys
    }

    fn check_registers(
        &mut self,
        registers: &[(String, Span)],
        fields: &IndexMap<Arc<str>, Field>,
    ) {
        for (name, at) in registers {
            self.expect_field(fields, name, at.clone());
            let Some(field) = fields.get(&**name) else { continue };
            if field.hidden {
                self.contradiction(
                    problem::Contradiction::RegisterHidden,
                    name,
                    "",
                    at.start..at.end,
                );
            } else if !field.kind.can(Ability::Register) {
                self.contradiction(
                    problem::Contradiction::RegisterKind,
                    name,
                    field.kind.name(),
                    at.start..at.end,
                );
            }
        }
    }

    fn profile(&mut self, node: &Node, fields: &IndexMap<Arc<str>, Field>) -> Vec<FieldGroup> {
        let Some(items) = node.as_list() else {
            self.bad("profile", node, problem::Expected::List);
            return Vec::new();
        };
        let mut groups: Vec<FieldGroup> = Vec::new();
        for item in items {
            let Some(mut r) = Reader::new(self.file, item, self.findings) else {
                continue;
            };
            let label = r.required("label").and_then(|n| r.text_of("label", n)).unwrap_or_default();
            let names = r.strings("fields").unwrap_or_default();
            r.finish();
            let mut group = FieldGroup { label, fields: Vec::new() };
            for (name, at) in names {
                self.expect_field(fields, &name, at.clone());
                let twice =
                    groups.iter().any(|g| g.fields.contains(&name)) || group.fields.contains(&name);
                if twice {
                    self.contradiction(
                        problem::Contradiction::ProfileTwice,
                        &name,
                        "",
                        at.start..at.end,
                    );
                } else if fields.contains_key(&*name) {
                    group.fields.push(name);
                }
            }
            groups.push(group);
        }
        groups
    }
}

/// Whether a node says `false`, where it could say what there is.
fn is_off(node: &Node) -> bool {
    matches!(&node.value, NodeValue::Scalar { text, .. } if yaml::parse_boolean(text) == Some(false))
}

/// The sheet of entries, by its name in the theme, and on how many pages at most it is printed.
fn read_sheet(r: &mut Reader<'_, '_>) -> (Option<Spanned<String>>, Option<usize>) {
    let Some(node) = r.node("print") else { return (None, None) };
    let Some(mut print) = Reader::new(r.file(), node, r.findings) else { return (None, None) };
    let sheet = print.word("sheet").filter(|sheet| sheet.value != NO_SHEET);
    let pages = print.count("pages");
    print.finish();
    (sheet, pages)
}

/// The rule for feeds, with the place where it names a field with a title.
fn read_feed(r: &mut Reader<'_, '_>) -> Option<(FeedRule, Option<Span>)> {
    let node = r.node("feed")?;
    let mut inner = Reader::new(r.file(), node, r.findings)?;
    let label = inner.required("label").and_then(|n| inner.text_of("label", n));
    let title = inner.string("title");
    let title_at = inner.raw("title").map(|pair| inner.at(pair.value.span.clone()));
    let always = inner.boolean("always").unwrap_or(false);
    inner.finish();
    label.map(|label| (FeedRule { label, title, always }, title_at))
}

fn read_contacts(r: &mut Reader<'_, '_>) -> Option<ContactsRule> {
    let node = r.node("contacts")?;
    let mut inner = Reader::new(r.file(), node, r.findings)?;
    let label = inner.required("label").and_then(|n| inner.text_of("label", n));
    let from = inner.required("from").and_then(|n| inner.strings_of("from", n));
    let role = inner.string("role");
    let fields = inner.strings("fields").unwrap_or_default();
    let fields = fields.into_iter().map(|(name, _)| name).collect();
    inner.finish();
    label.zip(from).map(|(label, from)| ContactsRule { label, from, role, fields })
}

/// The rule of the nearest contact.
fn read_nearest<'n>(r: &mut Reader<'n, '_>) -> Option<(NearestRule, Option<&'n Node>)> {
    let node = r.node("contact")?;
    let mut inner = Reader::new(r.file(), node, r.findings)?;
    inner.required("from");
    let from = read_ways(&mut inner, "from");
    let otherwise = inner.string("otherwise");
    let otherwise_at = inner.raw("otherwise").map(|pair| inner.at(pair.value.span.clone()));
    let bodies = inner.node("bodies");
    inner.finish();
    Some((NearestRule { from, otherwise: otherwise.zip(otherwise_at), bodies: None }, bodies))
}

/// Parts of the pages of a type.
fn read_sections(r: &mut Reader<'_, '_>) -> Vec<PageSection> {
    let Some(node) = r.node("sections") else { return Vec::new() };
    let Some(items) = node.as_list() else {
        r.bad("sections", node, problem::Expected::List);
        return Vec::new();
    };
    let mut sections = Vec::new();
    for item in items {
        let Some(mut inner) = Reader::new(r.file(), item, r.findings) else { continue };
        let label = inner.required("label").and_then(|n| inner.text_of("label", n));
        let text = inner.text("text");
        let from = read_ways(&mut inner, "from");
        let mut entries = Vec::new();
        for item in inner.node("entries").and_then(Node::as_list).unwrap_or_default() {
            match item.as_str().filter(|name| name.contains(':')) {
                Some(name) => entries.push((name.to_owned(), inner.at(item.span.clone()))),
                None => inner.bad("entries", item, problem::Expected::Entry),
            }
        }
        let by = read_arrangements(&mut inner);
        let choose = inner.text("choose");
        let towns = inner.text("towns");
        let beside = inner.text("beside");
        let there = read_ways(&mut inner, "there");
        let cards = inner.boolean("cards").unwrap_or(false);
        let facts = inner.node("facts").and_then(|node| {
            let Some(names) = node.as_list() else {
                inner.bad("facts", node, problem::Expected::List);
                return None;
            };
            let named = names
                .iter()
                .filter_map(|n| Some((n.as_str()?.to_owned(), inner.at(n.span.clone()))));
            Some(named.collect())
        });
        let reached = inner.boolean("reached").unwrap_or(false);
        let otherwise = inner.text("otherwise");
        inner.finish();
        if let Some(label) = label {
            sections.push(PageSection {
                label,
                text,
                from,
                entries,
                by,
                choose,
                towns,
                beside,
                there,
                cards,
                facts,
                reached,
                otherwise,
            });
        }
    }
    sections
}

/// By what a part of a page is arranged: a name, or a list of names and maps.
fn read_arrangements(r: &mut Reader<'_, '_>) -> Vec<Arrangement> {
    let Some(node) = r.node("by") else { return Vec::new() };
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    let mut all = Vec::new();
    for item in items {
        if let Some(by) = item.as_str() {
            let by = (by.to_owned(), r.at(item.span.clone()));
            all.push(Arrangement { by, name: None });
            continue;
        }
        let Some(mut inner) = Reader::new(r.file(), item, r.findings) else { continue };
        inner.required("path");
        let [by, name] = ["path", "name"].map(|key| {
            let word = inner.word(key)?;
            Some((word.value, word.span))
        });
        inner.finish();
        all.extend(by.map(|by| Arrangement { by, name }));
    }
    all
}

/// A list of ways.
fn read_ways(r: &mut Reader<'_, '_>, key: &'static str) -> Vec<Way> {
    let Some(list) = r.node(key) else { return Vec::new() };
    let Some(items) = list.as_list() else {
        r.bad(key, list, problem::Expected::List);
        return Vec::new();
    };
    items.iter().filter_map(|item| read_way(r, item)).collect()
}

/// A way: relations with dots between them, or a map with words for how it leads there.
fn read_way(r: &mut Reader<'_, '_>, node: &Node) -> Option<Way> {
    let (path, how) = match node.as_map() {
        None => (node, None),
        Some(_) => {
            let mut inner = Reader::new(r.file(), node, r.findings)?;
            let path = inner.required("path");
            let how = inner.text("how");
            inner.finish();
            (path?, how)
        }
    };
    let Some(written) = path.as_str() else {
        r.bad("from", path, problem::Expected::Word);
        return None;
    };
    let mut steps = Vec::new();
    if written != Way::ITSELF {
        // Quotes and escapes hide where in the text a step is.
        let plain = path.span.len() == written.len();
        let mut start = path.span.start;
        for step in written.split('.') {
            let own = start..start + step.len();
            start = own.end + 1;
            let at = if plain { own } else { path.span.clone() };
            steps.push((step.to_owned(), r.at(at)));
        }
    }
    Some(Way { steps, how })
}

/// Whether the first part of the addresses of a type can be one, in every language.
fn is_route(r: &mut Reader<'_, '_>, route: &Text) -> bool {
    let Some(node) = r.node("route") else { return true };
    let mut fits = true;
    for (language, written) in route.iter() {
        let bare = written.trim_matches('/');
        if let (false, Err(fault)) = (bare.is_empty(), path::path(bare, path::Use::Address)) {
            let place = if language.is_empty() { node } else { node.get(language).unwrap_or(node) };
            let span = r.at(place.span.clone());
            r.findings.push(Diagnostic::unusable(span, bare, fault, path::Use::Address));
            fits = false;
        }
    }
    fits
}

/// Whether a calendar can be made of the values: objects with a date.
fn holds_dates(kind: &FieldKind) -> bool {
    match kind.parts() {
        Parts::Items(of) => holds_dates(&of.kind),
        Parts::Fields(fields) => {
            fields.get("date").is_some_and(|date| date.kind.can(Ability::Calendar))
        }
        Parts::None | Parts::Pairs(..) => false,
    }
}
