//! Ranking by meaning in this run: the vectors of all entries, put together when they are first
//! asked for, or why there are none.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once, OnceLock};
use std::time::{Duration, Instant};

use faq::cache::Cache;
use faq::embed::fill::{Filling, Wanted};
use faq::embed::vectors::{Meaning, Vectors};
use faq::embed::{AssetError, Encoder};
use faq::messages::Lang;
use faq::parallel::cores;

use super::load::{Loaded, store, survive_file_size_limits};
use crate::cli::GlobalArgs;
use crate::stderr;

/// Missing vectors are encoded in passing if their texts have no more subwords than these: one
/// core takes some 1.3 s for them, two half of that. So what is ranked by depends on the pages
/// alone, not on how busy the machine is.
const IN_PASSING: usize = 5_000;
/// Bytes of texts that have more subwords than that.
const MUCH: u64 = 12 * IN_PASSING as u64;
/// On a machine so slow that they take longer than this, it is given up after all.
const PATIENCE: Duration = Duration::from_secs(10);
/// Seconds that a byte of text takes one core, roughly.
const SECONDS_A_BYTE: f64 = 70e-6;

/// The vectors of all entries of a run, if they are to be had.
pub struct Embeddings<'c> {
    loaded: &'c Loaded,
    cache: Option<&'c Cache>,
    lang: Lang,
    meaning: OnceLock<Result<Meaning, NoMeaning>>,
    warned: Once,
    stopped: AtomicBool,
}

/// Why entries are not ranked by meaning.
#[derive(Debug)]
pub enum NoMeaning {
    /// There is no model, or it is damaged.
    Model(AssetError),
    /// Vectors are missing, and encoding them takes too long to be done in passing.
    Missing {
        missing: usize,
        all: usize,
        /// How long encoding them is expected to take, if there is a cache to store them in.
        seconds: Option<f64>,
    },
}

impl NoMeaning {
    /// What is wrong and how to fix it.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Model(error) => error.message(lang),
            &Self::Missing { missing, all, seconds: None } => {
                lang.missing_vectors_uncached(missing, all)
            }
            &Self::Missing { missing, all, seconds: Some(seconds) } => {
                lang.missing_vectors(missing, all, &lang.about(seconds))
            }
        }
    }
}

impl<'c> Embeddings<'c> {
    /// Nothing is looked at yet.
    pub fn new(loaded: &'c Loaded, global: &GlobalArgs) -> Self {
        let needs_cache = Vectors::open(Arc::clone(loaded.corpus.image())).is_none();
        Self {
            loaded,
            cache: if needs_cache { loaded.cache(global) } else { None },
            lang: global.lang,
            meaning: OnceLock::new(),
            warned: Once::new(),
            stopped: AtomicBool::new(false),
        }
    }

    /// What ranks by meaning, or why there is nothing.
    pub fn get(&self) -> Result<&Meaning, &NoMeaning> {
        self.meaning.get_or_init(|| self.open()).as_ref()
    }

    /// What ranks by meaning; if there is nothing, a warning says once that words alone rank,
    /// unless the program has no model by its maker's choice.
    pub fn for_ranking(&self) -> Option<&Meaning> {
        let warn = |why: &&NoMeaning| {
            if !matches!(why, NoMeaning::Model(AssetError::Absent)) {
                let why = why.message(self.lang);
                self.warned.call_once(|| stderr::message(&self.lang.words_alone(&why)));
            }
        };
        self.get().inspect_err(warn).ok()
    }

    /// Gives up encoding vectors that are still missing: nobody waits for them.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn open(&self) -> Result<Meaning, NoMeaning> {
        let encoder = Encoder::load().map_err(NoMeaning::Model)?;
        let corpus = &self.loaded.corpus;
        if let Some(vectors) = Vectors::open(Arc::clone(corpus.image())) {
            return Ok(Meaning::new(encoder, vectors));
        }
        if let Some(missing) = self.far_from_all() {
            return Err(missing);
        }
        let mut filling = Filling::at_hand(corpus, self.cache.map(Cache::vectors).as_ref());
        let (all, missing) = (corpus.len(), filling.missing_entries());
        let seconds = filling.missing_bytes(Wanted::All) as f64 * SECONDS_A_BYTE / cores() as f64;
        if missing > 0 && filling.missing_subwords(&encoder, IN_PASSING).is_some() {
            self.encode(&encoder, &mut filling);
        }
        let seconds = self.cache.is_some().then_some(seconds);
        let vectors = filling.vectors().ok_or(NoMeaning::Missing { missing, all, seconds })?;
        cache_vectors(self.loaded, &filling);
        Ok(Meaning::new(encoder, vectors))
    }

    /// Why there is nothing, where the lengths of the texts and of the vector cache tell: large
    /// pages need not be read for it.
    fn far_from_all(&self) -> Option<NoMeaning> {
        let corpus = &self.loaded.corpus;
        let (all, bytes) = (corpus.len(), corpus.text_bytes());
        let cached = self.cache.map_or(0, |cache| cache.vectors().rows());
        // The cache may hold the vectors of many other pages.
        let missing = all.saturating_sub(cached);
        let is_far = missing > IN_PASSING && bytes > MUCH;
        // Each text is encoded as a passage, and most of it as sentences.
        let seconds = 2.0 * bytes as f64 * SECONDS_A_BYTE / cores() as f64;
        let seconds = self.cache.is_some().then_some(seconds);
        is_far.then_some(NoMeaning::Missing { missing, all, seconds })
    }

    /// Encodes what is missing, and caches it.
    fn encode(&self, encoder: &Encoder, filling: &mut Filling<'_>) {
        let began = Instant::now();
        let mut encoded = Vec::new();
        filling.encode(Wanted::Passages, encoder, cores(), |id, vector, _| {
            encoded.push((id, vector));
            began.elapsed() < PATIENCE && !self.stopped.load(Ordering::Relaxed)
        });
        if let Some(cache) = self.cache.filter(|_| !encoded.is_empty()) {
            survive_file_size_limits();
            // A courtesy to the next search, for which nobody waits.
            let _ = cache.create().and_then(|()| cache.vectors().append(&encoded, Duration::ZERO));
        }
    }
}

/// Caches the image of large pages again, now with all vectors.
pub fn cache_vectors(loaded: &Loaded, filling: &Filling<'_>) {
    if let Some((cache, pages)) = &loaded.cached {
        store(cache, pages, &filling.image());
    }
}
