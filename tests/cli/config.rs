//! The config file: what it decides, what comes before it, and what is said of what is wrong in it.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::harness::{Faq, Run, page};

/// With a config file of this text.
fn configured(faq: Faq, text: impl AsRef<[u8]>) -> Faq {
    let folder = faq.folder().join("config");
    fs::create_dir_all(folder.join("faq")).expect("the folder of the file");
    fs::write(folder.join("faq/config.toml"), text).expect("the file");
    faq.env("XDG_CONFIG_HOME", &folder.to_string_lossy())
}

fn file(faq: &Faq) -> PathBuf {
    faq.folder().join("config/faq/config.toml")
}

/// The value of a setting that is in force, and its origin, with the line of the file if it is that.
fn in_force(run: &Run, setting: &str) -> (Value, String) {
    let results = run.results();
    let row = results.iter().find(|row| row["setting"] == setting).expect(setting);
    let origin = row["origin"].as_str().expect("an origin");
    let origin =
        row.get("line").map_or_else(|| origin.to_owned(), |line| format!("{origin}:{line}"));
    (row["value"].clone(), origin)
}

#[test]
fn each_setting_is_the_default_of_its_option() {
    let one = page(&["certificat un", "certificat deux", "certificat trois"]);
    let faq =
        configured(Faq::shipped(), "limit = 2\nseeds = [\"pages\", \"~/more\"]\nlang = \"fr\"\n");
    let home = faq.folder().to_string_lossy().into_owned();
    for (name, text) in [("config/faq/pages", one), ("more", page(&["certificat quatre"]))] {
        fs::create_dir_all(faq.folder().join(name)).expect("a folder");
        fs::write(faq.folder().join(name).join("a.txt"), text).expect("a page");
    }
    let faq = faq.env("HOME", &home);
    let run = faq.run("search certificat --rank words").exits(0);
    assert!(run.stderr.contains("4 réponses trouvées, 2 affichées"), "{run:#?}");
    assert_eq!(faq.run("search certificat --json -n 3").results().len(), 3);
    assert_eq!(faq.run("grep certificat --json").results().len(), 4, "grep finds all");

    fs::remove_dir_all(faq.folder().join("more")).expect("the folder");
    let place = file(&faq).to_string_lossy().into_owned() + ":2: ";
    for line in ["search certificat", "check"] {
        faq.run(line).refused(&[&place, "more", "introuvable"]);
    }

    let faq = configured(Faq::shipped(), "rank = \"words\"\n");
    let by = |run: Run| run.exits(0).results()[0].get("explain").cloned();
    let line = "search qui garde les dossiers --explain --json";
    assert_eq!(by(faq.run(line)), by(faq.run(&format!("{line} --rank words"))));
    assert_ne!(by(faq.run(line)), by(faq.run(&format!("{line} --no-config"))));

    let faq = configured(Faq::shipped(), "color = \"always\"\n");
    assert!(faq.run("search hds").stdout.contains('\u{1b}'));
    assert!(!faq.run("search hds --no-config").stdout.contains('\u{1b}'));
    assert!(!faq.run("search hds --json").stdout.contains('\u{1b}'));
}

#[test]
fn options_beat_the_environment_and_that_the_file() {
    let file = "seeds = [\"/c\"]\nlang = \"fr\"\nrank = \"words\"\nlimit = 9\ncolor = \"never\"\n";
    let seeds = |path: &str| json!([path]);
    for (line, variables, setting, value, origin) in [
        ("", &[][..], "seeds", seeds("/c"), "file:1"),
        ("", &[("FAQ_SEEDS", "/e")], "seeds", seeds("/e"), "FAQ_SEEDS"),
        ("--seeds /o", &[("FAQ_SEEDS", "/e")], "seeds", seeds("/o"), "--seeds"),
        ("", &[("FAQ_SEEDS", ":")], "seeds", seeds("/c"), "file:1"),
        ("--no-config", &[], "seeds", json!([]), "default"),
        ("", &[("LC_ALL", "en_US"), ("LANG", "en_US")], "lang", "fr".into(), "file:2"),
        ("", &[("FAQ_LANG", "en"), ("LC_ALL", "fr_FR")], "lang", "en".into(), "FAQ_LANG"),
        ("--lang en", &[("FAQ_LANG", "fr")], "lang", "en".into(), "--lang"),
        ("--no-config", &[("LANG", "en_GB")], "lang", "en".into(), "LANG"),
        ("", &[], "rank", "words".into(), "file:3"),
        ("", &[("FAQ_RANK", "meaning")], "rank", "meaning".into(), "FAQ_RANK"),
        ("--no-config", &[], "rank", "auto".into(), "default"),
        ("", &[], "limit", 9.into(), "file:4"),
        ("--no-config", &[], "limit", 5.into(), "default"),
        ("", &[], "color", "never".into(), "file:5"),
        ("", &[("CLICOLOR_FORCE", "1")], "color", "always".into(), "CLICOLOR_FORCE"),
        ("", &[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], "color", "never".into(), "TERM"),
        ("", &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], "color", "never".into(), "NO_COLOR"),
        ("--color always", &[("NO_COLOR", "1")], "color", "always".into(), "--color"),
        ("--color auto", &[], "color", "auto".into(), "--color"),
        ("", &[], "numbers", true.into(), "default"),
    ] {
        let faq = configured(Faq::shipped(), file);
        let faq = variables.iter().fold(faq, |faq, (name, value)| faq.env(name, value));
        let run = faq.run(&format!("config --json {line}")).exits(0).quiet();
        let found = in_force(&run, setting);
        assert_eq!(found, (value, origin.to_owned()), "{line} {variables:?}");
    }
}

