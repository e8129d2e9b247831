//! Findings for people: the message, the line with the place marked, what to do, and the change as a patch.

use std::collections::BTreeMap;
use std::fmt::Write;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Patch, Renderer, Snippet};

use crate::diagnostic::sources::{SourceText, Sources};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::escape::{is_unseen, visible_line};
use crate::location::{SitePath, Span, floor};

/// How findings look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// Letters only, for files and pipes.
    Plain,
    /// With colours, for a terminal.
    Coloured,
}

/// In which order findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they are mended: what makes others appear first, then by place.
    Mended,
    /// The same, and errors after everything else: on a terminal the last lines are seen.
    ErrorsLast,
}

/// How many findings are shown: nobody reads more.
pub const SHOWN: usize = 1_000;
/// How many findings that say the same are told as one.
const ALIKE: usize = 3;
/// How many places of such findings are named.
const PLACES: usize = 20;

/// Findings as text: each one, or of more than [`SHOWN`] so many, the gravest first, and then how many there are of each code. What is
/// found in several places in the same words is told once, with these places.
pub fn report<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    texts: &Texts,
    sources: &Sources<'_>,
    style: TextStyle,
    order: Order,
) -> String {
    let all: Vec<&Diagnostic> = findings.into_iter().collect();
    let groups = grouped(&all, order);
    let mut shown: Vec<usize> = (0..groups.len()).collect();
    shown.sort_by_key(|i| groups[*i][0].severity);
    shown.truncate(SHOWN);
    shown.sort_unstable();
    let mut text = String::new();
    for i in &shown {
        text.push_str(&told(&groups[*i], texts, sources, style));
        text.push('\n');
    }
    if shown.len() < groups.len() {
        let count = shown.iter().map(|i| groups[*i].len()).sum();
        text.push_str(&totals(&all, count, texts));
    }
    text
}

/// Findings in the order in which they are told, those together that are told as one.
pub(crate) fn grouped<'a>(all: &[&'a Diagnostic], order: Order) -> Vec<Vec<&'a Diagnostic>> {
    let mut all = all.to_vec();
    all.sort_by_key(|finding| {
        let is_last = order == Order::ErrorsLast && finding.severity == Severity::Error;
        (is_last, consequence(finding))
    });
    alike(&all)
}

/// Findings that are told as one, as text that ends with a line end.
pub(crate) fn told(
    group: &[&Diagnostic],
    texts: &Texts,
    sources: &Sources<'_>,
    style: TextStyle,
) -> String {
    let Some((first, others)) = group.split_first() else { return String::new() };
    render(first, texts, sources, style) + &places(others, texts, sources)
}

/// How far a finding is from what may be its cause: what cannot be read makes others appear, and so do types and settings.
fn consequence(finding: &Diagnostic) -> u8 {
    match finding.code.number().as_bytes().get(1) {
        _ if finding.severity != Severity::Error => 2,
        Some(b'0' | b'1') => 0,
        Some(b'5' | b'6') => 1,
        _ => 2,
    }
}

/// Findings that say the same in several places, together; all others by themselves. In the order in which their first ones came.
fn alike<'a>(all: &[&'a Diagnostic]) -> Vec<Vec<&'a Diagnostic>> {
    let key = |finding: &'a Diagnostic| {
        let is_simple = finding.span.is_some() && finding.related.is_empty();
        let fix = finding.fix.as_ref().map(|fix| &fix.replacement);
        is_simple.then_some((finding.severity, finding.code, &finding.args, &finding.said, fix))
    };
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for key in all.iter().copied().filter_map(key) {
        *counts.entry(key).or_default() += 1;
    }
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut first = BTreeMap::new();
    for finding in all.iter().copied() {
        let key = key(finding).filter(|key| counts.get(key).is_some_and(|n| *n >= ALIKE));
        match key.and_then(|key| first.insert(key, groups.len()).map(|at| (key, at))) {
            Some((key, at)) => {
                groups[at].push(finding);
                first.insert(key, at);
            }
            None => groups.push(vec![finding]),
        }
    }
    groups
}

/// Where else something was found.
fn places(others: &[&Diagnostic], texts: &Texts, sources: &Sources<'_>) -> String {
    if others.is_empty() {
        return String::new();
    }
    let mut text = texts.get("cli-findings-alike", &[("count", &others.len())]);
    text.push('\n');
    for span in others.iter().take(PLACES).filter_map(|finding| finding.span.as_ref()) {
        let file = visible_line(span.file.as_str());
        let place = sources.get(&span.file).filter(|_| span.end > 0);
        let _ = match place.map(|text| text.position(span.start)) {
            Some(at) => writeln!(text, "  --> {file}:{}:{}", at.line, at.column),
            None => writeln!(text, "  --> {file}"),
        };
    }
    let more = others.len().saturating_sub(PLACES);
    if more > 0 {
        text.push_str(&texts.get("cli-findings-alike-more", &[("count", &more)]));
        text.push('\n');
    }
    text
}

/// How many findings there are of each code, and how to see them all.
fn totals(all: &[&Diagnostic], shown: usize, texts: &Texts) -> String {
    let mut counts: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for finding in all {
        *counts.entry((finding.severity, finding.code)).or_default() += 1;
    }
    let mut text = texts.get("cli-findings-shown", &[("shown", &shown), ("count", &all.len())]);
    text.push('\n');
    for ((severity, code), count) in counts {
        let severity = texts.get(severity_name(severity), &[]);
        let _ = writeln!(text, "{count:>9}  {severity}[{}] {}", code.number(), code.slug());
    }
    text.push_str(&texts.get("cli-findings-all", &[]));
    text.push_str("\n\n");
    text
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    }
}

