//! The text of an entry: where in a file its fields and its body are, and what they say.
//!
//! Entry points: [`EntryHandle`] for which entry is meant, [`EntryText::read`] for what is written of it. Invariant: a handle names an entry's file inside the content, whatever a
//! request says.

use std::ops::Range;

use super::value::{FormValue, lines};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::edit::{Source, Step, differing};
use crate::location::SitePath;
use crate::model::{Catalog, entry_in};
use crate::schema::ContentType;
use crate::syntax::frontmatter::{self, FrontMatter};
use crate::yaml::{self, Node};

/// What stands between the file of a list and the id of an entry in it.
const ID_MARK: char = '#';

/// The place of an entry: its file, and its key there when others are in the same file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryHandle {
    pub(super) file: SitePath,
    pub(super) id: Option<String>,
}

impl EntryHandle {
    /// That of an entry in a file.
    pub(super) fn of(file: &SitePath, id: &str) -> Self {
        let id = is_list(file).then(|| id.to_owned());
        Self { file: file.clone(), id }
    }

    /// The place that a request names; `None` when it is none at which an entry could be.
    pub(super) fn read(written: &str) -> Option<Self> {
        let (file, id) = match written.split_once(ID_MARK) {
            Some((file, id)) => (file, Some(id.to_owned())),
            None => (written, None),
        };
        let file = SitePath::new(file).filter(|path| path.as_str() == file)?;
        let is_read = matches!(file.extension().as_str(), "md" | "yaml" | "yml");
        let is_inside = file.as_str().starts_with("content/");
        (is_read && is_inside && is_list(&file) == id.is_some()).then_some(Self { file, id })
    }

    /// As requests name it.
    pub(super) fn written(&self) -> String {
        match &self.id {
            Some(id) => format!("{}{ID_MARK}{id}", self.file),
            None => self.file.to_string(),
        }
    }

    /// The type of the entry, and its id.
    pub(super) fn entry<'a>(
        &self,
        catalog: &'a Catalog,
        config: &Config,
    ) -> Option<(&'a ContentType, String)> {
        match &self.id {
            Some(id) => {
                let folder = self.file.stem().split('.').next()?;
                Some((catalog.schema.by_folder(folder)?, id.clone()))
            }
            None => {
                let key = entry_in(&self.file, &catalog.schema, config.for_entries())?;
                Some((catalog.schema.get(&key.type_id)?, key.id.to_string()))
            }
        }
    }
}

/// Whether a file lies where the lists of entries are.
fn is_list(file: &SitePath) -> bool {
    file.folder() == "content"
}

/// An entry as its file has it.
pub(super) struct EntryText {
    /// Its fields: a map.
    pub(super) node: Node,
    /// The way to them.
    pub(super) base: Vec<Step>,
    /// Where it is in its file: all of it, or the part of a list.
    pub(super) span: Range<usize>,
    /// Where its body is, without the lines around it that are empty; `None` where there can be none.
    pub(super) body: Option<Range<usize>>,
}

impl EntryText {
    /// Reads an entry in the text of its file.
    ///
    /// # Errors
    /// Why its fields cannot be told.
    pub(super) fn read(
        handle: &EntryHandle,
        content_type: &ContentType,
        text: &str,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut found = Vec::new();
        let is_field = |name: &str| content_type.fields.contains_key(name);
        let is_markdown = handle.file.extension() == "md";
        let (range, body) = match (is_markdown, frontmatter::split(text)) {
            (false, _) => (0..text.len(), None),
            (true, FrontMatter::Found { yaml, body }) => (yaml, Some(body)),
            (true, _) => return Err(found),
        };
        let empty = |at| Node { value: yaml::NodeValue::Map(Vec::new()), span: at..at };
        let node = yaml::parse_fields(&handle.file, text, range.clone(), &is_field, &mut found);
        let node = match node {
            Some(node) => node,
            None if found.is_empty() => empty(range.start),
            None => return Err(found),
        };
        let (node, span, base) = match &handle.id {
            None => (node, 0..text.len(), Vec::new()),
            Some(id) => {
                let pairs = node.as_map().unwrap_or_default();
                let pair = pairs.iter().find(|pair| pair.key == *id).ok_or(Vec::new())?;
                let end = pair.value.span.end.max(pair.key_span.end);
                let span = pair.key_span.start..end;
                (pair.value.clone(), span, vec![Step::Key(id.clone())])
            }
        };
        let node = match node {
            node if node.as_map().is_some() => node,
            node if node.is_null() => empty(node.span.start),
            _ => return Err(found),
        };
        let body = body.map(|body| {
            let written = &text[body.clone()];
            let start = written.len() - written.trim_start_matches(['\n', '\r']).len();
            let end = written.trim_end().len().max(start);
            body.start + start..body.start + end
        });
        Ok(Self { node, base, span, body })
    }

    /// What is written in a field.
    pub(super) fn value(&self, field: &str) -> FormValue {
        self.node.get(field).map(FormValue::of).unwrap_or_default()
    }

    /// All keys that are written, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.node.as_map().unwrap_or_default().iter().map(|pair| pair.key.as_str())
    }

    /// The body as a text area has it.
    pub(super) fn body_of(&self, text: &str) -> String {
        self.body.clone().map(|body| lines(&text[body])).unwrap_or_default()
    }
}

/// Puts another body in the place of the one that is there: what both have at their beginnings and ends stays.
pub(super) fn set_body(
    source: &mut Source,
    body: &Range<usize>,
    new: &str,
) -> Result<(), crate::edit::Refused> {
    let old = &source.text()[body.clone()];
    let new = lines(new);
    let is_first = old.is_empty();
    let mut written = new.trim_end().to_owned();
    if source.text().contains("\r\n") {
        written = written.replace('\n', "\r\n");
    }
    if is_first && !written.is_empty() {
        let before = source.text()[..body.start].ends_with("\n\n");
        let (lead, tail) = (if before { "" } else { "\n" }, "\n");
        let text = format!("{lead}{written}{tail}");
        // What stands below the front matter is nothing but empty lines.
        let whole = source.body().unwrap_or(body.clone());
        return source.replace_in_body(&(body.start..whole.end), &text);
    }
    let (piece, text) = differing(old, &written);
    source.replace_in_body(&(body.start + piece.start..body.start + piece.end), text)
}
