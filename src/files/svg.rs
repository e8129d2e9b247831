//! SVG that only draws: an SVG is a program as well, which a browser runs with the rights of the site it comes from.
//!
//! Entry point: [`faults`]. Invariant: what passes has only elements and attributes on the lists below, refers to nothing outside
//! itself, and is XML without declarations of its own (SVG 2, chapter 2.2 and appendix; HTML, `foreignObject`).

use std::ops::Range;

use roxmltree::{Document, Node, NodeType, ParsingOptions};

/// Why a picture is more than a drawing. Its name is that by which messages know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SvgProblem {
    /// It cannot be read as XML.
    Xml,
    /// It declares entities or elements of its own.
    Declaration,
    /// It has an instruction for the program that shows it.
    Instruction,
    /// An element that does not draw.
    Element,
    /// An attribute that does not draw.
    Attribute,
    /// It refers to something outside itself.
    Reference,
    /// It changes a reference while it is shown.
    Animation,
    /// A style that loads or runs something, or hides what it does.
    Style,
}

/// Something in a picture that is not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SvgFault {
    /// Why.
    pub(crate) problem: SvgProblem,
    /// What: the name of the element or attribute, or what the parser says.
    pub(crate) name: String,
    /// Where, in bytes.
    pub(crate) span: Range<usize>,
}

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// A drawing with more parts takes a browser minutes.
const MAX_NODES: u32 = 1_000_000;
/// So many faults of a picture are told.
const TOLD: usize = 20;

/// Namespaces in which drawing programs keep their own notes; nothing acts on them.
const NOTES: [&str; 15] = [
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://inkscape.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://ns.adobe.com/",
    "adobe:ns:meta/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.serif.com/",
    "http://www.figma.com/",
    "http://www.corel.com/",
    "http://www.openswatchbook.org/",
    "http://schemas.microsoft.com/visio/",
];

