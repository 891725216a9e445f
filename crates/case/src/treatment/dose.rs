//! A dose as typed, and what can be read of it.
//!
//! Read strictly: a word that is not known, or a number without its unit, leaves the dose unread, and the person's
//! words stay. A wrong dose would make a trial look long and strong enough that was not.

mod often;
mod reading;

use serde::{Deserialize, Serialize};

/// Nanograms in a milligram: doses are counted whole, so that halves and sevenths compare without rounding up.
pub const NANOGRAMS_PER_MG: u64 = 1_000_000;

/// A dose as it was typed; empty where none was.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dose(String);

/// What a dose amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DoseReading {
    /// The least it can be, in nanograms (a day, or for one session), rounded down.
    pub low: u64,
    /// The most it can be, in nanograms, rounded up.
    pub high: u64,
    /// What it is for.
    pub per: Per,
}

/// What an amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Per {
    /// A day: it was said.
    Day,
    /// Nothing was said: a day for a drug, a session for an infusion.
    NotSaid,
    /// A kilogram of body weight.
    Kilogram,
    /// Only when needed: no amount a day follows from it.
    WhenNeeded,
}

impl std::fmt::Debug for Dose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dose(•••)")
    }
}

impl Dose {
    /// As it was typed, without the spaces around it.
    pub fn typed(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// True where nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What it amounts to; none where that can't be read.
    pub fn reading(&self) -> Option<DoseReading> {
        reading::read(&self.0)
    }

    /// True for a number and nothing else: it lacks its unit.
    pub fn lacks_unit(&self) -> bool {
        let text = self.0.trim();
        !text.is_empty() && reading::number(text).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MG: u64 = NANOGRAMS_PER_MG;

    #[test]
    fn doses_are_read_in_the_units_people_use() {
        use Per::{Day, Kilogram, NotSaid, WhenNeeded};
        for (text, low, high, per) in [
            ("200 mg", 200 * MG, 200 * MG, NotSaid),
            ("200mg daily", 200 * MG, 200 * MG, Day),
            ("1,200 mg a day", 1200 * MG, 1200 * MG, Day),
            ("1.2 g a day", 1200 * MG, 1200 * MG, Day),
            ("25 mcg", 25_000, 25_000, NotSaid),
            ("50 \u{b5}g every other day", 25_000, 25_000, Day),
            ("0.5 mg/kg", MG / 2, MG / 2, Kilogram),
            ("150-225 mg", 150 * MG, 225 * MG, NotSaid),
            ("150 mg to 225 mg", 150 * MG, 225 * MG, NotSaid),
            ("75 mg twice a day", 150 * MG, 150 * MG, Day),
            ("100 mg tid", 300 * MG, 300 * MG, Day),
            ("2 x 100 mg", 200 * MG, 200 * MG, NotSaid),
            ("2x/day", 0, 0, NotSaid),
            ("100 mg 2 times a day", 200 * MG, 200 * MG, Day),
            ("100 mg 2x/day", 200 * MG, 200 * MG, Day),
            ("300 mg every 12 hours", 600 * MG, 600 * MG, Day),
            ("6 mg/24h", 6 * MG, 6 * MG, Day),
            ("20 mg/day", 20 * MG, 20 * MG, Day),
            ("70 mg once a week", 10 * MG, 10 * MG, Day),
            ("100 mg weekly", 14_285_714, 14_285_715, Day),
            ("84 mg twice a week", 24 * MG, 24 * MG, Day),
            ("150 mg XL at night", 150 * MG, 150 * MG, Day),
            (
                "75 mg in the morning and 150 mg at night",
                225 * MG,
                225 * MG,
                Day,
            ),
            ("up to 200 mg", 0, 200 * MG, NotSaid),
            ("50 mg as needed", 50 * MG, 50 * MG, WhenNeeded),
            ("40 mg IV", 40 * MG, 40 * MG, NotSaid),
        ] {
            let reading = Dose::typed(text).reading();
            if low == 0 && high == 0 {
                assert_eq!(reading, None, "{text}");
            } else {
                assert_eq!(reading, Some(DoseReading { low, high, per }), "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_dose_is_kept_and_not_guessed() {
        for text in [
            "",
            "200",
            "the usual",
            "two pills",
            "200 mg per pill",
            "200 mg or so",
            "75 and 150 mg",
            "75 mg and 150 mg",
            "1,5 mg",
            "225-150 mg",
            "100 mg x 2 weeks",
            "50 mg, then 100 mg",
            "99999999999999999999 mg",
            "18446744073709551 g",
            "-5 mg",
            "5 mg every 0 days",
            "5 mg/ml",
        ] {
            let dose = Dose::typed(text);
            assert_eq!(dose.reading(), None, "{text}");
            assert_eq!(dose.text(), text);
        }
        assert!(Dose::typed("200").lacks_unit());
        assert!(!Dose::typed("200 mg").lacks_unit());
    }
}
