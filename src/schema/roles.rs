//! Roles: what a type or a field is to the engine, whatever a site calls it.
//!
//! Entry points: [`TypeRole`], [`FieldRole`]. Invariant: a role is on a field that can serve for it, and, unless several may share it, on
//! one field of a type. Nothing else in the engine knows a type or field of a collection by its name: `tidy` tests look for them.

use super::{Ability, Field, FieldKind, Parts};

/// What the entries of a type are to the engine. A type of a site's own takes a role from the standard one that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TypeRole {
    /// Words that are explained: links to them are marked, and texts may be asked to avoid some of them.
    Glossary,
    /// Whom something is meant for: newsletters are named by their ids alone.
    Audience,
    /// Who can have a postal address.
    Organisation,
}

impl TypeRole {
    /// All of them, as type files write them.
    pub(crate) const ALL: [(&'static str, Self); 3] = [
        ("glossary", Self::Glossary),
        ("audience", Self::Audience),
        ("organisation", Self::Organisation),
    ];

    /// Its name in type files.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, role)| *role == self).map_or("", |(name, _)| name)
    }
}

/// What a field is to the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FieldRole {
    /// What somebody said, set apart in print: an object with [`part::TEXT`], and perhaps [`part::ROLE`].
    Quote,
    /// The reasons that a guide gives: a list of objects with [`part::TITLE`] and [`part::TEXT`].
    Reasons,
    /// What else a guide is good for: its last line in print.
    Closing,
    /// What a word means, at length.
    Definition,
    /// What a word is called, too.
    OtherName,
    /// Whether texts should rather avoid a word.
    Avoided,
    /// What texts say in place of a word: an object with [`part::CURRENT`].
    Replacement,
    /// What stands in brackets behind the name in an index.
    ShortName,
    /// Who wrote a work.
    Authors,
    /// When a work was published.
    Year,
    /// In what a work was published.
    PublishedIn,
    /// What an entry is about at greater length.
    Subject,
    /// Where something is: what `report spread` counts by.
    Place,
    /// What something is about: what it counts by in each place.
    Topic,
    /// What something belongs to, and with that to the group of it: what it counts by, too.
    Member,
    /// Whether a place is one of its own: those with the first of its values are.
    Extent,
    /// The towns that it names, by which readers find their place.
    Town,
    /// The day that makes an entry news.
    Date,
    /// The website of a partner.
    Website,
    /// The pages of a partner that should link back, with how things stand.
    Backlinks,
    /// The desk that is reached by what an entry says of how to reach it: never a name.
    ContactDesk,
    /// When what it says of that was right.
    ContactAsOf,
    /// Where that is from.
    ContactBasis,
    /// What has to be known about it.
    ContactNote,
    /// From which part of all pages an entry is led to: [`menu::HEADER`] or [`menu::FOOTER`].
    Menu,
}

/// How a role is written and what it can be on.
struct Rule {
    name: &'static str,
    /// Whether several fields of a type may have it.
    shared: bool,
    fits: fn(&FieldKind) -> bool,
}

