//! Meaning: texts as vectors whose cosine tells how near they are.
//!
//! Half of what people ask is worded unlike the answer. An [`Encoder`] turns a question and
//! each entry into 384 numbers, and the angle between two of them needs no word in common. The
//! model is multilingual-e5-small with a French vocabulary at 4 bits (Wang et al., "Multilingual
//! E5 Text Embeddings", 2024); `model/README.md` has its provenance and licence. The vectors of
//! entries lie in the image of the corpus ([`vectors`]), filled in ([`fill`]) from the shipped
//! pages, the vector cache ([`cache`]) and the encoder.
//!
//! Without the cargo feature `meaning` there is no model in the program, and an [`Encoder`] that
//! nothing can load: what asks for one is the same code in both.
//!
//! Vectors are the same bits at every SIMD width and number of threads (see `encoder/kernels` and
//! `encoder/maths` for how), so there is nothing to round before ordering. The kernels are written
//! by hand over `fearless_simd`, which chooses the width at run time and has no dependencies:
//! `matrixmultiply` takes seven times as long, after unpacking the weights; `wide` and
//! `multiversion` have no byte products; `pulp` needs the same intrinsics and ten more crates.
//!
//! [`Encoder::load`] takes 0.1 ms. A text of 16 tokens takes one core (Zen 4) 4.4 ms with AVX-512
//! and 5.6 ms with AVX2; one of 122 tokens 31 and 41 ms. With SSE2 alone it is some ten times that.

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
pub use self::vector::{DIGEST, DIMENSIONS, Kind, MODEL, Packed, Vector};
