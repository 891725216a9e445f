//! Original Medicare is no plan: it has no rules "of its own" that a person could have been given, but coverage rules of
//! the program. Where an appeal is about it, the words of the templates say so.

use std::borrow::Cow;

/// Flag of Original Medicare, without a health plan or a drug plan.
pub(super) const FLAG: &str = "original_medicare";

/// Words of the templates and what stands for them; the longer ones first.
const WORDS: [(&str, &str); 18] = [
    (
        "whether the treatment meets the plan’s own test for me",
        "whether the treatment is reasonable and necessary for me",
    ),
    ("under the plan’s own test", "under Medicare’s rules"),
    (
        "hold the treatment against the plan’s own definition, part by part",
        "hold the treatment against Medicare’s coverage rules, part by part",
    ),
    (
        "The plan’s own words set the test",
        "Medicare’s coverage rules set the test",
    ),
    (
        "the words of the plan on which",
        "the words of Medicare’s rules on which",
    ),
    ("On that test", "By those rules"),
    ("outside the plan’s network", "not enrolled with Medicare"),
    ("and the plan document", "and the coverage rules"),
    ("the plan’s own words", "Medicare’s own words"),
    ("The plan’s own words", "Medicare’s own words"),
    (
        "the rules that apply to my plan",
        "the rules that apply to Medicare",
    ),
    ("the plan’s", "Medicare’s"),
    ("The plan’s", "Medicare’s"),
    ("the plan", "Medicare"),
    ("The plan", "Medicare"),
    ("my plan", "Medicare"),
    ("your plan", "Medicare"),
    ("a plan ", "Medicare "),
];

/// The words of a template as an appeal about Original Medicare has them.
pub(super) fn of_medicare(words: &str) -> Cow<'_, str> {
    let mut said = Cow::Borrowed(words);
    for (plan, medicare) in WORDS {
        if said.contains(plan) {
            said = Cow::Owned(said.replace(plan, medicare));
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medicare_has_no_test_of_its_own() {
        for (plan, medicare) in [
            (
                "The question is whether the treatment meets the plan’s own test for me, on this record.",
                "The question is whether the treatment is reasonable and necessary for me, on this record.",
            ),
            (
                "On that test I ask you to find ",
                "By those rules I ask you to find ",
            ),
            (
                "The treatment plan is known.",
                "The treatment plan is known.",
            ),
            (" at the plan.", " at Medicare."),
            (
                "Under “Coverage” the plan says: “x”",
                "Under “Coverage” Medicare says: “x”",
            ),
        ] {
            assert_eq!(of_medicare(plan), medicare);
        }
    }
}
