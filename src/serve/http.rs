//! As much of HTTP/1.1 (RFC 9112) as the preview needs.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use crate::escape::uri_path;

/// Longer requests are no requests for a page.
const MAX_HEAD: u64 = 16 * 1024;
/// A connection that says nothing for so long is closed.
const IDLE: Duration = Duration::from_secs(60);

/// What every answer says. Pages of other origins may not frame what is answered, show it or hold on to its window
/// (WHATWG HTML, "cross-origin opener policies"; WHATWG Fetch, "Cross-Origin-Resource-Policy header"; CSP Level 3, 6.4.2).
const HEADERS: &str = "Cache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    Content-Security-Policy: frame-ancestors 'self'\r\n\
    X-Frame-Options: SAMEORIGIN\r\n\
    Referrer-Policy: same-origin\r\n";

/// What a browser asks for.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub method: String,
    /// Decoded, without the leading slash and without the query.
    pub path: String,
    pub host: Option<String>,
    pub sender: Sender,
    closes: bool,
}

/// What a browser says about the page that a request comes from. No script can change it.
#[derive(Debug, Default)]
pub(super) struct Sender {
    /// The origin, as `Origin` names it (RFC 6454, 7).
    origin: Option<String>,
    /// `Sec-Fetch-Site`, `-Mode` and `-Dest` (W3C Fetch Metadata Request Headers).
    site: Option<String>,
    mode: Option<String>,
    dest: Option<String>,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// The preview's own pages, a person, or a program that is no browser.
    Own,
    /// A person who has followed a link on a page of another origin: a whole window is led here.
    Visitor,
    /// A page of another origin, for itself.
    Stranger,
}

impl Sender {
    /// Who asks this host. A browser that says nothing about the page is old, or is asked over plain HTTP for an address that is not
    /// this computer's own; then `Origin` is all there is.
    fn relation(&self, host: &str) -> Relation {
        let foreign_origin = self.origin.as_deref().is_some_and(|origin| {
            let authority = origin.strip_prefix("http://").or(origin.strip_prefix("https://"));
            !authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        });
        match (foreign_origin, self.site.as_deref()) {
            (true, _) => Relation::Stranger,
            (false, None | Some("none" | "same-origin")) => Relation::Own,
            (false, Some(_)) => {
                let said = |header: &Option<String>, value| header.as_deref() == Some(value);
                if said(&self.mode, "navigate") && said(&self.dest, "document") {
                    Relation::Visitor
                } else {
                    Relation::Stranger
                }
            }
        }
    }
}

impl Request {
    /// Who asks.
    pub(super) fn relation(&self) -> Relation {
        self.sender.relation(self.host.as_deref().unwrap_or_default())
    }
}

impl Request {
    /// Takes in a line of the head; `None` when it is not one that a browser would send.
    fn header(&mut self, line: &str) -> Option<()> {
        let (name, value) = line.split_once(':')?;
        // A folded line, or a name that others read without the space.
        if name.is_empty() || name.contains(|c: char| c.is_ascii_whitespace()) {
            return None;
        }
        let value = || value.trim().to_owned();
        match name.to_ascii_lowercase().as_str() {
            "host" if self.host.is_some() => return None,
            "host" => self.host = Some(value()),
            "origin" => self.sender.origin = Some(value()),
            "sec-fetch-site" => self.sender.site = Some(value()),
            "sec-fetch-mode" => self.sender.mode = Some(value()),
            "sec-fetch-dest" => self.sender.dest = Some(value()),
            "connection" => self.closes |= value().eq_ignore_ascii_case("close"),
            // Nothing that is answered has a body: what follows cannot be told from one.
            "content-length" => self.closes |= value() != "0",
            "transfer-encoding" => self.closes = true,
            _ => {}
        }
        Some(())
    }
}

/// What comes out of reading from a connection.
pub(super) enum Received {
    Request(Request),
    /// The head breaks a rule that keeps two readers of it from taking it for different requests (RFC 9112, 3.2 and 5.1).
    Malformed,
    /// The other side is done, or says what is no request at all.
    Nothing,
}

/// What it gets.
pub(super) struct Response {
    pub status: u16,
    pub kind: &'static str,
    pub location: Option<String>,
    pub bytes: Arc<[u8]>,
}

