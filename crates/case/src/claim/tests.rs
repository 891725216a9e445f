use super::*;
use crate::money::Cents;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn amounts_with_slips_are_read_and_the_slip_is_noted() {
    let rows = [
        ("1,020.00", Some(102_000), None),
        ("$575.19", Some(57_519), None),
        ("340", Some(34_000), None),
        ("1,02O.00", Some(102_000), Some(Slip::LetterForDigit)),
        ("l85.00", Some(18_500), Some(Slip::LetterForDigit)),
        ("1.020,00", Some(102_000), Some(Slip::CommaForPoint)),
        ("525,5", Some(52_550), Some(Slip::CommaForPoint)),
        ("1,0200", None, None),
        ("about 500", None, None),
        ("SO", None, None),
        ("", None, None),
    ];
    for (typed, cents, slip) in rows {
        let read = Typed::<Cents>::amount(typed);
        assert_eq!(read.value, cents.map(Cents), "{typed}");
        assert_eq!(read.slip, slip, "{typed}");
        assert_eq!(read.typed, typed);
    }
}

#[test]
fn days_are_read_by_day_by_month_and_without_a_year() {
    let today = day("2026-11-23");
    let on = |text| Some(When::Day(day(text)));
    let month = |year, month| Some(When::Month { year, month });
    let rows = [
        ("10/5/2026", on("2026-10-05"), None),
        ("10/05/26", on("2026-10-05"), None),
        ("2026-10-05", on("2026-10-05"), None),
        ("Oct 5, 2026", on("2026-10-05"), None),
        ("October 22nd 2026", on("2026-10-22"), None),
        ("22 Oct 2026", on("2026-10-22"), None),
        ("October 2026", month(2026, 10), None),
        ("10/2026", month(2026, 10), None),
        ("2026-10", month(2026, 10), None),
        ("10/5", on("2026-10-05"), Some(Slip::YearTaken)),
        ("12/24", on("2025-12-24"), Some(Slip::YearTaken)),
        ("Dec", month(2025, 12), Some(Slip::YearTaken)),
        ("2/29/2026", None, None),
        ("13/13/2026", None, None),
        ("sometime in fall", None, None),
        ("", None, None),
    ];
    for (typed, value, slip) in rows {
        let read = Typed::<When>::day(typed, today);
        assert_eq!(read.value, value, "{typed}");
        assert_eq!(read.slip, slip, "{typed}");
    }
    let december = When::Month {
        year: 2026,
        month: 12,
    };
    assert_eq!(december.earliest(), day("2026-12-01"));
    assert_eq!(december.latest(), day("2026-12-31"));
}

fn sent(on: &str) -> Submission {
    Submission {
        day: Typed::of_day(day(on)),
        ..Submission::default()
    }
}

fn answered(on: &str, outcome: ClaimOutcome) -> ClaimAnswer {
    ClaimAnswer {
        outcome,
        day: Typed::of_day(day(on)),
        ..ClaimAnswer::default()
    }
}

#[test]
fn the_state_follows_what_went_out_and_what_came_back() {
    let mut claim = Claim::default();
    assert_eq!(claim.state(), ClaimState::Draft);
    claim.submissions.push(sent("2026-10-27"));
    assert_eq!(claim.state(), ClaimState::Sent);
    claim
        .answers
        .push(answered("2026-11-12", ClaimOutcome::Denied));
    assert_eq!(claim.state(), ClaimState::Denied);
    claim.submissions.push(sent("2026-11-20"));
    assert_eq!(claim.state(), ClaimState::Sent);
    claim
        .answers
        .push(answered("2026-12-01", ClaimOutcome::Paid));
    assert_eq!(claim.state(), ClaimState::Paid);
    claim.closed = true;
    assert_eq!(claim.state(), ClaimState::Closed);
}

#[test]
fn a_sum_is_of_what_was_understood_and_never_overflows() {
    let line = |charge: &str| ServiceLine {
        charge: Typed::amount(charge),
        ..ServiceLine::default()
    };
    let of = |charges: &[&str]| Claim {
        lines: charges.iter().map(|charge| line(charge)).collect(),
        ..Claim::default()
    };
    assert_eq!(
        of(&["2,040.00", "1,110.00"]).charged(),
        Some(Cents(315_000))
    );
    assert_eq!(of(&["2,040.00", "?"]).charged(), Some(Cents(204_000)));
    assert_eq!(of(&["", ""]).charged(), None);
    let huge = "92233720368547758.07";
    assert_eq!(of(&[huge, huge]).charged(), None);
}

#[test]
fn a_record_of_an_older_program_opens_and_nothing_prints_itself() {
    let claim: Claim =
        serde_json::from_str(r#"{"number":"26-300-55172-01","lines":[{"code":"J3490"}]}"#).unwrap();
    assert_eq!(claim.lines[0].code, "J3490");
    assert!(!format!("{claim:?} {:?}", claim.lines).contains("J3490"));
    let again: Claim = serde_json::from_str(&serde_json::to_string(&claim).unwrap()).unwrap();
    assert!(again == claim);
}
