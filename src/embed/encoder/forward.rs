//! The forward pass: ids → hidden states → their mean.
//!
//! BERT with the normalisation after each sum (Devlin et al. 2019), twelve layers. Everything
//! runs on the calling thread.

use fearless_simd::Level;

use super::kernels::product;
use super::maths::{add_and_normalize, attention, gelu};
use super::weights::{GROUP, GROUP_BYTES, INNER, POSITIONS, Weights, half};
use crate::embed::vector::{DIMENSIONS, Vector};

/// Marks of the start and the end of a text.
const START: u16 = 0;
const END: u16 = 2;

/// Subwords of a window: a longer text is cut into several, without overlap.
const WINDOW: usize = POSITIONS - 2;

/// The vector of the text whose subwords are `ids`.
///
/// The hidden states of a window are averaged, marks included; the windows are averaged by their
/// number of subwords; the result is brought to length 1. Every id must be below the number of
/// rows of `weights.words`.
pub(super) fn vector(level: Level, weights: &Weights, ids: &[u16]) -> Vector {
    let mut sums = [0.0; DIMENSIONS];
    let windows = ids.chunks(WINDOW).chain(ids.is_empty().then_some(ids));
    for window in windows {
        let states = hidden(level, weights, window);
        let mut mean = [0.0_f32; DIMENSIONS];
        for row in states.as_chunks::<DIMENSIONS>().0 {
            for (mean, value) in mean.iter_mut().zip(row) {
                *mean += value;
            }
        }
        let weight = window.len().max(1) as f64 / (window.len() + 2) as f64;
        for (sum, mean) in sums.iter_mut().zip(mean) {
            *sum += weight * f64::from(mean);
        }
    }
    Vector::towards(&sums)
}

/// The hidden states of one window, marks included.
fn hidden(level: Level, weights: &Weights, window: &[u16]) -> Vec<f32> {
    let (mut x, positions) = embed(weights, window);
    add_and_normalize(level, &mut x, &positions, weights.norm);
    let rows = |width| vec![0.0; (window.len() + 2) * width];
    let (mut qkv, mut inner) = (rows(3 * DIMENSIONS), rows(INNER));
    let (mut mixed, mut added) = (rows(DIMENSIONS), rows(DIMENSIONS));
    for layer in &weights.layers {
        product(level, &layer.qkv, &x, &mut qkv);
        attention(level, &qkv, &mut mixed);
        product(level, &layer.attention, &mixed, &mut added);
        add_and_normalize(level, &mut x, &added, layer.attention_norm);
        product(level, &layer.inward, &x, &mut inner);
        gelu(level, &mut inner);
        product(level, &layer.outward, &inner, &mut added);
        add_and_normalize(level, &mut x, &added, layer.outward_norm);
    }
    x
}

/// The vectors of the words of a window, and those of their positions.
fn embed(weights: &Weights, window: &[u16]) -> (Vec<f32>, Vec<f32>) {
    let words = &weights.words;
    let ids = [START].into_iter().chain(window.iter().copied()).chain([END]);
    let mut x = Vec::with_capacity((window.len() + 2) * DIMENSIONS);
    for id in ids {
        let groups = usize::from(id) * words.width..(usize::from(id) + 1) * words.width;
        for (group, scale) in words.groups[groups.clone()].iter().zip(&words.scales[groups]) {
            x.extend(expand(group, half(*scale)));
        }
    }
    let positions = weights.positions[..x.len()].iter().map(|value| half(*value)).collect();
    (x, positions)
}

/// The 32 weights of a group.
fn expand(group: &[u8; GROUP_BYTES], scale: f32) -> [f32; GROUP] {
    std::array::from_fn(|column| {
        let byte = group[column % GROUP_BYTES];
        let weight = if column < GROUP_BYTES { byte & 15 } else { byte >> 4 };
        (f32::from(weight) - 8.0) * scale
    })
}
