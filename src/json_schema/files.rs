//! Schemas of the files that are no entries: settings, types, publications, editions, figures.
//!
//! Entry point: [`documents`]. They are written in YAML beside this file, in a short form: `$ref` names a definition by its name alone, a text in several
//! languages stands where one is shown, `$include` adds the keys of another file. Invariant: that the program knows the same keys is tested.

use include_dir::{Dir, include_dir};
use serde_json::{Map, Value as Json, json};

use super::{DRAFT, DescribedSite, FileSchema, SiteWords};
use crate::check::RULES;
use crate::config::{PAGE, SETTINGS_FILE};
use crate::figure::FigureKind;
use crate::schema::{FieldKind, FieldRole, TypeRole, Vocabulary};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/json_schema/files");

/// Which files there are, by what describes them.
const KINDS: [(&str, &[&str]); 5] = [
    ("site", &[SETTINGS_FILE]),
    ("type", &["content/types/*.yaml", "content/types/*.yml"]),
    ("publication", &["content/publications/*.yaml", "content/publications/*.yml"]),
    ("edition", &["content/editions/*.yaml", "content/editions/*.yml"]),
    ("figure", &["content/figures/*.yaml", "content/figures/*.yml"]),
];

/// The key that adds those of another file.
const INCLUDE: &str = "$include";

/// The schemas of a site's other files.
pub(super) fn documents(site: DescribedSite<'_>) -> Vec<FileSchema> {
    let words = SiteWords::new(site);
    let mut shared = Map::new();
    shared.extend(vocabulary(&words));
    shared.extend(written("shared", words.language()));
    let document = |(name, files): (&str, &[&str])| {
        let schema = schema(name, shared.clone(), &words);
        FileSchema {
            name: name.to_owned(),
            of: None,
            title: schema["title"].as_str().unwrap_or_default().to_owned(),
            files: files.iter().map(|file| (*file).to_owned()).collect(),
            schema,
        }
    };
    KINDS.into_iter().map(document).collect()
}

/// What a file of this kind may say.
fn schema(name: &str, mut definitions: Map<String, Json>, words: &SiteWords<'_>) -> Json {
    let mut schema = written(name, words.language());
    if let Some(Json::String(included)) = schema.remove(INCLUDE) {
        let own = schema.entry("properties").or_insert_with(|| json!({}));
        if let Some(own) = own.as_object_mut() {
            own.extend(written(&included, words.language()));
        }
    }
    if let Some(Json::Object(own)) = schema.remove("definitions") {
        definitions.extend(own);
    }
    let mut schema = Json::Object(schema);
    schema["$schema"] = DRAFT.into();
    schema["type"] = "object".into();
    schema["additionalProperties"] = false.into();
    schema["definitions"] = definitions.into();
    schema
}

/// What one of the files beside this one says, in a language, with references in full.
fn written(name: &str, language: &str) -> Map<String, Json> {
    let file = FILES.get_file(format!("{name}.yaml"));
    let text = file.and_then(include_dir::File::contents_utf8).unwrap_or_default();
    let mut json: Json = serde_yaml::from_str(text).unwrap_or_default();
    complete(&mut json, language);
    match json {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

/// Chooses texts, and writes references in full. What stands beside a reference would not count in draft 7.
fn complete(json: &mut Json, language: &str) {
    match json {
        Json::Array(items) => items.iter_mut().for_each(|item| complete(item, language)),
        Json::Object(map) => {
            for key in ["title", "description"] {
                let chosen = map.get(key).and_then(|text| said(text, language));
                if let Some(text) = chosen {
                    map.insert(key.to_owned(), text.into());
                }
            }
            map.values_mut().for_each(|value| complete(value, language));
            if let Some(Json::String(name)) = map.remove("$ref") {
                let whole = json!({ "$ref": format!("#/definitions/{name}") });
                match map.is_empty() {
                    true => *json = whole,
                    false => drop(map.insert("allOf".to_owned(), json!([whole]))),
                }
            }
        }
        _ => {}
    }
}

/// The text in a language, where `json` is one in several.
fn said(json: &Json, language: &str) -> Option<String> {
    let texts = json.as_object().filter(|map| map.values().all(Json::is_string))?;
    let text = texts.get(language).or_else(|| texts.get("en"))?;
    text.as_str().map(str::to_owned)
}

/// What is to be chosen from in a site.
fn vocabulary(words: &SiteWords<'_>) -> Vec<(String, Json)> {
    let DescribedSite { snapshot, config, catalog, layouts, .. } = words.site;
    let language = words.language();
    let types: Vec<(String, String)> = catalog
        .schema
        .types()
        .map(|content_type| {
            (content_type.id.to_string(), content_type.label.get(language).to_owned())
        })
        .collect();
    let entries = catalog.entries().iter();
    let all_entries: Vec<(String, String)> = entries
        .filter(|entry| entry.language == *catalog.default_language())
        .map(|entry| (entry.key.to_string(), words.title(&entry.key).to_owned()))
        .collect();
    let pages = catalog.originals_of(PAGE).iter();
    let pages = pages.map(|entry| (entry.key.id.to_string(), words.title(&entry.key).to_owned()));
    let in_folder = |folder: &str| {
        let files = snapshot.under(folder).map(|file| file.path().stem().to_owned());
        plain(&files.collect::<Vec<_>>())
    };
    let names = |all: Vec<&str>| plain(&all.into_iter().map(str::to_owned).collect::<Vec<_>>());
    let is_whole = catalog.is_whole() && catalog.schema.is_complete();
    let open = |known: Json| match is_whole {
        true => known,
        false => json!({ "anyOf": [known, { "type": "string" }] }),
    };
    vec![
        ("type".to_owned(), open(choice(types))),
        (
            // `$about` is whom an edition is about.
            "entry".to_owned(),
            json!({ "anyOf": [open(choice(all_entries)), { "type": "string", "pattern": "^\\$about$" }] }),
        ),
        ("page".to_owned(), open(choice(pages.collect()))),
        ("publication".to_owned(), in_folder("content/publications/")),
        ("edition".to_owned(), in_folder("content/editions/")),
        ("language".to_owned(), plain(&config.languages)),
        ("format".to_owned(), names(layouts.formats.names().collect())),
        ("layout".to_owned(), names(layouts.layouts.names().collect())),
        ("sheet".to_owned(), names(layouts.sheets.names().chain(["none"]).collect())),
        ("kind".to_owned(), names(FieldKind::NAMES.to_vec())),
        ("type-role".to_owned(), names(TypeRole::ALL.map(|(name, _)| name).to_vec())),
        ("field-role".to_owned(), names(FieldRole::ALL.map(|(name, _)| name).to_vec())),
        (
            "check".to_owned(),
            names(RULES.iter().filter(|rule| rule.is_check()).map(|rule| rule.name).collect()),
        ),
        ("figure-kind".to_owned(), names(FigureKind::names().collect())),
    ]
}

fn choice(all: Vec<(String, String)>) -> Json {
    let (values, meanings): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    match values.is_empty() {
        true => json!({ "type": "string" }),
        false => json!({ "enum": values, "enumDescriptions": meanings }),
    }
}

fn plain(names: &[String]) -> Json {
    match names.is_empty() {
        true => json!({ "type": "string" }),
        false => json!({ "enum": names }),
    }
}
