//! What a sentence says in ordinary words, by what was learned from examples when this was built.
//!
//! The examples stand in `sentences/`, one file for each question. It is asked only where fixed phrases find nothing,
//! and what it answers is never shown as sure.

mod words;

use std::sync::LazyLock;

/// Why a letter refuses: headings are the ids of reasons.
pub static REASONS: LazyLock<Learned> =
    LazyLock::new(|| Learned::of(include_bytes!(concat!(env!("OUT_DIR"), "/reasons.learned"))));
/// What a letter decides.
pub static DECISIONS: LazyLock<Learned> = LazyLock::new(|| {
    Learned::of(include_bytes!(concat!(
        env!("OUT_DIR"),
        "/decisions.learned"
    )))
});

/// The heading of sentences that answer nothing.
const NONE: &str = "none";

/// How much less likely nothing is where something is expected: in the logarithm of its odds.
const EXPECTED: f32 = 3.0;

/// Of fewer marks that are known nothing is taken, whatever they lean to.
const FEWEST: usize = 4;

/// Weights of marks for headings.
pub struct Learned {
    headings: Vec<&'static str>,
    bias: Vec<f32>,
    marks: Vec<u32>,
    weights: &'static [u8],
}

/// What a sentence says, and how sure that is: 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Says {
    /// The heading.
    pub what: &'static str,
    /// Its share of all headings.
    pub share: f32,
}

impl Learned {
    fn of(bytes: &'static [u8]) -> Self {
        let mut rest = bytes;
        let mut take = |count: usize| -> &'static [u8] {
            let (head, tail) = rest.split_at(count.min(rest.len()));
            rest = tail;
            head
        };
        let wide = usize::from(take(1).first().copied().unwrap_or(0));
        let headings: Vec<&'static str> = (0..wide)
            .map(|_| {
                let long = usize::from(take(1).first().copied().unwrap_or(0));
                std::str::from_utf8(take(long)).unwrap_or_default()
            })
            .collect();
        let bias = take(wide * 2).chunks_exact(2).map(part).collect();
        // of each mark: its number, then a weight for each heading
        let count = rest.len() / (4 + wide * 2).max(1);
        let (marks, weights) = rest.split_at(count * 4);
        let marks = marks
            .chunks_exact(4)
            .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        Self {
            headings,
            bias,
            marks,
            weights,
        }
    }

    /// What the sentence says; none where it says nothing of the kind.
    pub fn says(&self, sentence: &str) -> Option<Says> {
        let (what, share) = shares(self.scores(sentence)).next()?;
        (what != NONE).then_some(Says { what, share })
    }

    /// What a sentence speaks for where something of the kind is expected: that it says nothing is then less likely.
    pub fn speaks_for(&self, sentence: &str) -> impl Iterator<Item = Says> {
        let mut scores = self.scores(sentence);
        for (what, score) in &mut scores {
            if *what == NONE {
                *score -= EXPECTED;
            }
        }
        let all = shares(scores).filter(|(what, _)| *what != NONE);
        all.map(|(what, share)| Says { what, share })
    }

    /// The score of each heading; none of any where too little of the sentence is known.
    fn scores(&self, sentence: &str) -> Vec<(&'static str, f32)> {
        let wide = self.headings.len();
        let places: Vec<usize> = words::marks(sentence)
            .iter()
            .filter_map(|mark| self.marks.binary_search(mark).ok())
            .collect();
        if places.len() < FEWEST {
            return Vec::new();
        }
        let norm = 1.0 / (places.len() as f32).sqrt();
        let mut scores = self.bias.clone();
        for place in places {
            let row = self.weights.get(place * wide * 2..).unwrap_or_default();
            for (score, weight) in scores.iter_mut().zip(row.chunks_exact(2)) {
                *score += part(weight) * norm;
            }
        }
        self.headings.iter().copied().zip(scores).collect()
    }
}

/// Scores as shares of one, the largest first.
fn shares(mut scores: Vec<(&'static str, f32)>) -> impl Iterator<Item = (&'static str, f32)> {
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    let most = scores.first().map_or(0.0, |score| score.1);
    let sum: f32 = scores.iter().map(|score| (score.1 - most).exp()).sum();
    scores
        .into_iter()
        .map(move |(what, score)| (what, (score - most).exp() / sum))
}

fn part(bytes: &[u8]) -> f32 {
    f32::from(i16::from_le_bytes([
        bytes.first().copied().unwrap_or(0),
        bytes.get(1).copied().unwrap_or(0),
    ])) / words::PARTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_are_no_examples_are_understood() {
        for (sentence, reason) in [
            (
                "you still need to try two cheaper antidepressants before we can pay for this one.",
                "step-therapy",
            ),
            (
                "the bill reached our office fourteen months after the visit, which is too late for us to pay it.",
                "timely-filing",
            ),
            (
                "the counselor you saw has no contract with us.",
                "out-of-network",
            ),
            (
                "we asked the clinic twice for its notes and nothing has come.",
                "insufficient-documentation",
            ),
            (
                "you were no longer covered by this plan on the day of the visit.",
                "eligibility",
            ),
        ] {
            let says = REASONS.speaks_for(sentence).next().unwrap();
            assert_eq!(says.what, reason, "{sentence} {says:?}");
        }
        for (sentence, decision) in [
            (
                "we are sorry, but the answer to your request is no.",
                Some("refused"),
            ),
            (
                "good news: we have approved all of the visits that your doctor asked for.",
                Some("approved"),
            ),
            (
                "your appeal does not change our decision, and the denial stands.",
                Some("upheld"),
            ),
            (
                "you can call us from monday to friday between eight and five.",
                None,
            ),
            (
                "if you disagree with this decision you may appeal it within 180 days.",
                None,
            ),
        ] {
            let says = DECISIONS.says(sentence).filter(|says| says.share >= 0.6);
            assert_eq!(says.map(|says| says.what), decision, "{sentence} {says:?}");
        }
    }

    #[test]
    fn every_reason_of_the_library_has_examples_and_no_other() {
        let reasons = &holdfast_library::Library::builtin().reasons.reasons;
        let mut known: Vec<&str> = reasons.iter().map(|reason| reason.id.as_str()).collect();
        known.push(NONE);
        known.sort_unstable();
        let mut learned = REASONS.headings.clone();
        learned.sort_unstable();
        assert_eq!(learned, known);
    }

    #[test]
    fn nothing_and_noise_say_nothing() {
        for noise in ["", "   ", "\u{0}\u{fffd}", "0 0 0 0", "qxz vvk \u{1f600}"] {
            assert_eq!(DECISIONS.says(noise), None, "{noise:?}");
        }
    }

    #[test]
    fn examples_stand_under_one_heading_each() {
        for text in [
            include_str!("../../sentences/reasons.txt"),
            include_str!("../../sentences/decisions.txt"),
        ] {
            let lines = text
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'));
            let mut sentences: Vec<String> = lines.map(str::to_lowercase).collect();
            let all = sentences.len();
            sentences.sort_unstable();
            sentences.dedup();
            assert_eq!(sentences.len(), all, "a sentence stands twice");
        }
    }
}
