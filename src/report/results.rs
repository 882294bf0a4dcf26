//! The answers of `search`, `similar`, `grep`, `list`, `show`, `guide` and `browse`: the entries they
//! show, and what is said of all of them.

use serde::Serialize;

use super::documents::questions;
use super::rows::Rows;
use super::table::Table;
use crate::corpus::Corpus;
use crate::corpus::facets::Facet;
use crate::corpus::identity::Id;
use crate::messages::Lang;
use crate::search::Correction;

/// The answer of a command: the entries it shows.
#[derive(Default)]
pub struct Results<'a> {
    pub(super) command: &'static str,
    /// As typed.
    pub query: Option<&'a str>,
    /// Why a line of a batch could not be searched for.
    pub error: Option<String>,
    /// How many entries match, shown or not.
    pub total: usize,
    /// Whether the first result answers the query, as far as can be told; `None` where there is no
    /// query.
    pub confident: Option<bool>,
    /// The query as it was read, where that is not as it was typed.
    pub interpreted: Option<String>,
    /// `None` where no query is corrected.
    pub corrections: Option<Vec<Correction>>,
    /// The words of the query that no entry contains; `None` where there is no query.
    pub missing: Option<Vec<String>>,
    /// The entries shown.
    pub rows: Rows<'a>,
    /// The questions of `guide` that would narrow them.
    pub(super) questions: Option<Table<'a>>,
    /// The groups of `list`.
    pub groups: Option<Vec<GroupRow>>,
    /// The keys of the facets in force, for the columns of tables.
    pub(super) facets: Vec<&'a str>,
}

/// Entries under one value.
#[derive(Debug, Serialize)]
pub struct GroupRow {
    /// The key of the value, or the base name of the page.
    pub value: String,
    /// For people.
    pub label: String,
    /// How many entries.
    pub count: usize,
    /// Their ids, in page order.
    pub ids: Vec<Id>,
    /// Their positions among the results, from 0.
    #[serde(skip)]
    pub positions: Vec<usize>,
}

impl<'a> Results<'a> {
    /// An answer of `command` from `corpus` that shows `rows`, which are all that match.
    pub fn new(command: &'static str, corpus: &'a Corpus, rows: Rows<'a>) -> Self {
        let names = corpus.facets();
        let facets = names.all().map(|facet| names.facet_key(facet)).collect();
        Self { command, total: rows.len(), rows, facets, ..Self::default() }
    }

    /// The same, with the questions of `facets` that would narrow `entries`.
    pub fn with_questions(
        mut self,
        corpus: &'a Corpus,
        facets: &[Facet],
        entries: &[usize],
        lang: Lang,
    ) -> Self {
        self.questions = Some(questions(corpus, facets, entries, lang));
        self
    }
}
