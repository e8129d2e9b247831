//! What a page's Content Security Policy must allow in the preview beyond what it allows on the web (CSP Level 3).
//!
//! Entry point: [`admit`]. Invariant: only addresses of the preview itself are added, so that what a page may not do when it is
//! published it may not do here either.

/// What the preview's script needs: itself, events and pages, and a frame for the PDF.
const NEEDED: [&str; 3] = ["script-src", "connect-src", "frame-src"];

/// The source expression for the preview's own folder. Policies know no IP addresses but 127.0.0.1 (CSP Level 3, 6.7.2.9): for a preview
/// that is reached at another one, all of the preview is allowed.
pub(super) fn source(host: &str, folder: &str) -> String {
    let name = host.split(':').next().unwrap_or_default();
    if name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost") {
        format!("http://{host}/{folder}")
    } else {
        "'self'".to_owned()
    }
}

/// The page with `own` (where the preview's own addresses begin) added to the policy in its head; unchanged when it has none.
pub(super) fn admit(html: &str, own: &str) -> String {
    let Some((start, end)) = content_of_policy(html) else { return html.to_owned() };
    format!("{}{}{}", &html[..start], widened(&html[start..end], own), &html[end..])
}

/// Where the value of `content` of `<meta http-equiv="Content-Security-Policy">` is.
fn content_of_policy(html: &str) -> Option<(usize, usize)> {
    let lower = html.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = lower[from..].find("<meta") {
        let begin = from + at;
        let tag = &lower[begin..begin + tag_length(&lower[begin..])?];
        if attribute(tag, "http-equiv")
            .is_some_and(|(a, b)| &tag[a..b] == "content-security-policy")
        {
            let (a, b) = attribute(tag, "content")?;
            return Some((begin + a, begin + b));
        }
        from = begin + tag.len();
    }
    None
}

/// How long a tag is: to its `>`, which may also stand in a value.
fn tag_length(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the value of an attribute is.
fn attribute(tag: &str, name: &str) -> Option<(usize, usize)> {
    for (at, _) in tag.match_indices(&format!("{name}=")) {
        if !tag[..at].ends_with(|c: char| c.is_ascii_whitespace()) {
            continue;
        }
        let start = at + name.len() + 1;
        let value = &tag[start..];
        return match value.chars().next()? {
            quote @ ('"' | '\'') => Some((start + 1, start + 1 + value[1..].find(quote)?)),
            _ => Some((start, start + value.find(|c: char| c.is_ascii_whitespace() || c == '>')?)),
        };
    }
    None
}

/// The policy with `own` among the sources of what the preview needs. A directive that is not there is what `default-src` says; where that
/// is not there either, everything is allowed already.
fn widened(policy: &str, own: &str) -> String {
    let mut directives: Vec<(String, String)> = policy
        .split(';')
        .filter_map(|directive| {
            let directive = directive.trim();
            let (name, sources) =
                directive.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((directive, ""));
            (!name.is_empty()).then(|| (name.to_ascii_lowercase(), sources.trim().to_owned()))
        })
        .collect();
    for needed in NEEDED {
        // `frame-src` falls back on `child-src`, as `script-src-elem` wins over `script-src` (CSP Level 3, 6.8).
        let fallbacks: &[&str] = match needed {
            "script-src" => &["script-src-elem", "script-src", "default-src"],
            "frame-src" => &["frame-src", "child-src", "default-src"],
            _ => &["connect-src", "default-src"],
        };
        let found =
            fallbacks.iter().find_map(|name| directives.iter().position(|(n, _)| n == name));
        let Some(found) = found else { continue };
        let (name, sources) = directives[found].clone();
        // `'none'` beside another source says nothing.
        let allowed =
            sources.split_whitespace().filter(|source| !source.eq_ignore_ascii_case("'none'"));
        let sources = allowed.chain([own]).collect::<Vec<_>>().join(" ");
        if name == "default-src" || name == "child-src" {
            directives.push((needed.to_owned(), sources));
        } else {
            directives[found].1 = sources;
        }
    }
    let said =
        directives.iter().map(|(name, sources)| format!("{name} {sources}").trim_end().to_owned());
    said.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "http://localhost:4321/__broschur/";

    #[test]
    fn what_the_preview_needs_is_added_and_nothing_else() {
        for (policy, wanted) in [
            ("", ""),
            ("base-uri 'none'", "base-uri 'none'"),
            (
                "default-src 'none'; img-src 'self'",
                "default-src 'none'; img-src 'self'; script-src OWN; connect-src OWN; frame-src OWN",
            ),
            (
                "default-src 'self'; script-src 'self' https://x.example; frame-src 'none'",
                "default-src 'self'; script-src 'self' https://x.example OWN; frame-src OWN; connect-src 'self' OWN",
            ),
            (
                "Default-Src 'NONE';;  SCRIPT-SRC-ELEM 'self' ; child-src https://x.example;",
                "default-src 'NONE'; script-src-elem 'self' OWN; child-src https://x.example; \
                 connect-src OWN; frame-src https://x.example OWN",
            ),
            ("upgrade-insecure-requests", "upgrade-insecure-requests"),
        ] {
            assert_eq!(widened(policy, OWN), wanted.replace("OWN", OWN), "{policy}");
        }
    }

    #[test]
    fn sources_are_as_narrow_as_policies_can_say() {
        assert_eq!(source("localhost:4321", "__broschur/"), OWN);
        assert_eq!(source("127.0.0.1", "x/"), "http://127.0.0.1/x/");
        for host in ["[::1]:4321", "192.168.1.5:4321", "haus.local", ""] {
            assert_eq!(source(host, "x/"), "'self'", "{host}");
        }
    }

    #[test]
    fn the_policy_is_found_in_the_head() {
        for (html, wanted) in [
            (r#"<meta http-equiv="Content-Security-Policy" content="img-src x"><p>"#, "img-src x"),
            (r#"<META content='a "b" > c' HTTP-EQUIV='content-security-policy'/>"#, "a \"b\" > c"),
            ("<meta http-equiv=Content-Security-Policy\n  content=\"z\">", "z"),
            (
                r#"<meta name="x" content="y"><meta http-equiv="Content-Security-Policy" content="z">"#,
                "z",
            ),
        ] {
            let (start, end) = content_of_policy(html).unwrap();
            assert_eq!(&html[start..end], wanted);
        }
        for html in [
            "",
            "<meta",
            "<meta http-equiv=\"Content-Security-Policy\">",
            "<meta charset=x>",
            "<metaä>",
        ] {
            assert_eq!(content_of_policy(html), None);
            assert_eq!(admit(html, OWN), html);
        }
    }

    #[test]
    fn a_page_keeps_all_else() {
        let page = "<head>ä<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'none'\">ß</head>";
        assert_eq!(admit(page, OWN), page.replace("'none'", OWN));
    }
}
