//! Every column of a table has a heading.
//!
//! Why: a screen reader reads the heading before each cell; without it, *194* is just a number (WCAG 2.2, success criterion 1.3.1). The
//! first column may do without, since its cells name the rows.
//!
//! Example: `|   |   |` above the line of hyphens. Better: `| Gewerk | Betriebe |`.

use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::location::Span;
use crate::syntax::tree::plain_text;
use crate::syntax::{Block, Table, TreeNode};

pub(in crate::check) const RULE: Rule = Rule {
    name: "table-header",
    codes: &[Code::TableHeader],
    run: Run::Check { scope: Scope::Entry, parameters: &[], run },
};

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    for entry in cx.entries() {
        for (_, document) in entry.own_documents() {
            document.visit(&mut |node| {
                let TreeNode::Block(Block::Table(table)) = node else { return };
                let Table { head, span, .. } = &**table;
                let empty = |cell: &[_]| plain_text(cell).trim().is_empty();
                // Counted from 1, as readers do.
                let column = if head.iter().all(|cell| empty(cell)) {
                    Some(1)
                } else {
                    head.iter().skip(1).position(|cell| empty(cell)).map(|at| at + 2)
                };
                if let Some(column) = column {
                    let first_line = cx.context.snapshot.look_at_text(&entry.file, |text| {
                        let first = text.get(span.clone())?.lines().next()?;
                        Some(first.trim_end().len())
                    });
                    let first_line = first_line.flatten().unwrap_or(0);
                    let at = Span::new(&entry.file, span.start..span.start + first_line);
                    let finding = Diagnostic::at(
                        problem::TableHeader {
                            column,
                            head: if column == 1 {
                                problem::TableHead::None
                            } else {
                                problem::TableHead::Partly
                            },
                        },
                        at,
                    );
                    findings.push(LintFinding::about(entry, finding));
                }
            });
        }
    }
}
