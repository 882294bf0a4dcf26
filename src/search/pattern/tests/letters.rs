//! What letters, ligatures, punctuation and classes stand for.

use super::*;

#[test]
fn case_and_accents_are_ignored_both_ways() {
    let ways = ["sécurité", "SecuritE\u{301}", "ＳＥＣＵＲＩＴＥ"];
    same(DEFAULT, &ways, &["sécurité", "SÉCURITÉ", "ſecurite", "ＳＥＣＵＲＩＴＥ"]);
    same(DEFAULT, &["σοφος"], &["ΣΟΦΟΣ", "σοφός", "σοφοσ"]);
}

#[test]
fn ligatures_are_their_letters() {
    same(DEFAULT, &["oeuvre", "œuvre", "ŒUVRE", "Oeuvre"], &["oeuvre", "œuvre", "Œuvre", "OEUVRE"]);
    same(DEFAULT, &["efficace", "eﬃcace"], &["efficace", "eﬃcace", "eﬀicace", "efﬁcace"]);
    same(DEFAULT, &["ffl", "ﬄ"], &["ffl", "ﬄ", "ﬀl", "fﬂ"]);
    same(DEFAULT, &["st", "ﬅ", "ﬆ"], &["st", "ﬅ", "ﬆ"]);
    same(DEFAULT, &["ij"], &["ij", "ĳ", "Ĳ"]);
    same(DEFAULT, &["ssss"], &["ssss", "ßß", "sßs", "ßss"]);
}

#[test]
fn repeated_letters_keep_their_ligatures() {
    same(DEFAULT, &["o+e+", "œe*", "o{1}e+?e*"], &["oe", "œ", "œe", "oee"]);
    same(DEFAULT, &["of+i", "of*i"], &["ofi", "oﬁ", "oﬃ", "oﬀi", "offfi", "oﬀﬁ"]);
    same(DEFAULT, &["f+", "f{2}", "f*", "f{2,}"], &["ff", "ﬀ"]);
    same(DEFAULT, &["œ+", "(?:oe)+", "(oe){2}"], &["oeoe", "œœ", "œOE"]);
    same(DEFAULT, &["oe{5}", "oe{5,}"], &["oeeeee", "œeeee"]);
    assert_eq!(found("oe+?", DEFAULT, "oee"), ["oe"]);
    assert_eq!(found("oe*?", DEFAULT, "oee"), ["o"]);
    assert_eq!(found("oe{0}", DEFAULT, "oe œ"), ["o"]);
}

#[test]
fn punctuation_is_of_one_kind() {
    for options in [DEFAULT, CASED, ACCENTED, FIXED] {
        let texts = ["l'an", "l’an", "l‘an", "lʼan", "l′an", "l＇an", "l`an", "l´an"];
        same(options, &["l'an", "l’an", "l´an"], &texts);
        same(options, &["\"a\"", "«a»"], &["\"a\"", "«a»", "“a”", "„a“"]);
        let dashes = ["a-b", "a‐b", "a\u{2011}b", "a‒b", "a–b", "a—b", "a―b", "a−b"];
        same(options, &["a-b", "a—b"], &dashes);
        let spaces = ["a b", "a\u{a0}b", "a\u{202f}b", "a\tb", "a\u{3000}b"];
        same(options, &["a b", "a\tb", "a\u{a0}b"], &spaces);
        differ(options, &["a b", "a\tb"], &["a\nb", "a\u{2028}b", "a\u{b}b", "ab"]);
    }
    same(DEFAULT, &["c ' +"], &["c ’ \u{a0}\t "]);
}

#[test]
fn escapes_and_dots_are_as_written() {
    differ(DEFAULT, &[r"a\-b", r"a\x2db"], &["a–b"]);
    differ(DEFAULT, &[r"\x65", r"\u{65}", r"[\x65]", r"[\x61-\x7a]"], &["é"]);
    differ(DEFAULT, &[r"\x6f\x65"], &["œ"]);
    differ(DEFAULT, &[r"a\ b"], &["a\u{a0}b"]);
    differ(DEFAULT, &[r"\.", r"[.]", "[']", "[-]", "[ ]"], &["…", "’", "–", "\u{a0}"]);
    same(DEFAULT, &[".", r"\w", r"\p{L}", r"\pL", "[[:^ascii:]]"], &["é", "œ"]);
    same(DEFAULT, &[r"\x65"], &["e", "E"]);
}

#[test]
fn letters_in_classes_hold_their_accented_forms() {
    same(DEFAULT, &["[e]", "[a-z]", "[E]", "[xe]", "[x[e]]", "[a-z&&[^f]]"], &["e", "é", "È", "ế"]);
    same(DEFAULT, &["[a-z--[f]]", "[a-e~~[a]]"], &["é"]);
    differ(
        DEFAULT,
        &["[^e]", "[^a-z]", "[a-z--[e]]", "[a-z&&[^e]]", "[^[e]]"],
        &["e", "é", "È", "ế"],
    );
    same(DEFAULT, &["[ê]"], &["ê", "Ê", "ế"]);
    differ(DEFAULT, &["[é]"], &["e", "è"]);
    same(DEFAULT, &["[^é]"], &["e", "è"]);
    differ(DEFAULT, &["[oe]", "[e]", "[=]"], &["œ", "ｅ", "≠"]);
    same(CASED, &["[e]"], &["é"]);
    differ(CASED, &["[e]", "[a-z]"], &["É", "E"]);
    differ(ACCENTED, &["[e]", "[a-z]"], &["é"]);
    same(ACCENTED, &["[^e]", "[é]"], &["é", "É"]);
}

#[test]
fn accents_can_matter() {
    same(ACCENTED, &["élève", "ÉLÈVE", "[é]l.ve"], &["élève", "ÉLÈVE", "Élève"]);
    differ(ACCENTED, &["eleve", "élevé"], &["élève"]);
    differ(ACCENTED, &["oe", "ae", "ss", "fi"], &["œ", "æ", "ß", "ﬁ"]);
    differ(ACCENTED, &["œ"], &["oe"]);
    same(ACCENTED, &["œ"], &["œ", "Œ"]);
    same(PatternOptions { case_sensitive: true, ..ACCENTED }, &["É"], &["É"]);
    differ(PatternOptions { case_sensitive: true, ..ACCENTED }, &["É"], &["é", "E"]);
}

#[test]
fn case_can_matter() {
    same(CASED, &["E", "É"], &["E", "É", "È"]);
    differ(CASED, &["E", "É"], &["e", "é"]);
    same(CASED, &["Œ"], &["Œ", "OE", "Oe", "ÔE"]);
    differ(CASED, &["Œ"], &["œ", "oe", "oE"]);
    same(CASED, &["œ", "oe"], &["œ", "oe"]);
    differ(CASED, &["œ", "oe", "oE"], &["Œ", "OE", "Oe"]);
    same(CASED, &["OE", "Oe"], &["Œ"]);
    same(CASED, &["TM"], &["™"]);
    differ(CASED, &["tm"], &["™"]);
}
