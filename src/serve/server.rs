//! Connections: how many there may be, how long they may take, and who has to go.
//!
//! Entry point: [`start`]. Invariant: whoever asks in time is answered, however many others say nothing, speak slowly or do not listen: when there
//! is no room, the connection goes that has kept waiting the longest.
//!
//! One thread does all of it: what is answered is in memory, and that thread is the only one that the runtime ever needs, so that a system
//! which refuses threads refuses the preview at its start, with words. `tokio::task::spawn_blocking` would panic there.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use hyper::StatusCode;
use hyper::body::{Body as _, Bytes, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, timeout};

use super::desk;
use super::response::{HEADERS, Response, ResponseBody};
use super::routes::{self, Answering};
use super::state::SharedState;

/// What a connection may take.
#[derive(Clone, Copy)]
pub(super) struct ConnectionLimits {
    /// How many there may be.
    pub(crate) connections: usize,
    /// How many bytes the head of a request may have.
    pub(crate) head: usize,
    /// How long a connection may wait for the whole of it, also between two requests.
    pub(crate) head_time: Duration,
    /// How many bytes the body of a request may have.
    pub(crate) body: usize,
    /// How many bytes a file may have that is sent.
    pub(crate) file: usize,
    /// How long all of it may take.
    pub(crate) body_time: Duration,
    /// How long a browser may take nothing of an answer.
    pub(crate) stall: Duration,
}

impl ConnectionLimits {
    /// Those of a preview. A browser opens six connections; a process has 256 files where there are few (macOS).
    pub(super) const PREVIEW: Self = Self {
        connections: 128,
        head: 16 * 1024,
        head_time: Duration::from_secs(10),
        body: 1024 * 1024,
        file: 64 * 1024 * 1024,
        body_time: Duration::from_secs(10),
        stall: Duration::from_secs(60),
    };
}

/// How long an ended connection is read from: one that is closed over unread bytes loses the answer.
const LINGER: Duration = Duration::from_secs(1);
/// How long to wait when the system has no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(50);

/// Begins to answer what comes to `listener`. It ends with the process.
///
/// # Errors
/// What the system says when there can be no thread, or nothing that waits for connections.
pub(super) fn start(
    listener: TcpListener,
    shared: Arc<SharedState>,
    limits: ConnectionLimits,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    let listener = {
        let _runtime = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    let server = Arc::new(Server { shared, limits, open: Mutex::default() });
    let thread = thread::Builder::new().name("preview".to_owned());
    thread.spawn(move || runtime.block_on(server.listen(listener)))?;
    Ok(())
}

struct Server {
    shared: Arc<SharedState>,
    limits: ConnectionLimits,
    open: Mutex<Open>,
}

/// The connections that there are.
#[derive(Default)]
struct Open {
    begun: u64,
    connections: BTreeMap<u64, Connection>,
}

struct Connection {
    meter: Arc<Meter>,
    task: AbortHandle,
}

/// What a connection does. In the order in which connections have to go: whoever says nothing is missed by nobody, and who listens to events
/// comes back by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// It is yet to send a request, or the rest of one.
    Waiting,
    /// It is told of events.
    Listening,
    /// It is answered.
    Answered,
}

/// What a connection does, and since when it has not got on with it.
struct Meter(Mutex<(Phase, Instant)>);

impl Meter {
    fn new() -> Arc<Self> {
        Arc::new(Self(Mutex::new((Phase::Waiting, Instant::now()))))
    }

