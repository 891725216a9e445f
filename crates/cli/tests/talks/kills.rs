//! `kill -9` at random moments of a whole import, through the program itself and its confined reader: from the file
//! to its sealed original, its pages, its facts, its deadlines and its reminders.
//!
//! The moments are spread over the whole time that an import takes, which is measured first. After each kill a copy
//! of the vault is opened and looked through; at the end of each round the same files are added once more, and must
//! come out as those of an import that nobody disturbed.

mod look;

use crate::typed::pdf;
use crate::{Answer, Machine, PASSPHRASE, letter};
use holdfast_vault::{Arrival, DocumentFilter, LockedVault, UnlockOptions, Vault};
use look::{Census, Outcomes, look, outcomes};
use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// How many kills, where it is not the usual number.
const KILLS: &str = "HOLDFAST_TEST_KILLS";
const USUAL: u32 = 60;
/// Another number gives other moments.
const SEED: &str = "HOLDFAST_TEST_SEED";
/// Rounds at the same time.
const AT_ONCE: usize = 2;
/// Between two looks whether a program ended by itself.
const BETWEEN: Duration = Duration::from_millis(1);
const NOW: &str = "2026-11-23T10:00:00-05:00";

/// A file that is imported.
struct Paper {
    name: &'static str,
    bytes: Vec<u8>,
}

/// What was filed before, and acknowledged: no kill may touch it.
const EARLIER: &str = "earlier.txt";

/// A letter as text, one as PDF, and a long file whose facts are taken before its last pages are read.
fn papers() -> Vec<Paper> {
    let text = |name: &str| std::fs::read_to_string(letter(name)).unwrap();
    let mut long = vec![text("12-church-out-of-network.txt")];
    long.extend((2..75).map(|page| {
        format!("Record of the clinic, sheet {page}\nThe patient was seen as planned.\n")
    }));
    let paper = |name, bytes| Paper { name, bytes };
    vec![
        paper(EARLIER, text("01-esketamine-step-therapy.txt").into()),
        paper(
            "refusal.txt",
            text("02-iv-ketamine-experimental.txt").into(),
        ),
        paper("reduction.pdf", pdf(&[text("05-medicaid-reduction.txt")])),
        paper("record.pdf", pdf(&long)),
    ]
}

fn open(folder: &Path) -> Vault {
    let secret = secrecy::SecretString::from(PASSPHRASE.to_owned());
    let now = chrono::DateTime::parse_from_rfc3339(NOW).unwrap();
    LockedVault::open(folder)
        .unwrap()
        .unlock_with_passphrase(&secret, &UnlockOptions::at(now.to_utc()))
        .unwrap()
}

/// A machine whose clock stands, with a place of its own for passing files.
fn machine(papers: &[Paper]) -> Machine {
    let machine = Machine::new();
    machine.write("clock", NOW.as_bytes());
    std::fs::create_dir(machine.path("tmp")).unwrap();
    for paper in papers {
        machine.write(paper.name, &paper.bytes);
    }
    machine
}

fn call(machine: &Machine, arguments: &[&str], with_secret: bool) -> Command {
    let mut command = machine.command();
    command.args(arguments).arg("--json");
    if with_secret {
        command.args(machine.secret());
    }
    command
        .env("HOLDFAST_TEST_CLOCK", machine.path("clock"))
        .env("TMPDIR", machine.path("tmp"))
        .current_dir(machine.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

fn run(machine: &Machine, arguments: &[&str]) -> Answer {
    machine.run(&mut call(machine, arguments, true), b"")
}

const ADD: [&str; 4] = ["add", "refusal.txt", "reduction.pdf", "record.pdf"];

/// Every file below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files_below(&path)),
            false => found.push(path),
        }
    }
    found
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(std::fs::copy(&path, &target).unwrap()),
        }
    }
}

