//! Stop words: the words French spends on grammar and on asking.
//!
//! They are left out of a query (a query of nothing else keeps them) because an answer rarely
//! repeats the wording of its question: `comment`, `puis-je` and `quelle est` say what kind of
//! answer is wanted, not on which subject. The list is of *folded* words, sorted for binary search;
//! it holds determiners, pronouns, prepositions, conjunctions, the forms of être, avoir, faire,
//! pouvoir, devoir, falloir, vouloir, aller and servir (à quoi sert …) met in questions, question
//! words, polite openings, the letters left by an elision, and a few elisions typed without their
//! apostrophe (`quest ce que`).

use super::distance;

/// Whether the folded word is a stop word.
pub fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

/// The typing errors between a misspelt word and the nearest stop word; `None` beyond the
/// budget of [`distance`].
pub fn nearest(word: &str) -> Option<usize> {
    if !distance::may_be_misspelt(word) {
        return None;
    }
    STOP.iter().filter_map(|stop| distance::errors(word, stop)).min()
}

const STOP: &[&str] = &[
    "a", "ai", "aie", "aient", "aies", "ainsi", "ait", "alors", "apres", "as", "au", "aucun",
    "aucune", "aujourdhui", "auquel", "auquelle", "aura", "aurai", "auraient", "aurais", "aurait",
    "auras", "aurez", "auriez", "aurions", "aurons", "auront", "aussi", "autre", "autres", "aux",
    "auxquelles", "auxquels", "avaient", "avais", "avait", "avant", "avec", "avez", "aviez",
    "avions", "avoir", "avons", "ayant", "ayez", "ayons", "bien", "bonjour", "bonsoir", "c", "ca",
    "car", "ce", "ceci", "cela", "celle", "celles", "celui", "ces", "cest", "cet", "cette", "ceux",
    "chaque", "chez", "chose", "choses", "ci", "combien", "comme", "comment", "concernant", "d",
    "dans", "de", "dedans", "deja", "depuis", "des", "desormais", "desquelles", "desquels",
    "devez", "devons", "devra", "devrai", "devraient", "devrais", "devrait", "devrez", "devrions",
    "devrons", "devront", "dois", "doit", "doivent", "donc", "dont", "du", "dun", "duquel",
    "durant", "elle", "elles", "en", "encore", "entre", "es", "est", "et", "etaient", "etais",
    "etait", "etant", "ete", "etes", "etre", "eu", "eue", "eux", "faire", "fais", "faisons",
    "fait", "faites", "faudra", "faudrait", "faut", "fera", "ferai", "ferais", "ferait", "fit",
    "font", "furent", "fus", "fut", "hors", "i", "ici", "il", "ils", "j", "jai", "jamais", "je",
    "jusqu", "jusque", "l", "la", "laquelle", "le", "lequel", "les", "lesquelles", "lesquels",
    "leur", "leurs", "lors", "lorsqu", "lorsque", "lui", "m", "ma", "mais", "me", "meme", "memes",
    "merci", "mes", "mien", "moi", "mon", "n", "ne", "nest", "ni", "non", "nos", "notre", "nous",
    "on", "ont", "or", "ou", "oui", "par", "parce", "parmi", "pas", "pendant", "peu", "peut",
    "peuvent", "peux", "plus", "plutot", "pour", "pourquoi", "pourra", "pourrai", "pourraient",
    "pourrais", "pourrait", "pourrez", "pourriez", "pourrions", "pourrons", "pourront", "pouvait",
    "pouvez", "pouvoir", "pouvons", "presqu", "presque", "puis", "puisqu", "puisque", "puisse",
    "puissent", "qu", "quand", "que", "quel", "quelle", "quelles", "quelqu", "quelque", "quelques",
    "quelqun", "quels", "quest", "qui", "quid", "quil", "quils", "quoi", "quoiqu", "quoique",
    "quon", "rien", "s", "sa", "sans", "se", "sera", "serai", "seraient", "serais", "serait",
    "seras", "serez", "seriez", "serons", "seront", "sert", "servent", "servir", "ses", "si",
    "sien", "sil", "soi", "soient", "sois", "soit", "sommes", "son", "sont", "souhaite",
    "souhaiterais", "sous", "suis", "suivant", "sur", "svp", "t", "ta", "tandis", "te", "tel",
    "telle", "telles", "tels", "tes", "toi", "ton", "tous", "tout", "toute", "toutefois", "toutes",
    "tres", "tu", "un", "une", "va", "vais", "vas", "vers", "veuillez", "veut", "veux", "via",
    "voici", "voila", "voir", "vont", "vos", "votre", "voudrais", "voulez", "vous", "vs", "y",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_without_duplicates() {
        assert!(STOP.is_sorted_by(|a, b| a < b));
    }
}
