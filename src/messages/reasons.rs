//! Reasons of others, in French: what the system and the readers of formats say comes in English.

use super::Lang;

/// What the system says, without its number, and what this program says in the manner of the
/// system.
const WHOLE: [(&str, &str); 24] = [
    ("No such file or directory", "fichier ou dossier introuvable"),
    ("Permission denied", "accès refusé"),
    ("Operation not permitted", "opération interdite"),
    ("Is a directory", "c’est un dossier"),
    ("Not a directory", "un élément du chemin n’est pas un dossier"),
    ("Directory not empty", "le dossier n’est pas vide"),
    ("File exists", "le fichier existe déjà"),
    ("File too large", "fichier trop volumineux"),
    ("File name too long", "nom de fichier trop long"),
    ("No space left on device", "plus de place sur le disque"),
    ("Disk quota exceeded", "quota de disque dépassé"),
    ("Read-only file system", "système de fichiers en lecture seule"),
    ("Too many levels of symbolic links", "trop de liens symboliques"),
    ("Too many open files", "trop de fichiers ouverts"),
    ("Input/output error", "erreur d’entrée-sortie"),
    ("Invalid argument", "argument refusé par le système"),
    ("Bad file descriptor", "flux fermé"),
    ("Broken pipe", "tube fermé"),
    ("No such device or address", "appareil ou adresse introuvable"),
    ("Text file busy", "fichier en cours d’exécution"),
    ("Cannot allocate memory", "mémoire insuffisante"),
    ("not a regular file", "ce n’est pas un fichier ordinaire"),
    ("it holds no text", "aucun texte"),
    (
        "an id is 12 lowercase hexadecimal digits",
        "un identifiant compte 12 chiffres hexadécimaux en minuscules",
    ),
];

/// The same, about something that stands between two parts.
const AROUND: [(&str, &str, &str, &str); 4] = [
    ("larger than ", " MiB", "plus de ", " Mio"),
    (
        "another program has kept it locked for ",
        " s",
        "un autre programme le verrouille depuis ",
        " s",
    ),
    ("the home folder ", " does not exist", "le dossier personnel ", " n’existe pas"),
    ("no more than ", " vectors are cached", "pas plus de ", " vecteurs en cache"),
];

/// What is wrong with a regular expression.
const SYNTAX: [(&str, &str); 17] = [
    ("unclosed group", "groupe non fermé"),
    ("unopened group", "groupe non ouvert"),
    ("unclosed character class", "classe de caractères non fermée"),
    ("invalid character class range", "intervalle de caractères incorrect"),
    ("invalid escape sequence found in character class", "échappement impossible dans une classe"),
    ("repetition operator missing expression", "répétition de rien"),
    ("unrecognized escape sequence", "échappement inconnu"),
    ("incomplete escape sequence", "échappement incomplet"),
    ("unclosed counted repetition", "répétition comptée non fermée"),
    ("repetition quantifier expects a valid decimal", "la répétition comptée attend un nombre"),
    ("invalid repetition count range", "bornes de répétition incorrectes"),
    ("look-around", "les assertions avant et arrière ne sont pas prises en charge"),
    ("backreferences are not supported", "les références arrière ne sont pas prises en charge"),
    ("unrecognized flag", "option inconnue"),
    ("empty capture group name", "nom de groupe vide"),
    ("Unicode property not found", "propriété Unicode inconnue"),
    ("exceeded the maximum", "motif trop imbriqué"),
];

/// What is wrong with JSON: how serde_json begins to say it.
const JSON: [(&str, &str); 18] = [
    ("EOF while parsing", "le texte s’arrête avant la fin"),
    ("expected", "un autre signe est attendu"),
    ("invalid type: null", "une valeur est attendue, et non null"),
    ("invalid type", "valeur du mauvais type"),
    ("invalid length", "il y a trop ou trop peu de valeurs"),
    ("invalid", "valeur incorrecte"),
    ("missing field", "une clé manque"),
    ("unknown field", "une clé est inconnue"),
    ("unknown variant", "valeur inconnue"),
    ("duplicate field", "une clé se répète"),
    ("key must be a string", "une clé est un texte entre guillemets"),
    ("number out of range", "nombre trop grand"),
    ("control character", "un texte contient un caractère de contrôle"),
    ("lone leading surrogate", "échappement incorrect"),
    ("unexpected end of hex escape", "échappement incorrect"),
    ("trailing comma", "une virgule est de trop"),
    ("trailing characters", "il y a du texte après la fin"),
    ("recursion limit exceeded", "trop de niveaux"),
];

impl Lang {
    /// A reason that the system, a reader of JSON or of patterns, or this program gives in English.
    /// One that is not known is left as it is.
    #[must_use]
    pub fn reason(self, why: &str) -> String {
        match self {
            Self::En => why.to_owned(),
            Self::Fr => in_french(why),
        }
    }
}

