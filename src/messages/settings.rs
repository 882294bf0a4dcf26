//! Texts of the config file: what is wrong in it, and what is in force.

use super::Lang::{En, Fr};
use super::messages;
use crate::text::clean::Name;

messages! {
    fn config_unreadable(place: &str, why: &str) {
        en: format!("{place}: the config file is not used: {why}; fix it, or ignore it with --no-config"),
        fr: format!("{place} : le fichier de configuration n’est pas utilisé : {} ; corrigez-le, ou passez-vous-en avec --no-config", Fr.reason(why)),
    }
    /// `place` is file and line.
    fn config_is_not_toml(place: &str) {
        en: format!("{place}: the config file is not used, as this line is not valid TOML, or repeats a name; write settings as limit = 5 or lang = \"fr\", each once"),
        fr: format!("{place}: le fichier de configuration n’est pas utilisé, car cette ligne n’est pas du TOML, ou répète un nom ; écrivez les réglages ainsi : limit = 5 ou lang = \"fr\", chacun une fois"),
    }
    fn unknown_setting(place: &str, key: &str, nearest: &str) {
        en: format!("{place}: there is no setting {key:?}; did you mean {nearest}?"),
        fr: format!("{place}: il n’y a pas de réglage « {key} » ; vouliez-vous dire {nearest} ?"),
    }
    /// `expected` is a form such as `lang = "fr" | "en"`.
    fn bad_setting(place: &str, key: &str, expected: &str) {
        en: format!("{place}: {key} is left out; write it as {}", expected.replace(" | ", " or ")),
        fr: format!("{place}: {key} est ignoré ; écrivez-le ainsi : {}", expected.replace(" | ", " ou ")),
    }
    fn bad_filter(place: &str, name: &str) {
        en: format!("{place}: the filter @{name} is left out; write it as {name} = \"--produit psc\", with filter options only"),
        fr: format!("{place}: le filtre @{name} est ignoré ; écrivez-le ainsi : {name} = \"--produit psc\", avec uniquement des options de filtrage"),
    }
    fn seeds_of_config(place: &str) {
        en: format!("{place}: the pages that seeds names cannot be used"),
        fr: format!("{place}: les pages que désigne seeds sont inutilisables"),
    }
    fn more_config_warnings(file: &Name<'_>, count: usize) {
        en: format!("{file}: {count} more {} left out", En.plural(count, "line is", "lines are")),
        fr: format!("{file} : {count} {}", Fr.plural(count, "autre ligne est ignorée", "autres lignes sont ignorées")),
    }

    fn no_config_folder() {
        en: "There is no place for a config file: set XDG_CONFIG_HOME or HOME to an absolute path",
        fr: "Aucun emplacement pour un fichier de configuration : donnez un chemin absolu à XDG_CONFIG_HOME ou à HOME",
    }
    fn config_file(path: &str, state: &str) {
        en: format!("Config file: {path} ({state})"),
        fr: format!("Fichier de configuration : {path} ({state})"),
    }
    fn config_is_read() { en: "read", fr: "lu" }
    fn config_is_absent() { en: "there is none", fr: "il n’y en a pas" }
    fn config_is_left_out() { en: "ignored by --no-config", fr: "ignoré par --no-config" }
    fn config_is_unusable() { en: "cannot be used", fr: "inutilisable" }
    fn setting_heading() { en: "setting", fr: "réglage" }
    fn in_force_heading() { en: "in force", fr: "en vigueur" }
    fn origin_heading() { en: "origin", fr: "origine" }
    fn set_by_line(line: usize) { en: format!("file, line {line}"), fr: format!("fichier, ligne {line}") }
    fn set_by_default() { en: "default", fr: "par défaut" }
    fn seeds_shipped() { en: "the pages inside the program", fr: "les pages contenues dans le programme" }
}
