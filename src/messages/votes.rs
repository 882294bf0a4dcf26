//! What is said of votes: by `faq rate` and `faq votes`, and by all who read the votes file.

use std::fmt::Display;
use std::io::Error;
use std::path::Path;

use super::Lang::{En, Fr};
use super::messages;
use crate::text::clean::Name;

messages! {
    fn votes_not_written(file: &Path, why: &Error) {
        en: format!("{}: votes cannot be written: {why}; nothing was changed; name a file that can be written with --votes FILE", Name(file)),
        fr: format!("{} : impossible d’écrire les votes : {} ; rien n’a été modifié ; indiquez un fichier accessible en écriture avec --votes FICHIER", Name(file), Fr.reason(&why.to_string())),
    }
    fn votes_not_synced(file: &Path, why: &Error) {
        en: format!("{}: the vote is written, but may not be on the disk yet: {why}; see faq votes before you repeat it", Name(file)),
        fr: format!("{} : le vote est écrit, mais n’est peut-être pas encore sur le disque : {} ; consultez faq votes avant de le répéter", Name(file), Fr.reason(&why.to_string())),
    }
    fn votes_in_utf16(file: &Path) {
        en: format!("{}: votes cannot be added to a file in UTF-16; nothing was changed; save it as UTF-8 first", Name(file)),
        fr: format!("{} : impossible d’ajouter des votes à un fichier en UTF-16 ; rien n’a été modifié ; enregistrez-le d’abord en UTF-8", Name(file)),
    }
    fn votes_not_read(file: &Path, why: &Error) {
        en: format!("{}: votes cannot be read: {why}; name another file with --votes FILE", Name(file)),
        fr: format!("{} : impossible de lire les votes : {} ; indiquez un autre fichier avec --votes FICHIER", Name(file), Fr.reason(&why.to_string())),
    }
    fn votes_not_imported(file: &Path, why: &Error) {
        en: format!("{}: cannot be imported: {why}; name a file that faq votes --export wrote", Name(file)),
        fr: format!("{} : importation impossible : {} ; indiquez un fichier écrit par faq votes --export", Name(file), Fr.reason(&why.to_string())),
    }
    fn votes_not_exported(file: &Path, why: &Error) {
        en: format!("{}: cannot be exported to: {why}; name another file, or - for standard output", Name(file)),
        fr: format!("{} : exportation impossible : {} ; indiquez un autre fichier, ou - pour la sortie standard", Name(file), Fr.reason(&why.to_string())),
    }
    fn export_onto_votes(file: &Path) {
        en: format!("{}: cannot be exported to: it is the votes file itself; name another file, or - for standard output", Name(file)),
        fr: format!("{} : exportation impossible : c’est le fichier des votes lui-même ; indiquez un autre fichier, ou - pour la sortie standard", Name(file)),
    }
    fn no_votes_folder(home: &str) {
        en: format!("there is no place for votes: {home} is not set; name a file with --votes FILE"),
        fr: format!("aucun emplacement pour les votes : {home} n’est pas définie ; indiquez un fichier avec --votes FICHIER"),
    }
    fn without_votes(error: &str) {
        en: format!("{error}; continuing without votes"),
        fr: format!("{error} ; on continue sans les votes"),
    }
    fn not_a_vote(file: &Path, line: usize) {
        en: format!("{}:{line}: not a vote; skipped and left as it is (delete the line to silence this warning)", Name(file)),
        fr: format!("{}:{line}: ce n’est pas un vote ; ligne ignorée et laissée telle quelle (supprimez-la pour faire taire cet avertissement)", Name(file)),
    }
    fn more_not_votes(file: &Path, more: usize) {
        en: format!("{}: {more} more {}", Name(file), En.plural(more, "line is no vote", "lines are no votes")),
        fr: format!("{} : {more} {}", Name(file), Fr.plural(more, "autre ligne n’est pas un vote", "autres lignes ne sont pas des votes")),
    }
    fn vote_recorded(id: impl Display, vote: &str) {
        en: format!("{id}: your \"{vote}\" is recorded; faq votes --undo takes it back"),
        fr: format!("{id} : votre vote « {vote} » est enregistré ; faq votes --undo l’annule"),
    }
    /// A vote is on the disk; the context of the error that kept its report from being shown.
    fn vote_recorded_unseen(id: impl Display, vote: &str) {
        en: format!("{id}: your \"{vote}\" is recorded, but could not be shown"),
        fr: format!("{id} : votre vote « {vote} » est enregistré, mais n’a pas pu être affiché"),
    }
    fn vote_undone(id: impl Display, vote: &str) {
        en: format!("{id}: your \"{vote}\" is taken back"),
        fr: format!("{id} : votre vote « {vote} » est annulé"),
    }
    fn no_vote_to_undo() { en: "there is no vote of yours to take back", fr: "vous n’avez aucun vote à annuler" }
    fn no_votes_yet(file: &Path) {
        en: format!("{}: no votes yet; faq rate ID yes|no adds one", Name(file)),
        fr: format!("{} : aucun vote pour l’instant ; faq rate ID oui|non en ajoute un", Name(file)),
    }
    fn votes_imported(file: &Path, new: usize, known: usize, undone: usize) {
        en: format!("{}: {new} new, {known} known already{}", Name(file), if undone > 0 { format!(", {undone} taken back") } else { String::new() }),
        fr: format!(
            "{} : {new} {}, {known} déjà {}{}", Name(file),
            Fr.plural(new, "nouveau", "nouveaux"), Fr.plural(known, "connu", "connus"),
            if undone > 0 { format!(", {undone} {}", Fr.plural(undone, "annulé", "annulés")) } else { String::new() },
        ),
    }
    fn votes_exported(count: usize, file: &Path) {
        en: format!("{count} {} exported to {}", En.plural(count, "vote", "votes"), Name(file)),
        fr: format!("{count} {} dans {}", Fr.plural(count, "vote exporté", "votes exportés"), Name(file)),
    }
    fn import_and_pages_from_stdin() {
        en: "--import and the pages cannot both come from standard input; put one in a file",
        fr: "--import et les pages ne peuvent pas venir tous deux de l’entrée standard ; mettez l’un des deux dans un fichier",
    }
}
