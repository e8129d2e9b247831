//! Who is answered, and what: the pages of the site, and the preview's own addresses.
//!
//! Entry points: [`admit`], then [`Admitted::answer`]. Invariant: what is handed out is looked up in the outputs of a build by its path, so that
//! no file of the disk can be reached; nothing of a request's body is read before it is known that its sender is answered.

use std::path::PathBuf;
use std::sync::Arc;

use hyper::StatusCode;
use hyper::http::request::Parts;

use super::desk;
use super::door::Waiting;
use super::events::Events;
use super::policy;
use super::request::{Request, Requester};
use super::response::Response;
use super::state::{PreviewState, SharedState};
use crate::disk::Folder;
use crate::editor;
use crate::publish::Contents;

const LIVE: &str = include_str!("live.js");
const BESIDE: [(&str, &str); 2] =
    [("beside.js", include_str!("beside.js")), ("beside.css", include_str!("beside.css"))];
/// What a page with its PDF beside it may load: nothing but the preview's own.
const BESIDE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors 'none'";
const CMS_START: &str = include_str!("cms.js");
/// Where the addresses are that belong to the preview and not to the site.
const OWN: &str = "__broschur/";
/// The methods of what is only shown.
const READING: &[&str] = &["GET", "HEAD"];
/// The methods of what changes something.
const WRITING: &[&str] = &["POST"];

/// Where files are sent, which may be larger than all else.
const UPLOAD: &str = "edit/upload";
/// Where a CMS sends what it wants, pictures among it.
const CMS: &str = "cms/api/v1";
/// The largest file of the program of a CMS, in bytes.
const MAX_PROGRAM_BYTES: u64 = 32 * 1024 * 1024;

/// How something is answered.
#[derive(Clone, Copy)]
enum Handling {
    /// At once.
    Now(Handler),
    /// From the site, as soon as what is asked for is made.
    Site(Handler),
    /// By the editor, when it gets to it: what is asked of it.
    Desk(desk::Ask),
}

/// How something is answered at once. It gets what stands behind the address of its route, and the body of the request, which is empty for what is only shown.
type Handler = fn(&Arc<SharedState>, &Request, &str, &[u8]) -> Response;

/// An address of the preview's own, below [`OWN`]. One that ends with a slash is a folder.
struct Route {
    path: &'static str,
    methods: &'static [&'static str],
    answer: Handling,
}

