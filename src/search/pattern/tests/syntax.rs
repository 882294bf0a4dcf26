//! Flags, groups, anchors and options: what widening must leave as it is.

use super::*;

#[test]
fn inline_flags_keep_their_meaning() {
    same(CASED, &["(?i)e", "(?i:e)"], &["E", "É"]);
    differ(DEFAULT, &["(?-i)e", "(?-i:e)", "(?-i)[e]"], &["E", "É"]);
    same(DEFAULT, &["(?-i:e)E"], &["eé", "éÉ"]);
    same(DEFAULT, &["(?-i:e|(?i)x)E"], &["Xé"]);
    same(DEFAULT, &["(?s)a.b", "(?s:a.b)"], &["a\nb"]);
    differ(DEFAULT, &["a.b"], &["a\nb"]);
    assert_eq!(found("^a$", DEFAULT, "a\nâ"), ["a", "â"]);
    assert_eq!(found("(?-m)^a$", DEFAULT, "a\na"), [""; 0]);
    assert_eq!(found("(?U)oe+", DEFAULT, "oee"), ["oe"]);
    assert_eq!(found("(?U)oe+?", DEFAULT, "oee"), ["oee"]);
    same(DEFAULT, &["(?-u:e)", "(?-u)[a-z]|é"], &["é"]);
}

#[test]
fn verbose_patterns_survive() {
    same(DEFAULT, &["(?x) l ' a n # comment", "(?x:l ' a)n", "(?x)l['’] \n a # l'\n n"], &["l’an"]);
    same(DEFAULT, &[r"(?x) a\ b", r"(?x) a[\ ]b", r"(?x)a\x20b"], &["a b"]);
    same(DEFAULT, &[r"(?x) a \# b # c"], &["a#b"]);
    same(DEFAULT, &["a (?x) b c"], &["a\u{a0}bc"]);
}

#[test]
fn the_rest_of_the_syntax_survives() {
    same(DEFAULT, &["(?P<name>e)(?<other>t)e", "(e)(te)"], &["été"]);
    assert_eq!(found(r"\Ae|e\z", DEFAULT, "été é"), ["é", "é"]);
    assert_eq!(found(r"\b{start}e", DEFAULT, "ée é"), ["é", "é"]);
    assert_eq!(found("(?:[xy]{2,3})?", DEFAULT, "xyxyx"), ["xyx", "yx"]);
    assert_eq!(found("(?:(?:[^é]){2,3})??", DEFAULT, "ÉÉxx"), [""; 0]);
    assert_eq!(found("(?:(?:[xy]{2}){2})+z", DEFAULT, "xyxyxyxyz"), ["xyxyxyxyz"]);
}

#[test]
fn fixed_strings_are_widened_literals() {
    same(FIXED, &["(l'ete)+", "(L’ÉTÉ)+"], &["(l’été)+"]);
    differ(FIXED, &["l.ete"], &["l’été"]);
    same(PatternOptions { accent_sensitive: true, ..FIXED }, &["[É]'"], &["[é]’"]);
}

#[test]
fn words_are_bounded_as_by_ripgrep() {
    assert_eq!(found("ete", WORD, "été étés l'été d'été-là"), ["été", "été", "été"]);
    assert_eq!(found("a|ete", WORD, "été étés ab a"), ["été", "a"]);
    assert_eq!(found("-2", WORD, "x -2 y"), ["-2"]);
    assert_eq!(found("(?x) ete # comment", WORD, "étés été"), ["été"]);
    assert_eq!(found("oe", PatternOptions { fixed_strings: true, ..WORD }, "œ œuf"), ["œ"]);
}

#[test]
fn dropped_characters_are_ignored() {
    same(DEFAULT, &["texte", "te\u{331}xte"], &["te\u{331}xte", "tex\u{331}\u{301}te", "texte"]);
    same(DEFAULT, &["securite"], &["sécu\u{ad}rité", "sécu\u{200b}rité"]);
    same(DEFAULT, &["e+", "(?:e)+"], &["e\u{331}e\u{331}"]);
    same(WORD, &["e"], &["e\u{331}"]);
    assert_eq!(found("e", ACCENTED, "e\u{331}"), ["e"]);
    assert_eq!(found(r"e\x{331}", DEFAULT, "e\u{331}e"), ["e\u{331}"]);
    assert_eq!(found("\u{331}", DEFAULT, "e\u{331}e"), ["\u{331}"]);
    assert_eq!(found("[e]\u{331}+", DEFAULT, "e\u{331}e"), ["e\u{331}"]);
}
