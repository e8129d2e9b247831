//! WebP (RFC 9649): chunks of a RIFF file.
//!
//! Chromium does not heed the orientation in it (tried with 156): such a picture would lie on its side on the web and stand on paper.

use std::ops::Range;

use super::{
    CheckedPicture, Cursor, MAX_PROFILE, Orientation, Part, Parts, PictureProblem, Shown, exif,
};

const HEADER: usize = 12;
const ALPHA: u8 = 0x10;
const PROFILE: u8 = 0x20;
const ANIMATION: u8 = 0x02;

/// A chunk: its name, its data, and where all of it is, with the byte that makes its length even.
struct Chunk<'a> {
    kind: [u8; 4],
    data: &'a [u8],
    whole: Range<usize>,
}

fn chunk<'a>(cursor: &mut Cursor<'a>) -> Result<Chunk<'a>, PictureProblem> {
    let start = cursor.at;
    let kind = cursor.array()?;
    let len =
        usize::try_from(u32::from_le_bytes(cursor.array()?)).map_err(|_| PictureProblem::Broken)?;
    let (_, data) = cursor.take(len)?;
    if len % 2 == 1 && !cursor.is_at_end() {
        cursor.byte()?;
    }
    Ok(Chunk { kind, data, whole: start..cursor.at })
}

impl Chunk<'_> {
    /// The byte that makes the length even may be missing at the end of a file.
    fn keep(self, parts: &mut Parts) {
        let is_odd = self.whole.len() % 2 == 1;
        parts.keep(self.whole);
        if is_odd {
            parts.make(vec![0]);
        }
    }
}

#[derive(Default)]
struct Reader<'a> {
    /// Flags and canvas of the extended format.
    extended: Option<(u8, u32, u32)>,
    orientation: Option<Orientation>,
    profile: Option<Chunk<'a>>,
    /// The size of a still picture.
    still: Option<(u32, u32)>,
    frames: Vec<(u32, u32)>,
    rest: Parts,
}

pub(super) fn read(bytes: &[u8]) -> Result<CheckedPicture, PictureProblem> {
    let mut cursor = Cursor::new(bytes, 4);
    let len =
        usize::try_from(u32::from_le_bytes(cursor.array()?)).map_err(|_| PictureProblem::Broken)?;
    let end = len.checked_add(8).filter(|end| *end >= HEADER).ok_or(PictureProblem::Broken)?;
    // What follows the file is none of it.
    let inside = bytes.get(..end).ok_or(PictureProblem::Broken)?;
    let mut cursor = Cursor::new(inside, HEADER);
    let mut reader = Reader::default();
    while !cursor.is_at_end() {
        reader.chunk(chunk(&mut cursor)?, inside)?;
    }
    reader.finish()
}

impl<'a> Reader<'a> {
    fn chunk(&mut self, chunk: Chunk<'a>, inside: &[u8]) -> Result<(), PictureProblem> {
        let data = chunk.data;
        match &chunk.kind {
            b"VP8X" => {
                let &[flags, _, _, _, w0, w1, w2, h0, h1, h2] = data else {
                    return Err(PictureProblem::Broken);
                };
                let canvas = (flags, one_more([w0, w1, w2]), one_more([h0, h1, h2]));
                if self.extended.replace(canvas).is_some() {
                    return Err(PictureProblem::Broken);
                }
            }
            b"VP8 " | b"VP8L" => {
                if self.still.replace(coded(chunk.kind, data)?).is_some() {
                    return Err(PictureProblem::Broken);
                }
                chunk.keep(&mut self.rest);
            }
            b"ALPH" | b"ANIM" => chunk.keep(&mut self.rest),
            b"ANMF" => self.frame(&chunk, inside)?,
            b"ICCP" if data.len() > MAX_PROFILE => return Err(PictureProblem::Broken),
            b"ICCP" => self.profile = self.profile.take().or(Some(chunk)),
            b"EXIF" => {
                // Some programs write the name that the block has in a JPEG.
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                self.orientation = self.orientation.or_else(|| exif::orientation(tiff));
            }
            _ => {}
        }
        Ok(())
    }

