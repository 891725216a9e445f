//! "Find or do anything": what tells one hit from another.

use crate::common::{DENIAL, Home, add_one, answers, letter};
use holdfast_casework::Desk;
use holdfast_casework::view::{
    CallRequest, ClaimLineRequest, ClaimRequest, FoundView, LetterChange, LetterNodeInput,
    LetterNodeKind, LetterStartRequest, TrialRequest,
};

fn days(desk: &Desk, words: &str) -> Vec<FoundView> {
    let found = desk.find(words).unwrap().into_iter();
    found.filter(|hit| hit.group == "deadline").collect()
}

#[test]
fn two_days_of_one_sender_are_told_apart_by_their_letters_and_by_what_is_to_be_done() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("a.txt", DENIAL));
    let later = DENIAL
        .replace("10/14/2026", "10/20/2026")
        .replace("TR2610-55719", "TR2610-60001");
    add_one(&desk, &home.file("b.txt", later));
    let found = days(&desk, "tallow");
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].title, found[1].title);
    let about: Vec<&str> = found.iter().map(|hit| hit.about.as_str()).collect();
    assert_eq!(
        about,
        [
            "Send your appeal by April 2, 2027, at the latest April 12, 2027 \u{b7} Denial letter, October 14",
            "Send your appeal by April 8, 2027, at the latest April 18, 2027 \u{b7} Denial letter, October 20",
        ]
    );
}

#[test]
fn a_day_is_found_by_its_letter_and_says_what_became_of_it() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("a.txt", DENIAL));
    let found = days(&desk, "denial letter");
    assert_eq!(found.len(), 1, "{found:?}");
    desk.deadline_done(&found[0].id).unwrap();
    let done = days(&desk, "denial letter").remove(0);
    assert!(
        done.about.starts_with("Last day is Monday, April 12, 2027"),
        "it lies ahead: {done:?}"
    );
    home.set_clock("2027-05-01T10:00:00-04:00");
    let over = days(&desk, "denial letter").remove(0);
    assert!(over.about.starts_with("Last day was Monday, April 12 "));
    desk.deadline_reopen(&done.id).unwrap();
    home.set_clock("2027-05-01T10:00:00-04:00");
    let passed = days(&desk, "denial letter").remove(0);
    assert!(passed.about.starts_with("Monday, April 12 has passed"));
    assert!(passed.about.ends_with("Denial letter, October 14, 2026"));
    desk.trash_document(&no).unwrap();
    assert!(days(&desk, "denial letter").is_empty());
}

#[test]
fn papers_say_what_is_next_and_the_case_is_said_where_there_are_several() {
    let home = Home::new();
    let desk = home.made();
    let no = add_one(&desk, &home.file("a.txt", DENIAL));
    let paper = |desk: &Desk, id: &str| {
        let found = desk.find("").unwrap();
        found.into_iter().find(|hit| hit.id == id).unwrap().about
    };
    let next = "Send your appeal by April 2, 2027, at the latest April 12, 2027";
    assert_eq!(paper(&desk, &no), next, "its title says the rest");
    desk.rename_document(&no, "The bad one").unwrap();
    assert_eq!(
        paper(&desk, &no),
        format!("Denial letter, October 14 \u{b7} {next}")
    );

    let first = desk.case(None).unwrap().name;
    let second = desk.new_case("Esketamine").unwrap();
    desk.use_case(&second.id.to_string()).unwrap();
    let yes = add_one(&desk, &letter("22-approval-esketamine.txt"));
    desk.save_review(&answers(&yes, &[])).unwrap();
    assert_eq!(
        paper(&desk, &yes),
        "Esketamine \u{b7} This approval ends on Monday, May 31, 2027"
    );
    assert!(paper(&desk, &no).contains(&format!(" \u{b7} {first} \u{b7} ")));
    let end = days(&desk, "approval").remove(0);
    assert_eq!(
        end.about,
        "This approval ends on Monday, May 31, 2027 \u{b7} Approval, November 18 \u{b7} Esketamine"
    );
}

