//! Claims and requests for approval: the table, one of them, its checks, what came back.
//!
//! What is typed travels as it was typed; what was understood of it comes back beside it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The Claims & requests screen.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimsView {
    /// Claims and requests, the newest first.
    pub rows: Vec<ClaimRowView>,
    /// Statements that look like the answer to one of them.
    pub guesses: Vec<AnswerGuessView>,
    /// What the plan says of claims.
    pub terms: ClaimTermsView,
    /// What plan record and plan book say of what is open in the terms.
    pub offer: ClaimTermsOfferView,
    /// Filed papers, to choose a bill, a proof or an answer from.
    pub papers: Vec<PaperChoiceView>,
}

/// What the plan record and the plan book say of claims. It is offered in the form, and kept only by the person's yes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimTermsOfferView {
    /// How many; empty where nothing is said.
    pub filing_count: String,
    /// `days`, `months` or `years`; empty where nothing is said.
    pub filing_unit: String,
    /// "‘Plan book’, page 92".
    pub filing_said: String,
    /// The same with its words, to be compared.
    pub filing_quote: String,
    /// The paper it stands on.
    pub filing_document: Option<String>,
    /// Whether the plan seems to want to be asked first; none where that is not clear.
    pub asks_first: Option<bool>,
    /// What was noted of that, with where; empty where nothing was.
    pub asks_words: String,
}

/// A filed paper to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PaperChoiceView {
    /// Document id.
    pub document: String,
    /// Title.
    pub title: String,
    /// Kind id.
    pub kind: String,
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimStanding {
    /// Not sent.
    Draft,
    /// Sent, no answer.
    Sent,
    /// Sent, and their time to answer is over.
    Late,
    /// No.
    Denied,
    /// Paid in part.
    PartlyPaid,
    /// Paid.
    Paid,
    /// Approved beforehand.
    Approved,
    /// Closed by the person.
    Closed,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimRowView {
    /// Id.
    pub id: String,
    /// `claim` or `authorization`.
    pub kind: String,
    /// "6 infusions, Oct 5 to 22".
    pub title: String,
    /// The number the insurer gave it; empty where there is none.
    pub number: String,
    /// "Oct 27"; none where it was not sent.
    pub sent: Option<String>,
    /// The way it went.
    pub way: Option<String>,
    /// Where it stands.
    pub standing: ClaimStanding,
    /// "Denied Nov 12", "Sent, day 5 of 30", "Not sent".
    pub say: String,
    /// What was asked.
    pub billed: Option<AmountView>,
    /// What the plan paid.
    pub paid: Option<AmountView>,
}

/// An amount, and how it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AmountView {
    /// "$3,150.00".
    pub say: String,
    /// "3150.00".
    pub decimal: String,
    /// What is left out of it: "Line 5 is not in this sum: we can't read its charge." Empty where nothing is.
    pub without: String,
    /// Where it comes from, part by part.
    pub how: Vec<HowView>,
}

/// A part of an amount.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HowView {
    /// "Line 1, 96365: $2,040.00".
    pub say: String,
    /// The paper it stands on.
    pub document: Option<String>,
    /// Page there.
    pub page: Option<u32>,
}

/// One claim or request.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimView {
    /// Its row.
    pub row: ClaimRowView,
    /// What was typed, for the editor.
    pub fields: ClaimFieldsView,
    /// Its lines, the codes in plain words, and its checks.
    pub look: ClaimLookView,
    /// True where it went out before: the checks are for sending it again.
    pub again: bool,
    /// How much time they have; none where it was not sent.
    pub clock: Option<ClaimClockView>,
    /// Each sending, oldest first.
    pub submissions: Vec<SubmissionView>,
    /// Each answer, oldest first.
    pub answers: Vec<ClaimAnswerView>,
    /// "Billed $1,020.00, plan paid $200.76, …"; empty where nothing came back.
    pub sentence: String,
    /// The sums of the last answer, each with where it comes from.
    pub sums: Vec<SumView>,
    /// What does not fit, each with its difference.
    pub findings: Vec<FindingView>,
    /// What the clinic asks, as typed.
    pub clinic_bill: String,
    /// The clinic's bill.
    pub clinic_document: Option<String>,
    /// The bill its lines were read from.
    pub bill: Option<PaperChoiceView>,
    /// The claim it is a new try of.
    pub again_of: Option<String>,
}

/// A sum of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SumView {
    /// "Plan paid".
    pub name: String,
    /// How much.
    pub amount: AmountView,
}

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// What it is, as an id.
    pub kind: String,
    /// The sentence.
    pub say: String,
    /// "10.00"; "0.00" where a line is missing.
    pub difference: String,
    /// Page of the statement.
    pub page: Option<u32>,
}

