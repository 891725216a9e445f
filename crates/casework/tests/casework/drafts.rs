//! What was typed and is not saved yet.

use crate::common::{Home, unlock};
use holdfast_casework::{CameBy, Code, Desk};

#[test]
fn typed_words_outlive_a_lock_and_a_restart_and_go_once_they_are_saved() {
    let home = Home::new();
    let desk = home.made();
    desk.keep_draft("review/1", Some("11/19 by fax")).unwrap();
    desk.lock().unwrap();
    assert_eq!(desk.draft("review/1").unwrap_err().code(), Code::Locked);
    let refused = desk.keep_draft("review/1", None).unwrap_err();
    assert_eq!(refused.code(), Code::Locked);
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    let kept = desk.draft("review/1").unwrap();
    assert_eq!(kept.as_deref(), Some("11/19 by fax"));
    assert_eq!(desk.draft("review/2").unwrap(), None);
    desk.keep_draft("review/1", None).unwrap();
    assert_eq!(desk.draft("review/1").unwrap(), None);
}

#[test]
fn typing_stands_in_the_way_of_neither_undo_nor_redo() {
    let home = Home::new();
    let desk = home.made();
    let filed = desk
        .add_bytes("letter.txt", b"A letter of some length.", CameBy::Chosen)
        .unwrap();
    let id = filed.document.unwrap().to_string();
    let title = |desk: &Desk| desk.document(&id, "").unwrap().row.title;
    desk.wait_for(&[filed.id.unwrap()], |_| true).unwrap();
    let before = title(&desk);
    desk.rename_document(&id, "Fax of June").unwrap();
    desk.keep_draft("review/1", Some("a")).unwrap();
    desk.undo().unwrap();
    assert_eq!(title(&desk), before);
    assert_eq!(desk.draft("review/1").unwrap().as_deref(), Some("a"));
    desk.keep_draft("review/1", Some("b")).unwrap();
    desk.redo().unwrap();
    assert_eq!(title(&desk), "Fax of June");
    assert_eq!(desk.draft("review/1").unwrap().as_deref(), Some("b"));
}
