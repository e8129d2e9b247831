//! The preview as those meet it who speak to it: over real connections, within limits of the test's own. Nothing here is timed: where time matters, the
//! limit that is looked at is short, and the others are longer than any test.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::door::Door;
use super::server::ConnectionLimits;
use super::voices::Voices;
use super::{Preview, Update};
use crate::diagnostic::Language;
use crate::diagnostic::texts::Texts;
use crate::disk::Folder;
use crate::editor::{Answered, Query};
use crate::publish::{Contents, OutputSet};
use crate::source::Snapshot;

const PATIENCE: Duration = Duration::from_secs(90);
const NEVER: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_millis(150);
const PATIENT: ConnectionLimits = ConnectionLimits {
    head_time: NEVER,
    body_time: NEVER,
    stall: NEVER,
    ..ConnectionLimits::PREVIEW
};

const TEXT: &str = "0123456789";

/// The words of a preview, and those of all other languages.
fn spoken(texts: &Texts) -> (&Texts, Voices) {
    (texts, Voices::beside(texts))
}

/// A preview of a page, a text and a large file.
fn preview(limits: ConnectionLimits) -> Preview {
    let texts = Texts::new(Language::default());
    let preview =
        Preview::within(limits, ("127.0.0.1", 0), spoken(&texts), Door::closed()).unwrap();
    let mut outputs = OutputSet::default();
    for (path, text) in [("index.html", "<body>Seite</body>"), ("a/t.txt", TEXT)] {
        outputs.set(path, Some(Contents::text(text)));
    }
    outputs.set("large.pdf", Some(Contents::plain(vec![b'x'; 32 << 20].into())));
    preview.show(Update {
        outputs,
        follow: None,
        pdf: None,
        findings: &[],
        warnings: &[],
        spoilt: None,
        snapshot: &Snapshot::default(),
        texts: &texts,
    });
    preview
}

/// An answer, taken apart.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            known.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// A connection to a preview.
struct Browser {
    stream: TcpStream,
    host: String,
}

