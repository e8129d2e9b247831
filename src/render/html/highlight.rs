//! Program text with its parts marked, for the style sheet to colour.
//!
//! Entry point: [`highlight`]. Invariant: whatever the language, the shown text is the given one; what is not known is
//! shown plain. The only user of syntect: everything else sees text go in and HTML come out.
//!
//! syntect names every part by a long scope (`meta.mapping.yaml entity.name.tag.yaml`). A page needs a dozen colours, so
//! scopes become the few `CLASSES`, and neighbours of one class share an element: a tenth of the size.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::escape;

/// The classes that the style sheet of a theme colours.
#[cfg(test)]
pub(crate) const CLASSES: [&str; 13] = [
    "hl-attribute",
    "hl-comment",
    "hl-constant",
    "hl-deleted",
    "hl-emphasis",
    "hl-function",
    "hl-inserted",
    "hl-keyword",
    "hl-string",
    "hl-strong",
    "hl-tag",
    "hl-type",
    "hl-variable",
];

/// Longer texts are shown plain: nobody reads them for their colours.
const MAX_BYTES: usize = 100_000;
/// The same for single lines, on which regular expressions can take very long.
const MAX_LINE_BYTES: usize = 2_000;

/// Which scope gets which class; the first that fits decides. A scope fits what it begins with.
const SCOPES: [(&str, &str); 34] = [
    ("comment", "hl-comment"),
    ("markup.deleted", "hl-deleted"),
    ("markup.inserted", "hl-inserted"),
    ("markup.changed", "hl-keyword"),
    ("meta.diff.header", "hl-comment"),
    ("meta.diff.range", "hl-comment"),
    ("markup.heading", "hl-keyword"),
    ("markup.bold", "hl-strong"),
    ("markup.italic", "hl-emphasis"),
    ("markup.raw", "hl-string"),
    ("markup.underline.link", "hl-string"),
    ("constant.character.escape", "hl-constant"),
    ("constant.other.placeholder", "hl-constant"),
    // The keys of a YAML or JSON text, though some grammars call them strings inside tags.
    ("entity.name.tag", "hl-tag"),
    ("meta.mapping.key", "hl-tag"),
    ("support.type.property-name", "hl-attribute"),
    ("entity.other.attribute-name", "hl-attribute"),
    ("string", "hl-string"),
    ("constant", "hl-constant"),
    ("keyword.operator.word", "hl-keyword"),
    ("keyword.operator", ""),
    ("keyword", "hl-keyword"),
    ("storage.type.function", "hl-keyword"),
    ("storage", "hl-keyword"),
    ("entity.name.function", "hl-function"),
    ("entity.name.section", "hl-keyword"),
    ("entity.name", "hl-type"),
    ("entity.other.inherited-class", "hl-type"),
    ("support.function", "hl-function"),
    ("support.type", "hl-type"),
    ("support.class", "hl-type"),
    ("support.constant", "hl-constant"),
    ("variable.function", "hl-function"),
    ("variable.parameter", "hl-variable"),
];

struct Highlighter {
    syntaxes: SyntaxSet,
    scopes: Vec<(Scope, &'static str)>,
}

/// Reading the grammars takes a while; a site without program text never does.
static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(|| Highlighter {
    syntaxes: SyntaxSet::load_defaults_newlines(),
    scopes: SCOPES
        .iter()
        .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class)))
        .collect(),
});

/// Adds `text` to `out` as HTML, its parts marked when the language is known.
pub(crate) fn highlight(language: Option<&str>, text: &str, out: &mut String) {
    // Nobody sees spaces at the end of a line, but checkers do.
    let lines = text.split('\n').map(str::trim_end);
    let mut lines: Vec<&str> = lines.collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let coloured = language
        .filter(|_| {
            text.len() <= MAX_BYTES && lines.iter().all(|line| line.len() <= MAX_LINE_BYTES)
        })
        .and_then(|language| {
            let highlighter = &*HIGHLIGHTER;
            let syntax = highlighter.find(language)?;
            highlighter.lines(syntax, &lines)
        });
    match coloured {
        Some(html) => out.push_str(&html),
        None => {
            for (i, line) in lines.iter().enumerate() {
                if i > 0 {
                    out.push('\n');
                }
                escape(line, out);
            }
        }
    }
}

impl Highlighter {
    fn find(&self, language: &str) -> Option<&SyntaxReference> {
        let token = match language.to_ascii_lowercase().as_str() {
            "shell" | "console" | "shell-session" | "terminal" => "sh",
            "jsonc" | "json5" | "geojson" | "jsonld" => "json",
            "text" | "txt" | "plain" | "plaintext" | "none" => return None,
            other => return self.syntaxes.find_syntax_by_token(other),
        };
        self.syntaxes.find_syntax_by_token(token)
    }

    /// `None` when the grammar gives up.
    fn lines(&self, syntax: &SyntaxReference, lines: &[&str]) -> Option<String> {
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut marked = Marked::default();
        for line in lines {
            let line = format!("{line}\n");
            let mut done = 0;
            for (at, change) in state.parse_line(&line, &self.syntaxes).ok()? {
                marked.add(self.class(&stack), line.get(done..at)?);
                done = at;
                stack.apply(&change).ok()?;
            }
            marked.add(self.class(&stack), line.get(done..)?);
        }
        Some(marked.finish())
    }

