//! Ranking by meaning: what it adds, what it must not, and where its vectors are kept.

use crate::harness::Faq;

/// Own pages, ranked by meaning too, with a cache.
fn own(entries: &[&str]) -> Faq {
    let faq = Faq::with_entries(entries).env("FAQ_RANK", "");
    let cache = faq.folder().join("cache").to_string_lossy().into_owned();
    faq.env("XDG_CACHE_HOME", &cache)
}

#[test]
fn what_to_rank_by_is_said_by_flag_or_variable() {
    let faq = Faq::shipped().env("FAQ_RANK", "words");
    let by_words = faq.run("search certification hds --json").exits(0);
    assert!(by_words.results().iter().all(|row| row["by"] == serde_json::json!(["words"])));
    let faq = Faq::shipped().env("FAQ_RANK", "sense");
    faq.run("search hds").refused(&["FAQ_RANK is \"sense\"", "auto, words or meaning"]);
    let told = faq.run("search certification hds --json --rank words").exits(0);
    assert_eq!(told.results(), by_words.results(), "the flag goes before the variable");
    Faq::shipped().run("search hds --rank sense").refused(&["invalid value 'sense'"]);
}

#[cfg(feature = "meaning")]
mod with_the_model {
    use std::fs;
    use std::thread;
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::own;
    use crate::harness::{END, Faq, Run, page};

    /// Its words stand in few answers, what it means is in more.
    const QUESTION: &str = "combien ça coûte";

    fn ids(run: &Run) -> Vec<String> {
        let id = |row: &Value| row["id"].as_str().unwrap_or_default().to_owned();
        run.results().iter().map(id).collect()
    }

    fn has(row: &Value, by: &str) -> bool {
        row["by"].as_array().is_some_and(|all| all.contains(&json!(by)))
    }

    #[test]
    fn an_entry_found_by_meaning_alone_says_so_and_shows_why() {
        let run = Faq::shipped().run_args(&["search", QUESTION, "--json", "-n", "20"]).exits(0);
        let rows = run.results();
        let alone: Vec<&Value> = rows.iter().filter(|row| !has(row, "words")).collect();
        assert!(!alone.is_empty(), "{rows:#?}");
        for row in &rows {
            assert_eq!(row["closest"].is_object(), !has(row, "words"), "{row}");
        }
        for row in alone {
            let text: Vec<char> = row["text"].as_str().unwrap_or_default().chars().collect();
            let place = |key: &str| row["closest"][key].as_u64().expect("a place") as usize;
            let sentence: String = text[place("start")..place("end")].iter().collect();
            assert!(!sentence.trim().is_empty() && sentence.trim() == sentence);
            assert_eq!(row["matches"], json!([]));
        }
        let args = ["search", QUESTION, "-n", "20", "--full", "--explain"];
        let text = Faq::shipped().run_args(&args).exits(0).stdout;
        assert!(text.contains("by meaning alone, closest: «"), "{text}");
        assert!(text.contains("+ meaning 0."), "{text}");
    }

    #[test]
    fn filters_phrases_and_exclusions_still_decide() {
        let faq = Faq::shipped();
        for (query, wanted, unwanted) in [
            ("\"famille cps\" prix du lecteur", "famille cps", "\u{0}"),
            ("certification -hds", "", "hds"),
            ("hébergeur -\"données de santé\"", "", "données de santé"),
        ] {
            let run = faq.run_args(&["search", query, "--json", "-n", "100"]).exits(0);
            for text in run.texts() {
                let text = text.to_lowercase();
                assert!(text.contains(wanted) && !text.contains(unwanted), "{query}: {text}");
            }
        }
        let sorted = |line: &str| {
            let mut ids = ids(&faq.run(line).exits(0));
            ids.sort();
            ids
        };
        let all = "search qui délivre les certificats --all-terms --json -n 100";
        assert_eq!(sorted(all), sorted(&format!("{all} --rank words")));
        let run = faq.run_args(&["search", QUESTION, "--topic", "hds", "--json"]).exits(0);
        for row in run.results() {
            assert!(row["topics"].as_array().expect("topics").contains(&json!("hds")));
        }
        let listed = faq.run("search topic:hds --json -n 100").exits(0).results();
        assert!(listed.iter().all(|row| row["by"].is_null()), "nothing is ranked");
    }

