//! Content types as data: what entries of a type hold, how they refer to each other, how they are shown.
//!
//! Entry point: [`Schema::load`]. Invariant: a type file is checked like content, with places; whatever a [`Schema`] names
//! (fields, target types) exists in it. The language is described in `docs/content-types.md`.

pub(crate) mod common;
mod date;
mod figures;
mod kinds;
mod load;
pub(crate) mod offered;
mod roles;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::location::Span;
pub(crate) use crate::yaml::Text;
use crate::yaml::{Node, Spanned};

/// What a type says whose entries have no sheets.
pub(crate) const NO_SHEET: &str = "none";

pub(crate) use date::PartialDate;
pub(crate) use figures::{Axis, Cells, FIGURES_FOLDER, FigureRule, UNKNOWN};
pub(crate) use kinds::notation::of_field;
pub(crate) use kinds::{
    Ability, Address, Control, Count, EnumValue, FieldValues, Format, ImageValue, Kind,
    ORGANISATION, PartControl, Parts, Relation, Shown, Vocabulary, Words,
};
pub(crate) use kinds::{
    Entries, ValueReader, broken_image, format, is_empty, object, short_address, words,
};
pub use kinds::{EntryKey, FieldKind, Value};
pub(crate) use roles::{FieldRole, TypeRole, menu, part};

/// All content types of a site, by id.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    types: BTreeMap<Arc<str>, Arc<ContentType>>,
    /// Types whose file in the site could not be read.
    unparsed: BTreeSet<String>,
    /// What is drawn of entries, by id.
    figures: BTreeMap<Arc<str>, Arc<FigureRule>>,
}

impl Schema {
    /// The type with this id.
    pub(crate) fn get(&self, id: &str) -> Option<&ContentType> {
        self.types.get(id).map(Arc::as_ref)
    }

    /// The names of all relations that entries of a type have: their own fields, and the inverses of those of others.
    pub(crate) fn relations_of(&self, content_type: &ContentType) -> BTreeSet<Arc<str>> {
        let mut names = BTreeSet::new();
        for other in self.types() {
            for (field, held) in &other.fields {
                held.kind.relations(&mut |relation| {
                    if other.id == content_type.id {
                        names.insert(field.clone());
                    }
                    if relation.to.contains(&content_type.id) {
                        names.insert(relation.inverse_name(&other.id, field).into());
                    }
                });
            }
        }
        names
    }

    /// What is drawn of entries, by id.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &FigureRule> {
        self.figures.values().map(Arc::as_ref)
    }

    /// The figure with this id.
    pub(crate) fn figure(&self, id: &str) -> Option<&FigureRule> {
        self.figures.get(id).map(Arc::as_ref)
    }

    /// The types that a relation leads to from entries of these types: own fields, and the inverses of those of others.
    pub(crate) fn reached(&self, from: &BTreeSet<Arc<str>>, name: &str) -> BTreeSet<Arc<str>> {
        let mut reached = BTreeSet::new();
        for other in self.types() {
            for (field, held) in &other.fields {
                held.kind.relations(&mut |relation| {
                    if from.contains(&other.id) && **field == *name {
                        reached.extend(relation.to.iter().cloned());
                    }
                    let is_target = relation.to.iter().any(|target| from.contains(target));
                    if is_target && relation.is_inverse(name, &other.id, field) {
                        reached.insert(other.id.clone());
                    }
                });
            }
        }
        reached
    }

    /// The type with a role: one of the site's own before a standard one.
    pub(crate) fn with_role(&self, role: TypeRole) -> Option<&ContentType> {
        let has = |content_type: &&ContentType| content_type.role == Some(role);
        self.types().filter(has).min_by_key(|content_type| content_type.standard)
    }

    /// All types, by id.
    pub fn types(&self) -> impl Iterator<Item = &ContentType> {
        self.types.values().map(Arc::as_ref)
    }

    /// Whether the site's file for this type could not be read: what uses the type cannot be judged then.
    pub(crate) fn is_unread(&self, id: &str) -> bool {
        self.unparsed.contains(id)
    }

    /// Whether all type files of the site could be read.
    pub(crate) fn is_complete(&self) -> bool {
        self.unparsed.is_empty()
    }

    /// The type whose entries are in `content/<folder>/` or `content/<folder>.yaml`.
    pub(crate) fn by_folder(&self, folder: &str) -> Option<&ContentType> {
        self.types().find(|content_type| content_type.folder == folder)
    }
}

