//! Reading: the pages of a run, as one corpus.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::decode::Damage;
use super::delimiter::Delimiter;
use super::embedded;
use super::entry::{Entry, Stretch};
use super::kept::Kept;
use super::load::{self, Loaded};
use super::notice::Notice;
use super::page::{self, Span, Split, Text};
use super::source::{Found, Origin, Seeds, SeedsError};
use super::stock::Stock;
use super::workers;
use crate::store::{Store, Writer};
use crate::text::alphabet::Alphabet;

/// All that was read.
#[derive(Debug, Clone)]
pub struct Corpus {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The entries, each once, in the order of their first sources.
    pub(super) entries: Entries,
    /// Files that were not read as pages.
    pub skipped: Vec<Notice>,
    delimiter: Delimiter,
}

/// Where the entries of a corpus are.
#[derive(Debug, Clone)]
pub(super) enum Entries {
    Read(Stock),
    Kept(Kept),
}

/// What is known of a page besides its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The hash of its bytes ([`super::contents`]), if it was read to be kept.
    #[serde(skip)]
    pub contents: u128,
    /// What its encoding did not allow.
    pub damage: Option<Damage>,
    /// The line of an entry that no delimiter closes.
    pub unterminated: Option<usize>,
    /// Lines that begin with the delimiter but go on as text.
    pub buried: Vec<usize>,
}

impl Corpus {
    /// Reads the pages of `seeds` and splits them at `delimiter`. Those inside the program were
    /// read when it was built, if that is how they are split.
    ///
    /// # Errors
    /// [`SeedsError`] when a named path gives no page.
    pub fn read(seeds: &Seeds, delimiter: Delimiter) -> Result<Self, SeedsError> {
        if *seeds == Seeds::Embedded && delimiter == Delimiter::default() {
            let kept = Store::in_image(embedded::PREPARED);
            if let Some(corpus) =
                kept.and_then(|store| Self::open(Arc::new(store), delimiter.clone()))
            {
                return Ok(corpus);
            }
        }
        Self::load(seeds, delimiter, false)
    }

    /// The same; the pages know the hash of their contents.
    ///
    /// # Errors
    /// [`SeedsError`] when a named path gives no page.
    pub fn read_to_keep(seeds: &Seeds, delimiter: Delimiter) -> Result<Self, SeedsError> {
        Self::load(seeds, delimiter, true)
    }

    /// The corpus of one page of these bytes, called `file`; `None` if nothing of it can be
    /// seen.
    #[must_use]
    pub fn of_bytes(file: &str, bytes: &[u8], delimiter: Delimiter) -> Option<Self> {
        let found = Found { file: file.to_owned(), path: None, origin: Origin::Stdin };
        let mut reading = Reading::default();
        reading.add(&found, load::one(&found, bytes, &delimiter).ok()?);
        Some(reading.finish(Vec::new(), delimiter))
    }

    fn load(seeds: &Seeds, delimiter: Delimiter, hash: bool) -> Result<Self, SeedsError> {
        let findings = seeds.find();
        let mut reading = Reading::default();
        let mut unread = Vec::new();
        let loaded = load::all(&findings.pages, &delimiter, hash);
        for (page, loaded) in findings.pages.iter().zip(loaded) {
            unread.push(loaded.map(|loaded| reading.add(page, loaded)).err());
        }
        Ok(reading.finish(findings.settle(unread)?, delimiter))
    }

    /// The corpus that [`Corpus::put`] wrote into `store`, split at `delimiter`; `None` if
    /// there is none.
    #[must_use]
    pub fn open(store: Arc<Store>, delimiter: Delimiter) -> Option<Self> {
        let (pages, kept) = Kept::open(store)?;
        Some(Self { pages, entries: Entries::Kept(kept), skipped: Vec::new(), delimiter })
    }

    /// Puts pages and entries into `writer`; what was skipped is not kept. `None` if a path
    /// can not be written down.
    #[must_use]
    pub fn put<'w>(&'w self, writer: &mut Writer<'w>) -> Option<()> {
        Kept::put(self, writer)
    }

    /// The store that the entries lie in, if they were not read from pages just now.
    #[must_use]
    pub fn store(&self) -> Option<&Arc<Store>> {
        match &self.entries {
            Entries::Read(_) => None,
            Entries::Kept(kept) => Some(kept.store()),
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.entries {
            Entries::Read(read) => read.len(),
            Entries::Kept(kept) => kept.len(),
        }
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
        match &self.entries {
            Entries::Read(read) => read.alphabet(),
            Entries::Kept(kept) => kept.alphabet(),
        }
    }

    /// What `work` makes of each stretch, in the order of the entries: all entries, in the texts
    /// that they stand in. On all cores, if there is much of them.
    pub fn map_stretches<R: Send>(&self, work: impl Fn(&Stretch<'_>) -> R + Sync) -> Vec<R> {
        match &self.entries {
            Entries::Read(read) => {
                let stretches: Vec<Stretch<'_>> = read.stretches().collect();
                workers::map(&stretches, self.text_bytes(), work)
            }
            Entries::Kept(kept) => kept.map_stretches(work),
        }
    }

    /// About how many bytes the texts of all entries have.
    #[must_use]
    pub fn text_bytes(&self) -> u64 {
        match &self.entries {
            Entries::Read(read) => read.stretches().map(|stretch| stretch.text.len() as u64).sum(),
            Entries::Kept(kept) => kept.text_bytes(),
        }
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

/// Pages, put together one after another.
#[derive(Default)]
struct Reading {
    pages: Vec<Page>,
    texts: Vec<Text>,
    found: Vec<Span>,
    alphabet: Alphabet,
}

impl Reading {
    fn add(&mut self, page: &Found, loaded: Loaded) {
        self.alphabet.merge(&loaded.alphabet);
        let before = self.found.len();
        let found = std::mem::take(&mut self.found);
        let mut split = page::join(loaded.parts, &mut self.texts, found);
        self.found = std::mem::take(&mut split.entries);
        let count = self.found.len() - before;
        self.pages.push(Page::new(page, (loaded.damage, loaded.contents), count, split));
    }

    fn finish(self, skipped: Vec<Notice>, delimiter: Delimiter) -> Corpus {
        let counts = self.pages.iter().map(|page| page.entries);
        let entries = Entries::Read(Stock::new(self.texts, self.alphabet, &self.found, counts));
        Corpus { pages: self.pages, entries, skipped, delimiter }
    }
}

impl Page {
    fn new(found: &Found, read: (Option<Damage>, u128), entries: usize, split: Split) -> Self {
        let (damage, contents) = read;
        Self {
            file: found.file.clone(),
            path: found.path.clone(),
            entries,
            headings: split.headings.len(),
            announced: split.counters.into_iter().map(|(_, count)| count).collect(),
            contents,
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

    /// What needs mending on this page, those of a kind one behind another.
    pub fn notices(&self, delimiter: &Delimiter) -> impl Iterator<Item = Notice> {
        let page = || self.name().to_owned();
        let delimiter = delimiter.text().to_owned();
        let whole = (self.entries == 0).then(|| Notice::NoEntry { page: page() });
        let damaged = self.damage.map(|damage| Notice::Damaged { page: page(), damage });
        let buried = self.buried.iter().map(move |&line| Notice::Buried { page: page(), line });
        let open = self.unterminated.map(|line| {
            let page = self.name().to_owned();
            Notice::Unterminated { page, line, delimiter }
        });
        whole.into_iter().chain(damaged).chain(buried).chain(open)
    }
}
