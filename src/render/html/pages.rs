//! Pages through the templates of a theme.
//!
//! Entry point: [`Templates::render`]. Invariant: a page is a function of its view and the theme; what all pages of a language share is
//! handed to the template engine once.

use std::io;

use tera::{Context, Value};

use super::blocks::{self, HtmlOptions, ImageTo, LinkResolver, LinkTo};
use super::figures;
use crate::diagnostic::{Diagnostic, problem};
use crate::hash::Map;
use crate::i18n::Locale;
use crate::location::Span;
use crate::model::Channel;
use crate::syntax::Destination;
use crate::syntax::tree::Document;
use crate::theme::Theme;
use crate::tracking::Fingerprint;
use crate::view::types::TextView;
use crate::view::{
    self, Content, Extent, FigureWriter, Medium, Page, Resolver, Shared, TextFrame, ViewContext,
};

/// The largest page, in bytes. No browser shows one that is nearly as large.
const MAX_PAGE: usize = 64 * 1024 * 1024;

/// The web: formatted text becomes HTML.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Web;

impl Medium for Web {
    fn channel(&self) -> Channel {
        Channel::Website
    }

    fn text(
        &self,
        document: &Document,
        frame: &TextFrame<'_>,
        resolver: &Resolver<'_>,
    ) -> TextView {
        let words = &Locale::of_or(frame.language, resolver.default_language()).words;
        let options = HtmlOptions {
            heading_shift: frame.heading_shift,
            id_prefix: frame.anchor_prefix,
            words,
        };
        let mut html = String::new();
        blocks::document(document, &options, &WebLinks(resolver), &mut html);
        TextView::Html(html)
    }

    fn figure_writer(&self) -> Option<FigureWriter> {
        Some(figures::figure)
    }
}

struct WebLinks<'a>(&'a Resolver<'a>);

impl LinkResolver for WebLinks<'_> {
    fn resolve_link(&self, destination: &Destination) -> LinkTo {
        let Some(link) = self.0.link(destination) else { return LinkTo::nowhere() };
        let explains = link.target.as_deref().is_some_and(|target| self.0.is_explained(target));
        LinkTo {
            href: link
                .href
                .map(|href| if link.external { href } else { format!("{}{href}", self.0.root()) }),
            text: Some(link.text),
            external: link.external,
            class: explains.then(|| "term".to_owned()),
            lang: link.lang,
        }
    }

    fn resolve_image(&self, file: &str) -> Option<ImageTo> {
        let image = self.0.image(file)?;
        let known = image.width > 0;
        Some(ImageTo {
            src: format!("{}{}", self.0.root(), image.href),
            width: known.then_some(image.width),
            height: known.then_some(image.height),
            ..ImageTo::default()
        })
    }

    fn resolve_figure(&self, written: &str, says: &str, prefix: &str) -> Option<String> {
        let figure = view::named_figure(self.0, written, says, prefix)?;
        Some(figures::figure(&figure, self.0.root(), true))
    }
}

/// The templates of a theme, ready for the languages of a site.
pub(crate) struct Templates<'a> {
    theme: &'a Theme,
    /// The site as pages see it, serialised once for all of them.
    sites: Map<Fingerprint, Value>,
}

impl<'a> Templates<'a> {
    /// Prepares the templates for the languages of the views.
    pub(crate) fn new(theme: &'a Theme, views: &ViewContext<'_>) -> Self {
        let each = views.languages().flat_map(|language| {
            [Extent::Whole, Extent::WithoutCollections]
                .map(|extent| view::site(views, language, extent))
        });
        let sites = each.flatten().map(|site| (site.fingerprint(), site_value(site))).collect();
        Self { theme, sites }
    }

    /// Fills the template of a page.
    ///
    /// # Errors
    /// The findings in the theme that kept it from being filled.
    pub(crate) fn render(&self, mut page: Page) -> Result<String, Vec<Diagnostic>> {
        let names: Vec<&str> = page.templates.iter().map(String::as_str).collect();
        let template = self.theme.first_template(&names);
        let Some(tera) = self.theme.tera(&page.page.lang) else { return Ok(String::new()) };
        page.page.has_code = has_code(&page.content);
        let mut context = Context::new();
        let site = self.sites.get(&page.site.fingerprint()).cloned();
        context.insert_value("site", site.unwrap_or_else(|| site_value(&page.site)));
        context.insert("root", &page.root);
        context.insert("page", &page.page);
        match &page.content {
            Content::Home(home) => context.insert("home", home),
            Content::List(list) => context.insert("list", list),
            Content::Part(part) => context.insert("part", part),
            Content::Entry(entry) => context.insert("entry", entry),
            Content::Relation(relation) => context.insert("relation", relation),
            Content::Redirect(target) => context.insert("target", target),
            Content::Card(card) => context.insert("card", card),
            Content::Embeds(embeds) => context.insert("embeds", embeds),
            Content::Newsletter(letter) => context.insert("newsletter", letter),
            Content::Data(data) => context.insert("data", data),
            Content::Search(search) => context.insert("search", search),
            Content::NotFound => {}
        }
        let mut text = Bounded::default();
        match tera.render_to(template, &context, &mut text) {
            Err(_) if text.is_full => Err(vec![self.too_large(template)]),
            Err(error) => Err(self.theme.explain(template, &error)),
            Ok(()) => Ok(String::from_utf8(text.bytes).unwrap_or_default()),
        }
    }

    fn too_large(&self, template: &str) -> Diagnostic {
        let file = self.theme.file(&format!("templates/{template}"));
        let of = problem::OutputMeasure::Page { max: MAX_PAGE / (1024 * 1024) };
        Diagnostic::new(problem::TooMuchOutput { of }, file.map(|file| Span::start_of(&file.path)))
    }
}

/// A page that is being written: a loop that never ends fills it, and ends with it.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_PAGE {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn site_value(site: &Shared) -> Value {
    Value::from_serializable(site.view())
}

/// Whether there is program text with colours on a page.
fn has_code(content: &Content) -> bool {
    let coloured = |text: &Option<TextView>| {
        text.as_ref().and_then(TextView::html).is_some_and(|html| html.contains("class=\"hl-"))
    };
    match content {
        Content::Home(home) => coloured(&home.body),
        Content::List(list) => {
            list.groups.iter().flat_map(|group| &group.entries).any(|entry| coloured(&entry.body))
        }
        Content::Entry(entry) => coloured(&entry.body),
        Content::NotFound
        | Content::Part(_)
        | Content::Relation(_)
        | Content::Redirect(_)
        | Content::Card(_)
        | Content::Embeds(_)
        | Content::Newsletter(_)
        | Content::Data(_)
        | Content::Search(_) => false,
    }
}
