//! Claims on the invented case: what its picture shows, what came back, what is asked and never taken silently.

use crate::common::{Home, add_one};
use holdfast_casework::Desk;
use holdfast_casework::view::{
    CheckVerdict, ClaimAnswerRequest, ClaimLineRequest, ClaimRequest, ClaimStanding,
    ClaimTermsRequest, PlanEntry, PlanRequest, SessionRequest, SubmissionRequest,
};

fn line(code: &str, charge: &str) -> ClaimLineRequest {
    ClaimLineRequest {
        from: "10/5/2026".to_owned(),
        to: "10/22/2026".to_owned(),
        code: code.to_owned(),
        units: "6".to_owned(),
        charge: charge.to_owned(),
        ..ClaimLineRequest::default()
    }
}

fn six_infusions() -> ClaimRequest {
    ClaimRequest {
        kind: "claim".to_owned(),
        number: "26-300-55172-01".to_owned(),
        diagnoses: "F33.2".to_owned(),
        lines: vec![line("96365", "2,040.00"), line("J3490", "1,110.00")],
        ..ClaimRequest::default()
    }
}

fn out(way: &str, day: &str) -> SubmissionRequest {
    SubmissionRequest {
        way: way.to_owned(),
        day: day.to_owned(),
        ..SubmissionRequest::default()
    }
}

fn came(outcome: &str, day: &str) -> ClaimAnswerRequest {
    ClaimAnswerRequest {
        outcome: outcome.to_owned(),
        day: day.to_owned(),
        ..ClaimAnswerRequest::default()
    }
}

fn new(desk: &Desk, request: &ClaimRequest) -> String {
    desk.save_claim(None, request).unwrap().id.to_string()
}

#[test]
fn the_table_says_what_its_picture_shows() {
    let home = Home::new();
    let desk = home.made();
    desk.set_plan(None, Some("employer-self-funded"), Some("OH"))
        .unwrap();
    let approval = ClaimRequest {
        kind: "authorization".to_owned(),
        number: "PA-2606-118374".to_owned(),
        lines: vec![ClaimLineRequest {
            from: String::new(),
            to: String::new(),
            ..line("96365", "")
        }],
        ..six_infusions()
    };
    let first = new(&desk, &approval);
    desk.claim_sent(&first, &out("fax", "6/3/2026")).unwrap();
    desk.answer_claim(&first, &came("denied", "6/17/2026"))
        .unwrap();
    let claim = new(&desk, &six_infusions());
    desk.claim_sent(&claim, &out("portal", "10/27/2026"))
        .unwrap();
    let answer = ClaimAnswerRequest {
        billed: "3,150.00".to_owned(),
        paid: "0.00".to_owned(),
        owes: "3,150.00".to_owned(),
        ..came("denied", "11/12/2026")
    };
    desk.answer_claim(&claim, &answer).unwrap();
    desk.set_claim_terms(&ClaimTermsRequest {
        covered_from: "1/1/2026".to_owned(),
        filing_count: "12".to_owned(),
        filing_unit: "months".to_owned(),
        filing_said: "Plan book p. 92".to_owned(),
        ..ClaimTermsRequest::default()
    })
    .unwrap();

    let view = desk.claims().unwrap();
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|row| {
            let billed = row.billed.as_ref().map(|amount| amount.say.as_str());
            let paid = row.paid.as_ref().map(|amount| amount.say.as_str());
            (
                row.title.as_str(),
                row.sent.as_deref(),
                row.say.as_str(),
                billed,
                paid,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (
                "6 infusions, Oct 5 to 22",
                Some("Oct 27"),
                "Denied Nov 12",
                Some("$3,150.00"),
                Some("$0.00")
            ),
            (
                "Approval for 6 infusions",
                Some("Jun 3"),
                "Denied Jun 17",
                None,
                None
            ),
        ]
    );
    let one = desk.claim(&claim).unwrap();
    assert_eq!(one.look.lines[0].days, "Oct 5\u{2013}22");
    assert_eq!(
        one.look.lines[0].code.as_ref().unwrap().plain,
        "IV drug infusion for treatment, first hour"
    );
    assert_eq!(
        one.look.diagnoses[0].plain,
        "Recurrent major depression: severe"
    );
    let said: Vec<_> = one
        .look
        .checks
        .iter()
        .map(|check| (check.verdict, check.title.as_str()))
        .collect();
    assert_eq!(said[0], (CheckVerdict::Look, "No approval number"));
    assert_eq!(said[1], (CheckVerdict::Look, "J3490 needs the drug named"));
    assert!(said.contains(&(CheckVerdict::Good, "In time to file")));
    // every number can show where it comes from
    let how: Vec<&str> = one
        .row
        .billed
        .as_ref()
        .unwrap()
        .how
        .iter()
        .map(|how| how.say.as_str())
        .collect();
    assert_eq!(
        how,
        ["Line 1, 96365: $2,040.00", "Line 2, J3490: $1,110.00"]
    );
    assert!(one.sums.iter().all(|sum| !sum.amount.how.is_empty()));

    let sentence = one.look.checks[0].sentence.clone().unwrap();
    desk.add_claim_sentence(&claim, &sentence).unwrap();
    let one = desk.claim(&claim).unwrap();
    assert!(one.fields.note.contains("PA-2606-118374"));
    assert!(
        one.look
            .checks
            .iter()
            .all(|check| check.id != "approval-missing")
    );
}

