//! What a face hands in, and the claim it makes. Days, amounts and counts are read beside what was typed.

use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::view::{
    ClaimFieldsView, ClaimLineRequest, ClaimLineView, ClaimRequest, ClaimTermsRequest,
    ClaimTermsView, SubmissionRequest,
};
use chrono::NaiveDate;
use holdfast_case::DocumentId;
use holdfast_case::claim::{
    Claim, ClaimKind, ClaimTerms, ClaimTiming, FilingUnit, SendWay, ServiceLine, Submission, Typed,
    When,
};

/// More lines than any bill has.
const MOST_LINES: usize = 500;

impl Desk {
    /// The claim of a request, empty lines included, so that each has its place on the screen; what a face does not
    /// know of (sendings, answers) stays as it was.
    pub(super) fn claim_of(
        &self,
        request: &ClaimRequest,
        before: Option<&Claim>,
    ) -> Result<Claim, Error> {
        let today = self.inner.clock.today();
        let kind = ClaimKind::ALL
            .into_iter()
            .find(|kind| kind.id() == request.kind)
            .ok_or_else(|| unknown("There is no such kind of claim.", "claim, authorization"))?;
        let timing = match request.timing.as_deref().filter(|id| !id.is_empty()) {
            Some(id) => Some(
                ClaimTiming::ALL
                    .into_iter()
                    .find(|timing| timing.id() == id)
                    .ok_or_else(|| {
                        unknown(
                            "There is no such time of asking.",
                            "pre-service, urgent, concurrent, post-service",
                        )
                    })?,
            ),
            None => None,
        };
        if request.lines.len() > MOST_LINES {
            return Err(Error::of(Code::BadRequest)
                .saying("These are too many lines for one claim. Nothing was changed.")
                .hinting(format!("One claim holds {MOST_LINES} lines.")));
        }
        let document = self.paper_of(request.document.as_deref())?;
        let before = before.cloned().unwrap_or_default();
        let line_before = |at: usize| before.lines.get(at).cloned().unwrap_or_default();
        let lines = request.lines.iter().enumerate();
        let lines: Vec<ServiceLine> = lines
            .map(|(at, asked)| line(asked, &line_before(at), today))
            .collect();
        Ok(Claim {
            kind,
            timing,
            title: request.title.trim().to_owned(),
            number: request.number.trim().to_owned(),
            authorization: request.authorization.trim().to_owned(),
            clinic: request.clinic.trim().to_owned(),
            clinic_npi: request.clinic_npi.trim().to_owned(),
            provider: request.provider.trim().to_owned(),
            provider_npi: request.provider_npi.trim().to_owned(),
            place: request.place.trim().to_owned(),
            diagnoses: codes(&request.diagnoses),
            note: request.note.trim().to_owned(),
            document,
            lines,
            ..before
        })
    }

    /// A sending. Its day may be left open; what can't be read is kept as typed.
    pub(super) fn submission_of(&self, request: &SubmissionRequest) -> Result<Submission, Error> {
        let today = self.inner.clock.today();
        let way = SendWay::find(&request.way).ok_or_else(|| {
            let ways: Vec<&str> = SendWay::ALL.iter().map(|way| way.id()).collect();
            unknown("There is no such way of sending.", &ways.join(", "))
        })?;
        Ok(Submission {
            way,
            day: Typed::day(request.day.trim(), today),
            received: Typed::day(request.received.trim(), today),
            to: request.to.trim().to_owned(),
            tracking: request.tracking.trim().to_owned(),
            proof: self.paper_of(request.proof.as_deref())?,
            note: request.note.trim().to_owned(),
        })
    }

    /// A filed paper by its id; none where none is named.
    pub(super) fn paper_of(&self, id: Option<&str>) -> Result<Option<DocumentId>, Error> {
        let named = id.filter(|id| !id.trim().is_empty());
        let Some(id) = named.map(|id| self.document_id(id)).transpose()? else {
            return Ok(None);
        };
        self.inner
            .with(|open| Ok(open.vault.read().document(id)?))
            .map(|row| Some(row.id))
    }
}

