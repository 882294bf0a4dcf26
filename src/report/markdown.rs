//! Markdown (CommonMark): a document that reads well pasted into a page or an issue.
//!
//! The text of the pages is shown as text: what Markdown or HTML would act on is escaped, and
//! control characters are dropped. Items of a list stay items.

use std::io::{self, Write};

use super::diff::marked;
use super::format::Format;
use super::pipes::{Paragraph, Row as Cells, is_rule, paragraphs};
use super::results::Results;
use super::row::{Row, SourceRow};
use super::table::{Cell, Column, Part, Report, Style, Table};
use crate::messages::Lang;
use crate::text::clean::clean;

pub(super) fn results(results: &Results<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    match results.query.filter(|query| !query.trim().is_empty()) {
        Some(query) => writeln!(out, "# faq {}: {}", results.command, escape(query))?,
        None => writeln!(out, "# faq {}", results.command)?,
    }
    for correction in results.corrections.iter().flatten() {
        let (from, to) = (escape(&correction.from), escape(&correction.to));
        writeln!(out, "\n{}", lang.read_as(&from, &to))?;
    }
    let Some(groups) = &results.groups else {
        return results.rows.write(out, |row, out| entry(row, lang, out));
    };
    let titles = results.rows.titles();
    groups.iter().try_for_each(|group| {
        writeln!(out, "\n## {} ({})\n", escape(&group.label), group.count)?;
        group
            .ids
            .iter()
            .zip(&group.positions)
            .try_for_each(|(id, &at)| writeln!(out, "- `{id}` {}", escape(&titles[at])))
    })
}

pub(super) fn report(report: &Report<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# faq {}", report.command)?;
    report.parts.iter().try_for_each(|part| match part {
        Part::Field(..) => Ok(()),
        Part::Table(_, table) => write_table(table, out),
        Part::Line(Style::Heading, text) => writeln!(out, "\n## {}", escape(text)),
        Part::Line(Style::Strong, text) => writeln!(out, "\n**{}**", escape(text)),
        Part::Line(_, text) => writeln!(out, "\n{}.", escape(text).trim_end_matches('.')),
        Part::Changes(runs) => {
            let text: String = runs.iter().map(|run| marked(*run)).collect();
            writeln!(out)?;
            body(&text, out)
        }
        Part::Fixes => {
            writeln!(out, "\n## {}\n", lang.fixes_heading())?;
            let mut fixes = report.diagnostics();
            fixes.try_for_each(|fix| writeln!(out, "- {}", escape(&fix.line_message(lang))))
        }
    })
}

fn write_table(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = table.columns_in(Format::Markdown);
    if columns.is_empty() || table.rows.is_empty() {
        return Ok(());
    }
    let heading = |(_, column): &(usize, &Column)| match column.heading.as_str() {
        "" => " |".to_owned(),
        heading => format!(" {} |", escape(heading)),
    };
    let rule = |(_, column): &(usize, &Column)| match column.number {
        Some(_) => "---:|",
        None => "---|",
    };
    let headings: String = columns.iter().map(heading).collect();
    let rules: String = columns.iter().map(rule).collect();
    writeln!(out, "\n|{headings}\n|{rules}")?;
    table.rows.iter().try_for_each(|row| {
        let cells: String = columns.iter().map(|&(at, column)| cell(&row[at], column)).collect();
        writeln!(out, "|{cells}")
    })
}

fn cell(cell: &Cell<'_>, column: &Column) -> String {
    match column.style {
        Style::Id | Style::Key => format!(" `{}` |", cell.shown()),
        _ => format!(" {} |", escape(&cell.shown())),
    }
}

fn entry(row: &Row<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {}. {}\n", row.rank, escape(&row.title))?;
    body(row.text, out)?;
    let curated =
        if row.is_curated() { format!(" · {}", lang.curated_question()) } else { String::new() };
    let topics = escape(&row.labels.main().join(", "));
    let source = |source: &SourceRow<'_>| format!("{}:{}", escape(source.file), source.line);
    let sources: Vec<_> = row.sources.iter().map(source).collect();
    let votes = row.votes.map(|tally| format!(" · {}", tally.summary(lang))).unwrap_or_default();
    writeln!(out, "\n`{}` · {topics} · {}{curated}{votes}", row.id, sources.join(", "))
}

/// Lines as paragraphs, items as lists, tables as tables.
fn body(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut before: Option<bool> = None;
    for paragraph in paragraphs(text) {
        let is_item = matches!(paragraph, Paragraph::Item(_));
        if before.is_some_and(|was_item| !(was_item && is_item)) {
            writeln!(out)?;
        }
        match paragraph {
            Paragraph::Item(item) => writeln!(out, "- {}", escape_head(item))?,
            Paragraph::Line(line) => writeln!(out, "{}", escape_head(line))?,
            Paragraph::Table(rows) => pipe_table(text, &rows, out)?,
        }
        before = Some(is_item);
    }
    Ok(())
}

/// A table of the page, its first row as headings.
fn pipe_table(text: &str, rows: &[Cells], out: &mut dyn Write) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows = rows.iter().filter(|row| !is_rule(text, row));
    let line = |row: &Cells| {
        let cells = row.iter().map(|cell| escape(&text[cell.clone()]));
        let cells = cells.chain(std::iter::repeat(String::new())).take(columns);
        cells.map(|cell| format!(" {cell} |")).collect::<String>()
    };
    let heading = rows.next().map(line).unwrap_or_else(|| "  |".repeat(columns));
    writeln!(out, "|{heading}\n|{}", "---|".repeat(columns))?;
    rows.try_for_each(|row| writeln!(out, "|{}", line(row)))
}

/// `text` on one line, without what Markdown or HTML would act on.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => {
                escaped.extend(['\\', c])
            }
            '\n' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// [`escape`], for a line whose first sign would make a heading, a list or a rule of it.
fn escape_head(line: &str) -> String {
    let escaped = escape(line);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped[digits..].chars().next() {
        Some('#' | '+' | '-' | '=') if digits == 0 => format!("\\{escaped}"),
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        _ => escaped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::written;

    #[test]
    fn tables_of_the_pages_are_tables() {
        let text = "Voici :\n| a* | b |\n|---|---|\n| c |\n\nun | deux\n<i> | e | f\nfin";
        assert_eq!(
            written(|out| body(text, out)),
            "Voici :\n\n| a\\* | b |\n|---|---|\n\n\\| c \\|\n\n\
             | un | deux |  |\n|---|---|---|\n| \\<i\\> | e | f |\n\nfin\n"
        );
    }

    #[test]
    fn pages_cannot_write_markup() {
        let text = "# <b>Un</b>\n- [x](y) `z`\n- deux\n1. trois\n\u{1b}[2J*_";
        assert_eq!(
            written(|out| body(text, out)),
            "\\# \\<b\\>Un\\</b\\>\n\n- \\[x\\](y) \\`z\\`\n- deux\n\n1\\. trois\n\n\\[2J\\*\\_\n"
        );
    }
}
