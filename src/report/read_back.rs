//! What `faq list` writes is a page: read back, it gives the same entries.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Format, Layout, Results, Rows, json, write_results};
use crate::corpus::Corpus;
use crate::corpus::delimiter::Delimiter;
use crate::messages::Lang;

fn read(name: &str, page: &str) -> Corpus {
    Corpus::of_bytes(name, page.as_bytes(), &Delimiter::default()).expect("a page")
}

fn written(corpus: &Corpus, format: Format) -> String {
    let results = Results::new("list", corpus, Rows::of(corpus.entries()));
    let layout = Layout { width: 80, color: false, links: false, full: false, lang: Lang::En };
    super::written(|out| write_results(&results, format, layout, out))
}

/// All of each entry but where it stands.
fn entries(corpus: &Corpus) -> Vec<Map<String, Value>> {
    let rows = Rows::of(corpus.entries()).all().into_iter().map(|row| {
        let mut row = row.object();
        row.retain(|field, _| field != "sources");
        row
    });
    rows.collect()
}

/// A line of JSONL; its text is not that of another.
fn line(text: &'static str, tag: &'static str) -> impl Strategy<Value = Value> {
    let value = prop_oneof![
        prop::sample::select(vec![
            ("produit", "hds"),
            ("offre", "segur"),
            ("thematique", "securite")
        ])
        .prop_map(|(facet, name)| (facet, name.to_owned())),
        ("[A-Z][a-zé' ]{0,6}[a-z]").prop_map(|label| ("dispositif", label)),
    ];
    let values = prop::collection::vec((value, any::<bool>()), 0..4);
    let question = prop::option::of("[A-Z][a-zé,;«|\"]{0,8} ?[?]");
    let url = prop::option::of("https?://[a-z]{1,8}[.]fr/[a-z?=&;,]{0,6}");
    let updated = prop::option::of("20[0-2][0-9]-0[1-9]-1[0-9]");
    let tags = prop::collection::btree_set(tag, 0..3);
    (text, question, any::<bool>(), url, updated, tags, prop::option::of(values)).prop_map(
        |(text, question, is_curated, url, updated, tags, values)| {
            let mut line = json!({"text": text});
            if let Some(question) = question {
                line["question"] = question.into();
                line["question_source"] = if is_curated { "curated" } else { "page" }.into();
            }
            line["url"] = url.into();
            line["updated"] = updated.into();
            line["tags"] = tags.into_iter().collect::<Vec<_>>().into();
            if let Some(values) = values {
                let mut facets = json!({});
                let mut stated = json!({});
                for ((facet, name), is_stated) in values {
                    for of in
                        [Some(&mut facets), is_stated.then_some(&mut stated)].into_iter().flatten()
                    {
                        let names = of.as_object_mut().expect("an object").entry(facet);
                        let names = names.or_insert_with(|| json!([])).as_array_mut();
                        names.expect("a list").push(name.clone().into());
                    }
                }
                (line["facets"], line["stated"]) = (facets, stated);
            }
            line
        },
    )
}

/// A page of these lines.
fn page(lines: &mut [Value]) -> String {
    for (number, line) in lines.iter_mut().enumerate() {
        line["text"] =
            format!("{number}. {}", line["text"].as_str().expect("a text").trim()).into();
    }
    super::written(|out| lines.iter().try_for_each(|line| json::line(line, out)))
}

/// The entries have what the lines say.
fn same(lines: &[Value], entries: &[Map<String, Value>]) -> Result<(), TestCaseError> {
    prop_assert_eq!(lines.len(), entries.len());
    for (line, entry) in lines.iter().zip(entries) {
        for field in ["question", "question_source", "url", "updated"] {
            let said = entry.get(field).unwrap_or(&Value::Null);
            prop_assert_eq!(said, &line[field], "{} of {}", field, line);
        }
        let tags = entry.get("tags").cloned().unwrap_or_else(|| json!([]));
        prop_assert_eq!(tags, line["tags"].clone());
    }
    Ok(())
}

proptest! {
    #[test]
    fn jsonl_gives_the_same_entries(
        mut lines in prop::collection::vec(
            line("[a-zé|;,\"\\\\\t\n\u{301}\u{202e}\u{7f}🦀?: -]{0,20}", "[a-zé;,]{1,5}"), 0..6,
        ),
    ) {
        let page = page(&mut lines) + "{\"text\":\"Fin.\"}";
        lines.push(json!({"text": "Fin.", "tags": []}));
        let corpus = read("page.jsonl", &page);
        let before = entries(&corpus);
        same(&lines, &before)?;
        let again = written(&corpus, Format::Jsonl);
        prop_assert_eq!(entries(&read("page.jsonl", &again)), before, "{}", again);
    }

    #[test]
    fn tables_give_the_same_entries_without_what_is_stated(
        mut lines in prop::collection::vec(
            line("[a-zé|;,\"\\\\\t\n🦀?: =-]{0,20}", "[a-zé,]{1,5}"), 0..6,
        ),
    ) {
        let page = page(&mut lines) + "{\"text\":\"Fin.\"}";
        let corpus = read("page.jsonl", &page);
        // Cells have the keys of values, and the pages do not say what these are called.
        let shown = |corpus: &Corpus| {
            let mut entries = entries(corpus);
            for entry in &mut entries {
                entry.retain(|field, _| !matches!(field.as_str(), "stated" | "labels"));
            }
            entries
        };
        let before = shown(&corpus);
        for (name, format) in [("page.csv", Format::Csv), ("page.tsv", Format::Tsv)] {
            let table = written(&corpus, format);
            prop_assert_eq!(&shown(&read(name, &table)), &before, "{}", table);
        }
    }
}
