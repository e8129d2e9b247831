//! Findings as text for people and as data for machines, one file per format.

pub mod json;
pub mod text;
