//! GIF89a: blocks up to the trailer.

use super::{Parts, Picture, Problem, Shown, Way};

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
const GRAPHIC_CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;
const PLAIN_TEXT: u8 = 0x01;

pub(super) fn read(bytes: &[u8]) -> Result<Picture, Problem> {
    let mut way = Way::new(bytes, 6);
    let mut shown = screen(&mut way)?;
    let mut parts = Parts::default();
    parts.keep(0..way.at);
    // What is said about the next frame.
    let mut control = None;
    let mut frames = 0;
    loop {
        let start = way.at;
        match way.byte()? {
            EXTENSION => match way.byte()? {
                GRAPHIC_CONTROL => {
                    let (_, body) = way.take(6)?;
                    if body[0] != 4 || body[5] != 0 {
                        return Err(Problem::Broken);
                    }
                    control = Some(start..way.at);
                }
                APPLICATION => parts.0.extend(application(&mut way)?.map(super::Part::Made)),
                label => {
                    skip_blocks(&mut way)?;
                    if label == PLAIN_TEXT {
                        control = None;
                    }
                }
            },
            IMAGE => {
                frame(&mut way, &mut shown)?;
                if let Some(control) = control.take() {
                    parts.keep(control);
                }
                parts.keep(start..way.at);
                frames += 1;
            }
            // Some programs write one end too many.
            0 => {}
            TRAILER if frames > 0 => {
                parts.make(vec![TRAILER]);
                return Picture::new(shown, parts);
            }
            _ => return Err(Problem::Broken),
        }
    }
}

/// The size of the screen; goes on behind its colours.
fn screen(way: &mut Way<'_>) -> Result<Shown, Problem> {
    let [w0, w1, h0, h1, flags, _, _] = way.array()?;
    skip_colours(way, flags)?;
    Ok(Shown::still(u16::from_le_bytes([w0, w1]).into(), u16::from_le_bytes([h0, h1]).into()))
}

/// Goes on behind a frame.
fn frame(way: &mut Way<'_>, shown: &mut Shown) -> Result<(), Problem> {
    let [_, _, _, _, w0, w1, h0, h1, flags] = way.array()?;
    shown.frame(u16::from_le_bytes([w0, w1]).into(), u16::from_le_bytes([h0, h1]).into());
    skip_colours(way, flags)?;
    // The size of codes.
    way.byte()?;
    skip_blocks(way)
}

fn skip_colours(way: &mut Way<'_>, flags: u8) -> Result<(), Problem> {
    if flags & 0x80 != 0 {
        way.take(3 << ((flags & 7) + 1))?;
    }
    Ok(())
}

fn skip_blocks(way: &mut Way<'_>) -> Result<(), Problem> {
    loop {
        match way.byte()? {
            0 => return Ok(()),
            len => way.take(len.into())?,
        };
    }
}

/// How often an animation is repeated, when that is what an application says.
fn application(way: &mut Way<'_>) -> Result<Option<Vec<u8>>, Problem> {
    let len = usize::from(way.byte()?);
    let (_, name) = way.take(len)?;
    let rest = way.at;
    let blocks = way.bytes.get(rest..).unwrap_or_default();
    skip_blocks(way)?;
    let is_known = matches!(name, b"NETSCAPE2.0" | b"ANIMEXTS1.0");
    let &[3, 1, low, high, ..] = blocks else { return Ok(None) };
    Ok(is_known.then(|| {
        let mut made = vec![EXTENSION, APPLICATION, 11];
        made.extend_from_slice(name);
        made.extend([3, 1, low, high, 0]);
        made
    }))
}
