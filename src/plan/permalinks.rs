//! The addresses that a site promises: others may have noted, linked or printed them.
//!
//! Entry point: [`BuildPlan::permalinks`]. Invariant: what follows from other settings, such as the second page of a list, feeds, pictures
//! and style sheets, is promised to nobody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{BuildPlan, Embed, Job, Output, Pdf, page_file};

/// Addresses, as paths of their files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Permalinks(
    /// Path → the entry that is there, as `type:id`; empty where it is none in particular.
    BTreeMap<String, String>,
);

impl Permalinks {
    /// Whether an address is one of them.
    pub fn contains(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// All of them by path, with the entry that is there.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.iter().map(|(path, entry)| {
            (path.as_str(), Some(entry.as_str()).filter(|entry| !entry.is_empty()))
        })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl BuildPlan {
    /// The addresses that the site promises; `None` for a preview, which promises nothing.
    pub fn permalinks(&self) -> Option<Permalinks> {
        if self.options.drafts {
            return None;
        }
        let promised = self.jobs.iter().filter_map(|job| Some((job.path.clone(), promised(job)?)));
        Some(Permalinks(promised.collect()))
    }
}

/// The entry that a promised address leads to, or no name; `None` when the address is not promised.
fn promised(job: &Job) -> Option<String> {
    match &job.output {
        Output::Entry { key, .. }
        | Output::Redirect { key, .. }
        | Output::Pdf(Pdf::Sheet { key, .. })
        | Output::Embed(Embed::Entry { key, .. }) => Some(key.to_string()),
        Output::Home { .. }
        | Output::List { number: 1, .. }
        | Output::Pdf(Pdf::Publication { .. })
        | Output::Embed(Embed::List { .. } | Embed::Page { .. }) => Some(String::new()),
        _ => None,
    }
}

/// The path of the file of an address as somebody writes it: with or without a slash before it, a folder or its page.
pub fn promised_path(written: &str) -> String {
    let path = written.trim_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match path {
        "" => page_file(""),
        path if is_file => path.to_owned(),
        folder => page_file(&format!("{folder}/")),
    }
}
