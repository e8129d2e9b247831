//! The rules over a whole collection. A rule is a file in `rules/` with its tests; [`RULES`] names them all.
//!
//! Entry point: [`check`]. Invariant: rules only read, and run in a fixed order; what a single field or file can get wrong is found while
//! reading, not here.
//!
//! Some rules guard what would be broken otherwise (links to nothing, personal data without consent): they hold in any site. The others
//! are *checks*, matters of quality: a site sets how much each weighs (`checks:` in `site.yaml`, see `options`), an entry may be
//! excused with a reason (`suppress:`), and what was there before the tool came may wait ([`baseline`]). Both kinds are described in
//! `docs/checks.md`. Rules that types and sites declare are a third kind (`declaration`, `docs/rules.md`).

pub(crate) mod baseline;
mod declaration;
mod options;
mod rules;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::fingerprint::fingerprints;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Sources, problem};
use crate::hash::{Map, Set};
use crate::location::SitePath;
use crate::model::{Catalog, Entry, EntryKey, Publishing, Value};
use crate::plan::{BuildPlan, Permalinks, Promised};
use crate::schema::common;
use crate::source::Snapshot;
use crate::tracking::{self, Changes, ReadSet};

use baseline::Baseline;
use declaration::{DeclaredRule, declarations};
use options::{CheckOptions, CheckParameter, Setting};
use rules::anglicism::{AvoidedTerm, terms};

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The inputs.
    pub(crate) snapshot: &'a Snapshot,
    /// The settings.
    pub(crate) config: &'a Config,
    /// The collection.
    pub(crate) catalog: &'a Catalog,
    /// The entries that are looked at, one by one: all, or those whose texts alone have changed.
    pub(crate) entries: &'a [Arc<Entry>],
    /// What is published, and for which day.
    pub(crate) publishing: Publishing,
    /// What was found while reading: a field that could not be read as it was meant needs no second finding.
    pub(crate) read: &'a [Diagnostic],
}

impl<'a> Context<'a> {
    /// A look at settings, and at what does not concern single entries.
    pub(crate) fn without_entries(
        snapshot: &'a Snapshot,
        config: &'a Config,
        catalog: &'a Catalog,
        publishing: Publishing,
    ) -> Self {
        Self { snapshot, config, catalog, entries: &[], publishing, read: &[] }
    }

    /// The files in which something was found wrong while reading.
    fn unclear_files(&self) -> HashSet<&'a SitePath> {
        let wrong = self.read.iter().filter(|finding| finding.severity == Severity::Error);
        wrong.filter_map(|finding| Some(&finding.span.as_ref()?.file)).collect()
    }

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
        matches!(self.run, Run::Check { .. } | Run::Published(_))
    }
}

/// How a rule is applied.
enum Run {
    /// In every site, to entries one by one.
    Always(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// In every site, to the collection.
    Whole(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// As the site has set it.
    Check {
        scope: Scope,
        parameters: &'static [CheckParameter],
        run: fn(&CheckContext<'_>, &mut Vec<LintFinding>),
    },
    /// As the site has set it, to what is planned in place of what is online.
    Published(fn(&Context<'_>, &BuildPlan, &Promised, &Permalinks) -> Vec<Diagnostic>),
    /// As types and the site have written it themselves, with a weight for each.
    Declared,
}

/// What a check is applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// Entries one by one, with whatever else of the collection it reads for that.
    Entry,
    /// The collection: it compares entries with each other.
    Collection,
}

/// What a check looks at, and how a site has set it.
struct CheckContext<'a> {
    context: &'a Context<'a>,
    scope: Scope,
    setting: &'a Setting,
    /// The English words of the glossary.
    terms: &'a [AvoidedTerm],
}

impl<'a> CheckContext<'a> {
    /// The entries that readers find in lists, in all languages: nobody judges drafts.
    fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        let all = match self.scope {
            // Who looks at one entry is asked again whenever it is read anew.
            Scope::Entry => self.context.entries,
            Scope::Collection => self.context.catalog.entries(),
        };
        all.iter().map(|entry| &**entry).filter(|entry| entry.listed())
    }

    /// The same in the default language.
    fn originals(&self) -> impl Iterator<Item = &'a Entry> {
        let language = self.context.catalog.default_language();
        self.entries().filter(move |entry| entry.language == *language)
    }
}

/// What a check found in an entry.
#[derive(Clone, Debug)]
struct LintFinding {
    check: &'static str,
    about: (EntryKey, Arc<str>),
    finding: Diagnostic,
}

impl LintFinding {
    /// The driver fills in which check it was.
    fn about(entry: &Entry, finding: Diagnostic) -> Self {
        let about = (entry.key.clone(), entry.language.clone());
        Self { check: "", about, finding }
    }
}

/// All rules.
pub const RULES: &[Rule] = &[
    rules::adaptation_due::RULE,
    rules::anglicism::RULE,
    rules::calendar_dates::RULE,
    rules::consent::RULE,
    rules::declared::RULE,
    rules::document_metadata::RULE,
    rules::dropped_address::RULE,
    rules::duplicate_title::RULE,
    rules::figures::RULE,
    rules::files::RULE,
    rules::images::RULE,
    rules::link_text::RULE,
    rules::links::RULE,
    rules::missing_credit::RULE,
    rules::old_facts::RULE,
    rules::one_way_link::RULE,
    rules::orphan_page::RULE,
    rules::person_in_contact::RULE,
    rules::review_due::RULE,
    rules::settings::RULE,
    rules::table_header::RULE,
    rules::unique::RULE,
    rules::unpublished::RULE,
];

/// What is wrong with the settings of an edition.
pub(crate) fn check_settings(context: &Context<'_>) -> Vec<Diagnostic> {
    rules::settings::of_edition(context)
}

/// What was found.
#[derive(Debug, Default)]
struct Found {
    /// What is wrong in any site.
    wrong: Vec<Diagnostic>,
    findings: Vec<LintFinding>,
    /// Whether the entry asks to be excused from checks.
    excuses: bool,
}

impl Found {
    fn is_empty(&self) -> bool {
        self.wrong.is_empty() && self.findings.is_empty() && !self.excuses
    }

