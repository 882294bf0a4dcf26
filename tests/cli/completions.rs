//! Completions and man page: current, and accepted by the programs that read them.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::harness::{Faq, page};

/// What is generated; the other scripts are printed as they are committed.
const GENERATED: [(&str, &str); 3] =
    [("completions elvish", "faq.elv"), ("completions powershell", "_faq.ps1"), ("man", "faq.1")];

fn committed(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(file)
}

#[test]
fn the_committed_files_are_what_the_program_prints() {
    for (line, file) in GENERATED {
        let printed = Faq::shipped().run(line).exits(0).quiet().stdout;
        if std::env::var_os("FAQ_BLESS").is_some() {
            fs::write(committed(file), &printed).expect("the committed file");
        }
        let found = fs::read_to_string(committed(file)).unwrap_or_default();
        assert!(
            printed == found,
            "completions/{file} is stale: FAQ_BLESS=1 cargo test committed writes it"
        );
    }
}

/// Runs a reader of these files. One that is missing from this machine is skipped, unless the
/// environment insists on it.
fn accepted_by(program: &str, arguments: &[&str], file: &str) {
    let output = Command::new(program).args(arguments).arg(committed(file)).output();
    match output {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && said.is_empty(), "{program}: {said}");
        }
        Err(error) => {
            assert!(std::env::var_os("FAQ_TEST_TOOLS").is_none(), "{program}: {error}");
            eprintln!("{program} is not here: {file} goes unproved");
        }
    }
}

#[test]
fn bash_accepts_its_script() {
    accepted_by("bash", &["-n"], "faq.bash");
}

#[test]
fn zsh_accepts_its_script() {
    accepted_by("zsh", &["-n"], "_faq");
}

#[test]
fn fish_accepts_its_script() {
    accepted_by("fish", &["--no-execute"], "faq.fish");
}

/// What `faq __complete` prints for a line.
fn offered(faq: &Faq, line: &str) -> Vec<String> {
    let printed = faq.run_args(&["__complete", "--", line]).exits(0).quiet().stdout;
    printed.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
}

/// The scripts ask the program; their heads say to readers what there is.
#[test]
fn the_heads_of_the_scripts_name_every_verb_and_the_options_of_all() {
    let help = Faq::shipped().run("--help").exits(0).stdout;
    let is_option = |word: &&str| word.starts_with("--") && !["--help", "--version"].contains(word);
    let options: Vec<&str> = help
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--").map(|_| line.trim_start()))
        .filter_map(|line| line.split_whitespace().next())
        .filter(is_option)
        .collect();
    assert!(options.len() > 5, "{options:?}");
    for file in ["faq.bash", "_faq", "faq.fish"] {
        let script = fs::read_to_string(committed(file)).expect("a script");
        let head = script.lines().take_while(|line| line.starts_with('#'));
        let named: HashSet<&str> = head.flat_map(|line| line.split([' ', ',', '.', ':'])).collect();
        let verbs = offered(&Faq::shipped(), "faq ").split_off(1);
        assert!(verbs.len() > 15, "{verbs:?}");
        for name in verbs.iter().map(String::as_str).chain(options.iter().copied()) {
            assert!(named.contains(name), "{file} does not name {name}");
        }
    }
}

/// Pages with a facet of their own.
fn of_trains() -> Faq {
    let facets = r#"{"facets":[{"key":"ligne","question":"Quelle ligne ?",
        "values":[{"key":"rer-a","label":"RER A","any":["rer a"]},
                  {"key":"rer-b","label":"RER B","any":["rer b"]}]}]}"#;
    let page = page(&["Le RER A est à l'heure.", "Le RER A est \u{202e}en retard."]);
    Faq::with(&[("page.txt", page.as_str()), ("facets.json", facets)])
}

