//! `robots.txt`.

/// What search engines may do: read everything, or nothing of a preview. `sitemap` is the address of the sitemap.
pub(crate) fn render(is_preview: bool, sitemap: Option<&str>) -> String {
    if is_preview {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    if let Some(sitemap) = sitemap {
        text.push_str(&format!("\nSitemap: {sitemap}\n"));
    }
    text
}
