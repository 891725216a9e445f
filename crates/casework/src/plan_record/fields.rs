//! How each field of the plan record is called, typed and shown.

use crate::review::values;
use crate::words;
use chrono::NaiveDate;
use holdfast_case::{Cents, PlanField, PlanForm, PlanPart};

/// What a field is, in plain words.
pub(crate) fn label(field: PlanField) -> &'static str {
    use PlanField as F;
    match field {
        F::Issuer => "Insurer",
        F::Administrator => "Who runs the plan",
        F::PlanName => "Name of the plan",
        F::Funding => "Who pays the claims",
        F::YearStart => "Plan year starts",
        F::YearEnd => "Plan year ends",
        F::Behavioral => "Who manages mental health care",
        F::PharmacyManager => "Who manages drugs",
        F::MemberId => "Member ID",
        F::Group => "Group",
        F::Subscriber => "Whose plan it is",
        F::RxBin => "Drug card: BIN",
        F::RxPcn => "Drug card: PCN",
        F::RxGroup => "Drug card: group",
        F::MemberPhone => "Member services",
        F::ApprovalsPhone => "Approvals",
        F::ApprovalsFax => "Approvals fax",
        F::AppealsPhone => "Appeals",
        F::AppealsFax => "Appeals fax",
        F::AppealsAddress => "Appeals address",
        F::ClaimsAddress => "Claims address",
        F::Portal => "Web address",
        F::BehavioralPhone => "Mental health care",
        F::PharmacyPhone => "Drugs",
        F::CaseManager => "Case manager",
        F::Deductible => "Deductible",
        F::DeductibleUsed => "Used of it",
        F::Limit => "Most you can pay in a year",
        F::LimitUsed => "Used of it",
        F::DeductibleIn => "Deductible, in network",
        F::DeductibleInUsed => "Used of it",
        F::DeductibleOut => "Deductible, out of network",
        F::DeductibleOutUsed => "Used of it",
        F::LimitIn => "Most you can pay in a year, in network",
        F::LimitInUsed => "Used of it",
        F::LimitOut => "Most you can pay in a year, out of network",
        F::LimitOutUsed => "Used of it",
        F::ShareIn => "Your share of each bill, in network",
        F::ShareOut => "Your share of each bill, out of network",
        F::BenefitSide => "Medical, mental health or drug benefit",
        F::ApprovalRule => "How to ask for approval",
        F::MedicalPolicy => "The policy they go by",
        F::ClinicNetwork => "Is the clinic in network?",
        F::OutOfNetwork => "Rules out of network",
        F::VisitLimits => "Limits on visits",
    }
}

/// The word for how it is typed, for faces.
pub(crate) fn form_id(form: PlanForm) -> &'static str {
    match form {
        PlanForm::Words => "words",
        PlanForm::Number => "number",
        PlanForm::Phone => "phone",
        PlanForm::Money => "money",
        PlanForm::Percent => "percent",
        PlanForm::Day => "day",
    }
}

/// The word for a part, for faces.
pub(crate) fn part_id(part: PlanPart) -> &'static str {
    match part {
        PlanPart::Who => "who",
        PlanPart::Numbers => "numbers",
        PlanPart::Contacts => "contacts",
        PlanPart::Money => "money",
        PlanPart::Cover => "cover",
    }
}

/// The dollars a value says; none where it says none.
pub(crate) fn money(value: &str) -> Option<Cents> {
    value.parse().ok().filter(|cents: &Cents| cents.0 >= 0)
}

/// The per cent a value says: a whole number from 0 to 100, with or without its sign.
pub(crate) fn percent(value: &str) -> Option<u8> {
    let plain = value
        .trim()
        .trim_end_matches("percent")
        .trim_end_matches('%');
    plain.trim().parse().ok().filter(|n| *n <= 100)
}

