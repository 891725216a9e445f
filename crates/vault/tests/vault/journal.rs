//! One change, one transaction, one row; and back again.

use crate::common::*;
use holdfast_case::{Private, Reading};
use holdfast_vault::*;
use uuid::Uuid;

fn title(vault: &Vault, id: holdfast_case::DocumentId) -> String {
    vault.read().document(id).unwrap().title.into_inner()
}

fn retitle(vault: &mut Vault, id: holdfast_case::DocumentId, to: &str) -> Change {
    let edit = DocumentEdit {
        title: Some(Private::new(to.to_owned())),
        ..DocumentEdit::default()
    };
    change(vault, |tx| tx.edit_document(id, &edit))
}

#[test]
fn each_change_is_one_row_that_says_what_it_touched() {
    let (_home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"a");
    let done = vault
        .transact(
            Operation::by_person("confirm-fact").described("the date"),
            later(1),
            |tx| {
                tx.confirm(
                    id,
                    "claim.date_of_notice",
                    ConfirmationState::Confirmed,
                    None,
                )?;
                tx.put_draft("appeal", "Dear")
            },
        )
        .unwrap();
    assert_eq!(done.touched, [Kind::Confirmations, Kind::Drafts]);
    let history = vault.read().history(10).unwrap();
    assert_eq!(
        history.iter().map(|row| row.seq).collect::<Vec<_>>(),
        [3, 2, 1],
        "without gaps"
    );
    let row = &history[0];
    assert_eq!(
        (row.seq, row.at, row.operation.as_str()),
        (done.seq, later(1), "confirm-fact")
    );
    assert_eq!(
        (row.description.reveal().as_str(), row.author, row.undone),
        ("the date", Author::Person, false)
    );
    assert_eq!(history[2].operation, "make-vault");
}

#[test]
fn an_error_in_the_middle_takes_everything_back() {
    let (_home, mut vault) = Home::make();
    let failed: Result<Change, _> = vault.transact(Operation::by_person("draft"), now(), |tx| {
        tx.put_draft("appeal", "half")?;
        tx.set_setting("half", &true)?;
        Err(VaultError::NotFound(Kind::Documents))
    });
    assert!(matches!(failed, Err(VaultError::NotFound(Kind::Documents))));
    assert!(vault.read().draft("appeal").unwrap().is_none());
    assert_eq!(vault.read().setting::<bool>("half").unwrap(), None);
    assert_eq!(vault.read().history(10).unwrap().len(), 1);
}

#[test]
fn undo_and_redo_walk_back_and_forth() {
    let (_home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"a");
    retitle(&mut vault, id, "first");
    retitle(&mut vault, id, "second");
    let undone = vault.undo_last(now()).unwrap();
    assert_eq!(undone.touched, [Kind::Documents, Kind::Journal]);
    assert_eq!(title(&vault, id), "first");
    vault.undo_last(now()).unwrap();
    assert_eq!(title(&vault, id), "a.pdf");
    vault.redo_last(now()).unwrap();
    assert_eq!(title(&vault, id), "first");
    vault.redo_last(now()).unwrap();
    assert_eq!(title(&vault, id), "second");
    assert!(matches!(
        vault.redo_last(now()),
        Err(VaultError::NothingToUndo)
    ));
    vault.undo_last(now()).unwrap();
    retitle(&mut vault, id, "third");
    assert!(
        matches!(vault.redo_last(now()), Err(VaultError::NothingToUndo)),
        "a new change ends redoing"
    );
    assert_eq!(title(&vault, id), "third");
}

#[test]
fn a_later_change_of_the_same_record_stands_in_the_way() {
    let (_home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"a");
    let first = retitle(&mut vault, id, "first");
    retitle(&mut vault, id, "second");
    let rows = vault.read().history(100).unwrap().len();
    assert!(matches!(
        vault.undo(first.seq, now()),
        Err(VaultError::UndoConflict)
    ));
    assert_eq!(title(&vault, id), "second");
    assert_eq!(
        vault.read().history(100).unwrap().len(),
        rows,
        "a refused undo leaves no row"
    );
}

#[test]
fn filing_is_undone_with_the_reading_that_followed() {
    let (_home, mut vault) = Home::make();
    let group = Uuid::now_v7();
    let filed = vault
        .file_bytes(
            b"a",
            &letter("a.pdf"),
            Operation::by_person("file").in_group(group),
            now(),
        )
        .unwrap();
    let id = filed.value.document();
    let original = vault.read().document(id).unwrap().original;
    vault
        .transact(Operation::by_program("read").in_group(group), now(), |tx| {
            tx.put_page(original, &page(1, &["denied"]))?;
            tx.set_page_list(
                id,
                &[PageRef {
                    original,
                    page: 1,
                    turn: 0,
                    crop: None,
                }],
            )?;
            tx.put_reading(id, &Reading::default(), &[], "0.1.0")?;
            tx.set_read_state(id, ReadState::Read, None)
        })
        .unwrap();
    let hits = |vault: &Vault| {
        vault
            .read()
            .search(&SearchRequest {
                words: "denied".into(),
                ..SearchRequest::default()
            })
            .unwrap()
            .len()
    };
    assert_eq!(hits(&vault), 1);
    let undone = vault.undo_last(now()).unwrap();
    assert_eq!(undone.value, filed.seq);
    assert!(matches!(
        vault.read().document(id),
        Err(VaultError::NotFound(Kind::Documents))
    ));
    assert_eq!(hits(&vault), 0);
    vault.redo(filed.seq, now()).unwrap();
    assert_eq!(
        vault.read().document(id).unwrap().read_state,
        ReadState::Read
    );
    assert_eq!(hits(&vault), 1);
    assert!(vault.verify(|_, _| true).unwrap().findings.is_empty());
}

