//! The preview: a site in memory, shown to browsers on this computer.
//!
//! Entry points: [`Preview::start`], then [`Preview::show`] for every new state. Invariant: what is handed out is looked up in the
//! outputs of a build by its path, so that no file of the disk can be reached; only GET and HEAD are answered; a
//! request for another host than this one is refused, so that no website can read the preview through its visitor's browser.
//!
//! A server for one person needs little: HTTP/1.1 over blocking sockets, a thread per connection, server-sent events. The frameworks
//! bring fifty packages and a runtime of their own along.

mod http;
mod overlay;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::texts::Texts;
use crate::publish::OutputSet;
use crate::source::Snapshot;
use crate::trace::Fingerprint;

use http::{Connection, Request, Response};

const LIVE: &str = include_str!("live.js");
/// Addresses that belong to the preview and not to the site.
const OWN: &str = "__broschur/";
/// More connections than this are turned away: something is wrong.
const MAX_CONNECTIONS: usize = 256;
/// How often an idle stream of events says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What browsers are shown.
#[derive(Default)]
struct State {
    version: u64,
    /// The last site without errors.
    outputs: OutputSet,
    /// The errors that lie over it.
    overlay: Option<String>,
    /// Where those who follow are led.
    follow: Option<String>,
    /// The PDF of what is being edited.
    pdf: Option<String>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    connections: AtomicUsize,
    host: String,
    /// What is said while there is no site, and while there is no PDF.
    soon: [String; 2],
}

/// A running preview. It ends with the process.
#[derive(Clone)]
pub struct Preview {
    shared: Arc<Shared>,
    address: SocketAddr,
}

/// A new state of the site.
pub struct Update<'a> {
    /// Its outputs.
    pub outputs: OutputSet,
    /// The page that followers are led to, as a path in the outputs.
    pub follow: Option<String>,
    /// The PDF of what was edited, as a path in the outputs.
    pub pdf: Option<String>,
    /// What was found, sorted.
    pub findings: &'a [Diagnostic],
    /// The files that the findings point into.
    pub snapshot: &'a Snapshot,
    /// The language of the findings.
    pub texts: &'a Texts,
}