/// All of them. Whatever changes something takes `POST`: pages of others are refused before it is called, and its body is bounded.
const ROUTES: &[Route] = &[
    Route { path: "live.js", methods: READING, answer: Handling::Now(live) },
    Route { path: "events", methods: READING, answer: Handling::Now(events) },
    Route { path: "events/", methods: READING, answer: Handling::Now(events) },
    Route { path: "page/", methods: READING, answer: Handling::Site(published) },
    Route { path: "pdf/", methods: READING, answer: Handling::Now(pdf) },
    Route { path: "beside/", methods: READING, answer: Handling::Now(beside) },
    Route { path: "beside.js", methods: READING, answer: Handling::Now(|_, _, _, _| of_beside(0)) },
    Route {
        path: "beside.css",
        methods: READING,
        answer: Handling::Now(|_, _, _, _| of_beside(1)),
    },
    Route { path: "edit/assets/", methods: READING, answer: Handling::Now(asset) },
    Route { path: "edit/entry/", methods: READING, answer: Handling::Desk(desk::entry) },
    Route { path: "edit/choices/", methods: READING, answer: Handling::Desk(desk::choices) },
    Route { path: "edit/file/", methods: READING, answer: Handling::Desk(desk::file) },
    Route { path: "edit/base", methods: READING, answer: Handling::Desk(desk::base) },
    Route { path: "edit/new", methods: READING, answer: Handling::Desk(desk::new) },
    Route { path: "edit/new/", methods: READING, answer: Handling::Desk(desk::new) },
    Route { path: "edit/at/", methods: READING, answer: Handling::Desk(desk::at) },
    Route { path: "edit/create", methods: WRITING, answer: Handling::Desk(desk::create) },
    Route { path: "edit/rename", methods: WRITING, answer: Handling::Desk(desk::rename) },
    Route { path: "edit/duplicate", methods: WRITING, answer: Handling::Desk(desk::duplicate) },
    Route { path: "edit/delete", methods: WRITING, answer: Handling::Desk(desk::delete) },
    Route { path: "edit/translate", methods: WRITING, answer: Handling::Desk(desk::translate) },
    Route { path: UPLOAD, methods: WRITING, answer: Handling::Desk(desk::upload) },
    Route { path: "edit/draft", methods: WRITING, answer: Handling::Desk(desk::draft) },
    Route { path: "edit/save", methods: WRITING, answer: Handling::Desk(desk::save) },
    Route { path: "edit/discard", methods: WRITING, answer: Handling::Desk(desk::discard) },
    Route { path: "edit/repair", methods: WRITING, answer: Handling::Desk(desk::repair) },
    Route { path: "edit/undo", methods: WRITING, answer: Handling::Desk(desk::undo) },
    Route { path: "edit/", methods: READING, answer: Handling::Desk(desk::entries) },
    Route { path: "cms/start.js", methods: READING, answer: Handling::Now(cms_start) },
    Route { path: "cms/program/", methods: READING, answer: Handling::Now(cms_program) },
    Route { path: "cms/config", methods: READING, answer: Handling::Desk(desk::cms_configuration) },
    Route { path: CMS, methods: WRITING, answer: Handling::Desk(desk::cms) },
    Route { path: "cms/", methods: READING, answer: Handling::Now(cms) },
    #[cfg(test)]
    Route {
        path: "echo",
        methods: &["POST"],
        answer: Handling::Now(|_, _, _, body| Response::of("echo.txt", body.into())),
    },
];

/// A request that is answered.
pub(super) struct Admitted {
    request: Request,
    answer: Handling,
    /// Behind the address of the route.
    rest: String,
}

impl Admitted {
    /// Whether what it says in its body counts.
    pub(super) fn has_body(&self) -> bool {
        !self.request.reads()
    }

    /// Whether its body is a file.
    pub(super) fn is_upload(&self) -> bool {
        matches!(self.request.path.strip_prefix(OWN), Some(UPLOAD | CMS))
    }

    /// The page that it asks for, as a path in the outputs; `None` when it is none.
    pub(super) fn page(&self) -> Option<String> {
        let is_page = matches!(self.answer, Handling::Site(_));
        is_page.then(|| file_of(&self.rest)).filter(|file| file.ends_with(".html"))
    }

    /// What it gets, perhaps later.
    pub(super) fn answer(&self, shared: &Arc<SharedState>, body: Vec<u8>) -> Answering {
        match self.answer {
            Handling::Now(answer) | Handling::Site(answer) => {
                let response = answer(shared, &self.request, &self.rest, &body);
                Answering::Now(response.asked_by(&self.request))
            }
            Handling::Desk(ask) => match ask(&self.request, &self.rest, body) {
                Some(query) => shared.desk.ask(query, desk::languages(&self.request)).map_or_else(
                    || Answering::Now(desk::busy(&shared.desk, desk::language(&self.request))),
                    Answering::Later,
                ),
                None => Answering::Now(Response::status(StatusCode::NOT_FOUND)),
            },
        }
    }
}

/// What a request gets.
pub(super) enum Answering {
    /// Now.
    Now(Response),
    /// When the editor gets to it.
    Later(Waiting),
}

