//! What changed between two texts, word by word.
//!
//! Words, runs of white space and single other characters are compared exactly: that two entries
//! differ at all was decided before, and here a corrected accent is a change to be shown.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Which of two texts a run stands in: both, the old one, or the new one.
pub use similar::ChangeTag;

/// How many pairs of tokens, between equal ends of two texts, are compared: the worst texts take a
/// time that grows with these.
const MOST_COMPARED: usize = 1 << 28;

/// A run of text that stands in both texts, or in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'t> {
    /// Where it stands.
    pub kind: ChangeTag,
    /// As it stands there; that of the new text where it stands in both.
    pub text: &'t str,
}

/// The runs that make `new` of `old`: those that are not inserted are `old`, those that are not
/// deleted are `new`. No two neighbours are of one kind, and what is deleted comes before what is
/// inserted in its place.
pub fn words_changed<'t>(old: &'t str, new: &'t str) -> Vec<Run<'t>> {
    let [olds, news] = tokens_of([old, new]);
    let bytes = |tokens: &[&str]| tokens.iter().map(|token| token.len()).sum::<usize>();
    let (mut old_end, mut new_end) = (0, 0);
    let ops = capture_diff_slices(Algorithm::Myers, &olds, &news);
    let mut stretches = joined(ops.into_iter().map(|op| {
        old_end += bytes(&olds[op.old_range()]);
        new_end += bytes(&news[op.new_range()]);
        Stretch { is_same: matches!(op, DiffOp::Equal { .. }), old_end, new_end }
    }));
    // White space alone between two changes belongs to them: « a b » for « c d » is one change.
    for at in 1..stretches.len().saturating_sub(1) {
        let text = &new[stretches[at - 1].new_end..stretches[at].new_end];
        stretches[at].is_same &= !text.trim().is_empty();
    }
    let (mut old_start, mut new_start) = (0, 0);
    let mut runs = Vec::new();
    for Stretch { is_same, old_end, new_end } in joined(stretches) {
        let (was, is) = (&old[old_start..old_end], &new[new_start..new_end]);
        (old_start, new_start) = (old_end, new_end);
        match is_same {
            true => runs.push(Run { kind: ChangeTag::Equal, text: is }),
            false => {
                runs.push(Run { kind: ChangeTag::Delete, text: was });
                runs.push(Run { kind: ChangeTag::Insert, text: is });
            }
        }
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

/// A stretch up to these bytes of two texts, the same in both or not.
struct Stretch {
    is_same: bool,
    old_end: usize,
    new_end: usize,
}

/// The stretches, neighbours of one kind in one.
fn joined(stretches: impl IntoIterator<Item = Stretch>) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if last.is_same == stretch.is_same => *last = stretch,
            _ => joined.push(stretch),
        }
    }
    joined
}

/// The tokens of two texts: their words; of long ones their lines, unless these are many, too.
fn tokens_of<'t>(texts: [&'t str; 2]) -> [Vec<&'t str>; 2] {
    let lines = |text: &'t str| text.split_inclusive('\n').collect();
    let fits = |[old, new]: &[Vec<&str>; 2]| {
        let ends = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
        let (old, new) = (&old[..old.len() - ends], &new[..new.len() - ends]);
        let starts = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        (old.len() - starts).saturating_mul(new.len() - starts) <= MOST_COMPARED
    };
    let cuts = [tokens as fn(&'t str) -> Vec<&'t str>, lines];
    let tokens = cuts.into_iter().map(|cut| texts.map(cut)).find(fits);
    tokens.unwrap_or_else(|| texts.map(|text| vec![text]))
}

fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            c if c.is_alphanumeric() => rest.find(|c: char| !c.is_alphanumeric()),
            c if c.is_whitespace() => rest.find(|c: char| !c.is_whitespace()),
            c => Some(c.len_utf8()),
        };
        let (token, after) = rest.split_at(end.unwrap_or(rest.len()));
        tokens.push(token);
        rest = after;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(old: &str, new: &str) -> String {
        let mark = |run: &Run<'_>| match run.kind {
            ChangeTag::Equal => run.text.to_owned(),
            ChangeTag::Delete => format!("[-{}-]", run.text),
            ChangeTag::Insert => format!("{{+{}+}}", run.text),
        };
        words_changed(old, new).iter().map(mark).collect()
    }

    #[test]
    fn whole_words_change() {
        for (old, new, shown) in [
            ("le 12 mars 2024.", "le 12 mars 2025.", "le 12 mars [-2024-]{+2025+}."),
            ("un deux trois", "un cinq six trois", "un [-deux-]{+cinq six+} trois"),
            ("a b c", "x y c", "[-a b-]{+x y+} c"),
            ("l'ete", "l'été", "l'[-ete-]{+été+}"),
            ("a", "a b", "a{+ b+}"),
            ("", "a", "{+a+}"),
            ("même", "même", "même"),
        ] {
            assert_eq!(marked(old, new), shown);
        }
    }

    #[test]
    fn long_texts_change_by_lines_or_as_wholes() {
        let words = |word: &str, end: &str| format!("{}{end}", word.repeat(20_000));
        let (old, new) = (words("a b ", "\nfin\n"), words("c d ", "\nfin\n"));
        let shown = format!("[-{}-]{{+{}+}}fin\n", words("a b ", "\n"), words("c d ", "\n"));
        assert_eq!(marked(&old, &new), shown);
        let (old, new) = (words("a\n", "a"), words("b\n", "b"));
        assert_eq!(marked(&old, &new), format!("[-{old}-]{{+{new}+}}"));
        let both = words("a b ", "");
        assert_eq!(
            marked(&format!("{both}c {both}"), &format!("{both}d {both}")),
            format!("{both}[-c-]{{+d+}} {both}")
        );
    }

    proptest! {
        #[test]
        fn runs_give_both_texts_back(old in "[ab é.\n]{0,40}", new in "[ab é.\n]{0,40}") {
            let runs = words_changed(&old, &new);
            let all_but = |kind| -> String {
                runs.iter().filter(|run| run.kind != kind).map(|run| run.text).collect()
            };
            prop_assert_eq!(&all_but(ChangeTag::Insert), &old);
            prop_assert_eq!(&all_but(ChangeTag::Delete), &new);
            prop_assert!(runs.windows(2).all(|pair| pair[0].kind != pair[1].kind));
        }
    }
}
