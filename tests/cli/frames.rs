//! Pages of every kind that the site has: listings, question pages and lists of questions.

use faq::corpus::Corpus;
use faq::corpus::delimiter::Delimiter;
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

/// The question, date and tags of each entry, and its text.
fn read(text: &str) -> Vec<(Option<String>, Option<String>, Vec<String>, String)> {
    let corpus = of_text(text);
    let entries = corpus.entries().map(|entry| {
        let details = entry.details();
        let question = details.question().map(|(question, _)| question.to_owned());
        let updated = details.updated.map(|date| date.to_string());
        (question, updated, details.tags, entry.text().to_owned())
    });
    entries.collect()
}

#[test]
fn the_pages_of_the_site_read_as_people_read_them() {
    for (file, expected) in expected() {
        let page = bytes(&file);
        let corpus = Corpus::of_bytes(&file, &page, &Delimiter::default()).expect("a page");
        let entries = expected["entries"].as_u64().expect("a number");
        assert_eq!(corpus.len() as u64, entries, "{file}");
        let first = expected["first_line_starts"].as_str().expect("a text");
        assert!(corpus.entry(0).text().starts_with(first), "{file}");
        let list = |key: &str| expected[key].as_array().cloned().unwrap_or_default();
        let details: Vec<_> = corpus.entries().map(|entry| entry.details()).collect();
        let questions: Vec<Value> =
            details.iter().map(|one| one.questions.first().cloned().into()).collect();
        assert_eq!(questions, list("questions"), "{file}");
        let dates = details.iter().filter_map(|one| one.updated);
        let dates: Vec<Value> = dates.map(|date| date.to_string().into()).collect();
        assert_eq!(dates, list("updated"), "{file}");
        let tags = details.iter().flat_map(|one| one.tags.clone());
        assert_eq!(tags.map(Value::from).collect::<Vec<_>>(), list("tags"), "{file}");
        // Which dispositifs are couloirs, the rules know.
        let stated = expected["stated"].as_object().cloned().unwrap_or_default();
        let stated =
            stated.values().flat_map(|labels| labels.as_array().cloned().unwrap_or_default());
        let values = details.iter().flat_map(|one| &one.values);
        let values: Vec<Value> = values.map(|value| value.label.clone().into()).collect();
        assert_eq!(values, stated.collect::<Vec<_>>(), "{file}");
        let counters = corpus.pages()[0].frame.announced.iter().map(|(count, _)| count.to_string());
        let told = list("counters").into_iter();
        let told =
            told.map(|line| line.as_str().unwrap_or_default().split(' ').next().map(str::to_owned));
        assert_eq!(counters.map(Some).collect::<Vec<_>>(), told.collect::<Vec<_>>(), "{file}");
    }
}

#[test]
fn they_stand_beside_the_shipped_pages_and_merge_with_them() {
    let run = Faq::shipped().run_args(&["list", "--json", "--seeds", PAGES]).exits(0).quiet();
    assert_eq!(run.results().len(), 4 + 6 + 1 + 1 + 1 + 2);
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let both = ["list", "--json", "--seeds", seeds, "--seeds", PAGES];
    assert_eq!(Faq::shipped().run_args(&both).exits(0).results().len(), 72 + 15 - 1);
}

#[test]
fn check_tells_what_was_taken_as_page_data() {
    let check = ["check", "--json", "--seeds", PAGES];
    let run = Faq::shipped().run_args(&check).exits(0).quiet().json();
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
    let text = Faq::shipped().run_args(&["check", "--seeds", PAGES]).exits(0).stdout;
    for part in ["2 counters", "1 search hint", "2 lines of the footer", differs] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    let french =
        Faq::shipped().run_args(&["check", "--lang", "fr", "--seeds", PAGES]).exits(0).stdout;
    assert!(
        french.contains("1 invite de recherche") && french.contains("Pour information"),
        "{french}"
    );
}

#[test]
fn check_informs_of_what_needs_no_fixing() {
    let faq = Faq::with(&[
        ("list.txt", "Mise à jour le 31/02/2025\nQui ?\nMoi.\nQuoi ?\nOù ?\nIci.\n".to_owned()),
        ("asks.txt", page(&["Un", "Que faire ?", "Que faire ? Cela."])),
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
            "pages/list.txt 1 the calendar does not have this date; it is left out",
            "pages/whole.txt null has neither a delimiter nor a question; read as one entry",
            "pages/asks.txt 3 this answer only asks: all of it is one question",
        ]
    );
    assert!(faq.run("check").exits(0).stdout.contains("pages/list.txt:4: nothing answers"));
}

#[test]
fn a_question_page_ends_at_its_delimiter_and_states_its_values() {
    let text = format!(
        "Quoi ?\nMise à jour le 1er mars 2025\nEst-ce cela ?\nOui.\n{END}\n\nThème :\n\nSécurité\n"
    );
    let question = Some("Quoi ?".to_owned());
    let date = Some("2025-03-01".to_owned());
    assert_eq!(read(&text), [(question, date, vec![], "Est-ce cela ?\nOui.".to_owned())]);
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
    assert_eq!(read(&two)[0], (None, None, vec![], "Quoi ?\nCela.".to_owned()));
    // Nothing answers: the question is all the text there is.
    assert_eq!(read(&format!("Quoi ?\n{END}\n")), [(None, None, vec![], "Quoi ?".to_owned())]);
}

#[test]
fn most_questions_of_a_list_have_a_tag_or_none_has() {
    let tags = |text: &str| read(text).into_iter().map(|row| row.2.concat()).collect::<Vec<_>>();
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
        assert!(read(&list)[0].3.starts_with(text));
    }
    assert_eq!(tags("A ?\nJuridique\nB ?\nPlan\n"), ["", ""], "text must follow");
    let dated = read(
        "A ?\nPlan\nMise à jour le 05/09/2025\nUn.\nB ?\nMise à jour le 06/09/2025\nPlan\nDeux.\n",
    );
    let dates: Vec<_> = dated.iter().filter_map(|row| row.1.as_deref()).collect();
    assert_eq!(dates, ["2025-09-05", "2025-09-06"]);
    assert_eq!((dated[0].3.as_str(), dated[1].3.as_str()), ("Un.", "Deux."));
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
    assert_eq!(asked[0].3, "Cela.");
    let behind = of_text(&format!("Un\n{END}\nDeux\n{END}\n{foot}"));
    assert_eq!((behind.len(), behind.pages()[0].unterminated), (2, None));
}
