//! The areas of the records, each put in and read back.

use crate::common::*;
use holdfast_case::reading::NoticeKind;
use holdfast_case::reminder::ReminderKind;
use holdfast_case::{Deadline, DeadlineQuestion, Fact, PageSource, Private, Reading};
use holdfast_vault::*;
use serde_json::json;

#[test]
fn a_document_is_listed_found_changed_and_reviewed() {
    let (_home, mut vault) = Home::make();
    let case = change(&mut vault, |tx| {
        tx.add_case(&NewCase {
            name: Private::new("Infusions".into()),
            plan_kind: None,
            state: Some("OR".into()),
        })
    })
    .value;
    let a = file(&mut vault, "a.pdf", b"a");
    let b = file(&mut vault, "b.pdf", b"b");
    change(&mut vault, |tx| {
        tx.edit_document(
            a,
            &DocumentEdit {
                title: Some(Private::new("Denial of May 2".into())),
                kind: Some(NoticeKind::Denial),
                case: Some(case),
                received: Some("2026-05-06".parse().ok()),
                letter_date: Some("2026-05-02".parse().ok()),
                note: Some(Private::new("came with the bill".into())),
            },
        )?;
        tx.set_read_state(a, ReadState::Read, None)?;
        tx.set_read_state(b, ReadState::Failed, Some("file-damaged"))?;
        tx.say_unread(b, &serde_json::json!({"message": "It is cut."}))
    });
    let row = vault.read().document(a).unwrap();
    assert_eq!(row.title.reveal(), "Denial of May 2");
    assert_eq!((row.kind, row.case), (Some(NoticeKind::Denial), Some(case)));
    assert_eq!(row.received.unwrap().to_string(), "2026-05-06");
    assert_eq!(row.file_name.reveal(), "a.pdf", "the file's name stays");
    let ids = |filter: DocumentFilter| -> Vec<_> {
        vault
            .read()
            .documents(&filter)
            .unwrap()
            .into_iter()
            .map(|row| row.id)
            .collect()
    };
    assert_eq!(ids(DocumentFilter::default()), [b, a], "newest first");
    assert_eq!(
        ids(DocumentFilter {
            case: Some(case),
            ..Default::default()
        }),
        [a]
    );
    assert_eq!(
        ids(DocumentFilter {
            kind: Some(NoticeKind::Bill),
            ..Default::default()
        }),
        []
    );
    assert_eq!(
        ids(DocumentFilter {
            to_review: true,
            ..Default::default()
        }),
        [a]
    );
    change(&mut vault, |tx| {
        tx.set_reviewed(a, Some(later(5)))?;
        tx.edit_document(
            a,
            &DocumentEdit {
                received: Some(None),
                ..Default::default()
            },
        )?;
        tx.trash_document(b)
    });
    let row = vault.read().document(a).unwrap();
    assert_eq!(
        (row.reviewed_at, row.received, row.kind),
        (Some(later(5)), None, Some(NoticeKind::Denial))
    );
    let trash = vault
        .read()
        .documents(&DocumentFilter {
            trashed: true,
            ..Default::default()
        })
        .unwrap();
    assert_eq!(trash.iter().map(|row| row.id).collect::<Vec<_>>(), [b]);
    assert_eq!(trash[0].read_error.as_deref(), Some("file-damaged"));
    assert_eq!(
        trash[0].read_said.as_ref().unwrap()["message"],
        "It is cut."
    );
}

#[test]
fn any_beginning_of_an_id_that_fits_one_will_do() {
    let (_home, mut vault) = Home::make();
    let a = file(&mut vault, "a.pdf", b"a");
    let b = file(&mut vault, "b.pdf", b"b");
    let read = vault.read();
    assert_eq!(read.document_by_beginning(&a.to_string()).unwrap(), a);
    assert_eq!(
        read.document_by_beginning(&b.to_string()[..35].to_uppercase())
            .unwrap(),
        b
    );
    // Both were made within minutes, so that the first eight digits of their time are one.
    assert!(matches!(
        read.document_by_beginning(&a.to_string()[..6]),
        Err(VaultError::Ambiguous(Kind::Documents))
    ));
    for nothing in ["", "zz", "ffffffff", "*", "%"] {
        assert!(matches!(
            read.document_by_beginning(nothing),
            Err(VaultError::NotFound(Kind::Documents))
        ));
    }
}

