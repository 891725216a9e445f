//! Claims and requests for approval: written down, listed, shown, changed; sent and answered.
//!
//! What a claim says comes as a JSON object on standard input, with the keys that the answer has: names and numbers
//! of a person do not belong among the arguments that every program can see.

use super::open_desk;
use super::versions::{version_lines, with_versions};
use crate::args::{ClaimCall, Common, DecisionArgs, SentArgs, TermsArgs};
use crate::input;
use crate::out::{self, Trouble};
use holdfast_casework::view::{
    AmountView, BillLinesView, ClaimAnswerRequest, ClaimCheckView, ClaimLineRequest, ClaimLineView,
    ClaimRequest, ClaimRowView, ClaimTermsRequest, ClaimView, CodeView, SubmissionRequest,
};
use holdfast_casework::{ClaimChanged, Desk};
use serde::Deserialize;
use serde_json::{Value, json};

macro_rules! keys {
    ($(#[$doc:meta])* $input:ident => $request:ident { $($key:ident),+ }) => {
        $(#[$doc])*
        #[derive(Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        struct $input { $($key: Option<String>,)+ }
        impl $input {
            /// Puts what was given in place of what stands there.
            fn over(self, request: &mut $request) {
                $(if let Some(value) = self.$key { request.$key = value; })+
            }
        }
    };
}

keys! {
    /// The keys of a line.
    LineInput => ClaimLineRequest {
        from, to, code, modifiers, revenue, diagnoses, units, charge, drug, dose, ndc, place, description
    }
}
keys! {
    /// The plain keys of a claim.
    PlainInput => ClaimRequest {
        kind, title, number, authorization, clinic, clinic_npi, provider, provider_npi, place, diagnoses, note
    }
}

/// A claim on standard input. A key that is missing stays as it was; a key that is unknown is a wrong call.
struct ClaimInput {
    plain: PlainInput,
    timing: Option<Option<String>>,
    document: Option<Option<String>>,
    lines: Option<Vec<LineInput>>,
}

fn claim_input() -> Result<ClaimInput, Trouble> {
    let wrong = |_| {
        Trouble::Call(
            "A claim is a JSON object with keys such as kind, number, diagnoses and lines, each a text.".to_owned(),
        )
    };
    let mut object: serde_json::Map<String, Value> =
        serde_json::from_slice(&input::bytes()?).map_err(wrong)?;
    let mut taken = |key: &str| object.remove(key);
    let (timing, document, lines) = (taken("timing"), taken("document"), taken("lines"));
    let text = |value: Option<Value>| value.map(serde_json::from_value).transpose().map_err(wrong);
    Ok(ClaimInput {
        timing: text(timing)?,
        document: text(document)?,
        lines: lines
            .map(serde_json::from_value)
            .transpose()
            .map_err(wrong)?,
        plain: serde_json::from_value(Value::Object(object)).map_err(wrong)?,
    })
}

impl ClaimInput {
    fn over(self, mut request: ClaimRequest) -> ClaimRequest {
        self.plain.over(&mut request);
        if let Some(timing) = self.timing {
            request.timing = timing;
        }
        if let Some(document) = self.document {
            request.document = document;
        }
        if let Some(lines) = self.lines {
            request.lines = lines
                .into_iter()
                .map(|given| {
                    let mut line = ClaimLineRequest::default();
                    given.over(&mut line);
                    line
                })
                .collect();
        }
        request
    }
}

/// Claims and requests.
pub fn claim(common: &Common, what: &ClaimCall) -> Result<u8, Trouble> {
    match what {
        ClaimCall::Add => {
            let given = claim_input()?;
            let desk = open_desk(common)?;
            let request = given.over(ClaimRequest {
                kind: "claim".to_owned(),
                ..ClaimRequest::default()
            });
            kept(common, &desk, &desk.save_claim(None, &request)?)
        }
        ClaimCall::Edit { id } => {
            let given = claim_input()?;
            let desk = open_desk(common)?;
            let request = given.over(desk.claim(id)?.fields.into());
            kept(common, &desk, &desk.save_claim(Some(id), &request)?)
        }
        ClaimCall::List => {
            let view = open_desk(common)?.claims()?;
            let objects: Vec<Value> = view.rows.iter().map(row_object).collect();
            let guesses: Vec<Value> = view
                .guesses
                .iter()
                .map(|guess| json!({"claim": guess.claim, "document": guess.document, "why": guess.why, "outcome": guess.outcome}))
                .collect();
            let object = json!({"claims": objects, "answers_to_confirm": guesses});
            out::answer(common.json, object, || {
                let rows = view.rows.iter().map(row_line);
                let asked = view.guesses.iter().map(|guess| {
                    out::plain(&format!(
                        "? {} may answer {}. {}",
                        guess.document, guess.claim, guess.why
                    ))
                });
                rows.chain(asked).collect::<Vec<_>>().join("\n")
            });
            Ok(0)
        }
        ClaimCall::Show { id } => {
            show(common, &open_desk(common)?, id)?;
            Ok(0)
        }
        ClaimCall::Lines { document } => {
            let view = open_desk(common)?.lines_of_bill(document)?;
            let lines: Vec<Value> = view.lines.iter().map(line_object).collect();
            let whole = &view.whole;
            let object = json!({
                "document": document, "lines": lines, "doubts": view.doubts, "diagnoses": whole.diagnoses,
                "place": whole.place, "clinic": whole.clinic, "clinic_npi": whole.clinic_npi,
                "provider": whole.provider, "provider_npi": whole.provider_npi,
            });
            out::answer(common.json, object, || bill_text(&view));
            Ok(0)
        }
        ClaimCall::Trash { id } => {
            let change = open_desk(common)?.put_claim_away(id)?;
            super::papers::changed(common, &change);
            Ok(0)
        }
        ClaimCall::Terms(args) => terms(common, args),
    }
}

/// A line by the keys that a claim on standard input has.
fn line_object(line: &ClaimLineView) -> Value {
    json!({
        "from": line.from, "to": line.to, "code": line.code, "modifiers": line.modifiers,
        "revenue": line.revenue, "diagnoses": line.diagnoses, "units": line.units, "charge": line.charge,
        "drug": line.drug, "dose": line.dose, "ndc": line.ndc, "place": line.place,
        "description": line.description,
    })
}

fn bill_text(view: &BillLinesView) -> String {
    let mut rows: Vec<String> = view
        .lines
        .iter()
        .map(|line| {
            let parts = [
                &line.from,
                &line.code,
                &line.modifiers,
                &line.diagnoses,
                &line.units,
                &line.charge,
                &line.description,
            ];
            let parts: Vec<&str> = parts
                .into_iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            out::plain(&parts.join("  "))
        })
        .collect();
    let whole = [
        ("Diagnoses", &view.whole.diagnoses),
        ("Place of service", &view.whole.place),
        ("Clinic", &view.whole.clinic),
        ("NPI of the clinic", &view.whole.clinic_npi),
        ("Clinician", &view.whole.provider),
        ("NPI of the clinician", &view.whole.provider_npi),
    ];
    let whole = whole.iter().filter(|(_, value)| !value.is_empty());
    rows.extend(whole.map(|(name, value)| out::plain(&format!("{name}: {value}"))));
    if rows.is_empty() {
        rows.push("We found no lines on this paper.".to_owned());
    }
    rows.extend(view.doubts.iter().map(|doubt| out::plain(doubt)));
    rows.join("\n")
}

/// Records that a claim went out.
pub fn sent(common: &Common, desk: &Desk, args: &SentArgs, way: &str) -> Result<u8, Trouble> {
    let proof = match args.proof.as_slice() {
        [] => None,
        [one] => Some(super::sent::proof(desk, one)?),
        _ => {
            return Err(Trouble::Call(
                "A claim has one paper of proof for each time it went out.".to_owned(),
            ));
        }
    };
    let request = SubmissionRequest {
        at: super::sent::place(args.correct)?,
        way: way.to_owned(),
        day: args.day.clone(),
        received: args.received.clone(),
        to: args.to.clone(),
        tracking: args.tracking.clone(),
        proof,
        note: String::new(),
    };
    kept(common, desk, &desk.claim_sent(&args.id, &request)?)
}

/// Records what was answered.
pub fn decision(common: &Common, desk: &Desk, args: &DecisionArgs) -> Result<u8, Trouble> {
    let request = ClaimAnswerRequest {
        outcome: args.outcome.clone(),
        day: args.day.clone(),
        document: args.document.clone(),
        billed: args.billed.clone(),
        allowed: args.allowed.clone(),
        paid: args.paid.clone(),
        owes: args.owes.clone(),
    };
    let answered = desk.answer_claim(&args.id, &request)?;
    let told = match &args.clinic_bill {
        Some(amount) => desk.set_clinic_bill(&args.id, amount, None)?,
        None => answered,
    };
    kept(common, desk, &told)
}

fn terms(common: &Common, args: &TermsArgs) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let before = desk.claims()?.terms;
    let given = |value: &Option<String>, before: String| value.clone().unwrap_or(before);
    let any = args.covered_from.is_some()
        || args.covered_to.is_some()
        || args.filing_count.is_some()
        || args.filing_unit.is_some()
        || args.filing_said.is_some()
        || args.asks_first.is_some();
    if any {
        desk.set_claim_terms(&ClaimTermsRequest {
            covered_from: given(&args.covered_from, before.covered_from),
            covered_to: given(&args.covered_to, before.covered_to),
            filing_count: given(&args.filing_count, before.filing_count),
            filing_unit: given(&args.filing_unit, before.filing_unit),
            filing_said: given(&args.filing_said, before.filing_said),
            asks_first: match args.asks_first.as_deref() {
                Some("yes") => Some(true),
                Some("no") => Some(false),
                Some(_) => None,
                None => before.asks_first,
            },
        })?;
    }
    let view = desk.claims()?;
    let (terms, offer) = (view.terms, view.offer);
    let object = json!({"claim_terms": [{
        "covered_from": terms.covered_from, "covered_to": terms.covered_to,
        "filing_count": terms.filing_count, "filing_unit": terms.filing_unit,
        "filing_said": terms.filing_said, "asks_first": terms.asks_first,
    }], "offered": {
        "filing_count": offer.filing_count, "filing_unit": offer.filing_unit, "filing_said": offer.filing_said,
        "filing_quote": offer.filing_quote, "document": offer.filing_document,
        "asks_first": offer.asks_first, "asks_words": offer.asks_words,
    }});
    out::answer(common.json, object, || {
        out::lines_plain(&format!(
            "covered from: {}\ncovered to: {}\ntime to file: {} {} ({})\nasks first: {}{}",
            terms.covered_from,
            terms.covered_to,
            terms.filing_count,
            terms.filing_unit,
            terms.filing_said,
            match terms.asks_first {
                Some(true) => "yes",
                Some(false) => "no",
                None => "not known",
            },
            [offer.filing_quote, offer.asks_words]
                .into_iter()
                .filter(|said| !said.is_empty())
                .map(|said| format!("\n? {said}"))
                .collect::<String>()
        ))
    });
    Ok(0)
}

fn kept(common: &Common, desk: &Desk, changed: &ClaimChanged) -> Result<u8, Trouble> {
    show(common, desk, &changed.id.to_string())?;
    Ok(0)
}

fn show(common: &Common, desk: &Desk, id: &str) -> Result<(), Trouble> {
    let view = desk.claim(id)?;
    let versions = desk.record_versions(&view.row.id)?;
    let claim = with_versions(claim_object(&view), &versions);
    out::answer(common.json, json!({ "claims": [claim] }), || {
        let mut lines = vec![row_line(&view.row)];
        for (line, typed) in view.look.lines.iter().zip(&view.fields.lines) {
            let plain = line.code.as_ref().map_or("", |code| code.plain.as_str());
            lines.push(format!(
                "  {}  {}  {plain}  x{}  {}",
                line.days, typed.code, line.units, line.charge
            ));
        }
        lines.extend(view.look.checks.iter().map(|check| {
            let line = check
                .line
                .map(|n| format!(" (line {n})"))
                .unwrap_or_default();
            let id = verdict(check);
            format!(
                "  [{id}] {}{line}. {} {}",
                check.title, check.why, check.mend
            )
        }));
        if let Some(clock) = &view.clock {
            let source = clock.citation.as_deref().unwrap_or("");
            lines.push(format!("  {} {source}", clock.say));
            lines.extend(clock.doubts.iter().map(|doubt| format!("  ? {doubt}")));
        }
        if let Some(left_out) = left_out(&view.row) {
            lines.push(format!("  ? {left_out}"));
        }
        if !view.sentence.is_empty() {
            lines.push(format!("  {}", view.sentence));
        }
        lines.extend(
            view.findings
                .iter()
                .map(|found| format!("  ! {}", found.say)),
        );
        lines.extend(version_lines(&versions));
        out::lines_plain(&lines.join("\n"))
    });
    Ok(())
}

fn row_line(row: &ClaimRowView) -> String {
    let amount = |amount: &Option<AmountView>| amount.as_ref().map_or("-", |a| &a.say).to_owned();
    out::plain(&format!(
        "{}  {}  {}  {}  billed {}  paid {}",
        row.id,
        row.title,
        row.number,
        row.say,
        amount(&row.billed),
        amount(&row.paid)
    ))
}

/// What is not in the sum of the charges.
fn left_out(row: &ClaimRowView) -> Option<&str> {
    let billed = row.billed.as_ref()?;
    Some(billed.without.as_str()).filter(|without| !without.is_empty())
}

fn decimal(amount: &Option<AmountView>) -> Option<&str> {
    amount.as_ref().map(|amount| amount.decimal.as_str())
}

fn row_object(row: &ClaimRowView) -> Value {
    json!({
        "claim": row.id, "kind": row.kind, "title": row.title, "number": row.number, "sent": row.sent,
        "way": row.way, "state": row.standing, "say": row.say, "billed": decimal(&row.billed),
        "paid": decimal(&row.paid), "billed_without": left_out(row),
    })
}

fn code_object(code: &CodeView) -> Value {
    json!({"code": code.code, "plain": code.plain, "note": code.note, "source": code.source,
        "checked": code.checked, "verified": code.verified, "known": code.known})
}

fn verdict(check: &ClaimCheckView) -> String {
    json!(check.verdict).as_str().unwrap_or_default().to_owned()
}

fn claim_object(view: &ClaimView) -> Value {
    let fields = &view.fields;
    let lines: Vec<Value> = view
        .look
        .lines
        .iter()
        .zip(&fields.lines)
        .map(|(look, typed)| {
            json!({
                "from": typed.from, "to": typed.to, "code": typed.code, "modifiers": typed.modifiers,
                "revenue": typed.revenue, "diagnoses": typed.diagnoses, "units": typed.units,
                "charge": typed.charge, "drug": typed.drug, "dose": typed.dose, "ndc": typed.ndc,
                "place": typed.place, "description": typed.description,
                "understood": {"days": look.days, "charge": look.charge, "paid": decimal(&look.paid),
                    "code": look.code.as_ref().map(code_object),
                    "diagnoses": look.diagnoses.iter().map(code_object).collect::<Vec<_>>()},
            })
        })
        .collect();
    let checks: Vec<Value> = view
        .look
        .checks
        .iter()
        .map(|check| {
            json!({"id": check.id, "verdict": check.verdict, "line": check.line, "field": check.field,
                "title": check.title, "why": check.why, "mend": check.mend, "sentence": check.sentence,
                "document": check.document, "page": check.page,
                "source": check.source, "checked": check.checked, "verified": check.verified})
        })
        .collect();
    let sums: serde_json::Map<String, Value> = view
        .sums
        .iter()
        .map(|sum| {
            (
                sum.name.to_lowercase().replace(' ', "_"),
                json!(sum.amount.decimal),
            )
        })
        .collect();
    let mut object = row_object(&view.row);
    if let Value::Object(keys) = &mut object {
        keys.extend([
            ("timing".to_owned(), json!(fields.timing)),
            ("authorization".to_owned(), json!(fields.authorization)),
            ("clinic".to_owned(), json!(fields.clinic)),
            ("clinic_npi".to_owned(), json!(fields.clinic_npi)),
            ("provider".to_owned(), json!(fields.provider)),
            ("provider_npi".to_owned(), json!(fields.provider_npi)),
            ("place".to_owned(), json!(fields.place)),
            ("diagnoses".to_owned(), json!(fields.diagnoses)),
            ("note".to_owned(), json!(fields.note)),
            ("document".to_owned(), json!(fields.document)),
            ("lines".to_owned(), json!(lines)),
            ("checks".to_owned(), json!(checks)),
            ("sums".to_owned(), json!(sums)),
            ("clinic_billed".to_owned(), json!(view.clinic_bill)),
            ("sentence".to_owned(), json!(view.sentence)),
            (
                "findings".to_owned(),
                view.findings
                    .iter()
                    .map(|f| json!({"kind": f.kind, "say": f.say, "difference": f.difference, "page": f.page}))
                    .collect(),
            ),
            (
                "decision".to_owned(),
                json!(view.clock.as_ref().map(|clock| {
                    json!({"by": clock.by, "say": clock.say, "day": clock.day, "of": clock.of,
                        "citation": clock.citation, "rule_verified": clock.verified, "checked": clock.checked,
                        "steps": clock.steps, "doubt": clock.doubts})
                })),
            ),
            (
                "submissions".to_owned(),
                view.submissions
                    .iter()
                    .map(|s| json!({"way": s.way, "day": s.day, "received": s.received, "to": s.to,
                        "tracking": s.tracking, "proof": s.proof.as_ref().map(|p| p.document.as_str())}))
                    .collect(),
            ),
            (
                "answers".to_owned(),
                view.answers
                    .iter()
                    .map(|a| json!({"outcome": a.outcome, "say": a.say, "lines": a.lines,
                        "document": a.document.as_ref().map(|p| p.document.as_str())}))
                    .collect(),
            ),
        ]);
    }
    object
}
