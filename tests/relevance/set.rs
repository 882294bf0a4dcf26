//! A set: pages, questions, and which entries answer them.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs;
use std::path::Path;

use faq::corpus::delimiter::Delimiter;
use faq::corpus::source::Seeds;
use faq::corpus::{Corpus, DataFiles};
use faq::embed::Encoder;
use faq::embed::cache::{PATIENCE, VectorCache};
use faq::embed::fill::{Filling, Wanted};
use faq::embed::vectors::Meaning;
use faq::index;
use faq::search::{Filter, Found, Hit, Lexicon, Options, Query, Rank, Searcher, Tuning};

use crate::typos::misspell;

/// Pages, questions, and for each the indices of the entries that answer it.
pub struct Set {
    pub name: String,
    pub seeds: Seeds,
    questions: Vec<(String, HashSet<usize>)>,
}

/// How well a set is answered, each from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub struct Scores {
    /// Mean reciprocal rank of the first right entry among ten.
    pub mrr: f64,
    /// Share of questions whose first entry is right.
    pub hit: f64,
    /// Mean share of the right entries that are among the first ten.
    pub recall: f64,
}

impl Scores {
    /// The means of `all`.
    fn of(all: &[Self]) -> Self {
        let mean =
            |figure: fn(&Self) -> f64| all.iter().map(figure).sum::<f64>() / all.len() as f64;
        Self { mrr: mean(|s| s.mrr), hit: mean(|s| s.hit), recall: mean(|s| s.recall) }
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MRR@10 {:.4}  hit@1 {:.4}  recall@10 {:.4}", self.mrr, self.hit, self.recall)
    }
}

impl Set {
    /// The project's own questions on the shipped pages.
    pub fn ans_dev() -> Self {
        let ids = include_str!("ans-dev/ids.txt");
        let queries = include_str!("ans-dev/queries.tsv");
        Self::read("ans-dev", Seeds::Shipped, ids, queries, include_str!("ans-dev/qrels.tsv"))
    }

    /// Further questions on the shipped pages.
    pub fn own() -> Self {
        Self::by_id("own", include_str!("own/queries.tsv"))
    }

    /// Questions that the shipped pages answer, by people who had not read them.
    pub fn unread() -> Self {
        Self::by_id("unread", include_str!("unread/queries.tsv"))
    }

    /// Questions on the shipped pages, each with the ids of the entries that answer it.
    fn by_id(name: &str, rows: &str) -> Self {
        let corpus = read(&Seeds::Shipped);
        let places = corpus.entries().map(|entry| (entry.id().to_string(), entry.index()));
        let place: HashMap<String, usize> = places.collect();
        let rows = rows.lines().filter_map(|line| line.split_once('\t'));
        let questions = rows
            .map(|(query, ids)| (query.to_owned(), ids.split(',').map(|id| place[id]).collect()));
        Self { name: name.to_owned(), seeds: Seeds::Shipped, questions: questions.collect() }
    }

    /// The questions.
    pub fn queries(&self) -> Vec<&str> {
        self.questions.iter().map(|(query, _)| query.as_str()).collect()
    }

    /// Every set in a folder, in name order.
    pub fn all_in(folder: &Path) -> Vec<Self> {
        let mut folders: Vec<_> =
            fs::read_dir(folder).expect("a folder of sets").flatten().map(|f| f.path()).collect();
        folders.retain(|folder| folder.join("qrels.tsv").exists());
        folders.sort();
        let set = |folder: &std::path::PathBuf| {
            let file =
                |name: &str| fs::read_to_string(folder.join(name)).expect("a file of the set");
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let seeds = Seeds::Paths(vec![folder.join("seeds")]);
            Self::read(&name, seeds, &file("ids.txt"), &file("queries.tsv"), &file("qrels.tsv"))
        };
        folders.iter().map(set).collect()
    }