/// The insurer's own time to decide.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimClockView {
    /// "They have until Thursday, November 26."
    pub say: String,
    /// The last day; none where no rule is known.
    pub by: Option<String>,
    /// Day n.
    pub day: u32,
    /// Of m; none where no rule is known.
    pub of: Option<u32>,
    /// Rope.
    pub line: Option<super::DayLineView>,
    /// How it is counted.
    pub steps: Vec<String>,
    /// What is not sure.
    pub doubts: Vec<String>,
    /// Citation.
    pub citation: Option<String>,
    /// False where the text was not seen.
    pub verified: bool,
    /// Day of the last look at it.
    pub checked: Option<String>,
    /// "If they stay silent, …".
    pub then: String,
}

/// One sending.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionView {
    /// The way it went.
    pub way: String,
    /// The day, in words.
    pub say: String,
    /// The day as typed.
    pub day: String,
    /// The day they had it, as typed.
    pub received: String,
    /// Where it went.
    pub to: String,
    /// Tracking number.
    pub tracking: String,
    /// The paper that proves it.
    pub proof: Option<PaperChoiceView>,
    /// What else to know.
    pub note: String,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimAnswerView {
    /// `denied`, `partly`, `paid` or `approved`.
    pub outcome: String,
    /// "Denied November 12".
    pub say: String,
    /// The paper it stands on.
    pub document: Option<PaperChoiceView>,
    /// How many lines were read from it.
    pub lines: u32,
    /// Where they may be other than the paper has them.
    pub doubts: Vec<String>,
}

/// A statement that looks like the answer to a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AnswerGuessView {
    /// The claim.
    pub claim: String,
    /// Its title.
    pub claim_title: String,
    /// The paper.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Why: "It has the same number and the same days."
    pub why: String,
    /// What it seems to answer: `denied`, `partly`, `paid` or `approved`.
    pub outcome: String,
}

/// What was understood of a claim while it is written, and what is to be looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimLookView {
    /// Line by line.
    pub lines: Vec<LineLookView>,
    /// The diagnosis codes of the claim.
    pub diagnoses: Vec<CodeView>,
    /// The place of service.
    pub place: Option<CodeView>,
    /// The sum of the charges.
    pub total: Option<AmountView>,
    /// Checks: what to mend first.
    pub checks: Vec<ClaimCheckView>,
}

/// One line as it was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LineLookView {
    /// "Oct 5–22"; as typed where it can't be read.
    pub days: String,
    /// The code with its meaning.
    pub code: Option<CodeView>,
    /// Its modifiers with their meaning.
    pub modifiers: Vec<CodeView>,
    /// The revenue code with its meaning.
    pub revenue: Option<CodeView>,
    /// Its diagnoses with their meaning.
    pub diagnoses: Vec<CodeView>,
    /// "6".
    pub units: String,
    /// "$2,040.00"; as typed where it can't be read.
    pub charge: String,
    /// What the plan paid on it.
    pub paid: Option<AmountView>,
}

