//! Values of a facet, looked up by what they are called.

use std::collections::HashMap;

use crate::text::fold::fold;

/// The places of the values of a facet.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub by_key: HashMap<String, u32>,
    /// The first value of each name, be it its key or its label, written loosely.
    pub by_name: HashMap<String, u32>,
}

impl Places {
    /// Adds a value; of several of one name the first is found by it.
    pub fn add(&mut self, key: &str, label: &str, place: u32) {
        self.by_key.entry(key.to_owned()).or_insert(place);
        for name in [key, label] {
            self.by_name.entry(loose(name)).or_insert(place);
        }
    }
}

/// Names compare without case, accents, or the signs between words.
pub(super) fn loose(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '+')
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}
