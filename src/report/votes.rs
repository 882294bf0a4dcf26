//! The content of `faq votes` and `faq rate`: what was found useful.

use std::collections::HashSet;

use serde::Serialize;

use super::SCHEMA;
use super::model::Results;
use crate::corpus::Corpus;
use crate::corpus::entry::Entry;
use crate::corpus::identity::Id;
use crate::corpus::title::title;
use crate::votes::tally::{Shares, Tallies, Tally};

/// Votes by entry.
#[derive(Debug, Serialize)]
pub struct VotesReport {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The verb.
    pub command: &'static str,
    /// How many entries have votes.
    pub total: usize,
    /// How many votes they have.
    pub votes: usize,
    /// The entries: in page order, then those that are on no page.
    pub results: Vec<VotesRow>,
}

/// The votes on one entry.
#[derive(Debug, Serialize)]
pub struct VotesRow {
    /// Its id.
    pub id: String,
    /// The votes.
    #[serde(flatten)]
    pub shares: Shares,
    /// Its title; absent if it stands on none of the pages read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What voters added.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<String>,
}

impl VotesReport {
    /// The report of `command` on all votes.
    #[must_use]
    pub fn new(command: &'static str, corpus: &Corpus, tallies: &Tallies) -> Self {
        let on_pages = corpus.entries();
        let mut results: Vec<VotesRow> = on_pages
            .filter_map(|entry| tallies.of(entry.id()).map(|tally| of_entry(entry, tally)))
            .collect();
        let mut elsewhere = tallies.ids();
        let here: HashSet<Id> = corpus.entries().map(Entry::id).collect();
        elsewhere.retain(|id| !here.contains(id));
        let lost = |id: Id| tallies.of(id).map(|tally| row(id, tally, None));
        results.extend(elsewhere.into_iter().filter_map(lost));
        let votes = results.iter().map(|row| row.shares.yes + row.shares.no).sum();
        Self { schema: SCHEMA, command, total: results.len(), votes, results }
    }

    /// The report of `command` on the votes of one entry.
    #[must_use]
    pub fn of_one(command: &'static str, entry: Entry<'_>, tallies: &Tallies) -> Self {
        let results: Vec<VotesRow> =
            tallies.of(entry.id()).map(|tally| of_entry(entry, tally)).into_iter().collect();
        let votes = tallies.of(entry.id()).map_or(0, Tally::total);
        Self { schema: SCHEMA, command, total: results.len(), votes, results }
    }
}

fn of_entry(entry: Entry<'_>, tally: &Tally) -> VotesRow {
    row(entry.id(), tally, Some(title(entry.text())))
}

fn row(id: Id, tally: &Tally, title: Option<String>) -> VotesRow {
    VotesRow { id: id.to_string(), shares: tally.shares(), title, comments: tally.comments.clone() }
}

impl Shares {
    /// The votes in words: `3 yes, 1 no: 75 % useful (95 % interval 30–95 %)`.
    #[must_use]
    pub fn told(&self) -> String {
        let (yes, no, range) = (self.yes, self.no, self.range());
        format!("{yes} yes, {no} no: {} useful (95 % interval {range})", percent(self.share))
    }

    /// The interval: `30–95 %`.
    #[must_use]
    pub fn range(&self) -> String {
        format!("{:.0}–{}", self.low * 100.0, percent(self.high))
    }
}

/// A share as whole percents.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

impl Results<'_> {
    /// Tells of each entry what votes there are on it.
    #[must_use]
    pub fn with_votes(mut self, tallies: &Tallies) -> Self {
        for row in &mut self.results {
            let tally = row.id.parse().ok().and_then(|id| tallies.of(id));
            row.votes = tally.map(Tally::shares);
        }
        self
    }
}