    /// `ids` names the entries as the pages number them; a merged entry has several names.
    fn read(name: &str, seeds: Seeds, ids: &str, queries: &str, judgements: &str) -> Self {
        let ids: Vec<&str> = ids.lines().collect();
        let corpus = read(&seeds);
        let mut place: HashMap<&str, usize> = HashMap::new();
        let distinct = ids.len() == corpus.len();
        for (index, entry) in corpus.entries().enumerate() {
            let names =
                entry.sources().map(|source| if distinct { index } else { source.entry - 1 });
            place.extend(names.map(|number| (ids[number], index)));
        }
        let mut right: HashMap<&str, HashSet<usize>> = HashMap::new();
        for (query, id) in judgements.lines().filter_map(|line| line.split_once('\t')) {
            right.entry(query).or_default().insert(place[id.split('\t').next().unwrap_or(id)]);
        }
        let rows = queries.lines().filter_map(|line| line.split_once('\t'));
        let judged = rows
            .filter_map(|(id, query)| right.get(id).map(|right| (query.to_owned(), right.clone())));
        Self { name: name.to_owned(), seeds, questions: judged.collect() }
    }

    /// The same set, one typo in each question.
    pub fn misspelt(&self, seed: u64) -> Self {
        let questions = self.questions.iter().zip(0..);
        let questions = questions
            .map(|((query, right), n)| (misspell(query, seed * 1_000_003 + n), right.clone()));
        Self { name: self.name.clone(), seeds: self.seeds.clone(), questions: questions.collect() }
    }

    /// Answers every question and scores the answers.
    pub fn score(&self, tuning: &Tuning, options: &Options) -> Scores {
        Scores::of(&self.answered_one_by_one(tuning, options))
    }

    /// How well each question is answered.
    pub fn answered_one_by_one(&self, tuning: &Tuning, options: &Options) -> Vec<Scores> {
        let answers = self.answers(&self.queries(), tuning, options);
        let scores = |((_, right), found): (&(String, HashSet<usize>), Vec<usize>)| {
            let first = found.iter().take(10).position(|entry| right.contains(entry));
            let held = found.iter().take(10).filter(|entry| right.contains(entry)).count();
            Scores {
                mrr: first.map_or(0.0, |at| 1.0 / (at + 1) as f64),
                hit: f64::from(u8::from(first == Some(0))),
                recall: held as f64 / right.len() as f64,
            }
        };
        self.questions.iter().zip(answers).map(scores).collect()
    }

