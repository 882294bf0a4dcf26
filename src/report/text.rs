//! Text: what people read at a terminal.

mod changes;
mod explain;

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use colored::Colorize;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::format::{Format, Layout};
use super::located::{cleaned, pieces};
use super::neighbours::cut_apart;
use super::pipes::lay_out;
use super::provenance;
use super::results::{GroupRow, Results};
use super::row::{Row, SourceRow};
use super::snippet::snippet;
use super::table::{Cell, Column, Fit, Part, Report, Style, Table};
use super::wrap::{Line, cut, wrap};
use crate::search::Match;
use crate::text::clean::{clean, is_control};
use crate::text::sentences::sentences;

/// The characters of a comment that are shown; JSON has all of it.
const LONGEST_COMMENT: usize = 400;
/// The column of what stands below a row of a table.
const BELOW: usize = 13;
/// The columns of the names of facts.
const NAMES: usize = 12;

pub(super) fn results(
    results: &Results<'_>,
    layout: Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(groups) = &results.groups {
        return Page { layout, out }.groups(groups, results);
    }
    results.rows.write(out, |row, out| {
        if row.rank > 1 {
            writeln!(out)?;
        }
        let mut page = Page { layout, out };
        if results.command == "show" { page.whole_entry(row) } else { page.found_entry(row) }
    })
}

pub(super) fn report(report: &Report<'_>, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { layout, out };
    for (index, part) in report.parts.iter().enumerate() {
        match part {
            Part::Field(..) => {}
            Part::Table(_, table) => page.table(table)?,
            Part::Line(style, text) => {
                if *style == Style::Heading && index > 0 {
                    writeln!(page.out)?;
                }
                page.line(*style, text)?;
            }
            Part::Changes(runs) => page.changes(runs)?,
            Part::Fixes => {
                let label = layout.lang.fix_label();
                let (begin, margin) = (page.styled(&label, Style::Fix) + " ", label.width() + 1);
                for diagnostic in report.diagnostics() {
                    let text = clean(&diagnostic.line_message(layout.lang)).into_owned();
                    page.hanging(&begin, margin, &text, Style::Plain)?;
                }
            }
        }
    }
    Ok(())
}

struct Page<'w> {
    layout: Layout,
    out: &'w mut dyn Write,
}

