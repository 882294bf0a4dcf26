//! Ranking: every entry that holds something of the query, best first.
//!
//! Five parts ([`parts`]) are added up, each a share of what the query could reach:
//!
//! - *words*: BM25 (Robertson and Zaragoza 2009), each query word with its alternatives
//!   blended into one pseudo-term;
//! - *first*: the same over the first sentence alone, where an answer names its subject;
//! - *pairs*: neighbouring query words that stand near one another, with an idf of their own;
//! - *pieces*: BM25 over four-letter pieces, which forgives endings and misspellings;
//! - *context*: what the entries around it lend an entry.
//!
//! Where an encoder can be asked, meaning weighs beside them ([`fuse`]).
//!
//! Sums run in query order and ties go by entry, so a ranking is repeatable to the last bit.

pub mod explain;
pub mod fuse;
pub mod gather;
pub mod parts;
pub mod score;
pub mod tuning;

use std::cmp::Ordering;
use std::sync::Arc;

use crate::search::index::Index;
use crate::search::plan::Plan;
use crate::search::rank::fuse::Sense;
use crate::search::rank::gather::Held;
use crate::search::rank::parts::{Counted, Parts};
use crate::search::rank::score::{Score, ceiling, idf};

/// How many pieces a word is reckoned to have when the best possible score is estimated.
const PIECES_OF_A_WORD: f64 = 4.0;

/// An entry found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The entry, from 0 in the order of building.
    pub entry: usize,
    /// How well it answers.
    pub score: Score,
    /// What it was found by.
    pub by: By,
}

/// What found an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct By {
    /// It holds a word of the query, in some spelling.
    pub words: bool,
    /// It is nearer to the question than entries are on average.
    pub meaning: bool,
}

impl By {
    /// The names of what found it.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let names = [(self.words, "words"), (self.meaning, "meaning")];
        names.into_iter().filter(|(found, _)| *found).map(|(_, name)| name).collect()
    }
}

/// A plan with everything counted, ready to score any entry.
pub struct Ranking<'r> {
    counted: Counted<'r>,
    /// The entries that hold a word of the query, rising.
    found: Vec<(u32, Parts)>,
    /// Those that hold every word of the query as typed, rising.
    exact: Vec<u32>,
    /// Where every word must be held: those that hold every one, in any spelling, rising.
    all: Option<Vec<u32>>,
    /// What the query could reach.
    ideal: f64,
    /// What the question means, if that was asked.
    sense: Option<Arc<Sense>>,
}

impl Plan {
    /// Counts the plan in the index; ranks and explains without counting again. `allow` tells
    /// which entries may appear: of many, these are looked at closely.
    pub fn ranking<'r>(&'r self, index: &'r Index, allow: &dyn Fn(usize) -> bool) -> Ranking<'r> {
        let held: Vec<Held> = self.groups.iter().map(|g| Held::count(index, g)).collect();
        let synonym = self.tuning.synonym;
        let df = |h: &Held| h.as_word as f64 + synonym * (h.entries.len() - h.as_word) as f64;
        let idf: Vec<f64> = held.iter().map(|h| idf(index.len(), df(h))).collect();
        let t = &self.tuning;
        let ideal =
            idf.iter().sum::<f64>() * (1.0 + t.first + t.pairs + PIECES_OF_A_WORD * t.pieces);
        let counted = Counted { plan: self, index, held, idf };
        let all = self.options.require_all.then(|| counted.held_by_all(|_| true));
        let is_asked =
            |entry: u32| all.as_ref().is_none_or(|all| all.binary_search(&entry).is_ok());
        let may_appear = |entry: usize| is_asked(entry as u32) && allow(entry);
        let found = counted.parts(&may_appear);
        let exact = counted.held_by_all(|count| count.best >= 1.0);
        Ranking { counted, found, exact, all, ideal, sense: None }
    }

    /// The entries that `allow` lets through, best first; ties by entry.
    pub fn rank(&self, index: &Index, allow: &dyn Fn(usize) -> bool) -> Vec<Hit> {
        self.ranking(index, allow).hits(allow)
    }
}

