//! The controls of a form: a content type and what is written of an entry become HTML.
//!
//! Entry point: [`Form`]. Invariant: every value that is written has a control that holds it as it is written, whatever its field is; the name of a control
//! is its path in the entry, its parts joined by `/`.

use std::fmt::Write;

use super::html::Markup;
use super::value::{FormValue, lines};
use super::{choices, url_of};
use crate::config::Config;
use crate::diagnostic::texts::Texts;
use crate::location::SitePath;
use crate::model::{Catalog, Purpose, find_file};
use crate::schema::{Ability, Control, Field, PartControl, Parts, TypeRole};
use crate::source::Snapshot;
use crate::yaml::parse_boolean;

/// Where the numbers of items stand in templates, by depth.
fn mark(depth: usize) -> String {
    if depth == 0 { "__N__".to_owned() } else { format!("__N{}__", depth + 1) }
}

/// What a control is about.
#[derive(Clone, Copy)]
struct About<'a> {
    /// Its path in the entry.
    name: &'a str,
    label: &'a str,
    help: Option<&'a str>,
    is_required: bool,
    /// The name of the kind.
    kind: &'a str,
}

/// Writes controls.
pub(super) struct Form<'a> {
    pub(super) html: Markup,
    pub(super) texts: &'a Texts,
    pub(super) catalog: &'a Catalog,
    pub(super) config: &'a Config,
    pub(super) snapshot: &'a Snapshot,
    /// The file of the entry.
    pub(super) file: &'a SitePath,
    /// The language of the entry.
    pub(super) language: &'a str,
    /// Whether what is not written is taken from elsewhere: nothing is required then.
    pub(super) is_partial: bool,
}

