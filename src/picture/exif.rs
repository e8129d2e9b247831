//! Of Exif only which way up a picture stands: the rest of it is about the camera, the place and the people.

use super::Orientation;

/// The tag of the orientation (Exif 3.0, section 4.6.5).
const ORIENTATION: u16 = 0x0112;
const SHORT: u16 = 3;

/// The orientation that an Exif block names, from the header of its TIFF structure on; `None` when it names none.
pub(super) fn orientation(tiff: &[u8]) -> Option<Orientation> {
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let count = usize::from(short(directory)?);
    let first = directory.checked_add(2)?;
    let entry = (0..count)
        .map_while(|number| first.checked_add(number * 12))
        .take_while(|at| *at < tiff.len())
        .find(|at| short(*at) == Some(ORIENTATION))?;
    let is_one_short = short(entry + 2) == Some(SHORT) && long(entry + 4) == Some(1);
    let number = short(entry + 8).filter(|_| is_one_short)?;
    Orientation::new(u8::try_from(number).ok()?)
}

/// An Exif block that names the orientation and nothing else.
pub(super) fn block(orientation: Orientation) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01".to_vec();
    tiff.extend(ORIENTATION.to_be_bytes());
    tiff.extend(SHORT.to_be_bytes());
    tiff.extend([0, 0, 0, 1, 0, orientation.number(), 0, 0]);
    // There is no further directory.
    tiff.extend([0; 4]);
    tiff
}
