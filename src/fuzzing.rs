//! What is fuzzed: one function for each notation that strangers may have written.
//!
//! Entry point: [`TARGETS`]. Invariant: a function panics exactly when a promise about its input is broken, whatever the
//! bytes are. `fuzz/` runs them with libFuzzer, and the test suite replays the corpora in `fuzz/corpus/`; nothing else
//! uses this module, which is no part of the public interface.
//!
//! What is promised for all of them: nothing panics, every place that is named lies inside its file and between
//! characters, and every finding can be told in all languages.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use crate::cache::Cache;
use crate::config::{self, Config};
use crate::diagnostic::emit::text::{TextStyle, render};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Language, Sources};
use crate::edit::{Change, NewValue, Source, Step};
use crate::edition;
use crate::location::{SitePath, Span};
use crate::model::{Catalog, Publishing};
use crate::outputs::{self, Jobs, Output, PlanInputs};
use crate::picture::{self, PixelBounds};
use crate::plan::{
    self, BuildPlan, MainSite, PdfOutput, PlanOptions, PublicationRoute, Publications, SiteScope,
};
use crate::publication;
use crate::publish::{Contents, Manifest, OutputSet};
use crate::render::html::blocks::{self, ImageTo, LinkResolver, LinkTo};
use crate::render::print::{self, DocumentBuilder, Paper};
use crate::scaffold::starter_site;
use crate::schema::Schema;
use crate::serve::offline::Offline;
use crate::session::{self, Options, Site, SiteName, Timings};
use crate::source::Snapshot;
use crate::syntax::frontmatter::{self, FrontMatter};
use crate::syntax::slug::slug;
use crate::syntax::tree::{Document, Inline};
use crate::syntax::{self, Destination, DestinationKind, typographic};
use crate::theme::{STANDARD, Theme};
use crate::view::ViewContext;
use crate::yaml::{self, Node, NodeValue};

/// A notation, and what is promised for it.
#[derive(Clone, Copy)]
pub struct FuzzTarget {
    /// Its name: that of the binary in `fuzz/` and of the folder of its corpus.
    pub name: &'static str,
    /// Panics when a promise is broken for these bytes.
    pub run: fn(&[u8]),
}

/// All targets, by name.
pub const TARGETS: [FuzzTarget; 16] = [
    FuzzTarget { name: "addresses", run: addresses },
    FuzzTarget { name: "cache", run: cache },
    FuzzTarget { name: "edit", run: edit },
    FuzzTarget { name: "edition", run: edition_file },
    FuzzTarget { name: "entry", run: entry },
    FuzzTarget { name: "figures", run: figures },
    FuzzTarget { name: "front_matter", run: front_matter },
    FuzzTarget { name: "manifest", run: manifest },
    FuzzTarget { name: "markdown", run: markdown },
    FuzzTarget { name: "picture", run: picture },
    FuzzTarget { name: "publication", run: publication_file },
    FuzzTarget { name: "query", run: query },
    FuzzTarget { name: "request", run: request },
    FuzzTarget { name: "settings", run: settings },
    FuzzTarget { name: "theme_texts", run: theme_texts },
    FuzzTarget { name: "types", run: types },
];

/// Runs the target of this name; panics when there is none.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    assert!(target.is_some(), "there is no target {name}");
    if let Some(target) = target {
        (target.run)(data);
    }
}

/// Inputs beyond this size say nothing more and take longer: what large files cost is tested elsewhere.
const MAX_BYTES: usize = 16 * 1024;

/// The input as text; `None` for what no reader of text gets to see.
fn text_of(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok().filter(|text| text.len() <= MAX_BYTES)
}

// ---- What holds for all of them

/// Asserts that a place lies inside `text` and between characters.
fn assert_inside(text: &str, place: &Range<usize>, what: &str) {
    assert!(text.get(place.clone()).is_some(), "{what} at {place:?} of {} bytes", text.len());
}

static WORDS: LazyLock<Vec<Texts>> = LazyLock::new(|| Language::all().map(Texts::new).collect());

