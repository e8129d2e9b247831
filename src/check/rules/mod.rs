//! One rule, one file.

pub(super) mod consent;
pub(super) mod images;
pub(super) mod links;
pub(super) mod settings;
pub(super) mod unique;
pub(super) mod unpublished;
