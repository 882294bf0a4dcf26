//! Diagnostics: what a person should know about the pages, and how to fix it.
//!
//! None of them stops an answer; each names the file, the line and the fix.

use std::io;
use std::iter;
use std::mem;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::decode::Reading;
use super::forms::problem::Trouble;
use super::ids::IdError;
use crate::messages::Lang;
use crate::text::clean::{Name, brief};

/// Something that a person should know about a page, or about a data file beside the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file: its path, or the name of a page that has none.
    pub path: PathBuf,
    /// The 1-based line, where it is about one.
    pub line: Option<usize>,
    /// What it is.
    pub what: What,
}

/// What a [`Diagnostic`] is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A file is no page: the system refuses it, in these words.
    Unreadable(String),
    /// A file is no page: it is larger than any may be.
    TooLarge(String),
    /// Something is no page: it is a folder, a pipe, a device or a socket.
    NotAFile,
    /// A file is no page: it holds nothing but white space.
    Empty,
    /// A page held so many bytes, or units, that its encoding does not allow.
    Damaged(Reading, usize),
    /// This delimiter, which should close the last entry of a page, does not.
    Unterminated(String),
    /// A line begins with the delimiter but goes on as text.
    Buried,
    /// A page holds no entry.
    NoEntry,
    /// A question has no answer. For information.
    Unanswered,
    /// A page gives this date, which the calendar does not have. For information.
    ImpossibleDate(String),
    /// A page announces another number of entries than it holds. For information.
    CountDiffers {
        /// The most that it announces.
        announced: u64,
        /// The number of entries, before merging.
        entries: usize,
    },
    /// The text of an entry is one question. For information.
    OnlyAsks,
    /// The text of an entry has the rows of a table on one line. For information.
    TableFlattened,
    /// The text of an entry has the items of a list on one line. For information.
    ListFlattened,
    /// The first and the last date of the entries of a page. For information.
    Dated(Date, Date),
    /// The form of a page cannot give something.
    Form(Trouble),
    /// A data file beside the pages needs fixing.
    Data {
        /// What is wrong.
        flaw: Flaw,
        /// Whether the program's own file is used in its place.
        replaced: bool,
    },
    /// There are so many more diagnostics of one file and kind than are shown ([`few`]).
    More(usize),
}

/// What is wrong with a data file beside the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flaw {
    /// The system or the reader of JSON refuses it, in these words.
    Refused(String),
    /// What it says of the entry called so is refused, in these words.
    RefusedAt(String, String),
    /// It names an entry that there is not.
    Id(IdError),
    /// It calls a facet like an option or a filter of the program.
    NameTaken(String),
    /// The lexicon has not the shape of one, in the words of the reader.
    Lexicon(String),
}

impl Flaw {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::Refused(why) => lang.reason(why),
            Self::RefusedAt(id, why) => lang.refused_at(id, &lang.reason(why)),
            Self::Id(error) => error.message(lang),
            Self::NameTaken(key) => lang.facet_name_taken(key),
            Self::Lexicon(why) => lang.lexicon_malformed(&lang.reason(why)),
        }
    }
}

/// How many diagnostics of one file and kind are shown.
const FEW: usize = 5;

/// The first five of the `diagnostics` of each file and kind, which stand one behind another, and
/// how many more there are: a page may have millions, and no one reads them.
pub fn few(diagnostics: impl Iterator<Item = Diagnostic>) -> impl Iterator<Item = Diagnostic> {
    let mut diagnostics = diagnostics.peekable();
    let mut shown = 0;
    iter::from_fn(move || {
        let next = diagnostics.next()?;
        let is_alike = |other: &Diagnostic| {
            mem::discriminant(&other.what) == mem::discriminant(&next.what)
                && other.path == next.path
        };
        if shown < FEW {
            shown = if diagnostics.peek().is_some_and(is_alike) { shown + 1 } else { 0 };
            return Some(next);
        }
        shown = 0;
        let more = iter::from_fn(|| diagnostics.next_if(is_alike)).count();
        Some(Diagnostic { line: None, what: What::More(1 + more), ..next.clone() })
    })
}

