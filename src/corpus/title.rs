//! Titles: what a list shows for an answer whose question was lost.
//!
//! The first sentence of the answer, or its first clause, or as many of its words as fit, without
//! an opening that many answers share; where that says next to nothing (« Oui, tout à fait. »),
//! what follows it too. It is always the answer's own words, never a question made up for it.

use unicode_normalization::char::is_combining_mark;

use crate::text::bullets::is_bullet;
use crate::text::fold::{fold, fold_char};
use crate::text::sentences::first;
use crate::text::stop::is_stop;
use crate::text::tokens::visit;

/// The most characters of a title, the mark of a cut included.
const LONGEST: usize = 80;
/// A clause shorter than this says too little to stand for the answer.
const SHORTEST_CLAUSE: usize = 40;

/// A sentence with fewer words than this, besides stop words, yes and no, says next to nothing.
const FEWEST_WORDS: usize = 3;

/// What answers open with before they say what they are about, folded.
const OPENINGS: [&str; 14] = [
    "a noter que ",
    "cela etant, ",
    "d'une maniere generale, ",
    "dans le cadre d'",
    "dans le cadre de ",
    "dans le cadre des ",
    "dans le cadre du ",
    "de maniere generale, ",
    "effectivement ",
    "effectivement, ",
    "en effet, ",
    "en regle generale, ",
    "nous confirmons que ",
    "pour rappel, ",
];

/// The title of an answer: at most 80 characters on one line, never blank unless `text` is.
pub fn title(text: &str) -> String {
    let says = text.find(char::is_alphanumeric).unwrap_or(0);
    let from = &text[text[..says].rfind('\n').map_or(0, |end| end + 1)..];
    let line = squeezed(from.lines().next().unwrap_or(from));
    let begin = line.len()
        - without_opening(line.trim_start_matches(|c: char| c.is_whitespace() || is_bullet(c)))
            .len();
    let mut sentence = first(&line[begin..]);
    let all;
    if says_little(sentence) {
        all = squeezed(from);
        sentence = &all[begin..];
    }
    let bare = sentence.trim_end_matches([' ', ':', ';']);
    let sentence = if bare.is_empty() { line.as_str() } else { bare };
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let cut = clause(head(sentence));
    if cut.is_empty() { head(sentence).to_owned() } else { format!("{cut}…") }
}

/// The first words of a text, more than a title has room for, with one space between them.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len().min(8 * LONGEST));
    for word in text.split_whitespace().take(LONGEST) {
        squeezed.extend([if squeezed.is_empty() { "" } else { " " }, word]);
    }
    squeezed
}

/// `line` without an opening, if what is left says something.
fn without_opening(line: &str) -> &str {
    let rest = OPENINGS.iter().find_map(|opening| without(line, opening));
    rest.filter(|rest| !says_little(rest)).unwrap_or(line)
}

/// What stands in `line` behind what folds to `opening`, if it begins so; marks stay with their
/// letter.
fn without<'l>(line: &'l str, opening: &str) -> Option<&'l str> {
    let mut rest = opening.chars();
    for (at, c) in line.char_indices() {
        let is_behind = rest.as_str().is_empty();
        let (mut begins, mut folds) = (true, false);
        fold_char(c, &mut |folded| {
            begins &= rest.next().is_none_or(|next| next == folded);
            folds = true;
        });
        if !begins {
            return None;
        }
        if is_behind && folds {
            return Some(&line[at..]);
        }
    }
    rest.as_str().is_empty().then_some("")
}

/// Whether a sentence has too few words that say something.
fn says_little(sentence: &str) -> bool {
    let tells = |part: &str| {
        let mut count = 0;
        visit(&fold(part), |token| {
            let says = |word: &str| !is_stop(word) && !["oui", "non"].contains(&word);
            count += usize::from(count < FEWEST_WORDS && says(&token.text));
        });
        count == FEWEST_WORDS
    };
    // The beginning usually has enough words, and is cheaper to look at.
    let beginning = sentence[..sentence.floor_char_boundary(LONGEST)].rfind(' ').unwrap_or(0);
    !tells(&sentence[..beginning]) && !tells(sentence)
}

