//! What counts toward what a plan asks: medicines, classes, added medicines; and what is missing for more.
//!
//! A trial of which something decisive is not known is not counted. What was not tolerated is counted apart: most
//! plans accept it, and the plan says.

use super::find::{Known, find_known};
use super::judge::{Adequacy, CountsAs, Judged, Lack, Part, judge};
use super::plural::{capital, counted};
use super::wording::ask_for;
use chrono::{Months, NaiveDate};
use holdfast_case::treatment::{Episode, TreatmentTrial, TrialAsk};
use holdfast_library::Library;
use std::collections::{BTreeMap, BTreeSet};

/// What a plan asks to have been tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIsAsked {
    /// Whose rule it is; empty for the person's own numbers.
    pub payer: String,
    /// How many medicines.
    pub drugs: u32,
    /// Of how many classes.
    pub classes: u32,
    /// For how many weeks each; 0 where it does not say.
    pub weeks: u32,
    /// How many added medicines.
    pub added: u32,
    /// True where talk therapy may stand in for an added medicine.
    pub therapy_for_added: bool,
    /// In which time of illness.
    pub episode: EpisodeAsk,
    /// Only trials that ended in the last so many years; 0 where it does not say.
    pub years: u32,
    /// Which score it asks for, in words.
    pub scale: String,
    /// Where it is from.
    pub source: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
}

/// In which time of illness a plan wants the trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpisodeAsk {
    /// In any.
    Any,
    /// All in the present one.
    Present,
    /// At least one in the present one.
    OnePresent,
}

/// Something to add, so that a trial counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Place of the trial in the list; none for what is about all of them.
    pub trial: Option<usize>,
    /// The sentence.
    pub say: String,
}

/// Two medicines that were taken at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Place of one in the list.
    pub one: usize,
    /// Place of the other.
    pub other: usize,
    /// The sentence.
    pub say: String,
}

/// What counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Each trial judged, in the order given.
    pub judged: Vec<Judged>,
    /// Medicines in full, each drug once.
    pub in_full: u32,
    /// Further medicines that were not tolerated.
    pub not_tolerated: u32,
    /// Classes that count, by the label, with the number of medicines in each.
    pub classes: BTreeMap<String, u32>,
    /// Added medicines that count.
    pub added: u32,
    /// What the plan asks, as a sentence; none where that is not known.
    pub asked: Option<String>,
    /// What there is, as a sentence.
    pub have: String,
    /// True where there is what is asked; none where that is not known.
    pub met: Option<bool>,
    /// What to add.
    pub gaps: Vec<Gap>,
    /// What was taken at the same time.
    pub overlaps: Vec<Overlap>,
}

/// What is asked, by an entry of the library or by the person's own numbers; none where nothing was told.
pub fn what_is_asked(lib: &Library, told: &TrialAsk) -> Option<WhatIsAsked> {
    if told.payer.is_empty() {
        let own = WhatIsAsked {
            payer: String::new(),
            drugs: told.drugs,
            classes: told.classes,
            weeks: told.weeks,
            added: told.added,
            therapy_for_added: false,
            episode: EpisodeAsk::Any,
            years: 0,
            scale: String::new(),
            source: "You took these numbers from your plan.".to_owned(),
            verified: true,
        };
        return (*told != TrialAsk::default()).then_some(own);
    }
    let ask = lib
        .treatments
        .payer_asks
        .iter()
        .find(|ask| ask.payer == told.payer)?;
    let episode = ask.episode.to_lowercase();
    Some(WhatIsAsked {
        payer: ask.payer.clone(),
        drugs: ask.failed_drugs,
        classes: ask.classes,
        weeks: ask.weeks,
        added: ask.augmentation,
        therapy_for_added: ask.augmentation_alternative.as_deref() == Some("psychotherapy"),
        episode: if episode.starts_with("current") {
            EpisodeAsk::Present
        } else if episode.contains("at least one in the current") {
            EpisodeAsk::OnePresent
        } else {
            EpisodeAsk::Any
        },
        years: if episode.contains("within 5 years") {
            5
        } else {
            0
        },
        scale: ask.scale.clone(),
        source: ask.source.clone(),
        verified: ask.verified,
    })
}

