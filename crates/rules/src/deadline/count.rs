//! From a start to a last day by one basis: length, combination with another day, roll-over.

use super::answer::step;
use super::basis::Basis;
use super::clock::{Clock, clock};
use super::doubt::Doubt;
use super::letter::{LetterDay, length_of, letter_day};
use crate::calendar::{Calendar, Counting, MonthEnd, Unit, in_calendar, long};
use chrono::NaiveDate;
use holdfast_case::deadline::{Lands, LaterIf, Step, StepKind};
use holdfast_case::{DeadlineQuestion, LetterLimit};

/// What one basis gives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Worked {
    pub(crate) clock: Clock,
    /// Last day by the rule.
    pub(crate) day: Option<NaiveDate>,
    /// The same before it was moved over a weekend.
    pub(crate) unmoved: Option<NaiveDate>,
    pub(crate) letter: Option<LetterDay>,
    /// What is not sure of the letter's own limit.
    pub(crate) letter_doubt: Vec<Doubt>,
    /// True where the letter's limit runs from a day before everything known: no day may lead.
    pub(crate) open: bool,
    pub(crate) steps: Vec<Step>,
    pub(crate) doubt: Vec<Doubt>,
    pub(crate) later_if: Vec<LaterIf>,
    pub(crate) cautious: bool,
}

/// How long the rule runs for this letter.
struct Length {
    count: u32,
    unit: Unit,
    /// The longest day it may be, where the letter's own day is held inside limits.
    bounded: Option<NaiveDate>,
}

/// Works out a question by a basis. `given` is a start that the letter itself names.
pub(crate) fn work(
    calendar: &Calendar,
    basis: &Basis<'_>,
    ask: &DeadlineQuestion,
    given: Option<NaiveDate>,
) -> Worked {
    let clock = clock(basis, ask, given);
    let end = month_end(basis);
    let says = ask
        .letter
        .as_ref()
        .map(|l| letter_day(calendar, l, ask, &clock, given, end))
        .unwrap_or_default();
    let mut worked = Worked {
        steps: clock.steps.clone(),
        doubt: clock.doubt.clone(),
        letter: says.day,
        letter_doubt: says.doubt,
        open: says.open,
        ..Worked::default()
    };
    if let Some(start) = clock.start {
        count_from(&mut worked, calendar, basis, ask, start);
        if let Some(late) = clock.proved_receipt {
            let later = length(&mut Worked::default(), calendar, basis, ask, late)
                .and_then(|l| calendar.count(late, l.count, l.unit, end, counting(basis)));
            if let Some(later) = later {
                worked.later_if.push(LaterIf {
                    say: format!("if you can prove that it came on {}", long(late)),
                    date: later.day,
                    plan_kind: None,
                });
            }
        }
    }
    worked.clock = clock;
    worked
}

pub(crate) fn month_end(basis: &Basis<'_>) -> MonthEnd {
    if basis.month_rule == "first-day-of-next-month" {
        MonthEnd::FirstOfNext
    } else {
        MonthEnd::LastDay
    }
}

fn counting(basis: &Basis<'_>) -> Counting {
    if basis.is_other_side() {
        Counting::OtherSide
    } else {
        Counting::Member
    }
}