/// Diagnostics, one a line.
pub(super) fn joined(diagnostics: &[Diagnostic], lang: Lang) -> String {
    diagnostics.iter().map(|d| d.line_message(lang)).collect::<Vec<_>>().join("\n")
}

impl What {
    /// Why a file is no page, given the error of reading it.
    pub(super) fn unread(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData => Self::Empty,
            io::ErrorKind::InvalidInput => Self::NotAFile,
            io::ErrorKind::FileTooLarge => Self::TooLarge(error.to_string()),
            _ => Self::Unreadable(error.to_string()),
        }
    }
}

impl Diagnostic {
    /// A data file that cannot be used at all.
    pub fn unusable(path: PathBuf, flaw: Flaw) -> Self {
        Self { path, line: None, what: What::Data { flaw, replaced: true } }
    }

    /// A data file of which a part cannot be used.
    pub fn in_part(path: &Path, flaw: Flaw) -> Self {
        let what = What::Data { flaw, replaced: false };
        Self { path: path.to_owned(), line: None, what }
    }

    /// What is wrong and how to fix it, without file and line.
    pub fn message(&self, lang: Lang) -> String {
        match &self.what {
            What::Unreadable(why) => lang.skipped_unreadable(why),
            What::TooLarge(why) => lang.skipped_too_large(why),
            What::NotAFile => lang.skipped_not_a_file(),
            What::Empty => lang.skipped_empty(),
            What::Damaged(Reading::Windows1252, count) => lang.read_as_windows_1252(*count),
            What::Damaged(Reading::StrayBytes, count) => lang.stray_bytes(*count),
            What::Damaged(Reading::Utf16, count) => lang.damaged_utf16(*count),
            What::Damaged(Reading::Declared, count) => lang.damaged_declared(*count),
            What::Unterminated(delimiter) => lang.unterminated_entry(delimiter),
            What::Buried => lang.buried_delimiter(),
            What::NoEntry => lang.page_without_entry(),
            What::Unanswered => lang.question_without_answer(),
            What::ImpossibleDate(text) => lang.impossible_date(&brief(text)),
            What::CountDiffers { announced, entries } => lang.count_differs(*announced, *entries),
            What::OnlyAsks => lang.answer_only_asks(),
            What::TableFlattened => lang.table_flattened(),
            What::ListFlattened => lang.list_flattened(),
            What::Dated(first, last) => lang.entries_dated(&first.shown(lang), &last.shown(lang)),
            What::Form(trouble) => trouble.message(lang),
            What::Data { flaw, replaced: true } => lang.data_file_replaced(&flaw.message(lang)),
            What::Data { flaw, .. } => lang.data_file_in_part(&flaw.message(lang)),
            What::More(count) => lang.more_diagnostics(*count),
        }
    }

    /// The message behind file and line.
    pub fn line_message(&self, lang: Lang) -> String {
        let line = self.line.map(|line| format!("{line}:")).unwrap_or_default();
        format!("{}:{line} {}", Name(&self.path), self.message(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_shown_five_times_and_counted() {
        let one = |page: &str, line, what| Diagnostic { path: page.into(), line, what };
        let buried = |page: &'static str, lines: std::ops::Range<usize>| {
            lines.map(move |line| one(page, Some(line), What::Buried))
        };
        let none = |page: &str| iter::once(one(page, None, What::NoEntry));
        let all = buried("a", 0..5).chain(none("a")).chain(buried("a", 0..6));
        let all = all.chain(buried("b", 0..1)).chain(none("b")).chain(buried("c", 0..1000));
        let shown: Vec<Diagnostic> = few(all).collect();
        let more = |page: &str, count| one(page, None, What::More(count));
        assert_eq!(shown.len(), 20);
        assert_eq!((&shown[11], &shown[19]), (&more("a", 1), &more("c", 995)));
    }
}
