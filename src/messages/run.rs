//! What commands say of a run: refusals, counts, progress, what was done.

use super::messages;
use crate::text::clean::Name;

messages! {
    fn damaged_program() {
        en: "the pages inside the program are damaged; install faq again",
        fr: "les pages contenues dans le programme sont endommagées ; réinstallez faq",
    }
    fn format_of_list() {
        en: "--format html, faqpage, bulk and questions go with list alone, after its filters",
        fr: "--format html, faqpage, bulk et questions ne vont qu’avec list, après ses filtres",
    }
    fn without_question(count: usize, all: usize) {
        en: format!("{count} of {all} entries left out, for want of a question"),
        fr: format!("faute de question, {count} {} sur {all} n’y {} pas",
            Self::Fr.plural(count, "réponse", "réponses"), Self::Fr.plural(count, "est", "sont")),
    }
    fn diff_names_its_pages() {
        en: "diff compares the two sets of pages that it is given; leave --seeds out",
        fr: "diff compare les deux jeux de pages qu’on lui donne ; retirez --seeds",
    }
    fn diff_of_one_stream() {
        en: "only one of the two sets of pages can come from standard input; put the other in a file",
        fr: "un seul des deux jeux de pages peut venir de l’entrée standard ; mettez l’autre dans un fichier",
    }
    fn blank_delimiter() {
        en: "--delimiter: a blank line cannot end entries; give the text of the line",
        fr: "--delimiter : une ligne vide ne peut pas fermer les réponses ; donnez le texte de la ligne",
    }
    fn words_alone(why: &str) {
        en: format!("ranked by words alone; {why}"),
        fr: format!("classement par les mots seuls ; {why}"),
    }
    fn no_model() {
        en: "this faq was built without meaning (the cargo feature of that name); --rank words needs none",
        fr: "ce faq a été compilé sans le classement par le sens (la feature « meaning » de cargo) ; --rank words s’en passe",
    }
    fn model_damaged(why: &str) {
        en: format!("the model is damaged: {why}"),
        fr: format!("le modèle est endommagé : {}", Self::Fr.reason(why)),
    }
    fn missing_vectors(missing: usize, all: usize, time: &str) {
        en: format!("{missing} of {all} entries have no vector yet: faq embed prepares them, in about {time}"),
        fr: format!("{missing} {} sur {all} {} pas encore de vecteur : faq embed les prépare, en {time} environ",
            Self::Fr.plural(missing, "réponse", "réponses"), Self::Fr.plural(missing, "n’a", "n’ont")),
    }
    fn missing_vectors_uncached(missing: usize, all: usize) {
        en: format!("{missing} of {all} entries have no vector, and no cache is used that could hold them"),
        fr: format!("{missing} {} sur {all} {} pas de vecteur, et aucun cache n’est utilisé pour les garder",
            Self::Fr.plural(missing, "réponse", "réponses"), Self::Fr.plural(missing, "n’a", "n’ont")),
    }
    fn about(seconds: f64) {
        en: match seconds {
            ..1.0 => "a second".to_owned(),
            ..100.0 => format!("{seconds:.0} s"),
            ..6000.0 => format!("{:.0} minutes", seconds / 60.0),
            _ => format!("{:.0} hours", seconds / 3600.0),
        },
        fr: match seconds {
            ..1.0 => "une seconde".to_owned(),
            ..100.0 => format!("{seconds:.0} s"),
            ..6000.0 => format!("{:.0} minutes", seconds / 60.0),
            _ => format!("{:.0} heures", seconds / 3600.0),
        },
    }
    fn nothing_to_search() {
        en: "nothing to search for; say what you look for, as in: faq search certification hds",
        fr: "rien à chercher ; dites ce que vous cherchez, par exemple : faq search certification hds",
    }
    fn batch_format() {
        en: "--batch gives many answers; take --jsonl, one document a line, or text",
        fr: "--batch donne plusieurs réponses ; prenez --jsonl, un document par ligne, ou le texte",
    }
    fn batch_and_pages_from_stdin() {
        en: "--batch and the pages cannot both come from standard input; put one of them in a file",
        fr: "--batch et les pages ne peuvent pas venir ensemble de l’entrée standard ; mettez l’un des deux dans un fichier",
    }
    fn batch_unreadable(file: &str) {
        en: format!("--batch: {file}: cannot be read"),
        fr: format!("--batch : {file} : illisible"),
    }
    /// `missing` are the words of the query that no entry contains.
    fn nothing_found(query: &str, missing: &[String], all_terms: bool) {
        en: format!("nothing found for {query:?}{}{}",
            if missing.is_empty() { String::new() } else { Self::En.words_missing("; ", missing) },
            if all_terms { "; without --all-terms some words may do" } else { "" }),
        fr: format!("aucun résultat pour « {query} »{}{}",
            if missing.is_empty() { String::new() } else { Self::Fr.words_missing(" ; ", missing) },
            if all_terms { " ; sans --all-terms, une partie des mots peut suffire" } else { "" }),
    }
    /// `numbered`: `faq show 1` shows the first; `compared`: they were not found, but compared.
    fn some_shown(total: usize, shown: usize, numbered: bool, compared: bool) {
        en: format!("{total} entries {}, {shown} shown; {}-n {total} shows all",
            if compared { "compared" } else { "found" },
            if numbered { "faq show 1 shows one whole, " } else { "" }),
        fr: format!("{total} réponses {}, {shown} {} ; {}",
            if compared { "comparées" } else { "trouvées" },
            Self::Fr.plural(shown, "affichée", "affichées"),
            if numbered { format!("en entier : faq show 1 ; toutes : -n {total}") }
            else { format!("-n {total} les affiche toutes") }),
    }
    /// A word of a query was corrected; `place` is that of the query in a batch, or empty.
    fn corrected(place: &str, from: &str, to: &str) {
        en: format!("{place}no entry contains {from:?}; showing results for {to:?} (--exact takes words as typed)"),
        fr: format!("{place}aucune réponse ne contient « {from} » ; résultats pour « {to} » (--exact prend les mots tels quels)"),
    }
    fn unquoted(place: &str, query: &str) {
        en: format!("{place}no entry contains the quoted words side by side; showing results for {query:?}"),
        fr: format!("{place}aucune réponse ne contient les mots entre guillemets à la suite ; résultats pour « {query} »"),
    }
    fn not_sure(place: &str, missing: &[String]) {
        en: match missing {
            [] => format!("{place}not sure that any of these answers the question"),
            _ => format!("{place}not sure: {}; these are the nearest", Self::En.words_missing("", missing)),
        },
        fr: match missing {
            [] => format!("{place}sans certitude : ces réponses sont les plus proches de la question"),
            _ => format!("{place}sans certitude : {} ; les plus proches :", Self::Fr.words_missing("", missing)),
        },
    }
    fn words_missing(place: &str, missing: &[String]) {
        en: format!("{place}no entry contains {}", listed(missing, |word| format!("{word:?}"), "or")),
        fr: format!("{place}aucune réponse ne contient {}",
            listed(missing, |word| format!("« {word} »"), "ni")),
    }
    fn nothing_matches(pattern: &str) {
        en: format!("nothing matches {pattern:?}"),
        fr: format!("rien ne correspond à « {pattern} »"),
    }
    fn some_matches_shown(total: usize, shown: usize) {
        en: format!("{total} entries match, {shown} shown; without -n all are"),
        fr: format!("{total} réponses correspondent, {shown} {} ; sans -n, toutes le sont",
            Self::Fr.plural(shown, "affichée", "affichées")),
    }
    fn nothing_to_list() { en: "no entry to list", fr: "aucune réponse à lister" }
    fn no_cache_folder(variables: &str) {
        en: format!("there is no place for a cache: set one of {variables}"),
        fr: format!("aucun emplacement pour un cache : définissez l’une de ces variables : {variables}"),
    }
    fn cache_cleared(folder: &str, files: usize, bytes: u64) {
        en: format!("{folder}: {files} {} of {bytes} bytes removed", Self::En.plural(files, "file", "files")),
        fr: format!("{folder} : {files} {} ({bytes} octets)",
            Self::Fr.plural(files, "fichier supprimé", "fichiers supprimés")),
    }
    fn embed_needs_cache() {
        en: "embed stores vectors in the cache, which --no-cache switches off; leave it out",
        fr: "embed range les vecteurs dans le cache, que --no-cache désactive ; retirez cette option",
    }
    fn vectors_not_stored(folder: &str) {
        en: format!("{folder}: vectors cannot be stored"),
        fr: format!("{folder} : les vecteurs ne peuvent pas être enregistrés"),
    }
    fn vectors_made(count: usize, time: &str, folder: &str) {
        en: format!("{count} {} made in {time}, stored in {folder}", Self::En.plural(count, "vector", "vectors")),
        fr: format!("{count} {} en {time}, dans {folder}",
            Self::Fr.plural(count, "vecteur calculé", "vecteurs calculés")),
    }

    fn not_a_limit() {
        en: "say a whole number, as in -n 5: how many entries to show (lines are not numbered)",
        fr: "indiquez un nombre entier, comme dans -n 5 : combien de réponses afficher (les lignes ne sont pas numérotées)",
    }
    fn grep_format() {
        en: "-q, -l and -o go with text; for JSON, CSV, TSV and Markdown leave them out, or count with -c",
        fr: "-q, -l et -o ne vont qu’avec le texte ; pour JSON, CSV, TSV et Markdown, retirez-les, ou comptez avec -c",
    }
    fn patterns_and_pages_from_stdin() {
        en: "the patterns of -f and the pages cannot both come from standard input; put one of them in a file",
        fr: "les motifs de -f et les pages ne peuvent pas venir ensemble de l’entrée standard ; mettez l’un des deux dans un fichier",
    }
    fn patterns_unreadable(file: &str) {
        en: format!("-f: {file}: cannot be read"),
        fr: format!("-f : {file} : illisible"),
    }
    fn fields_of_entries(fields: &str) {
        en: format!("--fields goes with search, grep, list, show, similar and guide, in json, jsonl, csv or tsv; the fields are {fields}"),
        fr: format!("--fields va avec search, grep, list, show, similar et guide, en json, jsonl, csv ou tsv ; les champs sont {fields}"),
    }
    fn unknown_field(field: &str, fields: &str) {
        en: format!("there is no field {field:?}; the fields are {fields}"),
        fr: format!("il n’y a pas de champ « {field} » ; les champs sont {fields}"),
    }
    fn not_a_verdict() { en: "say yes or no (oui, non, o, n, y)", fr: "répondez oui ou non (o, n, yes, no, y)" }
    fn not_a_facet_value() {
        en: "write it as FACET=VALUE, such as produit=hds",
        fr: "écrivez FACETTE=VALEUR, par exemple produit=hds",
    }
    fn not_a_rank(value: &str) {
        en: format!("FAQ_RANK is {value:?}; say auto, words or meaning"),
        fr: format!("FAQ_RANK vaut « {value} » ; indiquez auto, words ou meaning"),
    }
    fn votes_in_a_stream() {
        en: "votes go into a file, not a stream; ./- is a file of this name",
        fr: "les votes vont dans un fichier, pas dans un flux ; ./- désigne un fichier de ce nom",
    }
    fn slip(word: &str, verb: &str) {
        en: format!("{word:?} is no verb, and no entry contains it; did you mean faq {verb}? To search for it, say: faq -- {word}"),
        fr: format!("« {word} » n’est pas une commande, et aucune réponse ne contient ce mot ; vouliez-vous dire faq {verb} ? Pour le chercher, tapez : faq -- {word}"),
    }
    fn cluster_of_options(word: &str, option: char) {
        en: format!("{word} begins like the option -{option}; to leave a word out, put it after --, as in: faq certification -- {word}"),
        fr: format!("{word} commence comme l’option -{option} ; pour exclure un mot, mettez-le après --, par exemple : faq certification -- {word}"),
    }

    fn pattern_too_large(bytes: usize) {
        en: format!("the pattern is too large: it needs more than {bytes} bytes to run"),
        fr: format!("le motif est trop grand : il lui faut plus de {bytes} octets pour s’exécuter"),
    }
    fn pattern_too_long(kib: usize) {
        en: format!("the pattern is longer than {kib} KiB; split it over several runs"),
        fr: format!("le motif dépasse {kib} Kio ; répartissez-le en plusieurs recherches"),
    }
    fn patterns_too_many() {
        en: "together the patterns are too large; split them over several runs",
        fr: "ensemble, les motifs sont trop grands ; répartissez-les en plusieurs recherches",
    }
    fn pattern_unusable() { en: "the pattern cannot be used", fr: "le motif est inutilisable" }
    fn pattern_unusable_but_fixed() {
        en: "the pattern cannot be used (-F takes it as text)",
        fr: "le motif est inutilisable (avec -F, il est pris tel quel)",
    }

    fn lexicon_malformed(error: &str) {
        en: format!("the lexicon is not {{\"groups\": [[\"word\", …], …]}}: {error}"),
        fr: format!("le lexique n’est pas de la forme {{\"groups\": [[\"mot\", …], …]}} : {error}"),
    }

    fn cache_of_another(folder: &Name<'_>) {
        en: format!("{folder}: the cache is not used, as the folder belongs to another user; set XDG_CACHE_HOME to one of your own, or give --no-cache"),
        fr: format!("{folder} : le cache n’est pas utilisé, car le dossier appartient à un autre utilisateur ; indiquez un dossier à vous par XDG_CACHE_HOME, ou --no-cache"),
    }
    fn cache_is_open(folder: &Name<'_>) {
        en: format!("{folder}: the cache is not used, as everybody can write to the folder; chmod 700 fixes it"),
        fr: format!("{folder} : le cache n’est pas utilisé, car tout le monde peut écrire dans le dossier ; chmod 700 y remédie"),
    }
    fn too_many_terms() {
        en: "these pages are too large to be indexed (4 GiB of different words is the most); search fewer of them, or use faq grep",
        fr: "ces pages sont trop volumineuses pour être indexées (4 Gio de mots différents au plus) ; cherchez dans moins de pages, ou utilisez faq grep",
    }

    fn progress_reading() { en: "reading pages…", fr: "lecture des pages…" }
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

/// The words of a list, each as `quoted` shows it, with `last` before the last.
/// The first ten `words`, as people list them.
fn listed(words: &[String], quoted: impl Fn(&str) -> String, last: &str) -> String {
    let quoted: Vec<String> = words.iter().take(10).map(|word| quoted(word)).collect();
    match quoted.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
