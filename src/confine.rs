//! Work in a process of its own, with bounds on time, memory and files.
//!
//! Entry points: [`run`] in the process that asks, [`Worker::enter`] in the one that works. Invariant: what the worker has said on standard
//! output is handed on as a whole or not at all; it never outlives the bounds, nor the process that asked.
//!
//! The worker is this program itself, started again with the same arguments. It sets its own limits before it does anything else
//! (`setrlimit`, and Landlock where strangers wrote the input): nothing has to be done between `fork` and `exec`, which
//! would need `unsafe`. Its standard input is a pipe over which it tells what it is making, so that there is something to say when it had
//! to be stopped. Memory is bounded on Linux, processor time on Linux and macOS; elsewhere there is time on the clock alone.
#![allow(
    clippy::disallowed_methods,
    reason = "starts this program again, and no other one; opens what the worker may read and write"
)]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::session::{JobObserver, Making};

/// The environment variable by which a process knows that it is the worker, and with which bounds.
pub(crate) const MARK: &str = "BROSCHUR_WORKER";
/// How many files a worker may have open.
#[cfg(any(target_os = "linux", target_os = "macos"))]
const MAX_OPEN_FILES: u64 = 1024;

/// How much a worker may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Bounds {
    /// Seconds on the clock; `None` for as long as it takes.
    pub(crate) seconds: Option<u64>,
    /// Mebibytes of memory; `None` for as much as there is.
    pub(crate) memory: Option<u64>,
    /// The largest file that it may write, in bytes. What it makes lies in one file before it is published.
    pub(crate) file: Option<u64>,
}

/// What a worker is told beside its arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How much it may take.
    pub(crate) bounds: Bounds,
    /// The day for which it works, as it is written for `--as-of`.
    pub(crate) today: String,
}

/// How a worker ended.
#[derive(Debug)]
pub enum Ended {
    /// By itself, with this exit status and this on its standard output.
    ByItself(i32, Vec<u8>),
    /// It went beyond a bound while it was making this, what it had begun first in front.
    Beyond(Bound, Vec<UnderWay>),
}

/// A bound that a worker went beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Time.
    Time,
    /// Memory, that of the stack included.
    Memory,
    /// The size of files.
    File,
}

/// An output that was being made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    /// Its path.
    pub(crate) path: String,
    /// The template that was being filled, as a file of the site; `None` before that, and for templates of the standard theme.
    pub(crate) template: Option<String>,
    /// The file of the site that it is made from.
    pub(crate) origin: Option<String>,
}

/// What a worker tells.
#[derive(Debug, Serialize, Deserialize)]
enum News {
    Begins(UnderWay),
    Ends(String),
}

/// Starts this program again with these arguments, as a worker, and waits until it has ended.
///
/// # Errors
/// When the system refuses to start it.
pub fn run(mark: &Mark, arguments: impl Iterator<Item = OsString>) -> io::Result<Ended> {
    let seconds = mark.bounds.seconds.map(Duration::from_secs);
    let deadline = seconds.and_then(|seconds| Instant::now().checked_add(seconds));
    let (news, to_us) = io::pipe()?;
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args(arguments)
        .env(MARK, serde_json::to_string(mark)?)
        // Where memory ran out is nobody's business but that of whoever mends this program.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::from(to_us))
        .stdout(Stdio::piped());
    let mut child = command.spawn()?;
    // It holds our copy of the worker's end of the pipe, which would never end.
    drop(command);
    let waited = wait(&mut child, news, deadline);
    if waited.is_err() {
        let _ = child.kill();
        let _ = child.wait();
    }
    waited
}

