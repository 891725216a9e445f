//! The case told without names: what helps others is in it, what names somebody is not.

use crate::common::{Home, add_one, answers};
use holdfast_casework::view::{
    CallRequest, LetterAnswerRequest, LetterChange, LetterPartyInput, LetterSentRequest,
    LetterStartRequest, PlanEntry, PlanRequest, ScaleRequest, SessionRequest, ShareRequest,
    TrialRequest,
};
use holdfast_casework::{Code, Desk};

const NO: &str = include_str!("../../../../tests/fixtures/denial-of-approval.txt");
const UPHELD: &str = include_str!("../../../../tests/fixtures/appeal-upheld.txt");

/// What stands in the record of this case and in no summary of it.
const PRIVATE: [&str; 40] = [
    "Nora",
    "Hale",
    "Quince",
    "Wooster",
    "Toledo",
    "Dayton",
    "44691",
    "43603",
    "4471",
    "LMH",
    "70518",
    "118374",
    "PA-2606",
    "Varga",
    "Millrace",
    "Reddick",
    "Pinefield",
    "Larkmoor",
    "Dana",
    "C-118",
    "555",
    "June",
    "July",
    "November",
    "October",
    "2021",
    "2026",
    "2022",
    "6/17",
    "11/2",
    "10/5",
    "Ohio",
    "OH ",
    "Hopewell",
    "tremor",
    "neighbor",
    "Birch",
    "nora@",
    "2291",
    "20 mg",
];

fn whole_case(home: &Home) -> (Desk, String) {
    let desk = home.made();
    let no = add_one(&desk, &home.file("no.txt", NO));
    let said = [
        ("plan.kind", "correct", Some("employer-self-funded")),
        ("plan.state", "correct", Some("OH")),
    ];
    desk.save_review(&answers(&no, &said)).unwrap();
    desk.save_plan(&PlanRequest {
        entries: [
            ("member-id", "LMH 4471 0926 83"),
            ("subscriber", "Peter Hopewell"),
        ]
        .map(|(field, value)| PlanEntry {
            field: field.to_owned(),
            value: value.to_owned(),
        })
        .to_vec(),
        state: None,
    })
    .unwrap();
    for (taken, start, end) in [
        ("Sertraline", "2021-02-08", "2021-06-14"),
        ("Venlafaxine XR", "2022-01-10", "2022-08-08"),
        ("Tea from my neighbor Birch", "2022-09-01", "2022-10-01"),
    ] {
        desk.add_trial(&TrialRequest {
            taken: taken.to_owned(),
            start: start.to_owned(),
            end: end.to_owned(),
            ended: "no-help".to_owned(),
            side_effects: "A tremor, said Dr. Varga on June 3".to_owned(),
            prescriber: "Dr. I. Varga".to_owned(),
            ..TrialRequest::default()
        })
        .unwrap();
    }
    desk.add_sessions(&SessionRequest {
        what: "Ketamine infusion".to_owned(),
        days: "10/5/2026\n10/12/2026\n10/26/2026".to_owned(),
        ..SessionRequest::default()
    })
    .unwrap();
    for (day, total) in [
        ("2026-09-29", "23"),
        ("2026-10-12", "17"),
        ("2026-10-26", "9"),
    ] {
        desk.save_scale(&ScaleRequest {
            scale: "phq-9".to_owned(),
            day: day.to_owned(),
            total: total.to_owned(),
            ..ScaleRequest::default()
        })
        .unwrap();
    }
    desk.save_call(&CallRequest {
        script: None,
        whom: "Larkmoor Health".to_owned(),
        name: "Dana R.".to_owned(),
        number: "1-800-555-0141".to_owned(),
        minutes: None,
        reference: "C-118".to_owned(),
        answers: Vec::new(),
        said: "Nora Hale may appeal".to_owned(),
        promise: String::new(),
        promised_by: String::new(),
    })
    .unwrap();
    appealed(&desk, home, &no);
    (desk, no)
}

fn appealed(desk: &Desk, home: &Home, no: &str) {
    let letter = desk
        .start_letter(&LetterStartRequest {
            kind: "internal-appeal".to_owned(),
            answers: Some(no.to_owned()),
        })
        .unwrap()
        .letter;
    let party = LetterPartyInput {
        name: "Nora Hale".to_owned(),
        address: "41 Quince Street\nWooster, OH 44691".to_owned(),
        phone: "(330) 555-0188".to_owned(),
        email: "nora@example.org".to_owned(),
        ..LetterPartyInput::default()
    };
    desk.change_letter(&letter, &LetterChange::From { party })
        .unwrap();
    let sent = LetterSentRequest {
        way: "fax".to_owned(),
        day: "7/8/2026".to_owned(),
        anyway: true,
        ..LetterSentRequest::default()
    };
    desk.letter_sent(&letter, &sent).unwrap();
    let decision = add_one(desk, &home.file("upheld.txt", UPHELD));
    let answer = LetterAnswerRequest {
        outcome: "lost".to_owned(),
        document: Some(decision),
        ..LetterAnswerRequest::default()
    };
    desk.answer_letter(&letter, &answer).unwrap();
}

fn of(document: &str) -> ShareRequest {
    ShareRequest {
        document: Some(document.to_owned()),
        ..ShareRequest::default()
    }
}

