//! A drawing that is being made: shapes, signs and lines of text.
//!
//! Entry point: [`Svg`]. Invariant: what is written into it is escaped, and its size is that of what was drawn.

use std::fmt::Write;

use super::{Figure, Head, Sign};
use crate::escape;

/// How wide drawings are, in units of their own; print and screens fit them to their column.
pub(super) const WIDTH: f64 = 760.0;
/// The size of text.
pub(super) const SIZE: f64 = 15.0;
/// How wide a letter is on average, in sizes of text, with some room to spare.
const LETTER: f64 = 0.48;

/// What shapes look like: a class for style sheets, and what holds without one.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// Running words.
    Ink,
    /// Words beside others.
    Quiet,
    /// Hairlines.
    Line,
    /// Strong lines.
    Strong,
    /// A pale ground.
    Ground,
    /// What is there.
    Full,
    /// What is missing.
    Gap,
    /// Nothing: the room that belongs to a link.
    Room,
}

impl Look {
    fn attributes(self) -> &'static str {
        match self {
            Self::Ink => r##" class="fig-ink" fill="#1b2529""##,
            Self::Quiet => r##" class="fig-quiet" fill="#4d5b60""##,
            Self::Line => r##" class="fig-line" fill="none" stroke="#b9c6c6" stroke-width="1""##,
            Self::Strong => {
                r##" class="fig-strong" fill="none" stroke="#1b2529" stroke-width="2""##
            }
            Self::Ground => {
                r##" class="fig-ground" fill="#edf4f2" stroke="#7d8486" stroke-width="1""##
            }
            Self::Full => r##" class="fig-full" fill="#0b4a5e" stroke="#0b4a5e" stroke-width="1""##,
            Self::Room => r##" class="fig-room" fill="#ffffff" fill-opacity="0""##,
            Self::Gap => r##" class="fig-gap" fill="none" stroke="#8a2014" stroke-width="2""##,
        }
    }
}

/// Where a text stands at its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// It begins there.
    Start,
    /// It is in the middle of it.
    Middle,
    /// It ends there.
    End,
}

/// A drawing that is being made.
pub(super) struct Svg {
    body: String,
    height: f64,
    /// What stands before ways on this site; `None` where nothing is a link.
    root: Option<String>,
    /// Whether parts of it are links, so that it is a group of them and not one picture.
    has_links: bool,
}

impl Svg {
    pub(super) fn new(root: Option<&str>) -> Self {
        Self { body: String::new(), height: 0.0, root: root.map(str::to_owned), has_links: false }
    }

