//! Texts of `faq guide`. The questions themselves are the site's, in French.

use super::messages;

messages! {
    /// There is nobody to ask, and no flag answers.
    fn guide_needs_terminal() {
        en: "guide asks at a terminal, and there is none to ask at; answer by flags: --offre, --couloir, --dispositif, --produit, --thematique (or --topic), each a value or tous (faq topics --all lists the values)",
        fr: "guide pose ses questions sur un terminal, et il n’y en a pas ; répondez par des options : --offre, --couloir, --dispositif, --produit, --thematique (ou --topic), chacune avec une valeur ou tous (faq topics --all donne les valeurs)",
    }
    /// The flags leave no entry.
    fn guide_nothing_left() {
        en: "no entry has all of these values; leave one of the flags out",
        fr: "aucune entrée n’a toutes ces valeurs ; retirez l’une des options",
    }
    /// The choice of every value.
    fn guide_all() {
        en: "all",
        fr: "tous",
    }
    /// The choice that returns to the question before.
    fn guide_back() {
        en: "← back",
        fr: "← retour",
    }
    /// What keys do in a list.
    fn guide_choose_keys() {
        en: "↑↓ move, Enter choose, type to narrow, Esc leave",
        fr: "↑↓ bouger, Entrée choisir, taper pour filtrer, Échap quitter",
    }
    /// Asks which answer to go on from.
    fn guide_which_answer() {
        en: "Which answer?",
        fr: "Quelle réponse ?",
    }
    /// What keys do where an answer is voted on.
    fn guide_vote_keys() {
        en: "Enter skip, b back, l list, Esc leave",
        fr: "Entrée passer, r retour, l liste, Échap quitter",
    }
    /// What may be typed where an answer is voted on.
    fn guide_vote_expected() {
        en: "type o for \"oui\", n for \"non\", b or l",
        fr: "tapez o pour « oui », n pour « non », r ou l",
    }
    /// Stands behind a prompt that was left.
    fn guide_left() {
        en: "<canceled>",
        fr: "<annulé>",
    }
    /// The terminal refuses prompts.
    fn guide_cannot_ask(why: &str) {
        en: format!("cannot ask at the terminal: {why}; use faq guide --no-input"),
        fr: format!("impossible de poser des questions sur le terminal : {why} ; utilisez faq guide --no-input"),
    }
}
