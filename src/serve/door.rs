//! The way from browsers to the editor, which sits where the site is looked after.
//!
//! Entry points: [`Door::ask`] on this side, [`Door::open`] on the other one. Invariant: nobody waits for ever; what pages of this very session know, nobody else
//! can guess.

use std::hint::black_box;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use serde_json::{Value as Json, json};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::voices::{Said, Voices};
use crate::diagnostic::Language;
use crate::diagnostic::texts::Texts;
use crate::editor::{Answered, BASE, Query};

/// How long somebody waits for an answer: as long as the first look at a large site may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Has whoever looks after the site look what is asked for.
pub(super) type Bell = Arc<dyn Fn() + Send + Sync>;

/// What somebody has asked.
pub(crate) struct Question {
    /// What is asked.
    pub(crate) query: Query,
    /// The language in which it is to be answered, where whoever asks has chosen one.
    pub(crate) language: Option<Language>,
    reply: oneshot::Sender<Answered>,
}

impl Question {
    /// Whoever has asked may be gone.
    pub(crate) fn answer(self, answered: Answered) {
        let _ = self.reply.send(answered);
    }
}

/// Somebody who waits for an answer.
pub(super) struct Waiting {
    reply: oneshot::Receiver<Answered>,
    /// The language that was chosen with the question itself, and is to be remembered.
    pub(super) chosen: Option<Language>,
    /// The language that was chosen then, or before.
    pub(super) language: Option<Language>,
}

impl Waiting {
    /// What is answered; `None` when nobody does.
    pub(super) async fn answered(self) -> Option<Answered> {
        timeout(PATIENCE, self.reply).await.ok()?.ok()
    }
}

/// The other side: where questions are put, and who is told.
struct Inbox {
    questions: Mutex<Sender<Question>>,
    ring: Bell,
}

/// The way to the editor.
pub(super) struct Door {
    /// What is sent along with what is to be changed; `None` when there is no editor.
    token: Option<String>,
    desk: OnceLock<Inbox>,
    /// What is said where there is no editor.
    pub(super) off: Said<String>,
    /// What is said until there is one.
    pub(super) busy: Said<String>,
    /// The ways that pages have to it, and the tag of their language.
    pub(super) links: Said<(&'static str, Json)>,
    /// The page of a CMS, and what is said in its place where there is none.
    pub(super) cms: Said<[String; 2]>,
    /// The folder with the program of that CMS.
    pub(super) program: Option<PathBuf>,
}

impl Door {
    /// A way on which nobody waits yet.
    ///
    /// # Errors
    /// The system has no randomness.
    pub(super) fn new(texts: &Texts, voices: &Voices, may_edit: bool) -> io::Result<Self> {
        let token = match may_edit {
            true => {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
                Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
            }
            false => None,
        };
        let [off, busy] =
            ["editor-off", "editor-busy"].map(|id| voices.each(texts, |texts| texts.get(id, &[])));
        let links = voices.each(texts, |texts| {
            let links = [("edit", "at/"), ("new", "new"), ("all", "")].map(|(does, rest)| {
                let label = texts.get(&format!("editor-link-{does}"), &[]);
                json!({ "label": label, "href": format!("{BASE}{rest}") })
            });
            let links = if may_edit { Json::from(links.to_vec()) } else { Json::Null };
            (texts.language().tag(), links)
        });
        let cms = voices.each(texts, |texts| {
            let page = token.as_deref().map(|token| cms_page(texts, token));
            [page.unwrap_or_default(), texts.get("cms-none", &[])]
        });
        Ok(Self { token, desk: OnceLock::new(), off, busy, links, cms, program: None })
    }

    /// The way to an editor that there is not.
    pub(super) fn closed() -> Self {
        let (off, busy, cms) = (Said::alike("off".to_owned()), Said::default(), Said::default());
        let (token, desk, links) = (None, OnceLock::new(), Said::default());
        Self { token, desk, off, busy, links, cms, program: None }
    }

    /// The same with a CMS whose program is in a folder.
    pub(super) fn with_program(self, program: Option<PathBuf>) -> Self {
        Self { program, ..self }
    }

    /// What is asked from now on, with the token that pages need; `ring` is called with each question.
    pub(super) fn open(&self, ring: Bell) -> Option<(String, Receiver<Question>)> {
        let token = self.token.clone()?;
        let (send, receive) = channel();
        let desk = Inbox { questions: Mutex::new(send), ring };
        self.desk.set(desk).ok()?;
        Some((token, receive))
    }

    /// Asks, in the language that was chosen now, or before; `None` when nobody is there to answer yet.
    pub(super) fn ask(
        &self,
        query: Query,
        (chosen, remembered): (Option<Language>, Option<Language>),
    ) -> Option<Waiting> {
        let desk = self.desk.get()?;
        let language = chosen.or(remembered);
        let (send, reply) = oneshot::channel();
        let questions = desk.questions.lock().unwrap_or_else(PoisonError::into_inner);
        questions.send(Question { query, language, reply: send }).ok()?;
        (desk.ring)();
        Some(Waiting { reply, chosen, language })
    }

    /// Whether what a request sends is from a page of this session; `None` when there is no editor.
    pub(super) fn knows(&self, sent: Option<&str>) -> Option<bool> {
        let token = self.token.as_ref()?;
        Some(sent.is_some_and(|sent| is_same(sent, token)))
    }
}

/// The page of the CMS: its program, and ours that hands over what it needs.
fn cms_page(texts: &Texts, token: &str) -> String {
    let (language, title) = (texts.language().tag(), texts.get("cms-title", &[]));
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"broschur-token\" content=\"{token}\"><title>{title}</title>\
         <script src=\"start.js\"></script></head>\
         <body><script src=\"program/decap-cms.js\"></script></body></html>"
    )
}

/// Compares two texts in a time that does not tell where they differ.
fn is_same(a: &str, b: &str) -> bool {
    let differing = a.bytes().zip(b.bytes()).fold(0, |bits, (a, b)| black_box(bits | (a ^ b)));
    a.len() == b.len() && differing == 0
}
