//! The question that a query puts, as text for the encoder.
//!
//! The encoder is case-sensitive, and splits misspelt and unaccented words into rare subwords of
//! which it knows little. So a question has one spelling, however it was typed: words of the
//! pages as these write them, misspelt ones corrected, others as French writes them (worth .01 of
//! MRR@10 on one set of eight, .005 on another, nothing on six), the rest folded; in lower case but for
//! the first letter; with the typographic apostrophe, which most pages use and which is worth .004
//! to .009 of MRR@10 on two of four sets. Queries that differ only in accents, case or normal form
//! put the same question.

use super::query::{Query, Term};
use crate::text::fold::fold;
use crate::text::tokens::tokenize;

/// In bytes; some 300 words.
const LONGEST: usize = 2 << 10;

/// The words and phrases of `query`, cut at [`LONGEST`], without exclusions and filters; each
/// word in the spelling that `spelt` has for its folded form, else folded.
pub(super) fn question(query: &Query, spelt: &dyn Fn(&str) -> Option<String>) -> String {
    let mut question = String::new();
    for text in query.wanted().filter_map(Term::text) {
        if question.len() >= LONGEST {
            break;
        }
        if !question.is_empty() {
            question.push(' ');
        }
        let folded = fold(&text[..text.floor_char_boundary(LONGEST)]);
        let mut at = 0;
        for token in tokenize(&folded) {
            if token.start >= at
                && let Some(spelling) = spelt(&token.text)
            {
                question.push_str(&folded[at..token.start]);
                question.push_str(&spelling);
                at = token.end;
            }
        }
        question.push_str(&folded[at..]);
    }
    let mut letters = question.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let all = first.chain(letters.as_str().chars());
    all.map(|c| if c == '\'' { '’' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::facets::FacetRules;

    #[test]
    fn one_question_however_it_is_typed() {
        let spelt = |word: &str| match word {
            "securitte" => Some("sécurité".to_owned()),
            "donnees" => Some("données".to_owned()),
            _ => None,
        };
        let ask = |text: &str| {
            let query = Query::parse(text, FacetRules::shipped().facets());
            question(&query, &spelt)
        };
        for typed in
            ["l'ANS et la securitte ?", "L’ans ET LA SÉCURITTÉ ?", "l'ans et la se\u{301}curitte ?"]
        {
            assert_eq!(ask(typed), "L’ans et la sécurité ?");
        }
        assert_eq!(ask("\"donnees de santé\" topic:hds -dmp certif*"), "Données de sante certif");
        assert_eq!(ask("topic:hds"), "");
    }
}
