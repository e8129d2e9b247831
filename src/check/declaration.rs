//! Rules over entries and what they are linked with, as type files and `site.yaml` write them: `rules:`.
//!
//! Entry point: [`declarations`]. Invariant: a [`DeclaredRule`] can be kept: it asks for one thing, of fields and relations that are there,
//! in numbers that are possible; everything else is a finding. The language is described in `docs/rules.md`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Context;
use crate::config::SETTINGS_FILE;
use crate::diagnostic::problem::RuleProblem;
use crate::diagnostic::{Code, Diagnostic, Severity, nearest, problem};
use crate::location::{SitePath, Span};
use crate::query::{Condition, Selector, expect_field};
use crate::schema::{ContentType, Count, Field, Relation};
use crate::yaml::{Node, Reader, Text};

/// A rule that a type or a site declares.
pub(super) struct DeclaredRule<'a> {
    pub(super) name: String,
    /// Whose entries it is about.
    pub(super) content_type: &'a ContentType,
    /// Which of them.
    pub(super) conditions: Vec<Condition>,
    pub(super) severity: Severity,
    /// What its author says about entries that do not keep it.
    pub(super) message: Option<Text>,
    pub(super) demand: Demand<'a>,
    /// Where its name is written; `None` in the standard types.
    pub(super) span: Option<Span>,
}

/// What a rule asks for.
pub(super) enum Demand<'a> {
    /// So much in fields or derived relations: in each of them, or in one.
    Need {
        /// The list whose items have the fields; else the entry has them.
        each: Option<Arc<str>>,
        sides: Vec<Side<'a>>,
        quantifier: Quantifier,
        count: Count,
        what: What,
    },
    /// So many entries.
    Number(Count),
    /// That no two entries share the values of these fields.
    Unique(Vec<Arc<str>>),
    /// That whoever is referred to by this field refers back by the same.
    Symmetric(Arc<str>),
}

/// Whether all sides have to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantifier {
    All,
    One,
}

/// Where to look for what is needed.
#[derive(Clone)]
pub(super) enum Side<'a> {
    /// A field.
    Field(&'a Field),
    /// What others say about the entry: the name of the inverse.
    Inverse(Arc<str>),
}

impl Side<'_> {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Field(field) => &field.name,
            Self::Inverse(name) => name,
        }
    }
}

/// What counts.
pub(super) enum What {
    /// Whatever is written, and published entries.
    Anything,
    /// Linked entries for which this holds.
    Linked(Vec<Condition>),
    /// Texts with a number in them.
    WithNumber,
}

/// The rules of all types and of the site.
pub(super) fn declarations<'a>(
    context: &Context<'a>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<DeclaredRule<'a>> {
    let catalog = context.catalog;
    let mut all = Vec::new();
    for content_type in catalog.schema.types() {
        if let Some(node) = &content_type.rules {
            let of_type = Some(content_type);
            let mut author = Author {
                context,
                file: &content_type.span.file,
                of_type,
                findings,
                names: BTreeSet::new(),
            };
            all.extend(author.rules(node));
        }
    }
    if let (Some(node), Some(file)) = (&context.config.rules, SitePath::new(SETTINGS_FILE)) {
        let mut author =
            Author { context, file: &file, of_type: None, findings, names: BTreeSet::new() };
        all.extend(author.rules(node));
    }
    all
}

const SEVERITIES: [(&str, Option<Severity>); 4] = super::options::LEVELS;

/// Reads the rules of one file.
struct Author<'c, 'a, 'f> {
    context: &'c Context<'a>,
    file: &'c SitePath,
    /// The type whose file it is; `None` for the site's own rules.
    of_type: Option<&'a ContentType>,
    findings: &'f mut Vec<Diagnostic>,
    names: BTreeSet<String>,
}

