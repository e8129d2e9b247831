//! Reads a map of settings key by key: type files, `site.yaml`, publications. What nobody asked for is an unknown key.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Node, NodeValue, Pair};
use crate::diagnostic::{Code, Diagnostic, nearest, problem};
use crate::i18n;
use crate::location::{SitePath, Span};

/// A text in one or several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text {
    by_language: BTreeMap<String, String>,
}

impl Text {
    /// The same text for every language.
    pub(crate) fn same(text: impl Into<String>) -> Self {
        Self { by_language: BTreeMap::from([(String::new(), text.into())]) }
    }

    /// A text in these languages.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let owned = |(language, text): (&str, &str)| (language.to_owned(), text.to_owned());
        Self { by_language: texts.into_iter().map(owned).collect() }
    }

    /// The text in `language` (in `de` for `de-AT`), else the one for all languages, else that in [`i18n::DEFAULT`], else any.
    pub fn get(&self, language: &str) -> &str {
        i18n::lookup(language)
            .chain(["", i18n::DEFAULT])
            .find_map(|language| self.by_language.get(language))
            .or_else(|| self.by_language.values().next())
            .map_or("", String::as_str)
    }

    /// The text in `language` (in `de` for `de-AT`) alone.
    pub(crate) fn said_in(&self, language: &str) -> Option<&str> {
        let texts = &self.by_language;
        i18n::lookup(language).find_map(|language| texts.get(language)).map(String::as_str)
    }

    /// The languages that have a text of their own, with it; `""` stands for every language.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_language.iter().map(|(language, text)| (language.as_str(), text.as_str()))
    }
}

/// A value, and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spanned<T> {
    /// What is written.
    pub(crate) value: T,
    /// Where.
    pub(crate) span: Span,
}

/// Names, and where each is written.
pub(crate) type WrittenNames = Vec<(String, Span)>;

/// A finding about a value that `key` cannot have; `expected` is a key of the message.
pub(crate) fn bad_value(
    span: Span,
    key: &str,
    written: &str,
    expected: problem::Expected<'_>,
) -> Diagnostic {
    Diagnostic::at(problem::BadValue { key: &key, value: &written, expected }, span)
}

/// A finding about a value of `key` that is none of the `known` words.
pub(crate) fn no_choice(span: Span, key: &str, written: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::at(
        problem::BadValue {
            key: &key,
            value: &written,
            expected: problem::Expected::Choice {
                known: &known.join(", "),
                suggestion: nearest(written, known.iter().copied()),
            },
        },
        span,
    )
    .with_fix()
}

/// Reads one map. Ask for every key, then call [`Reader::finish`].
pub(crate) struct Reader<'a, 'f> {
    file: &'a SitePath,
    pairs: &'a [Pair],
    span: std::ops::Range<usize>,
    asked: Vec<&'static str>,
    /// Where findings go.
    pub(crate) findings: &'f mut Vec<Diagnostic>,
}

impl<'a, 'f> Reader<'a, 'f> {
    /// A reader over `node`; a finding and `None` when it is no map.
    pub(crate) fn new(
        file: &'a SitePath,
        node: &'a Node,
        findings: &'f mut Vec<Diagnostic>,
    ) -> Option<Self> {
        match &node.value {
            NodeValue::Map(pairs) => {
                Some(Self { file, pairs, span: node.span.clone(), asked: Vec::new(), findings })
            }
            _ => {
                findings.push(Diagnostic::at(
                    problem::NotAMap { where_: None },
                    Span::new(file, node.beginning()),
                ));
                None
            }
        }
    }

    /// A place in the file that is read.
    pub(crate) fn at(&self, span: std::ops::Range<usize>) -> Span {
        Span::new(self.file, span)
    }

