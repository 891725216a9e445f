//! The plan record: what the person knows of their plan, what papers offer, and how the year's counters stand.

pub(crate) mod fields;
mod offers;
mod told;

use crate::calls;
use crate::checked;
use crate::dating;
use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{self, CaseRecord, Kept};
use crate::plan::Known;
use crate::view::{
    ChangeView, CounterView, PlanEntry, PlanFieldView, PlanOfferView, PlanPartView, PlanRequest,
    PlanView, StateView,
};
use crate::words;
use holdfast_case::plan::Declined;
use holdfast_case::{CaseId, Cents, PlanFact, PlanField, PlanOrigin, PlanPart, PlanRecord};
use holdfast_rules::counters::{Counter, counter};
use holdfast_vault::{Operation, Records, Tx, VaultError};
use offers::{Offer, Target};

impl CaseRecord for PlanRecord {
    const KIND: &'static str = "plan";
}

/// Longest value of a field, in signs: more is a paper, and papers are filed.
const LONGEST: usize = 2_000;

/// The counters: label, whole, used.
const COUNTERS: [(&str, PlanField, PlanField); 6] = [
    (
        "Deductible",
        PlanField::Deductible,
        PlanField::DeductibleUsed,
    ),
    (
        "Most you can pay in a year",
        PlanField::Limit,
        PlanField::LimitUsed,
    ),
    (
        "Deductible, in network",
        PlanField::DeductibleIn,
        PlanField::DeductibleInUsed,
    ),
    (
        "Deductible, out of network",
        PlanField::DeductibleOut,
        PlanField::DeductibleOutUsed,
    ),
    (
        "Most you can pay in a year, in network",
        PlanField::LimitIn,
        PlanField::LimitInUsed,
    ),
    (
        "Most you can pay in a year, out of network",
        PlanField::LimitOut,
        PlanField::LimitOutUsed,
    ),
];

/// The record of a case; an empty one where there is none yet.
pub(crate) fn of_case(
    records: Records<'_>,
    case: CaseId,
) -> Result<Option<Kept<PlanRecord>>, VaultError> {
    Ok(kept::kept_in::<PlanRecord>(records, case)?
        .into_iter()
        .next())
}

/// Changes the record of a case, and makes it where there is none.
pub(crate) fn change_record(
    tx: &mut Tx<'_>,
    case: CaseId,
    with: impl FnOnce(&mut PlanRecord),
) -> Result<(), VaultError> {
    match of_case(**tx, case)? {
        Some(mut kept) => {
            with(&mut kept.record);
            kept::change_in(tx, kept.id, &kept.record)
        }
        None => {
            let mut record = PlanRecord::default();
            with(&mut record);
            kept::keep_in(tx, case, &record).map(drop)
        }
    }
}

/// Puts a value into the record; an empty one takes it out.
pub(crate) fn put(record: &mut PlanRecord, field: PlanField, value: &str, origin: PlanOrigin) {
    let value = value.trim();
    if value.is_empty() {
        record.facts.remove(field.id());
        return;
    }
    let same = record
        .facts
        .get(field.id())
        .is_some_and(|fact| fact.value == value);
    // Saving a form again leaves where a value is from.
    if !same {
        let fact = PlanFact {
            value: value.to_owned(),
            origin,
        };
        record.facts.insert(field.id().to_owned(), fact);
    }
}

/// The fields and values of a request, looked at before anything is done.
pub(crate) fn checked_entries(entries: &[PlanEntry]) -> Result<Vec<(PlanField, &str)>, Error> {
    entries
        .iter()
        .map(|entry| {
            let field = PlanField::find(&entry.field).ok_or_else(|| {
                Error::of(Code::BadRequest)
                    .saying("The plan record has no such field. Nothing was changed.")
            })?;
            if entry.value.chars().count() > LONGEST {
                return Err(Error::of(Code::BadRequest)
                    .saying("This is too long for one field. Nothing was changed.")
                    .hinting("Keep it short here, and file the paper it is from."));
            }
            Ok((field, entry.value.as_str()))
        })
        .collect()
}

impl Desk {
    /// All that is known of the plan of the case in use.
    pub fn plan(&self) -> Result<PlanView, Error> {
        self.inner.with(|open| self.inner.plan_view(open))
    }

