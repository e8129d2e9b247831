//! SVG: drawings in XML, written anew from their elements.
//!
//! Comments, `<metadata>`, scripts, the elements and attributes of drawing programs, document type and processing instructions are left
//! out; titles and descriptions stay, which are for readers. Pictures inside a drawing are published as any others.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node, NodeId, ParsingOptions};

use super::{Facts, Orientation, PictureProblem, PixelBounds};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements of a file.
const MAX_NODES: u32 = 500_000;
/// Elements that there are when every reference is replaced by what it leads to.
const MAX_SHOWN: u64 = 500_000;
/// Levels of elements, those behind references included.
const MAX_DEPTH: usize = 128;
/// The longest side.
const MAX_SIDE: f64 = 100_000.0;
/// What entities may add, in bytes.
const MAX_ENTITIES: usize = 1 << 20;

/// What a drawing is, and its text as it is published.
pub(super) fn read(text: &str) -> Result<(Facts, String), PictureProblem> {
    let text = text.trim_start_matches('\u{feff}');
    let dtd = text.find("<!ENTITY").and_then(|at| Some(at + text.get(at..)?.find("]>")?));
    if dtd.is_some_and(|len| len.saturating_mul(text.matches('&').count()) > MAX_ENTITIES) {
        return Err(PictureProblem::Broken);
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|_| PictureProblem::Broken)?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || !is_drawn(root) {
        return Err(PictureProblem::Broken);
    }
    let size = size(root)?;
    if Weights::new(&document).of(root, 0)?.0 > MAX_SHOWN {
        return Err(PictureProblem::Huge);
    }
    let mut writer = Writer { out: String::with_capacity(text.len()), pixels: 0 };
    writer.element(root, true)?;
    writer.out.push('\n');
    let facts = Facts {
        size,
        orientation: Orientation::UPRIGHT,
        pixels: writer.pixels,
        animation: writer.pixels,
        len: writer.out.len() as u64,
    };
    Ok((facts, writer.out))
}

/// Whether an element is part of the drawing.
fn is_drawn(node: Node<'_, '_>) -> bool {
    let name = node.tag_name();
    matches!(name.namespace(), None | Some(SVG)) && !matches!(name.name(), "metadata" | "script")
}

/// The size that the root element names, else that of its view box.
fn size(root: Node<'_, '_>) -> Result<Option<(u32, u32)>, PictureProblem> {
    let number = |text: &str| {
        let text = text.trim();
        let end = text.find(|c: char| !matches!(c, '0'..='9' | '.' | '+' | '-' | 'e' | 'E'));
        let (number, unit) = text.split_at(end.unwrap_or(text.len()));
        // The unit “em” begins as an exponent does.
        let number: f64 = number.trim_end_matches(['e', 'E']).parse().ok()?;
        Some((number, matches!(unit, "" | "px")))
    };
    let of = |name| root.attribute(name).and_then(number);
    let view: Vec<_> = root
        .attribute("viewBox")
        .into_iter()
        .flat_map(|text| text.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty()))
        .map(number)
        .skip(2)
        .collect();
    let inside = (view.first().copied().flatten(), view.get(1).copied().flatten());
    let own = (of("width"), of("height"));
    let all = [own.0, own.1, inside.0, inside.1];
    if all.into_iter().flatten().any(|(number, _)| number > MAX_SIDE) {
        return Err(PictureProblem::Huge);
    }
    let pixels = |(number, is_pixels): (f64, bool)| {
        (is_pixels && number >= 1.0).then_some(number.round() as u32)
    };
    let both = |(width, height): (Option<_>, Option<_>)| {
        width.and_then(pixels).zip(height.and_then(pixels))
    };
    Ok(both(own).or_else(|| both(inside)))
}

/// How many elements are shown by one element, when references are replaced.
struct Weights<'a> {
    by_id: HashMap<&'a str, Node<'a, 'a>>,
    /// With the levels below.
    known: HashMap<NodeId, (u64, usize)>,
}

impl<'a> Weights<'a> {
    fn new(document: &'a Document<'_>) -> Self {
        let named = |node: Node<'a, 'a>| Some((node.attribute("id")?, node));
        Self { by_id: document.descendants().filter_map(named).collect(), known: HashMap::new() }
    }

