//! What is drawn of the entries: chains, matrices, tiles, and the tables behind them.

use std::fmt::Write;

use broschur::session::{self, SiteName, Timings};

use crate::support::{Outputs, TestSite};

const CHAINS: &str = "kette: {name: Kette, basis: redaktionell}\n";

const STAGES: &str = "\
entwurf: {name: Entwurf, summary: Etwas wird entworfen., chain: kette, order: 1, basis: studie}
bau: {name: Bau, summary: Etwas wird gebaut., chain: kette, order: 2, basis: studie, trades: [dreher, maler]}
pflege: {name: Pflege, summary: Etwas wird gepflegt., chain: kette, order: 3, basis: redaktionell, trades: [maler]}
";

const CHAIN: &str = "\
kind: chain
of: value_chain
title: Wer welche Stufe hat
description: Stufen und Initiativen.
rows: {by: [clusters]}
columns: {by: [stages]}
cells: {field: coverage, show: state}
states: {luecke: cross, unknown: question, abgedeckt: full}
unknown: nicht bekannt
details: [evidence, how]
";

const FROM_TRADE: &str = "\
kind: table
of: trade
title: Vom Gewerk aus
description: Initiativen.
rows: {by: [stages, chain, clusters]}
columns: {by: [stages]}
cells: {field: coverage, show: state}
states: {luecke: cross, unknown: question, abgedeckt: full}
unknown: nicht bekannt
sort: states
beside: [regions]
";

const OF_STAGES: &str = "\
kind: table
of: value_chain
title: Stufen
description: Stufen und Gewerke.
rows: {by: [stages]}
column: Gewerke
cells: {related: trades}
beside: [summary, basis]
";

const TILES: &str = "\
kind: tiles
title: Regionen
description: Kacheln.
rows: {all: region}
column: Initiativen
cells: {related: clusters}
places: {nord: [1, 1], sued: [1, 2]}
note: Schematisch.
";

fn cluster(name: &str, region: &str, coverage: &str) -> String {
    format!(
        "---\nname: {name}\nkind: clusterinitiative\nstudy_area: automotive\ninnovation_fields: [technik]\nregions: [{region}]\nchamber_basis: nicht_angegeben\ncraft_relevance: unbekannt\ntables: [A]\nstatus: approved\nvalue_chains: [kette]\n{coverage}---\n"
    )
}

fn stated(stage: &str, state: &str) -> String {
    format!(
        "coverage: [{{stage: {stage}, state: {state}, evidence: branche, how: So steht es da.}}]\n"
    )
}

fn trades(ids: &[&str]) -> String {
    let of = |id: &&str| {
        let name = id[..1].to_uppercase() + &id[1..];
        format!(
            "{id}: {{name: {name}, annex: a, licence: zulassungspflichtig, group: metall, in_a1: true}}\n"
        )
    };
    ids.iter().map(of).collect()
}

fn atlas() -> TestSite {
    let site = TestSite::new(&[
        ("content/value_chains.yaml", CHAINS),
        ("content/stages.yaml", STAGES),
        ("content/trade_groups.yaml", "metall: {name: Metall, number: I, order: 1}\n"),
        ("content/innovation_fields.yaml", "technik: {name: Technik}\n"),
        (
            "content/regions.yaml",
            "nord: {name: Nord, kind: region}\nsued: {name: Süd, kind: region}\n",
        ),
        ("content/figures/kette.yaml", CHAIN),
        ("content/figures/gewerk.yaml", FROM_TRADE),
        ("content/figures/karte.yaml", TILES),
    ]);
    site.with("content/trades.yaml", trades(&["dreher", "maler"]))
        .with("content/clusters/alpha.md", cluster("Alpha", "nord", &stated("bau", "abgedeckt")))
        .with("content/clusters/beta.md", cluster("Beta", "nord", ""))
        .with("content/clusters/gamma.md", cluster("Gamma", "sued", &stated("bau", "luecke")))
}

fn page(outputs: &Outputs, path: &str) -> String {
    String::from_utf8(outputs[path].clone()).unwrap()
}

