//! Figures as data: `content/figures/<id>.yaml` says which entries a figure is about, and what of them it shows.
//!
//! Entry point: [`load`]. Invariant: types, fields and relations that a [`FigureRule`] names are there, and its kind can draw what it asks
//! for. How a kind draws is said in [`crate::figure`]; the language of the files is described in `docs/figures.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Field, Parts, Schema, Text};
use crate::address::path;
use crate::diagnostic::{Diagnostic, nearest, problem};
use crate::figure::{FigureKind, Sign};
use crate::location::{SitePath, Span};
use crate::source::Snapshot;
use crate::syntax::{self, Document};
use crate::yaml::{self, Node, Reader};

/// Where figures are.
pub(crate) const FIGURES_FOLDER: &str = "content/figures/";
/// What states call the state that nobody has stated.
pub(crate) const UNKNOWN: &str = "unknown";
/// What an axis is that has nothing but the entry whose page the figure is on.
const SELF: &str = "self";
/// The largest column or row of a grid of places.
const MOST_PLACES: u8 = 12;

/// What is drawn of the entries of a site.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FigureRule {
    /// The name of its file.
    pub(crate) id: Arc<str>,
    /// How it is drawn.
    pub(crate) kind: &'static FigureKind,
    /// What it is called.
    pub(crate) title: Text,
    /// What can be seen, for those who cannot see it.
    pub(crate) description: Text,
    /// What stands under it: a line of Markdown.
    pub(crate) note: Option<Text>,
    /// The type on whose pages it is, once for each entry; `None` for a figure that texts name.
    pub(crate) of: Option<Arc<str>>,
    /// Relations of that entry: where one of them leads anywhere, the figure is not on its page.
    pub(crate) unless: Vec<Arc<str>>,
    /// What its rows are.
    pub(crate) rows: Axis,
    /// What its columns are.
    pub(crate) columns: Option<Axis>,
    /// What the only column is called, where columns are no entries.
    pub(crate) column: Option<Text>,
    /// What rows and columns have in common.
    pub(crate) cells: Cells,
    /// Signs of states, in the order in which rows are sorted when they are sorted by them.
    pub(crate) states: IndexMap<String, Sign>,
    /// What is said where nothing was stated.
    pub(crate) unknown: Option<Text>,
    /// Whether rows are sorted by their states.
    pub(crate) by_state: bool,
    /// Fields of the rows that stand beside the cells in the table.
    pub(crate) beside: Vec<Arc<str>>,
    /// States beside which nothing stands, since nothing follows from them.
    pub(crate) beside_unless: Vec<String>,
    /// What else is said in cells.
    pub(crate) details: Vec<Arc<str>>,
    /// Where rows are drawn: column and row of a grid, by id.
    pub(crate) places: BTreeMap<String, (u8, u8)>,
    /// A field of the rows whose value differs from one row to the next, and what begins there.
    pub(crate) threshold: Option<(Arc<str>, Text)>,
    /// Where it is written.
    pub(crate) span: Span,
}

impl FigureRule {
    /// What stands under it, read as Markdown; what is wrong with that has its place in the file.
    pub(crate) fn note_in(
        &self,
        language: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Document> {
        let note = self.note.as_ref()?.get(language);
        Some(syntax::parse_fragment(note, &self.span, language, findings))
    }

    /// Whether nothing stands beside the state of this number.
    pub(crate) fn stands_alone(&self, state: usize) -> bool {
        let name = self.states.get_index(state).map(|(name, _)| name);
        name.is_some_and(|name| self.beside_unless.contains(name))
    }
}

/// Which entries rows or columns are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Axis {
    /// All of a type.
    All(Arc<str>),
    /// No entries, but the values of a facet of a type, each with how many have it.
    Values {
        /// The type.
        of: Arc<str>,
        /// The facet.
        facet: Arc<str>,
    },
    /// Those that relations lead to, one after the other, from the entry whose page it is; that entry itself without any.
    Path(Vec<Arc<str>>),
}

impl Axis {
    fn is_values(&self) -> bool {
        matches!(self, Self::Values { .. })
    }
}

