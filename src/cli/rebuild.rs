//! What comes of an edit of a site that is kept up to date: what is told of it, and what is shown.
//!
//! Entry points: [`Rebuild::of`], then [`Rebuild::show_pages`] and [`Rebuild::show_outcome`]. Invariant: a finding is told once for each edit, and what an edit
//! comes to before the last one was made to its end is told with that.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use super::Run;
use crate::config::are_unreadable;
use crate::diagnostic::emit::text;
use crate::diagnostic::{Diagnostic, Findings, Severity, Sources};
use crate::location::{SitePath, Span};
use crate::model::holds_one_entry;
use crate::publish::OutputSet;
use crate::serve::Question;
use crate::session::{NextOutputs, Outcome, PagesReady, Session, Timings, Work};
use crate::source::Snapshot;
use crate::watch::Notifier;

/// How many files the status line names.
const NAMED: usize = 3;

/// What came out, so far.
struct Site<'a> {
    findings: Findings,
    outputs: OutputSet,
    keep: &'a [String],
    work: &'a Work,
    /// Whether more is to come at once.
    is_part: bool,
}

/// A state of the site.
pub(super) struct SiteNow<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) outputs: OutputSet,
    pub(super) keep: &'a [String],
    pub(super) findings: &'a [Diagnostic],
    /// What the edit gives reason to look at, of that.
    pub(super) warnings: &'a [&'a Diagnostic],
    /// The pages of the entries with errors, when nothing else has any.
    pub(super) spoilt: Option<Vec<String>>,
    /// The page and the PDF that were made from what was edited.
    pub(super) edited: (Option<String>, Option<String>),
}

/// Something that is done with every new state of the site.
pub(super) trait LiveTarget {
    /// Whether it is shown pages before what is made after them.
    fn accepts_partial(&self) -> bool;

    /// The pages that somebody is looking at, as paths in the output.
    fn watched(&self) -> Vec<String> {
        Vec::new()
    }

    /// Is told that pages may be older from now on than what is known of the files.
    fn falls_behind(&self) {}

    /// Is told that these pages are not, as paths in the output; or none, when it is `None`.
    fn catches_up(&self, _pages: Option<&[String]>) {}

    /// What is asked of the editor from now on, where there is one, with the token of its pages; `notifier` is rung with each question.
    fn questions(&self, _notifier: Notifier) -> Option<(String, Receiver<Question>)> {
        None
    }

    /// Shows a state; `false` when that has to be tried again.
    fn show(&mut self, run: &Run, state: SiteNow<'_>) -> bool;
}

/// What differs in the files.
pub(super) struct Edit {
    pub(super) snapshot: Rc<Snapshot>,
    pub(super) changed: Vec<SitePath>,
    pub(super) begun: Instant,
    /// Whether it is about what is not saved: the terminal hears nothing of it.
    pub(super) is_draft: bool,
}

/// What comes of one look at the files: findings, then pages, and then PDFs, one after the other.
pub(super) struct Rebuild {
    edit: Edit,
    is_first: bool,
    /// Whether there has been a site without errors.
    has_been_whole: bool,
    /// What was found in the last state.
    before: Vec<Diagnostic>,
    /// The last pages of files that have been edited.
    pages: BTreeMap<SitePath, String>,
    /// What was found before anything was made, in order.
    pub(super) found: Vec<Diagnostic>,
    /// What was found, as it was told: in order.
    told: Vec<Diagnostic>,
    /// Whether all is made but PDFs.
    pub(super) is_made: bool,
    /// How long it took so far.
    pub(super) timings: Timings,
    /// Whether it was told what was made of pages.
    has_told_pages: bool,
    /// How many PDFs have been printed since.
    pub(super) pdfs: usize,
}

impl Rebuild {
    /// What an edit begins. When the one before was not made to its end, that is made as well now.
    pub(super) fn of(
        edit: Edit,
        (found, timings): (Vec<Diagnostic>, Timings),
        pages: BTreeMap<SitePath, String>,
        last: Option<Self>,
    ) -> Self {
        let mut rebuild = Self {
            is_first: last.is_none(),
            has_been_whole: last.as_ref().is_some_and(|last| last.has_been_whole),
            edit,
            before: Vec::new(),
            pages,
            found,
            told: Vec::new(),
            is_made: false,
            timings,
            has_told_pages: false,
            pdfs: 0,
        };
        match last {
            Some(last) if last.is_made => rebuild.before = last.told,
            Some(last) => {
                let edit = &mut rebuild.edit;
                edit.changed.extend(last.edit.changed);
                edit.changed.sort();
                edit.changed.dedup();
                edit.begun = last.edit.begun;
                edit.is_draft &= last.edit.is_draft;
                (rebuild.is_first, rebuild.before) = (last.is_first, last.before);
            }
            None => {}
        }
        rebuild
    }

    /// Whether there has never been a site, and settings or types cannot be read.
    pub(super) fn cannot_begin(&self) -> bool {
        self.is_first && self.found.iter().any(are_unreadable)
    }

    /// The files that it is made of.
    pub(super) fn snapshot(&self) -> &Rc<Snapshot> {
        &self.edit.snapshot
    }

    /// Shows pages before what is made after them.
    pub(super) fn show_pages(
        &mut self,
        run: &Run,
        target: &mut dyn LiveTarget,
        pages: &PagesReady<'_>,
    ) {
        let mut findings = Findings::new();
        findings.extend(pages.findings.iter().cloned());
        let PagesReady { outputs, work, next, .. } = pages;
        let (outputs, is_part) = (outputs.clone(), *next != NextOutputs::Pdfs);
        let site = Site { findings, outputs, keep: &[], work, is_part };
        self.show(run, target, site, |file| pages.made_from(file));
    }

