//! Checklists: what a filed paper ticks, what was asked for, and how long the other side has.

use crate::common::{DENIAL, Home, add_one};
use holdfast_casework::Code;
use holdfast_casework::Desk;
use holdfast_casework::view::{
    ChecklistEdit, ChecklistRowView, ChecklistState, FillRowInput, RecordsRequestInput,
    TrialRequest,
};

const PRINT_OUT: &str = "\
CORNERSTONE PHARMACY #4471                     Patient Prescription Record
118 Alder St, Eugene OR 97401                  01/01/2024 to 06/30/2026
Patient: Juniper Castellanos

Rx #       Date Filled   Drug                            Qty    Days   Refills   Prescriber
6640118    01/14/2024    SERTRALINE HCL 50 MG TABLET     30     30     5         OYELARAN, T
6651920    03/15/2024    SERTRALINE HCL 100 MG TABLET    60     30     3         OYELARAN, T
";

fn row(desk: &Desk, id: &str) -> ChecklistRowView {
    let rows = desk.checklist().unwrap().rows;
    rows.into_iter().find(|r| r.id == id).unwrap()
}

fn asked_on(day: &str) -> ChecklistEdit {
    ChecklistEdit {
        asked_on: Some(day.to_owned()),
        ..ChecklistEdit::default()
    }
}

fn request(items: &[&str]) -> RecordsRequestInput {
    RecordsRequestInput {
        patient: "Juniper Castellanos".to_owned(),
        holder: "Cornerstone Pharmacy".to_owned(),
        items: items.iter().map(|i| (*i).to_owned()).collect(),
        ..RecordsRequestInput::default()
    }
}

#[test]
fn a_new_case_has_a_list_and_a_denial_brings_the_list_of_an_appeal() {
    let home = Home::new();
    let desk = home.made();
    let before = desk.checklist().unwrap();
    assert_eq!(before.stage, "prior-auth");
    assert!(before.rows.iter().take(3).all(|r| r.start));
    assert_eq!(before.have, 0);
    let letter = add_one(&desk, &home.file("letter.txt", DENIAL));
    let after = desk.checklist().unwrap();
    assert_eq!(after.stage, "internal-appeal");
    let denial = row(&desk, "denial");
    assert_eq!(denial.state, ChecklistState::Have);
    assert!(denial.by_itself);
    assert_eq!(denial.document.unwrap().id, letter);
    assert_eq!(after.have, 1);
}

#[test]
fn a_wrong_tick_is_taken_off_and_comes_back_by_undo() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("letter.txt", DENIAL));
    desk.untick_checklist("denial").unwrap();
    assert_eq!(row(&desk, "denial").state, ChecklistState::ToDo);
    desk.undo().unwrap();
    assert_eq!(row(&desk, "denial").state, ChecklistState::Have);
}

#[test]
fn a_paper_in_the_trash_ticks_nothing() {
    let home = Home::new();
    let desk = home.made();
    let letter = add_one(&desk, &home.file("letter.txt", DENIAL));
    desk.choose_checklist("trd", "internal-appeal").unwrap();
    desk.trash_document(&letter).unwrap();
    assert_eq!(row(&desk, "denial").state, ChecklistState::ToDo);
}

#[test]
fn records_asked_for_wait_thirty_days_and_stand_on_today() {
    let home = Home::new();
    let desk = home.made();
    // 45 CFR 164.524(b)(2): asked on November 23, the 30th day is December 23.
    desk.records_asked(&request(&["pharmacy", "hospital"]))
        .unwrap();
    home.set_clock("2026-12-05T10:00:00-05:00");
    let asked = row(&desk, "pharmacy");
    assert_eq!(asked.state, ChecklistState::Asked);
    assert_eq!((asked.day, asked.of), (Some(12), Some(30)));
    assert_eq!(asked.by.as_deref(), Some("2026-12-23"));
    assert!(asked.say.contains("Day 12 of 30"), "{}", asked.say);
    let waiting = desk.today().unwrap().waiting;
    assert_eq!(waiting.len(), 1, "one line for one holder: {waiting:?}");
    assert_eq!(waiting[0].who, "Cornerstone Pharmacy");
    assert_eq!((waiting[0].day, waiting[0].of), (12, 30));
    home.set_clock("2026-12-23T10:00:00-05:00");
    assert!(!row(&desk, "pharmacy").late);
    home.set_clock("2026-12-24T10:00:00-05:00");
    let late = row(&desk, "pharmacy");
    assert!(late.late);
    assert!(late.then.contains("January 22, 2027"), "{}", late.then);
    home.set_clock("2027-01-23T10:00:00-05:00");
    assert!(row(&desk, "pharmacy").then.contains("hhs.gov/ocr"));
}

