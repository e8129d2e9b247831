//! `matrix`: how many there are of what rows and columns have in common. Numbers are written; discs repeat them.

use super::svg::{Anchor, Look, SIZE, Svg, WIDTH, width_of, wrapped};
use super::{Figure, FigureKind};

pub(super) const KIND: FigureKind =
    FigureKind { name: "matrix", has_columns: true, has_places: false, draw: Some(draw) };

/// Room for the names of rows.
const NAMES: f64 = 226.0;
/// From a row to the next.
const STEP: f64 = 34.0;

fn draw(figure: &Figure, svg: &mut Svg) {
    let count = figure.columns.len().max(1) as f64;
    let width = (WIDTH - NAMES) / count;
    // Heads with long words stand in two rows in turn, so that each has the room of two columns.
    let is_long = |word: &str| width_of(word) > width - 6.0;
    let in_turn = figure.columns.iter().any(|head| head.text.split_whitespace().any(is_long));
    let (room, most) = if in_turn { (width * 1.9, 2) } else { (width - 6.0, 3) };
    let row_height = SIZE * 1.2 * most as f64;
    let head_height = if in_turn { row_height * 2.0 } else { row_height };
    for (column, head) in figure.columns.iter().enumerate() {
        let lines = wrapped(&head.text, room, most);
        let base = if in_turn && column % 2 == 0 { row_height } else { head_height };
        let first = base - SIZE * 1.2 * (lines.len() as f64 - 1.0);
        let is_last = in_turn && column + 1 == figure.columns.len();
        let (x, anchor) = match is_last {
            true => (WIDTH, Anchor::End),
            false => (NAMES + width * (column as f64 + 0.5), Anchor::Middle),
        };
        svg.lines((x, first), &lines, anchor, Look::Ink);
    }
    let largest = figure.largest();
    let mut y = head_height + 10.0;
    for (row, head) in figure.rows.iter().enumerate() {
        svg.path(&[(0.0, y), (WIDTH, y)], false, Look::Line);
        let height = svg.name(&head.text, NAMES - 8.0, y, STEP);
        let base = y + height / 2.0 + SIZE * 0.35;
        for column in 0..figure.columns.len() {
            let Some(cell) = figure.cell(row, column) else { continue };
            let x = NAMES + width * (column as f64 + 0.5);
            match cell.number {
                // The area of a disc grows with the number.
                Some(number) if number > 0.0 => {
                    let r = ((number / largest).sqrt() * 12.0).max(3.0);
                    let of = figure.columns.get(column).map_or("", |head| head.text.as_str());
                    let says = format!("{}, {of}: {}", head.text, cell.text);
                    let link = (cell.href.as_deref(), says.as_str());
                    let room = ((x - 30.0, y + 1.0), (60.0, height - 2.0));
                    svg.roomy_link(link, room, |svg| {
                        svg.circle((x - 14.0, y + height / 2.0), r, Look::Full);
                        svg.text((x + 6.0, base), &cell.text, Anchor::Start, Look::Ink);
                    });
                }
                _ => svg.text((x + 6.0, base), &cell.text, Anchor::Start, Look::Quiet),
            }
        }
        y += height;
    }
    svg.path(&[(0.0, y), (WIDTH, y)], false, Look::Line);
}
