//! Web pages that somebody has saved: where they stood, and where their links lead.
//!
//! Entry point: [`SavedPage::read`]. Invariant: only what a browser would make a link of is one, not what stands in comments, scripts or
//! styles; broken bytes and broken HTML are read as far as they can be.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use url::Url;

/// A page as it was saved.
#[derive(Debug, Default)]
pub(crate) struct SavedPage {
    /// Where it stood, when it says so.
    pub(crate) url: Option<Url>,
    /// Its links, whole.
    pub(crate) links: Vec<PageLink>,
}

/// A link of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageLink {
    /// Where it leads.
    pub(crate) url: Url,
    /// Whether it says `rel="nofollow"`, or `sponsored` or `ugc`: people may follow it, search engines will not.
    pub(crate) nofollow: bool,
}

impl SavedPage {
    /// Reads the bytes of a file. `url` is where the page stood, for those who know better than the page itself, which says it in the comment
    /// that browsers write when they save a page, in `<link rel="canonical">`, in `og:url` or in `<base>`.
    pub(crate) fn read(bytes: &[u8], url: Option<Url>) -> Self {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(decode(bytes)));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let Seen { saved_from, canonical, og_url, base, links, .. } =
            tokenizer.sink.seen.into_inner();
        let parse = |written: Option<String>| Url::parse(written?.trim()).ok();
        let url = url
            .or_else(|| parse(saved_from))
            .or_else(|| parse(canonical))
            .or_else(|| parse(og_url))
            .or_else(|| parse(base.clone()));
        let base = match (&url, base) {
            (Some(url), Some(base)) => url.join(base.trim()).ok().or_else(|| Some(url.clone())),
            (url, base) => url.clone().or_else(|| parse(base)),
        };
        let whole = |(href, nofollow): (String, bool)| {
            let url = match &base {
                Some(base) => base.join(href.trim()),
                None => Url::parse(href.trim()),
            };
            Some(PageLink { url: url.ok()?, nofollow })
        };
        Self { url, links: links.into_iter().filter_map(whole).collect() }
    }
}