impl Preview {
    /// Begins to listen; `texts` are for what is said until there is something to show.
    ///
    /// # Errors
    /// What the system says when the address cannot be had.
    pub fn start(host: &str, port: u16, texts: &Texts) -> io::Result<Self> {
        let listener = TcpListener::bind((host, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            changed: Condvar::new(),
            connections: AtomicUsize::new(0),
            host: host.to_owned(),
            soon: ["serve-site-soon", "serve-pdf-soon"].map(|text| overlay::page(texts, text)),
        });
        let server = shared.clone();
        thread::Builder::new().name("preview".to_owned()).spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let server = server.clone();
                if server.connections.fetch_add(1, Ordering::Relaxed) >= MAX_CONNECTIONS {
                    server.connections.fetch_sub(1, Ordering::Relaxed);
                    continue;
                }
                let leaves = server.clone();
                let spawned = thread::Builder::new().spawn(move || {
                    // A browser that goes away in the middle is no error.
                    let _ = server.talk(stream);
                    server.connections.fetch_sub(1, Ordering::Relaxed);
                });
                if spawned.is_err() {
                    leaves.connections.fetch_sub(1, Ordering::Relaxed);
                }
            }
        })?;
        Ok(Self { shared, address })
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shows a new state. One with errors leaves the last good site in place and lays the errors over it.
    pub fn show(&self, update: Update<'_>) {
        let overlay = overlay::render(update.findings, update.texts, update.snapshot);
        let mut state = self.shared.state();
        state.version += 1;
        if overlay.is_none() {
            state.outputs = update.outputs;
        }
        state.overlay = overlay;
        let there =
            |path: Option<String>, state: &State| path.filter(|path| state.outputs.contains(path));
        state.follow = there(update.follow, &state);
        state.pdf = there(update.pdf, &state).or_else(|| there(state.pdf.take(), &state));
        drop(state);
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn talk(&self, stream: TcpStream) -> io::Result<()> {
        let mut connection = Connection::new(stream)?;
        while let Some(request) = connection.request()? {
            if request.path == format!("{OWN}events") && self.is_ours(&request) {
                return self.events(&mut connection);
            }
            connection.answer(&request, self.answer(&request))?;
        }
        Ok(())
    }

    /// Whether the request is for this computer: names of other hosts come from websites that want to read along.
    fn is_ours(&self, request: &Request) -> bool {
        let Some(host) = &request.host else { return false };
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        name.eq_ignore_ascii_case("localhost")
            || name.eq_ignore_ascii_case(&self.host)
            || bare.parse::<IpAddr>().is_ok()
    }

    fn answer(&self, request: &Request) -> Response {
        if !self.is_ours(request) {
            return Response::text(421, "Misdirected Request");
        }
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Response::text(405, "Method Not Allowed");
        }
        if let Some(own) = request.path.strip_prefix(OWN) {
            return match (own, own.strip_prefix("pdf/")) {
                ("live.js", _) => Response::of("live.js", LIVE.as_bytes().into()),
                // What is shown beside a page is a PDF, or comes back when it is there.
                (_, Some(pdf)) => match self.state().outputs.get(pdf) {
                    Some(contents) => match contents.bytes() {
                        Ok(bytes) => Response::of(pdf, (*bytes).into()),
                        Err(_) => unreadable(),
                    },
                    None => Response::of("soon.html", self.soon[1].as_bytes().into()),
                },
                _ => Response::text(404, "Not Found"),
            };
        }
        let state = self.state();
        let path = match request.path.as_str() {
            path if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
            path => path.to_owned(),
        };
        if let Some(contents) = state.outputs.get(&path) {
            return state.page(&path, contents.bytes(), request, 200);
        }
        if state.outputs.contains(&format!("{path}/index.html")) {
            return Response::redirect(&format!("/{path}/"));
        }
        match state.outputs.get("404.html") {
            Some(contents) => state.page("404.html", contents.bytes(), request, 404),
            // Nothing has ever been built without errors.
            None => state.page("404.html", Ok(self.soon[0].as_bytes().into()), request, 503),
        }
    }

    fn events(&self, connection: &mut Connection) -> io::Result<()> {
        connection.begin_events()?;
        let mut seen = None;
        loop {
            let mut state = self.state();
            let mut waited = false;
            while seen == Some(state.version) && !waited {
                let (next, timeout) = self
                    .changed
                    .wait_timeout(state, HEARTBEAT)
                    .unwrap_or_else(PoisonError::into_inner);
                state = next;
                waited = timeout.timed_out();
            }
            if seen == Some(state.version) {
                drop(state);
                connection.send(": still here\n\n")?;
                continue;
            }
            let first = seen.is_none();
            seen = Some(state.version);
            let event = state.event(first);
            drop(state);
            connection.send(&event)?;
        }
    }
}

impl State {
    /// A file of the site; pages get the script that keeps them up to date.
    fn page(
        &self,
        path: &str,
        bytes: io::Result<Cow<'_, [u8]>>,
        request: &Request,
        status: u16,
    ) -> Response {
        let Ok(bytes) = bytes else { return unreadable() };
        let as_published = request.wants_source || !path.ends_with(".html");
        let bytes = if as_published { (*bytes).into() } else { self.with_script(&bytes) };
        Response { status, ..Response::of(path, bytes) }
    }

    fn with_script(&self, html: &[u8]) -> Arc<[u8]> {
        let script =
            format!("<script src=\"/{OWN}live.js\" data-version=\"{}\"></script>", self.version);
        let at = html.windows(7).rposition(|end| end.eq_ignore_ascii_case(b"</body>"));
        let at = at.unwrap_or(html.len());
        [&html[..at], script.as_bytes(), &html[at..]].concat().into()
    }

    /// The state as an event. Who has just come is not led anywhere.
    fn event(&self, first: bool) -> String {
        let address = |path: &String| format!("/{}", path.trim_end_matches("index.html"));
        let mark = self.pdf.as_ref().and_then(|path| self.outputs.get(path));
        let data = serde_json::json!({
            "version": self.version,
            "overlay": self.overlay,
            "follow": self.follow.as_ref().filter(|_| !first).map(address),
            "pdf": self.pdf.as_ref().map(address),
            "pdfMark": mark.and_then(|contents| Some(Fingerprint::of(contents.bytes().ok()?).to_string())),
        });
        let mut event = String::new();
        let _ = write!(event, "event: state\ndata: {data}\n\n");
        event
    }
}

/// What was made cannot be had any more.
fn unreadable() -> Response {
    Response::text(500, "Internal Server Error")
}
