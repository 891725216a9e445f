//! A reading: what a letter says, each fact with its confidence and its place.
//!
//! Shape and ids follow the contract of the command line (`holdfast-cli read`).

use crate::deadline::LetterLimit;
use crate::money::Cents;
use crate::pages::BBox;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where the words of a fact stand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Page number from 1.
    pub page: u32,
    /// Box around the words, in points.
    #[serde(rename = "box")]
    pub bbox: BBox,
}

/// A value read from a letter, never certain until a person confirms it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// 0 to 1; calibrated: of the facts at 0.9 and above at least 98 % are right.
    pub confidence: f32,
    /// The words as they stand in the letter.
    pub quote: String,
    /// Where they stand; none where the fact follows from the whole letter.
    pub place: Option<Place>,
    /// Why it was found, for a reader of the code and for the person who asks.
    pub why: String,
}

macro_rules! ids {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $id:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $id)] $variant),+ }
        impl $name {
            /// All values, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The id used in data files and on the command line.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
            /// The value with this id.
            pub fn find(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

ids!(
    /// What kind of paper it is.
    NoticeKind {
        /// The insurer says no.
        Denial = "denial",
        /// Partly no.
        PartialDenial = "partial-denial",
        /// Yes.
        Approval = "approval",
        /// They ask for something.
        InformationRequest = "information-request",
        /// Explanation of benefits or Medicare summary notice.
        Eob = "eob",
        /// A bill or a collection letter.
        Bill = "bill",
        /// The answer to an appeal.
        AppealDecision = "appeal-decision",
        /// The answer of an outside reviewer.
        ExternalReviewDecision = "external-review-decision",
        /// The plan or its drug list changes.
        PolicyChange = "policy-change",
        /// What proves or supports something: records, claim file, superbill, card, policy.
        Records = "records",
        /// Anything else.
        Other = "other",
    }
);

ids!(
    /// What was decided.
    Outcome {
        /// No.
        Denied = "denied",
        /// Partly no.
        PartlyDenied = "partly-denied",
        /// Less than before.
        Reduced = "reduced",
        /// Yes.
        Approved = "approved",
        /// Yes, but otherwise than asked.
        ApprovedWithChange = "approved-with-change",
        /// Paid.
        Paid = "paid",
        /// Not decided.
        Pending = "pending",
        /// An earlier no stands.
        Upheld = "upheld",
        /// An earlier no was turned.
        Overturned = "overturned",
        /// Nothing was decided.
        None = "none",
    }
);

ids!(
    /// At which stage the letter stands.
    Stage {
        /// Asked before treatment.
        InitialPreService = "initial-pre-service",
        /// During treatment.
        InitialConcurrent = "initial-concurrent",
        /// After treatment.
        InitialPostService = "initial-post-service",
        /// Decision of a first appeal with another internal one open.
        FirstLevelAppeal = "first-level-appeal",
        /// The insurer's last no.
        FinalInternal = "final-internal",
        /// Decision of an outside review.
        ExternalReview = "external-review",
        /// Decision or offer of a fair hearing.
        FairHearing = "fair-hearing",
        /// None of these.
        None = "none",
    }
);

/// A number that names a claim or request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimNumber {
    /// The number as it stands, with its quote and place.
    #[serde(flatten)]
    pub fact: Fact<String>,
    /// `claim`, `reference`, `authorization`, `case`, `appeal`, `account`, …
    #[serde(rename = "type")]
    pub kind: String,
}

/// A code in a service context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeFact {
    /// The code.
    #[serde(flatten)]
    pub fact: Fact<String>,
    /// `cpt`, `hcpcs`, `icd-10-cm`, `ndc`, `revenue`, `carc`, `rarc` or `other`.
    pub system: String,
    /// True where the letter refuses this code.
    pub denied: bool,
}

/// The plan as the letter tells it.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct PlanFacts {
    /// Plan kind id of the appeal rules.
    pub kind: Option<Fact<String>>,
    /// Who sent it.
    pub issuer: Option<Fact<String>>,
    /// `insurer`, `administrator`, `pharmacy-manager`, `reviewer`, `clinic`, `collector`, `agency`, …
    pub issuer_role: Option<Fact<String>>,
    /// Name of the plan.
    pub plan_name: Option<Fact<String>>,
    /// Group number.
    pub group: Option<Fact<String>>,
    /// Two-letter state.
    pub state: Option<Fact<String>>,
}

/// Who it is about.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct MemberFacts {
    /// The patient's name.
    pub patient: Option<Fact<String>>,
    /// The subscriber's name, where it is another person.
    pub subscriber: Option<Fact<String>>,
    /// Member number as it stands.
    pub member_id: Option<Fact<String>>,
}

