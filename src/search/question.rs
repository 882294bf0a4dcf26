//! What a query asks, as a text for the encoder.
//!
//! The encoder reads misspelt and unaccented words as rare pieces of which it knows little. So
//! it is asked with the words as the pages write them: those that were corrected, and, where the
//! whole query is typed without accents, those that have some.

use super::query::{Query, Term};
use crate::text::fold::Folded;
use crate::text::tokens::tokenize;

/// The text of `query`: its words and phrases as typed, without what it excludes or filters by;
/// each word that `spelt` has another spelling of, by its folded form, in that spelling.
pub(super) fn question(query: &Query, spelt: &dyn Fn(&str) -> Option<String>) -> String {
    let mut question = String::new();
    for clause in query.clauses().iter().filter(|clause| !clause.excluded) {
        let (Term::Text(text) | Term::Prefix(text) | Term::Phrase(text)) = &clause.term else {
            continue;
        };
        if !question.is_empty() {
            question.push(' ');
        }
        respell(text, spelt, &mut question);
    }
    question
}

fn respell(text: &str, spelt: &dyn Fn(&str) -> Option<String>, out: &mut String) {
    let folded = Folded::new(text);
    let mut at = 0;
    for token in tokenize(folded.as_str()) {
        let range = folded.original(token.start..token.end);
        if range.start >= at
            && let Some(spelling) = spelt(&token.text)
        {
            out.push_str(&text[at..range.start]);
            out.push_str(&spelling);
            at = range.end;
        }
    }
    out.push_str(&text[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spelt_as_told_and_the_rest_is_as_typed() {
        let spelt = |word: &str| match word {
            "securitte" => Some("sécurité".to_owned()),
            "donnees" => Some("données".to_owned()),
            _ => None,
        };
        let ask = |text: &str| {
            let query = text.parse().expect("no query is an error");
            question(&query, &spelt)
        };
        assert_eq!(ask("l'ANS et la securitte ?"), "l'ANS et la sécurité ?");
        assert_eq!(ask("\"donnees de sante\" topic:hds -dmp certif*"), "données de sante certif");
        assert_eq!(ask("topic:hds"), "");
    }
}
