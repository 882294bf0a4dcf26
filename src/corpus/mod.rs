//! Bytes to pages to entries, with provenance.
//!
//! [`source`] finds the pages, `load` reads them side by side: a `decoder` makes text of their
//! bytes, with one `sweep` over each, and `page` splits it at the [`delimiter`]. `merge` finds
//! equal answers by their [`identity`], `store` keeps each once, an [`entry`] is the handle on
//! one, and [`facets`] says what each is about. [`Corpus`] holds the result; what went wrong on
//! the way is a [`notice`].

pub mod beside;
pub mod decode;
mod decoder;
pub mod delimiter;
mod encoding;
pub mod entry;
pub mod facets;
pub mod identity;
pub mod ids;
mod lines;
mod load;
mod marks;
mod merge;
pub mod notice;
mod page;
pub mod placements;
pub mod source;
mod store;
mod sweep;
pub mod title;
pub(crate) mod workers;

use std::path::{Path, PathBuf};

use self::beside::data_file;
use self::decode::Damage;
use self::delimiter::Delimiter;
use self::entry::{Entry, Stretch};
use self::facets::{EMBEDDED_RULES, FacetRules};
use self::ids::{IdError, Ids};
use self::notice::Notice;
use self::page::Split;
use self::source::{Found, Seeds, SeedsError};
use self::store::Store;
use crate::text::alphabet::Alphabet;

/// All that was read.
#[derive(Debug, Clone)]
pub struct Corpus {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The entries, each once, in the order of their first sources.
    entries: Store,
    /// Files that were not read as pages.
    pub skipped: Vec<Notice>,
    delimiter: Delimiter,
}

/// What is known of a page besides its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its base name; `-` for standard input.
    pub file: String,
    /// Its path, where it has one.
    pub path: Option<PathBuf>,
    /// How many entries it holds, before merging.
    pub entries: usize,
    /// How many facet headings it holds.
    pub headings: usize,
    /// The counts of entries that it announces.
    pub announced: Vec<u64>,
    /// What its encoding did not allow.
    pub damage: Option<Damage>,
    /// The line of an entry that no delimiter closes.
    pub unterminated: Option<usize>,
    /// Lines that begin with the delimiter but go on as text.
    pub buried: Vec<usize>,
}

impl Corpus {
    /// Reads the pages of `seeds` and splits them at `delimiter`.
    ///
    /// # Errors
    /// [`SeedsError`] when a named path gives no page.
    pub fn read(seeds: &Seeds, delimiter: Delimiter) -> Result<Self, SeedsError> {
        let findings = seeds.find();
        let mut pages = Vec::new();
        let mut texts = Vec::new();
        let mut found = Vec::new();
        let mut alphabet = Alphabet::default();
        let mut unread = Vec::new();
        for (page, loaded) in findings.pages.iter().zip(load::all(&findings.pages, &delimiter)) {
            match loaded {
                Ok(loaded) => {
                    alphabet.merge(&loaded.alphabet);
                    let before = found.len();
                    let mut split = page::join(loaded.parts, &mut texts, found);
                    found = std::mem::take(&mut split.entries);
                    pages.push(Page::new(page, loaded.damage, found.len() - before, split));
                    unread.push(None);
                }
                Err(why) => unread.push(Some(why)),
            }
        }
        let skipped = findings.settle(unread)?;
        let counts = pages.iter().map(|page| page.entries);
        let entries = Store::new(texts, alphabet, &found, counts);
        Ok(Self { pages, entries, skipped, delimiter })
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry at `index`.
    ///
    /// # Panics
    /// If `index` is not below [`Corpus::len`].
    #[must_use]
    pub fn entry(&self, index: usize) -> Entry<'_> {
        assert!(index < self.len(), "there is no entry {index}");
        Entry::new(self, index)
    }

