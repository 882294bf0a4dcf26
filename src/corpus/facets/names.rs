//! Facets and their values: how they are called, and which an entry stands under.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::conditions::{Condition, Value};
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
        let mut placed: Vec<Placed> = Vec::new();
        for ((facet, value), by) in values {
            if !placed.iter().any(|known| (known.0, known.2) == (facet, value)) {
                placed.push((facet, by, value));
            }
        }
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
        let values = self.0.iter().filter(move |value| value.0 == facet && is_wanted(value.1));
        values.map(|&(.., value)| ValueRef::Ruled(value as usize))
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
            let facet = facets.0.get(facet as usize);
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets(pub(super) Vec<FacetNames>);

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FacetNames {
    pub(super) key: String,
    pub(super) question: String,
    pub(super) values: Vec<FacetValue>,
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

pub(super) fn checked_key<'de, D: Deserializer<'de>>(json: D) -> Result<String, D::Error> {
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
    /// The facets, in the order of the rules.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = Facet> + use<> {
        (0..self.0.len() as u32).map(Facet)
    }

    /// The facet called `name`, folded; `topic` is another name of `thematique`.
    ///
    /// # Errors
    /// [`Error::UnknownFacet`] names those there are.
    pub fn named(&self, name: &str) -> Result<Facet, Error> {
        let folded = fold(name.trim());
        let key = if folded == TOPICS_ALIAS { TOPICS } else { &folded };
        self.all().find(|&facet| self.facet_key(facet) == key).ok_or_else(|| Error::UnknownFacet {
            name: name.to_owned(),
            facets: self.0.iter().map(|facet| facet.key.clone()).collect(),
        })
    }

    /// The facet whose values are the topics; `None` under rules without it.
    pub fn topics(&self) -> Option<Facet> {
        self.all().find(|&facet| self.facet_key(facet) == TOPICS)
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
        &self.0[facet as usize]
    }

    /// The value that a page gives, if the facets have it.
    pub(super) fn given(&self, given: &GivenValue) -> Option<Value> {
        let facet = self.named(&given.facet).ok()?;
        // The key that they have given it themselves, mostly.
        let values = &self.names(facet).values;
        let known = given.key.as_ref().and_then(|key| values.iter().position(|v| v.key == *key));
        if let Some(value) = known {
            return Some((facet.0, value as u32));
        }
        let names = [given.key.as_deref(), Some(&given.label)];
        let find = |name: &str| match self.find(facet, name) {
            Ok(ValueRef::Ruled(value)) => Some((facet.0, value as u32)),
            _ => None,
        };
        names.into_iter().flatten().find_map(find)
    }

    /// The same, which becomes a value of its facet where it is none. `None` if there is no such
    /// facet, or nothing to call it.
    pub(super) fn learn(&mut self, given: &GivenValue) -> Option<Value> {
        if let Some(value) = self.given(given) {
            return Some(value);
        }
        let facet = self.named(&given.facet).ok()?;
        let values = &mut self.0[facet.0 as usize].values;
        let is_free = |key: &String| key != UNPLACED && values.iter().all(|v| v.key != *key);
        let stem = slug(given.key.as_ref().unwrap_or(&given.label));
        let keys = (2..).map(|number| format!("{stem}-{number}"));
        let key = std::iter::once(stem.clone()).chain(keys).find(is_free)?;
        if stem.is_empty() || loose(&given.label) == loose(UNPLACED_LABEL) {
            return None;
        }
        let label = given.label.trim().to_owned();
        values.push(FacetValue { key, label, ..FacetValue::default() });
        Some((facet.0, values.len() as u32 - 1))
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
        self.values(facet)
            .find(|&value| {
                loose(self.key(facet, value)) == wanted || loose(self.label(facet, value)) == wanted
            })
            .ok_or_else(|| self.unknown(facet, name, &wanted))
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

/// Names compare without case, accents, or the signs between words.
fn loose(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '+')
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}