impl Ranking<'_> {
    /// The same, where meaning weighs too.
    #[must_use]
    pub fn with(self, sense: Option<Arc<Sense>>) -> Self {
        Self { sense, ..self }
    }

    /// What a sum of parts is as a score by words.
    fn by_words(&self, parts: &Parts) -> Score {
        Score::new(ceiling(parts.sum() / self.ideal.max(f64::MIN_POSITIVE)))
    }

    /// What an entry is worth by words; nothing, if it holds none of the query.
    fn parts(&self, entry: usize) -> Parts {
        let found = self.found.binary_search_by_key(&(entry as u32), |found| found.0);
        found.map(|at| self.found[at].1).unwrap_or_default()
    }

    /// The entries that `allow` lets through, best first; ties by entry.
    pub fn hits(&self, allow: &dyn Fn(usize) -> bool) -> Vec<Hit> {
        match &self.sense {
            Some(sense) => self.fused(sense, allow),
            None => {
                let mut hits = self.found_by_words(allow, false, false).0;
                hits.sort_unstable_by(before);
                hits
            }
        }
    }

    /// The entries that words find, in no order, and whether there is nothing else to say; below
    /// the floor too, if something else `speaks`, and as if below it, if the question seems to be
    /// from `elsewhere`.
    fn found_by_words(
        &self,
        allow: &dyn Fn(usize) -> bool,
        speaks: bool,
        elsewhere: bool,
    ) -> (Vec<Hit>, bool) {
        let is_asked =
            |entry: u32| self.all.as_ref().is_none_or(|all| all.binary_search(&entry).is_ok());
        let found =
            self.found.iter().filter(|(entry, _)| is_asked(*entry) && allow(*entry as usize));
        let by = By { words: true, meaning: false };
        let hit = |(entry, parts): &(u32, Parts)| Hit {
            entry: *entry as usize,
            score: self.by_words(parts),
            by,
        };
        let mut hits: Vec<Hit> = found.map(hit).collect();
        let silent = self.cut(&mut hits, speaks, elsewhere);
        (hits, silent)
    }

    /// Drops what is not worth showing: everything when the best entry is below the floor, or the
    /// question is from `elsewhere` (unless it holds every word in some spelling, or something else `speaks`), and a far tail.
    /// An entry that holds every word of the query as typed always stays. Tells whether all that
    /// was found was below the floor.
    fn cut(&self, hits: &mut Vec<Hit>, speaks: bool, elsewhere: bool) -> bool {
        let t = &self.counted.plan.tuning;
        if hits.len() > t.sure {
            hits.select_nth_unstable_by(t.sure, before);
        }
        let sure = t.sure.min(hits.len());
        let Some(best) = hits[..sure].iter().min_by(|a, b| before(a, b)).copied() else {
            return !speaks;
        };
        let silent = !speaks
            && (elsewhere || self.worth(best.score.get()) < t.floor)
            && !self.counted.asked().all(|h| h.get(best.entry).is_some());
        let least = best.score.get() * t.tail;
        let mut place = 0;
        hits.retain(|h| {
            place += 1;
            let near = place <= sure || h.score.get() >= least;
            (!silent && near) || self.holds_all_exactly(h.entry)
        });
        silent
    }

    /// What a score is worth in words of the query: score · (n + 1) · (1 − unknown · u), where
    /// n counts the words and u is the share of them that no entry holds, however written.
    ///
    /// A score is a share of what the query could reach, so the same share of a longer query
    /// is more evidence; and words that the pages never use tell of another subject.
    pub fn worth(&self, score: f64) -> f64 {
        let n = self.counted.asked().count() as f64;
        let unknown = self.counted.asked().filter(|h| h.as_word == 0).count() as f64 / n.max(1.0);
        score * (n + 1.0) * (1.0 - self.counted.plan.tuning.unknown * unknown)
    }

    /// Whether an entry holds every word of the query as typed.
    pub fn holds_all_exactly(&self, entry: usize) -> bool {
        self.exact.binary_search(&(entry as u32)).is_ok()
    }
}

