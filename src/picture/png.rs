//! PNG (third edition, with animations): chunks up to `IEND`.

use std::io::Read;

use flate2::Crc;
use flate2::read::ZlibDecoder;

use super::{CheckedPicture, Cursor, MAX_PROFILE, Orientation, Parts, PictureProblem, Shown, exif};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Where the type of a chunk stands in it, and where its data.
const TYPE: usize = 4;

#[derive(Default)]
struct Reader {
    shown: Option<Shown>,
    header: Parts,
    orientation: Option<Orientation>,
    profile: Option<Vec<u8>>,
    rest: Parts,
    has_data: bool,
}

pub(super) fn read(bytes: &[u8]) -> Result<CheckedPicture, PictureProblem> {
    let mut reader = Reader::default();
    let mut cursor = Cursor::new(bytes, SIGNATURE.len());
    loop {
        let start = cursor.at;
        let len = usize::try_from(u32::from_be_bytes(cursor.array()?))
            .map_err(|_| PictureProblem::Broken)?;
        let kind: [u8; 4] = cursor.array()?;
        let (_, data) = cursor.take(len)?;
        let crc = u32::from_be_bytes(cursor.array()?);
        let whole = start..cursor.at;
        if reader.shown.is_none() {
            let is_sound = kind == *b"IHDR" && crc_of(&bytes[start + TYPE..cursor.at - 4]) == crc;
            reader.shown = Some(header(data).filter(|_| is_sound).ok_or(PictureProblem::Broken)?);
            reader.header.keep(0..whole.end);
            continue;
        }
        if &kind == b"IEND" {
            return reader.finish();
        }
        if reader.chunk(kind, data)? {
            reader.rest.keep(whole);
        }
    }
}

/// What `IHDR` says.
fn header(data: &[u8]) -> Option<Shown> {
    let &[w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, 0, 0, 0 | 1] = data else { return None };
    let is_known = match colour {
        0 => matches!(depth, 1 | 2 | 4 | 8 | 16),
        3 => matches!(depth, 1 | 2 | 4 | 8),
        2 | 4 | 6 => matches!(depth, 8 | 16),
        _ => false,
    };
    let size = |bytes| Some(u32::from_be_bytes(bytes)).filter(|size| *size < 1 << 31);
    is_known.then_some(Shown::still(size([w0, w1, w2, w3])?, size([h0, h1, h2, h3])?))
}

impl Reader {
    /// Whether a chunk is part of what is shown, as it is.
    fn chunk(&mut self, kind: [u8; 4], data: &[u8]) -> Result<bool, PictureProblem> {
        let len = data.len();
        match &kind {
            b"IDAT" => {
                self.has_data = true;
                Ok(true)
            }
            b"PLTE" | b"fdAT" => Ok(true),
            b"IHDR" => Err(PictureProblem::Broken),
            b"fcTL" => {
                let &[_, _, _, _, w0, w1, w2, w3, h0, h1, h2, h3, ..] = data else {
                    return Err(PictureProblem::Broken);
                };
                let (width, height) =
                    (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
                let shown = self.shown.as_mut().ok_or(PictureProblem::Broken)?;
                if len != 26 || width > shown.width || height > shown.height {
                    return Err(PictureProblem::Broken);
                }
                shown.frame(width, height);
                Ok(true)
            }
            b"iCCP" => {
                if self.profile.is_none() {
                    self.profile = Some(profile(data)?);
                }
                Ok(false)
            }
            b"eXIf" => {
                self.orientation = self.orientation.or_else(|| exif::orientation(data));
                Ok(false)
            }
            // What these say has a size that is known; anything else in them is something else.
            b"gAMA" => Ok(len == 4),
            b"cHRM" => Ok(len == 32),
            b"sRGB" => Ok(len == 1),
            b"cICP" => Ok(len == 4),
            b"mDCV" => Ok(len == 24),
            b"cLLI" | b"acTL" => Ok(len == 8),
            b"sBIT" => Ok(len <= 4),
            b"bKGD" => Ok(len <= 6),
            b"pHYs" => Ok(len == 9),
            b"tRNS" => Ok(len <= 256),
            // A chunk that must be understood is not.
            [first, ..] if first.is_ascii_uppercase() => Err(PictureProblem::Broken),
            _ => Ok(false),
        }
    }

    fn finish(self) -> Result<CheckedPicture, PictureProblem> {
        let Self { shown, header: mut parts, orientation, profile, rest, has_data } = self;
        let shown = shown.filter(|_| has_data).ok_or(PictureProblem::Broken)?;
        let orientation = orientation.unwrap_or(Orientation::UPRIGHT);
        if orientation != Orientation::UPRIGHT {
            parts.make(chunk(*b"eXIf", &exif::block(orientation)));
        }
        if let Some(profile) = profile {
            parts.make(profile);
        }
        parts.append(rest);
        // Made anew, since somebody may have put something into it.
        parts.make(chunk(*b"IEND", &[]));
        CheckedPicture::new(Shown { orientation, ..shown }, parts)
    }
}

/// A chunk with a colour profile, under a name that says nothing.
fn profile(data: &[u8]) -> Result<Vec<u8>, PictureProblem> {
    let name = data.iter().take(80).position(|byte| *byte == 0).ok_or(PictureProblem::Broken)?;
    let (method, packed) = data[name + 1..].split_first().ok_or(PictureProblem::Broken)?;
    let mut unpacked = ZlibDecoder::new(packed).take(MAX_PROFILE as u64 + 1);
    let len =
        std::io::copy(&mut unpacked, &mut std::io::sink()).map_err(|_| PictureProblem::Broken)?;
    if *method != 0 || len > MAX_PROFILE as u64 {
        return Err(PictureProblem::Broken);
    }
    Ok(chunk(*b"iCCP", &[b"icc\0\0", packed].concat()))
}

/// A chunk of this type.
fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = (data.len() as u32).to_be_bytes().to_vec();
    chunk.extend(kind);
    chunk.extend_from_slice(data);
    chunk.extend(crc_of(&chunk[TYPE..]).to_be_bytes());
    chunk
}

fn crc_of(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}
