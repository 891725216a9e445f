//! What a sentence decides or gives as a reason in ordinary words, where it may be taken at its word.

use super::conditional;
use crate::learned::{DECISIONS, REASONS, Says};
use crate::structure::Sentence;
use crate::structure::boxes::Mark;
use regex::Regex;
use std::sync::LazyLock;

/// From this share on a decision counts.
const DECIDES: f32 = 0.6;
/// From this weight on a reason counts.
const GIVES: f32 = 0.8;
/// A second one is nearly as heavy as the first.
const BESIDE: f32 = 0.7;
/// Fewer words are a heading or a cell.
const FEW: usize = 6;

/// So many are a sentence also where no full stop ends it.
const MANY: usize = 12;

/// What the sentence decides.
pub fn decision(s: &Sentence) -> Option<Says> {
    taken(s)
        .then(|| DECISIONS.says(&s.text.low))?
        .filter(|says| says.share >= DECIDES)
}

/// A reason that a passage gives: how much speaks for it, and the sentence that says it most plainly.
pub struct Heard<'a> {
    /// Id of the reason.
    pub reason: &'static str,
    /// Sum of what each sentence speaks for it.
    pub weight: f32,
    /// The plainest sentence, and how plain it is.
    plainest: (f32, &'a Sentence),
}

impl<'a> Heard<'a> {
    /// The sentence to look at.
    pub fn sentence(&self) -> &'a Sentence {
        self.plainest.1
    }
}

/// The reasons that a passage gives, of which one is known to be there; what most speaks for comes first.
pub fn reasons<'a>(passage: &[&'a Sentence]) -> Vec<Heard<'a>> {
    let mut heard: Vec<Heard<'a>> = Vec::new();
    for s in passage {
        for says in REASONS.speaks_for(&s.text.low) {
            if says.what == "step-therapy" && is_of_approval(&s.text.low) {
                continue;
            }
            match heard.iter_mut().find(|known| known.reason == says.what) {
                Some(known) => {
                    known.weight += says.share;
                    if says.share > known.plainest.0 {
                        known.plainest = (says.share, s);
                    }
                }
                None => heard.push(Heard {
                    reason: says.what,
                    weight: says.share,
                    plainest: (says.share, s),
                }),
            }
        }
    }
    heard.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let most = heard.first().map_or(0.0, |first| first.weight);
    heard.retain(|h| h.weight >= GIVES && h.weight >= most * BESIDE);
    heard
}

/// True for words of what a drug was approved for: which illness that is, and not what is to be tried first.
fn is_of_approval(low: &str) -> bool {
    static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:cleared|approved|licensed|labell?ed)\b (?:\w+ ){0,3}?for (?:two|three|\d|only|use|one|treat)",
        )
        .expect("a fixed pattern")
    });
    APPROVED.is_match(low)
}

/// Where the first clause of a sentence ends, or its first words.
fn opening(low: &str) -> usize {
    low.find([',', ';', ':']).unwrap_or_else(|| {
        let mut blanks = low.match_indices(' ').map(|(at, _)| at);
        blanks.nth(3).unwrap_or(low.len())
    })
}

/// True for a whole sentence to the person that stands under no condition.
pub fn taken(s: &Sentence) -> bool {
    let low = &s.text.low;
    !s.foreign
        && !s.aside
        && s.mark != Some(Mark::Open)
        && s.text.parts.len() >= FEW
        && (s.text.parts.len() >= MANY || s.text.raw.ends_with(['.', ';', ')']))
        && !conditional(low, opening(low))
}