impl Page<'_> {
    fn styled(&self, text: &str, style: Style) -> String {
        if !self.layout.color || text.is_empty() {
            return text.to_owned();
        }
        match style {
            Style::Plain => return text.to_owned(),
            Style::Heading | Style::Strong => text.bold(),
            Style::Dim | Style::Id => text.dimmed(),
            Style::Good => text.green(),
            Style::Key => text.cyan(),
            Style::Fix => text.yellow().bold(),
            Style::Match => text.red().bold(),
        }
        .to_string()
    }

    /// The columns beside `taken` ones.
    fn room(&self, taken: usize) -> usize {
        self.layout.width.saturating_sub(taken).max(1)
    }

    /// `text` on as many lines as it takes, behind `begin`, which is `margin` columns wide.
    fn hanging(&mut self, begin: &str, margin: usize, text: &str, style: Style) -> io::Result<()> {
        let mut begin = Cow::Borrowed(begin);
        for line in wrap(text, self.room(margin)) {
            let text = self.styled(&text[line.bytes], style);
            writeln!(self.out, "{begin}{text}")?;
            begin = " ".repeat(margin).into();
        }
        Ok(())
    }

    fn indented(&mut self, margin: usize, text: &str, style: Style) -> io::Result<()> {
        self.hanging(&" ".repeat(margin), margin, text, style)
    }

    fn line(&mut self, style: Style, text: &str) -> io::Result<()> {
        self.indented(0, &clean(text).replace('\n', " "), style)
    }

    /// An entry that was looked for: rank, snippet, where it is from, why it is here.
    fn found_entry(&mut self, row: &Row<'_>) -> io::Result<()> {
        let rank = format!("{}. ", row.rank);
        let margin = rank.len();
        let found = row.matches.as_ref().map_or(&[][..], |found| &found.at);
        let (text, matches) = cleaned_matches(row.text, found);
        let lines = lay_out(&text, self.room(margin));
        let opening = match &row.question {
            Some(_) => 0,
            // It stands for the question.
            None => sentences(&text).next().map_or(0, |sentence| sentence.end),
        };
        let mut begin = self.styled(&rank, Style::Strong);
        if let Some(question) = &row.question {
            let found = row.question_matches.as_ref().map_or(&[][..], |found| &found.at);
            self.question(&begin, margin, question, found)?;
            begin = " ".repeat(margin);
        }
        // `None` is a gap between the runs of a snippet.
        let (shown, hidden): (Box<dyn Iterator<Item = Option<Line>>>, _) = if self.layout.full {
            (Box::new(lines.map(Some)), 0)
        } else {
            let (runs, hidden) = snippet(lines, &matches);
            let runs = runs.into_iter().map(|run| run.into_iter().map(Some).collect());
            (Box::new(runs.collect::<Vec<Vec<_>>>().join(&None).into_iter()), hidden)
        };
        for line in shown {
            let line = match line {
                Some(line) => self.opened(&text, &line, &matches, opening),
                None => self.styled("[…]", Style::Dim),
            };
            writeln!(self.out, "{begin}{}", line.trim_end())?;
            begin = " ".repeat(margin);
        }
        if hidden > 0 {
            self.indented(margin, &self.layout.lang.more_lines(hidden, &row.id), Style::Dim)?;
        }
        self.footer(row, margin)?;
        row.explain.as_ref().map_or(Ok(()), |explain| self.explain(explain, margin))
    }

    /// A question above its answer.
    fn question(
        &mut self,
        begin: &str,
        margin: usize,
        question: &str,
        found: &[Match],
    ) -> io::Result<()> {
        let (question, matches) = cleaned_matches(question, found);
        let mut begin = begin.to_owned();
        for line in wrap(&question, self.room(margin)) {
            let line = self.marked(&question, &line, &matches, Style::Strong);
            writeln!(self.out, "{begin}{}", line.trim_end())?;
            begin = " ".repeat(margin);
        }
        Ok(())
    }

    /// Id, topics and provenance, on as few lines as they fit; then the sentence that answers in an
    /// entry found by meaning alone.
    fn footer(&mut self, row: &Row<'_>, margin: usize) -> io::Result<()> {
        let lang = self.layout.lang;
        let topics = row.labels.main().join(", ");
        let mut footer = format!("{} · {topics} · {}", row.id, provenance::short(row));
        if row.is_curated() {
            footer += &format!(" · {}", lang.curated_question());
        }
        let footer = clean(&footer);
        for line in wrap(&footer, self.room(margin)) {
            let line = self.styled(&footer[line.bytes], Style::Dim);
            let url = row.url.as_deref().filter(|_| self.layout.links);
            let line = url.map_or(line.clone(), |url| provenance::linked(&line, url));
            writeln!(self.out, "{:margin$}{line}", "")?;
        }
        let Some(closest) = &row.closest else { return Ok(()) };
        let sentence = clean(&row.text[closest.at.clone()]).replace('\n', " ");
        let closest = lang.closest(&sentence);
        let room = 2 * self.room(margin);
        let closest = if self.layout.full { closest } else { cut(&closest, room) };
        self.indented(margin, &closest, Style::Dim)
    }

    /// A line of the text with its matches marked, bold up to byte `opening` of the text.
    fn opened(&self, text: &str, line: &Line, matches: &[Match], opening: usize) -> String {
        let end = line.bytes.end.min(opening).max(line.bytes.start);
        if end == line.bytes.start || !line.further.is_empty() {
            return self.marked(text, line, matches, Style::Plain);
        }
        let bold = Line { bytes: line.bytes.start..end, ..line.clone() };
        let rest = Line { bytes: end..line.bytes.end, indent: 0, further: Vec::new() };
        self.marked(text, &bold, matches, Style::Strong)
            + &self.marked(text, &rest, matches, Style::Plain)
    }

    /// A line of the text with its matches marked, what is between them in `style`.
    fn marked(&self, text: &str, line: &Line, matches: &[Match], style: Style) -> String {
        self.styled_line(text, line, matches, |found| (found.range(), Style::Match), style)
    }

    /// A line of the text, what is marked on it in the style of each mark, the rest in `between`.
    fn styled_line<M>(
        &self,
        text: &str,
        line: &Line,
        marks: &[M],
        mark: fn(&M) -> (Range<usize>, Style),
        between: Style,
    ) -> String {
        let mut shown = String::new();
        for (blank, bytes) in line.parts() {
            shown.extend(std::iter::repeat_n(' ', blank));
            for (bytes, found) in pieces(bytes, marks, |found| mark(found).0) {
                let style = found.map_or(between, |found| mark(found).1);
                shown += &self.styled(&text[bytes], style);
            }
        }
        shown
    }

    /// An entry that was asked for by id: all of it, and all that is known of it.
    fn whole_entry(&mut self, row: &Row<'_>) -> io::Result<()> {
        let lang = self.layout.lang;
        writeln!(self.out, "{}", self.styled(&row.id, Style::Strong))?;
        if let Some(question) = &row.question {
            self.question("", 0, question, &[])?;
            writeln!(self.out)?;
        }
        let text = clean(row.text);
        for line in lay_out(&text, self.layout.width) {
            writeln!(self.out, "{}", self.marked(&text, &line, &[], Style::Plain).trim_end())?;
        }
        let labels = row.labels.0.iter().filter(|(_, labels)| !labels.is_empty());
        let labels = labels.map(|(facet, labels)| (lang.facet(facet), labels.join(", ")));
        let source = |source: &SourceRow<'_>| {
            let place = format!("{}:{}", source.file.replace('\n', " "), source.line);
            lang.place_of_entry(&place, source.entry)
        };
        let sources: Vec<String> = row.sources.iter().map(source).collect();
        let others = [
            Some((lang.page_heading(), sources.join(", "))),
            row.is_curated().then(|| (lang.question_heading(), lang.curated_question())),
            row.url.clone().map(|url| (lang.url_heading(), url)),
            row.updated.map(|updated| (lang.updated_heading(), updated.shown(lang))),
            (!row.tags.is_empty()).then(|| (lang.tags_heading(), row.tags.join(", "))),
            row.votes.map(|tally| (lang.votes_fact(), tally.summary(lang))),
        ];
        let mut facts = labels.chain(others.into_iter().flatten());
        facts.try_for_each(|(name, value)| self.fact(&name, &value))
    }

    fn fact(&mut self, name: &str, value: &str) -> io::Result<()> {
        let value = clean(value);
        let mut name = name;
        for line in wrap(&value, self.room(NAMES)) {
            let line = format!("{name:NAMES$}{}", &value[line.bytes]);
            writeln!(self.out, "{}", self.styled(&line, Style::Dim))?;
            name = "";
        }
        Ok(())
    }

    fn groups(&mut self, groups: &[GroupRow], results: &Results<'_>) -> io::Result<()> {
        let titles = results.rows.titles();
        for (index, group) in groups.iter().enumerate() {
            if index > 0 {
                writeln!(self.out)?;
            }
            self.line(Style::Heading, &format!("{} ({})", group.label, group.count))?;
            let titles: Vec<_> = group.positions.iter().map(|&at| clean(&titles[at])).collect();
            let room = self.room(group.ids.first().map_or(0, |id| id.to_string().len()) + 4);
            for (id, title) in group.ids.iter().zip(cut_apart(&titles, room)) {
                writeln!(self.out, "  {}  {title}", self.styled(&id.to_string(), Style::Id))?;
            }
        }
        Ok(())
    }

    /// Numbers first, aligned right; the last column takes what is left of the line. A line of
    /// headings stands above several columns of numbers: one explains itself.
    fn table(&mut self, table: &Table<'_>) -> io::Result<()> {
        let mut columns = table.columns_in(Format::Text);
        columns.sort_by_key(|(_, column)| (column.fit == Fit::Below, column.number.is_none()));
        let below = columns.split_off(columns.partition_point(|(_, c)| c.fit != Fit::Below));
        let numbers = columns.partition_point(|(_, column)| column.number.is_some());
        let Some((last, others)) = columns.split_last() else { return Ok(()) };
        let headed = numbers > 1 && !table.rows.is_empty();
        let width = |column: &(usize, &Column)| width(table, *column, headed);
        let widths: Vec<usize> = others.iter().map(width).collect();
        if headed {
            let heads = others[..numbers].iter().zip(&widths);
            let heads: Vec<_> = heads.map(|((_, c), &to)| padded(&c.heading, to, true)).collect();
            let heads = " ".repeat(table.indent) + &heads.join("  ");
            writeln!(self.out, "{}", self.styled(&heads, Style::Strong))?;
        }
        for row in &table.rows {
            let (mut begin, mut taken) = (" ".repeat(table.indent), table.indent);
            for (&(at, column), &width) in others.iter().zip(&widths) {
                let text = padded(&shown(&row[at]), width, column.number.is_some());
                begin += &self.styled(&text, column.style);
                begin += "  ";
                taken += width + 2;
            }
            let (text, style) = (shown(&row[last.0]), last.1.style);
            match last.1.fit {
                Fit::Wrap => self.hanging(&begin, taken, &text, style)?,
                Fit::Cut => {
                    let text = cut(&text, self.room(taken));
                    writeln!(self.out, "{begin}{}", self.styled(&text, style))?;
                }
                _ => writeln!(self.out, "{begin}{}", self.styled(&text, style))?,
            }
            for &(at, _) in &below {
                let Cell::Value(Value::Array(comments)) = &row[at] else { continue };
                let mut comments = comments.iter().filter_map(Value::as_str);
                comments.try_for_each(|comment| self.comment(comment))?;
            }
        }
        Ok(())
    }

    fn comment(&mut self, comment: &str) -> io::Result<()> {
        let (shown, more) = match comment.char_indices().nth(LONGEST_COMMENT) {
            Some((cut, _)) => (&comment[..cut], " […]"),
            None => (comment, ""),
        };
        self.indented(BELOW, &clean(&format!("« {shown}{more} »")), Style::Dim)
    }
}

