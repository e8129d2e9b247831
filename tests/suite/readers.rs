//! What readers get is meant for them: no sources, nothing that runs, no address that leads out of the site.

use std::io::Cursor;

use broschur::diagnostic::{Code, Diagnostic};
use broschur::edition;
use broschur::outputs::{self, PlanInputs};
use broschur::plan::{self, MainSite, PlanOptions, SiteScope};
use broschur::session::{Site, SiteName, Timings};
use broschur::theme::Theme;

use crate::support::{SETTINGS, THING_TYPE, TestSite};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">";

/// One thing with this text, and another one that is a draft.
fn site(text: &str) -> TestSite {
    let thing = format!("---\ntitle: A\n---\n\n{text}\n");
    TestSite::new(&[
        ("content/types/thing.yaml", THING_TYPE),
        ("content/things/a.md", thing.as_str()),
        ("content/things/entwurf.md", "---\ntitle: E\nstatus: draft\n---\n\n## Namen\n\nGeheim\n"),
    ])
}

/// The paths that are planned, whether or not there are errors: a preview shows what it can.
fn planned(site: &TestSite, name: &SiteName) -> Vec<String> {
    let snapshot = site.snapshot();
    let mut findings = Vec::new();
    let options = site.asked(&SiteName::Main);
    let Site { config, catalog } =
        Site::load(&snapshot, &options, &mut findings, &mut Timings::default());
    let languages: Vec<&str> = config.languages.iter().map(String::as_str).collect();
    let (theme, _) = Theme::load(&snapshot, &config.theme, None, &languages);
    let (part, config) = match name {
        SiteName::Main => (SiteScope::default(), config),
        SiteName::Edition(_) => {
            let mut editions = edition::load(&snapshot, &config, &catalog, &theme, &mut findings);
            let edition = editions.remove(0);
            (SiteScope::of_edition(&edition, MainSite::default()), edition.config)
        }
    };
    let plan = plan::plan(&snapshot, &catalog, &config, &theme, part, &[], PlanOptions::default());
    let (snapshot, catalog, config, theme) = (&snapshot, &catalog, &config, &theme);
    let inputs = PlanInputs { snapshot, catalog, config, theme, publications: &[], plan: &plan };
    outputs::plan(inputs, &mut Vec::new()).all().iter().map(|job| job.path.clone()).collect()
}

fn edition() -> SiteName {
    SiteName::Edition("auszug".into())
}

#[test]
fn what_is_refused_is_not_even_planned() {
    let site = site(
        "[a](entwurf.md) [b](/site.yaml) [c](c.html) [d](d.php.txt) ![e](e.svg) ![f](f.svg) [g](g.pdf)",
    )
    .with("content/things/c.html", "<script>1</script>")
    .with("content/things/d.php.txt", "x")
    .with("content/things/e.svg", format!("{SVG}<script/></svg>"))
    .with("content/things/f.svg", format!("{SVG}</svg>"))
    .with("content/things/g.pdf", "%PDF-1.4")
    .with("content/editions/auszug.yaml", "title: Auszug\nselect: {type: thing}\n");
    for name in [SiteName::Main, edition()] {
        let media: Vec<String> =
            planned(&site, &name).into_iter().filter(|path| path.starts_with("media/")).collect();
        assert_eq!(media, ["media/things/f.svg", "media/things/g.pdf"], "{name:?}");
    }
}

#[test]
fn editions_are_judged_like_the_site() {
    let broken = site("[a](entwurf.md) ![e](e.svg)")
        .with("content/things/e.svg", format!("{SVG}<script/></svg>"))
        .with("content/images/logo.svg", format!("{SVG}<a/></svg>"))
        .with(
            "content/editions/auszug.yaml",
            "title: Auszug\nselect: {type: thing}\nbrand: {logo: /images/logo.svg}\nkeep: [con]\n\
             publisher: {name: A, url: \"javascript:x\"}\n",
        );
    for name in [SiteName::Main, edition()] {
        let site = broken.clone().options(|options| options.site = name.clone());
        let codes = site.codes();
        for code in [Code::LinkToSource, Code::UnusableAddress, Code::BadValue] {
            assert_eq!(codes.iter().filter(|it| **it == code).count(), 1, "{name:?} {codes:?}");
        }
        assert_eq!(codes.iter().filter(|it| **it == Code::ActiveSvg).count(), 2, "{codes:?}");
    }
}

