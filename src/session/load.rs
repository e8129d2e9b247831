//! What a run begins with: settings, types and entries, what rules find in them, and how they are shown.
//!
//! Entry points: [`Site::load`], [`baseline`]; within a session `load`, then `check`, then `load_presentation`. Invariant: what was loaded from files that are the
//! same is kept, with what was found in them.

use std::sync::Arc;

use super::outcome::RunFindings;
use super::request::RunRequest;
use super::{Options, Session, SiteName, Timings};
use crate::check::{self, Checked};
use crate::config::{Config, SETTINGS_FILE};
use crate::diagnostic::{Diagnostic, Findings};
use crate::edition::{self, Edition};
use crate::model::{Catalog, Memory, Publishing, Reading};
use crate::publication::{self, Publication};
use crate::render::print::PrintTheme;
use crate::schema::{FIGURES_FOLDER, Schema};
use crate::source::{Snapshot, SourceFile};
use crate::theme::{self, Theme};
use crate::tracking::{Changes, Compare, Fingerprint};

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
        let mut request = RunRequest::everything(snapshot, options, timings);
        let problems = std::mem::take(findings);
        let mut found = RunFindings { problems, ..RunFindings::default() };
        let content = Session::single().load_checked(&mut request, &mut found);
        findings.extend(found.problems);
        findings.extend(found.findings);
        content.site
    }

    /// What rules look at.
    fn checking<'a>(
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
    let mut found = RunFindings::default();
    let timings = &mut Timings::default();
    let mut request = RunRequest::everything(snapshot, options, timings);
    let content = Session::single().load_checked(&mut request, &mut found);
    if found.has_errors() {
        let mut findings = Findings::new();
        findings.extend(found.problems);
        return Err(findings);
    }
    let CheckedContent { site, checked, .. } = content;
    Ok(checked.baseline(&site.checking(snapshot, options.publishing)))
}

/// What the checks of a site find that no entry is excused from, with the names by which a baseline waives it.
pub(super) fn names(snapshot: &Snapshot, options: &Options) -> Vec<(Diagnostic, String)> {
    let mut found = RunFindings::default();
    let timings = &mut Timings::default();
    let mut request = RunRequest::everything(snapshot, options, timings);
    let content = Session::single().load_checked(&mut request, &mut found);
    let CheckedContent { site, checked, .. } = content;
    checked.names(&site.checking(snapshot, options.publishing))
}

/// Settings, types and entries as they were read.
pub(super) struct LoadedContent {
    site: Site,
    /// What differs from the last state, when that had the same settings and types.
    changes: Option<Changes>,
}

/// Settings, types and entries, and what rules found in them.
pub(super) struct CheckedContent {
    pub(super) site: Site,
    /// As in [`LoadedContent`].
    pub(super) changes: Option<Changes>,
    pub(super) checked: Checked,
}

/// How content is shown, and where: what needs entries to be read.
pub(super) struct Presentation {
    pub(super) loaded_theme: Arc<LoadedTheme>,
    pub(super) publications: Vec<Publication>,
    pub(super) editions: Vec<Edition>,
}

impl Session {
    /// Loads and checks content.
    fn load_checked(
        &mut self,
        request: &mut RunRequest<'_>,
        found: &mut RunFindings,
    ) -> CheckedContent {
        let content = self.load(request, found);
        self.check(request, content, found)
    }

    /// Loads settings, types and entries, and says what differs from the last state.
    pub(super) fn load(
        &mut self,
        request: &mut RunRequest<'_>,
        found: &mut RunFindings,
    ) -> LoadedContent {
        let RunRequest { snapshot, options, .. } = *request;
        let findings = &mut found.problems;
        findings.extend_from_slice(snapshot.problems());
        let before = findings.len();
        let config = self.load_config(snapshot, options, findings);
        let types = type_files(snapshot);
        self.forget_unless_same((snapshot, options), &config, &types);
        let timings = &mut *request.timings;
        let schema = timings.step("types", || {
            Loaded::refresh(&mut self.schema, types, findings, |found| {
                Schema::load(snapshot, found)
            })
        });
        found.standing.settings.extend_from_slice(&findings[before..]);
        let publishing = options.publishing;
        let settings = config.for_entries();
        let scope = Reading { snapshot, schema: &schema, settings, publishing };
        let catalog =
            timings.step("entries", || Catalog::reload(&scope, &mut self.memory, findings));
        let last = self.state.as_ref().filter(|last| last.context == self.context);
        let changes = last.map(|last| {
            timings.step("compare", || {
                let mut changes = self.memory.changes().clone();
                changes.extend(self.pending.iter().map(|(pending, _)| pending));
                catalog.changes_since(&last.catalog, &mut changes);
                changes
            })
        });
        LoadedContent { site: Site { config, catalog }, changes }
    }

