//! Exhibits put in by hand: what happened day by day, what is to follow, and a paper put in the place kept for it.

use crate::common::{DENIAL, Home, add_one, reader};
use holdfast_casework::view::{
    CallRequest, ChecklistEdit, LetterChange, LetterExhibitView, LetterNodeInput, LetterNodeKind,
    LetterStartRequest, LetterView, PacketOptions, SessionRequest, TrialRequest,
};
use holdfast_casework::{CancelToken, Code, Desk, Reader};

const PRINT_OUT: &str = "\
CORNERSTONE PHARMACY #4471                     Patient Prescription Record
118 Alder St, Eugene OR 97401                  01/01/2024 to 06/30/2026
Patient: Juniper Castellanos

Rx #       Date Filled   Drug                            Qty    Days   Refills   Prescriber
6640118    01/14/2024    SERTRALINE HCL 50 MG TABLET     30     30     5         OYELARAN, T
";

fn appeal(desk: &Desk, home: &Home) -> String {
    add_one(desk, &home.file("denial.txt", DENIAL));
    let request = LetterStartRequest {
        kind: "internal-appeal".to_owned(),
        answers: None,
    };
    desk.start_letter(&request).unwrap().letter
}

fn change(desk: &Desk, id: &str, change: &LetterChange) -> String {
    desk.change_letter(id, change).unwrap().said
}

fn refused(desk: &Desk, id: &str, change: &LetterChange) -> String {
    let error = desk.change_letter(id, change).unwrap_err();
    assert_eq!(error.code(), Code::BadRequest);
    error.message().to_owned()
}

fn await_row(desk: &Desk, id: &str, row: &str) -> String {
    let (row, what) = (row.to_owned(), String::new());
    change(desk, id, &LetterChange::Await { row, what })
}

fn await_words(desk: &Desk, id: &str, what: &str) -> String {
    let (row, what) = (String::new(), what.to_owned());
    change(desk, id, &LetterChange::Await { row, what })
}

fn find(letter: &LetterView, title: &str) -> (u32, LetterExhibitView) {
    let mut all = (0..).zip(letter.exhibits.iter().cloned());
    all.find(|(_, one)| one.title == title)
        .unwrap_or_else(|| panic!("no exhibit is called {title}: {:?}", letter.exhibits))
}

