//! The preview: the whole entry selected, what was looked for in it, and what is known of it.

use faq::corpus::delimiter::SITE_DELIMITER;
use faq::corpus::facets::Facet;
use faq::messages::Lang;
use faq::report::cleaned;
use faq::report::wrap::{self, wrap};
use faq::text::clean::clean;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::model::Picker;
use super::view::{Look, rows};

/// Draws the entry selected from the line it is scrolled to.
pub fn draw(frame: &mut Frame<'_>, area: Rect, picker: &Picker<'_>, look: Look<'_>) {
    let Some(entry) = picker.entry() else { return };
    let lines = lines(picker, entry, area.width, look);
    let first = picker.scroll.min(last_scroll(lines.len(), area.height));
    let shown: Vec<Line<'_>> =
        lines.into_iter().skip(first).take(usize::from(area.height)).collect();
    frame.render_widget(Paragraph::new(shown), area);
}

/// How far the preview can be scrolled in an area.
pub fn reach(picker: &Picker<'_>, area: Rect, look: Look<'_>) -> usize {
    let count = picker.entry().map_or(0, |entry| lines(picker, entry, area.width, look).len());
    last_scroll(count, area.height)
}

fn last_scroll(lines: usize, height: u16) -> usize {
    lines.saturating_sub(usize::from(height))
}

fn lines(picker: &Picker<'_>, entry: usize, width: u16, look: Look<'_>) -> Vec<Line<'static>> {
    let width = usize::from(width).max(1);
    let source = picker.world.corpus.entry(entry);
    let mut found: Vec<_> = picker.matches(entry).into_iter().map(|m| m.range).collect();
    // A tab is a byte, as the blank that stands for it: ranges hold.
    let text = cleaned(source.text(), &mut found).replace('\t', " ");
    let mut lines: Vec<Line<'static>> =
        wrap(&text, width).map(|line| highlighted(&text, &line, &found, look)).collect();
    let row = rows(picker).row(1, entry);
    let topics = row.labels[&Facet::Thematique].join(", ");
    let places: Vec<String> =
        row.sources.iter().map(|source| format!("{}:{}", source.file, source.line)).collect();
    let mut facts = vec![format!("{} · {topics} · {}", row.id, places.join(", "))];
    let votes = look.tallies.of(source.id()).map(|tally| tally.summary(Lang::default()));
    facts.push(format!(
        "{SITE_DELIMITER} ^O\u{A0}oui · ^N\u{A0}non{}",
        votes.map_or_else(String::new, |votes| format!(" · {votes}"))
    ));
    for fact in facts {
        let fact = clean(&fact).replace(['\n', '\t'], " ");
        lines.push(Line::default());
        lines.extend(
            wrap(&fact, width).map(|line| Line::styled(fact[line.bytes].to_owned(), look.dim())),
        );
    }
    lines
}

/// A line of the text with what was looked for marked.
fn highlighted(
    text: &str,
    line: &wrap::Line,
    found: &[std::ops::Range<usize>],
    look: Look<'_>,
) -> Line<'static> {
    let mut spans = vec![Span::raw(" ".repeat(line.indent))];
    let mut at = line.bytes.start;
    let first = found.partition_point(|range| range.end <= line.bytes.start);
    for range in found[first..].iter().take_while(|range| range.start < line.bytes.end) {
        let (start, end) = (range.start.max(at), range.end.min(line.bytes.end));
        if start < end {
            spans.push(Span::raw(text[at..start].to_owned()));
            spans.push(Span::styled(text[start..end].to_owned(), look.found()));
            at = end;
        }
    }
    spans.push(Span::raw(text[at..line.bytes.end].to_owned()));
    Line::from(spans)
}
