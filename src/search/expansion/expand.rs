//! From a query term to its group: everything in the index that may stand for it.

use std::collections::HashMap;
use std::fmt;

use serde::Serialize;

use super::synonyms::Lexicon;
use crate::index::Index;
use crate::search::tuning::Tuning;
use crate::text::french;
use crate::text::stem::stem;
use crate::text::stop;

/// A term of a query, or before tokenization several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryTerm {
    /// Folded.
    pub text: String,
    /// `word*`: every word that begins so.
    pub prefix: bool,
    /// From an exact phrase: neither corrected nor expanded.
    pub literal: bool,
    /// The joined spelling of the words before it (`clientid`), which an entry need not contain.
    pub compound: bool,
}

impl QueryTerm {
    /// Whether lexicon and acronyms may widen it.
    fn is_plain(&self) -> bool {
        !self.prefix && !self.literal && !self.compound
    }
}

/// How an alternative stands for a query term, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// As typed, folded.
    Exact,
    /// Of the same stem.
    Stem,
    /// Begins with `word*`.
    Prefix,
    /// A correction; words of its stem are [`Kind::Stem`].
    Typo,
    /// A synonym of the lexicon.
    Synonym,
    /// An acronym that the pages explain, or its long form.
    Acronym,
}

/// As it is serialized.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

impl Kind {
    /// Whether it is the query word itself, in any spelling.
    pub(in crate::search) fn is_word(self) -> bool {
        self < Kind::Synonym
    }
}

/// What is looked up in the index; terms are numbered as there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::search) enum Target {
    Term(u32),
    /// Words side by side, stop words aside, each any of the terms given.
    Phrase(Vec<Vec<u32>>),
}

/// One thing that may stand for a query term.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::search) struct Alternative {
    /// Folded: the word, its correction, its synonym.
    pub term: String,
    pub kind: Kind,
    /// In (0, 1].
    pub weight: f64,
    pub target: Target,
}

/// A query term with everything that may stand for it; an entry that contains any alternative
/// contains the group.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::search) struct Group {
    pub term: QueryTerm,
    /// The word that a term is taken for, as lexicon or French write it, if no entry has it.
    pub correction: Option<String>,
    /// Empty when the index has nothing like it.
    pub alternatives: Vec<Alternative>,
}

/// What an expansion draws on.
pub(super) struct Expander<'s> {
    pub(super) index: &'s Index<'s>,
    /// `None` switches acronyms off, too.
    pub(super) lexicon: Option<&'s Lexicon>,
    pub(super) typos: bool,
    pub(super) tuning: &'s Tuning,
}

