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

/// What is missing is made in passing if it has no more pieces than these: one core takes some
/// 1.7 s for them, two half of that. What is ranked by hangs on the pages alone, not on how busy
/// the machine is.
const IN_PASSING: usize = 5_000;
/// On a machine so slow that they take longer than this, it is given up after all.
const PATIENCE: Duration = Duration::from_secs(10);
/// Seconds that a byte of text takes one core, roughly.
const SECONDS_A_BYTE: f64 = 90e-6;

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
        "{missing} of {all} entries have no vector yet: faq embed prepares them, in about {}",
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
        let seconds = gathered.missing_bytes() as f64 * SECONDS_A_BYTE / cores() as f64;
        if missing > 0 && gathered.missing_pieces(&encoder, IN_PASSING).is_some() {
            self.embed(&encoder, &mut gathered);
        }
        let vectors = gathered.all().ok_or(NoMeaning::Missing { missing, all, seconds })?;
        Ok(Meaning::new(encoder, vectors))
    }

    /// Makes what is missing, and keeps it.
    fn embed(&self, encoder: &Encoder, gathered: &mut Gathered<'_>) {
        let began = Instant::now();
        let mut made = Vec::new();
        gathered.embed(encoder, cores(), |new| {
            made.push((new.id, new.vector));
            began.elapsed() < PATIENCE && !self.stopped.load(Ordering::Relaxed)
        });
        // Texts that were damaged in the cache have vectors of nothing.
        let sound = self.corpus.store().is_none_or(|store| store.is_sound());
        if let Some(journal) = self.journal.as_ref().filter(|_| sound && !made.is_empty()) {
            session::outlive_full_disks();
            // A courtesy to the next search, for which nobody waits.
            let _ = journal.append(&made, Duration::ZERO);
        }
    }
}

/// How many vectors are made side by side.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// A time as people say it.
pub fn hint_of_time(seconds: f64) -> String {
    match seconds {
        ..1.0 => "a second".to_owned(),
        ..100.0 => format!("{seconds:.0} s"),
        ..6000.0 => format!("{:.0} minutes", seconds / 60.0),
        _ => format!("{:.0} hours", seconds / 3600.0),
    }
}
