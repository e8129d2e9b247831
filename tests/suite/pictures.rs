//! Pictures leave the site without what nobody sees, and stand upright on the web and on paper.

use std::io::Read;

use broschur::diagnostic::Code;
use broschur::session::{self, SiteName, Timings};

use crate::support::{Outputs, SETTINGS, TestSite};

#[allow(dead_code, unreachable_pub, reason = "a file of the crate's own tests")]
#[path = "../../src/picture/fixtures.rs"]
mod fixtures;
use fixtures::{SECRET, chunk, encoded, gif, jpeg, packed, png, quarters, webp};

const THING: &str = "\
type: thing
label: {de: Ding, en: Thing}
plural: {de: Dinge, en: Things}
folder: things
defaults: {status: approved}
print: {sheet: profile}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  plan: {kind: file, label: {de: Plan, en: Plan}}
profile: [{label: {de: Alles, en: All}, fields: [plan]}]
";

fn svg() -> String {
    use base64::Engine;
    let inside = base64::engine::general_purpose::STANDARD.encode(jpeg(6, 4, 1));
    format!(
        "<!-- {SECRET} --><svg xmlns='http://www.w3.org/2000/svg' width='6' height='4'>\
         <metadata>{SECRET}</metadata><image width='6' height='4' href='data:image/jpeg;base64,{inside}'/></svg>"
    )
}

/// A site that shows pictures of all formats in all places.
fn site() -> TestSite {
    let text = "---\ntitle: A\nimage: {file: feld.jpg, alt: Feld}\nplan: plan.jpg\n---\n\n\
                ![J](text.jpg)\n\n![P](text.png)\n\n![G](text.gif)\n\n![W](text.webp)\n\n![S](text.svg)\n\n\
                [Foto](foto.JPG) und [Anhang](anhang.dat)\n";
    let edition = "title: Auszug\nbase_url: https://auszug.example.org/\nselect: [{type: thing}]\n\
                   brand: {logo: /images/auszug.png}\nembeds: {types: [thing]}\n";
    let mut site = TestSite::new(&[
        (
            "content/site.yaml",
            format!(
                "{SETTINGS}base_url: https://example.org/\ntheme: haus\nfiles: [dat]\nbrand: {{logo: /images/logo.webp}}\n"
            ),
        ),
        ("content/types/thing.yaml", THING.to_owned()),
        ("content/things/a/index.md", text.to_owned()),
        ("content/things/a/text.svg", svg()),
        (
            "content/publications/heft.yaml",
            "title: Heft\nformat: a5\ncover: {file: /images/cover.jpg, decorative: true}\n\
             print_shop: {bleed: 3}\nsections:\n  - {title: Alle, select: {type: thing}}\n"
                .to_owned(),
        ),
        ("content/editions/auszug.yaml", edition.to_owned()),
    ]);
    for (path, bytes) in [
        ("content/things/a/feld.jpg", jpeg(6, 4, 6)),
        ("content/things/a/plan.jpg", jpeg(6, 4, 1)),
        ("content/things/a/text.jpg", jpeg(8, 4, 8)),
        ("content/things/a/text.png", png(10, 4, 6)),
        ("content/things/a/text.gif", gif()),
        ("content/things/a/text.webp", webp(12, 4, 1)),
        ("content/things/a/foto.JPG", jpeg(6, 4, 1)),
        // A picture is one whatever it is called.
        ("content/things/a/anhang.dat", jpeg(6, 4, 1)),
        ("content/images/cover.jpg", jpeg(40, 30, 3)),
        ("content/images/logo.webp", webp(8, 8, 1)),
        ("content/images/auszug.png", png(8, 8, 1)),
        ("themes/haus/assets/social.png", png(8, 8, 1)),
        ("themes/haus/assets/touch-icon.png", png(8, 8, 1)),
    ] {
        site = site.with(path, bytes);
    }
    site.options(|options| options.print = true)
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// A PDF, and behind it what its compressed streams say.
fn unpacked(pdf: &[u8]) -> Vec<u8> {
    let mut out = pdf.to_vec();
    for stream in streams(pdf) {
        out.extend(stream);
    }
    out
}

fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for at in 0..pdf.len().saturating_sub(8) {
        if pdf[at..].starts_with(b"stream\n") && !pdf[..at].ends_with(b"end") {
            let mut stream = Vec::new();
            let read = flate2::read::ZlibDecoder::new(&pdf[at + 7..]).read_to_end(&mut stream);
            if read.is_ok() {
                found.push(stream);
            }
        }
    }
    found
}

fn assert_clean(outputs: &Outputs) {
    for (path, bytes) in outputs {
        let bytes = if path.ends_with(".pdf") { unpacked(bytes) } else { bytes.clone() };
        assert!(!holds(&bytes, SECRET), "{path}");
    }
}

