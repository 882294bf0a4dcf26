//! The forms of output: text at several widths, JSON, JSONL, CSV, Markdown.

use serde_json::Value;

use crate::harness::{Faq, page};

#[test]
fn a_document_has_the_documented_shape() {
    let run = Faq::shipped().run("search 'certification chiffrement' --json -n 1").exits(0);
    let document = run.json();
    let keys = |value: &Value| {
        value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(keys(&document), "command confident corrections missing query results schema total");
    assert_eq!(
        (&document["schema"], &document["command"], &document["query"]),
        (&"faq/1".into(), &"search".into(), &"certification chiffrement".into())
    );
    let row = &document["results"][0];
    assert_eq!(
        keys(row),
        "by facets id labels matches question question_matches question_source rank score sources \
         text title topics"
    );
    assert_eq!(keys(&row["facets"]), "couloir dispositif offre produit thematique");
    assert_eq!(
        keys(&row["sources"][0]),
        "entry file line",
        "the pages inside the program have no path"
    );
    assert_eq!(keys(&row["matches"][0]), "end kind start term");
    let valid = |key: &Value| {
        key.as_str().is_some_and(|key| {
            key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        })
    };
    assert!(row["topics"].as_array().expect("topics").iter().all(valid));
}

#[test]
fn jsonl_is_one_result_a_line() {
    let faq = Faq::shipped();
    let results = faq.run("list --json").results();
    let lines: Vec<Value> = faq
        .run("list --jsonl")
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines, results);
    assert_eq!(faq.run("topics --jsonl").stdout.lines().count(), 14);
    assert_eq!(faq.run("check --format jsonl").stdout.lines().count(), 5);
    let faq = Faq::with(&[("a.txt", page(&["Un"])), ("b.txt", String::new())]);
    let lines = faq.run("check --jsonl").exits(1).stdout;
    assert!(
        lines.lines().count() == 2 && lines.contains("{\"skipped\":{\"file\":\"pages/b.txt\""),
        "{lines}"
    );
    assert!(faq.run("check --format csv").exits(1).stdout.contains("skipped, empty"));
}

#[test]
fn csv_follows_rfc_4180() {
    let faq = Faq::with_entries(&["Un, \"deux\"\ntrois", "=1+1"]);
    let run = faq.run("list --format csv").exits(0).quiet();
    let (head, rest) = run.stdout.split_once("\r\n").expect("a header");
    assert_eq!(
        head,
        "rank,score,id,title,topics,offre,couloir,dispositif,produit,file,entry,line,sources,question,url,updated,text,question_source,tags"
    );
    assert!(
        rest.contains(",page.txt,1,1,page.txt:1,,,,\"Un, \"\"deux\"\"\ntrois\",,\r\n"),
        "{rest}"
    );
    assert!(rest.ends_with("page.txt:4,,,,=1+1,,\r\n"), "text is kept as it is: {rest}");
    let none = Faq::shipped().run("search xyzzyqq --format csv").exits(1);
    assert_eq!(none.stdout.matches("\r\n").count(), 1, "the header alone");
}

#[test]
fn markdown_shows_the_text_of_pages_as_text() {
    let faq = Faq::with_entries(&["<script>alert(1)</script> *gras*\n- un\n- deux"]);
    let run = faq.run("grep gras --format markdown").exits(0).quiet();
    assert!(run.stdout.starts_with("# faq grep: gras\n\n## 1. \\<script\\>"), "{}", run.stdout);
    assert!(run.stdout.contains("\\*gras\\*\n\n- un\n- deux\n"), "{}", run.stdout);
}

#[test]
fn text_drops_what_could_drive_a_terminal_and_json_escapes_it() {
    let hostile = "Avant \u{1b}]52;c;aGk=\u{7} \u{9b}2J \u{202e}caché\u{202c} \u{0}après\t.";
    let faq = Faq::with(&[("a\u{1b}[31m.txt", page(&[hostile]))]);
    for line in [
        "search caché",
        "grep caché --color always",
        "list",
        "show",
        "search caché --format csv",
        "list --format markdown",
        "check",
    ] {
        let id = faq.run("list --json").results()[0]["id"].as_str().expect("an id").to_owned();
        let line = if line == "show" { format!("show {id}") } else { line.to_owned() };
        let run = faq.run(&line).exits(0);
        let colourless = run
            .stdout
            .replace("\u{1b}[1;31m", "")
            .replace("\u{1b}[0m", "")
            .replace("\u{1b}[1m", "")
            .replace("\u{1b}[2m", "");
        let bad = |c: char| {
            (c.is_control() && !"\t\n\r".contains(c)) || "\u{202e}\u{202c}\u{2066}".contains(c)
        };
        assert!(!colourless.contains(bad) && !run.stderr.contains(bad), "{line}: {run:?}");
    }
    let run = faq.run("list --json");
    assert!(!run.stdout.contains(|c: char| c.is_control() && c != '\n'), "{}", run.stdout);
    assert!(run.stdout.contains("\\u009B2J \\u202Ecach"), "{}", run.stdout);
    run.finds(&[hostile]);
}

