//! Rating scales: filled in one item after another, or kept by their total; their course over time.

mod chart;
mod course;
mod form;
mod picture;
mod taken;
mod told;
mod words;

pub(crate) use picture::sheet;
pub(crate) use words::short;

use crate::kept::{CaseRecord, Kept};
use crate::view::ScaleChoiceView;
use holdfast_case::ScaleEntry;
use holdfast_library::Library;

impl CaseRecord for ScaleEntry {
    const KIND: &'static str = "scale-entry";
}

/// Those that stand in front: for mood, worry, trauma and pain.
const FRONT: [&str; 4] = ["phq-9", "gad-7", "pcl-5", "nrs-pain"];

/// All scales, the ones in front first, with how often each was filled in.
pub(crate) fn choices(lib: &Library, kept: &[Kept<ScaleEntry>]) -> Vec<ScaleChoiceView> {
    let front = |id: &str| FRONT.iter().position(|front| *front == id);
    let mut scales: Vec<_> = lib.scales.scales.iter().collect();
    scales.sort_by_key(|scale| front(&scale.id).unwrap_or(FRONT.len()));
    scales
        .into_iter()
        .map(|scale| ScaleChoiceView {
            id: scale.id.clone(),
            short: words::short(scale),
            name: scale.name.clone(),
            scores: u32::try_from(
                kept.iter()
                    .filter(|kept| kept.record.scale == scale.id)
                    .count(),
            )
            .unwrap_or(u32::MAX),
            fill_in: !scale.items.is_empty(),
            front: front(&scale.id).is_some(),
        })
        .collect()
}
