//! What was published stays where it was, or something leads there from its old address.
//!
//! Why: others have linked to a page, noted its address or printed it as a QR code. When it is gone, they find nothing, and nobody tells
//! the editors.
//!
//! Example: `content/cases/dreherei.md` becomes `content/cases/dreherei-tuttlingen.md`. Then: `aliases: [dreherei]` in the new file. What is
//! dropped on purpose is named in `content/site.yaml`, with the reason: `gone: {/faelle/dreherei/: The firm has withdrawn its consent.}`

use std::collections::{HashMap, HashSet};

use crate::check::{Context, Rule, Run};
use crate::config::Config;
use crate::diagnostic::problem::Dropped;
use crate::diagnostic::{Code, Diagnostic, nearest, problem};
use crate::model::{Entry, EntryKey, Status};
use crate::plan::{BuildPlan, Permalinks, Promised, promised_path};
use crate::schema::common;

/// So many new entries are hardly renamed ones.
const MANY: usize = 50;

pub(in crate::check) const RULE: Rule =
    Rule { name: "dropped-address", codes: &[Code::DroppedAddress], run: Run::Published(run) };

fn run(
    context: &Context<'_>,
    plan: &BuildPlan,
    now: &Promised,
    before: &Permalinks,
) -> Vec<Diagnostic> {
    let is_page = |path: &str| path.ends_with(".html");
    // Cards and PDFs go with their page and are not worth a word of their own then.
    let moved: HashSet<&str> = before
        .iter()
        .filter(|(path, _)| is_page(path) && !now.is_at_home(path))
        .filter_map(|(_, entry)| entry)
        .collect();
    let gone = Gone::of(context.config);
    let withdrawn = Withdrawn::of(before, context);
    let mut dropped = before.iter().filter(|(path, entry)| {
        !now.permalinks.contains(path)
            && (plan.options.print || !path.ends_with(".pdf"))
            && (is_page(path) || entry.is_none_or(|entry| !moved.contains(entry)))
            && !gone.has(path)
            && !withdrawn.has(path, *entry)
    });
    let Some(first) = dropped.next() else { return Vec::new() };
    let fresh = Fresh::since(before, context, plan);
    let all = std::iter::once(first).chain(dropped);
    all.map(|(path, entry)| finding(context, plan, &fresh, path, entry)).collect()
}

/// What is to be said about a dropped address and the entry that was there.
fn finding(
    context: &Context<'_>,
    plan: &BuildPlan,
    fresh: &Fresh<'_>,
    path: &str,
    entry: Option<&str>,
) -> Diagnostic {
    let catalog = context.catalog;
    let folder = path.strip_suffix("index.html").unwrap_or(path);
    let address = format!("/{folder}");
    // An alias without a slash is a former id of the same type.
    let alias = Some(folder.trim_end_matches('/')).filter(|alias| alias.contains('/'));
    let alias = alias.unwrap_or(path);
    let found = |problem| problem::DroppedAddress { address: &address, alias: &alias, problem };
    let (Some(name), true) = (entry, path.ends_with(".html")) else {
        return Diagnostic::nowhere(found(Dropped::Other));
    };
    let language = language_of(context.config, path);
    let key = name.split_once(':').map(|(type_id, id)| EntryKey::new(type_id, id));
    let there = key.as_ref().and_then(|key| catalog.get_in(key, language));
    let Some(entry) = there else {
        return match key.and_then(|key| fresh.successor(&key, language)) {
            Some(new) => {
                let renamed = Dropped::Renamed { title: &new.title(), entry: &name };
                Diagnostic::at(found(renamed), new.field_span(common::ALIASES))
            }
            None => Diagnostic::nowhere(found(Dropped::Gone { entry: &name })),
        };
    };
    let title = &entry.title();
    match plan.routes.entry(&entry.key, language) {
        Some(href) => {
            let now = format!("/{}", href.trim_end_matches("index.html"));
            let moved = Dropped::Moved { title, now: &now, entry: &name };
            Diagnostic::at(found(moved), entry.field_span(common::ALIASES))
        }
        None if entry.published => {
            Diagnostic::nowhere(found(Dropped::Left { title, entry: &name }))
        }
        None => {
            let hidden = Dropped::Hidden { title, entry: &name };
            Diagnostic::at(found(hidden), entry.field_span(reason(entry)))
        }
    }
}

