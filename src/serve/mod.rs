//! The preview: a site in memory, shown to browsers on this computer.
//!
//! Entry points: [`Preview::start`], then [`Preview::show`] for every new state. Invariant: what is handed out is looked up in the
//! outputs of a build by its path, so that no file of the disk can be reached; only GET and HEAD are answered; a
//! request for another host than this one is refused, and so is one that a page of another origin makes, so that no website can read,
//! show or probe the preview through its visitor's browser.
//!
//! A server for one person needs little: HTTP/1.1 over blocking sockets, a thread per connection, server-sent events. The frameworks
//! bring fifty packages and a runtime of their own along.

mod http;
mod overlay;
mod policy;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::texts::Texts;
use crate::publish::OutputSet;
use crate::source::Snapshot;
use crate::tracking::Fingerprint;

use http::{Connection, Received, Relation, Request, Response};

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

/// How a page is handed out.
#[derive(Clone, Copy)]
enum Form<'a> {
    /// As it would be published.
    Published,
    /// With the script that keeps it up to date, which the page may load from this host.
    Preview { host: Option<&'a str> },
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
        loop {
            let request = match connection.receive()? {
                Received::Request(request) => request,
                Received::Malformed => return connection.refuse(),
                Received::Nothing => return Ok(()),
            };
            let refused = self.refusal(&request);
            if refused.is_none() && request.path == format!("{OWN}events") {
                return self.events(&mut connection);
            }
            let response = refused.unwrap_or_else(|| self.answer(&request));
            connection.answer(&request, response)?;
        }
    }

    /// Whether the request is for this computer: names of other hosts come from websites that want to read along (DNS rebinding).
    ///
    /// Any IP address is: a website that a browser has found by its name is asked by that name, never by a number. Which numbers this
    /// computer has cannot be known: in a container or behind a forwarded port the browser uses one that is not ours.
    fn is_ours(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        let six = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        name.eq_ignore_ascii_case("localhost")
            || name.eq_ignore_ascii_case(&self.host)
            || name.parse::<Ipv4Addr>().is_ok()
            || six.is_some_and(|name| name.parse::<Ipv6Addr>().is_ok())
    }

    /// Why a request is not looked at; `None` when it is.
    ///
    /// A page of another origin gets the same answer for every path, so it learns nothing. Links from elsewhere (a ticket, a chat)
    /// open a page all the same: a window of its own is led there, which `Cross-Origin-Opener-Policy` cuts off from where it came.
    fn refusal(&self, request: &Request) -> Option<Response> {
        if !self.is_ours(request.host.as_deref().unwrap_or_default()) {
            return Some(Response::text(421, "Misdirected Request"));
        }
        let reads = matches!(request.method.as_str(), "GET" | "HEAD");
        let refused = match request.relation() {
            Relation::Own => false,
            Relation::Visitor => !reads || request.path.starts_with(OWN),
            Relation::Stranger => true,
        };
        refused.then(|| Response::text(403, "Forbidden"))
    }

    fn answer(&self, request: &Request) -> Response {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Response::text(405, "Method Not Allowed");
        }
        let Some(own) = request.path.strip_prefix(OWN) else {
            return self.site(&request.path, Form::Preview { host: request.host.as_deref() });
        };
        match own.split_once('/') {
            _ if own == "live.js" => Response::of("live.js", LIVE.as_bytes().into()),
            Some(("page", path)) => self.site(path, Form::Published),
            // What is shown beside a page is a PDF, or comes back when it is there.
            Some(("pdf", pdf)) => match self.state().outputs.get(pdf) {
                Some(contents) => match contents.bytes() {
                    Ok(bytes) => Response::of(pdf, (*bytes).into()),
                    Err(_) => unreadable(),
                },
                None => Response::of("soon.html", self.soon[1].as_bytes().into()),
            },
            _ => Response::text(404, "Not Found"),
        }
    }

    /// What is at a path of the site.
    fn site(&self, path: &str, form: Form<'_>) -> Response {
        let state = self.state();
        let file = match path {
            path if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
            path => path.to_owned(),
        };
        if let Some(contents) = state.outputs.get(&file) {
            return state.page(&file, contents.bytes(), form, 200);
        }
        if state.outputs.contains(&format!("{file}/index.html")) {
            return Response::redirect(&format!("/{file}/"));
        }
        match state.outputs.get("404.html") {
            Some(contents) => state.page("404.html", contents.bytes(), form, 404),
            // Nothing has ever been built without errors.
            None => state.page("404.html", Ok(self.soon[0].as_bytes().into()), form, 503),
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
        form: Form<'_>,
        status: u16,
    ) -> Response {
        let Ok(bytes) = bytes else { return unreadable() };
        let bytes = match (form, std::str::from_utf8(&bytes)) {
            (Form::Preview { host }, Ok(html)) if path.ends_with(".html") => {
                self.with_script(html, host.unwrap_or_default()).into_bytes().into()
            }
            _ => (*bytes).into(),
        };
        Response { status, ..Response::of(path, bytes) }
    }

    fn with_script(&self, html: &str, host: &str) -> String {
        let script =
            format!("<script src=\"/{OWN}live.js\" data-version=\"{}\"></script>", self.version);
        let lower = html.to_ascii_lowercase();
        let at = lower.rfind("</body>").unwrap_or(html.len());
        let page = format!("{}{script}{}", &html[..at], &html[at..]);
        policy::admit(&page, &policy::source(host, OWN))
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
