//! Pieces of text as the parser hands them over, without what must not be in the tree.

/// Without control characters and code points that are no characters: neither HTML nor PDF may contain them.
pub(super) fn clean(text: &str) -> String {
    let unwanted = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || c == '\u{feff}'
            || matches!(c, '\u{fdd0}'..='\u{fdef}')
            || u32::from(c) & 0xfffe == 0xfffe
    };
    if text.contains(unwanted) {
        // A lone CR and CR LF are line ends, not characters to drop.
        text.replace("\r\n", "\n").replace('\r', "\n").replace(unwanted, "")
    } else {
        text.to_owned()
    }
}

/// An address without anything that browsers drop.
pub(super) fn clean_address(address: &str) -> String {
    clean(address).replace(['\n', '\t'], "").trim().to_owned()
}

/// Labels of footnotes are the same whatever their case and spaces.
pub(super) fn fold(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
