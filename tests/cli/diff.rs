//! `faq diff`: two sets of pages compared.

use std::fs;

use serde_json::Value;

use crate::bounds::Bounds;
use crate::harness::{Faq, page};

const OLD: &[&str] = &[
    "Le certificat HDS est valable trois ans.\nIl se demande avant la fin de mars 2024.",
    "Une réponse que la nouvelle capture n’a plus.",
    "La messagerie sécurisée échange des données.",
];
const NEW: &[&str] = &[
    "La messagerie securisee  ÉCHANGE des données.",
    "Le certificat HDS est valable trois ans.\nIl se demande avant la fin de mai 2025.",
    "Tout autre chose : Pro Santé Connect.",
];

/// The program beside two pages, `old.txt` and `new.txt`.
fn pages(old: &[&str], new: &[&str]) -> Faq {
    let faq = Faq::shipped();
    for (name, entries) in [("old.txt", old), ("new.txt", new)] {
        fs::write(faq.folder().join(name), page(entries)).expect("a page");
    }
    faq
}

#[test]
fn text_shows_what_was_added_removed_and_changed_word_by_word() {
    let run = pages(OLD, NEW).run("diff old.txt new.txt").exits(1).quiet();
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "1 added, 1 removed, 1 changed, 0 moved, 1 the same");
    assert!(lines[3].ends_with("  Tout autre chose : Pro Santé Connect."), "{run:?}");
    assert!(lines[6].ends_with("  Une réponse que la nouvelle capture n’a plus."), "{run:?}");
    assert!(lines[9].contains(" → ") && lines[9].ends_with(" (similarity 0.88)"), "{run:?}");
    assert_eq!(lines[10], "    […]");
    assert_eq!(lines[11], "    Il se demande avant la fin de [-mars 2024-]{+mai 2025+}.");
    assert_eq!(lines.len(), 12, "{run:?}");
    let coloured = pages(OLD, NEW).run("diff old.txt new.txt --color always");
    assert!(coloured.stdout.contains("\u{1b}[1;31m[-mars 2024-]\u{1b}[0m"), "{coloured:?}");
    assert!(coloured.stdout.contains("\u{1b}[32m{+mai 2025+}\u{1b}[0m"), "{coloured:?}");
}

#[test]
fn json_has_each_difference_with_both_texts() {
    let faq = pages(OLD, NEW);
    let document = faq.run("diff old.txt new.txt --json").exits(1).quiet().json();
    assert_eq!((&document["schema"], &document["command"]), (&"faq/1".into(), &"diff".into()));
    let counts = ["total", "same", "added", "removed", "changed", "moved"];
    assert_eq!(counts.map(|key| document[key].as_u64()), [3, 1, 1, 1, 1, 0].map(Some));
    let rows = document["results"].as_array().expect("results");
    let kinds: Vec<&Value> = rows.iter().map(|row| &row["change"]).collect();
    assert_eq!(kinds, ["added", "removed", "changed"]);
    let changed = &rows[2];
    assert_eq!((&changed["text"], &changed["old_text"]), (&NEW[1].into(), &OLD[0].into()));
    assert_eq!((&changed["file"], &changed["line"]), (&"new.txt".into(), &3.into()));
    assert_ne!(changed["id"], changed["old_id"]);
    let of = |kinds: [&str; 2]| -> String {
        let runs = changed["diff"].as_array().expect("runs").iter();
        let runs = runs.filter(|run| kinds.iter().any(|kind| run["kind"] == *kind));
        runs.map(|run| run["text"].as_str().expect("a text")).collect()
    };
    assert_eq!((of(["same", "removed"]), of(["same", "added"])), (OLD[0].into(), NEW[1].into()));
    assert!(rows[0].get("old_text").is_none() && rows[0].get("diff").is_none());

    let lines = faq.run("diff old.txt new.txt --jsonl").exits(1).stdout;
    let lines: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(&lines, rows);
    let csv = faq.run("diff old.txt new.txt --format csv").exits(1).stdout;
    assert!(csv.starts_with("change,id,old_id,similarity,title,topics,old_topics,file,line,"));
    assert!(csv.contains("[-mars 2024-]{+mai 2025+}"), "{csv}");
    let markdown = faq.run("diff old.txt new.txt --format markdown").exits(1).stdout;
    assert!(markdown.contains("## Changed"), "{markdown}");
    assert!(markdown.contains("\\[-mars 2024-\\]{+mai 2025+}"), "{markdown}");
}

