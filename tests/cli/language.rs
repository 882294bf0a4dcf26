//! What people read is French or English, whole: help, reports, messages; what scripts read is the
//! same in both.

use serde_json::Value;

use crate::harness::{END, Faq, Run};

/// A line of each verb, its exit, and what it says in French, where it says anything of its own.
const LINES: [(&str, i32, &str); 35] = [
    ("", 0, "Exemples :"),
    (
        "search securitte hds",
        0,
        "aucune réponse ne contient « securitte » ; résultats pour « sécurité »",
    ),
    ("search hds -n 1", 0, "réponses trouvées, 1 affichée"),
    ("search zzzqqq", 1, "aucun résultat pour « zzzqqq »"),
    ("search hds --explain -n 1", 0, "première phrase 0,"),
    ("search -- ''", 2, "rien à chercher"),
    ("grep hébergeur -n 1", 0, "réponses correspondent"),
    ("grep zzzqqq", 1, "rien ne correspond à « zzzqqq »"),
    ("grep '(a'", 2, "groupe non fermé"),
    ("list --topic financement", 0, ""),
    (
        "list --topic finances",
        2,
        "thème : aucune valeur « finances » ; les plus proches : financement",
    ),
    ("list --filter nope=1", 2, "aucune facette ne s’appelle « nope »"),
    ("topics --all", 0, ""),
    ("show b974", 0, "thème       Financement et prise en charge"),
    ("show zzzz", 2, "n’est pas un identifiant"),
    ("show 0000000", 2, "aucune réponse ne porte l’identifiant 0000000"),
    ("similar b974", 0, "réponses comparées"),
    ("rate b974 oui", 0, "votre vote « oui » est enregistré"),
    ("rate b974 bof", 2, "répondez oui ou non"),
    ("votes", 1, "aucun vote pour l’instant"),
    ("votes --undo", 1, "vous n’avez aucun vote à annuler"),
    ("guide --produit psc --no-input", 0, ""),
    ("guide", 2, "pose ses questions sur un terminal"),
    ("browse", 2, "besoin d’un terminal"),
    ("check", 0, "5 pages, 79 réponses, 72 distinctes, 7 fusionnées"),
    ("diff page.txt page.txt", 0, "1 inchangée"),
    ("diff page.txt nope.txt", 2, "fichier ou dossier introuvable"),
    ("cache", 0, "Mo sur"),
    ("config", 0, "les pages contenues dans le programme"),
    ("help config", 0, "Afficher les réglages en vigueur"),
    ("--seeds nope list", 2, "indiquez une page, ou un dossier de pages, lisible"),
    (
        "--seeds unclosed.txt list",
        0,
        "le texte après le dernier délimiteur est lu comme une réponse",
    ),
    ("--seeds bad list", 0, "JSON incorrect, ligne 1, colonne 1"),
    ("help check", 0, "Indiquer ce qui a été lu"),
    ("--version", 0, ""),
];

/// What the parser refuses, and what it says in French.
const REFUSED: [(&str, &str); 12] = [
    ("list --nope", "argument inattendu : « --nope »"),
    ("list --topc hds", "vouliez-vous dire « --topic » ?"),
    ("show", "il manque : <ID>..."),
    ("list --json --jsonl", "ne va pas avec"),
    ("list --format pdf", "valeur « pdf » refusée"),
    ("list --format pdf", "[valeurs possibles : text, json"),
    ("search x --limit", "attend une valeur"),
    ("search x --limit y", "indiquez un nombre entier"),
    ("list --filter x", "écrivez FACETTE=VALEUR"),
    ("--votes - votes", "pas dans un flux"),
    ("completions tcsh", "valeur « tcsh » refusée"),
    ("help nope", "aucune commande ni rubrique d’aide ne s’appelle « nope »"),
];

/// Words that stand in any English text.
const ENGLISH: [&str; 15] = [
    "the", "of", "and", "with", "from", "which", "that", "are", "when", "whether", "values",
    "default", "without", "found", "these",
];

