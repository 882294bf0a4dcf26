//! `faq guide`: the site's own path. Five questions narrow, answers follow, each asked whether
//! it was useful.
//!
//! Every question can be answered by a flag. With `--no-input`, or where there is no terminal,
//! what the flags leave is reported at once, with the questions that would still narrow it, so
//! that a script can walk the same path.

mod ask;
mod path;

use std::io::{self, IsTerminal};

use anyhow::{Result, bail};
use faq::corpus::Corpus;
use faq::messages::Lang;
use faq::report::{Format, Results, Rows};
use faq::search::Filter;
use faq::text::fold::fold;
use faq::votes::Tallies;

use self::ask::{Pick, Prompts, Reply};
use self::path::SitePath;
use super::load::{Depth, Loaded};
use super::{report, votes_file};
use crate::cli::{FacetArgs, GlobalArgs};
use crate::{Exit, Failure, Output, failure, output, stderr};

/// The value of a flag that keeps everything, as the site calls it.
const ALL: &str = "tous";

/// Walks the path: by prompts on a terminal, by flags without.
pub fn run(
    no_input: bool,
    facets: &FacetArgs,
    global: &GlobalArgs,
    output: Output,
) -> Result<Exit> {
    let lang = global.lang;
    let asks = !no_input && output::can_ask();
    let named: Vec<(&str, &str)> = facets.named().collect();
    if !no_input && !output::can_ask() && output.format == Format::Text && named.is_empty() {
        bail!(Failure::new(Lang::guide_needs_terminal));
    }
    let loaded = Loaded::new(global, Depth::Index)?;
    let corpus = &loaded.corpus;
    let narrows = named.iter().filter(|(_, name)| fold(name.trim()) != ALL).copied();
    let filter = Filter::on_facets(corpus.facets(), narrows)?;
    let answered = named.iter().map(|(facet, _)| corpus.facets().named(facet));
    let answered = answered.collect::<Result<_, _>>()?;
    let mut path = SitePath::new(corpus, answered, loaded.kept(&filter));
    if path.rest().is_empty() && output.for_people() {
        stderr::message(&lang.guide_nothing_left());
    }
    let tallies = votes_file::tallies(global);
    let mut guide = Guide { corpus, global, output, lang, tallies };
    if !asks || path.rest().is_empty() {
        return guide.report(&path);
    }
    let color = output::color(global, io::stderr().is_terminal());
    guide.walk(&mut path, Prompts { color, lang }).or_else(ask::left)
}

/// What stays the same along the path, and the votes so far.
struct Guide<'a> {
    corpus: &'a Corpus,
    global: &'a GlobalArgs,
    output: Output,
    lang: Lang,
    tallies: Tallies,
}

impl Guide<'_> {
    /// Asks what still splits the rest, then lists the answers.
    fn walk(&mut self, path: &mut SitePath<'_>, prompts: Prompts) -> Result<Exit> {
        loop {
            while let Some(question) = path.question() {
                let facets = self.corpus.facets();
                match prompts.question(&question, facets, path.has_steps())? {
                    Some(value) => path.answer(question.facet, value),
                    None => path.back(),
                }
            }
            if self.output.format != Format::Text {
                return self.report(path);
            }
            if self.answers(path.rest(), path.has_steps(), prompts)? {
                return Ok(Exit::Found);
            }
            path.back();
        }
    }

    /// Lists the answers by their titles; shows each that is chosen, and asks whether it was
    /// useful. A single answer is shown at once. Returns true at the end, false for a step back.
    fn answers(&mut self, entries: &[usize], can_go_back: bool, prompts: Prompts) -> Result<bool> {
        if let &[entry] = entries {
            return Ok(self.answer(entry, "1/1", prompts)? != Reply::Back || !can_go_back);
        }
        let titles = entries.iter().map(|&entry| self.corpus.entry(entry).title());
        let titles: Vec<String> = titles.collect();
        let mut at = 0;
        loop {
            let entry = match prompts.pick(&titles, at, can_go_back)? {
                Pick::Answer(chosen) => {
                    at = chosen;
                    entries[chosen]
                }
                Pick::End => return Ok(true),
                Pick::Back => return Ok(false),
            };
            let place = format!("{}/{}", at + 1, entries.len());
            if self.answer(entry, &place, prompts)? != Reply::Back {
                at = (at + 1).min(entries.len() - 1);
            }
        }
    }

    /// Shows an answer and its place in the list, and records the vote on it.
    fn answer(&mut self, entry: usize, place: &str, prompts: Prompts) -> Result<Reply> {
        stderr::line("");
        self.show(entry)?;
        // Behind the answer, where it is visible however long that is.
        stderr::line(&format!("\n{place}"));
        let reply = prompts.useful()?;
        if let Reply::Vote(verdict) = reply {
            let id = self.corpus.entry(entry).id();
            let voted = votes_file::record(self.global, &mut self.tallies, id, verdict);
            // A vote that cannot be recorded ends nothing: people came for the answers.
            let message = voted.map_or_else(
                |error| failure::message(&error, self.lang),
                |vote| self.lang.voted(&id.to_string(), vote.vote.word(Lang::Fr)),
            );
            stderr::message(&message);
        }
        Ok(reply)
    }

    /// Shows one whole entry, never through a pager: the question that follows is part of it.
    fn show(&self, entry: usize) -> Result<()> {
        let mut results = Results::new("show", self.corpus, Rows::of([self.corpus.entry(entry)]));
        results.rows.tallies = Some(&self.tallies);
        self.output.unpaged().results(&[], &results)
    }

    /// Reports all that is left, and what would narrow it.
    fn report(&self, path: &SitePath<'_>) -> Result<Exit> {
        let rest = path.rest();
        let rows = Rows::of(rest.iter().map(|&entry| self.corpus.entry(entry)));
        let results = Results::new("guide", self.corpus, rows);
        let results = results.with_questions(self.corpus, &path.questions(), rest, self.lang);
        report(results, self.corpus, &self.tallies, self.global, self.output)?;
        Ok(Exit::found(!rest.is_empty()))
    }
}
