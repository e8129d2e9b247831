//! Finds what names an entry or a file: in fields and texts of entries, in settings, types, figures, publications and editions.
//!
//! Entry point: [`Finder::all`]. Invariant: what is found is what the readers of these files look up; what is put in its place is then read as
//! what it was, with the other name. Words in a text that are no destination are left alone.
//!
//! A destination or a reference is judged by what it leads to before and after, so that also what would lead to something else by the
//! other name is written anew: the name of an entry of another type that has the new id.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization;

use super::sources::Moved;
use super::{Collection, Obstacle};
use crate::config::{BASELINE_FILE, entry_under};
use crate::edit::{Change, NewValue, Refused, Step};
use crate::location::{SitePath, Span};
use crate::model::{EntryKey, type_in};
use crate::schema::{
    Ability, Axis, ContentType, FIGURES_FOLDER, Field, ORGANISATION, Parts, TypeRole,
};
use crate::source::SourceFile;
use crate::syntax::frontmatter::{self, FrontMatter};
use crate::syntax::{self, Destination, DestinationKind, figure_name};
use crate::yaml::{self, Node, NodeValue};

/// Who looks for what.
pub(super) struct Finder<'a> {
    pub(super) collection: Collection<'a>,
    /// What is named.
    pub(super) old: &'a EntryKey,
    /// What it is called then.
    pub(super) new: &'a EntryKey,
    /// Files that are somewhere else then.
    pub(super) moved: &'a Moved,
    /// Whether the entry itself is called so then, or only its files are.
    pub(super) is_renamed: bool,
}

/// A place that names what is looked for, and what stands there then.
#[derive(Debug)]
pub(super) struct Rewrite {
    /// Where, in the file as it is.
    pub(super) span: Span,
    place: RewritePlace,
    becomes: String,
}

#[derive(Debug)]
enum RewritePlace {
    /// All of a value.
    Value(Vec<Step>),
    /// A piece of the text of a value.
    Piece(Vec<Step>, Range<usize>),
    /// A key.
    Key(Vec<Step>),
    /// A piece of the body.
    Body,
}

impl Rewrite {
    /// What has to be changed in the file's YAML; `None` for a piece of its body.
    pub(super) fn change(&self) -> Option<Change> {
        let becomes = self.becomes.clone();
        Some(match &self.place {
            RewritePlace::Value(path) => Change::Set(path.clone(), NewValue::Text(becomes)),
            RewritePlace::Piece(path, piece) => {
                Change::Reword(path.clone(), piece.clone(), becomes)
            }
            RewritePlace::Key(path) => Change::Rename(path.clone(), becomes),
            RewritePlace::Body => return None,
        })
    }

    /// What stands there then.
    pub(super) fn becomes(&self) -> &str {
        &self.becomes
    }

    /// In which order several are made so: keys come last, since paths lead through them, and of those the longer paths first; the later of a
    /// text before the earlier.
    pub(super) fn order(&self) -> (bool, SitePath, Reverse<usize>, Reverse<usize>) {
        let (is_key, end) = match &self.place {
            RewritePlace::Key(path) => (true, path.len()),
            RewritePlace::Piece(_, piece) => (false, piece.start),
            RewritePlace::Value(_) | RewritePlace::Body => (false, 0),
        };
        (is_key, self.span.file.clone(), Reverse(self.span.start), Reverse(end))
    }
}

/// How several types of one relation are looked through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lookup {
    /// There must be one only: fields of entries.
    One,
    /// The first counts: filters.
    First,
}

/// Before, or after.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Before,
    After,
}

