//! Pages: what is known of them besides their entries, and what needs fixing there.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::decode::Damage;
use super::delimiter::Delimiter;
use super::diagnostic::Diagnostic;
use super::forms::problem::Problem;
use super::frame::Frame;

/// What is known of a page besides its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its base name; `-` for standard input.
    pub file: String,
    /// Its path, where it has one; characters that are not Unicode are replaced.
    pub path: Option<PathBuf>,
    /// How many entries it holds, before merging.
    pub entries: usize,
    /// The bytes it was read from.
    pub bytes: u64,
    /// Its lines that belong to no entry.
    pub frame: Frame,
    /// The lines of its questions that nothing answers.
    pub unanswered: Vec<usize>,
    /// Whether it has neither a delimiter nor a question to split it by, so that it is one entry.
    pub is_whole: bool,
    /// What its encoding did not allow.
    pub damage: Option<Damage>,
    /// The line of an entry that no delimiter closes.
    pub unterminated: Option<usize>,
    /// Lines that begin with the delimiter but go on as text.
    pub buried: Vec<usize>,
    /// What its form cannot give.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
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
        let page = || self.name().to_owned();
        let delimiter = delimiter.text().to_owned();
        let whole = (self.entries == 0).then(|| Diagnostic::NoEntry { page: page() });
        let damaged = self.damage.map(|damage| Diagnostic::Damaged { page: page(), damage });
        let buried = self.buried.iter().map(move |&line| Diagnostic::Buried { page: page(), line });
        let open = self.unterminated.map(|line| {
            let page = self.name().to_owned();
            Diagnostic::Unterminated { page, line, delimiter }
        });
        let unreadable = self.form_problems().filter(Diagnostic::is_unreadable);
        whole.into_iter().chain(damaged).chain(buried).chain(open).chain(unreadable)
    }

    /// What its form cannot give.
    pub(super) fn form_problems(&self) -> impl Iterator<Item = Diagnostic> {
        let page = || self.name().to_owned();
        let problems = self.problems.iter().cloned();
        problems.map(move |problem| Diagnostic::Form { page: page(), problem })
    }
}
