//! Where things lead: links to entries and files, and what texts point to.
//!
//! Entry points: [`link`] for an entry, [`resolver`] for what stands in a text. Invariant: nothing leads to what this site does not show.

use super::types::{ImageView, LinkView, TextView};
use super::{Scope, TextFrame, ViewContext};
use crate::location::SitePath;
use crate::model::EntryKey;
use crate::plan::Place;
use crate::schema::{TypeRole, short_address};
use crate::syntax::tree::Document;
use crate::syntax::{Destination, DestinationKind, typographic};

/// Resolves what a text points to, as seen from the page that shows it.
pub(crate) struct Resolver<'a> {
    cx: &'a ViewContext<'a>,
    /// The file that the text is in.
    from: &'a SitePath,
    /// Language of the page.
    language: &'a str,
    /// Way from the page to the root of the site.
    root: &'a str,
}

impl Resolver<'_> {
    /// The language of the site, whose words stand in for those that another language lacks.
    pub(crate) fn default_language(&self) -> &str {
        &self.cx.config.language
    }

    /// Whether a target, `type:id`, is a word of the glossary.
    pub(crate) fn is_explained(&self, target: &str) -> bool {
        let glossary = self.cx.catalog.schema.with_role(TypeRole::Glossary);
        let type_id = target.split(':').next();
        glossary.is_some_and(|glossary| type_id == Some(&*glossary.id))
    }

    /// Where a link leads; `None` when it leads nowhere (any more). The text is the target's own name.
    pub(crate) fn link(&self, destination: &Destination) -> Option<LinkView> {
        match destination.kind() {
            DestinationKind::Entry { type_id, id, fragment } => {
                let key = EntryKey::new(type_id, id);
                let mut link = link(self.cx, &key, self.language)?;
                // The name becomes part of a sentence: its spaces hold and its signs are those of the sentence.
                link.text = typographic(&link.text, self.language).into_owned();
                if let (Some(href), Some(fragment)) = (&mut link.href, fragment) {
                    // An entry on a list has an anchor already.
                    if !href.contains('#') {
                        href.push('#');
                        href.push_str(fragment);
                    }
                }
                Some(link)
            }
            DestinationKind::File { path, fragment } => {
                let file = self.cx.plan.media.named(self.from, &path)?;
                let mut href = file.href.clone();
                if let Some(fragment) = fragment {
                    href.push('#');
                    href.push_str(fragment);
                }
                let text = file.source.path().file_name().to_owned();
                Some(LinkView { href: Some(href), text, ..LinkView::default() })
            }
            DestinationKind::Web(address) => Some(web_link(address)),
            DestinationKind::Mail(address) => Some(LinkView {
                href: Some(format!("mailto:{address}")),
                text: address.split('?').next().unwrap_or(address).to_owned(),
                external: true,
                ..LinkView::default()
            }),
            DestinationKind::Phone(number) => Some(LinkView {
                href: Some(format!("tel:{number}")),
                text: number.to_owned(),
                external: true,
                ..LinkView::default()
            }),
            DestinationKind::Anchor(_) | DestinationKind::Unsafe(_) => None,
        }
    }

    /// The image that a text names, without its words.
    pub(crate) fn image(&self, written: &str) -> Option<ImageView> {
        let file = self.cx.plan.media.named(self.from, written)?;
        let (width, height) = file.size.unwrap_or_default();
        Some(ImageView {
            file: file.source.path().clone(),
            href: file.href.clone(),
            width,
            height,
            alt: String::new(),
            caption: None,
            credit: None,
        })
    }

    /// What it resolves for: the context of the page, its language, the way to the root of the site.
    pub(super) fn page(&self) -> (&ViewContext<'_>, &str, &str) {
        (self.cx, self.language, self.root)
    }

    /// The file in the site behind an image that a text names.
    pub(crate) fn image_file(&self, written: &str) -> Option<&SitePath> {
        Some(self.cx.plan.media.named(self.from, written)?.source.path())
    }

    /// Way from the page to the root of the site, put before every address of this site.
    pub(crate) fn root(&self) -> &str {
        self.root
    }
}

/// A link to an address on the web, shown without what everybody knows.
pub(super) fn web_link(address: &str) -> LinkView {
    LinkView {
        href: Some(address.to_owned()),
        text: short_address(address).to_owned(),
        external: true,
        ..LinkView::default()
    }
}

/// A link to an entry under its own name: to its page here, else to that on the main site, else without an address.
/// `None` when there is no such entry among the published ones.
pub(crate) fn link(cx: &ViewContext<'_>, key: &EntryKey, language: &str) -> Option<LinkView> {
    let key = cx.plan.scope.replacement(key);
    let entry = cx.catalog.localized(key, language).filter(|entry| entry.published);
    let entry = entry.or_else(|| cx.catalog.get(key))?;
    let (href, external) = match cx.plan.place(key, language) {
        Place::Here { href, .. } => (Some(href.to_owned()), false),
        Place::MainSite { address } => (Some(address), true),
        Place::Nowhere => (None, false),
    };
    Some(LinkView {
        href,
        text: entry.title().to_owned(),
        external,
        lang: (*entry.language != *language).then(|| entry.language.to_string()),
        target: Some(key.to_string()),
    })
}

/// What a text in `from` points to, as seen from the root of the site.
pub(crate) fn resolver<'s>(
    cx: &'s ViewContext<'_>,
    from: &'s SitePath,
    language: &'s str,
) -> Resolver<'s> {
    Resolver { cx, from, language, root: "" }
}

/// A text without marks, one block a line; what it links to is called by name.
pub(super) fn plain(
    cx: &ViewContext<'_>,
    document: &Document,
    from: &SitePath,
    language: &str,
) -> String {
    let resolver = resolver(cx, from, language);
    document.plain_text_with(&|destination| Some(resolver.link(destination)?.text))
}

/// A formatted text as it looks in the output.
pub(super) fn text(
    cx: &ViewContext<'_>,
    document: &Document,
    from: &SitePath,
    frame: &TextFrame<'_>,
    scope: &Scope<'_>,
) -> TextView {
    let resolver = Resolver { cx, from, language: scope.language, root: scope.root };
    cx.medium.text(document, frame, &resolver)
}