#[test]
fn pages_come_back_exactly_and_can_be_listed_anew() {
    let (_home, mut vault) = Home::make();
    let id = file(&mut vault, "a.tiff", b"a");
    let original = vault.read().document(id).unwrap().original;
    let mut pages = vec![
        page(1, &["first page", "line two"]),
        page(2, &["second"]),
        page(3, &[]),
    ];
    pages[2].source = PageSource::Unreadable {
        why: "the picture is broken".into(),
    };
    change(&mut vault, |tx| {
        pages
            .iter()
            .try_for_each(|page| tx.put_page(original, page))?;
        let listed: Vec<_> = (1..=3)
            .map(|page| PageRef {
                original,
                page,
                turn: 0,
                crop: None,
            })
            .collect();
        tx.set_page_list(id, &listed)
    });
    assert_eq!(vault.read().original_pages(original).unwrap(), pages);
    assert_eq!(vault.read().document(id).unwrap().page_count, 3);
    let turned = [
        PageRef {
            original,
            page: 2,
            turn: 1,
            crop: None,
        },
        PageRef {
            original,
            page: 1,
            turn: 0,
            crop: Some(Crop {
                x0: 1.5,
                y0: 2.5,
                x1: 3.5,
                y1: 4.5,
            }),
        },
    ];
    change(&mut vault, |tx| tx.set_page_list(id, &turned));
    assert_eq!(vault.read().page_list(id).unwrap(), turned);
    let shown = vault.read().document_pages(id).unwrap();
    assert_eq!(
        shown.iter().map(|page| page.number).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(shown[0].words, pages[1].words);
    let read_again = page(1, &["read again, better"]);
    change(&mut vault, |tx| tx.put_page(original, &read_again));
    assert_eq!(vault.read().page(original, 1).unwrap(), Some(read_again));
}

#[test]
fn a_reading_and_what_the_person_says_of_it_are_kept_apart() {
    let (_home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"a");
    let reading = Reading {
        kind: Some(Fact {
            value: NoticeKind::Denial,
            confidence: 0.97,
            quote: "we are unable to approve".into(),
            place: None,
            why: "phrase".into(),
        }),
        doubts: vec!["Page 2 could not be read.".into()],
        ..Reading::default()
    };
    change(&mut vault, |tx| {
        tx.put_reading(id, &reading, &["a stain".into()], "0.1.0")?;
        tx.confirm(
            id,
            "kind",
            ConfirmationState::Confirmed,
            Some(&json!("denial")),
        )?;
        tx.confirm(
            id,
            "claim.date_of_notice",
            ConfirmationState::Corrected,
            Some(&json!("2026-05-03")),
        )?;
        tx.confirm(id, "plan.kind", ConfirmationState::Unknown, None)
    });
    let row = vault.read().reading(id).unwrap().unwrap();
    assert_eq!(
        (&row.reading, row.page_doubts.as_slice()),
        (&reading, ["a stain".to_owned()].as_slice())
    );
    change(&mut vault, |tx| {
        tx.put_reading(id, &Reading::default(), &[], "0.2.0")?;
        tx.unconfirm(id, "plan.kind")?;
        tx.confirm(id, "kind", ConfirmationState::Unknown, None)
    });
    let said = vault.read().confirmations(id).unwrap();
    let said: Vec<_> = said
        .iter()
        .map(|row| (row.field.as_str(), row.state, row.value.clone()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "claim.date_of_notice",
                ConfirmationState::Corrected,
                Some(json!("2026-05-03"))
            ),
            ("kind", ConfirmationState::Unknown, None)
        ]
    );
    assert_eq!(vault.read().readings().unwrap().len(), 1);
    change(&mut vault, |tx| tx.trash_document(id));
    assert!(vault.read().readings().unwrap().is_empty());
}

fn deadline(level: &str, who: &str, due: Option<&str>) -> NewDeadline {
    let deadline = Deadline {
        level: level.into(),
        who: who.into(),
        primary: true,
        due: due.map(|day| day.parse().unwrap()),
        must: "be-received".into(),
        ..Deadline::default()
    };
    NewDeadline {
        deadline,
        question: Some(DeadlineQuestion {
            state: Some("OR".into()),
            ..Default::default()
        }),
    }
}