#[test]
fn config_says_where_the_file_is_and_what_became_of_it() {
    let faq = configured(Faq::shipped(), "numbers = false\n[filters]\npsc = \"--produit psc\"\n");
    let path = file(&faq).to_string_lossy().into_owned();
    let run = faq.run("config").exits(0).quiet();
    // A long path may break the line.
    let begin = format!("Config file:{path}(read)");
    assert!(run.stdout.replace(['\n', ' '], "").starts_with(&begin.replace(' ', "")), "{run:#?}");
    for row in [
        "seeds    the pages inside the program  default",
        "numbers  false                         file, line 1",
        "@psc     --produit psc                 file, line 3",
    ] {
        assert!(run.stdout.contains(row), "no {row:?} in {run:#?}");
    }
    let table = faq.run("config --format csv").exits(0).stdout;
    assert!(table.starts_with("setting,value,origin,line\r\nseeds,,default,\r\n"), "{table}");
    assert!(table.contains("\r\n@psc,--produit psc,file,3\r\n"), "{table}");
    let lines = faq.run("config --jsonl").exits(0).stdout;
    assert!(
        lines.contains("{\"setting\":\"limit\",\"value\":5,\"origin\":\"default\"}\n"),
        "{lines}"
    );
    assert!(faq.run("config --format markdown").exits(0).stdout.contains("| `@psc` |"));

    let state = |faq: &Faq, line: &str| faq.run(line).exits(0).json()["state"].clone();
    assert_eq!(state(&faq, "config --json"), "read");
    assert_eq!(state(&faq, "--no-config config --json"), "left-out");
    fs::write(file(&faq), "numbers false").expect("the file");
    assert_eq!(state(&faq, "config --json"), "unusable");
    fs::remove_file(file(&faq)).expect("the file");
    assert_eq!(state(&faq, "config --json"), "absent");

    // Without a home there is no file, and nothing is wrong with that.
    let nowhere = Faq::shipped().run("config --json").exits(0).quiet().json();
    assert_eq!((nowhere.get("file"), nowhere.get("state")), (None, None));
    Faq::shipped().env("HOME", "relative").run("search hds").exits(0);
    let faq = Faq::shipped();
    let home = faq.folder().to_string_lossy().into_owned();
    let run = faq.env("HOME", &home).env("XDG_CONFIG_HOME", "relative").run("config --json");
    assert_eq!(run.json()["file"], format!("{home}/.config/faq/config.toml"));
}

#[test]
fn what_is_wrong_is_warned_of_with_its_line_and_the_rest_holds() {
    let text = "colour = \"never\"\nlimit = \"3\"\nlang = \"fr\"\nrank = \"word\"\n\
                [filters]\npsc = \"psc\"\nhds = \"--produit hds\"\n";
    let faq = configured(Faq::shipped(), text);
    let path = file(&faq).to_string_lossy().into_owned();
    let run = faq.run("search @hds certification --json --lang en").exits(0);
    let run = run.says(&[
        &format!("faq: {path}:1: there is no setting \"colour\"; did you mean color?\n"),
        &format!("faq: {path}:2: limit is left out; write it as limit = 5\n"),
        &format!(
            "faq: {path}:4: rank is left out; write it as rank = \"auto\" or \"words\" or \"meaning\"\n"
        ),
        &format!("faq: {path}:6: the filter @psc is left out; write it as psc = \"--produit psc\""),
    ]);
    assert!(run.results().iter().all(|row| row["facets"]["produit"] == json!(["hds"])));
    faq.run("config")
        .exits(0)
        .says(&["il n’y a pas de réglage « colour » ; vouliez-vous dire color ?"]);
    faq.run("config --no-config").exits(0).quiet();

    let many: String = (0..50_000).map(|number| format!("s{number} = 1\n")).collect();
    let run = configured(Faq::shipped(), many).run("config").exits(0);
    assert_eq!(run.stderr.lines().count(), 6, "{}", run.stderr);
    run.says(&["49995 more lines are left out"]);
}

