//! `x W^T + b` straight from the 4-bit weights.
//!
//! Activations are rounded to 8 bits, one scale for each token and group of 32 columns (the
//! Q8_0 of llama.cpp), so that the sum over a group is one of small integers. Weights are
//! unpacked a *tile* at a time, 32 rows x 384 columns (12 KB, inside the first-level cache),
//! and each tile meets all tokens, four at a time, before the next one is unpacked.
//!
//! **The same bits on every machine.** The sum over a group is exact in integers, whatever the
//! width of the registers. What follows is the same few f32 operations in the same order in each
//! kernel: `acc = acc + (sum x weight scale) x token scale`, groups in ascending order, never
//! fused. So AVX-512, AVX2 and portable code give the same vectors bit for bit, and a test holds
//! them to it.
//!
//! Inside a tile, the four bytes of a word are four neighbouring columns of one row, and 32
//! words side by side are 32 rows: an integer product adds columns inside a lane and rows never
//! mix. Weights stay unsigned (0 to 15, as `vpdpbusd` and `vpmaddubsw` want them); the 8 they
//! are too high by comes off as `8 x sum of the activations`.

#[cfg(target_arch = "x86")]
use std::arch::x86;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64 as x86;

use fearless_simd::prelude::*;
use fearless_simd::{Level, Simd, dispatch, f32x16, kernel, u8x16, u32x4, u32x16};

use super::weights::{GROUP, Matrix, half};

/// Rows of a tile.
const ROWS: usize = 32;
/// Groups of columns in a tile.
const WIDTH: usize = 12;
/// Tokens that meet a tile together.
const TOKENS: usize = 4;
/// Words of four columns in a group.
const WORDS: usize = GROUP / 4;

/// The activations of four tokens in one group.
#[derive(Clone, Copy)]
struct Block {
    /// Four neighbouring columns in each word, lowest byte first; tokens side by side.
    words: [u32; WORDS * TOKENS],
    /// What one unit stands for.
    scales: [f32; TOKENS],
    /// -8 x the sum over the columns.
    offsets: [i32; TOKENS],
}

const EMPTY: Block =
    Block { words: [0; WORDS * TOKENS], scales: [0.0; TOKENS], offsets: [0; TOKENS] };

/// The weights of 32 rows in one group.
#[derive(Clone, Copy)]
struct Panel {
    words: [u32; WORDS * ROWS],
    scales: [f32; ROWS],
}

type Sums = [f32; ROWS];

/// Writes `x W^T + b` to `out`: for each row of `x`, a row as long as `W` has rows. The rows of
/// W must be a multiple of 32 and its columns one of 384.
pub(super) fn product(level: Level, weight: &Matrix, x: &[f32], out: &mut [f32]) {
    let blocks = dispatch!(level, simd => round(simd, x, weight.width));
    let mut tile = [Panel { words: [0; WORDS * ROWS], scales: [0.0; ROWS] }; WIDTH];
    let tokens = out.len() / weight.rows;
    let mut sums = vec![[0.0; ROWS]; tokens.next_multiple_of(TOKENS)];
    for first in (0..weight.rows).step_by(ROWS) {
        let bias: Sums = std::array::from_fn(|row| f32::from_le_bytes(weight.bias[first + row]));
        sums.fill(bias);
        for from in (0..weight.width).step_by(WIDTH) {
            dispatch!(level, simd => unpack(simd, weight, first, from, &mut tile));
            let rows = blocks.chunks_exact(weight.width).map(|row| &row[from..from + WIDTH]);
            for (blocks, sums) in rows.zip(sums.as_chunks_mut().0) {
                multiply(level, &tile, blocks, sums);
            }
        }
        for (sums, out) in sums.iter().zip(out.chunks_exact_mut(weight.rows)) {
            out[first..first + ROWS].copy_from_slice(sums);
        }
    }
}

/// Rounds the rows of `x`, `width` groups each, to blocks: all groups of four tokens, then those
/// of the next four.
#[inline(always)]
fn round<S: Simd>(simd: S, x: &[f32], width: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    for four in x.chunks(TOKENS * width * GROUP) {
        let start = blocks.len();
        blocks.resize(start + width, EMPTY);
        for (token, row) in four.chunks_exact(width * GROUP).enumerate() {
            for (block, group) in blocks[start..].iter_mut().zip(row.as_chunks().0) {
                round_group(simd, group, token, block);
            }
        }
    }
    blocks
}

