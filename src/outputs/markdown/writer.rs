//! The tree of a text → Markdown, and values → YAML at its head.
//!
//! Entry points: [`front_matter`], [`body`]. Invariant: text stays text, whatever stands in it: read again, the Markdown is the same tree but for
//! where its links lead, and the YAML the same values.

use std::borrow::Cow;

use serde_json::Value;

use crate::escape::is_unseen;
use crate::syntax::Destination;
use crate::syntax::tree::{Align, Block, Definition, Document, Inline, Picture, Table};

/// Resolves what a text points to.
pub(super) trait MarkdownLinks {
    /// Where a link leads and what its target is called; no address for one that leads nowhere.
    fn link(&self, destination: &Destination) -> (Option<String>, String);

    /// Where an image is.
    fn image(&self, file: &str) -> Option<String>;
}

/// What stands between the `---` at the head of a file: names with their values, those without a value left out.
pub(super) fn front_matter<'a>(values: impl IntoIterator<Item = (&'a str, Value)>) -> String {
    let mut out = String::from("---\n");
    for (name, value) in values.into_iter().filter(|(_, value)| !value.is_null()) {
        pair(name, &value, 0, &mut out);
    }
    out.push_str("---\n");
    out
}

fn pair(name: &str, value: &Value, depth: usize, out: &mut String) {
    out.push_str(&scalar(name));
    out.push(':');
    match value {
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                out.push('\n');
                indent(depth, out);
                out.push('-');
                match item {
                    Value::Object(pairs) if !pairs.is_empty() => {
                        out.push(' ');
                        object(pairs, depth + 1, out);
                    }
                    // A list in a list is rare, and JSON is YAML.
                    item => inline(item, depth + 1, out),
                }
            }
            out.push('\n');
        }
        Value::Object(pairs) if !pairs.is_empty() => {
            out.push('\n');
            indent(depth + 1, out);
            object(pairs, depth + 1, out);
            out.push('\n');
        }
        value => {
            inline(value, depth + 1, out);
            out.push('\n');
        }
    }
}

/// The pairs of an object, the first where the line is, without the last line end.
fn object(pairs: &serde_json::Map<String, Value>, depth: usize, out: &mut String) {
    for (at, (name, value)) in pairs.iter().enumerate() {
        if at > 0 {
            indent(depth, out);
        }
        pair(name, value, depth, out);
    }
    while out.ends_with('\n') {
        out.pop();
    }
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// A value that begins behind a colon or a dash.
fn inline(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::String(text) if is_block(text) => {
            out.push_str(" |-");
            for line in text.lines() {
                out.push('\n');
                if !line.is_empty() {
                    indent(depth, out);
                    out.push_str(line);
                }
            }
        }
        Value::String(text) => {
            out.push(' ');
            out.push_str(&scalar(text));
        }
        value => {
            out.push(' ');
            out.push_str(&json(value));
        }
    }
}

/// A value on one line; what others might take for something else is quoted in it.
fn json(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(", "))
        }
        Value::Object(pairs) => {
            let pair =
                |(name, value): (&String, &Value)| format!("{}: {}", quoted(name), json(value));
            format!("{{{}}}", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
        value => value.to_string(),
    }
}

/// Whether a text of several lines can stand as it is.
fn is_block(text: &str) -> bool {
    let is_plain = |c: char| c == '\n' || !is_escaped(c);
    text.contains('\n')
        && text.chars().all(is_plain)
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
}

