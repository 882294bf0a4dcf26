//! Snippets: the lines of a long entry to show first.
//!
//! The beginning says what the entry is about; the window of lines with most matches says why it
//! was found. Lines are taken as they come, since a large entry has very many.

use std::collections::VecDeque;

use super::wrap::Line;
use crate::search::{Match, MatchedTerm};

/// Lines shown from the beginning.
const HEAD: usize = 3;
/// Lines shown around the matches.
const WINDOW: usize = 4;
/// Lines shown whole: one more is cheaper to show than to announce.
const WHOLE: usize = HEAD + WINDOW + 1;

/// The lines to show, as one or two runs, and how many there are besides.
pub(super) fn snippet(
    lines: impl Iterator<Item = Line>,
    matches: &[Match],
) -> (Vec<Vec<Line>>, usize) {
    let mut head = Vec::new();
    let mut window: VecDeque<(Line, Vec<&Match>)> = VecDeque::new();
    let mut best = ((0, 0), 0, Vec::new());
    let (mut count, mut end) = (0, 0);
    for line in lines {
        let on_line = on_line(&line, end, matches);
        end = line.parts().map(|(_, bytes)| bytes.end).fold(end, usize::max);
        if count < WHOLE {
            head.push(line.clone());
        }
        if window.len() == WINDOW {
            window.pop_front();
        }
        window.push_back((line, on_line));
        count += 1;
        let Some(from) = usize::checked_sub(count, WINDOW) else { continue };
        let worth = worth(&window);
        if from == 0 || (from >= HEAD && worth > best.0) {
            best = (worth, from, window.iter().map(|(line, _)| line.clone()).collect());
        }
    }
    let (_, from, window) = best;
    let runs = if count <= WHOLE {
        vec![head]
    } else if from > HEAD {
        head.truncate(HEAD);
        vec![head, window]
    } else {
        head.truncate(HEAD + WINDOW);
        vec![head]
    };
    let shown: usize = runs.iter().map(Vec::len).sum();
    (runs, count - shown)
}

/// The matches on `line`, and those between `end`, where the lines above it end, and its begin.
fn on_line<'m>(line: &Line, end: usize, matches: &'m [Match]) -> Vec<&'m Match> {
    let before = |at: usize| matches.partition_point(|found| found.range().start < at);
    let gap = end.min(line.bytes.start)..line.bytes.start;
    let parts = std::iter::once(gap).chain(line.parts().map(|(_, bytes)| bytes));
    let parts = parts.map(|bytes| before(bytes.start)..before(bytes.end));
    parts.flat_map(|range| &matches[range]).collect()
}

/// Distinct terms first, then matches.
fn worth(window: &VecDeque<(Line, Vec<&Match>)>) -> (usize, usize) {
    let mut terms: Vec<Option<&MatchedTerm>> = Vec::new();
    let mut count = 0;
    for found in window.iter().flat_map(|(_, matches)| matches) {
        count += 1;
        let term = found.term.as_deref();
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    (terms.len(), count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Kind;
    use std::ops::Range;
    use std::sync::Arc;

    fn line(at: usize) -> Line {
        Line { bytes: at * 10..at * 10 + 9, indent: 0, further: Vec::new() }
    }

    fn found(line: usize, term: &str) -> Match {
        let term = MatchedTerm { term: term.to_owned(), kind: Kind::Exact };
        Match::new(line * 10..line * 10 + 2, Some(Arc::new(term))).expect("a small one")
    }

    fn shown(count: usize, matches: &[Match]) -> (Vec<Range<usize>>, usize) {
        let (runs, hidden) = snippet((0..count).map(line), matches);
        let at = |line: Option<&Line>| line.expect("a run has lines").bytes.start / 10;
        (runs.iter().map(|run| at(run.first())..at(run.last()) + 1).collect(), hidden)
    }

    #[test]
    fn short_entries_are_whole_and_long_ones_begin() {
        assert_eq!(shown(8, &[]), (vec![0..8; 1], 0));
        assert_eq!(shown(30, &[found(1, "a"), found(20, "a")]), (vec![0..7; 1], 23));
    }

    #[test]
    fn the_window_with_most_terms_is_shown_too() {
        let matches = [found(1, "a"), found(20, "a"), found(22, "b")];
        assert_eq!(shown(30, &matches), (vec![0..3, 19..23], 23));
    }
}
