//! `faq search`: ranking, typos, phrases, exclusions, prefixes, filters, without the verb.

use faq::text::fold::fold;
use faq::text::phrase::{Phrase, Stream};
use serde_json::Value;

use crate::harness::Faq;

/// The first result of a search on the shipped pages: its question and its text.
fn first(query: &str) -> String {
    let run = Faq::shipped().run_args(&["search", query, "--json", "-n", "1"]).exits(0);
    let row = &run.results()[0];
    let [question, text] = ["question", "text"].map(|key| row[key].as_str().expect("a text"));
    format!("{question}\n{text}")
}

#[test]
fn the_obvious_answers_come_first() {
    for (query, part) in [
        ("organismes exclus de l'obligation HDS", "Sont aussi exclus de l’obligation"),
        ("l'annuaire santé", "deux moyens de recherche sur le site de l’annuaire santé"),
        ("combien coûte une certification", "Le coût d’une certification"),
        ("chifrement", "le chiffrement n'a pas d'impact"),
        ("SC.DMP/CONF.21", "SC.DMP/CONF.21 remplace"),
        ("article R1111-9", "R1111-9"),
        ("où stocker le client_secret", "Le client_secret ne doit jamais"),
    ] {
        let text = first(query);
        assert!(text.contains(part), "{query}: {text}");
    }
}

/// What people ask for by name: the first answer speaks of it.
#[test]
fn every_system_that_is_asked_for_by_name_is_found_first() {
    for (name, words) in [
        ("HDS", "HDS"),
        ("hébergeur de données de santé", "héberge*|hébergement de données de santé|HDS"),
        ("COFRAC", "cofrac"),
        ("SecNumCloud", "secnumcloud"),
        ("IGC-Santé", "igc-santé"),
        ("certificats logiciels", "certificats logiciels"),
        ("PGSSI-S", "pgssi-s"),
        ("Pro Santé Connect", "pro santé connect"),
        ("PSC", "pro santé connect|psc"),
        ("CIBA", "ciba"),
        ("e-CPS", "e-cps"),
        ("mTLS", "mtls"),
        ("PFCNG", "pfcng"),
        ("CPS", "cps"),
        ("CPx", "cpx"),
        ("CPA", "cpa"),
        ("CDE", "cde"),
        ("Annuaire Santé", "annuaire santé"),
        ("RPPS", "rpps"),
        ("RPPS+", "rpps+"),
        ("FINESS", "finess"),
        ("FINESS+", "finess+"),
        ("ROR", "ror"),
        ("INS", "ins"),
        ("INS-C", "ins-c"),
        ("identité nationale de santé", "identité nationale de santé"),
        ("MSSanté", "mssanté"),
        ("DMP", "dmp"),
        ("DRIMbox", "drimbox"),
        ("RIS", "ris"),
        ("REM", "rem"),
        ("DSR", "dsr"),
        ("EDC", "edc"),
        ("CGU", "cgu"),
        ("CNDA", "cnda"),
        ("PASSI", "passi"),
        ("DMN", "dmn"),
        ("dispositif médical numérique", "dispositif médical numérique|dmn"),
        ("PCI", "pci"),
        ("Convergence", "convergence"),
        ("HAS", "has"),
        ("Haute Autorité de Santé", "haute autorité de santé|has"),
        ("programme ETAPES", "programme etapes"),
        ("télémédecine", "télémédecine"),
        ("Qualité Hôpital Numérique", "qualité hôpital numérique"),
        ("QHN", "qualité hôpital numérique|qhn"),
        ("GHT", "ght"),
        ("DGOS", "dgos"),
        ("ASP", "asp"),
        ("CNIL", "cnil"),
        ("CDA", "cda"),
        ("Ségur", "ségur"),
    ] {
        let text = fold(&first(name));
        let stream = Stream::of(&text);
        let speaks = |word: &str| Phrase::new(word).is_some_and(|phrase| phrase.is_in(&stream));
        assert!(words.split('|').any(speaks), "{name}: {text}");
    }
}

#[test]
fn accents_case_and_normal_form_change_nothing() {
    let results = |query: &str| {
        let mut document =
            Faq::shipped().run_args(&["search", query, "--json", "-n", "99"]).exits(0).json();
        document["query"].take();
        document.to_string()
    };
    let expected = results("securite");
    for query in ["sécurité", "sécurite", "SÉCURITÉ", "se\u{301}curite\u{301}"] {
        assert_eq!(results(query), expected, "{query}");
    }
}

