//! What cannot be compared, as pages of one version were not read: a passage that may stand there is never called gone,
//! nor new.

use super::super::parts::Policy;
use super::units::{self, Units};
use std::collections::HashSet;

/// Sentences that stand in one version only, in runs.
#[derive(Default)]
pub struct Sifted {
    /// Those that no unread page of the other version can hold.
    pub said: Vec<Vec<usize>>,
    /// How many runs of others there are.
    pub hidden: usize,
}

/// Where in each version the sentences stand that both have.
pub struct Windows {
    by_older: Vec<(usize, usize)>,
    by_newer: Vec<(usize, usize)>,
}

impl Windows {
    /// From sentences that stand in both at the same place: older and newer.
    pub fn of(anchors: &[(usize, usize)]) -> Self {
        let sorted = |mut pairs: Vec<(usize, usize)>| {
            pairs.sort_unstable();
            pairs
        };
        Self {
            by_older: sorted(anchors.to_vec()),
            by_newer: sorted(anchors.iter().map(|(a, b)| (*b, *a)).collect()),
        }
    }

    /// The pages of the newer version between which a sentence of the older one would stand.
    pub fn in_newer(&self, n: usize, newer: &Units) -> (u32, u32) {
        between(&self.by_older, n, newer)
    }

    /// The pages of the older version between which a sentence of the newer one would stand.
    pub fn in_older(&self, n: usize, older: &Units) -> (u32, u32) {
        between(&self.by_newer, n, older)
    }
}

/// The pages in the other version of what stands before and behind a sentence; the whole of it where nothing does.
fn between(anchors: &[(usize, usize)], n: usize, other: &Units) -> (u32, u32) {
    let page = |twin: Option<&(usize, usize)>| Some(other.get(twin?.1)?.said.page);
    let before = anchors.partition_point(|a| a.0 < n);
    let before = page(before.checked_sub(1).and_then(|n| anchors.get(n))).unwrap_or(0);
    let behind = anchors.partition_point(|a| a.0 <= n);
    let behind = page(anchors.get(behind)).unwrap_or(u32::MAX);
    (before.min(behind), before.max(behind))
}

/// Sorts the sentences that stand in `here` only by whether an unread page of the other version may hold them. `window`
/// gives the pages between which one would stand there. Of a sentence that stands here several times, nobody knows
/// which one is missing there.
pub fn sift(
    here: &Units,
    only: &[usize],
    other: &Policy,
    window: impl Fn(usize) -> (u32, u32),
) -> Sifted {
    if other.unread().is_empty() && !other.may_lack_anything() {
        return Sifted {
            said: units::runs(here, only),
            hidden: 0,
        };
    }
    let hides = |n: usize| {
        let (from, to) = window(n);
        let next = other.unread().partition_point(|page| *page < from);
        other.unread().get(next).is_some_and(|page| *page <= to)
    };
    // Sentences of which one copy may stand on an unread page.
    let mut unsure: HashSet<&str> = HashSet::new();
    if !other.may_lack_anything() {
        let all = (0..).zip(&here.all);
        unsure.extend(all.filter(|(n, _)| hides(*n)).map(|(_, u)| u.key.as_str()));
    }
    let hidden = |n: &usize| {
        other.may_lack_anything()
            || here
                .get(*n)
                .is_some_and(|unit| unsure.contains(unit.key.as_str()))
    };
    let (hidden, said): (Vec<usize>, Vec<usize>) = only.iter().copied().partition(hidden);
    Sifted {
        said: units::runs(here, &said),
        hidden: units::runs(here, &hidden).len(),
    }
}

/// What is said of passages that were not there to compare.
pub fn doubts(older: &Policy, newer: &Policy, of_newer: usize, of_older: usize) -> Vec<String> {
    let told = |hidden: usize, here: &str, there: &str, other: &Policy| {
        let passages = match hidden {
            0 => return None,
            1 => "1 passage".to_owned(),
            n => format!("{n} passages"),
        };
        Some(if other.parts.is_empty() {
            format!(
                "No words of the {there} plan book could be read, so nothing was compared. Add a copy of it that can be read."
            )
        } else {
            format!(
                "{passages} of the {here} plan book could not be compared: the {there} one has pages that were not read, and they may stand there. Look at those pages yourself."
            )
        })
    };
    [
        told(of_older, "older", "newer", newer),
        told(of_newer, "newer", "older", older),
    ]
    .into_iter()
    .flatten()
    .collect()
}
