//! What became of a score over time: from which score it is counted, response, remission, how long it lasted.
//!
//! By the rules at the foot of `scales.toml`. Percent are never rounded up over a threshold: 49.6 is no response.

use super::points::Points;
use chrono::NaiveDate;
use holdfast_case::DaySpan;
use holdfast_library::scales::Scale;

/// A total on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub day: DaySpan,
    /// The total.
    pub points: Points,
}

/// From which score a change is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// The person said so.
    Told(usize),
    /// The last one up to the day of the first treatment.
    BeforeTreatment(usize),
    /// The first one: no session is on the list.
    First(usize),
    /// There is none: no score is known to be from before the first treatment.
    None,
}

impl Baseline {
    /// Place of the score in the list given.
    pub fn place(self) -> Option<usize> {
        match self {
            Self::Told(at) | Self::BeforeTreatment(at) | Self::First(at) => Some(at),
            Self::None => None,
        }
    }
}

/// Whether something was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// The scale has no such measure, or there is no score to count from.
    Unknown,
    /// Not so far.
    NotYet,
    /// Yes, since this score (place in the list given), and it holds.
    Since(usize),
    /// It was reached with this score, and the newest is no longer there.
    Once(usize),
}

/// What became of a score over time. Places are those of the list given.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Places in order of days.
    pub order: Vec<usize>,
    /// From which score it is counted.
    pub baseline: Baseline,
    /// The score shown as reached: the first with response, else the newest after the baseline.
    pub shown: Option<usize>,
    /// How much lower that is than the baseline, in percent, rounded down; negative where it is higher. None where
    /// there is nothing to compare or the baseline is 0.
    pub percent_down: Option<i64>,
    /// The same rounded to the nearest, but never up to a threshold that was not reached.
    pub percent_shown: Option<i64>,
    /// Response by the scale's own measure.
    pub response: Reached,
    /// Remission by the scale's own measure.
    pub remission: Reached,
    /// True where the newest score is at most a quarter lower than the baseline, which many payers call no response.
    pub no_response: bool,
    /// Days for which at least half of the gain lasted, from the first response on; and whether it still lasts.
    pub lasted: Option<(i64, bool)>,
    /// The last score of the first unbroken time with response; none where it was not reached.
    pub responded_until: Option<usize>,
    /// True where the newest score is worse than the one before it.
    pub going_up: bool,
}

/// Improvement in percent up to which payers speak of no response (rule `nonresponse` of `treatment-adequacy.toml`).
const NO_RESPONSE_PERCENT: i64 = 25;

/// What became of a score. `first_treatment` is the first day of a session; `told` the place of the score that the
/// person said is from before treatment.
pub fn course(
    scale: &Scale,
    entries: &[Dated],
    first_treatment: Option<NaiveDate>,
    told: Option<usize>,
) -> Course {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let key = |at: &usize| entries.get(*at).map(|e| (e.day.first, e.day.last, *at));
    order.sort_by_key(key);
    let baseline = find_baseline(entries, &order, first_treatment, told);
    let start = baseline
        .place()
        .and_then(|at| entries.get(at))
        .map(|entry| entry.points);
    let after: Vec<(usize, Points)> = match baseline.place() {
        Some(place) => order
            .iter()
            .skip_while(|at| **at != place)
            .skip(1)
            .filter_map(|at| Some((*at, entries.get(*at)?.points)))
            .collect(),
        None => Vec::new(),
    };
    let responds = |points: Points| is_response(scale, start?, points);
    let response = reached(&after, responds);
    let remission = reached(&after, |points| is_remission(scale, points));
    let newest = after.last().copied();
    let shown = match response {
        Reached::Since(at) | Reached::Once(at) => Some(at),
        _ => newest.map(|(at, _)| at),
    };
    let percent = |points: Points| percent_lower(start?, points);
    let at_shown = shown
        .and_then(|at| entries.get(at))
        .map(|entry| entry.points);
    let percent_down = at_shown.and_then(percent);
    let percent_shown = at_shown
        .zip(start)
        .and_then(|(now, start)| percent_nearest(scale, start, now));
    Course {
        baseline,
        shown,
        percent_down,
        percent_shown,
        response,
        remission,
        no_response: newest
            .and_then(|(_, points)| no_response(start?, points))
            .unwrap_or(false),
        lasted: lasted(entries, &after, start, response),
        responded_until: first_run(&after, responds),
        going_up: going_up(entries, &order),
        order,
    }
}

