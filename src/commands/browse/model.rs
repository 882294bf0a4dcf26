//! The picker's state, and what actions make of it. It knows no terminal.
//!
//! The order of the hits is that of `faq search --rank words` at once, and that of `faq search`
//! when the typing pauses (see [`super::background`]): the same searcher, the same filters. Only a
//! blank line differs, to which `search` has no answer: it lists every entry, in page order.

use std::ops::Range;

use anyhow::Result;
use faq::corpus::facets::{Facet, Facets, ValueRef, by_value};
use faq::corpus::{Corpus, Entry, Error};
use faq::messages::Lang;
use faq::search::{Filter, Found, Match, Options, Query, Searcher};
use faq::text::clean::is_bidi_control;
use faq::votes::Tallies;
use tui_input::{Input, InputRequest};

/// A value of a facet.
pub type Value = (Facet, ValueRef);

/// The entries found, best first, and what the searcher says of them; a blank line is no search.
pub type Findings = (Vec<usize>, Option<Found>);

/// What is searched, and how.
#[derive(Clone, Copy)]
pub struct Engine<'a> {
    pub corpus: &'a Corpus,
    pub searcher: &'a Searcher<'a>,
    pub options: &'a Options,
}

impl<'a> Engine<'a> {
    pub fn facets(&self) -> &'a Facets {
        self.corpus.facets()
    }

    /// What a line finds among the chosen values.
    pub fn find(&self, text: &str, chosen: &[Value]) -> Result<Findings, Error> {
        let facets = self.facets();
        let keys = chosen
            .iter()
            .map(|&(facet, value)| (facets.facet_key(facet), facets.key(facet, value)));
        let filter = Filter::on_facets(facets, keys)?;
        let query = Query::parse(text, self.facets());
        if query.is_blank() {
            let kept = self.corpus.entries().filter(|&entry| filter.keeps(entry));
            return Ok((kept.map(Entry::index).collect(), None));
        }
        let found = self.searcher.search(&query, &filter, self.options)?;
        Ok((found.hits.iter().map(|hit| hit.entry).collect(), Some(found)))
    }
}

/// The state of the picker, and what its drawing depends on.
pub struct Picker<'a> {
    pub engine: Engine<'a>,
    pub lang: Lang,
    pub color: bool,
    pub tallies: Tallies,
    pub line: Input,
    /// The entries found, best first.
    pub hits: Vec<usize>,
    /// The index of the selected hit; 0 where there is none.
    pub selected: usize,
    /// The entries marked, in the order that they were.
    pub marked: Vec<usize>,
    /// Whether the keys are explained.
    pub help: bool,
    /// How many lines of the preview are scrolled away.
    pub scroll: usize,
    /// The facets, while they are shown.
    pub panel: Option<Panel>,
    /// The outcome of the last action.
    pub note: Option<String>,
    pub chosen: Vec<Value>,
    /// How many searches were made: the number of the last one.
    pub searches: usize,
    found: Option<Found>,
}

/// The facets on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The values, facet by facet.
    pub values: Vec<PanelValue>,
    pub cursor: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanelValue {
    pub value: Value,
    /// How many entries it would leave: what the line finds under the values chosen of the
    /// other facets.
    pub count: usize,
    pub chosen: bool,
}

impl Panel {
    /// The rows shown: the index of each value; before the first value of a facet, the index
    /// again with `true`, for the heading.
    pub fn rows(&self) -> Vec<(usize, bool)> {
        let facet = |index: usize| self.values[index].value.0;
        let rows = |index: usize| {
            let heads = index == 0 || facet(index) != facet(index - 1);
            heads.then_some((index, true)).into_iter().chain([(index, false)])
        };
        (0..self.values.len()).flat_map(rows).collect()
    }
}

impl<'a> Picker<'a> {
    pub fn new(engine: Engine<'a>, line: &str, chosen: Vec<Value>, lang: Lang) -> Self {
        let mut picker = Self {
            engine,
            lang,
            color: false,
            tallies: Tallies::default(),
            line: Input::default(),
            hits: Vec::new(),
            selected: 0,
            marked: Vec::new(),
            help: false,
            scroll: 0,
            panel: None,
            note: None,
            chosen,
            searches: 0,
            found: None,
        };
        picker.replace(0..0, line);
        picker.search();
        picker
    }

    /// Takes what another ranking found for the same line. An entry that was moved to stays
    /// selected.
    pub fn refine(&mut self, findings: Findings) {
        let moved_to = self.entry().filter(|_| self.selected > 0 || self.scroll > 0);
        (self.hits, self.found) = findings;
        if let Some(entry) = moved_to {
            match self.hits.iter().position(|&hit| hit == entry) {
                Some(at) => self.selected = at,
                None => (self.selected, self.scroll) = (0, 0),
            }
        }
        self.recount();
    }

    /// The selected entry.
    pub fn entry(&self) -> Option<usize> {
        self.hits.get(self.selected).copied()
    }

    /// What Enter prints: the entries marked, else the selected one.
    pub fn taken(&self) -> Vec<usize> {
        if self.marked.is_empty() {
            self.entry().into_iter().collect()
        } else {
            self.marked.clone()
        }
    }

    /// Marks the selected entry, or unmarks it, and moves on.
    pub fn mark(&mut self, by: isize) {
        let Some(entry) = self.entry() else { return };
        match self.marked.iter().position(|&marked| marked == entry) {
            Some(at) => drop(self.marked.remove(at)),
            None => self.marked.push(entry),
        }
        self.step(by);
    }

    /// What the search matched in an entry.
    pub fn matches(&self, entry: usize) -> Vec<Match> {
        let found = self.found.as_ref();
        let text = self.engine.corpus.entry(entry).text();
        found.map(|found| self.engine.searcher.matches_in(found, text)).unwrap_or_default()
    }

