//! Notices: what a person should know about the pages, and how to mend it.
//!
//! None of them stops an answer; each names the file, the line and the mend.

use std::fmt;
use std::io;
use std::iter;
use std::mem;
use std::path::{Path, PathBuf};

use super::decode::{Damage, Reading};
use crate::text::clean::Name;

/// Something about a page, or about the rules beside it, that needs mending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
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
    /// A data file beside the pages needs mending.
    Data {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column where they are known, and what becomes of it.
        why: String,
    },
    /// There are more notices of one file and kind than were told ([`few`]).
    More {
        /// The file.
        path: PathBuf,
        /// How many.
        count: usize,
    },
}

/// How many notices of one file and kind people are told.
const FEW: usize = 5;

/// The first five of the `notices` of each file and kind, which stand one behind another, and how
/// many more there are: a page may have millions, and no one reads them.
pub fn few(notices: impl Iterator<Item = Notice>) -> impl Iterator<Item = Notice> {
    let mut notices = notices.peekable();
    let mut told = 0;
    iter::from_fn(move || {
        let notice = notices.next()?;
        let is_alike = |other: &Notice| {
            mem::discriminant(other) == mem::discriminant(&notice) && other.path() == notice.path()
        };
        if told < FEW {
            told = if notices.peek().is_some_and(is_alike) { told + 1 } else { 0 };
            return Some(notice);
        }
        told = 0;
        let more = iter::from_fn(|| notices.next_if(is_alike)).count();
        Some(Notice::More { path: notice.path().to_owned(), count: 1 + more })
    })
}

/// Why a file was not read as a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkipReason {
    /// The system refuses it, in these words.
    Unreadable(String),
    /// It is a folder, a pipe, a device or a socket.
    NotAFile,
    /// It holds nothing but white space.
    Empty,
}

impl SkipReason {
    pub(super) fn unreadable(error: io::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl Notice {
    /// A data file that can not be used at all, because of `why`.
    #[must_use]
    pub fn unusable(path: PathBuf, why: &str) -> Self {
        Self::Data { path, why: format!("{why}; mend it: until then the program's own serves") }
    }

    /// The file it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Skipped { path, .. } | Self::Data { path, .. } | Self::More { path, .. } => path,
            Self::Damaged { page, .. }
            | Self::Unterminated { page, .. }
            | Self::Buried { page, .. }
            | Self::NoEntry { page } => page,
        }
    }

    /// The 1-based line it is about, where there is one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Damaged { damage, .. } => Some(damage.line),
            Self::Unterminated { line, .. } | Self::Buried { line, .. } => Some(*line),
            Self::Skipped { .. } | Self::NoEntry { .. } | Self::Data { .. } | Self::More { .. } => {
                None
            }
        }
    }

    /// What is wrong and how to mend it, without file and line.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Skipped { reason, .. } => reason.to_string(),
            Self::Damaged { damage, .. } => damage_message(*damage),
            Self::Unterminated { delimiter, .. } => {
                format!("the text after the last delimiter is kept as an entry; close it with a line {delimiter:?}")
            }
            Self::Buried { .. } => {
                "the delimiter begins this line but text follows, so it ends nothing; put it on a line of its own"
                    .to_owned()
            }
            Self::NoEntry { .. } => "holds no entry; capture the answers, each closed by the delimiter".to_owned(),
            Self::Data { why, .. } => why.clone(),
            Self::More { count: 1, .. } => "and one more like the last; faq check lists all".to_owned(),
            Self::More { count, .. } => {
                format!("and {count} more like the last; faq check lists all")
            }
        }
    }
}

fn damage_message(damage: Damage) -> String {
    let Damage { reading, count, .. } = damage;
    let (what, are) = match (reading, count) {
        (Reading::Utf16, 1) => ("unit", "is"),
        (Reading::Utf16, _) => ("units", "are"),
        (_, 1) => ("byte", "is"),
        _ => ("bytes", "are"),
    };
    match reading {
        Reading::Windows1252 => {
            format!(
                "is not UTF-8; read as Windows-1252 ({count} {what} from here on); save it as UTF-8"
            )
        }
        Reading::StrayBytes => {
            format!(
                "{count} {what} from here on {are} not UTF-8, read as Windows-1252; save the page as UTF-8"
            )
        }
        Reading::Utf16 => {
            format!(
                "{count} {what} from here on {are} not UTF-16, shown as U+FFFD; capture the page again as UTF-8"
            )
        }
    }
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(
                f,
                "skipped, can not be read: {why}; make it readable or move it out of the folder"
            ),
            Self::NotAFile => {
                f.write_str("skipped, not a regular file; move it out of the folder of pages")
            }
            Self::Empty => f.write_str("skipped, empty; capture the page again or remove it"),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", Name(self.path()))?;
        if let Some(line) = self.line() {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.message())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_told_five_times_and_counted() {
        let buried = |page: &str, lines: std::ops::Range<usize>| {
            let page = PathBuf::from(page);
            lines.map(move |line| Notice::Buried { page: page.clone(), line })
        };
        let none = |page: &str| iter::once(Notice::NoEntry { page: page.into() });
        let all = buried("a", 0..5)
            .chain(none("a"))
            .chain(buried("a", 0..6))
            .chain(buried("b", 0..1))
            .chain(none("b"))
            .chain(none("c"))
            .chain(buried("c", 0..1000));
        let told: Vec<String> = few(all).map(|notice| notice.to_string()).collect();
        let more: Vec<(usize, &str)> = (0..)
            .zip(&told)
            .filter_map(|(at, told)| Some((at, told.split_once("and ")?.1.split_once(';')?.0)))
            .collect();
        assert_eq!(more, [(11, "one more like the last"), (20, "995 more like the last")]);
        assert_eq!(told.len(), 21);
        assert!(told[20].starts_with("c: ") && told[12].starts_with("b:0: "));
    }
}