#[test]
fn the_last_change_is_the_persons_and_not_the_programs() {
    let (_home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"a");
    retitle(&mut vault, id, "mine");
    vault
        .transact(Operation::by_program("read"), now(), |tx| {
            tx.put_draft("x", "by the program")
        })
        .unwrap();
    vault.undo_last(now()).unwrap();
    assert_eq!(title(&vault, id), "a.pdf");
    assert!(vault.read().draft("x").unwrap().is_some());
}

#[test]
fn what_is_deleted_for_good_is_gone_from_the_journal_too() {
    let (home, mut vault) = Home::make();
    let gone = file(&mut vault, "Marisol Quintero.pdf", b"gone");
    let kept = file(&mut vault, "kept.pdf", b"kept");
    let filing = vault.read().history(2).unwrap()[1].seq;
    change(&mut vault, |tx| {
        tx.confirm(
            gone,
            "member.patient",
            ConfirmationState::Confirmed,
            Some(&"Marisol Quintero".into()),
        )
    });
    let original = vault.read().document(gone).unwrap().original;
    change(&mut vault, |tx| {
        tx.put_page(original, &page(1, &["Marisol Quintero"]))
    });
    let plan = vault.plan_empty_trash().unwrap();
    assert_eq!(
        (plan.documents.len(), plan.bytes),
        (0, 0),
        "nothing is in the trash"
    );
    change(&mut vault, |tx| tx.trash_document(gone));
    let plan = vault.plan_empty_trash().unwrap();
    assert_eq!(
        (plan.documents.clone(), plan.originals.clone(), plan.bytes),
        (vec![gone], vec![original], 4)
    );
    change(&mut vault, |tx| tx.restore_document(gone));
    assert_eq!(
        vault.empty_trash(&plan, now()).unwrap().value,
        0,
        "a plan that is out of date deletes nothing"
    );
    change(&mut vault, |tx| tx.trash_document(gone));
    assert_eq!(vault.empty_trash(&plan, now()).unwrap().value, 1);
    assert!(matches!(
        vault.undo(filing, now()),
        Err(VaultError::NotUndoable)
    ));
    assert!(matches!(
        vault.open_original(original),
        Err(VaultError::OriginalMissing(_))
    ));
    assert!(vault.read().document(kept).is_ok());
    let line = vault.identity_line();
    vault.lock().unwrap();
    let records = rescue_records(&home.folder(), &line);
    records
        .execute_batch("PRAGMA journal_mode = DELETE")
        .unwrap();
    let plain = home.dir.path().join("plain.db");
    records
        .execute(
            "ATTACH DATABASE ?1 AS plain KEY ''",
            [plain.to_str().unwrap()],
        )
        .unwrap();
    records
        .query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(()))
        .unwrap();
    drop(records);
    let bytes = std::fs::read(&plain).unwrap();
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert!(holds(b"kept.pdf"), "the export is readable");
    assert!(
        !holds(b"Quintero"),
        "the name is in no row, no index and no changeset"
    );
    let mut vault = home.unlock();
    assert!(
        vault.unlock_report().taken_in.is_empty(),
        "it does not come back"
    );
    file(&mut vault, "again.pdf", b"gone");
}

#[test]
fn an_emptying_that_was_cut_short_is_finished_at_unlock() {
    let (home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"a");
    let original = vault.read().document(id).unwrap().original;
    change(&mut vault, |tx| tx.trash_document(id));
    let plan = vault.plan_empty_trash().unwrap();
    let name = original.to_string();
    let path = home
        .folder()
        .join("documents")
        .join(&name[..2])
        .join(format!("{name}.age"));
    let sealed = std::fs::read(&path).unwrap();
    vault.empty_trash(&plan, now()).unwrap();
    let line = vault.identity_line();
    vault.lock().unwrap();
    // As if the process had ended between the records and the file.
    std::fs::write(&path, sealed).unwrap();
    let records = rescue_records(&home.folder(), &line);
    records
        .execute("INSERT INTO purged_originals (id) VALUES (?1)", [&name])
        .unwrap();
    drop(records);
    let vault = home.unlock();
    assert!(!path.exists());
    assert!(
        vault
            .read()
            .documents(&DocumentFilter::default())
            .unwrap()
            .is_empty()
    );
}

#[test]
fn an_undone_filing_whose_bytes_are_gone_is_not_made_again() {
    let (_home, mut vault) = Home::make();
    let filed = vault
        .file_bytes(b"a", &letter("a"), Operation::by_person("file"), now())
        .unwrap();
    vault.undo_last(now()).unwrap();
    let plan = vault.plan_empty_trash().unwrap();
    assert_eq!(
        (plan.documents.len(), plan.originals.len()),
        (0, 1),
        "bytes that no document shows"
    );
    vault.empty_trash(&plan, now()).unwrap();
    assert!(matches!(
        vault.redo(filed.seq, now()),
        Err(VaultError::NotUndoable)
    ));
    assert_eq!(vault.verify(|_, _| true).unwrap().findings, []);
}
