//! Meaning: texts as vectors whose cosine tells how near they are.
//!
//! Half of what people ask is worded unlike the answer. An [`Encoder`] turns a question and
//! each entry into 384 numbers, and the angle between two of them needs no word in common. The
//! model is multilingual-e5-small with a French vocabulary at 4 bits (Wang et al., "Multilingual
//! E5 Text Embeddings", 2024); `model/README.md` has its provenance and licence. The vectors of
//! entries lie in the image of the corpus ([`vectors`]), filled in ([`fill`]) from the shipped
//! pages, the vector cache ([`cache`]) and the encoder.
//!
//! | step | where |
//! | --- | --- |
//! | text → ids of subwords | `encoder/tokenizer`, over the table of `subwords` |
//! | tensors found and checked in the asset | `encoder/asset`, `weights` |
//! | ids → hidden states → mean | `encoder/forward`, with `kernels` (4-bit products) and `maths` |
//! | the result, full and packed | [`Vector`], [`Packed`] |
//!
//! Without the cargo feature `meaning` there is no model in the program, and an [`Encoder`] that
//! nothing can load: what asks for one is the same code in both.
//!
//! # What it costs
//!
//! Nothing before [`Encoder::load`], which reads the header of the asset (18 KB) and no weight,
//! 0.3 ms. Processor time of one core of a Xeon, other work beside it, median (best):
//!
//! | | 15 tokens | 215 tokens, about 150 words |
//! | --- | --- | --- |
//! | AVX-512 | 7 (3.8) ms | 77 (73) ms |
//! | AVX2 | 8 (5.6) ms | 105 (103) ms |
//! | SSE4.2 | 36 (33) ms | 504 (479) ms |
//! | SSE2 | 57 (52) ms | 748 (699) ms |
//! | the numpy reference in the same minute | 55 ms for 12 | 290 ms for 150 |
//!
//! A whole process with one query takes 12 ms and 16 MB, against 1 ms and 2 MB for one that
//! leaves the model alone; 200 queries one after another take 1.1 s.
//!
//! # Why a kernel written by hand
//!
//! | way | crates | build | 12-token query |
//! | --- | --- | --- | --- |
//! | `fearless_simd` and the kernels here | 1 | 5 s | 4 ms, straight from the 4-bit blocks |
//! | `pulp` in its place | 11 | 10 s | not tried: the same intrinsics, ten more crates |
//! | `matrixmultiply` | 2 | 2 s | 28 ms, after 70 ms of unpacking to 85 MB of f32 |
//! | `ndarray` | 6 | 7 s | calls `matrixmultiply` |
//! | `wide` | 3 | 6 s | no byte products, and the width is chosen when building |
//! | `multiversion` | 7 | 5 s | plain loops only, in which no byte product is found |
//! | `rten` | 20 | | an engine for ONNX files: not these blocks |
//! | `candle-core` | 128 | | 4-bit blocks, but AVX2 only when built for it |
//!
//! `fearless_simd` (Linebender, the people of Vello and Parley) chooses the width at run time
//! and lets safe code call the intrinsics of that width. It has no dependencies, and its
//! AVX-512 level includes the byte products this model wants.
//!
//! # The same order everywhere
//!
//! Vectors are the same bits at every SIMD width and number of threads (see `kernels` and
//! `maths` for how), so there is nothing to round before ordering: equal scores are equal
//! texts, and ties go by page order. A test compares all widths of the machine it runs on.

pub mod cache;
#[cfg(feature = "meaning")]
mod encoder;
#[cfg(not(feature = "meaning"))]
#[path = "absent.rs"]
mod encoder;
mod error;
pub mod fill;
mod vector;
pub mod vectors;

pub use self::encoder::Encoder;
pub use self::error::AssetError;
pub use self::vector::{DIMENSIONS, Packed, Vector};

/// What tells vectors of this model from those of another: the SHA-256, in hexadecimal, of
/// `e5-small-fr.safetensors` followed by `tokenizer.json`. A test recomputes it.
pub const DIGEST: &str = "2c41a93f9b68179d53cef9b36c7f95c2516728d5224510e3638a831c961d8fb7";

/// What a text is. The model was trained to be told, and ranks worse without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What someone asks.
    Query,
    /// What may answer.
    Passage,
}
