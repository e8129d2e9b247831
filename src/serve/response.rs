//! What is answered: a status, headers that all answers have, and bytes, all of them or those that were asked for.
//!
//! Entry points: [`Response::of`], [`Response::asked_by`], [`Response::into_http`].

use std::convert::Infallible;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Bytes, Frame, SizeHint};
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CONNECTION, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    HeaderName, HeaderValue, IF_MATCH, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, SET_COOKIE,
};
use hyper::{Method, StatusCode};

use super::events::Events;
use super::request::Request;
use crate::escape::uri_path;
use crate::tracking::Fingerprint;

/// What every answer says. Pages of other origins may not frame what is answered, show it or hold on to its window
/// (WHATWG HTML, "cross-origin opener policies"; WHATWG Fetch, "Cross-Origin-Resource-Policy header"; CSP Level 3, 6.4.2).
pub(super) const HEADERS: [(&str, &str); 7] = [
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("content-security-policy", "frame-ancestors 'self'"),
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "same-origin"),
];

/// Bytes are handed to the connection in pieces, so that it shows when nobody takes them.
const PIECE: usize = 64 * 1024;

/// What a request gets.
pub(super) struct Response {
    status: StatusCode,
    kind: &'static str,
    more: Vec<(HeaderName, String)>,
    body: ResponseBody,
    /// That of the body, where it is known already.
    fingerprint: Option<Fingerprint>,
}

impl Response {
    /// A file of this name.
    pub(super) fn of(name: &str, bytes: Arc<[u8]>) -> Self {
        Self::new(StatusCode::OK, kind(name), ResponseBody::Whole(Bytes::from_owner(bytes)))
    }

    /// Something for a script.
    pub(super) fn data(value: &serde_json::Value) -> Self {
        Self::of("answer.json", value.to_string().into_bytes().into())
    }

    /// The same with a policy of its own.
    pub(super) fn under_policy(self, policy: &str) -> Self {
        self.with(CONTENT_SECURITY_POLICY, policy.to_owned())
    }

    /// The same, and browsers remember something for what is below a path, for a year. No script sees it, and no page of another origin sends it.
    pub(super) fn remembered(self, what: &str, path: &str) -> Self {
        let cookie = format!("{what}; Path={path}; Max-Age=31536000; SameSite=Strict; HttpOnly");
        self.with(SET_COOKIE, cookie)
    }

    /// A status, in its own words.
    pub(super) fn status(status: StatusCode) -> Self {
        let words = status.canonical_reason().unwrap_or_default();
        Self::new(status, kind("x.txt"), ResponseBody::Whole(Bytes::from_static(words.as_bytes())))
    }

    /// The way to another address of the preview.
    pub(super) fn redirect(to: &str) -> Self {
        let encoded = uri_path(to);
        // `//host` would lead elsewhere.
        let location = format!("/{}", encoded.trim_start_matches('/'));
        Self::status(StatusCode::FOUND).with(LOCATION, location)
    }

    /// No to a method, with those that there are.
    pub(super) fn only(methods: &[&str]) -> Self {
        Self::status(StatusCode::METHOD_NOT_ALLOWED).with(ALLOW, methods.join(", "))
    }

    /// An endless answer.
    pub(super) fn events(events: Events) -> Self {
        Self::new(StatusCode::OK, "text/event-stream", ResponseBody::Events(events))
    }

    fn new(status: StatusCode, kind: &'static str, body: ResponseBody) -> Self {
        Self { status, kind, more: Vec::new(), body, fingerprint: None }
    }

    /// The same of which the fingerprint is known.
    pub(super) fn known_as(self, fingerprint: Fingerprint) -> Self {
        Self { fingerprint: Some(fingerprint), ..self }
    }

