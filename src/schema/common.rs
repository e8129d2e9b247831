//! Names of the fields that every type has: what the engine knows of an entry whatever its type is.
//!
//! Invariant: they are those of `standard/common.yaml`, as far as the engine asks for them.

/// How far an entry has come.
pub(crate) const STATUS: &str = "status";
/// The day on which an entry appears.
pub(crate) const PUBLISH_FROM: &str = "publish_from";
/// The day on which somebody should look at an entry again.
pub(crate) const REVIEW_DUE: &str = "review_due";
/// When its facts were true.
pub(crate) const AS_OF: &str = "as_of";
/// Former addresses.
pub(crate) const ALIASES: &str = "aliases";
/// Editions in which it appears, in place of the main site.
pub(crate) const EDITIONS: &str = "editions";
/// Whether it is made up.
pub(crate) const SAMPLE: &str = "sample";
/// Whether it is on the home page.
pub(crate) const FEATURED: &str = "featured";
/// Its picture.
pub(crate) const IMAGE: &str = "image";
/// Where its facts are from: an object with [`DOCUMENT`] and [`SECTION`].
pub(crate) const SOURCE: &str = "source";
/// In a source: the work.
pub(crate) const DOCUMENT: &str = "document";
/// In a source: the part of the work.
pub(crate) const SECTION: &str = "section";
/// Whether something about it is open.
pub(crate) const UNCERTAIN: &str = "uncertain";
/// What is open.
pub(crate) const UNCERTAIN_NOTE: &str = "uncertain_note";
/// What readers should know, too.
pub(crate) const NOTE: &str = "note";
/// Checks that it need not pass.
pub(crate) const SUPPRESS: &str = "suppress";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;
    use crate::source::Snapshot;

    #[test]
    fn every_type_has_them() {
        let none: [(&str, &str); 0] = [];
        let schema = Schema::load(&Snapshot::from_files(none), &mut Vec::new());
        let page = schema.types().next().unwrap();
        for name in [
            STATUS,
            PUBLISH_FROM,
            REVIEW_DUE,
            AS_OF,
            ALIASES,
            EDITIONS,
            SAMPLE,
            FEATURED,
            IMAGE,
            SOURCE,
            UNCERTAIN,
            UNCERTAIN_NOTE,
            NOTE,
            SUPPRESS,
        ] {
            assert!(page.is_common(name), "{name}");
        }
    }
}
