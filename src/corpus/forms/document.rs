//! What is read of an HTML document: its blocks, its facts, its JSON-LD.

use crate::corpus::line::asks;

/// A line of visible text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub text: String,
    /// The 1-based line of the document that its first character stands in.
    pub line: usize,
    /// Whether it may open an entry.
    pub opener: Option<Opener>,
    /// The number of its question, and what it is of that.
    pub part: Option<(usize, Part)>,
    /// Whether it is outside the main content: in a footer, in a box at the side.
    pub is_aside: bool,
}

/// What may open an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opener {
    /// The lines of one share it.
    pub number: usize,
    /// Whether it opens one whatever it ends in, as `summary`, `dt` and the title of an accordion
    /// do; other headings only if they ask.
    pub is_title: bool,
}

impl Block {
    /// Whether an entry may begin here, unless further lines of a heading follow.
    pub fn opens(&self) -> bool {
        self.opener.is_some_and(|opener| opener.is_title || asks(&self.text))
    }
}

/// The part of a schema.org question that a block is, in microdata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Outside its name and answers.
    Other,
    Name,
    Answer,
    /// The text within an answer.
    Text,
}

/// What a document says besides its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// Its own address, or that of the question.
    Url(String),
    /// When it, or the question, was last changed.
    Updated(String),
    /// The state of a question: `curated`.
    Status(String),
}

/// What there is in a document.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub blocks: Vec<Block>,
    /// JSON-LD, with the lines that it begins at.
    pub json: Vec<(usize, String)>,
    /// What is said of the document, or of the question of this number.
    pub facts: Vec<(Option<usize>, Fact)>,
}