fn in_french(why: &str) -> String {
    let bare = why.split_once(" (os error").map_or(why, |(bare, _)| bare);
    if let Some((_, french)) = WHOLE.iter().find(|(english, _)| *english == bare) {
        return (*french).to_owned();
    }
    let around = AROUND.iter().find_map(|(before, behind, ahead, after)| {
        let what = why.strip_prefix(before)?.strip_suffix(behind)?;
        Some(format!("{ahead}{what}{after}"))
    });
    around.or_else(|| of_json(why)).or_else(|| of_pattern(why)).unwrap_or_else(|| why.to_owned())
}

/// Where JSON is malformed, as serde_json says it.
fn of_json(why: &str) -> Option<String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (why, place) = why.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let known = JSON.iter().find(|(english, _)| why.starts_with(english));
    // What the reader quotes: the key that is wrong, and those there are, or the signs it expects.
    let quoted: Vec<&str> = why.split('`').skip(1).step_by(2).collect();
    let why = match (known, &quoted[..]) {
        (None, _) => format!("« {why} »"),
        (Some((_, french)), []) => (*french).to_owned(),
        (Some(("expected", french)), signs) => format!("{french} : {}", signs.join(" ou ")),
        (Some((_, french)), [key]) => format!("{french} : {key}"),
        (Some((_, french)), [key, known @ ..]) => {
            format!("{french} : {key} ; possibles : {}", known.join(", "))
        }
    };
    (is_number(line) && is_number(column))
        .then(|| format!("JSON incorrect, ligne {line}, colonne {column} ({why})"))
}

/// What is wrong with a pattern, as regex_syntax says it: the pattern, marks below the place, and
/// a line behind `error: `.
fn of_pattern(why: &str) -> Option<String> {
    let (place, error) = why.strip_prefix("regex parse error:")?.rsplit_once("\nerror: ")?;
    let known = SYNTAX.iter().find(|(english, _)| error.starts_with(english));
    let error = known.map_or(error, |(_, french)| french);
    Some(format!("syntaxe incorrecte :{place}\n{error}"))
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn reasons_are_put_into_french_where_they_are_known() {
        for (english, french) in [
            ("No such file or directory (os error 2)", "fichier ou dossier introuvable"),
            ("larger than 512 MiB", "plus de 512 Mio"),
            (
                "EOF while parsing at line 3 column 14",
                "JSON incorrect, ligne 3, colonne 14 (le texte s’arrête avant la fin)",
            ),
            ("something at line three", "something at line three"),
        ] {
            assert_eq!(Lang::Fr.reason(english), french);
            assert_eq!(Lang::En.reason(english), english);
        }
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_said_in_french_below_it() {
        let patterns = [
            "(a", "a)", "[a", "[z-a]", "[\\b]", "*a", "\\y", "\\x", "a{1", "a{}", "a{2,1}",
            "(?=a)", "\\1", "(?y)", "(?P<>a)", "\\p{nope}",
        ];
        for pattern in patterns {
            let why = regex_syntax::parse(pattern).expect_err(pattern).to_string();
            let french = Lang::Fr.reason(&why);
            assert!(
                french.contains(pattern) && SYNTAX.iter().any(|row| french.ends_with(row.1)),
                "{why}"
            );
        }
    }

    #[test]
    fn what_is_wrong_with_json_is_said_in_french() {
        for text in [
            "", "[", "{", "\"a", "[1 2]", "{1:2}", "[1,]", "tru", "01", "1e999", "\"\u{1}\"",
            "\"\\x\"", "1 2", "\"\\ud800\"",
        ] {
            let why = serde_json::from_str::<serde_json::Value>(text).expect_err(text).to_string();
            assert!(!Lang::Fr.reason(&why).contains('«'), "{text}: {}", Lang::Fr.reason(&why));
        }
        let why = serde_json::from_str::<Vec<String>>("[1]").expect_err("no text").to_string();
        assert!(Lang::Fr.reason(&why).contains("du mauvais type"), "{why}");
        for (english, french) in [
            (
                "unknown field `a`, expected `b` or `c`",
                "une clé est inconnue : a ; possibles : b, c",
            ),
            ("missing field `a`", "une clé manque : a"),
            ("expected `,` or `]`", "un autre signe est attendu : , ou ]"),
        ] {
            let told = Lang::Fr.reason(&format!("{english} at line 1 column 2"));
            assert_eq!(told, format!("JSON incorrect, ligne 1, colonne 2 ({french})"));
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_words_of_the_system_are_those_it_uses() {
        for number in
            [1, 2, 5, 6, 9, 12, 13, 17, 20, 21, 22, 24, 26, 27, 28, 30, 32, 36, 39, 40, 122]
        {
            let why = io::Error::from_raw_os_error(number).to_string();
            assert_ne!(Lang::Fr.reason(&why), why);
        }
    }
}
