//! What letters, ligatures, punctuation and classes stand for.

use super::*;

#[test]
fn case_and_accents_are_blind_both_ways() {
    let ways =
        ["sécurité", "securite", "sécurite", "SÉCURITÉ", "SecuritE\u{301}", "ＳＥＣＵＲＩＴＥ"];
    let composed = ["sécurité", "securite", "sécurite", "SÉCURITÉ", "ſecurite", "ＳＥＣＵＲＩＴＥ"];
    same(BLIND, &ways, &composed);
    differ(BLIND, &ways, &["securit", "secur ite"]);
    same(BLIND, &["σοφος"], &["ΣΟΦΟΣ", "σοφός", "σοφοσ"]);
}

#[test]
fn ligatures_are_their_letters() {
    same(BLIND, &["oeuvre", "œuvre", "ŒUVRE", "Oeuvre"], &["oeuvre", "œuvre", "Œuvre", "OEUVRE"]);
    same(BLIND, &["aequo", "æquo"], &["aequo", "æquo", "ÆQUO"]);
    same(BLIND, &["strasse", "straße"], &["strasse", "straße", "STRAẞE"]);
    same(BLIND, &["efficace", "eﬃcace"], &["efficace", "eﬃcace", "eﬀicace", "efﬁcace"]);
    same(BLIND, &["fl", "ﬂ"], &["fl", "ﬂ"]);
    same(BLIND, &["ffl", "ﬄ"], &["ffl", "ﬄ", "ﬀl", "fﬂ"]);
    same(BLIND, &["st", "ﬅ", "ﬆ"], &["st", "ﬅ", "ﬆ"]);
    same(BLIND, &["ij"], &["ij", "ĳ", "Ĳ"]);
    same(BLIND, &["ssss"], &["ssss", "ßß", "sßs", "ßss"]);
    same(BLIND, &["œœ"], &["oeoe", "œoe", "œœ"]);
}

#[test]
fn a_letter_is_not_half_a_ligature() {
    differ(BLIND, &["o", "e", "co", "eu", "[oe]"], &["œ"]);
    assert_eq!(found("coe", BLIND, "cœur coeur"), ["cœ", "coe"]);
}

#[test]
fn repeated_letters_keep_their_ligatures() {
    same(BLIND, &["oe+", "o+e+", "oe*", "œe*", "oe{1,3}", "o{1}e+?e*"], &["oe", "œ", "œe", "oee"]);
    same(BLIND, &["oe?", "oe??$", "o{1}e{0,1}"], &["o", "oe", "œ"]);
    same(BLIND, &["o{1}e", "oe{1}", "o+e", "o*e"], &["oe", "œ"]);
    same(BLIND, &["oeu?v"], &["œv", "oeuv", "œuv"]);
    same(BLIND, &["of?e"], &["oe", "œ", "ofe"]);
    same(BLIND, &["of+i", "of*i"], &["ofi", "oﬁ", "oﬃ", "oﬀi", "offfi", "oﬀﬁ"]);
    same(BLIND, &["f+", "f{2}", "f*", "f{2,}"], &["ff", "ﬀ"]);
    same(BLIND, &["s+"], &["s", "ß", "ßß", "ßsß"]);
    same(BLIND, &["œ+", "(?:oe)+", "(oe){2}"], &["oeoe", "œœ", "œOE"]);
    same(BLIND, &["oe{5}", "oe{5,}"], &["oeeeee", "œeeee"]);
    assert_eq!(found("oe+?", BLIND, "oee"), ["oe"]);
    assert_eq!(found("oe*?", BLIND, "oee"), ["o"]);
    assert_eq!(found("oe{0}", BLIND, "oe œ"), ["o"]);
}

