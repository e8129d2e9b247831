//! Tera, and what its errors mean.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use tera::{ErrorKind, Function, Kwargs, State, Tera, TeraResult, Value};

use super::{TextValue, ThemeFile, UiTexts};
use crate::diagnostic::{Diagnostic, problem};
use crate::location::Span;

pub(super) const FOLDER: &str = "templates/";

/// Parses all templates; what cannot be parsed is left out and reported.
pub(super) fn load(files: &BTreeMap<String, ThemeFile>, findings: &mut Vec<Diagnostic>) -> Tera {
    let mut good: Vec<(&str, &str)> = Vec::new();
    for (name, file) in files {
        let Some(name) = name.strip_prefix(FOLDER) else { continue };
        let Some(text) = file.text() else { continue }; // the snapshot has reported it
        // One at a time, so that every broken template is reported and not only the first.
        let mut alone = empty();
        match alone.add_raw_template(name, text) {
            Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => {
                findings.extend(explain(files, name, &error));
            }
            _ => good.push((name, text)),
        }
    }
    let mut broken: BTreeSet<&str> = files
        .keys()
        .filter_map(|name| name.strip_prefix(FOLDER))
        .filter(|name| !good.iter().any(|(other, _)| other == name))
        .collect();
    loop {
        let mut tera = empty();
        let Err(error) = tera.add_raw_templates(good.iter().copied()) else { return tera };
        // What builds on a broken template is broken as well, but that goes without saying.
        if let ErrorKind::MissingParent { current, parent } = error.kind()
            && let Some(at) = good.iter().position(|(name, _)| name == current)
        {
            if !broken.contains(parent.as_str()) {
                findings.extend(explain(files, current, &error));
            }
            broken.insert(good.swap_remove(at).0);
            continue;
        }
        findings.extend(explain(files, "", &error));
        return empty();
    }
}

/// A Tera that knows the names of our functions; what they do depends on the language.
fn empty() -> Tera {
    let mut tera = Tera::new();
    register(&mut tera, UiTexts::none().clone(), BTreeMap::new());
    tera
}

/// Gives templates their functions.
pub(super) fn register(tera: &mut Tera, texts: UiTexts, assets: BTreeMap<String, String>) {
    let marked = Marked(texts.clone());
    tera.register_function("t", move |args: Kwargs, _: &State| said(&texts, &args));
    tera.register_function("ui", marked);
    tera.register_function("asset", move |args: Kwargs, _: &State| -> TeraResult<String> {
        let name = args.must_get::<&str>("name")?;
        let found = assets.get(name).cloned();
        found.ok_or_else(|| tera::Error::message(format!("no asset `{name}` in assets/")))
    });
}

/// A UI text, as a template asks for it.
fn said(texts: &UiTexts, args: &Kwargs) -> TeraResult<String> {
    let key = args.must_get::<&str>("key")?;
    let mut values: Vec<(String, TextValue)> = Vec::new();
    for (name, value) in args.iter() {
        let name = name.to_string();
        if name != "key" {
            values.push((name, text_value(value)));
        }
    }
    texts.get(key, values.iter().map(|(name, value)| (name.as_str(), value.clone()))).ok_or_else(
        || tera::Error::message(format!("no text `{key}` in texts/{}.ftl", texts.language())),
    )
}

/// UI texts as HTML: words in another language than the page are marked as such (WCAG 2.2, 3.1.2).
struct Marked(UiTexts);

impl Function<TeraResult<String>> for Marked {
    fn call(&self, args: Kwargs, state: &State) -> TeraResult<String> {
        let text = state.escape(&said(&self.0, &args)?)?;
        Ok(match self.0.foreign() {
            Some(language) => format!("<span lang=\"{}\">{text}</span>", state.escape(language)?),
            None => text,
        })
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn text_value(value: &Value) -> TextValue {
    match value.as_f64() {
        Some(number) => TextValue::Number(number),
        None => TextValue::Text(value.to_string()),
    }
}

static REPORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^error: (?<message>.*)\n\s*--> (?<file>.+):(?<line>\d+):(?<column>\d+)$").ok()
});

/// The findings in an error. `template` is the one being rendered, for errors that do not say where they are.
pub(super) fn explain(
    files: &BTreeMap<String, ThemeFile>,
    template: &str,
    error: &tera::Error,
) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![finding(
                files,
                report.filename(),
                Some(report.span().range.clone()),
                report.message(),
            )]
        }
        ErrorKind::MissingParent { current, .. } => {
            vec![finding(files, current, None, &error.to_string())]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![finding(files, tpl, None, &error.to_string())]
        }
        _ => {
            // Errors about several templates at once come as one text of several reports.
            let text = error.to_string();
            let mut found: Vec<Diagnostic> = REPORT
                .iter()
                .flat_map(|report| report.captures_iter(&text))
                .map(|report| {
                    let file = &report["file"];
                    if let Some((own, message)) = lacking_block(files, file, &report["message"]) {
                        return finding(files, own, None, &message);
                    }
                    let start = offset(files, file, &report["line"], &report["column"]);
                    finding(files, file, start.map(|start| start..start), &report["message"])
                })
                .collect();
            if found.is_empty() {
                found.push(finding(files, template, None, &text));
            }
            found
        }
    }
}

static LACKING_BLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^Block `(?<block>.+)` is not defined in any parent template$").ok()
});
static PARENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\{%-?\s*extends\s+["'](?<parent>[^"']+)["']"#).ok());

/// A template of the standard theme fills a block that the site's own version of its parent lacks. Tera blames the
/// child; what has to change is the parent, which is returned with a message that says so.
fn lacking_block<'a>(
    files: &'a BTreeMap<String, ThemeFile>,
    child: &str,
    message: &str,
) -> Option<(&'a str, String)> {
    let block = LACKING_BLOCK.as_ref()?.captures(message)?["block"].to_owned();
    let mut file = files.get(&format!("{FOLDER}{child}"))?;
    while !file.is_own() {
        let parent = PARENT.as_ref()?.captures(file.text()?)?["parent"].to_owned();
        let (name, next) = files.get_key_value(&format!("{FOLDER}{parent}"))?;
        if next.is_own() {
            let message =
                format!("Block `{block}` is missing, which the standard theme's `{child}` fills");
            return Some((name.strip_prefix(FOLDER)?, message));
        }
        file = next;
    }
    None
}

fn finding(
    files: &BTreeMap<String, ThemeFile>,
    template: &str,
    range: Option<std::ops::Range<usize>>,
    message: &str,
) -> Diagnostic {
    let place = files
        .get(&format!("{FOLDER}{template}"))
        .map(|file| Span::new(&file.path, range.unwrap_or(0..0)));
    let found = problem::TemplateError { template: Some(template), message: &message };
    Diagnostic::new(found, place)
}

/// The byte at a line and column that Tera printed, both from one.
fn offset(
    files: &BTreeMap<String, ThemeFile>,
    template: &str,
    line: &str,
    column: &str,
) -> Option<usize> {
    let text = files.get(&format!("{FOLDER}{template}"))?.text()?;
    let line = line.parse::<usize>().ok()?.checked_sub(1)?;
    let column = column.parse::<usize>().ok()?.checked_sub(1)?;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let inside = text[start..].char_indices().nth(column).map_or(0, |(at, _)| at);
    Some(start + inside)
}
