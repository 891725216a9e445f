//! The facts of a reading by the path of their field: to show each, and to put the person's word in its place.
//!
//! Values are text: days as `YYYY-MM-DD`, money as a decimal, kinds as their ids. A fact in a list has its place in
//! the path (`reasons.0`); the place after the last adds one.

use super::told;
use super::values::{day, limit_text, money, parse_limit, truth, yes_no};
use crate::error::{Code, Error};
use holdfast_case::reading::{
    ClaimNumber, CodeFact, NoticeKind, Outcome, Place, Stage, StatedDeadline,
};
use holdfast_case::{Fact, Reading};

/// A fact as text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) value: String,
    pub(crate) confidence: f32,
    pub(crate) quote: String,
    pub(crate) place: Option<Place>,
    pub(crate) why: String,
}

/// The slots that hold one text, by path; used to read and to write alike.
macro_rules! text_slots {
    ($reading:expr, $field:expr, [$($m:tt)?]) => {
        match $field {
            "plan.kind" => Some(& $($m)? $reading.plan.kind),
            "plan.issuer" => Some(& $($m)? $reading.plan.issuer),
            "plan.issuer_role" => Some(& $($m)? $reading.plan.issuer_role),
            "plan.plan_name" => Some(& $($m)? $reading.plan.plan_name),
            "plan.group" => Some(& $($m)? $reading.plan.group),
            "plan.state" => Some(& $($m)? $reading.plan.state),
            "member.patient" => Some(& $($m)? $reading.member.patient),
            "member.subscriber" => Some(& $($m)? $reading.member.subscriber),
            "member.member_id" => Some(& $($m)? $reading.member.member_id),
            "claim.service" => Some(& $($m)? $reading.claim.service),
            "claim.provider" => Some(& $($m)? $reading.claim.provider),
            "appeal.address" => Some(& $($m)? $reading.appeal.address),
            "appeal.fax" => Some(& $($m)? $reading.appeal.fax),
            "appeal.phone" => Some(& $($m)? $reading.appeal.phone),
            "appeal.portal" => Some(& $($m)? $reading.appeal.portal),
            "external_review.kind" => Some(& $($m)? $reading.external_review.kind),
            _ => None,
        }
    };
}

macro_rules! money_slots {
    ($reading:expr, $field:expr, [$($m:tt)?]) => {
        match $field {
            "amounts.billed" => Some(& $($m)? $reading.amounts.billed),
            "amounts.allowed" => Some(& $($m)? $reading.amounts.allowed),
            "amounts.paid" => Some(& $($m)? $reading.amounts.paid),
            "amounts.not_covered" => Some(& $($m)? $reading.amounts.not_covered),
            "amounts.patient_owes" => Some(& $($m)? $reading.amounts.patient_owes),
            "amounts.discount" => Some(& $($m)? $reading.amounts.discount),
            "amounts.deductible" => Some(& $($m)? $reading.amounts.deductible),
            "amounts.copay" => Some(& $($m)? $reading.amounts.copay),
            "amounts.coinsurance" => Some(& $($m)? $reading.amounts.coinsurance),
            "amounts.other_insurance" => Some(& $($m)? $reading.amounts.other_insurance),
            _ => None,
        }
    };
}

/// Fields that hold one fact each, in the order they are shown.
pub(crate) const SINGLE: [&str; 34] = [
    "kind",
    "claim.date_of_notice",
    told::APPROVAL_END,
    told::ANSWER_BY,
    "received_date",
    "outcome",
    "stage",
    "plan.issuer",
    "plan.kind",
    "plan.plan_name",
    "plan.group",
    "plan.state",
    "member.patient",
    "member.subscriber",
    "member.member_id",
    "claim.service",
    "claim.provider",
    "amounts.billed",
    "amounts.allowed",
    "amounts.paid",
    "amounts.not_covered",
    "amounts.patient_owes",
    "amounts.discount",
    "amounts.deductible",
    "amounts.copay",
    "amounts.coinsurance",
    "amounts.other_insurance",
    "appeal.address",
    "appeal.fax",
    "appeal.phone",
    "appeal.portal",
    "external_review.offered",
    "external_review.kind",
    "effective_date",
];

/// Fields that hold several.
pub(crate) const LISTS: [&str; 5] = [
    "reasons",
    "claim.numbers",
    "claim.dates_of_service",
    "claim.codes",
    "deadlines",
];

/// A path in a list, as list and place.
pub(crate) fn indexed(field: &str) -> Option<(&str, usize)> {
    let (list, index) = field.rsplit_once('.')?;
    LISTS
        .contains(&list)
        .then(|| index.parse().ok())
        .flatten()
        .map(|index| (list, index))
}

