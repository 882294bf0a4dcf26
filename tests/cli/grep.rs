//! `faq grep`: accent-blind regular expressions over whole entries.

use std::fs;

use crate::harness::{Faq, page};

fn count(line: &str) -> String {
    Faq::shipped().run(&format!("grep -c {line}")).stdout.trim().to_owned()
}

#[test]
fn the_counts_promised() {
    assert_eq!(count("oeuvre"), "6");
    assert_eq!(count("œuvre"), "6");
    assert_eq!(count("securite"), "5");
    assert_eq!(count("SÉCURITE"), "5");
    assert_eq!(count("\"l'ans\""), "10");
    assert_eq!(count("'l\\.? ?1111-8'"), "1");
}

#[test]
fn a_count_of_none_is_told_and_exits_1() {
    assert_eq!(Faq::shipped().run("grep -c xyzzy").exits(1).stdout, "0\n");
    assert_eq!(Faq::shipped().run("grep -c oeuvre --jsonl").exits(0).stdout, "{\"total\":6}\n");
    assert_eq!(Faq::shipped().run("grep -c oeuvre --format csv").stdout, "total\r\n6\r\n");
    assert_eq!(Faq::shipped().run("grep -c oeuvre --format markdown").stdout, "6\n");
    let none = Faq::shipped().run("grep xyzzy --json").exits(1).quiet().json();
    assert_eq!((&none["total"], none["results"].as_array().map(Vec::len)), (&0.into(), Some(0)));
}

#[test]
fn options_narrow_what_is_the_same() {
    let faq = Faq::with_entries(&["Œuvre d’été", "oeuvre d'ete !", "OEUVRE", "l'oeuvrer a.b"]);
    let finds = |line: &str, texts: &[&str]| faq.run(&format!("grep --json {line}")).finds(texts);
    finds("oeuvre", &["Œuvre d’été", "oeuvre d'ete !", "OEUVRE", "l'oeuvrer a.b"]);
    finds("-s oeuvre", &["oeuvre d'ete !", "l'oeuvrer a.b"]);
    finds("--accent-sensitive oeuvre", &["oeuvre d'ete !", "OEUVRE", "l'oeuvrer a.b"]);
    finds("\"d'été\"", &["Œuvre d’été", "oeuvre d'ete !"]);
    finds("--accent-sensitive \"d'été\"", &["Œuvre d’été"]);
    finds("-w oeuvre", &["Œuvre d’été", "oeuvre d'ete !", "OEUVRE"]);
    finds("-F a.b", &["l'oeuvrer a.b"]);
    finds("-v oeuvre", &[]);
    finds("-v ete", &["OEUVRE", "l'oeuvrer a.b"]);
    finds("-i -n 1 OEUVRE", &["Œuvre d’été"]);
    finds("'^.uvre'", &["Œuvre d’été"]);
    finds("'d[^e]t'", &[]);
    finds("'[e]t[e]$'", &["Œuvre d’été"]);
}

#[test]
fn lines_are_lines_and_the_dot_stays_on_one() {
    let faq = Faq::with_entries(&["un\ndeux", "deux un"]);
    faq.run("grep --json '^deux$'").finds(&["un\ndeux"]);
    faq.run("grep --json 'un.deux'").exits(1);
    faq.run("grep --json 'un\\sdeux'").finds(&["un\ndeux"]);
}

#[test]
fn matches_are_characters_of_the_original() {
    let faq = Faq::with_entries(&["L’Œuvre, e\u{301}te\u{331}, œuvre"]);
    let rows = faq.run("grep --json 'oeuvre|ete'").results();
    assert_eq!(
        rows[0]["matches"].to_string(),
        r#"[{"end":7,"start":2},{"end":13,"start":9},{"end":20,"start":15}]"#
    );
}

#[test]
fn filters_and_limits_hold_for_grep_too() {
    let faq = Faq::shipped();
    let all = faq.run("grep --json certification").json();
    let some = faq.run("grep --json certification --topic hds -n 2").json();
    assert!(some["total"].as_u64() < all["total"].as_u64());
    assert_eq!(some["results"].as_array().map(Vec::len), Some(2));
    let counted = faq.run("grep -c certification --json").json();
    assert_eq!(
        (&counted["total"], counted["results"].as_array().map(Vec::len)),
        (&all["total"], Some(0))
    );
}

/// Pages of chats and chiens.
fn cats() -> Faq {
    Faq::with(&[
        ("a.txt", page(&["Un chat"])),
        ("b.txt", page(&["Un chien, 12 et 34", "Un chat noir"])),
        ("c.txt", page(&["Rien", "L’Œuvre -x", "Un chat"])),
    ])
}

#[test]
fn quiet_tells_by_the_exit_alone() {
    for option in ["-q", "--quiet"] {
        for (pattern, code) in [("chat", 0), ("zzz", 1), ("-v -e .", 1), ("-v -e chat", 0)] {
            let run = cats().run(&format!("grep {option} {pattern}")).exits(code).quiet();
            assert_eq!(run.stdout, "");
        }
    }
}

