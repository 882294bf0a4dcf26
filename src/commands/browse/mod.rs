//! `faq browse`: type, and the ranking follows; Enter prints the entry.
//!
//! [`model`] is the state and knows no terminal, [`view`] and [`preview`] draw it in the
//! [`areas`] of the screen, [`keys`] says what keys ask for, and [`screen`] and [`signals`] take
//! the terminal over and give it back. Here they meet.

mod areas;
mod keys;
mod line;
mod model;
mod preview;
mod screen;
mod signals;
mod thinker;
mod view;

use std::io::{self, IsTerminal};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use crossterm::event;
use faq::corpus::facets::{Facet, ValueRef};
use faq::corpus::placements::Placements;
use faq::messages::Lang;
use faq::report::{Document, Format, Results, Rows};
use faq::search::{Options, Rank, Searcher};
use faq::votes::{Tallies, Verdict, Vote};

use self::areas::Areas;
use self::keys::Action;
use self::model::{Picker, World};
use self::screen::Screen;
use self::signals::Signals;
use self::thinker::Thinker;
use self::view::{Look, PanelRow};
use super::meaning::MeaningSource;
use super::session::{Session, indexed};
use super::urn;
use crate::cli::{BrowseArgs, GlobalArgs, PrintWhat};
use crate::exit::Exit;
use crate::output::{self, Output};

/// How long keys are taken in before the next frame is drawn.
const FRAME: Duration = Duration::from_millis(30);
/// How often signals are looked for while no key comes.
const HEARTBEAT: Duration = Duration::from_millis(100);

/// Lets people pick an entry, and prints it.
pub fn run(args: &BrowseArgs, global: &GlobalArgs, output: Output) -> Result<Exit> {
    if !(io::stdin().is_terminal() || io::stderr().is_terminal()) || output::is_dumb() {
        bail!("browse needs a terminal to draw on, and there is none; use faq search or faq list");
    }
    let session = Session::open_whole(global)?;
    let placements = Placements::new(&session.corpus, &session.rules);
    let sense = MeaningSource::new(&session.corpus, global);
    // Nothing is told: the screen is taken.
    let meaning = || sense.of_all().ok();
    let searcher = Searcher::new(&session.corpus, &placements, session.lexicon());
    let searcher = searcher.knowing(&meaning);
    let thorough = args.words.options()?;
    let options = Options { rank: Rank::Words, ..thorough.clone() };
    let world = World {
        corpus: &session.corpus,
        placements: &placements,
        searcher: &searcher,
        options: &options,
    };
    let find = |(facet, name)| session.rules.find(facet, name).map(|value| (facet, value));
    let chosen: Vec<(Facet, ValueRef)> = args.facets.named().map(find).collect::<Result<_, _>>()?;
    let mut browser = Browser {
        picker: Picker::new(world, args.terms.join(" "), chosen),
        tallies: urn::tallies(global),
        color: output::color(global, true),
        global,
    };
    let picked = thread::scope(|scope| {
        let thinks = thorough.rank != Rank::Words;
        let thinker = thinks.then(|| Thinker::start(scope, world, &thorough)).flatten();
        let picked = browser.browse(thinker);
        sense.stop();
        picked
    })?;
    indexed(&searcher)?;
    session.keep(&searcher);
    let Some(entry) = picked else { return Ok(Exit::Left) };
    session.believe()?;
    print(args.print, &session, &placements, entry, &browser.tallies, output)
}

/// Prints the entry picked.
fn print(
    what: Option<PrintWhat>,
    session: &Session,
    placements: &Placements<'_>,
    entry: usize,
    tallies: &Tallies,
    mut output: Output,
) -> Result<Exit> {
    let format = match what {
        Some(PrintWhat::Id) => {
            let id = session.corpus.entry(entry).id();
            output.write(|out| writeln!(out, "{id}"))?;
            return Ok(Exit::Found);
        }
        Some(PrintWhat::Text) => Format::Text,
        Some(PrintWhat::Json) => Format::Json,
        None => output.format,
    };
    let rows = Rows { corpus: &session.corpus, placements };
    let mut results = Results::new("show", None, 1);
    results.results = vec![rows.row(1, entry)];
    let results = Document::Results(results.with_votes(tallies));
    output.format = format;
    output.report(&results)?;
    Ok(Exit::Found)
}

/// What an action leads to.
enum Next {
    /// The next event.
    Go,
    /// The end, with an entry or without.
    End(Option<usize>),
}

struct Browser<'a> {
    picker: Picker<'a>,
    tallies: Tallies,
    color: bool,
    global: &'a GlobalArgs,
}

