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
    fn browse_nothing_to_print() {
        en: "there is no entry to print",
        fr: "il n’y a aucune réponse à afficher",
    }
    fn browse_hints() {
        en: "↑↓ move · Tab facets · ⇧↑↓ preview · ^O \"oui\" ^X \"non\" · Enter print · Esc leave\n\
             ↑↓ move · Tab facets · ⇧↑↓ preview · ^O/^X vote · Enter print · Esc leave\n\
             Tab facets · ^O/^X vote · Enter print · Esc\n\
             Tab facets · ^O/^X vote · Esc leave",
        fr: "↑↓ parcourir · Tab facettes · ⇧↑↓ aperçu · ^O « oui » · ^X « non » · Entrée afficher · Échap quitter\n\
             ↑↓ parcourir · Tab facettes · ⇧↑↓ aperçu · ^O/^X vote · Entrée · Échap quitter\n\
             Tab facettes · ^O/^X vote · Entrée · Échap\n\
             Tab facettes · ^O/^X vote · Échap",
    }
    fn browse_facet_hints() {
        en: "↑↓ move · Space choose · Tab back · Enter print · Esc leave\n\
             Space choose · Tab back · Esc",
        fr: "↑↓ parcourir · Espace cocher · Tab retour · Entrée afficher · Échap quitter\n\
             Espace cocher · Tab retour · Échap",
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
