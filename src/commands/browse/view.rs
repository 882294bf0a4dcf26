//! How the picker looks: reads the state, draws, changes nothing.
//!
//! The text of the pages is cleaned of what could drive a terminal, as everywhere.

use std::collections::HashSet;
use std::ops::Range;

use faq::corpus::delimiter::SITE_DELIMITER;
use faq::report::neighbours::cut_apart;
use faq::report::pipes::lay_out;
use faq::report::wrap::{cut, wrap};
use faq::report::{Row, cleaned, pieces};
use faq::text::clean::clean;
use faq::text::fold::{Folded, fold};
use faq::text::tokens::tokenize;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use unicode_width::UnicodeWidthStr;

use super::foot;
use super::layout::{Panes, first_row};
use super::model::{Panel, Picker};
use super::style::{BOLD, DIM, accent, matched};

/// Stands before the line typed.
const PROMPT: &str = "faq> ";

pub fn draw(frame: &mut Frame<'_>, picker: &Picker<'_>) {
    let panes = Panes::of(frame.area());
    prompt(frame, panes.prompt, picker);
    frame.render_widget(foot::line(picker, usize::from(panes.foot.width)), panes.foot);
    if picker.help {
        let body = panes.list.union(panes.side);
        frame.render_widget(foot::keys(picker, usize::from(body.width)), body);
        return;
    }
    frame.render_widget(list(picker, panes.list), panes.list);
    let rule = if panes.stacked {
        Text::raw("─".repeat(usize::from(panes.rule.width)))
    } else {
        (0..panes.rule.height).map(|_| Line::raw("│")).collect()
    };
    frame.render_widget(rule.style(DIM), panes.rule);
    let side = match &picker.panel {
        Some(panel) => facets(picker, panel, panes.side),
        None => preview(picker, panes.side),
    };
    frame.render_widget(side, panes.side);
}

/// The line typed, scrolled so that the cursor is visible, and how much was found.
fn prompt(frame: &mut Frame<'_>, area: Rect, picker: &Picker<'_>) {
    let marked = match picker.marked.len() {
        0 => String::new(),
        count => format!(" ({count})"),
    };
    let count = format!(" {}/{}{marked}", picker.hits.len(), picker.engine.corpus.len());
    let room = usize::from(area.width).saturating_sub(PROMPT.len() + count.len() + 1);
    let before = picker.before_cursor();
    let first = first_visible(before, room);
    let mark = Span::styled(PROMPT, accent(picker.color));
    frame.render_widget(Line::from(vec![mark, picker.line.value()[first..].into()]), area);
    let width = (count.len() as u16).min(area.width);
    let end = Rect { x: area.right() - width, width, ..area };
    frame.render_widget(Span::styled(count, DIM), end);
    let x = area.x + (PROMPT.len() + before[first..].width()) as u16;
    if x < area.right() && area.height > 0 {
        frame.set_cursor_position(Position { x, y: area.y });
    }
}

/// The first byte of `text` whose end fits `room` columns.
///
/// An end is the narrower the later it starts, so that few are measured: a page may be pasted.
fn first_visible(text: &str, room: usize) -> usize {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let first = starts.partition_point(|&at| text[at..].width() > room);
    starts.get(first).copied().unwrap_or(text.len())
}

