//! Every text that people read, in English and in French.
//!
//! A text is a method of [`Lang`] with one expression per language, so that a text without its
//! translation does not compile. The texts are grouped by who shows them, one file each, and are
//! their own documentation. JSON, CSV, options and exit codes are the same in both languages and
//! are not here; nor is the help of the command line, which stands on the arguments it explains.

mod browse;
mod corpus;
mod guide;
mod report;
mod run;
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
