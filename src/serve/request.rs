//! What a request says: where to, to which host, and who asks.
//!
//! Entry point: [`Request::read`]. Invariant: a request that two readers could take for different ones is none.

use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{Method, Version};

/// What a browser asks for.
#[derive(Debug)]
pub(super) struct Request {
    pub(crate) method: Method,
    /// Decoded, without the leading slash and without the query.
    pub(crate) path: String,
    /// What stands behind the question mark, as it was sent.
    pub(crate) query: String,
    /// Which host is asked, with its port; empty when nothing says so (HTTP/1.0).
    pub(crate) host: String,
    headers: HeaderMap,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Requester {
    /// The preview's own pages, a person, or a program that is no browser.
    Own,
    /// A person who has followed a link on a page of another origin: a whole window is led here.
    Visitor,
    /// A page of another origin, for itself.
    Stranger,
}

impl Request {
    /// Reads the head of a request; `None` when it breaks a rule that keeps two readers of it from taking it for different requests (RFC 9112, 3.2).
    pub(super) fn read(head: &Parts) -> Option<Self> {
        let mut hosts = head.headers.get_all(HOST).iter();
        let host = match (hosts.next(), hosts.next()) {
            (Some(host), None) => text(host.as_bytes()),
            (None, _) if head.version == Version::HTTP_10 => String::new(),
            _ => return None,
        };
        // A target that names a host wins over the header (RFC 9112, 3.2.2).
        let host = head.uri.authority().map_or(host, |authority| authority.as_str().to_owned());
        let path = match (head.uri.path(), &head.method) {
            ("*", &Method::OPTIONS) | ("", &Method::CONNECT) => String::new(),
            (target, _) => decoded(target)?,
        };
        let query = head.uri.query().unwrap_or_default().to_owned();
        Some(Self { method: head.method.clone(), path, query, host, headers: head.headers.clone() })
    }

    /// Whether it only asks to be shown something.
    pub(super) fn reads(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD)
    }

    /// What a header says, all lines of it (RFC 9110, 5.3).
    pub(super) fn header(&self, name: &HeaderName) -> Option<String> {
        let lines: Vec<String> =
            self.headers.get_all(name).iter().map(|value| text(value.as_bytes())).collect();
        (!lines.is_empty()).then(|| lines.join(", "))
    }

    /// Who asks this host. No script can change what a browser says about that: the origin of the page, as `Origin` names it (RFC 6454, 7), and
    /// `Sec-Fetch-Site`, `-Mode` and `-Dest` (W3C Fetch Metadata Request Headers). A browser that says nothing about the page is old, or is
    /// asked over plain HTTP for an address that is not this computer's own; then `Origin` is all there is.
    pub(super) fn relation(&self) -> Requester {
        let fetch = |name| self.header(&HeaderName::from_static(name));
        let foreign_origin = self.header(&ORIGIN).is_some_and(|origin| {
            let authority = origin.strip_prefix("http://").or(origin.strip_prefix("https://"));
            !authority.is_some_and(|authority| authority.eq_ignore_ascii_case(&self.host))
        });
        match (foreign_origin, fetch("sec-fetch-site").as_deref()) {
            (true, _) => Requester::Stranger,
            (false, None | Some("none" | "same-origin")) => Requester::Own,
            (false, Some(_)) => {
                let leads = fetch("sec-fetch-mode").as_deref() == Some("navigate");
                if leads && fetch("sec-fetch-dest").as_deref() == Some("document") {
                    Requester::Visitor
                } else {
                    Requester::Stranger
                }
            }
        }
    }
}

/// A header's value as text. Other bytes than those of UTF-8 are in no name that is compared with it.
fn text(value: &[u8]) -> String {
    String::from_utf8_lossy(value).trim().to_owned()
}

/// The path that a target names, decoded; `None` when it is none.
fn decoded(target: &str) -> Option<String> {
    let bare = target.strip_prefix('/')?;
    let mut bytes = Vec::with_capacity(bare.len());
    let mut rest = bare.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(target: &str, headers: &[(&str, &str)]) -> Option<Request> {
        let mut request = hyper::Request::builder().uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Request::read(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn paths_are_decoded() {
        let path = |target| read(target, &[("host", "localhost")]).map(|request| request.path);
        assert_eq!(path("/a/b/?x=1").as_deref(), Some("a/b/"));
        assert_eq!(path("/Gr%C3%BC%C3%9Fe.png").as_deref(), Some("Grüße.png"));
        assert_eq!(path("http://localhost").as_deref(), Some(""));
        for wrong in ["/%zz", "/%C3", "/%", "*", "localhost:80"] {
            assert_eq!(path(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_target_that_names_a_host_wins() {
        let request = read("http://evil.example/x", &[("host", "localhost")]).unwrap();
        assert_eq!((request.host.as_str(), request.path.as_str()), ("evil.example", "x"));
    }

    #[test]
    fn what_is_said_twice_is_not_what_is_asked_for() {
        let twice = [
            ("host", "localhost"),
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "cross-site"),
        ];
        assert_eq!(read("/", &twice).unwrap().relation(), Requester::Stranger);
        assert_eq!(read("/", &twice[..2]).unwrap().relation(), Requester::Own);
    }
}
