//! Pictures as files: how large they are, which way up they stand, and their bytes without what nobody sees.
//!
//! Entry points: [`read`] for what a file is, [`CheckedPicture::published`] for what of it is published. Invariants: nothing is decoded, so
//! that a file costs no more than a look at its bytes, however large the picture says it is; pixels and colour profiles are copied
//! as they are; what is not known to be needed for showing the picture (Exif, XMP, IPTC, comments, previews, what follows the
//! picture) is left out; a structure that cannot be followed to its end is [`PictureProblem::Broken`].

mod exif;
mod gif;
mod jpeg;
mod png;
mod svg;
mod webp;

#[cfg(test)]
#[allow(
    unreachable_pub,
    reason = "the tests of the program include this file as a module of their own"
)]
mod fixtures;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

/// The endings of pictures that work on the web and in print.
pub(crate) const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// The largest colour profile in bytes. Those of printing presses have up to three million.
const MAX_PROFILE: usize = 4 << 20;

/// How large a picture may be, before anything of it is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PixelBounds {
    /// Pixels of a picture, or of one frame of an animation.
    pub pixels: u64,
    /// Pixels of all frames of an animation.
    pub animation: u64,
}

impl Default for PixelBounds {
    fn default() -> Self {
        Self { pixels: 100_000_000, animation: 2_000_000_000 }
    }
}

/// Formats of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureFormat {
    /// JPEG, ITU-T T.81.
    Jpeg,
    /// PNG, third edition.
    Png,
    /// GIF89a.
    Gif,
    /// WebP, RFC 9649.
    Webp,
}

impl PictureFormat {
    /// That of a file, by its first bytes.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(png::SIGNATURE) {
            Some(Self::Png)
        } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            Some(Self::Gif)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            None
        }
    }
}

/// How the pixels of a picture are to be turned, as in Exif 3.0, tag 0x0112: from 1, upright, to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Orientation(u8);

impl Orientation {
    /// As it is.
    pub(crate) const UPRIGHT: Self = Self(1);

    /// That of a number; `None` for numbers that have no meaning.
    pub(crate) fn new(number: u8) -> Option<Self> {
        (1..=8).contains(&number).then_some(Self(number))
    }

    /// The number, 1 to 8.
    pub(crate) fn number(self) -> u8 {
        self.0
    }

    /// Whether width and height change places.
    pub(crate) fn is_sideways(self) -> bool {
        self.0 >= 5
    }
}

/// What a file is as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Width and height in pixels, as it is shown; `None` for drawings that do not say so.
    pub(crate) size: Option<(u32, u32)>,
    /// How it is turned to be shown.
    pub(crate) orientation: Orientation,
    /// Pixels of its largest frame.
    pub(crate) pixels: u64,
    /// Pixels of all its frames.
    pub(crate) animation: u64,
    /// Size of what is published of it, in bytes.
    pub(crate) len: u64,
}

impl Facts {
    /// # Errors
    /// [`PictureProblem::Huge`] for what is beyond the bounds.
    pub(crate) fn within(self, bounds: PixelBounds) -> Result<Self, PictureProblem> {
        let fits = self.pixels <= bounds.pixels && self.animation <= bounds.animation;
        if fits { Ok(self) } else { Err(PictureProblem::Huge) }
    }
}

/// What keeps a file from being a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureProblem {
    /// It is in another format.
    Format,
    /// It cannot be read.
    Unreadable,
    /// Its structure cannot be followed.
    Broken,
    /// It is larger than what is shown or printed.
    Huge,
    /// It is turned by a note that browsers do not heed in its format.
    Turned,
}

/// Whether a file is a picture, or something that holds one, in a format that is not shown, whatever it is called: HEIC and AVIF (ISO/IEC
/// 14496-12), TIFF, Photoshop, Windows bitmaps, PDF.
fn is_other_format(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 5] = [b"II*\0", b"MM\0*", b"8BPS", b"BM", b"%PDF-"];
    bytes.get(4..8) == Some(b"ftyp") || SIGNATURES.iter().any(|sign| bytes.starts_with(sign))
}

/// What a file with this ending is as a picture.
///
/// # Errors
/// [`PictureProblem::Broken`].
pub(crate) fn facts(ending: &str, bytes: &[u8]) -> Result<Facts, PictureProblem> {
    if ending == "svg" {
        return Ok(svg::read(std::str::from_utf8(bytes).map_err(|_| PictureProblem::Broken)?)?.0);
    }
    Ok(read(bytes)?.facts)
}

