//! Bad input: a clear message, the promised exit, and nothing lost.

use std::fs;

use serde_json::Value;

use crate::harness::{END, Faq, page};

#[test]
fn a_missing_path_is_refused_even_beside_a_good_one() {
    let faq = Faq::with(&[("a.txt", page(&["Un"]))]);
    faq.run("list --seeds absent").refused(&["faq: absent: No such file", "name a page"]);
}

#[test]
fn a_folder_without_pages_is_refused() {
    let faq = Faq::shipped();
    fs::create_dir(faq.folder().join("empty")).expect("a folder");
    faq.run("list --seeds empty")
        .refused(&["faq: empty: holds no page; pages are files named *.txt"]);
}

#[test]
fn bad_pages_among_good_ones_are_skipped_and_told() {
    let faq = Faq::with(&[
        ("a.txt", page(&["Un"]).into_bytes()),
        ("b.txt", b" \n".to_vec()),
        ("c.txt", vec![0xFF, 0xC0, 0x80, 0x13]),
    ]);
    fs::create_dir(faq.pages().join("d.txt")).expect("a folder");
    let run = faq.run("search un --json").exits(0);
    run.finds(&["Un"]);
    run.says(&[
        "faq: pages/b.txt: skipped, empty",
        "faq: pages/d.txt: skipped, not a regular file",
        "faq: pages/c.txt:1: ",
    ]);
    let check = faq.run("check --json").exits(1);
    assert_eq!(check.json()["skipped"].as_array().expect("skipped").len(), 2);
}

#[test]
fn an_empty_page_named_alone_is_refused_and_rubbish_is_read() {
    let faq =
        Faq::with(&[("a.txt", b"\xEF\xBB\xBF \n".to_vec()), ("b.txt", vec![0x80, 0xFE, b'x'])]);
    faq.run("check --seeds pages/a.txt").refused(&["a.txt: skipped, empty"]);
    let lone = Faq::shipped();
    fs::write(lone.folder().join("a.txt"), " \n").expect("a page");
    lone.run("list --seeds a.txt").refused(&["a.txt: skipped, empty"]);
    fs::write(lone.folder().join("b.txt"), [0x80, 0xFE, b'x']).expect("a page");
    lone.run("grep x --seeds b.txt --json").exits(0).finds(&["€þx"]);
}

#[test]
fn where_no_page_has_an_entry_there_is_nothing_to_ask() {
    let faq = Faq::with(&[("a.txt", "Votre question concerne quelle thématique ?\n")]);
    faq.run("search x --json").refused(&["pages/a.txt: holds no entry"]);
    let cut = r#"{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Q ?""#;
    let faq = Faq::with(&[("a.json", cut)]);
    for line in ["search x", "list", "show 0000", "topics"] {
        faq.run(line).refused(&["pages/a.json: holds no entry", "pages/a.json:1: left out"]);
    }
    // What reports on pages does so.
    assert!(faq.run("check").exits(1).quiet().stdout.contains("a.json:1: left out, cannot be"));
    // Another page remains.
    fs::write(faq.pages().join("b.txt"), page(&["Oui"])).expect("a page");
    faq.run("search oui").exits(0).says(&["pages/a.json: holds no entry"]);
    // Each path is named, with what is wrong with its pages; a data file is no reason.
    let faq = Faq::with(&[("lexicon.json", "{"), ("a.json", cut)]);
    fs::write(faq.folder().join("b.md"), "# Rien\n").expect("a page");
    let run = faq.run("list --seeds b.md");
    let named = ["pages, b.md: no page can be used: ", "a.json: holds no", "b.md: holds no"];
    let run = run.refused(&named).says(&["faq: pages/lexicon.json: "]);
    assert_eq!(run.stderr.matches("lexicon.json").count(), 1, "{run:#?}");
}

