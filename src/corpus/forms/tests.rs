//! Pages as real sites write them, in each form.

use super::problem::Weight;
use super::*;
use crate::corpus::date::Date;
use crate::corpus::decode::{decode, decode_html};
use crate::corpus::details::GivenValue;
use crate::corpus::facets::FacetRules;

/// An entry: its line, question and text.
type Shown = (usize, String, String);

fn all(form: Form, page: &str) -> (Vec<(Shown, Details)>, Problems) {
    let rules = FacetRules::shipped();
    let decoded = decode(page.as_bytes().to_vec());
    let (decoded, page, entries) = read(form, decoded, &Delimiter::default(), rules.facets());
    let entry = |span: Span| {
        let details = span.details.map(|details| *details).unwrap_or_default();
        let question = details.question().map(|(question, _)| question.to_owned());
        let text = decoded.as_str()[span.range].to_owned();
        ((span.line, question.unwrap_or_default(), text), details)
    };
    (entries.into_iter().map(entry).collect(), page.problems)
}

#[track_caller]
fn gives(form: Form, page: &str, expected: &[(usize, &str, &str)], troubles: &[(usize, Trouble)]) {
    let (entries, problems) = all(form, page);
    let shown: Vec<Shown> = entries.into_iter().map(|(shown, _)| shown).collect();
    let expected: Vec<Shown> =
        expected.iter().map(|&(line, q, t)| (line, q.to_owned(), t.to_owned())).collect();
    assert_eq!(shown, expected, "{page}");
    assert_eq!(problems, troubles, "{page}");
}

#[test]
fn accordions_of_the_state_design_system() {
    let page = r#"<!DOCTYPE html>
<html lang="fr"><head><title>FAQ</title></head><body>
<header role="banner" class="fr-header"><nav class="fr-nav"><ul><li><a href="/">Accueil</a></li></ul></nav></header>
<main><h1>Foire aux questions</h1>
<div class="fr-accordions-group" data-fr-group="true">
  <section class="fr-accordion">
    <h3 class="fr-accordion__title">
      <button type="button" class="fr-accordion__btn" aria-expanded="false" aria-controls="a-1">Combien co&ucirc;te la carte&nbsp;?</button>
    </h3>
    <div class="fr-collapse" id="a-1"><p>Rien.</p><ul><li>ni <em>frais</em></li><li><p>ni abonnement</p></li></ul></div>
  </section>
  <section class="fr-accordion">
    <h3 class="fr-accordion__title"><button aria-controls="a-2" aria-expanded="false">Les délais</button></h3>
    <div class="fr-collapse" id="a-2" hidden><p>Deux<br>jours.</p></div>
  </section>
</div></main></body></html>"#;
    gives(
        Form::Html,
        page,
        &[
            (8, "Combien coûte la carte\u{a0}?", "Rien.\n- ni frais\n- ni abonnement"),
            (13, "", "Les délais\nDeux\njours."),
        ],
        &[(4, Trouble::LeftOut(1))],
    );
}

#[test]
fn details_lists_of_definitions_and_headings() {
    let page = "<details><summary><h3>Quand ?</h3></summary>Lundi.</details>
<dl><dt>Où <dt>Qui ?<dd>Vous<dd>et nous.</dl>
<h2>Pourquoi<br>donc&nbsp;?</h2><p>Ainsi<p>soit-il.<h3>Un titre</h3><pre>a
  b</pre><h2>Seule ?</h2>";
    gives(
        Form::Html,
        page,
        &[
            (1, "Quand ?", "Lundi."),
            (2, "Qui ?", "Vous\net nous."),
            (3, "Pourquoi donc\u{a0}?", "Ainsi\nsoit-il.\nUn titre\na\n  b"),
        ],
        &[(2, Trouble::NoAnswer("Où".into())), (4, Trouble::NoAnswer("Seule ?".into()))],
    );
}

