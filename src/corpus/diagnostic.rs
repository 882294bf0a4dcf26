//! Diagnostics: what a person should know about the pages, and how to fix it.
//!
//! None of them stops an answer; each names the file, the line and the fix.

use std::fmt;
use std::io;
use std::iter;
use std::mem;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::decode::{Damage, Reading};
use super::flattened::Flattened;
use super::forms::problem::Problem;
use super::ids::IdError;
use crate::messages::Lang;
use crate::text::clean::{Name, brief};

/// Something about a page, or about the rules beside it, that needs fixing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Diagnostic {
    /// A file was not read as a page.
    Skipped {
        /// Its path.
        path: PathBuf,
        /// Why.
        reason: SkipReason,
    },
    /// A page held what its encoding does not allow.
    Damaged {
        /// The page: its path, or its name where it has none.
        page: PathBuf,
        /// What and where.
        damage: Damage,
    },
    /// No delimiter closes the last entry of a page.
    Unterminated {
        /// The page.
        page: PathBuf,
        /// The line that the entry begins in.
        line: usize,
        /// The delimiter that should follow it.
        delimiter: String,
    },
    /// A line begins with the delimiter but goes on as text.
    Buried {
        /// The page.
        page: PathBuf,
        /// The line.
        line: usize,
    },
    /// A page holds no entry.
    NoEntry {
        /// The page.
        page: PathBuf,
    },
    /// A question has no answer. For information.
    Unanswered {
        /// The page.
        page: PathBuf,
        /// The line of the question.
        line: usize,
    },
    /// A page gives a date that the calendar does not have. For information.
    ImpossibleDate {
        /// The page.
        page: PathBuf,
        /// The line.
        line: usize,
        /// What it says.
        text: String,
    },
    /// A page announces another number of entries than it holds. For information.
    CountDiffers {
        /// The page.
        page: PathBuf,
        /// The line that announces most.
        line: usize,
        /// The number there.
        announced: u64,
        /// The number of entries, before merging.
        entries: usize,
    },
    /// The text of an entry is one question. For information.
    OnlyAsks {
        /// The page of its first source.
        page: PathBuf,
        /// The line that it begins in there.
        line: usize,
    },
    /// The text of an entry has a table or a list on one line. For information.
    Flattened {
        /// The page of its first source.
        page: PathBuf,
        /// The line that it begins in there.
        line: usize,
        /// Which.
        what: Flattened,
    },
    /// The dates of the entries of a page. For information.
    Dated {
        /// The page.
        page: PathBuf,
        /// The first.
        first: Date,
        /// The last.
        last: Date,
    },
    /// A page has neither a delimiter nor a question, so it is one entry. For information.
    Whole {
        /// The page.
        page: PathBuf,
    },
    /// The form of a page cannot give something.
    Form {
        /// The page.
        page: PathBuf,
        /// What and where.
        problem: Problem,
    },
    /// A data file beside the pages needs fixing.
    Data {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        flaw: Flaw,
        /// Whether the program's own file is used in its place.
        replaced: bool,
    },
    /// There are more diagnostics of one file and kind than are shown ([`few`]).
    More {
        /// The file.
        path: PathBuf,
        /// How many.
        count: usize,
    },
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
            mem::discriminant(other) == mem::discriminant(&next) && other.path() == next.path()
        };
        if shown < FEW {
            shown = if diagnostics.peek().is_some_and(is_alike) { shown + 1 } else { 0 };
            return Some(next);
        }
        shown = 0;
        let more = iter::from_fn(|| diagnostics.next_if(is_alike)).count();
        Some(Diagnostic::More { path: next.path().to_owned(), count: 1 + more })
    })
}

/// Diagnostics, one a line.
pub(super) fn joined(diagnostics: &[Diagnostic], lang: Lang) -> String {
    diagnostics.iter().map(|d| d.line_message(lang)).collect::<Vec<_>>().join("\n")
}

/// Why a file was not read as a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SkipReason {
    /// The system refuses it, in these words.
    Unreadable(String),
    /// It is larger than any page may be.
    TooLarge(String),
    /// It is a folder, a pipe, a device or a socket.
    NotAFile,
    /// It holds nothing but white space.
    Empty,
}

impl SkipReason {
    /// The reason behind an error of reading.
    pub(super) fn of(error: &io::Error) -> Self {
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
        Self::Data { path, flaw, replaced: true }
    }

    /// A data file of which a part cannot be used.
    pub fn in_part(path: &Path, flaw: Flaw) -> Self {
        Self::Data { path: path.to_owned(), flaw, replaced: false }
    }

