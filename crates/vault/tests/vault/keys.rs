//! The ways in, and what is said when one is closed.

use crate::common::*;
use holdfast_vault::*;
use secrecy::ExposeSecret;
use std::fs;

#[test]
fn a_vault_is_never_weak_by_default() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("vault");
    LockedVault::create(&folder, &secret(PASSPHRASE), &CreateOptions::at(now())).unwrap();
    for slot in ["passphrase", "recovery"] {
        let sealed = fs::read(folder.join(format!("keys/{slot}.age"))).unwrap();
        let head = String::from_utf8_lossy(&sealed);
        let stanza = head.lines().nth(1).unwrap();
        assert!(
            stanza.starts_with("-> scrypt ") && stanza.ends_with(" 18"),
            "{slot}: {stanza}"
        );
    }
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let (home, mut vault) = Home::make();
    vault
        .change_passphrase(&secret("another one"), KeyStrength::weak_for_tests(), now())
        .unwrap();
    let empty = vault.change_passphrase(&secret(""), KeyStrength::weak_for_tests(), now());
    assert!(matches!(empty, Err(VaultError::EmptyPassphrase)));
    vault.lock().unwrap();
    assert!(matches!(
        home.try_unlock(),
        Err(VaultError::WrongPassphrase)
    ));
    home.locked()
        .unlock_with_passphrase(&secret("another one"), &here())
        .unwrap();
    home.locked()
        .unlock_with_recovery(&home.code, &here())
        .unwrap();
}

const WEAK: KeyStrength = KeyStrength::weak_for_tests();

