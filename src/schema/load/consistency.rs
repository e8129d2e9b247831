//! What only shows when all types are known: whether targets, inverses, folders and addresses fit together.
//!
//! Entry point: [`Schema::check`]. Invariant: a clash of a standard type with one of the site is reported in the site's file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::{Diagnostic, nearest, problem};
use crate::location::Span;
use crate::schema::{
    Arrangement, ContentType, Field, PageSection, Pages, Parts, Relation, Schema, TypeRole, Way,
};

/// Folders of `content/` that are not for entries.
const RESERVED_FOLDERS: [&str; 6] =
    ["types", "figures", "publications", "editions", "images", "files"];

impl Schema {
    /// Reports what does not fit together.
    pub(super) fn check(&self, findings: &mut Vec<Diagnostic>) {
        let mut places = Places::new(self);
        let mut inverses = Inverses::new();
        // Standard types first, so that a clash is reported in the site's file.
        let (standard, own): (Vec<_>, Vec<_>) =
            self.types().partition(|content_type| content_type.standard);
        let mut roles: BTreeMap<TypeRole, &ContentType> = BTreeMap::new();
        for content_type in own.iter().copied() {
            // From a standard type a role is taken without a word.
            if let Some(role) = content_type.role
                && let Some(other) = roles.insert(role, content_type)
            {
                let at = &content_type.role_span;
                findings.push(clash(problem::Contradiction::RoleTaken, role.name(), at, &other.id));
            }
        }
        for content_type in standard.into_iter().chain(own) {
            findings.extend(places.take(content_type));
            self.check_contacts(content_type, findings);
            self.check_derived(content_type, findings);
            self.check_nearest(content_type, findings);
            self.check_sections(content_type, findings);
            let mut relations = Vec::new();
            for field in content_type.fields.values() {
                let span = field.span.as_ref().unwrap_or(&content_type.span);
                collect_relations(field, span, &mut relations);
            }
            for (relation, span) in relations {
                self.check_relation(content_type, relation, span, &mut inverses, findings);
            }
        }
    }

    fn check_contacts(&self, content_type: &ContentType, findings: &mut Vec<Diagnostic>) {
        // What the site makes of other types is no fault of a standard one.
        let own = content_type.contacts.as_ref().filter(|_| !content_type.standard);
        for (name, at) in own.into_iter().flat_map(|contacts| &contacts.from) {
            let known = self.relations_of(content_type);
            if !known.contains(name.as_str()) {
                let names: Vec<&str> = known.iter().map(|known| &**known).collect();
                findings.push(
                    Diagnostic::at(
                        problem::NoSuchRelation {
                            type_: &content_type.id,
                            relation: Some(name),
                            known: &names.join(", "),
                            suggestion: nearest(name, names.iter().copied()),
                        },
                        at.clone(),
                    )
                    .with_fix(),
                );
            }
        }
    }

    /// Whether each step of a derived relation is one of the types that the steps before it lead to.
    fn check_derived(&self, content_type: &ContentType, findings: &mut Vec<Diagnostic>) {
        let own = self.relations_of(content_type);
        let derived: BTreeSet<&str> = content_type.derived.iter().map(|rule| &*rule.name).collect();
        for rule in content_type.derived.iter().filter(|_| !content_type.standard) {
            if own.contains(&rule.name) {
                findings.push(clash(
                    problem::Contradiction::DerivedTaken,
                    &rule.name,
                    &rule.span,
                    &content_type.id,
                ));
            }
            let mut types = BTreeSet::from([content_type.id.clone()]);
            for (step, at) in &rule.via {
                let reached = self.reached(&types, step);
                if reached.is_empty() {
                    // What a file that cannot be read says nobody knows.
                    if self.is_complete() {
                        findings.push(self.no_such_step(&types, step, at, &[]));
                    }
                    break;
                }
                types = reached;
            }
            let is_known = |name: &str| own.contains(name) || derived.contains(name);
            for (name, at) in rule.unless.iter().filter(|(name, _)| !is_known(name)) {
                let types = BTreeSet::from([content_type.id.clone()]);
                let derived: Vec<&str> = derived.iter().copied().collect();
                findings.push(self.no_such_step(&types, name, at, &derived));
            }
        }
    }

    fn no_such_step(
        &self,
        types: &BTreeSet<std::sync::Arc<str>>,
        step: &str,
        at: &Span,
        others: &[&str],
    ) -> Diagnostic {
        let types: Vec<&ContentType> = types.iter().filter_map(|id| self.get(id)).collect();
        let known: BTreeSet<_> = types.iter().flat_map(|of| self.relations_of(of)).collect();
        let mut known: Vec<&str> = known.iter().map(|name| &**name).collect();
        known.extend(others);
        let ids: Vec<&str> = types.iter().map(|of| &*of.id).collect();
        let no_such_step = problem::NoSuchStep {
            step: &step,
            types: &ids.join(", "),
            known: &known.join(", "),
            suggestion: nearest(step, known.iter().copied()),
        };
        Diagnostic::at(no_such_step, at.clone()).with_fix()
    }

