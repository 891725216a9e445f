//! What filed papers say of the plan: offered to the person, never put into the record without a yes.

use super::fields;
use crate::dating;
use crate::desk::Opened;
use crate::error::Error;
use crate::review::Facts;
use holdfast_case::{DocumentId, Fact, PlanField, PlanRecord};
use holdfast_library::Library;
use holdfast_vault::DocumentFilter;

/// Facts below this are not offered.
const LEAST: f32 = 0.5;
/// From here on a fact counts as sure.
const SURE: f32 = 0.9;

/// A value that a paper gives for a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Offer {
    pub(crate) field: PlanField,
    pub(crate) value: String,
    pub(crate) quote: String,
    pub(crate) document: DocumentId,
    pub(crate) title: String,
    pub(crate) page: Option<u32>,
    pub(crate) sure: bool,
}

/// Everything the papers of the case in use say of its plan, the surest and newest first, each value once a field.
pub(crate) fn all(
    open: &Opened,
    lib: &'static Library,
    today: chrono::NaiveDate,
) -> Result<Vec<Offer>, Error> {
    let filter = DocumentFilter {
        case: Some(open.case),
        ..DocumentFilter::default()
    };
    let read = open.vault.read();
    let mut found: Vec<Offer> = Vec::new();
    for document in read.documents(&filter)? {
        let facts = Facts::load(read, lib, document.id, today)?;
        let reading = dating::overlaid(&facts.reading, &facts.answers);
        let role = reading
            .plan
            .issuer_role
            .as_ref()
            .map(|role| role.value.as_str());
        // A clinic or a collector is nobody's plan, and its fax is not where appeals go.
        let of_the_plan = !matches!(role, Some("clinic" | "collector" | "agency"));
        let sender = match role {
            Some("administrator") => PlanField::Administrator,
            Some("pharmacy-manager") => PlanField::PharmacyManager,
            Some("reviewer") => PlanField::Behavioral,
            _ => PlanField::Issuer,
        };
        // A company that only reviews is not who manages the care.
        let sender = (role != Some("reviewer")).then_some(sender);
        let mut rows: Vec<(PlanField, &Option<Fact<String>>)> = vec![
            (PlanField::PlanName, &reading.plan.plan_name),
            (PlanField::Group, &reading.plan.group),
            (PlanField::MemberId, &reading.member.member_id),
            (PlanField::Subscriber, &reading.member.subscriber),
        ];
        if of_the_plan {
            rows.extend(sender.map(|field| (field, &reading.plan.issuer)));
            rows.extend([
                (PlanField::AppealsAddress, &reading.appeal.address),
                (PlanField::AppealsFax, &reading.appeal.fax),
                (PlanField::AppealsPhone, &reading.appeal.phone),
                (PlanField::Portal, &reading.appeal.portal),
            ]);
        }
        for (field, fact) in rows {
            let Some(fact) = fact.as_ref().filter(|fact| fact.confidence >= LEAST) else {
                continue;
            };
            found.push(Offer {
                field,
                value: fact.value.clone(),
                quote: fact.quote.clone(),
                document: document.id,
                title: document.title.reveal().clone(),
                page: fact.place.map(|place| place.page),
                sure: fact.confidence >= SURE,
            });
        }
    }
    // Documents come newest first, so the sort keeps that order among equals.
    found.sort_by_key(|offer| (offer.field, !offer.sure));
    let mut seen = Vec::new();
    found.retain(|offer| {
        let key = (offer.field, fields::gist(&offer.value));
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    Ok(found)
}

/// Those that are neither in the record nor declined.
pub(crate) fn open_ones(offers: Vec<Offer>, record: &PlanRecord) -> Vec<Offer> {
    let same = |a: &str, b: &str| fields::gist(a) == fields::gist(b);
    offers
        .into_iter()
        .filter(|offer| {
            let there = record.facts.get(offer.field.id());
            let declined = record
                .declined
                .iter()
                .any(|no| no.field == offer.field.id() && same(&no.value, &offer.value));
            !declined && !there.is_some_and(|fact| same(&fact.value, &offer.value))
        })
        .collect()
}
