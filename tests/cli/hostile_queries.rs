//! Queries, patterns and arguments made to harm: an answer or a clear refusal, soon, and nothing
//! in a message that a terminal or a shell would obey.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use crate::bounds::{Bounds, MB, SCALE};
use crate::harness::{Faq, page};

/// The bytes of the longest queries: a million, or a fortieth of that without optimisation.
const LONGEST: usize = if SCALE == 1 { MB } else { MB / 40 };
/// For a megabyte of query on the shipped pages, in any build.
const BOUNDS: Bounds = Bounds { memory: 1000, seconds: 120 };

/// About [`LONGEST`] bytes of `unit`.
fn megabyte(unit: &str) -> String {
    unit.repeat(LONGEST / unit.len())
}

#[test]
fn queries_of_a_megabyte() {
    let queries: Vec<String> = [
        "x", "certification ", "é", "œ'", "a-", "l'", "\"", "\"a ", "\"- ", ":\"a", "-", "*", "( ",
        "x\u{301}", "\u{202e}\u{200b}", "topic: ", "\u{0} ",
    ]
    .map(megabyte)
    .into_iter()
    .chain([
        format!("\"{}\"", megabyte("a ")),
        format!("topic:{}", megabyte("x")),
        format!("file:{}", megabyte("x")),
        format!("-{}", megabyte("x")),
        format!("{}*", megabyte("x")),
    ])
    .collect();
    let faq = Faq::shipped().stdin(queries.join("\n"));
    let run = faq.within(BOUNDS, "search --jsonl --batch - -n 1 --rank words");
    let answers: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let echoed: Vec<&str> = answers.iter().filter_map(|answer| answer["query"].as_str()).collect();
    assert_eq!(echoed.len(), queries.len());
    assert!(echoed.iter().zip(&queries).all(|(echo, query)| echo == query), "each as it was asked");
    let unknown = answers.iter().filter_map(|answer| answer["error"].as_str());
    assert!(unknown.map(str::len).all(|told| told < 500), "a message is for people");
    // What is encoded of a query is bounded, but takes seconds without optimisation.
    let faq = Faq::shipped().stdin(queries[..3].join("\n"));
    assert_eq!(faq.within(BOUNDS, "search --jsonl --batch - -n 1").stdout.lines().count(), 3);
}

#[test]
fn a_text_of_more_than_a_hundred_words_is_not_corrected() {
    let faq = Faq::shipped();
    let letter = |n: u8| char::from(b'a' + n);
    let words = |count: u8| -> String {
        (1..count).map(|n| format!(" zq{}{}k", letter(n / 26), letter(n % 26))).collect()
    };
    let corrections = |count| {
        let query = format!("securitte{}", words(count));
        let run = faq.run_args(&["search", &query, "--json", "--rank", "words"]);
        run.json()["corrections"].as_array().expect("corrections").clone()
    };
    assert!(corrections(100).iter().any(|correction| correction["to"] == "sécurité"));
    assert!(corrections(101).is_empty());
}

#[test]
fn ten_thousand_terms() {
    let faq = Faq::shipped();
    let distinct = |sign: &str, end: &str| -> Vec<String> {
        (0..10_000).map(|n| format!("{sign}mot{n}{end}")).collect()
    };
    let same: Vec<String> =
        ["certification", "hds", "-recette"].repeat(3333).into_iter().map(str::to_owned).collect();
    // Letters alone, so that each is looked up among all words as a misspelling.
    let letter = |n: u32, place: u32| char::from_digit(n >> (4 * place) & 15, 36).unwrap_or('z');
    let misspelt = |n: u32| -> String {
        let end = (0..4).map(|place| if n.is_multiple_of(3) { 'q' } else { letter(n, place) });
        "certif".chars().chain(end).filter(|c| c.is_alphabetic()).collect()
    };
    let misspelt: Vec<String> = (0..10_000).map(misspelt).collect();
    for terms in [
        distinct("", ""),
        distinct("-", ""),
        distinct("\"", " a\""),
        distinct("-\"", " a\""),
        distinct("", "*"),
        distinct("file:", ""),
        distinct("-file:", ""),
        same,
        misspelt,
    ] {
        let args: Vec<&str> = ["search", "--json", "--", "certification"]
            .into_iter()
            .chain(terms.iter().map(String::as_str))
            .collect();
        let run = faq.args_within(BOUNDS, &args);
        assert!(run.code.is_some_and(|code| code < 2), "{}: {}", terms[0], run.stderr);
        assert_eq!(run.json()["query"], args[3..].join(" "));
    }
    let ids: Vec<&str> = std::iter::once("show").chain(["dd0a", "b974"].repeat(5000)).collect();
    let run = faq.args_within(BOUNDS, &[&["--json"], &ids[..]].concat()).exits(0);
    assert_eq!(run.json()["total"], 10_000);
    let values: Vec<&str> = ["--topic", "hds"].repeat(5000);
    faq.args_within(BOUNDS, &[&["list"], &values[..]].concat()).exits(0);
}