#[test]
fn pages_are_named_once_in_their_order() {
    let names = |line: &str| cats().run(&format!("grep {line}")).exits(0).quiet().stdout;
    // The cat of the first page stands on the last one too.
    assert_eq!(names("-l chat"), "pages/a.txt\npages/b.txt\npages/c.txt\n");
    assert_eq!(names("--files-with-matches 'noir|12'"), "pages/b.txt\n");
    assert_eq!(names("-l chat -n 1"), "pages/a.txt\npages/c.txt\n");
    assert_eq!(names("-lv chat"), "pages/b.txt\npages/c.txt\n");
    assert_eq!(cats().run("grep -l zzz").exits(1).quiet().stdout, "");
    let shipped = Faq::shipped().run("grep -l igc-sante").exits(0).stdout;
    assert!(shipped.lines().all(|page| page.ends_with(".txt") && !page.contains('/')), "{shipped}");
}

#[test]
fn only_what_matches_is_printed() {
    let faq = cats();
    let matches = |line: &str| faq.run(&format!("grep {line}")).exits(0).quiet().stdout;
    assert_eq!(matches("-o '[0-9]{2}'"), "12\n34\n");
    assert_eq!(matches("--only-matching oeuvre"), "Œuvre\n");
    assert_eq!(matches("-o chat -n 1"), "chat\n");
    assert_eq!(matches("-ov chat"), "");
    let asks = Faq::with(&[("a.txt", "Où est le chat noir ?\nLe chat est là.\n")]);
    assert_eq!(asks.run("grep -o 'chat\\w*( noir)?'").stdout, "chat noir\nchat\n");
    let hostile = Faq::with_entries(&["a\u{1b}[31mb\u{202e}c"]);
    assert_eq!(hostile.run("grep -o a.*c").exits(0).stdout, "a[31mbc\n");
}

#[test]
fn several_patterns_find_what_any_of_them_does() {
    let faq = cats();
    fs::write(faq.folder().join("f"), "chien\r\nrien\n").expect("a file");
    fs::write(faq.folder().join("g"), "noir").expect("a file");
    fs::write(faq.folder().join("none"), "").expect("a file");
    fs::write(faq.folder().join("bad"), "chat\n(\n").expect("a file");
    let finds = |line: &str, texts: &[&str]| faq.run(&format!("grep --json {line}")).finds(texts);
    finds("-e rien -e chien", &["Un chien, 12 et 34", "Rien"]);
    finds("-e -x", &["L’Œuvre -x"]);
    finds("-F -e '12 et' -e .", &["Un chien, 12 et 34"]);
    finds("-f f", &["Un chien, 12 et 34", "Rien"]);
    finds(
        "-f f -f g --regexp oeuvre",
        &["Un chien, 12 et 34", "Un chat noir", "Rien", "L’Œuvre -x"],
    );
    finds("-v -e chat -e chien", &["Rien", "L’Œuvre -x"]);
    finds("-w -e cha -e rie", &[]);
    finds("-f none", &[]);
    cats().stdin("noir\n").run("grep --json -f -").finds(&["Un chat noir"]);
    let flags = Faq::with_entries(&["Chat", "chien"]);
    flags.run("grep --json -e '(?-i)C' -e CHIEN").finds(&["Chat", "chien"]);
    faq.run("grep -e chat chien").refused(&["cannot be used with"]);
    faq.run("grep -f f chien").refused(&["cannot be used with"]);
    faq.run("grep").refused(&["PATTERN"]);
    faq.run("grep -f absent chien -e x").refused(&[]);
    faq.run("grep -f absent").refused(&["-f: absent: cannot be read"]);
    faq.run("grep -f bad").refused(&["bad:2: the pattern cannot be used", "unclosed group"]);
    faq.run("grep -e 'a)' -e '(b'").refused(&["unopened group"]);
    Faq::shipped().run("grep -f - --seeds -").refused(&["both come from standard input"]);
}

#[test]
fn of_what_is_printed_instead_of_entries_there_is_one() {
    let faq = Faq::shipped();
    for pair in ["-q -c", "-c -l", "-l -o", "-o -q", "-c -o", "-q -l"] {
        faq.run(&format!("grep {pair} oeuvre")).refused(&["cannot be used with"]);
    }
    for line in ["-q --json", "-l --jsonl", "-o --json"] {
        faq.run(&format!("grep {line} oeuvre")).refused(&["-q, -l and -o go with text"]);
    }
    faq.run("grep -l --format csv oeuvre").refused(&["count with -c"]);
    assert_eq!(faq.run("grep -c --json oeuvre").exits(0).json()["total"], 6);
}

#[test]
fn who_takes_the_limit_for_line_numbers_is_told() {
    let faq = Faq::shipped();
    for line in ["grep -n oeuvre", "grep oeuvre -n", "grep -in oeuvre"] {
        faq.run(line).refused(&["'--limit <N>'", "how many entries to show"]);
    }
}

#[test]
fn a_pattern_that_cannot_be_used_is_told_as_french_writes_colons() {
    let faq = Faq::shipped().env("FAQ_LANG", "fr");
    let run = faq.run("grep (").exits(2).says(&["pris tel quel) : syntaxe incorrecte :"]);
    assert!(!run.stderr.contains("): "), "{}", run.stderr);
}
