//! The labelled letters as text: the figures that have to be reached.

use crate::support::Score;
use holdfast_letters::{pages_from_text, read, same_letter};
use holdfast_library::Library;

/// Scores of the letters worked on, of those kept aside, and of all.
fn scores() -> (Score, Score, Score) {
    let (mut worked, mut aside, mut all) = (Score::default(), Score::default(), Score::default());
    for letter in crate::support::letters() {
        let reading = read(Library::builtin(), &pages_from_text(&letter.text));
        all.add(&letter, &reading);
        if letter.held_out() {
            aside.add(&letter, &reading);
        } else {
            worked.add(&letter, &reading);
        }
    }
    (worked, aside, all)
}

fn recall(score: &Score, field: &str) -> f64 {
    score
        .fields
        .get(field)
        .copied()
        .unwrap_or_default()
        .recall()
}

#[test]
fn the_letters_worked_on_reach_their_figures() {
    let (worked, ..) = scores();
    let report = worked.report("worked on");
    for field in [
        "kind",
        "date_of_notice",
        "appeal_due",
        "no_false_appeal_deadline",
    ] {
        assert!(recall(&worked, field) >= 1.0, "{field}\n{report}");
    }
    assert!(
        recall(&worked, "reasons") >= 0.95 && worked.fields["reasons"].precision() >= 0.90,
        "reasons\n{report}"
    );
    for field in ["member_id", "number"] {
        assert!(recall(&worked, field) >= 0.98, "{field}\n{report}");
    }
    for field in ["appeal_address", "appeal_fax", "appeal_phone"] {
        assert!(recall(&worked, field) >= 0.95, "{field}\n{report}");
    }
    assert!(worked.harm.is_empty(), "{report}");
}

#[test]
fn no_letter_does_harm_and_sure_facts_are_right() {
    let (_, aside, all) = scores();
    let report = format!("{}{}", all.report("all"), aside.report("kept aside"));
    assert!(all.harm.is_empty(), "{report}");
    for field in ["kind", "no_false_appeal_deadline"] {
        assert!(recall(&all, field) >= 1.0, "{field}\n{report}");
    }
    // What was reached on all letters, those never looked at included: it may rise, not fall.
    for (field, floor) in [
        ("date_of_notice", 0.96),
        ("appeal_due", 0.95),
        ("member_id", 0.92),
        ("number", 0.93),
        ("appeal_address", 0.95),
        ("appeal_fax", 0.93),
        ("reasons", 0.95),
    ] {
        assert!(recall(&all, field) >= floor, "{field}\n{report}");
    }
    let (sure, count) = all.precision_at(0.9);
    assert!(
        count > 300 && sure >= 0.98,
        "sure facts {sure} of {count}\n{report}"
    );
}

#[test]
fn another_form_of_a_letter_is_known_again_and_other_letters_are_not() {
    let lib = Library::builtin();
    let letters: Vec<_> = crate::support::letters()
        .into_iter()
        .map(|l| {
            let pages = pages_from_text(&l.text);
            let reading = read(lib, &pages);
            (pages, reading)
        })
        .collect();
    for (n, (pages, reading)) in letters.iter().enumerate() {
        // Every fortieth sign misread, as on a poor scan.
        let mut worn = pages.clone();
        let mut count = 0;
        for word in worn.pages.iter_mut().flat_map(|p| &mut p.words) {
            word.text = word
                .text
                .chars()
                .map(|c| {
                    count += 1;
                    if count % 40 == 0 { 'x' } else { c }
                })
                .collect();
        }
        let again = read(lib, &worn);
        let same = same_letter(reading, pages, &again, &worn);
        assert!(same > 0.6, "letter {n} against its scan: {same}");
        for (other, (other_pages, other_reading)) in letters.iter().enumerate().skip(n + 1) {
            let score = same_letter(reading, pages, other_reading, other_pages);
            assert!(score < 0.3, "letters {n} and {other}: {score}");
        }
    }
}
