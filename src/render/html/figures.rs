//! A figure as HTML: the drawing, and the table behind it.
//!
//! Entry point: [`figure`]. Invariant: whatever the drawing tells stands in the table in words; wide tables and drawings scroll, and the
//! keyboard gets there.

use std::fmt::Write;

use super::escape;
use crate::figure::{Cell, Head};
use crate::view::FigureView;

/// The HTML of a figure. With `captioned` its title stands under it; else a heading says it.
pub(super) fn figure(view: &FigureView, root: &str, captioned: bool) -> String {
    let mut out = String::new();
    let mut writer = Writer { view, root, out: &mut out };
    let _ = writeln!(writer.out, "<figure class=\"fig fig-{}\">", view.kind.name);
    match view.kind.draw(&view.drawing, Some(root)) {
        Some(svg) => {
            writer.scroll("drawing");
            writer.out.push_str(&svg);
            writer.out.push_str("\n</div>\n<details class=\"fig-data\"><summary>");
            escape(&view.table, writer.out);
            writer.out.push_str("</summary>\n");
            writer.table();
            writer.out.push_str("</details>\n");
        }
        None => writer.table(),
    }
    if captioned || !view.note.is_empty() {
        writer.out.push_str("<figcaption>");
        if captioned {
            escape(&view.title, writer.out);
            if !view.note.is_empty() {
                writer.out.push_str(". ");
            }
        }
        for piece in &view.note {
            writer.link(piece);
        }
        writer.out.push_str("</figcaption>\n");
    }
    writer.out.push_str("</figure>\n");
    out
}

struct Writer<'a> {
    view: &'a FigureView,
    root: &'a str,
    out: &'a mut String,
}

impl Writer<'_> {
    /// The beginning of what may be wider than the page.
    fn scroll(&mut self, what: &str) {
        let class = if what == "drawing" { "table-scroll fig-drawing" } else { "table-scroll" };
        let _ =
            write!(self.out, "<div class=\"{class}\" role=\"group\" tabindex=\"0\" aria-label=\"");
        escape(&self.view.title, self.out);
        self.out.push_str("\">\n");
    }

    fn table(&mut self) {
        let view = self.view;
        self.scroll("table");
        self.out.push_str("<table class=\"fig-table\">\n<thead>\n<tr>");
        self.header("col", |writer| escape(&view.corner, writer.out));
        match view.columns.as_slice() {
            [] => self.header("col", |writer| escape(&view.column, writer.out)),
            columns => {
                for column in columns {
                    self.header("col", |writer| writer.link(column));
                }
            }
        }
        for label in &view.beside {
            self.header("col", |writer| escape(label, writer.out));
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &view.rows {
            self.out.push_str("<tr>");
            self.header("row", |writer| writer.link(&row.head));
            for (at, cell) in row.cells.iter().enumerate() {
                // Where others of the column name who is counted, a bare number stands among them.
                let mut column = view.rows.iter().filter_map(|row| row.cells.get(at));
                self.cell(cell, column.all(|cell| cell.links.is_empty()));
            }
            for beside in &row.beside {
                self.out.push_str("<td>");
                self.links(beside);
                self.out.push_str("</td>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn header(&mut self, scope: &str, inside: impl FnOnce(&mut Self)) {
        let _ = write!(self.out, "<th scope=\"{scope}\">");
        inside(self);
        self.out.push_str("</th>");
    }

    fn cell(&mut self, cell: &Cell, is_of_numbers: bool) {
        let class = if cell.number.is_some() && is_of_numbers { " class=\"number\"" } else { "" };
        let _ = write!(self.out, "<td{class}>");
        if let Some(sign) = cell.sign {
            self.out.push_str(&sign.icon());
            self.out.push(' ');
        }
        let number = Head { text: cell.text.clone(), href: cell.href.clone(), ..Head::default() };
        self.link(&number);
        if !cell.links.is_empty() {
            self.out.push_str(": ");
            self.links(&cell.links);
        }
        for detail in &cell.details {
            self.out.push_str("<span class=\"fig-detail\">");
            escape(detail, self.out);
            self.out.push_str("</span>");
        }
        self.out.push_str("</td>");
    }

    fn links(&mut self, heads: &[Head]) {
        for (number, head) in heads.iter().enumerate() {
            if number > 0 {
                self.out.push_str(", ");
            }
            self.link(head);
        }
    }

    fn link(&mut self, head: &Head) {
        let Some(href) = &head.href else { return escape(&head.text, self.out) };
        self.out.push_str("<a href=\"");
        if !head.external {
            escape(self.root, self.out);
        }
        escape(href, self.out);
        self.out.push_str("\">");
        escape(&head.text, self.out);
        self.out.push_str("</a>");
    }
}
