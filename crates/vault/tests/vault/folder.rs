//! Making a vault, finding it, and the folders in which neither is done.

use crate::common::*;
use holdfast_vault::*;
use std::fs;

fn create(folder: &std::path::Path) -> Result<(Vault, RecoveryCode), VaultError> {
    LockedVault::create(folder, &secret(PASSPHRASE), &weak())
}

#[test]
fn a_new_vault_holds_what_the_format_says_and_nothing_else() {
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    let mut names: Vec<String> = fs::read_dir(home.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "alarms.json",
            "before",
            "documents",
            "inbox",
            "keys",
            "records.db",
            "rescue.txt",
            "vault.json",
            "vault.lock"
        ]
    );
    let text = fs::read_to_string(home.folder().join("vault.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["kind"], "holdfast-vault");
    assert_eq!(json["format"], 1);
    assert!(json["recipient"].as_str().unwrap().starts_with("age1"));
    assert!(json["open_on"].is_null(), "nobody has it open any more");
    assert_eq!(
        fs::read_to_string(home.folder().join("alarms.json")).unwrap(),
        "[]"
    );
}

#[test]
fn the_way_out_without_this_program_lies_in_the_vault_and_comes_back() {
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    let text = home.folder().join("rescue.txt");
    assert!(fs::read_to_string(&text).unwrap().contains("age -d"));
    // lost, or of an older program: the next unlock lays it in again
    for old in [None, Some("an older text")] {
        match old {
            Some(old) => fs::write(&text, old).unwrap(),
            None => fs::remove_file(&text).unwrap(),
        }
        home.unlock().lock().unwrap();
        assert!(fs::read_to_string(&text).unwrap().contains("age -d"));
    }
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_look_into_a_vault() {
    use std::os::unix::fs::PermissionsExt;
    let (home, _vault) = Home::make();
    assert_eq!(
        fs::metadata(home.folder()).unwrap().permissions().mode() & 0o777,
        0o700
    );
    for key in ["passphrase", "recovery", "records"] {
        let path = home.folder().join(format!("keys/{key}.age"));
        assert_eq!(
            fs::metadata(path).unwrap().permissions().mode() & 0o777,
            0o600,
            "{key}"
        );
    }
}

#[test]
fn no_vault_is_made_where_something_is() {
    let dir = tempfile::tempdir().unwrap();
    let full = dir.path().join("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("taxes.pdf"), "x").unwrap();
    assert!(matches!(create(&full), Err(VaultError::NotEmpty)));
    assert_eq!(
        files_below(&full).len(),
        1,
        "nothing was added, nothing taken away"
    );
    let file = dir.path().join("file");
    fs::write(&file, "x").unwrap();
    assert!(matches!(create(&file), Err(VaultError::NotEmpty)));
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    assert!(matches!(
        create(&home.folder()),
        Err(VaultError::AlreadyAVault)
    ));
    fs::remove_file(home.folder().join("vault.json")).unwrap();
    assert!(
        matches!(create(&home.folder()), Err(VaultError::AlreadyAVault)),
        "a damaged vault is no empty folder"
    );
}

#[test]
fn an_empty_folder_will_do_and_an_empty_passphrase_will_not() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("vault");
    let none = LockedVault::create(&folder, &secret(""), &weak());
    assert!(matches!(none, Err(VaultError::EmptyPassphrase)));
    assert!(!folder.exists());
    fs::create_dir(&folder).unwrap();
    create(&folder).unwrap();
}

#[test]
fn a_synced_folder_is_refused_for_making_and_for_working() {
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    fs::write(home.dir.path().join(".dropbox"), "").unwrap();
    let refused = create(&home.dir.path().join("other"));
    assert!(matches!(
        refused,
        Err(VaultError::SyncedFolder { service: "Dropbox" })
    ));
    assert!(!home.dir.path().join("other").exists());
    let refused = LockedVault::open(&home.folder());
    assert!(matches!(
        refused,
        Err(VaultError::SyncedFolder { service: "Dropbox" })
    ));
    LockedVault::open_although_synced(&home.folder()).unwrap();
}

#[test]
fn a_making_that_was_cut_short_is_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("vault");
    fs::create_dir_all(folder.join("keys")).unwrap();
    fs::write(folder.join("keys/passphrase.age"), "half").unwrap();
    fs::write(folder.join("records.db"), "half").unwrap();
    let holder = r#"{"program":"holdfast","pid":1,"host":"h","since":"2026-11-25T09:00:00Z","purpose":"make"}"#;
    fs::write(folder.join("vault.lock"), holder).unwrap();
    assert!(matches!(
        LockedVault::open(&folder),
        Err(VaultError::NotAVault)
    ));
    let (vault, _) = create(&folder).unwrap();
    assert!(vault.verify(|_, _| true).unwrap().findings.is_empty());
}

#[test]
fn what_is_no_vault_is_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(
        LockedVault::open(&dir.path().join("gone")),
        Err(VaultError::NoFolder)
    ));
    assert!(matches!(
        LockedVault::open(dir.path()),
        Err(VaultError::NotAVault)
    ));
    fs::write(
        dir.path().join("vault.json"),
        r#"{"kind":"another-program","format":1}"#,
    )
    .unwrap();
    assert!(matches!(
        LockedVault::open(dir.path()),
        Err(VaultError::NotAVault)
    ));
    let newer = r#"{"kind":"holdfast-vault","format":2,"something":"new"}"#;
    fs::write(dir.path().join("vault.json"), newer).unwrap();
    let refused = LockedVault::open(dir.path());
    assert!(matches!(
        refused,
        Err(VaultError::NewerVault { found: 2, known: 1 })
    ));
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    let manifest = home.folder().join("vault.json");
    truncate(&manifest, 40);
    assert!(matches!(
        LockedVault::open(&home.folder()),
        Err(VaultError::DamagedManifest)
    ));
    fs::remove_file(&manifest).unwrap();
    assert!(matches!(
        LockedVault::open(&home.folder()),
        Err(VaultError::DamagedManifest)
    ));
}