fn opens(home: &Home, code: &RecoveryCode) -> bool {
    match home.locked().unlock_with_recovery(code, &here()) {
        Ok(_) => true,
        Err(VaultError::WrongRecoveryWords) => false,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn new_recovery_words_open_and_the_old_ones_do_not() {
    let (home, mut vault) = Home::make();
    let new = vault.make_recovery().unwrap();
    assert_ne!(new.code().phrase(), home.code.phrase());
    vault.put_recovery(&new, WEAK, now()).unwrap();
    assert_eq!(
        vault.read().backup_password().unwrap().unwrap(),
        new.code().backup_password()
    );
    assert_eq!(vault.verify(|_, _| true).unwrap().findings, []);
    vault.lock().unwrap();
    assert!(!opens(&home, &home.code));
    assert!(opens(&home, new.code()));
    home.unlock();
}

#[test]
fn until_new_recovery_words_are_put_in_force_the_old_ones_open_and_nothing_is_written() {
    let (home, vault) = Home::make();
    let path = home.folder().join("keys/recovery.age");
    let (before, mark) = (fs::read(&path).unwrap(), vault.recovery_mark().unwrap());
    let new = vault.make_recovery().unwrap();
    assert!(vault.opens_with(&home.code).unwrap() && !vault.opens_with(new.code()).unwrap());
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(
        (vault.recovery_mark().unwrap(), new.instead_of()),
        (mark.clone(), &mark)
    );
    // The program ends here, by whatever it may be.
    drop(new);
    drop(vault);
    assert!(opens(&home, &home.code));
}

#[test]
fn of_two_new_sheets_made_at_once_the_later_does_not_take_the_place_of_the_proved_one() {
    let (home, mut window) = Home::make();
    let mut terminal = home.unlock();
    let (one, other) = (
        window.make_recovery().unwrap(),
        terminal.make_recovery().unwrap(),
    );
    terminal.put_recovery(&other, WEAK, now()).unwrap();
    let refused = window.put_recovery(&one, WEAK, now());
    assert!(matches!(refused, Err(VaultError::RecoveryReplaced)));
    assert!(window.opens_with(other.code()).unwrap());
    // Asked once more for the same words, it is done all the same.
    terminal.put_recovery(&other, WEAK, now()).unwrap();
    assert!(window.opens_with(other.code()).unwrap());
}

#[test]
fn new_recovery_words_that_cannot_be_written_leave_the_old_ones_and_can_be_tried_again() {
    let (home, mut vault) = Home::make();
    let new = vault.make_recovery().unwrap();
    let (keys, away) = (home.folder().join("keys"), home.folder().join("away"));
    fs::rename(&keys, &away).unwrap();
    let refused = vault.put_recovery(&new, WEAK, now());
    assert!(matches!(refused, Err(VaultError::NoFolder)));
    fs::rename(&away, &keys).unwrap();
    assert!(vault.opens_with(&home.code).unwrap());
    vault.put_recovery(&new, WEAK, now()).unwrap();
    assert!(vault.opens_with(new.code()).unwrap());
}

#[test]
fn a_lost_recovery_key_file_is_made_anew_by_new_words() {
    let (home, mut vault) = Home::make();
    fs::remove_file(home.folder().join("keys/recovery.age")).unwrap();
    let new = vault.make_recovery().unwrap();
    vault.put_recovery(&new, WEAK, now()).unwrap();
    vault.lock().unwrap();
    assert!(opens(&home, new.code()));
}

#[test]
fn the_identity_line_of_an_old_sheet_still_opens_everything_after_new_words() {
    let (home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"a");
    let old = vault.identity_line();
    let new = vault.make_recovery().unwrap();
    vault.put_recovery(&new, WEAK, now()).unwrap();
    assert_eq!(vault.identity_line().expose_secret(), old.expose_secret());
    vault.lock().unwrap();
    let vault = home.locked().unlock_with_identity(&old, &here()).unwrap();
    assert_eq!(
        vault.read().document(id).unwrap().file_name.reveal(),
        "a.pdf"
    );
    assert_eq!(vault.verify(|_, _| true).unwrap().findings, []);
}

#[test]
fn a_broken_key_file_is_not_called_a_wrong_passphrase() {
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    let path = home.folder().join("keys/passphrase.age");
    let whole = fs::read(&path).unwrap();
    let body = whole.windows(4).position(|four| four == b"\n---").unwrap() + 1;
    let damages: [(&str, Act<'_>); 6] = [
        ("head overwritten", Box::new(|| flip(&path, 3))),
        (
            "work raised beyond reason",
            Box::new(|| {
                let text = String::from_utf8_lossy(&whole[..body]).replacen(" 4\n", " 30\n", 1);
                fs::write(&path, [text.as_bytes(), &whole[body..]].concat()).unwrap();
            }),
        ),
        ("wrapped key changed", Box::new(|| flip(&path, body - 4))),
        ("content changed", Box::new(|| flip(&path, whole.len() - 5))),
        (
            "cut off",
            Box::new(|| truncate(&path, whole.len() as u64 - 20)),
        ),
        ("gone", Box::new(|| fs::remove_file(&path).unwrap())),
    ];
    for (name, damage) in &damages {
        fs::write(&path, &whole).unwrap();
        damage();
        let unlocked = home.try_unlock();
        assert!(
            matches!(
                unlocked,
                Err(VaultError::DamagedKey {
                    slot: KeySlot::Passphrase
                })
            ),
            "{name}: {:?}",
            unlocked.err()
        );
        let vault = home
            .locked()
            .unlock_with_recovery(&home.code, &here())
            .unwrap();
        let found = vault.verify(|_, _| true).unwrap().findings;
        assert_eq!(found, [Finding::DamagedKey(KeySlot::Passphrase)], "{name}");
    }
    fs::write(&path, &whole).unwrap();
    home.unlock();
}

#[test]
fn a_broken_key_of_the_records_is_said_to_be_that() {
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    let path = home.folder().join("keys/records.age");
    let size = fs::metadata(&path).unwrap().len();
    flip(&path, size as usize - 3);
    assert!(matches!(
        home.try_unlock(),
        Err(VaultError::DamagedKey {
            slot: KeySlot::Records
        })
    ));
}

#[test]
fn a_swapped_public_key_is_noticed_and_put_right_only_on_request() {
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    let (other, stranger) = Home::make();
    stranger.lock().unwrap();
    let path = home.folder().join("vault.json");
    let read = |folder: std::path::PathBuf| -> serde_json::Value {
        serde_json::from_slice(&fs::read(folder.join("vault.json")).unwrap()).unwrap()
    };
    let mut json = read(home.folder());
    let own = json["recipient"].clone();
    json["recipient"] = read(other.folder())["recipient"].clone();
    fs::write(&path, json.to_string()).unwrap();
    assert!(matches!(
        home.try_unlock(),
        Err(VaultError::RecipientChanged)
    ));
    let repair = UnlockOptions {
        repair_recipient: true,
        ..here()
    };
    let vault = home
        .locked()
        .unlock_with_passphrase(&secret(PASSPHRASE), &repair)
        .unwrap();
    assert!(vault.unlock_report().recipient_repaired);
    assert_eq!(read(home.folder())["recipient"], own);
}

#[test]
fn the_identity_line_opens_its_own_vault_only() {
    let (home, vault) = Home::make();
    let line = vault.identity_line();
    assert!(line.expose_secret().starts_with("AGE-SECRET-KEY-1"));
    vault.lock().unwrap();
    home.locked().unlock_with_identity(&line, &here()).unwrap();
    let (other, vault) = Home::make();
    vault.lock().unwrap();
    let refused = other.locked().unlock_with_identity(&line, &here());
    assert!(matches!(refused, Err(VaultError::WrongRecoveryWords)));
}

#[test]
fn another_machine_is_refused_by_name_until_it_takes_over() {
    let (home, vault) = Home::make();
    let laptop = UnlockOptions {
        machine: Machine::new("laptop-id", "Kitchen laptop"),
        ..here()
    };
    let locked = home.locked();
    let refused = locked.unlock_with_passphrase(&secret(PASSPHRASE), &laptop);
    assert!(matches!(refused, Err(VaultError::OpenElsewhere { .. })));
    vault.lock().unwrap();
    let vault = locked
        .unlock_with_passphrase(&secret(PASSPHRASE), &laptop)
        .unwrap();
    let text = fs::read_to_string(home.folder().join("vault.json")).unwrap();
    assert!(
        !text.contains("Kitchen") && !text.contains("laptop"),
        "the name is sealed: {text}"
    );
    let Err(VaultError::OpenElsewhere { machine, since }) = home.try_unlock() else {
        panic!("it was let in")
    };
    assert_eq!(
        (machine.reveal().as_str(), since),
        ("Kitchen laptop", now())
    );
    let take_over = UnlockOptions {
        take_over: true,
        ..here()
    };
    let mine = locked
        .unlock_with_passphrase(&secret(PASSPHRASE), &take_over)
        .unwrap();
    drop(vault);
    drop(mine);
    home.unlock();
}

#[test]
fn two_programs_on_one_machine_share_a_vault_and_see_each_others_changes() {
    let (home, mut window) = Home::make();
    let mut terminal = home.unlock();
    let before = window.data_version().unwrap();
    let id = file(&mut terminal, "a.pdf", b"a");
    assert_ne!(window.data_version().unwrap(), before);
    assert_eq!(
        window.read().document(id).unwrap().file_name.reveal(),
        "a.pdf"
    );
    let before = window.data_version().unwrap();
    file(&mut window, "b.pdf", b"b");
    assert_eq!(
        window.data_version().unwrap(),
        before,
        "one's own change is no news"
    );
    terminal.lock().unwrap();
    let other = UnlockOptions {
        machine: Machine::new("other", "other"),
        ..here()
    };
    let refused = home
        .locked()
        .unlock_with_passphrase(&secret(PASSPHRASE), &other);
    assert!(
        matches!(refused, Err(VaultError::OpenElsewhere { .. })),
        "the window still has it open"
    );
    window.lock().unwrap();
    home.locked()
        .unlock_with_passphrase(&secret(PASSPHRASE), &other)
        .unwrap();
}

#[test]
fn nothing_that_is_printed_shows_a_secret() {
    let (home, vault) = Home::make();
    let line = vault.identity_line();
    let shown = format!(
        "{:?} {:?} {:?}",
        home.locked(),
        vault.unlock_report(),
        home.code
    );
    for secret in [line.expose_secret(), PASSPHRASE, &home.code.phrase()] {
        assert!(!shown.contains(secret));
    }
}

#[test]
fn a_lost_description_is_written_anew_by_whoever_has_a_secret() {
    for by_words in [false, true] {
        let (home, mut vault) = Home::make();
        let id = file(&mut vault, "a.pdf", b"a");
        vault.lock().unwrap();
        let path = home.folder().join("vault.json");
        truncate(&path, 30);
        let passphrase = secret(PASSPHRASE);
        let wrong = secret("wrong");
        let refused =
            LockedVault::rebuild_description(&home.folder(), Secret::Passphrase(&wrong), now());
        assert!(matches!(refused, Err(VaultError::WrongPassphrase)));
        let with = if by_words {
            Secret::Recovery(&home.code)
        } else {
            Secret::Passphrase(&passphrase)
        };
        let locked = LockedVault::rebuild_description(&home.folder(), with, now()).unwrap();
        let vault = locked.unlock_with_passphrase(&passphrase, &here()).unwrap();
        assert!(vault.read().document(id).is_ok());
        assert_eq!(vault.verify(|_, _| true).unwrap().findings, []);
        let sound =
            LockedVault::rebuild_description(&home.folder(), Secret::Passphrase(&wrong), now())
                .unwrap();
        assert_eq!(sound.id(), vault.id(), "a sound description stays");
    }
}

#[test]
fn an_unlocked_vault_may_be_handed_to_another_thread() {
    fn check<T: Send>() {}
    check::<Vault>();
    check::<Sealer>();
    check::<Sealed>();
}

#[test]
fn a_program_that_waited_locked_knows_of_a_changed_passphrase() {
    let (home, mut vault) = Home::make();
    let waiting = home.locked();
    vault
        .change_passphrase(&secret("new"), KeyStrength::weak_for_tests(), now())
        .unwrap();
    let old = waiting.unlock_with_passphrase(&secret(PASSPHRASE), &here());
    assert!(matches!(old, Err(VaultError::WrongPassphrase)));
    waiting
        .unlock_with_passphrase(&secret("new"), &here())
        .unwrap();
}