impl FieldRole {
    /// All of them, as type files write them.
    pub(crate) const ALL: [(&'static str, Self); 25] = [
        (Self::Quote.rule().name, Self::Quote),
        (Self::Reasons.rule().name, Self::Reasons),
        (Self::Closing.rule().name, Self::Closing),
        (Self::Definition.rule().name, Self::Definition),
        (Self::OtherName.rule().name, Self::OtherName),
        (Self::Avoided.rule().name, Self::Avoided),
        (Self::Replacement.rule().name, Self::Replacement),
        (Self::ShortName.rule().name, Self::ShortName),
        (Self::Authors.rule().name, Self::Authors),
        (Self::Year.rule().name, Self::Year),
        (Self::PublishedIn.rule().name, Self::PublishedIn),
        (Self::Subject.rule().name, Self::Subject),
        (Self::Place.rule().name, Self::Place),
        (Self::Topic.rule().name, Self::Topic),
        (Self::Member.rule().name, Self::Member),
        (Self::Extent.rule().name, Self::Extent),
        (Self::Town.rule().name, Self::Town),
        (Self::Date.rule().name, Self::Date),
        (Self::Website.rule().name, Self::Website),
        (Self::Backlinks.rule().name, Self::Backlinks),
        (Self::ContactDesk.rule().name, Self::ContactDesk),
        (Self::ContactAsOf.rule().name, Self::ContactAsOf),
        (Self::ContactBasis.rule().name, Self::ContactBasis),
        (Self::ContactNote.rule().name, Self::ContactNote),
        (Self::Menu.rule().name, Self::Menu),
    ];

    const fn rule(self) -> Rule {
        match self {
            Self::Quote => Rule { name: "quote", shared: false, fits: is_quote },
            Self::Reasons => Rule { name: "reasons", shared: false, fits: are_reasons },
            Self::Closing => Rule { name: "closing", shared: false, fits: are_words },
            Self::Definition => Rule { name: "definition", shared: false, fits: is_text },
            Self::OtherName => Rule { name: "other_name", shared: true, fits: are_words },
            Self::Avoided => Rule { name: "avoided", shared: false, fits: is_boolean },
            Self::Replacement => Rule { name: "replacement", shared: false, fits: is_replacement },
            Self::ShortName => Rule { name: "short_name", shared: false, fits: is_string },
            Self::Authors => Rule { name: "authors", shared: false, fits: are_words },
            Self::Year => Rule { name: "year", shared: false, fits: is_time },
            Self::PublishedIn => Rule { name: "published_in", shared: false, fits: are_words },
            Self::Subject => Rule { name: "subject", shared: false, fits: is_reference },
            Self::Place => Rule { name: "place", shared: false, fits: are_references },
            Self::Topic => Rule { name: "topic", shared: false, fits: are_words },
            Self::Member => Rule { name: "member", shared: false, fits: are_references },
            Self::Extent => Rule { name: "extent", shared: false, fits: is_choice },
            Self::Town => Rule { name: "town", shared: false, fits: are_names },
            Self::Date => Rule { name: "date", shared: false, fits: is_day },
            Self::Website => Rule { name: "website", shared: false, fits: is_url },
            Self::Backlinks => Rule { name: "backlinks", shared: false, fits: are_backlinks },
            Self::ContactDesk => Rule { name: "contact_desk", shared: false, fits: is_string },
            Self::ContactAsOf => Rule { name: "contact_as_of", shared: false, fits: is_day },
            Self::ContactBasis => Rule { name: "contact_basis", shared: false, fits: is_choice },
            Self::ContactNote => Rule { name: "contact_note", shared: false, fits: is_text },
            Self::Menu => Rule { name: "menu", shared: false, fits: is_menu },
        }
    }

    /// Its name in type files.
    pub(crate) fn name(self) -> &'static str {
        self.rule().name
    }

    /// Whether several fields of a type may have it.
    pub(crate) fn is_shared(self) -> bool {
        self.rule().shared
    }

    /// Whether a field of this kind can serve for it.
    pub(crate) fn fits(self, kind: &FieldKind) -> bool {
        (self.rule().fits)(kind)
    }
}

/// The values of a field that says from where an entry is led to. Others mean nothing.
pub(crate) mod menu {
    /// The navigation at the head of all pages.
    pub(crate) const HEADER: &str = "header";
    /// What stands at their foot.
    pub(crate) const FOOTER: &str = "footer";
}

