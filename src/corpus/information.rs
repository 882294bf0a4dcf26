//! What `check` tells of pages besides what needs fixing: nothing here is wrong in itself.

use std::iter;
use std::path::PathBuf;

use super::date::Date;
use super::diagnostic::Diagnostic;
use super::flattened::flattened;
use super::line::asks;
use super::{Corpus, Entry, Page};
use crate::text::sentences::first;

impl Corpus {
    /// What is worth knowing of the pages and their entries and needs no fixing, those of pages
    /// first.
    pub fn information(&self) -> impl Iterator<Item = Diagnostic> {
        let of_pages = self.pages().iter().flat_map(Page::information);
        let asks = self.entries().filter(only_asks).filter_map(|entry| {
            let (page, line) = place(entry)?;
            Some(Diagnostic::OnlyAsks { page, line })
        });
        let flattened = self.entries().flat_map(|entry| {
            let diagnostic = move |what| {
                let (page, line) = place(entry)?;
                Some(Diagnostic::Flattened { page, line, what })
            };
            flattened(entry.text()).filter_map(diagnostic)
        });
        of_pages.chain(self.dates()).chain(asks).chain(flattened)
    }

    /// The first and the last date of the entries of each page that has some.
    fn dates(&self) -> impl Iterator<Item = Diagnostic> {
        let mut dates: Vec<Option<(Date, Date)>> = vec![None; self.pages().len()];
        for entry in self.entries() {
            let Some(date) = entry.given_details().updated else { continue };
            for source in entry.sources() {
                if let Some(known) = dates.get_mut(source.page) {
                    let (first, last) = known.unwrap_or((date, date));
                    *known = Some((first.min(date), last.max(date)));
                }
            }
        }
        self.pages().iter().zip(dates).filter_map(|(page, dates)| {
            let (first, last) = dates?;
            Some(Diagnostic::Dated { page: page.name().to_owned(), first, last })
        })
    }
}

/// The page of the first source of an entry, and the line that it begins in there.
fn place(entry: Entry<'_>) -> Option<(PathBuf, usize)> {
    let source = entry.sources().next()?;
    let page = entry.corpus().pages().get(source.page)?;
    Some((page.name().to_owned(), source.line))
}

impl Page {
    fn information(&self) -> impl Iterator<Item = Diagnostic> {
        let page = || self.name().to_owned();
        let unanswered =
            self.unanswered.iter().map(move |&line| Diagnostic::Unanswered { page: page(), line });
        let dates = self.frame.impossible_dates.iter();
        let dates = dates.map(move |(text, line)| Diagnostic::ImpossibleDate {
            page: page(),
            line: *line,
            text: text.clone(),
        });
        let announced =
            self.frame.announced.iter().max_by_key(|&&(count, line)| (count, -(line as i64)));
        let entries = self.entries;
        let differs = announced.filter(|&&(count, _)| count != entries as u64);
        let differs = differs.map(|&(count, line)| Diagnostic::CountDiffers {
            page: page(),
            line,
            announced: count,
            entries,
        });
        let whole = self.is_whole.then(|| Diagnostic::Whole { page: page() });
        let form = self.form_problems().filter(|problem| !problem.is_unreadable());
        iter::empty().chain(unanswered).chain(dates).chain(differs).chain(whole).chain(form)
    }
}

/// Whether the text of an entry is one question.
fn only_asks(entry: &Entry<'_>) -> bool {
    // Longer than any question, in bytes: spares reading large entries.
    const LONGEST: usize = 2000;
    let text = if entry.text_len() <= LONGEST { entry.text() } else { "" };
    !text.contains('\n') && asks(text) && first(text) == text
}
