//! All outputs of a site.
//!
//! Entry point: [`Jobs`]. Invariant: one [`Job`] per output path, in the order of the paths.

use super::{Output, Permalink, Phase};
use crate::diagnostic::nearest;
use crate::location::Span;
use crate::plan::{Permalinks, Promised};
use crate::tracking::{CellKind, Changes, Given, TrackedValue, compared};

/// One output.
#[derive(Clone, Debug)]
pub struct Job {
    /// The file, from the root of the site.
    pub path: String,
    /// What it is.
    pub(crate) output: Output,
    /// What it was made from, where that is one place.
    pub(crate) origin: Option<Span>,
}

/// All outputs of a site.
#[derive(Debug)]
pub struct Jobs {
    all: TrackedValue<Sorted>,
    /// Whether it is a preview, which promises nothing.
    is_preview: Given<bool>,
}

compared!(Jobs { all, is_preview });

/// Jobs, sorted by path.
#[derive(Debug)]
struct Sorted(Vec<Job>);

impl PartialEq for Sorted {
    fn eq(&self, other: &Self) -> bool {
        // A text that moves in its file is no other output.
        fn outputs(jobs: &Sorted) -> impl Iterator<Item = (&String, &Output)> {
            jobs.0.iter().map(|job| (&job.path, &job.output))
        }
        outputs(self).eq(outputs(other))
    }
}

/// A name that stands for no PDF of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchPdf {
    /// The name.
    pub(crate) name: String,
    /// What was probably meant.
    pub(crate) suggestion: Option<String>,
}

impl Jobs {
    pub(super) fn new(jobs: Vec<Job>, is_preview: bool) -> Self {
        let all = TrackedValue::new(CellKind::Jobs, Sorted(jobs));
        Self { all, is_preview: Given::new(is_preview) }
    }

    /// All of them, in the order of their paths.
    pub fn all(&self) -> &[Job] {
        &self.all.get().0
    }

    /// The job of a path.
    pub(crate) fn get(&self, path: &str) -> Option<&Job> {
        let all = self.all();
        let at = all.binary_search_by(|job| job.path.as_str().cmp(path)).ok()?;
        all.get(at)
    }

    /// All PDFs, in the order of their paths.
    pub(crate) fn printed(&self) -> impl Iterator<Item = &Job> {
        self.all().iter().filter(|job| matches!(job.output.family().phase(), Phase::Print { .. }))
    }

    /// The PDFs that `names` stand for, in all languages: a publication or an entry by its id, an entry also as
    /// `type:id`. All PDFs when there is no name.
    ///
    /// # Errors
    /// The first name that stands for none.
    pub(crate) fn printed_named(&self, names: &[String]) -> Result<Vec<&Job>, NoSuchPdf> {
        let known: Vec<(&Job, Vec<String>)> =
            self.printed().map(|job| (job, job.output.family().names())).collect();
        for name in names {
            let mut all = known.iter().flat_map(|(_, names)| names);
            if !all.any(|known| known == name) {
                let all = known.iter().flat_map(|(_, names)| names).map(String::as_str);
                let suggestion = nearest(name, all).map(str::to_owned);
                return Err(NoSuchPdf { name: name.clone(), suggestion });
            }
        }
        let is_wanted =
            |known: &[String]| names.is_empty() || names.iter().any(|name| known.contains(name));
        Ok(known.into_iter().filter(|(_, known)| is_wanted(known)).map(|(job, _)| job).collect())
    }

    /// The addresses that the site promises, and what stands there; `None` for a preview.
    pub(crate) fn promised(&self) -> Option<Promised> {
        if *self.is_preview {
            return None;
        }
        let mut promised = Promised::default();
        for job in self.all() {
            match job.output.family().permalink() {
                Some(Permalink::Entry(key)) => promised.add(&job.path, Some(key)),
                Some(Permalink::Redirect(key)) => promised.add_redirect(&job.path, key),
                Some(Permalink::Other) => promised.add(&job.path, None),
                None => {}
            }
        }
        Some(promised)
    }

    /// The addresses that the site promises; `None` for a preview.
    pub(crate) fn permalinks(&self) -> Option<Permalinks> {
        Some(self.promised()?.permalinks)
    }

    /// Whether they are among what differs.
    pub(crate) fn are_in(&self, changes: &Changes) -> bool {
        self.all.is_in(changes)
    }
}
