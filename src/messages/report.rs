//! The reports that people read.

use super::decimal;
use super::messages;

messages! {
    fn entries_heading() { en: "entries", fr: "réponses" }
    /// What a facet is called in a sentence; most are called as their keys.
    fn facet(key: &str) {
        en: key,
        fr: if key == "thematique" { "thème" } else { key },
    }
    fn page_heading() { en: "page", fr: "page" }
    fn also_asked(text: &str) {
        en: format!("also asked: {text}"),
        fr: format!("autre formulation : {text}"),
    }
    fn updated_heading() { en: "updated", fr: "mise à jour" }
    fn date(year: u16, month: u8, day: u8) {
        en: format!("{year:04}-{month:02}-{day:02}"),
        fr: {
            let months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
                "septembre", "octobre", "novembre", "décembre"];
            let month = months.get(usize::from(month.saturating_sub(1))).copied().unwrap_or_default();
            let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
            format!("{day} {month} {year}")
        },
    }
    fn url_heading() { en: "url", fr: "adresse" }
    fn tags_heading() { en: "tags", fr: "étiquettes" }
    fn question_heading() { en: "question", fr: "question" }
    fn curated_question() { en: "question added", fr: "question ajoutée" }
    fn places_heading() { en: "places", fr: "endroits" }
    fn remark_heading() { en: "remark", fr: "remarque" }
    fn similarity_heading() { en: "similarity", fr: "similarité" }
    fn title_heading() { en: "title", fr: "intitulé" }
    fn pages_heading() { en: "pages", fr: "pages" }
    fn announced_heading() { en: "announced", fr: "annoncées" }
    fn page_bytes_heading() { en: "bytes of the pages", fr: "octets des pages" }
    fn cached_bytes_heading() { en: "bytes cached", fr: "octets en cache" }
    fn yes_heading() { en: "yes", fr: "oui" }
    fn no_heading() { en: "no", fr: "non" }
    fn share_heading() { en: "share", fr: "part de oui" }
    fn interval_heading() { en: "95 % interval", fr: "intervalle à 95 %" }

    fn on_no_page() { en: "(on none of these pages)", fr: "(sur aucune de ces pages)" }
    fn votes_fact() { en: "votes", fr: "votes" }
    fn votes_summary(yes: usize, no: usize, share: &str, interval: &str) {
        en: format!("{yes} yes, {no} no: {share} useful (95 % interval {interval})"),
        fr: format!("{yes} oui, {no} non : utile à {share} (intervalle à 95 % : {interval})"),
    }

    fn more_lines(count: usize, id: &str) {
        en: format!("[…] {count} more {}: faq show {id}", Self::En.plural(count, "line", "lines")),
        fr: format!("[…] {count} {} de plus : faq show {id}", Self::Fr.plural(count, "ligne", "lignes")),
    }
    fn place_of_entry(place: &str, entry: usize) {
        en: format!("{place} (entry {entry})"),
        fr: format!("{place} (réponse {entry})"),
    }
    fn closest(sentence: &str) {
        en: format!("by meaning alone, closest: « {sentence} »"),
        fr: format!("par le sens seul, phrase la plus proche : « {sentence} »"),
    }
    /// `from` and `to` are escaped for Markdown.
    fn read_as(from: &str, to: &str) {
        en: format!("*{from}* was read as *{to}*."),
        fr: format!("*{from}* a été lu comme *{to}*."),
    }

    fn score(score: f64, sum: &str) {
        en: format!("score {score:.3} = {sum}"),
        fr: format!("score {} = {sum}", decimal(score, 3)),
    }
    fn score_parts(words: f64, first: f64, pairs: f64, ngrams: f64, context: f64) {
        en: format!("words {words:.3} + first sentence {first:.3} + pairs {pairs:.3} + n-grams {ngrams:.3} + context {context:.3}"),
        fr: format!("mots {words:.3} + première phrase {first:.3} + paires {pairs:.3} + n-grammes {ngrams:.3} + contexte {context:.3}").replace('.', ","),
    }
    fn score_meaning(meaning: f64, similarity: f64) {
        en: format!(" + meaning {meaning:.3} (similarity {similarity:.3})"),
        fr: format!(" + sens {meaning:.3} (similarité {similarity:.3})").replace('.', ","),
    }
    fn score_votes(sum: &str, votes: f64) {
        en: format!("({sum}) × votes {votes:.3}"),
        fr: format!("({sum}) × votes {}", decimal(votes, 3)),
    }
    /// `kind` is the key of a kind of match in JSON.
    fn score_of_term(kind: &str, term: &str, count: usize, weight: f64) {
        en: format!("{kind} {term} ×{count} weight {weight:.2}"),
        fr: {
            let kind = match kind {
                "stem" => "même racine",
                "prefix" => "préfixe",
                "typo" => "faute de frappe",
                "synonym" => "synonyme",
                "acronym" => "sigle",
                other => other,
            };
            format!("{kind} {term} ×{count} poids {}", decimal(weight, 2))
        },
    }
    fn score_of_word(word: &str, added: f64, terms: &str, idf: f64) {
        en: format!("{word} +{added:.3}: {terms} (idf {idf:.2})"),
        fr: format!("{word} +{} : {terms} (idf {})", decimal(added, 3), decimal(idf, 2)),
    }
    fn score_without_word(word: &str, idf: f64) {
        en: format!("{word}: not in this entry (idf {idf:.2})"),
        fr: format!("{word} : absent de cette réponse (idf {})", decimal(idf, 2)),
    }

    fn cache_summary(folder: &str, bytes: u64, bound: u64) {
        en: format!("{folder}: {} of at most {}", Self::En.megabytes(bytes), Self::En.megabytes(bound)),
        fr: format!("{folder} : {} sur {} au plus", Self::Fr.megabytes(bytes), Self::Fr.megabytes(bound)),
    }
    fn cache_entry(entries: usize, bytes: u64, page_bytes: u64) {
        en: format!("{entries} entries, {} for {} of pages", Self::En.megabytes(bytes), Self::En.megabytes(page_bytes)),
        fr: format!("{entries} {}, {} pour {} de pages",
            Self::Fr.plural(entries, "réponse", "réponses"), Self::Fr.megabytes(bytes), Self::Fr.megabytes(page_bytes)),
    }
    fn and_more(first: &str, more: usize) {
        en: format!("{first} and {more} more"),
        fr: format!("{first} et {more} de plus"),
    }
    fn megabytes(bytes: u64) {
        en: format!("{:.1} MB", bytes as f64 / 1e6),
        fr: format!("{:.1} Mo", bytes as f64 / 1e6).replace('.', ","),
    }
    fn embed_summary(total: usize, made: usize) {
        en: format!("{total} {}, each with a vector ({made} made now)", Self::En.plural(total, "entry", "entries")),
        fr: format!("{total} {}, chacune avec son vecteur ({made} {} à l’instant)",
            Self::Fr.plural(total, "réponse", "réponses"), Self::Fr.plural(made, "calculé", "calculés")),
    }

    fn diff_summary(counts: [usize; 4], same: usize) {
        en: {
            let [added, removed, changed, moved] = counts;
            format!("{added} added, {removed} removed, {changed} changed, {moved} moved, {same} the same")
        },
        fr: {
            let [added, removed, changed, moved] = counts;
            format!("{added} {}, {removed} {}, {changed} {}, {moved} {}, {same} {}",
                Self::Fr.plural(added, "ajoutée", "ajoutées"),
                Self::Fr.plural(removed, "retirée", "retirées"),
                Self::Fr.plural(changed, "modifiée", "modifiées"),
                Self::Fr.plural(moved, "déplacée", "déplacées"),
                Self::Fr.plural(same, "inchangée", "inchangées"))
        },
    }
    fn added_heading() { en: "Added", fr: "Ajoutées" }
    fn removed_heading() { en: "Removed", fr: "Retirées" }
    fn changed_heading() { en: "Changed", fr: "Modifiées" }
    fn moved_heading() { en: "Moved to other topics", fr: "Passées à d’autres thèmes" }
    fn diff_changed(old: &str, new: &str, similarity: f64) {
        en: format!("{old} → {new} (similarity {similarity:.2})"),
        fr: format!("{old} → {new} (similarité {})", decimal(similarity, 2)),
    }
    fn diff_reworded(id: &str) {
        en: format!("{id} (the question was reworded)"),
        fr: format!("{id} (question reformulée)"),
    }
    fn moved_topics(old: &str, new: &str) {
        en: format!("topics: {old} → {new}"),
        fr: format!("thèmes : {old} → {new}"),
    }

    fn check_summary(pages: usize, entries: usize, distinct: usize, merged: usize) {
        en: format!("{pages} {}, {entries} {}, {distinct} distinct, {merged} merged away",
            Self::En.plural(pages, "page", "pages"), Self::En.plural(entries, "entry", "entries")),
        fr: format!("{pages} {}, {entries} {}, {distinct} {}, {merged} {}",
            Self::Fr.plural(pages, "page", "pages"), Self::Fr.plural(entries, "réponse", "réponses"),
            Self::Fr.plural(distinct, "distincte", "distinctes"),
            Self::Fr.plural(merged, "fusionnée", "fusionnées")),
    }
    fn page_announces(page: &str, count: u64) {
        en: format!("{page}, announces {count}"),
        fr: format!("{page}, {count} {}", if count < 2 { "annoncée" } else { "annoncées" }),
    }
    fn page_data_heading() { en: "Lines taken as page data", fr: "Lignes lues comme données de page" }
    /// `kind` is the key of a kind of page data.
    fn page_data(kind: &str, count: usize) {
        en: match (kind, count) {
            ("search-hint", 1) => "1 search hint".into(),
            ("search-hint", _) => format!("{count} search hints"),
            ("stated", 1) => "1 heading of stated values".into(),
            ("stated", _) => format!("{count} headings of stated values"),
            ("footer" | "banner", 1) => format!("1 line of the {kind}"),
            ("footer" | "banner", _) => format!("{count} lines of the {kind}"),
            (kind, 1) => format!("1 {kind}"),
            (kind, _) => format!("{count} {kind}s"),
        },
        fr: {
            let [one, many] = match kind {
                "heading" => ["intitulé de facette", "intitulés de facettes"],
                "banner" => ["ligne du bandeau", "lignes du bandeau"],
                "title" => ["titre", "titres"],
                "counter" => ["compteur", "compteurs"],
                "search-hint" => ["invite de recherche", "invites de recherche"],
                "date" => ["date", "dates"],
                "footer" => ["ligne de pied de page", "lignes de pied de page"],
                _ => ["intitulé de valeurs données", "intitulés de valeurs données"],
            };
            format!("{count} {}", Self::Fr.plural(count, one, many))
        },
    }
    fn information_heading() { en: "For information", fr: "Pour information" }
    fn duplicates_heading() {
        en: "Entries that stand in several places",
        fr: "Réponses présentes à plusieurs endroits",
    }
    fn near_duplicates_heading() {
        en: "Entries that say nearly the same",
        fr: "Réponses qui disent presque la même chose",
    }
    fn cosine(cosine: f64) {
        en: format!("cosine {cosine:.3}"),
        fr: format!("cosinus {}", decimal(cosine, 3)),
    }
    fn check_topics(unplaced: &[String]) {
        en: {
            let entries = Self::En.plural(unplaced.len(), "entry", "entries");
            let unplaced = match unplaced.len() {
                0 => "Every entry has a topic".to_owned(),
                n => format!("{n} {entries} without a topic: {}", unplaced.join(", ")),
            };
            format!("{unplaced}; facets and topics are {}.", Self::En.facets_are())
        },
        fr: {
            let entries = Self::Fr.plural(unplaced.len(), "réponse", "réponses");
            let unplaced = match unplaced.len() {
                0 => "Chaque réponse a un thème".to_owned(),
                n => format!("{n} {entries} sans thème : {}", unplaced.join(", ")),
            };
            format!("{unplaced} ; facettes et thèmes sont {}.", Self::Fr.facets_are())
        },
    }
    fn facets_are() {
        en: "derived by rules from the words of the entries; the pages give only the questions",
        fr: "déduits par des règles, d’après les mots des réponses ; les pages ne donnent que les questions",
    }
    fn fix_label() { en: "fix:", fr: "à corriger :" }
    fn fixes_heading() { en: "To fix", fr: "À corriger" }
    fn nothing_to_fix() { en: "Nothing needs fixing.", fr: "Rien n’est à corriger." }

    fn pager_is_not_utf8(pager: &str) {
        en: format!("the pager {pager:?} is not UTF-8; showing all without it"),
        fr: format!("le pagineur « {pager} » n’est pas en UTF-8 ; tout s’affiche sans lui"),
    }
    fn pager_has_an_open_quotation(pager: &str) {
        en: format!("the pager {pager:?} has an open quotation; showing all without it"),
        fr: format!("le pagineur « {pager} » a un guillemet non fermé ; tout s’affiche sans lui"),
    }
    fn pager_cannot_be_run(pager: &str, error: &std::io::Error) {
        en: format!("the pager {pager:?} cannot be run: {error}; showing all without it"),
        fr: format!("impossible de lancer le pagineur « {pager} » : {} ; tout s’affiche sans lui", Self::Fr.reason(&error.to_string())),
    }
}