fn faq() -> Faq {
    let faq = Faq::shipped();
    let home = faq.folder().to_string_lossy().into_owned();
    let files = [
        ("page.txt", format!("Une réponse\n{END}\n")),
        ("unclosed.txt", "Une réponse\n".to_owned() + END + "\nUne autre\n"),
        ("bad/page.txt", format!("Une réponse\n{END}\n")),
        ("bad/lexicon.json", "x".to_owned()),
    ];
    for (name, text) in files {
        let path = faq.folder().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    faq.env("HOME", &home)
}

/// Fails if a screen holds an English word outside of options, placeholders and examples.
fn is_french(run: &Run, line: &str) {
    // What stands apart in recipes is commands, SQL among them.
    let command = if line == "help recipes" { "  " } else { "  faq " };
    for text in screen(run).lines().filter(|text| !text.starts_with(command)) {
        let words = text.split(|c: char| !c.is_alphanumeric() && !"-_<$\"".contains(c));
        for word in words {
            assert!(!ENGLISH.contains(&word.to_lowercase().as_str()), "{line}: {word} in: {text}");
        }
    }
}

/// What a run shows on either stream.
fn screen(run: &Run) -> String {
    format!("{}\n{}", run.stdout, run.stderr)
}

#[test]
fn every_verb_speaks_french_whoever_asks_for_it() {
    for (line, code, says) in LINES {
        let run = faq().run(&format!("--lang fr {line}")).exits(code);
        is_french(&run, line);
        assert!(screen(&run).contains(says), "{line}: no {says:?} in {run:#?}");
        for (name, value) in [("FAQ_LANG", "fr"), ("LC_ALL", "fr_FR.UTF-8")] {
            let same = faq().env(name, value).run(line).exits(code);
            assert!(screen(&same).contains(says), "{name} {line}: no {says:?} in {same:#?}");
        }
        let english = faq().run(line).exits(code);
        assert!(says.is_empty() || !screen(&english).contains(says), "{line}: {english:#?}");
    }
}

#[test]
fn the_parser_refuses_in_french() {
    for (line, says) in REFUSED {
        let run = faq().run(&format!("--lang fr {line}")).exits(2).says(&[says]);
        let people = Run { stdout: String::new(), ..run };
        is_french(&people, line);
        assert!(people.stderr.starts_with("faq: "), "{}", people.stderr);
    }
    faq().env("FAQ_LANG", "fr").run("list --lang de").exits(2).says(&["valeur « de » refusée"]);
}

#[test]
fn the_help_of_every_verb_is_french() {
    let faq = faq().env("LC_ALL", "fr_FR.UTF-8");
    let verbs = faq.run("").stdout;
    let verbs = verbs.split("Commandes :").nth(1).expect("the verbs");
    let verbs = verbs.split("\n\n").next().expect("the verbs").split(',').map(str::trim);
    let verbs: Vec<String> = verbs.map(|verb| verb.replace('\n', " ")).collect();
    assert!(verbs.len() > 15, "{verbs:?}");
    for verb in verbs.iter().map(String::as_str).chain([""]) {
        for help in ["-h", "--help"] {
            let line = format!("{verb} {help}");
            let run = faq.run(&line).exits(0).quiet();
            assert!(run.stdout.contains("Utilisation"), "{line}: {}", run.stdout);
            is_french(&run, &line);
        }
    }
}

#[test]
fn topics_are_explained_in_either_language() {
    let faq = faq();
    let topics = [
        "ranking", "meaning", "facets", "pages", "json", "privacy", "environment", "exit-codes",
        "recipes", "changes",
    ];
    for topic in topics {
        let line = format!("help {topic}");
        let english = faq.run(&line).exits(0).quiet();
        let french = faq.run(&format!("--lang fr {line}")).exits(0).quiet();
        assert!(english.stdout.contains(" the ") || topic == "recipes", "{}", english.stdout);
        is_french(&french, &line);
    }
    faq.run("help chekc").refused(&["\"chekc\"", "nearest: faq help check"]);
    faq.run("help privcy --lang fr").refused(&["« privcy »", "la plus proche : faq help privacy"]);
    assert_eq!(faq.run("help grep").stdout, faq.run("grep --help").stdout);
    assert_eq!(faq.run("help").stdout, faq.run("--help").stdout);
}

#[test]
fn short_help_of_a_verb_leaves_out_what_all_have() {
    let faq = faq();
    for verb in ["search", "grep", "list", "check", "guide"] {
        let [short, long] = ["-h", "--help"].map(|flag| faq.run(&format!("{verb} {flag}")).stdout);
        assert!(!short.contains("--seeds") && short.contains("--help also explains"), "{short}");
        assert!(long.contains("--seeds") && long.lines().all(|line| line.chars().count() <= 80));
    }
    for line in ["-h", "--seeds x -h", "-h search", "--lang fr -h"] {
        let lines = faq.run(line).exits(0).quiet().stdout.lines().count();
        assert!(lines < 24, "{line}: {lines}");
    }
}

#[test]
fn the_option_beats_the_variables_on_either_side_of_the_verb() {
    let faq = faq().env("FAQ_LANG", "fr").env("LC_ALL", "fr_FR.UTF-8");
    for line in ["--lang en check", "check --lang en", "check --lang=fr --lang=en"] {
        assert!(faq.run(line).exits(0).stdout.contains("Nothing needs fixing."), "{line}");
    }
    let faq = self::faq().env("FAQ_LANG", "de").env("LC_ALL", "fr_FR.UTF-8");
    assert!(faq.run("check").exits(0).stdout.contains("Nothing needs fixing."));
}

#[test]
fn what_scripts_read_is_the_same_in_both() {
    for line in [
        "search 'securitte hds' --json --explain",
        "search 'hds' --format csv",
        "list --jsonl",
        "list --format html",
        "topics --all --json",
        "topics --all --format tsv",
        "show b974 --json",
        "show zzzz --json",
        "list --nope --json",
        "list --filter x --json",
        "guide --produit psc --json",
        "check --json",
        "check --format csv",
        "--seeds bad check --json",
        "--seeds unclosed.txt check --jsonl",
        "man",
        "completions bash",
    ] {
        let [french, english] = ["fr", "en"].map(|lang| faq().env("FAQ_LANG", lang).run(line));
        assert_eq!((french.code, &french.stdout), (english.code, &english.stdout), "{line}");
    }
    let batch = faq().stdin("topic:nope\n");
    let run = batch.run("search --batch - --jsonl --lang fr").says(&["aucune valeur « nope »"]);
    let answer: Value = serde_json::from_str(&run.stdout).expect("a document");
    assert!(answer["error"].as_str().expect("an error").contains("has no value"), "{answer}");
}

#[test]
fn french_is_typed_as_french() {
    let dated = "{\"text\":\"Une réponse\",\"updated\":\"2025-08-01\",\"tags\":[\"un\"]}";
    let faq = Faq::with(&[("page.jsonl", dated)]).env("FAQ_LANG", "fr");
    let id = faq.run("list --json").json()["results"][0]["id"].as_str().expect("an id").to_owned();
    let shown = faq.run(&format!("show {id}")).exits(0).stdout;
    assert!(shown.contains("mise à jour 1er août 2025\nétiquettes  un"), "{shown}");
    faq.run("list --topic x").exits(2).says(&["thème : aucune valeur « x »"]);
}

#[test]
fn arguments_are_explained_in_the_order_of_the_line() {
    let help = faq().env("LC_ALL", "fr_FR.UTF-8").run("diff -h").exits(0).stdout;
    let arguments = help.split_once("Arguments").expect("arguments").1;
    assert!(arguments.find("<ANCIEN>") < arguments.find("<NOUVEAU>"), "{help}");
}
