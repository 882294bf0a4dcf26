//! The content of `faq check`: what was read, and what needs mending.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::SCHEMA;
use crate::corpus::facets::{Facet, ValueRef};
use crate::corpus::notice::Notice;
use crate::corpus::placements::Placements;
use crate::corpus::{Corpus, Page};
use crate::vectors::Pair;

/// What was read.
#[derive(Debug, Serialize)]
pub struct CheckReport {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The verb.
    pub command: &'static str,
    /// How many pages were read.
    pub page_count: usize,
    /// How many entries the pages hold, before merging.
    pub entries: usize,
    /// How many distinct entries there are.
    pub distinct: usize,
    /// How many were merged away.
    pub merged: usize,
    /// Whether a page, or the rules beside them, need mending.
    pub needs_mending: bool,
    /// The pages.
    pub pages: Vec<PageRow>,
    /// Files that were not read, and rules that were not used.
    pub skipped: Vec<ProblemRow>,
    /// Entries that stand in several places.
    pub duplicates: Vec<DuplicateRow>,
    /// Entries that say nearly the same, nearest first, if meaning can be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_duplicates: Option<Vec<NearRow>>,
    /// Ids of the entries that no rule gives a topic.
    pub unplaced: Vec<String>,
    /// How facets and topics come about.
    pub facets_are: &'static str,
}

/// Two entries that say nearly the same.
#[derive(Debug, Serialize)]
pub struct NearRow {
    /// Their ids, in page order.
    pub ids: [String; 2],
    /// The cosine of their vectors.
    pub cosine: f32,
}

/// A page that was read.
#[derive(Debug, Serialize)]
pub struct PageRow {
    /// Its base name.
    pub file: String,
    /// Its path, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// How many entries it holds, before merging.
    pub entries: usize,
    /// How many facet headings it holds.
    pub headings: usize,
    /// The counts of entries that it announces.
    pub announced: Vec<u64>,
    /// What needs mending on it.
    pub problems: Vec<ProblemRow>,
}

/// Something that needs mending. A page may have millions of them, so the words are found when
/// they are written.
#[derive(Debug)]
pub struct ProblemRow(pub Notice);

impl Serialize for ProblemRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// The documented shape.
        #[derive(Serialize)]
        struct Shape<'a> {
            file: Cow<'a, str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            line: Option<usize>,
            message: String,
        }
        let Self(notice) = self;
        let (file, line) = (notice.path().to_string_lossy(), notice.line());
        Shape { file, line, message: notice.message() }.serialize(serializer)
    }
}

/// An entry that stands in several places.
#[derive(Debug, Serialize)]
pub struct DuplicateRow {
    /// Its id.
    pub id: String,
    /// Where it stands, as `file:line`.
    pub sources: Vec<String>,
}

impl CheckReport {
    /// The report on a corpus; `rules` is what is wrong with the rules beside its pages.
    #[must_use]
    pub fn new(corpus: &Corpus, placements: &Placements<'_>, rules: Vec<Notice>) -> Self {
        let entries = corpus.pages.iter().map(|page| page.entries).sum();
        let skipped = corpus.skipped.iter().cloned().chain(rules);
        let mut report = Self {
            schema: SCHEMA,
            command: "check",
            page_count: corpus.pages.len(),
            entries,
            distinct: corpus.len(),
            merged: entries - corpus.len(),
            needs_mending: false,
            pages: corpus.pages.iter().map(|page| page_row(corpus, page)).collect(),
            skipped: skipped.map(ProblemRow).collect(),
            duplicates: duplicates(corpus),
            near_duplicates: None,
            unplaced: unplaced(corpus, placements),
            facets_are: "derived by rules from the words of the entries; the pages give only the questions",
        };
        let mends = report.problems().next().is_some();
        report.needs_mending = mends;
        report
    }

    /// The same, and pairs of entries that say nearly the same.
    #[must_use]
    pub fn with_near(self, corpus: &Corpus, pairs: &[Pair]) -> Self {
        let id = |entry: usize| corpus.entry(entry).id().to_string();
        let row = |pair: &Pair| NearRow {
            ids: [id(pair.first), id(pair.second)],
            cosine: (pair.cosine * 1e4).round() / 1e4,
        };
        Self { near_duplicates: Some(pairs.iter().map(row).collect()), ..self }
    }

    /// All that needs mending.
    pub fn problems(&self) -> impl Iterator<Item = &ProblemRow> {
        self.skipped.iter().chain(self.pages.iter().flat_map(|page| &page.problems))
    }
}

fn page_row(corpus: &Corpus, page: &Page) -> PageRow {
    PageRow {
        file: page.file.clone(),
        path: page.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
        entries: page.entries,
        headings: page.headings,
        announced: page.announced.clone(),
        problems: page.notices(corpus.delimiter()).map(ProblemRow).collect(),
    }
}

fn duplicates(corpus: &Corpus) -> Vec<DuplicateRow> {
    let several = corpus.entries().filter(|entry| entry.sources().count() > 1);
    let place = |source: crate::corpus::entry::Source| {
        format!("{}:{}", corpus.pages[source.page].file, source.line)
    };
    several
        .map(|entry| DuplicateRow {
            id: entry.id().to_string(),
            sources: entry.sources().map(place).collect(),
        })
        .collect()
}

fn unplaced(corpus: &Corpus, placements: &Placements<'_>) -> Vec<String> {
    let all: Vec<usize> = (0..corpus.len()).collect();
    let without = placements.under(Facet::Thematique, ValueRef::Unplaced, &all);
    without.into_iter().map(|entry| corpus.entry(entry).id().to_string()).collect()
}
