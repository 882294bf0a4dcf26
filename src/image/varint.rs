//! Numbers of variable length: seven bits a byte, low bits first, the high bit on all bytes but
//! the last (LEB128). Most numbers of an index are differences, and take one byte.

/// Appends `value`.
pub fn push(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Reads numbers one after another.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    /// Reads from the beginning of `bytes`.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    /// The bytes not yet read.
    #[must_use]
    pub fn rest(self) -> &'b [u8] {
        self.bytes
    }
}

impl Iterator for Reader<'_> {
    type Item = u32;

    /// `None` at the end, and where the bytes are cut short or hold more than 32 bits.
    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (&first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        if first < 0x80 {
            return Some(u32::from(first));
        }
        let mut value = u32::from(first & 0x7F);
        for shift in [7, 14, 21, 28] {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_pushed_is_read(values in prop::collection::vec(prop_oneof![0u32..300, any::<u32>()], 0..20)) {
            let mut bytes = Vec::new();
            values.iter().for_each(|&value| push(&mut bytes, value));
            prop_assert_eq!(Reader::new(&bytes).collect::<Vec<_>>(), values);
        }

        #[test]
        fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            prop_assert!(Reader::new(&bytes).count() <= bytes.len());
            let beyond = [&[0xFF; 4][..], &[0x10]].concat();
            prop_assert_eq!(Reader::new(&beyond).next(), None, "more than 32 bits");
        }
    }
}
