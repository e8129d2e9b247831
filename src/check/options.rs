//! What a site says about checks: how much each weighs, and what it has to know.
//!
//! Entry point: [`CheckOptions::read`]. Invariant: every check has a setting; what the settings name and no check knows is a finding.

use std::collections::BTreeMap;

use super::{RULES, Rule, Run};
use crate::config::{Config, SETTINGS_FILE};
use crate::diagnostic::{Code, Diagnostic, Severity, nearest, problem};
use crate::location::{SitePath, Span};
use crate::yaml::{Node, Reader};

/// Something that a site can tell a check.
pub(super) struct CheckParameter {
    pub(super) name: &'static str,
    pub(super) default: Default,
}

/// What a parameter is when the site says nothing.
#[derive(Clone, Copy)]
pub(super) enum Default {
    /// A count.
    Count(usize),
    /// Words, or ids.
    Words(&'static [&'static str]),
}

/// How a check is set.
#[derive(Debug)]
pub(super) struct Setting {
    /// How much its findings weigh; `None` when it is off.
    pub(super) severity: Option<Severity>,
    counts: BTreeMap<&'static str, usize>,
    words: BTreeMap<&'static str, Vec<String>>,
}

impl Setting {
    /// The setting of a site that says nothing.
    fn new(rule: &Rule, parameters: &[CheckParameter]) -> Self {
        let mut setting = Self {
            severity: rule.codes.first().map(|code| code.severity()),
            counts: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        for parameter in parameters {
            match parameter.default {
                Default::Count(count) => drop(setting.counts.insert(parameter.name, count)),
                Default::Words(words) => {
                    let words = words.iter().map(|word| (*word).to_owned()).collect();
                    setting.words.insert(parameter.name, words);
                }
            }
        }
        setting
    }

    /// A parameter that is a count.
    pub(super) fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or_default()
    }

    /// A parameter that is a list of words.
    pub(super) fn words(&self, name: &str) -> &[String] {
        self.words.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The settings of all checks.
#[derive(Debug, std::default::Default)]
pub(super) struct CheckOptions {
    settings: BTreeMap<&'static str, Setting>,
}

pub(super) const LEVELS: [(&str, Option<Severity>); 4] = [
    ("off", None),
    ("info", Some(Severity::Note)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

impl CheckOptions {
    /// Reads `checks:` of the settings.
    pub(super) fn read(config: &Config, findings: &mut Vec<Diagnostic>) -> Self {
        let checks = || {
            RULES.iter().filter_map(|rule| match rule.run {
                Run::Check { parameters, .. } => Some((rule, parameters)),
                Run::Published(_) => Some((rule, [].as_slice())),
                Run::Always(_) | Run::Whole(_) | Run::Declared => None,
            })
        };
        let mut settings: BTreeMap<&'static str, Setting> = checks()
            .map(|(rule, parameters)| (rule.name, Setting::new(rule, parameters)))
            .collect();
        let (Some(node), Some(file)) = (&config.checks, SitePath::new(SETTINGS_FILE)) else {
            return Self { settings };
        };
        let Some(pairs) = node.as_map() else {
            findings.push(Diagnostic::at(
                problem::NotAMap { where_: None },
                Span::new(&file, node.beginning()),
            ));
            return Self { settings };
        };
        for pair in pairs {
            let found = checks().find(|(rule, _)| rule.name == pair.key);
            let Some((rule, parameters)) = found else {
                findings.push(no_check(&pair.key, Span::new(&file, pair.key_span.clone())));
                continue;
            };
            if let Some(setting) = settings.get_mut(rule.name) {
                setting.change(parameters, &file, &pair.value, findings);
            }
        }
        Self { settings }
    }

    /// How the check with this name is set.
    pub(super) fn of(&self, check: &str) -> Option<&Setting> {
        self.settings.get(check)
    }
}

impl Setting {
    /// Takes what a site says: a level, or a map of level and parameters.
    fn change(
        &mut self,
        parameters: &'static [CheckParameter],
        file: &SitePath,
        node: &Node,
        findings: &mut Vec<Diagnostic>,
    ) {
        if node.as_map().is_none() {
            let written = node.quoted();
            match LEVELS.iter().find(|(level, _)| *level == written) {
                Some((_, severity)) => self.severity = *severity,
                None => {
                    let known = LEVELS.map(|(level, _)| level);
                    findings.push(
                        Diagnostic::at(
                            problem::BadValue {
                                key: &"level",
                                value: &written,
                                expected: problem::Expected::Choice {
                                    known: &known.join(", "),
                                    suggestion: nearest(written, known),
                                },
                            },
                            Span::new(file, node.beginning()),
                        )
                        .with_fix(),
                    );
                }
            }
            return;
        }
        let Some(mut r) = Reader::new(file, node, findings) else { return };
        if let Some(severity) = r.choice("level", &LEVELS) {
            self.severity = severity;
        }
        for parameter in parameters {
            match parameter.default {
                Default::Count(_) => {
                    if let Some(count) = r.count(parameter.name) {
                        self.counts.insert(parameter.name, count);
                    }
                }
                Default::Words(_) => {
                    if let Some(words) = r.strings(parameter.name) {
                        let words = words.into_iter().map(|(word, _)| word).collect();
                        self.words.insert(parameter.name, words);
                    }
                }
            }
        }
        r.finish();
    }
}

/// A name that no check has. What guards against broken pages has a name as well, but is not for choosing.
fn no_check(written: &str, span: Span) -> Diagnostic {
    let names = || RULES.iter().filter(|rule| rule.is_check()).map(|rule| rule.name);
    let known: Vec<&str> = names().collect();
    let code = Code::parse(written);
    let suggestion = code
        .and_then(|code| RULES.iter().find(|rule| rule.is_check() && rule.codes.contains(&code)));
    if code.is_some() && suggestion.is_none() {
        return Diagnostic::at(
            problem::BadValue {
                key: &"checks",
                value: &written,
                expected: problem::Expected::FixedCheck { known: &known.join(", ") },
            },
            span,
        );
    }
    Diagnostic::at(
        problem::UnknownKey {
            key: &written,
            where_: None,
            known: Some(&known.join(", ")),
            suggestion: suggestion.map(|rule| rule.name).or_else(|| nearest(written, names())),
        },
        span,
    )
    .with_fix()
}