impl<'a> Author<'_, 'a, '_> {
    fn rules(&mut self, node: &Node) -> Vec<DeclaredRule<'a>> {
        let Some(items) = node.as_list() else {
            self.findings.push(Diagnostic::at(
                problem::BadValue {
                    key: &"rules",
                    value: &node.quoted(),
                    expected: problem::Expected::List,
                },
                Span::new(self.file, node.beginning()),
            ));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.rule(item)).collect()
    }

    /// A rule; `None` when it is off, or something in it is wrong, which was reported.
    fn rule(&mut self, node: &Node) -> Option<DeclaredRule<'a>> {
        let before = self.findings.len();
        let catalog = self.context.catalog;
        let selector = Selector { catalog, language: catalog.default_language() };
        let mut r = Reader::new(self.file, node, self.findings)?;
        let name = r
            .required("name")
            .and_then(|node| Some((node.as_str()?.to_owned(), node.span.clone())));
        let content_type = match self.of_type {
            Some(content_type) => Some(content_type),
            None => {
                let written = r
                    .required("of")
                    .and_then(|node| Some((node.as_str()?, r.at(node.span.clone()))));
                written.and_then(|(written, span)| match selector.content_type(written, span) {
                    Ok(content_type) => Some(content_type),
                    Err(_) if catalog.schema.is_unread(written) => None,
                    Err(finding) => {
                        r.findings.push(*finding);
                        None
                    }
                })
            }
        };
        let severity = r.choice("severity", &SEVERITIES).unwrap_or(Some(Severity::Error));
        let message = r.text("message");
        let conditions = r.node("where");
        let demand = Written {
            need: r.strings("need"),
            need_one_of: r.strings("need_one_of"),
            count: r.node("count"),
            unique: r.strings("unique"),
            symmetric: r.strings("symmetric"),
            each: r.strings("each").and_then(|list| list.into_iter().next()),
            linked: r.node("linked"),
            containing: r.choice("containing", &[("number", ())]),
            limits: Limits::read(&mut r),
        };
        let place = name.as_ref().map_or(r.place(), |(_, span)| r.at(span.clone()));
        let Some(content_type) = content_type else {
            r.finish();
            return None;
        };
        let conditions = conditions
            .map(|node| selector.conditions(content_type, node, &mut r))
            .unwrap_or_default();
        let read = demand.read(content_type, &selector, &place, &mut r);
        r.finish();
        // A misspelt demand is one mistake and not also a missing one.
        let misspelt = self.findings[before..].iter().any(|f| f.code == Code::UnknownKey);
        let mut kept = self.findings.split_off(before);
        let demands_nothing = problem::BadRule { problem: RuleProblem::NoDemand };
        let missing = |finding: &Diagnostic| finding.says(&demands_nothing);
        kept.retain(|finding| !(misspelt && missing(finding)));
        self.findings.append(&mut kept);
        let (name, _) = name?;
        if !self.names.insert(name.clone()) {
            self.findings.push(bad(&place, RuleProblem::NameTwice { name: &name }));
        }
        if self.findings.len() > before {
            return None;
        }
        Some(DeclaredRule {
            name,
            content_type,
            conditions,
            severity: severity?,
            message,
            demand: read?,
            span: (!content_type.standard || self.of_type.is_none()).then_some(place),
        })
    }
}

/// The demand of a rule before anybody knows whether it makes sense.
struct Written<'n> {
    need: Option<Vec<(String, Span)>>,
    need_one_of: Option<Vec<(String, Span)>>,
    count: Option<&'n Node>,
    unique: Option<Vec<(String, Span)>>,
    symmetric: Option<Vec<(String, Span)>>,
    each: Option<(String, Span)>,
    linked: Option<&'n Node>,
    containing: Option<()>,
    limits: Option<Limits>,
}

/// `at_least`, `at_most`, `exactly`, and where the first of them is written.
struct Limits {
    count: Count,
    span: Span,
}

