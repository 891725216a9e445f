//! Settings, and the vault's own page.

use serde::{Deserialize, Serialize};
use specta::Type;

/// All settings of issue's screens.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// `comfortable` or `compact`.
    pub density: String,
    /// Percent, 100 to 200.
    pub text_size: u32,
    /// Less motion than the system asks for.
    pub reduce_motion: bool,
    /// Single letters work while a list has the focus.
    pub single_keys: bool,
    /// Minutes until it locks by itself, 0 for never.
    pub lock_minutes: u32,
    /// Lock when the computer sleeps and when the window is closed to the tray.
    pub lock_on_close: bool,
    /// Open with this computer's login.
    pub keychain: bool,
    /// Why the keychain cannot be used, in words.
    pub keychain_trouble: Option<String>,
    /// What a notice may say: `private`, `kind` or `full`.
    pub notice_level: String,
    /// `HH:MM`.
    pub reminder_time: String,
    /// Quiet hours.
    pub quiet_from: String,
    /// Quiet hours.
    pub quiet_to: String,
    /// Days before the safe day.
    pub safe_day_distances: Vec<u32>,
    /// Days before the last day.
    pub last_day_distances: Vec<u32>,
    /// Paused until.
    pub paused_until: Option<String>,
    /// Start with the computer.
    pub autostart: bool,
    /// Why autostart cannot be offered, in words.
    pub autostart_trouble: Option<String>,
    /// Folder of the vault.
    pub vault_folder: String,
    /// Documents in it.
    pub documents: u32,
    /// In the trash.
    pub in_trash: u32,
    /// Day the checked recovery sheet was made, where that is known.
    pub sheet_made_on: Option<String>,
    /// Day the recovery sheet was last checked; none where neither day is known.
    pub sheet_checked_on: Option<String>,
    /// How well reading is shut in, as sentences.
    pub confinement: Vec<String>,
    /// `full`, `partial` or `none`.
    pub confinement_level: String,
    /// True where tesseract was found.
    pub ocr: bool,
    /// Languages OCR can read, as found.
    pub ocr_languages: Vec<String>,
    /// Day the rules were last checked.
    pub rules_checked: String,
    /// Version of the program.
    pub version: String,
}

/// One setting to change: its name (as in [`SettingsView`], camelCase) and value as JSON text.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingRequest {
    /// Name.
    pub name: String,
    /// Value as JSON text: `"dark"`, `true`, `[7,3]`.
    pub value: String,
}

/// A row of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRowView {
    /// Number in the journal.
    pub number: String,
    /// Moment, RFC 3339.
    pub at: String,
    /// What was done.
    pub said: String,
    /// True where it was undone.
    pub undone: bool,
}

/// The result of a check of the whole vault.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VerifyView {
    /// Seals checked.
    pub seals: u32,
    /// True where all is whole.
    pub whole: bool,
    /// What is not, in sentences.
    pub findings: Vec<String>,
}

/// A hit of "Find or do anything".
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundView {
    /// `document`, `deadline`, `claim`, `trial` or `call`.
    pub group: String,
    /// Id of the document, the deadline or the record.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who it is from or the words around the hit; of a day, how far it is.
    pub note: String,
    /// What tells it from another like it: kind and day of the letter, the case, what is to be done by when.
    pub about: String,
    /// Page of the hit.
    pub page: Option<u32>,
}

/// Changes the passphrase.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangePassphraseRequest {
    /// The present one.
    pub present: String,
    /// The new one.
    pub new: String,
}