#[test]
fn a_deadline_keeps_its_id_when_the_letter_is_dated_again() {
    let (_home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"a");
    let first = [
        deadline("internal-appeal", "member", Some("2026-10-29")),
        deadline("external-review", "member", None),
        deadline("payment", "plan", Some("2026-06-01")),
    ];
    let ids = change(&mut vault, |tx| tx.set_letter_deadlines(id, &first)).value;
    change(&mut vault, |tx| {
        tx.set_deadline_done(ids[0], Some(later(1)))
    });
    let again = [
        deadline("external-review", "member", Some("2027-01-01")),
        deadline("internal-appeal", "member", Some("2026-10-01")),
    ];
    let new_ids = change(&mut vault, |tx| tx.set_letter_deadlines(id, &again)).value;
    assert_eq!(new_ids, [ids[1], ids[0]]);
    let row = vault.read().deadline(ids[0]).unwrap();
    assert_eq!(
        (row.done_at, &row.deadline, row.document),
        (Some(later(1)), &again[1].deadline, Some(id))
    );
    assert_eq!(row.question.unwrap().state.as_deref(), Some("OR"));
    assert!(matches!(
        vault.read().deadline(ids[2]),
        Err(VaultError::NotFound(Kind::Deadlines))
    ));
}

#[test]
fn deadlines_are_listed_by_day_without_those_in_the_trash() {
    let (_home, mut vault) = Home::make();
    let letter = file(&mut vault, "a.pdf", b"a");
    let trashed = file(&mut vault, "b.pdf", b"b");
    let own = change(&mut vault, |tx| {
        tx.set_letter_deadlines(
            letter,
            &[deadline("internal-appeal", "member", Some("2026-12-24"))],
        )?;
        tx.set_letter_deadlines(
            trashed,
            &[deadline("internal-appeal", "member", Some("2026-12-01"))],
        )?;
        tx.trash_document(trashed)?;
        tx.add_deadline(None, &deadline("other", "member", Some("2026-12-02")))
    })
    .value;
    let days = |filter: DeadlineFilter| -> Vec<String> {
        let rows = vault.read().deadlines(&filter).unwrap();
        rows.iter()
            .map(|row| {
                row.deadline
                    .due
                    .map_or("none".into(), |day| day.to_string())
            })
            .collect()
    };
    assert_eq!(
        days(DeadlineFilter::default()),
        ["2026-12-02", "2026-12-24"]
    );
    assert_eq!(
        days(DeadlineFilter {
            until: "2026-12-02".parse().ok(),
            ..Default::default()
        }),
        ["2026-12-02"]
    );
    assert_eq!(
        days(DeadlineFilter {
            document: Some(letter),
            ..Default::default()
        }),
        ["2026-12-24"]
    );
    change(&mut vault, |tx| tx.restore_document(trashed));
    change(&mut vault, |tx| tx.set_deadline_done(own, Some(now())));
    let rows = vault.read().deadlines(&DeadlineFilter::default()).unwrap();
    assert_eq!(rows.len(), 2);
    let all = vault
        .read()
        .deadlines(&DeadlineFilter {
            with_done: true,
            ..Default::default()
        })
        .unwrap();
    assert_eq!(all.len(), 3);
    change(&mut vault, |tx| tx.delete_deadline(own));
    assert!(vault.read().deadline(own).is_err());
}

#[test]
fn a_reminder_is_begun_until_it_was_shown_and_never_after() {
    let (_home, mut vault) = Home::make();
    let new = NewDelivery {
        name: "d1:last-day:2026-12-01:7".into(),
        deadline: None,
        kind: ReminderKind::LastDay,
        about: "2026-12-01".into(),
    };
    assert!(change(&mut vault, |tx| tx.begin_delivery(&new)).value);
    assert!(
        change(&mut vault, |tx| tx.begin_delivery(&new)).value,
        "a crash left it unshown: show it again"
    );
    change(&mut vault, |tx| tx.finish_delivery(&new.name, later(2)));
    assert!(!change(&mut vault, |tx| tx.begin_delivery(&new)).value);
    let given = vault.read().deliveries().unwrap();
    assert_eq!(
        (given.len(), given[0].shown_at, given[0].kind),
        (1, Some(later(2)), ReminderKind::LastDay)
    );
    let snooze = change(&mut vault, |tx| tx.snooze(None, later(60))).value;
    assert_eq!(vault.read().snoozes().unwrap()[0].until, later(60));
    change(&mut vault, |tx| tx.end_snooze(snooze));
    assert!(vault.read().snoozes().unwrap().is_empty());
}

