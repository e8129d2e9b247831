//! Pictures with everything in them that cameras, image programs and people leave behind. For the tests of this crate.

/// Stands in every place that nobody sees.
pub(crate) const SECRET: &str = "GEHEIM";

/// An Exif block: the orientation, a maker, and behind them what places and previews are.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    // Make (0x010f), ASCII, seven bytes at 38.
    tiff.extend(b"\x0f\x01\x02\0\x07\0\0\0\x26\0\0\0");
    tiff.extend(b"\x12\x01\x03\0\x01\0\0\0");
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GEHEIM\0GPS 48.4 N 9.9 E GEHEIM\xff\xd8\xffGEHEIM\xff\xd9");
    tiff
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let len = (body.len() as u16 + 2).to_be_bytes();
    [&[0xff, marker], len.as_slice(), body].concat()
}

/// A picture whose upper left quarter is red, the upper right green, the lower left blue, the lower right white.
pub(crate) fn quarters(width: u32, height: u32) -> image::DynamicImage {
    image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => [255, 0, 0],
            (false, true) => [0, 255, 0],
            (true, false) => [0, 0, 255],
            (false, false) => [255, 255, 255],
        })
    })
    .into()
}

pub(crate) fn encoded(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    quarters(width, height).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// With a preview in its header, Exif with another, XMP, IPTC, a second picture, comments, and a film behind its end.
pub(crate) fn jpeg(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let plain = encoded(width, height, image::ImageFormat::Jpeg);
    // The first segment is the JFIF header.
    let rest = 4 + usize::from(u16::from_be_bytes([plain[4], plain[5]])) - 2 + 2;
    let mut out = plain[..2].to_vec();
    out.extend(segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x02GEHEIM"));
    out.extend(segment(0xe0, b"JFXX\0\x13\x01\x02GEHEIM"));
    out.extend(segment(0xe1, &[b"Exif\0\0".as_slice(), &exif(orientation)].concat()));
    out.extend(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GEHEIM</x:xmpmeta>"));
    out.extend(segment(0xe2, b"MPF\0GEHEIM"));
    out.extend(segment(0xed, b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x0b\x1c\x02\x50\0\x06GEHEIM"));
    out.extend(segment(0xee, b"Adobe\0\x64\0\0\0\0\x01GEHEIM"));
    out.extend(segment(0xfe, b"GEHEIM"));
    out.extend(segment(0xe2, b"ICC_PROFILE\0\x01\x01profile"));
    out.extend_from_slice(&plain[rest..plain.len() - 2]);
    out.extend(segment(0xfe, b"GEHEIM"));
    out.extend(b"\xff\xff\xff\xd9\xff\xd8GEHEIM");
    out
}

pub(crate) fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(data);
    let len = (data.len() as u32).to_be_bytes();
    [len.as_slice(), kind, data, &crc.sum().to_be_bytes()].concat()
}

pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    encoder.finish().unwrap()
}

/// With texts of all kinds, Exif, a date, a profile with a name, chunks of programs, and something behind its end.
pub(crate) fn png(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let plain = encoded(width, height, image::ImageFormat::Png);
    let header = 8 + 25;
    let end = plain.len() - 12;
    let mut out = plain[..header].to_vec();
    out.extend(chunk(b"iCCP", &[b"GEHEIM\0\0".as_slice(), &packed(b"profile")].concat()));
    out.extend(chunk(b"gAMA", &45455_u32.to_be_bytes()));
    out.extend(chunk(b"tEXt", b"Author\0GEHEIM"));
    out.extend(chunk(b"zTXt", &[b"GEHEIM\0\0".as_slice(), &packed(SECRET.as_bytes())].concat()));
    out.extend(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0GEHEIM"));
    out.extend(chunk(b"eXIf", &exif(orientation)));
    out.extend(chunk(b"tIME", &[7, 234, 11, 1, 12, 0, 0]));
    out.extend(chunk(b"prVW", b"GEHEIM"));
    out.extend(chunk(b"sRGB", b"\0GEHEIM"));
    out.extend_from_slice(&plain[header..end]);
    out.extend(chunk(b"tEXt", b"Comment\0GEHEIM"));
    out.extend_from_slice(&plain[end..]);
    out.extend(b"GEHEIM");
    out
}

/// Two frames, repeated, with comments, a text, XMP, and something behind its end.
pub(crate) fn gif() -> Vec<u8> {
    let head = b"GIF89a\x02\0\x01\0\x80\0\0\xff\0\0\0\0\xff";
    let frame =
        |width: u8| [b",\0\0\0\0".as_slice(), &[width, 0, 1, 0, 0], b"\x02\x02\x44\x0a\0"].concat();
    let mut out = head.to_vec();
    out.extend(b"!\xff\x0bNETSCAPE2.0\x03\x01\x05\0\x06GEHEIM\0");
    out.extend(b"!\xff\x0bXMP DataXMP\x06GEHEIM\0");
    out.extend(b"!\xfe\x06GEHEIM\0");
    out.extend(b"!\xf9\x04\0\x0a\0\0\0!\x01\x0c\0\0\0\0\x02\0\x01\0\x01\x01\0\x01\x06GEHEIM\0");
    out.extend(b"!\xf9\x04\0\x14\0\0\0");
    out.extend(frame(2));
    out.extend(b"!\xf9\x04\0\x1e\0\0\0!\xfe\x06GEHEIM\0");
    out.extend(frame(2));
    out.extend(b"\0;GEHEIM");
    out
}

fn riff(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut out = [kind.as_slice(), &(data.len() as u32).to_le_bytes(), data].concat();
    if data.len() % 2 == 1 {
        out.push(0);
    }
    out
}

/// With Exif, XMP, a profile, a chunk of a program, and something behind its end.
pub(crate) fn webp(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let plain = encoded(width, height, image::ImageFormat::WebP);
    let [w0, w1, w2, _] = (width - 1).to_le_bytes();
    let [h0, h1, h2, _] = (height - 1).to_le_bytes();
    let mut chunks = riff(b"VP8X", &[0x2c, 0, 0, 0, w0, w1, w2, h0, h1, h2]);
    chunks.extend(riff(b"ICCP", b"profile"));
    chunks.extend_from_slice(&plain[12..]);
    chunks.extend(riff(b"EXIF", &exif(orientation)));
    chunks.extend(riff(b"XMP ", b"<x:xmpmeta>GEHEIM</x:xmpmeta>"));
    chunks.extend(riff(b"GEHM", b"GEHEIM"));
    let len = (chunks.len() as u32 + 4).to_le_bytes();
    [b"RIFF".as_slice(), &len, b"WEBP", &chunks, b"GEHEIM"].concat()
}

/// A film of two pictures, each with something that is none of them.
pub(crate) fn film(width: u32, height: u32) -> Vec<u8> {
    let plain = encoded(width, height, image::ImageFormat::WebP);
    let [w0, w1, w2, _] = (width - 1).to_le_bytes();
    let [h0, h1, h2, _] = (height - 1).to_le_bytes();
    let mut chunks = riff(b"VP8X", &[0x02, 0, 0, 0, w0, w1, w2, h0, h1, h2]);
    chunks.extend(riff(b"ANIM", &[0, 0, 0, 0, 0, 0]));
    for _ in 0..2 {
        let head = [0, 0, 0, 0, 0, 0, w0, w1, w2, h0, h1, h2, 40, 0, 0, 0];
        let inner = [&head[..], &plain[12..], &riff(b"GEHM", b"GEHEIM!")].concat();
        chunks.extend(riff(b"ANMF", &inner));
    }
    let len = (chunks.len() as u32 + 4).to_le_bytes();
    [b"RIFF".as_slice(), &len, b"WEBP", &chunks].concat()
}