    /// Puts values into the plan record, and sets the state. What can't be read as an amount or day is kept as typed.
    pub fn save_plan(&self, request: &PlanRequest) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let entries = checked_entries(&request.entries)?;
        let state = match request.state.as_deref().map(str::trim) {
            None => None,
            Some("") => Some(None),
            Some(state) => Some(Some(checked::state(inner.lib, state)?)),
        };
        let said = match fields::slips(&entries) {
            None => "Saved what you know of your plan.".to_owned(),
            Some(slips) => format!("Saved what you know of your plan. {slips}"),
        };
        let operation = Operation::by_person("save-plan").described(&said);
        let today = inner.clock.today();
        let change = inner.change(operation, |tx, case| {
            change_record(tx, case, |record| {
                for (field, value) in entries {
                    put(record, field, value, PlanOrigin::Person);
                }
            })?;
            let row = tx.case(case)?;
            if let Some(state) = state.filter(|state| *state != row.state) {
                tx.set_plan(case, row.plan_kind.as_deref(), state.as_deref())?;
                dating::date_all(tx, inner.lib, today)?;
            }
            Ok(())
        })?;
        Ok(change_view(&change, said))
    }

    /// Takes a value that a paper offers into the record.
    pub fn take_plan_offer(&self, field: &str, value: &str) -> Result<ChangeView, Error> {
        let offer = self.offer(field, value)?;
        let said = format!(
            "Took \u{2018}{}\u{2019} into your plan.",
            offer.target.label()
        );
        let operation = Operation::by_person("take-plan-offer").described(&said);
        let change = self.inner.change(operation, |tx, case| {
            self.inner.take_all(tx, case, &[&offer])
        })?;
        Ok(change_view(&change, said))
    }

    /// Takes all values into the record that papers offer with no doubt, for fields that are still empty.
    pub fn take_sure_plan_offers(&self) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let offers = inner.with(|open| inner.offers(open))?;
        let said = "Took what your papers say into your plan.";
        let operation = Operation::by_person("take-plan-offers").described(said);
        let change = inner.change(operation, |tx, case| {
            let record = of_case(**tx, case)?
                .map(|kept| kept.record)
                .unwrap_or_default();
            let state = tx.case(case)?.state;
            let mut empty: Vec<&Offer> = Vec::new();
            for offer in offers.iter().filter(|offer| offer.sure) {
                let known = match offer.target {
                    Target::Field(field) => record.facts.contains_key(field.id()),
                    Target::State => state.is_some(),
                };
                // Of two that are sure of one field, the first stays.
                if !known && empty.iter().all(|taken| taken.target != offer.target) {
                    empty.push(offer);
                }
            }
            inner.take_all(tx, case, &empty)
        })?;
        Ok(change_view(&change, said))
    }

    /// Does not want a value that a paper offers; it is not offered again.
    pub fn decline_plan_offer(&self, field: &str, value: &str) -> Result<ChangeView, Error> {
        let offer = self.offer(field, value)?;
        let said = format!("Left \u{2018}{}\u{2019} as it was.", offer.target.label());
        let operation = Operation::by_person("decline-plan-offer").described(&said);
        let change = self.inner.change(operation, |tx, case| {
            change_record(tx, case, |record| {
                record.declined.push(Declined {
                    field: offer.target.id().to_owned(),
                    value: offer.value.clone(),
                });
            })
        })?;
        Ok(change_view(&change, said))
    }

    fn offer(&self, field: &str, value: &str) -> Result<Offer, Error> {
        let offers = self.inner.with(|open| self.inner.offers(open))?;
        offers
            .into_iter()
            .find(|offer| offer.target.id() == field && offer.value == value)
            .ok_or_else(|| Error::of(Code::NotFound))
    }
}

fn take(record: &mut PlanRecord, field: PlanField, offer: &Offer) {
    let origin = PlanOrigin::Paper {
        document: offer.document,
        page: offer.page,
        quote: offer.quote.clone(),
    };
    put(record, field, &offer.value, origin);
}

impl Inner {
    /// Takes offers; where one is the state, all letters are dated anew.
    fn take_all(&self, tx: &mut Tx<'_>, case: CaseId, offers: &[&Offer]) -> Result<(), VaultError> {
        change_record(tx, case, |record| {
            for offer in offers {
                if let Target::Field(field) = offer.target {
                    take(record, field, offer);
                }
            }
        })?;
        let state = offers.iter().find(|offer| offer.target == Target::State);
        if let Some(state) = state {
            let kind = tx.case(case)?.plan_kind;
            tx.set_plan(case, kind.as_deref(), Some(state.value.as_str()))?;
            dating::date_all(tx, self.lib, self.clock.today())?;
        }
        Ok(())
    }

