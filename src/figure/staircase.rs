//! `staircase`: steps that lead upwards, who stands on which of them, and perhaps a threshold between two.

use super::svg::{Anchor, Look, SIZE, Svg, WIDTH, shortened, wrapped};
use super::{Figure, FigureKind};

pub(super) const KIND: FigureKind =
    FigureKind { name: "staircase", has_columns: false, has_places: false, draw: Some(draw) };

/// How far a step is above the one before.
const RISE: f64 = 44.0;
/// How many of those who stand on a step are named.
const NAMED: usize = 4;

fn draw(figure: &Figure, svg: &mut Svg) {
    let count = figure.rows.len();
    let width = WIDTH / count.max(1) as f64;
    let tallest = (0..count).map(|row| standing(figure, row, width).len()).max();
    let tallest = tallest.unwrap_or_default() as f64;
    // Above the highest step there is room for those who stand on it, and for the name of the threshold.
    let head = SIZE * 1.2 * tallest + SIZE * 2.2;
    let floor = head + RISE * count as f64 + SIZE * 3.2;
    for (row, step) in figure.rows.iter().enumerate() {
        let x = width * row as f64;
        let top = head + RISE * (count - 1 - row) as f64;
        svg.rect((x, top), (width - 2.0, floor - top), Look::Ground);
        let lines = wrapped(&step.text, width - 16.0, 3);
        svg.lines((x + 8.0, top + SIZE * 1.4), &lines, Anchor::Start, Look::Ink);
        for (number, (begins, line)) in standing(figure, row, width).iter().rev().enumerate() {
            let y = top - 8.0 - SIZE * 1.2 * number as f64;
            if *begins {
                svg.circle((x + 10.0, y - SIZE * 0.33), 4.0, Look::Full);
            }
            svg.text((x + 19.0, y), line, Anchor::Start, Look::Ink);
        }
    }
    if let Some((row, name)) = &figure.threshold {
        let x = width * *row as f64 - 1.0;
        svg.dashes((x, SIZE * 1.6), (x, floor));
        svg.text((x, SIZE), &shortened(name, WIDTH / 2.0), Anchor::Middle, Look::Ink);
    }
}

/// The lines that say who stands on a step, each with whether a name begins there.
fn standing(figure: &Figure, row: usize, width: f64) -> Vec<(bool, String)> {
    let Some(cell) = figure.cell(row, 0) else { return Vec::new() };
    let mut lines = Vec::new();
    for one in cell.links.iter().take(NAMED) {
        let of_name = wrapped(&one.text, width - 24.0, 2).into_iter().enumerate();
        lines.extend(of_name.map(|(number, line)| (number == 0, line)));
    }
    if cell.links.len() > NAMED {
        lines.push((true, format!("+ {}", cell.links.len() - NAMED)));
    }
    lines
}
