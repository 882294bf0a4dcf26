//! What people say around a question and do not ask: greetings, « je voudrais savoir si … »,
//! thanks.
//!
//! An answer never repeats it, and it pulls a question away from its meaning. So it is left out,
//! at both ends, if words of the question remain. What is a request and what is asked is told
//! by place: *savoir* is courtesy after *je voudrais*, and content in « comment savoir si … ».

use std::ops::Range;

use crate::text::fold::Folded;
use crate::text::stop::is_stop;

/// Words that greet.
const GREETINGS: [&str; 9] = [
    "bonjour", "bonsoir", "coucou", "hello", "madame", "mesdames", "messieurs", "monsieur", "salut",
];

/// Whom they greet: « à tous ».
const GREETED: [&str; 4] = ["equipe", "monde", "tous", "toutes"];

/// Words that ask to be told.
const REQUESTS: [&str; 31] = [
    "aimerais", "aimerions", "auriez", "besoin", "cherche", "cherchons", "contacte", "demandais",
    "demande", "demandons", "desire", "desirerais", "ecris", "ecrivons", "merci", "permets",
    "peux", "pourrais", "pourriez", "pouvez", "quelqu", "sauriez", "souhaitais", "souhaite",
    "souhaiterais", "souhaiterions", "souhaitons", "voudrais", "voudrions", "voulais", "voulions",
];

/// What is requested: to be told.
const TELLING: [&str; 24] = [
    "aider", "comprendre", "confirmer", "connaitre", "demandais", "demande", "demander",
    "demandons", "dire", "eclairer", "expliquer", "indiquer", "info", "information",
    "informations", "infos", "precisions", "preciser", "renseignement", "renseignements",
    "renseigner", "sait", "savez", "savoir",
];

/// Words between these, besides stop words.
const FILLERS: [&str; 13] = [
    "afin", "bien", "equipe", "juste", "petite", "plait", "possible", "rapide", "simple", "stp",
    "svp", "tout", "monde",
];

/// Words that begin what is asked.
const INTERROGATIVES: [&str; 9] =
    ["combien", "comment", "pourquoi", "quand", "quel", "quelle", "quelles", "quels", "qui"];

/// Words before *question* that make it an announcement.
const OF_A_QUESTION: [&str; 8] =
    ["autre", "derniere", "juste", "ma", "petite", "rapide", "simple", "une"];

/// Words that take leave, before a name of up to [`LONGEST_NAME`] words.
const LEAVES: [&str; 3] = ["cordialement", "respectueusement", "salutations"];
const LONGEST_NAME: usize = 3;

/// Words that thank and take leave.
const THANKS: [&str; 9] = [
    "cordialement", "merci", "plait", "remercie", "remerciements", "respectueusement",
    "salutations", "stp", "svp",
];

/// Words around these, besides stop words.
const AROUND_THANKS: [&str; 13] = [
    "aide", "avance", "beaucoup", "bien", "bonne", "journee", "reponse", "reponses", "retour",
    "retours", "sinceres", "soiree", "temps",
];

/// The question in `text` without the courtesy around it; `None` where there is none to leave out.
pub(super) fn without_courtesy(text: &str) -> Option<&str> {
    let folded = Folded::new(text);
    let words = words(folded.as_str());
    let word = |at: usize| &folded.as_str()[words[at].clone()];
    let end = words.len() - closing(words.len(), &word);
    let begin = opening(end, &word);
    if begin == 0 && end == words.len() {
        return None;
    }
    let rest = words.get(begin..end)?;
    let is_content = |range: &Range<usize>| !is_stop(&folded.as_str()[range.clone()]);
    rest.iter().any(is_content).then_some(())?;
    let from = folded.original(rest[0].clone()).start;
    let to = words.get(end).map_or(text.len(), |next| folded.original(next.clone()).start);
    let signs = |c: char| c.is_whitespace() || ",;:!.-–—".contains(c);
    Some(text[from..to].trim_end_matches(|c| signs(c) && c != '.'))
}

