//! Work shared among threads, as far as the machine has cores.
//!
//! Threads are the standard library's: what is shared out is a few dozen large pieces, taken
//! one by one from a common list, and most runs have so little to do that they need none.

use std::num::NonZero;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Work on fewer bytes than this is done before other threads have begun.
const SMALL: u64 = 1 << 20;

/// `work` on each of `items`, in their order; side by side if they are of some size, which
/// `bytes` tells of all together.
pub fn map<T: Sync, R: Send>(items: &[T], bytes: u64, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let hands = if bytes < SMALL || items.len() < 2 { 1 } else { cores().min(items.len()) };
    if hands == 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while let at = next.fetch_add(1, Ordering::Relaxed)
            && let Some(item) = items.get(at)
        {
            done.push((at, work(item)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        // A thread that cannot be had is done without.
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, take).ok();
        let others: Vec<_> = (1..hands).filter_map(spawn).collect();
        let mut done = take();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// What `one` and `other` give, done side by side if `bytes`, of all that they look at, are
/// some, and a thread can be had.
pub fn both<A: Send, B>(
    bytes: u64,
    one: impl Fn() -> A + Sync,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if bytes < SMALL {
        return (one(), other());
    }
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, &one).ok();
        let other = other();
        let join = |thread: thread::ScopedJoinHandle<'_, A>| {
            thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
        };
        (thread.map_or_else(&one, join), other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        for bytes in [0, u64::MAX] {
            let squares = map(&items, bytes, |&n| n * n);
            assert!(squares.iter().enumerate().all(|(n, &square)| square == n * n));
        }
        assert_eq!(map(&[0; 0], u64::MAX, |&n| n), [0; 0]);
        for bytes in [0, u64::MAX] {
            assert_eq!(both(bytes, || 1, || 2), (1, 2));
        }
    }
}
