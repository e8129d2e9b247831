//! What earlier runs made, kept in a folder beside the site.
//!
//! Entry points: [`Cache::open`], [`Cache::save`]. Invariant: nothing in the folder is trusted. What it holds is named by a hash of
//! everything that it was made from, this program included, and carries a checksum over its name and its bytes; what is damaged, renamed, old or foreign
//! is as good as missing. The checksum is against accidents: whoever can write here on purpose can forge one. The folder may be deleted, copied to
//! another machine or shared between branches that trust each other at any time, and failing to write it
//! is no failure of the run. Only files with names of our own are written, read or deleted, and a link or a pipe in the folder is an error.
//!
//! PDFs are kept whole, since they are what takes time. Of every output it is kept what it was made from, to say
//! why it was made again; and of a run without findings, that its inputs gave the output that is in the folder of the site.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::disk::{self, DiskError, Folder, PathKind, TrustedFolder};
use crate::tracking::Fingerprint;

/// The name of the folder, beside `content/`.
pub const FOLDER: &str = ".broschur-cache";
/// The file that says what outputs were made from.
const RECORD: &str = "outputs.json";
/// The largest file that is read, in bytes: what is larger was not written by us.
const MAX_BYTES: u64 = 512 * 1024 * 1024;
/// What this program is: other versions make other bytes.
const ENGINE: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("BROSCHUR_SOURCES"));

/// What an output was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Inputs {
    /// Everything that is its own.
    pub(crate) draft: Fingerprint,
    /// What all pages of its language show.
    pub(crate) shared: Fingerprint,
    /// The theme.
    pub(crate) theme: Fingerprint,
}

/// Why an output was made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// There was none at its address, or it was something else.
    New,
    /// This program is not the one that made it.
    Program,
    /// What it shows differs.
    Content,
    /// What all pages of its language show differs, such as the navigation.
    Shared,
    /// The theme differs.
    Theme,
}

impl Inputs {
    /// Why an output made from `last` has to be made from these; `None` when it need not be.
    pub(crate) fn why(&self, last: &Self) -> Option<Why> {
        if self.draft != last.draft {
            Some(Why::Content)
        } else if self.shared != last.shared {
            Some(Why::Shared)
        } else {
            (self.theme != last.theme).then_some(Why::Theme)
        }
    }
}

/// The cache of a site.
#[derive(Debug)]
pub(crate) struct Cache {
    place: TrustedFolder,
    last: Record,
    /// Names of the PDFs that this run has asked for or made.
    used: Mutex<BTreeSet<String>>,
}

/// A PDF with what is known about it.
#[derive(Debug, PartialEq)]
pub(crate) struct KeptPdf {
    /// In one line.
    pub(crate) remarks: String,
    pub(crate) bytes: Vec<u8>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Record {
    engine: String,
    outputs: BTreeMap<String, Inputs>,
    /// Inputs that had no findings, and the manifest of what they gave.
    whole: Option<(Fingerprint, Fingerprint)>,
}

impl Cache {
    /// Opens the cache in a folder; an empty one when there is none that can be read.
    ///
    /// # Errors
    /// When the folder or something in it is a link, a pipe or a device: we make none, so somebody else has put it there.
    pub(crate) fn open(place: TrustedFolder) -> Result<Self, DiskError> {
        let cache = Self { place, last: Record::default(), used: Mutex::default() };
        let folder = match cache.place.open() {
            Ok(Some(folder)) => folder,
            Err(error @ DiskError::Found { found: PathKind::Link | PathKind::Special, .. }) => {
                return Err(error);
            }
            Ok(None) | Err(_) => return Ok(cache),
        };
        let entries = folder.list().unwrap_or_default();
        if let Some((name, found)) =
            entries.into_iter().find(|(_, kind)| !matches!(kind, PathKind::File | PathKind::Folder))
        {
            let path = folder.path().join(name);
            return Err(DiskError::Found { path, found, wanted: PathKind::File });
        }
        let last = cache.read(&folder, RECORD).and_then(|text| serde_json::from_slice(&text).ok());
        Ok(Self { last: last.unwrap_or_default(), ..cache })
    }

