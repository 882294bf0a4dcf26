//! The rules that place entries under values, and their file:
//!
//! ```json
//! {"facets": [{"key": "produit", "question": "…", "values": [
//!   {"key": "hds", "label": "…", "any": ["hds", "audit & hébergeur*"], "none": [], "entries": []}]}]}
//! ```
//!
//! A value takes an entry that `entries` names by id, or that one of `any` matches and none of
//! `none`. A rule is a phrase ([`crate::text::phrase`]), or several joined by `&` that must
//! all be there; `|` stands between phrases of which one will do, `!` before those that must not
//! be there: `"officine* | pharmacien* & logiciel* & !hôpital"`.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::Error as _;

use super::conditions::Conditions;
use super::names::{FacetNames, Facets};
use super::placement::{Facet, PlacedBy, Placement, Value, ValueRef};
use crate::corpus::details::{Details, GivenValue};
use crate::corpus::identity::Id;
use crate::corpus::ids;
use crate::corpus::ids::IdError;
use crate::text::fold::fold;
use crate::text::phrase::{Stream, Word};
use crate::text::phrases::Words;

/// The rules inside the program.
const SHIPPED_RULES: &str = include_str!("../../../seeds/facets.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    facets: Vec<FacetNames>,
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
        for facet in file.facets {
            rules.add(facet)?;
        }
        match rules.facets.main() {
            Some(_) => Ok(rules),
            None => Err(serde_json::Error::custom("there is no facet; give one at least")),
        }
    }

    /// Adds a facet and the conditions of its values.
    fn add(&mut self, mut facet: FacetNames) -> serde_json::Result<()> {
        let (mut keys, values) = (HashSet::new(), &mut facet.values);
        if let Some(value) = values.iter().find(|value| !keys.insert(&value.key)) {
            return Err(twice(&value.key));
        }
        let new = Facet(self.facets.all().count() as u32);
        for (number, value) in (0..).zip(values) {
            let id = (new, number);
            self.conditions.add(id, &mem::take(&mut value.any), &mem::take(&mut value.none));
            for entry in mem::take(&mut value.entries) {
                self.assigned.entry(entry.to_ascii_lowercase()).or_default().push(id);
            }
        }
        let key = facet.key.clone();
        self.facets.add(facet).map(|_| ()).ok_or_else(|| twice(&key))
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
    pub(crate) fn check_ids(
        &mut self,
        find: impl Fn(&str) -> Result<usize, IdError>,
    ) -> Vec<IdError> {
        let mut errors = Vec::new();
        self.assigned.retain(|id, _| find(id).map_err(|error| errors.push(error)).is_ok());
        errors.sort_by_key(ToString::to_string);
        errors
    }

    /// The nodes that the folded `word` leads to from the root of the trie of all phrases.
    pub(crate) fn first_nodes(&self, word: &str) -> Vec<u32> {
        self.conditions.phrases().first_nodes(word)
    }

    /// Whether a phrase of conditions has the folded `word`, or what it begins with.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.conditions.phrases().has(word)
    }

    /// Makes facet values of those that pages give and the rules do not know, and gives each its
    /// key. What is given as a `dispositif` and is known as a `couloir` is one: the site lists both
    /// under one heading. Values of facets that there are not are left out.
    pub(crate) fn learn(&mut self, values: &mut Vec<GivenValue>) {
        values.retain_mut(|given| {
            if given.facet == "dispositif" && given.key.is_none() {
                let couloir = GivenValue { facet: "couloir".to_owned(), ..given.clone() };
                if self.facets.given(given).is_none() && self.facets.given(&couloir).is_some() {
                    *given = couloir;
                }
            }
            let value = self.facets.learn(given);
            let key = |(facet, value)| self.facets.key(facet, ValueRef::Ruled(value as usize));
            given.key = value.map(|value| key(value).to_owned());
            value.is_some()
        });
    }

    /// Places an entry, given its id, its text and what pages say of it, under each facet.
    pub fn place(&self, id: Id, text: &str, details: &Details) -> Placement {
        let folded = fold(&details.with_own_questions(text));
        let stream = Stream::of(&folded);
        let starts = self.conditions.phrases().starts(&stream);
        self.place_from(id, details, (&stream, Word::any), starts)
    }

    /// Places an entry, given the words of its folded text, and the indexes of all those that a
    /// condition begins with, each with its [`FacetRules::first_nodes`].
    pub(crate) fn place_from<'s, W>(
        &self,
        id: Id,
        details: &Details,
        words: Words<'s, W, impl Fn(&'s W) -> Option<&'s str>>,
        starts: impl Iterator<Item = (usize, impl AsRef<[u32]>)>,
    ) -> Placement {
        let given = details.values.iter().filter_map(|given| {
            let by = if given.is_stated { PlacedBy::Statement } else { PlacedBy::Copy };
            Some((self.facets.given(given)?, by))
        });
        if details.is_placed {
            return Placement::new(given);
        }
        let mut derived = self.conditions.met_by(words, starts);
        if self.assigns_by_id() {
            let id = id.to_string();
            let ends = ids::SHORTEST..=id.len();
            derived.extend(ends.filter_map(|end| self.assigned.get(&id[..end])).flatten());
        }
        Placement::new(given.chain(derived.into_iter().map(|value| (value, PlacedBy::Rules))))
    }
}

