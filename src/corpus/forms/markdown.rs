//! Markdown (CommonMark with tables): every heading opens an entry, unless there are delimiters.
//!
//! Lines stay as they are written, so that a delimiter keeps a line of its own.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::problem::{Problem, Trouble};
use super::{Content, Given, blocks, is_blank, note};
use crate::corpus::delimiter::{Closing, Delimiter};
use crate::corpus::details::Details;

/// A line of visible text.
struct Line {
    text: String,
    number: usize,
    is_heading: bool,
}

pub(super) fn read(page: &str, delimiter: &Delimiter, problems: &mut Vec<Problem>) -> Content {
    let lines = Reader::of(page).lines(page);
    let is_closing = |line: &Line| matches!(delimiter.read(&line.text), Closing::Delimiter(_));
    if lines.iter().any(is_closing) {
        let lines = lines.into_iter().map(|line| (line.text, line.number)).collect();
        return Content::Lines(lines, Details::default());
    }
    Content::Entries(headed(&lines, problems))
}

/// The entries that headings open.
fn headed(lines: &[Line], problems: &mut Vec<Problem>) -> Vec<Given> {
    let first = lines.iter().position(|line| line.is_heading).unwrap_or(lines.len());
    if first > 0 {
        note(problems, lines[0].number, Trouble::LeftOut(first));
    }
    let mut entries = Vec::new();
    for run in lines[first..].chunk_by(|_, line| !line.is_heading) {
        let [heading, answer @ ..] = run else { continue };
        let answer: Vec<&str> = answer.iter().map(|line| line.text.as_str()).collect();
        let about = Details::default();
        entries.extend(super::titled(&heading.text, &answer, heading.number, &about, problems));
    }
    entries
}

#[derive(Default)]
struct Reader {
    /// Where the lines of the page end.
    ends: Vec<usize>,
    lines: Vec<Line>,
    line: String,
    number: usize,
    is_heading: bool,
    is_code: bool,
    is_metadata: bool,
    is_item: bool,
    cells: usize,
    html: String,
}

impl Reader {
    fn of(page: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', page.as_bytes()).collect();
        Self { ends, ..Self::default() }
    }

    fn lines(mut self, page: &str) -> Vec<Line> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        for (event, range) in Parser::new_ext(page, options).into_offset_iter() {
            self.event(&event, &range);
        }
        self.flush();
        self.lines
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.is_code => {
                for (after, row) in (0..).zip(text.split('\n')) {
                    if after > 0 {
                        self.flush();
                    }
                    self.push(
                        row,
                        range.start + if after == 0 { 0 } else { text.len().min(range.len()) },
                    );
                }
            }
            Event::Text(text) | Event::Code(text) => self.push(text, range.start),
            Event::Html(html) => {
                self.number = self.number.max(self.number_of(range.start));
                self.html.push_str(html);
            }
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.flush(),
            Event::SoftBreak | Event::HardBreak if self.is_heading => self.push(" ", range.start),
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.flush();
                self.is_heading = true;
            }
            Tag::Item => {
                self.flush();
                self.is_item = true;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.is_code = true;
            }
            Tag::MetadataBlock(_) => self.is_metadata = true,
            Tag::TableCell => {
                if self.cells > 0 {
                    self.line.push_str(" | ");
                }
                self.cells += 1;
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. } => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: &TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell => {}
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                let first = self.number_of(range.start);
                for block in blocks::read(&html).blocks {
                    let number = first + block.line - 1;
                    self.lines.push(Line { text: block.text, number, is_heading: false });
                }
            }
            TagEnd::MetadataBlock(_) => self.is_metadata = false,
            _ => {
                self.flush();
                self.is_heading = false;
                self.is_code = false;
                if *tag == TagEnd::Item {
                    self.is_item = false;
                }
            }
        }
    }

    fn push(&mut self, text: &str, at: usize) {
        if self.is_metadata {
            return;
        }
        if self.line.is_empty() {
            self.number = self.number_of(at);
            if std::mem::take(&mut self.is_item) {
                self.line.push_str("- ");
            }
        }
        self.line.push_str(text);
    }

    fn flush(&mut self) {
        self.cells = 0;
        let text = std::mem::take(&mut self.line);
        if !is_blank(&text) {
            let is_heading = self.is_heading;
            self.lines.push(Line { text, number: self.number, is_heading });
        }
    }

    fn number_of(&self, at: usize) -> usize {
        1 + self.ends.partition_point(|&end| end < at)
    }
}
