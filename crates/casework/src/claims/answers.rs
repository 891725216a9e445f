//! What came back: the statements that could answer a claim, asked about and taken; answers typed by hand; the
//! clinic's bill.

use super::book::Book;
use super::papers::OfStatement;
use super::{ClaimChanged, words};
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::review::Facts;
use crate::view::{AnswerGuessView, ClaimAnswerRequest};
use chrono::NaiveDate;
use holdfast_case::claim::{
    AnsweredLine, Claim, ClaimAnswer, ClaimKind, ClaimOutcome, ClaimState, ClinicBill, Typed, When,
};
use holdfast_case::reading::{NoticeKind, Outcome};
use holdfast_case::{Cents, DocumentId};
use holdfast_library::Library;
use holdfast_rules::claims::{Answers, Hint, likeness};
use holdfast_vault::{DocumentRow, Records, VaultError};

/// Below this a fact of a statement is not used.
const LIKELY: f32 = 0.5;

/// A paper that could be the answer to a claim, as plain values.
pub(super) struct Statement {
    pub(super) document: DocumentId,
    pub(super) day: Option<NaiveDate>,
    pub(super) outcome: ClaimOutcome,
    numbers: Vec<String>,
    days: Vec<NaiveDate>,
    codes: Vec<String>,
    pub(super) totals: Option<AnsweredLine>,
}

impl Statement {
    /// What a filed paper says of a claim; none for a paper that is no answer.
    pub(super) fn load(
        read: Records<'_>,
        lib: &'static Library,
        paper: &DocumentRow,
        today: NaiveDate,
    ) -> Result<Option<Self>, VaultError> {
        let answers = matches!(
            paper.kind,
            Some(
                NoticeKind::Eob
                    | NoticeKind::Denial
                    | NoticeKind::PartialDenial
                    | NoticeKind::Approval
            )
        );
        if !answers {
            return Ok(None);
        }
        let facts = Facts::load(read, lib, paper.id, today)?;
        let letter = facts.reading_now();
        let claim = &letter.claim;
        let numbers = claim.numbers.iter().map(|number| &number.fact);
        let totals = totals(&letter.amounts);
        Ok(Some(Self {
            document: paper.id,
            day: facts.letter_date(),
            outcome: outcome(
                paper.kind,
                letter.outcome.as_ref().map(|o| o.value),
                totals.as_ref(),
            ),
            numbers: numbers
                .filter(|fact| fact.confidence >= LIKELY)
                .map(|fact| fact.value.clone())
                .collect(),
            days: claim
                .dates_of_service
                .iter()
                .filter(|fact| fact.confidence >= LIKELY)
                .map(|fact| fact.value)
                .collect(),
            codes: claim
                .codes
                .iter()
                .filter(|code| matches!(code.system.as_str(), "cpt" | "hcpcs"))
                .map(|code| code.fact.value.clone())
                .collect(),
            totals,
        }))
    }

    fn answers(&self) -> Answers<'_> {
        Answers {
            numbers: self.numbers.iter().map(String::as_str).collect(),
            lines: &[],
            days: self.days.clone(),
            codes: self.codes.iter().map(String::as_str).collect(),
            billed: self.totals.as_ref().and_then(|totals| totals.billed),
        }
    }
}

/// The totals of a statement; none where it prints none.
fn totals(amounts: &holdfast_case::reading::Amounts) -> Option<AnsweredLine> {
    let sure = |fact: &Option<holdfast_case::Fact<Cents>>| {
        fact.as_ref()
            .filter(|fact| fact.confidence >= LIKELY)
            .map(|fact| fact.value)
    };
    let page = [&amounts.paid, &amounts.patient_owes, &amounts.billed]
        .into_iter()
        .find_map(|fact| Some(fact.as_ref()?.place?.page));
    let totals = AnsweredLine {
        billed: sure(&amounts.billed),
        discount: sure(&amounts.discount),
        allowed: sure(&amounts.allowed),
        not_covered: sure(&amounts.not_covered),
        deductible: sure(&amounts.deductible),
        copay: sure(&amounts.copay),
        coinsurance: sure(&amounts.coinsurance),
        other_insurance: sure(&amounts.other_insurance),
        paid: sure(&amounts.paid),
        owes: sure(&amounts.patient_owes),
        ..AnsweredLine::default()
    };
    (totals != AnsweredLine::default()).then_some(AnsweredLine { page, ..totals })
}

