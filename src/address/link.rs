//! Which addresses readers may be sent to.
//!
//! Schemes: `http` and `https` (RFC 9110, 4.2), `mailto` (RFC 6068) without header fields, `tel` (RFC 3966).

use url::Url;

use super::path::is_hidden;

/// What an address that may be a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// The web.
    Web,
    /// A mailbox.
    Mail,
    /// A telephone.
    Phone,
}

/// Why readers are not sent to an address. Its name is that by which messages know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkFault {
    /// Another scheme, or none.
    Scheme,
    /// Characters that nobody sees, or that change the order of others.
    Hidden,
    /// Spaces or backslashes.
    Sign,
    /// No computer is named.
    Host,
    /// It has a name or a password in it.
    Credentials,
    /// A letter with a subject, a text or more recipients.
    Headers,
    /// No mailbox.
    Mailbox,
    /// No telephone number.
    Number,
}

/// What an absolute address leads to.
///
/// # Errors
/// Why it may not be a link.
pub(crate) fn external(written: &str) -> Result<LinkKind, LinkFault> {
    let (scheme, rest) = written.split_once(':').ok_or(LinkFault::Scheme)?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => web(written).map(|()| LinkKind::Web),
        "mailto" => mail(rest).map(|()| LinkKind::Mail),
        "tel" => phone(rest).map(|()| LinkKind::Phone),
        _ => Err(LinkFault::Scheme),
    }
}

/// Whether this is a whole address on the web.
///
/// # Errors
/// Why it may not be a link.
pub(crate) fn web(written: &str) -> Result<(), LinkFault> {
    visible(written)?;
    let rest = match written.split_once(':') {
        Some((scheme, rest))
            if ["http", "https"].iter().any(|it| scheme.eq_ignore_ascii_case(it)) =>
        {
            rest
        }
        _ => return Err(LinkFault::Scheme),
    };
    // Browsers drop tabs and line ends, and take a backslash for a slash.
    if written.chars().any(char::is_whitespace) || written.contains('\\') {
        return Err(LinkFault::Sign);
    }
    // `http:/example.org` means something to the parser of addresses, and something else to a browser.
    let rest = rest.strip_prefix("//").ok_or(LinkFault::Host)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(LinkFault::Credentials);
    }
    if !authority.starts_with(|first: char| first.is_alphanumeric() || first == '[') {
        return Err(LinkFault::Host);
    }
    let url = Url::parse(written).map_err(|_| LinkFault::Host)?;
    url.host_str().map(drop).ok_or(LinkFault::Host)
}

/// Whether what follows `mailto:` is one mailbox and nothing else.
///
/// # Errors
/// Why it may not be a link.
pub(crate) fn mail(rest: &str) -> Result<(), LinkFault> {
    visible(rest)?;
    if rest.contains('@') && rest.contains(['?', '&', '%', ',', ';']) {
        return Err(LinkFault::Headers);
    }
    if is_mailbox(rest) { Ok(()) } else { Err(LinkFault::Mailbox) }
}

/// Whether what follows `tel:` is a number, and none with which a telephone is set up.
///
/// # Errors
/// Why it may not be a link.
pub(crate) fn phone(rest: &str) -> Result<(), LinkFault> {
    visible(rest)?;
    let number = rest.split_once(";ext=").map_or(rest, |(number, _)| number);
    let digits = |part: &str| {
        part.contains(|c: char| c.is_ascii_digit())
            && part
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')' | '/' | ' '))
    };
    let extension = rest.split_once(";ext=").is_none_or(|(_, extension)| digits(extension));
    if digits(number) && extension { Ok(()) } else { Err(LinkFault::Number) }
}

/// One `@` between parts without spaces, a dot in the domain. Whether anybody reads it, only a letter can tell. Signs that RFC 5322 allows
/// and that mean something else in `mailto:` are left out.
pub(crate) fn is_mailbox(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| !c.is_whitespace() && !is_hidden(c) && !"<>()[],;:\"\\@?&%#/".contains(c))
    };
    plain(local)
        && plain(domain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
}

fn visible(written: &str) -> Result<(), LinkFault> {
    if written.chars().any(is_hidden) { Err(LinkFault::Hidden) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_web_mailboxes_and_telephones() {
        for (written, link) in [
            ("https://www.example.org/a?b=c@d#e", LinkKind::Web),
            ("HTTP://example.org:8080", LinkKind::Web),
            ("https://example.org/@name/1:2", LinkKind::Web),
            ("https://müller.example/ä", LinkKind::Web),
            ("https://[2001:db8::1]/", LinkKind::Web),
            ("mailto:info@example.org", LinkKind::Mail),
            ("mailto:vor+nach.name@a-b.example.org", LinkKind::Mail),
            ("tel:+49-711-123", LinkKind::Phone),
            ("tel:+49 711 (0) 123/4;ext=12", LinkKind::Phone),
        ] {
            assert_eq!(external(written), Ok(link), "{written}");
        }
    }

    #[test]
    fn nothing_else() {
        for (written, fault) in [
            ("javascript:alert(1)", LinkFault::Scheme),
            ("JavaScript:alert(1)", LinkFault::Scheme),
            (" https://example.org", LinkFault::Scheme),
            ("data:text/html,x", LinkFault::Scheme),
            ("ftp://example.org", LinkFault::Scheme),
            ("//example.org", LinkFault::Scheme),
            ("example.org", LinkFault::Scheme),
            ("", LinkFault::Scheme),
            ("https:example.org", LinkFault::Host),
            ("https://", LinkFault::Host),
            ("https:///x", LinkFault::Host),
            ("https://?x", LinkFault::Host),
            ("https://user:pw@example.org/", LinkFault::Credentials),
            ("https://www.example.org@evil.example/", LinkFault::Credentials),
            ("https://example.org\\@evil.example", LinkFault::Sign),
            ("https://example.org/a b", LinkFault::Sign),
            ("https://example.org/a\nb", LinkFault::Hidden),
            ("https://example.org/\u{202e}gpj.exe", LinkFault::Hidden),
            ("https://exam\u{200b}ple.org", LinkFault::Hidden),
            ("mailto:", LinkFault::Mailbox),
            ("mailto:info", LinkFault::Mailbox),
            ("mailto:info@example.org?cc=all@example.org", LinkFault::Headers),
            ("mailto:info@example.org?subject=Hallo", LinkFault::Headers),
            ("mailto:info@example.org,all@example.org", LinkFault::Headers),
            ("mailto:info@example.org%2Call@example.org", LinkFault::Headers),
            ("mailto:info@example.org\r\nBcc:x@example.org", LinkFault::Hidden),
            ("tel:", LinkFault::Number),
            ("tel:*%2306%23", LinkFault::Number),
            ("tel:*#06#", LinkFault::Number),
        ] {
            assert_eq!(external(written), Err(fault), "{written:?}");
        }
        assert!(
            !is_mailbox("a?cc=b@example.org")
                && !is_mailbox("a@b@example.org")
                && is_mailbox("a@example.org")
        );
    }
}
