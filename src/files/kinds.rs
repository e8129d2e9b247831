//! Kinds of files, told by the endings of their names.

/// What every site may offer its readers.
pub(crate) const OFFERED: [&str; 38] = [
    "avif", "csv", "docx", "epub", "flac", "gif", "ics", "jpeg", "jpg", "m4a", "m4v", "mov", "mp3",
    "mp4", "odg", "odp", "ods", "odt", "oga", "ogg", "ogv", "opus", "pdf", "png", "pptx", "rtf",
    "srt", "svg", "tif", "tiff", "txt", "vcf", "vtt", "wav", "webm", "webp", "xlsx", "zip",
];

/// Pictures that a page can show.
const PICTURES: [&str; 6] = ["gif", "jpeg", "jpg", "png", "svg", "webp"];

/// What sites are made from, and what editors and tools leave beside it.
const SOURCES: [&str; 27] = [
    "bak", "env", "ftl", "ini", "j2", "jinja", "jinja2", "key", "lock", "log", "markdown", "md",
    "mdown", "mdx", "mkd", "old", "orig", "pem", "po", "rej", "swp", "tera", "tmp", "toml", "typ",
    "yaml", "yml",
];

/// What browsers render as a page of the site or run on it.
const ON_PAGES: [&str; 27] = [
    "appcache",
    "atom",
    "cjs",
    "css",
    "hta",
    "htc",
    "htm",
    "html",
    "js",
    "jsm",
    "mht",
    "mhtml",
    "mjs",
    "rdf",
    "rss",
    "shtm",
    "shtml",
    "stm",
    "svgz",
    "swf",
    "wasm",
    "webmanifest",
    "xht",
    "xhtml",
    "xml",
    "xsl",
    "xslt",
];

/// What web servers run, also when another ending follows: Apache takes `a.php.txt` for a program.
const ON_SERVERS: [&str; 45] = [
    "asa", "ascx", "ashx", "asmx", "asp", "aspx", "axd", "cer", "cfm", "cfml", "cgi", "config",
    "cshtml", "ctp", "fcgi", "htaccess", "htpasswd", "htgroup", "inc", "jsp", "jspa", "jspf",
    "jspx", "jsv", "jsw", "lua", "module", "pgif", "phar", "php", "phps", "pht", "phtm", "phtml",
    "pl", "pm", "py", "pyc", "rb", "rhtml", "sh", "bash", "shtml", "tpl", "vbhtml",
];

/// What readers' own computers run.
const PROGRAMS: [&str; 26] = [
    "apk", "app", "bat", "cmd", "com", "cpl", "deb", "dll", "dmg", "exe", "iso", "jar", "jse",
    "lnk", "msi", "pif", "ps1", "reg", "rpm", "scr", "url", "vbe", "vbs", "war", "wsf", "wsh",
];

/// Why a file is not for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A site is made from files of this kind.
    Source,
    /// A browser, a web server or the reader's computer would run it.
    Active,
    /// Nobody said that readers may get files of this kind.
    Unknown,
}

/// The kinds of files that a site offers its readers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct FileKinds {
    more: Vec<String>,
}

impl FileKinds {
    /// Offers files with this ending as well.
    ///
    /// # Errors
    /// When files of this kind are never offered, or this is no ending.
    pub(crate) fn offer(&mut self, written: &str) -> Result<(), Refusal> {
        let ending = written.trim().trim_start_matches('.').to_ascii_lowercase();
        if ending.is_empty()
            || ending.len() > 12
            || !ending.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        {
            return Err(Refusal::Unknown);
        }
        if let Some(refusal) = never(&ending) {
            return Err(refusal);
        }
        if !self.more.contains(&ending) {
            self.more.push(ending);
        }
        Ok(())
    }

    /// Whether readers may get a file with this name (without its folder).
    ///
    /// # Errors
    /// Why not, and the ending that says so: the last one, or one before it that a web server would act on.
    pub(crate) fn judge<'n>(&self, name: &'n str) -> Result<(), (Refusal, &'n str)> {
        let mut endings = name.split('.').skip(1).collect::<Vec<_>>();
        let last = endings.pop().unwrap_or_default();
        let lower = last.to_ascii_lowercase();
        if let Some(refusal) = never(&lower) {
            return Err((refusal, last));
        }
        for inner in endings {
            let inner_lower = inner.to_ascii_lowercase();
            if is_run_by_servers(&inner_lower) {
                return Err((Refusal::Active, inner));
            }
            // `entwurf.md.txt` is a source that somebody's editor has named.
            if lower == "txt" && never(&inner_lower) == Some(Refusal::Source) {
                return Err((Refusal::Source, inner));
            }
        }
        let offered = OFFERED.contains(&lower.as_str()) || self.more.contains(&lower);
        if offered { Ok(()) } else { Err((Refusal::Unknown, last)) }
    }
}

/// Whether a page can show a file with this ending as a picture.
pub(crate) fn is_picture(ending: &str) -> bool {
    PICTURES.contains(&ending)
}

/// Why files with this ending, in lower case, are never for readers.
fn never(ending: &str) -> Option<Refusal> {
    if SOURCES.contains(&ending) {
        return Some(Refusal::Source);
    }
    let active =
        ON_PAGES.contains(&ending) || PROGRAMS.contains(&ending) || is_run_by_servers(ending);
    active.then_some(Refusal::Active)
}

fn is_run_by_servers(ending: &str) -> bool {
    // `php5`, `php74`: servers are set up for several of them.
    let version = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    ON_SERVERS.contains(&ending) || ending.strip_prefix("php").is_some_and(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_get_documents_and_nothing_that_runs() {
        let kinds = FileKinds::default();
        for name in
            ["plan.pdf", "Plan.PDF", "zahlen.v1.2.xlsx", "bild.svg", "termin.ics", "firma.com.pdf"]
        {
            assert_eq!(kinds.judge(name), Ok(()), "{name}");
        }
        for (name, refusal) in [
            ("entwurf.md", Refusal::Source),
            ("entwurf.en.MD", Refusal::Source),
            ("site.yaml", Refusal::Source),
            ("site.yml", Refusal::Source),
            ("entwurf.md.txt", Refusal::Source),
            ("site.yaml.bak", Refusal::Source),
            ("seite.html", Refusal::Active),
            ("seite.xhtml", Refusal::Active),
            ("skript.js", Refusal::Active),
            ("a.php", Refusal::Active),
            ("a.php5", Refusal::Active),
            ("a.PHP.txt", Refusal::Active),
            ("bild.svgz", Refusal::Active),
            ("installieren.exe", Refusal::Active),
            ("strecke.gpx", Refusal::Unknown),
            ("LIESMICH", Refusal::Unknown),
            ("plan.pdf.", Refusal::Unknown),
        ] {
            assert_eq!(kinds.judge(name).map_err(|(refusal, _)| refusal), Err(refusal), "{name}");
        }
    }

    #[test]
    fn a_site_offers_more_but_nothing_that_runs() {
        let mut kinds = FileKinds::default();
        assert_eq!(kinds.offer(".GPX"), Ok(()));
        assert_eq!(kinds.judge("strecke.gpx"), Ok(()));
        for (ending, refusal) in [
            ("php", Refusal::Active),
            ("php8", Refusal::Active),
            ("html", Refusal::Active),
            ("md", Refusal::Source),
            ("", Refusal::Unknown),
            ("a/b", Refusal::Unknown),
            ("tar.gz", Refusal::Unknown),
        ] {
            assert_eq!(kinds.offer(ending), Err(refusal), "{ending}");
        }
        assert!(kinds.judge("a.php").is_err());
    }
}
