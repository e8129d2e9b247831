//! The values that templates see. Everything is ready to be shown: labels in the page's language, numbers and dates
//! formatted, links resolved.
//!
//! All `href`s of this site are paths from its root without a leading slash (`cluster/cars/`); a template writes
//! `{{ root }}{{ href }}`. Links elsewhere are whole addresses and have `external` set.

mod contacts;
mod embeds;
mod lists;
mod matrix;
mod newsletter;
mod sections;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::location::SitePath;
use crate::syntax::tree::Document;

pub(crate) use contacts::{ContactBoxView, ContactFormView, FormRowView, NearestView};
pub(crate) use embeds::{DataView, EmbedTypeView, EmbedView, EmbedsView, PartnerView};
pub(crate) use lists::{
    FacetGroup, FacetValueView, FacetView, JumpView, LetterGroup, LetterView, ListGroup, ListStyle,
    ListView, PagerItem, PagerView, PartView, RegisterValue, RegisterView,
};
pub(crate) use matrix::{MatrixRow, MatrixView};
pub(crate) use newsletter::{NewsView, NewsletterView};
pub(crate) use sections::{
    ChoicesView, FoldView, SectionGroupView, SectionItemView, SectionView, TownView, TownsView,
};

/// A piece of formatted text: HTML for the web, the tree for paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum TextView {
    /// Safe HTML; templates write `{{ text | safe }}`.
    Html(String),
    /// The tree with resolved links.
    Tree(Document),
}

impl TextView {
    /// The HTML, when this is for the web.
    pub(crate) fn html(&self) -> Option<&str> {
        match self {
            Self::Html(html) => Some(html),
            Self::Tree(_) => None,
        }
    }
}

/// The site, the same on all pages of a language: `site`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct SiteView {
    /// Name of the site.
    pub(crate) title: String,
    /// One line under the name.
    pub(crate) tagline: Option<String>,
    /// What the site is about.
    pub(crate) description: Option<String>,
    /// Language of the pages, such as `de`.
    pub(crate) lang: String,
    /// Way to the home page of this language; empty for the default language.
    pub(crate) home: String,
    /// Who publishes it.
    pub(crate) publisher: PublisherView,
    /// The header's items.
    pub(crate) navigation: Vec<NavView>,
    /// The footer's items.
    pub(crate) footer: Vec<NavView>,
    /// All types that have a list in this language, in the order of their labels.
    pub(crate) collections: Vec<CollectionView>,
    /// Things to download, such as brochures.
    pub(crate) downloads: Vec<LinkView>,
    /// Its feed.
    pub(crate) feed: Option<FeedLink>,
    /// Where the site stands on the web, with a `/` at its end.
    pub(crate) base_url: Option<String>,
    /// Whether drafts are shown: such a site is a preview and must not be indexed.
    pub(crate) drafts: bool,
    /// Logo and colours, when the publisher has its own.
    pub(crate) brand: BrandView,
    /// Way to the page for those who show something of this site on theirs, when there is anything.
    pub(crate) embeds: Option<String>,
    /// Way to the page that leads to the entries as data, when there are any.
    pub(crate) data: Option<String>,
    /// The search, when there is anything to be found in this language.
    pub(crate) search: Option<SearchFieldView>,
    /// For an edition: the site that it is a part of, by name.
    pub(crate) part_of: Option<LinkView>,
}

/// How the publisher is recognised.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct BrandView {
    /// Way to the style sheet with the colours, read after that of the theme.
    pub(crate) style: Option<String>,
    /// A picture that stands beside the name of the site, and therefore has no words of its own.
    pub(crate) logo: Option<ImageView>,
}

/// Who publishes the site.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct PublisherView {
    /// Name of the organisation.
    pub(crate) name: Option<String>,
    /// Address for questions.
    pub(crate) email: Option<String>,
    /// Its own website.
    pub(crate) url: Option<String>,
}

/// An item of a navigation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct NavView {
    /// What it says.
    pub(crate) text: String,
    /// Where it leads.
    pub(crate) href: String,
    /// Whether that is elsewhere on the web.
    pub(crate) external: bool,
    /// Language of the target when it is not the page's own.
    pub(crate) lang: Option<String>,
}

