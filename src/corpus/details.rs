//! Details: what pages say of an entry besides its text, and what people add to it.
//!
//! None of it is part of an entry's identity, so an answer met with and without its question is one
//! entry, which keeps what any of its sources states.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::date::Date;

/// What is known of an entry besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// The questions that pages put before it, each once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// The question that people gave it who read the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curated: Option<String>,
    /// Further ways to ask for it; they are shown nowhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// An http or https address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was last changed; of several dates the newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
    /// Short words that a list of questions puts under each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The facet values that pages give it, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<GivenValue>,
    /// Whether `values` are all that it has, so that no rule adds any.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_placed: bool,
}

/// A facet value that a page gives an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct GivenValue {
    /// The key of the facet: `dispositif`.
    pub facet: String,
    /// The key of the value, where the page has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// As people read it.
    pub label: String,
    /// Whether the page itself states it, and does not only repeat what rules said.
    pub is_stated: bool,
}

/// Who put the question that an entry shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionSource {
    /// The page.
    Page,
    /// People who read the answer.
    Curated,
}

impl QuestionSource {
    /// Its name in JSON: `curated`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Curated => "curated",
        }
    }
}

impl Details {
    /// The question to show, and who put it: a page's own comes first.
    pub fn question(&self) -> Option<(&str, QuestionSource)> {
        let page = self.questions.first().map(|question| (question, QuestionSource::Page));
        let curated = self.curated.as_ref().map(|question| (question, QuestionSource::Curated));
        page.or(curated).map(|(question, source)| (question.as_str(), source))
    }

    /// The questions that people see, or could: a page's own and the curated one.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().chain(&self.curated).map(String::as_str)
    }

    /// The questions that pages put and `text`, a line each: what facet rules and patterns see.
    pub(crate) fn with_own_questions<'t>(&self, text: &'t str) -> Cow<'t, str> {
        with_lines(self.questions.iter().map(String::as_str), text)
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The row of an image that [`Details::read`] reads.
    pub(crate) fn to_json(&self) -> Vec<u8> {
        // All keys are texts and all numbers finite, so nothing of it cannot be written.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The details in a row of an image; none if it is empty or corrupt.
    pub(crate) fn read(row: &[u8]) -> Self {
        // Of most entries nothing is known.
        if row.is_empty() {
            Self::default()
        } else {
            serde_json::from_slice(row).unwrap_or_default()
        }
    }

    /// Adds what other sources of the same entry say; what is known already comes first.
    pub fn merge(&mut self, others: impl IntoIterator<Item = Self>) {
        for other in others {
            let Self { questions, curated, also, url, updated, tags, values, is_placed } = other;
            self.questions.extend(questions);
            self.also.extend(also);
            self.tags.extend(tags);
            self.values.extend(values);
            self.curated = self.curated.take().or(curated);
            self.url = self.url.take().or(url);
            self.updated = self.updated.max(updated);
            self.is_placed |= is_placed;
        }
        retain_first(&mut self.questions);
        retain_first(&mut self.also);
        retain_first(&mut self.tags);
        retain_first(&mut self.values);
    }
}

/// `lines` and `text`, one below the other.
pub(super) fn with_lines<'t, 'l>(
    lines: impl Iterator<Item = &'l str>,
    text: &'t str,
) -> Cow<'t, str> {
    let mut all = String::new();
    lines.for_each(|line| all.extend([line, "\n"]));
    if all.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(all + text) }
}

/// Keeps of equal elements the first.
pub(super) fn retain_first<T: Clone + Eq + Hash>(all: &mut Vec<T>) {
    let mut known = HashSet::new();
    all.retain(|element| known.insert(element.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_any_source_states_is_kept_and_the_first_shown() {
        let of = |question: &str, updated: &str| Details {
            questions: vec![question.to_owned()],
            updated: Date::read(updated),
            ..Details::default()
        };
        let mut details = Details { curated: Some("Curated ?".to_owned()), ..Details::default() };
        assert_eq!(details.question(), Some(("Curated ?", QuestionSource::Curated)));
        details.merge([of("B ?", "2025-09-05"), of("A ?", "2024-01-01")]);
        details.merge([of("B ?", "")]);
        assert_eq!(details.question(), Some(("B ?", QuestionSource::Page)));
        assert_eq!(details.questions, ["B ?", "A ?"]);
        assert_eq!(details.updated, Date::read("2025-09-05"));
    }
}
