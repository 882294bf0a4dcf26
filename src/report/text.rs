//! Text: what people read at a terminal.

use std::io::{self, Write};

use colored::{ColoredString, Colorize};
use unicode_width::UnicodeWidthStr;

use super::cache::{CacheReport, megabytes};
use super::check::{CheckReport, NearRow};
use super::excerpt::excerpt;
use super::explain::{ExplainRow, TermRow};
use super::model::{self, Closest, FacetReport, GroupRow, MatchRow, Results, Row, SourceRow};
use super::votes::{VotesReport, percent};
use super::wrap::{Line, cut, wrap};
use super::{Document, Layout};
use crate::corpus::facets::Facet;
use crate::text::clean::clean;

/// The characters of a comment that are shown; JSON has all of it.
const LONGEST_COMMENT: usize = 400;
/// The column of comments on votes.
const COMMENTS: usize = 13;

pub(super) fn write(
    document: &Document<'_>,
    layout: Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = TextPage { layout, out };
    match document {
        Document::Results(results) => page.results(results),
        Document::Facets(report) => page.facets(report),
        Document::Check(check) => page.check(check),
        Document::Votes(votes) => page.votes(votes),
        Document::Cache(cache) => page.cache(cache),
        Document::Embed(embed) => writeln!(page.out, "{}", embed.told()),
    }
}

struct TextPage<'w> {
    layout: Layout,
    out: &'w mut dyn Write,
}

