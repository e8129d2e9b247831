//! What is left of pictures, and what is refused.

use super::fixtures::{SECRET, chunk, encoded, film, gif, jpeg, packed, png, webp};
use super::*;

fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("jpeg", jpeg(6, 4, 6)),
        ("png", png(6, 4, 6)),
        ("gif", gif()),
        ("webp", webp(6, 4, 1)),
        ("film", film(6, 4)),
    ]
}

fn clean(bytes: &[u8]) -> Vec<u8> {
    read(bytes).unwrap().published(bytes)
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn what_nobody_sees_goes_and_pixels_stay() {
    for (name, bytes) in all() {
        assert!(holds(&bytes, SECRET), "{name}");
        let clean = clean(&bytes);
        assert!(!holds(&clean, SECRET), "{name}: {}", String::from_utf8_lossy(&clean));
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap();
        assert!(pixels(&clean) == pixels(&bytes), "{name}");
        let facts = read(&bytes).unwrap().facts;
        assert_eq!(facts.len, clean.len() as u64, "{name}");
        assert_eq!(read(&clean).unwrap().facts, facts, "{name}");
        assert!(self::clean(&clean) == clean, "{name}");
    }
}

/// Somebody may have put something into the chunk that says nothing but that the picture ends.
#[test]
fn the_end_of_a_png_holds_nothing() {
    let plain = encoded(6, 4, image::ImageFormat::Png);
    let (picture, end) = plain.split_at(plain.len() - 12);
    let bytes = [picture, &chunk(b"IEND", SECRET.as_bytes())].concat();
    let clean = clean(&bytes);
    assert!(clean.ends_with(end) && !holds(&clean, SECRET));
    assert_eq!(read(&clean).unwrap().facts, read(&bytes).unwrap().facts);
}

#[test]
fn what_shows_a_picture_stays() {
    let jpeg = clean(&jpeg(6, 4, 1));
    assert!(jpeg.starts_with(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\x01\0\x48\0\x48\0\0"));
    assert!(holds(&jpeg, "ICC_PROFILE\0\u{1}\u{1}profile") && holds(&jpeg, "Adobe"));
    assert!(!holds(&jpeg, "Exif") && holds(&clean(&super::fixtures::jpeg(6, 4, 3)), "Exif"));
    let png = clean(&png(6, 4, 1));
    assert!(holds(&png, "iCCPicc\0\0") && holds(&png, "gAMA"));
    for gone in ["eXIf", "sRGB", "tIME", "prVW", "tEXt"] {
        assert!(!holds(&png, gone), "{gone}");
    }
    let gif = clean(&gif());
    // Repeated five times; each frame with its own time, none with that of the text.
    assert!(holds(&gif, "NETSCAPE2.0\u{3}\u{1}\u{5}\0\0") && gif.ends_with(b";"));
    assert_eq!(gif.windows(4).filter(|four| four.starts_with(b"!\xf9\x04")).count(), 2);
    assert!(!gif.windows(5).any(|five| five == b"!\xf9\x04\0\x0a"));
    let webp = clean(&webp(6, 4, 1));
    assert_eq!(webp[20], PROFILE_FLAG);
    assert!(holds(&webp, "ICCP") && !holds(&webp, "EXIF"));
}

const PROFILE_FLAG: u8 = 0x20;

#[test]
fn which_way_up_stays() {
    for number in 1..=8 {
        let size = if number < 5 { (6, 4) } else { (4, 6) };
        for bytes in [jpeg(6, 4, number), png(6, 4, number)] {
            let facts = read(&bytes).unwrap().facts;
            assert_eq!((facts.orientation.number(), facts.size), (number, Some(size)));
            let clean = clean(&bytes);
            assert_eq!(read(&clean).unwrap().facts.orientation.number(), number);
        }
    }
    // Browsers do not agree on it: nothing that is the same on the web and on paper can be made of it.
    for number in 2..=8 {
        assert_eq!(read(&webp(6, 4, number)).unwrap_err(), PictureProblem::Turned);
    }
    // What has no meaning is upright.
    assert_eq!(read(&jpeg(6, 4, 9)).unwrap().facts.orientation, Orientation::UPRIGHT);
}

#[test]
fn nothing_that_is_cut_off_or_damaged_stops_or_gets_through() {
    for (name, bytes) in all() {
        // What follows the end is no part of the picture.
        let whole = bytes.len() - if name == "film" { 0 } else { SECRET.len() + 2 };
        for len in 0..whole {
            if name == "png" && bytes[..len].ends_with(b"IEND\xaeB`\x82") {
                break;
            }
            let found = read(&bytes[..len]).map(|picture| picture.facts);
            let is_whole = matches!(name, "jpeg" | "gif" | "webp") && len >= whole - 2;
            assert!(found == Err(PictureProblem::Broken) || is_whole, "{name} {len}");
        }
        for at in 0..bytes.len() {
            for byte in [0, 1, 0x7f, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] = byte;
                if let Ok(picture) = read(&damaged) {
                    assert_eq!(picture.published(&damaged).len() as u64, picture.facts.len);
                }
            }
        }
    }
}

#[test]
fn sizes_are_known_before_anything_is_decoded() {
    let bounds = PixelBounds { pixels: 100, animation: 150 };
    let judge = |bytes: &[u8]| read(bytes).and_then(|picture| picture.facts.within(bounds)).err();
    assert_eq!(judge(&png(10, 10, 1)), None);
    assert_eq!(judge(&png(101, 1, 1)), Some(PictureProblem::Huge));
    assert_eq!(judge(&jpeg(11, 10, 1)), Some(PictureProblem::Huge));
    assert_eq!(judge(&webp(11, 10, 1)), Some(PictureProblem::Huge));
    assert_eq!(judge(&film(10, 8)), Some(PictureProblem::Huge));
    // A small screen with a frame that is larger.
    let mut wide = gif();
    let frame = wide.windows(3).position(|three| three == b",\0\0").unwrap();
    wide[frame + 6] = 1;
    assert_eq!(judge(&wide), Some(PictureProblem::Huge));
    // 40,000 × 40,000 in 35 bytes.
    let mut large = b"GIF89a\x40\x9c\x40\x9c\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    large.extend(b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x4c\x01\0;");
    assert_eq!(large.len(), 35);
    assert_eq!(
        facts("gif", &large).unwrap().within(PixelBounds::default()),
        Err(PictureProblem::Huge)
    );
}

#[test]
fn profiles_that_grow_and_scans_without_end_are_refused() {
    let with = |profile: &[u8]| {
        let plain = encoded(2, 2, image::ImageFormat::Png);
        let profile = chunk(b"iCCP", &[b"x\0\0".as_slice(), profile].concat());
        [&plain[..33], &profile, &plain[33..]].concat()
    };
    assert!(read(&with(&packed(&vec![0; MAX_PROFILE]))).is_ok());
    assert_eq!(
        read(&with(&packed(&vec![0; MAX_PROFILE + 1]))).unwrap_err(),
        PictureProblem::Broken
    );
    assert_eq!(read(&with(b"nothing")).unwrap_err(), PictureProblem::Broken);
    let plain = encoded(2, 2, image::ImageFormat::Jpeg);
    let scan = plain.windows(2).position(|two| two == b"\xff\xda").unwrap();
    let end = plain.len() - 2;
    let scans =
        |count: usize| [&plain[..scan], &plain[scan..end].repeat(count), &plain[end..]].concat();
    assert!(read(&scans(100)).is_ok());
    assert_eq!(read(&scans(101)).unwrap_err(), PictureProblem::Broken);
}

#[test]
fn a_picture_in_another_format_is_not_called_broken() {
    for bytes in
        [&b"\0\0\0\x18ftypheic"[..], b"II*\0", b"MM\0*", b"8BPS\0\x01", b"BM\x36", b"%PDF-1.7"]
    {
        assert_eq!(facts("jpg", bytes).unwrap_err(), PictureProblem::Format, "{bytes:?}");
    }
    assert_eq!(facts("jpg", b"Kein Bild").unwrap_err(), PictureProblem::Broken);
}