impl Finder<'_> {
    /// All places in the collection, file by file.
    pub(super) fn all(&self) -> Result<Vec<Rewrite>, Obstacle> {
        let mut all = Vec::new();
        for file in self.collection.snapshot.under("content/") {
            if matches!(file.path().extension().as_str(), "md" | "yaml" | "yml") {
                all.extend(self.in_file(file)?);
            }
        }
        Ok(all)
    }

    /// All places in a file, in no order.
    pub(super) fn in_file(&self, file: &SourceFile) -> Result<Vec<Rewrite>, Obstacle> {
        let path = file.path();
        let Some(text) = file.text().filter(|_| path.as_str() != BASELINE_FILE) else {
            return Ok(Vec::new());
        };
        // Whatever names an entry or a file in its folder has its id in it.
        if !text.contains(&*self.old.id) && !text.contains(&*self.new.id) {
            return Ok(Vec::new());
        }
        let now = self.moved.get(path).unwrap_or(path);
        let (yaml, body) = match frontmatter::split(&text) {
            FrontMatter::Found { yaml, body } if path.extension() == "md" => (yaml, body),
            _ if path.extension() == "md" => return Ok(Vec::new()),
            _ => (0..text.len(), text.len()..text.len()),
        };
        let mut findings = Vec::new();
        let node = yaml::parse(path, &text, yaml, &mut findings);
        let mut search =
            Search { finder: self, file: path, now, of: None, path: Vec::new(), found: Vec::new() };
        let schema = &self.collection.catalog.schema;
        match (node, type_in(path, schema, self.collection.config.for_entries())) {
            (None, _) if findings.is_empty() => {}
            (None, _) => return Err(Obstacle::Unread(path.clone())),
            (Some(node), Some((content_type, false))) => search.fields(&content_type.fields, &node),
            (Some(node), Some((content_type, true))) => {
                for pair in node.as_map().unwrap_or_default() {
                    search.below(pair.key.as_str(), |search| {
                        search.fields(&content_type.fields, &pair.value);
                    });
                }
            }
            (Some(node), None) => {
                let own = schema.types().find(|content_type| content_type.span.file == *path);
                search.of = own.filter(|content_type| !content_type.standard);
                search.settings(&node);
            }
        }
        let pieces = self.pieces(&text[body.clone()], path, now).map_err(|at| {
            let at = body.start + at.start..body.start + at.end;
            Obstacle::InTheWay(Span::new(path, at), Refused::ReadsElse)
        })?;
        for (piece, becomes) in pieces {
            let at = body.start + piece.start..body.start + piece.end;
            search.add(&at, RewritePlace::Body, becomes);
        }
        Ok(search.found)
    }

    /// What an entry is called then.
    fn then(&self, key: &EntryKey) -> EntryKey {
        if self.is_renamed && key == self.old { self.new.clone() } else { key.clone() }
    }

    fn is_there(&self, key: &EntryKey, when: When) -> bool {
        match when {
            When::After if self.is_renamed && key == self.new => true,
            When::After if self.is_renamed && key == self.old => false,
            _ => self.collection.catalog.get(key).is_some(),
        }
    }

    /// The entry that a reference to one of these types names.
    fn resolve(
        &self,
        to: &[Arc<str>],
        written: &str,
        lookup: Lookup,
        when: When,
    ) -> Option<EntryKey> {
        let written: String = written.trim().nfc().collect();
        let (wanted, id) = match written.split_once(':') {
            Some((type_id, id)) => (Some(type_id.trim()), id.trim()),
            None => (None, written.as_str()),
        };
        let to = to.iter().filter(|type_id| wanted.is_none_or(|wanted| *wanted == ***type_id));
        let keys = to.map(|type_id| EntryKey::new(type_id.clone(), id));
        let mut there = keys.filter(|key| self.is_there(key, when));
        let first = there.next();
        if lookup == Lookup::One && there.next().is_some() { None } else { first }
    }

    /// Whether a destination leads then to what it has led to before.
    fn is_right(
        &self,
        before: &LinkTarget,
        after: &LinkTarget,
        from: (&SitePath, &SitePath),
    ) -> bool {
        match (before, after) {
            (LinkTarget::Link(before), LinkTarget::Link(after)) => {
                match (before.kind(), after.kind()) {
                    (
                        DestinationKind::Entry { type_id, id, fragment },
                        DestinationKind::Entry { type_id: type_then, id: id_then, fragment: then },
                    ) => {
                        let key = self.then(&EntryKey::new(type_id, id));
                        (&*key.type_id, &*key.id, fragment) == (type_then, id_then, then)
                    }
                    (
                        DestinationKind::File { path, fragment },
                        DestinationKind::File { path: path_then, fragment: then },
                    ) => fragment == then && self.is_same_file(&path, &path_then, from),
                    _ => before == after,
                }
            }
            (LinkTarget::Picture(before), LinkTarget::Picture(after)) => {
                match figure_name(before) {
                    Some((id, of)) => {
                        let rule = self.collection.catalog.schema.figure(id);
                        let of_type = rule.and_then(|rule| rule.of.clone());
                        let key = of_type.zip(of).map(|(type_id, of)| EntryKey::new(type_id, of));
                        let then = key.map(|key| self.then(&key).id.clone());
                        figure_name(after) == Some((id, then.as_deref().or(of)))
                    }
                    None => self.is_same_file(before, after, from),
                }
            }
            _ => false,
        }
    }

    /// Whether a path leads then to the file that it has led to before.
    fn is_same_file(&self, before: &str, after: &str, from: (&SitePath, &SitePath)) -> bool {
        let was = from.0.join(before);
        let then = was.as_ref().map(|path| self.moved.get(path).unwrap_or(path).clone());
        // What leads nowhere, and is said to, is left as it is.
        let is_file = was.is_some_and(|path| self.collection.snapshot.get(&path).is_some());
        if is_file { from.1.join(after) == then } else { before == after }
    }

    /// The pieces of a Markdown text that have to be others, the last first; the piece that cannot be made right.
    fn pieces(
        &self,
        text: &str,
        was: &SitePath,
        now: &SitePath,
    ) -> Result<Vec<(Range<usize>, String)>, Range<usize>> {
        if !text.contains(&*self.old.id) {
            return Ok(Vec::new());
        }
        let before = targets(text, was);
        let wrong = |text: &str| {
            let after = targets(text, was);
            if after.len() != before.len() {
                return usize::MAX;
            }
            let pairs = before.iter().zip(&after);
            pairs.filter(|(before, after)| !self.is_right(before, after, (was, now))).count()
        };
        let mut open = wrong(text);
        let mut found = Vec::new();
        let mut current = text.to_owned();
        for piece in words(text, &self.old.id).into_iter().rev() {
            if open == 0 {
                break;
            }
            let mut next = current.clone();
            next.replace_range(piece.clone(), &self.new.id);
            let left = wrong(&next);
            if left < open {
                (open, current) = (left, next);
                found.push((piece, self.new.id.to_string()));
            }
        }
        match open {
            0 => Ok(found),
            _ => Err(words(text, &self.old.id).into_iter().next().unwrap_or(0..text.len())),
        }
    }
}

