//! A reading on the wire.

use super::deadline::{deadline, place};
use holdfast_case::reading::{ClaimNumber, CodeFact, LevelSaid, Span};
use holdfast_case::{Cents, Deadline, Fact, Pages, Reading};
use serde_json::{Value, json};

/// What a reading is of.
pub struct Read<'a> {
    /// The name as given on the command line.
    pub file: &'a str,
    /// SHA-256 of the bytes, 64 hex digits.
    pub sha256: &'a str,
    /// Its pages.
    pub pages: &'a Pages,
    /// What it says.
    pub reading: &'a Reading,
    /// Its deadlines.
    pub deadlines: &'a [Deadline],
    /// Id of a document that seems to be the same letter.
    pub same_letter_as: Option<String>,
}

/// The reading object without `schema`.
pub fn reading(read: &Read<'_>) -> Value {
    let r = read.reading;
    let mut doubts = r.doubts.clone();
    doubts.extend(
        read.pages
            .doubts
            .iter()
            .filter(|d| !r.doubts.contains(d))
            .cloned(),
    );
    json!({
        "file": read.file,
        "sha256": read.sha256,
        "pages": read.pages.pages.len(),
        "source": source(read.pages),
        "kind": with(r.kind.as_ref(), |k| json!(k.id())),
        "outcome": with(r.outcome.as_ref(), |o| json!(o.id())),
        "stage": with(r.stage.as_ref(), |s| json!(s.id())),
        "plan": {
            "kind": text(r.plan.kind.as_ref()),
            "issuer": text(r.plan.issuer.as_ref()),
            "issuer_role": text(r.plan.issuer_role.as_ref()),
            "plan_name": text(r.plan.plan_name.as_ref()),
            "group": text(r.plan.group.as_ref()),
            "state": text(r.plan.state.as_ref()),
        },
        "member": {
            "patient": text(r.member.patient.as_ref()),
            "subscriber": text(r.member.subscriber.as_ref()),
            "member_id": text(r.member.member_id.as_ref()),
        },
        "claim": {
            "numbers": r.claim.numbers.iter().map(number).collect::<Vec<_>>(),
            "service": text(r.claim.service.as_ref()),
            "provider": text(r.claim.provider.as_ref()),
            "date_of_notice": with(r.claim.date_of_notice.as_ref(), |d| json!(d.to_string())),
            "dates_of_service": r.claim.dates_of_service.iter().map(|f| fact(f, json!(f.value.to_string()))).collect::<Vec<_>>(),
            "codes": r.claim.codes.iter().map(code).collect::<Vec<_>>(),
        },
        "amounts": {
            "billed": money(r.amounts.billed.as_ref()),
            "allowed": money(r.amounts.allowed.as_ref()),
            "paid": money(r.amounts.paid.as_ref()),
            "not_covered": money(r.amounts.not_covered.as_ref()),
            "patient_owes": money(r.amounts.patient_owes.as_ref()),
            "discount": money(r.amounts.discount.as_ref()),
            "deductible": money(r.amounts.deductible.as_ref()),
            "copay": money(r.amounts.copay.as_ref()),
            "coinsurance": money(r.amounts.coinsurance.as_ref()),
            "other_insurance": money(r.amounts.other_insurance.as_ref()),
        },
        "reasons": r.reasons.iter().map(|f| fact(f, json!(f.value))).collect::<Vec<_>>(),
        "appeal": {
            "address": text(r.appeal.address.as_ref()),
            "fax": text(r.appeal.fax.as_ref()),
            "phone": text(r.appeal.phone.as_ref()),
            "portal": text(r.appeal.portal.as_ref()),
            "expedited_decision_within": with(r.appeal.expedited_decision_within.as_ref(), span),
        },
        "external_review": {
            "offered": with(r.external_review.offered.as_ref(), |b| json!(b)),
            "kind": text(r.external_review.kind.as_ref()),
        },
        "levels": r.levels.iter().map(level).collect::<Vec<_>>(),
        "deadlines": read.deadlines.iter().map(deadline).collect::<Vec<_>>(),
        "same_letter_as": read.same_letter_as,
        "doubts": doubts,
    })
}

fn source(pages: &Pages) -> &'static str {
    match (pages.any_text_layer(), pages.any_ocr()) {
        (true, true) => "mixed",
        (false, true) => "ocr",
        _ => "text",
    }
}

fn fact<T>(fact: &Fact<T>, value: Value) -> Value {
    json!({
        "value": value,
        "confidence": round(fact.confidence),
        "quote": fact.quote,
        "place": place(fact.place),
        "why": fact.why,
    })
}

/// Confidence with two places: more would pretend.
pub fn round(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

fn with<T>(found: Option<&Fact<T>>, value: impl Fn(&T) -> Value) -> Value {
    found.map_or(Value::Null, |f| fact(f, value(&f.value)))
}

fn text(found: Option<&Fact<String>>) -> Value {
    with(found, |t| json!(t))
}

fn money(found: Option<&Fact<Cents>>) -> Value {
    with(found, |m| json!(m.decimal()))
}

fn span(span: &Span) -> Value {
    json!({"count": span.count, "unit": span.unit})
}

fn number(number: &ClaimNumber) -> Value {
    let mut out = fact(&number.fact, json!(number.fact.value));
    if let Value::Object(keys) = &mut out {
        keys.insert("type".into(), json!(number.kind));
    }
    out
}

fn level(level: &LevelSaid) -> Value {
    let mut out = fact(&level.fact, json!(level.fact.value.id()));
    if let Value::Object(keys) = &mut out {
        keys.insert("level".into(), json!(level.level));
    }
    out
}

fn code(code: &CodeFact) -> Value {
    let mut out = fact(&code.fact, json!(code.fact.value));
    if let Value::Object(keys) = &mut out {
        keys.insert("system".into(), json!(code.system));
        keys.insert("denied".into(), json!(code.denied));
    }
    out
}
