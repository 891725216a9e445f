//! What the record says of the person: who they are, their plan, what they tried, their scores, their calls.

use super::Gathered;
use super::reasons::call_row;
use super::words::{full_months, in_sentence};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::letters::history::{Progress, Scored, tried_before};
use crate::letters::wording::{asked as asked_words, count_word, full_day};
use crate::plan_record;
use chrono::NaiveDate;
use holdfast_case::letter::{Citation, ExhibitOf};
use holdfast_case::{Call, PlanField};
use holdfast_packet::compose::{Row, Slot};
use holdfast_rules::trials::{Adequacy, count};

impl Inner {
    pub(super) fn of_person(&self, all: &mut Gathered<'_>) {
        // who writes is the patient, except where a doctor does
        if crate::letters::parties::is_by_a_doctor(&all.letter.kind) {
            return;
        }
        let from = &all.letter.from;
        let (name, address, phone) = (
            from.name.reveal().clone(),
            from.address.reveal().replace('\n', ", "),
            from.phone.reveal().clone(),
        );
        all.bare("patient", name);
        all.bare("patient_address", address);
        all.bare("patient_phone", phone);
    }

    pub(super) fn of_plan(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let Some(record) = plan_record::of_case(open.vault.read(), open.case)? else {
            return Ok(());
        };
        for (field, slot) in [
            (PlanField::MemberId, "member_id"),
            (PlanField::Group, "group"),
            (PlanField::PlanName, "plan_name"),
            (PlanField::Administrator, "issuer"),
            (PlanField::Issuer, "issuer"),
        ] {
            if let Some(fact) = record.record.facts.get(field.id()) {
                all.bare(slot, fact.value.clone());
            }
        }
        Ok(())
    }

    pub(super) fn of_history(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let table = |page| Citation {
            of: ExhibitOf::TreatmentHistory,
            page,
        };
        let goes_along = all
            .letter
            .exhibit_at(&ExhibitOf::TreatmentHistory)
            .is_some();
        let trials = self.trials_of(open)?;
        if !trials.is_empty() && goes_along {
            let (counted, asked) = self.counted(open, &trials)?;
            let proven = |words: String| Slot::proven(words, table(None));
            all.set("history", proven("treatment history".to_owned()));
            let first = self
                .sessions_of(open)?
                .iter()
                .find_map(|kept| kept.record.day.day());
            let told: Vec<_> = trials.iter().map(|kept| kept.record.clone()).collect();
            if let Some(before) = tried_before(&told, first) {
                let counted = count(self.lib, &before, asked.as_ref(), self.clock.today());
                let judged = counted.judged.iter();
                let full = judged
                    .filter(|one| one.adequacy == Adequacy::Adequate)
                    .count();
                all.set("trial_count", proven(count_word(before.len())));
                if full > 0 {
                    all.set("trial_full_count", proven(count_word(full)));
                }
                if !counted.classes.is_empty() {
                    let classes = counted.classes.len();
                    all.set("trial_class_count", proven(count_word(classes)));
                }
            }
            if let Some(asked) = asked.as_ref().and_then(asked_words) {
                all.bare("asked_trials", asked);
            }
            let rows = trials.iter().zip(&counted.judged).map(|(kept, judged)| {
                let trial = &kept.record;
                let mut row = Row {
                    key: kept.id.to_string(),
                    ..Row::default()
                };
                let mut put = |name: &str, words: String| {
                    if !words.trim().is_empty() {
                        row.slots.insert(name.to_owned(), proven(words));
                    }
                };
                put("trial", trial.taken.reveal().clone());
                put("trial_dose", trial.dose.text().to_owned());
                put(
                    "trial_span",
                    full_months(&crate::treatment::trial_span(trial)),
                );
                if let Some(weeks) = judged
                    .days
                    .map(|days| days.least_weeks())
                    .filter(|weeks| *weeks > 0)
                {
                    put("trial_weeks", weeks.to_string());
                }
                put("trial_outcome", in_sentence(trial.outcome.reveal()));
                put("trial_effects", in_sentence(trial.side_effects.reveal()));
                if judged.adequacy == Adequacy::Adequate {
                    row.flags.insert("trial_full".to_owned());
                }
                if trial.ended == holdfast_case::treatment::Ended::SideEffects {
                    row.flags.insert("trial_stopped".to_owned());
                }
                row
            });
            let rows: Vec<Row> = rows.filter(|row| row.slots.contains_key("trial")).collect();
            all.facts.lists.insert("trials".to_owned(), rows);
        }
        let sessions = self.sessions_of(open)?;
        let days: Vec<NaiveDate> = sessions
            .iter()
            .filter_map(|kept| kept.record.day.day())
            .collect();
        if let Some(first) = days.first() {
            all.bare("first_session", full_day(*first));
        }
        let infusions = sessions
            .iter()
            .all(|kept| is_infusion(kept.record.what.reveal()));
        if infusions && let (Some(first), Some(last)) = (days.first(), days.last()) {
            let proof = |words: String| match goes_along {
                true => Slot::proven(words, table(None)),
                false => Slot::bare(words),
            };
            all.set("infusion_count", proof(count_word(days.len())));
            all.set("first_infusion", proof(full_day(*first)));
            all.set("last_infusion", proof(full_day(*last)));
        }
        Ok(())
    }

