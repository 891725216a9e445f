//! What each record said before, in plain words, and taking it again.

use crate::common::{Home, add_one};
use holdfast_casework::view::{
    AskRequest, CallRequest, ChecklistEdit, ClaimLineRequest, ClaimRequest, ClaimTermsRequest,
    PlanEntry, PlanRequest, RecordVersionView, RecordsRequestInput, ScaleRequest, SessionRequest,
    SubmissionRequest, TrialRequest,
};
use holdfast_casework::{Code, Desk};

/// The lines of a version: "what: before > after".
fn lines(version: &RecordVersionView) -> Vec<String> {
    let line = |line: &holdfast_casework::view::DifferenceView| {
        format!("{}: {} > {}", line.what, line.before, line.after)
    };
    version.lines.iter().map(line).collect()
}

/// What the last change of a record changed.
fn last(desk: &Desk, of: &str) -> Vec<String> {
    let versions = desk.record_versions(of).unwrap();
    versions.first().map(lines).unwrap_or_default()
}

fn claim(charge: &str, number: &str) -> ClaimRequest {
    ClaimRequest {
        kind: "claim".to_owned(),
        number: number.to_owned(),
        lines: vec![
            ClaimLineRequest {
                from: "10/5/2026".to_owned(),
                to: "10/22/2026".to_owned(),
                code: "96365".to_owned(),
                units: "6".to_owned(),
                charge: charge.to_owned(),
                ..ClaimLineRequest::default()
            },
            ClaimLineRequest {
                from: "10/5/2026".to_owned(),
                code: "J3490".to_owned(),
                charge: "1,110.00".to_owned(),
                ..ClaimLineRequest::default()
            },
        ],
        ..ClaimRequest::default()
    }
}

fn trial(dose: &str, end: &str) -> TrialRequest {
    TrialRequest {
        taken: "sertraline".to_owned(),
        dose: dose.to_owned(),
        start: "2021-02-08".to_owned(),
        end: end.to_owned(),
        ended: if end.is_empty() { "" } else { "no-help" }.to_owned(),
        ..TrialRequest::default()
    }
}

#[test]
fn versions_of_a_claim_are_told_line_by_line_and_one_is_brought_back() {
    let home = Home::new();
    home.set_clock("2026-11-03T14:20:00-05:00");
    let desk = home.made();
    let id = desk
        .save_claim(None, &claim("2,040.00", "26-300-55172-01"))
        .unwrap()
        .id
        .to_string();
    assert_eq!(desk.record_versions(&id).unwrap(), []);
    home.set_clock("2026-11-20T09:00:00-05:00");
    desk.save_claim(Some(&id), &claim("1,020.00", "26-300"))
        .unwrap();
    home.set_clock("2026-11-20T09:30:00-05:00");
    let sent = SubmissionRequest {
        way: "fax".to_owned(),
        day: "11/19/2026".to_owned(),
        to: "555 0100".to_owned(),
        ..SubmissionRequest::default()
    };
    desk.claim_sent(&id, &sent).unwrap();

    let versions = desk.record_versions(&id).unwrap();
    assert_eq!(
        versions.iter().map(|v| v.held.as_str()).collect::<Vec<_>>(),
        [
            "November 20, 9:00 am to 9:30 am",
            "November 3 to November 20"
        ]
    );
    assert_eq!(
        lines(&versions[0]),
        ["How it went out: nothing > by fax, November 19, to 555 0100"]
    );
    assert_eq!(
        lines(&versions[1]),
        [
            "Number they gave it: 26-300-55172-01 > 26-300",
            "Line: Oct 5\u{2013}22, 96365, 6 units, $2,040.00 > Oct 5\u{2013}22, 96365, 6 units, $1,020.00",
        ]
    );
    assert!(!versions[0].more_goes && versions[1].more_goes);

    // a beginning of the id is enough; the change is one that can be taken back
    let change = desk
        .bring_back_version(&id[..8], versions[1].number)
        .unwrap();
    assert!(
        change
            .said
            .starts_with("Brought back what \u{2018}6 infusions"),
        "{}",
        change.said
    );
    let before = desk.claim(&id).unwrap();
    assert_eq!(before.row.billed.unwrap().say, "$3,150.00");
    assert_eq!(before.row.sent, None);
    // what it replaced is kept, and says what came back in its place
    let now = desk.record_versions(&id).unwrap();
    assert_eq!(now.len(), 3);
    assert_eq!(lines(&now[0]).len(), 3);
    assert!(!now[2].can_come_back, "it is what stands now");
    let again = desk.bring_back_version(&id, now[2].number).unwrap_err();
    assert_eq!(again.code(), Code::BadRequest);
    desk.undo().unwrap();
    assert_eq!(
        desk.claim(&id).unwrap().row.billed.unwrap().say,
        "$2,130.00"
    );
    assert_eq!(desk.record_versions(&id).unwrap(), versions);
}

