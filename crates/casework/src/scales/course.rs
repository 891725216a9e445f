//! The course of a scale in words, and all its entries for the table.

use super::chart;
use super::form::{day_trouble, trouble};
use super::taken;
use super::words;
use crate::desk::Desk;
use crate::error::Error;
use crate::kept::Kept;
use crate::treatment::{csv, in_order};
use crate::view::{FiguresView, ScaleCourseView, ScaleRowView};
use crate::words::{sentence_start, short_day};
use chrono::NaiveDate;
use holdfast_case::treatment::{TreatmentSession, TreatmentTrial};
use holdfast_case::{Grain, ScaleEntry};
use holdfast_library::scales::Scale;
use holdfast_rules::scales::{Baseline, Course, Dated, Reached, Score, band, course, score};

/// The scores of a scale that have a day, and where each stands in the list of entries.
pub(super) struct Scores {
    /// Scores.
    pub(super) dated: Vec<Dated>,
    /// Place of each in the entries.
    entry: Vec<usize>,
    /// What became of them.
    pub(super) course: Course,
}

impl Desk {
    /// What became of a scale's scores.
    pub fn scale_course(&self, id: &str) -> Result<ScaleCourseView, Error> {
        let scale = self.scale(id)?;
        let today = self.inner.clock.today();
        let entries = self.entries(id)?;
        let marks = self.marks()?;
        let scores = scores(scale, &entries, marks.days.first().copied(), today);
        Ok(ScaleCourseView {
            scale: scale.id.clone(),
            short: words::short(scale),
            title: words::title(scale),
            chart: chart::chart(scale, &scores, &marks, today),
            figures: figures(scale, &scores, today),
            rows: rows(scale, &entries, &scores, today),
            taken: taken::rows(&marks.trials, &marks),
            payer_use: scale.payer_use.clone().unwrap_or_default(),
            source: scale.source.clone(),
            unverified: scale.unverified.clone(),
            verified: scale.verified,
            credit: scale.credit.clone().unwrap_or_default(),
        })
    }

    /// The scores of a scale as a table, with a name for the file. It is not sealed: the person was asked.
    pub fn scale_csv(&self, id: &str) -> Result<(String, Vec<u8>), Error> {
        let scale = self.scale(id)?;
        let entries = self.entries(id)?;
        let mut head = vec![
            "day".to_owned(),
            "score".to_owned(),
            "band".to_owned(),
            "note".to_owned(),
        ];
        head.extend((1..=scale.items.len()).map(|n| format!("item {n}")));
        let mut table = vec![head];
        for kept in &entries {
            let entry = &kept.record;
            let score = score(scale, entry);
            let points = score.points();
            let day = entry
                .day
                .day()
                .map_or_else(|| entry.day.text().to_owned(), |day| day.to_string());
            let mut row = vec![
                day,
                score_words(&score, entry),
                points
                    .and_then(|points| band(scale, points))
                    .unwrap_or_default()
                    .to_owned(),
                entry.note.reveal().clone(),
            ];
            row.extend((0..scale.items.len()).map(|at| {
                entry
                    .answers
                    .get(at)
                    .copied()
                    .flatten()
                    .map_or_else(String::new, |n| n.to_string())
            }));
            table.push(row);
        }
        Ok((
            format!("{} scores.csv", words::short(scale)),
            csv::table(&table),
        ))
    }

    /// Entries of a scale, the oldest day first.
    pub(super) fn entries(&self, scale: &str) -> Result<Vec<Kept<ScaleEntry>>, Error> {
        Ok(sorted(self.inner.kept()?, scale))
    }

    /// What was taken and when.
    pub(super) fn marks(&self) -> Result<Marks, Error> {
        let today = self.inner.clock.today();
        Ok(marks_of(self.inner.kept()?, self.inner.kept()?, today))
    }
}

