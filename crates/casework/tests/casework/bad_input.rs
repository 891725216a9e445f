//! One test for each kind of file that is no letter. Each is said for itself; the others go on.

use crate::common::{DENIAL, Home, add, until};
use holdfast_case::pages::BBox;
use holdfast_casework::view::{DocumentPasswordRequest, ImportState, QueuedFileView, ReadingState};
use holdfast_casework::{CameBy, CancelToken, Desk, Reader};
use holdfast_reader::{OcrEngine, OcrPicture, OcrWord};
use std::path::PathBuf;
use std::sync::Arc;

/// Adds a bad file beside a good one; the good one is read, the bad one gives this code.
fn refused(home: &Home, path: PathBuf, code: &str) -> QueuedFileView {
    let desk = home.made();
    let good = home.file("good.txt", DENIAL);
    let files = add(&desk, &[path, good]);
    assert_eq!(files[0].state, ImportState::Refused, "{:?}", files[0]);
    assert_eq!(files[0].trouble.as_ref().unwrap().code, code);
    assert_eq!(files[1].state, ImportState::ToCheck, "{:?}", files[1]);
    assert_eq!(desk.documents(&Default::default()).unwrap().total, 1);
    files[0].clone()
}

#[test]
fn an_empty_file_is_refused() {
    let home = Home::new();
    refused(&home, home.file("empty.pdf", ""), "file-empty");
}

#[test]
fn a_folder_is_refused() {
    let home = Home::new();
    std::fs::create_dir_all(home.path("a folder")).unwrap();
    refused(&home, home.path("a folder"), "file-is-folder");
}

#[test]
fn a_broken_link_is_refused_and_a_whole_one_followed() {
    let home = Home::new();
    let link = home.path("link.txt");
    std::os::unix::fs::symlink(home.path("nowhere.txt"), &link).unwrap();
    refused(&home, link, "file-link-broken");

    let home = Home::new();
    let desk = home.made();
    let link = home.path("link.txt");
    std::os::unix::fs::symlink(home.file("a.txt", DENIAL), &link).unwrap();
    assert_eq!(add(&desk, &[link])[0].state, ImportState::ToCheck);
}

#[test]
fn a_pipe_is_refused_at_once() {
    let home = Home::new();
    let pipe = home.path("pipe");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    assert!(made.success());
    refused(&home, pipe, "file-is-pipe");
}

#[test]
fn a_device_is_refused() {
    refused(&Home::new(), "/dev/zero".into(), "file-is-device");
}

#[test]
fn a_file_that_is_not_there_is_refused() {
    let home = Home::new();
    refused(&home, home.path("gone.pdf"), "file-missing");
}

#[test]
fn an_unknown_kind_is_refused() {
    let home = Home::new();
    refused(
        &home,
        home.file("thing.bin", b"\x00\x01\x02\x03\x04\x05 nothing we know"),
        "file-type-unknown",
    );
}

#[test]
fn a_renamed_kind_is_refused_with_what_it_is() {
    let home = Home::new();
    let file = refused(
        &home,
        home.file("letter.jpg", b"%PDF-1.7\n%%EOF\n"),
        "file-ending-wrong",
    );
    assert!(file.trouble.unwrap().message.contains("PDF"));
}

#[test]
fn a_damaged_paper_is_filed_and_said_to_be_unreadable() {
    let home = Home::new();
    let desk = home.made();
    let file = add(
        &desk,
        &[home.file("broken.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cata")],
    )
    .remove(0);
    assert_eq!(file.state, ImportState::Unreadable, "{file:?}");
    assert_eq!(file.trouble.unwrap().code, "file-damaged");
    let row = desk.document(&file.document.unwrap(), "").unwrap().row;
    assert!(row.unread.is_some());
}

#[test]
fn a_paper_with_a_password_is_kept_and_read_once_it_is_told() {
    let home = Home::new();
    let desk = home.made();
    let locked = include_bytes!("../../../reader/tests/files/encrypted-aes256-password-secret.pdf");
    let file = add(&desk, &[home.file("locked.pdf", locked)]).remove(0);
    assert_eq!(file.state, ImportState::HasPassword, "{file:?}");
    let tell = |password: &str| {
        let request = DocumentPasswordRequest {
            file: file.id.clone(),
            password: password.to_owned(),
        };
        desk.queue_password(request).unwrap();
        until("it was tried", || !desk.queue().unwrap().running);
        let queue = desk.queue().unwrap();
        queue.files.into_iter().find(|f| f.id == file.id).unwrap()
    };
    let wrong = tell("wrong");
    assert_eq!(wrong.state, ImportState::HasPassword);
    assert_eq!(wrong.trouble.unwrap().code, "file-password-wrong");
    let read = tell("secret");
    assert!(
        matches!(read.state, ImportState::Filed | ImportState::ToCheck),
        "{read:?}"
    );
    assert!(
        desk.page_picture(&read.document.unwrap(), 1, 200).is_ok(),
        "its pages are shown while it is open"
    );
}

