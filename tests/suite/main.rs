//! The whole test suite in one binary, so that the libraries are linked once.
//!
//! | Module | What it tests |
//! | --- | --- |
//! | `support` | nothing: builds sites from a literal list of files |
//! | `literate` | the Markdown files in `cases/`: a small site each, with the findings it must give in both languages |
//! | `abilities` | what the kinds of fields can serve for, and what findings say about that |
//! | `adaptations` | guides that adapt others: what they take over, and what pages say about it |
//! | `addresses` | pages that were online and are dropped without a word |
//! | `asks` | `new` on a terminal: what is asked, and what becomes of the answers |
//! | `bounds` | templates and texts that never end, and what strangers hand in: findings, in bounded time and memory |
//! | `contacts` | whom readers can turn to: found by the way that a type declares, on pages and wherever else entries are |
//! | `door` | `CONTRIBUTING.md` and `docs/architecture.md`: what they name is there, and no module is missing |
//! | `editions` | parts of a collection that others host, and their embeds |
//! | `faults` | a collection with thirty planted faults: exactly these are found, in both languages and all formats |
//! | `figures` | what is drawn of the entries: chains, matrices, tiles, and the tables behind them |
//! | `freshness` | what pages share after an edit, each case that was found stale once |
//! | `directories` | facets: the pages that narrow a list, what is counted, what is left out |
//! | `fuzzing` | the corpora of the fuzz targets: what was ever found, and what the notations look like |
//! | `imports` | what the modules of the crate use of each other, for `tidy` and `door` |
//! | `live` | `serve` and `watch`: a real process, real files, a real HTTP client |
//! | `many` | many findings: ten times as many cost ten times as much, counted |
//! | `persons` | personal data: by every way to readers only what its consent covers, until the day it ends |
//! | `readers` | what is published is meant for readers: files, pictures, addresses |
//! | `rebuild` | rebuilds against clean builds, step by step: the same bytes, and no needless work |
//! | `relations` | references, inverses, hierarchies |
//! | `reproducible` | the same bytes in another folder, time zone, locale, umask and order of files |
//! | `robust` | hostile and broken input: findings, never a crash |
//! | `data` | what machines get beside the pages: tables, feeds, calendars, contacts, linked data |
//! | `cli` | the command as its user runs it: messages, files, exit codes |
//! | `pipelines` | the pipelines in `ci/`: who may write what others read |
//! | `spreadsheets` | tables that become entries: encodings, workbooks, what columns mean, what is written |
//! | `streams` | output that cannot be written, threads that the system refuses: a status and words, never a panic |
//! | `publishing` | what is on disk when a build is killed, runs out of room, or is not alone |
//! | `translated_tables` | columns of tables in other languages: what they are called, and the translations that come of them |
//! | `trust` | what others put around the content: links, pipes, damaged lists, foreign owners |
//! | `typing` | letter by letter while mistakes stand: what a first run finds, and the short way to it |
//! | `website` | pages, addresses, feeds: what readers and machines get |
//! | `wide` | edits of everything that lies around entries, in memory and on disk before a real watcher |
//! | `sections` | parts of pages that lead to other entries by declared ways, and the doors of the home page |
//! | `search` | what readers can find, and how the index follows edits |
//! | `security` | `docs/security.md`: the tests that its table names are there |
//! | `tidy` | the house itself: floors, registration of rules, catalogues |

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails is the message"
)]

mod support;

mod abilities;
mod adaptations;
mod addresses;
mod asks;
mod bounds;
mod cells;
mod cli;
mod contacts;
mod data;
mod directories;
mod door;
mod editions;
mod edits;
mod faults;
mod figures;
mod fixes;
mod formats;
mod freshness;
mod fuzzing;
mod imports;
mod literate;
mod live;
mod many;
mod persons;
mod pictures;
mod pipelines;
mod print;
mod publishing;
mod readers;
mod rebuild;
mod relations;
mod renames;
mod reproducible;
mod robust;
mod search;
mod sections;
mod security;
mod spreadsheets;
mod streams;
mod tidy;
mod translated_tables;
mod trust;
mod typing;
mod website;
mod wide;