/// What a call said to have, where it came to say it.
fn said(out: &[u8]) -> Vec<String> {
    let whole = out.strip_suffix(b"\n").unwrap_or_default();
    let Ok(answer) = serde_json::from_slice::<serde_json::Value>(whole) else {
        return Vec::new();
    };
    let files = answer["files"].as_array().cloned().unwrap_or_default();
    let taken = files.iter().filter(|file| {
        matches!(
            file["status"].as_str(),
            Some("filed" | "known" | "received")
        )
    });
    taken
        .map(|file| file["file"].as_str().unwrap().to_owned())
        .collect()
}

struct Stage {
    papers: Vec<Paper>,
    /// Holds the vault every round begins with.
    first: Machine,
    /// What an undisturbed import comes to.
    sound: Outcomes,
    /// How long it takes, and how long while locked.
    open: Mutex<Duration>,
    locked: Mutex<Duration>,
    census: Census,
    seed: u64,
    /// Kills that hit a running program.
    hits: AtomicU32,
}

impl Stage {
    fn set() -> Self {
        let papers = papers();
        let first = machine(&papers);
        let made = run(&first, &["init"]);
        assert_eq!(made.status, 0, "{}", made.out);
        assert_eq!(run(&first, &["add", EARLIER]).status, 0);
        let begin = |machine: &Machine| copy(&first.vault(), &machine.vault());
        let time = |with_secret: bool| {
            let times: Vec<(Duration, Machine)> = std::thread::scope(|scope| {
                let runs: Vec<_> = (0..AT_ONCE)
                    .map(|_| {
                        scope.spawn(|| {
                            let machine = machine(&papers);
                            begin(&machine);
                            let begun = Instant::now();
                            let answer = machine.run(&mut call(&machine, &ADD, with_secret), b"");
                            assert_eq!(answer.status, 0, "{}", answer.out);
                            (begun.elapsed(), machine)
                        })
                    })
                    .collect();
                runs.into_iter().map(|run| run.join().unwrap()).collect()
            });
            times.into_iter().max_by_key(|(time, _)| *time).unwrap()
        };
        let (open_time, machine) = time(true);
        let sound = outcomes(&open(&machine.vault()), &papers);
        assert!(
            sound.papers.values().all(|paper| paper.reading.is_some()),
            "{sound:?}"
        );
        assert!(
            sound
                .papers
                .values()
                .all(|paper| !paper.deadlines.is_empty()),
            "{sound:?}"
        );
        for (name, paper) in &sound.papers {
            assert_eq!(paper.page_doubts, [] as [&str; 0], "{name}");
        }
        assert!(!sound.alarms.is_empty());
        let (locked, _) = time(false);
        Self {
            papers,
            first,
            sound,
            open: Mutex::new(open_time),
            locked: Mutex::new(locked),
            census: Census::default(),
            seed: std::env::var(SEED).map_or(0, |seed| seed.parse().unwrap()),
            hits: AtomicU32::new(0),
        }
    }

