//! Facets and their values: how they are called, and which an entry stands under.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::conditions::{Condition, Value};
use super::places::{Places, loose};
use crate::corpus::details::GivenValue;
use crate::corpus::error::Error;
use crate::text::fold::fold;

/// The key of the value that holds what no rule places.
pub(crate) const UNPLACED: &str = "non-classe";
/// Its label.
const UNPLACED_LABEL: &str = "Non classé";

/// The characters of an unknown name by which the nearest are looked for.
const LONGEST_NAME: usize = 100;

/// The key of the facet whose values are the topics.
pub(crate) const TOPICS: &str = "thematique";
/// What commands and queries may call it besides.
const TOPICS_ALIAS: &str = "topic";

/// A facet, by its place in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Facet(u32);

/// A value of a facet, by its place in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueRef {
    /// The value at this index of the facet.
    Ruled(usize),
    /// What no value of the facet holds; sorts last.
    Unplaced,
}

/// The values of an entry under all facets: facet by facet, in each those that a page gives, in its
/// order, before those that rules derive, in the order of the values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placement(Vec<Placed>);

/// The index of a facet, who says so, the index of the value.
type Placed = (u32, PlacedBy, u32);

/// Who places an entry under a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PlacedBy {
    /// A page states it.
    Statement,
    /// A page repeats what rules said once.
    Copy,
    /// Rules.
    Rules,
}

impl Placement {
    /// The placement under these values; of several of one value the first counts.
    pub(super) fn new(values: impl IntoIterator<Item = (Value, PlacedBy)>) -> Self {
        let mut known = HashSet::new();
        let new = values.into_iter().filter(|&(value, _)| known.insert(value));
        let mut placed: Vec<Placed> = new.map(|((facet, value), by)| (facet, by, value)).collect();
        placed.sort_by_key(|&(facet, by, _)| (facet, by == PlacedBy::Rules));
        Self(placed)
    }

    /// The values under `facet`; [`ValueRef::Unplaced`] alone where there is none.
    pub fn under(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + '_ {
        let mut values = self.of(facet, |_| true).peekable();
        let unplaced = values.peek().is_none().then_some(ValueRef::Unplaced);
        values.chain(unplaced)
    }

    /// Those that a page states.
    pub fn stated(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + '_ {
        self.of(facet, |by| by == PlacedBy::Statement)
    }

    fn of(
        &self,
        Facet(facet): Facet,
        is_wanted: impl Fn(PlacedBy) -> bool,
    ) -> impl Iterator<Item = ValueRef> {
        let first = self.0.partition_point(|value| value.0 < facet);
        let values = self.0[first..].iter().take_while(move |value| value.0 == facet);
        values
            .filter(move |value| is_wanted(value.1))
            .map(|&(.., value)| ValueRef::Ruled(value as usize))
    }

    /// The placement in a row of an image; values that `facets` do not have are left out.
    pub(crate) fn read(row: &[u8], facets: &Facets) -> Self {
        let values = row.as_chunks::<4>().0.as_chunks::<3>().0.iter();
        let values = values.map(|value| value.map(u32::from_le_bytes)).map(|[facet, by, value]| {
            let by = match by {
                0 => PlacedBy::Statement,
                1 => PlacedBy::Copy,
                _ => PlacedBy::Rules,
            };
            (facet, by, value)
        });
        let is_known = |&(facet, _, value): &Placed| {
            let facet = facets.all.get(facet as usize);
            facet.is_some_and(|facet| (value as usize) < facet.values.len())
        };
        Self(values.filter(is_known).collect())
    }

    /// Appends the row that [`Placement::read`] reads.
    pub(crate) fn write(&self, row: &mut Vec<u8>) {
        let numbers = self.0.iter().flat_map(|&(facet, by, value)| [facet, by as u32, value]);
        row.extend(numbers.flat_map(u32::to_le_bytes));
    }
}

/// The questions of all facets, and the names of their values.
///
/// Pages may state as many values as they have words, so each is looked up by what it is called.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<FacetNames>", into = "Vec<FacetNames>")]
pub struct Facets {
    all: Vec<FacetNames>,
    by_key: HashMap<String, Facet>,
}

impl From<Vec<FacetNames>> for Facets {
    fn from(all: Vec<FacetNames>) -> Self {
        let mut facets = Self::default();
        all.into_iter().for_each(|names| _ = facets.add(names));
        facets
    }
}