    /// Whether it points into files of which nobody said that they were read.
    fn points_elsewhere(&self) -> bool {
        let findings = self.findings.iter().map(|finding| &finding.finding);
        self.wrong.iter().chain(findings).any(|finding| !finding.related.is_empty())
    }
}

/// An entry in a language.
type Name = (EntryKey, Arc<str>);

/// An entry that rules have looked at.
#[derive(Debug)]
struct Judged {
    entry: Arc<Entry>,
    /// What else they have looked at; `None` when they have to look again in any case.
    reads: Option<ReadSet>,
}

/// Where an entry is in memory: as long as it is held, no other one is there.
fn address(entry: &Arc<Entry>) -> usize {
    Arc::as_ptr(entry).addr()
}

/// What the rules found in a collection.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// In the collection.
    whole: Found,
    /// In entries, as far as there is something in them.
    entries: BTreeMap<Name, Found>,
    /// For those who look again: what was looked at, by the address of the entry, which is held.
    judged: Map<usize, Judged>,
    /// What checks of the collection have read that found nothing.
    silent: BTreeMap<&'static str, ReadSet>,
    /// What had to be read before looking at entries; `None` when all have to be looked at again.
    before: Option<ReadSet>,
    /// How the site has set its checks.
    options: CheckOptions,
    baseline: Baseline,
}

/// Applies all rules. `keep` says that somebody will [look again](Checked::recheck).
pub(crate) fn check(context: &Context<'_>, keep: bool) -> Checked {
    Checked::default().recheck(context, &Changes::default(), keep)
}

/// All rules, ready to be applied.
struct Linter<'a> {
    context: Context<'a>,
    options: CheckOptions,
    terms: Vec<AvoidedTerm>,
    declarations: Vec<DeclaredRule<'a>>,
}

impl<'a> Linter<'a> {
    fn new(context: &Context<'a>, wrong: &mut Vec<Diagnostic>) -> Self {
        let options = CheckOptions::read(context.config, wrong);
        let declarations = declarations(context, wrong);
        let terms = terms(context.catalog);
        Self { context: *context, options, terms, declarations }
    }

    /// What is wrong in one entry.
    fn entry(&self, entry: &Arc<Entry>) -> Found {
        let context = Context { entries: std::slice::from_ref(entry), ..self.context };
        let excuses = entry.listed() && entry.wrote(common::SUPPRESS);
        let mut found = Found { excuses, ..Found::default() };
        for rule in RULES {
            match rule.run {
                Run::Always(run) => run(&context, &mut found.wrong),
                Run::Check { scope: Scope::Entry, run, .. } => {
                    self.check(&context, Scope::Entry, (rule, run), &mut found.findings);
                }
                Run::Declared => {
                    for declaration in &self.declarations {
                        rules::declared::evaluate(
                            &context,
                            declaration,
                            entry,
                            &mut found.findings,
                        );
                    }
                }
                Run::Whole(_) | Run::Check { scope: Scope::Collection, .. } | Run::Published(_) => {
                }
            }
        }
        found
    }

