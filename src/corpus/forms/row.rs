//! A row: an entry and what is said of it, in the words of the page, checked.

use super::problem::Trouble;
use super::{Given, Problems};
use crate::corpus::date::Date;
use crate::corpus::decode::one_line;
use crate::corpus::details::{Details, GivenValue, retain_first};
use crate::corpus::facets::{UNPLACED, UNPLACED_LABEL, is_key};
use crate::corpus::line::is_blank;

/// An entry as a page gives it.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub line: usize,
    pub text: String,
    pub question: String,
    /// Whether people put the question who read the answer.
    pub is_curated: bool,
    /// The first that is one.
    pub urls: Vec<String>,
    /// The newest.
    pub dates: Vec<String>,
    pub tags: Vec<String>,
    pub values: Vec<GivenValue>,
    /// Whether it has no other values.
    pub is_placed: bool,
}

impl Row {
    /// Adds the entry to `entries`, unless it has no text.
    pub fn give(self, entries: &mut Vec<Given>, problems: &mut Problems) {
        let Self { line, text, question, is_curated, urls, dates, tags, values, is_placed } = self;
        let question = one_line(&question);
        let has_question = !is_blank(&question);
        if is_blank(&text) {
            let trouble = if has_question { Trouble::NoAnswer(question) } else { Trouble::NoText };
            return problems.push((line, trouble));
        }
        let mut details = Details { is_placed, values, ..Details::default() };
        if has_question && is_curated {
            details.curated = Some(question);
        } else if has_question {
            details.questions.push(question);
        }
        details.url = urls.into_iter().find_map(|url| http(&url, line, problems));
        details.updated = dates.iter().filter_map(|date| read_date(date, line, problems)).max();
        details.tags = tags.iter().map(|tag| one_line(tag)).collect();
        details.tags.retain(|tag| !tag.is_empty());
        retain_first(&mut details.tags);
        entries.push(Given { text, line, details });
    }
}

/// An address, if it is http or https; nothing is said of a blank one.
pub(super) fn http(url: &str, line: usize, problems: &mut Problems) -> Option<String> {
    let url = url.trim();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_web = matches!(scheme.as_deref(), Some("http" | "https"))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control());
    if !is_web && !url.is_empty() {
        problems.push((line, Trouble::BadUrl(url.to_owned())));
    }
    is_web.then(|| url.to_owned())
}

/// A date; nothing is said of a blank one.
fn read_date(date: &str, line: usize, problems: &mut Problems) -> Option<Date> {
    let read = Date::read(date);
    if read.is_none() && !is_blank(date) {
        problems.push((line, Trouble::BadDate(date.trim().to_owned())));
    }
    read
}

/// A value of a facet, by its key or its label; `None` for the one of what nothing places.
pub(super) fn value(facet: &str, name: &str, label: Option<&str>) -> Option<GivenValue> {
    let name = one_line(name);
    if name.is_empty() || name == UNPLACED || name == UNPLACED_LABEL {
        return None;
    }
    let label = label.map(one_line).filter(|label| !label.is_empty());
    Some(GivenValue {
        facet: facet.to_owned(),
        label: label.unwrap_or_else(|| name.clone()),
        key: is_key(&name).then_some(name),
        is_stated: false,
    })
}
