//! What a template can see: the files of its theme, its data and its pictures. There is nothing else.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::theme::{Fonts, PrintTheme, file_id, template_path};
use super::{DATA, PrintJob};
use crate::diagnostic::{Diagnostic, problem};

/// The world of one job.
pub(super) struct PrintWorld<'a> {
    theme: &'a PrintTheme,
    fonts: &'a Fonts,
    main: FileId,
    data: Bytes,
    pictures: BTreeMap<String, Bytes>,
    date: jiff::civil::Date,
}

impl<'a> PrintWorld<'a> {
    pub(super) fn new(
        job: &PrintJob,
        theme: &'a PrintTheme,
        fonts: &'a Fonts,
        data: &serde_json::Value,
        pictures: BTreeMap<String, Bytes>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let problem = |message: String| {
            vec![Diagnostic::at_file(
                problem::PrintError { document: None, message: &message },
                &job.origin,
            )]
        };
        let path = template_path(&job.template);
        let main = theme
            .source(&path)
            .map(Source::id)
            .ok_or_else(|| problem(format!("the theme has no template {path}")))?;
        let data = serde_json::to_vec(data).map_err(|error| problem(error.to_string()))?;
        Ok(Self { theme, fonts, main, data: Bytes::new(data), pictures, date: job.date })
    }

    /// The path behind a name, when it is inside the project and not in a package.
    fn path(id: FileId) -> Option<&'static str> {
        let path = id.get();
        matches!(path.root(), VirtualRoot::Project).then(|| path.vpath().get_with_slash())
    }
}

impl World for PrintWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.theme.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        Self::path(id)
            .and_then(|path| self.theme.source(path))
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = Self::path(id).ok_or_else(|| not_found(id))?;
        if path == DATA {
            return Ok(self.data.clone());
        }
        self.theme
            .file(path)
            .or_else(|| self.pictures.get(path))
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Datetime::from_ymd(
            i32::from(self.date.year()),
            self.date.month().unsigned_abs(),
            self.date.day().unsigned_abs(),
        )
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

/// The name of a picture's path, so that a job with many pictures still uses few paths.
pub(super) fn picture_path(name: &str) -> Option<String> {
    let path = format!("/pictures/{name}");
    file_id(&path).map(|id| id.vpath().get_with_slash().to_owned())
}
