//! A home for one test: folders, a clock, a desk, and the program that reads.

use chrono::DateTime;
use holdfast_casework::view::{
    AnswerRequest, CreateVaultRequest, ImportState, QueueView, QueuedFileView, RecoverySheetView,
    ReviewRequest, TypedWordRequest, UnlockRequest,
};
use holdfast_casework::{
    CameBy, Desk, DeskOptions, DeskParts, FakeClock, KeyStrength, Keychain, Reader,
};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "orbit candle mango river fabric";

/// A letter of a plan that its employer pays for: no, October 14, 2026, 180 days from receipt.
pub const DENIAL: &str = include_str!("../../../letters/letters/02-iv-ketamine-experimental.txt");

pub struct Home {
    pub dir: TempDir,
    pub clock: Arc<FakeClock>,
}

impl Home {
    /// A home in which it is the morning of November 23, 2026.
    pub fn new() -> Self {
        let clock = Arc::new(FakeClock::at(at("2026-11-23T10:00:00-05:00")));
        Self {
            dir: tempfile::tempdir().unwrap(),
            clock,
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn vault(&self) -> PathBuf {
        self.path("data/vault")
    }

    pub fn set_clock(&self, now: &str) {
        self.clock.set(at(now));
    }

    /// A file of the person's own, outside the vault.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path("letters").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A desk as a program has it when it starts.
    pub fn desk(&self) -> Desk {
        self.desk_with(Reader::with_programs(reader(), None))
    }

    /// The same with another reader.
    pub fn desk_with(&self, reader: Reader) -> Desk {
        let options = DeskOptions {
            config_dir: self.path("config"),
            data_dir: self.path("data"),
            vault_folder: None,
            clock: self.clock.clone(),
        };
        let parts = DeskParts {
            reader: Some(reader),
            keychain: Keychain::of_this_session(Duration::from_millis(200)),
            strength: KeyStrength::weak_for_tests(),
            wait: Duration::ZERO,
            patience: Duration::from_secs(10),
        };
        Desk::with_parts(options, parts).unwrap()
    }

    /// A desk with a new vault, and the sheet that it shows.
    pub fn created(&self) -> (Desk, RecoverySheetView) {
        let desk = self.desk();
        let sheet = desk
            .create_vault(CreateVaultRequest {
                folder: None,
                passphrase: PASSPHRASE.to_owned(),
                remember: false,
            })
            .unwrap();
        (desk, sheet)
    }

    /// A desk with a new vault, its sheet copied down.
    pub fn made(&self) -> Desk {
        let (desk, sheet) = self.created();
        let typed: Vec<TypedWordRequest> = sheet
            .ask
            .iter()
            .map(|number| TypedWordRequest {
                number: *number,
                word: sheet.words[*number as usize - 1].clone(),
            })
            .collect();
        assert!(desk.confirm_recovery(&typed).unwrap().confirmed);
        desk
    }
}

/// A labelled letter of the letters crate.
pub fn letter(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../letters/letters")
        .join(name)
}

pub fn at(moment: &str) -> DateTime<chrono::FixedOffset> {
    DateTime::parse_from_rfc3339(moment).unwrap()
}

pub fn unlock(desk: &Desk) {
    desk.unlock(UnlockRequest::Passphrase {
        passphrase: PASSPHRASE.to_owned(),
    })
    .unwrap();
}

/// Adds files and waits until they are done with.
pub fn add(desk: &Desk, paths: &[PathBuf]) -> Vec<QueuedFileView> {
    let ids: Vec<_> = desk
        .add(paths, CameBy::CommandLine)
        .unwrap()
        .into_iter()
        .filter_map(|added| added.id)
        .collect();
    let queue = desk.wait_for(&ids, &mut |_: &QueueView| true).unwrap();
    ids.iter()
        .map(|id| {
            queue
                .files
                .iter()
                .find(|file| file.id == id.to_string())
                .unwrap()
                .clone()
        })
        .collect()
}

/// Adds one file that is taken, and gives the id of its document.
pub fn add_one(desk: &Desk, path: &Path) -> String {
    let file = add(desk, &[path.to_owned()]).remove(0);
    assert!(
        matches!(file.state, ImportState::ToCheck | ImportState::Filed),
        "{file:?}"
    );
    file.document.unwrap()
}

pub fn answers(document: &str, answers: &[(&str, &str, Option<&str>)]) -> ReviewRequest {
    ReviewRequest {
        document: document.to_owned(),
        answers: answers
            .iter()
            .map(|(field, answer, value)| AnswerRequest {
                field: (*field).to_owned(),
                answer: (*answer).to_owned(),
                value: value.map(str::to_owned),
            })
            .collect(),
    }
}

/// Waits for something another thread does; no test waits longer than its machine is slow.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The reading program of this build, built where it is missing.
pub fn reader() -> PathBuf {
    static READER: OnceLock<PathBuf> = OnceLock::new();
    READER
        .get_or_init(|| {
            let here = std::env::current_exe().unwrap();
            let folder = here.parent().unwrap().parent().unwrap();
            let program = folder.join(format!("holdfast-reader{}", std::env::consts::EXE_SUFFIX));
            if !program.is_file() {
                let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
                let built = Command::new(cargo)
                    .args([
                        "build",
                        "-q",
                        "-p",
                        "holdfast-reader",
                        "--bin",
                        "holdfast-reader",
                        "--target-dir",
                    ])
                    .arg(folder.parent().unwrap())
                    .status()
                    .unwrap();
                assert!(built.success(), "the reading program builds");
            }
            program
        })
        .clone()
}