/// The rows of the first table of a figure on a page, as texts without marks.
fn rows(page: &str) -> Vec<Vec<String>> {
    let table = page.split("<table class=\"fig-table\">").nth(1).unwrap();
    let table = table.split("</table>").next().unwrap();
    table
        .split("<tr>")
        .skip(1)
        .map(|row| {
            let cells = row.split("</th>").flat_map(|part| part.split("</td>"));
            let cells = cells.map(|cell| {
                let mut text = String::new();
                let mut inside = false;
                for c in cell.replace("<span", " <span").chars() {
                    match c {
                        '<' => inside = true,
                        '>' => inside = false,
                        _ if !inside => text.push(c),
                        _ => {}
                    }
                }
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            });
            cells.filter(|cell| !cell.is_empty()).collect()
        })
        .collect()
}

#[test]
fn what_nobody_has_stated_is_not_known_and_no_gap() {
    let site = atlas();
    let chain = page(&site.build(), "wertschoepfungsketten/kette/index.html");
    assert_eq!(
        rows(&chain),
        [
            vec!["Cluster oder Initiative", "Entwurf", "Bau", "Pflege"],
            vec![
                "Alpha",
                "? nicht bekannt",
                "abgedeckt Branche genannt So steht es da.",
                "? nicht bekannt"
            ],
            vec!["Beta", "? nicht bekannt", "? nicht bekannt", "? nicht bekannt"],
            vec![
                "Gamma",
                "? nicht bekannt",
                "Lücke Branche genannt So steht es da.",
                "? nicht bekannt"
            ],
        ]
    );
    // One for what is stated, one in the legend: no sign of a gap anywhere else.
    let drawing = chain.split("<svg xmlns").nth(1).unwrap().split("</svg>").next().unwrap();
    assert_eq!(drawing.matches("<rect").count(), 2, "{drawing}");
    assert!(drawing.contains(">Entwurf<") && drawing.contains(">nicht bekannt<"));
    assert!(!chain.contains("style="));
}

#[test]
fn from_a_trade_gaps_come_first_then_what_is_not_known_then_what_is_covered() {
    let outputs = atlas().build();
    let of_turners = rows(&page(&outputs, "gewerke/dreher/index.html"));
    let heads: Vec<&str> = of_turners.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(heads, ["Cluster oder Initiative", "Gamma", "Beta", "Alpha"]);
    assert_eq!(of_turners[0], ["Cluster oder Initiative", "Bau", "Region"]);
    assert_eq!(of_turners[1], ["Gamma", "Lücke", "Süd"]);
    // A trade in two stages has a column for each.
    let of_painters = rows(&page(&outputs, "gewerke/maler/index.html"));
    assert_eq!(of_painters[0], ["Cluster oder Initiative", "Bau", "Pflege", "Region"]);
}

#[test]
fn a_stage_without_trades_stands_in_its_place_and_a_trade_in_two_stages_in_both() {
    let site = atlas().with("content/figures/kette.yaml", OF_STAGES);
    assert_eq!(
        rows(&page(&site.build(), "wertschoepfungsketten/kette/index.html"))[1..],
        [
            vec!["Entwurf", "0", "Etwas wird entworfen.", "von der Studie genannt"],
            vec!["Bau", "2: Dreher, Maler", "Etwas wird gebaut.", "von der Studie genannt"],
            vec![
                "Pflege",
                "1: Maler",
                "Etwas wird gepflegt.",
                "von der Redaktion, nicht aus der Studie"
            ],
        ]
    );
}

#[test]
fn an_edition_with_half_of_a_chain_names_the_rest_without_leading_there() {
    let edition = "title: Halb\nselect:\n  - {type: value_chain}\n  - {type: cluster}\n  - {type: trade}\n  - {type: stage, where: {basis: studie}}\n";
    let site = atlas().with("content/editions/halb.yaml", edition);
    let asked = site.asked(&SiteName::Edition("halb".into()));
    let built = session::build(&site.snapshot(), &asked, &mut Timings::default());
    assert!(!built.findings.has_errors(), "{:#?}", built.findings.sorted());
    let (_, chain) = built
        .outputs
        .iter()
        .find(|(path, _)| path.ends_with("wertschoepfungsketten/kette/index.html"))
        .unwrap();
    let chain = String::from_utf8(chain.bytes().unwrap().into_owned()).unwrap();
    assert_eq!(
        rows(&chain)[0],
        ["Cluster oder Initiative", "Entwurf", "Bau", "Pflege"],
        "the order of the chain is that of the collection"
    );
    let table = chain.split("<table class=\"fig-table\">").nth(1).unwrap();
    let head = table.split("</thead>").next().unwrap();
    assert!(head.contains("stufen/bau/\">Bau</a>"), "{head}");
    assert!(!head.contains(">Pflege</a>") && head.contains("Pflege"), "{head}");
}

