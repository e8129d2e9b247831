//! Files to start from: an entry with every field of its type, and a small site.
//!
//! Entry points: [`entry_file`] and [`starter_site`]. Invariant: only makes texts; who writes them asks first.

use std::fmt::Write;

use include_dir::{Dir, include_dir};

use crate::diagnostic::texts::Texts;
use crate::schema::{Body, ContentType, Field, Parts, common};

static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/starter");

/// The files of a small site that works, as paths under the site's root and their text.
pub fn starter_site() -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    collect(&STARTER, &mut files);
    files.sort_unstable();
    files
}

fn collect(dir: &'static Dir<'static>, files: &mut Vec<(String, &'static [u8])>) {
    for file in dir.files() {
        files.push((file.path().to_string_lossy().replace('\\', "/"), file.contents()));
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}

/// The path of a new entry under the site's root.
pub(crate) fn entry_path(content_type: &ContentType, id: &str) -> String {
    format!("content/{}/{id}.{}", content_type.folder, ending(content_type))
}

/// What the name of a new entry's file ends with.
pub(crate) fn ending(content_type: &ContentType) -> &'static str {
    if content_type.body == Body::None { "yaml" } else { "md" }
}

/// A file of an entry in which nothing is yet.
pub(crate) fn empty_file(content_type: &ContentType) -> &'static str {
    if content_type.body == Body::None { "" } else { "---\n---\n" }
}

/// The fields of a type in the order in which files have them: how far an entry is, its own, those that every entry has.
pub(crate) fn order(content_type: &ContentType) -> impl Iterator<Item = &Field> {
    let rank = |field: &&Field| match &*field.name {
        common::STATUS => 0,
        _ if field.common => 2,
        _ => 1,
    };
    let mut fields: Vec<&Field> = content_type.fields.values().collect();
    fields.sort_by_key(rank);
    fields.into_iter()
}

/// An entry file with every field of its type: required ones ready to fill in, the others as comments.
pub(crate) fn entry_file(content_type: &ContentType, texts: &Texts) -> String {
    let language = texts.language().tag();
    let mut form = Form { out: String::new(), language, texts };
    let has_body = content_type.body != Body::None;
    if has_body {
        form.out.push_str("---\n");
    }
    form.comment(0, &texts.get("new-intro", &[("type", &content_type.label.get(language))]));
    form.out.push_str("status: draft\n");
    let own = content_type.fields.values().filter(|field| !field.common && field.offered);
    for field in own {
        form.out.push('\n');
        form.field(field, 0, !field.required);
    }
    form.out.push('\n');
    form.comment(0, &texts.get("new-common", &[]));
    for field in
        content_type.fields.values().filter(|field| field.common && *field.name != *"status")
    {
        form.out.push('\n');
        form.field(field, 0, true);
    }
    if has_body {
        let _ = write!(form.out, "---\n\n{}\n", texts.get("new-body", &[]));
    }
    form.out
}

struct Form<'a> {
    out: String,
    language: &'a str,
    texts: &'a Texts,
}

/// Where comments break.
const WIDTH: usize = 100;

impl Form<'_> {
    fn comment(&mut self, indent: usize, text: &str) {
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in paragraph.split(' ') {
                if !line.is_empty()
                    && indent + 3 + line.chars().count() + word.chars().count() > WIDTH
                {
                    let _ = writeln!(self.out, "{:indent$}# {line}", "");
                    line.clear();
                }
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
            let _ = writeln!(self.out, "{:indent$}# {line}", "");
        }
    }

    /// A field with what an editor has to know, then the field itself, as a comment when it is optional.
    fn field(&mut self, field: &Field, indent: usize, commented: bool) {
        let mut about = field.label.get(self.language).to_owned();
        if field.required {
            let _ = write!(about, " ({})", self.texts.get("new-required", &[]));
        }
        if let Some(help) = &field.help {
            let _ = write!(about, ": {}", help.get(self.language));
        }
        self.comment(indent, &about);
        if let Some(values) = field.kind.hint(self.texts) {
            self.comment(indent, &values);
        }
        self.lines(field, indent, if commented { "# " } else { "" });
    }

    fn lines(&mut self, field: &Field, indent: usize, mark: &str) {
        let name = &field.name;
        let line = |form: &mut Self, indent: usize, text: &str| {
            let _ = writeln!(form.out, "{mark}{:indent$}{text}", "");
        };
        let kind = &field.kind;
        if let Some(fields) = kind.item_fields() {
            line(self, indent, &format!("{name}:"));
            // As many as there have to be; what each holds is explained at the first.
            let least = kind.count().and_then(|count| count.min);
            for item in 0..least.unwrap_or(1).max(1) {
                for (i, inner) in fields.values().enumerate() {
                    let start = if i == 0 { "- " } else { "  " };
                    let short = if item == 0 { self.short(inner) } else { Self::bare(inner) };
                    line(self, indent + 2, &format!("{start}{short}"));
                }
            }
            return;
        }
        match kind.parts() {
            Parts::Items(_) => line(self, indent, &format!("{name}: []")),
            Parts::Pairs(..) => line(self, indent, &format!("{name}: {{}}")),
            Parts::Fields(fields) => {
                line(self, indent, &format!("{name}:"));
                for inner in fields.values() {
                    line(self, indent + 2, &self.short(inner));
                }
            }
            // Nothing behind `:` is nothing: the field counts as missing until somebody writes.
            Parts::None => {
                line(self, indent, &format!("{name}:"));
                for key in kind.keys() {
                    line(self, indent + 2, &format!("{key}:"));
                }
            }
        }
    }

    /// A field inside an object, on one line with its label.
    fn short(&self, field: &Field) -> String {
        let (bare, label) = (Self::bare(field), field.label.get(self.language));
        match field.kind.hint(self.texts) {
            Some(values) => format!("{bare}  # {label}. {values}"),
            None => format!("{bare}  # {label}"),
        }
    }

    fn bare(field: &Field) -> String {
        let value = match field.kind.parts() {
            Parts::None => "",
            Parts::Items(_) => " []",
            Parts::Fields(_) | Parts::Pairs(..) => " {}",
        };
        format!("{}:{value}", field.name)
    }
}
