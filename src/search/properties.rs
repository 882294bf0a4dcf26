//! What must hold of any search: what it highlights is in the entry and is what was looked for.

use std::ops::Range;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};

use super::query::{Clause, Query, Term};
use super::{Filter, Kind, Lexicon, Match, Options, Searcher};
use crate::corpus::Corpus;
use crate::corpus::delimiter::{Delimiter, SITE_DELIMITER};
use crate::index;
use crate::text::fold::fold;
use crate::text::phrase::{Phrase, Stream};
use crate::text::stem::stem;
use crate::text::tokens::tokenize;

/// This many cases, or more where the environment asks for more; the seeds of failures are written
/// beside the file of the test.
pub(crate) fn config(cases: u32) -> Config {
    let failure_persistence = Some(Box::new(FileFailurePersistence::WithSource("seeds")) as _);
    let asked = Config::default();
    Config { cases: cases.max(asked.cases), failure_persistence, ..asked }
}

/// Parsed once: it would take most of the time of a case.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

/// Words in every spelling that pages and people give them, split at `|`.
const WORDS: &str = "certificat|Certificats|certifié|l’ANS|d'hébergement|sécurité|\
    SE\u{301}CURITE\u{301}|œuvre|OEUVRE|ﬁnancement|L.1111-8|L 1111-8|art.|e-CPS|RPPS+|\
    SC.DMP/CONF.11|aujourd’hui|prix|tarif|½|²|İzmir|Straße|cer\u{ad}tificat|a-t-elle|de|la|\
    Haute Autorité de Santé (HAS)|HAS|oui.|日本|\u{1F600}|ﬀ|ŉ|x\u{301}\u{323}y";

fn word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(WORDS.split('|').collect::<Vec<_>>());
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "[a-zéœ’-]{1,9}", 1 => "\\PC{1,6}"]
}

pub(crate) fn text(words: Range<usize>) -> impl Strategy<Value = String> {
    let gap = prop::sample::select(vec![" ", "  ", "\n", "\u{a0}", ", ", "-", "'"]);
    prop::collection::vec((word(), gap), words)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + gap).collect())
}

/// A query: words, phrases, prefixes, exclusions, typos.
fn query() -> impl Strategy<Value = String> {
    let clause = prop_oneof![
        5 => word(),
        1 => text(1..4).prop_map(|text| format!("\"{}\"", text.replace('"', ""))),
        1 => "[a-zé]{1,5}".prop_map(|start| start + "*"),
        1 => word().prop_map(|word| format!("-{word}")),
        1 => prop::sample::select(vec!["securitte", "certifcat", "hebergemnt", "coûts", "finacement"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(clause, 1..5).prop_map(|clauses| clauses.join(" "))
}

/// Whether the highlighted `slice` is what `found` says it is.
fn stands_for(slice: &str, found: &Match, query: &Query) -> bool {
    let folded = fold(slice);
    let tokens = tokenize(&folded);
    let any = |is: &dyn Fn(&str) -> bool| tokens.iter().any(|t| is(&t.text));
    let asked = fold(&query.to_string());
    let is_typed = |clause: &Clause| {
        !clause.excluded && matches!(&clause.term, Term::Text(text) if fold(text) == folded)
    };
    let Some(found) = &found.term else { return false };
    match found.kind {
        Kind::Exact => {
            let stream = Stream::of(&folded);
            Phrase::new(&found.term).is_some_and(|phrase| phrase.is_in(&stream))
                || any(&|word| word == found.term)
        }
        Kind::Typo => any(&|word| word == found.term) && !query.clauses().iter().any(is_typed),
        Kind::Prefix => any(&|word| word.starts_with(&found.term)) && asked.contains(&found.term),
        Kind::Stem => any(&|word| stem(word) == stem(&found.term)),
        Kind::Synonym | Kind::Acronym => !folded.is_empty() && !found.term.is_empty(),
    }
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn matches_slice_what_was_looked_for(texts in prop::collection::vec(text(1..12), 1..6), typed in query()) {
        let page: String = texts.iter().map(|text| format!("{text}\n{SITE_DELIMITER}\n")).collect();
        let corpus = Corpus::of_bytes("page.txt", page.as_bytes(), &Delimiter::default());
        let Ok(corpus) = corpus else { return Ok(()) };
        let corpus = index::build(corpus, &|_| ()).expect("an index");
        let searcher = Searcher::new(&corpus, &LEXICON).expect("an index");
        let query = Query::parse(&typed, corpus.facets());
        let found = searcher.search(&query, &Filter::default(), &Options::default());
        let Ok(found) = found else { return Ok(()) };
        for hit in &found.hits {
            let text = corpus.entry(hit.entry).text();
            let matches = searcher.matches_in(&found, text);
            let mut end = 0;
            for found in &matches {
                let range = found.range();
                prop_assert!(range.start >= end && range.start < range.end);
                end = range.end;
                let slice = text.get(range.clone());
                prop_assert!(slice.is_some(), "{range:?} of {text:?}");
                let slice = slice.unwrap_or_default();
                prop_assert!(stands_for(slice, found, &query), "{slice:?} for {found:?} of {typed:?}");
            }
        }
    }
}
