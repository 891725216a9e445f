//! All that a letter may say, taken from the record: each value with the page that proves it.

mod reasons;
mod record;
mod theirs;
mod words;

pub(super) use theirs::{of_reading, of_stage};

use reasons::say_once;
use words::service_words;

use super::exhibits::encloses_denial;
use super::one_page::shorten;
use super::plan_family;
use super::reasons::reasons_of;
use super::wording::full_day;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::review::Facts;
use holdfast_case::letter::{Citation, Exhibit, ExhibitOf, Node};
use holdfast_case::{DocumentId, Fact, Letter, Reading};
use holdfast_packet::compose::{LetterFacts, Row, Slot, compose};
use std::collections::{BTreeMap, BTreeSet};

/// Below this a value that was read and not confirmed stands in no letter.
const LIKELY: f32 = 0.8;

/// A number of a claim is told by its label and its shape: it is likely sooner.
const LIKELY_NUMBER: f32 = 0.65;

/// Values by name, as they are gathered.
pub(super) struct Gathered<'a> {
    pub(super) facts: LetterFacts,
    pub(super) document: Option<DocumentId>,
    pub(super) letter: &'a Letter,
}

impl Gathered<'_> {
    pub(super) fn set(&mut self, name: &str, slot: Slot) {
        if !slot.words.trim().is_empty() {
            self.facts.slots.entry(name.to_owned()).or_insert(slot);
        }
    }

    pub(super) fn bare(&mut self, name: &str, words: impl Into<String>) {
        self.set(name, Slot::bare(words));
    }

    pub(super) fn flag(&mut self, name: &str) {
        self.facts.flags.insert(name.to_owned());
    }

    /// A value of the letter that is answered, with its page.
    fn read<T>(&mut self, name: &str, fact: Option<&Fact<T>>, say: impl Fn(&T) -> String) {
        let Some(fact) = fact.filter(|fact| fact.confidence >= LIKELY) else {
            return;
        };
        let words = say(&fact.value);
        match cited(self.document, fact) {
            Some(proof) => self.set(name, Slot::proven(words, proof)),
            None => self.bare(name, words),
        }
    }
}

/// Exhibits that nothing in the letter points to are named at its end: what goes along is told.
fn name_along(letter: &Letter, facts: &mut LetterFacts) {
    let composed = compose(&letter.kind, facts).unwrap_or_default();
    let own = letter.sections.iter().flat_map(|one| &one.paragraphs);
    let own = own.filter(|one| one.is_own()).map(|one| &one.nodes);
    let body = composed.sections.iter().flat_map(|one| &one.paragraphs);
    let runs = body.map(|one| &one.nodes);
    let runs = runs.chain(composed.re.iter().map(|line| &line.nodes));
    let pointed: Vec<&ExhibitOf> = runs
        .chain(own)
        .flatten()
        .filter_map(|node| match node {
            Node::Cite(citation) => Some(&citation.of),
            _ => None,
        })
        .collect();
    // what led here has a sentence of its own
    let led_here = facts.slots.get("led_here").map(|slot| slot.words.as_str());
    let is_told =
        |title: &str| led_here.is_some_and(|told| told.split("; ").any(|one| one == title));
    let along = letter.exhibits.iter().filter(|one| {
        !matches!(one.of, ExhibitOf::Awaited { .. })
            && letter.answers.map(|id| ExhibitOf::Document { id }).as_ref() != Some(&one.of)
            && !pointed.contains(&&one.of)
            && !is_told(&one.title)
    });
    let row = |exhibit: &Exhibit| {
        let proof = Citation {
            of: exhibit.of.clone(),
            page: None,
        };
        Row {
            key: exhibit.title.clone(),
            slots: [(
                "paper_title".to_owned(),
                Slot::proven(&exhibit.title, proof),
            )]
            .into(),
            ..Row::default()
        }
    };
    let rows: Vec<Row> = along.map(row).collect();
    facts.lists.insert("along".to_owned(), rows);
}

/// Where a value of the answered letter stands.
fn cited<T>(document: Option<DocumentId>, fact: &Fact<T>) -> Option<Citation> {
    Some(Citation {
        of: ExhibitOf::Document { id: document? },
        page: Some(fact.place?.page),
    })
}

