//! Facets: the site's five questions, and the rules that place entries under their values.
//!
//! The pages keep the questions and lose the values, so values are derived: each has phrases
//! that must match and, where no word can tell, entries assigned by id. The rules are data,
//! `seeds/facets.json`; a file of that name beside other pages replaces it.

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::identity::Id;
use super::ids::{IdError, Ids};
use crate::text::clean::brief;
use crate::text::fold::fold;
use crate::text::phrase::Stream;

mod conditions;
mod file;

use self::conditions::Conditions;
pub use self::file::RulesError;

/// The rules inside the program.
pub const EMBEDDED_RULES: &str = include_str!("../../seeds/facets.json");

/// The key of the value that holds what no rule places.
pub const UNPLACED: &str = "non-classe";
/// Its label.
pub const UNPLACED_LABEL: &str = "Non classé";

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
    #[must_use]
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
    #[must_use]
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

/// The values of an entry under each of the five facets, each list in the order of the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placement {
    values: [Vec<usize>; 5],
}

impl Placement {
    /// The values under `facet`; [`ValueRef::Unplaced`] alone where there is none.
    pub fn under(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + '_ {
        let values = &self.values[facet as usize];
        let unplaced = values.is_empty().then_some(ValueRef::Unplaced);
        values.iter().copied().map(ValueRef::Ruled).chain(unplaced)
    }
}

/// The rules of all facets.
#[derive(Debug, Clone, Default)]
pub struct FacetRules {
    facets: [FacetRule; 5],
    /// What the texts of entries are looked at for.
    conditions: Conditions,
    /// By id, the values that name it.
    named: HashMap<String, Vec<Value>>,
}

/// A value: the index of its facet, and its own there.
type Value = (usize, usize);

#[derive(Debug, Clone, Default)]
struct FacetRule {
    question: String,
    values: Vec<ValueRule>,
}

#[derive(Debug, Clone)]
struct ValueRule {
    key: String,
    label: String,
    /// Ids, or their beginnings.
    entries: Vec<String>,
}

impl FacetRules {
    /// Reads rules from JSON.
    ///
    /// # Errors
    /// [`RulesError`] says where the text is not what the program documents.
    pub fn from_json(json: &str) -> Result<Self, RulesError> {
        let file: file::Rules = serde_json::from_str(json)?;
        let mut facets: [Option<FacetRule>; 5] = Default::default();
        let mut conditions = Conditions::default();
        for facet in file.facets {
            let key = facet.key;
            if facets[key as usize].replace(facet.compile(&mut conditions)?).is_some() {
                return Err(RulesError::Twice(key.to_string()));
            }
        }
        let mut missing = Facet::ALL.into_iter().filter(|&facet| facets[facet as usize].is_none());
        match missing.next() {
            Some(facet) => Err(RulesError::Missing(facet)),
            None => {
                let facets = facets.map(Option::unwrap_or_default);
                Ok(Self { named: named(&facets), facets, conditions })
            }
        }
    }

    /// Spells out the ids that values assign by their beginning, and returns those that name
    /// no entry, which it leaves out.
    pub fn resolve(&mut self, ids: &Ids) -> Vec<IdError> {
        let mut unknown = Vec::new();
        for value in self.facets.iter_mut().flat_map(|facet| &mut facet.values) {
            let found = value.entries.iter().map(|id| ids.full(id));
            let (good, bad): (Vec<_>, Vec<_>) = found.partition(Result::is_ok);
            value.entries = good.into_iter().flatten().collect();
            unknown.extend(bad.into_iter().filter_map(Result::err));
        }
        self.named = named(&self.facets);
        unknown
    }

    /// The site's question behind `facet`, verbatim.
    #[must_use]
    pub fn question(&self, facet: Facet) -> &str {
        &self.facets[facet as usize].question
    }

    /// How many values `facet` has, without the one for what nothing places.
    #[must_use]
    pub fn count(&self, facet: Facet) -> usize {
        self.facets[facet as usize].values.len()
    }

    /// All values of `facet` in order, [`ValueRef::Unplaced`] last.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + use<> {
        (0..self.count(facet)).map(ValueRef::Ruled).chain([ValueRef::Unplaced])
    }

    /// The key of a value: `[a-z0-9-]+`.
    #[must_use]
    pub fn key(&self, facet: Facet, value: ValueRef) -> &str {
        match value {
            ValueRef::Ruled(index) => &self.facets[facet as usize].values[index].key,
            ValueRef::Unplaced => UNPLACED,
        }
    }

    /// The label of a value: what people read.
    #[must_use]
    pub fn label(&self, facet: Facet, value: ValueRef) -> &str {
        match value {
            ValueRef::Ruled(index) => &self.facets[facet as usize].values[index].label,
            ValueRef::Unplaced => UNPLACED_LABEL,
        }
    }

    /// The value of `facet` called `name`: its key or its label, folded.
    ///
    /// # Errors
    /// [`UnknownValue`] names the nearest values.
    pub fn find(&self, facet: Facet, name: &str) -> Result<ValueRef, UnknownValue> {
        let wanted = loose(name);
        self.values(facet)
            .find(|&value| {
                loose(self.key(facet, value)) == wanted || loose(self.label(facet, value)) == wanted
            })
            .ok_or_else(|| self.unknown(facet, name, &wanted))
    }

    fn unknown(&self, facet: Facet, name: &str, wanted: &str) -> UnknownValue {
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
        UnknownValue { facet, name: name.to_owned(), nearest: nearest.collect() }
    }

    /// Places an entry, given its id and text, under each facet.
    #[must_use]
    pub fn place(&self, id: Id, text: &str) -> Placement {
        let folded = fold(text);
        let held = self.conditions.held_by(&Stream::of(&folded));
        let of_id = self.named.get(&id.to_string());
        let mut placement = Placement::default();
        for &(facet, value) in held.iter().chain(of_id.into_iter().flatten()) {
            placement.values[facet].push(value);
        }
        for values in &mut placement.values {
            values.sort_unstable();
            values.dedup();
        }
        placement
    }
}

