//! The chart, worked out to the point: window and picture only draw what stands here.

use super::course::{Marks, Scores, is_exact};
use super::taken::{Field, LANE, Taken, taken};
use super::words;
use crate::view::{ChartLabelView, ChartPointView, ChartSpanView, ChartView};
use crate::words::short_day;
use chrono::{Datelike, NaiveDate};
use holdfast_library::scales::Scale;

const WIDTH: i32 = 700;
const HEIGHT: i32 = 222;
const LEFT: i32 = 44;
const RIGHT: i32 = 652;
const TOP: i32 = 16;
const FOOT: i32 = 184;
/// Where the days stand.
const DAYS_Y: i32 = 214;
/// Where what was taken begins, below the days.
const LANES_Y: i32 = 226;
/// Space on either side of the first and last score.
const MARGIN: i32 = 31;
/// How near to one another two days may stand, by the middles of their words.
const DAY_ROOM: i32 = 66;
/// The same of numbers over scores.
const NUMBER_ROOM: i32 = 34;

/// The chart; none where no score is known to the day. What is known to the month has no place in it.
pub(super) fn chart(
    scale: &Scale,
    scores: &Scores,
    marks: &Marks,
    today: NaiveDate,
) -> Option<ChartView> {
    let sessions = &marks.days;
    let in_order = || scores.with_place();
    let first = in_order().next()?.day.first;
    let last = in_order().next_back()?.day.first;
    // sessions widen the field, so that each has its place
    let from = sessions.first().map_or(first, |day| first.min(*day));
    let to = sessions.last().map_or(last, |day| last.max(*day));
    let across = Across { from, to };
    let (min, max) = (
        f64::from(scale.min.unwrap_or(0)),
        f64::from(scale.max.unwrap_or(1)),
    );
    let tall = f64::from(FOOT - TOP);
    let up = |points: f64| FOOT - round((points - min) / (max - min).max(1.0) * tall);

    let places: Vec<(i32, i32)> = in_order()
        .map(|dated| {
            (
                across.place(dated.day.first),
                up(hundredths(dated.points.hundredths())),
            )
        })
        .collect();
    let names: Vec<String> = in_order().map(|dated| dated.points.to_string()).collect();
    let path: Vec<String> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let baseline = scores
        .course
        .baseline
        .place()
        .and_then(|at| scores.dated.get(at));
    let half = baseline
        .filter(|_| is_half(scale))
        .map(|dated| ChartLabelView {
            x: RIGHT + 4,
            y: up(hundredths(dated.points.hundredths()) / 2.0),
            say: "half".to_owned(),
        });
    let taken = taken(
        &marks.trials,
        &Field {
            left: LEFT,
            right: RIGHT,
            from,
            to,
            lanes: LANES_Y,
            place: &|day| across.place(day),
        },
    );
    let height = match taken.lanes {
        0 => HEIGHT,
        lanes => LANES_Y + LANE * lanes,
    };
    Some(ChartView {
        width: WIDTH,
        height,
        left: LEFT,
        right: RIGHT,
        top: TOP,
        foot: FOOT,
        lines: lines(scale, up),
        days: days(scores, sessions, &across),
        points: points(&places, &names, half.as_ref().map(|half| half.y)),
        path: path.join(" "),
        sessions: sessions.iter().map(|day| across.place(*day)).collect(),
        span: span(marks, &across),
        half,
        name: name(scale, scores, marks, &taken, today),
        taken: taken.bars,
    })
}

/// Days across the field.
struct Across {
    from: NaiveDate,
    to: NaiveDate,
}

impl Across {
    fn place(&self, day: NaiveDate) -> i32 {
        let days = (self.to - self.from).num_days();
        let (left, right) = (LEFT + MARGIN, RIGHT - MARGIN);
        if days == 0 {
            return (left + right) / 2;
        }
        let part = (day - self.from).num_days() as f64 / days as f64;
        left.saturating_add(round(part * f64::from(right - left)))
    }
}

/// A unit is about a point on the screen: whole ones are fine enough. All numbers here are small.
fn round(n: f64) -> i32 {
    n.round() as i32
}

fn hundredths(n: i64) -> f64 {
    n as f64 / 100.0
}

/// True where response is half of the baseline, so that a line at half says something.
fn is_half(scale: &Scale) -> bool {
    scale.response.as_ref().and_then(|rule| rule.percent) == Some(50)
}

/// Lines at the edges of the bands where there are a few, else at round numbers.
fn lines(scale: &Scale, up: impl Fn(f64) -> i32) -> Vec<ChartLabelView> {
    let (min, max) = (scale.min.unwrap_or(0), scale.max.unwrap_or(0));
    let mut at: Vec<u32> = if scale.bands.len() > 3 {
        scale.bands.iter().map(|band| band.from).collect()
    } else {
        (0..=4).map(|n| min + (max - min) * n / 4).collect()
    };
    at.retain(|n| f64::from(max.saturating_sub(*n)) >= f64::from(max - min) * 0.09);
    at.push(max);
    at.sort_unstable();
    at.dedup();
    at.into_iter()
        .map(|n| ChartLabelView {
            x: LEFT - 10,
            y: up(f64::from(n)),
            say: n.to_string(),
        })
        .collect()
}