impl Form<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.get(id, &[])
    }

    fn own(&self) -> &'static str {
        self.texts.language().tag()
    }

    /// The controls of a field.
    pub(super) fn field(&mut self, field: &Field, value: &FormValue) {
        self.named(field, &field.name.clone(), value, 0);
    }

    /// The control of a key that no field has.
    pub(super) fn unknown(&mut self, key: &str, value: &FormValue) {
        let about =
            About { name: key, label: key, help: None, is_required: false, kind: "unknown" };
        self.as_written(about, value, 0);
    }

    fn named(&mut self, field: &Field, name: &str, value: &FormValue, depth: usize) {
        let (label, own) = (field.label.get(self.own()).to_owned(), self.own());
        let help = field.help.as_ref().map(|help| help.get(own).to_owned());
        // Hints are for those who write files. Of choices, the choice says it all.
        let says_all = matches!(
            field.kind.control(),
            Control::Choice
                | Control::Scale(_)
                | Control::Answer
                | Control::Words(_)
                | Control::Prose(None)
        ) || matches!(field.kind.parts(), Parts::Fields(_) | Parts::Items(_))
            || field.kind.relation().is_some();
        let hint = match field.kind.control() {
            Control::Prose(Some(max)) => Some(self.texts.get("new-string-max", &[("max", &max)])),
            _ => field.kind.hint(self.texts),
        };
        let hint = hint.filter(|_| !says_all);
        let help = match (help, hint) {
            (Some(help), Some(hint)) => Some(format!("{help} {hint}")),
            (one, other) => one.or(other),
        };
        let about = About {
            name,
            label: &label,
            help: help.as_deref(),
            is_required: field.required && !self.is_partial,
            kind: field.kind.name(),
        };
        match (field.kind.parts(), value) {
            (Parts::Items(of), FormValue::Nothing | FormValue::List(_)) => {
                match self.boxes(of, value) {
                    Some(boxes) => self.ticked(about, &boxes),
                    None => self.list(about, of, value.items(), depth),
                }
            }
            (Parts::Fields(fields), FormValue::Nothing | FormValue::Map(_)) => {
                self.open_set(about, "data-object");
                for inner in fields.values() {
                    let (name, value) = (format!("{name}/{}", inner.name), value.get(&inner.name));
                    self.named(inner, &name, value.unwrap_or(&FormValue::Nothing), depth);
                }
                let known = |key: &str| fields.contains_key(key);
                self.rest(name, value, known, depth);
                self.close_set(name);
            }
            (Parts::Pairs(keys, of), FormValue::Nothing | FormValue::Map(_)) => {
                self.pairs(about, (keys, of), value.pairs(), depth);
            }
            (Parts::None, value) if !field.kind.control().parts().is_empty() => {
                self.pieces(about, field, value, depth);
            }
            (Parts::None, FormValue::Nothing | FormValue::Text(_)) => {
                self.leaf(about, field, value.as_str().unwrap_or_default());
            }
            _ => self.as_written(about, value, depth),
        }
    }

    /// Keys of a map that nobody has asked for.
    fn rest(&mut self, name: &str, value: &FormValue, known: impl Fn(&str) -> bool, depth: usize) {
        for (key, inner) in value.pairs().iter().filter(|(key, _)| !known(key)) {
            let path = format!("{name}/{key}");
            let about =
                About { name: &path, label: key, help: None, is_required: false, kind: "unknown" };
            self.as_written(about, inner, depth);
        }
    }

    /// A value whose field does not take it, or that has none.
    fn as_written(&mut self, about: About<'_>, value: &FormValue, depth: usize) {
        match value {
            FormValue::Nothing => self.line(about, "", &[]),
            FormValue::Text(text) => self.line(about, text, &[]),
            FormValue::List(items) => {
                self.open_set(about, "data-list");
                self.html.open("ol", &[]);
                for (n, item) in items.iter().enumerate() {
                    let path = format!("{}/{n}", about.name);
                    self.html.open("li", &[("data-item", "")]);
                    self.as_written(About { name: &path, ..about }, item, depth + 1);
                    self.movers(about.label);
                    self.html.close("li");
                }
                self.html.close("ol");
                self.close_set(about.name);
            }
            FormValue::Map(_) => {
                self.open_set(about, "data-object");
                self.rest(about.name, value, |_| false, depth);
                self.close_set(about.name);
            }
        }
    }

    // ---- Several values

    fn list(&mut self, about: About<'_>, of: &Field, items: &[FormValue], depth: usize) {
        self.open_set(about, "data-list");
        self.html.open("ol", &[]);
        for (n, item) in items.iter().enumerate() {
            self.item(about, of, (&n.to_string(), &(n + 1).to_string()), item, depth);
        }
        self.html.close("ol");
        self.html.open("template", &[]);
        self.item(about, of, (&mark(depth), ""), &FormValue::Nothing, depth);
        self.html.close("template");
        self.adder(about);
        self.close_set(about.name);
    }

    fn item(
        &mut self,
        about: About<'_>,
        of: &Field,
        (n, shown): (&str, &str),
        value: &FormValue,
        depth: usize,
    ) {
        self.html.open("li", &[("data-item", "")]);
        let path = format!("{}/{n}", about.name);
        self.html.element("span", &[("class", "number"), ("data-number", "")], shown);
        // What it is called is said by the list.
        let label = crate::yaml::Text::same(about.label);
        let of = Field { label, required: false, ..of.clone() };
        self.named(&of, &path, value, depth + 1);
        self.movers(about.label);
        self.html.close("li");
    }

    fn pairs(
        &mut self,
        about: About<'_>,
        (keys, of): (&Field, &Field),
        pairs: &[(String, FormValue)],
        depth: usize,
    ) {
        self.open_set_with(about, &[("data-list", about.name), ("data-map", "")]);
        self.html.open("ol", &[]);
        for (n, (key, value)) in pairs.iter().enumerate() {
            let key = FormValue::Text(key.clone());
            self.pair(about, (keys, of), &n.to_string(), (&key, value), depth);
        }
        self.html.close("ol");
        self.html.open("template", &[]);
        let nothing = &FormValue::Nothing;
        self.pair(about, (keys, of), &mark(depth), (nothing, nothing), depth);
        self.html.close("template");
        self.adder(about);
        self.close_set(about.name);
    }

    fn pair(
        &mut self,
        about: About<'_>,
        (keys, of): (&Field, &Field),
        n: &str,
        (key, value): (&FormValue, &FormValue),
        depth: usize,
    ) {
        self.html.open("li", &[("data-item", "")]);
        self.named(keys, &format!("{}/{n}/__key", about.name), key, depth + 1);
        self.named(of, &format!("{}/{n}/__value", about.name), value, depth + 1);
        self.movers(about.label);
        self.html.close("li");
    }

    fn adder(&mut self, about: About<'_>) {
        let (word, name) =
            (self.say("editor-add"), format!("{}: {}", about.label, self.say("editor-add")));
        let attributes = [("type", "button"), ("data-does", "add"), ("aria-label", &*name)];
        self.html.element("button", &attributes, &word);
    }

    fn movers(&mut self, label: &str) {
        self.html.open("span", &[("class", "movers")]);
        for (does, sign, id) in [
            ("up", "↑", "editor-up"),
            ("down", "↓", "editor-down"),
            ("remove", "×", "editor-remove"),
        ] {
            let name = format!("{}: {label}", self.say(id));
            let attributes = [
                ("type", "button"),
                ("data-does", does),
                ("aria-label", &*name),
                ("title", &*self.say(id)),
            ];
            self.html.element("button", &attributes, sign);
        }
        self.html.close("span");
    }

    /// The choices of a list of choices, with what is ticked; `None` where what is written does not come in their order.
    fn boxes(&self, of: &Field, value: &FormValue) -> Option<Vec<(String, String, bool)>> {
        let choices = of.kind.choices()?;
        let mut written = value.items().iter().map(FormValue::as_str).peekable();
        let boxes = choices.iter().map(|(key, choice)| {
            let is_ticked = written.next_if(|written| *written == Some(&**key)).is_some();
            (key.clone(), choice.label.get(self.own()).to_owned(), is_ticked)
        });
        let boxes: Vec<_> = boxes.collect();
        written.next().is_none().then_some(boxes)
    }

    fn ticked(&mut self, about: About<'_>, boxes: &[(String, String, bool)]) {
        self.open_set_with(about, &[("data-boxes", about.name)]);
        for (key, label, is_ticked) in boxes {
            self.html.open("label", &[("class", "box")]);
            let mut attributes = vec![("type", "checkbox"), ("name", about.name), ("value", key)];
            if *is_ticked {
                attributes.push(("checked", ""));
            }
            self.html.open("input", &attributes);
            self.html.text(label);
            self.html.close("label");
        }
        self.close_set(about.name);
    }

    /// A value of several pieces: a picture, a file, an address.
    fn pieces(&mut self, about: About<'_>, field: &Field, value: &FormValue, depth: usize) {
        let control = field.kind.control();
        let alone = control.alone().filter(|_| value.as_str().is_some());
        if alone.is_none() && matches!(value, FormValue::Text(_) | FormValue::List(_)) {
            return self.as_written(about, value, depth);
        }
        let folder = upload_folder(self.file);
        let data = match control {
            Control::Picture(_) => Some("data-image"),
            Control::File(_) => Some("data-file-field"),
            _ => None,
        };
        let accept = match control {
            Control::Picture(_) => "image/png,image/jpeg,image/gif,image/webp,image/svg+xml",
            _ => "",
        };
        let mut more = vec![("data-object", about.name)];
        if let Some(data) = data {
            more.extend([(data, ""), ("data-folder", &*folder)]);
            if !accept.is_empty() {
                more.push(("data-accept", accept));
            }
        }
        self.open_set_with(about, &more);
        if let (Some(_), Some(path)) = (
            data,
            alone
                .and(value.as_str())
                .or_else(|| value.get(control.parts()[0].0).and_then(FormValue::as_str)),
        ) {
            let found =
                find_file(self.snapshot, &self.config.files, self.file, path, Purpose::Picture);
            if let Ok(found) = found
                && matches!(control, Control::Picture(_))
            {
                let address = format!("{}file/{found}", super::BASE);
                self.html.open("img", &[("src", &address), ("alt", ""), ("data-preview", "")]);
            }
        }
        for (key, part) in control.parts() {
            let written = match alone {
                Some(alone) if alone == *key => Some(value),
                _ => value.get(key),
            };
            self.piece(about, (key, *part), written.unwrap_or(&FormValue::Nothing), depth);
        }
        let known = |key: &str| control.parts().iter().any(|(known, _)| *known == key);
        self.rest(about.name, value, known, depth);
        self.close_set(about.name);
    }

    fn piece(
        &mut self,
        about: About<'_>,
        (key, part): (&str, PartControl),
        value: &FormValue,
        depth: usize,
    ) {
        let path = format!("{}/{key}", about.name);
        let label = self.say(&format!("editor-part-{}", key.replace('_', "-")));
        let inner =
            About { name: &path, label: &label, help: None, is_required: false, kind: "part" };
        match (part, value) {
            (PartControl::Lines, FormValue::Nothing | FormValue::List(_)) => {
                self.open_set(inner, "data-list");
                self.html.open("ol", &[]);
                let mut items: Vec<(String, &FormValue)> = value
                    .items()
                    .iter()
                    .enumerate()
                    .map(|(n, item)| (n.to_string(), item))
                    .collect();
                let nothing = FormValue::Nothing;
                let template = mark(depth);
                items.push((template.clone(), &nothing));
                for (n, item) in items {
                    let is_template = n == template;
                    if is_template {
                        self.html.close("ol");
                        self.html.open("template", &[]);
                    }
                    self.html.open("li", &[("data-item", "")]);
                    let path = format!("{path}/{n}");
                    self.as_written(About { name: &path, ..inner }, item, depth + 1);
                    self.movers(&label);
                    self.html.close("li");
                    if is_template {
                        self.html.close("template");
                    }
                }
                self.adder(inner);
                self.close_set(&path);
            }
            (PartControl::Tick, FormValue::Nothing | FormValue::Text(_)) => {
                self.answer(inner, value.as_str().unwrap_or_default());
            }
            (PartControl::Organisation, FormValue::Nothing | FormValue::Text(_)) => {
                let role = self.catalog.schema.with_role(TypeRole::Organisation);
                let types: Vec<String> = role.iter().map(|role| role.id.to_string()).collect();
                self.reference(inner, &types, value.as_str().unwrap_or_default());
            }
            (PartControl::Path, FormValue::Nothing | FormValue::Text(_)) => {
                self.line(inner, value.as_str().unwrap_or_default(), &[("data-path", "")]);
            }
            _ => self.as_written(inner, value, depth),
        }
    }

    // ---- One value

    fn leaf(&mut self, about: About<'_>, field: &Field, value: &str) {
        match field.kind.control() {
            Control::Prose(max) => self.prose(about, value, max),
            Control::Line(max) => {
                let max = max.map(|max| max.to_string());
                let limit: Vec<_> = max.iter().map(|max| ("data-max", &**max)).collect();
                self.line(about, value, &limit);
            }
            Control::Words(words) => {
                let words: Vec<_> = words.iter().map(|word| (word.clone(), word.clone())).collect();
                self.select(about, value, &words);
            }
            Control::Choice => {
                let choices = field.kind.choices();
                let choices = choices
                    .into_iter()
                    .flatten()
                    .map(|(key, choice)| (key.clone(), choice.label.get(self.own()).to_owned()));
                self.select(about, value, &choices.collect::<Vec<_>>());
            }
            Control::Scale(none) => {
                let mut steps: Vec<(String, String)> = Vec::new();
                for (step, label) in field.kind.scale().into_iter().flatten() {
                    steps.push((step.to_string(), format!("{step} – {}", label.get(self.own()))));
                }
                let is_none = !value.is_empty() && steps.iter().all(|(step, _)| step != value);
                let written = if is_none { value } else { none };
                steps.push((written.to_owned(), self.say("editor-not-stated")));
                self.select(about, value, &steps);
            }
            Control::Answer => self.answer(about, value),
            Control::Number => {
                let unit = field.kind.unit().map(|unit| unit.get(self.own()).to_owned());
                self.begin(about);
                self.input(about, value, &[("inputmode", "decimal"), ("size", "16")]);
                if let Some(unit) = unit {
                    self.html.element("span", &[("class", "unit")], &unit);
                }
                self.end(about.name);
            }
            Control::Date => {
                let is_day = value.is_empty() || is_day(value);
                let attributes: &[_] = if is_day && field.kind.can(Ability::Day) {
                    &[("type", "date")]
                } else {
                    &[("size", "12")]
                };
                self.line(about, value, attributes);
            }
            Control::Web => self.sanitised(about, value, "url"),
            Control::Mail => self.sanitised(about, value, "email"),
            Control::Telephone => self.sanitised(about, value, "tel"),
            Control::Reference => {
                let types = field.kind.relation().map(|relation| {
                    relation.to.iter().map(ToString::to_string).collect::<Vec<_>>()
                });
                self.reference(about, &types.unwrap_or_default(), value);
            }
            Control::File(_) | Control::Picture(_) | Control::Group(_) => {
                self.line(about, value, &[]);
            }
        }
    }

    /// A line of a type of input whose browsers cut off spaces.
    fn sanitised(&mut self, about: About<'_>, value: &str, kind: &str) {
        let attributes: &[_] =
            if value.trim() == value { &[("type", kind)] } else { &[("type", "text")] };
        self.line(about, value, attributes);
    }

    fn line(&mut self, about: About<'_>, value: &str, attributes: &[(&'static str, &str)]) {
        if value.contains('\n') {
            return self.prose(about, value, None);
        }
        self.begin(about);
        self.input(about, value, attributes);
        self.end(about.name);
    }

    fn input(&mut self, about: About<'_>, value: &str, attributes: &[(&'static str, &str)]) {
        let (id, described) = (id_of(about.name), self.described(about));
        let mut all = vec![("id", &*id), ("name", about.name), ("value", value)];
        all.push(("aria-describedby", &described));
        all.extend(attributes);
        if about.is_required {
            all.push(("aria-required", "true"));
        }
        self.html.open("input", &all);
    }

    fn prose(&mut self, about: About<'_>, value: &str, max: Option<usize>) {
        self.begin(about);
        let text = lines(value);
        let rows = (text.len() / 70 + text.matches('\n').count() + 1).clamp(2, 12).to_string();
        let (id, described) = (id_of(about.name), self.described(about));
        let max = max.map(|max| max.to_string());
        let mut attributes = vec![
            ("id", &*id),
            ("name", about.name),
            ("rows", &*rows),
            ("lang", self.language),
            ("spellcheck", "true"),
            ("aria-describedby", &described),
        ];
        if about.kind != "unknown" {
            attributes.push(("data-markdown", ""));
        }
        if let Some(max) = &max {
            attributes.push(("data-max", max));
        }
        self.html.open("textarea", &attributes);
        // The first line break behind the tag is none.
        self.html.literal("\n");
        self.html.text(&text);
        self.html.close("textarea");
        self.end(about.name);
    }

    fn answer(&mut self, about: About<'_>, value: &str) {
        let said = parse_boolean(value);
        let word = |answer: bool| match said {
            Some(said) if said == answer => value.to_owned(),
            _ => answer.to_string(),
        };
        let answers = [(word(true), self.say("editor-yes")), (word(false), self.say("editor-no"))];
        self.select(about, value, &answers);
    }

    fn select(&mut self, about: About<'_>, value: &str, choices: &[(String, String)]) {
        self.begin(about);
        let (id, described) = (id_of(about.name), self.described(about));
        let mut attributes =
            vec![("id", &*id), ("name", about.name), ("aria-describedby", &*described)];
        if about.is_required {
            attributes.push(("aria-required", "true"));
        }
        self.html.open("select", &attributes);
        let mut option = |value: &str, label: &str, is_chosen: bool| {
            let mut attributes = vec![("value", value)];
            if is_chosen {
                attributes.push(("selected", ""));
            }
            self.html.element("option", &attributes, label);
        };
        option("", "–", value.is_empty());
        let mut is_known = value.is_empty();
        for (key, label) in choices {
            is_known |= key == value;
            option(key, label, key == value);
        }
        // What is written is not lost, whatever it is.
        if !is_known {
            option(value, value, true);
        }
        self.html.close("select");
        self.end(about.name);
    }

    fn reference(&mut self, about: About<'_>, types: &[String], value: &str) {
        self.begin(about);
        let (id, described) = (id_of(about.name), self.described(about));
        let (joined, list) = (types.join(","), format!("l-{}", &id[2..]));
        self.html.open(
            "div",
            &[("class", "reference"), ("data-reference", ""), ("data-types", &joined)],
        );
        let mut attributes = vec![
            ("id", &*id),
            ("name", about.name),
            ("value", value),
            ("role", "combobox"),
            ("aria-expanded", "false"),
            ("aria-autocomplete", "list"),
            ("aria-controls", &list),
            ("aria-describedby", &described),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
        ];
        if about.is_required {
            attributes.push(("aria-required", "true"));
        }
        self.html.open("input", &attributes);
        let label = format!("{}: {}", about.label, self.say("editor-choices"));
        self.html.element(
            "ul",
            &[("role", "listbox"), ("id", &list), ("aria-label", &label), ("hidden", "")],
            "",
        );
        let chosen = choices::named(self.catalog, types, value);
        let title = chosen.map(|entry| entry.title().to_owned()).unwrap_or_default();
        self.html.element("span", &[("class", "chosen"), ("data-chosen", "")], &title);
        let address = chosen.map(|entry| url_of(&entry.key));
        let (open, href) = (self.say("editor-open"), address.clone().unwrap_or_default());
        let mut attributes = vec![("data-open", ""), ("href", &*href)];
        let name = format!("{open}: {title}");
        attributes.push(("aria-label", &name));
        if address.is_none() {
            attributes.push(("hidden", ""));
        }
        self.html.element("a", &attributes, &open);
        let create = self.say("editor-create");
        let name = format!("{create}: {}", about.label);
        self.html.element(
            "button",
            &[
                ("type", "button"),
                ("data-does", "create-reference"),
                ("data-types", &joined),
                ("aria-label", &name),
            ],
            &create,
        );
        self.html.close("div");
        self.end(about.name);
    }

    // ---- What is around a control

    fn begin(&mut self, about: About<'_>) {
        let mut attributes =
            vec![("class", "field"), ("data-field", about.name), ("data-kind", about.kind)];
        if about.is_required {
            attributes.push(("data-required", ""));
        }
        self.html.open("div", &attributes);
        self.html.open("label", &[("for", &id_of(about.name))]);
        self.label(about);
        self.html.close("label");
        self.hint(about);
    }

    fn label(&mut self, about: About<'_>) {
        self.html.text(about.label);
        if about.is_required {
            self.html.literal(" ");
            let word = self.say("editor-required");
            self.html.element("span", &[("class", "required")], &word);
        }
    }

    fn hint(&mut self, about: About<'_>) {
        if let Some(help) = about.help {
            let id = format!("h-{}", &id_of(about.name)[2..]);
            self.html.element("span", &[("class", "hint"), ("id", &id)], help);
        }
    }

    /// The ids of what is said about a control.
    fn described(&self, about: About<'_>) -> String {
        let id = id_of(about.name);
        let id = &id[2..];
        match about.help {
            Some(_) => format!("h-{id} e-{id}"),
            None => format!("e-{id}"),
        }
    }

    fn end(&mut self, name: &str) {
        self.findings(name);
        self.html.close("div");
    }

    fn findings(&mut self, name: &str) {
        let id = format!("e-{}", &id_of(name)[2..]);
        self.html.element("div", &[("class", "findings"), ("id", &id)], "");
    }

    fn open_set(&mut self, about: About<'_>, data: &'static str) {
        self.open_set_with(about, &[(data, about.name)]);
    }

    fn open_set_with(&mut self, about: About<'_>, data: &[(&'static str, &str)]) {
        let described = self.described(about);
        let mut attributes = vec![
            ("class", "field"),
            ("data-field", about.name),
            ("data-kind", about.kind),
            ("aria-describedby", &*described),
        ];
        if about.is_required {
            attributes.push(("data-required", ""));
        }
        attributes.extend(data);
        self.html.open("fieldset", &attributes);
        self.html.open("legend", &[]);
        self.label(about);
        self.html.close("legend");
        self.hint(about);
    }

    fn close_set(&mut self, name: &str) {
        self.findings(name);
        self.html.close("fieldset");
    }
}

/// The id of the control with a name.
pub(super) fn id_of(name: &str) -> String {
    let mut id = String::from("v-");
    for sign in name.chars() {
        match sign {
            '/' => id.push('-'),
            sign if sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-') => id.push(sign),
            sign => {
                let _ = write!(id, "_{:x}", u32::from(sign));
            }
        }
    }
    id
}

/// Where files that belong to an entry are put: beside it where it has a folder of its own, else with the pictures of all.
pub(super) fn upload_folder(file: &SitePath) -> String {
    let is_own = file.file_name().starts_with("index.");
    if is_own { format!("{}/", file.folder()) } else { "content/images/".to_owned() }
}

/// Whether a text is a day as ISO 8601 has it, and browsers.
fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}