    /// The depth counts what is open: a circle of references has no end.
    fn of(&mut self, node: Node<'a, 'a>, depth: usize) -> Result<(u64, usize), PictureProblem> {
        if let Some(known) = self.known.get(&node.id()) {
            return Ok(*known);
        }
        if depth > MAX_DEPTH {
            return Err(PictureProblem::Broken);
        }
        let (mut weight, mut levels) = (1_u64, 0);
        for child in node.children().filter(Node::is_element) {
            let (shown, below) = self.of(child, depth + 1)?;
            weight = weight.saturating_add(shown);
            levels = levels.max(below + 1);
        }
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            let mut targets = Vec::new();
            if name == "href" {
                targets.extend(value.strip_prefix('#'));
            }
            targets.extend(value.split("url(").skip(1).filter_map(|rest| {
                let id = rest.trim_start_matches([' ', '"', '\'']).strip_prefix('#')?;
                id.split([')', '"', '\'', ' ']).next()
            }));
            // A marker stands at each point of a path.
            let points = ["d", "points"].into_iter().filter_map(|name| node.attribute(name));
            let times = match value.contains("marker") || name.starts_with("marker") {
                true => points.map(|path| path.len() as u64 / 3).sum::<u64>() + 1,
                false => 1,
            };
            for target in targets {
                if let Some(target) = self.by_id.get(target).copied() {
                    let (shown, below) = self.of(target, depth + 1)?;
                    weight = weight.saturating_add(shown.saturating_mul(times));
                    levels = levels.max(below + 1);
                }
            }
        }
        if levels > MAX_DEPTH {
            return Err(PictureProblem::Broken);
        }
        self.known.insert(node.id(), (weight, levels));
        Ok((weight, levels))
    }
}

struct Writer {
    out: String,
    /// Of the largest picture inside.
    pixels: u64,
}

