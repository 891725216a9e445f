//! What two versions differ in.

use super::made::make;
use holdfast_letters::policy::{ChangeKind, Comparison, Policy, PolicyText, compare_policies};
use holdfast_library::Library;
use proptest::prelude::*;

const BOOK: &str = include_str!("../../policies/employer-booklet.txt");

fn compare(old: &str, new: &str) -> Comparison {
    let policy = |text: &str| Policy::new(PolicyText::of(&make("version", text, false).pages));
    compare_policies(Library::builtin(), &policy(old), &policy(new))
}

/// One row: what is put in place of what, and what is said of it.
fn row(from: &str, to: &str, kind: ChangeKind, said: &str) {
    assert!(BOOK.contains(from), "{from}");
    let found = compare(BOOK, &BOOK.replace(from, to));
    let all: Vec<&str> = found.changes.iter().map(|c| c.say.as_str()).collect();
    assert!(
        found.changes.len() == 1 && found.changes[0].kind == kind,
        "{all:#?}"
    );
    assert!(found.changes[0].say.contains(said), "{all:#?}");
}

#[test]
fn the_same_policy_has_no_changes() {
    let found = compare(BOOK, BOOK);
    assert!(found.changes.is_empty() && found.moved == 0, "{found:?}");
}

#[test]
fn changes_are_said_in_words() {
    use ChangeKind::{Changed, Gone, New};
    row(
        "within 180 days of the day",
        "within 90 days of the day",
        Changed,
        "The time to appeal went from 180 days to 90 days.",
    );
    row(
        "Up to 20 visits",
        "Up to 12 visits",
        Changed,
        "The number of visits went from 20 visits to 12 visits.",
    );
    row(
        "is $2,000 and $4,000",
        "is $2,500 and $5,000",
        Changed,
        "The section on your share of the cost: $2,000 is now $2,500.",
    );
    row(
        "later than two years after",
        "later than one year after",
        Changed,
        "The time limit for court went from two years to one year.",
    );
    row(
        "The drug itself is paid under the medical benefit.",
        "The drug itself is paid under the medical benefit. Notes of four failed treatments must be sent first.",
        New,
        "The section on drugs given by infusion now also asks for this: “Notes of four failed treatments must be sent first.”",
    );
    row(
        "The drug itself is paid under the medical benefit.",
        "",
        Gone,
        "The section on drugs given by infusion no longer says: “The drug itself is paid under the medical benefit.”",
    );
}

#[test]
fn renumbered_and_moved_text_is_no_change() {
    let renumbered = BOOK
        .replace("## Infusion Therapy", "## 4.7 Infusion Therapy")
        .replace("- Custodial care", "- (b) Custodial care");
    assert!(
        compare(BOOK, &renumbered).changes.is_empty(),
        "{:#?}",
        compare(BOOK, &renumbered).changes
    );
    let start = BOOK.find("@label mental-health").unwrap();
    let end = BOOK.find("@label infusion").unwrap();
    let block = &BOOK[start..end];
    let moved = BOOK.replace(block, "").replace(
        "# Approval Before Care",
        &format!("{block}# Approval Before Care"),
    );
    assert!(
        compare(BOOK, &moved).changes.is_empty(),
        "{:#?}",
        compare(BOOK, &moved).changes
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// What is new one way is gone the other way, whatever lines are left out of either.
    #[test]
    fn new_one_way_is_gone_the_other_way(drop_a in proptest::collection::vec(0_usize..90, 0..6), drop_b in proptest::collection::vec(0_usize..90, 0..6)) {
        let without = |drop: &[usize]| {
            let lines: Vec<&str> = BOOK.lines().enumerate().filter(|(n, l)| !drop.contains(n) || l.starts_with('@')).map(|(_, l)| l).collect();
            lines.join("\n")
        };
        let (a, b) = (without(&drop_a), without(&drop_b));
        let texts = |c: &Comparison, kind: ChangeKind| {
            let mut all: Vec<String> = c.changes.iter().filter(|c| c.kind == kind).map(|c| c.new.as_ref().or(c.old.as_ref()).unwrap().text.clone()).collect();
            all.sort();
            all
        };
        let (there, back) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!(texts(&there, ChangeKind::New), texts(&back, ChangeKind::Gone));
        prop_assert_eq!(texts(&there, ChangeKind::Gone), texts(&back, ChangeKind::New));
        prop_assert_eq!(there.same, back.same);
    }
}
