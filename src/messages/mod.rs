//! Every text that people read, in English and in French.
//!
//! A text is a method of [`Lang`] with one expression per language, so that a text without its
//! translation does not compile. The texts are grouped by who shows them, one file each, and are
//! their own documentation. JSON, CSV, options and exit codes are the same in both languages and
//! are not here; nor is the help of the command line, which stands on the arguments it explains.

mod arguments;
mod browse;
mod corpus;
mod guide;
mod help;
mod reasons;
mod report;
mod run;
mod settings;
mod topics;
mod votes;

/// The language of what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// `en` or `fr`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language of this code.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language of a locale such as `fr_CA.UTF-8`: French if it begins with `fr`.
    #[must_use]
    pub fn of_locale(name: &str) -> Self {
        if name.starts_with("fr") { Self::Fr } else { Self::En }
    }

    /// `one` for a count that takes the singular, else `many`: 1 in English, 0 and 1 in French.
    #[must_use]
    pub fn plural<'a>(self, count: usize, one: &'a str, many: &'a str) -> &'a str {
        let singular = match self {
            Self::En => count == 1,
            Self::Fr => count < 2,
        };
        if singular { one } else { many }
    }
}

/// `number` with so many decimals, as French writes it.
fn decimal(number: f64, decimals: usize) -> String {
    format!("{number:.decimals$}").replace('.', ",")
}

/// Defines texts as methods of [`Lang`]: a name with its arguments, and an expression of the text
/// in each language.
///
/// ```text
/// messages! {
///     fn nothing_found(query: &str) {
///         en: format!("nothing found for {query:?}"),
///         fr: format!("rien trouvé pour « {query} »"),
///     }
/// }
/// ```
macro_rules! messages {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $type:ty),* $(,)?) {
        en: $en:expr,
        fr: $fr:expr $(,)?
    })*) => {
        #[allow(missing_docs)]
        impl $crate::messages::Lang {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(self $(, $arg: $type)*) -> String {
                    match self {
                        Self::En => ($en).into(),
                        Self::Fr => ($fr).into(),
                    }
                }
            )*
        }
    };
}

pub(crate) use messages;
