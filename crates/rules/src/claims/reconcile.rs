//! The answer held against the claim: which lines belong together, what it adds up to, and where it does not.
//!
//! Sums are exact, to the cent. What a statement does not say is not counted as zero: a sum is of what is said, and
//! a line is called wrong only where no usual way of reckoning gives its numbers.

use super::sentence::dollars;
use holdfast_case::Cents;
use holdfast_case::claim::{AnsweredLine, Claim, ServiceLine};

/// Sums over the lines of a statement; none where no line says that amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Sums {
    pub billed: Option<Cents>,
    pub discount: Option<Cents>,
    pub allowed: Option<Cents>,
    pub not_covered: Option<Cents>,
    pub deductible: Option<Cents>,
    pub copay: Option<Cents>,
    pub coinsurance: Option<Cents>,
    pub other_insurance: Option<Cents>,
    pub paid: Option<Cents>,
    pub owes: Option<Cents>,
}

/// A line of the claim and the lines of the statement that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedLine {
    /// Line of the claim, from 0; none where the statement has a line that was not asked.
    pub claimed: Option<usize>,
    /// Lines of the statement, from 0; empty where it does not answer this one.
    pub answered: Vec<usize>,
}

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// The clinic asks more than the plan says is owed.
    ClinicAsksMore,
    /// The clinic asks less.
    ClinicAsksLess,
    /// The plan counted another charge than the claim has.
    BilledDiffers,
    /// Billed, discount and not covered do not give what is allowed.
    AllowedDoesNotAdd,
    /// What was paid and the shares do not give what is allowed.
    PaidDoesNotAdd,
    /// The shares do not give what they say is owed.
    OwesDoesNotAdd,
    /// A printed total is not the sum of its lines.
    TotalDiffers,
    /// A line of the claim has no answer.
    NotAnswered,
    /// A line of the statement was not asked.
    NotAsked,
}

impl FindingKind {
    /// The id used on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ClinicAsksMore => "clinic-asks-more",
            Self::ClinicAsksLess => "clinic-asks-less",
            Self::BilledDiffers => "billed-differs",
            Self::AllowedDoesNotAdd => "allowed-does-not-add",
            Self::PaidDoesNotAdd => "paid-does-not-add",
            Self::OwesDoesNotAdd => "owes-does-not-add",
            Self::TotalDiffers => "total-differs",
            Self::NotAnswered => "not-answered",
            Self::NotAsked => "not-asked",
        }
    }
}

/// Something that does not fit, with the difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Line of the claim, from 0.
    pub claimed: Option<usize>,
    /// Line of the statement, from 0.
    pub answered: Option<usize>,
    /// What is there less what was to be expected; zero where a line is missing.
    pub difference: Cents,
    /// The whole sentence.
    pub say: String,
}

/// A claim and its answer, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// What belongs together: the lines of the claim in their order, then what was not asked.
    pub lines: Vec<MatchedLine>,
    /// What the claim asks.
    pub charged: Option<Cents>,
    /// What the statement adds up to.
    pub sums: Sums,
    /// What the clinic asks of the person.
    pub clinic: Option<Cents>,
    /// What does not fit.
    pub findings: Vec<Finding>,
    /// All of it in one sentence; empty where no amount is known.
    pub sentence: String,
}

type Amount = fn(&AnsweredLine) -> Option<Cents>;

/// The amounts a statement has, with their words.
const AMOUNTS: [(&str, Amount); 10] = [
    ("billed", |l| l.billed),
    ("discount", |l| l.discount),
    ("allowed", |l| l.allowed),
    ("not covered", |l| l.not_covered),
    ("deductible", |l| l.deductible),
    ("copay", |l| l.copay),
    ("coinsurance", |l| l.coinsurance),
    ("other insurance", |l| l.other_insurance),
    ("paid", |l| l.paid),
    ("you owe", |l| l.owes),
];

/// Holds the lines of a statement, its totals and the clinic's bill against a claim.
pub fn reconcile(
    claim: &Claim,
    answered: &[AnsweredLine],
    totals: Option<&AnsweredLine>,
    clinic: Option<Cents>,
) -> Reconciliation {
    let lines = matched(claim, answered);
    let sums = match totals {
        Some(totals) if answered.is_empty() => sums(std::slice::from_ref(totals)),
        _ => sums(answered),
    };
    let charged = claim.charged();
    let mut findings = Vec::new();
    clinic_asks(&mut findings, clinic, sums.owes);
    if answered.is_empty() {
        billed_differs(&mut findings, None, charged, sums.billed, "the whole claim");
    }
    for line in &lines {
        of_pair(&mut findings, claim, answered, line);
    }
    for (at, line) in answered.iter().enumerate() {
        adds_up(&mut findings, at, line);
    }
    if let Some(totals) = totals {
        totals_differ(&mut findings, answered, totals);
    }
    gather_strangers(&mut findings);
    findings.sort_by_key(|finding| finding.kind);
    Reconciliation {
        sentence: sentence(sums, charged, clinic),
        lines,
        charged,
        sums,
        clinic,
        findings,
    }
}

