//! The wire shapes of the command line, as the contract has them. Made by hand from the domain types, so that a
//! renamed field inside never changes what a script outside reads.

pub mod deadline;
pub mod reading;

use chrono::NaiveDate;
use serde_json::Value;

/// `YYYY-MM-DD`, or null.
pub fn day(day: Option<NaiveDate>) -> Value {
    day.map_or(Value::Null, |d| Value::String(d.to_string()))
}
