//! Markdown (CommonMark): a document that reads well pasted into a page or an issue.
//!
//! The text of the pages is shown as text: what Markdown or HTML would act on is escaped, and
//! control characters are dropped. Items of a list stay items.

use std::io::{self, Write};

use super::Document;
use super::cache::{CacheReport, CacheRow, megabytes};
use super::check::{CheckReport, NearRow};
use super::model::{FacetReport, Results, Row};
use super::votes::{VotesReport, percent};
use crate::corpus::facets::Facet;
use crate::text::clean::clean;

pub(super) fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    match document {
        Document::Results(results) => results_page(results, out),
        Document::Facets(report) => facets_page(report, out),
        Document::Check(check) => check_page(check, out),
        Document::Votes(votes) => votes_page(votes, out),
        Document::Cache(cache) => cache_page(cache, out),
        Document::Embed(embed) => writeln!(out, "# faq embed\n\n{}.", embed.told()),
    }
}

fn results_page(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    match results.query {
        Some(query) => writeln!(out, "# faq {}: {}", results.command, escape(query))?,
        None => writeln!(out, "# faq {}", results.command)?,
    }
    for correction in results.corrections.iter().flatten() {
        writeln!(
            out,
            "\n*{}* was read as *{}*.",
            escape(&correction.from),
            escape(&correction.to)
        )?;
    }
    match &results.groups {
        None => results.results.iter().try_for_each(|row| entry(row, out)),
        Some(groups) => {
            let titles: std::collections::HashMap<&str, &str> =
                results.results.iter().map(|row| (row.id.as_str(), row.title.as_str())).collect();
            groups.iter().try_for_each(|group| {
                writeln!(out, "\n## {} ({})\n", escape(&group.label), group.count)?;
                group.ids.iter().try_for_each(|id| {
                    let title = titles.get(id.as_str()).copied().unwrap_or_default();
                    writeln!(out, "- `{id}` {}", escape(title))
                })
            })
        }
    }
}

fn entry(row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {}. {}\n", row.rank, escape(&row.title))?;
    body(row.text, out)?;
    let labels: Vec<_> =
        row.labels[Facet::Thematique as usize].iter().map(|label| escape(label)).collect();
    let source =
        |source: &super::model::SourceRow<'_>| format!("{}:{}", escape(source.file), source.line);
    let sources: Vec<_> = row.sources.iter().map(source).collect();
    let votes = row.votes.map(|votes| format!(" · {}", votes.told())).unwrap_or_default();
    writeln!(out, "\n`{}` · {} · {}{votes}", row.id, labels.join(", "), sources.join(", "))
}

/// Lines as paragraphs, items as lists.
fn body(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut before: Option<bool> = None;
    for line in lines {
        let item =
            line.strip_prefix(['-', '–', '•']).filter(|rest| rest.starts_with([' ', '\u{A0}']));
        if before.is_some_and(|was_item| !was_item || item.is_none()) {
            writeln!(out)?;
        }
        match item {
            Some(item) => writeln!(out, "- {}", escape_head(item.trim()))?,
            None => writeln!(out, "{}", escape_head(line))?,
        }
        before = Some(item.is_some());
    }
    Ok(())
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

fn facets_page(report: &FacetReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# faq topics")?;
    for facet in &report.facets {
        writeln!(
            out,
            "\n## {}\n\n| {} | | entries |\n|---|---|---:|",
            escape(facet.question),
            facet.facet
        )?;
        for value in &facet.values {
            writeln!(out, "| `{}` | {} | {} |", value.value, escape(value.label), value.count)?;
        }
    }
    Ok(())
}

fn votes_page(report: &VotesReport, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# faq {}\n", report.command)?;
    writeln!(out, "| id | yes | no | share | 95 % interval | |\n|---|---:|---:|---:|---:|---|")?;
    report.results.iter().try_for_each(|row| {
        let s = row.shares;
        let title = escape(row.title.as_deref().unwrap_or_default());
        let (share, range) = (percent(s.share), s.range());
        writeln!(out, "| `{}` | {} | {} | {share} | {range} | {title} |", row.id, s.yes, s.no)
    })
}

fn cache_page(report: &CacheReport, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# faq cache\n")?;
    let (bytes, bound) = (megabytes(report.bytes), megabytes(report.bound));
    writeln!(out, "{}: {bytes} of at most {bound}.\n", escape(&report.folder))?;
    writeln!(out, "| pages | entries | bytes of the pages | bytes kept |\n|---|---:|---:|---:|")?;
    report.results.iter().try_for_each(|row| {
        let CacheRow { entries, page_bytes, bytes, .. } = row;
        writeln!(out, "| {} | {entries} | {page_bytes} | {bytes} |", escape(&row.named()))
    })
}

fn check_page(check: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# faq check\n")?;
    writeln!(
        out,
        "{} pages, {} entries, {} distinct, {} merged away, {} without a topic.\n",
        check.page_count,
        check.entries,
        check.distinct,
        check.merged,
        check.unplaced.len()
    )?;
    writeln!(out, "| page | entries | announced |\n|---|---:|---:|")?;
    for page in &check.pages {
        let announced = page.announced.iter().max().map(u64::to_string).unwrap_or_default();
        writeln!(out, "| {} | {} | {announced} |", escape(&page.file), page.entries)?;
    }
    writeln!(out, "\nFacets and topics are {}.", check.facets_are)?;
    for duplicate in &check.duplicates {
        writeln!(out, "\n`{}` stands at {}", duplicate.id, escape(&duplicate.sources.join(", ")))?;
    }
    for NearRow { ids: [first, second], cosine } in check.near_duplicates.iter().flatten() {
        writeln!(out, "\n`{first}` and `{second}` say nearly the same (cosine {cosine:.3})")?;
    }
    if !check.unplaced.is_empty() {
        writeln!(out, "\nWithout a topic: {}", check.unplaced.join(", "))?;
    }
    let mut problems = check.problems().peekable();
    if problems.peek().is_some() {
        writeln!(out, "\n## To mend\n")?;
    }
    problems.try_for_each(|problem| writeln!(out, "- {}", escape(&problem.0.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_can_not_write_markup() {
        let mut out = Vec::new();
        body("# <b>Un</b>\n- [x](y) `z`\n- deux\n1. trois\n\u{1b}[2J*_", &mut out)
            .expect("a vector takes all");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(
            text,
            "\\# \\<b\\>Un\\</b\\>\n\n- \\[x\\](y) \\`z\\`\n- deux\n\n1\\. trois\n\n\\[2J\\*\\_\n"
        );
    }
}
