//! What pages look like: templates, print templates, assets, fonts and UI texts become a [`Theme`].
//!
//! Entry point: [`Theme::load`]. The standard theme is part of the binary; a site's `themes/<name>/` takes its place
//! file by file, and whatever it lacks comes from the standard theme. Invariant: a loaded theme is complete and
//! immutable, its assets are named after their content, and nothing in it comes from the network.
//!
//! | Folder of a theme | What is in it |
//! | --- | --- |
//! | `templates/` | Tera templates; `entry/<type>.html` and `list/<type>.html` win over `entry.html` and `list.html` |
//! | `print/` | Typst templates, and what is declared by name: formats, layouts, sheets |
//! | `assets/` | style sheets, icons, pictures; published under `assets/` with the hash of their content in the name |
//! | `static/` | files published as they are, at the root of the site |
//! | `fonts/` | fonts for print, and for the web where a style sheet names them |
//! | `texts/` | UI texts, one Fluent file per language; a site's file replaces single messages |

mod assets;
mod brand;
mod depth;
mod layouts;
mod mentions;
mod templates;
mod texts;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, nearest, problem};
use crate::i18n;
use crate::location::{SitePath, Span};
use crate::picture::{self, ENDINGS, PixelBounds};
use crate::source::Snapshot;
use crate::tracking::Fingerprint;

pub(crate) use assets::Asset;
pub(crate) use brand::{check_brand, logo};
pub use depth::{MAX_CHAIN, MAX_NESTING};
pub(crate) use layouts::{
    DEFAULT_FORMAT, DEFAULT_LAYOUT, EntryLayout, PageFormat, PrintLayouts, Shows,
};
pub(crate) use texts::{TextValue, UiTexts};

/// The name of the theme that ships inside the binary.
pub(crate) const STANDARD: &str = "standard";

/// Where that is in the repository.
const STANDARD_FOLDER: &str = "themes/standard";

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/standard");

/// A file of a theme: from the site, or from the standard theme.
#[derive(Clone, Debug)]
pub(crate) struct ThemeFile {
    /// Where it is or, for a file of the standard theme, where a site would put its own version.
    pub(crate) path: SitePath,
    /// What is in it.
    pub(crate) bytes: Cow<'static, [u8]>,
}

impl ThemeFile {
    /// The text, when it is UTF-8.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Whether the site brought it, and not the standard theme.
    pub(crate) fn is_own(&self) -> bool {
        matches!(self.bytes, Cow::Owned(_))
    }
}

/// The folder of a theme with its templates for pages.
const TEMPLATES: &str = "templates/";
/// The folder of a theme with what stands on pages.
const TEXTS: &str = "texts/";

/// Whether a file of a site says how pages of one of its themes look, or what stands on them: a template, or texts.
pub(crate) fn is_of_looks(path: &SitePath) -> bool {
    let inside = path.as_str().strip_prefix("themes/").and_then(|path| path.split_once('/'));
    inside.is_some_and(|(_, file)| has_looks(file))
}

/// The same, by the name of a file in a theme.
fn has_looks(name: &str) -> bool {
    name.starts_with(TEMPLATES) || name.starts_with(TEXTS)
}

/// A theme, ready to render with.
pub struct Theme {
    name: String,
    files: BTreeMap<String, ThemeFile>,
    assets: assets::Assets,
    tera: tera::Tera,
    /// The templates with what they say in each language, made when first asked for: copying all of them takes longer than filling one.
    speaking: BTreeMap<String, OnceLock<tera::Tera>>,
    /// The templates that may show the lists of the site.
    showing_collections: BTreeSet<String>,
    texts: BTreeMap<String, UiTexts>,
    layouts: PrintLayouts,
}

