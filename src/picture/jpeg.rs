//! JPEG (ITU-T T.81, annex B): segments up to the end of the picture.

use super::{CheckedPicture, Cursor, MAX_PROFILE, Orientation, Parts, PictureProblem, Shown, exif};

/// More scans than any encoder makes. Each of them goes over the whole picture, which is how a small file keeps a decoder busy.
const MAX_SCANS: usize = 100;

const SOF_BASELINE: u8 = 0xc0;
const SOF_PROGRESSIVE: u8 = 0xc2;
const DHT: u8 = 0xc4;
const RST_FIRST: u8 = 0xd0;
const RST_LAST: u8 = 0xd7;
const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const DQT: u8 = 0xdb;
const DNL: u8 = 0xdc;
const DRI: u8 = 0xdd;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const TEM: u8 = 0x01;

#[derive(Default)]
struct Reader {
    /// The JFIF header, without its preview.
    jfif: Option<Vec<u8>>,
    orientation: Option<Orientation>,
    frame: Option<(u32, u32)>,
    profile: usize,
    scans: usize,
    /// Everything that follows the headers above.
    rest: Parts,
}

pub(super) fn read(bytes: &[u8]) -> Result<CheckedPicture, PictureProblem> {
    let mut reader = Reader::default();
    let mut cursor = Cursor::new(bytes, 2);
    loop {
        let (at, marker) = marker(&mut cursor)?;
        match marker {
            EOI => break,
            // Signs that have no length.
            TEM | RST_FIRST..=RST_LAST => continue,
            0x00 | SOI => return Err(PictureProblem::Broken),
            _ => {}
        }
        let len = usize::from(u16::from_be_bytes(cursor.array()?));
        let (_, body) = cursor.take(len.checked_sub(2).ok_or(PictureProblem::Broken)?)?;
        if marker == SOS {
            skip_scan(&mut cursor)?;
        }
        if reader.segment(marker, body)? {
            reader.rest.keep(at..cursor.at);
        }
    }
    reader.finish()
}

impl Reader {
    /// Whether a segment is part of what is shown, as it is.
    fn segment(&mut self, marker: u8, body: &[u8]) -> Result<bool, PictureProblem> {
        match marker {
            SOF_BASELINE..=SOF_PROGRESSIVE => {
                let &[8, high, low, wide, narrow, ..] = body else {
                    return Err(PictureProblem::Broken);
                };
                let size = |high, low| u32::from(u16::from_be_bytes([high, low]));
                let frame = (size(wide, narrow), size(high, low));
                if self.frame.replace(frame).is_some() {
                    return Err(PictureProblem::Broken);
                }
                Ok(true)
            }
            SOS => {
                self.scans += 1;
                let is_known = self.frame.is_some() && self.scans <= MAX_SCANS;
                if is_known { Ok(true) } else { Err(PictureProblem::Broken) }
            }
            DHT | DQT | DRI | DNL => Ok(true),
            // Ways of coding that browsers do not know.
            0xc3..=0xcf => Err(PictureProblem::Broken),
            APP0 => {
                // JFIF 1.02: version, unit and density stay, the preview does not.
                if let (None, Some(head)) = (&self.jfif, body.get(..12))
                    && head.starts_with(b"JFIF\0")
                {
                    let mut jfif = vec![0xff, APP0, 0, 16];
                    jfif.extend_from_slice(head);
                    jfif.extend([0, 0]);
                    self.jfif = Some(jfif);
                }
                Ok(false)
            }
            APP1 => {
                if let (None, Some(tiff)) = (self.orientation, body.strip_prefix(b"Exif\0\0")) {
                    self.orientation = exif::orientation(tiff);
                }
                Ok(false)
            }
            // ICC.1, annex B.4: a profile in one segment or several.
            APP2 if body.starts_with(b"ICC_PROFILE\0") => {
                self.profile += body.len();
                if self.profile > MAX_PROFILE { Err(PictureProblem::Broken) } else { Ok(true) }
            }
            APP14 => {
                // How colours are transformed; in twelve bytes (Adobe technical note 5116).
                if let Some(head) = body.get(..12).filter(|head| head.starts_with(b"Adobe")) {
                    let mut adobe = vec![0xff, APP14, 0, 14];
                    adobe.extend_from_slice(head);
                    self.rest.make(adobe);
                }
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    fn finish(self) -> Result<CheckedPicture, PictureProblem> {
        let (width, height) =
            self.frame.filter(|_| self.scans > 0).ok_or(PictureProblem::Broken)?;
        let orientation = self.orientation.unwrap_or(Orientation::UPRIGHT);
        let mut parts = Parts::default();
        parts.make(vec![0xff, SOI]);
        if let Some(jfif) = self.jfif {
            parts.make(jfif);
        }
        if orientation != Orientation::UPRIGHT {
            let tiff = exif::block(orientation);
            // Its length, in two bytes, counts itself and the name.
            let mut segment = vec![0xff, APP1, 0, tiff.len() as u8 + 8];
            segment.extend_from_slice(b"Exif\0\0");
            segment.extend(tiff);
            parts.make(segment);
        }
        parts.append(self.rest);
        parts.make(vec![0xff, EOI]);
        CheckedPicture::new(Shown { orientation, ..Shown::still(width, height) }, parts)
    }
}

/// The next marker, and where it begins. It may be filled up in front with 0xff.
fn marker(cursor: &mut Cursor<'_>) -> Result<(usize, u8), PictureProblem> {
    if cursor.byte()? != 0xff {
        return Err(PictureProblem::Broken);
    }
    loop {
        let marker = cursor.byte()?;
        if marker != 0xff {
            return Ok((cursor.at - 2, marker));
        }
    }
}

/// Goes on to the marker that ends the data of a scan.
fn skip_scan(cursor: &mut Cursor<'_>) -> Result<(), PictureProblem> {
    loop {
        let rest = cursor.bytes.get(cursor.at..).unwrap_or_default();
        let found = rest.iter().position(|byte| *byte == 0xff).ok_or(PictureProblem::Broken)?;
        cursor.at += found;
        match cursor.bytes.get(cursor.at + 1) {
            None => return Err(PictureProblem::Broken),
            // A byte 0xff of the data, and signs in between.
            Some(0x00 | RST_FIRST..=RST_LAST) => cursor.at += 2,
            Some(0xff) => cursor.at += 1,
            Some(_) => return Ok(()),
        }
    }
}
