//! How the picker looks. Reads the state, draws, changes nothing.
//!
//! The text of the pages is cleaned of what could drive a terminal, as everywhere.

use std::collections::HashSet;

use faq::corpus::title::title;
use faq::report::Rows;
use faq::report::wrap::cut;
use faq::text::clean::clean;
use faq::text::fold::{Folded, fold};
use faq::text::tokens::tokenize;
use faq::votes::Tallies;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::areas::{Areas, first_row};
use super::model::{Panel, Picker};
use super::preview;

/// The mark before what is typed.
const PROMPT: &str = "faq> ";
/// Hints, the longest that fits is shown.
const HINTS: [&str; 3] = [
    "↑↓ move · Tab facets · ⇧↑↓ preview · ^O oui · ^N non · Enter print · Esc leave",
    "Tab facets · ^O oui · ^N non · Enter print · Esc",
    "Tab facets · ^O/^N vote · Esc leave",
];
/// The same, while the facets are shown.
const PANEL_HINTS: [&str; 2] = [
    "↑↓ move · Space choose · Tab back · Enter print · Esc leave",
    "Space choose · Tab back · Esc",
];

/// How the picker is drawn.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Whether to colour.
    pub color: bool,
    /// The votes so far.
    pub tallies: &'a Tallies,
}

impl Look<'_> {
    /// What was looked for.
    pub fn found(self) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        if self.color { bold.fg(Color::Red) } else { bold.add_modifier(Modifier::UNDERLINED) }
    }

    /// What matters less.
    pub fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// What matters more.
    pub fn bold(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    fn accent(self) -> Style {
        if self.color { self.bold().fg(Color::Cyan) } else { self.bold() }
    }
}

/// Draws the picker.
pub fn draw(frame: &mut Frame<'_>, picker: &Picker<'_>, look: Look<'_>) {
    let areas = Areas::of(frame.area());
    prompt(frame, areas.prompt, picker, look);
    list(frame, areas.list, picker, look);
    rule(frame, &areas, look);
    match &picker.panel {
        Some(panel) => facets(frame, areas.side, panel, picker, look),
        None => preview::draw(frame, areas.side, picker, look),
    }
    foot(frame, areas.foot, picker, look);
}

/// The line typed, scrolled so that the cursor is in sight, and how much was found.
fn prompt(frame: &mut Frame<'_>, area: Rect, picker: &Picker<'_>, look: Look<'_>) {
    let count = format!(" {}/{}", picker.hits.len(), picker.world.corpus.len());
    let room = usize::from(area.width).saturating_sub(PROMPT.len() + count.width() + 1);
    let text = clean(picker.line.text());
    let before = clean(picker.line.before()).width();
    let hidden = before.saturating_sub(room);
    let shown = Line::from(vec![Span::styled(PROMPT, look.accent()), after(&text, hidden).into()]);
    frame.render_widget(shown, area);
    let width = (count.width() as u16).min(area.width);
    let end = Rect { x: area.right() - width, width, ..area };
    frame.render_widget(Line::styled(count, look.dim()), end);
    let column = area.x + (PROMPT.len() + before - hidden) as u16;
    if column < area.right() && area.height > 0 {
        frame.set_cursor_position(Position { x: column, y: area.y });
    }
}

/// `text` without its first `columns`.
///
/// The width of a beginning grows with it, so that few are measured: a page may be pasted.
fn after(text: &str, columns: usize) -> String {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let hidden = starts.partition_point(|&at| text[..at].width() < columns);
    starts.get(hidden).map_or_else(String::new, |&at| text[at..].to_owned())
}

fn list(frame: &mut Frame<'_>, area: Rect, picker: &Picker<'_>, look: Look<'_>) {
    let height = usize::from(area.height);
    if picker.hits.is_empty() && height > 0 {
        frame.render_widget(Line::styled("  nothing found", look.dim()), area);
    }
    let first = first_row(picker.selected, height);
    for (row, &entry) in picker.hits.iter().skip(first).take(height).enumerate() {
        let selected = first + row == picker.selected;
        let line = Rect { y: area.y + row as u16, height: 1, ..area };
        frame.render_widget(item(picker, entry, selected, line.width, look), line);
    }
}

/// One line of the list: a mark, the title with what was looked for.
fn item(
    picker: &Picker<'_>,
    entry: usize,
    selected: bool,
    width: u16,
    look: Look<'_>,
) -> Line<'static> {
    let text = picker.world.corpus.entry(entry).text();
    let title = cut(&clean(&title(text)), usize::from(width).saturating_sub(3).max(1));
    let terms: HashSet<String> =
        picker.matches(entry).into_iter().map(|m| fold(&text[m.range])).collect();
    let folded = Folded::new(&title);
    let base = if selected { look.bold() } else { Style::new() };
    let mark = if selected { "> " } else { "  " };
    let mut spans = vec![Span::styled(mark, look.accent())];
    let mut at = 0;
    for token in tokenize(folded.as_str()) {
        let range = folded.original(token.start..token.end);
        if terms.contains(token.text.as_ref()) && range.start >= at {
            spans.push(Span::styled(title[at..range.start].to_owned(), base));
            spans.push(Span::styled(title[range.clone()].to_owned(), base.patch(look.found())));
            at = range.end;
        }
    }
    spans.push(Span::styled(title[at..].to_owned(), base));
    Line::from(spans)
}