#[test]
fn the_same_bytes_again_are_not_stored_twice() {
    let home = Home::new();
    let desk = home.made();
    let path = home.file("a.txt", DENIAL);
    let first = add(&desk, std::slice::from_ref(&path)).remove(0);
    let again = add(&desk, &[home.file("copy.txt", DENIAL)]).remove(0);
    assert_eq!(
        (again.state, again.document.clone()),
        (ImportState::Known, first.document.clone())
    );
    assert_eq!(again.already.as_deref(), Some("Denial letter, October 14"));
    assert!(!again.in_trash);
    desk.trash_document(&first.document.clone().unwrap())
        .unwrap();
    let trashed = add(&desk, &[path]).remove(0);
    assert!(trashed.in_trash, "{trashed:?}");
    assert_eq!(desk.documents(&Default::default()).unwrap().total, 0);
}

#[test]
fn a_dropped_folder_is_taken_with_what_is_in_it() {
    let home = Home::new();
    let desk: Desk = home.made();
    home.file("in/one.txt", DENIAL);
    home.file(
        "in/deeper/two.txt",
        DENIAL.replace("TR2610-55719", "TR2610-70000"),
    );
    home.file("in/.hidden", "not this");
    let over = desk.look_over(&[home.path("letters/in"), home.file("empty.txt", "")]);
    assert_eq!((over.files, over.in_folders, over.refused.len()), (0, 2, 1));
    let added = desk
        .add(&[home.path("letters/in")], CameBy::Dropped)
        .unwrap();
    assert_eq!(added.len(), 2);
    until("both are read", || !desk.queue().unwrap().running);
    assert_eq!(desk.documents(&Default::default()).unwrap().total, 2);
}

#[test]
fn a_folder_that_goes_away_in_the_middle_is_said_and_nothing_is_half_there() {
    let home = Home::new();
    let desk = home.made();
    let aside = home.path("aside");
    std::fs::rename(home.vault(), &aside).unwrap();
    let path = home.file("a.txt", DENIAL);
    let done = desk.add(std::slice::from_ref(&path), CameBy::Chosen);
    if done.is_ok() {
        until("it is given up", || !desk.queue().unwrap().running);
    }
    assert!(path.exists());
    drop(desk);
    std::fs::rename(&aside, home.vault()).unwrap();
    let desk = home.desk();
    crate::common::unlock(&desk);
    until("nothing runs", || !desk.queue().unwrap().running);
    assert!(desk.verify_vault().unwrap().whole);
    assert_eq!(add(&desk, &[path])[0].state, ImportState::ToCheck);
}

#[test]
fn a_paper_with_a_password_can_be_left_and_read_later() {
    let home = Home::new();
    let desk = home.made();
    let locked = include_bytes!("../../../reader/tests/files/encrypted-aes256-password-secret.pdf");
    let file = add(&desk, &[home.file("locked.pdf", locked)]).remove(0);
    let document = file.document.unwrap();
    assert!(desk.queue_put_away(&file.id).unwrap().files.is_empty());
    let state = || {
        let view = desk.document(&document, "").unwrap();
        (view.reading, view.trouble.map(|trouble| trouble.code))
    };
    assert_eq!(state(), (ReadingState::Password, None));
    let wrong = Some("file-password-wrong".to_owned());
    for (password, after) in [
        ("wrong", (ReadingState::Password, wrong)),
        ("secret", (ReadingState::Read, None)),
    ] {
        desk.read_with_password(&document, password.to_owned())
            .unwrap();
        until("it was tried", || !desk.queue().unwrap().running);
        assert_eq!(state(), after);
    }
    assert_eq!(
        desk.queue().unwrap().files.len(),
        1,
        "one line for one paper"
    );
}

/// Sees the same few words on every page.
struct SeesWords;

impl OcrEngine for SeesWords {
    fn recognize(&self, _: &OcrPicture<'_>, _: &CancelToken) -> Result<Vec<OcrWord>, String> {
        let word = |(number, text): (u16, &str)| OcrWord {
            text: text.to_owned(),
            bbox: BBox {
                x0: 100.0 + 300.0 * f32::from(number),
                y0: 200.0,
                x1: 380.0 + 300.0 * f32::from(number),
                y1: 240.0,
            },
            confidence: 0.96,
            line: 0,
        };
        Ok((0..).zip(["Legible", "after", "all"]).map(word).collect())
    }
}

#[test]
fn a_paper_that_could_not_be_read_is_tried_again_from_its_first_page() {
    let home = Home::new();
    let fax = include_bytes!("../../../reader/tests/files/fax-two-pages-204x98.tif");
    // Without a recognizer both pages of a fax are kept as unreadable.
    let desk = home.made();
    let file = add(&desk, &[home.file("fax.tif", fax)]).remove(0);
    assert_eq!(file.state, ImportState::Unreadable, "{file:?}");
    assert!(file.again, "{file:?}");
    let document = file.document.unwrap();
    assert_eq!(desk.document(&document, "").unwrap().pages.len(), 2);
    drop(desk);

    let eyes =
        Reader::with_programs(crate::common::reader(), None).with_engine(Arc::new(SeesWords));
    let desk = home.desk_with(eyes);
    crate::common::unlock(&desk);
    until("nothing runs", || !desk.queue().unwrap().running);
    desk.queue_again(&file.id).unwrap();
    until("it was tried", || !desk.queue().unwrap().running);
    let file = desk.queue().unwrap().files.remove(0);
    assert!(
        matches!(file.state, ImportState::Filed | ImportState::ToCheck),
        "{file:?}"
    );
    for page in desk.document(&document, "").unwrap().pages {
        assert!(page.text.contains("Legible"), "page {}", page.number);
    }
}