impl Limits {
    fn read(r: &mut Reader<'_, '_>) -> Option<Self> {
        let mut at = None;
        for key in ["exactly", "at_least", "at_most"] {
            at = at.or(r.raw(key).map(|pair| pair.key_span.clone()));
        }
        let (exactly, min, max) = (r.count("exactly"), r.count("at_least"), r.count("at_most"));
        let span = r.at(at?);
        let count = match exactly {
            Some(_) if min.is_some() || max.is_some() => {
                r.findings.push(bad(&span, RuleProblem::Limits));
                return None;
            }
            Some(number) => Count { min: Some(number), max: Some(number) },
            None => Count { min, max },
        };
        if let (Some(min), Some(max)) = (count.min, count.max)
            && min > max
        {
            r.findings.push(bad(&span, RuleProblem::Limits));
            return None;
        }
        Some(Self { count, span })
    }
}

fn bad(span: &Span, problem: RuleProblem<'_>) -> Diagnostic {
    Diagnostic::at(problem::BadRule { problem }, span.clone())
}

impl Written<'_> {
    /// The one thing that the rule asks for.
    fn read<'a>(
        self,
        content_type: &'a ContentType,
        selector: &Selector<'a>,
        place: &Span,
        r: &mut Reader<'_, '_>,
    ) -> Option<Demand<'a>> {
        let demands = [
            self.need.is_some(),
            self.need_one_of.is_some(),
            self.count.is_some(),
            self.unique.is_some(),
            self.symmetric.is_some(),
        ];
        match demands.iter().filter(|there| **there).count() {
            1 => {}
            0 => {
                r.findings.push(bad(place, RuleProblem::NoDemand));
                return None;
            }
            _ => {
                r.findings.push(bad(place, RuleProblem::SeveralDemands));
                return None;
            }
        }
        if let Some(node) = self.count {
            let before = r.findings.len();
            let mut inner = Reader::new(r.file(), node, r.findings)?;
            let limits = Limits::read(&mut inner);
            inner.finish();
            if limits.is_none() && r.findings.len() == before {
                r.findings.push(bad(place, RuleProblem::Limits));
            }
            return limits.map(|limits| Demand::Number(limits.count));
        }
        if let Some(names) = self.unique {
            let fields = names.iter().filter_map(|name| field(content_type, name, r));
            return Some(Demand::Unique(fields.map(|field| field.name.clone()).collect()));
        }
        if let Some(names) = self.symmetric {
            let name = names.first()?;
            let field = field(content_type, name, r)?;
            let relation = relation_of(field);
            let (named, type_) = (&name.0, &content_type.id);
            let problem = match relation {
                Some(relation) if relation.symmetric => {
                    RuleProblem::SymmetricAlready { field: named, type_ }
                }
                Some(relation) if relation.to.contains(&content_type.id) => {
                    return Some(Demand::Symmetric(field.name.clone()));
                }
                _ => RuleProblem::NotSymmetric { field: named, type_ },
            };
            r.findings.push(bad(&name.1, problem));
            return None;
        }
        let one = self.need.is_none();
        let names = self.need.or(self.need_one_of)?;
        let sides: Vec<Side<'a>> = match &self.each {
            None => names.iter().filter_map(|name| side(content_type, selector, name, r)).collect(),
            Some(each) => inner_fields(content_type, each, &names, r)?,
        };
        if sides.len() < names.len() {
            return None;
        }
        let what = match (self.linked, self.containing) {
            (Some(node), None) => What::Linked(linked(&sides, node, selector, place, r)?),
            (None, Some(())) => What::WithNumber,
            (None, None) => What::Anything,
            (Some(_), Some(())) => {
                r.findings.push(bad(place, RuleProblem::LinkedAndContaining));
                return None;
            }
        };
        let count = self.limits.as_ref().map_or(Count { min: Some(1), max: None }, |l| l.count);
        for side in &sides {
            // A rule that no entry can keep keeps everything from being published.
            let most = match side {
                Side::Field(field) => field.kind.count().map_or(Some(1), |count| count.max),
                Side::Inverse(_) => None,
            };
            if let (Some(limits), Some(min), Some(max)) = (&self.limits, count.min, most)
                && min > max
            {
                let problem = RuleProblem::TooMany { field: &side.name(), count: min, max };
                r.findings.push(bad(&limits.span, problem));
                return None;
            }
        }
        let quantifier = if one { Quantifier::One } else { Quantifier::All };
        Some(Demand::Need {
            each: self.each.map(|(name, _)| name.into()),
            sides,
            quantifier,
            count,
            what,
        })
    }
}

