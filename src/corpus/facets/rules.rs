//! The rules that place entries under values, and their file:
//!
//! ```json
//! {"facets": [{"key": "produit", "question": "…", "values": [
//!   {"key": "hds", "label": "…", "any": ["hds", "audit & hébergeur*"], "none": [], "entries": []}]}]}
//! ```
//!
//! A value takes an entry that `entries` names by id, or that one of `any` matches and none of
//! `none`. A rule is a phrase ([`crate::text::phrase`]), or several joined by `&` that must
//! all be there.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::Error as _;

use super::conditions::Conditions;
use super::names::{Facet, FacetNames, FacetValue, Facets, Placement, Value};
use crate::corpus::error::Error;
use crate::corpus::identity::Id;
use crate::corpus::ids;
use crate::text::fold::fold;
use crate::text::phrase::Stream;

/// The rules inside the program.
const SHIPPED_RULES: &str = include_str!("../../../seeds/facets.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    facets: Vec<FacetFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FacetFile {
    key: Facet,
    question: String,
    values: Vec<FacetValue>,
}

/// What places entries: the names of all facets, and the conditions of their values.
#[derive(Debug, Clone, Default)]
pub struct FacetRules {
    facets: Facets,
    conditions: Conditions,
    /// The values that assign entries, by id or the beginning of one.
    assigned: HashMap<String, Vec<Value>>,
    /// The file they were read from, if they are not the program's own.
    path: Option<PathBuf>,
}

impl FacetRules {
    /// The program's own rules.
    pub fn shipped() -> Self {
        Self::from_json(SHIPPED_RULES).unwrap_or_default()
    }

    /// Reads rules from JSON.
    ///
    /// # Errors
    /// Says where the text is not what the program documents.
    pub fn from_json(json: &str) -> serde_json::Result<Self> {
        let file: RulesFile = serde_json::from_str(json)?;
        let mut rules = Self::default();
        let mut known = HashSet::new();
        for facet in file.facets {
            if !known.insert(facet.key) {
                return Err(twice(facet.key.key()));
            }
            rules.add(facet)?;
        }
        match Facet::ALL.into_iter().find(|facet| !known.contains(facet)) {
            None => Ok(rules),
            Some(facet) => Err(serde_json::Error::custom(format!(
                "the facet {facet} is missing; give it, with its question and an empty list of values if need be"
            ))),
        }
    }

    /// Adds a facet and the conditions of its values.
    fn add(
        &mut self,
        FacetFile { key, question, mut values }: FacetFile,
    ) -> serde_json::Result<()> {
        let mut keys = HashSet::new();
        if let Some(value) = values.iter().find(|value| !keys.insert(&value.key)) {
            return Err(twice(&value.key));
        }
        for (number, value) in (0..).zip(&mut values) {
            let id = (key as u32, number);
            self.conditions.add(id, &mem::take(&mut value.any), &mem::take(&mut value.none));
            for entry in mem::take(&mut value.entries) {
                self.assigned.entry(entry.to_ascii_lowercase()).or_default().push(id);
            }
        }
        self.facets.0[key as usize] = FacetNames { question, values };
        Ok(())
    }

    /// These rules, known to be read from a file.
    pub fn of_file(self, path: PathBuf) -> Self {
        Self { path: Some(path), ..self }
    }

    /// The file they were read from; `None` for the program's own.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The facets, and the names of their values.
    pub fn facets(&self) -> &Facets {
        &self.facets
    }

    /// Whether values assign entries by id.
    pub fn assigns_by_id(&self) -> bool {
        !self.assigned.is_empty()
    }

    /// Leaves out the assignments by ids that name no entry, or several, and returns why.
    pub(crate) fn check_ids(&mut self, find: impl Fn(&str) -> Result<usize, Error>) -> Vec<Error> {
        let mut errors = Vec::new();
        self.assigned.retain(|id, _| find(id).map_err(|error| errors.push(error)).is_ok());
        errors.sort_by_key(ToString::to_string);
        errors
    }

    /// Whether a phrase of a condition may begin with the folded `word`.
    pub(crate) fn may_begin(&self, word: &str) -> bool {
        self.conditions.may_begin(word)
    }

    /// Places an entry, given its id and text, under each facet.
    pub fn place(&self, id: Id, text: &str) -> Placement {
        let folded = fold(text);
        let stream = Stream::of(&folded);
        self.placed(id, self.conditions.held_by(&stream, 0..stream.len()))
    }

    /// The same, given the stream of the folded text and the places of all its words that
    /// [`FacetRules::may_begin`] a condition.
    pub(crate) fn place_from(&self, id: Id, stream: &Stream<'_>, starts: &[usize]) -> Placement {
        self.placed(id, self.conditions.held_by(stream, starts.iter().copied()))
    }

    /// The values of an entry that meets the conditions of `values`.
    fn placed(&self, id: Id, mut values: BTreeSet<Value>) -> Placement {
        if self.assigns_by_id() {
            let id = id.to_string();
            let ends = ids::SHORTEST..=id.len();
            values.extend(ends.filter_map(|end| self.assigned.get(&id[..end])).flatten());
        }
        Placement(values)
    }
}

fn twice(key: &str) -> serde_json::Error {
    serde_json::Error::custom(format!("{key:?} stands twice"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::entries::Corpus;
    use crate::corpus::facets::names::ValueRef;

    fn own() -> FacetRules {
        FacetRules::from_json(SHIPPED_RULES).expect("the program's own rules are valid")
    }

    fn keys(rules: &FacetRules, facet: Facet, text: &str) -> Vec<String> {
        rules
            .place(Id::of(text), text)
            .under(facet)
            .map(|value| rules.facets().key(facet, value).to_owned())
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
        assert_eq!(
            keys(&rules, Facet::Produit, "La carte CPS en œuvre : carte rouge"),
            ["non-classe"]
        );
        assert_eq!(keys(&rules, Facet::Produit, "Sans mot"), ["b"]);
    }

    #[test]
    fn values_are_found_by_key_or_label_and_the_nearest_named() {
        let rules = own().facets;
        for name in ["hds", "HDS", "Hds "] {
            let value = rules.find(Facet::Produit, name).expect("a value");
            assert_eq!(rules.key(Facet::Produit, value), "hds");
        }
        let value = rules.find(Facet::Thematique, "non classe").expect("a value");
        assert_eq!(value, ValueRef::Unplaced);
        let unknown = rules.find(Facet::Produit, "anuaire").expect_err("no such value");
        assert!(unknown.to_string().contains("nearest: annuaire-sante"), "{unknown}");
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
        let corpus = Corpus::shipped().expect("the shipped pages");
        let mut used = std::collections::HashSet::new();
        for entry in corpus.entries() {
            let placement = rules.place(entry.id(), entry.text());
            assert_eq!(placement, entry.placement());
            let topics: Vec<_> = placement.under(Facet::Thematique).collect();
            assert!((1..=3).contains(&topics.len()), "{}: {topics:?}", entry.id());
            used.extend(Facet::ALL.iter().flat_map(|&f| placement.under(f).map(move |v| (f, v))));
        }
        assert_eq!(corpus.facets(), rules.facets());
        let rules = rules.facets;
        assert!((8..=14).contains(&rules.count(Facet::Thematique)));
        assert!(!used.contains(&(Facet::Thematique, ValueRef::Unplaced)));
        for facet in Facet::ALL {
            let unused =
                (0..rules.count(facet)).find(|&v| !used.contains(&(facet, ValueRef::Ruled(v))));
            assert_eq!(unused.map(|v| rules.key(facet, ValueRef::Ruled(v))), None, "{facet}");
        }
    }
}