#[test]
fn a_folder_that_goes_away_in_the_middle_is_said_so() {
    let (home, mut vault) = Home::make();
    let locked = home.locked();
    fs::rename(home.folder(), home.dir.path().join("elsewhere")).unwrap();
    let filed = vault.file_bytes(b"x", &letter("a.pdf"), Operation::by_person("file"), now());
    assert!(matches!(filed, Err(VaultError::NoFolder)), "{filed:?}");
    let unlocked = locked.unlock_with_passphrase(&secret(PASSPHRASE), &here());
    assert!(matches!(unlocked, Err(VaultError::NoFolder)));
    assert!(!home.folder().exists(), "nothing was made in its place");
}

/// Two devices that only a mounted file system can play. Where mounting isn't permitted, the test says so.
#[cfg(target_os = "linux")]
mod mounted {
    use super::*;
    use std::process::Command;

    struct Mount(tempfile::TempDir);

    impl Mount {
        fn make(size: &str) -> Option<Self> {
            let dir = tempfile::tempdir().unwrap();
            let options = format!("size={size},mode=0700");
            let done = Command::new("mount")
                .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
                .arg(dir.path())
                .output();
            if !done.is_ok_and(|done| done.status.success()) {
                eprintln!("NOT RUN: mounting a small file system is not permitted here");
                return None;
            }
            Some(Self(dir))
        }
        fn read_only(&self) {
            let done = Command::new("mount")
                .args(["-o", "remount,ro"])
                .arg(self.0.path())
                .status()
                .unwrap();
            assert!(done.success());
        }
    }

