//! broschur turns typed, linked content into a website and into print.
//!
//! The module tree is the architecture: a module uses only modules of its own floor and of those below it. The test
//! `tidy::a_floor_uses_only_floors_below_it` reads this table; `docs/architecture.md` is a tour through it. Nor do two modules of one room
//! know each other, apart from what the folders around them define (`tidy::no_modules_of_a_room_know_each_other`).
//!
//! | Floor | Module | What it makes |
//! | --- | --- | --- |
//! | 0 | [`hash`], [`chunk_map`], [`packed`] | maps that are asked often; maps that are copied often; texts that are held for long |
//! | 1 | [`i18n`] | languages as data |
//! | 1 | [`tracking`] | what a piece of work has read |
//! | 1 | [`location`] | paths inside a site, places in its files |
//! | 1 | [`escape`] | text in the notations of others |
//! | 1 | [`colour`] | colours and their contrast |
//! | 1 | [`picture`] | sizes of pictures, and their bytes without what nobody sees |
//! | 1 | [`disk`] | files below trusted folders, without following links |
//! | 1 | [`address`] | what pieces of addresses may be, and which addresses are links |
//! | 1 | [`files`] | which files readers may get |
//! | 2 | [`diagnostic`] | findings with codes, places and words |
//! | 3 | [`source`] | files → [`source::Snapshot`] |
//! | 3 | [`yaml`] | YAML with positions |
//! | 4 | [`config`] | `site.yaml` |
//! | 5 | [`figure`] | data → drawings |
//! | 5 | [`syntax`] | Markdown → format-neutral tree |
//! | 6 | [`schema`] | content types as data |
//! | 6 | [`edit`] | changes to files that leave all else as it is |
//! | 7 | [`model`] | typed, linked entries |
//! | 8 | [`query`] | what files that select entries have in common |
//! | 8 | [`theme`] | templates, assets, UI texts |
//! | 9 | [`publication`] | brochures, leaflets and sheets that files ask for |
//! | 9 | [`edition`] | parts of a collection that others host |
//! | 10 | [`plan`] | what a site shows, and where |
//! | 11 | [`check`] | rules over the whole collection |
//! | 12 | [`view`] | what a theme sees |
//! | 13 | [`search`] | what readers find: an index in pieces |
//! | 13 | [`render`] | views → files |
//! | 14 | [`outputs`] | families of outputs: what they plan, and what each is made from |
//! | 14 | [`publish`], [`cache`] | files → a folder, all at once; what earlier runs made |
//! | 14 | [`refactor`] | changes to entries that concern several files |
//! | 14 | [`scaffold`] | what `new` and `init` write |
//! | 14 | [`report`] | what an editor-in-chief asks |
//! | 15 | [`json_schema`] | what files may say, for editors that are not ours |
//! | 15 | [`session`] | a collection that is kept up to date |
//! | 16 | [`watch`] | when to look again |
//! | 16 | [`cms`] | forms for a content management system |
//! | 16 | [`import`] | entries from tables |
//! | 16 | [`editor`] | forms for entries, and what becomes of what is filled in |
//! | 16 | [`lsp`] | the language server |
//! | 16 | [`confine`] | work in a process of its own, within bounds |
//! | 17 | [`serve`] | the preview |
//! | 18 | [`cli`] | the command line |
//! | 18 | [`fuzzing`] | what is promised for whatever strangers write |

pub(crate) mod address;
pub mod cache;
pub mod check;
pub(crate) mod chunk_map;
pub mod cli;
pub(crate) mod cms;
pub(crate) mod colour;
pub mod config;
pub mod confine;
pub mod diagnostic;
pub(crate) mod disk;
pub mod edit;
pub mod edition;
pub(crate) mod editor;
pub(crate) mod escape;
pub(crate) mod figure;
pub(crate) mod files;
#[doc(hidden)]
pub mod fuzzing;
pub(crate) mod hash;
pub(crate) mod i18n;
pub mod import;
pub(crate) mod json_schema;
pub mod location;
pub(crate) mod lsp;
pub mod model;
pub mod outputs;
pub mod packed;
pub mod picture;
pub mod plan;
pub(crate) mod publication;
pub mod publish;
pub(crate) mod query;
pub(crate) mod refactor;
pub(crate) mod render;
pub(crate) mod report;
pub mod scaffold;
pub mod schema;
pub(crate) mod search;
pub(crate) mod serve;
pub mod session;
pub mod source;
pub(crate) mod syntax;
pub mod theme;
pub(crate) mod tracking;
pub mod view;
pub(crate) mod watch;
pub(crate) mod yaml;
