//! Excerpts: which lines of a long answer to show first.
//!
//! The beginning says what the answer is about; the lines that hold most of what was asked say
//! why it was found. Both are shown, the rest is counted.

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
    let worth = |from: usize| worth(&lines[from..from + WINDOW], matches);
    let head = worth(0);
    let starts = HEAD..=lines.len() - WINDOW;
    let best = starts.map(|from| (worth(from), std::cmp::Reverse(from))).max();
    match best {
        Some((best, std::cmp::Reverse(from))) if best > head && from > HEAD => {
            vec![0..HEAD, from..from + WINDOW]
        }
        _ => std::iter::once(0..HEAD + WINDOW).collect(),
    }
}

/// How much of what was asked `lines` hold: different terms first, then how many matches.
fn worth(lines: &[Line], matches: &[MatchRow]) -> (usize, usize) {
    let bytes = lines.first().map_or(0, |line| line.bytes.start)
        ..lines.last().map_or(0, |line| line.bytes.end);
    let inside: Vec<_> =
        matches.iter().filter(|m| bytes.contains(&m.bytes.start)).map(|m| &m.term).collect();
    let mut terms = inside.clone();
    terms.sort_unstable();
    terms.dedup();
    (terms.len(), inside.len())
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
