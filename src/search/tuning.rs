//! Every constant of the ranking, in one place.
//!
//! Those of the words were found by coordinate search on four development sets together, by words
//! alone; those of meaning on ten (the README names them, and says what each step is worth). No
//! query was held out, so the sets' own figures flatter. The slopes below are of MRR@10, around the
//! default; ans-dev jumps by 0.008 whenever one query changes rank.

/// Defines [`Tuning`]: each constant with what it does, its measured slope, and its value.
macro_rules! tuning {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $value:expr,)*) => {
        /// The constants of the ranking. [`Tuning::default`] serves all pages.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Tuning {
            $($(#[$doc])* pub $name: $type,)*
        }

        impl Default for Tuning {
            fn default() -> Tuning {
                Tuning { $($name: $value,)* }
            }
        }
    };
}

tuning! {
    /// BM25: how slowly repetition saturates. The usual 1.2 costs ans-dev 0.016,
    /// faq-services-publics 0.005, the two others at most 0.001.
    k1: f64 = 0.9,
    /// BM25: length normalization, 0 to 1. As usual; 0.5 to 0.85 within 0.003.
    b: f64 = 0.75,
    /// Weight of a term of the same stem. 1 costs three sets 0.008 each.
    stem: f64 = 0.8,
    /// Weight of a term one typing error away; two errors weigh its square.
    typo: f64 = 0.85,
    /// Weight of a term that begins with `word*`: it is what was asked.
    prefix: f64 = 1.0,
    /// Weight of a synonym of the lexicon. 0.3 to 0.6 within 0.005.
    synonym: f64 = 0.4,
    /// Weight of a synonym of a word that occurs in no entry, in no spelling: nothing else can be
    /// meant. 0.85 and more answers questions on other subjects.
    synonym_of_unknown: f64 = 0.75,
    /// Weight of an acronym that the pages explain, or of its long form. 0.5 to 0.9 within 0.002.
    acronym: f64 = 0.7,
    /// Corrections tried for one word. 1 to 6 within 0.001 on misspelt queries.
    corrections: usize = 3,
    /// Weight of the four-letter n-grams, against 1 for the words. 0.4 costs 0.009 to 0.018.
    ngrams: f64 = 0.15,
    /// Length normalization of the n-grams, in full: long entries contain every n-gram.
    ngrams_b: f64 = 1.0,
    /// Weight of the first sentence.
    first: f64 = 0.8,
    /// Length normalization of the first sentence.
    first_b: f64 = 0.75,
    /// Weight of pairs of neighbouring query words.
    pairs: f64 = 0.3,
    /// How far apart two words may be to count as a pair, in content words.
    pair_window: u32 = 3,
    /// Weight of the entries around an entry. With the entries shuffled they add next to nothing.
    context: f64 = 0.8,
    /// How many neighbours on either side count, for context and for smoothing.
    reach: usize = 4,
    /// Weight of each farther neighbour, as a share of the nearer one's.
    decay: f64 = 0.6,
    /// How many entries get the second-stage features (`rank::features`). Three of the sets are
    /// ranked as without a bound, the largest gains 0.001.
    rerank_depth: usize = 300,
    /// Least score of an entry past the first page, as a share of the best score.
    tail_cutoff: f64 = 0.4,
    /// The first page of hits, in entries: never cut off, and all that meaning adds to; what
    /// recall@10 counts.
    page: usize = 10,
    /// Weight of the nearest passage, against 1 for the words (`rank::hybrid`). 2 to 3 within
    /// 0.001 on the mean of ten sets.
    meaning: f64 = 2.5,
    /// Weight of the nearest sentence, against 1 for the nearest passage. Without it the mean of
    /// thirteen sets falls by 0.013; at 1 it is no better.
    sentence: f64 = 0.5,
    /// Least cosine of an entry that is found without a word of the query. 0.4 costs covid-quebec
    /// 0.009, 0.25 gains nothing.
    similar: f64 = 0.35,
}

impl Tuning {
    /// What the neighbours of an entry are worth to it: `worth` of each within reach, both of the
    /// nearest together weighing `weight`, farther ones less.
    pub(super) fn smoothed(&self, weight: f64, entry: usize, worth: impl Fn(usize) -> f64) -> f64 {
        let mut share = weight / 2.0;
        let mut sum = 0.0;
        for distance in 1..=self.reach {
            let both = [entry.checked_sub(distance), Some(entry + distance)];
            sum += share * both.into_iter().flatten().map(&worth).sum::<f64>();
            share *= self.decay;
        }
        sum
    }
}
