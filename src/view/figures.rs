//! Figures: what is drawn of the entries, and the table behind it.
//!
//! Entry points: [`entries_of`] for the page of an entry, [`named_figure`] for one that a text names. Invariant: what was not stated is told from
//! what was, and nothing is shown that the channel does not allow.

use std::sync::Arc;

use super::types::{FacetValueView, FactView, FigureEntry, LinkView, ValueView};
use super::{Resolver, Scope, ViewContext, cards, facets, links, values};
use crate::figure::{Cell, Figure, FigureKind, Head, Sign};
use crate::model::{Channel, Edge, Entry, EntryKey, Value};
use crate::plan::{ChoiceName, figures as plan_figures};
use crate::schema::{Axis, Cells, Field, FigureRule, Parts, UNKNOWN};
use crate::syntax::tree::{Document, Inline, plain_text_with};
use crate::syntax::{Destination, figure_name};

/// A figure, and the table behind it.
#[derive(Clone, Debug)]
pub(crate) struct FigureView {
    /// What its ids begin with.
    pub(crate) id: String,
    /// How it is drawn.
    pub(crate) kind: &'static FigureKind,
    /// What it is called.
    pub(crate) title: String,
    /// What stands under it: words, some of which lead somewhere.
    pub(crate) note: Vec<Head>,
    /// What the rows of the table are.
    pub(crate) corner: String,
    /// What the only column is called, where columns are no entries.
    pub(crate) column: String,
    /// What columns are about.
    pub(crate) columns: Vec<Head>,
    /// What the columns beside the cells are called.
    pub(crate) beside: Vec<String>,
    /// The rows.
    pub(crate) rows: Vec<FigureRow>,
    /// What leads to the table.
    pub(crate) table: String,
    /// What is drawn.
    pub(crate) drawing: Figure,
}

/// A row of the table behind a figure.
#[derive(Clone, Debug)]
pub(crate) struct FigureRow {
    /// What it is about.
    pub(crate) head: Head,
    /// One for each column, or a single one.
    pub(crate) cells: Vec<Cell>,
    /// What stands beside the cells.
    pub(crate) beside: Vec<Vec<Head>>,
}

/// The figures on the page of an entry.
pub(super) fn entries_of(
    cx: &ViewContext<'_>,
    entry: &Entry,
    scope: &Scope<'_>,
) -> Vec<FigureEntry> {
    let Some(write) = cx.medium.figure_writer().filter(|_| cx.channel == Channel::Website) else {
        return Vec::new();
    };
    let of_type = |rule: &&FigureRule| rule.of.as_ref() == Some(&entry.key.type_id);
    let figures = cx.catalog.schema.figures().filter(of_type);
    let views = figures.filter_map(|rule| figure(cx, rule, Some(&entry.key), None, scope));
    let entry_of = |view: FigureView| FigureEntry {
        id: format!("{}_h", view.id),
        kind: view.kind.name,
        html: write(&view, scope.root, false),
        title: view.title,
    };
    views.map(entry_of).collect()
}

/// The figure that an image of a text names; `says` is what the text says can be seen, `prefix` stands before its ids.
pub(crate) fn named_figure(
    resolver: &Resolver<'_>,
    written: &str,
    says: &str,
    prefix: &str,
) -> Option<FigureView> {
    let (id, of) = figure_name(written)?;
    let (cx, language, root) = resolver.page();
    let rule = cx.catalog.schema.figure(id)?;
    let entry = match (&rule.of, of) {
        (Some(type_id), Some(id)) => Some(EntryKey::new(type_id.clone(), id)),
        (None, None) => None,
        _ => return None,
    };
    let scope = Scope { prefix, ..Scope::page(language, root) };
    let says = Some(says).filter(|says| !says.trim().is_empty());
    figure(cx, rule, entry.as_ref(), says, &scope)
}