#[test]
fn a_day_is_found_by_its_words_in_any_order_and_by_its_dates() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("a.txt", DENIAL));
    for words in [
        "denial letter october",
        "Denial letter, October 14",
        "october denial",
        "april 12",
        "April 12, 2027",
        "monday april 12",
        "april 2",
        "appeal tallow",
        "den oct",
    ] {
        assert_eq!(days(&desk, words).len(), 1, "{words}");
    }
    for words in [
        "april 1",
        "april 27",
        "denial december",
        "tallow court",
        ",",
    ] {
        assert!(days(&desk, words).is_empty(), "{words}");
    }
}

#[test]
fn claims_treatments_and_calls_are_found_by_what_they_are_called() {
    let home = Home::new();
    let desk = home.made();
    let claim = desk
        .save_claim(
            None,
            &ClaimRequest {
                kind: "claim".to_owned(),
                number: "26-300-55172-01".to_owned(),
                clinic: "Lakeside Infusion".to_owned(),
                lines: vec![ClaimLineRequest {
                    from: "10/5/2026".to_owned(),
                    code: "96365".to_owned(),
                    ..ClaimLineRequest::default()
                }],
                ..ClaimRequest::default()
            },
        )
        .unwrap()
        .id
        .to_string();
    desk.add_trial(&TrialRequest {
        taken: "Wellbutrin XL".to_owned(),
        ..TrialRequest::default()
    })
    .unwrap();
    let trial = desk.treatment().unwrap().trials[0].id.clone();
    desk.save_call(&CallRequest {
        whom: "Brightwell".to_owned(),
        name: "Dana".to_owned(),
        reference: "C-88120".to_owned(),
        script: None,
        number: String::new(),
        minutes: None,
        answers: Vec::new(),
        said: String::new(),
        promise: String::new(),
        promised_by: String::new(),
    })
    .unwrap();
    let hit = |words: &str| {
        let found = desk.find(words).unwrap();
        let found = found.into_iter().map(|hit| (hit.group, hit.id));
        found.collect::<Vec<_>>()
    };
    for words in ["infusion, oct", "55172", "lakeside", "claim"] {
        assert_eq!(hit(words), [("claim".to_owned(), claim.clone())], "{words}");
    }
    for words in ["wellbutrin", "bupropion"] {
        assert_eq!(hit(words), [("trial".to_owned(), trial.clone())], "{words}");
    }
    for words in ["brightwell", "dana", "c-88120", "call to bright"] {
        let found = hit(words);
        assert_eq!(found.len(), 1, "{words}");
        assert_eq!(found[0].0, "call", "{words}");
    }
    assert!(hit("").is_empty());
    desk.trash_trial(&trial).unwrap();
    assert!(hit("wellbutrin").is_empty());
}

#[test]
fn letters_are_found_by_what_they_are_called_and_by_what_they_say() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("a.txt", DENIAL));
    let begin = |kind: &str| {
        let request = LetterStartRequest {
            kind: kind.to_owned(),
            answers: None,
        };
        desk.start_letter(&request).unwrap().letter
    };
    let appeal = begin("internal-appeal");
    let file = begin("claim-file-request");
    let letters = |words: &str| -> Vec<FoundView> {
        let found = desk.find(words).unwrap().into_iter();
        found.filter(|hit| hit.group == "letter").collect()
    };
    let ids =
        |words: &str| -> Vec<String> { letters(words).into_iter().map(|hit| hit.id).collect() };
    assert!(ids("").is_empty());
    let first = letters("appeal").remove(0);
    assert_eq!(
        (first.id.as_str(), first.note.as_str()),
        (appeal.as_str(), "Draft")
    );
    assert!(first.about.contains("To "), "{first:?}");
    assert_eq!(ids("claim file letter").first(), Some(&file));
    let view = desk.letter(&appeal).unwrap();
    assert!(!view.sections.is_empty());

    // one's own words
    let section = view.sections.last().unwrap().key.clone();
    let nodes = vec![LetterNodeInput {
        is: LetterNodeKind::Words,
        say: "My garden is where I could go again, every morning before work began.".to_owned(),
        strong: false,
        em: false,
        of: String::new(),
    }];
    let change = LetterChange::Paragraph {
        section,
        key: String::new(),
        place: 9,
        nodes,
    };
    desk.change_letter(&appeal, &change).unwrap();
    let found = letters("garden morn");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0]
            .about
            .contains("My garden is where I could go again"),
        "{found:?}"
    );
    assert!(ids("garden evening").is_empty());
    desk.trash_letter(&appeal).unwrap();
    assert!(ids("garden").is_empty());
}
