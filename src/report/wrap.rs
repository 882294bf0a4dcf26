//! Wrapping: text to lines of a terminal.
//!
//! Columns are counted by unicode-width; items of a list hang behind their mark; a mark that
//! French sets apart with a space (`?`, `:`, `»`) never begins a line, nor does `«` end one.

use std::iter;
use std::ops::Range;

use textwrap::WordSeparator;
use textwrap::core::{Word, break_words};
use unicode_width::UnicodeWidthStr;

use crate::text::bullets::is_bullet;

/// A line as it will be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Blank columns before it, which hang it behind the mark of its item.
    pub indent: usize,
    /// What stands further on the line of a table: blank columns, and the bytes behind them.
    pub further: Vec<(usize, Range<usize>)>,
}

impl Line {
    /// All that stands on the line: blank columns, and the bytes behind them.
    pub fn parts(&self) -> impl Iterator<Item = (usize, Range<usize>)> {
        std::iter::once((self.indent, self.bytes.clone())).chain(self.further.iter().cloned())
    }
}

/// The lines of `text` at `width` columns, found as they are asked for. Lines of the text stay
/// lines; blank ones too.
pub fn wrap(text: &str, width: usize) -> impl Iterator<Item = Line> {
    let mut offset = 0;
    text.split('\n').flat_map(move |line| {
        let lines = wrap_line(line, offset, width);
        offset += line.len() + 1;
        lines
    })
}

/// `text` cut to `room` columns, the last of which shows that it was.
pub fn cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let first = wrap(text, room.saturating_sub(1).max(1)).next();
    let first = first.map_or("", |line| &text[line.bytes]);
    format!("{}…", first.trim_end_matches([' ', ',', ';', ':', '…']))
}

/// The lines of a line of the text, which begins at `offset`. As many words as fit stand on each:
/// `textwrap::wrap_algorithms::wrap_first_fit`, without a list of all words.
pub(super) fn wrap_line(text: &str, offset: usize, width: usize) -> impl Iterator<Item = Line> {
    let hang = hang(text).min(width / 3);
    let rest = width.saturating_sub(hang).max(1);
    let mut words = glued(text).flat_map(move |word| broken(word, rest)).peekable();
    let (mut at, mut begun) = (0, false);
    iter::from_fn(move || {
        if begun && words.peek().is_none() {
            return None;
        }
        let (indent, room) = if begun { (hang, rest) } else { (0, width) };
        begun = true;
        let (start, mut columns) = (at, 0);
        while let Some(word) = words.next_if(|word| at == start || columns + word.width <= room) {
            columns += word.width + word.whitespace.len();
            at += word.word.len() + word.whitespace.len();
        }
        let shown = text[start..at].trim_end().len();
        let bytes = offset + start..offset + start + shown;
        Some(Line { bytes, indent, further: Vec::new() })
    })
}

/// The words of a line, those joined that must not part.
fn glued(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut words = WordSeparator::AsciiSpace.find_words(line).peekable();
    let mut end = 0;
    iter::from_fn(move || {
        let (start, mut opening) = (end, true);
        let is_closing = |word: &Word<'_>| word.word.chars().all(|c| "?!:;»…".contains(c));
        while let Some(word) = words.next_if(|word| opening || is_closing(word)) {
            opening = word.word.ends_with('«') || (word.word.is_empty() && start == end);
            end += word.word.len() + word.whitespace.len();
        }
        (start < end).then(|| Word::from(&line[start..end]))
    })
}

/// `word`, or its parts where it is wider than a line.
fn broken(word: Word<'_>, width: usize) -> impl Iterator<Item = Word<'_>> {
    let (whole, parts) = if word.width > width {
        (None, break_words([word], width))
    } else {
        (Some(word), Vec::new())
    };
    whole.into_iter().chain(parts)
}

/// How far the lines of an item hang: the width of its mark and the space behind.
fn hang(line: &str) -> usize {
    let blank = line.len() - line.trim_start().len();
    let item = &line[blank..];
    let Some((mark, text)) = item.split_once(' ') else { return 0 };
    let space = 1 + text.len() - text.trim_start().len();
    if is_mark(mark) && !text.trim().is_empty() {
        line[..blank + mark.len()].width() + space
    } else {
        0
    }
}

/// Whether `word` marks an item: a dash, a bullet, a number or a letter.
fn is_mark(word: &str) -> bool {
    let mut letters = word.chars();
    let bullet = letters.next().is_some_and(is_bullet) && letters.next().is_none();
    if bullet || matches!(word, "o" | "=>" | "→") {
        return true;
    }
    let Some(number) = word.strip_suffix(['.', ')', '-', '°']) else { return false };
    let roman = number.chars().all(|c| "IVXivx".contains(c));
    let letter = number.chars().count() == 1 && number.chars().all(char::is_alphabetic);
    let digits = number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit());
    !number.is_empty() && (roman || letter || digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, width: usize) -> Vec<String> {
        let lines = wrap(text, width);
        lines.map(|line| format!("{}{}", " ".repeat(line.indent), &text[line.bytes])).collect()
    }

    #[test]
    fn items_hang_behind_their_marks() {
        assert_eq!(
            shown("- un deux trois\nI. quatre cinq", 9),
            ["- un deux", "  trois", "I. quatre", "   cinq"]
        );
    }

    #[test]
    fn french_marks_stay_with_their_words() {
        assert_eq!(shown("elle est utile ? oui", 14), ["elle est", "utile ? oui"]);
        assert_eq!(
            shown("il dit « bonjour » hier", 12),
            ["il dit", "« bonjour »", "hier"].map(String::from).to_vec()
        );
    }

    #[test]
    fn wide_characters_and_marks_count_in_columns() {
        assert_eq!(
            shown("日本語 日本 e\u{301}e\u{301}e\u{301} ab", 7),
            ["日本語", "日本", "e\u{301}e\u{301}e\u{301} ab"]
        );
        assert_eq!(shown("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(shown("a\n\nb", 5), ["a", "", "b"]);
    }

    proptest! {
        #[test]
        fn nothing_but_blanks_is_lost_and_lines_fit(text in "[a-zé日 \n?«»-]{0,120}", width in 12usize..40) {
            let lines: Vec<Line> = wrap(&text, width).collect();
            let kept: String = lines.iter().map(|line| text[line.bytes.clone()].replace(' ', "")).collect();
            prop_assert_eq!(kept, text.replace([' ', '\n'], ""));
            for line in lines {
                let words = text[line.bytes.clone()].trim().split(' ').count();
                let fits = line.indent + text[line.bytes.clone()].width() <= width;
                prop_assert!(fits || words > 1 && text[line.bytes].contains(['?', '«', '»']));
            }
        }
    }
}