#[test]
fn what_comes_back_ends_the_wait_and_its_rows_are_read() {
    let home = Home::new();
    let desk = home.made();
    desk.records_asked(&request(&["pharmacy"])).unwrap();
    let paper = add_one(&desk, &home.file("scan.txt", PRINT_OUT));
    let came = row(&desk, "pharmacy");
    assert_eq!(came.state, ChecklistState::Have);
    assert_eq!(came.document.unwrap().id, paper);
    assert!(desk.today().unwrap().waiting.is_empty());
    let print_out = desk.print_out(&paper, None).unwrap();
    let drugs: Vec<&str> = print_out.rows.iter().map(|r| r.drug.as_str()).collect();
    assert_eq!(
        drugs,
        [
            "SERTRALINE HCL 50 MG TABLET",
            "SERTRALINE HCL 100 MG TABLET"
        ]
    );
    assert_eq!(print_out.rows[1].quantity, "60");
    assert_eq!(print_out.rows[0].filled, "2024-01-14");

    // what the rows come to is offered, and only put there with a yes
    assert_eq!(print_out.courses.len(), 1, "{:?}", print_out.courses);
    let course = &print_out.courses[0];
    assert_eq!((course.name.as_str(), course.there), ("Sertraline", false));
    assert!(course.say.contains("200 mg a day"), "{}", course.say);
    assert!(desk.treatment().unwrap().trials.is_empty());
    let rows: Vec<FillRowInput> = print_out.rows.iter().map(FillRowInput::from).collect();
    desk.take_print_out(&paper, &rows).unwrap();
    let tried = desk.treatment().unwrap().trials;
    assert_eq!(tried.len(), 1);
    assert!(desk.print_out(&paper, None).unwrap().courses[0].there);
    let again = desk.take_print_out(&paper, &rows).unwrap_err();
    assert_eq!(again.code(), Code::BadRequest);
    desk.undo().unwrap();
    assert!(desk.treatment().unwrap().trials.is_empty());
}

/// Three fills of one drug, one of something that plans do not ask about, and one whose day is not on the paper.
const MIXED: &str = "\
CORNERSTONE PHARMACY #4471                     Patient Prescription Record
118 Alder St, Eugene OR 97401                  01/01/2024 to 06/30/2026
Patient: Juniper Castellanos

Rx #       Date Filled   Drug                            Qty    Days   Refills   Prescriber
6640118    01/14/2024    SERTRALINE HCL 50 MG TABLET     30     30     5         OYELARAN, T
6640201    01/20/2024    AMOXICILLIN 500 MG CAPSULE      21     7      0         OYELARAN, T
6651920    02/13/2024    SERTRALINE HCL 100 MG TABLET    60     30     3         OYELARAN, T
6651920    03/15/2024    SERTRALINE HCL 100 MG TABLET    60     30     2         OYELARAN, T
";