fn field<'a>(
    content_type: &'a ContentType,
    (name, span): &(String, Span),
    r: &mut Reader<'_, '_>,
) -> Option<&'a Field> {
    match expect_field(content_type, name, span.clone()) {
        Ok(field) => Some(field),
        Err(finding) => {
            if !content_type.unparsed.contains(name) {
                r.findings.push(*finding);
            }
            None
        }
    }
}

/// A field of the type, or what others say about its entries.
fn side<'a>(
    content_type: &'a ContentType,
    selector: &Selector<'a>,
    written: &(String, Span),
    r: &mut Reader<'_, '_>,
) -> Option<Side<'a>> {
    let (name, span) = written;
    if let Some(field) = content_type.field(name) {
        return Some(Side::Field(field));
    }
    let inverses = inverses_of(content_type, selector);
    if inverses.contains(name.as_str()) {
        return Some(Side::Inverse(name.as_str().into()));
    }
    if !content_type.unparsed.contains(name) && selector.catalog.schema.is_complete() {
        let known = content_type.fields.keys().map(|key| &**key).chain(inverses);
        r.findings.push(
            Diagnostic::at(
                problem::NoSuchField { field: &name, suggestion: nearest(name, known) },
                span.clone(),
            )
            .with_fix(),
        );
    }
    None
}

/// The names under which other entries are linked with those of a type.
fn inverses_of<'a>(content_type: &ContentType, selector: &Selector<'a>) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    for other in selector.catalog.schema.types() {
        for field in other.fields.values() {
            field.kind.relations(&mut |relation| {
                if let Some(inverse) =
                    relation.inverse.as_ref().filter(|_| relation.to.contains(&content_type.id))
                {
                    names.insert(inverse.name.as_str());
                }
            });
        }
    }
    names
}

/// The relation of a field of references: alone, in a list, or in a list of objects that say more about it.
pub(super) fn relation_of(field: &Field) -> Option<&Relation> {
    let mut found: Option<&Relation> = None;
    field.kind.relations(&mut |relation| found = found.or(Some(&**relation)));
    found
}

/// The fields of the items of a list.
fn inner_fields<'a>(
    content_type: &'a ContentType,
    each: &(String, Span),
    names: &[(String, Span)],
    r: &mut Reader<'_, '_>,
) -> Option<Vec<Side<'a>>> {
    let list = field(content_type, each, r)?;
    let Some(fields) = list.kind.item_fields() else {
        r.findings.push(bad(&each.1, RuleProblem::Each { field: &each.0 }));
        return None;
    };
    let sides = names.iter().filter_map(|(name, span)| {
        let found = fields.get(name.as_str());
        if found.is_none() {
            r.findings.push(
                Diagnostic::at(
                    problem::NoSuchField {
                        field: &name,
                        suggestion: nearest(name, fields.keys().map(|key| &**key)),
                    },
                    span.clone(),
                )
                .with_fix(),
            );
        }
        found.map(Side::Field)
    });
    Some(sides.collect())
}

/// What linked entries have to be like; every type that they can be of must know the fields.
fn linked(
    sides: &[Side<'_>],
    node: &Node,
    selector: &Selector<'_>,
    place: &Span,
    r: &mut Reader<'_, '_>,
) -> Option<Vec<Condition>> {
    let relation = match sides {
        [Side::Field(field)] => relation_of(field),
        _ => None,
    };
    let Some(relation) = relation else {
        r.findings.push(bad(place, RuleProblem::Linked));
        return None;
    };
    let types = relation.to.iter().filter_map(|to| selector.catalog.schema.get(to));
    let mut conditions =
        types.map(|target| selector.conditions(target, node, r)).collect::<Vec<_>>();
    conditions.pop()
}