/// True for a path that can hold a fact.
pub(crate) fn is_known(field: &str) -> bool {
    SINGLE.contains(&field) || indexed(field).is_some()
}

/// How many facts a list holds.
pub(crate) fn length(reading: &Reading, list: &str) -> usize {
    match list {
        "reasons" => reading.reasons.len(),
        "claim.numbers" => reading.claim.numbers.len(),
        "claim.dates_of_service" => reading.claim.dates_of_service.len(),
        "claim.codes" => reading.claim.codes.len(),
        "deadlines" => reading.deadlines.len(),
        _ => 0,
    }
}

/// The fact at a path, where it was read.
pub(crate) fn get(reading: &Reading, field: &str) -> Option<Found> {
    if let Some(slot) = text_slots!(reading, field, []) {
        return slot.as_ref().map(|fact| found(fact, fact.value.clone()));
    }
    if let Some(slot) = money_slots!(reading, field, []) {
        return slot.as_ref().map(|fact| found(fact, fact.value.decimal()));
    }
    if let Some((list, index)) = indexed(field) {
        return get_listed(reading, list, index);
    }
    match field {
        "kind" => reading
            .kind
            .as_ref()
            .map(|f| found(f, f.value.id().to_owned())),
        "outcome" => reading
            .outcome
            .as_ref()
            .map(|f| found(f, f.value.id().to_owned())),
        "stage" => reading
            .stage
            .as_ref()
            .map(|f| found(f, f.value.id().to_owned())),
        "claim.date_of_notice" => reading
            .claim
            .date_of_notice
            .as_ref()
            .map(|f| found(f, f.value.to_string())),
        "external_review.offered" => reading
            .external_review
            .offered
            .as_ref()
            .map(|f| found(f, yes_no(f.value))),
        told::APPROVAL_END | told::ANSWER_BY => told::limit(reading, field),
        _ => None,
    }
}

fn get_listed(reading: &Reading, list: &str, index: usize) -> Option<Found> {
    match list {
        "reasons" => reading
            .reasons
            .get(index)
            .map(|f| found(f, f.value.clone())),
        "claim.numbers" => reading
            .claim
            .numbers
            .get(index)
            .map(|n| found(&n.fact, n.fact.value.clone())),
        "claim.dates_of_service" => reading
            .claim
            .dates_of_service
            .get(index)
            .map(|f| found(f, f.value.to_string())),
        "claim.codes" => reading
            .claim
            .codes
            .get(index)
            .map(|c| found(&c.fact, c.fact.value.clone())),
        "deadlines" => reading.deadlines.get(index).map(of_limit),
        _ => None,
    }
}

/// A time that a letter gives, as text.
pub(super) fn of_limit(stated: &StatedDeadline) -> Found {
    Found {
        value: limit_text(&stated.limit),
        confidence: stated.confidence,
        quote: stated.limit.quote.clone(),
        place: stated.limit.place,
        why: stated.why.clone(),
    }
}

/// Puts a value in the place of what was read; none takes it away. Errors: no such field, no such value.
pub(crate) fn set(reading: &mut Reading, field: &str, value: Option<&str>) -> Result<(), Error> {
    let value = value.map(str::trim).filter(|value| !value.is_empty());
    if let Some(slot) = text_slots!(reading, field, [mut]) {
        put(slot, value.map(str::to_owned));
        return Ok(());
    }
    if let Some(slot) = money_slots!(reading, field, [mut]) {
        put(slot, value.map(money).transpose()?);
        return Ok(());
    }
    if let Some((list, index)) = indexed(field) {
        return set_listed(reading, list, index, value);
    }
    let wrong = || Error::of(Code::BadRequest);
    match field {
        "kind" => put(
            &mut reading.kind,
            value
                .map(|v| NoticeKind::find(v).ok_or_else(wrong))
                .transpose()?,
        ),
        "outcome" => put(
            &mut reading.outcome,
            value
                .map(|v| Outcome::find(v).ok_or_else(wrong))
                .transpose()?,
        ),
        "stage" => put(
            &mut reading.stage,
            value
                .map(|v| Stage::find(v).ok_or_else(wrong))
                .transpose()?,
        ),
        "claim.date_of_notice" => put(
            &mut reading.claim.date_of_notice,
            value.map(day).transpose()?,
        ),
        "external_review.offered" => put(
            &mut reading.external_review.offered,
            value.map(truth).transpose()?,
        ),
        // They stand in no letter; only whether they are days is looked at.
        "received_date" | "effective_date" => drop(value.map(day).transpose()?),
        told::APPROVAL_END | told::ANSWER_BY => told::say(reading, field, value)?,
        _ => return Err(Code::WrongField.into()),
    }
    Ok(())
}

