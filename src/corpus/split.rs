//! Splitting: the text of a page into its entries and its page data.
//!
//! An entry is the text of a stretch: what stands between two delimiters, or under a question of a
//! page that asks (`asking`). What a stretch begins with may be page data ([`super::frame`]).
//! Every line that can be seen ends up in exactly one place: entry, question, tag, stated value,
//! page data or delimiter. Delimiters of large pages are looked for in blocks of lines, side by
//! side.

use std::ops::Range;

use super::asking::{self, Stretch};
use super::date::Date;
use super::decode::{blocks, one_line};
use super::delimiter::{Closing, Delimiter};
use super::details::{Details, GivenValue};
use super::frame::{Frame, FrameKind, PageData, page_data};
use super::identity;
use super::line::Lines;
use super::page::Page;
use crate::parallel;

/// Bytes that one thread looks at in one go.
const BLOCK: usize = 1 << 20;

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

/// Splits the text of a page: what is known of the page by it, and its entries, in order; none is
/// blank.
pub(super) fn split(text: &str, delimiter: &Delimiter) -> (Page, Vec<Span>) {
    let mut page = Page::default();
    let (mut stretches, buried) = stretches(text, delimiter);
    page.buried = buried;
    let delimiters = stretches.len() - 1;
    page.frame.read_head(text, &mut stretches[0]);
    let values = stated(text, &mut stretches, &mut page.frame);
    // The date at the top holds for the whole page.
    let date = stretches[0].date;
    let mut foot = Vec::new();
    let mut has_tags = false;
    if delimiters <= 1
        && let Some(asked) = asking::stretches(text, &stretches[0], delimiters)
    {
        has_tags = asking::have_tags(text, &asked);
        stretches.splice(..1, asked);
        if delimiters == 0
            && let Some(last) = stretches.last_mut()
        {
            foot = last.cut_foot(text);
        }
    } else {
        page.is_whole = delimiters == 0;
    }
    let runs: Vec<&[Stretch<'_>]> = runs(&stretches).collect();
    let read = parallel::map(&runs, text.len() as u64, |run| {
        let mut part = Page::default();
        let entries = run.iter().filter_map(|stretch| entry(text, stretch, has_tags, &mut part));
        (entries.collect::<Vec<_>>(), part)
    });
    let mut entries = Vec::new();
    for (some, part) in read {
        entries.extend(some);
        page.frame.extend(part.frame);
        page.unanswered.extend(part.unanswered);
    }
    page.frame.note(FrameKind::Footer, foot);
    page.is_whole &= !entries.is_empty();
    let open =
        stretches.last().filter(|_| delimiters > 0).map_or(text.len(), |last| last.range.start);
    let last = entries.last().filter(|last| last.range.start >= open);
    page.unterminated = last.map(|last| last.line);
    if date.is_some() {
        entries.iter_mut().for_each(|entry| entry.update(date));
    }
    if let Some(entry) = entries.first_mut().filter(|_| !values.is_empty()) {
        entry.details.get_or_insert_default().values = values;
    }
    (page, entries)
}

/// What stands between the delimiters of a page, and the lines that only begin with one.
fn stretches<'t>(text: &'t str, delimiter: &Delimiter) -> (Vec<Stretch<'t>>, Vec<usize>) {
    let whole = Stretch { range: 0..text.len(), line: 1, question: None, date: None };
    let (mut stretches, mut buried) = (vec![whole.clone()], Vec::new());
    for (line, range, closing) in closings(text, delimiter) {
        let Closing::Delimiter(glued) = closing else {
            buried.push(line);
            continue;
        };
        // What is glued to the delimiter belongs to what follows.
        let (start, line) = match glued {
            "" => (range.end, line + 1),
            _ => (text[..range.end].trim_end_matches('\n').len() - glued.len(), line),
        };
        stretches.last_mut().into_iter().for_each(|open| open.range.end = range.start);
        stretches.push(Stretch { range: start..text.len(), line, ..whole.clone() });
    }
    (stretches, buried)
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

/// Runs of stretches of about [`BLOCK`] bytes.
fn runs<'s, 't>(stretches: &'s [Stretch<'t>]) -> impl Iterator<Item = &'s [Stretch<'t>]> {
    let mut start = 0;
    stretches.chunk_by(move |a, b| {
        let goes_on = b.range.end - start < BLOCK;
        if !goes_on {
            start = a.range.end;
        }
        goes_on
    })
}

/// Replaces the numbers of lines of a page that was split by what `number` says of them.
pub(super) fn map_lines(page: &mut Page, entries: &mut [Span], number: impl Fn(usize) -> usize) {
    let Page { frame, unanswered, unterminated, buried, .. } = page;
    let lines = entries.iter_mut().map(|entry| &mut entry.line);
    let lines = lines.chain(unanswered).chain(unterminated).chain(buried);
    let lines = lines.chain(frame.lines.values_mut().flatten());
    let lines = lines.chain(frame.announced.iter_mut().map(|(_, line)| line));
    let lines = lines.chain(frame.impossible_dates.iter_mut().map(|(_, line)| line));
    lines.for_each(|line| *line = number(*line));
}