#[test]
fn rows_of_a_list_are_confirmed_one_by_one() {
    let home = Home::new();
    let desk = home.made();
    let paper = add_one(&desk, &home.file("list.txt", MIXED));
    let outs = desk.print_outs().unwrap();
    assert_eq!(
        outs.likely.first().map(|p| p.id.as_str()),
        Some(paper.as_str())
    );
    let read = desk.print_out(&paper, None).unwrap();
    let offered: Vec<bool> = read.rows.iter().map(|row| row.offered).collect();
    assert_eq!(offered, [true, false, true, true], "{:?}", read.rows);
    assert!(!read.rows[1].counts);
    assert!(
        read.courses[0].say.contains("3 fills"),
        "{:?}",
        read.courses
    );

    // the last two rows alone, the dose of one typed over
    let mut rows: Vec<FillRowInput> = read.rows[2..].iter().map(FillRowInput::from).collect();
    rows[1].quantity = "45".to_owned();
    let two = desk.print_out(&paper, Some(&rows)).unwrap();
    assert!(two.troubles.is_empty());
    assert!(
        two.courses[0]
            .say
            .contains("150 mg a day since February 13, 2024"),
        "{:?}",
        two.courses
    );
    assert!(two.courses[0].say.contains("2 fills"), "{:?}", two.courses);

    // what can't be counted is said of its row; the others stay
    for (field, typed, part) in [
        ("filled", "soon", "can't read the day"),
        ("filled", "3/2024", "can't read the day"),
        ("filled", "1/1/2031", "lies ahead"),
        ("drug", "amoxicillin", "do not know this"),
        ("drug", " ", "name of the drug is missing"),
        ("quantity", "many", "can't read the count"),
        ("days", "a month", "can't read the days"),
    ] {
        let mut wrong = rows.clone();
        let place = match field {
            "filled" => &mut wrong[1].filled,
            "drug" => &mut wrong[1].drug,
            "quantity" => &mut wrong[1].quantity,
            _ => &mut wrong[1].days_supply,
        };
        typed.clone_into(place);
        let view = desk.print_out(&paper, Some(&wrong)).unwrap();
        assert_eq!(view.troubles.len(), 1, "{typed}");
        assert_eq!(view.troubles[0].row, 4);
        assert!(
            view.troubles[0].say.contains(part),
            "{typed}: {}",
            view.troubles[0].say
        );
        assert!(view.courses[0].say.contains("1 fill"), "{:?}", view.courses);
        let refused = desk.take_print_out(&paper, &wrong).unwrap_err();
        assert_eq!(refused.code(), Code::BadRequest);
    }
    assert!(desk.treatment().unwrap().trials.is_empty());
    assert_eq!(
        desk.take_print_out(&paper, &[]).unwrap_err().code(),
        Code::BadRequest
    );

    // an entry too rough to tell whether it is the same takes no place away, and is named
    let rough = |start: &str| TrialRequest {
        taken: "Zoloft".to_owned(),
        start: start.to_owned(),
        end: "2025".to_owned(),
        ..TrialRequest::default()
    };
    for start in ["2024", "13/2020"] {
        desk.add_trial(&rough(start)).unwrap();
        let course = &desk.print_out(&paper, Some(&rows)).unwrap().courses[0];
        assert!(!course.there, "{course:?}");
        assert!(course.like.contains("Zoloft"), "{course:?}");
        desk.undo().unwrap();
    }
    desk.take_print_out(&paper, &rows).unwrap();
    let again = desk.print_out(&paper, Some(&rows)).unwrap();
    assert!(
        again.courses[0].there && again.courses[0].like.contains("2024-02-13"),
        "{again:?}"
    );
    let tried = desk.treatment().unwrap().trials;
    assert_eq!(tried.len(), 1);
    assert_eq!(tried[0].fields.dose, "150 mg");
    assert_eq!(tried[0].fields.start, "2024-02-13");
}

#[test]
fn a_wrong_day_changes_nothing_beside_it() {
    let home = Home::new();
    let desk = home.made();
    desk.edit_checklist("lmn", &asked_on("11/02/2026")).unwrap();
    for (day, code) in [("soon", Code::BadDate), ("2026-11-24", Code::BadDate)] {
        let edit = ChecklistEdit {
            note: Some("lost".to_owned()),
            ..asked_on(day)
        };
        assert_eq!(desk.edit_checklist("lmn", &edit).unwrap_err().code(), code);
    }
    let kept = row(&desk, "lmn");
    assert_eq!(kept.asked_on.as_deref(), Some("2026-11-02"));
    assert_eq!(kept.note, "");
    // No law sets a time for a letter that is yet to be written.
    assert_eq!(kept.of, None);
}

#[test]
fn a_thing_of_ones_own_is_added_named_anew_and_taken_off() {
    let home = Home::new();
    let desk = home.made();
    assert_eq!(
        desk.add_to_checklist("  ").unwrap_err().code(),
        Code::BadRequest
    );
    desk.add_to_checklist("Letter of my employer").unwrap();
    let own = desk.checklist().unwrap().rows.pop().unwrap();
    assert_eq!(
        (own.title.as_str(), own.need.as_str()),
        ("Letter of my employer", "own")
    );
    let edit = ChecklistEdit {
        title: Some("Letter of the school".to_owned()),
        have: Some(true),
        ..ChecklistEdit::default()
    };
    desk.edit_checklist(&own.id, &edit).unwrap();
    assert_eq!(row(&desk, &own.id).title, "Letter of the school");
    assert_eq!(row(&desk, &own.id).state, ChecklistState::Have);
    let versions = desk.record_versions(&own.id).unwrap();
    assert_eq!(versions[0].lines[0].before, "Letter of my employer");
    desk.drop_from_checklist(&own.id).unwrap();
    assert!(
        desk.checklist()
            .unwrap()
            .rows
            .iter()
            .all(|r| r.id != own.id)
    );
    // A thing of the list itself stays.
    desk.edit_checklist("lmn", &asked_on("2026-11-02")).unwrap();
    assert!(desk.edit_checklist("lmn", &edit).is_err());
}

