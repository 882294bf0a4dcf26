//! Votes: « Cette réponse vous a-t-elle été utile ? », asked by the site, kept here.
//!
//! [`vote`] is one line of the file, [`ledger`] the votes that a set of lines leaves standing,
//! [`store`] the file itself and who may write to it when, [`place`] where it is, and
//! [`tally`] what the votes say about an entry.
//!
//! The file only ever grows: a vote is one line, and taking it back is one more line that names
//! it. Hence a kill at any moment costs at most the line being written, several people can vote
//! at once, and the files of colleagues are brought together by keeping every line once.

pub mod ledger;
pub mod place;
pub mod store;
pub mod tally;
pub mod vote;

pub use self::ledger::Ledger;
pub use self::place::Place;
pub use self::store::{Imported, Reading, Store, StoreError};
pub use self::tally::{Tallies, Tally};
pub use self::vote::{Line, Verdict, Vote};