#[test]
fn a_trade_without_a_stage_gets_the_figure_that_stands_in() {
    let stands_in = format!(
        "{}of: trade\nunless: [stages]\n",
        TILES.replace(
            "Schematisch.",
            "'Mehr bei [Alpha](cluster:alpha) & im *Heft*, s. [](stage:bau).'"
        )
    );
    let outputs = atlas()
        .with("content/figures/karte.yaml", &stands_in)
        .with("content/trades.yaml", trades(&["dreher", "maler", "maurer"]))
        .build();
    let shown = page(&outputs, "gewerke/maurer/index.html");
    assert!(shown.contains("fig-tiles") && !shown.contains("Vom Gewerk aus"), "{shown}");
    assert!(
        shown.contains(
            "<figcaption>Mehr bei <a href=\"../../cluster/alpha/\">Alpha</a> &amp; im Heft, s. <a href=\"../../stufen/bau/\">Bau</a>.</figcaption>"
        ),
        "{shown}"
    );
    let shown = page(&outputs, "gewerke/maler/index.html");
    assert!(!shown.contains("fig-tiles") && shown.contains("Vom Gewerk aus"));
}

#[test]
fn nothing_stands_beside_a_state_from_which_nothing_follows() {
    let rest = "rows: {by: [value_chains, stages]}\ncolumn: Stand\ncells: {field: coverage, show: state}\nstates: {luecke: cross, abgedeckt: full, unknown: question}\nunknown: nicht bekannt\nbeside: [trades]\n";
    let fitting = format!(
        "kind: table\nof: cluster\ntitle: Passt\ndescription: Gewerke.\n{rest}beside_unless: [luecke]\n"
    );
    let outputs = atlas().with("content/figures/passt.yaml", fitting).build();
    let of = |id: &str| rows(&page(&outputs, &format!("cluster/{id}/index.html")));
    assert_eq!(of("gamma")[2], ["Bau", "Lücke"]);
    assert_eq!(of("alpha")[2], ["Bau", "abgedeckt", "Dreher, Maler"]);
    assert_eq!(of("beta")[3], ["Pflege", "? nicht bekannt", "Maler"]);
}

#[test]
fn a_column_in_which_nothing_stands_is_left_out() {
    let beside = FROM_TRADE.replace("beside: [regions]", "beside: [website, regions]");
    let of_trade = |site: TestSite| {
        let outputs = site.with("content/figures/gewerk.yaml", &beside).build();
        rows(&page(&outputs, "gewerke/dreher/index.html"))
    };
    let shown = of_trade(atlas());
    assert_eq!(shown[0].last().map(String::as_str), Some("Region"), "{shown:?}");
    assert!(!shown[0].contains(&"Website".to_owned()), "{shown:?}");
    assert_eq!(shown[1].last().map(String::as_str), Some("Süd"), "{shown:?}");
    let reached = cluster("Beta", "nord", "website: https://beta.example/\n");
    let shown = of_trade(atlas().with("content/clusters/beta.md", reached));
    assert!(shown[0].contains(&"Website".to_owned()), "{shown:?}");
}

#[test]
fn a_note_that_leads_nowhere_is_found() {
    for (target, expected) in [
        ("cluster:alfa", "B309"),
        ("clusta:alpha", "B504"),
        ("bild.png", "B310"),
        ("javascript:x", "B312"),
    ] {
        let figure = TILES.replace("Schematisch.", &format!("\"[hier]({target})\""));
        let found = atlas().with("content/figures/karte.yaml", figure).found();
        assert_eq!(found, [format!("{expected} content/figures/karte.yaml:1:1")], "{target}");
    }
}

#[test]
fn a_stage_that_is_not_there_is_found_with_the_one_that_was_meant() {
    let site = atlas()
        .with("content/clusters/beta.md", cluster("Beta", "nord", &stated("baus", "abgedeckt")));
    let found: Vec<_> = site.findings().into_iter().map(|finding| finding.code.number()).collect();
    assert_eq!(found, ["B301"]);
    assert!(site.findings()[0].fix.as_ref().is_some_and(|fix| fix.replacement == "bau"));
}

