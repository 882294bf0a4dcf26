//! Curated questions: what people who read the answers gave those that lost their question.
//!
//! ```json
//! {"<id>": {"question": "…", "also": ["…", "…"]}}
//! ```
//!
//! `seeds/questions.json` holds for the same entry wherever it is read; a file of that name beside
//! other pages comes before it, and a page's own question before both.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::details::{Details, retain_first};
use super::diagnostic::{Diagnostic, Flaw};
use super::identity::Id;
use super::ids::IdError;

/// The questions inside the program.
const SHIPPED: &str = include_str!("../../seeds/questions.json");

/// The questions of entries, by id.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    by_id: BTreeMap<Id, Curated>,
    /// The ids that each file beside the pages names.
    named: Vec<(PathBuf, Vec<Id>)>,
}

/// What people gave one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curated {
    /// As the editor of the page would have put it; a blank one is none.
    #[serde(default)]
    pub question: String,
    /// Further ways to ask for the same answer.
    #[serde(default)]
    pub also: Vec<String>,
}

impl Questions {
    /// Adds the program's own questions behind those there are.
    pub fn with_shipped(mut self) -> Self {
        let shipped: BTreeMap<Id, Curated> = serde_json::from_str(SHIPPED).unwrap_or_default();
        self.add(shipped);
        self
    }

    /// Adds the questions of a file beside the pages, and says what of it cannot be used; the rest
    /// is.
    pub fn add_file(&mut self, path: PathBuf, json: &str) -> Vec<Diagnostic> {
        let file: BTreeMap<String, serde_json::Value> = match serde_json::from_str(json) {
            Ok(file) => file,
            Err(error) => {
                return vec![Diagnostic::unusable(path, Flaw::Refused(error.to_string()))];
            }
        };
        let (mut known, mut diagnostics) = (BTreeMap::new(), Vec::new());
        for (id, value) in file {
            let parsed = Id::try_from(id.clone()).map_err(str::to_owned).and_then(|id| {
                let curated = serde_json::from_value::<Curated>(value);
                curated.map(|curated| (id, curated)).map_err(|error| error.to_string())
            });
            match parsed {
                Ok((id, curated)) => drop(known.insert(id, curated)),
                Err(why) => diagnostics.push(Diagnostic::in_part(&path, Flaw::RefusedAt(id, why))),
            }
        }
        self.named.push((path, known.keys().copied().collect()));
        self.add(known);
        diagnostics
    }

    /// Adds questions behind those there are: of each entry the first question counts, and all
    /// further ways to ask.
    fn add(&mut self, file: BTreeMap<Id, Curated>) {
        for (id, curated) in file {
            let known = self.by_id.entry(id).or_default();
            if known.question.is_empty() {
                known.question = curated.question.trim().to_owned();
            }
            let also = curated.also.into_iter().map(|text| text.trim().to_owned());
            known.also.extend(also.filter(|text| !text.is_empty()));
            retain_first(&mut known.also);
        }
    }

    /// Adds what is known of the entry called `id` to what its pages say of it.
    pub(crate) fn complete(&self, id: Id, details: &mut Details) {
        let Some(curated) = self.by_id.get(&id) else { return };
        let question = &curated.question;
        details.merge([Details {
            curated: (!question.is_empty()).then(|| question.clone()),
            also: curated.also.clone(),
            ..Details::default()
        }]);
    }

    /// What is wrong with the ids that files name: `has` says which entries there are.
    pub(crate) fn unknown(&self, has: impl Fn(Id) -> bool) -> Vec<Diagnostic> {
        let named = self.named.iter().flat_map(|(path, ids)| ids.iter().map(move |id| (path, *id)));
        let unknown = named.filter(|&(_, id)| !has(id));
        let flaw = |id: Id| Flaw::Id(IdError::Unknown(id.to_string()));
        unknown.map(|(path, id)| Diagnostic::in_part(path, flaw(id))).collect()
    }

    /// Whether files beside the pages name ids.
    pub(crate) fn has_files(&self) -> bool {
        !self.named.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    #[test]
    fn the_first_question_counts_and_all_further_ways_to_ask() {
        let id = Id::of("Oui.");
        let mut questions = Questions::default();
        let file = |question: &str, also: &str| {
            format!(r#"{{"{id}":{{"question":"{question}","also":["{also}"," "]}}}}"#)
        };
        for (question, also) in [(" ", "a"), (" Est-ce dû ? ", "b"), ("Autre ?", "a")] {
            assert_eq!(questions.add_file("q.json".into(), &file(question, also)), []);
        }
        let mut details = Details::default();
        questions.complete(id, &mut details);
        assert_eq!(details.curated.as_deref(), Some("Est-ce dû ?"));
        assert_eq!(details.also, ["a", "b"]);
        let mut other = Details::default();
        questions.complete(Id::of("Non."), &mut other);
        assert!(other.is_empty());
    }

    #[test]
    fn what_cannot_be_used_is_told_and_the_rest_is_used() {
        let mut questions = Questions::default();
        let json = r#"{"b974":{"question":"?"},"b9740cd69f76":{"question":"Quoi ?"},
            "af016cb9b887":{"q":"?"}}"#;
        let diagnostics: Vec<String> = questions
            .add_file("dir/questions.json".into(), json)
            .iter()
            .map(|told| told.line_message(Lang::En))
            .collect();
        assert_eq!(diagnostics.len(), 2, "{diagnostics:?}");
        assert!(
            diagnostics[0].contains("dir/questions.json")
                && diagnostics[0].contains("af016cb9b887")
        );
        assert!(diagnostics[1].contains("\"b974\": an id is 12"), "{diagnostics:?}");
        assert_eq!(questions.unknown(|_| false).len(), 1);
        assert!(questions.unknown(|_| true).is_empty());
        assert_eq!(questions.add_file("x".into(), "[").len(), 1);
    }
}