impl TextPage<'_> {
    /// `text` in a style, if there is colour.
    fn styled(&self, text: &str, style: impl FnOnce(&str) -> ColoredString) -> String {
        if self.layout.color { style(text).to_string() } else { text.to_owned() }
    }

    fn dim(&self, text: &str) -> String {
        self.styled(text, |text| text.dimmed())
    }

    fn bold(&self, text: &str) -> String {
        self.styled(text, |text| text.bold())
    }

    fn results(&mut self, results: &Results<'_>) -> io::Result<()> {
        match (&results.groups, results.command) {
            (Some(groups), _) => self.groups(groups, results),
            (None, "show") => self.entries(results, Self::whole_entry),
            (None, _) => self.entries(results, Self::found_entry),
        }
    }

    fn entries(
        &mut self,
        results: &Results<'_>,
        mut entry: impl FnMut(&mut Self, &Row<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        for (index, row) in results.results.iter().enumerate() {
            if index > 0 {
                writeln!(self.out)?;
            }
            entry(self, row)?;
        }
        Ok(())
    }

    /// An entry that was looked for: rank, excerpt, where it is from, why it is here.
    fn found_entry(&mut self, row: &Row<'_>) -> io::Result<()> {
        let rank = format!("{}. ", row.rank);
        let margin = rank.len();
        let (text, matches) = cleaned(row);
        let lines = wrap(&text, self.layout.width.saturating_sub(margin).max(1));
        let shown = if self.layout.full {
            std::iter::once(0..lines.len()).collect()
        } else {
            excerpt(&lines, &matches)
        };
        let mut begin = self.bold(&rank);
        for (index, range) in shown.iter().enumerate() {
            if index > 0 {
                writeln!(self.out, "{begin}{}", self.dim("[…]"))?;
            }
            for line in &lines[range.clone()] {
                writeln!(
                    self.out,
                    "{begin}{}",
                    self.highlighted(&text, line, &matches).trim_end()
                )?;
                begin = " ".repeat(margin);
            }
        }
        let hidden = lines.len() - shown.iter().map(ExactSizeIterator::len).sum::<usize>();
        if hidden > 0 {
            let lines = if hidden == 1 { "line" } else { "lines" };
            let more = format!("[…] {hidden} more {lines}: faq show {}", row.id);
            self.dim_lines(&more, margin)?;
        }
        self.footer(row, margin)?;
        row.explain.as_ref().map_or(Ok(()), |explain| self.explain(explain, margin))
    }

    /// Id, topics and page, on as few lines as they fit.
    fn footer(&mut self, row: &Row<'_>, margin: usize) -> io::Result<()> {
        let mut places: Vec<String> = row.sources.iter().take(1).map(place).collect();
        match row.sources.len() {
            0 | 1 => {}
            2 => places.push("and one more place".to_owned()),
            n => places.push(format!("and {} more places", n - 1)),
        }
        let topics = row.labels[Facet::Thematique as usize].join(", ");
        let footer = clean(&format!("{} · {topics} · {}", row.id, places.join(" "))).into_owned();
        self.dim_lines(&footer, margin)?;
        row.closest.as_ref().map_or(Ok(()), |closest| self.closest(row, closest, margin))
    }

    /// What stands for the words in an entry that holds none of them.
    fn closest(&mut self, row: &Row<'_>, closest: &Closest, margin: usize) -> io::Result<()> {
        let sentence = clean(&row.text[closest.bytes.clone()]).replace('\n', " ");
        let told = format!("by meaning alone, closest: « {sentence} »");
        let room = self.layout.width.saturating_sub(margin).max(1);
        let told = if self.layout.full { told } else { cut(&told, 2 * room) };
        self.dim_lines(&told, margin)
    }

    /// A heading, on as many lines as it takes.
    fn head(&mut self, text: &str) -> io::Result<()> {
        let text = clean(text).replace('\n', " ");
        for line in wrap(&text, self.layout.width) {
            writeln!(self.out, "{}", self.bold(&text[line.bytes]))?;
        }
        Ok(())
    }

    fn dim_lines(&mut self, text: &str, margin: usize) -> io::Result<()> {
        for line in wrap(text, self.layout.width.saturating_sub(margin).max(1)) {
            writeln!(self.out, "{:margin$}{}", "", self.dim(&text[line.bytes]))?;
        }
        Ok(())
    }

    /// A line of the text with its matches marked.
    fn highlighted(&self, text: &str, line: &Line, matches: &[MatchRow]) -> String {
        let mut shown = " ".repeat(line.indent);
        let mut at = line.bytes.start;
        let first = matches.partition_point(|m| m.bytes.end <= line.bytes.start);
        let inside = matches[first..].iter().take_while(|m| m.bytes.start < line.bytes.end);
        for m in inside {
            let (start, end) = (m.bytes.start.max(at), m.bytes.end.min(line.bytes.end));
            if start < end {
                shown.push_str(&text[at..start]);
                shown.push_str(&self.styled(&text[start..end], |text| text.red().bold()));
                at = end;
            }
        }
        shown.push_str(&text[at..line.bytes.end]);
        shown
    }

    /// An entry that was asked for by id: all of it, and all that is known of it.
    fn whole_entry(&mut self, row: &Row<'_>) -> io::Result<()> {
        writeln!(self.out, "{}", self.bold(&row.id))?;
        let (text, _) = cleaned(row);
        for line in wrap(&text, self.layout.width) {
            let shown = self.highlighted(&text, &line, &[]);
            writeln!(self.out, "{}", shown.trim_end())?;
        }
        for (facet, labels) in
            Facet::ALL.iter().zip(&row.labels).filter(|(_, labels)| !labels.is_empty())
        {
            self.fact(facet.key(), &labels.join(", "))?;
        }
        let sources: Vec<String> = row
            .sources
            .iter()
            .map(|source| format!("{} (entry {})", place(source), source.entry))
            .collect();
        self.fact("page", &sources.join(", "))?;
        row.votes.map_or(Ok(()), |votes| self.fact("votes", &votes.told()))
    }

    fn fact(&mut self, name: &str, value: &str) -> io::Result<()> {
        const NAMES: usize = 12;
        let value = clean(value).into_owned();
        let mut name = name;
        for line in wrap(&value, self.layout.width.saturating_sub(NAMES).max(1)) {
            let line = format!("{name:NAMES$}{}", &value[line.bytes]);
            writeln!(self.out, "{}", self.dim(&line))?;
            name = "";
        }
        Ok(())
    }

    fn groups(&mut self, groups: &[GroupRow], results: &Results<'_>) -> io::Result<()> {
        let titles: std::collections::HashMap<&str, &str> =
            results.results.iter().map(|row| (row.id.as_str(), row.title.as_str())).collect();
        for (index, group) in groups.iter().enumerate() {
            if index > 0 {
                writeln!(self.out)?;
            }
            self.head(&format!("{} ({})", group.label, group.count))?;
            for id in &group.ids {
                let title =
                    clean(titles.get(id.as_str()).copied().unwrap_or_default()).into_owned();
                let room = self.layout.width.saturating_sub(id.len() + 4).max(1);
                writeln!(self.out, "  {}  {}", self.dim(id), cut(&title, room))?;
            }
        }
        Ok(())
    }

    fn facets(&mut self, report: &FacetReport<'_>) -> io::Result<()> {
        for (index, facet) in report.facets.iter().enumerate() {
            if index > 0 {
                writeln!(self.out)?;
            }
            self.head(facet.question)?;
            let widest = facet.values.iter().map(|value| value.value.len()).max().unwrap_or(0);
            for value in &facet.values {
                let room = self.layout.width.saturating_sub(widest + 9).max(1);
                let label = cut(&clean(value.label), room);
                let key = format!("{:widest$}", value.value);
                writeln!(
                    self.out,
                    "{:5}  {}  {label}",
                    value.count,
                    self.styled(&key, |key| key.cyan())
                )?;
            }
        }
        Ok(())
    }

    fn votes(&mut self, report: &VotesReport) -> io::Result<()> {
        if report.results.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "{}", self.bold("  yes    no  share  95 % interval"))?;
        for row in &report.results {
            let s = row.shares;
            let head = format!("{:5} {:5} {:>6}  {:>13}", s.yes, s.no, percent(s.share), s.range());
            let title =
                clean(row.title.as_deref().unwrap_or("(on none of these pages)")).into_owned();
            let room = self.layout.width.saturating_sub(head.width() + row.id.len() + 4).max(1);
            writeln!(self.out, "{head}  {}  {}", self.dim(&row.id), cut(&title, room))?;
            for comment in &row.comments {
                let cut =
                    comment.char_indices().nth(LONGEST_COMMENT).map_or(comment.len(), |(at, _)| at);
                let more = if cut < comment.len() { " […]" } else { "" };
                self.dim_lines(&clean(&format!("« {}{more} »", &comment[..cut])), COMMENTS)?;
            }
        }
        Ok(())
    }

    fn cache(&mut self, report: &CacheReport) -> io::Result<()> {
        let (bytes, bound) = (megabytes(report.bytes), megabytes(report.bound));
        writeln!(self.out, "{}: {bytes} of at most {bound}", clean(&report.folder))?;
        report.results.iter().try_for_each(|row| {
            let (pages, kept) = (megabytes(row.page_bytes), megabytes(row.bytes));
            let what = format!("{} entries, {kept} for {pages} of pages", row.entries);
            writeln!(self.out, "  {what}  {}", self.dim(&clean(&row.named())))
        })
    }

    fn explain(&mut self, explain: &ExplainRow, margin: usize) -> io::Result<()> {
        let e = explain;
        let sum = format!(
            "words {:.3} + first sentence {:.3} + pairs {:.3} + pieces {:.3} + context {:.3}",
            e.words, e.first_sentence, e.pairs, e.pieces, e.context
        );
        let sum = match e.meaning.zip(e.nearness) {
            Some((part, near)) => format!("{sum} + meaning {part:.3} (nearness {near:.3})"),
            None => sum,
        };
        let sum = match e.votes {
            Some(votes) => format!("({sum}) × votes {votes:.3}"),
            None => sum,
        };
        self.dim_lines(&format!("score {:.3} = {sum}", e.score), margin)?;
        e.terms.iter().try_for_each(|term| self.dim_lines(&term_line(term), margin + 2))
    }

    fn check(&mut self, check: &CheckReport) -> io::Result<()> {
        let named = |count: usize, one: &str, many: &str| {
            format!("{count} {}", if count == 1 { one } else { many })
        };
        let head = format!(
            "{}, {}, {} distinct, {} merged away",
            named(check.page_count, "page", "pages"),
            named(check.entries, "entry", "entries"),
            check.distinct,
            check.merged
        );
        writeln!(self.out, "{}", self.bold(&head))?;
        for page in &check.pages {
            let announced =
                page.announced.iter().max().map(|n| format!(", announces {n}")).unwrap_or_default();
            let name = page.path.as_deref().unwrap_or(&page.file);
            writeln!(
                self.out,
                "{:5}  {}{announced}",
                page.entries,
                clean(name).replace('\n', " ")
            )?;
        }
        if !check.duplicates.is_empty() {
            writeln!(self.out, "{}", self.bold("Entries that stand in several places"))?;
            for duplicate in &check.duplicates {
                writeln!(
                    self.out,
                    "  {}  {}",
                    duplicate.id,
                    clean(&duplicate.sources.join(", ")).replace('\n', " ")
                )?;
            }
        }
        let near = check.near_duplicates.as_deref().unwrap_or_default();
        if !near.is_empty() {
            writeln!(self.out, "{}", self.bold("Entries that say nearly the same"))?;
            for NearRow { ids: [first, second], cosine } in near {
                writeln!(self.out, "  {first}  {second}  cosine {cosine:.3}")?;
            }
        }
        let unplaced = match check.unplaced.len() {
            0 => "Every entry has a topic".to_owned(),
            n => format!(
                "{} without a topic: {}",
                named(n, "entry", "entries"),
                check.unplaced.join(", ")
            ),
        };
        self.dim_lines(&format!("{unplaced}; facets and topics are {}.", check.facets_are), 0)?;
        for problem in check.problems() {
            writeln!(
                self.out,
                "{} {}",
                self.styled("mend:", |text| text.yellow().bold()),
                clean(&problem.0.to_string())
            )?;
        }
        if !check.needs_mending {
            writeln!(self.out, "{}", self.styled("Nothing needs mending.", |text| text.green()))?;
        }
        Ok(())
    }
}

/// What stands for a word of the query, and what it adds.
fn term_line(term: &TermRow) -> String {
    if term.found.is_empty() {
        return format!("{}: not in this entry (idf {:.2})", term.word, term.idf);
    }
    let found = term.found.iter().map(|found| {
        format!("{} {} ×{} weight {:.2}", found.kind, found.form, found.count, found.weight)
    });
    let found: Vec<String> = found.collect();
    let added = term.contribution + term.first_sentence;
    format!("{} +{added:.3}: {} (idf {:.2})", term.word, found.join(", "), term.idf)
}

fn place(source: &SourceRow<'_>) -> String {
    format!("{}:{}", source.file.replace('\n', " "), source.line)
}

/// The text of an entry without control characters, and its matches moved accordingly.
fn cleaned(row: &Row<'_>) -> (String, Vec<MatchRow>) {
    let mut matches = row.matches.clone().unwrap_or_default();
    let text = model::cleaned(row.text, matches.iter_mut().map(|m| &mut m.bytes));
    (text, matches)
}