#[inline(always)]
fn round_group<S: Simd>(simd: S, group: &[f32; GROUP], token: usize, block: &mut Block) {
    const NEAREST: f32 = 12_582_912.0; // 1.5 x 2^23: added, it leaves the nearest integer
    let (low, high) = group.split_at(GROUP / 2);
    let halves = [low, high].map(|half| f32x16::from_slice(simd, half));
    let (low, high) = halves[0].abs().max(halves[1].abs()).split();
    let mut tops = [0.0; GROUP / 4];
    low.max(high).store_slice(&mut tops);
    let top = tops.into_iter().fold(0.0, f32::max);
    let factor = if top > 0.0 { 127.0 / top } else { 0.0 };
    let mut units = [0; GROUP];
    for (half, units) in halves.into_iter().zip(units.as_chunks_mut::<{ GROUP / 2 }>().0) {
        let unit: u32x16<S> = (half * factor + NEAREST).bitcast();
        unit.store_slice(units);
    }
    for (half, units) in units.as_chunks::<{ GROUP / 2 }>().0.iter().enumerate() {
        let columns = u32x4::load_four_interleaved(simd, units);
        let mut word = u32x4::splat(simd, 0);
        for (at, column) in columns.into_iter().enumerate() {
            word |= (column & 0xff) << (8 * at as u32);
        }
        for (at, word) in word.as_slice().iter().enumerate() {
            block.words[(half * 4 + at) * TOKENS + token] = *word;
        }
    }
    let sum: i32 =
        units.iter().map(|unit| unit.wrapping_sub(NEAREST.to_bits()).cast_signed()).sum();
    block.scales[token] = top / 127.0;
    block.offsets[token] = -8 * sum;
}

/// Unpacks the 32 rows of `matrix` from `first` on, in the 12 groups from `from` on: sixteen rows at
/// a time, in the order in which they lie in memory, their words turned so that rows lie side by
/// side.
#[inline(always)]
fn unpack<S: Simd>(simd: S, matrix: &Matrix, first: usize, from: usize, tile: &mut [Panel; WIDTH]) {
    const ABREAST: usize = 16;
    for row in (0..ROWS).step_by(ABREAST) {
        let starts: [usize; ABREAST] =
            std::array::from_fn(|next| (first + row + next) * matrix.width + from);
        let groups = starts.map(|start| &matrix.groups[start..start + WIDTH]);
        let scales = starts.map(|start| &matrix.scales[start..start + WIDTH]);
        for (at, panel) in tile.iter_mut().enumerate() {
            let group = |row: usize| u8x16::from_slice(simd, &groups[row][at]).bitcast();
            let fours: [_; ABREAST / 4] = std::array::from_fn(|four| {
                turned(std::array::from_fn(|next| group(four * 4 + next)))
            });
            for place in 0..WORDS / 2 {
                let [a, b, c, d] = fours.map(|four| four[place]);
                let words = a.combine(b).combine(c.combine(d));
                let low = place * ROWS + row;
                let high = low + WORDS / 2 * ROWS;
                (words & 0x0f0f_0f0f).store_slice(&mut panel.words[low..low + ABREAST]);
                (words >> 4 & 0x0f0f_0f0f).store_slice(&mut panel.words[high..high + ABREAST]);
            }
            panel.scales[row..row + ABREAST]
                .copy_from_slice(&scales.map(|scales| half(scales[at])));
        }
    }
}

/// Four rows of four words as four columns.
#[inline(always)]
fn turned<S: Simd>([a, b, c, d]: [u32x4<S>; 4]) -> [u32x4<S>; 4] {
    let (low, high) = (a.interleave(c), b.interleave(d));
    let (first, second) = (low.0.interleave(high.0), low.1.interleave(high.1));
    [first.0, first.1, second.0, second.1]
}

/// Adds the product of a tile with four tokens to their sums.
#[inline]
fn multiply(level: Level, tile: &[Panel; WIDTH], blocks: &[Block], sums: &mut [Sums; TOKENS]) {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    {
        if let Some(avx512) = level.as_avx512() {
            return multiply_avx512(avx512, tile, blocks, sums);
        }
        if let Some(avx2) = level.as_avx2() {
            return multiply_avx2(avx2, tile, blocks, sums);
        }
    }
    dispatch!(level, _simd => multiply_portably(tile, blocks, sums));
}