/// A way into the site for those who say what they are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct DoorView {
    /// Where it leads.
    #[serde(flatten)]
    pub(crate) item: NavView,
    /// Whether its words are in the language of the page, also where what it leads to is in another one.
    pub(crate) own_words: bool,
    /// What is there for them.
    pub(crate) about: Option<String>,
}

/// A type that has a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct CollectionView {
    /// Id of the type.
    #[serde(rename = "type")]
    pub(crate) type_id: String,
    /// Name of several entries.
    pub(crate) plural: String,
    /// What belongs here.
    pub(crate) description: Option<String>,
    /// Way to the list.
    pub(crate) href: String,
    /// How many entries it shows.
    pub(crate) count: usize,
    /// Whether the type wants to be in navigation and on the home page.
    pub(crate) index: bool,
}

/// What every page has: `page`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PageView {
    /// `home`, `list`, `part`, `entry`, `relation`, `embeds`, `data`, `newsletter`, `not_found` or `redirect`.
    pub(crate) kind: &'static str,
    /// The heading.
    pub(crate) title: String,
    /// What stands in `<title>`: unique in the site.
    pub(crate) head_title: String,
    /// For search engines and previews: plain text.
    pub(crate) description: Option<String>,
    /// Language of the page.
    pub(crate) lang: String,
    /// The same with a country, as previews of links on other sites want it: `de_DE`.
    pub(crate) locale: String,
    /// Its own way from the root of the site, such as `cluster/cars/`.
    pub(crate) href: String,
    /// Way to the list that the page belongs to, to mark it in the navigation.
    pub(crate) section: Option<String>,
    /// Its address on the web, when the site's is known.
    pub(crate) canonical: Option<String>,
    /// The same page in all languages of the site, this one included, or the home page where a language lacks it; empty
    /// when the site has only one language.
    pub(crate) alternates: Vec<AlternateView>,
    /// The way up, from the home page to the parent.
    pub(crate) breadcrumb: Vec<LinkView>,
    /// Whether search engines should leave it out.
    pub(crate) noindex: bool,
    /// Address of a picture for previews, when the site's address is known.
    pub(crate) social_image: Option<String>,
    /// Whether highlighted program text is on it.
    pub(crate) has_code: bool,
    /// Way to what `directory.js` reads, when the page is a list that can be narrowed.
    pub(crate) directory: Option<String>,
    /// The feed about what the page is about, beside that of the site.
    pub(crate) feed: Option<FeedLink>,
    /// The same in other forms, for programs.
    pub(crate) forms: Vec<FormLink>,
    /// What search engines are told, as JSON-LD: `<script type="application/ld+json">{{ page.linked_data | safe }}</script>`.
    pub(crate) linked_data: Option<String>,
}

/// A page in another form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FormLink {
    /// What it is called.
    pub(crate) title: String,
    /// Way to it.
    pub(crate) href: String,
    /// Its media type.
    pub(crate) media_type: &'static str,
}

/// A feed that a page leads to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FeedLink {
    /// What it is called.
    pub(crate) title: String,
    /// Way to it in Atom.
    pub(crate) href: String,
    /// Way to it in JSON Feed.
    pub(crate) json: String,
}

/// The same page in a language.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AlternateView {
    /// The language.
    pub(crate) lang: String,
    /// Its own name.
    pub(crate) name: String,
    /// Way to the page.
    pub(crate) href: String,
    /// Address on the web, when the site's is known and the page exists in several languages.
    pub(crate) canonical: Option<String>,
    /// Whether it is the page's own language.
    pub(crate) current: bool,
    /// Whether it is the same page; else it is the home page of the language.
    pub(crate) same_page: bool,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct LinkView {
    /// Where it leads; `None` when the target has no page: then it is plain text.
    pub(crate) href: Option<String>,
    /// What it says.
    pub(crate) text: String,
    /// Whether it leads elsewhere on the web.
    pub(crate) external: bool,
    /// Language of the target when it is not the page's own.
    pub(crate) lang: Option<String>,
    /// `type:id` of the target, for print.
    pub(crate) target: Option<String>,
}

