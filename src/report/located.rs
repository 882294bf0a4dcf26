//! Where things stand in a text: byte ranges, which JSON counts in characters.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};

use crate::search::{Kind, Match};
use crate::text::clean::{clean, is_control};

/// Rising byte ranges of a text. Serialized, they count characters (Unicode scalar values).
#[derive(Debug)]
pub struct Located<'a, T> {
    /// The text.
    pub text: Cow<'a, str>,
    /// A range, or matches.
    pub at: T,
}

impl Serialize for Located<'_, Range<usize>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        characters(&self.text, [self.at.clone()]).next().serialize(serializer)
    }
}

impl Serialize for Located<'_, Vec<Match>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ranges = characters(&self.text, self.at.iter().map(Match::range));
        let matches = ranges.zip(&self.at).map(|(Range { start, end }, found)| {
            let term = found.term.as_deref();
            Shown {
                start,
                end,
                term: term.map(|term| &*term.term),
                kind: term.map(|term| term.kind),
            }
        });
        serializer.collect_seq(matches)
    }
}

/// A match as JSON has it. To flatten fields into one object takes most of the time where matches
/// are many.
#[derive(Serialize)]
struct Shown<'m> {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
}

/// Rising byte ranges of `text`, counted in characters (Unicode scalar values).
pub fn characters(
    text: &str,
    ranges: impl IntoIterator<Item = Range<usize>>,
) -> impl Iterator<Item = Range<usize>> {
    let mut place = counter(text, |between| between.chars().count());
    ranges.into_iter().map(move |range| place(range.start)..place(range.end))
}

/// `text` without what acts on a terminal, and byte ranges of it, which must be rising and not
/// overlap, moved accordingly.
pub fn cleaned<'t, 'r>(
    text: &'t str,
    ranges: impl IntoIterator<Item = &'r mut Range<usize>>,
) -> Cow<'t, str> {
    let clean = clean(text);
    if let Cow::Owned(_) = clean {
        let is_shown = |c: &char| !is_control(*c);
        let mut place =
            counter(text, |between| between.chars().filter(is_shown).map(char::len_utf8).sum());
        ranges.into_iter().for_each(|range| *range = place(range.start)..place(range.end));
    }
    clean
}

/// `bytes` in pieces, each with the one of `marks` that it stands under, if any. The ranges of marks
/// rise.
pub fn pieces<M>(
    bytes: Range<usize>,
    marks: &[M],
    range: impl Fn(&M) -> Range<usize>,
) -> Vec<(Range<usize>, Option<&M>)> {
    let (mut pieces, mut at) = (Vec::new(), bytes.start);
    let first = marks.partition_point(|mark| range(mark).end <= at);
    for mark in marks[first..].iter().take_while(|mark| range(mark).start < bytes.end) {
        let (start, end) = (range(mark).start.max(at), range(mark).end.min(bytes.end));
        if start < end {
            pieces.extend([(at..start, None), (start..end, Some(mark))]);
            at = end;
        }
    }
    pieces.push((at..bytes.end, None));
    pieces
}

/// What `measure` sums up to before a byte of `text`, for rising bytes.
fn counter(text: &str, measure: impl Fn(&str) -> usize) -> impl FnMut(usize) -> usize {
    let (mut byte, mut sum) = (0, 0);
    move |to| {
        sum += measure(&text[byte..to]);
        byte = to;
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranges_keep_their_text(
            parts in prop::collection::vec("[aé日\u{1b}\u{202e}\n]{0,3}", 0..12),
        ) {
            let text = parts.concat();
            let mut end = 0;
            let mut ranges: Vec<Range<usize>> = parts.iter().map(|part| {
                end += part.len();
                end - part.len()..end
            }).collect();
            let letters: Vec<char> = text.chars().collect();
            for (part, range) in parts.iter().zip(characters(&text, ranges.clone())) {
                prop_assert_eq!(part, &letters[range].iter().collect::<String>());
            }
            let shown = cleaned(&text, &mut ranges);
            for (part, range) in parts.iter().zip(ranges) {
                prop_assert_eq!(&clean(part), &shown[range]);
            }
        }
    }
}
