//! Entries that say themselves that all pages lead to them.
//!
//! Entry point: [`led_to`]. Invariant: what the settings lead to is not led to a second time, and an entry that the site does not list is led to
//! from nowhere.

use super::SiteScope;
use crate::config::{Config, NavTarget};
use crate::model::{Catalog, Entry, EntryKey};
use crate::schema::{FieldRole, menu};

/// A part of all pages that leads into the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Menu {
    /// The navigation at the head.
    Header,
    /// What stands at the foot.
    Footer,
}

impl Menu {
    /// How entries name it.
    fn name(self) -> &'static str {
        match self {
            Self::Header => menu::HEADER,
            Self::Footer => menu::FOOTER,
        }
    }
}

/// The entries that want to be led to by `menu` on pages in `language`, and that the settings do not name, in the order of the lists of their types.
/// Those that are not there in this language are in the default one, as where the settings name them.
pub(crate) fn led_to<'a>(
    catalog: &'a Catalog,
    scope: &'a SiteScope,
    config: &'a Config,
    menu: Menu,
    language: &str,
) -> Vec<&'a Entry> {
    let named = |entry: &Entry| {
        config.navigation.iter().chain(&config.footer).any(|item| match &item.target {
            NavTarget::Entry(type_id, id) => {
                let role = scope.replaced(&entry.key);
                let is = |key: &EntryKey| *key.type_id == **type_id && *key.id == **id;
                is(role) || is(&entry.key)
            }
            _ => false,
        })
    };
    let mut led_to = Vec::new();
    for content_type in catalog.schema.types() {
        let Some(field) = content_type.field_with(FieldRole::Menu) else { continue };
        let default = &*config.language;
        let originals = scope.list(catalog, &content_type.id, default);
        let here = originals.map(|entry| catalog.get_in(&entry.key, language).unwrap_or(entry));
        let only_here = scope
            .list(catalog, &content_type.id, language)
            .filter(|entry| catalog.get_in(&entry.key, default).is_none());
        let wanted = here.chain(only_here).filter(|entry| {
            let said = entry.get(&field.name).and_then(|value| value.as_str());
            said == Some(menu.name()) && !scope.is_home(&entry.key) && !named(entry)
        });
        led_to.extend(wanted);
    }
    led_to
}