impl Browser {
    fn of(preview: &Preview) -> Self {
        let stream = TcpStream::connect(preview.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Self { stream, host: preview.address().to_string() }
    }

    fn send(&mut self, text: &str) {
        // Who is closed to says so when it is read from.
        let _ = self.stream.write_all(text.as_bytes());
    }

    fn ask(&mut self, line: &str, headers: &[&str]) -> Answer {
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        self.send(&format!("{line} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.host));
        self.read(!line.starts_with("HEAD"))
    }

    /// One answer. The connection may go on.
    fn read(&mut self, has_body: bool) -> Answer {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            self.stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut answer = Answer { status, head, body: String::new() };
        let length = answer.header("content-length").map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; if has_body { length } else { 0 }];
        self.stream.read_exact(&mut body).unwrap();
        answer.body = String::from_utf8(body).unwrap();
        answer
    }

    /// Whether the other side has ended the conversation, once it has.
    fn ends(&mut self) -> bool {
        let mut rest = Vec::new();
        match self.stream.read_to_end(&mut rest) {
            Ok(_) => rest.is_empty(),
            Err(error) => !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
        }
    }

    /// Whether nothing has happened on it yet.
    fn waits(&mut self) -> bool {
        self.stream.set_nonblocking(true).unwrap();
        let read = self.stream.read(&mut [0]);
        self.stream.set_nonblocking(false).unwrap();
        read.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
    }
}

#[test]
fn many_requests_go_over_one_connection() {
    let preview = preview(PATIENT);
    let mut browser = Browser::of(&preview);
    for _ in 0..3 {
        let page = browser.ask("GET /", &[]);
        assert!(page.status == 200 && page.body.contains("Seite"), "{page:?}");
        let head = browser.ask("HEAD /", &[]);
        assert_eq!(head.header("content-length"), page.header("content-length"));
        assert_eq!(head.header("etag"), page.header("etag"));
        assert_eq!(browser.ask("GET /nirgends", &[]).status, 503);
        assert_eq!(browser.ask("DELETE /", &[]).status, 405);
    }
    let last = browser.ask("GET /", &["Connection: close"]);
    assert_eq!((last.status, last.header("connection")), (200, Some("close")));
    assert!(browser.ends());
    // Two at once are answered one after the other.
    let mut browser = Browser::of(&preview);
    let request = format!("GET /a/t.txt HTTP/1.1\r\nHost: {}\r\n\r\n", browser.host);
    browser.send(&request.repeat(2));
    assert_eq!([browser.read(true).body, browser.read(true).body], [TEXT, TEXT]);
}

#[test]
fn what_is_known_already_is_not_sent_again() {
    let preview = preview(PATIENT);
    let mut browser = Browser::of(&preview);
    let first = browser.ask("GET /a/t.txt", &[]);
    let tag = first.header("etag").unwrap().to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 20, "{tag}");
    for known in [&tag, &format!("\"x\", W/{tag}"), "*"] {
        for method in ["GET", "HEAD"] {
            let same =
                browser.ask(&format!("{method} /a/t.txt"), &[&format!("If-None-Match: {known}")]);
            assert_eq!((same.status, same.body.as_str()), (304, ""), "{known}");
            assert_eq!(same.header("etag"), Some(&*tag));
            assert_eq!(same.header("x-frame-options"), Some("SAMEORIGIN"));
        }
    }
    for unknown in ["If-None-Match: \"x\"", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"] {
        assert_eq!(browser.ask("GET /a/t.txt", &[unknown]).body, TEXT, "{unknown}");
    }
    assert_eq!(browser.ask("GET /a/t.txt", &["If-Match: \"x\""]).status, 412);
    assert_eq!(browser.ask("GET /a/t.txt", &[&format!("If-Match: {tag}")]).body, TEXT);
    // What is not there has no tag.
    assert_eq!(browser.ask("GET /nirgends", &["If-None-Match: *"]).status, 503);
    // Other bytes have another one.
    assert_ne!(browser.ask("GET /", &[]).header("etag"), Some(&*tag));
}

#[test]
fn a_part_is_sent_when_one_is_asked_for() {
    let preview = preview(PATIENT);
    let mut browser = Browser::of(&preview);
    let tag = browser.ask("GET /a/t.txt", &[]).header("etag").unwrap().to_owned();
    let part = browser.ask("GET /a/t.txt", &["Range: bytes=2-4"]);
    assert_eq!((part.status, part.body.as_str()), (206, "234"));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(part.header("content-type"), Some("text/plain; charset=utf-8"));
    for (range, body) in [("bytes=-3", "789"), ("bytes=8-", "89"), ("bytes=0-0", "0")] {
        let part = browser.ask("GET /a/t.txt", &[&format!("Range: {range}")]);
        assert_eq!((part.status, part.body.as_str()), (206, body), "{range}");
    }
    let none = browser.ask("GET /a/t.txt", &["Range: bytes=10-"]);
    assert_eq!((none.status, none.header("content-range")), (416, Some("bytes */10")));
    for whole in ["Range: bytes=0-1,4-5", "Range: lines=1-2", "Range: bytes=5-2"] {
        let all = browser.ask("GET /a/t.txt", &[whole]);
        assert_eq!((all.status, all.body.as_str()), (200, TEXT), "{whole}");
        assert_eq!(all.header("accept-ranges"), Some("bytes"));
    }
    // Of another version nothing but the whole will do.
    for (known, status) in [(&*tag, 206), ("\"x\"", 200), ("Fri, 01 Jan 2100 00:00:00 GMT", 200)] {
        let headers = ["Range: bytes=0-1", &format!("If-Range: {known}")];
        assert_eq!(browser.ask("GET /a/t.txt", &headers).status, status, "{known}");
    }
    // Only of what is there, and only when it is to be shown.
    assert_eq!(browser.ask("GET /nirgends", &["Range: bytes=0-1"]).status, 503);
    assert_eq!(browser.ask("HEAD /a/t.txt", &["Range: bytes=0-1"]).status, 200);
    let same = ["Range: bytes=0-1", &format!("If-None-Match: {tag}")];
    assert_eq!(browser.ask("GET /a/t.txt", &same).status, 304);
}

#[test]
fn methods_that_there_are_are_named() {
    let preview = preview(PATIENT);
    let mut browser = Browser::of(&preview);
    for (line, allowed) in [
        ("POST /", "GET, HEAD"),
        ("OPTIONS *", "GET, HEAD"),
        ("PUT /__broschur/events", "GET, HEAD"),
        ("GET /__broschur/echo", "POST"),
        ("BREW /a/t.txt", "GET, HEAD"),
    ] {
        let answer = browser.ask(line, &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some(allowed)), "{line}");
    }
    assert_eq!(browser.ask("POST /__broschur/nothing", &[]).status, 404);
    assert_eq!(browser.ask("GET http://evil.example/", &[]).status, 421);
    assert_eq!(browser.ask("GET http://localhost/a/t.txt", &[]).body, TEXT);
    assert_eq!(browser.ask("GET /%zz", &[]).status, 400);
    assert!(browser.ends());
}