fn rule(frame: &mut Frame<'_>, areas: &Areas, look: Look<'_>) {
    let area = areas.rule;
    if areas.are_stacked() {
        let line = "─".repeat(usize::from(area.width));
        frame.render_widget(Line::styled(line, look.dim()), area);
    } else {
        let lines: Vec<Line<'_>> =
            (0..area.height).map(|_| Line::styled("│", look.dim())).collect();
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// What a row of the facets shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanelRow {
    /// The question of the facet of this value.
    Question(usize),
    /// This value.
    Value(usize),
}

/// The rows of the facets: each question, then its values.
pub fn panel_rows(panel: &Panel) -> Vec<PanelRow> {
    let mut rows = Vec::new();
    let mut before = None;
    for (index, value) in panel.values.iter().enumerate() {
        if before != Some(value.facet) {
            rows.push(PanelRow::Question(index));
            before = Some(value.facet);
        }
        rows.push(PanelRow::Value(index));
    }
    rows
}

/// The first row of the facets that is shown in `height` rows.
pub fn panel_first(panel: &Panel, height: usize) -> usize {
    let rows = panel_rows(panel);
    let at = rows.iter().position(|&row| row == PanelRow::Value(panel.cursor)).unwrap_or(0);
    first_row(at, height)
}

/// As many last words of a question as fit: the questions differ in how they end.
fn end_of(question: &str, room: usize) -> String {
    if question.width() <= room {
        return question.to_owned();
    }
    let starts = question.match_indices(' ').map(|(at, blank)| at + blank.len());
    let mut ends = starts.map(|at| format!("…{}", &question[at..]));
    ends.find(|end| end.width() <= room).unwrap_or_default()
}

fn facets(frame: &mut Frame<'_>, area: Rect, panel: &Panel, picker: &Picker<'_>, look: Look<'_>) {
    let rules = picker.world.placements.rules();
    let room = usize::from(area.width);
    let row = |row: PanelRow| match row {
        PanelRow::Question(index) => {
            let question = clean(rules.question(panel.values[index].facet)).into_owned();
            Line::styled(end_of(&question, room), look.bold())
        }
        PanelRow::Value(index) => {
            let value = panel.values[index];
            let at_cursor = index == panel.cursor;
            let label = clean(rules.label(value.facet, value.value)).into_owned();
            let mark = if at_cursor { "> " } else { "  " };
            let tick = if value.chosen { "[x] " } else { "[ ] " };
            let count = format!(" ({})", value.count);
            let label = cut(&label, room.saturating_sub(6 + count.len()).max(1));
            let style = if at_cursor || value.chosen { look.bold() } else { Style::new() };
            Line::from(vec![
                Span::styled(mark, look.accent()),
                Span::styled(format!("{tick}{label}"), style),
                Span::styled(count, look.dim()),
            ])
        }
    };
    let first = panel_first(panel, usize::from(area.height));
    let lines: Vec<Line<'_>> =
        panel_rows(panel).into_iter().skip(first).take(usize::from(area.height)).map(row).collect();
    frame.render_widget(Paragraph::new(lines), area);
}

/// The last line: a word on the last action, else corrections and chosen values, else hints.
fn foot(frame: &mut Frame<'_>, area: Rect, picker: &Picker<'_>, look: Look<'_>) {
    let room = usize::from(area.width);
    let line = if let Some(note) = &picker.note {
        Line::styled(cut(&clean(note).replace('\n', " "), room.max(1)), look.accent())
    } else {
        let hints = if picker.panel.is_some() { &PANEL_HINTS[..] } else { &HINTS };
        let facts: Vec<String> =
            picker.corrections().chain(picker.chosen().map(str::to_owned)).collect();
        let facts = clean(&facts.join(" · ")).into_owned();
        let left = room.saturating_sub(if facts.is_empty() { 0 } else { facts.width() + 3 });
        let hint = hints.iter().find(|hint| hint.width() <= left).copied();
        match (facts.is_empty(), hint) {
            (true, hint) => Line::styled(hint.unwrap_or_default(), look.dim()),
            (false, None) => Line::styled(cut(&facts, room.max(1)), look.accent()),
            (false, Some(hint)) => Line::from(vec![
                Span::styled(facts, look.accent()),
                Span::styled(format!(" · {hint}"), look.dim()),
            ]),
        }
    };
    frame.render_widget(line, area);
}

/// Rows of reports on what the picker shows.
pub fn rows<'a>(picker: &Picker<'a>) -> Rows<'a> {
    Rows { corpus: picker.world.corpus, placements: picker.world.placements }
}

#[cfg(test)]
#[path = "view_tests.rs"]
mod tests;
