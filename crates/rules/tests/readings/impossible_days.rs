//! Days that cannot be: receipt still to come or before the letter's date, a letter dated after it was filed; and a
//! date that was read without being sure of it. None of them makes a day later, and each is said.

use super::support::*;
use holdfast_case::DeadlineQuestion;
use holdfast_case::deadline::DoubtCode;

fn denial(dated: NaiveDate) -> Reading {
    letter(
        NoticeKind::Denial,
        Outcome::Denied,
        Stage::InitialPreService,
        "employer-self-funded",
        dated,
    )
}

fn codes(deadline: &Deadline) -> Vec<DoubtCode> {
    deadline.doubt.iter().map(|d| d.code.clone()).collect()
}

#[test]
fn a_day_of_receipt_that_lies_ahead_is_not_counted_from() {
    let reading = denial(on(2026, 11, 16));
    let by = |received| {
        let known = KnownFacts {
            received_date: received,
            today: Some(on(2026, 11, 27)),
            ..KnownFacts::default()
        };
        dated(&reading, &known).remove(0)
    };
    assert_eq!(by(None).due, Some(on(2027, 5, 15)));
    let today = by(Some(on(2026, 11, 27)));
    assert_eq!((today.due, codes(&today)), (Some(on(2027, 5, 26)), vec![]));
    for day in [on(2026, 11, 28), on(2027, 11, 21)] {
        let found = by(Some(day));
        assert_eq!(found.due, by(None).due, "{day}");
        assert_eq!(codes(&found), [DoubtCode::ReceivedAhead { day }]);
        assert!(found.doubt[0].say.contains("lies ahead of today"));
    }
}

#[test]
fn of_a_day_of_receipt_before_the_letters_date_the_earlier_counts_and_it_is_said() {
    let day = on(2026, 11, 15);
    let known = KnownFacts {
        received_date: Some(day),
        today: Some(on(2026, 11, 27)),
        ..KnownFacts::default()
    };
    let found = dated(&denial(on(2026, 11, 16)), &known).remove(0);
    assert_eq!(found.due, Some(on(2027, 5, 14)));
    assert_eq!(codes(&found), [DoubtCode::ReceivedBeforeDate { day }]);
    assert!(found.doubt[0].say.contains("before the date on the letter"));
}

#[test]
fn the_day_of_filing_stands_in_for_a_date_that_lies_after_it() {
    let day = on(2028, 11, 7);
    let filed = on(2026, 11, 23);
    let known = |today| KnownFacts {
        filed_on: Some(filed),
        today: Some(today),
        ..KnownFacts::default()
    };
    for today in [filed, on(2026, 11, 27), on(2028, 12, 1)] {
        let found = dated(&denial(day), &known(today)).remove(0);
        assert_eq!(found.due, Some(on(2027, 5, 22)), "{today}");
        let taken = Some(filed);
        assert_eq!(codes(&found)[0], DoubtCode::DatedAhead { day, taken });
        let same = dated(&denial(filed), &known(today)).remove(0);
        let ahead = |code: &DoubtCode| matches!(code, DoubtCode::DatedAhead { .. });
        assert_eq!(same.due, found.due);
        assert!(!codes(&same).iter().any(ahead));
    }
    // A day of receipt that is known is earlier still.
    let came = KnownFacts {
        received_date: Some(on(2026, 11, 20)),
        ..known(on(2026, 11, 27))
    };
    let found = dated(&denial(day), &came).remove(0);
    assert_eq!(found.due, Some(on(2027, 5, 19)));
    // What the person says of the paper in their hand holds once that day is there.
    let said = |today| KnownFacts {
        notice_date: Some(on(2026, 11, 25)),
        ..known(today)
    };
    let found = dated(&denial(day), &said(on(2026, 11, 27))).remove(0);
    assert_eq!(found.due, Some(on(2027, 5, 24)));
    let found = dated(&denial(day), &said(on(2026, 11, 24))).remove(0);
    assert_eq!(found.due, Some(on(2027, 5, 22)));
}

#[test]
fn a_question_with_a_letter_of_a_day_to_come_is_answered_with_a_doubt() {
    let day = on(2028, 11, 7);
    let question = DeadlineQuestion {
        plan_kind: Some("employer-self-funded".to_owned()),
        notice_date: Some(day),
        today: Some(on(2026, 11, 27)),
        ..DeadlineQuestion::default()
    };
    let found = holdfast_rules::answer(Library::builtin(), &question);
    let taken = None;
    assert_eq!(codes(&found)[0], DoubtCode::DatedAhead { day, taken });
}

#[test]
fn where_the_date_is_not_sure_it_is_asked_for_and_its_day_is_shown() {
    let mut reading = denial(on(2026, 8, 24));
    reading.claim.date_of_notice = fact(on(2026, 8, 24), 0.4);
    for plan in ["employer-self-funded", ""] {
        reading.plan.kind = fact(plan.to_owned(), 0.95).filter(|_| !plan.is_empty());
        let found = dated(&reading, &KnownFacts::default()).remove(0);
        assert_eq!((found.due, found.clock_started), (None, true), "{plan}");
        let codes = codes(&found);
        assert_eq!(codes[0], DoubtCode::DateNeeded, "{plan}");
        let of = |code: &DoubtCode| matches!(code, DoubtCode::IfDated { dated, .. } if *dated == on(2026, 8, 24));
        assert!(of(&codes[1]), "{plan}: {:?}", found.doubt);
        assert!(
            found
                .doubt
                .iter()
                .all(|d| !d.say.contains("counts from receipt")),
            "{:?}",
            found.doubt
        );
    }
    reading.plan.kind = fact("employer-self-funded".to_owned(), 0.95);
    let found = dated(&reading, &KnownFacts::default()).remove(0);
    assert!(
        found.doubt[1].say.contains("Saturday, February 20, 2027"),
        "{:?}",
        found.doubt
    );
    reading.claim.date_of_notice = None;
    let found = dated(&reading, &KnownFacts::default()).remove(0);
    assert_eq!(codes(&found), [DoubtCode::DateNeeded]);
}