#[test]
fn the_pages_named_on_the_line_are_completed_from() {
    let faq = of_trains();
    for (line, expected) in [
        ("faq --seeds pages list --filter ligne=", &["words", "ligne=rer-a"][..]),
        ("faq --seeds=pages list --filter lig", &["words", "ligne="]),
        ("faq list --seeds 'pages' --by lig", &["words", "ligne"]),
        ("faq --seeds nowhere show ", &["words"]),
        ("faq --seeds - show ", &["words"]),
        ("faq --seeds ~/pages search ligne:", &["words", "ligne:rer-a"]),
        ("faq --seeds pages search --topic ", &["words"]),
        ("faq --seeds ", &["files"]),
        ("", &["words", "search", "grep"]),
    ] {
        let home = faq.folder().to_string_lossy().into_owned();
        let shipped = Faq::shipped().env("HOME", &home);
        let mut command = shipped.command();
        command.args(["__complete", "--", line]).current_dir(faq.folder());
        let output = command.output().expect("the built program");
        assert!(output.status.success() && output.stderr.is_empty(), "{line}: {output:?}");
        let printed = String::from_utf8_lossy(&output.stdout);
        let words = printed.lines().map(|line| line.split('\t').next().unwrap_or_default());
        assert_eq!(words.take(expected.len()).collect::<Vec<_>>(), expected, "{line}");
    }
    assert_eq!(offered(&Faq::shipped(), "faq show ").len(), 73);
}

#[test]
fn what_pages_say_cannot_drive_a_terminal_by_way_of_a_completion() {
    let faq = of_trains();
    let printed = faq.run_args(&["__complete", "--", "faq show "]).exits(0).stdout;
    assert!(printed.contains("en retard") && !printed.contains('\u{202e}'), "{printed:?}");
}

#[test]
fn large_pages_are_left_alone_unless_they_are_cached() {
    let entries: Vec<String> = (0..60_000)
        .map(|number| format!("La réponse numéro {number} parle de certificats et de cartes."))
        .collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let faq = Faq::with(&[("page.txt", page(&entries))]);
    assert_eq!(offered(&faq, "faq show 00"), ["words"]);
    // Pages are cached once they have settled.
    thread::sleep(Duration::from_millis(2100));
    let home = faq.folder().to_string_lossy().into_owned();
    let faq = faq.env("HOME", &home);
    faq.run("topics").exits(0);
    assert!(offered(&faq, "faq show 00").len() > 100);
    assert_eq!(offered(&faq, "faq show "), ["words"], "too many to be chosen from");
}

/// What fish offers for a line.
fn in_fish(line: &str) -> Option<Vec<String>> {
    let script = committed("faq.fish");
    let line = format!("source '{}'; complete -C '{line}'", script.display());
    let faq = of_trains();
    let folder = faq.folder().to_string_lossy().into_owned();
    let output = Command::new("fish")
        .args(["--no-config", "-c", &line])
        .env("PATH", with_the_program())
        .envs([("HOME", folder.as_str()), ("TERM", "dumb")])
        .current_dir(faq.folder())
        .output()
        .ok()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(printed.lines().map(str::to_owned).collect())
}

/// Where the built program and the tools of the machine are.
fn with_the_program() -> std::ffi::OsString {
    let bin = Path::new(env!("CARGO_BIN_EXE_faq")).parent().expect("a folder").to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(bin).chain(std::env::split_paths(&path));
    std::env::join_paths(path).expect("a path")
}

#[test]
fn fish_completes_with_what_each_word_means() {
    for (line, expected) in [
        ("faq sho", &["show\tShow whole entries"][..]),
        ("faq list --filter=ligne=", &[]),
        ("faq list --seeds pages --filter=ligne=", &["--filter=ligne=rer-a\tRER A (2)"]),
        ("faq search topic:hd", &["topic:hds\tHébergement et certification HDS (21)"]),
        ("faq list --seeds=pag", &["--seeds=pages/"]),
        ("faq diff pages/pa", &["pages/page.txt"]),
        ("faq show pag", &[]),
    ] {
        let Some(found) = in_fish(line) else { return skipped("fish") };
        assert_eq!(found, expected, "{line}");
    }
}

