//! What is looked at for the claim as a whole: lines, coverage, time to file, approval, doubles of what was sent.

use super::check::{Check, Field, Verdict};
use super::codes::is_npi;
use super::sentence::on;
use super::together::same_service;
use super::{Known, filing};
use holdfast_case::claim::{Claim, ClaimKind, ClaimState};
use holdfast_library::Library;

/// Looks at the claim as a whole.
pub(super) fn look(lib: &Library, claim: &Claim, known: &Known<'_>, found: &mut Vec<Check>) {
    if claim.lines.iter().all(|line| line.is_empty()) {
        found.push(
            Check::new(lib, "superbill-fields", Verdict::Look)
                .named("lines-missing")
                .of(Field::Lines)
                .saying(
                    "There is no line yet",
                    "",
                    "Drop the clinic's bill, or write the first line from it.",
                ),
        );
    }
    for (number, field, whose) in [
        (&claim.clinic_npi, Field::ClinicNpi, "the clinic"),
        (&claim.provider_npi, Field::ProviderNpi, "the clinician"),
    ] {
        if !number.trim().is_empty() && !is_npi(number) {
            found.push(Check::new(lib, "npi", Verdict::Look).of(field).saying(
                format!("The NPI of {whose} has a slip"),
                "",
                "Compare it with the bill. It has 10 digits.",
            ));
        }
    }
    coverage(lib, claim, known, found);
    if claim.kind == ClaimKind::Claim {
        found.extend(filing::look(lib, claim, known));
        approval(lib, claim, known, found);
        sent_before(lib, claim, known, found);
    }
}

fn coverage(lib: &Library, claim: &Claim, known: &Known<'_>, found: &mut Vec<Check>) {
    let terms = known.terms;
    let (from, to) = (terms.covered_from.value, terms.covered_to.value);
    if from.is_none() && claim.first_day().is_some() {
        found.push(
            Check::new(lib, "coverage", Verdict::Open)
                .named("coverage-unknown")
                .of(Field::CoveredFrom)
                .saying(
                    "We don't know when your coverage began",
                    "",
                    "Add the day. It stands on your card, or ask your plan.",
                ),
        );
    }
    for (at, line) in claim.lines.iter().enumerate() {
        // a month that reaches over the edge is said too: it may mean a day outside
        let before = from
            .zip(line.first_day())
            .filter(|(from, day)| *day < from.latest());
        let after = to
            .zip(line.last_day())
            .filter(|(to, day)| *day > to.earliest());
        let (edge, day, how) = match (before, after) {
            (Some((from, day)), _) if day < from.earliest() || from.day().is_some() => {
                (from.earliest(), day, "began")
            }
            (_, Some((to, day))) if day > to.latest() || to.day().is_some() => {
                (to.latest(), day, "ended")
            }
            _ => continue,
        };
        let title = format!("{} lies outside your coverage", on(day, known.today));
        let why = format!(
            "Line {}: your coverage {how} on {}.",
            at + 1,
            on(edge, known.today)
        );
        let mend = "Check the day. If it is right, look for the plan you had then.";
        found.push(
            Check::new(lib, "coverage", Verdict::Look)
                .at(
                    at,
                    if how == "began" {
                        Field::From
                    } else {
                        Field::To
                    },
                )
                .saying(title, why, mend),
        );
    }
}

fn codes_of(claim: &Claim) -> Vec<String> {
    let codes = claim.lines.iter().map(|line| line.code_key());
    codes.filter(|code| !code.is_empty()).collect()
}

/// True where a request is for one of these codes, or does not say for which.
fn is_for(request: &Claim, codes: &[String]) -> bool {
    let asked = codes_of(request);
    asked.is_empty() || codes.is_empty() || asked.iter().any(|code| codes.contains(code))
}

fn approval(lib: &Library, claim: &Claim, known: &Known<'_>, found: &mut Vec<Check>) {
    // what was paid wanted no approval
    let is_paid = matches!(claim.state(), ClaimState::Paid);
    if !claim.authorization.trim().is_empty() || is_paid {
        return;
    }
    let codes = codes_of(claim);
    let requests = || {
        known
            .others
            .iter()
            .filter(|other| other.kind == ClaimKind::Authorization)
            .filter(|other| is_for(other, &codes))
    };
    let with = |state: ClaimState| requests().rfind(|other| other.state() == state);
    let check = |verdict| {
        Check::new(lib, "approval", verdict)
            .named("approval-missing")
            .of(Field::Authorization)
    };
    let title = "No approval number";
    if let Some(request) = with(ClaimState::Approved) {
        let mend = format!(
            "You have an approval, {}. Put its number here if it is for this.",
            request.number.trim()
        );
        found.push(check(Verdict::Look).saying(title, "", mend));
    } else if let Some(request) = with(ClaimState::Denied) {
        let number = request.number.trim();
        let named = if number.is_empty() {
            String::new()
        } else {
            format!(" ({number})")
        };
        let mut check = check(Verdict::Look).saying(
            title,
            "There is none to give.",
            "Say that approval was asked for, and that they said no.",
        );
        check.field = Some(Field::Note);
        check.sentence = Some(format!(
            "Approval was asked for beforehand{named} and denied."
        ));
        let said = claim.note.contains("asked for beforehand");
        if !said {
            found.push(check);
        }
    } else {
        match known.terms.asks_first {
            Some(true) => found.push(check(Verdict::Look).saying(
                title,
                "",
                "Ask the clinic whether approval was asked for, and for its number.",
            )),
            None => {
                let said = known.says.and_then(|says| says.asks_first.as_ref());
                let (why, mend) = match said {
                    Some(said) => (
                        format!("In {} stands: \u{201c}{}\u{201d}", said.from, said.words),
                        "If it is about this care, take it over.",
                    ),
                    None => (
                        String::new(),
                        "Look in your plan book for 'prior authorization', or call.",
                    ),
                };
                let title = "Does your plan want to be asked first?";
                let mut check = check(Verdict::Open).named("approval-unknown");
                check = check.saying(title, why, mend);
                check.field = Some(Field::AsksFirst);
                check.place = said.and_then(|said| said.place.clone());
                found.push(check);
            }
            Some(false) => {}
        }
    }
}

fn sent_before(lib: &Library, claim: &Claim, known: &Known<'_>, found: &mut Vec<Check>) {
    let sent = known.others.iter().filter(|other| {
        other.kind == ClaimKind::Claim
            && !matches!(other.state(), ClaimState::Draft | ClaimState::Closed)
    });
    for other in sent {
        for (at, line) in claim.lines.iter().enumerate() {
            if !other.lines.iter().any(|before| same_service(line, before)) {
                continue;
            }
            let number = other.number.trim();
            let which = if number.is_empty() {
                "another claim".to_owned()
            } else {
                format!("claim {number}")
            };
            let again = claim.again_of.is_some();
            let (title, mend) = if again {
                (
                    format!("Line {} was sent with {which}", at + 1),
                    "Say on it that this is a corrected claim, with the old number.",
                )
            } else {
                (
                    format!("Line {} was sent with {which}", at + 1),
                    "Take it out, or make this a new try of that claim.",
                )
            };
            found.push(
                Check::new(
                    lib,
                    "sent-before",
                    if again { Verdict::Open } else { Verdict::Look },
                )
                .at(at, Field::Code)
                .saying(title, "", mend),
            );
        }
    }
}