/// What stands where a row and a column meet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cells {
    /// What a relation between them says of itself: an attribute of a field that one of them has.
    Attribute {
        /// The field.
        field: Arc<str>,
        /// The attribute.
        show: Arc<str>,
    },
    /// How many entries of a type refer to both of them.
    Count {
        /// The type.
        of: Arc<str>,
        /// The field that refers to rows, and the one that refers to columns.
        by: [Arc<str>; 2],
    },
    /// Whom a relation of the row leads to.
    Related(Arc<str>),
    /// How many have the value that the row is.
    Valued,
}

/// Reads all figures. What is wrong with one is a finding, and the figure is left out.
pub(super) fn load(
    snapshot: &Snapshot,
    schema: &Schema,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<Arc<str>, Arc<FigureRule>> {
    let mut figures = BTreeMap::new();
    for file in snapshot.under(FIGURES_FOLDER) {
        let path = file.path();
        let (Some(text), "yaml" | "yml") = (file.text(), path.extension().as_str()) else {
            continue;
        };
        let Some(node) = yaml::parse(path, &text, 0..text.len(), findings) else { continue };
        let id = path.stem();
        if let (Ok(()), Err(fault)) =
            (path::piece(id, path::Use::Name), path::piece(id, path::Use::Address))
        {
            let used = path::Use::Address;
            findings.push(Diagnostic::unusable(Span::start_of(path), id, fault, used));
            continue;
        }
        let figure = Loader { schema, file: path }.figure(id, &node, findings);
        figures.extend(figure.map(|figure| (figure.id.clone(), Arc::new(figure))));
    }
    figures
}

struct Loader<'a> {
    schema: &'a Schema,
    file: &'a SitePath,
}

/// Types, by id.
type Types = BTreeSet<Arc<str>>;

