//! The main job: a letter comes in, is read, checked, dated, and reminded of.

use crate::common::{DENIAL, Home, add, add_one, answers, unlock};
use holdfast_casework::Desk;
use holdfast_casework::view::{DeadlineState, DocumentsRequest, ImportState, NextStepKind, Phase};

#[test]
fn a_letter_is_filed_read_checked_and_dated() {
    let home = Home::new();
    let desk = home.made();
    assert_eq!(desk.app_state().unwrap().phase, Phase::Open);
    assert!(desk.today().unwrap().empty);

    let letter = home.file("from the insurer.txt", DENIAL);
    let document = add_one(&desk, &letter);
    assert_eq!(
        std::fs::read_to_string(&letter).unwrap(),
        DENIAL,
        "the person's own file is left alone"
    );

    let today = desk.today().unwrap();
    let next = today.next.unwrap();
    assert_eq!(
        (next.kind, next.document.as_deref()),
        (NextStepKind::CheckLetter, Some(document.as_str()))
    );

    let review = desk.review(&document).unwrap();
    assert_eq!(review.document.row.title, "Denial letter, October 14");
    assert!(
        review.questions.iter().any(|q| q.field == "received_date"),
        "{:?}",
        review.questions
    );
    assert!(review.questions.len() <= 5);
    for question in &review.questions {
        if let Some(read) = &question.value {
            assert!(
                question.choices.iter().any(|choice| choice.value == *read),
                "what was read can be picked: {question:?}"
            );
        }
    }
    let number = review
        .sure
        .iter()
        .find(|fact| fact.field == "member.member_id")
        .unwrap();
    assert_eq!(number.value.as_deref(), Some("CFE0047219"));
    assert_eq!(number.place.as_ref().unwrap().page, 1);
    // Receipt is not known, so the date of the letter counts: October 14 + 180 days.
    assert_eq!(review.date.headline, "Answer by Monday, April 12, 2027");

    let received = answers(
        &document,
        &[("received_date", "correct", Some("2026-10-19"))],
    );
    let preview = desk.preview_review(&received).unwrap();
    assert_eq!(preview.headline, "Answer by Saturday, April 17, 2027");
    assert_eq!(
        desk.review(&document).unwrap().date.headline,
        "Answer by Monday, April 12, 2027",
        "nothing is stored yet"
    );

    let checked = [
        ("received_date", "correct", Some("2026-10-19")),
        ("plan.issuer", "confirm", None),
    ];
    let saved = desk.save_review(&answers(&document, &checked)).unwrap();
    assert!(saved.review.document.row.reviewed);
    assert!(saved.change.undo.is_some());
    let deadlines = desk.deadlines().unwrap();
    let leading = deadlines.iter().find(|d| d.primary).unwrap();
    assert_eq!(leading.due.as_deref(), Some("2027-04-17"));
    assert!(
        leading
            .title
            .starts_with("Appeal to Tallow & Reed Benefit Services"),
        "{}",
        leading.title
    );
    assert_eq!(leading.state, DeadlineState::Far);
    assert!(leading.confirmed);
    let days = desk.today().unwrap().days;
    let said: Vec<(&str, &str)> = days
        .iter()
        .map(|day| (day.role.as_str(), day.title.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("safe", "Mail your appeal by Wednesday, April 7, 2027"),
            ("last", "Last day for that appeal: Saturday, April 17, 2027"),
        ]
    );
    assert!(days[1].line.is_some());
    let waits = deadlines
        .iter()
        .filter(|d| d.state == DeadlineState::NotStarted)
        .count();
    assert!(
        waits >= 1,
        "the later windows have not begun: {deadlines:#?}"
    );

    let why = desk.why(&leading.id).unwrap();
    assert!(
        why.steps
            .iter()
            .any(|step| step.citation.is_some() && step.checked.is_some())
    );
    assert!(why.as_text.contains("2027-04-17"));

    let ladder = desk.ladder(None).unwrap();
    assert_eq!(ladder.document.as_deref(), Some(document.as_str()));
    assert_eq!(
        ladder
            .steps
            .iter()
            .find(|step| step.state == "now")
            .unwrap()
            .level,
        "internal-appeal"
    );

    desk.undo().unwrap();
    let undone = desk.deadlines().unwrap();
    assert_eq!(
        undone.iter().find(|d| d.primary).unwrap().due.as_deref(),
        Some("2027-04-12")
    );
    assert!(!desk.document(&document, "").unwrap().row.reviewed);
    desk.redo().unwrap();
    assert!(desk.document(&document, "").unwrap().row.reviewed);
}