/// Entries of a scale, the oldest day first.
pub(super) fn sorted(mut entries: Vec<Kept<ScaleEntry>>, scale: &str) -> Vec<Kept<ScaleEntry>> {
    entries.retain(|kept| kept.record.scale == scale);
    entries.sort_by_key(|kept| {
        let span = kept.record.day.span();
        (span.is_none(), span.map(|span| (span.first, span.last)))
    });
    entries
}

/// What was taken and when.
pub(super) fn marks_of(
    sessions: Vec<Kept<TreatmentSession>>,
    trials: Vec<Kept<TreatmentTrial>>,
    today: NaiveDate,
) -> Marks {
    // what is planned was not had yet
    let has_come =
        |session: &TreatmentSession| session.day.span().is_none_or(|span| span.first <= today);
    let sessions: Vec<TreatmentSession> = in_order(sessions, |session| &session.day)
        .into_iter()
        .map(|kept| kept.record)
        .filter(has_come)
        .collect();
    let trials = in_order(trials, |trial| &trial.start)
        .into_iter()
        .map(|kept| kept.record)
        .collect();
    let is_infusion = |what: &str| what.to_lowercase().contains("infusion");
    let infusions = sessions.iter().all(|one| is_infusion(one.what.reveal()));
    Marks {
        trials,
        days: sessions.iter().filter_map(|one| one.day.day()).collect(),
        one: if infusions { "infusion" } else { "session" },
        sessions,
    }
}

/// What was taken, as it is marked in a chart: sessions in the field, trials below it.
pub(super) struct Marks {
    /// Trials, oldest first.
    pub(super) trials: Vec<TreatmentTrial>,
    /// Sessions, oldest first, also those without a day.
    pub(super) sessions: Vec<TreatmentSession>,
    /// Days of the sessions that are known to the day, in order.
    pub(super) days: Vec<NaiveDate>,
    /// What a session is called.
    pub(super) one: &'static str,
}

impl Marks {
    /// "1 session", "6 infusions".
    pub(super) fn words(&self) -> String {
        match self.days.len() {
            1 => format!("1 {}", self.one),
            n => format!("{n} {}s", self.one),
        }
    }
}

impl Scores {
    /// Scores that are known to the day, in order: those that have their place in the chart.
    pub(super) fn with_place(&self) -> impl DoubleEndedIterator<Item = &Dated> {
        let in_order = self.course.order.iter();
        in_order
            .filter_map(|at| self.dated.get(*at))
            .filter(|dated| is_exact(dated))
    }
}

/// True for a score that is known to the day.
pub(super) fn is_exact(dated: &Dated) -> bool {
    dated.day.grain == Grain::Day
}

/// "October 5"; "October 2026", "2026" or "about June 2020" where it is not known to the day.
fn said_day(dated: &Dated, today: NaiveDate) -> String {
    let first = dated.day.first;
    match dated.day.grain {
        Grain::Day => short_day(first, today),
        Grain::Month => first.format("%B %Y").to_string(),
        Grain::About => format!("about {}", first.format("%B %Y")),
        Grain::Year => first.format("%Y").to_string(),
    }
}

/// "on October 5", "in October 2026".
fn on_day(dated: &Dated, today: NaiveDate) -> String {
    let is_in = matches!(dated.day.grain, Grain::Month | Grain::Year);
    let word = if is_in { "in" } else { "on" };
    match dated.day.grain {
        Grain::About => said_day(dated, today),
        _ => format!("{word} {}", said_day(dated, today)),
    }
}

/// The scores among the entries, and what became of them.
pub(super) fn scores(
    scale: &Scale,
    entries: &[Kept<ScaleEntry>],
    first_treatment: Option<NaiveDate>,
    today: NaiveDate,
) -> Scores {
    let mut dated = Vec::new();
    let mut entry = Vec::new();
    let mut told = None;
    for (at, kept) in entries.iter().enumerate() {
        let span = kept.record.day.span();
        let points = score(scale, &kept.record).points();
        // a day that has not come is a slip: it stands in the table alone, and says so
        let span = span.filter(|span| span.first <= today);
        let Some((day, points)) = span.zip(points) else {
            continue;
        };
        if kept.record.baseline {
            told = Some(dated.len());
        }
        dated.push(Dated { day, points });
        entry.push(at);
    }
    let course = course(scale, &dated, first_treatment, told);
    Scores {
        dated,
        entry,
        course,
    }
}

