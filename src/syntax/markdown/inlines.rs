//! Text and inlines: from pieces to the finished line.
//!
//! Entry point: [`Builder::line`]. Invariant: a finished line neither begins nor ends with a space or a break, is typographic,
//! and holds no control characters.

use std::ops::Range;

use super::builder::{Builder, FrameKind};
use super::text::clean;
use crate::diagnostic::problem;
use crate::syntax::Destination;
use crate::syntax::tree::{Inline, Link, Picture, plain_text};
use crate::syntax::typography;

impl Builder<'_> {
    /// Takes in a piece of text.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some(FrameKind::Html) = self.parent() {
            return;
        }
        self.unseen(text, range);
        let cleaned = clean(text);
        if let Some(FrameKind::Code { text, .. }) = self.parent() {
            text.push_str(&cleaned);
            return;
        }
        self.missing_notes(range);
        // `\"` and `&quot;` say: exactly this sign.
        let escaped = range.start > 0
            && self.source.as_bytes().get(range.start - 1) == Some(&b'\\')
            && self
                .source
                .get(range.clone())
                .is_some_and(|written| written.starts_with(text.chars().next().unwrap_or('\\')));
        let entity =
            !text.starts_with('&') && self.source.as_bytes().get(range.start) == Some(&b'&');
        let mut signs = cleaned.chars();
        match signs.next().and_then(typography::keep).filter(|_| escaped || entity) {
            Some(kept) => {
                self.push_text(kept.encode_utf8(&mut [0; 4]));
                self.push_text(signs.as_str());
            }
            None => self.push_text(&cleaned),
        }
    }

    fn push_text(&mut self, new: &str) {
        if new.is_empty() {
            return;
        }
        let inlines = &mut self.top().inlines;
        if let Some(Inline::Text { text }) = inlines.last_mut() {
            text.push_str(new);
        } else {
            inlines.push(Inline::Text { text: new.to_owned() });
        }
    }

    /// Text of an attribute: typographic, on one line, without spaces at its ends.
    /// Lowered text.
    pub(super) fn subscript(&mut self, content: Vec<Inline>) {
        // "ca. ~5 und ~6" is no lowered text.
        if plain_text(&content).contains(char::is_whitespace) {
            self.push_text("~");
            content.into_iter().for_each(|inline| self.inline(inline));
            self.push_text("~");
        } else {
            self.wrap(content, |content| Inline::Subscript { content });
        }
    }

    /// A link whose text is in `content`; a text of nothing but spaces means the title of the target.
    pub(super) fn link(
        &mut self,
        destination: Destination,
        mut content: Vec<Inline>,
        range: &Range<usize>,
    ) {
        if !has_image(&content) && plain_text(&content).trim().is_empty() {
            content.clear();
        }
        let span = self.place.range(range);
        self.inline(Inline::Link(Link { destination, content, span }.into()));
    }

    /// A picture whose alternative text is in `content`.
    pub(super) fn image(
        &mut self,
        file: String,
        caption: Option<String>,
        content: &[Inline],
        range: &Range<usize>,
    ) {
        let mut alt = self.words(&plain_text(content));
        typography::release(&mut alt);
        if alt.is_empty() {
            let where_ = Some(problem::ShownIn::Text);
            self.report(range, problem::MissingAlt { file: &file, where_ });
        }
        let span = self.place.range(range);
        self.inline(Inline::Image { image: Picture { file, alt, caption, span }.into() });
    }

    /// Text of an attribute: typographic, on one line, without spaces at its ends.
    pub(super) fn words(&self, text: &str) -> String {
        let words: Vec<&str> =
            text.split(['\n', '\t', ' ']).filter(|word| !word.is_empty()).collect();
        typography::typographic(&words.join(" "), self.locale).into_owned()
    }

    /// The finished text of one block.
    pub(super) fn line(&self, mut content: Vec<Inline>) -> Vec<Inline> {
        trim(&mut content);
        raise_and_lower(&mut content);
        typography::apply(&mut content, self.locale);
        release(&mut content);
        fit(&mut content);
        content
    }
}

fn has_image(content: &[Inline]) -> bool {
    content
        .iter()
        .any(|inline| matches!(inline, Inline::Image { .. }) || has_image(inline.children()))
}

/// Drops spaces and breaks at both ends, which raw HTML and images leave behind.
fn trim(content: &mut Vec<Inline>) {
    loop {
        let empty = match content.last_mut() {
            Some(Inline::Text { text }) => {
                text.truncate(text.trim_end_matches([' ', '\t', '\n']).len());
                text.is_empty()
            }
            Some(Inline::SoftBreak | Inline::HardBreak) => true,
            _ => false,
        };
        if !empty {
            break;
        }
        content.pop();
    }
    let mut leading = 0;
    for inline in content.iter_mut() {
        match inline {
            Inline::Text { text } => {
                let kept = text.trim_start_matches([' ', '\t', '\n']).to_owned();
                *text = kept;
                if !text.is_empty() {
                    break;
                }
            }
            Inline::SoftBreak | Inline::HardBreak => {}
            _ => break,
        }
        leading += 1;
    }
    content.drain(..leading);
}

/// Gives back the room that growing has left: collections hold many thousand texts.
fn fit(content: &mut Vec<Inline>) {
    content.shrink_to_fit();
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => text.shrink_to_fit(),
            other => other.children_mut().into_iter().for_each(fit),
        }
    }
}

/// Finds `m^2^` and `CO~2~`, which the parser does not see inside words.
fn raise_and_lower(content: &mut Vec<Inline>) {
    for inline in std::mem::take(content) {
        match inline {
            Inline::Text { text } if text.contains(['^', '~']) => {
                content.extend(split_scripts(&text));
            }
            mut other => {
                if let Some(children) = other.children_mut() {
                    raise_and_lower(children);
                }
                content.push(other);
            }
        }
    }
}

fn split_scripts(text: &str) -> Vec<Inline> {
    const MAX_CHARS: usize = 12;
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(['^', '~'])).map(|at| from + at)
    {
        from = at + 1;
        let rest = text.get(from..).unwrap_or_default();
        let sign = if text.as_bytes().get(at) == Some(&b'^') { '^' } else { '~' };
        let inner: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | ',' | '.' | '*'))
            .take(MAX_CHARS + 1)
            .collect();
        let after_word = text
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '}'));
        let length = inner.chars().count();
        let closed = rest.get(inner.len()..).is_some_and(|after| {
            let mut after = after.chars();
            after.next() == Some(sign) && after.next() != Some(sign)
        });
        if after_word && closed && (1..=MAX_CHARS).contains(&length) {
            if let Some(before) = text.get(done..at).filter(|before| !before.is_empty()) {
                pieces.push(Inline::Text { text: before.to_owned() });
            }
            from = at + 2 + inner.len();
            done = from;
            let content = vec![Inline::Text { text: inner }];
            pieces.push(if sign == '^' {
                Inline::Superscript { content }
            } else {
                Inline::Subscript { content }
            });
        }
    }
    if let Some(rest) = text.get(done..).filter(|rest| !rest.is_empty()) {
        pieces.push(Inline::Text { text: rest.to_owned() });
    }
    pieces
}

fn release(content: &mut [Inline]) {
    for inline in content {
        if let Inline::Text { text } = inline {
            typography::release(text);
        } else if let Some(children) = inline.children_mut() {
            release(children);
        }
    }
}
