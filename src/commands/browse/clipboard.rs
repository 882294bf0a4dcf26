//! Copying through the terminal, by OSC 52: it works over ssh, and needs no program beside.
//!
//! `ESC ] 52 ; c ; BASE64 BEL`, as xterm, kitty, WezTerm, foot, iTerm2, Windows Terminal and tmux
//! know it. Whether the terminal does it cannot be asked.

use faq::text::base64::encode;

/// Terminals drop longer sequences; xterm has the lowest limit.
const MAX_BASE64: usize = 74_994;

/// The sequence that copies `text`; `None` where it is longer than terminals take.
pub fn sequence(text: &str) -> Option<String> {
    let is_short = text.len().div_ceil(3) * 4 <= MAX_BASE64;
    is_short.then(|| format!("\u{1b}]52;c;{}\u{7}", encode(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sequence_is_longer_than_terminals_take() {
        let longest = MAX_BASE64 / 4 * 3;
        assert!(sequence(&"a".repeat(longest)).is_some_and(|s| s.len() <= MAX_BASE64 + 8));
        assert_eq!(sequence(&"a".repeat(longest + 1)), None);
    }
}