/// Asserts that findings point into the files of `snapshot` and can be told in all languages.
fn assert_told(findings: &[Diagnostic], snapshot: &Snapshot) {
    let sources = Sources::of(snapshot);
    for finding in findings {
        let places = finding.span.iter().chain(finding.fix.iter().map(|fix| &fix.span));
        for place in places.chain(finding.related.iter().map(|related| &related.span)) {
            assert_in_a_file(place, snapshot, finding);
        }
        for words in &*WORDS {
            assert!(!render(finding, words, &sources, TextStyle::Plain).is_empty());
        }
    }
}

fn assert_in_a_file(place: &Span, snapshot: &Snapshot, finding: &Diagnostic) {
    // What is no UTF-8 is shown with other characters in the place of wrong bytes.
    match snapshot.shown(&place.file) {
        Some(text) => assert_inside(&text, &(place.start..place.end), finding.code.number()),
        // A file that is missing is named as a whole.
        None => assert!(place.end == 0, "{} points into {}", finding.code.number(), place.file),
    }
}

// ---- Syntax

/// The path of a text that is no part of a site.
fn nowhere() -> Option<SitePath> {
    SitePath::new("content/input.md")
}

/// [`frontmatter::split`]: parts lie inside the text, in their order.
fn front_matter(data: &[u8]) {
    let Some(text) = text_of(data) else { return };
    match frontmatter::split(text) {
        FrontMatter::Missing { body } => {
            assert_inside(text, &body, "body");
            assert!(body.end == text.len());
        }
        FrontMatter::Open { opening, yaml } => {
            assert_inside(text, &opening, "opening");
            assert_inside(text, &yaml, "yaml");
            assert!(opening.end <= yaml.start && yaml.end == text.len());
        }
        FrontMatter::Found { yaml, body } => {
            assert_inside(text, &yaml, "yaml");
            assert_inside(text, &body, "body");
            assert!(yaml.end <= body.start && body.end == text.len());
            yaml_in(text, yaml);
        }
    }
    yaml_in(text, 0..text.len());
}

/// [`yaml::parse`]: nodes lie inside the text, and the same text further down in a file gives the same, moved.
fn yaml_in(text: &str, range: Range<usize>) {
    let Some(file) = nowhere() else { return };
    let mut found = Vec::new();
    let node = yaml::parse(&file, text, range.clone(), &mut found);
    let snapshot = Snapshot::from_files([(file.as_str(), text)]);
    assert_told(&found, &snapshot);
    if let Some(node) = &node {
        assert_nodes(text, node, 0);
    }
    const BEFORE: &str = "---\nä: 1\r\n---\n";
    let moved_text = format!("{BEFORE}{}", &text[range]);
    let mut moved_found = Vec::new();
    let moved = yaml::parse(&file, &moved_text, BEFORE.len()..moved_text.len(), &mut moved_found);
    assert!(moved.is_some() == node.is_some());
    assert!(moved_found.len() == found.len());
    if let Some(moved) = &moved {
        assert_nodes(&moved_text, moved, 0);
    }
}

fn assert_nodes(text: &str, node: &Node, depth: usize) {
    assert!(depth <= 64, "deeper than what is read");
    assert_inside(text, &node.span, "a value");
    match &node.value {
        NodeValue::Null | NodeValue::Scalar { .. } => {}
        NodeValue::List(items) => items.iter().for_each(|item| assert_nodes(text, item, depth + 1)),
        NodeValue::Map(pairs) => {
            for pair in pairs {
                assert_inside(text, &pair.key_span, "a key");
                assert_nodes(text, &pair.value, depth + 1);
            }
        }
    }
}