const ELEMENTS: [&str; 65] = [
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "font",
    "font-face",
    "g",
    "glyph",
    "hkern",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "missing-glyph",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Attributes without those whose names begin with `aria-`, `data-`, `font-`, `stroke` or `fill`.
const ATTRIBUTES: &[&str] = &[
    "accumulate",
    "additive",
    "alignment-baseline",
    "alphabetic",
    "amplitude",
    "ascent",
    "attributeName",
    "attributeType",
    "azimuth",
    "baseFrequency",
    "baseProfile",
    "baseline-shift",
    "bbox",
    "begin",
    "bias",
    "by",
    "calcMode",
    "cap-height",
    "class",
    "clip",
    "clip-path",
    "clip-rule",
    "clipPathUnits",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "color-profile",
    "color-rendering",
    "contentScriptType",
    "contentStyleType",
    "crossorigin",
    "cx",
    "cy",
    "d",
    "descent",
    "diffuseConstant",
    "direction",
    "display",
    "divisor",
    "dominant-baseline",
    "dur",
    "dx",
    "dy",
    "edgeMode",
    "elevation",
    "enable-background",
    "end",
    "exponent",
    "externalResourcesRequired",
    "filter",
    "filterRes",
    "filterUnits",
    "flood-color",
    "flood-opacity",
    "focusable",
    "fr",
    "from",
    "fx",
    "fy",
    "g1",
    "g2",
    "glyph-name",
    "glyph-orientation-horizontal",
    "glyph-orientation-vertical",
    "gradientTransform",
    "gradientUnits",
    "height",
    "horiz-adv-x",
    "horiz-origin-x",
    "id",
    "image-rendering",
    "in",
    "in2",
    "intercept",
    "isolation",
    "k",
    "k1",
    "k2",
    "k3",
    "k4",
    "kernelMatrix",
    "kernelUnitLength",
    "kerning",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lang",
    "lengthAdjust",
    "letter-spacing",
    "lighting-color",
    "limitingConeAngle",
    "line-height",
    "marker",
    "marker-end",
    "marker-mid",
    "marker-start",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "mask",
    "mask-type",
    "maskContentUnits",
    "maskUnits",
    "max",
    "media",
    "method",
    "min",
    "mix-blend-mode",
    "mode",
    "numOctaves",
    "offset",
    "opacity",
    "operator",
    "order",
    "orient",
    "orientation",
    "origin",
    "overflow",
    "overline-position",
    "overline-thickness",
    "paint-order",
    "panose-1",
    "path",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointer-events",
    "points",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "r",
    "radius",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "restart",
    "result",
    "role",
    "rotate",
    "rx",
    "ry",
    "scale",
    "seed",
    "shape-rendering",
    "side",
    "slope",
    "solid-color",
    "solid-opacity",
    "space",
    "spacing",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stemh",
    "stemv",
    "stitchTiles",
    "stop-color",
    "stop-opacity",
    "strikethrough-position",
    "strikethrough-thickness",
    "style",
    "surfaceScale",
    "systemLanguage",
    "tabindex",
    "tableValues",
    "targetX",
    "targetY",
    "text-align",
    "text-anchor",
    "text-decoration",
    "text-indent",
    "text-rendering",
    "textLength",
    "to",
    "transform",
    "transform-box",
    "transform-origin",
    "type",
    "u1",
    "u2",
    "underline-position",
    "underline-thickness",
    "unicode",
    "unicode-bidi",
    "unicode-range",
    "units-per-em",
    "values",
    "vector-effect",
    "version",
    "vert-adv-y",
    "vert-origin-x",
    "vert-origin-y",
    "viewBox",
    "viewTarget",
    "visibility",
    "white-space",
    "widths",
    "width",
    "word-spacing",
    "writing-mode",
    "x",
    "x-height",
    "x1",
    "x2",
    "xChannelSelector",
    "y",
    "y1",
    "y2",
    "yChannelSelector",
    "z",
    "zoomAndPan",
];

/// What is more than a drawing in the text of an SVG, in the order of the text, the first `TOLD`; nothing when it only draws.
pub(crate) fn faults(text: &str) -> Vec<SvgFault> {
    if let Some(fault) = declaration(text) {
        return vec![fault];
    }
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => {
            let at = offset(text, error.pos());
            return vec![SvgFault {
                problem: SvgProblem::Xml,
                name: error.to_string(),
                span: at..at,
            }];
        }
    };
    let root = document.root_element();
    let mut judge = Judge { faults: Vec::new() };
    if root.tag_name().name() != "svg" || !is_svg(root) {
        judge.add(SvgProblem::Element, root.tag_name().name(), tag(text, root));
    }
    for node in document.descendants() {
        if judge.faults.len() >= TOLD {
            break;
        }
        match node.node_type() {
            NodeType::Element => judge.element(text, node),
            NodeType::PI => {
                // Frames of XMP; a style sheet or a script comes as an instruction as well.
                if let Some(instruction) = node.pi().filter(|pi| pi.target != "xpacket") {
                    judge.add(SvgProblem::Instruction, instruction.target, node.range());
                }
            }
            NodeType::Root | NodeType::Comment | NodeType::Text => {}
        }
    }
    judge.faults
}

/// A document type with declarations of its own: entities can grow without bound and hide anything. The customary reference to the
/// public document type of SVG 1.1 is read by nobody.
fn declaration(text: &str) -> Option<SvgFault> {
    let fault = |start: usize, length: usize, name: &str| {
        Some(SvgFault {
            problem: SvgProblem::Declaration,
            name: name.to_owned(),
            span: start..start + length,
        })
    };
    for name in ["<!ENTITY", "<!ATTLIST", "<!ELEMENT", "<!NOTATION"] {
        if let Some(start) = text.find(name) {
            return fault(start, name.len(), &name[2..]);
        }
    }
    // In other encodings, the bytes that were judged may mean something else to a browser.
    let head = text.get(..text.find("?>")?)?;
    let start = head.find("encoding")?;
    let value = head[start..].split(['"', '\'']).nth(1).unwrap_or_default();
    let known = ["utf-8", "us-ascii", "iso-8859-1", "windows-1252"]
        .iter()
        .any(|it| value.eq_ignore_ascii_case(it));
    if known { None } else { fault(start, head.len() - start, "encoding") }
}

