//! What a form of page cannot give.

use serde::{Deserialize, Serialize};

use crate::messages::Lang;
use crate::text::clean::brief;

/// Why something on a page is left out, or read otherwise than it may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// A line, a row or a document cannot be read, for this reason.
    Malformed(String),
    /// A block of JSON-LD cannot be read.
    MalformedJsonLd {
        /// Why.
        why: String,
        /// Whether it seems to have questions: most blocks are about something else.
        asks: bool,
    },
    /// A cell of a table has a quote that opens and is not closed.
    OpenQuote,
    /// A row has so many cells more than the header.
    ExtraCells(usize),
    /// A line or a row has no text.
    NoText,
    /// A table has no column of texts.
    NoColumn,
    /// A JSON document holds no question of schema.org.
    NoQuestion,
    /// A question has no answer.
    NoAnswer(String),
    /// A date that the calendar does not have.
    BadDate(String),
    /// An address that is neither http nor https.
    BadUrl(String),
    /// A field is not of the kind it should be.
    BadField(String),
    /// Entries have values of a facet that these pages do not have.
    NoFacet(String),
    /// So many lines belong to no entry.
    LeftOut(usize),
    /// A page without questions and delimiters is one entry.
    OneEntry,
}

/// What follows from a [`Trouble`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The page needs fixing: a part that should give entries cannot be read, or where it ends is
    /// a guess.
    Fix,
    /// It costs an entry, or a part of one, so that every verb warns of it.
    Loss,
    /// It is worth knowing, and `check` alone tells it.
    Information,
}

impl Trouble {
    /// What follows from it.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Malformed(_) | Self::MalformedJsonLd { asks: true, .. } | Self::OpenQuote => {
                Weight::Fix
            }
            Self::MalformedJsonLd { asks: false, .. }
            | Self::LeftOut(_)
            | Self::NoFacet(_)
            | Self::OneEntry
            | Self::NoAnswer(_) => Weight::Information,
            _ => Weight::Loss,
        }
    }

    /// What is wrong and how to fix it.
    pub(crate) fn message(&self, lang: Lang) -> String {
        match self {
            Self::Malformed(why) => lang.form_malformed(why),
            Self::MalformedJsonLd { why, asks } => lang.json_ld_malformed(why, *asks),
            Self::OpenQuote => lang.quote_not_closed(),
            Self::ExtraCells(cells) => lang.cells_left_out(*cells),
            Self::NoText => lang.form_without_text(),
            Self::NoColumn => lang.table_without_text(),
            Self::NoQuestion => lang.json_without_question(),
            Self::NoAnswer(question) => lang.question_left_out(&brief(question)),
            Self::BadDate(date) => lang.bad_date(&brief(date)),
            Self::BadUrl(url) => lang.bad_url(&brief(url)),
            Self::BadField(field) => lang.bad_field(&brief(field)),
            Self::NoFacet(facet) => lang.facet_left_out(&brief(facet)),
            Self::LeftOut(lines) => lang.lines_left_out(*lines),
            Self::OneEntry => lang.page_is_one_entry(),
        }
    }
}