#[test]
fn versions_of_treatments_sessions_and_what_the_plan_asks() {
    let home = Home::new();
    let desk = home.made();
    desk.add_trial(&trial("50 mg", "")).unwrap();
    let id = desk.treatment().unwrap().trials[0].id.clone();
    desk.change_trial(&id, &trial("200 mg", "6/14/2021"))
        .unwrap();
    assert_eq!(
        last(&desk, &id),
        [
            "Dose you came to: 50 mg > 200 mg",
            "Last day: nothing > June 14, 2021",
            "Why it ended: nothing > it did not help enough",
        ]
    );
    desk.bring_back_version(&id, 1).unwrap();
    assert_eq!(desk.treatment().unwrap().trials[0].dose, "50 mg");

    let session = |days: &str, dose: &str| SessionRequest {
        what: "Ketamine infusion".to_owned(),
        days: days.to_owned(),
        dose: dose.to_owned(),
        ..SessionRequest::default()
    };
    desk.add_sessions(&session("10/5/2026", "40 mg")).unwrap();
    let id = desk.treatment().unwrap().sessions[0].id.clone();
    desk.change_session(&id, &session("10/6/2026", "50 mg"))
        .unwrap();
    assert_eq!(
        last(&desk, &id),
        ["Day: October 5 > October 6", "Dose: 40 mg > 50 mg"]
    );

    assert_eq!(desk.record_versions("trial-ask").unwrap(), []);
    let ask = |drugs: &str| AskRequest {
        drugs: drugs.to_owned(),
        ..AskRequest::default()
    };
    desk.set_trial_ask(&ask("4")).unwrap();
    desk.set_trial_ask(&ask("2")).unwrap();
    assert_eq!(last(&desk, "trial-ask"), ["Medicines: 4 > 2"]);
    desk.bring_back_version("trial-ask", 1).unwrap();
    assert_eq!(desk.treatment().unwrap().ask.drugs, 4);
}

#[test]
fn versions_of_a_score_name_the_questions_and_one_score_stays_the_one_to_count_from() {
    let home = Home::new();
    let desk = home.made();
    let answers = |id: &str, day: &str, first: u32| ScaleRequest {
        id: id.to_owned(),
        scale: "phq-9".to_owned(),
        day: day.to_owned(),
        answers: std::iter::once(first).chain([2; 8]).map(Some).collect(),
        ..ScaleRequest::default()
    };
    let first = desk.save_scale(&answers("", "10/1/2026", 1)).unwrap().id;
    desk.save_scale(&answers(&first, "10/2/2026", 3)).unwrap();
    let said = last(&desk, &first);
    assert_eq!(said[0], "Day: October 1 > October 2");
    assert!(
        said[1].ends_with(": Several days (1) > Nearly every day (3)"),
        "{}",
        said[1]
    );
    let second = desk.save_scale(&answers("", "11/1/2026", 1)).unwrap().id;
    desk.set_baseline(&first, true).unwrap();
    desk.set_baseline(&second, true).unwrap();
    let versions = desk.record_versions(&first).unwrap();
    assert_eq!(
        lines(&versions[0]),
        ["Counted from this one: yes > nothing"]
    );
    desk.bring_back_version(&first, versions[0].number).unwrap();
    let given = |id: &str| desk.scale_form("phq-9", Some(id)).unwrap().given;
    assert!(given(&first).baseline && !given(&second).baseline);
    desk.undo().unwrap();
    assert!(!given(&first).baseline && given(&second).baseline);
}

