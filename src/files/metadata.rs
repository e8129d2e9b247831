//! What documents say about the people who wrote them.
//!
//! Entry point: [`find`]. Invariant: work and memory are bounded by the size of the file and a constant; what cannot be read says nothing.
//! Formats: office documents are ZIP archives (APPNOTE 6.3) with `docProps/core.xml` (ECMA-376 part 2, chapter 11) or `meta.xml`
//! (OpenDocument 1.3 part 3, chapter 4); PDF has an information dictionary (ISO 32000-1, 14.3.3) and XMP; QuickTime and MP4 keep places in
//! `udta` and `meta`.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// Something about people in a document. Its name is that by which messages know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trace {
    /// Who wrote it, or changed it last.
    Author,
    /// Remarks of readers.
    Comments,
    /// What it was before, and who has changed it.
    Changes,
    /// Where it was recorded.
    Place,
}

/// So much of a part of a document is unpacked.
const UNPACKED: u64 = 4 * 1024 * 1024;
/// So much of all of them.
const UNPACKED_IN_ALL: u64 = 64 * 1024 * 1024;
/// So many parts of an archive are looked at.
const PARTS: usize = 10_000;

/// What a file with this ending (in lower case) says about people, each once.
pub(crate) fn find(ending: &str, bytes: &[u8]) -> Vec<Trace> {
    let mut found = match ending {
        "docx" | "xlsx" | "pptx" => office(bytes),
        "odt" | "ods" | "odp" | "odg" => open_document(bytes),
        "pdf" => pdf(bytes),
        "mp4" | "m4v" | "m4a" | "mov" => recording(bytes),
        "rtf" => rich_text(bytes),
        _ => Vec::new(),
    };
    found.sort_unstable();
    found.dedup();
    found
}

fn office(bytes: &[u8]) -> Vec<Trace> {
    let mut found = Vec::new();
    let mut budget = UNPACKED_IN_ALL;
    for part in parts(bytes).take(PARTS) {
        let name = part.name.to_ascii_lowercase();
        let has_comments = name.contains("/comments")
            || name.contains("/threadedcomments")
            || name.contains("/persons/");
        if has_comments && name.ends_with(".xml") {
            found.push(Trace::Comments);
        }
        if name == "docprops/core.xml" {
            let text = part.unpack(&mut budget);
            if ["dc:creator", "cp:lastModifiedBy"].iter().any(|tag| has_text(&text, tag)) {
                found.push(Trace::Author);
            }
        } else if name == "word/document.xml" {
            let text = part.unpack(&mut budget);
            if ["<w:ins ", "<w:del ", "<w:moveFrom "]
                .iter()
                .any(|tag| contains(&text, tag.as_bytes()))
            {
                found.push(Trace::Changes);
            }
        }
    }
    found
}

fn open_document(bytes: &[u8]) -> Vec<Trace> {
    let mut found = Vec::new();
    let mut budget = UNPACKED_IN_ALL;
    for part in parts(bytes).take(PARTS) {
        match part.name {
            "meta.xml" => {
                let text = part.unpack(&mut budget);
                if ["dc:creator", "meta:initial-creator", "meta:printed-by"]
                    .iter()
                    .any(|tag| has_text(&text, tag))
                {
                    found.push(Trace::Author);
                }
            }
            "content.xml" => {
                let text = part.unpack(&mut budget);
                if contains(&text, b"<office:annotation") {
                    found.push(Trace::Comments);
                }
                if contains(&text, b"<text:tracked-changes") {
                    found.push(Trace::Changes);
                }
            }
            _ => {}
        }
    }
    found
}

fn pdf(bytes: &[u8]) -> Vec<Trace> {
    let mut found = Vec::new();
    let mut look = |bytes: &[u8]| {
        if names_author(bytes) {
            found.push(Trace::Author);
        }
        if contains(bytes, b"/Subtype/Text") || contains(bytes, b"/Subtype /Text") {
            found.push(Trace::Comments);
        }
    };
    look(bytes);
    // Since PDF 1.5, dictionaries are packed together.
    let mut budget = UNPACKED_IN_ALL;
    for start in occurrences(bytes, b"/ObjStm") {
        let Some(stream) = bytes.get(start..).and_then(|rest| {
            let at = occurrences(rest.get(..1024.min(rest.len()))?, b"stream").next()?;
            Some(rest.get(at + b"stream".len()..)?.trim_ascii_start())
        }) else {
            continue;
        };
        look(&limited(ZlibDecoder::new(stream), &mut budget));
    }
    found
}

