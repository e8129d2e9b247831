//! Figures: data drawn as SVG, the same for screens and for paper. One file for each kind of figure.
//!
//! Entry points: [`FigureKind::named`], [`FigureKind::draw`]. Invariant: whatever a label holds, a drawing is well-formed XML that only draws; nothing in
//! it is told by colour alone; every text of it stands in the table behind it, too. Hence a new kind is a file here and its line in [`KINDS`].
//!
//! Shapes carry classes, which the style sheet of a theme colours for light, dark and forced colours, and presentation attributes, which hold
//! where no style sheet is, such as on paper.

mod bars;
mod chain;
mod matrix;
mod staircase;
mod svg;
mod table;
mod tiles;

use serde::Serialize;

use svg::Svg;

/// All kinds, in the order of the documentation.
const KINDS: [&FigureKind; 6] =
    [&chain::KIND, &matrix::KIND, &bars::KIND, &staircase::KIND, &tiles::KIND, &table::KIND];

/// A kind of figure.
#[derive(Debug)]
pub(crate) struct FigureKind {
    /// What files write after `kind:`.
    pub(crate) name: &'static str,
    /// Whether it has columns that are entries; else its only column is what is counted.
    pub(crate) has_columns: bool,
    /// Whether somebody has to say where its rows are drawn.
    pub(crate) has_places: bool,
    /// Draws it; `None` for a kind that is a table and no more.
    draw: Option<fn(&Figure, &mut Svg)>,
}

impl PartialEq for FigureKind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl FigureKind {
    /// The kind of this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        KINDS.into_iter().find(|kind| kind.name == name)
    }

    /// The names of all kinds.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        KINDS.into_iter().map(|kind| kind.name)
    }

    /// Whether there is a drawing beside the table.
    pub(crate) fn is_drawn(&self) -> bool {
        self.draw.is_some()
    }

    /// The drawing as SVG; `None` for a kind without one, and when there is nothing to draw. Without a `root`, which stands before every way on
    /// this site, nothing in it is a link.
    pub(crate) fn draw(&self, figure: &Figure, root: Option<&str>) -> Option<String> {
        let draw = self.draw.filter(|_| !figure.rows.is_empty())?;
        let mut svg = Svg::new(root);
        draw(figure, &mut svg);
        Some(svg.finish(figure))
    }
}

/// What is drawn: heads and cells in the language of the readers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Figure {
    /// What ids in it begin with: unique on a page.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) title: String,
    /// What can be seen, for those who cannot see it.
    pub(crate) description: String,
    /// What rows are about.
    pub(crate) rows: Vec<Head>,
    /// What columns are about; none where the only one is what is counted.
    pub(crate) columns: Vec<Head>,
    /// For each row one for each column, or a single one.
    pub(crate) cells: Vec<Vec<Cell>>,
    /// What signs mean, as far as there are signs.
    pub(crate) legend: Vec<(Sign, String)>,
    /// Where something begins that is to be seen: the number of the row before which it does, and what it is called.
    pub(crate) threshold: Option<(usize, String)>,
}

impl Figure {
    /// The cell of a row and a column.
    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.cells.get(row)?.get(column)
    }

    /// The number of a row whose only column is what is counted.
    fn number(&self, row: usize) -> f64 {
        self.cell(row, 0).and_then(|cell| cell.number).unwrap_or_default()
    }

    /// The largest number of all cells; 1 at least.
    fn largest(&self) -> f64 {
        let numbers = self.cells.iter().flatten().filter_map(|cell| cell.number);
        numbers.fold(1.0, f64::max)
    }
}

/// The head of a row or a column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Head {
    /// What it says.
    pub(crate) text: String,
    /// Where it leads.
    pub(crate) href: Option<String>,
    /// Whether that is elsewhere on the web.
    pub(crate) external: bool,
    /// Where it is drawn, for kinds whose rows have places: column and row of a grid.
    #[serde(skip)]
    pub(crate) place: Option<(u8, u8)>,
}

