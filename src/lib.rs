//! Finds the answer in French question-and-answer pages.
//!
//! Data flows one way, and so do imports: [`text`] says what the same word is, [`corpus`] makes
//! entries of bytes, [`search`] says which entry answers, [`report`] tells it; [`votes`] keeps
//! what people said of the answers, [`cache`] what was dear to make, in the form of [`store`];
//! [`meaning`] makes vectors of texts, which tell how near two are that share no word, and
//! [`vectors`] has those of entries. The binary adds a command line, and nothing else.
//!
//! ```ignore
//! use faq::corpus::delimiter::Delimiter;
//! use faq::corpus::placements::Placements;
//! use faq::corpus::source::Seeds;
//! use faq::corpus::{Corpus, facet_rules};
//! use faq::search::{Filter, Lexicon, Options, Searcher};
//!
//! // Pages to entries.
//! let corpus = Corpus::read(&Seeds::Embedded, Delimiter::default())?;
//! assert_eq!((corpus.pages.len(), corpus.len()), (5, 72));
//! // What each is about, worked out when it is asked for.
//! let (rules, _) = facet_rules(&Seeds::Embedded, &corpus);
//! let placements = Placements::new(&corpus, &rules);
//! // Query to hits.
//! let lexicon = Lexicon::shipped();
//! let searcher = Searcher::new(&corpus, &placements, &lexicon);
//! let query = "oeuvre igc-sante".parse()?;
//! let found = searcher.search(&query, &Filter::default(), &Options::default())?;
//! let best = corpus.entry(found.hits[0].entry);
//! assert!(best.text().contains("mise en œuvre de l’IGC-Santé"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```ignore

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