fn figures(scale: &Scale, scores: &Scores, today: NaiveDate) -> Option<FiguresView> {
    let Scores { dated, course, .. } = scores;
    let at = |place: usize| dated.get(place).copied();
    let newest = course.order.last().copied().and_then(at)?;
    let baseline = course.baseline.place().and_then(at);
    let shown = course.shown.and_then(at);
    let (change, how) = match (baseline, shown) {
        (Some(from), Some(to)) => (
            format!("{} \u{2192} {}", from.points, to.points),
            how(from, to, course.percent_shown),
        ),
        _ => (newest.points.to_string(), on_day(&newest, today)),
    };
    Some(FiguresView {
        change,
        how,
        response: response_words(scale, scores, today),
        remission: remission_words(scale, scores, today),
        baseline: baseline_words(scores, today),
        notes: notes(scores, newest, today),
    })
}

/// "in 3 weeks, 61% lower".
fn how(from: Dated, to: Dated, percent: Option<i64>) -> String {
    let days = (to.day.first - from.day.first).num_days();
    let span = match days {
        // how long it took can't be told by a month
        _ if !is_exact(&from) || !is_exact(&to) => None,
        1 => Some("in 1 day".to_owned()),
        d if d < 14 => Some(format!("in {d} days")),
        d => Some(format!("in {} weeks", d / 7)),
    };
    let change = match percent {
        Some(0) => Some("no change".to_owned()),
        Some(p) if p > 0 => Some(format!("{p}% lower")),
        Some(p) => Some(format!("{}% higher", -p)),
        None => None,
    };
    let parts: Vec<String> = [span, change].into_iter().flatten().collect();
    parts.join(", ")
}

fn reached_words(reached: Reached, scores: &Scores, today: NaiveDate) -> Option<String> {
    let day = |at: usize| {
        scores
            .dated
            .get(at)
            .map_or_else(String::new, |dated| said_day(dated, today))
    };
    let on = |at: usize| {
        let dated = scores.dated.get(at);
        dated.map_or_else(String::new, |dated| on_day(dated, today))
    };
    match reached {
        Reached::Unknown => None,
        Reached::NotYet => Some("not yet".to_owned()),
        Reached::Since(at) => Some(format!("yes, since {}", day(at))),
        Reached::Once(at) => Some(format!("yes {}, not now", on(at))),
    }
}

fn response_words(scale: &Scale, scores: &Scores, today: NaiveDate) -> Option<String> {
    let rule = scale.response.as_ref()?;
    let reached = reached_words(scores.course.response, scores, today)?;
    let measure = match (rule.percent, rule.points, rule.at_most) {
        (Some(50), _, _) => "Half or less of the start".to_owned(),
        (Some(percent), _, _) => format!("{percent}% lower than the start"),
        (None, Some(points), _) => format!("{points} points lower than the start"),
        (None, None, Some(most)) => format!("{most} or less"),
        (None, None, None) => return None,
    };
    Some(format!("{measure}: {reached}"))
}

fn remission_words(scale: &Scale, scores: &Scores, today: NaiveDate) -> Option<String> {
    let rule = scale.remission.as_ref()?;
    let reached = reached_words(scores.course.remission, scores, today)?;
    let measure = match (rule.below, rule.at_most) {
        (Some(below), _) => format!("Under {below}"),
        (None, Some(most)) => format!("{most} or less"),
        (None, None) => return None,
    };
    Some(format!("{measure}: {reached}"))
}