/// What a text leads to or shows.
#[derive(Debug, PartialEq)]
enum LinkTarget {
    Link(Destination),
    Picture(String),
}

fn targets(text: &str, file: &SitePath) -> Vec<LinkTarget> {
    let document = syntax::parse_fragment(text, &Span::start_of(file), "", &mut Vec::new());
    let links = document.links().into_iter();
    let links = links.map(|link| LinkTarget::Link(link.destination.clone()));
    let pictures = document.images().into_iter();
    let pictures = pictures.map(|picture| LinkTarget::Picture(picture.image.file.clone()));
    links.chain(pictures).collect()
}

/// Where an id stands in a text as a word of its own.
fn words(text: &str, id: &str) -> Vec<Range<usize>> {
    let is_of_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let found = text.match_indices(id).filter(|(at, id)| {
        !text[..*at].ends_with(is_of_id) && !text[at + id.len()..].starts_with(is_of_id)
    });
    found.map(|(at, id)| at..at + id.len()).collect()
}

/// A search in one file.
struct Search<'s, 'a> {
    finder: &'s Finder<'a>,
    file: &'s SitePath,
    /// Where the file is then.
    now: &'s SitePath,
    /// The type that the file declares.
    of: Option<&'s ContentType>,
    /// The way to where the search is.
    path: Vec<Step>,
    found: Vec<Rewrite>,
}