impl Inner {
    /// The answered letter as it was read and as the person corrected it.
    pub(crate) fn answered(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<Option<(Facts, Reading)>, Error> {
        let Some(document) = letter.answers else {
            return Ok(None);
        };
        let facts = Facts::load(open.vault.read(), self.lib, document, self.clock.today())?;
        let reading = crate::dating::overlaid(&facts.reading, &facts.answers);
        Ok(Some((facts, reading)))
    }

    /// What their letter seems to say for gaps, by the id of the gap: read too unsurely to stand there unasked.
    pub(super) fn gap_offers(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<BTreeMap<String, String>, Error> {
        const WORTH_ASKING: f32 = 0.4;
        let mut offers = BTreeMap::new();
        let Some((_, reading)) = self.answered(open, letter)? else {
            return Ok(offers);
        };
        let lib = self.lib;
        let mut offer = |id: &str, fact: Option<&Fact<String>>, say: &dyn Fn(&str) -> String| {
            if let Some(fact) = fact.filter(|fact| fact.confidence >= WORTH_ASKING) {
                offers.insert(id.to_owned(), say(&fact.value));
            }
        };
        let as_is = |text: &str| text.to_owned();
        offer("service", reading.claim.service.as_ref(), &|text| {
            service_words(lib, text)
        });
        offer("provider", reading.claim.provider.as_ref(), &|name| {
            crate::words::name(name)
        });
        offer("clinic", reading.claim.provider.as_ref(), &|name| {
            crate::words::name(name)
        });
        offer("plan_name", reading.plan.plan_name.as_ref(), &as_is);
        offer("issuer", reading.plan.issuer.as_ref(), &as_is);
        offer("group", reading.plan.group.as_ref(), &as_is);
        offer("member_id", reading.member.member_id.as_ref(), &as_is);
        Ok(offers)
    }

    /// Everything that this letter may say.
    pub(super) fn letter_facts(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<LetterFacts, Error> {
        let mut all = Gathered {
            facts: LetterFacts::default(),
            document: letter.answers.filter(|_| encloses_denial(&letter.kind)),
            letter,
        };
        let today = self.clock.today();
        all.bare("today", full_day(today));
        if let Some((facts, reading)) = self.answered(open, letter)? {
            let theirs = self.theirs(open, facts.document.id)?;
            self.of_theirs(&mut all, &theirs, &reading);
            if self.is_decided_before(open, &reading)? {
                all.flag("decided_before");
            }
            let reading = self.as_decided(open, letter, reading, &mut all)?;
            of_reading(&mut all, self.lib, &reading);
            self.of_owed(&mut all, &theirs, &reading);
            of_stage(&mut all, &reading);
            self.of_letters_before(&mut all, open)?;
            self.of_their_time(&mut all, open)?;
            for flag in plan_family::flags(facts.plan_kind().value()) {
                all.flag(flag);
            }
            self.of_codes(&mut all, &reading);
            self.last_day(&mut all, open)?;
            let mut said = BTreeSet::new();
            for fact in reasons_of(&reading) {
                let mut reason = self.reason_facts(open, letter, (&reading, &theirs), fact)?;
                say_once(&mut reason, &mut said);
                all.facts.reasons.push(reason);
            }
        }
        self.of_picks(&mut all, open)?;
        self.of_person(&mut all);
        self.of_plan(&mut all, open)?;
        self.of_history(&mut all, open)?;
        self.of_scores(&mut all, open)?;
        self.of_calls(&mut all, open)?;
        for (gap, words) in &letter.filled {
            all.bare(gap, words.reveal().clone());
        }
        for ask in &letter.asks {
            all.flag(ask);
        }
        // said only where it is really there
        if !self.forms_along(open, letter)?.is_empty() {
            all.flag("insurer_form");
        }
        if letter.asks.iter().any(|ask| ask == "ask_fast") {
            all.flag("is_urgent");
        }
        // what is awaited is not sent along yet
        let along = letter.exhibits.iter();
        let along = along.filter(|one| !matches!(one.of, ExhibitOf::Awaited { .. }));
        let exhibits = along.map(|exhibit| Row {
            key: exhibit.title.clone(),
            slots: [("exhibit_title".to_owned(), Slot::bare(&exhibit.title))].into(),
            ..Row::default()
        });
        all.facts
            .lists
            .insert("exhibits".to_owned(), exhibits.collect());
        shorten(&letter.kind, &mut all.facts);
        name_along(letter, &mut all.facts);
        Ok(all.facts)
    }
}
