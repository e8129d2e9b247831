//! Copy-fitting: how much room each entry takes on paper, how much is left, and how much text is too much.
//!
//! Entry points: [`measure`], [`overruns`]. A template marks where an entry begins and ends (`extent` in `parts.typ`); everything else
//! is read off the finished pages, so that a figure means what stands on paper and not what somebody assumed of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use typst::foundations::{Content, Dict, Label, Selector, Value};
use typst::introspection::{MetadataElem, PagedPosition};
use typst::layout::{Abs, Frame, FrameItem, Length, Point};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::{PrintJob, Remarks};
use crate::diagnostic::{Diagnostic, Severity, problem};
use crate::location::Span;

/// The label of the marks.
const MARK: &str = "extent";
/// Rounding of lengths is no overrun.
const TOLERANCE: Abs = Abs::raw(0.5);

/// How much room an entry takes in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fit {
    /// The entry, as `type:id`.
    pub(crate) entry: String,
    /// The page of the file on which it begins, from 1.
    pub(crate) page: usize,
    /// How many pages it takes: its height, gaps included, in heights of the text area.
    pub(crate) pages: f64,
    /// How many characters are set.
    pub(crate) characters: usize,
    /// How many pages it may take.
    pub(crate) budget: Option<f64>,
    /// What is left of the budget, or of its last page when it has none.
    pub(crate) rest: Rest,
}

/// How many pages an entry may take.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    /// So many, of the height of the text area.
    pub(crate) pages: f64,
    /// How much more than that weighs.
    pub(crate) severity: Severity,
    /// Where the entry is.
    pub(crate) place: Span,
    /// Where the budget is written, when it is.
    pub(crate) written: Option<Span>,
}

/// Findings about the entries of a document that are longer than they may be.
pub(super) fn overruns(job: &PrintJob, remarks: &Remarks) -> Vec<Diagnostic> {
    let finding = |entry: &str, budget: &Budget, excess: Option<problem::Excess>| {
        let found = Diagnostic::at(
            problem::Overrun { entry: &entry, document: &job.ident, max: budget.pages, excess },
            budget.place.clone(),
        )
        .with_severity(budget.severity);
        match &budget.written {
            Some(span) => found.related("related", span.clone()),
            None => found,
        }
    };
    let mut found: Vec<Diagnostic> = remarks
        .fits
        .iter()
        .filter_map(|fit| {
            let Rest::Over { lines, characters, percent } = fit.rest else { return None };
            let excess = Some(problem::Excess { lines, characters, percent });
            Some(finding(&fit.entry, job.budgets.get(&fit.entry)?, excess))
        })
        .collect();
    // What the marks of a template do not tell, its pages do.
    if let Some(max) = job.max_pages.filter(|max| remarks.pages > *max)
        && found.is_empty()
    {
        let whole = Budget {
            pages: max as f64,
            severity: Severity::Error,
            place: Span::start_of(&job.origin),
            written: None,
        };
        found.push(finding(&job.ident, &whole, None));
    }
    found
}

/// What is left of the room of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Rest {
    /// Room for more.
    Room {
        /// Lines of running text.
        lines: usize,
        /// Characters: so many lines of the density that the entry has so far.
        characters: usize,
    },
    /// Text that is too much.
    Over {
        /// The height that is too much, in lines of running text.
        lines: usize,
        /// The characters that make these lines: what stands behind the end of the budget, or as many full lines if
        /// that is more.
        characters: usize,
        /// These characters in per cent of all of the entry, rounded up.
        percent: usize,
    },
}

/// All entries that the document marks, in the order in which they begin.
pub(super) fn measure(document: &PagedDocument, budgets: &BTreeMap<String, Budget>) -> Vec<Fit> {
    let Some(label) = Label::new(PicoStr::intern(MARK)) else { return Vec::new() };
    let marks = document.introspector().elements().query(&Selector::Label(label));
    let mut open: Vec<Mark> = Vec::new();
    let mut fits = Vec::new();
    for mark in marks.iter().filter_map(|mark| Mark::read(mark, document)) {
        match mark.edge {
            Edge::Start => open.push(mark),
            Edge::End => {
                let Some(at) = open.iter().rposition(|start| start.entry == mark.entry) else {
                    continue;
                };
                let start = open.remove(at);
                let budget = budgets.get(&start.entry).map(|budget| budget.pages);
                fits.push(fit(document, &start, &mark, budget));
            }
        }
    }
    fits.sort_by_key(|fit| fit.page);
    fits
}