kernel!(
    /// One `vpdpbusd` takes four columns of 16 rows.
    fn multiply_avx512(
        simd: Avx512,
        tile: &[Panel; WIDTH],
        blocks: &[Block],
        sums: &mut [Sums; TOKENS],
    ) {
        use fearless_simd::{f32x16, prelude::*, u32x16};
        use x86::*;
        let mut total = [[_mm512_setzero_ps(); 2]; TOKENS];
        for (total, sums) in total.iter_mut().zip(sums.iter()) {
            for (total, sums) in total.iter_mut().zip(sums.as_chunks::<16>().0) {
                *total = f32x16::from_slice(simd, sums).into();
            }
        }
        for (panel, block) in tile.iter().zip(blocks) {
            let mut sum = block.offsets.map(|offset| [_mm512_set1_epi32(offset); 2]);
            let columns = panel.words.as_chunks::<ROWS>().0;
            for (rows, tokens) in columns.iter().zip(block.words.as_chunks::<TOKENS>().0) {
                let low: __m512i = u32x16::from_slice(simd, &rows[..16]).into();
                let high: __m512i = u32x16::from_slice(simd, &rows[16..]).into();
                for (sum, token) in sum.iter_mut().zip(tokens) {
                    let token = _mm512_set1_epi32(token.cast_signed());
                    sum[0] = _mm512_dpbusd_epi32(sum[0], low, token);
                    sum[1] = _mm512_dpbusd_epi32(sum[1], high, token);
                }
            }
            for part in 0..2 {
                let scale: __m512 =
                    f32x16::from_slice(simd, &panel.scales[part * 16..part * 16 + 16]).into();
                for token in 0..TOKENS {
                    let scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[token][part]), scale);
                    let scaled = _mm512_mul_ps(scaled, _mm512_set1_ps(block.scales[token]));
                    total[token][part] = _mm512_add_ps(total[token][part], scaled);
                }
            }
        }
        for (total, sums) in total.into_iter().zip(sums) {
            for (total, sums) in total.into_iter().zip(sums.as_chunks_mut::<16>().0) {
                let total: f32x16<_> = total.simd_into(simd);
                total.store_slice(sums);
            }
        }
    }
);

kernel!(
    /// `vpmaddubsw` takes four columns of 8 rows and leaves two sums of two; eight of those stay
    /// inside 16 bits (8 x 2 x 15 x 127 = 30 480), so that they are widened once for a group.
    fn multiply_avx2(
        simd: Avx2,
        tile: &[Panel; WIDTH],
        blocks: &[Block],
        sums: &mut [Sums; TOKENS],
    ) {
        use fearless_simd::{f32x8, prelude::*, u32x8};
        use x86::*;
        let ones = _mm256_set1_epi16(1);
        for (panel, block) in tile.iter().zip(blocks) {
            for half in [0, 16] {
                let mut sum = [[_mm256_setzero_si256(); 2]; TOKENS];
                let columns = panel.words.as_chunks::<ROWS>().0;
                for (rows, tokens) in columns.iter().zip(block.words.as_chunks::<TOKENS>().0) {
                    let low: __m256i = u32x8::from_slice(simd, &rows[half..half + 8]).into();
                    let high: __m256i = u32x8::from_slice(simd, &rows[half + 8..half + 16]).into();
                    for (sum, token) in sum.iter_mut().zip(tokens) {
                        let token = _mm256_set1_epi32(token.cast_signed());
                        sum[0] = _mm256_add_epi16(sum[0], _mm256_maddubs_epi16(low, token));
                        sum[1] = _mm256_add_epi16(sum[1], _mm256_maddubs_epi16(high, token));
                    }
                }
                for (token, sum) in sum.iter().enumerate() {
                    let offset = _mm256_set1_epi32(block.offsets[token]);
                    let unit = _mm256_set1_ps(block.scales[token]);
                    for (part, sum) in sum.iter().enumerate() {
                        let lanes = half + 8 * part..half + 8 * part + 8;
                        let scale: __m256 =
                            f32x8::from_slice(simd, &panel.scales[lanes.clone()]).into();
                        let whole = _mm256_add_epi32(_mm256_madd_epi16(*sum, ones), offset);
                        let scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(whole), scale);
                        let place = &mut sums[token][lanes];
                        let total: __m256 = f32x8::from_slice(simd, place).into();
                        let total = _mm256_add_ps(total, _mm256_mul_ps(scaled, unit));
                        let total: f32x8<_> = total.simd_into(simd);
                        total.store_slice(place);
                    }
                }
            }
        }
    }
);

/// What the other two do, for any machine, written so that the compiler finds the lanes.
#[inline(always)]
fn multiply_portably(tile: &[Panel; WIDTH], blocks: &[Block], sums: &mut [Sums; TOKENS]) {
    for (panel, block) in tile.iter().zip(blocks) {
        for (token, sums) in sums.iter_mut().enumerate() {
            let mut even = [0_i16; ROWS]; // columns 0 and 2 of the four: at most 16 x 15 x 127
            let mut odd = [0_i16; ROWS];
            for (place, rows) in panel.words.as_chunks::<ROWS>().0.iter().enumerate() {
                let four = block.words[place * TOKENS + token].to_le_bytes();
                let four = four.map(|unit| i16::from(unit.cast_signed()));
                for (row, word) in rows.iter().enumerate() {
                    let (low, high) = (*word as u16, (*word >> 16) as u16);
                    let byte = |half: u16, at: u32| (half >> at & 0xff).cast_signed();
                    even[row] += byte(low, 0) * four[0] + byte(high, 0) * four[2];
                    odd[row] += byte(low, 8) * four[1] + byte(high, 8) * four[3];
                }
            }
            for row in 0..ROWS {
                let whole = i32::from(even[row]) + i32::from(odd[row]) + block.offsets[token];
                sums[row] += whole as f32 * panel.scales[row] * block.scales[token];
            }
        }
    }
}
