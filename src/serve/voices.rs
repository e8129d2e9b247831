//! What the preview says itself, in every language that it speaks: each browser hears the one that its forms are in.
//!
//! Entry points: [`Voices::each`] makes what is said, [`Said::to`] finds what somebody hears. Invariant: whoever has chosen no language hears that of the messages.

use crate::diagnostic::Language;
use crate::diagnostic::texts::Texts;

/// The words of all languages but that of the messages.
pub(super) struct Voices(Vec<Texts>);

/// Something that is said in every language.
#[derive(Default)]
pub(super) struct Said<T> {
    /// In the language of the messages.
    own: T,
    others: Vec<(Language, T)>,
}

impl Voices {
    /// All languages beside that of the messages.
    pub(super) fn beside(own: &Texts) -> Self {
        let others = Language::all().filter(|other| *other != own.language());
        Self(others.map(Texts::new).collect())
    }

    /// What is to be said, in the language of the messages and in all others.
    pub(super) fn each<T>(&self, own: &Texts, mut say: impl FnMut(&Texts) -> T) -> Said<T> {
        let others = self.0.iter().map(|texts| (texts.language(), say(texts))).collect();
        Said { own: say(own), others }
    }
}

impl<T> Said<T> {
    /// The same in every language.
    pub(super) fn alike(own: T) -> Self {
        Self { own, others: Vec::new() }
    }

    /// What somebody hears who has chosen a language, or none.
    pub(super) fn to(&self, chosen: Option<Language>) -> &T {
        let other = self.others.iter().find(|(language, _)| Some(*language) == chosen);
        other.map_or(&self.own, |(_, said)| said)
    }
}
