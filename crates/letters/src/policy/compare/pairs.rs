//! Which sentences of two versions are the same, moved, or one that changed.

use super::units::{Unit, Units};
use std::collections::{HashMap, HashSet};

/// Words of a sentence that may be said to have moved: "Not covered." stands anywhere.
const MOVES: usize = 6;
/// Likeness of two sentences under one heading that are one changed.
const NEAR_HERE: f32 = 0.5;
/// The same for sentences in different places.
const NEAR_AFAR: f32 = 0.72;
/// Sentences that a word may stand in to bring two together.
const RARE: usize = 12;
/// Sentences of two parts that are all held against each other.
const MOST_HERE: usize = 4_000;

/// What became of the sentences.
#[derive(Clone, Debug, Default)]
pub struct Matched {
    /// Changed: older and newer.
    pub changed: Vec<(usize, usize)>,
    /// Only in the older version, in order.
    pub only_old: Vec<usize>,
    /// Only in the newer version, in order.
    pub only_new: Vec<usize>,
    /// The same under the same heading.
    pub same: usize,
    /// The same in another place.
    pub moved: usize,
    /// Sentences that stand in both at the same place: older and newer, in the order of both.
    pub anchors: Vec<(usize, usize)>,
}

/// Matches the sentences of two versions.
pub fn match_units(old: &Units, new: &Units) -> Matched {
    let parts = match_parts(old, new);
    let mut gone: HashSet<usize> = (0..old.all.len()).collect();
    let mut fresh: HashSet<usize> = (0..new.all.len()).collect();
    let mut matched = Matched::default();
    for &(a, b) in &parts {
        let (of_a, of_b) = (part_units(old, a), part_units(new, b));
        let equal = take_equal(old, new, of_a, of_b, 0, &mut gone, &mut fresh);
        matched.same += equal.len();
        matched.anchors.extend(equal);
        // Sentences cut at other places are the same where all their words are.
        let left_a: Vec<usize> = of_a.iter().copied().filter(|n| gone.contains(n)).collect();
        let left_b: Vec<usize> = of_b.iter().copied().filter(|n| fresh.contains(n)).collect();
        if !left_a.is_empty() && joined(old, &left_a) == joined(new, &left_b) {
            matched.same += left_a.len();
            let ends = [
                left_a.first().zip(left_b.first()),
                left_a.last().zip(left_b.last()),
            ];
            let ends = ends.into_iter().flatten().map(|(a, b)| (*a, *b));
            matched.anchors.extend(ends);
            left_a.iter().for_each(|n| {
                gone.remove(n);
            });
            left_b.iter().for_each(|n| {
                fresh.remove(n);
            });
        }
    }
    let (all_a, all_b): (Vec<usize>, Vec<usize>) = (sorted(&gone), sorted(&fresh));
    matched.moved = take_equal(old, new, &all_a, &all_b, MOVES, &mut gone, &mut fresh).len();
    matched.changed = pair_changed(old, new, &parts, &gone, &fresh);
    for (a, b) in &matched.changed {
        gone.remove(a);
        fresh.remove(b);
    }
    let (times_a, times_b) = (times(old), times(new));
    let once = |units: &Units, times: &HashMap<&str, usize>, n: usize| {
        units
            .get(n)
            .is_some_and(|u| times.get(u.key.as_str()) == Some(&1))
    };
    let mut anchors = std::mem::take(&mut matched.anchors);
    anchors.retain(|&(a, b)| once(old, &times_a, a) && once(new, &times_b, b));
    matched.anchors = in_order(anchors);
    matched.only_old = sorted(&gone);
    matched.only_new = sorted(&fresh);
    matched
}

/// How often each sentence stands in a version. One that stands there twice tells no place.
fn times(units: &Units) -> HashMap<&str, usize> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for unit in &units.all {
        *times.entry(unit.key.as_str()).or_default() += 1;
    }
    times
}

