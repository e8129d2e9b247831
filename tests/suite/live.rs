//! `serve` and `watch` as their users meet them: a real process, real files, a real HTTP client.
//!
//! Nothing here is timed: a test waits for a state, and gives up after a time in which it cannot fail to be reached.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(90);

/// Waits until something holds.
fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        std::thread::sleep(Duration::from_millis(15));
    }
}

/// A site in a folder of its own, and the process that keeps it up to date.
struct Live {
    dir: tempfile::TempDir,
    process: Child,
    address: String,
}

impl Drop for Live {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

impl Live {
    fn start(arguments: &[&str]) -> Self {
        Self::start_with(arguments, |_, _| {})
    }

    /// Where `prepare` may do something to the folder, and to the process before it starts.
    fn start_with(arguments: &[&str], prepare: impl FnOnce(&Path, &mut Command)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "content/site.yaml", "format: 1\ntitle: Probe\n");
        write(dir.path(), "content/types/thing.yaml", crate::support::THING_TYPE);
        write(dir.path(), "content/things/aa.md", "---\ntitle: Erstes\n---\n\nText eins.\n");
        let mut command = Command::new(env!("CARGO_BIN_EXE_broschur"));
        command
            .args(arguments)
            .args(["--as-of", "2026-11-22", "--lang", "de", "--root"])
            .arg(dir.path())
            .stderr(Stdio::piped());
        prepare(dir.path(), &mut command);
        let mut process = command.spawn().unwrap();
        let mut messages = BufReader::new(process.stderr.take().unwrap());
        let mut first = String::new();
        messages.read_line(&mut first).unwrap();
        let address =
            first.split("http://").nth(1).map(|rest| rest.split('/').next().unwrap().to_owned());
        // Somebody has to read on, or the process would wait for it.
        std::thread::spawn(move || std::io::copy(&mut messages, &mut std::io::sink()));
        Self { dir, process, address: address.unwrap_or_default() }
    }