fn names_author(bytes: &[u8]) -> bool {
    let in_dictionary = occurrences(bytes, b"/Author").any(|at| {
        let value = bytes.get(at + b"/Author".len()..).unwrap_or_default().trim_ascii_start();
        match value {
            [b'(', rest @ ..] => rest.first().is_some_and(|first| *first != b')'),
            [b'<', rest @ ..] => {
                let digits = rest.iter().take_while(|b| b.is_ascii_hexdigit()).count();
                digits > b"FEFF".len()
            }
            _ => false,
        }
    });
    let in_xmp = occurrences(bytes, b"<dc:creator").any(|at| {
        let end = bytes.len().min(at + 2048);
        let part = bytes.get(at..end).unwrap_or_default();
        let part = occurrences(part, b"</dc:creator")
            .next()
            .and_then(|end| part.get(..end))
            .unwrap_or(part);
        has_letters(part)
    });
    in_dictionary || in_xmp
}

fn recording(bytes: &[u8]) -> Vec<Trace> {
    let mut found = Vec::new();
    if [b"\xa9xyz".as_slice(), b"location.ISO6709", b"loci\0"]
        .iter()
        .any(|mark| contains(bytes, mark))
    {
        found.push(Trace::Place);
    }
    if [b"com.apple.quicktime.author".as_slice(), b"com.apple.quicktime.artist"]
        .iter()
        .any(|mark| contains(bytes, mark))
    {
        found.push(Trace::Author);
    }
    found
}

fn rich_text(bytes: &[u8]) -> Vec<Trace> {
    let named = [b"{\\author ".as_slice(), b"{\\operator "].iter().any(|tag| {
        occurrences(bytes, tag).any(|at| bytes.get(at + tag.len()).is_some_and(|b| *b != b'}'))
    });
    let mut found = Vec::new();
    if named {
        found.push(Trace::Author);
    }
    if contains(bytes, b"\\annotation") {
        found.push(Trace::Comments);
    }
    found
}

/// Whether an element with this name has text in it.
fn has_text(xml: &[u8], tag: &str) -> bool {
    let opening = format!("<{tag}");
    occurrences(xml, opening.as_bytes()).any(|at| {
        let rest = xml.get(at..).unwrap_or_default();
        let end = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
        rest.get(end + 1..).is_some_and(|inner| {
            inner.trim_ascii_start().first().is_some_and(|first| *first != b'<')
        })
    })
}

/// Whether there is text between tags.
fn has_letters(xml: &[u8]) -> bool {
    let mut inside = true;
    xml.iter().any(|b| {
        match b {
            b'<' => inside = true,
            b'>' => inside = false,
            b if !inside && !b.is_ascii_whitespace() => return true,
            _ => {}
        }
        false
    })
}

/// A part of a ZIP archive.
struct Part<'a> {
    name: &'a str,
    packed: &'a [u8],
    method: u16,
}

impl Part<'_> {
    fn unpack(&self, budget: &mut u64) -> Vec<u8> {
        match self.method {
            0 => limited(self.packed, budget),
            8 => limited(DeflateDecoder::new(self.packed), budget),
            _ => Vec::new(),
        }
    }
}

fn limited(reader: impl Read, budget: &mut u64) -> Vec<u8> {
    let mut out = Vec::new();
    // What comes before damage is looked at all the same.
    let _ = reader.take(UNPACKED.min(*budget)).read_to_end(&mut out);
    *budget = budget.saturating_sub(out.len() as u64);
    out
}

/// The parts of an archive, as its central directory lists them.
fn parts(bytes: &[u8]) -> impl Iterator<Item = Part<'_>> {
    const COMMENT: usize = 65_535;
    const END: usize = 22;
    let from = bytes.len().saturating_sub(COMMENT + END);
    let tail = bytes.get(from..).unwrap_or_default();
    let end = occurrences(tail, b"PK\x05\x06").last().and_then(|at| tail.get(at..));
    let mut at = end.and_then(|end| long(end, 16)).unwrap_or(usize::MAX);
    std::iter::from_fn(move || {
        let entry = bytes.get(at..).filter(|entry| entry.starts_with(b"PK\x01\x02"))?;
        let (method, packed) = (short(entry, 10)?, long(entry, 20)?);
        let (name_length, extra, comment) =
            (short(entry, 28)?, short(entry, 30)?, short(entry, 32)?);
        let local = long(entry, 42)?;
        let name = entry.get(46..46 + usize::from(name_length))?;
        at += 46 + usize::from(name_length) + usize::from(extra) + usize::from(comment);
        let packed = bytes.get(local..).and_then(|header| {
            let start = 30 + usize::from(short(header, 26)?) + usize::from(short(header, 28)?);
            let rest = header.get(start..)?;
            rest.get(..packed.min(rest.len()))
        });
        Some(Part {
            name: std::str::from_utf8(name).unwrap_or_default(),
            packed: packed.unwrap_or_default(),
            method,
        })
    })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    occurrences(bytes, part).next().is_some()
}