#[test]
fn nothing_that_nobody_sees_leaves_the_site() {
    let outputs = site().build();
    let pictures: Vec<&str> =
        outputs.keys().filter_map(|path| path.strip_prefix("media/")).collect();
    assert_eq!(
        pictures,
        [
            "images/logo.webp",
            "things/a/anhang.dat",
            "things/a/feld.jpg",
            "things/a/foto.JPG",
            "things/a/plan.jpg",
            "things/a/text.gif",
            "things/a/text.jpg",
            "things/a/text.png",
            "things/a/text.svg",
            "things/a/text.webp",
        ]
    );
    let pdfs = outputs.keys().filter(|path| path.ends_with(".pdf")).count();
    assert!(pdfs >= 3, "{:?}", outputs.keys());
    assert_clean(&outputs);
    let asset = |name: &str| outputs.keys().any(|path| path.contains(name));
    assert!(asset("assets/social.") && asset("assets/touch-icon."));
    let auszug = site().options(|options| options.site = SiteName::Edition("auszug".into()));
    let outputs = auszug.build();
    assert!(outputs.contains_key("media/images/auszug.png"), "{:?}", outputs.keys());
    assert_clean(&outputs);
    // What is said of the published pictures is true of them.
    for (path, bytes) in outputs.iter().filter(|(path, _)| path.ends_with(".jpg")) {
        let (before, after) = (jpeg(6, 4, 1), image::load_from_memory(bytes).unwrap());
        if path.ends_with("plan.jpg") {
            assert!(after == image::load_from_memory(&before).unwrap(), "{path}");
        }
    }
}

#[test]
fn sizes_on_the_web_are_those_of_upright_pictures() {
    let outputs = site().build();
    let page = String::from_utf8_lossy(&outputs["things/a/index.html"]).into_owned();
    for (name, size) in [
        ("feld.jpg", "width=\"4\" height=\"6\""),
        ("text.jpg", "width=\"4\" height=\"8\""),
        ("text.png", "width=\"4\" height=\"10\""),
        ("text.webp", "width=\"12\" height=\"4\""),
        ("text.gif", "width=\"2\" height=\"1\""),
        ("text.svg", "width=\"6\" height=\"4\""),
    ] {
        let tag = page.split("<img").skip(1).find(|tag| tag.contains(name)).unwrap();
        let tag = tag.split('>').next().unwrap();
        assert!(tag.contains(size), "{name}: {tag}");
    }
}

/// A booklet with one picture in its text.
fn booklet(name: &str, picture: &[u8]) -> TestSite {
    TestSite::new(&[
        ("content/types/thing.yaml", THING.to_owned()),
        ("content/things/a.md", format!("---\ntitle: A\n---\n\n![Bild]({name})\n")),
        (
            "content/publications/heft.yaml",
            "title: Heft\nformat: a5\nsections:\n  - {title: Alle, select: {type: thing}}\n"
                .to_owned(),
        ),
    ])
    .with(&format!("content/things/{name}"), picture)
    .options(|options| options.print = true)
}

type Matrix = [f64; 6];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// How the unit square of a PDF's first picture is put on its page (ISO 32000-2, section 8.3.4).
fn placed(pdf: &[u8]) -> Matrix {
    const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    for stream in streams(pdf) {
        // Names need no space in front of them.
        let text = String::from_utf8_lossy(&stream).replace('/', " /");
        let words: Vec<&str> = text.split_whitespace().collect();
        let (mut now, mut kept) = (UNIT, Vec::new());
        for (at, word) in words.iter().enumerate() {
            match *word {
                "q" => kept.push(now),
                "Q" => now = kept.pop().unwrap_or(UNIT),
                "cm" => {
                    let numbers: Vec<f64> = words[at.saturating_sub(6)..at]
                        .iter()
                        .filter_map(|word| word.parse().ok())
                        .collect();
                    // What is not six numbers is part of a picture's data.
                    if let Ok(numbers) = numbers.try_into() {
                        now = times(numbers, now);
                    }
                }
                "Do" if at > 0 && words[at - 1].starts_with("/x") => return now,
                _ => {}
            }
        }
    }
    panic!("there is no picture");
}

/// A corner of the page, as right and up, where a corner of the picture stands.
fn corner(placed: Matrix, x: f64, y: f64) -> (bool, bool) {
    let at = |x: f64, y: f64| (x * placed[0] + y * placed[2], x * placed[1] + y * placed[3]);
    let ((x, y), (middle_x, middle_y)) = (at(x, y), at(0.5, 0.5));
    (x > middle_x, y > middle_y)
}

