//! The visible text of an HTML document, as a browser shows it: blocks, one a line.
//!
//! No tree is built. What is open is a stack of bounded depth (browsers bound theirs, too), and
//! what a block belongs to is known when it begins.

use std::collections::HashSet;
use std::mem;

use super::document::{Block, Document, Fact, Opener, Part};
use super::elements::{HIDDEN, HOLDS_ANSWER, MODIFIED, is_aside, is_block};
use super::tags::{self, Tag, Token};

/// Elements deeper than this are read as if they stood beside each other.
const DEEPEST: usize = 256;

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// An element that is open.
#[derive(Debug, Clone, Default)]
struct Open {
    name: String,
    is_hidden: bool,
    is_preformatted: bool,
    in_cell: bool,
    /// Whether an element outside of it is not closed by what stands within.
    is_barrier: bool,
    opener: Option<Opener>,
    part: Option<(usize, Part)>,
    /// Whether it is within what may be an answer, whose own boxes and footers belong to it.
    in_answer: bool,
    is_aside: bool,
}

impl Open {
    /// Makes its opener, if it has one, open an entry whatever it ends in.
    fn make_title(&mut self) {
        self.opener = self.opener.map(|opener| Opener { is_title: true, ..opener });
    }
}

/// The part of a question that an element within `part` is by what it is called.
fn named_part(part: Option<(usize, Part)>, tag: &Tag) -> Option<(usize, Part)> {
    match part? {
        (number, Part::Other) if tag.has_word("itemprop", "name") => Some((number, Part::Name)),
        (number, Part::Answer) if tag.has_word("itemprop", "text") => Some((number, Part::Text)),
        _ => None,
    }
}

pub(super) fn read(document: &str) -> Document {
    let mut reader = Reader::default();
    tags::read(document, |line, token| {
        reader.line = line;
        match token {
            Token::Text(text) => reader.text(text),
            Token::Start(tag) => reader.start(tag),
            Token::End(name) => reader.end(name),
            Token::Raw(tag, text) => reader.raw(tag, text),
        }
    });
    reader.flush();
    reader.document
}

#[derive(Default)]
struct Reader {
    document: Document,
    open: Vec<Open>,
    /// How many elements are open beyond the deepest.
    beyond: usize,
    /// The line that is being filled.
    block: Block,
    /// Whether white space stands before what comes next.
    has_space: bool,
    /// Whether the next text begins a list item.
    is_item: bool,
    /// How many cells of a table row the line has.
    cells: usize,
    questions: usize,
    openers: usize,
    /// The elements that a button shows and hides.
    controlled: HashSet<String>,
    line: usize,
}

impl Reader {
    fn top(&self) -> Open {
        self.open.last().cloned().unwrap_or_default()
    }

    fn text(&mut self, text: &str) {
        let (is_hidden, is_preformatted) =
            self.open.last().map_or_else(Default::default, |o| (o.is_hidden, o.is_preformatted));
        if is_hidden {
            return;
        }
        let mut line = self.line;
        for (number, row) in text.split('\n').enumerate() {
            if number > 0 {
                line += 1;
                if is_preformatted { self.flush() } else { self.has_space = true }
            }
            let row = row.trim_end_matches('\r');
            if is_preformatted && !row.is_empty() {
                self.push(row, line);
                continue;
            }
            for word in row.split_inclusive(|c: char| c.is_ascii_whitespace()) {
                let bare = word.trim_end_matches(|c: char| c.is_ascii_whitespace());
                if !bare.is_empty() {
                    self.push(bare, line);
                }
                self.has_space |= bare.len() < word.len();
            }
        }
    }

    /// Appends visible text to the line.
    fn push(&mut self, text: &str, line: usize) {
        let block = &mut self.block;
        if block.text.is_empty() {
            block.line = line;
            (block.opener, block.part, block.is_aside) =
                self.open.last().map_or_else(Default::default, |o| (o.opener, o.part, o.is_aside));
            if mem::take(&mut self.is_item) {
                block.text.push_str("- ");
            }
        } else if self.has_space && !block.text.ends_with(' ') {
            block.text.push(' ');
        }
        block.text.push_str(text);
        self.has_space = false;
    }