#[test]
fn a_prefix_of_every_word_costs_no_more_than_the_words() {
    let words: String = (0..100_000).map(|n| format!("mot{n:x} ")).collect();
    let faq = Faq::with_entries(&[&words, "motus"]);
    let run = faq.within(Bounds { memory: 500, seconds: 30 }, "search 'mot*' --json").exits(0);
    assert_eq!(run.json()["total"], 2);
}

#[test]
fn long_beginnings_of_words_to_leave_out_cost_their_length() {
    let long = megabyte("x");
    let faq = Faq::with_entries(&[&format!("mot {long}y"), "mot"]);
    let beginnings = [1, 2, 1000, LONGEST / 2].map(|end| format!("-{}*", &long[..end]));
    let queries = format!("mot -{long}*\nmot {}\nmot -{long}z*", beginnings.join(" "));
    let run = faq.stdin(queries).within(BOUNDS, "search --batch - --jsonl").exits(0);
    let totals = run.stdout.lines().map(|line| {
        serde_json::from_str::<serde_json::Value>(line).expect("JSON")["total"].as_u64()
    });
    assert_eq!(totals.collect::<Vec<_>>(), [Some(1), Some(1), Some(2)]);
}

#[test]
fn a_word_with_a_hundred_thousand_synonyms() {
    let synonyms: Vec<String> = (0..100_000).map(|n| format!("\"mot{n:x}\"")).collect();
    let words: String = (0..100_000).map(|n| format!("mot{n:x} ")).collect();
    let faq = Faq::with(&[
        ("a.txt", page(&[&words])),
        ("lexicon.json", format!("{{\"groups\": [[\"bidule\", {}]]}}", synonyms.join(","))),
    ]);
    faq.within(Bounds { memory: 500, seconds: 30 }, "search bidule --json").exits(0);
}

#[test]
fn patterns_that_explode_are_refused_or_run_in_time() {
    let faq = Faq::with_entries(&[&"aà ".repeat(2000), &"x".repeat(20_000), "œuvre (a) l’été"]);
    let nested = |head: &str, tail: &str, depth: usize| {
        format!("{}a{}", head.repeat(depth), tail.repeat(depth))
    };
    let any: String = (0..4000).map(|n| format!("mot{n}|")).collect();
    for pattern in [
        "((a{100}){100}){100}".to_owned(),
        "(((((a*)*)*)*)*)*b".to_owned(),
        "(x+x+)+y".to_owned(),
        "(a|aa|à)+$".to_owned(),
        "\\p{L}{1000}".to_owned(),
        "[a-zà-ÿ]{200}{200}".to_owned(),
        "(?i)ﬀ{0,900}".to_owned(),
        nested("(", ")", 240),
        nested("(", ")", 15_000),
        nested("(?:", "){2}", 30),
        nested("[", "]", 5000),
        "[a-z]*".repeat(3000),
        "oe?".repeat(8000),
        "(oe|œ)+".repeat(2000),
        "a{0,1000}".repeat(100),
        "e{0,50}".repeat(600),
        any,
        "x".repeat(MB / 10),
    ] {
        for options in [&[][..], &["-w", "-s"], &["--accent-sensitive"], &["-F"]] {
            let args = [&["grep", "-c"], options, &["--", &pattern]].concat();
            let run = faq.args_within(Bounds { memory: 500, seconds: 60 }, &args);
            assert!(
                run.code.is_some_and(|code| code <= 2),
                "{}: {run:?}",
                &pattern[..20.min(pattern.len())]
            );
            assert!((run.code == Some(2)) == run.stdout.is_empty());
        }
    }
}

