//! What the keys do: in the last line as much as fits, and all of it on demand.

use faq::report::wrap::cut;
use faq::text::clean::clean;
use ratatui::text::{Line, Span, Text};
use unicode_width::UnicodeWidthStr;

use super::model::Picker;
use super::style::{BOLD, DIM, accent};

const BETWEEN: &str = " · ";
/// Between a key and what it does.
const GAP: usize = 2;

/// The last line: the outcome of the last action, else facts and hints.
pub fn line(picker: &Picker<'_>, room: usize) -> Line<'static> {
    let accent = accent(picker.color);
    if let Some(note) = &picker.note {
        return Line::styled(cut(&clean(note).replace('\n', " "), room.max(1)), accent);
    }
    let facts = cut(&clean(&picker.facts().join(BETWEEN)), room.max(1));
    let hints = match picker.panel {
        Some(_) => picker.lang.browse_facet_hints(),
        None => picker.lang.browse_hints(),
    };
    let mut shown = String::new();
    for hint in hints.lines() {
        let between = if facts.is_empty() && shown.is_empty() { "" } else { BETWEEN };
        if facts.width() + shown.width() + between.width() + hint.width() > room {
            break;
        }
        shown += &format!("{between}{hint}");
    }
    Line::from(vec![Span::styled(facts, accent), Span::styled(shown, DIM)])
}

/// Every key, and what it does.
pub fn keys(picker: &Picker<'_>, room: usize) -> Text<'static> {
    let keys = picker.lang.browse_keys();
    let rows: Vec<(&str, &str)> = keys.lines().filter_map(|row| row.split_once('\t')).collect();
    let widest = rows.iter().map(|(key, _)| key.width()).max().unwrap_or_default();
    let row = |(key, does): (&str, &str)| {
        let gap = " ".repeat(widest - key.width() + GAP);
        let does = cut(does, room.saturating_sub(widest + GAP).max(1));
        Line::from(vec![Span::styled(format!("{key}{gap}"), BOLD), Span::raw(does)])
    };
    rows.into_iter().map(row).collect()
}
