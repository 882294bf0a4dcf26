//! Texts of the line that shows how far long work is.

use super::messages;

messages! {
    /// Pages are being read.
    fn progress_reading() {
        en: "reading pages…",
        fr: "lecture des pages…",
    }
    /// So many of so many megabytes are indexed.
    fn progress_indexing(done: f64, total: f64) {
        en: format!("indexing {done:.1} of {total:.1} MB"),
        fr: format!("indexation : {done:.1} sur {total:.1} Mo").replace('.', ","),
    }
    /// So many percent of the vectors are made; `left` is a time such as `2 min`, once known.
    fn progress_embedding(percent: u64, left: Option<String>) {
        en: match left {
            Some(left) => format!("embedding {percent} %, {left} left"),
            None => format!("embedding {percent} %"),
        },
        fr: match left {
            Some(left) => format!("calcul des vecteurs : {percent} %, encore {left}"),
            None => format!("calcul des vecteurs : {percent} %"),
        },
    }
}