struct Judge {
    faults: Vec<SvgFault>,
}

impl Judge {
    fn add(&mut self, problem: SvgProblem, name: &str, span: Range<usize>) {
        self.faults.push(SvgFault { problem, name: name.to_owned(), span });
    }

    fn element(&mut self, text: &str, node: Node<'_, '_>) {
        let name = node.tag_name().name();
        if !is_svg(node) {
            let space = node.tag_name().namespace().unwrap_or_default();
            if !is_note(space) {
                self.add(SvgProblem::Element, name, tag(text, node));
            }
            return;
        }
        if !ELEMENTS.contains(&name) {
            self.add(SvgProblem::Element, name, tag(text, node));
            return;
        }
        for attribute in node.attributes() {
            if let Some(problem) =
                attribute_problem(name, attribute.namespace(), attribute.name(), attribute.value())
            {
                self.add(problem, attribute.name(), attribute.range());
            }
        }
        if name == "style" {
            let style: String = node.children().filter_map(|child| child.text()).collect();
            if loads(&style, Notation::Sheet) {
                self.add(SvgProblem::Style, name, tag(text, node));
            }
        }
    }
}

fn is_svg(node: Node<'_, '_>) -> bool {
    // Without a namespace no browser takes it for a picture; as what it would be one, it is judged all the same.
    matches!(node.tag_name().namespace(), None | Some(SVG))
}

fn is_note(namespace: &str) -> bool {
    // Illustrator and Sketch name some of theirs by entities that are gone: `&ns_ai;` has become nothing.
    NOTES.iter().any(|known| namespace.starts_with(known))
}

fn attribute_problem(
    element: &str,
    space: Option<&str>,
    name: &str,
    value: &str,
) -> Option<SvgProblem> {
    match space {
        None => {}
        Some(XLINK)
            if matches!(name, "type" | "show" | "actuate" | "title" | "role" | "arcrole") =>
        {
            return None;
        }
        Some(XLINK) if name == "href" => return reference_problem(element, value),
        Some(XML) if matches!(name, "space" | "lang" | "id") => return None,
        Some(space) if is_note(space) => return None,
        Some(_) => return Some(SvgProblem::Attribute),
    }
    if name == "href" {
        return reference_problem(element, value);
    }
    let known = ATTRIBUTES.contains(&name)
        || ["aria-", "data-", "font-", "stroke", "fill", "-inkscape-"]
            .iter()
            .any(|start| name.starts_with(start));
    if !known {
        return Some(SvgProblem::Attribute);
    }
    match name {
        "attributeName" => {
            let local = value.rsplit(':').next().unwrap_or_default().trim().to_ascii_lowercase();
            let harmless = !local.starts_with("on")
                && !matches!(local.as_str(), "href" | "src" | "style" | "base" | "class");
            (!harmless).then_some(SvgProblem::Animation)
        }
        "id" | "class" | "d" | "points" | "lang" => None,
        "style" => loads(value, Notation::Attribute).then_some(SvgProblem::Style),
        _ if name.starts_with("data-") || name.starts_with("aria-") => None,
        _ => loads(value, Notation::Attribute).then_some(SvgProblem::Reference),
    }
}

/// References lead to parts of the picture itself; images may be inside it, as pixels.
fn reference_problem(element: &str, value: &str) -> Option<SvgProblem> {
    let value = value.trim();
    let pixels = matches!(element, "image" | "feImage") && is_pixels(value);
    (!value.starts_with('#') && !pixels && !value.is_empty()).then_some(SvgProblem::Reference)
}