    /// The file that is read.
    pub(crate) fn file(&self) -> &'a SitePath {
        self.file
    }

    /// Where the map stands: its first line, as a place for findings about what it lacks.
    pub(crate) fn place(&self) -> Span {
        let start = self.span.start;
        let end = self.pairs.first().map_or(self.span.end, |pair| pair.key_span.end);
        Span::new(self.file, start..end)
    }

    /// Reports that `key` has a value it cannot have.
    pub(crate) fn bad(&mut self, key: &str, node: &Node, expected: problem::Expected<'_>) {
        let span = self.at(node.beginning());
        self.findings.push(bad_value(span, key, node.quoted(), expected));
    }

    /// The value of `key`, also when it is `null`.
    pub(crate) fn raw(&mut self, key: &'static str) -> Option<&'a Pair> {
        self.asked.push(key);
        self.pairs.iter().find(|pair| pair.key == key)
    }

    /// The value of `key` when something was written.
    pub(crate) fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.raw(key).map(|pair| &pair.value).filter(|node| !node.is_null())
    }

    /// The value of a key that must be there.
    pub(crate) fn required(&mut self, key: &'static str) -> Option<&'a Node> {
        let found = self.node(key);
        if found.is_none() {
            let place = self.place();
            self.findings
                .push(Diagnostic::at(problem::MissingKey { key: &key, where_: None }, place));
        }
        found
    }

    /// A piece of text.
    pub(crate) fn string(&mut self, key: &'static str) -> Option<String> {
        let node = self.node(key)?;
        match node.as_str() {
            Some(text) => Some(text.to_owned()),
            None => {
                self.bad(key, node, problem::Expected::Word);
                None
            }
        }
    }

    /// A piece of text, and where it is.
    pub(crate) fn word(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.string(key)?;
        let span = self.raw(key)?.value.span.clone();
        Some(Spanned { value, span: self.at(span) })
    }

    /// A text in one or several languages, and where it is.
    pub(crate) fn spanned_text(&mut self, key: &'static str) -> Option<Spanned<Text>> {
        let node = self.node(key)?;
        let value = self.text_of(key, node)?;
        Some(Spanned { value, span: self.at(node.span.clone()) })
    }

    /// A text in one or several languages.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.node(key)?;
        self.text_of(key, node)
    }

    /// The text that `node` is.
    pub(crate) fn text_of(&mut self, key: &str, node: &Node) -> Option<Text> {
        match &node.value {
            NodeValue::Scalar { text, .. } => Some(Text::same(text.clone())),
            NodeValue::Map(pairs) => {
                let mut by_language = BTreeMap::new();
                for pair in pairs {
                    match pair.value.as_str() {
                        Some(text) if is_language(&pair.key) => {
                            by_language.insert(pair.key.clone(), text.to_owned());
                        }
                        Some(_) => {
                            let span = self.at(pair.key_span.clone());
                            self.findings.push(Diagnostic::at(
                                problem::UnknownKey {
                                    key: &pair.key,
                                    where_: None,
                                    known: Some("de, en"),
                                    suggestion: None,
                                },
                                span,
                            ));
                        }
                        // A language key without a text is a text that may be empty, such as a route at the root.
                        None if pair.value.is_null() && is_language(&pair.key) => {
                            by_language.insert(pair.key.clone(), String::new());
                        }
                        None => self.bad(&pair.key, &pair.value, problem::Expected::Word),
                    }
                }
                Some(Text { by_language })
            }
            _ => {
                self.bad(key, node, problem::Expected::Text);
                None
            }
        }
    }

    /// A list of pieces of text; one piece counts as a list of one.
    pub(crate) fn strings(&mut self, key: &'static str) -> Option<Vec<(String, Span)>> {
        let node = self.node(key)?;
        self.strings_of(key, node)
    }

    /// The list of pieces of text that `node` is.
    pub(crate) fn strings_of(&mut self, key: &str, node: &Node) -> Option<Vec<(String, Span)>> {
        match &node.value {
            NodeValue::Scalar { text, .. } => {
                Some(vec![(text.clone(), self.at(node.span.clone()))])
            }
            NodeValue::List(items) => {
                let mut list = Vec::new();
                for item in items {
                    match item.as_str() {
                        Some(text) => list.push((text.to_owned(), self.at(item.span.clone()))),
                        None => self.bad(key, item, problem::Expected::Word),
                    }
                }
                Some(list)
            }
            _ => {
                self.bad(key, node, problem::Expected::List);
                None
            }
        }
    }

    /// Yes or no.
    pub(crate) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        match node.as_str().and_then(parse_boolean) {
            Some(value) => Some(value),
            None => {
                self.bad(key, node, problem::Expected::Boolean);
                None
            }
        }
    }

    /// A count.
    pub(crate) fn count(&mut self, key: &'static str) -> Option<usize> {
        let node = self.node(key)?;
        match node.as_str().and_then(|text| text.parse().ok()) {
            Some(value) => Some(value),
            None => {
                self.bad(key, node, problem::Expected::Count);
                None
            }
        }
    }

    /// A number.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<f64> {
        let node = self.node(key)?;
        match node
            .as_str()
            .and_then(|text| text.parse().ok())
            .filter(|number: &f64| number.is_finite())
        {
            Some(value) => Some(value),
            None => {
                self.bad(key, node, problem::Expected::Number);
                None
            }
        }
    }

    /// One of several words.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let node = self.node(key)?;
        let written = node.quoted();
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == written) {
            return Some(*value);
        }
        let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        self.no_choice(key, node, written, &known);
        None
    }

    /// Reports that the value of `key` is none of the `known` words. `written` is how the finding quotes it.
    pub(crate) fn no_choice(&mut self, key: &str, node: &Node, written: &str, known: &[&str]) {
        let span = self.at(node.span.clone());
        self.findings.push(no_choice(span, key, written, known));
    }

    /// Reports those of `keys` that are there and that nobody asked for, as keys that fields of `kind` do not have.
    pub(crate) fn refuse(&mut self, keys: &[&'static str], kind: &str) {
        for key in keys {
            if self.asked.contains(key) {
                continue;
            }
            if let Some(pair) = self.pairs.iter().find(|pair| pair.key == *key) {
                self.asked.push(key);
                let span = self.at(pair.key_span.clone());
                self.findings.push(Diagnostic::at(
                    problem::UnknownKey {
                        key: &key,
                        where_: Some(problem::KeyOf::FieldKind { kind: &kind }),
                        known: None,
                        suggestion: None,
                    },
                    span,
                ));
            }
        }
    }

    /// Reports every key that nobody asked for, and says which keys were probably meant by them.
    pub(crate) fn finish(self) -> Vec<&'static str> {
        let mut misspelt = Vec::new();
        let place = Some(self.place());
        let mut known = self.asked.clone();
        known.sort_unstable();
        known.dedup();
        // A key that is there already is hardly meant.
        known.retain(|key| !self.pairs.iter().any(|pair| pair.key == *key));
        for pair in self.pairs.iter().filter(|pair| !self.asked.contains(&pair.key.as_str())) {
            let suggestion = nearest(&pair.key, known.iter().copied());
            // A misspelt key is one mistake and not also a missing one.
            self.findings.retain(|finding| {
                finding.code != Code::MissingKey
                    || finding.span != place
                    || finding.args.get("key").map(String::as_str) != suggestion
            });
            self.findings.push(
                Diagnostic::at(
                    problem::UnknownKey {
                        key: &pair.key,
                        where_: None,
                        known: Some(&known.join(", ")),
                        suggestion,
                    },
                    Span::new(self.file, pair.key_span.clone()),
                )
                .with_fix(),
            );
            misspelt.extend(suggestion);
        }
        misspelt
    }
}

/// Whether this is a language code such as `de` or `de-AT`.
pub(crate) fn is_language(written: &str) -> bool {
    let mut parts = written.split('-');
    parts
        .next()
        .is_some_and(|first| first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()))
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// Yes or no, in the words that editors use in any language. `on` and `NO` are no booleans: they are abbreviations.
pub(crate) fn parse_boolean(written: &str) -> Option<bool> {
    match written {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        word => i18n::affirms(word),
    }
}