#[test]
fn the_letter_is_filled_in_from_the_case_and_remembers_what_was_typed() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("letter.txt", DENIAL));
    let blank = desk.records_request(Some("pharmacy")).unwrap();
    assert!(!blank.patient.is_empty());
    assert_eq!(blank.citation, "45 CFR 164.524(b)(2)");
    assert!(blank.time.contains("December 23"), "{}", blank.time);
    let chosen: Vec<&str> = blank
        .items
        .iter()
        .filter(|i| i.chosen)
        .map(|i| i.id.as_str())
        .collect();
    assert_eq!(chosen, ["pharmacy"]);
    assert!(blank.items.iter().all(|i| i.id != "lmn"));
    for lacking in [
        request(&[]),
        RecordsRequestInput {
            patient: " ".to_owned(),
            ..request(&["pharmacy"])
        },
    ] {
        assert_eq!(
            desk.records_request_pdf(&lacking).unwrap_err().code(),
            Code::BadRequest
        );
    }
    let (name, pdf) = desk.records_request_pdf(&request(&["pharmacy"])).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    assert!(
        !name.contains("Juniper"),
        "the name of the file names nobody"
    );
    assert_eq!(
        desk.records_request(None).unwrap().patient,
        "Juniper Castellanos"
    );
}

#[test]
fn what_the_app_makes_itself_ticks_its_row_and_leads_there() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("letter.txt", DENIAL));
    assert_eq!(row(&desk, "history").state, ChecklistState::ToDo);
    assert_eq!(row(&desk, "history").place.as_deref(), Some("treatment"));
    let score = |day: &str, total: &str| holdfast_casework::view::ScaleRequest {
        id: String::new(),
        scale: "phq-9".to_owned(),
        day: day.to_owned(),
        answers: Vec::new(),
        extra: None,
        total: total.to_owned(),
        result: String::new(),
        parts: Vec::new(),
        baseline: false,
        note: String::new(),
    };
    desk.save_scale(&score("2026-10-01", "20")).unwrap();
    assert_eq!(row(&desk, "scale-now").state, ChecklistState::ToDo);
    desk.save_scale(&score("2026-11-20", "11")).unwrap();
    let now = row(&desk, "scale-now");
    assert_eq!(now.state, ChecklistState::Have);
    assert_eq!(now.say, "Holdfast has it: the score of November 20");
    assert_eq!(row(&desk, "scale-chart").state, ChecklistState::Have);
    // what only the person can write is asked of nobody
    assert!(!row(&desk, "own-words").askable);
    assert!(row(&desk, "lmn").askable);
}

#[test]
fn what_is_to_be_looked_after_on_a_day_waits_on_today() {
    let home = Home::new();
    let desk = home.made();
    let edit = ChecklistEdit {
        asked_of: Some("Dr. Oyelaran".to_owned()),
        follow_up: Some("2026-12-01".to_owned()),
        ..asked_on("2026-11-20")
    };
    desk.edit_checklist("lmn", &edit).unwrap();
    let waiting = desk.today().unwrap().waiting;
    let first = waiting.first().unwrap();
    assert_eq!(
        (first.who.as_str(), first.what.as_str(), first.day, first.of),
        ("Dr. Oyelaran", "Letter of medical necessity", 3, 11)
    );
    let have = ChecklistEdit {
        have: Some(true),
        ..ChecklistEdit::default()
    };
    desk.edit_checklist("lmn", &have).unwrap();
    assert!(desk.today().unwrap().waiting.is_empty());
}

#[test]
fn the_letter_of_a_row_is_named_by_the_paper_that_fits_best() {
    let home = Home::new();
    let desk = home.made();
    let letter = add_one(&desk, &home.file("letter.txt", DENIAL));
    add_one(
        &desk,
        &home.file("eob.txt", include_str!("claims-statement.txt")),
    );
    assert_eq!(row(&desk, "denial").document.unwrap().id, letter);
}

#[test]
fn a_records_letter_takes_no_day_that_cannot_be_and_names_papers() {
    let home = Home::new();
    let desk = home.made();
    let wrong = RecordsRequestInput {
        to: "13/13/2026".to_owned(),
        ..request(&["pharmacy"])
    };
    let refused = desk.records_request_pdf(&wrong).unwrap_err();
    assert!(refused.to_string().contains("13/13/2026"), "{refused}");
    // what a pharmacy does not keep is not offered for its letter
    let items = desk.records_request(Some("pharmacy")).unwrap().items;
    let ids: Vec<&str> = items.iter().map(|i| i.id.as_str()).collect();
    assert!(
        ids.contains(&"pharmacy") && !ids.contains(&"ect-tms"),
        "{ids:?}"
    );
}
