//! Personal data, and the consents that decide who may see it.
//!
//! Entry point: [`Personal::withhold`], while an entry is read. Invariant: what is personal leaves the values of an entry, whatever its
//! consent; an output that wants to show it has to say which [`Channel`] it is, and gets nothing that the consent does not cover on
//! the day of the build. An output that knows nothing of consents shows too little, never too much.

use super::{FieldValues, Value};
use crate::schema::part;
use crate::schema::{ContentType, Field, PartialDate, Parts};

/// The field in which consents are recorded.
pub(crate) const CONSENT: &str = "consent";

/// By what way readers get to see something. Each is a word of a consent's scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Channel {
    /// Pages, lists, facets and search, of editions as well.
    Website,
    /// PDFs.
    Print,
    /// Feeds and data files.
    Feed,
    /// What others show on their pages.
    Embed,
}

impl Channel {
    /// The word of a consent's scope.
    pub(crate) fn scope(self) -> &'static str {
        match self {
            Self::Website => "website",
            Self::Print => "print",
            Self::Feed => "feed",
            Self::Embed => "embed",
        }
    }
}

/// Whether a consent holds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConsentStatus {
    /// It was given and has not ended.
    Valid,
    /// There is none, or none with a day.
    Missing,
    /// It was given on a later day.
    Future,
    /// It has ended.
    Ended,
}

impl ConsentStatus {
    /// The word for it in reports and findings.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Missing => "missing",
            Self::Future => "future",
            Self::Ended => "ended",
        }
    }
}

/// A recorded consent.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Consent {
    /// Who gave it, by role.
    pub(crate) role: Option<String>,
    /// When it was given.
    pub(crate) given_on: Option<PartialDate>,
    /// The day on which it ends: nothing is shown on that day any more.
    pub(crate) expires: Option<PartialDate>,
    /// What it covers.
    pub(crate) scope: Vec<String>,
}

impl Consent {
    fn of(recorded: &Value) -> Self {
        let date = |name| recorded.get(name).and_then(Value::as_date);
        let scope = recorded.get(part::SCOPE).map(Value::items).unwrap_or_default();
        Self {
            role: recorded.get(part::ROLE).and_then(Value::as_str).map(str::to_owned),
            given_on: date(part::GIVEN_ON),
            expires: date(part::EXPIRES),
            scope: scope.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        }
    }

    fn status(&self, today: jiff::civil::Date) -> ConsentStatus {
        match (self.given_on, self.expires) {
            (None, _) => ConsentStatus::Missing,
            (Some(given), _) if given.first_day() > today => ConsentStatus::Future,
            (_, Some(expires)) if expires.first_day() <= today => ConsentStatus::Ended,
            _ => ConsentStatus::Valid,
        }
    }

    fn covers(&self, purpose: &str) -> bool {
        self.scope.iter().any(|covered| covered == purpose)
    }
}

/// What of an entry is nobody's business without a consent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Personal {
    /// The fields that hold personal data, as recorded.
    fields: FieldValues,
    /// The field of the consent, as recorded.
    recorded: Option<Value>,
    consent: Consent,
    status: ConsentStatus,
    /// What the consent has to cover for the entry to be published at all; nothing where the entry is not about a person.
    needs: Vec<String>,
}

impl Personal {
    /// Takes what is personal, and the consent itself, out of the values of an entry. `None` when there is neither.
    pub(super) fn withhold(
        content_type: &ContentType,
        values: &mut FieldValues,
        today: jiff::civil::Date,
    ) -> Option<Box<Self>> {
        let mut fields = FieldValues::default();
        for (name, field) in &content_type.fields {
            let Some(value) = values.get_mut(name).filter(|value| value.is_personal(field)) else {
                continue;
            };
            let shown = without_personal(value, field);
            let recorded = match shown {
                Some(shown) => std::mem::replace(value, shown),
                None => match values.remove(name) {
                    Some(recorded) => recorded,
                    None => continue,
                },
            };
            fields.insert(name.clone(), recorded);
        }
        // Who allowed what and when is a record of the editors: no output has a use for it.
        let recorded = values.remove(CONSENT);
        if fields.is_empty() && recorded.is_none() && content_type.consent_for.is_empty() {
            return None;
        }
        let consent = recorded.as_ref().map(Consent::of).unwrap_or_default();
        let status = consent.status(today);
        let mut needs = content_type.consent_for.clone();
        if !needs.is_empty() {
            needs.push(Channel::Website.scope().to_owned());
        }
        Some(Box::new(Self { fields, recorded, consent, status, needs }))
    }

    /// The recorded consent; an empty one where there is none.
    pub(crate) fn consent(&self) -> &Consent {
        &self.consent
    }

    /// Whether the consent holds on the day for which the entry was read.
    pub(crate) fn status(&self) -> ConsentStatus {
        self.status
    }

    /// The names of the fields that hold personal data.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(|name| &**name)
    }

    /// Whether the consent holds and covers a purpose.
    pub(crate) fn allows(&self, purpose: &str) -> bool {
        self.status == ConsentStatus::Valid && self.consent.covers(purpose)
    }

    /// Whether the entry as a whole is about a person, and goes with the consent.
    pub(crate) fn is_whole(&self) -> bool {
        !self.needs.is_empty()
    }

    /// What the consent does not cover although the entry could not be published without it.
    pub(crate) fn lacking(&self) -> Vec<&str> {
        self.needs.iter().map(String::as_str).filter(|purpose| !self.allows(purpose)).collect()
    }

    pub(super) fn shown(&self, channel: Channel) -> Option<&FieldValues> {
        self.allows(channel.scope()).then_some(&self.fields)
    }

    pub(super) fn recorded(&self, field: &str) -> Option<&Value> {
        if field == CONSENT { self.recorded.as_ref() } else { self.fields.get(field) }
    }
}

/// What is left of the value of `field` without personal data; `None` when that is nothing.
fn without_personal(value: &Value, field: &Field) -> Option<Value> {
    if field.personal {
        return None;
    }
    let left = match (field.kind.parts(), value) {
        (Parts::Items(of), Value::List(items)) => {
            Value::List(items.iter().filter_map(|item| without_personal(item, of)).collect())
        }
        (Parts::Fields(fields), Value::Object(values)) => {
            let left = values.iter().filter_map(|(name, value)| {
                Some((name.clone(), without_personal(value, fields.get(name)?)?))
            });
            Value::Object(left.collect())
        }
        (Parts::Pairs(keys, of), Value::Map(pairs)) => {
            let left = pairs.iter().filter_map(|(key, value)| {
                let value = match value {
                    Some(value) => Some(without_personal(value, of)?),
                    None => None,
                };
                Some((without_personal(key, keys)?, value))
            });
            Value::Map(left.collect())
        }
        (_, other) => other.clone(),
    };
    let is_empty = match &left {
        Value::List(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Map(pairs) => pairs.is_empty(),
        _ => false,
    };
    (!is_empty).then_some(left)
}