#[test]
fn a_file_that_cannot_be_used_is_one_warning_and_no_failure() {
    let deep = format!("a = {}", "[".repeat(1 << 19));
    let huge = format!("# {}", "x".repeat(1 << 20));
    for (text, says) in [
        (b"limit = 3\nlang fr\n".as_slice(), ":2: the config file is not used"),
        (b"limit = 3\nlimit = 4\n", ":2: the config file is not used"),
        (b"lang = \"\xff\xfe\"\n", ":1: the config file is not used"),
        (b"\0\0\0", ":1: the config file is not used"),
        (deep.as_bytes(), ":1: the config file is not used"),
        (huge.as_bytes(), "larger than 1 MiB"),
    ] {
        let run = configured(Faq::shipped(), text).run("search hds --json").exits(0);
        let run = run.says(&[says]);
        assert_eq!((run.results().len(), run.stderr.lines().count()), (5, 1), "{}", run.stderr);
    }
    let keyed =
        configured(Faq::shipped(), "\"\\u001b]0;x\\u0007\" = 1\nfilters.\"\\u001b[2J\" = 1\n");
    let run = keyed.run("config").exits(0);
    assert!(!run.stderr.contains('\u{1b}') && run.stderr.lines().count() == 2, "{run:#?}");
    // A folder in its place.
    let faq = configured(Faq::shipped(), "");
    fs::remove_file(file(&faq)).expect("the file");
    fs::create_dir(file(&faq)).expect("a folder");
    faq.run("search hds")
        .exits(0)
        .says(&["config.toml: the config file is not used: not a regular file"]);
    faq.run("search hds --no-config").exits(0);
    Faq::shipped().env("XDG_CONFIG_HOME", "/dev/null").run("config").exits(0).quiet();
}

#[cfg(unix)]
#[test]
fn a_pipe_in_its_place_is_not_waited_for() {
    let faq = configured(Faq::shipped(), "");
    fs::remove_file(file(&faq)).expect("the file");
    let made = std::process::Command::new("mkfifo").arg(file(&faq)).status();
    assert!(made.is_ok_and(|status| status.success()));
    faq.run("topics").exits(0).says(&["not a regular file"]);
}

#[test]
fn a_filter_by_name_stands_for_its_options_where_filters_are_taken() {
    let text = "[filters]\npsc = \"--produit psc\"\n\"carte mutuelle\" = '--topic hds --filter produit=hds'\n\
                list = \"--produit psc\"\n";
    let faq = configured(Faq::shipped(), text);
    for (named, options) in [
        ("search @psc carte", "search --produit psc carte"),
        ("search carte @psc -- -mobile", "search carte --produit psc -- -mobile"),
        ("search carte @psc -mobile", "search carte --produit psc -- -mobile"),
        ("@psc carte", "search --produit psc carte"),
        ("--json @list carte", "search --produit psc carte"),
        ("grep @psc carte", "grep --produit psc carte"),
        ("list @psc", "list --produit psc"),
        ("list '@carte mutuelle'", "list --topic hds --produit hds"),
        ("list @psc --produit hds", "list --produit psc --produit hds"),
        ("guide @psc --no-input", "guide --produit psc --no-input"),
        ("similar b974 @psc", "similar b974 --produit psc"),
    ] {
        let json = |line: &str| match line.split_once(" -- ") {
            Some((before, behind)) => format!("{before} --json -- {behind}"),
            None => format!("{line} --json"),
        };
        let (one, other) = (faq.run(&json(named)).exits(0), faq.run(&json(options)).exits(0));
        assert_eq!(one.stdout, other.stdout, "{named}");
        assert!(one.json()["total"].as_u64() > Some(0), "{named}");
    }
}

#[test]
fn any_other_at_sign_is_text() {
    let text = "[filters]\npsc = \"--produit psc\"\nnope = \"--produit nope\"\n";
    let pages = [("a.txt", page(&["Écrire à @psc pour un certificat", "Écrire à @support"]))];
    let faq = configured(Faq::with(&pages), text);
    let query = |line: &str| faq.run(line).json()["query"].clone();
    assert_eq!(query("search @support --json"), "@support");
    assert_eq!(query("search --json -- @psc"), "@psc");
    assert_eq!(query("search --json 'écrire @psc'"), "écrire @psc");
    assert_eq!(query("search @psc --json --no-config"), "@psc");
    assert_eq!(query("grep -e @psc --json"), "@psc");
    faq.run("grep -c @support").exits(0);
    faq.run("show @psc").refused(&["@psc"]);
    faq.run("rate 1234 oui --comment @psc").refused(&["1234"]);
    // What the filter names is held against the pages as an option is.
    faq.run("search @nope x").refused(&["nope"]);
}

#[cfg(unix)]
#[test]
fn without_numbers_none_are_kept_and_show_says_so() {
    use crate::terminal::Terminal;
    let faq = configured(Faq::shipped(), "numbers = false\n");
    let state = faq.folder().join("state");
    let faq = faq.env("XDG_STATE_HOME", &state.to_string_lossy()).env("FAQ_PAGER", "");
    Terminal::run(&faq, (80, 24), "faq search hds").exits(0);
    assert!(!state.join("faq/numbers").exists());
    for line in ["show 1", "rate 1 oui", "similar 2"] {
        faq.run(line).refused(&["numbers = false", "give an id"]);
    }
    Terminal::run(&faq, (80, 24), "faq search hds --no-config").exits(0);
    assert!(state.join("faq/numbers").exists());
    faq.run("show 1 --no-config").exits(0);
}
