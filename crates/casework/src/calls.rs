//! Calls: a script to go by, answers that fall into the plan record, and the log of who said what.

mod known;
mod promises;
mod told;

use crate::desk::{Desk, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{self, CaseRecord};
use crate::plan_record::{self, checked_entries, fields};
use crate::view::{
    CallAnswerView, CallRequest, CallScriptView, CallStepView, CallView, ChangeView, PlanFieldView,
    ReplyView,
};
use crate::words;
use chrono::{DateTime, FixedOffset};
use holdfast_case::{Call, CallAnswer, CaseId, CaseRecordId, PlanField, PlanOrigin, PlanRecord};
use holdfast_library::scripts::Script;
use holdfast_vault::{Operation, Records, VaultError};
use known::{Slots, filled};

impl CaseRecord for Call {
    const KIND: &'static str = "call";
}

/// Longest text of one field of a call.
const LONGEST: usize = 5_000;

/// The fields of the plan record that an answer of a script can fill.
const FILLS: [(&str, &[PlanField]); 12] = [
    ("plan.funding", &[PlanField::Funding]),
    ("plan.year", &[PlanField::YearStart, PlanField::YearEnd]),
    (
        "plan.cost_share",
        &[
            PlanField::DeductibleIn,
            PlanField::DeductibleInUsed,
            PlanField::DeductibleOut,
            PlanField::DeductibleOutUsed,
            PlanField::LimitIn,
            PlanField::LimitInUsed,
            PlanField::LimitOut,
            PlanField::LimitOutUsed,
            PlanField::ShareIn,
            PlanField::ShareOut,
        ],
    ),
    ("plan.benefit_side", &[PlanField::BenefitSide]),
    (
        "plan.prior_auth",
        &[
            PlanField::ApprovalRule,
            PlanField::ApprovalsPhone,
            PlanField::ApprovalsFax,
        ],
    ),
    ("plan.policy_number", &[PlanField::MedicalPolicy]),
    ("provider.network", &[PlanField::ClinicNetwork]),
    ("plan.out_of_network", &[PlanField::OutOfNetwork]),
    ("plan.limits", &[PlanField::VisitLimits]),
    (
        "plan.behavioral",
        &[PlanField::Behavioral, PlanField::BehavioralPhone],
    ),
    (
        "plan.addresses",
        &[
            PlanField::ClaimsAddress,
            PlanField::AppealsAddress,
            PlanField::AppealsFax,
        ],
    ),
    ("plan.case_manager", &[PlanField::CaseManager]),
];

fn filled_by(fills: &str) -> &'static [PlanField] {
    FILLS
        .iter()
        .find(|(name, _)| *name == fills)
        .map_or(&[], |(_, fields)| *fields)
}

impl Desk {
    /// The script of a call, its blanks filled from the case.
    pub fn call_script(&self, id: &str) -> Result<CallScriptView, Error> {
        let inner = &self.inner;
        let scripts = &inner.lib.scripts;
        let script = scripts
            .scripts
            .iter()
            .find(|script| script.id == id)
            .ok_or_else(|| Error::of(Code::NotFound))?;
        let opener = scripts.openers.iter().find(|o| o.id == script.opener);
        inner.with(|open| {
            let kept = plan_record::of_case(open.vault.read(), open.case)?;
            let record = kept.map(|kept| kept.record).unwrap_or_default();
            let slots: Slots = inner.slots(open, &record)?;
            let steps: Result<Vec<CallStepView>, Error> = script
                .steps
                .iter()
                .map(|step| {
                    let fields: Result<Vec<PlanFieldView>, Error> = filled_by(&step.fills)
                        .iter()
                        .map(|field| inner.plan_field(open, &record, *field))
                        .collect();
                    Ok(CallStepView {
                        say: filled(&step.say, &slots),
                        fills: step.fills.clone(),
                        reference: step.fills == "call.reference",
                        fields: fields?,
                    })
                })
                .collect();
            Ok(CallScriptView {
                script: script.id.clone(),
                title: script.title.clone(),
                to: words::sentence_start(&script.to),
                aim: script.aim.clone(),
                phone: record
                    .facts
                    .get(PlanField::MemberPhone.id())
                    .map(|fact| fact.value.clone()),
                at_hand: at_hand(&record),
                ready: script.ready.clone(),
                opener: opener.map(|o| filled(&o.text, &slots)).unwrap_or_default(),
                steps: steps?,
                replies: script
                    .if_they_say
                    .iter()
                    .map(|reply| ReplyView {
                        hear: reply.hear.clone(),
                        answer: filled(&reply.answer, &slots),
                    })
                    .collect(),
                after: script.after.clone(),
                source: source(script),
            })
        })
    }

