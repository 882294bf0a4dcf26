//! Numbers of variable length: seven bits a byte, low bits first, the high bit on all bytes but
//! the last (LEB128). Most numbers of an index are differences, and take one byte.

/// Calls `put` with the bytes of `value`, in order.
#[inline]
pub fn each_byte(mut value: u32, mut put: impl FnMut(u8)) {
    while value >= 0x80 {
        put(value as u8 | 0x80);
        value >>= 7;
    }
    put(value as u8);
}

/// Appends `value`.
pub fn push(bytes: &mut Vec<u8>, value: u32) {
    each_byte(value, |byte| bytes.push(byte));
}

/// How many bytes `value` has.
pub fn length(value: u32) -> usize {
    (32 - (value | 1).leading_zeros()).div_ceil(7) as usize
}

/// Takes a number from the head of `bytes`; `None` at the end, and where they are cut short or
/// hold more than 32 bits.
#[inline]
pub fn take(bytes: &mut &[u8]) -> Option<u32> {
    let first = *bytes.split_off_first()?;
    let mut value = u32::from(first & 0x7F);
    if first < 0x80 {
        return Some(value);
    }
    for shift in [7, 14, 21, 28] {
        let byte = *bytes.split_off_first()?;
        if shift == 28 && byte > 0x0F {
            return None;
        }
        value |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_pushed_is_taken(values in prop::collection::vec(prop_oneof![0u32..300, any::<u32>()], 0..20)) {
            let mut bytes = Vec::new();
            values.iter().for_each(|&value| push(&mut bytes, value));
            prop_assert_eq!(values.iter().map(|&value| length(value)).sum::<usize>(), bytes.len());
            let mut rest = bytes.as_slice();
            prop_assert_eq!(std::iter::from_fn(|| take(&mut rest)).collect::<Vec<_>>(), values);
            prop_assert_eq!(take(&mut &[0xFF, 0xFF, 0xFF, 0xFF, 0x10][..]), None, "33 bits");
        }
    }
}
