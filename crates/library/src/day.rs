//! Days written as TOML dates (bare), as opposed to strings, which chrono reads by itself.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de::Error};
use toml::value::Datetime;

/// Reads a bare TOML date; a time or a day that does not exist is an error.
pub(crate) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let value = Datetime::deserialize(from)?;
    value
        .date
        .filter(|_| value.time.is_none())
        .and_then(|d| {
            NaiveDate::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day))
        })
        .ok_or_else(|| D::Error::custom("a day of the calendar was expected"))
}