impl From<Facets> for Vec<FacetNames> {
    fn from(facets: Facets) -> Self {
        facets.all
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "FacetFile")]
pub(super) struct FacetNames {
    key: String,
    question: String,
    values: Vec<FacetValue>,
    /// Made when a value is first looked up: most searches look up none.
    #[serde(skip)]
    places: OnceLock<Places>,
    /// The last number that was put behind a key to make another.
    #[serde(skip)]
    numbers: HashMap<String, u32>,
}

impl PartialEq for FacetNames {
    fn eq(&self, other: &Self) -> bool {
        (&self.key, &self.question, &self.values) == (&other.key, &other.question, &other.values)
    }
}

/// A facet as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FacetFile {
    #[serde(deserialize_with = "checked_key")]
    pub(super) key: String,
    pub(super) question: String,
    pub(super) values: Vec<FacetValue>,
}

impl From<FacetFile> for FacetNames {
    fn from(FacetFile { key, question, values }: FacetFile) -> Self {
        Self { key, question, values, ..Self::default() }
    }
}

impl FacetNames {
    /// Adds a value, and says its place.
    fn add(&mut self, value: FacetValue) -> u32 {
        let new = self.values.len() as u32;
        if let Some(places) = self.places.get_mut() {
            places.add(&value.key, &value.label, new);
        }
        self.values.push(value);
        new
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| {
            let mut places = Places::default();
            (0..)
                .zip(&self.values)
                .for_each(|(place, value)| places.add(&value.key, &value.label, place));
            places
        })
    }

    /// The key for a new value: `stem`, or with the least number that makes it no other's.
    fn free_key(&mut self, stem: String) -> String {
        let by_key = &self.places().by_key;
        let is_free = |key: &String| key != UNPLACED && !by_key.contains_key(key);
        if is_free(&stem) {
            return stem;
        }
        let last = self.numbers.get(&stem).copied().unwrap_or(1);
        let mut keys = (last + 1..).map(|number| (number, format!("{stem}-{number}")));
        let (number, key) = keys.find(|(_, key)| is_free(key)).unwrap_or_default();
        self.numbers.insert(stem, number);
        key
    }
}

/// A value of a facet. Rules give all of it; what is stored is its names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FacetValue {
    #[serde(deserialize_with = "checked_key")]
    pub(super) key: String,
    pub(super) label: String,
    /// An entry stands under the value that matches one of these rules,
    #[serde(default, skip_serializing)]
    pub(super) any: Vec<Condition>,
    /// but none of these,
    #[serde(default, skip_serializing)]
    pub(super) none: Vec<Condition>,
    /// or whose id is one of these.
    #[serde(default, skip_serializing)]
    pub(super) entries: Vec<String>,
}

fn checked_key<'de, D: Deserializer<'de>>(json: D) -> Result<String, D::Error> {
    let key = String::deserialize(json)?;
    let is_valid = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if key == UNPLACED {
        Err(D::Error::custom(format!("the key {key:?} is kept for what no rule places")))
    } else if key.is_empty() || !key.bytes().all(is_valid) {
        Err(D::Error::custom(format!("the key {key:?} may hold only a-z, 0-9 and -")))
    } else {
        Ok(key)
    }
}

impl Facets {
    /// Adds a facet, unless there is one of its key.
    pub(super) fn add(&mut self, names: FacetNames) -> Option<Facet> {
        let new = Facet(self.all.len() as u32);
        if *self.by_key.entry(names.key.clone()).or_insert(new) != new {
            return None;
        }
        self.all.push(names);
        Some(new)
    }

