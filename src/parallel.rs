//! Work shared among threads, as far as the machine has cores.
//!
//! Threads are the standard library's: what is shared out is a few dozen large pieces, taken
//! one by one from a common list, and most runs have so little to do that they need none.

use std::iter;
use std::num::NonZero;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Work on fewer bytes than this is done before other threads have begun.
const SMALL: u64 = 1 << 20;

/// How many threads run side by side.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// `work` on each of `items`, in their order; side by side if they are of some size, which
/// `bytes` tells of all together.
pub fn map<T: Sync, R: Send>(items: &[T], bytes: u64, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let hands = if bytes < SMALL || items.len() < 2 { 1 } else { cores().min(items.len()) };
    if hands == 1 {
        return items.iter().map(work).collect();
    }
    let next = each_once(items, work);
    let work_on = || iter::from_fn(&next).collect::<Vec<_>>();
    let mut done = thread::scope(|scope| {
        // A thread that cannot be had is done without.
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work_on).ok();
        let others: Vec<_> = (1..hands).filter_map(spawn).collect();
        let mut done = work_on();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Works on `items`, on any thread that calls it: on the next one, whose place it gives too.
fn each_once<T: Sync, R>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> impl Fn() -> Option<(usize, R)> + Sync {
    let next = AtomicUsize::new(0);
    move || {
        let at = next.fetch_add(1, Ordering::Relaxed);
        items.get(at).map(|item| (at, work(item)))
    }
}

/// Gives `take`, on this thread, what `work` makes of each of `items` on so many others, with its
/// place, as soon as it is done. When `take` answers false, the rest is left: what is already begun
/// is finished and dropped.
pub fn as_done<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(usize, R) -> bool,
) {
    let next = &each_once(items, work);
    thread::scope(|scope| {
        let (sender, done) = mpsc::channel();
        let spawn = |_| {
            let sender = sender.clone();
            let work = move || while next().is_some_and(|made| sender.send(made).is_ok()) {};
            thread::Builder::new().spawn_scoped(scope, work).ok()
        };
        let spawned = (0..threads.min(items.len())).filter_map(spawn).count();
        drop(sender);
        if spawned == 0 {
            // No thread can be had: this one will do.
            while next().is_some_and(|(at, made)| take(at, made)) {}
            return;
        }
        // Leaving drops the receiver, which tells the threads to stop.
        let _ = done.into_iter().all(|(at, made)| take(at, made));
    });
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

/// Gives `take` what `make` makes of each of `items`, in their order, until one is refused. The next
/// ones are made while one is taken, if a thread can be had.
pub fn ahead<T: Sync, R: Send, E>(
    items: &[T],
    make: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let (first, rest) = items.split_at(items.len().min(1));
    thread::scope(|scope| {
        let (sender, made) = mpsc::sync_channel(0);
        let make_rest = {
            let make = &make;
            // Sending fails where one was refused, and no more are wanted.
            move || _ = rest.iter().try_for_each(|item| sender.send(make(item)))
        };
        let is_ahead =
            !rest.is_empty() && thread::Builder::new().spawn_scoped(scope, make_rest).is_ok();
        first.iter().try_for_each(|item| take(make(item)))?;
        match is_ahead {
            true => made.into_iter().try_for_each(take),
            false => rest.iter().try_for_each(|item| take(make(item))),
        }
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
        for (length, refused) in [(0, 9), (1, 9), (9, 9), (9, 0), (9, 4)] {
            let mut taken = Vec::new();
            let end = ahead(
                &items[..length],
                |&n| n,
                |n| {
                    taken.extend((n != refused).then_some(n));
                    if n == refused { Err(n) } else { Ok(()) }
                },
            );
            assert_eq!(end, if refused < length { Err(refused) } else { Ok(()) });
            assert_eq!(taken, items[..length.min(refused)]);
        }
        for bytes in [0, u64::MAX] {
            assert_eq!(both(bytes, || 1, || 2), (1, 2));
        }
    }

    #[test]
    fn what_is_done_is_given_once_until_no_more_is_taken() {
        let items: Vec<usize> = (0..40).collect();
        for (threads, most) in [(0, 40), (3, 40), (60, 40), (0, 3), (2, 3)] {
            let mut taken = Vec::new();
            as_done(
                &items,
                threads,
                |&n| n * n,
                |at, square| {
                    assert_eq!(square, at * at);
                    taken.push(at);
                    taken.len() < most
                },
            );
            taken.sort_unstable();
            taken.dedup();
            assert_eq!(taken.len(), most);
        }
        as_done(&[0; 0], 2, |&n: &usize| n, |_, _| unreachable!("there is no item"));
    }
}
