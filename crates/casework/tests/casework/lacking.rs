//! Papers that lack a part, or all of it: what is said of that, and that it is said once and not forgotten.

use crate::common::{Home, add, unlock, until};
use crate::cut_off::cut_off;
use holdfast_casework::view::{ImportState, ReadingState};
use std::collections::HashSet;

#[test]
fn why_a_paper_could_not_be_read_is_said_after_a_restart_too() {
    let home = Home::new();
    let desk = home.made();
    let file = add(&desk, &[home.file("lost.pdf", cut_off(""))]).remove(0);
    assert_eq!(file.state, ImportState::Unreadable, "{file:?}");
    let said = file.trouble.unwrap().message;
    assert!(said.contains("it ends too early"), "{said}");
    let id = file.document.unwrap();
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    until("nothing runs", || !desk.queue().unwrap().running);
    let line = desk.queue().unwrap().files.remove(0);
    assert_eq!(line.trouble.unwrap().message, said);
    let view = desk.document(&id, "").unwrap();
    assert_eq!(view.reading, ReadingState::Unreadable);
    assert_eq!(view.trouble.unwrap().message, said);
    assert!(view.row.unread.unwrap().contains("it ends too early"));
    let review = desk.review(&id).unwrap();
    assert_eq!(review.document.trouble.unwrap().message, said);
}

#[test]
fn why_a_file_was_refused_is_said_after_a_restart_too() {
    let home = Home::new();
    let desk = home.made();
    let path = home.file("letter.png", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n");
    let told = add(&desk, &[path]).remove(0).trouble.unwrap();
    assert_eq!(told.code, "file-ending-wrong");
    assert!(told.hint.as_ref().unwrap().contains(".pdf"), "{told:?}");
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    let line = desk.queue().unwrap().files.remove(0);
    assert_eq!(line.trouble, Some(told));
}

#[test]
fn what_a_paper_lacks_is_said_once_for_each_page() {
    let home = Home::new();
    let desk = home.made();
    let paper = cut_off("Your request is denied.");
    let file = add(&desk, &[home.file("half.pdf", paper)]).remove(0);
    let view = desk.document(&file.document.unwrap(), "").unwrap();
    assert!(view.doubts.len() > 1, "{:?}", view.doubts);
    let once: HashSet<&String> = view.doubts.iter().collect();
    assert_eq!(once.len(), view.doubts.len(), "{:?}", view.doubts);
    let of_page = view.doubts.iter().filter(|said| said.contains("Page 2"));
    assert_eq!(of_page.count(), 1, "{:?}", view.doubts);
}
