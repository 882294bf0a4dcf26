//! The picker's state, and what actions make of it. No terminal here.
//!
//! The order of the hits is that of `faq search --rank words` at once, and that of `faq search`
//! when the typing pauses ([`super::thinker`]): the same searcher, the same filters. Only a blank
//! line differs, where `search` has nothing to say: it shows everything,
//! in page order.

use std::str::FromStr;

use anyhow::Result;
use faq::corpus::Corpus;
use faq::corpus::entry::Entry;
use faq::corpus::facets::{Facet, FacetRules, UnknownValue, ValueRef};
use faq::corpus::placements::Placements;
use faq::search::{Filter, Found, Match, Options, Query, Searcher};

use super::line::Line;

/// What is searched, the same for the whole session.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The entries.
    pub corpus: &'a Corpus,
    /// What they are about.
    pub placements: &'a Placements<'a>,
    /// The engine, built once.
    pub searcher: &'a Searcher<'a>,
    /// How it searches.
    pub options: &'a Options,
}

impl<'a> World<'a> {
    fn rules(&self) -> &'a FacetRules {
        self.placements.rules()
    }

    fn filter(&self, chosen: &[(Facet, ValueRef)]) -> Result<Filter, UnknownValue> {
        let rules = self.rules();
        Filter::on_facets(
            rules,
            chosen.iter().map(|&(facet, value)| (facet, rules.key(facet, value))),
        )
    }

    /// What a line finds among the chosen values; what was found is `None` for a blank line.
    pub fn find(&self, text: &str, chosen: &[(Facet, ValueRef)]) -> Result<Findings, UnknownValue> {
        let filter = self.filter(chosen)?;
        let Ok(query) = Query::from_str(text);
        if query.is_blank() {
            let entries = self.corpus.entries();
            let kept = entries.filter(|&entry| {
                filter.keeps(self.corpus, entry, || self.placements.of(entry.index()))
            });
            return Ok((kept.map(Entry::index).collect(), None));
        }
        let found = self.searcher.search(&query, &filter, self.options)?;
        Ok((found.hits.iter().map(|hit| hit.entry).collect(), Some(found)))
    }
}

/// What is asked: the line, and the values chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// How many searches there were before it: what was settled since is to be settled again.
    pub number: usize,
    /// The line typed.
    pub text: String,
    /// The values chosen.
    pub chosen: Vec<(Facet, ValueRef)>,
}

/// The entries found, best first, and what a search tells of them; a blank line is no search.
pub type Findings = (Vec<usize>, Option<Found>);

/// The state of the picker.
pub struct Picker<'a> {
    /// What is searched.
    pub world: World<'a>,
    /// The line typed.
    pub line: Line,
    /// The entries found, best first.
    pub hits: Vec<usize>,
    /// Which of them is selected; 0 where there is none.
    pub selected: usize,
    /// How many lines of the preview are scrolled away.
    pub scroll: usize,
    /// The facets, while they are shown.
    pub panel: Option<Panel>,
    /// A word on the last action.
    pub note: Option<String>,
    chosen: Vec<(Facet, ValueRef)>,
    found: Option<Found>,
    /// How often was searched by words.
    searches: usize,
}

/// The facets on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The values, facet by facet.
    pub values: Vec<PanelValue>,
    /// Which of them is under the cursor.
    pub cursor: usize,
}