    #[test]
    fn one_name_is_looked_up_and_not_guessed_at() {
        let faq = Faq::shipped();
        for name in ["dmp", "certification", "mssanté"] {
            let auto = faq.run(&format!("search {name} --json -n 100")).exits(0);
            assert!(auto.results().iter().all(|row| has(row, "words")), "{name}");
        }
        faq.run("search 'coupe du monde de rugby'").exits(1);
        faq.run("search 'coupe du monde de rugby' --rank words").exits(1);
        faq.run("search 'recette de tarte aux pommes'").exits(1);
        faq.run("search 'recette de tarte aux pommes' --rank meaning").exits(1);
    }

    #[test]
    fn typing_changes_nothing() {
        let faq = Faq::shipped();
        let ask = |query: &str| faq.run_args(&["search", query, "--json"]).exits(0).results();
        let answers = ask("où déclarer la sécurité des données de santé");
        for typed in [
            "ou declarer la securite des donnees de sante",
            "OÙ DÉCLARER LA SÉCURITÉ DES DONNÉES DE SANTÉ",
            "ou\u{300} de\u{301}clarer la securite\u{301} des donne\u{301}es de sante\u{301}",
        ] {
            assert_eq!(ask(typed), answers, "{typed}");
        }
    }

    #[test]
    fn words_have_no_say_in_the_order_by_meaning() {
        let run =
            Faq::shipped().run("search certification hds --rank meaning --json -n 8 --explain");
        for row in run.exits(0).results() {
            let part = |name: &str| row["explain"][name].as_f64().expect("a number");
            assert_eq!(part("words") + part("first_sentence") + part("context"), 0.0);
            assert!(
                (part("meaning") - part("score")).abs() < 1e-9 || part("score") < 1e-5,
                "{row}"
            );
        }
    }

    #[test]
    fn a_small_page_is_embedded_in_passing_and_once() {
        let entries = [
            "La tarification est fixée par l'organisme certificateur.",
            "Le lecteur de carte se branche sur un port USB.",
            "Les demandes se déposent en ligne, sans rendez-vous.",
        ];
        let faq = own(&entries);
        let ask = || faq.run("search la tarification du certificateur --json").exits(0).quiet();
        let first = ask();
        assert_eq!(first.texts()[0], entries[0]);
        assert_eq!(first.stdout, ask().stdout);
        let made = |faq: &Faq| faq.run("embed --json").exits(0).json()["made"].clone();
        assert_eq!(made(&faq), json!(0), "the search kept what it made");
        // A page captured anew pays for what changed.
        let new = [entries[0], "Une tout autre réponse que celle d'avant.", entries[2]];
        fs::write(faq.pages().join("page.txt"), page(&new)).expect("a page");
        assert_eq!(made(&faq), json!(1));
        faq.run("cache --clear").exits(0);
        assert_eq!(made(&faq), json!(3));
    }

    #[test]
    fn embed_says_where_nothing_can_be_kept() {
        let faq = own(&["Une réponse."]);
        faq.run("embed --no-cache").refused(&["--no-cache", "leave it out"]);
        let nowhere = Faq::with_entries(&["Une réponse."]);
        nowhere.run("embed").refused(&["no place for a cache", "XDG_CACHE_HOME"]);
        fs::write(faq.folder().join("cache"), "no folder").expect("a file");
        faq.run("embed").refused(&["vectors cannot be stored"]);
    }

    #[test]
    fn what_is_made_in_passing_hangs_on_the_pages_alone() {
        // One entry, short in bytes and long to encode: words rank it at once.
        let faq = own(&[&format!("Le soin {} du chien.", "?!".repeat(20_000))]);
        faq.run("search chien").exits(0).says(&["ranked by words alone", "faq embed"]);
        let uncached = faq.run("search chien --no-cache").exits(0);
        let uncached = uncached.says(&["ranked by words alone", "no cache is used"]);
        assert!(!uncached.stderr.contains("faq embed"), "it would not help");
        #[cfg(unix)]
        {
            let faq = own(&["Le soin du chien.", "Le repas du chat."]);
            let line = "ulimit -f 0; \"$0\" --seeds pages search chien soin";
            let mut shell = std::process::Command::new("bash");
            shell.args(["-c", line, env!("CARGO_BIN_EXE_faq")]).current_dir(faq.folder());
            let pipe = shell.env_clear().envs(faq.environment()).output().expect("a shell");
            assert!(pipe.status.success(), "what cannot be kept costs no answer: {pipe:?}");
        }
    }

