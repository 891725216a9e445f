//! The same letter in two forms, and two letters that look alike.

use crate::common::{DENIAL, Home, add_one};
use holdfast_casework::view::QueueView;

#[test]
fn the_same_letter_in_another_form_is_noticed_and_counts_once() {
    let home = Home::new();
    let desk = home.made();
    let first = add_one(&desk, &home.file("a.txt", DENIAL));
    let before = desk.deadlines().unwrap().len();
    let second = add_one(
        &desk,
        &home.file("b.txt", format!("{DENIAL}\n\nreceived by fax\n")),
    );
    let view = desk.document(&second, "").unwrap();
    assert_eq!(view.same_letter_as.unwrap().document, first);
    assert_eq!(desk.deadlines().unwrap().len(), before);
}

#[test]
fn two_papers_that_the_person_says_are_two_letters_keep_a_day_each() {
    let home = Home::new();
    let desk = home.made();
    let first = add_one(&desk, &home.file("a.txt", DENIAL));
    let before = desk.deadlines().unwrap().len();
    let again = home.file("b.txt", format!("{DENIAL}\n\nreceived by fax\n"));
    let second = add_one(&desk, &again);
    let third = home.file("c.txt", format!("{DENIAL}\n\nreceived by mail\n"));
    desk.tell_apart(&second, &first).unwrap();
    let same = |id: &str| desk.document(id, "").unwrap().same_letter_as;
    assert_eq!(same(&second), None);
    let named = |queue: QueueView| queue.files.iter().any(|file| file.same_letter_as.is_some());
    assert!(!named(desk.queue().unwrap()));
    assert_eq!(desk.deadlines().unwrap().len(), 2 * before);

    desk.undo().unwrap();
    assert_eq!(same(&second).unwrap().document, first);
    assert_eq!(desk.deadlines().unwrap().len(), before);

    desk.tell_apart(&first, &second).unwrap();
    let third = add_one(&desk, &third);
    assert!(same(&third).is_some(), "another copy is one of them still");
    assert_eq!(desk.deadlines().unwrap().len(), 2 * before);
}

/// Two requests refused in the same words on the same day: each has its own last day, and the one may be answered while
/// the other is not.
#[test]
fn two_letters_that_differ_in_their_case_number_alone_keep_a_day_each() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("a.txt", DENIAL));
    let one = desk.deadlines().unwrap().len();
    for other in ["TR2610-55720", "TR2610-61193"] {
        let text = DENIAL.replace("TR2610-55719", other);
        assert_ne!(text, DENIAL);
        add_one(&desk, &home.file(&format!("{other}.txt"), text));
    }
    assert_eq!(desk.deadlines().unwrap().len(), 3 * one);
}
