//! HTML: one page to hand to people who use no terminal, with nothing beside it.
//!
//! The page is French, as what it shows is, whatever the language of messages. It loads nothing:
//! style and script stand in it, and its policy lets a browser run these alone, by their digests.
//! Text of the corpus goes through [`escaped`] wherever it stands, and never into the script, which
//! reads it from the page.

use std::collections::HashMap;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::pipes::{Paragraph, Row as Cells, is_rule, paragraphs};
use super::results::{GroupRow, Results};
use super::row::{ByFacet, Row};
use super::table::{Cell, Table};
use crate::corpus::facets::{TOPICS, UNPLACED};
use crate::text::base64;
use crate::text::clean::clean;

/// The page, with the names of its parts in braces.
const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

pub(super) fn results(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    let groups = results.groups.as_deref().unwrap_or_default();
    for part in PAGE.split('{') {
        let (name, text) = part.split_once('}').unwrap_or(("", part));
        match name {
            "version" => write!(out, env!("CARGO_PKG_VERSION"))?,
            "style" => write!(out, "{STYLE}")?,
            "style digest" => write!(out, "{}", digest(STYLE))?,
            "script" => write!(out, "{SCRIPT}")?,
            "script digest" => write!(out, "{}", digest(SCRIPT))?,
            "filters" => filters(results, out)?,
            "contents" => contents(groups, out)?,
            "answers" => answers(&results.rows.all(), groups, out)?,
            _ => {}
        }
        write!(out, "{text}")?;
    }
    Ok(())
}

/// A filter for each facet, which the script works, and shows with the search field.
fn filters(results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    for facet in results.questions.iter().flat_map(|table| &table.rows) {
        if let [key, question, Cell::Table(values)] = &facet[..] {
            select(&key.shown(), &question.shown(), values, out)?;
        }
    }
    Ok(())
}

/// The filter of a facet; none where it has no value.
fn select(key: &str, question: &str, values: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let shown = |row: &&Vec<Cell<'_>>| key == TOPICS || row[1].shown() != UNPLACED;
    if values.rows.iter().all(|row| row[1].shown() == UNPLACED) {
        return Ok(());
    }
    let (key, question) = (escaped(key), escaped(question));
    writeln!(
        out,
        "<label>{question}<select data-facet=\"{key}\"><option value=\"\">tous</option>"
    )?;
    for row in values.rows.iter().filter(shown) {
        let [value, label, count] = [1, 2, 3].map(|at| escaped(&row[at].shown()));
        writeln!(out, "<option value=\"{value}\">{label} ({count})</option>")?;
    }
    writeln!(out, "</select></label>")
}

fn contents(groups: &[GroupRow], out: &mut dyn Write) -> io::Result<()> {
    groups.iter().enumerate().try_for_each(|(at, GroupRow { label, count, .. })| {
        let label = escaped(label);
        writeln!(out, "<li><a href=\"#groupe-{at}\">{label}</a> <span>{count}</span></li>")
    })
}

/// The entries under each group, each in full where it stands first.
fn answers(rows: &[Row<'_>], groups: &[GroupRow], out: &mut dyn Write) -> io::Result<()> {
    let mut shown: HashMap<usize, usize> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let label = escaped(&group.label);
        writeln!(out, "<section id=\"groupe-{at}\"><h2>{label}</h2>")?;
        for &place in &group.positions {
            match *shown.entry(place).or_insert(at) {
                first if first == at => article(&rows[place], out)?,
                first => elsewhere(&rows[place], &groups[first], out)?,
            }
        }
        writeln!(out, "</section>")?;
    }
    Ok(())
}

/// An entry, closed: its anchor is its id.
fn article(row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    let values = values(&row.facets).map(|(facet, value)| format!("{facet}.{value}"));
    let values = escaped(&values.collect::<Vec<_>>().join(" "));
    // A title made of the answer is not to be taken for a question.
    let class = if row.question.is_some() { "" } else { " class=\"excerpt\"" };
    let title = escaped(heading(row));
    writeln!(
        out,
        "<article id=\"{}\" data-values=\"{values}\"><details><summary><h3{class}>{title}</h3>\
</summary><div class=\"answer\">",
        row.id
    )?;
    body(row.text, out)?;
    writeln!(out, "</div><footer class=\"about\">")?;
    about(row, out)?;
    writeln!(out, "</footer></details></article>")
}

/// What an entry shows while it is closed.
fn heading<'r>(row: &'r Row<'_>) -> &'r str {
    row.question.as_deref().unwrap_or(&row.title)
}

/// Where an entry is shown that stands under this group, too.
fn elsewhere(row: &Row<'_>, group: &GroupRow, out: &mut dyn Write) -> io::Result<()> {
    let (id, title, label) = (&row.id, escaped(heading(row)), escaped(&group.label));
    writeln!(
        out,
        "<p class=\"elsewhere\" data-entry=\"{id}\"><a href=\"#{id}\">{title}</a> \
(sous « {label} »)</p>"
    )
}

