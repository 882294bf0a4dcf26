//! Relevance: the right answer first, nothing when there is none, and little loss to typos.
//!
//! Truth is data: `ans-dev/` holds questions written with the project and their judgements,
//! `own/` further ones on the other entries, never used for tuning, and questions on other
//! subjects. `unread/` holds what people asked before they had read the pages: what these answer,
//! what is on their subject and they do not answer (`near.txt`), and other subjects (`off.txt`);
//! no weight was fitted to it. The runner prints MRR@10, hit@1 and recall@10 and fails below the
//! recorded figures.
//!
//! `FAQ_RELEVANCE_SETS=DIR` scores every folder of `DIR` that holds `seeds/`, `queries.tsv`
//! (id, query), `qrels.tsv` (query id, entry id) and `ids.txt` (line n is the entry id of the
//! n-th entry) as well, and prints the ablation of every step of the ranking for each.

mod ablation;
mod bootstrap;
mod images;
mod set;
mod typos;

use std::io::{self, Write};

use faq::search::{Options, Rank, Tuning};

use bootstrap::Difference;
use set::{Scores, Set};

/// Prints past the capture of the test harness: the figures of a test that passes matter, too.
fn print(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

fn by(rank: Rank) -> Options {
    Options { rank, ..Options::default() }
}

#[track_caller]
fn reaches(set: &Set, rank: Rank, least: Scores) {
    let scores = set.score(&Tuning::default(), &by(rank));
    print(&format!("{:24} {rank:?} {scores}", set.name));
    assert!(scores.mrr >= least.mrr, "MRR@10 of {} fell below {}", set.name, least.mrr);
    assert!(scores.hit >= least.hit, "hit@1 of {} fell below {}", set.name, least.hit);
    assert!(scores.recall >= least.recall, "recall@10 of {} fell below {}", set.name, least.recall);
}

#[test]
fn the_projects_own_questions() {
    reaches(&Set::ans_dev(), Rank::Words, Scores { mrr: 0.955, hit: 0.93, recall: 0.99 });
}

#[test]
fn questions_on_the_other_entries() {
    reaches(&Set::own(), Rank::Words, Scores { mrr: 0.96, hit: 0.94, recall: 0.99 });
}

#[cfg(feature = "meaning")]
#[test]
fn questions_by_meaning_and_by_both() {
    reaches(&Set::ans_dev(), Rank::Auto, Scores { mrr: 0.955, hit: 0.93, recall: 0.99 });
    reaches(&Set::ans_dev(), Rank::Meaning, Scores { mrr: 0.90, hit: 0.84, recall: 0.99 });
    reaches(&Set::own(), Rank::Auto, Scores { mrr: 0.96, hit: 0.94, recall: 0.99 });
    reaches(&Set::own(), Rank::Meaning, Scores { mrr: 0.90, hit: 0.84, recall: 0.96 });
}

/// Without the model, all three are the same.
#[test]
fn silence_on_other_subjects() {
    let negatives: Vec<&str> = include_str!("own/negatives.txt").lines().collect();
    for rank in [Rank::Words, Rank::Auto, Rank::Meaning] {
        let answered = Set::ans_dev().answered(&negatives, &by(rank));
        let silent = negatives.len() - answered.len();
        print(&format!("{:24} {rank:?} {silent}/{}", "silence", negatives.len()));
        let most = if rank == Rank::Meaning { 3 } else { 2 };
        assert!(answered.len() <= most, "answered: {answered:?}");
        if rank == Rank::Meaning {
            continue;
        }
        let sure = Set::ans_dev().answered_for_sure(&negatives, &by(rank));
        assert!(sure.is_empty(), "answered for sure: {sure:?}");
    }
}

/// Of other subjects at least so many are left without an answer; of questions on the subject that
/// are not answered, at most so many are called answered. No question that is answered is silenced,
/// and at most a tenth are doubted.
#[test]
fn what_is_not_answered_is_owned_up_to() {
    let lines = |text: &'static str| text.lines().collect::<Vec<_>>();
    let (near, off) =
        (lines(include_str!("unread/near.txt")), lines(include_str!("unread/off.txt")));
    let set = Set::unread();
    let mut all = vec![(Rank::Words, 0.9, 0.45)];
    if cfg!(feature = "meaning") {
        all.push((Rank::Auto, 0.95, 0.35));
    }
    for (rank, silent, deceived) in all {
        reaches(&set, rank, Scores { mrr: 0.9, hit: 0.84, recall: 0.8 });
        let options = by(rank);
        let share = |some: usize, all: &[&str]| some as f64 / all.len() as f64;
        let unanswered = 1.0 - share(set.answered(&off, &options).len(), &off);
        let sure = share(set.answered_for_sure(&near, &options).len(), &near);
        print(&format!("{:24} {rank:?} off silent {unanswered:.3}, near sure {sure:.3}", set.name));
        assert!(unanswered >= silent && sure <= deceived, "{rank:?}");
        let asked = set.queries();
        let silenced = asked.len() - set.answered(&asked, &options).len();
        let doubted = asked.len() - set.answered_for_sure(&asked, &options).len();
        assert!(silenced == 0 && 10 * doubted <= asked.len(), "{rank:?}: {silenced}, {doubted}");
    }
}

#[test]
fn a_typo_in_every_question_costs_little() {
    let further = std::env::var_os("FAQ_RELEVANCE_SETS").map(|folder| Set::all_in(folder.as_ref()));
    let sets: Vec<Set> =
        [Set::ans_dev(), Set::own()].into_iter().chain(further.into_iter().flatten()).collect();
    for (set, rank) in sets.iter().flat_map(|set| [(set, Rank::Words), (set, Rank::Auto)]) {
        let whole = set.score(&Tuning::default(), &by(rank)).mrr;
        let seeds = if rank == Rank::Words { 10 } else { 3 };
        let misspelt = |seed| set.misspelt(seed).score(&Tuning::default(), &by(rank)).mrr;
        let misspelt = (0..seeds).map(misspelt).sum::<f64>() / seeds as f64;
        print(&format!("{:24} {rank:?} MRR@10 {whole:.4}, misspelt {misspelt:.4}", set.name));
        assert!(whole - misspelt <= 0.03, "{}: {whole} falls to {misspelt}", set.name);
    }
}

/// Every value of every facet on every question by words, fewer by meaning, which takes longer.
#[test]
fn filters_lose_nothing() {
    let further = std::env::var_os("FAQ_RELEVANCE_SETS").map(|folder| Set::all_in(folder.as_ref()));
    let further = further.into_iter().flatten().map(|set| (set, 97));
    for (set, step) in [(Set::ans_dev(), 1), (Set::own(), 1)].into_iter().chain(further) {
        for (rank, step) in [(Rank::Words, step), (Rank::Auto, 23 * step)] {
            let checked = set.filters_lose_nothing(&by(rank), step);
            print(&format!("{:24} {rank:?} {checked} filtered searches lose nothing", set.name));
            assert!(checked > 10, "{}: only {checked} were compared", set.name);
        }
    }
}

#[test]
fn further_sets_if_any_are_named() {
    let Some(folder) = std::env::var_os("FAQ_RELEVANCE_SETS") else { return };
    for set in Set::all_in(folder.as_ref()) {
        for rank in [Rank::Words, Rank::Meaning, Rank::Auto] {
            let scores = set.score(&Tuning::default(), &by(rank));
            print(&format!("{:24} {rank:?} {scores}", set.name));
        }
        for (step, tuning, options) in ablation::steps() {
            let whole = set.answered_one_by_one(&Tuning::default(), &by(options.rank));
            let without = set.answered_one_by_one(&tuning, &options);
            let difference = Difference::between(&whole, &without);
            print(&format!("{:24} {difference} without {step}", set.name));
        }
    }
}
