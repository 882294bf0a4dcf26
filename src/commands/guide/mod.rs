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
use faq::corpus::facets::Facet;
use faq::corpus::placements::Placements;
use faq::corpus::title::title;
use faq::report::{Document, Format, Results, Rows};
use faq::search::Filter;
use faq::text::fold::fold;
use faq::votes::{Tallies, Vote};

use self::ask::{Prompts, Said};
use self::path::Walk;
use super::session::Session;
use super::urn;
use crate::cli::{GlobalArgs, GuideArgs};
use crate::exit::Exit;
use crate::output::{self, Output};
use crate::say;

/// The value that keeps everything, as the site calls it.
const ALL: &str = "tous";

/// Walks the path: by prompts on a terminal, by flags without.
pub fn run(args: &GuideArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let asks = !args.no_input && output::can_ask();
    let named: Vec<(Facet, &str)> = args.facets.named().collect();
    if !asks && named.is_empty() {
        bail!(
            "guide asks at a terminal, and there is none to ask at; answer by flags: \
             --offre, --couloir, --dispositif, --produit, --thematique (or --topic), each a value \
             or tous (faq topics --all lists the values)"
        );
    }
    let session = Session::open(global)?;
    let placements = Placements::new(&session.corpus, &session.rules);
    let narrows = named.iter().filter(|(_, name)| fold(name.trim()) != ALL).copied();
    let filter = Filter::on_facets(&session.rules, narrows)?;
    let answered = named.iter().map(|&(facet, _)| facet).collect();
    let kept = session.kept(&filter, &placements);
    let tallies = urn::tallies(global);
    let mut guide = Guide { session: &session, placements: &placements, global, output, tallies };
    let mut walk = Walk::new(&placements, answered, kept);
    if walk.rest().is_empty() && output.for_people() {
        say::problem(&"no entry has all of these values; leave one of the flags out");
    }
    if asks && !walk.rest().is_empty() { guide.walk(&mut walk) } else { guide.report(&walk) }
}

/// Everything that is the same along the path.
struct Guide<'a> {
    session: &'a Session,
    placements: &'a Placements<'a>,
    global: &'a GlobalArgs,
    output: Output,
    /// The votes so far.
    tallies: Tallies,
}

impl Guide<'_> {
    /// Asks what still splits the rest, then shows the answers.
    fn walk(&mut self, walk: &mut Walk<'_>) -> Result<Exit> {
        let prompts = Prompts { color: output::color(self.global, io::stderr().is_terminal()) };
        loop {
            while let Some(question) = walk.question() {
                match prompts.question(&question, &self.session.rules, walk.has_steps())? {
                    Said::Answer(value) => walk.answer(question.facet, value),
                    Said::Back => drop(walk.back()),
                    Said::List | Said::Leave => return Ok(Exit::Left),
                }
            }
            if self.output.format != Format::Text {
                return self.report(walk);
            }
            match self.answers(walk.rest(), prompts)? {
                Said::Answer(()) => return Ok(Exit::Found),
                Said::Back => drop(walk.back()),
                Said::List | Said::Leave => return Ok(Exit::Left),
            }
        }
    }

    /// Shows answers one by one and asks of each whether it was useful; the list of them all
    /// lets one go on from any. Back from the first one is back to the last question.
    fn answers(&mut self, entries: &[usize], prompts: Prompts) -> Result<Said<()>> {
        let mut at = 0;
        while let Some(&entry) = entries.get(at) {
            say::aside(&"");
            self.show(entry)?;
            // Behind the answer, where it is in sight however long that is.
            say::aside(&format!("\n{}/{}", at + 1, entries.len()));
            match prompts.useful()? {
                Said::Answer(verdict) => {
                    if let Some(verdict) = verdict {
                        self.keep(Vote::now(self.session.corpus.entry(entry).id(), verdict, None));
                    }
                    at += 1;
                }
                Said::List => match prompts.pick(&self.titles(entries))? {
                    Said::Answer(chosen) => at = chosen,
                    _ => return Ok(Said::Leave),
                },
                Said::Back if at > 0 => at -= 1,
                Said::Back => return Ok(Said::Back),
                Said::Leave => return Ok(Said::Leave),
            }
        }
        Ok(Said::Answer(()))
    }

    fn titles(&self, entries: &[usize]) -> Vec<String> {
        entries.iter().map(|&entry| title(self.session.corpus.entry(entry).text())).collect()
    }

    /// Keeps a vote. One that can not be kept is told and ends nothing: the answers are what
    /// people came for.
    fn keep(&mut self, vote: Vote) {
        let (id, verdict) = (vote.id, vote.vote.french());
        match urn::store(self.global).and_then(|store| Ok(store.add(vote.clone())?)) {
            Ok(()) => {
                self.tallies.add(&vote);
                say::problem(&format!("{id}: {verdict} kept"));
            }
            Err(error) => say::problem(&format!("{error:#}")),
        }
    }

    /// Shows one whole entry, never through a pager: the question that follows is part of it.
    fn show(&self, entry: usize) -> Result<()> {
        let rows = Rows { corpus: &self.session.corpus, placements: self.placements };
        let mut results = Results::new("show", None, 1);
        results.results = vec![rows.row(1, entry)];
        let results = results.with_votes(&self.tallies);
        self.output.write_through(&Document::Results(results))
    }

    /// Reports all that is left, and what would narrow it.
    fn report(&self, walk: &Walk<'_>) -> Result<Exit> {
        let rows = Rows { corpus: &self.session.corpus, placements: self.placements };
        let rest = walk.rest();
        let mut results = Results::new("guide", None, rest.len());
        results.results =
            rest.iter().enumerate().map(|(index, &entry)| rows.row(index + 1, entry)).collect();
        let results = results.with_questions(self.placements, &walk.questions(), rest);
        self.output.report(&Document::Results(results.with_votes(&self.tallies)))?;
        Ok(Exit::found(!rest.is_empty()))
    }
}
