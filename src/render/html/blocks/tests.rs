use super::*;
use crate::location::SitePath;

struct Site;

impl LinkResolver for Site {
    fn resolve_link(&self, destination: &Destination) -> LinkTo {
        match destination.kind() {
            DestinationKind::Entry { type_id: "case", id, .. } => LinkTo {
                href: Some(format!("../{id}/")),
                text: Some(format!("Titel von <{id}>")),
                class: Some("to-case".into()),
                lang: (id == "english").then(|| "en".into()),
                ..LinkTo::default()
            },
            // A resolver that does no checking of its own.
            DestinationKind::Entry { .. } => {
                LinkTo { href: Some(destination.written().to_owned()), ..LinkTo::default() }
            }
            DestinationKind::Web(_) => LinkTo {
                href: Some(destination.written().to_owned()),
                external: true,
                ..LinkTo::default()
            },
            DestinationKind::Mail(_) | DestinationKind::Phone(_) => {
                LinkTo { href: Some(destination.written().to_owned()), ..LinkTo::default() }
            }
            DestinationKind::Unsafe(_) => panic!("asked for {destination:?}"),
            _ => LinkTo::nowhere(),
        }
    }

    fn resolve_image(&self, file: &str) -> Option<ImageTo> {
        (file != "missing.png").then(|| ImageTo {
            src: format!("/assets/{file}?a=1&b=2"),
            width: Some(800),
            height: Some(600),
            srcset: (file == "wide.jpg").then(|| "/a.jpg 400w, /b.jpg 800w".into()),
            credit: (file == "credit.jpg").then(|| "Foto <X>".into()),
            ..ImageTo::default()
        })
    }
}

fn tree(text: &str) -> Document {
    crate::syntax::parse(
        &SitePath::new("content/a.md").unwrap(),
        text,
        0..text.len(),
        "de",
        &mut Vec::new(),
    )
}

fn html(text: &str) -> String {
    html_with(text, &HtmlOptions::default())
}

fn html_with(text: &str, options: &HtmlOptions<'_>) -> String {
    let mut out = String::new();
    document(&tree(text), options, &Site, &mut out);
    well_formed(&out);
    out
}

/// Every element is closed in order, ids are unique, links hold no links, and no line ends in a space.
fn well_formed(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::HashSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').unwrap_or_else(|| panic!("open tag in {html}"));
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{html}");
        } else if !matches!(name, "br" | "hr" | "img") {
            assert!(name != "a" || !open.contains(&"a"), "link in link: {html}");
            assert!(
                !matches!(name, "p" | "ul" | "table" | "pre") || !open.contains(&"p"),
                "block in p: {html}"
            );
            open.push(name);
        }
        if let Some(id) = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()) {
            assert!(ids.insert(id.to_owned()), "id {id} twice: {html}");
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{html}");
    for line in html.lines() {
        assert_eq!(line.trim_end_matches([' ', '\t']), line, "{html}");
    }
}

#[test]
fn writes_running_text() {
    assert_eq!(
        html(
            "## Ä & \"B\"\n\nText mit *x*, **y**, ~~z~~, CO~2~, m^2^ und `<b>`\nneu\\\nZeile\n\n> Zitat\n\n---\n"
        ),
        "<h2 id=\"ae-b\">Ä &amp; „B“</h2>\n<p>Text mit <em>x</em>, <strong>y</strong>, <s>z</s>, CO<sub>2</sub>, \
         m<sup>2</sup> und <code>&lt;b&gt;</code>\nneu<br>\nZeile</p>\n<blockquote>\n<p>Zitat</p>\n</blockquote>\n<hr>\n"
    );
}

#[test]
fn writes_lists_tight_and_loose() {
    assert_eq!(
        html("- a\n- b\n  - c\n"),
        "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"
    );
    assert_eq!(
        html("3. a\n\n4. b\n"),
        "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n"
    );
    assert_eq!(html("A\n: B\n: C\n"), "<dl>\n<dt>A</dt>\n<dd>B</dd>\n<dd>C</dd>\n</dl>\n");
}

#[test]
fn writes_tables_that_scroll() {
    assert_eq!(
        html("|Jahr|Zahl|\n|-|-:|\n|2012|5|\n"),
        "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Tabelle 1\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\">Jahr</th><th scope=\"col\" class=\"align-right\">Zahl</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>2012</td><td class=\"align-right\">5</td></tr>\n</tbody>\n</table>\n</div>\n"
    );
    let named = html("||A|\n|-|-|\n|x|1|\n||2|\n");
    assert!(named.contains("<tr><td></td><th scope=\"col\">A</th></tr>"), "{named}");
    assert!(
        named.contains("<tr><th scope=\"row\">x</th><td>1</td></tr>\n<tr><td></td><td>2</td></tr>"),
        "{named}"
    );
    assert!(!html("|a|\n|-|\n").contains("tbody"));
}

#[test]
fn writes_figures_and_images() {
    assert_eq!(
        html("![Zwei \"Leute\"](credit.jpg \"Im <Werk>\")"),
        "<figure>\n<img src=\"/assets/credit.jpg?a=1&amp;b=2\" alt=\"Zwei „Leute“\" width=\"800\" height=\"600\" \
         loading=\"lazy\" decoding=\"async\">\n<figcaption>Im &lt;Werk&gt; <span class=\"credit\">Bild: Foto &lt;X&gt;</span>\
         </figcaption>\n</figure>\n"
    );
    assert!(html("![A](wide.jpg)").contains("srcset=\"/a.jpg 400w, /b.jpg 800w\" sizes=\"100vw\""));
    assert!(!html("![A](wide.jpg)").contains("figcaption"));
    assert_eq!(html("![Wort](missing.png)"), "<p class=\"missing-image\">Wort</p>\n");
    assert_eq!(html("a ![Wort](missing.png)"), "<p>a Wort</p>\n");
}

