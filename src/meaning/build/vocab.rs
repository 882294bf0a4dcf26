//! `tokenizer.json` → the flat table that `meaning::vocab` reads in place.
//!
//! Parsing the JSON at every start took 9 to 10 ms; the table needs no parsing at all.
//! Little-endian, pieces sorted by their bytes:
//!
//! | part | type | entries |
//! | --- | --- | --- |
//! | number of pieces N | u32 | 1 |
//! | where each piece starts in the bytes, and where the last ends | u32 | N + 1 |
//! | score in units of 1e-7 | i32 | N |
//! | id | u16 | N |
//! | bytes of the pieces | u8 | |

use std::path::Path;
use std::{fs, io};

/// Reads the Unigram vocabulary of `json` and writes the table to `out`.
pub fn prepare(json: &Path, out: &Path) -> io::Result<()> {
    let text = fs::read_to_string(json)?;
    let tree: serde_json::Value = serde_json::from_str(&text).map_err(io::Error::other)?;
    let wrong = || io::Error::other(format!("{}: not a Unigram tokenizer", json.display()));
    let rows = tree["model"]["vocab"].as_array().ok_or_else(wrong)?;
    let mut pieces = Vec::with_capacity(rows.len());
    for (id, row) in rows.iter().enumerate() {
        let piece = row[0].as_str().ok_or_else(wrong)?;
        let score = fixed(row[1].as_f64().ok_or_else(wrong)?).ok_or_else(wrong)?;
        pieces.push((piece, score, u16::try_from(id).map_err(io::Error::other)?));
    }
    pieces.sort_unstable();
    fs::write(out, table(&pieces)?)
}

/// The score in units of 1e-7, if that says it exactly.
fn fixed(score: f64) -> Option<i32> {
    let units = (score * 1e7).round();
    let exact = units / 1e7 == score && units.abs() < f64::from(i32::MAX);
    exact.then_some(units as i32)
}

fn table(pieces: &[(&str, i32, u16)]) -> io::Result<Vec<u8>> {
    let mut bytes = u32::try_from(pieces.len()).map_err(io::Error::other)?.to_le_bytes().to_vec();
    let mut end = 0_u32;
    bytes.extend(end.to_le_bytes());
    for (piece, _, _) in pieces {
        end += u32::try_from(piece.len()).map_err(io::Error::other)?;
        bytes.extend(end.to_le_bytes());
    }
    bytes.extend(pieces.iter().flat_map(|(_, score, _)| score.to_le_bytes()));
    bytes.extend(pieces.iter().flat_map(|(_, _, id)| id.to_le_bytes()));
    bytes.extend(pieces.iter().flat_map(|(piece, _, _)| piece.bytes()));
    Ok(bytes)
}