impl Response {
    /// A file of this name.
    pub(super) fn of(name: &str, bytes: Arc<[u8]>) -> Self {
        Self { status: 200, kind: kind(name), location: None, bytes }
    }

    pub(super) fn text(status: u16, text: &str) -> Self {
        Self { status, kind: kind("x.txt"), location: None, bytes: text.as_bytes().into() }
    }

    pub(super) fn redirect(to: &str) -> Self {
        let encoded = uri_path(to);
        // `//host` would lead elsewhere.
        let location = format!("/{}", encoded.trim_start_matches('/'));
        Self { location: Some(location), ..Self::text(302, "") }
    }
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

/// A browser that talks to us.
pub(super) struct Connection {
    reader: BufReader<TcpStream>,
}

impl Connection {
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        // Answers in several pieces must not wait for each other.
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(IDLE))?;
        stream.set_write_timeout(Some(IDLE))?;
        Ok(Self { reader: BufReader::new(stream) })
    }

    /// What is read next.
    pub(super) fn receive(&mut self) -> io::Result<Received> {
        let mut head = (&mut self.reader).take(MAX_HEAD);
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(Received::Nothing);
        }
        let mut parts = line.split_whitespace();
        let (Some(method), Some(target), Some(version)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Ok(Received::Nothing);
        };
        let mut request = Request { method: method.to_owned(), ..Request::default() };
        let Some(path) = path(target) else { return Ok(Received::Nothing) };
        request.path = path;
        request.closes = version == "HTTP/1.0";
        // The whole head is read either way: a connection that is closed over unread bytes loses the answer.
        let mut well_formed = true;
        loop {
            let mut line = String::new();
            if head.read_line(&mut line)? == 0 {
                return Ok(Received::Nothing);
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            well_formed &= request.header(line).is_some();
        }
        well_formed &= request.host.is_some() || version == "HTTP/1.0";
        Ok(if well_formed { Received::Request(request) } else { Received::Malformed })
    }

    /// Refuses what is malformed: nothing that follows on this connection can be trusted to be a request.
    pub(super) fn refuse(&mut self) -> io::Result<()> {
        let last = Request { closes: true, ..Request::default() };
        self.answer(&last, Response::text(400, "Bad Request"))
    }

    /// Answers, and ends the conversation where that was asked for.
    pub(super) fn answer(&mut self, request: &Request, response: Response) -> io::Result<()> {
        let Response { status, kind, location, bytes } = response;
        let mut head = format!(
            "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             {HEADERS}",
            reason(status),
            bytes.len(),
        );
        if let Some(location) = location {
            head.push_str(&format!("Location: {location}\r\n"));
        }
        head.push_str(if request.closes { "Connection: close\r\n\r\n" } else { "\r\n" });
        let stream = self.reader.get_mut();
        stream.write_all(head.as_bytes())?;
        if request.method != "HEAD" {
            stream.write_all(&bytes)?;
        }
        if request.closes {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }

    /// Begins an endless answer (WHATWG HTML, server-sent events).
    pub(super) fn begin_events(&mut self) -> io::Result<()> {
        self.send(&format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{HEADERS}\
             Connection: close\r\n\r\nretry: 500\n\n",
        ))
    }

    /// Adds to an endless answer.
    pub(super) fn send(&mut self, text: &str) -> io::Result<()> {
        self.reader.get_mut().write_all(text.as_bytes())
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        421 => "Misdirected Request",
        500 => "Internal Server Error",
        _ => "Service Unavailable",
    }
}

/// The path that a request names, decoded; `None` when it is none.
fn path(target: &str) -> Option<String> {
    let bare = target.split(['?', '#']).next()?.strip_prefix('/')?;
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

    #[test]
    fn paths_are_decoded() {
        assert_eq!(path("/a/b/?x=1").as_deref(), Some("a/b/"));
        assert_eq!(path("/Gr%C3%BC%C3%9Fe.png").as_deref(), Some("Grüße.png"));
        assert_eq!(path("/%zz"), None);
        assert_eq!(path("http://elsewhere/"), None);
    }

    #[test]
    fn nobody_is_led_elsewhere() {
        assert_eq!(
            Response::redirect("//evil.example/").location.as_deref(),
            Some("/evil.example/")
        );
        assert_eq!(Response::redirect("/a\r\nb/").location.as_deref(), Some("/a%0D%0Ab/"));
    }
}
