//! What is in a file, told from its first bytes, against what its ending says.
//!
//! Entry point: [`mismatch`]. The signatures are those of the formats' specifications; what browsers take for a page is that of the
//! WHATWG MIME Sniffing Standard, section 7.1.

/// What a file seems to be. Its name is that by which messages know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looks {
    /// A PDF.
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A GIF picture.
    Gif,
    /// A WebP picture.
    WebP,
    /// An archive, as which office documents and e-books are stored, too.
    Zip,
    /// A recording of sound or film.
    Recording,
    /// A page.
    Page,
    /// XML that a browser may show as a page.
    Xml,
    /// A program or script.
    Program,
    /// Bytes that are no text.
    Binary,
    /// Text, or nothing that is known.
    Other,
}

impl Looks {
    /// The ending that such a file should have, where there is one.
    pub(crate) fn ending(self) -> Option<&'static str> {
        match self {
            Self::Pdf => Some("pdf"),
            Self::Png => Some("png"),
            Self::Jpeg => Some("jpg"),
            Self::Gif => Some("gif"),
            Self::WebP => Some("webp"),
            _ => None,
        }
    }
}

/// Readers of PDF accept so many bytes before its header (ISO 32000-1, appendix H.3).
const PDF_HEADER_WITHIN: usize = 1024;
/// So much of a file is looked at.
const LOOKED_AT: usize = 4096;

/// What the bytes of a file are when that is not what its ending (in lower case) says.
pub(crate) fn mismatch(ending: &str, bytes: &[u8]) -> Option<Looks> {
    let looks = looks(bytes);
    let fits = match ending {
        "pdf" => looks == Looks::Pdf,
        "png" => looks == Looks::Png,
        "jpg" | "jpeg" => looks == Looks::Jpeg,
        "gif" => looks == Looks::Gif,
        "webp" => looks == Looks::WebP,
        "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "odg" | "epub" | "zip" => {
            looks == Looks::Zip
        }
        "mp3" | "mp4" | "m4a" | "m4v" | "mov" | "oga" | "ogg" | "ogv" | "opus" | "wav" | "webm"
        | "flac" | "avif" => looks == Looks::Recording,
        "tif" | "tiff" => bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*"),
        "rtf" => bytes.starts_with(b"{\\rtf"),
        "ics" => looks == Looks::Other && begins_with(bytes, "BEGIN:VCALENDAR"),
        "vcf" => looks == Looks::Other && begins_with(bytes, "BEGIN:VCARD"),
        "txt" | "csv" | "vtt" | "srt" => looks == Looks::Other,
        // Judged as a picture.
        "svg" => true,
        _ => match looks {
            Looks::Page | Looks::Program => false,
            Looks::Xml => !is_active_xml(bytes),
            _ => true,
        },
    };
    (!fits).then_some(looks)
}

/// What a file seems to be.
pub(crate) fn looks(bytes: &[u8]) -> Looks {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let within = |signature: &[u8], end: usize| {
        head[..head.len().min(end)].windows(signature.len()).any(|part| part == signature)
    };
    let at = |start: usize, signature: &[u8]| {
        head.get(start..).is_some_and(|rest| rest.starts_with(signature))
    };
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Looks::Png;
    }
    if at(0, b"\xff\xd8\xff") {
        return Looks::Jpeg;
    }
    if at(0, b"GIF87a") || at(0, b"GIF89a") {
        return Looks::Gif;
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Looks::WebP;
    }
    if at(0, b"PK\x03\x04") || at(0, b"PK\x05\x06") {
        return Looks::Zip;
    }
    if at(4, b"ftyp")
        || at(0, b"\x1a\x45\xdf\xa3")
        || at(0, b"OggS")
        || at(0, b"fLaC")
        || at(0, b"ID3")
        || (at(0, b"RIFF") && at(8, b"WAVE"))
        || matches!(head, [0xff, second, ..] if second & 0xe0 == 0xe0 && second & 0x06 != 0)
    {
        return Looks::Recording;
    }
    if at(0, b"MZ")
        || at(0, b"\x7fELF")
        || at(0, b"#!")
        || at(0, b"\xca\xfe\xba\xbe")
        || at(0, b"\0asm")
    {
        return Looks::Program;
    }
    if let Some(markup) = markup(head) {
        return markup;
    }
    if within(b"%PDF-", PDF_HEADER_WITHIN) {
        return Looks::Pdf;
    }
    // UTF-16 says so at its beginning.
    let is_wide = at(0, b"\xff\xfe") || at(0, b"\xfe\xff");
    if !is_wide
        && head.iter().any(|b| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
    {
        return Looks::Binary;
    }
    Looks::Other
}

