//! Addresses as QR codes, drawn as lines that stay sharp at any size.
//!
//! Entry point: [`svg`]. Nobody is asked: a code is made here, and leads straight to its address.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The light border around a code, in modules: ISO/IEC 18004 asks for four.
const QUIET: usize = 4;

/// The QR code of an address as SVG, black on white, a module to a unit. `None` for an address that is too long for one
/// (about 2,300 characters). A seventh of the code may be dirty or torn.
pub(super) fn svg(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let length = run.len();
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += run.len();
        }
    }
    let side = width + 2 * QUIET;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><path fill=\"#fff\" \
         d=\"M0 0h{side}v{side}h-{side}z\"/><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    // That the codes can be read is for another program to say: `tests/checkers`.
    #[test]
    fn a_code_has_its_three_corners_inside_a_light_border() {
        let svg = svg("https://www.example.org/").unwrap();
        // 24 characters need 25 modules.
        assert!(svg.contains("viewBox=\"0 0 33 33\""), "{svg}");
        for corner in ["M4 4h7v1h-7z", "M22 4h7v1h-7z", "M4 28h7v1h-7z"] {
            assert!(svg.contains(corner), "{corner} in {svg}");
        }
        assert!(!svg.contains("M3 ") && !svg.contains(" 29h"), "{svg}");
        assert_eq!(super::svg(&"x".repeat(3000)), None);
    }
}