#[test]
fn questions_of_schema_org_in_json_ld_and_microdata() {
    let page = r#"<html><head><link rel=canonical href="https://exemple.fr/faq">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":["WebPage","FAQPage"],
"dateModified":"2025-02-01","mainEntity":[{"@type":"Question","name":"L&#39;une ?","acceptedAnswer":{"@type":"Answer","text":"<p>A</p><p>B &amp; C</p>"}}]}]}</script>
<script type="application/ld+json">{bad</script></head><body><p>Autre chose</p>
<div itemscope itemtype="https://schema.org/Question"><meta itemprop="dateModified" content="2025-03-04"><span itemprop="name">L’autre ?</span>
<div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><b>Non</b><div itemprop="text"><ul><li>D</ul></div></div></div></body>"#;
    let (entries, problems) = all(Form::Html, page);
    let shown: Vec<(&str, &str)> =
        entries.iter().map(|((_, question, text), _)| (&question[..], &text[..])).collect();
    assert_eq!(shown, [("L'une ?", "A\nB & C"), ("L’autre ?", "- D")]);
    let dates: Vec<Option<Date>> = entries.iter().map(|(_, details)| details.updated).collect();
    assert_eq!(dates, [Date::read("2025-02-01"), Date::read("2025-03-04")]);
    assert!(
        entries.iter().all(|(_, about)| about.url.as_deref() == Some("https://exemple.fr/faq"))
    );
    assert!(
        matches!(
            &problems[..],
            [(4, Trouble::MalformedJsonLd { asks: false, .. }), (4, Trouble::LeftOut(2)),]
        ),
        "{problems:?}"
    );
}

#[test]
fn what_a_browser_does_not_show() {
    let page = "<p>Un</p><template><p>x</p></template><div hidden>x<p>x</div><svg><title>x</title>\
        <path/><text>x</text></svg><p style='display : none'>x</p><noscript>x</noscript>\
        <select><option>x</select><div role=navigation>x</div><textarea>x</textarea>deux";
    let expected = [(1, "", "Un\ndeux")];
    gives(Form::Html, page, &expected, &[(1, Trouble::OneEntry)]);
}

#[test]
fn a_row_begins_with_its_first_cell_though_that_is_empty() {
    let page = "<p></p>\n<table><tr><td></td><td>x</td></tr></table>";
    gives(Form::Html, page, &[(2, "", "| x")], &[(2, Trouble::OneEntry)]);
}

#[test]
fn a_question_behind_references_stands_in_its_own_line() {
    let page = "<details><summary>\n&#32;\nO&ugrave; ?</summary>L&agrave;.</details>";
    gives(Form::Html, page, &[(3, "Où ?", "Là.")], &[]);
}

#[test]
fn markdown_keeps_its_lines() {
    let page = "---\ntitle: x\n---\nAvant.\n\n# Titre\n\n## Quel *délai* ?\n\nDeux\njours&nbsp;:\n\n1. un\n2. deux\n\n\
        | a | b |\n|---|---|\n| c | `d` |\n\nSuite\n-----\n\n```\nx  y\n\nz\n```\n<div>e<br>f</div>\n";
    gives(
        Form::Markdown,
        page,
        &[
            (8, "Quel délai ?", "Deux\njours\u{a0}:\n- un\n- deux\na | b\nc | d"),
            (20, "", "Suite\nx  y\nz\ne\nf"),
        ],
        &[(4, Trouble::LeftOut(1)), (6, Trouble::NoAnswer("Titre".into()))],
    );
}

#[test]
fn jsonl_gives_what_can_be_read() {
    let page = r#"{"text":"Un\u0301 ","question":"Où ?","question_source":"curated","url":"javascript:x","updated":"2025-13-01","tags":["a","a"],"facets":{"produit":["hds","non-classe"],"offre":7},"labels":{"produit":["L’HDS"]},"stated":{"produit":["hds"]}}

{"text":" "}
[1]
{"question":"Seule ?"}
{"text":"Deux","topics":["x"]}"#;
    let (entries, problems) = all(Form::Jsonl, page);
    assert_eq!(entries[0].0, (1, "Où ?".into(), "Uń".into()));
    assert_eq!(entries[1], ((6, String::new(), "Deux".into()), Details::default()));
    let value = GivenValue {
        facet: "produit".into(),
        key: Some("hds".into()),
        label: "L’HDS".into(),
        is_stated: true,
    };
    let expected = Details {
        curated: Some("Où ?".into()),
        tags: vec!["a".into()],
        values: vec![value],
        is_placed: true,
        ..Details::default()
    };
    assert_eq!(entries[0].1, expected);
    let lines: Vec<usize> = problems.iter().map(|problem| problem.0).collect();
    assert_eq!(lines, [1, 1, 1, 3, 4, 5], "{problems:?}");
}

