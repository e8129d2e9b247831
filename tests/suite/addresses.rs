//! What was published stays where it was, or somebody is told.

use broschur::diagnostic::{Code, Language};
use broschur::session::{Session, SiteName, Timings};

use crate::support::{SETTINGS, THING_TYPE, TestSite};

const THINGS: &str = "\
alt: {title: Alt, tag: rot}
bleibt: {title: Bleibt, tag: rot}
";

fn site() -> TestSite {
    TestSite::new(&[("content/types/thing.yaml", THING_TYPE), ("content/things.yaml", THINGS)])
}

/// The same, with these settings as well.
fn set(site: TestSite, more: &str) -> TestSite {
    site.with("content/site.yaml", format!("{SETTINGS}{more}\n"))
}

/// What is said when `after` is built in place of `before`, in German.
fn said(before: &TestSite, after: &TestSite) -> String {
    said_of(&SiteName::Main, before, after)
}

fn said_of(name: &SiteName, before: &TestSite, after: &TestSite) -> String {
    let mut session = Session::default();
    let built = session.build(&before.snapshot(), &before.asked(name), &mut Timings::default());
    assert!(!built.findings.has_errors(), "{:#?}", built.findings.sorted());
    let online = session.permalinks(name).unwrap_or_default();
    let mut session = Session::default();
    session.compare_with(name.clone(), online);
    let built = session.build(&after.snapshot(), &after.asked(name), &mut Timings::default());
    after.render(&built.findings.sorted(), Language::of_tag("de").unwrap())
}

#[test]
fn a_page_that_is_no_more() {
    let after = site().with("content/things.yaml", "bleibt: {title: Bleibt, tag: rot}\n");
    let said = said(&site(), &after);
    assert!(said.contains("Unter /things/alt/ stand der Eintrag „thing:alt“."), "{said}");
    assert!(said.contains("aliases: [things/alt]"), "{said}");
    assert!(said.contains(r#"gone: {"/things/alt/": Grund}"#), "{said}");
    assert_eq!(said.matches("B911").count(), 1, "{said}");
}

#[test]
fn what_has_probably_become_of_it_is_said_there() {
    let renamed = "bleibt: {title: Bleibt, tag: rot}\nneu: {title: Neu, tag: rot}\n";
    let said = said(&site(), &site().with("content/things.yaml", renamed));
    assert!(said.contains("Es gibt ihn nicht mehr; neu ist „Neu“."), "{said}");
    assert!(said.contains("content/things.yaml:2:1"), "{said}");
    assert!(said.contains("schreiben Sie hier: aliases: [things/alt]"), "{said}");
}

#[test]
fn an_alias_or_a_reason_is_enough() {
    let renamed =
        "neu: {title: Alt, tag: rot, aliases: [alt]}\nbleibt: {title: Bleibt, tag: rot}\n";
    assert_eq!(said(&site(), &site().with("content/things.yaml", renamed)), "");
    // The advice of the finding, as it stands there.
    let renamed = renamed.replace("[alt]", "[things/alt]");
    assert_eq!(said(&site(), &site().with("content/things.yaml", renamed)), "");
    for gone in ["/things/alt/", "things/alt", "/things/alt/index.html", "/things/*"] {
        let less = site().with("content/things.yaml", "bleibt: {title: Bleibt, tag: rot}\n");
        let gone = format!("gone: {{\"{gone}\": Die Firma gibt es nicht mehr.}}");
        assert_eq!(said(&site(), &set(less, &gone)), "", "{gone}");
    }
}

#[test]
fn an_alias_that_goes_is_an_address_that_goes() {
    let with = THINGS.replace("tag: rot}\nb", "tag: rot, aliases: [frueher]}\nb");
    let said = said(&site().with("content/things.yaml", with), &site());
    assert!(
        said.contains("stand unter /things/frueher/ und steht jetzt unter /things/alt/"),
        "{said}"
    );
    assert!(said.contains("content/things.yaml:1:1"), "{said}");
}

#[test]
fn what_is_taken_back_may_be_archived() {
    for (status, word) in [("draft", "nicht mehr freigegeben"), ("archived", "")] {
        let after = THINGS.replace("tag: rot}\nb", &format!("tag: rot, status: {status}}}\nb"));
        let said = said(&site(), &site().with("content/things.yaml", after));
        assert!(said.contains(word) && said.is_empty() == word.is_empty(), "{status}: {said}");
    }
}

#[test]
fn a_route_that_changes_moves_everything() {
    let moved =
        THING_TYPE.replace("folder: things", "folder: things\nroute: {de: dinge, en: things}");
    let said = said(&site(), &site().with("content/types/thing.yaml", moved));
    assert!(said.contains("steht jetzt unter /dinge/alt/"), "{said}");
    assert!(said.contains("Die Adresse /things/ gibt es nicht mehr"), "{said}");
    assert_eq!(said.matches("B911").count(), 3, "{said}");
}

#[test]
fn later_pages_of_a_list_are_promised_to_nobody() {
    let many: String =
        (0..20).map(|n| format!("t{n:02}: {{title: Ding {n}, tag: rot}}\n")).collect();
    let many = site().with("content/things.yaml", many);
    let (before, after) = (set(many.clone(), "list_length: 5"), set(many, "list_length: 50"));
    assert_eq!(said(&before, &after), "");
}

#[test]
fn previews_promise_nothing_and_drop_nothing() {
    let less = site().with("content/things.yaml", "bleibt: {title: Bleibt, tag: rot}\n");
    let preview = |site: TestSite| site.options(|options| options.publishing.drafts = true);
    assert_eq!(said(&preview(site()), &less), "");
    assert_eq!(said(&site(), &preview(less)), "");
}

#[test]
fn a_site_that_cannot_be_read_has_dropped_nothing() {
    let broken = THINGS.replace("alt: {title: Alt, tag: rot}", "alt: {titel: Alt, tag: rot}");
    let said = said(&site(), &site().with("content/things.yaml", broken));
    assert!(!said.contains("B911"), "{said}");
}

#[test]
fn an_edition_that_selects_less_says_so() {
    let edition = |tag: &str| format!("select: [{{type: thing, where: {{tag: [{tag}]}}}}]\n");
    let things = THINGS.replace("alt: {title: Alt, tag: rot}", "alt: {title: Alt, tag: blau}");
    let before = site()
        .with("content/things.yaml", things)
        .with("content/editions/teil.yaml", edition("rot, blau"));
    let after = before.clone().with("content/editions/teil.yaml", edition("rot"));
    let name = SiteName::Edition("teil".into());
    let said = said_of(&name, &before, &after);
    assert!(
        said.contains("„Alt“ stand unter /things/alt/ und gehört nicht mehr zu dieser Website"),
        "{said}"
    );
}

#[test]
fn a_reason_that_is_none() {
    assert_eq!(set(site(), "gone: {/a/: }").codes(), [Code::BadValue]);
}
