//! Pages of every kind that the site has: listings, question pages and lists of questions.

use faq::corpus::Corpus;
use faq::corpus::date::Date;
use faq::corpus::delimiter::Delimiter;
use faq::corpus::details::Details;
use serde_json::Value;

use crate::harness::{END, Faq, page};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(format!("{PAGES}/{file}")).expect("a page of the site")
}

/// Each page and what reading it gives, judged by people.
fn expected() -> serde_json::Map<String, Value> {
    let json = bytes("expected.json");
    serde_json::from_slice(&json).expect("an object")
}

fn of_text(text: &str) -> Corpus {
    Corpus::of_bytes("page.txt", text.as_bytes(), &Delimiter::default()).expect("it can be seen")
}

/// What is known of each entry, and its text.
fn read(text: &str) -> Vec<(Details, String)> {
    of_text(text).entries().map(|entry| (entry.details(), entry.text().to_owned())).collect()
}

/// The program on the pages of the site.
fn site() -> Faq {
    let names: Vec<String> = expected().keys().cloned().collect();
    let pages: Vec<(&str, Vec<u8>)> =
        names.iter().map(|name| (name.as_str(), bytes(name))).collect();
    Faq::with(&pages)
}

#[test]
fn the_pages_of_the_site_read_as_people_read_them() {
    let results = site().run("list --json").exits(0).quiet().results();
    for (file, expected) in expected() {
        let of_page = |row: &&Value| row["sources"][0]["file"] == file;
        let rows: Vec<&Value> = results.iter().filter(of_page).collect();
        assert_eq!(rows.len() as u64, expected["entries"].as_u64().expect("a number"), "{file}");
        let first = expected["first_line_starts"].as_str().expect("a text");
        assert!(rows[0]["text"].as_str().is_some_and(|text| text.starts_with(first)), "{file}");
        let list = |key: &str| expected[key].as_array().cloned().unwrap_or_default();
        // A curated question may stand where the page has none.
        let own = |row: &Value| match row["question_source"].as_str() {
            Some("page") => row["question"].clone(),
            _ => Value::Null,
        };
        assert_eq!(
            rows.iter().map(|row| own(row)).collect::<Vec<_>>(),
            list("questions"),
            "{file}"
        );
        let given =
            |key: &str| rows.iter().filter_map(|row| row.get(key).cloned()).collect::<Vec<_>>();
        assert_eq!(given("updated"), list("updated"), "{file}");
        let tags = given("tags").into_iter().flat_map(|tags| tags.as_array().cloned());
        assert_eq!(tags.flatten().collect::<Vec<_>>(), list("tags"), "{file}");
        let stated = expected.get("stated").and_then(Value::as_object).cloned().unwrap_or_default();
        assert_eq!(given("stated").len(), usize::from(!stated.is_empty()), "{file}");
        for (facet, labels) in stated {
            let stated = rows[0]["stated"][&facet].as_array().map(Vec::len);
            assert_eq!(stated, labels.as_array().map(Vec::len), "{file} {facet}");
            let shown = rows[0]["labels"][&facet].as_array().expect("labels");
            assert!(shown.starts_with(labels.as_array().expect("labels")), "{file} {shown:?}");
        }
    }
}

#[test]
fn they_stand_beside_the_shipped_pages_and_merge_with_them() {
    assert_eq!(site().run("list --json").exits(0).results().len(), 4 + 6 + 1 + 1 + 1 + 2);
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let both = site().run_args(&["list", "--json", "--seeds", seeds]).exits(0).results();
    assert_eq!(both.len(), 72 + 15 - 1);
}

#[test]
fn check_tells_what_was_taken_as_page_data() {
    let run = site().run("check --json").exits(0).quiet().json();
    let pages = run["pages"].as_array().expect("pages");
    let data = |file: &str| {
        let page = pages.iter().find(|page| page["file"] == file).expect("the page");
        page["page_data"].to_string()
    };
    assert_eq!(
        data("question_1356.txt"),
        r#"[{"count":2,"kind":"banner","lines":[1,3]},{"count":1,"kind":"date","lines":[5]},{"count":2,"kind":"footer","lines":[25,27]},{"count":2,"kind":"stated","lines":[19,22]}]"#
    );
    assert_eq!(
        data("recherche.txt"),
        r#"[{"count":2,"kind":"counter","lines":[2,3]},{"count":1,"kind":"search-hint","lines":[1]}]"#
    );
    let told = run["information"].as_array().expect("information");
    let differs = "announces 21 entries, the page holds 4";
    assert!(told.iter().any(|one| one["message"] == differs && one["line"] == 2), "{told:#?}");
    let text = site().run("check").exits(0).stdout;
    for part in ["2 counters", "1 search hint", "2 lines of the footer", differs] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
}

