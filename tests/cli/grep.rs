//! `faq grep`: accent-blind regular expressions over whole entries.

use crate::harness::Faq;

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
