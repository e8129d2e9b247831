//! Files that readers get are what their endings say, and pictures only draw.

use std::collections::BTreeSet;

use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic};
use crate::location::SitePath;
use crate::model::{Entry, Purpose, Value, faults, find_file};
use crate::syntax::DestinationKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "files", codes: &[Code::FileContent, Code::ActiveSvg], run: Run::Always(run) };

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for entry in context.entries {
        for (path, purpose) in named(context, entry) {
            if let Some(file) = context.snapshot.get(&path) {
                findings.extend(faults(file, purpose));
            }
        }
    }
}

/// The files that readers of an entry get, as pictures or as files, each once.
pub(super) fn named(context: &Context<'_>, entry: &Entry) -> BTreeSet<(SitePath, Purpose)> {
    let mut named = BTreeSet::new();
    for (_, value) in entry.own_values() {
        value.walk(&mut |value| match value {
            Value::Image(image) => drop(named.insert((image.file.clone(), Purpose::Picture))),
            Value::File(file) => drop(named.insert((file.file.clone(), Purpose::Download))),
            _ => {}
        });
    }
    let kinds = &context.config.files;
    for (_, document) in entry.own_documents() {
        let mut add = |written: &str, purpose| {
            if let Ok(path) = find_file(context.snapshot, kinds, &entry.file, written, purpose) {
                named.insert((path, purpose));
            }
        };
        for image in document.images() {
            add(&image.image.file, Purpose::Picture);
        }
        for link in document.links() {
            if let DestinationKind::File { path, .. } = link.destination.kind() {
                add(&path, Purpose::Download);
            }
        }
    }
    named
}