/// Which pages a type gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pages {
    /// A list, and a page per entry.
    Entry,
    /// Only a list; entries are anchors on it.
    List,
    /// None.
    None,
}

/// Whether entries have a text under their front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// It must be there.
    Required,
    /// It may be there.
    Optional,
    /// It must not be there.
    None,
}

/// A field by which entries are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SortKey {
    /// The field.
    pub(crate) field: String,
    /// Whether the largest comes first.
    pub(crate) descending: bool,
}

impl SortKey {
    /// A key as written: `-field` sorts downwards.
    pub(crate) fn parse(written: &str) -> Self {
        match written.strip_prefix('-') {
            Some(field) => Self { field: field.to_owned(), descending: true },
            None => Self { field: written.to_owned(), descending: false },
        }
    }
}

/// A group of rows in the profile table (*Steckbrief*).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FieldGroup {
    /// Its heading.
    pub(crate) label: Text,
    /// Its fields, in order.
    pub(crate) fields: Vec<String>,
}

/// What a contact is about (RFC 6350, section 6.1.4). Never a single person: that would need a consent of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VcardKind {
    /// An organisation.
    Org,
    /// A group of organisations.
    Group,
}

/// Whom readers can turn to about an entry of a type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ContactsRule {
    /// What they are called together.
    pub(crate) label: Text,
    /// The relations to them, own fields and inverses, with the places where they are written.
    pub(crate) from: Vec<(String, Span)>,
    /// The field that says what one of them is; where there is none, its type says it.
    pub(crate) role: Option<String>,
    /// The fields that say more about each.
    pub(crate) fields: Vec<String>,
}

/// By what the list of a type can be narrowed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FacetRules {
    /// The fields whose values narrow it.
    pub(crate) fields: Vec<String>,
    /// Fields whose values narrow it together.
    pub(crate) pairs: Vec<[String; 2]>,
    /// What the page of a value is called, by field; `{value}` stands for the value.
    pub(crate) titles: IndexMap<String, Text>,
}

/// A relation by way of others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DerivedRule {
    /// Its name, in data.
    pub(crate) name: Arc<str>,
    /// What readers see.
    pub(crate) label: Text,
    /// By what it is derived, in words; `{through}` stands for the entries in between.
    pub(crate) through: Option<Text>,
    /// Relations one after the other, own fields and inverses, with the places where they are written.
    pub(crate) via: Vec<(String, Span)>,
    /// Relations without which it is shown only, derived ones among them.
    pub(crate) unless: Vec<(String, Span)>,
    /// Where its name is written.
    pub(crate) span: Span,
}

impl DerivedRule {
    /// What stands for the entries in between.
    pub(crate) const THROUGH: &str = "{through}";
}

/// Whom readers are told to turn to about an entry of a type: whoever is the nearest of those who can be reached.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NearestRule {
    /// The ways to them, the nearest first.
    pub(crate) from: Vec<Way>,
    /// The type whose entries readers may ask when nobody is near, with the place where it is written.
    pub(crate) otherwise: Option<(String, Span)>,
    /// Which entries are about somebody who can be reached at all: those with one of these values in a field.
    pub(crate) bodies: Option<(Arc<str>, Vec<String>)>,
}

/// A way from an entry to others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Way {
    /// Relations, one after the other, with their places: own fields and inverses. None at all is the entry itself.
    pub(crate) steps: Vec<(String, Span)>,
    /// How they were found, in words; [`Way::VIA`] stands for where the last step began.
    pub(crate) how: Option<Text>,
}

impl Way {
    /// How type files write the entry itself.
    pub(crate) const ITSELF: &'static str = "self";
    /// What the title of the entry takes the place of at which the last step began.
    pub(crate) const VIA: &'static str = "{via}";
}

/// A part of the pages of a type that leads to other entries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PageSection {
    /// Its heading.
    pub(crate) label: Text,
    /// What has to be known about it.
    pub(crate) text: Option<Text>,
    /// The ways to what it shows. What one of them has led to, later ones leave out.
    pub(crate) from: Vec<Way>,
    /// Entries that it names, with their places.
    pub(crate) entries: Vec<(String, Span)>,
    /// Relations, or fields with fixed values, of what is found, by which it is arranged.
    pub(crate) by: Vec<Arrangement>,
    /// The question that is answered by one of those whom these relations lead to, where readers choose one in place of unfolding several.
    pub(crate) choose: Option<Text>,
    /// The words above towns that entries name, each with those among whom readers choose in which it lies.
    pub(crate) towns: Option<Text>,
    /// The words above what is not found, where it is arranged by a relation, and has that relation as well.
    pub(crate) beside: Option<Text>,
    /// The ways from each of those whom these relations lead to, to what else there is.
    pub(crate) there: Vec<Way>,
    /// Whether what is found stands on cards.
    pub(crate) cards: bool,
    /// The fields on these cards, with their places; those of the type's card where nothing is said.
    pub(crate) facts: Option<Vec<(String, Span)>>,
    /// Whether it is told beside each how they are reached.
    pub(crate) reached: bool,
    /// What it says where nothing is found; without it, there is no section then.
    pub(crate) otherwise: Option<Text>,
}