/// Lets a request in.
///
/// # Errors
/// What it gets instead.
pub(super) fn admit(shared: &SharedState, head: &Parts) -> Result<Admitted, Response> {
    let request =
        Request::read(head).ok_or_else(|| Response::status(StatusCode::BAD_REQUEST).closing())?;
    if let Some(status) = refusal(shared, &request) {
        return Err(Response::status(status));
    }
    let allows = |methods: &[&str]| methods.contains(&request.method.as_str());
    let Some(own) = request.path.strip_prefix(OWN) else {
        let (answer, rest) = (Handling::Site(page), request.path.clone());
        return match allows(READING) {
            true => Ok(Admitted { request, answer, rest }),
            false => Err(Response::only(READING)),
        };
    };
    let found = ROUTES.iter().find_map(|route| {
        let rest = own.strip_prefix(route.path)?;
        (rest.is_empty() || route.path.ends_with('/')).then(|| (route, rest.to_owned()))
    });
    match found {
        None => Err(Response::status(StatusCode::NOT_FOUND)),
        Some((route, _)) if !allows(route.methods) => Err(Response::only(route.methods)),
        Some((Route { answer, .. }, rest)) => {
            if matches!(answer, Handling::Desk(_)) {
                desk::admit(&shared.desk, &request, own == UPLOAD)?;
            }
            Ok(Admitted { request, answer: *answer, rest })
        }
    }
}

/// Why a request is not looked at; `None` when it is.
///
/// A page of another origin gets the same answer for every path, so it learns nothing. Links from elsewhere (a ticket, a chat)
/// open a page all the same: a window of its own is led there, which `Cross-Origin-Opener-Policy` cuts off from where it came.
fn refusal(shared: &SharedState, request: &Request) -> Option<StatusCode> {
    if !shared.is_ours(&request.host) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    let refused = match request.relation() {
        Requester::Own => false,
        Requester::Visitor => !request.reads() || request.path.starts_with(OWN),
        Requester::Stranger => true,
    };
    refused.then_some(StatusCode::FORBIDDEN)
}

// ---- The preview's own addresses

/// The scripts and style sheets that the preview has of its own.
pub(super) fn own_files() -> impl Iterator<Item = &'static [u8]> {
    let beside = BESIDE.iter().map(|(_, text)| text.as_bytes());
    [LIVE, CMS_START].map(str::as_bytes).into_iter().chain(beside).chain(editor::assets())
}

fn live(_: &Arc<SharedState>, _: &Request, _: &str, _: &[u8]) -> Response {
    Response::of("live.js", LIVE.as_bytes().into())
}

/// A script or a style sheet of the editor.
fn asset(_: &Arc<SharedState>, _: &Request, name: &str, _: &[u8]) -> Response {
    match editor::asset(name) {
        Some(bytes) => Response::of(name, bytes.into()),
        None => Response::status(StatusCode::NOT_FOUND),
    }
}

/// The rest of the path is the page that listens.
fn events(shared: &Arc<SharedState>, request: &Request, page: &str, _: &[u8]) -> Response {
    Response::events(Events::of(shared, file_of(page), desk::language(request)))
}

fn published(shared: &Arc<SharedState>, _: &Request, path: &str, _: &[u8]) -> Response {
    site(shared, path, Form::Published)
}

/// What is shown beside a page: a PDF, or a page that is asked for again when it is there.
fn pdf(shared: &Arc<SharedState>, request: &Request, path: &str, _: &[u8]) -> Response {
    match shared.state().outputs.get(path) {
        Some(contents) => unchanged(path, contents),
        None => {
            let soon = shared.pdf_soon.to(desk::language(request));
            Response::of("soon.html", soon.as_bytes().into())
        }
    }
}

/// A page with its PDF beside it: the same for all, its script knows by its address which page is meant.
fn beside(shared: &Arc<SharedState>, request: &Request, _: &str, _: &[u8]) -> Response {
    let page = shared.beside.to(desk::language(request));
    Response::of("beside.html", page.as_bytes().into()).under_policy(BESIDE_POLICY)
}

/// What that page loads.
fn of_beside(which: usize) -> Response {
    let (name, text) = BESIDE[which];
    Response::of(name, text.as_bytes().into())
}

/// The page of a CMS, where there is one.
fn cms(shared: &Arc<SharedState>, request: &Request, rest: &str, _: &[u8]) -> Response {
    let (door, language) = (&shared.desk, desk::language(request));
    let [page, none] = door.cms.to(language);
    match door.knows(None) {
        None => desk::off(door, language),
        Some(_) if !rest.is_empty() => Response::status(StatusCode::NOT_FOUND),
        Some(_) if door.program.is_some() => {
            Response::of("page.html", page.as_bytes().into()).under_policy(desk::CMS_POLICY)
        }
        Some(_) => Response::of("none.txt", none.as_bytes().into()).under(StatusCode::NOT_FOUND),
    }
}