/// What a paper seems to answer: only a proposal.
fn outcome(
    kind: Option<NoticeKind>,
    said: Option<Outcome>,
    totals: Option<&AnsweredLine>,
) -> ClaimOutcome {
    match (kind, said) {
        (Some(NoticeKind::Approval), _) => ClaimOutcome::Approved,
        (Some(NoticeKind::PartialDenial), _)
        | (_, Some(Outcome::PartlyDenied | Outcome::Reduced)) => ClaimOutcome::Partly,
        (Some(NoticeKind::Denial), _) | (_, Some(Outcome::Denied)) => ClaimOutcome::Denied,
        _ => match totals.map(|totals| (totals.paid, totals.not_covered)) {
            Some((Some(Cents(0)), _)) => ClaimOutcome::Denied,
            Some((Some(_), Some(Cents(1..)))) => ClaimOutcome::Partly,
            _ => ClaimOutcome::Paid,
        },
    }
}

impl Desk {
    /// Takes an answer: a filed paper with its amounts, or what was typed.
    pub fn answer_claim(
        &self,
        id: &str,
        request: &ClaimAnswerRequest,
    ) -> Result<ClaimChanged, Error> {
        let kept = self.inner.kept_one::<Claim>(id)?;
        let outcome = ClaimOutcome::find(&request.outcome).ok_or_else(|| {
            Error::of(Code::BadRequest)
                .saying("There is no such answer. Nothing was changed.")
                .hinting("There are: denied, partly, paid, approved.")
        })?;
        let document = self.paper_of(request.document.as_deref())?;
        let book = self.inner.claim_book_with_statements()?;
        let statement = document.and_then(|id| book.statements.iter().find(|s| s.document == id));
        let today = self.inner.clock.today();
        let typed = Typed::<When>::day(request.day.trim(), today);
        if typed.is_unread() {
            return Err(Code::BadDate.into());
        }
        let day = match statement.and_then(|statement| statement.day) {
            Some(day) if typed.is_empty() => Typed::of_day(day),
            _ => typed,
        };
        let read = match document {
            Some(id) => self.lines_of_statement(id, &kept.record)?,
            None => OfStatement::default(),
        };
        let typed_by_hand = typed_totals(request)?;
        let of_letter = statement.and_then(|statement| statement.totals.clone());
        let answer = ClaimAnswer {
            outcome,
            day,
            document,
            lines: read.lines,
            totals: typed_by_hand.or(read.total).or(of_letter),
            doubts: read.doubts,
        };
        let mut claim = kept.record.clone();
        // the same paper taken again replaces what was taken of it
        if document.is_some() {
            claim.answers.retain(|before| before.document != document);
            claim.not_answers.retain(|paper| Some(*paper) != document);
        }
        claim.answers.push(answer);
        claim
            .answers
            .sort_by_key(|answer| answer.day.value.map(When::earliest));
        let title = words::title(self.inner.lib, &claim, today);
        let said = format!("Put the answer to \u{2018}{title}\u{2019}.");
        self.change_claim("answer-claim", &kept, &claim, said)
    }

    /// Says that a paper is no answer to this claim: it is not asked about again.
    pub fn not_this_answer(&self, id: &str, document: &str) -> Result<ClaimChanged, Error> {
        let kept = self.inner.kept_one::<Claim>(id)?;
        let document = self.document_id(document)?;
        let mut claim = kept.record.clone();
        claim
            .answers
            .retain(|answer| answer.document != Some(document));
        if !claim.not_answers.contains(&document) {
            claim.not_answers.push(document);
        }
        let said = "That paper is not the answer.".to_owned();
        self.change_claim("not-this-answer", &kept, &claim, said)
    }

