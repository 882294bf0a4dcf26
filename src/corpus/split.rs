//! Splitting: the text of a page into its entries and its page data.
//!
//! An entry is the text between two delimiters. At the head of a page and directly after a
//! delimiter, headings and counters belong to the page. Every line that is not blank ends up
//! in exactly one place: entry, heading, counter or delimiter. Delimiters of large pages are
//! looked for in blocks of lines, side by side.

use std::ops::Range;

use super::decode::blocks;
use super::delimiter::{Closing, Delimiter, PageData, page_data};
use super::details::Details;
use super::identity;
use crate::parallel;
use crate::text::fold::is_invisible;

/// Bytes that one thread looks at in one go.
const BLOCK: usize = 1 << 20;

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Split {
    /// The entries, in order; never blank.
    pub entries: Vec<Span>,
    /// How many facet headings there are.
    pub headings: usize,
    /// The counts of entries that the page announces.
    pub counters: Vec<u64>,
    /// The first line, from 1, of an entry that no delimiter closes (the last of the page).
    pub unterminated: Option<usize>,
    /// Lines that begin with the delimiter but go on as text.
    pub buried: Vec<usize>,
}

/// An entry as it stands on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// Its bytes: whole lines but for the white space at either end.
    pub range: Range<usize>,
    /// The line of its first character.
    pub line: usize,
    /// Its [`identity::key`].
    pub key: u64,
    /// What the page says of it besides, if anything.
    pub details: Option<Box<Details>>,
}

/// Splits the text of a page.
pub(super) fn split(text: &str, delimiter: &Delimiter) -> Split {
    let mut page = Split::default();
    // Where each section of text between delimiters begins, and the line it begins with.
    let mut sections = vec![(0, 1)];
    let mut ends = Vec::new();
    for (line, range, closing) in closings(text, delimiter) {
        match closing {
            Closing::Delimiter(glued) => {
                ends.push(range.start);
                // What is glued to the delimiter belongs to what follows.
                sections.push(match glued {
                    "" => (range.end, line + 1),
                    _ => (text[..range.end].trim_end_matches('\n').len() - glued.len(), line),
                });
            }
            _ => page.buried.push(line),
        }
    }
    ends.push(text.len());
    let sections: Vec<(Range<usize>, usize)> =
        sections.into_iter().zip(ends).map(|((start, line), end)| (start..end, line)).collect();
    let closed = sections.len() - 1;
    let runs: Vec<&[(Range<usize>, usize)]> = runs(&sections).collect();
    let split = parallel::map(&runs, text.len() as u64, |run| {
        let mut part = Split::default();
        run.iter().for_each(|(range, line)| part.section(text, range.clone(), *line));
        part
    });
    let last = split.last().and_then(|part| part.entries.last()).cloned();
    for part in split {
        page.entries.extend(part.entries);
        page.headings += part.headings;
        page.counters.extend(part.counters);
    }
    let tail = &sections[closed].0;
    page.unterminated = last.filter(|last| last.range.start >= tail.start).map(|last| last.line);
    page
}

/// The lines that begin with the delimiter, in order: their number, their bytes with the line end,
/// and what they are.
fn closings<'t>(
    text: &'t str,
    delimiter: &Delimiter,
) -> impl Iterator<Item = (usize, Range<usize>, Closing<'t>)> {
    let blocks = blocks(text.as_bytes(), BLOCK);
    let found = parallel::map(&blocks, text.len() as u64, |block| {
        let mut found = Vec::new();
        let (mut start, mut lines) = (block.start, 0);
        while start < block.end {
            let rest = &text.as_bytes()[start..block.end];
            let end = memchr::memchr(b'\n', rest).map_or(block.end, |at| start + at);
            lines += 1;
            match delimiter.read(&text[start..end]) {
                Closing::Other => {}
                closing => found.push((lines, start..(end + 1).min(text.len()), closing)),
            }
            start = end + 1;
        }
        (lines, found)
    });
    let mut before = 0;
    found.into_iter().flat_map(move |(lines, found)| {
        let first = before;
        before += lines;
        found.into_iter().map(move |(line, range, closing)| (first + line, range, closing))
    })
}

