//! Every constant of the ranking, in one place.
//!
//! Found by coordinate search on four development sets together (the README names them), the
//! mean reciprocal rank of ans-dev counting half as it has 63 queries only; a value moved when
//! the sum rose by 0.0005 or more; two rounds, after which the rules changed a little and the
//! values did not. No query was held out, so the sets' own figures flatter. One step in any value
//! mostly moves a set by less than 0.01; ans-dev jumps by 0.008 whenever one query changes rank.
//! The slopes below are of MRR@10, measured around the default; `tests/relevance` prints what
//! each step is worth on any sets it is given.

/// The constants of the ranking. [`Tuning::default`] serves all pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuning {
    /// BM25: how slowly repetition saturates. 0.9; the usual 1.2 costs ans-dev 0.016,
    /// faq-services-publics 0.005, the two others at most 0.001.
    pub k1: f64,
    /// BM25: length normalization, 0 to 1. 0.75, as usual; 0.5 to 0.85 within 0.003.
    pub b: f64,
    /// Weight of a term of the same stem. 0.8; 1 (exact no better than stem) costs three sets
    /// 0.008 each and gains covid-quebec 0.003.
    pub stem: f64,
    /// Weight of a term one typing error away; two errors weigh its square. 0.85; clean queries
    /// hardly feel it, misspelt ones lose 0.004 to 0.007 at 0.55.
    pub typo: f64,
    /// Weight of a term that begins with `word*`. 1: it is what was asked.
    pub prefix: f64,
    /// Weight of a synonym of the lexicon. 0.4; 0.3 to 0.6 within 0.005.
    pub synonym: f64,
    /// Weight of a synonym of a word that occurs in no entry, in no spelling: nothing else can be
    /// meant. 0.75; no more than [`Tuning::synonym`] costs ans-dev 0.012 and covid-quebec 0.003,
    /// 0.85 and more answers questions on other subjects.
    pub synonym_of_unknown: f64,
    /// Weight of an acronym that the pages explain, or of its long form. 0.7; 0.5 to 0.9 within
    /// 0.002.
    pub acronym: f64,
    /// Corrections tried for one word. 3; 1 to 6 within 0.001 on misspelt queries.
    pub corrections: usize,
    /// A word in at most this many entries may be a misspelling. 0: only unknown words; 1 is
    /// within 0.0003 on misspelt queries and would report wrong corrections.
    pub typo_max_df: usize,
    /// Weight of the four-letter n-grams, against 1 for the words. 0.15; 0.4 costs every set
    /// 0.009 to 0.018.
    pub ngrams: f64,
    /// Length normalization of the n-grams. 1: long entries contain every n-gram.
    pub ngrams_b: f64,
    /// Weight of the first sentence. 0.8; 0 costs the sets 0.008, 0.027, 0.012, 0.027.
    pub first: f64,
    /// Length normalization of the first sentence.
    pub first_b: f64,
    /// Weight of pairs of neighbouring query words. 0.3; 0 costs three sets 0.007 to 0.016 and
    /// gains covid-quebec 0.0015.
    pub pairs: f64,
    /// How far apart two words may be to count as a pair, in content words.
    pub pair_window: u32,
    /// Weight of the entries around an entry. 0.8; 0 costs the sets 0.007, 0.017, 0.006, 0.019.
    /// With the entries shuffled (one order tried) they add next to nothing:
    /// faq-services-publics loses 0.002, the others nothing.
    pub context: f64,
    /// How many neighbours on either side count, for context and for smoothing.
    pub reach: usize,
    /// Weight of each farther neighbour, as a share of the nearer one's.
    pub decay: f64,
    /// How many entries get the second-stage features ([`super::rank::features`]). 300: of four
    /// sets of 48 to 889 entries three are ranked as without a bound, the largest gains 0.001
    /// (its recall@10 loses 0.002).
    pub rerank_depth: usize,
    /// Least evidence for the best entry ([`super::rank::Ranking::evidence`]), or nothing is
    /// found. 0.22: of 15 questions on other subjects none is answered, of 15 others, not used to
    /// choose it, one; of 50 further ones 9 on ans-dev, and more on long pages, where common
    /// words meet. It costs covid-quebec 0.003 (recall@10 0.006) and the other sets nothing.
    pub threshold: f64,
    /// How much of that evidence goes when no word of the query is known. 0.65; 0.5 answers 3
    /// more of 50 questions on other subjects and gains covid-quebec 0.002, 0.8 answers 2 fewer
    /// and costs it 0.004.
    pub unknown: f64,
    /// Least score of an entry past the first page, as a share of the best score.
    pub tail_cutoff: f64,
    /// The first page of hits, in entries: never cut off, and all that meaning adds to. recall@10
    /// counts it.
    pub page: usize,
    /// Weight of meaning, against 1 for the words ([`super::rank::hybrid`]). 1.25; 1 to 1.75
    /// within 0.005.
    pub meaning: f64,
    /// Exponent of the score by words beside meaning. 0.7; 1 costs ans-dev 0.008, and the others
    /// move by less than 0.004.
    pub words_exponent: f64,
    /// Neighbour smoothing of the similarities. 0.1; 0 costs covid-quebec 0.0085 and
    /// faq-services-publics 0.001, and gains travail-qr 0.001.
    pub smoothing: f64,
    /// Least similarity of an entry that overrules the threshold. 0.52: none of 50 questions on
    /// other subjects is answered so; never overruling it costs covid-quebec 0.006 and the
    /// others nothing.
    pub answer_similarity: f64,
    /// Where all entries are less similar than this, the question is off topic. 0.38: of 9
    /// questions on other subjects that words alone answer, one finds nothing any more, and of
    /// four sets no question that is answered rightly; 0.42 costs covid-quebec 0.001, 0.44
    /// ans-dev 0.016.
    pub topic_similarity: f64,
    /// Least similarity of an entry added to what words found. 0.35; 0.4 costs covid-quebec
    /// 0.002.
    pub added_similarity: f64,
    /// Least margin of an entry added to what words found, times one more than the words of the
    /// question. 0.4: one word adds nothing, a question of nine words 1 to 3 entries; adding none
    /// costs covid-quebec 0.023.
    pub added_margin: f64,
}

impl Default for Tuning {
    fn default() -> Tuning {
        Tuning {
            k1: 0.9,
            b: 0.75,
            stem: 0.8,
            typo: 0.85,
            prefix: 1.0,
            synonym: 0.4,
            synonym_of_unknown: 0.75,
            acronym: 0.7,
            corrections: 3,
            typo_max_df: 0,
            ngrams: 0.15,
            ngrams_b: 1.0,
            first: 0.8,
            first_b: 0.75,
            pairs: 0.3,
            pair_window: 3,
            context: 0.8,
            reach: 4,
            decay: 0.6,
            rerank_depth: 300,
            threshold: 0.22,
            unknown: 0.65,
            tail_cutoff: 0.4,
            page: 10,
            meaning: 1.25,
            words_exponent: 0.7,
            smoothing: 0.1,
            answer_similarity: 0.52,
            topic_similarity: 0.38,
            added_similarity: 0.35,
            added_margin: 0.4,
        }
    }
}