impl Theme {
    /// Loads the theme `name` for a site with these languages. `named_at` is where the settings name it.
    pub fn load(
        snapshot: &Snapshot,
        name: &str,
        named_at: Option<&Span>,
        languages: &[&str],
    ) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let (name, mut files) = match collect(snapshot, name, &mut findings) {
            Some(files) => (name, files),
            None => {
                findings.push(no_theme(snapshot, name, named_at));
                let standard = collect(snapshot, STANDARD, &mut findings).unwrap_or_default();
                (STANDARD, standard)
            }
        };
        depth::bound(&mut files, &mut findings);
        let assets = assets::Assets::build(&files, &mut findings);
        let tera = templates::load(&files, &mut findings);
        let default = languages.first().copied().unwrap_or(i18n::DEFAULT);
        let speaking =
            languages.iter().map(|language| ((*language).to_owned(), OnceLock::new())).collect();
        let texts = languages
            .iter()
            .map(|language| {
                let texts = UiTexts::load(language, default, &files, snapshot, name, &mut findings);
                ((*language).to_owned(), texts)
            })
            .collect();
        let layouts = PrintLayouts::load(&files, &mut findings);
        let showing_collections = mentions::showing_collections(&files);
        let name = name.to_owned();
        let theme =
            Self { name, files, assets, tera, speaking, showing_collections, texts, layouts };
        (theme, findings)
    }

    /// That of all its files, those of the standard theme included.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let files = self.files.iter().map(|(name, file)| (name, &*file.bytes));
        Fingerprint::of((&self.name, files.collect::<Vec<_>>()))
    }

    /// Whether it has all that an earlier one had, but that templates for pages and texts say something else.
    pub(crate) fn differs_in_looks(&self, last: &Self) -> bool {
        let is_same = |((name, file), (last_name, last)): (_, (&String, &ThemeFile))| {
            let (name, file): (&String, &ThemeFile) = (name, file);
            name == last_name && (has_looks(name) || file.bytes == last.bytes)
        };
        self.name == last.name
            && self.files.len() == last.files.len()
            && self.files.iter().zip(&last.files).all(is_same)
    }

    /// Whether its texts are those of an earlier one.
    pub(crate) fn says_the_same<'a>(&'a self, last: &'a Self) -> bool {
        let texts = |theme: &'a Self| theme.folder(TEXTS).map(|(name, file)| (name, &file.bytes));
        texts(self).eq(texts(last))
    }

    /// What it can print, by name.
    pub(crate) fn print_layouts(&self) -> &PrintLayouts {
        &self.layouts
    }

    /// Whether there is a template of this name, such as `entry/guide.html`.
    pub(crate) fn has_template(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Whether a template may show the lists of the site. The others get a site without them.
    pub(crate) fn may_show_collections(&self, template: &str) -> bool {
        self.showing_collections.contains(template)
    }

    /// The most specific of these templates that the theme has; the last one when it has none.
    pub(crate) fn first_template<'a>(&self, names: &[&'a str]) -> &'a str {
        let found = names.iter().find(|name| self.has_template(name)).or(names.last());
        found.copied().unwrap_or("base.html")
    }

    /// The parsed templates for a language of the site: with the functions `t(key=…)` for UI texts and `asset(name=…)` for the published name of an
    /// asset.
    pub(crate) fn tera(&self, language: &str) -> Option<&tera::Tera> {
        let speaking = self.speaking.get(language)?;
        Some(speaking.get_or_init(|| {
            let mut tera = self.tera.clone();
            let assets = self.assets.names().clone();
            templates::register(&mut tera, self.texts(language).clone(), assets);
            tera
        }))
    }

    /// What a failed rendering of `template` says, as findings that point into the theme.
    pub(crate) fn explain(&self, template: &str, error: &tera::Error) -> Vec<Diagnostic> {
        templates::explain(&self.files, template, error)
    }

    /// Assets and static files, with their addresses in the published site.
    pub(crate) fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.published()
    }

    /// The address of an asset named as in `assets/`, such as `site.css`.
    pub(crate) fn asset(&self, name: &str) -> Option<&str> {
        self.assets.names().get(name).map(String::as_str)
    }

    /// Files of a folder of the theme, such as `print/` or `fonts/`, with their names inside it.
    pub(crate) fn folder<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a ThemeFile)> {
        self.files
            .range(folder.to_owned()..)
            .map_while(move |(name, file)| Some((name.strip_prefix(folder)?, file)))
    }

    /// A file of the theme by its name, such as `print/brochure.typ`.
    pub(crate) fn file(&self, name: &str) -> Option<&ThemeFile> {
        self.files.get(name)
    }

    /// The UI texts of a language; those of another one when the site does not have the language.
    pub(crate) fn texts(&self, language: &str) -> &UiTexts {
        self.texts
            .get(language)
            .or_else(|| self.texts.values().next())
            .unwrap_or_else(|| UiTexts::none())
    }

    /// The languages of the site in which there are no UI texts, where they are written: pages in them get those of the site's own.
    pub(crate) fn languages_without_texts(&self, config: &Config) -> Vec<Diagnostic> {
        let known: Vec<&str> = texts::languages(&self.files).collect();
        let lacking = config.languages_at.iter().filter(|(language, _)| {
            config.languages.contains(language) && !texts::has(&self.files, language)
        });
        lacking
            .map(|(language, span)| {
                Diagnostic::at(
                    problem::LanguageWithoutTexts {
                        language: &language,
                        default: &config.language,
                        theme: &self.name,
                        known: &known.join(", "),
                    },
                    span.clone(),
                )
            })
            .collect()
    }

    /// Only the UI texts of the standard theme in one language, with those of the site in their place.
    pub(crate) fn texts_alone(snapshot: &Snapshot, language: &str) -> (UiTexts, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let files = collect(snapshot, STANDARD, &mut findings).unwrap_or_default();
        let texts =
            UiTexts::load(language, i18n::DEFAULT, &files, snapshot, STANDARD, &mut findings);
        (texts, findings)
    }
}

