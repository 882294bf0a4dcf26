//! `faq browse`: type, and the ranking follows; Enter prints the entry, or those marked.
//!
//! [`model`] is the state and knows no terminal, [`view`] draws it in the panes of [`layout`] and
//! the styles of [`style`], [`foot`] shows what keys do, [`keys`] does what keys ask for,
//! [`clipboard`] copies, [`background`] ranks by meaning when the typing pauses, and [`screen`] and
//! [`signals`] take the terminal over and give it back. Here they meet.

mod background;
mod clipboard;
mod foot;
mod keys;
mod layout;
mod model;
mod screen;
mod signals;
mod style;
#[cfg(test)]
mod tests;
mod view;

use std::io::{self, IsTerminal};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use crossterm::event;
use faq::messages::Lang;
use faq::report::{Format, Results, Rows};
use faq::search::{Options, Rank, Searcher};
use faq::text::clean::clean;
use faq::votes::{Verdict, Vote};

use self::background::BackgroundSearch;
use self::keys::Next;
use self::layout::Panes;
use self::model::{Engine, Picker, Value};
use self::screen::Screen;
use self::signals::Signals;
use super::embedding::Embeddings;
use super::load::{Depth, Loaded};
use super::votes_file;
use crate::cli::{BrowseArgs, GlobalArgs, PrintWhat};
use crate::exit::Exit;
use crate::failure::{self, Failure};
use crate::output::{self, Output};

/// How long keys are taken in before the next frame is drawn.
const FRAME: Duration = Duration::from_millis(30);
/// How often signals and the background search are looked at while no key comes.
const HEARTBEAT: Duration = Duration::from_millis(100);

/// Lets people pick an entry, and prints it.
pub fn run(args: &BrowseArgs, global: &GlobalArgs, mut output: Output) -> Result<Exit> {
    let lang = global.lang;
    if !(io::stdin().is_terminal() || io::stderr().is_terminal()) || output::is_dumb() {
        bail!(Failure::new(Lang::browse_needs_terminal));
    }
    let loaded = Loaded::new(global, Depth::Index)?;
    let corpus = &loaded.corpus;
    let embeddings = Embeddings::new(&loaded, global);
    // Why there is none is not reported: the screen is taken.
    let meaning = || embeddings.get().ok();
    let searcher = Searcher::new(corpus, loaded.lexicon());
    let searcher =
        searcher.with_context(|| Failure::new(Lang::damaged_program))?.with_meaning(&meaning);
    let thorough = args.words.options(&global.settings)?;
    let options = Options { rank: Rank::Words, ..thorough.clone() };
    let engine = Engine { corpus, searcher: &searcher, options: &options };
    let facets = corpus.facets();
    let find = |(facet, name)| {
        let facet = facets.named(facet)?;
        facets.find(facet, name).map(|value| (facet, value))
    };
    let chosen: Vec<Value> =
        args.facets.named().map(find).collect::<Result<_, faq::corpus::Error>>()?;
    let mut picker = Picker::new(engine, &args.terms.join(" "), chosen, lang);
    picker.color = output::color(global, true);
    picker.tallies = votes_file::tallies(global);
    let picked = thread::scope(|scope| {
        let ranks = thorough.rank != Rank::Words;
        let background = ranks.then(|| BackgroundSearch::start(scope, engine, &thorough)).flatten();
        let picked = pick(&mut picker, background, global);
        embeddings.stop();
        picked
    })?;
    let Some(entries) = picked else { return Ok(Exit::Left) };
    let entries = || entries.iter().map(|&entry| corpus.entry(entry));
    output.format = match args.print {
        Some(PrintWhat::Id) => {
            output.write(|out| entries().try_for_each(|entry| writeln!(out, "{}", entry.id())))?;
            return Ok(Exit::Found);
        }
        Some(PrintWhat::Text) => Format::Text,
        Some(PrintWhat::Json) => Format::Json,
        None => output.format,
    };
    let mut results = Results::new("show", corpus, Rows::of(entries()));
    results.rows.tallies = Some(&picker.tallies);
    output.results(&[], &results)?;
    Ok(Exit::Found)
}

/// Draws, waits, acts, until entries are taken, or the picker is left (`None`).
fn pick(
    picker: &mut Picker<'_>,
    mut background: Option<BackgroundSearch>,
    global: &GlobalArgs,
) -> Result<Option<Vec<usize>>> {
    let signals = Signals::listen().with_context(|| Failure::new(Lang::browse_no_signals))?;
    let mut screen = Screen::enter().with_context(|| Failure::new(Lang::browse_cannot_draw))?;
    let mut given = Vec::new();
    let mut changed = true;
    loop {
        if let Some(signal) = signals.ended() {
            drop(screen);
            Signals::end(signal);
            return Ok(None);
        }
        if signals.continued() {
            screen.without(|| ())?;
            changed = true;
        }
        if changed {
            screen.draw(|frame| view::draw(frame, picker))?;
        }
        if !event::poll(HEARTBEAT)? {
            changed = background.as_mut().is_some_and(|background| background.poll(picker));
            continue;
        }
        // The keys that are there, then one frame: typing never runs far ahead of the screen,
        // and a key that is held down never keeps it from being drawn.
        let frame = Instant::now() + FRAME;
        while Instant::now() < frame && event::poll(Duration::ZERO)? {
            match keys::handle(event::read()?, picker, &Panes::of(screen.area())) {
                Next::Draw => {}
                Next::Renew => screen.renew()?,
                Next::Suspend => screen.without(|| signals.stop())?,
                Next::Vote(verdict) => vote(picker, &mut given, verdict, global),
                Next::Copy => screen.send(&copy(picker))?,
                Next::Print => return Ok(Some(picker.taken())),
                Next::Leave => return Ok(None),
            }
        }
        changed = true;
    }
}

/// Votes on the selected entry, or takes back the same vote if it was `given` here, and says so
/// where people look.
fn vote(picker: &mut Picker<'_>, given: &mut Vec<Vote>, verdict: Verdict, global: &GlobalArgs) {
    let Some(entry) = picker.entry() else { return };
    let id = picker.engine.corpus.entry(entry).id();
    let (lang, tallies) = (picker.lang, &mut picker.tallies);
    let word = verdict.word(Lang::Fr);
    let same = given.iter().position(|vote| (vote.id, vote.vote) == (id, verdict));
    let said = match same {
        Some(at) => votes_file::take_back(global, tallies, &given[at]).map(|()| {
            given.remove(at);
            lang.vote_undone(id, word)
        }),
        None => votes_file::record(global, tallies, id, verdict).map(|vote| {
            given.push(vote);
            lang.voted(&id.to_string(), word)
        }),
    };
    picker.note = Some(said.map_or_else(
        |error| failure::message(&error, lang),
        |said| {
            let votes = picker.tallies.get(&id).map(|tally| tally.summary(lang));
            votes.map_or(said.clone(), |votes| format!("{said} · {votes}"))
        },
    ));
}

/// What makes the terminal copy the selected answer, and says so; nothing where there is none.
fn copy(picker: &mut Picker<'_>) -> String {
    let Some(entry) = picker.entry() else { return String::new() };
    let sequence = clipboard::sequence(&clean(picker.engine.corpus.entry(entry).text()));
    picker.note = Some(match &sequence {
        Some(_) => picker.lang.browse_copied(),
        None => picker.lang.browse_too_long_to_copy(),
    });
    sequence.unwrap_or_default()
}
