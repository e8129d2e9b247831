//! Something leads to every page.
//!
//! Why: a page that no list, no navigation and no other page leads to is found by nobody; often it was forgotten when a navigation was
//! changed.
//!
//! Example: `content/pages/mitmachen.md`, while `site.yaml` names it neither under `navigation` nor under `footer`, the page itself says
//! neither `navigation: header` nor `navigation: footer`, and no text links to it.
//! Then: link to it where readers need it, or take it back with `status: archived`.

use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::config::NavTarget;
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::model::{Catalog, Edge, Entry, EntryKey};
use crate::plan::HOME;
use crate::schema::{ContentType, FieldRole, Pages, menu};

pub(in crate::check) const RULE: Rule = Rule {
    name: "orphan-page",
    codes: &[Code::OrphanPage],
    run: Run::Check { scope: Scope::Collection, parameters: &[], run },
};

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    let catalog = cx.context.catalog;
    let config = cx.context.config;
    if !catalog.is_whole() {
        return;
    }
    let targets: Vec<&NavTarget> = config.menus().map(|item| &item.target).collect();
    let on_a_list = |content_type: &ContentType| {
        let named = |target: &&&NavTarget| matches!(target, NavTarget::Type(id) if **id == *content_type.id);
        content_type.index || targets.iter().any(|target| named(&target))
    };
    let in_navigation = |entry: &Entry| {
        targets.iter().any(|target| {
            matches!(target, NavTarget::Entry(kind, id) if **kind == *entry.key.type_id && **id == *entry.key.id)
        })
    };
    let says_so = |entry: &Entry, content_type: &ContentType| {
        let field = content_type.field_with(FieldRole::Menu);
        let said = field.and_then(|field| entry.get(&field.name)?.as_str());
        said.is_some_and(|said| [menu::HEADER, menu::FOOTER].contains(&said))
    };
    // An item that leads nowhere is a slip of its own; what it was meant to lead to is no orphan as well.
    let unclear = |content_type: &ContentType| {
        targets.iter().any(|target| {
            matches!(target, NavTarget::Entry(kind, id) if **kind == *content_type.id
                && catalog.get(&EntryKey::new(kind.as_str(), id.as_str())).is_none())
        })
    };
    let may_be_lost = |content_type: &&ContentType| {
        content_type.pages == Pages::Entry && !on_a_list(content_type) && !unclear(content_type)
    };
    let of_such_a_type = catalog.schema.types().filter(may_be_lost).flat_map(|content_type| {
        let originals = catalog.originals_of(&content_type.id).iter();
        originals.filter(|entry| entry.listed()).map(move |entry| (entry, content_type))
    });
    for (entry, content_type) in of_such_a_type {
        let is_home = (&*entry.key.type_id, &*entry.key.id) == HOME;
        if !is_home
            && !in_navigation(entry)
            && !says_so(entry, content_type)
            && !is_linked(catalog, entry)
        {
            let finding = Diagnostic::at(
                problem::OrphanPage { title: &entry.title() },
                entry.field_span(&content_type.title),
            );
            findings.push(LintFinding::about(entry, finding));
        }
    }
}

/// Whether a page of another entry shows a link to this one: it refers to it, or shows that this one refers to it.
fn is_linked(catalog: &Catalog, entry: &Entry) -> bool {
    let shown = |edge: &Edge| {
        let from = catalog.schema.get(&edge.from.type_id);
        let hidden =
            from.and_then(|from| from.field(&edge.field)).is_some_and(|field| field.hidden);
        let other = edge.other_than(&entry.key);
        let has_page = catalog.schema.get(&other.type_id).is_some_and(|t| t.pages != Pages::None);
        !hidden && has_page && *other != entry.key && catalog.get(other).is_some_and(Entry::listed)
    };
    catalog.edges_from(&entry.key).chain(catalog.edges_to(&entry.key)).any(shown)
}
