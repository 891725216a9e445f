//! What is not sure of a day, and under which condition it may be later, in the words of the window.

use crate::words;
use chrono::NaiveDate;
use holdfast_case::deadline::{Doubt, DoubtCode, LaterIf};
use holdfast_library::Library;

/// A doubt of the rules, in the words of the window.
pub(crate) fn doubt(lib: &Library, doubt: &Doubt, today: NaiveDate) -> String {
    match &doubt.code {
        DoubtCode::PaperUnknown { kinds } => format!(
            "For some kinds of plan the time starts with a paper whose date we don't know ({}). We name no day, because it could be too late.",
            names(lib, kinds)
        ),
        DoubtCode::IfKind { kind, day } => format!(
            "If the plan is this kind, it is {}: {}.",
            words::day(*day, today),
            words::plan_kind(lib, Some(kind))
        ),
        DoubtCode::OtherPassed { day } => format!(
            "By another that it could be, {} has passed. Act all the same.",
            words::short_day(*day, today)
        ),
        _ => receipt(doubt).map_or_else(|| doubt.say.clone(), str::to_owned),
    }
}

/// What is said where the day of receipt is not known: its paper's date was taken, or a day that the law presumes,
/// which is later. None for another doubt.
pub(crate) fn receipt(doubt: &Doubt) -> Option<&'static str> {
    match doubt.code {
        DoubtCode::ReceiptUnknown => {
            Some("We don't know the day it came. We count from the letter's date.")
        }
        DoubtCode::ReceiptPresumed => Some(
            "We don't know the day it came. If it came sooner than usual mail, the last day may be sooner.",
        ),
        _ => None,
    }
}

/// Kinds of plan by their names, one after the other.
pub(super) fn names(lib: &Library, kinds: &[String]) -> String {
    let named = kinds.iter().map(|kind| words::plan_kind(lib, Some(kind)));
    named.collect::<Vec<_>>().join("; ")
}

/// A condition of a later day; kinds of plan by their names.
pub(super) fn condition(lib: &Library, later: &LaterIf) -> String {
    let said = match &later.plan_kind {
        Some(kind) => format!(
            "if the plan is this kind: {}",
            words::plan_kind(lib, Some(kind))
        ),
        None => later.say.clone(),
    };
    words::sentence_start(&said)
}

#[cfg(test)]
mod tests {
    use super::receipt;
    use holdfast_case::DeadlineQuestion;
    use holdfast_case::deadline::Doubt;
    use holdfast_library::Library;

    /// What the rules say of a step whose notice has a date and no day of receipt.
    fn doubts(plan_kind: Option<&str>, level: &str) -> Vec<Doubt> {
        let question = DeadlineQuestion {
            plan_kind: plan_kind.map(str::to_owned),
            level: Some(level.to_owned()),
            notice_date: Some("2026-11-02".parse().unwrap()),
            ..DeadlineQuestion::default()
        };
        holdfast_rules::answer(Library::builtin(), &question).doubt
    }

    #[test]
    fn a_day_that_the_law_presumes_is_not_called_the_letters_date() {
        let taken = doubts(Some("employer-self-funded"), "internal-appeal");
        let said: Vec<&str> = taken.iter().filter_map(receipt).collect();
        assert_eq!(
            said,
            ["We don't know the day it came. We count from the letter's date."]
        );
        let presumed = doubts(None, "expedited-appeal");
        let said: Vec<&str> = presumed.iter().filter_map(receipt).collect();
        assert!(
            said.len() == 1 && said[0].contains("If it came sooner"),
            "{presumed:?}"
        );
    }
}