/// The most pairs that follow each other in both versions: a sentence that stands in both by chance leads nowhere.
fn in_order(mut pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    pairs.sort_unstable();
    pairs.dedup();
    // For each length the pair with the smallest end, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let newer = |n: usize| pairs.get(n).map_or(0, |p| p.1);
    for n in 0..pairs.len() {
        let at = ends.partition_point(|&end| newer(end) < newer(n));
        before.push(at.checked_sub(1).and_then(|at| ends.get(at).copied()));
        match ends.get_mut(at) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut chain: Vec<(usize, usize)> = Vec::new();
    let mut next = ends.last().copied();
    while let Some(n) = next {
        chain.extend(pairs.get(n));
        next = before.get(n).copied().flatten();
    }
    chain.reverse();
    chain
}

fn sorted(set: &HashSet<usize>) -> Vec<usize> {
    let mut all: Vec<usize> = set.iter().copied().collect();
    all.sort_unstable();
    all
}

fn part_units(units: &Units, part: usize) -> &[usize] {
    units
        .of_part
        .get(part)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn joined(units: &Units, chosen: &[usize]) -> String {
    let keys: Vec<&str> = chosen
        .iter()
        .filter_map(|&n| units.get(n))
        .map(|u| u.key.as_str())
        .collect();
    keys.join(" ")
}

/// Takes away what stands in both, one for one; sentences of at least `least` words. Those taken.
fn take_equal(
    old: &Units,
    new: &Units,
    a: &[usize],
    b: &[usize],
    least: usize,
    gone: &mut HashSet<usize>,
    fresh: &mut HashSet<usize>,
) -> Vec<(usize, usize)> {
    let mut there: HashMap<&str, Vec<usize>> = HashMap::new();
    for &n in b.iter().rev().filter(|n| fresh.contains(n)) {
        if let Some(unit) = new.get(n).filter(|u| u.words.len() >= least) {
            there.entry(unit.key.as_str()).or_default().push(n);
        }
    }
    let mut taken = Vec::new();
    for &n in a {
        if !gone.contains(&n) {
            continue;
        }
        let twin = old
            .get(n)
            .and_then(|u| there.get_mut(u.key.as_str()))
            .and_then(Vec::pop);
        if let Some(twin) = twin {
            gone.remove(&n);
            fresh.remove(&twin);
            taken.push((n, twin));
        }
    }
    taken
}

/// By what a part is known again.
type KeyOf = fn(&(String, String)) -> String;

/// Parts of the same heading, in order; then those that share half of what they say.
fn match_parts(old: &Units, new: &Units) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let (mut left_a, mut left_b): (Vec<usize>, Vec<usize>) = (
        (0..old.parts.len()).collect(),
        (0..new.parts.len()).collect(),
    );
    let both: KeyOf = |part| format!("{}\n{}", part.0, part.1);
    let heading: KeyOf = |part| part.0.clone();
    let keys: [KeyOf; 2] = [both, heading];
    for key in keys {
        let mut there: HashMap<String, Vec<usize>> = HashMap::new();
        for &n in left_b.iter().rev() {
            if let Some(part) = new.parts.get(n) {
                there.entry(key(part)).or_default().push(n);
            }
        }
        let before = pairs.len();
        for &n in &left_a {
            let twin = old
                .parts
                .get(n)
                .and_then(|part| there.get_mut(&key(part)))
                .and_then(Vec::pop);
            pairs.extend(twin.map(|twin| (n, twin)));
        }
        let found: Vec<(usize, usize)> = pairs.get(before..).unwrap_or_default().to_vec();
        left_a.retain(|n| found.iter().all(|p| p.0 != *n));
        left_b.retain(|n| found.iter().all(|p| p.1 != *n));
    }
    // A heading that was renamed: what stands under it is known again.
    let mut where_b: HashMap<&str, Vec<usize>> = HashMap::new();
    for &n in &left_b {
        for unit in part_units(new, n).iter().filter_map(|&u| new.get(u)) {
            where_b.entry(unit.key.as_str()).or_default().push(n);
        }
    }
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for &n in &left_a {
        for unit in part_units(old, n).iter().filter_map(|&u| old.get(u)) {
            for &other in where_b
                .get(unit.key.as_str())
                .map(Vec::as_slice)
                .unwrap_or_default()
                .iter()
                .take(RARE)
            {
                *shared.entry((n, other)).or_default() += 1;
            }
        }
    }
    let mut shared: Vec<((usize, usize), usize)> = shared.into_iter().collect();
    shared.retain(|((a, b), n)| n * 2 >= part_units(old, *a).len().max(part_units(new, *b).len()));
    // The tie is broken the same way from either side.
    shared.sort_by_key(|((a, b), n)| (std::cmp::Reverse(*n), a + b, a.abs_diff(*b)));
    let (mut used_a, mut used_b) = (HashSet::new(), HashSet::new());
    for ((a, b), _) in shared {
        if !used_a.contains(&a) && !used_b.contains(&b) {
            used_a.insert(a);
            used_b.insert(b);
            pairs.push((a, b));
        }
    }
    pairs
}

/// Figures do not count when two sentences are held against each other.
fn masked(unit: &Unit) -> HashMap<&str, usize> {
    let mut all: HashMap<&str, usize> = HashMap::new();
    for word in &unit.words {
        let word = if word.starts_with(|c: char| c.is_ascii_digit()) {
            "#"
        } else {
            word.as_str()
        };
        *all.entry(word).or_default() += 1;
    }
    all
}

/// The share of words that two sentences have in common, 0 to 1.
fn likeness(a: &Unit, b: &Unit) -> f32 {
    let (one, other) = (masked(a), masked(b));
    let common: usize = one
        .iter()
        .map(|(word, n)| other.get(word).copied().unwrap_or(0).min(*n))
        .sum();
    2.0 * common as f32 / (a.words.len() + b.words.len()).max(1) as f32
}

fn pair_changed(
    old: &Units,
    new: &Units,
    parts: &[(usize, usize)],
    gone: &HashSet<usize>,
    fresh: &HashSet<usize>,
) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f32, bool, usize, usize)> = Vec::new();
    let mut add = |a: usize, b: usize, here: bool| {
        if let (Some(x), Some(y)) = (old.get(a), new.get(b)) {
            let alike = likeness(x, y);
            if alike >= if here { NEAR_HERE } else { NEAR_AFAR } {
                candidates.push((alike, here, a, b));
            }
        }
    };
    let mut together: HashSet<(usize, usize)> = HashSet::new();
    for &(a, b) in parts {
        let left_a: Vec<usize> = part_units(old, a)
            .iter()
            .copied()
            .filter(|n| gone.contains(n))
            .collect();
        let left_b: Vec<usize> = part_units(new, b)
            .iter()
            .copied()
            .filter(|n| fresh.contains(n))
            .collect();
        if left_a.len() * left_b.len() > MOST_HERE {
            continue;
        }
        for &x in &left_a {
            for &y in &left_b {
                together.insert((x, y));
                add(x, y, true);
            }
        }
    }
    // Anywhere: sentences that share a word few others have.
    let mut at: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for &n in gone {
        for word in old.get(n).map(|u| u.words.as_slice()).unwrap_or_default() {
            at.entry(word.as_str()).or_default().0.push(n);
        }
    }
    for &n in fresh {
        for word in new.get(n).map(|u| u.words.as_slice()).unwrap_or_default() {
            at.entry(word.as_str()).or_default().1.push(n);
        }
    }
    for (a, b) in at
        .into_values()
        .filter(|(a, b)| !a.is_empty() && !b.is_empty() && a.len() + b.len() <= RARE)
    {
        for &x in &a {
            for &y in &b {
                if together.insert((x, y)) {
                    add(x, y, false);
                }
            }
        }
    }
    let order = |a: usize, b: usize| {
        let (x, y) = (
            old.get(a).map_or("", |u| u.key.as_str()),
            new.get(b).map_or("", |u| u.key.as_str()),
        );
        if x <= y { (x, y) } else { (y, x) }
    };
    candidates.sort_by(|p, q| {
        q.1.cmp(&p.1)
            .then(q.0.total_cmp(&p.0))
            .then_with(|| order(p.2, p.3).cmp(&order(q.2, q.3)))
            .then((p.2 + p.3).cmp(&(q.2 + q.3)))
    });
    let (mut used_a, mut used_b) = (HashSet::new(), HashSet::new());
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, _, a, b) in candidates {
        if !used_a.contains(&a) && !used_b.contains(&b) {
            used_a.insert(a);
            used_b.insert(b);
            pairs.push((a, b));
        }
    }
    pairs.sort_unstable();
    pairs
}