#[test]
fn a_question_put_otherwise_is_a_change() {
    let faq = Faq::shipped();
    let page = |question: &str, year: u16| {
        format!("# {question}\nOui, un.\n# Quand ?\nAvant la fin de mai {year} au plus tard.\n")
    };
    for (name, question, year) in
        [("old.md", "Faut-il un agrément ?", 2024), ("new.md", "Un agrément, faut-il ?", 2024)]
    {
        fs::write(faq.folder().join(name), page(question, year)).expect("a page");
    }
    let run = faq.run("diff old.md new.md").exits(1).quiet();
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "0 added, 0 removed, 1 changed, 0 moved, 1 the same");
    assert!(lines[3].ends_with(" (the question was reworded)"), "{run:?}");
    assert_eq!(lines[4], "    [-Faut-il un-]{+Un+} agrément{+, faut-il+} ?");
    assert_eq!(lines.len(), 5, "{run:?}");
    let rows = faq.run("diff old.md new.md --json").exits(1).results();
    let row = &rows[0];
    assert_eq!((&row["id"], &row["text"]), (&row["old_id"], &row["old_text"]));
    assert_eq!(row["old_question"], "Faut-il un agrément ?");
    assert_eq!(row["question"], "Un agrément, faut-il ?");
    // With the text, too.
    fs::write(
        faq.folder().join("new.md"),
        page("Faut-il un agrément ?", 2025).replace("Quand", "Quel jour"),
    )
    .expect("a page");
    let run = faq.run("diff old.md new.md --format markdown").exits(1).quiet();
    for part in ["[-Quand-\\]{+Quel jour+}", "[-2024-\\]{+2025+}"] {
        assert!(run.stdout.contains(part), "no {part:?} in {run:?}");
    }
}

#[test]
fn the_same_pages_exit_0_in_whatever_order_and_from_standard_input() {
    let faq = pages(OLD, &[OLD[2], OLD[0], OLD[1]]).stdin(page(OLD));
    for line in ["diff old.txt new.txt", "diff - new.txt", "diff old.txt -", "diff . old.txt"] {
        let run = faq.run(line).exits(0).quiet();
        assert_eq!(run.stdout, "0 added, 0 removed, 0 changed, 0 moved, 3 the same\n");
    }
    let run = pages(OLD, OLD).run("diff old.txt new.txt --json").exits(0);
    assert_eq!(run.json()["total"], 0);
    assert!(run.results().is_empty());
}

#[test]
fn an_entry_under_another_topic_has_moved() {
    let faq = pages(OLD, OLD);
    let folder = faq.folder().join("after");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("new.txt"), page(OLD)).expect("a page");
    let rules = faq.run("list --json --seeds old.txt").results();
    let id = rules[2]["id"].as_str().expect("an id");
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/facets.json");
    let mut rules: Value =
        serde_json::from_str(&fs::read_to_string(seeds).expect("rules")).expect("JSON");
    let values = rules["facets"].as_array_mut().expect("facets").iter_mut();
    let topics = values.filter(|facet| facet["key"] == "thematique");
    for topic in topics {
        topic["values"][0]["entries"] = serde_json::json!([id]);
    }
    fs::write(folder.join("facets.json"), rules.to_string()).expect("rules");
    let run = faq.run("diff old.txt after --json").exits(1);
    let rows = run.results();
    assert_eq!((rows.len(), &rows[0]["change"], &rows[0]["id"]), (1, &"moved".into(), &id.into()));
    assert_ne!(rows[0]["topics"], rows[0]["old_topics"]);
    let text = faq.run("diff old.txt after").exits(1).stdout;
    assert!(text.contains("Moved to other topics\n") && text.contains("topics: "), "{text}");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let faq = pages(OLD, NEW).stdin(page(OLD));
    faq.run("diff - -").refused(&["only one", "standard input"]);
    faq.run("diff old.txt none.txt").refused(&["none.txt"]);
    faq.run("diff old.txt").refused(&["NEW"]);
    faq.run("diff old.txt new.txt --seeds old.txt").refused(&["--seeds"]);
}

#[test]
fn pages_cannot_drive_the_terminal_by_what_changed_in_them() {
    let (old, new) = (
        "Un texte qui reste pour la plus grande part le même",
        "Un texte qui reste pour la plus grande \u{1b}]0;x\u{7}\u{202e} part le même",
    );
    let run = pages(&[old], &[new]).run("diff old.txt new.txt").exits(1);
    assert!(run.stdout.contains("{+"), "{run:?}");
    assert!(!run.stdout.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{run:?}");
}

/// Words in no order, whose comparison costs the product of their numbers.
#[test]
fn long_entries_of_few_words_are_compared_as_wholes() {
    let text = |seed: u64| -> String {
        let next = |n: &u64| Some(n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
        let numbers = std::iter::successors(Some(seed), next).take(300_000);
        numbers
            .map(|n| ["a ", "b ", "c ", "d ", "e ", "f ", "g ", "h "][(n >> 61) as usize])
            .collect()
    };
    let [old, new] = [1, 2].map(text);
    let bounds = Bounds { memory: 1500, seconds: 30 };
    let run = pages(&[&old], &[&new]).within(bounds, "diff old.txt new.txt").exits(1);
    assert_eq!(run.stdout.matches(['[', '{']).count(), 2, "as wholes");
}

#[test]
fn markdown_has_no_table_without_rows_and_no_column_without_a_heading() {
    let faq = pages(&["Un", "Deux"], &["Un", "Trois", "Quatre ?"]);
    for line in ["diff old.txt new.txt", "check --seeds new.txt"] {
        let run = faq.run(&format!("{line} --format markdown --lang fr")).stdout;
        let lines: Vec<&str> = run.lines().collect();
        for at in (0..lines.len()).filter(|&at| lines[at].starts_with("|---")) {
            assert!(lines.get(at + 1).is_some_and(|row| row.starts_with('|')), "{run}");
            assert!(!lines[at - 1].contains("| |") && !lines[at - 1].contains("|  |"), "{run}");
        }
        assert!(run.matches("Pour information").count() < 2, "{run}");
    }
}
