//! What `check` tells of pages besides what needs fixing: nothing here is wrong in itself.

use super::date::Date;
use super::diagnostic::{Diagnostic, What};
use super::flattened::flattened;
use super::line::asks;
use super::{Corpus, Entry, Page, Trouble, Weight};
use crate::text::sentences::first;

impl Corpus {
    /// What is worth knowing of the pages and their entries and needs no fixing, those of pages
    /// first.
    pub fn information(&self) -> impl Iterator<Item = Diagnostic> {
        let of_pages = self.pages().iter().flat_map(Page::information);
        let asks =
            self.entries().filter(only_asks).filter_map(|entry| diagnostic(entry, What::OnlyAsks));
        let flattened = self.entries().flat_map(|entry| {
            flattened(entry.text()).filter_map(move |what| diagnostic(entry, what))
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
            Some(page.diagnostic(None, What::Dated(first, last)))
        })
    }
}

/// A diagnostic of an entry, at its first source.
fn diagnostic(entry: Entry<'_>, what: What) -> Option<Diagnostic> {
    let source = entry.sources().next()?;
    let page = entry.corpus().pages().get(source.page)?;
    Some(page.diagnostic(Some(source.line), what))
}

impl Page {
    fn information(&self) -> impl Iterator<Item = Diagnostic> {
        let unanswered = self.unanswered.iter().map(|&line| (Some(line), What::Unanswered));
        let dates = self.frame.impossible_dates.iter();
        let dates = dates.map(|(text, line)| (Some(*line), What::ImpossibleDate(text.clone())));
        let announced =
            self.frame.announced.iter().max_by_key(|&&(count, line)| (count, -(line as i64)));
        let entries = self.entries;
        let differs = announced.filter(|&&(count, _)| count != entries as u64);
        let differs = differs
            .map(|&(announced, line)| (Some(line), What::CountDiffers { announced, entries }));
        let whole = self.is_whole.then_some((None, What::Form(Trouble::OneEntry)));
        let found = unanswered.chain(dates).chain(differs).chain(whole);
        let found = found.map(|(line, what)| self.diagnostic(line, what));
        found.chain(self.form_problems(|weight| weight != Weight::Fix))
    }
}

/// Whether the text of an entry is one question.
fn only_asks(entry: &Entry<'_>) -> bool {
    // Longer than any question, in bytes: spares reading large entries.
    const LONGEST: usize = 2000;
    let text = if entry.text_len() <= LONGEST { entry.text() } else { "" };
    !text.contains('\n') && asks(text) && first(text) == text
}