#[test]
fn a_claim_that_went_out_waits_on_today_by_the_rule_of_its_plan() {
    let home = Home::new();
    let desk = home.made();
    desk.set_plan(None, Some("employer-self-funded"), None)
        .unwrap();
    let claim = new(&desk, &six_infusions());
    assert!(
        desk.today().unwrap().waiting.is_empty(),
        "a draft waits for nobody"
    );
    desk.claim_sent(&claim, &out("portal", "11/18/2026"))
        .unwrap();
    let waits = desk.today().unwrap().waiting;
    assert_eq!(waits.len(), 1);
    assert_eq!(
        (waits[0].day, waits[0].of, waits[0].by.as_str()),
        (5, 30, "2026-12-18")
    );
    assert_eq!(waits[0].what, "Claim: 6 infusions, Oct 5 to 22");
    let one = desk.claim(&claim).unwrap();
    assert_eq!(
        (one.row.standing, one.row.say.as_str()),
        (ClaimStanding::Sent, "Sent, day 5 of 30")
    );
    let clock = one.clock.unwrap();
    assert_eq!(clock.say, "They have until Friday, December 18 to answer.");
    assert_eq!(
        clock.citation.as_deref(),
        Some("29 CFR 2560.503-1(f)(2)(iii)(B)")
    );
    assert!(clock.verified && clock.doubts[0].starts_with("We don't know the day they got it"));

    home.set_clock("2026-12-20T10:00:00-05:00");
    let row = desk.claims().unwrap().rows.remove(0);
    assert_eq!(
        (row.standing, row.say.as_str()),
        (ClaimStanding::Late, "Answer was due Dec 18")
    );
    desk.answer_claim(&claim, &came("paid", "12/19/2026"))
        .unwrap();
    assert!(desk.today().unwrap().waiting.is_empty());
}

#[test]
fn nothing_typed_is_lost_by_a_wrong_entry_beside_it() {
    let home = Home::new();
    let desk = home.made();
    let mut request = six_infusions();
    request.lines[0].charge = "1,02O.00".to_owned();
    request.lines[0].from = "sometime in fall".to_owned();
    request.lines[1].charge = "about 500".to_owned();
    request.lines[1].units = "a few".to_owned();
    request.lines[1].from = "Oct 2026".to_owned();
    request.clinic_npi = "1234567890".to_owned();
    let claim = new(&desk, &request);
    let view = desk.claim(&claim).unwrap();
    let (first, second) = (&view.fields.lines[0], &view.fields.lines[1]);
    assert_eq!(
        (first.charge.as_str(), first.from.as_str()),
        ("1,02O.00", "sometime in fall")
    );
    assert_eq!(
        (second.charge.as_str(), second.units.as_str()),
        ("about 500", "a few")
    );
    assert_eq!(view.look.lines[0].charge, "$1,020.00");
    assert_eq!(view.look.total.as_ref().unwrap().decimal, "1020.00");
    for id in [
        "charge-read-as",
        "charge-unread",
        "units-unread",
        "day-unread",
        "day-not-exact",
        "npi",
    ] {
        assert!(view.look.checks.iter().any(|check| check.id == id), "{id}");
    }
    // an empty line keeps its place while it is written, and is not kept
    let mut gap = view.fields.clone();
    gap.lines
        .insert(0, holdfast_casework::view::ClaimLineView::default());
    let look = desk
        .look_at_claim(Some(&claim), &gap.clone().into())
        .unwrap();
    assert!(look.lines[0].code.is_none() && look.lines[1].code.is_some());
    assert!(
        look.checks
            .iter()
            .any(|check| check.id == "charge-unread" && check.line == Some(3))
    );
    desk.save_claim(Some(&claim), &gap.into()).unwrap();
    assert_eq!(desk.claim(&claim).unwrap().fields.lines.len(), 2);
    // what the editor is told while it is typed is what is kept
    let look = desk
        .look_at_claim(Some(&claim), &view.fields.clone().into())
        .unwrap();
    assert_eq!(look, view.look);
}