#[test]
fn tables_by_the_names_of_their_columns() {
    let rows = "\n\"Quel, ?\";\"Un\n\"\"deux\"\"\";hds;Psc\n;Trois;;\nSeule ?;;;\n";
    let expected = [(2, "Quel, ?", "Un\n\"deux\""), (4, "", "Trois")];
    let trouble = [(5, Trouble::NoAnswer("Seule ?".into()))];
    gives(Form::Csv, &format!("Question;RÉPONSE;Topics;produit{rows}"), &expected, &trouble);
    let (entries, _) = all(Form::Csv, &format!("Question;Réponse;topics;produit{rows}"));
    let keys: Vec<Option<&str>> = entries[0].1.values.iter().map(|v| v.key.as_deref()).collect();
    assert_eq!(keys, [Some("hds"), None]);
    assert_eq!((entries[0].1.is_placed, entries[1].1.is_placed), (true, false));
    gives(Form::Tsv, "text\turl\nUn\\n\\\\n\\t\"\t\n", &[(2, "", "Un\n\\n\t\"")], &[]);
    gives(Form::Csv, "a,b\n1,2\n", &[], &[(1, Trouble::NoColumn)]);
}

#[test]
fn forms_by_name_else_by_content() {
    for (name, text, form) in [
        ("a.TXT", "<html>", Form::Text),
        ("a.Htm", "x", Form::Html),
        ("-", " <!-- x --> <!DOCTYPE html>", Form::Html),
        ("a.dat", "<h1 class=x>", Form::Html),
        ("-", "<h10>", Form::Text),
        ("-", "{\"text\":\"a\"}\n{", Form::Jsonl),
        ("-", "[{\"@type\":\"Question\"}]", Form::Json),
        ("-", "{Un}", Form::Text),
        ("-", "# Titre", Form::Text),
    ] {
        assert_eq!(Form::of(name, &decode(text.as_bytes().to_vec())), form, "{name} {text}");
    }
    for (name, page) in [
        ("a.md", true),
        ("A.TSV", true),
        ("Readme.md", false),
        ("changelog-2.txt", false),
        (".a.txt", false),
        ("facets.json", false),
        ("facets2.json", true),
        ("a.rst", false),
    ] {
        assert_eq!(is_page(name), page, "{name}");
    }
}

#[test]
fn html_in_the_encoding_that_it_declares() {
    let declared = b"<meta charset=iso-8859-15>\n10 \xA4".to_vec();
    let read = decode_html(declared.clone());
    assert_eq!((read.as_str().ends_with("10 €"), read.damage), (true, None));
    assert!(decode(declared).as_str().ends_with("10 ¤"), "no page of another form declares one");
    assert!(decode_html("<meta charset=iso-8859-15>é".into()).as_str().ends_with('é'));
    let damaged = decode_html(b"<meta charset=shift_jis>\n\xFF\xE9".to_vec());
    assert!(damaged.damage.is_some_and(|damage| damage.line == 2), "{damaged:?}");
}

#[test]
fn what_stands_beside_the_matter_of_a_page_is_no_answer() {
    let aside = "<aside><p>Pub</p></aside>\n<div role=\"complementary\">Voir aussi</div>\n\
        <footer><p>© Ville</p></footer>";
    let page = format!("<main><h2>Du wifi ?</h2><p>Oui.</p></main>\n{aside}");
    gives(Form::Html, &page, &[(1, "Du wifi ?", "Oui.")], &[(2, Trouble::LeftOut(3))]);
    // Within an answer it belongs to that.
    let page = "<details><summary>Un ?</summary>Oui.<aside>Sauf le lundi.</aside></details>";
    gives(Form::Html, page, &[(1, "Un ?", "Oui.\nSauf le lundi.")], &[]);
    // Where the entries stand nowhere else it is what the page is about.
    let page = "<p>Accueil</p><aside><h2>Du wifi ?</h2><p>Oui.</p></aside>";
    gives(Form::Html, page, &[(1, "Du wifi ?", "Oui.")], &[(1, Trouble::LeftOut(1))]);
    let page = format!("<p>Oui.</p><p>Cette réponse vous a-t-elle été utile ?</p>{aside}");
    gives(Form::Html, &page, &[(1, "", "Oui.")], &[(1, Trouble::LeftOut(3))]);
}

