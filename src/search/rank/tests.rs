//! What people ask, and what must hold of any ranking.

use super::*;
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
    Ranking::new(expansion, index, None, allow).hits(allow)
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
fn one_known_word_lists_every_entry_with_it() {
    let mut found = search(&ENTRIES, "certification");
    found.sort_unstable();
    assert_eq!(found, [0, 2]);
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
    fn hits_are_ordered_explained_and_repeatable(texts in texts(), query in "(certificat|delai|prix|secur[iu]te|hds|e-cps|xyzzy|la)( (certificats|ans|tarif|zzz|medico-social|L1111-8)){0,3}") {
        let image = image_of(&texts);
        let index = Index::open(&image).expect("an index");
        let expansion = expand(&index, &query);
        let ranking = Ranking::new(&expansion, &index, None, ALL);
        let hits = ranking.hits(ALL);
        prop_assert_eq!(&hits, &rank(&expansion, &Index::open(&image_of(&texts)).expect("an index"), ALL), "repeatable");
        prop_assert!(hits.windows(2).all(|two| Hit::best_first(&two[0], &two[1]).is_lt()));
        for hit in &hits {
            let e = ranking.explain(hit.entry);
            prop_assert!((e.words + e.first + e.pairs + e.pieces + e.context - score(hit)).abs() < 1e-6);
            prop_assert!((e.groups.iter().map(|g| g.contribution).sum::<f64>() - e.words).abs() < 1e-9);
            prop_assert!(score(hit) > 0.0 && score(hit) <= 1.0);
        }
        for entry in (0..index.len()).filter(|&e| !expansion.groups.is_empty() && ranking.is_exact(e)) {
            prop_assert!(hits.iter().any(|hit| hit.entry == entry), "an entry with every word is never withheld");
        }
    }

    /// Three that may appear are scored in full as if all were, however many contain the words;
    /// only the idf of a pair depends on the others scored so.
    #[test]
    fn those_that_may_appear_are_scored_in_full(
        texts in texts(), query in "(certificat|delai|sante|hds)( (tarif|sante|hds)){0,2}", chosen in any::<[u8; 3]>(),
    ) {
        let image = image_of(&texts);
        let index = Index::open(&image).expect("an index");
        let allow = |entry: usize| chosen.iter().any(|&c| c as usize % texts.len().max(1) == entry);
        let at = |rerank_depth: usize| {
            let tuning = Tuning { rerank_depth, pairs: 0.0, ..Tuning::default() };
            rank(&expand_with(&index, &query, false, &tuning), &index, &allow)
        };
        prop_assert_eq!(at(3), at(1000));
    }

    #[test]
    fn matches_are_ordered_and_apart(texts in texts(), query in "(certificat|delai|l'ans|e-cps|art. L 1111-8|medico social|securitte)( (hds|tarif|sante)){0,2}") {
        let image = image_of(&texts);
        let index = Index::open(&image).expect("an index");
        let expansion = expand(&index, &query);
        for text in &texts {
            let folded = fold(text);
            let found = expansion.matches(&index, &folded);
            prop_assert!(found.windows(2).all(|m| m[0].range.end <= m[1].range.start));
            prop_assert!(found.iter().all(|m| folded.get(m.range.clone()).is_some_and(|s| !s.is_empty())));
        }
    }

    #[test]
    fn nothing_people_type_breaks_it(query in "\\PC{0,40}", text in "\\PC{0,80}") {
        let image = image_of(&[text.as_str(), "la sécurité de l'ANS"]);
        let index = Index::open(&image).expect("an index");
        let expansion = expand(&index, &query);
        rank(&expansion, &index, ALL);
        expansion.matches(&index, &fold(&text));
        expansion.corrections(&index, &|word, _| word.to_owned());
    }

    #[test]
    fn meaning_orders_and_adds_and_never_withholds(
        texts in prop::collection::vec("(certificat|delai|ans|hds|prix|carte)( (certificat|delai|ans|hds|prix|carte)){0,4}", 1..25),
        cosines in prop::collection::vec(-1.0..1.0_f64, 25),
        query in "(certificat|delai|xyzzy)( (hds|prix|inconnu)){0,3}",
        barred in any::<u8>(), require_all: bool, meaning_only: bool,
    ) {
        let image = image_of(&texts);
        let index = Index::open(&image).expect("an index");
        let tuning = Tuning::default();
        let expansion = expand_with(&index, &query, require_all, &tuning);
        let allow = |entry: usize| entry % 7 != usize::from(barred % 7);
        let words = query.split(' ').count();
        let cosines = cosines[..texts.len()].to_vec();
        let similarities = Similarities::new(cosines, index.coherence(), words, meaning_only, &tuning);
        let ranking = Ranking::new(&expansion, &index, Some(&similarities), &allow);
        let hits = ranking.hits(&allow);
        for hit in rank(&expansion, &index, &allow) {
            prop_assert!(hits.iter().any(|h| h.entry == hit.entry), "words find, meaning orders");
        }
        prop_assert!(hits.windows(2).all(|two| Hit::best_first(&two[0], &two[1]).is_lt()));
        for (place, hit) in hits.iter().enumerate() {
            prop_assert!(allow(hit.entry) && score(hit) > 0.0 && score(hit) <= 1.0);
            prop_assert!(hit.by.words || (!require_all && place < tuning.page), "{hit:?}");
            let e = ranking.explain(hit.entry);
            let sum = e.words + e.first + e.pairs + e.pieces + e.context
                + e.meaning.map_or(0.0, |part| part.contribution);
            prop_assert!((sum - score(hit)).abs() < 1e-6 || score(hit) <= Score::LEAST.get());
        }
    }
}
