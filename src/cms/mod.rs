//! Forms for a content management system that works on Git: its configuration, made of the types of a site.
//!
//! Entry point: [`configuration`], for Decap CMS 3. Invariant: what its forms can write, `check` reads; what they cannot show of an entry they do not show at all, and it
//! stays in the file as long as that program keeps what it does not know. Entries in files of their own are collections; those of a list are choices.

mod widgets;

use serde_json::{Value as Json, json};

use crate::diagnostic::texts::Texts;
use crate::json_schema::DescribedSite;
use crate::model::list_file;
use crate::scaffold;
use crate::schema::{Body, ContentType, Field};

/// The field of the text below the front matter.
pub(crate) const BODY: &str = "body";
/// Where pictures come.
const PICTURES: &str = "content/images";
/// How fields name what is there.
const NAMED_PICTURES: &str = "/images";

/// Where a CMS keeps what is written with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backend {
    /// A project on GitLab.
    GitLab,
    /// A repository on GitHub.
    GitHub,
    /// The preview, at this address.
    Preview(&'static str),
}

impl Backend {
    fn settings(self) -> Json {
        // Whose repository it is nobody but the site knows.
        let (name, repo) = match self {
            Self::GitLab => ("gitlab", "group/project"),
            Self::GitHub => ("github", "owner/repository"),
            Self::Preview(address) => {
                return json!({ "name": "proxy", "proxy_url": address, "branch": "-" });
            }
        };
        json!({ "name": name, "repo": repo, "branch": "main" })
    }
}

/// The configuration for a site.
pub(crate) fn configuration(site: DescribedSite<'_>, backend: Backend) -> Json {
    let mut made = configured(site, &backend.settings());
    // The page hands it over itself.
    if let Backend::Preview(_) = backend {
        made["load_config_file"] = false.into();
    }
    made
}

/// Whether a field has a control.
pub(crate) fn shows(site: DescribedSite<'_>, field: &Field) -> bool {
    widgets::of_field(site, field).is_some()
}

/// A configuration as the file that is read beside the page.
pub(crate) fn as_file(configuration: &Json, texts: &Texts) -> String {
    let yaml = serde_yaml::to_string(configuration).unwrap_or_default();
    format!("# {}\n{yaml}", texts.get("cms-made", &[]))
}

/// The page of the CMS, with the program beside it.
pub(crate) fn page(texts: &Texts) -> String {
    let (language, title) = (texts.language().tag(), texts.get("cms-title", &[]));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}</title>\n</head>\n<body>\n<script src=\"decap-cms.js\"></script>\n</body>\n</html>\n"
    )
}

fn configured(site: DescribedSite<'_>, backend: &Json) -> Json {
    let types = site.catalog.schema.types().filter(|of| is_collection(site, of));
    let collections: Vec<Json> = types.map(|of| collection(site, of)).collect();
    json!({
        "backend": backend,
        "locale": site.texts.language().tag(),
        "media_folder": PICTURES,
        "public_folder": NAMED_PICTURES,
        "slug": { "encoding": "ascii", "clean_accents": true },
        // What an entry looks like, the preview of this program shows.
        "editor": { "preview": false },
        "collections": collections,
    })
}

/// Whether entries of a type are in files of their own, as far as can be seen.
pub(crate) fn is_collection(site: DescribedSite<'_>, of: &ContentType) -> bool {
    list_file(site.snapshot, of).is_none()
}

