//! Claims and prior authorizations: what to look at before one goes out, what its answer adds up to, which claim a
//! statement answers, and how long the insurer has to decide.
//!
//! Every check says why it matters, what to do, and where that is from. What cannot be known is said to be open, and
//! never passes for good. None of it changes a code: the clinic chooses those.

mod check;
pub(crate) mod clock;
mod codes;
mod drug;
mod filing;
mod lines;
mod matching;
mod reconcile;
mod said;
mod sentence;
#[cfg(test)]
mod tests;
mod together;
mod whole;

pub use check::{Check, CheckSource, Field, Verdict};
pub use clock::{DecisionClock, decision_clock};
pub use filing::{Filing, filing};
pub use matching::{Answers, Hint, Likeness, likeness};
pub use reconcile::{Finding, FindingKind, MatchedLine, Reconciliation, Sums, reconcile};
pub use said::{PlanSays, SaidAsk, SaidPlace, SaidTime, asks_first_said, time_said};
pub use sentence::dollars;

use chrono::NaiveDate;
use holdfast_case::claim::{Claim, ClaimTerms};
use holdfast_library::Library;

/// What is known beside the claim itself.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The day it is.
    pub today: NaiveDate,
    /// Plan kind id; none where it is not known.
    pub plan_kind: Option<&'a str>,
    /// What the plan says of claims.
    pub terms: &'a ClaimTerms,
    /// The other claims and requests of the case.
    pub others: &'a [Claim],
    /// What papers and notes say of claims, to be offered; none where nothing was looked for.
    pub says: Option<&'a PlanSays>,
}

/// Looks through a claim before it goes out: what to mend first, then what is open, then what is fine. Within each,
/// what is of the whole claim comes first and lines follow in their order.
pub fn before_sending(lib: &Library, claim: &Claim, known: &Known<'_>) -> Vec<Check> {
    let mut found = Vec::new();
    whole::look(lib, claim, known, &mut found);
    lines::look(lib, claim, known, &mut found);
    together::look(lib, claim, &mut found);
    found.extend(fine(lib, claim, known, &found));
    found.sort_by_key(|check| (check.verdict, check.line.map_or(0, |line| line + 1)));
    found
}

/// What may be ticked: a family of checks of which none has to be mended or is open.
fn fine(lib: &Library, claim: &Claim, known: &Known<'_>, found: &[Check]) -> Vec<Check> {
    if claim.lines.iter().all(|line| line.is_empty()) {
        return Vec::new();
    }
    let clear = |families: &[&str]| {
        found
            .iter()
            .all(|check| !families.iter().any(|family| check.is_of(family)))
    };
    let mut fine = Vec::new();
    let mut tick = |id: &str, title: &str, why: String| {
        fine.push(Check::new(lib, id, Verdict::Good).saying(title, why, ""));
    };
    if clear(&["diagnosis"]) {
        tick("diagnosis", "Diagnosis on each line", String::new());
    }
    if clear(&["code", "no-such", "in-use"]) {
        tick("code-form", "All codes are known", String::new());
    }
    let all_dated = claim
        .lines
        .iter()
        .filter(|line| !line.is_empty())
        .all(|line| line.first_day().is_some());
    if clear(&["coverage"]) && known.terms.covered_from.value.is_some() && all_dated {
        tick("coverage", "All dates inside your coverage", String::new());
    }
    if clear(&["charge"]) && claim.charged().is_some() {
        tick("charge", "A charge on each line", String::new());
    }
    fine.extend(filing::in_time(lib, claim, known));
    fine
}
