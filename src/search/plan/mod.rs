//! A query understood: what is looked for, in which spellings, at which weight.

pub mod expand;
pub mod fuzzy;
pub mod lexicon;
pub mod matches;
pub mod near;

use crate::search::index::Index;
use crate::search::plan::expand::{Asked, Group, Kind, Sources};
use crate::search::plan::lexicon::Lexicon;
use crate::search::rank::tuning::Tuning;
use crate::text::{stem::stem, stop::is_stop, tokens};
use std::collections::HashSet;

/// A word of the query language, or a run of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Folded text.
    pub text: String,
    /// `word*`: every word that begins so.
    pub prefix: bool,
    /// From an exact phrase: no correction, stem or synonym.
    pub literal: bool,
}

/// What a search may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Correct misspelt words.
    pub typos: bool,
    /// Use the lexicon and learnt acronyms.
    pub synonyms: bool,
    /// Keep only entries that hold every word of the query, in any spelling.
    pub require_all: bool,
    /// By what entries are ranked.
    pub rank: Rank,
}

/// By what entries are ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    /// By words and meaning, where the searcher knows of meaning.
    #[default]
    Auto,
    /// By words.
    Words,
    /// By meaning; words still say what may appear.
    Meaning,
}

impl Default for Options {
    fn default() -> Options {
        Options { typos: true, synonyms: true, require_all: false, rank: Rank::Auto }
    }
}

/// A misspelt word and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As typed, folded.
    pub from: String,
    /// What it was taken for.
    pub to: Taken,
}

/// What a misspelt word was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A word of the pages.
    FromPages {
        /// The word, folded.
        word: String,
        /// The first entry that holds it.
        entry: usize,
    },
    /// A word of the lexicon, as it writes it; its synonyms were searched.
    FromLexicon(String),
}

/// A query understood against an index. It stays true for that index only.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) groups: Vec<Group>,
    pub(super) options: Options,
    pub(super) tuning: Tuning,
}

impl Plan {
    /// Understands `words` at the default settings.
    pub fn new(index: &Index, lexicon: &Lexicon, words: &[Word], options: &Options) -> Plan {
        Plan::tuned(index, lexicon, words, options, &Tuning::default())
    }

    /// Understands `words` at given settings.
    pub fn tuned(
        index: &Index,
        lexicon: &Lexicon,
        words: &[Word],
        options: &Options,
        tuning: &Tuning,
    ) -> Plan {
        let lexicon = options.synonyms.then_some(lexicon);
        let sources = Sources { index, lexicon, typos: options.typos, tuning };
        let mut asked = asked(index, words);
        sources.drop_slips(&mut asked);
        Plan { groups: sources.expand(&asked), options: options.clone(), tuning: tuning.clone() }
    }

    /// The groups, in query order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The words taken for others, in query order.
    pub fn corrections(&self, index: &Index) -> Vec<Correction> {
        let taken = |g: &Group| {
            if let Some(written) = g.taken_for.clone().filter(|_| !g.alternatives.is_empty()) {
                return Some(Correction { from: g.word.clone(), to: Taken::FromLexicon(written) });
            }
            let best = g.alternatives.first().filter(|a| a.kind == Kind::Typo)?;
            let form = index.forms().find(&best.term)?;
            let entry = index.postings(form).iter().next()?.entry as usize;
            let to = Taken::FromPages { word: best.term.clone(), entry };
            Some(Correction { from: g.word.clone(), to })
        };
        self.groups.iter().filter_map(taken).collect()
    }
}

/// The content words of a query, each stem once; stop words only when there is nothing else.
fn asked(index: &Index, words: &[Word]) -> Vec<Asked> {
    let unknown = |a: &Asked| a.whole && index.forms().find(&a.text).is_none();
    let all: Vec<Asked> = split(words).into_iter().filter(|a| !unknown(a)).collect();
    let content = |a: &Asked| a.literal || a.prefix || !is_stop(&a.text);
    let only_stops = !all.iter().any(content);
    let mut met = HashSet::new();
    let mut first = |a: &Asked| {
        let key = if a.literal || a.prefix { a.text.clone() } else { stem(&a.text) };
        met.insert((key, a.literal, a.prefix))
    };
    let wanted = |a: &Asked| content(a) || only_stops;
    all.into_iter().filter(|a| wanted(a) && first(a)).collect()
}

/// Tokens of the query. Plain words that follow one another are read together, so that
/// `L 1111-8` is one reference.
fn split(words: &[Word]) -> Vec<Asked> {
    let mut all = Vec::new();
    for run in words.chunk_by(|a, b| !a.prefix && !b.prefix && a.literal == b.literal) {
        let text = run.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        let found = tokens::tokenize(&text);
        let last = found.iter().map(|t| t.end).max();
        let mut past = None;
        for t in &found {
            let shares = t.kind == tokens::Kind::Compound && past.is_some_and(|p| t.position <= p);
            past = past.max(Some(t.position));
            all.push(Asked {
                text: t.text.clone().into_owned(),
                prefix: run[0].prefix && Some(t.end) == last && !shares,
                literal: run[0].literal,
                whole: shares,
            });
        }
    }
    all
}