#[test]
fn check_informs_of_what_needs_no_fixing() {
    let faq = Faq::with(&[
        ("list.txt", "Mise à jour le 31/02/2025\nQui ?\nMoi.\nQuoi ?\nOù ?\nIci.\n".to_owned()),
        ("asks.txt", page(&["Un", "Que faire ?", "Que faire ? Cela."])),
        ("flat.txt", page(&["À joindre : - un nom ; - un lieu ; - une date.", "Un"])),
        ("old.md", "# Qui ?\n| a | 1 | b | 2 | c | 3 | d | 4 |\n".to_owned()),
        ("dated.csv", "text,updated\nCinq,2025-09-05\nSix,2024-01-15\nSept,\n".to_owned()),
        ("whole.txt", "Rien ne coupe cette page.\n".to_owned()),
    ]);
    let run = faq.run("check --json").exits(0).quiet().json();
    let told = run["information"].as_array().expect("information").iter();
    let told: Vec<String> = told
        .map(|one| format!("{} {} {}", one["file"], one["line"], one["message"]).replace('"', ""))
        .collect();
    assert_eq!(
        told,
        [
            "pages/list.txt 4 nothing answers this question",
            "pages/list.txt 1 \\Mise à jour le 31/02/2025\\: the calendar does not have this date; it is left out",
            "pages/whole.txt null has neither a delimiter nor a question; read as one entry",
            "pages/dated.csv null entries dated from 2024-01-15 to 2025-09-05",
            "pages/asks.txt 3 this answer only asks: all of it is one question",
            "pages/flat.txt 1 this answer has the items of a list on one line; capture it with one item per line",
            "pages/old.md 1 this answer has the rows of a table on one line; capture it with one row per line",
        ]
    );
    assert!(faq.run("check").exits(0).stdout.contains("pages/list.txt:4: nothing answers"));
}

#[test]
fn a_question_page_ends_at_its_delimiter_and_states_its_values() {
    let text = format!(
        "Quoi ?\nMise à jour le 1er mars 2025\nEst-ce cela ?\nOui.\n{END}\n\nThème :\n\nSécurité\n"
    );
    let (details, answer) = read(&text).remove(0);
    assert_eq!(details.questions, ["Quoi ?"]);
    assert_eq!(details.updated, Date::read("2025-03-01"));
    assert_eq!((answer.as_str(), details.tags.len()), ("Est-ce cela ?\nOui.", 0));
    let values = of_text(&text).entry(0).details().values;
    assert_eq!(
        (values.len(), values[0].facet.as_str(), values[0].label.as_str()),
        (1, "thematique", "Sécurité")
    );
    assert!(values[0].is_stated);
    // Text that no heading announces is an entry, and told.
    let corpus = of_text(&format!("Quoi ?\nCela.\n{END}\nEt aussi ceci.\n"));
    assert_eq!((corpus.len(), corpus.pages()[0].unterminated), (2, Some(4)));
    // Two delimiters make a listing: what asks there is text.
    let two = format!("Quoi ?\nCela.\n{END}\nAutre.\n{END}\n");
    assert_eq!(read(&two)[0], (Details::default(), "Quoi ?\nCela.".to_owned()));
    // Nothing answers: the question is all the text there is.
    assert_eq!(read(&format!("Quoi ?\n{END}\n")), [(Details::default(), "Quoi ?".to_owned())]);
}

