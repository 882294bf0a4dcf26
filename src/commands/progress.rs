//! The line that shows how far reading, indexing and embedding of large pages is.
//!
//! It is drawn on stderr, if that is a terminal, once the work has taken half a second, and is
//! erased before anything else is written. A thread reads counters that the workers only add to,
//! so that drawing costs the work nothing.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::cursor::MoveToColumn;
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};
use faq::messages::Lang;
use faq::report::wrap::cut;

use crate::{output, stderr};

/// Work that is done sooner is not shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// The time from one drawing to the next.
const FRAME: Duration = Duration::from_millis(100);

/// Shows the progress of some work until it is dropped; the default one shows nothing.
#[derive(Debug, Default)]
pub struct Progress {
    work: Arc<Work>,
    watcher: Option<(Sender<()>, JoinHandle<()>)>,
}

#[derive(Debug, Default)]
struct Work {
    /// Bytes done.
    done: AtomicU64,
    /// Bytes to index or embed; 0 while pages are read.
    total: AtomicU64,
    embedding: AtomicBool,
}

impl Progress {
    /// Starts to watch, where there is a terminal to draw on.
    pub fn start(lang: Lang) -> Self {
        if !io::stderr().is_terminal() || output::is_dumb() {
            return Self::default();
        }
        let work: Arc<Work> = Arc::default();
        let watched = Arc::clone(&work);
        let (end, ended) = channel();
        let goes_on = move |pause| ended.recv_timeout(pause) == Err(RecvTimeoutError::Timeout);
        let watch = move || watch(&watched, lang, goes_on, BufWriter::new(io::stderr()));
        // Where no thread can be had, nothing is shown.
        let watcher = thread::Builder::new().spawn(watch).ok();
        Self { work, watcher: watcher.map(|watcher| (end, watcher)) }
    }

    /// From here on, `bytes` are to be indexed.
    pub fn indexing(&self, bytes: u64) {
        self.work.total.store(bytes, Ordering::Relaxed);
    }

    /// From here on, `bytes` of text are to be embedded.
    pub fn embedding(&self, bytes: u64) {
        self.work.embedding.store(true, Ordering::Relaxed);
        self.indexing(bytes);
    }

    /// `bytes` more are done.
    pub fn advance(&self, bytes: usize) {
        self.work.done.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    /// Erases the line; from here on nothing is drawn.
    fn drop(&mut self) {
        if let Some((end, watcher)) = self.watcher.take() {
            drop(end);
            // A watcher that panicked draws nothing more either.
            let _ = watcher.join();
        }
    }
}

/// Draws the line after each pause while the work goes on, and erases it.
fn watch(work: &Work, lang: Lang, goes_on: impl Fn(Duration) -> bool, mut out: impl Write) {
    let began = Instant::now();
    let mut pause = PATIENCE;
    while goes_on(pause) {
        let columns = stderr::size().map_or(80, |(columns, _)| columns);
        draw(&mut out, &cut(&line(work, lang, began.elapsed()), columns.saturating_sub(1)));
        pause = FRAME;
    }
    if pause == FRAME {
        draw(&mut out, "");
    }
}

/// Draws `text` over the line. A terminal that is gone shows nothing, which nobody misses.
fn draw(out: &mut impl Write, text: &str) {
    let _ = execute!(out, MoveToColumn(0), Print(text), Clear(ClearType::UntilNewLine));
}

/// How far the work is that has taken `elapsed`.
fn line(work: &Work, lang: Lang, elapsed: Duration) -> String {
    let total = work.total.load(Ordering::Relaxed);
    let done = work.done.load(Ordering::Relaxed).min(total);
    if total == 0 {
        lang.progress_reading()
    } else if work.embedding.load(Ordering::Relaxed) {
        let left = elapsed.as_secs_f64() * (total - done) as f64 / done as f64;
        lang.progress_embedding(done * 100 / total, (done > 0).then(|| brief(left)))
    } else {
        lang.progress_indexing(done as f64 / 1e6, total as f64 / 1e6)
    }
}

/// A time, rounded up, in a unit that is the same in every language.
fn brief(seconds: f64) -> String {
    match seconds {
        ..60.0 => format!("{:.0} s", seconds.ceil()),
        ..3600.0 => format!("{:.0} min", (seconds / 60.0).ceil()),
        _ => format!("{:.0} h", (seconds / 3600.0).ceil()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn the_line_says_how_far_the_work_is() {
        let progress = Progress::default();
        let line = |lang, seconds| line(&progress.work, lang, Duration::from_secs(seconds));
        assert_eq!(line(Lang::En, 0), "reading pages…");
        progress.indexing(96_000_000);
        progress.advance(12_300_000);
        assert_eq!(line(Lang::En, 1), "indexing 12.3 of 96.0 MB");
        assert_eq!(line(Lang::Fr, 1), "indexation : 12,3 sur 96,0 Mo");
        progress.embedding(49_200_000);
        assert_eq!(line(Lang::En, 20), "embedding 25 %, 1 min left");
        assert_eq!(line(Lang::Fr, 2), "calcul des vecteurs : 25 %, encore 6 s");
        progress.advance(usize::MAX >> 1);
        assert_eq!(line(Lang::En, 7), "embedding 100 %, 0 s left");
    }

    #[test]
    fn it_is_drawn_over_and_erased_and_short_work_shows_nothing() {
        for (frames, drawn) in [(0, 0), (2, 2)] {
            let (left, mut out) = (Cell::new(frames), Vec::new());
            let goes_on = |_| left.replace(left.get() - 1) > 0;
            watch(&Work::default(), Lang::En, goes_on, &mut out);
            let out = String::from_utf8(out).expect("UTF-8");
            assert_eq!(out.matches("\u{1b}[1Greading pages…\u{1b}[K").count(), drawn, "{out:?}");
            assert!(out.is_empty() || out.ends_with("\u{1b}[1G\u{1b}[K"), "{out:?}");
        }
    }
}