#[test]
fn a_block_of_json_ld_that_cannot_be_read_needs_fixing_if_it_asks() {
    let page = |json: &str| {
        let script = format!("<script type=\"application/ld+json\">\n{json}</script>");
        Faq::with(&[("a.html", format!("<h2>Un ?</h2><p>Deux</p>{script}"))])
    };
    let other = page(r#"{"@type":"BreadcrumbList""#);
    other.run("list").exits(0).quiet();
    let told = other.run("check --json").exits(0).json()["information"].to_string();
    assert!(told.contains("this JSON-LD cannot be read: EOF while parsing an object at line 2"));
    let asks = page(r#"{"@type":"Question","name":"Un ?""#);
    asks.run("list").exits(0).says(&["a.html:1: left out, this JSON-LD", "it has questions"]);
    let french = asks.run("check --lang fr --format markdown").exits(1).stdout;
    assert!(french.contains("JSON incorrect, ligne 2, colonne"), "{french}");
}

#[test]
fn lines_that_cannot_be_read_need_fixing_and_check_lists_all_in_the_language_of_the_run() {
    let bad = "{\"text\":\"sans fin\"\n".repeat(8);
    let faq = Faq::with(&[("a.jsonl", format!("{{\"text\":\"Un\"}}\n{bad}"))]);
    faq.run("list").exits(0).says(&["a.jsonl:2: left out, cannot be read", "and 3 more like"]);
    let faq = faq.env("FAQ_LANG", "fr").env("COLUMNS", "200");
    for line in ["check", "check --format markdown"] {
        let run = faq.run(line).exits(1).quiet().stdout;
        assert_eq!(run.matches("laissé de côté, illisible").count(), 8, "{run}");
        for wrong in ["left out", "du même genre", "Rien n’est à corriger"] {
            assert!(!run.contains(wrong), "{wrong} in {run}");
        }
    }
    let json = faq.run("check --json").exits(1).json();
    assert_eq!(json["pages"][0]["problems"].as_array().map(Vec::len), Some(8));
    assert_eq!((&json["needs_mending"], &json["information"][0]), (&true.into(), &Value::Null));
    let csv = faq.run("check --format csv").exits(1).stdout;
    assert_eq!(csv.matches("left out, cannot be read").count(), 8, "{csv}");
}

#[test]
fn a_delimiter_with_text_behind_it_is_told() {
    let faq = Faq::with(&[("a.txt", format!("Un\n{END} Oui\nDeux\n{END}\n"))]);
    faq.run("list --json").exits(0).says(&["faq: pages/a.txt:2: the delimiter begins this line"]);
    faq.run("check").exits(1);
}

#[test]
fn facets_and_ids_that_there_are_not() {
    let faq = Faq::shipped();
    faq.run("search hds --topic securitee")
        .refused(&["thematique has no value \"securitee\"; nearest: securite"]);
    faq.run("search topic:hdss").refused(&["nearest: hds"]);
    faq.run("list --produit anuaire").refused(&["annuaire-sante"]);
    faq.run("list --by colour").refused(&["offre, couloir"]);
    faq.run("topics --facet colour").refused(&["offre, couloir"]);
    faq.run("show 0000").refused(&["no entry has the id 0000"]);
    faq.run("show b97").refused(&["\"b97\" is not an id"]);
    faq.run("show b974xyz0").refused(&["is not an id"]);
    faq.run("show b974 0000").refused(&["no entry has the id 0000"]);
}

#[test]
fn an_ambiguous_id_lists_its_candidates() {
    // Enough entries for two of 65,536 heads to fall together.
    let entries: Vec<String> = (0..1500).map(|n| format!("Réponse numéro {n}")).collect();
    let texts: Vec<&str> = entries.iter().map(String::as_str).collect();
    let faq = Faq::with_entries(&texts);
    let ids: Vec<String> = faq
        .run("list --json")
        .results()
        .iter()
        .map(|row| row["id"].as_str().unwrap_or_default().to_owned())
        .collect();
    let twice = |head: &&str| ids.iter().filter(|id| id.starts_with(*head)).count() > 1;
    let head = ids.iter().map(|id| &id[..4]).find(twice).expect("two ids that begin alike");
    let found: Vec<&String> = ids.iter().filter(|id| id.starts_with(head)).collect();
    faq.run(&format!("show {head}")).refused(&["is ambiguous", found[0], found[1]]);
    faq.run(&format!("show {}", found[0])).exits(0);
}

#[test]
fn a_blank_query_is_refused_and_one_without_words_finds_nothing() {
    let faq = Faq::shipped();
    faq.run("search").refused(&["TERMS"]);
    faq.run("search '' ' '").refused(&["nothing to search for"]);
    for query in ["?!", "'\"'", "-- -", "'\"\"'", "topic:"] {
        let run = faq.run(&format!("search --json {query}")).exits(1);
        assert_eq!(run.json()["total"], 0, "{query}");
    }
}

#[test]
fn wrong_options_are_messages_of_the_program() {
    let faq = Faq::shipped();
    faq.run("search hds --limt 3").refused(&["unexpected argument '--limt'"]);
    for (line, value) in [
        ("search hds -n x", "x"),
        ("search hds --limit -3", "-3"),
        ("search -n -3 hds", "-3"),
        ("grep hds -n 2.5", "2.5"),
        ("similar dd0a -n 99999999999999999999", "99999999999999999999"),
    ] {
        let invalid = format!("invalid value '{value}' for '--limit <N>': say a whole number");
        faq.run(line).refused(&[&invalid, "as in -n 5"]);
    }
    faq.run("completions tcsh").refused(&["invalid value 'tcsh'", "bash"]);
    faq.run("list --format json --format csv --jsonl").says(&["cannot be used with"]).exits(2);
    faq.run("grep '(a'").refused(&["regex parse error", "^", "unclosed group"]);
    faq.run("grep '((a{100}){100}){100}'").refused(&["too large"]);
}

#[test]
fn an_error_is_a_document_too_where_json_is_asked_for() {
    for (line, command, parts) in [
        ("--json list --topic nope", "list", ["thematique has no value", "\"nope\""]),
        ("show 000000000000 --jsonl", "show", ["no entry has the id", "faq list"]),
        ("--format json grep '('", "grep", ["the pattern cannot be used", "unclosed group"]),
        ("search --json -- ''", "search", ["nothing to search for", "faq search"]),
        ("--json serch hds", "search", ["\"serch\" is no verb", "faq search"]),
        ("hds --jsonl --limt 3", "search", ["unexpected argument", "--limt"]),
        ("list --json --jsonl", "list", ["cannot be used with", "--jsonl"]),
        ("hds -hds --json", "search", ["begins like the option -h", "-- -hds"]),
        ("votes --json --votes -", "votes", ["invalid value '-'", "not a stream"]),
    ] {
        let run = Faq::shipped().run(line).exits(2).says(&parts);
        let document = run.json();
        assert_eq!(document.as_object().map(serde_json::Map::len), Some(3), "{document}");
        assert_eq!((&document["schema"], &document["command"]), (&"faq/1".into(), &command.into()));
        let error = document["error"].as_str().expect("a text");
        assert!(parts.iter().all(|part| error.contains(part)), "{line}: {error}");
    }
    assert_eq!(Faq::shipped().run("--json --nope").exits(2).json()["command"], Value::Null);
    Faq::shipped().run("list --format csv --topic nope").refused(&["nope"]);
    Faq::shipped().run("list --topic nope -- --json").refused(&["--json"]);
}

#[test]
fn the_slip_of_a_verb_is_told_unless_it_is_a_word_of_the_pages() {
    let faq = Faq::shipped();
    for (line, verb) in [("serch hds", "search"), ("--seeds - chek", "check"), ("tpoics", "topics")]
    {
        let page = Faq::shipped().stdin("Un certificat\n");
        page.run(line).refused(&[&format!("did you mean faq {verb}?"), "faq -- "]);
    }
    let faq_with = Faq::with_entries(&["Un serch à lire", "Autre"]);
    assert_eq!(faq_with.run("serch --json").exits(0).json()["total"], 1);
    assert_eq!(faq.run("-- serch").code, faq.run("search serch").code);
}

#[test]
fn a_word_that_reads_as_options_is_refused_with_what_to_say_instead() {
    let faq = Faq::shipped();
    for line in ["search -hds", "certification -hds", "search certification -hds --full", "-hds"] {
        faq.run(line).refused(&["-hds begins like the option -h", "-- -hds"]);
    }
    faq.run("search certification -nuage").refused(&["the option -n", "-- -nuage"]);
    let excluded = faq.run("search certification --json -- -hds").json();
    assert_eq!(faq.run("--json certification -- -hds").json(), excluded);
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_utf8_are_refused() {
    use std::os::unix::ffi::OsStrExt;
    let word = std::ffi::OsStr::from_bytes(b"h\xE9b");
    Faq::shipped().run_args(&["search".as_ref(), word]).refused(&["invalid UTF-8"]);
}

#[test]
fn rules_that_can_not_be_used_are_told_and_the_programs_own_serve() {
    let faq = Faq::with(&[
        ("a.txt", page(&["La certification HDS"])),
        ("facets.json", "{\"facets\": [\n{\"key\": 1}]}".to_owned()),
    ]);
    let run = faq.run("list --topic hds --json").exits(0);
    run.finds(&["La certification HDS"]);
    run.says(&[
        "faq: pages/facets.json:",
        "at line 2 column",
        "until then the program's own is used",
    ]);
    faq.run("check").exits(1);
}

#[test]
fn a_cell_that_is_not_closed_is_told_and_the_rows_behind_it_are_kept() {
    let faq = Faq::with(&[("a.csv", "question,answer\nA ?,\"un\nB ?,deux\nC ?,trois,quatre\n")]);
    let run = faq.run("list --json").exits(0);
    let run = run.says(&["a.csv:2: a quote opens here", "a.csv:4: 1 more cell than the header"]);
    run.finds(&["un", "deux", "trois"]);
    assert!(faq.run("check").exits(1).quiet().stdout.contains("fix: pages/a.csv:2: a quote"));
}