/// A figure; `None` when there is nothing in it. `says` takes the place of its description.
fn figure(
    cx: &ViewContext<'_>,
    rule: &FigureRule,
    entry: Option<&EntryKey>,
    says: Option<&str>,
    scope: &Scope<'_>,
) -> Option<FigureView> {
    let language = scope.language;
    let (catalog, shown) = (cx.catalog, &cx.plan.scope);
    let row_keys = plan_figures::rows(catalog, shown, rule, entry, language);
    let column_keys = plan_figures::columns(catalog, shown, rule, entry, language);
    let cells = Drawer { cx, rule, scope };
    if let Axis::Values { of, facet } = &rule.rows {
        return cells.valued(of, facet, says);
    }
    let mut rows: Vec<(usize, FigureRow)> = Vec::new();
    let mut thresholds = Vec::new();
    for key in &row_keys {
        let Some(head) = head(cx, key, rule, language) else { continue };
        let of_row = cells.of_row(key, &column_keys);
        let states = of_row.iter().map(|(state, _)| *state);
        let rank = states.min().unwrap_or(usize::MAX);
        let is_alone = of_row.iter().any(|(state, _)| rule.stands_alone(*state));
        let cells = of_row.into_iter().map(|(_, cell)| cell).collect();
        let beside = rule.beside.iter().map(|field| match is_alone {
            true => Vec::new(),
            false => self::beside(cx, key, field, scope),
        });
        let beside = beside.collect();
        rows.push((rank, FigureRow { head, cells, beside }));
        thresholds.push(rule.threshold.as_ref().and_then(|(field, _)| said(cx, key, field, scope)));
    }
    if rows.is_empty() {
        return None;
    }
    if rule.by_state {
        rows.sort_by_key(|(rank, _)| *rank);
    }
    let threshold = rule.threshold.as_ref().and_then(|(_, label)| {
        let at = thresholds.windows(2).position(|pair| pair[0] != pair[1])? + 1;
        Some((at, label.get(language).to_owned()))
    });
    let rows: Vec<FigureRow> = rows.into_iter().map(|(_, row)| row).collect();
    let has_columns = rule.columns.is_some();
    let columns: Vec<Head> = match has_columns {
        true => column_keys.iter().filter_map(|key| self::head(cx, key, rule, language)).collect(),
        false => Vec::new(),
    };
    let first_type = row_keys.first().and_then(|key| catalog.schema.get(&key.type_id));
    let labels = rule.beside.iter().map(|name| {
        let field = first_type.and_then(|content_type| content_type.field(name));
        field.map(|field| field.label.get(language).to_owned()).unwrap_or_default()
    });
    let column = match (&rule.column, entry) {
        (Some(column), _) => column.get(language).to_owned(),
        (None, Some(key)) => links::link(cx, key, language)?.text,
        (None, None) => String::new(),
    };
    let corner = first_type.map(|of| of.label.get(language).to_owned()).unwrap_or_default();
    let mut table = TableOf { corner, column, columns, beside: labels.collect(), rows };
    table.keep_what_somebody_fills();
    Some(cells.view(table, threshold, says))
}

/// The table behind a figure.
struct TableOf {
    corner: String,
    column: String,
    columns: Vec<Head>,
    beside: Vec<String>,
    rows: Vec<FigureRow>,
}

impl TableOf {
    /// Takes out what stands beside the cells of no row: an empty column says nothing and costs width.
    fn keep_what_somebody_fills(&mut self) {
        let is_filled = |number: usize| self.rows.iter().any(|row| !row.beside[number].is_empty());
        let filled: Vec<bool> = (0..self.beside.len()).map(is_filled).collect();
        let mut kept = filled.iter();
        self.beside.retain(|_| kept.next() == Some(&true));
        for row in &mut self.rows {
            let mut kept = filled.iter();
            row.beside.retain(|_| kept.next() == Some(&true));
        }
    }
}

/// What makes cells.
struct Drawer<'a> {
    cx: &'a ViewContext<'a>,
    rule: &'a FigureRule,
    scope: &'a Scope<'a>,
}

