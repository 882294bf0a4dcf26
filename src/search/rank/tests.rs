//! What people ask, and what must hold of any ranking.

use super::*;
use crate::embed::vectors::Vectors;
use crate::embed::vectors::tests::packed;
use crate::index::{Index, image_of};
use crate::search::found::Hit;
use crate::search::{Expansion, Lexicon, Options, QueryTerm, Tuning};
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

const ALL: &dyn Fn(usize) -> bool = &|_| true;

fn expand_with(index: &Index<'_>, query: &str, require_all: bool, tuning: &Tuning) -> Expansion {
    let term = |word: &str| QueryTerm { text: word.to_owned(), ..QueryTerm::default() };
    let terms: Vec<QueryTerm> = fold(query).split_whitespace().map(term).collect();
    let options = Options { require_all, ..Options::default() };
    Expansion::new(index, &Lexicon::shipped(), &terms, &options, tuning)
}

fn expand(index: &Index<'_>, query: &str) -> Expansion {
    expand_with(index, query, false, &Tuning::default())
}

fn rank(expansion: &Expansion, index: &Index<'_>, allow: &dyn Fn(usize) -> bool) -> Vec<Hit> {
    Ranking::new(expansion, index, None).hits(allow).0
}

fn search(entries: &[&str], query: &str) -> Vec<usize> {
    let image = image_of(entries);
    let index = Index::open(&image).expect("an index");
    rank(&expand(&index, query), &index, ALL).iter().map(|hit| hit.entry).collect()
}

fn score(hit: &Hit) -> f64 {
    hit.score.expect("all are ranked").get()
}

#[test]
fn misspelt_words_are_corrected() {
    assert_eq!(search(&ENTRIES, "securitte"), [5]);
    assert_eq!(search(&ENTRIES, "chifrement"), [0]);
    let image = image_of(&ENTRIES);
    let index = Index::open(&image).expect("an index");
    let spelling = |word: &str, entry: usize| format!("{word} in {entry}");
    let correction = expand(&index, "securitte").corrections(&index, &spelling).remove(0);
    assert_eq!((&*correction.from, &*correction.to), ("securitte", "securite in 5"));
}

#[test]
fn codes_find_theirs_first() {
    for query in ["SC.PSC.01", "L.1111-8", "L1111-8", "L 1111-8", "art. L. 1111-8", "rpps+"] {
        assert_eq!(search(&ENTRIES, query).first(), Some(&3), "{query}");
    }
}

#[test]
fn acronyms_work_both_ways() {
    let entries = [
        "La Direction générale de l'offre de soins (DGOS) décide.",
        "Une DGOS tranche ici.",
        "Ce que publie la direction générale de l'offre de soins.",
    ];
    assert!(search(&entries, "DGOS").contains(&2), "the short form finds the long one");
    assert!(search(&entries, "direction générale de l'offre de soins").contains(&1));
}

#[test]
fn synonyms_stand_for_words_that_no_entry_contains() {
    assert_eq!(search(&ENTRIES, "prix").first(), Some(&2));
}

#[test]
fn another_subject_finds_nothing() {
    assert!(search(&ENTRIES, "recette de tarte aux pommes").is_empty());
    assert!(search(&ENTRIES, "").is_empty());
}

#[test]
fn stop_words_alone_are_a_query() {
    assert!(!search(&ENTRIES, "est-ce que par").is_empty());
    assert!(!search(&ENTRIES, "est-par").is_empty(), "joined by a hyphen, too");
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let words = "certificat certificats délai l'ANS HDS prix tarif e-CPS L.1111-8 securite de la \
                 sécurité oui. médico-social hébergeur";
    let word = prop::sample::select(words.split(' ').collect::<Vec<_>>());
    prop::collection::vec(prop::collection::vec(word, 1..12).prop_map(|w| w.join(" ")), 1..12)
}

proptest! {
    #[test]
    fn hits_are_ordered_explained_and_repeatable(
        texts in texts(), vectors in prop::collection::vec(packed(), 13),
        query in "(certificat|delai|prix|secur[iu]te|hds|e-cps|xyzzy|la)( (certificats|ans|tarif|zzz|medico-social|L1111-8)){0,3}",
        barred in any::<u8>(), require_all: bool, meaning_only: bool,
    ) {
        let image = image_of(&texts);
        let index = Index::open(&image).expect("an index");
        let tuning = Tuning::default();
        let expansion = expand_with(&index, &query, require_all, &tuning);
        let allow = |entry: usize| entry % 7 != usize::from(barred % 7);
        let passages: Vec<_> = vectors[..index.len()].iter().map(|vector| vec![*vector]).collect();
        let vectors_of_all = Vectors::of_passages(&passages).expect("one for each");
        let similarities = Similarities::new(vectors[12].direction(), false, &vectors_of_all, meaning_only);
        for similarities in [None, Some(&similarities)] {
            let ranking = Ranking::new(&expansion, &index, similarities);
            let (hits, certainty) = ranking.hits(&allow);
            prop_assert_eq!(&hits, &Ranking::new(&expansion, &index, similarities).hits(&allow).0);
            prop_assert!(hits.windows(2).all(|two| Hit::best_first(&two[0], &two[1]).is_lt()));
            let is_hit = |entry: usize| hits.iter().any(|hit| hit.entry == entry);
            prop_assert!(certainty > Certainty::None || hits.iter().all(|hit| ranking.is_exact(hit.entry)));
            let exact = (0..index.len()).filter(|&entry| ranking.is_exact(entry) && allow(entry));
            prop_assert!(expansion.groups.is_empty() || exact.into_iter().all(is_hit));
            for (place, hit) in hits.iter().enumerate() {
                prop_assert!(allow(hit.entry) && score(hit) > 0.0 && score(hit) <= 1.0);
                prop_assert!(hit.words || (!require_all && place < tuning.page && hit.meaning), "{hit:?}");
                let e = ranking.explain(hit.entry);
                let groups = e.groups.iter().map(|group| group.contribution).sum::<f64>();
                prop_assert!((groups - e.words).abs() < 1e-9);
                let sum = e.words + e.first + e.pairs + e.ngrams + e.context + e.meaning.unwrap_or_default();
                prop_assert!((sum - score(hit)).abs() < 1e-6 || score(hit) <= Score::LEAST.get());
            }
        }
    }

    /// What is kept of all hits is in the same order, with the same scores.
    #[test]
    fn what_may_appear_changes_no_score(
        texts in texts(), query in "(certificat|delai|sante|hds)( (tarif|sante|hds)){0,2}", barred in any::<u8>(),
    ) {
        let image = image_of(&texts);
        let index = Index::open(&image).expect("an index");
        let expansion = expand(&index, &query);
        let allow = |entry: usize| entry % 3 != usize::from(barred % 3);
        let score = |hits: Vec<Hit>| -> Vec<_> { hits.into_iter().map(|hit| (hit.entry, hit.score)).collect() };
        let all = score(rank(&expansion, &index, ALL));
        for kept in score(rank(&expansion, &index, &allow)) {
            prop_assert!(all.iter().all(|other| other.0 != kept.0 || *other == kept));
        }
    }
}
