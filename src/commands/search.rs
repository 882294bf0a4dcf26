//! `faq search`: the entries that best answer a question.

use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use faq::corpus::source::is_stdin;
use faq::corpus::{Corpus, Entry};
use faq::embed::Encoder;
use faq::messages::Lang;
use faq::parallel;
use faq::report::{self, Format, Located, Results, Row, Rows, json};
use faq::search::pattern::{Pattern, PatternOptions};
use faq::search::{
    Correction, Explanation, Filter, Found, Hit, Options, Query, Rank, Ranking, Score, Searcher,
};
use faq::text::clean::{Name, brief, clean};
use faq::votes::{Tallies, Tally};

use super::embedding::Embeddings;
use super::lines::Lines;
use super::load::{Depth, Loaded, pages_from_stdin};
use super::{fields, numbers, votes_file};
use crate::cli::argv::Slip;
use crate::cli::{GlobalArgs, SearchArgs};
use crate::{Exit, Failure, Output, failure, stderr};

/// What stands for votes where there are none, as [`Tally::middle`] has it.
const UNVOTED: f64 = 0.5;

/// Lines of a batch that are searched for side by side, if so many have come.
const TOGETHER: usize = 32;

/// Searches for one query, or for each line of a file.
///
/// Where the verb is left out and the first word is nearly one, `slip` says which.
pub fn run(
    args: &SearchArgs,
    slip: Option<&Slip>,
    global: &GlobalArgs,
    mut output: Output,
) -> Result<Exit> {
    output.layout.full = args.full;
    let (lang, text) = (global.lang, args.terms.join(" "));
    match &args.batch {
        Some(file) => refuse_batch(file, global, output)?,
        None if text.trim().is_empty() && args.facets.named().next().is_none() => {
            bail!(Failure::new(Lang::nothing_to_search))
        }
        None => {}
    }
    let options = args.words.options(&global.settings)?;
    if options.rank == Rank::Meaning {
        // Where meaning is asked for by name, a program without it says so.
        Encoder::load()?;
    }
    let loaded = Loaded::new(global, Depth::Index)?;
    if let Some(slip) = slip.filter(|slip| !occurs(&slip.word, &loaded.corpus)) {
        bail!(Failure::new(|lang| lang.slip(&brief(&slip.word), &slip.verb)));
    }
    let embeddings = Embeddings::new(&loaded, global);
    let meaning = || embeddings.for_ranking();
    let searcher = Searcher::new(&loaded.corpus, loaded.lexicon());
    let limit = global.settings.limit(args.limit).value;
    let search = Search {
        args,
        limit,
        corpus: &loaded.corpus,
        filter: Filter::on_facets(loaded.corpus.facets(), args.facets.named())?,
        searcher: searcher
            .with_context(|| Failure::new(Lang::damaged_program))?
            .with_meaning(&meaning),
        embeddings: &embeddings,
        options,
        tallies: votes_file::tallies(global),
        fields: fields(global, output, &loaded.corpus)?,
        lang,
    };
    if let Some(file) = &args.batch {
        return search.batch(file, output);
    }
    let found = search.found(&text)?;
    let results = search.results(&text, &found);
    let numbered = numbers::store(search.shown(&found), global, output);
    let remarks: Vec<String> = remarks(&found, "", lang).collect();
    output.results(&remarks, &results)?;
    let (total, shown) = (found.hits.len(), found.hits.len().min(limit));
    if output.for_people() && total == 0 {
        stderr::message(&match text.trim() {
            "" => lang.nothing_to_list(),
            // Of one word, that nothing is found says it all.
            one if !one.contains(char::is_whitespace) => {
                lang.nothing_found(&brief(&text), &[], args.words.all_terms)
            }
            _ => lang.nothing_found(&brief(&text), &found.missing, args.words.all_terms),
        });
    } else if output.for_people() && shown < total {
        stderr::message(&lang.some_shown(total, shown, numbered, false));
    }
    Ok(Exit::found(total > 0))
}

