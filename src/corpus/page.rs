//! Splitting: the text of one page into its entries and its page data.
//!
//! An entry is the text between two delimiters. At the head of a page and directly after a
//! delimiter, headings and counters belong to the page. Every line that is not blank ends up
//! in exactly one place: entry, heading, counter or delimiter.
//!
//! A large page is read in parts, by several threads. What stands between two delimiters of
//! one part is split there; what stands before its first or behind its last may go on in the
//! neighbouring parts, and is split when [`join`] has them all. Wherever a page is cut between
//! lines, the outcome is the same; only an entry across a cut is copied, to stand in one piece.

use std::borrow::Cow;
use std::ops::Range;

use super::delimiter::{PageData, page_data};
use super::identity;
use super::marks::{Closer, Glued, Marks};
use crate::text::fold::is_invisible;

/// What a page, or a part of one, holds. Lines are counted from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Split {
    /// The entries, in order; never blank.
    pub entries: Vec<Span>,
    /// The facet headings, each with its line.
    pub headings: Vec<(usize, String)>,
    /// The counts of entries that the page announces, each with its line.
    pub counters: Vec<(usize, u64)>,
    /// The lines of the delimiters.
    pub delimiters: Vec<usize>,
    /// The first line of an entry that no delimiter closes (the last of the page).
    pub unterminated: Option<usize>,
    /// Lines that begin with the delimiter but go on as text.
    pub buried: Vec<usize>,
}

/// An entry as it stands on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// The index of the text that holds it.
    pub text: usize,
    /// Its place there: whole lines but for the white space at either end.
    pub range: Range<usize>,
    /// The line of its first character.
    pub line: usize,
    /// Its [`identity::key`].
    pub key: u64,
    /// Whether it has characters that folding drops.
    pub drops: bool,
}

/// Lines of a page, decoded.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    /// Their characters.
    pub text: Cow<'static, str>,
    /// Where characters stand that folding drops, in order.
    pub dropped: Vec<usize>,
}

/// A part of a page, split as far as that can be done by itself.
#[derive(Debug, Default)]
pub(super) struct Part {
    text: Text,
    /// How many lines it ends.
    lines: usize,
    /// What stands before its first delimiter, and what behind its last. Nothing if it has
    /// none.
    ends: Option<Ends>,
    /// All between them.
    inner: Split,
}

#[derive(Debug)]
struct Ends {
    head: Range<usize>,
    tail: Range<usize>,
    /// The line that the tail begins with.
    tail_line: usize,
}

impl Part {
    /// Splits `text`, of which `lines` lines are ended, at its `marks`.
    pub fn new(text: Text, lines: usize, marks: Marks) -> Self {
        let Marks { closers, buried } = marks;
        let mut inner = Split { buried, ..Split::default() };
        let ends = closers.first().zip(closers.last()).map(|(first, last)| Ends {
            head: 0..first.range.start,
            tail: last.range.end..text.text.len(),
            tail_line: last.line + 1,
        });
        let mut nexts = closers.iter().skip(1).map(|next| next.range.start).collect::<Vec<_>>();
        nexts.reverse();
        for Closer { line, range, glued } in closers {
            inner.delimiters.push(line);
            match glued {
                Some(Glued::Heading(heading)) => inner.headings.push((line, heading)),
                Some(Glued::Counter(count)) => inner.counters.push((line, count)),
                None => {}
            }
            if let Some(end) = nexts.pop() {
                inner.section(&text, 0, range.end..end, line + 1);
            }
        }
        Self { text, lines, ends, inner }
    }
}

/// Splits a page of which these are the parts, in order, and adds its text to `texts`, its
/// entries to `entries`: those of all pages stand in one list, which comes back in the split.
pub(super) fn join(parts: Vec<Part>, texts: &mut Vec<Text>, entries: Vec<Span>) -> Split {
    let mut page = Split { entries, ..Split::default() };
    let entries = parts.iter().map(|part| part.inner.entries.len() + 1);
    page.entries.reserve(entries.sum::<usize>() + 1);
    let mut open = Vec::new();
    let mut open_line = 1;
    let mut lines = 0;
    for part in parts {
        let index = texts.len();
        match part.ends {
            Some(Ends { head, tail, tail_line }) => {
                texts.push(part.text);
                open.push((index, head));
                page.close(texts, &open, open_line);
                page.add(part.inner, index, lines);
                open = vec![(index, tail)];
                open_line = lines + tail_line;
            }
            None => {
                open.push((index, 0..part.text.text.len()));
                texts.push(part.text);
                page.add(part.inner, index, lines);
            }
        }
        lines += part.lines;
    }
    let closed = page.entries.len();
    page.close(texts, &open, open_line);
    page.unterminated = page.entries.get(closed).map(|entry| entry.line);
    page
}

