//! What the app itself makes of the person's record: the table of treatments, scores, their chart, the call about benefits.
//! Such a row is ticked as by a paper, and leads to where it is made.

use crate::desk::Opened;
use crate::error::Error;
use crate::kept::{Kept, kept_in};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::call::Call;
use holdfast_case::treatment::{ScaleEntry, TreatmentTrial};
use holdfast_library::Library;
use holdfast_rules::scales::score;

/// A present score is one of the last two weeks (item `scale-now` of the library).
const PRESENT_DAYS: i64 = 14;
/// Fewer points make no chart.
const LEAST_OF_CHART: usize = 2;
/// The script whose answers are a benefit check.
const BENEFIT_SCRIPT: &str = "verification-of-benefits";

/// What there is.
#[derive(Default)]
pub(super) struct Made {
    rows: Vec<(&'static str, MadeRow)>,
}

/// One thing that the app makes.
pub(super) struct MadeRow {
    /// Screen on which it is made.
    pub(super) place: &'static str,
    /// What there is of it, in words; none where it is still to do.
    pub(super) there: Option<String>,
}

impl Made {
    /// What the case has by now.
    pub(super) fn of_case(lib: &Library, open: &Opened, today: NaiveDate) -> Result<Self, Error> {
        let read = open.vault.read();
        let trials: Vec<Kept<TreatmentTrial>> = kept_in(read, open.case)?;
        let mut scores: Vec<Kept<ScaleEntry>> = kept_in(read, open.case)?;
        // a form that was stopped half-way is kept and has no score
        scores.retain(|kept| {
            let scale = lib.scales.scales.iter().find(|s| s.id == kept.record.scale);
            let has_come = kept
                .record
                .day
                .span()
                .is_none_or(|span| span.first <= today);
            has_come && scale.is_some_and(|scale| score(scale, &kept.record).points().is_some())
        });
        let calls: Vec<Kept<Call>> = kept_in(read, open.case)?;
        let day_of = |kept: &Kept<ScaleEntry>| kept.record.day.span().map(|span| span.last);
        let latest = scores.iter().filter_map(&day_of).max();
        let present = latest.filter(|day| (today - *day).num_days() <= PRESENT_DAYS);
        let base = scores
            .iter()
            .find(|kept| kept.record.baseline)
            .and_then(day_of);
        let checked = calls
            .iter()
            .rev()
            .find(|kept| kept.record.script.as_deref() == Some(BENEFIT_SCRIPT));
        let on = |what: &str, day: NaiveDate| format!("{what} of {}", words::short_day(day, today));
        let treatment = |there| MadeRow {
            place: "treatment",
            there,
        };
        let rows = vec![
            (
                "history",
                treatment(
                    (!trials.is_empty())
                        .then(|| words::count(trials.len(), "treatment", "treatments")),
                ),
            ),
            (
                "scale-base",
                treatment(base.map(|day| on("the score", day))),
            ),
            (
                "scale-now",
                treatment(present.map(|day| on("the score", day))),
            ),
            (
                "scale-chart",
                treatment(
                    (scores.len() >= LEAST_OF_CHART)
                        .then(|| words::count(scores.len(), "score", "scores")),
                ),
            ),
            (
                "benefit-check",
                MadeRow {
                    place: "call",
                    there: checked.map(|kept| match kept.record.at {
                        Some(at) => on("the call", at.date_naive()),
                        None => "your call".to_owned(),
                    }),
                },
            ),
        ];
        Ok(Self { rows })
    }

    /// What the app makes of this item, if it is one of those.
    pub(super) fn of(&self, item: &str) -> Option<&MadeRow> {
        self.rows.iter().find(|row| row.0 == item).map(|row| &row.1)
    }
}
