//! The logo of a publisher, and the colours in the standard style sheet: whether they can be read there.
//!
//! The style sheet says what it uses as grounds for text: the custom properties named in [`GROUNDS`], in a rule for `:root` and once
//! more for screens in the dark. A theme that names its grounds otherwise has its colours compared with white and black.

use super::{Theme, assets::fingerprinted};
use crate::colour::{Colour, TEXT};
use crate::config::{Brand, Config};
use crate::diagnostic::{Diagnostic, problem};
use crate::location::SitePath;
use crate::model::{FileProblem, Purpose, broken_image, faults, find_file};
use crate::source::Snapshot;

/// The style sheet that colours are put into.
const STYLE_SHEET: &str = "assets/site.css";
/// Where it begins to speak of screens in the dark.
const DARK: &str = "prefers-color-scheme: dark";
/// The grounds that text stands on.
const GROUNDS: [&str; 3] = ["--paper", "--surface", "--tint"];

/// The colours of a publisher, as the style sheet takes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BrandStyle {
    /// Address in the site, without a leading slash.
    pub(crate) path: String,
    /// The style sheet.
    pub(crate) css: String,
}

/// What is wrong with the logo and the colours of a site.
pub(crate) fn check_brand(
    snapshot: &Snapshot,
    theme: &Theme,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) {
    theme.check_brand(&config.brand, findings);
    match logo(snapshot, config) {
        Some(Ok(file)) => {
            let file = snapshot.get(&file);
            findings.extend(file.into_iter().flat_map(|file| faults(file, Purpose::Picture)));
        }
        Some(Err(finding)) => findings.push(*finding),
        None => {}
    }
}

/// The file of a site's logo.
pub(crate) fn logo(
    snapshot: &Snapshot,
    config: &Config,
) -> Option<Result<SitePath, Box<Diagnostic>>> {
    let (written, span) = config.brand.logo.as_ref()?;
    let kinds = &config.files;
    let found = find_file(snapshot, kinds, &span.file, written, Purpose::Picture);
    let found = found.map_err(|problem| {
        Box::new(match problem {
            FileProblem::Outside => {
                Diagnostic::at(problem::PathOutside { path: &written, where_: None }, span.clone())
            }
            FileProblem::Missing { suggestion } => Diagnostic::at(
                problem::MissingImage { file: &written, suggestion: suggestion.as_deref() },
                span.clone(),
            )
            .with_fix(),
            FileProblem::Refused(refused) => refused.finding(span.clone(), problem::NamedIn::Field),
        })
    });
    Some(found.and_then(|file| match broken_image(snapshot, config.pictures, &file, span) {
        None => Ok(file),
        Some(finding) => Err(Box::new(finding)),
    }))
}

impl Theme {
    /// The style sheet for the colours of a publisher, when it has any.
    pub(crate) fn brand_style(&self, brand: &Brand) -> Option<BrandStyle> {
        let (colour, _) = brand.colour.as_ref()?;
        let dark = match &brand.dark_colour {
            Some((dark, _)) => *dark,
            None => colour.readable_on(&self.dark_grounds()).unwrap_or(Colour::WHITE),
        };
        // Not on paper, where everything is black. In the hero, white has the contrast that was asked of the colour.
        let css = format!(
            "@media screen {{\n  :root {{ --brand: {colour}; --brand-deep: {colour}; --link: {colour}; --step-on: {colour}; }}\n  \
             .hero :focus-visible {{ outline-color: #ffffff; }}\n}}\n\
             @media screen and (prefers-color-scheme: dark) {{\n  :root {{ --brand: {dark}; --link: {dark}; --step-on: {dark}; }}\n}}\n"
        );
        Some(BrandStyle { path: fingerprinted("assets/brand.css", css.as_bytes()), css })
    }

    /// What cannot be read of the colours of a publisher: WCAG 2.2, success criterion 1.4.3.
    pub(crate) fn check_brand(&self, brand: &Brand, findings: &mut Vec<Diagnostic>) {
        let mut light = self.light_grounds();
        // The same colour is the ground of white text at the head of the home page.
        light.push(Colour::WHITE);
        let colours = [
            (problem::BrandKey::Color, &brand.colour, light),
            (problem::BrandKey::DarkColor, &brand.dark_colour, self.dark_grounds()),
        ];
        for (key, colour, grounds) in colours {
            let Some((colour, span)) = colour else { continue };
            let Some((ratio, ground)) =
                colour.worst_on(&grounds).filter(|(ratio, _)| *ratio < TEXT)
            else {
                continue;
            };
            let usable = colour.readable_on(&grounds).map(|usable| usable.to_string());
            // Rounded down: a ratio that is too low must not look sufficient.
            let hundredths = (ratio * 100.0).floor() as u32;
            findings.push(
                Diagnostic::at(
                    problem::Contrast {
                        key,
                        color: &colour,
                        whole: hundredths / 100,
                        hundredths: &format!("{:02}", hundredths % 100),
                        ground: &ground,
                        suggestion: usable.map(|usable| format!("\"{usable}\"")).as_deref(),
                    },
                    span.clone(),
                )
                .with_fix(),
            );
        }
    }

    fn light_grounds(&self) -> Vec<Colour> {
        let css = self.file(STYLE_SHEET).and_then(|file| file.text()).unwrap_or_default();
        grounds(css.split(DARK).next().unwrap_or_default(), Colour::WHITE)
    }

    fn dark_grounds(&self) -> Vec<Colour> {
        let css = self.file(STYLE_SHEET).and_then(|file| file.text()).unwrap_or_default();
        grounds(css.split_once(DARK).map_or("", |(_, dark)| dark), Colour::BLACK)
    }
}

/// The grounds that a part of a style sheet names, else `otherwise`.
fn grounds(css: &str, otherwise: Colour) -> Vec<Colour> {
    let value = |name: &&str| {
        let (_, rest) = css.split_once(&format!("{name}:"))?;
        Colour::parse(rest.split([';', '}']).next()?)
    };
    let found: Vec<Colour> = GROUNDS.iter().filter_map(value).collect();
    if found.is_empty() { vec![otherwise] } else { found }
}
