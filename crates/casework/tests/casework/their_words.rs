//! What a letter of ours says that theirs says: their times and days, the rules they name, why they refused.

use crate::common::{Home, add_one, letter};
use holdfast_casework::view::{LetterStartRequest, LetterView};

/// The letter of a kind that answers one of the labelled letters, and its text.
fn drafted(kind: &str, name: &str, today: &str) -> (LetterView, String) {
    let home = Home::new();
    let desk = home.made();
    home.set_clock(&format!("{today}T09:00:00-07:00"));
    let no = add_one(&desk, &letter(name));
    let request = LetterStartRequest {
        kind: kind.to_owned(),
        answers: Some(no),
    };
    let started = desk.start_letter(&request).unwrap();
    let view = desk.letter(&started.letter).unwrap();
    let headings = view.sections.iter().map(|one| one.heading.as_str());
    let body = view.sections.iter().flat_map(|one| &one.paragraphs);
    let nodes = body
        .flat_map(|one| &one.nodes)
        .map(|node| node.say.as_str());
    let all: Vec<&str> = headings.chain(nodes).collect();
    let text = all.join(" ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (view, text)
}

#[test]
fn only_the_usual_time_to_decide_is_told_as_theirs() {
    for (name, theirs) in [
        ("34-noncertification-clinic-copy.txt", None),
        ("135-three-evenings-to-one.txt", None),
        ("85-state-medicaid-iop.txt", None),
        ("122-union-trust-residential.txt", None),
        ("76-chip-iop-network.txt", Some("30 days")),
        ("105-two-column-spravato-boxes.txt", Some("30 days")),
        ("98-partd-compounded-ketamine.txt", Some("7 days")),
        ("59-dual-plan-esketamine-interval.txt", Some("7 days")),
        ("46-medicaid-iop-ending.txt", Some("30 days")),
    ] {
        let (_, text) = drafted("internal-appeal", name, "2027-03-01");
        let said = text
            .split_once("Your own letter gives ")
            .and_then(|(_, rest)| rest.split_once(" from receipt"))
            .map(|(time, _)| time);
        // a state gives its time for a hearing, not for an appeal to a plan
        let is_hearing = name.starts_with("85") && said == Some("90 days");
        assert!(said == theirs || is_hearing, "{name}: {said:?}");
    }
}

#[test]
fn the_day_that_their_letter_gives_is_the_one_printed_there() {
    for (name, day) in [
        ("46-medicaid-iop-ending.txt", "August 31, 2026"),
        ("59-dual-plan-esketamine-interval.txt", "October 31, 2026"),
        ("107-notice-of-action-ect.txt", "September 13, 2026"),
    ] {
        let (_, text) = drafted("internal-appeal", name, "2027-03-01");
        // where no plan stands between, the letter is the request to the hearing office
        let said = text
            .split_once("The day that your letter gives for asking this, ")
            .or_else(|| text.split_once("The day given for asking this, "))
            .and_then(|(_, rest)| rest.split_once(", has passed"))
            .map(|(day, _)| day);
        assert_eq!(said, Some(day), "{name}: {text}");
    }
    // their own day is still ahead: nothing is late, whatever a rule counts
    let (_, text) = drafted(
        "internal-appeal",
        "46-medicaid-iop-ending.txt",
        "2026-08-31",
    );
    assert!(text.contains("keep the treatment going"), "{text}");
    assert!(!text.contains("for asking this"), "{text}");
}

#[test]
fn a_reason_is_quoted_where_their_letter_gives_it() {
    for (name, words) in [
        (
            "46-medicaid-iop-ending.txt",
            "We do not think IOP is medically necessary",
        ),
        (
            "121-msn-two-claims.txt",
            "The counselor has to send the bill to that plan",
        ),
        (
            "134-asked-afterwards.txt",
            "Your doctor asked us after the treatment was done",
        ),
        (
            "120-medicare-redetermination.txt",
            "There is no note by a clinician",
        ),
        (
            "97-student-portal-iop.txt",
            "Your plan (2026-2027 Student Health Insurance Plan",
        ),
        (
            "107-notice-of-action-ect.txt",
            "IS TO BE TREATED AT A SURGERY CENTER",
        ),
    ] {
        let (view, text) = drafted("internal-appeal", name, "2027-03-01");
        let mut quotes = view.reasons.iter().map(|reason| reason.quote.as_str());
        assert!(quotes.any(|quote| quote.contains(words)), "{name}: {text}");
    }
}

#[test]
fn no_reason_is_invented_and_no_words_are_said_twice() {
    for (name, no_reason) in [
        (
            "96-fehb-residential-precert.txt",
            "coordination-of-benefits",
        ),
        ("132-maker-has-not-asked.txt", "step-therapy"),
        ("118-ma-monthly-eob.txt", "duplicate-claim"),
        ("137-brochure-leaves-it-out.txt", "out-of-network"),
        (
            "52-state-employees-second-level.txt",
            "no-prior-authorization",
        ),
    ] {
        let (view, text) = drafted("internal-appeal", name, "2027-03-01");
        let mut ids = view.reasons.iter().map(|reason| reason.id.as_str());
        assert!(!ids.any(|id| id == no_reason), "{name}: {text}");
        for design in text.match_indices("Design: ").map(|(at, _)| at) {
            let words: String = text[design..].chars().take(60).collect();
            assert_eq!(text.matches(words.as_str()).count(), 1, "{name}: {words}");
        }
    }
    for name in [
        "54-church-ect-part-paid.txt",
        "84-dsnp-ect-setting.txt",
        "93-provider-letter-enrollee-copy.txt",
        "95-tpa-two-claims-legalese.txt",
        "130-hospital-or-office.txt",
    ] {
        let (_, text) = drafted("internal-appeal", name, "2027-03-01");
        let quotes = text.split("says: \u{201c}").skip(1);
        let quotes: Vec<&str> = quotes
            .filter_map(|rest| rest.split('\u{201d}').next())
            .collect();
        let once: std::collections::BTreeSet<&&str> = quotes.iter().collect();
        assert_eq!(once.len(), quotes.len(), "{name}: {quotes:?}");
    }
}

#[test]
fn what_was_paid_and_what_is_no_name_stays_out() {
    let re = |view: &LetterView, label: &str| -> String {
        let line = view.re.iter().find(|line| line.label == label);
        let nodes = line.map(|line| line.nodes.as_slice()).unwrap_or_default();
        nodes.iter().map(|node| node.say.as_str()).collect()
    };
    for (name, label, expected) in [
        ("51-fehb-tms-maintenance.txt", "Codes", "90868, 90869"),
        ("54-church-ect-part-paid.txt", "Codes", "00104"),
        ("122-union-trust-residential.txt", "Codes", ""),
        ("98-partd-compounded-ketamine.txt", "Codes", ""),
        (
            "93-provider-letter-enrollee-copy.txt",
            "Codes",
            "90868, 90869, 99214",
        ),
        (
            "92-model-notice-ketamine-crps.txt",
            "Other numbers",
            "2633 5019 07",
        ),
        (
            "126-hmo-appeal-partly.txt",
            "Days of service",
            "October 15, 2026 through October 25, 2026",
        ),
        (
            "70-tricare-rtc-reconsideration.txt",
            "Days of service",
            "October 3, 2026 through October 31, 2026",
        ),
        (
            "116-champva-returned-claims.txt",
            "Days of service",
            "November 14, 2025 through December 19, 2025; October 9, 2026 through October 23, 2026",
        ),
        (
            "118-ma-monthly-eob.txt",
            "Days of service",
            "September 2, 2026; September 3, 2026; September 4, 2026; September 16, 2026",
        ),
        (
            "57-insured-exclusion-boxes.txt",
            "Other numbers",
            "T 7012-4430 16",
        ),
        (
            "116-champva-returned-claims.txt",
            "Other numbers",
            "27-0208-55191",
        ),
        ("38-eob-two-claims-marketplace.txt", "Plan", ""),
        ("46-medicaid-iop-ending.txt", "Plan", ""),
        ("46-medicaid-iop-ending.txt", "Reference", "NA 26-08-55127"),
        ("115-postal-plan-section-eight.txt", "Plan", ""),
        ("120-medicare-redetermination.txt", "Group", ""),
        ("121-msn-two-claims.txt", "Patient", "Rutger van der Meulen"),
    ] {
        let (view, _) = drafted("internal-appeal", name, "2027-03-01");
        assert_eq!(re(&view, label), expected, "{name}");
    }
    let (_, text) = drafted("internal-appeal", "121-msn-two-claims.txt", "2027-03-01");
    assert!(text.contains("left to me so far is $390.00"), "{text}");
    let (_, text) = drafted("internal-appeal", "118-ma-monthly-eob.txt", "2027-03-01");
    assert!(!text.contains("left to me so far"), "{text}");
    let (_, text) = drafted("internal-appeal", "85-state-medicaid-iop.txt", "2027-03-01");
    assert!(!text.contains("BOX 1500"), "{text}");
}
