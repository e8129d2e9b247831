//! The rules over a whole collection. A rule is a file in `rules/` with its tests; [`RULES`] names them all.
//!
//! Entry point: [`check`]. Invariant: rules only read, and run in a fixed order; what a single field or file can get wrong is found while
//! reading, not here.
//!
//! Some rules guard what would be broken otherwise (links to nothing, personal data without consent): they hold in any site. The others
//! are *checks*, matters of quality: a site sets how much each weighs (`checks:` in `site.yaml`, see `options`), an entry may be
//! excused with a reason (`suppress:`), and what was there before the tool came may wait ([`baseline`]). Both kinds are described in
//! `docs/checks.md`. Rules that types and sites declare are a third kind (`declaration`, `docs/rules.md`).

pub mod baseline;
mod declaration;
mod options;
mod rules;

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::model::{Catalog, Entry, EntryKey, Publishing, Value};
use crate::source::Snapshot;

use baseline::Baseline;
use options::{Options, Parameter, Setting};

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The inputs.
    pub snapshot: &'a Snapshot,
    /// The settings.
    pub config: &'a Config,
    /// The collection.
    pub catalog: &'a Catalog,
    /// The entries that are looked at, one by one: all, or those whose texts alone have changed.
    pub entries: &'a [Arc<Entry>],
    /// What is published, and for which day.
    pub publishing: Publishing,
    /// What was found while reading: a field that could not be read as it was meant needs no second finding.
    pub read: &'a [Diagnostic],
}

impl Context<'_> {
    /// Whether something in the value of a field was found wrong while reading.
    fn is_unclear(&self, entry: &Entry, field: &str) -> bool {
        let Some(area) = entry.area(field) else { return false };
        self.read
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .filter_map(|finding| finding.span.as_ref())
            .any(|span| span.file == entry.file && area.contains(&span.start))
    }
}

/// A rule.
pub struct Rule {
    /// Its name: that of its file, and for a check that of its code and in `site.yaml`.
    pub name: &'static str,
    /// What it can find.
    pub codes: &'static [Code],
    run: Run,
}

impl Rule {
    /// Whether sites can set how much it weighs.
    pub fn is_check(&self) -> bool {
        matches!(self.run, Run::Check { .. })
    }
}

/// How a rule is applied.
enum Run {
    /// In every site.
    Always(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// As the site has set it.
    Check { scope: Scope, parameters: &'static [Parameter], run: fn(&Look<'_>, &mut Vec<Remark>) },
    /// As types and the site have written it themselves, with a weight for each.
    Declared(fn(&Context<'_>, &mut Checked)),
}

/// What a check has to be applied to again when only the text of one entry has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// That entry: it looks at entries one by one.
    Entry,
    /// Nothing: it looks at fields and links of several entries, and at no text.
    Collection,
}

/// What a check looks at, and how a site has set it.
struct Look<'a> {
    context: &'a Context<'a>,
    setting: &'a Setting,
}

impl<'a> Look<'a> {
    /// The entries that readers find in lists, in all languages: nobody judges drafts.
    fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.context.entries.iter().map(|entry| &**entry).filter(|entry| entry.listed())
    }

    /// The same in the default language.
    fn originals(&self) -> impl Iterator<Item = &'a Entry> {
        let language = self.context.catalog.default_language();
        self.entries().filter(move |entry| entry.language == *language)
    }
}

/// What a check found in an entry.
#[derive(Clone, Debug)]
struct Remark {
    check: &'static str,
    scope: Scope,
    about: (EntryKey, Arc<str>),
    finding: Diagnostic,
}

impl Remark {
    /// The driver fills in which check it was.
    fn about(entry: &Entry, finding: Diagnostic) -> Self {
        let about = (entry.key.clone(), entry.language.clone());
        Self { check: "", scope: Scope::Entry, about, finding }
    }
}

/// All rules.
pub const RULES: &[Rule] = &[
    rules::adaptation_due::RULE,
    rules::anglicism::RULE,
    rules::consent::RULE,
    rules::declared::RULE,
    rules::duplicate_title::RULE,
    rules::images::RULE,
    rules::link_text::RULE,
    rules::links::RULE,
    rules::missing_credit::RULE,
    rules::old_facts::RULE,
    rules::one_way_link::RULE,
    rules::orphan_page::RULE,
    rules::review_due::RULE,
    rules::settings::RULE,
    rules::table_header::RULE,
    rules::unique::RULE,
    rules::unpublished::RULE,
];

/// What is wrong with the settings of a site: those of the main one, or of an edition.
pub fn check_settings(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Run::Always(run) = rules::settings::RULE.run {
        run(context, &mut found);
    }
    found
}

/// What the rules found in a collection.
#[derive(Debug, Default)]
pub struct Checked {
    /// What is wrong in any site.
    pub wrong: Vec<Diagnostic>,
    remarks: Vec<Remark>,
}

