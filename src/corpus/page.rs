//! Pages: what is known of them besides their entries, and what needs fixing there.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::decode::Damage;
use super::delimiter::Delimiter;
use super::diagnostic::{Diagnostic, What};
use super::forms::problem::{Trouble, Weight};
use super::frame::Frame;

/// What is known of a page besides its entries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its base name; `-` for standard input.
    pub file: String,
    /// Its path, where it has one; characters that are not Unicode are replaced.
    pub path: Option<PathBuf>,
    /// How many entries it holds, before merging.
    pub entries: usize,
    /// The bytes it was read from.
    pub bytes: u64,
    /// Its lines that belong to the page.
    pub frame: Frame,
    /// The lines of its questions that nothing answers.
    pub unanswered: Vec<usize>,
    /// Whether it has neither a delimiter nor a question to split it by, so that it is one entry.
    pub is_whole: bool,
    /// What its encoding did not allow.
    pub damage: Option<Damage>,
    /// The first line, from 1, of an entry behind the last delimiter, which none closes.
    pub unterminated: Option<usize>,
    /// Lines that begin with the delimiter but go on as text.
    pub buried: Vec<usize>,
    /// What its form cannot give, each with its line, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<(usize, Trouble)>,
    /// Its bytes in the texts of all pages.
    pub(super) text: Range<usize>,
}

impl Page {
    /// How messages name the page: its path, or its name where it has none.
    pub fn name(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(&self.file))
    }

    /// What needs fixing on this page, those of a kind one behind another.
    pub fn diagnostics(&self, delimiter: &Delimiter) -> impl Iterator<Item = Diagnostic> {
        let empty = (self.entries == 0).then_some((None, What::NoEntry));
        let damaged = self
            .damage
            .map(|Damage { reading, line, count }| (Some(line), What::Damaged(reading, count)));
        let buried = self.buried.iter().map(|&line| (Some(line), What::Buried));
        let open = self.unterminated.map(|line| {
            let delimiter = delimiter.text().to_owned();
            (Some(line), What::Unterminated(delimiter))
        });
        let found = empty.into_iter().chain(damaged).chain(buried).chain(open);
        let found = found.map(|(line, what)| self.diagnostic(line, what));
        found.chain(self.form_problems(|weight| weight == Weight::Fix))
    }

    /// What its form cannot give, as far as its weight is wanted.
    pub(super) fn form_problems(
        &self,
        is_wanted: impl Fn(Weight) -> bool,
    ) -> impl Iterator<Item = Diagnostic> {
        let wanted = self.problems.iter().filter(move |(_, trouble)| is_wanted(trouble.weight()));
        wanted.map(|(line, trouble)| self.diagnostic(Some(*line), What::Form(trouble.clone())))
    }

    pub(super) fn diagnostic(&self, line: Option<usize>, what: What) -> Diagnostic {
        Diagnostic { path: self.name().to_owned(), line, what }
    }
}
