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
use faq::corpus::identity::Id;
use faq::corpus::placements::Placements;
use faq::corpus::title::title;
use faq::messages::Lang;
use faq::report::{Document, Format, Results, Rows};
use faq::search::Filter;
use faq::text::fold::fold;
use faq::votes::{Tallies, Verdict, Vote};

use self::ask::{Prompts, Reply};
use self::path::SitePath;
use super::session::Session;
use super::urn;
use crate::cli::{GlobalArgs, GuideArgs};
use crate::exit::Exit;
use crate::output::{self, Output};
use crate::say;

/// The value of a flag that keeps everything, as the site calls it.
const ALL: &str = "tous";

/// Walks the path: by prompts on a terminal, by flags without.
pub fn run(args: &GuideArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    let lang = Lang::default();
    let asks = !args.no_input && output::can_ask();
    let named: Vec<(Facet, &str)> = args.facets.named().collect();
    if !asks && named.is_empty() {
        bail!(lang.guide_needs_terminal());
    }
    let session = Session::open(global)?;
    let placements = Placements::new(&session.corpus, &session.rules);
    let rows = Rows { corpus: &session.corpus, placements: &placements };
    let narrows = named.iter().filter(|(_, name)| fold(name.trim()) != ALL).copied();
    let filter = Filter::on_facets(&session.rules, narrows)?;
    let answered = named.iter().map(|&(facet, _)| facet).collect();
    let mut path = SitePath::new(&placements, answered, session.kept(&filter, &placements));
    if path.rest().is_empty() && output.for_people() {
        say::problem(&lang.guide_nothing_left());
    }
    let mut guide = Guide { rows, global, output, lang, tallies: urn::tallies(global) };
    if !asks || path.rest().is_empty() {
        return guide.report(&path);
    }
    let color = output::color(global, io::stderr().is_terminal());
    guide.walk(&mut path, Prompts { color, lang }).or_else(ask::left)
}

/// Records a vote in the votes file and in `tallies`; returns what to say of it.
pub fn record_vote(
    global: &GlobalArgs,
    tallies: &mut Tallies,
    id: Id,
    verdict: Verdict,
    lang: Lang,
) -> Result<String> {
    let vote = Vote::now(id, verdict, None);
    urn::store(global)?.add(vote.clone())?;
    tallies.add(&vote);
    Ok(lang.voted(&id.to_string(), verdict.french()))
}

/// What stays the same along the path, and the votes so far.
struct Guide<'a> {
    rows: Rows<'a>,
    global: &'a GlobalArgs,
    output: Output,
    lang: Lang,
    tallies: Tallies,
}

impl Guide<'_> {
    /// Asks what still splits the rest, then shows the answers.
    fn walk(&mut self, path: &mut SitePath<'_>, prompts: Prompts) -> Result<Exit> {
        loop {
            while let Some(question) = path.question() {
                let rules = self.rows.placements.rules();
                match prompts.question(&question, rules, path.has_steps())? {
                    Some(value) => path.answer(question.facet, value),
                    None => path.back(),
                }
            }
            if self.output.format != Format::Text {
                return self.report(path);
            }
            if self.answers(path.rest(), prompts)? {
                return Ok(Exit::Found);
            }
            path.back();
        }
    }

    /// Shows answers one by one and asks of each whether it was useful; the list of them all lets
    /// people go on from any. Returns true after the last one, false for a step back from the
    /// first.
    fn answers(&mut self, entries: &[usize], prompts: Prompts) -> Result<bool> {
        let mut at = 0;
        while let Some(&entry) = entries.get(at) {
            say::aside(&"");
            self.show(entry)?;
            // Behind the answer, where it is visible however long that is.
            say::aside(&format!("\n{}/{}", at + 1, entries.len()));
            match prompts.useful()? {
                Reply::Vote(verdict) => {
                    let id = self.rows.corpus.entry(entry).id();
                    let voted = record_vote(self.global, &mut self.tallies, id, verdict, self.lang);
                    // A vote that cannot be recorded ends nothing: people came for the answers.
                    say::problem(&voted.unwrap_or_else(|error| format!("{error:#}")));
                    at += 1;
                }
                Reply::Skip => at += 1,
                Reply::List => {
                    let titles = entries.iter().map(|&entry| self.rows.corpus.entry(entry).text());
                    at = prompts.pick(&titles.map(title).collect::<Vec<_>>())?;
                }
                Reply::Back if at > 0 => at -= 1,
                Reply::Back => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Shows one whole entry, never through a pager: the question that follows is part of it.
    fn show(&self, entry: usize) -> Result<()> {
        let mut results = Results::new("show", None, 1);
        results.results = vec![self.rows.row(1, entry)];
        self.output.write_through(&Document::Results(results.with_votes(&self.tallies)))
    }

    /// Reports all that is left, and what would narrow it.
    fn report(&self, path: &SitePath<'_>) -> Result<Exit> {
        let rest = path.rest();
        let mut results = Results::new("guide", None, rest.len());
        let row = |(index, &entry): (usize, &usize)| self.rows.row(index + 1, entry);
        results.results = rest.iter().enumerate().map(row).collect();
        let results = results.with_votes(&self.tallies);
        let results = results.with_questions(self.rows.placements, &path.questions(), rest);
        self.output.report(&Document::Results(results))?;
        Ok(Exit::found(!rest.is_empty()))
    }
}
