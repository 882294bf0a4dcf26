//! The content of a report: the documented shape of the JSON, from which every format draws.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::SCHEMA;
use super::explain::ExplainRow;
use crate::corpus::Corpus;
use crate::corpus::entry::Entry;
use crate::corpus::facets::{Facet, ValueRef};
use crate::corpus::placements::Placements;
use crate::corpus::title::title;
use crate::search::{Correction, Score};
use crate::text::clean::{clean, is_control};
use crate::votes::tally::Shares;

/// Entries, as `search`, `grep`, `list` and `show` report them.
#[derive(Debug, Serialize)]
pub struct Results<'a> {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The verb.
    pub command: &'static str,
    /// What was asked, as typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<&'a str>,
    /// Why nothing could be asked; in answers to a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// How many entries match, shown or not.
    pub total: usize,
    /// Words taken for others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<Vec<CorrectionRow>>,
    /// The entries shown.
    pub results: Vec<Row<'a>>,
    /// The questions that would narrow them; of `guide`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questions: Option<Vec<FacetRow<'a>>>,
    /// The entries by group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<GroupRow>>,
}

impl<'a> Results<'a> {
    /// A report of `command` that shows nothing yet.
    #[must_use]
    pub fn new(command: &'static str, query: Option<&'a str>, total: usize) -> Self {
        let (schema, results) = (SCHEMA, Vec::new());
        Self {
            schema,
            command,
            query,
            error: None,
            total,
            corrections: None,
            results,
            questions: None,
            groups: None,
        }
    }
}

/// A word taken for another.
#[derive(Debug, Serialize)]
pub struct CorrectionRow {
    /// As asked.
    pub from: String,
    /// As the pages write it.
    pub to: String,
}

impl From<Correction> for CorrectionRow {
    fn from(Correction { from, to }: Correction) -> Self {
        Self { from, to }
    }
}

/// One entry of a report.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// Its place in the report, from 1.
    pub rank: usize,
    /// How well it answers, where entries are ranked.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "score")]
    pub score: Option<Score>,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: &'a str,
    /// The keys of its values, by facet.
    pub facets: FacetKeys<'a>,
    /// The keys of its topics.
    pub topics: Vec<&'a str>,
    /// Where it stands.
    pub sources: Vec<SourceRow<'a>>,
    /// What found it, where entries are ranked: words, meaning, or both.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub by: Vec<&'static str>,
    /// Its sentence closest to the question, if it was found by meaning alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closest: Option<Closest>,
    /// What was looked for in it, where something was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matches: Option<Vec<MatchRow>>,
    /// What its score is made of, if asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<ExplainRow>,
    /// The votes on it, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<Shares>,
    /// The labels of its values, by facet, for people.
    #[serde(skip)]
    pub labels: [Vec<&'a str>; 5],
}

/// The keys of values, by facet.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs)] // each field is the facet of its name
pub struct FacetKeys<'a> {
    pub offre: Vec<&'a str>,
    pub couloir: Vec<&'a str>,
    pub dispositif: Vec<&'a str>,
    pub produit: Vec<&'a str>,
    pub thematique: Vec<&'a str>,
}

/// A place where an entry stands.
#[derive(Debug, Serialize)]
pub struct SourceRow<'a> {
    /// The base name of the page; `-` for standard input.
    pub file: &'a str,
    /// The path of the page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The number of the entry within its page, from 1, before merging.
    pub entry: usize,
    /// The 1-based line of its first character.
    pub line: usize,
}

/// A stretch of text that was looked for.
#[derive(Debug, Clone, Serialize)]
pub struct MatchRow {
    /// Its first character, counted in Unicode scalar values from 0.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// What was looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// How the stretch stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// The same stretch in bytes.
    #[serde(skip)]
    pub bytes: Range<usize>,
}

/// A sentence of an entry.
#[derive(Debug, Clone, Serialize)]
pub struct Closest {
    /// Its first character, counted in Unicode scalar values from 0.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// The same stretch in bytes.
    #[serde(skip)]
    pub bytes: Range<usize>,
}

impl Closest {
    /// The sentence at these bytes of `text`.
    #[must_use]
    pub fn of(text: &str, bytes: Range<usize>) -> Self {
        let start = text[..bytes.start].chars().count();
        let end = start + text[bytes.clone()].chars().count();
        Self { start, end, bytes }
    }
}

/// Entries that stand under one value.
#[derive(Debug, Serialize)]
pub struct GroupRow {
    /// The key of the value, or the base name of the page.
    pub value: String,
    /// What people read.
    pub label: String,
    /// How many entries.
    pub count: usize,
    /// Their ids, in page order.
    pub ids: Vec<String>,
}

/// Values of facets, as `topics` reports them.
#[derive(Debug, Serialize)]
pub struct FacetReport<'a> {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The verb.
    pub command: &'static str,
    /// The facets asked for.
    pub facets: Vec<FacetRow<'a>>,
}

/// A facet with its values.
#[derive(Debug, Serialize)]
pub struct FacetRow<'a> {
    /// The key of the facet.
    pub facet: &'static str,
    /// The site's question, verbatim.
    pub question: &'a str,
    /// The values that hold an entry.
    pub values: Vec<ValueRow<'a>>,
}

