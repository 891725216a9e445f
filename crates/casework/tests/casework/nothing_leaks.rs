//! After a whole journey no file that was written holds a planted name or number in plain form.

use crate::common::{DENIAL, Home, PASSPHRASE, add_one, answers, unlock};
use holdfast_casework::view::SettingRequest;
use std::path::Path;

const PLANTED: [&str; 10] = [
    "Filipek",
    "CFE0047219",
    "TR2610-55719",
    "Tallow",
    "Blackhawk",
    "etamine",
    "from the insurer",
    "The first no",
    PASSPHRASE,
    "AGE-SECRET-KEY",
];

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        match entry.file_type().unwrap() {
            kind if kind.is_dir() => files(&entry.path(), found),
            _ => found.push(entry.path()),
        }
    }
}

/// The text as bytes, and as a program may keep it in wide letters.
fn forms(text: &str) -> [Vec<u8>; 2] {
    [
        text.as_bytes().to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
}

#[test]
fn no_file_holds_a_planted_name_in_plain_form() {
    let home = Home::new();
    let desk = home.made();
    let document = add_one(&desk, &home.file("from the insurer.txt", DENIAL));
    desk.save_review(&answers(
        &document,
        &[("received_date", "correct", Some("2026-10-19"))],
    ))
    .unwrap();
    desk.rename_document(&document, "The first no").unwrap();
    desk.page_picture(&document, 1, 300).unwrap();
    let theme = SettingRequest {
        name: "theme".to_owned(),
        value: "\"dark\"".to_owned(),
    };
    desk.set_setting(&theme).unwrap();
    desk.lock().unwrap();
    desk.add(
        &[home.file("Filipek again.txt", format!("{DENIAL} again"))],
        holdfast_casework::CameBy::Dropped,
    )
    .unwrap();
    home.set_clock("2027-03-08T12:00:00-05:00");
    let notice = desk.reminders_due().unwrap().unwrap();
    desk.reminder_shown(&notice.id).unwrap();
    let check = || {
        let mut found = Vec::new();
        files(&home.path("data"), &mut found);
        files(&home.path("config"), &mut found);
        assert!(found.len() > 5, "{found:?}");
        for path in found {
            let bytes = std::fs::read(&path).unwrap();
            if path.ends_with("vault/rescue.txt") {
                // It tells how the key line begins, as the same text does for everybody.
                let text = include_bytes!("../../../../docs/rescue.md");
                assert!(bytes == text, "the way out holds more than its text");
                continue;
            }
            let name = path.to_string_lossy().into_owned();
            for planted in PLANTED {
                assert!(!name.contains(planted), "{name}");
                for form in forms(planted) {
                    let there = bytes.windows(form.len()).any(|window| window == form);
                    assert!(!there, "{planted} stands in {name}");
                }
            }
        }
    };
    check();
    unlock(&desk);
    check();
    drop(desk);
    check();
}