    fn note(&self, phase: Phase) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (phase, Instant::now());
    }

    fn read(&self) -> (Phase, Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Server {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn listen(self: Arc<Self>, listener: tokio::net::TcpListener) {
        tokio::spawn(Arc::clone(&self).sweep());
        loop {
            match listener.accept().await {
                Ok((stream, _)) => self.begin(stream),
                // Who has gone before the turn came.
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
                // The system has no room: others may have taken it.
                Err(_) => {
                    self.make_room();
                    sleep(NO_ROOM).await;
                }
            }
        }
    }

    fn begin(self: &Arc<Self>, stream: TcpStream) {
        if self.open().connections.len() >= self.limits.connections {
            self.make_room();
        }
        // Answers in several pieces must not wait for each other.
        let _ = stream.set_nodelay(true);
        let meter = Meter::new();
        let mut open = self.open();
        open.begun += 1;
        let place = Place { server: Arc::clone(self), number: open.begun };
        // It runs when this thread comes to it, which is after it has its place.
        let task = tokio::spawn(Arc::clone(self).talk(stream, Arc::clone(&meter), place));
        let connection = Connection { meter, task: task.abort_handle() };
        let number = open.begun;
        open.connections.insert(number, connection);
    }

    /// Ends the connection that is missed the least.
    fn make_room(&self) {
        let mut open = self.open();
        let last = open.connections.iter().min_by_key(|(_, connection)| connection.meter.read());
        let Some(number) = last.map(|(number, _)| *number) else { return };
        let gone = open.connections.remove(&number);
        drop(open);
        if let Some(gone) = gone {
            gone.task.abort();
        }
    }

    /// Ends connections that take nothing of their answers.
    async fn sweep(self: Arc<Self>) {
        loop {
            sleep(self.limits.stall / 4).await;
            let stalled = |connection: &&Connection| {
                let (phase, since) = connection.meter.read();
                phase == Phase::Answered && since.elapsed() > self.limits.stall
            };
            let tasks: Vec<AbortHandle> = {
                let open = self.open();
                open.connections.values().filter(stalled).map(|c| c.task.clone()).collect()
            };
            for task in tasks {
                task.abort();
            }
        }
    }

    async fn talk(self: Arc<Self>, stream: TcpStream, meter: Arc<Meter>, _place: Place) {
        let service = service_fn(|request| Box::pin(self.answer(request, Arc::clone(&meter))));
        let mut connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.head_time)
            .max_header_size(self.limits.head)
            .max_buf_size(self.limits.head)
            .title_case_headers(true)
            .serve_connection(TokioIo::new(stream), service);
        let ended = poll_fn(|context| connection.poll_without_shutdown(context)).await;
        let parts = connection.into_parts();
        let mut stream = parts.io.into_inner();
        // Nobody is told that nothing was said.
        if ended.is_err_and(|error| error.is_timeout()) && !parts.read_buf.is_empty() {
            let _ = stream.write_all(too_late().as_bytes()).await;
        }
        let _ = stream.shutdown().await;
        let mut rest = [0; 4096];
        let drained = async { while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {} };
        let _ = timeout(LINGER, drained).await;
    }

    async fn answer(
        &self,
        request: hyper::Request<Incoming>,
        meter: Arc<Meter>,
    ) -> Result<hyper::Response<Metered>, Infallible> {
        let (head, body) = request.into_parts();
        let answering = match routes::admit(&self.shared, &head) {
            Err(refused) => Answering::Now(refused),
            Ok(admitted) if admitted.has_body() => {
                match self.read(body, admitted.is_upload()).await {
                    Ok(body) => admitted.answer(&self.shared, body),
                    Err(status) => Answering::Now(Response::status(status).closing()),
                }
            }
            Ok(admitted) => {
                if let Some(page) = admitted.page() {
                    self.shared.made(page).await;
                }
                admitted.answer(&self.shared, Vec::new())
            }
        };
        let response = match answering {
            Answering::Now(response) => response,
            Answering::Later(waiting) => desk::answered(waiting, &self.shared.desk).await,
        };
        Ok(response.into_http().map(|body| Metered::new(body, meter)))
    }

    /// The body of a request, within the limits.
    async fn read(&self, mut body: Incoming, is_file: bool) -> Result<Vec<u8>, StatusCode> {
        let most = if is_file { self.limits.file } else { self.limits.body };
        if body.size_hint().lower() > most as u64 {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let read = async {
            let mut bytes = Vec::new();
            while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
            {
                let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
                if let Ok(piece) = frame.into_data() {
                    if bytes.len() + piece.len() > most {
                        return Err(StatusCode::PAYLOAD_TOO_LARGE);
                    }
                    bytes.extend_from_slice(&piece);
                }
            }
            Ok(bytes)
        };
        timeout(self.limits.body_time, read).await.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
    }
}

/// What a head that took too long gets, which the library knows no answer to.
fn too_late() -> String {
    let lines = HEADERS.map(|(name, value)| format!("{name}: {value}\r\n")).concat();
    format!("HTTP/1.1 408 Request Timeout\r\n{lines}content-length: 0\r\nconnection: close\r\n\r\n")
}

/// A connection's place among those that there are. It is given up with it, however it ends.
struct Place {
    server: Arc<Server>,
    number: u64,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.server.open().connections.remove(&self.number);
    }
}

/// What follows the head of an answer, and a note of when some of it was taken.
struct Metered {
    body: ResponseBody,
    meter: Arc<Meter>,
}

impl Metered {
    fn new(body: ResponseBody, meter: Arc<Meter>) -> Self {
        let metered = Self { body, meter };
        metered.note();
        metered
    }

    fn note(&self) {
        self.meter.note(match self.body {
            ResponseBody::Whole(_) => Phase::Answered,
            ResponseBody::Events(_) => Phase::Listening,
        });
    }
}

impl Drop for Metered {
    fn drop(&mut self) {
        self.meter.note(Phase::Waiting);
    }
}

impl hyper::body::Body for Metered {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.note();
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
