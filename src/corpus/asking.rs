//! Pages that keep their questions: one question and its answer, or a list of them.
//!
//! A page with one delimiter at most asks if its first line does, page data aside, and something
//! answers. Without a delimiter every line that asks then opens an entry.

use std::ops::Range;

use super::frame::{Frame, is_end_mark};
use super::line::{Line, asks};
use super::section::Section;
use crate::text::fold::fold;

/// The most words of a tag.
const LONGEST_TAG: usize = 4;

/// The sections of a page that asks, in place of `section`, which begins with its first line that
/// is no page data; `None` if it does not ask.
pub(super) fn sections<'t>(
    text: &'t str,
    section: &Section<'t>,
    delimiters: usize,
) -> Option<Vec<Section<'t>>> {
    let mut lines = section.lines(text);
    let mut question = lines.next().filter(|first| asks(first.text))?;
    let mut asked = Vec::new();
    let mut open = lines.rest();
    let mut close = |question: Line<'t>, (range, line): (Range<usize>, usize), end| {
        let question = Some((question.text.trim(), question.number));
        asked.push(Section { range: range.start..end, line, question, date: None });
    };
    if delimiters == 0 {
        while let Some(line) = lines.next() {
            if asks(line.text) {
                close(question, open, line.start);
                (question, open) = (line, lines.rest());
            }
        }
    }
    close(question, open, section.range.end);
    asked.iter().any(|section| answer(text, section).is_some()).then_some(asked)
}

/// Whether most of the questions of a list have a tag.
pub(super) fn have_tags(text: &str, asked: &[Section<'_>]) -> bool {
    let tagged = asked.iter().filter(|section| {
        let mut section = (*section).clone();
        Frame::default().read_head(text, &mut section);
        tag(text, &section).is_some()
    });
    asked.len() > 1 && 2 * tagged.count() > asked.len()
}

/// The tag that `section` begins with, its page data read: a few words that text follows.
pub(super) fn tag<'t>(text: &'t str, section: &Section<'t>) -> Option<&'t str> {
    section.question?;
    let tag = section.lines(text).next()?.text.trim();
    let is_followed = || answer(text, &section.below_first_line(text)).is_some();
    (is_tag(tag) && is_followed()).then_some(tag)
}

fn is_tag(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let begins_with_word = line.starts_with(char::is_alphanumeric);
    let ends = |word: &str| word.ends_with(is_end_mark);
    let first = words.clone().next().map(fold).unwrap_or_default();
    let first = first.split(|c: char| !c.is_alphanumeric()).next();
    begins_with_word
        && words.clone().take(LONGEST_TAG + 1).count() <= LONGEST_TAG
        && !words.any(ends)
        && !matches!(first, Some("oui" | "non"))
}

/// The first line of a section that is no page data.
fn answer<'t>(text: &'t str, section: &Section<'t>) -> Option<Line<'t>> {
    let mut section = section.clone();
    Frame::default().read_head(text, &mut section);
    section.lines(text).next()
}
