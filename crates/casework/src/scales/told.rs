//! A filled-in scale told in plain words: each answer under its question.

use super::words;
use crate::kept::{change_in, kept_in};
use crate::versions::{Teller, Telling, Told};
use holdfast_case::{CaseId, CaseRecordId, ScaleEntry};
use holdfast_library::scales::Scale;
use holdfast_vault::{Tx, VaultError};

impl Told for ScaleEntry {
    const NAME: &'static str = "Score";

    fn called(&self, teller: &Teller<'_>) -> String {
        let short = teller.lib.scale(&self.scale).map(words::short);
        let short = short.unwrap_or_else(|| "a scale".to_owned());
        match teller.rough(&self.day).as_str() {
            "" => short,
            day => format!("{short} of {day}"),
        }
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        let scale = teller.lib.scale(&self.scale);
        telling.say("Day", teller.rough(&self.day));
        for (n, answer) in self.answers.iter().enumerate() {
            telling.say(
                question(scale, n),
                answer.map_or_else(String::new, |value| answered(scale, value)),
            );
        }
        let extra = scale.and_then(|scale| scale.extra_item.as_ref());
        telling.say(
            extra.map_or("The question that is not counted", |extra| {
                extra.text.as_str()
            }),
            match self.extra {
                None => String::new(),
                Some(at) => extra
                    .and_then(|extra| extra.options.get(at as usize).cloned())
                    .unwrap_or_else(|| at.to_string()),
            },
        );
        telling.say("Total", &self.total);
        let result = scale.and_then(|scale| {
            let known = &scale.results;
            known.iter().find(|result| result.value == self.result)
        });
        telling.say(
            "What it showed",
            result.map_or(&self.result, |result| &result.label),
        );
        for (id, total) in &self.parts {
            let part = scale.and_then(|scale| scale.parts.iter().find(|part| part.id == *id));
            telling.say(part.map_or(id, |part| &part.note), total);
        }
        telling.say_yes("Counted from this one", self.baseline);
        telling.say("Note", self.note.reveal());
    }

    /// Of a scale only one score is counted from: where this one is again, the others are not.
    fn settle(&self, tx: &mut Tx<'_>, case: CaseId, id: CaseRecordId) -> Result<(), VaultError> {
        if !self.baseline {
            return Ok(());
        }
        let others = kept_in::<ScaleEntry>(**tx, case)?
            .into_iter()
            .filter(|kept| {
                kept.id != id && kept.record.scale == self.scale && kept.record.baseline
            });
        for kept in others {
            let record = ScaleEntry {
                baseline: false,
                ..kept.record
            };
            change_in(tx, kept.id, &record)?;
        }
        Ok(())
    }
}

/// A question of a scale in its words; by its number where it may not be shown.
fn question(scale: Option<&Scale>, n: usize) -> String {
    let item = scale.and_then(|scale| scale.items.get(n).cloned());
    item.unwrap_or_else(|| format!("Question {}", n + 1))
}

/// "Several days (1)".
fn answered(scale: Option<&Scale>, value: u32) -> String {
    let option = scale.and_then(|scale| {
        let known = &scale.options;
        known.iter().find(|option| option.value == value)
    });
    option.map_or_else(
        || value.to_string(),
        |option| format!("{} ({value})", option.label),
    )
}
