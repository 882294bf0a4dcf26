//! What most verbs begin with: the pages of this run, from the program, the cache or the files.

use std::env;
use std::path::PathBuf;
use std::sync::OnceLock;

use anyhow::{Context, Result};
use faq::cache::fingerprint::Fingerprint;
use faq::cache::{Cache, MIN_PAGES};
use faq::corpus::delimiter::Delimiter;
use faq::corpus::diagnostic::{self, Diagnostic, Flaw, What};
use faq::corpus::facets::FacetRules;
use faq::corpus::questions::Questions;
use faq::corpus::source::{Seeds, is_stdin};
use faq::corpus::{Corpus, DataFiles, Entry, Error, IdError, data_files};
use faq::files::dirs::{DATA, UserDir};
use faq::image::Image;
use faq::index;
use faq::messages::Lang;
use faq::report::{Origin, is_field};
use faq::search::{Filter, Lexicon};
use faq::text::clean::Name;

use super::numbers;
use super::progress::Progress;
use crate::cli::settings::Chosen;
use crate::cli::{GlobalArgs, SITE_FACETS, is_option};
use crate::{Failure, stderr};

/// Texts of fewer bytes are indexed before any progress would be shown.
const SHOW_INDEXING: u64 = 4 << 20;

/// What a verb needs of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Texts alone: cheaper where large pages are not cached.
    Texts,
    /// Ids, placements and the index, too.
    Index,
}

/// The pages of this run.
pub struct Loaded {
    pub corpus: Corpus,
    /// What is wrong with the lexicon beside the pages.
    pub diagnostic: Option<Diagnostic>,
    /// Where the image of the pages is, or may be, cached.
    pub cached: Option<(Cache, Fingerprint)>,
    /// The cache, once it is asked for: that it cannot be trusted is said once.
    cache: OnceLock<Option<Cache>>,
    /// The lexicon beside the pages, or the program's own once it is asked for.
    lexicon: OnceLock<Lexicon>,
}

impl Loaded {
    /// Loads the pages and warns of what needs fixing.
    pub fn new(global: &GlobalArgs, depth: Depth) -> Result<Self> {
        Self::in_force(global, |seeds| Self::of(global, seeds, depth))
    }

    /// Loads these pages and warns of what needs fixing; pages without any entry are none to ask.
    pub fn of(global: &GlobalArgs, seeds: &Seeds, depth: Depth) -> Result<Self> {
        let loaded = Self::load(global, seeds, depth)?;
        let all = loaded.diagnostic.iter().cloned().chain(loaded.corpus.warnings());
        let is_data = |one: &Diagnostic| matches!(one.what, What::Data { .. });
        let (data, pages): (Vec<_>, Vec<_>) = diagnostic::few(all).partition(is_data);
        let warn = |one: &Diagnostic| stderr::message(&one.line_message(global.lang));
        data.iter().for_each(warn);
        if let (true, Seeds::Paths(paths)) = (loaded.corpus.is_empty(), seeds) {
            return Err(Error::Unusable(paths.clone(), pages).into());
        }
        pages.iter().for_each(warn);
        Ok(loaded)
    }

    /// Loads the pages and leaves the warnings to the caller.
    pub fn quietly(global: &GlobalArgs, depth: Depth) -> Result<Self> {
        Self::in_force(global, |seeds| Self::load(global, seeds, depth))
    }

    /// Loads the pages of this run. Where the config file names them, so does an error.
    fn in_force(global: &GlobalArgs, load: impl FnOnce(&Seeds) -> Result<Self>) -> Result<Self> {
        let seeds = seeds(global);
        load(&seeds.value).map_err(|error| match (seeds.origin, &global.settings.file) {
            (Origin::Line(line), Some(file)) if error.is::<Error>() => {
                let place = format!("{}:{line}", Name(file));
                error.context(Failure::new(|lang| lang.seeds_of_config(&place)))
            }
            _ => error,
        })
    }

    /// Loads the pages if that takes but a moment: those of the program, of files that are small,
    /// or cached. For a shell that completes a line, and people who wait for it.
    pub fn at_once(global: &GlobalArgs) -> Option<Self> {
        let seeds = seeds(global).value;
        if seeds != Seeds::Shipped {
            let pages = Fingerprint::of(&seeds, &delimiter(global).ok()?)?;
            if pages.bytes >= SHOW_INDEXING {
                trusted_cache(global)?.open(&pages)?;
            }
        }
        Self::load(global, &seeds, Depth::Index).ok()
    }

