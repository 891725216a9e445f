//! What a letter for a later step carries of the steps before it: the facts of the first no, the papers that led to it,
//! and what the decision asks to be sent along.

use crate::common::{Home, add_one, answers, letter};
use holdfast_casework::Desk;
use holdfast_casework::view::{
    DocumentsRequest, LetterAnswerRequest, LetterSentRequest, LetterStartRequest, LetterView,
};

const NO: &str = include_str!("../../../../tests/fixtures/denial-of-approval.txt");
const UPHELD: &str = include_str!("../../../../tests/fixtures/appeal-upheld.txt");

fn begun(desk: &Desk, kind: &str, answers: &str) -> LetterView {
    let request = LetterStartRequest {
        kind: kind.to_owned(),
        answers: Some(answers.to_owned()),
    };
    let started = desk.start_letter(&request).unwrap();
    desk.letter(&started.letter).unwrap()
}

fn sent(desk: &Desk, letter: &str, way: &str, day: &str, proofs: &[&str]) {
    let request = LetterSentRequest {
        way: way.to_owned(),
        day: day.to_owned(),
        anyway: true,
        proofs: proofs.iter().map(|id| (*id).to_owned()).collect(),
        ..LetterSentRequest::default()
    };
    desk.letter_sent(letter, &request).unwrap();
}

fn lost(desk: &Desk, letter: &str, document: Option<&str>, day: &str) {
    let answer = LetterAnswerRequest {
        outcome: "lost".to_owned(),
        day: day.to_owned(),
        document: document.map(str::to_owned),
    };
    desk.answer_letter(letter, &answer).unwrap();
}

fn titles(view: &LetterView) -> Vec<&str> {
    let exhibits = view.exhibits.iter();
    exhibits.map(|one| one.title.as_str()).collect()
}

/// A value of the block at the head; empty where it has no such line.
fn re(view: &LetterView, label: &str) -> String {
    let line = view.re.iter().find(|line| line.label == label);
    let nodes = line.map(|line| line.nodes.as_slice()).unwrap_or_default();
    nodes.iter().map(|node| node.say.as_str()).collect()
}

fn said(view: &LetterView) -> String {
    let body = view.sections.iter().flat_map(|one| &one.paragraphs);
    let nodes = body.flat_map(|one| &one.nodes);
    nodes
        .map(|node| node.say.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn title_of(desk: &Desk, document: &str) -> String {
    desk.document(document, "").unwrap().row.title
}

#[test]
fn a_later_letter_has_the_facts_of_the_first_no_and_all_that_led_to_it() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", NO));
    let told = answers(
        &no,
        &[("plan.kind", "correct", Some("employer-self-funded"))],
    );
    desk.save_review(&told).unwrap();
    let first = begun(&desk, "internal-appeal", &no);
    let report = "Fax report. To 1-800-555-0142. 12 pages sent. Result OK.";
    let report = add_one(&desk, &home.file("report.txt", report));
    sent(&desk, &first.id, "fax", "11/2/2026", &[&report]);
    let number = "Reference number: PA-2606-118374";
    let other = "Appeal number: AP-77-20931\n     Reference number: PA-2606-118374";
    let upheld = add_one(
        &desk,
        &home.file("upheld.txt", UPHELD.replace(number, other)),
    );
    lost(&desk, &first.id, Some(&upheld), "");

    let second = begun(&desk, "external-review", &upheld);
    assert!(
        re(&second, "Diagnosis").contains("F33.2"),
        "{:?}",
        re(&second, "Diagnosis")
    );
    assert!(
        re(&second, "Provider").contains("Varga"),
        "{:?}",
        re(&second, "Provider")
    );
    let numbers = format!(
        "{} {}",
        re(&second, "Reference"),
        re(&second, "Other numbers")
    );
    assert!(numbers.contains("PA-2606-118374"), "{numbers}");
    assert_eq!(re(&second, "Decision of"), "November 20, 2026");
    assert_eq!(
        titles(&second)[..4],
        [
            "Answer to an appeal, November 20",
            "Denial letter, June 17",
            "Appeal as it was sent on November 2, 2026",
            "Fax confirmation, November 2, 2026",
        ]
    );
    // it goes to the plan, and is for the office there
    assert_eq!(second.greeting, "To the office for external reviews:");
    // what is cited can be unticked
    let picks = second.reasons.iter().flat_map(|reason| &reason.picks);
    let ticked: Vec<&str> = picks
        .filter(|pick| pick.ticked)
        .filter_map(|pick| pick.label.as_deref())
        .collect();
    for exhibit in second
        .exhibits
        .iter()
        .filter(|one| one.title.starts_with("Study"))
    {
        assert!(
            ticked.contains(&exhibit.label.as_str()),
            "{} {ticked:?}",
            exhibit.title
        );
    }
    // they are named as what led here, and answer no reason
    let text = said(&second);
    assert!(!text.contains("See "), "{text}");
    assert!(
        text.contains("What led here goes along: Denial letter, June 17; Appeal as it was sent"),
        "{text}"
    );
    // studies bear on the illness of the first no
    assert!(
        titles(&second).iter().any(|one| one.starts_with("Study")),
        "{:?}",
        titles(&second)
    );
    let mut once = titles(&second);
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), second.exhibits.len(), "each of them once");
}

#[test]
fn the_first_no_is_found_by_its_claim_where_no_appeal_was_written_here() {
    let home = Home::new();
    let desk = home.made();
    let _no = add_one(&desk, &home.file("no.txt", NO));
    // of another claim of somebody else
    add_one(&desk, &letter("01-esketamine-step-therapy.txt"));
    let upheld = add_one(&desk, &home.file("upheld.txt", UPHELD));
    let second = begun(&desk, "external-review", &upheld);
    assert_eq!(
        titles(&second)[..2],
        ["Answer to an appeal, November 20", "Denial letter, June 17"]
    );
    assert_eq!(
        titles(&second)
            .iter()
            .filter(|one| one.starts_with("Denial"))
            .count(),
        1
    );
    assert!(re(&second, "Diagnosis").contains("F33.2"));
}

