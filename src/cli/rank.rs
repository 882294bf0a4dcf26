//! The ways to rank, by name.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use faq::search::Rank;

const RANKS: [(&str, Rank, &str); 3] = [
    ("auto", Rank::Auto, "Words and meaning together"),
    ("words", Rank::Words, "Words alone"),
    ("meaning", Rank::Meaning, "Meaning alone; words still decide what may appear"),
];

/// Reads the name of a way to rank.
pub fn ranks() -> impl TypedValueParser<Value = Rank> {
    let names = RANKS.map(|(name, _, help)| PossibleValue::new(name).help(help));
    PossibleValuesParser::new(names).try_map(|name| rank_named(&name).ok_or("not a way to rank"))
}

/// The way to rank that is called so.
pub fn rank_named(name: &str) -> Option<Rank> {
    RANKS.iter().find(|(other, ..)| *other == name).map(|&(_, rank, _)| rank)
}

/// What a way to rank is called.
pub fn rank_name(rank: Rank) -> &'static str {
    RANKS.iter().find(|(_, other, _)| *other == rank).map_or("", |&(name, ..)| name)
}