/// A value of a facet.
#[derive(Debug, Serialize)]
pub struct ValueRow<'a> {
    /// Its key.
    pub value: &'a str,
    /// What people read.
    pub label: &'a str,
    /// How many entries stand under it.
    pub count: usize,
}

/// Makes rows of entries.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The corpus they come from.
    pub corpus: &'a Corpus,
    /// What they are about.
    pub placements: &'a Placements<'a>,
}

impl<'a> Rows<'a> {
    /// The row of an entry, without score, matches or votes.
    #[must_use]
    pub fn row(&self, rank: usize, entry: usize) -> Row<'a> {
        let found: Entry<'a> = self.corpus.entry(entry);
        let text = found.text();
        let facets = self.facets(entry);
        Row {
            rank,
            score: None,
            id: found.id().to_string(),
            title: title(text),
            text,
            topics: facets.thematique.clone(),
            facets,
            sources: found.sources().map(|source| self.source(source)).collect(),
            by: Vec::new(),
            closest: None,
            matches: None,
            explain: None,
            votes: None,
            labels: Facet::ALL
                .map(|facet| self.names(entry, facet, |value| self.label(facet, value))),
        }
    }

    fn label(&self, facet: Facet, value: ValueRef) -> &'a str {
        self.placements.rules().label(facet, value)
    }

    fn facets(&self, entry: usize) -> FacetKeys<'a> {
        let keys =
            |facet| self.names(entry, facet, |value| self.placements.rules().key(facet, value));
        FacetKeys {
            offre: keys(Facet::Offre),
            couloir: keys(Facet::Couloir),
            dispositif: keys(Facet::Dispositif),
            produit: keys(Facet::Produit),
            thematique: keys(Facet::Thematique),
        }
    }

    /// What `name` calls the values of an entry. Every entry has a topic, if only the one for
    /// what nothing places; under the other facets it may have none.
    fn names(
        &self,
        entry: usize,
        facet: Facet,
        name: impl Fn(ValueRef) -> &'a str,
    ) -> Vec<&'a str> {
        let values = self.placements.of(entry).under(facet);
        let told =
            values.filter(|&value| facet == Facet::Thematique || value != ValueRef::Unplaced);
        told.map(name).collect()
    }

    fn source(&self, source: crate::corpus::entry::Source) -> SourceRow<'a> {
        let page = &self.corpus.pages[source.page];
        let path = page.path.as_ref().map(|path| path.to_string_lossy().into_owned());
        SourceRow { file: &page.file, path, entry: source.entry, line: source.line }
    }
}

impl MatchRow {
    /// The rows of byte ranges of `text`, which must be in order: each counted in characters.
    pub fn of<T>(
        text: &str,
        matches: impl IntoIterator<Item = T>,
        describe: impl Fn(T) -> (Range<usize>, Option<(String, &'static str)>),
    ) -> Vec<Self> {
        let (mut byte, mut characters) = (0, 0);
        let mut count = |to: usize| {
            characters += text[byte..to].chars().count();
            byte = to;
            characters
        };
        let row = |found| {
            let (bytes, told) = describe(found);
            let (start, end) = (count(bytes.start), count(bytes.end));
            let (term, kind) = told.unzip();
            Self { start, end, term, kind, bytes }
        };
        matches.into_iter().map(row).collect()
    }
}

/// `text` without what acts on a terminal, and the byte ranges in it, which must be in order
/// and not overlap, moved accordingly.
#[must_use]
pub fn cleaned<'r>(text: &str, ranges: impl IntoIterator<Item = &'r mut Range<usize>>) -> String {
    let clean = clean(text);
    if clean.len() != text.len() {
        let (mut from, mut kept) = (0, 0);
        let mut moved = |to: usize| {
            let between = text[from..to].chars().filter(|&c| !is_control(c));
            kept += between.map(char::len_utf8).sum::<usize>();
            from = to;
            kept
        };
        for range in ranges {
            *range = moved(range.start)..moved(range.end);
        }
    }
    clean.into_owned()
}

fn score<S: serde::Serializer>(score: &Option<Score>, serializer: S) -> Result<S::Ok, S::Error> {
    // Six decimals: more would be noise, and the least score is one in the sixth.
    score.map(|score| (score.get() * 1e6).round() / 1e6).serialize(serializer)
}

/// Counts the values of each of `facets` over `entries`; values without any are left out.
#[must_use]
pub fn facet_report<'a>(
    placements: &Placements<'a>,
    facets: &[Facet],
    entries: &[usize],
) -> FacetReport<'a> {
    let rules = placements.rules();
    let row = |&facet: &Facet| {
        let mut counts: BTreeMap<ValueRef, usize> = BTreeMap::new();
        for &entry in entries {
            placements
                .of(entry)
                .under(facet)
                .for_each(|value| *counts.entry(value).or_default() += 1);
        }
        let value = |(&value, &count): (&ValueRef, &usize)| {
            let (label, value) = (rules.label(facet, value), rules.key(facet, value));
            ValueRow { value, label, count }
        };
        FacetRow {
            facet: facet.key(),
            question: rules.question(facet),
            values: counts.iter().map(value).collect(),
        }
    };
    FacetReport { schema: SCHEMA, command: "topics", facets: facets.iter().map(row).collect() }
}