    /// Why an output has to be made; `None` when the last run made it from the same.
    pub(crate) fn why(&self, path: &str, inputs: &Inputs) -> Option<Why> {
        match self.last.outputs.get(path) {
            None => Some(Why::New),
            Some(_) if self.last.engine != ENGINE => Some(Why::Program),
            Some(last) => inputs.why(last),
        }
    }

    /// That of the manifest of the site that a run without findings made from these inputs, when the last one was such a run.
    pub(crate) fn whole(&self, inputs: Fingerprint) -> Option<Fingerprint> {
        let (known, manifest) = self.last.whole?;
        (self.last.engine == ENGINE && known == inputs).then_some(manifest)
    }

    /// A PDF made from these inputs.
    pub(crate) fn pdf(&self, inputs: &Inputs) -> Option<KeptPdf> {
        let name = self.name(inputs);
        let mut bytes = self.read(&self.place.open().ok()??, &name)?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let remarks = String::from_utf8(bytes.drain(..=end).collect()).ok()?;
        Some(KeptPdf { remarks, bytes })
    }

    /// Keeps a PDF, in a file that begins with a line of what is known about it.
    pub(crate) fn keep_pdf(&self, inputs: &Inputs, pdf: &KeptPdf) {
        let KeptPdf { remarks, bytes } = pdf;
        let whole = [remarks.trim_end().as_bytes(), b"\n", bytes].concat();
        let _ = self.write(&self.name(inputs), &whole);
    }

    fn name(&self, inputs: &Inputs) -> String {
        let name = file_name(inputs);
        if let Ok(mut used) = self.used.lock() {
            used.insert(name.clone());
        }
        name
    }

    /// Remembers a run, and forgets PDFs that it did not need. `whole` is what [`Cache::whole`] returns next time.
    pub(crate) fn save(
        &self,
        outputs: BTreeMap<String, Inputs>,
        whole: Option<(Fingerprint, Fingerprint)>,
    ) {
        let record = Record { engine: ENGINE.to_owned(), outputs, whole };
        if let Ok(text) = serde_json::to_vec(&record)
            && self.write(RECORD, &text).is_err()
        {
            return;
        }
        self.forget_unused(&BTreeSet::new());
    }

    /// Forgets PDFs that neither this run nor the one that is remembered needed: for runs that are not to be remembered.
    pub(crate) fn tidy(&self) {
        self.forget_unused(&self.last.outputs.values().map(file_name).collect());
    }

    /// Panics when a record that can be read is not read as the same once it is written: a promise for the fuzzer, which
    /// cannot guess checksums and thus starts behind them.
    pub(crate) fn assert_record(text: &[u8]) {
        let _ = unsealed(RECORD, text.to_vec());
        let Ok(record) = serde_json::from_slice::<Record>(text) else { return };
        let written = serde_json::to_vec(&record).unwrap_or_default();
        let again = unsealed(RECORD, sealed(RECORD, &written));
        let again = again.and_then(|text| serde_json::from_slice::<Record>(&text).ok());
        assert!(again.as_ref() == Some(&record), "not read as it was written");
    }

    fn forget_unused(&self, remembered: &BTreeSet<String>) {
        let Ok(used) = self.used.lock() else { return };
        let Ok(Some(folder)) = self.place.open() else { return };
        for (name, kind) in folder.list().unwrap_or_default() {
            let Some(name) = name.to_str().filter(|_| kind == PathKind::File) else { continue };
            let is_needed = used.contains(name) || remembered.contains(name);
            if (is_pdf(name) && !is_needed) || name.starts_with(disk::SCRATCH) {
                let _ = folder.remove_file(name);
            }
        }
    }

    fn read(&self, folder: &Folder, name: &str) -> Option<Vec<u8>> {
        unsealed(&self.label(name), folder.read(name, MAX_BYTES).ok()?)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let folder = self.place.create()?;
        // Whoever keeps the site in version control does not want this there.
        match folder.write_new(".gitignore", b"*\n") {
            Err(error) if !error.exists_already() => return Err(error),
            _ => {}
        }
        folder.replace(name, &sealed(&self.label(name), bytes))
    }

