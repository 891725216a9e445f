//! Which no a letter answers: one number of both, or one person and one treatment; else only the same case.

use crate::words::ENOUGH;
use holdfast_case::{Fact, Reading};
use holdfast_vault::DocumentRow;
use std::collections::BTreeSet;

/// A letter with what it says.
pub(crate) struct Letter {
    pub(crate) document: DocumentRow,
    pub(crate) reading: Reading,
}

/// How surely a letter answers a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// They share a number, or the person and the treatment.
    Sure,
    /// They are filed in one case, and nothing speaks against it.
    SameCase,
}

/// Fewer signs are no number of one claim.
const SHORTEST_NUMBER: usize = 5;
/// Fewer letters name no treatment.
const SHORTEST_SERVICE: usize = 6;

/// How surely a decision answers a no; none where it does not.
pub(crate) fn fit(decision: &Letter, denial: &Letter) -> Option<Fit> {
    let (ours, theirs) = (&decision.reading, &denial.reading);
    let date = |reading: &Reading| reading.claim.date_of_notice.as_ref().map(|fact| fact.value);
    if date(ours)
        .zip(date(theirs))
        .is_some_and(|(answer, no)| answer < no)
    {
        return None;
    }
    if !numbers(ours).is_disjoint(&numbers(theirs)) {
        return Some(Fit::Sure);
    }
    match same_person(ours, theirs) {
        Some(true) if same_service(ours, theirs) => return Some(Fit::Sure),
        Some(false) => return None,
        _ => {}
    }
    let case = decision.document.case;
    (case.is_some() && case == denial.document.case).then_some(Fit::SameCase)
}

/// Letters and digits alone, in capitals: spaces and dashes are written in many ways.
fn plain(text: &str) -> String {
    let signs = text.chars().filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_uppercase).collect()
}

fn sure(fact: Option<&Fact<String>>) -> Option<String> {
    fact.filter(|fact| fact.confidence >= ENOUGH)
        .map(|fact| plain(&fact.value))
        .filter(|plain| !plain.is_empty())
}

/// The numbers that name a claim, not the person or the bill.
fn numbers(reading: &Reading) -> BTreeSet<String> {
    let member = sure(reading.member.member_id.as_ref());
    let named = reading
        .claim
        .numbers
        .iter()
        .filter(|number| number.kind != "account" && number.fact.confidence >= ENOUGH);
    named
        .map(|number| plain(&number.fact.value))
        .filter(|number| number.len() >= SHORTEST_NUMBER && Some(number) != member.as_ref())
        .collect()
}

/// Whether both are about one person; none where that can't be told.
fn same_person(a: &Reading, b: &Reading) -> Option<bool> {
    let same = |a: Option<&Fact<String>>, b: Option<&Fact<String>>| {
        sure(a).zip(sure(b)).map(|(a, b)| a == b)
    };
    let number = same(a.member.member_id.as_ref(), b.member.member_id.as_ref());
    let name = same(a.member.patient.as_ref(), b.member.patient.as_ref());
    match (number, name) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (None, None) => None,
        _ => Some(false),
    }
}

/// True where one treatment is named by both: by a code, or by words of which one holds the other.
fn same_service(a: &Reading, b: &Reading) -> bool {
    let codes = |reading: &Reading| -> BTreeSet<String> {
        let treatments = reading
            .claim
            .codes
            .iter()
            .filter(|code| matches!(code.system.as_str(), "cpt" | "hcpcs" | "ndc"));
        treatments.map(|code| plain(&code.fact.value)).collect()
    };
    if !codes(a).is_disjoint(&codes(b)) {
        return true;
    }
    let name = |reading: &Reading| sure(reading.claim.service.as_ref());
    let long = |text: &String| text.len() >= SHORTEST_SERVICE;
    match (name(a).filter(long), name(b).filter(long)) {
        (Some(a), Some(b)) => a.contains(&b) || b.contains(&a),
        _ => false,
    }
}
