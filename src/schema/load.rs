//! Reads type files: the standard ones in the binary, then those of the site, which extend them or stand beside them.

mod schema_org;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use indexmap::IndexMap;

use super::{
    Body, Bounds, ContactsRule, ContentType, Count, DateBounds, EnumValue, FeedRule, Field,
    FieldGroup, FieldKind, Inverse, Pages, PartialDate, Relation, Schema, Sheet, SortKey,
    StringRule, Text, VcardKind,
};
use crate::address::path;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{SitePath, Snapshot, Span};
use crate::yaml::{self, Node, Pair, Reader, Value};

static STANDARD: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/schema/standard");

/// Where the site's own types are.
const TYPES_FOLDER: &str = "content/types/";
/// Keys that only fields of some kinds have.
const KIND_KEYS: [&str; 19] = [
    "currency",
    "fields",
    "inverse",
    "items",
    "keys",
    "max",
    "max_items",
    "max_length",
    "min",
    "min_items",
    "min_length",
    "of",
    "parent",
    "pattern",
    "scale",
    "symmetric",
    "to",
    "unit",
    "values",
];
/// Folders of `content/` that are not for entries.
const RESERVED_FOLDERS: [&str; 5] = ["types", "publications", "editions", "images", "files"];

/// The text of the standard type file with this id (`common` for the fields of every type).
pub fn standard_type_file(id: &str) -> Option<&'static str> {
    STANDARD.get_file(format!("{id}.yaml"))?.contents_utf8()
}

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
        let Some(node) = yaml::parse(&path, text, 0..text.len(), &mut standard.findings) else {
            continue;
        };
        if id == "common" {
            if let Some(fields) = node.get("fields") {
                let loader = &mut Loader {
                    file: &path,
                    own: None,
                    unread: Vec::new(),
                    findings: &mut standard.findings,
                };
                standard.common = loader.fields(fields, Origin::Common);
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
        let mut unread = BTreeSet::new();
        for file in snapshot.under(TYPES_FOLDER) {
            let path = file.path();
            let (Some(text), "yaml" | "yml") = (file.text(), path.extension().as_str()) else {
                continue;
            };
            let Some(node) = yaml::parse(path, &text, 0..text.len(), findings) else {
                if text.trim().is_empty() {
                    findings.push(Diagnostic::at_file(Code::EmptyFile, path).arg("what", "type"));
                }
                unread.insert(path.stem().to_owned());
                continue;
            };
            if !add_site_type(path, node, &standard.sources, &mut own, findings) {
                unread.insert(path.stem().to_owned());
            }
        }
        let mut schema = standard.schema.clone();
        schema.unread = unread;
        for (id, source) in &own {
            // A file that takes the place of a standard type and cannot be read leaves none.
            schema.types.remove(id.as_str());
            schema.add(id, source, &standard.common, findings);
            if schema.get(id).is_none() {
                schema.unread.insert(id.clone());
            }
        }
        schema.check(findings);
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
            unread: Vec::new(),
            findings,
        };
        if let Some(content_type) = loader.content_type(id, source, common) {
            self.types.insert(content_type.id.clone(), Arc::new(content_type));
        }
    }

    /// What only shows when all types are known: targets, inverses, folders and addresses.
    fn check(&self, findings: &mut Vec<Diagnostic>) {
        let mut folders: HashMap<&str, &ContentType> = HashMap::new();
        let mut routes: BTreeMap<(&str, &str), &ContentType> = BTreeMap::new();
        let languages: BTreeSet<&str> = self
            .types()
            .flat_map(|content_type| content_type.route.iter().map(|(language, _)| language))
            .filter(|language| !language.is_empty())
            .collect();
        let mut inverses: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        // Standard types first, so that a clash is reported in the site's file.
        let (standard, own): (Vec<_>, Vec<_>) =
            self.types().partition(|content_type| content_type.standard);
        for content_type in standard.into_iter().chain(own) {
            let clash = |what: &str, name: &str, at: &Span, other: &ContentType| {
                Diagnostic::at(Code::TypeContradiction, at.clone())
                    .arg("what", what)
                    .arg("name", name)
                    .arg("other", &other.id)
            };
            let folder = (&content_type.folder, &content_type.folder_span);
            let mut taken = folders
                .insert(&content_type.folder, content_type)
                .map(|other| clash("folder-taken", folder.0, folder.1, other));
            if RESERVED_FOLDERS.contains(&content_type.folder.as_str()) {
                taken = Some(clash("folder-reserved", folder.0, folder.1, content_type));
            }
            if content_type.pages != Pages::None {
                for language in &languages {
                    let route = content_type.route.get(language);
                    if !route.is_empty()
                        && let Some(other) = routes.insert((language, route), content_type)
                        && taken.is_none()
                    {
                        let at = &content_type.route_span;
                        taken = Some(clash("route-taken", route, at, other));
                    }
                }
            }
            findings.extend(taken);
            // What the site makes of other types is no fault of a standard one.
            let own_contacts = content_type.contacts.as_ref().filter(|_| !content_type.standard);
            for (name, at) in own_contacts.into_iter().flat_map(|contacts| &contacts.from) {
                let known = self.relations_of(content_type);
                if !known.contains(name.as_str()) {
                    let names: Vec<&str> = known.iter().map(|known| &**known).collect();
                    findings.push(
                        Diagnostic::at(Code::NoSuchRelation, at.clone())
                            .arg("type", &content_type.id)
                            .arg("relation", name)
                            .arg("known", names.join(", "))
                            .suggest(nearest(name, names.iter().copied())),
                    );
                }
            }
            let mut relations = Vec::new();
            for field in content_type.fields.values() {
                collect_relations(
                    field,
                    field.span.as_ref().unwrap_or(&content_type.span),
                    &mut relations,
                );
            }
            for (relation, span) in relations {
                for (position, target) in relation.to.iter().enumerate() {
                    let Some(target_type) = self.get(target) else {
                        let known = self.types.keys().map(|id| &**id);
                        let at = relation.to_spans.get(position).unwrap_or(span);
                        if !self.is_unread(target) {
                            findings.push(
                                Diagnostic::at(Code::UnknownType, at.clone())
                                    .arg("type", target)
                                    .suggest(nearest(target, known)),
                            );
                        }
                        continue;
                    };
                    let Some(inverse) = &relation.inverse else {
                        continue;
                    };
                    let taken = target_type.field(&inverse.name).is_some_and(|field| !field.common)
                        && !(relation.symmetric && *target == content_type.id);
                    let at = inverse.span.as_ref().unwrap_or(span);
                    if taken {
                        findings.push(
                            Diagnostic::at(Code::TypeContradiction, at.clone())
                                .arg("what", "inverse-is-field")
                                .arg("name", &inverse.name)
                                .arg("other", target),
                        );
                    }
                    // The same inverse from several fields of one type is one list; from another type it is a clash.
                    if let Some(other) = inverses.insert((target, &inverse.name), &content_type.id)
                        && other != &*content_type.id
                        && !(self.get(other).is_some_and(|o| o.standard) && content_type.standard)
                    {
                        findings.push(
                            Diagnostic::at(Code::TypeContradiction, at.clone())
                                .arg("what", "inverse-taken")
                                .arg("name", &inverse.name)
                                .arg("other", other),
                        );
                    }
                }
                if relation.symmetric && !relation.to.contains(&content_type.id) {
                    let at = relation.to_spans.first().unwrap_or(span);
                    findings.push(
                        Diagnostic::at(Code::TypeContradiction, at.clone())
                            .arg("what", "symmetric-elsewhere")
                            .arg("name", relation.to.join(", "))
                            .arg("other", &content_type.id),
                    );
                }
            }
        }
    }
}