/// A code in plain words, with where that is from.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CodeView {
    /// The code.
    pub code: String,
    /// What it means.
    pub plain: String,
    /// What else to know.
    pub note: String,
    /// Where that is from; empty where the code is not in our list.
    pub source: String,
    /// Day of the last look at it.
    pub checked: String,
    /// True only where the source was seen.
    pub verified: bool,
    /// True where our list has it.
    pub known: bool,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum CheckVerdict {
    /// Mend it first.
    Look,
    /// It can't be told.
    Open,
    /// Fine.
    Good,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimCheckView {
    /// Id.
    pub id: String,
    /// How it came out.
    pub verdict: CheckVerdict,
    /// Line, from 1.
    pub line: Option<u32>,
    /// The field that mends it.
    pub field: Option<String>,
    /// What was seen.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub mend: String,
    /// A sentence to put into the claim.
    pub sentence: Option<String>,
    /// A paper of the person's own that speaks of it.
    pub document: Option<String>,
    /// The page there.
    pub page: Option<u32>,
    /// Where it is from.
    pub source: String,
    /// Day of the last look at that.
    pub checked: Option<String>,
    /// True only where the source was seen.
    pub verified: bool,
}

macro_rules! typed_both_ways {
    ($($(#[$doc:meta])* $view:ident, $request:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty = $asked:ty,)+
    })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
            #[serde(rename_all = "camelCase")]
            pub struct $view { $($(#[$field_doc])* pub $field: $type,)+ }

            $(#[$doc])*
            #[derive(Clone, Debug, Default, PartialEq, Deserialize, Type)]
            #[serde(rename_all = "camelCase")]
            pub struct $request { $($(#[$field_doc])* pub $field: $asked,)+ }

            impl From<$view> for $request {
                fn from(view: $view) -> Self {
                    Self { $($field: view.$field.into_request(),)+ }
                }
            }
        )+
    };
}

/// What a view becomes when it is sent back.
trait IntoRequest<R> {
    fn into_request(self) -> R;
}
impl IntoRequest<Self> for String {
    fn into_request(self) -> Self {
        self
    }
}
impl IntoRequest<Self> for Option<String> {
    fn into_request(self) -> Self {
        self
    }
}
impl IntoRequest<Self> for Option<bool> {
    fn into_request(self) -> Self {
        self
    }
}
impl IntoRequest<Vec<ClaimLineRequest>> for Vec<ClaimLineView> {
    fn into_request(self) -> Vec<ClaimLineRequest> {
        self.into_iter().map(ClaimLineRequest::from).collect()
    }
}

typed_both_ways! {
    /// The fields of a claim as they were typed.
    ClaimFieldsView, ClaimRequest {
        /// `claim` or `authorization`.
        kind: String = String,
        /// `pre-service`, `urgent`, `concurrent` or `post-service`; none goes by the kind.
        timing: Option<String> = Option<String>,
        /// What was asked, in the person's words.
        title: String = String,
        /// The number the insurer gave it.
        number: String = String,
        /// The number of the approval.
        authorization: String = String,
        /// The clinic.
        clinic: String = String,
        /// Its NPI.
        clinic_npi: String = String,
        /// The clinician.
        provider: String = String,
        /// The clinician's NPI.
        provider_npi: String = String,
        /// Place of service.
        place: String = String,
        /// Diagnosis codes, with commas between.
        diagnoses: String = String,
        /// A sentence that goes with it.
        note: String = String,
        /// The bill its lines are from.
        document: Option<String> = Option<String>,
        /// Its lines.
        lines: Vec<ClaimLineView> = Vec<ClaimLineRequest>,
    }
    /// The fields of a line as they were typed.
    ClaimLineView, ClaimLineRequest {
        /// First day.
        from: String = String,
        /// Last day.
        to: String = String,
        /// CPT or HCPCS code.
        code: String = String,
        /// Modifiers, with commas or spaces between.
        modifiers: String = String,
        /// Revenue code.
        revenue: String = String,
        /// Diagnosis codes of this line, with commas between; empty takes those of the claim.
        diagnoses: String = String,
        /// How many.
        units: String = String,
        /// Charge.
        charge: String = String,
        /// Drug.
        drug: String = String,
        /// Dose.
        dose: String = String,
        /// NDC.
        ndc: String = String,
        /// Place of service.
        place: String = String,
        /// What the bill calls it.
        description: String = String,
    }
    /// What the plan says of claims, as typed.
    ClaimTermsView, ClaimTermsRequest {
        /// First day of the coverage.
        covered_from: String = String,
        /// Last day of it; empty while it goes on.
        covered_to: String = String,
        /// How long one may file.
        filing_count: String = String,
        /// `days`, `months` or `years`.
        filing_unit: String = String,
        /// Where the plan says so.
        filing_said: String = String,
        /// Whether the plan wants to be asked first; none where nobody knows.
        asks_first: Option<bool> = Option<bool>,
    }
}

/// A claim that was kept: which, and what was done.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedClaimView {
    /// Its id.
    pub id: String,
    /// What was done.
    pub change: super::ChangeView,
}

/// Lines read from a bill, as they would be typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BillLinesView {
    /// In the order they stand in.
    pub lines: Vec<ClaimLineView>,
    /// What stands outside of the table and holds for all lines. Empty where it was not found.
    pub whole: BillHeadView,
    /// What does not add up on it, in plain sentences.
    pub doubts: Vec<String>,
}

/// What a bill says once for all of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BillHeadView {
    /// Diagnosis codes, with commas between.
    pub diagnoses: String,
    /// Place of service.
    pub place: String,
    /// The clinic.
    pub clinic: String,
    /// Its NPI.
    pub clinic_npi: String,
    /// The clinician.
    pub provider: String,
    /// The clinician's NPI.
    pub provider_npi: String,
}

/// How a claim went out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionRequest {
    /// Which sending it corrects, from 0; none for a new one.
    pub at: Option<u32>,
    /// The way it went.
    pub way: String,
    /// The day it went out.
    pub day: String,
    /// The day they had it.
    pub received: String,
    /// Where it went.
    pub to: String,
    /// Tracking number.
    pub tracking: String,
    /// The paper that proves it.
    pub proof: Option<String>,
    /// What else to know.
    pub note: String,
}

/// An answer typed by hand, or taken from a paper.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimAnswerRequest {
    /// `denied`, `partly`, `paid` or `approved`.
    pub outcome: String,
    /// Date of the answer; empty takes that of the paper.
    pub day: String,
    /// The paper; its lines and totals are read from it.
    pub document: Option<String>,
    /// What was billed, where no paper tells it.
    pub billed: String,
    /// What was allowed.
    pub allowed: String,
    /// What was paid.
    pub paid: String,
    /// What they say the person owes.
    pub owes: String,
}
