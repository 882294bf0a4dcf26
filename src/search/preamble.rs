//! What people tell before they ask: « Nous venons de lancer notre projet, et je m’y perds. »
//!
//! It pulls a question away from its answer, but what is told may also be half of the question: « Je
//! suis enceinte. Suis-je à risque ? » No list of words tells one from the other. A search for each
//! sentence does: what has to do with the pages scores near to what is asked.

use super::Filter;
use super::expansion::Options;
use super::query::Query;
use super::searcher::Searcher;
use crate::corpus::Error;
use crate::text::fold::fold;
use crate::text::french;
use crate::text::sentences::ends_by_marks;
use crate::text::stop::is_stop;
use crate::text::tokens::tokenize;

/// A question of more sentences is left as it is: each costs a search of its own.
const MOST_SENTENCES: usize = 4;
/// « Est-ce possible ? » asks nothing without what was told before.
const FEWEST_WORDS: usize = 2;
/// The threshold: a sentence whose best score is this far below that of the question is left out.
const MARGIN: f64 = 0.1;

impl Searcher<'_> {
    /// A question without the sentences around it that ask nothing and have far less to do with the
    /// pages: « Je débute et je m’y perds un peu. » `None` where all stay, as they do if the search
    /// is not sure of an answer without them, or if entries are to hold every word.
    pub(super) fn without_preamble(
        &self,
        query: &Query,
        options: &Options,
    ) -> Result<Option<Query>, Error> {
        let written = query.to_string();
        let sentences = sentences(&written);
        let is_text = query.is_text() && !options.require_all;
        if !is_text || !(2..=MOST_SENTENCES).contains(&sentences.len()) {
            return Ok(None);
        }
        let parse = |text: &str| Query::parse(text, self.corpus.facets());
        let search = |text: &str| self.search_as_read(&parse(text), &Filter::default(), options);
        let has_question = sentences.iter().any(|sentence| sentence.ends_with('?'));
        let asks = |at: usize| match has_question {
            true => sentences[at].ends_with('?'),
            false => at + 1 == sentences.len(),
        };
        let asking = (0..sentences.len()).filter(|&at| asks(at)).map(|at| sentences[at]);
        let asking: Vec<&str> = asking.collect();
        let asked = asking.join(" ");
        if asking.len() == sentences.len() || content_words(&asked) < FEWEST_WORDS {
            return Ok(None);
        }
        let question = search(&asked)?;
        if !question.confident {
            return Ok(None);
        }
        let mut kept = Vec::new();
        for (at, &sentence) in sentences.iter().enumerate() {
            if asks(at) || question.best_score() - search(sentence)?.best_score() < MARGIN {
                kept.push(sentence);
            }
        }
        Ok((kept.len() < sentences.len()).then(|| parse(&kept.join(" "))))
    }
}

/// The sentences of a question. People do not begin them with capitals, and abbreviate: a full stop
/// behind what is no word, acronym or number (« certif. HDS ») ends none.
fn sentences(written: &str) -> Vec<&str> {
    let is_end = |&end: &usize| match written[..end].strip_suffix('.') {
        Some(before) => {
            let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let is_acronym = last.chars().nth(1).is_some() && !last.contains(char::is_lowercase);
            let last = fold(last);
            is_acronym || is_stop(&last) || french::frequency(&last).is_some()
        }
        None => true,
    };
    let ends: Vec<usize> = ends_by_marks(written).filter(is_end).chain([written.len()]).collect();
    let parts = [0].iter().chain(&ends).zip(&ends).map(|(&from, &to)| written[from..to].trim());
    parts.filter(|part| part.contains(char::is_alphanumeric)).collect()
}

/// How many words of a text are no stop words.
fn content_words(text: &str) -> usize {
    let folded = fold(text);
    tokenize(&folded).iter().filter(|token| !is_stop(&token.text)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::search::Lexicon;

    #[test]
    fn what_has_nothing_to_do_with_the_pages_is_left_out() {
        let corpus = Corpus::shipped().expect("the shipped pages");
        let lexicon = Lexicon::shipped();
        let searcher = Searcher::new(&corpus, &lexicon).expect("an index");
        let read = |text: &str| {
            let query = Query::parse(text, corpus.facets());
            let rest = searcher.without_preamble(&query, &Options::default());
            rest.expect("no filters").map(|query| query.to_string())
        };
        let asked = "Qui doit être certifié HDS pour l’activité 5 ?";
        let ramble = "Mon patron veut une réponse avant la réunion de lundi.";
        assert_eq!(read(&format!("{ramble} {asked}")).as_deref(), Some(asked));
        assert_eq!(read(&format!("{asked} {ramble}")).as_deref(), Some(asked));
        let ramble = "Je suis responsable de notre DMP. Mon patron insiste depuis 2024.";
        assert_eq!(read(&format!("{ramble} {asked}")).as_deref(), Some(asked));
        let terse = "certification hds données chiffrées";
        assert_eq!(read(&format!("{ramble} {terse}")).as_deref(), Some(terse));
        for text in [
            asked,
            "Les données de santé sont chiffrées. La certification HDS est-elle obligatoire ?",
            "Qu’est-ce que l’IGC-Santé ? À quoi sert-elle ?",
            "Est-ce que la certif. HDS est obligatoire si les données sont chiffrées ?",
            "Je suis Dr. Martin, comment commander une carte CPS de test ?",
            "Je suis É. Martin, comment commander une carte CPS de test ?",
            "Mon chien dort. Et le vôtre ?",
            "Mon patron veut une réponse. \"certification HDS\" topic:hds",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        let query = Query::parse(&format!("{ramble} {terse}"), corpus.facets());
        let all = Options { require_all: true, ..Options::default() };
        assert_eq!(searcher.without_preamble(&query, &all), Ok(None));
    }
}
