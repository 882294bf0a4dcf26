//! The tensors of the asset by their role, still packed.
//!
//! The asset is a safetensors container (<https://huggingface.co/docs/safetensors>), read in place:
//! the length of the header as u64, a JSON header, then the data. What the header claims is checked
//! against the bytes that are there, and nothing is allocated in the size of a claim: a damaged
//! asset is an [`AssetError`], never a crash. Every tensor is checked once against the
//! architecture, which is fixed here in constants, so that what follows can index without asking.
//! Only places are noted: no weight is read, and opening pages in the header alone.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::embed::error::AssetError;
use crate::embed::vector::DIMENSIONS;

/// The only format that is read, as the file states it.
const FORMAT: &str = "e5-small-fr 1";

/// The header is 18 088 bytes; anything much longer is damage.
const LONGEST_HEADER: u64 = 1 << 20;

/// Subwords, each with a vector.
pub(super) const SUBWORDS: usize = 24_000;
/// Attention heads.
pub(super) const HEADS: usize = 12;
/// Numbers of each head.
pub(super) const HEAD: usize = DIMENSIONS / HEADS;
/// Numbers inside the feed-forward part.
pub(super) const INNER: usize = 4 * DIMENSIONS;
/// Most tokens at a time, marks of start and end included.
pub(super) const POSITIONS: usize = 512;
const LAYERS: usize = 12;
/// Columns that share a scale.
pub(super) const GROUP: usize = 32;
/// Bytes of such a group: two weights each.
pub(super) const GROUP_BYTES: usize = GROUP / 2;

/// A number of type f16 as it lies in the file.
pub(super) type Half = [u8; 2];
/// A number of type f32 as it lies in the file.
pub(super) type Single = [u8; 4];

/// An asset whose header has been read.
struct Asset<'a> {
    tensors: BTreeMap<&'a str, Place<'a>>,
    data: &'a [u8],
}

/// What the header says of a tensor, or, under `__metadata__`, of the format.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Place<'a> {
    format: &'a str,
    dtype: &'a str,
    shape: Vec<usize>,
    data_offsets: (usize, usize),
}

impl<'a> Asset<'a> {
    /// Reads the header of `bytes`. Time and memory in the size of the header, at most 1 MiB.
    fn open(bytes: &'a [u8]) -> Result<Self, AssetError> {
        let damaged = |what: &str| AssetError::Damaged(what.to_owned());
        let (length, rest) = bytes.split_first_chunk().ok_or_else(|| damaged("cut short"))?;
        let length = u64::from_le_bytes(*length);
        if length > LONGEST_HEADER {
            return Err(damaged("its header is too long"));
        }
        let (header, data) =
            rest.split_at_checked(length as usize).ok_or_else(|| damaged("cut short"))?;
        let tensors: BTreeMap<&str, Place> =
            serde_json::from_slice(header).map_err(|error| damaged(&error.to_string()))?;
        match tensors.get("__metadata__").map(|metadata| metadata.format) {
            Some(FORMAT) => Ok(Self { tensors, data }),
            format => Err(damaged(&format!("of format {format:?}, not {FORMAT:?}"))),
        }
    }

    /// Tensor `name`, which must have this type and shape and lie inside the file, in chunks of
    /// `N` bytes.
    fn tensor<const N: usize>(
        &self,
        name: &str,
        dtype: &str,
        shape: &[usize],
    ) -> Result<&'a [[u8; N]], AssetError> {
        let wrong = |what| AssetError::Damaged(format!("tensor {name:?} {what}"));
        let place = self.tensors.get(name).ok_or_else(|| wrong("is missing"))?;
        if place.dtype != dtype || place.shape != shape {
            return Err(wrong("is of another type or shape"));
        }
        let (start, end) = place.data_offsets;
        let bytes = self.data.get(start..end).ok_or_else(|| wrong("lies outside the file"))?;
        let size = match dtype {
            "F32" => 4,
            "F16" => 2,
            _ => 1,
        };
        if bytes.len() != shape.iter().product::<usize>() * size {
            return Err(wrong("is of another length than its shape says"));
        }
        Ok(bytes.as_chunks().0)
    }
}

/// A matrix of 4-bit weights [rows, columns], and what is added to a product with it. Byte j of a
/// group holds column j in its low half and column j + 16 in its high half; the weight is
/// (half - 8) x scale of the group.
pub(super) struct Matrix<'a> {
    /// The groups of 32 columns, row after row.
    pub(super) groups: &'a [[u8; GROUP_BYTES]],
    pub(super) scales: &'a [Half],
    /// A number for each row; none for the vectors of subwords.
    pub(super) bias: &'a [Single],
    pub(super) rows: usize,
    /// The number of groups in a row.
    pub(super) width: usize,
}

/// Weight and bias of a layer normalisation.
pub(super) type Norm<'a> = [&'a [Single]; 2];

/// One layer of the encoder.
pub(super) struct Layer<'a> {
    /// Query, key and value of all heads, in this order.
    pub(super) qkv: Matrix<'a>,
    pub(super) attention: Matrix<'a>,
    pub(super) attention_norm: Norm<'a>,
    /// Into the feed-forward part.
    pub(super) inward: Matrix<'a>,
    /// Out of it.
    pub(super) outward: Matrix<'a>,
    pub(super) outward_norm: Norm<'a>,
}