    impl Drop for Mount {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
        }
    }

    #[test]
    fn a_read_only_folder_is_said_to_be_one() {
        let Some(mount) = Mount::make("20m") else {
            return;
        };
        let folder = mount.0.path().join("vault");
        let (mut vault, _) = create(&folder).unwrap();
        let kept = file(&mut vault, "kept.pdf", b"kept");
        vault.lock().unwrap();
        mount.read_only();
        let made = create(&mount.0.path().join("other"));
        assert!(matches!(made, Err(VaultError::ReadOnlyFolder)));
        let locked = LockedVault::open(&folder).unwrap();
        let mut vault = locked
            .unlock_with_passphrase(&secret(PASSPHRASE), &here())
            .unwrap();
        assert_eq!(
            vault.access(),
            Access::LookOnly {
                why: CannotWrite::ReadOnlyFolder
            }
        );
        let original = vault.read().document(kept).unwrap().original;
        assert_eq!(vault.open_original(original).unwrap().as_slice(), b"kept");
        let filed = vault.file_bytes(b"x", &letter("a.pdf"), Operation::by_person("file"), now());
        assert!(
            matches!(filed, Err(VaultError::ReadOnlyFolder)),
            "{filed:?}"
        );
        let locked = vault.lock().unwrap();
        let about = About {
            file_name: holdfast_case::Private::new("a".into()),
            media: "text/plain".into(),
            arrival: Arrival::Dropped,
            at: now(),
        };
        assert!(matches!(
            locked.receive(b"x", &about),
            Err(VaultError::ReadOnlyFolder)
        ));
    }

    #[test]
    fn on_a_full_disk_nothing_is_half_there() {
        let Some(mount) = Mount::make("4m") else {
            return;
        };
        let tight = mount.0.path().join("vault");
        let (mut vault, _) = create(&tight).unwrap();
        let kept = file(&mut vault, "kept.pdf", &[7; 100_000]);
        let big = vec![9; 8 << 20];
        let filed = vault.file_bytes(
            &big,
            &letter("big.pdf"),
            Operation::by_person("file"),
            now(),
        );
        assert!(matches!(filed, Err(VaultError::DiskFull)), "{filed:?}");
        assert_eq!(unfinished(&tight), [] as [std::path::PathBuf; 0]);
        let text = "many words ".repeat(600_000);
        let written = vault.transact(Operation::by_person("draft"), now(), |tx| {
            tx.put_draft("letter", &text)
        });
        assert!(matches!(written, Err(VaultError::DiskFull)), "{written:?}");
        assert!(vault.read().draft("letter").unwrap().is_none());
        let locked = vault.lock().unwrap();
        let about = About {
            file_name: holdfast_case::Private::new("big".into()),
            media: "application/pdf".into(),
            arrival: Arrival::Dropped,
            at: now(),
        };
        assert!(matches!(
            locked.receive(&big, &about),
            Err(VaultError::DiskFull)
        ));
        assert_eq!(
            files_below(&tight.join("inbox")),
            [] as [std::path::PathBuf; 0]
        );
        let vault = locked
            .unlock_with_passphrase(&secret(PASSPHRASE), &here())
            .unwrap();
        assert_eq!(
            vault
                .read()
                .documents(&DocumentFilter::default())
                .unwrap()
                .len(),
            1
        );
        let original = vault.read().document(kept).unwrap().original;
        assert_eq!(vault.open_original(original).unwrap().len(), 100_000);
        assert!(vault.verify(|_, _| true).unwrap().findings.is_empty());
    }

    #[test]
    fn on_a_disk_that_is_full_to_the_last_byte_what_is_there_is_still_read() {
        let Some(mount) = Mount::make("8m") else {
            return;
        };
        let folder = mount.0.path().join("vault");
        let (mut vault, _) = create(&folder).unwrap();
        let kept = file(&mut vault, "kept.pdf", b"kept");
        let locked = vault.lock().unwrap();
        let mut filler = fs::File::create(mount.0.path().join("filler")).unwrap();
        let block = [1_u8; 1024];
        while std::io::Write::write_all(&mut filler, &block).is_ok() {}
        let mut vault = locked
            .unlock_with_passphrase(&secret(PASSPHRASE), &here())
            .unwrap();
        assert_eq!(
            vault.access(),
            Access::LookOnly {
                why: CannotWrite::DiskFull
            }
        );
        let original = vault.read().document(kept).unwrap().original;
        assert_eq!(vault.open_original(original).unwrap().as_slice(), b"kept");
        let filed = vault.file_bytes(b"x", &letter("a.pdf"), Operation::by_person("file"), now());
        assert!(matches!(filed, Err(VaultError::DiskFull)), "{filed:?}");
        let locked = vault.lock().unwrap();
        drop(filler);
        fs::remove_file(mount.0.path().join("filler")).unwrap();
        let vault = locked
            .unlock_with_passphrase(&secret(PASSPHRASE), &here())
            .unwrap();
        assert_eq!(vault.access(), Access::Full);
    }

    #[test]
    fn a_vault_that_has_no_room_is_not_half_made() {
        let Some(mount) = Mount::make("64k") else {
            return;
        };
        let folder = mount.0.path().join("vault");
        let made = create(&folder);
        assert!(
            matches!(made, Err(VaultError::DiskFull)),
            "{:?}",
            made.err()
        );
        assert!(!folder.exists());
    }
}
