//! Entries keep the rules that their type and the site declare.
//!
//! Why: what makes a good collection is more than fields: a case stands on a benefit, a guide's reasons on evidence, a study's
//! recommendations are 25 and 10. Editors know such rules; here they write them down themselves.
//!
//! Example: `{name: supported, each: reasons, need_one_of: [benefits, cases]}` in the type of guides. See `docs/rules.md`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use regex::Regex;

use crate::check::declaration::{DeclaredRule, Demand, Quantifier, Side, What, relation_of};
use crate::check::{Context, LintFinding, Rule, Run};
use crate::diagnostic::problem::{Broken, Lack, Spoken};
use crate::diagnostic::{Code, Diagnostic, Language, Severity, problem};
use crate::i18n::WrittenWords;
use crate::location::Span;
use crate::model::{Entry, EntryKey, Status, Value};
use crate::query::Condition;
use crate::schema::{Count, Field};

pub(in crate::check) const RULE: Rule = Rule {
    name: "declared",
    codes: &[
        Code::RuleBroken,
        Code::BadRule,
        Code::BadValue,
        Code::MissingKey,
        Code::NoSuchEntry,
        Code::NoSuchField,
        Code::UnknownKey,
        Code::UnknownType,
    ],
    run: Run::Declared,
};

/// What rules about single entries ask of one.
pub(in crate::check) fn evaluate(
    context: &Context<'_>,
    rule: &DeclaredRule<'_>,
    entry: &Entry,
    findings: &mut Vec<LintFinding>,
) {
    if !is_about(context, rule, entry) {
        return;
    }
    let evaluation = Evaluation { context, rule, findings };
    match &rule.demand {
        Demand::Symmetric(field) => evaluation.symmetric(entry, field),
        Demand::Need { .. } => evaluation.need(entry),
        Demand::Number(_) | Demand::Unique(_) => {}
    }
}

/// What rules about entries taken together ask of them.
pub(in crate::check) fn evaluate_all(
    context: &Context<'_>,
    rule: &DeclaredRule<'_>,
    wrong: &mut Vec<Diagnostic>,
    findings: &mut Vec<LintFinding>,
) {
    let entries = context.entries.iter().map(|entry| &**entry);
    let entries = entries.filter(|entry| is_about(context, rule, entry));
    let evaluation = Evaluation { context, rule, findings };
    match &rule.demand {
        Demand::Number(count) => {
            if let Some(problem) = outside(entries.count(), *count) {
                wrong.push(evaluation.number(&problem));
            }
        }
        Demand::Unique(fields) => evaluation.unique(entries, fields),
        Demand::Symmetric(_) | Demand::Need { .. } => {}
    }
}

fn is_about(context: &Context<'_>, rule: &DeclaredRule<'_>, entry: &Entry) -> bool {
    entry.key.type_id == rule.content_type.id
        && entry.listed()
        && entry.language == *context.catalog.default_language()
        && rule.conditions.iter().all(|condition| condition.holds(entry))
}

/// A number that is not what it should be.
struct Wrong {
    found: usize,
    wanted: usize,
    how: How,
}

/// In which way it is not.
#[derive(Clone, Copy)]
enum How {
    Few,
    Many,
    Number,
    NoneOf,
}

fn outside(found: usize, count: Count) -> Option<Wrong> {
    match (count.min, count.max) {
        (Some(wanted), _) if found < wanted => Some(Wrong { found, wanted, how: How::Few }),
        (_, Some(wanted)) if found > wanted => Some(Wrong { found, wanted, how: How::Many }),
        _ => None,
    }
}

struct Evaluation<'j, 'a> {
    context: &'j Context<'a>,
    rule: &'j DeclaredRule<'a>,
    findings: &'j mut Vec<LintFinding>,
}

impl Evaluation<'_, '_> {
    fn finding(&self, problem: Broken<'_>, place: Option<Span>) -> Diagnostic {
        let said;
        let said = match &self.rule.message {
            Some(message) => {
                said = |language: Language| message.get(language.tag()).to_owned();
                Some(Spoken(&said))
            }
            None => None,
        };
        let (rule, type_) = (&self.rule.name, &self.rule.content_type.id);
        let found = problem::RuleBroken { said, rule, type_, problem };
        Diagnostic::new(found, place).with_severity(self.rule.severity)
    }

    fn report(&mut self, entry: &Entry, mut finding: Diagnostic) {
        // What a draft still lacks keeps nobody from looking at the others.
        if matches!(entry.status, Status::Draft | Status::Review)
            && finding.severity == Severity::Error
        {
            finding.severity = Severity::Warning;
        }
        let about = LintFinding::about(entry, finding);
        self.findings.push(LintFinding { check: RULE.name, ..about });
    }