/// [`Source::change`]: what is not refused is read back as it was written, what is refused has changed nothing, and the same again gives the same
/// bytes.
fn edit(data: &[u8]) {
    // Each place of it is changed in many ways.
    let Some(text) = text_of(data).filter(|text| text.len() <= MAX_BYTES / 4) else { return };
    for name in ["content/input.md", "content/input.yaml"] {
        let source = Source::new(name, text);
        let Ok(Some(root)) = source.value(&[]) else { continue };
        let mut places = Vec::new();
        places_in(&root, &[], &mut places);
        for (path, value) in places.into_iter().take(12) {
            let set = |value: &NewValue| Change::Set(path.clone(), value.clone());
            if let Some(same) = edited(&source, &set(&value)) {
                assert!(same.text() == text, "the same again at {path:?}");
            }
            for words in ["Wort", "01067", "- a: b # c", "eins\nzwei", " "] {
                let new = NewValue::text(words);
                if let Some(changed) = edited(&source, &set(&new)) {
                    // The line end at the end of a block is that of the notation.
                    let read = changed.value(&path);
                    let is_read = matches!(&read, Ok(Some(NewValue::Text(read))) if read.trim_end_matches('\n') == words);
                    assert!(is_read, "{new:?} is {read:?}");
                }
            }
            let list = NewValue::List(vec![NewValue::text("x: y"), NewValue::Nothing]);
            edited(&source, &set(&list));
            match value {
                NewValue::List(_) => {
                    edited(&source, &Change::Insert(path.clone(), 0, None, list));
                }
                NewValue::Map(_) => {
                    let key = Some("neu: 1".to_owned());
                    edited(&source, &Change::Insert(path.clone(), 1, key, list));
                }
                _ => {}
            }
            edited(&source, &Change::Remove(path.clone()));
            edited(&source, &Change::Move(path.clone(), 1));
            edited(&source, &Change::Rename(path, "ganz_anders".to_owned()));
        }
    }
}

/// The source with a change; `None` when it is refused.
fn edited(source: &Source, change: &Change) -> Option<Source> {
    let mut changed = source.clone();
    if changed.change(change).is_err() {
        assert!(changed == *source, "refused, and changed all the same: {change:?}");
        return None;
    }
    assert!(changed.value(&[]).is_ok(), "cannot be read any more: {change:?}");
    Some(changed)
}

fn places_in(value: &NewValue, path: &[Step], places: &mut Vec<(Vec<Step>, NewValue)>) {
    places.push((path.to_vec(), value.clone()));
    match value {
        NewValue::List(items) => {
            for (n, item) in items.iter().enumerate() {
                places_in(item, &[path, &[Step::Item(n)]].concat(), places);
            }
        }
        NewValue::Map(pairs) => {
            for (key, value) in pairs {
                places_in(value, &[path, &[Step::from(key.as_str())]].concat(), places);
            }
        }
        NewValue::Nothing | NewValue::Text(_) | NewValue::Literal(_) => {}
    }
}

/// A resolver that lets everything through that it is asked about, so that what must not be asked about is seen.
struct Everywhere;

impl LinkResolver for Everywhere {
    fn resolve_link(&self, destination: &Destination) -> LinkTo {
        assert!(
            !matches!(destination.kind(), DestinationKind::Unsafe(_) | DestinationKind::Anchor(_)),
            "asked about {destination:?}"
        );
        LinkTo { href: Some(destination.written().to_owned()), ..LinkTo::default() }
    }

    fn resolve_image(&self, file: &str) -> Option<ImageTo> {
        Some(ImageTo { src: file.to_owned(), ..ImageTo::default() })
    }
}

