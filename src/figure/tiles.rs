//! `tiles`: a map of squares. Which square is where, somebody has decided: it is a scheme, and says so.

use super::svg::{Anchor, Look, SIZE, Svg, WIDTH, wrapped};
use super::{Figure, FigureKind};

pub(super) const KIND: FigureKind =
    FigureKind { name: "tiles", has_columns: false, has_places: true, draw: Some(draw) };

/// Columns and rows of the grid, at most.
const MOST: u8 = 12;
/// Between two squares.
const GAP: f64 = 6.0;

fn draw(figure: &Figure, svg: &mut Svg) {
    let placed = figure.rows.iter().filter_map(|head| head.place);
    let columns = placed.map(|(column, _)| column.min(MOST)).max().unwrap_or_default().max(1);
    let width = (WIDTH / f64::from(columns)).min(WIDTH / 4.0);
    let height = SIZE * 5.4;
    for (row, head) in figure.rows.iter().enumerate() {
        let Some((column, line)) = head.place else { continue };
        let at = |cell: u8, size: f64| f64::from(cell.clamp(1, MOST) - 1) * size;
        let (x, y) = (at(column, width), at(line, height));
        let cell = figure.cell(row, 0);
        let number = cell.map(|cell| cell.text.as_str()).unwrap_or_default();
        svg.link(head, |svg| {
            svg.rect((x + GAP / 2.0, y + GAP / 2.0), (width - GAP, height - GAP), Look::Ground);
            let lines = wrapped(&head.text.replace('-', "- "), width - GAP - 12.0, 3);
            let lines: Vec<String> = lines.iter().map(|line| line.replace("- ", "-")).collect();
            svg.lines((x + 11.0, y + GAP + SIZE * 1.2), &lines, Anchor::Start, Look::Ink);
            let end = (x + width - GAP - 6.0, y + height - GAP - 6.0);
            svg.text(end, number, Anchor::End, Look::Ink);
        });
    }
}