/// All there is to the model but its vocabulary.
pub(super) struct Weights<'a> {
    /// One row for each subword.
    pub(super) words: Matrix<'a>,
    /// One row of [`DIMENSIONS`] for each position; the token type is already added.
    pub(super) positions: &'a [Half],
    /// Normalises the sum of the two.
    pub(super) norm: Norm<'a>,
    pub(super) layers: Vec<Layer<'a>>,
}

impl<'a> Weights<'a> {
    /// Finds and checks every tensor of the asset `bytes`.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, AssetError> {
        let asset = Asset::open(bytes)?;
        Ok(Self {
            words: matrix(&asset, "embeddings.word", SUBWORDS, DIMENSIONS)?,
            positions: asset.tensor("embeddings.position", "F16", &[POSITIONS, DIMENSIONS])?,
            norm: norm(&asset, "embeddings.ln")?,
            layers: (0..LAYERS).map(|number| layer(&asset, number)).collect::<Result<_, _>>()?,
        })
    }
}

fn layer<'a>(asset: &Asset<'a>, number: usize) -> Result<Layer<'a>, AssetError> {
    let name = |part: &str| format!("layer.{number}.{part}");
    let linear = |part: &str, rows, columns| -> Result<Matrix<'a>, AssetError> {
        let bias = asset.tensor(&name(&format!("{part}.bias")), "F32", &[rows])?;
        Ok(Matrix { bias, ..matrix(asset, &name(&format!("{part}.weight")), rows, columns)? })
    };
    Ok(Layer {
        qkv: linear("qkv", 3 * DIMENSIONS, DIMENSIONS)?,
        attention: linear("attn_out", DIMENSIONS, DIMENSIONS)?,
        attention_norm: norm(asset, &name("attn_ln"))?,
        inward: linear("ffn_in", INNER, DIMENSIONS)?,
        outward: linear("ffn_out", DIMENSIONS, INNER)?,
        outward_norm: norm(asset, &name("ffn_ln"))?,
    })
}

fn matrix<'a>(
    asset: &Asset<'a>,
    name: &str,
    rows: usize,
    columns: usize,
) -> Result<Matrix<'a>, AssetError> {
    let width = columns / GROUP;
    let groups = asset.tensor(&format!("{name}.q4"), "U8", &[rows, columns / 2])?;
    let scales = asset.tensor(&format!("{name}.scale"), "F16", &[rows, width])?;
    Ok(Matrix { groups, scales, bias: &[], rows, width })
}

fn norm<'a>(asset: &Asset<'a>, name: &str) -> Result<Norm<'a>, AssetError> {
    let part = |part: &str| asset.tensor(&format!("{name}.{part}"), "F32", &[DIMENSIONS]);
    Ok([part("weight")?, part("bias")?])
}

/// A 16-bit float as an f32, exactly; infinities, which the model has none of, become 65536.
#[inline(always)]
pub(super) fn half(bytes: Half) -> f32 {
    const REBIAS: f32 = f32::from_bits((127 + 112) << 23); // 2^112, between the two biases
    let bits = u32::from(u16::from_le_bytes(bytes));
    let size = f32::from_bits((bits & 0x7fff) << 13) * REBIAS;
    f32::from_bits(size.to_bits() | (bits & 0x8000) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_exact() {
        let of = |bits: u16| half(bits.to_le_bytes());
        assert_eq!(of(0x3c00), 1.0);
        assert_eq!(of(0xc000), -2.0);
        assert_eq!(of(0x7bff), 65504.0);
        assert_eq!(of(0x0001), 2.0_f32.powi(-24));
        assert_eq!(of(0x03ff), 1023.0 * 2.0_f32.powi(-24));
        assert_eq!(of(0x8000).to_bits(), (-0.0_f32).to_bits());
    }

    /// A file of one F16 tensor `a` of shape [2, 3], with this header text.
    fn file(header: &str) -> Vec<u8> {
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend(header.as_bytes());
        bytes.extend([0; 12]);
        bytes
    }

    fn header(offsets: &str) -> String {
        format!(
            r#"{{"__metadata__":{{"format":"{FORMAT}"}},"a":{{"dtype":"F16","shape":[2,3],"data_offsets":{offsets}}}}}"#
        )
    }

    #[test]
    fn each_damage_is_an_error() {
        let error = |offsets: &str, dtype, shape: &[usize]| {
            let bytes = file(&header(offsets));
            let asset = Asset::open(&bytes).unwrap();
            asset.tensor::<2>("a", dtype, shape).err().map(|error| error.to_string())
        };
        assert_eq!(error("[0,12]", "F16", &[2, 3]), None);
        assert!(error("[0,12]", "F32", &[2, 3]).unwrap().contains("another type"));
        assert!(error("[0,12]", "F16", &[3, 2]).unwrap().contains("another type"));
        assert!(error("[0,11]", "F16", &[2, 3]).unwrap().contains("another length"));
        for outside in ["[12,24]", "[12,0]", "[0,18446744073709551615]"] {
            assert!(error(outside, "F16", &[2, 3]).unwrap().contains("outside"));
        }
        let deep = file(&"[".repeat(100_000));
        let other = file(&header("[0,12]").replace("fr 1", "fr 2"));
        for damaged in [b"abc", &[255; 64][..], &deep, &other] {
            assert!(Asset::open(damaged).is_err());
        }
    }
}
