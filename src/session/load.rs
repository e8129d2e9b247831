//! What a run begins with: settings, types, entries and the theme, and what rules find in them.
//!
//! Entry points: [`Site::load`], [`baseline`]; `Session::load` within a session. Invariant: what was loaded from files that are the
//! same is kept, with what was found in them.

use std::sync::Arc;

use super::{Options, Session, SiteName, Timings, has_errors};
use crate::check::{self, Checked};
use crate::config::{Config, SETTINGS_FILE};
use crate::diagnostic::{Diagnostic, Findings};
use crate::model::{Catalog, Memory, Publishing, Reading};
use crate::render::print::PrintTheme;
use crate::schema::Schema;
use crate::source::{Snapshot, SourceFile};
use crate::theme::{self, Theme};
use crate::trace::{Changes, Fingerprint};

/// The content of a site, read and checked.
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The entries.
    pub catalog: Catalog,
}

impl Site {
    /// Reads settings, types and entries, and applies all rules that need no theme.
    pub fn load(
        snapshot: &Snapshot,
        options: &Options,
        findings: &mut Vec<Diagnostic>,
        timings: &mut Timings,
    ) -> Self {
        let (site, checked, _) = Session::single().load(snapshot, options, findings, timings);
        let context = site.checking(snapshot, options.publishing);
        findings.extend(checked.remarks(&context, !has_errors(&*findings)));
        site
    }

    /// What rules look at.
    pub(super) fn checking<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        publishing: Publishing,
    ) -> check::Context<'a> {
        let Self { config, catalog } = self;
        let entries = catalog.entries();
        check::Context { snapshot, config, catalog, entries, publishing, read: &[] }
    }
}

/// The baseline of a site as its checks are now, as the text of a file, and how many findings it waives.
///
/// # Errors
/// What keeps the site from being read as it is meant: a baseline of half a site would be none.
pub fn baseline(snapshot: &Snapshot, options: &Options) -> Result<(String, usize), Findings> {
    let mut found = Vec::new();
    let timings = &mut Timings::default();
    let (site, checked, _) = Session::single().load(snapshot, options, &mut found, timings);
    if has_errors(&found) {
        let mut findings = Findings::new();
        findings.extend(found);
        return Err(findings);
    }
    Ok(checked.baseline(&site.checking(snapshot, options.publishing)))
}

impl Session {
    /// Settings, types and entries, with what they have wrong; and what differs from the last state, when that had the same
    /// settings and types.
    pub(super) fn load(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        findings: &mut Vec<Diagnostic>,
        timings: &mut Timings,
    ) -> (Site, Checked, Option<Changes>) {
        findings.extend_from_slice(snapshot.problems());
        let mut config = Config::load(snapshot, findings);
        if let Some(distrust) = self.distrust {
            (config.theme, config.theme_at) = (theme::STANDARD.to_owned(), None);
            config.pictures = distrust.pictures;
        }
        if options.base_url.is_some() && options.site == SiteName::Main {
            config.base_url.clone_from(&options.base_url);
        }
        let types: Vec<SourceFile> = snapshot.under("content/types/").cloned().collect();
        let settings = snapshot.get_str(SETTINGS_FILE).and_then(|file| file.bytes().ok());
        let of_types = types.iter().map(|file| (file.path().clone(), file.bytes().ok()));
        let context = Fingerprint::of((
            settings,
            of_types.collect::<Vec<_>>(),
            (options.publishing.drafts, options.publishing.today.to_string()),
            (&options.base_url, options.print),
        ));
        if context != self.context {
            self.context = context;
            self.memory = Memory::default();
        }
        let schema = timings.step("types", || {
            Loaded::refresh(&mut self.schema, types, findings, |found| {
                Schema::load(snapshot, found)
            })
        });
        let publishing = options.publishing;
        let scope = Reading { snapshot, schema: &schema, config: &config, publishing };
        let catalog =
            timings.step("entries", || Catalog::reload(&scope, &mut self.memory, findings));
        let site = Site { config, catalog };
        let last = self.state.as_mut().filter(|last| last.settings == self.context);
        let changes = last.as_ref().map(|last| {
            timings.step("compare", || {
                let mut changes = self.memory.changes().clone();
                changes.extend(self.pending_changes.iter());
                site.catalog.changes_since(&last.catalog, &mut changes);
                changes
            })
        });
        let context = check::Context { read: findings, ..site.checking(snapshot, publishing) };
        let keep = !self.is_single;
        let checked = timings.step("rules", || match (last, &changes) {
            (Some(last), Some(changes)) => {
                std::mem::take(&mut last.checked).again(&context, changes, keep)
            }
            _ => check::check(&context, keep),
        });
        findings.extend(checked.wrong().cloned());
        (site, checked, changes)
    }

    pub(super) fn load_theme(
        &mut self,
        snapshot: &Snapshot,
        config: &Config,
        findings: &mut Vec<Diagnostic>,
    ) -> Arc<LoadedTheme> {
        let asked = (config.theme.clone(), config.languages.clone());
        if self.theme.as_ref().is_some_and(|loaded_theme| loaded_theme.value.asked != asked) {
            self.theme = None;
        }
        let files = snapshot.under("themes/").cloned().collect();
        let loaded_theme = Loaded::refresh(&mut self.theme, files, findings, |found| {
            let languages: Vec<&str> = config.languages.iter().map(String::as_str).collect();
            let (theme, problems) =
                Theme::load(snapshot, &config.theme, config.theme_at.as_ref(), &languages);
            found.extend(problems);
            let print = PrintTheme::new(&theme);
            let fingerprint = Fingerprint::of((theme.fingerprint(), &languages));
            LoadedTheme { asked, theme, print, fingerprint }
        });
        findings.extend(loaded_theme.theme.languages_without_texts(config));
        loaded_theme
    }
}

/// Something that was loaded from some files, and what was found in them.
pub(super) struct Loaded<T> {
    files: Vec<SourceFile>,
    pub(super) value: Arc<T>,
    findings: Vec<Diagnostic>,
}

impl<T> Loaded<T> {
    /// The value from before when the files are the same, else a new one.
    fn refresh(
        last: &mut Option<Self>,
        files: Vec<SourceFile>,
        findings: &mut Vec<Diagnostic>,
        load: impl FnOnce(&mut Vec<Diagnostic>) -> T,
    ) -> Arc<T> {
        let loaded = match last.take().filter(|last| last.files == files) {
            Some(last) => last,
            None => {
                let mut found = Vec::new();
                let value = Arc::new(load(&mut found));
                Self { files, value, findings: found }
            }
        };
        findings.extend_from_slice(&loaded.findings);
        last.insert(loaded).value.clone()
    }
}

/// A theme for both kinds of output.
pub(super) struct LoadedTheme {
    asked: (String, Vec<String>),
    pub(super) theme: Theme,
    pub(super) print: PrintTheme,
    pub(super) fingerprint: Fingerprint,
}