#[test]
fn what_is_sent_is_taken_from_our_own_pages_within_limits() {
    let preview = preview(ConnectionLimits { body: 1000, ..PATIENT });
    let mut browser = Browser::of(&preview);
    let echo = |browser: &mut Browser, headers: &str, body: &str| {
        let host = browser.host.clone();
        browser.send(&format!(
            "POST /__broschur/echo HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n{body}"
        ));
        browser.read(true)
    };
    let own = format!("Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", browser.host);
    for _ in 0..2 {
        let answer = echo(&mut browser, &format!("{own}Content-Length: 5\r\n"), "hallo");
        assert_eq!((answer.status, answer.body.as_str()), (200, "hallo"));
        let chunks = "3\r\nhal\r\n2\r\nlo\r\n0\r\n\r\n";
        let answer = echo(&mut browser, "Transfer-Encoding: chunked\r\n", chunks);
        assert_eq!((answer.status, answer.body.as_str()), (200, "hallo"));
    }
    let most = "x".repeat(1000);
    assert_eq!(echo(&mut browser, "Content-Length: 1000\r\n", &most).body, most);
    // Too much is refused before it comes, or when it has come.
    let too_much = echo(&mut browser, "Content-Length: 1001\r\n", "");
    assert_eq!((too_much.status, too_much.header("connection")), (413, Some("close")));
    assert!(browser.ends());
    let mut browser = Browser::of(&preview);
    let chunk = format!("3e9\r\n{}\r\n0\r\n\r\n", "x".repeat(1001));
    assert_eq!(echo(&mut browser, "Transfer-Encoding: chunked\r\n", &chunk).status, 413);
    assert!(browser.ends());
    // Of what others send, nothing is read.
    for other in ["Origin: http://evil.example", "Sec-Fetch-Site: cross-site"] {
        let mut browser = Browser::of(&preview);
        let length = format!("{other}\r\nContent-Length: 100000\r\n");
        assert_eq!(echo(&mut browser, &length, "").status, 403, "{other}");
    }
    let preview = self::preview(ConnectionLimits { body_time: SHORT, ..PATIENT });
    let mut browser = Browser::of(&preview);
    let late = echo(&mut browser, "Content-Length: 5\r\n", "hal");
    assert_eq!((late.status, late.header("connection")), (408, Some("close")));
    assert!(browser.ends());
}

#[test]
fn heads_are_bounded_in_size_and_time() {
    let preview = preview(PATIENT);
    let refused = |text: &str| {
        let mut browser = Browser::of(&preview);
        browser.send(text);
        let status = browser.read(true).status;
        assert!(browser.ends());
        status
    };
    let line = format!("GET / HTTP/1.1\r\nHost: {}\r\n", preview.address());
    assert_eq!(refused(&format!("{line}X: {}\r\n\r\n", "x".repeat(20_000))), 431);
    assert_eq!(refused(&format!("{line}X: {}", "x".repeat(2_000_000))), 431);
    assert_eq!(refused(&format!("{line}{}\r\n", "X: x\r\n".repeat(200))), 431);
    assert_eq!(refused(&format!("GET /{} HTTP/1.1\r\n", "x".repeat(30_000))), 431);
    for nonsense in ["\u{1}\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nHost : x\r\n\r\n"] {
        assert_eq!(refused(nonsense), 400, "{nonsense:?}");
    }
    let preview = self::preview(ConnectionLimits { head_time: SHORT, ..PATIENT });
    let mut slow = Browser::of(&preview);
    slow.send("GET / HT");
    let late = slow.read(true);
    assert_eq!((late.status, late.header("x-frame-options")), (408, Some("SAMEORIGIN")));
    assert!(slow.ends());
    // Who says nothing, at first or after an answer, is told nothing.
    let mut silent = Browser::of(&preview);
    assert!(silent.ends());
    let mut done = Browser::of(&preview);
    assert_eq!(done.ask("GET /a/t.txt", &[]).body, TEXT);
    assert!(done.ends());
}

#[test]
fn whoever_drips_makes_room_for_others() {
    let preview = preview(ConnectionLimits { connections: 8, ..PATIENT });
    let mut honest = Browser::of(&preview);
    let mut drips: Vec<Browser> = Vec::new();
    for n in 0..40 {
        let mut drip = Browser::of(&preview);
        drip.send("GET / HT");
        drips.push(drip);
        if n % 4 == 0 {
            assert_eq!(Browser::of(&preview).ask("GET /a/t.txt", &[]).body, TEXT);
            // Whoever asks now and then is not the one that has waited the longest.
            assert_eq!(honest.ask("GET /a/t.txt", &[]).body, TEXT);
        }
    }
    let (last, old) = drips.split_last_mut().unwrap();
    assert!(old.iter_mut().take(30).all(Browser::ends));
    assert!(last.waits());
    last.send("TP/1.1\r\nHost: localhost\r\n\r\n");
    assert_eq!(last.read(true).status, 200);
}

