//! The query language: words, and a few signs that searchers already know.
//!
//! | written | means |
//! |---|---|
//! | `certificat hds` | words, ranked |
//! | `"données de santé"` | an exact phrase |
//! | `-mot`, `-"une phrase"`, `-topic:hds` | none of these |
//! | `certif*` | any word that begins so |
//! | `topic:hds`, `produit:psc` … | a value of a facet; `"…"` for one with spaces |
//! | `file:003` | pages whose name contains this |
//!
//! Everything else is text, stray signs included: no query is a syntax error, and what contains no
//! word excludes nothing. So are « » and “ ”: people who ask « en quoi consiste la « monétisation »
//! des jours de repos » name a thing, and do not ask for an exact phrase. A query prints as what
//! it was parsed from, with runs of white space made single spaces.

use std::fmt;

use crate::corpus::facets::{Facet, Facets};
use crate::text::fold::fold;
use crate::text::phrase::Phrase;

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    clauses: Vec<Clause>,
}

/// A term, wanted or excluded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Clause {
    pub excluded: bool,
    pub term: Term,
    written: String,
}

/// What a clause asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Term {
    /// Text to rank by, of one word, several (`l'annuaire`), or none (`?`); excluded, at least one.
    Text(String),
    /// Words that begin so, without the `*`.
    Prefix(String),
    /// Words side by side, without the quotation marks; at least one.
    Phrase(String),
    /// A value of a facet, as written.
    Facet(Facet, String),
    /// Part of a page's name.
    File(String),
}

impl Query {
    /// Reads a query; `facets` say which names filter.
    pub fn parse(text: &str, facets: &Facets) -> Self {
        let mut clauses = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (clause, after) = Clause::read(rest, facets);
            clauses.push(clause);
            rest = after.trim_start();
        }
        Self { clauses }
    }

    /// The query with the words of its exact phrases for these; `None` if it has none.
    pub(super) fn without_phrases(&self) -> Option<Self> {
        let is_phrase =
            |clause: &Clause| !clause.excluded && matches!(clause.term, Term::Phrase(_));
        let unquoted = |clause: &Clause| match &clause.term {
            Term::Phrase(text) if !clause.excluded => {
                Clause { excluded: false, term: Term::Text(text.clone()), written: text.clone() }
            }
            _ => clause.clone(),
        };
        self.clauses
            .iter()
            .any(is_phrase)
            .then(|| Self { clauses: self.clauses.iter().map(unquoted).collect() })
    }

    pub(super) fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The terms that are not excluded.
    pub(super) fn wanted(&self) -> impl Iterator<Item = &Term> {
        self.clauses.iter().filter(|clause| !clause.excluded).map(|clause| &clause.term)
    }

    /// Whether it is nothing but words: no prefix, phrase, exclusion or filter.
    pub(super) fn is_text(&self) -> bool {
        let is_text = |clause: &Clause| !clause.excluded && matches!(clause.term, Term::Text(_));
        self.clauses.iter().all(is_text)
    }

    /// Whether it has no clause.
    pub fn is_blank(&self) -> bool {
        self.clauses.is_empty()
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, clause) in self.clauses.iter().enumerate() {
            let gap = if index == 0 { "" } else { " " };
            write!(f, "{gap}{}", clause.written)?;
        }
        Ok(())
    }
}

impl Clause {
    /// Reads the clause at the head of `text`, which begins with no white space, and returns
    /// what follows it.
    fn read<'t>(text: &'t str, facets: &Facets) -> (Self, &'t str) {
        if let Some(bare) = text.strip_prefix('-')
            && bare.starts_with(|c: char| c.is_alphanumeric() || c == '"')
            && let (term, after) = Term::read(bare, facets)
            && term.says_something()
        {
            return (Self::new(true, term, text, after), after);
        }
        let (term, after) = Term::read(text, facets);
        (Self::new(false, term, text, after), after)
    }

    /// A clause written as `text` up to `after`.
    fn new(excluded: bool, term: Term, text: &str, after: &str) -> Self {
        let written = &text[..text.len() - after.len()];
        Self { excluded, term, written: squeezed(written) }
    }
}

