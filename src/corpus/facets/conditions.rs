//! Conditions: what the text of an entry must hold to stand under values, and must not.
//!
//! All phrases of all rules are looked for together, and then only those rules are looked at
//! that have a phrase in the text: what a text costs hangs on what it holds, not on how many
//! rules there are.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::Deserialize;

use super::placement::Value;
use crate::text::phrase::Phrase;
use crate::text::phrases::{PhraseId, Phrases, Words};

/// Phrases by which a text is known, in a file `a | b & c & !d | e`: one of each group must be
/// there, and none of those behind a `!`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Condition {
    groups: Vec<Vec<Phrase>>,
    without: Vec<Phrase>,
}

impl TryFrom<String> for Condition {
    type Error = String;

    fn try_from(rule: String) -> Result<Self, String> {
        let blank = || format!("the rule {rule:?} holds no word where one must stand");
        let phrase = |text: &str| match text.trim_start().starts_with('!') {
            true => Err(format!("the rule {rule:?} has ! behind |; put it before the whole group")),
            false => Phrase::new(text).ok_or_else(blank),
        };
        let mut condition = Self { groups: Vec::new(), without: Vec::new() };
        for part in rule.split('&') {
            let (part, is_not) = match part.trim_start().strip_prefix('!') {
                Some(part) => (part, true),
                None => (part, false),
            };
            let phrases = part.split('|').map(phrase).collect::<Result<Vec<_>, _>>()?;
            match is_not {
                true => condition.without.extend(phrases),
                false => condition.groups.push(phrases),
            }
        }
        if condition.groups.is_empty() { Err(blank()) } else { Ok(condition) }
    }
}

/// The rules of all values.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    phrases: Phrases,
    rules: Vec<Rule>,
    /// The places of rules, by the phrases of one of their groups.
    found_by: HashMap<PhraseId, Vec<u32>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Rule {
    value: Value,
    /// Whether it excludes an entry.
    is_veto: bool,
    groups: BTreeSet<Vec<PhraseId>>,
    without: Vec<PhraseId>,
}

impl Conditions {
    /// Adds what lets entries under `value`, and what keeps them out: of either, any will do.
    pub fn add(&mut self, value: Value, any: &[Condition], none: &[Condition]) {
        let mut known = HashSet::new();
        for (is_veto, conditions) in [(false, any), (true, none)] {
            for Condition { groups, without } in conditions {
                let mut ids = |phrases: &Vec<Phrase>| -> Vec<PhraseId> {
                    phrases.iter().map(|phrase| self.phrases.add(phrase)).collect()
                };
                let groups = groups.iter().map(&mut ids).collect();
                let rule = Rule { value, is_veto, groups, without: ids(without) };
                if !known.insert(rule.clone()) {
                    continue;
                }
                // Of groups of one phrase, the phrase that came last is the rarest.
                let key = rule.groups.iter().rev().min_by_key(|group| group.len());
                for &phrase in key.into_iter().flatten() {
                    self.found_by.entry(phrase).or_default().push(self.rules.len() as u32);
                }
                self.rules.push(rule);
            }
        }
    }

    /// All phrases.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// The values whose conditions the text of `words` meets; `starts` are those words that a
    /// phrase may begin with, each with the nodes that it leads to.
    pub fn met_by<'s, W>(
        &self,
        words: Words<'s, W, impl Fn(&'s W) -> Option<&'s str>>,
        starts: impl Iterator<Item = (usize, impl AsRef<[u32]>)>,
    ) -> BTreeSet<Value> {
        let found = self.phrases.all_from(words, starts);
        let is_there = |phrase: &PhraseId| found.binary_search(phrase).is_ok();
        let rules = found.iter().filter_map(|phrase| self.found_by.get(phrase)).flatten();
        let rules: BTreeSet<u32> = rules.copied().collect();
        let met = rules.into_iter().map(|rule| &self.rules[rule as usize]).filter(|rule| {
            rule.groups.iter().all(|group| group.iter().any(is_there))
                && !rule.without.iter().any(is_there)
        });
        let (vetoes, met): (Vec<&Rule>, Vec<&Rule>) = met.partition(|rule| rule.is_veto);
        let excluded: HashSet<Value> = vetoes.into_iter().map(|rule| rule.value).collect();
        met.into_iter().map(|rule| rule.value).filter(|value| !excluded.contains(value)).collect()
    }
}
