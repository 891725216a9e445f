//! Which claim a statement answers. It is only ever a guess with its reasons: the person says yes.

use chrono::NaiveDate;
use holdfast_case::Cents;
use holdfast_case::claim::{AnsweredLine, Claim};
use std::collections::BTreeSet;

/// What a statement says of itself.
#[derive(Clone, Default)]
pub struct Answers<'a> {
    /// The numbers of claims it names.
    pub numbers: Vec<&'a str>,
    /// Its lines.
    pub lines: &'a [AnsweredLine],
    /// Days of treatment it names outside of lines.
    pub days: Vec<NaiveDate>,
    /// Codes it names outside of lines.
    pub codes: Vec<&'a str>,
    /// What was billed in all.
    pub billed: Option<Cents>,
}

/// Why a claim may be the one, in the order in which it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hint {
    /// It has the same number.
    Number,
    /// The same sum was billed.
    Billed,
    /// They name the same days.
    Days,
    /// They name the same codes.
    Codes,
}

/// How like a claim a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// What they have in common.
    pub hints: Vec<Hint>,
    /// For comparing; higher is liker.
    pub points: u32,
}

/// What a statement and a claim have in common; none where that is too little to ask about. A number that both
/// have and that differs speaks against it, and days that do not touch do.
pub fn likeness(claim: &Claim, statement: &Answers<'_>) -> Option<Likeness> {
    let mut hints = Vec::new();
    let own = key(&claim.number);
    let named: Vec<String> = statement
        .numbers
        .iter()
        .map(|n| key(n))
        .filter(|n| !n.is_empty())
        .collect();
    let same_number = !own.is_empty() && named.contains(&own);
    if same_number {
        hints.push(Hint::Number);
    }
    if statement.billed.is_some() && statement.billed == claim.charged() {
        hints.push(Hint::Billed);
    }
    let of_lines = statement.lines.iter().flat_map(|line| [line.from, line.to]);
    let days: BTreeSet<NaiveDate> = of_lines
        .flatten()
        .chain(statement.days.iter().copied())
        .collect();
    let inside = |day: &NaiveDate| {
        claim.lines.iter().any(|line| {
            line.first_day()
                .zip(line.last_day())
                .is_some_and(|(from, to)| (from..=to).contains(day))
        })
    };
    let days_known = !days.is_empty() && claim.first_day().is_some();
    let touching = days.iter().filter(|day| inside(day)).count();
    if days_known && touching == days.len() {
        hints.push(Hint::Days);
    }
    let codes: BTreeSet<String> = statement
        .lines
        .iter()
        .map(AnsweredLine::code_key)
        .chain(statement.codes.iter().map(|code| key(code)))
        .filter(|code| !code.is_empty())
        .collect();
    let claimed: BTreeSet<String> = claim
        .lines
        .iter()
        .map(|line| line.code_key())
        .filter(|code| !code.is_empty())
        .collect();
    if !codes.is_empty() && codes.is_subset(&claimed) {
        hints.push(Hint::Codes);
    }
    let other_number = !own.is_empty() && !named.is_empty() && !same_number;
    let other_days = days_known && touching == 0;
    if !same_number && (other_number || other_days) {
        return None;
    }
    let points = hints
        .iter()
        .map(|hint| match hint {
            Hint::Number => 8,
            Hint::Billed => 3,
            Hint::Days => 3,
            Hint::Codes => 2,
        })
        .sum();
    (points >= 5).then_some(Likeness { hints, points })
}

/// A number as it is compared: letters and digits only.
fn key(number: &str) -> String {
    number
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| c.to_ascii_uppercase())
        .collect()
}
