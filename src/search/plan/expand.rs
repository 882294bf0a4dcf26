//! From a query to groups: each word with everything that may stand for it.
//!
//! A group is one thing the reader asks for; an entry that holds any of its alternatives
//! holds the group, the better the alternative the more it counts. French pages use the
//! plural, the noun for the verb, the official word for the plain one and the acronym for
//! the name, and readers mistype; each of these is one [`Kind`] with its own weight.

use crate::search::index::Index;
use crate::search::plan::fuzzy;
use crate::search::plan::lexicon::{Lexicon, Term};
use crate::search::rank::tuning::Tuning;
use crate::text::stem::stem;
use crate::text::stop;
use serde::Serialize;
use std::collections::HashMap;

/// How a form came to stand for a query word, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The word as typed, folded.
    Exact,
    /// Another form of its stem.
    Stem,
    /// A form that begins with `word*`.
    Prefix,
    /// A correction of a misspelling; other forms of its stem are [`Kind::Stem`].
    Typo,
    /// A synonym of the lexicon.
    Synonym,
    /// A short form or long form explained in the pages.
    Acronym,
}

impl Kind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Exact => "exact",
            Kind::Stem => "stem",
            Kind::Prefix => "prefix",
            Kind::Typo => "typo",
            Kind::Synonym => "synonym",
            Kind::Acronym => "acronym",
        }
    }

    /// Whether the alternative is the word itself, however written.
    pub fn is_word(self) -> bool {
        self < Kind::Synonym
    }
}

/// What is looked up in the index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// One form.
    Form(u32),
    /// Words side by side, stop words aside; each may take any of the forms given.
    Phrase(Vec<Vec<u32>>),
}

/// One thing that may stand for a query word.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What is looked for, folded: the word, its correction, its synonym.
    pub term: String,
    /// How it came here.
    pub kind: Kind,
    /// How much it counts, in (0, 1].
    pub weight: f64,
    /// What is looked up.
    pub target: Target,
}

/// One thing the reader asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The query word, folded.
    pub word: String,
    /// Whether it is the joined spelling of the words before it (`clientid`), which then
    /// need not be held for the query to be held.
    pub whole: bool,
    /// Whether it must be held as typed (from an exact phrase).
    pub literal: bool,
    /// The word of the lexicon that a word in no entry is taken for, as the lexicon writes it.
    pub taken_for: Option<String>,
    /// Everything that may stand for it; empty when the index knows nothing like it.
    pub alternatives: Vec<Alternative>,
}

/// How the lexicon is to read a group.
struct Reading {
    stem: String,
    weight: f64,
}

/// A content word of the query, before expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The folded word, or whole.
    pub text: String,
    /// From `word*`.
    pub prefix: bool,
    /// From an exact phrase.
    pub literal: bool,
    /// The joined spelling of a compound.
    pub whole: bool,
}

/// What an expansion may use.
pub struct Sources<'s> {
    /// The entries.
    pub index: &'s Index,
    /// The synonyms; `None` when switched off (acronyms then are off as well).
    pub lexicon: Option<&'s Lexicon>,
    /// Whether misspelt words are corrected.
    pub typos: bool,
    /// The weights.
    pub tuning: &'s Tuning,
}

