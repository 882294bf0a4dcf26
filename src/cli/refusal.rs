//! Why the arguments are wrong, in words.
//!
//! clap writes its own words in English alone, so what it found is put into words here, from the
//! kind and the context of its error.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use faq::messages::Lang;

use super::Cli;
use crate::{Failure, Output};

/// That the parser refuses `args`, with their values named in the language that is read.
pub fn refused(args: &[OsString]) -> Failure {
    Failure::new(|lang| {
        match Cli::parse_in(args.to_vec(), lang, Output::plain(lang).layout.width) {
            Err(error) => message(&error, lang),
            Ok(_) => String::new(),
        }
    })
}

/// What is wrong, what may be meant instead, and how the verb is used. Value names are in the
/// language in which the arguments were parsed.
fn message(error: &clap::Error, lang: Lang) -> String {
    let mut message = what_is_wrong(error, lang);
    let hints = hints(error, lang);
    if !hints.is_empty() {
        message += &format!("\n\n  {}", hints.join("\n  "));
    }
    if let Some(usage) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim_start();
        message += &format!("\n\n{}", lang.usage(usage));
    }
    message + "\n\n" + &lang.more_information()
}

fn what_is_wrong(error: &clap::Error, lang: Lang) -> String {
    let (argument, value) =
        (text(error, ContextKind::InvalidArg), text(error, ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => lang.unexpected_argument(&argument),
        ErrorKind::InvalidSubcommand => {
            lang.unknown_verb(&text(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => lang.missing_arguments(&argument),
        ErrorKind::ArgumentConflict => match text(error, ContextKind::PriorArg) {
            prior if prior == argument => lang.repeated_argument(&argument),
            prior => lang.conflicting_arguments(&argument, &prior),
        },
        ErrorKind::InvalidValue => {
            let wrong = match value.is_empty() {
                true => lang.missing_value(&argument),
                false => lang.invalid_value(&value, &argument),
            };
            if argument.starts_with("--limit") && value.is_empty() {
                return lang.because(&wrong, &lang.not_a_limit());
            }
            let values = text(error, ContextKind::ValidValue);
            if values.is_empty() { wrong } else { wrong + "\n  " + &lang.possible_values(&values) }
        }
        ErrorKind::ValueValidation => {
            let wrong = lang.invalid_value(&value, &argument);
            let why = error.source().map(|why| match why.downcast_ref::<Failure>() {
                Some(failure) => failure.text(lang).to_owned(),
                None => why.to_string(),
            });
            why.map_or(wrong.clone(), |why| lang.because(&wrong, &why))
        }
        ErrorKind::TooManyValues => lang.too_many_values(&value, &argument),
        ErrorKind::InvalidUtf8 => lang.argument_is_not_utf8(),
        // Of the kinds left, none can come of this command line: clap's words serve.
        _ => error.to_string(),
    }
}

/// What may be meant instead.
fn hints(error: &clap::Error, lang: Lang) -> Vec<String> {
    let similar =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let similar = similar.into_iter().map(|kind| text(error, kind));
    let similar = similar.filter(|names| !names.is_empty()).map(|names| lang.similar(&names));
    let argument = text(error, ContextKind::InvalidArg);
    let as_value = error.get(ContextKind::Suggested).is_some() && argument.starts_with('-');
    similar.chain(as_value.then(|| lang.as_a_value(&argument))).collect()
}

/// A context as text; several texts as a list.
fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
