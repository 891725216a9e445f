//! What the plan record, the pins and the plan books of a case say of claims. It is offered with its place, and never
//! counted by before the person took it over.

use super::book::Book;
use crate::desk::Inner;
use crate::error::Error;
use crate::kept::{Kept, kept_in};
use crate::plan_record;
use crate::view::ClaimTermsOfferView;
use holdfast_case::claim::ClaimTerms;
use holdfast_case::{DocumentId, PlanField, PlanOrigin, Provision};
use holdfast_rules::claims::{PlanSays, SaidAsk, SaidPlace, SaidTime, asks_first_said, time_said};

/// The passage of a plan book that is about filing claims.
const SECTION: &str = "claims-filing";

impl Inner {
    /// The same as it was last found, where it was: to look for plan books at each key that is pressed takes too long,
    /// and the list of claims looks again whenever a paper or record changed.
    pub(super) fn plan_says_lately(&self) -> Result<PlanSays, Error> {
        let last = self.with(|open| {
            let last = open.last_says.clone();
            Ok(last.filter(|(case, _)| *case == open.case))
        })?;
        match last {
            Some((_, says)) => Ok(says),
            None => self.plan_says(),
        }
    }

    /// What is said of what the terms leave open. A plan book is searched once as long as the vault is open.
    pub(super) fn plan_says(&self) -> Result<PlanSays, Error> {
        let (terms, asks_first, pinned, books) = self.with(|open| {
            let read = open.vault.read();
            let terms = kept_in::<ClaimTerms>(read, open.case)?.pop();
            let terms = terms.map(|kept| kept.record).unwrap_or_default();
            let record = plan_record::of_case(read, open.case)?;
            let fact = record.and_then(|kept| {
                let fact = kept.record.facts.get(PlanField::ApprovalRule.id())?.clone();
                Some(fact)
            });
            let pins: Vec<Kept<Provision>> = kept_in(read, open.case)?;
            let pinned = pins.iter().rev().find_map(|pin| of_pin(&pin.record));
            let wants_time = terms.filing_count.is_empty();
            let books = match wants_time && pinned.is_none() {
                true => self.policy_books(open)?.books,
                false => Vec::new(),
            };
            Ok((terms, fact, pinned.filter(|_| wants_time), books))
        })?;
        let mut filing = match pinned {
            Some((time, place)) => Some(self.named(time, place)?),
            None => None,
        };
        for book in books.iter().filter(|book| book.replaced_by.is_none()) {
            if filing.is_some() {
                break;
            }
            let Ok(id) = book.document.parse::<DocumentId>() else {
                continue;
            };
            if let Some((time, page)) = self.time_in_book(id, book.pages)? {
                filing = Some(said(time, &book.title, id, page));
            }
        }
        let asks_first = asks_first
            .filter(|_| terms.asks_first.is_none())
            .map(|fact| {
                let from = match fact.origin {
                    PlanOrigin::Call { .. } => "your plan record, from a call,",
                    _ => "your plan record",
                };
                SaidAsk {
                    asks: asks_first_said(&fact.value),
                    words: fact.value,
                    from: from.to_owned(),
                    place: match fact.origin {
                        PlanOrigin::Paper { document, page, .. } => {
                            Some(SaidPlace { document, page })
                        }
                        _ => None,
                    },
                }
            });
        let says = PlanSays { filing, asks_first };
        self.with(|open| {
            open.last_says = Some((open.case, says.clone()));
            Ok(())
        })?;
        Ok(says)
    }

    /// The time that a plan book gives, with its page.
    fn time_in_book(&self, id: DocumentId, pages: u32) -> Result<Option<(Time, u32)>, Error> {
        let known = self.with(|open| Ok(open.said_times.get(&(id, pages)).cloned()))?;
        if let Some(known) = known {
            return Ok(known);
        }
        let (under_way, passages) = self.passages_of(id, SECTION)?;
        let found = passages.iter().find_map(|passage| {
            let time = time_said(&passage.quote).or_else(|| time_said(&passage.more))?;
            Some((time, passage.page))
        });
        // a book that is still being read is searched again
        if !under_way {
            self.with(|open| {
                open.said_times.insert((id, pages), found.clone());
                Ok(())
            })?;
        }
        Ok(found)
    }

    fn named(&self, time: Time, place: (DocumentId, u32)) -> Result<SaidTime, Error> {
        let (id, page) = place;
        let row = self.with(|open| Ok(open.vault.read().document(id)?))?;
        Ok(said(time, row.title.reveal(), id, page))
    }
}

/// So many of a unit, and the sentence it stands in.
pub(crate) type Time = (u32, holdfast_case::claim::FilingUnit, String);

fn said((count, unit, quote): Time, title: &str, document: DocumentId, page: u32) -> SaidTime {
    SaidTime {
        count,
        unit,
        quote,
        from: format!("\u{2018}{title}\u{2019}, page {page},"),
        place: Some(SaidPlace {
            document,
            page: Some(page),
        }),
    }
}

fn of_pin(pin: &Provision) -> Option<(Time, (DocumentId, u32))> {
    if pin.section != SECTION {
        return None;
    }
    Some((time_said(&pin.quote)?, (pin.document?, pin.page)))
}

impl Book {
    /// What the form of the terms is filled with for what is open; the person keeps it or not.
    pub(super) fn terms_offer(&self) -> ClaimTermsOfferView {
        let mut offer = ClaimTermsOfferView::default();
        if let Some(time) = &self.says.filing {
            let from = time.from.trim_end_matches(',');
            offer.filing_count = time.count.to_string();
            offer.filing_unit = time.unit.id().to_owned();
            offer.filing_said = from.to_owned();
            offer.filing_quote = format!("{from}: \u{201c}{}\u{201d}", time.quote);
            offer.filing_document = time.place.as_ref().map(|place| place.document.to_string());
        }
        if let Some(ask) = &self.says.asks_first {
            offer.asks_first = ask.asks;
            offer.asks_words = format!("In {} stands: \u{201c}{}\u{201d}", ask.from, ask.words);
        }
        offer
    }
}