/// Judges all trials and counts what there is toward `asked`.
pub fn count(
    lib: &Library,
    trials: &[TreatmentTrial],
    asked: Option<&WhatIsAsked>,
    today: NaiveDate,
) -> Counted {
    let weeks = asked.map_or(0, |asked| asked.weeks);
    let mut judged: Vec<Judged> = trials
        .iter()
        .map(|trial| judge(lib, trial, weeks, today))
        .collect();
    for (at, trial) in trials.iter().enumerate() {
        let lacks = lacks_for_counting(lib, trials, &judged, at, trial, asked, today);
        if let Some(judged) = judged.get_mut(at) {
            judged.lacks.extend(lacks);
        }
    }
    let mut tally = Tally::default();
    for (trial, judged) in trials.iter().zip(&judged) {
        tally.take(trial, judged, asked);
    }
    let mut uncounted = 0u32;
    for at in 0..judged.len() {
        let counts = tally.standing(lib, trials, &judged, at, asked);
        if let Some(judged) = judged.get_mut(at) {
            if judged.adequacy == Adequacy::Adequate && !counts.is_counted {
                uncounted += 1;
            }
            judged.counts = counts;
        }
    }
    let classes = tally.classes(lib);
    let in_full = size(tally.full.len());
    let not_tolerated = size(tally.early.len());
    let added = size(tally.added.len()).saturating_add(tally.therapies);
    let medicines = in_full + not_tolerated;
    let in_time = asked.is_none_or(|a| a.episode != EpisodeAsk::OnePresent) || tally.present;
    let met = asked.map(|asked| {
        medicines >= asked.drugs
            && size(classes.len()) >= asked.classes
            && added >= asked.added
            && in_time
    });
    let mut gaps = Vec::new();
    if let Some(asked) = asked.filter(|_| met == Some(false)) {
        gaps.extend(gaps_of_all(
            asked,
            medicines,
            size(classes.len()),
            added,
            in_time,
        ));
    }
    gaps.extend(gaps_of_each(trials, &judged));
    Counted {
        overlaps: overlaps(trials, &judged, today),
        have: have(in_full, not_tolerated, added, uncounted),
        asked: asked.map(say_asked),
        judged,
        in_full,
        not_tolerated,
        classes,
        added,
        met,
        gaps,
    }
}

/// What keeps a trial from being counted that is no matter of dose and time.
fn lacks_for_counting(
    lib: &Library,
    trials: &[TreatmentTrial],
    judged: &[Judged],
    at: usize,
    trial: &TreatmentTrial,
    asked: Option<&WhatIsAsked>,
    today: NaiveDate,
) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let Some(own) = judged.get(at) else {
        return lacks;
    };
    let asks_present = asked.is_some_and(|asked| asked.episode == EpisodeAsk::Present);
    if asks_present && trial.episode == Episode::NotSaid && own.part != Part::Unknown {
        lacks.push(Lack::Episode);
    }
    let asks_recent = asked.filter(|asked| asked.years > 0);
    if asks_recent.is_some_and(|asked| !surely_since(trial, today, asked.years))
        && own.part != Part::Unknown
    {
        lacks.push(Lack::End);
    }
    if own.part == Part::Added && !has_partner(lib, trials, judged, at, trial, today) {
        lacks.push(Lack::Partner);
    }
    lacks
}

/// True where the trial surely ended in the last `years`.
fn surely_since(trial: &TreatmentTrial, today: NaiveDate, years: u32) -> bool {
    let Some(since) = today.checked_sub_months(Months::new(years.saturating_mul(12))) else {
        return false;
    };
    trial.still_taken || trial.end.span().is_some_and(|end| end.first >= since)
}

