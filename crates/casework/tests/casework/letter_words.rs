//! Words of letters that have to fit: what was refused and not what was paid, whole sentences, the right office, one page.

use crate::common::{DENIAL, Home, add_one, answers, letter, reader};
use holdfast_casework::view::{
    LetterStartRequest, LetterView, PacketOptions, ScaleRequest, TrialRequest,
};
use holdfast_casework::{CancelToken, Desk, Reader};

fn begun(desk: &Desk, kind: &str, answers: &str) -> LetterView {
    let request = LetterStartRequest {
        kind: kind.to_owned(),
        answers: Some(answers.to_owned()),
    };
    let started = desk.start_letter(&request).unwrap();
    desk.letter(&started.letter).unwrap()
}

fn re(view: &LetterView, label: &str) -> String {
    let line = view.re.iter().find(|line| line.label == label);
    let nodes = line.map(|line| line.nodes.as_slice()).unwrap_or_default();
    nodes.iter().map(|node| node.say.as_str()).collect()
}

fn said(view: &LetterView) -> String {
    let headings = view.sections.iter().map(|one| one.heading.as_str());
    let body = view.sections.iter().flat_map(|one| &one.paragraphs);
    let nodes = body
        .flat_map(|one| &one.nodes)
        .map(|node| node.say.as_str());
    let all: Vec<&str> = headings.chain(nodes).collect();
    all.join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The pages of a PDF as text.
fn pages(pdf: &[u8]) -> Vec<String> {
    let reader = Reader::with_programs(reader(), None);
    let never = CancelToken::new();
    let read = reader.read(pdf, &Default::default(), &mut |_| {}, &never);
    let pages = read.unwrap().pages.pages;
    let line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    pages.iter().map(|page| line(page.text())).collect()
}

fn cover(desk: &Desk, letter: &str) -> String {
    let options = PacketOptions {
        cover: true,
        ..PacketOptions::default()
    };
    let never = CancelToken::new();
    let built = desk
        .packet(letter, &options, &never, &mut |_, _| {})
        .unwrap();
    pages(&built.pdf).remove(0)
}

/// A letter to who acts for the patient.
const TO_A_GUARDIAN: &str = "\
Larkmoor Health
P.O. Box 2140, Dayton, OH 45401

November 2, 2026

To the guardian of
MIRA HALE
c/o Nora Hale
17 Locust Street
Dayton, OH 45402

NOTICE OF DENIAL

Member: Mira Hale
Member ID: LKM 4417 2093
Reference: PA-2610-448812
Service: intensive outpatient program, S9480

Dear Nora Hale:

We have denied this request. The clinic is not in our network.
You may appeal within 180 days of the day you get this letter. Send your appeal to Larkmoor Health, Appeals,
P.O. Box 2140, Dayton, OH 45401.
";

#[test]
fn who_acts_for_the_patient_writes_in_their_own_name_and_not_of_themselves() {
    let home = Home::new();
    let desk = home.made();
    let denial = add_one(&desk, &home.file("guardian.txt", TO_A_GUARDIAN));
    let view = begun(&desk, "internal-appeal", &denial);
    let words = said(&view);
    assert_eq!(view.from.name, "Nora Hale");
    assert!(words.contains("I write for Mira Hale"), "{words}");
    assert!(
        words.contains("treats the patient\u{2019}s condition"),
        "{words}"
    );
    for own in [
        "I am Mira",
        "my condition",
        "my need",
        "protects me",
        "my plan",
    ] {
        assert!(!words.contains(own), "{own}: {words}");
    }
    // nobody is named: it is asked for, and the letter can't be final before
    let unnamed = TO_A_GUARDIAN
        .replace("c/o Nora Hale\n", "")
        .replace("Dear Nora Hale:", "Dear Parent:")
        .replace("448812", "448813");
    let denial = add_one(&desk, &home.file("unnamed.txt", unnamed));
    let view = begun(&desk, "internal-appeal", &denial);
    let missing: Vec<&str> = view.missing.iter().map(|gap| gap.id.as_str()).collect();
    assert_eq!(view.from.name, "");
    assert!(missing.contains(&"writer"), "{missing:?}");
}

#[test]
fn of_a_statement_only_what_was_refused_is_appealed() {
    let home = Home::new();
    let desk = home.made();
    let eob = add_one(&desk, &letter("06-eob-benefit-maximum.txt"));
    let view = begun(&desk, "internal-appeal", &eob);
    assert_eq!(re(&view, "Codes"), "97810, 90834");
    assert_eq!(
        re(&view, "Days of service"),
        "March 12, 2026; March 19, 2026"
    );
    assert!(!said(&view).contains("March 11"), "{}", said(&view));

    let home = Home::new();
    let desk = home.made();
    let notice = add_one(&desk, &letter("08-msn-part-b.txt"));
    let view = begun(&desk, "internal-appeal", &notice);
    assert_eq!(re(&view, "Codes"), "96365, J3490");
}

#[test]
fn the_card_of_a_reason_quotes_the_whole_sentence_as_the_letter_does() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", DENIAL));
    let view = begun(&desk, "internal-appeal", &no);
    let text = said(&view);
    for reason in &view.reasons {
        assert!(
            text.contains(&reason.quote),
            "{}: {}",
            reason.id,
            reason.quote
        );
        assert!(
            reason.quote.starts_with(char::is_uppercase),
            "{}",
            reason.quote
        );
    }
}