fn collection(site: DescribedSite<'_>, of: &ContentType) -> Json {
    let language = site.texts.language().tag();
    let mut fields: Vec<Json> =
        scaffold::order(of).filter_map(|field| widgets::of_field(site, field)).collect();
    let has_body = of.body != Body::None;
    if has_body {
        fields.push(json!({
            "name": BODY,
            "label": site.texts.get("editor-body", &[]),
            "widget": "markdown",
            // Its own notation is not ours: the text stays as it is written.
            "modes": ["raw"],
            "editor_components": [],
            "required": of.body == Body::Required,
        }));
    }
    let mut collection = json!({
        "name": &*of.id,
        "label": of.plural.get(language),
        "label_singular": of.label.get(language),
        "folder": format!("content/{}", of.folder),
        "create": true,
        "identifier_field": of.title,
        "summary": format!("{{{{{}}}}}", of.title),
        "slug": "{{slug}}",
        "extension": scaffold::ending(of),
        "format": if has_body { "yaml-frontmatter" } else { "yaml" },
        "fields": fields,
    });
    if let Some(about) = &of.description {
        collection["description"] = about.get(language).into();
    }
    collection
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Language;
    use crate::model::Catalog;
    use crate::source::Snapshot;
    use crate::theme::PrintLayouts;

    fn of_files(files: &[(&str, &str)]) -> Json {
        let snapshot = Snapshot::from_files(files.iter().copied());
        let (config, catalog) = Catalog::written(&snapshot, jiff::civil::Date::MAX);
        let layouts = PrintLayouts::default();
        let texts = Texts::new(Language::of_tag("de").unwrap());
        let site = DescribedSite {
            snapshot: &snapshot,
            config: &config,
            catalog: &catalog,
            layouts: &layouts,
            texts: &texts,
        };
        configuration(site, Backend::GitLab)
    }

    fn fields(configuration: &Json, collection: &str) -> Vec<Json> {
        let collections = configuration["collections"].as_array().unwrap();
        let found = collections.iter().find(|one| one["name"] == collection).unwrap();
        found["fields"].as_array().unwrap().clone()
    }

    #[test]
    fn kinds_have_their_controls_and_lists_become_choices() {
        let made = of_files(&[
            ("content/site.yaml", "format: 1\ntitle: Probe\nlanguage: de\n"),
            ("content/colours.yaml", "rot: {title: Rot}\nblau: {title: Blau}\n"),
            (
                "content/types/colour.yaml",
                "type: colour\nlabel: Farbe\nplural: Farben\nfolder: colours\nbody: none\nfields:\n  title: {kind: string, label: Titel}\n",
            ),
            (
                "content/types/thing.yaml",
                "type: thing\nlabel: Ding\nplural: Dinge\nfolder: things\nfields:\n  \
                 title: {kind: string, label: Titel, required: true, max_length: 20}\n  \
                 seit: {kind: year, label: Seit, help: Das Jahr.}\n  \
                 farbe: {kind: reference, to: colour, label: Farbe}\n  \
                 andere: {kind: list, label: Andere, of: {kind: reference, to: thing}}\n  \
                 je_farbe: {kind: map, label: Je Farbe, keys: {kind: reference, to: colour}, of: {kind: boolean}}\n  \
                 je_wort: {kind: map, label: Je Wort, keys: {kind: string}, of: {kind: boolean}}\n",
            ),
        ]);
        let named = made["collections"].as_array().unwrap();
        let named: Vec<&str> = named.iter().filter_map(|one| one["name"].as_str()).collect();
        assert!(named.contains(&"thing") && !named.contains(&"colour"), "{named:?}");
        let fields = fields(&made, "thing");
        let of = |name: &str| fields.iter().find(|field| field["name"] == name);
        let title = of("title").unwrap();
        assert_eq!((&title["widget"], &title["required"]), (&json!("string"), &json!(true)));
        assert_eq!(title["pattern"][0], "^[\\s\\S]{0,20}$");
        let year = of("seit").unwrap();
        assert_eq!((&year["widget"], &year["required"]), (&json!("string"), &json!(false)));
        assert!(year["pattern"][0].as_str().unwrap().contains("[0-9]{4}"), "{year}");
        assert!(year["hint"].as_str().unwrap().starts_with("Das Jahr."), "{year}");
        let colour = of("farbe").unwrap();
        assert_eq!(colour["widget"], "select");
        assert_eq!(colour["options"][0], json!({ "label": "Blau", "value": "blau" }));
        let others = of("andere").unwrap();
        assert_eq!((&others["widget"], &others["multiple"]), (&json!("relation"), &json!(true)));
        assert_eq!(
            (&others["value_field"], &others["collection"]),
            (&json!("{{slug}}"), &json!("thing"))
        );
        let by_colour = of("je_farbe").unwrap();
        assert_eq!(by_colour["widget"], "object");
        assert_eq!(by_colour["fields"][1]["name"], "rot");
        assert!(of("je_wort").is_none(), "what has no control is not shown");
        assert_eq!(of(BODY).unwrap()["modes"], json!(["raw"]));
    }
}