    fn load(global: &GlobalArgs, seeds: &Seeds, depth: Depth) -> Result<Self> {
        let delimiter = delimiter(global)?;
        let shipped = *seeds == Seeds::Shipped && delimiter == Delimiter::default();
        let cache = OnceLock::new();
        let pages = if shipped { None } else { Fingerprint::of(seeds, &delimiter) };
        let cached = pages.filter(|pages| pages.bytes >= MIN_PAGES).and_then(|pages| {
            let cache = cache.get_or_init(|| trusted_cache(global)).clone()?;
            Some((cache, pages))
        });
        let found = cached.as_ref().and_then(|(cache, pages)| cache.open(pages));
        let corpus = match found {
            Some(corpus) => corpus,
            None if shipped => {
                Corpus::shipped().with_context(|| Failure::new(Lang::damaged_program))?
            }
            None => read(global, seeds, &delimiter, depth, cached.as_ref())?,
        };
        let (lexicon, diagnostic) = match beside(seeds, "lexicon.json", lexicon) {
            Some(Ok((_, lexicon))) => (lexicon.into(), None),
            Some(Err(diagnostic)) => (OnceLock::new(), Some(diagnostic)),
            None => (OnceLock::new(), None),
        };
        Ok(Self { corpus, diagnostic, cached, cache, lexicon })
    }

    /// The cache of this run, unless it is switched off or cannot be trusted, which is said.
    pub fn cache(&self, global: &GlobalArgs) -> Option<&Cache> {
        self.cache.get_or_init(|| trusted_cache(global)).as_ref()
    }

    /// The synonyms: those beside the pages, else the program's own.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(Lexicon::shipped)
    }

    /// The entries that `filter` keeps, in page order.
    pub fn kept(&self, filter: &Filter) -> Vec<usize> {
        self.corpus.entries().filter(|&entry| filter.keeps(entry)).map(Entry::index).collect()
    }

    /// The entry whose id begins with `prefix`, or that had this number in the last search.
    pub fn find(&self, prefix: &str, global: &GlobalArgs) -> Result<Entry<'_>> {
        let entry = self.corpus.find(&numbers::id(prefix, global)?).map_err(|error| {
            let mut candidates = String::new();
            if let IdError::Ambiguous(_, entries) = &error {
                for entry in entries.iter().map(|&entry| self.corpus.entry(entry)) {
                    candidates += &format!("\n{}  {}", entry.id(), entry.title());
                }
            }
            Failure::new(|lang| error.message(lang) + &candidates)
        })?;
        Ok(self.corpus.entry(entry))
    }
}

/// The cache, unless it is switched off or cannot be trusted, which is said.
fn trusted_cache(global: &GlobalArgs) -> Option<Cache> {
    let cache = Cache::find(|name| env::var_os(name)).filter(|_| !global.no_cache)?;
    let trusted = cache.check();
    trusted.map_err(|untrusted| stderr::message(&untrusted.message(global.lang))).ok()?;
    Some(cache)
}

/// Reads the pages, and indexes and caches them where that is wanted.
fn read(
    global: &GlobalArgs,
    seeds: &Seeds,
    delimiter: &Delimiter,
    depth: Depth,
    cached: Option<&(Cache, Fingerprint)>,
) -> Result<Corpus> {
    let (data, unusable) = data_beside(seeds);
    let reading = match seeds {
        // What comes from a pipe may wait on a person.
        Seeds::Paths(paths) if !paths.iter().any(|path| is_stdin(path)) => {
            Progress::start(global.lang)
        }
        Seeds::Paths(_) | Seeds::Shipped => Progress::default(),
    };
    let names_ids = data.names_ids();
    let corpus = Corpus::read(seeds, delimiter, data)?.with_diagnostics(unusable);
    drop(reading);
    // Ids in data files are checked against all ids, which only an index brings.
    if depth == Depth::Texts && !names_ids {
        return Ok(corpus);
    }
    let is_large = corpus.text_bytes() >= SHOW_INDEXING;
    let indexing = if is_large { Progress::start(global.lang) } else { Progress::default() };
    indexing.indexing(corpus.text_bytes());
    let corpus = index::build(corpus, &|bytes| indexing.advance(bytes))?;
    drop(indexing);
    if let Some((cache, before)) = cached {
        let now = Fingerprint::of(seeds, delimiter);
        if now.is_some_and(|now| now.state == before.state) {
            store(cache, before, corpus.image());
        }
    }
    Ok(corpus)
}