impl Writer {
    fn element(&mut self, node: Node<'_, '_>, is_root: bool) -> Result<(), PictureProblem> {
        let name = node.tag_name().name();
        self.out.push('<');
        self.out.push_str(name);
        if is_root {
            for (prefix, namespace) in [("", SVG), (":xlink", XLINK)] {
                self.out.push_str(&format!(" xmlns{prefix}=\"{namespace}\""));
            }
        }
        for attribute in node.attributes() {
            let prefix = match attribute.namespace() {
                None if !["data-", "on"]
                    .iter()
                    .any(|begin| attribute.name().starts_with(begin)) =>
                {
                    ""
                }
                Some(XLINK) => "xlink:",
                Some(XML) => "xml:",
                _ => continue,
            };
            self.out.push(' ');
            self.out.push_str(prefix);
            self.out.push_str(attribute.name());
            self.out.push_str("=\"");
            if attribute.name() == "href" && is_data(attribute.value()) {
                let inside = self.picture(attribute.value())?;
                self.out.push_str(&inside);
            } else {
                self.text(attribute.value())?;
            }
            self.out.push('"');
        }
        let end = self.out.len();
        self.out.push('>');
        let inside = self.out.len();
        for child in node.children() {
            if child.is_element() && is_drawn(child) {
                self.element(child, false)?;
            } else if child.is_text() {
                self.text(child.text().unwrap_or_default())?;
            }
        }
        if self.out.len() == inside {
            self.out.truncate(end);
            self.out.push_str("/>");
            return Ok(());
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), PictureProblem> {
        // A picture in a style is nothing that a drawing needs.
        if text.split("url(").skip(1).any(|rest| is_data(rest.trim_start_matches([' ', '"', '\''])))
        {
            return Err(PictureProblem::Broken);
        }
        for sign in text.chars() {
            match sign {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\n' => self.out.push('\n'),
                '\t' => self.out.push('\t'),
                '\r' => self.out.push_str("&#13;"),
                sign => self.out.push(sign),
            }
        }
        Ok(())
    }

    /// The address of a picture inside, without what nobody sees.
    fn picture(&mut self, address: &str) -> Result<String, PictureProblem> {
        let (head, data) = address.trim_start().split_once(',').ok_or(PictureProblem::Broken)?;
        let kind = head.get(DATA.len()..).unwrap_or_default().to_ascii_lowercase();
        let kind = kind.strip_suffix(";base64").ok_or(PictureProblem::Broken)?;
        let data: String = data.chars().filter(|sign| !sign.is_ascii_whitespace()).collect();
        let bytes = STANDARD.decode(data).map_err(|_| PictureProblem::Broken)?;
        let picture = super::read(&bytes)?;
        picture.facts.within(PixelBounds::default())?;
        self.pixels = self.pixels.saturating_add(picture.facts.pixels);
        Ok(format!("{DATA}{kind};base64,{}", STANDARD.encode(picture.published(&bytes))))
    }
}

const DATA: &str = "data:";

fn is_data(address: &str) -> bool {
    let start = address.trim_start().get(..DATA.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(DATA))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(text: &str) -> String {
        read(text).unwrap().1
    }

    #[test]
    fn sizes() {
        let size = |text: &str| read(text).map(|(facts, _)| facts.size);
        assert_eq!(size("<svg width='20' height=\"30px\"/>"), Ok(Some((20, 30))));
        assert_eq!(
            size("<svg width='20mm' height='3em' viewBox=\"0 0 400 300\"/>"),
            Ok(Some((400, 300)))
        );
        assert_eq!(size("<svg/>"), Ok(None));
        assert_eq!(size("<svg width='1e9' height='1'/>"), Err(PictureProblem::Huge));
        assert_eq!(size("<svg viewBox='0 0 1 900000mm'/>"), Err(PictureProblem::Huge));
        for broken in ["", "<svg", "<svg></g>", "<html/>", "<!DOCTYPE svg><svg>&unknown;</svg>"] {
            assert_eq!(size(broken), Err(PictureProblem::Broken), "{broken}");
        }
    }

    #[test]
    fn what_drawing_programs_leave_behind_goes() {
        let text = r##"<?xml version="1.0"?>
            <!-- GEHEIM -->
            <!DOCTYPE svg PUBLIC "GEHEIM" "GEHEIM" [<!ENTITY ns "http://www.w3.org/2000/svg"> <!ENTITY g "GEHEIM">]>
            <svg xmlns="&ns;" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:x="http://www.w3.org/1999/xlink"
                 inkscape:export-filename="/home/GEHEIM/a.png" data-name="GEHEIM" onload="GEHEIM()" viewBox="0 0 4 4">
              <metadata>GEHEIM</metadata><inkscape:page>GEHEIM</inkscape:page><script>GEHEIM</script>
              <title>Haus &amp; Hof</title><desc>Ein Haus</desc><style>.a > .b {fill: red}</style>
              <g id="a"><path d="M0 0" inkscape:label="GEHEIM"/></g><use x:href="#a" xml:space="preserve"/>
            </svg><!-- GEHEIM -->"##;
        let clean = published(text);
        assert!(!clean.contains("GEHEIM"), "{clean}");
        for kept in [
            "<title>Haus &amp; Hof</title><desc>Ein Haus</desc><style>.a &gt; .b {fill: red}</style>",
            "<g id=\"a\"><path d=\"M0 0\"/></g><use xlink:href=\"#a\" xml:space=\"preserve\"/>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 4 4\">",
        ] {
            assert!(clean.contains(kept), "{clean}");
        }
        assert_eq!(published(&clean), clean);
        let emptied = published("<svg><g><metadata>GEHEIM</metadata></g></svg>");
        assert_eq!(published(&emptied), emptied);
    }

    #[test]
    fn pictures_inside_are_published_as_others() {
        use super::super::fixtures::{SECRET, jpeg};
        let inside = STANDARD.encode(jpeg(3, 2, 6));
        let text = format!("<svg><image href=' data:image/jpeg;base64,\n{inside}'/></svg>");
        let (_, clean) = read(&text).unwrap();
        let (_, data) = clean.split_once("base64,").unwrap();
        let bytes = STANDARD.decode(data.split('"').next().unwrap()).unwrap();
        assert_eq!(super::super::read(&bytes).unwrap().facts.size, Some((2, 3)));
        assert!(!String::from_utf8_lossy(&bytes).contains(SECRET));
        for other in [
            "<svg><image href='data:image/svg+xml,&lt;svg/>'/></svg>",
            "<svg><image href='DATA:image/png;base64,AAAA'/></svg>",
            "<svg><path style='fill: url( \"data:image/png;base64,AAAA\")'/></svg>",
            "<svg><style>a {b: url(data:image/png;base64,AAAA)}</style></svg>",
        ] {
            assert_eq!(read(other).unwrap_err(), PictureProblem::Broken, "{other}");
        }
    }

    #[test]
    fn what_would_grow_is_refused() {
        let uses = |from: usize, element: &str| {
            let groups = (0..from).map(|n| {
                let shown = element.replace('#', &format!("#g{n}"));
                format!("<g id='g{}'>{}</g>", n + 1, shown.repeat(10))
            });
            format!("<svg><g id='g0'><path/></g>{}</svg>", groups.collect::<String>())
        };
        assert!(read(&uses(3, "<use href='#'/>")).is_ok());
        assert_eq!(read(&uses(30, "<use href='#'/>")).unwrap_err(), PictureProblem::Huge);
        assert_eq!(read(&uses(30, "<path fill='url(#)'/>")).unwrap_err(), PictureProblem::Huge);
        assert_eq!(read(&uses(300, "<use href='#'/>")).unwrap_err(), PictureProblem::Broken);
        assert_eq!(read("<svg id='a'><use href='#a'/></svg>").unwrap_err(), PictureProblem::Broken);
        let chain: String =
            (0..300).map(|n| format!("<g id='g{}'><use href='#g{n}'/></g>", n + 1)).collect();
        assert_eq!(read(&format!("<svg>{chain}</svg>")).unwrap_err(), PictureProblem::Broken);
        let deep = "<g>".repeat(100_000) + &"</g>".repeat(100_000);
        assert_eq!(read(&format!("<svg>{deep}</svg>")).unwrap_err(), PictureProblem::Broken);
        let marker = format!(
            "<svg><marker id='m'>{}</marker><path marker-mid='url(#m)' d='{}'/></svg>",
            "<path/>".repeat(1000),
            "l1 1".repeat(1000)
        );
        assert_eq!(read(&marker).unwrap_err(), PictureProblem::Huge);
        let entity = format!(
            "<!DOCTYPE svg [<!ENTITY a \"{}\">]><svg><text>{}</text></svg>",
            "a".repeat(100_000),
            "&a;".repeat(100_000)
        );
        assert_eq!(read(&entity).unwrap_err(), PictureProblem::Broken);
    }
}
