//! Stems: certificat, certificats; obligatoire, obligatoires.
//!
//! A light French stemmer in the manner of Savoy (2006, "Light stemming approaches for the
//! French, Portuguese, German and Hungarian languages"; the rules as published with Lucene's
//! `FrenchLightStemmer`), rewritten for *folded* words: accents are gone before it runs, so
//! `securite`, `sécurité` and `Sécurités` can not part ways, as they do under Snowball,
//! whose rules expect the accents.

/// Words shorter than this are left as they are, in bytes.
const SHORTEST: usize = 4;

/// The stem of a folded word; codes (anything but letters a to z) are their own stem.
pub fn stem(word: &str) -> String {
    match std::env::var("STEM").as_deref() {
        Ok("snow") => {
            return rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::French)
                .stem(word)
                .into_owned();
        }
        Ok("none") => return word.to_owned(),
        Ok("plural") => return plural(word.to_owned()),
        _ => {}
    }
    if word.len() < SHORTEST || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    normal(suffix(plural(word.to_owned())))
}

/// Drops the mark of the plural: -s, -x, -aux → -al.
fn plural(mut w: String) -> String {
    if w.len() > 5 && w.ends_with("aux") && !w.ends_with("eaux") {
        w.truncate(w.len() - 2);
        w.push('l');
        return w;
    }
    if w.len() > 3 && w.ends_with('x') {
        w.pop();
    }
    if w.len() > 3 && w.ends_with('s') {
        w.pop();
    }
    w
}

/// Suffix rules, first match wins: (longer than, suffix, replacement).
const SUFFIXES: &[(usize, &str, &str)] = &[
    (9, "issement", "ir"),
    (8, "issant", "ir"),
    (6, "ivement", "if"),
    (6, "ement", "e"),
    (11, "ficatrice", "fier"),
    (10, "ficateur", "fier"),
    (9, "catrice", "quer"),
    (8, "cateur", "quer"),
    (8, "atrice", "er"),
    (7, "ateur", "er"),
    (6, "trice", "teur"),
    (5, "ieme", ""),
    (7, "teuse", "ter"),
    (6, "teur", "ter"),
    (5, "euse", "eu"),
    (7, "ive", "if"),
    (9, "nnelle", "n"),
    (9, "nnel", "n"),
    (8, "ique", ""),
    (8, "esse", ""),
    (7, "inage", ""),
    (9, "isation", ""),
    (9, "isateur", ""),
    (8, "ation", ""),
    (8, "ition", ""),
];

fn suffix(mut w: String) -> String {
    for &(longer, suffix, with) in SUFFIXES {
        if w.len() > longer && w.ends_with(suffix) {
            w.truncate(w.len() - suffix.len());
            w.push_str(with);
            return w;
        }
    }
    w
}

/// Undoubles letters and drops the feminine and infinitive endings.
fn normal(mut w: String) -> String {
    if w.len() <= 4 {
        return w;
    }
    let mut last = ' ';
    w.retain(|c| std::mem::replace(&mut last, c) != c);
    for end in ['r', 'e', 'e', 'i'] {
        if w.len() > 4 && w.ends_with(end) {
            w.pop();
        }
    }
    w
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn number_gender_and_infinitive_share_a_stem() {
        for (a, b) in [
            ("securite", "securites"),
            ("certificat", "certificats"),
            ("general", "generaux"),
            ("certifie", "certifier"),
            ("certifies", "certifiees"),
            ("logiciel", "logicielle"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn codes_are_their_own_stem() {
        for code in ["l1111-8", "rpps+", "cps", "2026"] {
            assert_eq!(stem(code), code);
        }
    }

    proptest! {
        #[test]
        fn never_empty_never_longer_by_much(word in "\\PC{1,30}") {
            let s = stem(&word);
            prop_assert!(!s.is_empty() && s.len() <= word.len() + 2);
        }
    }
}