/// As many whole words of `sentence` as leave room for the mark of a cut; a word too long for
/// the room is cut inside, but not between a letter and its marks.
fn head(sentence: &str) -> &str {
    let room =
        sentence.char_indices().nth(LONGEST - 1).map_or(sentence.len(), |(offset, _)| offset);
    if sentence[room..].starts_with(' ') {
        return &sentence[..room];
    }
    if let Some(space) = sentence[..room].rfind(' ') {
        return &sentence[..space];
    }
    let letters = sentence.char_indices().take(LONGEST).filter(|&(_, c)| !is_combining_mark(c));
    let cut = letters.map(|(offset, _)| offset).last().filter(|&offset| offset > 0);
    &sentence[..cut.unwrap_or(room)]
}

/// `head` without the clause that the cut left hanging, if what stays says enough.
fn clause(head: &str) -> &str {
    let hanging = |at: usize, c: char| match c {
        '(' => !head[at..].contains(')'),
        _ => matches!(c, ',' | ';' | ':'),
    };
    let mut marks = head.char_indices().filter(|&(at, c)| hanging(at, c));
    let last = marks.next_back().map_or(0, |(offset, _)| offset);
    let kept = if head[..last].chars().count() >= SHORTEST_CLAUSE { &head[..last] } else { head };
    without_tail(kept)
}

/// `cut` without the little words that nothing follows any more: "définies dans les".
fn without_tail(cut: &str) -> &str {
    let cut = cut.trim_end_matches([' ', ',', ';', ':', '(', '.', '…']);
    match cut.rsplit_once(' ') {
        Some((before, last))
            if is_stop(&fold(last)) && before.chars().count() >= SHORTEST_CLAUSE =>
        {
            without_tail(before)
        }
        _ => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn first_sentence_clause_or_words() {
        for (text, expected) in [
            (
                "Non, il n'y a pas besoin d'homologation.",
                "Non, il n'y a pas besoin d'homologation.",
            ),
            ("Voir l'art. L. 1111-8 du code. Ensuite.", "Voir l'art. L. 1111-8 du code."),
            ("L'ANS propose 4 offres :\n- une ;", "L'ANS propose 4 offres"),
            ("\n - Selon le cas\t(cf. Chapitre 2)\nSuite", "Selon le cas (cf. Chapitre 2)"),
            (
                "Toutes les modalités sont définies dans le Référentiel d’Accréditation HDS et dans le document",
                "Toutes les modalités sont définies dans le Référentiel d’Accréditation HDS…",
            ),
            (
                "Si le raccordement a déjà été réalisé en flux CIBA dans un service, il fonctionnera par défaut",
                "Si le raccordement a déjà été réalisé en flux CIBA dans un service…",
            ),
            ("•\nLe texte est là.", "Le texte est là."),
            (
                "Oui : le chiffrement n’a pas d’impact sur la certification. Suite",
                "Oui : le chiffrement n’a pas d’impact sur la certification.",
            ),
            (
                "Oui, tout à fait.\nLe DMN est\u{a0}concerné.",
                "Oui, tout à fait. Le DMN est concerné.",
            ),
            (
                "Dans le cadre d’une candidature PCI, le DMN suspend les alertes.",
                "une candidature PCI, le DMN suspend les alertes.",
            ),
            ("En règle générale, oui.", "En règle générale, oui."),
            (
                "L’infrastructure de gestion des clés (IGC) délivre des certificats qui identifient les acteurs du secteur",
                "L’infrastructure de gestion des clés (IGC) délivre des certificats…",
            ),
            ("", ""),
        ] {
            assert_eq!(title(text), expected);
        }
    }

    proptest! {
        #[test]
        fn one_line_of_at_most_80_characters_from_the_text(text in "[a-zé.,:;! \n\u{301}-]{0,200}|\\PC{0,200}") {
            let title = title(&text);
            prop_assert!(title.chars().count() <= LONGEST);
            prop_assert!(!title.contains('\n'));
            prop_assert_eq!(title.is_empty(), text.trim().is_empty());
            let squeezed: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(squeezed.contains(title.trim_end_matches('…')));
        }
    }
}