impl Drawer<'_> {
    /// The figure with this table.
    fn view(
        &self,
        table: TableOf,
        threshold: Option<(usize, String)>,
        says: Option<&str>,
    ) -> FigureView {
        let Self { cx, rule, scope } = self;
        let language = scope.language;
        let id = format!("{}fig_{}", scope.prefix, rule.id);
        let title = rule.title.get(language).to_owned();
        let TableOf { corner, column, columns, beside, rows } = table;
        let drawing = Figure {
            id: id.clone(),
            title: title.clone(),
            description: says.unwrap_or(rule.description.get(language)).to_owned(),
            rows: rows.iter().map(|row| row.head.clone()).collect(),
            columns: columns.clone(),
            cells: rows.iter().map(|row| row.cells.clone()).collect(),
            legend: self.legend(&rows),
            threshold,
        };
        FigureView {
            id,
            kind: rule.kind,
            title,
            note: note(cx, rule, scope),
            corner,
            column,
            columns,
            beside,
            rows,
            table: cx.say(language, "figure-table"),
            drawing,
        }
    }

    /// The figure whose rows are the values of a facet, which lead to the parts of its list.
    fn valued(&self, of: &Arc<str>, facet: &str, says: Option<&str>) -> Option<FigureView> {
        let Self { cx, rule, scope } = self;
        let language = scope.language;
        let content_type = cx.catalog.schema.get(of)?;
        let list = cx.plan.facets.of_list(of, language)?;
        let facet = list.facets.iter().find(|known| *known.field == *facet)?;
        let view = facets::facet(cx, content_type, facet, language)?;
        let row = |value: FacetValueView| FigureRow {
            head: Head { text: value.text, href: value.href, ..Head::default() },
            cells: vec![self.number(value.count as f64, Vec::new())],
            beside: Vec::new(),
        };
        let values = view.groups.into_iter().flat_map(|group| group.values);
        let column = match &rule.column {
            Some(column) => column.get(language),
            None => content_type.plural.get(language),
        };
        let table = TableOf {
            corner: view.label,
            column: column.to_owned(),
            columns: Vec::new(),
            beside: Vec::new(),
            rows: values.map(row).collect(),
        };
        Some(self.view(table, None, says))
    }

    /// The page with those that refer to a row and a column, where the list of their type can be narrowed by both.
    fn part(
        &self,
        row: &EntryKey,
        column: &EntryKey,
        of: &Arc<str>,
        by: &[Arc<str>; 2],
    ) -> Option<String> {
        let [to_row, to_column] = by;
        let mut values =
            vec![(to_row.clone(), row.to_string()), (to_column.clone(), column.to_string())];
        let language: Arc<str> = self.scope.language.into();
        let choice = |values: &[(Arc<str>, String)]| {
            let (type_id, language) = (of.clone(), language.clone());
            let name = ChoiceName { type_id, language, values: values.to_vec() };
            self.cx.plan.facets.choice(&name).map(|choice| choice.href.clone())
        };
        choice(&values).or_else(|| {
            values.reverse();
            choice(&values)
        })
    }

    /// The cells of a row, each with the rank of its state.
    fn of_row(&self, row: &EntryKey, columns: &[EntryKey]) -> Vec<(usize, Cell)> {
        match &self.rule.cells {
            Cells::Attribute { field, show } => {
                columns.iter().map(|column| self.attribute(row, column, field, show)).collect()
            }
            Cells::Count { of, by } => columns
                .iter()
                .map(|column| {
                    let count = self.count(row, column, of, by);
                    let href = self.part(row, column, of, by).filter(|_| count > 0);
                    (0, Cell { href, ..self.number(count as f64, Vec::new()) })
                })
                .collect(),
            Cells::Valued => Vec::new(),
            Cells::Related(name) => {
                let Self { cx, scope, .. } = self;
                let mut keys = plan_figures::related(cx.catalog, row, name, scope.language);
                let has = |key: &EntryKey| {
                    let entry = cx.catalog.localized(key, scope.language);
                    entry.is_some_and(|entry| cx.plan.scope.has(entry))
                };
                keys.retain(has);
                let links = keys.iter().filter_map(|key| self.head(key)).collect();
                vec![(0, self.number(keys.len() as f64, links))]
            }
        }
    }

    fn head(&self, key: &EntryKey) -> Option<Head> {
        links::link(self.cx, key, self.scope.language).map(head_of)
    }

    fn number(&self, number: f64, links: Vec<Head>) -> Cell {
        let text = self.cx.format(self.scope.language).number(number);
        Cell { text, number: Some(number), links, ..Cell::default() }
    }

    /// How many entries of a type refer to a row and a column.
    fn count(&self, row: &EntryKey, column: &EntryKey, of: &str, by: &[Arc<str>; 2]) -> usize {
        let Self { cx, scope, .. } = self;
        let [to_row, to_column] = by;
        let mut counted: Vec<&EntryKey> = cx
            .catalog
            .edges_to(row)
            .filter(|edge| *edge.from.type_id == *of && edge.field == *to_row)
            .map(|edge| &edge.from)
            .filter(|from| {
                let entry = cx.catalog.localized(from, scope.language);
                entry.is_some_and(|entry| entry.listed() && cx.plan.scope.has(entry))
            })
            .filter(|from| {
                let mut edges = cx.catalog.edges_from(from);
                edges.any(|edge| edge.to == *column && edge.field == *to_column)
            })
            .collect();
        counted.sort();
        counted.dedup();
        counted.len()
    }

    /// What the relation between a row and a column says.
    fn attribute(
        &self,
        row: &EntryKey,
        column: &EntryKey,
        field: &str,
        show: &str,
    ) -> (usize, Cell) {
        let found = self.edge(row, column, field).or_else(|| self.edge(column, row, field));
        let stated = found.and_then(|edge| self.stated(edge, field, show));
        stated.unwrap_or_else(|| {
            let text = self.unknown();
            let rank = self.rank(UNKNOWN);
            (rank, Cell { text, sign: self.sign(UNKNOWN), ..Cell::default() })
        })
    }

    fn edge(&self, from: &EntryKey, to: &EntryKey, field: &str) -> Option<&Edge> {
        let mut edges = self.cx.catalog.edges_from(from);
        edges.find(|edge| edge.to == *to && *edge.field == *field && edge.relation.is_some())
    }

    fn stated(&self, edge: &Edge, field: &str, show: &str) -> Option<(usize, Cell)> {
        let Self { cx, scope, rule } = self;
        let from = cx.catalog.localized(&edge.from, scope.language)?;
        // What the channel does not allow was not stated.
        cards::shown(cx, from, field)?;
        let content_type = cx.catalog.schema.get(&edge.from.type_id)?;
        let Parts::Fields(attributes) = content_type.field(field)?.kind.item().parts() else {
            return None;
        };
        let say = |name: &str| {
            let value = edge.attributes.get(name)?;
            if let Value::Text(document) = value {
                return Some(links::plain(cx, document, &from.file, scope.language));
            }
            words(values::value(cx, attributes.get(name)?, value, from, scope)?)
        };
        let value = edge.attributes.get(show)?;
        let number = match value {
            Value::Integer(number) => Some(*number as f64),
            Value::Number(number) | Value::Percent(number) => Some(*number),
            _ => None,
        };
        let state = value.as_str().unwrap_or_default();
        let cell = Cell {
            text: say(show)?,
            sign: self.sign(state),
            number,
            href: None,
            links: Vec::new(),
            details: rule.details.iter().filter_map(|name| say(name)).collect(),
        };
        Some((self.rank(state), cell))
    }

    fn sign(&self, state: &str) -> Option<Sign> {
        self.rule.states.get(state).copied()
    }

    /// The place of a state among the others.
    fn rank(&self, state: &str) -> usize {
        self.rule.states.get_index_of(state).unwrap_or(self.rule.states.len())
    }

    fn unknown(&self) -> String {
        let unknown = self.rule.unknown.as_ref();
        unknown.map(|text| text.get(self.scope.language).to_owned()).unwrap_or_default()
    }

    /// The signs that are there, with their words, in the order of the file.
    fn legend(&self, rows: &[FigureRow]) -> Vec<(Sign, String)> {
        let mut legend: Vec<(Sign, String)> = Vec::new();
        let cells = || rows.iter().flat_map(|row| &row.cells);
        for sign in self.rule.states.values() {
            let of_sign = cells().filter(|cell| cell.sign == Some(*sign));
            for cell in of_sign {
                let is_new = legend.iter().all(|(_, text)| *text != cell.text);
                if is_new {
                    legend.push((*sign, cell.text.clone()));
                }
            }
        }
        legend
    }
}