/// What the plan says of claims.
pub(super) fn terms(request: &ClaimTermsRequest, today: NaiveDate) -> Result<ClaimTerms, Error> {
    let unit = FilingUnit::find(&request.filing_unit)
        .ok_or_else(|| unknown("There is no such unit.", "days, months, years"))?;
    Ok(ClaimTerms {
        covered_from: Typed::day(request.covered_from.trim(), today),
        covered_to: Typed::day(request.covered_to.trim(), today),
        filing_count: Typed::units(request.filing_count.trim()),
        filing_unit: unit,
        filing_said: request.filing_said.trim().to_owned(),
        filing_document: None,
        asks_first: request.asks_first,
    })
}

fn unknown(what: &str, known: &str) -> Error {
    Error::of(Code::BadRequest)
        .saying(format!("{what} Nothing was changed."))
        .hinting(format!("There are: {known}."))
}

fn line(asked: &ClaimLineRequest, before: &ServiceLine, today: NaiveDate) -> ServiceLine {
    ServiceLine {
        from: same_or_read(&asked.from, &before.from, today),
        to: same_or_read(&asked.to, &before.to, today),
        code: asked.code.trim().to_owned(),
        modifiers: codes(&asked.modifiers),
        revenue: asked.revenue.trim().to_owned(),
        diagnoses: codes(&asked.diagnoses),
        units: Typed::units(asked.units.trim()),
        charge: Typed::amount(asked.charge.trim()),
        drug: asked.drug.trim().to_owned(),
        dose: asked.dose.trim().to_owned(),
        ndc: asked.ndc.trim().to_owned(),
        place: asked.place.trim().to_owned(),
        description: asked.description.trim().to_owned(),
    }
}

/// A day typed without its year keeps the year it was taken for when it was written.
fn same_or_read(typed: &str, before: &Typed<When>, today: NaiveDate) -> Typed<When> {
    let typed = typed.trim();
    if typed == before.typed {
        before.clone()
    } else {
        Typed::day(typed, today)
    }
}

/// Codes as they were typed, with commas, semicolons or spaces between.
fn codes(typed: &str) -> Vec<String> {
    typed
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A claim's fields as they were typed.
pub(super) fn fields(claim: &Claim) -> ClaimFieldsView {
    ClaimFieldsView {
        kind: claim.kind.id().to_owned(),
        timing: claim.timing.map(|timing| timing.id().to_owned()),
        title: claim.title.clone(),
        number: claim.number.clone(),
        authorization: claim.authorization.clone(),
        clinic: claim.clinic.clone(),
        clinic_npi: claim.clinic_npi.clone(),
        provider: claim.provider.clone(),
        provider_npi: claim.provider_npi.clone(),
        place: claim.place.clone(),
        diagnoses: claim.diagnoses.join(", "),
        note: claim.note.clone(),
        document: claim.document.map(|id| id.to_string()),
        lines: claim.lines.iter().map(line_fields).collect(),
    }
}

/// A line's fields as they were typed.
pub(super) fn line_fields(line: &ServiceLine) -> ClaimLineView {
    ClaimLineView {
        from: line.from.typed.clone(),
        to: line.to.typed.clone(),
        code: line.code.clone(),
        modifiers: line.modifiers.join(", "),
        revenue: line.revenue.clone(),
        diagnoses: line.diagnoses.join(", "),
        units: line.units.typed.clone(),
        charge: line.charge.typed.clone(),
        drug: line.drug.clone(),
        dose: line.dose.clone(),
        ndc: line.ndc.clone(),
        place: line.place.clone(),
        description: line.description.clone(),
    }
}

/// The terms' fields as they were typed.
pub(super) fn terms_fields(terms: &ClaimTerms) -> ClaimTermsView {
    ClaimTermsView {
        covered_from: terms.covered_from.typed.clone(),
        covered_to: terms.covered_to.typed.clone(),
        filing_count: terms.filing_count.typed.clone(),
        filing_unit: terms.filing_unit.id().to_owned(),
        filing_said: terms.filing_said.clone(),
        asks_first: terms.asks_first,
    }
}
