//! The site's path: which question comes next, what it leaves, and the way back.
//!
//! No terminal here: the same path serves prompts, flags and scripts.

use faq::corpus::facets::{Facet, ValueRef};
use faq::corpus::placements::Placements;

/// A walk along the five questions.
#[derive(Debug)]
pub struct Walk<'a> {
    placements: &'a Placements<'a>,
    /// Questions that the flags have answered.
    answered: Vec<Facet>,
    rest: Vec<usize>,
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    facet: Facet,
    before: Vec<usize>,
}

/// A question, with what each answer to it leaves.
#[derive(Debug, PartialEq, Eq)]
pub struct Question {
    /// The facet it asks for.
    pub facet: Facet,
    /// The values that hold entries, each with how many.
    pub values: Vec<(ValueRef, usize)>,
    /// How many entries « tous » leaves.
    pub all: usize,
}

impl<'a> Walk<'a> {
    /// A walk among `entries`, where flags have answered the questions `answered`.
    pub fn new(placements: &'a Placements<'a>, answered: Vec<Facet>, entries: Vec<usize>) -> Self {
        Self { placements, answered, rest: entries, steps: Vec::new() }
    }

    /// The entries left, in page order.
    pub fn rest(&self) -> &[usize] {
        &self.rest
    }

    /// The next question that splits the rest; `None` once there is none.
    pub fn question(&self) -> Option<Question> {
        let asked = self.steps.last().map(|step| step.facet);
        let open = |facet: &Facet| !self.answered.contains(facet) && asked < Some(*facet);
        Facet::ALL.into_iter().filter(open).find_map(|facet| self.ask(facet))
    }

    /// All questions that still split the rest.
    pub fn questions(&self) -> Vec<Facet> {
        let open = |facet: &Facet| !self.answered.contains(facet) && self.ask(*facet).is_some();
        Facet::ALL.into_iter().filter(open).collect()
    }

    /// The question of a facet, if an answer to it would leave out some of the rest.
    fn ask(&self, facet: Facet) -> Option<Question> {
        let all = self.rest.len();
        let values = self.placements.rules().values(facet);
        let count = |value| (value, self.placements.under(facet, value, &self.rest).len());
        let values: Vec<_> = values.map(count).filter(|&(_, count)| count > 0).collect();
        let splits = values.iter().any(|&(_, count)| count < all);
        splits.then_some(Question { facet, values, all })
    }

    /// Answers a question: with a value, or « tous ».
    pub fn answer(&mut self, facet: Facet, value: Option<ValueRef>) {
        let rest = match value {
            Some(value) => self.placements.under(facet, value, &self.rest),
            None => self.rest.clone(),
        };
        self.steps.push(Step { facet, before: std::mem::replace(&mut self.rest, rest) });
    }

    /// Whether there is a step to take back.
    pub fn has_steps(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Takes the last step back; false if there is none.
    pub fn back(&mut self) -> bool {
        let step = self.steps.pop();
        step.is_some_and(|step| {
            self.rest = step.before;
            true
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faq::corpus::delimiter::Delimiter;
    use faq::corpus::facets::FacetRules;
    use faq::corpus::source::Seeds;
    use faq::corpus::{Corpus, facet_rules};

    fn shipped() -> (Corpus, FacetRules) {
        let corpus = Corpus::read(&Seeds::Embedded, Delimiter::default()).expect("shipped pages");
        let (rules, _) = facet_rules(&Seeds::Embedded, &corpus);
        (corpus, rules)
    }

    #[test]
    fn tous_five_times_asks_all_five_and_leaves_all() {
        let (corpus, rules) = shipped();
        let placements = Placements::new(&corpus, &rules);
        let mut walk = Walk::new(&placements, Vec::new(), (0..72).collect());
        let mut asked = Vec::new();
        while let Some(question) = walk.question() {
            assert_eq!(question.all, 72);
            asked.push(question.facet);
            walk.answer(question.facet, None);
        }
        assert_eq!(asked, Facet::ALL);
        assert_eq!(walk.rest().len(), 72);
    }

    #[test]
    fn counts_are_what_answers_leave_and_back_returns() {
        let (corpus, rules) = shipped();
        let placements = Placements::new(&corpus, &rules);
        let mut walk = Walk::new(&placements, Vec::new(), (0..72).collect());
        let first = walk.question().expect("a question");
        for &(value, count) in &first.values {
            walk.answer(first.facet, Some(value));
            assert_eq!(walk.rest().len(), count);
            assert!(walk.question().is_none_or(|next| next.facet > first.facet));
            assert!(walk.back() && !walk.has_steps());
            assert_eq!(walk.question().as_ref(), Some(&first));
        }
        assert!(!walk.back());
    }

    #[test]
    fn questions_that_split_nothing_or_that_flags_answered_are_skipped() {
        let (corpus, rules) = shipped();
        let placements = Placements::new(&corpus, &rules);
        let one = Walk::new(&placements, Vec::new(), vec![0]);
        assert_eq!((one.question(), one.questions()), (None, vec![]));
        let psc = rules.find(Facet::Produit, "psc").expect("a value");
        let all: Vec<usize> = (0..72).collect();
        let rest = placements.under(Facet::Produit, psc, &all);
        let walk = Walk::new(&placements, vec![Facet::Offre, Facet::Produit], rest);
        assert!(!walk.questions().contains(&Facet::Produit));
        assert!(walk.question().is_some_and(|next| next.facet != Facet::Offre));
    }
}
