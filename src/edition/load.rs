//! Reads the files of editions.
//!
//! Entry point: [`load()`]. Invariant: no two sites stand at one address, and no two files have one id.

use std::collections::BTreeMap;

use super::Edition;
use super::resolve::EditionResolver;
use super::written::WrittenEdition;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, problem};
use crate::location::Span;
use crate::model::Catalog;
use crate::query::check_file_id;
use crate::source::{Snapshot, SourceFile};
use crate::theme::{self, Theme};
use crate::yaml::{self, Node};

/// Where editions are.
const FOLDER: &str = "content/editions/";

/// Reads all editions, by file name.
pub fn load(
    snapshot: &Snapshot,
    config: &Config,
    catalog: &Catalog,
    theme: &Theme,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Edition> {
    let mut found = Vec::new();
    let files = read(snapshot, &mut found);
    let resolver = EditionResolver::new(snapshot, config, catalog, &files);
    let mut editions = Vec::new();
    for (id, written) in &files {
        editions.extend(resolver.edition(id, written, &mut found));
    }
    resolver.check_named(&mut found);
    check_addresses(config, &editions, &mut found);
    for edition in &editions {
        theme::check_brand(snapshot, theme, &edition.config, &mut found);
    }
    // What several editions take from one file is wrong once.
    found.sort_by(Diagnostic::order);
    found.dedup();
    findings.append(&mut found);
    editions
}

/// What the files say, by id.
fn read<'a>(
    snapshot: &'a Snapshot,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<&'a str, WrittenEdition> {
    let mut files: BTreeMap<&str, WrittenEdition> = BTreeMap::new();
    for file in snapshot.under(FOLDER) {
        let Some(node) = parse(file, findings) else { continue };
        let id = file.path().stem();
        check_file_id(file.path(), findings);
        match files.get(id) {
            Some(first) => findings.push(
                Diagnostic::at(
                    problem::EditionAddress {
                        edition: &id,
                        address: &id,
                        problem: problem::TakenBy::Id,
                    },
                    Span::start_of(file.path()),
                )
                .related("other", Span::start_of(&first.file)),
            ),
            None => {
                files.insert(id, WrittenEdition::read(file.path(), &node, findings));
            }
        }
    }
    files
}

/// The ids of all editions, without files that are only there to be extended.
pub(crate) fn ids(snapshot: &Snapshot) -> Vec<&str> {
    let is_edition = |file: &&SourceFile| {
        let node = parse(file, &mut Vec::new());
        node.is_some_and(|node| {
            !WrittenEdition::read(file.path(), &node, &mut Vec::new()).is_abstract
        })
    };
    let mut ids: Vec<&str> =
        snapshot.under(FOLDER).filter(is_edition).map(|file| file.path().stem()).collect();
    ids.dedup();
    ids
}

fn parse(file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let path = file.path();
    if !matches!(path.extension().as_str(), "yaml" | "yml") {
        return None;
    }
    let text = file.text()?;
    let before = findings.len();
    let node = yaml::parse(path, &text, 0..text.len(), findings);
    if node.is_none() && findings.len() == before {
        findings.push(Diagnostic::at_file(
            problem::EmptyFile { what: problem::ExpectedFile::Edition },
            path,
        ));
    }
    node
}

/// No two sites stand at one address.
fn check_addresses(main: &Config, editions: &[Edition], findings: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<&str, Option<&Edition>> =
        main.base_url.iter().map(|address| (address.as_str(), None)).collect();
    for edition in editions {
        let Some(address) = edition.config.base_url.as_deref() else { continue };
        let Some(first) = taken.get(address) else {
            taken.insert(address, Some(edition));
            continue;
        };
        let problem = match first {
            Some(first) => problem::TakenBy::Edition { first: &first.id },
            None => problem::TakenBy::Main,
        };
        let found = problem::EditionAddress { edition: &edition.id, address: &address, problem };
        let finding = Diagnostic::at(found, edition.span.clone());
        findings.push(match first {
            Some(first) => finding.related("other", first.span.clone()),
            None => finding,
        });
    }
}
