//! Facets: the site's five questions, and the rules that place entries under their values.
//!
//! The pages keep the questions and lose the values, so values are derived: each has phrases
//! that must match and, where no word can tell, entries assigned by id. The rules are data,
//! `seeds/facets.json`; a file of that name beside other pages replaces it.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::identity::Id;
use super::ids::{self, IdError, IdTable};
use crate::image::two_u32;
use crate::messages::Lang;
use crate::text::clean::brief;
use crate::text::fold::fold;
use crate::text::phrase::Stream;

mod conditions;
mod file;

use self::conditions::Conditions;
pub use self::file::RulesError;

/// The rules inside the program.
const SHIPPED_RULES: &str = include_str!("../../seeds/facets.json");

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

/// The values of an entry under all facets, in the order of these and of their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placement(BTreeSet<Value>);

/// A value: the index of its facet, and its own there.
type Value = (u32, u32);

impl Placement {
    /// The values under `facet`; [`ValueRef::Unplaced`] alone where there is none.
    pub fn under(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + '_ {
        let facet = facet as u32;
        let mut values = self.0.range((facet, 0)..=(facet, u32::MAX)).peekable();
        let unplaced = values.peek().is_none().then_some(ValueRef::Unplaced);
        values.map(|&(_, value)| ValueRef::Ruled(value as usize)).chain(unplaced)
    }

    /// The placement in a row of an image; values that `facets` do not have are left out.
    pub(super) fn read(row: &[u8], facets: &Facets) -> Self {
        let values =
            row.as_chunks::<8>().0.iter().map(two_u32).map(|[facet, value]| (facet, value));
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
pub struct Facets([FacetNames; 5]);

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct FacetNames {
    question: String,
    values: Vec<ValueNames>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ValueNames {
    key: String,
    label: String,
}

impl Facets {
    /// The site's question behind `facet`, verbatim.
    #[must_use]
    pub fn question(&self, facet: Facet) -> &str {
        &self.0[facet as usize].question
    }

    /// How many values `facet` has, without the one for what nothing places.
    #[must_use]
    pub fn count(&self, facet: Facet) -> usize {
        self.0[facet as usize].values.len()
    }

    /// All values of `facet` in order, [`ValueRef::Unplaced`] last.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + use<> {
        (0..self.count(facet)).map(ValueRef::Ruled).chain([ValueRef::Unplaced])
    }

    /// The key of a value: `[a-z0-9-]+`.
    #[must_use]
    pub fn key(&self, facet: Facet, value: ValueRef) -> &str {
        match value {
            ValueRef::Ruled(index) => &self.0[facet as usize].values[index].key,
            ValueRef::Unplaced => UNPLACED,
        }
    }

    /// The label of a value: what people read.
    #[must_use]
    pub fn label(&self, facet: Facet, value: ValueRef) -> &str {
        match value {
            ValueRef::Ruled(index) => &self.0[facet as usize].values[index].label,
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
    #[must_use]
    pub fn shipped() -> Self {
        Self::from_json(SHIPPED_RULES).unwrap_or_default()
    }

    /// Reads rules from JSON.
    ///
    /// # Errors
    /// [`RulesError`] says where the text is not what the program documents.
    pub fn from_json(json: &str) -> Result<Self, RulesError> {
        let file: file::Rules = serde_json::from_str(json)?;
        let mut rules = Self::default();
        let mut known = [false; 5];
        for facet in file.facets {
            let key = facet.key;
            if std::mem::replace(&mut known[key as usize], true) {
                return Err(RulesError::Twice(key.to_string()));
            }
            facet.compile(&mut rules)?;
        }
        let missing = Facet::ALL.into_iter().find(|&facet| !known[facet as usize]);
        missing.map_or(Ok(rules), |facet| Err(RulesError::Missing(facet)))
    }

    /// These rules, known to be read from a file.
    #[must_use]
    pub fn of_file(self, path: PathBuf) -> Self {
        Self { path: Some(path), ..self }
    }

    /// The file they were read from; `None` for the program's own.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The facets, and the names of their values.
    #[must_use]
    pub fn facets(&self) -> &Facets {
        &self.facets
    }

    /// Whether values assign entries by id.
    #[must_use]
    pub fn assigns_by_id(&self) -> bool {
        !self.assigned.is_empty()
    }

    /// Leaves out the assignments by ids that name no entry, or several, and returns why.
    pub(crate) fn check_ids(&mut self, ids: IdTable<'_>) -> Vec<IdError> {
        let mut errors = Vec::new();
        self.assigned.retain(|id, _| ids.find(id).map_err(|error| errors.push(error)).is_ok());
        errors.sort_by_key(ToString::to_string);
        errors
    }

    /// Whether a phrase of a condition may begin with the folded `word`.
    pub(crate) fn may_begin(&self, word: &str) -> bool {
        self.conditions.may_begin(word)
    }

    /// Places an entry, given its id and text, under each facet.
    #[must_use]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownValue {
    /// The facet asked.
    pub facet: Facet,
    /// The value asked for.
    pub name: String,
    /// The keys of the values nearest to it, nearest first.
    pub nearest: Vec<String>,
}

impl UnknownValue {
    /// What is wrong and how to fix it.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        lang.unknown_value(self.facet.key(), &brief(&self.name), &self.nearest.join(", "))
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for UnknownValue {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;

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
        assert_eq!(keys(&rules, Facet::Produit, "La carte CPS en œuvre : carte rouge"), [UNPLACED]);
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