fn twice(key: &str) -> serde_json::Error {
    serde_json::Error::custom(format!("{key:?} stands twice"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::entries::Corpus;

    fn own() -> FacetRules {
        FacetRules::from_json(SHIPPED_RULES).expect("the program's own rules are valid")
    }

    fn keys(rules: &FacetRules, facet: &str, text: &str) -> Vec<String> {
        let facet = rules.facets().named(facet).expect("a facet");
        rules
            .place(Id::of(text), text, &Details::default())
            .under(facet)
            .map(|value| rules.facets().key(facet, value).to_owned())
            .collect()
    }

    #[test]
    fn phrases_conjunctions_vetoes_and_ids_place() {
        let json = format!(
            r#"{{"facets":[{{"key":"produit","question":"?","values":[
            {{"key":"a","label":"A","any":["carte* cps & oeuvre"],"none":["carte rouge"]}},
            {{"key":"b","label":"B","entries":["{}"]}},
            {{"key":"c","label":"C","any":["lecteur | pile* & neuf & !papier | encre"]}}]}}]}}"#,
            Id::of("sans mot")
        );
        let rules = FacetRules::from_json(&json).expect("valid rules");
        assert_eq!(keys(&rules, "produit", "Les cartes CPS, mise en œuvre"), ["a"]);
        assert_eq!(keys(&rules, "produit", "La carte CPS en œuvre : carte rouge"), ["non-classe"]);
        assert_eq!(keys(&rules, "produit", "Sans mot"), ["b"]);
        for (text, key) in [
            ("Un lecteur et des piles, neuf", "c"),
            ("Neuf, avec pile", "c"),
            ("Neuf", "non-classe"),
            ("Un lecteur", "non-classe"),
            ("Un lecteur neuf, à encre", "non-classe"),
        ] {
            assert_eq!(keys(&rules, "produit", text), [key], "{text}");
        }
    }

    #[test]
    fn values_are_found_by_key_or_label_and_the_nearest_named() {
        let rules = own().facets;
        let produit = rules.named("Produit").expect("a facet");
        let topics = rules.topics().expect("a facet");
        assert_eq!(rules.named("topic"), Ok(topics));
        for name in ["hds", "HDS", "Hds "] {
            let value = rules.find(produit, name).expect("a value");
            assert_eq!(rules.key(produit, value), "hds");
        }
        let value = rules.find(topics, "non classe").expect("a value");
        assert_eq!(value, ValueRef::Unplaced);
        let unknown = rules.find(produit, "anuaire").expect_err("no such value");
        assert!(unknown.to_string().contains("nearest: annuaire-sante"), "{unknown}");
    }

    #[test]
    fn bad_rules_say_what_and_where() {
        let facet =
            |values: &str| format!(r#"{{"key":"offre","question":"","values":[{values}]}}"#);
        let rule = |rule: &str| facet(&format!(r#"{{"key":"a","label":"","any":["{rule}"]}}"#));
        for (facets, message) in [
            ("".to_owned(), "there is no facet"),
            (format!("{0},{0}", facet("")), "\"offre\" stands twice"),
            (facet(r#"{"key":"a","label":""},{"key":"a","label":""}"#), "\"a\" stands twice"),
            (facet(r#"{"key":"non-classe","label":""}"#), "is reserved for what no rule places"),
            (
                facet(r#"{"key":"A B","label":""}"#),
                "the key \"A B\" may hold only a-z, 0-9 and - at line 1 column",
            ),
            (rule("x & !"), "the rule \"x & !\" holds no word where one must stand at line 1"),
            (rule("!x"), "the rule \"!x\" holds no word where one must stand at line 1"),
            (
                rule("x | !y"),
                "the rule \"x | !y\" has ! behind |; put it before the whole group at line 1",
            ),
        ] {
            let json = format!(r#"{{"facets":[{facets}]}}"#);
            let error = FacetRules::from_json(&json).expect_err(&json).to_string();
            assert!(error.contains(message), "{error}");
        }
        let cut = FacetRules::from_json("{").expect_err("no JSON").to_string();
        assert_eq!(cut, "EOF while parsing an object at line 1 column 1");
    }

    #[test]
    fn every_entry_of_the_pages_has_one_to_three_topics_and_every_topic_and_product_an_entry() {
        let rules = own();
        let corpus = Corpus::shipped().expect("the shipped pages");
        let mut used = std::collections::HashSet::new();
        let topics = rules.facets().topics().expect("a facet");
        for entry in corpus.entries() {
            let placement = rules.place(entry.id(), entry.text(), &entry.details());
            assert_eq!(placement, entry.placement());
            let topics: Vec<_> = placement.under(topics).collect();
            assert!((1..=3).contains(&topics.len()), "{}: {topics:?}", entry.id());
            used.extend(
                rules
                    .facets
                    .all()
                    .flat_map(|f| placement.under(f).map(move |v| (f, v)).collect::<Vec<_>>()),
            );
        }
        assert_eq!(corpus.facets(), rules.facets());
        let rules = rules.facets;
        assert!((8..=14).contains(&rules.count(topics)));
        assert!(!used.contains(&(topics, ValueRef::Unplaced)));
        // The site has couloirs and dispositifs of which the shipped pages say nothing.
        for facet in rules.all() {
            if ["couloir", "dispositif"].contains(&rules.facet_key(facet)) {
                continue;
            }
            let unused =
                (0..rules.count(facet)).find(|&v| !used.contains(&(facet, ValueRef::Ruled(v))));
            assert_eq!(unused.map(|v| rules.key(facet, ValueRef::Ruled(v))), None);
        }
    }
}