impl Term {
    /// Reads the term at the head of `text`, and returns what follows it.
    fn read<'t>(text: &'t str, facets: &Facets) -> (Self, &'t str) {
        if let Some((inside, after)) = quoted(text)
            && Phrase::new(inside).is_some()
        {
            return (Self::Phrase(squeezed(inside)), after);
        }
        let (word, after_word) = split_word(text);
        if let Some(colon) = word.find(':')
            && let (name, value) = (&text[..colon], &text[colon + 1..])
            && let Some((value, after)) = quoted(value)
            && let Some(filter) = filter(name, value, facets)
        {
            return (filter, after);
        }
        let named = word.split_once(':').and_then(|(name, value)| filter(name, value, facets));
        let term = named.unwrap_or_else(|| match word.strip_suffix('*') {
            Some(prefix) if prefix.ends_with(char::is_alphanumeric) => {
                Self::Prefix(prefix.to_owned())
            }
            _ => Self::Text(word.to_owned()),
        });
        (term, after_word)
    }

    /// What it asks to find in a text; `None` for a filter.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Prefix(text) | Self::Phrase(text) => Some(text),
            Self::Facet(..) | Self::File(_) => None,
        }
    }

    /// Whether there is something to exclude: text contains a word, all else is never empty.
    fn says_something(&self) -> bool {
        !matches!(self, Self::Text(text) if Phrase::new(text).is_none())
    }
}

/// `text` with its white space made single spaces: a line end in a quotation is one, too.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The inside of a quotation at the head of `text` that ends a clause, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (inside, after) = text.strip_prefix('"')?.split_once('"')?;
    let ends = after.is_empty() || after.starts_with(char::is_whitespace);
    ends.then_some((inside, after))
}

fn split_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// The filter `name:value`, if there is one of that name. A value of signs is no value; the name
/// of a page may contain signs, but for quotation marks.
fn filter(name: &str, value: &str, facets: &Facets) -> Option<Term> {
    let value = squeezed(value);
    if fold(name) == "file" {
        return value.contains(|c| c != '"').then_some(Term::File(value));
    }
    let facet = facets.named(name).ok()?;
    value.contains(char::is_alphanumeric).then_some(Term::Facet(facet, value))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::corpus::facets::FacetRules;
    use crate::search::properties::config;
    use proptest::prelude::*;

    static FACETS: LazyLock<Facets> = LazyLock::new(|| FacetRules::shipped().facets().clone());

    fn parse(text: &str) -> Query {
        Query::parse(text, &FACETS)
    }

    /// One string per clause: its kind and its text.
    fn shape(text: &str) -> Vec<String> {
        let name = |clause: &Clause| {
            let sign = if clause.excluded { "-" } else { "" };
            match &clause.term {
                Term::Text(text) => format!("{sign}text {text}"),
                Term::Prefix(text) => format!("{sign}prefix {text}"),
                Term::Phrase(_) => format!("{sign}phrase"),
                Term::Facet(facet, value) => format!("{sign}{} {value}", FACETS.facet_key(*facet)),
                Term::File(part) => format!("{sign}file {part}"),
            }
        };
        parse(text).clauses().iter().map(name).collect()
    }

    #[test]
    fn each_sign() {
        for (text, expected) in [
            ("l'annuaire  e-CPS", vec!["text l'annuaire", "text e-CPS"]),
            ("\"données de santé\" \"a\"", vec!["phrase", "phrase"]),
            (
                "-hds -\"a b\" -certif* -topic:hds",
                vec!["-text hds", "-phrase", "-prefix certif", "-thematique hds"],
            ),
            ("-\"ouvert file:- topic:\"hds", vec!["-text \"ouvert", "file -", "thematique \"hds"]),
            ("certif*", vec!["prefix certif"]),
            (
                "Thématique:HDS topic:\"a b\" file:003",
                vec!["thematique HDS", "thematique a b", "file 003"],
            ),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
    }

    #[test]
    fn everything_else_is_text() {
        let texts = r#"topic: " - -- "ouvert a"b" "a"b * a*b http://x «a» “c” "" -: file: -" -""
            -"?" -"-" -"* "-" topic:" produit:"" thematique:? -? file:""#;
        let spaced = ["« a b »", "topic :\"hds\"", "topic:\" \"", "- a"];
        for text in texts.split_whitespace().chain(spaced) {
            let query = parse(text);
            assert!(
                query.clauses().iter().all(|c| matches!(c.term, Term::Text(_)) && !c.excluded),
                "{text}"
            );
        }
        assert!(parse(" \t\u{A0}").is_blank());
    }

    proptest! {
        #![proptest_config(config(10_000))]

        #[test]
        fn what_is_parsed_prints_as_it_was_written(
            text in "([a-zé:*\"«» \t\u{a0}-]|topic:|file:|-\"|\"topic:\"){0,40}|\\PC{0,40}|(.|\n){0,40}",
        ) {
            let query = Query::parse(&text, &FACETS);
            prop_assert_eq!(query.to_string(), squeezed(&text));
            prop_assert_eq!(Query::parse(&query.to_string(), &FACETS), query);
        }
    }
}
