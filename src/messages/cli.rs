//! What is said of wrong arguments, where clap has no words of its own.

use super::messages;

messages! {
    /// The number of results is none.
    fn not_a_limit() { en: "say a whole number, as in -n 5", fr: "indiquez un nombre entier, comme dans -n 5" }
    /// A verdict is neither yes nor no.
    fn not_a_verdict() { en: "say yes or no (oui, non, o, n, y)", fr: "répondez oui ou non (o, n, yes, no, y)" }
    /// There is no such facet; `facets` are those there are.
    fn not_a_facet(facets: &str) {
        en: format!("the facets are {facets} (or topic)"),
        fr: format!("les facettes sont {facets} (ou topic)"),
    }
    /// `$FAQ_RANK` is no way to rank.
    fn not_a_rank(value: &str) {
        en: format!("FAQ_RANK is {value:?}; say auto, words or meaning"),
        fr: format!("FAQ_RANK vaut « {value} » ; indiquez auto, words ou meaning"),
    }
    /// The votes file cannot be a stream.
    fn votes_in_a_stream() {
        en: "votes go into a file, not a stream; ./- is a file of this name",
        fr: "les votes vont dans un fichier, pas dans un flux ; ./- désigne un fichier de ce nom",
    }
    /// The first word is no verb.
    fn hint_of_search() {
        en: "To search, say: faq search certification hds",
        fr: "Pour chercher, tapez : faq search certification hds",
    }
}
