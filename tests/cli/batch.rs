//! `faq search --batch`: a line, an answer.

use serde_json::Value;

use crate::harness::Faq;

#[test]
fn a_batch_answers_each_line_in_order() {
    let queries = "certification hds\n\ntopic:nulle\nxyzzyqq\n";
    let run = Faq::shipped().stdin(queries).run("search --batch - --jsonl -n 2").exits(0);
    let documents: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(documents.len(), 4);
    assert!(
        documents[0]["total"].as_u64() > Some(2)
            && documents[0]["results"].as_array().is_some_and(|r| r.len() == 2)
    );
    assert_eq!((&documents[1]["total"], &documents[1]["query"]), (&0.into(), &"".into()));
    assert_eq!(documents[2]["total"], 0);
    assert!(documents[2]["error"].as_str().is_some_and(|error| error.contains("nearest")));
    assert_eq!(documents[3]["total"], 0);
    run.says(&["faq: -:3: "]);
    let filtered = Faq::shipped().stdin("\n \nhds\n").run("search --batch - --topic hds --jsonl");
    let totals = filtered.stdout.lines().map(|line| {
        serde_json::from_str::<Value>(line).expect("JSON")["total"].as_u64().expect("a number")
    });
    let totals: Vec<u64> = totals.collect();
    assert!(totals[..2] == [0, 0] && totals[2] > 0, "a blank line asks for nothing: {totals:?}");
    let alone = Faq::shipped().run("search 'certification hds' --json -n 2").json();
    assert_eq!(documents[0], alone, "the same answer as alone");
    Faq::shipped().stdin("x").run("search --batch - --json").refused(&["--jsonl"]);
    Faq::shipped().stdin("x").run("search --batch - --format csv").refused(&["--jsonl"]);
    Faq::shipped()
        .stdin("x")
        .run("search --batch absent.txt")
        .refused(&["absent.txt: cannot be read"]);
    Faq::shipped().stdin("x").run("search --batch - --seeds -").refused(&["standard input"]);
    Faq::shipped().stdin("xyzzyqq\n").run("search --batch -").exits(1);
}

#[test]
fn a_batch_answers_each_line_before_the_next_comes() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::Stdio;
    let faq = Faq::shipped();
    for format in ["--jsonl", "--format=text"] {
        let mut command = faq.command();
        command.args(["search", "--batch", "-", "-n1", format]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let mut asks = child.stdin.take().expect("a pipe");
        let mut answers = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        for query in ["chiffrement pseudonymisation", "agrément"] {
            writeln!(asks, "{query}").expect("a reader");
            // An answer that never comes ends the test by the time the runner gives it.
            let told = answers.find(|line| line.as_ref().is_ok_and(|line| line.contains(query)));
            assert!(told.is_some(), "{query}");
        }
        drop(asks);
        answers.for_each(drop);
        assert_eq!(child.wait().expect("the program ends").code(), Some(0));
    }
}
