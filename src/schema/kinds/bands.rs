//! Bands of numbers: by them a list can be filtered, since the numbers themselves are many.
//!
//! Entry points: [`Bands::declared`], [`Bands::group`]. Invariant: a number is in one band; it ends with its limit, and what is above the last limit
//! is in a band of its own. Where a type says none, limits are the round ones of the kind, whatever values there are: a new
//! entry moves no other one into another band.

use super::show::GroupHead;
use super::{Ability, Declaration, Words};
use crate::diagnostic::problem::Expected;
use crate::yaml::Node;

/// Where bands end, the smallest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Bands {
    limits: Vec<f64>,
    /// Whether the type says where.
    are_declared: bool,
}

impl Bands {
    /// The bands that a field declares under `bands`, else these.
    pub(super) fn declared(d: &mut Declaration<'_>, round: &[f64]) -> Self {
        let Some(node) = d.node("bands") else {
            return Self { limits: round.to_vec(), are_declared: false };
        };
        let mut limits = Vec::new();
        for item in node.as_list().unwrap_or(std::slice::from_ref(node)) {
            match number(item) {
                Some(limit) => limits.push(limit),
                None => d.bad("bands", item, Expected::Number),
            }
        }
        limits.sort_by(f64::total_cmp);
        limits.dedup();
        Self { limits, are_declared: true }
    }

    /// What numbers can serve for by their bands. A list is grouped only by bands that somebody has thought of.
    pub(super) fn can(&self, what: Ability) -> bool {
        match what {
            Ability::Facet => !self.limits.is_empty(),
            Ability::Group | Ability::Register => self.are_declared && !self.limits.is_empty(),
            _ => false,
        }
    }

    /// The place of the band of a number among the others, and the name that tells it from them.
    pub(super) fn group(&self, number: f64) -> (usize, String) {
        let band = self.band(number);
        let name = match (self.limits.get(band), self.limits.last()) {
            (Some(limit), _) => format!("to-{limit}"),
            (None, last) => format!("above-{}", last.copied().unwrap_or_default()),
        };
        (band, name)
    }

    /// What readers see of the band of a number; `show` writes a limit.
    pub(super) fn head(
        &self,
        number: f64,
        words: &dyn Words,
        show: impl Fn(f64) -> String,
    ) -> GroupHead {
        let band = self.band(number);
        let from = band.checked_sub(1).and_then(|before| self.limits.get(before));
        let [from, to] = [from, self.limits.get(band)].map(|limit| limit.copied().map(&show));
        let title = words.format().locale().range(from.as_deref(), to.as_deref());
        GroupHead { title, description: None }
    }

    fn band(&self, number: f64) -> usize {
        self.limits.partition_point(|limit| *limit < number)
    }
}

fn number(node: &Node) -> Option<f64> {
    node.as_str()?.parse::<f64>().ok().filter(|number| number.is_finite())
}