/// Whether an entry holds `word`, as `faq grep -Fw` finds it.
fn occurs(word: &str, corpus: &Corpus) -> bool {
    let options = PatternOptions { fixed_strings: true, word: true, ..PatternOptions::default() };
    let Ok(pattern) = Pattern::new(word, options, &corpus.alphabet()) else { return false };
    corpus.entries().any(|entry| {
        let question = entry.details().question().map(|(question, _)| question.to_owned());
        pattern.is_match(entry.text()) || question.is_some_and(|text| pattern.is_match(&text))
    })
}

/// Refuses what a batch does not go with, before anything is read.
fn refuse_batch(file: &Path, global: &GlobalArgs, output: Output) -> Result<()> {
    if !matches!(output.format, Format::Text | Format::Jsonl) {
        bail!(Failure::new(Lang::batch_format));
    }
    if is_stdin(file) && pages_from_stdin(global) {
        bail!(Failure::new(Lang::batch_and_pages_from_stdin));
    }
    Ok(())
}

/// Everything that is the same for all queries of a run.
struct Search<'a> {
    args: &'a SearchArgs,
    limit: usize,
    corpus: &'a Corpus,
    filter: Filter,
    searcher: Searcher<'a>,
    embeddings: &'a Embeddings<'a>,
    options: Options,
    tallies: Tallies,
    fields: &'a [String],
    lang: Lang,
}