fn count_from(
    worked: &mut Worked,
    calendar: &Calendar,
    basis: &Basis<'_>,
    ask: &DeadlineQuestion,
    start: NaiveDate,
) {
    let Some(length) = length(worked, calendar, basis, ask, start) else {
        return;
    };
    let step =
        |kind: StepKind, say: String, date: NaiveDate| step(kind, say, Some(date), basis.citation);
    let Some(counted) = calendar.count(
        start,
        length.count,
        length.unit,
        month_end(basis),
        counting(basis),
    ) else {
        worked.doubt.push(Doubt::Beyond);
        return;
    };
    let mut day = counted.day;
    let words = length.unit.words(length.count);
    let on = long(day);
    let (lands, say) = match (counted.no_such_day, month_end(basis), length.unit) {
        (_, _, Unit::YearsEnd) => (
            Lands::EndOfYear,
            format!("The end of the year, {words} later: {on}."),
        ),
        (true, MonthEnd::FirstOfNext, _) => (
            Lands::FirstOfNext,
            format!(
                "{words} later there is no such day; the rule takes the first day of the month after: {on}."
            ),
        ),
        (true, MonthEnd::LastDay, _) => (
            Lands::LastOfMonth,
            format!(
                "{words} later there is no such day; the last day of the month is taken, the earlier: {on}."
            ),
        ),
        _ if length.count == 0 => (Lands::OnIt, format!("The same day: {on}.")),
        _ => (Lands::OnIt, format!("{words} later: {on}.")),
    };
    let kind = StepKind::Counted {
        count: length.count,
        unit: length.unit.outward(),
        lands,
    };
    worked.steps.push(step(kind, say, day));
    if let Some(bounded) = length.bounded {
        day = bounded;
        worked.steps.push(step(
            StepKind::LetterInside,
            format!("The letter's own day lies inside that: {}.", long(day)),
            day,
        ));
    }
    day = combine(worked, basis, ask, day, &step);
    let moved = move_over(worked, calendar, basis, day, &step);
    if !in_calendar(moved) {
        worked.doubt.push(Doubt::Beyond);
        return;
    }
    worked.unmoved = Some(day);
    worked.day = Some(moved);
}

/// The rule's length, held against the letter where the state or the plan sets it.
fn length(
    worked: &mut Worked,
    calendar: &Calendar,
    basis: &Basis<'_>,
    ask: &DeadlineQuestion,
    start: NaiveDate,
) -> Option<Length> {
    let own_figure = basis.rule.unknown_state_length;
    let by_letter = worked.letter.as_ref().filter(|l| l.sure).map(|l| l.day);
    // A number that gives no day (it counts from something yet to come) says nothing of this clock.
    let within = |unit| within(ask.letter.as_ref(), unit).filter(|_| by_letter.is_some());
    let plain = |count: u32, unit: Unit| {
        Some(Length {
            count,
            unit,
            bounded: None,
        })
    };
    match (basis.window, Unit::find(basis.unit)) {
        ("maximum", Some(unit)) => match (within(unit), by_letter, own_figure) {
            (Some(count), _, _) => {
                note(
                    worked,
                    basis,
                    format!(
                        "The state may allow at most {}; the letter says {count}.",
                        unit.words(basis.length)
                    ),
                );
                plain(count.min(basis.length), unit)
            }
            (None, Some(day), _) => bounded(calendar, basis, start, 0, basis.length, unit, day),
            (None, None, Some(figure)) => {
                worked.cautious = true;
                worked.doubt.push(Doubt::StateMayAllowLess {
                    most: unit.words(basis.length),
                    figure,
                });
                longest(worked, calendar, basis, start, basis.length, unit);
                plain(figure, Unit::Days)
            }
            (None, None, None) => plain(basis.length, unit),
        },
        ("state-set", Some(unit)) => {
            let most = basis
                .rule
                .length_max
                .unwrap_or(basis.length)
                .max(basis.length);
            match (within(unit), by_letter) {
                (Some(count), _) => {
                    note(
                        worked,
                        basis,
                        format!(
                            "The state sets {} to {}; the letter says {count}.",
                            basis.length,
                            unit.words(most)
                        ),
                    );
                    plain(count.clamp(basis.length, most), unit)
                }
                (None, Some(day)) => bounded(calendar, basis, start, basis.length, most, unit, day),
                (None, None) => {
                    worked.doubt.push(Doubt::StateSets {
                        least: basis.length,
                        most: unit.words(most),
                    });
                    longest(worked, calendar, basis, start, most, unit);
                    plain(basis.length, unit)
                }
            }
        }
        (_, Some(unit)) => plain(basis.length, unit),
        (_, None) if by_letter.is_some() => None,
        (_, None) => match own_figure {
            Some(figure) => {
                worked.cautious = true;
                worked.doubt.push(Doubt::NoLimitKnown(figure));
                plain(figure, Unit::Days)
            }
            None => {
                worked.doubt.push(if basis.unit == "none" {
                    Doubt::InItsWords(basis.rule.plain.clone())
                } else {
                    Doubt::LengthElsewhere
                });
                None
            }
        },
    }
}

/// The letter's count, where it is in the unit of the rule.
fn within(letter: Option<&LetterLimit>, unit: Unit) -> Option<u32> {
    let letter = letter.filter(|l| l.date.is_none() && l.trigger.as_deref() != Some("fixed"))?;
    length_of(letter)
        .filter(|(_, counted)| *counted == unit)
        .map(|(count, _)| count)
}

