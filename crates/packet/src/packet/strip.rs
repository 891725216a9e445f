//! A name as one line of type, for the foot of every page: set with the built-in fonts, which have the letters that the
//! plain type of viewers lacks, and write from right to left where that is right.

use crate::PacketError;
use crate::world::Typesetter;
use chrono::NaiveDate;

/// Where the base line is, in points above the lower edge: what the sheet says.
const UP: f32 = 3.0;

/// A line of type.
#[derive(Clone)]
pub struct NameStrip {
    /// A PDF of one page, as large as the line.
    pub pdf: Vec<u8>,
    /// Where its base line is, in points above the lower edge.
    pub up: f32,
}

/// Sets a line. The same words give the same bytes.
/// Errors: [`PacketError::Typeset`] where no font has a sign of it.
pub fn name_strip(words: &str, today: NaiveDate) -> Result<NameStrip, PacketError> {
    let data = serde_json::json!({ "words": words }).to_string();
    let template = include_str!("../sheets/strip.typ");
    let pdf = Typesetter::built_in().set_piece(template, data, today)?;
    Ok(NameStrip { pdf, up: UP })
}
