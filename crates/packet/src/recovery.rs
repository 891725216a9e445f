//! The recovery sheet: one page that opens the vault when the passphrase is forgotten.

use chrono::NaiveDate;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde::Serialize;

use crate::PacketError;
use crate::world::Typesetter;

/// Words of a recovery code.
pub const WORDS: usize = 24;

/// What stands on the sheet. All of it is secret or personal, so it has no `Debug`.
pub struct RecoverySheet<'a> {
    /// The 24 words, in order.
    pub words: &'a [&'a str],
    /// The vault identity as age writes it (`AGE-SECRET-KEY-1…`); printed, and as QR code.
    pub identity_line: &'a str,
    /// The vault's folder, as a person would look for it.
    pub vault_path: &'a str,
    /// The vault's id, to tell two sheets apart.
    pub vault_id: &'a str,
    /// The day the words were made.
    pub made_on: NaiveDate,
}

#[derive(Serialize)]
struct Data<'a> {
    words: &'a [&'a str],
    identity: &'a str,
    qr: String,
    path: &'a str,
    vault: &'a str,
    made_on: String,
}

/// The sheet as a PDF of one US Letter page. The same sheet gives the same bytes.
/// Errors: [`PacketError::WordCount`], [`PacketError::Qr`]; the others are faults of this program.
pub fn recovery_sheet(sheet: &RecoverySheet<'_>) -> Result<Vec<u8>, PacketError> {
    if sheet.words.len() != WORDS {
        return Err(PacketError::WordCount(sheet.words.len()));
    }
    let data = Data {
        words: sheet.words,
        identity: sheet.identity_line,
        qr: qr_drawing(sheet.identity_line)?,
        path: sheet.vault_path,
        vault: sheet.vault_id,
        made_on: sheet.made_on.format("%B %-d, %Y").to_string(),
    };
    let data = serde_json::to_string(&data).map_err(PacketError::Data)?;
    Typesetter::built_in().set(include_str!("sheets/recovery.typ"), data, sheet.made_on)
}

/// A QR code as SVG, with its quiet margin left to the sheet.
fn qr_drawing(text: &str) -> Result<String, PacketError> {
    let code =
        QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| PacketError::Qr)?;
    Ok(code
        .render::<svg::Color<'_>>()
        .quiet_zone(false)
        .min_dimensions(200, 200)
        .build())
}