/// True where an antidepressant at a full dose was surely taken during some of the same days.
fn has_partner(
    lib: &Library,
    trials: &[TreatmentTrial],
    judged: &[Judged],
    at: usize,
    trial: &TreatmentTrial,
    today: NaiveDate,
) -> bool {
    let is_antidepressant = |other: &TreatmentTrial| match find_known(lib, other.taken.reveal()) {
        Known::Drug { entries, .. } => entries
            .iter()
            .any(|drug| drug.purpose.iter().any(|p| p == super::find::DEPRESSION)),
        _ => false,
    };
    trials
        .iter()
        .zip(judged)
        .enumerate()
        .any(|(place, (other, other_judged))| {
            place != at
                && other_judged.part == Part::Medicine
                && other_judged.dose_is_enough
                && is_antidepressant(other)
                && shared_days(trial, other, today).is_some_and(|days| days > 0)
        })
}

/// Days that both were surely taken; none where that can't be told.
fn shared_days(one: &TreatmentTrial, other: &TreatmentTrial, today: NaiveDate) -> Option<i64> {
    let (from_one, to_one) = surely_taken(one, today)?;
    let (from_other, to_other) = surely_taken(other, today)?;
    Some((to_one.min(to_other) - from_one.max(from_other)).num_days())
}

/// The days on which it was surely taken: from the latest it can have begun to the earliest it can have ended.
fn surely_taken(trial: &TreatmentTrial, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let from = trial.start.span()?.last;
    let to = if trial.still_taken {
        today
    } else {
        trial.end.span()?.first.min(today)
    };
    Some((from, to))
}

/// What counts so far, each drug once however often it was tried, so that the order of trials does not matter.
#[derive(Default)]
struct Tally {
    full: BTreeMap<String, String>,
    early: BTreeMap<String, String>,
    added: BTreeSet<String>,
    therapies: u32,
    present: bool,
}

impl Tally {
    fn take(&mut self, trial: &TreatmentTrial, judged: &Judged, asked: Option<&WhatIsAsked>) {
        if !is_full(judged) || why_blocked(trial, judged, asked).is_some() {
            return;
        }
        let (name, class) = (judged.name.clone(), judged.class.clone());
        match judged.part {
            Part::Medicine => {
                if judged.adequacy == Adequacy::Adequate {
                    self.early.remove(&name);
                    self.full.insert(name, class);
                } else if !self.full.contains_key(&name) {
                    self.early.insert(name, class);
                }
                self.present |= trial.episode == Episode::Present;
            }
            Part::Added => {
                self.added.insert(name);
            }
            Part::Therapy => {
                if asked.is_some_and(|asked| stands_in(asked, &name)) {
                    self.therapies = 1;
                }
            }
            Part::Unknown => {}
        }
    }

    /// What a trial counts as, or why it does not; no words where dose and time are not enough.
    fn standing(
        &self,
        lib: &Library,
        trials: &[TreatmentTrial],
        judged: &[Judged],
        at: usize,
        asked: Option<&WhatIsAsked>,
    ) -> CountsAs {
        let (Some(trial), Some(own)) = (trials.get(at), judged.get(at)) else {
            return CountsAs::default();
        };
        if !is_full(own) {
            return CountsAs::default();
        }
        if let Some(why) = why_blocked(trial, own, asked) {
            return CountsAs::not(format!("Not counted: {why}."));
        }
        match own.part {
            Part::Medicine => {
                let before = trials.iter().zip(judged).take(at);
                let twin = before.rev().find(|(trial, other)| {
                    is_full(other)
                        && other.name == own.name
                        && why_blocked(trial, other, asked).is_none()
                });
                match twin {
                    Some((twin, _)) => {
                        let name = capital(twin.taken.reveal());
                        CountsAs::not(format!("The same drug as {name}: they count once."))
                    }
                    None => self.as_medicine(lib, judged, at, own, asked),
                }
            }
            Part::Added => CountsAs::counted("Counts as added, not as a medicine of its own."),
            Part::Therapy if asked.is_some_and(|asked| stands_in(asked, &own.name)) => {
                CountsAs::counted("Counts in place of an added medicine.")
            }
            Part::Therapy => CountsAs::not("No medicine: plans count those apart."),
            Part::Unknown => {
                CountsAs::not("Not counted: we don't know what kind of treatment it is.")
            }
        }
    }

