//! What is wrong with pages, and how to fix it.

use super::messages;
use crate::text::clean::Name;

messages! {
    fn path_unreadable(path: &Name<'_>, why: &str) {
        en: format!("{path}: {why}; name a page, or a folder of pages, that can be read"),
        fr: format!("{path} : {} ; indiquez une page, ou un dossier de pages, lisible", Self::Fr.reason(why)),
    }
    fn stdin_unreadable(why: &str) {
        en: format!("standard input: {why}"),
        fr: format!("entrée standard : {}", Self::Fr.reason(why)),
    }
    fn page_too_large(path: &Name<'_>, why: &str) {
        en: format!("{path}: {why}; split it into smaller files"),
        fr: format!("{path} : {} ; découpez la page en fichiers plus petits", Self::Fr.reason(why)),
    }
    fn folder_without_pages(path: &Name<'_>) {
        en: format!("{path}: holds no page; pages are files named *.txt, *.html, *.md, *.csv, *.tsv, *.json or *.jsonl, directly in the folder"),
        fr: format!("{path} : aucune page ; les pages sont des fichiers *.txt, *.html, *.md, *.csv, *.tsv, *.json ou *.jsonl placés directement dans le dossier"),
    }
    fn no_usable_page(paths: &str, reasons: &str) {
        en: format!("{paths}: no page can be used: {reasons}"),
        fr: format!("{paths} : aucune page utilisable : {reasons}"),
    }
    fn skipped_unreadable(why: &str) {
        en: format!("skipped, cannot be read: {why}; make it readable or move it out of the folder"),
        fr: format!("ignorée, illisible : {} ; rendez-la lisible ou sortez-la du dossier", Self::Fr.reason(why)),
    }
    fn skipped_too_large(why: &str) {
        en: format!("skipped, {why}; split it into smaller files"),
        fr: format!("ignorée, {} ; découpez-la en fichiers plus petits", Self::Fr.reason(why)),
    }
    fn skipped_not_a_file() {
        en: "skipped, not a regular file; move it out of the folder of pages",
        fr: "ignoré, ce n’est pas un fichier ordinaire ; sortez-le du dossier des pages",
    }
    fn skipped_empty() {
        en: "skipped, empty; capture the page again or remove it",
        fr: "ignorée, vide ; capturez à nouveau la page ou supprimez-la",
    }
    fn read_as_windows_1252(count: usize) {
        en: format!("is not UTF-8; read as Windows-1252 ({count} {} from here on); save it as UTF-8",
            Self::En.plural(count, "byte", "bytes")),
        fr: format!("n’est pas en UTF-8 ; lue comme Windows-1252 ({count} {} à partir d’ici) ; enregistrez-la en UTF-8",
            Self::Fr.plural(count, "octet", "octets")),
    }
    fn stray_bytes(count: usize) {
        en: format!("{count} {} not UTF-8, read as Windows-1252; save the page as UTF-8",
            Self::En.plural(count, "byte from here on is", "bytes from here on are")),
        fr: format!("{count} {} à partir d’ici, {} comme Windows-1252 ; enregistrez la page en UTF-8",
            Self::Fr.plural(count, "octet invalide en UTF-8", "octets invalides en UTF-8"),
            Self::Fr.plural(count, "lu", "lus")),
    }
    fn damaged_utf16(count: usize) {
        en: format!("{count} {} not UTF-16, shown as U+FFFD; capture the page again as UTF-8",
            Self::En.plural(count, "unit from here on is", "units from here on are")),
        fr: format!("{count} {} à partir d’ici, {} par U+FFFD ; capturez à nouveau la page en UTF-8",
            Self::Fr.plural(count, "unité invalide en UTF-16", "unités invalides en UTF-16"),
            Self::Fr.plural(count, "remplacée", "remplacées")),
    }
    fn unterminated_entry(delimiter: &str) {
        en: format!("the text after the last delimiter is read as an entry; close it with a line {delimiter:?}"),
        fr: format!("le texte après le dernier délimiteur est lu comme une réponse ; fermez-la par une ligne « {delimiter} »"),
    }
    fn buried_delimiter() {
        en: "the delimiter begins this line but text follows, so it ends nothing; put it on a line of its own",
        fr: "le délimiteur ouvre cette ligne mais du texte le suit, il ne ferme donc rien ; placez-le seul sur sa ligne",
    }
    fn page_without_entry() {
        en: "holds no entry; capture the answers, each closed by the delimiter",
        fr: "ne contient aucune réponse ; capturez les réponses, chacune fermée par le délimiteur",
    }
    fn question_without_answer() {
        en: "nothing answers this question",
        fr: "rien ne répond à cette question",
    }
    fn impossible_date(text: &str) {
        en: format!("{text:?}: the calendar does not have this date; it is left out"),
        fr: format!("« {text} » : cette date n’existe pas ; elle est ignorée"),
    }
    fn count_differs(announced: u64, entries: usize) {
        en: format!("announces {announced} {}, the page holds {entries}",
            if announced == 1 { "entry" } else { "entries" }),
        fr: format!("annonce {announced} {}, la page en contient {entries}",
            if announced < 2 { "réponse" } else { "réponses" }),
    }
    fn answer_only_asks() {
        en: "this answer only asks: all of it is one question",
        fr: "cette réponse n’est faite que d’une question",
    }
    fn facet_left_out(facet: &str) {
        en: format!("entries have values of the facet {facet:?}, which these pages do not have; a facets.json beside them adds it"),
        fr: format!("des réponses ont des valeurs de la facette « {facet} », que ces pages n’ont pas ; un fichier facets.json à côté l’ajoute"),
    }
    fn table_flattened() {
        en: "this answer has the rows of a table on one line; capture it with one row per line",
        fr: "cette réponse contient tout un tableau sur une ligne ; recapturez-la avec une ligne par rangée",
    }
    fn list_flattened() {
        en: "this answer has the items of a list on one line; capture it with one item per line",
        fr: "cette réponse contient toute une liste sur une ligne ; recapturez-la avec une ligne par élément",
    }
    fn entries_dated(first: &str, last: &str) {
        en: if first == last { format!("entries dated {first}") } else { format!("entries dated from {first} to {last}") },
        fr: if first == last { format!("réponses datées du {first}") } else { format!("réponses datées du {first} au {last}") },
    }
    fn page_is_one_entry() {
        en: "has neither a delimiter nor a question; read as one entry",
        fr: "ni délimiteur ni question ; page lue comme une seule réponse",
    }
    fn damaged_declared(count: usize) {
        en: format!("{count} {} in the encoding that the page declares, shown as U+FFFD; save it as UTF-8",
            Self::En.plural(count, "sequence from here on is nothing", "sequences from here on are nothing")),
        fr: format!("{count} {} dans l’encodage que déclare la page, {} par U+FFFD ; enregistrez-la en UTF-8",
            Self::Fr.plural(count, "séquence invalide", "séquences invalides"),
            Self::Fr.plural(count, "remplacée", "remplacées")),
    }
    fn form_malformed(why: &str) {
        en: format!("left out, cannot be read: {why}; fix it"),
        fr: format!("laissé de côté, illisible : {} ; à corriger", Self::Fr.reason(why)),
    }
    /// `asks`: it has questions.
    fn json_ld_malformed(why: &str, asks: bool) {
        en: format!("left out, this JSON-LD cannot be read: {why}{}",
            if asks { "; fix it, it has questions" } else { "; it seems to have no question" }),
        fr: format!("laissé de côté, JSON-LD illisible : {}{}", Self::Fr.reason(why),
            if asks { " ; à corriger, il contient des questions" } else { " ; il ne semble pas contenir de question" }),
    }
    fn quote_not_closed() {
        en: "a quote opens here and nothing closes it, so the cell is read to the end of its line; close it, and double a quote within a cell",
        fr: "un guillemet s’ouvre ici et rien ne le ferme, la cellule est donc lue jusqu’à la fin de sa ligne ; fermez-le, et doublez un guillemet dans une cellule",
    }
    fn cells_left_out(cells: usize) {
        en: format!("{cells} more {} than the header row names, left out; quote a cell that has the separator in it, or name the columns",
            Self::En.plural(cells, "cell", "cells")),
        fr: format!("{cells} {} de plus que l’en-tête n’en nomme, {} de côté ; mettez entre guillemets une cellule qui contient le séparateur, ou nommez les colonnes",
            Self::Fr.plural(cells, "cellule", "cellules"), Self::Fr.plural(cells, "laissée", "laissées")),
    }
    fn form_without_text() {
        en: "left out, it has no text; give it one",
        fr: "laissé de côté, sans texte ; donnez-lui un texte",
    }
    fn table_without_text() {
        en: "the header row names no column text, answer, réponse or answer_text; name one so",
        fr: "l’en-tête ne nomme aucune colonne text, answer, réponse ou answer_text ; nommez-en une ainsi",
    }
    fn json_without_question() {
        en: "holds no schema.org Question; give a FAQPage, or name the file *.jsonl if it has an object a line",
        fr: "ne contient aucune Question schema.org ; donnez une FAQPage, ou nommez le fichier *.jsonl s’il a un objet par ligne",
    }
    fn question_left_out(question: &str) {
        en: format!("{question:?} has no answer and is left out"),
        fr: format!("« {question} » n’a pas de réponse et est ignoré"),
    }
    fn bad_date(date: &str) {
        en: format!("the date {date:?} is none and is left out; write it as 2025-09-05"),
        fr: format!("« {date} » n’est pas une date et est ignoré ; écrivez-la sous la forme 2025-09-05"),
    }
    fn bad_url(url: &str) {
        en: format!("the address {url:?} is neither http nor https and is left out"),
        fr: format!("l’adresse « {url} » n’est ni http ni https et est ignorée"),
    }
    fn bad_field(field: &str) {
        en: format!("the field {field:?} is not of the kind it should be and is left out"),
        fr: format!("le champ « {field} » n’est pas du type attendu et est ignoré"),
    }
    fn lines_left_out(lines: usize) {
        en: format!("{lines} {} to no question and {} left out",
            Self::En.plural(lines, "line belongs", "lines belong"), Self::En.plural(lines, "is", "are")),
        fr: format!("{lines} {} à aucune question et {}",
            Self::Fr.plural(lines, "ligne n’appartient", "lignes n’appartiennent"),
            Self::Fr.plural(lines, "est laissée de côté", "sont laissées de côté")),
    }
    fn refused_at(id: &str, why: &str) {
        en: format!("{id:?}: {why}"),
        fr: format!("« {id} » : {why}"),
    }
    fn data_file_replaced(why: &str) {
        en: format!("{why}; fix it: until then the program's own is used"),
        fr: format!("{why} ; corrigez ce fichier : d’ici là, celui du programme le remplace"),
    }
    fn data_file_in_part(why: &str) {
        en: format!("{why}; fix it: the rest is used"),
        fr: format!("{why} ; corrigez ce fichier : le reste est utilisé"),
    }
    fn more_diagnostics(count: usize) {
        en: format!("and {count} more like the last; faq check lists all"),
        fr: format!("et {count} {} du même genre ; faq check donne tout",
            Self::Fr.plural(count, "autre", "autres")),
    }
    fn malformed_id(id: &str) {
        en: format!("{id:?} is not an id; ids are 12 hexadecimal digits, of which the first 4 or more will do (see faq list)"),
        fr: format!("« {id} » n’est pas un identifiant ; un identifiant compte 12 chiffres hexadécimaux, dont les 4 premiers suffisent (voir faq list)"),
    }
    fn unknown_id(id: &str) {
        en: format!("no entry has the id {id}; faq list shows all ids"),
        fr: format!("aucune réponse ne porte l’identifiant {id} ; faq list les affiche tous"),
    }
    fn ambiguous_id(id: &str) {
        en: format!("the id {id} is ambiguous; give more digits"),
        fr: format!("l’identifiant {id} est ambigu ; donnez plus de chiffres"),
    }
    fn facet_name_taken(key: &str) {
        en: format!("the facet {key:?} is called like an option, a filter or a field of the program; give it another key"),
        fr: format!("la facette « {key} » porte le nom d’une option, d’un filtre ou d’un champ du programme ; donnez-lui une autre clé"),
    }
    fn unknown_facet(name: &str, facets: &str) {
        en: format!("no facet is called {name:?}; the facets are {facets}"),
        fr: format!("aucune facette ne s’appelle « {name} » ; les facettes sont {facets}"),
    }
    fn unknown_value(facet: &str, name: &str, nearest: &str) {
        en: format!("{facet} has no value {name:?}; nearest: {nearest}; `faq topics --facet {facet}` lists all"),
        fr: format!("{} : aucune valeur « {name} » ; les plus proches : {nearest} ; « faq topics --facet {facet} » les donne toutes", Self::Fr.facet(facet)),
    }
}
