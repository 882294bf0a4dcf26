//! What changed between two texts, word by word.
//!
//! Words, runs of white space and single other characters are compared exactly: that two entries
//! differ at all was decided before, and here a corrected accent is a change to be shown.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How many pairs of tokens, between equal ends of two texts, are compared: the worst texts take a
/// time that grows with these.
const MOST_COMPARED: usize = 1 << 28;

/// A run of text that stands in both texts, or in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'t> {
    /// Where it stands.
    pub kind: RunKind,
    /// As it stands there; that of the new text where it stands in both.
    pub text: &'t str,
}

/// Which of two texts a run stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// Both.
    Same,
    /// The old one.
    Removed,
    /// The new one.
    Added,
}

/// The runs that make `new` of `old`: those that are not added are `old`, those that are not
/// removed are `new`. No two neighbours are of one kind, and what is removed comes before what is
/// added in its place.
pub fn words_changed<'t>(old: &'t str, new: &'t str) -> Vec<Run<'t>> {
    let [olds, news] = tokens_of([old, new]);
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        let (old_end, new_end) = (op.old_range().end, op.new_range().end);
        let stretch = Stretch { is_same: matches!(op, DiffOp::Equal { .. }), old_end, new_end };
        match stretches.last_mut() {
            Some(last) if last.is_same == stretch.is_same => *last = stretch,
            _ => stretches.push(stretch),
        }
    }
    let (mut from_old, mut from_new) = (Taken::of(old, &olds), Taken::of(new, &news));
    let mut runs = Vec::new();
    for stretch in without_gaps(stretches, &news) {
        let (removed, added) = (from_old.until(stretch.old_end), from_new.until(stretch.new_end));
        let removed = (!stretch.is_same).then_some((RunKind::Removed, removed));
        let kind = if stretch.is_same { RunKind::Same } else { RunKind::Added };
        let both = removed.into_iter().chain([(kind, added)]);
        runs.extend(both.map(|(kind, text)| Run { kind, text }).filter(|run| !run.text.is_empty()));
    }
    runs
}

/// Tokens up to those before two ends, the same in both texts or not.
#[derive(Clone, Copy)]
struct Stretch {
    is_same: bool,
    old_end: usize,
    new_end: usize,
}

/// The stretches, but that white space alone between two changes belongs to them: « a b » for
/// « c d » is one change.
fn without_gaps(stretches: Vec<Stretch>, news: &[&str]) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    let mut stretches = stretches.into_iter().peekable();
    while let Some(stretch) = stretches.next() {
        let start = joined.last().map_or(0, |last| last.new_end);
        let is_gap = stretch.is_same
            && !joined.is_empty()
            && stretches.peek().is_some()
            && news[start..stretch.new_end].iter().all(|token| token.trim().is_empty());
        let stretch = if is_gap { stretches.next().unwrap_or(stretch) } else { stretch };
        match joined.last_mut() {
            Some(last) if last.is_same == stretch.is_same => *last = stretch,
            _ => joined.push(stretch),
        }
    }
    joined
}

/// A text, read token by token.
struct Taken<'t, 'n> {
    rest: &'t str,
    tokens: &'n [&'t str],
    at: usize,
}

impl<'t, 'n> Taken<'t, 'n> {
    fn of(text: &'t str, tokens: &'n [&'t str]) -> Self {
        Self { rest: text, tokens, at: 0 }
    }

    /// The text from where the last one ended to the token at `end`.
    fn until(&mut self, end: usize) -> &'t str {
        let bytes = self.tokens[self.at..end].iter().map(|token| token.len()).sum();
        let (taken, rest) = self.rest.split_at(bytes);
        (self.at, self.rest) = (end, rest);
        taken
    }
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
            RunKind::Same => run.text.to_owned(),
            RunKind::Removed => format!("[-{}-]", run.text),
            RunKind::Added => format!("{{+{}+}}", run.text),
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
            prop_assert_eq!(&all_but(RunKind::Added), &old);
            prop_assert_eq!(&all_but(RunKind::Removed), &new);
            prop_assert!(runs.windows(2).all(|pair| pair[0].kind != pair[1].kind));
        }
    }
}