/// Better hits first; ties by entry.
fn before(a: &Hit, b: &Hit) -> Ordering {
    b.score.cmp(&a.score).then(a.entry.cmp(&b.entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::plan::{Taken, Word};
    use crate::search::{Lexicon, Options, Tuning};
    use crate::text::fold::fold;
    use proptest::prelude::*;

    const ENTRIES: [&str; 6] = [
        "Oui : le chiffrement n'a pas d'impact sur l'obligation de certification HDS.",
        "La Haute Autorité de Santé (HAS) a publié des référentiels.",
        "Le coût de la certification est fixé par l'organisme.",
        "L'exigence SC.PSC.01 renvoie à l'article L.1111-8 et au RPPS+.",
        "Le numéro RPPS figure sur la carte CPS.",
        "La sécurité des certificats est assurée par l'ANS.",
    ];

    fn ask(query: &str) -> Vec<usize> {
        let index = Index::build(&ENTRIES);
        plan(&index, query).rank(&index, &|_| true).iter().map(|h| h.entry).collect()
    }

    fn plan(index: &Index, query: &str) -> Plan {
        let words: Vec<Word> = fold(query)
            .split_whitespace()
            .map(|w| Word { text: w.to_owned(), ..Word::default() })
            .collect();
        Plan::new(index, &Lexicon::shipped(), &words, &Options::default())
    }

    #[test]
    fn misspelt_words_find_and_tell() {
        assert_eq!(ask("securitte"), [5]);
        assert_eq!(ask("chifrement"), [0]);
        let index = Index::build(&ENTRIES);
        let correction = plan(&index, "securitte").corrections(&index).remove(0);
        let meant = matches!(&correction.to, Taken::FromPages { word, .. } if word == "securite");
        assert!(meant, "{correction:?}");
    }

    #[test]
    fn codes_find_theirs_first() {
        for query in ["SC.PSC.01", "L.1111-8", "L1111-8", "L 1111-8", "art. L. 1111-8", "rpps+"] {
            assert_eq!(ask(query).first(), Some(&3), "{query}");
        }
    }

    #[test]
    fn one_known_word_lists_every_entry_with_it() {
        let mut found = ask("certification");
        found.sort_unstable();
        assert_eq!(found, [0, 2]);
    }

    #[test]
    fn acronyms_work_both_ways() {
        let index = Index::build(&[
            "La Direction générale de l'offre de soins (DGOS) décide.",
            "Une DGOS tranche ici.",
            "Ce que publie la direction générale de l'offre de soins.",
        ]);
        let holds = |query: &str, entry: usize| {
            let words = [Word { text: fold(query), prefix: false, literal: false }];
            let plan = Plan::new(&index, &Lexicon::default(), &words, &Options::default());
            plan.rank(&index, &|_| true).iter().any(|hit| hit.entry == entry)
        };
        assert!(holds("DGOS", 2), "the short form finds the long one");
        assert!(holds("direction générale de l'offre de soins", 1), "and the other way round");
    }

    #[test]
    fn synonyms_stand_for_words_that_are_in_no_entry() {
        assert_eq!(ask("prix").first(), Some(&2));
    }

    #[test]
    fn another_subject_finds_nothing() {
        assert!(ask("recette de tarte aux pommes").is_empty());
        assert!(ask("").is_empty());
    }

    #[test]
    fn stop_words_alone_are_a_query() {
        assert!(!ask("est-ce que par").is_empty());
        assert!(!ask("est-par").is_empty(), "joined by a hyphen, too");
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let word = prop::sample::select(vec![
            "certificat",
            "certificats",
            "délai",
            "l'ANS",
            "HDS",
            "prix",
            "tarif",
            "e-CPS",
            "L.1111-8",
            "securite",
            "de",
            "la",
            "sécurité",
            "oui.",
            "médico-social",
            "hébergeur",
        ]);
        prop::collection::vec(prop::collection::vec(word, 1..12).prop_map(|w| w.join(" ")), 1..12)
    }

    proptest! {
        #[test]
        fn ranking_keeps_its_promises(texts in texts(), query in "(certificat|delai|prix|secur[iu]te|hds|e-cps|xyzzy|la)( (certificats|ans|tarif|zzz|medico-social|L1111-8)){0,3}") {
            let index = Index::build(&texts);
            let plan = plan(&index, &query);
            let ranking = plan.ranking(&index, &|_| true);
            let hits = ranking.hits(&|_| true);
            prop_assert_eq!(&hits, &plan.rank(&Index::build(&texts), &|_| true), "repeatable");
            prop_assert!(hits.windows(2).all(|h| h[0].score > h[1].score || (h[0].score == h[1].score && h[0].entry < h[1].entry)));
            for h in &hits {
                let e = ranking.explain(h.entry);
                prop_assert!((e.words + e.first + e.pairs + e.pieces + e.context - h.score.get()).abs() < 1e-6);
                prop_assert!((e.groups.iter().map(|g| g.contribution).sum::<f64>() - e.words).abs() < 1e-9);
                prop_assert!(h.score.get() > 0.0 && h.score.get() <= 1.0);
            }
            for entry in (0..index.len()).filter(|&e| !plan.groups().is_empty() && ranking.holds_all_exactly(e)) {
                prop_assert!(hits.iter().any(|h| h.entry == entry), "an entry with every word is never withheld");
            }
        }

        /// Three that may appear are looked at as closely as if all were, however many hold the
        /// words; only how telling a pair is hangs on the others looked at.
        #[test]
        fn those_that_may_appear_are_looked_at_closely(
            texts in texts(), query in "(certificat|delai|sante|hds)( (tarif|sante|hds)){0,2}", kept in any::<[u8; 3]>(),
        ) {
            let index = Index::build(&texts);
            let allow = |entry: usize| kept.iter().any(|&k| k as usize % texts.len().max(1) == entry);
            let at = |depth: usize| {
                let mut plan = plan(&index, &query);
                plan.tuning = Tuning { depth, pairs: 0.0, ..Tuning::default() };
                plan.rank(&index, &allow)
            };
            prop_assert_eq!(at(3), at(1000));
        }

        #[test]
        fn matches_are_ordered_and_apart(texts in texts(), query in "(certificat|delai|l'ans|e-cps|art. L 1111-8|medico social|securitte)( (hds|tarif|sante)){0,2}") {
            let index = Index::build(&texts);
            let plan = plan(&index, &query);
            for text in &texts {
                let folded = fold(text);
                let found = plan.matches(&index, &folded);
                prop_assert!(found.windows(2).all(|m| m[0].range.end <= m[1].range.start));
                prop_assert!(found.iter().all(|m| folded.get(m.range.clone()).is_some_and(|s| !s.is_empty())));
            }
        }

        #[test]
        fn nothing_people_type_breaks_it(query in "\\PC{0,40}", text in "\\PC{0,80}") {
            let index = Index::build(&[text.as_str(), "la sécurité de l'ANS"]);
            let plan = plan(&index, &query);
            plan.rank(&index, &|_| true);
            plan.matches(&index, &fold(&text));
            plan.corrections(&index);
        }
    }
}
