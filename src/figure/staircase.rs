//! `staircase`: steps that lead upwards, who stands on which of them, and perhaps a threshold between two.

use super::svg::{Anchor, Look, SIZE, Svg, WIDTH, shortened, wrapped};
use super::{Figure, Kind};

pub(super) const KIND: Kind = Kind {
    name: "staircase",
    has_columns: false,
    has_places: false,
    draw: Some(draw),
    is_group: false,
};

/// How far a step is above the one before.
const RISE: f64 = 44.0;
/// How many of those who stand on a step are named.
const NAMED: usize = 4;

fn draw(figure: &Figure, svg: &mut Svg) {
    let count = figure.rows.len();
    let width = WIDTH / count.max(1) as f64;
    let names = |row: usize| {
        let cell = figure.cell(row, 0);
        cell.map_or(0, |cell| cell.links.len().min(NAMED + 1))
    };
    let tallest = (0..count).map(names).max().unwrap_or_default() as f64;
    // Above the highest step there is room for those who stand on it, and for the name of the threshold.
    let head = SIZE * 1.2 * tallest + SIZE * 2.2;
    let floor = head + RISE * count as f64 + SIZE * 3.2;
    for (row, step) in figure.rows.iter().enumerate() {
        let x = width * row as f64;
        let top = head + RISE * (count - 1 - row) as f64;
        svg.rect((x, top), (width - 2.0, floor - top), Look::Ground);
        let lines = wrapped(&step.text, width - 16.0, 3);
        svg.lines((x + 8.0, top + SIZE * 1.4), &lines, Anchor::Start, Look::Ink);
        let Some(cell) = figure.cell(row, 0) else { continue };
        let mut standing: Vec<String> =
            cell.links.iter().take(NAMED).map(|one| shortened(&one.text, width - 24.0)).collect();
        if cell.links.len() > NAMED {
            standing.push(format!("+ {}", cell.links.len() - NAMED));
        }
        for (number, name) in standing.iter().rev().enumerate() {
            let y = top - 8.0 - SIZE * 1.2 * number as f64;
            svg.circle((x + 10.0, y - SIZE * 0.33), 4.0, Look::Full);
            svg.text((x + 19.0, y), name, Anchor::Start, Look::Ink);
        }
    }
    if let Some((row, name)) = &figure.threshold {
        let x = width * *row as f64 - 1.0;
        svg.dashes((x, SIZE * 1.6), (x, floor));
        svg.text((x, SIZE), &shortened(name, WIDTH / 2.0), Anchor::Middle, Look::Ink);
    }
}
