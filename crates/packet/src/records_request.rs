//! A letter that asks a clinic, a pharmacy or an insurer for copies of one's own health records.

use crate::PacketError;
use crate::world::Typesetter;
use chrono::NaiveDate;
use serde::Serialize;

/// What stands in the letter. It names a person, so it has no `Debug`. Texts may have several lines.
#[derive(Clone)]
pub struct RecordsRequestLetter<'a> {
    /// Whose records, and who signs.
    pub patient: &'a str,
    /// Where the copies go.
    pub address: &'a str,
    /// Who has the records.
    pub holder: &'a str,
    /// Their address; empty where it is not known.
    pub holder_address: &'a str,
    /// The time the records are of, in words; empty for all.
    pub span: &'a str,
    /// What is asked for, one line each; not empty.
    pub wanted: &'a [&'a str],
    /// An e-mail address for the copies; empty for paper.
    pub by_email: &'a str,
    /// The day of the letter.
    pub written_on: NaiveDate,
    /// The last day of the time to answer, counted from that day.
    pub by: NaiveDate,
    /// The rule that gives the time.
    pub rule: RecordsRule<'a>,
}

/// The law of the letter, as the library has it.
#[derive(Clone, Copy)]
pub struct RecordsRule<'a> {
    /// Citation of the time, such as `45 CFR 164.524(b)(2)`.
    pub citation: &'a str,
    /// Days that the holder has from the day the request comes.
    pub days: u32,
    /// Where its text stands.
    pub source_url: &'a str,
    /// Day on which it was looked up.
    pub checked: NaiveDate,
}

#[derive(Serialize)]
struct Data<'a> {
    patient: &'a str,
    address: &'a str,
    holder: &'a str,
    holder_address: &'a str,
    span: &'a str,
    wanted: &'a [&'a str],
    by_email: &'a str,
    written_on: String,
    by: String,
    citation_of_right: &'a str,
    citation_of_time: &'a str,
    days: u32,
    source_url: &'a str,
    checked_on: String,
}

fn long(day: NaiveDate) -> String {
    day.format("%B %-d, %Y").to_string()
}

/// The letter as a PDF for US Letter paper. The same letter gives the same bytes.
/// Errors: [`PacketError::NothingAsked`]; the others are faults of this program.
pub fn records_request(letter: &RecordsRequestLetter<'_>) -> Result<Vec<u8>, PacketError> {
    if letter.wanted.is_empty() {
        return Err(PacketError::NothingAsked);
    }
    // The right stands in the section; its paragraph gives the time.
    let section = letter.rule.citation.split('(').next().unwrap_or_default();
    let data = Data {
        patient: letter.patient,
        address: letter.address,
        holder: letter.holder,
        holder_address: letter.holder_address,
        span: letter.span,
        wanted: letter.wanted,
        by_email: letter.by_email,
        written_on: long(letter.written_on),
        by: long(letter.by),
        citation_of_right: section,
        citation_of_time: letter.rule.citation,
        days: letter.rule.days,
        source_url: letter.rule.source_url,
        checked_on: long(letter.rule.checked),
    };
    let data = serde_json::to_string(&data).map_err(PacketError::Data)?;
    let template = include_str!("sheets/records_request.typ");
    Typesetter::built_in().set(template, data, letter.written_on)
}