    /// Follows each way to a contact from type to type; a step that none of the types there has is a finding.
    fn check_nearest(&self, content_type: &ContentType, findings: &mut Vec<Diagnostic>) {
        let Some(rule) = content_type.nearest.as_ref().filter(|_| !content_type.standard) else {
            return;
        };
        let of = BTreeSet::from([content_type.id.clone()]);
        for way in &rule.from {
            self.check_way(&of, way, findings);
        }
        if let Some((name, at)) = &rule.otherwise
            && self.get(name).is_none()
            && !self.is_unread(name)
        {
            let known = self.types.keys().map(|id| &**id);
            findings.push(
                Diagnostic::at(
                    problem::UnknownType { type_: name, suggestion: nearest(name, known) },
                    at.clone(),
                )
                .with_fix(),
            );
        }
    }

    /// Says that none of some types has a relation.
    fn no_such_relation(
        &self,
        types: &BTreeSet<std::sync::Arc<str>>,
        name: &str,
        at: &Span,
    ) -> Diagnostic {
        let found: Vec<&ContentType> = types.iter().filter_map(|id| self.get(id)).collect();
        let known: BTreeSet<_> = found.iter().flat_map(|of| self.relations_of(of)).collect();
        let known: Vec<&str> = known.iter().map(|known| &**known).collect();
        let ids: Vec<&str> = found.iter().map(|of| &*of.id).collect();
        let no_such_relation = problem::NoSuchRelation {
            type_: &ids.join(", "),
            relation: Some(name),
            known: &known.join(", "),
            suggestion: nearest(name, known.iter().copied()),
        };
        Diagnostic::at(no_such_relation, at.clone()).with_fix()
    }

    /// Follows a way from type to type; a step that none of the types there has is a finding. Gives the types that it leads to.
    fn check_way(
        &self,
        from: &BTreeSet<std::sync::Arc<str>>,
        way: &Way,
        findings: &mut Vec<Diagnostic>,
    ) -> BTreeSet<std::sync::Arc<str>> {
        let mut types = from.clone();
        for (step, place) in &way.steps {
            let reached = self.reached(&types, step);
            // What a file that cannot be read says nobody knows.
            if reached.is_empty() && self.is_complete() {
                findings.push(self.no_such_relation(&types, step, place));
            }
            types = reached;
            if types.is_empty() {
                break;
            }
        }
        types
    }

    /// Follows the ways of the parts of pages, and looks whether what they lead to can be arranged as the type says.
    fn check_sections(&self, content_type: &ContentType, findings: &mut Vec<Diagnostic>) {
        // Types that a site replaces are none of its business.
        for section in content_type.sections.iter().filter(|_| !content_type.standard) {
            let of = BTreeSet::from([content_type.id.clone()]);
            let mut reached = BTreeSet::new();
            for way in &section.from {
                reached.extend(self.check_way(&of, way, findings));
            }
            self.check_facts(section, &reached, findings);
            for arrangement in section.by.iter().filter(|_| !reached.is_empty()) {
                self.check_arrangement(section, arrangement, &reached, findings);
            }
        }
    }

    /// Looks whether something that a part of a page leads to, or names, has the fields that stand on its cards.
    fn check_facts(
        &self,
        section: &PageSection,
        reached: &BTreeSet<std::sync::Arc<str>>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let named = section.entries.iter().filter_map(|(name, _)| Some(name.split_once(':')?.0));
        let types = reached.iter().map(|id| &**id).chain(named).filter_map(|id| self.get(id));
        let types: Vec<&ContentType> = types.collect();
        for (name, at) in section.facts.iter().flatten().filter(|_| self.is_complete()) {
            let fields = || types.iter().flat_map(|of| of.fields.keys());
            if !types.is_empty() && !fields().any(|field| **field == **name) {
                let suggestion = nearest(name, fields().map(|field| &**field));
                let problem = problem::NoSuchField { field: name, suggestion };
                findings.push(Diagnostic::at(problem, at.clone()).with_fix());
            }
        }
    }

    /// Looks whether what a part of a page leads to can be arranged as the type says, and what those have by whom it is.
    fn check_arrangement(
        &self,
        section: &PageSection,
        arrangement: &Arrangement,
        reached: &BTreeSet<std::sync::Arc<str>>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let (by, place) = &arrangement.by;
        let has_choices = |id: &std::sync::Arc<str>| {
            let field = self.get(id).and_then(|of| of.field(by));
            field.is_some_and(|field| field.kind.choices().is_some())
        };
        let targets = self.reached(reached, by);
        if targets.is_empty() {
            if !reached.iter().any(has_choices) && self.is_complete() {
                findings.push(self.no_such_relation(reached, by, place));
            }
            return;
        }
        for way in &section.there {
            self.check_way(&targets, way, findings);
        }
        let Some((name, at)) = &arrangement.name else { return };
        let fields =
            || targets.iter().filter_map(|id| self.get(id)).flat_map(|of| of.fields.keys());
        if !fields().any(|field| **field == **name) && self.is_complete() {
            let suggestion = nearest(name, fields().map(|field| &**field));
            let problem = problem::NoSuchField { field: name, suggestion };
            findings.push(Diagnostic::at(problem, at.clone()).with_fix());
        }
    }

