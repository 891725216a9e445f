//! When an answer speaks of death or of harm, help is shown: every time, gently, and nothing is locked or sent.

use super::score::{Score, score};
use holdfast_case::ScaleEntry;
use holdfast_library::scales::Scale;

/// How the notice is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tone {
    /// In a softer form: the answer may mean something else.
    Soft,
    /// As it stands.
    Plain,
    /// With "act today" above everything else.
    Today,
}

/// A total of the QIDS from which one asks, where the item itself is not known (its `safety.note`).
const QIDS_ASKS_FROM: i64 = 16;

/// Whether to show help for this entry, also for one stopped half-way; none where nothing speaks for it.
pub fn safety(scale: &Scale, entry: &ScaleEntry) -> Option<Tone> {
    let rule = scale.safety.as_ref()?;
    if let Some(fine) = &rule.any_result_but {
        return match score(scale, entry) {
            Score::Result(result) if result.value == "low" => Some(Tone::Plain),
            Score::Result(result) if &result.value != fine => Some(Tone::Today),
            Score::Result(_) => None,
            // a result that can't be read, or a yes among single answers, may be any
            Score::NotRead => Some(Tone::Today),
            _ => {
                let is_yes = |answer: &Option<u32>| answer.is_some_and(|value| value > 0);
                entry.answers.iter().any(is_yes).then_some(Tone::Today)
            }
        };
    }
    if scale.id == "qids-sr16" {
        let total = score(scale, entry).points()?;
        return (total.cut() >= QIDS_ASKS_FROM).then_some(Tone::Soft);
    }
    let place = usize::try_from(rule.item?).ok()?.checked_sub(1)?;
    let answer = entry.answers.get(place).copied().flatten()?;
    if answer < rule.at_least.unwrap_or(1) {
        return None;
    }
    // the item of the PCL-5 speaks of risks and harm, not of suicide
    Some(if scale.id == "pcl-5" {
        Tone::Soft
    } else {
        Tone::Plain
    })
}
