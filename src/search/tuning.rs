//! Every number the ranking hangs on, in one place.

/// The settings of the ranking. [`Tuning::default`] is the one setting for all pages.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Tuning {
    /// BM25: how slowly repeating a word stops paying.
    pub k1: f64,
    /// BM25: how much a long entry must repeat it, 0 to 1.
    pub b: f64,
    /// Weight of another form of the word's stem.
    pub stem: f64,
    /// Weight of a form one error away; two errors weigh its square.
    pub typo: f64,
    /// Weight of a form that begins with `word*`.
    pub prefix: f64,
    /// Weight of a synonym of the lexicon.
    pub synonym: f64,
    /// Weight of a learnt acronym or its long form.
    pub acronym: f64,
    /// Corrections tried for one word.
    pub corrections: usize,
    /// A word in at most this many entries may be a misspelling of a commoner one.
    pub rare: usize,
    /// Share of the four-letter pieces.
    pub pieces: f64,
    /// Length normalisation of the pieces.
    pub pieces_b: f64,
    /// Share of the first sentence.
    pub first: f64,
    /// Length normalisation of the first sentence.
    pub first_b: f64,
    /// Share of neighbouring pairs of words.
    pub pairs: f64,
    /// How far apart two words may stand to be a pair, in content words.
    pub window: u32,
    /// How much the part of the query that is missing costs, 0 to 1.
    pub coverage: f64,
    /// Bonus to an entry that begins with yes or no under a yes-or-no question.
    pub yes_no: f64,
    /// Share of the entries before and after.
    pub context: f64,
    /// Least score of the best entry, or nothing is found.
    pub floor: f64,
    /// Least score of any entry, as a share of the best.
    pub tail: f64,
}

impl Default for Tuning {
    fn default() -> Tuning {
        Tuning {
            k1: 1.2,
            b: 0.75,
            stem: 0.9,
            typo: 0.7,
            prefix: 1.0,
            synonym: 0.3,
            acronym: 0.7,
            corrections: 3,
            rare: 0,
            pieces: 0.4,
            pieces_b: 0.75,
            first: 0.3,
            first_b: 0.5,
            pairs: 0.3,
            window: 3,
            coverage: 0.0,
            yes_no: 0.0,
            context: 0.0,
            floor: 0.0,
            tail: 0.0,
        }
    }
}
