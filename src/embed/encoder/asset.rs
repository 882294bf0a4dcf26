//! The asset file: a safetensors container, read in place.
//!
//! Layout (<https://huggingface.co/docs/safetensors>): the length of the header as u64, a JSON
//! header, then the data. What the header claims is checked against the bytes that are there, and
//! nothing is allocated in the size of a claim: a damaged asset is an [`AssetError`], never a
//! crash. The data is not read here, so that opening the asset pages in the header alone.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::embed::error::AssetError;

/// The only format that is read, as the file states it.
const FORMAT: &str = "e5-small-fr 1";

/// The header is 18 088 bytes; anything much longer is damage.
const LONGEST_HEADER: u64 = 1 << 20;

/// An asset whose header has been read.
#[derive(Deserialize)]
pub(super) struct Asset<'a> {
    #[serde(rename = "__metadata__")]
    metadata: BTreeMap<String, String>,
    #[serde(flatten)]
    tensors: BTreeMap<String, Place>,
    #[serde(skip)]
    data: &'a [u8],
}

#[derive(Deserialize)]
struct Place {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: (usize, usize),
}

impl<'a> Asset<'a> {
    /// Reads the header of `bytes`. Time and memory in the size of the header, at most 1 MiB.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, AssetError> {
        let damaged = |what: &str| AssetError::Damaged(what.to_owned());
        let (length, rest) = bytes.split_first_chunk().ok_or_else(|| damaged("cut short"))?;
        let length = u64::from_le_bytes(*length);
        if length > LONGEST_HEADER {
            return Err(damaged("its header is too long"));
        }
        let (header, data) =
            rest.split_at_checked(length as usize).ok_or_else(|| damaged("cut short"))?;
        let asset: Self =
            serde_json::from_slice(header).map_err(|error| damaged(&error.to_string()))?;
        match asset.metadata.get("format") {
            Some(format) if format == FORMAT => Ok(Self { data, ..asset }),
            format => Err(damaged(&format!("of format {format:?}, not {FORMAT:?}"))),
        }
    }

    /// Tensor `name`, which must have this type and shape and lie inside the file, in chunks of
    /// `N` bytes.
    pub(super) fn tensor<const N: usize>(
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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

    proptest! {
        #[test]
        fn no_bytes_crash_it(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Asset::open(&bytes);
        }

        #[test]
        fn no_header_crashes_it(at in 0..100_usize, byte: u8, cut in 0..200_usize) {
            let mut bytes = file(&header("[0,12]"));
            bytes[8 + at] = byte;
            bytes.truncate(cut.max(1));
            if let Ok(asset) = Asset::open(&bytes) {
                let _ = asset.tensor::<2>("a", "F16", &[2, 3]);
            }
        }
    }
}
