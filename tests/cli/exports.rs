//! What `list` writes for other programs and people: a web page, FAQPage, bulk, questions, TSV.

use serde_json::Value;

use crate::harness::{Faq, page};

const HOSTILE: &str = "Sécurité <b>\"de\"</b> l'œuvre </script><script>alert(1)</script>\n\
    \u{202e}\u{1b}[2J&amp; <img src=x onerror='alert(2)'>\n- un point </ul>\n- deux";

#[test]
fn the_web_page_stands_alone_and_has_every_entry_once() {
    let faq = Faq::shipped();
    let html = faq.run("list --format html").exits(0).quiet().stdout;
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">"));
    assert!(html.ends_with("</html>\n"));
    let rows = faq.run("list --json").results();
    assert_eq!(html.matches("<article ").count(), rows.len());
    for row in &rows {
        let id = row["id"].as_str().expect("an id");
        let anchor = format!("<article id=\"{id}\" data-values=\"");
        assert_eq!(html.matches(&anchor).count(), 1, "{id}");
        let heading = row["question"].as_str().unwrap_or_default().replace('\'', "&#39;");
        assert!(html.contains(&heading), "{heading}");
    }
    assert_eq!(html.matches("<select data-facet=").count(), 5);
    assert_eq!(html.matches("<option value=\"hds\">").count(), 2, "a product and a topic");
    for loads in ["<link", "<img", "<iframe", " src=", "@import", "url(", "http-equiv=\"refresh"] {
        assert!(!html.contains(loads), "{loads}");
    }
    let groups = faq.run("list --json").json()["groups"].as_array().expect("groups").len();
    assert_eq!(html.matches("<section id=\"groupe-").count(), groups);
    let hds = faq.run("list --format html --produit hds --by file").exits(0).stdout;
    let total = faq.run("list --json --produit hds").json()["total"].as_u64();
    assert_eq!(Some(hds.matches("<article ").count() as u64), total);
    assert!(hds.contains(".txt</a> <span>"), "{hds}");
}

#[test]
fn hostile_text_stays_text_on_the_web_page() {
    let name = "a<i>\"'.txt";
    let html = Faq::with(&[(name, page(&[HOSTILE]))]).run("list --format html").exits(0).stdout;
    assert_eq!(html.matches("<script").count(), 1);
    assert_eq!(html.matches("</script").count(), 1);
    for tag in ["<b>", "<img", "<i>", "\u{202e}", "\u{1b}", "&amp; <", "onerror='"] {
        assert!(!html.contains(tag), "{tag}");
    }
    assert!(
        html.contains("<p>Sécurité &lt;b&gt;&quot;de&quot;&lt;/b&gt; l&#39;œuvre &lt;/script&gt;")
    );
    assert!(html.contains("<p>[2J&amp;amp; &lt;img src=x"), "{html}");
    assert!(html.contains("<ul>\n<li>un point &lt;/ul&gt;</li>\n<li>deux</li>\n</ul>\n</div>"));
    assert!(html.contains("a&lt;i&gt;&quot;&#39;.txt, ligne 1"), "{html}");
    assert!(html.contains("<h3 class=\"excerpt\">"), "its title is no question");
}