/// Days below: the first and last score, the first session, the score that is shown, as far as there is room.
fn days(scores: &Scores, sessions: &[NaiveDate], across: &Across) -> Vec<ChartLabelView> {
    let day = |at: usize| {
        let dated = scores.dated.get(at).filter(|dated| is_exact(dated));
        dated.map(|dated| dated.day.first)
    };
    let wanted = [
        scores.with_place().next().map(|dated| dated.day.first),
        scores.with_place().next_back().map(|dated| dated.day.first),
        sessions.first().copied(),
        scores.course.shown.and_then(day),
        scores.course.baseline.place().and_then(day),
    ];
    let rest = scores.with_place().map(|dated| dated.day.first);
    let mut days: Vec<NaiveDate> = Vec::new();
    for one in wanted.into_iter().flatten().chain(rest) {
        let room = |had: &NaiveDate| (across.place(*had) - across.place(one)).abs() >= DAY_ROOM;
        if days.iter().all(room) {
            days.push(one);
        }
    }
    days.sort_unstable();
    let several_years = across.from.year() != across.to.year();
    days.into_iter()
        .map(|day| ChartLabelView {
            x: across.place(day),
            y: DAYS_Y,
            say: if several_years {
                day.format("%b %Y").to_string()
            } else {
                day.format("%b %-d").to_string()
            },
        })
        .collect()
}

/// Scores with their numbers, above the line where it goes up to them or stays, below where it went down, so that
/// no number stands on the line; a number that would stand on its neighbor is left out.
fn points(places: &[(i32, i32)], names: &[String], half: Option<i32>) -> Vec<ChartPointView> {
    let mut shown_until = i32::MIN / 2;
    let mut points = Vec::new();
    for (at, ((x, y), say)) in places.iter().zip(names).enumerate() {
        let before = at.checked_sub(1).and_then(|at| places.get(at));
        let after = places.get(at + 1);
        let is_low = before.is_none_or(|(_, b)| b < y) && after.is_none_or(|(_, a)| a <= y);
        let alone = before.is_none() && after.is_none();
        let below = is_low && !alone && before.is_some();
        let falling = before.is_some_and(|(_, b)| b < y) && after.is_some_and(|(_, a)| a > y);
        // the middle of a number above stands some 15 over its score: not on the line at half
        let on_half = half.is_some_and(|half| (half - (y - 15)).abs() < 9);
        let is_room_below = y + 20 <= FOOT - 2;
        let below = (below || (on_half && !alone)) && is_room_below;
        let say_y = if below { y + 20 } else { y - 11 };
        let crowded = x - shown_until < NUMBER_ROOM;
        let same_again = after.is_some() && before.is_some_and(|(_, b)| b == y);
        // above a falling line the number stands beside it
        let say_x = if falling && !below { x + 10 } else { *x };
        let show = !crowded && !same_again;
        if show {
            shown_until = say_x;
        }
        points.push(ChartPointView {
            x: *x,
            y: *y,
            say: if show { say.clone() } else { String::new() },
            say_x,
            say_y,
        });
    }
    points
}

fn span(marks: &Marks, across: &Across) -> Option<ChartSpanView> {
    let sessions = &marks.days;
    let first = across.place(*sessions.first()?) - 4;
    let last = across.place(*sessions.last()?) + 4;
    Some(ChartSpanView {
        x: first,
        width: last - first,
        say_x: ((first + last) / 2).clamp(LEFT + 40, RIGHT - 40),
        say: marks.words(),
    })
}

/// All values in words.
fn name(scale: &Scale, scores: &Scores, marks: &Marks, taken: &Taken, today: NaiveDate) -> String {
    let sessions = &marks.days;
    let values: Vec<String> = scores
        .with_place()
        .map(|dated| format!("{} on {}", dated.points, short_day(dated.day.first, today)))
        .collect();
    let mut name = format!("{}: {}.", words::short(scale), values.join(", "));
    match scores.dated.len() - values.len() {
        0 => {}
        1 => name.push_str(" 1 more score has no exact day and no place here."),
        n => name.push_str(&format!(
            " {n} more scores have no exact day and no place here."
        )),
    }
    if let (Some(first), Some(last)) = (sessions.first(), sessions.last()) {
        name.push_str(&format!(
            " {} from {} to {}.",
            marks.words(),
            short_day(*first, today),
            short_day(*last, today)
        ));
    }
    if !taken.words.is_empty() {
        name.push_str(&format!(" Taken in this time: {}.", taken.words.join("; ")));
    }
    name
}
