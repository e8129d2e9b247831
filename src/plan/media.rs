//! Images and files of the content that are published: those that a published entry shows or links to.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::SiteScope;
use crate::config::Config;
use crate::escape::uri_path;
use crate::location::SitePath;
use crate::model::{Catalog, Purpose, Value, find_file, is_publishable, named_path};
use crate::source::{Snapshot, SourceFile};
use crate::syntax::DestinationKind;
use crate::tracking::{CellKind, Tracked, compared};

/// A published file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MediaFile {
    /// Where it is written, from the root of the site.
    pub(crate) path: String,
    /// The same as an address in a page.
    pub(crate) href: String,
    /// Width and height in pixels, for images that say so.
    pub(crate) size: Option<(u32, u32)>,
    /// Size in bytes.
    pub(crate) bytes: u64,
    /// The file itself.
    pub(crate) source: SourceFile,
}

/// All published files.
#[derive(Debug)]
pub(crate) struct Media {
    files: Tracked<SitePath, MediaFile>,
}

compared!(Media { files });

impl Media {
    pub(super) fn collect(
        snapshot: &Snapshot,
        catalog: &Catalog,
        config: &Config,
        scope: &SiteScope,
        logo: Option<&SitePath>,
    ) -> Self {
        let entries = catalog.entries().par_iter().filter(|entry| scope.has(entry));
        let used = entries.flat_map_iter(|entry| {
            let mut used = Vec::new();
            for (_, value) in entry.web_values() {
                value.walk(&mut |value| match value {
                    Value::Image(image) => used.push(image.file.clone()),
                    Value::File(file) => used.push(file.file.clone()),
                    _ => {}
                });
            }
            for (name, document) in entry.documents() {
                let from = if name == "body" { &entry.body_file } else { &entry.file };
                let images = document
                    .images()
                    .into_iter()
                    .map(|image| (Cow::Borrowed(&*image.image.file), Purpose::Picture));
                let links = document.links().into_iter();
                let links = links.filter_map(|link| match link.destination.kind() {
                    DestinationKind::File { path, .. } => Some((path, Purpose::Download)),
                    _ => None,
                });
                for (written, purpose) in images.chain(links) {
                    used.extend(find_file(snapshot, &config.files, from, &written, purpose));
                }
            }
            used
        });
        let mut used: BTreeSet<SitePath> = used.collect();
        used.extend(logo.cloned());
        let files: Vec<&SourceFile> = used.iter().filter_map(|path| snapshot.get(path)).collect();
        let files: Vec<(SitePath, MediaFile)> = files
            .into_par_iter()
            .filter(|source| is_publishable(source, &config.files))
            .map(|source| {
                let inside = source.path().as_str();
                let path = format!("media/{}", inside.strip_prefix("content/").unwrap_or(inside));
                let href = uri_path(&path);
                let facts = source.picture(config.pictures).ok();
                let size = facts.and_then(|facts| facts.size);
                let bytes = facts.map_or(source.len(), |facts| facts.len);
                let file = MediaFile { path, href, size, bytes, source: source.clone() };
                (source.path().clone(), file)
            })
            .collect();
        Self { files: Tracked::new(CellKind::Media).with(files) }
    }

    /// A published file.
    pub(crate) fn get(&self, file: &SitePath) -> Option<&MediaFile> {
        self.files.get(file)
    }

    /// The file that a text in `from` names by this path.
    pub(crate) fn named(&self, from: &SitePath, path: &str) -> Option<&MediaFile> {
        self.get(&named_path(from, path)?)
    }

    /// All published files, by path.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&SitePath, &MediaFile)> {
        self.files.sorted().into_iter()
    }
}
