//! `faq embed`: prepares ranking by meaning, for the next searches.

use std::io;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use faq::corpus::identity::Id;
use faq::embed::cache::{PATIENCE, VectorCache};
use faq::embed::fill::{Filling, Wanted};
use faq::embed::{Encoder, Packed};
use faq::messages::Lang;
use faq::parallel::cores;
use faq::report;
use faq::text::clean::Name;

use super::embedding::cache_vectors;
use super::load::{Depth, Loaded, survive_file_size_limits};
use super::progress::Progress;
use crate::cli::GlobalArgs;
use crate::{Exit, Failure, Output, stderr};

/// Vectors are written this often: what a kill can cost.
const WRITE_EVERY: Duration = Duration::from_millis(500);

/// Encodes the vectors that are missing, and stores each as it is made.
pub fn run(global: &GlobalArgs, output: Output) -> Result<Exit> {
    let lang = global.lang;
    if global.no_cache {
        bail!(Failure::new(Lang::embed_needs_cache));
    }
    let loaded = Loaded::new(global, Depth::Index)?;
    let encoder = Encoder::load()?;
    let nowhere = || Failure::new(|lang| lang.no_cache_folder("XDG_CACHE_HOME, HOME"));
    let cache = loaded.cache(global).with_context(nowhere)?;
    let folder = Name(cache.folder()).to_string();
    let not_stored = || Failure::new(|lang| lang.vectors_not_stored(&folder));
    survive_file_size_limits();
    cache.create().with_context(not_stored)?;
    let vectors = cache.vectors();
    let mut filling = Filling::at_hand(&loaded.corpus, Some(&vectors));
    let missing = filling.missing_texts();
    let room = vectors.make_room(&filling.known(), missing);
    room.with_context(not_stored)?;
    let began = Instant::now();
    let progress = Progress::start(lang);
    progress.embedding(filling.missing_bytes(Wanted::All));
    let mut writer =
        Writer { vectors: &vectors, waiting: Vec::new(), written: began, failed: None };
    filling.encode(Wanted::All, &encoder, cores(), |id, vector, bytes| {
        progress.advance(bytes);
        writer.take(id, vector)
    });
    writer.write();
    drop(progress);
    if let Some(why) = writer.failed {
        return Err(anyhow!(why).context(not_stored()));
    }
    cache_vectors(&loaded, &filling);
    if missing > 0 {
        let time = lang.about(began.elapsed().as_secs_f64());
        stderr::message(&lang.vectors_made(missing, &time, &folder));
    }
    output.report(&report::embed(loaded.corpus.len(), missing, lang))?;
    Ok(Exit::Found)
}

/// Writes vectors a few at a time.
struct Writer<'v> {
    vectors: &'v VectorCache,
    waiting: Vec<(Id, Packed)>,
    written: Instant,
    failed: Option<io::Error>,
}

impl Writer<'_> {
    /// Takes a vector, and returns whether more are wanted.
    fn take(&mut self, id: Id, vector: Packed) -> bool {
        self.waiting.push((id, vector));
        if self.written.elapsed() >= WRITE_EVERY {
            self.write();
        }
        self.failed.is_none()
    }

    fn write(&mut self) {
        if let Err(why) = self.vectors.append(&std::mem::take(&mut self.waiting), PATIENCE) {
            self.failed = Some(why);
        }
        self.written = Instant::now();
    }
}
