//! Texts of the numbers that the last answers have.

use super::messages;

messages! {
    fn no_numbers(name: &str) {
        en: format!("{name} is the number of no answer: there was no search at a terminal; give an id (faq list shows all)"),
        fr: format!("{name} n’est le numéro d’aucune réponse : il n’y a pas eu de recherche sur un terminal ; donnez un identifiant (faq list les affiche tous)"),
    }
    fn numbers_switched_off(name: &str) {
        en: format!("{name}: answers have no numbers, as the config file says numbers = false; give an id"),
        fr: format!("{name} : les réponses n’ont pas de numéro, car le fichier de configuration contient numbers = false ; donnez un identifiant"),
    }
    fn numbers_too_old(name: &str) {
        en: format!("{name}: the last search is more than an hour old, and its numbers are no longer valid; search again, or give an id"),
        fr: format!("{name} : la dernière recherche date de plus d’une heure, et ses numéros ne sont plus valables ; refaites-la, ou donnez un identifiant"),
    }
    fn no_such_number(name: &str, shown: usize) {
        en: format!("{name}: the last search showed {shown} {}", Self::En.plural(shown, "answer", "answers")),
        fr: format!("{name} : la dernière recherche a affiché {shown} {}", Self::Fr.plural(shown, "réponse", "réponses")),
    }
}
