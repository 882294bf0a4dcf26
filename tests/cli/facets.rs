//! `faq list` and `faq topics`: everything, by what it is about.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::bounds::Bounds;
use crate::harness::{Faq, page, rules};

#[test]
fn topics_count_each_value_and_ask_the_questions_verbatim() {
    let document = Faq::shipped().run("topics --all --json").exits(0).quiet().json();
    let facets = document["facets"].as_array().expect("facets");
    let questions: Vec<&str> =
        facets.iter().map(|facet| facet["question"].as_str().expect("a question")).collect();
    assert_eq!(
        questions,
        [
            "Votre question concerne quel type d'offre ?",
            "Votre question concerne quel couloir Ségur ?",
            "Votre question concerne quel dispositif Ségur ?",
            "Votre question concerne quel produit ou service produit?",
            "Votre question concerne quelle thématique ?",
        ]
    );
    let default = Faq::shipped().run("topics --json").json();
    assert_eq!(default["facets"], Value::Array(vec![facets[4].clone()]));
    let named = Faq::shipped().run("topics --facet produit --json").json();
    assert_eq!(named["facets"][0], facets[3]);
    let values = facets[4]["values"].as_array().expect("values");
    assert!((8..=14).contains(&values.len()));
    for value in values {
        let key = value["value"].as_str().expect("a key");
        let listed = Faq::shipped().run(&format!("list --topic {key} --json")).json();
        assert_eq!(listed["total"], value["count"], "{key}");
    }
}

#[test]
fn list_groups_by_any_facet_or_by_page() {
    let faq = Faq::shipped();
    let groups =
        |by: &str| faq.run(&format!("list --by {by} --json")).exits(0).json()["groups"].clone();
    let pages = groups("file");
    let counts: Vec<&Value> =
        pages.as_array().expect("groups").iter().map(|group| &group["count"]).collect();
    assert_eq!(counts, [20, 14, 20, 10, 15], "79 entries, wherever they stand");
    let rows = faq.run("list --json").exits(0).results();
    assert!(rows.iter().all(|row| row["topics"] == row["facets"]["thematique"]));
    let all: BTreeSet<String> = rows.iter().map(|row| row["id"].to_string()).collect();
    for facet in ["offre", "couloir", "dispositif", "produit", "topic", "thematique"] {
        let groups = groups(facet);
        let groups = groups.as_array().expect("groups").iter();
        let ids = groups.flat_map(|group| group["ids"].as_array().expect("ids"));
        let ids: BTreeSet<String> = ids.map(ToString::to_string).collect();
        assert_eq!((ids.len(), &ids), (72, &all), "{facet}");
    }
    assert_eq!(faq.run("list --json").json()["groups"], groups("topic"));
    let last =
        groups("couloir").as_array().and_then(|groups| groups.last().cloned()).expect("a group");
    assert_eq!((&last["value"], &last["label"]), (&"non-classe".into(), &"Non classé".into()));
}

