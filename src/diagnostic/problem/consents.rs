//! What findings say about consents and personal data (`B8…`, `B975`).

use super::Quoted;

problem!(ConsentMissing<'a> { field: Quoted<'a>, title: Quoted<'a>, problem: ConsentProblem<'a> });

cases! {
    /// What is wrong with a consent: to personal data in a field, or to an entry about a person.
    ConsentProblem<'a> {
        Missing = "missing" { date: Option<Quoted<'a>> as data = "" },
        Future = "future" { date: Option<Quoted<'a>> as data = "" },
        Ended = "ended" { date: Quoted<'a> },
        MissingEntry = "missing-entry" { date: Option<Quoted<'a>> as data = "", scope: Quoted<'a> as data },
        FutureEntry = "future-entry" { date: Option<Quoted<'a>> as data = "", scope: Quoted<'a> as data },
        EndedEntry = "ended-entry" { date: Quoted<'a>, scope: Quoted<'a> as data },
        ScopeEntry = "scope-entry" { date: Option<Quoted<'a>> as data = "", scope: Quoted<'a> },
    }
}

problem!(PersonInContact<'a> { written: Quoted<'a> });