/// The words of a folded text: runs of letters and digits.
fn words(folded: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in folded.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match words.last_mut() {
            Some(word) if word.end == at => word.end += c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

/// How many of the first `count` words are courtesy.
fn opening<'w>(count: usize, word: &impl Fn(usize) -> &'w str) -> usize {
    let (mut courtesy, mut has_request) = (0, false);
    for at in 0..count {
        let said = word(at);
        if INTERROGATIVES.contains(&said) {
            break;
        }
        let announces = said == "question"
            && (at > 0 && OF_A_QUESTION.contains(&word(at - 1))
                || at + 1 < count && ["rapide", "simple"].contains(&word(at + 1)));
        let wonders =
            said.starts_with("demand") && at > 0 && ["me", "nous"].contains(&word(at - 1));
        let is_told = has_request && TELLING.contains(&said);
        let is_greeted = 0 < courtesy && at < courtesy + 3 && GREETED.contains(&said);
        let greets = GREETINGS.contains(&said) || is_greeted;
        if greets || announces || wonders || is_told {
            courtesy = at + 1;
        } else if !(REQUESTS.contains(&said) || FILLERS.contains(&said) || is_stop(said)) {
            break;
        }
        // What was requested is told: « … savoir : dois-je demander un compte ? » asks.
        has_request = !is_told && (has_request || REQUESTS.contains(&said));
    }
    let joins = |at: &usize| *at < count && ["si", "rapide"].contains(&word(*at));
    match courtesy {
        0 => 0,
        _ => courtesy + (courtesy..).take_while(joins).count(),
    }
}

/// How many of the last of `count` words are courtesy.
fn closing<'w>(count: usize, word: &impl Fn(usize) -> &'w str) -> usize {
    let signed = count.saturating_sub(LONGEST_NAME + 1)..count;
    let leave = signed.rev().find(|&at| LEAVES.contains(&word(at)));
    let mut begin = leave.unwrap_or(count);
    for at in (0..begin).rev() {
        let said = word(at);
        if THANKS.contains(&said) || said == "bonne" && at + 1 < count && at + 2 >= begin.min(count)
        {
            begin = at;
        } else if !(AROUND_THANKS.contains(&said) || is_stop(said)) {
            break;
        }
    }
    let belongs = |at: &usize| match word(*at) {
        _ if begin == count => false,
        "avance" => *at > 0 && word(at - 1) == "par",
        "par" => word(at + 1) == "avance",
        said => ["bien", "s", "il", "vous", "te", "je"].contains(&said),
    };
    count - begin + (0..begin).rev().take_while(belongs).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn courtesy_is_left_out_and_what_is_asked_stays() {
        for (text, question) in [
            (
                "Bonjour, je voudrais savoir si un hébergeur doit être certifié HDS, merci d'avance",
                "un hébergeur doit être certifié HDS",
            ),
            ("petite question : comment changer de PSC ?", "comment changer de PSC ?"),
            ("j'ai une question rapide, quel est le prix du DMP", "quel est le prix du DMP"),
            ("Pouvez-vous m'indiquer le délai svp ?", "le délai"),
            ("je me demande si l'INS est obligatoire", "l'INS est obligatoire"),
            ("Bonjour à tous ! Qui délivre l’agrément ? Cordialement", "Qui délivre l’agrément ?"),
            ("quel certificat, s'il vous plaît", "quel certificat"),
            ("un audit suffit ? Par avance merci pour votre retour", "un audit suffit ?"),
            ("une carte CPS de test, cordialement, Jean Dupont", "une carte CPS de test"),
            (
                "Bonjour, je vous écris pour savoir où trouver les référentiels HDS. Bien cordialement.",
                "où trouver les référentiels HDS.",
            ),
            ("svp j'aimerais savoir le prix du DMP", "le prix du DMP"),
            (
                "Bonjour, je voudrais savoir Dois-je confirmer mon compte ?",
                "Dois-je confirmer mon compte ?",
            ),
            (
                "Bonjour, quelles informations sont demandées ? Merci",
                "quelles informations sont demandées ?",
            ),
            ("pouvez-vous me dire qu'est-ce qu'un alias ?", "qu'est-ce qu'un alias ?"),
            ("Pourriez-vous me dire comment demander un compte ?", "comment demander un compte ?"),
        ] {
            assert_eq!(without_courtesy(text), Some(question), "{text}");
        }
        for text in [
            "comment savoir si mon dossier est complet",
            "Je souhaite candidater à Ma santé 2022",
            "questions fréquentes sur PSC",
            "bonjour",
            "merci",
            "comment informer les patients",
            "topic:hds bonjour",
            "",
        ] {
            assert_eq!(without_courtesy(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_left_is_part_of_the_text(text in "((bonjour|je|voudrais|savoir|si|hds|é\u{301}|merci|d'avance|[,.!?:]|\\PC) ?){0,12}") {
            if let Some(rest) = without_courtesy(&text) {
                prop_assert!(text.contains(rest) && rest.len() < text.len());
                prop_assert!(rest.chars().any(char::is_alphanumeric));
            }
        }
    }
}
