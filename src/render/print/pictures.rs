//! Pictures made fit for print: whole, in RGB or grey, and no larger than a page can show.
//!
//! Invariant: Typst gets no picture that is beyond the bounds, broken, or larger than [`MAX_SIDE`]; nothing is decoded before its
//! size is known to be within them.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::metadata::Orientation;
use image::{
    ColorType, DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits,
};
use rayon::prelude::*;
use typst::foundations::Bytes;

use super::PrintJob;
use super::world::picture_path;
use crate::diagnostic::{Diagnostic, problem};
use crate::picture::{self, PictureProblem, PixelBounds};
use crate::source::SourceFile;

/// The longest side in pixels: an A4 page at 300 dots per inch.
const MAX_SIDE: u32 = 3508;
/// What decoding one picture may take, in bytes.
const MAX_DECODED: u64 = 1 << 30;
/// Pictures with more pixels are decoded one after the other, so that memory does not grow with the number of cores.
const LARGE: u64 = 16_000_000;

/// Held while a large picture is decoded.
static ONE_LARGE: Mutex<()> = Mutex::new(());

/// The bytes that Typst reads, by path.
pub(super) fn prepare(job: &PrintJob) -> Result<BTreeMap<String, Bytes>, Vec<Diagnostic>> {
    let prepared: Vec<_> = job
        .pictures
        .par_iter()
        .map(|(name, file)| prepare_one(file, job.bounds).map(|bytes| (picture_path(name), bytes)))
        .collect();
    let drawn = job
        .drawings
        .iter()
        .filter_map(|(name, svg)| Some((picture_path(name)?, Bytes::from_string(svg.clone()))));
    let mut ready: BTreeMap<String, Bytes> = drawn.collect();
    let mut problems = Vec::new();
    for result in prepared {
        match result {
            Ok((Some(path), bytes)) => {
                ready.insert(path, bytes);
            }
            Ok((None, _)) => {}
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(ready) } else { Err(problems) }
}

fn prepare_one(file: &SourceFile, bounds: PixelBounds) -> Result<Bytes, Box<Diagnostic>> {
    let wrong = |problem: PictureProblem| {
        let found = problem::BrokenImage { file: file.path(), problem };
        Box::new(Diagnostic::at_file(found, file.path()))
    };
    let facts = file.picture(bounds).map_err(wrong)?;
    let bytes = file.bytes().map_err(|error| {
        let found = problem::Unreadable { path: file.path(), message: Some(&error) };
        Box::new(Diagnostic::at_file(found, file.path()))
    })?;
    let ending = file.path().extension();
    if ending == "svg" {
        let drawing = picture::published(&ending, bytes, bounds).map_err(wrong)?;
        return Ok(Bytes::new(drawing.to_vec()));
    }
    // Read again: the file may have been written since its size was looked at.
    let picture = picture::read(&bytes).map_err(wrong)?;
    picture.facts.within(bounds).map_err(wrong)?;
    let _turn =
        (facts.pixels > LARGE).then(|| ONE_LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let turn = Orientation::from_exif(picture.facts.orientation.number());
    prepare_bytes(picture.published(&bytes), turn)
        .map(Bytes::new)
        .map_err(|_| wrong(PictureProblem::Broken))
}

fn prepare_bytes(bytes: Vec<u8>, turn: Option<Orientation>) -> image::ImageResult<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format()?;
    let format = reader.format();
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED);
    // Allocating what the pixels take is up to who asks for them.
    reader.limits(limits.clone());
    let decoder = reader.into_decoder()?;
    limits.reserve(decoder.total_bytes())?;
    let four_colours = is_cmyk(&bytes, format, decoder.color_type());
    let mut picture = DynamicImage::from_decoder(decoder)?;
    let (width, height) = picture.dimensions();
    let as_it_is = matches!(format, Some(ImageFormat::Png | ImageFormat::Jpeg)) && !four_colours;
    if as_it_is && width.max(height) <= MAX_SIDE {
        return Ok(bytes);
    }
    // What is written anew says nothing of how it is to be turned.
    picture.apply_orientation(turn.unwrap_or(Orientation::NoTransforms));
    encode(picture, format)
}

/// Makes the picture small enough and writes it in RGB: photographs as JPEG, everything else without loss.
fn encode(picture: DynamicImage, format: Option<ImageFormat>) -> image::ImageResult<Vec<u8>> {
    let (width, height) = picture.dimensions();
    let picture = if width.max(height) > 2 * MAX_SIDE {
        // As good where several pixels become one, and without a second picture in floating point.
        picture.thumbnail(MAX_SIDE, MAX_SIDE)
    } else if width.max(height) > MAX_SIDE {
        picture.resize(MAX_SIDE, MAX_SIDE, image::imageops::FilterType::CatmullRom)
    } else {
        picture
    };
    let mut out = Vec::new();
    if format == Some(ImageFormat::Jpeg) {
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 90);
        picture.to_rgb8().write_with_encoder(encoder)?;
    } else {
        picture.write_to(&mut Cursor::new(&mut out), ImageFormat::Png)?;
    }
    Ok(out)
}

/// Whether a JPEG is in printing colours, which the decoder turns into RGB but PDF/A would have to explain.
fn is_cmyk(bytes: &[u8], format: Option<ImageFormat>, decoded: ColorType) -> bool {
    if format != Some(ImageFormat::Jpeg) || !matches!(decoded, ColorType::Rgb8 | ColorType::L8) {
        return false;
    }
    // The frame header (SOF) says how many components there are.
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) =
        bytes.get(at..at + 4).and_then(|four| <&[u8; 4]>::try_from(four).ok())
    {
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return bytes.get(at + 9).is_some_and(|components| *components == 4);
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    false
}
