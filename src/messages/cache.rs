//! What is cached, and why not.

use super::messages;
use crate::text::clean::Name;

messages! {
    /// The cache folder belongs to another user.
    fn cache_of_another(folder: &Name<'_>) {
        en: format!("{folder}: the cache is not used, as the folder belongs to another user; set XDG_CACHE_HOME to one of your own, or give --no-cache"),
        fr: format!("{folder} : le cache n’est pas utilisé, car le dossier appartient à un autre utilisateur ; indiquez un dossier à vous par XDG_CACHE_HOME, ou --no-cache"),
    }

    /// Everybody can write to the cache folder.
    fn cache_is_open(folder: &Name<'_>) {
        en: format!("{folder}: the cache is not used, as everybody can write to the folder; chmod 700 fixes it"),
        fr: format!("{folder} : le cache n’est pas utilisé, car tout le monde peut écrire dans le dossier ; chmod 700 y remédie"),
    }

    /// The pages hold more different words than an index can number.
    fn too_many_terms() {
        en: "these pages are too large to be indexed (4 GiB of different words is the most); search fewer of them, or use faq grep",
        fr: "ces pages sont trop volumineuses pour être indexées (4 Gio de mots différents au plus) ; cherchez dans moins de pages, ou utilisez faq grep",
    }
}
