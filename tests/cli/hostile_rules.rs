//! Rules made to harm, in the files beside the pages: refused, or soon done with, however many they
//! are and however many entries.

use std::fs;

use crate::bounds::{Bounds, SCALE};
use crate::harness::{Faq, page, rules};

#[test]
fn rules_made_to_harm_are_refused_or_cost_little() {
    let deep = "[".repeat(200_000);
    let many = |rule: &str, count: usize| {
        let any = format!("{rule:?},").repeat(count / SCALE);
        let any = any.trim_end_matches(',');
        rules("produit", &format!(r#"{{"key":"a","label":"A","any":[{any}]}}"#))
    };
    let values: String =
        (0..200_000 / SCALE).map(|n| format!(r#"{{"key":"k{n}","label":"A"}},"#)).collect();
    let values = rules("produit", values.trim_end_matches(','));
    let bomb = "((a{100}){100}){100}(a*)*b".repeat(100);
    for (rules, told) in [
        (deep.clone(), "is used"),
        (format!("{{\"facets\": {deep}"), "is used"),
        (many(&bomb, 1000), ""),
        (many("a* zzz", 1_000_000), ""),
        (many("x", 3_000_000), ""),
        (values, ""),
        ("x".repeat(17 << 20), "larger than 16 MiB"),
    ] {
        let faq = Faq::with(&[
            ("a.txt", page(&["La certification HDS ".repeat(40).as_str(), "Aa bb"])),
            ("facets.json", rules.clone()),
            ("lexicon.json", deep.clone()),
        ]);
        fs::write(faq.folder().join("v"), format!("{{\"id\":{deep}\n")).expect("votes");
        let bounds = Bounds { memory: 1500, seconds: 60 };
        let run = faq.within(bounds, "list --json --votes v").exits(0);
        assert_eq!(run.results().len(), 2);
        run.says(&[told, "lexicon.json: ", "v:1: not a vote"]);
    }
}

#[test]
fn many_rules_over_many_entries_cost_what_the_entries_hold() {
    let count = 600_000 / SCALE;
    let list = |rule: &dyn Fn(usize) -> String| {
        let rules: Vec<String> = (0..count).map(|n| format!("{:?}", rule(n))).collect();
        rules.join(",")
    };
    let entries: Vec<String> =
        (0..40_000 / SCALE).map(|n| format!("Le certificat mot{n} est renouvelé")).collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let pages = page(&entries);
    for (any, none) in [
        (list(&|n| format!("mot{n}")), String::new()),
        (list(&|n| format!("le certificat mot{n} est")), list(&|n| format!("mot{n} a"))),
        (list(&|n| format!("renouvelé & mot{n}*")), list(&|n| format!("le & certifica{n}*"))),
    ] {
        let value = format!(r#"{{"key":"a","label":"A","any":[{any}],"none":[{none}]}}"#);
        let faq = Faq::with(&[("a.txt", pages.clone()), ("facets.json", rules("produit", &value))]);
        let bounds = Bounds { memory: 2000, seconds: 60 };
        let run = faq.within(bounds, "list --produit a --json").exits(0).quiet();
        assert_eq!(run.json()["total"], entries.len());
    }
    let values: Vec<String> = (0..count / 4)
        .map(|n| format!(r#"{{"key":"k{n}","label":"A","entries":["{n:012x}"],"any":["mot{n}"]}}"#))
        .collect();
    let rules = rules("produit", &values.join(","));
    let faq = Faq::with(&[("a.txt", pages), ("facets.json", rules)]);
    let run = faq.within(Bounds { memory: 2000, seconds: 60 }, "list --produit k7 --json").exits(0);
    run.says(&["and ", "more like the last"]).finds(&["Le certificat mot7 est renouvelé"]);
}

/// For what takes a second where each is looked up, and minutes where all are gone through.
const LOOKED_UP: Bounds = Bounds { memory: 1500, seconds: 30 };

#[test]
fn values_and_tags_that_a_page_states_are_looked_up() {
    const COUNT: usize = 20_000;
    let texts = |name: &dyn Fn(usize) -> String| -> Vec<String> {
        (0..COUNT).map(|n| format!("{:?}", name(n))).collect()
    };
    let (names, signs) = (texts(&|n| format!("v {n}")), texts(&|n| format!("{n}é 一{n}二")));
    let of = |field: &str, names: &[String]| match field {
        "tags" => format!(r#"{{"text":"t","tags":[{}]}}"#, names.join(",")),
        _ => format!(r#"{{"text":"t","{field}":{{"thematique":[{}]}}}}"#, names.join(",")),
    };
    let rows: String = (0..COUNT).map(|n| format!("t{n},v{n}\n")).collect();
    for (name, page, count) in [
        ("rows.csv", format!("text,thematique\n{rows}"), COUNT),
        ("cell.csv", format!("text,thematique\nt,{}\n", names.join(";").replace('"', "")), 1),
        ("facets.jsonl", of("facets", &names), 1),
        ("signs.jsonl", of("facets", &signs), 1),
        ("stated.jsonl", of("stated", &names), 1),
        ("tags.jsonl", of("tags", &names), 1),
        (
            "equal.jsonl",
            names.iter().map(|n| of("tags", std::slice::from_ref(n)) + "\n").collect(),
            1,
        ),
    ] {
        let faq = Faq::with(&[(name, page)]);
        let run = faq.within(LOOKED_UP, "list --jsonl").exits(0);
        assert_eq!(run.stdout.lines().count(), count, "{name}");
        for line in ["list", "topics", "guide --no-input --offre tous"] {
            faq.within(Bounds { seconds: 8, ..LOOKED_UP }, line).exits(0);
        }
    }
}

#[test]
fn many_facets_are_looked_up() {
    let facet = |n: usize| {
        let values = r#"{"key":"v","label":"V","any":["certificat"]}"#;
        format!(r#"{{"key":"f{n}","question":"?","values":[{values}]}}"#)
    };
    let facets: Vec<String> = (0..6000).map(facet).collect();
    let rules = format!(r#"{{"facets":[{}]}}"#, facets.join(","));
    let entries: Vec<String> = (0..300).map(|n| format!("Le certificat {n}")).collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let faq = Faq::with(&[("a.txt", page(&entries)), ("facets.json", rules)]);
    let run = faq.within(LOOKED_UP, "list --filter f5999=v --json").exits(0);
    assert_eq!(run.json()["total"], entries.len());
    let csv = faq.within(Bounds { seconds: 6, ..LOOKED_UP }, "list --format csv").exits(0);
    assert_eq!(csv.stdout.lines().count(), entries.len() + 1);
}