#[test]
fn settings_drafts_and_plans_are_kept() {
    let (_home, mut vault) = Home::make();
    let case = change(&mut vault, |tx| {
        tx.set_setting("lock-after-minutes", &15_u32)?;
        tx.put_draft("appeal", "Dear Sir or Madam")?;
        let case = tx.add_case(&NewCase::default())?;
        tx.set_plan(case, Some("erisa-self-funded"), Some("WA"))?;
        tx.set_plan_facts(case, &json!({"deductible": "1500.00"}))?;
        tx.rename_case(case, &Private::new("Mine".into()))?;
        Ok(case)
    })
    .value;
    let read = vault.read();
    assert_eq!(read.setting::<u32>("lock-after-minutes").unwrap(), Some(15));
    assert!(matches!(
        read.setting::<bool>("lock-after-minutes"),
        Err(VaultError::DamagedRecord(Kind::Settings))
    ));
    assert_eq!(
        read.draft("appeal").unwrap(),
        Some(("Dear Sir or Madam".into(), now()))
    );
    let row = read.case(case).unwrap();
    assert_eq!(
        (row.plan_kind.as_deref(), row.state.as_deref()),
        (Some("erisa-self-funded"), Some("WA"))
    );
    assert_eq!(
        (row.plan, row.name.reveal().as_str()),
        (json!({"deductible": "1500.00"}), "Mine")
    );
    assert_eq!(
        read.case_by_beginning(&case.to_string()[..8]).unwrap(),
        case
    );
    change(&mut vault, |tx| {
        tx.unset_setting("lock-after-minutes")?;
        tx.delete_draft("appeal")?;
        tx.set_case_closed(case, Some(now()))
    });
    assert_eq!(
        vault.read().setting::<u32>("lock-after-minutes").unwrap(),
        None
    );
    assert_eq!(vault.read().draft("appeal").unwrap(), None);
    assert_eq!(vault.read().cases().unwrap()[0].closed_at, Some(now()));
}

#[test]
fn records_that_are_not_there_are_said_not_to_be() {
    let (_home, mut vault) = Home::make();
    let nobody = holdfast_case::DocumentId::make_random();
    let mut refused = |work: &dyn Fn(&mut Tx<'_>) -> Result<(), VaultError>| {
        let done = vault.transact(Operation::by_person("x"), now(), work);
        assert!(matches!(done, Err(VaultError::NotFound(_))), "{done:?}");
    };
    refused(&|tx| tx.trash_document(nobody));
    refused(&|tx| tx.set_page_list(nobody, &[]));
    refused(&|tx| tx.put_reading(nobody, &Reading::default(), &[], "0"));
    refused(&|tx| tx.confirm(nobody, "kind", ConfirmationState::Unknown, None));
    refused(&|tx| tx.set_letter_deadlines(nobody, &[]).map(drop));
    refused(&|tx| tx.finish_delivery("nothing", now()));
    assert_eq!(vault.read().history(9).unwrap().len(), 1);
}

#[test]
fn a_record_of_a_case_keeps_what_it_said_and_comes_back() {
    let (_home, mut vault) = Home::make();
    let case = change(&mut vault, |tx| tx.add_case(&NewCase::default())).value;
    let other = change(&mut vault, |tx| tx.add_case(&NewCase::default())).value;
    let first = json!({"drug": "sertraline", "dose": "150 mg"});
    let id = change(&mut vault, |tx| tx.add_case_record(case, "trial", &first)).value;
    change(&mut vault, |tx| {
        tx.add_case_record(other, "trial", &json!({}))?;
        tx.add_case_record(case, "claim", &json!({}))
    });
    let second = json!({"drug": "sertraline", "dose": "200 mg"});
    let edit = change(&mut vault, |tx| tx.change_case_record(id, &second));
    assert_eq!(edit.touched, [Kind::CaseRecords]);
    let same = change(&mut vault, |tx| tx.change_case_record(id, &second));
    assert_eq!(same.touched, [], "the same words change nothing");

    let trials = vault.read().case_records(case, "trial").unwrap();
    assert_eq!(trials.len(), 1);
    assert_eq!((trials[0].id, &trials[0].body), (id, &second));
    let start = id.to_string();
    assert_eq!(vault.read().case_record_by_beginning(&start).unwrap(), id);
    let versions = vault.read().case_record_versions(id).unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!((versions[0].number, &versions[0].body), (1, &first));
    assert_eq!(versions[0].held_until, trials[0].changed_at);

    vault.undo(edit.seq, later(1)).unwrap();
    assert_eq!(vault.read().case_record(id).unwrap().body, first);
    assert_eq!(vault.read().case_record_versions(id).unwrap(), []);

    change(&mut vault, |tx| tx.set_case_record_trashed(id, Some(now())));
    assert_eq!(vault.read().case_records(case, "trial").unwrap(), []);
    assert_eq!(vault.read().trashed_case_records().unwrap()[0].id, id);
    vault.undo_last(later(2)).unwrap();
    assert_eq!(vault.read().case_records(case, "trial").unwrap().len(), 1);
    let nobody = holdfast_case::CaseRecordId::make_random();
    assert!(matches!(
        vault.read().case_record(nobody),
        Err(VaultError::NotFound(Kind::CaseRecords))
    ));
}
