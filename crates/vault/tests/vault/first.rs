//! The whole first path: make, file, lock, unlock three ways, read back.

use crate::common::*;
use holdfast_vault::*;

#[test]
fn what_is_filed_is_there_after_locking_and_unlocking() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("vault");
    let (mut vault, code) =
        LockedVault::create(&folder, &secret("correct horse"), &weak()).unwrap();
    let new = NewDocument::from_file("denial.pdf", "application/pdf", Arrival::Dropped);
    let filed = vault
        .file_bytes(
            b"%PDF-1.7 bytes",
            &new,
            Operation::by_person("file-document"),
            now(),
        )
        .unwrap();
    let Filed::New(id) = filed.value else {
        panic!("{filed:?}")
    };
    assert_eq!(filed.touched, [Kind::Documents, Kind::Originals]);
    let again = vault
        .file_bytes(
            b"%PDF-1.7 bytes",
            &new,
            Operation::by_person("file-document"),
            now(),
        )
        .unwrap();
    assert_eq!(again.value, Filed::Known(id));
    let line = vault.identity_line();
    vault.lock().unwrap();

    let locked = LockedVault::open(&folder).unwrap();
    for vault in [
        locked.unlock_with_passphrase(&secret("correct horse"), &UnlockOptions::at(now())),
        locked.unlock_with_recovery(
            &RecoveryCode::parse(&code.phrase()).unwrap(),
            &UnlockOptions::at(now()),
        ),
        locked.unlock_with_identity(&line, &UnlockOptions::at(now())),
    ] {
        let vault = vault.unwrap();
        let row = vault.read().document(id).unwrap();
        assert_eq!(row.title.reveal(), "denial.pdf");
        assert_eq!(
            vault.open_original(row.original).unwrap().as_slice(),
            b"%PDF-1.7 bytes"
        );
        assert_eq!(
            vault.read().backup_password().unwrap().unwrap(),
            code.backup_password()
        );
        assert!(
            vault.unlock_report().trouble.is_none(),
            "{:?}",
            vault.unlock_report()
        );
    }
    let wrong = locked.unlock_with_passphrase(&secret("wrong"), &UnlockOptions::at(now()));
    assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
}