#[test]
fn answers_that_a_page_shows_when_its_question_is_pressed_are_kept() {
    let page = "<h3><button aria-expanded=false>Des prises ?</button></h3>
<div hidden=\"until-found\"><p>Oui, à chaque table.</p></div>
<div class=item><h2><span hidden>+</span>Un parking ?</h2></div><div style=\"display: none\"><p>Non.</p><p>Ni vélos.</p></div>
<h3>Du wifi ?</h3><p>Oui.</p><div hidden>Chargement</div>";
    gives(
        Form::Html,
        page,
        &[
            (1, "Des prises ?", "Oui, à chaque table."),
            (3, "Un parking ?", "Non.\nNi vélos."),
            (4, "Du wifi ?", "Oui."),
        ],
        &[],
    );
}

#[test]
fn several_answers_to_a_question_are_paragraphs_of_one() {
    let page = r#"{"@type":"FAQPage","mainEntity":[
{"@type":"Question","name":"Un ?","acceptedAnswer":[{"text":"A1."},"A2.",{"text":" "}]},
{"@type":"Question","name":"Deux ?","acceptedAnswer":[],"suggestedAnswer":[{"text":"S1."},{"text":"S2."}]}]}"#;
    gives(Form::Json, page, &[(2, "Un ?", "A1.\n\nA2."), (3, "Deux ?", "S1.\n\nS2.")], &[]);
}

#[test]
fn a_quote_that_nothing_closes_ends_with_its_line() {
    let rows = [(3, "B ?", "deux"), (4, "C ?", "trois, ou quatre")];
    for (second, rest) in [("B ?,deux", "C ?,\"trois, ou quatre\""), ("B ?,\"deux\"", "")] {
        let page = format!("question,answer\nA ?,\"non, \"\"fermée\n{second}\n{rest}\n");
        let rows = &rows[..if rest.is_empty() { 1 } else { 2 }];
        let expected = [&[(2, "A ?", "non, \"fermée")], rows].concat();
        gives(Form::Csv, &page, &expected, &[(2, Trouble::OpenQuote)]);
    }
    // At the very end, and in cells of several lines, of which the last alone is not closed.
    let page = "answer;question\n\"un\ndeux\";\"A ?\"\ntrois;\"B ?";
    let expected = [(2, "A ?", "un\ndeux"), (4, "B ?", "trois")];
    gives(Form::Csv, page, &expected, &[(4, Trouble::OpenQuote)]);
    // Spaces behind a quote, and quotes in the middle of a line, open nothing.
    let page = "answer,question\n\"un\ndeux\" ,A ?\nle 5\" plat,\"B \"ou\" C ?\"\n";
    let expected = [(2, "A ?", "un\ndeux"), (4, "B ou\" C ?\"", "le 5\" plat")];
    let (entries, problems) = all(Form::Csv, page);
    let shown: Vec<(usize, &str)> =
        entries.iter().map(|((line, _, text), _)| (*line, text.trim())).collect();
    assert_eq!(shown, expected.map(|(line, _, text)| (line, text)));
    assert_eq!(problems, []);
}

#[test]
fn cells_beyond_the_header_are_told() {
    let (csv, tsv) = ("question,answer\nA ?,un,deux,trois\nB ?,ok,,\n", "answer\nun\tdeux\n");
    let expected = [(2, "A ?", "un"), (3, "B ?", "ok")];
    gives(Form::Csv, csv, &expected, &[(2, Trouble::ExtraCells(2))]);
    gives(Form::Tsv, tsv, &[(2, "", "un")], &[(2, Trouble::ExtraCells(1))]);
    assert_eq!(Trouble::ExtraCells(1).weight(), Weight::Loss);
}