fn set_listed(
    reading: &mut Reading,
    list: &str,
    index: usize,
    value: Option<&str>,
) -> Result<(), Error> {
    match list {
        "reasons" => put_at(&mut reading.reasons, index, value.map(str::to_owned)),
        "claim.dates_of_service" => {
            put_at(
                &mut reading.claim.dates_of_service,
                index,
                value.map(day).transpose()?,
            );
        }
        "claim.numbers" => match (reading.claim.numbers.get_mut(index), value) {
            (Some(number), value) => replace(&mut number.fact, value.map(str::to_owned)),
            (None, Some(value)) => reading.claim.numbers.push(ClaimNumber {
                fact: told(value.to_owned()),
                kind: "claim".to_owned(),
            }),
            (None, None) => {}
        },
        "claim.codes" => match (reading.claim.codes.get_mut(index), value) {
            (Some(code), value) => replace(&mut code.fact, value.map(str::to_owned)),
            (None, Some(value)) => reading.claim.codes.push(CodeFact {
                fact: told(value.to_owned()),
                system: "other".to_owned(),
                denied: false,
            }),
            (None, None) => {}
        },
        _ => {
            let stated = reading.deadlines.get_mut(index).ok_or(Code::BadRequest)?;
            match value {
                None => stated.confidence = 0.0,
                Some(value) => {
                    stated.limit = parse_limit(value, &stated.limit)?;
                    stated.confidence = 1.0;
                }
            }
        }
    }
    Ok(())
}

fn found<T>(fact: &Fact<T>, value: String) -> Found {
    Found {
        value,
        confidence: fact.confidence,
        quote: fact.quote.clone(),
        place: fact.place,
        why: fact.why.clone(),
    }
}

/// A fact from the person.
fn told<T>(value: T) -> Fact<T> {
    Fact {
        value,
        confidence: 1.0,
        quote: String::new(),
        place: None,
        why: told::WHY.to_owned(),
    }
}

fn put<T>(slot: &mut Option<Fact<T>>, value: Option<T>) {
    match (slot.as_mut(), value) {
        (Some(fact), Some(value)) => {
            fact.value = value;
            fact.confidence = 1.0;
        }
        (None, Some(value)) => *slot = Some(told(value)),
        (_, None) => *slot = None,
    }
}

/// In a list a fact that is not known stays in its place, so that the others keep theirs; nobody believes it.
fn replace<T>(fact: &mut Fact<T>, value: Option<T>) {
    match value {
        Some(value) => {
            fact.value = value;
            fact.confidence = 1.0;
        }
        None => fact.confidence = 0.0,
    }
}

fn put_at<T>(list: &mut Vec<Fact<T>>, index: usize, value: Option<T>) {
    match (list.get_mut(index), value) {
        (Some(fact), value) => replace(fact, value),
        (None, Some(value)) => list.push(told(value)),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        let mut reading = Reading::default();
        for (field, value) in [
            ("kind", "denial"),
            ("claim.date_of_notice", "2026-06-17"),
            ("outcome", "denied"),
            ("stage", "initial-pre-service"),
            ("plan.kind", "employer-self-funded"),
            ("amounts.billed", "3150.00"),
            ("external_review.offered", "yes"),
            ("reasons.0", "medical-necessity"),
            ("claim.numbers.0", "PA-2606-118374"),
            ("claim.dates_of_service.0", "2026-10-05"),
            ("claim.codes.0", "96365"),
            ("approval_end", "2027-03-14"),
            ("answer_by", "60 days date-of-notice"),
        ] {
            set(&mut reading, field, Some(value)).unwrap();
            let fact = get(&reading, field).unwrap();
            assert_eq!(
                (fact.value.as_str(), fact.confidence),
                (value, 1.0),
                "{field}"
            );
        }
        for field in SINGLE
            .iter()
            .filter(|f| !matches!(**f, "received_date" | "effective_date"))
        {
            set(&mut reading, field, None).unwrap();
            assert_eq!(get(&reading, field), None, "{field}");
        }
    }

    #[test]
    fn values_that_do_not_exist_are_refused() {
        let mut reading = Reading::default();
        for (field, value, code) in [
            ("kind", "love-letter", Code::BadRequest),
            ("claim.date_of_notice", "2026-02-30", Code::BadDate),
            ("received_date", "soon", Code::BadDate),
            ("amounts.paid", "much", Code::BadAmount),
            ("claim.color", "red", Code::WrongField),
        ] {
            assert_eq!(
                set(&mut reading, field, Some(value)).unwrap_err().code(),
                code,
                "{field}"
            );
        }
    }
}