/// By what a part of a page is arranged.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arrangement {
    /// A relation or a field with fixed values, with its place.
    pub(crate) by: (String, Span),
    /// The field with a name for those whom the relation leads to that is shorter than their title, with its place.
    pub(crate) name: Option<(String, Span)>,
}

/// What the feeds about the entries of a type are called.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FeedRule {
    /// What stands before the title of the entry.
    pub(crate) label: Text,
    /// The field with a title for the feed, which takes the place of both.
    pub(crate) title: Option<String>,
    /// Whether there is one as well where nothing is in it yet: for places whose feeds others count on.
    pub(crate) always: bool,
}

/// What the entries of a type are in the vocabulary of schema.org.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SchemaOrg {
    /// All are the same.
    All(Thing),
    /// What they are depends on their value in an enum field.
    By {
        /// The field.
        field: String,
        /// What they are, by its values; those that are missing here are nothing in particular.
        things: IndexMap<String, Thing>,
    },
}

/// A kind of thing in the vocabulary of schema.org.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Thing {
    /// A type of schema.org, such as `Organization`.
    pub(crate) kind: String,
    /// By property of schema.org, the field with its value. None of them is personal or hidden.
    pub(crate) properties: IndexMap<String, String>,
}

/// A content type.
#[derive(Clone, Debug)]
pub struct ContentType {
    /// Its id, as references write it.
    pub id: Arc<str>,
    /// What its entries are to the engine.
    pub(crate) role: Option<TypeRole>,
    /// Name of one entry.
    pub(crate) label: Text,
    /// Name of several.
    pub(crate) plural: Text,
    /// What belongs here.
    pub(crate) description: Option<Text>,
    /// `content/<folder>/`.
    pub(crate) folder: String,
    /// First part of the address, per language; empty for pages at the root.
    pub(crate) route: Text,
    /// The field that names an entry.
    pub(crate) title: String,
    /// The field that sums it up.
    pub(crate) summary: Option<String>,
    /// Which pages it gets.
    pub(crate) pages: Pages,
    /// The field by which the list is grouped.
    pub(crate) group: Option<String>,
    /// How the list is sorted; the title comes last in any case.
    pub(crate) sort: Vec<SortKey>,
    /// Whether it shows in navigation and on the home page.
    pub(crate) index: bool,
    /// Whether readers find its entries when they search.
    pub(crate) search: bool,
    /// Whether entries have a body.
    pub(crate) body: Body,
    /// Values for fields that an entry leaves out, as written in the type file.
    pub(crate) defaults: IndexMap<String, Node>,
    /// The fields: the type's own, then those of every type.
    pub(crate) fields: IndexMap<Arc<str>, Field>,
    /// Fields that are there but cannot be read: what entries write into them cannot be judged.
    pub(crate) unparsed: Vec<String>,
    /// Groups of the profile table; `None` when there is no table.
    pub(crate) profile: Option<Vec<FieldGroup>>,
    /// What a card shows under the title.
    pub(crate) card: Vec<String>,
    /// By what its list can be narrowed.
    pub(crate) facets: FacetRules,
    /// The relations of its entries that follow from others.
    pub(crate) derived: Vec<DerivedRule>,
    /// The fields by whose values a list is gone through at its end.
    pub(crate) registers: Vec<String>,
    /// What persons have to have consented to before an entry about them is published; nothing where entries are not about persons.
    pub(crate) consent_for: Vec<String>,
    /// What is printed for one entry, by its name in the theme.
    pub(crate) sheet: Option<Spanned<String>>,
    /// How many pages that may take.
    pub(crate) sheet_pages: Option<usize>,
    /// The field with the dates of an entry: a list of objects with `date`, and perhaps `date_to`, `title`, `place`.
    pub(crate) calendar: Option<String>,
    /// What the contact of an entry is about, for types that have contacts.
    pub(crate) vcard: Option<VcardKind>,
    /// Whom readers can turn to about an entry.
    pub(crate) contacts: Option<ContactsRule>,
    /// Whom readers are told to turn to.
    pub(crate) nearest: Option<NearestRule>,
    /// Parts of its pages that lead to other entries.
    pub(crate) sections: Vec<PageSection>,
    /// Whether there is a feed about each entry, and what it is called.
    pub(crate) feed: Option<FeedRule>,
    /// What entries are to search engines.
    pub(crate) schema_org: Option<SchemaOrg>,
    /// Its rules over entries, as written: they can be read when all types and entries are known.
    pub(crate) rules: Option<Node>,
    /// Whether the file came with broschur and was not extended by the site.
    pub(crate) standard: bool,
    /// Where the type was defined.
    pub(crate) span: Span,
    /// Where its role is written, else where the type was defined.
    pub(crate) role_span: Span,
    /// Where its folder is written.
    pub(crate) folder_span: Span,
    /// Where its address is written, else its folder.
    pub(crate) route_span: Span,
}

