//! Finds the answer in French question-and-answer pages.
//!
//! Data flows one way, and so do imports: [`text`] says what the same word is; [`corpus`] reads
//! pages into entries, which lie in an [`image`]; [`index`] adds which entry holds which word, and
//! [`embed`] adds vectors of what texts mean; [`search`] says which entries answer a query;
//! [`report`] writes that down. [`votes`] keeps what people said of the answers, [`cache`] the
//! images of large pages. The binary adds a command line and nothing else.
//!
//! ```
//! use faq::corpus::Corpus;
//! use faq::search::{Filter, Lexicon, Options, Query, Searcher};
//!
//! let corpus = Corpus::shipped().ok_or("the shipped pages are damaged")?;
//! assert_eq!((corpus.pages().len(), corpus.len()), (5, 72));
//! let lexicon = Lexicon::shipped();
//! let searcher = Searcher::new(&corpus, &lexicon).ok_or("there is no index")?;
//! let query = Query::parse("oeuvre igc-sante", corpus.facets());
//! let found = searcher.search(&query, &Filter::default(), &Options::default())?;
//! let best = corpus.entry(found.hits[0].entry);
//! assert!(best.text().contains("mise en œuvre de l’IGC-Santé"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod cache;
pub mod corpus;
pub mod embed;
pub mod files;
pub mod image;
pub mod index;
pub mod messages;
pub mod parallel;
pub mod prepared;
pub mod report;
pub mod search;
pub mod text;
pub mod votes;