#[test]
fn text_at_80_columns() {
    let run = Faq::shipped().run("grep 'mise en oeuvre.*INS'").exits(0).quiet();
    assert_eq!(
        run.stdout,
        "\
1. Quelle est la différence entre l’INS-C et l’INS ?
   Un identifiant calculé (INS-C), attribué au travers d’un algorithme à partir
   d’informations lues à partir de la carte Vitale de l’assuré, a d’abord été
   utilisé de façon transitoire dans l'attente de l'évolution des textes
   permettant l'utilisation d'un identifiant adapté.
   L'évolution des textes permet aujourd’hui la mise en œuvre de l’INS (Identité
   Nationale de Santé). L’INS-C est donc remplacé par l'INS c'est à dire le NIR
   et les cinq traits d'identité qualifiés (nom de naissance, prénom(s), date de
   naissance, sexe, lieu de naissance).
   0d7b28b20bb1 · Identités et répertoires (INS, RPPS, FINESS, ROR) · 001:81 ·
   question added
"
    );
}

#[test]
fn text_fits_its_width() {
    use faq::corpus::Corpus;
    use faq::messages::Lang;
    use faq::report::{Format, Layout, Results, Rows, write_results};
    use unicode_width::UnicodeWidthStr;
    let corpus = Corpus::shipped().expect("the shipped pages");
    for width in [40, 60, 80, 200] {
        let results = Results::new("grep", &corpus, Rows::of(corpus.entries()));
        let mut out = Vec::new();
        let layout = Layout { width, color: false, links: false, full: true, lang: Lang::En };
        write_results(&results, Format::Text, layout, &mut out).expect("a vector takes all");
        let text = String::from_utf8(out).expect("UTF-8");
        let longest = text.lines().map(UnicodeWidthStr::width).max();
        assert!(longest <= Some(width), "{width}: {longest:?}");
    }
}

#[test]
fn long_answers_are_cut_with_the_command_that_shows_the_rest() {
    let faq = Faq::shipped();
    let text = faq.run("search 'principales étapes de l’accréditation' -n 1").exits(0).stdout;
    assert!(text.contains("more lines: faq show d88e0d414f8b"), "{text}");
    let full = faq.run("search 'principales étapes de l’accréditation' -n 1 --full").stdout;
    assert!(full.contains("tous les 15 mois") && !full.contains("more lines"), "{full}");
}

#[test]
fn fields_are_those_asked_for() {
    let faq = Faq::shipped();
    for line in ["list", "search certification hds", "show b974", "grep oeuvre", "similar b974"] {
        let rows = faq.run(&format!("{line} --json --fields id,title,topics")).exits(0).results();
        let lines =
            faq.run(&format!("{line} --jsonl --fields=topics,id --fields title")).exits(0).stdout;
        assert_eq!(lines.lines().count(), rows.len());
        for (row, line) in rows.iter().zip(lines.lines()) {
            assert_eq!(row.as_object().map(serde_json::Map::len), Some(3));
            assert_eq!(row, &serde_json::from_str::<Value>(line).expect("JSON"));
            assert!(line.starts_with("{\"topics\":["), "as asked: {line}");
        }
    }
    let all = faq.run("search securitte --json").json();
    let some = faq.run("--fields score search securitte --json").json();
    assert_eq!(some["results"][0], serde_json::json!({"score": all["results"][0]["score"]}));
    assert_eq!(some["corrections"], all["corrections"]);
}

#[test]
fn fields_are_columns_in_the_order_asked_for() {
    let faq = Faq::with_entries(&["La certification HDS", "Un \u{1b}autre\tcas"]);
    let run = |line: &str| faq.run(line).exits(0).quiet().stdout;
    assert_eq!(
        run("list --format csv --fields 'text, line'"),
        "text,line\r\nLa certification HDS,1\r\nUn autre\tcas,3\r\n"
    );
    assert_eq!(
        run("list --format tsv --fields line,text,produit,thematique"),
        "line\ttext\tproduit\tthematique\n1\tLa certification HDS\thds\thds\n\
         3\tUn autre\\tcas\t\tnon-classe\n"
    );
    assert_eq!(
        run("grep certification --format tsv --fields matches,question"),
        "matches\tquestion\n[{\"end\":16,\"start\":3}]\t\n"
    );
}

#[test]
fn fields_that_there_are_not_are_refused_with_those_there_are() {
    let faq = Faq::shipped();
    let known = ["\"nope\"", "title", "text", "facets", "sources", "question", "labels"];
    faq.run("list --json --fields id,nope").refused(&known);
    faq.run("list --format csv --fields nope").refused(&["produit", "file", "labels"]);
    faq.run("search hds --json --fields file").refused(&["no field"]);
    for line in
        ["list --fields id", "list --format markdown --fields id", "topics --json --fields id"]
    {
        faq.run(line).refused(&["--fields goes with search", "title", "labels"]);
    }
    let row = faq.run("search securitte --json --explain").results().remove(0);
    for name in row.as_object().expect("an entry").keys() {
        faq.run(&format!("search hds --json --fields {name}")).exits(0);
    }
}
