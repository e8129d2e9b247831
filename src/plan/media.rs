//! Images and files of the content that are published: those that a published entry shows or links to.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::SiteScope;
use crate::config::Config;
use crate::escape::uri_path;
use crate::location::SitePath;
use crate::model::{Catalog, Purpose, Value, find_file, is_publishable};
use crate::source::{Snapshot, SourceFile};
use crate::syntax::{Destination, classify};
use crate::tracking::{self, CellKind, Changes};

/// A published file.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaFile {
    /// Where it is written, from the root of the site.
    pub path: String,
    /// The same as an address in a page.
    pub href: String,
    /// Width and height in pixels, for images that say so.
    pub size: Option<(u32, u32)>,
    /// Size in bytes.
    pub bytes: u64,
    /// The file itself.
    pub source: SourceFile,
}

/// All published files.
#[derive(Debug, Default)]
pub struct Media {
    files: BTreeMap<SitePath, MediaFile>,
    /// What the texts of an entry's file name → the file.
    found: BTreeMap<(SitePath, String), SitePath>,
}

impl Media {
    pub(super) fn collect(
        snapshot: &Snapshot,
        catalog: &Catalog,
        config: &Config,
        part: &SiteScope,
        logo: Option<&SitePath>,
    ) -> Self {
        let mut media = Self::default();
        let mut used: BTreeMap<SitePath, ()> =
            logo.into_iter().map(|logo| (logo.clone(), ())).collect();
        for entry in catalog.entries().iter().filter(|entry| part.has(entry)) {
            for (_, value) in entry.web_values() {
                value.walk(&mut |value| match value {
                    Value::Image(image) => {
                        used.insert(image.file.clone(), ());
                    }
                    Value::File(file) => {
                        used.insert(file.file.clone(), ());
                    }
                    _ => {}
                });
            }
            for (name, document) in entry.documents() {
                let from = if name == "body" { &entry.body_file } else { &entry.file };
                let images = document
                    .images()
                    .into_iter()
                    .map(|image| (image.image.file.as_str(), Purpose::Picture));
                let links = document.links().into_iter().filter_map(|link| {
                    match classify(&link.destination) {
                        Destination::File { .. } => Some((&*link.destination, Purpose::Download)),
                        _ => None,
                    }
                });
                for (written, purpose) in images.chain(links) {
                    let bare = match classify(written) {
                        Destination::File { path, .. } => path.into_owned(),
                        _ => written.to_owned(),
                    };
                    if let Ok(path) = find_file(snapshot, &config.files, from, &bare, purpose) {
                        used.insert(path.clone(), ());
                        media.found.insert((from.clone(), written.to_owned()), path);
                    }
                }
            }
        }
        let files: Vec<&SourceFile> = used.keys().filter_map(|path| snapshot.get(path)).collect();
        media.files = files
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
        media
    }

    /// A published file.
    pub fn get(&self, file: &SitePath) -> Option<&MediaFile> {
        tracking::read(CellKind::Media, file);
        self.files.get(file)
    }

    /// The file that a text in `from` names.
    pub fn named(&self, from: &SitePath, written: &str) -> Option<&MediaFile> {
        tracking::read(CellKind::Named, from);
        let path = self.found.get(&(from.clone(), written.to_owned()))?;
        self.get(path)
    }

    pub(super) fn changes_since(&self, last: &Self, changes: &mut Changes) {
        let Self { files, found } = self;
        changes.compare(&last.files, files, |changes, file| changes.add(CellKind::Media, file));
        changes
            .compare(&last.found, found, |changes, (from, _)| changes.add(CellKind::Named, from));
    }

    /// All published files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&SitePath, &MediaFile)> {
        tracking::read(CellKind::Jobs, ());
        self.files.iter().inspect(|(file, _)| tracking::read(CellKind::Media, file))
    }
}