/// The home page: `home`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HomeView {
    /// One or two sentences under the heading.
    pub(crate) lead: Option<String>,
    /// Where it leads those who say what they are.
    pub(crate) doors: Vec<DoorView>,
    /// Text of the page `home`.
    pub(crate) body: Option<TextView>,
    /// Its picture.
    pub(crate) image: Option<ImageView>,
    /// Featured entries, newest types first as the site's navigation has them.
    pub(crate) featured: Vec<CardView>,
    /// Cards of types with few entries, by type: audiences, regions, notices …
    pub(crate) cards: BTreeMap<String, Vec<CardView>>,
}

/// A step of a scale.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ScaleStep {
    /// The number.
    pub(crate) value: i64,
    /// What it means.
    pub(crate) label: String,
}

/// Where a search leads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct SearchFieldView {
    /// Way to the page with results, which has everything from A to Z.
    pub(crate) page: String,
    /// Way to the folder with the pieces of the index.
    pub(crate) folder: String,
}

/// The page on which everything is found: `search`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SearchView {
    /// How many entries can be found.
    pub(crate) count: usize,
    /// The letters that they begin with, those on other pages as well.
    pub(crate) jump: Vec<JumpView>,
    /// Those on this page, by letter.
    pub(crate) letters: Vec<SearchLetter>,
    /// Where the other pages are, when there are any.
    pub(crate) pager: Option<PagerView>,
}

/// What can be found and begins with a letter.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SearchLetter {
    /// The letter.
    pub(crate) letter: String,
    /// Its anchor.
    pub(crate) id: String,
    /// Whether it began on an earlier page.
    pub(crate) continued: bool,
    /// The entries.
    pub(crate) links: Vec<SearchLink>,
}

/// An entry among everything from A to Z.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SearchLink {
    /// It.
    pub(crate) link: LinkView,
    /// What its type is called, where another one beside it has the same title.
    pub(crate) label: Option<String>,
}

/// The entries of a type as data.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TableView {
    /// Name of several entries.
    pub(crate) plural: String,
    /// What belongs there.
    pub(crate) description: Option<String>,
    /// How many there are.
    pub(crate) count: usize,
    /// The files: `CSV`, `JSON`.
    pub(crate) files: Vec<LinkView>,
}

/// An entry as others show it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CardView {
    /// Id of its type.
    #[serde(rename = "type")]
    pub(crate) type_id: String,
    /// Id of the entry.
    pub(crate) id: String,
    /// Name of the type.
    pub(crate) label: String,
    /// Its title.
    pub(crate) title: String,
    /// Where it is.
    pub(crate) href: Option<String>,
    /// Language of the entry when it is not the page's own.
    pub(crate) lang: Option<String>,
    /// What it is about: plain text.
    pub(crate) summary: Option<String>,
    /// Fields that the type wants on cards.
    pub(crate) facts: Vec<FactView>,
    /// Its picture.
    pub(crate) image: Option<ImageView>,
    /// Its date, for news.
    pub(crate) date: Option<DateView>,
    /// Whom readers can turn to, where others show the card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) contact: Option<ContactBoxView>,
    /// What has to be said about it.
    pub(crate) flags: FlagsView,
}

/// What has to be said about an entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct FlagsView {
    /// Illustrative: made up to show what one could look like.
    pub(crate) sample: bool,
    /// Sources disagree or something was inferred.
    pub(crate) uncertain: bool,
    /// Not published yet: only in previews.
    pub(crate) draft: bool,
    /// No longer kept up to date.
    pub(crate) archived: bool,
}