impl Loader<'_> {
    fn figure(&self, id: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<FigureRule> {
        let before = findings.len();
        let mut r = Reader::new(self.file, node, findings)?;
        let kind = r.required("kind").and_then(|node| self.kind(node, &mut r));
        let title = r.required("title").and_then(|node| r.text_of("title", node));
        let description = r.required("description").and_then(|node| r.text_of("description", node));
        let note = r.text("note");
        let of = match r.word("of") {
            // Without the type nothing else can be judged.
            Some(of) => Some(self.content_type(&of.value, of.span, &mut r)?),
            None => None,
        };
        let unless = r.strings("unless").unwrap_or_default();
        let unless = self.unless(of.as_ref(), unless, &mut r);
        // Without rows, and without columns that are named, nothing else can be judged either.
        let rows = r.required("rows").map(|node| self.axis("rows", node, of.as_ref(), &mut r));
        let rows = match rows {
            Some(rows) => Some(rows?),
            None => None,
        };
        let has_columns = kind.is_none_or(|kind| kind.has_columns);
        let has_values = rows.as_ref().is_some_and(|(axis, _)| axis.is_values());
        let columns = (has_columns && !has_values).then(|| r.node("columns")).flatten();
        let columns = match columns {
            Some(node) => Some(self.axis("columns", node, of.as_ref(), &mut r)?),
            None => None,
        };
        let column = r.text("column");
        let of_rows = rows.as_ref().map(|(_, types)| types.clone()).unwrap_or_default();
        let of_columns = match &columns {
            Some((_, types)) => types.clone(),
            None => of.iter().cloned().collect(),
        };
        let both: Types = of_rows.union(&of_columns).cloned().collect();
        let cells = match &rows {
            // Of values nothing can be said but how many have them.
            Some((Axis::Values { .. }, _)) => Some(Cells::Valued),
            _ => {
                let node = r.required("cells");
                node.and_then(|node| self.cells(node, &of_rows, &both, &mut r))
            }
        };
        let attributes = cells.as_ref().and_then(|cells| self.attributes(cells, &both));
        let states = r.node("states").map(|node| self.states(node, &cells, attributes, &mut r));
        let unknown = r.text("unknown");
        let by_state = r.choice("sort", &[("states", true)]).unwrap_or_default();
        let beside = r.strings("beside").unwrap_or_default();
        let beside = self.fields(&of_rows, beside, &mut r);
        let beside_unless = r.strings("beside_unless").unwrap_or_default();
        let beside_unless = beside_unless.into_iter().filter_map(|(state, at)| {
            let is_known = states.as_ref().is_some_and(|states| states.contains_key(&state));
            if !is_known {
                let known = states.iter().flat_map(IndexMap::keys).map(String::as_str);
                let known: Vec<&str> = known.collect();
                r.findings.push(yaml::no_choice(at, "beside_unless", &state, &known));
            }
            is_known.then_some(state)
        });
        let beside_unless = beside_unless.collect();
        let details = r.strings("details").unwrap_or_default();
        let details = self.details(details, attributes, &mut r);
        let has_places = kind.is_some_and(|kind| kind.has_places);
        let places = match has_places.then(|| r.required("places")).flatten() {
            Some(node) => places(node, &mut r),
            None => BTreeMap::new(),
        };
        let threshold = r.node("threshold").and_then(|node| self.threshold(node, &of_rows, &mut r));
        let span = r.place();
        r.finish();
        if findings.len() > before {
            return None;
        }
        Some(FigureRule {
            id: id.into(),
            kind: kind?,
            title: title?,
            description: description?,
            note,
            of,
            unless,
            rows: rows?.0,
            columns: columns.map(|(axis, _)| axis),
            column,
            cells: cells?,
            states: states.unwrap_or_default(),
            unknown,
            by_state,
            beside,
            beside_unless,
            details,
            places,
            threshold,
            span,
        })
    }

    fn kind(&self, node: &Node, r: &mut Reader<'_, '_>) -> Option<&'static FigureKind> {
        let written = node.as_str().unwrap_or_default();
        let kind = FigureKind::named(written);
        if kind.is_none() {
            let known: Vec<&str> = FigureKind::names().collect();
            r.no_choice("kind", node, written, &known);
        }
        kind
    }

    fn content_type(&self, id: &str, at: Span, r: &mut Reader<'_, '_>) -> Option<Arc<str>> {
        if let Some(content_type) = self.schema.get(id) {
            return Some(content_type.id.clone());
        }
        if !self.schema.is_unread(id) {
            let known = self.schema.types().map(|content_type| &*content_type.id);
            let found = problem::UnknownType { type_: &id, suggestion: nearest(id, known) };
            r.findings.push(Diagnostic::at(found, at).with_fix());
        }
        None
    }

    /// An axis, and the types that its entries have.
    fn axis(
        &self,
        key: &'static str,
        node: &Node,
        of: Option<&Arc<str>>,
        r: &mut Reader<'_, '_>,
    ) -> Option<(Axis, Types)> {
        if node.as_str() == Some(SELF)
            && let Some(of) = of
        {
            return Some((Axis::Path(Vec::new()), [of.clone()].into()));
        }
        if node.as_map().is_none() {
            let expected = match of {
                Some(_) => problem::Expected::Axis,
                None => problem::Expected::AxisOfAll,
            };
            r.bad(key, node, expected);
            return None;
        }
        let mut inner = Reader::new(r.file(), node, r.findings)?;
        if let Some(all) = inner.word("all") {
            let id = self.content_type(&all.value, all.span, &mut inner);
            let facet = inner.word("facet");
            if let (Some(facet), Some(id)) = (&facet, &id) {
                let of_type = self.schema.get(id).map(|of| of.facets.fields.as_slice());
                let known = of_type.unwrap_or_default();
                if !known.contains(&facet.value) {
                    let known = known.iter().map(String::as_str);
                    no_such_field(&facet.value, facet.span.clone(), known, &mut inner);
                    return None;
                }
            }
            inner.finish();
            let axis = |id: &Arc<str>| match facet {
                Some(facet) => Axis::Values { of: id.clone(), facet: facet.value.as_str().into() },
                None => Axis::All(id.clone()),
            };
            return id.map(|id| (axis(&id), [id].into()));
        }
        let by = inner.required("by").and_then(|node| inner.strings_of("by", node));
        inner.finish();
        let Some(of) = of else {
            r.bad(key, node, problem::Expected::AxisOfAll);
            return None;
        };
        let (mut path, mut types) = (Vec::new(), Types::from([of.clone()]));
        for (name, at) in by? {
            types = self.reached(&types, &name, at, r)?;
            path.push(name.into());
        }
        Some((Axis::Path(path), types))
    }

    /// Relations that an entry of the type may have.
    fn unless(
        &self,
        of: Option<&Arc<str>>,
        names: Vec<(String, Span)>,
        r: &mut Reader<'_, '_>,
    ) -> Vec<Arc<str>> {
        let types: Types = of.into_iter().cloned().collect();
        let has = |(name, at): (String, Span)| {
            self.reached(&types, &name, at, r).map(|_| Arc::from(name.as_str()))
        };
        names.into_iter().filter_map(has).collect()
    }

    /// The types that a relation of one of these types leads to.
    fn reached(
        &self,
        types: &Types,
        name: &str,
        at: Span,
        r: &mut Reader<'_, '_>,
    ) -> Option<Types> {
        let mut reached = Types::new();
        for content_type in self.schema.types() {
            for field in content_type.fields.values() {
                field.kind.relations(&mut |relation| {
                    if *field.name == *name && types.contains(&content_type.id) {
                        reached.extend(relation.to.iter().cloned());
                    }
                    let inverse = relation.inverse_name(&content_type.id, &field.name);
                    if inverse == name && relation.to.iter().any(|to| types.contains(to)) {
                        reached.insert(content_type.id.clone());
                    }
                });
            }
        }
        if reached.is_empty() {
            let of_types = types.iter().filter_map(|id| self.schema.get(id));
            let known: BTreeSet<Arc<str>> =
                of_types.flat_map(|content_type| self.schema.relations_of(content_type)).collect();
            let names: Vec<&str> = known.iter().map(|name| &**name).collect();
            let found = problem::NoSuchRelation {
                type_: &types.iter().map(|id| &**id).collect::<Vec<_>>().join(", "),
                relation: Some(name),
                known: &names.join(", "),
                suggestion: nearest(name, names.iter().copied()),
            };
            r.findings.push(Diagnostic::at(found, at).with_fix());
            return None;
        }
        Some(reached)
    }

    fn cells(
        &self,
        node: &Node,
        rows: &Types,
        both: &Types,
        r: &mut Reader<'_, '_>,
    ) -> Option<Cells> {
        let mut inner = Reader::new(r.file(), node, r.findings)?;
        let cells = if let Some(field) = inner.word("field") {
            let show = inner.required("show").and_then(|node| inner.strings_of("show", node));
            let name = self.fields(both, vec![(field.value, field.span)], &mut inner).pop()?;
            let (show, at) = show?.into_iter().next()?;
            let cells = Cells::Attribute { field: name, show: show.as_str().into() };
            let attributes = self.attributes(&cells, both);
            if attributes.is_none_or(|fields| !fields.contains_key(&*show)) {
                let known = attributes.into_iter().flat_map(IndexMap::keys).map(|name| &**name);
                no_such_field(&show, at, known, &mut inner);
                return None;
            }
            cells
        } else if let Some(of) = inner.word("count") {
            let by = inner.required("by").and_then(|node| inner.strings_of("by", node));
            let of = self.content_type(&of.value, of.span, &mut inner)?;
            let by = self.fields(&[of.clone()].into(), by?, &mut inner);
            let Ok(by) = <[Arc<str>; 2]>::try_from(by) else {
                inner.bad("by", node, problem::Expected::TwoFields);
                return None;
            };
            Cells::Count { of, by }
        } else {
            let related = inner.required("related");
            let related = related.and_then(|node| inner.strings_of("related", node));
            let (name, at) = related?.into_iter().next()?;
            self.reached(rows, &name, at, &mut inner)?;
            Cells::Related(name.into())
        };
        inner.finish();
        Some(cells)
    }

    /// What can be said of a relation beside whom it leads to.
    fn attributes(&self, cells: &Cells, types: &Types) -> Option<&IndexMap<Arc<str>, Field>> {
        let Cells::Attribute { field, .. } = cells else { return None };
        let mut fields = types.iter().filter_map(|id| self.schema.get(id)?.field(field));
        fields.find_map(|field| match field.kind.item().parts() {
            Parts::Fields(fields) => Some(fields),
            _ => None,
        })
    }

    fn states(
        &self,
        node: &Node,
        cells: &Option<Cells>,
        attributes: Option<&IndexMap<Arc<str>, Field>>,
        r: &mut Reader<'_, '_>,
    ) -> IndexMap<String, Sign> {
        let mut states = IndexMap::new();
        let Some(pairs) = node.as_map() else {
            r.bad("states", node, problem::Expected::Map);
            return states;
        };
        let choices = match cells {
            Some(Cells::Attribute { show, .. }) => {
                attributes.and_then(|fields| fields.get(show)?.kind.choices())
            }
            _ => None,
        };
        for pair in pairs {
            let known = choices.map(|choices| choices.keys().map(String::as_str));
            let mut known: Vec<&str> = known.into_iter().flatten().collect();
            known.push(UNKNOWN);
            if choices.is_some() && !known.contains(&pair.key.as_str()) {
                let at = r.at(pair.key_span.clone());
                r.findings.push(yaml::no_choice(at, "states", &pair.key, &known));
                continue;
            }
            let written = pair.value.as_str().unwrap_or_default();
            match Sign::ALL.iter().find(|(name, _)| *name == written) {
                Some((_, sign)) => drop(states.insert(pair.key.clone(), *sign)),
                None => {
                    let known: Vec<&str> = Sign::ALL.iter().map(|(name, _)| *name).collect();
                    r.no_choice(&pair.key, &pair.value, written, &known);
                }
            }
        }
        states
    }

    /// The fields of these names that one of the types has.
    fn fields(
        &self,
        types: &Types,
        names: Vec<(String, Span)>,
        r: &mut Reader<'_, '_>,
    ) -> Vec<Arc<str>> {
        let of_types: Vec<_> = types.iter().filter_map(|id| self.schema.get(id)).collect();
        let mut fields = Vec::new();
        for (name, at) in names {
            if of_types.iter().any(|content_type| content_type.field(&name).is_some()) {
                fields.push(name.as_str().into());
            } else if !of_types.is_empty() {
                let known = of_types.iter().flat_map(|content_type| content_type.fields.keys());
                no_such_field(&name, at, known.map(|name| &**name), r);
            }
        }
        fields
    }

    fn details(
        &self,
        names: Vec<(String, Span)>,
        attributes: Option<&IndexMap<Arc<str>, Field>>,
        r: &mut Reader<'_, '_>,
    ) -> Vec<Arc<str>> {
        let Some(attributes) = attributes else { return Vec::new() };
        let mut details = Vec::new();
        for (name, at) in names {
            match attributes.get_key_value(&*name) {
                Some((name, _)) => details.push(name.clone()),
                None => no_such_field(&name, at, attributes.keys().map(|name| &**name), r),
            }
        }
        details
    }

    fn threshold(
        &self,
        node: &Node,
        rows: &Types,
        r: &mut Reader<'_, '_>,
    ) -> Option<(Arc<str>, Text)> {
        let mut inner = Reader::new(r.file(), node, r.findings)?;
        let field = inner.required("field").and_then(|node| inner.strings_of("field", node));
        let label = inner.required("label").and_then(|node| inner.text_of("label", node));
        let field = self.fields(rows, field.unwrap_or_default(), &mut inner).pop();
        inner.finish();
        field.zip(label)
    }
}

/// Where rows are drawn, by id: `[column, row]`.
fn places(node: &Node, r: &mut Reader<'_, '_>) -> BTreeMap<String, (u8, u8)> {
    let mut places = BTreeMap::new();
    let Some(pairs) = node.as_map() else {
        r.bad("places", node, problem::Expected::Map);
        return places;
    };
    for pair in pairs {
        let number = |node: &Node| node.as_str()?.parse::<u8>().ok();
        let numbers: Option<Vec<u8>> =
            pair.value.as_list().and_then(|items| items.iter().map(number).collect());
        match numbers.as_deref() {
            Some(&[column, row])
                if (1..=MOST_PLACES).contains(&column) && (1..=MOST_PLACES).contains(&row) =>
            {
                places.insert(pair.key.clone(), (column, row));
            }
            _ => r.bad(&pair.key, &pair.value, problem::Expected::GridPlace),
        }
    }
    places
}

fn no_such_field<'k>(
    name: &str,
    at: Span,
    known: impl Iterator<Item = &'k str>,
    r: &mut Reader<'_, '_>,
) {
    let found = problem::NoSuchField { field: &name, suggestion: nearest(name, known) };
    r.findings.push(Diagnostic::at(found, at).with_fix());
}