#[test]
fn typos_are_corrected_and_told() {
    let run = Faq::shipped().run("search securitte --json").exits(0);
    assert_eq!(
        run.json()["corrections"],
        serde_json::json!([{"from": "securitte", "to": "sécurité"}])
    );
    let matches = &run.results()[0]["matches"];
    assert!(
        matches.as_array().is_some_and(|all| all.iter().all(|m| m["kind"] == "typo")),
        "{matches}"
    );
    run.says(&["\"securitte\"", "\"sécurité\""]);
    Faq::shipped().run("search --exact zecurite").exits(1).says(&["nothing found for"]);
    let run = Faq::shipped().run("search referencment --json").exits(0);
    assert_eq!(run.json()["corrections"][0]["to"], "référencement");
}

#[test]
fn an_exact_word_comes_before_a_corrected_one() {
    let faq = Faq::with_entries(&[
        "Le certifiant agit, le certifiant juge, le certifiant dit",
        "Le certifient",
    ]);
    assert_eq!(faq.run("search certifient --json").texts()[0], "Le certifient");
}

#[test]
fn phrases_exclusions_and_prefixes() {
    let faq = Faq::with_entries(&[
        "Les données de santé sont chiffrées",
        "La santé a ses données",
        "Les données de santé dorment, l'audit non",
        "Rien de tel",
    ]);
    faq.run("search --json '\"donnees de sante\"'").exits(0).finds(&[
        "Les données de santé sont chiffrées",
        "Les données de santé dorment, l'audit non",
    ]);
    faq.run("search --json 'données -audit'")
        .finds(&["La santé a ses données", "Les données de santé sont chiffrées"]);
    faq.run("search --json données -audit '-\"santé a\"'")
        .finds(&["Les données de santé sont chiffrées"]);
    faq.run("search --json 'chiff*'").finds(&["Les données de santé sont chiffrées"]);
    let quoted = faq.run("search --json '« santé a »'").texts();
    assert!(quoted.len() > 1, "« » name a thing, they ask for no phrase: {quoted:?}");
    faq.run("search --json -- '-données'").finds(&["Rien de tel"]);
    faq.run("search --json --all-terms 'santé audit'")
        .finds(&["Les données de santé dorment, l'audit non"]);
}

#[test]
fn filters_narrow_and_alone_list_what_they_keep() {
    let faq = Faq::shipped();
    let ids = |line: &str| -> Vec<String> {
        faq.run(line).exits(0).results().iter().map(|row| row["id"].to_string()).collect()
    };
    let under = ids("search topic:dmn --json -n 99");
    assert_eq!(under.len(), 11);
    let run = faq.run("search topic:dmn --json");
    assert!(run.results().iter().all(|row| row.get("score").is_none()), "nothing is ranked");
    assert_eq!(ids("search --json -n 99 Topic:DMN"), under);
    let certified = ids("search certification --topic dmn --json -n 99");
    assert!(!certified.is_empty() && certified.iter().all(|id| under.contains(id)));
    assert_eq!(ids("search 'certification thématique:dmn' --json -n 99"), certified);
    assert_eq!(ids("search file:003 --json -n 99").len(), 10);
    assert_eq!(ids("search file:003 file:000 --json -n 99").len(), 30);
    assert_eq!(ids("search --topic hds --json -n 99"), ids("search topic:hds --json -n 99"));
    let either = ids("search topic:dmn topic:hds --json -n 99");
    let both = ids("search topic:hds produit:dmn --json -n 99");
    assert!(either.len() > under.len() && both.iter().all(|id| under.contains(id)));
}

#[test]
fn limits_count_all_and_order_is_total() {
    let faq = Faq::shipped();
    let all = faq.run("search certification --json -n 99").exits(0).json();
    let results = all["results"].as_array().expect("results");
    assert_eq!(all["total"], results.len());
    for limit in [0, 1, 3, 5] {
        let some = faq.run(&format!("search certification --json -n {limit}")).exits(0).json();
        assert_eq!(some["total"], all["total"]);
        assert_eq!(some["results"].as_array().expect("results")[..], results[..limit]);
    }
    let scores: Vec<f64> =
        results.iter().map(|row| row["score"].as_f64().expect("a score")).collect();
    assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]));
    assert!(scores.iter().all(|&score| score > 0.0 && score <= 1.0));
}

