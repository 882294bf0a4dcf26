//! The name that may be meant by a word that is none.

/// The one of `names` that is most like `word`; empty if there are no names.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> &'n str {
    let likeness = |name: &&str| strsim::normalized_damerau_levenshtein(word, name);
    let best = names.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    best.unwrap_or_default()
}
