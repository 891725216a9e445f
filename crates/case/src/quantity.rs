//! Counted amounts of a medicine or a service: whole, or with up to three decimals.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A count in thousandths: 2 units are 2000, 12.5 milliliters are 12500.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Quantity(pub i64);

impl Quantity {
    /// So many whole ones.
    pub fn whole(count: u32) -> Self {
        Self(i64::from(count) * 1000)
    }
}

impl fmt::Display for Quantity {
    /// `30`, `12.5`: without needless zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let all = self.0.unsigned_abs();
        let part = format!("{:03}", all % 1000);
        match part.trim_end_matches('0') {
            "" => write!(f, "{sign}{}", all / 1000),
            part => write!(f, "{sign}{}.{part}", all / 1000),
        }
    }
}

/// The text is no count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a count")]
pub struct NotACount;

impl FromStr for Quantity {
    type Err = NotACount;
    /// Reads `30`, `1,000`, `12.5` and `.5`; no more than three decimals that are not zero, no sign.
    fn from_str(text: &str) -> Result<Self, NotACount> {
        let plain: String = text.trim().chars().filter(|&c| c != ',').collect();
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let part = part.trim_end_matches('0');
        let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if !plain.chars().any(|c| c.is_ascii_digit())
            || part.len() > 3
            || !digits(whole)
            || !digits(part)
        {
            return Err(NotACount);
        }
        let whole: i64 = match whole {
            "" => 0,
            whole => whole.parse().map_err(|_| NotACount)?,
        };
        let part: i64 = format!("{part:0<3}").parse().map_err(|_| NotACount)?;
        let all = whole.checked_mul(1000).and_then(|w| w.checked_add(part));
        all.map(Self).ok_or(NotACount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_reads_as_it_is_printed() {
        for (text, thousandths, shown) in [
            ("30", 30_000, "30"),
            ("1,000", 1_000_000, "1000"),
            ("12.500", 12_500, "12.5"),
            (".5", 500, "0.5"),
            ("90.0000", 90_000, "90"),
        ] {
            assert_eq!(text.parse(), Ok(Quantity(thousandths)), "{text}");
            assert_eq!(Quantity(thousandths).to_string(), shown);
        }
        for text in ["", ".", "-3", "3 mL", "0.0001", "99999999999999999999"] {
            assert_eq!(text.parse::<Quantity>(), Err(NotACount), "{text}");
        }
        assert_eq!(Quantity::whole(3).to_string(), "3");
    }
}
