//! Which of several numbers an answer has to quote, once it is known what the letter is.

use holdfast_case::Reading;
use holdfast_case::reading::NoticeKind;

/// Puts the number that the letter goes by in front: of an answer to an appeal the appeal's own, of a bill the
/// account's.
pub fn settle(reading: &mut Reading) {
    let first = match reading.kind.as_ref().map(|k| k.value) {
        Some(NoticeKind::AppealDecision) => "appeal",
        // A collector's own number goes before the account it collects for.
        Some(NoticeKind::Bill) if reading.fine_kind.as_deref() != Some("collections") => "account",
        _ => return,
    };
    // A label beyond doubt only: "appeal" stands before many numbers.
    reading
        .claim
        .numbers
        .sort_by_key(|n| !(n.kind == first && n.fact.confidence >= 0.86));
}
