//! One trial: added, changed, put away; and how it is understood while it is typed.

use super::when;
use crate::desk::{Desk, change_view};
use crate::error::{Code, Error};
use crate::view::{
    ChangeView, TrialLookView, TrialPreviewView, TrialRequest, TrialVersionView, TrialView,
};
use chrono::SecondsFormat;
use holdfast_case::treatment::{DoseReading, NANOGRAMS_PER_MG, Per, TreatmentTrial};
use holdfast_case::{Dose, Private, RoughDay};
use holdfast_library::Library;
use holdfast_rules::trials::{Adequacy, Judged, Known, Lack, Part, ask_for, find_known, judge};
use holdfast_vault::Operation;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Most letters that one field keeps: more than anyone types, and not a book by a slip of pasting.
const LONGEST: usize = 4000;

impl Desk {
    /// Adds a trial.
    pub fn add_trial(&self, request: &TrialRequest) -> Result<ChangeView, Error> {
        let trial = record(request)?;
        let said = format!(
            "Added \u{2018}{}\u{2019} to what you tried.",
            trial.taken.reveal()
        );
        let operation = Operation::by_person("add-trial").described(said.as_str());
        let change = self.inner.keep_new(operation, &trial)?;
        Ok(change_view(&change, said))
    }

    /// Changes a trial; what it said before is kept.
    pub fn change_trial(&self, id: &str, request: &TrialRequest) -> Result<ChangeView, Error> {
        let trial = record(request)?;
        let said = format!("Changed \u{2018}{}\u{2019}.", trial.taken.reveal());
        let operation = Operation::by_person("change-trial").described(said.as_str());
        let change = self.inner.keep_changed(operation, id, &trial)?;
        Ok(change_view(&change, said))
    }

    /// Moves a trial to the trash.
    pub fn trash_trial(&self, id: &str) -> Result<ChangeView, Error> {
        let trial: TreatmentTrial = self.inner.kept_one(id)?.record;
        let said = format!(
            "Moved \u{2018}{}\u{2019} to the trash.",
            trial.taken.reveal()
        );
        let operation = Operation::by_person("trash-trial").described(said.as_str());
        let change = self.inner.put_away::<TreatmentTrial>(operation, id)?;
        Ok(change_view(&change, said))
    }

    /// A trial as it is kept, for a call that changes a part of it.
    pub fn trial(&self, id: &str) -> Result<TrialView, Error> {
        Ok(view(&self.inner.kept_one::<TreatmentTrial>(id)?.record))
    }

    /// The fields a trial had before each of its changes, newest first. What the changes were is told by
    /// [`Desk::record_versions`].
    pub fn trial_versions(&self, id: &str) -> Result<Vec<TrialVersionView>, Error> {
        let id = self.inner.kept_one::<TreatmentTrial>(id)?.id;
        let zone = *self.inner.clock.now().offset();
        let versions = self
            .inner
            .with(|open| Ok(open.vault.read().case_record_versions(id)?))?;
        let trials = versions.into_iter().rev().filter_map(|version| {
            let trial: TreatmentTrial = serde_json::from_value(version.body).ok()?;
            let until = version.held_until.with_timezone(&zone);
            Some(TrialVersionView {
                number: version.number,
                until: until.to_rfc3339_opts(SecondsFormat::Secs, false),
                taken: trial.taken.reveal().clone(),
                dose: trial.dose.text().to_owned(),
                when: when::span_words(&trial.start, &trial.end, trial.still_taken),
                outcome: trial.outcome.reveal().clone(),
            })
        });
        Ok(trials.collect())
    }