    /// One vault, killed once or more, and what it comes to in the end.
    fn round(&self, number: u32, kills: u32) {
        let machine = machine(&self.papers);
        copy(&self.first.vault(), &machine.vault());
        let mut told = BTreeSet::from([EARLIER.to_owned()]);
        for kill in 0..kills {
            // While locked files are received, which is a way of its own into the vault.
            let locked = kill == 0 && number % 5 == 4;
            // What was done before the first kill is not done again.
            let usual = if locked { &self.locked } else { &self.open };
            let whole = *usual.lock().unwrap();
            let most = if kill == 0 { whole } else { whole * 2 / 3 };
            let chance = chance(self.seed, u64::from(number) << 8 | u64::from(kill));
            let moment = Duration::from_nanos((most.as_nanos() as f64 * chance) as u64);
            let mut child = call(&machine, &ADD, !locked).spawn().unwrap();
            if let Some(time) = ended_within(&mut child, moment)
                && kill == 0
            {
                // The machine has more time for it by now than when it was measured.
                *usual.lock().unwrap() = (whole + time) / 2;
            }
            child.kill().unwrap();
            let ended = child.wait_with_output().unwrap();
            if ended.status.signal() == Some(9) {
                self.hits.fetch_add(1, Ordering::Relaxed);
            }
            told.extend(said(&ended.stdout));
            let seen = tempfile::tempdir().unwrap();
            copy(&machine.vault(), seen.path());
            let what = format!("round {number}, kill {kill} after {moment:?}");
            let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                look(
                    &open(seen.path()),
                    &self.papers,
                    &self.sound,
                    &told,
                    &self.census,
                );
            }));
            assert!(looked.is_ok(), "{what}: see above");
            assert!(files_below(&seen.path().join("inbox")).is_empty(), "{what}");
            assert_eq!(unfinished(seen.path()), [] as [PathBuf; 0], "{what}");
        }
        let again = run(&machine, &ADD);
        assert_eq!(again.status, 0, "round {number}: {}", again.out);
        assert_eq!(said(again.out.as_bytes()), ADD[1..], "{}", again.out);
        let vault = open(&machine.vault());
        let found = outcomes(&vault, &self.papers);
        for (name, whole) in &self.sound.papers {
            let came = found.papers.get(name).unwrap();
            assert_eq!(
                came.pages.len(),
                whole.pages.len(),
                "round {number}: {name}"
            );
            assert_eq!(came, whole, "round {number}: {name}");
        }
        assert_eq!(found.alarms, self.sound.alarms, "round {number}");
        let strays = vault.read().documents(&DocumentFilter::default()).unwrap();
        let strays = strays.iter().filter(|row| row.arrival == Arrival::Found);
        assert_eq!(
            strays.count(),
            0,
            "round {number}: how it came is known by now"
        );
        assert_eq!(vault.verify(|_, _| true).unwrap().findings, []);
        drop(vault);
        assert_eq!(
            unfinished(&machine.path("")),
            [] as [PathBuf; 0],
            "round {number}"
        );
        assert_eq!(
            files_below(&machine.path("tmp")),
            [] as [PathBuf; 0],
            "round {number}"
        );
    }
}

/// Waits for that long; answers how long the program ran, where it ended before.
fn ended_within(child: &mut Child, wait: Duration) -> Option<Duration> {
    let begun = Instant::now();
    while begun.elapsed() < wait {
        if child.try_wait().unwrap().is_some() {
            return Some(begun.elapsed());
        }
        std::thread::sleep(wait.saturating_sub(begun.elapsed()).min(BETWEEN));
    }
    None
}

/// Passing names that are left below a folder.
fn unfinished(folder: &Path) -> Vec<PathBuf> {
    let temp = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "tmp");
    files_below(folder).into_iter().filter(temp).collect()
}

/// A number from 0 to 1 that follows from two.
fn chance(seed: u64, number: u64) -> f64 {
    let mut z =
        (seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

#[test]
fn an_import_that_is_killed_at_any_moment_leaves_nothing_half_there() {
    let begun = Instant::now();
    let kills: u32 = std::env::var(KILLS).map_or(USUAL, |kills| kills.parse().unwrap());
    let mut rounds = Vec::new();
    let mut left = kills;
    while left > 0 {
        let here = (1 + rounds.len() as u32 % 3).min(left);
        rounds.push(here);
        left -= here;
    }
    let stage = Stage::set();
    let next = AtomicU32::new(0);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(kills) = rounds.get(number as usize) else {
                        return;
                    };
                    stage.round(number, *kills);
                }
            });
        }
    });
    let hits = stage.hits.load(Ordering::Relaxed);
    eprintln!(
        "{kills} kills in {} rounds, {hits} of a running program, in {:?}; an import takes {:?}, while locked {:?}; \
         files were {:?}",
        rounds.len(),
        begun.elapsed(),
        stage.open.lock().unwrap(),
        stage.locked.lock().unwrap(),
        stage.census.0.lock().unwrap()
    );
    assert!(hits * 3 > kills, "the kills came too late to mean anything");
}