#[test]
fn each_change_can_be_taken_back_and_what_stood_before_is_kept() {
    let home = Home::new();
    let desk = home.made();
    let claim = new(&desk, &six_infusions());
    let mut changed = six_infusions();
    changed.lines[0].charge = "2,100.00".to_owned();
    desk.save_claim(Some(&claim), &changed).unwrap();
    assert_eq!(desk.record_versions(&claim).unwrap().len(), 1);
    desk.claim_sent(&claim, &out("fax", "11/2/2026")).unwrap();
    let proof = SubmissionRequest {
        at: Some(0),
        tracking: "555-0147".to_owned(),
        ..out("fax", "11/2/2026")
    };
    desk.claim_sent(&claim, &proof).unwrap();
    assert_eq!(desk.claim(&claim).unwrap().submissions.len(), 1);
    for _ in 0..2 {
        desk.undo().unwrap();
    }
    assert_eq!(
        desk.claim(&claim).unwrap().row.standing,
        ClaimStanding::Draft
    );
    desk.undo().unwrap();
    assert_eq!(
        desk.claim(&claim).unwrap().fields.lines[0].charge,
        "2,040.00"
    );
    desk.put_claim_away(&claim).unwrap();
    assert!(desk.claims().unwrap().rows.is_empty());
    desk.undo().unwrap();
    assert_eq!(desk.claims().unwrap().rows.len(), 1);
}

#[test]
fn a_new_try_says_what_it_is_of_and_an_unreadable_sum_is_asked_again() {
    let home = Home::new();
    let desk = home.made();
    let claim = new(&desk, &six_infusions());
    desk.claim_sent(&claim, &out("portal", "10/27/2026"))
        .unwrap();
    let again = desk.claim_again(&claim).unwrap().id.to_string();
    let view = desk.claim(&again).unwrap();
    assert_eq!(view.again_of.as_deref(), Some("6 infusions, Oct 5 to 22"));
    assert_eq!(
        (view.row.standing, view.submissions.len()),
        (ClaimStanding::Draft, 0)
    );
    let told = view
        .look
        .checks
        .iter()
        .find(|check| check.id == "sent-before")
        .unwrap();
    assert_eq!(told.verdict, CheckVerdict::Open);
    let wrong = ClaimAnswerRequest {
        paid: "much".to_owned(),
        ..came("paid", "11/12/2026")
    };
    assert_eq!(
        desk.answer_claim(&claim, &wrong).unwrap_err().code().id(),
        "bad-amount"
    );
    assert_eq!(desk.claim(&claim).unwrap().answers.len(), 0);
}

/// A statement of the invented case, as a plain text.
const STATEMENT: &str = include_str!("claims-statement.txt");