/// Caches an image, as a courtesy to the next run: what cannot be written is not cached.
pub fn store(cache: &Cache, pages: &Fingerprint, image: &Image) {
    if pages.is_settled {
        survive_file_size_limits();
        let _ = cache.store(pages, image);
    }
}

/// Beyond the size that this process may write, a write is to fail and not to kill.
pub fn survive_file_size_limits() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(
        signal_hook::consts::SIGXFSZ,
        std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false)),
    );
}

/// What `parse` reads of the data file of this name beside the pages, with its path, or why it
/// cannot be used; `None` if there is none.
fn beside<T>(
    seeds: &Seeds,
    name: &str,
    parse: impl FnOnce(&str) -> Result<T, Flaw>,
) -> Option<Result<(PathBuf, T), Diagnostic>> {
    let (path, text) = data_files(seeds, name).next()?;
    let parsed = text.map_err(|error| Flaw::Refused(error.to_string()));
    Some(match parsed.and_then(|text| parse(&text)) {
        Ok(parsed) => Ok((path, parsed)),
        Err(flaw) => Err(Diagnostic::unusable(path, flaw)),
    })
}

/// The rules and questions beside the pages, the program's own where there are none, and what is
/// wrong with the former.
fn data_beside(seeds: &Seeds) -> (DataFiles, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let facets = match beside(seeds, "facets.json", facet_rules) {
        Some(Ok((path, rules))) => rules.of_file(path),
        Some(Err(diagnostic)) => {
            diagnostics.push(diagnostic);
            FacetRules::shipped()
        }
        None => FacetRules::shipped(),
    };
    let mut questions = Questions::default();
    for (path, text) in data_files(seeds, "questions.json") {
        diagnostics.extend(match text {
            Ok(text) => questions.add_file(path, &text),
            Err(error) => vec![Diagnostic::unusable(path, Flaw::Refused(error.to_string()))],
        });
    }
    (DataFiles { facets, questions: questions.with_shipped() }, diagnostics)
}

/// Rules, none of whose facets may be called like an option of the program, the filter on pages or
/// a field of an entry.
fn facet_rules(text: &str) -> Result<FacetRules, Flaw> {
    let rules = FacetRules::from_json(text).map_err(|error| Flaw::Refused(error.to_string()))?;
    let facets = rules.facets();
    let mut keys = facets.all().map(|facet| facets.facet_key(facet));
    let is_taken = |key: &str| is_field(key) || (!SITE_FACETS.contains(&key) && is_option(key));
    match keys.find(|key| is_taken(key)) {
        Some(taken) => Err(Flaw::NameTaken(taken.to_owned())),
        None => Ok(rules),
    }
}

fn lexicon(text: &str) -> Result<Lexicon, Flaw> {
    Lexicon::parse(text).map_err(|error| Flaw::Lexicon(error.to_string()))
}

/// The line that ends an entry in this run.
fn delimiter(global: &GlobalArgs) -> Result<Delimiter> {
    let blank = || Failure::new(Lang::blank_delimiter);
    Delimiter::new(&global.delimiter).with_context(blank)
}

/// Where the pages of this run come from: as the option, the environment or the config file says,
/// else from the user's data folder, else from the program.
pub fn seeds(global: &GlobalArgs) -> Chosen<Seeds> {
    const VARIABLE: &str = "FAQ_SEEDS";
    let named = || Some(Chosen::new(global.seeds.clone(), Origin::Option("--seeds")));
    let listed = || {
        let listed = env::var_os(VARIABLE)?;
        let paths = env::split_paths(&listed).filter(|path| !path.as_os_str().is_empty());
        Some(Chosen::new(paths.collect(), Origin::Variable(VARIABLE)))
    };
    let given = |chosen: &Chosen<Vec<PathBuf>>| !chosen.value.is_empty();
    let chosen = named().filter(given).or_else(|| listed().filter(given));
    if let Some(Chosen { value, origin }) = chosen.or_else(|| global.settings.seeds.clone()) {
        return Chosen::new(Seeds::Paths(value), origin);
    }
    let data = UserDir::find(DATA, |name| env::var_os(name)).map(|dir| dir.path().join("seeds"));
    let seeds = match data.filter(|seeds| seeds.exists()) {
        Some(seeds) => Seeds::Paths(vec![seeds]),
        None => Seeds::Shipped,
    };
    Chosen::new(seeds, Origin::Default)
}

/// Whether the pages come from standard input.
pub fn pages_from_stdin(global: &GlobalArgs) -> bool {
    matches!(seeds(global).value, Seeds::Paths(paths) if paths.iter().any(|path| is_stdin(path)))
}