fn cms_start(_: &Arc<SharedState>, _: &Request, _: &str, _: &[u8]) -> Response {
    Response::of("start.js", CMS_START.as_bytes().into())
}

/// A file of the program: its scripts, and what they load.
fn cms_program(shared: &Arc<SharedState>, _: &Request, name: &str, _: &[u8]) -> Response {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let is_part = name.chars().all(is_plain) && (name.ends_with(".js") || name.ends_with(".wasm"));
    let read = |folder: &PathBuf| {
        Folder::open(folder).and_then(|folder| folder.read(name, MAX_PROGRAM_BYTES)).ok()
    };
    match shared.desk.program.as_ref().filter(|_| is_part).and_then(read) {
        Some(bytes) => Response::of(name, bytes.into()),
        None => Response::status(StatusCode::NOT_FOUND),
    }
}

// ---- The site

/// How a page is handed out.
#[derive(Clone, Copy)]
enum Form<'a> {
    /// As it would be published.
    Published,
    /// With the script that keeps it up to date, which the page may load from this host.
    Preview { host: &'a str },
}

fn page(shared: &Arc<SharedState>, request: &Request, path: &str, _: &[u8]) -> Response {
    site(shared, path, Form::Preview { host: &request.host })
}

/// The output that is at a path of the site.
fn file_of(path: &str) -> String {
    match path {
        path if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        path => path.to_owned(),
    }
}

/// What is at a path of the site.
fn site(shared: &SharedState, path: &str, form: Form<'_>) -> Response {
    let state = shared.state();
    let file = file_of(path);
    let found = StatusCode::OK;
    if let Some(contents) = state.outputs.get(&file) {
        return in_form(&state, &file, contents, form, found);
    }
    if state.outputs.contains(&format!("{file}/index.html")) {
        return Response::redirect(&format!("/{file}/"));
    }
    match state.outputs.get("404.html") {
        Some(contents) => in_form(&state, "404.html", contents, form, StatusCode::NOT_FOUND),
        // Nothing has ever been built without errors.
        None => {
            let soon = Contents::text(&shared.site_soon);
            in_form(&state, "404.html", &soon, form, StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// A file of the site; pages get the script that keeps them up to date.
fn in_form(
    state: &PreviewState,
    path: &str,
    contents: &Contents,
    form: Form<'_>,
    status: StatusCode,
) -> Response {
    let Form::Preview { host } = form else { return unchanged(path, contents).under(status) };
    if !path.ends_with(".html") {
        return unchanged(path, contents).under(status);
    }
    let Ok(bytes) = contents.bytes() else { return unreadable() };
    let fingerprint = contents.fingerprint().map(|known| known.to_string()).unwrap_or_default();
    match std::str::from_utf8(&bytes) {
        Ok(html) => {
            let page = with_script(html, (state.version, &fingerprint), host);
            Response::of(path, page.into_bytes().into()).under(status)
        }
        Err(_) => unchanged(path, contents).under(status),
    }
}

/// A file as it is published.
fn unchanged(path: &str, contents: &Contents) -> Response {
    match (contents.bytes(), contents.fingerprint()) {
        (Ok(bytes), Ok(fingerprint)) => Response::of(path, (*bytes).into()).known_as(fingerprint),
        _ => unreadable(),
    }
}

fn with_script(html: &str, (version, page): (u64, &str), host: &str) -> String {
    let script = format!(
        "<script src=\"/{OWN}live.js\" data-version=\"{version}\" data-page=\"{page}\"></script>"
    );
    let lower = html.to_ascii_lowercase();
    let at = lower.rfind("</body>").unwrap_or(html.len());
    let page = format!("{}{script}{}", &html[..at], &html[at..]);
    policy::admit(&page, &policy::source(host, OWN))
}

/// What was made cannot be had any more.
fn unreadable() -> Response {
    Response::status(StatusCode::INTERNAL_SERVER_ERROR)
}