#[test]
fn faqpage_has_the_entries_with_a_question_and_counts_the_others() {
    let faq = Faq::shipped();
    let rows = faq.run("list --json").results();
    let document = faq.run("list --format faqpage").exits(0).quiet().json();
    assert_eq!(document["@type"], "FAQPage");
    let questions = document["mainEntity"].as_array().expect("questions");
    assert_eq!(questions.len(), rows.len());
    for (question, row) in questions.iter().zip(&rows) {
        assert_eq!(question["@type"], "Question");
        assert_eq!(question["name"], row["question"]);
        assert_eq!(question["acceptedAnswer"]["text"], row["text"]);
        assert_eq!(question["creativeWorkStatus"], row["question_source"]);
    }
    assert!(rows.iter().all(|row| row["question_source"] == "curated"));

    let run = Faq::with_entries(&[HOSTILE, "Deux"]).run("list --format faqpage").exits(0);
    assert_eq!(run.json()["mainEntity"].as_array().map(Vec::len), Some(0));
    run.says(&["2 of 2 entries left out"]);
    let known = r#"{"ID": {"question": "Est-ce </script> ?"}}"#;
    let plain = Faq::with_entries(&[HOSTILE]);
    let id = plain.run("list --json").results()[0]["id"].as_str().expect("an id").to_owned();
    std::fs::write(plain.pages().join("questions.json"), known.replace("ID", &id)).expect("a file");
    let run = plain.run("list --format faqpage").exits(0).quiet();
    assert!(!run.stdout.contains('<'), "{run:?}");
    let question = &run.json()["mainEntity"][0];
    assert_eq!(question["name"], "Est-ce </script> ?");
    assert!(question["acceptedAnswer"]["text"].as_str().expect("a text").contains("</script>"));
}

#[test]
fn bulk_is_an_action_and_a_document_an_entry() {
    let faq = Faq::shipped();
    let rows = faq.run("list --json").results();
    let run = faq.run("list --format bulk").exits(0).quiet();
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 2 * rows.len());
    for (pair, row) in lines.chunks(2).zip(&rows) {
        let id = row["id"].as_str().expect("an id");
        assert_eq!(pair[0], format!("{{\"index\":{{\"_index\":\"faq\",\"_id\":\"{id}\"}}}}"));
        assert_eq!(&serde_json::from_str::<Value>(pair[1]).expect("JSON"), row);
    }
}

#[test]
fn questions_are_written_as_they_are_read() {
    let faq = Faq::with_entries(&["Un", "Deux"]);
    let run = faq.run("list --format questions").exits(0).quiet();
    let blank = run.json();
    let ids: Vec<String> = blank.as_object().expect("an object").keys().cloned().collect();
    assert_eq!(ids.len(), 2);
    assert!(
        ids.iter()
            .all(|id| blank[id]["question"] == "" && blank[id]["also"] == Value::Array(vec![]))
    );
    let known = run.stdout.replacen("\"question\": \"\"", "\"question\": \"Combien ?\"", 1);
    let known = known.replacen("\"also\": []", "\"also\": [\n      \"quel nombre\"\n    ]", 1);
    std::fs::write(faq.pages().join("questions.json"), &known).expect("a file");
    assert_eq!(faq.run("list --format questions").exits(0).quiet().stdout, known);
    assert_eq!(faq.run("list --json").results()[0]["question"], "Combien ?");
}

#[test]
fn tsv_escapes_what_would_end_a_cell() {
    let faq = Faq::with_entries(&["Un\tdeux \\n \"trois\"\nquatre"]);
    let run = faq.run("list --format tsv").exits(0).quiet();
    let lines: Vec<&str> = run.stdout.split_terminator('\n').collect();
    assert_eq!(lines.len(), 2, "{run:?}");
    let csv = faq.run("list --format csv").stdout;
    assert_eq!(lines[0].replace('\t', ","), csv.lines().next().unwrap_or_default());
    assert!(lines[1].ends_with("\tUn\\tdeux \\\\n \"trois\"\\nquatre\t\t"), "{run:?}");
    assert_eq!(lines[0].matches('\t').count(), lines[1].matches('\t').count());
    let topics = Faq::shipped().run("topics --format tsv").exits(0).stdout;
    assert!(topics.starts_with("facet\tvalue\tlabel\tcount\nthematique\t"), "{topics}");
    assert_eq!(Faq::shipped().run("grep -c hds --format tsv").stdout.lines().next(), Some("total"));
}

#[test]
fn the_formats_of_list_go_with_no_other_verb() {
    let faq = Faq::shipped();
    for format in ["html", "faqpage", "bulk", "questions"] {
        for verb in ["search hds", "grep hds", "topics", "check", "show b974"] {
            faq.run(&format!("{verb} --format {format}")).refused(&["--format", "list"]);
        }
    }
}
