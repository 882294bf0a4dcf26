//! `faq guide`: by flags without a terminal, by prompts in one.

use serde_json::Value;

use crate::harness::Faq;

#[test]
fn flags_alone_answer_without_a_terminal() {
    let faq = Faq::shipped();
    let guide = faq.run("guide --produit psc --json --no-input").exits(0).quiet().json();
    let list = faq.run("list --produit psc --json").json();
    assert_eq!((&guide["schema"], &guide["command"]), (&"faq/1".into(), &"guide".into()));
    assert_eq!((&guide["total"], &guide["results"]), (&list["total"], &list["results"]));
    let questions = guide["questions"].as_array().expect("questions");
    assert!(questions.iter().all(|question| question["facet"] != "produit"));
    let last = questions.last().expect("a question");
    assert_eq!(last["question"], "Votre question concerne quelle thématique ?");
    for value in last["values"].as_array().expect("values") {
        let line = format!("guide --produit psc --topic {} --json", value["value"]);
        assert_eq!(faq.run(&line).json()["total"], value["count"], "{value}");
    }
}

#[test]
fn a_script_can_walk_the_whole_path() {
    let faq = Faq::shipped();
    let mut flags = "--offre tous".to_owned();
    loop {
        let step = faq.run(&format!("guide {flags} --no-input --json")).exits(0).json();
        let Some(Value::Object(question)) = step["questions"].get(0) else { break };
        let value = question["values"][0]["value"].as_str().expect("a value").to_owned();
        flags.push_str(&format!(" --{} {value}", question["facet"].as_str().expect("a facet")));
    }
    assert!(flags.starts_with("--offre tous --couloir hopital"), "{flags}");
}

#[test]
fn without_a_terminal_and_flags_only_a_script_gets_all_answers() {
    let faq = Faq::shipped();
    faq.run("guide").refused(&["--no-input", "faq topics --all"]);
    for line in ["guide --json", "guide --no-input --json"] {
        assert_eq!(faq.run(line).exits(0).quiet().json()["total"], 72);
    }
    faq.run("guide --no-input").exits(0).quiet();
    faq.run("guide --produit pscc").refused(&["nearest: psc"]);
    let none = faq.run("guide --couloir hopital --produit cps --json").exits(1).quiet().json();
    assert_eq!(none["total"], 0);
    faq.run("guide --produit psc").exits(0).quiet();
}

#[cfg(unix)]
mod at_a_terminal {
    use std::fs;

    use crate::harness::Faq;
    use crate::terminal::{Size, Terminal};

    const ENTER: &str = "\r";
    const ESC: &str = "\u{1b}";
    const CTRL_C: &str = "\u{3}";
    const DOWN: &str = "\u{1b}[B";
    const UP: &str = "\u{1b}[A";
    const SIZES: [Size; 2] = [(80, 24), (40, 12)];

    fn at_home() -> Faq {
        let faq = Faq::shipped();
        let home = faq.folder().to_string_lossy().into_owned();
        faq.env("HOME", &home)
    }

    #[test]
    fn five_questions_then_answers_each_asked_about() {
        for size in SIZES {
            let faq = at_home();
            let mut terminal = Terminal::run(&faq, size, "faq guide");
            terminal.shows(&["Votre question concerne quel type d'offre", "all (72)"]);
            terminal.types(ENTER).shows(&["quel couloir Ségur ?", "Imagerie", "all (72)"]);
            terminal.types(ENTER).shows(&["quel dispositif Ségur ?"]);
            terminal.types(ENTER).shows(&["quel produit ou service"]);
            terminal.types(ENTER).shows(&["quelle thématique ?"]);
            terminal.types("FINANCEM").shows(&["Financement"]).types(ENTER);
            terminal.shows(&["4 answers. Which one?"]).types(ENTER);
            terminal.shows(&["1/4", "Cette réponse vous a-t-elle été utile ?"]);
            terminal.types("o\r").shows(&["4 answers"]).types(ENTER).shows(&["2/4", "utile ?"]);
            terminal.types("non\r").shows(&["4 answers"]).types(ENTER).shows(&["3/4", "utile ?"]);
            terminal.types("ni\r").shows(&["o for \"oui\", n for \"non\""]);
            terminal.types(ESC).exits(130);
            let votes = faq.run("votes --json").json();
            assert_eq!(votes["votes"], 2, "at {size:?}");
        }
    }