impl<'s> Search<'s, '_> {
    fn below(&mut self, step: impl Into<Step>, visit: impl FnOnce(&mut Self)) {
        self.path.push(step.into());
        visit(self);
        self.path.pop();
    }

    fn each(&mut self, node: &Node, mut visit: impl FnMut(&mut Self, &Node)) {
        match &node.value {
            NodeValue::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.below(at, |search| visit(search, item));
                }
            }
            _ => visit(self, node),
        }
    }

    fn add(&mut self, at: &Range<usize>, place: RewritePlace, becomes: String) {
        let span = Span::new(self.file, at.clone());
        self.found.push(Rewrite { span, place, becomes });
    }

    // ---- Fields

    fn fields(&mut self, fields: &IndexMap<Arc<str>, Field>, node: &Node) {
        for pair in node.as_map().unwrap_or_default() {
            if let Some(field) = fields.get(pair.key.as_str()) {
                self.below(pair.key.as_str(), |search| search.field(field, &pair.value));
            }
        }
    }

    fn field(&mut self, field: &Field, node: &Node) {
        if let Some(relation) = field.kind.relation() {
            return self.reference(&relation.to, Lookup::One, node);
        }
        match (field.kind.parts(), &node.value) {
            (Parts::Items(of), NodeValue::List(items)) => {
                for (at, item) in items.iter().enumerate() {
                    self.below(at, |search| search.field(of, item));
                }
            }
            (Parts::Fields(fields), _) => self.fields(fields, node),
            (Parts::Pairs(keys, of), NodeValue::Map(pairs)) => {
                for pair in pairs {
                    self.below(pair.key.as_str(), |search| {
                        search.field(of, &pair.value);
                        if let Some(relation) = keys.kind.relation() {
                            search.key(&relation.to, &pair.key, &pair.key_span);
                        }
                    });
                }
            }
            (Parts::None, NodeValue::Scalar { text, .. }) if field.kind.can(Ability::Prose) => {
                self.prose(text, node);
            }
            (Parts::None, _) => self.whole(node),
            (Parts::Items(_) | Parts::Pairs(..), _) => {}
        }
    }

    /// A value that is read as a whole, of which a part may name a file or an organisation.
    fn whole(&mut self, node: &Node) {
        match &node.value {
            NodeValue::Scalar { text, .. } => self.file_name(text, node),
            NodeValue::Map(pairs) => {
                for pair in pairs {
                    self.below(pair.key.as_str(), |search| match pair.key.as_str() {
                        ORGANISATION => {
                            let schema = &search.finder.collection.catalog.schema;
                            let to = schema.with_role(TypeRole::Organisation);
                            let to: Vec<_> = to.map(|of| of.id.clone()).into_iter().collect();
                            search.reference(&to, Lookup::One, &pair.value);
                        }
                        _ => search.whole(&pair.value),
                    });
                }
            }
            NodeValue::List(_) | NodeValue::Null => {}
        }
    }

    fn reference(&mut self, to: &[Arc<str>], lookup: Lookup, node: &Node) {
        let Some(written) = node.as_str() else { return };
        let Some((piece, becomes)) = self.renamed(to, lookup, written) else { return };
        let path = self.path.clone();
        let place = match piece {
            Some(piece) => RewritePlace::Piece(path, piece),
            None => RewritePlace::Value(path),
        };
        self.add(&node.span, place, becomes);
    }

    fn key(&mut self, to: &[Arc<str>], written: &str, at: &Range<usize>) {
        let Some((piece, becomes)) = self.renamed(to, Lookup::One, written) else { return };
        let mut key = written.to_owned();
        match piece {
            Some(piece) => key.replace_range(piece, &becomes),
            None => key = becomes,
        }
        let path = self.path.clone();
        self.add(at, RewritePlace::Key(path), key);
    }

    /// The piece of a reference that has to be another, and which; all of it where there is no piece.
    fn renamed(
        &self,
        to: &[Arc<str>],
        lookup: Lookup,
        written: &str,
    ) -> Option<(Option<Range<usize>>, String)> {
        let finder = self.finder;
        let key = finder.resolve(to, written, lookup, When::Before)?;
        let then = finder.then(&key);
        let leads = |written: &str| {
            finder.resolve(to, written, lookup, When::After).as_ref() == Some(&then)
        };
        if leads(written) {
            return None;
        }
        if let Some(piece) = words(written, &key.id).pop().filter(|_| key == *finder.old) {
            let mut shorter = written.to_owned();
            shorter.replace_range(piece.clone(), &then.id);
            if leads(&shorter) {
                return Some((Some(piece), then.id.to_string()));
            }
        }
        Some((None, then.to_string()))
    }

    fn prose(&mut self, text: &str, node: &Node) {
        let pieces = self.finder.pieces(text, self.file, self.now);
        // What cannot be made right stays wrong, and is found by whoever looks at what comes of it.
        for (piece, becomes) in pieces.unwrap_or_default() {
            let path = self.path.clone();
            self.add(&node.span, RewritePlace::Piece(path, piece), becomes);
        }
    }

    fn file_name(&mut self, text: &str, node: &Node) {
        let (finder, from) = (self.finder, (self.file, self.now));
        if finder.is_same_file(text, text, from) {
            return;
        }
        for piece in words(text, &finder.old.id) {
            let mut then = text.to_owned();
            then.replace_range(piece.clone(), &finder.new.id);
            if finder.is_same_file(text, &then, from) {
                let path = self.path.clone();
                return self.add(
                    &node.span,
                    RewritePlace::Piece(path, piece),
                    finder.new.id.to_string(),
                );
            }
        }
    }

    // ---- Settings, types, figures, publications, editions

    fn settings(&mut self, node: &Node) {
        match &node.value {
            NodeValue::Null => {}
            NodeValue::Scalar { text, .. } => self.named(text, node),
            NodeValue::List(_) => self.each(node, Self::settings),
            NodeValue::Map(pairs) => {
                for pair in pairs {
                    self.below(pair.key.as_str(), |search| {
                        search.setting(node, &pair.key, &pair.value);
                        let finder = search.finder;
                        if pair.key == finder.old.to_string() {
                            let path = search.path.clone();
                            search.add(
                                &pair.key_span,
                                RewritePlace::Key(path),
                                finder.new.to_string(),
                            );
                        }
                    });
                }
            }
        }
    }

    /// A value under a key of a map.
    fn setting(&mut self, map: &Node, key: &str, node: &Node) {
        let schema = &self.finder.collection.catalog.schema;
        let under = self.path.iter().rev().nth(1);
        match key {
            "where" => {
                let word = |key| map.get(key).and_then(Node::as_str);
                let named = word("type").or(word("of")).and_then(|id| schema.get(id));
                if let Some(content_type) = named.or(self.of) {
                    self.conditions(&[content_type], node);
                }
            }
            "linked" => {
                let types = self.linked(map);
                self.conditions(&types, node);
            }
            "defaults" if self.of.is_some() && under.is_none() => {
                let fields = self.of.map(|of| &of.fields);
                fields.into_iter().for_each(|fields| self.fields(fields, node));
            }
            "places" if self.file.as_str().starts_with(FIGURES_FOLDER) => self.places(node),
            "audiences" if self.path.first() == Some(&Step::from("checks")) => {
                let to = schema.with_role(TypeRole::Audience).map(|of| of.id.clone());
                let to: Vec<_> = to.into_iter().collect();
                self.each(node, |search, node| search.reference(&to, Lookup::First, node));
            }
            _ => match node.as_str().and_then(|written| entry_under(key, written)) {
                Some((type_id, _)) => self.reference(&[type_id.into()], Lookup::First, node),
                None => self.settings(node),
            },
        }
    }

    /// The types that a rule asks about by the relation that it needs.
    fn linked(&self, rule: &Node) -> Vec<&'s ContentType> {
        let finder = self.finder;
        let schema = &finder.collection.catalog.schema;
        let of = rule.get("of").and_then(Node::as_str).and_then(|id| schema.get(id)).or(self.of);
        let need = ["need", "need_one_of"].iter().find_map(|key| rule.get(key));
        let need = need.map(|need| need.as_list().unwrap_or(std::slice::from_ref(need)));
        let mut types = Vec::new();
        for name in need.into_iter().flatten().filter_map(Node::as_str) {
            let Some(field) = of.and_then(|of| of.field(name)) else { continue };
            field.kind.relations(&mut |relation| {
                types.extend(relation.to.iter().filter_map(|to| schema.get(to)));
            });
        }
        types
    }

    /// The conditions of a filter.
    fn conditions(&mut self, types: &[&ContentType], node: &Node) {
        for pair in node.as_map().unwrap_or_default() {
            let fields = types.iter().filter_map(|content_type| content_type.field(&pair.key));
            let Some(relation) = fields.filter_map(|field| field.kind.item().relation()).next()
            else {
                continue;
            };
            self.below(pair.key.as_str(), |search| {
                search.each(&pair.value, |search, node| {
                    search.reference(&relation.to, Lookup::First, node);
                });
            });
        }
    }

    /// The places of the rows of a figure, by their ids.
    fn places(&mut self, node: &Node) {
        let schema = &self.finder.collection.catalog.schema;
        let Some(rule) = schema.figure(self.file.stem()) else { return };
        let to: Vec<Arc<str>> = match &rule.rows {
            Axis::All(of) => vec![of.clone()],
            Axis::Values { .. } => Vec::new(),
            Axis::Path(way) => {
                let from = rule.of.iter().cloned().collect();
                let types = way.iter().fold(from, |from, name| schema.reached(&from, name));
                types.into_iter().collect()
            }
        };
        for pair in node.as_map().unwrap_or_default() {
            self.below(pair.key.as_str(), |search| search.key(&to, &pair.key, &pair.key_span));
        }
    }

    /// A text that may be the name of an entry or of a file, or Markdown.
    fn named(&mut self, text: &str, node: &Node) {
        let finder = self.finder;
        if text.trim() == finder.old.to_string() {
            let to = std::slice::from_ref(&finder.old.type_id);
            return self.reference(to, Lookup::First, node);
        }
        let before = self.found.len();
        self.file_name(text, node);
        if self.found.len() == before {
            self.prose(text, node);
        }
    }
}