    /// What is wrong in the collection. Checks that found nothing last time need not look again unless something differs that they
    /// have read; what others found may have moved within its file.
    fn whole(
        &self,
        silent: &mut BTreeMap<&'static str, ReadSet>,
        changes: &Changes,
        keep: bool,
    ) -> Found {
        let last = std::mem::take(silent);
        let found = RULES.par_iter().map(|rule| {
            let mut found = Found::default();
            match rule.run {
                Run::Whole(run) => run(&self.context, &mut found.wrong),
                Run::Check { scope: Scope::Collection, run, .. } => {
                    if let Some(reads) = last.get(rule.name).filter(|reads| !reads.any(changes)) {
                        return (rule.name, found, Some(reads.clone()));
                    }
                    let check = || {
                        let scope = Scope::Collection;
                        self.check(&self.context, scope, (rule, run), &mut found.findings);
                    };
                    let ((), reads) = tracking::record(check);
                    let is_silent = keep && found.findings.is_empty();
                    return (rule.name, found, is_silent.then_some(reads));
                }
                Run::Declared => {
                    for declaration in &self.declarations {
                        let Found { wrong, findings, .. } = &mut found;
                        rules::declared::evaluate_all(&self.context, declaration, wrong, findings);
                    }
                }
                Run::Always(_) | Run::Check { scope: Scope::Entry, .. } | Run::Published(_) => {}
            }
            (rule.name, found, None)
        });
        let mut whole = Found::default();
        for (name, found, reads) in found.collect::<Vec<_>>() {
            silent.extend(reads.map(|reads| (name, reads)));
            whole.wrong.extend(found.wrong);
            whole.findings.extend(found.findings);
        }
        whole
    }

