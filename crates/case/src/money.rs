//! Money as whole cents of US dollars.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An amount in cents; negative where a statement takes money back.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// The amount as a plain decimal string, `1020.00`.
    pub fn decimal(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.decimal())
    }
}

/// The text is no amount of dollars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an amount in dollars")]
pub struct NotAnAmount;

impl FromStr for Cents {
    type Err = NotAnAmount;
    /// Reads `$1,020.00`, `1020`, `1020.5` and `(50.19)`; parentheses, a minus at either end, or `CR` behind it make
    /// it negative.
    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let text = text.trim();
        let (text, behind) = match text.strip_suffix('-').or_else(|| text.strip_suffix("CR")) {
            Some(rest) => (rest, rest.ends_with(|c: char| c.is_ascii_digit())),
            None => (text, false),
        };
        let negative =
            behind || text.starts_with('-') || (text.starts_with('(') && text.ends_with(')'));
        let plain: String = text
            .chars()
            .filter(|c| !matches!(c, '$' | ',' | ' ' | '(' | ')' | '-'))
            .collect();
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if (whole.is_empty() && part.is_empty())
            || part.len() > 2
            || !digits(whole)
            || !digits(part)
        {
            return Err(NotAnAmount);
        }
        let whole: i64 = if whole.is_empty() {
            0
        } else {
            whole.parse().map_err(|_| NotAnAmount)?
        };
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| NotAnAmount)?;
        let cents = whole
            .checked_mul(100)
            .and_then(|c| c.checked_add(part))
            .ok_or(NotAnAmount)?;
        Ok(Self(if negative { -cents } else { cents }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_they_stand_on_statements() {
        for (text, cents) in [
            ("$1,020.00", 102_000),
            ("(50.19)", -5_019),
            ("-3", -300),
            ("1,020.00-", -102_000),
            ("50.19CR", -5_019),
            ("0.5", 50),
            (".07", 7),
        ] {
            assert_eq!(text.parse(), Ok(Cents(cents)), "{text}");
        }
        for text in ["", "$", "12.345", "1o.00", "99999999999999999999"] {
            assert_eq!(text.parse::<Cents>(), Err(NotAnAmount), "{text}");
        }
        assert_eq!(Cents(-5_019).decimal(), "-50.19");
    }
}
