//! Votes: « Cette réponse vous a-t-elle été utile ? », asked by the site, answered here.
//!
//! [`vote`] is one line of the votes file, [`ledger`] the votes that a set of lines leaves
//! standing, [`mod@file`] the file itself and who may write to it when, and [`tally`] what the
//! votes say about an entry.
//!
//! The file only ever grows: a vote is one line, and taking it back is one more line that names
//! it. Hence a kill at any moment costs at most the line being written, several people can vote
//! at once, and the files of colleagues are merged by keeping every line once.

pub mod file;
pub mod ledger;
pub mod tally;
pub mod vote;

pub use self::file::{Imported, VotesError, VotesFile};
pub use self::ledger::Ledger;
pub use self::tally::{Tallies, Tally};
pub use self::vote::{Line, Verdict, Vote};
