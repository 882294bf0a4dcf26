//! `faq schema`: what the documents promise, held against real ones.

use regex::Regex;
use serde_json::Value;

use crate::harness::{Faq, page};

/// What is wrong with `value` at `place`, by the part of JSON Schema that the document uses; a
/// keyword beyond it is an error, so that none goes unchecked.
fn errors(value: &Value, schema: &Value, root: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, asked) in schema.as_object().expect("a schema is an object") {
        let names = || asked.as_array().into_iter().flatten().filter_map(Value::as_str);
        let holds = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let pointer = asked.as_str().unwrap_or_default().trim_start_matches('#');
                let target = root.pointer(pointer).expect("a definition");
                found.extend(errors(value, target, root, place));
                true
            }
            "oneOf" => {
                let schemas = asked.as_array().expect("schemas");
                let valid = schemas.iter().filter(|one| errors(value, one, root, place).is_empty());
                let kin = |one: &&Value| {
                    let target = one["$ref"].as_str().unwrap_or_default().trim_start_matches('#');
                    let command =
                        &root.pointer(target).expect("a definition")["properties"]["command"];
                    errors(&value["command"], command, root, "").is_empty()
                };
                let count = valid.count();
                if count != 1 {
                    for one in schemas.iter().filter(kin) {
                        found.extend(errors(value, one, root, place));
                    }
                }
                count == 1
            }
            "const" => value == asked,
            "enum" => asked.as_array().is_some_and(|all| all.contains(value)),
            "minimum" => value.as_f64() >= asked.as_f64(),
            "pattern" => Regex::new(asked.as_str().expect("a pattern"))
                .expect("a regular expression")
                .is_match(value.as_str().unwrap_or_default()),
            "type" => names().chain(asked.as_str()).any(|name| match name {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_u64() || value.is_i64(),
                "number" => value.is_number(),
                "boolean" => value.is_boolean(),
                "null" => value.is_null(),
                other => panic!("no type: {other}"),
            }),
            "required" => names().all(|name| value.get(name).is_some()),
            "properties" => {
                for (name, property) in asked.as_object().expect("properties") {
                    if let Some(value) = value.get(name) {
                        found.extend(errors(value, property, root, &format!("{place}/{name}")));
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = |name: &String| schema["properties"].get(name).is_some();
                let others = value.as_object().into_iter().flatten();
                let others: Vec<_> = others.filter(|(name, _)| !known(name)).collect();
                if asked == &Value::Bool(false) {
                    others.is_empty()
                } else {
                    for (name, value) in others {
                        found.extend(errors(value, asked, root, &format!("{place}/{name}")));
                    }
                    true
                }
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(errors(item, asked, root, &format!("{place}/{at}")));
                }
                true
            }
            other => panic!("no keyword: {other}"),
        };
        if !holds {
            found.push(format!("{place}: {keyword} is {asked}"));
        }
    }
    found
}

fn schema() -> Value {
    Faq::shipped().run("schema").exits(0).quiet().json()
}

#[track_caller]
fn holds(document: &Value, schema: &Value) {
    let errors = errors(document, schema, schema, "");
    assert!(errors.is_empty(), "{}\n{document:#}", errors.join("\n"));
}

#[test]
fn every_document_is_as_the_schema_says() {
    let schema = schema();
    let asked = "Faut-il un agrément ?\nThème : agrément\n";
    let pages = [
        ("a.txt", page(&["Un certificat HDS", "Deux certificats", "Un certificat HDS"])),
        ("b.txt", format!("Mise à jour le 2 septembre 2025\n{asked}Oui, un.\n")),
        ("c.txt", "90 questions / réponses\nTrois\n".to_owned()),
        ("d.txt", String::new()),
        (
            "new.jsonl",
            "{\"text\":\"Deux certificats neufs\",\"url\":\"https://a.fr\"}\n".to_owned(),
        ),
    ];
    let own = Faq::with(&pages).env("XDG_STATE_HOME", "/nonexistent");
    let shipped = Faq::shipped();
    let state = shipped.folder().join("state").to_string_lossy().into_owned();
    let shipped = shipped.env("XDG_STATE_HOME", &state).env("XDG_CACHE_HOME", &state);
    for line in [
        "rate b974 yes --comment utile",
        "search 'securitte certif* -recette' --explain",
        "search topic:hds --explain --by-votes",
        "search qui garde les dossiers",
        "search zzzqqq",
        "grep oeuvre",
        "grep -c oeuvre",
        "list",
        "list --by file",
        "show b974 dd0a",
        "similar b974",
        "guide --produit psc --no-input",
        "topics --all",
        "votes",
        "rate b974 no",
        "check",
        "cache",
        "embed",
        "config",
        "config --color never",
        "list --topic nope",
        "--nope",
    ] {
        holds(&shipped.run(&format!("{line} --json")).json(), &schema);
    }
    for line in ["list", "check", "search certificat --explain", "grep certificat"] {
        holds(&own.run(&format!("{line} --json")).json(), &schema);
    }
    holds(&diff(&own).json(), &schema);
}

/// The harness names the pages of `own` to every verb, and `diff` names its own.
fn diff(own: &Faq) -> crate::harness::Run {
    let other = Faq::shipped();
    let path = |name: &str| own.pages().join(name).to_string_lossy().into_owned();
    let run = other.run_args(&["diff", &path("a.txt"), &path("new.jsonl"), "--json"]).exits(1);
    assert!(run.json()["changed"].as_u64() > Some(0), "a change is among them: {}", run.stdout);
    run
}

#[test]
fn lines_are_entries_or_with_batch_documents() {
    let schema = schema();
    let entry = serde_json::json!({"$ref": "#/$defs/entry"});
    let lines = |run: crate::harness::Run| -> Vec<Value> {
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    for line in lines(Faq::shipped().run("list --jsonl")) {
        let errors = errors(&line, &entry, &schema, "");
        assert!(errors.is_empty(), "{errors:?}");
    }
    let queries = "hds\n\ntopic:nope\nsecuritte\n";
    let answers = lines(Faq::shipped().stdin(queries).run("search --batch - --jsonl"));
    assert_eq!(answers.len(), 4);
    answers.iter().for_each(|answer| holds(answer, &schema));
}

#[test]
fn what_is_not_so_is_found() {
    let schema = schema();
    let mut document = Faq::shipped().run("search hds --json").json();
    holds(&document, &schema);
    for (pointer, wrong) in [
        ("/schema", "faq/2".into()),
        ("/results/0/id", "xyz".into()),
        ("/results/0/matches/0/kind", "other".into()),
        ("/results/0/topics", "hds".into()),
        ("/total", (-1).into()),
    ] {
        let place = document.pointer_mut(pointer).expect(pointer);
        let right = std::mem::replace(place, wrong);
        assert!(!errors(&document, &schema, &schema, "").is_empty(), "{pointer}");
        *document.pointer_mut(pointer).expect(pointer) = right;
    }
    document["new"] = true.into();
    assert!(!errors(&document, &schema, &schema, "").is_empty());
}
