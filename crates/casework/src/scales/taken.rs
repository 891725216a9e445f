//! What was taken in the time of a chart: bars in lanes below its days, and the same as rows for the table.

use super::course::Marks;
use crate::treatment::{session_day, trial_span};
use crate::view::{ChartTakenView, MarkedView};
use chrono::NaiveDate;
use holdfast_case::treatment::TreatmentTrial;
use holdfast_case::{Grain, RoughDay};

/// Height of a lane.
pub(super) const LANE: i32 = 22;
/// Most lanes; more would push the scores out of sight. The rest stands in the words and in the table.
const MOST_LANES: usize = 8;
/// Room for a letter of a name, a little more than its mean.
const LETTER: i32 = 7;
/// Space beside a name.
const GAP: i32 = 6;
/// The least width of a bar: a single day is still seen.
const LEAST: i32 = 4;

/// The field of the chart and its days.
pub(super) struct Field<'a> {
    /// Where it begins.
    pub(super) left: i32,
    /// Where it ends.
    pub(super) right: i32,
    /// Its first day.
    pub(super) from: NaiveDate,
    /// Its last day.
    pub(super) to: NaiveDate,
    /// Top of the first lane.
    pub(super) lanes: i32,
    /// Place of a day.
    pub(super) place: &'a dyn Fn(NaiveDate) -> i32,
}

/// What was taken on some day of the field.
pub(super) struct Taken {
    /// Bars, as far as there is room.
    pub(super) bars: Vec<ChartTakenView>,
    /// Number of lanes they need.
    pub(super) lanes: i32,
    /// All of them in words, also those without a bar.
    pub(super) words: Vec<String>,
}

/// The days on which a trial may have been taken, and whether either end is a guess.
struct Span {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    rough: bool,
}

/// None where it can't be said on which days it was taken: an end that is missing or can't be read is no "until now".
fn span(trial: &TreatmentTrial) -> Option<Span> {
    let (start, end) = (trial.start.span(), trial.end.span());
    let unread = |day: &RoughDay, read: bool| !day.is_empty() && !read;
    if unread(&trial.start, start.is_some()) || (!trial.still_taken && end.is_none()) {
        return None;
    }
    let is_rough = |grain: Option<Grain>| grain.is_some_and(|grain| grain != Grain::Day);
    let rough = start.is_none()
        || is_rough(start.map(|span| span.grain))
        || (!trial.still_taken && is_rough(end.map(|span| span.grain)));
    Some(Span {
        first: start.map(|span| span.first),
        last: end.filter(|_| !trial.still_taken).map(|span| span.last),
        rough,
    })
}

/// True where it may have been taken on a day of the field.
fn is_within(span: &Span, from: NaiveDate, to: NaiveDate) -> bool {
    span.first.is_none_or(|first| first <= to) && span.last.is_none_or(|last| last >= from)
}

/// Bars and words of what was taken in the time of the field.
pub(super) fn taken(trials: &[TreatmentTrial], field: &Field<'_>) -> Taken {
    let mut ends: Vec<i32> = Vec::new();
    let mut bars = Vec::new();
    let mut words = Vec::new();
    for trial in trials {
        let Some(span) = span(trial).filter(|span| is_within(span, field.from, field.to)) else {
            continue;
        };
        let name = trial.taken.reveal();
        words.push(with_span(name, trial));
        let placed = |day: Option<NaiveDate>, edge: i32| {
            day.map_or(edge, |day| {
                (field.place)(day).clamp(field.left, field.right)
            })
        };
        let first = placed(span.first, field.left);
        let last = placed(span.last, field.right).max(first + LEAST);
        let (x, width) = (first, last - first);
        let (say, say_x, begins, over) = words_at(name, x, last, field);
        let lane = match ends.iter().position(|end| *end <= begins) {
            Some(lane) => lane,
            None if ends.len() < MOST_LANES => {
                ends.push(i32::MIN);
                ends.len() - 1
            }
            None => continue,
        };
        if let Some(end) = ends.get_mut(lane) {
            *end = over + GAP;
        }
        bars.push(ChartTakenView {
            x,
            y: field.lanes + LANE * i32::try_from(lane).unwrap_or(0),
            width,
            say,
            say_x,
            rough: span.rough,
        });
    }
    Taken {
        lanes: i32::try_from(ends.len()).unwrap_or(0),
        bars,
        words,
    }
}