    /// Tells and shows the site; `false` when showing it has to be tried again.
    fn show(
        &mut self,
        run: &Run,
        target: &mut dyn LiveTarget,
        site: Site<'_>,
        mut made_from: impl FnMut(&SitePath) -> (Option<String>, Option<String>),
    ) -> bool {
        let Site { findings, outputs, keep, work, is_part } = site;
        let findings = findings.sorted();
        let is_new = self.tell(run, &findings);
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        self.has_been_whole |= errors == 0;
        if errors == 0 {
            // Of a part, how many it is and how long it takes is not known yet.
            if !is_part {
                self.tell_what_was_made(run, work, outputs.len());
            }
        } else if is_new && !run.quiet && !self.edit.is_draft {
            let milliseconds = self.edit.begun.elapsed().as_millis();
            let shown = if self.has_been_whole { "last" } else { "nothing" };
            run.say(
                "live-errors",
                &[("count", &errors), ("milliseconds", &milliseconds), ("shown", &shown)],
            );
        }
        let warnings: Vec<&Diagnostic> =
            findings.iter().filter(|finding| self.is_of_edit(finding)).collect();
        let spoilt = self.spoilt(&findings, &mut made_from);
        let mut edited = self.edit.changed.iter().map(&mut made_from);
        let edited = edited.find(|(page, pdf)| page.is_some() || pdf.is_some()).unwrap_or_default();
        let snapshot = &self.edit.snapshot;
        let state = SiteNow {
            snapshot,
            outputs,
            keep,
            findings: &findings,
            warnings: &warnings,
            spoilt,
            edited,
        };
        let shown = target.show(run, state);
        self.told = findings;
        shown
    }

    /// Whether something that is no error is due to the edit: it is in what was edited, or was not found before.
    fn is_of_edit(&self, finding: &Diagnostic) -> bool {
        let in_edited = |span: &Span| self.edit.changed.binary_search(&span.file).is_ok();
        finding.severity == Severity::Warning
            && !self.is_first
            && (finding.span.as_ref().is_some_and(in_edited) || !is_among(finding, &self.before))
    }

    /// The pages of the entries with errors; `None` when something else has errors, too.
    fn spoilt(
        &self,
        findings: &[Diagnostic],
        made_from: &mut impl FnMut(&SitePath) -> (Option<String>, Option<String>),
    ) -> Option<Vec<String>> {
        let mut spoilt = Vec::new();
        for error in findings.iter().filter(|finding| finding.severity == Severity::Error) {
            let file = error.span.as_ref().map(|span| &span.file)?;
            if !holds_one_entry(file) {
                return None;
            }
            let (page, pdf) = made_from(file);
            spoilt.extend(page.or_else(|| self.pages.get(file).cloned()));
            spoilt.extend(pdf);
        }
        Some(spoilt)
    }

    /// Shows what was made; `false` when that has to be tried again.
    pub(super) fn show_outcome(
        &mut self,
        run: &Run,
        target: &mut dyn LiveTarget,
        session: &Session,
        outcome: Outcome,
    ) -> bool {
        let Outcome { findings, outputs, keep, work, .. } = outcome;
        let site = Site { findings, outputs, keep: &keep, work: &work, is_part: false };
        self.show(run, target, site, |file| session.made_from(file, &work))
    }

    /// Errors as they would be told by `build`, each of them once; returns whether there were any.
    fn tell(&self, run: &Run, findings: &[Diagnostic]) -> bool {
        let mut is_new = false;
        let mut telling = Vec::new();
        for finding in findings.iter().filter(|finding| !is_among(finding, &self.told)) {
            let is_error = finding.severity == Severity::Error;
            is_new |= is_error;
            if is_error || ((self.is_first || self.is_of_edit(finding)) && !run.quiet) {
                telling.push(finding);
            }
        }
        if self.edit.is_draft {
            return is_new;
        }
        let sources = Sources::of(&*self.edit.snapshot);
        let (style, order) = (super::style(), super::order());
        run.streams.message(&text::report(telling, &run.texts, &sources, style, order));
        is_new
    }

    /// One line for the pages, and one for the PDFs that are printed behind them.
    fn tell_what_was_made(&mut self, run: &Run, work: &Work, outputs: usize) {
        if run.quiet || self.edit.is_draft {
            return;
        }
        let milliseconds = self.edit.begun.elapsed().as_millis();
        if self.has_told_pages {
            if self.pdfs > 0 && work.sent.is_empty() {
                run.say("live-pdfs", &[("count", &self.pdfs), ("milliseconds", &milliseconds)]);
            }
            return;
        }
        self.has_told_pages = true;
        let names: Vec<&str> = self.edit.changed.iter().take(NAMED).map(SitePath::as_str).collect();
        let more = self.edit.changed.len().saturating_sub(NAMED);
        run.say(
            match self.edit.changed.is_empty() {
                _ if self.is_first => "live-first",
                true => "live-day",
                false => "live-made",
            },
            &[
                ("made", &work.made.len()),
                ("outputs", &outputs),
                ("removed", &work.removed.len()),
                ("milliseconds", &milliseconds),
                ("files", &names.join(", ")),
                ("more", &more),
            ],
        );
    }
}

/// Whether a finding is among others, which are sorted.
fn is_among(finding: &Diagnostic, others: &[Diagnostic]) -> bool {
    others.binary_search_by(|known| known.order(finding)).is_ok()
}