/// Runs of sections of about [`BLOCK`] bytes.
fn runs(sections: &[(Range<usize>, usize)]) -> impl Iterator<Item = &[(Range<usize>, usize)]> {
    let mut start = 0;
    sections.chunk_by(move |a, b| {
        let goes_on = b.0.end - start < BLOCK;
        if !goes_on {
            start = a.0.end;
        }
        goes_on
    })
}

impl Split {
    /// Splits what stands between two delimiters, which begins with the line `line`.
    fn section(&mut self, text: &str, range: Range<usize>, mut line: usize) {
        let mut start = range.start;
        while start < range.end {
            let rest = &text[start..range.end];
            let content = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]);
            if !is_blank(content) {
                match page_data(content) {
                    None => return self.entries.push(Span::new(text, start..range.end, line)),
                    Some(PageData::Heading) => self.headings += 1,
                    Some(PageData::Counter(count)) => self.counters.push(count),
                }
            }
            start += content.len() + 1;
            line += 1;
        }
    }
}

impl Span {
    fn new(text: &str, range: Range<usize>, line: usize) -> Self {
        let lines = &text[range.clone()];
        let start = range.start + (lines.len() - lines.trim_start().len());
        let entry = lines.trim();
        Self { range: start..start + entry.len(), line, key: identity::key(entry), details: None }
    }
}

/// Whether nothing of a line can be seen.
fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// A page of this text, split, and the texts of its entries with their lines.
#[cfg(test)]
pub(super) fn whole(text: &str) -> (Split, Vec<(usize, String)>) {
    let split = split(text, &Delimiter::default());
    let text = |entry: &Span| (entry.line, text[entry.range.clone()].to_owned());
    let texts = split.entries.iter().map(text).collect();
    (split, texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const END: &str = "Cette réponse vous a-t-elle été utile ?";

    fn page(lines: &[impl AsRef<str>]) -> (Split, Vec<(usize, String)>) {
        let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
        whole(&lines.join("\n"))
    }

    #[test]
    fn head_entries_and_the_last_one_without_delimiter() {
        let heading = "Votre question concerne quelle thématique ?";
        let (page, texts) =
            page(&["90 questions / réponses", "", heading, "Un", "- deux", END, "", " Trois ", ""]);
        assert_eq!(texts, [(4, "Un\n- deux".to_owned()), (8, "Trois".to_owned())]);
        assert_eq!((page.counters, page.headings), (vec![90], 1));
        assert_eq!(page.unterminated, Some(8));
    }

    #[test]
    fn page_data_after_a_delimiter_and_text_inside_an_entry() {
        let (page, texts) = page(&[
            "Un",
            &format!("{END}3 questions / réponses"),
            "4 questions / réponses",
            "Deux",
            "5 questions / réponses",
            END,
        ]);
        assert_eq!(texts[1], (4, "Deux\n5 questions / réponses".to_owned()));
        assert_eq!(page.counters, [3, 4]);
        assert_eq!(page.unterminated, None);
    }

    #[test]
    fn blank_entries_are_dropped_and_a_buried_delimiter_is_text() {
        let (page, texts) = page(&[END, " ", END, "Un", &format!("{END} Oui Non"), END]);
        assert_eq!(texts, [(4, format!("Un\n{END} Oui Non"))]);
        assert_eq!(page.buried, [5]);
    }

    proptest! {
        #[test]
        fn large_pages_are_split_like_small_ones(count in 0usize..60, tail in "[ a-z]{0,3}") {
            // Lines long enough that the page has several blocks.
            let line = "mot ".repeat(20_000);
            let entry = |n: usize| format!("{n} questions / réponses\n{line}{n}\n{END}\n");
            let text: String = (0..count).map(entry).chain([tail.clone()]).collect();
            let (page, texts) = whole(&text);
            let open = usize::from(!tail.trim().is_empty());
            prop_assert_eq!(texts.len(), count + open);
            prop_assert_eq!(page.counters, (0..count as u64).collect::<Vec<_>>());
            prop_assert_eq!(page.unterminated, (open == 1).then_some(3 * count + 1));
            for (n, (at, text)) in texts.iter().take(count).enumerate() {
                prop_assert_eq!(*at, 3 * n + 2);
                prop_assert!(text.ends_with(&n.to_string()));
            }
        }
    }
}
