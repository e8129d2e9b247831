//! The rules over a whole collection. A rule is a file in `rules/` with its tests; [`RULES`] names them all.
//!
//! Entry point: [`check`]. Invariant: rules only read, and run in a fixed order; what a single field or file can get wrong is found while
//! reading, not here.

mod rules;

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Catalog, Entry, Publishing};
use crate::source::Snapshot;

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The inputs.
    pub snapshot: &'a Snapshot,
    /// The settings.
    pub config: &'a Config,
    /// The collection.
    pub catalog: &'a Catalog,
    /// The entries that are looked at, one by one: all, or those whose texts alone have changed.
    pub entries: &'a [Arc<Entry>],
    /// What is published, and for which day.
    pub publishing: Publishing,
}

/// A rule.
pub struct Rule {
    /// Its name, that of its file.
    pub name: &'static str,
    /// What it can find.
    pub codes: &'static [Code],
    run: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

/// All rules.
pub const RULES: &[Rule] = &[
    rules::consent::RULE,
    rules::images::RULE,
    rules::links::RULE,
    rules::settings::RULE,
    rules::unique::RULE,
    rules::unpublished::RULE,
];

/// What is wrong with the settings of a site: those of the main one, or of an edition.
pub fn check_settings(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    (rules::settings::RULE.run)(context, &mut found);
    found
}

/// What the rules find, rule by rule.
pub fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    RULES
        .par_iter()
        .map(|rule| {
            let mut found = Vec::new();
            (rule.run)(context, &mut found);
            found
        })
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .collect()
}
