//! Opening the vault: wrong tries, a passphrase, a folder, a damaged vault.

use crate::common::{Home, PASSPHRASE, unlock};
use holdfast_casework::Code;
use holdfast_casework::view::{ChangePassphraseRequest, Phase, UnlockRequest};

fn by(passphrase: &str) -> UnlockRequest {
    UnlockRequest::Passphrase {
        passphrase: passphrase.to_owned(),
    }
}

#[test]
fn after_five_wrong_tries_the_wait_grows_and_survives_a_restart() {
    let home = Home::new();
    home.made().lock().unwrap();
    let desk = home.desk();
    for _ in 0..5 {
        assert_eq!(
            desk.unlock(by("wrong")).unwrap_err().code(),
            Code::WrongPassphrase
        );
    }
    assert_eq!(desk.app_state().unwrap().wait_seconds, 30);
    let refused = desk.unlock(by(PASSPHRASE)).unwrap_err();
    assert_eq!(refused.code().exit_status(), 3);
    drop(desk);
    let desk = home.desk();
    assert_eq!(desk.app_state().unwrap().wait_seconds, 30);
    home.set_clock("2026-11-23T10:00:31-05:00");
    assert_eq!(
        desk.unlock(by("wrong")).unwrap_err().code(),
        Code::WrongPassphrase
    );
    assert_eq!(desk.app_state().unwrap().wait_seconds, 60);
    home.set_clock("2026-11-23T10:02:00-05:00");
    unlock(&desk);
    assert_eq!(desk.app_state().unwrap().wait_seconds, 0);
}

#[test]
fn a_clock_set_back_does_not_shut_the_person_out_for_years() {
    let home = Home::new();
    home.made().lock().unwrap();
    let desk = home.desk();
    for _ in 0..5 {
        assert!(desk.unlock(by("wrong")).is_err());
    }
    home.set_clock("2020-01-01T10:00:00-05:00");
    assert_eq!(desk.app_state().unwrap().wait_seconds, 30);
    home.set_clock("2020-01-01T10:00:31-05:00");
    assert_eq!(desk.app_state().unwrap().wait_seconds, 0);
}

#[test]
fn the_passphrase_is_changed_only_with_the_present_one() {
    let home = Home::new();
    let desk = home.made();
    let change = |present: &str, new: &str| {
        desk.change_passphrase(ChangePassphraseRequest {
            present: present.to_owned(),
            new: new.to_owned(),
        })
    };
    let new = "seven other words for the vault";
    assert_eq!(
        change("wrong", new).unwrap_err().code(),
        Code::WrongPassphrase
    );
    assert_eq!(
        change(PASSPHRASE, "short").unwrap_err().code().id(),
        "weak-passphrase"
    );
    change(PASSPHRASE, new).unwrap();
    desk.lock().unwrap();
    assert_eq!(
        desk.unlock(by(PASSPHRASE)).unwrap_err().code(),
        Code::WrongPassphrase
    );
    desk.unlock(by(new)).unwrap();
}

#[test]
fn five_proposed_words_are_strong_and_never_the_same() {
    let home = Home::new();
    let desk = home.desk();
    let (a, b) = (
        desk.propose_passphrase().unwrap().passphrase,
        desk.propose_passphrase().unwrap().passphrase,
    );
    assert_ne!(a, b);
    for words in [a, b] {
        assert_eq!(words.split(' ').count(), 5);
        assert!(desk.passphrase_strength(&words).unwrap().enough, "{words}");
    }
}

#[test]
fn folders_are_looked_at_before_anything_is_made() {
    let home = Home::new();
    let desk = home.desk();
    let check = |path: &std::path::Path| desk.check_folder(Some(path.to_str().unwrap())).unwrap();
    assert_eq!(desk.check_folder(None).unwrap().state, "usable");
    home.file("something.txt", "here");
    let full = check(&home.path("letters"));
    assert_eq!(
        (full.state.as_str(), full.trouble.unwrap().code.as_str()),
        ("refused", "folder-not-empty")
    );
    let synced = check(&home.path("Dropbox/vault"));
    assert_eq!(synced.trouble.unwrap().code, "folder-synced");
    drop(home.made());
    assert_eq!(check(&home.vault()).state, "vault");
}

#[test]
fn a_vault_that_went_away_or_is_damaged_says_which() {
    let home = Home::new();
    home.made().lock().unwrap();
    let aside = home.path("aside");
    std::fs::rename(home.vault(), &aside).unwrap();
    let state = home.desk().app_state().unwrap();
    assert_eq!(state.phase, Phase::Trouble);
    assert_eq!(state.trouble.unwrap().code, "vault-missing");
    std::fs::rename(&aside, home.vault()).unwrap();

    let key = home.vault().join("keys/passphrase.age");
    let whole = std::fs::read(&key).unwrap();
    std::fs::write(&key, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(
        home.desk()
            .unlock(by(PASSPHRASE))
            .unwrap_err()
            .code()
            .exit_status(),
        4
    );
    std::fs::write(&key, whole).unwrap();

    let records = home.vault().join("records.db");
    std::fs::write(&records, b"no database at all, but long enough to look at").unwrap();
    assert_eq!(
        home.desk()
            .unlock(by(PASSPHRASE))
            .unwrap_err()
            .code()
            .exit_status(),
        4
    );
    std::fs::write(home.vault().join("vault.json"), b"{").unwrap();
    assert_eq!(home.desk().app_state().unwrap().phase, Phase::Trouble);
}