    /// Loads the settings, with what the options and the bounds for strangers put in their place.
    pub(super) fn load_config(
        &self,
        snapshot: &Snapshot,
        options: &Options,
        findings: &mut Vec<Diagnostic>,
    ) -> Config {
        let mut config = Config::load(snapshot, findings);
        if let Some(distrust) = self.distrust {
            (config.theme, config.theme_at) = (theme::STANDARD.to_owned(), None);
            config.pictures = distrust.pictures;
        }
        if options.base_url.is_some() && options.site == SiteName::Main {
            config.base_url.clone_from(&options.base_url);
        }
        config
    }

    /// Notes under what everything is done, and forgets the entries that were read under something else.
    pub(super) fn forget_unless_same(
        &mut self,
        (snapshot, options): (&Snapshot, &Options),
        config: &Config,
        types: &[SourceFile],
    ) {
        let of_types = types.iter().map(|file| (file.path().clone(), file.bytes().ok()));
        let reading = Fingerprint::of((
            config.for_entries(),
            of_types.collect::<Vec<_>>(),
            (options.publishing.drafts, options.publishing.today.to_string()),
        ));
        if reading != self.reading {
            self.reading = reading;
            self.memory = Memory::default();
        }
        let settings = snapshot.get_str(SETTINGS_FILE).and_then(|file| file.bytes().ok());
        self.context = Fingerprint::of((reading, settings, &options.base_url, options.print));
    }

    /// Applies all rules that need no theme: anew to what differs, where that is known.
    pub(super) fn check(
        &mut self,
        request: &mut RunRequest<'_>,
        content: LoadedContent,
        found: &mut RunFindings,
    ) -> CheckedContent {
        let LoadedContent { site, changes } = content;
        let context = site.checking(request.snapshot, request.options.publishing);
        let last = self.state.as_mut().filter(|last| last.context == self.context);
        let keep = !self.is_single;
        let checked = request.timings.step("rules", || {
            let context = check::Context { read: &found.problems, ..context };
            match (last, &changes) {
                (Some(last), Some(changes)) => {
                    std::mem::take(&mut last.checked).recheck(&context, changes, keep)
                }
                _ => check::check(&context, keep),
            }
        });
        found.problems.extend(checked.wrong().cloned());
        found.findings.extend(checked.findings(&context, !found.has_errors()));
        CheckedContent { site, changes, checked }
    }

    /// Loads the theme, the publications and the editions.
    pub(super) fn load_presentation(
        &mut self,
        request: &mut RunRequest<'_>,
        site: &Site,
        found: &mut RunFindings,
    ) -> Presentation {
        let snapshot = request.snapshot;
        let Site { config, catalog } = site;
        let RunFindings { problems: findings, standing, .. } = found;
        let before = findings.len();
        let loaded_theme =
            request.timings.step("theme", || self.load_theme(snapshot, config, findings));
        loaded_theme.theme.print_layouts().check_types(&catalog.schema, findings);
        standing.theme.extend_from_slice(&findings[before..]);
        let publications =
            publication::load(snapshot, config, catalog, &loaded_theme.theme, findings);
        let before = findings.len();
        let editions = load_editions(request, (config, catalog), &loaded_theme.theme, findings);
        standing.plan.extend_from_slice(&findings[before..]);
        Presentation { loaded_theme, publications, editions }
    }

    /// The theme that the settings name; the last one when its files are the same.
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

/// The files that types are written in.
pub(super) fn type_files(snapshot: &Snapshot) -> Vec<SourceFile> {
    let types = snapshot.under("content/types/").chain(snapshot.under(FIGURES_FOLDER));
    types.cloned().collect()
}

/// The editions, with what is wrong in their settings.
pub(super) fn load_editions(
    request: &mut RunRequest<'_>,
    (config, catalog): (&Config, &Catalog),
    theme: &Theme,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Edition> {
    let RunRequest { snapshot, options, .. } = *request;
    let mut editions = request.timings.step("editions", || {
        theme::check_brand(snapshot, theme, config, findings);
        let editions = edition::load(snapshot, config, catalog, theme, findings);
        for edition in &editions {
            let config = &edition.config;
            let context =
                check::Context::without_entries(snapshot, config, catalog, options.publishing);
            // What they take over from others is wrong once, though less of it may be counted here.
            for finding in check::check_settings(&context) {
                let is_same =
                    |known: &Diagnostic| (known.code, &known.span) == (finding.code, &finding.span);
                if !findings.iter().any(is_same) {
                    findings.push(finding);
                }
            }
        }
        editions
    });
    if let (SiteName::Edition(id), Some(url)) = (&options.site, &options.base_url) {
        for edition in editions.iter_mut().filter(|edition| edition.id == *id) {
            edition.config.base_url = Some(url.clone());
        }
    }
    editions
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
