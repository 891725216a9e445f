//! Two processes at one vault.

use crate::children::{Other, say};
use crate::common::*;
use holdfast_vault::*;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

const EACH: u32 = 60;

/// The child: files and notes as fast as it can.
pub fn write_many(folder: &Path, start: u32) -> io::Result<()> {
    let locked = LockedVault::open(folder).map_err(io::Error::other)?;
    let mut vault = locked
        .unlock_with_passphrase(&secret(PASSPHRASE), &here())
        .map_err(io::Error::other)?;
    say("ready")?;
    write(&mut vault, start);
    say("done")
}

fn write(vault: &mut Vault, start: u32) {
    for number in start..start + EACH {
        // Every second content is one that the other process files too, at about the same moment.
        let shared = number % 2 == 0;
        let bytes = if shared {
            (number - start).to_le_bytes()
        } else {
            number.to_le_bytes()
        };
        let filed = vault
            .file_bytes(
                &bytes,
                &letter("a.pdf"),
                Operation::by_person("file"),
                now(),
            )
            .unwrap();
        let id = filed.value.document();
        vault
            .transact(Operation::by_person("note"), now(), |tx| {
                let counted: u32 = tx.setting("counter")?.unwrap_or(0);
                tx.set_setting("counter", &(counted + 1))?;
                tx.set_reviewed(id, Some(now()))
            })
            .unwrap();
    }
}

#[test]
fn two_writers_at_once_lose_no_change() {
    let (home, mut vault) = Home::make();
    let mut other = Other::start("write", &home.folder(), 1000);
    assert_eq!(other.next_word().as_deref(), Some("ready"));
    write(&mut vault, 2000);
    assert_eq!(other.next_word().as_deref(), Some("done"));
    assert_eq!(
        vault.read().setting::<u32>("counter").unwrap(),
        Some(2 * EACH)
    );
    let documents = vault.read().documents(&DocumentFilter::default()).unwrap();
    let originals: BTreeSet<_> = documents.iter().map(|row| row.original).collect();
    assert_eq!(
        documents.len(),
        originals.len(),
        "the same bytes at once are one document"
    );
    assert_eq!(documents.len() as u32, EACH / 2 * 3);
    let seqs: Vec<i64> = vault
        .read()
        .history(1000)
        .unwrap()
        .iter()
        .rev()
        .map(|row| row.seq)
        .collect();
    let expected: Vec<i64> = (1..=1 + i64::from(4 * EACH)).collect();
    assert_eq!(seqs, expected, "one row each, without gaps");
    assert_eq!(vault.verify(|_, _| true).unwrap().findings, []);
}

/// The child: holds the whole vault until it is told to end by its input's end, or killed.
pub fn hold_whole_vault(folder: &Path, for_milliseconds: u32) -> io::Result<()> {
    let lock = fs::File::options()
        .read(true)
        .write(true)
        .open(folder.join("vault.lock"))?;
    lock.lock()?;
    let holder = Holder {
        program: "holdfast".into(),
        pid: std::process::id(),
        host: "desk".into(),
        since: now(),
        purpose: "restore".into(),
    };
    lock.set_len(0)?;
    serde_json::to_writer(&lock, &holder)?;
    say("held")?;
    std::thread::sleep(Duration::from_millis(u64::from(for_milliseconds)));
    Ok(())
}

#[test]
fn whoever_comes_while_the_whole_vault_is_held_waits_or_is_told_who_holds_it() {
    let (home, mut vault) = Home::make();
    let mut other = Other::start("hold", &home.folder(), 1500);
    assert_eq!(other.next_word().as_deref(), Some("held"));
    let locked = home.locked();
    let Err(VaultError::Held {
        holder: Some(holder),
    }) = home.try_unlock()
    else {
        panic!("it was let in")
    };
    assert_eq!(
        (holder.purpose.as_str(), holder.pid),
        ("restore", other.child.id())
    );
    assert_eq!(locked.holder().unwrap(), Some(holder));
    file(
        &mut vault,
        "a.pdf",
        b"an open vault goes on in the meantime",
    );
    let began = Instant::now();
    let patient = UnlockOptions {
        wait: Duration::from_secs(20),
        ..here()
    };
    locked
        .unlock_with_passphrase(&secret(PASSPHRASE), &patient)
        .unwrap();
    assert!(began.elapsed() > Duration::from_millis(100), "it did wait");
    other.child.wait().unwrap();
    let mut killed = Other::start("hold", &home.folder(), 60_000);
    assert_eq!(killed.next_word().as_deref(), Some("held"));
    assert!(matches!(home.try_unlock(), Err(VaultError::Held { .. })));
    killed.child.kill().unwrap();
    killed.child.wait().unwrap();
    home.unlock();
    assert_eq!(
        locked.holder().unwrap(),
        None,
        "a killed holder holds nothing"
    );
}

#[test]
fn a_writer_that_finds_the_records_busy_says_so_after_a_while() {
    let (home, mut vault) = Home::make();
    let line = vault.identity_line();
    let records = rescue_records(&home.folder(), &line);
    records.execute_batch("BEGIN IMMEDIATE").unwrap();
    let began = Instant::now();
    let refused = vault.transact(Operation::by_person("x"), now(), |tx| {
        tx.put_draft("a", "b")
    });
    assert!(
        matches!(refused, Err(VaultError::RecordsBusy)),
        "{refused:?}"
    );
    assert!(began.elapsed() > Duration::from_secs(3));
    assert!(
        vault.read().draft("a").unwrap().is_none(),
        "reading goes on meanwhile"
    );
    records.execute_batch("ROLLBACK").unwrap();
    vault
        .transact(Operation::by_person("x"), now(), |tx| {
            tx.put_draft("a", "b")
        })
        .unwrap();
}