#[test]
fn not_knowing_the_day_of_receipt_takes_the_safe_side_and_is_never_asked_again() {
    let home = Home::new();
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", DENIAL));
    desk.save_review(&answers(&document, &[("received_date", "unknown", None)]))
        .unwrap();
    let review = desk.review(&document).unwrap();
    assert_eq!(review.date.headline, "Answer by Monday, April 12, 2027");
    assert!(review.questions.iter().all(|q| q.field != "received_date"));
    let fact = review
        .sure
        .iter()
        .find(|fact| fact.field == "received_date")
        .unwrap();
    assert_eq!(
        (fact.state.as_str(), fact.shown.as_str()),
        ("unknown", "I don't know")
    );
}

#[test]
fn the_plan_kind_the_person_tells_holds_for_all_letters_of_the_case() {
    let home = Home::new();
    let desk = home.made();
    let text = DENIAL
        .replace("The Plan is self-funded by your employer;", "")
        .replace("Employee Health Plan", "Plan");
    let first = add_one(&desk, &home.file("a.txt", &text));
    let second = add_one(
        &desk,
        &home.file(
            "b.txt",
            text.replace("10/14/2026", "10/28/2026")
                .replace("TR2610-55719", "TR2610-60001"),
        ),
    );
    desk.save_review(&answers(
        &first,
        &[("plan.kind", "correct", Some("employer-self-funded"))],
    ))
    .unwrap();
    let review = desk.review(&second).unwrap();
    assert!(review.questions.iter().all(|q| q.field != "plan.kind"));
    assert_eq!(
        desk.ladder(Some(&second)).unwrap().plan_kind_why,
        "So you saved it for your plan."
    );
    let wrong = answers(
        &first,
        &[("claim.date_of_notice", "correct", Some("2026-02-30"))],
    );
    assert_eq!(
        desk.save_review(&wrong).unwrap_err().code().id(),
        "bad-date"
    );
}

#[test]
fn a_document_is_found_renamed_trashed_and_brought_back() {
    let home = Home::new();
    let desk = home.made();
    let id = add_one(&desk, &home.file("a.txt", DENIAL));
    let search = |words: &str| DocumentsRequest {
        words: words.to_owned(),
        ..DocumentsRequest::default()
    };
    let found = desk.documents(&search("TR2610-55719")).unwrap();
    assert_eq!(found.documents.len(), 1);
    assert_eq!(found.documents[0].hit_pages, [1]);
    assert!(found.documents[0].snippet.iter().any(|part| part.hit));
    assert!(
        desk.documents(&search("giraffe"))
            .unwrap()
            .documents
            .is_empty()
    );
    assert_eq!(
        desk.documents(&search("investigatonal"))
            .unwrap()
            .did_you_mean
            .as_deref(),
        Some("investigational")
    );
    assert!(!desk.document(&id, "ketamine").unwrap().hits.is_empty());

    desk.rename_document(&id, "The first no").unwrap();
    assert_eq!(desk.document(&id, "").unwrap().row.title, "The first no");
    let said = desk.trash_document(&id).unwrap().said;
    assert_eq!(said, "Moved \u{2018}The first no\u{2019} to the trash.");
    assert!(
        desk.deadlines().unwrap().is_empty(),
        "deadlines rest with their letter"
    );
    assert_eq!(desk.documents(&search("")).unwrap().in_trash, 1);
    desk.restore_document(&id).unwrap();
    assert!(!desk.deadlines().unwrap().is_empty());
    assert_eq!(desk.original(&id).unwrap().1, DENIAL.as_bytes());

    desk.trash_document(&id).unwrap();
    assert_eq!(desk.empty_trash().unwrap().undo, None);
    assert_eq!(desk.document(&id, "").unwrap_err().code().id(), "not-found");
    assert!(desk.verify_vault().unwrap().whole);
}

