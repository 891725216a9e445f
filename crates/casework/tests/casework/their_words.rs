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
        let said = text
            .split_once("The day that your letter gives for asking this, ")
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
