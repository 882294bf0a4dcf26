//! Corrections of a misspelt word from the forms of the index.

use crate::search::index::Index;
use crate::search::plan::near::near;
use crate::text::{distance, stop::is_stop};

/// A form that a typed word may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The form.
    pub form: u32,
    /// Typing errors between them, at least 1.
    pub errors: usize,
}

/// The likeliest corrections of `word`, at most `most`, best first: fewest errors, then the
/// form in most entries, then the alphabet. Farther candidates are left out when nearer ones
/// exist, so a sure correction is not diluted.
pub fn corrections(index: &Index, word: &str, most: usize) -> Vec<Candidate> {
    if !distance::may_be_misspelt(word) {
        return Vec::new();
    }
    let chars = word.chars().count();
    let near = near(index.vocabulary(), word, distance::budget(chars)).into_iter();
    let mut found: Vec<Candidate> = near.filter_map(|form| candidate(index, word, form)).collect();
    let least = found.iter().map(|c| c.errors).min().unwrap_or(0);
    found.retain(|c| c.errors == least);
    found.sort_by(|a, b| {
        let often = |c: &Candidate| index.entry_count(c.form);
        often(b).cmp(&often(a)).then_with(|| a.form.cmp(&b.form))
    });
    found.truncate(most);
    found
}

fn candidate(index: &Index, word: &str, form: u32) -> Option<Candidate> {
    let meant = index.forms().get(form);
    if is_stop(&meant) || !meant.chars().all(char::is_alphabetic) {
        return None;
    }
    let errors = distance::errors(word, &meant)?;
    (errors > 0).then_some(Candidate { form, errors })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_then_the_commonest() {
        let index = Index::build(&["la sécurité du certificat", "sécurité", "sécurités diverses"]);
        let found = corrections(&index, "securitte", 2);
        assert_eq!(index.forms().get(found[0].form), "securite");
        assert!(corrections(&index, "l1111-8", 2).is_empty());
    }
}