fn shown(cell: &Cell<'_>) -> String {
    clean(&cell.shown()).replace('\n', " ")
}

/// The width of the widest cell of a column, and of its heading if numbers have some.
fn width(table: &Table<'_>, (at, column): (usize, &Column), headed: bool) -> usize {
    let cells = table.rows.iter().map(|row| shown(&row[at]).width());
    let heading = if headed { column.heading.width() } else { 0 };
    let least = column.number.map(|least| least.max(heading));
    cells.chain(least).max().unwrap_or(0)
}

fn padded(text: &str, width: usize, right: bool) -> String {
    let blank = " ".repeat(width.saturating_sub(text.width()));
    if right { blank + text } else { text.to_owned() + &blank }
}

/// A text without control characters, and its matches moved accordingly.
fn cleaned_matches<'t, 'm>(text: &'t str, found: &'m [Match]) -> (Cow<'t, str>, Cow<'m, [Match]>) {
    if !text.contains(is_control) {
        return (text.into(), found.into());
    }
    let mut ranges: Vec<Range<usize>> = found.iter().map(Match::range).collect();
    let text = cleaned(text, &mut ranges);
    let moved = ranges.into_iter().zip(found);
    (text, moved.filter_map(|(range, found)| Match::new(range, found.term.clone())).collect())
}
