//! State-paid Medicaid is no plan either: the state decides, by rules of its own. Where no health plan stands between, the
//! words of the templates say so.

use std::borrow::Cow;

/// Flag of Medicaid that the state pays itself.
pub(super) const FLAG: &str = "state_medicaid";

/// Words of the templates and what stands for them; the longer ones first.
const WORDS: [(&str, &str); 10] = [
    ("and the plan document", "and the rules"),
    ("outside the plan’s network", "not enrolled with Medicaid"),
    (
        "the rules that apply to my plan",
        "the rules that apply to Medicaid",
    ),
    ("the plan’s", "the state’s"),
    ("The plan’s", "The state’s"),
    ("the plan ", "the state "),
    ("The plan ", "The state "),
    ("the plan.", "the state."),
    ("my plan", "Medicaid"),
    ("your plan", "Medicaid"),
];

/// The words of a template as an appeal about state-paid Medicaid has them.
pub(super) fn of_medicaid(words: &str) -> Cow<'_, str> {
    let mut said = Cow::Borrowed(words);
    for (plan, state) in WORDS {
        if said.contains(plan) {
            said = Cow::Owned(said.replace(plan, state));
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_has_rules_and_no_plan() {
        for (plan, state) in [
            (
                "whether the treatment meets the plan’s own test for me",
                "whether the treatment meets the state’s own test for me",
            ),
            (
                "hold the treatment against the plan’s own definition, part by part",
                "hold the treatment against the state’s own definition, part by part",
            ),
            (
                "The treatment plan is known.",
                "The treatment plan is known.",
            ),
            (
                "under the rules that apply to my plan.",
                "under the rules that apply to Medicaid.",
            ),
        ] {
            assert_eq!(of_medicaid(plan), state);
        }
    }
}
