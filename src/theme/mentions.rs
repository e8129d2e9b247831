//! Which templates may show the lists of a site, `site.collections`.
//!
//! Entry point: [`showing_collections`]. Invariant: errs on the side of showing. A template that it does not name gets a `site` without lists, so
//! that a mistake here shows on every build and never only on some.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::ThemeFile;
use super::templates::FOLDER;

/// The value that all pages have, and how templates get hold of everything at once (for debugging).
const SITE: [&str; 2] = ["site", "__tera_context"];
const COLLECTIONS: &str = "collections";

static COMPONENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{%-?\s*component\b").ok());

/// The names of the templates that mention the lists of the site, or hand the site on as a whole: themselves, in what they build on or
/// include, or in components, which any template may use.
pub(super) fn showing_collections(files: &BTreeMap<String, ThemeFile>) -> BTreeSet<String> {
    let templates: BTreeMap<&str, &str> = files
        .iter()
        .filter_map(|(name, file)| Some((name.strip_prefix(FOLDER)?, file.text()?)))
        .collect();
    let mut showing: BTreeSet<&str> =
        templates.iter().filter(|(_, text)| shows(text)).map(|(name, _)| *name).collect();
    let is_component =
        |name: &&&str| COMPONENT.as_ref().is_none_or(|regex| regex.is_match(templates[**name]));
    if showing.iter().any(|name| is_component(&name)) {
        return templates.keys().map(|name| (*name).to_owned()).collect();
    }
    loop {
        let builds_on = |text: &str| {
            showing.iter().any(|name| {
                ['"', '\'', '`'].iter().any(|quote| text.contains(&format!("{quote}{name}{quote}")))
            })
        };
        let more: Vec<&str> = templates
            .iter()
            .filter(|(name, text)| !showing.contains(**name) && builds_on(text))
            .map(|(name, _)| *name)
            .collect();
        if more.is_empty() {
            return showing.into_iter().map(str::to_owned).collect();
        }
        showing.extend(more);
    }
}

/// Whether the code of a template mentions the lists of the site, or the site as a whole.
fn shows(template: &str) -> bool {
    if template.contains("endraw") {
        return true;
    }
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        rest = &rest[start + 1..];
        match rest.as_bytes().first() {
            Some(b'#') => rest = rest.split_once("#}").map_or("", |(_, after)| after),
            Some(b'{' | b'%') => {
                let (code, after) = code(&rest[1..]);
                if code_shows(&code) {
                    return true;
                }
                rest = after;
            }
            _ => {}
        }
    }
    false
}

/// The code up to the end of its braces, with a space in place of each string; and what follows.
fn code(text: &str) -> (String, &str) {
    let mut code = String::new();
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' | '\'' | '`' => {
                code.push(' ');
                while let Some((_, next)) = chars.next().filter(|(_, next)| *next != char) {
                    if next == '\\' {
                        chars.next();
                    }
                }
            }
            '}' | '%' if text[at + char.len_utf8()..].starts_with('}') => {
                return (code, &text[at + 2..]);
            }
            _ => code.push(char),
        }
    }
    (code, "")
}

fn code_shows(code: &str) -> bool {
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    let mut before = ' ';
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        if !is_name(first) {
            before = if first.is_whitespace() { before } else { first };
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let end = rest.find(|char| !is_name(char)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        // `page.site` is something else, and a component that declares `@site` shows what is written in it.
        if SITE.contains(&name) && !matches!(before, '.' | '@') {
            let after = after.trim_start();
            let member = after.strip_prefix("?.").or_else(|| after.strip_prefix('.'));
            let Some(member) = member else { return true };
            let member = member.trim_start();
            if member.split(|char| !is_name(char)).next() == Some(COLLECTIONS) {
                return true;
            }
        }
        before = ' ';
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::location::SitePath;

    fn showing(templates: &[(&str, &str)]) -> Vec<String> {
        let files = templates.iter().map(|(name, text)| {
            let path = SitePath::new(&format!("themes/haus/templates/{name}")).unwrap();
            let bytes = Cow::Owned(text.as_bytes().to_vec());
            (format!("{FOLDER}{name}"), ThemeFile { path, bytes })
        });
        showing_collections(&files.collect()).into_iter().collect()
    }

    #[test]
    fn a_template_shows_what_it_mentions() {
        for text in [
            "{% for list in site.collections %}",
            "{{ site . collections | length }}",
            "{{ site?.collections }}",
            "{{ site[\"collections\"] }}",
            "{% set all = site %}",
            "{{ <footer site /> }}",
            "{{ <footer lists={site.collections} /> }}",
            "{{ \"%}\" ~ site.collections }}",
            "{{ \"\\\"\" ~ site.collections }}",
            "{# {{ #}{{ site.collections }}",
            "{ {{ site.collections }}",
            "{{ __tera_context }}",
            "{% raw %}{{ \" {% endraw %}{{ site.collections }}",
            "{% for name, value in site %}",
        ] {
            assert_eq!(showing(&[("a.html", text)]), ["a.html"], "{text}");
        }
        for text in [
            "<p class=\"site\">site.collections {{ site.title }}",
            "{{ asset(name=\"site.css\") }}",
            "{{ page.site }}",
            "{{ t(key=\"site\") }}",
            "{{ website }}{{ sites.collections }}",
            "{% component card(entry, @site) %}{{ site.lang }}",
            "{# {{ site.collections }} #}",
        ] {
            assert_eq!(showing(&[("a.html", text)]), [""; 0], "{text}");
        }
    }

    #[test]
    fn so_does_what_builds_on_it_and_everything_when_it_is_a_component() {
        let list = "{% for list in site.collections %}{% endfor %}";
        let own = "{% extends \"list.html\" %}";
        let (base, page) = ("{{ site.title }}", "{% include 'own.html' %}");
        assert_eq!(
            showing(&[
                ("base.html", base),
                ("list.html", list),
                ("own.html", own),
                ("page.html", page)
            ]),
            ["list.html", "own.html", "page.html"]
        );
        let component = format!("{{%- component lists(@site) %}}{list}{{% endcomponent %}}");
        assert_eq!(
            showing(&[("base.html", base), ("components.html", &component)]),
            ["base.html", "components.html"]
        );
    }
}