    /// `span` stands for what has no place of its own.
    fn check_relation<'a>(
        &'a self,
        content_type: &'a ContentType,
        relation: &'a Relation,
        span: &'a Span,
        inverses: &mut Inverses<'a>,
        findings: &mut Vec<Diagnostic>,
    ) {
        for (position, target) in relation.to.iter().enumerate() {
            if let Some(target_type) = self.get(target) {
                self.check_inverse(content_type, relation, target_type, span, inverses, findings);
                continue;
            }
            let known = self.types.keys().map(|id| &**id);
            let at = relation.to_spans.get(position).unwrap_or(span);
            if !self.is_unread(target) {
                findings.push(
                    Diagnostic::at(
                        problem::UnknownType { type_: &target, suggestion: nearest(target, known) },
                        at.clone(),
                    )
                    .with_fix(),
                );
            }
        }
        if relation.symmetric && !relation.to.contains(&content_type.id) {
            let at = relation.to_spans.first().unwrap_or(span);
            let targets = relation.to.join(", ");
            findings.push(clash(
                problem::Contradiction::SymmetricElsewhere,
                &targets,
                at,
                &content_type.id,
            ));
        }
    }

    /// Whether the name of the other side is free in the type of the target.
    fn check_inverse<'a>(
        &'a self,
        content_type: &'a ContentType,
        relation: &'a Relation,
        target: &'a ContentType,
        span: &'a Span,
        inverses: &mut Inverses<'a>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let Some(inverse) = &relation.inverse else { return };
        let taken = target.field(&inverse.name).is_some_and(|field| !field.common)
            && !(relation.symmetric && target.id == content_type.id);
        let at = inverse.span.as_ref().unwrap_or(span);
        if taken {
            findings.push(clash(
                problem::Contradiction::InverseIsField,
                &inverse.name,
                at,
                &target.id,
            ));
        }
        // The same inverse from several fields of one type is one list; from another type it is a clash.
        if let Some(other) = inverses.insert((&target.id, &inverse.name), &content_type.id)
            && other != &*content_type.id
            && !(self.get(other).is_some_and(|o| o.standard) && content_type.standard)
        {
            findings.push(clash(problem::Contradiction::InverseTaken, &inverse.name, at, other));
        }
    }
}

/// By type of the target and name of the inverse, the type that was last to write it.
type Inverses<'a> = BTreeMap<(&'a str, &'a str), &'a str>;

/// Folders and addresses that types have taken.
struct Places<'a> {
    /// In which types write their addresses.
    languages: BTreeSet<&'a str>,
    folders: HashMap<&'a str, &'a ContentType>,
    /// By language and first part of the address.
    routes: BTreeMap<(&'a str, &'a str), &'a ContentType>,
}

impl<'a> Places<'a> {
    fn new(schema: &'a Schema) -> Self {
        let languages = schema
            .types()
            .flat_map(|content_type| content_type.route.iter().map(|(language, _)| language))
            .filter(|language| !language.is_empty())
            .collect();
        Self { languages, folders: HashMap::new(), routes: BTreeMap::new() }
    }

    /// Takes the folder and the addresses of a type; a finding when another one has them.
    fn take(&mut self, content_type: &'a ContentType) -> Option<Diagnostic> {
        let (folder, at) = (&content_type.folder, &content_type.folder_span);
        let mut taken = self
            .folders
            .insert(folder, content_type)
            .map(|other| clash(problem::Contradiction::FolderTaken, folder, at, &other.id));
        if RESERVED_FOLDERS.contains(&folder.as_str()) {
            taken =
                Some(clash(problem::Contradiction::FolderReserved, folder, at, &content_type.id));
        }
        if content_type.pages == Pages::None {
            return taken;
        }
        for language in &self.languages {
            let route = content_type.route.get(language);
            if !route.is_empty()
                && let Some(other) = self.routes.insert((language, route), content_type)
                && taken.is_none()
            {
                taken = Some(clash(
                    problem::Contradiction::RouteTaken,
                    route,
                    &content_type.route_span,
                    &other.id,
                ));
            }
        }
        taken
    }
}

fn clash(what: problem::Contradiction, name: &str, at: &Span, other: &str) -> Diagnostic {
    Diagnostic::at(problem::TypeContradiction { what, name: &name, other: &other }, at.clone())
}

fn collect_relations<'a>(
    field: &'a Field,
    span: &'a Span,
    out: &mut Vec<(&'a Relation, &'a Span)>,
) {
    let span = field.span.as_ref().unwrap_or(span);
    out.extend(field.kind.relation().map(|relation| (&**relation, span)));
    match field.kind.parts() {
        Parts::Items(of) => collect_relations(of, span, out),
        Parts::Pairs(keys, of) => {
            collect_relations(keys, span, out);
            collect_relations(of, span, out);
        }
        Parts::Fields(fields) => {
            fields.values().for_each(|field| collect_relations(field, span, out));
        }
        Parts::None => {}
    }
}
