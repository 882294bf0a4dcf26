//! Why a command could not be carried out, in the words of either language.

use faq::corpus;
use faq::embed::AssetError;
use faq::messages::Lang;
use faq::votes::VotesError;

/// An error in the words of either language.
#[derive(Debug, thiserror::Error)]
#[error("{en}")]
pub struct Failure {
    en: String,
    fr: String,
}

impl Failure {
    /// The failure that `text` tells of.
    pub fn new(text: impl Fn(Lang) -> String) -> Self {
        Self { en: text(Lang::En), fr: text(Lang::Fr) }
    }

    /// In one of them.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
}

/// What `error` says in a language, and after a colon each what it comes from.
pub fn message(error: &anyhow::Error, lang: Lang) -> String {
    let outermost = error.downcast_ref::<Failure>().map(|failure| failure.text(lang));
    let said = error.chain().enumerate().map(|(depth, cause)| match &outermost {
        Some(text) if depth == 0 => (*text).to_owned(),
        _ => {
            let corpus = cause.downcast_ref::<corpus::Error>().map(|error| error.message(lang));
            let votes = || cause.downcast_ref::<VotesError>().map(|error| error.message(lang));
            let model = || cause.downcast_ref::<AssetError>().map(|error| error.message(lang));
            let other = || lang.reason(&cause.to_string());
            corpus.or_else(votes).or_else(model).unwrap_or_else(other)
        }
    });
    said.reduce(|what, why| lang.because(&what, &why)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io;

    use anyhow::Context;

    use super::*;

    #[test]
    fn a_failure_speaks_both_languages_with_what_it_comes_from() {
        let unreadable = Failure::new(|lang| lang.batch_unreadable("f"));
        let error = Err::<(), _>(io::Error::other("why")).context(unreadable).expect_err("failed");
        assert_eq!(message(&error, Lang::En), "--batch: f: cannot be read: why");
        assert_eq!(message(&error, Lang::Fr), "--batch : f : illisible : why");
        let unknown = anyhow::Error::from(corpus::Error::TooManyTerms);
        assert_ne!(message(&unknown, Lang::En), message(&unknown, Lang::Fr));
    }
}