/// [`syntax::parse`] and both trees that are made of its document: for the web, well-formed HTML of known elements; for
/// print, a value.
fn markdown(data: &[u8]) {
    let Some(text) = text_of(data) else { return };
    let Some(file) = nowhere() else { return };
    let snapshot = Snapshot::from_files([(file.as_str(), text)]);
    let mut found = Vec::new();
    let document = syntax::parse(&file, text, 0..text.len(), "de", &mut found);
    assert_told(&found, &snapshot);
    document.visit(&mut |node| {
        if let syntax::TreeNode::Inline(Inline::Link(link)) = node {
            assert_inside(text, &link.span, "a link");
        }
    });
    let origin = Span::new(&file, 0..text.len().min(1));
    if text.is_char_boundary(origin.end) {
        let mut found = Vec::new();
        let fragment = syntax::parse_fragment(text, &origin, "en", &mut found);
        assert!(found.iter().all(|finding| finding.span.as_ref() == Some(&origin)));
        assert_web(&fragment);
    }
    assert_web(&document);
    STARTER.print(|builder| {
        let _ = builder.text(&document, "de");
    });
    assert!(document.excerpt(80, &|_| None).chars().count() <= 80);
    let _ = (document.word_count(), document.plain_text().len());
    for locale in ["de", "en", "fr", "tlh"] {
        let _ = typographic(text, locale);
    }
}

/// The elements that a text may become.
const ELEMENTS: [&str; 38] = [
    "a",
    "abbr",
    "blockquote",
    "br",
    "caption",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
];
/// Elements without an end.
const VOID: [&str; 3] = ["br", "hr", "img"];