impl Split {
    /// Splits what stands between two delimiters: `range` of the text with this index, which
    /// begins with the line `line`.
    fn section(&mut self, text: &Text, index: usize, range: Range<usize>, mut line: usize) {
        let mut start = range.start;
        while start < range.end {
            let rest = &text.text[start..range.end];
            let content = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]);
            if !is_blank(content) {
                match page_data(content) {
                    Some(PageData::Heading(heading)) => {
                        self.headings.push((line, heading.to_owned()));
                    }
                    Some(PageData::Counter(count)) => self.counters.push((line, count)),
                    None => {
                        return self.entries.push(Span::new(text, index, start..range.end, line));
                    }
                }
            }
            start += content.len() + 1;
            line += 1;
        }
    }

    /// Splits what stands between two delimiters, whichever parts it lies in.
    fn close(&mut self, texts: &mut Vec<Text>, open: &[(usize, Range<usize>)], line: usize) {
        let mut filled = open.iter().filter(|(_, range)| !range.is_empty());
        let (first, further) = (filled.next(), filled.next());
        match (first, further) {
            (None, _) => {}
            (Some((index, range)), None) => {
                self.section(&texts[*index], *index, range.clone(), line);
            }
            _ => {
                let joined = Text::joined(texts, open);
                self.section(&joined, texts.len(), 0..joined.text.len(), line);
                texts.push(joined);
            }
        }
    }

    /// Adds what the part with the text of this index holds; `lines` stand before it.
    fn add(&mut self, part: Self, index: usize, lines: usize) {
        let place = |span: Span| Span { text: index, line: span.line + lines, ..span };
        self.entries.extend(part.entries.into_iter().map(place));
        self.headings.extend(part.headings.into_iter().map(|(line, text)| (line + lines, text)));
        self.counters.extend(part.counters.into_iter().map(|(line, count)| (line + lines, count)));
        self.delimiters.extend(part.delimiters.into_iter().map(|line| line + lines));
        self.buried.extend(part.buried.into_iter().map(|line| line + lines));
    }
}

impl Span {
    /// The entry in `range` of `text`, which has this index.
    fn new(text: &Text, index: usize, range: Range<usize>, line: usize) -> Self {
        let lines = &text.text[range.clone()];
        let start = range.start + (lines.len() - lines.trim_start().len());
        let entry = lines.trim();
        let range = start..start + entry.len();
        let dropped = text.dropped.partition_point(|&at| at < range.start);
        let drops = text.dropped.get(dropped).is_some_and(|&at| at < range.end);
        Self { text: index, range, line, key: identity::key(entry), drops }
    }
}

impl Text {
    /// What stands in these places, in one piece. A text that is taken whole is emptied: no
    /// entry but this stands in it.
    fn joined(texts: &mut [Self], places: &[(usize, Range<usize>)]) -> Self {
        let mut joined = String::new();
        let mut dropped = Vec::new();
        for (index, range) in places {
            let Self { text, dropped: here } = &texts[*index];
            let held = here.iter().filter(|&at| range.contains(at));
            dropped.extend(held.map(|at| joined.len() + at - range.start));
            joined.push_str(&text[range.clone()]);
            if range.len() == text.len() {
                texts[*index] = Self::default();
            }
        }
        Self { text: Cow::Owned(joined), dropped }
    }
}

/// Whether nothing of a line can be seen.
fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// A page of this text, split, and the texts of its entries with their lines.
#[cfg(test)]
pub(super) fn whole(text: &str) -> (Split, Vec<(usize, String)>) {
    let lines: Vec<&str> = text.split('\n').collect();
    let page = tests::Page::of(&lines, 0);
    let texts = page.texts().into_iter().map(|(line, text)| (line, text.to_owned())).collect();
    (page.0, texts)
}

#[cfg(test)]
mod tests {
    use super::super::delimiter::Delimiter;
    use super::*;
    use proptest::prelude::*;

    const END: &str = "Cette réponse vous a-t-elle été utile ?";

    /// A page, split, and its texts.
    pub(super) struct Page(pub(super) Split, Vec<Text>);