#[test]
fn most_questions_of_a_list_have_a_tag_or_none_has() {
    let tags =
        |text: &str| read(text).into_iter().map(|row| row.0.tags.concat()).collect::<Vec<_>>();
    assert_eq!(
        tags("A ?\nJuridique\nUn.\nB ?\nPlan\nDeux.\nC ?\nTrois.\n"),
        ["Juridique", "Plan", ""]
    );
    assert_eq!(tags("A ?\nJuridique\nUn.\nB ?\nDeux.\n"), ["", ""], "half are not most");
    assert_eq!(tags("A ?\nJuridique\nUn.\n"), [""], "one question shows nothing of its list");
    for text in
        ["Oui", "Non merci", "Non, jamais", "Cela va.", "un deux trois quatre cinq", "Soit :"]
    {
        let list = format!("A ?\n{text}\nUn.\nB ?\n{text}\nDeux.\n");
        assert_eq!(tags(&list), ["", ""], "{text}");
        assert!(read(&list)[0].1.starts_with(text));
    }
    assert_eq!(tags("A ?\nJuridique\nB ?\nPlan\n"), ["", ""], "text must follow");
    let dated = read(
        "A ?\nPlan\nMise à jour le 05/09/2025\nUn.\nB ?\nMise à jour le 06/09/2025\nPlan\nDeux.\n",
    );
    let dates: Vec<_> = dated.iter().filter_map(|row| row.0.updated).collect();
    assert_eq!(dates, ["2025-09-05", "2025-09-06"].map(|day| Date::read(day).expect("a day")));
    assert_eq!((dated[0].1.as_str(), dated[1].1.as_str()), ("Un.", "Deux."));
}

#[test]
fn with_another_delimiter_the_one_of_the_site_is_text_and_asks_nothing() {
    let faq = Faq::with(&[("a.txt", format!("Un\n{END}\nDeux\n{END}\n"))]);
    let whole = format!("Un\n{END}\nDeux\n{END}");
    faq.run("list --json --delimiter nulle").exits(0).finds(&[&whole]);
    let list = format!("Quoi ?\nUn\n{END}\nQui ?\nDeux\n");
    let other = Delimiter::new("nulle").expect("not blank");
    let corpus = Corpus::of_bytes("a.txt", list.as_bytes(), &other).expect("a page");
    let texts: Vec<&str> = corpus.entries().map(|entry| entry.text()).collect();
    assert_eq!(texts, [&format!("Un\n{END}"), "Deux"]);
}

#[test]
fn the_same_answer_with_and_without_its_question_is_one_entry() {
    let date = "Mise à jour le";
    let pages = [
        ("a.txt", format!("Autre.\n{END}\nCela.\n{END}\n")),
        ("b.txt", format!("Quoi ?\n{date} 05/09/2025\nCela.\n{END}\nThème :\nSécurité\n")),
        ("c.txt", format!("Comment ?\n{date} 15 janvier 2025\ncela.\n{END}\n")),
    ];
    let pages = pages.map(|(file, text)| (file.to_owned(), text.into_bytes()));
    let corpus = Corpus::of_pages(pages, &Delimiter::default()).expect("pages");
    assert_eq!(corpus.len(), 2);
    let details = corpus.entry(1).details();
    assert_eq!(details.questions, ["Quoi ?", "Comment ?"]);
    assert_eq!(details.updated.map(|date| date.to_string()).as_deref(), Some("2025-09-05"));
    assert_eq!(details.values.len(), 1);
}

#[test]
fn the_foot_of_the_site_is_no_text_of_a_page_that_asks() {
    let foot = "Vous êtes accompagné dans vos différentes démarches\n\nUne FAQ dédiée aux Industriels est à votre disposition\n";
    let asked = read(&format!("Quoi ?\nCela.\n\n{foot}"));
    assert_eq!(asked[0].1, "Cela.");
    let behind = of_text(&format!("Un\n{END}\nDeux\n{END}\n{foot}"));
    assert_eq!((behind.len(), behind.pages()[0].unterminated), (2, None));
}

#[test]
fn tables_of_a_page_keep_their_columns() {
    let table = "Selon le profil :\nProfil | Preuve attendue | Délai\nDPI | Une attestation de conformité signée | 3 mois\nLGC | Une copie d'écran | 1 mois";
    let faq = Faq::with_entries(&[table]);
    let shown = |line: &str| faq.run(line).exits(0).stdout;
    assert!(
        shown("search attestation")
            .contains("   DPI    | Une attestation de conformité signée | 3 mois\n"),
        "{}",
        shown("search attestation")
    );
    let id = faq.run("list --json").results()[0]["id"].as_str().expect("an id").to_owned();
    assert!(
        shown(&format!("show {id}"))
            .contains("LGC    | Une copie d'écran                    | 1 mois")
    );
    assert!(shown("search attestation --format markdown").contains(
        "\n| Profil | Preuve attendue | Délai |\n|---|---|---|\n| DPI | Une attestation"
    ));
}