#[test]
fn all_is_there_again_after_locking_and_unlocking() {
    let home = Home::new();
    let desk = home.made();
    let id = add_one(&desk, &home.file("a.txt", DENIAL));
    assert_eq!(desk.lock().unwrap().phase, Phase::Locked);
    assert_eq!(desk.document(&id, "").unwrap_err().code().id(), "locked");
    drop(desk);
    let desk = home.desk();
    assert_eq!(desk.app_state().unwrap().phase, Phase::Locked);
    unlock(&desk);
    assert_eq!(
        desk.document(&id, "").unwrap().row.title,
        "Denial letter, October 14"
    );
}

#[test]
fn pictures_of_pages_are_drawn_and_gone_when_locked() {
    let home = Home::new();
    let desk = home.made();
    let id = add_one(&desk, &home.file("a.txt", DENIAL));
    let picture = desk.page_picture(&id, 1, 400).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
    assert_eq!(
        desk.page_picture(&id, 99, 400)
            .unwrap_err()
            .code()
            .exit_status(),
        1
    );
    desk.lock().unwrap();
    assert_eq!(
        desk.page_picture(&id, 1, 400).unwrap_err().code().id(),
        "locked"
    );
}

#[test]
fn a_mail_brings_its_attachments_each_a_paper_of_its_own() {
    let home = Home::new();
    let desk = home.made();
    let body = DENIAL.replace('\n', "\r\n");
    let mail = format!(
        "From: a@insurer.example\r\nTo: b@home.example\r\nSubject: Your letter\r\nMessage-ID: <1@x.example>\r\n\
         Date: Mon, 19 Oct 2026 10:00:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=cut\r\n\r\n\
         --cut\r\nContent-Type: text/plain\r\n\r\nThe letter is attached.\r\n\
         --cut\r\nContent-Type: text/plain; name=letter.txt\r\nContent-Disposition: attachment; filename=letter.txt\r\n\r\n{body}\r\n\
         --cut--\r\n"
    );
    let mail = add(&desk, &[home.file("m.eml", mail)]).remove(0);
    assert_ne!(mail.state, ImportState::Refused, "{mail:?}");
    let parent = mail.document.unwrap();
    crate::common::until("the attachment is read", || !desk.queue().unwrap().running);
    let view = desk.document(&parent, "").unwrap();
    assert_eq!(view.attachments.len(), 1, "{view:?}");
    let attached = desk.document(&view.attachments[0].document, "").unwrap();
    assert_eq!(
        (attached.came_by.as_str(), attached.row.kind.as_str()),
        ("mail", "denial")
    );
}

#[test]
fn a_plan_kind_told_for_one_letter_never_makes_the_day_of_another_later() {
    let letters = [
        include_str!("../../../letters/letters/04-ma-integrated-denial-tms.txt"),
        include_str!("../../../letters/letters/10-fehb-reconsideration.txt"),
        include_str!("../../../letters/letters/11-tricare-unproven.txt"),
    ];
    for told in ["employer-insured", "marketplace", "church"] {
        let home = Home::new();
        let desk = home.made();
        let text = DENIAL
            .replace("The Plan is self-funded by your employer;", "")
            .replace("Employee Health Plan", "Plan");
        let first = add_one(&desk, &home.file("a.txt", &text));
        let others: Vec<(String, chrono::NaiveDate)> = letters
            .iter()
            .enumerate()
            .map(|(n, text)| {
                let document = add_one(&desk, &home.file(&format!("{n}.txt"), text));
                let due = due(&desk, &document);
                (document, due)
            })
            .collect();
        desk.save_review(&answers(&first, &[("plan.kind", "correct", Some(told))]))
            .unwrap();
        for (document, before) in others {
            let review = desk.review(&document).unwrap();
            let after = due(&desk, &document);
            assert!(after <= before, "{told}: {after} came for {before}");
            assert!(review.questions.iter().any(|q| q.field == "plan.kind"));
            let why = desk.ladder(Some(&document)).unwrap().plan_kind_why;
            assert!(why.contains("For your plan you saved"), "{why}");
        }
    }
}