    /// Corrected words, as `from → to`, and the labels of the chosen values.
    pub fn facts(&self) -> Vec<String> {
        let corrections = self.found.iter().flat_map(|found| &found.corrections);
        let labels =
            self.chosen.iter().map(|&(facet, value)| self.engine.facets().label(facet, value));
        let corrections = corrections.map(|word| format!("{} → {}", word.from, word.to));
        let is_doubtful = |found: &&Found| !found.confident && !found.hits.is_empty();
        let doubt = self.found.iter().filter(is_doubtful).map(|_| self.lang.browse_not_sure());
        doubt.chain(corrections).chain(labels.map(str::to_owned)).collect()
    }

    /// Edits the line, and searches if that changed its text.
    pub fn edit(&mut self, request: InputRequest) {
        if self.line.handle(request).is_some_and(|changed| changed.value) {
            self.edited();
        }
    }

    /// Inserts text at the cursor.
    pub fn insert(&mut self, text: &str) {
        let at = self.before_cursor().len();
        self.replace(at..at, text);
        self.edited();
    }

    /// Deletes back to the blank before the last word: a filter or an exact phrase is one word,
    /// where the crate would stop at its punctuation.
    pub fn erase_word(&mut self) {
        let before = self.before_cursor();
        let (words, end) = (before.trim_end(), before.len());
        let mut blanks = words.char_indices().rev().filter(|(_, c)| c.is_whitespace());
        let start = blanks.next().map_or(0, |(at, blank)| at + blank.len_utf8());
        if start < end {
            self.replace(start..end, "");
            self.edited();
        }
    }

    fn edited(&mut self) {
        self.note = None;
        self.search();
    }

    /// The line up to the cursor.
    pub fn before_cursor(&self) -> &str {
        let line = self.line.value();
        let end = line.char_indices().nth(self.line.cursor()).map_or(line.len(), |(at, _)| at);
        &line[..end]
    }

    /// Replaces bytes of the line and sets the cursor behind them, in one step: the crate takes
    /// quadratic time for a page pasted character by character. Line ends and other controls
    /// become blanks.
    fn replace(&mut self, range: Range<usize>, text: &str) {
        let text = text.chars().filter(|&c| !is_bidi_control(c));
        let text = text.map(|c| if c.is_control() { ' ' } else { c });
        let line = self.line.value();
        let before: String = line[..range.start].chars().chain(text).collect();
        let cursor = before.chars().count();
        self.line = Input::new(before + &line[range.end..]).with_cursor(cursor);
    }

    /// Moves the selection, or the cursor of the facets while they are shown.
    pub fn step(&mut self, by: isize) {
        let moved =
            |at: usize, count: usize| at.saturating_add_signed(by).min(count.saturating_sub(1));
        if let Some(panel) = &mut self.panel {
            panel.cursor = moved(panel.cursor, panel.values.len());
        } else {
            self.select(moved(self.selected, self.hits.len()));
        }
    }

    /// Selects the hit at an index.
    pub fn select(&mut self, index: usize) {
        if index != self.selected && index < self.hits.len() {
            self.selected = index;
            self.scroll = 0;
            self.note = None;
        }
    }

    /// Shows the facets, or hides them.
    pub fn toggle_panel(&mut self) {
        self.panel = match self.panel {
            Some(_) => None,
            None => Some(Panel { values: self.count(), cursor: 0 }),
        };
    }

    /// Chooses the value under the cursor, or lets it go.
    pub fn toggle_value(&mut self) {
        let Some(panel) = &self.panel else { return };
        let Some(&PanelValue { value, .. }) = panel.values.get(panel.cursor) else { return };
        match self.chosen.iter().position(|&chosen| chosen == value) {
            Some(at) => drop(self.chosen.remove(at)),
            None => self.chosen.push(value),
        }
        self.edited();
    }

    /// Searches anew. A filter that names no value, as one being typed does, leaves what was
    /// found before, with a note.
    fn search(&mut self) {
        self.searches += 1;
        match self.engine.find(self.line.value(), &self.chosen) {
            Ok(findings) => {
                (self.hits, self.found) = findings;
                (self.selected, self.scroll) = (0, 0);
            }
            Err(unknown) => self.note = Some(unknown.message(self.lang)),
        }
        self.recount();
    }

    /// Counts the values anew, while they are shown. The cursor stays on its value, wherever the
    /// new counts have moved that.
    fn recount(&mut self) {
        let Some(Panel { values: before, cursor }) = self.panel.take() else { return };
        let values = self.count();
        let same = |new: &PanelValue| before.get(cursor).is_some_and(|old| old.value == new.value);
        let last = values.len().saturating_sub(1);
        let cursor = values.iter().position(same).unwrap_or(cursor.min(last));
        self.panel = Some(Panel { values, cursor });
    }

    /// The values that some entry has, and those chosen.
    fn count(&self) -> Vec<PanelValue> {
        let mut values = Vec::new();
        let placements = self.engine.corpus.placements(&self.hits);
        for facet in self.engine.facets().all() {
            let mut others = self.chosen.clone();
            others.retain(|&(other, _)| other != facet);
            let by_value = if others.len() == self.chosen.len() {
                by_value(&placements, facet)
            } else {
                let found = self.engine.find(self.line.value(), &others);
                let hits = found.map(|(hits, _)| hits).unwrap_or_default();
                by_value(&self.engine.corpus.placements(&hits), facet)
            };
            for value in self.engine.facets().values(facet) {
                let count = by_value.get(&value).map_or(0, Vec::len);
                let value = (facet, value);
                let chosen = self.chosen.contains(&value);
                if chosen || count > 0 {
                    values.push(PanelValue { value, count, chosen });
                }
            }
        }
        values
    }
}