/// One finding as text that ends with a line end.
pub fn render(
    finding: &Diagnostic,
    texts: &Texts,
    sources: &Sources<'_>,
    style: TextStyle,
) -> String {
    let message = texts.message(finding);
    let help = texts.help(finding);
    let label = texts.label(finding);
    let level_name = texts.get(severity_name(finding.severity), &[]);
    let help_name = texts.get("help-name", &[]);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = level
        .with_name(Some(level_name))
        .primary_title(message)
        .id(finding.code.number())
        .elements(std::iter::empty::<Snippet<'_, annotate_snippets::Annotation<'_>>>());
    let mut fix_group = None;
    if let Some(span) = &finding.span {
        match sources.get(&span.file) {
            // What is said of a file as a whole is not in its first line.
            Some(text) if span.end > 0 => {
                let window = Window::around(&text, span);
                let mut snippet = window.snippet(&span.file).annotation({
                    let marked = AnnotationKind::Primary.span(window.range(span));
                    match &label {
                        Some(label) => marked.label(label.clone()),
                        None => marked,
                    }
                });
                let mut elsewhere = Vec::new();
                for related in &finding.related {
                    let words = texts.related(finding, related.key).unwrap_or_default();
                    if related.span.file == span.file && window.contains(&related.span) {
                        snippet = snippet.annotation(
                            AnnotationKind::Context.span(window.range(&related.span)).label(words),
                        );
                    } else if let Some(other) = sources.get(&related.span.file) {
                        let window = Window::around(&other, &related.span);
                        elsewhere.push(window.snippet(&related.span.file).annotation(
                            AnnotationKind::Context.span(window.range(&related.span)).label(words),
                        ));
                    }
                }
                group = group.element(snippet).elements(elsewhere);
                if let (Some(fix), Some(help)) = (&finding.fix, &help)
                    && let Some(fixed) = sources.get(&fix.span.file)
                {
                    let window = Window::around(&fixed, &fix.span);
                    fix_group = Some(
                        Level::HELP
                            .with_name(Some(help_name.clone()))
                            .secondary_title(help.clone())
                            .element(
                                Snippet::source(window.text.clone())
                                    .line_start(window.first_line)
                                    .path(visible_line(fix.span.file.as_str()))
                                    .patch(Patch::new(
                                        window.exactly(&fix.span),
                                        fix.replacement.clone(),
                                    )),
                            ),
                    );
                }
            }
            _ => {
                let file = visible_line(span.file.as_str());
                group = group.element(annotate_snippets::Origin::path(file));
            }
        }
    }
    let mut groups = Vec::new();
    match (fix_group, help) {
        (Some(fix), _) => {
            groups.push(group);
            groups.push(fix);
        }
        (None, Some(help)) => {
            groups.push(group.element(Level::HELP.with_name(Some(help_name)).message(help)));
        }
        (None, None) => groups.push(group),
    }
    let renderer = match style {
        TextStyle::Plain => Renderer::plain(),
        TextStyle::Coloured => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii);
    // The renderer marks most of what is not seen; escape characters are its own.
    let is_left = |c: char| is_unseen(c) && c != '\u{1b}';
    let mut text = renderer.render(&groups).replace(is_left, "\u{fffd}");
    text.push('\n');
    text
}

/// The lines around a span: findings in long files cost no more than in short ones.
struct Window {
    text: String,
    start: usize,
    first_line: usize,
}

/// The longest line that is shown whole, in bytes.
const MAX_SHOWN: usize = 4_000;

impl Window {
    fn around(source: &SourceText, span: &Span) -> Self {
        let text = source.as_str();
        let start = floor(text, span.start);
        let end = floor(text, span.end.max(span.start)).max(start);
        let mut first = source.line_at(start).start;
        let mut last = source.line_at(end).end.max(end);
        if last - first > MAX_SHOWN {
            first = floor(text, first.max(start.saturating_sub(MAX_SHOWN / 2)));
            last = floor(text, last.min(first + MAX_SHOWN)).max(first);
        }
        // The byte-order mark is no visible column.
        if first == 0 && text.starts_with('\u{feff}') && start >= 3 {
            first = 3;
        }
        let first_line = source.position(first).line;
        Self { text: text[first..last].to_owned(), start: first, first_line }
    }

    fn contains(&self, span: &Span) -> bool {
        span.start >= self.start && span.end <= self.start + self.text.len()
    }

    fn exactly(&self, span: &Span) -> std::ops::Range<usize> {
        let start = floor(&self.text, span.start.saturating_sub(self.start));
        start..floor(&self.text, span.end.saturating_sub(self.start)).max(start)
    }

    fn range(&self, span: &Span) -> std::ops::Range<usize> {
        let std::ops::Range { start, end } = self.exactly(span);
        // A zero-width place still gets a mark.
        let end =
            if end == start { ceil(&self.text, (start + 1).min(self.text.len())) } else { end };
        start..end
    }

    fn snippet<'a>(&self, file: &'a SitePath) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(self.text.clone())
            .line_start(self.first_line)
            .path(visible_line(file.as_str()))
    }
}

fn ceil(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}
