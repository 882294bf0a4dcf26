//! Files of the user's, read and written with care.
//!
//! Every file that this program touches is reached through here: the XDG folders ([`dirs`]),
//! reading with a bound on the size ([`read`]), and writing so that readers, other runs and a
//! kill in the middle find all of a file or none of it ([`mod@write`]).

pub mod dirs;
pub mod read;
pub mod write;
