//! The lines of a page that read like the delimiter, found while its text is decoded.

use std::ops::Range;

use super::delimiter::{Closing, Delimiter, PageData};

/// The lines of a part that read like the delimiter.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Those that end an entry, in order.
    pub closers: Vec<Closer>,
    /// Those that go on as text, by their numbers.
    pub buried: Vec<usize>,
}

/// A line that ends an entry.
#[derive(Debug)]
pub(super) struct Closer {
    /// Its number, from 1.
    pub line: usize,
    /// Its bytes, the line end included.
    pub range: Range<usize>,
    /// The page data on it.
    pub glued: Option<Glued>,
}

/// Page data on the line of a delimiter.
#[derive(Debug)]
pub(super) enum Glued {
    /// "Votre question concerne quel … ?"
    Heading(String),
    /// "90 questions / réponses"
    Counter(u64),
}

impl Marks {
    /// Looks at the line of `text` that begins at byte `at` and has the number `line`.
    pub fn look(&mut self, text: &str, at: usize, line: usize, delimiter: &Delimiter) {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
        match delimiter.read(&text[at..end]) {
            Closing::Delimiter { glued } => {
                let glued = glued.map(|data| match data {
                    PageData::Heading(heading) => Glued::Heading(heading.to_owned()),
                    PageData::Counter(count) => Glued::Counter(count),
                });
                let range = at..text.len().min(end + 1);
                self.closers.push(Closer { line, range, glued });
            }
            Closing::Buried => self.buried.push(line),
            Closing::Other => {}
        }
    }
}