#[test]
fn medicare_has_no_test_of_its_own() {
    let home = Home::new();
    let desk = home.made();
    let notice = add_one(&desk, &letter("08-msn-part-b.txt"));
    let view = begun(&desk, "internal-appeal", &notice);
    let text = said(&view);
    assert!(text.contains("reasonable and necessary for me"), "{text}");
    for words in ["the plan\u{2019}s own", "the plan ", "my plan", "the plan."] {
        assert!(!text.to_lowercase().contains(words), "{words}: {text}");
    }
    // a health plan has one
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &letter("04-ma-integrated-denial-tms.txt"));
    assert!(said(&begun(&desk, "internal-appeal", &no)).contains("the plan"));
}

#[test]
fn a_complaint_about_a_plan_that_pays_itself_goes_to_the_department_of_labor() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", DENIAL));
    let view = begun(&desk, "complaint", &no);
    assert_eq!(
        view.to.name,
        "Employee Benefits Security Administration\nU.S. Department of Labor"
    );
    assert_eq!(
        view.greeting,
        "To the Employee Benefits Security Administration:"
    );
    // an insured one to the office of the state, whose name we don't know
    let told = answers(&no, &[("plan.kind", "correct", Some("marketplace"))]);
    desk.save_review(&told).unwrap();
    let view = begun(&desk, "complaint", &no);
    assert_eq!(
        (view.to.name.as_str(), view.greeting.as_str()),
        ("", "To the insurance regulator:")
    );
}

/// A record with much in it.
fn much(desk: &Desk) {
    for n in 1..=14 {
        let request = TrialRequest {
            taken: format!("Medicine number {n}"),
            dose: "200 mg".to_owned(),
            start: format!("{}-02-08", 2001 + n),
            end: format!("{}-08-08", 2001 + n),
            outcome: "No change in mood or sleep; stopped after a careful try with my doctor."
                .to_owned(),
            ..TrialRequest::default()
        };
        desk.add_trial(&request).unwrap();
    }
    for (day, total) in [("2026-05-05", "24"), ("2026-10-05", "11")] {
        let request = ScaleRequest {
            scale: "phq-9".to_owned(),
            day: day.to_owned(),
            total: total.to_owned(),
            ..ScaleRequest::default()
        };
        desk.save_scale(&request).unwrap();
    }
}

