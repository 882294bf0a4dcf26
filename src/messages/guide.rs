//! Texts of `faq guide`. The questions themselves are the site's, in French.

use super::messages;

messages! {
    fn guide_needs_terminal() {
        en: "guide asks at a terminal, and there is none to ask at; answer by flags, one for each question, with a value or tous (faq topics --all lists the values), or take --no-input for all answers",
        fr: "faq guide pose ses questions sur un terminal, et il n’y en a pas ; répondez par des options, une par question, avec une valeur ou tous (faq topics --all donne les valeurs), ou prenez --no-input pour toutes les réponses",
    }
    fn guide_nothing_left() {
        en: "no entry has all of these values; leave one of the flags out",
        fr: "aucune réponse n’a toutes ces valeurs ; retirez l’une des options",
    }
    fn guide_all() { en: "all", fr: "tous" }
    fn guide_back() { en: "← back", fr: "← retour" }
    fn guide_choose_keys() {
        en: "↑↓ move, Enter choose, type to narrow, Esc leave",
        fr: "↑↓ : parcourir, Entrée : choisir, texte : filtrer, Échap : quitter",
    }
    fn guide_end() { en: "× end", fr: "× terminer" }
    fn guide_which_answer(count: usize) {
        en: format!("{count} answers. Which one?"),
        fr: format!("{count} réponses. Laquelle ?"),
    }
    fn guide_vote_keys() {
        en: "Enter go on, b back, Esc leave",
        fr: "Entrée : continuer, r : retour, Échap : quitter",
    }
    fn guide_vote_expected() {
        en: "type o for \"oui\", n for \"non\", or b",
        fr: "tapez o pour « oui », n pour « non », ou r",
    }
    fn guide_left() { en: "<canceled>", fr: "<annulé>" }
    fn guide_cannot_ask(why: &str) {
        en: format!("cannot ask at the terminal: {why}; use faq guide --no-input"),
        fr: format!("impossible de poser des questions sur le terminal : {why} ; utilisez faq guide --no-input"),
    }
}
