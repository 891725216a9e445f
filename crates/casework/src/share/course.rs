//! How it went, in weeks from a first day that is never told.

use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::letters::{Follow, is_an_appeal};
use crate::review::Facts;
use crate::scales;
use crate::treatment::in_order;
use crate::words;
use chrono::NaiveDate;
use holdfast_case::claim::When;
use holdfast_case::letter::LetterOutcome;
use holdfast_case::treatment::{TreatmentSession, TreatmentTrial};
use holdfast_case::{DocumentId, ScaleEntry};
use holdfast_packet::compose::letter_kind;
use holdfast_rules::scales::score;
use holdfast_rules::trials::{Known, count, find_known};

/// Weeks from which on a length is told in months.
const HALF_A_YEAR: u32 = 26;
/// The same of two years.
const TWO_YEARS: u32 = 104;

/// "In week 3", counted from a first day.
fn week(first: NaiveDate, day: NaiveDate) -> i64 {
    (day - first).num_days().max(0) / 7 + 1
}

/// How long something took: exact where it is short, rounded where it is long.
fn length(weeks: u32) -> String {
    let count = |n: u32, one: &str, many: &str| {
        words::count(usize::try_from(n).unwrap_or(usize::MAX), one, many)
    };
    match weeks {
        0 => "less than a week".to_owned(),
        n if n < HALF_A_YEAR => count(n, "week", "weeks"),
        n if n < TWO_YEARS => format!("about {}", count(n * 7 / 30, "month", "months")),
        n => format!("about {}", count(n / 52, "year", "years")),
    }
}

fn weeks_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days().max(0) / 7).unwrap_or(u32::MAX)
}

/// What a thing is called in the library; none where it is not known there: a person's own words are not told.
fn public_name(inner: &Inner, taken: &str) -> Option<String> {
    match find_known(inner.lib, taken) {
        Known::Drug { name, .. } => Some(name),
        Known::Treatment(treatment) => Some(treatment.name.clone()),
        Known::Nothing => None,
    }
}

/// What was tried: name, class, how long, why it ended.
pub(super) fn trials(inner: &Inner, open: &Opened) -> Result<Vec<String>, Error> {
    let kept: Vec<Kept<TreatmentTrial>> =
        in_order(inner.kept_with(open)?, |trial: &TreatmentTrial| {
            &trial.start
        });
    let trials: Vec<TreatmentTrial> = kept.into_iter().map(|kept| kept.record).collect();
    let counted = count(inner.lib, &trials, None, inner.clock.today());
    let told = trials.iter().zip(&counted.judged).map(|(trial, judged)| {
        let name = public_name(inner, trial.taken.reveal());
        let mut classes = inner.lib.treatments.classes.iter();
        let class = classes.find(|class| class.id == judged.class);
        let mut told = words::sentence_start(&name.unwrap_or_else(|| "something else".to_owned()));
        if let Some(class) = class {
            told.push_str(&format!(" ({})", class.label));
        }
        if let Some(days) = judged.days {
            told.push_str(&format!(", {}", length(days.least_weeks())));
        }
        let ended = super::tell::ended(trial.ended);
        match ended.is_empty() {
            true => format!("{told}."),
            false => format!("{told}. {ended}"),
        }
    });
    Ok(told.collect())
}

/// The sessions of each treatment: how many, over how many weeks.
pub(super) fn sessions(inner: &Inner, open: &Opened) -> Result<Vec<String>, Error> {
    let kept: Vec<Kept<TreatmentSession>> =
        in_order(inner.kept_with(open)?, |one: &TreatmentSession| &one.day);
    let today = inner.clock.today();
    let mut told: Vec<(String, Vec<Option<NaiveDate>>)> = Vec::new();
    for one in kept.iter().map(|kept| &kept.record) {
        // what is planned was not had yet
        if one.day.span().is_some_and(|span| span.first > today) {
            continue;
        }
        let name = public_name(inner, one.what.reveal()).unwrap_or_else(|| "sessions".to_owned());
        match told.iter_mut().find(|(had, _)| *had == name) {
            Some((_, days)) => days.push(one.day.day()),
            None => told.push((name, vec![one.day.day()])),
        }
    }
    let line = |(name, days): (String, Vec<Option<NaiveDate>>)| {
        let name = words::sentence_start(&name);
        let count = words::count(days.len(), "time", "times");
        let known: Vec<NaiveDate> = days.into_iter().flatten().collect();
        match (known.iter().min(), known.iter().max()) {
            (Some(first), Some(last)) if first < last => {
                format!(
                    "{name}: {count} over {}.",
                    length(weeks_between(*first, *last).max(1))
                )
            }
            _ => format!("{name}: {count}."),
        }
    };
    Ok(told.into_iter().map(line).collect())
}

