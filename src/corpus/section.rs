//! The stretches between the delimiters of a page.

use std::ops::Range;

use super::date::Date;

/// A stretch of a page that holds at most one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section<'t> {
    /// Its bytes, those of its question left out.
    pub range: Range<usize>,
    /// The line that `range` begins in.
    pub line: usize,
    /// The question above, and its line.
    pub question: Option<(&'t str, usize)>,
    /// The newest date that was read above `range`.
    pub date: Option<Date>,
}