    /// A frame of an animation, without chunks in it that are nothing to see.
    fn frame(&mut self, frame: &Chunk<'_>, inside: &[u8]) -> Result<(), PictureProblem> {
        let &[_, _, _, _, _, _, w0, w1, w2, h0, h1, h2, ..] = frame.data else {
            return Err(PictureProblem::Broken);
        };
        let size = (one_more([w0, w1, w2]), one_more([h0, h1, h2]));
        let head = frame.whole.start + 8..frame.whole.start + 24;
        let end = frame.whole.start + 8 + frame.data.len();
        let mut cursor = Cursor::new(inside.get(..end).ok_or(PictureProblem::Broken)?, head.end);
        let (mut parts, mut is_coded) = (Parts::default(), false);
        while !cursor.is_at_end() {
            let inner = chunk(&mut cursor)?;
            match &inner.kind {
                b"VP8 " | b"VP8L" => {
                    if is_coded || coded(inner.kind, inner.data)? != size {
                        return Err(PictureProblem::Broken);
                    }
                    is_coded = true;
                    inner.keep(&mut parts);
                }
                b"ALPH" => inner.keep(&mut parts),
                _ => {}
            }
        }
        let len = u32::try_from(head.len() + parts.len()).map_err(|_| PictureProblem::Broken)?;
        if !is_coded {
            return Err(PictureProblem::Broken);
        }
        self.frames.push(size);
        self.rest.make([b"ANMF".as_slice(), &len.to_le_bytes()].concat());
        self.rest.keep(head);
        self.rest.append(parts);
        Ok(())
    }

    fn finish(self) -> Result<CheckedPicture, PictureProblem> {
        if self.orientation.is_some_and(|orientation| orientation != Orientation::UPRIGHT) {
            return Err(PictureProblem::Turned);
        }
        let mut parts = Parts::default();
        let mut shown = match (self.extended, self.still) {
            (None, Some((width, height))) => Shown::still(width, height),
            (Some((_, width, height)), still) => {
                let is_animated = !self.frames.is_empty();
                if is_animated == still.is_some()
                    || still.is_some_and(|still| still != (width, height))
                {
                    return Err(PictureProblem::Broken);
                }
                Shown::still(width, height)
            }
            (None, None) => return Err(PictureProblem::Broken),
        };
        for (width, height) in &self.frames {
            if *width > shown.width || *height > shown.height {
                return Err(PictureProblem::Broken);
            }
            shown.frame(*width, *height);
        }
        if let Some((flags, width, height)) = self.extended {
            let mut flags = flags & (ALPHA | ANIMATION);
            flags |= if self.profile.is_some() { PROFILE } else { 0 };
            let [w0, w1, w2, _] = (width - 1).to_le_bytes();
            let [h0, h1, h2, _] = (height - 1).to_le_bytes();
            parts.make(b"VP8X\x0a\0\0\0".to_vec());
            parts.make(vec![flags, 0, 0, 0, w0, w1, w2, h0, h1, h2]);
            if let Some(profile) = self.profile {
                profile.keep(&mut parts);
            }
        }
        parts.append(self.rest);
        let len = u32::try_from(parts.len() + 4).map_err(|_| PictureProblem::Broken)?;
        let head = [b"RIFF".as_slice(), &len.to_le_bytes(), b"WEBP"].concat();
        parts.0.insert(0, Part::Made(head));
        CheckedPicture::new(shown, parts)
    }
}

/// The size of a coded picture (RFC 6386, section 9.1, and RFC 9649, section 3.4).
fn coded(kind: [u8; 4], data: &[u8]) -> Result<(u32, u32), PictureProblem> {
    if &kind == b"VP8 " {
        let &[first, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] = data else {
            return Err(PictureProblem::Broken);
        };
        let size = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
        // A still picture is a key frame.
        return if first & 1 == 0 {
            Ok((size(w0, w1), size(h0, h1)))
        } else {
            Err(PictureProblem::Broken)
        };
    }
    let &[0x2f, b0, b1, b2, b3, ..] = data else { return Err(PictureProblem::Broken) };
    let bits = u32::from_le_bytes([b0, b1, b2, b3]);
    Ok(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
}

fn one_more([low, middle, high]: [u8; 3]) -> u32 {
    u32::from_le_bytes([low, middle, high, 0]) + 1
}
