//! What is said about how to reach an organisation names no person.
//!
//! Why: a name in a mailbox or an address is personal data that nobody has consented to, and it is out of date as soon as somebody else has
//! the desk. A field that is marked as personal has a consent of its own, and is not looked at.
//!
//! Example: `email: vorname.nachname@example.org`, or an address with a line `Frau Muster`. Then: the mailbox of the desk
//! (`info@example.org`), or the line without the name.
//!
//! Looked at are mailboxes and addresses of all fields, and the fields that say which desk answers and what has to be known about it. A
//! mailbox is taken for that of a person when its name is two or three words of letters, none of which is a word for a desk, of
//! the domain, or of the title of the entry. Parameter `allow`: more words for desks.

use crate::check::options::{CheckParameter, Default};
use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::i18n::{Locale, WrittenWords};
use crate::model::{Entry, Value};
use crate::schema::{Field, FieldRole, Parts};

pub(in crate::check) const RULE: Rule = Rule {
    name: "person-in-contact",
    codes: &[Code::PersonInContact],
    run: Run::Check {
        scope: Scope::Entry,
        parameters: &[CheckParameter { name: "allow", default: Default::Words(&[]) }],
        run,
    },
};

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    let allowed = cx.setting.words("allow");
    for entry in cx.entries() {
        let Some(content_type) = cx.context.catalog.schema.get(&entry.key.type_id) else {
            continue;
        };
        for field in content_type.fields.values().filter(|field| entry.wrote(&field.name)) {
            let Some(value) = entry.get(&field.name) else { continue };
            if let Some(found) = person_in(field, value, entry, allowed) {
                let person = problem::PersonInContact { written: &found };
                let finding = Diagnostic::at(person, entry.field_span(&field.name));
                findings.push(LintFinding::about(entry, finding));
            }
        }
    }
}

/// What of a value names a person, when something does.
fn person_in(field: &Field, value: &Value, entry: &Entry, allowed: &[String]) -> Option<String> {
    if field.personal {
        return None;
    }
    let told = || matches!(field.role, Some(FieldRole::ContactDesk | FieldRole::ContactNote));
    match (value, field.kind.parts()) {
        (Value::Email(address), _) => {
            is_of_a_person(address, entry.title(), allowed).then(|| address.clone())
        }
        (Value::Address(address), _) => {
            let parts = [&address.street, &address.city];
            let lines = address.lines.iter().chain(parts.into_iter().flatten());
            lines.into_iter().find(|line| names_somebody(line)).cloned()
        }
        (Value::String(text), _) if told() => names_somebody(text).then(|| text.clone()),
        (Value::Text(document), _) if told() => {
            let text = document.plain_text();
            names_somebody(&text).then_some(text)
        }
        (Value::List(items), Parts::Items(of)) => {
            items.iter().find_map(|item| person_in(of, item, entry, allowed))
        }
        (Value::Object(values), Parts::Fields(fields)) => fields
            .values()
            .find_map(|field| person_in(field, values.get(&field.name)?, entry, allowed)),
        _ => None,
    }
}

/// Whether a mailbox is called like a person: `vorname.nachname`, `v.nachname`.
fn is_of_a_person(address: &str, title: &str, allowed: &[String]) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    let (local, domain) = (local.to_lowercase(), domain.to_lowercase());
    let words: Vec<&str> = local.split(['.', '_', '-']).collect();
    let spelt = words.iter().all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic));
    let last = words.last().map_or(0, |word| word.chars().count());
    if !(2..=3).contains(&words.len()) || !spelt || last < 2 {
        return false;
    }
    let title = title.to_lowercase();
    let is_desk = |word: &&str| {
        is_written(&|written| &written.desks, word)
            || allowed.iter().any(|allowed| allowed.to_lowercase() == **word)
            || (word.chars().count() > 2 && (domain.contains(*word) || title.contains(*word)))
    };
    !words.iter().any(is_desk)
}

/// Whether a word, in lower case, is in a list of one of the languages.
fn is_written(list: &dyn Fn(&'static WrittenWords) -> &'static [String], word: &str) -> bool {
    Locale::all().any(|(_, locale)| list(&locale.written).iter().any(|known| known == word))
}

/// Whether somebody is addressed in a line. Streets that are called after somebody have a number.
fn names_somebody(line: &str) -> bool {
    let small = line.to_lowercase();
    let mut attention = Locale::all().flat_map(|(_, locale)| &locale.written.attention);
    if attention.any(|words| small.contains(words.as_str())) {
        return true;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let addressed = words.windows(2).any(|pair| match pair {
        [form, name] => {
            is_written(&|written| &written.addressed, &form.to_lowercase()) && is_name(name)
        }
        _ => false,
    });
    addressed && !line.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_of_persons_are_told_from_those_of_desks() {
        let allowed = ["kette".to_owned()];
        let person = |address| is_of_a_person(address, "Netz Nord e. V.", &allowed);
        for address in
            ["erika.muster@example.org", "e.muster@example.org", "erika-maria_muster@x.de"]
        {
            assert!(person(address), "{address}");
        }
        for address in [
            "info@example.org",
            "muster@example.org",
            "info.ulm@example.org",
            "netz.ost@example.org",
            "cluster-team@example.org",
            "wert.kette@example.org",
            "haus.example@example.org",
            "stelle.7@example.org",
            "erika.muster.am.see@example.org",
        ] {
            assert!(!person(address), "{address}");
        }
    }

    #[test]
    fn lines_that_address_somebody_are_told_from_streets() {
        for line in ["Frau Muster", "z. Hd. der Leitung", "Zentrale, Herr Dr. Muster"] {
            assert!(names_somebody(line), "{line}");
        }
        for line in [
            "Frauenstraße 3",
            "Dr. Muster Straße 4",
            "Herrenberg",
            "Frau und Beruf e. V.",
            "Max-Planck-Straße 17",
        ] {
            assert!(!names_somebody(line), "{line}");
        }
    }
}
