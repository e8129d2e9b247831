//! Partners whose website is linked are known to link back.
//!
//! Why: firms come across an initiative on the website of their chamber, and across the chamber on that of the initiative, but only when
//! each links to the other.
//!
//! Example: an organisation with `website` and without `links_back`. Then: ask for a link, and note the page it is on:
//! `links_back: [https://www.example.org/partner]`.

use crate::check::{Look, Remark, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Entry, Value};
use crate::schema::ContentType;

pub(in crate::check) const RULE: Rule = Rule {
    name: "one-way-link",
    codes: &[Code::OneWayLink],
    run: Run::Check { scope: Scope::Entry, parameters: &[], run },
};

fn run(look: &Look<'_>, remarks: &mut Vec<Remark>) {
    let schema = &look.context.catalog.schema;
    // Only types that can say so have partners.
    let has_partners = |content_type: &&ContentType| content_type.field("links_back").is_some();
    for entry in look.originals() {
        let address = match entry.get("website") {
            Some(Value::Url(address)) => address,
            _ => continue,
        };
        let is_partner = schema.get(&entry.key.type_id).filter(has_partners).is_some();
        if is_partner && !links_back(entry) {
            let finding = Diagnostic::at(Code::OneWayLink, entry.field_span("website"))
                .arg("title", entry.title())
                .arg("address", address);
            remarks.push(Remark::about(entry, finding));
        }
    }
}

fn links_back(entry: &Entry) -> bool {
    entry.get("links_back").is_some_and(|pages| !pages.items().is_empty())
}
