//! Explanations of benefits of any length, made from a seed: for the bench, which reads them line by line.
//!
//! Six layouts take turns, each as one kind of insurer prints it. What a line says does not depend on its layout; what
//! of it is printed does.

mod layouts;
mod print;

use anyhow::Result;
use chrono::NaiveDate;

use super::chance::Chance;
use super::{Form, Letter, Sheet};
use layouts::Layout;

/// What is billed: code, words, charge in cents.
const SERVICES: [(&str, &str, u32); 8] = [
    ("96365", "Infusion, first hour", 42_000),
    ("96366", "Infusion, added hour", 14_000),
    ("J3490", "Unclassified drug", 9_500),
    ("99214", "Office visit", 24_000),
    ("90837", "Psychotherapy, 60 min", 18_500),
    ("90868", "TMS session", 34_000),
    ("G2083", "Esketamine, 84 mg", 148_000),
    ("90792", "Psychiatric evaluation", 39_000),
];
const MODIFIERS: [&str; 4] = ["95", "25", "59", "GT"];
const PROVIDERS: [&str; 4] = [
    "Bayside TMS Associates",
    "Harvest Moon Ketamine Clinic",
    "Prairie Mind Psychiatry",
    "Alder Grove Behavioral Health",
];

/// A made statement, and what stands in its lines.
pub struct Statement {
    /// The paper as text, in a typewriter's columns.
    pub letter: Letter,
    /// Its layout in a word.
    pub layout: &'static str,
    /// What stands in its lines, in their order.
    pub lines: Vec<Line>,
    /// The paper for the typesetter, where it is no typewriter's.
    set: Option<Letter>,
}

impl Statement {
    /// Its files in `form`.
    pub fn make(&self, form: Form) -> Result<Vec<Sheet>> {
        let letter = self.set.as_ref().filter(|_| form != Form::Text);
        super::make(letter.unwrap_or(&self.letter), form)
    }
}

/// What is printed of one line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Day of treatment; where it is printed once for a claim, that day.
    pub day: NaiveDate,
    /// Service code without modifiers.
    pub code: &'static str,
    /// Its modifier, where one is printed.
    pub modifier: Option<&'static str>,
    /// Amounts in cents under the names of [`holdfast_case::statement::AMOUNT_FIELDS`].
    pub amounts: Vec<(&'static str, i64)>,
}

/// One service with all that any layout could print.
struct Served {
    day: NaiveDate,
    code: &'static str,
    modifier: Option<&'static str>,
    words: &'static str,
    units: u32,
    note: &'static str,
    /// The index of its claim.
    claim: usize,
    amounts: Vec<(&'static str, i64)>,
}

impl Served {
    fn amount(&self, name: &str) -> i64 {
        let found = self.amounts.iter().find(|amount| amount.0 == name);
        found.map_or(0, |amount| amount.1)
    }
}

/// A statement of so many lines, on as many pages as they need; `number` chooses the layout and the figures.
pub fn statement(number: u32, lines: usize) -> Statement {
    let mut chance = Chance::new(&format!("statement {number}"));
    let layout = layouts::layout(number);
    let served = services(lines, &layout, &mut chance);
    let printed = |served: &Served| Line {
        day: served.day,
        code: served.code,
        modifier: served.modifier.filter(|_| layout.modifiers),
        amounts: layout
            .amounts()
            .filter(|name| !layout.leaves_out(served.amount(name)))
            .map(|name| (name, served.amount(name)))
            .collect(),
    };
    let letter = |text, labels: &str| Letter {
        name: format!("statement-{number:02}"),
        text,
        labels: labels.to_owned(),
    };
    Statement {
        letter: letter(print::typed(number, &layout, &served), ""),
        layout: layout.name,
        lines: served.iter().map(printed).collect(),
        set: layout
            .set
            .then(|| letter(print::tabbed(number, &layout, &served), "layout = \"set\"")),
    }
}

/// What was done, day after day; claims of three to seven lines.
fn services(lines: usize, layout: &Layout, chance: &mut Chance) -> Vec<Served> {
    let first = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default();
    let mut made = Vec::new();
    let (mut claim, mut left) = (0, 3 + chance.below(5));
    let mut day = first;
    for line in 0..lines {
        if left == 0 {
            (claim, left) = (claim + 1, 3 + chance.below(5));
            day = day + chrono::Days::new(1 + u64::from(chance.below(3)));
        } else if line > 0 && !layout.day_once {
            day = day + chrono::Days::new(u64::from(chance.below(3)));
        }
        left -= 1;
        let at = usize::try_from(chance.below(8)).unwrap_or(0);
        let (code, words, charge) = SERVICES.get(at).copied().unwrap_or(SERVICES[0]);
        let charge = i64::from(charge) + i64::from(chance.below(40)) * 25;
        let refused = chance.below(4) == 0;
        // Some insurers print what they take back as a line of its own, below nothing.
        let back = layout.takes_back && chance.below(9) == 0;
        let modifier = (chance.below(3) == 0)
            .then(|| MODIFIERS.get(chance.below(4) as usize).copied())
            .flatten();
        made.push(Served {
            day,
            code,
            modifier,
            words,
            units: 1 + chance.below(3),
            note: if refused { "A1" } else { "" },
            claim,
            amounts: amounts(charge, refused, back, chance),
        });
    }
    made
}

fn amounts(
    charge: i64,
    refused: bool,
    back: bool,
    chance: &mut Chance,
) -> Vec<(&'static str, i64)> {
    let discount = if refused { 0 } else { charge / 5 };
    let cut = if refused { charge } else { 0 };
    let allowed = charge - discount - cut;
    let deductible = if chance.below(5) == 0 { allowed / 4 } else { 0 };
    let copay = if chance.below(4) == 0 && allowed > 0 {
        2_500
    } else {
        0
    };
    let coinsurance = (allowed - deductible - copay) / 5;
    let paid = allowed - deductible - copay - coinsurance;
    let owes = allowed - paid + cut;
    let way = if back { -1 } else { 1 };
    [
        ("billed", charge),
        ("discount", discount),
        ("not_covered", cut),
        ("allowed", allowed),
        ("deductible", deductible),
        ("copay", copay),
        ("coinsurance", coinsurance),
        ("other_insurance", 0),
        ("paid", paid),
        ("patient_owes", owes),
    ]
    .map(|(name, cents)| (name, way * cents))
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_prints_all_its_lines_and_their_sum() {
        for number in 0..6 {
            let made = statement(number, 30);
            assert_eq!(made.lines.len(), 30);
            assert!(made.letter.text.to_lowercase().contains("total"));
            for line in &made.lines {
                assert!(made.letter.text.contains(line.code), "{}", made.layout);
            }
        }
    }
}
