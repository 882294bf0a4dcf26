//! The site's path: which question comes next, what it leaves, and the way back.
//!
//! No terminal here: the same path serves prompts, flags and scripts.

use faq::corpus::Corpus;
use faq::corpus::facets::{Facet, ValueRef, by_value};

/// The path along the five questions, and how far it was walked.
#[derive(Debug)]
pub struct SitePath<'a> {
    corpus: &'a Corpus,
    /// Questions that the flags have answered.
    answered: Vec<Facet>,
    rest: Vec<usize>,
    /// The questions answered since, each with the entries that were left before it.
    steps: Vec<(Facet, Vec<usize>)>,
}

/// A question, with how many entries each answer to it leaves.
#[derive(Debug, PartialEq, Eq)]
pub struct Question {
    pub facet: Facet,
    /// The values that some of the rest has.
    pub values: Vec<(ValueRef, usize)>,
    /// All of the rest.
    pub all: usize,
}

impl<'a> SitePath<'a> {
    /// The path among `entries`, where flags have answered the questions `answered`.
    pub fn new(corpus: &'a Corpus, answered: Vec<Facet>, entries: Vec<usize>) -> Self {
        Self { corpus, answered, rest: entries, steps: Vec::new() }
    }

    /// The entries left, in page order.
    pub fn rest(&self) -> &[usize] {
        &self.rest
    }

    /// The next question that splits the rest; `None` once there is none.
    pub fn question(&self) -> Option<Question> {
        let asked = self.steps.last().map(|&(facet, _)| facet);
        self.open(asked).next()
    }

    /// All questions that still split the rest.
    pub fn questions(&self) -> Vec<Facet> {
        self.open(None).map(|question| question.facet).collect()
    }

    /// The questions after `asked` that no flag answers, and an answer to which would leave out
    /// some of the rest.
    fn open(&self, asked: Option<Facet>) -> impl Iterator<Item = Question> {
        let open = move |facet: &Facet| !self.answered.contains(facet) && asked < Some(*facet);
        let open = self.corpus.facets().all().filter(open);
        let placements = self.corpus.placements(&self.rest);
        open.filter_map(move |facet| {
            let all = placements.len();
            let values = by_value(&placements, facet).into_iter();
            let values: Vec<_> = values.map(|(value, places)| (value, places.len())).collect();
            let splits = values.iter().any(|&(_, count)| count < all);
            splits.then_some(Question { facet, values, all })
        })
    }

    /// Answers a question: with a value, or `None` for all of them.
    pub fn answer(&mut self, facet: Facet, value: Option<ValueRef>) {
        let rest = match value {
            Some(value) => self.corpus.under(facet, value, &self.rest),
            None => self.rest.clone(),
        };
        self.steps.push((facet, std::mem::replace(&mut self.rest, rest)));
    }

    /// Whether there is a step to take back.
    pub fn has_steps(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Takes the last step back, if there is one.
    pub fn back(&mut self) {
        if let Some((_, before)) = self.steps.pop() {
            self.rest = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faq::corpus::Corpus;

    fn shipped() -> Corpus {
        Corpus::shipped().expect("shipped pages")
    }

    #[test]
    fn all_five_times_asks_all_five_and_leaves_all() {
        let corpus = shipped();
        let mut path = SitePath::new(&corpus, Vec::new(), (0..72).collect());
        let mut asked = Vec::new();
        while let Some(question) = path.question() {
            assert_eq!(question.all, 72);
            asked.push(question.facet);
            path.answer(question.facet, None);
        }
        let all: Vec<Facet> = corpus.facets().all().collect();
        assert_eq!((asked, path.rest().len()), (all, 72));
    }

    #[test]
    fn counts_are_what_answers_leave_and_back_returns() {
        let corpus = shipped();
        let mut path = SitePath::new(&corpus, Vec::new(), (0..72).collect());
        let first = path.question().expect("a question");
        for &(value, count) in &first.values {
            path.answer(first.facet, Some(value));
            assert_eq!(path.rest().len(), count);
            assert!(path.question().is_none_or(|next| next.facet > first.facet));
            path.back();
            assert!(!path.has_steps());
            assert_eq!(path.question().as_ref(), Some(&first));
        }
    }

    #[test]
    fn questions_that_split_nothing_or_that_flags_answered_are_skipped() {
        let corpus = shipped();
        let one = SitePath::new(&corpus, Vec::new(), vec![0]);
        assert_eq!((one.question(), one.questions()), (None, vec![]));
        let [offre, produit] =
            ["offre", "produit"].map(|name| corpus.facets().named(name).expect("a facet"));
        let psc = corpus.facets().find(produit, "psc").expect("a value");
        let all: Vec<usize> = (0..72).collect();
        let rest = corpus.under(produit, psc, &all);
        let path = SitePath::new(&corpus, vec![offre, produit], rest);
        assert!(!path.questions().contains(&produit));
        assert!(path.question().is_some_and(|next| next.facet != offre));
    }
}