    /// The same under another status.
    pub(super) fn under(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The same, after which the connection ends: what was not read of the request cannot be told from the next one.
    pub(super) fn closing(self) -> Self {
        self.with(CONNECTION, "close".to_owned())
    }

    fn with(mut self, name: HeaderName, value: String) -> Self {
        self.more.push((name, value));
        self
    }

    /// As much of it as the request wants, when it is a file: all, a part, or that nothing has changed (RFC 9110, 13 and 14).
    ///
    /// When a file was last modified is not known, so that conditions about times are as good as not there.
    pub(super) fn asked_by(self, request: &Request) -> Self {
        let ResponseBody::Whole(bytes) = &self.body else { return self };
        if self.status != StatusCode::OK || !request.reads() {
            return self;
        }
        let bytes = bytes.clone();
        let fingerprint = self.fingerprint.unwrap_or_else(|| Fingerprint::of(&*bytes));
        let tag = format!("\"{fingerprint}\"");
        let says = |name: &HeaderName| request.header(name);
        if says(&IF_MATCH).is_some_and(|tags| !names(&tags, &tag, Comparison::Strong)) {
            return Self::status(StatusCode::PRECONDITION_FAILED);
        }
        if says(&IF_NONE_MATCH).is_some_and(|tags| names(&tags, &tag, Comparison::Weak)) {
            let same = Self { body: ResponseBody::Whole(Bytes::new()), ..self };
            return same.under(StatusCode::NOT_MODIFIED).with(ETAG, tag);
        }
        let is_the_same = says(&IF_RANGE).is_none_or(|known| known == tag);
        let wanted = says(&RANGE).filter(|_| is_the_same && request.method == Method::GET);
        match wanted.and_then(|wanted| part(&wanted, bytes.len())) {
            None => self.with(ETAG, tag).with(ACCEPT_RANGES, "bytes".to_owned()),
            Some(None) => {
                let unsatisfied = Self::status(StatusCode::RANGE_NOT_SATISFIABLE);
                unsatisfied.with(CONTENT_RANGE, format!("bytes */{}", bytes.len()))
            }
            Some(Some(part)) => {
                let place = format!("bytes {}-{}/{}", part.start, part.end - 1, bytes.len());
                let body = ResponseBody::Whole(bytes.slice(part));
                let partial = Self { body, ..self }.under(StatusCode::PARTIAL_CONTENT);
                partial.with(ETAG, tag).with(CONTENT_RANGE, place)
            }
        }
    }

    /// With all its headers.
    pub(super) fn into_http(self) -> hyper::Response<ResponseBody> {
        let Self { status, kind, more, body, fingerprint: _ } = self;
        let mut answer = hyper::Response::new(body);
        *answer.status_mut() = status;
        let headers = answer.headers_mut();
        for (name, value) in HEADERS {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        if status != StatusCode::NOT_MODIFIED {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        }
        for (name, value) in more {
            // All of them are made here, of ASCII.
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
        answer
    }
}

/// How entity tags are compared (RFC 9110, 8.8.3.2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Strong,
    Weak,
}

/// Whether a list of entity tags names this one.
fn names(tags: &str, tag: &str, comparison: Comparison) -> bool {
    tags.split(',').map(str::trim).any(|known| {
        let bare = known.strip_prefix("W/").filter(|_| comparison == Comparison::Weak);
        known == "*" || bare.unwrap_or(known) == tag
    })
}

/// Which part of so many bytes a `Range` wants: `Some(None)` when there is no such part. `None` for what is not understood, and for several
/// parts at once, which nobody asks a preview for: then it is as if nothing had been said (RFC 9110, 14.2).
fn part(wanted: &str, len: usize) -> Option<Option<Range<usize>>> {
    let (unit, range) = wanted.split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    // A number that is too large is beyond the end.
    let number = |digits: &str| {
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().unwrap_or(usize::MAX))
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let range = match (first, last) {
        ("", last) => len.saturating_sub(number(last)?)..len,
        (first, "") => number(first)?..len,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(len)
        }
    };
    Some((range.start < range.end).then_some(range))
}

/// The media type of a file, by its ending.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// What follows the head.
pub(super) enum ResponseBody {
    Whole(Bytes),
    Events(Events),
}

impl hyper::body::Body for ResponseBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = match &mut *self {
            Self::Whole(bytes) if bytes.is_empty() => return Poll::Ready(None),
            Self::Whole(bytes) => Poll::Ready(bytes.split_to(bytes.len().min(PIECE))),
            Self::Events(events) => events.poll(context).map(Bytes::from),
        };
        piece.map(|bytes| Some(Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Events(_) => SizeHint::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        for (to, wanted) in
            [("//evil.example/", "/evil.example/"), ("/a\r\nb/", "/a%0D%0Ab/"), ("/ä/", "/%C3%A4/")]
        {
            let answer = Response::redirect(to).into_http();
            assert_eq!(answer.headers()[LOCATION], wanted);
        }
    }

    #[test]
    fn one_part_can_be_asked_for() {
        for (wanted, found) in [
            ("bytes=0-0", Some(Some(0..1))),
            ("bytes=2-4", Some(Some(2..5))),
            ("bytes=2-", Some(Some(2..10))),
            ("bytes=-3", Some(Some(7..10))),
            ("bytes=-99", Some(Some(0..10))),
            ("Bytes = 0-99999999999999999999999999", Some(Some(0..10))),
            ("bytes=10-", Some(None)),
            ("bytes=99999999999999999999999999-", Some(None)),
            ("bytes=-0", Some(None)),
            ("bytes=4-2", None),
            ("bytes=", None),
            ("bytes=-", None),
            ("bytes=+1-2", None),
            ("bytes=0-1,3-4", None),
            ("items=0-1", None),
            ("", None),
        ] {
            assert_eq!(part(wanted, 10), found, "{wanted}");
        }
        assert_eq!(part("bytes=0-", 0), Some(None));
    }

    #[test]
    fn tags_are_found_in_lists() {
        use Comparison::{Strong, Weak};
        for (tags, comparison, found) in [
            ("\"a\"", Strong, true),
            ("\"b\", \"a\"", Strong, true),
            ("W/\"a\"", Strong, false),
            ("\"b\",W/\"a\"", Weak, true),
            ("*", Strong, true),
            ("a", Weak, false),
            ("", Weak, false),
        ] {
            assert_eq!(names(tags, "\"a\"", comparison), found, "{tags}");
        }
    }
}