/// The words of the whole packet, runs of blanks as one.
fn packet(desk: &Desk, id: &str) -> String {
    let options = PacketOptions::default();
    let built = desk
        .packet(id, &options, &CancelToken::new(), &mut |_, _| {})
        .unwrap();
    let reader = Reader::with_programs(reader(), None);
    let request = Default::default();
    let read = reader.read(
        built.pdf.as_slice(),
        &request,
        &mut |_| {},
        &CancelToken::new(),
    );
    let pages = read.unwrap().pages.pages;
    let text: Vec<String> = pages.iter().map(|page| page.text()).collect();
    text.join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn in_order(text: &str, wanted: &[&str]) {
    let mut from = 0;
    for one in wanted {
        let at = text[from..].find(one);
        from += at.unwrap_or_else(|| panic!("{one:?} is not there, or not in order: {text}"));
    }
}

#[test]
fn what_happened_goes_along_with_its_days_and_where_each_stands() {
    let home = Home::new();
    let desk = home.made();
    let id = appeal(&desk, &home);
    desk.add_trial(&TrialRequest {
        taken: "Sertraline".to_owned(),
        dose: "200 mg".to_owned(),
        start: "Feb 2021".to_owned(),
        end: "2021-06-14".to_owned(),
        side_effects: "could not sleep".to_owned(),
        ..TrialRequest::default()
    })
    .unwrap();
    desk.add_trial(&TrialRequest {
        taken: "Lithium".to_owned(),
        start: "after college".to_owned(),
        ..TrialRequest::default()
    })
    .unwrap();
    // the second lies ahead of November 23
    desk.add_sessions(&SessionRequest {
        what: "Ketamine infusion".to_owned(),
        days: "10/5/2026\n12/7/2026".to_owned(),
        ..SessionRequest::default()
    })
    .unwrap();
    desk.save_call(&CallRequest {
        script: None,
        whom: "Tallow Ridge".to_owned(),
        name: "Ada".to_owned(),
        number: String::new(),
        minutes: None,
        reference: "REF 7719".to_owned(),
        answers: Vec::new(),
        said: "they were rude".to_owned(),
        promise: String::new(),
        promised_by: String::new(),
    })
    .unwrap();

    let said = change(&desk, &id, &LetterChange::Timeline { on: true });
    assert_eq!(said, "What happened, day by day, goes along.");
    let (_, shown) = find(&desk.letter(&id).unwrap(), "What happened, day by day");
    assert!(shown.by_hand && !shown.awaited && !shown.gone);
    assert!(desk.letter_by_hand(&id).unwrap().timeline);

    let text = packet(&desk, &id);
    let at = text.find("Day What happened Source").unwrap();
    let sheet = &text[at..];
    in_order(
        sheet,
        &[
            "February 2021 Began Sertraline, 200 mg",
            "June 14, 2021 Ended Sertraline",
            "October 5, 2026 Ketamine infusion",
            "October 14, 2026 Denial letter, October 14 Exhibit A",
            "November 23, 2026 Call with Tallow Ridge, reference REF 7719 My own note",
        ],
    );
    for not in ["Lithium", "December 7", "rude", "could not sleep"] {
        assert!(
            !sheet.contains(not),
            "{not} is no matter of theirs: {sheet}"
        );
    }
    // other changes of the letter leave it where it is, and it goes as it came
    change(&desk, &id, &LetterChange::Refresh);
    find(&desk.letter(&id).unwrap(), "What happened, day by day");
    change(&desk, &id, &LetterChange::Timeline { on: false });
    assert!(!desk.letter_by_hand(&id).unwrap().timeline);
    assert!(!packet(&desk, &id).contains("Day What happened Source"));
    desk.undo().unwrap();
    find(&desk.letter(&id).unwrap(), "What happened, day by day");
}

#[test]
fn a_case_without_a_day_has_nothing_to_tell() {
    let home = Home::new();
    let desk = home.made();
    add_one(
        &desk,
        &home.file("no.txt", "We have denied your request.\n"),
    );
    let request = LetterStartRequest {
        kind: "claim-file-request".to_owned(),
        answers: None,
    };
    let id = desk.start_letter(&request).unwrap().letter;
    assert!(!desk.letter_by_hand(&id).unwrap().timeline_has);
    let said = refused(&desk, &id, &LetterChange::Timeline { on: true });
    assert!(said.starts_with("No day of anything is known yet."));
}

#[test]
fn what_is_to_follow_stands_in_the_list_and_the_paper_takes_its_place_by_hand_alone() {
    let home = Home::new();
    let desk = home.made();
    let id = appeal(&desk, &home);
    let by_hand = desk.letter_by_hand(&id).unwrap();
    let row = by_hand
        .to_follow
        .iter()
        .find(|row| row.row == "pharmacy")
        .unwrap_or_else(|| panic!("{:?}", by_hand.to_follow));
    let title = row.title.clone();
    assert!(by_hand.to_follow.iter().all(|row| row.row != "denial"));
    await_row(&desk, &id, "pharmacy");
    await_words(&desk, &id, "  Letter of Dr. Varga ");
    // once more changes nothing
    await_words(&desk, &id, "Letter of Dr. Varga");
    let letter = desk.letter(&id).unwrap();
    let waits: Vec<&str> = letter
        .exhibits
        .iter()
        .filter(|one| one.awaited)
        .map(|one| one.title.as_str())
        .collect();
    assert_eq!(waits, [title.as_str(), "Letter of Dr. Varga"]);
    let left = desk.letter_by_hand(&id).unwrap().to_follow;
    assert!(left.iter().all(|row| row.row != "pharmacy"));
    let text = packet(&desk, &id);
    in_order(
        &text,
        &[&title, "to follow", "Letter of Dr. Varga", "to follow"],
    );

    // one's own words point to it: they point on when the paper is put in
    let (place, shown) = find(&letter, &title);
    let section = letter.sections.last().unwrap().key.clone();
    let of = format!(
        "{{\"of\":{{\"is\":\"awaited\",\"row\":\"pharmacy\",\"what\":{}}},\"page\":null}}",
        serde_json::to_string(&title).unwrap()
    );
    let node = |is, say: &str, of: &str| LetterNodeInput {
        is,
        say: say.to_owned(),
        strong: false,
        em: false,
        of: of.to_owned(),
    };
    change(
        &desk,
        &id,
        &LetterChange::Paragraph {
            section,
            key: String::new(),
            place: 9,
            nodes: vec![
                node(LetterNodeKind::Words, "The pharmacy has it ", ""),
                node(LetterNodeKind::Cite, "", &of),
                node(LetterNodeKind::Words, ".", ""),
            ],
        },
    );
    let said = refused(&desk, &id, &LetterChange::TakeOut { place });
    assert!(said.starts_with("Your own words in the letter point to it."));
    assert!(packet(&desk, &id).contains(&format!("(Ex. {})", shown.label)));

    // the list comes: it is told of, and nothing changes by itself
    let paper = add_one(&desk, &home.file("pharmacy.txt", PRINT_OUT));
    let letter = desk.letter(&id).unwrap();
    let (_, shown) = find(&letter, &title);
    assert!(shown.awaited);
    assert_eq!(shown.came.as_ref().unwrap().id, paper);
    let (_, other) = find(&letter, "Letter of Dr. Varga");
    assert!(other.came.is_none() && other.by_hand);

    let here = LetterChange::Here {
        place,
        document: paper.clone(),
    };
    change(&desk, &id, &here);
    let letter = desk.letter(&id).unwrap();
    let put = &letter.exhibits[place as usize];
    assert_eq!(put.document.as_deref(), Some(paper.as_str()));
    assert!(!put.awaited && put.by_hand);
    let text = packet(&desk, &id);
    assert!(text.contains("SERTRALINE HCL 50 MG"), "{text}");
    assert!(text.contains(&format!("The pharmacy has it (Ex. {})", put.label)));
    assert!(refused(&desk, &id, &here).starts_with("This exhibit is here already."));
    // it stays through other changes, and goes by hand once nothing points to it
    change(&desk, &id, &LetterChange::Refresh);
    assert!(desk.letter(&id).unwrap().exhibits[place as usize].by_hand);
    desk.undo().unwrap();
    desk.undo().unwrap();
    assert!(find(&desk.letter(&id).unwrap(), &title).1.awaited);
}

#[test]
fn a_final_letter_says_what_is_to_follow_and_is_not_held_up_by_it() {
    let home = Home::new();
    let desk = home.made();
    let id = appeal(&desk, &home);
    await_words(&desk, &id, "Letter of Dr. Varga");
    let letter = desk.letter(&id).unwrap();
    for gap in letter.missing {
        match gap.id.as_str() {
            "" => {}
            "address" => {
                let party = holdfast_casework::view::LetterPartyInput {
                    name: "Tallow Ridge".to_owned(),
                    address: "PO Box 1".to_owned(),
                    ..Default::default()
                };
                change(&desk, &id, &LetterChange::To { party });
            }
            gap => {
                let (id_of, words) = (gap.to_owned(), "May 4, 1989".to_owned());
                change(&desk, &id, &LetterChange::Gap { id: id_of, words });
            }
        }
    }
    let said = change(&desk, &id, &LetterChange::Final { on: true });
    assert_eq!(
        said,
        "The letter is final. To follow: \u{2018}Letter of Dr. Varga\u{2019}."
    );
    assert!(packet(&desk, &id).contains("to follow"));
    let place = find(&desk.letter(&id).unwrap(), "Letter of Dr. Varga").0;
    let said = refused(&desk, &id, &LetterChange::TakeOut { place });
    assert!(said.starts_with("This letter is final."));
}

#[test]
fn what_is_no_row_or_is_here_already_or_was_ticked_is_not_put_in_or_taken_out() {
    let home = Home::new();
    let desk = home.made();
    let id = appeal(&desk, &home);
    add_one(&desk, &home.file("pharmacy.txt", PRINT_OUT));
    let said = refused(
        &desk,
        &id,
        &LetterChange::Await {
            row: "pharmacy".to_owned(),
            what: String::new(),
        },
    );
    assert!(said.starts_with("It is here already:"), "{said}");
    let said = refused(
        &desk,
        &id,
        &LetterChange::Await {
            row: String::new(),
            what: "  ".to_owned(),
        },
    );
    assert!(said.starts_with("Say what it is first."));
    let unknown = LetterChange::Await {
        row: "no-such-row".to_owned(),
        what: String::new(),
    };
    let error = desk.change_letter(&id, &unknown).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    // the denial goes along because the letter answers it
    let said = refused(&desk, &id, &LetterChange::TakeOut { place: 0 });
    assert!(said.starts_with("This exhibit goes along for something you ticked."));

    // a row of the person's own says it too when its paper comes
    let own = desk.add_to_checklist("Note of the nurse").unwrap();
    let rows = desk.letter_by_hand(&id).unwrap().to_follow;
    let row = rows
        .into_iter()
        .find(|row| row.title == "Note of the nurse");
    let row = row.unwrap_or_else(|| panic!("{own:?}")).row;
    await_row(&desk, &id, &row);
    let paper = add_one(
        &desk,
        &home.file("nurse.txt", "Note of the nurse. All well.\n"),
    );
    assert!(
        find(&desk.letter(&id).unwrap(), "Note of the nurse")
            .1
            .came
            .is_none()
    );
    let edit = ChecklistEdit {
        document: Some(paper.clone()),
        ..ChecklistEdit::default()
    };
    desk.edit_checklist(&row, &edit).unwrap();
    let came = find(&desk.letter(&id).unwrap(), "Note of the nurse").1.came;
    assert_eq!(came.unwrap().id, paper);
}
