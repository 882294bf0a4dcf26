//! The rest of the arithmetic: layer normalisation, attention, GELU.
//!
//! Plain loops over sixteen lanes, compiled once for each SIMD level by [`dispatch!`]. Sums
//! over a row always go through the same sixteen partial sums in the same order, and `exp` is a
//! polynomial written here rather than the one of the machine's C library: that, and no fused
//! operations, is why vectors are the same bits everywhere.

use fearless_simd::prelude::*;
use fearless_simd::{Level, Simd, dispatch, f32x16};

use super::weights::{HEAD, HEADS, Norm};
use crate::embed::vector::DIMENSIONS;

/// Partial sums of a row.
const LANES: usize = 16;
/// Queries of attention that meet keys and values together.
const QUERIES: usize = 4;
/// Added to the variance, as the model was trained.
const EPSILON: f32 = 1e-12;

/// Adds `added` to `x` and normalises each row of [`DIMENSIONS`]: zero mean, unit variance, then
/// weight and bias.
pub(super) fn add_and_normalize(level: Level, x: &mut [f32], added: &[f32], norm: Norm) {
    dispatch!(level, _simd => {
        for (row, added) in x.as_chunks_mut().0.iter_mut().zip(added.as_chunks().0) {
            normalize(row, added, norm);
        }
    });
}

#[inline(always)]
fn normalize(row: &mut [f32; DIMENSIONS], added: &[f32; DIMENSIONS], norm: Norm) {
    const COUNT: f32 = DIMENSIONS as f32;
    for (value, added) in row.iter_mut().zip(added) {
        *value += added;
    }
    let mean = sum(row, |value| value) / COUNT;
    let variance = sum(row, |value| (value - mean) * (value - mean)) / COUNT;
    let factor = 1.0 / (variance + EPSILON).sqrt();
    for (value, (weight, bias)) in row.iter_mut().zip(norm[0].iter().zip(norm[1])) {
        *value = (*value - mean) * factor * f32::from_le_bytes(*weight) + f32::from_le_bytes(*bias);
    }
}

/// The sum of `of` over `row`, whose length is a multiple of 16: sixteen sums, folded in halves.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    for part in row.as_chunks::<LANES>().0 {
        for (lane, value) in lanes.iter_mut().zip(part) {
            *lane += of(*value);
        }
    }
    fold(lanes, |a, b| a + b)
}

#[inline(always)]
fn fold(mut lanes: [f32; LANES], with: impl Fn(f32, f32) -> f32) -> f32 {
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] = with(lanes[lane], lanes[lane + half]);
        }
    }
    lanes[0]
}

/// GELU in its exact form, `x Φ(x)` (Hendrycks and Gimpel 2016), in place.
pub(super) fn gelu(level: Level, x: &mut [f32]) {
    dispatch!(level, _simd => {
        for value in x.iter_mut() {
            *value *= 0.5 * (1.0 + erf(*value * std::f32::consts::FRAC_1_SQRT_2));
        }
    });
}

/// The error function within 5e-7: Abramowitz and Stegun 7.1.26.
#[inline(always)]
fn erf(x: f32) -> f32 {
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let mut poly = 1.061_405_4;
    for factor in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
        poly = poly * t + factor;
    }
    (1.0 - poly * t * exp(-size * size)).copysign(x)
}

/// e^x for x at most 0, within 2e-7 of it relatively (Cephes `expf`); 0 below about -87.
#[inline(always)]
fn exp(x: f32) -> f32 {
    const NEAREST: f32 = 12_582_912.0; // 1.5 x 2^23: added, it leaves the nearest integer
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + NEAREST;
    let power = shifted - NEAREST;
    let rest = x - power * 0.693_359_4 + power * 2.121_944_4e-4; // ln 2 in two parts
    let mut poly = 1.987_569_1e-4;
    for factor in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5] {
        poly = poly * rest + factor;
    }
    let poly = poly * rest * rest + rest + 1.0;
    // 2^power, from the integer that NEAREST left in the lowest bits
    poly * f32::from_bits(shifted.to_bits().wrapping_sub(NEAREST.to_bits() - 127) << 23)
}

/// Self-attention of all heads. `qkv` has, for each token, query, key and value of
/// [`DIMENSIONS`]; `out` gets [`DIMENSIONS`] for each token.
pub(super) fn attention(level: Level, qkv: &[f32], out: &mut [f32]) {
    let tokens = qkv.len() / (3 * DIMENSIONS);
    let width = tokens.next_multiple_of(HEAD);
    let mut keys = vec![0.0; HEAD * width];
    let mut values = vec![[0.0; HEAD]; tokens];
    let mut weights: [_; QUERIES] = std::array::from_fn(|_| vec![0.0; width]);
    for head in 0..HEADS {
        dispatch!(level, simd => {
            attend(simd, qkv, head, out, &mut keys, &mut values, &mut weights)
        });
    }
}

