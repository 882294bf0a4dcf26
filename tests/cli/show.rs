//! `faq show` and `faq check`.

use crate::harness::{END, Faq, page};

#[test]
fn show_gives_whole_entries_in_the_order_asked() {
    let run = Faq::shipped().run("show 1a8c89399165 B974 --json").exits(0).quiet();
    let rows = run.results();
    assert_eq!((&rows[0]["id"], &rows[1]["id"]), (&"1a8c89399165".into(), &"b9740cd69f76".into()));
    assert!(rows[0].get("matches").is_none() && rows[0].get("score").is_none());
    assert_eq!(rows[0]["sources"].as_array().map(Vec::len), Some(2));
    let text = Faq::shipped().run("show b974").exits(0).stdout;
    assert_eq!(
        text,
        "\
b9740cd69f76
Comment sont traitées les modifications de structures (une fusion, par exemple)
dans le cadre du financement Ségur ?

Les modalités de traitement des modifications de structures sont décrites dans
les AF.
offre       Ségur du numérique en santé
thematique  Financement et prise en charge
page        000_7afab55302142206.txt:6 (entry 1)
question    question added
"
    );
}

#[test]
fn the_shipped_pages_need_no_fixing() {
    let run = Faq::shipped().run("check --json").exits(0).quiet().json();
    let number = |key: &str| run[key].as_u64().expect("a number");
    assert_eq!(["page_count", "entries", "distinct", "merged"].map(number), [5, 79, 72, 7]);
    assert_eq!(run["pages"][3]["announced"].to_string(), "[90,90]");
    assert_eq!((&run["pages"][3]["entries"], &run["needs_mending"]), (&10.into(), &false.into()));
    assert_eq!(run["duplicates"].as_array().map(Vec::len), Some(6), "one of them on three pages");
    assert_eq!(run["unplaced"].to_string(), "[]");
    let text = Faq::shipped().run("check").exits(0).stdout;
    assert!(text.starts_with("5 pages, 79 entries, 72 distinct, 7 merged away\n"), "{text}");
    assert!(text.contains("   10  003_98c54216619ac885.txt, announces 90\n"), "{text}");
    assert!(
        text.contains("derived by rules") && text.ends_with("Nothing needs fixing.\n"),
        "{text}"
    );
}

#[test]
fn check_says_what_to_fix_and_where() {
    let faq = Faq::with(&[
        ("a.txt", [b"\xE9t\xE9\n", END.replace('é', "e").as_bytes(), b"\nhiver\n"].concat()),
        ("b.txt", page(&["Un", "un"]).into_bytes()),
        ("c.txt", format!("Deux\n{END} Oui\n{END}\n").into_bytes()),
    ]);
    let run = faq.run("check").exits(1).quiet();
    let longest = run.stdout.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(80), "{}", run.stdout);
    for part in [
        "3 pages, 5 entries, 4 distinct, 1 merged away",
        "fix: pages/a.txt:1: is not UTF-8",
        "fix: pages/a.txt:3: the text after the last delimiter",
        "fix: pages/c.txt:2: the delimiter begins this line",
    ] {
        assert!(run.stdout.contains(part), "no {part:?} in {}", run.stdout);
    }
}

#[test]
fn duplicates_and_announced_counts_are_no_faults() {
    let faq = Faq::with(&[("a.txt", format!("9 questions / réponses\n{}", page(&["Un", "un"])))]);
    faq.run("check").exits(0).quiet();
}

#[cfg(unix)]
#[test]
fn a_number_is_that_of_the_last_answers_at_a_terminal_for_an_hour() {
    use crate::terminal::Terminal;
    use std::time::{Duration, SystemTime};

    let faq = Faq::shipped();
    let state = faq.folder().join("state");
    let faq = faq.env("XDG_STATE_HOME", &state.to_string_lossy());
    faq.run("search hds -n 3").exits(0);
    faq.run("show 1").refused(&["1 is the number of no answer"]);
    Terminal::run(&faq, (80, 60), "PAGER= faq search hds -n 3").exits(0);
    let best = faq.run("search hds -n 3 --json").results();
    for (number, row) in (1..).zip(&best) {
        let shown = faq.run(&format!("show {number} --json")).exits(0).results();
        assert_eq!(shown[0]["id"], row["id"], "{number}");
    }
    assert_eq!(faq.run("rate 2 yes --json").exits(0).json()["results"][0]["id"], best[1]["id"]);
    faq.run("show 4").refused(&["showed 3 answers"]);
    faq.run("show 0").refused(&["showed 3 answers"]);
    let file = std::fs::File::options().append(true).open(state.join("faq/numbers"));
    let old = SystemTime::now() - Duration::from_secs(3700);
    file.expect("the numbers").set_modified(old).expect("an old file");
    faq.run("show 1").refused(&["more than an hour old"]);
}
