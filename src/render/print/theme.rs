//! The print side of a theme: its templates and its fonts.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

use super::glyphs::Coverage;
use crate::diagnostic::{Diagnostic, problem};
use crate::location::SitePath;
use crate::theme::{Theme, ThemeFile};

/// Typst's own functions, with the ones that tag the headers of tables.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    LazyHash::new(
        Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
    )
});

/// Templates and fonts for print. Cheap to make: fonts are unpacked when the first document is printed.
#[derive(Debug)]
pub(crate) struct PrintTheme {
    sources: BTreeMap<String, Source>,
    files: BTreeMap<String, Bytes>,
    paths: BTreeMap<String, SitePath>,
    packed_fonts: Vec<ThemeFile>,
    fonts: OnceLock<Result<Fonts, Vec<Diagnostic>>>,
}

/// Unpacked fonts.
#[derive(Debug)]
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) faces: Vec<Font>,
    pub(super) coverage: Coverage,
}

impl PrintTheme {
    /// The print side of `theme`: its folder `print/`, and the fonts of `fonts/`.
    pub(crate) fn new(theme: &Theme) -> Self {
        let mut print = Self {
            sources: BTreeMap::new(),
            files: BTreeMap::new(),
            paths: BTreeMap::new(),
            packed_fonts: Vec::new(),
            fonts: OnceLock::new(),
        };
        for folder in ["fonts/", "print/"] {
            for (inside, file) in theme.folder(folder) {
                let ending = inside.rsplit_once('.').map_or("", |(_, ending)| ending);
                if folder == "fonts/" && !matches!(ending, "woff2" | "ttf" | "otf") {
                    continue;
                }
                if folder == "fonts/" {
                    print.packed_fonts.push(file.clone());
                } else {
                    print.add(&format!("/{folder}{inside}"), file);
                }
            }
        }
        print
    }

    fn add(&mut self, virtual_path: &str, file: &ThemeFile) {
        if virtual_path.ends_with(".typ")
            && let (Some(id), Some(text)) = (file_id(virtual_path), file.text())
        {
            self.sources.insert(virtual_path.to_owned(), Source::new(id, text.to_owned()));
        }
        self.files.insert(virtual_path.to_owned(), Bytes::new(file.bytes.to_vec()));
        self.paths.insert(virtual_path.to_owned(), file.path.clone());
    }

    pub(super) fn source(&self, virtual_path: &str) -> Option<&Source> {
        self.sources.get(virtual_path)
    }

    pub(super) fn file(&self, virtual_path: &str) -> Option<&Bytes> {
        self.files.get(virtual_path)
    }

    /// Where a file is in the site.
    pub(super) fn site_path(&self, virtual_path: &str) -> Option<&SitePath> {
        self.paths.get(virtual_path)
    }

    pub(super) fn library(&self) -> &'static LazyHash<Library> {
        &LIBRARY
    }

    pub(super) fn fonts(&self) -> Result<&Fonts, Vec<Diagnostic>> {
        self.fonts.get_or_init(|| unpack(&self.packed_fonts)).as_ref().map_err(Clone::clone)
    }
}

/// Where a template is, as Typst names it.
pub(super) fn template_path(name: &str) -> String {
    format!("/print/{name}.typ")
}

/// Typst's name for a path; `None` for one that Typst would not accept. The name is kept for ever, so this must not be
/// called with ever new paths.
pub(super) fn file_id(virtual_path: &str) -> Option<FileId> {
    let path = VirtualPath::new(virtual_path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn unpack(packed: &[ThemeFile]) -> Result<Fonts, Vec<Diagnostic>> {
    let unpacked: Vec<Result<Vec<Font>, Box<Diagnostic>>> =
        packed.par_iter().map(unpack_one).collect();
    let mut faces = Vec::new();
    let mut problems = Vec::new();
    for result in unpacked {
        match result {
            Ok(found) => faces.extend(found),
            Err(problem) => problems.push(*problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let coverage = Coverage::of(&faces);
    Ok(Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces, coverage })
}

fn unpack_one(file: &ThemeFile) -> Result<Vec<Font>, Box<Diagnostic>> {
    let problem = |message: String| {
        Box::new(Diagnostic::at_file(
            problem::PrintError { document: None, message: &message },
            &file.path,
        ))
    };
    let bytes = if file.path.extension() == "woff2" {
        wuff::decompress_woff2(&file.bytes).map_err(|error| problem(format!("WOFF2: {error:?}")))?
    } else {
        file.bytes.to_vec()
    };
    let faces: Vec<Font> = Font::iter(Bytes::new(bytes)).collect();
    if faces.is_empty() {
        return Err(problem("no font face".to_owned()));
    }
    Ok(faces)
}