fn collect_relations<'a>(
    field: &'a Field,
    span: &'a Span,
    out: &mut Vec<(&'a Relation, &'a Span)>,
) {
    let span = field.span.as_ref().unwrap_or(span);
    match &field.kind {
        FieldKind::Reference(relation) => out.push((relation, span)),
        FieldKind::List { of, .. } => collect_relations(of, span, out),
        FieldKind::Map { keys, of, .. } => {
            collect_relations(keys, span, out);
            collect_relations(of, span, out);
        }
        FieldKind::Object(fields) => {
            fields.values().for_each(|field| collect_relations(field, span, out));
        }
        _ => {}
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

/// Adds what a type file says; `false` when nothing can be made of it, which is then a finding.
fn add_site_type(
    path: &SitePath,
    node: Node,
    standard: &BTreeMap<String, TypeSource>,
    own: &mut BTreeMap<String, TypeSource>,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    if node.as_map().is_none() {
        findings.push(Diagnostic::at(Code::NotAMap, Span::new(path, node.beginning())));
        return false;
    }
    let named =
        |key: &str| node.get(key).and_then(|n| Some((n.as_str()?.to_owned(), n.span.clone())));
    let contradiction = |what: &str, name: &str, span: Range<usize>| {
        Diagnostic::at(Code::TypeContradiction, Span::new(path, span))
            .arg("what", what)
            .arg("name", name)
            .arg("other", "")
    };
    match (named("type"), named("extends")) {
        (Some(_), Some((_, span))) => {
            findings.push(contradiction("type-and-extends", "extends", span));
            false
        }
        (None, Some((id, span))) => {
            let Some(base) = standard.get(&id) else {
                let known: Vec<String> = standard.keys().cloned().collect();
                findings.push(
                    Diagnostic::at(Code::UnknownType, Span::new(path, span))
                        .arg("type", &id)
                        .suggest(nearest(&id, known.iter().map(String::as_str))),
                );
                return false;
            };
            if own.contains_key(&id) {
                findings.push(contradiction("extended-twice", &id, span));
                return true;
            }
            let pairs = node.as_map().unwrap_or_default();
            let overlay: Vec<Pair> =
                pairs.iter().filter(|pair| pair.key != "extends").cloned().collect();
            let mut base = base.node.clone();
            // Places in the standard file mean nothing in this one.
            relocate(&mut base, &span);
            let merged = overlay_type(base, &overlay, node.span.clone());
            own.insert(
                id,
                TypeSource {
                    file: path.clone(),
                    node: merged,
                    standard: false,
                    name_span: Some(span),
                },
            );
            true
        }
        (Some((id, span)), None) => {
            if id != path.stem() {
                findings.push(contradiction("file-name", &id, span.clone()));
            }
            if standard.contains_key(&id) || own.contains_key(&id) {
                findings.push(contradiction("type-exists", &id, span));
                return false;
            }
            if !is_type_id(&id) {
                findings.push(contradiction("type-id", &id, span));
                return false;
            }
            own.insert(
                id,
                TypeSource { file: path.clone(), node, standard: false, name_span: Some(span) },
            );
            true
        }
        (None, None) => {
            findings.push(
                Diagnostic::at(Code::MissingKey, Span::new(path, node.beginning()))
                    .arg("key", "type"),
            );
            false
        }
    }
}

/// Whether a calendar can be made of the values: objects with a date.
fn holds_dates(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::List { of, .. } => holds_dates(&of.kind),
        FieldKind::Object(fields) => fields.get("date").is_some_and(|date| {
            matches!(date.kind, FieldKind::Date(_) | FieldKind::PartialDate(_))
        }),
        _ => false,
    }
}

fn is_type_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn relocate(node: &mut Node, span: &Range<usize>) {
    node.span = span.clone();
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| relocate(item, span)),
        Value::Map(pairs) => {
            for pair in pairs {
                pair.key_span = span.clone();
                relocate(&mut pair.value, span);
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

/// Lays the keys of `overlay` over those of a standard type: fields key by key, rules by name, everything else whole.
fn overlay_type(base: Node, overlay: &[Pair], span: Range<usize>) -> Node {
    let Value::Map(mut pairs) = base.value else {
        return Node { value: base.value, span };
    };
    for over in overlay {
        match pairs.iter_mut().find(|pair| pair.key == over.key) {
            Some(pair) if pair.key == "fields" || pair.key == "defaults" => {
                overlay_fields(&mut pair.value, &over.value);
                pair.key_span = over.key_span.clone();
            }
            Some(pair) if pair.key == "rules" => overlay_rules(&mut pair.value, &over.value),
            Some(pair) => *pair = over.clone(),
            None => pairs.push(over.clone()),
        }
    }
    Node { value: Value::Map(pairs), span }
}

/// Adds rules; one with a name that is there already takes its place.
fn overlay_rules(base: &mut Node, overlay: &Node) {
    let (Value::List(rules), Some(more)) = (&mut base.value, overlay.as_list()) else {
        *base = overlay.clone();
        return;
    };
    let name = |rule: &Node| rule.get("name").and_then(|name| name.as_str().map(str::to_owned));
    rules.retain(|rule| !more.iter().any(|new| name(new).is_some() && name(new) == name(rule)));
    rules.extend_from_slice(more);
    base.span = overlay.span.clone();
}

fn overlay_fields(base: &mut Node, overlay: &Node) {
    let (Value::Map(fields), Some(changes)) = (&mut base.value, overlay.as_map()) else {
        *base = overlay.clone();
        return;
    };
    for change in changes {
        match fields.iter_mut().find(|field| field.key == change.key) {
            Some(field) => {
                field.key_span = change.key_span.clone();
                match (&mut field.value.value, change.value.as_map()) {
                    (Value::Map(keys), Some(new)) if !new.iter().any(|pair| pair.key == "kind") => {
                        for pair in new {
                            match keys.iter_mut().find(|key| key.key == pair.key) {
                                Some(key) => *key = pair.clone(),
                                None => keys.push(pair.clone()),
                            }
                        }
                        field.value.span = change.value.span.clone();
                    }
                    _ => field.value = change.value.clone(),
                }
            }
            None => fields.push(change.clone()),
        }
    }
}

/// Where a field stands, which decides what it must say about itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// In a type.
    Type,
    /// In `common.yaml`.
    Common,
    /// Inside a list, a map or an object.
    Inner,
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

struct Loader<'a, 'f> {
    file: &'a SitePath,
    /// The site's file, when places in it mean something to the reader.
    own: Option<&'a SitePath>,
    /// Fields of the type that cannot be read.
    unread: Vec<String>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Loader<'_, '_> {
    fn contradiction(&mut self, what: &'static str, name: &str, other: &str, span: Range<usize>) {
        self.findings.push(
            Diagnostic::at(Code::TypeContradiction, Span::new(self.file, span))
                .arg("what", what)
                .arg("name", name)
                .arg("other", other),
        );
    }

    fn content_type(
        &mut self,
        id: &str,
        source: &TypeSource,
        common: &IndexMap<Arc<str>, Field>,
    ) -> Option<ContentType> {
        let node = &source.node;
        let mut r = Reader::new(self.file, node, self.findings)?;
        r.raw("type");
        let label = r.required("label").and_then(|n| r.text_of("label", n));
        let plural = r.required("plural").and_then(|n| r.text_of("plural", n));
        let description = r.text("description");
        let folder = r.required("folder").and_then(|n| n.as_str().map(str::to_owned));
        let folder_span = r.raw("folder").map(|pair| pair.value.span.clone());
        let route = r.text("route").filter(|route| is_route(&mut r, route));
        let route_span = r.raw("route").map(|pair| pair.value.span.clone());
        let title = r.string("title").unwrap_or_else(|| "title".to_owned());
        let title_span = r.raw("title").map(|pair| pair.value.span.clone());
        let summary = r.string("summary");
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
        let facets = r.strings("facets").unwrap_or_default();
        let registers = r.strings("registers").unwrap_or_default();
        let consent_for = r.strings("consent_for").unwrap_or_default();
        let (mut sheet, mut sheet_pages) = (Sheet::None, None);
        if let Some(node) = r.node("print")
            && let Some(mut print) = Reader::new(r.file(), node, r.findings)
        {
            sheet = print
                .choice(
                    "sheet",
                    &[
                        ("none", Sheet::None),
                        ("profile", Sheet::Profile),
                        ("reasons", Sheet::Reasons),
                    ],
                )
                .unwrap_or(Sheet::None);
            sheet_pages = print.count("pages").or((sheet == Sheet::Reasons).then_some(1));
            print.finish();
        }
        let calendar = r.string("calendar");
        let calendar_at = r.raw("calendar").map(|pair| r.at(pair.value.span.clone()));
        let vcard = r.choice("vcard", &[("org", VcardKind::Org), ("group", VcardKind::Group)]);
        let mut feed = None;
        if let Some(node) = r.node("feed")
            && let Some(mut inner) = Reader::new(r.file(), node, r.findings)
        {
            let label = inner.required("label").and_then(|n| inner.text_of("label", n));
            let title = inner.string("title");
            let title_at = inner.raw("title").map(|pair| inner.at(pair.value.span.clone()));
            inner.finish();
            feed = label.map(|label| (FeedRule { label, title }, title_at));
        }
        let mut contacts = None;
        if let Some(node) = r.node("contacts")
            && let Some(mut inner) = Reader::new(r.file(), node, r.findings)
        {
            let label = inner.required("label").and_then(|n| inner.text_of("label", n));
            let from = inner.required("from").and_then(|n| inner.strings_of("from", n));
            let role = inner.string("role");
            let fields = inner.strings("fields").unwrap_or_default();
            let fields = fields.into_iter().map(|(name, _)| name).collect();
            inner.finish();
            contacts =
                label.zip(from).map(|(label, from)| ContactsRule { label, from, role, fields });
        }
        let schema_org = r.node("schema_org");
        let rules = r.node("rules").cloned();
        let place = r.place();
        r.finish();

        let name_span = source.name_span.clone();
        let span = name_span.map_or(place, |span| Span::new(self.file, span));
        let mut fields =
            fields_node.map(|node| self.fields(node, Origin::Type)).unwrap_or_default();
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
        let folder_is_fine = !folder.is_empty()
            && folder
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
        if !folder_is_fine {
            self.contradiction("folder-name", &folder, "", folder_span.clone());
        }
        let mut defaults = IndexMap::new();
        if let Some(node) = defaults_node {
            match node.as_map() {
                Some(pairs) => {
                    for pair in pairs {
                        self.expect_field(
                            &fields,
                            &pair.key,
                            Span::new(self.file, pair.key_span.clone()),
                        );
                        defaults.insert(pair.key.clone(), pair.value.clone());
                    }
                }
                None => self
                    .findings
                    .push(Diagnostic::at(Code::NotAMap, Span::new(self.file, node.span.clone()))),
            }
        }
        let title_place = title_span.unwrap_or(span.start..span.end);
        self.expect_field(&fields, &title, Span::new(self.file, title_place.clone()));
        if let Some(field) = fields.get(&*title)
            && !matches!(field.kind, FieldKind::String(_))
        {
            self.contradiction("title-kind", &title, field.kind.name(), title_place);
        } else if fields.get(&*title).is_some_and(|field| field.personal) {
            // Addresses, lists and references show titles, whatever a consent says.
            self.contradiction("title-personal", &title, "", title_place);
        }
        for (_, at) in &consent_for {
            self.expect_field(&fields, "consent", at.clone());
        }
        let summary = match summary {
            Some(name) => {
                let place = summary_span.unwrap_or(span.start..span.end);
                self.expect_field(&fields, &name, Span::new(self.file, place));
                Some(name)
            }
            None => fields.contains_key("summary").then(|| "summary".to_owned()),
        };
        if let (Some(name), Some(at)) = (&calendar, calendar_at) {
            self.expect_field(&fields, name, at.clone());
            if let Some(field) = fields.get(&**name)
                && !holds_dates(&field.kind)
            {
                self.contradiction("calendar-kind", name, field.kind.name(), at.start..at.end);
            }
        }
        if let Some((FeedRule { title: Some(name), .. }, Some(at))) = &feed {
            self.expect_field(&fields, name, at.clone());
        }
        let schema_org = schema_org.and_then(|node| self.schema_org(node, &fields));
        let group = group.filter(|(name, at)| {
            self.expect_field(&fields, name, at.clone());
            let fits = fields.get(&**name).is_some_and(|field| field.kind.is_groupable());
            if !fits && fields.contains_key(&**name) {
                self.contradiction("group-kind", name, "", at.start..at.end);
            }
            fits
        });
        let mut sort_keys = Vec::new();
        for (written, at) in sort {
            let key = SortKey::parse(&written);
            self.expect_field(&fields, &written, at.clone());
            match fields.get(&*key.field) {
                Some(field) if !field.kind.is_sortable() => {
                    self.contradiction(
                        "sort-kind",
                        &key.field,
                        field.kind.name(),
                        at.start..at.end,
                    );
                }
                _ => sort_keys.push(key),
            }
        }
        for (name, at) in &card {
            self.expect_field(&fields, name, at.clone());
        }
        for (name, at) in &facets {
            self.expect_field(&fields, name, at.clone());
            if let Some(field) = fields.get(&**name)
                && !field.kind.is_facetable()
            {
                self.contradiction("facet-kind", name, field.kind.name(), at.start..at.end);
            }
        }
        for (name, at) in &registers {
            self.expect_field(&fields, name, at.clone());
            let Some(field) = fields.get(&**name) else { continue };
            if field.hidden {
                self.contradiction("register-hidden", name, "", at.start..at.end);
            } else if !field.kind.has_register() {
                self.contradiction("register-kind", name, field.kind.name(), at.start..at.end);
            }
        }
        let profile = match profile_node {
            None => Some(Vec::new()),
            Some(pair) => match &pair.value.value {
                Value::Scalar { text, .. } if yaml::parse_boolean(text) == Some(false) => None,
                _ => Some(self.profile(&pair.value, &fields)),
            },
        };
        for field in fields.values() {
            for other in field.unique.iter().flatten() {
                let at = field.span.clone().unwrap_or_else(|| span.clone());
                self.expect_field(&fields, other, at);
            }
        }
        Some(ContentType {
            id: id.into(),
            label,
            plural,
            description,
            route: route.unwrap_or_else(|| Text::same(folder.clone())),
            folder,
            title,
            summary,
            pages,
            group: group.map(|(name, _)| name),
            sort: sort_keys,
            index,
            body,
            defaults,
            fields,
            profile,
            card: card.into_iter().map(|(name, _)| name).collect(),
            facets: facets.into_iter().map(|(name, _)| name).collect(),
            registers: registers.into_iter().map(|(name, _)| name).collect(),
            consent_for: consent_for.into_iter().map(|(purpose, _)| purpose).collect(),
            sheet,
            sheet_pages,
            calendar,
            vcard,
            contacts,
            feed: feed.map(|(feed, _)| feed),
            schema_org,
            rules,
            standard: source.standard,
            span,
            unread: std::mem::take(&mut self.unread),
            route_span: Span::new(self.file, route_span.unwrap_or(folder_span.clone())),
            folder_span: Span::new(self.file, folder_span),
        })
    }

    fn expect_field(&mut self, fields: &IndexMap<Arc<str>, Field>, written: &str, at: Span) {
        // `-date` sorts downwards.
        let name = written.strip_prefix('-').unwrap_or(written);
        if !fields.contains_key(name) && !self.unread.iter().any(|unread| unread == name) {
            let meant = nearest(name, fields.keys().map(|key| &**key));
            let meant = meant.map(|meant| written.replacen(name, meant, 1));
            self.findings.push(
                Diagnostic::at(Code::NoSuchField, at).arg("field", name).suggest(meant.as_deref()),
            );
        }
    }

    fn bad(&mut self, key: &str, node: &Node, expected: &'static str) {
        self.findings.push(
            Diagnostic::at(Code::BadValue, Span::new(self.file, node.beginning()))
                .arg("key", key)
                .arg("value", node.as_str().unwrap_or("…"))
                .arg("expected", expected)
                .arg("known", ""),
        );
    }

    fn profile(&mut self, node: &Node, fields: &IndexMap<Arc<str>, Field>) -> Vec<FieldGroup> {
        let Some(items) = node.as_list() else {
            self.bad("profile", node, "list");
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
                    self.contradiction("profile-twice", &name, "", at.start..at.end);
                } else if fields.contains_key(&*name) {
                    group.fields.push(name);
                }
            }
            groups.push(group);
        }
        groups
    }

    fn fields(&mut self, node: &Node, origin: Origin) -> IndexMap<Arc<str>, Field> {
        let mut fields = IndexMap::new();
        let Some(pairs) = node.as_map() else {
            self.findings
                .push(Diagnostic::at(Code::NotAMap, Span::new(self.file, node.span.clone())));
            return fields;
        };
        for pair in pairs {
            if !is_type_id(&pair.key)
                || matches!(pair.key.as_str(), "id" | "type" | "body" | "language")
            {
                self.contradiction("field-name", &pair.key, "", pair.key_span.clone());
                if origin == Origin::Type {
                    self.unread.push(pair.key.clone());
                }
                continue;
            }
            match self.field(&pair.key, &pair.value, pair.key_span.clone(), origin) {
                Some(field) => {
                    fields.insert(field.name.clone(), field);
                }
                None if origin == Origin::Type => self.unread.push(pair.key.clone()),
                None => {}
            }
        }
        fields
    }

    fn field(
        &mut self,
        name: &str,
        node: &Node,
        at: Range<usize>,
        origin: Origin,
    ) -> Option<Field> {
        let mut r = Reader::new(self.file, node, self.findings)?;
        let kind_node = r.required("kind")?;
        let kind_name = kind_node.as_str().unwrap_or_default().to_owned();
        let label = r.text("label");
        if label.is_none() && origin == Origin::Type && r.raw("label").is_none() {
            let span = r.at(at.clone());
            r.findings.push(Diagnostic::at(Code::MissingKey, span).arg("key", "label"));
        }
        let help = r.text("help");
        let required = r.boolean("required").unwrap_or(false);
        let hidden = r.boolean("hidden").unwrap_or(false);
        let personal = r.boolean("personal").unwrap_or(false);
        let unique = r.raw("unique").and_then(|pair| match &pair.value.value {
            Value::List(_) => r
                .strings_of("unique", &pair.value)
                .map(|list| list.into_iter().map(|(s, _)| s).collect()),
            Value::Scalar { text, .. } => match yaml::parse_boolean(text) {
                Some(true) => Some(Vec::new()),
                Some(false) => None,
                None => {
                    r.bad("unique", &pair.value, "boolean");
                    None
                }
            },
            _ => None,
        });
        let raw = RawField::read(&kind_name, &mut r);
        let mut known = FieldKind::NAMES;
        known.sort_unstable();
        if !known.contains(&kind_name.as_str()) {
            r.no_choice("kind", kind_node, &kind_name, &known);
            return None;
        }
        r.refuse(&KIND_KEYS, &kind_name);
        r.finish();
        let kind = self.kind(&kind_name, raw, &at, node)?;
        Some(Field {
            name: name.into(),
            kind,
            label: label.unwrap_or_else(|| Text::same(name)),
            help,
            required,
            hidden,
            personal,
            unique,
            common: origin == Origin::Common,
            span: self.own.map(|file| Span::new(file, at)),
        })
    }

    fn kind(
        &mut self,
        kind: &str,
        raw: RawField<'_>,
        at: &Range<usize>,
        node: &Node,
    ) -> Option<FieldKind> {
        for (count, key) in [(raw.length, "min_length"), (raw.items, "min_items")] {
            if let (Some(min), Some(max)) = (count.min, count.max)
                && min > max
            {
                let at = node.get(key).map_or(at.clone(), |node| node.span.clone());
                self.contradiction("min-above-max", &min.to_string(), &max.to_string(), at);
            }
        }
        if matches!(kind, "integer" | "number" | "percent" | "money") {
            for (key, node) in [("min", raw.min), ("max", raw.max)] {
                let is_number =
                    |node: &Node| node.as_str().is_some_and(|text| text.parse::<f64>().is_ok());
                if let Some(node) = node.filter(|node| !is_number(node)) {
                    self.bad(key, node, "number");
                }
            }
        }
        let bounds = self.bounds(&raw);
        Some(match kind {
            "string" => FieldKind::String(StringRule {
                pattern: raw.pattern.and_then(|(written, span)| {
                    match regex::Regex::new(&format!("^(?:{written})$")) {
                        Ok(pattern) => Some(pattern),
                        Err(_) => {
                            self.contradiction("pattern", &written, "", span);
                            None
                        }
                    }
                }),
                values: raw.values.map(|node| self.value_list(node)).unwrap_or_default(),
                length: raw.length,
            }),
            "text" => FieldKind::Text(raw.length),
            "integer" => {
                let values = raw.values.map(|node| self.value_list(node)).unwrap_or_default();
                let values = values.iter().filter_map(|value| value.parse().ok()).collect();
                FieldKind::Integer { bounds, values, unit: raw.unit }
            }
            "number" => FieldKind::Number { bounds, unit: raw.unit },
            "percent" => FieldKind::Percent(Bounds {
                min: bounds.min.or(Some(0.0)),
                max: bounds.max.or(Some(100.0)),
            }),
            "money" => FieldKind::Money {
                bounds,
                currency: raw.currency.unwrap_or_else(|| "EUR".to_owned()),
            },
            "boolean" => FieldKind::Boolean,
            "date" => FieldKind::Date(self.date_bounds(&raw)),
            "month" => FieldKind::Month(self.date_bounds(&raw)),
            "year" => FieldKind::Year(self.date_bounds(&raw)),
            "partial_date" => FieldKind::PartialDate(self.date_bounds(&raw)),
            "enum" => FieldKind::Enum(self.enum_values(raw.values, at)?),
            "rating" => FieldKind::Rating(self.scale(raw.scale, at)?),
            "url" => FieldKind::Url,
            "email" => FieldKind::Email,
            "phone" => FieldKind::Phone,
            "address" => FieldKind::Address,
            "geo" => FieldKind::Geo,
            "image" => FieldKind::Image,
            "file" => FieldKind::File,
            "reference" => {
                if raw.to.is_empty() {
                    self.missing("to", at);
                    return None;
                }
                let (to, mut to_spans): (Vec<_>, Vec<_>) = raw.to.into_iter().unzip();
                let mut inverse = raw.inverse;
                if self.own.is_none() {
                    to_spans.clear();
                    inverse = inverse.map(|inverse| Inverse { span: None, ..inverse });
                }
                FieldKind::Reference(Arc::new(Relation {
                    to: to.into_iter().map(Into::into).collect(),
                    to_spans,
                    inverse,
                    symmetric: raw.symmetric,
                    parent: raw.parent,
                }))
            }
            "list" => {
                let of = self.inner(raw.of, "of", "item", at)?;
                FieldKind::List { of, count: raw.items }
            }
            "object" => {
                let Some(fields) = raw.fields else {
                    self.missing("fields", at);
                    return None;
                };
                FieldKind::Object(self.fields(fields, Origin::Inner))
            }
            "map" => {
                let keys = self.inner(raw.keys, "keys", "key", at)?;
                let of = self.inner(raw.of, "of", "item", at)?;
                if !matches!(
                    keys.kind,
                    FieldKind::String(_)
                        | FieldKind::Enum(_)
                        | FieldKind::Url
                        | FieldKind::Reference(_)
                ) {
                    let written = raw.keys.and_then(|keys| keys.get("kind"));
                    let at = written.map_or(at.clone(), |node| node.span.clone());
                    self.contradiction("key-kind", keys.kind.name(), "", at);
                    return None;
                }
                FieldKind::Map { keys, of, count: raw.items }
            }
            _ => return None,
        })
    }

    fn missing(&mut self, key: &str, at: &Range<usize>) {
        self.findings.push(
            Diagnostic::at(Code::MissingKey, Span::new(self.file, at.clone())).arg("key", key),
        );
    }

    fn inner(
        &mut self,
        node: Option<&Node>,
        key: &str,
        name: &str,
        at: &Range<usize>,
    ) -> Option<Box<Field>> {
        match node {
            Some(node) => self.field(name, node, node.span.clone(), Origin::Inner).map(Box::new),
            None => {
                self.missing(key, at);
                None
            }
        }
    }

    fn bounds(&mut self, raw: &RawField<'_>) -> Bounds {
        let number = |node: Option<&Node>| {
            node.and_then(Node::as_str).and_then(|text| text.parse::<f64>().ok())
        };
        let bounds = Bounds { min: number(raw.min), max: number(raw.max) };
        if let (Some(min), Some(max), Some(node)) = (bounds.min, bounds.max, raw.min)
            && min > max
        {
            let at = node.span.clone();
            self.contradiction("min-above-max", &min.to_string(), &max.to_string(), at);
        }
        bounds
    }

    fn date_bounds(&mut self, raw: &RawField<'_>) -> DateBounds {
        let mut date = |node: Option<&Node>| {
            let written = node?.as_str()?;
            let date = PartialDate::parse(written);
            if date.is_none() {
                self.contradiction("bound-is-no-date", written, "", node?.span.clone());
            }
            date
        };
        let bounds = DateBounds { min: date(raw.min), max: date(raw.max) };
        if let (Some(min), Some(max), Some(node)) = (bounds.min, bounds.max, raw.min)
            && min.first_day() > max.last_day()
        {
            let at = node.span.clone();
            self.contradiction("min-above-max", &min.to_string(), &max.to_string(), at);
        }
        bounds
    }

    fn value_list(&mut self, node: &Node) -> Vec<String> {
        match &node.value {
            Value::List(items) => {
                items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
            }
            Value::Map(pairs) => pairs.iter().map(|pair| pair.key.clone()).collect(),
            _ => {
                self.bad("values", node, "list");
                Vec::new()
            }
        }
    }

    fn enum_values(
        &mut self,
        node: Option<&Node>,
        at: &Range<usize>,
    ) -> Option<IndexMap<String, EnumValue>> {
        let Some(node) = node else {
            self.missing("values", at);
            return None;
        };
        let mut values = IndexMap::new();
        match &node.value {
            // Values without labels are their own labels.
            Value::List(items) => {
                for item in items.iter().filter_map(Node::as_str) {
                    values.insert(
                        item.to_owned(),
                        EnumValue { label: Text::same(item), description: None },
                    );
                }
            }
            Value::Map(pairs) => {
                for pair in pairs {
                    let detailed = pair.value.get("label").is_some();
                    let value = if detailed {
                        let Some(mut r) = Reader::new(self.file, &pair.value, self.findings) else {
                            continue;
                        };
                        let label = r.text("label").unwrap_or_else(|| Text::same(pair.key.clone()));
                        let description = r.text("description");
                        r.finish();
                        EnumValue { label, description }
                    } else if pair.value.is_null() {
                        EnumValue { label: Text::same(pair.key.clone()), description: None }
                    } else {
                        let Some(mut r) = Reader::new(self.file, node, self.findings) else {
                            continue;
                        };
                        let label = r.text_of(&pair.key, &pair.value).unwrap_or_default();
                        EnumValue { label, description: None }
                    };
                    values.insert(pair.key.clone(), value);
                }
            }
            _ => {
                self.missing("values", at);
                return None;
            }
        }
        if values.is_empty() {
            self.missing("values", at);
            return None;
        }
        Some(values)
    }

    fn scale(&mut self, node: Option<&Node>, at: &Range<usize>) -> Option<BTreeMap<i64, Text>> {
        let Some(pairs) = node.and_then(Node::as_map).filter(|pairs| !pairs.is_empty()) else {
            self.missing("scale", at);
            return None;
        };
        let mut scale = BTreeMap::new();
        for pair in pairs {
            match pair.key.parse::<i64>() {
                Ok(number) => {
                    let Some(mut r) = Reader::new(self.file, node?, self.findings) else {
                        continue;
                    };
                    let label = r
                        .text_of(&pair.key, &pair.value)
                        .unwrap_or_else(|| Text::same(pair.key.clone()));
                    scale.insert(number, label);
                }
                Err(_) => self.contradiction("scale-key", &pair.key, "", pair.key_span.clone()),
            }
        }
        Some(scale)
    }
}

/// The keys of a field as written; which of them may stand depends on the kind.
#[derive(Default)]
struct RawField<'a> {
    length: Count,
    items: Count,
    min: Option<&'a Node>,
    max: Option<&'a Node>,
    values: Option<&'a Node>,
    scale: Option<&'a Node>,
    of: Option<&'a Node>,
    keys: Option<&'a Node>,
    fields: Option<&'a Node>,
    pattern: Option<(String, Range<usize>)>,
    unit: Option<Text>,
    currency: Option<String>,
    to: Vec<(String, Span)>,
    inverse: Option<Inverse>,
    symmetric: bool,
    parent: bool,
}

impl<'a> RawField<'a> {
    /// Asks only for the keys that the kind has, so that the others are reported as unknown.
    fn read(kind: &str, r: &mut Reader<'a, '_>) -> Self {
        let mut raw = Self::default();
        if matches!(kind, "string" | "text") {
            raw.length = Count { min: r.count("min_length"), max: r.count("max_length") };
        }
        if kind == "string" {
            raw.pattern =
                r.node("pattern").and_then(|n| Some((n.as_str()?.to_owned(), n.span.clone())));
        }
        if matches!(
            kind,
            "integer" | "number" | "percent" | "money" | "date" | "month" | "year" | "partial_date"
        ) {
            raw.min = r.node("min");
            raw.max = r.node("max");
        }
        if matches!(kind, "enum" | "string" | "integer") {
            raw.values = r.node("values");
        }
        if matches!(kind, "integer" | "number") {
            raw.unit = r.text("unit");
        }
        match kind {
            "money" => raw.currency = r.string("currency"),
            "rating" => raw.scale = r.node("scale"),
            "object" => raw.fields = r.node("fields"),
            "reference" => {
                raw.to = r.strings("to").unwrap_or_default();
                raw.symmetric = r.boolean("symmetric").unwrap_or(false);
                raw.parent = r.boolean("parent").unwrap_or(false);
                if let Some(node) = r.node("inverse")
                    && let Some(mut inner) = Reader::new(r.file(), node, r.findings)
                {
                    let name_node = inner.required("name");
                    let span = name_node.map(|node| inner.at(node.span.clone()));
                    let name = name_node.and_then(|n| n.as_str().map(str::to_owned));
                    let label = inner.required("label").and_then(|n| inner.text_of("label", n));
                    inner.finish();
                    // Where its label has no letters, it is a part of addresses.
                    if let (Some(name), Some(span)) = (&name, &span)
                        && let Err(fault) = path::piece(name, path::Use::Address)
                    {
                        let used = path::Use::Address;
                        r.findings.push(Diagnostic::unusable(span.clone(), name, fault, used));
                    }
                    if let (Some(name), Some(label)) = (name, label) {
                        raw.inverse = Some(Inverse { name, label, span });
                    }
                }
            }
            "list" | "map" => {
                raw.of = r.node("of");
                if kind == "map" {
                    raw.keys = r.node("keys");
                }
                raw.items = match r.count("items") {
                    Some(exactly) => Count { min: Some(exactly), max: Some(exactly) },
                    None => Count { min: r.count("min_items"), max: r.count("max_items") },
                };
                r.raw("min_items");
                r.raw("max_items");
            }
            _ => {}
        }
        raw
    }
}
