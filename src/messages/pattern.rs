//! What is said of patterns that cannot be used.

use super::messages;

messages! {
    /// A pattern, or what it stands for, is too large.
    fn pattern_too_large(bytes: usize) {
        en: format!("the pattern is too large: it needs more than {bytes} bytes to run"),
        fr: format!("le motif est trop grand : il lui faut plus de {bytes} octets pour s’exécuter"),
    }

    /// A pattern cannot be used, for a reason that follows.
    fn pattern_unusable() {
        en: "the pattern cannot be used",
        fr: "le motif est inutilisable",
    }

    /// The same, with how to look for the text itself.
    fn pattern_unusable_but_fixed() {
        en: "the pattern cannot be used (-F takes it as text)",
        fr: "le motif est inutilisable (avec -F, il est pris tel quel)",
    }
}