    /// What papers offer and nobody answered yet.
    fn offers(&self, open: &Opened) -> Result<Vec<Offer>, Error> {
        let kept = of_case(open.vault.read(), open.case)?;
        let record = kept.map(|kept| kept.record).unwrap_or_default();
        let state = open.vault.read().case(open.case)?.state;
        let all = offers::all(open, self.lib, self.clock.today())?;
        Ok(offers::open_ones(all, &record, state.as_deref()))
    }

    fn plan_view(&self, open: &Opened) -> Result<PlanView, Error> {
        let read = open.vault.read();
        let case = read.case(open.case)?;
        let kept = of_case(read, open.case)?;
        let record_id = kept.as_ref().map(|kept| kept.id.to_string());
        let record = kept.map(|kept| kept.record).unwrap_or_default();
        let parts = [
            PlanPart::Who,
            PlanPart::Numbers,
            PlanPart::Contacts,
            PlanPart::Money,
            PlanPart::Cover,
        ];
        let mut views = Vec::new();
        for part in parts {
            let of_part = PlanField::ALL.iter().filter(|field| field.part() == part);
            let fields: Result<Vec<PlanFieldView>, Error> = of_part
                .map(|field| self.plan_field(open, &record, *field))
                .collect();
            views.push(PlanPartView {
                part: fields::part_id(part).to_owned(),
                fields: fields?,
            });
        }
        let offers = self.offers(open)?;
        let kind_id = case.plan_kind.clone();
        let kind = kind_id.as_deref().and_then(|kind| self.lib.plan_kind(kind));
        let known = kind_id.clone().map_or(Known::Nothing, Known::Elsewhere);
        let interviewed = !record.interview.is_empty();
        let why = match &kind {
            Some(_) if interviewed => "From your answers.".to_owned(),
            _ => known.why(self.lib),
        };
        let state_name = case
            .state
            .as_deref()
            .map(|state| words::state(self.lib, state));
        Ok(PlanView {
            about: about(&record),
            kind: kind_id.unwrap_or_else(|| "unknown".to_owned()),
            kind_name: words::plan_kind(self.lib, kind.map(|kind| kind.id.as_str())),
            law: kind.map(|kind| kind.plain.clone()),
            law_source: kind.map(|kind| kind.law.clone()),
            kind_why: why,
            interviewed,
            state_name: state_name.clone(),
            state: case.state,
            states: self
                .lib
                .appeal
                .states
                .iter()
                .map(|state| StateView {
                    state: state.state.clone(),
                    name: state.name.clone(),
                })
                .collect(),
            parts: views,
            counters: self.counters(open, &record)?,
            shares: shares(&record),
            amounts: self.amounts(open, &record)?,
            offers: offers
                .into_iter()
                .map(|offer| PlanOfferView {
                    instead_of: match offer.target {
                        Target::Field(field) => record
                            .facts
                            .get(field.id())
                            .map(|fact| fields::shown(field, &fact.value).0),
                        Target::State => state_name.clone(),
                    },
                    field: offer.target.id().to_owned(),
                    label: offer.target.label().to_owned(),
                    shown: match offer.target {
                        Target::Field(field) => fields::shown(field, &offer.value).0,
                        Target::State => words::state(self.lib, &offer.value),
                    },
                    value: offer.value,
                    quote: offer.quote,
                    document: offer.document.to_string(),
                    title: offer.title,
                    page: offer.page,
                    sure: offer.sure,
                })
                .collect(),
            calls: calls::views(read, open.case, &self.clock.now())?,
            record: record_id,
        })
    }

    /// One field of the record, for a face.
    pub(crate) fn plan_field(
        &self,
        open: &Opened,
        record: &PlanRecord,
        field: PlanField,
    ) -> Result<PlanFieldView, Error> {
        let fact = record.facts.get(field.id());
        let value = fact.map(|fact| fact.value.clone()).unwrap_or_default();
        let (shown, trouble) = match fact {
            Some(_) => fields::shown(field, &value),
            None => (String::new(), None),
        };
        let (document, page) = match fact.map(|fact| &fact.origin) {
            Some(PlanOrigin::Paper { document, page, .. }) => (Some(document.to_string()), *page),
            _ => (None, None),
        };
        Ok(PlanFieldView {
            field: field.id().to_owned(),
            label: fields::label(field).to_owned(),
            form: fields::form_id(field.form()).to_owned(),
            value,
            shown,
            source: fact
                .map(|fact| self.source(open, &fact.origin))
                .transpose()?,
            document,
            page,
            trouble: trouble.map(str::to_owned),
        })
    }