/// Reads what a page that holds one answer states behind its delimiter.
fn stated<'t>(text: &'t str, stretches: &mut [Stretch<'t>], frame: &mut Frame) -> Vec<GivenValue> {
    let [answer, behind] = stretches else { return Vec::new() };
    if answer.lines(text).next().is_none() {
        return Vec::new();
    }
    frame.read_head(text, behind);
    let mut lines = behind.lines(text);
    let values = frame.read_stated(&mut lines);
    (behind.range, behind.line) = lines.rest();
    frame.read_head(text, behind);
    if behind.lines(text).next().is_none() {
        // No answer follows that the date could be of.
        answer.date = answer.date.max(behind.date);
    }
    values
}

/// Reads a stretch: page data, then an entry, if there is one.
fn entry(text: &str, stretch: &Stretch<'_>, has_tags: bool, page: &mut Page) -> Option<Span> {
    let mut stretch = stretch.clone();
    page.frame.read_head(text, &mut stretch);
    let tag = if has_tags { asking::tag(text, &stretch) } else { None };
    if tag.is_some() {
        stretch = stretch.below_first_line(text);
        page.frame.read_head(text, &mut stretch);
    }
    let Some(first) = stretch.lines(text).next() else {
        page.unanswered.extend(stretch.question.map(|(_, line)| line));
        return None;
    };
    let mut entry = Span::new(text, first.start..stretch.range.end, first.number);
    if let Some((question, _)) = stretch.question {
        let details = entry.details.get_or_insert_default();
        details.questions.push(one_line(question));
        details.tags.extend(tag.map(str::to_owned));
    }
    entry.update(stretch.date);
    Some(entry)
}

impl<'t> Stretch<'t> {
    pub(super) fn lines(&self, text: &'t str) -> Lines<'t> {
        Lines::new(text, self.range.clone(), self.line)
    }

    /// The stretch without its first line.
    pub(super) fn below_first_line(&self, text: &'t str) -> Self {
        let mut lines = self.lines(text);
        lines.next();
        let (range, line) = lines.rest();
        Self { range, line, ..self.clone() }
    }

    /// Cuts the lines at the foot of the site off, where no delimiter stands above them; gives
    /// their numbers, in order.
    fn cut_foot(&mut self, text: &str) -> Vec<usize> {
        let end = self.range.end;
        loop {
            let rest = text[self.range.clone()].trim_end();
            let begin = self.range.start + rest.rfind('\n').map_or(0, |end| end + 1);
            let last = &text[begin..self.range.start + rest.len()];
            if page_data(last) != Some(PageData::Line(FrameKind::Footer)) {
                break;
            }
            self.range.end = begin;
        }
        let above = memchr::memchr_iter(b'\n', text[self.range.clone()].as_bytes()).count();
        let foot = Lines::new(text, self.range.end..end, self.line + above);
        foot.map(|line| line.number).collect()
    }
}

impl Frame {
    /// Moves the page data that `stretch` begins with here.
    pub(super) fn read_head<'t>(&mut self, text: &'t str, stretch: &mut Stretch<'t>) {
        let mut lines = stretch.lines(text);
        stretch.date = stretch.date.max(self.read(&mut lines));
        (stretch.range, stretch.line) = lines.rest();
    }
}

impl Span {
    /// The entry that stands in `range` of `text`, which begins with the line `line`.
    pub fn new(text: &str, range: Range<usize>, line: usize) -> Self {
        let lines = &text[range.clone()];
        let start = range.start + (lines.len() - lines.trim_start().len());
        let entry = lines.trim();
        Self { range: start..start + entry.len(), line, key: identity::key(entry), details: None }
    }

    /// Dates the entry, unless it has a newer date.
    fn update(&mut self, date: Option<Date>) {
        if date.is_some() {
            let updated = &mut self.details.get_or_insert_default().updated;
            *updated = date.max(*updated);
        }
    }
}

/// A page of this text, split, and the texts of its entries with their lines.
#[cfg(test)]
pub(super) fn whole(text: &str) -> (Page, Vec<(usize, String)>) {
    let (page, entries) = split(text, &Delimiter::default());
    (page, entries.into_iter().map(|entry| (entry.line, text[entry.range].to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const END: &str = "Cette réponse vous a-t-elle été utile ?";

    fn page(lines: &[impl AsRef<str>]) -> (Page, Vec<(usize, String)>) {
        let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
        whole(&lines.join("\n"))
    }

    #[test]
    fn head_entries_and_the_last_one_without_delimiter() {
        let heading = "Votre question concerne quelle thématique ?";
        let (page, texts) =
            page(&["90 questions / réponses", "", heading, "Un", "- deux", END, "", " Trois ", ""]);
        assert_eq!(texts, [(4, "Un\n- deux".to_owned()), (8, "Trois".to_owned())]);
        assert_eq!(page.frame.announced, [(90, 1)]);
        assert_eq!(page.frame.count(FrameKind::Heading), 1);
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
        assert_eq!(page.frame.announced, [(3, 2), (4, 3)]);
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
            let announced = (0..count).map(|n| (n as u64, 3 * n + 1)).collect::<Vec<_>>();
            prop_assert_eq!(page.frame.announced, announced);
            prop_assert_eq!(page.unterminated, (open == 1 && count > 0).then_some(3 * count + 1));
            for (n, (at, text)) in texts.iter().take(count).enumerate() {
                prop_assert_eq!(*at, 3 * n + 2);
                prop_assert!(text.ends_with(&n.to_string()));
            }
        }
    }
}