    fn check(
        &self,
        context: &Context<'_>,
        scope: Scope,
        (rule, run): (&Rule, fn(&CheckContext<'_>, &mut Vec<LintFinding>)),
        findings: &mut Vec<LintFinding>,
    ) {
        let Some(setting) = self.options.of(rule.name) else { return };
        let Some(severity) = setting.severity else { return };
        let before = findings.len();
        run(&CheckContext { context, scope, setting, terms: &self.terms }, findings);
        for finding in findings.iter_mut().skip(before) {
            finding.check = rule.name;
            finding.finding.severity = severity;
        }
    }
}

impl Checked {
    /// Applies all rules to a collection of which only `changes` differ, with the same settings and types: to entries that
    /// were read anew, to those for which something was read that differs, and to the collection.
    #[must_use]
    pub(crate) fn recheck(mut self, context: &Context<'_>, changes: &Changes, keep: bool) -> Self {
        let mut wrong = Vec::new();
        let (judge, before) = tracking::record(|| Linter::new(context, &mut wrong));
        let baseline = std::mem::take(&mut self.baseline).refresh(context.snapshot);
        if self.before.as_ref().is_none_or(|before| before.any(changes)) {
            self = Self::default();
        }
        self.baseline = baseline;
        self.before = keep.then_some(before);
        let unclear = context.unclear_files();
        let name = |entry: &Entry| (entry.key.clone(), entry.language.clone());
        let known = &self.judged;
        let judged: Vec<(Name, Found, Judged)> = context
            .entries
            .par_iter()
            .filter_map(|entry| {
                // What was found while reading, entries do not say themselves.
                let is_unclear = unclear.contains(&entry.file);
                let same = known.get(&address(entry)).is_some_and(|known| {
                    known.reads.as_ref().is_some_and(|reads| !reads.any(changes))
                });
                if same && !is_unclear {
                    return None;
                }
                let (found, reads) = if keep {
                    tracking::record(|| judge.entry(entry))
                } else {
                    (judge.entry(entry), ReadSet::default())
                };
                let reads = (!is_unclear && !found.points_elsewhere()).then_some(reads);
                Some((name(entry), found, Judged { entry: entry.clone(), reads }))
            })
            .collect();
        for (name, found, judged) in judged {
            if found.is_empty() {
                self.entries.remove(&name);
            } else {
                self.entries.insert(name.clone(), found);
            }
            if keep {
                self.judged.insert(address(&judged.entry), judged);
            }
        }
        if self.judged.len() > context.entries.len() {
            let left: Set<usize> = context.entries.iter().map(address).collect();
            self.judged.retain(|entry, _| left.contains(entry));
            if !self.entries.is_empty() {
                let left: Set<Name> = context.entries.iter().map(|entry| name(entry)).collect();
                self.entries.retain(|name, _| left.contains(name));
            }
        }
        self.whole = judge.whole(&mut self.silent, changes, keep);
        self.whole.wrong.append(&mut wrong);
        self.options = judge.options;
        self
    }

    /// Has checks of the whole collection look again also where they found nothing and nothing in it differs: they may have read other settings.
    pub(crate) fn doubt_silence(&mut self) {
        self.silent.clear();
    }

    /// What is wrong in any site.
    pub(crate) fn wrong(&self) -> impl Iterator<Item = &Diagnostic> {
        let entries = self.entries.values().flat_map(|found| &found.wrong);
        self.whole.wrong.iter().chain(entries)
    }

    fn all_remarks(&self) -> impl Iterator<Item = &LintFinding> {
        let entries = self.entries.values().flat_map(|found| &found.findings);
        self.whole.findings.iter().chain(entries)
    }

    /// What the checks have to say, without what is excused by an entry or the baseline. `whole` says that everything could be
    /// read: only then can something be called superfluous.
    pub(crate) fn findings(&self, context: &Context<'_>, whole: bool) -> Vec<Diagnostic> {
        let mut findings = self.baseline.found.clone();
        let (open, unused) = self.unexcused(context);
        findings.extend(self.baseline.waive(open, context.snapshot, whole));
        if whole {
            findings.extend(unused);
        }
        findings
    }

    /// What is online under `before` and is not where `plan` puts it, in the site of `context`.
    pub(crate) fn dropped(
        &self,
        context: &Context<'_>,
        plan: &BuildPlan,
        now: &Promised,
        before: &Permalinks,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for rule in RULES {
            let Run::Published(run) = rule.run else { continue };
            let setting = self.options.of(rule.name);
            let Some(severity) = setting.and_then(|setting| setting.severity) else { continue };
            let dropped = run(context, plan, now, before);
            found.extend(dropped.into_iter().map(|finding| finding.with_severity(severity)));
        }
        found
    }

    /// What is not excused by an entry, as a baseline would be written. The second value says how many findings that are.
    pub(crate) fn baseline(&self, context: &Context<'_>) -> (String, usize) {
        let (open, _) = self.unexcused(context);
        (baseline::write(&open, context.snapshot), open.len())
    }

    /// What is not excused by an entry, with the names under which a baseline waives it.
    pub(crate) fn names(&self, context: &Context<'_>) -> Vec<(Diagnostic, String)> {
        let (open, _) = self.unexcused(context);
        let names = fingerprints(&open, &Sources::of(context.snapshot));
        open.into_iter().zip(names).collect()
    }

    /// Sorted; and suppressions that suppress nothing.
    fn unexcused(&self, context: &Context<'_>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let catalog = context.catalog;
        let mut used: HashSet<(&EntryKey, &Arc<str>, &str)> = HashSet::new();
        let mut open = Findings::new();
        for finding in self.all_remarks() {
            let (key, language) = &finding.about;
            let entry = catalog.get_in(key, language);
            let excused = entry.is_some_and(|entry| {
                suppressions(entry)
                    .any(|(check, reason)| check == finding.check && reason.is_some())
            });
            if excused {
                let own = entry.is_some_and(|entry| entry.wrote(common::SUPPRESS));
                let owner = if own { language } else { catalog.default_language() };
                used.insert((key, owner, finding.check));
            } else {
                open.push(finding.finding.clone());
            }
        }
        let mut unused = Vec::new();
        let excused = self.entries.iter().filter(|(_, found)| found.excuses);
        for entry in excused.filter_map(|((key, language), _)| catalog.get_in(key, language)) {
            for (check, reason) in suppressions(entry) {
                let on = self.options.of(check).is_some_and(|setting| setting.severity.is_some());
                let problem = match reason {
                    None => problem::SuppressionProblem::Reason,
                    Some(_) if on && !used.contains(&(&entry.key, &entry.language, check)) => {
                        problem::SuppressionProblem::Unused
                    }
                    Some(_) => continue,
                };
                unused.push(Diagnostic::at(
                    problem::IdleSuppression { check: &check, problem },
                    entry.field_span(common::SUPPRESS),
                ));
            }
        }
        (open.sorted(), unused)
    }
}

/// The checks that an entry is excused from, each with the reason.
fn suppressions(entry: &Entry) -> impl Iterator<Item = (&str, Option<&str>)> {
    let pairs = entry.get(common::SUPPRESS).map(Value::pairs).unwrap_or_default();
    pairs.iter().filter_map(|(check, reason)| {
        let reason = reason.as_ref().and_then(Value::as_str).map(str::trim);
        Some((check.as_str()?, reason.filter(|reason| !reason.is_empty())))
    })
}
