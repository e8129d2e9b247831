use super::builder::MAX_FINDINGS;
use super::*;
use crate::diagnostic::Code;
use crate::location::position;
use crate::syntax::tree::{Block, Inline, Table};
use crate::syntax::{Destination, DestinationKind};

struct Parsed {
    document: Document,
    findings: Vec<Diagnostic>,
    text: String,
}

impl Parsed {
    /// Code, line, column and what is marked.
    fn found(&self) -> Vec<(Code, usize, usize, &str)> {
        let mut found: Vec<_> = self
            .findings
            .iter()
            .map(|finding| {
                let span = finding.span.as_ref().unwrap();
                let at = position(&self.text, span.start);
                (finding.code, at.line, at.column, &self.text[span.start..span.end])
            })
            .collect();
        found.sort_by_key(|(_, line, column, _)| (*line, *column));
        found
    }
}

fn read_file(text: &str) -> Parsed {
    let body = match crate::syntax::frontmatter::split(text) {
        crate::syntax::frontmatter::FrontMatter::Found { body, .. } => body,
        _ => 0..text.len(),
    };
    let mut findings = Vec::new();
    let file = SitePath::new("content/cases/a.md").unwrap();
    let document = parse(&file, text, body, "de", &mut findings);
    Parsed { document, findings, text: text.to_owned() }
}

/// The tree in a short notation that fits on one line.
fn tree(text: &str) -> String {
    let parsed = read_file(text);
    assert_eq!(parsed.findings, [], "{text:?}");
    show_document(&parsed.document)
}

fn show_document(document: &Document) -> String {
    let mut shown = show_blocks(&document.blocks);
    for (i, note) in document.footnotes.iter().enumerate() {
        shown.push_str(&format!(" [{}]={}", i + 1, show_blocks(note)));
    }
    shown
}

fn show_blocks(blocks: &[Block]) -> String {
    blocks.iter().map(show_block).collect::<Vec<_>>().join(" ")
}

fn show_block(block: &Block) -> String {
    match block {
        Block::Paragraph { content } => format!("p({})", show(content)),
        Block::Heading { level, id, content } => format!("h{level}#{id}({})", show(content)),
        Block::List { start, tight, items } => {
            let kind = start.map_or("ul".to_owned(), |start| format!("ol{start}"));
            let items: Vec<String> =
                items.iter().map(|item| format!("<{}>", show_blocks(item))).collect();
            format!("{kind}{}({})", if *tight { "" } else { "-loose" }, items.concat())
        }
        Block::Definitions { items } => {
            let items: Vec<String> = items
                .iter()
                .map(|item| {
                    let explanations: Vec<String> =
                        item.explanations.iter().map(|b| format!("<{}>", show_blocks(b))).collect();
                    format!("{}:{}", show(&item.term), explanations.concat())
                })
                .collect();
            format!("dl({})", items.join(" "))
        }
        Block::Quote { blocks } => format!("q({})", show_blocks(blocks)),
        Block::Code { language, text } => {
            format!("code:{}({text:?})", language.as_deref().unwrap_or(""))
        }
        Block::Table(table) => {
            let Table { align, head, rows, .. } = &**table;
            let row = |cells: &Vec<Vec<Inline>>| {
                cells.iter().map(|cell| show(cell)).collect::<Vec<_>>().join("|")
            };
            format!(
                "table{align:?}({} / {})",
                row(head),
                rows.iter().map(row).collect::<Vec<_>>().join(" / ")
            )
        }
        Block::Figure { image } => {
            format!("fig({},{},{})", image.file, image.alt, image.caption.as_deref().unwrap_or("-"))
        }
        Block::Rule => "rule".to_owned(),
    }
}

fn show(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } => text.clone(),
            Inline::Emphasis { content } => format!("*{}*", show(content)),
            Inline::Strong { content } => format!("**{}**", show(content)),
            Inline::Strikethrough { content } => format!("~~{}~~", show(content)),
            Inline::Superscript { content } => format!("^{}^", show(content)),
            Inline::Subscript { content } => format!("_{}_", show(content)),
            Inline::Code { text } => format!("`{text}`"),
            Inline::Link(link) => {
                format!("[{}]({})", show(&link.content), link.destination.written())
            }
            Inline::Image { image } => format!("![{}]({})", image.alt, image.file),
            Inline::Footnote { number } => format!("[^{number}]"),
            Inline::SoftBreak => "~".to_owned(),
            Inline::HardBreak => "//".to_owned(),
        })
        .collect()
}

