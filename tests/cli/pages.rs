//! Pages to entries: discovery, encodings, delimiters, merging, notices.

use crate::harness::{END, Faq, page};

const TWO: &str = "\
90 questions / réponses
Votre question concerne quelle thématique ?
Un
Cette réponse vous a-t-elle été utile ?
Deux
CETTE REPONSE VOUS A-T-ELLE ETE UTILE?
";

#[test]
fn undecodable_bytes_are_told_with_file_line_and_count() {
    let faq = Faq::with(&[("stray.txt", b"\xC3\xA9t\xC3\xA9\nl\xE9gal \xE9\n".as_slice())]);
    faq.run("grep légal --json").exits(0).says(&["faq: pages/stray.txt:2: 2 bytes"]);
    let faq = Faq::with(&[("latin.txt", b"oui\nl\xE9gal\n".as_slice())]);
    faq.run("grep légal --json")
        .exits(0)
        .says(&["faq: pages/latin.txt:2: is not UTF-8; read as Windows-1252 (1 byte"]);
    let faq = Faq::with(&[("utf16.txt", b"\xFF\xFEa\0\n\0\x00\xD8".as_slice())]);
    faq.run("list").exits(0).says(&["faq: pages/utf16.txt:2: 1 unit from here on is not UTF-16"]);
    // A page so large that it is read in parts.
    let lines = "une ligne de plus\n".repeat(300_000);
    let large = [b"\xC3\xA9\nl\xE9gal\n", lines.as_bytes(), b"l\xE9gal \xE9\n"].concat();
    let faq = Faq::with(&[("large.txt", large)]);
    faq.run("grep -c légal").exits(0).says(&["faq: pages/large.txt:2: 3 bytes from here on"]);
}

#[test]
fn headings_and_counters_are_no_text_and_numbers_skip_blank_entries() {
    let faq = Faq::with(&[("a.txt", format!("{END}\n{TWO}\n"))]);
    let run = faq.run("list --json").exits(0).quiet();
    run.finds(&["Un", "Deux"]);
    let sources: Vec<String> =
        run.results().iter().map(|row| row["sources"][0].to_string()).collect();
    assert_eq!(
        sources,
        [
            r#"{"entry":1,"file":"a.txt","line":4,"path":"pages/a.txt"}"#,
            r#"{"entry":2,"file":"a.txt","line":6,"path":"pages/a.txt"}"#
        ]
    );
}

#[test]
fn the_last_entry_needs_no_delimiter_but_is_warned_about() {
    let faq = Faq::with(&[("a.txt", format!("Un\n{END}\n\nDeux\n"))]);
    faq.run("list --json")
        .exits(0)
        .says(&["faq: pages/a.txt:4: ", "close it with a line \"Cette réponse"])
        .finds(&["Un", "Deux"]);
}

#[test]
fn another_delimiter_may_be_named() {
    let faq = Faq::with(&[("a.txt", "Un\n— Fin —\nDeux\n- FIN -\n")]);
    faq.run("list --json --delimiter '- fin -'").exits(0).quiet().finds(&["Un", "Deux"]);
    faq.run("list --delimiter ' '").refused(&["--delimiter"]);
}

#[test]
fn equal_answers_are_one_with_all_their_sources_in_page_order() {
    let faq =
        Faq::with(&[("b.txt", page(&["L'ÉTÉ  vient"])), ("a.txt", page(&["L’été vient", "Non"]))]);
    let run = faq.run("list --json").exits(0);
    run.finds(&["L’été vient", "Non"]);
    let files: Vec<_> = run.results()[0]["sources"]
        .as_array()
        .expect("sources")
        .iter()
        .map(|s| s["file"].clone())
        .collect();
    assert_eq!(files, ["a.txt", "b.txt"]);
}

#[test]
fn files_of_known_endings_directly_in_the_folder_are_pages() {
    let faq = Faq::with(&[
        ("a.TXT", page(&["Un"])),
        ("b.doc", page(&["Deux"])),
        ("readme.md", page(&["Trois"])),
        (".c.txt", page(&["Trois"])),
    ]);
    std::fs::create_dir(faq.pages().join("sub")).expect("a folder");
    std::fs::write(faq.pages().join("sub/d.txt"), page(&["Quatre"])).expect("a page");
    faq.run("list --json").exits(0).quiet().finds(&["Un"]);
}

#[test]
fn pages_come_from_options_then_the_environment_then_the_data_folder() {
    let faq = Faq::shipped();
    let write = |name: &str, entry: &str| {
        let path = faq.folder().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, page(&[entry])).expect("a page");
    };
    write("option/a.txt", "option");
    write("variable/a.txt", "variable");
    write("second.txt", "second");
    write("data/faq/seeds/a.txt", "données");
    write("home/.local/share/faq/seeds/a.txt", "maison");
    let here = faq.folder().to_str().expect("a UTF-8 path").to_owned();
    let list = std::env::join_paths(["variable", "second.txt"]).expect("a list");
    let faq = faq.env("HOME", &format!("{here}/home"));
    faq.run("list --json").exits(0).finds(&["maison"]);
    let faq = faq.env("XDG_DATA_HOME", "data");
    faq.run("list --json").exits(0).finds(&["maison"]);
    let faq = faq.env("XDG_DATA_HOME", &format!("{here}/data"));
    faq.run("list --json").exits(0).finds(&["données"]);
    let faq = faq.env("FAQ_SEEDS", list.to_str().expect("UTF-8"));
    faq.run("list --json").exits(0).finds(&["variable", "second"]);
    faq.run("list --json --seeds option").exits(0).finds(&["option"]);
    faq.run("--seeds second.txt --seeds option list --json").exits(0).finds(&["second", "option"]);
    let once = faq.run("--seeds option list --json --seeds option/a.txt").exits(0).results();
    assert_eq!(
        once[0]["sources"].as_array().map(Vec::len),
        Some(1),
        "a page named twice is read once"
    );
}

#[test]
fn standard_input_is_a_page() {
    let run =
        Faq::shipped().stdin(page(&["Un", "Deux"])).run("list --seeds - --json").exits(0).quiet();
    run.finds(&["Un", "Deux"]);
    assert_eq!(run.results()[1]["sources"][0].to_string(), r#"{"entry":2,"file":"-","line":3}"#);
    Faq::shipped().run("list --seeds -").refused(&["standard input: it holds no text"]);
}

#[test]
fn ids_are_the_frozen_ones() {
    let document = Faq::shipped().run("list --json").json();
    let id = |file: &str, entry: u64| {
        let results = document["results"].as_array().expect("results").iter();
        let stands = |row: &&serde_json::Value| {
            let sources = row["sources"].as_array().expect("sources");
            sources.iter().any(|s| {
                s["entry"] == entry && s["file"].as_str().is_some_and(|f| f.starts_with(file))
            })
        };
        results.into_iter().find(stands).expect("the entry")["id"].clone()
    };
    assert_eq!(id("000", 1), "b9740cd69f76");
    assert_eq!(id("000", 4), "af016cb9b887");
    assert_eq!(id("001", 8), "1a8c89399165");
    assert_eq!(id("003", 4), "3cd84d1d1edf");
}