#[test]
fn versions_of_the_checklist_are_found_by_its_things() {
    let home = Home::new();
    let desk = home.made();
    assert_eq!(desk.record_versions("pharmacy").unwrap(), []);
    let asked = |of: &str, on: &str| ChecklistEdit {
        asked_on: Some(on.to_owned()),
        asked_of: Some(of.to_owned()),
        ..ChecklistEdit::default()
    };
    desk.edit_checklist("pharmacy", &asked("Cornerstone", "11/2/2026"))
        .unwrap();
    let have = ChecklistEdit {
        have: Some(true),
        note: Some("It came by mail.".to_owned()),
        ..ChecklistEdit::default()
    };
    desk.edit_checklist("pharmacy", &have).unwrap();
    assert_eq!(
        last(&desk, "pharmacy"),
        [
            "You have it: nothing > yes, outside of Holdfast",
            "Your note: nothing > It came by mail.",
        ]
    );
    desk.bring_back_version("pharmacy", 1).unwrap();
    let rows = desk.checklist().unwrap().rows;
    let row = rows.into_iter().find(|row| row.id == "pharmacy").unwrap();
    assert_eq!(row.say, "Asked on November 2.");

    desk.choose_checklist("trd", "prior-auth").unwrap();
    desk.choose_checklist("ptsd", "prior-auth").unwrap();
    assert_eq!(last(&desk, "checklist-choice").len(), 1);
    desk.bring_back_version("checklist-choice", 1).unwrap();
    assert_eq!(desk.checklist().unwrap().condition, "trd");

    let letter = |holder: &str| RecordsRequestInput {
        patient: "Juniper Castellanos".to_owned(),
        holder: holder.to_owned(),
        items: vec!["pharmacy".to_owned()],
        ..RecordsRequestInput::default()
    };
    for holder in ["Cornerstone Pharmacy", "Elk Meadow Clinic"] {
        desk.records_request_pdf(&letter(holder)).unwrap();
    }
    assert_eq!(
        last(&desk, "records-request"),
        ["Who has the records: Cornerstone Pharmacy > Elk Meadow Clinic"]
    );
}

#[test]
fn versions_of_the_plan_its_calls_and_what_it_says_of_claims() {
    let home = Home::new();
    let desk = home.made();
    let save = |field: &str, value: &str| {
        desk.save_plan(&PlanRequest {
            entries: vec![PlanEntry {
                field: field.to_owned(),
                value: value.to_owned(),
            }],
            state: None,
        })
        .unwrap()
    };
    assert_eq!(desk.record_versions("plan").unwrap(), []);
    save("deductible-in", "1500");
    save("deductible-in", "2000");
    save("year-end", "12/31/2026");
    let versions = desk.record_versions("plan").unwrap();
    assert_eq!(
        lines(&versions[1]),
        ["Deductible, in network: $1,500.00 > $2,000.00"]
    );
    desk.bring_back_version("plan", versions[1].number).unwrap();
    assert_eq!(
        last(&desk, "plan"),
        [
            "Plan year ends: Thu, Dec 31, 2026 > nothing",
            "Deductible, in network: $2,000.00 > $1,500.00",
        ]
    );

    desk.save_call(&CallRequest {
        whom: "Larkmoor Health".to_owned(),
        promise: "They call back".to_owned(),
        promised_by: "11/30/2026".to_owned(),
        script: None,
        name: String::new(),
        number: String::new(),
        minutes: None,
        reference: String::new(),
        answers: Vec::new(),
        said: String::new(),
    })
    .unwrap();
    let call = desk.plan().unwrap().calls[0].id.clone();
    desk.set_promise_day(&call, "12/1/2026").unwrap();
    assert_eq!(
        last(&desk, &call),
        ["By which day: November 30 > December 1"]
    );
    let said = desk.bring_back_version(&call, 1).unwrap().said;
    assert_eq!(
        said,
        "Brought back what the call with Larkmoor Health said before."
    );

    let terms = |count: &str| ClaimTermsRequest {
        filing_count: count.to_owned(),
        filing_unit: "months".to_owned(),
        ..ClaimTermsRequest::default()
    };
    desk.set_claim_terms(&terms("12")).unwrap();
    desk.set_claim_terms(&terms("twelve")).unwrap();
    assert_eq!(
        last(&desk, "claim-terms"),
        ["Time to file a claim: 12 months > twelve"]
    );
}

