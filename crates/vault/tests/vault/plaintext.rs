//! No name and no number stands in plain form in any file of a vault.

use crate::common::*;
use holdfast_case::Private;
use holdfast_vault::*;

const PLANTED: [&str; 6] = [
    "Marisol",
    "Quintero",
    "QWX0042771003",
    "24-118-0093",
    "ketamine",
    "correct horse battery",
];

#[test]
fn planted_names_and_numbers_are_nowhere_in_plain_form() {
    let (home, mut vault) = Home::make();
    let text = "Marisol Quintero, member QWX0042771003, claim 24-118-0093, ketamine. correct horse battery";
    let id = file(
        &mut vault,
        "Marisol Quintero 24-118-0093.pdf",
        text.as_bytes(),
    );
    let original = vault.read().document(id).unwrap().original;
    vault
        .transact(Operation::by_person("note").described(text), now(), |tx| {
            tx.put_page(original, &page(1, &[text]))?;
            tx.put_draft("Marisol", text)?;
            tx.set_setting("Quintero", &text)?;
            tx.add_case(&NewCase {
                name: Private::new(text.into()),
                ..NewCase::default()
            })?;
            tx.set_alarms(&[NewAlarm {
                at: later(5),
                meaning: text.into(),
            }])?;
            tx.confirm(
                id,
                "member.patient",
                ConfirmationState::Confirmed,
                Some(&text.into()),
            )
        })
        .unwrap();
    // While it is open, the log beside the records holds the newest pages.
    search(&home);
    let locked = vault.lock().unwrap();
    let about = About {
        file_name: Private::new("Marisol Quintero.pdf".into()),
        media: "application/pdf".into(),
        arrival: Arrival::Dropped,
        at: now(),
    };
    locked
        .receive(format!("received {text}").as_bytes(), &about)
        .unwrap();
    assert!(search(&home) >= 9);
    drop(home.unlock());
    search(&home);
}

/// Looks through names and contents of all files, 8-bit and UTF-16; gives back how many there are.
fn search(home: &Home) -> usize {
    let files = files_below(&home.folder());
    for path in &files {
        let name = path.to_string_lossy().to_lowercase();
        let bytes = std::fs::read(path).unwrap().to_ascii_lowercase();
        for word in PLANTED.map(str::to_lowercase) {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
            assert!(!name.contains(&word), "{word} is in a file's name");
            assert!(
                !holds(word.as_bytes()) && !holds(&wide),
                "{word} is in {}",
                path.display()
            );
        }
    }
    files.len()
}