fn mended(text: &str, finding: &Diagnostic) -> String {
    let fix = finding.fix.as_ref().unwrap();
    format!("{}{}{}", &text[..fix.span.start], fix.replacement, &text[fix.span.end..])
}

#[test]
fn repairs_can_be_made_by_machines() {
    for (written, better) in [
        ("[Entwurf](entwurf.md#namen)", "[Entwurf](thing:entwurf#namen)"),
        ("[E](/things/entwurf.md \"Titel (neu)\")", "[E](thing:entwurf \"Titel (neu)\")"),
        ("[M](mailto:a@example.org?cc=b@example.org)", "[M](mailto:a@example.org)"),
    ] {
        let site = site(written);
        let findings = site.findings();
        let [finding] = findings.as_slice() else { panic!("{written}: {findings:#?}") };
        let whole = format!("---\ntitle: A\n---\n\n{written}\n");
        assert_eq!(mended(&whole, finding), format!("---\ntitle: A\n---\n\n{better}\n"));
    }
    let aliases = "---\ntitle: A\naliases: [../../aussen, \"Alte Seite\"]\n---\n";
    let site = site("").with("content/things/a.md", aliases);
    let findings = site.findings();
    let places: Vec<String> = findings.iter().map(|finding| mended(aliases, finding)).collect();
    assert_eq!(
        places,
        [
            "---\ntitle: A\naliases: [aussen, \"Alte Seite\"]\n---\n",
            "---\ntitle: A\naliases: [../../aussen, Alte-Seite]\n---\n"
        ]
    );
}

#[test]
fn files_are_what_their_endings_say() {
    let mut png = Vec::new();
    let pixel = image::DynamicImage::new_rgb8(1, 1);
    pixel.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    let with = |name: &str, bytes: &[u8]| {
        site(&format!("[x]({name})")).with(&format!("content/things/{name}"), bytes).found()
    };
    assert_eq!(with("a.png", &png), [""; 0]);
    assert_eq!(with("a.jpg", &png), ["B318 content/things/a.jpg"]);
    assert_eq!(with("a.pdf", b"MZ\x90\0\x03"), ["B318 content/things/a.pdf"]);
    assert_eq!(with("a.docx", b"\xd0\xcf\x11\xe0"), ["B318 content/things/a.docx"]);
    assert_eq!(with("a.zip", b"PK\x05\x06\0\0\0\0"), [""; 0]);
}

#[test]
fn nothing_is_published_where_publishing_writes_itself() {
    assert!(broschur::outputs::RESERVED.contains(&broschur::publish::MANIFEST));
}

#[test]
fn no_address_leads_out_of_the_folder() {
    let outside = THING_TYPE
        .replace("folder: things", "folder: things\nroute: {de: ../../aussen, en: \"/../x\"}");
    let site = site("Text")
        .with("content/types/thing.yaml", outside)
        .with("content/editions/auszug.yaml", "title: Auszug\nselect: {type: thing}\n")
        .with("content/site.yaml", format!("{SETTINGS}languages: [de, en]\n"));
    assert_eq!(
        site.found(),
        ["B319 content/types/thing.yaml:5:13", "B319 content/types/thing.yaml:5:31"]
    );
    for name in [SiteName::Main, edition()] {
        for path in planned(&site, &name) {
            assert!(!path.contains("..") && !path.starts_with('/'), "{path}");
        }
    }
}
