//! `chain`: the links of a chain in order, and below them who has which of them.

use super::svg::{Anchor, Look, SIZE, Svg, WIDTH, wrapped};
use super::{Figure, FigureKind};

pub(super) const KIND: FigureKind =
    FigureKind { name: "chain", has_columns: true, has_places: false, draw: Some(draw) };

/// Room for the names of rows.
const NAMES: f64 = 330.0;
/// From a row to the next.
const STEP: f64 = 26.0;

fn draw(figure: &Figure, svg: &mut Svg) {
    let count = figure.columns.len().max(1) as f64;
    let width = ((WIDTH - NAMES) / count).min(64.0);
    let x_of = |column: usize| NAMES + width * column as f64;
    // The links, numbered: their names stand below, where there is room for them.
    let (top, height) = (4.0, 34.0);
    for column in 0..figure.columns.len() {
        let (x, tip) = (x_of(column), 9.0_f64.min(width / 4.0));
        let (right, middle) = (x + width - 3.0, top + height / 2.0);
        let points = [
            (x, top),
            (right - tip, top),
            (right, middle),
            (right - tip, top + height),
            (x, top + height),
            (x + tip, middle),
        ];
        svg.path(&points, true, Look::Ground);
        let number = (column + 1).to_string();
        svg.text((x + width / 2.0, middle + SIZE * 0.35), &number, Anchor::Middle, Look::Ink);
    }
    let mut y = top + height + 8.0;
    for (row, head) in figure.rows.iter().enumerate() {
        svg.path(&[(0.0, y), (WIDTH, y)], false, Look::Line);
        let height = svg.name(&head.text, NAMES - 8.0, y, STEP);
        for column in 0..figure.columns.len() {
            if let Some(sign) = figure.cell(row, column).and_then(|cell| cell.sign) {
                svg.sign(sign, x_of(column) + width / 2.0, y + height / 2.0);
            }
        }
        y += height;
    }
    svg.path(&[(0.0, y), (WIDTH, y)], false, Look::Line);
    svg.legend(&figure.legend, y + 12.0);
    let mut y = y + 12.0 + SIZE * 3.4;
    // Two columns of names, read downwards.
    let half = figure.columns.len().div_ceil(2);
    let start = y;
    for (column, head) in figure.columns.iter().enumerate() {
        if column == half {
            y = start;
        }
        let x = if column < half { 0.0 } else { WIDTH / 2.0 };
        svg.text((x, y), &format!("{}", column + 1), Anchor::Start, Look::Quiet);
        let lines = wrapped(&head.text, WIDTH / 2.0 - 40.0, 1);
        svg.lines((x + 22.0, y), &lines, Anchor::Start, Look::Ink);
        y += SIZE * 1.5;
    }
}