fn wait(child: &mut Child, news: io::PipeReader, deadline: Option<Instant>) -> io::Result<Ended> {
    let listener = thread::Builder::new().spawn(move || listen(news))?;
    let (send, said) = mpsc::channel();
    if let Some(mut stdout) = child.stdout.take() {
        thread::Builder::new().spawn(move || {
            let mut all = Vec::new();
            let read = stdout.read_to_end(&mut all).map(|_| all);
            // Nobody listens any more when the worker had to be stopped.
            let _ = send.send(read);
        })?;
    }
    let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
    let said = match left.map_or_else(
        || said.recv().map_err(|_| RecvTimeoutError::Disconnected),
        |left| said.recv_timeout(left),
    ) {
        Ok(said) => Some(said?),
        Err(RecvTimeoutError::Disconnected) => Some(Vec::new()),
        Err(RecvTimeoutError::Timeout) => {
            child.kill()?;
            None
        }
    };
    let status = child.wait()?;
    let under_way = || listener.join().unwrap_or_default();
    Ok(match said {
        None => Ended::Beyond(Bound::Time, under_way()),
        Some(said) => match bound(status) {
            None => Ended::ByItself(status.code().unwrap_or(3), said),
            Some(bound) => Ended::Beyond(bound, under_way()),
        },
    })
}

/// Which bound ended a process; `None` when it ended by itself.
#[cfg(unix)]
fn bound(status: ExitStatus) -> Option<Bound> {
    use std::os::unix::process::ExitStatusExt;
    // The same numbers on Linux and macOS; `abort` and a stack that ran over end with the others.
    const CPU: i32 = 24;
    const FILE: i32 = 25;
    status.signal().map(|signal| match signal {
        CPU => Bound::Time,
        FILE => Bound::File,
        _ => Bound::Memory,
    })
}

#[cfg(not(unix))]
fn bound(status: ExitStatus) -> Option<Bound> {
    // What `abort` and a stack that ran over end with (STATUS_STACK_BUFFER_OVERRUN, STATUS_STACK_OVERFLOW).
    matches!(status.code(), Some(-1073740791 | -1073741571)).then_some(Bound::Memory)
}

/// What is under way when the worker says nothing more.
fn listen(news: io::PipeReader) -> Vec<UnderWay> {
    let mut begun: BTreeMap<u64, UnderWay> = BTreeMap::new();
    for (number, line) in (0..).zip(BufReader::new(news).lines().map_while(Result::ok)) {
        // A line that was cut off is the last one.
        let Ok(news) = serde_json::from_str(&line) else { break };
        match news {
            News::Ends(path) => begun.retain(|_, one| one.path != path),
            News::Begins(output) => {
                let known = begun.iter_mut().find(|(_, known)| known.path == output.path);
                match known {
                    // It says more now.
                    Some((_, known)) => *known = output,
                    None => drop(begun.insert(number, output)),
                }
            }
        }
    }
    begun.into_values().collect()
}

/// The process that works.
pub(crate) struct Worker {
    /// What it was told.
    pub(crate) mark: Mark,
    tell: Arc<Teller>,
}

/// The worker's end of the pipe.
struct Teller(Mutex<Option<File>>);

impl Worker {
    /// Has this process be the worker that `mark`, the value of [`MARK`], speaks of: sets its limits. `None` when that is no mark.
    ///
    /// # Errors
    /// When the system refuses the limits.
    pub(crate) fn enter(mark: &str) -> io::Result<Option<Self>> {
        let Ok(mark) = serde_json::from_str::<Mark>(mark) else { return Ok(None) };
        limit(&mark.bounds)?;
        Ok(Some(Self { mark, tell: Arc::new(Teller(Mutex::new(standard_input()))) }))
    }

    /// Whom the session tells what it is making.
    pub(crate) fn observer(&self) -> Arc<dyn JobObserver> {
        self.tell.clone()
    }
}

#[cfg(unix)]
fn standard_input() -> Option<File> {
    use std::os::fd::AsFd;
    io::stdin().as_fd().try_clone_to_owned().ok().map(File::from)
}

#[cfg(windows)]
fn standard_input() -> Option<File> {
    use std::os::windows::io::AsHandle;
    io::stdin().as_handle().try_clone_to_owned().ok().map(File::from)
}

impl Teller {
    fn tell(&self, news: &News) {
        let mut pipe = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(file) = pipe.as_mut() else { return };
        let Ok(mut line) = serde_json::to_vec(news) else { return };
        line.push(b'\n');
        if file.write_all(&line).is_err() {
            // Nobody asks.
            *pipe = None;
        }
    }
}

