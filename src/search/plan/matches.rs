//! Which words of an entry a plan looked for: what a report highlights.

use crate::search::index::Index;
use crate::search::plan::Plan;
use crate::search::plan::expand::{Kind, Target};
use crate::text::{stop::is_stop, tokens};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of an entry that the plan looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Bytes of the folded entry.
    pub range: Range<usize>,
    /// What was looked for, folded.
    pub term: String,
    /// How the stretch stands for the query word.
    pub kind: Kind,
}

impl Plan {
    /// The matches in a folded entry, in order, not overlapping: where two would overlap the
    /// better kind stands, then the earlier, then the longer.
    pub fn matches(&self, index: &Index, folded: &str) -> Vec<Match> {
        let tokens = tokens::tokenize(folded);
        let mut all = self.single(index, &tokens);
        all.extend(self.phrases(index, &tokens));
        all.sort_by(|a, b| {
            let key = |m: &Match| (m.kind, m.range.start, std::cmp::Reverse(m.range.end));
            key(a).cmp(&key(b)).then_with(|| a.term.cmp(&b.term))
        });
        let mut kept: BTreeMap<usize, Match> = BTreeMap::new();
        for m in all {
            let before = kept.range(..m.range.end).next_back();
            if before.is_none_or(|(_, k)| k.range.end <= m.range.start) {
                kept.insert(m.range.start, m);
            }
        }
        kept.into_values().collect()
    }

    fn single(&self, index: &Index, tokens: &[tokens::Token<'_>]) -> Vec<Match> {
        let mut forms: BTreeMap<Cow<'_, str>, (Kind, &str)> = BTreeMap::new();
        for a in self.groups.iter().flat_map(|g| &g.alternatives) {
            if let Target::Form(form) = a.target {
                let best = forms.entry(index.forms().get(form)).or_insert((a.kind, &a.term));
                *best = (*best).min((a.kind, &a.term));
            }
        }
        let matched = |t: &tokens::Token<'_>| {
            let &(kind, term) = forms.get(t.text.as_ref())?;
            Some(Match { range: t.start..t.end, term: term.to_owned(), kind })
        };
        tokens.iter().filter_map(matched).collect()
    }

    fn phrases(&self, index: &Index, tokens: &[tokens::Token<'_>]) -> Vec<Match> {
        let words: Vec<&tokens::Token<'_>> =
            tokens.iter().filter(|t| t.kind == tokens::Kind::Word && !is_stop(&t.text)).collect();
        let mut all = Vec::new();
        for a in self.groups.iter().flat_map(|g| &g.alternatives) {
            let Target::Phrase(parts) = &a.target else {
                continue;
            };
            for run in words.windows(parts.len()) {
                let is = |(t, forms): (&&tokens::Token<'_>, &Vec<u32>)| {
                    forms.iter().any(|&f| index.forms().get(f) == t.text)
                };
                if run.iter().zip(parts).all(is) {
                    let range = run[0].start..run[run.len() - 1].end;
                    all.push(Match { range, term: a.term.clone(), kind: a.kind });
                }
            }
        }
        all
    }
}