    pub(super) fn of_scores(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let along = all
            .letter
            .exhibits
            .iter()
            .find_map(|exhibit| match &exhibit.of {
                ExhibitOf::ScaleScores { scale } => Some(scale.clone()),
                _ => None,
            });
        let Some(progress) = along
            .and_then(|scale| self.progress(open, &scale).transpose())
            .transpose()?
        else {
            return Ok(());
        };
        let proven = |words: String| {
            Slot::proven(
                words,
                Citation {
                    of: ExhibitOf::ScaleScores {
                        scale: progress.scale.id.clone(),
                    },
                    page: None,
                },
            )
        };
        all.set("scale", proven(crate::scales::short(progress.scale)));
        all.set("scores", proven("chart of scores".to_owned()));
        let mut put = |name: &str, scored: Option<Scored>, progress: &Progress<'_>| {
            let Some(scored) = scored else {
                return;
            };
            all.set(name, proven(scored.points().to_string()));
            let day = full_day(scored.dated.day.first);
            all.set(&format!("{name}_day"), proven(day));
            if let Some(band) = progress.band(scored) {
                all.set(&format!("{name}_band"), proven(band.to_lowercase()));
            }
        };
        put("score_before", progress.before, &progress);
        put("score_best", progress.best, &progress);
        put("score_now", progress.now, &progress);
        if let Some(percent) = progress.percent.filter(|percent| *percent > 0) {
            all.set("score_percent", proven(percent.to_string()));
        }
        Ok(())
    }

    pub(super) fn of_calls(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let calls: Vec<Kept<Call>> = self.kept_with(open)?;
        let along = |call: &&Kept<Call>| {
            all.letter
                .exhibit_at(&ExhibitOf::Call { id: call.id })
                .is_some()
        };
        let rows: Vec<Row> = calls.iter().filter(along).map(call_row).collect();
        let newest = calls.iter().max_by_key(|call| call.record.at);
        if let Some(row) = rows.last().cloned().or_else(|| newest.map(call_row)) {
            let is_along = !rows.is_empty();
            for (name, slot) in row.slots {
                let slot = match is_along {
                    true => slot,
                    false => Slot::bare(slot.words),
                };
                all.set(&name, slot);
            }
        }
        if let Some(promise) = newest.map(|call| call.record.promise.clone()) {
            all.bare("call_promise", in_sentence(&promise));
        }
        all.facts.lists.insert("calls".to_owned(), rows);
        Ok(())
    }
}

/// True for a session that was an infusion, by what it is called.
fn is_infusion(what: &str) -> bool {
    let lower = what.to_lowercase();
    let other = [
        "esketamine",
        "spravato",
        "nasal",
        "oral",
        "lozenge",
        "troche",
        "tablet",
        "inject",
    ];
    (lower.contains("infusion") || lower.contains("ketamine"))
        && !other.iter().any(|word| lower.contains(word))
}
