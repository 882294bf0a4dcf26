//! The forward pass: ids → hidden states → their mean.
//!
//! BERT with the normalisation after each sum (Devlin et al. 2019), twelve layers. Everything
//! runs on the calling thread; several texts at a time is the business of
//! [`Encoder::encode_all`](super::Encoder::encode_all).

use fearless_simd::Level;

use super::kernels::{Room, product};
use super::maths::{add_and_normalize, attention, gelu};
use super::weights::{GROUP, GROUP_BYTES, INNER, Layer, POSITIONS, Weights, half};
use crate::embed::{DIMENSIONS, Vector};

/// Marks of the start and the end of a text.
const START: u16 = 0;
const END: u16 = 2;

/// Pieces of a window: a longer text is cut into several, without overlap.
const WINDOW: usize = POSITIONS - 2;

/// The vector of the text whose pieces are `ids`.
///
/// The hidden states of a window are averaged, marks included; the windows are averaged by their
/// number of pieces; the result is brought to length 1. Every id must be below the number of
/// rows of `weights.words`.
pub(super) fn vector(level: Level, weights: &Weights, ids: &[u16]) -> Vector {
    let mut sums = [0.0; DIMENSIONS];
    let mut room = Room::new();
    let windows = ids.chunks(WINDOW).chain(ids.is_empty().then_some(ids));
    for window in windows {
        let states = hidden(level, weights, window, &mut room);
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
fn hidden(level: Level, weights: &Weights, window: &[u16], room: &mut Room) -> Vec<f32> {
    let (mut x, positions) = embed(weights, window);
    add_and_normalize(level, &mut x, &positions, &weights.norm);
    let tokens = window.len() + 2;
    let mut states = States {
        x,
        qkv: vec![0.0; tokens * 3 * DIMENSIONS],
        inner: vec![0.0; tokens * INNER],
        mixed: vec![0.0; tokens * DIMENSIONS],
        added: vec![0.0; tokens * DIMENSIONS],
    };
    for layer in &weights.layers {
        states.pass(level, layer, room);
    }
    states.x
}

/// The vectors of the words of a window, and those of their positions.
fn embed(weights: &Weights, window: &[u16]) -> (Vec<f32>, Vec<f32>) {
    let words = weights.words;
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

/// What a pass through a layer reads and writes: one row for each token.
struct States {
    x: Vec<f32>,
    qkv: Vec<f32>,
    inner: Vec<f32>,
    mixed: Vec<f32>,
    added: Vec<f32>,
}

impl States {
    fn pass(&mut self, level: Level, layer: &Layer, room: &mut Room) {
        product(level, &layer.qkv, &self.x, &mut self.qkv, room);
        attention(level, &self.qkv, &mut self.mixed);
        product(level, &layer.attention, &self.mixed, &mut self.added, room);
        add_and_normalize(level, &mut self.x, &self.added, &layer.attention_norm);
        product(level, &layer.inward, &self.x, &mut self.inner, room);
        gelu(level, &mut self.inner);
        product(level, &layer.outward, &self.inner, &mut self.added, room);
        add_and_normalize(level, &mut self.x, &self.added, &layer.outward_norm);
    }
}
