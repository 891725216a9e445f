//! Lines read from filed papers: a clinic's bill into lines of a claim, a benefits statement into lines of its answer.

use crate::desk::Desk;
use crate::error::Error;
use crate::view::{BillHeadView, BillLinesView, ClaimLineView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::claim::{AnsweredLine, Claim};
use holdfast_case::statement::{BillLine, BillTable, StatementLine};
use holdfast_case::{Cents, DocumentId, Fact, Pages, StatementTable};

/// Below this a value of a line is left empty: the person fills it in.
const LIKELY: f32 = 0.5;

/// What a filed statement says of one claim.
#[derive(Default)]
pub(super) struct OfStatement {
    /// Its lines.
    pub(super) lines: Vec<AnsweredLine>,
    /// Their total, where it is printed.
    pub(super) total: Option<AnsweredLine>,
    /// Where the paper may say other than what was read.
    pub(super) doubts: Vec<String>,
}

impl Desk {
    /// The lines of a filed bill, to look at before they go into a claim. Nothing is kept.
    pub fn lines_of_bill(&self, document: &str) -> Result<BillLinesView, Error> {
        let id = self.document_id(document)?;
        let pages = self.pages_of(id)?;
        let table = holdfast_letters::bill_lines(self.inner.lib, &pages);
        let whole = head_of_bill(&table);
        let of_all = |line: &BillLine| {
            let mut view = line_of_bill(line);
            // what holds for all lines stands once, at the head
            if view.diagnoses == whole.diagnoses {
                view.diagnoses.clear();
            }
            view
        };
        Ok(BillLinesView {
            lines: table.lines.iter().map(of_all).collect(),
            whole: whole.clone(),
            doubts: table.doubts,
        })
    }

    /// The lines of a filed statement that answer a claim, and its totals; what belongs to another claim is left out.
    /// Its doubts are those of the whole paper: what was not read may belong to any claim.
    pub(super) fn lines_of_statement(
        &self,
        document: DocumentId,
        claim: &Claim,
    ) -> Result<OfStatement, Error> {
        let pages = self.pages_of(document)?;
        let table = holdfast_letters::statement_lines(self.inner.lib, &pages);
        let (lines, total) = of_claim(&table, &claim.number);
        Ok(OfStatement {
            lines,
            total,
            doubts: table.doubts,
        })
    }

    fn pages_of(&self, document: DocumentId) -> Result<Pages, Error> {
        self.inner.with(|open| {
            let read = open.vault.read();
            let document = read.document(document)?.id;
            Ok(Pages {
                pages: read.document_pages(document)?,
                doubts: Vec::new(),
            })
        })
    }
}

/// A value that is likely enough to show.
fn sure<T: Clone>(fact: &Option<Fact<T>>) -> Option<T> {
    let fact = fact.as_ref().filter(|fact| fact.confidence >= LIKELY)?;
    Some(fact.value.clone())
}

/// What stands outside of the table, as far as it is likely.
fn head_of_bill(table: &BillTable) -> BillHeadView {
    let text = |fact: &Option<Fact<String>>| sure(fact).unwrap_or_default();
    let name =
        |fact: &Option<Fact<String>>| sure(fact).map(|n| words::name(&n)).unwrap_or_default();
    let diagnoses = table.diagnoses.iter();
    let diagnoses = diagnoses.filter(|fact| fact.confidence >= LIKELY);
    BillHeadView {
        diagnoses: diagnoses
            .map(|fact| fact.value.clone())
            .collect::<Vec<_>>()
            .join(", "),
        place: text(&table.place),
        clinic: name(&table.clinic),
        clinic_npi: text(&table.clinic_npi),
        provider: name(&table.provider),
        provider_npi: text(&table.provider_npi),
    }
}

fn line_of_bill(line: &BillLine) -> ClaimLineView {
    let likely = |facts: &[Fact<String>]| -> Vec<String> {
        let facts = facts.iter().filter(|fact| fact.confidence >= LIKELY);
        facts.map(|fact| fact.value.clone()).collect()
    };
    // a letter alone points to a list elsewhere on the bill: it is no diagnosis
    let diagnoses: Vec<String> = likely(&line.diagnosis)
        .into_iter()
        .filter(|code| code.chars().any(|c| c.is_ascii_digit()) && code.len() > 2)
        .collect();
    ClaimLineView {
        from: sure(&line.day)
            .map(|day: NaiveDate| day.format("%-m/%-d/%Y").to_string())
            .unwrap_or_default(),
        code: sure(&line.code).unwrap_or_default(),
        modifiers: likely(&line.modifiers).join(", "),
        diagnoses: diagnoses.join(", "),
        units: sure(&line.units)
            .map(|units| units.to_string())
            .unwrap_or_default(),
        charge: sure(&line.charge)
            .map(|charge: Cents| charge.decimal())
            .unwrap_or_default(),
        description: sure(&line.description).unwrap_or_default(),
        ..ClaimLineView::default()
    }
}

/// The lines of one claim among those of a statement. Where the statement names no such number, all of them.
fn of_claim(table: &StatementTable, number: &str) -> (Vec<AnsweredLine>, Option<AnsweredLine>) {
    let key = |number: &str| -> String {
        let signs = number.chars().filter(|c| c.is_alphanumeric());
        signs.map(|c| c.to_ascii_uppercase()).collect()
    };
    let own = key(number);
    let is_own = |line: &StatementLine| {
        let named = line.claim_number.as_ref().map(|fact| key(&fact.value));
        named.is_some_and(|named| !own.is_empty() && named == own)
    };
    let named = table.lines.iter().any(is_own);
    let lines = table.lines.iter().filter(|line| !named || is_own(line));
    let total = match table.totals.iter().find(|total| is_own(total)) {
        Some(own) => Some(own),
        // of a statement of one claim, the total of all is its own
        None => table.totals.last().filter(|_| {
            let mut numbers: Vec<String> = (table.lines.iter())
                .filter_map(|line| Some(key(&line.claim_number.as_ref()?.value)))
                .collect();
            numbers.sort();
            numbers.dedup();
            numbers.len() <= 1
        }),
    };
    (lines.map(answered).collect(), total.map(answered))
}

fn answered(line: &StatementLine) -> AnsweredLine {
    let whole = line.units.as_ref().map(|units| units.value.0);
    let place = [&line.billed, &line.paid, &line.patient_owes, &line.allowed]
        .into_iter()
        .find_map(|fact| Some(fact.as_ref()?.place?.page));
    AnsweredLine {
        from: sure(&line.service_from),
        to: sure(&line.service_to),
        code: sure(&line.code).unwrap_or_default(),
        units: whole
            .filter(|units| units % 1000 == 0)
            .and_then(|units| u32::try_from(units / 1000).ok()),
        billed: sure(&line.billed),
        discount: sure(&line.discount),
        allowed: sure(&line.allowed),
        not_covered: sure(&line.not_covered),
        deductible: sure(&line.deductible),
        copay: sure(&line.copay),
        coinsurance: sure(&line.coinsurance),
        other_insurance: sure(&line.other_insurance),
        paid: sure(&line.paid),
        owes: sure(&line.patient_owes),
        page: place,
    }
}
