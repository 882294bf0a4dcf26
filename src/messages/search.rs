//! What goes wrong before a search.

use std::fmt::Display;

use super::messages;

messages! {
    /// `lexicon.json` is not what it should be.
    fn lexicon_malformed(error: &dyn Display) {
        en: format!("the lexicon is not {{\"groups\": [[\"word\", …], …]}}: {error}"),
        fr: format!("le lexique n’est pas de la forme {{\"groups\": [[\"mot\", …], …]}} : {error}"),
    }
}