impl Browser<'_> {
    /// Draws, waits, acts, until an entry is taken (`Some`) or people leave.
    fn browse(&mut self, mut thinker: Option<Thinker>) -> Result<Option<usize>> {
        let signals = Signals::listen().context("signals can not be listened to")?;
        let mut screen =
            Screen::enter().context("the terminal can not be drawn on (faq search needs none)")?;
        'frames: loop {
            screen.draw(|frame| view::draw(frame, &self.picker, self.look()))?;
            loop {
                if let Some(signal) = signals.ended() {
                    drop(screen);
                    Signals::end(signal);
                    return Ok(None);
                }
                if signals.continued() {
                    screen.without(|| ())?;
                    break;
                }
                if event::poll(HEARTBEAT)? {
                    break;
                }
                if let Some(thinker) = &mut thinker {
                    thinker.ask(&self.picker);
                    if thinker.tell(&mut self.picker) {
                        // Seen before any key acts on it.
                        continue 'frames;
                    }
                }
            }
            // The keys that are there, then one frame: typing never runs far ahead of the screen,
            // and a key that is held down never keeps it from being drawn.
            let frame = Instant::now() + FRAME;
            while Instant::now() < frame && event::poll(Duration::ZERO)? {
                let action = keys::action(event::read()?, self.picker.panel.is_some());
                let Some(action) = action else { continue };
                if let Next::End(entry) = self.act(action, &mut screen, &signals)? {
                    return Ok(entry);
                }
            }
        }
    }

    fn look(&self) -> Look<'_> {
        Look { color: self.color, tallies: &self.tallies }
    }

    fn act(&mut self, action: Action, screen: &mut Screen, signals: &Signals) -> Result<Next> {
        let areas = Areas::of(screen.area());
        let page = if self.picker.panel.is_some() { areas.side } else { areas.list };
        let page = isize::try_from(page.height).unwrap_or(1).max(1);
        match action {
            Action::Edit(change) => self.picker.edit(change),
            Action::Insert(text) => self.picker.edit(|line| line.insert(&text)),
            Action::Step(by) => self.picker.step(by),
            Action::Page(by) => self.picker.step(by * page),
            Action::Scroll(by) => self.scroll(by, &areas),
            Action::Panel => self.picker.toggle_panel(),
            Action::Choose => self.picker.toggle_value(),
            Action::Vote(verdict) => self.vote(verdict),
            Action::Wheel(by, column, row) => self.wheel(by, column, row, &areas),
            Action::Click(column, row) => self.click(column, row, &areas),
            Action::Redraw => screen.renew()?,
            Action::Suspend => screen.without(|| signals.stop())?,
            Action::Leave => return Ok(Next::End(None)),
            Action::Take => match self.picker.entry() {
                Some(entry) => return Ok(Next::End(Some(entry))),
                None => self.picker.note = Some("there is no entry to print".to_owned()),
            },
        }
        Ok(Next::Go)
    }

    fn scroll(&mut self, by: isize, areas: &Areas) {
        let reach = preview::reach(&self.picker, areas.side, self.look());
        self.picker.scroll = self.picker.scroll.saturating_add_signed(by).min(reach);
    }

    /// Over the preview the wheel scrolls it; else it moves what the arrows move.
    fn wheel(&mut self, by: isize, column: u16, row: u16, areas: &Areas) {
        if self.picker.panel.is_none() && areas.side_row(column, row).is_some() {
            self.scroll(by, areas);
        } else {
            self.picker.step(by);
        }
    }

    /// A click selects an entry, or chooses a value.
    fn click(&mut self, column: u16, row: u16, areas: &Areas) {
        if let Some(row) = areas.list_row(column, row) {
            let first = areas::first_row(self.picker.selected, usize::from(areas.list.height));
            if first + row < self.picker.hits.len() {
                self.picker.select(first + row);
            }
        } else if let Some(row) = areas.side_row(column, row)
            && let Some(panel) = &mut self.picker.panel
        {
            let first = view::panel_first(panel, usize::from(areas.side.height));
            if let Some(PanelRow::Value(index)) = view::panel_rows(panel).get(first + row) {
                panel.cursor = *index;
                self.picker.toggle_value();
            }
        }
    }

    /// Keeps a vote on the entry selected, and says so where people look.
    fn vote(&mut self, verdict: Verdict) {
        let Some(entry) = self.picker.entry() else { return };
        let vote = Vote::now(self.picker.world.corpus.entry(entry).id(), verdict, None);
        let kept = urn::store(self.global).and_then(|store| Ok(store.add(vote.clone())?));
        self.picker.note = Some(match kept {
            Ok(()) => {
                self.tallies.add(&vote);
                let votes = self.tallies.of(vote.id).map(|tally| tally.summary(Lang::default()));
                format!("{}: {} kept · {}", vote.id, verdict.french(), votes.unwrap_or_default())
            }
            Err(error) => format!("{error:#}"),
        });
    }
}