    /// Keeps a call, and puts its answers into the plan record: one change.
    pub fn save_call(&self, request: &CallRequest) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let texts = [
            &request.whom,
            &request.name,
            &request.number,
            &request.reference,
            &request.said,
            &request.promise,
        ];
        let answers = request.answers.iter().flat_map(|a| [&a.asked, &a.answered]);
        if texts
            .into_iter()
            .chain(answers)
            .any(|text| text.chars().count() > LONGEST)
        {
            return Err(Error::of(Code::BadRequest)
                .saying("This is too long for one field. Nothing was changed.")
                .hinting("Keep the main words here, and file the rest as a paper."));
        }
        let mut entries = Vec::new();
        for answer in &request.answers {
            entries.extend(checked_entries(&answer.entries)?);
        }
        entries.retain(|(_, value)| !value.trim().is_empty());
        let (promised_by, promised_typed) = promises::day_of(&request.promised_by)?;
        let said_of = |answer: &crate::view::CallAnswerRequest| {
            let values = answer.entries.iter().filter_map(|entry| {
                let field = PlanField::find(&entry.field)?;
                let value = entry.value.trim();
                (!value.is_empty()).then(|| format!("{}: {value}", fields::full_label(field)))
            });
            let words = Some(answer.answered.trim().to_owned()).filter(|w| !w.is_empty());
            values.chain(words).collect::<Vec<_>>().join("; ")
        };
        let call = Call {
            script: request.script.clone(),
            whom: request.whom.trim().to_owned(),
            name: request.name.trim().to_owned(),
            number: request.number.trim().to_owned(),
            at: Some(inner.clock.now()),
            minutes: request.minutes,
            reference: request.reference.trim().to_owned(),
            answers: request
                .answers
                .iter()
                .map(|answer| CallAnswer {
                    asked: answer.asked.clone(),
                    fills: answer.fills.clone(),
                    answered: said_of(answer),
                })
                .filter(|answer| !answer.answered.is_empty())
                .collect(),
            said: request.said.trim().to_owned(),
            promise: request.promise.trim().to_owned(),
            promised_by,
            promised_typed,
            came: None,
            about: None,
        };
        if call
            == (Call {
                at: call.at,
                script: call.script.clone(),
                minutes: call.minutes,
                ..Call::default()
            })
        {
            return Err(Error::of(Code::BadRequest)
                .saying("Nothing is written down of this call yet.")
                .hinting("A name or one answer is enough."));
        }
        let said = match (call.promised_typed.as_str(), fields::slips(&entries)) {
            ("", None) => "Kept the call.".to_owned(),
            ("", Some(slips)) => format!("Kept the call. {slips}"),
            (typed, slips) => format!(
                "Kept the call. {} {}",
                promises::unread(typed),
                slips.unwrap_or_default()
            )
            .trim_end()
            .to_owned(),
        };
        let operation = Operation::by_person("save-call").described(&said);
        let change = inner.change(operation, |tx, case| {
            let id = kept::keep_in(tx, case, &call)?;
            if entries.is_empty() {
                return Ok(());
            }
            plan_record::change_record(tx, case, |record| {
                for (field, value) in entries {
                    // an answer that can't be read stays with the call; it takes no good value's place
                    let had = record.facts.get(field.id());
                    let is_slip = fields::shown(field, value.trim()).1.is_some();
                    if is_slip
                        && had.is_some_and(|had| fields::shown(field, &had.value).1.is_none())
                    {
                        continue;
                    }
                    plan_record::put(record, field, value, PlanOrigin::Call { call: id });
                }
            })
        })?;
        Ok(change_view(&change, said))
    }

    /// Puts a call into the trash. What it put into the plan record stays.
    pub fn trash_call(&self, id: &str) -> Result<ChangeView, Error> {
        let said = "Moved the call to the trash.";
        let operation = Operation::by_person("trash-call").described(said);
        let change = self.inner.put_away::<Call>(operation, id)?;
        Ok(change_view(&change, said))
    }
}