#[test]
fn what_is_not_sure_is_asked_or_listed_and_saving_does_not_hide_it() {
    let home = Home::new();
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", DENIAL));
    let fields = |facts: &[holdfast_casework::view::FactView]| {
        facts.iter().map(|f| f.field.clone()).collect::<Vec<_>>()
    };
    let review = desk.review(&document).unwrap();
    assert_eq!(
        fields(&review.questions),
        ["received_date"],
        "a clean letter is asked for what stands in no letter"
    );
    assert_eq!(review.document.row.to_check, 1);
    let not_sure: Vec<String> = desk
        .confidences(&document)
        .unwrap()
        .into_iter()
        .filter(|(_, sure)| *sure < 0.9)
        .map(|(field, _)| field)
        .collect();
    assert!(not_sure.len() > 3, "{not_sure:?}");
    let listed = fields(&review.more);
    for field in &not_sure {
        assert!(
            listed.contains(field),
            "{field} is neither asked nor listed"
        );
    }

    let saved = desk
        .save_review(&answers(&document, &[("received_date", "unknown", None)]))
        .unwrap()
        .review;
    assert!(saved.questions.is_empty());
    assert_eq!(
        fields(&saved.more),
        listed,
        "they are still there to look at"
    );
}

#[test]
fn a_checked_letter_is_asked_only_for_what_moves_its_date() {
    let home = Home::new();
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", DENIAL));
    let saved = desk
        .save_review(&answers(&document, &[("stage", "confirm", None)]))
        .unwrap()
        .review;
    let asked: Vec<&str> = saved.questions.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(
        asked,
        ["received_date"],
        "it was left open, and is asked on"
    );
    assert!(saved.more.iter().all(|f| f.field != "stage"));
    assert_eq!(
        desk.today().unwrap().next.unwrap().title,
        "When did this letter reach you?"
    );
}

#[test]
fn the_times_of_a_letter_are_numbered_as_they_are_shown_and_say_for_what() {
    let home = Home::new();
    let desk = home.made();
    let document = add_one(&desk, &home.file("a.txt", DENIAL));
    let review = desk.review(&document).unwrap();
    let all = || {
        review
            .questions
            .iter()
            .chain(&review.more)
            .chain(&review.sure)
    };
    let times: Vec<(&str, &str)> = all()
        .filter(|fact| fact.field.starts_with("deadlines."))
        .map(|fact| (fact.label.as_str(), fact.question.as_str()))
        .collect();
    assert!(times.len() > 2, "{times:?}");
    let mut labels: Vec<&str> = times.iter().map(|(label, _)| *label).collect();
    labels.sort_unstable();
    let numbered: Vec<String> = (1..=times.len())
        .map(|n| format!("Time to answer {n}"))
        .collect();
    assert_eq!(labels, numbered);
    assert!(
        times
            .iter()
            .any(|(_, question)| question.ends_with("for the request for an outside review?")),
        "{times:?}"
    );
    let stage = all().find(|fact| fact.field == "stage").unwrap();
    assert_eq!((&stage.quote, stage.place.is_some()), (&None, true));
}

/// The day a letter must be answered by.
fn due(desk: &Desk, document: &str) -> chrono::NaiveDate {
    let all = desk.deadlines_of(document).unwrap();
    let leading = all.iter().find(|(view, _)| view.primary).unwrap();
    leading.1.due.unwrap()
}