fn is_pixels(value: &str) -> bool {
    let lower: String = value.chars().take(40).map(|c| c.to_ascii_lowercase()).collect();
    let Some(kind) = lower.strip_prefix("data:image/") else { return false };
    ["png;base64,", "jpeg;base64,", "jpg;base64,", "gif;base64,", "webp;base64,"]
        .iter()
        .any(|it| kind.starts_with(it))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Notation {
    Attribute,
    Sheet,
}

/// Whether CSS loads something, runs something, or is written so that one cannot tell.
fn loads(css: &str, notation: Notation) -> bool {
    let lower = css.to_ascii_lowercase();
    let hides = lower.contains('\\') && (notation == Notation::Sheet || lower.contains('('));
    let acts = [
        "@import",
        "@namespace",
        "expression(",
        "javascript:",
        "vbscript:",
        "-moz-binding",
        "behavior:",
        "image-set(",
        "src(",
        "image(",
        "cross-fade(",
        "element(",
    ];
    hides
        || acts.iter().any(|word| lower.contains(word))
        || lower.split("url(").skip(1).any(|rest| {
            let target = rest.trim_start().trim_start_matches(['"', '\'']).trim_start();
            let font = notation == Notation::Sheet
                && (target.starts_with("data:font/")
                    || target.starts_with("data:application/font")
                    || target.starts_with("data:application/x-font"));
            !(target.starts_with('#') || font || is_pixels(target))
        })
}

/// The opening tag of an element, up to its name.
fn tag(text: &str, node: Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let opening = text.get(range.clone()).unwrap_or_default();
    let length = opening
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(opening.len());
    range.start..range.start + length
}

/// The byte at which the parser has stopped: it counts lines, and columns in characters, from one.
fn offset(text: &str, position: roxmltree::TextPos) -> usize {
    let row = usize::try_from(position.row).unwrap_or(1).saturating_sub(1);
    let column = usize::try_from(position.col).unwrap_or(1).saturating_sub(1);
    let start = if row == 0 {
        0
    } else {
        text.match_indices('\n').nth(row - 1).map_or(text.len(), |(at, _)| at + 1)
    };
    let line = text[start..].lines().next().unwrap_or_default();
    start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(inner: &str) -> Vec<(SvgProblem, String)> {
        let text =
            format!("<svg xmlns='{SVG}' xmlns:xlink='{XLINK}' viewBox='0 0 1 1'>{inner}</svg>");
        faults(&text).into_iter().map(|fault| (fault.problem, fault.name)).collect()
    }

    #[test]
    fn drawings_pass() {
        for inner in [
            "<path d='M0 0h1' fill='url(#a)' stroke-width='2' style='opacity:.5;filter:url(#b)'/>",
            "<defs><linearGradient id='a' xlink:href='#b'/></defs><use href='#a'/>",
            "<image href='data:image/png;base64,AAAA' width='1' height='1'/>",
            "<style>.a{fill:#fff} @media print{.a{fill:#000}} @font-face{src:url(data:font/woff2;base64,AA)}</style>",
            "<animate attributeName='cx' values='0;1' dur='1s'/>",
            "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
            "<i:grid xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:onclick='x'/>",
            "<text x='0' y='0' font-family='Noto Sans' aria-hidden='true' xml:space='preserve'>a<tspan>b</tspan></text>",
            "<!-- <script/> --><title>javascript: heißt die Sprache</title>",
            "<?xpacket begin=''?>",
        ] {
            assert_eq!(problems(inner), [], "{inner}");
        }
        let illustrator = format!(
            "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg xmlns='{SVG}'/>"
        );
        assert_eq!(faults(&illustrator), []);
        assert_eq!(faults("\u{feff}<svg viewBox='0 0 1 1'/>"), []);
    }

    #[test]
    fn whatever_acts_is_told() {
        for (inner, problem, name) in [
            ("<script>alert(1)</script>", SvgProblem::Element, "script"),
            ("<script xmlns='http://www.w3.org/1999/xhtml'/>", SvgProblem::Element, "script"),
            ("<foreignObject/>", SvgProblem::Element, "foreignObject"),
            ("<a href='javascript:x'/>", SvgProblem::Element, "a"),
            ("<handler/>", SvgProblem::Element, "handler"),
            ("<x xmlns='urn:unknown'/>", SvgProblem::Element, "x"),
            ("<g onclick='x'/>", SvgProblem::Attribute, "onclick"),
            ("<g ONLOAD='x'/>", SvgProblem::Attribute, "ONLOAD"),
            ("<g xml:base='https://a.example/'/>", SvgProblem::Attribute, "base"),
            ("<g ping='https://a.example/'/>", SvgProblem::Attribute, "ping"),
            ("<use href='other.svg#a'/>", SvgProblem::Reference, "href"),
            ("<use xlink:href='data:image/svg+xml,x#a'/>", SvgProblem::Reference, "href"),
            ("<image href='https://a.example/x.png'/>", SvgProblem::Reference, "href"),
            ("<image href='data:image/svg+xml;base64,AA'/>", SvgProblem::Reference, "href"),
            ("<use href='java&#x73;cript:x'/>", SvgProblem::Reference, "href"),
            ("<rect fill='url(https://a.example/x)'/>", SvgProblem::Reference, "fill"),
            ("<rect fill='u\\72l(https://a.example/x)'/>", SvgProblem::Reference, "fill"),
            ("<rect style='fill:url( \"//a.example/x\")'/>", SvgProblem::Style, "style"),
            ("<style>@import 'https://a.example/x.css'</style>", SvgProblem::Style, "style"),
            ("<style>@\\69mport 'x'</style>", SvgProblem::Style, "style"),
            (
                "<style><![CDATA[a{background:url(//a.example)}]]></style>",
                SvgProblem::Style,
                "style",
            ),
            (
                "<style>a{background:image-set('https://a.example/x' 1x)}</style>",
                SvgProblem::Style,
                "style",
            ),
            ("<set attributeName='xlink:href' to='#x'/>", SvgProblem::Animation, "attributeName"),
            (
                "<animate attributeName=' onclick' values='x'/>",
                SvgProblem::Animation,
                "attributeName",
            ),
            (
                "<animate attributeName='fill' values='url(https://a.example/x)'/>",
                SvgProblem::Reference,
                "values",
            ),
            ("<?xml-stylesheet href='x.css'?>", SvgProblem::Instruction, "xml-stylesheet"),
        ] {
            assert_eq!(problems(inner), [(problem, name.to_owned())], "{inner}");
        }
    }

    #[test]
    fn what_cannot_be_judged_does_not_pass() {
        let problem =
            |text: &str| faults(text).first().map(|fault| (fault.problem, fault.span.start));
        assert_eq!(problem("<svg>\n  <g></svg>"), Some((SvgProblem::Xml, 11)));
        assert_eq!(problem(""), Some((SvgProblem::Xml, 0)));
        assert_eq!(problem("<html><svg/></html>").map(|it| it.0), Some(SvgProblem::Element));
        assert_eq!(
            problem("<!DOCTYPE svg [<!ENTITY a 'x'>]><svg/>"),
            Some((SvgProblem::Declaration, 15))
        );
        assert_eq!(
            problem("<?xml version='1.0' encoding='UTF-7'?><svg/>").map(|it| it.0),
            Some(SvgProblem::Declaration)
        );
        assert_eq!(
            problem("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x'>]><svg/>").map(|it| it.0),
            Some(SvgProblem::Declaration)
        );
        assert_eq!(
            problem("<!DOCTYPE svg SYSTEM 'a>b' [<!ENTITY a 'x'>]><svg>&a;</svg>").map(|it| it.0),
            Some(SvgProblem::Declaration)
        );
        let deep = format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000));
        assert_eq!(problem(&format!("<svg>{deep}</svg>")), None);
        let many = "<script/>".repeat(1000);
        assert_eq!(faults(&format!("<svg>{many}</svg>")).len(), TOLD);
    }

    #[test]
    fn faults_have_their_place() {
        let text = "<svg>\n<g onclick='x'/><script/></svg>";
        let places: Vec<&str> = faults(text).into_iter().map(|fault| &text[fault.span]).collect();
        assert_eq!(places, ["onclick='x'", "<script"]);
    }
}
