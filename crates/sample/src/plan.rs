//! The plan: what the card and the letter said, the three questions, the plan books, and one call.

use crate::papers::{CARD, DENIAL_OF_APPROVAL, PLAN_BOOK, PLAN_BOOK_BEFORE};
use crate::{SampleError, Told};
use holdfast_casework::view::{CallAnswerRequest, CallRequest, PinRequest, PlanEntry, PlanRequest};

/// Answers to the interview: a job, a company, "administered by".
const ANSWERS: &[u32] = &[0, 0, 0];

/// What Nora typed from her plan book; her statement offers the rest.
const TYPED: &[(&str, &str)] = &[
    ("administrator", "Larkmoor Health"),
    ("year-start", "1/1/2026"),
    ("year-end", "12/31/2026"),
    ("share-out", "40"),
];

/// Passages that she pinned.
const PINNED: &[&str] = &["medical-necessity", "experimental", "mental-health"];

/// On June 22 the letter of June 17 comes, and with it Holdfast.
pub(crate) fn the_letter_comes(told: &Told<'_>) -> Result<String, SampleError> {
    told.on("2026-06-22T17:40:00-04:00")?;
    let card = told.file(&CARD)?;
    told.desk.set_kind(&card, "records")?;
    told.desk.rename_document(&card, "Insurance card")?;
    let refused = told.file(&DENIAL_OF_APPROVAL)?;
    told.check(&refused, &[("received_date", "2026-06-22")])?;
    told.desk.take_sure_plan_offers()?;
    told.desk.save_interview(ANSWERS)?;
    told.desk.save_plan(&PlanRequest {
        entries: Vec::new(),
        state: Some("OH".to_owned()),
    })?;
    Ok(refused)
}

/// On November 9 the plan books are filed, and the plan is called.
pub(crate) fn the_plan_is_looked_up(told: &Told<'_>) -> Result<(), SampleError> {
    told.on("2026-11-13T19:05:00-05:00")?;
    let desk = told.desk;
    let before = told.file(&PLAN_BOOK_BEFORE)?;
    desk.rename_document(&before, "Plan book 2025")?;
    desk.call_policy(&before, true, "2025")?;
    let book = told.file(&PLAN_BOOK)?;
    desk.rename_document(&book, "Plan book 2026")?;
    desk.call_policy(&book, true, "2026")?;
    desk.replace_policy(&before, &book)?;
    for section in PINNED {
        desk.pin_passage(&PinRequest {
            document: book.clone(),
            section: (*section).to_owned(),
            number: 0,
            note: String::new(),
        })?;
    }
    desk.save_plan(&PlanRequest {
        entries: entries(TYPED),
        state: None,
    })?;
    // she looks through what her papers say of the plan; that Larkmoor insures it is not so, it only runs it
    for offer in desk.plan()?.offers {
        let known = offer.instead_of.is_some() || offer.field == "issuer";
        match known {
            true => desk.decline_plan_offer(&offer.field, &offer.value)?,
            false => desk.take_plan_offer(&offer.field, &offer.value)?,
        };
    }
    told.on("2026-11-16T11:20:00-05:00")?;
    desk.save_call(&CallRequest {
        script: Some("verification-of-benefits".to_owned()),
        whom: "Larkmoor Health".to_owned(),
        name: "Dana R.".to_owned(),
        number: "1-800-555-0141".to_owned(),
        minutes: Some(22),
        reference: "C-118 204".to_owned(),
        answers: vec![CallAnswerRequest {
            asked: "Is prior authorization needed for each code?".to_owned(),
            fills: "plan.prior_auth".to_owned(),
            answered: String::new(),
            entries: entries(&[("approval-rule", "Needed for 96365, by fax")]),
        }],
        said: String::new(),
        promise: "The medical policy by mail".to_owned(),
        promised_by: "12/1/2026".to_owned(),
    })?;
    Ok(())
}

fn entries(typed: &[(&str, &str)]) -> Vec<PlanEntry> {
    typed
        .iter()
        .map(|(field, value)| PlanEntry {
            field: (*field).to_owned(),
            value: (*value).to_owned(),
        })
        .collect()
}