impl Expander<'_> {
    /// One group for each term, in order.
    pub(super) fn expand(&self, terms: Vec<QueryTerm>) -> Vec<Group> {
        let mut groups: Vec<Group> = terms.into_iter().map(|term| self.group(term)).collect();
        groups.iter_mut().for_each(Group::deduplicate);
        if let Some(lexicon) = self.lexicon {
            let plain: Vec<usize> =
                (0..groups.len()).filter(|&i| groups[i].term.is_plain()).collect();
            self.add_synonyms(lexicon, &plain, &mut groups);
            self.add_acronyms(&plain, &mut groups);
            groups.iter_mut().for_each(Group::deduplicate);
        }
        groups
    }

    /// `terms` without those that can only be misspelt stop words (`coment`): nearer to one than
    /// to any term of the index, and unknown to index and lexicon. A query of nothing else keeps
    /// them.
    pub(super) fn without_misspelt_stop_words(&self, terms: Vec<QueryTerm>) -> Vec<QueryTerm> {
        let is_kept = |term: &&QueryTerm| {
            let stem = stem(&term.text);
            if !self.typos
                || !term.is_plain()
                || self.index.find(&term.text).is_some()
                || french::frequency(&term.text).is_some()
                || !self.index.stem_terms(&stem).is_empty()
                || self.lexicon.is_some_and(|lexicon| lexicon.knows(&stem))
            {
                return true;
            }
            let found = || self.corrections(&term.text, 1);
            stop::nearest(&term.text)
                .is_none_or(|errors| found().first().is_some_and(|found| found.errors <= errors))
        };
        let kept: Vec<QueryTerm> = terms.iter().filter(is_kept).cloned().collect();
        if kept.is_empty() { terms } else { kept }
    }

    /// The spellings of the word itself: as typed, of its stem, with its prefix, corrected.
    fn group(&self, term: QueryTerm) -> Group {
        let word = term.text.clone();
        let mut group = Group { term, correction: None, alternatives: Vec::new() };
        if group.term.prefix {
            let terms = self.index.terms().with_prefix(&word).map(|term| term as u32);
            group.add(&word, Kind::Prefix, self.tuning.prefix, terms);
            return group;
        }
        group.add(&word, Kind::Exact, 1.0, self.index.find(&word));
        if group.term.is_plain() {
            group.add(&word, Kind::Stem, self.tuning.stem, self.index.stem_terms(&stem(&word)));
            // A word that an entry has is not corrected, however rare it is.
            if self.typos && group.alternatives.is_empty() {
                for meant in self.corrections(&word, self.tuning.corrections) {
                    if group.alternatives.is_empty() {
                        group.correction = meant.written;
                    }
                    let weight = self.tuning.typo.powi(meant.errors as i32);
                    group.add(&meant.text, Kind::Typo, weight, self.index.find(&meant.text));
                    let class = self.index.stem_terms(&stem(&meant.text));
                    group.add(&meant.text, Kind::Stem, weight * self.tuning.stem, class);
                }
            }
        }
        group
    }

    /// Adds the synonyms of each run of words that is a term of the lexicon. `plain` says which
    /// groups are read as words.
    fn add_synonyms(&self, lexicon: &Lexicon, plain: &[usize], groups: &mut [Group]) {
        let read: Vec<(String, f64)> =
            plain.iter().map(|&i| self.lexicon_stem(lexicon, &mut groups[i])).collect();
        let stems: Vec<&str> = read.iter().map(|(stem, _)| stem.as_str()).collect();
        for at in 0..plain.len() {
            for (len, synonyms) in lexicon.at(&stems[at..]) {
                for synonym in synonyms {
                    for i in at..at + len {
                        let (group, weight) = (&mut groups[plain[i]], read[i].1);
                        let (text, stems) = (synonym.text(), synonym.stems());
                        self.add_words(group, &text, stems, Kind::Synonym, weight);
                    }
                }
            }
        }
    }

    /// The stem to look up in the lexicon, of the word or its best correction, and the weight of a
    /// synonym of it. A word that neither pages nor lexicon know may be a misspelling of one of
    /// the lexicon: nothing else can be meant.
    fn lexicon_stem(&self, lexicon: &Lexicon, group: &mut Group) -> (String, f64) {
        if let Some(best) = group.alternatives.first() {
            return (stem(&best.term), self.tuning.synonym);
        }
        let word = &group.term.text;
        let (stem, weight) = (stem(word), self.tuning.synonym_of_unknown);
        if self.typos
            && !lexicon.knows(&stem)
            && let Some(synonym) = self.of_lexicon(word)
        {
            group.correction = Some(synonym.written.to_owned());
            return (synonym.stems().take(1).collect(), weight);
        }
        (stem, weight)
    }

    /// Adds a word or phrase of other words than the query's, by the stems of its content words;
    /// nothing if the index lacks one of them.
    fn add_words<'w>(
        &self,
        group: &mut Group,
        text: &str,
        stems: impl IntoIterator<Item = &'w str>,
        kind: Kind,
        weight: f64,
    ) {
        let mut classes: Vec<Vec<u32>> =
            stems.into_iter().map(|stem| self.index.stem_terms(stem)).collect();
        if classes.len() == 1 {
            group.add(text, kind, weight, classes.remove(0));
        } else if !classes.is_empty() && classes.iter().all(|class| !class.is_empty()) {
            group.push(text, kind, weight, Target::Phrase(classes));
        }
    }

    /// Adds the long form of each acronym, and the acronym of each long form, in the query.
    fn add_acronyms(&self, plain: &[usize], groups: &mut [Group]) {
        let stems: Vec<String> = plain.iter().map(|&i| stem(&groups[i].term.text)).collect();
        let all_stems = |words: &str| words.split(' ').map(stem).collect::<Vec<_>>();
        let weight = self.tuning.acronym;
        for at in 0..plain.len() {
            let group = &mut groups[plain[at]];
            for long in self.index.long_forms(&group.term.text) {
                let stems = all_stems(long);
                let stems = stems.iter().map(String::as_str);
                self.add_words(group, long, stems, Kind::Acronym, weight);
            }
            for (short, long) in self.index.acronyms(&stems[at]) {
                let long = all_stems(long);
                if stems[at..].starts_with(&long) {
                    let stem = stem(short);
                    for &i in &plain[at..at + long.len()] {
                        self.add_words(&mut groups[i], short, [&*stem], Kind::Acronym, weight);
                    }
                }
            }
        }
    }
}

impl Group {
    fn add(&mut self, text: &str, kind: Kind, weight: f64, terms: impl IntoIterator<Item = u32>) {
        terms.into_iter().for_each(|term| self.push(text, kind, weight, Target::Term(term)));
    }

    /// Adds an alternative, unless it weighs nothing.
    fn push(&mut self, text: &str, kind: Kind, weight: f64, target: Target) {
        if weight > 0.0 {
            self.alternatives.push(Alternative { term: text.to_owned(), kind, weight, target });
        }
    }

    /// Leaves one alternative for each target: the best, in the place of the first. All at once,
    /// for a prefix may stand for every term there is.
    fn deduplicate(&mut self) {
        let mut places: HashMap<Target, usize> = HashMap::new();
        let mut distinct: Vec<Alternative> = Vec::with_capacity(self.alternatives.len());
        for new in self.alternatives.drain(..) {
            let place = *places.entry(new.target.clone()).or_insert(distinct.len());
            match distinct.get_mut(place) {
                Some(old) if old.weight < new.weight => *old = new,
                Some(_) => {}
                None => distinct.push(new),
            }
        }
        self.alternatives = distinct;
    }
}
