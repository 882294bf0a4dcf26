//! Slots that are filled once each, of which most never are: a list of millions costs nothing
//! until a slot is used.

use std::sync::OnceLock;

/// Slots that are made together.
const CHUNK: usize = 256;

/// A list of slots, each filled at most once.
#[derive(Debug, Clone)]
pub struct OnceList<T> {
    chunks: Vec<OnceLock<Box<[OnceLock<T>]>>>,
}

impl<T> OnceList<T> {
    /// `len` empty slots.
    #[must_use]
    pub fn new(len: usize) -> Self {
        let chunks = std::iter::repeat_with(OnceLock::new).take(len.div_ceil(CHUNK)).collect();
        Self { chunks }
    }

    /// What the slot `at` holds, if it is filled; `None` past the end.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        self.chunks.get(at / CHUNK)?.get()?[at % CHUNK].get()
    }

    /// Fills the slot `at`, unless it is filled, and gives what it holds.
    ///
    /// # Panics
    /// If there is no such slot.
    pub fn fill(&self, at: usize, value: T) -> &T {
        let empty = || std::iter::repeat_with(OnceLock::new).take(CHUNK).collect();
        self.chunks[at / CHUNK].get_or_init(empty)[at % CHUNK].get_or_init(|| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_keeps_what_it_got_first() {
        let list = OnceList::new(CHUNK + 1);
        assert_eq!(list.get(CHUNK), None);
        assert_eq!((list.fill(CHUNK, 'a'), list.fill(CHUNK, 'b')), (&'a', &'a'));
        assert_eq!((list.get(CHUNK), list.get(0), list.get(9 * CHUNK)), (Some(&'a'), None, None));
    }
}
