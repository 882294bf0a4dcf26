//! Stems: certificat, certificats; obligatoire, obligation; fournir, fournissent.
//!
//! A light French stemmer for *folded* words: accents are gone before it runs, so
//! `securite`, `sécurité` and `Sécurités` have one stem, unlike under Snowball, whose rules expect
//! the accents. In the manner of Savoy (2006, "Light stemming approaches for
//! the French, Portuguese, German and Hungarian languages"): plural, then the feminine,
//! then at most one suffix from a table, then doubled letters; the table adds the endings
//! of regular verbs, which questions conjugate and answers turn into nouns.
//!
//! A stem is a key, not a word. Terms that share one are alternatives of one another at a lower
//! weight than the term typed, so a wrong match costs little.

/// Words shorter than this, in bytes, are left as they are.
const SHORTEST: usize = 4;

/// Words the rules would spoil, with their stems: those that end in s or x in the singular,
/// odd plurals, and `données`, which is not the verb.
const ODD: &[(&str, &str)] = &[
    ("acces", "acces"),
    ("avis", "avis"),
    ("choix", "choix"),
    ("corps", "corps"),
    ("cours", "cours"),
    ("donnee", "donnee"),
    ("donnees", "donnee"),
    ("fois", "fois"),
    ("frais", "frais"),
    ("mois", "mois"),
    ("pays", "pays"),
    ("prix", "prix"),
    ("proces", "proces"),
    ("succes", "succes"),
    ("temps", "temps"),
    ("tiers", "tiers"),
    ("travaux", "travail"),
    ("vers", "vers"),
];

/// Suffixes of words that have lost plural and final e: (letters that must stay before it,
/// suffix, replacement). The first that fits is applied, once, so none follows one that it
/// ends with.
#[rustfmt::skip]
const SUFFIXES: &[(usize, &str, &str)] = &[
    (4, "atoirement", ""), (2, "ification", "ifi"), (2, "ificateur", "ifi"), (2, "ificatric", "ifi"),
    (1, "ublication", "ubli"), (3, "icatric", "ic"), (3, "icateur", "ic"), (3, "ication", "ic"),
    (3, "isatric", "is"), (3, "isateur", "is"), (3, "isation", "is"), (4, "issement", ""),
    (4, "ellement", "el"), (4, "ivement", "if"), (3, "ibilit", "ibl"), (3, "abilit", ""),
    (4, "eraient", ""), (4, "issaient", ""), (4, "issant", ""), (4, "issent", ""), (4, "issait", ""),
    (4, "iraient", ""), (3, "atric", ""), (3, "ateur", ""), (4, "ation", ""), (4, "ition", ""), (3, "ution", "u"),
    (3, "atoir", ""), (4, "ement", ""), (4, "erait", ""), (4, "eront", ""), (4, "aient", ""), (4, "issez", ""),
    (4, "irait", ""), (4, "iront", ""), (3, "ivit", "if"), (3, "onnel", "on"), (4, "assent", ""),
    (4, "erez", ""), (4, "erai", ""), (4, "ettr", "et"), (4, "anc", ""), (2, "enc", "ent"), (4, "abl", ""),
    (3, "ndr", "nd"), (4, "oir", ""), (5, "ent", ""), (4, "ant", ""), (5, "ait", ""), (4, "era", ""), (4, "iez", ""),
    (4, "eus", "eu"), (3, "iqu", "ic"), (3, "iv", "if"), (3, "er", ""), (4, "ez", ""), (4, "ir", ""), (4, "it", ""),
];

/// The stem of a folded word; codes (anything but letters a to z) are their own stem.
pub fn stem(word: &str) -> String {
    if word.len() < SHORTEST || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    if let Ok(at) = ODD.binary_search_by_key(&word, |odd| odd.0) {
        return ODD[at].1.to_owned();
    }
    let mut stem = word.to_owned();
    singular(&mut stem);
    masculine(&mut stem);
    suffix(&mut stem);
    tidy(&mut stem);
    stem
}

/// Drops the mark of the plural: -s, -x; -aux becomes -al.
fn singular(w: &mut String) {
    if w.len() > 5 && w.ends_with("aux") && !w.ends_with("eaux") {
        w.truncate(w.len() - 2);
        w.push('l');
    } else if w.ends_with(['s', 'x']) && !w.ends_with("ss") {
        w.pop();
    }
}

/// Drops final e: feminine, participle, present.
fn masculine(w: &mut String) {
    for _ in 0..2 {
        if w.len() > 3 && w.ends_with('e') {
            w.pop();
        }
    }
}

fn suffix(w: &mut String) {
    let fits = |&&(stay, suffix, _): &&(usize, &str, &str)| {
        w.len() >= stay + suffix.len() && w.ends_with(suffix)
    };
    if let Some((_, suffix, with)) = SUFFIXES.iter().find(fits) {
        w.truncate(w.len() - suffix.len());
        w.push_str(with);
    }
}

/// Undoubles the last letter; writes y as i (envoyer, envoie, envoi); drops the i that is left
/// of -ier, -ie and -ir. Doubled letters inside are kept: to drop one is a misspelling, to be
/// corrected and reported, not a variant.
fn tidy(w: &mut String) {
    let last = w.as_bytes();
    if w.len() > 3 && last[w.len() - 1] == last[w.len() - 2] {
        w.pop();
    }
    if w.len() > 2 && w.ends_with('y') {
        w.pop();
        w.push('i');
    }
    if w.len() > 5 && w.ends_with('i') {
        w.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_suffix_hides_a_longer_one() {
        for (at, (_, long, _)) in SUFFIXES.iter().enumerate() {
            let hides =
                |&(_, short, _): &(usize, &str, &str)| long != &short && long.ends_with(short);
            assert!(!SUFFIXES[..at].iter().any(hides), "{long}");
        }
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for family in [
            &["securite", "securites"][..],
            &["certificat", "certificats"],
            &["general", "generaux", "generales"],
            &["certifie", "certifier", "certifiees", "certification"],
            &["obligatoire", "obligation", "obliger", "obligatoirement"],
            &["fournir", "fournit", "fournissent", "fourni"],
            &["definir", "definition", "definies"],
            &["publier", "publication", "publiee"],
            &["public", "publique", "publics"],
            &["gratuit", "gratuite"],
            &["envoyer", "envoi", "envoie"],
            &["utiliser", "utilisation", "utilisateurs"],
        ] {
            let stems: Vec<String> = family.iter().map(|w| stem(w)).collect();
            assert!(stems.iter().all(|s| *s == stems[0]), "{family:?} {stems:?}");
        }
    }

    #[test]
    fn strangers_do_not() {
        for (a, b) in [
            ("public", "publication"),
            ("donnees", "donner"),
            ("autorite", "autorisation"),
            ("pays", "payer"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn codes_are_their_own_stem() {
        for code in ["l1111-8", "rpps+", "cps", "2026"] {
            assert_eq!(stem(code), code);
        }
    }

    #[test]
    fn odd_words_are_sorted() {
        assert!(ODD.is_sorted_by(|a, b| a.0 < b.0));
    }

    proptest! {
        #[test]
        fn never_empty_never_longer(word in "\\PC{1,30}") {
            let s = stem(&word);
            prop_assert!(!s.is_empty() && s.len() <= word.len());
        }
    }
}