#[test]
fn every_control_character_is_text() {
    let faq = Faq::with_entries(&["Un a\u{1}b", "Deux"]);
    for c in ('\u{1}'..='\u{1f}').chain(['\u{7f}', '\u{85}', '\u{9b}', '\u{202e}', '\u{feff}']) {
        let typed = format!("dd{c}eux");
        for args in [vec!["search", &typed], vec!["grep", "-F", &typed], vec!["show", &typed]] {
            let run = faq.run_args(&args);
            assert!(run.code.is_some_and(|code| code <= 2), "{args:?}: {run:#?}");
            let told = run.stdout + &run.stderr;
            let acts = |c: char| c.is_control() && !"\n\t".contains(c) || c == '\u{202e}';
            assert!(!told.contains(acts), "{args:?}: {told:?}");
        }
        let json = faq.run_args(&["search", "--json", &typed]).json();
        assert_eq!(json["query"], typed, "{c:?}");
    }
    assert_eq!(faq.run_args(&["grep", "-c", "-F", "a\u{1}b"]).exits(0).stdout, "1\n");
}

#[test]
fn arguments_that_are_not_utf8() {
    let bad = OsStr::from_bytes(b"h\xE9b\x1b[2J");
    for args in [
        &["search", "?"][..],
        &["search", "--topic", "?"],
        &["grep", "?"],
        &["show", "?"],
        &["rate", "?", "oui"],
        &["rate", "dd0a", "oui", "--comment", "?"],
        &["list", "--by", "?"],
        &["--delimiter", "?", "list"],
        &["list", "--format", "?"],
        &["completions", "?"],
        &["?"],
    ] {
        let args: Vec<&OsStr> =
            args.iter().map(|&arg| if arg == "?" { bad } else { OsStr::new(arg) }).collect();
        let run = Faq::shipped().run_args(&args);
        let run = run.refused(&["faq: "]);
        assert!(!run.stderr.contains('\u{1b}') && !run.stderr.contains("panicked"), "{run:#?}");
    }
    // A name of a file may be anything; messages show it as well as they can.
    let faq = Faq::with(&[("a.txt", page(&["Un"]))]);
    let name = OsStr::from_bytes(b"b\xE9\x1b.txt");
    let text = format!("{}Deux", page(&["Un"]));
    fs::write(faq.pages().join(name), text).expect("a page");
    let run = faq.run("list --json").exits(0).says(&["b\u{fffd}", "the text after the last"]);
    assert_eq!(run.texts(), ["Un", "Deux"]);
    let path = [b"pages/".as_slice(), name.as_bytes()].concat();
    let shipped = faq.run_args(&["--seeds".as_ref(), OsStr::from_bytes(&path), "list".as_ref()]);
    shipped.exits(0);
    let votes = OsStr::from_bytes(b"v\xE9");
    faq.run_args(
        &["rate", "68bc", "oui", "--votes"]
            .map(OsStr::new)
            .iter()
            .chain(&[votes])
            .collect::<Vec<_>>(),
    )
    .exits(0);
    assert!(faq.folder().join(votes).exists());
}

#[test]
fn words_like_options_are_words_behind_two_dashes() {
    let faq = Faq::with_entries(&["Un --help pour -x", "Deux"]);
    for word in ["--help", "--version", "-x", "-vv", "--seeds", "--", "-", "--=", "-\u{1b}"] {
        let run = faq.run_args(&["search", "--json", "--", word]);
        assert!(run.code.is_some_and(|code| code < 2), "{word}: {run:#?}");
        assert_eq!(run.json()["query"], word);
        let run = faq.run_args(&["grep", "-F", "-c", "--", word]);
        assert!(run.code.is_some_and(|code| code < 2), "{word}: {run:#?}");
        faq.run_args(&["show", "--", word]).refused(&["is not an id"]);
    }
    assert_eq!(faq.run("grep -c -F -- --help").stdout, "1\n");
    assert_eq!(faq.run("grep -c -e --help -e -zz").stdout, "1\n");
    faq.run("grep -c -z x").refused(&["faq: unexpected argument '-z'"]);
}

