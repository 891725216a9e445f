//! What was decided, and how that is said first.

use crate::review::Facts;
use crate::view::{AfterOutcome, LadderView, StepStandingView};
use holdfast_case::letter::LetterOutcome;
use holdfast_case::reading::{NoticeKind, Outcome};
use holdfast_library::Library;
use holdfast_library::find_code::plain_of;

/// From here on what a letter says of its outcome is taken at its word.
const LIKELY: f32 = 0.8;

/// What was decided on a letter: a yes that the ladder knows first, then what the person recorded of the last step,
/// then what the letter says.
pub(super) fn of(ladder: &LadderView, facts: &Facts) -> AfterOutcome {
    if ladder.won.is_some() {
        return AfterOutcome::Won;
    }
    let is = |wanted| ladder.steps.iter().any(|step| step.standing == wanted);
    if is(StepStandingView::Waiting) {
        return AfterOutcome::Waiting;
    }
    let answers = ladder.steps.iter().rev();
    let mut answers = answers.filter_map(|step| step.follow.as_ref()?.answer.as_ref());
    if let Some(answer) = answers.next() {
        return match LetterOutcome::find(&answer.outcome) {
            Some(LetterOutcome::Partly) => AfterOutcome::Partly,
            _ => AfterOutcome::No,
        };
    }
    let reading = facts.reading_now();
    let kind = facts
        .document
        .kind
        .or(reading.kind.as_ref().map(|kind| kind.value));
    let outcome = reading
        .outcome
        .filter(|fact| fact.confidence >= LIKELY)
        .map(|fact| fact.value);
    match (kind, outcome) {
        (Some(NoticeKind::PartialDenial), _)
        | (_, Some(Outcome::PartlyDenied | Outcome::Reduced | Outcome::ApprovedWithChange)) => {
            AfterOutcome::Partly
        }
        (Some(NoticeKind::Denial), _) | (_, Some(Outcome::Denied | Outcome::Upheld)) => {
            AfterOutcome::No
        }
        _ => AfterOutcome::Unsure,
    }
}

/// First line, and what it means.
pub(super) fn words(outcome: AfterOutcome, ladder: &LadderView) -> (&'static str, &'static str) {
    let standing = |wanted| ladder.steps.iter().any(|step| step.standing == wanted);
    let step_is_open = standing(StepStandingView::Open);
    match outcome {
        AfterOutcome::None => ("There is no denial yet.", ""),
        AfterOutcome::Won => (
            "They said yes.",
            "Nothing is left to appeal here. Keep this letter, and check the next bill against it.",
        ),
        AfterOutcome::Partly => (
            "They said yes to a part.",
            "You can take the part they gave and still ask for the rest.",
        ),
        AfterOutcome::Waiting => (
            "Your letter is with them.",
            "You can wait for their answer. These ways stand beside it.",
        ),
        AfterOutcome::Unsure => (
            "We are not sure what this letter says.",
            "Look at it once more. If it says no, these ways are still open.",
        ),
        AfterOutcome::No if step_is_open => (
            "This is not the end.",
            "A next step is open. You need not take every way here. Rest first, then choose one.",
        ),
        AfterOutcome::No => (
            "This is not the end.",
            "No step of appeal is open now. These other ways are. Rest first, then choose one.",
        ),
    }
}

/// What is still refused, in plain words, by the codes that the letter refuses.
pub(super) fn left(lib: &Library, facts: &Facts) -> Vec<String> {
    let reading = facts.reading_now();
    let refused = reading.claim.codes.iter();
    let refused = refused.filter(|code| code.denied && code.fact.confidence >= LIKELY);
    let plain = refused.filter_map(|code| {
        let known = lib.codes.service(&code.fact.value)?;
        let plain = plain_of(&known.code, &known.plain, &code.fact.value);
        Some(format!("{plain} ({})", code.fact.value))
    });
    crate::words::each_once(plain.collect())
}