    /// The number of entries is about none of them: it is said where the rule is written.
    fn number(&self, wrong: &Wrong) -> Diagnostic {
        let (found, wanted) = (wrong.found, wrong.wanted);
        let problem = match wrong.how {
            How::Few => Broken::FewEntries { found, wanted },
            _ => Broken::ManyEntries { found, wanted },
        };
        self.finding(problem, self.rule.span.clone())
    }

    fn unique<'e>(
        mut self,
        entries: impl Iterator<Item = &'e Entry>,
        fields: &[std::sync::Arc<str>],
    ) {
        let mut first: HashMap<Vec<String>, &Entry> = HashMap::new();
        let Some(last) = fields.last() else { return };
        for entry in entries {
            let values: Option<Vec<String>> =
                fields.iter().map(|field| Some(entry.recorded(field)?.identity())).collect();
            let Some(values) = values else { continue };
            match first.get(&values) {
                Some(other) => {
                    let (field, place) = (&fields.join(", "), entry.field_span(last));
                    let finding = self
                        .finding(Broken::Twice { field, other: &other.key }, Some(place))
                        .related("first", other.field_span(last));
                    self.report(entry, finding);
                }
                None => {
                    first.insert(values, entry);
                }
            }
        }
    }

    fn symmetric(mut self, entry: &Entry, field: &str) {
        let catalog = self.context.catalog;
        for edge in catalog.edges_from(&entry.key) {
            let written = edge.relation.is_some() && *edge.field == *field;
            let Some(other) = catalog.get(&edge.to).filter(|other| written && other.listed())
            else {
                continue;
            };
            if other.key != entry.key && !other.references(field).contains(&&entry.key) {
                let problem = Broken::OneWay { field: &field, other: &other.key };
                let finding = self
                    .finding(problem, Some(edge.span.clone()))
                    .related("other-side", other.field_span(field));
                self.report(entry, finding);
            }
        }
    }

    fn need(mut self, entry: &Entry) {
        let Demand::Need { each, .. } = &self.rule.demand else { return };
        let Some(list) = each else {
            for (side, wrong) in self.lacking(entry, &|field| entry.recorded(field)) {
                if self.context.is_unclear(entry, &side) {
                    continue;
                }
                let problem = lack(&side, &wrong, None);
                let finding = self.finding(problem, Some(entry.field_span(&side)));
                self.report(entry, finding);
            }
            return;
        };
        if self.context.is_unclear(entry, list) {
            return;
        }
        let items = entry.recorded(list).map(Value::items).unwrap_or_default();
        // What several items lack is said once.
        let mut lacking: BTreeMap<String, (Vec<String>, Wrong)> = BTreeMap::new();
        for (number, item) in (1..).zip(items) {
            for (side, wrong) in self.lacking(entry, &|field| item.get(field)) {
                let (numbers, _) = lacking.entry(side).or_insert((Vec::new(), wrong));
                numbers.push(number.to_string());
            }
        }
        for (side, (numbers, wrong)) in lacking {
            let numbers = numbers.join(", ");
            let problem = lack(&side, &wrong, Some((&numbers, list)));
            let finding = self.finding(problem, Some(entry.field_span(list)));
            self.report(entry, finding);
        }
    }

    /// What is lacking: the names of the sides, each with its number; when one of several would do, all names together.
    fn lacking<'v>(
        &self,
        entry: &Entry,
        value: &dyn Fn(&str) -> Option<&'v Value>,
    ) -> Vec<(String, Wrong)> {
        let Demand::Need { each, sides, quantifier, count, what } = &self.rule.demand else {
            return Vec::new();
        };
        // What may be in files that cannot be read is not known to be lacking.
        if sides.iter().any(|side| self.is_lost(entry, side)) && *quantifier == Quantifier::One {
            return Vec::new();
        }
        let judged = sides.iter().filter(|side| !self.is_lost(entry, side)).filter_map(|side| {
            let found = match side {
                Side::Field(field) => {
                    let value = value(&field.name);
                    // What is required and not there was said while reading.
                    if field.required && value.is_none_or(|value| value.items().is_empty()) {
                        return None;
                    }
                    value.map_or(0, |value| self.count(value, what))
                }
                Side::Inverse(name) => self.linked_by(&entry.key, name),
            };
            Some((side, found))
        });
        let judged: Vec<_> = judged.collect();
        let problem = |wrong: Wrong| match what {
            What::WithNumber => Wrong { how: How::Number, ..wrong },
            _ => wrong,
        };
        match quantifier {
            Quantifier::All => judged
                .iter()
                .filter_map(|(side, found)| {
                    Some((side.name().to_owned(), problem(outside(*found, *count)?)))
                })
                .collect(),
            Quantifier::One => {
                let best = judged.iter().map(|(_, found)| *found).max();
                let kept = judged.iter().any(|(_, found)| outside(*found, *count).is_none());
                let wrong = best.filter(|_| !kept).and_then(|found| outside(found, *count));
                let names: Vec<&str> = sides.iter().map(Side::name).collect();
                // Where the first of them is, or would be.
                let name = if each.is_some() { names.join(", ") } else { names[0].to_owned() };
                wrong.map(|wrong| (name, Wrong { how: How::NoneOf, ..wrong })).into_iter().collect()
            }
        }
    }

    /// Whether entries on the other side of a relation may be in files that cannot be read, which a finding says already.
    fn is_lost(&self, entry: &Entry, side: &Side<'_>) -> bool {
        let catalog = self.context.catalog;
        match side {
            Side::Field(field) => relation_of(field)
                .is_some_and(|relation| relation.to.iter().any(|to| catalog.has_unread(to))),
            Side::Inverse(name) => catalog.schema.types().any(|content_type| {
                let leads_here = |field: &Field| {
                    relation_of(field).is_some_and(|relation| {
                        let inverse = relation.inverse.as_ref();
                        relation.to.contains(&entry.key.type_id)
                            && inverse.is_some_and(|inverse| inverse.name == **name)
                    })
                };
                catalog.has_unread(&content_type.id) && content_type.fields.values().any(leads_here)
            }),
        }
    }

    /// How much of what is asked for a value holds.
    fn count(&self, value: &Value, what: &What) -> usize {
        let items = match value {
            Value::Map(pairs) => return pairs.len(),
            value => value.items(),
        };
        let counts = |item: &&Value| match what {
            What::Anything => self.links_of(item, &[]).unwrap_or_else(|| match item {
                Value::Boolean(yes) => *yes,
                Value::Text(text) => !text.is_empty(),
                item => item.as_str().is_none_or(|text| !text.is_empty()),
            }),
            What::Linked(conditions) => self.links_of(item, conditions).unwrap_or(false),
            What::WithNumber => match item {
                Value::Text(text) => NUMBER.is_match(&text.plain_text()),
                Value::Integer(_) | Value::Number(_) | Value::Percent(_) | Value::Money(_) => true,
                item => item.as_str().is_some_and(|text| NUMBER.is_match(text)),
            },
        };
        items.iter().filter(counts).count()
    }

    fn linked_by(&self, key: &EntryKey, inverse: &str) -> usize {
        let groups = self.context.catalog.inverse(key);
        groups.iter().filter(|group| group.name == inverse).map(|group| group.edges.len()).sum()
    }

    /// Whether a value leads to a published entry for which the conditions hold; `None` when it leads nowhere by its kind.
    fn links_of(&self, value: &Value, conditions: &[Condition]) -> Option<bool> {
        let mut found = None;
        value.walk(&mut |value| {
            if let Value::Reference(reference) = value {
                // That a published entry refers to one that is not is a finding already.
                let fits = self.context.catalog.get(&reference.key).is_some_and(|target| {
                    let kept = || conditions.iter().all(|condition| condition.holds(target));
                    !target.published || (target.listed() && kept())
                });
                found = Some(found.unwrap_or(false) || fits);
            }
        });
        found
    }
}

