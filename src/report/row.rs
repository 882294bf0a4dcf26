//! One entry, as every verb that shows entries reports it: the documented JSON, from which the other
//! formats draw too.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::located::Located;
use crate::corpus::date::Date;
use crate::corpus::details::QuestionSource;
use crate::corpus::facets::{Facets, Name, Placement, TOPICS, ValueRef};
use crate::corpus::{Entry, Source};
use crate::search::{Explanation, Match, Score};
use crate::votes::Tally;

/// One entry.
#[derive(Debug, Default, Serialize)]
#[serde(remote = "Self")]
pub struct Row<'a> {
    /// Those that are shown; all if there are none.
    #[serde(skip)]
    pub(super) fields: &'a [String],
    /// From 1.
    pub rank: usize,
    /// Where entries are ranked.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "six_decimals")]
    pub score: Option<Score>,
    /// 12 hexadecimal digits.
    pub id: String,
    pub(super) title: String,
    /// The whole text, as the page has it.
    pub text: &'a str,
    /// The question it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Cow<'a, str>>,
    /// Who put it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question_source: Option<QuestionSource>,
    /// What matches in it, where something was looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question_matches: Option<Located<'a, Vec<Match>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) updated: Option<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
    /// Further ways to ask for it, which no result shows.
    #[serde(skip)]
    pub(super) also: Vec<String>,
    pub(super) facets: ByFacet<'a>,
    /// What people read of its values.
    pub labels: ByFacet<'a>,
    /// What the pages themselves state of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stated: Option<ByFacet<'a>>,
    pub(super) topics: Vec<&'a str>,
    /// Where it stands, in page order.
    pub sources: Vec<SourceRow<'a>>,
    /// What found it, where entries are ranked: `words`, `meaning`, or both.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub by: Vec<&'static str>,
    /// The sentence closest to the question, in an entry found by meaning alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closest: Option<Located<'a, Range<usize>>>,
    /// What matches, where something was looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matches: Option<Located<'a, Vec<Match>>>,
    /// What the score is made of, if asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<Explanation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) votes: Option<&'a Tally>,
}

/// The names of values under each facet, in the order of the rules.
#[derive(Debug, Default)]
pub struct ByFacet<'a>(pub(super) Vec<(&'a str, Vec<&'a str>)>);

/// A place where an entry stands.
#[derive(Debug, Serialize)]
pub struct SourceRow<'a> {
    /// The base name of the page; `-` for standard input.
    pub file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// The number of the entry on its page, from 1, before merging.
    pub(super) entry: usize,
    /// The 1-based line of its first character.
    pub line: usize,
}

impl<'a> Row<'a> {
    /// The row of an entry, without score, matches or votes.
    pub fn new(rank: usize, entry: Entry<'a>) -> Self {
        let (details, placement) = (entry.details(), entry.placement());
        let named = |name| values(entry, &placement, name);
        let source = |source: Source| {
            let page = &entry.corpus().pages()[source.page];
            let path = page.path.as_ref().map(|path| path.to_string_lossy().into_owned());
            SourceRow { file: &page.file, path, entry: source.entry, line: source.line }
        };
        Self {
            rank,
            id: entry.id().to_string(),
            title: entry.title_with(&details),
            text: entry.text(),
            topics: entry.corpus().facets().topics_of(&placement, Facets::key),
            facets: named(Facets::key),
            labels: named(Facets::label),
            stated: stated(entry, &placement),
            sources: entry.sources().map(source).collect(),
            question: details.question().map(|(question, _)| question.to_owned().into()),
            question_source: details.question().map(|(_, source)| source),
            url: details.url,
            updated: details.updated,
            tags: details.tags,
            also: details.also,
            ..Self::default()
        }
    }

    /// The same, with what `find` finds in its question and its text.
    pub fn with_matches(mut self, find: impl Fn(&str) -> Vec<Match>) -> Self {
        let located = |text: Cow<'a, str>| {
            let at = find(&text);
            Located { text, at }
        };
        self.matches = Some(located(self.text.into()));
        self.question_matches = self.question.clone().map(located);
        self
    }
}

impl Row<'_> {
    /// Whether the page has lost its question, which an editor gave back.
    pub(super) fn is_curated(&self) -> bool {
        self.question_source == Some(QuestionSource::Curated)
    }

    /// Every field it has, as JSON has it.
    pub(super) fn object(&self) -> Map<String, Value> {
        match Row::serialize(self, serde_json::value::Serializer) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.fields.is_empty() {
            return Row::serialize(self, serializer);
        }
        let all = self.object();
        serializer.collect_map(self.fields.iter().filter_map(|name| Some((name, all.get(name)?))))
    }
}

/// What `name` calls the values of an entry. Every entry has a topic, if only the one for what
/// no rule places; under the other facets it may have no value.
fn values<'a>(entry: Entry<'a>, placement: &Placement, name: Name<'a>) -> ByFacet<'a> {
    let facets = entry.corpus().facets();
    let values = |facet| {
        let is_shown =
            |&value: &ValueRef| facets.topics() == Some(facet) || value != ValueRef::Unplaced;
        let values = placement.under(facet).filter(is_shown);
        (facets.facet_key(facet), values.map(|value| name(facets, facet, value)).collect())
    };
    ByFacet(facets.all().map(values).collect())
}

/// The keys of the values that pages state, if there are any.
fn stated<'a>(entry: Entry<'a>, placement: &Placement) -> Option<ByFacet<'a>> {
    let facets = entry.corpus().facets();
    let values = |facet| {
        let keys = placement.stated(facet).map(|value| facets.key(facet, value));
        (facets.facet_key(facet), keys.collect::<Vec<_>>())
    };
    let stated: Vec<_> = facets.all().map(values).filter(|(_, keys)| !keys.is_empty()).collect();
    (!stated.is_empty()).then_some(ByFacet(stated))
}

impl<'a> ByFacet<'a> {
    /// The names under the facet that entries are grouped by: the topics, else the first.
    pub fn main(&self) -> &[&'a str] {
        let topics = self.0.iter().find(|(facet, _)| *facet == TOPICS).or(self.0.first());
        topics.map_or(&[], |(_, names)| names)
    }
}

impl Serialize for ByFacet<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(facet, names)| (facet, names)))
    }
}

fn six_decimals<S: Serializer>(score: &Option<Score>, serializer: S) -> Result<S::Ok, S::Error> {
    // More would be noise, and the least score is one in the sixth.
    score.map(|score| (score.get() * 1e6).round() / 1e6).serialize(serializer)
}
