//! What filed papers say of the plan: offered to the person, never put into the record without a yes.

use super::fields;
use crate::dating;
use crate::desk::Opened;
use crate::error::Error;
use crate::review::Facts;
use crate::words;
use holdfast_case::reading::NoticeKind;
use holdfast_case::statement::{CounterKind, PhoneRole};
use holdfast_case::{CardFields, Counter, DocumentId, Fact, Pages, PlanField, PlanRecord};
use holdfast_library::Library;
use holdfast_vault::{DocumentFilter, DocumentRow};

/// Facts below this are not offered.
const LEAST: f32 = 0.5;
/// From here on a fact counts as sure.
const SURE: f32 = 0.9;
/// Most pages of a photographed card, both sides twice.
const CARD_PAGES: usize = 4;
/// Most pages of a statement that are looked through for the year's counters.
const STATEMENT_PAGES: usize = 40;

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
            if let Some(fact) = fact {
                found.extend(offer(&document, field, fact, fact.value.clone()));
            }
        }
        let pages = read.document_pages(document.id)?;
        let kind = document
            .kind
            .or(reading.kind.as_ref().map(|kind| kind.value));
        if may_be_a_card(kind) && (1..=CARD_PAGES).contains(&pages.len()) {
            let pages = whole(pages);
            let card = holdfast_letters::card_fields(lib, &pages);
            if reading.fine_kind.as_deref() == Some("insurance-card") || is_a_card(&card) {
                found.extend(from_card(&document, &card));
            }
        } else if kind == Some(NoticeKind::Eob) && pages.len() <= STATEMENT_PAGES {
            let counters = holdfast_letters::counters(lib, &whole(pages));
            let new = from_counters(&document, &counters, today);
            // Documents come newest first: of a counter only what the newest statement says is offered.
            let known = |offer: &Offer| found.iter().any(|o| o.field == offer.field);
            let new: Vec<Offer> = new.into_iter().filter(|offer| !known(offer)).collect();
            found.extend(new);
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

/// A fact as an offer, where it is sure enough to be shown.
fn offer<T>(
    document: &DocumentRow,
    field: PlanField,
    fact: &Fact<T>,
    value: String,
) -> Option<Offer> {
    let named = matches!(
        field,
        PlanField::Issuer
            | PlanField::Administrator
            | PlanField::PharmacyManager
            | PlanField::PlanName
    );
    (fact.confidence >= LEAST).then(|| Offer {
        field,
        value: if named { words::name(&value) } else { value },
        quote: fact.quote.clone(),
        document: document.id,
        title: document.title.reveal().clone(),
        page: fact.place.map(|place| place.page),
        sure: fact.confidence >= SURE,
    })
}

fn whole(pages: Vec<holdfast_case::Page>) -> Pages {
    Pages {
        pages,
        doubts: Vec::new(),
    }
}

/// A letter is none, whatever numbers it prints.
fn may_be_a_card(kind: Option<NoticeKind>) -> bool {
    matches!(kind, None | Some(NoticeKind::Records | NoticeKind::Other))
}

/// A card shows who is insured, by which group or drug numbers, and whom to call.
fn is_a_card(card: &CardFields) -> bool {
    let numbers = card.group.is_some() || card.rx_bin.is_some();
    card.member_id.is_some() && numbers && !card.phones.is_empty()
}

fn from_card(document: &DocumentRow, card: &CardFields) -> Vec<Offer> {
    let rows = [
        (PlanField::Issuer, &card.issuer),
        (PlanField::PlanName, &card.plan_name),
        (PlanField::MemberId, &card.member_id),
        (PlanField::Group, &card.group),
        (PlanField::Subscriber, &card.subscriber),
        (PlanField::RxBin, &card.rx_bin),
        (PlanField::RxPcn, &card.rx_pcn),
        (PlanField::RxGroup, &card.rx_group),
        (PlanField::ClaimsAddress, &card.claims_address),
        (PlanField::Portal, &card.portal),
    ];
    let phone = |role: PhoneRole| match role {
        PhoneRole::MemberServices => Some(PlanField::MemberPhone),
        PhoneRole::BehavioralHealth => Some(PlanField::BehavioralPhone),
        PhoneRole::PriorAuthorization => Some(PlanField::ApprovalsPhone),
        PhoneRole::Pharmacy => Some(PlanField::PharmacyPhone),
        PhoneRole::Provider | PhoneRole::Other => None,
    };
    let facts = rows.into_iter().filter_map(|(field, fact)| {
        let fact = fact.as_ref()?;
        offer(document, field, fact, fact.value.clone())
    });
    let phones = card.phones.iter().filter_map(|found| {
        offer(
            document,
            phone(found.role)?,
            &found.number,
            found.number.value.clone(),
        )
    });
    let funding = card.self_funded.as_ref().and_then(|fact| {
        let said = if fact.value {
            "The employer pays the claims (self-funded)"
        } else {
            "The insurer pays the claims (fully insured)"
        };
        offer(document, PlanField::Funding, fact, said.to_owned())
    });
    facts.chain(phones).chain(funding).collect()
}

/// What a statement says of the year's counters for one person. A counter that names no network is taken for in
/// network, with doubt; one of a family or of another year is left out.
fn from_counters(
    document: &DocumentRow,
    counters: &[Counter],
    today: chrono::NaiveDate,
) -> Vec<Offer> {
    let mut found = Vec::new();
    for counter in counters {
        let ours = counter.whose.as_deref() != Some("family");
        let this_year = counter
            .year
            .is_none_or(|year| year == chrono::Datelike::year(&today));
        if !ours || !this_year {
            continue;
        }
        let outside = counter.network.as_deref() == Some("out-of-network");
        let (whole, used) = match (counter.kind, outside) {
            (CounterKind::Deductible, false) => {
                (PlanField::DeductibleIn, PlanField::DeductibleInUsed)
            }
            (CounterKind::Deductible, true) => {
                (PlanField::DeductibleOut, PlanField::DeductibleOutUsed)
            }
            (CounterKind::OutOfPocket, false) => (PlanField::LimitIn, PlanField::LimitInUsed),
            (CounterKind::OutOfPocket, true) => (PlanField::LimitOut, PlanField::LimitOutUsed),
        };
        for (field, fact) in [(whole, &counter.limit), (used, &counter.met)] {
            if let Some(fact) = fact {
                let mut new = offer(document, field, fact, fact.value.decimal());
                if let Some(new) = &mut new {
                    new.sure &= counter.network.is_some();
                }
                found.extend(new);
            }
        }
    }
    found
}