fn head(cx: &ViewContext<'_>, key: &EntryKey, rule: &FigureRule, language: &str) -> Option<Head> {
    let head = head_of(links::link(cx, key, language)?);
    Some(Head { place: rule.places.get(&*key.id).copied(), ..head })
}

fn head_of(link: LinkView) -> Head {
    Head { text: link.text, href: link.href, external: link.external, place: None }
}

/// The note of a figure as words and links.
fn note(cx: &ViewContext<'_>, rule: &FigureRule, scope: &Scope<'_>) -> Vec<Head> {
    // What is wrong with it has been found when the site was checked.
    let document = rule.note_in(scope.language, &mut Vec::new());
    let resolver = links::resolver(cx, &rule.span.file, scope.language);
    let mut pieces: Vec<Head> = Vec::new();
    for content in document.iter().flat_map(Document::lines) {
        if !pieces.is_empty() {
            pieces.push(Head { text: " ".to_owned(), ..Head::default() });
        }
        note_of(content, &resolver, &mut pieces);
    }
    pieces
}

fn note_of(content: &[Inline], resolver: &Resolver<'_>, pieces: &mut Vec<Head>) {
    for inline in content {
        let name = |destination: &Destination| Some(resolver.link(destination)?.text);
        let text = plain_text_with(std::slice::from_ref(inline), &name);
        match inline {
            Inline::Link(link) => {
                let head = resolver.link(&link.destination).map(head_of).unwrap_or_default();
                pieces.push(Head { text, ..head });
            }
            inline if !inline.children().is_empty() => note_of(inline.children(), resolver, pieces),
            _ => pieces.push(Head { text, ..Head::default() }),
        }
    }
}

