//! Splitting: the text of one page into its entries and its page data.
//!
//! An entry is the text between two delimiters. At the head of a page and directly after a
//! delimiter, headings and counters belong to the page. Every line that is not blank ends up
//! in exactly one place: entry, heading, counter or delimiter.

use super::delimiter::{Closing, Delimiter, PageData, page_data};
use crate::text::fold::is_invisible;

/// What one page holds. Lines are counted from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// The entries, in order; never blank.
    pub entries: Vec<RawEntry>,
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
pub struct RawEntry {
    /// Its lines joined by `\n`, without white space at either end.
    pub text: String,
    /// The line of its first character.
    pub line: usize,
}

/// Splits the text of a page.
#[must_use]
pub fn split(text: &str, delimiter: &Delimiter) -> Split {
    let mut splitter = Splitter { text, ..Splitter::default() };
    let mut offset = 0;
    for (index, line) in text.split('\n').enumerate() {
        splitter.line(index + 1, offset, line, delimiter);
        offset += line.len() + 1;
    }
    splitter.close(text.len());
    splitter.page.unterminated = splitter.last_closed;
    splitter.page
}

/// Whether nothing of a line can be seen.
fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

#[derive(Default)]
struct Splitter<'a> {
    text: &'a str,
    page: Split,
    /// Where the open entry began: its first line that is not blank, and its byte offset.
    open: Option<(usize, usize)>,
    /// The line of the entry that the last [`Splitter::close`] closed, if it closed one.
    last_closed: Option<usize>,
}

impl Splitter<'_> {
    fn line(&mut self, number: usize, offset: usize, line: &str, delimiter: &Delimiter) {
        match delimiter.read(line) {
            Closing::Delimiter { glued } => {
                self.close(offset);
                self.page.delimiters.push(number);
                if let Some(data) = glued {
                    self.data(number, data);
                }
            }
            reading => {
                if reading == Closing::Buried {
                    self.page.buried.push(number);
                }
                self.text_line(number, offset, line);
            }
        }
    }

    fn text_line(&mut self, number: usize, offset: usize, line: &str) {
        if self.open.is_some() || is_blank(line) {
            return;
        }
        match page_data(line) {
            Some(data) => self.data(number, data),
            None => self.open = Some((number, offset)),
        }
    }

    fn data(&mut self, number: usize, data: PageData<'_>) {
        match data {
            PageData::Heading(heading) => self.page.headings.push((number, heading.to_owned())),
            PageData::Counter(count) => self.page.counters.push((number, count)),
        }
    }

    /// Ends the open entry before the byte `end`.
    fn close(&mut self, end: usize) {
        self.last_closed = self.open.map(|(line, _)| line);
        if let Some((line, start)) = self.open.take() {
            let text = self.text[start..end].trim().to_owned();
            self.page.entries.push(RawEntry { text, line });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const END: &str = "Cette réponse vous a-t-elle été utile ?";

    fn page(lines: &[&str]) -> Split {
        split(&lines.join("\n"), &Delimiter::default())
    }

    fn texts(page: &Split) -> Vec<(usize, &str)> {
        page.entries.iter().map(|entry| (entry.line, entry.text.as_str())).collect()
    }

    #[test]
    fn head_entries_and_the_last_one_without_delimiter() {
        let heading = "Votre question concerne quelle thématique ?";
        let page =
            page(&["90 questions / réponses", "", heading, "Un", "- deux", END, "", " Trois ", ""]);
        assert_eq!(texts(&page), [(4, "Un\n- deux"), (8, "Trois")]);
        assert_eq!(page.counters, [(1, 90)]);
        assert_eq!(page.headings, [(3, heading.to_owned())]);
        assert_eq!(page.delimiters, [6]);
        assert_eq!(page.unterminated, Some(8));
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
        assert_eq!(texts(&page), [(1, "Un"), (4, "Deux\n5 questions / réponses")]);
        assert_eq!(page.counters, [(2, 3), (3, 4)]);
        assert_eq!(page.unterminated, None);
    }

    #[test]
    fn blank_entries_are_dropped_and_a_buried_delimiter_is_text() {
        let page = page(&[END, " ", END, "Un", &format!("{END} Oui Non"), END]);
        assert_eq!(texts(&page), [(4, &*format!("Un\n{END} Oui Non"))]);
        assert_eq!(page.buried, [5]);
        assert_eq!(page.delimiters, [1, 3, 6]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_stands_twice(
            lines in prop::collection::vec(prop_oneof![
                Just(END.to_owned()), Just(format!("{END}7 questions / réponses")), Just(String::new()),
                Just("Votre question concerne quel couloir ?".to_owned()),
                Just("12 questions / réponses".to_owned()), "[ \ta-zé?]{0,12}",
            ], 0..12),
        ) {
            let text = lines.join("\n");
            let page = split(&text, &Delimiter::default());
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            let glued = lines.iter().filter(|line| line.starts_with(END) && line.len() > END.len()).count();
            let counters: usize = page.counters.iter().map(|(_, n)| visible(&format!("{n} questions / réponses"))).sum();
            let parts = page.entries.iter().map(|entry| visible(&entry.text)).sum::<usize>()
                + page.headings.iter().map(|(_, heading)| visible(heading)).sum::<usize>()
                + counters + page.delimiters.len() * visible(END);
            prop_assert!(glued <= page.counters.len());
            prop_assert_eq!(parts, visible(&text));
        }
    }
}
