//! Progress of work that takes its time: reading, indexing and embedding large pages.
//!
//! Shown on standard error, if that is a terminal, once the work has taken half a second, and
//! wiped away before anything else is written. A thread of its own looks at counters that the
//! workers only add to, so that showing costs the work nothing.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::output;

/// Work that is done sooner is not shown.
const PATIENCE: Duration = Duration::from_millis(500);
const INDEXING: &str = "indexing {wide_bar} {decimal_bytes} of {decimal_total_bytes}";
const EMBEDDING: &str = "making vectors {wide_bar} {percent} %, {eta} left";
/// How often what is shown is brought up to date.
const FRAME: Duration = Duration::from_millis(100);

/// Shows the progress of some work while it lives.
#[derive(Debug, Default)]
pub struct Progress {
    counters: Arc<Counters>,
    watcher: Mutex<Option<(Sender<()>, JoinHandle<()>)>>,
}

#[derive(Debug, Default)]
struct Counters {
    /// Bytes done.
    done: AtomicU64,
    /// Bytes to index or embed; 0 while pages are still read.
    total: AtomicU64,
    /// Whether they are to be embedded.
    embedding: AtomicBool,
}

impl Progress {
    /// Begins to watch, where there is a terminal to show anything on.
    pub fn start() -> Self {
        if !io::stderr().is_terminal() || output::is_dumb() {
            return Self::default();
        }
        let counters: Arc<Counters> = Arc::default();
        let (end, ended) = channel();
        let watched = Arc::clone(&counters);
        // Where no thread can be had, nothing is shown.
        let watcher = thread::Builder::new().spawn(move || watch(&watched, &ended)).ok();
        Self { counters, watcher: Mutex::new(watcher.map(|watcher| (end, watcher))) }
    }

    /// From here on, `bytes` are to be indexed.
    pub fn indexing(&self, bytes: u64) {
        self.counters.total.store(bytes, Ordering::Relaxed);
    }

    /// From here on, vectors of `bytes` of text are to be made.
    pub fn embedding(&self, bytes: u64) {
        self.counters.embedding.store(true, Ordering::Relaxed);
        self.counters.total.store(bytes, Ordering::Relaxed);
    }

    /// Some more bytes are done.
    pub fn advance(&self, bytes: usize) {
        self.counters.done.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// Wipes away what is shown; from here on nothing is.
    pub fn end(&self) {
        let watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((end, watcher)) = watcher {
            drop(end);
            // A watcher that failed showed nothing, which is no one's loss.
            let _ = watcher.join();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

fn watch(counters: &Counters, ended: &Receiver<()>) {
    if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let bar = ProgressBar::new_spinner();
    bar.set_style(style("{spinner} reading pages"));
    while ended.recv_timeout(FRAME) == Err(RecvTimeoutError::Timeout) {
        let total = counters.total.load(Ordering::Relaxed);
        if total > 0 && bar.length().is_none() {
            bar.set_length(total);
            let embedding = counters.embedding.load(Ordering::Relaxed);
            bar.set_style(style(if embedding { EMBEDDING } else { INDEXING }));
        }
        bar.set_position(counters.done.load(Ordering::Relaxed));
        bar.tick();
    }
    bar.finish_and_clear();
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