/// Asserts that the HTML of a text has known elements only, each of them closed, and no attribute that runs something.
fn assert_web(document: &Document) {
    let mut html = String::new();
    blocks::document(document, &blocks::HtmlOptions::default(), &Everywhere, &mut html);
    let mut open: Vec<&str> = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap_or((part, ""));
        let closing = tag.starts_with('/');
        let inside = tag.trim_start_matches('/');
        let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        assert!(ELEMENTS.contains(&name) || matches!(name, "ul" | "tr"), "<{tag}> in {html}");
        if closing {
            assert!(open.pop() == Some(name), "</{name}> in {html}");
        } else if !VOID.contains(&name) {
            open.push(name);
        }
        assert!(inside.matches('"').count().is_multiple_of(2), "quotes of <{tag}> in {html}");
        // What stands between quotes is a value; what is left are names.
        let names: String = inside.split('"').step_by(2).collect();
        assert!(!names.contains(" on") && !names.contains(" style"), "<{tag}> in {html}");
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

/// [`SitePath`], [`Destination`], [`slug`] and [`config::base_url`]: no address leads out of its place.
fn addresses(data: &[u8]) {
    let Some(text) = text_of(data) else { return };
    let from = SitePath::new("content/things/a.md");
    let joined = from.as_ref().and_then(|from| from.join(text));
    for path in SitePath::new(text).into_iter().chain(joined) {
        assert!(!path.as_str().is_empty() && !path.as_str().starts_with('/'));
        let parts = || path.as_str().split('/');
        assert!(parts().all(|part| !matches!(part, "" | "." | "..")), "{path}");
        assert!(!path.as_str().contains(['\\', '\0']), "{path}");
        assert!(SitePath::new(path.as_str()).as_ref() == Some(&path), "{path} is not normal");
    }
    let name = slug(text);
    assert!(name.chars().all(|c| c.is_alphanumeric() || c == '-'), "{name:?}");
    assert!(name.chars().next().is_none_or(char::is_alphabetic), "{name:?}");
    assert!(!name.contains("--") && !name.ends_with('-'), "{name:?}");
    // What is cut at its end is cut elsewhere the next time.
    assert!(name.chars().count() > 70 || slug(&name) == name, "{name:?}");
    if let DestinationKind::Web(address) = Destination::read(text).kind() {
        let start = address.get(..8).unwrap_or(address).to_ascii_lowercase();
        assert!(start.starts_with("http://") || start.starts_with("https://"), "{address:?}");
    }
    if let Some(url) = config::base_url(text) {
        assert!(url.starts_with("http://") || url.starts_with("https://"), "{url:?}");
        assert!(config::base_url(&url).as_ref() == Some(&url), "{url:?}");
    }
    let _ = plan::promised_path(text);
}

/// [`picture::published`], as a picture of pixels and as a drawing: what is published of a picture is a picture of the same size that
/// stands the same way up, in as many bytes as were announced, and nothing more can be left out of it.
fn picture(data: &[u8]) {
    for ending in ["png", "svg"] {
        let Ok(facts) = picture::facts(ending, data) else { continue };
        assert!(facts.size.is_none_or(|(width, height)| width > 0 && height > 0));
        let everything = PixelBounds { pixels: u64::MAX, animation: u64::MAX };
        let published = picture::published(ending, data.into(), everything);
        assert!(published.is_ok(), "{ending}: it is read, and not published");
        let Ok(published) = published else { return };
        assert!(facts.len == published.len() as u64, "{ending}: {facts:?} says its size wrongly");
        assert!(
            picture::facts(ending, &published) == Ok(facts),
            "{ending}: became another picture"
        );
        let again = picture::published(ending, Arc::clone(&published), everything);
        assert!(again.as_ref() == Ok(&published), "{ending}: more was left out the second time");
        let tight = PixelBounds { pixels: facts.pixels, animation: facts.animation };
        assert!(facts.within(tight) == Ok(facts));
    }
}

// ---- The preview

/// A page with a policy is `PAGE[0]`, what the policy allows, and `PAGE[1]`.
const PAGE: [&str; 2] =
    ["<meta http-equiv=Content-Security-Policy content=\"", "\"><body>Seite</body>"];
/// What the page's policy allows where it is published.
const POLICY: &str = "default-src 'none'; img-src 'self'";
/// The other files of the site that is previewed.
const SHOWN: [(&str, &str); 4] = [
    ("404.html", "<body>Nichts</body>"),
    ("a/index.html", "<body>A</body>"),
    ("a/t.txt", "0123456789"),
    ("a/x.pdf", "%PDF-"),
];

static PREVIEW: LazyLock<Offline> = LazyLock::new(|| {
    let mut outputs = OutputSet::default();
    for (path, text) in SHOWN {
        outputs.set(path, Some(Contents::text(text)));
    }
    outputs.set("index.html", Some(Contents::text(&PAGE.join(POLICY))));
    Offline::of(outputs)
});

/// The request as it would be for all of what it asks for, on no condition.
fn unconditional(request: &str) -> String {
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    let is_condition = |line: &&str| {
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        !matches!(&*name, "range" | "if-range" | "if-match" | "if-none-match")
    };
    let kept: Vec<&str> = head.lines().filter(is_condition).collect();
    format!("{}\n\n{body}", kept.join("\n"))
}

/// Whether a request is for another computer than this one, or made by a page of another, whatever else it says.
fn is_foreign(request: &str) -> bool {
    let head = request.split("\n\n").next().unwrap_or_default().to_ascii_lowercase();
    let mut lines = head.lines();
    let names_host = lines.next().is_some_and(|line| line.contains("://"));
    lines.filter_map(|line| line.split_once(':')).any(|(name, value)| match name {
        "host" => !names_host && value.trim_end().ends_with(".example"),
        "origin" => value.trim_end().ends_with(".example"),
        _ => false,
    })
}

/// [`crate::serve`]: whatever is asked, strangers get nothing, every answer forbids pages of others to show it, and has nothing in it but what is published, whole
/// or the part of it that it names.
fn request(data: &[u8]) {
    let Some(text) = text_of(data) else { return };
    let Some(answer) = PREVIEW.ask(text) else { return };
    let status = answer.status;
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "SAMEORIGIN"),
        ("referrer-policy", "same-origin"),
    ] {
        assert!(answer.header(name) == Some(value), "{status} without {name}");
    }
    // Pages that the preview has of its own say as well what they load.
    let policy = answer.header("content-security-policy").unwrap_or_default();
    let own = ["frame-ancestors 'self'", "frame-ancestors 'none'"];
    assert!(own.iter().any(|own| policy.ends_with(own)), "{status} under {policy}");
    assert!(answer.header("content-type").is_some() != (status == 304), "the kind of a {status}");
    assert!(!is_foreign(text) || matches!(status, 400 | 403 | 421), "{status} for a stranger");
    let Some(body) = &answer.body else {
        assert!(status == 200 && answer.header("content-type") == Some("text/event-stream"));
        return;
    };
    let body = String::from_utf8_lossy(body);
    let whole = || PREVIEW.ask(&unconditional(text)).filter(|whole| whole.status == 200);
    match status {
        200 | 404 => assert_shown(&body, status),
        206 | 304 | 412 | 416 => {
            let whole = whole().and_then(|whole| whole.body);
            assert!(whole.is_some(), "{status}, but nothing is there without a condition");
            let whole = whole.unwrap_or_default();
            let range = answer.header("content-range").unwrap_or_default();
            match status {
                206 => {
                    let numbers = range.split(|c: char| !c.is_ascii_digit());
                    let numbers: Vec<usize> = numbers.filter_map(|n| n.parse().ok()).collect();
                    assert!(numbers.len() == 3 && numbers[2] == whole.len(), "{range}");
                    let part = whole.get(numbers[0]..=numbers[1]);
                    assert!(part == Some(body.as_bytes()), "{range} is another part");
                }
                304 => assert!(body.is_empty() && answer.header("etag").is_some()),
                412 => assert!(body == "Precondition Failed"),
                _ => assert!(range == format!("bytes */{}", whole.len()), "{range}"),
            }
        }
        302 => {
            let to = answer.header("location").unwrap_or_default();
            assert!(to.starts_with('/') && !to.starts_with("//") && to.ends_with('/'), "{to}");
        }
        405 => assert!(answer.header("allow").is_some() && body == "Method Not Allowed"),
        400 => assert!(body == "Bad Request"),
        // There is no editor.
        403 => assert!(body == "Forbidden" || body == "off"),
        421 => assert!(body == "Misdirected Request"),
        other => assert!(other == 0, "nobody expects {other}"),
    }
}

