//! The invented case of the pictures: Nora Hale of Wooster, who does not exist, and two letters to her.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::paper::{Form, Letter, make};

/// What must never lie open on a disk: names, numbers and words of the letters, and the passphrase.
pub const SECRETS: &[&str] = &[
    "Nora Hale",
    "Wooster",
    "LMH 4471 0926 83",
    "PA-2606-118374",
    "26-300-55172-01",
    "Larkmoor",
    "Pinefield",
    "Millrace",
    "Varga",
    "Quince Street",
    "ketamine",
    PASSPHRASE,
];

/// Opens the vault of the tests.
pub const PASSPHRASE: &str = "wicker lantern sparrow mitten";

/// The day on which the case is looked at.
pub const TODAY: &str = "2026-11-23T10:02:00-05:00";

/// The refusal of June 17, as a clean scan without a text layer.
pub fn scanned_denial(folder: &Path) -> Result<PathBuf> {
    let text = include_str!("../fixtures/denial-of-approval.txt");
    write(folder, "scan0001", text, Form::CleanScan)
}

/// The same refusal as the insurer's program made it.
pub fn denial(folder: &Path) -> Result<PathBuf> {
    let text = include_str!("../fixtures/denial-of-approval.txt");
    write(folder, "letter-2026-06", text, Form::BornDigital)
}

/// The letter of November 20 that changes that refusal, all of it, and approves six infusions until December 18.
pub fn appeal_won(folder: &Path) -> Result<PathBuf> {
    let text = include_str!("../fixtures/appeal-won.txt");
    write(folder, "letter-2026-11-20", text, Form::BornDigital)
}

/// The letter of November 20 that keeps the refusal of June 17, and says how to ask for an outside review.
pub fn appeal_upheld(folder: &Path) -> Result<PathBuf> {
    let text = include_str!("../fixtures/appeal-upheld.txt");
    write(folder, "letter-2026-11-20-no", text, Form::BornDigital)
}

/// The refusal of November 12, as the insurer's program made it.
pub fn claim_denial(folder: &Path) -> Result<PathBuf> {
    let text = include_str!("../fixtures/denial-of-claim.txt");
    write(folder, "letter-2026-11", text, Form::BornDigital)
}

fn write(folder: &Path, name: &str, text: &str, form: Form) -> Result<PathBuf> {
    let letter = Letter {
        name: name.into(),
        text: text.into(),
        labels: String::new(),
    };
    let sheet = make(&letter, form)?
        .into_iter()
        .next()
        .context("a letter without a file")?;
    let path = folder.join(sheet.file_name);
    std::fs::write(&path, sheet.bytes)?;
    Ok(path)
}