    /// Makes the drawing reach down to `y`.
    fn reach(&mut self, y: f64) {
        self.height = self.height.max(y);
    }

    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), look: Look) {
        self.reach(y + height);
        let attributes = look.attributes();
        let _ = write!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}"{attributes}/>"#,
        );
    }

    /// A path through these points; `closed` goes back to the first.
    pub(super) fn path(&mut self, points: &[(f64, f64)], closed: bool, look: Look) {
        let mut d = String::new();
        for (number, (x, y)) in points.iter().enumerate() {
            self.reach(*y);
            let _ = write!(d, "{}{x:.1} {y:.1}", if number == 0 { 'M' } else { 'L' });
        }
        let end = if closed { "Z" } else { "" };
        let _ = write!(self.body, r#"<path d="{d}{end}"{}/>"#, look.attributes());
    }

    /// A line of dashes.
    pub(super) fn dashes(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.reach(from.1.max(to.1));
        let _ = write!(
            self.body,
            r#"<path d="M{:.1} {:.1}L{:.1} {:.1}" stroke-dasharray="6 5"{}/>"#,
            from.0,
            from.1,
            to.0,
            to.1,
            Look::Strong.attributes()
        );
    }

    /// A line of text on its base line.
    pub(super) fn text(&mut self, (x, y): (f64, f64), text: &str, anchor: Anchor, look: Look) {
        self.reach(y + SIZE * 0.4);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let _ = write!(self.body, r#"<text x="{x:.1}" y="{y:.1}"{anchor}{}>"#, look.attributes());
        self.escaped(text);
        // What is inside a link is its name: words of several lines must not run together.
        self.body.push_str("</text> ");
    }

    /// Lines of text below each other, the first of them at the point.
    pub(super) fn lines(
        &mut self,
        (x, y): (f64, f64),
        lines: &[String],
        anchor: Anchor,
        look: Look,
    ) {
        let mut y = y;
        for line in lines {
            self.text((x, y), line, anchor, look);
            y += SIZE * 1.2;
        }
    }

    /// The name of a row at the left edge, in two lines where one is too short for it, and how high the row is then: `step` at least.
    pub(super) fn name(&mut self, text: &str, width: f64, y: f64, step: f64) -> f64 {
        let lines = wrapped(text, width, 2);
        let more = SIZE * 1.2 * (lines.len().max(1) as f64 - 1.0);
        let height = self.name_height(text, width, step);
        let first = y + (height - more) / 2.0 + SIZE * 0.35;
        self.lines((0.0, first), &lines, Anchor::Start, Look::Ink);
        height
    }

    /// How high the row of a name is.
    pub(super) fn name_height(&self, text: &str, width: f64, step: f64) -> f64 {
        let more = SIZE * 1.2 * (wrapped(text, width, 2).len().max(1) as f64 - 1.0);
        step.max(more + SIZE * 1.6)
    }

    /// What is drawn by `inside` leads where a head leads, if it can.
    pub(super) fn link(&mut self, head: &Head, inside: impl FnOnce(&mut Self)) {
        let href = head.href.as_deref().zip(self.root.clone()).map(|(href, root)| {
            if head.external { href.to_owned() } else { format!("{root}{href}") }
        });
        let Some(href) = href else { return inside(self) };
        self.has_links = true;
        self.body.push_str(r#"<a class="fig-link" href=""#);
        self.escaped(&href);
        self.body.push_str(r#"">"#);
        inside(self);
        self.body.push_str("</a>");
    }

    /// The same for what is too small to be met, with the room that belongs to it. `says` is more than the words that are seen, and has them.
    pub(super) fn roomy_link(
        &mut self,
        (href, says): (Option<&str>, &str),
        (at, size): ((f64, f64), (f64, f64)),
        inside: impl FnOnce(&mut Self),
    ) {
        let Some((href, root)) = href.zip(self.root.clone()) else { return inside(self) };
        self.has_links = true;
        self.body.push_str(r#"<a class="fig-link" href=""#);
        self.escaped(&format!("{root}{href}"));
        self.body.push_str(r#"" aria-label=""#);
        self.escaped(says);
        self.body.push_str(r#"">"#);
        self.rect(at, size, Look::Room);
        inside(self);
        self.body.push_str("</a>");
    }

    /// A sign around its middle.
    pub(super) fn sign(&mut self, sign: Sign, x: f64, y: f64) {
        const R: f64 = 6.5;
        match sign {
            Sign::Full => {
                self.circle((x, y), R, Look::Full);
                let _ = write!(
                    self.body,
                    r##"<path d="M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}" class="fig-tick" fill="none" stroke="#ffffff" stroke-width="2"/>"##,
                    x - 3.2,
                    y,
                    x - 0.8,
                    y + 2.6,
                    x + 3.4,
                    y - 2.8
                );
            }
            Sign::Half => {
                self.circle((x, y), R, Look::Ground);
                let _ = write!(
                    self.body,
                    r#"<path d="M{x:.1} {:.1}A{R} {R} 0 0 0 {x:.1} {:.1}Z"{}/>"#,
                    y - R,
                    y + R,
                    Look::Full.attributes()
                );
            }
            Sign::Cross => {
                let (side, arm) = (R * 2.0, R - 3.0);
                self.rect((x - R, y - R), (side, side), Look::Gap);
                self.path(&[(x - arm, y - arm), (x + arm, y + arm)], false, Look::Gap);
                self.path(&[(x - arm, y + arm), (x + arm, y - arm)], false, Look::Gap);
            }
            Sign::Dash => self.path(&[(x - R, y), (x + R, y)], false, Look::Strong),
            Sign::Question => {
                let size = SIZE * 0.95;
                let look = Look::Quiet.attributes();
                let _ = write!(
                    self.body,
                    r#"<text x="{x:.1}" y="{:.1}" text-anchor="middle" font-size="{size:.1}"{look}>?</text>"#,
                    y + size * 0.35
                );
            }
        }
    }

    pub(super) fn circle(&mut self, (x, y): (f64, f64), r: f64, look: Look) {
        self.reach(y + r);
        let _ = write!(
            self.body,
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}"{}/>"#,
            look.attributes()
        );
    }

    /// What the signs mean, from `y` downwards.
    pub(super) fn legend(&mut self, legend: &[(Sign, String)], y: f64) {
        let (mut x, mut y) = (0.0, y + SIZE);
        for (sign, label) in legend {
            let label = shortened(label, WIDTH - 30.0);
            let width = 26.0 + width_of(&label) + 22.0;
            if x > 0.0 && x + width > WIDTH {
                (x, y) = (0.0, y + SIZE * 1.6);
            }
            self.sign(*sign, x + 8.0, y - SIZE * 0.33);
            self.text((x + 22.0, y), &label, Anchor::Start, Look::Ink);
            x += width;
        }
    }

    fn escaped(&mut self, text: &str) {
        // XML has no notation for control characters, and readers have no use for them.
        let seen: String = text.chars().filter(|c| !c.is_control()).collect();
        escape::xml(&seen, &mut self.body);
    }

    /// The whole drawing.
    pub(super) fn finish(mut self, figure: &Figure) -> String {
        let body = std::mem::take(&mut self.body);
        let role = if self.has_links { "group" } else { "img" };
        let height = (self.height + 4.0).ceil();
        let _ = write!(
            self.body,
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="fig-svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="{role}" font-family="'Source Sans 3'" font-size="{SIZE}""#,
        );
        self.body.push_str(r#" aria-labelledby=""#);
        self.escaped(&figure.id);
        self.body.push_str(r#"_t" aria-describedby=""#);
        self.escaped(&figure.id);
        self.body.push_str(r#"_d"><title id=""#);
        self.escaped(&figure.id);
        self.body.push_str(r#"_t">"#);
        self.escaped(&figure.title);
        self.body.push_str(r#"</title><desc id=""#);
        self.escaped(&figure.id);
        self.body.push_str(r#"_d">"#);
        self.escaped(&figure.description);
        self.body.push_str("</desc>");
        self.body.push_str(&body);
        self.body.push_str("</svg>");
        self.body
    }

    /// The drawing as a sign in a line of text, which says the same in words.
    pub(super) fn icon(self, size: f64) -> String {
        let body = self.body;
        format!(
            r#"<svg class="fig-sign" viewBox="0 0 {size} {size}" width="{size}" height="{size}" aria-hidden="true" focusable="false">{body}</svg>"#
        )
    }
}

/// How wide a text is, roughly.
pub(super) fn width_of(text: &str) -> f64 {
    text.chars().count() as f64 * SIZE * LETTER
}

/// The text, or as much of it as fits: the table behind the figure has the whole.
pub(super) fn shortened(text: &str, width: f64) -> String {
    let most = ((width / (SIZE * LETTER)).floor().max(2.0)) as usize;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

/// The text in lines that fit, at most so many.
pub(super) fn wrapped(text: &str, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width_of(line) + width_of(word) + SIZE * LETTER <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| shortened(line, width)).collect()
}
