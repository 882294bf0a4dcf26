//! What most verbs begin with: the pages, read and warned about.

use std::env;
use std::path::Path;
#[cfg(unix)]
use std::sync::Arc;
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow};
use faq::cache::{Absent, Cache, Lookup};
use faq::corpus::beside::data_file;
use faq::corpus::delimiter::Delimiter;
use faq::corpus::entry::Entry;
use faq::corpus::facets::FacetRules;
use faq::corpus::ids::{IdError, Ids};
use faq::corpus::notice::{self, Notice};
use faq::corpus::placements::Placements;
use faq::corpus::source::Seeds;
use faq::corpus::{Corpus, facet_rules};
use faq::messages::Lang;
use faq::search::{Filter, Index, Lexicon, Searcher};

use super::progress::Progress;
use crate::cli::GlobalArgs;
use crate::say;

/// The corpus of this run, and the rules that go with it.
pub struct Session {
    /// The pages and entries.
    pub corpus: Corpus,
    /// The facet rules.
    pub rules: FacetRules,
    /// The synonyms beside the pages, or the program's own once they are asked for.
    lexicon: OnceLock<Lexicon>,
    /// What is wrong with data files beside the pages.
    pub data_notices: Vec<Notice>,
    /// Where the corpus may be kept, and the state of its pages before they were read.
    absent: Option<(Cache, Absent)>,
}

/// What was kept of the corpus turned out to be damaged.
#[derive(Debug, thiserror::Error)]
#[error("what the cache kept of these pages is damaged; faq cache --clear throws it away")]
pub struct Unsound;

/// The index over the pages could not be built.
#[derive(Debug, thiserror::Error)]
#[error(
    "these pages are too large to be indexed (4 GiB of different words is the most); search fewer of them, or use faq grep"
)]
pub struct Overfull;

/// Stops here if what was searched could not be indexed.
pub fn indexed(searcher: &Searcher<'_>) -> Result<(), Overfull> {
    let sound = searcher.built().is_none_or(Index::is_sound);
    if sound { Ok(()) } else { Err(Overfull) }
}

impl Session {
    /// Reads the pages and warns of what needs mending.
    pub fn open(global: &GlobalArgs) -> Result<Self> {
        Ok(Self::open_quietly(global)?.warning())
    }

    /// Reads the pages and leaves the warnings to the caller.
    pub fn open_quietly(global: &GlobalArgs) -> Result<Self> {
        let (seeds, delimiter) = (seeds(global), delimiter(global)?);
        let progress = progress(&seeds);
        let corpus = Corpus::read(&seeds, delimiter)?;
        drop(progress);
        Ok(Self::of(global, corpus, None))
    }

    /// Takes the pages from the cache, if they are large and unchanged, else reads them; warns
    /// of what needs mending. What is read can be kept ([`Session::keep`]).
    pub fn open_kept(global: &GlobalArgs) -> Result<Self> {
        Self::open_or_read(global, true)
    }

    /// The same, for those who make nothing that would be worth keeping.
    pub fn open_if_kept(global: &GlobalArgs) -> Result<Self> {
        Self::open_or_read(global, false)
    }

    /// Throws away what was kept of the pages, which turned out to be damaged, and reads them.
    pub fn reopen(global: &GlobalArgs) -> Result<Self> {
        let (seeds, delimiter) = (seeds(global), delimiter(global)?);
        cache(global).inspect(|cache| cache.forget(&seeds, &delimiter));
        Self::open_or_read(global, true)
    }

    fn open_or_read(global: &GlobalArgs, keep: bool) -> Result<Self> {
        let (seeds, delimiter) = (seeds(global), delimiter(global)?);
        let cache = cache(global);
        let found = cache.as_ref().map_or(Lookup::NotKept, |cache| cache.find(&seeds, &delimiter));
        let absent = match found {
            Lookup::Kept(corpus) => {
                let session = Self::of(global, corpus, None);
                if session.believe().is_ok() {
                    return Ok(session.warning());
                }
                None
            }
            Lookup::Absent(absent) => cache.zip(Some(absent)).filter(|_| keep),
            Lookup::NotKept => None,
        };
        let progress = progress(&seeds);
        let read = if absent.is_some() { Corpus::read_to_keep } else { Corpus::read };
        let corpus = read(&seeds, delimiter)?;
        drop(progress);
        Ok(Self::of(global, corpus, absent).warning())
    }

    /// The same, where all that was kept must be whole before it is used: for those who can
    /// not begin again.
    pub fn open_whole(global: &GlobalArgs) -> Result<Self> {
        let session = Self::open_kept(global)?;
        match session.corpus.store() {
            Some(store) if !store.verify() => Self::reopen(global),
            _ => Ok(session),
        }
    }

    /// Stops here if anything read so far of what was kept can not be believed.
    pub fn believe(&self) -> Result<(), Unsound> {
        let sound = self.corpus.store().is_none_or(|store| store.is_sound());
        if sound { Ok(()) } else { Err(Unsound) }
    }

