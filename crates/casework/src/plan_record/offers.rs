//! What filed papers say of the plan: offered to the person, never put into the record without a yes.

use super::fields;
use crate::dating;
use crate::desk::Opened;
use crate::error::Error;
use crate::review::Facts;
use crate::words;
use holdfast_case::reading::NoticeKind;
use holdfast_case::statement::{CounterKind, PhoneRole};
use holdfast_case::{CardFields, Counter, DocumentId, Fact, Pages, PlanField, PlanRecord, Reading};
use holdfast_library::Library;
use holdfast_vault::{DocumentFilter, DocumentRow};

/// Facts below this are not offered.
const LEAST: f32 = 0.5;
/// The same of a state: on it hang dates.
const LEAST_STATE: f32 = 0.8;
/// From here on a fact counts as sure.
const SURE: f32 = 0.9;
/// Most pages of a photographed card, both sides twice.
const CARD_PAGES: usize = 4;
/// Most pages of a statement that are looked through for the year's counters.
const STATEMENT_PAGES: usize = 40;

/// What a value that a paper gives is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// A field of the plan record.
    Field(PlanField),
    /// The state, which stands in the case itself.
    State,
}

impl Target {
    /// Id for faces.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Field(field) => field.id(),
            Self::State => "state",
        }
    }

    /// What it is, also where it stands alone.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Field(field) => fields::full_label(field),
            Self::State => "State you live in",
        }
    }

    /// True where two values of it say the same.
    fn same(self, a: &str, b: &str) -> bool {
        match self {
            Self::Field(field) => fields::same(field, a, b),
            Self::State => a.eq_ignore_ascii_case(b),
        }
    }
}

/// A value that a paper gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Offer {
    pub(crate) target: Target,
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
        let kind = document
            .kind
            .or(reading.kind.as_ref().map(|kind| kind.value));
        let pages = read.document_pages(document.id)?;
        if may_be_a_card(kind) && (1..=CARD_PAGES).contains(&pages.len()) {
            let pages = whole(pages.clone());
            let card = holdfast_letters::card_fields(lib, &pages);
            if reading.fine_kind.as_deref() == Some("insurance-card") || is_a_card(&card) {
                // A card is no letter: what its labels name is all that is taken of it.
                found.extend(from_card(&document, &card));
                found.extend(from_counters(&document, &card.limits, today));
                continue;
            }
        }
        found.extend(from_letter(&document, &reading, kind));
        if kind == Some(NoticeKind::Eob) && pages.len() <= STATEMENT_PAGES {
            let counters = holdfast_letters::counters(lib, &whole(pages));
            let new = from_counters(&document, &counters, today);
            // Documents come newest first: of a counter only what the newest statement says is offered.
            let known = |offer: &Offer| found.iter().any(|o| o.target == offer.target);
            let new: Vec<Offer> = new.into_iter().filter(|offer| !known(offer)).collect();
            found.extend(new);
        }
    }
    // Documents come newest first, so the sort keeps that order among equals.
    found.sort_by_key(|offer| (offer.target, !offer.sure));
    let mut once: Vec<Offer> = Vec::new();
    for offer in found {
        let told = |o: &Offer| o.target == offer.target && o.target.same(&o.value, &offer.value);
        if !once.iter().any(told) {
            once.push(offer);
        }
    }
    Ok(once)
}

/// What a letter says of the plan.
fn from_letter(document: &DocumentRow, reading: &Reading, kind: Option<NoticeKind>) -> Vec<Offer> {
    let role = reading.plan.issuer_role.as_ref();
    let role = role.map(|role| role.value.as_str());
    // A clinic or a collector is nobody's plan, and its fax is not where appeals go.
    let of_the_plan = !matches!(role, Some("clinic" | "collector" | "agency"));
    let mut rows: Vec<(PlanField, &Option<Fact<String>>)> = vec![
        (PlanField::PlanName, &reading.plan.plan_name),
        (PlanField::Group, &reading.plan.group),
        (PlanField::MemberId, &reading.member.member_id),
        (PlanField::Subscriber, &reading.member.subscriber),
    ];
    if of_the_plan {
        let issuer = &reading.plan.issuer;
        if issuer.as_ref().is_some_and(|fact| is_a_name(&fact.value)) {
            rows.extend(sender(reading, kind).map(|field| (field, issuer)));
        }
        rows.extend([
            (PlanField::AppealsAddress, &reading.appeal.address),
            (PlanField::AppealsFax, &reading.appeal.fax),
            (PlanField::AppealsPhone, &reading.appeal.phone),
            (PlanField::Portal, &reading.appeal.portal),
        ]);
    }
    let facts = rows.into_iter().filter_map(|(field, fact)| {
        let fact = fact.as_ref()?;
        let no_name = field == PlanField::PlanName && is_kind_only(&fact.value);
        offer(document, field, fact, fact.value.clone()).filter(|_| !no_name)
    });
    // With doubt it may be the state of the letterhead, and that is not where one lives.
    let state = reading.plan.state.as_ref();
    let state = state.filter(|state| of_the_plan && state.confidence >= LEAST_STATE);
    let state = state.and_then(|state| {
        let value = state.value.to_ascii_uppercase();
        offer_for(document, Target::State, state, value)
    });
    facts.chain(state).collect()
}