#[test]
fn a_statement_is_asked_about_and_taken_only_then() {
    let home = Home::new();
    let desk = home.made();
    let claim = new(&desk, &six_infusions());
    desk.claim_sent(&claim, &out("portal", "10/27/2026"))
        .unwrap();
    let paper = add_one(&desk, &home.file("eob.txt", STATEMENT));
    let view = desk.claims().unwrap();
    assert_eq!(view.guesses.len(), 1, "{:?}", view.papers);
    let guess = &view.guesses[0];
    assert_eq!(
        (guess.claim.as_str(), guess.document.as_str()),
        (claim.as_str(), paper.as_str())
    );
    assert!(guess.why.contains("the same number"), "{}", guess.why);
    let before = desk.claim(&claim).unwrap();
    assert!(before.answers.is_empty(), "nothing was taken yet");

    desk.not_this_answer(&claim, &paper).unwrap();
    assert!(desk.claims().unwrap().guesses.is_empty());
    desk.undo().unwrap();
    let answer = ClaimAnswerRequest {
        document: Some(paper.clone()),
        ..came(&guess.outcome, "")
    };
    desk.answer_claim(&claim, &answer).unwrap();
    let one = desk.claim(&claim).unwrap();
    assert_eq!(one.row.say, "Denied Nov 12");
    assert_eq!(one.answers[0].lines, 2);
    assert!(one.answers[0].doubts.is_empty());
    let sum = |name: &str| {
        one.sums
            .iter()
            .find(|sum| sum.name == name)
            .unwrap()
            .amount
            .clone()
    };
    assert_eq!(sum("Billed").say, "$3,150.00");
    assert_eq!(sum("They say you owe").say, "$3,150.00");
    assert_eq!(
        sum("Plan paid").how[0].document.as_deref(),
        Some(paper.as_str())
    );
    assert!(one.findings.is_empty(), "{:?}", one.findings);
    assert!(desk.claims().unwrap().guesses.is_empty());
}

#[test]
fn what_of_a_statement_was_not_read_is_said_beside_its_answer() {
    let home = Home::new();
    let desk = home.made();
    let claim = new(&desk, &six_infusions());
    let torn = STATEMENT.replace(
        "J3490    $1,110.00    $0.00 ",
        "J3490    $1,11o oo    $O oo ",
    );
    let paper = add_one(&desk, &home.file("eob.txt", &torn));
    let answer = ClaimAnswerRequest {
        document: Some(paper),
        ..came("denied", "11/12/2026")
    };
    desk.answer_claim(&claim, &answer).unwrap();
    let doubts = desk.claim(&claim).unwrap().answers.remove(0).doubts;
    assert!(
        doubts
            .iter()
            .any(|doubt| doubt.contains("$1,110.00") || doubt.contains("1110.00")),
        "{doubts:?}"
    );
}

#[test]
fn what_a_bill_says_over_its_table_holds_for_all_lines() {
    let home = Home::new();
    let desk = home.made();
    let bill = "Millrace Infusion Clinic\n118 Alder St, Wooster OH 44691\nNPI: 1234567893   Tax ID: 34-1234567\n\n\
        Superbill\nPatient: Nora Hale\nDiagnosis: F33.2 Major depressive disorder, recurrent, severe\n\
        Place of service: 11\n\n\
        Date         Code     Description              Units   Charge\n\
        10/05/2026   96365    IV infusion, first hour  1       340.00\n\
        10/08/2026   96365    IV infusion, first hour  1       340.00\n\
        Total                                                  680.00\n";
    let paper = add_one(&desk, &home.file("bill.txt", bill));
    let read = desk.lines_of_bill(&paper).unwrap();
    assert_eq!(read.lines.len(), 2, "{:?}", read.lines);
    assert_eq!(read.whole.diagnoses, "F33.2");
    assert_eq!(read.whole.place, "11");
    assert_eq!(read.whole.clinic, "Millrace Infusion Clinic");
    assert_eq!(read.whole.clinic_npi, "1234567893");
    assert!(read.lines.iter().all(|line| line.diagnoses.is_empty()));
}

/// The bill of the invented case, as a plain text.
const BILL: &str = include_str!("claims-bill.txt");