#[test]
fn the_sheet_for_the_doctors_call_is_one_page_whatever_the_record_holds() {
    for full in [false, true] {
        let home = Home::new();
        let desk = home.made();
        if full {
            much(&desk);
        }
        let no = add_one(&desk, &home.file("no.txt", DENIAL));
        let view = begun(&desk, "peer-to-peer-sheet", &no);
        let (_, pdf) = desk.letter_pdf(&view.id).unwrap();
        let pages = pages(&pdf);
        assert_eq!(pages.len(), 1, "{full}: {pages:#?}");
        assert!(pages[0].contains("the result."), "all of it: {}", pages[0]);
        let cover = cover(&desk, &view.id);
        assert!(!cover.contains("Appeal"), "{cover}");
        assert!(
            cover.starts_with("One page for the doctors\u{2019} call"),
            "{cover}"
        );
    }
}

#[test]
fn a_day_for_the_doctors_call_that_has_passed_is_no_last_day() {
    let text = DENIAL.replace(
        "URGENT. If your doctor",
        "PEER TO PEER. Your doctor may speak with our reviewer within 14 days of the date of this notice by calling \
         312-555-0177.\n\nURGENT. If your doctor",
    );
    let sheet = |now: &str| {
        let home = Home::new();
        let desk = home.made();
        home.set_clock(now);
        let no = add_one(&desk, &home.file("no.txt", &text));
        said(&begun(&desk, "peer-to-peer-sheet", &no))
    };
    let ahead = sheet("2026-10-20T09:00:00-05:00");
    assert!(ahead.contains("no later than October 28, 2026"), "{ahead}");
    let passed = sheet("2026-11-23T09:00:00-05:00");
    assert!(!passed.contains("no later than"), "{passed}");
    assert!(
        passed.contains("October 28, 2026 , has passed")
            || passed.contains("October 28, 2026, has passed"),
        "{passed}"
    );
}

#[test]
fn a_cover_sheet_tells_nothing_of_the_treatment_and_has_no_gap_in_it() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", DENIAL));
    for (kind, about) in [
        ("medical-necessity", "About Doctor\u{2019}s letter"),
        (
            "internal-appeal",
            "About Appeal of your decision of October 14, 2026",
        ),
        ("call-confirmation", "About"),
    ] {
        let view = begun(&desk, kind, &no);
        let cover = cover(&desk, &view.id);
        assert!(cover.contains(about), "{kind}: {cover}");
        assert!(
            !cover.to_lowercase().contains("ketamine"),
            "{kind}: {cover}"
        );
        assert!(!cover.contains('['), "{kind}: {cover}");
    }
}

#[test]
fn a_doctors_letter_without_trials_asks_for_them() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", DENIAL));
    let view = begun(&desk, "medical-necessity", &no);
    let tried = view
        .sections
        .iter()
        .find(|one| one.heading == "What has been tried");
    let first = &tried.unwrap().paragraphs[0];
    let text: String = first.nodes.iter().map(|node| node.say.as_str()).collect();
    assert!(
        text.starts_with("Earlier treatments: each treatment before this one"),
        "{text}"
    );
    assert!(!said(&view).contains("My comment on what has been tried"));

    let home = Home::new();
    let desk = home.made();
    much(&desk);
    let no = add_one(&desk, &home.file("no.txt", DENIAL));
    let text = said(&begun(&desk, "medical-necessity", &no));
    assert!(text.contains("My comment on what has been tried"), "{text}");
    assert!(!text.contains("Earlier treatments:"), "{text}");
}

#[test]
fn that_the_day_to_keep_care_going_has_passed_is_said_and_it_is_asked_all_the_same() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &letter("05-medicaid-reduction.txt"));
    for kind in ["internal-appeal", "fair-hearing"] {
        let text = said(&begun(&desk, kind, &no));
        assert!(text.contains("July 27, 2026, has passed"), "{kind}: {text}");
        assert!(
            text.contains("all the same, for good cause:"),
            "{kind}: {text}"
        );
    }
    let home = Home::new();
    let desk = home.made();
    home.set_clock("2026-07-20T09:00:00-07:00");
    let no = add_one(&desk, &letter("05-medicaid-reduction.txt"));
    let text = said(&begun(&desk, "internal-appeal", &no));
    assert!(text.contains("keep the treatment going"), "{text}");
    assert!(!text.contains("has passed"), "{text}");
}