#[test]
fn reads_every_kind_of_block() {
    assert_eq!(
        tree("Ein *Absatz*\nauf zwei Zeilen.\n\nNoch **einer**."),
        "p(Ein *Absatz*~auf zwei Zeilen.) p(Noch **einer**.)"
    );
    assert_eq!(tree("## Ziele\n\n### Größe\n\nText"), "h2#ziele(Ziele) h3#groesse(Größe) p(Text)");
    assert_eq!(tree("> Zitat\n>\n> - a"), "q(p(Zitat) ul(<p(a)>))");
    assert_eq!(
        tree("```rust,ignore\nfn a() {}\n```\n\n    b\n"),
        "code:rust(\"fn a() {}\\n\") code:(\"b\\n\")"
    );
    assert_eq!(tree("---"), "rule");
    assert_eq!(tree("a\\\nb"), "p(a//b)");
    assert_eq!(
        tree("Begriff\n: Erklärung\n: Andere\n\nZweiter\n: Text"),
        "dl(Begriff:<p(Erklärung)><p(Andere)> Zweiter:<p(Text)>)"
    );
    assert_eq!(tree(""), "");
    assert_eq!(tree(" \n\t\n\u{a0}\n").replace('\u{a0}', ""), "p()");
}

#[test]
fn tells_tight_from_loose_lists() {
    assert_eq!(tree("- a\n- b\n  1. c\n  2. d"), "ul(<p(a)><p(b) ol1(<p(c)><p(d)>)>)");
    assert_eq!(tree("3. a\n\n4. b\n"), "ol3-loose(<p(a)><p(b)>)");
    assert_eq!(tree("- a\n  - b\n\n    c"), "ul(<p(a) ul-loose(<p(b) p(c)>)>)");
}

#[test]
fn reads_tables_and_fills_short_rows() {
    assert_eq!(tree("|a|b|\n|:-|-:|\n|*1*|\n|2|3|\n"), "table[Left, Right](a|b / *1*| / 2|3)");
    assert_eq!(tree("|a|b|\n|---|:-:|\n"), "table[Default, Center](a|b / )");
}

#[test]
fn an_image_alone_is_a_figure() {
    assert_eq!(
        tree("![Zwei *Leute*](a.jpg \"Foto: \\\"X\\\"\")"),
        "fig(a.jpg,Zwei Leute,Foto: „X“)"
    );
    assert_eq!(tree("Text ![Alt](a.jpg) Text"), "p(Text ![Alt](a.jpg) Text)");
    assert_eq!(tree("[![Alt](a.jpg)](case:x)"), "p([![Alt](a.jpg)](case:x))");
    assert_eq!(tree("- ![Alt](a.jpg)"), "ul(<fig(a.jpg,Alt,-)>)");
}

#[test]
fn keeps_the_places_of_links_and_images() {
    let text =
        "---\ntitle: ä\n---\nÜber [das](case:x) und <https://example.org> und\n\n![Alt](a.png)\n";
    let parsed = read_file(text);
    let spans: Vec<&str> =
        parsed.document.links().iter().map(|link| &text[link.span.clone()]).collect();
    assert_eq!(spans, ["[das](case:x)", "<https://example.org>"]);
    let images = parsed.document.images();
    assert_eq!(&text[images[0].image.span.clone()], "![Alt](a.png)");
    assert!(images[0].figure);
}

#[test]
fn an_empty_link_text_means_the_title_of_the_target() {
    assert_eq!(tree("[](case:x) [ ](case:y) <case:z>"), "p([](case:x) [](case:y) [](case:z))");
    assert_eq!(
        tree("<https://a.org/b--c> <a@b.org>"),
        "p([https://a.org/b--c](https://a.org/b--c) [a@b.org](mailto:a@b.org))"
    );
}