    /// Where a value is from, in words.
    fn source(&self, open: &Opened, origin: &PlanOrigin) -> Result<String, Error> {
        Ok(match origin {
            PlanOrigin::Person => "You typed it.".to_owned(),
            PlanOrigin::Paper { document, page, .. } => {
                let title = match open.vault.read().document(*document) {
                    Ok(row) => format!("\u{2018}{}\u{2019}", row.title.reveal()),
                    // Its trash was emptied.
                    Err(VaultError::NotFound(_)) => "a paper that is no longer here".to_owned(),
                    Err(error) => return Err(error.into()),
                };
                match page {
                    Some(page) => format!("From {title}, page {page}."),
                    None => format!("From {title}."),
                }
            }
            PlanOrigin::Call { call } => match calls::when(open, *call, &self.clock.now())? {
                Some(when) => format!("Said on the call of {when}."),
                None => "Said on a call.".to_owned(),
            },
        })
    }

    /// Amounts and shares that are known and stand in no counter and no sentence: each as it is, with its slip.
    fn amounts(&self, open: &Opened, record: &PlanRecord) -> Result<Vec<PlanFieldView>, Error> {
        let counted = |field: PlanField| {
            COUNTERS.iter().any(|(_, whole, used)| {
                (field == *whole || field == *used) && counter_of(record, *whole, *used).is_some()
            })
        };
        let said = |field: PlanField, value: &str| {
            matches!(field, PlanField::ShareIn | PlanField::ShareOut)
                && fields::percent(value).is_some()
        };
        let alone = PlanField::ALL.iter().copied().filter(|field| {
            let fact = record.facts.get(field.id());
            field.part() == PlanPart::Money
                && !counted(*field)
                && fact.is_some_and(|fact| !said(*field, &fact.value))
        });
        alone
            .map(|field| {
                let view = self.plan_field(open, record, field)?;
                Ok(PlanFieldView {
                    label: fields::full_label(field).to_owned(),
                    ..view
                })
            })
            .collect()
    }

    fn counters(&self, open: &Opened, record: &PlanRecord) -> Result<Vec<CounterView>, Error> {
        let mut found = Vec::new();
        for (label, whole, used) in COUNTERS {
            let Some(counter) = counter_of(record, whole, used) else {
                continue;
            };
            let mut sources = Vec::new();
            for field in [whole, used] {
                if let Some(fact) = record.facts.get(field.id()) {
                    sources.push(self.source(open, &fact.origin)?);
                }
            }
            found.push(CounterView {
                field: whole.id().to_owned(),
                label: label.to_owned(),
                used: words::money(counter.used),
                total: words::money(counter.total),
                percent: counter.percent,
                say: left(&counter),
                over: counter.over,
                source: words::each_once(sources).join(" "),
            });
        }
        Ok(found)
    }
}

/// The counter of two amounts; none where one of them is not known or can't be read.
fn counter_of(record: &PlanRecord, whole: PlanField, used: PlanField) -> Option<Counter> {
    let amount =
        |field: PlanField| -> Option<Cents> { fields::money(&record.facts.get(field.id())?.value) };
    counter(amount(whole)?, amount(used)?)
}

fn left(counter: &Counter) -> String {
    if counter.over {
        "More is used than there is. One of the two amounts can't be right.".to_owned()
    } else if counter.left == Cents(0) {
        "All of it is used.".to_owned()
    } else {
        format!("{} left.", words::money(counter.left))
    }
}

/// What the plan is called, and who runs it.
fn about(record: &PlanRecord) -> Option<String> {
    let value = |field: PlanField| record.facts.get(field.id()).map(|fact| fact.value.clone());
    let runs = value(PlanField::Administrator).or_else(|| value(PlanField::Issuer));
    match (value(PlanField::PlanName), runs) {
        (Some(name), Some(runs)) if fields::gist(&name) != fields::gist(&runs) => {
            Some(format!("{name}, run by {runs}"))
        }
        (name, runs) => name.or(runs),
    }
}

/// What the person pays of each bill.
fn shares(record: &PlanRecord) -> Option<String> {
    let share = |field: PlanField| fields::percent(&record.facts.get(field.id())?.value);
    match (share(PlanField::ShareIn), share(PlanField::ShareOut)) {
        (Some(within), Some(outside)) => Some(format!(
            "After the deductible you pay {within}% in network and {outside}% out of network."
        )),
        (Some(within), None) => Some(format!(
            "After the deductible you pay {within}% in network."
        )),
        (None, Some(outside)) => Some(format!(
            "After the deductible you pay {outside}% out of network."
        )),
        (None, None) => None,
    }
}