/// The files of a theme by their names inside it; `None` when there is no such theme.
fn collect(
    snapshot: &Snapshot,
    name: &str,
    findings: &mut Vec<Diagnostic>,
) -> Option<BTreeMap<String, ThemeFile>> {
    let folder = format!("themes/{name}/");
    let mut files = BTreeMap::new();
    let mut own = 0;
    for dir in [Some(&EMBEDDED), i18n::third_language(STANDARD_FOLDER)].into_iter().flatten() {
        collect_embedded(dir, name, &mut files);
    }
    for file in snapshot.under(&folder) {
        own += 1;
        let Some(inside) = file.path().as_str().strip_prefix(&folder) else { continue };
        let bytes = match file.bytes() {
            Ok(bytes) if ENDINGS.contains(&file.path().extension().as_str()) => {
                let ending = file.path().extension();
                picture::published(&ending, bytes, PixelBounds::default()).map_err(|problem| {
                    Diagnostic::at_file(
                        problem::BrokenImage { file: &file.path(), problem },
                        file.path(),
                    )
                })
            }
            bytes => bytes.map_err(|error| {
                Diagnostic::at_file(
                    problem::Unreadable { path: &file.path(), message: Some(&error) },
                    file.path(),
                )
            }),
        };
        match bytes {
            Ok(bytes) => {
                let bytes = Cow::Owned(bytes.to_vec());
                files.insert(inside.to_owned(), ThemeFile { path: file.path().clone(), bytes });
            }
            Err(finding) => findings.push(finding),
        }
    }
    (own > 0 || name == STANDARD).then_some(files)
}

/// What the standard theme has in a file.
fn standard_file(name: &str) -> Option<&'static [u8]> {
    EMBEDDED.get_file(name).map(include_dir::File::contents)
}

/// What the standard theme says in a file.
fn standard_text(name: &str) -> Option<&'static str> {
    let inside = format!("{STANDARD_FOLDER}/{name}");
    let third = || i18n::third_language(STANDARD_FOLDER)?.get_file(inside);
    EMBEDDED.get_file(name).or_else(third)?.contents_utf8()
}

fn collect_embedded(dir: &Dir<'static>, theme: &str, files: &mut BTreeMap<String, ThemeFile>) {
    for file in dir.files() {
        let Some(inside) = file.path().to_str() else { continue };
        let inside = inside.replace('\\', "/");
        let inside = inside.trim_start_matches(&format!("{STANDARD_FOLDER}/")).to_owned();
        let Some(path) = SitePath::new(&format!("themes/{theme}/{inside}")) else { continue };
        files.insert(inside, ThemeFile { path, bytes: Cow::Borrowed(file.contents()) });
    }
    for dir in dir.dirs() {
        collect_embedded(dir, theme, files);
    }
}

