//! GIF89a: blocks up to the trailer.

use super::{CheckedPicture, Cursor, Parts, PictureProblem, Shown};

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
const GRAPHIC_CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;
const PLAIN_TEXT: u8 = 0x01;

pub(super) fn read(bytes: &[u8]) -> Result<CheckedPicture, PictureProblem> {
    let mut cursor = Cursor::new(bytes, 6);
    let mut shown = screen(&mut cursor)?;
    let mut parts = Parts::default();
    parts.keep(0..cursor.at);
    // What is said about the next frame.
    let mut control = None;
    let mut frames = 0;
    loop {
        let start = cursor.at;
        match cursor.byte()? {
            EXTENSION => match cursor.byte()? {
                GRAPHIC_CONTROL => {
                    let (_, body) = cursor.take(6)?;
                    if body[0] != 4 || body[5] != 0 {
                        return Err(PictureProblem::Broken);
                    }
                    control = Some(start..cursor.at);
                }
                APPLICATION => parts.0.extend(application(&mut cursor)?.map(super::Part::Made)),
                label => {
                    skip_blocks(&mut cursor)?;
                    if label == PLAIN_TEXT {
                        control = None;
                    }
                }
            },
            IMAGE => {
                frame(&mut cursor, &mut shown)?;
                if let Some(control) = control.take() {
                    parts.keep(control);
                }
                parts.keep(start..cursor.at);
                frames += 1;
            }
            // Some programs write one end too many.
            0 => {}
            TRAILER if frames > 0 => {
                parts.make(vec![TRAILER]);
                return CheckedPicture::new(shown, parts);
            }
            _ => return Err(PictureProblem::Broken),
        }
    }
}

/// The size of the screen; goes on behind its colours.
fn screen(cursor: &mut Cursor<'_>) -> Result<Shown, PictureProblem> {
    let [w0, w1, h0, h1, flags, _, _] = cursor.array()?;
    skip_colours(cursor, flags)?;
    Ok(Shown::still(u16::from_le_bytes([w0, w1]).into(), u16::from_le_bytes([h0, h1]).into()))
}

/// Goes on behind a frame.
fn frame(cursor: &mut Cursor<'_>, shown: &mut Shown) -> Result<(), PictureProblem> {
    let [_, _, _, _, w0, w1, h0, h1, flags] = cursor.array()?;
    shown.frame(u16::from_le_bytes([w0, w1]).into(), u16::from_le_bytes([h0, h1]).into());
    skip_colours(cursor, flags)?;
    // The size of codes.
    cursor.byte()?;
    skip_blocks(cursor)
}

fn skip_colours(cursor: &mut Cursor<'_>, flags: u8) -> Result<(), PictureProblem> {
    if flags & 0x80 != 0 {
        cursor.take(3 << ((flags & 7) + 1))?;
    }
    Ok(())
}

fn skip_blocks(cursor: &mut Cursor<'_>) -> Result<(), PictureProblem> {
    loop {
        match cursor.byte()? {
            0 => return Ok(()),
            len => cursor.take(len.into())?,
        };
    }
}

/// How often an animation is repeated, when that is what an application says.
fn application(cursor: &mut Cursor<'_>) -> Result<Option<Vec<u8>>, PictureProblem> {
    let len = usize::from(cursor.byte()?);
    let (_, name) = cursor.take(len)?;
    let rest = cursor.at;
    let blocks = cursor.bytes.get(rest..).unwrap_or_default();
    skip_blocks(cursor)?;
    let is_known = matches!(name, b"NETSCAPE2.0" | b"ANIMEXTS1.0");
    let &[3, 1, low, high, ..] = blocks else { return Ok(None) };
    Ok(is_known.then(|| {
        let mut made = vec![EXTENSION, APPLICATION, 11];
        made.extend_from_slice(name);
        made.extend([3, 1, low, high, 0]);
        made
    }))
}