    /// How a trial is understood while it is typed. Nothing is kept.
    pub fn preview_trial(&self, request: &TrialRequest) -> Result<TrialPreviewView, Error> {
        let lib = self.inner.lib;
        let trial = understood(request)?;
        let asked = self.inner.asked()?;
        let weeks = asked.map_or(0, |asked| asked.weeks);
        let judged = judge(lib, &trial, weeks, self.inner.clock.today());
        let known = find_known(lib, trial.taken.reveal());
        let class = lib
            .treatments
            .classes
            .iter()
            .find(|class| class.id == judged.class);
        Ok(TrialPreviewView {
            known_as: match &known {
                Known::Drug { name, .. } => Some(match class {
                    Some(class) => {
                        format!("{}, {}", crate::words::sentence_start(name), class.label)
                    }
                    None => crate::words::sentence_start(name),
                }),
                Known::Treatment(treatment) => Some(treatment.name.clone()),
                Known::Nothing => None,
            },
            in_sessions: judged.part == Part::Therapy,
            dose: trial.dose.reading().map(dose_words),
            dose_trouble: dose_trouble(&trial.dose).or_else(|| doubted(&judged, Lack::DoseHigh)),
            start_trouble: day_trouble(&trial.start).or_else(|| doubted(&judged, Lack::Ahead)),
            end_trouble: day_trouble(&trial.end)
                .filter(|_| !trial.still_taken)
                .or_else(|| doubted(&judged, Lack::Order)),
            since_trouble: day_trouble(&trial.at_dose_since),
            when: when::trial_words(&trial, judged.days),
            look: look(lib, &judged),
        })
    }
}

/// A trial of what was typed; it needs a name.
fn record(request: &TrialRequest) -> Result<TreatmentTrial, Error> {
    if request.taken.trim().is_empty() {
        return Err(Error::of(Code::BadRequest)
            .saying("What was it? A name is enough. Nothing was lost.")
            .hinting("Type the name of the medicine or the treatment."));
    }
    understood(request)
}

fn understood(request: &TrialRequest) -> Result<TreatmentTrial, Error> {
    let typed = |text: &str| -> Result<String, Error> {
        let text = text.trim();
        if text.chars().count() > LONGEST {
            return Err(Error::of(Code::BadRequest)
                .saying("One field holds more text than fits. Nothing was changed.")
                .hinting(format!("A field holds at most {LONGEST} letters.")));
        }
        Ok(text.to_owned())
    };
    let private = |text: &str| typed(text).map(Private::new);
    Ok(TreatmentTrial {
        taken: private(&request.taken)?,
        purpose: typed(&request.purpose)?,
        dose: Dose::typed(&typed(&request.dose)?),
        at_dose_since: RoughDay::typed(&typed(&request.at_dose_since)?),
        start: RoughDay::typed(&typed(&request.start)?),
        end: RoughDay::typed(&typed(&request.end)?),
        still_taken: request.still_taken,
        sessions: typed(&request.sessions)?,
        standing: choice(&request.standing)?,
        adherence: choice(&request.adherence)?,
        ended: choice(&request.ended)?,
        outcome: private(&request.outcome)?,
        side_effects: private(&request.side_effects)?,
        prescriber: private(&request.prescriber)?,
        episode: choice(&request.episode)?,
        document: match request.document.trim() {
            "" => None,
            id => Some(id.parse().map_err(|_| Error::of(Code::NotFound))?),
        },
        note: private(&request.note)?,
    })
}

/// One of a few words; empty for the first of them.
fn choice<T: DeserializeOwned + Default>(word: &str) -> Result<T, Error> {
    if word.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_value(word.into()).map_err(|_| Error::of(Code::BadRequest))
}

fn word<T: Serialize>(choice: &T) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The fields of a trial, each as it was typed.
pub(super) fn view(trial: &TreatmentTrial) -> TrialView {
    TrialView {
        taken: trial.taken.reveal().clone(),
        purpose: trial.purpose.clone(),
        dose: trial.dose.text().to_owned(),
        at_dose_since: trial.at_dose_since.text().to_owned(),
        start: trial.start.text().to_owned(),
        end: trial.end.text().to_owned(),
        still_taken: trial.still_taken,
        sessions: trial.sessions.clone(),
        standing: word(&trial.standing),
        adherence: word(&trial.adherence),
        ended: word(&trial.ended),
        outcome: trial.outcome.reveal().clone(),
        side_effects: trial.side_effects.reveal().clone(),
        prescriber: trial.prescriber.reveal().clone(),
        episode: word(&trial.episode),
        document: trial.document.map_or_else(String::new, |id| id.to_string()),
        note: trial.note.reveal().clone(),
    }
}

