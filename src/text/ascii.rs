//! Runs of plain ASCII, found eight bytes at a time: nearly all of French is written in it.

use std::iter;

/// `byte` in each byte of a number.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The bytes, eight as a number, the first one lowest; the last ones are filled up with zeros.
#[inline]
fn eights(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let (eights, rest) = bytes.as_chunks::<8>();
    let last = iter::once_with(move || {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        last
    });
    eights.iter().copied().chain(last).map(u64::from_le_bytes)
}

/// How many bytes `bytes` begin with that are ASCII, no control characters, and not `special`.
///
/// `special` gets eight of them as a number, the first one lowest, and sets the high bit of what is
/// special; behind the first that is, it may set any.
#[inline]
pub(crate) fn run(bytes: &[u8], mut special: impl FnMut(u64) -> u64) -> usize {
    let end = eights(bytes).enumerate().find_map(|(at, eight)| {
        let marks = (eight | eight.wrapping_sub(each(b' ')) | special(eight)) & each(0x80);
        (marks > 0).then(|| 8 * at + marks.trailing_zeros() as usize / 8)
    });
    // The zeros behind the last one are control characters.
    end.unwrap_or(bytes.len())
}

/// Marks the bytes that are `byte`, and perhaps some behind the first of them.
#[inline]
pub(crate) fn equal(eight: u64, byte: u8) -> u64 {
    (eight ^ each(byte)).wrapping_sub(each(1)) & each(0x80)
}

/// Marks the ASCII letters and digits among ASCII.
#[inline]
pub(crate) fn alphanumeric(eight: u64) -> u64 {
    // The high bit of a byte, whose own is not set, plus the rest to 128 says whether it is as large.
    let from = |eight: u64, byte: u8| (eight & each(0x7F)) + each(0x80 - byte);
    let lower = eight | each(b' ');
    let letters = from(lower, b'a') & !from(lower, b'z' + 1);
    let digits = from(eight, b'0') & !from(eight, b'9' + 1);
    letters | digits
}

/// Calls `see` with the places of the bytes that begin a character outside ASCII, but for `common`.
pub(crate) fn each_other_lead(bytes: &[u8], common: u8, mut see: impl FnMut(usize)) {
    eights(bytes).enumerate().for_each(|(at, eight)| {
        let others = eight ^ each(common);
        let others = ((others & each(0x7F)) + each(0x7F)) | others;
        // Continuations have the highest bit alone, and leads the one below it, too.
        let mut leads = eight & eight << 1 & others & each(0x80);
        while leads > 0 {
            see(8 * at + leads.trailing_zeros() as usize / 8);
            leads &= leads - 1;
        }
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_run_ends_where_a_byte_says_so(bytes in "[ -~]{0,20}[a-zA-Z0-9]{0,9}[ -~\n`é\u{7F}\u{80}]{0,20}") {
            let bytes = bytes.as_bytes();
            let is_plain = |&&byte: &&u8| (0x20..0x80).contains(&byte) && byte != b'`';
            let length = bytes.iter().take_while(is_plain).count();
            prop_assert_eq!(run(bytes, |eight| equal(eight, b'`')), length);
            let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            prop_assert_eq!(run(bytes, |eight| !alphanumeric(eight)), length);
        }

        #[test]
        fn all_leads_but_one_are_seen(text in "[ -~éà«’日😀\u{80}]{0,40}") {
            let mut seen = Vec::new();
            each_other_lead(text.as_bytes(), 0xC3, |at| seen.push(at));
            let is_other = |(_, c): &(usize, char)| !c.is_ascii() && !('À'..='ÿ').contains(c);
            let leads: Vec<usize> = text.char_indices().filter(is_other).map(|(at, _)| at).collect();
            prop_assert_eq!(seen, leads);
        }
    }
}