/// Entries that had no address before, by type and language.
struct Fresh<'a>(HashMap<(&'a str, &'a str), Vec<&'a Entry>>);

impl<'a> Fresh<'a> {
    fn since(before: &Permalinks, context: &Context<'a>, plan: &BuildPlan) -> Self {
        let known: HashSet<&str> = before.iter().filter_map(|(_, entry)| entry).collect();
        let mut fresh: HashMap<_, Vec<_>> = HashMap::new();
        let entries = context.catalog.entries().iter().map(|entry| &**entry);
        for entry in entries.filter(|entry| entry.listed() && plan.scope.has(entry)) {
            if !known.contains(entry.key.to_string().as_str()) {
                fresh.entry((&*entry.key.type_id, &*entry.language)).or_default().push(entry);
            }
        }
        Self(fresh)
    }

    /// The entry that an entry has probably become: a new one of the same type, of a similar name or the only one there is. Where
    /// there are many, nobody can tell.
    fn successor(&self, key: &EntryKey, language: &str) -> Option<&'a Entry> {
        let fresh = self.0.get(&(&*key.type_id, language)).filter(|fresh| fresh.len() <= MANY)?;
        match nearest(&key.id, fresh.iter().map(|entry| &*entry.key.id)) {
            Some(id) => fresh.iter().find(|entry| *entry.key.id == *id).copied(),
            None => fresh.first().filter(|_| fresh.len() == 1).copied(),
        }
    }
}

/// The field that keeps an entry from being published.
fn reason(entry: &Entry) -> &'static str {
    if entry.status == Status::Approved { common::PUBLISH_FROM } else { common::STATUS }
}

/// The language of a page: the first folder of its path, else the default one.
fn language_of<'a>(config: &'a Config, path: &str) -> &'a str {
    let first = path.split('/').next().unwrap_or_default();
    config.languages.iter().find(|language| **language == first).unwrap_or(&config.language)
}

/// What is dropped because a consent does not hold any more: that is as it should be, and was said.
struct Withdrawn<'a> {
    entries: HashSet<&'a str>,
    /// The folders in which they were: where none is left, the list of them goes as well.
    folders: HashSet<&'a str>,
}

impl<'a> Withdrawn<'a> {
    fn of(before: &'a Permalinks, context: &Context<'_>) -> Self {
        let (mut entries, mut folders) = (HashSet::new(), HashSet::new());
        for (path, entry) in before.iter() {
            let Some(entry) = entry else { continue };
            let key = entry.split_once(':').map(|(type_id, id)| EntryKey::new(type_id, id));
            let language = language_of(context.config, path);
            let now = key.and_then(|key| context.catalog.localized(&key, language));
            if now.is_some_and(|now| now.withdrawn) {
                entries.insert(entry);
                folders.insert(folder(path.strip_suffix("/index.html").unwrap_or(path)));
            }
        }
        Self { entries, folders }
    }

    fn has(&self, path: &str, entry: Option<&str>) -> bool {
        match entry {
            Some(entry) => self.entries.contains(entry),
            None => self.folders.contains(folder(path)),
        }
    }
}

/// The folder that a file is in.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What a site has dropped on purpose.
struct Gone {
    paths: HashSet<String>,
    folders: Vec<String>,
}

impl Gone {
    fn of(config: &Config) -> Self {
        let written = || config.gone.iter().map(|(written, _)| written.as_str());
        let folder = |written: &str| {
            written.strip_suffix('*').map(|folder| folder.trim_start_matches('/').to_owned())
        };
        Self {
            paths: written()
                .filter(|written| folder(written).is_none())
                .map(promised_path)
                .collect(),
            folders: written().filter_map(folder).collect(),
        }
    }

    fn has(&self, path: &str) -> bool {
        self.paths.contains(path) || self.folders.iter().any(|folder| path.starts_with(folder))
    }
}