    fn serve(arguments: &[&str]) -> Self {
        let live = Self::start(&[&["serve", "--port", "0", "--no-print"], arguments].concat());
        eventually("the first site", || live.get("/").0 == 200);
        live
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        write(self.dir.path(), path, text);
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// Status and body.
    fn get(&self, path: &str) -> (u16, String) {
        self.ask("GET", path, &self.address)
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> (u16, String) {
        let mut answer = String::new();
        let request =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        self.send(&request).read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        (status, answer.split_once("\r\n\r\n").unwrap().1.to_owned())
    }

    /// The whole answer to a request with these lines after the first; the connection is closed after it.
    fn answer(&self, line: &str, headers: &[&str]) -> String {
        let headers = headers.iter().map(|header| format!("{header}\r\n")).collect::<String>();
        let mut answer = Vec::new();
        let request = format!("{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
        self.send(&request).read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Its status alone.
    fn status(&self, line: &str, headers: &[&str]) -> u16 {
        self.answer(line, headers).split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// The token of the pages of the editor.
    fn token(&self) -> String {
        let (status, page) = self.get("/__broschur/edit/");
        assert_eq!(status, 200, "{page}");
        let rest = page.split("name=\"broschur-token\" content=\"").nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// Status and answer of the editor.
    fn edit(&self, token: &str, path: &str, said: &serde_json::Value) -> (u16, serde_json::Value) {
        let (body, address) = (said.to_string(), &self.address);
        let mut answer = String::new();
        let request = format!(
            "POST /__broschur/edit/{path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nX-Broschur-Token: {token}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.send(&request).read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        (status, serde_json::from_str(body).unwrap_or_default())
    }

    /// The state as browsers are told it, one line after the other.
    fn events(&self) -> impl Iterator<Item = serde_json::Value> + use<> {
        self.events_with("")
    }

    /// The same for whoever asks with more headers, each of which ends its line.
    fn events_with(&self, more: &str) -> impl Iterator<Item = serde_json::Value> + use<> {
        let address = &self.address;
        let request = format!("GET /__broschur/events HTTP/1.1\r\nHost: {address}\r\n{more}\r\n");
        BufReader::new(self.send(&request))
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
    }
}

#[test]
fn the_language_of_the_editor_is_chosen_and_remembered() {
    let live = Live::serve(&[]);
    let host = format!("Host: {}", live.address);
    let ask = |query: &str, more: &[&str]| {
        let line = format!("GET /__broschur/edit/{query}");
        live.answer(&line, &[&[&*host], more].concat())
    };
    let german = ask("", &[]);
    assert!(german.contains("<html lang=\"de\"") && german.contains("href=\"?ui=en\""), "{german}");
    assert!(!german.to_lowercase().contains("set-cookie"), "{german}");
    let english = ask("?type=thing&ui=en", &[]);
    assert!(english.contains("<html lang=\"en\""), "{english}");
    assert!(english.contains("href=\"?type=thing&amp;ui=de\""), "{english}");
    let cookie =
        "broschur-language=en; Path=/__broschur/; Max-Age=31536000; SameSite=Strict; HttpOnly";
    assert!(english.contains(cookie), "{english}");
    for (cookie, language) in [
        ("Cookie: broschur-language=en", "en"),
        ("Cookie: a=b; broschur-language=en; c=d", "en"),
        ("Cookie: broschur-language=xx", "de"),
        ("Cookie: other=en", "de"),
        ("Cookie: broschur-language=de; broschur-language=en", "en"),
    ] {
        let page = ask("", &[cookie]);
        assert!(page.contains(&format!("<html lang=\"{language}\"")), "{cookie}: {page}");
    }
    // What is chosen now comes before what was.
    assert!(ask("?ui=de", &["Cookie: broschur-language=en"]).contains("<html lang=\"de\""));
}

#[test]
fn what_is_laid_over_pages_is_in_the_language_of_the_editor() {
    let live = Live::serve(&[]);
    let cookie = "Cookie: broschur-language=en\r\n";
    let mut english = live.events_with(cookie);
    let labels = |event: &serde_json::Value| {
        let links = event["editor"].as_array().unwrap().iter();
        links.map(|link| link["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let first = english.next().unwrap();
    assert_eq!(
        (&first["language"], labels(&first)),
        (&"en".into(), ["Edit", "New", "All entries"].map(str::to_owned).to_vec())
    );
    let german = live.events().next().unwrap();
    assert_eq!((&german["language"], &*labels(&german)[0]), (&"de".into(), "Bearbeiten"));
    live.write("content/things/aa.md", "---\ntitle: Erstes\nothres: [bb]\n---\n");
    let overlay = |event: serde_json::Value| Some(event["overlay"].as_str()?.to_owned());
    let said = english.find_map(overlay).unwrap();
    assert!(said.contains("There is one error") && said.contains("othres"), "{said}");
    let said = live.events().find_map(overlay).unwrap();
    assert!(said.contains("Ein Fehler") && said.contains("othres"), "{said}");
    let host = format!("Host: {}", live.address);
    for (path, english, german) in [
        ("beside/", "without its PDF", "Seite ohne PDF"),
        ("pdf/x.pdf", "being typeset", "wird gesetzt"),
    ] {
        let ask = |more: &[&str]| {
            live.answer(&format!("GET /__broschur/{path}"), &[&[&*host], more].concat())
        };
        assert!(ask(&[cookie.trim()]).contains(english), "{}", ask(&[cookie.trim()]));
        assert!(ask(&[]).contains(german), "{}", ask(&[]));
    }
}

#[test]
fn an_edit_is_served_and_a_mistake_lies_over_the_last_good_page() {
    let live = Live::serve(&["--follow"]);
    let page = "/things/aa/";
    assert!(
        live.get(page).1.contains("Text eins.") && live.get(page).1.contains("/__broschur/live.js")
    );
    let mut events = live.events();
    assert_eq!(events.next().unwrap()["overlay"], serde_json::Value::Null);

    live.write("content/things/aa.md", "---\ntitle: Erstes\n---\n\nText zwei.\n");
    let event = events.find(|event| !event["follow"].is_null()).unwrap();
    assert_eq!(event["follow"], page);
    assert!(live.get(page).1.contains("Text zwei."));

    live.write("content/things/aa.md", "---\ntitle: Erstes\nothres: [bb]\n---\n\nText drei.\n");
    live.write("content/things/bb.md", "---\ntitel: Zweites\n---\n");
    let overlay =
        |event: &serde_json::Value| event["overlay"].as_str().unwrap_or_default().to_owned();
    let both = events.map(|event| overlay(&event)).find(|html| html.contains("bb.md"));
    let html = both.unwrap();
    assert!(html.contains("othres") && html.contains("content/things/aa.md:3:1"), "{html}");
    assert!(html.contains("Hilfe") && !html.contains("Text drei"), "{html}");
    assert!(live.get(page).1.contains("Text zwei."), "the last good page");

    live.write("content/things/aa.md", "---\ntitle: Erstes\nothers: [bb]\n---\n\nText drei.\n");
    live.write("content/things/bb.md", "---\ntitle: Zweites\n---\n");
    eventually("the mended page", || live.get(page).1.contains("Text drei."));
    assert!(live.events().next().unwrap()["overlay"].is_null());
    assert!(live.get("/things/bb/").1.contains("Erstes"), "the other side of the relation");
}

#[test]
fn an_entry_with_a_mistake_leaves_the_pages_of_others_alone() {
    let live = Live::start_with(&["serve", "--port", "0", "--no-print"], |root, _| {
        write(root, "content/things/bb.md", "---\ntitle: [Zweites\n---\n");
    });
    // From the first start on.
    eventually("the first site", || live.get("/things/aa/").0 == 200);
    let state = || live.events().next().unwrap();
    let covered = |state: &serde_json::Value| state["covered"].as_array().unwrap().clone();
    let first = state();
    assert!(first["overlay"].as_str().unwrap().contains("bb.md"), "{first}");
    assert!(covered(&first).is_empty(), "{first}");
    live.write("content/things/aa.md", "---\ntitle: Erstes\n---\n\nText zwei.\n");
    eventually("an edit beside it", || live.get("/things/aa/").1.contains("Text zwei."));
    assert!(state()["overlay"].is_string());
    // Mended, and broken again: its last page stays, with the mistakes over it.
    live.write("content/things/bb.md", "---\ntitle: Zweites\n---\n\nGut.\n");
    eventually("the mended page", || live.get("/things/bb/").1.contains("Gut."));
    live.write("content/things/bb.md", "---\ntitle: Zweites\nnichts: da\n---\n\nSchlecht.\n");
    eventually("the overlay", || state()["overlay"].is_string());
    assert_eq!(covered(&state()), ["/things/bb/"]);
    assert!(live.get("/things/bb/").1.contains("Gut."), "the last good page");
    live.write("content/things/bb.md", "---\ntitle: [Zweites\n---\n\nSchlecht.\n");
    eventually("the other mistake", || state()["overlay"].as_str().unwrap().contains("B101"));
    assert_eq!(covered(&state()), ["/things/bb/"]);
    assert!(live.get("/things/bb/").1.contains("Gut."), "the last good page");
    // What is wrong with all of it lies over everything.
    live.write("content/site.yaml", "format: 1\ntitel: Probe\n");
    eventually("an overlay over all", || state()["covered"].is_null());
}

#[test]
fn without_any_good_page_none_is_promised() {
    let live = Live::start_with(&["serve", "--port", "0", "--no-print"], |root, _| {
        write(root, "content/site.yaml", "format: 1\ntitel: Probe\n");
    });
    let overlay = || live.events().next().unwrap()["overlay"].as_str().map(str::to_owned);
    eventually("the overlay", || overlay().is_some());
    let html = overlay().unwrap();
    assert!(html.contains("sobald die Fehler behoben sind") && !html.contains("letzte"), "{html}");
    live.write("content/site.yaml", "format: 1\ntitle: Probe\n");
    eventually("the first site", || live.get("/").0 == 200);
    live.write("content/site.yaml", "format: 1\ntitel: Probe\n");
    eventually("the last good page", || overlay().is_some_and(|html| html.contains("letzte")));
}

#[test]
fn drafts_lie_over_nothing_and_what_they_lack_is_told_beside_them() {
    let live = Live::start_with(&["serve", "--port", "0", "--no-print", "--drafts"], |root, _| {
        write(root, "content/things/neu.md", "---\nstatus: draft\ntitle:\n---\n");
    });
    eventually("the first site", || live.get("/things/neu/").0 == 200);
    let state = || live.events().next().unwrap();
    assert!(state()["overlay"].is_null(), "{}", state());
    live.write("content/things/neu.md", "---\nstatus: draft\ntitle:\n---\n\nEin Anfang.\n");
    eventually("the edit", || live.get("/things/neu/").1.contains("Ein Anfang."));
    eventually("the warning", || state()["warnings"].as_str().is_some_and(|w| w.contains("title")));
    live.write("content/things/aa.md", "---\ntitle: Erstes\n---\n\nText zwei.\n");
    eventually("no warning of another edit", || state()["warnings"].is_null());
}

#[test]
fn nothing_has_to_be_started_again() {
    let live = Live::serve(&[]);
    let served = |path: &str, text: &str| {
        eventually(&format!("{text} at {path}"), || live.get(path).1.contains(text));
    };
    // As vim saves: under another name, then renamed over.
    fs::write(live.path("content/things/4913"), "---\ntitle: Umbenannt\n---\n").unwrap();
    fs::rename(live.path("content/things/4913"), live.path("content/things/aa.md")).unwrap();
    served("/things/aa/", "Umbenannt");
    // A folder that nobody watches yet, and at once a file in it.
    live.write("content/things/neu/index.md", "---\ntitle: Im Ordner\n---\n");
    served("/things/neu/", "Im Ordner");
    let types =
        crate::support::THING_TYPE.replace("thing", "tool").replace("de: Dinge", "de: Zeuge");
    live.write("content/types/tool.yaml", &types);
    live.write("content/tools/hammer.md", "---\ntitle: Hammer\n---\n");
    served("/tools/hammer/", "Hammer");
    live.write("content/site.yaml", "format: 1\ntitle: Anders\nlanguages: [de, en]\ntheme: haus\n");
    live.write("themes/haus/assets/site.css", "body{color:red}");
    live.write("content/things/aa.en.md", "---\ntitle: Renamed\n---\n");
    served("/en/things/aa/", "Renamed");
    served("/", "Anders");
    live.write(
        "themes/haus/templates/404.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Weg!</h1>{% endblock %}",
    );
    served("/nowhere/", "Weg!");
    // All of it goes, and comes back.
    fs::rename(live.path("content"), live.path("aside")).unwrap();
    eventually("an overlay", || live.events().next().unwrap()["overlay"].is_string());
    assert!(live.get("/en/things/aa/").1.contains("Renamed"), "the last good page");
    fs::rename(live.path("aside"), live.path("content")).unwrap();
    eventually("no overlay", || live.events().next().unwrap()["overlay"].is_null());
    // Hundreds of files at once, as when another branch is checked out.
    for n in 0..300 {
        live.write(&format!("content/things/x{n}.md"), &format!("---\ntitle: Nummer {n}\n---\n"));
    }
    served("/things/x299/", "Nummer 299");
    fs::remove_file(live.path("content/things/x7.md")).unwrap();
    eventually("a page less", || live.get("/things/x7/").0 == 404);
}

#[test]
fn only_this_computer_is_answered_and_only_from_the_output() {
    let live = Live::serve(&[]);
    for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""] {
        assert_eq!(live.ask("GET", "/", host).0, 421, "{host}");
    }
    assert_eq!(live.ask("GET", "/__broschur/events", "evil.example").0, 421);
    for host in ["localhost", "localhost:4321", "[::1]:4321"] {
        assert_eq!(live.ask("GET", "/", host).0, 200, "{host}");
    }
    for path in [
        "/../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/..%2fcontent%2fsite.yaml",
        "//etc/passwd",
        "/content/site.yaml",
        "/things/aa/%00",
    ] {
        assert_eq!(live.get(path).0, 404, "{path}");
    }
    assert_eq!(live.ask("POST", "/", "localhost").0, 405);
    assert_eq!(live.get("/things/aa").0, 302);
    assert_eq!(live.ask("HEAD", "/", "localhost"), (200, String::new()));
    // What is no request at all ends the conversation and nothing else.
    let mut nothing = String::new();
    let _ = live.send("\u{1}\r\n\r\n").read_to_string(&mut nothing);
    assert_eq!(live.get("/").0, 200);
}

#[test]
fn pages_of_others_neither_show_nor_probe_the_preview() {
    let live = Live::serve(&[]);
    let host = format!("Host: {}", live.address);
    for path in ["/", "/nowhere/", "/things/aa", "/favicon.ico", "/__broschur/live.js"] {
        let answer = live.answer(&format!("GET {path}"), &[&host]);
        for header in [
            "Cross-Origin-Resource-Policy: same-origin",
            "Cross-Origin-Opener-Policy: same-origin",
            "Content-Security-Policy: frame-ancestors 'self'",
            "X-Frame-Options: SAMEORIGIN",
            "Referrer-Policy: same-origin",
        ] {
            assert!(answer.contains(&format!("\r\n{header}\r\n")), "{path}: {header}\n{answer}");
        }
    }
    // What the same address says to its own pages does not show: nothing can be told from the refusal.
    let seen =
        |path: &str, of: &[&str]| live.status(&format!("GET {path}"), &[&[&*host], of].concat());
    for path in ["/", "/nowhere/", "/favicon.ico", "/__broschur/events", "/__broschur/pdf/x.pdf"] {
        for site in ["cross-site", "same-site", "whatever comes next"] {
            let site = format!("Sec-Fetch-Site: {site}");
            for dest in ["image", "iframe", "script", "style", "empty", "object", "embed", "font"] {
                let dest = format!("Sec-Fetch-Dest: {dest}");
                assert_eq!(
                    seen(path, &[&site, &dest, "Sec-Fetch-Mode: no-cors"]),
                    403,
                    "{path} {dest}"
                );
                assert_eq!(
                    seen(path, &[&site, &dest, "Sec-Fetch-Mode: navigate"]),
                    403,
                    "{path} {dest}"
                );
            }
            assert_eq!(seen(path, &[&site]), 403, "{path}");
        }
        // Browsers name no site to addresses like http://192.168.1.5/, but who sent a request of another origin.
        for origin in [
            "http://evil.example",
            "null",
            "http://localhost:1",
            &format!("http://{}.x", live.address),
        ] {
            assert_eq!(seen(path, &[&format!("Origin: {origin}")]), 403, "{path} {origin}");
        }
    }
    // A link that somebody follows, in an editor, a mail or a ticket, leads to a page; nobody but the reader sees it.
    let link =
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];
    assert_eq!(seen("/", &link), 200);
    assert_eq!(seen("/__broschur/events", &link), 403, "what pages ask for is no page");
    assert_eq!(live.status("POST /", &[&[&*host], &link[..]].concat()), 403);
    for site in ["none", "same-origin"] {
        assert_eq!(
            seen("/", &[&format!("Sec-Fetch-Site: {site}"), "Sec-Fetch-Dest: image"]),
            200,
            "{site}"
        );
    }
    assert_eq!(seen("/", &[&format!("Origin: http://{}", live.address)]), 200);
}

#[test]
fn a_request_names_one_host() {
    let live = Live::serve(&[]);
    let ours = format!("Host: {}", live.address);
    for (headers, status) in [
        (&[&*ours, "Host: evil.example"][..], 400),
        (&["Host: evil.example", &ours], 400),
        (&[&ours, &ours], 400),
        (&[], 400),
        (&["Host : localhost"], 400),
        (&["Host: localhost", " folded: line"], 400),
        (&["Host: localhost:"], 200),
        (&["Host: localhost:99999999x"], 421),
        (&["Host: [[::1]]"], 421),
        (&["Host: ::1"], 421),
        (&["Host: 127.1"], 421),
        (&["Host: localhost/@evil.example"], 421),
    ] {
        assert_eq!(live.status("GET /", headers), status, "{headers:?}");
    }
    assert_eq!(live.status("GET /__broschur/events", &[&ours, &ours]), 400);
}

#[test]
fn polling_sees_what_events_do_not_tell() {
    let live = Live::serve(&["--poll"]);
    live.write("content/things/aa.md", "---\ntitle: Gefunden\n---\n");
    eventually("the polled page", || live.get("/things/aa/").1.contains("Gefunden"));
}

#[test]
fn watching_keeps_the_folder_up_to_date_and_outlives_a_folder_that_cannot_be_written() {
    let live = Live::start(&["watch", "--no-print"]);
    let page = live.path("public/things/aa/index.html");
    let shows = |text: &str| {
        eventually(text, || fs::read_to_string(&page).is_ok_and(|html| html.contains(text)));
    };
    shows("Text eins.");
    // A mistake leaves the old site in place.
    live.write("content/things/aa.md", "---\ntitle: [\n---\n");
    live.write("content/things/aa.md", "---\ntitle: Erstes\n---\n\nText zwei.\n");
    shows("Text zwei.");
    // A foreign file is in the way, and then no more: nothing else has to happen.
    fs::write(live.path("public/fremd.txt"), "x").unwrap();
    live.write("content/things/aa.md", "---\ntitle: Erstes\n---\n\nText drei.\n");
    std::thread::sleep(Duration::from_millis(500));
    assert!(fs::read_to_string(&page).unwrap().contains("Text zwei."));
    fs::remove_file(live.path("public/fremd.txt")).unwrap();
    shows("Text drei.");
}

/// Linux has no browser of its own; `xdg-open` knows which one to start.
#[cfg(target_os = "linux")]
#[test]
fn the_preview_opens_in_the_browser() {
    use std::os::unix::fs::PermissionsExt;

    let live =
        Live::start_with(&["serve", "--port", "0", "--no-print", "--open"], |dir, command| {
            write(dir, "bin/xdg-open", "#!/bin/sh\necho \"$1\" > \"$(dirname \"$0\")/opened\"\n");
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(dir.join("bin/xdg-open"), mode).unwrap();
            let path = std::env::var("PATH").unwrap_or_default();
            command.env("PATH", format!("{}:{path}", dir.join("bin").display()));
        });
    let address = format!("http://{}/\n", live.address);
    eventually("the browser", || {
        fs::read_to_string(live.path("bin/opened")).is_ok_and(|opened| opened == address)
    });
}

#[test]
fn a_pdf_that_never_ends_holds_up_no_other() {
    let live = Live::start_with(&["serve", "--port", "0"], |root, _| {
        let settings = "format: 1\ntitle: Probe\ntheme: haus\nlimits: {seconds: 2}\n";
        write(root, "content/site.yaml", settings);
        let kind = format!("{}print: {{sheet: profile}}\n", crate::support::THING_TYPE);
        write(root, "content/types/thing.yaml", &kind);
        let endless = "#for a in range(100000) { for b in range(100000) { let c = a } }\n";
        write(root, "themes/haus/print/sheet.typ", endless);
    });
    eventually("the first site", || live.get("/").0 == 200);
    let overlay = || live.events().next().unwrap()["overlay"].as_str().map(str::to_owned);
    eventually("that it never ends", || {
        overlay().is_some_and(|said| {
            said.contains("themes/haus/print/sheet.typ") && said.contains("B605")
        })
    });
    live.write("content/things/bb.md", "---\ntitle: Zweites\n---\n");
    eventually("another page", || live.get("/things/bb/").0 == 200 || overlay().is_some());
    let mended = include_str!("../../themes/standard/print/sheet.typ");
    live.write("themes/haus/print/sheet.typ", mended);
    eventually("the PDFs", || {
        let host = format!("Host: {}", live.address);
        let pdf = |path: &str| live.answer(&format!("GET {path}"), &[&host]).contains("%PDF-");
        pdf("/things/aa/aa.pdf") && pdf("/things/bb/bb.pdf") && overlay().is_none()
    });
}

/// As many as there may be, and more: all of them say a little now and then, and never enough.
#[test]
fn connections_that_drip_lock_nobody_out() {
    let live = Live::serve(&[]);
    let mut drips: Vec<TcpStream> = (0..256).map(|_| live.send("GET / HTTP/1.1\r\nX-")).collect();
    for _ in 0..20 {
        for drip in &mut drips {
            // Who was sent away for it.
            if drip.write_all(b"x").is_err() {
                *drip = live.send("GET / HTTP/1.1\r\nX-");
            }
        }
        assert_eq!(live.get("/").0, 200);
        assert!(live.events().next().is_some());
    }
}

/// A system that has nothing left to wait for connections with is refused in words, not with a panic.
#[cfg(unix)]
#[test]
fn without_open_files_there_is_no_preview_and_the_reason_is_said() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "content/site.yaml", "format: 1\ntitle: Probe\n");
    let mut refused = 0;
    for files in 3..40 {
        let mut process = Command::new("sh")
            .args(["-c", "ulimit -n \"$1\" && shift && exec \"$@\"", "sh", &files.to_string()])
            .args([
                env!("CARGO_BIN_EXE_broschur"),
                "serve",
                "--port",
                "0",
                "--lang",
                "en",
                "--root",
            ])
            .arg(dir.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut messages = BufReader::new(process.stderr.take().unwrap());
        messages.read_line(&mut said).unwrap();
        let is_shown = said.contains("http://");
        match is_shown {
            true => process.kill().unwrap(),
            false => drop(messages.read_to_string(&mut said).unwrap()),
        }
        let status = process.wait().unwrap();
        if is_shown {
            break;
        }
        // Where not even the program can be loaded, it is not asked.
        if !said.contains("error while loading") {
            refused += usize::from(said.contains("No preview can be offered"));
            assert_eq!(status.code(), Some(3), "{files}: {said}");
        }
    }
    assert!(refused > 0, "with so few files nothing was refused");
}

#[test]
fn a_page_that_is_asked_for_is_made_before_others() {
    let live = Live::serve(&[]);
    for n in 0..400 {
        let text = format!("---\ntitle: Nummer {n}\nothers: [aa]\n---\n\nText {n}.\n");
        live.write(&format!("content/things/n{n}.md"), &text);
    }
    eventually("all pages", || live.get("/things/n399/").0 == 200);
    let token = live.token();
    for title in ["Erster Name", "Zweiter Name", "Dritter Name"] {
        let asked = serde_json::json!({
            "file": "content/things/aa.md",
            "fields": { "title": { "was": "Erstes", "now": title } },
        });
        // What is found is answered before any page is made, and four hundred show the title. Nobody has one of them open.
        let (status, told) = live.edit(&token, "draft", &asked);
        assert_eq!(status, 200, "{told}");
        for page in ["/things/n398/", "/things/n7/", "/things/aa/"] {
            assert!(live.get(page).1.contains(title), "{page} is as it was before {title}");
        }
        assert_eq!(live.get("/things/nowhere/").0, 404);
    }
}

#[test]
fn what_is_filled_in_is_shown_before_it_is_saved() {
    let live = Live::serve(&[]);
    let (page, form) = ("/things/aa/", "/__broschur/edit/entry/thing/aa");
    let file = live.path("content/things/aa.md");
    let written = "---\ntitle: Erstes # so heißt es\n---\n\nText eins.\n";
    live.write("content/things/aa.md", written);
    let token = live.token();
    assert!(live.get(form).1.contains("name=\"title\" value=\"Erstes\""));
    let title = |now: &str| {
        serde_json::json!({
            "file": "content/things/aa.md",
            "fields": { "title": { "was": "Erstes", "now": now } },
        })
    };
    let (status, told) = live.edit(&token, "draft", &title("Noch nicht gespeichert"));
    assert_eq!((status, told["page"].as_str()), (200, Some(page)), "{told}");
    assert!(live.get(page).1.contains("Noch nicht gespeichert"));
    assert_eq!(fs::read_to_string(&file).unwrap(), written);
    // Somebody else's edit of another file goes on beside it.
    live.write("content/things/bb.md", "---\ntitle: Zweites\n---\n");
    eventually("the other page", || live.get("/things/bb/").0 == 200);
    assert!(live.get(page).1.contains("Noch nicht gespeichert"));
    assert_eq!(live.edit(&token, "discard", &title("")).0, 200);
    assert!(!live.get(page).1.contains("Noch nicht gespeichert"));
    let (status, told) = live.edit(&token, "save", &title("Gespeichert"));
    assert_eq!((status, told["saved"].as_bool()), (200, Some(true)), "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), written.replace("Erstes", "Gespeichert"));
    assert!(live.get(page).1.contains("Gespeichert"));
    // A token of another session says nothing, and what is outside stays there.
    assert_eq!(live.edit(&"0".repeat(64), "save", &title("x")).0, 403);
    for file in ["../x.md", "content/site.yaml", "/etc/passwd", "content/things/../../x.md"] {
        let said = serde_json::json!({ "file": file, "raw": { "was": "", "now": "x" } });
        assert_eq!(live.edit(&token, "save", &said).0, 400, "{file}");
    }
    assert!(live.get("/__broschur/edit/choices/thing?q=zwei").1.contains("\"id\":\"bb\""));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let live = Live::serve(&[]);
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("aa.md");
    fs::write(&target, "---\ntitle: Draußen\n---\n").unwrap();
    let link = live.path("content/things/cc.md");
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let token = live.token();
    let said = serde_json::json!({
        "file": "content/things/cc.md",
        "fields": { "title": { "was": "Draußen", "now": "x" } },
    });
    eventually("an answer", || live.edit(&token, "save", &said).0 == 409);
    assert_eq!(fs::read_to_string(&target).unwrap(), "---\ntitle: Draußen\n---\n");
}

#[test]
fn a_preview_for_reading_has_no_editor() {
    let live = Live::serve(&["--read-only"]);
    let (status, words) = live.get("/__broschur/edit/");
    assert_eq!((status, words.as_str()), (403, "Der Editor ist ausgeschaltet."));
    let open = Live::serve(&["--host", "0.0.0.0"]);
    assert_eq!(open.get("/__broschur/edit/").0, 403);
}