#[test]
fn an_entry_that_holds_every_word_is_never_withheld() {
    let long = "mot ".repeat(300) + "certification";
    let faq = Faq::with_entries(&["certification certification hds", &long, "autre chose"]);
    faq.run("search --json certification").finds(&["certification certification hds", &long]);
    faq.run("search --json de la le").exits(1);
    let halves = Faq::with_entries(&["une ½ journée"]);
    for query in ["½ journée", "1 2 journee"] {
        assert_eq!(halves.run(&format!("search --json '{query}'")).exits(0).texts().len(), 1);
    }
    let faq = Faq::with_entries(&["le chat de la voisine", "un chien"]);
    faq.run("search --json de la").finds(&["le chat de la voisine"]);
}

#[test]
fn the_verb_may_be_left_out() {
    let faq = Faq::shipped();
    for (short, long) in [
        ("certification hds", "search certification hds"),
        ("securitte -n 2 --full", "search securitte -n 2 --full"),
        ("--json -n1 hds -chiffrement", "search --json -n1 hds -chiffrement"),
        ("-- list", "search -- list"),
        ("'certification hds'", "search 'certification hds'"),
        ("zzzqqq", "search zzzqqq"),
    ] {
        let (short, long) = (faq.run(short), faq.run(long));
        assert_eq!((short.code, &short.stdout), (long.code, &long.stdout));
        assert_eq!(short.stderr, long.stderr);
    }
    assert_eq!(
        faq.run("list").stdout.lines().next(),
        faq.run("list --by topic").stdout.lines().next()
    );
}

#[test]
fn explanations_account_for_the_score() {
    let faq = Faq::shipped();
    for query in ["certification hds", "securitte", "qui est dispensé de la certification", "PSC"]
    {
        for row in faq.run_args(&["search", query, "--json", "--explain"]).exits(0).results() {
            let explain = &row["explain"];
            let part = |name: &str| explain[name].as_f64().unwrap_or_default();
            let sum = ["words", "first_sentence", "pairs", "pieces", "context", "meaning"]
                .map(part)
                .iter()
                .sum::<f64>();
            let score = row["score"].as_f64().expect("a score");
            assert!((sum - score).abs() < 1e-5, "{query}: {explain}");
            let terms = explain["terms"].as_array().expect("terms").iter();
            let words: f64 =
                terms.map(|term| term["contribution"].as_f64().expect("a contribution")).sum();
            assert!((words - part("words")).abs() < 1e-5, "{query}: {explain}");
        }
    }
    let text = faq.run("search certification --explain -n 1").exits(0).stdout;
    assert!(text.contains("score ") && text.contains("exact certification ×"), "{text}");
}

/// What is highlighted is what was asked, corrected or widened: 30 queries.
#[test]
fn matches_slice_the_text_and_fold_to_what_was_looked_for() {
    use faq::text::stem::stem;
    let queries = include_str!("../relevance/ans-dev/queries.tsv");
    let queries = queries
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .step_by(2)
        .take(28)
        .map(|(_, q)| q);
    let mut seen = std::collections::BTreeSet::new();
    for query in
        queries.chain(["oeuvre", "teleconsultasion referencment", "certif* \"données de santé\""])
    {
        for row in Faq::shipped().run_args(&["search", query, "--json", "-n", "99"]).results() {
            let text: Vec<char> = row["text"].as_str().expect("a text").chars().collect();
            let mut end = 0;
            for m in row["matches"].as_array().expect("matches") {
                let range = [&m["start"], &m["end"]]
                    .map(|n| usize::try_from(n.as_u64().expect("a number")).expect("small"));
                assert!(end <= range[0] && range[0] < range[1], "ordered, not overlapping: {m}");
                end = range[1];
                let slice = fold(&text[range[0]..range[1]].iter().collect::<String>());
                let term = fold(m["term"].as_str().expect("a term"));
                let kind = m["kind"].as_str().expect("a kind");
                let loose = |word: &str| word.replace(['-', '.', '/', '_', ' ', '\''], "");
                let agrees = match kind {
                    "exact" => loose(&slice) == loose(&term),
                    "prefix" => slice.starts_with(&term),
                    "typo" => slice == term,
                    "stem" => stem(&slice) == stem(&term),
                    _ => true,
                };
                assert!(agrees, "{query}: {slice:?} for {m}");
                seen.insert(kind.to_owned());
            }
        }
    }
    for kind in ["exact", "stem", "prefix", "typo", "synonym"] {
        assert!(seen.contains(kind), "{kind} never met: {seen:?}");
    }
}