#[test]
fn a_copy_goes_to_whom_the_decision_names() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &letter("18-ire-upheld-alj.txt"));
    let view = begun(&desk, "alj-hearing", &no);
    let text = said(&view);
    assert!(
        text.contains("Copy to: Shenandoah Senior Advantage"),
        "{text}"
    );
    let guide = desk.send_guide(&view.id).unwrap();
    for way in &guide.ways {
        let last = way.steps.last().unwrap();
        assert!(
            last.contains("Shenandoah Senior Advantage"),
            "{}: {last}",
            way.id
        );
    }
    // no other letter asks for one
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", NO));
    assert!(!said(&begun(&desk, "internal-appeal", &no)).contains("Copy to"));
}

#[test]
fn all_letters_of_the_claim_go_along_where_they_ask_for_them() {
    let home = Home::new();
    let desk = home.made();
    let kept = letter("10-fehb-reconsideration.txt");
    let text = std::fs::read_to_string(kept).unwrap();
    let first = text
        .replace("28 May 2026", "2 April 2026")
        .replace("Reconsideration decision, claim", "Denial of claim")
        .replace("We received your request of 4 May 2026 that we reconsider our denial of the charges above,", "We have denied the charges above,")
        .replace("We have again looked at the claim, your letter, and the records of\nPotomac Ridge Wellness. We uphold our initial decision.", "This claim is denied.");
    let no = add_one(&desk, &home.file("no.txt", first));
    let asked = begun(&desk, "claim-file-request", &no);
    sent(&desk, &asked.id, "certified-mail", "4/20/2026", &[]);
    let decision = add_one(&desk, &home.file("upheld.txt", text));
    add_one(&desk, &letter("01-esketamine-step-therapy.txt"));
    let view = begun(&desk, "opm-review", &decision);
    let titles = titles(&view);
    for title in [
        "Denial letter, April 2",
        "Request for your file as it was sent on April 20, 2026",
    ] {
        assert_eq!(
            titles.iter().filter(|one| **one == title).count(),
            1,
            "{titles:?}"
        );
    }
    assert_eq!(
        titles
            .iter()
            .filter(|one| one.starts_with("Denial"))
            .count(),
        1,
        "{titles:?}"
    );
}

#[test]
fn what_proves_a_sending_is_named_for_what_it_is() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", NO));
    let first = begun(&desk, "internal-appeal", &no);
    let slip = add_one(
        &desk,
        &home.file("slip.txt", "Thank you. Item 9407 1000 0000."),
    );
    let own = add_one(&desk, &home.file("own.txt", "Return receipt."));
    desk.rename_document(&own, "The green card").unwrap();
    sent(
        &desk,
        &first.id,
        "certified-mail",
        "11/3/2026",
        &[&slip, &own],
    );
    assert_eq!(title_of(&desk, &slip), "Certified mail receipt, November 3");
    assert_eq!(title_of(&desk, &own), "The green card");
    // one that is put to it afterwards
    let more = add_one(&desk, &home.file("more.txt", "It was delivered."));
    let request = LetterSentRequest {
        at: Some(0),
        way: "fax".to_owned(),
        day: "11/3/2026".to_owned(),
        proofs: vec![more.clone()],
        ..LetterSentRequest::default()
    };
    desk.letter_sent(&first.id, &request).unwrap();
    assert_eq!(title_of(&desk, &more), "Fax confirmation, November 3");
    // a decision stays one, whatever it is put to
    let request = LetterSentRequest {
        proofs: vec![no.clone()],
        ..request
    };
    desk.letter_sent(&first.id, &request).unwrap();
    assert_eq!(title_of(&desk, &no), "Denial letter, June 17");
}

#[test]
fn a_step_that_was_lost_is_due_no_more_however_its_letter_was_begun() {
    for kind in ["appeal", "internal-appeal"] {
        for document in [false, true] {
            let home = Home::new();
            let desk = home.made();
            let no = add_one(&desk, &home.file("no.txt", NO));
            // it never went out from here
            let first = begun(&desk, kind, &no);
            let upheld = add_one(&desk, &home.file("upheld.txt", UPHELD));
            let paper = document.then_some(upheld.as_str());
            lost(&desk, &first.id, paper, "11/20/2026");
            let due = desk.due(None).unwrap();
            let levels: Vec<&str> = due.iter().map(|(one, _)| one.level.as_str()).collect();
            assert!(!levels.contains(&"internal-appeal"), "{kind}: {levels:?}");
            assert!(levels.contains(&"external-review"), "{kind}: {levels:?}");
        }
    }
}

#[test]
fn an_empty_form_is_no_denial() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", NO));
    let form = crate::forms::insurers_form();
    let form = add_one(&desk, &home.file("appeal-form.pdf", form));
    let row = desk.document(&form, "").unwrap().row;
    assert_eq!(
        (row.title.as_str(), row.kind.as_str()),
        ("Member appeal form", "records")
    );
    assert!(desk.deadlines_of(&form).unwrap().is_empty());
    assert_eq!(
        desk.ladder(None).unwrap().document.as_deref(),
        Some(no.as_str())
    );
    let all = desk
        .documents(&DocumentsRequest::default())
        .unwrap()
        .documents;
    let denials = all.iter().filter(|one| one.kind == "denial").count();
    assert_eq!(denials, 1);
    let view = begun(&desk, "internal-appeal", &no);
    assert_eq!(view.answers.as_deref(), Some(no.as_str()));
}
