//! Checklists: where each thing stands, by what the person said and by the papers that are filed.
//!
//! A filed paper ticks its row by itself. That is looked up each time and never stored; what is stored is only what a
//! person said: that it is not it, that they have it elsewhere, that it was asked for.

mod edit;
mod made;
mod papers;
mod records;
mod row;
mod told;

use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{CaseRecord, Kept, kept_in};
use crate::view::{ChangeView, ChecklistState, ChecklistView, ChoiceView, PaperView, WaitingView};
use chrono::NaiveDate;
use holdfast_case::checklist::{Asked, ChecklistChoice, ChecklistEntry, RecordsRequest};
use holdfast_library::checklists::Titled;
use holdfast_rules::checklists;
use holdfast_vault::Operation;
use made::Made;
use papers::Papers;
pub(crate) use papers::pharmacy_lists;

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
    pub(crate) fn checklist_view(&self, open: &Opened) -> Result<ChecklistView, Error> {
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
        let made = Made::of_case(self.lib, open, today)?;
        let mut rows: Vec<_> = listed
            .iter()
            .map(|listed| {
                let entry = entries.iter().find(|e| e.record.item == listed.item.id);
                row::of_item(
                    self.lib,
                    listed,
                    entry.map(|e| &e.record),
                    &papers,
                    &made,
                    today,
                )
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

    /// The paper that a row is by now; none where it has none, or there is no such row.
    pub(crate) fn checklist_paper(
        &self,
        open: &Opened,
        row: &str,
    ) -> Result<Option<PaperView>, Error> {
        let entries: Vec<Kept<ChecklistEntry>> = kept_in(open.vault.read(), open.case)?;
        let item = self.lib.checklists.items.iter().find(|one| one.id == row);
        let of_row = |kept: &&Kept<ChecklistEntry>| match item {
            Some(item) => kept.record.item == item.id,
            None => kept.id.to_string() == row,
        };
        let entry = entries.iter().find(of_row).map(|kept| &kept.record);
        if item.is_none() && entry.is_none() {
            return Ok(None);
        }
        let nothing = ChecklistEntry::default();
        let papers = Papers::of(open)?;
        let found = row::paper_of(item, entry.unwrap_or(&nothing), &papers);
        Ok(found.map(|(paper, _)| PaperView {
            id: paper.id.to_string(),
            title: paper.title.clone(),
        }))
    }

    /// What was asked for and has not come, for Today: records, for which the law gives the other side a time, and all
    /// that the person wants to look after on a day. One line for each who was asked and day.
    pub(crate) fn asked_waits(
        &self,
        open: &Opened,
        today: NaiveDate,
    ) -> Result<Vec<WaitingView>, Error> {
        let entries: Vec<Kept<ChecklistEntry>> = kept_in(open.vault.read(), open.case)?;
        let mut found: Vec<WaitingView> = Vec::new();
        // Today is read often, and the papers of a case are many: they are looked at only where something waits.
        if !entries.iter().any(|e| e.record.asked.is_some()) {
            return Ok(found);
        }
        let papers = Papers::of(open)?;
        for kept in &entries {
            let entry = &kept.record;
            let Some(asked) = &entry.asked else {
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
            let Some(time) = self.time_of(asked, today) else {
                continue;
            };
            let who = match (asked.of.reveal().as_str(), asked.records) {
                ("", true) => "Whoever has your records".to_owned(),
                ("", false) => "Whom you asked".to_owned(),
                (of, _) => of.to_owned(),
            };
            let what = match (asked.records, item) {
                (true, _) => "The records you asked for".to_owned(),
                (false, Some(item)) => item.title.clone(),
                (false, None) => entry.title.reveal().clone(),
            };
            let by = time.by.to_string();
            if found
                .iter()
                .any(|w| w.who == who && w.by == by && w.what == what)
            {
                continue;
            }
            found.push(WaitingView {
                who,
                what,
                day: time.day,
                of: time.of,
                by,
                say: String::new(),
                letter: None,
            });
        }
        Ok(found)
    }

    /// The time that runs since something was asked for: the law's for records, else until the day to look again.
    fn time_of(&self, asked: &Asked, today: NaiveDate) -> Option<TimeToAnswer> {
        if asked.records
            && let Some(clock) = checklists::records_clock(self.lib, asked.on, today)
        {
            return Some(TimeToAnswer {
                day: clock.day,
                of: clock.of,
                by: clock.by,
            });
        }
        let by = asked.follow_up?;
        let days = |to: NaiveDate| u32::try_from((to - asked.on).num_days()).unwrap_or(0);
        Some(TimeToAnswer {
            day: days(today),
            of: days(by),
            by,
        })
    }
}

/// How long somebody who was asked has.
struct TimeToAnswer {
    /// Days since.
    day: u32,
    /// Days until the last of them.
    of: u32,
    /// That day.
    by: NaiveDate,
}