#[test]
fn whoever_listens_makes_room_for_others_and_comes_back() {
    let preview = preview(ConnectionLimits { connections: 4, ..PATIENT });
    let listen = || {
        let mut browser = Browser::of(&preview);
        let events = browser.ask("GET /__broschur/events", &[]);
        assert_eq!(events.header("content-type"), Some("text/event-stream"));
        browser
    };
    let mut listeners: Vec<Browser> = (0..4).map(|_| listen()).collect();
    assert_eq!(Browser::of(&preview).ask("GET /a/t.txt", &[]).body, TEXT);
    let mut rest = Vec::new();
    // A stream that is cut off has no end of its own.
    listeners[0].stream.read_to_end(&mut rest).unwrap();
    assert!(String::from_utf8(rest).unwrap().contains("event: state"));
    listen();
}

#[test]
fn whoever_takes_nothing_of_an_answer_is_left() {
    let preview = preview(ConnectionLimits { stall: SHORT, ..PATIENT });
    let left = (1..20).any(|patience| {
        let mut browser = Browser::of(&preview);
        let close = "Connection: close\r\n\r\n";
        browser.send(&format!("GET /large.pdf HTTP/1.1\r\nHost: {}\r\n{close}", browser.host));
        std::thread::sleep(SHORT * 4 * patience);
        let mut all = Vec::new();
        let _ = browser.stream.read_to_end(&mut all);
        all.len() < 32 << 20
    });
    assert!(left);
    assert_eq!(Browser::of(&preview).ask("GET /a/t.txt", &[]).body, TEXT);
}

/// A preview with an editor that says yes to everything, and the token of its pages.
fn edited(limits: ConnectionLimits) -> (Preview, String) {
    let texts = Texts::new(Language::default());
    let door = Door::new(&texts, &Voices::beside(&texts), true).unwrap();
    let preview = Preview::within(limits, ("127.0.0.1", 0), spoken(&texts), door).unwrap();
    let (token, questions) = preview.questions(|| {}).unwrap();
    let thread = std::thread::Builder::new();
    let answering = thread.spawn(move || {
        for question in questions {
            let answered = match &question.query {
                Query::Entries(_) => Answered::Page("all".to_owned()),
                query => Answered::Data(format!("{query:?}").into()),
            };
            question.answer(answered);
        }
    });
    answering.unwrap();
    (preview, token)
}

#[test]
fn only_pages_of_this_session_change_anything() {
    let (preview, token) = edited(ConnectionLimits { body: 1000, ..PATIENT });
    let json = "Content-Type: application/json";
    let send = |headers: &[&str], body: &str| {
        let mut browser = Browser::of(&preview);
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let host = if headers.contains("Host:") {
            String::new()
        } else {
            format!("Host: {}\r\n", browser.host)
        };
        let length = body.len();
        browser.send(&format!(
            "POST /__broschur/edit/save HTTP/1.1\r\n{host}{headers}Content-Length: {length}\r\n\r\n{body}"
        ));
        let answer = browser.read(true);
        (answer.status, answer.body)
    };
    let right = format!("X-Broschur-Token: {token}");
    let own = format!("Origin: http://{}", preview.address());
    let (status, said) = send(&[json, &right, &own, "Sec-Fetch-Site: same-origin"], "{}");
    assert!(status == 200 && said.contains("Save"), "{said}");
    let stale = (403, "{\"error\":\"stale\"}".to_owned());
    let wrong = format!("X-Broschur-Token: {}", token.replace(|c: char| c.is_ascii_digit(), "a"));
    let short = format!("X-Broschur-Token: {}", &token[1..]);
    for headers in [&[json][..], &[json, &wrong], &[json, &short], &[json, "X-Broschur-Token:"]] {
        assert_eq!(send(headers, "{}"), stale, "{headers:?}");
    }
    for (other, status) in [
        ("Origin: http://evil.example", 403),
        ("Origin: null", 403),
        ("Sec-Fetch-Site: cross-site", 403),
        ("Sec-Fetch-Site: same-site", 403),
        ("Host: evil.example", 421),
    ] {
        assert_eq!(send(&[json, &right, other], "{}").0, status, "{other}");
    }
    // What a form or a script of others can send without asking first.
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
    {
        assert_eq!(send(&[&format!("Content-Type: {kind}"), &right], "{}").0, 415, "{kind}");
    }
    assert_eq!(send(&[json, &right], &"x".repeat(1001)).0, 413);
}

