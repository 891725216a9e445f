//! `kill -9` at random moments: whatever was filed is there, whatever wasn't is not half there.

use crate::children::{Other, say};
use crate::common::*;
use holdfast_case::Private;
use holdfast_vault::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// Vaults that are killed at the same time, and kills of each.
const VAULTS: u32 = 4;
const KILLS: u32 = 50;

/// The content of a file by its number: the number, then signs that follow from it; 4 to 150,000 bytes.
fn content(number: u32) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&number.to_le_bytes());
    let mut source = hasher.finalize_xof();
    let mut length = [0; 4];
    source.fill(&mut length);
    let length = u32::from_le_bytes(length) % 150_000;
    let mut bytes = number.to_le_bytes().to_vec();
    bytes.resize(4 + length as usize, 0);
    source.fill(&mut bytes[4..]);
    bytes
}

/// The child: files one content after the other and says each number once it is filed. Each third it receives
/// while locked, each fifth it trashes, and it writes pages in between, so that kills hit all kinds of writing.
pub fn import_for_ever(folder: &Path, start: u32) -> io::Result<()> {
    let locked = LockedVault::open(folder).map_err(io::Error::other)?;
    let about = About {
        file_name: Private::new("received.pdf".into()),
        media: "application/pdf".into(),
        arrival: Arrival::Dropped,
        at: now(),
    };
    locked
        .receive(&content(start), &about)
        .map_err(io::Error::other)?;
    say(&start.to_string())?;
    let mut vault = locked
        .unlock_with_passphrase(&secret(PASSPHRASE), &here())
        .map_err(io::Error::other)?;
    for number in start + 1.. {
        let bytes = content(number);
        let filed = vault
            .file_bytes(
                &bytes,
                &letter("filed.pdf"),
                Operation::by_person("file"),
                now(),
            )
            .map_err(io::Error::other)?;
        say(&number.to_string())?;
        let id = filed.value.document();
        vault
            .transact(Operation::by_program("read"), now(), |tx| {
                let original = tx.document(id)?.original;
                tx.put_page(original, &page(1, &["denied as not medically necessary"]))?;
                tx.set_page_list(
                    id,
                    &[PageRef {
                        original,
                        page: 1,
                        turn: 0,
                        crop: None,
                    }],
                )?;
                tx.set_alarms(&[NewAlarm {
                    at: later(i64::from(number)),
                    meaning: number.into(),
                }])?;
                if number % 5 == 0 {
                    tx.trash_document(id)
                } else {
                    Ok(())
                }
            })
            .map_err(io::Error::other)?;
    }
    Ok(())
}

/// Every document by the number in its content; the content must be exactly what was given.
fn numbers(vault: &Vault, known: &mut BTreeMap<holdfast_case::ContentId, u32>) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for trashed in [false, true] {
        for row in vault
            .read()
            .documents(&DocumentFilter {
                trashed,
                ..Default::default()
            })
            .unwrap()
        {
            let number = *known.entry(row.original).or_insert_with(|| {
                let bytes = vault.open_original(row.original).unwrap();
                let number = u32::from_le_bytes(bytes[..4].try_into().unwrap());
                assert!(
                    *bytes == content(number),
                    "document {number} is not what was filed"
                );
                number
            });
            assert!(found.insert(number), "{number} is filed twice");
        }
    }
    found
}

#[test]
fn two_hundred_kills_lose_nothing_and_leave_nothing_half_there() {
    let began = Instant::now();
    let (filed, adopted) = std::thread::scope(|scope| {
        let vaults: Vec<_> = (0..VAULTS)
            .map(|vault| scope.spawn(move || kill_again_and_again(vault)))
            .collect();
        vaults
            .into_iter()
            .map(|vault| vault.join().unwrap())
            .fold((0, 0), |(a, b), (c, d)| (a + c, b + d))
    });
    let kills = VAULTS * KILLS;
    eprintln!(
        "{kills} kills in {:?}: {filed} said to be filed, {adopted} taken in",
        began.elapsed()
    );
    assert!(
        filed > kills as usize / 2,
        "the kills came too early to mean anything"
    );
}

/// Kills the child that fills one vault; gives back how many files it said to be filed, and how many were taken in.
fn kill_again_and_again(vault_number: u32) -> (usize, usize) {
    let (home, vault) = Home::make();
    vault.lock().unwrap();
    let (mut filed, mut known, mut adopted) = (BTreeSet::new(), BTreeMap::new(), 0);
    let mut random = blake3::Hasher::new()
        .update(&vault_number.to_le_bytes())
        .finalize_xof();
    let mut next = 0_u32;
    for kill in 0..KILLS {
        let mut other = Other::start("import", &home.folder(), next);
        // Half of the kills hit the first moments (starting, receiving, unlocking), half the filing: these wait until
        // some files are said to be filed, so that a busy machine doesn't make them come too early.
        let mut chance = [0; 8];
        random.fill(&mut chance);
        let moment = u64::from(u32::from_le_bytes(chance[..4].try_into().unwrap()));
        let mut words = Vec::new();
        if kill % 2 == 0 {
            std::thread::sleep(Duration::from_micros(moment % 60_000));
        } else {
            words.extend((0..=chance[4] % 3).filter_map(|_| other.next_word()));
            std::thread::sleep(Duration::from_micros(moment % 25_000));
        }
        other.child.kill().unwrap();
        other.child.wait().unwrap();
        words.extend(std::iter::from_fn(|| other.next_word()));
        // A number that was cut off in the middle was not said.
        for number in words.iter().filter_map(|word| word.parse::<u32>().ok()) {
            filed.insert(number);
            next = next.max(number);
        }
        next += 100;
        let vault = home.unlock();
        let report = vault.unlock_report();
        assert!(
            report.trouble.is_none() && report.damaged == 0 && !report.alarms_lost,
            "kill {kill}: {report:?}"
        );
        adopted += report.taken_in.len();
        let found = numbers(&vault, &mut known);
        assert!(
            filed.is_subset(&found),
            "kill {kill} lost {:?}",
            filed.difference(&found).collect::<Vec<_>>()
        );
        assert_eq!(
            unfinished(&home.folder()),
            [] as [std::path::PathBuf; 0],
            "kill {kill}"
        );
        assert!(
            files_below(&home.folder().join("inbox")).is_empty(),
            "kill {kill}"
        );
    }
    let checked = home.unlock().verify(|_, _| true).unwrap();
    assert_eq!(checked.findings, []);
    (filed.len(), adopted)
}
