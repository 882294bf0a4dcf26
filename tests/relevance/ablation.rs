//! The ranking without each of its steps in turn.

use faq::search::Tuning;

/// The name of each step, and the settings without it.
pub fn steps() -> Vec<(&'static str, Tuning)> {
    let all = Tuning::default;
    vec![
        ("pieces", Tuning { pieces: 0.0, ..all() }),
        ("first sentence", Tuning { first: 0.0, ..all() }),
        ("pairs", Tuning { pairs: 0.0, ..all() }),
    ]
}