#[test]
fn a_filed_bill_fills_the_lines() {
    let home = Home::new();
    let desk = home.made();
    let paper = add_one(&desk, &home.file("superbill.txt", BILL));
    let bill = desk.lines_of_bill(&paper).unwrap();
    let lines: Vec<_> = bill
        .lines
        .iter()
        .map(|l| {
            (
                l.from.as_str(),
                l.code.as_str(),
                l.units.as_str(),
                l.charge.as_str(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("10/5/2026", "96365", "1", "340.00"),
            ("10/5/2026", "J3490", "1", "185.00"),
            ("10/8/2026", "96365", "1", "340.00"),
            ("10/8/2026", "J3490", "1", "185.00"),
        ]
    );
    let request = ClaimRequest {
        kind: "claim".to_owned(),
        diagnoses: "F33.2".to_owned(),
        document: Some(paper.clone()),
        lines: bill.lines.into_iter().map(Into::into).collect(),
        ..ClaimRequest::default()
    };
    let claim = new(&desk, &request);
    let view = desk.claim(&claim).unwrap();
    assert_eq!(view.row.title, "2 infusions, Oct 5 to 8");
    let billed = view.row.billed.unwrap();
    assert_eq!(billed.decimal, "1050.00");
    assert_eq!(billed.how[0].document.as_deref(), Some(paper.as_str()));
    assert_eq!(view.bill.unwrap().document, paper);
}

/// A plan book that says how long one may file.
const BOOK: &str = "PINEFIELD FREIGHT HEALTH PLAN\n\nSummary Plan Description. The Plan Sponsor is Pinefield Freight.\nThe Employer Identification Number is 00-0000000.\n\u{c}HOW THE PLAN IS FUNDED\n\nThe Plan is self-funded. Pinefield Freight pays claims from its general assets.\n\u{c}HOW TO FILE A CLAIM\n\nSend an itemized bill with the claim form. You must file a claim within 12 months of the\nday you received the care.\n\u{c}YOUR RIGHT TO APPEAL\n\nIf your claim is denied you may appeal in writing within 180 days of the\nday you receive the notice.\n\u{c}";

#[test]
fn what_the_plan_book_and_the_plan_record_say_of_claims_is_offered_and_not_counted_by() {
    let home = Home::new();
    let desk = home.made();
    let claim = new(&desk, &six_infusions());
    let check = |id: &str| {
        let view = desk.claim(&claim).unwrap();
        let found = view.look.checks.into_iter().find(|check| check.id == id);
        found.unwrap_or_else(|| panic!("{id}"))
    };
    let before = check("filing-unknown");
    assert_eq!(before.document, None);
    assert_eq!(before.field.as_deref(), Some("filing-count"));
    assert_eq!(
        check("coverage-unknown").field.as_deref(),
        Some("covered-from")
    );
    let book = add_one(&desk, &home.file("book.txt", BOOK));
    desk.save_plan(&PlanRequest {
        entries: vec![PlanEntry {
            field: "approval-rule".to_owned(),
            value: "yes".to_owned(),
        }],
        state: None,
    })
    .unwrap();

    let filing = check("filing-unknown");
    assert!(filing.why.contains("within 12 months"), "{}", filing.why);
    assert!(filing.why.contains("page 3"), "{}", filing.why);
    assert_eq!(
        (filing.document.as_ref(), filing.page),
        (Some(&book), Some(3))
    );
    assert_eq!(filing.title, before.title, "it is not counted by");
    let asks = check("approval-unknown");
    assert!(asks.why.contains("\u{201c}yes\u{201d}"), "{}", asks.why);
    assert_eq!(asks.field.as_deref(), Some("asks-first"));
    let view = desk.claims().unwrap();
    assert_eq!(view.terms.filing_count, "", "nothing is kept unasked");
    let offer = view.offer;
    assert_eq!(
        (
            offer.filing_count.as_str(),
            offer.filing_unit.as_str(),
            offer.asks_first
        ),
        ("12", "months", Some(true))
    );
    assert!(
        offer.filing_said.contains("page 3"),
        "{}",
        offer.filing_said
    );

    desk.set_claim_terms(&ClaimTermsRequest {
        filing_count: offer.filing_count,
        filing_unit: offer.filing_unit,
        filing_said: offer.filing_said,
        asks_first: offer.asks_first,
        ..ClaimTermsRequest::default()
    })
    .unwrap();
    let checks = desk.claim(&claim).unwrap().look.checks;
    assert!(checks.iter().all(|check| check.id != "filing-unknown"));
    assert!(checks.iter().all(|check| check.id != "approval-unknown"));
    assert_eq!(desk.claims().unwrap().offer.filing_count, "");
}

#[test]
fn a_diagnosis_that_is_wrong_on_all_lines_is_said_once() {
    let home = Home::new();
    let desk = home.made();
    let claim = new(
        &desk,
        &ClaimRequest {
            diagnoses: "X9Q, 3F3.2".to_owned(),
            lines: vec![line("96365", "1.00"); 10],
            ..six_infusions()
        },
    );
    let checks = desk.claim(&claim).unwrap().look.checks;
    let of: Vec<&str> = checks
        .iter()
        .filter(|check| check.id == "diagnosis-no-such")
        .map(|check| check.title.as_str())
        .collect();
    assert_eq!(of, ["3F3.2 is no diagnosis code, on lines 1 to 10"]);
    let none = new(
        &desk,
        &ClaimRequest {
            diagnoses: String::new(),
            lines: vec![line("96365", "1.00"); 3],
            ..six_infusions()
        },
    );
    let checks = desk.claim(&none).unwrap().look.checks;
    let of: Vec<_> = checks
        .iter()
        .filter(|check| check.id == "diagnosis")
        .map(|check| (check.title.as_str(), check.field.as_deref()))
        .collect();
    assert_eq!(of, [("Lines 1 to 3 have no diagnosis", Some("diagnoses"))]);
}

#[test]
fn a_charge_that_cannot_be_read_is_said_beside_the_sum_that_leaves_it_out() {
    let home = Home::new();
    let desk = home.made();
    let claim = new(
        &desk,
        &ClaimRequest {
            lines: vec![line("96365", "2,040.00"), line("J3490", "about 1,000")],
            ..six_infusions()
        },
    );
    let view = desk.claim(&claim).unwrap();
    let total = view.look.total.unwrap();
    assert_eq!(total.say, "$2,040.00");
    assert_eq!(
        total.without,
        "Line 2 is not in this sum: we can't read its charge."
    );
    assert_eq!(view.row.billed.unwrap().without, total.without);
}

#[test]
fn a_second_sending_with_a_day_that_cannot_be_read_leaves_the_clock_running() {
    let home = Home::new();
    let desk = home.made();
    desk.set_plan(None, Some("employer-self-funded"), Some("OH"))
        .unwrap();
    let claim = new(&desk, &six_infusions());
    desk.claim_sent(&claim, &out("portal", "10/27/2026"))
        .unwrap();
    let first = desk.claim(&claim).unwrap().clock.unwrap();
    desk.claim_sent(&claim, &out("fax", "Octobre 27")).unwrap();
    let clock = desk.claim(&claim).unwrap().clock.unwrap();
    assert_eq!((&clock.by, &clock.say), (&first.by, &first.say));
    assert!(
        clock
            .doubts
            .iter()
            .any(|doubt| doubt.contains("Octobre 27")),
        "{:?}",
        clock.doubts
    );
}

#[test]
fn a_beginning_of_an_id_is_looked_for_among_claims() {
    let home = Home::new();
    let desk = home.made();
    let claim = new(&desk, &six_infusions());
    let days: Vec<String> = (0..60).map(|n| format!("10/{}/2026", n % 28 + 1)).collect();
    desk.add_sessions(&SessionRequest {
        what: "Infusion".to_owned(),
        days: days.join("\n"),
        ..SessionRequest::default()
    })
    .unwrap();
    assert_eq!(desk.claim(&claim[..1]).unwrap().row.id, claim);
    new(&desk, &six_infusions());
    assert!(desk.claim("").is_err());
}

#[test]
fn what_a_plan_can_not_say_of_claims_is_kept_and_said() {
    let home = Home::new();
    let desk = home.made();
    for (from, to, count, part) in [
        ("2/30/2026", "", "12", "can't read the first day"),
        ("1/1/2026", "13/40/2026", "12", "can't read the last day"),
        ("6/1/2026", "5/1/2026", "12", "end before it begins"),
        ("1/1/2026", "", "0", "Look at that number again"),
        ("1/1/2026", "", "a while", "can't read the time"),
    ] {
        let said = desk
            .set_claim_terms(&ClaimTermsRequest {
                covered_from: from.to_owned(),
                covered_to: to.to_owned(),
                filing_count: count.to_owned(),
                filing_unit: "months".to_owned(),
                ..ClaimTermsRequest::default()
            })
            .unwrap()
            .said;
        assert!(said.contains(part), "{from} {to} {count}: {said}");
    }
}