    impl Page {
        /// The page with these lines, cut where `cuts` has a bit for the line.
        pub(super) fn of(lines: &[impl AsRef<str>], cuts: u32) -> Self {
            let delimiter = Delimiter::default();
            let mut parts = Vec::new();
            let mut begun = 0;
            for end in (1..=lines.len()).filter(|&n| cuts >> n & 1 == 1 || n == lines.len()) {
                let mut text = String::new();
                let mut marks = Marks::default();
                for (number, line) in lines[begun..end].iter().enumerate() {
                    let at = text.len();
                    text.push_str(line.as_ref());
                    marks.look(&text, at, number + 1, &delimiter);
                    if begun + number + 1 < lines.len() {
                        text.push('\n');
                        let closer = marks.closers.last_mut();
                        closer
                            .filter(|c| c.range.start == at)
                            .into_iter()
                            .for_each(|c| c.range.end += 1);
                    }
                }
                let dropped = text.match_indices('\u{AD}').map(|(at, _)| at).collect();
                let lines = text.matches('\n').count();
                parts.push(Part::new(Text { text: Cow::Owned(text), dropped }, lines, marks));
                begun = end;
            }
            let mut texts = Vec::new();
            let split = join(parts, &mut texts, Vec::new());
            Self(split, texts)
        }

        pub(super) fn texts(&self) -> Vec<(usize, &str)> {
            let text = |entry: &Span| &self.1[entry.text].text[entry.range.clone()];
            self.0.entries.iter().map(|entry| (entry.line, text(entry))).collect()
        }
    }

    fn page(lines: &[&str]) -> Page {
        Page::of(lines, 0)
    }

    #[test]
    fn head_entries_and_the_last_one_without_delimiter() {
        let heading = "Votre question concerne quelle thématique ?";
        let page =
            page(&["90 questions / réponses", "", heading, "Un", "- deux", END, "", " Trois ", ""]);
        assert_eq!(page.texts(), [(4, "Un\n- deux"), (8, "Trois")]);
        assert_eq!(page.0.counters, [(1, 90)]);
        assert_eq!(page.0.headings, [(3, heading.to_owned())]);
        assert_eq!(page.0.delimiters, [6]);
        assert_eq!(page.0.unterminated, Some(8));
    }

    #[test]
    fn page_data_after_a_delimiter_and_text_inside_an_entry() {
        let page = page(&[
            "Un",
            &format!("{END}3 questions / réponses"),
            "4 questions / réponses",
            "Deux",
            "5 questions / réponses",
            END,
        ]);
        assert_eq!(page.texts(), [(1, "Un"), (4, "Deux\n5 questions / réponses")]);
        assert_eq!(page.0.counters, [(2, 3), (3, 4)]);
        assert_eq!(page.0.unterminated, None);
    }

    #[test]
    fn blank_entries_are_dropped_and_a_buried_delimiter_is_text() {
        let page = page(&[END, " ", END, "Un", &format!("{END} Oui Non"), END]);
        assert_eq!(page.texts(), [(4, &*format!("Un\n{END} Oui Non"))]);
        assert_eq!(page.0.buried, [5]);
        assert_eq!(page.0.delimiters, [1, 3, 6]);
    }

    fn lines() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec(
            prop_oneof![
                Just(END.to_owned()),
                Just(format!("{END}7 questions / réponses")),
                Just(format!("{END} Oui")),
                Just(String::new()),
                Just("Votre question concerne quel couloir ?".to_owned()),
                Just("12 questions / réponses".to_owned()),
                "[ \ta-zé?\u{AD}]{0,12}",
            ],
            0..16,
        )
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_stands_twice(lines in lines()) {
            let lines: Vec<String> = lines.into_iter().filter(|line| !line.ends_with("Oui")).collect();
            let text = lines.join("\n");
            let page = Page::of(&lines, 0);
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).count();
            let glued = lines.iter().filter(|line| line.starts_with(END) && line.len() > END.len()).count();
            let counters: usize = page.0.counters.iter().map(|(_, n)| visible(&format!("{n} questions / réponses"))).sum();
            let parts = page.texts().iter().map(|(_, text)| visible(text)).sum::<usize>()
                + page.0.headings.iter().map(|(_, heading)| visible(heading)).sum::<usize>()
                + counters + page.0.delimiters.len() * visible(END);
            prop_assert!(glued <= page.0.counters.len());
            prop_assert_eq!(parts, visible(&text));
        }

        #[test]
        fn any_cut_between_lines_gives_the_same(lines in lines(), cuts in any::<u32>()) {
            let (whole, cut) = (Page::of(&lines, 0), Page::of(&lines, cuts));
            prop_assert_eq!(whole.texts(), cut.texts());
            let facts = |page: &Page| page.0.entries.iter().map(|entry| (entry.key, entry.drops)).collect::<Vec<_>>();
            prop_assert_eq!(facts(&whole), facts(&cut));
            let rest = |page: &Page| Split { entries: Vec::new(), ..page.0.clone() };
            prop_assert_eq!(rest(&whole), rest(&cut));
            for (entry, (_, text)) in cut.0.entries.iter().zip(cut.texts()) {
                prop_assert_eq!(entry.drops, text.contains('\u{AD}'));
            }
        }
    }
}
