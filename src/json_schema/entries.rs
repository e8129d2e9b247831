//! Schemas of entries: in files of their own, and many in one by their ids.
//!
//! Entry point: [`documents`]. Invariant: a translation need not say again what its original says, nor an adaptation what it takes over.

use serde_json::{Value as Json, json};

use super::{DRAFT, DescribedSite, FileSchema, SiteWords};
use crate::model::{BASE, is_keyed, may_adapt};
use crate::scaffold;
use crate::schema::{Body, ContentType, Field, of_field, part};

/// The schemas for the entries of a type.
pub(super) fn documents(site: DescribedSite<'_>, content_type: &ContentType) -> Vec<FileSchema> {
    let language = site.texts.language().tag();
    let (id, folder) = (&content_type.id, &content_type.folder);
    let others: Vec<&String> =
        site.config.languages.iter().filter(|other| **other != site.config.language).collect();
    let title = |key: &str| site.texts.get(key, &[("type", &content_type.label.get(language))]);
    let own = || {
        ["yaml", "yml"].iter().flat_map(|ending| {
            [format!("content/{folder}/*.{ending}"), format!("content/{folder}/*/index.{ending}")]
        })
    };
    let translated = |stem: &str| -> Vec<String> {
        let of = |other: &&String| format!("content/{stem}.{other}.yaml");
        others.iter().map(of).collect()
    };
    let but = |patterns: Vec<String>| patterns.into_iter().map(|pattern| format!("!{pattern}"));
    let (entry_translated, list_translated) = (
        [translated(&format!("{folder}/*")), translated(&format!("{folder}/*/index"))].concat(),
        translated(folder),
    );
    let document =
        |name: String, key: &str, files: Vec<String>, is_list: bool, is_translation: bool| {
            FileSchema {
                of: (!is_list && !is_translation).then(|| id.clone()),
                name,
                title: title(key),
                files,
                schema: schema(site, content_type, &title(key), is_list, is_translation),
            }
        };
    let own_file = |files| document(format!("entry-{id}"), "schema-entry", files, false, false);
    // A text has its place in a Markdown file, whose front matter these editors do not look at.
    if content_type.body == Body::Required {
        return vec![own_file(Vec::new())];
    }
    let mut all = vec![
        own_file(own().chain(but(entry_translated.clone())).collect()),
        document(
            format!("list-{id}"),
            "schema-list",
            vec![format!("content/{folder}.yaml"), format!("content/{folder}.yml")],
            true,
            false,
        ),
    ];
    if !others.is_empty() {
        let name = format!("entry-{id}-translation");
        all.push(document(name, "schema-entry-translation", entry_translated, false, true));
        let name = format!("list-{id}-translation");
        all.push(document(name, "schema-list-translation", list_translated, true, true));
    }
    all
}

fn schema(
    site: DescribedSite<'_>,
    content_type: &ContentType,
    title: &str,
    is_list: bool,
    is_translation: bool,
) -> Json {
    let words = SiteWords::new(site);
    let entry = entry(content_type, &words, is_translation);
    let mut definitions = words.definitions();
    let mut schema = match is_list {
        false => entry,
        true => {
            let mut entry = entry;
            entry["type"] = json!(["object", "null"]);
            definitions.insert("entry".to_owned(), entry);
            json!({
                "type": "object",
                "propertyNames": { "pattern": "^[a-z0-9][a-z0-9_-]*$" },
                "additionalProperties": { "$ref": "#/definitions/entry" },
            })
        }
    };
    schema["$schema"] = DRAFT.into();
    schema["title"] = title.into();
    if let Some(about) = &content_type.description {
        schema["description"] = about.get(words.site.texts.language().tag()).into();
    }
    schema["definitions"] = definitions.into();
    schema
}

/// What an entry may say.
fn entry(content_type: &ContentType, words: &SiteWords<'_>, is_translation: bool) -> Json {
    let fields = scaffold::order(content_type);
    let properties: serde_json::Map<String, Json> = fields
        .map(|field| (field.name.to_string(), field))
        .map(|(name, field)| {
            // Nothing is something where the type says what it is then.
            let may_be_left = is_translation || content_type.defaults.contains_key(&name);
            let field = match may_be_left {
                true => of_field(&Field { required: false, ..field.clone() }, words),
                false => of_field(field, words),
            };
            (name, field)
        })
        .collect();
    let required: Vec<&str> = content_type
        .fields
        .values()
        .filter(|field| field.required && !content_type.defaults.contains_key(&*field.name))
        .map(|field| &*field.name)
        .collect();
    let mut entry = json!({
        "type": "object",
        "properties": properties,
        // What cannot be read in the type is not judged.
        "additionalProperties": !content_type.unparsed.is_empty(),
    });
    if !is_translation && !required.is_empty() {
        // A schema knows whether the field is there, and not whether something is in it.
        if may_adapt(content_type) {
            let mut whole = serde_json::Map::new();
            for field in content_type.fields.values().filter(|field| is_keyed(field)) {
                let partly = &mut entry["properties"][&*field.name];
                whole.insert(field.name.to_string(), partly.clone());
                partly["items"]["required"] = json!([part::KEY]);
                for limit in ["minItems", "maxItems"] {
                    partly.as_object_mut().map(|partly| partly.remove(limit));
                }
            }
            entry["if"] = json!({ "required": [BASE] });
            entry["else"] = json!({ "required": required, "properties": whole });
        } else {
            entry["required"] = required.into();
        }
    }
    entry
}