/// Applies all rules.
pub fn check(context: &Context<'_>) -> Checked {
    let mut wrong = Vec::new();
    let options = Options::read(context.config, &mut wrong);
    let mut checked = apply(context, &options, |_| true);
    checked.wrong.append(&mut wrong);
    checked
}

fn apply(
    context: &Context<'_>,
    options: &Options,
    wanted: impl Fn(Scope) -> bool + Sync,
) -> Checked {
    let found = RULES.par_iter().map(|rule| {
        let mut found = Checked::default();
        match rule.run {
            Run::Always(run) => run(context, &mut found.wrong),
            Run::Declared(run) if wanted(Scope::Collection) => run(context, &mut found),
            Run::Declared(_) => {}
            Run::Check { scope, run, .. } => {
                let setting = options.of(rule.name);
                if let Some((setting, severity)) = setting.and_then(|s| Some((s, s.severity?)))
                    && wanted(scope)
                {
                    run(&Look { context, setting }, &mut found.remarks);
                    for remark in &mut found.remarks {
                        remark.check = rule.name;
                        remark.scope = scope;
                        remark.finding.severity = severity;
                    }
                }
            }
        }
        found
    });
    let mut all = Checked::default();
    for found in found.collect::<Vec<_>>() {
        all.wrong.extend(found.wrong);
        all.remarks.extend(found.remarks);
    }
    all
}

impl Checked {
    /// The same after only the text of `entry` has changed; `context` is that of the changed collection.
    #[must_use]
    pub fn with_text(mut self, context: &Context<'_>, entry: &Arc<Entry>) -> Self {
        let options = Options::read(context.config, &mut Vec::new());
        let context = Context { entries: std::slice::from_ref(entry), ..*context };
        let fresh = apply(&context, &options, |scope| scope == Scope::Entry);
        let about = (entry.key.clone(), entry.language.clone());
        self.remarks.retain(|remark| remark.scope != Scope::Entry || remark.about != about);
        self.remarks.extend(fresh.remarks);
        Self { wrong: fresh.wrong, ..self }
    }

    /// What the checks have to say, without what is excused by an entry or the baseline. `whole` says that everything could be
    /// read: only then can something be called superfluous.
    pub fn remarks(&self, context: &Context<'_>, whole: bool) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let baseline = Baseline::read(context.snapshot, &mut findings);
        let (open, idle) = self.unexcused(context);
        findings.extend(baseline.waive(open, context.snapshot, whole));
        if whole {
            findings.extend(idle);
        }
        findings
    }

    /// What is not excused by an entry, as a baseline would be written. The second value says how many findings that are.
    pub fn baseline(&self, context: &Context<'_>) -> (String, usize) {
        let (open, _) = self.unexcused(context);
        (baseline::write(&open, context.snapshot), open.len())
    }

    /// Sorted; and suppressions that suppress nothing.
    fn unexcused(&self, context: &Context<'_>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let catalog = context.catalog;
        let mut used: HashSet<(&EntryKey, &Arc<str>, &str)> = HashSet::new();
        let mut open = Findings::new();
        for remark in &self.remarks {
            let (key, language) = &remark.about;
            let entry = catalog.get_in(key, language);
            let excused = entry.is_some_and(|entry| {
                suppressions(entry).any(|(check, reason)| check == remark.check && reason.is_some())
            });
            if excused {
                let own = entry.is_some_and(|entry| entry.wrote("suppress"));
                let owner = if own { language } else { catalog.default_language() };
                used.insert((key, owner, remark.check));
            } else {
                open.push(remark.finding.clone());
            }
        }
        let options = Options::read(context.config, &mut Vec::new());
        let mut idle = Vec::new();
        for entry in catalog.entries().iter().filter(|e| e.listed() && e.wrote("suppress")) {
            for (check, reason) in suppressions(entry) {
                let on = options.of(check).is_some_and(|setting| setting.severity.is_some());
                let problem = match reason {
                    None => "reason",
                    Some(_) if on && !used.contains(&(&entry.key, &entry.language, check)) => {
                        "idle"
                    }
                    Some(_) => continue,
                };
                idle.push(
                    Diagnostic::at(Code::IdleSuppression, entry.field_span("suppress"))
                        .arg("check", check)
                        .arg("problem", problem),
                );
            }
        }
        (open.sorted(), idle)
    }
}

/// The checks that an entry is excused from, each with the reason.
fn suppressions(entry: &Entry) -> impl Iterator<Item = (&str, Option<&str>)> {
    let pairs = match entry.get("suppress") {
        Some(Value::Map(pairs)) => pairs.as_slice(),
        _ => &[],
    };
    pairs.iter().filter_map(|(check, reason)| {
        let reason = reason.as_ref().and_then(Value::as_str).map(str::trim);
        Some((check.as_str()?, reason.filter(|reason| !reason.is_empty())))
    })
}