/// Text of an unknown encoding: all that is asked for, tags and addresses, is ASCII in all of them but UTF-16, which says so.
fn decode(bytes: &[u8]) -> String {
    let units = |from: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).skip(1).filter_map(|pair| pair.try_into().ok());
        String::from_utf16_lossy(&pairs.map(from).collect::<Vec<u16>>())
    };
    match bytes {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[derive(Default)]
struct Seen {
    saved_from: Option<String>,
    canonical: Option<String>,
    og_url: Option<String>,
    base: Option<String>,
    /// As written, with whether search engines are told not to follow.
    links: Vec<(String, bool)>,
    /// How deep in drawings and formulas: there, `<title/>` and `<script>` are tags like others.
    foreign: usize,
}

#[derive(Default)]
struct Sink {
    seen: RefCell<Seen>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut seen = self.seen.borrow_mut();
        match token {
            Token::CommentToken(comment) => {
                // Internet Explorer, Edge and Chrome write “saved from url=(0024)https://www.example.org/”.
                if let Some((_, rest)) = comment.split_once("saved from url=(")
                    && let Some((_, url)) = rest.split_once(')')
                {
                    seen.saved_from.get_or_insert_with(|| url.trim().to_owned());
                }
                TokenSinkResult::Continue
            }
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => {
                if matches!(&*tag.name, "svg" | "math") {
                    seen.foreign = seen.foreign.saturating_sub(1);
                }
                TokenSinkResult::Continue
            }
            Token::TagToken(tag) => {
                seen.take(&tag);
                match &*tag.name {
                    "svg" | "math" if !tag.self_closing => {
                        seen.foreign += 1;
                        TokenSinkResult::Continue
                    }
                    _ if seen.foreign > 0 => TokenSinkResult::Continue,
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                        TokenSinkResult::RawData(RawKind::Rawtext)
                    }
                    "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                }
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Seen {
    fn take(&mut self, tag: &Tag) {
        let attribute = |name: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
            found.map(|attribute| attribute.value.to_string())
        };
        let rel = attribute("rel").unwrap_or_default().to_lowercase();
        let says = |word: &str| rel.split_whitespace().any(|said| said == word);
        match &*tag.name {
            "a" | "area" => {
                let nofollow = ["nofollow", "sponsored", "ugc"].into_iter().any(says);
                self.links.extend(attribute("href").map(|href| (href, nofollow)));
            }
            "base" if self.base.is_none() => self.base = attribute("href"),
            "link" if says("canonical") && self.canonical.is_none() => {
                self.canonical = attribute("href");
            }
            "meta" if attribute("property").as_deref() == Some("og:url") => {
                self.og_url = attribute("content");
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> SavedPage {
        SavedPage::read(html.as_bytes(), None)
    }

    fn links(page: &SavedPage) -> Vec<&str> {
        page.links.iter().map(|link| link.url.as_str()).collect()
    }

    #[test]
    fn only_links_are_links() {
        let page = read(
            "<!-- <a href='https://a.example/comment'>x</a> -->\
             <script>var s = \"<a href='https://a.example/script'>\";</script>\
             <style>/* <a href='https://a.example/style'> */</style>\
             <textarea><a href='https://a.example/textarea'></textarea>\
             <svg><title/><script/></svg>\
             <title><a href='https://a.example/title'></title>\
             <p data-x='<a href=https://a.example/attribute>'>https://a.example/text\
             <A HREF=https://a.example/one?x=1&amp;y=2 REL='noopener NoFollow'>eins<a href=' https://a.example/two\n'>\
             <a name=x><area href='https://a.example/three'>",
        );
        assert_eq!(
            links(&page),
            ["https://a.example/one?x=1&y=2", "https://a.example/two", "https://a.example/three"]
        );
        let nofollow: Vec<bool> = page.links.iter().map(|link| link.nofollow).collect();
        assert_eq!(nofollow, [true, false, false]);
    }

    #[test]
    fn a_page_says_where_it_stood() {
        let saved = "<!-- saved from url=(0030)https://www.example.org/a/b.html -->";
        let canonical = "<link rel='canonical' href='https://www.example.org/c/'>";
        let base = "<base href='https://cdn.example.org/d/'>";
        let link = "<a href='e'>e</a>";
        let stood = |html: &str| {
            let page = read(&format!("{html}{link}"));
            let links = links(&page).join(" ");
            (page.url.map(String::from).unwrap_or_default(), links)
        };
        let own = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            stood(&format!("{saved}{canonical}")),
            own("https://www.example.org/a/b.html", "https://www.example.org/a/e")
        );
        assert_eq!(
            stood(&format!("{canonical}{base}")),
            own("https://www.example.org/c/", "https://cdn.example.org/d/e")
        );
        assert_eq!(stood(base), own("https://cdn.example.org/d/", "https://cdn.example.org/d/e"));
        assert_eq!(stood(""), own("", ""));
        let known = Url::parse("https://known.example/x/").ok();
        assert_eq!(links(&SavedPage::read(link.as_bytes(), known)), ["https://known.example/x/e"]);
    }

    #[test]
    fn broken_bytes_and_other_encodings_are_read() {
        let html = "<p>K\u{e4}mmer<a href='https://a.example/x'>\u{fc}</a";
        let latin: Vec<u8> = html.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        assert_eq!(links(&SavedPage::read(&latin, None)), ["https://a.example/x"]);
        let wide: Vec<u8> =
            std::iter::once(0xFEFF).chain(html.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(links(&SavedPage::read(&wide, None)), ["https://a.example/x"]);
        assert!(SavedPage::read(b"\xFF\xFE\x00", None).links.is_empty());
        assert!(SavedPage::read(b"", None).links.is_empty());
    }
}