fn no_theme(snapshot: &Snapshot, name: &str, named_at: Option<&Span>) -> Diagnostic {
    let mut known: Vec<&str> = snapshot
        .under("themes/")
        .filter_map(|file| file.path().as_str().strip_prefix("themes/")?.split_once('/'))
        .map(|(theme, _)| theme)
        .chain([STANDARD])
        .collect();
    known.sort_unstable();
    known.dedup();
    let suggestion = nearest(name, known.iter().copied());
    let found = problem::NoTheme { name: &name, known: &known.join(", "), suggestion };
    Diagnostic::new(found, named_at.cloned()).with_fix()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn load(files: &[(&str, &str)], name: &str) -> (Theme, Vec<Diagnostic>) {
        let snapshot = Snapshot::from_files(files.iter().copied());
        Theme::load(&snapshot, name, None, &["de", "en"])
    }

    #[test]
    fn the_standard_theme_is_complete() {
        let (theme, findings) = load(&[], STANDARD);
        assert_eq!(findings, []);
        for template in ["home.html", "list.html", "entry.html", "404.html", "redirect.html"] {
            assert!(theme.has_template(template), "{template}");
        }
        assert!(theme.asset("site.css").is_some());
    }

    #[test]
    fn a_site_replaces_single_files() {
        let (theme, findings) = load(&[("themes/haus/assets/site.css", "body{}")], "haus");
        assert_eq!(findings, []);
        assert!(theme.has_template("home.html"));
        let css = theme.assets().find(|asset| asset.path.contains("site.")).unwrap();
        assert_eq!(&*css.bytes, b"body{}");
    }

    #[test]
    fn a_missing_theme_is_a_finding() {
        let (_, findings) = load(&[("themes/haus/assets/site.css", "body{}")], "hauß");
        assert_eq!(findings[0].code, Code::NoTheme);
        assert_eq!(findings[0].args["suggestion"], "haus");
    }

    #[test]
    fn template_errors_point_into_the_theme() {
        let broken = "<p>\n  {{ größe | }}</p>";
        let unknown = "{{ 1 | nosuchfilter }}\n{{ 1 | nothereeither }}";
        let (_, findings) = load(
            &[
                ("themes/haus/templates/404.html", broken),
                ("themes/haus/templates/redirect.html", unknown),
            ],
            "haus",
        );
        let places: Vec<_> = findings
            .iter()
            .map(|finding| {
                let span = finding.span.as_ref().unwrap();
                (finding.code, span.file.as_str(), span.start)
            })
            .collect();
        assert_eq!(places[0].0, Code::TemplateError);
        assert_eq!(places[0].1, "themes/haus/templates/404.html");
        assert_eq!(places.len(), 3);
        assert_eq!((places[1].1, places[1].2), ("themes/haus/templates/redirect.html", 7));
        assert_eq!(places[2].2, 30);
    }

    #[test]
    fn style_sheets_name_the_published_files() {
        let (theme, findings) = load(
            &[
                ("themes/haus/assets/site.css", "a{background:url('bild.svg#x')}"),
                ("themes/haus/assets/bild.svg", "<svg/>"),
            ],
            "haus",
        );
        assert_eq!(findings, []);
        let css = theme.assets().find(|asset| asset.path.contains("/site.")).unwrap();
        let text = std::str::from_utf8(&css.bytes).unwrap();
        assert!(
            text.starts_with("a{background:url('bild.") && text.ends_with(".svg#x')}"),
            "{text}"
        );
    }

    #[test]
    fn a_style_sheet_that_names_nothing_is_a_finding() {
        let (_, findings) = load(&[("themes/haus/assets/site.css", "a{b:url(nix.png)}")], "haus");
        assert_eq!(findings[0].code, Code::TemplateError);
        assert_eq!(findings[0].span.as_ref().unwrap().start, 8);
    }
}