/// An entry in full: `entry`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EntryView {
    /// Id of its type.
    #[serde(rename = "type")]
    pub(crate) type_id: String,
    /// Its id.
    pub(crate) id: String,
    /// Name of the type.
    pub(crate) label: String,
    /// Its title.
    pub(crate) title: String,
    /// What it is about, as one or two sentences.
    pub(crate) summary: Option<TextView>,
    /// Its text.
    pub(crate) body: Option<TextView>,
    /// Its picture.
    pub(crate) image: Option<ImageView>,
    /// What has to be said about it.
    pub(crate) flags: FlagsView,
    /// What is uncertain.
    pub(crate) uncertain_note: Option<TextView>,
    /// What else there is to know.
    pub(crate) note: Option<TextView>,
    /// What it makes of another entry, when it adapts one.
    pub(crate) adaptation: Option<AdaptationView>,
    /// When the facts were true.
    pub(crate) as_of: Option<DateView>,
    /// Where they are from.
    pub(crate) source: Option<LinkView>,
    /// The profile table (*Steckbrief*): names of fields by group.
    pub(crate) profile: Vec<ProfileGroup>,
    /// What of it is short enough to stand beside a text.
    pub(crate) key_facts: Vec<ProfileGroup>,
    /// What of it is not: tables, texts, lists of sentences.
    pub(crate) details: Vec<ProfileGroup>,
    /// Those whom readers can turn to about it, by what they are, where the type says who that is; the values are in `fields`, too.
    pub(crate) contacts: Option<ProfileGroup>,
    /// The values of all visible fields, by name.
    pub(crate) fields: BTreeMap<String, ValueView>,
    /// What is drawn of it and of what it is related to.
    pub(crate) figures: Vec<FigureEntry>,
    /// Whom readers can turn to, where the type says how they are found.
    pub(crate) contact: Option<ContactBoxView>,
    /// Parts that lead to other entries, as the type declares them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sections: Vec<SectionView>,
    /// Other entries that refer to this one, and entries below it, by relation.
    pub(crate) relations: Vec<RelationView>,
    /// Entries that it is related to by way of others, which it does not state itself.
    pub(crate) derived: Vec<DerivedView>,
    /// Other entries that have much in common with it.
    pub(crate) related: Vec<CardView>,
    /// The entry before it in its list.
    pub(crate) previous: Option<LinkView>,
    /// The entry after it.
    pub(crate) next: Option<LinkView>,
    /// Headings of the page, to jump to.
    pub(crate) contents: Vec<HeadingView>,
    /// Things to download that belong to it, such as its sheet.
    pub(crate) downloads: Vec<LinkView>,
}

/// A figure on the page of an entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FigureEntry {
    /// The anchor of its heading.
    pub(crate) id: String,
    /// How it is drawn.
    pub(crate) kind: &'static str,
    /// Its heading.
    pub(crate) title: String,
    /// The drawing and the table behind it: safe HTML.
    pub(crate) html: String,
}

/// What an entry makes of another one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct AdaptationView {
    /// Where everything comes from that it does not say itself.
    pub(crate) base: LinkView,
    /// For whom it was adapted.
    pub(crate) targets: Vec<LinkView>,
    /// Which items of which lists were adapted, in words: *Gründe 2, 4*. Empty when none was.
    pub(crate) parts: String,
}

/// A heading on the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct HeadingView {
    /// Its anchor.
    pub(crate) id: String,
    /// Its text.
    pub(crate) text: String,
}

/// A part of the profile table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ProfileGroup {
    /// Its heading; `None` for fields in no group.
    pub(crate) label: Option<String>,
    /// Its rows.
    pub(crate) rows: Vec<ProfileRow>,
}

/// A row of the profile table; the value is in `entry.fields`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ProfileRow {
    /// Name of the field.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: String,
}

/// A field with its value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FactView {
    /// Name of the field.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: String,
    /// Its value.
    pub(crate) value: ValueView,
}

/// Entries that are related in one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct RelationView {
    /// Name of the relation.
    pub(crate) name: String,
    /// Its label on this page.
    pub(crate) label: String,
    /// Its anchor.
    pub(crate) id: String,
    /// Id of the type that most of the entries have.
    #[serde(rename = "type")]
    pub(crate) type_id: String,
    /// How many entries, on all pages.
    pub(crate) count: usize,
    /// The entries on this page.
    pub(crate) items: Vec<RelationItem>,
    /// Attributes that the relation has, when they are shown as columns.
    pub(crate) columns: Vec<ColumnView>,
    /// The way to its other pages; the first is that of the entry.
    pub(crate) pager: Option<PagerView>,
}

