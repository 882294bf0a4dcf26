//! Streams, colour, exits: the manners of a program among others.

use std::io::Read;
use std::process::Stdio;

use crate::harness::Faq;

#[test]
fn colour_is_decided_by_the_option_then_the_environment() {
    let coloured = |faq: Faq, line: &str| faq.run(line).stdout.contains('\u{1b}');
    let search = "search certification";
    assert!(!coloured(Faq::shipped(), search), "no terminal");
    assert!(coloured(Faq::shipped(), "search certification --color always"));
    assert!(coloured(Faq::shipped().env("CLICOLOR_FORCE", "1"), search));
    assert!(!coloured(Faq::shipped().env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"), search));
    assert!(coloured(Faq::shipped().env("CLICOLOR_FORCE", "1").env("NO_COLOR", ""), search));
    assert!(!coloured(Faq::shipped().env("CLICOLOR_FORCE", "1").env("TERM", "dumb"), search));
    assert!(coloured(Faq::shipped().env("NO_COLOR", "1"), "--color always search certification"));
    for format in ["json", "jsonl", "csv", "markdown"] {
        assert!(
            !coloured(
                Faq::shipped(),
                &format!("search certification --color always --format {format}")
            ),
            "{format}"
        );
    }
}

#[test]
fn global_options_stand_on_either_side_of_the_verb() {
    let faq = Faq::shipped();
    assert_eq!(faq.run("--json search hds").stdout, faq.run("search hds --json").stdout);
    assert_eq!(faq.run("--format csv list").stdout, faq.run("list --format csv").stdout);
}

#[test]
fn a_bare_call_helps_with_three_examples() {
    let run = Faq::shipped().run("").exits(0).quiet();
    assert_eq!(run.stdout.lines().filter(|line| line.starts_with("  faq ")).count(), 3);
    assert!(run.stdout.lines().count() < 20, "{}", run.stdout);
    Faq::shipped().run("help search").exits(0);
    Faq::shipped().run("--json help search").exits(0);
    let help = Faq::shipped().run("--help").exits(0).quiet().stdout;
    assert!(
        help.contains("Exit codes:")
            && help.contains("NO_COLOR")
            && help.contains("derived by rules")
    );
    Faq::shipped().run("--version").exits(0);
}

#[test]
fn how_much_more_there_is_goes_to_standard_error_of_people_only() {
    Faq::shipped().run("search certification -n 2").exits(0).says(&["2 shown"]);
    Faq::shipped().run("search certification -n 2 --json").exits(0).quiet();
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let faq = Faq::with_entries(&["certification ".repeat(200_000).as_str()]);
    for line in [
        ["grep", "certification", "--full"],
        ["list", "--format", "csv"],
        ["search", "certification", "--json"],
    ] {
        let mut child = faq
            .command()
            .args(line)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut first = [0; 10];
        child.stdout.take().expect("a pipe").read_exact(&mut first).expect("a beginning");
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0), "{line:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_a_closed_stream_is_not_a_crash() {
    for line in ["search hds", "list --json", "man", "completions bash", "grep -c a", ""] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("/dev/full");
        let line: Vec<&str> = line.split_whitespace().collect();
        let output =
            Faq::shipped().command().args(&line).stdout(full).stderr(Stdio::piped()).spawn();
        let output = output.expect("the program").wait_with_output().expect("the program ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{line:?}: {said}");
        assert!(said.starts_with("faq: ") && said.contains("No space left"), "{line:?}: {said}");
    }
    let program = env!("CARGO_BIN_EXE_faq");
    for (redirection, code) in [(">&-", 0), ("2>&-", 0), ("<&-", 0)] {
        let line = format!("'{program}' search securitte {redirection}");
        let status = std::process::Command::new("sh")
            .args(["-c", &line])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert_eq!(status.expect("a shell").code(), Some(code), "{redirection}");
    }
}

#[test]
fn neither_home_nor_locale_changes_the_answer() {
    let expected = Faq::shipped().run("search 'l’œuvre' --json").stdout;
    for (name, value) in [
        ("LC_ALL", "C"),
        ("LANG", "fr_FR.UTF-8"),
        ("HOME", "/nonexistent"),
        ("XDG_DATA_HOME", ""),
        ("COLUMNS", "30"),
    ] {
        assert_eq!(
            Faq::shipped().env(name, value).run("search 'l’œuvre' --json").stdout,
            expected,
            "{name}"
        );
    }
}