    /// The entries, each once, in the order of their first sources.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len()).map(|index| Entry::new(self, index))
    }

    /// The characters that the pages are written in. If a letter from À to ÿ occurs, all of
    /// them are taken to.
    #[must_use]
    pub fn alphabet(&self) -> &Alphabet {
        self.entries.alphabet()
    }

    /// All entries, in the texts that they stand in: those of one stretch together, and the
    /// stretches in the order of the entries.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        self.entries.stretches()
    }

    /// The delimiter that split the pages.
    #[must_use]
    pub fn delimiter(&self) -> &Delimiter {
        &self.delimiter
    }

    /// What needs mending, in page order, skipped files first.
    pub fn notices(&self) -> impl Iterator<Item = Notice> + '_ {
        let of_pages = self.pages.iter().flat_map(|page| page.notices(&self.delimiter));
        self.skipped.iter().cloned().chain(of_pages)
    }
}

impl Page {
    fn new(found: &Found, damage: Option<Damage>, entries: usize, split: Split) -> Self {
        Self {
            file: found.file.clone(),
            path: found.path.clone(),
            entries,
            headings: split.headings.len(),
            announced: split.counters.into_iter().map(|(_, count)| count).collect(),
            damage,
            unterminated: split.unterminated,
            buried: split.buried,
        }
    }

    /// How messages name the page: its path, or its name where it has none.
    #[must_use]
    pub fn name(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(&self.file))
    }

    /// What needs mending on this page.
    #[must_use]
    pub fn notices(&self, delimiter: &Delimiter) -> Vec<Notice> {
        let page = || self.name().to_owned();
        let mut notices = Vec::new();
        notices.extend((self.entries == 0).then(|| Notice::NoEntry { page: page() }));
        notices.extend(self.damage.map(|damage| Notice::Damaged { page: page(), damage }));
        notices.extend(self.buried.iter().map(|&line| Notice::Buried { page: page(), line }));
        notices.extend(self.unterminated.map(|line| Notice::Unterminated {
            page: page(),
            line,
            delimiter: delimiter.text().to_owned(),
        }));
        notices
    }
}

/// The facet rules that go with `seeds`: the `facets.json` beside the pages, else the
/// program's own. What is wrong with that file is a notice: where it can not be used at all,
/// the program's own rules serve.
#[must_use]
pub fn facet_rules(seeds: &Seeds, corpus: &Corpus) -> (FacetRules, Vec<Notice>) {
    let own = || FacetRules::from_json(EMBEDDED_RULES).unwrap_or_default();
    let Some((path, text)) = data_file(seeds, "facets.json") else { return (own(), Vec::new()) };
    let rules = text.map_err(|error| error.to_string());
    match rules.and_then(|text| FacetRules::from_json(&text).map_err(|error| error.to_string())) {
        Ok(mut rules) => {
            let unknown = rules.resolve(&Ids::new(corpus)).into_iter();
            let notice = |error: IdError| {
                let why = format!("{error}; the assignment is left out");
                Notice::Data { path: path.clone(), why }
            };
            (rules, unknown.map(notice).collect())
        }
        Err(why) => (own(), vec![Notice::unusable(path, &why)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_of_the_agency() {
        let corpus = Corpus::read(&Seeds::Embedded, Delimiter::default()).expect("embedded pages");
        assert_eq!(corpus.pages.len(), 5);
        assert_eq!(corpus.pages.iter().map(|page| page.entries).sum::<usize>(), 79);
        assert_eq!(corpus.len(), 72);
        assert_eq!(corpus.pages[3].announced, [90, 90]);
        assert_eq!(corpus.pages[3].entries, 10);
        assert_eq!(corpus.notices().count(), 0);
        let id = |page: usize, number: usize| {
            let stands =
                |entry: &Entry<'_>| entry.sources().any(|s| (s.page, s.entry) == (page, number));
            corpus.entries().find(stands).map(|entry| entry.id().to_string())
        };
        for (page, number, expected) in [
            (0, 1, "b9740cd69f76"),
            (0, 4, "af016cb9b887"),
            (1, 8, "1a8c89399165"),
            (3, 4, "3cd84d1d1edf"),
        ] {
            assert_eq!(id(page, number).as_deref(), Some(expected));
        }
    }
}