/// Asserts that the body of an answer is what is published, or what the preview has to say; pages may have its script, and it in their policy.
fn assert_shown(body: &str, status: u16) {
    const SCRIPT: &str = "<script src=\"/__broschur/live.js\" data-version=\"1\" data-page=\"";
    let around = body.split_once(SCRIPT).and_then(|(before, rest)| {
        let (page, after) = rest.split_once("\"></script>")?;
        let is_fingerprint = !page.is_empty() && page.bytes().all(|b| b.is_ascii_hexdigit());
        is_fingerprint.then(|| format!("{before}{after}"))
    });
    let bare = around.unwrap_or_else(|| body.to_owned());
    let own = bare.strip_prefix(PAGE[0]).and_then(|rest| rest.strip_suffix(PAGE[1]));
    if let Some(policy) = own {
        assert!(policy.starts_with(POLICY) && !policy.contains(['"', '<', '>']), "{policy}");
        return;
    }
    let is_shown = SHOWN.iter().any(|(_, text)| *text == bare);
    let is_said = ["soon", "beside", "Not Found"].contains(&&*bare) || Offline::is_own(body);
    assert!(is_shown || is_said, "{status} with {body}");
}

// ---- Files of a site

const PUBLISHING: Publishing =
    Publishing { drafts: false, today: jiff::civil::Date::constant(2026, 11, 22) };

/// The site that `init` writes, as it is, beside which other files are read.
struct Starter {
    files: BTreeMap<String, Vec<u8>>,
    snapshot: Snapshot,
    config: Config,
    catalog: Catalog,
    theme: Theme,
    plan: BuildPlan,
}

/// A picture, so that entries and publications can have one: a GIF of one pixel.
const PICTURE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01D\x00;";

static STARTER: LazyLock<Starter> = LazyLock::new(|| {
    let mut files: BTreeMap<String, Vec<u8>> =
        starter_site().into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect();
    files.insert("content/images/punkt.gif".to_owned(), PICTURE.to_vec());
    let snapshot = Snapshot::from_files(&files);
    let mut found = Vec::new();
    let config = Config::load(&snapshot, &mut found);
    let schema = Schema::load(&snapshot, &mut found);
    let catalog = Catalog::load(&snapshot, schema, &config, PUBLISHING, &mut found);
    let (theme, _) = Theme::load(&snapshot, STANDARD, None, &["de"]);
    let asked = PlanOptions { drafts: false, print: true };
    let plan = plan::plan(&snapshot, &catalog, &config, &theme, SiteScope::default(), &[], asked);
    Starter { files, snapshot, config, catalog, theme, plan }
});