impl JobObserver for Teller {
    fn begins(&self, making: &Making<'_>) {
        self.tell(&News::Begins(UnderWay {
            path: making.path.to_owned(),
            template: making.template.map(ToString::to_string),
            origin: making.origin.map(ToString::to_string),
        }));
    }

    fn ends(&self, path: &str) {
        self.tell(&News::Ends(path.to_owned()));
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn limit(bounds: &Bounds) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let lower = |resource, to: u64| {
        // Only a privileged process may have more than it was given.
        let given = getrlimit(resource).maximum;
        let to = given.map_or(to, |given| given.min(to));
        setrlimit(resource, Rlimit { current: Some(to), maximum: Some(to) })
    };
    lower(Resource::Core, 0)?;
    lower(Resource::Nofile, MAX_OPEN_FILES)?;
    if let Some(bytes) = bounds.file {
        lower(Resource::Fsize, bytes)?;
    }
    if let Some(seconds) = bounds.seconds {
        // All threads together; should the process that asked be gone, this is what ends the worker.
        let threads = thread::available_parallelism().map_or(1, usize::from) as u64;
        lower(Resource::Cpu, seconds.saturating_mul(threads).saturating_add(1))?;
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Signal, set_parent_process_death_signal};
        // What is written to, and not addresses: these are reserved by the gigabyte and cost nothing (setrlimit(2), since Linux 4.7).
        if let Some(memory) = bounds.memory {
            lower(Resource::Data, memory.saturating_mul(1024 * 1024))?;
        }
        set_parent_process_death_signal(Some(Signal::KILL))?;
    }
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn limit(_: &Bounds) -> io::Result<()> {
    Ok(())
}

/// The files that a process may still use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Files and folders that it reads, with everything in them.
    pub reads: Vec<PathBuf>,
    /// Folders in which it changes things.
    pub writes: Vec<PathBuf>,
}

/// Why a process cannot be kept to its files.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The system has no means for it.
    #[error("no Landlock")]
    Unsupported,
    /// A path cannot be opened.
    #[error("{}: {source}", path.display())]
    Path {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

/// Has this process, and threads that it starts from now on, use these files only, and no network.
///
/// What is open already stays open. Must be called before there are other threads.
///
/// # Errors
/// When the kernel cannot do it (Linux before 5.13, without Landlock; other systems), or a path is not there.
#[cfg(target_os = "linux")]
pub fn confine(reach: &Access) -> Result<(), AccessError> {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset,
        RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
    };
    // What a newer kernel can keep it from as well is asked for; the files are demanded.
    let newest = ABI::V6;
    let unsupported = |_| AccessError::Unsupported;
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))
        .map_err(unsupported)?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(newest))
        .map_err(unsupported)?
        .handle_access(AccessNet::from_all(newest))
        .map_err(unsupported)?
        .scope(Scope::from_all(newest))
        .map_err(unsupported)?
        .create()
        .map_err(unsupported)?;
    let open = |path: &Path| {
        PathFd::new(path).map_err(|error| AccessError::Path {
            path: path.to_path_buf(),
            source: io::Error::other(error),
        })
    };
    let reading = AccessFs::ReadFile | AccessFs::ReadDir;
    for path in &reach.reads {
        let access = if path.is_dir() { reading } else { AccessFs::ReadFile.into() };
        rules = rules.add_rule(PathBeneath::new(open(path)?, access)).map_err(unsupported)?;
    }
    let writing = AccessFs::from_all(newest) & !(AccessFs::Execute | AccessFs::IoctlDev);
    for path in &reach.writes {
        rules = rules.add_rule(PathBeneath::new(open(path)?, writing)).map_err(unsupported)?;
    }
    let status = rules.restrict_self().map_err(unsupported)?;
    match status.ruleset {
        RulesetStatus::NotEnforced => Err(AccessError::Unsupported),
        RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => Ok(()),
    }
}

/// Has this process use these files only, which it cannot here.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn confine(_: &Access) -> Result<(), AccessError> {
    Err(AccessError::Unsupported)
}
