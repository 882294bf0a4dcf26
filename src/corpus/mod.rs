//! Bytes to pages to entries, with provenance.
//!
//! [`source`] finds the pages, `load` reads them side by side: a `decoder` makes text of their
//! bytes, with one `sweep` over each, and `page` splits it at the [`delimiter`]. `merge` finds
//! equal answers by their [`identity`], `stock` keeps each once, an [`entry`] is the handle on
//! one, and [`facets`] says what each is about. [`Corpus`] holds the result; what went wrong on
//! the way is a [`notice`].

pub mod beside;
pub mod bounded;
pub mod contents;
pub mod decode;
mod decoder;
pub mod delimiter;
mod embedded;
mod encoding;
pub mod entry;
pub mod facets;
pub mod identity;
pub mod ids;
mod kept;
mod lines;
mod load;
mod marks;
mod merge;
pub mod notice;
mod page;
pub mod placements;
#[cfg(test)]
mod properties;
mod read;
pub mod source;
mod stock;
mod sweep;
pub mod title;
pub mod workers;

use self::beside::data_file;
use self::facets::{EMBEDDED_RULES, FacetRules};
use self::ids::{IdError, Ids};
use self::notice::Notice;
use self::source::Seeds;

pub use self::read::{Corpus, Page};

/// The facet rules that go with `seeds`: the `facets.json` beside the pages, else the
/// program's own. What is wrong with that file is a notice: where it can not be used at all,
/// the program's own rules serve.
#[must_use]
pub fn facet_rules(seeds: &Seeds, corpus: &Corpus) -> (FacetRules, Vec<Notice>) {
    let own = || FacetRules::from_json(EMBEDDED_RULES).unwrap_or_default();
    let Some((path, text)) = data_file(seeds, "facets.json") else { return (own(), Vec::new()) };
    let rules = text.map_err(|error| error.to_string());
    match rules.and_then(|text| FacetRules::from_json(&text).map_err(|error| error.to_string())) {
        Ok(mut rules) => {
            let unknown = rules.resolve(&Ids::new(corpus)).into_iter();
            let notice = |error: IdError| {
                let why = format!("{error}; the assignment is left out");
                Notice::Data { path: path.clone(), why }
            };
            (rules, unknown.map(notice).collect())
        }
        Err(why) => (own(), vec![Notice::unusable(path, &why)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::delimiter::Delimiter;
    use crate::corpus::entry::Entry;

    #[test]
    fn the_pages_of_the_agency() {
        let corpus = Corpus::read(&Seeds::Embedded, Delimiter::default()).expect("embedded pages");
        assert_eq!(corpus.pages.len(), 5);
        assert_eq!(corpus.pages.iter().map(|page| page.entries).sum::<usize>(), 79);
        assert_eq!(corpus.len(), 72);
        assert_eq!(corpus.pages[3].announced, [90, 90]);
        assert_eq!(corpus.pages[3].entries, 10);
        assert_eq!(corpus.notices().count(), 0);
        let id = |page: usize, number: usize| {
            let stands =
                |entry: &Entry<'_>| entry.sources().any(|s| (s.page, s.entry) == (page, number));
            corpus.entries().find(stands).map(|entry| entry.id().to_string())
        };
        for (page, number, expected) in [
            (0, 1, "b9740cd69f76"),
            (0, 4, "af016cb9b887"),
            (1, 8, "1a8c89399165"),
            (3, 4, "3cd84d1d1edf"),
        ] {
            assert_eq!(id(page, number).as_deref(), Some(expected));
        }
    }

    #[test]
    fn the_shipped_pages_split_elsewhere_are_those_of_the_folder() {
        let folder = Seeds::Paths(vec![concat!(env!("CARGO_MANIFEST_DIR"), "/seeds").into()]);
        for delimiter in ["Concernant la durée de conservation :", "nowhere at all"] {
            let read = |seeds: &Seeds| {
                let delimiter = Delimiter::new(delimiter).expect("not blank");
                let corpus = Corpus::read(seeds, delimiter).expect("pages");
                let entry = |entry: Entry<'_>| (entry.id(), entry.text().to_owned());
                (corpus.pages.len(), corpus.entries().map(entry).collect::<Vec<_>>())
            };
            let shipped = read(&Seeds::Embedded);
            assert!(shipped.0 == 5 && shipped == read(&folder), "{delimiter}");
        }
    }
}
