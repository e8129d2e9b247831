//! An entry or a list of them as the text of its file.
//!
//! Entry point: [`Source::new`]. Invariant: the front matter stays where it is when the text below it is changed, and the other way round.

use std::ops::Range;

use super::{Change, NewValue, Refused, Step};
use crate::syntax::frontmatter::{self, FrontMatter};
use crate::yaml::edit;

/// The text of a file that may be changed: Markdown with front matter, or YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    text: String,
    is_markdown: bool,
}

impl Source {
    /// The text of a file. What its name ends with says what it is.
    pub fn new(path: &str, text: impl Into<String>) -> Self {
        let is_yaml = [".yaml", ".yml"].iter().any(|ending| path.ends_with(ending));
        Self { text: text.into(), is_markdown: !is_yaml }
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the YAML.
    fn yaml(&self) -> Result<Range<usize>, Refused> {
        if !self.is_markdown {
            return Ok(0..self.text.len());
        }
        match frontmatter::split(&self.text) {
            FrontMatter::Found { yaml, .. } => Ok(yaml),
            FrontMatter::Missing { .. } | FrontMatter::Open { .. } => Err(Refused::NotRead),
        }
    }

    /// The bytes of the text below the front matter; `None` for a file that has none, and where it cannot be told where it begins.
    pub fn body(&self) -> Option<Range<usize>> {
        match frontmatter::split(&self.text) {
            _ if !self.is_markdown => None,
            FrontMatter::Found { body, .. } | FrontMatter::Missing { body } => Some(body),
            FrontMatter::Open { .. } => None,
        }
    }

    /// What is written at a path; `None` when nothing is there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn value(&self, path: &[Step]) -> Result<Option<NewValue>, Refused> {
        edit::value(&self.text[self.yaml()?], path)
    }

    /// Changes a value.
    ///
    /// # Errors
    /// When that cannot be done without a doubt; then nothing has changed.
    pub fn change(&mut self, change: &Change) -> Result<(), Refused> {
        let at = self.yaml()?;
        let yaml = edit::change(&self.text[at.clone()], change, self.ending())?;
        let mut new = self.clone();
        new.text.replace_range(at.clone(), &yaml);
        if new.yaml()? != (at.start..at.start + yaml.len()) {
            return Err(Refused::ReadsElse);
        }
        *self = new;
        Ok(())
    }

    /// Puts a text in the place of a piece of the body, or of all of it. Its lines end as those of the file do.
    ///
    /// # Errors
    /// When the piece does not lie in the body and between characters, or would change where the body begins; then nothing has changed.
    pub fn replace_in_body(&mut self, piece: &Range<usize>, text: &str) -> Result<(), Refused> {
        let body = self.body().ok_or(Refused::Missing)?;
        let old = self.text.get(piece.clone()).ok_or(Refused::Missing)?;
        if piece.start < body.start || piece.end > body.end {
            return Err(Refused::Missing);
        }
        let unified = text.replace("\r\n", "\n").replace('\r', "\n");
        let written = match self.ending() {
            "\n" => unified,
            ending => unified.replace('\n', ending),
        };
        if old == written {
            return Ok(());
        }
        let mut new = self.clone();
        new.text.replace_range(piece.clone(), &written);
        let end = body.end - piece.len() + written.len();
        if new.body() != Some(body.start..end) {
            return Err(Refused::ReadsElse);
        }
        *self = new;
        Ok(())
    }

    /// How the lines of the file end: as the first one does.
    fn ending(&self) -> &'static str {
        match self.text.find(['\n', '\r']).map(|end| &self.text[end..]) {
            Some(rest) if rest.starts_with("\r\n") => "\r\n",
            Some(rest) if rest.starts_with('\r') => "\r",
            _ => "\n",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = "\u{feff}---\r\ntitle: X # c\r\n---\r\n\r\nOne.\r\n\r\nTwo.";

    #[test]
    fn front_matter_and_body_change_apart() {
        let mut source = Source::new("content/cases/a.md", ENTRY);
        source.change(&Change::Set(vec!["title".into()], NewValue::text("Z"))).unwrap();
        source.change(&Change::Set(vec!["status".into()], NewValue::text("draft"))).unwrap();
        let body = source.body().unwrap();
        let two = body.end - 4..body.end;
        source.replace_in_body(&two, "2.\n\n3.\n").unwrap();
        assert_eq!(
            source.text(),
            "\u{feff}---\r\ntitle: Z # c\r\nstatus: draft\r\n---\r\n\r\nOne.\r\n\r\n2.\r\n\r\n3.\r\n"
        );
        assert_eq!(source.value(&["status".into()]), Ok(Some(NewValue::text("draft"))));
    }

    #[test]
    fn an_empty_front_matter_gets_its_first_line() {
        let mut source = Source::new("a.md", "---\r\n---\r\nText");
        source.change(&Change::Set(vec!["title".into()], NewValue::text("Z"))).unwrap();
        assert_eq!(source.text(), "---\r\ntitle: Z\r\n---\r\nText");
    }

    #[test]
    fn what_would_move_the_border_is_refused() {
        let mut source = Source::new("a.md", "Text");
        assert_eq!(source.replace_in_body(&(0..4), "---\na: b\n---\n"), Err(Refused::ReadsElse));
        assert_eq!(source.replace_in_body(&(2..9), "x"), Err(Refused::Missing));
        assert_eq!(source.change(&Change::Remove(vec!["a".into()])), Err(Refused::NotRead));
        assert_eq!(source.text(), "Text");
        let mut source = Source::new("a.md", "---\na: |\n  x\n---\nText");
        source.change(&Change::Set(vec!["a".into()], NewValue::text("---"))).unwrap();
        assert_eq!(source.text(), "---\na: |\n  ---\n---\nText");
        let before = source.clone();
        assert_eq!(source.replace_in_body(&(0..3), ""), Err(Refused::Missing));
        assert_eq!(source, before);
    }
}
