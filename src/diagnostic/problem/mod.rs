//! What findings say: per code a type whose fields are the values that its words need.
//!
//! Entry points: the types, each called like its [`Code`], and [`Problem`]. Invariant: a place that reports something gives all values of its
//! code, under their names, or it does not compile; tests compare the types with what the catalogues put into words.
//!
//! `problem!` makes the type of a code, `choice!` words of which one holds, `cases!` cases that have values of their own, `group!` values
//! that several cases have in common.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::{Code, Language};

/// Values as texts: what fingerprints and catalogues read.
#[derive(Default)]
pub(crate) struct Values {
    /// By name.
    pub(crate) args: BTreeMap<&'static str, String>,
    /// What somebody wrote to be said, in every language of messages: the value `said`.
    pub(crate) said: Vec<(Language, String)>,
}

/// Whatever can be quoted.
pub(crate) type Quoted<'a> = &'a dyn Display;

/// What is wrong, with all that its words need.
pub(crate) trait Problem {
    /// Which code it has.
    fn code(&self) -> Code;

    /// The values of its words.
    fn values(&self) -> Values;
}

/// A value that the words of a finding may need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter {
    /// Its name, as Rust writes it.
    name: &'static str,
    /// What it can be.
    pub(crate) range: Range,
    /// Whether it may be absent. The catalogues then read `none`.
    pub(crate) optional: bool,
    /// Whether it only tells findings apart in reports, and no text names it.
    #[allow(dead_code, reason = "tests compare it with the catalogues")]
    pub(crate) data: bool,
    /// Of cases: what each of them has beside its word, in their order.
    pub(crate) beside: &'static [&'static [Parameter]],
}

impl Parameter {
    const fn of<T: Argument>(name: &'static str, data: bool) -> Self {
        Self { name, range: T::RANGE, optional: T::OPTIONAL, data, beside: T::BESIDE }
    }

    /// Its name in catalogues.
    pub(crate) fn name(&self) -> &'static str {
        bare(self.name)
    }
}

/// Collects the names of values that may be absent.
pub(crate) fn optional(parameters: &[Parameter], names: &mut Vec<&'static str>) {
    for parameter in parameters {
        match parameter.range {
            Range::Group if parameter.optional => {
                let together = parameter.beside.iter().copied().flatten();
                names.extend(together.map(Parameter::name));
            }
            Range::Group => {}
            _ if parameter.optional => names.push(parameter.name()),
            _ => {}
        }
        for beside in parameter.beside {
            optional(beside, names);
        }
    }
}

/// A name without the underscore that tells it from a word of Rust, as in `type_`.
fn bare(name: &'static str) -> &'static str {
    name.trim_end_matches('_')
}

/// What a value can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Range {
    /// Any text.
    Text,
    /// Any number.
    Number,
    /// One of these words.
    Words(&'static [&'static str]),
    /// The name of a field kind.
    FieldKind,
    /// Any text, in each language its own.
    Spoken,
    /// No value of its own: several that belong together.
    Group,
}

/// What can be the field of a problem.
pub(crate) trait Argument {
    const RANGE: Range;
    const OPTIONAL: bool = false;
    const BESIDE: &'static [&'static [Parameter]] = &[];

    /// Adds the value, and what belongs to it.
    fn put(&self, name: &'static str, values: &mut Values);
}

impl Argument for Quoted<'_> {
    const RANGE: Range = Range::Text;

    fn put(&self, name: &'static str, values: &mut Values) {
        values.args.insert(name, self.to_string());
    }
}

impl Argument for &str {
    const RANGE: Range = Range::Text;

    fn put(&self, name: &'static str, values: &mut Values) {
        values.args.insert(name, (*self).to_owned());
    }
}

impl Argument for char {
    const RANGE: Range = Range::Text;

    fn put(&self, name: &'static str, values: &mut Values) {
        values.args.insert(name, self.to_string());
    }
}

