//! Databases and originals broken in one way each.

use crate::common::*;
use holdfast_vault::*;
use std::fs;

/// A vault with some content, locked.
fn filled() -> Home {
    let (home, mut vault) = Home::make();
    for number in 0..40_u32 {
        let id = file(&mut vault, "letter.pdf", &number.to_le_bytes());
        let original = vault.read().document(id).unwrap().original;
        change(&mut vault, |tx| {
            tx.put_page(
                original,
                &page(1, &["denied as not medically necessary"; 20]),
            )
        });
    }
    vault.lock().unwrap();
    assert!(
        !home.folder().join("records.db-wal").exists(),
        "the last to leave empties the log"
    );
    home
}

#[test]
fn a_damaged_database_is_told_from_a_wrong_passphrase() {
    let home = filled();
    let path = home.folder().join("records.db");
    let whole = fs::read(&path).unwrap();
    assert!(whole.len() > 60 * 4096);
    let damages: [(&str, DatabaseDamage, Act<'_>); 6] = [
        (
            "first page changed",
            DatabaseDamage::NotADatabase,
            Box::new(|| flip(&path, 100)),
        ),
        (
            "emptied",
            DatabaseDamage::NotADatabase,
            Box::new(|| truncate(&path, 0)),
        ),
        (
            "cut off in the first page",
            DatabaseDamage::NotADatabase,
            Box::new(|| truncate(&path, 1000)),
        ),
        (
            "a later page changed",
            DatabaseDamage::Pages,
            Box::new(|| flip(&path, 4096 * 30 + 200)),
        ),
        (
            "cut off in the middle",
            DatabaseDamage::Pages,
            Box::new(|| truncate(&path, 4096 * 20)),
        ),
        (
            "gone",
            DatabaseDamage::Missing,
            Box::new(|| fs::remove_file(&path).unwrap()),
        ),
    ];
    for (name, expected, damage) in &damages {
        fs::write(&path, &whole).unwrap();
        damage();
        match home.try_unlock() {
            Err(VaultError::DamagedDatabase { damage }) => assert_eq!(damage, *expected, "{name}"),
            other => panic!("{name}: {:?}", other.err()),
        }
    }
    fs::write(&path, &whole).unwrap();
    assert_eq!(
        home.unlock()
            .read()
            .documents(&DocumentFilter::default())
            .unwrap()
            .len(),
        40
    );
}

#[test]
fn the_database_of_another_vault_is_no_database_of_this_one() {
    let home = filled();
    let other = filled();
    fs::copy(
        other.folder().join("records.db"),
        home.folder().join("records.db"),
    )
    .unwrap();
    let damage = DatabaseDamage::NotADatabase;
    assert!(
        matches!(home.try_unlock(), Err(VaultError::DamagedDatabase { damage: found }) if found == damage)
    );
}

#[test]
fn a_check_names_every_damaged_missing_and_strange_file() {
    let (home, mut vault) = Home::make();
    let originals: Vec<_> = (0..5_u8)
        .map(|number| {
            let id = file(&mut vault, "letter.pdf", &[number; 70_000]);
            vault.read().document(id).unwrap().original
        })
        .collect();
    let sound = vault.verify(|_, _| true).unwrap();
    assert_eq!(
        (sound.originals, sound.bytes, sound.findings),
        (5, 350_000, vec![])
    );
    let path = |index: usize| {
        let id = originals[index].to_string();
        home.folder()
            .join("documents")
            .join(&id[..2])
            .join(format!("{id}.age"))
    };
    flip(&path(0), 69_000);
    truncate(&path(1), 65_000);
    fs::remove_file(path(2)).unwrap();
    // A whole seal under a name that isn't its own.
    fs::copy(path(4), path(3)).unwrap();
    fs::write(path(4).parent().unwrap().join("notes.txt"), "x").unwrap();
    fs::remove_file(home.folder().join("alarms.json")).unwrap();
    for index in [0, 1, 3] {
        let opened = vault.open_original(originals[index]);
        assert!(
            matches!(opened, Err(VaultError::DamagedOriginal(id)) if id == originals[index]),
            "{index}"
        );
    }
    assert!(matches!(
        vault.open_original(originals[2]),
        Err(VaultError::OriginalMissing(_))
    ));
    let mut found = vault.verify(|_, _| true).unwrap().findings;
    let mut expected = vec![
        Finding::DamagedOriginal(originals[0]),
        Finding::DamagedOriginal(originals[1]),
        Finding::MissingOriginal(originals[2]),
        Finding::DamagedOriginal(originals[3]),
        Finding::StrangeFile,
        Finding::AlarmsLost,
    ];
    found.sort_by_key(|finding| format!("{finding:?}"));
    expected.sort_by_key(|finding| format!("{finding:?}"));
    assert_eq!(found, expected);
    let mut seen = 0;
    let stopped = vault.verify(|_, _| {
        seen += 1;
        seen < 2
    });
    // one was looked at, whole or damaged as their order has it
    assert!(
        stopped.unwrap().originals <= 1 && seen == 2,
        "a check can be stopped"
    );
}

#[test]
fn damage_behind_an_open_vault_is_found_by_the_check() {
    let home = filled();
    let vault = home.unlock();
    let path = home.folder().join("records.db");
    flip(&path, 4096 * 30 + 200);
    let found = vault.verify(|_, _| true).unwrap().findings;
    assert!(found.contains(&Finding::DatabaseSeals(1)), "{found:?}");
}

#[test]
fn records_of_a_newer_program_can_be_read_and_not_written() {
    let home = filled();
    let vault = home.unlock();
    let line = vault.identity_line();
    vault.lock().unwrap();
    let records = rescue_records(&home.folder(), &line);
    records
        .pragma_update(None, "user_version", NEWEST_SCHEMA + 1)
        .unwrap();
    drop(records);
    let mut vault = home.unlock();
    assert_eq!(
        vault.access(),
        Access::ReadOnlyNewer {
            schema: NEWEST_SCHEMA + 1
        }
    );
    assert_eq!(
        vault
            .read()
            .documents(&DocumentFilter::default())
            .unwrap()
            .len(),
        40
    );
    let refused = vault.file_bytes(
        b"new",
        &letter("new.pdf"),
        Operation::by_person("file"),
        now(),
    );
    assert!(matches!(
        refused,
        Err(VaultError::NewerVault { found, known: NEWEST_SCHEMA }) if found == NEWEST_SCHEMA + 1
    ));
    assert_eq!(unfinished(&home.folder()), [] as [std::path::PathBuf; 0]);
    assert_eq!(vault.read().originals().unwrap().len(), 40);
}
