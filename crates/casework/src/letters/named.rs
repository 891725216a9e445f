//! What a letter takes from the answered letter word by word: whole sentences, spans of days, the rules and the company
//! it names, whom to call.

use super::wording::{full_day, quoted};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use chrono::NaiveDate;
use holdfast_case::letter::Citation;
use holdfast_case::letter::ExhibitOf;
use holdfast_case::{Cents, DocumentId, Fact, Pages, Reading};
use holdfast_letters::quoting::{Named, Quotable};
use holdfast_letters::{days_not_refused, owed_for_refused};
use holdfast_library::Library;
use holdfast_packet::compose::Slot;
use std::collections::BTreeSet;

/// Pages of a paper that are laid out to be quoted; a longer one is a book.
const MOST_PAGES: usize = 60;

/// The answered letter, laid out to be quoted.
pub(super) struct Theirs {
    document: DocumentId,
    pages: Pages,
    quotable: Quotable,
}

impl Inner {
    /// Lays out the letter that is answered.
    pub(super) fn theirs(&self, open: &Opened, document: DocumentId) -> Result<Theirs, Error> {
        let mut pages = open.vault.read().document_pages(document)?;
        pages.truncate(MOST_PAGES);
        let pages = Pages {
            pages,
            doubts: Vec::new(),
        };
        Ok(Theirs {
            document,
            quotable: Quotable::new(self.lib, &pages),
            pages,
        })
    }
}

impl Theirs {
    /// Words of a fact as they can be quoted: the whole sentence in which they stand. None where they are a code, a
    /// heading, or so few that they could mean anything.
    pub(super) fn quote<T>(&self, fact: &Fact<T>) -> Option<String> {
        let whole = fact
            .place
            .as_ref()
            .and_then(|place| self.quotable.sentence(place, &fact.quote));
        let words = quoted(whole.as_deref().unwrap_or(&fact.quote));
        let is_said = |text: &str| {
            let spoken = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
            text.split_whitespace().filter(spoken).count() >= FEWEST_WORDS
        };
        is_said(&words).then_some(words)
    }

    /// The rule that a reason rests on, and what is held to be missing, in their words.
    pub(super) fn grounds<T>(&self, fact: &Fact<T>) -> (Option<Slot>, Option<Slot>) {
        let Some(place) = &fact.place else {
            return (None, None);
        };
        let grounds = self.quotable.grounds(place, &fact.quote);
        let slot = |named: Named| {
            self.proven(Named {
                words: quoted(&named.words),
                ..named
            })
        };
        (grounds.rule.map(slot), grounds.lack.map(slot))
    }

    /// "January 12, 2026 through January 30, 2026" for a span, else the days one by one.
    pub(super) fn days(&self, days: &[&Fact<NaiveDate>]) -> String {
        let mut days: Vec<&Fact<NaiveDate>> = days.to_vec();
        days.sort_by_key(|day| day.value);
        days.dedup_by_key(|day| day.value);
        let mut said: Vec<String> = Vec::new();
        let mut rest = days.as_slice();
        while let [first, more @ ..] = rest {
            let is_span = |last: &Fact<NaiveDate>| {
                let places = first.place.as_ref().zip(last.place.as_ref());
                places.is_some_and(|(from, to)| self.quotable.is_span(from, to))
            };
            match more {
                [last, after @ ..] if is_span(last) => {
                    let (from, to) = (full_day(first.value), full_day(last.value));
                    said.push(format!("{from} through {to}"));
                    rest = after;
                }
                _ => {
                    said.push(full_day(first.value));
                    rest = more;
                }
            }
        }
        said.join("; ")
    }

    /// The span of days that the letter refuses, where it tells it from others.
    pub(super) fn days_in_dispute(&self, reading: &Reading) -> Option<String> {
        let known = reading.claim.dates_of_service.iter();
        let known: Vec<NaiveDate> = known.map(|day| day.value).collect();
        let (first, last) = self.quotable.days_in_dispute(&known)?;
        Some(format!("{} through {}", full_day(first), full_day(last)))
    }

    /// What the person may owe for the refused lines alone.
    pub(super) fn owed_for_refused(&self, lib: &Library, reading: &Reading) -> Option<Cents> {
        owed_for_refused(lib, &self.pages, reading)
    }

    /// The rules they name, with the page of the first.
    pub(super) fn criteria(&self) -> Option<Slot> {
        let named = self.quotable.criteria();
        let page = named.first()?.page;
        let words: Vec<String> = named.into_iter().map(|one| one.words).collect();
        Some(self.proven(Named {
            words: words.join("; "),
            page,
        }))
    }

    /// The company that reviewed the case.
    pub(super) fn review_company(&self, inner: &Inner, issuer: &str) -> Option<Slot> {
        let named = self.quotable.review_company(inner.lib, issuer)?;
        Some(self.proven(named))
    }

    /// The number to call for a talk between the doctors.
    pub(super) fn doctors_call(&self) -> Option<String> {
        self.quotable.phone_beside(&[
            "peer-to-peer",
            "peer to peer",
            "doctor may speak",
            "doctor can speak",
            "doctor may talk",
            "doctor can talk",
            "doctor may call",
            "doctor can call",
            "discuss this",
        ])
    }

    /// Days on which it refuses nothing, by the lines of its tables.
    pub(super) fn days_not_refused(&self, lib: &Library, reading: &Reading) -> BTreeSet<NaiveDate> {
        days_not_refused(lib, &self.pages, reading)
    }

    /// Whom it tells to send a copy of the answer to.
    pub(super) fn copy_goes_to(&self) -> Option<String> {
        self.quotable.copy_goes_to().map(|named| named.words)
    }

    /// True where it asks for all that was written.
    pub(super) fn asks_for_all_letters(&self) -> bool {
        self.quotable.asks_for_all_letters()
    }

    /// The name of who is written to, where it is given in full.
    pub(super) fn written_to(&self) -> Option<String> {
        self.quotable.written_to()
    }

    /// True where it is written to somebody who acts for the patient.
    pub(super) fn is_to_a_guardian(&self) -> bool {
        self.quotable.is_to_a_guardian()
    }

    fn proven(&self, named: Named) -> Slot {
        Slot::proven(
            named.words,
            Citation {
                of: ExhibitOf::Document { id: self.document },
                page: Some(named.page),
            },
        )
    }
}

/// Words that a quotation has at least.
const FEWEST_WORDS: usize = 4;

/// The name of a plan as it can be printed: without what ends a line of a table, and never one of the claim's numbers.
pub(super) fn plan_name(name: &str, numbers: &[&str]) -> String {
    let name = name.trim().trim_end_matches([',', ';', ':', '.']);
    let is_number = numbers
        .iter()
        .any(|number| number.eq_ignore_ascii_case(name));
    match is_number {
        true => String::new(),
        false => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_no_plan_and_a_comma_ends_no_name() {
        assert_eq!(plan_name("PA-26-0088143", &["PA-26-0088143"]), "");
        assert_eq!(
            plan_name("County self-funded PPO,", &["1"]),
            "County self-funded PPO"
        );
    }
}
