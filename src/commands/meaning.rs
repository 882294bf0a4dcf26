//! What the entries of a run mean, put together when it is first asked for.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Once, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use faq::corpus::Corpus;
use faq::meaning::{AssetError, Encoder};
use faq::vectors::Meaning;
use faq::vectors::gather::Gathered;
use faq::vectors::journal::Journal;

use super::session;
use crate::cli::GlobalArgs;
use crate::say;

/// What is missing is made in passing if all of it is expected within this time.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How long making vectors is tried before it is told how long all of them will take.
const TRIAL: Duration = Duration::from_millis(150);
/// Seconds that a byte of text takes one core, roughly, before it is tried: 80 µs.
const SECONDS_A_BYTE: f64 = 80e-6;

/// What the entries of a corpus mean, if that can be had.
#[derive(Debug)]
pub struct MeaningSource<'c> {
    corpus: &'c Corpus,
    journal: Option<Journal>,
    meaning: OnceLock<Result<Meaning, NoMeaning>>,
    told: Once,
    stopped: AtomicBool,
}

/// Why entries are not ranked by meaning.
#[derive(Debug, thiserror::Error)]
pub enum NoMeaning {
    /// There is no model, or it is damaged.
    #[error(transparent)]
    Model(#[from] AssetError),
    /// Vectors are missing, and making them takes too long to be done in passing.
    #[error(
        "{missing} of {all} entries have no vector yet: faq embed prepares them, in {}",
        hint_of_time(*seconds)
    )]
    Missing {
        /// How many are missing.
        missing: usize,
        /// Of how many entries.
        all: usize,
        /// How long making them is expected to take.
        seconds: f64,
    },
}

impl<'c> MeaningSource<'c> {
    /// Nothing is looked at yet.
    pub fn new(corpus: &'c Corpus, global: &GlobalArgs) -> Self {
        let journal = session::cache(global).map(|cache| Journal::new(cache.shelf().folder()));
        Self {
            corpus,
            journal,
            meaning: OnceLock::new(),
            told: Once::new(),
            stopped: AtomicBool::new(false),
        }
    }

    /// What the entries mean, or why that can not be had.
    pub fn of_all(&self) -> Result<&Meaning, &NoMeaning> {
        self.meaning.get_or_init(|| self.gather()).as_ref()
    }

    /// What the entries mean; if that can not be had, standard error says once that words alone
    /// rank, unless the program has no model by its maker's choice.
    pub fn for_ranking(&self) -> Option<&Meaning> {
        let tell = |why: &&NoMeaning| {
            if !matches!(why, NoMeaning::Model(AssetError::Absent)) {
                self.told.call_once(|| say::problem(&format!("ranked by words alone; {why}")));
            }
        };
        self.of_all().inspect_err(tell).ok()
    }

    /// Gives up making vectors that are still missing: nobody waits for them.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn gather(&self) -> Result<Meaning, NoMeaning> {
        let encoder = Encoder::load()?;
        let mut gathered = Gathered::at_hand(self.corpus, self.journal.as_ref());
        let (all, missing) = (self.corpus.len(), gathered.missing().len());
        let bytes = gathered.missing_bytes() as f64;
        // An entry is made by one core.
        let longest = gathered.longest_missing() as f64;
        let mut seconds = (bytes / cores() as f64).max(longest) * SECONDS_A_BYTE;
        // A machine may be a few times faster than it was reckoned to be, but not more.
        if seconds < 4.0 * PATIENCE.as_secs_f64() {
            seconds = self.embed(&encoder, &mut gathered, bytes);
        }
        let vectors = gathered.all().ok_or(NoMeaning::Missing { missing, all, seconds })?;
        Ok(Meaning::new(encoder, vectors))
    }

    /// Makes what is missing and keeps it, unless that turns out to take too long; then tells
    /// how many seconds.
    fn embed(&self, encoder: &Encoder, gathered: &mut Gathered<'_>, bytes: f64) -> f64 {
        let began = Instant::now();
        let (mut done, mut made) = (0, Vec::new());
        let mut seconds = 0.0;
        gathered.embed(encoder, cores(), |new| {
            done += new.bytes;
            made.push((new.id, new.vector));
            seconds = began.elapsed().as_secs_f64() * bytes / (done as f64).max(1.0);
            let soon = began.elapsed() < TRIAL || seconds < PATIENCE.as_secs_f64();
            soon && !self.stopped.load(Ordering::Relaxed)
        });
        // Texts that were damaged in the cache have vectors of nothing.
        let sound = self.corpus.store().is_none_or(|store| store.is_sound());
        if let Some(journal) = self.journal.as_ref().filter(|_| sound && !made.is_empty()) {
            session::outlive_full_disks();
            // A courtesy to the next search, which then has less to make.
            let _ = journal.append(&made);
        }
        seconds
    }
}

/// How many vectors are made side by side.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// A time as people say it.
pub fn hint_of_time(seconds: f64) -> String {
    match seconds {
        ..1.0 => "less than a second".to_owned(),
        ..100.0 => format!("{seconds:.0} s"),
        ..6000.0 => format!("{:.0} minutes", seconds / 60.0),
        _ => format!("{:.0} hours", seconds / 3600.0),
    }
}
