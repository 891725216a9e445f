//! Learns from example sentences which marks speak for which heading: a softmax regression by plain descent, the same
//! on every run.

use crate::words::{PARTS, marks};
use std::collections::BTreeMap;

/// Rounds over all examples.
const ROUNDS: usize = 25;
/// Length of the first steps.
const STEP: f32 = 6.0;
/// How weights are drawn back to nothing.
const PULL: f32 = 3e-5;
/// A mark that stands in fewer sentences teaches nothing.
const SEEN: usize = 2;

/// What was learned, as the bytes that `src/learned/mod.rs` takes in.
pub fn learn(text: &str) -> Vec<u8> {
    let (headings, examples) = examples(text);
    let marked: Vec<(Vec<u32>, usize)> = examples
        .iter()
        .map(|(sentence, heading)| (marks(sentence).into_iter().collect(), *heading))
        .collect();
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for mark in marked.iter().flat_map(|(marks, _)| marks) {
        *seen.entry(*mark).or_default() += 1;
    }
    let known: Vec<u32> = seen
        .into_iter()
        .filter(|(_, count)| *count >= SEEN)
        .map(|(mark, _)| mark)
        .collect();
    let mut rows: Vec<(Vec<usize>, usize)> = marked
        .iter()
        .map(|(marks, heading)| {
            let places = marks
                .iter()
                .filter_map(|mark| known.binary_search(mark).ok());
            (places.collect(), *heading)
        })
        .collect();
    let wide = headings.len();
    let mut weights = vec![0.0_f32; known.len() * wide];
    let mut bias = vec![0.0_f32; wide];
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..ROUNDS {
        shuffle(&mut rows, &mut chance);
        let step = STEP / (1.0 + 0.3 * round as f32);
        for (places, heading) in &rows {
            descend(&mut weights, &mut bias, places, *heading, step);
        }
    }
    written(&headings, &bias, &known, &weights)
}

/// One step for one sentence.
fn descend(weights: &mut [f32], bias: &mut [f32], places: &[usize], heading: usize, step: f32) {
    let wide = bias.len();
    let norm = 1.0 / (places.len().max(1) as f32).sqrt();
    let mut scores = bias.to_vec();
    for place in places {
        for (score, weight) in scores.iter_mut().zip(&weights[place * wide..]) {
            *score += weight * norm;
        }
    }
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut off: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f32 = off.iter().sum();
    off.iter_mut().for_each(|share| *share /= sum);
    off[heading] -= 1.0;
    for place in places {
        for (weight, off) in weights[place * wide..].iter_mut().zip(&off) {
            *weight -= step * (off * norm + PULL * *weight);
        }
    }
    for (bias, off) in bias.iter_mut().zip(&off) {
        *bias -= step * off * 0.1;
    }
}

/// Headings in the order of the file, and each sentence with the number of its own.
fn examples(text: &str) -> (Vec<String>, Vec<(String, usize)>) {
    let mut headings: Vec<String> = Vec::new();
    let mut examples = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            Some(heading) => headings.push(heading.to_owned()),
            None => examples.push((line.to_owned(), headings.len() - 1)),
        }
    }
    (headings, examples)
}

fn shuffle<T>(rows: &mut [T], chance: &mut u64) {
    for last in (1..rows.len()).rev() {
        *chance ^= *chance << 13;
        *chance ^= *chance >> 7;
        *chance ^= *chance << 17;
        let other = usize::try_from(*chance % (last as u64 + 1)).expect("below a length");
        rows.swap(last, other);
    }
}

fn written(headings: &[String], bias: &[f32], known: &[u32], weights: &[f32]) -> Vec<u8> {
    let part = |weight: &f32| ((weight * PARTS).round() as i16).to_le_bytes();
    let mut out = Vec::new();
    out.push(u8::try_from(headings.len()).expect("few headings"));
    for heading in headings {
        out.push(u8::try_from(heading.len()).expect("a short heading"));
        out.extend(heading.bytes());
    }
    out.extend(bias.iter().flat_map(part));
    out.extend(known.iter().flat_map(|mark| mark.to_le_bytes()));
    out.extend(weights.iter().flat_map(part));
    out
}
