//! Checklists: where each thing stands, by what the person said and by the papers that are filed.
//!
//! A filed paper ticks its row by itself. That is looked up each time and never stored; what is stored is only what a
//! person said: that it is not it, that they have it elsewhere, that it was asked for.

mod edit;
mod papers;
mod records;
mod row;

use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{CaseRecord, Kept, kept_in};
use crate::view::{ChangeView, ChecklistState, ChecklistView, ChoiceView, WaitingView};
use chrono::NaiveDate;
use holdfast_case::checklist::{ChecklistChoice, ChecklistEntry, RecordsRequest};
use holdfast_library::checklists::Titled;
use holdfast_rules::checklists;
use holdfast_vault::Operation;
use papers::Papers;

impl CaseRecord for ChecklistChoice {
    const KIND: &'static str = "checklist-choice";
}
impl CaseRecord for ChecklistEntry {
    const KIND: &'static str = "checklist-entry";
}
impl CaseRecord for RecordsRequest {
    const KIND: &'static str = "records-request";
}

/// The illness most of those who ask for ketamine have; the person chooses another where it is not theirs.
const USUAL_CONDITION: &str = "trd";

impl Desk {
    /// The checklist in use.
    pub fn checklist(&self) -> Result<ChecklistView, Error> {
        self.inner.with(|open| self.inner.checklist_view(open))
    }

    /// Takes the list of another illness or stage.
    pub fn choose_checklist(&self, condition: &str, stage: &str) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        if checklists::rows(inner.lib, condition, stage).is_none() {
            return Err(Error::of(Code::NotFound)
                .saying("There is no such checklist. Nothing was changed."));
        }
        let choice = ChecklistChoice {
            condition: condition.to_owned(),
            stage: stage.to_owned(),
        };
        let said = "Took another checklist. What you noted stays.";
        let operation = Operation::by_person("choose-checklist").described(said);
        let change = match inner.kept::<ChecklistChoice>()?.into_iter().next() {
            Some(old) => inner.keep_changed(operation, &old.id.to_string(), &choice)?,
            None => inner.keep_new(operation, &choice)?,
        };
        Ok(change_view(&change, said))
    }
}

/// The list in use: as the person chose it, else by where the case stands.
fn choice(open: &Opened) -> Result<ChecklistChoice, Error> {
    let chosen: Vec<Kept<ChecklistChoice>> = kept_in(open.vault.read(), open.case)?;
    if let Some(kept) = chosen.into_iter().next() {
        return Ok(kept.record);
    }
    Ok(ChecklistChoice {
        condition: USUAL_CONDITION.to_owned(),
        stage: papers::usual_stage(open)?.to_owned(),
    })
}

fn choices(all: &[Titled]) -> Vec<ChoiceView> {
    let choice = |one: &Titled| ChoiceView {
        value: one.id.clone(),
        say: one.title.clone(),
    };
    all.iter().map(choice).collect()
}

impl Inner {
    fn checklist_view(&self, open: &Opened) -> Result<ChecklistView, Error> {
        let today = self.clock.today();
        let choice = choice(open)?;
        let lists = &self.lib.checklists;
        let listed = checklists::rows(self.lib, &choice.condition, &choice.stage)
            .or_else(|| {
                // The list of an earlier library is gone: the usual one, rather than none.
                checklists::rows(self.lib, USUAL_CONDITION, "prior-auth")
            })
            .unwrap_or_default();
        let entries: Vec<Kept<ChecklistEntry>> = kept_in(open.vault.read(), open.case)?;
        let papers = Papers::of(open)?;
        let mut rows: Vec<_> = listed
            .iter()
            .map(|listed| {
                let entry = entries.iter().find(|e| e.record.item == listed.item.id);
                row::of_item(self.lib, listed, entry.map(|e| &e.record), &papers, today)
            })
            .collect();
        let own = entries.iter().filter(|e| e.record.item.is_empty());
        rows.extend(own.map(|e| row::own(self.lib, e, &papers, today)));
        let count = |state: ChecklistState| {
            u32::try_from(rows.iter().filter(|r| r.state == state).count()).unwrap_or(u32::MAX)
        };
        let (have, asked) = (count(ChecklistState::Have), count(ChecklistState::Asked));
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let mut say = format!("You have {have} of {total}.");
        match asked {
            0 => {}
            1 => say.push_str(" 1 is asked for."),
            n => say.push_str(&format!(" {n} are asked for.")),
        }
        Ok(ChecklistView {
            condition: choice.condition,
            stage: choice.stage,
            conditions: choices(&lists.conditions),
            stages: choices(&lists.stages),
            rows,
            have,
            asked,
            total,
            say,
            source: lists.meta.source.clone(),
            verified: lists.meta.verified,
            checked: lists.meta.checked.to_string(),
        })
    }

    /// Requests for records that wait for an answer, for Today. One line for each holder and day.
    pub(crate) fn records_waits(
        &self,
        open: &Opened,
        today: NaiveDate,
    ) -> Result<Vec<WaitingView>, Error> {
        let entries: Vec<Kept<ChecklistEntry>> = kept_in(open.vault.read(), open.case)?;
        let mut found: Vec<WaitingView> = Vec::new();
        // Today is read often, and the papers of a case are many: they are looked at only where something waits.
        let waits = |e: &Kept<ChecklistEntry>| e.record.asked.as_ref().is_some_and(|a| a.records);
        if !entries.iter().any(waits) {
            return Ok(found);
        }
        let papers = Papers::of(open)?;
        for kept in &entries {
            let entry = &kept.record;
            let Some(asked) = entry.asked.as_ref().filter(|a| a.records) else {
                continue;
            };
            let item = self
                .lib
                .checklists
                .items
                .iter()
                .find(|i| i.id == entry.item);
            if row::paper_of(item, entry, &papers).is_some() || entry.have.is_some() {
                continue;
            }
            let Some(clock) = checklists::records_clock(self.lib, asked.on, today) else {
                continue;
            };
            let who = match asked.of.reveal().as_str() {
                "" => "Whoever has your records".to_owned(),
                of => of.to_owned(),
            };
            let by = clock.by.to_string();
            if found.iter().any(|w| w.who == who && w.by == by) {
                continue;
            }
            found.push(WaitingView {
                who,
                what: "The records you asked for".to_owned(),
                day: clock.day,
                of: clock.of,
                by,
            });
        }
        Ok(found)
    }
}
