//! The dictionary of the index: every folded form met, by number and in order.
//!
//! One long string and its cuts instead of a string each: 200,000 forms are two
//! allocations. Numbers go by first meeting, so they do not hang on any hash order.

use std::collections::HashMap;
use std::ops::Range;

/// Strings end to end, found by number.
#[derive(Clone, Debug, Default)]
pub struct Arena {
    text: String,
    ends: Vec<u32>,
}

impl Arena {
    /// Adds `s` and tells its number, from 0.
    pub fn push(&mut self, s: &str) -> u32 {
        self.text.push_str(s);
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// The string of number `id`.
    pub fn get(&self, id: u32) -> &str {
        let i = id as usize;
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        &self.text[start..self.ends[i] as usize]
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// Numbers forms while the index is built.
#[derive(Default)]
pub struct FormsBuilder {
    ids: HashMap<Box<str>, u32>,
    arena: Arena,
}

impl FormsBuilder {
    /// The number of `form`, a new one at first meeting.
    pub fn id(&mut self, form: &str) -> u32 {
        if let Some(&id) = self.ids.get(form) {
            return id;
        }
        let id = self.arena.push(form);
        self.ids.insert(form.into(), id);
        id
    }

    /// Ends the building: forms sorted for look-up.
    pub fn finish(self) -> Forms {
        let mut sorted: Vec<u32> = (0..self.arena.len() as u32).collect();
        sorted.sort_unstable_by_key(|&id| self.arena.get(id));
        Forms { arena: self.arena, sorted }
    }
}

/// Every form of the index.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    arena: Arena,
    /// Numbers in the byte order of their forms.
    sorted: Vec<u32>,
}

impl Forms {
    /// The number of a form, if it was met.
    pub fn find(&self, form: &str) -> Option<u32> {
        let at = self.sorted.binary_search_by(|&id| self.arena.get(id).cmp(form)).ok()?;
        Some(self.sorted[at])
    }

    /// The form of a number.
    pub fn get(&self, id: u32) -> &str {
        self.arena.get(id)
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.arena.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.arena.is_empty()
    }

    /// The numbers of the forms that begin with `prefix`, in byte order.
    pub fn with_prefix(&self, prefix: &str) -> &[u32] {
        let from = self.sorted.partition_point(|&id| self.arena.get(id) < prefix);
        let len = self.sorted[from..].partition_point(|&id| self.arena.get(id).starts_with(prefix));
        &self.sorted[from..from + len]
    }
}

/// Lists of numbers end to end, found by row: `rows[i]` of a `Vec<Vec<u32>>`, flat.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Rows {
    /// Groups `pairs` of (row, item); within a row, items keep their order.
    pub fn group(rows: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Rows {
        let mut starts = vec![0u32; rows + 1];
        for (row, _) in pairs.clone() {
            starts[row as usize + 1] += 1;
        }
        for i in 0..rows {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[rows] as usize];
        for (row, item) in pairs {
            items[next[row as usize] as usize] = item;
            next[row as usize] += 1;
        }
        Rows { starts, items }
    }

    /// The items of a row.
    pub fn get(&self, row: u32) -> &[u32] {
        &self.items[self.range(row)]
    }

    /// The item at a place of [`Rows::range`].
    pub fn item(&self, at: usize) -> u32 {
        self.items[at]
    }

    /// Where the items of a row stand among all.
    pub fn range(&self, row: u32) -> Range<usize> {
        self.starts[row as usize] as usize..self.starts[row as usize + 1] as usize
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_form_is_found_by_itself_and_its_prefixes(words in prop::collection::vec("[a-cé]{1,4}", 1..30)) {
            let mut b = FormsBuilder::default();
            let ids: Vec<u32> = words.iter().map(|w| b.id(w)).collect();
            let forms = b.finish();
            for (w, id) in words.iter().zip(ids) {
                prop_assert_eq!(forms.find(w), Some(id));
                prop_assert_eq!(forms.get(id), w);
                let first: String = w.chars().take(1).collect();
                let expected = forms.sorted.iter().filter(|&&i| forms.get(i).starts_with(&first)).count();
                prop_assert_eq!(forms.with_prefix(&first).len(), expected);
            }
        }

        #[test]
        fn rows_keep_order(pairs in prop::collection::vec((0u32..5, 0u32..100), 0..40)) {
            let rows = Rows::group(5, pairs.iter().copied());
            for r in 0..5 {
                let expected: Vec<u32> = pairs.iter().filter(|p| p.0 == r).map(|p| p.1).collect();
                prop_assert_eq!(rows.get(r), &expected[..]);
            }
        }
    }
}
