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

/// What a browser asks for.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub method: String,
    /// Decoded, without the leading slash and without the query.
    pub path: String,
    pub host: Option<String>,
    /// Whether the page is wanted as it would be published.
    pub wants_source: bool,
    closes: bool,
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

    /// The next request; `None` when there is none that can be read.
    pub(super) fn request(&mut self) -> io::Result<Option<Request>> {
        let mut head = (&mut self.reader).take(MAX_HEAD);
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut parts = line.split_whitespace();
        let (Some(method), Some(target), Some(version)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Ok(None);
        };
        let mut request = Request { method: method.to_owned(), ..Request::default() };
        let Some(path) = path(target) else { return Ok(None) };
        request.path = path;
        request.closes = version == "HTTP/1.0";
        let mut body = 0;
        loop {
            let mut line = String::new();
            if head.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { return Ok(None) };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "host" => request.host = Some(value.to_owned()),
                "connection" => request.closes |= value.eq_ignore_ascii_case("close"),
                "content-length" => body = value.parse().unwrap_or(u64::MAX),
                // Nothing that we answer has a body.
                "transfer-encoding" => body = u64::MAX,
                "x-broschur" => request.wants_source = value == "source",
                _ => {}
            }
        }
        request.closes |= body > 0;
        Ok(Some(request))
    }

    /// Answers, and ends the conversation where that was asked for.
    pub(super) fn answer(&mut self, request: &Request, response: Response) -> io::Result<()> {
        let Response { status, kind, location, bytes } = response;
        let mut head = format!(
            "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n",
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
        self.send(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
             Connection: close\r\n\r\nretry: 500\n\n",
        )
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
        404 => "Not Found",
        405 => "Method Not Allowed",
        421 => "Misdirected Request",
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
