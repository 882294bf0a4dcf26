//! Curated questions: what `seeds/questions.json` gives the answers that lost theirs.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::harness::{Faq, page};

#[derive(Deserialize)]
struct Curated {
    question: String,
    also: Vec<String>,
}

fn read(file: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(path).expect("a file of the project")
}

fn shipped() -> BTreeMap<String, Curated> {
    serde_json::from_str(&read("seeds/questions.json")).expect("questions")
}

#[test]
fn every_shipped_entry_has_a_question_of_its_own() {
    let questions = shipped();
    let rows = Faq::shipped().run("list --json").exits(0).results();
    let ids: BTreeSet<&str> = rows.iter().map(|row| row["id"].as_str().expect("an id")).collect();
    assert_eq!(questions.keys().map(String::as_str).collect::<BTreeSet<_>>(), ids);
    let different: BTreeSet<&str> = questions.values().map(|q| q.question.as_str()).collect();
    assert_eq!(different.len(), ids.len());
    for (id, Curated { question, also }) in &questions {
        assert!(question.ends_with('?') && question.split_whitespace().count() <= 25, "{id}");
        assert!((4..=8).contains(&also.len()), "{id}");
    }
    for row in &rows {
        assert_eq!(row["title"], row["question"]);
        assert_eq!(row["question_source"], "curated");
    }
}

#[test]
fn none_is_a_query_of_the_relevance_sets() {
    let queries: BTreeSet<String> = ["ans-dev", "own"]
        .iter()
        .flat_map(|set| {
            let rows = read(&format!("tests/relevance/{set}/queries.tsv"));
            let queries: Vec<String> = rows
                .lines()
                .filter_map(|row| Some(row.split_once('\t')?.1.to_lowercase()))
                .collect();
            queries
        })
        .collect();
    assert!(queries.len() > 60);
    for (id, Curated { question, also }) in shipped() {
        for asked in also.iter().chain([&question]) {
            assert!(!queries.contains(&asked.to_lowercase()), "{id}: {asked}");
        }
    }
}

#[test]
fn further_ways_to_ask_rank_and_are_shown_by_explain_only() {
    let id = "39ff25d6a0e7";
    let questions = |id: &str| {
        format!(r#"{{"{id}":{{"question":"Où est le gnafron ?","also":["gurdil égaré"]}}}}"#)
    };
    let faq = Faq::with(&[("a.txt", page(&["Première réponse zyx.", "Seconde réponse."]))]);
    let first = faq.run("list --json").results()[0]["id"].as_str().expect("an id").to_owned();
    std::fs::write(faq.pages().join("questions.json"), questions(&first)).expect("a file");
    let found = faq.run("search gurdil --json").exits(0);
    assert_eq!(found.results()[0]["id"], *first);
    assert!(!found.stdout.contains("égaré"));
    assert!(faq.run("search gurdil --explain").exits(0).stdout.contains("gurdil égaré"));
    faq.run("search gurdil --all-terms").exits(1);
    faq.run("search gnafron --all-terms").exits(0);
    faq.run("grep gnafron").exits(1);
    std::fs::write(faq.pages().join("questions.json"), questions(id)).expect("a file");
    faq.run("list --json").exits(0).says(&["questions.json", id, "the rest is used"]);
}