fn occurrences<'b>(bytes: &'b [u8], part: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let first = part.first().copied();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(from..)?;
            let at = from + rest.iter().position(|b| Some(*b) == first)?;
            from = at + 1;
            if bytes.get(at..)?.starts_with(part) {
                return Some(at);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (name, text) in parts {
            let mut packer =
                flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
            packer.write_all(text.as_bytes()).unwrap();
            let packed = packer.finish().unwrap();
            let local = u32::try_from(out.len()).unwrap();
            let mut sizes = vec![8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            sizes.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
            sizes.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
            sizes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            sizes.extend([0, 0]);
            out.extend(b"PK\x03\x04\x14\0\0\0");
            out.extend(&sizes);
            out.extend(name.as_bytes());
            out.extend(&packed);
            directory.extend(b"PK\x01\x02\x14\0\x14\0\0\0");
            directory.extend(&sizes);
            directory.extend([0; 10]);
            directory.extend(local.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let start = u32::try_from(out.len()).unwrap();
        let length = u32::try_from(directory.len()).unwrap();
        out.extend(directory);
        out.extend(b"PK\x05\x06\0\0\0\0\0\0\0\0");
        out.extend(length.to_le_bytes());
        out.extend(start.to_le_bytes());
        out.extend([0, 0]);
        out
    }

    #[test]
    fn office_documents() {
        let core = "<cp:coreProperties><dc:title>Plan</dc:title><dc:creator>M. Beispiel</dc:creator></cp:coreProperties>";
        let empty =
            "<cp:coreProperties><dc:creator></dc:creator><cp:lastModifiedBy/></cp:coreProperties>";
        let document = "<w:document><w:ins w:author='x'>a</w:ins></w:document>";
        assert_eq!(
            find("docx", &zip(&[("docProps/core.xml", core), ("word/document.xml", document)])),
            [Trace::Author, Trace::Changes]
        );
        assert_eq!(
            find(
                "docx",
                &zip(&[("docProps/core.xml", empty), ("word/comments.xml", "<w:comments/>")])
            ),
            [Trace::Comments]
        );
        assert_eq!(find("xlsx", &zip(&[("docProps/core.xml", empty)])), []);
        let meta =
            "<office:meta><meta:initial-creator>M. Beispiel</meta:initial-creator></office:meta>";
        assert_eq!(
            find("odt", &zip(&[("meta.xml", meta), ("content.xml", "<office:annotation/>")])),
            [Trace::Author, Trace::Comments]
        );
        let whole = zip(&[("docProps/core.xml", core)]);
        for end in 0..whole.len() {
            let _ = find("docx", &whole[..end]);
        }
    }

    #[test]
    fn portable_documents() {
        assert_eq!(find("pdf", b"%PDF-1.4 << /Author (M. Beispiel) >>"), [Trace::Author]);
        assert_eq!(find("pdf", b"<< /Author <FEFF004D> >>"), [Trace::Author]);
        assert_eq!(find("pdf", b"<< /Author () /Title (A) >> << /Author<FEFF> >>"), []);
        let xmp = b"<dc:creator><rdf:Seq><rdf:li>M. Beispiel</rdf:li></rdf:Seq></dc:creator>";
        assert_eq!(find("pdf", xmp), [Trace::Author]);
        assert_eq!(
            find("pdf", b"<dc:creator> <rdf:Seq><rdf:li/></rdf:Seq> </dc:creator> text"),
            []
        );
        let mut packer = flate2::write::ZlibEncoder::new(
            b"1 0 obj <</Type/ObjStm/Length 9>> stream\r\n".to_vec(),
            flate2::Compression::fast(),
        );
        packer.write_all(b"<</Author(M. Beispiel)>>").unwrap();
        assert_eq!(find("pdf", &packer.finish().unwrap()), [Trace::Author]);
    }

    #[test]
    fn recordings_and_texts() {
        assert_eq!(find("mov", b"....udta....\xa9xyz\0\x12+48.1+009.2/"), [Trace::Place]);
        assert_eq!(find("rtf", b"{\\rtf1{\\info{\\author M. Beispiel}}}"), [Trace::Author]);
        assert_eq!(find("rtf", b"{\\rtf1{\\info{\\author }}}"), []);
        assert_eq!(find("zip", b"PK\x03\x04"), []);
    }
}
