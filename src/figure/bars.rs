//! `bars`: a number for each row, as a bar that begins at nought.

use super::svg::{Anchor, Look, SIZE, Svg, WIDTH, shortened, width_of};
use super::{Figure, Kind};

pub(super) const KIND: Kind =
    Kind { name: "bars", has_columns: false, has_places: false, draw: Some(draw), is_group: false };

/// Room for the names of rows.
const NAMES: f64 = 280.0;
/// From a row to the next.
const STEP: f64 = 28.0;

fn draw(figure: &Figure, svg: &mut Svg) {
    let largest = figure.largest();
    let texts = figure.cells.iter().filter_map(|cells| cells.first());
    let numbers = texts.map(|cell| width_of(&cell.text)).fold(0.0, f64::max).min(WIDTH / 4.0);
    let room = WIDTH - NAMES - numbers - 16.0;
    let mut y = 0.0;
    for (row, head) in figure.rows.iter().enumerate() {
        let height = svg.name(&head.text, NAMES - 8.0, y, STEP);
        let base = y + height / 2.0 + SIZE * 0.35;
        let length = room * (figure.number(row) / largest).clamp(0.0, 1.0);
        svg.rect((NAMES, y + 5.0), (length.max(1.0), height - 10.0), Look::Full);
        if let Some(cell) = figure.cell(row, 0) {
            let text = shortened(&cell.text, WIDTH / 4.0);
            svg.text((NAMES + length + 8.0, base), &text, Anchor::Start, Look::Ink);
        }
        y += height;
    }
    svg.path(&[(NAMES, 0.0), (NAMES, y)], false, Look::Strong);
}