/// The name and its place: in the bar, else right of it, else left of it; shortened where none has room. With it the
/// left and the right end of bar and name together.
fn words_at(name: &str, first: i32, last: i32, field: &Field<'_>) -> (String, i32, i32, i32) {
    let wide = |words: &str| LETTER * i32::try_from(words.chars().count()).unwrap_or(i32::MAX / 8);
    let need = wide(name);
    if need + 2 * GAP <= last - first {
        return (name.to_owned(), first + GAP, first, last);
    }
    if last + GAP + need <= field.right {
        return (name.to_owned(), last + GAP, first, last + GAP + need);
    }
    if first - GAP - need >= field.left {
        return (
            name.to_owned(),
            first - GAP - need,
            first - GAP - need,
            last,
        );
    }
    // the widest of the three places
    let (inside, right, left) = (
        last - first - 2 * GAP,
        field.right - last - GAP,
        first - field.left - GAP,
    );
    let room = inside.max(right).max(left);
    let letters = usize::try_from(room / LETTER - 1).unwrap_or(0);
    let short = format!("{}\u{2026}", name.chars().take(letters).collect::<String>());
    let need = wide(&short);
    if room == inside {
        (short, first + GAP, first, last)
    } else if room == right {
        (short, last + GAP, first, last + GAP + need)
    } else {
        (short, first - GAP - need, first - GAP - need, last)
    }
}

/// "Lithium, since Jan 2026".
fn with_span(name: &str, trial: &TreatmentTrial) -> String {
    match trial_span(trial) {
        span if span.is_empty() => name.to_owned(),
        span => format!("{name}, {span}"),
    }
}

/// All that was taken, for the table: sessions and trials, also those that have no place in the chart.
pub(super) fn rows(trials: &[TreatmentTrial], marks: &Marks) -> Vec<MarkedView> {
    let sessions = marks.sessions.iter().map(|session| MarkedView {
        what: session.what.reveal().clone(),
        dose: session.dose.text().to_owned(),
        when: session_day(session),
    });
    let trials = trials.iter().map(|trial| MarkedView {
        what: trial.taken.reveal().clone(),
        dose: trial.dose.text().to_owned(),
        when: trial_span(trial),
    });
    trials.chain(sessions).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::Private;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn trial(name: &str, start: &str, end: &str, still: bool) -> TreatmentTrial {
        TreatmentTrial {
            taken: Private::new(name.to_owned()),
            start: RoughDay::typed(start),
            end: RoughDay::typed(end),
            still_taken: still,
            ..TreatmentTrial::default()
        }
    }

    fn drawn(trials: &[TreatmentTrial]) -> Taken {
        let from = day("2026-09-01");
        let place = |at: NaiveDate| {
            75 + i32::try_from((at - from).num_days() * 546 / 80).unwrap_or(i32::MAX)
        };
        taken(
            trials,
            &Field {
                left: 44,
                right: 652,
                from,
                to: day("2026-11-20"),
                lanes: 228,
                place: &place,
            },
        )
    }

    #[test]
    fn only_what_was_taken_in_the_time_of_the_chart_has_a_bar() {
        for (start, end, still, seen) in [
            ("2026-09-10", "2026-10-01", false, true),
            ("2021-02-08", "2021-06-14", false, false),
            ("2021-02-08", "", true, true),
            ("", "", true, true),
            ("", "2026-09-05", false, true),
            ("Aug 2026", "Sep 2026", false, true),
            ("2027-01-01", "", true, false),
            // neither "still taken" nor an end: not known until when
            ("2026-09-10", "", false, false),
            ("after college", "2026-10-01", false, false),
            ("2026-09-10", "in fall", false, false),
        ] {
            let drawn = drawn(&[trial("lithium", start, end, still)]);
            assert_eq!(drawn.bars.len(), usize::from(seen), "{start:?} {end:?}");
            assert_eq!(drawn.words.len(), drawn.bars.len());
        }
    }

    #[test]
    fn an_end_that_is_not_known_to_the_day_is_drawn_as_a_guess() {
        let exact = drawn(&[trial("lithium", "2026-09-10", "2026-10-01", false)]);
        assert!(!exact.bars[0].rough);
        let month = drawn(&[trial("lithium", "2026-09-10", "Oct 2026", false)]);
        assert!(month.bars[0].rough && month.bars[0].width > exact.bars[0].width);
    }

    proptest! {
        #[test]
        fn bars_and_names_stay_in_the_field_and_never_lie_on_one_another(
            told in prop::collection::vec((0i64..400, 0i64..300, "[a-zé]{1,40}"), 0..14)
        ) {
            let start = day("2026-01-01");
            let trials: Vec<_> = told.iter().map(|(from, long, name)| {
                let first = start + chrono::Days::new(*from as u64);
                let last = first + chrono::Days::new(*long as u64);
                trial(name, &first.to_string(), &last.to_string(), false)
            }).collect();
            let drawn = drawn(&trials);
            let ends = |bar: &ChartTakenView| {
                let wide = LETTER * bar.say.chars().count() as i32;
                (bar.x.min(bar.say_x), (bar.x + bar.width).max(bar.say_x + wide))
            };
            for (at, bar) in drawn.bars.iter().enumerate() {
                let (left, right) = ends(bar);
                prop_assert!(left >= 44 && right <= 652 + LEAST, "{bar:?}");
                for other in &drawn.bars[at + 1..] {
                    let (l, r) = ends(other);
                    prop_assert!(bar.y != other.y || right <= l || r <= left, "{bar:?} {other:?}");
                }
            }
            prop_assert!(drawn.words.len() >= drawn.bars.len());
        }
    }
}
