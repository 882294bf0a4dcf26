//! What the help says behind the options, and what a bare `faq` says.

use super::messages;

messages! {
    fn examples() {
        en: "\
Examples:
  faq search qui est dispensé de la certification HDS
  faq grep \"l'article l\\.?1111\"
  faq list --by produit",
        fr: "\
Exemples :
  faq search qui est dispensé de la certification HDS
  faq grep \"l'article l\\.?1111\"
  faq list --by produit",
    }
    /// The commit, the name of the model and its digest, the features: a line each.
    fn build(commit: Option<&str>, model: Option<(&str, &str)>, features: &str) {
        en: format!(
            "commit: {}\nmodel: {}\nfeatures: {features}\n",
            commit.unwrap_or("not known"),
            model.map_or("none".to_owned(), |(name, digest)| format!("{name}, SHA-256 {digest}")),
        ),
        fr: format!(
            "commit : {}\nmodèle : {}\nfonctionnalités : {features}\n",
            commit.unwrap_or("inconnu"),
            model.map_or("aucun".to_owned(), |(name, digest)| format!("{name}, SHA-256 {digest}")),
        ),
    }
    fn short_help() {
        en: include_str!("help/en/short.txt").trim_end(),
        fr: include_str!("help/fr/short.txt").trim_end(),
    }
    fn unknown_help(name: &str, nearest: &str) {
        en: format!("no command or topic of the help is called {name:?}; nearest: faq help {nearest} (faq help help lists the topics)"),
        fr: format!("aucune commande ni rubrique d’aide ne s’appelle « {name} » ; la plus proche : faq help {nearest} (faq help help donne les rubriques)"),
    }
    fn verbs(names: &str) {
        en: format!("Verbs: {names}"),
        fr: format!("Commandes : {names}"),
    }
    fn more_help() {
        en: "More: faq --help, faq search --help",
        fr: "Pour en savoir plus : faq --help, faq search --help",
    }
    fn notes() {
        en: include_str!("help/en/notes.txt").trim_end(),
        fr: include_str!("help/fr/notes.txt").trim_end(),
    }
}