#[test]
fn sets_typographic_signs_across_emphasis_but_not_in_code() {
    assert_eq!(
        tree("\"*Wort*\" und `\"x\"--y` ... 5 %"),
        "p(„*Wort*“ und `\"x\"--y` … 5\u{202f}%)"
    );
    assert_eq!(tree("\"`a`\" \"[b](case:c)\""), "p(„`a`“ „[b](case:c)“)");
    assert_eq!(tree("Satz.[^1] \"Wort\"[^1]\n\n[^1]: \"x\""), "p(Satz.[^1] „Wort“[^1]) [1]=p(„x“)");
    // Marks of one paragraph never pair with those of the next.
    assert_eq!(tree("\"a\n\n\"b\""), "p(„a) p(„b“)");
}

#[test]
fn escaped_signs_stay_as_they_are() {
    assert_eq!(
        tree("19\\\" und &quot;x&quot; a&#45;-b \\... \\'x'"),
        "p(19\" und \"x\" a--b ... 'x’)"
    );
    assert_eq!(tree("2\\^3^ H\\~2~ \u{fdd0}\u{fdd1}"), "p(2^3^ H~2~)");
}

#[test]
fn raises_and_lowers_inside_words() {
    assert_eq!(tree("CO~2~, m^2^ und ~~alt~~"), "p(CO_2_, m^2^ und ~~alt~~)");
    assert_eq!(
        tree("2^3 und 4^5, ca. ~5 bis ~6, **x^a^**"),
        "p(2^3 und 4^5, ca. ~5 bis ~6, **x^a^**)"
    );
}

#[test]
fn numbers_footnotes_in_reading_order() {
    assert_eq!(
        tree("A[^b] B[^a] C[^b]\n\n[^a]: eins[^c]\n\n[^b]: zwei\n\n[^c]: drei\n\n[^d]: niemand\n"),
        "p(A[^1] B[^2] C[^1]) [1]=p(zwei) [2]=p(eins[^3]) [3]=p(drei) [4]=p(niemand)"
    );
    // One that only refers to itself.
    assert_eq!(tree("A\n\n[^x]: selbst[^x]"), "p(A) [1]=p(selbst[^1])");
    // Labels differ in nothing but case.
    assert_eq!(tree("A[^Note]\n\n[^note]: x"), "p(A[^1]) [1]=p(x)");
    // Twice the same label: the first counts, the second is not lost.
    assert_eq!(tree("A[^1]\n\n[^1]: x\n\n[^1]: y"), "p(A[^1]) [1]=p(x) [2]=p(y)");
}

#[test]
fn finds_marks_without_a_footnote() {
    let parsed = read_file(
        "Text[^fehlt] und `[^c]` und \\[^d] und\n[^e f]. [x[^g]](case:a)\n\n```\n[^h]\n```\n",
    );
    assert_eq!(
        parsed.found(),
        [
            (Code::MissingFootnote, 1, 5, "[^fehlt]"),
            (Code::MissingFootnote, 2, 1, "[^e f]"),
            (Code::MissingFootnote, 2, 11, "[^g]"),
        ]
    );
    assert_eq!(parsed.findings[0].args["label"], "fehlt");
}

#[test]
fn finds_raw_html_and_drops_it() {
    let text = "Text <b>fett</b> und\n\n<div onclick=\"x\">\nweg\n</div>\n\n<!-- auch\n\ndas -->\n\n- a <br>\n\n&lt;ok&gt; a < b\n";
    let parsed = read_file(text);
    assert_eq!(
        parsed.found(),
        [
            (Code::RawHtml, 1, 6, "<b>"),
            (Code::RawHtml, 3, 1, "<div onclick=\"x\">\nweg\n</div>"),
            (Code::RawHtml, 7, 1, "<!-- auch\n\ndas -->"),
            (Code::RawHtml, 11, 5, "<br>"),
        ]
    );
    assert_eq!(parsed.findings[1].args["html"], "<div onclick=\"x\">");
    assert_eq!(show_document(&parsed.document), "p(Text fett und) ul(<p(a)>) p(<ok> a < b)");
}

