//! First run, locked, open: where the app stands.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Where the app stands when the window opens.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppView {
    /// What to show.
    pub phase: Phase,
    /// Folder of the vault, or the proposed one on first run.
    pub vault_folder: String,
    /// Documents received while locked (in the inbox).
    pub received_while_locked: u32,
    /// Reminders whose time has come, while locked: only that is known then.
    pub due_while_locked: u32,
    /// True where one comes within seven days.
    pub due_this_week: bool,
    /// True where the keychain of this login holds the key.
    pub keychain_remembers: bool,
    /// Seconds to wait before the next try, after five wrong ones.
    pub wait_seconds: u32,
    /// Day of this computer's clock, `YYYY-MM-DD`.
    pub today: String,
    /// Why the vault cannot be opened, in phase `trouble`.
    pub trouble: Option<super::ErrorView>,
    /// Name of the open case and of the person, once open.
    pub case_name: Option<String>,
    /// What to say of the sample while it is open: that it is one, and which day it is in it.
    pub sample: Option<String>,
    /// Version of the program.
    pub version: String,
}

/// A hard word in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TermView {
    /// The word.
    pub term: String,
    /// What it means.
    pub plain: String,
}

/// The phase the app is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// No vault yet.
    FirstRun,
    /// A vault was made; its recovery sheet is not confirmed yet.
    Recovery,
    /// Locked.
    Locked,
    /// Open.
    Open,
    /// The vault cannot be opened (damaged, newer, held elsewhere).
    Trouble,
}

/// Five words proposed as a passphrase.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProposedPassphraseView {
    /// The words, joined by blanks.
    pub passphrase: String,
}

/// How strong a passphrase is, in words.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StrengthView {
    /// `too-short`, `weak`, `fair`, `strong`.
    pub level: String,
    /// One sentence.
    pub say: String,
    /// True where it may be used.
    pub enough: bool,
}

/// Whether a folder can hold the vault.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FolderCheckView {
    /// The folder.
    pub folder: String,
    /// `usable`, `vault` (there is one: offer to open it), `refused`.
    pub state: String,
    /// Why it is refused, with what to do.
    pub trouble: Option<super::ErrorView>,
}

/// Makes the vault.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CreateVaultRequest {
    /// Folder; none for the system's data folder.
    pub folder: Option<String>,
    /// The passphrase.
    pub passphrase: String,
    /// Remember the key in this login's keychain.
    pub remember: bool,
}

/// The recovery sheet as the window shows it. It goes to the window once, on purpose: it has to be copied by hand.
#[derive(Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecoverySheetView {
    /// 24 words.
    pub words: Vec<String>,
    /// The age identity line.
    pub identity_line: String,
    /// The identity as a QR code: an SVG path on a square grid of `qr_size` modules.
    pub qr_path: String,
    /// Width of the QR code in modules.
    pub qr_size: u32,
    /// Where the vault is.
    pub vault_folder: String,
    /// Day it was made.
    pub made_on: String,
    /// The three numbers (1 to 24) asked for.
    pub ask: Vec<u32>,
}

/// A word typed back from the sheet.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TypedWordRequest {
    /// Its number, 1 to 24.
    pub number: u32,
    /// The word, or its first four letters.
    pub word: String,
}

/// Which of the typed words were right.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConfirmedWordsView {
    /// True where all three were right: the sheet is confirmed.
    pub confirmed: bool,
    /// Numbers of the words that differ.
    pub wrong: Vec<u32>,
}

/// Opens the vault.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "by")]
pub enum UnlockRequest {
    /// By passphrase.
    Passphrase {
        /// The passphrase.
        passphrase: String,
    },
    /// By the 24 words, or their first four letters.
    Words {
        /// As typed, divided by blanks.
        words: String,
    },
    /// By the keychain of this login.
    Keychain,
}