/// What is published of a file with this ending, whatever it is: pictures without what nobody sees, also those that are called
/// something else; other files as they are.
///
/// # Errors
/// What keeps a picture from being shown.
pub(crate) fn published(
    ending: &str,
    bytes: Arc<[u8]>,
    bounds: PixelBounds,
) -> Result<Arc<[u8]>, PictureProblem> {
    if ending == "svg" {
        let (facts, text) =
            svg::read(std::str::from_utf8(&bytes).map_err(|_| PictureProblem::Broken)?)?;
        facts.within(bounds)?;
        return Ok(text.into_bytes().into());
    }
    if PictureFormat::of(&bytes).is_none() && !ENDINGS.contains(&ending) {
        return Ok(bytes);
    }
    let picture = read(&bytes)?;
    picture.facts.within(bounds)?;
    Ok(picture.published(&bytes).into())
}

/// A picture that was followed to its end.
#[derive(Debug)]
pub(crate) struct CheckedPicture {
    /// What it is.
    pub(crate) facts: Facts,
    parts: Parts,
}

/// Follows a picture to its end, in the format that its first bytes tell.
///
/// # Errors
/// [`PictureProblem::Broken`]; [`PictureProblem::Format`] for another format that is known.
pub(crate) fn read(bytes: &[u8]) -> Result<CheckedPicture, PictureProblem> {
    match PictureFormat::of(bytes) {
        Some(PictureFormat::Jpeg) => jpeg::read(bytes),
        Some(PictureFormat::Png) => png::read(bytes),
        Some(PictureFormat::Gif) => gif::read(bytes),
        Some(PictureFormat::Webp) => webp::read(bytes),
        None if is_other_format(bytes) => Err(PictureProblem::Format),
        None => Err(PictureProblem::Broken),
    }
}

impl CheckedPicture {
    /// What is published of the file that it was read from.
    pub(crate) fn published(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.parts.len());
        for part in &self.parts.0 {
            match part {
                Part::Kept(range) => {
                    out.extend_from_slice(bytes.get(range.clone()).unwrap_or_default());
                }
                Part::Made(made) => out.extend_from_slice(made),
            }
        }
        out
    }

    fn new(shown: Shown, parts: Parts) -> Result<Self, PictureProblem> {
        let Shown { width, height, orientation, pixels, animation } = shown;
        if width == 0 || height == 0 {
            return Err(PictureProblem::Broken);
        }
        let (width, height) =
            if orientation.is_sideways() { (height, width) } else { (width, height) };
        let own = u64::from(width) * u64::from(height);
        let facts = Facts {
            size: Some((width, height)),
            orientation,
            pixels: pixels.max(own),
            animation: animation.max(own),
            len: parts.len() as u64,
        };
        Ok(Self { facts, parts })
    }
}

/// What a format tells of a picture.
#[derive(Clone, Copy)]
struct Shown {
    /// As stored.
    width: u32,
    height: u32,
    orientation: Orientation,
    /// Of the largest frame, where there are several.
    pixels: u64,
    /// Of all frames.
    animation: u64,
}

impl Shown {
    fn still(width: u32, height: u32) -> Self {
        Self { width, height, orientation: Orientation::UPRIGHT, pixels: 0, animation: 0 }
    }

    /// Counts a frame.
    fn frame(&mut self, width: u32, height: u32) {
        let pixels = u64::from(width) * u64::from(height);
        self.pixels = self.pixels.max(pixels);
        self.animation = self.animation.saturating_add(pixels);
    }
}

/// A piece of what is published.
#[derive(Debug)]
enum Part {
    /// Bytes of the file.
    Kept(Range<usize>),
    Made(Vec<u8>),
}

/// What is published, piece by piece.
#[derive(Debug, Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn keep(&mut self, range: Range<usize>) {
        if let Some(Part::Kept(last)) = self.0.last_mut()
            && last.end == range.start
        {
            last.end = range.end;
            return;
        }
        self.0.push(Part::Kept(range));
    }

    fn make(&mut self, bytes: Vec<u8>) {
        self.0.push(Part::Made(bytes));
    }

    fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    fn len(&self) -> usize {
        let each = self.0.iter().map(|part| match part {
            Part::Kept(range) => range.len(),
            Part::Made(bytes) => bytes.len(),
        });
        each.sum()
    }
}

/// A file on its way from the first byte to the last.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The next `len` bytes, and where they are.
    fn take(&mut self, len: usize) -> Result<(Range<usize>, &'a [u8]), PictureProblem> {
        let end = self.at.checked_add(len).ok_or(PictureProblem::Broken)?;
        let bytes = self.bytes.get(self.at..end).ok_or(PictureProblem::Broken)?;
        let range = self.at..end;
        self.at = end;
        Ok((range, bytes))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], PictureProblem> {
        let (_, bytes) = self.take(N)?;
        bytes.try_into().map_err(|_| PictureProblem::Broken)
    }

    fn byte(&mut self) -> Result<u8, PictureProblem> {
        self.array().map(|[byte]| byte)
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }
}
