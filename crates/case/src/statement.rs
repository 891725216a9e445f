//! What stands in rows: lines of a statement, of a bill, of a pharmacy's print-out; and what a card has on it.
//!
//! Every value is a [`Fact`]: read, with its words, place and confidence, never certain until a person confirms it.
//! Nothing is worked out here. Where the paper's own figures disagree, a doubt says by how much.

use crate::money::Cents;
use crate::quantity::Quantity;
use crate::reading::Fact;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One line of an explanation of benefits, or one of its totals.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementLine {
    /// Number of the claim it belongs to, as it stands.
    pub claim_number: Option<Fact<String>>,
    /// Who treated, as the statement names them for this claim.
    pub provider: Option<Fact<String>>,
    /// Day of treatment; of a span its first day.
    pub service_from: Option<Fact<NaiveDate>>,
    /// Last day of a span; none where one day is printed.
    pub service_to: Option<Fact<NaiveDate>>,
    /// Service code in capitals, without its modifiers.
    pub code: Option<Fact<String>>,
    /// Modifiers in the order they stand in.
    pub modifiers: Vec<Fact<String>>,
    /// What was done, in the words of the statement.
    pub description: Option<Fact<String>>,
    /// How many units.
    pub units: Option<Fact<Quantity>>,
    /// What the provider charged.
    pub billed: Option<Fact<Cents>>,
    /// What the network takes off.
    pub discount: Option<Fact<Cents>>,
    /// What the plan goes by.
    pub allowed: Option<Fact<Cents>>,
    /// What the plan does not cover.
    pub not_covered: Option<Fact<Cents>>,
    /// What went to the deductible.
    pub deductible: Option<Fact<Cents>>,
    /// A set amount for the visit.
    pub copay: Option<Fact<Cents>>,
    /// The patient's percentage, in dollars.
    pub coinsurance: Option<Fact<Cents>>,
    /// What another insurer paid.
    pub other_insurance: Option<Fact<Cents>>,
    /// What the plan paid.
    pub paid: Option<Fact<Cents>>,
    /// What the statement says is the patient's to pay.
    pub patient_owes: Option<Fact<Cents>>,
    /// Remark codes of the line as they stand.
    pub remarks: Vec<Fact<String>>,
}

/// The amounts of a line, in the order statements print them.
pub const AMOUNT_FIELDS: [&str; 10] = [
    "billed",
    "discount",
    "not_covered",
    "allowed",
    "deductible",
    "copay",
    "coinsurance",
    "other_insurance",
    "paid",
    "patient_owes",
];

impl StatementLine {
    /// The amount with this name of [`AMOUNT_FIELDS`].
    pub fn amount(&self, field: &str) -> Option<&Fact<Cents>> {
        match field {
            "billed" => self.billed.as_ref(),
            "discount" => self.discount.as_ref(),
            "allowed" => self.allowed.as_ref(),
            "not_covered" => self.not_covered.as_ref(),
            "deductible" => self.deductible.as_ref(),
            "copay" => self.copay.as_ref(),
            "coinsurance" => self.coinsurance.as_ref(),
            "other_insurance" => self.other_insurance.as_ref(),
            "paid" => self.paid.as_ref(),
            "patient_owes" => self.patient_owes.as_ref(),
            _ => None,
        }
    }

    /// The place of the amount with this name of [`AMOUNT_FIELDS`].
    pub fn amount_mut(&mut self, field: &str) -> Option<&mut Option<Fact<Cents>>> {
        Some(match field {
            "billed" => &mut self.billed,
            "discount" => &mut self.discount,
            "allowed" => &mut self.allowed,
            "not_covered" => &mut self.not_covered,
            "deductible" => &mut self.deductible,
            "copay" => &mut self.copay,
            "coinsurance" => &mut self.coinsurance,
            "other_insurance" => &mut self.other_insurance,
            "paid" => &mut self.paid,
            "patient_owes" => &mut self.patient_owes,
            _ => return None,
        })
    }
}

/// All lines of an explanation of benefits.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementTable {
    /// In the order they stand in.
    pub lines: Vec<StatementLine>,
    /// Totals as printed: one for each claim that has one, and one for all claims without a claim number.
    pub totals: Vec<StatementLine>,
    /// Plain sentences: figures that do not add up, each with the difference.
    pub doubts: Vec<String>,
}

/// One line of a superbill or of a clinic's bill.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BillLine {
    /// Day of treatment.
    pub day: Option<Fact<NaiveDate>>,
    /// Service code in capitals, without its modifiers.
    pub code: Option<Fact<String>>,
    /// Modifiers in the order they stand in.
    pub modifiers: Vec<Fact<String>>,
    /// Diagnosis codes, or the letters that point to a list of them, in the order they stand in.
    pub diagnosis: Vec<Fact<String>>,
    /// How many units.
    pub units: Option<Fact<Quantity>>,
    /// The charge of the line.
    pub charge: Option<Fact<Cents>>,
    /// What was paid on it.
    pub paid: Option<Fact<Cents>>,
    /// What is left of it.
    pub balance: Option<Fact<Cents>>,
    /// What was done, in the words of the bill.
    pub description: Option<Fact<String>>,
}