    #[test]
    fn a_step_back_asks_again() {
        let faq = at_home();
        let mut terminal = Terminal::run(&faq, (80, 24), "faq guide --thematique tous");
        terminal.shows(&["quel type d'offre"]).types(DOWN).types(ENTER);
        terminal.shows(&["quel produit"]).types(UP).shows(&["> ← back"]).types(ENTER);
        terminal.until("asked twice", |terminal| {
            terminal.screen().matches("quel type d'offre").count() >= 2
        });
        terminal.types(CTRL_C).exits(130);
    }

    #[test]
    fn the_list_comes_first_and_again_after_each_answer_until_it_is_ended() {
        let faq = at_home();
        let line = "faq guide --topic financement --offre tous --couloir tous --dispositif tous \
                    --produit tous";
        let mut terminal = Terminal::run(&faq, (80, 60), line);
        terminal.shows(&["4 answers. Which one?", "Comment annuler une demande", "× end"]);
        assert!(!terminal.screen().contains("1/4"), "{}", terminal.screen());
        assert!(!terminal.screen().contains("← back"), "no step to take back");
        terminal.types(DOWN).types(DOWN).types(ENTER).shows(&["\n3/4\n"]);
        // Enter goes on to the next answer, b stays.
        terminal.types(ENTER).types(ENTER).shows(&["\n4/4\n"]).types("b\r").types(ENTER);
        terminal
            .until("the last again", |terminal| terminal.screen().matches("\n4/4\n").count() == 2);
        terminal.types(ENTER).types(DOWN).types(ENTER).exits(0);
    }

    #[test]
    fn a_single_answer_needs_no_list() {
        let faq = at_home();
        let line = "faq guide --produit ins --offre tous --couloir tous --dispositif tous";
        let mut terminal = Terminal::run(&faq, (80, 60), line);
        terminal.shows(&["1/1", "utile ?"]).types("b\r").exits(0);
        let mut terminal = Terminal::run(&faq, (80, 60), "faq guide");
        terminal.shows(&["quel type d'offre"]).types(ENTER).shows(&["couloir"]).types(ENTER);
        terminal.shows(&["dispositif"]).types(ENTER).shows(&["quel produit"]).types("(INS");
        terminal.shows(&["> Identité nationale"]).types(ENTER).shows(&["1/1", "utile ?"]);
        terminal.types("b\r").until("asked again", |terminal| {
            terminal.screen().matches("quel produit").count() >= 2
        });
        terminal.types(CTRL_C).exits(130);
    }

    #[test]
    fn a_resize_while_asked_keeps_the_question() {
        let faq = at_home();
        let mut terminal = Terminal::run(&faq, (80, 24), "faq guide");
        terminal.shows(&["all (72)"]).resizes((40, 12)).types(DOWN);
        terminal.shows(&["Certification"]).resizes((100, 30)).types(UP).shows(&["> all (72)"]);
        terminal.types(ENTER).shows(&["quel couloir Ségur ?"]).types(ESC).exits(130);
    }

    #[test]
    fn machine_formats_ask_too_and_captured_answers_are_data_alone() {
        let faq = at_home();
        let mut terminal = Terminal::run(
            &faq,
            (80, 24),
            "faq guide --json --offre tous --couloir tous --dispositif tous --topic tous > out",
        );
        terminal.shows(&["quel produit"]).types("psc").shows(&["PSC"]).types(ENTER).exits(0);
        let out = fs::read_to_string(faq.folder().join("out")).expect("the output");
        let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(json["total"], faq.run("list --produit psc --json").json()["total"]);
    }

    #[test]
    fn votes_that_cannot_be_recorded_end_nothing() {
        let faq = Faq::shipped();
        let mut terminal =
            Terminal::run(&faq, (80, 24), "faq guide --topic financement --offre segur");
        terminal.shows(&["Which one?"]).types(ENTER).shows(&["utile ?"]).types("o\r");
        terminal.shows(&["HOME is not set", "Which one?"]);
        terminal.types(CTRL_C).exits(130);
    }
}