/// What stands where a row and a column meet.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Cell {
    /// What it says.
    pub(crate) text: String,
    /// The sign beside the words.
    pub(crate) sign: Option<Sign>,
    /// The number that the words are.
    pub(crate) number: Option<f64>,
    /// Where those are who are counted.
    pub(crate) href: Option<String>,
    /// Who is meant, when it is about single entries.
    pub(crate) links: Vec<Head>,
    /// What else is said.
    pub(crate) details: Vec<String>,
}

impl Head {
    /// Several of them in words.
    pub(crate) fn list(heads: &[Self]) -> String {
        heads.iter().map(|head| head.text.as_str()).collect::<Vec<_>>().join(", ")
    }
}

impl Cell {
    /// All that it says, in words.
    pub(crate) fn words(&self) -> String {
        let mut words = self.text.clone();
        if !self.links.is_empty() {
            words.push_str(": ");
            words.push_str(&Head::list(&self.links));
        }
        if !self.details.is_empty() {
            words.push_str(" (");
            words.push_str(&self.details.join("; "));
            words.push(')');
        }
        words
    }
}

/// A sign, told from the others by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sign {
    /// A disc with a tick.
    Full,
    /// Half a disc.
    Half,
    /// A square with a cross, outlined strongly.
    Cross,
    /// A dash.
    Dash,
    /// A question mark.
    Question,
}

impl Sign {
    /// All of them, as files write them.
    pub(crate) const ALL: [(&'static str, Self); 5] = [
        ("full", Self::Full),
        ("half", Self::Half),
        ("cross", Self::Cross),
        ("dash", Self::Dash),
        ("question", Self::Question),
    ];

    /// The sign alone, as SVG for a line of text.
    pub(crate) fn icon(self) -> String {
        let mut svg = Svg::new(None);
        svg.sign(self, 8.0, 8.0);
        svg.icon(16.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hostile() -> Figure {
        let text = "</title><script>alert(1)</script>\u{0}&\"'".to_owned();
        let head = Head {
            text: text.clone(),
            href: Some("a\"b/".to_owned()),
            external: false,
            place: Some((255, 255)),
        };
        let cell = Cell {
            text: text.clone(),
            sign: Some(Sign::Cross),
            number: Some(f64::MAX),
            href: Some("b\"c/".to_owned()),
            links: vec![head.clone()],
            details: vec![text.clone()],
        };
        Figure {
            id: "f".to_owned(),
            title: text.clone(),
            description: text.clone(),
            rows: vec![head.clone(); 3],
            columns: vec![head; 2],
            cells: vec![vec![cell; 2]; 3],
            legend: vec![(Sign::Dash, text.clone())],
            threshold: Some((1, text)),
        }
    }

    #[test]
    fn names_are_told_apart() {
        let mut names: Vec<&str> = FigureKind::names().collect();
        assert!(names.iter().all(|name| FigureKind::named(name).is_some()));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), KINDS.len());
    }

    #[test]
    fn labels_are_text_and_nothing_else() {
        for kind in KINDS {
            let Some(svg) = kind.draw(&hostile(), Some("../")) else { continue };
            assert!(!svg.contains("<script"), "{}: {svg}", kind.name);
            assert!(!svg.contains("style=") && !svg.contains('\u{0}'), "{}: {svg}", kind.name);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}: {svg}", kind.name);
            assert_eq!(svg.matches("<title").count(), svg.matches("</title>").count());
        }
    }

    #[test]
    fn without_a_root_nothing_is_a_link() {
        for kind in KINDS {
            let svg = kind.draw(&hostile(), None).unwrap_or_default();
            assert!(!svg.contains("<a "), "{}: {svg}", kind.name);
        }
    }

    #[test]
    fn a_figure_without_rows_is_not_drawn() {
        assert!(KINDS.iter().all(|kind| kind.draw(&Figure::default(), Some("")).is_none()));
    }
}
