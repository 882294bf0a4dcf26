//! The content of `faq embed`: what is prepared.

use serde::Serialize;

use super::SCHEMA;
use crate::meaning::DIGEST;

/// The vectors of a corpus, all at hand.
#[derive(Debug, Serialize)]
pub struct EmbedReport {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The verb.
    pub command: &'static str,
    /// How many entries there are, each with a vector.
    pub total: usize,
    /// How many of the vectors were made now.
    pub made: usize,
    /// The model that made them: the SHA-256 of its files.
    pub model: &'static str,
}

impl EmbedReport {
    /// A report on `total` entries, of which `made` had no vector before.
    #[must_use]
    pub fn new(total: usize, made: usize) -> Self {
        Self { schema: SCHEMA, command: "embed", total, made, model: DIGEST }
    }

    /// The report in a line.
    #[must_use]
    pub fn told(&self) -> String {
        let Self { total, made, .. } = self;
        let entries = if *total == 1 { "entry" } else { "entries" };
        format!("{total} {entries}, each with a vector ({made} made now)")
    }
}