/// Lines as paragraphs, items as lists, rows of pipes as tables.
fn body(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut in_list = false;
    for paragraph in paragraphs(text) {
        if in_list != matches!(paragraph, Paragraph::Item(_)) {
            in_list = !in_list;
            writeln!(out, "{}", if in_list { "<ul>" } else { "</ul>" })?;
        }
        match paragraph {
            Paragraph::Item(item) => writeln!(out, "<li>{}</li>", escaped(item))?,
            Paragraph::Line(line) => writeln!(out, "<p>{}</p>", escaped(line))?,
            Paragraph::Table(rows) => table(text, &rows, out)?,
        }
    }
    if in_list { writeln!(out, "</ul>") } else { Ok(()) }
}

/// A table; its first row heads the columns, as in Markdown.
fn table(text: &str, rows: &[Cells], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<div class=\"table\" tabindex=\"0\"><table>")?;
    for (at, row) in rows.iter().filter(|row| !is_rule(text, row)).enumerate() {
        let name = if at == 0 { "th" } else { "td" };
        let cells = row.iter().map(|cell| escaped(&text[cell.clone()]));
        let cells: String = cells.map(|cell| format!("<{name}>{cell}</{name}>")).collect();
        writeln!(out, "<tr>{cells}</tr>")?;
    }
    writeln!(out, "</table></div>")
}

/// What is known of an entry besides its answer.
fn about(row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    if row.is_curated() {
        writeln!(
            out,
            "<p>La question a été rédigée d’après la réponse : la page ne l’a plus.</p>"
        )?;
    }
    let labels = values(&row.labels).map(|(_, label)| label).collect::<Vec<_>>();
    if !labels.is_empty() {
        writeln!(out, "<p>Classement : {}</p>", escaped(&labels.join(" ; ")))?;
    }
    if !row.tags.is_empty() {
        writeln!(out, "<p>Mots-clés : {}</p>", escaped(&row.tags.join(", ")))?;
    }
    if let Some(date) = row.updated {
        writeln!(out, "<p>Mise à jour : <time>{}</time></p>", escaped(&date.to_string()))?;
    }
    if let Some(url) = row.url.as_deref().filter(|url| is_web(url)) {
        let url = escaped(url);
        writeln!(out, "<p>Page : <a href=\"{url}\" rel=\"noopener\">{url}</a></p>")?;
    }
    let source = |source: &super::SourceRow<'_>| format!("{}, ligne {}", source.file, source.line);
    let sources = row.sources.iter().map(source).collect::<Vec<_>>().join(" ; ");
    writeln!(out, "<p>Source : {}</p>", escaped(&sources))?;
    writeln!(out, "<p>Lien vers cette réponse : <a href=\"#{0}\">{0}</a></p>", row.id)
}

/// Whether a link can do no more than lead to a page.
fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

fn values<'r>(facets: &'r ByFacet<'_>) -> impl Iterator<Item = (&'r str, &'r str)> {
    facets.0.iter().flat_map(|(facet, values)| values.iter().map(move |value| (*facet, *value)))
}

/// `text` for an element or a quoted attribute, without what controls the reading order.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            c => escaped.push(c),
        }
    }
    escaped
}

/// The SHA-256 of `text` as a policy names it: in Base64.
fn digest(text: &str) -> String {
    base64::encode(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::written;

    #[test]
    fn text_stays_text() {
        let hostile = "</script><b a=\"x\" b='y'>&amp;\u{202e}\u{1b}[2J\u{0}é";
        assert_eq!(
            escaped(hostile),
            "&lt;/script&gt;&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;[2Jé"
        );
    }

    #[test]
    fn rows_of_pipes_are_a_table() {
        assert_eq!(
            written(|out| body("- un\nA | <b>\n--- | ---\n1 | 2\n\ndeux\n", out)),
            "<ul>\n<li>un</li>\n</ul>\n<div class=\"table\" tabindex=\"0\"><table>\n\
             <tr><th>A</th><th>&lt;b&gt;</th></tr>\n<tr><td>1</td><td>2</td></tr>\n\
             </table></div>\n<p>deux</p>\n"
        );
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert!(is_web("https://esante.gouv.fr") && is_web("HTTP://x"));
        for url in ["javascript:alert(1)//://", "data:text/html,x", "file:///etc", "//x", ""] {
            assert!(!is_web(url), "{url}");
        }
    }

    #[test]
    fn digests_are_those_that_browsers_compute() {
        // `printf abc | openssl dgst -sha256 -binary | base64`
        assert_eq!(digest("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
