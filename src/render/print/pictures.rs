//! Pictures made fit for print: whole, in RGB or grey, and no larger than a page can show.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{
    ColorType, DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits,
};
use rayon::prelude::*;
use typst::foundations::Bytes;

use super::world::picture_path;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::SourceFile;

/// The longest side in pixels: an A4 page at 300 dots per inch.
const MAX_SIDE: u32 = 3508;
/// What decoding one picture may take, in bytes.
const MAX_DECODED: u64 = 1 << 30;

/// The bytes that Typst reads, by path.
pub(super) fn prepare(
    pictures: &BTreeMap<String, SourceFile>,
) -> Result<BTreeMap<String, Bytes>, Vec<Diagnostic>> {
    let prepared: Vec<_> = pictures
        .par_iter()
        .map(|(name, file)| prepare_one(file).map(|bytes| (picture_path(name), bytes)))
        .collect();
    let mut ready = BTreeMap::new();
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

fn prepare_one(file: &SourceFile) -> Result<Bytes, Box<Diagnostic>> {
    let broken = || {
        let found = Diagnostic::at_file(Code::BrokenImage, file.path());
        Box::new(found.arg("file", file.path()).arg("problem", "broken"))
    };
    let bytes = file.bytes().map_err(|error| {
        let found = Diagnostic::at_file(Code::Unreadable, file.path());
        Box::new(found.arg("path", file.path()).arg("message", error))
    })?;
    if file.path().extension() == "svg" {
        return Ok(Bytes::new(bytes.to_vec()));
    }
    prepare_bytes(&bytes).map(Bytes::new).map_err(|_| broken())
}

fn prepare_bytes(bytes: &[u8]) -> image::ImageResult<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let format = reader.format();
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED);
    reader.limits(limits);
    let decoder = reader.into_decoder()?;
    let four_colours = is_cmyk(bytes, format, decoder.color_type());
    let picture = DynamicImage::from_decoder(decoder)?;
    let (width, height) = picture.dimensions();
    let as_it_is = matches!(format, Some(ImageFormat::Png | ImageFormat::Jpeg)) && !four_colours;
    if as_it_is && width.max(height) <= MAX_SIDE {
        return Ok(bytes.to_vec());
    }
    encode(picture, format)
}

/// Makes the picture small enough and writes it in RGB: photographs as JPEG, everything else without loss.
fn encode(picture: DynamicImage, format: Option<ImageFormat>) -> image::ImageResult<Vec<u8>> {
    let (width, height) = picture.dimensions();
    let picture = if width.max(height) > MAX_SIDE {
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
