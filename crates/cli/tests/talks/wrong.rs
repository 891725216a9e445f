//! More rows of the contract's 'when something is wrong': newer, held, open elsewhere, with a password of its own.

use crate::{Machine, PASSPHRASE};
use holdfast_vault::{LockedVault, UnlockOptions};
use std::path::{Path, PathBuf};

fn locked_pdf() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../reader/tests/files/encrypted-aes256-password-secret.pdf")
}

#[test]
fn a_vault_of_a_newer_program_is_left_as_it_is() {
    let machine = Machine::new();
    machine.init();
    let description = machine.vault().join("vault.json");
    let newer = std::fs::read_to_string(&description)
        .unwrap()
        .replace("\"format\": 1", "\"format\": 99");
    std::fs::write(&description, &newer).unwrap();
    let file = machine.write("note.txt", b"A note of some length, and nothing else.");
    for call in [
        &["list"][..],
        &["unlock", "--check"],
        &["status"],
        &["add", file.to_str().unwrap()],
    ] {
        let answer = machine.open(call);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (4, "vault-newer"),
            "{call:?}"
        );
    }
    assert_eq!(std::fs::read_to_string(&description).unwrap(), newer);
}

#[test]
fn the_status_says_open_where_the_secret_opens_it() {
    let machine = Machine::new();
    let of = |answer: &crate::Answer| {
        answer.json()["state"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(of(&machine.open(&["status"])), "no-vault");
    machine.init();
    assert_eq!(of(&machine.call(&["status", "--json"])), "locked");
    assert_eq!(of(&machine.open(&["status"])), "open");
    let other = machine.write("other", b"not the one");
    let other = other.to_str().unwrap();
    let wrong = machine.call(&["status", "--json", "--passphrase-file", other]);
    assert_eq!(
        (wrong.status, wrong.code().as_str()),
        (3, "wrong-passphrase")
    );
}

#[test]
fn who_works_on_the_whole_vault_is_told_and_can_be_waited_for() {
    let machine = Machine::new();
    machine.init();
    let lock = machine.vault().join("vault.lock");
    let holder = r#"{"program":"holdfast","pid":4711,"host":"desk","since":"2026-11-23T10:00:00Z","purpose":"restore"}"#;
    std::fs::write(&lock, holder).unwrap();
    let file = std::fs::File::open(&lock).unwrap();
    file.lock().unwrap();
    for call in [&["list"][..], &["unlock", "--check"]] {
        let answer = machine.open(call);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (1, "vault-held"),
            "{call:?}"
        );
        assert!(answer.out.contains("holdfast (process 4711 on desk)"));
    }
    let waits = std::thread::scope(|scope| {
        let waits = scope.spawn(|| machine.open(&["list", "--wait", "60"]));
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(!waits.is_finished(), "it did not wait");
        file.unlock().unwrap();
        waits.join().unwrap()
    });
    assert_eq!(waits.status, 0, "{}", waits.out);
}

#[test]
fn a_vault_that_is_open_on_another_computer_is_told_with_its_name() {
    let machine = Machine::new();
    machine.init();
    let options = UnlockOptions {
        machine: holdfast_vault::Machine::new("another", "kitchen"),
        ..UnlockOptions::at("2026-11-23T15:00:00Z".parse().unwrap())
    };
    let secret = secrecy::SecretString::from(PASSPHRASE.to_owned());
    let locked = LockedVault::open(&machine.vault()).unwrap();
    let there = locked.unlock_with_passphrase(&secret, &options).unwrap();
    let answer = machine.open(&["list"]);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (1, "vault-open-elsewhere"),
        "{}",
        answer.out
    );
    let said = answer.json()["error"].to_string();
    assert!(said.contains("kitchen") && said.contains("copy"), "{said}");
    drop(there.lock().unwrap());
    assert_eq!(machine.open(&["list"]).status, 0);
}

#[test]
fn a_document_with_a_password_is_filed_sealed_and_read_once_it_is_given() {
    let machine = Machine::new();
    machine.init();
    let path = locked_pdf();
    let path = path.to_str().unwrap();
    let with = |call: &[&str], password: &str| {
        let secret = machine.secret();
        let mut all = call.to_vec();
        all.extend(["--json", "--document-password-fd", "0", path]);
        if call[0] == "add" {
            all.extend(secret.iter().map(String::as_str));
        }
        machine.call_with(&all, password.as_bytes())
    };
    let read = machine.call(&["read", "--json", path]);
    assert_eq!((read.status, read.code().as_str()), (5, "file-encrypted"));
    let wrong = with(&["read"], "sesame");
    assert_eq!(
        (wrong.status, wrong.code().as_str()),
        (5, "file-password-wrong")
    );
    assert_eq!(with(&["read"], "secret").status, 0);

    let added = machine.open(&["add", path]);
    let file = added.json()["files"][0].clone();
    assert_eq!((added.status, file["status"].as_str()), (0, Some("filed")));
    assert_eq!(file["error"]["code"], "file-encrypted");
    let id = file["document"].as_str().unwrap().to_owned();
    let shown = |machine: &Machine| machine.open(&["show", &id]).json()["documents"][0].clone();
    assert!(shown(&machine).to_string().contains("password"));

    let wrong = with(&["add"], "sesame");
    assert_eq!(wrong.status, 0, "{}", wrong.out);
    let right = with(&["add"], "secret");
    assert_eq!(right.status, 0, "{}", right.out);
    assert_eq!(right.json()["files"][0]["document"], id.as_str());
    let pages = shown(&machine)["pages"].as_u64();
    assert!(pages > Some(0), "{}", shown(&machine));
}
