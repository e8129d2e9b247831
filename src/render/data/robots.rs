//! `robots.txt`.

use crate::config::Config;
use crate::plan::{BuildPlan, Output};

/// What search engines may do: read everything, or nothing of a preview.
pub fn render(plan: &BuildPlan, config: &Config) -> String {
    if plan.options.drafts {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    let sitemap = plan.jobs().iter().find(|job| job.output == Output::Sitemap);
    if let (Some(base), Some(sitemap)) = (&config.base_url, sitemap) {
        text.push_str(&format!("\nSitemap: {base}{}\n", sitemap.path));
    }
    text
}