impl Starter {
    /// The files, with another one or another in its place.
    fn with(&self, path: &str, bytes: &[u8]) -> Snapshot {
        let others = self.files.iter().filter(|(name, _)| *name != path);
        let others = others.map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        Snapshot::from_files(others.chain([(path, bytes)]))
    }

    fn print<T>(&self, ask: impl FnOnce(&DocumentBuilder<'_>) -> T) -> T {
        let Self { snapshot, config, catalog, theme, plan, .. } = self;
        let views = ViewContext::new(catalog, config, theme, plan, &Paper);
        ask(&DocumentBuilder { snapshot, catalog, config, theme, plan, views: &views })
    }
}

/// Reads and checks a site, without its theme.
fn assert_site(snapshot: &Snapshot) {
    let options =
        Options { site: SiteName::Main, publishing: PUBLISHING, base_url: None, print: false };
    let mut found = Vec::new();
    let _ = Site::load(snapshot, &options, &mut found, &mut Timings::default());
    assert_told(&found, snapshot);
}

/// An entry in a file of its own, and a list of entries.
fn entry(data: &[u8]) {
    if data.len() > MAX_BYTES {
        return;
    }
    assert_site(&STARTER.with("content/cases/input.md", data));
    assert_site(&STARTER.with("content/chambers.yaml", data));
}

/// `site.yaml`.
fn settings(data: &[u8]) {
    if data.len() <= MAX_BYTES {
        assert_site(&STARTER.with("content/site.yaml", data));
    }
}

/// A type file of the site's own, beside entries of that type and in place of a standard type.
fn types(data: &[u8]) {
    if data.len() > MAX_BYTES {
        return;
    }
    let entry = "---\ntitle: Ein Ding\nsummary: Kurz\nwhen: 2026-01\nothers: [ding]\n---\n\nText\n";
    let others = STARTER.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let own = [("content/types/thing.yaml", data), ("content/things/ding.md", entry.as_bytes())];
    assert_site(&Snapshot::from_files(others.chain(own)));
    assert_site(&STARTER.with("content/types/case.yaml", data));
}

/// What is drawn of entries: on the pages of the type that it names, else in a text; what can be read is drawn.
fn figures(data: &[u8]) {
    let Some(figure) = text_of(data) else { return };
    let is_of_a_type = figure.lines().any(|line| line.starts_with("of:"));
    let image = if is_of_a_type { "" } else { "![Was man sieht](figure:input)" };
    let text = format!("---\ntitle: Bild\nstatus: approved\n---\n\nSiehe:\n\n{image}\n");
    let others = STARTER.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let own = [("content/figures/input.yaml", data), ("content/pages/bild.md", text.as_bytes())];
    let snapshot = Snapshot::from_files(others.chain(own));
    let mut found = Vec::new();
    let types = Schema::load(&snapshot, &mut found);
    assert_told(&found, &snapshot);
    if types.figure("input").is_some() {
        let options =
            Options { site: SiteName::Main, publishing: PUBLISHING, base_url: None, print: false };
        let _ = session::build(&snapshot, &options, &mut Timings::default());
    }
}

/// A publication, up to what its template gets.
fn publication_file(data: &[u8]) {
    if data.len() <= MAX_BYTES {
        let snapshot = STARTER.with("content/publications/input.yaml", data);
        assert_publications(&snapshot);
    }
}

/// What selects entries, as a part of a publication.
fn query(data: &[u8]) {
    let Some(text) = text_of(data) else { return };
    let mut file = "title: Probe\nsections:\n  - title: Alle\n    select:\n".to_owned();
    for line in text.lines() {
        file.push_str("      ");
        file.push_str(line);
        file.push('\n');
    }
    assert_publications(&STARTER.with("content/publications/input.yaml", file.as_bytes()));
}

fn assert_publications(snapshot: &Snapshot) {
    let Starter { config, catalog, theme, .. } = &*STARTER;
    let mut found = Vec::new();
    let publications = publication::load(snapshot, config, catalog, theme, &mut found);
    assert_told(&found, snapshot);
    let routes: Vec<_> = publications.iter().map(PublicationRoute::of).collect();
    let asked = PlanOptions { drafts: false, print: true };
    let part = SiteScope::default();
    let plan = plan::plan(snapshot, catalog, config, theme, part, &routes, asked);
    let inputs =
        PlanInputs { snapshot, catalog, config, theme, publications: &routes, plan: &plan };
    let mut found = Vec::new();
    let jobs = outputs::plan(inputs, &mut found);
    assert_told(&found, snapshot);
    let views = ViewContext::new(catalog, config, theme, &plan, &Paper);
    let builder = DocumentBuilder { snapshot, catalog, config, theme, plan: &plan, views: &views };
    let publications = Publications::of(&plan.scope, &publications);
    for job in jobs.all() {
        if let Output::Pdf(pdf @ (PdfOutput::Publication { .. } | PdfOutput::PrintShop { .. })) =
            &job.output
        {
            let _ = print::document(pdf, &builder, &publications);
        }
    }
}

/// An edition, up to the plan of its site.
fn edition_file(data: &[u8]) {
    if data.len() > MAX_BYTES {
        return;
    }
    let Starter { config, catalog, theme, .. } = &*STARTER;
    let snapshot = STARTER.with("content/editions/input.yaml", data);
    let mut found = Vec::new();
    let editions = edition::load(&snapshot, config, catalog, theme, &mut found);
    assert_told(&found, &snapshot);
    for edition in &editions {
        let part = SiteScope::of_edition(edition, MainSite::default());
        let asked = PlanOptions { drafts: false, print: true };
        let (snapshot, config) = (&snapshot, &edition.config);
        let plan = plan::plan(snapshot, catalog, config, theme, part, &[], asked);
        let inputs =
            PlanInputs { snapshot, catalog, config, theme, publications: &[], plan: &plan };
        let mut found = Vec::new();
        let jobs = outputs::plan(inputs, &mut found);
        assert_told(&found, snapshot);
        assert_paths(&jobs);
    }
}

/// Asserts that nothing is planned outside of the folder of the site.
fn assert_paths(jobs: &Jobs) {
    for job in jobs.all() {
        let as_it_is = SitePath::new(&job.path).is_some_and(|path| path.as_str() == job.path);
        assert!(as_it_is, "{:?} is planned", job.path);
    }
}

/// The texts of a theme: whatever the file says, each of its messages can be asked for.
fn theme_texts(data: &[u8]) {
    let Some(text) = text_of(data) else { return };
    let path = format!("themes/{STANDARD}/texts/de.ftl");
    let snapshot = STARTER.with(&path, data);
    let (texts, found) = Theme::texts_alone(&snapshot, "de");
    assert_told(&found, &snapshot);
    for line in text.lines().take(50) {
        let key = line.split(['=', ' ']).next().unwrap_or_default();
        let _ = texts.get(key, [("count", crate::theme::TextValue::Number(2.0))]);
        let _ = texts.plain(key);
    }
}

// ---- What earlier runs left

/// The record in the cache: what was read is written and read as the same.
fn cache(data: &[u8]) {
    Cache::assert_record(data);
}

/// `manifest.json`: what was read is written and read as the same.
fn manifest(data: &[u8]) {
    let Some(read) = Manifest::parse(data) else { return };
    let written = serde_json::to_vec(&read).unwrap_or_default();
    assert!(Manifest::parse(&written).as_ref() == Some(&read));
    for (path, _) in read.addresses.iter() {
        assert!(read.addresses.contains(path));
    }
}