/// The calls of a case, newest first.
pub(crate) fn views(
    records: Records<'_>,
    case: CaseId,
    now: &DateTime<FixedOffset>,
) -> Result<Vec<CallView>, VaultError> {
    let calls = kept::kept_in::<Call>(records, case)?;
    Ok(calls
        .into_iter()
        .rev()
        .map(|kept| {
            let call = kept.record;
            let today = now.date_naive();
            CallView {
                id: kept.id.to_string(),
                title: promises::who(&call).unwrap_or_else(|| "A call".to_owned()),
                at: call.at.map(|at| said_at(at, now)).unwrap_or_default(),
                promise: promises::say(&call, today),
                day_typed: call.promised_typed.clone(),
                trouble: promises::trouble(&call).unwrap_or_default().to_owned(),
                open: promises::is_open(&call),
                came: promises::came(&call, today).unwrap_or_default(),
                reference: call.reference,
                said: call.said,
                answers: call
                    .answers
                    .into_iter()
                    .map(|answer| CallAnswerView {
                        asked: answer.asked,
                        answered: answer.answered,
                    })
                    .collect(),
            }
        })
        .collect())
}

/// When a call was made, in words; none where it is gone.
pub(crate) fn when(
    open: &Opened,
    call: CaseRecordId,
    now: &DateTime<FixedOffset>,
) -> Result<Option<String>, Error> {
    let body = match open.vault.read().case_record(call) {
        Ok(row) => row.body,
        Err(VaultError::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let call: Result<Call, _> = serde_json::from_value(body);
    Ok(call
        .ok()
        .and_then(|call| call.at)
        .map(|at| words::day(at.date_naive(), now.date_naive())))
}

/// "Monday, November 23, 2:20 pm".
fn said_at(at: DateTime<FixedOffset>, now: &DateTime<FixedOffset>) -> String {
    let at = at.with_timezone(now.offset());
    format!(
        "{}, {}",
        words::day(at.date_naive(), now.date_naive()),
        at.format("%-I:%M %P")
    )
}

/// Numbers to have in sight while one calls.
fn at_hand(record: &PlanRecord) -> Vec<CallAnswerView> {
    [PlanField::MemberId, PlanField::Group, PlanField::Subscriber]
        .into_iter()
        .filter_map(|field| {
            let fact = record.facts.get(field.id())?;
            Some(CallAnswerView {
                asked: fields::label(field).to_owned(),
                answered: fact.value.clone(),
            })
        })
        .collect()
}

fn source(script: &Script) -> String {
    let seen = if script.verified {
        "checked"
    } else {
        "not checked against a source"
    };
    format!(
        "{}; {seen}, last looked at {}.",
        words::sentence_start(&script.source),
        words::fact_day(script.checked)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_library::Library;

    #[test]
    fn each_answer_of_the_call_to_check_has_its_place_in_the_plan() {
        let scripts = &Library::builtin().scripts.scripts;
        let script = scripts
            .iter()
            .find(|s| s.id == "verification-of-benefits")
            .unwrap();
        for step in &script.steps {
            let its_own = step.fills == "call.reference";
            assert_ne!(
                filled_by(&step.fills).is_empty(),
                !its_own,
                "{}",
                step.fills
            );
        }
    }
}