fn skipped(shell: &str) {
    assert!(std::env::var_os("FAQ_TEST_TOOLS").is_none(), "no {shell}");
    eprintln!("{shell} is not here: its script goes unproved");
}

/// Completing at a prompt, with the keys that people press.
#[cfg(unix)]
mod at_a_prompt {
    use portable_pty::CommandBuilder;

    use super::*;
    use crate::terminal::Terminal;

    const TAB: &str = "\t";
    /// Empties the line, and the screen but for it.
    const CTRL_U_L: &str = "\u{15}\u{c}";

    /// What is typed, and what the line then reads.
    const LINES: [(&str, &str); 9] = [
        ("faq sho", "faq show"),
        ("faq show b974", "faq show b9740cd69f76"),
        ("faq search topic:hd", "faq search topic:hds"),
        ("faq search -topic:hd", "faq search -topic:hds"),
        ("faq list --filter=produit=hd", "faq list --filter=produit=hds"),
        ("faq list --seeds pages --by lig", "faq list --seeds pages --by ligne"),
        ("faq --seeds=pages/pa", "faq --seeds=pages/page.txt"),
        ("faq diff pages/pa", "faq diff pages/page.txt"),
        ("faq show --fields id,sco", "faq show --fields id,score"),
    ];

    /// Presses TAB behind each line in a shell that has read the script.
    fn completes(shell: &str, arguments: &[&str], setup: &str) {
        if Command::new(shell).arg("--version").output().is_err() {
            return skipped(shell);
        }
        let faq = of_trains();
        let home = faq.folder().to_string_lossy().into_owned();
        let faq = faq.env("HOME", &home).env("PS1", "prompt> ");
        let mut command = CommandBuilder::new(shell);
        command.args(arguments);
        let mut terminal = Terminal::start(&faq, (100, 30), command);
        terminal.types(&format!("{setup}; echo re''ady\r")).shows(&["ready"]);
        for (typed, completed) in LINES {
            terminal.types(typed).types(TAB).shows(&[&format!("> {completed}")]);
            empties(&mut terminal);
        }
        // A line that no file name completes.
        terminal.types("faq show pag").types(TAB).types("X").shows(&["> faq show pagX"]);
        empties(&mut terminal);
        terminal.types("faq list --seeds pages --filter lig").types(TAB).types("rer");
        terminal.shows(&["--filter ligne=rer"]).types(TAB);
        terminal.shows(&["--filter ligne=rer-a"]);
        empties(&mut terminal);
        terminal.types("faq show b9").types(TAB).types(TAB);
        terminal.shows(&["b93b345247d3", "Quels documents", "b9740cd69f76", "Comment sont"]);
    }

    fn empties(terminal: &mut Terminal) {
        let is_empty = |terminal: &Terminal| terminal.screen().trim() == "prompt>";
        terminal.types(CTRL_U_L).until("an empty line", is_empty);
    }

    #[test]
    fn bash_completes() {
        let setup = format!("source '{}'", committed("faq.bash").display());
        completes("bash", &["--norc", "-i"], &setup);
    }

    #[test]
    fn zsh_completes() {
        let folder = committed("_faq").parent().expect("a folder").display().to_string();
        let setup = format!("fpath=('{folder}' $fpath); autoload -Uz compinit; compinit -u -D");
        completes("zsh", &["-f", "-i"], &setup);
    }
}

#[test]
fn the_man_page_holds_every_verb_and_how_facets_come_about() {
    let page = Faq::shipped().run("man").exits(0).stdout;
    for part in
        ["FAQ SEARCH", "FAQ GREP", "FAQ LIST", "FAQ CHECK", "derived by rules", "\\-\\-all\\-terms"]
    {
        assert!(page.contains(part), "no {part:?}");
    }
}