/// Kinds of plan that an employer pays for.
const SELF_FUNDED: [&str; 2] = ["employer-self-funded", "governmental-self-funded"];

/// The field that the sender of a letter belongs into; none where it tells nothing of who runs the plan.
fn sender(reading: &Reading, kind: Option<NoticeKind>) -> Option<PlanField> {
    let role = reading.plan.issuer_role.as_ref();
    // What is no letter of a plan, such as a pharmacy's print-out, names whoever printed it.
    let known = role.is_some_and(|role| role.confidence >= SURE);
    let a_letter = !matches!(
        kind,
        None | Some(NoticeKind::Records | NoticeKind::Other | NoticeKind::Bill)
    );
    if !a_letter && !known {
        return None;
    }
    let plan = reading.plan.kind.as_ref();
    let pays_itself = plan
        .is_some_and(|plan| plan.confidence >= LEAST && SELF_FUNDED.contains(&plan.value.as_str()));
    match role.map(|role| role.value.as_str()) {
        Some("administrator") => Some(PlanField::Administrator),
        Some("pharmacy-manager") => Some(PlanField::PharmacyManager),
        // A company that only reviews is not who manages the care.
        Some("reviewer") => None,
        // An insurer's name over a plan that its employer pays for only runs it.
        _ if pays_itself => Some(PlanField::Administrator),
        _ => Some(PlanField::Issuer),
    }
}

/// A name has a word of three letters at least: "Rx #" is a label.
fn is_a_name(value: &str) -> bool {
    value
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() >= 3)
}

/// True of words that only say which kind of plan it is.
fn is_kind_only(value: &str) -> bool {
    const KINDS: [&str; 7] = ["ppo", "hmo", "epo", "pos", "hdhp", "hsa", "plan"];
    let low = value.to_lowercase();
    low.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| KINDS.contains(&word))
}

/// Those that are neither known nor declined.
pub(crate) fn open_ones(
    offers: Vec<Offer>,
    record: &PlanRecord,
    state: Option<&str>,
) -> Vec<Offer> {
    offers
        .into_iter()
        .filter(|offer| {
            let there = match offer.target {
                Target::Field(field) => record.facts.get(field.id()).map(|f| f.value.as_str()),
                Target::State => state,
            };
            let declined = record.declined.iter().any(|no| {
                no.field == offer.target.id() && offer.target.same(&no.value, &offer.value)
            });
            !declined && !there.is_some_and(|value| offer.target.same(value, &offer.value))
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
    let value = if named { words::name(&value) } else { value };
    offer_for(document, Target::Field(field), fact, value)
}

fn offer_for<T>(
    document: &DocumentRow,
    target: Target,
    fact: &Fact<T>,
    value: String,
) -> Option<Offer> {
    (fact.confidence >= LEAST).then(|| Offer {
        target,
        value,
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

/// What a paper says of the year's counters for one person, under the network it names; one of a family or of another
/// year is left out.
fn from_counters(
    document: &DocumentRow,
    counters: &[Counter],
    today: chrono::NaiveDate,
) -> Vec<Offer> {
    use PlanField as F;
    let mut found = Vec::new();
    for counter in counters {
        let ours = counter.whose.as_deref() != Some("family");
        let this_year = counter
            .year
            .is_none_or(|year| year == chrono::Datelike::year(&today));
        if !ours || !this_year {
            continue;
        }
        let (whole, used) = match (counter.kind, counter.network.as_deref()) {
            (CounterKind::Deductible, Some("in-network")) => (F::DeductibleIn, F::DeductibleInUsed),
            (CounterKind::Deductible, Some(_)) => (F::DeductibleOut, F::DeductibleOutUsed),
            (CounterKind::Deductible, None) => (F::Deductible, F::DeductibleUsed),
            (CounterKind::OutOfPocket, Some("in-network")) => (F::LimitIn, F::LimitInUsed),
            (CounterKind::OutOfPocket, Some(_)) => (F::LimitOut, F::LimitOutUsed),
            (CounterKind::OutOfPocket, None) => (F::Limit, F::LimitUsed),
        };
        for (field, fact) in [(whole, &counter.limit), (used, &counter.met)] {
            if let Some(fact) = fact {
                found.extend(offer(document, field, fact, words::money(fact.value)));
            }
        }
    }
    found
}