#[test]
fn punctuation_is_of_one_kind() {
    for options in [BLIND, CASED, ACCENTED, FIXED] {
        let texts = ["l'an", "l’an", "l‘an", "lʼan", "l′an", "l＇an", "l`an", "l´an"];
        same(options, &["l'an", "l’an", "l´an"], &texts);
        same(options, &["\"a\"", "«a»"], &["\"a\"", "«a»", "“a”", "„a“"]);
        let dashes = ["a-b", "a‐b", "a\u{2011}b", "a‒b", "a–b", "a—b", "a―b", "a−b"];
        same(options, &["a-b", "a—b"], &dashes);
        let spaces = ["a b", "a\u{a0}b", "a\u{202f}b", "a\tb", "a\u{3000}b"];
        same(options, &["a b", "a\tb", "a\u{a0}b"], &spaces);
        differ(options, &["a b", "a\tb"], &["a\nb", "a\u{2028}b", "a\u{b}b", "ab"]);
    }
    same(FIXED, &["a\nb"], &["a\nb"]);
    same(BLIND, &["c ' +"], &["c ’ \u{a0}\t "]);
}

#[test]
fn escapes_and_dots_are_as_written() {
    differ(BLIND, &[r"a\-b", r"a\x2db"], &["a–b"]);
    differ(BLIND, &[r"\x65", r"\u{65}", r"[\x65]", r"[\x61-\x7a]"], &["é"]);
    differ(BLIND, &[r"\x6f\x65"], &["œ"]);
    differ(BLIND, &[r"a\ b"], &["a\u{a0}b"]);
    differ(BLIND, &[r"\.", r"[.]", "[']", "[-]", "[ ]"], &["…", "’", "–", "\u{a0}"]);
    same(BLIND, &[".", r"\w", r"\p{L}", r"\pL", "[[:^ascii:]]"], &["é", "œ"]);
    same(BLIND, &[r"\x65"], &["e", "E"]);
}

#[test]
fn letters_in_classes_hold_their_accented_forms() {
    same(BLIND, &["[e]", "[a-z]", "[E]", "[xe]", "[x[e]]", "[a-z&&[^f]]"], &["e", "é", "È", "ế"]);
    same(BLIND, &["[a-z--[f]]", "[a-e~~[a]]"], &["é"]);
    differ(
        BLIND,
        &["[^e]", "[^a-z]", "[a-z--[e]]", "[a-z&&[^e]]", "[^[e]]"],
        &["e", "é", "È", "ế"],
    );
    same(BLIND, &["[ê]"], &["ê", "Ê", "ế"]);
    differ(BLIND, &["[é]"], &["e", "è"]);
    same(BLIND, &["[^é]"], &["e", "è"]);
    differ(BLIND, &["[oe]", "[e]", "[=]"], &["œ", "ｅ", "≠"]);
    same(CASED, &["[e]"], &["é"]);
    differ(CASED, &["[e]", "[a-z]"], &["É", "E"]);
    differ(ACCENTED, &["[e]", "[a-z]"], &["é"]);
    same(ACCENTED, &["[^e]", "[é]"], &["é", "É"]);
}

#[test]
fn accents_can_be_told_apart() {
    same(ACCENTED, &["élève", "ÉLÈVE", "[é]l.ve"], &["élève", "ÉLÈVE", "Élève"]);
    differ(ACCENTED, &["eleve", "élevé"], &["élève"]);
    differ(ACCENTED, &["oe", "ae", "ss", "fi"], &["œ", "æ", "ß", "ﬁ"]);
    differ(ACCENTED, &["œ"], &["oe"]);
    same(ACCENTED, &["œ"], &["œ", "Œ"]);
    same(PatternOptions { case_sensitive: true, ..ACCENTED }, &["É"], &["É"]);
    differ(PatternOptions { case_sensitive: true, ..ACCENTED }, &["É"], &["é", "E"]);
}

#[test]
fn case_can_be_told_apart() {
    same(CASED, &["E", "É"], &["E", "É", "È"]);
    differ(CASED, &["E", "É"], &["e", "é"]);
    same(CASED, &["Œ"], &["Œ", "OE", "Oe", "ÔE"]);
    differ(CASED, &["Œ"], &["œ", "oe", "oE"]);
    same(CASED, &["œ", "oe"], &["œ", "oe"]);
    differ(CASED, &["œ", "oe", "oE"], &["Œ", "OE", "Oe"]);
    same(CASED, &["OE", "Oe"], &["Œ"]);
    same(CASED, &["SS"], &["ẞ"]);
    same(CASED, &["ﬁ", "TM", "m2"], &["fi"][..0]);
    same(CASED, &["TM"], &["™"]);
    differ(CASED, &["tm"], &["™"]);
}
