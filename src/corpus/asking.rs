//! Pages that keep their questions: one question and its answer, or a list of them.
//!
//! A page with one delimiter at most asks if its first line does, page data aside, and something
//! answers. Without a delimiter every line that asks then opens an entry.

use std::ops::Range;

use super::date::Date;
use super::frame::{Frame, is_end_mark};
use super::line::{Line, asks};
use crate::text::fold::fold;

/// The most words of a tag.
const LONGEST_TAG: usize = 4;

/// A stretch of a page that holds at most one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch<'t> {
    /// Its bytes, those of its question left out.
    pub range: Range<usize>,
    /// The line that `range` begins in.
    pub line: usize,
    /// The question above, and its line.
    pub question: Option<(&'t str, usize)>,
    /// The newest date that was read above `range`.
    pub date: Option<Date>,
}

/// The stretches of a page that asks, in place of `stretch`, which begins with its first line that
/// is no page data; `None` if it does not ask.
pub(super) fn stretches<'t>(
    text: &'t str,
    stretch: &Stretch<'t>,
    delimiters: usize,
) -> Option<Vec<Stretch<'t>>> {
    let mut lines = stretch.lines(text);
    let mut question = lines.next().filter(|first| asks(first.text))?;
    let mut asked = Vec::new();
    let mut open = lines.rest();
    let mut close = |question: Line<'t>, (range, line): (Range<usize>, usize), end| {
        let question = Some((question.text.trim(), question.number));
        asked.push(Stretch { range: range.start..end, line, question, date: None });
    };
    if delimiters == 0 {
        while let Some(line) = lines.next() {
            if asks(line.text) {
                close(question, open, line.start);
                (question, open) = (line, lines.rest());
            }
        }
    }
    close(question, open, stretch.range.end);
    asked.iter().any(|stretch| has_answer(text, stretch)).then_some(asked)
}

/// Whether most of the questions of a list have a tag.
pub(super) fn have_tags(text: &str, asked: &[Stretch<'_>]) -> bool {
    let tagged = asked.iter().filter(|stretch| {
        let mut stretch = (*stretch).clone();
        Frame::default().read_head(text, &mut stretch);
        tag(text, &stretch).is_some()
    });
    asked.len() > 1 && 2 * tagged.count() > asked.len()
}

/// The tag that `stretch` begins with, its page data read: a few words that text follows.
pub(super) fn tag<'t>(text: &'t str, stretch: &Stretch<'t>) -> Option<&'t str> {
    stretch.question?;
    let tag = stretch.lines(text).next()?.text.trim();
    (is_tag(tag) && has_answer(text, &stretch.below_first_line(text))).then_some(tag)
}

fn is_tag(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_yes_or_no = |first: &str| {
        let folded = fold(first);
        matches!(folded.split(|c: char| !c.is_alphanumeric()).next(), Some("oui" | "non"))
    };
    line.starts_with(char::is_alphanumeric)
        && words.clone().nth(LONGEST_TAG).is_none()
        && !words.clone().any(|word| word.ends_with(is_end_mark))
        && !words.next().is_some_and(is_yes_or_no)
}

/// Whether a stretch has a line that is no page data.
fn has_answer(text: &str, stretch: &Stretch<'_>) -> bool {
    let mut stretch = stretch.clone();
    Frame::default().read_head(text, &mut stretch);
    stretch.lines(text).next().is_some()
}
