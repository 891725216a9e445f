//! What is received while locked, and what a crash leaves behind: both are put in order at unlock.

use crate::common::*;
use holdfast_case::Private;
use holdfast_vault::*;
use std::fs;

fn about(name: &str) -> About {
    About {
        file_name: Private::new(name.to_owned()),
        media: "image/jpeg".to_owned(),
        arrival: Arrival::Scanned,
        at: now(),
    }
}

fn titles(vault: &Vault) -> Vec<String> {
    let documents = vault.read().documents(&DocumentFilter::default()).unwrap();
    documents
        .into_iter()
        .map(|row| row.title.into_inner())
        .collect()
}

#[test]
fn what_was_received_while_locked_is_filed_at_unlock() {
    let (home, mut vault) = Home::make();
    let known = file(&mut vault, "known.pdf", b"known");
    let locked = vault.lock().unwrap();
    locked.receive(b"scan one", &about("scan 1.jpg")).unwrap();
    locked.receive(b"known", &about("again.pdf")).unwrap();
    locked
        .receive(b"scan one", &about("scan 1 again.jpg"))
        .unwrap();
    assert_eq!(files_below(&home.folder().join("inbox")).len(), 6);
    let vault = home.unlock();
    let report = vault.unlock_report();
    assert!(report.trouble.is_none(), "{report:?}");
    assert_eq!(
        (report.taken_in.len(), report.known.len(), report.damaged),
        (1, 2, 0)
    );
    assert!(report.known.contains(&known));
    let row = vault.read().document(report.taken_in[0]).unwrap();
    assert!(row.title.reveal().starts_with("scan 1"));
    assert_eq!(
        (row.media.as_str(), row.arrival),
        ("image/jpeg", Arrival::Scanned)
    );
    assert_eq!(
        vault.open_original(row.original).unwrap().as_slice(),
        b"scan one"
    );
    let queued = vault.read().unfinished_imports().unwrap();
    assert_eq!(queued.len(), 1, "it waits to be read");
    assert_eq!(
        (queued[0].state, queued[0].document),
        (ImportState::Filed, Some(row.id))
    );
    assert_eq!(files_below(&home.folder().join("inbox")).len(), 0);
    assert!(vault.verify(|_, _| true).unwrap().findings.is_empty());
}

#[test]
fn a_damaged_received_file_stays_and_the_others_are_filed() {
    let (home, vault) = Home::make();
    let locked = vault.lock().unwrap();
    let broken = locked.receive(&[1; 90_000], &about("broken.jpg")).unwrap();
    locked.receive(b"whole", &about("whole.jpg")).unwrap();
    let nameless = locked.receive(b"nameless", &about("nameless.jpg")).unwrap();
    let inbox = home.folder().join("inbox");
    flip(&inbox.join(format!("{broken}.age")), 80_000);
    truncate(&inbox.join(format!("{nameless}.about.age")), 30);
    let vault = home.unlock();
    assert_eq!(vault.unlock_report().damaged, 1);
    let mut found = titles(&vault);
    found.sort();
    assert_eq!(
        found,
        ["", "whole.jpg"],
        "a letter whose name is lost is kept all the same"
    );
    assert!(inbox.join(format!("{broken}.age")).exists());
    assert_eq!(
        vault.verify(|_, _| true).unwrap().findings,
        [Finding::DamagedReceived]
    );
}

#[test]
fn what_a_crash_left_unfinished_is_swept_and_what_is_being_written_is_not() {
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    let shelf = home.folder().join("documents/ab");
    fs::create_dir(&shelf).unwrap();
    for folder in [
        shelf.clone(),
        home.folder().join("inbox"),
        home.folder().join("keys"),
        home.folder(),
    ] {
        fs::write(folder.join(".0b7c2f5e.tmp"), "half").unwrap();
    }
    let lonely = home
        .folder()
        .join("inbox/01890000-0000-7000-8000-000000000000.about.age");
    fs::write(&lonely, "a description without content").unwrap();
    let busy = fs::File::create(shelf.join(".in-use.tmp")).unwrap();
    busy.lock().unwrap();
    let vault = home.unlock();
    assert_eq!(vault.unlock_report().swept, 5);
    assert_eq!(unfinished(&home.folder()), [shelf.join(".in-use.tmp")]);
    assert!(!lonely.exists());
}

#[test]
fn a_sealed_file_without_a_record_is_taken_in_unless_someone_is_about_to_record_it() {
    let (home, vault) = Home::make();
    let sealer = vault.sealer();
    let crashed = sealer.seal(b"a scan has no other copy").unwrap();
    let in_work = sealer.seal(b"in work").unwrap();
    let cancelled = sealer.seal(b"cancelled").unwrap();
    assert!(!crashed.was_there() && sealer.seal(b"in work").unwrap().was_there());
    vault.discard(cancelled).unwrap();
    let id = crashed.id();
    drop(crashed);
    vault.lock().unwrap();
    let vault = home.unlock();
    let taken_in = vault.unlock_report().taken_in.clone();
    assert_eq!(taken_in.len(), 1);
    let row = vault.read().document(taken_in[0]).unwrap();
    assert_eq!((row.original, row.arrival), (id, Arrival::Found));
    let found = vault.verify(|_, _| true).unwrap().findings;
    assert_eq!(found, [Finding::UnrecordedOriginal(in_work.id())]);
}