impl ContentType {
    /// The field with this name.
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.get(name)
    }

    /// What readers see of a facet: the label of its field or derived relation.
    pub(crate) fn facet_label(&self, name: &str) -> Option<&Text> {
        let derived = self.derived.iter().find(|rule| *rule.name == *name);
        derived.map(|rule| &rule.label).or_else(|| Some(&self.field(name)?.label))
    }

    /// The fields with a role, in the order of the type.
    pub(crate) fn fields_with(&self, role: FieldRole) -> impl Iterator<Item = &Field> {
        self.fields.values().filter(move |field| field.role == Some(role))
    }

    /// The field with a role.
    pub(crate) fn field_with(&self, role: FieldRole) -> Option<&Field> {
        self.fields_with(role).next()
    }

    /// Whether translations say a field anew: the title, and what says something in words of a language. Of the fields that all types have, only
    /// sentences and pictures do.
    pub(crate) fn is_translated(&self, field: &Field) -> bool {
        let says_so = match field.common {
            true => field.kind.can(Ability::Prose) || field.kind.is_picture(),
            false => field.kind.has_words(),
        };
        *field.name == *self.title || (says_so && !field.personal && !field.hidden)
    }

    /// Whether the field belongs to every type (status, source, notes …) and not to this one in particular.
    #[cfg(test)]
    pub(crate) fn is_common(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(|field| field.common)
    }

    /// The name of the field that rates other entries, with what its ratings are.
    pub(crate) fn ratings(&self) -> Option<(&str, &Field)> {
        self.fields.values().find_map(|field| match field.kind.parts() {
            Parts::Pairs(keys, of)
                if keys.kind.relation().is_some() && of.kind.scale().is_some() =>
            {
                Some((&*field.name, of))
            }
            _ => None,
        })
    }
}

impl FieldKind {
    /// Whether its values are pictures, which come with words.
    pub(crate) fn is_picture(&self) -> bool {
        matches!(self.control(), Control::Picture(_))
    }

    /// Whether its values, or parts of them, say something in words of a language.
    pub(crate) fn has_words(&self) -> bool {
        match self.parts() {
            Parts::None => self.can(Ability::Prose) || self.can(Ability::Line) || self.is_picture(),
            Parts::Items(of) | Parts::Pairs(_, of) => of.kind.has_words(),
            Parts::Fields(fields) => fields.values().any(|field| field.kind.has_words()),
        }
    }
}

/// A field of a type.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key in front matter; `item` or `key` for what stands in lists and maps.
    pub(crate) name: Arc<str>,
    /// What values it takes.
    pub(crate) kind: FieldKind,
    /// What it is to the engine.
    pub(crate) role: Option<FieldRole>,
    /// What readers and editors see.
    pub(crate) label: Text,
    /// What to write here.
    pub(crate) help: Option<Text>,
    /// Whether it must be there.
    pub(crate) required: bool,
    /// Whether it stays out of pages and print.
    pub(crate) hidden: bool,
    /// Whether a new entry begins with it, as something that may be filled in.
    pub(crate) offered: bool,
    /// Whether it holds personal data.
    pub(crate) personal: bool,
    /// Whether values differ between entries, and together with which other fields.
    pub(crate) unique: Option<Vec<String>>,
    /// Whether every type has it.
    pub(crate) common: bool,
    /// Where it was defined; `None` in the standard types.
    pub(crate) span: Option<Span>,
}