    /// Keeps what the clinic asks of the person.
    pub fn set_clinic_bill(
        &self,
        id: &str,
        amount: &str,
        document: Option<&str>,
    ) -> Result<ClaimChanged, Error> {
        let kept = self.inner.kept_one::<Claim>(id)?;
        let amount = Typed::<Cents>::amount(amount.trim());
        let document = self.paper_of(document)?;
        let claim = Claim {
            clinic_bill: (!amount.is_empty() || document.is_some())
                .then_some(ClinicBill { amount, document }),
            ..kept.record.clone()
        };
        let said = "Put what the clinic asks.".to_owned();
        self.change_claim("clinic-bill", &kept, &claim, said)
    }
}

/// The amounts of an answer typed by hand. Errors: [`Code::BadAmount`] for one that can't be read; the face still
/// has the words.
fn typed_totals(request: &ClaimAnswerRequest) -> Result<Option<AnsweredLine>, Error> {
    let read = |typed: &str| {
        let typed = Typed::<Cents>::amount(typed.trim());
        if typed.is_unread() {
            return Err(Error::from(Code::BadAmount));
        }
        Ok(typed.value)
    };
    let totals = AnsweredLine {
        billed: read(&request.billed)?,
        allowed: read(&request.allowed)?,
        paid: read(&request.paid)?,
        owes: read(&request.owes)?,
        ..AnsweredLine::default()
    };
    Ok((totals != AnsweredLine::default()).then_some(totals))
}

impl Book {
    /// For each paper that no claim has taken, the claim it is likest; asked, never taken.
    pub(super) fn guesses(&self) -> Vec<AnswerGuessView> {
        let taken = |document: DocumentId| {
            let mut answers = self.claims.iter().flat_map(|kept| &kept.record.answers);
            answers.any(|answer| answer.document == Some(document))
        };
        let mut guesses = Vec::new();
        for statement in self.statements.iter().filter(|s| !taken(s.document)) {
            let best = self
                .claims
                .iter()
                .filter(|kept| could_be_answered(kept, statement))
                .filter_map(|kept| Some((likeness(&kept.record, &statement.answers())?, kept)))
                .max_by_key(|(like, kept)| (like.points, kept.made_at));
            let paper = self.paper(Some(statement.document));
            let best = best.filter(|(_, kept)| !is_said_already(&kept.record, statement));
            if let (Some((like, kept)), Some(paper)) = (best, paper) {
                guesses.push(AnswerGuessView {
                    claim: kept.id.to_string(),
                    claim_title: words::title(self.lib, &kept.record, self.today),
                    document: paper.document,
                    title: paper.title,
                    why: why(&like.hints),
                    outcome: statement.outcome.id().to_owned(),
                });
            }
        }
        guesses
    }
}

/// True where a letter beside the statement of the same day says the same a second time.
fn is_said_already(claim: &Claim, statement: &Statement) -> bool {
    statement.day.is_some()
        && claim.answers.iter().any(|answer| {
            answer.document.is_some()
                && answer.outcome == statement.outcome
                && answer.day.value.and_then(When::day) == statement.day
        })
}

fn could_be_answered(kept: &Kept<Claim>, statement: &Statement) -> bool {
    let claim = &kept.record;
    let refused = claim.not_answers.contains(&statement.document);
    let approval = statement.outcome == ClaimOutcome::Approved;
    let kind_fits = !approval || claim.kind == ClaimKind::Authorization;
    !refused && kind_fits && !matches!(claim.state(), ClaimState::Closed)
}

/// "It has the same number and the same days."
fn why(hints: &[Hint]) -> String {
    let words: Vec<&str> = hints
        .iter()
        .map(|hint| match hint {
            Hint::Number => "the same number",
            Hint::Billed => "the same sum",
            Hint::Days => "the same days",
            Hint::Codes => "the same codes",
        })
        .collect();
    let list = match words.as_slice() {
        [] => return String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    format!("It has {list}.")
}
