//! `faq search`: the entries that best answer a question.

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use faq::corpus::bounded;
use faq::corpus::decode::decode;
use faq::corpus::placements::Placements;
use faq::corpus::workers;
use faq::meaning::Encoder;
use faq::report::{Document, Format, Located, Results, Row, Rows, json};
use faq::search::{
    Correction, Explanation, Filter, Found, Hit, Options, Query, Rank, Score, Searcher,
};
use faq::text::clean::{Name, brief};
use faq::votes::{Tallies, Tally};

use super::meaning::MeaningSource;
use super::progress::Progress;
use super::session::{Session, Unsound, indexed, is_stdin, pages_from_stdin};
use super::urn;
use crate::cli::{GlobalArgs, SearchArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::say;

/// What stands for votes where there are none, as [`Tally::middle`] has it.
const UNVOTED: f64 = 0.5;

/// Lines of a batch that are answered side by side, and held until all are.
const TOGETHER: usize = 32;

/// Searches for one query, or for each line of a file.
pub fn run(args: &SearchArgs, global: &GlobalArgs, mut output: Output) -> Result<Exit> {
    output.layout.full = args.full;
    let text = args.terms.join(" ");
    if args.batch.is_none() && text.trim().is_empty() {
        bail!("nothing to search for; say what you look for, as in: faq search certification hds");
    }
    if let Some(file) = &args.batch {
        refuse_batch(file, global, output)?;
    }
    if args.batch.is_some() {
        // Answers already written can not be taken back.
        return answer(args, global, output, &text, &Session::open_whole(global)?);
    }
    match answer(args, global, output, &text, &Session::open_kept(global)?) {
        Err(error) if error.is::<Unsound>() => {
            answer(args, global, output, &text, &Session::reopen(global)?)
        }
        answered => answered,
    }
}

/// Searches the corpus of `session`.
fn answer(
    args: &SearchArgs,
    global: &GlobalArgs,
    output: Output,
    text: &str,
    session: &Session,
) -> Result<Exit> {
    let options = args.words.options()?;
    if options.rank == Rank::Meaning {
        // Who asks for it by name is told if there is none in the program.
        Encoder::load()?;
    }
    let placements = Placements::new(&session.corpus, &session.rules);
    let progress = session.indexing();
    let advance = |bytes| progress.advance(bytes);
    let sense = MeaningSource::new(&session.corpus, global);
    let meaning = || {
        // What it says is not to be said into the progress.
        progress.end();
        sense.for_ranking()
    };
    let searcher = Searcher::new(&session.corpus, &placements, session.lexicon());
    let search = Search {
        args,
        rows: Rows { corpus: &session.corpus, placements: &placements },
        filter: Filter::on_facets(&session.rules, args.facets.named())?,
        searcher: searcher.telling(&advance).knowing(&meaning),
        sense: &sense,
        progress: &progress,
        session,
        options,
        tallies: urn::tallies(global),
    };
    let exit = match &args.batch {
        Some(file) => search.batch(file, output),
        None => search.one(text, output),
    };
    session.keep(&search.searcher);
    exit
}

/// Refuses what a batch does not go with, before anything is read.
fn refuse_batch(file: &Path, global: &GlobalArgs, output: Output) -> Result<()> {
    if !matches!(output.format, Format::Text | Format::Jsonl) {
        bail!("--batch gives many answers; take --jsonl, one document a line, or text");
    }
    if is_stdin(file) && pages_from_stdin(global) {
        bail!(
            "--batch and the pages can not both come from standard input; put one of them in a file"
        );
    }
    Ok(())
}

/// Everything that is the same for all queries of a run.
struct Search<'a> {
    args: &'a SearchArgs,
    rows: Rows<'a>,
    filter: Filter,
    searcher: Searcher<'a>,
    sense: &'a MeaningSource<'a>,
    progress: &'a Progress,
    session: &'a Session,
    options: Options,
    tallies: Tallies,
}