#[test]
fn versions_of_a_plan_book_are_found_by_its_paper() {
    let home = Home::new();
    let desk = home.made();
    let book = add_one(&desk, &home.file("book.txt", "Summary plan description\n"));
    assert_eq!(desk.record_versions(&book).unwrap(), []);
    desk.call_policy(&book, true, "2025").unwrap();
    desk.call_policy(&book, true, "2026").unwrap();
    assert_eq!(last(&desk, &book), ["Year: 2025 > 2026"]);
    desk.bring_back_version(&book, 1).unwrap();
    assert_eq!(desk.policy_books().unwrap().books[0].year, "2025");
}

#[test]
fn what_lies_in_the_trash_is_listed_and_put_back() {
    let home = Home::new();
    let desk = home.made();
    desk.add_trial(&trial("50 mg", "")).unwrap();
    let id = desk.treatment().unwrap().trials[0].id.clone();
    desk.change_trial(&id, &trial("200 mg", "")).unwrap();
    assert_eq!(desk.trashed_records().unwrap(), []);
    desk.trash_trial(&id).unwrap();
    let trashed = desk.trashed_records().unwrap();
    assert_eq!(trashed.len(), 1);
    assert_eq!(
        (trashed[0].kind.as_str(), trashed[0].title.as_str()),
        ("Treatment", "\u{2018}sertraline\u{2019}")
    );
    // in the trash its versions are seen, and none is brought back
    assert!(!desk.record_versions(&id).unwrap()[0].can_come_back);
    assert_eq!(
        desk.bring_back_version(&id, 1).unwrap_err().code(),
        Code::NotFound
    );
    let change = desk.bring_back_record(&trashed[0].id).unwrap();
    assert_eq!(change.said, "Put \u{2018}sertraline\u{2019} back.");
    assert_eq!(desk.treatment().unwrap().trials.len(), 1);
    assert_eq!(
        desk.bring_back_record(&id).unwrap_err().code(),
        Code::NotFound
    );
    desk.undo().unwrap();
    assert!(desk.treatment().unwrap().trials.is_empty());
}

#[test]
fn what_is_not_there_is_said() {
    let home = Home::new();
    let desk = home.made();
    desk.add_trial(&trial("50 mg", "")).unwrap();
    let id = desk.treatment().unwrap().trials[0].id.clone();
    for of in ["ffffffff", "no-such-thing", "", "\u{1f984}"] {
        assert!(desk.record_versions(of).is_err(), "{of}");
    }
    let missing = "00000000-0000-4000-8000-000000000000";
    assert_eq!(
        desk.record_versions(missing).unwrap_err().code(),
        Code::NotFound
    );
    for number in [0, 1, u32::MAX] {
        assert_eq!(
            desk.bring_back_version(&id, number).unwrap_err().code(),
            Code::NotFound
        );
    }
    assert_eq!(
        desk.bring_back_version("claim-terms", 1)
            .unwrap_err()
            .code(),
        Code::NotFound
    );
}
