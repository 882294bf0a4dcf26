//! What most verbs begin with: the pages, read and warned about.

use std::env;
use std::path::Path;

use anyhow::{Context, Result, bail};
use faq::corpus::delimiter::Delimiter;
use faq::corpus::facets::FacetRules;
use faq::corpus::notice::Notice;
use faq::corpus::placements::Placements;
use faq::corpus::source::Seeds;
use faq::corpus::{Corpus, facet_rules};
use faq::search::Filter;

use crate::cli::GlobalArgs;
use crate::say;

/// The corpus of this run, and the rules that go with it.
pub struct Session {
    /// The pages and entries.
    pub corpus: Corpus,
    /// The facet rules.
    pub rules: FacetRules,
    /// What is wrong with data files beside the pages.
    pub rule_notices: Vec<Notice>,
}

impl Session {
    /// Reads the pages and warns of what needs mending.
    pub fn open(global: &GlobalArgs) -> Result<Self> {
        let session = Self::open_quietly(global)?;
        let notices = session.rule_notices.iter().cloned().chain(session.corpus.notices());
        notices.for_each(|notice| say::problem(&notice));
        Ok(session)
    }

    /// Reads the pages and leaves the warnings to the caller.
    pub fn open_quietly(global: &GlobalArgs) -> Result<Self> {
        let delimiter = Delimiter::new(&global.delimiter);
        let delimiter = delimiter
            .context("--delimiter: a blank line can not end entries; give the text of the line")?;
        let seeds = Seeds::choose(global.seeds.clone(), |name| env::var_os(name));
        let corpus = Corpus::read(&seeds, delimiter)?;
        let (rules, notice) = facet_rules(&seeds);
        Ok(Self { corpus, rules, rule_notices: notice.into_iter().collect() })
    }

    /// The entries that `filter` keeps, in page order.
    pub fn kept(&self, filter: &Filter, placements: &Placements<'_>) -> Vec<usize> {
        let entries = self.corpus.entries.iter().enumerate();
        let kept = entries
            .filter(|(index, entry)| filter.keeps(&self.corpus, entry, || placements.of(*index)));
        kept.map(|(index, _)| index).collect()
    }

    /// The index of the entry whose id begins with `prefix`.
    pub fn find(&self, prefix: &str) -> Result<usize> {
        let id = prefix.to_ascii_lowercase();
        let entries = self.corpus.entries.iter().enumerate();
        if id.len() < 4 || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
            bail!(
                "{prefix:?} is no id; ids are 12 hexadecimal digits, of which the first 4 or more will do (see faq list)"
            );
        }
        let found: Vec<usize> = entries
            .filter(|(_, entry)| entry.id.to_string().starts_with(&id))
            .map(|(index, _)| index)
            .collect();
        match found[..] {
            [index] => Ok(index),
            [] => bail!("no entry has the id {prefix}; faq list shows all ids"),
            _ => {
                bail!("the id {prefix} is ambiguous; give more digits:{}", self.candidates(&found))
            }
        }
    }

    fn candidates(&self, entries: &[usize]) -> String {
        let line = |&index: &usize| {
            let entry = &self.corpus.entries[index];
            format!("\n{}  {}", entry.id, faq::corpus::title::title(&entry.text))
        };
        entries.iter().map(line).collect()
    }
}

/// Whether `path` means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
