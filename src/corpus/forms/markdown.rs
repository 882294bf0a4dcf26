//! Markdown (CommonMark with tables): every heading opens an entry, unless there are delimiters.
//!
//! Lines stay as they are written, so that a delimiter keeps a line of its own.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::document::{Block, Opener};
use super::html::{divided, is_closing};
use super::problem::Trouble;
use super::{Content, Problems, blocks};
use crate::corpus::delimiter::Delimiter;
use crate::corpus::details::Details;
use crate::corpus::line::is_blank;

pub(super) fn read(page: &str, delimiter: &Delimiter, problems: &mut Problems) -> Content {
    let blocks = Reader::of(page).blocks(page);
    if !blocks.iter().any(|block| block.opens() || is_closing(block, delimiter)) {
        // Text before the first heading is no entry.
        let lost = blocks.first().map(|first| (first.line, Trouble::LeftOut(blocks.len())));
        problems.extend(lost);
        return Content::Entries(Vec::new());
    }
    divided(blocks, Details::default(), delimiter, problems)
}

/// Whether an element stands within a line.
fn is_inline(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, TableCell};
    matches!(tag, Emphasis | Strong | Strikethrough | Link | Image | TableCell)
}

#[derive(Default)]
struct Reader {
    /// Where the lines of the page end.
    ends: Vec<usize>,
    blocks: Vec<Block>,
    /// The line that is being filled, and its number.
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

    fn blocks(mut self, page: &str) -> Vec<Block> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        for (event, range) in Parser::new_ext(page, options).into_offset_iter() {
            self.event(&event, &range);
        }
        self.flush();
        self.blocks
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
            tag if is_inline(tag.to_end()) => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: &TagEnd, range: &Range<usize>) {
        match tag {
            tag if is_inline(*tag) => {}
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                let first = self.number_of(range.start);
                self.blocks.extend(blocks::read(&html).blocks.into_iter().map(|block| {
                    let line = first + block.line - 1;
                    Block { text: block.text, line, ..Block::default() }
                }));
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
            // Each line of a heading opens an entry of its own.
            let number = self.blocks.len();
            let opener = self.is_heading.then_some(Opener { number, is_title: true });
            self.blocks.push(Block { text, line: self.number, opener, ..Block::default() });
        }
    }

    fn number_of(&self, at: usize) -> usize {
        1 + self.ends.partition_point(|&end| end < at)
    }
}