impl Search<'_> {
    fn one(&self, text: &str, output: Output) -> Result<Exit> {
        let found = self.found(text)?;
        let document = Document::Results(self.results(text, &found));
        self.session.believe()?;
        indexed(&self.searcher)?;
        corrections(&found, "").for_each(|message| say::problem(&message));
        output.report(&document)?;
        if output.for_people() {
            self.count(text, found.hits.len());
        }
        Ok(Exit::found(!found.hits.is_empty()))
    }

    fn found(&self, text: &str) -> Result<Found> {
        let query: Query = text.parse()?;
        let found = self.searcher.search(&query, &self.filter, &self.options);
        self.progress.end();
        let mut found = found?;
        if self.args.by_votes {
            self.weigh(&mut found.hits);
        }
        Ok(found)
    }

    /// Lets votes weigh: scores are multiplied by what the votes say; where nothing is ranked,
    /// the votes alone order.
    fn weigh(&self, hits: &mut [Hit]) {
        let votes = |hit: &Hit| self.votes(hit.entry).map_or(UNVOTED, Tally::middle);
        for hit in hits.iter_mut() {
            hit.score = hit.score.map(|score| Score::new(score.get() * votes(hit)));
        }
        let weight = |hit: &Hit| hit.score.map_or_else(|| votes(hit), Score::get);
        hits.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.entry.cmp(&b.entry)));
    }

    fn votes(&self, entry: usize) -> Option<&Tally> {
        self.tallies.of(self.rows.corpus.entry(entry).id())
    }

    /// Tells how much more there is.
    fn count(&self, text: &str, total: usize) {
        let shown = total.min(self.args.limit);
        if total == 0 {
            let hint = if self.args.words.all_terms {
                "; without --all-terms some words may do"
            } else {
                ""
            };
            say::problem(&format!("nothing found for {:?}{hint}", brief(text)));
        } else if shown < total {
            say::problem(&format!("{total} entries found, {shown} shown; -n {total} shows all"));
        }
    }

    /// The report on what was found.
    fn results<'r>(&'r self, text: &'r str, found: &Found) -> Results<'r> {
        let mut results = Results::new("search", Some(text), found.hits.len());
        results.corrections = Some(found.corrections.clone());
        let explainer = self.args.explain.then(|| self.searcher.explainer(found)).flatten();
        let shown = found.hits.iter().take(self.args.limit).enumerate();
        let row = |(index, hit): (usize, &Hit)| {
            let explained = explainer.as_ref().map(|ranking| ranking.explain(hit.entry));
            self.row(index + 1, *hit, found, explained)
        };
        results.results = shown.map(row).collect();
        results.with_votes(&self.tallies)
    }

    fn row(&self, rank: usize, hit: Hit, found: &Found, explain: Option<Explanation>) -> Row<'_> {
        let mut row = self.rows.row(rank, hit.entry);
        let matches = self.searcher.matches(found, hit.entry);
        row.matches = Some(Located { text: row.text, at: matches });
        row.score = hit.score;
        row.by = hit.by.names();
        row.closest = self.closest(row.text, hit, found);
        row.explain = explain;
        if let Some(explain) = row.explain.as_mut().filter(|_| self.args.by_votes) {
            let votes = self.votes(hit.entry).map_or(UNVOTED, Tally::middle);
            explain.score *= votes;
            explain.votes = Some(votes);
        }
        row
    }

    /// The sentence that stands for the words in an entry that holds none of them.
    fn closest<'t>(
        &self,
        text: &'t str,
        hit: Hit,
        found: &Found,
    ) -> Option<Located<'t, Range<usize>>> {
        if hit.by.words {
            return None;
        }
        let closest = self.sense.of_all().ok()?.closest(found.question()?, text)?;
        Some(Located { text, at: closest })
    }

    /// Answers each line of `file`, in order.
    fn batch(&self, file: &Path, output: Output) -> Result<Exit> {
        let bytes = if is_stdin(file) {
            bounded::read_to_end(io::stdin().lock())
        } else {
            bounded::read(file)
        };
        let bytes = bytes.with_context(|| format!("--batch: {}: can not be read", Name(file)))?;
        let mut any = false;
        output.write(|out| {
            let text = decode(&bytes).text;
            let lines: Vec<(usize, &str)> = (1..).zip(text.lines()).collect();
            lines.chunks(TOGETHER).try_for_each(|lines| {
                let bytes = self.rows.corpus.text_bytes();
                let answers = workers::map(lines, bytes, |&(line, query)| self.answer(line, query));
                self.session.believe().map_err(io::Error::other)?;
                indexed(&self.searcher).map_err(io::Error::other)?;
                answers.into_iter().try_for_each(|Answer { results, told }| {
                    told.iter().for_each(|message| say::problem(message));
                    any |= results.total > 0;
                    write_answer(results, output, out)
                })
            })
        })?;
        Ok(Exit::found(any))
    }

    /// How messages name a line of the batch.
    fn place(&self, line: usize) -> String {
        let file = self.args.batch.as_deref().unwrap_or(Path::new("-"));
        format!("{}:{line}: ", Name(file))
    }

    /// The answer to one line; an error is an answer too.
    fn answer<'r>(&'r self, line: usize, text: &'r str) -> Answer<'r> {
        match self.found(text) {
            Ok(found) => Answer {
                results: self.results(text, &found),
                told: corrections(&found, &self.place(line)).collect(),
            },
            Err(error) => {
                let mut results = Results::new("search", Some(text), 0);
                results.error = Some(error.to_string());
                Answer { results, told: vec![format!("{}{error}", self.place(line))] }
            }
        }
    }
}

/// The answer to a line of a batch.
struct Answer<'r> {
    results: Results<'r>,
    /// What standard error says of it.
    told: Vec<String>,
}

/// What was taken for what, each message after `place`.
fn corrections(found: &Found, place: &str) -> impl Iterator<Item = String> {
    found.corrections.iter().map(move |Correction { from, to }| {
        format!(
            "{place}{from:?} stands in no entry; searched {to:?} instead (--exact takes words as typed)"
        )
    })
}

fn write_answer(results: Results<'_>, output: Output, out: &mut dyn Write) -> io::Result<()> {
    if output.format == Format::Jsonl {
        return json::line(&results, out);
    }
    let total = results.total;
    writeln!(out, "> {} ({total})\n", faq::text::clean::clean(results.query.unwrap_or_default()))?;
    faq::report::write(&Document::Results(results), output.format, output.layout, out)?;
    if total > 0 { writeln!(out) } else { Ok(()) }
}
