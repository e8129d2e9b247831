//! Runs within bounds: of content that strangers wrote (`--untrusted`), and of sites that bound themselves (`limits` in `site.yaml`).
//!
//! Entry points: [`Run::within_bounds`] in the process that is started, [`Run::enter_confines`] in the worker that it starts. Invariant: what
//! strangers wrote is read, checked and rendered in a worker only, which reaches no file but those of the site and its output.

use std::path::{Component, Path, PathBuf};

use super::{Run, Status, args};
use crate::config::{Config, Limits};
use crate::confine::{self, Access, AccessError, Bound, Bounds, Ended, Mark, UnderWay, Worker};
use crate::diagnostic::{Diagnostic, Findings, problem};
use crate::disk::DiskError;
use crate::location::{SitePath, Span};
use crate::picture::PixelBounds;
use crate::publish::Scratch;
use crate::session::{Distrust, Session};
use crate::source::Snapshot;

/// How long building a site of strangers may take, unless the command line says otherwise.
const SECONDS: u64 = 300;
/// The same for mebibytes of memory.
const MEMORY: u64 = 2048;
/// The largest file that it may write, in bytes; all pages lie in one before they are published.
const FILE: u64 = 1024 * 1024 * 1024;
/// How much there may be of a site of strangers.
const DISTRUST: Distrust = Distrust {
    outputs: 50_000,
    files: 20_000,
    bytes: 512 * 1024 * 1024,
    pictures: PixelBounds { pixels: 40_000_000, animation: 200_000_000 },
};
/// How many outputs a finding names.
const NAMED: usize = 3;
/// The only room of strangers that is read: what they would have pages look like is not.
const INPUT_FOLDERS: [&str; 1] = ["content"];

/// What is bounded.
pub(super) struct Asked<'a> {
    pub(crate) trust: &'a args::Trust,
    pub(crate) reading: &'a args::ReadingArguments,
    pub(crate) telling: &'a args::Telling,
    /// What is said when the worker had to be stopped, beside the finding.
    pub(crate) unfinished: Option<&'static str>,
}

impl Run {
    /// Has a worker do what this process was asked for, when that is to be bounded: how that ended; `None` when this process does it.
    /// The settings in `snapshot` bound the site as well; strangers have no say.
    pub(super) fn within_bounds(
        &self,
        asked: &Asked<'_>,
        snapshot: Option<&Snapshot>,
    ) -> Result<Option<Status>, Status> {
        if self.worker.is_some() {
            return Ok(None);
        }
        let Some(bounds) = bounds(asked.trust, snapshot) else { return Ok(None) };
        let today = match snapshot {
            // It was said already.
            Some(_) => match self.day(asked.reading)? {
                Some(day) => day,
                None => self.clock()?,
            },
            None => self.today(asked.reading)?,
        };
        let mark = Mark { bounds, today: today.to_string() };
        let arguments = std::env::args_os().skip(1);
        let ended = confine::run(&mark, arguments).map_err(|error| {
            self.say("cli-no-worker", &[("reason", &error)]);
            Status::Environment
        })?;
        let (bound, under_way) = match ended {
            Ended::ByItself(code, said) => {
                self.streams.data(&String::from_utf8_lossy(&said));
                return Ok(Some(match code {
                    0 => Status::Fine,
                    1 => Status::Findings,
                    2 => Status::Usage,
                    _ => Status::Environment,
                }));
            }
            Ended::Beyond(bound, under_way) => (bound, under_way),
        };
        let mut findings = Findings::new();
        findings.extend([finding(bound, &bounds, &under_way)]);
        let nothing = Snapshot::default();
        let (format, deny) = (asked.telling.format, asked.telling.deny);
        self.report(findings, format, snapshot.unwrap_or(&nothing), deny);
        if let Some(unfinished) = asked.unfinished {
            self.say(unfinished, &[]);
        }
        Ok(Some(Status::Findings))
    }