impl Sources<'_> {
    /// One group for each word asked, in order.
    pub fn expand(&self, asked: &[Asked]) -> Vec<Group> {
        let mut groups: Vec<Group> = asked.iter().map(|a| self.word(a)).collect();
        if let Some(lexicon) = self.lexicon {
            self.synonyms(lexicon, asked, &mut groups);
            self.acronyms(asked, &mut groups);
            groups.iter_mut().for_each(settle);
        }
        groups
    }

    /// Drops words that can only be misspelt stop words (`coment`): nearer to one than to any
    /// word of the pages, and unknown to both pages and lexicon. A query of nothing else
    /// keeps them.
    pub fn drop_slips(&self, asked: &mut Vec<Asked>) {
        if !self.typos {
            return;
        }
        let slips: Vec<bool> = asked.iter().map(|a| self.is_slip(a)).collect();
        if slips.iter().all(|&slip| slip) {
            return;
        }
        let mut slips = slips.into_iter();
        asked.retain(|_| !slips.next().unwrap_or_default());
    }

    fn is_slip(&self, asked: &Asked) -> bool {
        if asked.literal || asked.prefix || asked.whole {
            return false;
        }
        let stem = stem(&asked.text);
        if self.index.forms().find(&asked.text).is_some()
            || !self.index.stem_class(&stem).is_empty()
        {
            return false;
        }
        let Some(errors) = stop::nearest(&asked.text) else { return false };
        let in_lexicon = self.lexicon.is_some_and(|lexicon| lexicon.at(&[&stem]).next().is_some());
        let nearer = |c: &fuzzy::Candidate| c.errors <= errors;
        !in_lexicon && !fuzzy::corrections(self.index, &asked.text, 1).first().is_some_and(nearer)
    }

    /// The forms of the word itself: as typed, of its stem, with its prefix, corrected.
    fn word(&self, asked: &Asked) -> Group {
        let mut group = self.forms_of(asked);
        settle(&mut group);
        group
    }

    fn forms_of(&self, asked: &Asked) -> Group {
        let mut group = Group {
            word: asked.text.clone(),
            whole: asked.whole,
            literal: asked.literal,
            taken_for: None,
            alternatives: Vec::new(),
        };
        let forms = self.index.forms();
        if asked.prefix {
            let all: Vec<u32> = forms.with_prefix(&asked.text).collect();
            self.add_forms(&mut group, &asked.text, Kind::Prefix, self.tuning.prefix, &all);
            return group;
        }
        if let Some(form) = forms.find(&asked.text) {
            self.add_forms(&mut group, &asked.text, Kind::Exact, 1.0, &[form]);
        }
        if asked.literal || asked.whole {
            return group;
        }
        let class = self.index.stem_class(&stem(&asked.text));
        self.add_forms(&mut group, &asked.text, Kind::Stem, self.tuning.stem, &class);
        if self.typos && self.known(&group) <= self.tuning.rare {
            self.typos(&mut group);
        }
        group
    }

    /// In how many entries the commonest alternative stands.
    fn known(&self, group: &Group) -> usize {
        let count = |a: &Alternative| match a.target {
            Target::Form(form) => self.index.entry_count(form),
            Target::Phrase(_) => 0,
        };
        group.alternatives.iter().map(count).max().unwrap_or(0)
    }

    fn typos(&self, group: &mut Group) {
        for c in fuzzy::corrections(self.index, &group.word, self.tuning.corrections) {
            let meant = self.index.forms().get(c.form).into_owned();
            let weight = self.tuning.typo.powi(c.errors as i32);
            self.add_forms(group, &meant, Kind::Typo, weight, &[c.form]);
            let class = self.index.stem_class(&stem(&meant));
            self.add_forms(group, &meant, Kind::Stem, weight * self.tuning.stem, &class);
        }
    }

    fn add_forms(&self, group: &mut Group, term: &str, kind: Kind, weight: f64, forms: &[u32]) {
        for &form in forms {
            add(
                group,
                Alternative { term: term.to_owned(), kind, weight, target: Target::Form(form) },
            );
        }
    }

    /// Adds the synonyms of each run of words that is a term of the lexicon.
    fn synonyms(&self, lexicon: &Lexicon, asked: &[Asked], groups: &mut [Group]) {
        let words: Vec<usize> = plain(asked);
        let read: Vec<Reading> =
            words.iter().map(|&i| self.read(lexicon, &mut groups[i])).collect();
        let stems: Vec<&str> = read.iter().map(|reading| reading.stem.as_str()).collect();
        for at in 0..words.len() {
            for (len, terms) in lexicon.at(&stems[at..]) {
                for term in terms {
                    for i in at..at + len {
                        let group = &mut groups[words[i]];
                        self.add_term(group, term, Kind::Synonym, read[i].weight);
                    }
                }
            }
        }
    }

    /// The stem under which the lexicon knows the word of a group, or its best correction,
    /// and what a synonym of it weighs. A word that is neither in the pages nor in the lexicon
    /// may be a misspelling of one of the lexicon; nothing else being meant, that costs nothing.
    fn read(&self, lexicon: &Lexicon, group: &mut Group) -> Reading {
        let weight = self.tuning.synonym;
        if let Some(best) = group.alternatives.first() {
            let word = if best.kind == Kind::Typo { &best.term } else { &group.word };
            return Reading { stem: stem(word), weight };
        }
        let (stem, weight) = (stem(&group.word), self.tuning.stand_in);
        if !self.typos || lexicon.at(&[&stem]).next().is_some() {
            return Reading { stem, weight };
        }
        match lexicon.nearest(&group.word) {
            None => Reading { stem, weight },
            Some(term) => {
                group.taken_for = Some(term.written.clone());
                Reading { stem: term.stems[0].clone(), weight }
            }
        }
    }

    fn add_term(&self, group: &mut Group, term: &Term, kind: Kind, weight: f64) {
        let classes: Vec<Vec<u32>> = term.stems.iter().map(|s| self.index.stem_class(s)).collect();
        match &classes[..] {
            [] => {}
            [class] => self.add_forms(group, &term.text, kind, weight, class),
            _ if classes.iter().any(Vec::is_empty) => {}
            _ => {
                let target = Target::Phrase(classes);
                add(group, Alternative { term: term.text.clone(), kind, weight, target });
            }
        }
    }

    /// Adds the long form of each acronym asked, and the acronym of each long form asked.
    fn acronyms(&self, asked: &[Asked], groups: &mut [Group]) {
        let words: Vec<usize> = plain(asked);
        let stems: Vec<String> = words.iter().map(|&i| stem(&groups[i].word)).collect();
        for at in 0..words.len() {
            for long in self.index.acronyms_of(&groups[words[at]].word) {
                let text = long.long.join(" ");
                let stems = long.long.iter().map(|word| stem(word)).collect();
                let term = Term { written: text.clone(), text, stems };
                let group = &mut groups[words[at]];
                self.add_term(group, &term, Kind::Acronym, self.tuning.acronym);
            }
            for short in self.index.acronyms_from(&stems[at]) {
                let long: Vec<String> = short.long.iter().map(|word| stem(word)).collect();
                if !stems[at..].starts_with(&long) {
                    continue;
                }
                let stems = vec![stem(&short.short)];
                let term = Term { written: short.short.clone(), text: short.short, stems };
                for &i in &words[at..at + long.len()] {
                    self.add_term(&mut groups[i], &term, Kind::Acronym, self.tuning.acronym);
                }
            }
        }
    }
}

/// The words that may be widened: not from a phrase, no prefix, no whole.
fn plain(asked: &[Asked]) -> Vec<usize> {
    (0..asked.len()).filter(|&i| !asked[i].prefix && !asked[i].literal && !asked[i].whole).collect()
}

/// Adds an alternative, unless it weighs nothing.
fn add(group: &mut Group, new: Alternative) {
    group.alternatives.extend((new.weight > 0.0).then_some(new));
}

/// Leaves one alternative of those that look up the same: the best, in the place of the first.
/// All at once, for a prefix may stand for every word there is.
fn settle(group: &mut Group) {
    let mut places: HashMap<Target, usize> = HashMap::new();
    let mut settled: Vec<Alternative> = Vec::with_capacity(group.alternatives.len());
    for new in group.alternatives.drain(..) {
        let place = *places.entry(new.target.clone()).or_insert(settled.len());
        match settled.get_mut(place) {
            Some(old) if old.weight < new.weight => *old = new,
            Some(_) => {}
            None => settled.push(new),
        }
    }
    group.alternatives = settled;
}