    /// What a file is called, with the folder it is in.
    fn label(&self, name: &str) -> String {
        format!("{}/{name}", self.place.inside().to_string_lossy().replace('\\', "/"))
    }
}

/// How long a checksum is, in bytes.
const SUM: usize = 32;

/// A checksum over the name and the bytes of a file, and the bytes.
fn sealed(label: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = Fingerprint::of((label, bytes)).to_string().into_bytes();
    all.extend_from_slice(bytes);
    all
}

/// The bytes of a file, when they are what was kept under this name.
fn unsealed(label: &str, mut all: Vec<u8>) -> Option<Vec<u8>> {
    let (sum, bytes) = all.split_at_checked(SUM)?;
    if Fingerprint::of((label, bytes)).to_string().as_bytes() != sum {
        return None;
    }
    all.drain(..SUM);
    Some(all)
}

/// Whether a file is named as PDFs are that we keep.
fn is_pdf(name: &str) -> bool {
    let stem = name.strip_suffix(".pdf").unwrap_or_default();
    stem.len() == SUM && stem.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The name of the PDF made from these inputs.
fn file_name(inputs: &Inputs) -> String {
    let key = Fingerprint::of((ENGINE, inputs.draft, inputs.shared, inputs.theme));
    format!("{key}.pdf")
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "looks at what is on disk")]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn open(folder: &Path) -> Cache {
        Cache::open(TrustedFolder::named(folder)).unwrap()
    }

    fn inputs(draft: &str) -> Inputs {
        let other = Fingerprint::default();
        Inputs { draft: Fingerprint::of(draft), shared: other, theme: other }
    }

    fn kept(bytes: &[u8]) -> KeptPdf {
        KeptPdf { remarks: "{}".to_owned(), bytes: bytes.to_vec() }
    }

    #[test]
    fn what_is_damaged_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let cache = open(folder.path());
        cache.keep_pdf(&inputs("a"), &kept(b"%PDF-a\n"));
        cache.save(BTreeMap::from([("a.pdf".to_owned(), inputs("a"))]), None);
        let cache = open(folder.path());
        assert_eq!(
            cache.pdf(&inputs("a")),
            Some(KeptPdf { remarks: "{}\n".to_owned(), bytes: b"%PDF-a\n".to_vec() })
        );
        assert_eq!(cache.pdf(&inputs("b")), None);
        assert_eq!(cache.why("a.pdf", &inputs("a")), None);
        assert_eq!(cache.why("a.pdf", &inputs("b")), Some(Why::Content));
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            let mut bytes = fs::read(&path).unwrap();
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
        let cache = open(folder.path());
        assert_eq!(cache.pdf(&inputs("a")), None);
        assert_eq!(cache.why("a.pdf", &inputs("a")), Some(Why::New));
    }

    #[test]
    fn pdfs_that_nobody_needs_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let cache = open(folder.path());
        cache.keep_pdf(&inputs("a"), &kept(b"a"));
        let cache = open(folder.path());
        cache.keep_pdf(&inputs("b"), &kept(b"b"));
        cache.save(BTreeMap::new(), None);
        let cache = open(folder.path());
        assert!(cache.pdf(&inputs("a")).is_none() && cache.pdf(&inputs("b")).is_some());
    }

    #[test]
    fn a_run_that_only_looks_keeps_what_the_last_build_needs() {
        let folder = tempfile::tempdir().unwrap();
        let build = open(folder.path());
        build.keep_pdf(&inputs("built"), &kept(b"built"));
        build.save(BTreeMap::from([("a.pdf".to_owned(), inputs("built"))]), None);
        let (first, second) = (open(folder.path()), open(folder.path()));
        first.keep_pdf(&inputs("seen"), &kept(b"seen"));
        first.tidy();
        assert!(second.pdf(&inputs("built")).is_some());
        let third = open(folder.path());
        third.tidy();
        assert!(third.pdf(&inputs("built")).is_some() && third.pdf(&inputs("seen")).is_none());
    }
}
