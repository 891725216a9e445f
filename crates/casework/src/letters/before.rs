//! What a letter for a later step knows of the steps before it: the facts of the first no, the day of a decision that is
//! only written down, and their time to decide.

use super::facts::{Gathered, of_reading, of_stage};
use super::follow::Follow;
use super::wording::full_day;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::review::Facts;
use holdfast_case::claim::When;
use holdfast_case::letter::{Citation, ExhibitOf, LetterOutcome};
use holdfast_case::reading::ClaimNumber;
use holdfast_case::{Letter, Reading};
use holdfast_packet::compose::Slot;

/// Below this a number that was read and not confirmed stands in no letter.
const LIKELY: f32 = 0.8;

/// Numbers of an earlier letter stand beside those of the answered one: whoever gets the letter may know the case by
/// either.
fn more_numbers(all: &mut Gathered<'_>, reading: &Reading) {
    let sure = |one: &&ClaimNumber| one.fact.confidence >= LIKELY && one.kind != "account";
    let slots = &mut all.facts.slots;
    let said = |slot: Option<&Slot>| slot.map(|slot| slot.words.clone()).unwrap_or_default();
    let (first, member) = (said(slots.get("number")), said(slots.get("member_id")));
    let others = said(slots.get("numbers"));
    let mut others: Vec<String> = others.split(", ").map(str::to_owned).collect();
    others.retain(|number| !number.is_empty());
    for number in reading.claim.numbers.iter().filter(sure) {
        let number = &number.fact.value;
        if *number != first && *number != member && !others.contains(number) {
            others.push(number.clone());
        }
    }
    if !others.is_empty() {
        slots.insert("numbers".to_owned(), Slot::bare(others.join(", ")));
    }
}

impl Inner {
    /// What is answered: where the decision on the step before is only written down, its day stands in place of the date
    /// of the first no; where nobody knows that day, none does, and the letter has a gap.
    pub(super) fn as_decided(
        &self,
        open: &Opened,
        letter: &Letter,
        mut reading: Reading,
        all: &mut Gathered<'_>,
    ) -> Result<Reading, Error> {
        let follow = Follow::load(self, open.vault.read(), open.case)?;
        let told = follow.letters.iter().rev().find_map(|kept| {
            let before = &kept.record;
            let answer = before.answer.as_ref()?;
            let is_before = before.answers == letter.answers && before.kind != letter.kind;
            let is_no = answer.outcome != LetterOutcome::Won && answer.document.is_none();
            (is_before && is_no && letter.kind != "internal-appeal").then_some(answer)
        });
        if let Some(answer) = told {
            if let Some(When::Day(day)) = answer.day.value {
                all.bare("notice_date", full_day(day));
            }
            reading.claim.date_of_notice = None;
        }
        Ok(reading)
    }

    /// What the letters before the answered one tell and it does not: codes, the diagnosis, the provider, the days,
    /// its numbers, whether the care is still to come.
    pub(super) fn of_letters_before(
        &self,
        all: &mut Gathered<'_>,
        open: &Opened,
    ) -> Result<(), Error> {
        let Some(answered) = all.letter.answers else {
            return Ok(());
        };
        let read = open.vault.read();
        let chain = Follow::load(self, read, open.case)?.whole_chain(read, answered)?;
        let enclosed = all.document;
        for before in chain.into_iter().rev().filter(|id| *id != answered) {
            let facts = Facts::load(read, self.lib, before, self.clock.today())?;
            let mut reading = facts.reading_now();
            // what is contested is the newer decision
            reading.claim.date_of_notice = None;
            // a page is cited only where it goes along
            let of = ExhibitOf::Document { id: before };
            all.document = all.letter.exhibit_at(&of).is_some().then_some(before);
            of_reading(all, self.lib, &reading);
            of_stage(all, &reading);
            self.of_codes(all, &reading);
            self.of_days(all, &self.theirs(open, before)?, &reading);
            more_numbers(all, &reading);
        }
        all.document = enclosed;
        Ok(())
    }

    /// How long they have to decide, the shorter of their letter and the rule, as it is followed once the letter is sent;
    /// and the day for asking that care goes on, where it has passed.
    pub(super) fn of_their_time(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let read = open.vault.read();
        let follow = Follow::load(self, read, open.case)?;
        let known = follow.known_of(read, open.case, all.letter.answers)?;
        let today = self.clock.today();
        if known.has_two_levels() || all.letter.kind == "second-level-appeal" {
            all.flag("two_levels");
        }
        if let Some(time) = known.their_time(self.lib, &all.letter.kind, today) {
            let proof = time
                .page
                .zip(all.letter.answers)
                .map(|(page, id)| Citation {
                    of: ExhibitOf::Document { id },
                    page: Some(page),
                });
            if time.by_letter {
                all.flag("time_by_letter");
            }
            if time.is_shorter {
                all.flag("time_shorter");
            }
            let words = time.words;
            all.set("their_time", Slot { words, proof });
        }
        if let Some(keep) = self.day_to_keep_care(open, all.letter)? {
            all.bare("continue_day", full_day(keep.day));
            if keep.day < today {
                all.flag("continue_passed");
            }
            if keep.by_letter {
                all.flag("continue_by_letter");
            }
        }
        Ok(())
    }
}
