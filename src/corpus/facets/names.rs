//! The five facets and their values: how they are called, and which an entry stands under.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::corpus::error::Error;
use crate::text::fold::fold;
use crate::text::phrase::Phrase;

/// The key of the value that holds what no rule places.
pub(super) const UNPLACED: &str = "non-classe";
/// Its label.
const UNPLACED_LABEL: &str = "Non classé";

/// The characters of an unknown name by which the nearest are looked for.
const LONGEST_NAME: usize = 100;

/// One of the site's five questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// "Votre question concerne quel type d'offre ?"
    Offre,
    /// "Votre question concerne quel couloir Ségur ?"
    Couloir,
    /// "Votre question concerne quel dispositif Ségur ?"
    Dispositif,
    /// "Votre question concerne quel produit ou service produit?"
    Produit,
    /// "Votre question concerne quelle thématique ?" Its values are the topics.
    Thematique,
}

impl Facet {
    /// The five, in the site's order.
    pub const ALL: [Self; 5] =
        [Self::Offre, Self::Couloir, Self::Dispositif, Self::Produit, Self::Thematique];

    /// The name in commands, rules and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Offre => "offre",
            Self::Couloir => "couloir",
            Self::Dispositif => "dispositif",
            Self::Produit => "produit",
            Self::Thematique => "thematique",
        }
    }

    /// The facet called `name`, folded; `topic` is another name of [`Facet::Thematique`].
    pub fn named(name: &str) -> Option<Self> {
        let name = fold(name.trim());
        let name = if name == "topic" { "thematique" } else { &name };
        Self::ALL.into_iter().find(|facet| facet.key() == name)
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}

/// A value of a facet, by its place in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueRef {
    /// The value at this index of the facet.
    Ruled(usize),
    /// What no value of the facet holds; sorts last.
    Unplaced,
}

/// The values of an entry under all facets, in the order of these and of their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placement(pub(super) BTreeSet<Value>);

/// A value: the index of its facet, and its own there.
pub(super) type Value = (u32, u32);

impl Placement {
    /// The values under `facet`; [`ValueRef::Unplaced`] alone where there is none.
    pub fn under(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + '_ {
        let facet = facet as u32;
        let mut values = self.0.range((facet, 0)..=(facet, u32::MAX)).peekable();
        let unplaced = values.peek().is_none().then_some(ValueRef::Unplaced);
        values.map(|&(_, value)| ValueRef::Ruled(value as usize)).chain(unplaced)
    }

    /// The placement in a row of an image; values that `facets` do not have are left out.
    pub(crate) fn read(row: &[u8], facets: &Facets) -> Self {
        let values = row.as_chunks::<4>().0.as_chunks::<2>().0.iter();
        let values = values.map(|value| value.map(u32::from_le_bytes).into());
        let is_known = |&(facet, value): &Value| {
            let facet = facets.0.get(facet as usize);
            facet.is_some_and(|facet| (value as usize) < facet.values.len())
        };
        Self(values.filter(is_known).collect())
    }

    /// Appends the row that [`Placement::read`] reads.
    pub(crate) fn write(&self, row: &mut Vec<u8>) {
        row.extend(
            self.0.iter().flat_map(|&(facet, value)| [facet, value]).flat_map(u32::to_le_bytes),
        );
    }
}

/// The questions of all facets, and the names of their values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets(pub(super) [FacetNames; 5]);

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FacetNames {
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
    pub(super) any: Vec<Conjunction>,
    /// but none of these,
    #[serde(default, skip_serializing)]
    pub(super) none: Vec<Conjunction>,
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

/// Phrases that must all be there, joined by `&`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Conjunction(pub(super) Vec<Phrase>);

impl TryFrom<String> for Conjunction {
    type Error = String;

    fn try_from(rule: String) -> Result<Self, String> {
        let blank = || format!("the rule {rule:?} holds no word where one must stand");
        rule.split('&')
            .map(|text| Phrase::new(text).ok_or_else(blank))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl Facets {
    /// The site's question behind `facet`, verbatim.
    pub fn question(&self, facet: Facet) -> &str {
        &self.0[facet as usize].question
    }

    /// How many values `facet` has, without the one for what nothing places.
    pub fn count(&self, facet: Facet) -> usize {
        self.0[facet as usize].values.len()
    }

    /// All values of `facet` in order, [`ValueRef::Unplaced`] last.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + use<> {
        (0..self.count(facet)).map(ValueRef::Ruled).chain([ValueRef::Unplaced])
    }

    /// The key of a value: `[a-z0-9-]+`.
    pub fn key(&self, facet: Facet, value: ValueRef) -> &str {
        match value {
            ValueRef::Ruled(index) => &self.0[facet as usize].values[index].key,
            ValueRef::Unplaced => UNPLACED,
        }
    }

    /// The label of a value: what people read.
    pub fn label(&self, facet: Facet, value: ValueRef) -> &str {
        match value {
            ValueRef::Ruled(index) => &self.0[facet as usize].values[index].label,
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
            facet: facet.key(),
            name: name.to_owned(),
            nearest: nearest.collect(),
        }
    }
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
