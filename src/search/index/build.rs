//! Building the index: the entries shared out among threads, then put together.
//!
//! Every number in the result goes by byte order or by entry, so the bytes are the same on any
//! number of threads.

use std::sync::Arc;
use std::thread;

use super::merge::merge;
use super::segment::Share;
use super::{Index, LARGEST, Totals};
use crate::corpus::workers;
use crate::store::Writer;

/// Bytes of text below which a further thread costs more than it spares.
const LEAST_SHARE: usize = 1 << 20;

impl Index {
    /// Indexes the raw texts of the entries, in order. Where they hold more than 4 GiB of
    /// different words, the index is empty and not sound ([`Index::is_sound`]).
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
        Index::build_on(texts, (bytes / LEAST_SHARE).clamp(1, cores), done, LARGEST)
    }

    /// The same on so many threads, of forms that have `most` bytes together, or the index is
    /// empty and unsound.
    fn build_on<T: AsRef<str> + Sync>(
        texts: &[T],
        threads: usize,
        done: &(dyn Fn(usize) + Sync),
        most: usize,
    ) -> Index {
        let cuts = cuts(texts, threads);
        let shares: Vec<(usize, usize)> = cuts.windows(2).map(|cut| (cut[0], cut[1])).collect();
        let bytes = texts.iter().map(|text| text.as_ref().len() as u64).sum();
        let shares = workers::map(&shares, bytes, |&(from, to)| {
            Share::read(from, texts[from..to].iter().map(AsRef::as_ref), done, most)
        });
        let (store, totals) = merge(shares, bytes, most).unwrap_or_else(|| {
            let none = Writer::default().finish();
            none.doubt();
            (none, Totals { average_len: 1.0, average_first: 1.0, ..Totals::default() })
        });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_words_than_can_be_numbered_are_no_index_and_no_crash() {
        let texts = ["œuvre de certification", "certification hds", "hébergement (HAS)"];
        let build = |threads, most| Index::build_on(&texts, threads, &|_| (), most);
        let all = "certificationdehashdshebergementoeuvre".len();
        for threads in [1, 2, 3] {
            assert!(build(threads, all).is_sound());
            assert_eq!(build(threads, all).forms().len(), 6);
            for most in [0, 1, all / 3, all - 1] {
                let index = build(threads, most);
                assert!(!index.is_sound() && index.is_empty() && index.forms().is_empty());
                assert_eq!(index.stem_class("hds"), [0; 0]);
                assert_eq!(index.vocabulary().ends, [0; 0]);
            }
        }
    }
}
