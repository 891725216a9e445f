//! A letter written for somebody else: a parent for a child, a guardian for a ward. The templates speak as the patient;
//! here what is the patient's is said to be so. What the writer does (asks, sends, can be called) stays theirs.

use std::borrow::Cow;

/// Flag of a letter whose writer acts for the patient.
pub(super) const FLAG: &str = "for_a_child";

/// Words of the templates and what stands for them; the longer ones first.
const WORDS: [(&str, &str); 35] = [
    (
        ", and my Medicare or member number is ",
        ", Medicare or member number ",
    ),
    (", and I am enrolled in ", ", who is enrolled in "),
    (", and my Medicare number is ", ", Medicare number "),
    (", and my TRICARE number is ", ", TRICARE number "),
    (", and my member ID is ", ", member ID "),
    (
        ", and I live at the address above",
        ", who lives at the address above",
    ),
    (
        "saying that I was not covered",
        "saying that the patient was not covered",
    ),
    (
        "if I have not already tried it",
        "if the patient has not already tried it",
    ),
    (
        "if I can get it in time",
        "if the patient can get it in time",
    ),
    ("I am in treatment", "The patient is in treatment"),
    (
        "treatment I tried others",
        "treatment the patient tried others",
    ),
    ("treats my condition", "treats the patient’s condition"),
    ("as my health requires", "as the patient’s health requires"),
    ("My treating doctor", "The treating doctor"),
    ("my treating doctor", "the treating doctor"),
    ("My own response", "The patient’s response"),
    ("my own record", "the patient’s own record"),
    ("my own health records", "the patient’s health records"),
    ("My doctor", "The patient’s doctor"),
    ("my doctor", "the patient’s doctor"),
    ("My coverage", "The patient’s coverage"),
    ("my coverage", "the patient’s coverage"),
    ("My in-network", "The in-network"),
    ("my in-network", "the in-network"),
    ("my records", "the patient’s records"),
    ("my record", "the patient’s record"),
    ("my need", "the patient’s need"),
    ("my case", "this case"),
    ("my plan", "the patient’s plan"),
    ("protects me ", "protects the patient "),
    ("near me", "near the patient"),
    ("test for me", "test for the patient"),
    ("necessary for me", "necessary for the patient"),
    ("safe for me", "safe for the patient"),
    ("to be one for me", "to be one for the patient"),
];

/// The words of a template as somebody writes them for the patient.
pub(super) fn of_another(words: &str) -> Cow<'_, str> {
    // a sentence that begins so goes on with the patient's name
    if words == "I am " {
        return Cow::Borrowed("I act as parent or guardian of ");
    }
    let mut said = Cow::Borrowed(words);
    for (own, theirs) in WORDS {
        if said.contains(own) {
            said = Cow::Owned(said.replace(own, theirs));
        }
    }
    // "…before treatment began, my " goes on with a scale, "experimental for me" ends a clause
    for (own, theirs) in [
        ("treatment began, my ", "treatment began, the patient’s "),
        ("experimental for me", "experimental for the patient"),
    ] {
        if said.contains(own) {
            said = Cow::Owned(said.replace(own, theirs));
        }
    }
    if let Some(begun) = said.strip_suffix(": my ") {
        said = Cow::Owned(format!("{begun}: the patient’s "));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_patients_is_said_to_be_so_and_what_the_writer_does_stays() {
        for (own, theirs) in [
            ("I am ", "I act as parent or guardian of "),
            (
                "A network answers my need only if",
                "A network answers the patient’s need only if",
            ),
            (
                "who treats my condition.",
                "who treats the patient’s condition.",
            ),
            (
                "Before this treatment I tried others, ",
                "Before this treatment the patient tried others, ",
            ),
            (
                ", before treatment began, my ",
                ", before treatment began, the patient’s ",
            ),
            (
                "I ask you to send me the file.",
                "I ask you to send me the file.",
            ),
            (", my number is ", ", my number is "),
            ("I keep my right to appeal.", "I keep my right to appeal."),
        ] {
            assert_eq!(of_another(own), theirs);
        }
    }
}
