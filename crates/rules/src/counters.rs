//! Counters of a plan year: the deductible, and the most a person can pay. How much is used and left.
//!
//! The words are those of the federal glossary of health coverage (45 CFR 147.200(a)(2)(ii)): a deductible is what one
//! owes before the plan begins to pay; the out-of-pocket limit is the most one pays in a year for covered care.

use holdfast_case::Cents;

/// How a counter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// The whole amount for the year.
    pub total: Cents,
    /// Used so far.
    pub used: Cents,
    /// Left; zero where more was used than there is.
    pub left: Cents,
    /// Used, in per cent of the whole, rounded down: 100 only where nothing is left.
    pub percent: u8,
    /// True where more is said to be used than there is: one of the two is not right.
    pub over: bool,
}

/// The counter of a total and what is used of it. None where either is negative: no plan counts so.
pub fn counter(total: Cents, used: Cents) -> Option<Counter> {
    if total.0 < 0 || used.0 < 0 {
        return None;
    }
    let within = used.0.min(total.0);
    let percent = if total.0 == 0 {
        100
    } else {
        // Within i128: cents times 100 may be more than an i64 holds.
        u8::try_from(i128::from(within) * 100 / i128::from(total.0)).unwrap_or(100)
    };
    Some(Counter {
        total,
        used,
        left: Cents(total.0 - within),
        percent,
        over: used > total,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_counter_says_what_is_used_and_left() {
        // (total, used, left, per cent, over); the first two rows are those of the sample case.
        let rows = [
            (200_000, 114_000, 86_000, 57, false),
            (800_000, 126_400, 673_600, 15, false),
            (200_000, 200_000, 0, 100, false),
            (200_000, 199_999, 1, 99, false),
            (200_000, 250_000, 0, 100, true),
            (0, 0, 0, 100, false),
        ];
        for (total, used, left, percent, over) in rows {
            let found = counter(Cents(total), Cents(used)).unwrap();
            let expected = Counter {
                total: Cents(total),
                used: Cents(used),
                left: Cents(left),
                percent,
                over,
            };
            assert_eq!(found, expected);
        }
        assert_eq!(counter(Cents(-1), Cents(0)), None);
        assert_eq!(counter(Cents(1), Cents(-1)), None);
    }

    proptest! {
        #[test]
        fn used_and_left_make_the_whole_unless_too_much_is_used(total in 0..i64::MAX, used in 0..i64::MAX) {
            let found = counter(Cents(total), Cents(used)).unwrap();
            prop_assert!(found.percent <= 100);
            if found.over {
                prop_assert_eq!(found.left, Cents(0));
            } else {
                prop_assert_eq!(found.left.0 + found.used.0, total);
            }
            prop_assert_eq!(found.percent == 100, found.left == Cents(0));
        }
    }
}