impl<T: Argument> Argument for Option<T> {
    const RANGE: Range = T::RANGE;
    const OPTIONAL: bool = true;
    const BESIDE: &'static [&'static [Parameter]] = T::BESIDE;

    fn put(&self, name: &'static str, values: &mut Values) {
        if let Some(value) = self {
            value.put(name, values);
        }
    }
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Argument for $type {
            const RANGE: Range = Range::Number;

            fn put(&self, name: &'static str, values: &mut Values) {
                values.args.insert(name, self.to_string());
            }
        }
    )*};
}

numbers!(u8 u32 u64 usize i64 f64);

/// The name of a field kind.
#[derive(Clone, Copy)]
pub(crate) struct KindName(pub(crate) &'static str);

impl Argument for KindName {
    const RANGE: Range = Range::FieldKind;

    fn put(&self, name: &'static str, values: &mut Values) {
        values.args.insert(name, self.0.to_owned());
    }
}

/// What somebody wrote in the language in which the finding is told.
#[derive(Clone, Copy)]
pub(crate) struct Spoken<'a>(pub(crate) &'a dyn Fn(Language) -> String);

impl Argument for Spoken<'_> {
    const RANGE: Range = Range::Spoken;

    fn put(&self, _name: &'static str, values: &mut Values) {
        values.said = Language::all().map(|language| (language, (self.0)(language))).collect();
    }
}

