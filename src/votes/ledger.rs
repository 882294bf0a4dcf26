//! The ledger: the votes that the lines of a file leave standing.
//!
//! A vote counts once, however often its line stands there, and not at all once it was taken
//! back, whichever of the two lines comes first. So any number of files can be merged in any
//! order, any number of times, to the same end.

use std::collections::{BTreeSet, HashSet};

use super::tally::Tallies;
use super::vote::{Key, Line, Vote};

/// Votes, and what was taken back.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    votes: Vec<Vote>,
    known: HashSet<Key>,
    undone: BTreeSet<Key>,
}

impl Ledger {
    /// Takes a line in; false if all that it says was known.
    pub fn take(&mut self, line: Line) -> bool {
        match line {
            Line::Undo { undo, .. } => self.undone.insert(undo),
            Line::Vote(vote) => {
                let new = vote.key.clone().is_none_or(|key| self.known.insert(key));
                if new {
                    self.votes.push(vote);
                }
                new
            }
        }
    }

    /// The votes that stand, in the order of the file.
    pub fn votes(&self) -> impl DoubleEndedIterator<Item = &Vote> {
        let undone = |vote: &&Vote| vote.key.as_ref().is_some_and(|key| self.undone.contains(key));
        self.votes.iter().filter(move |vote| !undone(vote))
    }

    /// The keys of what was taken back.
    pub fn undone(&self) -> impl Iterator<Item = &Key> {
        self.undone.iter()
    }

    /// One's own last vote: the one that there is to take back.
    pub fn last_own(&self) -> Option<&Vote> {
        self.votes().rev().find(|vote| !vote.imported && vote.key.is_some())
    }

    /// What the votes say, by entry.
    pub fn tallies(&self) -> Tallies {
        let mut tallies = Tallies::default();
        self.votes().for_each(|vote| tallies.entry(vote.id).or_default().add(vote));
        tallies
    }
}

#[cfg(test)]
mod tests {
    use super::super::vote::Verdict;
    use super::*;
    use crate::corpus::identity::Id;
    use proptest::prelude::*;

    fn vote(name: &str) -> Vote {
        Vote::now(Id::of(name), Verdict::Yes, None)
    }

    fn undo(vote: &Vote) -> Line {
        Line::undo(vote.key.clone().expect("a key"))
    }

    #[test]
    fn ones_own_last_vote_is_the_one_to_take_back() {
        let (first, second) = (vote("a"), vote("b"));
        let theirs = Vote { imported: true, ..vote("c") };
        let mut ledger = Ledger::default();
        for vote in [&first, &second, &theirs] {
            assert!(ledger.take(Line::Vote(vote.clone())));
        }
        assert_eq!(ledger.last_own(), Some(&second));
        assert!(ledger.take(undo(&second)) && !ledger.take(undo(&second)));
        assert_eq!(ledger.last_own(), Some(&first));
        assert_eq!(ledger.votes().count(), 2);
        ledger.take(undo(&first));
        assert_eq!(ledger.last_own(), None);
    }

    proptest! {
        #[test]
        fn order_and_repetition_do_not_matter(order in prop::collection::vec(0usize..6, 0..30)) {
            let votes = ["a", "b", "c", "d"].map(vote);
            let mut lines: Vec<Line> = votes.iter().cloned().map(Line::Vote).collect();
            lines.extend([undo(&votes[1]), undo(&votes[3])]);
            let mut ledger = Ledger::default();
            for at in order.into_iter().chain(0..6) {
                ledger.take(lines[at].clone());
            }
            let mut ids: Vec<Id> = ledger.votes().map(|vote| vote.id).collect();
            ids.sort_unstable();
            let mut expected = [votes[0].id, votes[2].id];
            expected.sort_unstable();
            prop_assert_eq!(ids, expected);
        }
    }
}
