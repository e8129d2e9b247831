//! `check --fix`: makes the repairs that findings carry.
//!
//! Entry point: `Run::fix`. Invariant: a repair is made when it can mean nothing else, or when somebody has said yes to it. What is made is looked at like
//! any other content: a file that has more errors than before stays as it was. Nothing is written before all of it is known, and then only
//! over the files that were read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, IsTerminal};

use super::args::{self, Repairs};
use super::{Run, Status, style};
use crate::diagnostic::emit::text;
use crate::diagnostic::{Certainty, Code, Diagnostic, Findings, Fix, Severity, Sources};
use crate::edit::{Edits, FileEdit, Unsaved, certainty, difference, repaired};
use crate::i18n;
use crate::location::SitePath;
use crate::session::{Built, Options, Session, Timings};
use crate::source::Snapshot;

/// How often what came of repairs is looked at for more.
const ROUNDS: usize = 10;

/// A repair, wherever it stands after other ones.
type Question = (Code, SitePath, String, String);

/// What somebody has said to repairs that are only likely.
#[derive(Default)]
struct Answers {
    given: BTreeMap<Question, bool>,
    /// Nobody is asked any more.
    are_enough: bool,
}

impl Run {
    /// The site with repairs, and what is found in it then.
    pub(super) fn fix(
        &self,
        asked: &args::Check,
        session: &mut Session,
        (snapshot, mut built): (Snapshot, Built),
        (options, timings): (&Options, &mut Timings),
    ) -> Result<(Snapshot, Built), Status> {
        let may_ask = asked.fix == Some(Repairs::Ask);
        if may_ask
            && !(std::io::stdin().is_terminal() && super::streams::are_messages_on_a_terminal())
        {
            self.say("cli-fix-no-terminal", &[]);
            return Err(Status::Usage);
        }
        let mut now = snapshot.clone();
        let mut answers = Answers::default();
        let mut made: BTreeMap<SitePath, usize> = BTreeMap::new();
        let mut left: BTreeSet<SitePath> = BTreeSet::new();
        for _ in 0..ROUNDS {
            let findings = built.findings.clone().sorted();
            let mut wanted: BTreeMap<&SitePath, Vec<&Fix>> = BTreeMap::new();
            for finding in &findings {
                let Some(fix) = &finding.fix else { continue };
                let path = &fix.span.file;
                let Some(text) = now.text(path).filter(|_| !left.contains(path)) else { continue };
                let is_wanted = certainty(fix, &text) == Certainty::Certain
                    || (may_ask && self.wants((finding, fix), &text, &now, &mut answers));
                if is_wanted {
                    wanted.entry(path).or_default().push(fix);
                }
            }
            let mut texts = BTreeMap::new();
            for (path, fixes) in wanted {
                let text = now.text(path).unwrap_or_default();
                let (new, done) = repaired(&text, &fixes);
                if !done.is_empty() {
                    texts.insert(path.clone(), (new, done.len()));
                }
            }
            if texts.is_empty() {
                break;
            }
            let next = now.with_texts(texts.iter().map(|(path, (text, _))| (path, text.as_str())));
            let after = session.build_all(&next, options, timings);
            let worse: Vec<&SitePath> = texts
                .keys()
                .filter(|path| errors(&after.findings, path) > errors(&built.findings, path))
                .collect();
            if worse.is_empty() {
                (now, built) = (next, after);
                for (path, (_, count)) in texts {
                    *made.entry(path).or_default() += count;
                }
            } else {
                left.extend(worse.into_iter().cloned());
            }
        }
        for path in &left {
            self.say("cli-fix-worse", &[("path", path)]);
        }
        let mut edits = Edits::new();
        for path in made.keys() {
            let text = |snapshot: &Snapshot| snapshot.text(path).unwrap_or_default().into_owned();
            edits.change(path, text(&snapshot).as_bytes(), text(&now).as_bytes());
        }
        self.save_or_show(&edits, asked.dry_run)?;
        if !self.quiet {
            let (count, files) = (made.values().sum::<usize>(), made.len());
            let said = if asked.dry_run { "cli-fix-would" } else { "cli-fix-made" };
            self.say(said, &[("count", &count), ("files", &files)]);
            let likely = built.findings.iter().filter(|finding| finding.fix.is_some()).count();
            if likely > 0 && !may_ask {
                self.say("cli-fix-likely", &[("count", &likely)]);
            }
        }
        Ok((now, built))
    }

    /// Saves changes to files, or shows what they are.
    pub(super) fn save_or_show(&self, edits: &Edits, only_show: bool) -> Result<(), Status> {
        if only_show {
            for edit in edits.iter() {
                self.streams.data(&shown(&edit));
            }
            return Ok(());
        }
        edits.save(&self.root).map_err(|unsaved| match unsaved {
            Unsaved::Changed(path) => {
                self.say("cli-changed-meanwhile", &[("path", &path)]);
                Status::Environment
            }
            Unsaved::Exists(path) => {
                self.say("cli-new-exists", &[("path", &path)]);
                Status::Usage
            }
            Unsaved::Disk(error) => self.unwritable(&error),
        })
    }

    /// Whether somebody wants a repair that is only likely; each is asked about once.
    fn wants(
        &self,
        (finding, fix): (&Diagnostic, &Fix),
        text: &str,
        now: &Snapshot,
        answers: &mut Answers,
    ) -> bool {
        let written = text.get(fix.span.start..fix.span.end).unwrap_or_default().to_owned();
        let question = (finding.code, fix.span.file.clone(), written, fix.replacement.clone());
        if let Some(answer) = answers.given.get(&question) {
            return *answer;
        }
        if answers.are_enough {
            return false;
        }
        let sources = Sources::of(now);
        self.streams.message(&text::render(finding, &self.texts, &sources, style()));
        self.streams.message(&format!("{} ", self.texts.get("cli-fix-ask", &[])));
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line);
        // The end of what is typed is the end of questions, and so is what is neither yes nor no.
        let is_wanted = match (read, line.trim()) {
            (Ok(0) | Err(_), _) => None,
            (_, "") => Some(false),
            (_, word) => i18n::affirms(word).or_else(|| self.is_short_yes(word)),
        };
        answers.are_enough = is_wanted.is_none();
        answers.given.insert(question, is_wanted == Some(true));
        is_wanted == Some(true)
    }

    /// Yes or no by its first letter, in the language of messages.
    fn is_short_yes(&self, word: &str) -> Option<bool> {
        let lower = word.to_lowercase();
        let is = |id: &str| self.texts.get(id, &[]).to_lowercase() == lower;
        match () {
            () if is("cli-fix-yes") => Some(true),
            () if is("cli-fix-no") => Some(false),
            () => None,
        }
    }
}

/// What becomes of a file: its path, and the lines that differ.
fn shown(edit: &FileEdit<'_>) -> String {
    let text = |bytes: Option<&'_ [u8]>| {
        std::str::from_utf8(bytes.unwrap_or_default()).map(str::to_owned).ok()
    };
    let lines = match (text(edit.was), text(edit.new)) {
        (Some(was), Some(new)) => difference(&was, &new),
        // Nobody reads the bytes of a picture.
        _ => String::new(),
    };
    match edit.to {
        Some(to) => format!("{} → {to}\n{lines}", edit.path),
        None => format!("{}\n{lines}", edit.path),
    }
}

/// How many errors a file has.
fn errors(findings: &Findings, path: &SitePath) -> usize {
    let is_there = |finding: &&Diagnostic| {
        finding.severity == Severity::Error
            && finding.span.as_ref().is_some_and(|span| span.file == *path)
    };
    findings.iter().filter(is_there).count()
}
