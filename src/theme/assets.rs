//! Assets named after their content, so that browsers may keep them for ever.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::ThemeFile;
use crate::diagnostic::{Diagnostic, problem};
use crate::location::Span;

/// A file of the theme as it is published.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    /// Address in the site, without a leading slash.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) bytes: Cow<'static, [u8]>,
}

/// All assets of a theme.
#[derive(Default)]
pub(super) struct Assets {
    published: Vec<Asset>,
    names: BTreeMap<String, String>,
}

impl Assets {
    /// Names the assets and rewrites the addresses in style sheets.
    pub(super) fn build(
        files: &BTreeMap<String, ThemeFile>,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut builder = Builder { files, done: BTreeMap::new(), open: BTreeSet::new(), findings };
        for name in files.keys().filter(|name| name.starts_with("assets/")) {
            builder.publish(name);
        }
        let mut assets = Self::default();
        for (name, asset) in builder.done {
            if let Some(short) = name.strip_prefix("assets/") {
                assets.names.insert(short.to_owned(), asset.path.clone());
            }
            assets.published.push(asset);
        }
        for (name, file) in files {
            if let Some(path) = name.strip_prefix("static/") {
                assets.published.push(Asset { path: path.to_owned(), bytes: file.bytes.clone() });
            }
        }
        assets
    }

    pub(super) fn published(&self) -> impl Iterator<Item = &Asset> {
        self.published.iter()
    }

    /// Name in `assets/` → address.
    pub(super) fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }
}

struct Builder<'a> {
    files: &'a BTreeMap<String, ThemeFile>,
    /// Name in the theme → the asset.
    done: BTreeMap<String, Asset>,
    /// Style sheets being read, against circles of imports.
    open: BTreeSet<String>,
    findings: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    /// The address of a file of the theme, published at its first use.
    fn publish(&mut self, name: &str) -> Option<String> {
        if let Some(asset) = self.done.get(name) {
            return Some(asset.path.clone());
        }
        let file = self.files.get(name)?;
        let mut bytes = file.bytes.clone();
        if name.ends_with(".css") {
            if !self.open.insert(name.to_owned()) {
                return None;
            }
            if let Some(text) = file.text() {
                bytes = Cow::Owned(self.rewrite(name, file, text).into_bytes());
            }
            self.open.remove(name);
        }
        let path = fingerprinted(name, &bytes);
        self.done.insert(name.to_owned(), Asset { path: path.clone(), bytes });
        Some(path)
    }

    /// Replaces every `url(…)` that names a file of the theme by the file's address.
    fn rewrite(&mut self, name: &str, file: &ThemeFile, css: &str) -> String {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut out = String::with_capacity(css.len() + 256);
        let mut rest = 0;
        while let Some(found) = css[rest..].find("url(") {
            let open = rest + found + 4;
            let Some(close) = css[open..].find(')').map(|at| open + at) else { break };
            let written = css[open..close].trim();
            let bare = written.trim_matches(['"', '\'']);
            out.push_str(&css[rest..open]);
            rest = close;
            if is_elsewhere(bare) {
                out.push_str(&css[open..close]);
                continue;
            }
            let (target, fragment) = bare.split_at(bare.find(['#', '?']).unwrap_or(bare.len()));
            match resolve(folder, target).and_then(|target| self.publish(&target)) {
                Some(address) => {
                    let quote = if written.starts_with('\'') { '\'' } else { '"' };
                    out.push(quote);
                    out.push_str(&relative(&published_folder(folder), &address));
                    out.push_str(fragment);
                    out.push(quote);
                }
                None => {
                    let start = open + css[open..close].find(bare).unwrap_or(0);
                    self.findings.push(Diagnostic::at(
                        problem::TemplateError {
                            template: None,
                            message: &format!("url({bare}): no such file in the theme"),
                        },
                        Span::new(&file.path, start..start + bare.len()),
                    ));
                    out.push_str(&css[open..close]);
                }
            }
        }
        out.push_str(&css[rest..]);
        out
    }
}

/// Addresses that are not files of the theme.
fn is_elsewhere(address: &str) -> bool {
    address.is_empty() || address.starts_with(['#', '/']) || address.contains(':')
}

/// A path written in a style sheet, as a name in the theme.
fn resolve(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Where the files of a theme folder are published.
fn published_folder(folder: &str) -> String {
    if folder == "assets" || folder.starts_with("assets/") {
        folder.to_owned()
    } else {
        format!("assets/{folder}")
    }
}

/// `assets/site.css` → `assets/site.3f2a….css`.
pub(super) fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = format!("{:.12x}", Sha256::digest(bytes));
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
    format!("{}/{stem}.{hash}.{ending}", published_folder(folder))
}

/// The way from a folder to an address, both from the root of the site.
fn relative(folder: &str, address: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = address.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}
