//! Facets and their values: how they are called.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::conditions::Condition;
use super::placement::{Facet, Placement, Value, ValueRef};
use crate::corpus::details::GivenValue;
use crate::corpus::error::Error;
use crate::text::fold::fold;

/// The key of the value that holds what no rule places.
pub(crate) const UNPLACED: &str = "non-classe";
pub(crate) const UNPLACED_LABEL: &str = "Non classé";

/// The characters of an unknown name by which the nearest are looked for.
const LONGEST_NAME: usize = 100;

/// The key of the facet whose values are the topics.
pub(crate) const TOPICS: &str = "thematique";
/// What commands and queries may call it besides.
const TOPICS_ALIAS: &str = "topic";

/// The questions of all facets, and the names of their values.
///
/// Pages may state as many values as they have words, so each is looked up by what it is called.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Vec<FacetNames>", into = "Vec<FacetNames>")]
pub struct Facets {
    all: Vec<FacetNames>,
    by_key: HashMap<String, Facet>,
    /// By facet, made when a value is first looked up: most searches look up none.
    lookups: Vec<OnceLock<ValueLookup>>,
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

impl PartialEq for Facets {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

/// A facet, as rules and images have it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FacetNames {
    #[serde(deserialize_with = "checked_key")]
    pub(super) key: String,
    question: String,
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

fn checked_key<'de, D: Deserializer<'de>>(json: D) -> Result<String, D::Error> {
    let key = String::deserialize(json)?;
    if key == UNPLACED {
        Err(D::Error::custom(format!("the key {key:?} is reserved for what no rule places")))
    } else if !is_key(&key) {
        Err(D::Error::custom(format!("the key {key:?} may hold only a-z, 0-9 and -")))
    } else {
        Ok(key)
    }
}

/// Whether `text` may be the key of a facet or a value: `[a-z0-9-]+`.
pub(crate) fn is_key(text: &str) -> bool {
    let is_valid = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.bytes().all(is_valid)
}

/// What calls the value of a facet.
pub type Name<'f> = fn(&'f Facets, Facet, ValueRef) -> &'f str;

impl Facets {
    /// Adds a facet, unless there is one of its key.
    pub(super) fn add(&mut self, names: FacetNames) -> Option<Facet> {
        let new = Facet(self.all.len() as u32);
        if *self.by_key.entry(names.key.clone()).or_insert(new) != new {
            return None;
        }
        self.all.push(names);
        self.lookups.push(OnceLock::new());
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

    /// Whether there is such a value.
    pub(crate) fn has(&self, (facet, value): Value) -> bool {
        let facet = self.all.get(facet.0 as usize);
        facet.is_some_and(|facet| (value as usize) < facet.values.len())
    }

    fn lookup(&self, facet: Facet) -> &ValueLookup {
        self.lookups[facet.0 as usize].get_or_init(|| ValueLookup::of(&self.names(facet).values))
    }

    /// The value that a page gives, if the facets have it.
    pub(super) fn given(&self, given: &GivenValue) -> Option<Value> {
        let facet = self.named(&given.facet).ok()?;
        // The key that they have given it themselves, mostly.
        let ValueLookup { by_key, by_name, .. } = self.lookup(facet);
        let by_key = given.key.as_ref().and_then(|key| by_key.get(key));
        let mut names = [given.key.as_deref(), Some(&given.label)].into_iter().flatten();
        let value = by_key.or_else(|| names.find_map(|name| by_name.get(&loose(name))));
        value.map(|&value| (facet, value))
    }

    /// The value that a page gives, which becomes a value of its facet where it is none. `None` if
    /// there is no such facet, or nothing to call it.
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
        // Looking for the value has made it.
        let lookup = self.lookups[facet.0 as usize].get_mut()?;
        let new = names.values.len() as u32;
        let value = FacetValue {
            key: lookup.free_key(stem),
            label: given.label.trim().to_owned(),
            ..FacetValue::default()
        };
        lookup.add(&value, new);
        names.values.push(value);
        Some((facet, new))
    }

    /// All values of `facet` in order, [`ValueRef::Unplaced`] last.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + use<> {
        (0..self.count(facet)).map(ValueRef::Ruled).chain([ValueRef::Unplaced])
    }

    fn value(&self, facet: Facet, value: ValueRef) -> Option<&FacetValue> {
        match value {
            ValueRef::Ruled(index) => self.names(facet).values.get(index),
            ValueRef::Unplaced => None,
        }
    }

    /// The key of a value: `[a-z0-9-]+`.
    pub fn key(&self, facet: Facet, value: ValueRef) -> &str {
        self.value(facet, value).map_or(UNPLACED, |value| &value.key)
    }

    /// The label of a value: what people read.
    pub fn label(&self, facet: Facet, value: ValueRef) -> &str {
        self.value(facet, value).map_or(UNPLACED_LABEL, |value| &value.label)
    }

    /// What `name` calls the topics of an entry: [`Facets::key`] or [`Facets::label`].
    pub fn topics_of<'f>(&'f self, placement: &Placement, name: Name<'f>) -> Vec<&'f str> {
        let named = |facet| placement.under(facet).map(|value| name(self, facet, value)).collect();
        self.topics().map(named).unwrap_or_default()
    }

    /// The value of `facet` called `name`: its key or its label, folded.
    ///
    /// # Errors
    /// [`Error::UnknownValue`] names the nearest values.
    pub fn find(&self, facet: Facet, name: &str) -> Result<ValueRef, Error> {
        let wanted = loose(name);
        match self.lookup(facet).by_name.get(&wanted) {
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

/// The values of a facet, by what they are called.
#[derive(Debug, Clone, Default)]
struct ValueLookup {
    by_key: HashMap<String, u32>,
    /// The first value of each name, be it its key or its label, written loosely.
    by_name: HashMap<String, u32>,
    /// The last number that was put behind a key to make another.
    numbers: HashMap<String, u32>,
}

impl ValueLookup {
    fn of(values: &[FacetValue]) -> Self {
        let mut lookup = Self::default();
        (0..).zip(values).for_each(|(at, value)| lookup.add(value, at));
        lookup
    }

    /// Adds a value; of several of one name the first is found by it.
    fn add(&mut self, value: &FacetValue, at: u32) {
        self.by_key.entry(value.key.clone()).or_insert(at);
        for name in [&value.key, &value.label] {
            self.by_name.entry(loose(name)).or_insert(at);
        }
    }

    /// The key for a new value: `stem`, or with the least number that makes it no other's.
    fn free_key(&mut self, stem: String) -> String {
        let is_free = |key: &String| key != UNPLACED && !self.by_key.contains_key(key);
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

/// Names compare without case, accents, or the signs between words.
fn loose(name: &str) -> String {
    words(name, |c| c.is_alphanumeric() || c == '+', " ")
}

/// The key of a value, made from its label: `[a-z0-9-]*`.
fn slug(label: &str) -> String {
    words(label, |c| c.is_ascii_alphanumeric(), "-")
}

/// The words of a name, folded, which consist of some characters, with a sign between them.
fn words(name: &str, is_of_word: impl Fn(char) -> bool, sign: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c| !is_of_word(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(sign)
}
