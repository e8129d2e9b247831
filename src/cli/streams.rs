//! Standard output and standard error.
//!
//! Entry points: [`Streams::data`] and [`Streams::message`], then [`Streams::status`]. Invariant: nothing else in the crate writes to a
//! standard stream, but questions on a terminal (`ask`), and no write goes unchecked: a reader that has gone away (`| head`) is no failure, everything else is.
#![allow(clippy::disallowed_methods, reason = "the only writer of standard streams")]

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use indicatif::ProgressBar;

use super::Status;
use crate::diagnostic::texts::Texts;

/// How long to wait for a reader of a pipe that does not block.
const PAUSE: Duration = Duration::from_millis(5);

/// What has become of a stream.
enum State {
    Open,
    /// The reader has gone: the rest is for nobody.
    Unread,
    Failed(io::Error),
}

struct Stream {
    sink: Box<dyn Write + Send>,
    state: State,
    is_used: bool,
}

impl Stream {
    fn new(sink: impl Write + Send + 'static) -> Mutex<Self> {
        Mutex::new(Self { sink: Box::new(sink), state: State::Open, is_used: false })
    }

    fn write(&mut self, text: &str) {
        if matches!(self.state, State::Unread) {
            return;
        }
        self.is_used = true;
        match write_all(&mut *self.sink, text.as_bytes()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.state = State::Unread,
            Err(error) => self.state = State::Failed(error),
        }
    }
}

/// Writes everything, and waits for the readers of streams that do not block.
fn write_all(sink: &mut dyn Write, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match sink.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::sleep(PAUSE),
            Err(error) => return Err(error),
        }
    }
    sink.flush()
}

fn held(stream: &Mutex<Stream>) -> MutexGuard<'_, Stream> {
    stream.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Both standard streams of the process.
pub(super) struct Streams {
    out: Mutex<Stream>,
    err: Mutex<Stream>,
    /// A line that says how far the run is, which steps aside for everything else.
    bar: OnceLock<ProgressBar>,
}

impl Streams {
    /// Those of the process.
    pub(super) fn open() -> Self {
        let [out, err] = [Stream::new(sink(io::stdout())), Stream::new(sink(io::stderr()))];
        Self { out, err, bar: OnceLock::new() }
    }

    /// Writes data to standard output.
    pub(super) fn data(&self, text: &str) {
        self.beside_bar(|| held(&self.out).write(text));
    }

    /// Writes text for people to standard error, as it is.
    pub(super) fn message(&self, text: &str) {
        self.beside_bar(|| held(&self.err).write(text));
    }

    /// Has a line that says how far the run is step aside from now on.
    pub(super) fn set_bar(&self, bar: ProgressBar) {
        let _ = self.bar.set(bar);
    }

    fn beside_bar(&self, write: impl FnOnce()) {
        match self.bar.get().filter(|bar| !bar.is_finished()) {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Writes text for people and a line end to standard error.
    pub(super) fn line(&self, text: &str) {
        // In one piece: other processes may write to the same terminal.
        self.message(&format!("{text}\n"));
    }

    /// The status of the run that ended with `status`, after all has been written: [`Status::Environment`] when a part of it has been
    /// lost, which the other stream then says, when it can.
    pub(super) fn status(&self, status: Status, texts: &Texts) -> Status {
        let lost = |stream: &Mutex<Stream>| match &held(stream).state {
            State::Failed(error) => Some(error.to_string()),
            State::Open | State::Unread => None,
        };
        let (out, err) = (lost(&self.out), lost(&self.err));
        let say = |id: &str, reason: &str| texts.get(id, &[("reason", &reason)]);
        let is_used = held(&self.out).is_used;
        match (&out, &err) {
            (None, None) => return status,
            (Some(reason), None) => self.line(&say("cli-output-lost", reason)),
            // A report that a machine reads is left as it is.
            (None, Some(reason)) if !is_used => {
                self.data(&format!("{}\n", say("cli-messages-lost", reason)));
            }
            (_, Some(_)) => {}
        }
        Status::Environment
    }
}

/// The stream itself: [`std`]'s own handles take a stream that cannot be written to for one that has been written to.
#[cfg(unix)]
fn sink(stream: impl Write + Send + std::os::fd::AsFd + 'static) -> Box<dyn Write + Send> {
    match stream.as_fd().try_clone_to_owned() {
        Ok(owned) => Box::new(std::fs::File::from(owned)),
        Err(_) => Box::new(stream),
    }
}

#[cfg(not(unix))]
fn sink(stream: impl Write + Send + 'static) -> Box<dyn Write + Send> {
    Box::new(stream)
}

/// Whether data on standard output is looked at by people.
pub(super) fn is_output_a_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether messages are looked at by people.
pub(super) fn are_messages_on_a_terminal() -> bool {
    io::stderr().is_terminal()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Language;

    /// Takes a byte at a time; every second write does what `answers` says.
    struct Hesitant {
        taken: Arc<Mutex<Vec<u8>>>,
        answers: Vec<ErrorKind>,
        turn: usize,
    }

    impl Write for Hesitant {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.turn += 1;
            if self.turn.is_multiple_of(2)
                && let Some(kind) = self.answers.pop()
            {
                return Err(kind.into());
            }
            self.taken.lock().unwrap().extend(&bytes[..1]);
            Ok(1)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Fails at its flush only.
    struct Late;

    impl Write for Late {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(ErrorKind::StorageFull.into())
        }
    }

    fn hesitant(answers: &[ErrorKind]) -> (Mutex<Stream>, Arc<Mutex<Vec<u8>>>) {
        let taken = Arc::default();
        let answers = answers.to_vec();
        (Stream::new(Hesitant { taken: Arc::clone(&taken), answers, turn: 0 }), taken)
    }

    #[test]
    fn streams_that_do_not_block_are_waited_for() {
        let (out, taken) = hesitant(&[ErrorKind::WouldBlock, ErrorKind::Interrupted]);
        let (err, _) = hesitant(&[]);
        let streams = Streams { out, err, bar: OnceLock::new() };
        streams.data("Bericht");
        assert_eq!(*taken.lock().unwrap(), b"Bericht");
        let texts = Texts::new(Language::of_tag("de").unwrap());
        assert_eq!(streams.status(Status::Findings, &texts), Status::Findings);
    }

    #[test]
    fn a_reader_that_has_gone_is_no_failure_and_a_full_disk_is_one() {
        let texts = Texts::new(Language::of_tag("de").unwrap());
        let (out, taken) = hesitant(&[ErrorKind::BrokenPipe]);
        let (err, said) = hesitant(&[]);
        let streams = Streams { out, err, bar: OnceLock::new() };
        streams.data("ab");
        streams.data("cd");
        assert_eq!(streams.status(Status::Findings, &texts), Status::Findings);
        assert_eq!((&**taken.lock().unwrap(), said.lock().unwrap().len()), (&b"a"[..], 0));

        let (err, said) = hesitant(&[]);
        let streams = Streams { out: Stream::new(Late), err, bar: OnceLock::new() };
        streams.data("a");
        assert_eq!(streams.status(Status::Fine, &texts), Status::Environment);
        let said = String::from_utf8(said.lock().unwrap().clone()).unwrap();
        assert!(said.starts_with("Die Ausgabe ist unvollständig"), "{said}");

        let (out, taken) = hesitant(&[]);
        let streams = Streams { out, err: Stream::new(Late), bar: OnceLock::new() };
        streams.line("a");
        assert_eq!(streams.status(Status::Usage, &texts), Status::Environment);
        assert!(taken.lock().unwrap().starts_with("Meldungen".as_bytes()));
    }
}
