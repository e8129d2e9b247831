//! Reads the files of publications.
//!
//! Entry point: [`load()`]. Invariant: a publication without a part that has something to print is none.

use super::Publication;
use super::resolve::PublicationResolver;
use super::written::WrittenPublication;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, problem};
use crate::model::Catalog;
use crate::query::check_file_id;
use crate::source::Snapshot;
use crate::theme::Theme;
use crate::yaml;

/// Where publications are.
const FOLDER: &str = "content/publications/";

/// Reads all publications, by file name.
pub(crate) fn load(
    snapshot: &Snapshot,
    config: &Config,
    catalog: &Catalog,
    theme: &Theme,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Publication> {
    let mut publications = Vec::new();
    for file in snapshot.under(FOLDER) {
        let path = file.path();
        if !matches!(path.extension().as_str(), "yaml" | "yml") {
            continue;
        }
        let Some(text) = file.text() else { continue };
        let before = findings.len();
        let Some(node) = yaml::parse(path, &text, 0..text.len(), findings) else {
            if findings.len() == before {
                findings.push(Diagnostic::at_file(
                    problem::EmptyFile { what: problem::ExpectedFile::Publication },
                    path,
                ));
            }
            continue;
        };
        check_file_id(path, findings);
        let Some(written) = WrittenPublication::read(path, &node, findings) else { continue };
        let resolver = PublicationResolver {
            snapshot,
            config,
            catalog,
            layouts: theme.print_layouts(),
            file: path,
            language: &config.language,
        };
        publications.extend(resolver.publication(written, findings));
    }
    publications
}