#[test]
fn texts_show_figures_and_misspelt_ones_are_found() {
    let text = |name: &str| {
        format!("---\ntitle: Karte\nstatus: approved\n---\n\n![Was man sieht](figure:{name})\n")
    };
    let site = |name: &str| atlas().with("content/pages/karte.md", text(name));
    let shown = page(&site("karte").build(), "karte/index.html");
    assert!(shown.contains("role=\"group\"") && shown.contains(">Was man sieht</desc>"));
    assert!(shown.contains("href=\"../regionen/nord/\"") && shown.contains("Schematisch."));
    let chain = page(&site("kette/kette").build(), "karte/index.html");
    assert!(chain.contains("role=\"img\"") && chain.contains("nicht bekannt"));
    for wrong in ["kart", "karte/nord", "kette", "kette/kete"] {
        assert_eq!(site(wrong).found(), ["B411 content/pages/karte.md:6:1"], "{wrong}");
    }
}

/// How many elements of a kind the tags of a PDF have.
fn tags(pdf: &[u8], kind: &str) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let written = [format!("/S/{kind}"), format!("/S /{kind}")];
    let is_whole = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let count =
        |tag: &String| text.split(tag.as_str()).skip(1).filter(|rest| is_whole(rest)).count();
    written.iter().map(count).sum()
}

#[test]
fn in_print_a_table_is_a_table_and_a_drawing_a_figure() {
    let printed = |text: &str| {
        let site = atlas()
            .with("content/figures/stufen.yaml", OF_STAGES)
            .with(
                "content/pages/karte.md",
                format!("---\ntitle: Karte\nstatus: approved\n---\n\n{text}\n"),
            )
            .with(
                "content/publications/heft.yaml",
                "title: Heft\nformat: a5\nsections:\n  - {title: Alle, select: {type: page}}\n",
            )
            .options(|options| options.print = true);
        site.build()["heft.pdf"].clone()
    };
    let [none, table, drawing] =
        ["Text.", "![Stufen](figure:stufen/kette)", "![Karte](figure:karte)"].map(printed);
    let more = |pdf: &[u8], kind: &str| tags(pdf, kind) - tags(&none, kind);
    // A row of heads, and one for each stage; names, trades, and what stands beside.
    let stages = STAGES.matches("chain: kette").count();
    assert!(stages > 1, "{STAGES}");
    assert_eq!((more(&table, "Table"), more(&table, "TR")), (1, stages + 1));
    assert_eq!(more(&table, "TH") + more(&table, "TD"), 4 * (stages + 1));
    assert_eq!(more(&table, "Figure"), 0);
    assert_eq!((more(&drawing, "Table"), more(&drawing, "Figure")), (0, 1));
}