/// The page of the list that the selected hit is on.
fn list(picker: &Picker<'_>, area: Rect) -> Text<'static> {
    if picker.hits.is_empty() {
        return Text::styled(format!("  {}", picker.lang.browse_empty()), DIM);
    }
    let height = usize::from(area.height);
    let first = first_row(picker.selected, height);
    let hits: Vec<usize> = picker.hits.iter().copied().skip(first).take(height).collect();
    let room = usize::from(area.width).saturating_sub(3).max(1);
    let corpus = picker.engine.corpus;
    let titles: Vec<String> =
        hits.iter().map(|&e| clean(&corpus.entry(e).title()).into()).collect();
    let titles = cut_apart(&titles, room);
    let items = hits.iter().zip(&titles).zip(first..);
    items.map(|((&e, title), at)| item(picker, e, title, at == picker.selected)).collect()
}

/// A line of the list: a mark, and the title with its matches.
fn item(picker: &Picker<'_>, entry: usize, title: &str, selected: bool) -> Line<'static> {
    let text = picker.engine.corpus.entry(entry).text();
    let terms: HashSet<String> =
        picker.matches(entry).into_iter().map(|m| fold(&text[m.range()])).collect();
    let folded = Folded::new(title);
    let tokens =
        tokenize(folded.as_str()).into_iter().filter(|token| terms.contains(token.text.as_ref()));
    let found: Vec<_> = tokens.map(|token| folded.original(token.start..token.end)).collect();
    let base = if selected { BOLD } else { Style::new() };
    let mark = match (selected, picker.marked.contains(&entry)) {
        (true, true) => ">*",
        (true, false) => "> ",
        (false, true) => " *",
        (false, false) => "  ",
    };
    let mark = Span::styled(mark, accent(picker.color));
    let spans = highlighted(title, 0..title.len(), &found, matched(picker.color));
    let spans = spans.into_iter().map(|span| {
        let style = base.patch(span.style);
        span.style(style)
    });
    Line::from_iter(std::iter::once(mark).chain(spans))
}

/// The bytes `line` of `text`, with the ranges `found` in `style`.
fn highlighted(
    text: &str,
    line: Range<usize>,
    found: &[Range<usize>],
    style: Style,
) -> Vec<Span<'static>> {
    let pieces = pieces(line, found, Range::clone).into_iter().map(|(bytes, found)| {
        let style = if found.is_some() { style } else { Style::new() };
        Span::styled(text[bytes].to_owned(), style)
    });
    pieces.collect()
}

/// The page of the facets that the cursor is on: questions, and their values below them.
fn facets<'p>(picker: &Picker<'p>, panel: &Panel, area: Rect) -> Text<'p> {
    let room = usize::from(area.width);
    let rules = picker.engine.facets();
    let row = |(index, is_heading): (usize, bool)| {
        let value = panel.values[index];
        if is_heading {
            return Line::styled(end_of(&clean(rules.question(value.value.0)), room), BOLD);
        }
        let mark = if index == panel.cursor { "> " } else { "  " };
        let tick = if value.chosen { "[x] " } else { "[ ] " };
        let count = format!(" ({})", value.count);
        let label = clean(rules.label(value.value.0, value.value.1));
        let label = cut(&label, room.saturating_sub(6 + count.len()).max(1));
        let style = if index == panel.cursor || value.chosen { BOLD } else { Style::new() };
        Line::from(vec![
            Span::styled(mark, accent(picker.color)),
            Span::styled(format!("{tick}{label}"), style),
            Span::styled(count, DIM),
        ])
    };
    let height = usize::from(area.height);
    let rows = panel.rows().into_iter().skip(first_facet_row(panel, height)).take(height);
    rows.map(row).collect()
}

/// The first row of the facets that is shown in `height` rows.
pub fn first_facet_row(panel: &Panel, height: usize) -> usize {
    let at = panel.rows().iter().position(|&row| row == (panel.cursor, false));
    first_row(at.unwrap_or(0), height)
}

/// As many last words of a question as fit: the questions differ in how they end.
fn end_of(question: &str, room: usize) -> String {
    if question.width() <= room {
        return question.to_owned();
    }
    let mut ends = question.match_indices(' ').map(|(at, _)| format!("…{}", &question[at + 1..]));
    ends.find(|end| end.width() <= room).unwrap_or_default()
}

/// The selected entry, from the line it is scrolled to.
fn preview(picker: &Picker<'_>, area: Rect) -> Text<'static> {
    let lines = preview_lines(picker, area.width);
    let height = usize::from(area.height);
    let first = picker.scroll.min(lines.len().saturating_sub(height));
    lines.into_iter().skip(first).take(height).collect()
}

/// How far the preview can be scrolled in an area.
pub fn last_scroll(picker: &Picker<'_>, area: Rect) -> usize {
    preview_lines(picker, area.width).len().saturating_sub(usize::from(area.height))
}

/// The selected entry as a whole, and what is known of it.
fn preview_lines(picker: &Picker<'_>, width: u16) -> Vec<Line<'static>> {
    let Some(entry) = picker.entry() else { return Vec::new() };
    let width = usize::from(width).max(1);
    let source = picker.engine.corpus.entry(entry);
    let mut found: Vec<_> = picker.matches(entry).iter().map(|m| m.range()).collect();
    // A blank is as long as the tab that it replaces: ranges hold.
    let text = cleaned(source.text(), &mut found).replace('\t', " ");
    let line = |line: faq::report::wrap::Line| {
        let part = |(blank, bytes)| {
            let indent = Span::raw(" ".repeat(blank));
            let spans = highlighted(&text, bytes, &found, matched(picker.color));
            std::iter::once(indent).chain(spans)
        };
        Line::from_iter(line.parts().flat_map(part))
    };
    let row = Row::new(1, source);
    let question = clean(row.question.as_deref().unwrap_or_default()).into_owned();
    let asked = wrap(&question, width).filter(|_| !question.is_empty());
    let asked = asked.map(|line| Line::styled(question[line.bytes].to_owned(), BOLD));
    let mut lines: Vec<_> = asked.chain(lay_out(&text, width).map(line)).collect();
    let topics = row.labels.main().join(", ");
    let places: Vec<String> =
        row.sources.iter().map(|source| format!("{}:{}", source.file, source.line)).collect();
    let votes =
        picker.tallies.get(&source.id()).map(|tally| format!(" · {}", tally.summary(picker.lang)));
    for fact in [
        format!("{} · {topics} · {}", row.id, places.join(", ")),
        format!("{SITE_DELIMITER} {}{}", picker.lang.browse_vote_keys(), votes.unwrap_or_default()),
    ] {
        let fact = clean(&fact).replace(['\n', '\t'], " ");
        let wrapped = wrap(&fact, width);
        lines.push(Line::default());
        lines.extend(wrapped.map(|line| Line::styled(fact[line.bytes].to_owned(), DIM)));
    }
    lines
}