/// A value as it is shown, and why it can't be used as it was typed.
pub(crate) fn shown(field: PlanField, value: &str) -> (String, Option<&'static str>) {
    let read = match field.form() {
        PlanForm::Words | PlanForm::Number => Some(value.to_owned()),
        PlanForm::Phone => {
            let trouble = (value.chars().filter(char::is_ascii_digit).count() < 7)
                .then_some("This looks too short for a phone number. It is kept as you typed it.");
            return (value.to_owned(), trouble);
        }
        PlanForm::Money => money(value).map(words::money),
        PlanForm::Percent => percent(value).map(|n| format!("{n}%")),
        PlanForm::Day => day(value).map(words::fact_day),
    };
    match read {
        Some(shown) => (shown, None),
        None => (
            value.to_owned(),
            Some(match field.form() {
                PlanForm::Money => {
                    "We can't read this amount. Try 525.00. It is kept as you typed it."
                }
                PlanForm::Percent => {
                    "We can't read this share. Try 40%. It is kept as you typed it."
                }
                _ => "We can't read this date. Try 11/21/2026. It is kept as you typed it.",
            }),
        ),
    }
}

/// What is said after saving values of which some can't be read as they were typed; none where all can.
pub(crate) fn slips(entries: &[(PlanField, &str)]) -> Option<String> {
    let slips: Vec<String> = entries
        .iter()
        .filter(|(field, value)| {
            !value.trim().is_empty() && shown(*field, value.trim()).1.is_some()
        })
        .map(|(field, value)| format!("{} (\u{2018}{}\u{2019})", full_label(*field), value.trim()))
        .collect();
    (!slips.is_empty()).then(|| {
        format!(
            "Look again at: {}. We can't read it, so it is kept as you typed it.",
            slips.join(", ")
        )
    })
}

/// What a field is, where it stands alone: "Used of it" names its whole.
pub(crate) fn full_label(field: PlanField) -> &'static str {
    use PlanField as F;
    match field {
        F::DeductibleUsed => "Used of the deductible",
        F::LimitUsed => "Used of the most you can pay",
        F::DeductibleInUsed => "Used of the deductible, in network",
        F::DeductibleOutUsed => "Used of the deductible, out of network",
        F::LimitInUsed => "Used of the most you can pay, in network",
        F::LimitOutUsed => "Used of the most you can pay, out of network",
        field => label(field),
    }
}

/// The day a value says.
pub(crate) fn day(value: &str) -> Option<NaiveDate> {
    values::day(value).ok()
}

/// True where two values say the same: "$1,500.00" is 1500, and "40 %" is 40%.
pub(crate) fn same(field: PlanField, a: &str, b: &str) -> bool {
    let read = |value: &str| shown(field, value.trim());
    let ((a_shown, a_slip), (b_shown, b_slip)) = (read(a), read(b));
    (a_slip.is_none() && b_slip.is_none() && a_shown == b_shown) || gist(a) == gist(b)
}

/// What of a value counts when two are compared: letters and digits.
pub(crate) fn gist(value: &str) -> String {
    value
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_write_one_amount_are_the_same() {
        let rows = [
            (PlanField::DeductibleIn, "1500", "$1,500.00", true),
            (PlanField::DeductibleIn, "1500", "15", false),
            (PlanField::DeductibleIn, "2,O00", "2,000", false),
            (PlanField::ShareIn, "40 %", "40", true),
            (PlanField::YearEnd, "12/31/2026", "December 31, 2026", true),
            (PlanField::MemberId, "LMH 4471", "LMH4471", true),
        ];
        for (field, a, b, expected) in rows {
            assert_eq!(same(field, a, b), expected, "{a} and {b}");
        }
    }

    #[test]
    fn what_was_typed_is_shown_as_it_means_or_kept_with_the_reason() {
        let rows = [
            (PlanField::DeductibleOut, "2000", "$2,000.00", false),
            (PlanField::DeductibleOut, "2,O00", "2,O00", true),
            (PlanField::DeductibleOut, "-5", "-5", true),
            (PlanField::ShareOut, "40 %", "40%", false),
            (PlanField::ShareOut, "40 percent", "40%", false),
            (PlanField::ShareOut, "140", "140", true),
            (PlanField::YearEnd, "12/31/2026", "Thu, Dec 31, 2026", false),
            (PlanField::YearEnd, "12/32/2026", "12/32/2026", true),
            (
                PlanField::AppealsFax,
                "(937) 555-0177",
                "(937) 555-0177",
                false,
            ),
            (PlanField::AppealsFax, "555", "555", true),
            (
                PlanField::MemberId,
                "LMH 4471 0926 83",
                "LMH 4471 0926 83",
                false,
            ),
        ];
        for (field, typed, expected, trouble) in rows {
            let (shown, why) = shown(field, typed);
            assert_eq!(shown, expected);
            assert_eq!(why.is_some(), trouble, "{typed}");
        }
    }
}
