//! The pager: run as the user meant, on a terminal alone, and fed through a pipe.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::harness::Faq;
use crate::terminal::Terminal;

/// A pager that writes down how it was called, and what it was given.
const WITNESS: &str = "#!/bin/sh\n\
    for word in \"$@\"; do printf '<%s>' \"$word\"; done >called\n\
    printf ' LESS=%s FAQ_PAGER=%s X=%s' \"$LESS\" \"$FAQ_PAGER\" \"$X\" >>called\n\
    cat >given\n\
    tr '\\0' ' ' </proc/$PPID/cmdline >parent\n\
    echo paged\n";

fn with_witness() -> Faq {
    let faq = Faq::shipped();
    for name in ["witness", "un témoin"] {
        let file = faq.folder().join(name);
        fs::write(&file, WITNESS).expect("a script");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("a script");
    }
    faq
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_default()
}

#[test]
fn it_is_run_as_its_variable_says_and_given_the_page_through_a_pipe() {
    for (line, called) in [
        ("FAQ_PAGER=./witness PAGER=false faq list", " LESS=FRX FAQ_PAGER= X="),
        ("PAGER=./witness faq list", " LESS=FRX FAQ_PAGER= X="),
        ("PAGER=./witness LESS=-S faq list", " LESS=-S FAQ_PAGER= X="),
        ("PAGER=./witness LESS= faq list", " LESS= FAQ_PAGER= X="),
        (
            "PAGER='./witness -a \"b c\" $HOME;id `id`' faq list",
            "<-a><b c><$HOME;id><`id`> LESS=FRX FAQ_PAGER= X=",
        ),
        ("PAGER=\"'./un témoin'\" faq list", " LESS=FRX FAQ_PAGER= X="),
        ("PAGER='X=1 LESS=-R ./witness' faq list", " LESS=-R FAQ_PAGER= X=1"),
    ] {
        let faq = with_witness();
        let mut terminal = Terminal::run(&faq, (80, 24), line);
        terminal.shows(&["paged"]).exits(0);
        assert_eq!(read(faq.folder(), "called"), called, "{line}");
        assert_eq!(read(faq.folder(), "given"), faq.run("list --color always").stdout, "{line}");
        assert!(read(faq.folder(), "parent").ends_with("list "), "{line}");
    }
}

#[test]
fn one_that_can_not_be_run_or_is_not_wanted_holds_nothing_back() {
    let last = "À quels référentiels sont soumis";
    for (line, told) in [
        ("FAQ_PAGER= PAGER=./witness faq list", ""),
        ("FAQ_PAGER=cat faq list", ""),
        ("PAGER=./absent faq list", "the pager \"./absent\" cannot be run"),
        ("PAGER='./witness \"' faq list", "has an open quotation"),
        ("PAGER='X=1' faq list", ""),
        ("PAGER=\"$(printf './w\\351')\" faq list", "is not UTF-8"),
        ("PAGER=/ faq list", "Permission denied"),
    ] {
        let faq = with_witness();
        let mut terminal = Terminal::run(&faq, (80, 24), line);
        terminal.exits(0).until(told, |terminal| terminal.printed().contains(told));
        terminal.until(last, |terminal| terminal.printed().contains(last));
        assert_eq!(read(faq.folder(), "called"), "", "{line}");
    }
}

#[test]
fn without_a_terminal_or_where_all_fits_there_is_none() {
    let faq = with_witness().env("PAGER", "./witness").env("FAQ_PAGER", "./witness");
    faq.run("list").exits(0).quiet();
    let mut terminal =
        Terminal::run(&faq, (80, 24), "faq list >out; faq show dd0a; TERM=dumb faq list | tail -1");
    terminal.shows(&["dd0ab2259c08"]).exits(0);
    assert_eq!(read(faq.folder(), "called"), "");
}

#[test]
fn it_is_waited_for_even_where_ended_children_are_not_told_of() {
    let faq = with_witness();
    let line = "trap '' CHLD; PAGER='sh -c \"cat >given; sleep 0.3; echo paged\"' exec faq list";
    let mut terminal = Terminal::run(&faq, (80, 24), line);
    terminal.exits(0).shows(&["paged"]);
    assert!(!terminal.screen().contains("faq: "), "{}", terminal.screen());
}

#[test]
fn one_that_leaves_early_or_fails_is_the_users_own() {
    for pager in ["true", "false", "head -1", "sh -c \"kill -9 $$\""] {
        let faq = with_witness();
        let line = format!("PAGER='{pager}' faq grep . --full");
        Terminal::run(&faq, (80, 24), &line).exits(0);
    }
}

#[test]
fn the_program_as_its_own_pager_ends() {
    let faq = with_witness();
    Terminal::run(&faq, (80, 10), "PAGER='faq --help' faq list").exits(0);
    let line = "PAGER='sh -c \"faq list; cat >given\"' faq list";
    Terminal::run(&faq, (80, 10), line).exits(0);
    assert!(!read(faq.folder(), "given").is_empty());
}