    /// Entries of some length, each of its own.
    fn many(count: usize) -> String {
        let text = "le certificat de l'hébergeur est renouvelé après un audit de l'organisme, ";
        let entry = |number| format!("Réponse {number} : {}.\n{END}\n", text.repeat(12));
        (0..count).map(entry).collect()
    }

    #[test]
    fn what_was_made_before_a_kill_is_not_made_again() {
        let faq = own(&[]);
        fs::write(faq.pages().join("page.txt"), many(40)).expect("a page");
        let mut child = faq.command().arg("embed").spawn().expect("the program");
        let kept = || {
            let files = fs::read_dir(faq.folder().join("cache/faq")).into_iter().flatten();
            let sizes = files.flatten().filter_map(|file| file.metadata().ok());
            sizes.map(|file| file.len()).sum::<u64>()
        };
        for _ in 0..600 {
            if kept() > 0 {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        child.kill().expect("to be killed");
        child.wait().expect("its end");
        let made = faq.run("embed --json").exits(0).json()["made"].as_u64().expect("a number");
        assert!(made < 40, "{made}");
        assert_eq!(faq.run("embed --json").exits(0).json()["made"], json!(0));
    }

    #[test]
    fn a_large_page_is_ranked_by_words_and_the_mend_is_told_once() {
        let faq = own(&[]);
        fs::write(faq.pages().join("page.txt"), many(4000)).expect("a page");
        let faq = faq.stdin("certificat\naudit organisme\nréponse 7\n");
        let run = faq.run("search --batch - --jsonl -n 2").exits(0);
        assert_eq!(run.stderr.matches("faq embed").count(), 1, "{}", run.stderr);
        assert_eq!(run.stdout, faq.run("search --batch - --jsonl -n 2 --rank words").stdout);
        faq.run("similar 0000").refused(&["no entry has the id"]);
        let id = faq.run("search certificat --rank words --json -n 1").results()[0]["id"].clone();
        let line = format!("similar {}", id.as_str().expect("an id"));
        faq.run(&line).refused(&["faq embed prepares them"]);
    }

    #[test]
    fn similar_lists_the_others_nearest_first() {
        let faq = Faq::shipped();
        let run = faq.run("similar a23318596643 --json -n 71").exits(0);
        assert_eq!(run.json()["total"], json!(71));
        let rows = run.results();
        assert!(!ids(&run).contains(&"a23318596643".to_owned()));
        let scores: Vec<f64> = rows.iter().filter_map(|row| row["score"].as_f64()).collect();
        assert!(scores.len() == 71 && scores.is_sorted_by(|a, b| a >= b));
        assert!(scores.iter().all(|score| *score > 0.0 && *score <= 1.0));
        let few = faq.run("similar a2331859 --topic hds --json -n 3").exits(0);
        assert_eq!(few.results().len(), 3);
        faq.run("similar xyz").refused(&["is not an id"]);
    }

    #[test]
    fn check_tells_entries_that_say_nearly_the_same() {
        let faq = own(&[
            "Le certificat est valable trois ans à compter de sa délivrance par l'organisme.",
            "Le certificat est valable pour trois ans à compter de sa délivrance par l'organisme.",
            "Pour changer de lecteur, adressez-vous au support technique.",
        ]);
        let run = faq.run("check --json").exits(0);
        let pairs = run.json()["near_duplicates"].as_array().expect("pairs").clone();
        assert_eq!(pairs.len(), 1, "{pairs:?}");
        assert!(faq.run("check").exits(0).stdout.contains("say nearly the same"));
    }
}

#[cfg(not(feature = "meaning"))]
#[test]
fn the_light_program_says_what_it_is() {
    let faq = Faq::shipped();
    let auto = faq.run("search certification hds --json").exits(0).quiet();
    let words = faq.run("search certification hds --json --rank words").exits(0).quiet();
    assert_eq!(auto.stdout, words.stdout);
    for line in ["search hds --rank meaning", "similar a23318596643", "embed"] {
        let faq = own(&["Une réponse."]);
        let faq = if line == "embed" { faq } else { Faq::shipped() };
        faq.run(line).refused(&["built without meaning"]);
    }
}
