//! Points of a scale, with two decimals at most: averages of pain and T-scores have them.

use std::{fmt, str::FromStr};

/// Points in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Points(i64);

impl Points {
    /// So many whole points.
    pub fn whole(n: u32) -> Self {
        Self(i64::from(n) * 100)
    }
    /// The points in hundredths.
    pub fn hundredths(self) -> i64 {
        self.0
    }
    /// True for a number without decimals.
    pub fn is_whole(self) -> bool {
        self.0 % 100 == 0
    }
    /// The decimals cut off.
    pub fn cut(self) -> i64 {
        self.0.div_euclid(100)
    }
    /// Rounded to the nearest whole number, half up.
    pub fn rounded(self) -> i64 {
        (self.0 + 50).div_euclid(100)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_whole() {
            return write!(f, "{}", self.0 / 100);
        }
        let text = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        f.write_str(text.trim_end_matches('0'))
    }
}

/// The text is no number of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number of points")]
pub struct NotPoints;

impl FromStr for Points {
    type Err = NotPoints;
    /// Reads `23`, `59.9`, and `23/27` or `23 of 27` as the first number.
    fn from_str(text: &str) -> Result<Self, NotPoints> {
        let text = text.split(['/']).next().unwrap_or_default();
        let text = text.split(" of ").next().unwrap_or_default().trim();
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 2 || whole.len() > 6 {
            return Err(NotPoints);
        }
        let whole: i64 = whole.parse().map_err(|_| NotPoints)?;
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| NotPoints)?;
        Ok(Self(whole * 100 + part))
    }
}
