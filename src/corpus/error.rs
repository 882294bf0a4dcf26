//! What a person can ask of pages that these cannot give.

use std::path::PathBuf;

use super::diagnostic::{Diagnostic, joined};
use crate::messages::Lang;
use crate::text::clean::{Name, brief};

/// Why pages cannot be used, or do not hold what is asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub enum Error {
    /// A named path does not exist or cannot be read, in the words of the system.
    Unreadable(PathBuf, String),
    /// A named page is larger than any page may be, and how large that is.
    TooLarge(PathBuf, String),
    /// A named folder holds no page.
    NoPages(PathBuf),
    /// None of the pages of these named paths can be used, and what is wrong with each.
    Unusable(Vec<PathBuf>, Vec<Diagnostic>),
    /// The pages hold more different words than an index can number.
    TooManyTerms,
    /// Everybody can write to the folder of the cache.
    CacheIsOpen(PathBuf),
    /// The folder of the cache belongs to another user.
    CacheOfAnother(PathBuf),
    /// The facets in force have none of a name.
    UnknownFacet {
        /// The facet asked for.
        name: String,
        /// The keys of those there are.
        facets: Vec<String>,
    },
    /// A facet has no value of a name.
    UnknownValue {
        /// The key of the facet.
        facet: String,
        /// The value asked for.
        name: String,
        /// The keys of the values nearest to it, nearest first.
        nearest: Vec<String>,
    },
}

impl Error {
    /// What is wrong and how to fix it.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable(path, why) if path.as_os_str() == "-" => lang.stdin_unreadable(why),
            Self::Unreadable(path, why) => lang.path_unreadable(&Name(path), why),
            Self::TooLarge(path, why) => lang.page_too_large(&Name(path), why),
            Self::NoPages(path) => lang.folder_without_pages(&Name(path)),
            Self::Unusable(paths, skipped) => {
                let names: Vec<String> = paths.iter().map(|path| Name(path).to_string()).collect();
                lang.no_usable_page(&names.join(", "), &joined(skipped, lang))
            }
            Self::TooManyTerms => lang.too_many_terms(),
            Self::CacheIsOpen(folder) => lang.cache_is_open(&Name(folder)),
            Self::CacheOfAnother(folder) => lang.cache_of_another(&Name(folder)),
            Self::UnknownFacet { name, facets } => {
                lang.unknown_facet(&brief(name), &facets.join(", "))
            }
            Self::UnknownValue { facet, name, nearest } => {
                lang.unknown_value(facet, &brief(name), &nearest.join(", "))
            }
        }
    }
}
