//! broschur turns typed, linked content into a website and into print.
//!
//! The module tree is the architecture: each module is a floor and uses only the floors named before it.
//!
//! | Floor | Module | What it makes |
//! | --- | --- | --- |
//! | 0 | [`hash`], [`shelves`], [`packed`] | maps that are asked often; maps that are copied often; texts that are held for long |
//! | 0 | [`i18n`] | languages as data |
//! | 0 | [`trace`] | what a piece of work has read |
//! | 0 | [`escape`] | text in the notations of others |
//! | 0 | [`colour`] | colours and their contrast |
//! | 0 | [`picture`] | sizes of pictures, and their bytes without what nobody sees |
//! | 0 | [`disk`] | files below trusted folders, without following links |
//! | 0 | [`address`] | what pieces of addresses may be, and which addresses are links |
//! | 0 | [`files`] | which files readers may get |
//! | 1 | [`source`] | files → [`source::Snapshot`] |
//! | 1 | [`diagnostic`] | findings with codes, places and words |
//! | 2 | [`yaml`] | YAML with positions |
//! | 3 | [`config`] | `site.yaml` |
//! | 4 | [`syntax`] | Markdown → format-neutral tree |
//! | 5 | [`schema`] | content types as data |
//! | 6 | [`model`] | typed, linked entries |
//! | 7 | [`theme`] | templates, assets, UI texts |
//! | 8 | [`plan`] | which outputs exist, and where |
//! | 9 | [`check`] | rules over the whole collection |
//! | 10 | [`view`] | what a theme sees |
//! | 11 | [`render`] | views → files |
//! | 12 | [`publish`], [`cache`] | files → a folder, all at once; what earlier runs made |
//! | 12 | [`scaffold`] | what `new` and `init` write |
//! | 12 | [`report`] | what an editor-in-chief asks |
//! | 13 | [`session`] | a collection that is kept up to date |
//! | 14 | [`watch`], [`serve`] | when to look again; the preview |
//! | 14 | [`confine`] | work in a process of its own, within bounds |
//! | 15 | [`cli`] | the command line |
//! | 15 | [`fuzzing`] | what is promised for whatever strangers write |
//!
//! `source` and `diagnostic` know each other: a snapshot reports what is wrong with files, a finding points into one.

pub mod address;
pub mod cache;
pub mod check;
pub mod cli;
pub mod colour;
pub mod config;
pub mod confine;
pub mod diagnostic;
pub mod disk;
pub mod escape;
pub mod files;
#[doc(hidden)]
pub mod fuzzing;
pub mod hash;
pub mod i18n;
pub mod model;
pub mod packed;
pub mod picture;
pub mod plan;
pub mod publish;
pub mod render;
pub mod report;
pub mod scaffold;
pub mod schema;
pub mod serve;
pub mod session;
pub mod shelves;
pub mod source;
pub mod syntax;
pub mod theme;
pub mod trace;
pub mod view;
pub mod watch;
pub mod yaml;