#[test]
fn what_a_shell_would_obey_is_quoted_in_messages() {
    for name in
        ["$(id)", "a;id", "a`id`b", "a|b", "a&b", "a'b", "a\"b", "a*", "~x", "!x", "a\\b", "-rf x"]
    {
        let text = format!("{}Sans fin", page(&["Un"]));
        let faq = Faq::with(&[(format!("{name}.txt").as_str(), text)]);
        let quoted = format!("'{}'", format!("pages/{name}.txt").replace('\'', "'\\''"));
        let told = faq.run("list").exits(0).stderr;
        let plain = name == "~x";
        assert!(plain || told.contains(&quoted), "{told}");
        // What is shown can be given back to a shell, and names the file.
        let shown =
            told.strip_prefix("faq: ").and_then(|told| told.split_once(":3: ")).expect("a name").0;
        let mut shell = faq.through_shell(&format!("\"$1\" --seeds {shown} grep -c ."));
        assert_eq!(
            String::from_utf8_lossy(&shell.output().expect("a shell").stdout),
            "2\n",
            "{shown}"
        );
    }
    let faq = Faq::shipped();
    for id in ["$(id)", "`id`", "dd0a;id", "dd0a\nfaq: all is well"] {
        let told = faq.run_args(&["show", id]).refused(&["is not an id"]).stderr;
        assert!(told.starts_with(&format!("faq: {id:?} is not an id")), "{told}");
        assert_eq!(told.lines().filter(|line| line.starts_with("faq: ")).count(), 1);
    }
}

#[test]
fn what_is_asked_again_and_again_is_looked_for_once() {
    let entries: Vec<String> = (0..20_000).map(|n| format!("Une clé {n}")).collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let queries = ["file:page ", "topic:non-classe ", "\"cle\" ", "-topic:hds ", "-file:zz "]
        .map(|clause| format!("{}cle", clause.repeat(10_000)));
    let faq = Faq::with_entries(&entries).stdin(queries.join("\n"));
    let bounds = Bounds { memory: 1500, seconds: 60 };
    let run = faq.within(bounds, "search --jsonl --batch - -n 1 --rank words");
    let answers = run.stdout.lines().filter(|line| line.contains("Une cl")).count();
    assert_eq!(answers, queries.len(), "{}", run.stderr);
}

#[test]
fn patterns_that_are_too_many_are_refused_at_once() {
    let patterns: String = (0..100_000).map(|n| format!("motif{n}\n")).collect();
    let faq = Faq::shipped().stdin(&patterns);
    let bounds = Bounds { memory: 1000, seconds: 8 };
    faq.within(bounds, "grep -c -f -").refused(&["split them over several runs"]);
    let faq = Faq::shipped().stdin(format!("{patterns}{}", "e".repeat(MB)));
    faq.within(bounds, "grep -c -f -").refused(&[":100001: ", "the pattern is longer than 32 KiB"]);
    let long = format!("grep {}", "e".repeat(33 << 10));
    Faq::shipped().run(&long).refused(&["the pattern is longer than 32 KiB"]);
}

#[test]
fn that_an_entry_holds_all_of_many_words_is_seen_at_once() {
    let words: String = (0..1000).map(|n| format!(" mot{n}")).collect();
    let texts: Vec<String> = (0..50).map(|n| format!("Réponse {n} :{words}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let faq = Faq::with_entries(&texts);
    let rows = faq.run("list --json").results();
    let questions: Vec<String> = rows
        .iter()
        .map(|row| format!(r#"{}:{{"question":"Laquelle ?","also":["une autre"]}}"#, row["id"]))
        .collect();
    let questions = format!("{{{}}}", questions.join(","));
    fs::write(faq.pages().join("questions.json"), questions).expect("a file");
    let bounds = Bounds { memory: 500, seconds: 3 };
    let run = faq.within(bounds, &format!("search --all-terms --json {words}")).exits(0);
    assert_eq!(run.json()["total"], texts.len());
}
