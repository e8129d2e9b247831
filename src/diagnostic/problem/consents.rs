//! What findings say about consents and personal data (`B8…`, `B975`).

use super::Text;

problem!(ConsentMissing<'a> { field: Text<'a>, title: Text<'a>, problem: ConsentProblem<'a> });

cases! {
    /// What is wrong with a consent: to personal data in a field, or to an entry about a person.
    ConsentProblem<'a> {
        Missing = "missing" { date: Option<Text<'a>> as data = "" },
        Future = "future" { date: Option<Text<'a>> as data = "" },
        Ended = "ended" { date: Text<'a> },
        MissingEntry = "missing-entry" { date: Option<Text<'a>> as data = "", scope: Text<'a> as data },
        FutureEntry = "future-entry" { date: Option<Text<'a>> as data = "", scope: Text<'a> as data },
        EndedEntry = "ended-entry" { date: Text<'a>, scope: Text<'a> as data },
        ScopeEntry = "scope-entry" { date: Option<Text<'a>> as data = "", scope: Text<'a> },
    }
}

problem!(PersonInContact<'a> { written: Text<'a> });