/// A text on one line: as it is where every reader of YAML takes it for a text, else in quotes.
fn scalar(text: &str) -> Cow<'_, str> {
    let is_harmless =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')' | '/');
    let is_word = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(is_harmless)
        && !MEANT_OTHERWISE.contains(&text.to_lowercase().as_str());
    if is_word { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// Words that YAML 1.1 or 1.2 take for something else than text.
const MEANT_OTHERWISE: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if is_escaped(c) => match u32::from(c) {
                code @ 0..=0xffff => out.push_str(&format!("\\u{code:04x}")),
                code => out.push_str(&format!("\\U{code:08x}")),
            },
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character cannot stand in YAML, or nobody would see that it does.
fn is_escaped(c: char) -> bool {
    c.is_control()
        || is_unseen(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// The text, with its footnotes at the end.
pub(super) fn body(document: &Document, links: &dyn MarkdownLinks) -> String {
    let writer = Writer { links };
    let mut text = writer.blocks(&document.blocks);
    for (at, blocks) in document.footnotes.iter().enumerate() {
        text.push('\n');
        text.push_str(&item(&format!("[^{}]: ", at + 1), 4, &writer.blocks(blocks)));
    }
    text
}

struct Writer<'a> {
    links: &'a dyn MarkdownLinks,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        let mut out = String::new();
        // Two lists of a kind that follow each other would be one.
        let mut is_other = false;
        for (at, block) in blocks.iter().enumerate() {
            is_other = match (at.checked_sub(1).and_then(|last| blocks.get(last)), block) {
                (Some(Block::List { start: last, .. }), Block::List { start, .. })
                    if last.is_some() == start.is_some() =>
                {
                    !is_other
                }
                _ => false,
            };
            if at > 0 {
                out.push('\n');
            }
            self.block(block, is_other, &mut out);
        }
        out
    }

    fn block(&self, block: &Block, is_other: bool, out: &mut String) {
        match block {
            Block::Paragraph { content } => {
                out.push_str(&self.inlines(content, Line::Start));
                out.push('\n');
            }
            Block::Heading { level, content, .. } => {
                out.extend(std::iter::repeat_n('#', usize::from(*level).clamp(1, 6)));
                let text = self.inlines(content, Line::Heading);
                if !text.is_empty() {
                    out.push(' ');
                    out.push_str(&text);
                }
                out.push('\n');
            }
            Block::List { start, tight, items } => {
                for (at, blocks) in items.iter().enumerate() {
                    let mark = match (start, is_other) {
                        (Some(start), _) => {
                            let number = start.saturating_add(at as u64);
                            format!("{number}{} ", if is_other { ')' } else { '.' })
                        }
                        (None, false) => "- ".to_owned(),
                        (None, true) => "* ".to_owned(),
                    };
                    if at > 0 && !tight {
                        out.push('\n');
                    }
                    let text = if *tight { self.tight(blocks) } else { self.blocks(blocks) };
                    out.push_str(&item(&mark, mark.len(), &text));
                }
            }
            Block::Definitions { items } => {
                for (at, Definition { term, explanations }) in items.iter().enumerate() {
                    if at > 0 {
                        out.push('\n');
                    }
                    out.push_str(&self.inlines(term, Line::Heading));
                    out.push('\n');
                    for blocks in explanations {
                        out.push_str(&item(": ", 2, &self.blocks(blocks)));
                    }
                }
            }
            Block::Quote { blocks } => {
                for line in self.blocks(blocks).lines() {
                    out.push_str(if line.is_empty() { ">" } else { "> " });
                    out.push_str(line);
                    out.push('\n');
                }
            }
            Block::Code { language, text } => {
                let fence = "`".repeat(longest_run(text).max(2) + 1);
                out.push_str(&fence);
                out.push_str(language.as_deref().unwrap_or_default());
                out.push('\n');
                out.push_str(text);
                if !text.is_empty() && !text.ends_with('\n') {
                    out.push('\n');
                }
                out.push_str(&fence);
                out.push('\n');
            }
            Block::Table(table) => self.table(table, out),
            Block::Figure { image } => {
                out.push_str(&self.picture(image));
                out.push('\n');
            }
            Block::Rule => out.push_str("---\n"),
        }
    }

    /// The blocks of an item without empty lines between them.
    fn tight(&self, blocks: &[Block]) -> String {
        let mut out = String::new();
        for block in blocks {
            self.block(block, false, &mut out);
        }
        out
    }

    fn table(&self, table: &Table, out: &mut String) {
        let row = |cells: &[Vec<Inline>]| {
            let cells = cells.iter().map(|cell| self.inlines(cell, Line::Cell));
            format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
        };
        out.push_str(&row(&table.head));
        let marks = table.align.iter().map(|align| match align {
            Align::Default => "---",
            Align::Left => ":---",
            Align::Center => ":---:",
            Align::Right => "---:",
        });
        out.push_str(&format!("| {} |\n", marks.collect::<Vec<_>>().join(" | ")));
        for cells in &table.rows {
            out.push_str(&row(cells));
        }
    }

    fn inlines(&self, content: &[Inline], line: Line) -> String {
        let mut out = String::new();
        for inline in content {
            self.inline(inline, line, &mut out);
        }
        out
    }

    fn inline(&self, inline: &Inline, line: Line, out: &mut String) {
        let mut around = |mark: &str, content: &[Inline]| {
            out.push_str(mark);
            for inline in content {
                self.inline(inline, line, out);
            }
            out.push_str(mark);
        };
        match inline {
            Inline::Text { text } => escape(text, line, out),
            Inline::Emphasis { content } => around("*", content),
            Inline::Strong { content } => around("**", content),
            Inline::Strikethrough { content } => around("~~", content),
            Inline::Superscript { content } => around("^", content),
            Inline::Subscript { content } => around("~", content),
            Inline::Code { text } => out.push_str(&code(text, line)),
            Inline::Link(link) => {
                let (href, name) = self.links.link(&link.destination);
                let mut words = self.inlines(&link.content, line);
                if words.is_empty() {
                    escape(&name, line, &mut words);
                }
                match href {
                    Some(href) => out.push_str(&format!("[{words}]({})", destination(&href))),
                    None => out.push_str(&words),
                }
            }
            Inline::Image { image } => out.push_str(&self.picture(image)),
            Inline::Footnote { number } => out.push_str(&format!("[^{number}]")),
            Inline::SoftBreak if line == Line::Start => out.push('\n'),
            Inline::HardBreak if line == Line::Start => out.push_str("\\\n"),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
        }
    }

    fn picture(&self, image: &Picture) -> String {
        let mut words = String::new();
        escape(&image.alt, Line::Cell, &mut words);
        let Some(href) = self.links.image(&image.file) else { return words };
        let caption = match &image.caption {
            Some(caption) => format!(" \"{}\"", caption.replace('\\', "\\\\").replace('"', "\\\"")),
            None => String::new(),
        };
        format!("![{words}]({}{caption})", destination(&href))
    }
}

/// Where inlines stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// On lines of their own.
    Start,
    /// On the one line of a heading or a term.
    Heading,
    /// In the cell of a table.
    Cell,
}

