//! Excerpts: which lines of a long answer to show first.
//!
//! The beginning says what the answer is about; the lines that hold most of what was asked say
//! why it was found. Both are shown, the rest is counted.

use std::collections::HashMap;
use std::ops::Range;

use super::model::MatchRow;
use super::wrap::Line;

/// Lines shown from the beginning.
const HEAD: usize = 3;
/// Lines shown around the matches.
const WINDOW: usize = 4;

/// The lines to show, as one or two rising ranges.
pub(super) fn excerpt(lines: &[Line], matches: &[MatchRow]) -> Vec<Range<usize>> {
    // One line more is cheaper to show than to announce.
    if lines.len() <= HEAD + WINDOW + 1 {
        return std::iter::once(0..lines.len()).collect();
    }
    let mut window = Window::new(lines, matches);
    let head = window.worth();
    let mut best = (head, 0);
    for from in 1..=lines.len() - WINDOW {
        window.slide();
        if from >= HEAD && window.worth() > best.0 {
            best = (window.worth(), from);
        }
    }
    match best {
        (_, from) if from > HEAD => vec![0..HEAD, from..from + WINDOW],
        _ => std::iter::once(0..HEAD + WINDOW).collect(),
    }
}

/// Some lines that follow one another, and what they hold of what was asked.
struct Window<'m> {
    /// By line: its matches.
    on_line: Vec<&'m [MatchRow]>,
    from: usize,
    count: usize,
    terms: HashMap<Option<&'m str>, usize>,
}

impl<'m> Window<'m> {
    /// The window on the first lines.
    fn new(lines: &[Line], matches: &'m [MatchRow]) -> Self {
        let mut rest = matches;
        let mut on_line = Vec::with_capacity(lines.len());
        for line in lines {
            let (on, after) =
                rest.split_at(rest.partition_point(|m| m.bytes.start < line.bytes.end));
            on_line.push(on);
            rest = after;
        }
        let mut window = Self { on_line, from: 0, count: 0, terms: HashMap::new() };
        (0..WINDOW).for_each(|line| window.enter(line));
        window
    }

    /// How much it holds: different terms first, then how many matches.
    fn worth(&self) -> (usize, usize) {
        (self.terms.len(), self.count)
    }

    /// Moves one line down.
    fn slide(&mut self) {
        for m in self.on_line[self.from] {
            self.count -= 1;
            let term = m.term.as_deref();
            let left = self.terms.get(&term).map_or(0, |count| count - 1);
            if left == 0 {
                self.terms.remove(&term);
            } else {
                self.terms.insert(term, left);
            }
        }
        self.from += 1;
        self.enter(self.from + WINDOW - 1);
    }

    fn enter(&mut self, line: usize) {
        for m in self.on_line[line] {
            self.count += 1;
            *self.terms.entry(m.term.as_deref()).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> Vec<Line> {
        (0..count).map(|i| Line { bytes: i * 10..i * 10 + 9, indent: 0 }).collect()
    }

    fn found(line: usize, term: &str) -> MatchRow {
        let bytes = line * 10..line * 10 + 2;
        MatchRow { start: 0, end: 0, term: Some(term.to_owned()), kind: None, bytes }
    }

    #[test]
    fn short_answers_are_whole_and_long_ones_begin() {
        assert_eq!(excerpt(&lines(8), &[]), vec![0..8; 1]);
        assert_eq!(excerpt(&lines(30), &[found(1, "a"), found(20, "a")]), vec![0..7; 1]);
    }

    #[test]
    fn lines_with_more_of_what_was_asked_are_shown_too() {
        let matches = [found(1, "a"), found(20, "a"), found(22, "b")];
        assert_eq!(excerpt(&lines(30), &matches), [0..3, 19..23]);
    }
}