/// The course of each scale as changes from its first score.
pub(super) fn scores(inner: &Inner, open: &Opened) -> Result<Vec<String>, Error> {
    let kept: Vec<Kept<ScaleEntry>> =
        in_order(inner.kept_with(open)?, |entry: &ScaleEntry| &entry.day);
    let mut lines = Vec::new();
    for scale in &inner.lib.scales.scales {
        let of_scale = kept.iter().filter(|kept| kept.record.scale == scale.id);
        let dated: Vec<(NaiveDate, i64)> = of_scale
            .filter_map(|kept| {
                let points = score(scale, &kept.record).points()?;
                Some((kept.record.day.day()?, points.hundredths()))
            })
            .collect();
        let Some(((first, start), rest)) = dated.split_first().filter(|(_, rest)| !rest.is_empty())
        else {
            continue;
        };
        lines.push(format!(
            "{}, changes from the first score:",
            scales::short(scale)
        ));
        for (day, points) in rest {
            let change = (points - start) / 100;
            let change = match change {
                0 => "the same".to_owned(),
                n if n < 0 => format!("{} points lower", n.abs()),
                n => format!("{n} points higher"),
            };
            lines.push(format!("  in week {}: {change}", week(*first, *day)));
        }
    }
    Ok(lines)
}

/// Each appeal: in which week it went out, and how long the answer took.
pub(super) fn steps(
    inner: &Inner,
    open: &Opened,
    document: DocumentId,
) -> Result<Vec<String>, Error> {
    let read = open.vault.read();
    let today = inner.clock.today();
    let follow = Follow::load(inner, read, open.case)?;
    let chain = follow.chain_of(document);
    let first = match chain.first() {
        Some(id) => Facts::load(read, inner.lib, *id, today)?.letter_date(),
        None => None,
    };
    let mut lines = Vec::new();
    for kept in &follow.letters {
        let letter = &kept.record;
        let of_chain = letter.answers.is_some_and(|id| chain.contains(&id));
        if !of_chain || !is_an_appeal(&letter.kind) || letter.sent.is_empty() {
            continue;
        }
        let title = letter_kind(&letter.kind).map_or("An appeal", |kind| kind.title.as_str());
        let sent = letter.sent_on();
        let mut line = match first.zip(sent) {
            Some((first, sent)) => format!(
                "{title}: went out {} after the no.",
                length(weeks_between(first, sent))
            ),
            None => format!("{title}: went out."),
        };
        if let Some(answer) = &letter.answer {
            let answered = match answer.day.value {
                Some(When::Day(day)) => Some(day),
                _ => None,
            };
            let outcome = match answer.outcome {
                LetterOutcome::Won => "they changed their no",
                LetterOutcome::Partly => "they changed a part of their no",
                LetterOutcome::Lost => "their no stood",
            };
            line.push_str(&match sent.zip(answered) {
                Some((sent, day)) => format!(
                    " The answer took {}: {outcome}.",
                    length(weeks_between(sent, day))
                ),
                None => format!(" The answer: {outcome}."),
            });
        } else {
            line.push_str(" No answer yet.");
        }
        lines.push(line);
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_time_is_told_in_months_and_years() {
        for (weeks, told) in [
            (0, "less than a week"),
            (1, "1 week"),
            (25, "25 weeks"),
            (26, "about 6 months"),
            (103, "about 24 months"),
            (104, "about 2 years"),
            (520, "about 10 years"),
        ] {
            assert_eq!(length(weeks), told);
        }
    }

    #[test]
    fn the_first_day_is_in_week_1_whichever_day_it_is() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap_or_default();
        assert_eq!(week(day(3), day(3)), 1);
        assert_eq!((week(day(3), day(9)), week(day(3), day(10))), (1, 2));
    }
}