/// Blocks behind a mark, with all lines but the first indented.
fn item(mark: &str, width: usize, text: &str) -> String {
    let mut out = mark.to_owned();
    for (at, line) in text.lines().enumerate() {
        if at > 0 && !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', width));
        }
        out.push_str(line);
        out.push('\n');
    }
    if text.is_empty() {
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

/// Adds text so that nothing in it is a mark.
fn escape(text: &str, line: Line, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let is_start = out.is_empty() || out.ends_with('\n');
        let is_mark = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '^' | '|' => true,
            '&' => after.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '#'),
            '#' | '+' | '-' | '>' | '=' if is_start => true,
            // Behind the mark of a footnote it would begin the footnote.
            ':' => is_start || out.ends_with(']'),
            // A heading may end with them.
            '#' => line == Line::Heading,
            '.' | ')' => ends_with_number_alone(out),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        rest = after;
    }
}

/// Whether the line consists of digits so far: a sign behind them would make it an item.
fn ends_with_number_alone(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default();
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// Program text in a line.
fn code(text: &str, line: Line) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    let room = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    let text = if line == Line::Cell { text.replace('|', "\\|") } else { text.to_owned() };
    format!("{fence}{room}{text}{room}{fence}")
}

/// How many grave accents stand in a row at most.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// An address as the destination of a link.
fn destination(href: &str) -> String {
    let is_odd =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\');
    if !href.is_empty() && !href.contains(is_odd) {
        return href.to_owned();
    }
    let mut out = String::from("<");
    for c in href.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostic::Code;
    use crate::location::SitePath;
    use crate::syntax::markdown;
    use crate::yaml;

    /// Leads where it was written.
    struct Same;

    impl MarkdownLinks for Same {
        fn link(&self, destination: &Destination) -> (Option<String>, String) {
            (Some(destination.written().to_owned()), "Name".to_owned())
        }

        fn image(&self, file: &str) -> Option<String> {
            Some(file.to_owned())
        }
    }

    fn read(text: &str) -> Document {
        let file = SitePath::new("content/a.md").unwrap();
        markdown::parse(&file, text, 0..text.len(), "de", &mut Vec::new())
    }

    /// The tree without its places in the text.
    fn tree(document: &Document) -> Value {
        serde_json::to_value(document).unwrap()
    }

    #[test]
    fn what_was_read_is_written_so_that_it_is_read_again() {
        for text in [
            "Ein Absatz mit *Betonung*, **Stärke**, ~~Altem~~, H~2~O und m^2^.\nZweite Zeile\\\nneue Zeile.\n",
            "## Titel\n\n### Mit \\# und `code`\n\nText.\n\n---\n\nEnde.\n",
            "- eins\n- zwei\n  - innen\n  - noch\n\n  Absatz\n\n1. a\n2. b\n\n7) c\n8) d\n",
            "- eins\n\n- zwei\n\n  mehr\n\n* andere\n",
            "> Zitat\n>\n> - Liste\n> - darin\n>\n> > tiefer\n",
            "```rust\nfn main() { println!(\"``\"); }\n\n```\n\n````\n```\n````\n",
            "| a | b |\n| :-- | --: |\n| `x\\|y` | 1 \\| 2 |\n| | *c* |\n",
            "Begriff\n: Erklärung\n\n: Zweite\n\n  mit Absatz\n\nAnderer\n: Kurz\n",
            "Mit Fußnote[^a] und noch einer[^b].\n\n[^a]: Die erste\n\n    mit zwei Absätzen.\n\n[^b]: Die zweite.\n",
            "[Wort](https://example.org/a_(b)) und [](case:x) und <https://example.org/>.\n\n![Bild](a.png 'Mit \"Titel\"')\n\nIn ![Zeile](b.png) Bild.\n",
            "1\\. Kein Punkt\n\n\\- kein Strich\n\n\\+ plus\n\n2024\\) x\n\na \\* b \\_c\\_ \\[d\\](e) \\<f> \\&amp; & g \\`h\\`\n\n\\: kein Sinn\n\n\\=== x\n\n\\> y\n",
            "Wort\\\n\\# kein Titel\n",
            "`` a`b `` und ``` `` ``` und ` `` `\n",
        ] {
            let first = read(text);
            let written = body(&first, &Same);
            let again = read(&written);
            let (mut first, mut second) = (tree(&first), tree(&again));
            // A link without words gets the name of its target.
            let named = json!([{"inline": "text", "text": "Name"}]);
            replace(&mut first, &json!([]), &named);
            replace(&mut second, &json!([]), &named);
            assert_eq!(first, second, "{text}\n=>\n{written}");
        }
    }

    /// Replaces the words of links that have none.
    fn replace(value: &mut Value, from: &Value, to: &Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| replace(item, from, to)),
            Value::Object(pairs) => {
                if pairs.get("inline").is_some_and(|kind| kind == "link")
                    && pairs.get("content") == Some(from)
                {
                    pairs.insert("content".to_owned(), to.clone());
                }
                pairs.values_mut().for_each(|value| replace(value, from, to));
            }
            _ => {}
        }
    }

    #[test]
    fn a_link_that_leads_nowhere_is_text() {
        struct Nowhere;
        impl MarkdownLinks for Nowhere {
            fn link(&self, _: &Destination) -> (Option<String>, String) {
                (None, "Weg [x]".to_owned())
            }
            fn image(&self, _: &str) -> Option<String> {
                None
            }
        }
        let text = body(&read("Zu [](case:x), [dort](case:y), ![Alt *t*](a.png).\n"), &Nowhere);
        assert_eq!(text, "Zu Weg \\[x\\], dort, Alt t.\n");
    }

    #[test]
    fn values_are_quoted_where_others_would_take_them_for_something_else() {
        let values = [
            ("id", json!("dreherei-2")),
            ("empty", Value::Null),
            ("title", json!("Aa: \"B\" # c")),
            ("said", json!("Nein")),
            ("no", json!("no")),
            ("since", json!("2012-03")),
            ("size", json!(-3)),
            ("share", json!(0.5)),
            ("open", json!(true)),
            ("text", json!("Erste Zeile: so\nzweite # Zeile")),
            ("hidden", json!("a\u{202e}b\u{85}\u{2028}")),
            ("near", json!(["aa", "- b", "1"])),
            (
                "hours",
                json!([{"day": "Montag", "from": 8.5, "more": {"a": [1, "x: y"]}}, {"day": "no"}]),
            ),
            ("place", json!({"lines": ["a", "b\nc"], "street": "Weg 1"})),
            ("none", json!([])),
            ("odd", json!([[1, "x"], {}])),
        ];
        let text = front_matter(values.iter().map(|(name, value)| (*name, value.clone())));
        let yaml = text.strip_prefix("---\n").unwrap().strip_suffix("---\n").unwrap();
        assert_eq!(
            yaml,
            "id: dreherei-2\n\
             title: \"Aa: \\\"B\\\" # c\"\n\
             said: Nein\n\
             \"no\": \"no\"\n\
             since: \"2012-03\"\n\
             size: -3\n\
             share: 0.5\n\
             open: true\n\
             text: |-\n  Erste Zeile: so\n  zweite # Zeile\n\
             hidden: \"a\\u202eb\\u0085\\u2028\"\n\
             near:\n- aa\n- \"- b\"\n- \"1\"\n\
             hours:\n- day: Montag\n  from: 8.5\n  more:\n    a:\n    - 1\n    - \"x: y\"\n- day: \"no\"\n\
             place:\n  lines:\n  - a\n  - |-\n    b\n    c\n  street: Weg 1\n\
             none: []\n\
             odd:\n- [1, \"x\"]\n- {}\n"
        );
        // It is YAML to our own reader as well, which only says that a sign in it is not seen.
        let mut found = Vec::new();
        let file = SitePath::new("content/a.yaml").unwrap();
        assert!(yaml::parse(&file, yaml, 0..yaml.len(), &mut found).is_some());
        let codes: Vec<Code> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::UnseenCharacter]);
    }
}