/// One head. `keys` is turned so that tokens lie side by side, padded with zeros to a multiple
/// of 32.
#[inline(always)]
fn attend<S: Simd>(
    simd: S,
    qkv: &[f32],
    head: usize,
    out: &mut [f32],
    keys: &mut [f32],
    values: &mut [[f32; HEAD]],
    weights: &mut [Vec<f32>; QUERIES],
) {
    const SCALE: f32 = 0.176_776_7; // 1 / sqrt(32)
    let part = |row: &[f32; 3 * DIMENSIONS], which: usize| -> [f32; HEAD] {
        row.as_chunks().0[which * HEADS + head]
    };
    let rows = qkv.as_chunks().0;
    for (token, row) in rows.iter().enumerate() {
        for (at, key) in part(row, 1).into_iter().enumerate() {
            keys[(token / HEAD * HEAD + at) * HEAD + token % HEAD] = key * SCALE;
        }
        values[token] = part(row, 2);
    }
    for (rows, out) in rows.chunks(QUERIES).zip(out.chunks_mut(QUERIES * DIMENSIONS)) {
        // The last queries are repeated where there are fewer: their results go nowhere.
        let queries = std::array::from_fn(|at| part(&rows[at.min(rows.len() - 1)], 0));
        score(simd, &queries, keys, weights);
        let totals = weights.each_mut().map(|weights| {
            weights[values.len()..].fill(f32::NEG_INFINITY);
            soften(weights)
        });
        let mixed = mix(simd, values, weights, totals);
        for (mixed, out) in mixed.iter().zip(out.chunks_exact_mut(DIMENSIONS)) {
            out[head * HEAD..(head + 1) * HEAD].copy_from_slice(mixed);
        }
    }
}

/// The product of each query with all keys: blocks of 32 tokens, 32 numbers each.
#[inline(always)]
fn score<S: Simd>(
    simd: S,
    queries: &[[f32; HEAD]; QUERIES],
    keys: &[f32],
    weights: &mut [Vec<f32>; QUERIES],
) {
    let blocks = keys.as_chunks::<HEAD>().0.as_chunks::<HEAD>().0;
    for (number, block) in blocks.iter().enumerate() {
        let sums = sums(simd, block, |query, at| queries[query][at]);
        for (weights, sums) in weights.iter_mut().zip(&sums) {
            weights[number * HEAD..(number + 1) * HEAD].copy_from_slice(sums);
        }
    }
}

/// Turns scores into e^(score - highest) and returns their sum.
#[inline(always)]
fn soften(weights: &mut [f32]) -> f32 {
    let mut tops = [f32::NEG_INFINITY; LANES];
    for part in weights.as_chunks::<LANES>().0 {
        for (top, value) in tops.iter_mut().zip(part) {
            *top = if *value > *top { *value } else { *top };
        }
    }
    let top = fold(tops, f32::max);
    for weight in weights.iter_mut() {
        *weight = exp(*weight - top);
    }
    sum(weights, |weight| weight)
}

/// The means of `values` by the weights of each query, whose sums are `totals`.
#[inline(always)]
fn mix<S: Simd>(
    simd: S,
    values: &[[f32; HEAD]],
    weights: &[Vec<f32>; QUERIES],
    totals: [f32; QUERIES],
) -> [[f32; HEAD]; QUERIES] {
    let mut sums = sums(simd, values, |query, token| weights[query][token]);
    for (sums, total) in sums.iter_mut().zip(totals) {
        let factor = 1.0 / total;
        *sums = sums.map(|sum| sum * factor);
    }
    sums
}

/// For each query the sum of `rows`, each times the factor that `factor` has for query and row.
/// Several queries at a time, as one sum alone would wait for each of its additions.
#[inline(always)]
fn sums<S: Simd>(
    simd: S,
    rows: &[[f32; HEAD]],
    factor: impl Fn(usize, usize) -> f32,
) -> [[f32; HEAD]; QUERIES] {
    let mut sums = [[f32x16::splat(simd, 0.0); 2]; QUERIES];
    for (number, row) in rows.iter().enumerate() {
        let (low, high) = row.split_at(LANES);
        let row = [low, high].map(|half| f32x16::from_slice(simd, half));
        for (query, sums) in sums.iter_mut().enumerate() {
            let factor = f32x16::splat(simd, factor(query, number));
            for (sum, half) in sums.iter_mut().zip(row) {
                *sum += factor * half;
            }
        }
    }
    sums.map(|halves| {
        let mut sum = [0.0; HEAD];
        for (half, to) in halves.into_iter().zip(sum.as_chunks_mut::<LANES>().0) {
            half.store_slice(to);
        }
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close() {
        for step in 0..8_700 {
            let x = step as f32 * -0.01;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 3e-7, "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn erf_is_close() {
        let known = [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3)];
        for (x, exact) in known {
            assert!((erf(x) - exact).abs() < 5e-7, "{x}");
            assert!((erf(-x) + exact).abs() < 5e-7, "-{x}");
        }
    }
}