fn baseline_words(scores: &Scores, today: NaiveDate) -> String {
    let told = |at: usize| {
        scores.dated.get(at).map_or_else(String::new, |dated| {
            format!("{} {}", dated.points, on_day(dated, today))
        })
    };
    match scores.course.baseline {
        Baseline::Told(at) => format!("We count from {}, as you said.", told(at)),
        Baseline::BeforeTreatment(at) => {
            format!(
                "We count from {}, the last score up to the first session.",
                told(at)
            )
        }
        Baseline::First(at) => {
            format!(
                "We count from {}, the first score. Add your sessions, and we count from before them.",
                told(at)
            )
        }
        Baseline::None => {
            "No score is from before the first session, so there is none to count from.".to_owned()
        }
    }
}

fn notes(scores: &Scores, newest: Dated, today: NaiveDate) -> Vec<String> {
    let course = &scores.course;
    let mut notes = Vec::new();
    match (course.lasted, course.response) {
        // not half of the gain is lost, and yet the response is
        (Some((_, true)), Reached::Once(first)) => {
            notes.extend(responded_words(scores, first, today));
        }
        (Some((days, true)), _) if days > 0 => {
            notes.push(format!("The gain has lasted {days} days so far."))
        }
        (Some((days, false)), _) => {
            notes.push(format!("Half of the gain was gone after {days} days."))
        }
        _ => {}
    }
    if course.no_response {
        notes.push("A quarter lower or less: many payers call that no response.".to_owned());
    }
    if course.going_up {
        notes.push(format!(
            "{} {}. Tell your clinician if it keeps going up.",
            newest.points,
            on_day(&newest, today)
        ));
    }
    notes
}

/// From when to when a response that is over lasted.
fn responded_words(scores: &Scores, first: usize, today: NaiveDate) -> Option<String> {
    let from = scores.dated.get(first)?;
    let until = scores.dated.get(scores.course.responded_until?)?;
    if from == until {
        return Some(format!(
            "The response was there {} only.",
            on_day(from, today)
        ));
    }
    let span = format!(
        "from {} to {}",
        said_day(from, today),
        said_day(until, today)
    );
    if !is_exact(from) || !is_exact(until) {
        return Some(format!("The response lasted {span}."));
    }
    let days = match (until.day.first - from.day.first).num_days() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    Some(format!("The response lasted {span}, {days}."))
}

pub(super) fn rows(
    scale: &Scale,
    entries: &[Kept<ScaleEntry>],
    scores: &Scores,
    today: NaiveDate,
) -> Vec<ScaleRowView> {
    let baseline = scores
        .course
        .baseline
        .place()
        .and_then(|place| scores.entry.get(place))
        .copied();
    let rows = entries.iter().enumerate().map(|(at, kept)| {
        let entry = &kept.record;
        let score = score(scale, entry);
        let points = score.points();
        ScaleRowView {
            id: kept.id.to_string(),
            day: entry
                .day
                .day()
                .map_or_else(|| entry.day.text().to_owned(), |day| short_day(day, today)),
            score: score_words(&score, entry),
            band: points
                .and_then(|points| band(scale, points))
                .map_or_else(String::new, sentence_start),
            half_way: matches!(score, Score::HalfWay { .. }),
            baseline: baseline == Some(at),
            trouble: trouble(scale, &score).or_else(|| day_trouble(&entry.day, today)),
            note: entry.note.reveal().clone(),
        }
    });
    let mut rows: Vec<ScaleRowView> = rows.collect();
    rows.reverse();
    rows
}

fn score_words(score: &Score<'_>, entry: &ScaleEntry) -> String {
    match score {
        Score::Points(points) => points.to_string(),
        Score::HalfWay { answered, items } => format!("{answered} of {items} answered"),
        Score::Result(result) => result.label.clone(),
        Score::OutOfRange | Score::NotRead => {
            let parts: Vec<&str> = entry.parts.values().map(String::as_str).collect();
            match (entry.total.as_str(), entry.result.as_str()) {
                ("", "") => parts.join(", "),
                ("", result) => result.to_owned(),
                (total, _) => total.to_owned(),
            }
        }
        Score::Empty => String::new(),
    }
}