fn note(worked: &mut Worked, basis: &Basis<'_>, say: String) {
    worked
        .steps
        .push(step(StepKind::WithinState, say, None, basis.citation));
}

fn longest(
    worked: &mut Worked,
    calendar: &Calendar,
    basis: &Basis<'_>,
    start: NaiveDate,
    most: u32,
    unit: Unit,
) {
    if let Some(counted) = calendar.count(start, most, unit, month_end(basis), counting(basis)) {
        worked.later_if.push(LaterIf {
            say: "if the state allows the longest time".to_owned(),
            date: counted.day,
            plan_kind: None,
        });
    }
}

/// The letter's own day inside the least and the most the rule allows.
fn bounded(
    calendar: &Calendar,
    basis: &Basis<'_>,
    start: NaiveDate,
    least: u32,
    most: u32,
    unit: Unit,
    day: NaiveDate,
) -> Option<Length> {
    let on = |count| {
        calendar
            .count(start, count, unit, month_end(basis), counting(basis))
            .map(|c| c.day)
    };
    let (first, last) = (on(least)?, on(most)?);
    if day >= last {
        return Some(Length {
            count: most,
            unit,
            bounded: None,
        });
    }
    if day <= first {
        return Some(Length {
            count: least,
            unit,
            bounded: Some(day).filter(|_| least == 0),
        });
    }
    Some(Length {
        count: most,
        unit,
        bounded: Some(day),
    })
}

fn combine(
    worked: &mut Worked,
    basis: &Basis<'_>,
    ask: &DeadlineQuestion,
    day: NaiveDate,
    step: &impl Fn(StepKind, String, NaiveDate) -> Step,
) -> NaiveDate {
    if basis.rule.later_of.is_some() {
        return match ask.effective_date {
            Some(cut) if cut > day => {
                worked.steps.push(step(
                    StepKind::CutLater,
                    format!(
                        "The cut takes effect on {}, later than that: the later day counts.",
                        long(cut)
                    ),
                    cut,
                ));
                cut
            }
            Some(_) => day,
            None => {
                worked.doubt.push(Doubt::CutMayBeLater);
                day
            }
        };
    }
    if basis.rule.earlier_of.is_some() {
        return match ask.effective_date.and_then(|cut| cut.pred_opt()) {
            Some(before) if before < day => {
                worked.steps.push(step(StepKind::CutSooner, format!("It has to be in before the cut takes effect, so by {}: the earlier day counts.", long(before)), before));
                before
            }
            Some(_) => day,
            None => {
                worked.doubt.push(Doubt::CutMayBeSooner);
                day
            }
        };
    }
    day
}

fn move_over(
    worked: &mut Worked,
    calendar: &Calendar,
    basis: &Basis<'_>,
    day: NaiveDate,
    step: &impl Fn(StepKind, String, NaiveDate) -> Step,
) -> NaiveDate {
    if basis.roll_over != "next-business-day" {
        if !calendar.is_open(day) && !basis.is_other_side() {
            let say = "The rule says nothing of weekends and holidays: the day does not move. Act on the business day before.";
            worked
                .steps
                .push(step(StepKind::NotMoved, say.to_owned(), day));
        }
        return day;
    }
    let moved = calendar.roll_forward(day);
    if moved != day {
        let closed: Vec<String> = day
            .iter_days()
            .take_while(|d| *d < moved)
            .map(|d| closed_as(calendar, d))
            .collect();
        worked.steps.push(step(
            StepKind::Moved,
            format!(
                "That is {}: the rule moves it to {}.",
                closed.join(", then "),
                long(moved)
            ),
            moved,
        ));
    }
    if calendar.is_observed_only(moved) {
        worked.doubt.push(Doubt::ObservedDay);
    }
    moved
}

fn closed_as(calendar: &Calendar, day: NaiveDate) -> String {
    let name = crate::calendar::weekday(day);
    match (name.as_str(), calendar.holiday(day)) {
        ("Saturday" | "Sunday", _) | (_, None) => format!("a {name}"),
        (_, Some(holiday)) => format!("a federal holiday ({holiday})"),
    }
}
