//! Every number the ranking hangs on, in one place.
//!
//! Found by coordinate search on four development sets together (the README names them), the
//! mean reciprocal rank of ans-dev counting half as it has 63 queries only; a value moved when
//! the sum rose by 0.0005 or more; two rounds, then the rules changed a little and the values
//! stayed. No query was held out, so the sets' own figures flatter. A step off in any one
//! value mostly moves a set by less than 0.01; ans-dev jumps by 0.008 whenever one query
//! changes place. The slopes below are measured around the default; `tests/relevance` shows
//! what each step is worth on any sets it is given.

/// The settings of the ranking. [`Tuning::default`] is the one setting for all pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuning {
    /// BM25: how slowly repeating a word stops paying. 0.9; the usual 1.2 costs ans-dev 0.016
    /// and faq-services-publics 0.005, the two others 0.001 or nothing.
    pub k1: f64,
    /// BM25: how much a long entry must repeat a word, 0 to 1. 0.75, as usual; from 0.5 to
    /// 0.85 within 0.003.
    pub b: f64,
    /// Weight of another form of the word's stem. 0.8; 1 (exact no better than stem) costs
    /// three sets 0.008 each and gains 0.003 on covid-quebec.
    pub stem: f64,
    /// Weight of a form one typing error away; two errors weigh its square. 0.85; clean
    /// queries hardly feel it, misspelt ones lose 0.004 to 0.007 at 0.55.
    pub typo: f64,
    /// Weight of a form that begins with `word*`. 1: it is what was asked.
    pub prefix: f64,
    /// Weight of a synonym of the lexicon. 0.4; from 0.3 to 0.6 within 0.005.
    pub synonym: f64,
    /// Weight of a synonym of a word that stands in no entry, in no spelling: then nothing
    /// else can be meant. 0.75; no more than [`Tuning::synonym`] costs ans-dev 0.012 and
    /// covid-quebec 0.003, 0.85 and more answers questions on other subjects.
    pub stand_in: f64,
    /// Weight of a learnt acronym, or of its long form. 0.7; from 0.5 to 0.9 within 0.002.
    pub acronym: f64,
    /// Corrections tried for one word, 3; 1 to 6 within 0.001 on misspelt queries.
    pub corrections: usize,
    /// A word in at most this many entries may be a misspelling of another. 0: only unknown
    /// words; 1 is within 0.0003 on misspelt queries and would tell wrong corrections.
    pub rare: usize,
    /// Share of the four-letter pieces, against 1 for the words. 0.15; 0.4 costs every
    /// set 0.009 to 0.018.
    pub pieces: f64,
    /// Length normalisation of the pieces. 1: long entries hold every piece.
    pub pieces_b: f64,
    /// Share of the first sentence. 0.8; 0 costs the sets 0.008, 0.027, 0.012, 0.027.
    pub first: f64,
    /// Length normalisation of the first sentence.
    pub first_b: f64,
    /// Share of pairs of neighbouring query words. 0.3; 0 costs three sets 0.007 to 0.016 and
    /// gains covid-quebec 0.0015.
    pub pairs: f64,
    /// How far apart two words may stand to be a pair, in content words.
    pub window: u32,
    /// Share of what the entries around lend. 0.8; 0 costs the sets 0.007, 0.017, 0.006,
    /// 0.019. With the entries shuffled (one order tried) it
    /// lends next to nothing: faq-services-publics loses 0.002, the others nothing.
    pub context: f64,
    /// How many neighbours on either side lend.
    pub reach: usize,
    /// What each farther neighbour lends of what the nearer one does.
    pub fade: f64,
    /// How many entries are looked at for more than their words ([`crate::search::rank::parts`]).
    /// 300: of four sets of 48 to 889 entries three are ranked as without a bound, the largest
    /// gains 0.001 (its recall@10 loses 0.002).
    pub depth: usize,
    /// Least worth of the best entry ([`crate::search::rank::Ranking::worth`]), or nothing is
    /// found. 0.22: of 15 questions on other subjects none is answered, of 15 others, not used to
    /// choose it, one; of 50 further ones 9 on ans-dev, and more on long pages, where common
    /// words meet. It costs covid-quebec 0.003 (recall@10 0.006) and the other sets nothing.
    pub floor: f64,
    /// How much of that worth goes when no word of the query is known. 0.65; 0.5 answers 3 more
    /// of 50 questions on other subjects and gains covid-quebec 0.002, 0.8 answers 2 fewer and
    /// costs it 0.004.
    pub unknown: f64,
    /// Least score of an entry past the first `sure`, as a share of the best.
    pub tail: f64,
    /// Weight of meaning, against 1 for the words ([`crate::search::rank::fuse`]). 1.25; from 1
    /// to 1.75 within 0.005.
    pub meaning: f64,
    /// The power of the score by words beside meaning. 0.7; 1 costs ans-dev 0.008, and the others
    /// move by less than 0.004.
    pub bend: f64,
    /// How much of their nearness the entries around lend. 0.1; 0 costs covid-quebec 0.0085 and
    /// faq-services-publics 0.001, and gains travail-qr 0.001.
    pub lend: f64,
    /// Least nearness at which an entry is found though the words are silent. 0.52: none of 50
    /// questions on other subjects is answered so; never costs covid-quebec 0.006 and the others
    /// nothing.
    pub speak: f64,
    /// Nearness below which no entry may be if words are not to be silenced. 0.38: of 9
    /// questions on other subjects that words alone answer, one is silenced, and of four sets no
    /// question that is answered rightly; 0.42 costs covid-quebec 0.001, 0.44 ans-dev 0.016.
    pub elsewhere: f64,
    /// Least nearness of an entry to be added to what words found. 0.35; 0.4 costs covid-quebec
    /// 0.002.
    pub near: f64,
    /// Least of how much nearer than on average an entry must be to be added to what words
    /// found, times the words of the question and one. 0.4: one word adds nothing, a question of
    /// nine words 1 to 3 entries; none at all costs covid-quebec 0.023.
    pub add: f64,
    /// How many entries the tail is not cut from: a page of hits, which recall@10 counts.
    pub sure: usize,
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
            stand_in: 0.75,
            acronym: 0.7,
            corrections: 3,
            rare: 0,
            pieces: 0.15,
            pieces_b: 1.0,
            first: 0.8,
            first_b: 0.75,
            pairs: 0.3,
            window: 3,
            context: 0.8,
            reach: 4,
            fade: 0.6,
            depth: 300,
            floor: 0.22,
            unknown: 0.65,
            tail: 0.4,
            meaning: 1.25,
            bend: 0.7,
            lend: 0.1,
            speak: 0.52,
            elsewhere: 0.38,
            near: 0.35,
            add: 0.4,
            sure: 10,
        }
    }
}
