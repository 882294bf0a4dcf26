//! How many results to show, as options say.

use faq::messages::Lang;

use super::refusal::Refused;

/// Parses how many results to show.
pub(super) fn limit(number: &str) -> Result<usize, Refused> {
    number.parse().map_err(|_| Refused(Lang::not_a_limit))
}
