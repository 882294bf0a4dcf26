//! Numbers as French writes them.

/// `number` with so many decimals, behind a comma.
pub(super) fn decimal(number: f64, decimals: usize) -> String {
    format!("{number:.decimals$}").replace('.', ",")
}
