//! Conditions: what the text of an entry must hold to stand under values, and must not.
//!
//! All phrases of all rules are looked for together, and then only those rules are looked at
//! that have a phrase in the text: what a text costs hangs on what it holds, not on how many
//! rules there are.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::names::{Conjunction, Value};
use crate::text::phrase::Stream;
use crate::text::phrases::{PhraseId, Phrases};

/// The rules of all values.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    phrases: Phrases,
    /// By one of the phrases of a rule.
    rules: HashMap<PhraseId, Vec<Rule>>,
}

/// Phrases that must all be there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Rule {
    value: Value,
    /// Whether they keep an entry out.
    is_veto: bool,
    /// The phrases beside the one it is found by.
    others: Vec<PhraseId>,
}

impl Conditions {
    /// Adds what lets entries under `value`, and what keeps them out: of either, any will do.
    pub fn add(&mut self, value: Value, any: &[Conjunction], none: &[Conjunction]) {
        let mut known = HashSet::new();
        for (is_veto, rules) in [(false, any), (true, none)] {
            for rule in rules {
                let all: BTreeSet<PhraseId> = rule.0.iter().map(|p| self.phrases.add(p)).collect();
                let mut others: Vec<PhraseId> = all.into_iter().collect();
                let Some(last) = others.pop() else { continue };
                let rule = Rule { value, is_veto, others };
                if known.insert((last, rule.clone())) {
                    self.rules.entry(last).or_default().push(rule);
                }
            }
        }
    }

    /// Whether a phrase begins with `word`.
    pub fn may_begin(&self, word: &str) -> bool {
        self.phrases.may_begin(word)
    }

    /// The values whose conditions a text meets; `stream` is that text's, and `starts` are its
    /// words that a phrase may begin with.
    pub fn held_by(
        &self,
        stream: &Stream<'_>,
        starts: impl Iterator<Item = usize>,
    ) -> BTreeSet<Value> {
        let found = self.phrases.all_from(stream, starts);
        let met =
            |rule: &&Rule| rule.others.iter().all(|phrase| found.binary_search(phrase).is_ok());
        let met = found.iter().filter_map(|phrase| self.rules.get(phrase)).flatten().filter(met);
        let (kept_out, mut held): (Vec<&Rule>, Vec<&Rule>) = met.partition(|rule| rule.is_veto);
        let kept_out: HashSet<Value> = kept_out.into_iter().map(|rule| rule.value).collect();
        held.retain(|rule| !kept_out.contains(&rule.value));
        held.into_iter().map(|rule| rule.value).collect()
    }
}