/// Makes the type of a code: `Name<'a> { value: Type }`. `as data` marks a value that no text names; `= ""` says what reports read where an
/// optional one is absent.
macro_rules! problem {
    ($name:ident) => {
        problem!($name {});
    };
    ($name:ident $(<$life:lifetime>)? {
        $($(#[$doc:meta])* $field:ident: $type:ty $(as $data:ident)? $(= $absent:literal)?),* $(,)?
    }) => {
        #[doc = concat!("What [`Code::", stringify!($name), "`](crate::diagnostic::Code::", stringify!($name), ") says.")]
        #[derive(Clone, Copy)]
        pub(crate) struct $name $(<$life>)? {
            $($(#[$doc])* pub(crate) $field: $type,)*
        }

        impl $(<$life>)? $name $(<$life>)? {
            /// The values that its words may need.
            pub(crate) const PARAMETERS: &'static [$crate::diagnostic::problem::Parameter] =
                $crate::diagnostic::problem::parameters!($($field: $type $(as $data)?,)*);
        }

        impl $(<$life>)? $crate::diagnostic::problem::Problem for $name $(<$life>)? {
            fn code(&self) -> $crate::diagnostic::Code {
                $crate::diagnostic::Code::$name
            }

            #[allow(unused_mut, reason = "some codes have no values")]
            fn values(&self) -> $crate::diagnostic::problem::Values {
                let mut values = $crate::diagnostic::problem::Values::default();
                $(
                    let name = $crate::diagnostic::problem::bare(stringify!($field));
                    $crate::diagnostic::problem::Argument::put(&self.$field, name, &mut values);
                    $(values.args.entry(name).or_insert_with(|| $absent.to_owned());)?
                )*
                values
            }
        }
    };
}

macro_rules! parameters {
    ($($field:ident: $type:ty $(as $data:ident)?,)*) => {
        &[$($crate::diagnostic::problem::Parameter::of::<$type>(
            stringify!($field),
            $crate::diagnostic::problem::is_data!($($data)?),
        ),)*]
    };
}

macro_rules! is_data {
    () => {
        false
    };
    (data) => {
        true
    };
}

/// Makes words of which one holds: `Name { Variant = "word" }`; with `for Type`, gives a type that there is already its words.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name {
            $(#[doc = concat!("`", $word, "` in catalogues.")] $variant,)*
        }

        choice!(for $name { $($variant = $word),* });
    };
    (for $name:ty { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $crate::diagnostic::problem::Argument for $name {
            const RANGE: $crate::diagnostic::problem::Range =
                $crate::diagnostic::problem::Range::Words(&[$($word),*]);

            fn put(&self, name: &'static str, values: &mut $crate::diagnostic::problem::Values) {
                let word = match self {
                    $(Self::$variant => $word,)*
                };
                values.args.insert(name, word.to_owned());
            }
        }
    };
}

/// Makes cases with values of their own: `Name<'a> { Variant = "word" { value: Type } }`.
macro_rules! cases {
    ($(#[$doc:meta])* $name:ident $(<$life:lifetime>)? {
        $($variant:ident = $word:literal $({
            $($field:ident: $type:ty $(as $data:ident)? $(= $absent:literal)?),* $(,)?
        })?),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(crate) enum $name $(<$life>)? {
            $(#[doc = concat!("`", $word, "` in catalogues.")] $variant $({ $($field: $type),* })?,)*
        }

        impl $(<$life>)? $crate::diagnostic::problem::Argument for $name $(<$life>)? {
            const RANGE: $crate::diagnostic::problem::Range =
                $crate::diagnostic::problem::Range::Words(&[$($word),*]);
            const BESIDE: &'static [&'static [$crate::diagnostic::problem::Parameter]] = &[
                $($crate::diagnostic::problem::parameters!($($($field: $type $(as $data)?,)*)?)),*
            ];

            fn put(&self, name: &'static str, values: &mut $crate::diagnostic::problem::Values) {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        values.args.insert(name, $word.to_owned());
                        $($(
                            let name = $crate::diagnostic::problem::bare(stringify!($field));
                            $crate::diagnostic::problem::Argument::put($field, name, values);
                            $(values.args.entry(name).or_insert_with(|| $absent.to_owned());)?
                        )*)?
                    })*
                }
            }
        }
    };
}

/// Finds the type of each code by its name.
macro_rules! by_code {
    ($($(#[$doc:meta])* $variant:ident = $number:literal $slug:literal $severity:ident;)*) => {
        impl Code {
            /// The values that its words may need. A code without a type for them does not compile.
            pub(crate) fn parameters(self) -> &'static [Parameter] {
                match self { $(Self::$variant => $variant::PARAMETERS,)* }
            }
        }
    };
}

/// Makes values that several cases have in common: `Name<'a> { value: Type }`.
macro_rules! group {
    ($(#[$doc:meta])* $name:ident $(<$life:lifetime>)? {
        $($field:ident: $type:ty $(as $data:ident)?),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(crate) struct $name $(<$life>)? {
            $(pub(crate) $field: $type,)*
        }

        impl $(<$life>)? $crate::diagnostic::problem::Argument for $name $(<$life>)? {
            const RANGE: $crate::diagnostic::problem::Range =
                $crate::diagnostic::problem::Range::Group;
            const BESIDE: &'static [&'static [$crate::diagnostic::problem::Parameter]] =
                &[$crate::diagnostic::problem::parameters!($($field: $type $(as $data)?,)*)];

            fn put(&self, _name: &'static str, values: &mut $crate::diagnostic::problem::Values) {
                $(
                    let name = $crate::diagnostic::problem::bare(stringify!($field));
                    $crate::diagnostic::problem::Argument::put(&self.$field, name, values);
                )*
            }
        }
    };
}

use {is_data, parameters};

super::codes::all_codes!(by_code);

mod consents;
mod editions;
mod fields;
mod files;
mod print;
mod quality;
mod references;
mod settings;
mod texts;
mod themes;
mod yaml;

pub(crate) use consents::*;
pub(crate) use editions::*;
pub(crate) use fields::*;
pub(crate) use files::*;
pub(crate) use print::*;
pub(crate) use quality::*;
pub(crate) use references::*;
pub(crate) use settings::*;
pub(crate) use texts::*;
pub(crate) use themes::*;
pub(crate) use yaml::*;

#[cfg(test)]
mod tests;
