//! Words in byte order, found by number or by binary search: two sections of a store, the
//! words end to end and where each ends.

use std::borrow::Cow;

use super::{Store, Writer};

/// The sections that hold a list of words.
#[derive(Clone, Copy, Debug)]
pub struct WordSections {
    /// The words, end to end.
    pub text: usize,
    /// By word: where it ends in `text`, u32.
    pub ends: usize,
}

/// A list of words in a store.
#[derive(Clone, Copy, Debug)]
pub struct Words<'s> {
    store: &'s Store,
    sections: WordSections,
}

/// Puts words, which must be in byte order, into a store; `None` if they have more than 4 GiB
/// together.
#[must_use]
pub fn put<'w>(
    writer: &mut Writer<'_>,
    sections: WordSections,
    words: impl Iterator<Item = &'w str>,
) -> Option<()> {
    let mut text = Vec::new();
    let mut ends = Vec::new();
    for word in words {
        text.extend_from_slice(word.as_bytes());
        ends.push(u32::try_from(text.len()).ok()?);
    }
    writer.put(sections.text, text);
    writer.put_u32s(sections.ends, &ends);
    Some(())
}

impl<'s> Words<'s> {
    /// The words in these sections of `store`.
    #[must_use]
    pub fn new(store: &'s Store, sections: WordSections) -> Self {
        Self { store, sections }
    }

    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.store.u32_count(self.sections.ends)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The word of a number, from 0.
    #[must_use]
    pub fn get(self, number: u32) -> Cow<'s, str> {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.store.u32(self.sections.ends, at - 1) };
        let end = self.store.u32(self.sections.ends, at);
        self.store.text(self.sections.text, u64::from(start)..u64::from(end))
    }

    /// How many words are such that `before` holds, which must hold for the first ones only.
    #[must_use]
    pub fn partition_point(self, before: impl Fn(&str) -> bool) -> u32 {
        let (mut from, mut to) = (0, self.len() as u32);
        while from < to {
            let middle = from + (to - from) / 2;
            if before(&self.get(middle)) { from = middle + 1 } else { to = middle }
        }
        from
    }

    /// The number of a word, if it is there.
    #[must_use]
    pub fn find(self, word: &str) -> Option<u32> {
        let at = self.partition_point(|other| other < word);
        ((at as usize) < self.len() && self.get(at) == word).then_some(at)
    }

    /// The numbers of the words that begin with `prefix`.
    #[must_use]
    pub fn with_prefix(self, prefix: &str) -> std::ops::Range<u32> {
        let from = self.partition_point(|word| word < prefix);
        let to = self.partition_point(|word| word < prefix || word.starts_with(prefix));
        from..to
    }

    /// All words, end to end, and where each ends.
    #[must_use]
    pub fn all(self) -> (Cow<'s, str>, Vec<u32>) {
        let text = self.store.text(self.sections.text, 0..self.store.len(self.sections.text));
        let ends = self.store.u32s(self.sections.ends, 0..self.len());
        let sound = ends.is_sorted() && ends.iter().all(|&end| text.is_char_boundary(end as usize));
        if !sound {
            self.store.doubt();
            return (Cow::Borrowed(""), Vec::new());
        }
        (text, ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn every_word_is_found_by_itself_and_its_prefixes(words in prop::collection::btree_set("[a-cé]{0,4}", 0..30)) {
            let sections = WordSections { text: 1, ends: 0 };
            let mut writer = Writer::default();
            prop_assert!(put(&mut writer, sections, words.iter().map(String::as_str)).is_some());
            let store = writer.finish();
            let list = Words::new(&store, sections);
            prop_assert_eq!(list.len(), words.len());
            for (number, word) in words.iter().enumerate() {
                prop_assert_eq!(list.find(word), Some(number as u32));
                prop_assert_eq!(list.get(number as u32), word.as_str());
                let prefix: String = word.chars().take(1).collect();
                let found: BTreeSet<_> = list.with_prefix(&prefix).map(|n| list.get(n).into_owned()).collect();
                let expected: BTreeSet<_> = words.iter().filter(|w| w.starts_with(&prefix)).cloned().collect();
                prop_assert_eq!(found, expected);
            }
            prop_assert_eq!(list.find("zz"), None);
            prop_assert!(store.is_sound());
        }
    }
}
