//! `datapackage.json`: what is in the tables. A Data Package (<https://datapackage.org/standard/data-package/>, version 2) whose
//! resources have a Table Schema (<https://datapackage.org/standard/table-schema/>).
//!
//! A constraint is declared when it holds for the rows that are there: a field may be required of editors and yet be without a
//! value here, such as a name whose consent has ended, and an edition may refer to entries that only the main site has.

use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::model::Catalog;
use crate::plan::{BuildPlan, TableFormat, table_name};
use crate::schema::{ContentType, DerivedRule, EnumValue, Field, FieldKind, Relation, Text};
use crate::syntax::slug::slug;
use crate::view::{self, Column, DataTable, ViewContext};

/// The description of all tables of a language.
pub(crate) fn render(
    plan: &BuildPlan,
    catalog: &Catalog,
    config: &Config,
    views: &ViewContext<'_>,
    language: &str,
) -> String {
    let mut resources = Vec::new();
    for content_type in plan.tables(catalog, language) {
        let table = view::data_table(views, content_type, language);
        let dictionary = Dictionary { catalog, language, content_type };
        let schema = dictionary.schema(&table);
        for format in TableFormat::ALL {
            let path = plan.routes.table(content_type, format, language);
            let name = table_name(content_type, language);
            let (name, media_type) = match format {
                TableFormat::Csv => (name, "text/csv"),
                TableFormat::Json => (format!("{name}-json"), "application/json"),
            };
            let resource = filled(json!({
                "name": name,
                "type": "table",
                "title": content_type.plural.get(language),
                "description": content_type.description.as_ref().map(|text| text.get(language)),
                "path": path.rsplit('/').next(),
                "format": format.ending(),
                "mediatype": media_type,
                "encoding": "utf-8",
                "schema": schema,
            }));
            resources.push(resource.to_string());
        }
    }
    let publisher = config
        .publisher
        .name
        .as_ref()
        .map(|name| json!([{"title": name.get(language), "roles": ["publisher"]}]));
    let mut package = filled(json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug(config.title.get(language)),
        "title": config.title.get(language),
        "description": config.description.as_ref().map(|text| text.get(language)),
        "homepage": config.base_url.as_ref().map(|base| {
            format!("{base}{}", plan.routes.data_page(language))
        }),
        "contributors": publisher,
    }))
    .to_string();
    // A resource stands on a line of its own: to be compared, and short.
    package.truncate(package.len() - 1);
    format!("{package},\"resources\":[\n{}\n]}}\n", resources.join(",\n"))
}

/// What is known about the fields of a type.
struct Dictionary<'a> {
    catalog: &'a Catalog,
    language: &'a str,
    content_type: &'a ContentType,
}

impl Dictionary<'_> {
    fn schema(&self, table: &DataTable<'_>) -> Value {
        let (mut fields, mut foreign) = (Vec::new(), Vec::new());
        for column in table.columns() {
            let field = match column {
                Column::Id => json!({
                    "name": column.name(),
                    "type": "string",
                    "constraints": {"required": true, "unique": true},
                }),
                Column::Page => json!({"name": column.name(), "type": "string", "format": "uri"}),
                Column::Derived(rule) => json!({
                    "name": column.name(),
                    "type": "array",
                    "title": rule.label.get(self.language),
                    "description": via(rule),
                }),
                Column::Field(field) => {
                    if let Some(relation) = field.kind.relation()
                        && table.all_refer(field)
                    {
                        foreign.extend(self.foreign_key(field, relation));
                    }
                    self.field(field, field.required && table.is_filled(field))
                }
            };
            fields.push(field);
        }
        let mut schema = json!({"fields": fields, "primaryKey": ["id"]});
        if !foreign.is_empty() {
            schema["foreignKeys"] = foreign.into();
        }
        schema
    }

    fn foreign_key(&self, field: &Field, relation: &Relation) -> Option<Value> {
        let target = self.catalog.schema.get(relation.to.first()?)?;
        let resource = match target.id == self.content_type.id {
            true => String::new(),
            false => table_name(target, self.language),
        };
        let reference = json!({"resource": resource, "fields": ["id"]});
        Some(json!({"fields": [&*field.name], "reference": reference}))
    }

    fn field(&self, field: &Field, required: bool) -> Value {
        let (kind, format) = field.kind.column();
        let mut constraints = constraints(&field.kind);
        if required {
            constraints.insert("required".to_owned(), true.into());
        }
        let label = |text: &Text| text.get(self.language).to_owned();
        filled(json!({
            "name": &*field.name,
            "type": kind,
            "format": format,
            "title": label(&field.label),
            "description": field.help.as_ref().map(label),
            "unit": field.kind.unit().map(label),
            "categories": self.categories(&field.kind),
            "references": self.targets(&field.kind),
            "constraints": (!constraints.is_empty()).then_some(constraints),
        }))
    }

    /// The keys that stand in cells, with their words.
    fn categories(&self, kind: &FieldKind) -> Option<Value> {
        let category = |(key, value): (&String, &EnumValue)| json!({"value": key, "label": value.label.get(self.language)});
        let values = kind.item().choices()?;
        Some(values.iter().map(category).collect())
    }

    /// The tables in which the ids of a field can be looked up, also where that is no foreign key as Table Schema has it.
    fn targets(&self, kind: &FieldKind) -> Option<Value> {
        let relation = kind.item().relation()?;
        let targets = relation.to.iter().filter_map(|id| self.catalog.schema.get(id));
        Some(targets.map(|target| Value::from(table_name(target, self.language))).collect())
    }
}

/// The way of a derived relation: none of its entries states it itself.
fn via(rule: &DerivedRule) -> String {
    let steps: Vec<&str> = rule.via.iter().map(|(step, _)| step.as_str()).collect();
    format!("derived: {}", steps.join(" → "))
}

/// What every value of a kind keeps.
fn constraints(kind: &FieldKind) -> Map<String, Value> {
    let there = kind.constraints().into_iter().filter(|(_, value)| !value.is_null());
    there.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The object without what is `null`.
fn filled(mut value: Value) -> Value {
    if let Some(pairs) = value.as_object_mut() {
        pairs.retain(|_, value| !value.is_null());
    }
    value
}
