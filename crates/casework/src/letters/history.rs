//! What a letter can say of the person's own record: what was tried, how scores went.

use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::treatment::in_order;
use chrono::NaiveDate;
use holdfast_case::treatment::{TreatmentSession, TreatmentTrial, TrialAsk};
use holdfast_case::{Grain, ScaleEntry};
use holdfast_library::scales::Scale;
use holdfast_rules::scales::{Dated, Points, band, course, score};
use holdfast_rules::trials::{Counted, WhatIsAsked, count, what_is_asked};

/// A score with its day.
#[derive(Clone, Copy)]
pub(super) struct Scored {
    pub(super) dated: Dated,
}

/// How scores went.
pub(super) struct Progress<'a> {
    pub(super) scale: &'a Scale,
    pub(super) before: Option<Scored>,
    pub(super) best: Option<Scored>,
    pub(super) now: Option<Scored>,
    /// By how much the best is lower than the first, in percent.
    pub(super) percent: Option<i64>,
}

impl Scored {
    pub(super) fn points(self) -> Points {
        self.dated.points
    }
}

impl Progress<'_> {
    /// The band of a score, in words.
    pub(super) fn band(&self, scored: Scored) -> Option<&str> {
        band(self.scale, scored.points())
    }
}

/// The treatments that were tried before the first infusion; none where that can't be said, or there is but one. A
/// letter that says "before" must not count what came after, nor leave out what may have come before.
pub(super) fn tried_before(
    trials: &[TreatmentTrial],
    first_infusion: Option<NaiveDate>,
) -> Option<Vec<TreatmentTrial>> {
    let mut before = Vec::new();
    for trial in trials {
        let start = trial.start.span();
        match (start, first_infusion) {
            (_, None) => before.push(trial.clone()),
            (Some(start), Some(first)) if start.last < first => before.push(trial.clone()),
            (Some(start), Some(first)) if start.first >= first => {}
            _ => return None,
        }
    }
    (before.len() > 1).then_some(before)
}

impl Inner {
    /// Trials, oldest first.
    pub(super) fn trials_of(&self, open: &Opened) -> Result<Vec<Kept<TreatmentTrial>>, Error> {
        Ok(in_order(self.kept_with(open)?, |trial: &TreatmentTrial| {
            &trial.start
        }))
    }

    /// Sessions, oldest first.
    pub(super) fn sessions_of(&self, open: &Opened) -> Result<Vec<Kept<TreatmentSession>>, Error> {
        Ok(in_order(
            self.kept_with(open)?,
            |session: &TreatmentSession| &session.day,
        ))
    }

    /// The trials as they count toward what the plan asks.
    pub(super) fn counted(
        &self,
        open: &Opened,
        trials: &[Kept<TreatmentTrial>],
    ) -> Result<(Counted, Option<WhatIsAsked>), Error> {
        let asks: Vec<Kept<TrialAsk>> = self.kept_with(open)?;
        let ask = asks
            .into_iter()
            .next_back()
            .map(|kept| kept.record)
            .unwrap_or_default();
        let asked = what_is_asked(self.lib, &ask);
        let trials: Vec<TreatmentTrial> = trials.iter().map(|kept| kept.record.clone()).collect();
        let counted = count(self.lib, &trials, asked.as_ref(), self.clock.today());
        Ok((counted, asked))
    }

    /// Scales with a score, the one with the most first.
    pub(super) fn scales_with_scores(&self, open: &Opened) -> Result<Vec<String>, Error> {
        let entries: Vec<Kept<ScaleEntry>> = self.kept_with(open)?;
        let mut scales: Vec<(usize, String)> = Vec::new();
        for scale in &self.lib.scales.scales {
            let scored = entries.iter().filter(|kept| {
                kept.record.scale == scale.id && score(scale, &kept.record).points().is_some()
            });
            match scored.count() {
                0 => {}
                n => scales.push((n, scale.id.clone())),
            }
        }
        scales.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
        Ok(scales.into_iter().map(|(_, scale)| scale).collect())
    }

    /// How the scores of a scale went; none where there is no such scale or no score.
    pub(super) fn progress(
        &self,
        open: &Opened,
        id: &str,
    ) -> Result<Option<Progress<'static>>, Error> {
        let Some(scale) = self.lib.scale(id) else {
            return Ok(None);
        };
        let entries: Vec<Kept<ScaleEntry>> = self.kept_with(open)?;
        let today = self.clock.today();
        let mut told = None;
        let mut dated = Vec::new();
        for kept in entries.iter().filter(|kept| kept.record.scale == id) {
            let points = score(scale, &kept.record).points();
            let day = kept.record.day.span().filter(|day| day.first <= today);
            if let Some((day, points)) = day.zip(points) {
                if kept.record.baseline {
                    told = Some(dated.len());
                }
                dated.push(Dated { day, points });
            }
        }
        let sessions = self.sessions_of(open)?;
        let first = sessions.iter().find_map(|kept| kept.record.day.day());
        let course = course(scale, &dated, first, told);
        // a day of a letter is a day: what is known to the month is left out
        let at = |place: usize| {
            let dated = dated
                .get(place)
                .copied()
                .filter(|one| one.day.grain == Grain::Day);
            dated.map(|dated| Scored { dated })
        };
        let now = course.order.last().copied().and_then(at);
        let best = course.order.iter().copied().filter_map(at);
        let before = course.baseline.place().and_then(at);
        let best = best
            .filter(|one| before.is_none_or(|before| one.dated.day.first > before.dated.day.first))
            .min_by_key(|one| one.points().hundredths());
        let percent = before.zip(best).and_then(|(from, to)| {
            let (from, to) = (from.points().hundredths(), to.points().hundredths());
            (from > 0).then(|| (from - to) * 100 / from)
        });
        Ok((now.is_some() || before.is_some()).then_some(Progress {
            scale,
            before,
            best,
            now,
            percent,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::RoughDay;

    #[test]
    fn only_what_surely_came_before_is_counted_as_before() {
        let first = NaiveDate::from_ymd_opt(2026, 10, 5);
        for (starts, infusion, said) in [
            (&["2021", "2022"][..], first, Some(2)),
            // one came after
            (&["2021", "2022", "2026-11-01"][..], first, Some(2)),
            // one may have come before or after
            (&["2021", "2022", "Oct 2026"][..], first, None),
            (&["2021", "2022", ""][..], first, None),
            (&["2021"][..], first, None),
            (&["2021", ""][..], None, Some(2)),
        ] {
            let trials: Vec<TreatmentTrial> = starts
                .iter()
                .map(|start| TreatmentTrial {
                    start: RoughDay::typed(start),
                    ..TreatmentTrial::default()
                })
                .collect();
            let before = tried_before(&trials, infusion).map(|before| before.len());
            assert_eq!(before, said, "{starts:?}");
        }
    }
}
