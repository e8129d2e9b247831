//! Contacts in vCard 4.0 (RFC 6350).

use super::lines::{line, text};
use crate::model::Address;
use crate::schema::VcardKind;
use crate::view::{ContactView, Reach};

/// The card of an organisation; a file may hold several.
pub(crate) fn render(contact: &ContactView, language: &str) -> String {
    let mut out = String::new();
    line("BEGIN", "VCARD", &mut out);
    line("VERSION", "4.0", &mut out);
    let kind = match contact.kind {
        VcardKind::Org => "org",
        VcardKind::Group => "group",
    };
    line("KIND", kind, &mut out);
    line("FN", &text(&contact.name), &mut out);
    line("ORG", &text(&contact.name), &mut out);
    for role in &contact.roles {
        line("ROLE", &text(role), &mut out);
    }
    line("LANG", language, &mut out);
    for way in &contact.ways {
        match way {
            Reach::Web(address) => line("URL", address, &mut out),
            Reach::Mail(address) => line("EMAIL", &text(address), &mut out),
            Reach::Phone(number) => {
                let digits = |c: &char| c.is_ascii_digit() || *c == '+';
                let digits: String = number.chars().filter(digits).collect();
                line("TEL;VALUE=uri", &format!("tel:{digits}"), &mut out);
            }
            Reach::Address(address) => self::address(address, &mut out),
        }
    }
    if let Some(note) = &contact.note {
        line("NOTE", &text(note), &mut out);
    }
    if let Some(as_of) = contact.as_of {
        line("REV", &format!("{}T000000Z", as_of.strftime("%Y%m%d")), &mut out);
    }
    line("END", "VCARD", &mut out);
    out
}

/// Section 6.3.1: seven parts. Lines that are written as they stand on a letter are the label.
fn address(address: &Address, out: &mut String) {
    let part = |part: &Option<String>| part.as_deref().map(text).unwrap_or_default();
    let parts = [
        String::new(),
        String::new(),
        part(&address.street),
        part(&address.city),
        String::new(),
        part(&address.postal_code),
        part(&address.country),
    ];
    let label: String =
        address.lines.join("\\n").chars().map(|c| if c == '"' { '\'' } else { c }).collect();
    let name = if label.is_empty() { "ADR".to_owned() } else { format!("ADR;LABEL=\"{label}\"") };
    line(&name, &parts.join(";"), out);
}