    /// Whether a part of a page cannot be read.
    pub(super) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Form { problem, .. } if problem.trouble.is_unreadable())
    }

    /// The file it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Skipped { path, .. } | Self::Data { path, .. } | Self::More { path, .. } => path,
            Self::Damaged { page, .. }
            | Self::Unterminated { page, .. }
            | Self::Buried { page, .. }
            | Self::Unanswered { page, .. }
            | Self::ImpossibleDate { page, .. }
            | Self::CountDiffers { page, .. }
            | Self::OnlyAsks { page, .. }
            | Self::Flattened { page, .. }
            | Self::Dated { page, .. }
            | Self::Whole { page }
            | Self::Form { page, .. }
            | Self::NoEntry { page } => page,
        }
    }

    /// The 1-based line it is about, where there is one.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Damaged { damage, .. } => Some(damage.line),
            Self::Form { problem, .. } => Some(problem.line),
            Self::Unterminated { line, .. }
            | Self::Buried { line, .. }
            | Self::Unanswered { line, .. }
            | Self::ImpossibleDate { line, .. }
            | Self::CountDiffers { line, .. }
            | Self::Flattened { line, .. }
            | Self::OnlyAsks { line, .. } => Some(*line),
            Self::Skipped { .. }
            | Self::NoEntry { .. }
            | Self::Dated { .. }
            | Self::Whole { .. }
            | Self::Data { .. }
            | Self::More { .. } => None,
        }
    }

    /// What is wrong and how to fix it, without file and line.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Skipped { reason: SkipReason::Unreadable(why), .. } => {
                lang.skipped_unreadable(why)
            }
            Self::Skipped { reason: SkipReason::TooLarge(why), .. } => lang.skipped_too_large(why),
            Self::Skipped { reason: SkipReason::NotAFile, .. } => lang.skipped_not_a_file(),
            Self::Skipped { reason: SkipReason::Empty, .. } => lang.skipped_empty(),
            Self::Damaged { damage: Damage { reading, count, .. }, .. } => match reading {
                Reading::Windows1252 => lang.read_as_windows_1252(*count),
                Reading::StrayBytes => lang.stray_bytes(*count),
                Reading::Utf16 => lang.damaged_utf16(*count),
                Reading::Declared => lang.damaged_declared(*count),
            },
            Self::Unterminated { delimiter, .. } => lang.unterminated_entry(delimiter),
            Self::Buried { .. } => lang.buried_delimiter(),
            Self::NoEntry { .. } => lang.page_without_entry(),
            Self::Unanswered { .. } => lang.question_without_answer(),
            Self::ImpossibleDate { text, .. } => lang.impossible_date(&brief(text)),
            Self::CountDiffers { announced, entries, .. } => {
                lang.count_differs(*announced, *entries)
            }
            Self::OnlyAsks { .. } => lang.answer_only_asks(),
            Self::Flattened { what: Flattened::Table, .. } => lang.table_flattened(),
            Self::Flattened { what: Flattened::List, .. } => lang.list_flattened(),
            Self::Dated { first, last, .. } => {
                lang.entries_dated(&first.shown(lang), &last.shown(lang))
            }
            Self::Whole { .. } => lang.page_is_one_entry(),
            Self::Form { problem, .. } => problem.trouble.message(lang),
            Self::Data { flaw, replaced: true, .. } => lang.data_file_replaced(&flaw.message(lang)),
            Self::Data { flaw, .. } => lang.data_file_in_part(&flaw.message(lang)),
            Self::More { count, .. } => lang.more_diagnostics(*count),
        }
    }

    /// The message behind file and line.
    pub fn line_message(&self, lang: Lang) -> String {
        let line = self.line().map(|line| format!("{line}:")).unwrap_or_default();
        format!("{}:{line} {}", Name(self.path()), self.message(lang))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line_message(Lang::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_shown_five_times_and_counted() {
        let buried = |page: &str, lines: std::ops::Range<usize>| {
            let page = PathBuf::from(page);
            lines.map(move |line| Diagnostic::Buried { page: page.clone(), line })
        };
        let none = |page: &str| iter::once(Diagnostic::NoEntry { page: page.into() });
        let all = buried("a", 0..5).chain(none("a")).chain(buried("a", 0..6));
        let all = all.chain(buried("b", 0..1)).chain(none("b")).chain(buried("c", 0..1000));
        let shown: Vec<Diagnostic> = few(all).collect();
        let more = |page: &str, count| Diagnostic::More { path: page.into(), count };
        assert_eq!(shown.len(), 20);
        assert_eq!((&shown[11], &shown[19]), (&more("a", 1), &more("c", 995)));
    }
}