#[test]
fn finds_headings_out_of_order() {
    let parsed = read_file("# Titel\n\n## Gut\n\n#### Sprung\n\n##### Folgt\n\n## Gut\n");
    assert_eq!(
        parsed.found(),
        [
            (Code::HeadingOrder, 1, 1, "# Titel"),
            (Code::HeadingOrder, 5, 1, "#### Sprung"),
            (Code::HeadingOrder, 7, 1, "##### Folgt")
        ]
    );
    assert_eq!(parsed.findings[1].args["expected"], "3");
    assert_eq!(parsed.findings[2].args["expected"], "4");
    let siblings = read_file("## Gut\n\n#### Sprung\n\n#### Noch einer\n\n### Gut\n\n#### Gut\n");
    let expected: Vec<&str> =
        siblings.findings.iter().map(|finding| finding.args["expected"].as_str()).collect();
    assert_eq!(expected, ["3", "3"]);
    assert_eq!(read_file("### Zu tief\n").found(), [(Code::HeadingOrder, 1, 1, "### Zu tief")]);
    // A heading in a footnote is read after the others.
    let note = read_file("[^1]\n\n[^1]: x\n\n    ### Darin\n\n## Zwei\n");
    assert_eq!(note.found(), [], "the footnote comes after the second level");
}

#[test]
fn finds_images_without_words() {
    let parsed = read_file("![](a.png) ![ ](b.png)\n\n![](c.png)");
    assert_eq!(
        parsed.found(),
        [
            (Code::MissingAlt, 1, 1, "![](a.png)"),
            (Code::MissingAlt, 1, 12, "![ ](b.png)"),
            (Code::MissingAlt, 3, 1, "![](c.png)")
        ]
    );
    assert_eq!(parsed.findings[0].args["file"], "a.png");
}

#[test]
fn places_are_exact_after_front_matter_and_with_any_line_end() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("\u{feff}---{end}title: ä{end}---{end}Größe{end}{end}ä <i>{end}");
        let parsed = read_file(&text);
        assert_eq!(parsed.found(), [(Code::RawHtml, 6, 3, "<i>")], "{end:?}");
    }
}

#[test]
fn a_fragment_reports_at_its_origin() {
    let file = SitePath::new("content/cases.yaml").unwrap();
    let origin = Span::new(&file, 10..20);
    let mut findings = Vec::new();
    let document =
        parse_fragment("Ein [Link](case:x) <b> ![](y.png)", &origin, "de", &mut findings);
    assert_eq!(document.links()[0].span, (10..20));
    assert_eq!(
        findings.iter().map(|f| (f.code, f.span.clone())).collect::<Vec<_>>(),
        [(Code::RawHtml, Some(origin.clone())), (Code::MissingAlt, Some(origin)),]
    );
}

#[test]
fn walks_into_every_corner() {
    let text = "> - **[a](case:a)**\n\n|[b](case:b)|\n|-|\n|[c](case:c)|\n\nT [d](case:d)\n: [e](case:e)\n\n## H [f](case:f)\n\n[^1] ~~[g](case:g)~~\n\n[^1]: [h](case:h) ![i](i.png)\n";
    let document = read_file(text).document;
    let links: Vec<&str> = document.links().iter().map(|link| link.destination.written()).collect();
    assert_eq!(
        links,
        ["case:a", "case:b", "case:c", "case:d", "case:e", "case:f", "case:g", "case:h"]
    );
    assert_eq!(document.images().len(), 1);
    assert!(document.anchors().contains("h-f"));
    assert_eq!(document.plain_text(), "a\nb\nc\nT d\ne\nH f\ng\nh i");
    assert_eq!(document.word_count(), 11);
}

#[test]
fn excerpts_are_running_text() {
    let document =
        read_file("## Titel\n\n```\ncode\n```\n\nErster *Absatz*[^1].\n\n- Punkt\n\n[^1]: Note")
            .document;
    assert_eq!(document.excerpt(100, &|_| None), "Erster Absatz. Punkt");
    assert_eq!(document.excerpt(16, &|_| None), "Erster Absatz.\u{a0}…");
}