#[test]
fn pages_of_the_editor_are_for_nobody_else() {
    let (preview, _) = edited(PATIENT);
    let ask = |headers: &[&str]| Browser::of(&preview).ask("GET /__broschur/edit/", headers);
    let page = ask(&[]);
    assert_eq!((page.status, page.body.as_str()), (200, "all"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"));
    let typed = "; require-trusted-types-for 'script'; trusted-types ";
    assert!(policy.contains(&format!("{typed}broschur;")), "{policy}");
    let beside = Browser::of(&preview).ask("GET /__broschur/beside/", &[]);
    let policy = beside.header("content-security-policy").unwrap();
    assert!(policy.contains(&format!("{typed}'none';")), "{policy}");
    for stranger in [
        &["Origin: http://evil.example"][..],
        &["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"],
        &["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"],
    ] {
        assert_eq!(ask(stranger).status, 403, "{stranger:?}");
    }
    assert_eq!(Browser::of(&preview).ask("POST /__broschur/edit/", &[]).status, 405);
    assert_eq!(Browser::of(&preview).ask("GET /__broschur/edit/save", &[]).status, 405);
    assert_eq!(Browser::of(&preview).ask("GET /__broschur/edit/assets/../mod.rs", &[]).status, 404);
    assert_eq!(
        Browser::of(&preview).ask("GET /__broschur/edit/assets/editor.css", &[]).status,
        200
    );
}

#[test]
fn the_page_of_a_cms_alone_may_do_more() {
    let texts = Texts::new(Language::default());
    let folder = tempfile::tempdir().unwrap();
    let inside = Folder::open(folder.path()).unwrap();
    inside.write_new("decap-cms.js", b"one").unwrap();
    inside.write_new("secret.txt", b"two").unwrap();
    let with = |program: Option<&std::path::Path>| {
        let door = Door::new(&texts, &Voices::beside(&texts), true)
            .unwrap()
            .with_program(program.map(Into::into));
        Preview::within(PATIENT, ("127.0.0.1", 0), spoken(&texts), door).unwrap()
    };
    let preview = with(Some(folder.path()));
    let ask = |address: &str| Browser::of(&preview).ask(&format!("GET {address}"), &[]);
    let page = ask("/__broschur/cms/");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self' 'unsafe-eval';"), "{policy}");
    assert!(policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("http") && !policy.contains('*'), "{policy}");
    assert!(page.body.contains("broschur-token"));
    // Of its folder, scripts are handed out by their names.
    assert_eq!(ask("/__broschur/cms/program/decap-cms.js").body, "one");
    for other in ["secret.txt", "../decap-cms.js", "%2e%2e/decap-cms.js", "other.js", ""] {
        assert_eq!(ask(&format!("/__broschur/cms/program/{other}")).status, 404, "{other}");
    }
    let stranger = ["Origin: http://evil.example"];
    assert_eq!(Browser::of(&preview).ask("GET /__broschur/cms/", &stranger).status, 403);
    let json = ["Content-Type: application/json", "Content-Length: 0"];
    assert_eq!(Browser::of(&preview).ask("POST /__broschur/cms/api/v1", &json).status, 403);
    // Without its program there is none.
    let none = Browser::of(&with(None)).ask("GET /__broschur/cms/", &[]);
    assert_eq!((none.status, none.body.contains("broschur-token")), (404, false));
}

#[test]
fn an_editor_that_is_switched_off_says_so() {
    let texts = Texts::new(Language::default());
    let door = Door::new(&texts, &Voices::beside(&texts), false).unwrap();
    let preview = Preview::within(PATIENT, ("127.0.0.1", 0), spoken(&texts), door).unwrap();
    assert!(preview.questions(|| {}).is_none());
    let off = Browser::of(&preview).ask("GET /__broschur/edit/", &[]);
    assert_eq!((off.status, off.body.as_str()), (403, "The editor is switched off."));
    let json = "Content-Type: application/json";
    let headers = [json, "X-Broschur-Token: x", "Content-Length: 0"];
    assert_eq!(Browser::of(&preview).ask("POST /__broschur/edit/save", &headers).status, 403);
    // One that is yet to begin is waited for.
    let door = Door::new(&texts, &Voices::beside(&texts), true).unwrap();
    let preview = Preview::within(PATIENT, ("127.0.0.1", 0), spoken(&texts), door).unwrap();
    assert_eq!(Browser::of(&preview).ask("GET /__broschur/edit/", &[]).status, 503);
}