#[test]
fn photographs_stand_upright_on_paper() {
    // Where the first pixel belongs, and the last one of the first line (Exif 3.0, tag 0x0112), as right and up.
    let (top_left, top_right) = ((false, true), (true, true));
    let (low_left, low_right) = ((false, false), (true, false));
    let meant = [
        (top_left, top_right),
        (top_right, top_left),
        (low_right, low_left),
        (low_left, low_right),
        (top_left, low_left),
        (top_right, low_right),
        (low_right, top_right),
        (low_left, top_left),
    ];
    for (number, meant) in (1..).zip(meant) {
        let outputs = booklet("bild.jpg", &jpeg(60, 40, number)).build();
        let placed = placed(&outputs["heft.pdf"]);
        let found = (corner(placed, 0.0, 1.0), corner(placed, 1.0, 1.0));
        assert_eq!(found, meant, "{number}: {placed:?}");
    }
}

#[test]
fn other_pictures_are_turned_with_their_pixels() {
    use image::metadata::Orientation;
    let turned = (1..=8).map(|number| ("bild.png", png(60, 40, number), number));
    for (name, picture, number) in turned.chain([("bild.webp", webp(60, 40, 1), 1)]) {
        let mut upright = quarters(60, 40);
        upright.apply_orientation(Orientation::from_exif(number).unwrap());
        let outputs = booklet(name, &picture).build();
        let pixels = upright.to_rgb8().into_raw();
        assert!(streams(&outputs["heft.pdf"]).contains(&pixels), "{name} {number}");
    }
    let found = booklet("bild.webp", &webp(60, 40, 6)).found();
    assert_eq!(found, ["B404 content/things/a.md:5:1"]);
    // Made smaller, and written anew for that.
    let outputs = booklet("bild.jpg", &jpeg(4000, 8, 6)).build();
    assert!(holds(&outputs["heft.pdf"], "/Height 3508"));
}

#[test]
fn pictures_that_cannot_be_shown_are_found_where_they_are_used_and_nowhere_else() {
    let truncated = encoded(6, 4, image::ImageFormat::Png)[..60].to_vec();
    let wide = {
        let mut wide = png(6, 4, 1);
        wide.splice(8..33, chunk(b"IHDR", &[0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40, 8, 2, 0, 0, 0]));
        wide
    };
    for (what, picture) in [("cut off", &truncated), ("huge", &wide), ("none", &Vec::new())] {
        let found = booklet("bild.png", picture).found();
        assert_eq!(found, ["B404 content/things/a.md:5:1"], "{what}");
        let shown = booklet("bild.png", picture);
        let asked = shown.asked(&SiteName::Main);
        let built = session::build(&shown.snapshot(), &asked, &mut Timings::default());
        for missing in ["heft.pdf", "media/things/bild.png"] {
            assert!(built.outputs.get(missing).is_none(), "{what}: {missing}");
        }
        for (path, place) in [
            ("content/things/a/plan.jpg", "content/things/a/index.md:4:1"),
            ("content/things/a/foto.JPG", "content/things/a/index.md:17:1"),
            ("content/images/cover.jpg", "content/publications/heft.yaml:3:15"),
            ("themes/haus/assets/social.png", "themes/haus/assets/social.png"),
        ] {
            let mut found = site().with(path, picture).found();
            // That it is no picture of the kind that its ending says is said of the file besides.
            found.retain(|finding| *finding != format!("B318 {path}"));
            assert_eq!(found, [format!("B404 {place}")], "{what}: {path}");
        }
        let logo = site().with("content/images/logo.webp", picture).findings();
        assert!(logo.iter().all(|finding| finding.code == Code::BrokenImage) && logo.len() == 1);
    }
    // Called something else, it is found when it is published.
    let found = site().with("content/things/a/anhang.dat", &wide).found();
    assert_eq!(found, ["B404 content/things/a/anhang.dat"]);
    // A profile that grows a thousandfold.
    let bomb = packed(&vec![0; 8 << 20]);
    let profile = chunk(b"iCCP", &[b"x\0\0".as_slice(), &bomb].concat());
    let plain = encoded(6, 4, image::ImageFormat::Png);
    let picture = [&plain[..33], &profile, &plain[33..]].concat();
    assert_eq!(booklet("bild.png", &picture).found(), ["B404 content/things/a.md:5:1"]);
}

#[test]
fn a_picture_may_be_named_as_browsers_write_it() {
    let text = "---\ntitle: A\n---\n\n![Bild](mein%20bild.png)\n\n[Das Bild](mein%20bild.png)\n";
    let site = TestSite::new(&[
        ("content/site.yaml", SETTINGS.to_owned()),
        ("content/types/thing.yaml", THING.to_owned()),
        ("content/things/a.md", text.to_owned()),
    ])
    .with("content/things/mein bild.png", png(8, 6, 1));
    assert_eq!(site.found(), [""; 0]);
    let outputs = site.build();
    assert!(holds(&outputs["things/a/index.html"], "media/things/mein%20bild.png\" alt=\"Bild\""));
    assert!(outputs.contains_key("media/things/mein bild.png"));
}