#[test]
fn text_holds_no_control_characters() {
    let parsed = read_file(
        "a\0b\u{1b}c\u{feff}\u{ffff}d\u{85}e `\0x` [\0](java\0script:x) ![\0](a\u{7f}.png)",
    );
    assert_eq!(show_document(&parsed.document), "p(abcde `x` [](javascript:x) ![](a.png))");
    assert!(matches!(Destination::read("javascript:x").kind(), DestinationKind::Unsafe(_)));
    let parsed = read_file("مرحبا \u{202e}abc");
    assert_eq!(show_document(&parsed.document), "p(مرحبا \u{202e}abc)");
    let codes: Vec<Code> = parsed.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::UnseenCharacter]);
}

#[test]
fn deep_nesting_is_a_finding_not_a_crash() {
    for text in [
        format!("{}a", ">".repeat(40)),
        format!("{}a", "> ".repeat(10_000)),
        format!("{}a", "- ".repeat(10_000)),
        format!("{}a{}", "*".repeat(80), "*".repeat(80)),
        format!("{}a{}", "**a ".repeat(10_000), " a**".repeat(10_000)),
        (0..60).map(|i| format!("{}- a\n", "  ".repeat(i))).collect(),
    ] {
        let parsed = read_file(&text);
        let codes: Vec<Code> = parsed.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::MarkdownTooDeep], "{:.40}", text);
        assert!(parsed.text[parsed.findings[0].span.as_ref().unwrap().start..].len() > 1);
    }
    // What people really write is not too deep; long rules and banners are no nesting.
    let fine = format!("{}\n\n{}\n\n> > - 1. **_a_**", "- ".repeat(100), "* ".repeat(100));
    assert_eq!(read_file(&fine).found(), []);
}

#[test]
fn hostile_text_comes_to_an_end() {
    let pieces = [
        "[",
        "]",
        "![",
        "*",
        "_",
        "*a ",
        "**a *b ",
        "*a_",
        "`",
        "`a``",
        "<",
        "<a ",
        "<!--",
        "<?",
        "<b>",
        "[a](",
        "[a](<",
        "[^a]",
        "[^a]: ",
        "[^",
        "~",
        "~a",
        "^",
        "a^2^ *b* ",
        "CO~2~",
        "|",
        "a|b\n-|-\n",
        "|a",
        "&",
        "\\",
        "\\[^",
        ">",
        "> ",
        "- a\n",
        "-\n",
        "1. ",
        ": ",
        "a\n: b\n",
        "#",
        "# a\n\n",
        "## a\n\n",
        "```\n",
        "    a\n",
        "\0",
        "\r",
        "\u{feff}",
        "\"",
        "'a ",
        "\u{202e}a",
        "![](a)",
        "[](a)",
        "a\\\n",
        "$a$",
        "\u{fdd0}",
        "  \n",
        "\t- a\n",
        "<https://a.b>",
        "[a]: b\n",
        "[a][b]",
    ];
    for piece in pieces {
        let text = piece.repeat(400_000 / piece.len());
        let parsed = read_file(&text);
        let _ = parsed.document.plain_text();
        assert!(parsed.findings.len() <= MAX_FINDINGS, "{piece:?}");
    }
    let lazy = format!("{}a\n{}", "> ".repeat(60), "a\n".repeat(500_000));
    assert_eq!(read_file(&lazy).findings.len(), 1);
}

#[test]
fn a_huge_table_stays_a_table() {
    let text = format!("|a|b|c|\n|-|-|-|\n{}", "|1|2|3|\n".repeat(100_000));
    let parsed = read_file(&text);
    assert!(
        matches!(parsed.document.blocks.as_slice(), [Block::Table(table)] if table.rows.len() == 100_000)
    );
}

#[test]
fn the_same_text_gives_the_same_tree() {
    let text = "## A\n\n## A\n\n[^x] \"b\"\n\n[^y]: 1\n[^x]: 2\n";
    assert_eq!(show_document(&read_file(text).document), show_document(&read_file(text).document));
    let ids: Vec<_> = read_file(text).document.headings().iter().map(|h| h.id.to_owned()).collect();
    assert_eq!(ids, ["a", "a-2"]);
}