/// What a field that can be read is doubted for, to be said below it.
fn doubted(judged: &Judged, lack: Lack) -> Option<String> {
    judged
        .lacks
        .contains(&lack)
        .then(|| format!("{} It is kept as you typed it.", ask_for(lack)))
}

/// How a trial looks, for the faces: why, what it counts as, and what its class is in plain words.
pub(super) fn look(lib: &Library, judged: &Judged) -> TrialLookView {
    let known = &lib.treatments.classes;
    let class = known.iter().find(|class| class.id == judged.class);
    let class = class.map(|class| format!("{}: {}", class.label, class.plain));
    let counts = &judged.counts;
    let counts_words = Some(counts.say.clone()).filter(|say| !say.is_empty());
    let mut say = vec![judged.say.clone()];
    say.extend(counts_words.clone());
    say.extend(class);
    let short = match counts_words.filter(|_| !counts.is_plain) {
        Some(words) => format!("{}. {words}", judged.short),
        None => judged.short.clone(),
    };
    TrialLookView {
        state: match judged.adequacy {
            Adequacy::Adequate => "adequate",
            Adequacy::NotTolerated => "not-tolerated",
            Adequacy::TooShort => "too-short",
            Adequacy::DoseLow => "dose-low",
            Adequacy::NotEnoughKnown => "not-enough-known",
        }
        .to_owned(),
        short,
        say: say.join(" "),
        doubts: judged.doubts.clone(),
        source: judged.source.clone(),
        verified: judged.verified,
    }
}

/// "30 sessions" for a number, else as it was typed.
pub(super) fn sessions_words(typed: &str) -> String {
    match typed.parse::<u32>() {
        Ok(1) => "1 session".to_owned(),
        Ok(n) => format!("{n} sessions"),
        Err(_) => typed.to_owned(),
    }
}

fn dose_words(reading: DoseReading) -> String {
    let amount = if reading.low == reading.high {
        mass(reading.low)
    } else if reading.low == 0 {
        format!("up to {}", mass(reading.high))
    } else {
        format!("{} to {}", mass(reading.low), mass(reading.high))
    };
    match reading.per {
        Per::Day | Per::NotSaid => format!("{amount} a day"),
        Per::Kilogram => format!("{amount} for each kilogram"),
        Per::WhenNeeded => format!("{amount} when needed"),
    }
}

/// An amount in the unit that reads best, two decimals at most.
fn mass(nanograms: u64) -> String {
    let (unit, one) = if nanograms < NANOGRAMS_PER_MG / 10 {
        ("mcg", 1_000)
    } else {
        ("mg", NANOGRAMS_PER_MG)
    };
    let hundredths = nanograms / (one / 100);
    let decimal = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    format!(
        "{} {unit}",
        decimal.trim_end_matches('0').trim_end_matches('.')
    )
}

pub(super) fn dose_trouble(dose: &Dose) -> Option<String> {
    if dose.is_empty() || dose.reading().is_some() {
        return None;
    }
    Some(if dose.lacks_unit() {
        "Is this mg, mcg or g? It is kept as you typed it.".to_owned()
    } else {
        "We can't read this dose. Try 200 mg, or 75 mg twice a day. It is kept as you typed it."
            .to_owned()
    })
}

pub(super) fn day_trouble(day: &RoughDay) -> Option<String> {
    (!day.is_empty() && day.span().is_none()).then(|| {
        "We can't read this day. Try 2/14/2021, Feb 2021 or 2021. It is kept as you typed it."
            .to_owned()
    })
}