    /// Shows the progress of indexing what was read, if there is enough of it.
    pub fn indexing(&self) -> Progress {
        /// Fewer bytes are indexed before anything would be shown.
        const LEAST: u64 = 4 << 20;
        let bytes = self.corpus.text_bytes();
        if self.corpus.store().is_some() || bytes < LEAST {
            return Progress::default();
        }
        let progress = Progress::start(Lang::default());
        progress.indexing(bytes);
        progress
    }

    /// Keeps the corpus and its index for the next run, if they are worth it.
    pub fn keep(&self, searcher: &Searcher<'_>) {
        if let (Some((cache, absent)), Some(index)) = (&self.absent, searcher.built()) {
            outlive_full_disks();
            cache.keep(absent, &self.corpus, index);
        }
    }

    /// Warns of what needs mending; of a thousand things alike, of a few.
    fn warning(self) -> Self {
        let notices = self.data_notices.iter().cloned().chain(self.corpus.notices());
        notice::few(notices).for_each(|notice| say::problem(&notice));
        self
    }

    /// The rules and synonyms that go with a corpus.
    fn of(global: &GlobalArgs, corpus: Corpus, absent: Option<(Cache, Absent)>) -> Self {
        let seeds = seeds(global);
        let (rules, mut data_notices) = facet_rules(&seeds, &corpus);
        let lexicon = OnceLock::new();
        match lexicon_beside(&seeds) {
            Some(Ok(beside)) => drop(lexicon.set(beside)),
            Some(Err(notice)) => data_notices.push(notice),
            None => {}
        }
        Self { corpus, rules, lexicon, data_notices, absent }
    }

    /// The synonyms: those beside the pages, else the program's own.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(Lexicon::shipped)
    }

    /// The entries that `filter` keeps, in page order.
    pub fn kept(&self, filter: &Filter, placements: &Placements<'_>) -> Vec<usize> {
        let kept = self
            .corpus
            .entries()
            .filter(|&entry| filter.keeps(&self.corpus, entry, || placements.of(entry.index())));
        kept.map(Entry::index).collect()
    }

    /// The index of the entry whose id begins with `prefix`.
    pub fn find_one(&self, prefix: &str) -> Result<usize> {
        let found = self.find(&[prefix.to_owned()])?;
        found.first().copied().context("an id names one entry")
    }

    /// The indices of the entries whose ids begin with these prefixes, in the same order.
    pub fn find(&self, prefixes: &[String]) -> Result<Vec<usize>> {
        let ids = Ids::new(&self.corpus);
        let find = |prefix: &String| {
            ids.find(prefix).map_err(|error| match error {
                IdError::Ambiguous { entries, .. } => {
                    anyhow!(
                        "the id {prefix} is ambiguous; give more digits:{}",
                        self.candidates(&entries)
                    )
                }
                error => error.into(),
            })
        };
        prefixes.iter().map(find).collect()
    }

    fn candidates(&self, entries: &[usize]) -> String {
        let line = |&index: &usize| {
            let entry = self.corpus.entry(index);
            format!("\n{}  {}", entry.id(), faq::corpus::title::title(entry.text()))
        };
        entries.iter().map(line).collect()
    }
}

/// The `lexicon.json` beside the pages, or why it can not be used; `None` if there is none.
fn lexicon_beside(seeds: &Seeds) -> Option<Result<Lexicon, Notice>> {
    let (path, text) = data_file(seeds, "lexicon.json")?;
    let text = text.map_err(|error| error.to_string());
    let lexicon = text.and_then(|text| Lexicon::parse(&text).map_err(|error| error.to_string()));
    Some(lexicon.map_err(|why| Notice::unusable(path, &why)))
}

/// Beyond the size that this process may write, a write is to fail and not to kill.
pub fn outlive_full_disks() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// The cache of this run, if it has one.
pub fn cache(global: &GlobalArgs) -> Option<Cache> {
    Cache::choose(|name| env::var_os(name)).filter(|_| !global.no_cache)
}

/// Shows the progress of reading pages from files; what comes from a pipe may wait on a person.
fn progress(seeds: &Seeds) -> Progress {
    match seeds {
        Seeds::Paths(paths) if !paths.iter().any(|path| is_stdin(path)) => {
            Progress::start(Lang::default())
        }
        Seeds::Paths(_) | Seeds::Embedded => Progress::default(),
    }
}

/// The line that ends an entry in this run.
fn delimiter(global: &GlobalArgs) -> Result<Delimiter> {
    Delimiter::new(&global.delimiter)
        .context("--delimiter: a blank line can not end entries; give the text of the line")
}

/// Where the pages of this run come from.
fn seeds(global: &GlobalArgs) -> Seeds {
    Seeds::choose(global.seeds.clone(), |name| env::var_os(name))
}

/// Whether the pages come from standard input.
pub fn pages_from_stdin(global: &GlobalArgs) -> bool {
    matches!(seeds(global), Seeds::Paths(paths) if paths.iter().any(|path| is_stdin(path)))
}

/// Whether `path` means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