    /// A medicine that counts; where the plan asks for classes, also that its class was counted with another.
    fn as_medicine(
        &self,
        lib: &Library,
        judged: &[Judged],
        at: usize,
        own: &Judged,
        asked: Option<&WhatIsAsked>,
    ) -> CountsAs {
        let asks_classes = asked.is_some_and(|asked| asked.classes > 1);
        let same = judged.iter().take(at).any(|other| {
            is_full(other)
                && other.part == Part::Medicine
                && other.class == own.class
                && (self.full.contains_key(&other.name) || self.early.contains_key(&other.name))
        });
        if asks_classes && same && !own.class.is_empty() {
            let label = class_label(lib, &own.class);
            return CountsAs::counted(format!(
                "Counts as a medicine, but as no new class: {label} is there already."
            ));
        }
        CountsAs {
            is_plain: true,
            ..CountsAs::counted("Counts as a medicine.")
        }
    }

    /// Medicines in each class, by its label.
    fn classes(&self, lib: &Library) -> BTreeMap<String, u32> {
        let mut classes = BTreeMap::new();
        for id in self.full.values().chain(self.early.values()) {
            *classes.entry(class_label(lib, id)).or_insert(0) += 1;
        }
        classes
    }
}

/// True where dose and time are enough, or it was not tolerated: what plans count.
fn is_full(judged: &Judged) -> bool {
    matches!(judged.adequacy, Adequacy::Adequate | Adequacy::NotTolerated)
}

/// Why a trial does not count though it is in full; none where it does.
fn why_blocked(
    trial: &TreatmentTrial,
    judged: &Judged,
    asked: Option<&WhatIsAsked>,
) -> Option<&'static str> {
    let lacks = |lack: Lack| judged.lacks.contains(&lack);
    if lacks(Lack::Partner) {
        return Some("the drug it was added to is not on the list at a full dose");
    }
    if lacks(Lack::Episode) {
        return Some("your plan wants to know whether it was in this time of illness");
    }
    let asked = asked?;
    if asked.episode == EpisodeAsk::Present && trial.episode == Episode::Earlier {
        return Some("your plan wants it in this time of illness");
    }
    if asked.years > 0 && lacks(Lack::End) {
        return Some("your plan wants it in recent years");
    }
    None
}

/// True where this therapy may stand in for an added medicine.
fn stands_in(asked: &WhatIsAsked, therapy: &str) -> bool {
    asked.therapy_for_added && therapy.starts_with("psychotherapy")
}

/// The label of a class; its id where it has none.
fn class_label(lib: &Library, id: &str) -> String {
    let class = lib.treatments.classes.iter().find(|class| class.id == id);
    class.map_or_else(|| id.to_owned(), |class| class.label.clone())
}

