//! Rough days and spans in words.

use chrono::{Datelike, NaiveDate};
use holdfast_case::treatment::TreatmentTrial;
use holdfast_case::{Grain, RoughDay};
use holdfast_rules::trials::DaysTaken;

/// "Feb–Jun 2021, 18 wk"; what can't be read stands as it was typed.
pub(super) fn trial_words(trial: &TreatmentTrial, days: Option<DaysTaken>) -> String {
    let span = span_words(&trial.start, &trial.end, trial.still_taken);
    match days {
        Some(days) if days.least_weeks() > 0 || !days.rough => {
            let or_more = if days.rough { "+" } else { "" };
            format!("{span}, {}{or_more} wk", days.least_weeks())
        }
        _ => span,
    }
}

/// "Feb–Jun 2021", "Nov 2021 – Feb 2022", "since Jan 2022", "until 2020".
pub(super) fn span_words(start: &RoughDay, end: &RoughDay, still: bool) -> String {
    let (from, to) = (short(start), short(end));
    match (start.is_empty(), still, end.is_empty()) {
        (true, true, _) => "still taken".to_owned(),
        (false, true, _) => format!("since {from}"),
        (true, false, true) => String::new(),
        (false, false, true) => format!("from {from}"),
        (true, false, false) => format!("until {to}"),
        (false, false, false) if from == to => from,
        (false, false, false) => match (month_of(start), month_of(end)) {
            (Some(a), Some(b)) if a.year() == b.year() => {
                format!("{}\u{2013}{}", a.format("%b"), b.format("%b %Y"))
            }
            _ => format!("{from} \u{2013} {to}"),
        },
    }
}

/// The month in which a day lies, where it was told to the day or month.
fn month_of(day: &RoughDay) -> Option<NaiveDate> {
    let span = day.span()?;
    matches!(span.grain, Grain::Day | Grain::Month).then_some(span.first)
}

fn short(day: &RoughDay) -> String {
    match day.span() {
        Some(span) if matches!(span.grain, Grain::Day | Grain::Month) => {
            span.first.format("%b %Y").to_string()
        }
        _ => day.text().to_owned(),
    }
}

/// "Oct 5, 2026"; what was told less exactly stands as it was typed.
pub(super) fn day_words(day: &RoughDay) -> String {
    match day.day() {
        Some(day) => day.format("%b %-d, %Y").to_string(),
        None => day.text().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_said_as_short_as_they_can_be() {
        for (start, end, still, said) in [
            ("2021-02-08", "2021-06-14", false, "Feb\u{2013}Jun 2021"),
            (
                "2021-11-08",
                "Feb 2022",
                false,
                "Nov 2021 \u{2013} Feb 2022",
            ),
            ("Feb 2021", "2/2021", false, "Feb 2021"),
            ("2019", "2020", false, "2019 \u{2013} 2020"),
            ("Jan 2022", "", true, "since Jan 2022"),
            ("", "2020", false, "until 2020"),
            ("after college", "", false, "from after college"),
            ("", "", false, ""),
        ] {
            let (start, end) = (RoughDay::typed(start), RoughDay::typed(end));
            assert_eq!(span_words(&start, &end, still), said);
        }
    }
}