/// Tags by which browsers know a page that does not say what it is.
const PAGE_TAGS: [&str; 21] = [
    "!doctype html",
    "html",
    "head",
    "script",
    "iframe",
    "h1",
    "div",
    "font",
    "table",
    "a",
    "style",
    "title",
    "b",
    "body",
    "br",
    "p",
    "!--",
    "meta",
    "link",
    "base",
    "frameset",
];

fn markup(head: &[u8]) -> Option<Looks> {
    let text = trimmed(head);
    if text.starts_with(b"<?xml") || text.starts_with(b"<svg") {
        return Some(Looks::Xml);
    }
    let tag = text.strip_prefix(b"<")?;
    if tag.first() == Some(&b'?') || tag.first() == Some(&b'%') {
        return Some(Looks::Program);
    }
    let is = |name: &str| {
        let name = name.as_bytes();
        tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && (name == b"!--"
                || matches!(
                    tag.get(name.len()),
                    None | Some(b' ' | b'>' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/')
                ))
    };
    Some(if PAGE_TAGS.iter().any(|name| is(name)) { Looks::Page } else { Looks::Xml })
}

/// Whether XML names something that a browser would run or show as a page.
fn is_active_xml(bytes: &[u8]) -> bool {
    // Read as Latin-1: what is looked for is ASCII, and other encodings of XML are not accepted for being illegible.
    let is_ascii_based = !bytes.starts_with(b"\xff\xfe") && !bytes.starts_with(b"\xfe\xff");
    let text: String = bytes.iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    !is_ascii_based
        || ["w3.org/1999/xhtml", "w3.org/2000/svg", "xml-stylesheet", "<!doctype", "<!entity", "utf-7", "utf-16"]
            .iter()
            .any(|part| text.contains(part))
        // Characters written as numbers could spell any of them in a namespace.
        || text.contains("xmlns") && namespaces(&text).any(|name| name.contains('&'))
}

fn namespaces(text: &str) -> impl Iterator<Item = &str> {
    text.split("xmlns").skip(1).filter_map(|rest| {
        let value = rest.split_once('=')?.1.trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        value.get(1..)?.split(quote).next()
    })
}

fn begins_with(bytes: &[u8], word: &str) -> bool {
    trimmed(bytes)
        .get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_kept_to() {
        for (ending, bytes) in [
            ("pdf", b"%PDF-1.7\n".as_slice()),
            ("pdf", b"\xef\xbb\xbfjunk %PDF-1.4"),
            ("jpg", b"\xff\xd8\xff\xe0"),
            ("docx", b"PK\x03\x04"),
            ("mp3", b"\xff\xfb\x90"),
            ("mp4", b"\0\0\0\x18ftypmp42"),
            ("csv", b"Name;Ort\r\nWerft;K\xf6ln"),
            ("txt", "Grüße < 3".as_bytes()),
            ("ics", b"BEGIN:VCALENDAR\r\n"),
            ("gpx", b"<?xml version='1.0'?><gpx xmlns='http://www.topografix.com/GPX/1/1'/>"),
            ("stl", b"\0\0\x01"),
        ] {
            assert_eq!(mismatch(ending, bytes), None, "{ending}: {bytes:?}");
        }
        for (ending, bytes, found) in [
            ("pdf", b"<html><script>alert(1)</script> %PDF-1.4".as_slice(), Looks::Page),
            ("pdf", b"PK\x03\x04", Looks::Zip),
            ("png", b"\xff\xd8\xff\xe0", Looks::Jpeg),
            ("txt", b"  <!DOCTYPE html><p>", Looks::Page),
            ("txt", b"<?php system('x'); ?>", Looks::Program),
            ("csv", b"#!/bin/sh", Looks::Program),
            ("txt", b"MZ\x90\0", Looks::Program),
            ("ics", b"<svg onload='x'/>", Looks::Xml),
            ("txt", b"a\0b", Looks::Binary),
            ("gpx", b"<SCRIPT>", Looks::Page),
            ("gpx", b"<gpx xmlns:h='http://www.w3.org/1999/xhtml'><h:script/></gpx>", Looks::Xml),
            ("gpx", b"<gpx xmlns:h='http://www.w3.org/1999&#x2f;xhtml'/>", Looks::Xml),
            ("zip", b"", Looks::Other),
        ] {
            assert_eq!(mismatch(ending, bytes), Some(found), "{ending}: {bytes:?}");
        }
    }
}
