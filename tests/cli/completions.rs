//! Completions and man page: current, and accepted by the programs that read them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::Faq;

const FILES: [(&str, &str); 6] = [
    ("completions bash", "faq.bash"),
    ("completions zsh", "_faq"),
    ("completions fish", "faq.fish"),
    ("completions elvish", "faq.elv"),
    ("completions powershell", "_faq.ps1"),
    ("man", "faq.1"),
];

fn committed(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(file)
}

#[test]
fn the_committed_files_are_what_the_program_prints() {
    for (line, file) in FILES {
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

#[test]
fn bash_completes_verbs_and_options() {
    let script = committed("faq.bash");
    let line = format!(
        "source '{}'; COMP_WORDS=(faq search --al); COMP_CWORD=2; _faq faq --al search; echo \"${{COMPREPLY[@]}}\"",
        script.display()
    );
    let Ok(output) = Command::new("bash").args(["--norc", "-c", &line]).output() else { return };
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "--all-terms");
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
