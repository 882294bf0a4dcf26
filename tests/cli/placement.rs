//! What the shipped rules make of answers they were not written for.
//!
//! `tests/placement/answers.jsonl` holds answers in the manner of the site, written for this test,
//! and the values each was judged to be about (`is`) before anyone saw what the rules say of it;
//! values that one may argue for (`may`) count neither for nor against.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::harness::Faq;

const ANSWERS: &str = include_str!("../placement/answers.jsonl");

/// By facet, the least precision and recall.
const LEAST: [(&str, f64, f64); 5] = [
    ("offre", 0.90, 0.95),
    ("couloir", 0.95, 0.95),
    ("dispositif", 0.95, 0.95),
    ("produit", 0.95, 0.95),
    ("thematique", 0.92, 0.95),
];

/// Placements that are right, wrong and missing.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    wrong: Vec<String>,
    missing: Vec<String>,
}

fn values<'v>(facets: &'v Value, facet: &str) -> BTreeSet<&'v str> {
    let values = facets[facet].as_array().into_iter().flatten();
    values.filter_map(Value::as_str).filter(|&value| value != "non-classe").collect()
}

#[test]
fn unseen_answers_stand_where_a_reader_looks_for_them() {
    let answers: Vec<Value> =
        ANSWERS.lines().map(|line| serde_json::from_str(line).expect("an answer")).collect();
    let page: String =
        answers.iter().map(|answer| format!("{}\n", json!({"text": answer["text"]}))).collect();
    let faq = Faq::with(&[("page.jsonl", page)]);
    let results = faq.run("list --json").exits(0).quiet().results();
    assert_eq!(results.len(), answers.len());
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (answer, result) in answers.iter().zip(&results) {
        assert_eq!(answer["text"], result["text"]);
        for (facet, ..) in LEAST {
            let tally = tallies.entry(facet).or_default();
            let (is, may) = (values(&answer["is"], facet), values(&answer["may"], facet));
            let placed = values(&result["facets"], facet);
            let told = |value: &&str| format!("{value}: {}", answer["text"]);
            tally.right += placed.intersection(&is).count();
            tally
                .wrong
                .extend(placed.iter().filter(|&v| !is.contains(v) && !may.contains(v)).map(told));
            tally.missing.extend(is.difference(&placed).map(told));
        }
    }
    for (facet, precision, recall) in LEAST {
        let tally = &tallies[facet];
        let share = |others: &[String]| tally.right as f64 / (tally.right + others.len()) as f64;
        assert!(tally.right >= 15, "{facet}: too few to tell");
        assert!(share(&tally.wrong) >= precision, "{facet} is too wide: {:#?}", tally.wrong);
        assert!(share(&tally.missing) >= recall, "{facet} is too narrow: {:#?}", tally.missing);
    }
}