#[test]
fn writes_links_by_what_they_lead_to() {
    assert_eq!(
        html("[Text](case:x) [](case:y) [e](case:english)"),
        "<p><a href=\"../x/\" class=\"to-case\">Text</a> <a href=\"../y/\" class=\"to-case\">Titel von &lt;y&gt;</a> \
         <a href=\"../english/\" class=\"to-case\" hreflang=\"en\">e</a></p>\n"
    );
    assert_eq!(
        html("[a](https://a.org/?x=1&y=\"2\") <x@a.org> [0711 123-4](tel:+497111234)"),
        "<p><a href=\"https://a.org/?x=1&amp;y=&quot;2&quot;\" rel=\"external\">a</a> \
         <a href=\"mailto:x@a.org\">x@a.org</a> <a href=\"tel:+497111234\">0711\u{a0}123\u{2011}4</a></p>\n"
    );
    // What cannot be resolved stays text.
    assert_eq!(html("[a](plan.pdf) [](plan.pdf)"), "<p>a plan.pdf</p>\n");
}

#[test]
fn anchors_of_the_text_are_resolved_here() {
    let options = HtmlOptions { id_prefix: "antwort-", heading_shift: 2, ..HtmlOptions::default() };
    assert_eq!(
        html_with("## Die *Ziele*\n\n[](#die-ziele) [x](#fehlt)\n", &options),
        "<h4 id=\"antwort-die-ziele\">Die <em>Ziele</em></h4>\n<p><a href=\"#antwort-die-ziele\">Die Ziele</a> x</p>\n"
    );
    assert!(
        html_with("###### a", &HtmlOptions { heading_shift: 200, ..HtmlOptions::default() })
            .starts_with("<h6")
    );
}

#[test]
fn no_script_gets_into_a_page() {
    for destination in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.org",
        "foo:bar",
        "&#106;avascript:x",
    ] {
        let page = html(&format!("[Text]({destination}) ![Bild]({destination})"));
        assert!(!page.contains("<a "), "{page}");
    }
    let page = html(
        "[a\"><script>](<https://a.org/\"onclick=x>) \"&lt;script&gt;\n\n```\"><b\n</code></pre><script>\n```\n\n## <script>\n",
    );
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains("\"onclick"), "{page}");
}

#[test]
fn writes_footnotes_with_ways_back() {
    assert_eq!(
        html("A[^x] B[^x]\n\n[^x]: Eins\n\n[^y]: Zwei\n\n    - c\n"),
        "<p>A<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1\" role=\"doc-noteref\" aria-label=\"Fußnote 1\">1</a></sup> \
         B<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1_2\" role=\"doc-noteref\" aria-label=\"Fußnote 1\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Fußnoten\">\n<ol>\n\
         <li id=\"fn_1\">Eins <a class=\"footnote-back\" href=\"#fnref_1\" role=\"doc-backlink\" \
         aria-label=\"Zurück zur Textstelle von Fußnote 1\">↩\u{fe0e}</a> <a class=\"footnote-back\" href=\"#fnref_1_2\" \
         role=\"doc-backlink\" aria-label=\"Zurück zur Textstelle von Fußnote 1 (2)\">↩\u{fe0e}</a></li>\n\
         <li id=\"fn_2\">\n<p>Zwei</p>\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>\n</section>\n"
    );
    // A mark inside its own footnote, and one in a heading.
    html("## H[^a]\n\n[^a]: x[^a]\n\n    ```\n    c\n    ```\n");
}

#[test]
fn writes_code_that_scrolls() {
    assert_eq!(
        html("```\na < b  \n\n\n```\n"),
        "<pre class=\"code\" tabindex=\"0\"><code>a &lt; b</code></pre>\n"
    );
    assert!(
        html("```YAML\na: 1\n```\n")
            .contains("<code class=\"language-yaml\"><span class=\"hl-tag\">a</span>")
    );
}

#[test]
fn inlines_stand_alone() {
    let parsed = tree("Ein [*Link*](case:x)[^1] <b>\n\n[^1]: x");
    let Block::Paragraph { content } = &parsed.blocks[0] else { panic!() };
    let mut out = String::new();
    inlines(content, &HtmlOptions::default(), &Site, &mut out);
    assert_eq!(out, "Ein <a href=\"../x/\" class=\"to-case\"><em>Link</em></a>");
}

#[test]
fn odd_text_gives_well_formed_pages() {
    for text in [
        "",
        " ",
        "\0",
        "\u{feff}",
        "#",
        "## \n\n[^1]",
        "- \n-\n",
        "> ",
        "||\n|-|\n",
        "a\n: ",
        "[]()",
        "![]()",
        "****",
        "[^a]: ",
        "``` ",
        "[a [b](c) d](e)",
        "[![x](y)](case:z)",
        "[![x [a](b)](y)](case:z)",
        "*a **b* c**",
        "1) a\n5) b",
        "> - a\n>\n> b\n- c",
        "مرحبا **بالعالم** \u{202e}x",
        "    code\n\tmehr",
        "[^1]: [^2]: [^1][^2]",
        "[a](case:x)[b](case:y)",
        "# a\n\n# a\n\n# a",
        "\\",
        "&#0;&#x110000;&notanentity;",
        "<",
        "<a",
        "a<b>c</b>",
    ] {
        html(text);
    }
    html(&"> - *a* ".repeat(40));
    html(&format!("|a|\n|-|\n{}", "|b|\n".repeat(20_000)));
}