impl Search<'_> {
    fn found(&self, text: &str) -> Result<Found> {
        let query = Query::parse(text, self.corpus.facets());
        let mut found = self.searcher.search(&query, &self.filter, &self.options)?;
        if self.args.by_votes {
            self.weigh(&mut found.hits);
        }
        Ok(found)
    }

    /// Lets votes weigh: scores are multiplied by what the votes say; where nothing is ranked,
    /// the votes alone order.
    fn weigh(&self, hits: &mut [Hit]) {
        for hit in hits.iter_mut() {
            hit.score = hit.score.map(|score| Score::new(score.get() * self.votes(hit.entry)));
        }
        let weight = |hit: &Hit| hit.score.map_or_else(|| self.votes(hit.entry), Score::get);
        hits.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.entry.cmp(&b.entry)));
    }

    /// What the votes on an entry multiply its score by.
    fn votes(&self, entry: usize) -> f64 {
        self.tallies.get(&self.corpus.entry(entry).id()).map_or(UNVOTED, Tally::middle)
    }

    /// The report on what was found.
    fn results<'r>(&'r self, text: &'r str, found: &'r Found) -> Results<'r> {
        let explainer = self.args.explain.then(|| self.searcher.explainer(found)).flatten();
        let row = move |rank, entry| self.row(rank, entry, found, explainer.as_ref());
        let mut results = Results::new("search", self.corpus, Rows::new(self.shown(found), row));
        (results.query, results.total) = (Some(text), found.hits.len());
        results.confident = Some(found.confident);
        results.corrections = Some(found.corrections.clone());
        results.interpreted = found.interpreted.as_ref().map(|read| read.query.clone());
        results.missing = Some(found.missing.clone());
        (results.rows.fields, results.rows.tallies) = (self.fields, Some(&self.tallies));
        results
    }

    /// The entries that are shown of what was found.
    fn shown<'r>(&'r self, found: &'r Found) -> impl Iterator<Item = Entry<'r>> {
        found.hits.iter().take(self.limit).map(|hit| self.corpus.entry(hit.entry))
    }

    fn row<'r>(
        &'r self,
        rank: usize,
        entry: Entry<'r>,
        found: &Found,
        explainer: Option<&Ranking<'_>>,
    ) -> Row<'r> {
        let hit = found.hits[rank - 1];
        let row = Row::new(rank, entry);
        let mut row = row.with_matches(|text| self.searcher.matches_in(found, text));
        row.score = hit.score;
        row.by = hit.by();
        row.closest = self.closest(entry, hit, found);
        row.explain = explainer.map(|ranking| {
            let also = entry.details().also;
            Explanation { also, ..ranking.explain(hit.entry) }
        });
        if let Some(explain) = row.explain.as_mut().filter(|_| self.args.by_votes) {
            let votes = self.votes(hit.entry);
            explain.score *= votes;
            explain.votes = Some(votes);
        }
        row
    }

    /// The sentence that stands for the words in an entry that holds none of them.
    fn closest<'c>(
        &self,
        entry: Entry<'c>,
        hit: Hit,
        found: &Found,
    ) -> Option<Located<'c, Range<usize>>> {
        if hit.words {
            return None;
        }
        let closest = self.embeddings.get().ok()?.closest(found.question()?, entry)?;
        Some(Located { text: entry.text().into(), at: closest })
    }

    /// Answers each line of `file` as it comes, in order.
    fn batch(&self, file: &Path, output: Output) -> Result<Exit> {
        let name = Name(file).to_string();
        let unreadable = || Failure::new(|lang| lang.batch_unreadable(&name));
        // A dialogue of questions and answers goes through no pager.
        let (mut lines, output) = match is_stdin(file) {
            true => (Lines::new(Box::new(io::stdin().lock()) as Box<dyn Read>), output.unpaged()),
            false => {
                (Lines::new(Box::new(File::open(file).with_context(unreadable)?) as _), output)
            }
        };
        let (mut any, mut first, mut end) = (false, 1, Ok(()));
        output.write(|out| {
            loop {
                let queries = match lines.come(TOGETHER) {
                    Ok(queries) if queries.is_empty() => return Ok(()),
                    Ok(queries) => queries,
                    Err(error) => {
                        end = Err(error);
                        return Ok(());
                    }
                };
                let found = parallel::map(&queries, self.corpus.text_bytes(), |query| {
                    // Filters alone list what they keep, but a blank line asks for nothing.
                    if query.trim().is_empty() { Ok(Found::default()) } else { self.found(query) }
                });
                for ((line, query), found) in (first..).zip(&queries).zip(found) {
                    any |= self.answer(&format!("{name}:{line}: "), query, &found, output, out)?;
                }
                out.flush()?;
                first += queries.len();
            }
        })?;
        end.with_context(unreadable)?;
        Ok(Exit::found(any))
    }

    /// Answers a line of a batch at `place`, and says whether anything was found; an error is an
    /// answer too.
    fn answer(
        &self,
        place: &str,
        text: &str,
        found: &Result<Found>,
        output: Output,
        out: &mut dyn Write,
    ) -> io::Result<bool> {
        let results = match found {
            Ok(found) => {
                remarks(found, place, self.lang).for_each(|remark| stderr::message(&remark));
                self.results(text, found)
            }
            Err(error) => {
                stderr::message(&format!("{place}{}", failure::message(error, self.lang)));
                let mut results = Results::new("search", self.corpus, Rows::default());
                results.query = Some(text);
                results.confident = Some(false);
                results.missing = Some(Vec::new());
                results.error = Some(error.to_string());
                results
            }
        };
        let any = results.total > 0;
        if output.format == Format::Jsonl {
            json::results_line(&results, out)?;
            return Ok(any);
        }
        writeln!(out, "> {} ({})\n", clean(text), results.total)?;
        report::write_results(&results, output.format, output.layout, out)?;
        if any {
            writeln!(out)?;
        }
        Ok(any)
    }
}

/// What was corrected and how sure the answers are, each message behind `place`.
fn remarks(found: &Found, place: &str, lang: Lang) -> impl Iterator<Item = String> {
    let corrections = found.corrections.iter();
    let corrections =
        corrections.map(move |Correction { from, to }| lang.corrected(place, from, to));
    let unquoted = found.interpreted.iter().filter(|read| read.unquoted);
    let unquoted = unquoted.map(move |read| lang.unquoted(place, &read.query));
    let remark = match (found.confident, &found.missing[..]) {
        _ if found.hits.is_empty() => None,
        (false, missing) => Some(lang.not_sure(place, missing)),
        (true, []) => None,
        (true, missing) => Some(lang.words_missing(place, missing)),
    };
    unquoted.chain(corrections).chain(remark)
}
