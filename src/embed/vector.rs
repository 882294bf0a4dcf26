//! Vectors of texts, and the packed form in which those of entries are stored.

/// What the model is called.
pub const MODEL: &str = "e5-small-fr";

/// What tells vectors of this model from those of another: the SHA-256, in hexadecimal, of
/// `e5-small-fr.safetensors` followed by `tokenizer.json`. A test recomputes it.
pub const DIGEST: &str = "55bb0685a2d8ad0d22cd992a28f8f42c12f0167836931a90a51e68a594dc949c";

/// Numbers in the vector of a text.
pub const DIMENSIONS: usize = 384;

/// What a text is. The model was trained to be told, and ranks worse without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What someone asks.
    Query,
    /// What may answer.
    Passage,
}

/// Units of a packed vector in 1: components of these vectors stay below 0.25, so that 8 bits
/// hold them all with one fixed scale.
const UNITS: f32 = 508.0;

/// A text as 384 numbers of length 1: the nearer the meaning of two, the higher their cosine.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector(pub(super) [f32; DIMENSIONS]);

impl Vector {
    /// The direction of `sums`; all zeros when it has none.
    pub fn towards(sums: &[f64; DIMENSIONS]) -> Self {
        let length = sums.iter().map(|value| value * value).sum::<f64>().sqrt();
        let factor = if length.is_normal() { 1.0 / length } else { 0.0 };
        Self(sums.map(|value| if factor > 0.0 { (value * factor) as f32 } else { 0.0 }))
    }
}

/// A vector in 384 bytes: each number times 508, rounded.
///
/// On six collections of questions this loses nothing in the order of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed([i8; DIMENSIONS]);

impl Packed {
    /// The packed vector stored as `bytes`, two's complement.
    pub fn from_bytes(bytes: &[u8; DIMENSIONS]) -> Self {
        Self(bytes.map(u8::cast_signed))
    }

    /// What [`Packed::from_bytes`] reads.
    pub fn to_bytes(&self) -> [u8; DIMENSIONS] {
        self.0.map(i8::cast_unsigned)
    }

    /// The cosine with `query`, in [-1, 1]; 0 when this vector is all zeros.
    // Here and below: `dispatch!` compiles for each SIMD level only what is inlined into it.
    #[inline(always)]
    pub fn cosine(&self, query: &Vector) -> f32 {
        let square = product(self, self);
        if square == 0 {
            return 0.0;
        }
        (dot(&query.0, &self.0) / (square as f32).sqrt()).clamp(-1.0, 1.0)
    }

    /// The direction of this vector, at full length.
    pub fn direction(&self) -> Vector {
        Vector::towards(&self.0.map(f64::from))
    }

    /// The cosine with another packed vector, in [-1, 1]; 0 when one of them is all zeros.
    #[inline(always)]
    pub fn cosine_packed(&self, other: &Self) -> f32 {
        let squares = product(self, self) as f32 * product(other, other) as f32;
        if squares == 0.0 {
            return 0.0;
        }
        (product(self, other) as f32 / squares.sqrt()).clamp(-1.0, 1.0)
    }
}

impl From<&Vector> for Packed {
    fn from(vector: &Vector) -> Self {
        Self(vector.0.map(|value| (value * UNITS).round().clamp(-127.0, 127.0) as i8))
    }
}

/// The dot product, in units.
#[inline(always)]
fn product(a: &Packed, b: &Packed) -> i32 {
    a.0.iter().zip(&b.0).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

/// The dot product in sixteen partial sums, always in this order.
#[inline(always)]
fn dot(values: &[f32; DIMENSIONS], units: &[i8; DIMENSIONS]) -> f32 {
    let mut sums = [0.0; 16];
    for (values, units) in values.as_chunks::<16>().0.iter().zip(units.as_chunks::<16>().0) {
        for ((sum, value), unit) in sums.iter_mut().zip(values).zip(units) {
            *sum += value * f32::from(*unit);
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn vector() -> impl Strategy<Value = Vector> {
        proptest::collection::vec(-1.0..1.0_f64, DIMENSIONS).prop_map(|values| {
            let mut sums = [0.0; DIMENSIONS];
            sums.copy_from_slice(&values);
            Vector::towards(&sums)
        })
    }

    proptest! {
        #[test]
        fn packing_keeps_cosines(a in vector(), b in vector()) {
            let packed = Packed::from(&b);
            let cosine: f32 = a.0.iter().zip(&b.0).map(|(a, b)| a * b).sum();
            prop_assert!((packed.cosine(&a) - cosine).abs() < 0.005);
            prop_assert!((Packed::from(&a).cosine_packed(&packed) - cosine).abs() < 0.01);
            prop_assert_eq!(Packed::from_bytes(&packed.to_bytes()), packed);
        }
    }

    #[test]
    fn nothing_has_no_direction() {
        for value in [0.0, f64::NAN, f64::INFINITY] {
            let vector = Vector::towards(&[value; DIMENSIONS]);
            assert_eq!(vector.0, [0.0; DIMENSIONS]);
            assert_eq!(Packed::from(&vector).cosine(&vector), 0.0);
        }
    }
}
