//! What commands say of a run: counts, refusals, what was done.

use super::messages;

messages! {
    /// The pages inside the program cannot be opened.
    fn damaged_program() {
        en: "the pages inside the program are damaged; install faq again",
        fr: "les pages contenues dans le programme sont endommagées ; réinstallez faq",
    }

    /// `--delimiter` names a blank line.
    fn blank_delimiter() {
        en: "--delimiter: a blank line cannot end entries; give the text of the line",
        fr: "--delimiter : une ligne vide ne peut pas fermer les réponses ; donnez le texte de la ligne",
    }

    /// Entries are ranked by words, because of `why`.
    fn words_alone(why: &str) {
        en: format!("ranked by words alone; {why}"),
        fr: format!("classement par les mots seuls ; {why}"),
    }

    /// Entries have no vectors yet.
    fn missing_vectors(missing: usize, all: usize, time: &str) {
        en: format!("{missing} of {all} entries have no vector yet: faq embed prepares them, in about {time}"),
        fr: format!("{missing} réponses sur {all} n’ont pas encore de vecteur : faq embed les prépare, en {time} environ"),
    }

    /// A time that something will take, or took.
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

    /// `search` was given a blank query.
    fn nothing_to_search() {
        en: "nothing to search for; say what you look for, as in: faq search certification hds",
        fr: "rien à chercher ; dites ce que vous cherchez, par exemple : faq search certification hds",
    }

    /// `--batch` was given with a format of one document.
    fn batch_format() {
        en: "--batch gives many answers; take --jsonl, one document a line, or text",
        fr: "--batch donne plusieurs réponses ; prenez --jsonl, un document par ligne, ou le texte",
    }

    /// Batch and pages both come from standard input.
    fn batch_and_pages_from_stdin() {
        en: "--batch and the pages cannot both come from standard input; put one of them in a file",
        fr: "--batch et les pages ne peuvent pas venir ensemble de l’entrée standard ; mettez l’un des deux dans un fichier",
    }

    /// The file of a batch cannot be read.
    fn batch_unreadable(file: &str) {
        en: format!("--batch: {file}: cannot be read"),
        fr: format!("--batch : {file} : illisible"),
    }

    /// A query found nothing.
    fn nothing_found(query: &str, all_terms: bool) {
        en: format!("nothing found for {query:?}{}",
            if all_terms { "; without --all-terms some words may do" } else { "" }),
        fr: format!("rien trouvé pour « {query} »{}",
            if all_terms { " ; sans --all-terms, une partie des mots peut suffire" } else { "" }),
    }

    /// Not all entries found are shown.
    fn some_shown(total: usize, shown: usize) {
        en: format!("{total} entries found, {shown} shown; -n {total} shows all"),
        fr: format!("{total} réponses trouvées, {shown} affichées ; -n {total} les affiche toutes"),
    }

    /// Not all entries compared are shown.
    fn some_compared(total: usize, shown: usize) {
        en: format!("{total} entries compared, {shown} shown; -n {total} shows all"),
        fr: format!("{total} réponses comparées, {shown} affichées ; -n {total} les affiche toutes"),
    }

    /// A word of a query was corrected; `place` is that of the query in a batch, or empty.
    fn corrected(place: &str, from: &str, to: &str) {
        en: format!("{place}no entry contains {from:?}; showing results for {to:?} (--exact takes words as typed)"),
        fr: format!("{place}aucune réponse ne contient « {from} » ; résultats pour « {to} » (--exact prend les mots tels quels)"),
    }

    /// A pattern matches nothing.
    fn nothing_matches(pattern: &str) {
        en: format!("nothing matches {pattern:?}"),
        fr: format!("rien ne correspond à « {pattern} »"),
    }

    /// Not all entries that match are shown.
    fn some_matches_shown(total: usize, shown: usize) {
        en: format!("{total} entries match, {shown} shown; without -n all are"),
        fr: format!("{total} réponses correspondent, {shown} affichées ; sans -n, toutes le sont"),
    }

    /// The filters of `list` leave nothing.
    fn nothing_to_list() {
        en: "no entry to list",
        fr: "aucune réponse à lister",
    }

    /// There is no folder for a cache.
    fn no_cache_folder(variables: &str) {
        en: format!("there is no place for a cache: set {variables}"),
        fr: format!("aucun emplacement pour un cache : définissez {variables}"),
    }

    /// The cache was emptied.
    fn cache_cleared(folder: &str, files: usize, bytes: u64) {
        en: format!("{folder}: {files} {} of {bytes} bytes removed", Self::En.plural(files, "file", "files")),
        fr: format!("{folder} : {files} {} ({bytes} octets)",
            Self::Fr.plural(files, "fichier supprimé", "fichiers supprimés")),
    }

    /// `embed` was given `--no-cache`.
    fn embed_needs_cache() {
        en: "embed stores vectors in the cache, which --no-cache switches off; leave it out",
        fr: "embed range les vecteurs dans le cache, que --no-cache désactive ; retirez cette option",
    }

    /// Vectors cannot be written to the cache folder.
    fn vectors_not_stored(folder: &str) {
        en: format!("{folder}: vectors cannot be stored"),
        fr: format!("{folder} : les vecteurs ne peuvent pas être enregistrés"),
    }

    /// Vectors were encoded.
    fn vectors_made(count: usize, time: &str, folder: &str) {
        en: format!("{count} {} made in {time}, stored in {folder}", Self::En.plural(count, "vector", "vectors")),
        fr: format!("{count} {} en {time}, dans {folder}",
            Self::Fr.plural(count, "vecteur calculé", "vecteurs calculés")),
    }
}
