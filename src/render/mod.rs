//! Views become files: pure functions of a view and a theme.
//!
//! One folder per format. Invariant: nothing here reads files, the clock or the environment.

pub mod html;
