//! Two versions of a policy: what is new, what is gone, what changed, in words a person understands.
//!
//! Parts are matched by their headings without numbers, or by what they say; sentences that stand in both are taken
//! away, wherever they moved; of the rest, those that are nearly alike are one that changed. Each step treats both
//! versions alike, so what is new one way is gone the other way.

mod counts;
mod pairs;
mod units;
mod unread;
mod words;

use super::parts::Policy;
use holdfast_case::Place;
use holdfast_library::Library;

pub use counts::NumberChange;

/// What happened to a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It stands only in the newer version.
    New,
    /// It stands only in the older version.
    Gone,
    /// It stands in both with other words or figures.
    Changed,
}

/// Words of one version.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Page of the first word.
    pub page: u32,
    /// The heading over it, without its number; empty for none.
    pub heading: String,
    /// The words.
    pub text: String,
    /// Boxes of their lines, in points.
    pub places: Vec<Place>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The passage of the library it belongs to, where its heading says so.
    pub section: Option<String>,
    /// The words of the older version.
    pub old: Option<Said>,
    /// The words of the newer version.
    pub new: Option<Said>,
    /// Counts of days, money, visits that changed.
    pub numbers: Vec<NumberChange>,
    /// True where the newer words ask for something.
    pub asks: bool,
    /// What changed, in a sentence or two.
    pub say: String,
}

/// What two versions differ in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Figures first, then what is asked for, then the rest; each in the order of the pages.
    pub changes: Vec<Change>,
    /// Sentences that stand in both under the same heading.
    pub same: usize,
    /// Sentences that stand in both in another place.
    pub moved: usize,
    /// Plain sentences: what was not there to compare, as pages of one version were not read.
    pub doubts: Vec<String>,
}

/// Compares two versions, the older one first.
pub fn compare_policies(lib: &Library, older: &Policy, newer: &Policy) -> Comparison {
    let (old, new) = (units::Units::of(older), units::Units::of(newer));
    let matched = pairs::match_units(&old, &new);
    let topics = words::Topics::of(lib);
    let mut changes: Vec<Change> = matched
        .changed
        .iter()
        .filter_map(|(a, b)| words::changed(lib, &topics, &old, &new, *a, *b))
        .collect();
    // What is missing from one version may stand on pages of it that nobody could read: it is neither new nor gone.
    let window = unread::Windows::of(&matched.anchors);
    let fresh = unread::sift(&new, &matched.only_new, older, |n| window.in_older(n, &old));
    let gone = unread::sift(&old, &matched.only_old, newer, |n| window.in_newer(n, &new));
    for run in &fresh.said {
        changes.extend(words::new_or_gone(
            &topics,
            &new,
            run,
            ChangeKind::New,
            &old,
        ));
    }
    for run in &gone.said {
        changes.extend(words::new_or_gone(
            &topics,
            &old,
            run,
            ChangeKind::Gone,
            &new,
        ));
    }
    let page = |c: &Change| c.new.as_ref().or(c.old.as_ref()).map_or(0, |s| s.page);
    changes.sort_by(|a, b| rank(a).cmp(&rank(b)).then(page(a).cmp(&page(b))));
    Comparison {
        changes,
        same: matched.same,
        moved: matched.moved,
        doubts: unread::doubts(older, newer, fresh.hidden, gone.hidden),
    }
}

fn rank(change: &Change) -> u8 {
    if !change.numbers.is_empty() {
        0
    } else if change.asks {
        1
    } else {
        2
    }
}