    /// Has this process, which is the worker, reach only the site, what it writes to, and the file `online`; for content of strangers.
    pub(super) fn enter_confines(
        &self,
        trust: &args::Trust,
        out: Option<&Path>,
        online: Option<&Path>,
    ) -> Result<(), Status> {
        if !trust.untrusted {
            return Ok(());
        }
        // What is not there is said where it is looked for.
        let reads = [Some(self.root.as_path()), online].into_iter().flatten();
        let reads = reads.filter(|path| path.exists()).map(Path::to_path_buf).collect();
        let writes = out.map(|out| self.beside(out)).transpose()?.into_iter().collect();
        confine::confine(&Access { reads, writes }).map_err(|error| {
            match error {
                AccessError::Unsupported => self.say("cli-no-landlock", &[]),
                AccessError::Path { path, source } => {
                    self.unreadable(&DiskError::io(&path, source));
                }
            }
            Status::Environment
        })?;
        if !self.quiet && self.root.join("themes").is_dir() {
            self.say("cli-standard-theme", &[]);
        }
        Ok(())
    }

    /// The folder in which an output folder is exchanged; it is made when it is not there. Inside the site, strangers may have laid links:
    /// none is followed.
    fn beside(&self, out: &Path) -> Result<PathBuf, Status> {
        let failed = |source| self.unreadable(&DiskError::io(out, source));
        let root = plain(&std::path::absolute(&self.root).map_err(failed)?);
        let out = plain(&std::path::absolute(out).map_err(failed)?);
        let parent = out.parent().unwrap_or(&out);
        if parent.starts_with(&root) {
            let there = parent.ancestors().find(|path| path.symlink_metadata().is_ok());
            let there = std::fs::canonicalize(there.unwrap_or(&root)).map_err(failed)?;
            if !there.starts_with(std::fs::canonicalize(&root).map_err(failed)?) {
                self.say("cli-link-outside", &[("path", &out.display())]);
                return Err(Status::Environment);
            }
        }
        std::fs::create_dir_all(parent).map_err(failed)?;
        Ok(parent.to_path_buf())
    }

    /// A session for one run, as far as the content is trusted. Must be called before [`Run::enter_confines`].
    pub(super) fn single(&self, trust: &args::Trust) -> Session {
        let mut session = Session::single();
        session.set_scratch(Scratch::new());
        session.set_distrust(trust.untrusted.then_some(DISTRUST));
        session.set_witness(self.worker.as_ref().map(Worker::observer));
        session
    }

    /// The files of the site: those of strangers without their theme.
    pub(super) fn snapshot_of(&self, trust: &args::Trust) -> Result<Snapshot, Status> {
        if !trust.untrusted {
            return self.snapshot();
        }
        self.find_site()?;
        Snapshot::read_only(&self.root, &INPUT_FOLDERS).map_err(|error| self.unreadable(&error))
    }
}

/// An absolute path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// The bounds of a run; `None` when it has none.
fn bounds(trust: &args::Trust, snapshot: Option<&Snapshot>) -> Option<Bounds> {
    let own = match snapshot {
        Some(snapshot) if !trust.untrusted => Config::load(snapshot, &mut Vec::new()).limits,
        _ => Limits::default(),
    };
    let standard = |value| trust.untrusted.then_some(value);
    let seconds = trust.max_seconds.or(own.seconds).map(u64::from).or(standard(SECONDS));
    let memory = trust.max_memory.or(own.memory).map(u64::from).or(standard(MEMORY));
    let bounds = Bounds { seconds, memory, file: standard(FILE) };
    (bounds.seconds.is_some() || bounds.memory.is_some()).then_some(bounds)
}

/// What is said about a worker that had to be stopped.
fn finding(bound: Bound, bounds: &Bounds, under_way: &[UnderWay]) -> Diagnostic {
    let first = under_way.first();
    let template = first.and_then(|first| first.template.as_deref());
    let origin = first.and_then(|first| first.origin.as_deref());
    let place = template.or(origin).and_then(SitePath::new).map(|file| Span::start_of(&file));
    let named: Vec<&str> = under_way.iter().take(NAMED).map(|one| one.path.as_str()).collect();
    let named = named.join(", ");
    let outputs = Some(named.as_str()).filter(|named| !named.is_empty());
    match bound {
        Bound::Time => {
            let seconds = bounds.seconds;
            Diagnostic::new(problem::OutOfTime { seconds, outputs, template }, place)
        }
        Bound::Memory => {
            let memory = bounds.memory;
            Diagnostic::new(problem::OutOfMemory { memory, outputs, template }, place)
        }
        Bound::File => {
            let max = bounds.file.map(|bytes| bytes / (1024 * 1024));
            let of = problem::OutputMeasure::Bytes { max, outputs, template };
            Diagnostic::new(problem::TooMuchOutput { of }, place)
        }
    }
}
