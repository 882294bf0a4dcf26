//! Copying through the terminal, by OSC 52: it works over ssh, and needs no program beside.
//!
//! `ESC ] 52 ; c ; BASE64 BEL`, as xterm, kitty, WezTerm, foot, iTerm2, Windows Terminal and tmux
//! know it. Whether the terminal does it cannot be asked.

/// Terminals drop longer sequences; xterm has the lowest limit.
const MAX_BASE64: usize = 74_994;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The sequence that copies `text`; `None` where it is longer than terminals take.
pub fn sequence(text: &str) -> Option<String> {
    let is_short = text.len().div_ceil(3) * 4 <= MAX_BASE64;
    is_short.then(|| format!("\u{1b}]52;c;{}\u{7}", base64(text.as_bytes())))
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    let quad = |three: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        let digit = move |at: usize| char::from(DIGITS[(bits >> (18 - 6 * at)) as usize & 63]);
        let count = three.len() + 1;
        (0..4).map(move |at| if at < count { digit(at) } else { '=' })
    };
    bytes.chunks(3).flat_map(quad).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_rfc() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("é\u{10ffff}?", "w6n0j7+/Pw=="),
        ] {
            assert_eq!(base64(text.as_bytes()), encoded, "{text}");
        }
    }

    #[test]
    fn no_sequence_is_longer_than_terminals_take() {
        let longest = MAX_BASE64 / 4 * 3;
        assert!(sequence(&"a".repeat(longest)).is_some_and(|s| s.len() <= MAX_BASE64 + 8));
        assert_eq!(sequence(&"a".repeat(longest + 1)), None);
    }
}
