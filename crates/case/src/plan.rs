//! The plan record: what is known of an insurance plan beside its kind and state, each value with where it is from.

use crate::ids::{CaseRecordId, DocumentId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a value of the plan record is from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum PlanOrigin {
    /// The person typed it.
    Person,
    /// It was read from a paper, and the person took it.
    Paper {
        /// The paper.
        document: DocumentId,
        /// Page from 1, where it is known.
        page: Option<u32>,
        /// The words as they stand there.
        quote: String,
    },
    /// Somebody said it on a call.
    Call {
        /// The record of the call.
        call: CaseRecordId,
    },
}

/// One value of the plan record, as it was typed or read: an amount that does not read as one is kept all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFact {
    /// The value as text.
    pub value: String,
    /// Where it is from.
    pub origin: PlanOrigin,
}

/// A value that was read from a paper and that the person did not want.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    /// Id of the field.
    pub field: String,
    /// The value.
    pub value: String,
}

/// All that is known of a plan. Fields are ids of [`PlanField`]; one of a later program is kept and not shown.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanRecord {
    /// Values by field.
    pub facts: BTreeMap<String, PlanFact>,
    /// What was offered and declined.
    pub declined: Vec<Declined>,
    /// Answers of the interview so far, each the place of the answer under its question, from 0.
    pub interview: Vec<usize>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanForm {
    /// Words.
    Words,
    /// A number of a card, grouped as it was typed.
    Number,
    /// A telephone or fax number.
    Phone,
    /// Dollars.
    Money,
    /// Per cent that the person pays.
    Percent,
    /// A day.
    Day,
}

/// A part of the plan record, for headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// Who runs the plan.
    Who,
    /// Numbers of the card.
    Numbers,
    /// Whom to call, and where to send.
    Contacts,
    /// What it costs.
    Money,
    /// What is covered, as somebody said on a call.
    Cover,
}

macro_rules! plan_fields {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $part:ident, $form:ident;)+) => {
        /// A field of the plan record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum PlanField { $($(#[$doc])* $name,)+ }
        impl PlanField {
            /// All fields, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];
            /// Its id, in kebab-case; it stays.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }
            /// The field with this id.
            pub fn find(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$name),)+ _ => None }
            }
            /// The part it stands in.
            pub fn part(self) -> PlanPart {
                match self { $(Self::$name => PlanPart::$part,)+ }
            }
            /// What it holds.
            pub fn form(self) -> PlanForm {
                match self { $(Self::$name => PlanForm::$form,)+ }
            }
        }
    };
}

plan_fields! {
    /// The insurer.
    Issuer = "issuer", Who, Words;
    /// The company that runs an employer's plan.
    Administrator = "administrator", Who, Words;
    /// Name of the plan.
    PlanName = "plan-name", Who, Words;
    /// Who pays the claims, in somebody's words.
    Funding = "funding", Who, Words;
    /// First day of the plan year.
    YearStart = "year-start", Who, Day;
    /// Last day of the plan year.
    YearEnd = "year-end", Who, Day;
    /// Who manages mental health care, where it is another company.
    Behavioral = "behavioral", Who, Words;
    /// Who manages drugs.
    PharmacyManager = "pharmacy-manager", Who, Words;
    /// Member number.
    MemberId = "member-id", Numbers, Number;
    /// Group number.
    Group = "group", Numbers, Number;
    /// Whose plan it is.
    Subscriber = "subscriber", Numbers, Words;
    /// Bank number on the drug card.
    RxBin = "rx-bin", Numbers, Number;
    /// Processor number on the drug card.
    RxPcn = "rx-pcn", Numbers, Number;
    /// Group of the drug card.
    RxGroup = "rx-group", Numbers, Number;
    /// Member services.
    MemberPhone = "member-phone", Contacts, Phone;
    /// Prior approvals.
    ApprovalsPhone = "approvals-phone", Contacts, Phone;
    /// Prior approvals, by fax.
    ApprovalsFax = "approvals-fax", Contacts, Phone;
    /// Appeals.
    AppealsPhone = "appeals-phone", Contacts, Phone;
    /// Appeals, by fax.
    AppealsFax = "appeals-fax", Contacts, Phone;
    /// Where appeals go.
    AppealsAddress = "appeals-address", Contacts, Words;
    /// Where claims go.
    ClaimsAddress = "claims-address", Contacts, Words;
    /// Web address.
    Portal = "portal", Contacts, Words;
    /// Mental health care.
    BehavioralPhone = "behavioral-phone", Contacts, Phone;
    /// Drugs.
    PharmacyPhone = "pharmacy-phone", Contacts, Phone;
    /// A case manager.
    CaseManager = "case-manager", Contacts, Words;
    /// Deductible for the year, where no network is named.
    Deductible = "deductible", Money, Money;
    /// Used of it.
    DeductibleUsed = "deductible-used", Money, Money;
    /// Most the person can pay in a year, where no network is named.
    Limit = "limit", Money, Money;
    /// Used of it.
    LimitUsed = "limit-used", Money, Money;
    /// Deductible in network, for the year.
    DeductibleIn = "deductible-in", Money, Money;
    /// Used of it.
    DeductibleInUsed = "deductible-in-used", Money, Money;
    /// Deductible out of network.
    DeductibleOut = "deductible-out", Money, Money;
    /// Used of it.
    DeductibleOutUsed = "deductible-out-used", Money, Money;
    /// Most the person can pay in a year, in network.
    LimitIn = "limit-in", Money, Money;
    /// Used of it.
    LimitInUsed = "limit-in-used", Money, Money;
    /// Most the person can pay in a year, out of network.
    LimitOut = "limit-out", Money, Money;
    /// Used of it.
    LimitOutUsed = "limit-out-used", Money, Money;
    /// Share that the person pays in network.
    ShareIn = "share-in", Money, Percent;
    /// Share that the person pays out of network.
    ShareOut = "share-out", Money, Percent;
    /// Medical, behavioral or pharmacy benefit.
    BenefitSide = "benefit-side", Cover, Words;
    /// Whether an approval is needed, and how it is asked for.
    ApprovalRule = "approval-rule", Cover, Words;
    /// The policy they go by.
    MedicalPolicy = "medical-policy", Cover, Words;
    /// Whether the clinic is in network.
    ClinicNetwork = "clinic-network", Cover, Words;
    /// What holds out of network.
    OutOfNetwork = "out-of-network", Cover, Words;
    /// Limits on visits or places.
    VisitLimits = "visit-limits", Cover, Words;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_found_by_its_id() {
        for field in PlanField::ALL {
            assert_eq!(PlanField::find(field.id()), Some(*field));
        }
        assert_eq!(PlanField::find("favourite-color"), None);
    }

    #[test]
    fn a_record_of_a_later_program_keeps_what_this_one_does_not_know() {
        let later = r#"{"facts": {"moon-phase": {"value": "full", "origin": {"from": "person"}}}, "new": 1}"#;
        let record: PlanRecord = serde_json::from_str(later).unwrap();
        assert!(
            serde_json::to_string(&record)
                .unwrap()
                .contains("moon-phase")
        );
    }
}
