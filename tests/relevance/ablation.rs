//! The ranking without each of its steps in turn.

use faq::search::{Options, Rank, Tuning};

/// The name of each step, and the settings without it.
pub fn steps() -> Vec<(&'static str, Tuning, Options)> {
    let all = Tuning::default;
    let words = || Options { rank: Rank::Words, ..Options::default() };
    let step = |name, tuning| (name, tuning, words());
    let hybrid = |name, tuning| (name, tuning, Options::default());
    vec![
        step("stems", Tuning { stem: 0.0, ..all() }),
        ("typo correction", all(), Options { typos: false, ..words() }),
        step("the lexicon", Tuning { synonym: 0.0, synonym_of_unknown: 0.0, ..all() }),
        step(
            "more weight where a word is unknown",
            Tuning { synonym_of_unknown: all().synonym, ..all() },
        ),
        step("acronyms of the pages", Tuning { acronym: 0.0, ..all() }),
        step("the first sentence", Tuning { first: 0.0, ..all() }),
        step("pairs", Tuning { pairs: 0.0, ..all() }),
        step("n-grams", Tuning { ngrams: 0.0, ..all() }),
        step("context", Tuning { context: 0.0, ..all() }),
        hybrid("sentences (with meaning)", Tuning { sentence: 0.0, ..all() }),
        hybrid("additions (with meaning)", Tuning { similar: 2.0, ..all() }),
    ]
}