#[test]
fn what_no_rule_places_carries_a_topic_that_says_so() {
    let faq = Faq::with_entries(&["Recette de la tarte aux pommes", "La certification HDS"]);
    let rows = faq.run("list --json").results();
    assert_eq!(rows[0]["topics"].to_string(), r#"["non-classe"]"#);
    assert_eq!(rows[0]["facets"]["produit"].to_string(), "[]");
    faq.run("list --topic non-classe --json").finds(&["Recette de la tarte aux pommes"]);
    let text = faq.run("list").stdout;
    assert!(text.find("Non classé (1)") > text.find("HDS"), "{text}");
}

#[test]
fn rules_beside_the_pages_replace_the_programs_own() {
    let value = r#"{"key":"tartes","label":"Tartes salées","any":["tarte*"]}"#;
    let faq = Faq::with(&[
        ("a.txt", page(&["Deux tartes", "La certification HDS"])),
        ("facets.json", rules("thematique", value)),
    ]);
    faq.run("search --json topic:tartes").exits(0).quiet().finds(&["Deux tartes"]);
    faq.run("list --json --topic 'TARTES SALEES'").finds(&["Deux tartes"]);
    faq.run("list --topic hds").refused(&["nearest: "]);
    faq.run("search --json --seeds pages/a.txt tarte").finds(&["Deux tartes"]);
}

#[test]
fn a_facet_that_an_export_has_and_these_pages_have_not_is_told() {
    let value = r#"{"key":"accueil","label":"Accueil","any":["oui"]}"#;
    let from = Faq::with(&[("a.txt", page(&["Oui."])), ("facets.json", rules("service", value))]);
    let lines = from.run("list --jsonl").exits(0).stdout;
    assert!(lines.contains(r#""service":["accueil"]"#), "{lines}");
    let to = Faq::with(&[("a.jsonl", format!("{lines}{lines}"))]);
    let told = to.run("check").exits(0).stdout;
    assert_eq!(told.matches("the facet \"service\"").count(), 1, "{told}");
}

#[test]
fn no_facet_is_called_like_a_field_or_an_option() {
    let value = r#"{"key":"a","label":"A","any":["oui"]}"#;
    for key in ["text", "topics", "entry", "rank", "file"] {
        let faq = Faq::with(&[("a.txt", page(&["Oui."])), ("facets.json", rules(key, value))]);
        faq.run("list").exits(0).says(&["is called like an option, a filter or a field"]);
    }
}

#[test]
fn facets_by_the_thousand_are_counted_in_one_go() {
    let facet = |n| {
        format!(
            r#"{{"key":"f{n}","question":"?","values":[{{"key":"a","label":"A","any":["oui"]}}]}}"#
        )
    };
    let facets: Vec<String> = (0..4000).map(facet).collect();
    let entries: Vec<String> = (0..200).map(|n| format!("Oui, {n}.")).collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let rules = format!("{{\"facets\":[{}]}}", facets.join(","));
    let faq = Faq::with(&[("a.txt", page(&entries)), ("facets.json", rules)]);
    // Reading each placement anew for each facet takes 7 s, optimised.
    let bounds = Bounds { memory: 1000, seconds: 3 };
    let counts = faq.within(bounds, "topics --all --json").exits(0).json();
    assert_eq!(counts["facets"][3999]["values"][0]["count"], 200);
}

#[test]
fn rules_may_assign_by_the_beginning_of_an_id_and_unknown_ids_are_told() {
    let ids = Faq::with_entries(&["Sans mot"]).run("list --json").results();
    let id = ids[0]["id"].as_str().expect("an id")[..5].to_uppercase();
    let value = format!(r#"{{"key":"a","label":"A","entries":["{id}","ffffffffffff","zz"]}}"#);
    let rules = format!("\u{FEFF}{}", rules("thematique", &value));
    let faq = Faq::with(&[("page.txt", page(&["Sans mot"])), ("facets.json", rules)]);
    let run = faq.run("list --topic a --json").exits(0);
    run.finds(&["Sans mot"]);
    run.says(&["pages/facets.json: no entry has the id ffffffffffff", "\"zz\" is not an id"]);
    faq.run("check").exits(1);
}

#[test]
fn a_lexicon_beside_the_pages_replaces_the_programs_own() {
    let lexicon = r#"{"schema":"faq-lexicon/1","groups":[["tartine","croque-monsieur"]]}"#;
    let faq = Faq::with(&[
        ("a.txt", page(&["Un croque-monsieur doré", "Le tarif"])),
        ("lexicon.json", lexicon.to_owned()),
    ]);
    faq.run("search tartine --json").exits(0).finds(&["Un croque-monsieur doré"]);
    faq.run("search tartine --no-synonyms --json").exits(1);
    faq.run("search prix --json").exits(1);
}

#[test]
fn nothing_left_by_the_filters_exits_1_with_a_document() {
    let run = Faq::shipped().run("list --topic hds --couloir hopital --json").exits(1);
    assert_eq!(run.json()["total"], 0);
    let search = "search --topic hds --couloir hopital";
    let run = Faq::shipped().run(search).exits(1);
    assert_eq!(run.stderr, "faq: no entry to list\n");
    let markdown = Faq::shipped().run(&format!("{search} --format markdown")).exits(1).stdout;
    assert_eq!(markdown.lines().next(), Some("# faq search"));
}

#[test]
fn couloirs_and_dispositifs_are_called_as_the_site_calls_them() {
    let faq = Faq::with_entries(&["Le LGC et le DUI (MS2) sont au couloir officine, le LGO aussi"]);
    for (facet, label, total) in [
        ("couloir", "Médecin de ville", 1),
        ("couloir", "Social et Médico-social", 1),
        ("couloir", "Officine", 1),
        ("couloir", "Chirurgien-Dentiste", 0),
        ("dispositif", "Logiciel de Gestion de Cabinet (LGC)", 1),
        ("dispositif", "Logiciel de Gestion d'Officine (LGO)", 1),
        ("dispositif", "Dossier Usager Informatisé (DUI) - PDE (MS2)", 1),
        ("dispositif", "Logiciel pour Paramédicaux (PARAMED)", 0),
    ] {
        let run = faq.run_args(&["list", "--json", &format!("--{facet}"), label]);
        assert_eq!(run.exits(i32::from(total == 0)).json()["total"], total, "{label}");
    }
}

#[test]
fn words_that_only_look_like_signs_place_nothing() {
    let faq = Faq::with_entries(&[
        "Le numéro compte douze chiffres",
        "Votre messagerie professionnelle recevra un lien",
        "L'Habilitation Espace de Confiance Pro Santé Connect dure trois ans",
        "Il vous faut un certificat Hébergeur d'infrastructure physique",
        "Le flux est installé avec un certificat",
    ]);
    let topics: Vec<_> =
        faq.run("list --json").results().iter().map(|row| row["topics"].to_string()).collect();
    assert_eq!(
        topics,
        [
            r#"["non-classe"]"#,
            r#"["non-classe"]"#,
            r#"["raccordement"]"#,
            r#"["hds"]"#,
            r#"["certificats"]"#
        ]
    );
}