/// The values that name entries, by the ids.
fn named(facets: &[FacetRule; 5]) -> HashMap<String, Vec<Value>> {
    let mut named: HashMap<String, Vec<Value>> = HashMap::new();
    for (facet, rule) in facets.iter().enumerate() {
        for (index, value) in rule.values.iter().enumerate() {
            for id in &value.entries {
                named.entry(id.clone()).or_default().push((facet, index));
            }
        }
    }
    named
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

/// A facet has no such value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{facet} has no value {:?}; nearest: {}; `faq topics --facet {facet}` lists all", brief(name), nearest.join(", "))]
pub struct UnknownValue {
    /// The facet asked.
    pub facet: Facet,
    /// The value asked for.
    pub name: String,
    /// The keys of the values nearest to it, nearest first.
    pub nearest: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::corpus::delimiter::Delimiter;
    use crate::corpus::source::Seeds;

    fn own() -> FacetRules {
        FacetRules::from_json(EMBEDDED_RULES).expect("the program's own rules are sound")
    }

    fn keys(rules: &FacetRules, facet: Facet, text: &str) -> Vec<String> {
        rules
            .place(Id::of(text), text)
            .under(facet)
            .map(|value| rules.key(facet, value).to_owned())
            .collect()
    }

    #[test]
    fn phrases_conjunctions_vetoes_and_ids_place() {
        let facets = Facet::ALL.map(|facet| match facet {
            Facet::Produit => format!(
                r#"{{"key":"produit","question":"?","values":[
                {{"key":"a","label":"A","any":["carte* cps & oeuvre"],"none":["carte rouge"]}},
                {{"key":"b","label":"B","entries":["{}"]}}]}}"#,
                Id::of("sans mot")
            ),
            other => format!(r#"{{"key":"{other}","question":"?","values":[]}}"#),
        });
        let json = format!(r#"{{"facets":[{}]}}"#, facets.join(","));
        let rules = FacetRules::from_json(&json).expect("sound rules");
        assert_eq!(keys(&rules, Facet::Produit, "Les cartes CPS, mise en œuvre"), ["a"]);
        assert_eq!(keys(&rules, Facet::Produit, "La carte CPS en œuvre : carte rouge"), [UNPLACED]);
        assert_eq!(keys(&rules, Facet::Produit, "Sans mot"), ["b"]);
    }

    #[test]
    fn values_are_found_by_key_or_label_and_the_nearest_named() {
        let rules = own();
        for name in ["hds", "HDS", "Hds "] {
            let value = rules.find(Facet::Produit, name).expect("a value");
            assert_eq!(rules.key(Facet::Produit, value), "hds");
        }
        let value = rules.find(Facet::Thematique, "non classe").expect("a value");
        assert_eq!(value, ValueRef::Unplaced);
        let unknown = rules.find(Facet::Produit, "anuaire").expect_err("no such value");
        assert_eq!(unknown.nearest[0], "annuaire-sante");
    }

    #[test]
    fn bad_rules_say_what_and_where() {
        for (json, message) in [
            ("{", "EOF while parsing an object at line 1 column 1"),
            (r#"{"facets":[]}"#, "the facet offre is missing"),
            (r#"{"facets":[{"key":"x","question":"","values":[]}]}"#, "unknown variant `x`"),
            (
                r#"{"facets":[{"key":"offre","question":"","values":[]},{"key":"offre","question":"","values":[]}]}"#,
                "\"offre\" stands twice",
            ),
            (
                r#"{"facets":[{"key":"offre","question":"","values":[{"key":"a","label":""},{"key":"a","label":""}]}]}"#,
                "\"a\" stands twice",
            ),
            (
                r#"{"facets":[{"key":"offre","question":"","values":[{"key":"non-classe","label":""}]}]}"#,
                "is kept for what no rule places",
            ),
            (
                r#"{"facets":[{"key":"offre","question":"","values":[{"key":"A B","label":""}]}]}"#,
                "the key \"A B\" may hold only a-z, 0-9 and - at line 1 column",
            ),
            (
                r#"{"facets":[{"key":"offre","question":"","values":[{"key":"a","label":"","any":["x & !"]}]}]}"#,
                "the rule \"x & !\" holds no word where one must stand at line 1",
            ),
        ] {
            let error = FacetRules::from_json(json).expect_err(json).to_string();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn every_entry_of_the_pages_has_one_to_three_topics_and_every_value_an_entry() {
        let rules = own();
        let corpus = Corpus::read(&Seeds::Embedded, Delimiter::default()).expect("embedded pages");
        let mut used = std::collections::HashSet::new();
        for entry in corpus.entries() {
            let placement = rules.place(entry.id(), entry.text());
            let topics: Vec<_> = placement.under(Facet::Thematique).collect();
            assert!((1..=3).contains(&topics.len()), "{}: {topics:?}", entry.id());
            used.extend(Facet::ALL.iter().flat_map(|&f| placement.under(f).map(move |v| (f, v))));
        }
        assert!((8..=14).contains(&rules.count(Facet::Thematique)));
        assert!(!used.contains(&(Facet::Thematique, ValueRef::Unplaced)));
        for facet in Facet::ALL {
            let unused =
                (0..rules.count(facet)).find(|&v| !used.contains(&(facet, ValueRef::Ruled(v))));
            assert_eq!(unused.map(|v| rules.key(facet, ValueRef::Ruled(v))), None, "{facet}");
        }
    }
}