    /// The facets, in the order of the rules.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = Facet> + use<> {
        (0..self.all.len() as u32).map(Facet)
    }

    /// The facet called `name`, folded; `topic` is another name of `thematique`.
    ///
    /// # Errors
    /// [`Error::UnknownFacet`] names those there are.
    pub fn named(&self, name: &str) -> Result<Facet, Error> {
        let folded = fold(name.trim());
        let key = if folded == TOPICS_ALIAS { TOPICS } else { &folded };
        self.by_key.get(key).copied().ok_or_else(|| Error::UnknownFacet {
            name: name.to_owned(),
            facets: self.all.iter().map(|facet| facet.key.clone()).collect(),
        })
    }

    /// The facet whose values are the topics; `None` under rules without it.
    pub fn topics(&self) -> Option<Facet> {
        self.by_key.get(TOPICS).copied()
    }

    /// The facet that entries are grouped by unless another is named: the topics, else the first.
    pub fn main(&self) -> Option<Facet> {
        self.topics().or_else(|| self.all().next())
    }

    /// The name of `facet` in commands, rules and JSON.
    pub fn facet_key(&self, facet: Facet) -> &str {
        &self.names(facet).key
    }

    /// The question behind `facet`, verbatim.
    pub fn question(&self, facet: Facet) -> &str {
        &self.names(facet).question
    }

    /// How many values `facet` has, without the one for what nothing places.
    pub fn count(&self, facet: Facet) -> usize {
        self.names(facet).values.len()
    }

    fn names(&self, Facet(facet): Facet) -> &FacetNames {
        &self.all[facet as usize]
    }

    /// The value that a page gives, if the facets have it.
    pub(super) fn given(&self, given: &GivenValue) -> Option<Value> {
        let facet = self.named(&given.facet).ok()?;
        // The key that they have given it themselves, mostly.
        let Places { by_key, by_name } = self.names(facet).places();
        let by_key = given.key.as_ref().and_then(|key| by_key.get(key));
        let mut names = [given.key.as_deref(), Some(&given.label)].into_iter().flatten();
        let value = by_key.or_else(|| names.find_map(|name| by_name.get(&loose(name))));
        value.map(|&value| (facet.0, value))
    }

    /// The same, which becomes a value of its facet where it is none. `None` if there is no such
    /// facet, or nothing to call it.
    pub(super) fn learn(&mut self, given: &GivenValue) -> Option<Value> {
        if let Some(value) = self.given(given) {
            return Some(value);
        }
        let facet = self.named(&given.facet).ok()?;
        let stem = slug(given.key.as_ref().unwrap_or(&given.label));
        if stem.is_empty() || loose(&given.label) == loose(UNPLACED_LABEL) {
            return None;
        }
        let names = &mut self.all[facet.0 as usize];
        let (key, label) = (names.free_key(stem), given.label.trim().to_owned());
        Some((facet.0, names.add(FacetValue { key, label, ..FacetValue::default() })))
    }

    /// The key of a value by the place of its facet, and its own there.
    pub(super) fn key_of(&self, (facet, value): Value) -> &str {
        self.key(Facet(facet), ValueRef::Ruled(value as usize))
    }

    /// All values of `facet` in order, [`ValueRef::Unplaced`] last.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + use<> {
        (0..self.count(facet)).map(ValueRef::Ruled).chain([ValueRef::Unplaced])
    }

    /// The key of a value: `[a-z0-9-]+`.
    pub fn key(&self, facet: Facet, value: ValueRef) -> &str {
        match value {
            ValueRef::Ruled(index) => &self.names(facet).values[index].key,
            ValueRef::Unplaced => UNPLACED,
        }
    }

    /// The label of a value: what people read.
    pub fn label(&self, facet: Facet, value: ValueRef) -> &str {
        match value {
            ValueRef::Ruled(index) => &self.names(facet).values[index].label,
            ValueRef::Unplaced => UNPLACED_LABEL,
        }
    }

    /// The value of `facet` called `name`: its key or its label, folded.
    ///
    /// # Errors
    /// [`Error::UnknownValue`] names the nearest values.
    pub fn find(&self, facet: Facet, name: &str) -> Result<ValueRef, Error> {
        let wanted = loose(name);
        match self.names(facet).places().by_name.get(&wanted) {
            Some(&value) => Ok(ValueRef::Ruled(value as usize)),
            None if wanted == loose(UNPLACED_LABEL) => Ok(ValueRef::Unplaced),
            None => Err(self.unknown(facet, name, &wanted)),
        }
    }

    fn unknown(&self, facet: Facet, name: &str, wanted: &str) -> Error {
        // Measuring costs the product of the lengths, and no name is long.
        let wanted: String = wanted.chars().take(LONGEST_NAME).collect();
        let closeness = |value: ValueRef| {
            let names = [loose(self.key(facet, value)), loose(self.label(facet, value))];
            let words = names.iter().flat_map(|name| name.split(' ').chain([name.as_str()]));
            let best = words.map(|word| strsim::normalized_damerau_levenshtein(word, &wanted));
            best.fold(0.0, f64::max)
        };
        let mut ranked: Vec<_> =
            self.values(facet).map(|value| (closeness(value), value)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let nearest = ranked.iter().take(3).map(|&(_, value)| self.key(facet, value).to_owned());
        Error::UnknownValue {
            facet: self.facet_key(facet).to_owned(),
            name: name.to_owned(),
            nearest: nearest.collect(),
        }
    }
}

/// The key of a value, made from its label: `[a-z0-9-]*`.
fn slug(label: &str) -> String {
    let folded = fold(label);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}