    /// Ends the line.
    fn flush(&mut self) {
        let block = mem::take(&mut self.block);
        (self.has_space, self.cells) = (false, 0);
        if block.text.chars().any(|c| !c.is_whitespace() && c != '|') {
            self.document.blocks.push(block);
        }
    }

    /// Ends the line, unless it goes on in the cell of a table.
    fn end_block(&mut self) {
        match self.open.last().is_some_and(|open| open.in_cell) {
            true => self.has_space = true,
            false => self.flush(),
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        match name {
            "br" | "hr" => return self.end_block(),
            "meta" | "link" => return self.fact(tag),
            "area" | "base" | "col" | "embed" | "img" | "input" | "param" | "source" | "track"
            | "wbr" => return,
            _ => {}
        }
        self.close_implied(name);
        let top = self.top();
        let is_drawing = tag.closes_itself && top.is_hidden;
        if is_drawing {
            return;
        }
        let mut open = Open { name: name.to_owned(), is_barrier: false, ..top.clone() };
        open.is_hidden |= self.hides(tag);
        open.is_preformatted |= name == "pre";
        self.place(tag, &mut open);
        open.in_answer |= HOLDS_ANSWER.contains(&name) || self.is_controlled(tag);
        open.is_aside |= !open.in_answer && is_aside(tag);
        if tag.has_word("itemprop", "dateModified") || tag.has_word("itemprop", "url") {
            self.fact(tag);
        }
        if let Some(id) = tag.attribute("aria-controls") {
            self.controlled.insert(id.to_owned());
            open.make_title();
        }
        if open.part != top.part {
            self.flush();
        }
        match name {
            "td" | "th" => {
                if self.cells > 0 {
                    self.has_space = false;
                    self.push(" | ", self.line);
                }
                self.cells += 1;
                (open.in_cell, open.is_barrier) = (true, true);
            }
            "table" | "caption" => {
                self.flush();
                (open.in_cell, open.is_barrier) = (false, true);
            }
            "p" | "div" => self.end_block(),
            _ if is_block(name) => {
                self.flush();
                open.in_cell = false;
                self.is_item = name == "li" && !open.is_hidden;
            }
            // What changes nothing need not be known, unless its end could be taken for another's.
            _ => {
                let changes = open.part != top.part
                    || open.is_hidden != top.is_hidden
                    || open.is_aside != top.is_aside
                    || open.opener != top.opener;
                let inline = self.open.iter().rev().take_while(|open| !is_block(&open.name));
                if !changes && !{ inline }.any(|open| open.name == name) {
                    return;
                }
            }
        }
        match self.open.len() < DEEPEST {
            true => self.open.push(open),
            false => self.beyond += 1,
        }
    }

    /// Ends the elements whose end tags may be left out, where `name` begins.
    fn close_implied(&mut self, name: &str) {
        let (ends, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" | "tbody" | "thead" | "tfoot" => (&["tr", "td", "th"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            _ if HEADINGS.contains(&name) => {
                (&["h1", "h2", "h3", "h4", "h5", "h6", "p"], &["div", "section", "li", "td"])
            }
            _ if is_block(name) => (&["p"], &["div", "section", "li", "td", "dd"]),
            _ => return,
        };
        let mut outermost = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            if within.contains(&open.name.as_str()) {
                break;
            }
            if ends.contains(&open.name.as_str()) {
                outermost = Some(at);
            }
        }
        if let Some(at) = outermost {
            self.close(at);
        }
    }

    fn end(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return self.end_block();
        }
        let ends_table = matches!(name, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot");
        let is_inline = !is_block(name) && !HIDDEN.contains(&name);
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.name == name {
                return self.close(at);
            }
            if (open.is_barrier && !ends_table) || (is_inline && is_block(&open.name)) {
                break;
            }
        }
        if !is_inline {
            self.end_block();
        }
    }

    /// Closes the element at `at`, and those within it.
    fn close(&mut self, at: usize) {
        let before = self.top().part;
        let name = mem::take(&mut self.open[at].name);
        self.open.truncate(at);
        match name.as_str() {
            "td" | "th" => self.has_space = false,
            "p" | "div" => self.end_block(),
            _ if is_block(&name) => self.flush(),
            _ => {}
        }
        if before != self.top().part {
            self.flush();
        }
        if name == "li" {
            self.is_item = false;
        }
    }

    /// Notes what part of a question, or which opener, an element is.
    fn place(&mut self, tag: &Tag, open: &mut Open) {
        let is_a = |kind: &str| {
            tag.attribute("itemtype").is_some_and(|kinds| {
                kinds.split_ascii_whitespace().any(|it| it.rsplit(['/', '#']).next() == Some(kind))
            })
        };
        open.part = match (open.part, named_part(open.part, tag)) {
            _ if is_a("Question") => {
                self.questions += 1;
                Some((self.questions, Part::Other))
            }
            (_, Some(named)) => Some(named),
            (Some((number, Part::Other)), _)
                if tag.has_word("itemprop", "acceptedAnswer")
                    || tag.has_word("itemprop", "suggestedAnswer") =>
            {
                Some((number, Part::Answer))
            }
            (part, _) => part,
        };
        let number = self.openers + 1;
        let is_new = match open.name.as_str() {
            name if HEADINGS.contains(&name) => !open.opener.is_some_and(|it| it.is_title),
            "summary" | "dt" => open.opener.is_none(),
            _ => open.opener.is_none() && tag.has_word("role", "heading"),
        };
        if is_new {
            self.openers = number;
            open.opener = Some(Opener { number, is_title: false });
        }
        let is_accordion =
            HEADINGS.contains(&open.name.as_str()) && tag.has_word("class", "fr-accordion__title");
        if matches!(open.name.as_str(), "summary" | "dt") || (is_new && is_accordion) {
            open.make_title();
        }
    }

    /// Whether a browser does not show an element, or it only leads elsewhere.
    fn hides(&self, tag: &Tag) -> bool {
        let by_name = HIDDEN.contains(&tag.name.as_str());
        // What a button shows when it is pressed is there to be read, and so is what a page
        // hides right under a question.
        let is_answer = || {
            let is_under = self.block.text.is_empty()
                && self.document.blocks.last().is_some_and(Block::opens)
                && self.open.last().is_none_or(|open| open.opener.is_none());
            self.is_controlled(tag) || (is_block(&tag.name) && is_under)
        };
        let style = tag.attribute("style").unwrap_or_default().to_ascii_lowercase();
        let has_no_box = || style.replace(' ', "").contains("display:none");
        by_name
            || tag.has_word("role", "navigation")
            || ((tag.attribute("hidden").is_some() || has_no_box()) && !is_answer())
    }

    /// Whether a button shows and hides an element.
    fn is_controlled(&self, tag: &Tag) -> bool {
        tag.has_word("role", "region")
            || tag.attribute("id").is_some_and(|id| self.controlled.contains(id))
    }

    /// Notes what `meta`, `link` and their like say.
    fn fact(&mut self, tag: &Tag) {
        let part = self.open.last().and_then(|open| open.part);
        let named = |names: &[&str]| {
            ["itemprop", "property", "name"]
                .into_iter()
                .any(|attribute| names.iter().any(|name| tag.has_word(attribute, name)))
        };
        let content = tag.attribute("content").or_else(|| tag.attribute("datetime"));
        let href = || tag.attribute("href").or_else(|| tag.attribute("content"));
        let fact = if tag.has_word("rel", "canonical") || named(&["url", "og:url"]) {
            href().map(|url| Fact::Url(url.to_owned()))
        } else if named(&MODIFIED) {
            content.map(|date| Fact::Updated(date.to_owned()))
        } else if named(&["creativeWorkStatus"]) {
            content.map(|status| Fact::Status(status.to_owned()))
        } else {
            None
        };
        let number = part.map(|(number, _)| number);
        self.document.facts.extend(fact.map(|fact| (number, fact)));
        if let Some((named, content)) = named_part(part, tag).zip(tag.attribute("content")) {
            self.flush();
            self.push(content, self.line);
            (self.block.opener, self.block.part) = (None, Some(named));
            self.flush();
        }
    }

    fn raw(&mut self, tag: &Tag, text: &str) {
        let kind = tag.attribute("type").unwrap_or_default();
        if tag.name == "script" && kind.trim().eq_ignore_ascii_case("application/ld+json") {
            self.document.json.push((self.line, text.to_owned()));
        }
    }
}