fn find_baseline(
    entries: &[Dated],
    order: &[usize],
    first_treatment: Option<NaiveDate>,
    told: Option<usize>,
) -> Baseline {
    if let Some(at) = told.filter(|at| *at < entries.len()) {
        return Baseline::Told(at);
    }
    match first_treatment {
        // a rough day counts as before only if all of it is
        Some(treated) => order
            .iter()
            .rev()
            .find(|at| {
                entries
                    .get(**at)
                    .is_some_and(|entry| entry.day.last <= treated)
            })
            .map_or(Baseline::None, |at| Baseline::BeforeTreatment(*at)),
        None => order
            .first()
            .map_or(Baseline::None, |at| Baseline::First(*at)),
    }
}

/// Where something was reached, and whether the newest score still has it.
fn reached(after: &[(usize, Points)], test: impl Fn(Points) -> Option<bool>) -> Reached {
    let mut first = None;
    let mut now = false;
    let mut known = after.is_empty();
    for (at, points) in after {
        let Some(yes) = test(*points) else { continue };
        known = true;
        now = yes;
        if yes && first.is_none() {
            first = Some(*at);
        }
    }
    match first {
        _ if !known || after.is_empty() => Reached::Unknown,
        Some(at) if now => Reached::Since(at),
        Some(at) => Reached::Once(at),
        None => Reached::NotYet,
    }
}

fn is_response(scale: &Scale, start: Points, now: Points) -> Option<bool> {
    let rule = scale.response.as_ref()?;
    let (start, now) = (start.hundredths(), now.hundredths());
    if let Some(percent) = rule.percent {
        return (start > 0).then(|| (start - now) * 100 >= i64::from(percent) * start);
    }
    if let Some(points) = rule.points {
        return Some(start - now >= i64::from(points) * 100);
    }
    rule.at_most.map(|most| now <= i64::from(most) * 100)
}

fn is_remission(scale: &Scale, now: Points) -> Option<bool> {
    let rule = scale.remission.as_ref()?;
    match (rule.below, rule.at_most) {
        (Some(below), _) => Some(now < Points::whole(below)),
        (None, Some(most)) => Some(now <= Points::whole(most)),
        (None, None) => None,
    }
}

/// Percent lower than the start, rounded down; negative where it is higher.
fn percent_lower(start: Points, now: Points) -> Option<i64> {
    let (start, now) = (start.hundredths(), now.hundredths());
    (start > 0).then(|| ((start - now) * 100).div_euclid(start))
}

/// To the nearest, except where that would step over the scale's threshold.
fn percent_nearest(scale: &Scale, start: Points, now: Points) -> Option<i64> {
    let down = percent_lower(start, now)?;
    let (start, now) = (start.hundredths(), now.hundredths());
    let nearest = ((start - now) * 200 + start).div_euclid(2 * start);
    let threshold = scale
        .response
        .as_ref()
        .and_then(|rule| rule.percent)
        .map(i64::from);
    let steps_over = threshold.is_some_and(|t| down < t && nearest >= t)
        || (down == NO_RESPONSE_PERCENT - 1 && nearest == NO_RESPONSE_PERCENT);
    Some(if steps_over { down } else { nearest })
}

fn no_response(start: Points, now: Points) -> Option<bool> {
    let (start, now) = (start.hundredths(), now.hundredths());
    (start > 0).then(|| (start - now) * 100 <= NO_RESPONSE_PERCENT * start)
}

/// From the first response to the first score that has lost more than half of the gain; to the newest score where
/// none has. Rough days count by the end that makes it shorter.
fn lasted(
    entries: &[Dated],
    after: &[(usize, Points)],
    start: Option<Points>,
    response: Reached,
) -> Option<(i64, bool)> {
    let (Reached::Since(first) | Reached::Once(first)) = response else {
        return None;
    };
    let start = start?.hundredths();
    let begun = entries.get(first)?;
    let gain = start - begun.points.hundredths();
    let later = after.iter().skip_while(|(at, _)| *at != first).skip(1);
    let mut until = begun.day;
    for (at, points) in later {
        let day = entries.get(*at)?.day;
        if (start - points.hundredths()) * 2 < gain {
            return Some(((day.first - begun.day.last).num_days().max(0), false));
        }
        until = day;
    }
    Some(((until.first - begun.day.last).num_days().max(0), true))
}

/// The last score of the first unbroken run that passes; one that can't be told ends it.
fn first_run(after: &[(usize, Points)], test: impl Fn(Points) -> Option<bool>) -> Option<usize> {
    let passes = |entry: &&(usize, Points)| test(entry.1) == Some(true);
    let run = after.iter().skip_while(|entry| !passes(entry));
    run.take_while(passes).last().map(|(at, _)| *at)
}

fn going_up(entries: &[Dated], order: &[usize]) -> bool {
    let mut newest = order.iter().rev().filter_map(|at| entries.get(*at));
    match (newest.next(), newest.next()) {
        (Some(now), Some(before)) => now.points > before.points,
        _ => false,
    }
}