#[test]
fn ligatures_are_highlighted_where_they_stand() {
    let faq = Faq::with_entries(&["mise en Œuvre d\u{301}un ﬁchier"]);
    let rows = faq.run("search oeuvre fichier --json").results();
    let ranges: Vec<(u64, u64)> = rows[0]["matches"]
        .as_array()
        .expect("matches")
        .iter()
        .map(|m| (m["start"].as_u64().expect("a number"), m["end"].as_u64().expect("a number")))
        .collect();
    assert_eq!(ranges, [(8, 13), (19, 25)]);
}

#[test]
fn the_kind_of_a_query_is_no_syntax_error() {
    for query in
        ["\"", "a \" b", "-", "--", "*", "l'", "(", "[", "\\", "a:b", "topic", "~", "^$", "\u{7}"]
    {
        let run = Faq::shipped().run_args(&["search", "--json", "--", query]);
        assert!(matches!(run.code, Some(0 | 1)), "{query:?}: {run:?}");
        assert_eq!(run.json()["query"], query);
    }
}

#[test]
fn options_of_a_search_mean_a_search() {
    let faq = Faq::shipped();
    let listed = faq.run("search --topic hds --json").exits(0).results();
    assert_eq!(faq.run("--topic hds --json").exits(0).results(), listed);
    faq.run("--json").refused(&["TERMS"]);
    assert!(faq.run("--color never").stdout.contains("faq search"), "help without a word");
}

#[test]
fn a_name_that_the_pages_contain_is_never_answered_with_nothing() {
    let faq = Faq::shipped();
    for query in ["quand sort le SDK", "CGU provisoires suffisent", "retention logs"] {
        let found = faq.run_args(&["search", query, "--json"]).exits(0).json();
        assert_eq!((&found["confident"], query), (&false.into(), query));
    }
    for query in ["quelle recette pour une agence -CNIL", "QUELLE RECETTE POUR L'AGENCE EN 2024"] {
        faq.run_args(&["search", "--json", "--", query]).exits(1);
    }
    assert_eq!(faq.run("search --json CNIL").json()["confident"], true);
    assert_eq!(faq.run("search --json 'les certif*'").json()["confident"], true);
    assert_eq!(faq.run_args(&["search", "c'est quoi", "--json"]).json()["confident"], false);
    let told = faq.run("search 'recette de tarte'").exits(1);
    told.says(&[
        "nothing found for \"recette de tarte\"; no entry contains \"recette\" or \"tarte\"",
    ]);
}

#[test]
fn signs_without_a_word_find_nothing() {
    let faq = Faq::shipped();
    for query in r#"-" -"" -"?" -"-" -"* "-" "" - -? file:""#.split(' ') {
        faq.run_args(&["search", "--", query]).exits(1).says(&["nothing found for"]);
        assert_eq!(faq.run_args(&["search", "--json", "--", query]).exits(1).json()["total"], 0);
    }
    for query in ["topic:\"", "produit:\"\"", "topic:?", "-topic:\"\""] {
        let run = faq.run_args(&["search", "--json", "--", query]);
        assert!(matches!(run.code, Some(0 | 1)), "{query:?}: {run:?}");
    }
    let found = faq.run_args(&["search", "--json", "--", "certification -\" topic:\""]).exits(0);
    let plain = faq.run("search --json certification").json();
    assert_eq!(found.json()["results"][0]["id"], plain["results"][0]["id"]);
}

#[test]
fn a_larger_limit_only_goes_on() {
    let faq = Faq::shipped();
    let texts = faq.run("list --json").texts();
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    let queries: Vec<String> =
        words.chunks(61).map(|words| words[..words.len().min(4)].join(" ")).collect();
    let faq = faq.stdin(queries.join("\n"));
    let answers = |limit: usize| -> Vec<Vec<Value>> {
        let run = faq.run(&format!("search --batch - --jsonl -n {limit}")).exits(0);
        let rows =
            run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        rows.map(|answer| answer["results"].as_array().expect("results").clone()).collect()
    };
    let all = answers(1000);
    assert!(all.len() > 60 && all.iter().map(Vec::len).sum::<usize>() > 300);
    for limit in [0, 1, 3, 10] {
        for (few, all) in answers(limit).iter().zip(&all) {
            assert_eq!(few[..], all[..limit.min(all.len())]);
        }
    }
}