/// What was asked for or claimed.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct ClaimFacts {
    /// Numbers; the first is the one to quote in an answer.
    pub numbers: Vec<ClaimNumber>,
    /// The service in the letter's words.
    pub service: Option<Fact<String>>,
    /// Doctor or clinic.
    pub provider: Option<Fact<String>>,
    /// The date of the letter.
    pub date_of_notice: Option<Fact<NaiveDate>>,
    /// Days of treatment (of a range: first and last).
    pub dates_of_service: Vec<Fact<NaiveDate>>,
    /// Codes.
    pub codes: Vec<CodeFact>,
}

/// Amounts; in a table its totals.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Amounts {
    pub billed: Option<Fact<Cents>>,
    pub allowed: Option<Fact<Cents>>,
    pub paid: Option<Fact<Cents>>,
    pub not_covered: Option<Fact<Cents>>,
    pub patient_owes: Option<Fact<Cents>>,
    pub discount: Option<Fact<Cents>>,
    pub deductible: Option<Fact<Cents>>,
    pub copay: Option<Fact<Cents>>,
    pub coinsurance: Option<Fact<Cents>>,
    pub other_insurance: Option<Fact<Cents>>,
}

/// A span such as 72 hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// How many.
    pub count: u32,
    /// `hours`, `days`, `business-days`, `months` or `years`.
    pub unit: String,
}

/// Where the next appeal goes.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct AppealFacts {
    /// Postal address, lines joined by `, `.
    pub address: Option<Fact<String>>,
    /// Fax number as it stands.
    pub fax: Option<Fact<String>>,
    /// Telephone for appeals (not for general questions).
    pub phone: Option<Fact<String>>,
    /// Web address or name of the portal.
    pub portal: Option<Fact<String>>,
    /// How soon an urgent appeal is decided.
    pub expedited_decision_within: Option<Fact<Span>>,
}

/// What the letter says about outside review.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct ExternalReviewFacts {
    /// Offered, now or after the next no.
    pub offered: Option<Fact<bool>>,
    /// `federal`, `state` or `program`.
    pub kind: Option<Fact<String>>,
}

/// A window that the letter names, before any rule is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedDeadline {
    /// Level id of the appeal rules, or one of the contract's further levels.
    pub level: String,
    /// `member`, `provider`, `plan` or `other`.
    pub who: String,
    /// True for the one that leads.
    pub primary: bool,
    /// The limit in the letter's words.
    pub limit: LetterLimit,
    /// 0 to 1.
    pub confidence: f32,
    /// `be-received`, `be-sent` or `not-stated`, as the letter has it.
    pub must: String,
    /// Day counted from, where it is neither the notice date nor its receipt.
    pub start: Option<NaiveDate>,
    /// False where the clock starts with something that has not happened.
    pub clock_started: bool,
    /// The state under whose name it stands in a list of several, as its two letters.
    #[serde(default)]
    pub of_state: Option<String>,
    /// Why it was found.
    pub why: String,
}

ids!(
    /// What a letter says of a step of its own plan.
    LevelWord {
        /// There is none.
        None = "none",
        /// There is one, and it may not be left out.
        Required = "required",
        /// There is one, and it may be left out.
        Voluntary = "voluntary",
        /// It opens only once the steps before it are decided.
        After = "after",
    }
);

/// What a letter says of one of its plan's steps, with its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelSaid {
    /// Level id of the appeal rules.
    pub level: String,
    /// What it says, with its quote and place.
    #[serde(flatten)]
    pub fact: Fact<LevelWord>,
}

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// Kind of letter.
    pub kind: Option<Fact<NoticeKind>>,
    /// Finer kind of the phrase bank (`appeal-upheld`, `reduction`, `collections`, …), for titles.
    pub fine_kind: Option<String>,
    /// What was decided.
    pub outcome: Option<Fact<Outcome>>,
    /// Stage.
    pub stage: Option<Fact<Stage>>,
    /// Plan.
    pub plan: PlanFacts,
    /// Member.
    pub member: MemberFacts,
    /// Claim.
    pub claim: ClaimFacts,
    /// Amounts.
    pub amounts: Amounts,
    /// Reasons; values are ids of the denial reasons.
    pub reasons: Vec<Fact<String>>,
    /// Where to appeal.
    pub appeal: AppealFacts,
    /// Outside review.
    pub external_review: ExternalReviewFacts,
    /// What it says of the steps of its plan: that there is a second one, or none, or that a court comes last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelSaid>,
    /// Windows, the leading one first.
    pub deadlines: Vec<StatedDeadline>,
    /// Sentences for the person.
    pub doubts: Vec<String>,
}
