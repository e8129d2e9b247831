//! The mail that asks an organisation to put right how it is reached, as plain text.

use super::newsletter::wrapped;
use crate::view::types::{ContactFormView, FormRowView};

/// The text of the mail; its first line is what it is about.
pub(crate) fn render(form: &ContactFormView) -> String {
    let mut out = String::new();
    for paragraph in [&form.subject, &form.salutation, &form.intro] {
        wrapped(paragraph, &mut out);
        out.push('\n');
    }
    if let Some(address) = &form.address {
        wrapped(address, &mut out);
        out.push('\n');
    }
    for row in &form.rows {
        self::row(row, form, &mut out);
    }
    if let Some(stand) = &form.stand {
        wrapped(&format!("{}: {stand}", form.known), &mut out);
        out.push('\n');
    }
    wrapped(&form.desks, &mut out);
    out.push('\n');
    wrapped(&format!("[ ] {}", form.release), &mut out);
    out.push('\n');
    wrapped(&format!("{}:", form.filled_in), &mut out);
    out.push('\n');
    if let Some(line) = &form.reply {
        wrapped(line, &mut out);
    }
    // What follows this line is a signature to mail programs (RFC 3676, section 4.3).
    out.push_str("\n-- \n");
    for line in form.sender.iter().chain([&form.site]) {
        wrapped(line, &mut out);
    }
    out
}

fn row(row: &FormRowView, form: &ContactFormView, out: &mut String) {
    wrapped(&row.label, out);
    let known = match row.lines.is_empty() {
        true => form.unknown.clone(),
        false => row.lines.join(", "),
    };
    wrapped(&format!("- {}: {known}", form.known), out);
    wrapped(&format!("- {}:", form.right), out);
    out.push('\n');
}