/// Names of the parts of objects that belong together: of roles, of dates and consents, of numbers in tables.
pub(crate) mod part {
    /// Words.
    pub(crate) const TEXT: &str = "text";
    /// The role of whoever said or allowed something: never a name.
    pub(crate) const ROLE: &str = "role";
    /// A heading.
    pub(crate) const TITLE: &str = "title";
    /// What is said now.
    pub(crate) const CURRENT: &str = "current";
    /// By what an object in a list is known: adaptations replace it by that.
    pub(crate) const KEY: &str = "key";
    /// The first day of an event.
    pub(crate) const DATE: &str = "date";
    /// Its last day.
    pub(crate) const DATE_TO: &str = "date_to";
    /// Where it is.
    pub(crate) const PLACE: &str = "place";
    /// When a consent was given.
    pub(crate) const GIVEN_ON: &str = "given_on";
    /// What it covers.
    pub(crate) const SCOPE: &str = "scope";
    /// When it ends.
    pub(crate) const EXPIRES: &str = "expires";
    /// What stands behind the first number of an object.
    pub(crate) const UNIT: &str = "unit";
    /// Whether that number is a rough one.
    pub(crate) const APPROXIMATE: &str = "approximate";
    /// Whether what an object says is open.
    pub(crate) const UNCERTAIN: &str = "uncertain";
    /// What the other parts are about.
    pub(crate) const NAME: &str = "name";
    /// What they are about, too.
    pub(crate) const LABEL: &str = "label";
}

fn is_string(kind: &FieldKind) -> bool {
    kind.can(Ability::Line)
}

fn is_text(kind: &FieldKind) -> bool {
    kind.can(Ability::Prose)
}

fn is_boolean(kind: &FieldKind) -> bool {
    kind.is_box()
}

fn is_reference(kind: &FieldKind) -> bool {
    kind.relation().is_some()
}

/// A name, or a list of them.
fn are_names(kind: &FieldKind) -> bool {
    is_string(kind.item())
}

/// Words, or a list of them.
fn are_words(kind: &FieldKind) -> bool {
    is_string(kind.item()) || is_text(kind)
}

/// Something by which works of the same author are ordered.
fn is_time(kind: &FieldKind) -> bool {
    kind.can(Ability::Select) && kind.can(Ability::Range)
}

/// A reference, or a list of them.
fn are_references(kind: &FieldKind) -> bool {
    is_reference(kind.item())
}

fn is_choice(kind: &FieldKind) -> bool {
    kind.choices().is_some()
}

/// A choice with one of the values that mean something.
fn is_menu(kind: &FieldKind) -> bool {
    kind.choices().is_some_and(|values| {
        values.contains_key(menu::HEADER) || values.contains_key(menu::FOOTER)
    })
}

fn is_day(kind: &FieldKind) -> bool {
    kind.can(Ability::Day) || kind.can(Ability::Calendar)
}

fn is_url(kind: &FieldKind) -> bool {
    kind.can(Ability::Web)
}

fn are_backlinks(kind: &FieldKind) -> bool {
    matches!(kind.parts(), Parts::Pairs(keys, of) if is_url(&keys.kind) && of.kind.choices().is_some())
}

/// The part of an object, when `kind` is one and has it.
fn has(kind: &FieldKind, name: &str, fits: fn(&FieldKind) -> bool) -> bool {
    match kind.parts() {
        Parts::Fields(fields) => fields.get(name).is_some_and(|part: &Field| fits(&part.kind)),
        _ => false,
    }
}

fn is_quote(kind: &FieldKind) -> bool {
    has(kind, part::TEXT, are_words)
}

fn is_replacement(kind: &FieldKind) -> bool {
    has(kind, part::CURRENT, is_string)
}

fn are_reasons(kind: &FieldKind) -> bool {
    match kind.parts() {
        Parts::Items(of) => {
            has(&of.kind, part::TITLE, are_words) && has(&of.kind, part::TEXT, is_text)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_have_names_of_their_own() {
        let mut names: Vec<&str> = FieldRole::ALL.iter().map(|(name, _)| *name).collect();
        assert!(FieldRole::ALL.iter().all(|(name, role)| *name == role.name()));
        assert!(TypeRole::ALL.iter().all(|(name, role)| *name == role.name()));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FieldRole::ALL.len());
    }
}
