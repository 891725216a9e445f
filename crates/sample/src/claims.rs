//! Claims and requests: a visit that was paid, an approval and a claim that were refused, and a request not sent yet.

use crate::papers::{CLINIC_BILL, DENIAL_OF_CLAIM, STATEMENT_OF_INFUSIONS, STATEMENT_OF_VISIT};
use crate::{SampleError, Told};
use holdfast_casework::view::{
    ClaimAnswerRequest, ClaimLineRequest, ClaimRequest, ClaimTermsRequest, SubmissionRequest,
};

const CLINIC: &str = "Millrace Infusion Clinic";
const DIAGNOSIS: &str = "F33.2";
const INFUSION: &str = "96365";
const DRUG: &str = "J3490";

/// The request for approval, and its refusal.
pub(crate) fn the_approval(told: &Told<'_>, refused: &str) -> Result<(), SampleError> {
    let desk = told.desk;
    told.on("2026-06-22T18:05:00-04:00")?;
    let approval = kept(
        told,
        &ClaimRequest {
            kind: "authorization".to_owned(),
            number: "PA-2606-118374".to_owned(),
            lines: vec![line("", "", INFUSION, "6", "")],
            ..about()
        },
    )?;
    desk.claim_sent(&approval, &sent("fax", "6/3/2026", ""))?;
    desk.answer_claim(
        &approval,
        &ClaimAnswerRequest {
            outcome: "denied".to_owned(),
            day: "6/17/2026".to_owned(),
            document: Some(refused.to_owned()),
            ..ClaimAnswerRequest::default()
        },
    )?;
    Ok(())
}

/// A visit that was paid, then the claim for six infusions; answers with the claim.
pub(crate) fn the_visit_and_the_claim(told: &Told<'_>) -> Result<String, SampleError> {
    let desk = told.desk;
    told.on("2026-10-14T18:20:00-04:00")?;
    let statement = told.file(&STATEMENT_OF_VISIT)?;
    told.check(&statement, &[])?;
    let visit = kept(
        told,
        &ClaimRequest {
            kind: "claim".to_owned(),
            title: "First visit, Millrace".to_owned(),
            number: "26-271-40886-00".to_owned(),
            lines: vec![line("9/9/2026", "9/9/2026", "99204", "1", "310.00")],
            ..about()
        },
    )?;
    desk.claim_sent(&visit, &sent("clinic", "9/28/2026", ""))?;
    desk.answer_claim(
        &visit,
        &ClaimAnswerRequest {
            outcome: "paid".to_owned(),
            document: Some(statement),
            ..ClaimAnswerRequest::default()
        },
    )?;

    told.on("2026-10-27T09:10:00-04:00")?;
    let bill = told.file(&CLINIC_BILL)?;
    desk.rename_document(&bill, "Clinic bill, six infusions")?;
    told.check(&bill, &[])?;
    let days = ("10/5/2026", "10/22/2026");
    let claim = kept(
        told,
        &ClaimRequest {
            kind: "claim".to_owned(),
            number: "26-300-55172-01".to_owned(),
            document: Some(bill),
            lines: vec![
                line(days.0, days.1, INFUSION, "6", "2,040.00"),
                line(days.0, days.1, DRUG, "6", "1,110.00"),
            ],
            ..about()
        },
    )?;
    desk.claim_sent(&claim, &sent("portal", "10/27/2026", "LH-88201"))?;

    Ok(claim)
}

/// The refusal of the claim comes by the portal, on the day it is written.
pub(crate) fn the_claim_is_refused(told: &Told<'_>, claim: &str) -> Result<(), SampleError> {
    let desk = told.desk;
    told.on("2026-11-12T16:45:00-05:00")?;
    let letter = told.file(&DENIAL_OF_CLAIM)?;
    told.check(&letter, &[])?;
    let statement = told.file(&STATEMENT_OF_INFUSIONS)?;
    told.check(&statement, &[])?;
    desk.answer_claim(
        claim,
        &ClaimAnswerRequest {
            outcome: "denied".to_owned(),
            document: Some(statement),
            ..ClaimAnswerRequest::default()
        },
    )?;
    desk.set_claim_terms(&ClaimTermsRequest {
        covered_from: "1/1/2026".to_owned(),
        filing_count: "12".to_owned(),
        filing_unit: "months".to_owned(),
        filing_said: "Plan book p. 92".to_owned(),
        ..ClaimTermsRequest::default()
    })?;
    Ok(())
}

/// On November 18 the clinic plans six more: a request that nobody sent yet.
pub(crate) fn what_is_next(told: &Told<'_>) -> Result<(), SampleError> {
    told.on("2026-11-18T15:30:00-05:00")?;
    kept(
        told,
        &ClaimRequest {
            kind: "authorization".to_owned(),
            title: "Approval for 6 more".to_owned(),
            lines: vec![
                line("", "", INFUSION, "6", "2,040.00"),
                line("", "", DRUG, "6", "1,110.00"),
            ],
            ..about()
        },
    )?;
    Ok(())
}

fn about() -> ClaimRequest {
    ClaimRequest {
        clinic: CLINIC.to_owned(),
        provider: "Dr. I. Varga".to_owned(),
        diagnoses: DIAGNOSIS.to_owned(),
        ..ClaimRequest::default()
    }
}

fn line(from: &str, to: &str, code: &str, units: &str, charge: &str) -> ClaimLineRequest {
    ClaimLineRequest {
        from: from.to_owned(),
        to: to.to_owned(),
        code: code.to_owned(),
        units: units.to_owned(),
        charge: charge.to_owned(),
        ..ClaimLineRequest::default()
    }
}

fn sent(way: &str, day: &str, tracking: &str) -> SubmissionRequest {
    SubmissionRequest {
        way: way.to_owned(),
        day: day.to_owned(),
        tracking: tracking.to_owned(),
        ..SubmissionRequest::default()
    }
}

fn kept(told: &Told<'_>, request: &ClaimRequest) -> Result<String, SampleError> {
    Ok(told.desk.save_claim(None, request)?.id.to_string())
}