/// More lines than these that are not on the claim are said once: the statement is then likely of another claim too.
const STRANGERS: usize = 3;

/// Says many lines that are not on the claim as one.
fn gather_strangers(findings: &mut Vec<Finding>) {
    let is_stranger = |finding: &Finding| finding.kind == FindingKind::NotAsked;
    let strangers = findings.iter().filter(|one| is_stranger(one)).count();
    if strangers <= STRANGERS {
        return;
    }
    findings.retain(|one| !is_stranger(one));
    findings.push(Finding {
        kind: FindingKind::NotAsked,
        claimed: None,
        answered: None,
        difference: Cents(0),
        say: format!(
            "The statement has {strangers} lines that are not on the claim. Look whether it answers another claim too."
        ),
    });
}

/// "Billed $1,020.00, plan paid $200.76, they say you owe $50.19; the clinic billed you $575.19."
fn sentence(sums: Sums, charged: Option<Cents>, clinic: Option<Cents>) -> String {
    let parts: Vec<String> = [
        ("billed", sums.billed.or(charged)),
        ("plan paid", sums.paid),
        ("they say you owe", sums.owes),
    ]
    .into_iter()
    .filter_map(|(words, amount)| Some(format!("{words} {}", dollars(amount?))))
    .collect();
    let clinic = clinic.map(|asks| format!("the clinic billed you {}", dollars(asks)));
    let all: Vec<String> = [parts.join(", ")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .chain(clinic)
        .collect();
    match all.join("; ") {
        text if text.is_empty() => text,
        text => format!("{}.", super::sentence::start(&text)),
    }
}

/// The sums over lines.
fn sums(lines: &[AnsweredLine]) -> Sums {
    let sum = |amount: Amount| total(lines.iter().map(amount));
    Sums {
        billed: sum(|l| l.billed),
        discount: sum(|l| l.discount),
        allowed: sum(|l| l.allowed),
        not_covered: sum(|l| l.not_covered),
        deductible: sum(|l| l.deductible),
        copay: sum(|l| l.copay),
        coinsurance: sum(|l| l.coinsurance),
        other_insurance: sum(|l| l.other_insurance),
        paid: sum(|l| l.paid),
        owes: sum(|l| l.owes),
    }
}

/// The exact sum of what is said; none where nothing is, or the sum has no room.
fn total(amounts: impl Iterator<Item = Option<Cents>>) -> Option<Cents> {
    let mut said = amounts.flatten().peekable();
    said.peek()?;
    // summed wide, so that the order of lines cannot decide whether there is room
    let sum: i128 = said.map(|cents| i128::from(cents.0)).sum();
    i64::try_from(sum).ok().map(Cents)
}

fn clinic_asks(findings: &mut Vec<Finding>, clinic: Option<Cents>, owes: Option<Cents>) {
    let Some((asks, owes)) = clinic.zip(owes) else {
        return;
    };
    let Some(difference) = asks.0.checked_sub(owes.0).map(Cents).filter(|d| d.0 != 0) else {
        return;
    };
    let (kind, how) = if difference.0 > 0 {
        (FindingKind::ClinicAsksMore, "more")
    } else {
        (FindingKind::ClinicAsksLess, "less")
    };
    findings.push(Finding {
        kind,
        claimed: None,
        answered: None,
        difference,
        say: format!(
            "The clinic asks {} {how} than the plan says you owe.",
            dollars(Cents(difference.0.saturating_abs()))
        ),
    });
}

/// Which lines belong together. Each line of the statement goes to the line of the claim it is most like; the order
/// of either does not matter.
fn matched(claim: &Claim, answered: &[AnsweredLine]) -> Vec<MatchedLine> {
    let mut lines: Vec<MatchedLine> = (0..claim.lines.len())
        .map(|at| MatchedLine {
            claimed: Some(at),
            answered: Vec::new(),
        })
        .collect();
    let mut order: Vec<usize> = (0..answered.len()).collect();
    order.sort_by_key(|at| content(&answered[*at]));
    let mut claimed: Vec<usize> = (0..claim.lines.len()).collect();
    claimed.sort_by_key(|at| claim_content(&claim.lines[*at]));
    let mut not_asked = Vec::new();
    for at in order {
        let mut best: Option<((u8, bool), usize)> = None;
        for own in &claimed {
            let Some(like) = like(&claim.lines[*own], &answered[at]) else {
                continue;
            };
            let place = (like, lines[*own].answered.is_empty());
            if best.is_none_or(|(before, _)| place > before) {
                best = Some((place, *own));
            }
        }
        match best {
            Some((_, own)) => lines[own].answered.push(at),
            None => not_asked.push(at),
        }
    }
    for line in &mut lines {
        line.answered.sort_unstable();
    }
    not_asked.sort_unstable();
    lines.retain(|line| {
        let empty = line.claimed.is_some_and(|at| claim.lines[at].is_empty());
        !empty || !line.answered.is_empty()
    });
    lines.extend(not_asked.into_iter().map(|at| MatchedLine {
        claimed: None,
        answered: vec![at],
    }));
    lines
}

type Content = (
    Option<chrono::NaiveDate>,
    Option<chrono::NaiveDate>,
    String,
    [Option<Cents>; 4],
);

fn content(line: &AnsweredLine) -> Content {
    (
        line.from,
        line.to,
        line.code_key(),
        [line.billed, line.allowed, line.paid, line.owes],
    )
}

fn claim_content(line: &ServiceLine) -> Content {
    (
        line.first_day(),
        line.last_day(),
        line.code_key(),
        [line.charge.value, None, None, None],
    )
}

/// How like two lines are; none where they cannot be of the same thing.
fn like(own: &ServiceLine, answer: &AnsweredLine) -> Option<u8> {
    let (code, other) = (own.code_key(), answer.code_key());
    if !code.is_empty() && !other.is_empty() && code != other {
        return None;
    }
    let first = answer.from.or(answer.to);
    let last = answer.to.or(answer.from);
    let days = own.first_day().zip(own.last_day()).zip(first.zip(last));
    let same_days = match days {
        Some(((from, to), (first, last))) if from <= last && first <= to => {
            (from, to) == (first, last)
        }
        Some(_) => return None,
        None => false,
    };
    let same_code = !code.is_empty() && code == other;
    let same_sum = answer.billed.is_some() && own.charge.value == answer.billed;
    let points = u8::from(same_code) * 4 + u8::from(same_days) * 2 + u8::from(same_sum);
    // without code and without sum two lines have nothing in common but a day
    (same_code || same_sum).then_some(points)
}

fn of_pair(
    findings: &mut Vec<Finding>,
    claim: &Claim,
    answered: &[AnsweredLine],
    pair: &MatchedLine,
) {
    match pair.claimed {
        Some(at) if pair.answered.is_empty() => {
            if answered.is_empty() {
                return;
            }
            findings.push(Finding {
                kind: FindingKind::NotAnswered,
                claimed: Some(at),
                answered: None,
                difference: Cents(0),
                say: format!("The statement has no line for {}.", name(&claim.lines[at])),
            });
        }
        Some(at) => {
            let line = &claim.lines[at];
            let theirs = pair.answered.iter().map(|at| answered[*at].billed);
            let billed = total(theirs.clone());
            // where one of several says nothing, their sum is not the whole
            if theirs.clone().all(|billed| billed.is_some()) {
                billed_differs(findings, Some(at), line.charge.value, billed, &name(line));
            }
        }
        None => {
            let at = pair.answered.first().copied();
            let line = at.map(|at| answer_name(&answered[at])).unwrap_or_default();
            findings.push(Finding {
                kind: FindingKind::NotAsked,
                claimed: None,
                answered: at,
                difference: Cents(0),
                say: format!("The statement has a line that is not on the claim: {line}."),
            });
        }
    }
}

fn billed_differs(
    findings: &mut Vec<Finding>,
    claimed: Option<usize>,
    charge: Option<Cents>,
    billed: Option<Cents>,
    name: &str,
) {
    let Some((charge, billed)) = charge.zip(billed) else {
        return;
    };
    let Some(difference) = billed
        .0
        .checked_sub(charge.0)
        .map(Cents)
        .filter(|d| d.0 != 0)
    else {
        return;
    };
    findings.push(Finding {
        kind: FindingKind::BilledDiffers,
        claimed,
        answered: None,
        difference,
        say: format!(
            "The plan counted {} for {name}. The claim says {}. The difference is {}.",
            dollars(billed),
            dollars(charge),
            dollars(Cents(difference.0.saturating_abs()))
        ),
    });
}

/// Whether the amounts of one line give one another, by any of the usual ways.
fn adds_up(findings: &mut Vec<Finding>, at: usize, line: &AnsweredLine) {
    let or_zero = |amount: Option<Cents>| amount.map_or(0, |cents| i128::from(cents.0));
    let cents = |amount: Option<Cents>| amount.map(|cents| i128::from(cents.0));
    let (discount, uncovered) = (or_zero(line.discount), or_zero(line.not_covered));
    let other = or_zero(line.other_insurance);
    let any_share = line
        .deductible
        .or(line.copay)
        .or(line.coinsurance)
        .is_some();
    let shares = or_zero(line.deductible) + or_zero(line.copay) + or_zero(line.coinsurance);
    let (billed, allowed, paid, owes) = (
        cents(line.billed),
        cents(line.allowed),
        cents(line.paid),
        cents(line.owes),
    );
    let mut wrong = |kind: FindingKind, word: &str, says: i128, ways: &[i128]| {
        let nearest = ways
            .iter()
            .copied()
            .min_by_key(|way| ((says - way).abs(), *way));
        let Some(nearest) = nearest.filter(|way| *way != says) else {
            return;
        };
        let (Ok(says), Ok(nearest)) = (i64::try_from(says), i64::try_from(nearest)) else {
            return;
        };
        let Some(difference) = says.checked_sub(nearest).map(Cents) else {
            return;
        };
        findings.push(Finding {
            kind,
            claimed: None,
            answered: Some(at),
            difference,
            say: format!(
                "{} does not add up: it says {word} {}, but the other numbers give {}. The difference is {}.",
                super::sentence::start(&answer_name(line)),
                dollars(Cents(says)),
                dollars(Cents(nearest)),
                dollars(Cents(difference.0.saturating_abs()))
            ),
        });
    };
    if let (Some(billed), Some(allowed)) = (billed, allowed)
        && line.discount.or(line.not_covered).is_some()
    {
        let ways = [
            billed - discount,
            billed - discount - uncovered,
            billed - uncovered,
        ];
        wrong(FindingKind::AllowedDoesNotAdd, "allowed", allowed, &ways);
    }
    if let (Some(allowed), Some(paid), true) = (allowed, paid, any_share) {
        let ways = [
            allowed - shares,
            allowed - shares - other,
            allowed - shares - uncovered,
            allowed - shares - uncovered - other,
        ];
        wrong(FindingKind::PaidDoesNotAdd, "paid", paid, &ways);
    }
    if let Some(owes) = owes {
        let mut ways = Vec::new();
        if any_share {
            ways.extend([shares, shares + uncovered]);
            ways.extend([shares - other, shares + uncovered - other]);
        }
        if let (Some(allowed), Some(paid)) = (allowed, paid) {
            let left = allowed - paid;
            ways.extend([
                left,
                left - other,
                left + uncovered,
                left + uncovered - other,
            ]);
        }
        if let (Some(billed), Some(paid)) = (billed, paid) {
            let left = billed - paid;
            ways.extend([left, left - discount, left - other, left - discount - other]);
            // what the network price takes off nobody owes, and a line refused may be the clinic's to bear
            ways.extend([
                left - discount - uncovered,
                left - discount - uncovered - other,
            ]);
        }
        wrong(FindingKind::OwesDoesNotAdd, "you owe", owes, &ways);
    }
}

fn totals_differ(findings: &mut Vec<Finding>, lines: &[AnsweredLine], totals: &AnsweredLine) {
    for (word, amount) in AMOUNTS {
        let all = lines.iter().all(|line| amount(line).is_some());
        let sum = total(lines.iter().map(amount)).filter(|_| all);
        let Some((says, sum)) = amount(totals).zip(sum) else {
            continue;
        };
        let Some(difference) = says.0.checked_sub(sum.0).map(Cents).filter(|d| d.0 != 0) else {
            continue;
        };
        findings.push(Finding {
            kind: FindingKind::TotalDiffers,
            claimed: None,
            answered: None,
            difference,
            say: format!(
                "The printed total for \u{201c}{word}\u{201d} is {}, but its lines come to {}. The difference is {}.",
                dollars(says),
                dollars(sum),
                dollars(Cents(difference.0.saturating_abs()))
            ),
        });
    }
}

/// A line of the claim in words: "96365, October 5".
fn name(line: &ServiceLine) -> String {
    let day = line.first_day();
    named(&line.code_key(), day, line.charge.value)
}

fn answer_name(line: &AnsweredLine) -> String {
    named(&line.code_key(), line.from.or(line.to), line.billed)
}

fn named(code: &str, day: Option<chrono::NaiveDate>, sum: Option<Cents>) -> String {
    let day = day.map(|day| day.format("%B %-d").to_string());
    let parts: Vec<String> = [Some(code.to_owned()).filter(|c| !c.is_empty()), day]
        .into_iter()
        .flatten()
        .collect();
    match (parts.is_empty(), sum) {
        (false, _) => parts.join(", "),
        (true, Some(sum)) => format!("the line of {}", dollars(sum)),
        (true, None) => "a line".to_owned(),
    }
}