/// A number in digits or in words of any language; *ein* is mostly an article.
#[allow(clippy::unwrap_used, reason = "a test compiles it")]
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let words = WrittenWords::pattern(|written| &written.numbers);
    Regex::new(&format!(r"(?i)[0-9½¼¾]|\b(?:{words})\b")).unwrap()
});

/// What `field` lacks; `items` are the numbers of the items that lack it, and the list that they are in.
fn lack<'a>(field: &'a String, wrong: &Wrong, items: Option<(&'a str, &'a str)>) -> Broken<'a> {
    let (item, each) = items.unzip();
    let lack = Lack { field, found: wrong.found, wanted: wrong.wanted, item, each };
    match wrong.how {
        How::Few => Broken::Few { lack },
        How::Many => Broken::Many { lack },
        How::Number => Broken::Number { lack },
        How::NoneOf => Broken::NoneOf { lack },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_may_be_words() {
        for text in
            ["18 % mehr", "Drei Aufträge", "Der Umsatz hat sich verdoppelt.", "twice as many"]
        {
            assert!(NUMBER.is_match(text), "{text}");
        }
        for text in ["Ein guter Ruf", "Wir achten auf Neuheiten", "a good name"] {
            assert!(!NUMBER.is_match(text), "{text}");
        }
    }
}