    /// Those of `queries` that find anything.
    pub fn answered<'q>(&self, queries: &[&'q str], options: &Options) -> Vec<&'q str> {
        self.those(queries, options, |found| !found.hits.is_empty())
    }

    /// Those of `queries` that the search is sure to answer.
    pub fn answered_for_sure<'q>(&self, queries: &[&'q str], options: &Options) -> Vec<&'q str> {
        self.those(queries, options, |found| found.confident)
    }

    fn those<'q>(
        &self,
        queries: &[&'q str],
        options: &Options,
        is_so: fn(&Found) -> bool,
    ) -> Vec<&'q str> {
        self.searched(&Tuning::default(), options, |searcher, corpus| {
            let is_one = |text: &&&str| {
                let query = Query::parse(text, corpus.facets());
                searcher
                    .search(&query, &Filter::default(), options)
                    .is_ok_and(|found| is_so(&found))
            };
            queries.iter().filter(is_one).copied().collect()
        })
    }

    /// The ranking of every question, with its scores, in `corpus`.
    pub fn ranked(&self, corpus: &Corpus) -> Vec<Vec<Hit>> {
        let lexicon = Lexicon::shipped();
        let searcher = Searcher::new(corpus, &lexicon).expect("an index");
        let answer = |(text, _): &(String, HashSet<usize>)| {
            let query = Query::parse(text, corpus.facets());
            let found = searcher.search(&query, &Filter::default(), &Options::default());
            found.map(|found| found.hits).unwrap_or_default()
        };
        self.questions.iter().map(answer).collect()
    }

    /// The pages as the program holds them, if they are its own.
    pub fn prepared(&self) -> Option<Corpus> {
        if self.seeds == Seeds::Shipped { Corpus::shipped() } else { None }
    }

    /// The pages, read and indexed now.
    pub fn read_anew(&self) -> Corpus {
        let shipped = || Seeds::Paths(vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")]);
        read(&if self.seeds == Seeds::Shipped { shipped() } else { self.seeds.clone() })
    }

    fn answers(&self, queries: &[&str], tuning: &Tuning, options: &Options) -> Vec<Vec<usize>> {
        self.searched(tuning, options, |searcher, corpus| {
            let answer = |text: &&str| {
                let query = Query::parse(text, corpus.facets());
                let found = searcher.search(&query, &Filter::default(), options);
                let hits = found.map(|found| found.hits).unwrap_or_default();
                hits.iter().map(|hit| hit.entry).collect()
            };
            queries.iter().map(answer).collect()
        })
    }

    /// What `work` does with a searcher over the pages.
    fn searched<T>(
        &self,
        tuning: &Tuning,
        options: &Options,
        work: impl FnOnce(&Searcher<'_>, &Corpus) -> T,
    ) -> T {
        let corpus = read(&self.seeds);
        let lexicon = Lexicon::shipped();
        let meaning = if options.rank == Rank::Words { None } else { meaning(&corpus) };
        let meaning = || meaning.as_ref();
        let searcher = Searcher::new(&corpus, &lexicon).expect("an index");
        work(&searcher.tuned(tuning.clone()).with_meaning(&meaning), &corpus)
    }

    /// Checks, for every `step`th pair of a question and a value of a facet, that the filter keeps
    /// what it allows of the hits without it, in the same order with the same scores; only where
    /// that is none, what it finds may be others.
    pub fn filters_lose_nothing(&self, options: &Options, step: usize) -> usize {
        self.searched(&Tuning::default(), options, |searcher, corpus| {
            let facets = corpus.facets();
            let search = |text: &str, filter: &Filter| {
                let query = Query::parse(text, facets);
                searcher.search(&query, filter, options).expect("no filter in the query").hits
            };
            let values =
                facets.all().flat_map(|facet| facets.values(facet).map(move |v| (facet, v)));
            let filters = values.map(|(facet, value)| {
                let named = [(facets.facet_key(facet), facets.key(facet, value))];
                Filter::on_facets(facets, named).expect("a value of the facet")
            });
            let filters: Vec<Filter> = filters.collect();
            let pairs =
                self.questions.iter().flat_map(|(text, _)| filters.iter().map(move |f| (text, f)));
            let (mut checked, mut whole) = (0, ("", Vec::new()));
            for (text, filter) in pairs.step_by(step) {
                if whole.0 != text {
                    whole = (text, search(text, &Filter::default()));
                }
                let kept = |hit: &&Hit| filter.keeps(corpus.entry(hit.entry));
                let kept: Vec<Hit> = whole.1.iter().filter(kept).cloned().collect();
                let found = search(text, filter);
                if !kept.is_empty() {
                    assert_eq!(found, kept, "{}: {text} under {filter:?}", self.name);
                    checked += 1;
                }
            }
            checked
        })
    }
}

/// What the entries mean; `None` where the model is not compiled in. Vectors that are not shipped
/// are made once and kept with the build.
fn meaning(corpus: &Corpus) -> Option<Meaning> {
    let encoder = Encoder::load().ok()?;
    let cache = VectorCache::new(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors"));
    let mut filling = Filling::at_hand(corpus, Some(&cache));
    let mut encoded = Vec::new();
    filling.encode(Wanted::All, &encoder, 8, |id, vector, _| {
        encoded.push((id, vector));
        true
    });
    if !encoded.is_empty() {
        cache.append(&encoded, PATIENCE).expect("a folder of the build");
    }
    filling.vectors().map(|vectors| Meaning::new(encoder, vectors))
}

/// The pages of a set; those of the program as it holds them, others read and indexed now.
fn read(seeds: &Seeds) -> Corpus {
    if *seeds == Seeds::Shipped {
        return Corpus::shipped().expect("the shipped pages");
    }
    let corpus = Corpus::read(seeds, &Delimiter::default(), DataFiles::shipped());
    index::build(corpus.expect("the pages of the set"), &|_| ()).expect("an index")
}
