//! What browsers ask of the editor, and what they get.
//!
//! Entry points: [`admit`], [`answered`], and a function for each address. Invariant: what changes something comes from a page of this very session, and says so in a way that
//! no form and no page of another origin can.

use hyper::StatusCode;
use hyper::header::{CONTENT_TYPE, COOKIE, HeaderName};
use url::form_urlencoded;

use super::door::{Door, Waiting};
use super::request::Request;
use super::response::Response;
use crate::diagnostic::Language;
use crate::editor::{Answered, Deed, Query};

/// What pages of the editor may do: load what is its own, and show what it is about. No text becomes markup in them (Trusted Types) but what `inert` in
/// `server.js` hands on, to be read and never shown.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
    connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    require-trusted-types-for 'script'; trusted-types broschur; frame-ancestors 'none'";
/// What the page of a CMS may do, which is not ours: it makes its own styles, and functions of texts. It is the only page that may, and reaches nothing but
/// the preview.
pub(super) const CMS_POLICY: &str = "default-src 'none'; script-src 'self' 'unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; \
    connect-src 'self' blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
/// What its pictures may do.
const PICTURE_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
/// What pages send along with what they want to change.
const TOKEN: HeaderName = HeaderName::from_static("x-broschur-token");
/// What pages of a CMS tell themselves apart by.
const PAGE: HeaderName = HeaderName::from_static("x-broschur-page");
/// The name under which browsers remember the language of the editor.
const LANGUAGE: &str = "broschur-language";
/// Where they say it again: wherever the preview speaks for itself.
const OWN: &str = "/__broschur/";
/// What forms send without being asked whether they may, and what says nothing.
const FORMS: [&str; 4] =
    ["", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"];
/// What a request asks of the editor: it gets what stands behind the address of its route, and its body. `None` when there is no such thing.
pub(super) type Ask = fn(&Request, &str, Vec<u8>) -> Option<Query>;

/// Lets a request to the editor in.
///
/// # Errors
/// What it gets instead.
pub(super) fn admit(door: &Door, request: &Request, is_file: bool) -> Result<(), Response> {
    let known = door.knows(request.header(&TOKEN).as_deref());
    match known {
        None => return Err(off(door, language(request))),
        Some(_) if request.reads() => return Ok(()),
        Some(true) => {}
        Some(false) => {
            let stale = Response::data(&serde_json::json!({ "error": "stale" }));
            return Err(stale.under(StatusCode::FORBIDDEN).closing());
        }
    }
    let kind = request.header(&CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    // Forms of other origins are none of these, whatever else happens.
    let is_fine = match is_file {
        true => !FORMS.contains(&kind.as_str()),
        false => kind == "application/json",
    };
    match is_fine {
        true => Ok(()),
        false => Err(Response::status(StatusCode::UNSUPPORTED_MEDIA_TYPE).closing()),
    }
}

/// That there is no editor.
pub(super) fn off(door: &Door, language: Option<Language>) -> Response {
    let words = door.off.to(language).clone().into_bytes();
    Response::of("off.txt", words.into()).under(StatusCode::FORBIDDEN)
}

/// That nobody is there to answer yet.
pub(super) fn busy(door: &Door, language: Option<Language>) -> Response {
    let words = door.busy.to(language).clone().into_bytes();
    Response::of("busy.txt", words.into()).under(StatusCode::SERVICE_UNAVAILABLE)
}

/// The answer, once it is there.
pub(super) async fn answered(waiting: Waiting, door: &Door) -> Response {
    let (chosen, language) = (waiting.chosen, waiting.language);
    let Some(answered) = waiting.answered().await else { return busy(door, language) };
    let page = |html: String| {
        let page = Response::of("page.html", html.into_bytes().into()).under_policy(POLICY);
        match chosen {
            Some(language) => page.remembered(&format!("{LANGUAGE}={}", language.tag()), OWN),
            None => page,
        }
    };
    match answered {
        Answered::Page(html) => page(html),
        Answered::Elsewhere(address) => Response::redirect(&address),
        Answered::NoPage(html) => page(html).under(StatusCode::NOT_FOUND),
        Answered::File(name, bytes) => Response::of(&name, bytes).under_policy(PICTURE_POLICY),
        Answered::Data(value) => Response::data(&value),
        Answered::Conflict(value) => Response::data(&value).under(StatusCode::CONFLICT),
        Answered::Refused(value) => Response::data(&value).under(StatusCode::BAD_REQUEST),
        Answered::Failed(value) => Response::data(&value).under(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// The language that a request chooses for the editor, and the one that was chosen before.
pub(super) fn languages(request: &Request) -> (Option<Language>, Option<Language>) {
    let chosen = asked(request, "ui").and_then(|tag| Language::of_tag(&tag));
    let cookies = request.header(&COOKIE).unwrap_or_default();
    let known = |cookie: &str| {
        let (name, tag) = cookie.trim().split_once('=')?;
        (name == LANGUAGE).then(|| Language::of_tag(tag)).flatten()
    };
    // One that was set for the editor alone, as it once was, comes first.
    (chosen, cookies.split([';', ',']).rev().find_map(known))
}

/// The language that whoever sends a request wants to hear; `None` when nobody has chosen any.
pub(super) fn language(request: &Request) -> Option<Language> {
    let (chosen, remembered) = languages(request);
    chosen.or(remembered)
}

// ---- What is asked

fn pairs(request: &Request) -> Vec<(String, String)> {
    form_urlencoded::parse(request.query.as_bytes()).into_owned().collect()
}

fn asked(request: &Request, name: &str) -> Option<String> {
    pairs(request).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

pub(super) fn entries(request: &Request, rest: &str, _: Vec<u8>) -> Option<Query> {
    rest.is_empty().then(|| Query::Entries(pairs(request)))
}

pub(super) fn entry(request: &Request, rest: &str, _: Vec<u8>) -> Option<Query> {
    Some(Query::Entry(rest.to_owned(), asked(request, "lang")))
}

pub(super) fn choices(request: &Request, rest: &str, _: Vec<u8>) -> Option<Query> {
    Some(Query::Choices(rest.to_owned(), asked(request, "q").unwrap_or_default()))
}

pub(super) fn file(_: &Request, rest: &str, _: Vec<u8>) -> Option<Query> {
    Some(Query::File(rest.to_owned()))
}

pub(super) fn base(request: &Request, rest: &str, _: Vec<u8>) -> Option<Query> {
    rest.is_empty().then(|| asked(request, "file")).flatten().map(Query::Base)
}

pub(super) fn draft(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Draft(body))
}

pub(super) fn save(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Save(body))
}

pub(super) fn discard(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Discard(body))
}

pub(super) fn repair(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Repair(body))
}

pub(super) fn new(_: &Request, rest: &str, _: Vec<u8>) -> Option<Query> {
    Some(Query::New(rest.to_owned()))
}

pub(super) fn at(_: &Request, rest: &str, _: Vec<u8>) -> Option<Query> {
    Some(Query::At(rest.to_owned()))
}

pub(super) fn create(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Create(body))
}

pub(super) fn rename(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Whole(Deed::Rename, body))
}

pub(super) fn duplicate(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Whole(Deed::Duplicate, body))
}

pub(super) fn delete(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Whole(Deed::Delete, body))
}

pub(super) fn translate(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Translate(body))
}

pub(super) fn upload(request: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Upload(asked(request, "folder")?, asked(request, "name")?, body))
}

pub(super) fn undo(_: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Undo(body))
}

pub(super) fn cms_configuration(_: &Request, _: &str, _: Vec<u8>) -> Option<Query> {
    Some(Query::CmsConfiguration)
}

pub(super) fn cms(request: &Request, _: &str, body: Vec<u8>) -> Option<Query> {
    Some(Query::Cms(request.header(&PAGE).unwrap_or_default(), body))
}
