//! `bars`: a number for each row, as a bar that begins at nought.

use super::svg::{Anchor, Look, SIZE, Svg, WIDTH, shortened, width_of};
use super::{Figure, FigureKind};

pub(super) const KIND: FigureKind =
    FigureKind { name: "bars", has_columns: false, has_places: false, draw: Some(draw) };

/// Room for the names of rows.
const NAMES: f64 = 280.0;
/// From a row to the next.
const STEP: f64 = 30.0;

fn draw(figure: &Figure, svg: &mut Svg) {
    let largest = figure.largest();
    let texts = figure.cells.iter().filter_map(|cells| cells.first());
    let numbers = texts.map(|cell| width_of(&cell.text)).fold(0.0, f64::max).min(WIDTH / 4.0);
    let room = WIDTH - NAMES - numbers - 16.0;
    let mut y = 0.0;
    for (row, head) in figure.rows.iter().enumerate() {
        let height = svg.name_height(&head.text, NAMES - 8.0, STEP);
        let says = format!("{}: {}", head.text, figure.cell(row, 0).map_or("", |cell| &cell.text));
        let href = head.href.as_deref().filter(|_| !head.external);
        svg.roomy_link((href, &says), ((0.0, y), (NAMES - 4.0, height)), |svg| {
            svg.name(&head.text, NAMES - 8.0, y, STEP);
        });
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