/// Entries that are related by way of others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct DerivedView {
    /// Name of the derived relation.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: String,
    /// Its anchor.
    pub(crate) id: String,
    /// How many entries there are.
    pub(crate) count: usize,
    /// The entries by those that the way leads by.
    pub(crate) groups: Vec<DerivedGroup>,
}

/// Entries to which the same others lead.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct DerivedGroup {
    /// By what they are derived, in words.
    pub(crate) through: String,
    /// The entries that lead there.
    pub(crate) by: Vec<LinkView>,
    /// The entries.
    pub(crate) links: Vec<LinkView>,
    /// How many more there are.
    pub(crate) more: usize,
}

/// A related entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct RelationItem {
    /// The entry.
    pub(crate) link: LinkView,
    /// What it is about, when the relation is shown as cards: plain text.
    pub(crate) summary: Option<String>,
    /// Its date, for news.
    pub(crate) date: Option<DateView>,
    /// What has to be said about it.
    pub(crate) flags: FlagsView,
    /// Attributes of the relation, by name.
    pub(crate) cells: BTreeMap<String, ValueView>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ColumnView {
    /// Name of the field.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: String,
    /// Whether it holds numbers.
    pub(crate) numeric: bool,
}

/// A date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct DateView {
    /// As people write it: `12. März 2012`.
    pub(crate) text: String,
    /// As machines write it: `2012-03-12`.
    pub(crate) iso: String,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ImageView {
    /// The file in the site, for those who print it.
    #[serde(skip)]
    pub(crate) file: SitePath,
    /// Way to the file on the web; name of the file for print.
    pub(crate) href: String,
    /// Width in pixels; 0 when it is not known.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// What can be seen; empty for mere decoration.
    pub(crate) alt: String,
    /// What is said under it.
    pub(crate) caption: Option<String>,
    /// Who made it.
    pub(crate) credit: Option<String>,
}

/// A value, ready to be shown. Templates choose by `kind`; the component `value` does it for all of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum ValueView {
    /// Formatted text.
    Text {
        /// HTML or tree.
        text: TextView,
    },
    /// One line of text.
    Plain {
        /// The line.
        text: String,
    },
    /// A number, a percentage, an amount of money: already with its unit.
    Number {
        /// As people write it.
        text: String,
        /// As machines write it.
        number: f64,
    },
    /// A date.
    Date {
        /// As people write it.
        text: String,
        /// As machines write it.
        iso: String,
    },
    /// Yes or no.
    Boolean {
        /// Which.
        value: bool,
        /// In words.
        text: String,
    },
    /// One of the values that the type allows.
    Choice {
        /// The value.
        value: String,
        /// Its label.
        text: String,
        /// What it means.
        description: Option<String>,
    },
    /// A number of a scale.
    Rating {
        /// `rated`, `not_stated` (*k. A.*) or `missing` (lost).
        state: &'static str,
        /// The number.
        value: Option<i64>,
        /// The largest number of the scale.
        of: i64,
        /// What it means.
        text: String,
    },
    /// A link: to an entry, a website, a file, a mailbox.
    Link {
        /// The link.
        #[serde(flatten)]
        link: LinkView,
    },
    /// Several values.
    List {
        /// The values.
        items: Vec<ValueView>,
        /// Whether each deserves a line of its own (sentences) or they run on (names).
        long: bool,
    },
    /// Several values with the same fields, one row each.
    Table {
        /// The fields that at least one row has.
        columns: Vec<ColumnView>,
        /// The rows.
        rows: Vec<RowView>,
    },
    /// Several fields together.
    Group {
        /// The fields.
        rows: Vec<FactView>,
        /// Whether they are marked as uncertain.
        uncertain: bool,
    },
    /// A postal address.
    Address {
        /// Its lines.
        lines: Vec<String>,
    },
    /// A point on the earth.
    Geo {
        /// As people write it.
        text: String,
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
    },
    /// A picture.
    Image {
        /// The picture.
        image: ImageView,
    },
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct RowView {
    /// Values by name of the column; what is missing is left out.
    pub(crate) cells: BTreeMap<String, ValueView>,
    /// Whether they are marked as uncertain.
    pub(crate) uncertain: bool,
    /// Whether an entry that adapts another has them at least in part from nobody else.
    pub(crate) adapted: bool,
}