fn fit(document: &PagedDocument, start: &Mark, end: &Mark, budget: Option<f64>) -> Fit {
    let area = start.bottom - start.top;
    let between = end.page.saturating_sub(start.page) as f64;
    // The text areas of the pages as one long column, in which the entry begins at `from`.
    let from = start.y - start.top;
    let to = area * between + (end.y - end.top);
    let used = end.height.unwrap_or(to - from);
    let limit = from + budget.map_or(area * (between + 1.0) - from, |pages| area * pages);
    // Characters by page and height of the baseline, and those that stand behind the limit.
    let mut lines: BTreeMap<(usize, i64), usize> = BTreeMap::new();
    let mut beyond = 0;
    for page in start.page..=end.page {
        let above = area * page.saturating_sub(start.page) as f64 - start.top;
        let Some(sheet) = document.pages().get(page - 1) else { continue };
        texts(&sheet.frame, Point::zero(), &mut |y, text| {
            let column = above + y;
            // Not the running head, not the neighbours.
            let in_area = y >= start.top && y <= start.bottom + TOLERANCE;
            if in_area && column >= from && column <= to + TOLERANCE {
                let count = text.chars().count();
                *lines.entry((page, y.to_pt().round() as i64)).or_default() += count;
                // A line belongs where its baseline stands.
                if column > limit + TOLERANCE {
                    beyond += count;
                }
            }
        });
    }
    let all: usize = lines.values().sum();
    let line = start.line.max(Abs::pt(1.0));
    let left = limit - from - used;
    let rest = if left < -TOLERANCE {
        let too_many = (-left / line).ceil() as usize;
        // Headings and gaps behind the limit need room as well, and only running text can make it for them.
        let characters = beyond.max(too_many * full_line(lines.into_values().collect())).min(all);
        let percent = (100 * characters).div_ceil(all.max(1));
        Rest::Over { lines: too_many, characters, percent }
    } else {
        let lines = (left.max(Abs::zero()) / line).floor();
        let density = all as f64 / (used / line).max(1.0);
        Rest::Room { lines: lines as usize, characters: (lines * density) as usize }
    };
    let pages = used / area.max(Abs::pt(1.0));
    Fit { entry: start.entry.clone(), page: start.page, pages, characters: all, budget, rest }
}

/// How many characters a full line has: three quarters of all lines have no more.
fn full_line(mut lines: Vec<usize>) -> usize {
    lines.sort_unstable();
    lines.get(lines.len() * 3 / 4).copied().unwrap_or(0)
}

/// Visits every run of text with the height of its baseline on the page.
fn texts(frame: &Frame, origin: Point, visit: &mut impl FnMut(Abs, &str)) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                let shift = Point::new(group.transform.tx, group.transform.ty);
                texts(&group.frame, at + shift, visit);
            }
            FrameItem::Text(text) => visit(at.y, &text.text),
            _ => {}
        }
    }
}

enum Edge {
    Start,
    End,
}

/// Where an entry begins or ends, and the text area around it.
struct Mark {
    entry: String,
    edge: Edge,
    /// From 1.
    page: usize,
    y: Abs,
    /// Where the text area begins and ends on the page.
    top: Abs,
    bottom: Abs,
    /// From one baseline to the next.
    line: Abs,
    /// The height of the entry as it would be, where the template stretches it to fill the page.
    height: Option<Abs>,
}

impl Mark {
    /// `None` for marks that a template has made otherwise.
    fn read(content: &Content, document: &PagedDocument) -> Option<Self> {
        let Value::Dict(value) = &content.to_packed::<MetadataElem>()?.value else { return None };
        let PagedPosition { page, point } =
            document.introspector().elements().position(content.location()?).copied()?;
        let edge = match text(value, "edge")?.as_str() {
            "start" => Edge::Start,
            "end" => Edge::End,
            _ => return None,
        };
        Some(Self {
            entry: text(value, "entry")?,
            edge,
            page: page.get(),
            y: point.y,
            top: length(value, "top")?,
            bottom: length(value, "bottom")?,
            line: length(value, "line")?,
            height: length(value, "height"),
        })
    }
}

fn text(value: &Dict, key: &str) -> Option<String> {
    value.get(key).ok()?.clone().cast::<typst::foundations::Str>().ok().map(Into::into)
}

fn length(value: &Dict, key: &str) -> Option<Abs> {
    value.get(key).ok()?.clone().cast::<Length>().ok().map(|length| length.abs)
}