fn size(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn say_asked(asked: &WhatIsAsked) -> String {
    let mut parts = Vec::new();
    if asked.drugs > 0 {
        parts.push(counted(asked.drugs, "medicine"));
    }
    if asked.classes > 0 {
        parts.push(format!("of {}", counted(asked.classes, "class")));
    }
    if asked.weeks > 0 {
        parts.push(format!("for {} each", counted(asked.weeks, "week")));
    }
    let mut say = format!("Your plan asks for {}", parts.join(" "));
    if asked.added > 0 {
        let and = if parts.is_empty() { "" } else { ", and " };
        say.push_str(&format!(
            "{and}{} added on top",
            counted(asked.added, "medicine")
        ));
        if asked.therapy_for_added {
            say.push_str(" or talk therapy");
        }
    }
    match asked.episode {
        EpisodeAsk::Any => {}
        EpisodeAsk::Present => say.push_str(", all in this time of illness"),
        EpisodeAsk::OnePresent => say.push_str(", at least one in this time of illness"),
    }
    if asked.years > 0 {
        say.push_str(&format!(", in the last {}", counted(asked.years, "year")));
    }
    say.push('.');
    say
}

fn have(in_full: u32, not_tolerated: u32, added: u32, uncounted: u32) -> String {
    let mut say = format!("You have {in_full} in full.");
    if added > 0 {
        say = format!("You have {in_full} in full and {added} added.");
    }
    if not_tolerated > 0 {
        say.push_str(&format!(
            " {not_tolerated} more {} stopped for side effects. Most plans accept that.",
            if not_tolerated == 1 { "was" } else { "were" }
        ));
    }
    match uncounted {
        0 => {}
        1 => say.push_str(" 1 more looks full and is not one of them; its row says why."),
        n => say.push_str(&format!(
            " {n} more look full and are not among them; each row says why."
        )),
    }
    say
}

fn gaps_of_all(
    asked: &WhatIsAsked,
    medicines: u32,
    classes: u32,
    added: u32,
    in_time: bool,
) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut say = |say: String| gaps.push(Gap { trial: None, say });
    let counts = |n: u32| match n {
        0 => "None counts so far.".to_owned(),
        1 => "1 counts so far.".to_owned(),
        n => format!("{n} count so far."),
    };
    if medicines < asked.drugs {
        say(format!(
            "The plan asks for {}. {}",
            counted(asked.drugs, "medicine"),
            counts(medicines)
        ));
    }
    if classes < asked.classes {
        say(format!(
            "The plan asks for {}. {}",
            counted(asked.classes, "class"),
            counts(classes)
        ));
    }
    if added < asked.added {
        say(format!(
            "The plan asks for {} added on top. {}",
            counted(asked.added, "medicine"),
            counts(added)
        ));
    }
    if !in_time {
        say(
            "The plan wants at least one in this time of illness. Say for each which time it was."
                .to_owned(),
        );
    }
    gaps
}

/// What each trial lacks to be judged or counted.
fn gaps_of_each(trials: &[TreatmentTrial], judged: &[Judged]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (at, (trial, judged)) in trials.iter().zip(judged).enumerate() {
        let decided = matches!(judged.adequacy, Adequacy::TooShort | Adequacy::DoseLow);
        for lack in judged
            .lacks
            .iter()
            .filter(|lack| !decided && **lack != Lack::Name)
        {
            let name = capital(trial.taken.reveal());
            gaps.push(Gap {
                trial: Some(at),
                say: format!("{name}: {}", ask_for(*lack)),
            });
        }
    }
    gaps
}

/// Medicines of their own whose days overlap: a reviewer may take them for one try.
fn overlaps(trials: &[TreatmentTrial], judged: &[Judged], today: NaiveDate) -> Vec<Overlap> {
    let mut found = Vec::new();
    let medicine = |at: usize| {
        judged
            .get(at)
            .is_some_and(|judged| judged.part == Part::Medicine)
    };
    for (one, first) in trials.iter().enumerate() {
        for (other, second) in trials.iter().enumerate().skip(one + 1) {
            let days = shared_days(first, second, today).unwrap_or(0);
            if days < 7 || !medicine(one) || !medicine(other) {
                continue;
            }
            let (first, second) = (
                capital(first.taken.reveal()),
                capital(second.taken.reveal()),
            );
            let weeks = counted(u32::try_from(days / 7).unwrap_or(0), "week");
            let same = judged.get(one).map(|j| &j.name) == judged.get(other).map(|j| &j.name);
            let say = if same {
                format!("{first} and {second} are one drug. They count once.")
            } else {
                format!(
                    "{first} and {second} were taken together for {weeks}. A reviewer may take them for one try."
                )
            };
            found.push(Overlap { one, other, say });
        }
    }
    found
}
