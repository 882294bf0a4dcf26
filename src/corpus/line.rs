//! Lines of pages: normalized, as they are compared, and whether they ask.

use std::ops::Range;

use crate::text::fold::{fold, is_invisible};

/// The line that closes an answer on the pages of the Agence du Numérique en Santé.
pub const SITE_DELIMITER: &str = "Cette réponse vous a-t-elle été utile ?";

/// A line that can be seen, with its place on the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its text, without the line end.
    pub text: &'t str,
    /// The byte that it begins at.
    pub start: usize,
    /// Its number, from 1.
    pub number: usize,
}

/// The lines of a stretch of a page that can be seen, in order.
#[derive(Debug, Clone)]
pub(super) struct Lines<'t> {
    page: &'t str,
    rest: Range<usize>,
    number: usize,
}

impl<'t> Lines<'t> {
    /// The lines of the bytes `range` of `page`, of which the first has this number.
    pub fn new(page: &'t str, range: Range<usize>, number: usize) -> Self {
        Self { page, rest: range, number }
    }

    /// What is not read yet, and the number of its first line.
    pub fn rest(&self) -> (Range<usize>, usize) {
        (self.rest.clone(), self.number)
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        while !self.rest.is_empty() {
            let (start, number) = (self.rest.start, self.number);
            let rest = &self.page[self.rest.clone()];
            let text = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]);
            self.rest.start = (start + text.len() + 1).min(self.rest.end);
            self.number += 1;
            if !is_blank(text) {
                return Some(Line { text, start, number });
            }
        }
        None
    }
}

/// A line as lines are compared: folded, no space at either end or before a double
/// punctuation mark, one space elsewhere.
pub(super) fn normalized(line: &str) -> String {
    let folded = fold(line);
    let mut normalized = String::with_capacity(folded.len());
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if !normalized.is_empty() && !word.starts_with(is_double_mark) {
            normalized.push(' ');
        }
        normalized.push_str(word);
    }
    normalized
}

/// The marks that French sets a space before.
pub(super) fn is_double_mark(c: char) -> bool {
    matches!(c, '?' | '!' | ':' | ';')
}

/// Whether `line` asks: it ends in "?". The delimiter of the site never does.
pub(super) fn asks(line: &str) -> bool {
    // More than any repetition of it that a page glues together.
    const LONGEST: usize = 400;
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let is_site = || {
        line.len() <= LONGEST
            && normalized(line).replace(&normalized(SITE_DELIMITER), "").is_empty()
    };
    line.ends_with(['?', '？']) && line.contains(char::is_alphanumeric) && !is_site()
}

/// Whether nothing of a line can be seen.
pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_ask() {
        for line in ["Quoi ?", " - Et si (oui)?\u{A0}", "Quoi\u{202F}？", "Utile ?"] {
            assert!(asks(line), "{line}");
        }
        let site = SITE_DELIMITER.to_uppercase();
        for line in
            ["", "?", "?!", "Quoi ? Oui.", "« Quoi ? »", SITE_DELIMITER, &site, &site.repeat(2)]
        {
            assert!(!asks(line), "{line}");
        }
    }

    #[test]
    fn lines_have_the_numbers_and_bytes_of_the_page() {
        let page = "a\n \u{FEFF}\n\né b\nc";
        let lines: Vec<_> = Lines::new(page, 2..page.len() - 2, 2).collect();
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].text, lines[0].number), ("é b", 4));
        assert_eq!(&page[lines[0].start..][..2], "é");
    }
}