#[test]
fn the_same_figure_twice_has_ids_of_its_own() {
    let text = "---\ntitle: Karte\nstatus: approved\n---\n\n![Eins](figure:karte)\n\n![Zwei](figure:karte)\n";
    let shown = page(&atlas().with("content/pages/karte.md", text).build(), "karte/index.html");
    let mut ids: Vec<&str> =
        shown.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn a_figure_without_data_is_found() {
    let empty = TILES
        .replace("all: region", "all: notice")
        .replace("{related: clusters}", "{related: regions}");
    let empty = empty.replace("places: {nord: [1, 1], sued: [1, 2]}", "places: {}");
    let found = atlas().with("content/figures/karte.yaml", empty).found();
    assert_eq!(found, ["B412 content/figures/karte.yaml:1:1"]);
}

#[test]
fn what_a_figure_asks_for_and_is_not_there_is_found_at_its_place() {
    for (path, from, to, expected) in [
        ("kette", "kind: chain", "kind: chian", "B503"),
        ("kette", "of: value_chain", "of: value_chian", "B504"),
        ("kette", "[clusters]", "[cluster]", "B966"),
        ("kette", "field: coverage", "field: covrage", "B505"),
        ("kette", "show: state", "show: stat", "B505"),
        ("kette", "luecke: cross", "lueke: cross", "B503"),
        ("kette", "luecke: cross", "luecke: kreuz", "B503"),
        ("kette", "[evidence, how]", "[evidenz]", "B505"),
        ("kette", "rows: {by: [clusters]}", "rows: alle", "B503"),
        ("kette", "unknown: nicht", "unbekannt: nicht", "B501"),
        ("karte", "[1, 1]", "[0, 1]", "B503"),
        ("karte", "nord: [1, 1]", "norden: [1, 1]", "B509"),
        ("karte", "{all: region}", "{by: [clusters]}", "B503"),
        ("karte", "related: clusters", "related: cluster", "B966"),
        ("karte", "title: Regionen\n", "", "B502"),
        ("gewerk", "beside: [regions]", "beside: [region]", "B505"),
        ("gewerk", "sort: states", "beside_unless: [lücke]", "B503"),
        ("gewerk", "sort: states", "unless: [stage]", "B966"),
    ] {
        let text = [("kette", CHAIN), ("karte", TILES), ("gewerk", FROM_TRADE)];
        let text = text.iter().find(|(name, _)| *name == path).unwrap().1;
        assert!(text.contains(from), "{from}");
        let file = format!("content/figures/{path}.yaml");
        let found = atlas().with(&file, text.replacen(from, to, 1)).found();
        let codes: Vec<&str> = found.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(codes, [expected], "{to}: {found:?}");
        assert!(found[0].contains(&file), "{found:?}");
    }
}

#[test]
fn every_kind_is_drawn_with_its_table() {
    let counted = "rows: {all: region}\ncells: {related: clusters}\ncolumn: Initiativen\n";
    let crossed = "rows: {all: region}\ncolumns: {all: innovation_field}\ncells: {count: cluster, by: [regions, innovation_fields]}\n";
    for (kind, rest) in [
        ("bars", counted),
        ("staircase", counted),
        ("matrix", crossed),
        ("chain", crossed),
        ("table", crossed),
        ("tiles", &format!("{counted}places: {{nord: [3, 1]}}\n")),
    ] {
        let figure = format!("kind: {kind}\ntitle: Bild\ndescription: Was es zeigt.\n{rest}");
        let text = "---\ntitle: Bilder\nstatus: approved\n---\n\n![Was man sieht](figure:bild)\n";
        let site = atlas().with("content/figures/bild.yaml", figure);
        let shown = page(&site.with("content/pages/bilder.md", text).build(), "bilder/index.html");
        let table = rows(&shown);
        assert_eq!(table[1][0], "Nord", "{kind}");
        assert!(table[1][1].starts_with('2') && table[2][1].starts_with('1'), "{kind} {table:?}");
        assert_eq!(shown.contains("<svg xmlns"), kind != "table", "{kind}");
    }
}

#[test]
fn a_number_among_names_stands_where_they_do() {
    let text = "---\ntitle: Bilder\nstatus: approved\n---\n\n![Was man sieht](figure:bild)\n";
    let figure = |cells: &str| {
        format!(
            "kind: table\ntitle: Bild\ndescription: Was es zeigt.\nrows: {{all: region}}\ncolumn: Initiativen\n{cells}"
        )
    };
    let shown = |cells: &str| {
        let site = atlas().with("content/figures/bild.yaml", figure(cells));
        let regions = "nord: {name: Nord, kind: region}\nsued: {name: Süd, kind: region}\nost: {name: Ost, kind: region}\n";
        let site = site.with("content/regions.yaml", regions);
        page(&site.with("content/pages/bilder.md", text).build(), "bilder/index.html")
    };
    let named = shown("cells: {related: clusters}\n");
    assert!(named.contains("<td>2: <a ") && named.contains("<td>0</td>"), "{named}");
    let counted = shown(
        "columns: {all: innovation_field}\ncells: {count: cluster, by: [regions, innovation_fields]}\n",
    );
    assert!(counted.contains("<td class=\"number\">0</td>"), "{counted}");
}

#[test]
fn numbers_of_a_matrix_lead_to_the_entries_that_they_count() {
    let figure = "kind: matrix\ntitle: Felder\ndescription: Was es zeigt.\nrows: {all: region}\ncolumns: {all: innovation_field}\ncells: {count: cluster, by: [regions, innovation_fields]}\n";
    let text = "---\ntitle: Bilder\nstatus: approved\n---\n\n![Was man sieht](figure:felder)\n";
    let site = atlas()
        .with("content/innovation_fields.yaml", "technik: {name: Technik}\nwald: {name: Wald}\n")
        .with(
            "content/clusters/delta.md",
            cluster("Delta", "sued", "").replace("[technik]", "[wald]"),
        )
        .with("content/figures/felder.yaml", figure)
        .with("content/pages/bilder.md", text);
    let alone = page(&site.build(), "bilder/index.html");
    assert!(!alone.contains("<a class=\"fig-link\""), "the list has no page for both");
    assert!(alone.contains("role=\"img\""));
    let pairs = "extends: cluster\nfacet_pairs: [[innovation_fields, regions]]\n";
    let outputs = site.with("content/types/cluster.yaml", pairs).build();
    let shown = page(&outputs, "bilder/index.html");
    let drawn: Vec<&str> = shown.split("<a class=\"fig-link\" href=\"../").skip(1).collect();
    // Beside Alpha and Beta in the north, Gamma and Delta in the south: nought leads nowhere.
    assert_eq!(drawn.len(), 3, "{shown}");
    for link in drawn {
        let (to, rest) = link.split_once('"').unwrap();
        let part = page(&outputs, &format!("{to}index.html"));
        let says = rest.split('"').nth(1).unwrap();
        let (what, count) = says.rsplit_once(": ").unwrap();
        let shown = ["alpha", "beta", "gamma", "delta"]
            .iter()
            .filter(|id| part.contains(&format!("cluster/{id}/\"")));
        assert_eq!(shown.count().to_string(), count, "{says} {to}");
        assert!(what == "Nord, Technik" || what.starts_with("Süd, "), "{what}");
    }
    assert!(shown.contains("role=\"group\""));
}

#[test]
fn bars_count_the_values_of_a_facet_and_lead_to_them() {
    let figure = "kind: bars\ntitle: Bezug\ndescription: Was es zeigt.\nrows: {all: cluster, facet: craft_relevance}\ncolumn: Initiativen\n";
    let text = "---\ntitle: Bilder\nstatus: approved\n---\n\n![Was man sieht](figure:bezug)\n";
    let known = |relevance: &str| {
        let relevance = format!("craft_relevance: {relevance}");
        cluster("Delta", "sued", "").replace("craft_relevance: unbekannt", &relevance)
    };
    let site = |figure: &str| {
        atlas()
            .with("content/clusters/delta.md", known("hoch"))
            .with("content/figures/bezug.yaml", figure)
            .with("content/pages/bilder.md", text)
    };
    let outputs = site(figure).build();
    let shown = page(&outputs, "bilder/index.html");
    assert_eq!(
        rows(&shown),
        [vec!["Handwerksbezug", "Initiativen"], vec!["hoch", "1"], vec!["unbekannt", "3"]]
    );
    let to = shown.split("<th scope=\"row\"><a href=\"../").nth(1).unwrap();
    let to = to.split('"').next().unwrap();
    assert!(page(&outputs, &format!("{to}index.html")).contains("Delta"));
    for (from, to, expected) in [
        ("facet: craft_relevance", "facet: craft", "B505"),
        ("column: Initiativen", "columns: {all: region}", "B501"),
    ] {
        let wrong = figure.replace(from, to);
        let found = site(&wrong).found();
        assert!(
            found[0].starts_with(&format!("{expected} content/figures/bezug.yaml")),
            "{found:?}"
        );
    }
}

#[test]
fn names_are_text_in_drawings() {
    let name = "\"<img src=x onerror=alert(1)>\"";
    let site = atlas().with("content/clusters/alpha.md", cluster(name, "nord", ""));
    let chain = page(&site.build(), "wertschoepfungsketten/kette/index.html");
    assert!(!chain.contains("<img src=x") && chain.contains("&lt;img src=x"));
}

#[test]
fn an_edition_draws_what_it_has() {
    let mut edition = String::from("title: Norden\nselect:\n");
    for select in ["type: value_chain", "type: trade", "type: cluster, where: {regions: nord}"] {
        let _ = writeln!(edition, "  - {{{select}}}");
    }
    let site = atlas().with("content/editions/nord.yaml", edition);
    let asked = site.asked(&SiteName::Edition("nord".into()));
    let built = session::build(&site.snapshot(), &asked, &mut Timings::default());
    assert!(!built.findings.has_errors(), "{:#?}", built.findings.sorted());
    let outputs: Outputs = built
        .outputs
        .iter()
        .map(|(path, contents)| (path.to_owned(), contents.bytes().unwrap().into_owned()))
        .collect();
    let table = rows(&page(&outputs, "wertschoepfungsketten/kette/index.html"));
    let heads: Vec<&str> = table.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(heads, ["Cluster oder Initiative", "Alpha", "Beta"]);
    // Stages that it does not have are named, and nothing else is said of them.
    assert_eq!(table[0], ["Cluster oder Initiative", "Entwurf", "Bau", "Pflege"]);
}
