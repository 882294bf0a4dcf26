//! What a score is made of, as `--explain` shows it.

use std::io;

use super::{Page, Style};
use crate::search::{Explanation, GroupPart};
use crate::text::clean::clean;

impl Page<'_> {
    pub(super) fn explain(&mut self, e: &Explanation, margin: usize) -> io::Result<()> {
        let lang = self.layout.lang;
        let mut sum = lang.score_parts(e.words, e.first, e.pairs, e.ngrams, e.context);
        if let (Some(meaning), Some(cosine)) = (e.meaning, e.cosine) {
            sum += &lang.score_meaning(meaning, cosine);
        }
        if let Some(votes) = e.votes {
            sum = lang.score_votes(&sum, votes);
        }
        self.indented(margin, &lang.score(e.score, &sum), Style::Dim)?;
        e.groups
            .iter()
            .try_for_each(|group| self.indented(margin + 2, &self.group_line(group), Style::Dim))?;
        let also = e.also.iter().map(|text| lang.also_asked(&clean(text)));
        also.into_iter().try_for_each(|line| self.indented(margin + 2, &line, Style::Dim))
    }

    /// What stands for a word of the query, and what it adds.
    fn group_line(&self, group: &GroupPart) -> String {
        let (lang, word) = (self.layout.lang, &group.word);
        let found = group.found.iter().map(|found| {
            lang.score_of_term(&found.kind.to_string(), &found.found, found.count, found.weight)
        });
        let found: Vec<String> = found.collect();
        if found.is_empty() {
            return lang.score_without_word(word, group.idf);
        }
        let added = group.contribution + group.first;
        lang.score_of_word(word, added, &found.join(", "), group.idf)
    }
}
