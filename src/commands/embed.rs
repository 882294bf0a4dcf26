//! `faq embed`: prepares what the entries mean, for the next searches.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use faq::corpus::identity::Id;
use faq::meaning::{Encoder, Packed};
use faq::messages::Lang;
use faq::report::{self, Document};
use faq::text::clean::Name;
use faq::vectors::gather::{Gathered, Made};
use faq::vectors::journal::{Journal, PATIENCE};

use super::meaning::{cores, hint_of_time};
use super::progress::Progress;
use super::session::{self, Session, Unsound};
use crate::cli::GlobalArgs;
use crate::exit::Exit;
use crate::output::Output;
use crate::say;

/// Vectors are written down this often: what a kill can cost.
const OFTEN: Duration = Duration::from_millis(500);

/// Makes the vectors that are missing, and keeps each as it is made.
pub fn run(global: &GlobalArgs, output: Output) -> Result<Exit> {
    match embed(global, output, &Session::open_if_kept(global)?) {
        Err(error) if error.is::<Unsound>() => embed(global, output, &Session::reopen(global)?),
        done => done,
    }
}

fn embed(global: &GlobalArgs, output: Output, session: &Session) -> Result<Exit> {
    if global.no_cache {
        bail!("embed keeps vectors in the cache, and --no-cache is to keep nothing; leave it out");
    }
    let encoder = Encoder::load()?;
    let cache = session::cache(global).context(
        "there is no place to keep vectors in: no cache folder (set XDG_CACHE_HOME or HOME)",
    )?;
    session::outlive_full_disks();
    let journal = Journal::new(cache.shelf().folder());
    let mut gathered = Gathered::at_hand(&session.corpus, Some(&journal));
    session.believe()?;
    let missing = gathered.missing().len();
    let unkept = || format!("{}: vectors can not be kept", Name(cache.shelf().folder()));
    journal.make_room(&gathered.known(), missing).with_context(unkept)?;
    let began = Instant::now();
    let progress = Progress::start(Lang::default());
    progress.embedding(gathered.missing_bytes());
    let mut keeper = Keeper::new(&journal);
    gathered.embed(&encoder, cores(), |made| {
        progress.advance(made.bytes);
        // Texts that are damaged in the cache would have vectors of nothing.
        session.believe().is_ok() && keeper.take(made)
    });
    session.believe()?;
    keeper.write();
    progress.end();
    if let Some(why) = keeper.failed {
        return Err(anyhow!(why).context(unkept()));
    }
    if missing > 0 {
        let time = hint_of_time(began.elapsed().as_secs_f64());
        say::problem(&format!(
            "{missing} vectors made in {time}, kept in {}",
            Name(cache.shelf().folder())
        ));
    }
    let report = report::embed(session.corpus.len(), missing, output.layout.lang);
    output.report(&Document::Report(report))?;
    Ok(Exit::Found)
}

/// Writes vectors down a few at a time.
struct Keeper<'j> {
    journal: &'j Journal,
    waiting: Vec<(Id, Packed)>,
    written: Instant,
    failed: Option<std::io::Error>,
}

impl<'j> Keeper<'j> {
    fn new(journal: &'j Journal) -> Self {
        Self { journal, waiting: Vec::new(), written: Instant::now(), failed: None }
    }

    /// Takes a vector, and tells whether more are wanted.
    fn take(&mut self, made: Made) -> bool {
        self.waiting.push((made.id, made.vector));
        if self.written.elapsed() >= OFTEN {
            self.write();
        }
        self.failed.is_none()
    }

    fn write(&mut self) {
        if let Err(why) = self.journal.append(&std::mem::take(&mut self.waiting), PATIENCE) {
            self.failed = Some(why);
        }
        self.written = Instant::now();
    }
}
