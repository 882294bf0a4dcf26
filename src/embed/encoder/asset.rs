//! The asset file: a safetensors container, read in place.
//!
//! Layout (<https://huggingface.co/docs/safetensors>): the length of the header as u64, a JSON
//! header, then the data. Everything the header claims is checked against the bytes that are
//! there before anything is trusted, and nothing is copied or allocated in the size of a claim:
//! a damaged asset is an [`AssetError`], never a crash. The data itself is not read here, so
//! that opening the asset pages in the header alone.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::embed::AssetError;
use crate::embed::error::FORMAT;

/// The header is 18 088 bytes; anything much longer is damage.
const LONGEST_HEADER: u64 = 1 << 20;

/// Types of elements that occur.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub(super) enum Type {
    /// 32-bit floats.
    F32,
    /// 16-bit floats.
    F16,
    /// Bytes: two 4-bit weights each.
    U8,
}

impl Type {
    const fn size(self) -> usize {
        match self {
            Self::F32 => 4,
            Self::F16 => 2,
            Self::U8 => 1,
        }
    }
}

#[derive(Deserialize)]
struct Header {
    #[serde(rename = "__metadata__")]
    metadata: BTreeMap<String, String>,
    #[serde(flatten)]
    tensors: BTreeMap<String, Place>,
}

#[derive(Deserialize)]
struct Place {
    dtype: Type,
    shape: Vec<usize>,
    data_offsets: (usize, usize),
}

/// An asset whose header has been read and believed.
pub(super) struct Asset<'a> {
    tensors: BTreeMap<String, Place>,
    data: &'a [u8],
}

impl<'a> Asset<'a> {
    /// Reads the header of `bytes`. Time and memory in the size of the header, at most 1 MiB.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, AssetError> {
        let short = |need| AssetError::Short { have: bytes.len(), need };
        let (length, rest) = bytes.split_first_chunk().ok_or(short(8))?;
        let length = u64::from_le_bytes(*length);
        if length > LONGEST_HEADER {
            return Err(AssetError::HeaderLength(length));
        }
        let (header, data) = rest.split_at_checked(length as usize).ok_or(short(length + 8))?;
        let header: Header = serde_json::from_slice(header)
            .map_err(|error| AssetError::Header(error.to_string()))?;
        let format = header.metadata.get("format").map_or("", String::as_str);
        if format != FORMAT {
            return Err(AssetError::Format(format.to_owned()));
        }
        Ok(Self { tensors: header.tensors, data })
    }

    /// The bytes of tensor `name`, which must have this type and shape and lie inside the file.
    pub(super) fn tensor(
        &self,
        name: &str,
        dtype: Type,
        shape: &[usize],
    ) -> Result<&'a [u8], AssetError> {
        let wrong = |what| AssetError::Tensor { name: name.to_owned(), what };
        let place = self.tensors.get(name).ok_or_else(|| AssetError::Missing(name.to_owned()))?;
        if place.dtype != dtype {
            return Err(wrong("of another type than expected"));
        }
        if place.shape != shape {
            return Err(wrong("of another shape than expected"));
        }
        let (start, end) = place.data_offsets;
        let bytes = self.data.get(start..end).ok_or_else(|| wrong("outside the file"))?;
        let expected = shape.iter().try_fold(dtype.size(), |size, side| size.checked_mul(*side));
        if expected != Some(bytes.len()) {
            return Err(wrong("of another length than its shape says"));
        }
        Ok(bytes)
    }

    /// The number of rows of tensor `name`.
    pub(super) fn rows(&self, name: &str) -> Result<usize, AssetError> {
        let place = self.tensors.get(name).ok_or_else(|| AssetError::Missing(name.to_owned()))?;
        let wrong = || AssetError::Tensor { name: name.to_owned(), what: "without rows" };
        place.shape.first().copied().filter(|rows| *rows > 0).ok_or_else(wrong)
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
    fn a_sound_file_opens() {
        let bytes = file(&header("[0,12]"));
        let asset = Asset::open(&bytes).unwrap();
        assert_eq!(asset.tensor("a", Type::F16, &[2, 3]).unwrap().len(), 12);
        assert_eq!(asset.rows("a"), Ok(2));
    }

    #[test]
    fn each_damage_has_its_error() {
        let what = |offsets: &str, dtype, shape: &[usize]| {
            let bytes = file(&header(offsets));
            Asset::open(&bytes).unwrap().tensor("a", dtype, shape).unwrap_err().to_string()
        };
        assert!(what("[0,12]", Type::F32, &[2, 3]).contains("another type"));
        assert!(what("[0,12]", Type::F16, &[3, 2]).contains("another shape"));
        assert!(what("[0,11]", Type::F16, &[2, 3]).contains("another length"));
        assert!(what("[12,24]", Type::F16, &[2, 3]).contains("outside"));
        assert!(what("[12,0]", Type::F16, &[2, 3]).contains("outside"));
        assert!(what("[0,18446744073709551615]", Type::F16, &[2, 3]).contains("outside"));

        let open = |bytes: &[u8]| Asset::open(bytes).err().unwrap();
        assert_eq!(open(b"abc"), AssetError::Short { have: 3, need: 8 });
        assert_eq!(open(&[255; 64]), AssetError::HeaderLength(u64::MAX));
        assert!(matches!(open(&file("[[[[")), AssetError::Header(_)));
        assert!(matches!(open(&file(&"[".repeat(100_000))), AssetError::Header(_)));
        assert!(matches!(
            open(&file(&header("[0,12]").replace("fr 1", "fr 2"))),
            AssetError::Format(_)
        ));
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
                let _ = asset.tensor("a", Type::F16, &[2, 3]);
            }
        }
    }
}
