//! The ranking without each of its steps in turn.

use faq::search::{Options, Rank, Tuning};

/// The name of each step, and the settings without it.
pub fn steps() -> Vec<(&'static str, Tuning, Options)> {
    let all = Tuning::default;
    let words = || Options { rank: Rank::Words, ..Options::default() };
    let step = |name, tuning| (name, tuning, words());
    let fused = |name, tuning| (name, tuning, Options::default());
    vec![
        step("stems", Tuning { stem: 0.0, ..all() }),
        ("typo correction", all(), Options { typos: false, ..words() }),
        step("the lexicon", Tuning { synonym: 0.0, stand_in: 0.0, ..all() }),
        step("more weight where a word is unknown", Tuning { stand_in: all().synonym, ..all() }),
        step("learnt acronyms", Tuning { acronym: 0.0, ..all() }),
        step("the first sentence", Tuning { first: 0.0, ..all() }),
        step("pairs", Tuning { pairs: 0.0, ..all() }),
        step("pieces", Tuning { pieces: 0.0, ..all() }),
        step("context", Tuning { context: 0.0, ..all() }),
        step("the floor", Tuning { floor: 0.0, ..all() }),
        fused("bending words (with meaning)", Tuning { bend: 1.0, ..all() }),
        fused("lent nearness (with meaning)", Tuning { lend: 0.0, ..all() }),
        fused("speaking up (with meaning)", Tuning { speak: 2.0, ..all() }),
        fused("silencing (with meaning)", Tuning { elsewhere: -1.0, ..all() }),
        fused("additions (with meaning)", Tuning { add: 1e9, ..all() }),
    ]
}