    /// The class of the innermost scope that has one.
    fn class(&self, stack: &ScopeStack) -> &'static str {
        stack
            .as_slice()
            .iter()
            .rev()
            .find_map(|scope| self.scopes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)))
            .map_or("", |(_, class)| class)
    }
}

/// Text with classes, neighbours of one class joined.
#[derive(Default)]
struct Marked {
    html: String,
    open: &'static str,
    /// Spaces and line ends, which belong to whatever comes next.
    waiting: String,
}

impl Marked {
    fn add(&mut self, class: &'static str, text: &str) {
        let shown = text.trim_end_matches([' ', '\n', '\t']);
        let rest = text.get(shown.len()..).unwrap_or_default();
        if !shown.is_empty() {
            if class != self.open {
                self.close();
                self.html.push_str(&std::mem::take(&mut self.waiting));
                if !class.is_empty() {
                    self.html.push_str("<span class=\"");
                    self.html.push_str(class);
                    self.html.push_str("\">");
                }
                self.open = class;
            } else {
                self.html.push_str(&std::mem::take(&mut self.waiting));
            }
            escape(shown, &mut self.html);
        }
        self.waiting.push_str(rest);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.html.push_str("</span>");
            self.open = "";
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(language: &str, text: &str) -> String {
        let mut out = String::new();
        highlight(Some(language), text, &mut out);
        out
    }

    /// What a reader sees.
    fn shown(html: &str) -> String {
        let mut text = String::new();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            text.push_str(&rest[..at]);
            rest = &rest[at + rest[at..].find('>').unwrap() + 1..];
        }
        text.push_str(rest);
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    }

    #[test]
    fn marks_parts_with_few_classes() {
        assert_eq!(
            html("yaml", "# Kommentar\ntitle: \"Text\"\nyear: 2012\n"),
            "<span class=\"hl-comment\"># Kommentar</span>\n<span class=\"hl-tag\">title</span>: \
             <span class=\"hl-string\">&quot;Text&quot;</span>\n<span class=\"hl-tag\">year</span>: \
             <span class=\"hl-constant\">2012</span>"
        );
        assert!(html("rust", "fn main() {}").starts_with(
            "<span class=\"hl-keyword\">fn</span> <span class=\"hl-function\">main</span>"
        ));
        assert!(html("diff", "-a\n+b\n").contains("<span class=\"hl-inserted\">+b</span>"));
        assert!(html("Shell", "echo \"$HOME\"").contains("hl-string"));
    }

    #[test]
    fn shows_unknown_languages_plain() {
        assert_eq!(html("klingonisch", "<a> & 'b'\n"), "&lt;a&gt; &amp; &#39;b&#39;");
        let mut out = String::new();
        highlight(None, "a  \n\n  b\n\n", &mut out);
        assert_eq!(out, "a\n\n  b");
    }

    #[test]
    fn never_changes_the_text() {
        let nasty = "<?php /* \" ' ` */ $a = <<<X\n</script><!-- & \u{202e}مرحبا 🛠 {{ x }} #{y} %w[\n\tif (a[b](c) <d e='f'>\n---\n@@ -1 +1 @@\n\\begin{x} \\\"";
        for syntax in HIGHLIGHTER.syntaxes.syntaxes() {
            let lines: Vec<&str> = nasty.split('\n').collect();
            let html = HIGHLIGHTER.lines(syntax, &lines).unwrap();
            assert_eq!(shown(&html), nasty, "{}", syntax.name);
            for class in html.split("class=\"").skip(1).map(|rest| rest.split('"').next().unwrap())
            {
                assert!(CLASSES.contains(&class), "{class}");
            }
        }
    }

    #[test]
    fn survives_what_is_too_much() {
        for language in ["rust", "html", "yaml", "js", "md", "php", "sh"] {
            for piece in ["(", "a", "\"", "<a ", "{{", "\\", "[", "*"] {
                let line = piece.repeat(MAX_LINE_BYTES / piece.len());
                assert_eq!(shown(&html(language, &line)), line.trim_end());
            }
            let long = "x = \"<y>\";\n".repeat(50_000);
            assert_eq!(shown(&html(language, &long)), long.trim_end());
            assert!(!html(language, &long).contains("<span"));
        }
        assert_eq!(html("rust", ""), "");
        assert_eq!(html("rust", "\n\n"), "");
    }

    #[test]
    fn the_standard_theme_colours_every_class_readably() {
        let css = include_str!("../../../themes/standard/assets/highlight.css");
        let (light, dark) = css.split_once("@media (prefers-color-scheme: dark)").unwrap();
        for (scheme, background) in [(light, "#f6f8fa"), (dark, "#1b1f24")] {
            for class in CLASSES {
                let rule = scheme
                    .split(&format!(".{class}"))
                    .nth(1)
                    .unwrap_or_else(|| panic!("no rule for {class}"));
                let rule = &rule[..rule.find('}').unwrap()];
                let colour = rule.split("color: ").nth(1).map(|rest| &rest[..7]).unwrap();
                let contrast = contrast(colour, background);
                assert!(contrast >= 4.5, "{class}: {colour} on {background} has {contrast:.2}");
            }
        }
    }

    fn contrast(one: &str, two: &str) -> f64 {
        let (one, two) = (luminance(one), luminance(two));
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }
}