/// All lines of a bill.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BillTable {
    /// In the order they stand in.
    pub lines: Vec<BillLine>,
    /// All charges as the bill adds them up.
    pub total: Option<Fact<Cents>>,
    /// Diagnosis codes that stand outside of the table. Lines have them too where none has its own.
    pub diagnoses: Vec<Fact<String>>,
    /// Place of service of the whole bill, two figures: `11`.
    pub place: Option<Fact<String>>,
    /// The clinic that bills.
    pub clinic: Option<Fact<String>>,
    /// The clinic's National Provider Identifier, ten figures.
    pub clinic_npi: Option<Fact<String>>,
    /// Who treated.
    pub provider: Option<Fact<String>>,
    /// That person's National Provider Identifier, ten figures.
    pub provider_npi: Option<Fact<String>>,
    /// The clinic's tax number as it stands.
    pub tax_number: Option<Fact<String>>,
    /// Plain sentences: charges that do not add up to the printed total, with the difference; a total that was not
    /// found; lines that may have been missed or misread.
    pub doubts: Vec<String>,
}

/// One medicine handed out, as a pharmacy's print-out has it.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FillLine {
    /// Day it was filled.
    pub filled: Option<Fact<NaiveDate>>,
    /// The drug as printed, with strength and form.
    pub drug: Option<Fact<String>>,
    /// The strength within the printed drug, or in its own column: `20 mg`.
    pub strength: Option<Fact<String>>,
    /// How many tablets, capsules or milliliters.
    pub quantity: Option<Fact<Quantity>>,
    /// For how many days it is meant to last.
    pub days_supply: Option<Fact<u32>>,
    /// Who wrote the prescription.
    pub prescriber: Option<Fact<String>>,
    /// National Drug Code as it stands.
    pub ndc: Option<Fact<String>>,
    /// Number of the prescription as it stands.
    pub prescription: Option<Fact<String>>,
    /// Which pharmacy or store.
    pub pharmacy: Option<Fact<String>>,
    /// Refills left, or the number of this refill, as printed.
    pub refills: Option<Fact<u32>>,
}

/// All rows of a pharmacy's print-out.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FillTable {
    /// In the order they stand in.
    pub lines: Vec<FillLine>,
    /// Plain sentences: rows that may have been missed or misread.
    pub doubts: Vec<String>,
}

/// What a telephone number of a card is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhoneRole {
    /// Questions of members.
    MemberServices,
    /// Mental health and substance use.
    BehavioralHealth,
    /// Asking before treatment.
    PriorAuthorization,
    /// Drugs.
    Pharmacy,
    /// Doctors and hospitals.
    Provider,
    /// Nurse line, dental, vision, travel and whatever else a card lists.
    Other,
}

/// One telephone number of a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardPhone {
    /// What it is for.
    pub role: PhoneRole,
    /// The words beside it: `Behavioral Health`.
    pub label: String,
    /// The number as it stands.
    pub number: Fact<String>,
}

/// What stands on an insurance card, front and back.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CardFields {
    /// The insurer or administrator named largest.
    pub issuer: Option<Fact<String>>,
    /// Name or kind of the plan.
    pub plan_name: Option<Fact<String>>,
    /// The employer or group by name.
    pub employer: Option<Fact<String>>,
    /// Member number as it stands.
    pub member_id: Option<Fact<String>>,
    /// Who holds the policy.
    pub subscriber: Option<Fact<String>>,
    /// Others on the card.
    pub dependents: Vec<Fact<String>>,
    /// Group number as it stands.
    pub group: Option<Fact<String>>,
    /// Pharmacy bank number, six figures.
    pub rx_bin: Option<Fact<String>>,
    /// Pharmacy processor number.
    pub rx_pcn: Option<Fact<String>>,
    /// Pharmacy group.
    pub rx_group: Option<Fact<String>>,
    /// Payer number for electronic claims.
    pub payer_id: Option<Fact<String>>,
    /// Day the coverage began.
    pub effective: Option<Fact<NaiveDate>>,
    /// Telephone numbers.
    pub phones: Vec<CardPhone>,
    /// Where claims go by mail, lines joined by `, `.
    pub claims_address: Option<Fact<String>>,
    /// Web address.
    pub portal: Option<Fact<String>>,
    /// True where the card says that the employer pays (self-funded); false where it says fully insured.
    pub self_funded: Option<Fact<bool>>,
    /// Deductible and yearly limit as it prints them; what is used of them stands on no card.
    pub limits: Vec<Counter>,
}

/// What a yearly counter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CounterKind {
    /// What the person pays before the plan begins to.
    Deductible,
    /// The most the person pays in a year.
    OutOfPocket,
}

/// A yearly counter as a statement prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counter {
    /// What it counts.
    pub kind: CounterKind,
    /// `individual` or `family`, where the paper says so.
    pub whose: Option<String>,
    /// `in-network` or `out-of-network`, where the paper says so.
    pub network: Option<String>,
    /// The year it is for, where the paper says so.
    pub year: Option<i32>,
    /// What it goes up to.
    pub limit: Option<Fact<Cents>>,
    /// What has been counted.
    pub met: Option<Fact<Cents>>,
    /// What is left, where the paper prints it.
    pub left: Option<Fact<Cents>>,
}