/// A value on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanelValue {
    /// Its facet.
    pub facet: Facet,
    /// The value.
    pub value: ValueRef,
    /// How many entries it would leave: what the line finds under the values chosen of the
    /// other facets.
    pub count: usize,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl<'a> Picker<'a> {
    /// A picker on a line and chosen values.
    pub fn new(world: World<'a>, line: String, chosen: Vec<(Facet, ValueRef)>) -> Self {
        let mut picker = Self {
            world,
            line: Line::new(line),
            hits: Vec::new(),
            selected: 0,
            scroll: 0,
            panel: None,
            note: None,
            chosen,
            found: None,
            searches: 0,
        };
        picker.search();
        picker
    }

    /// What is asked now.
    pub fn question(&self) -> Question {
        Question {
            number: self.searches,
            text: self.line.text().to_owned(),
            chosen: self.chosen.clone(),
        }
    }

    /// Takes another answer to the same question. An entry that people moved to stays selected.
    pub fn settle(&mut self, findings: Findings) {
        let kept = self.entry().filter(|_| self.selected > 0 || self.scroll > 0);
        (self.hits, self.found) = findings;
        let place = |entry| self.hits.iter().position(|&hit| hit == entry);
        match kept.map(place) {
            Some(Some(place)) => self.selected = place,
            Some(None) => (self.selected, self.scroll) = (0, 0),
            None => {}
        }
        self.recount();
    }

    /// The entry selected.
    pub fn entry(&self) -> Option<usize> {
        self.hits.get(self.selected).copied()
    }

    /// The labels of the values chosen.
    pub fn chosen(&self) -> impl Iterator<Item = &'a str> {
        let rules = self.world.rules();
        self.chosen.iter().map(move |&(facet, value)| rules.label(facet, value))
    }

    /// What the search looked for in an entry.
    pub fn matches(&self, entry: usize) -> Vec<Match> {
        let found = self.found.as_ref();
        found.map(|found| self.world.searcher.matches(found, entry)).unwrap_or_default()
    }

    /// Words taken for others, as `from → to`.
    pub fn corrections(&self) -> impl Iterator<Item = String> {
        let all = self.found.iter().flat_map(|found| &found.corrections);
        all.map(|correction| format!("{} → {}", correction.from, correction.to))
    }

    /// Changes the line, and searches if that changed its text.
    pub fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        let before = self.line.text().to_owned();
        change(&mut self.line);
        if self.line.text() != before {
            self.note = None;
            self.search();
        }
    }

    /// Moves the selection, or the cursor of the facets while they are shown.
    pub fn step(&mut self, by: isize) {
        if let Some(panel) = &mut self.panel {
            panel.cursor = moved(panel.cursor, by, panel.values.len());
        } else {
            self.select(moved(self.selected, by, self.hits.len()));
        }
    }

    /// Selects the hit at an index, or the last.
    pub fn select(&mut self, index: usize) {
        let index = index.min(self.hits.len().saturating_sub(1));
        if index != self.selected {
            self.selected = index;
            self.scroll = 0;
            self.note = None;
        }
    }

    /// Shows the facets, or hides them.
    pub fn toggle_panel(&mut self) {
        self.panel = match self.panel.take() {
            Some(_) => None,
            None => Some(Panel { values: self.count(), cursor: 0 }),
        };
    }

    /// Chooses the value under the cursor, or lets it go.
    pub fn toggle_value(&mut self) {
        let Some(panel) = &self.panel else { return };
        let Some(&PanelValue { facet, value, .. }) = panel.values.get(panel.cursor) else { return };
        match self.chosen.iter().position(|&chosen| chosen == (facet, value)) {
            Some(at) => drop(self.chosen.remove(at)),
            None => self.chosen.push((facet, value)),
        }
        self.note = None;
        self.search();
        if let Some(panel) = &mut self.panel {
            // The cursor stays on its value, wherever the new counts have moved that.
            let same = |shown: &PanelValue| (shown.facet, shown.value) == (facet, value);
            panel.cursor = panel.values.iter().position(same).unwrap_or(0);
        }
    }

    /// Searches anew. A filter that names no value, as one being typed does, leaves what was
    /// found before and says so.
    fn search(&mut self) {
        self.searches += 1;
        match self.world.find(self.line.text(), &self.chosen) {
            Ok((hits, found)) => {
                (self.hits, self.found) = (hits, found);
                (self.selected, self.scroll) = (0, 0);
            }
            Err(unknown) => self.note = Some(unknown.to_string()),
        }
        self.recount();
    }

    /// Counts the values anew, while they are shown.
    fn recount(&mut self) {
        if self.panel.is_some() {
            let values = self.count();
            if let Some(panel) = &mut self.panel {
                panel.cursor = panel.cursor.min(values.len().saturating_sub(1));
                panel.values = values;
            }
        }
    }

    /// The values that hold something, and those chosen.
    fn count(&self) -> Vec<PanelValue> {
        let mut values = Vec::new();
        for facet in Facet::ALL {
            let others: Vec<_> =
                self.chosen.iter().copied().filter(|&(other, _)| other != facet).collect();
            let hits = if others.len() == self.chosen.len() {
                self.hits.clone()
            } else {
                self.world.find(self.line.text(), &others).map_or_else(|_| Vec::new(), |all| all.0)
            };
            for value in self.world.rules().values(facet) {
                let count = self.world.placements.under(facet, value, &hits).len();
                let chosen = self.chosen.contains(&(facet, value));
                if chosen || count > 0 {
                    values.push(PanelValue { facet, value, count, chosen });
                }
            }
        }
        values
    }
}

/// `at` moved by `by` places among `count`, and no farther.
fn moved(at: usize, by: isize, count: usize) -> usize {
    at.saturating_add_signed(by).min(count.saturating_sub(1))
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
