//! Texts of `faq browse`.
//!
//! « oui » and « non » are the site's own words, quoted in both languages.

use super::messages;

messages! {
    fn browse_needs_terminal() {
        en: "browse needs a terminal to draw on, and there is none; use faq search or faq list",
        fr: "faq browse a besoin d’un terminal pour s’afficher, et il n’y en a pas ; utilisez faq search ou faq list",
    }
    fn browse_cannot_draw() {
        en: "cannot draw on the terminal (faq search needs none)",
        fr: "impossible d’afficher l’écran sur le terminal (faq search s’en passe)",
    }
    fn browse_no_signals() {
        en: "cannot listen for signals",
        fr: "impossible d’intercepter les signaux",
    }
    fn browse_empty() { en: "nothing found", fr: "aucun résultat" }
    fn browse_not_sure() { en: "not sure", fr: "sans certitude" }
    fn browse_nothing_to_print() {
        en: "there is no entry to print",
        fr: "il n’y a aucune réponse à afficher",
    }
    /// What the keys do, a line each, the most useful first.
    fn browse_hints() {
        en: "Enter print\nEsc leave\nF1 keys\nTab mark\n^F facets\n^O/^X vote\n^Y copy\n⇧↑↓ preview",
        fr: "Entrée afficher\nÉchap quitter\nF1 touches\nTab marquer\n^F facettes\n^O/^X vote\n^Y copier\n⇧↑↓ aperçu",
    }
    fn browse_facet_hints() {
        en: "Space choose\n^F back\nEsc leave\nEnter print\nF1 keys\n↑↓ move",
        fr: "Espace cocher\n^F retour\nÉchap quitter\nEntrée afficher\nF1 touches\n↑↓ parcourir",
    }
    /// Each key, a tab, and what it does.
    fn browse_keys() {
        en: "Enter\tprint the marked, or this\n\
             Esc ^C\tleave without printing\n\
             ↑↓ ^N ^P\tmove; PageUp, End… too\n\
             Tab ⇧Tab\tmark, and go on or back\n\
             ^F\tfacets; Space chooses\n\
             ^O ^X\tvote oui, non; again: undo\n\
             ^Y\tcopy the answer\n\
             ⇧↑ ⇧↓\tscroll the preview\n\
             ^U ^W ^A ^E\tedit the query\n\
             ^L ^Z\tredraw; suspend",
        fr: "Entrée\tafficher ce qui est marqué\n\
             Échap ^C\tquitter sans rien afficher\n\
             ↑↓ ^N ^P\tparcourir ; aussi Page, Fin\n\
             Tab ⇧Tab\tmarquer et avancer, reculer\n\
             ^F\tfacettes ; Espace coche\n\
             ^O ^X\tvoter oui, non ; annuler\n\
             ^Y\tcopier la réponse\n\
             ⇧↑ ⇧↓\tfaire défiler l’aperçu\n\
             ^U ^W ^A ^E\tmodifier la question\n\
             ^L ^Z\tredessiner ; suspendre",
    }
    fn browse_copied() {
        en: "the answer is copied, if the terminal allows it",
        fr: "réponse copiée, si le terminal le permet",
    }
    fn browse_too_long_to_copy() {
        en: "the answer is too long to be copied by the terminal; Enter prints it",
        fr: "réponse trop longue pour être copiée par le terminal ; Entrée l’affiche",
    }
    /// The keys that vote; the spaces within do not break.
    fn browse_vote_keys() {
        en: "^O\u{A0}\"oui\" · ^X\u{A0}\"non\"",
        fr: "^O\u{A0}«\u{A0}oui\u{A0}» · ^X\u{A0}«\u{A0}non\u{A0}»",
    }
    /// A vote was recorded; `verdict` is the site's word.
    fn voted(id: &str, verdict: &str) {
        en: format!("{id}: voted \"{verdict}\""),
        fr: format!("{id} : vote « {verdict} » enregistré"),
    }
}