#[test]
fn what_was_found_without_a_record_gets_its_name_when_it_comes_once_more() {
    let (home, vault) = Home::make();
    drop(vault.sealer().seal(b"a letter").unwrap());
    vault.lock().unwrap();
    let mut vault = home.unlock();
    let id = vault.unlock_report().taken_in[0];
    assert_eq!(vault.read().documents_without_case().unwrap(), [id]);
    let again = |vault: &mut Vault, name: &str| {
        let operation = Operation::by_program("file");
        let filed = vault.file_bytes(b"a letter", &letter(name), operation, now());
        assert_eq!(filed.unwrap().value, Filed::Known(id));
        vault.read().document(id).unwrap()
    };
    let row = again(&mut vault, "letter.pdf");
    assert_eq!(
        (row.title.reveal().as_str(), row.media.as_str(), row.arrival),
        ("letter.pdf", "application/pdf", Arrival::Dropped)
    );
    let row = again(&mut vault, "another.pdf");
    assert_eq!(
        row.file_name.reveal(),
        "letter.pdf",
        "how it came is known by now"
    );
}

#[test]
fn the_same_bytes_are_sealed_once_and_the_trash_is_asked_too() {
    let (home, mut vault) = Home::make();
    let id = file(&mut vault, "a.pdf", b"the same");
    let again = |vault: &mut Vault| {
        vault
            .file_bytes(
                b"the same",
                &letter("b.pdf"),
                Operation::by_person("file"),
                now(),
            )
            .unwrap()
            .value
    };
    assert_eq!(again(&mut vault), Filed::Known(id));
    change(&mut vault, |tx| tx.trash_document(id));
    assert_eq!(again(&mut vault), Filed::InTrash(id));
    change(&mut vault, |tx| tx.restore_document(id));
    assert_eq!(again(&mut vault), Filed::Known(id));
    assert_eq!(files_below(&home.folder().join("documents")).len(), 1);
}

#[test]
fn ids_of_originals_tell_nothing_without_the_key() {
    let (_one, one) = Home::make();
    let (_two, two) = Home::make();
    let id = one.sealer().content_id(b"a well-known form");
    assert_eq!(id, one.sealer().content_id(b"a well-known form"));
    assert_ne!(id, two.sealer().content_id(b"a well-known form"));
    assert_ne!(id.0, *blake3::hash(b"a well-known form").as_bytes());
}

#[test]
fn debians_age_opens_an_original_with_the_printed_identity() {
    let (home, mut vault) = Home::make();
    let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    let id = file(&mut vault, "big.pdf", &bytes);
    let original = vault.read().document(id).unwrap().original.to_string();
    let line = secrecy::ExposeSecret::expose_secret(&vault.identity_line()).to_owned();
    let key = home.dir.path().join("key.txt");
    fs::write(&key, line).unwrap();
    let path = home
        .folder()
        .join("documents")
        .join(&original[..2])
        .join(format!("{original}.age"));
    let opened = std::process::Command::new("age")
        .arg("-d")
        .arg("-i")
        .arg(&key)
        .arg(&path)
        .output();
    let opened = opened.expect("the test needs Debian's package age");
    assert!(
        opened.status.success(),
        "{}",
        String::from_utf8_lossy(&opened.stderr)
    );
    assert_eq!(opened.stdout, bytes);
    let key = std::process::Command::new("age")
        .arg("-d")
        .arg("-i")
        .arg(&key)
        .arg(home.folder().join("keys/records.age"))
        .output()
        .unwrap();
    assert_eq!(
        key.stdout.trim_ascii().len(),
        64,
        "the key of the records is 64 hex digits"
    );
}

#[test]
fn what_another_process_recorded_in_the_meantime_is_not_discarded() {
    let (home, mut vault) = Home::make();
    let mut other = home.unlock();
    let sealed = vault.sealer().seal(b"shared").unwrap();
    let id = file(&mut other, "shared.pdf", b"shared");
    vault.discard(sealed).unwrap();
    let original = vault.read().document(id).unwrap().original;
    assert_eq!(vault.open_original(original).unwrap().as_slice(), b"shared");
    let none = vault.sealer().seal(b"nobody's").unwrap();
    vault.discard(none).unwrap();
    assert_eq!(files_below(&home.folder().join("documents")).len(), 1);
    assert!(
        vault
            .file_bytes(b"shared", &letter("x"), Operation::by_person("file"), now())
            .is_ok()
    );
}
