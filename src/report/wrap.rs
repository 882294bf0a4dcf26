//! Wrapping: text to lines of a terminal.
//!
//! Lines are found by textwrap, in columns as unicode-width counts them; items of a list hang
//! behind their mark; a mark that French sets apart with a space (`?`, `:`, `»`) never begins
//! a line, nor does `«` end one.

use std::ops::Range;

use textwrap::WordSeparator;
use textwrap::core::Word;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthStr;

/// A line as it will be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Blank columns before it, which hang it behind the mark of its item.
    pub indent: usize,
}

/// The lines of `text` at `width` columns. Lines of the text stay lines; blank ones too.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut offset = 0;
    for paragraph in text.split('\n') {
        wrap_line(paragraph, offset, width, &mut lines);
        offset += paragraph.len() + 1;
    }
    lines
}

/// `text` cut to `room` columns, the last of them telling that it was.
#[must_use]
pub fn cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let lines = wrap(text, room.saturating_sub(1).max(1));
    let first = lines.first().map_or("", |line| &text[line.bytes.clone()]);
    format!("{}…", first.trim_end_matches([' ', ',', ';', ':', '…']))
}

fn wrap_line(paragraph: &str, offset: usize, width: usize, lines: &mut Vec<Line>) {
    let hang = hang(paragraph).min(width / 3);
    let words = broken(glued(paragraph), width.saturating_sub(hang).max(1));
    let widths = [width as f64, width.saturating_sub(hang).max(1) as f64];
    let mut at = 0;
    for (index, words) in wrap_first_fit(&words, &widths).into_iter().enumerate() {
        let length: usize = words.iter().map(|word| word.word.len() + word.whitespace.len()).sum();
        let shown = paragraph[at..at + length].trim_end().len();
        let indent = if index == 0 { 0 } else { hang };
        lines.push(Line { bytes: offset + at..offset + at + shown, indent });
        at += length;
    }
}

/// The words of a line, those joined that must not part.
fn glued(line: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut start = 0;
    let mut end = 0;
    let mut opening = false;
    for word in WordSeparator::AsciiSpace.find_words(line) {
        let closing = word.word.chars().all(|c| "?!:;»…".contains(c));
        if end > start && !opening && !closing {
            words.push(Word::from(&line[start..end]));
            start = end;
        }
        opening = word.word.ends_with('«') || (word.word.is_empty() && start == end);
        end += word.word.len() + word.whitespace.len();
    }
    if end > start || words.is_empty() {
        words.push(Word::from(&line[start..end]));
    }
    words
}

/// `words`, those wider than a line cut into pieces that fit one.
fn broken(words: Vec<Word<'_>>, width: usize) -> Vec<Word<'_>> {
    textwrap::core::break_words(words, width)
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
    if matches!(word, "-" | "–" | "—" | "•" | "*" | "·" | "▪" | "◦" | "o" | "=>" | "→")
    {
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
        let lines = wrap(text, width).into_iter();
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
            let lines = wrap(&text, width);
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