/// A field of an entry, with the entry, as far as it is shown.
fn value_of(
    cx: &ViewContext<'_>,
    key: &EntryKey,
    name: &str,
    scope: &Scope<'_>,
) -> Option<ValueView> {
    let entry = cx.catalog.localized(key, scope.language)?;
    let field: &Field = cx.catalog.schema.get(&key.type_id)?.field(name)?;
    values::value(cx, field, &*cards::shown(cx, entry, name)?, entry, scope)
}

/// A text of an entry without its marks, as far as it is shown.
fn text_of(cx: &ViewContext<'_>, key: &EntryKey, name: &str, scope: &Scope<'_>) -> Option<String> {
    let entry = cx.catalog.localized(key, scope.language)?;
    let field = cx.catalog.schema.get(&key.type_id)?.field(name)?;
    match &*cards::shown(cx, entry, name)? {
        Value::Text(document) if !field.hidden => {
            Some(links::plain(cx, document, &entry.file, scope.language))
        }
        _ => None,
    }
}

/// The field of an entry in words.
fn said(cx: &ViewContext<'_>, key: &EntryKey, name: &str, scope: &Scope<'_>) -> Option<String> {
    words(value_of(cx, key, name, scope)?)
}

/// The field of a row as links and words.
fn beside(cx: &ViewContext<'_>, key: &EntryKey, name: &str, scope: &Scope<'_>) -> Vec<Head> {
    let as_head = |view: ValueView| match view {
        ValueView::Link { link } => Some(head_of(link)),
        view => words(view).map(|text| Head { text, ..Head::default() }),
    };
    if let Some(text) = text_of(cx, key, name, scope) {
        return vec![Head { text, ..Head::default() }];
    }
    match value_of(cx, key, name, scope) {
        Some(ValueView::List { items, .. }) => items.into_iter().filter_map(as_head).collect(),
        Some(view) => as_head(view).into_iter().collect(),
        None => Vec::new(),
    }
}

/// A value in words, without marks.
fn words(view: ValueView) -> Option<String> {
    Some(match view {
        ValueView::Plain { text }
        | ValueView::Number { text, .. }
        | ValueView::Date { text, .. }
        | ValueView::Boolean { text, .. }
        | ValueView::Choice { text, .. }
        | ValueView::Rating { text, .. }
        | ValueView::Geo { text, .. } => text,
        ValueView::Link { link } => link.text,
        ValueView::Address { lines } => lines.join(", "),
        ValueView::List { items, .. } => {
            items.into_iter().filter_map(words).collect::<Vec<_>>().join(", ")
        }
        ValueView::Group { rows, .. } => {
            let said = rows.into_iter().filter_map(|row| {
                let FactView { label, value, .. } = row;
                words(value).map(|words| format!("{label}: {words}"))
            });
            said.collect::<Vec<_>>().join("; ")
        }
        ValueView::Text { .. } | ValueView::Table { .. } | ValueView::Image { .. } => return None,
    })
}