#[test]
fn nothing_that_names_somebody_is_in_it_and_what_helps_others_is() {
    let home = Home::new();
    let (desk, no) = whole_case(&home);
    let view = desk.share_summary(&of(&no)).unwrap();
    let text = &view.text;
    println!("{text}");
    for private in PRIVATE {
        assert!(!text.contains(private), "{private} stands in:\n{text}");
    }
    for told in [
        "Job plan that the employer pays for itself",
        "Experimental",
        "Sertraline (",
        "18 weeks",
        "Something else",
        "It did not help, or not enough.",
        "3 times over 3 weeks",
        "in week 2: 6 points lower",
        "in week 4: 14 points lower",
        "went out 3 weeks after the no",
        "their no stood",
        "Their no stands for now.",
    ] {
        assert!(text.contains(told), "{told} is not in:\n{text}");
    }
    assert!(
        view.ready && view.said.contains("None is in it"),
        "{}",
        view.said
    );
}

#[test]
fn the_insurer_and_the_state_are_named_only_where_the_person_says_so() {
    let home = Home::new();
    let (desk, no) = whole_case(&home);
    let request = ShareRequest {
        insurer: true,
        state: true,
        ..of(&no)
    };
    let text = desk.share_summary(&request).unwrap().text;
    assert!(
        text.contains("State: Ohio") && text.contains("Insurer: Larkmoor Health"),
        "{text}"
    );
    for private in [
        "Nora",
        "Hale",
        "Varga",
        "Pinefield",
        "43603",
        "2026",
        "June",
    ] {
        assert!(!text.contains(private), "{private} stands in:\n{text}");
    }
    let state = ShareRequest {
        state: true,
        ..of(&no)
    };
    let text = desk.share_summary(&state).unwrap().text;
    assert!(
        text.contains("Ohio") && !text.contains("Larkmoor"),
        "{text}"
    );
}

#[test]
fn a_name_that_also_stands_in_the_library_is_struck_out_and_counted() {
    let home = Home::new();
    let (desk, no) = whole_case(&home);
    // a person who is called as a word of the summary is
    desk.save_plan(&PlanRequest {
        entries: vec![PlanEntry {
            field: "subscriber".to_owned(),
            value: "Ada Sertraline-Experimental".to_owned(),
        }],
        state: None,
    })
    .unwrap();
    let view = desk.share_summary(&of(&no)).unwrap();
    assert!(
        view.struck > 0 && !view.text.contains("Experimental"),
        "{}",
        view.text
    );
    assert!(view.text.contains("[left out]") && view.said.contains("struck out"));
}

#[test]
fn it_is_shown_as_it_is_saved_and_the_same_each_time() {
    let home = Home::new();
    let (desk, no) = whole_case(&home);
    let shown = desk.share_summary(&of(&no)).unwrap().text;
    let (name, bytes) = desk.share_summary_file(&of(&no)).unwrap();
    assert_eq!(bytes, shown.into_bytes());
    assert_eq!(name, "Summary without names.txt");
}

#[test]
fn without_a_denial_there_is_nothing_to_save() {
    let home = Home::new();
    let desk = home.made();
    let view = desk.share_summary(&ShareRequest::default()).unwrap();
    assert!(!view.ready && view.text.is_empty());
    let refused = desk.share_summary_file(&ShareRequest::default());
    assert_eq!(refused.unwrap_err().code(), Code::NotFound);
}

#[test]
fn as_a_pdf_it_says_the_same_and_its_file_tells_no_day() {
    let home = Home::new();
    let (desk, no) = whole_case(&home);
    let request = of(&no);
    let text = desk.share_summary(&request).unwrap().text;
    let shown = desk.show_share_summary(&request).unwrap();
    let (name, pdf) = desk.share_summary_pdf(&request).unwrap();
    assert_eq!(name, "Summary without names.pdf");
    assert_eq!(pdf, desk.share_summary_pdf(&request).unwrap().1);
    home.set_clock("2027-03-01T10:00:00-05:00");
    let reader = holdfast_casework::Reader::with_programs(crate::common::reader(), None);
    let read = reader
        .read(
            pdf.as_slice(),
            &Default::default(),
            &mut |_| {},
            &holdfast_casework::CancelToken::new(),
        )
        .unwrap();
    let pages = read.pages.pages;
    assert_eq!(pages.len(), shown.pages as usize);
    let words = |text: &str| -> Vec<String> {
        let kept = |c: char| !c.is_alphanumeric();
        let words = text.split(kept).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let mut said: Vec<String> = pages.iter().flat_map(|page| words(&page.text())).collect();
    // "Page 1 of 2" stands at the foot where there are several
    if pages.len() > 1 {
        for page in 1..=pages.len() {
            for word in ["Page", &page.to_string(), "of", &pages.len().to_string()] {
                let at = said.iter().rposition(|one| one == word).unwrap();
                said.remove(at);
            }
        }
    }
    let mut expected = words(&text);
    said.sort();
    expected.sort();
    assert_eq!(said, expected);
    let raw = String::from_utf8_lossy(&pdf);
    for not in [
        "/CreationDate",
        "/ModDate",
        "CreateDate",
        "ModifyDate",
        "/Author",
    ] {
        assert!(!raw.contains(not), "{not}");
    }
    for page in 1..=shown.pages {
        let picture = desk.share_summary_page(page, 200).unwrap();
        assert!(picture.starts_with(b"\x89PNG"));
    }
    desk.lock().unwrap();
    assert!(desk.share_summary_page(1, 200).is_err());
}
