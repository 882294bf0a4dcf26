//! Building the index: the entries shared out among threads, then put together.
//!
//! Every number in the result goes by byte order or by entry, so the bytes are the same on any
//! number of threads.

use std::sync::Arc;
use std::thread;

use super::Index;
use super::merge::merge;
use super::segment::Share;

/// Bytes of text below which a further thread costs more than it spares.
const LEAST_SHARE: usize = 1 << 20;

impl Index {
    /// Indexes the raw texts of the entries, in order.
    #[must_use]
    pub fn build<T: AsRef<str> + Sync>(texts: &[T]) -> Index {
        Index::build_telling(texts, &|_| ())
    }

    /// The same; `done` is told the bytes of each text as it is read, on any thread.
    #[must_use]
    pub fn build_telling<T: AsRef<str> + Sync>(
        texts: &[T],
        done: &(dyn Fn(usize) + Sync),
    ) -> Index {
        let bytes: usize = texts.iter().map(|text| text.as_ref().len()).sum();
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Index::build_on(texts, (bytes / LEAST_SHARE).clamp(1, cores), done)
    }

    pub(super) fn build_on<T: AsRef<str> + Sync>(
        texts: &[T],
        threads: usize,
        done: &(dyn Fn(usize) + Sync),
    ) -> Index {
        let cuts = cuts(texts, threads);
        let read = |from: usize, to: usize| {
            Share::read(from, texts[from..to].iter().map(AsRef::as_ref), done)
        };
        let shares: Vec<Share> = match cuts[..] {
            [from, to] => vec![read(from, to)],
            _ => thread::scope(|scope| {
                let read = &read;
                let spawned: Vec<_> = cuts
                    .windows(2)
                    .map(|cut| (cut[0], cut[1]))
                    .map(|(from, to)| scope.spawn(move || read(from, to)))
                    .collect();
                let joined = spawned.into_iter().map(|thread| thread.join());
                joined
                    .map(|share| share.unwrap_or_else(|why| std::panic::resume_unwind(why)))
                    .collect()
            }),
        };
        let (store, totals) = merge(shares);
        Index::new(Arc::new(store), totals)
    }
}

/// The bounds of shares of about equal bytes.
fn cuts<T: AsRef<str>>(texts: &[T], shares: usize) -> Vec<usize> {
    let total: usize = texts.iter().map(|text| text.as_ref().len()).sum();
    let mut cuts = vec![0];
    let mut read = 0;
    for (at, text) in texts.iter().enumerate() {
        read += text.as_ref().len();
        if cuts.len() < shares && read >= total / shares * cuts.len() {
            cuts.push(at + 1);
        }
    }
    cuts.push(texts.len());
    cuts
}
