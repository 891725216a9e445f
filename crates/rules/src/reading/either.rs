//! A letter whose kind of plan is one of several, and nobody knows which.
//!
//! Where their steps are the same the letter is dated once, and of each step the day that comes first leads
//! (`deadline::unknown`). Where they differ it is dated by each, and no step of either is lost: a step that both have
//! is taken from the one whose day comes first, one that only one has is added.

use super::{KEEPING_CARE, Letter, in_order};
use crate::deadline::basis;
use crate::deadline::doubt::Doubt;
use chrono::NaiveDate;
use holdfast_case::Deadline;
use holdfast_library::Library;

impl<'a> Letter<'a> {
    /// True where all kinds that it can be read this letter's steps alike, and have the same of them.
    pub(super) fn steps_are_the_same(&self, lib: &Library) -> bool {
        let mut kinds = self.kinds.iter().map(|kind| self.by(kind).steps(lib));
        let first = kinds.next();
        kinds.all(|steps| Some(&steps) == first.as_ref())
    }

    /// The steps that a letter of one kind of plan is dated for, and whether that kind has a rule for each.
    fn steps(&self, lib: &Library) -> Vec<(String, bool)> {
        let kind = self.plan_kind.as_deref().unwrap_or(basis::UNKNOWN);
        let stated = self.reading.deadlines.iter();
        let mut levels: Vec<String> = stated.map(|stated| self.level_of(lib, stated)).collect();
        if self.refuses {
            levels.extend(self.next_levels(lib));
        }
        if self.cuts_care() {
            levels.push(KEEPING_CARE.to_owned());
        }
        let step = |level: String| {
            let level = basis::level_for(lib, kind, &level).to_owned();
            let (rules, _) = basis::rules(lib, kind, &level, None, None);
            (level, !rules.is_empty())
        };
        levels.into_iter().map(step).collect()
    }

    /// The same letter, were it this kind of plan.
    fn by(&self, kind: &str) -> Self {
        Self {
            plan_kind: Some(kind.to_owned()),
            kinds: Vec::new(),
            ..self.clone()
        }
    }

    /// Dated by each kind that it can be, and put together.
    pub(super) fn each_by_itself(&self, lib: &Library) -> Vec<Deadline> {
        let today = self.known.today;
        let mut ways: Vec<(&str, Vec<Deadline>)> = (self.kinds.iter())
            .map(|kind| (kind.as_str(), self.by(kind).deadlines(lib)))
            .collect();
        ways.sort_by_key(|(_, way)| first_to_meet(first_day(way), today));
        let whole = ways.iter().all(|(_, way)| first_day(way).is_some());
        let mut ways = ways.into_iter();
        let mut found = match ways.next() {
            Some((first, way)) if whole => {
                let mut chosen = Vec::new();
                chosen.extend(way.into_iter().map(|deadline| (first, deadline)));
                ways.fold(chosen, |chosen, way| put_beside(chosen, way, today))
                    .into_iter()
                    .map(|(_, deadline)| deadline)
                    .collect()
            }
            // One that names no day could be over already: then all that it could be is weighed.
            _ => Self {
                plan_kind: None,
                kinds: Vec::new(),
                ..self.clone()
            }
            .deadlines(lib),
        };
        in_order(&mut found);
        let which = Doubt::KindOneOf(self.kinds.clone()).said();
        for deadline in found.iter_mut().filter(|d| d.who == "member") {
            deadline.doubt.insert(0, which.clone());
        }
        found
    }
}

/// The one that is known, or several of which it is one. Nothing of both where nobody knows: a word that is none of
/// ours can be any of them.
pub(super) fn one_or_several(
    known: &[String],
    id: impl Fn(&String) -> Option<String>,
    of_letter: impl Fn() -> Option<String>,
) -> (Option<String>, Vec<String>) {
    if known.is_empty() {
        return (of_letter(), Vec::new());
    }
    let mut several: Vec<String> = Vec::new();
    for word in known {
        match id(word) {
            Some(id) if !several.contains(&id) => several.push(id),
            Some(_) => {}
            None => return (None, Vec::new()),
        }
    }
    if several.len() == 1 {
        return (several.pop(), Vec::new());
    }
    (None, several)
}

/// The day that leads.
fn first_day(all: &[Deadline]) -> Option<NaiveDate> {
    let mut ours = all.iter().filter(|d| d.who == "member");
    ours.find(|d| d.primary).and_then(|d| d.due)
}

/// Which of two days comes first for the person: one that can still be met before one that has passed, then the
/// earlier. That the other has passed is said, but a day that is open is never hidden behind it.
fn first_to_meet(
    day: Option<NaiveDate>,
    today: Option<NaiveDate>,
) -> (bool, bool, Option<NaiveDate>) {
    let passed = day.zip(today).is_some_and(|(day, today)| day < today);
    (day.is_none(), passed, day)
}

/// Deadlines, each with the kind of plan it is by, and those of another kind beside them.
fn put_beside<'k>(
    mut chosen: Vec<(&'k str, Deadline)>,
    (other, way): (&'k str, Vec<Deadline>),
    today: Option<NaiveDate>,
) -> Vec<(&'k str, Deadline)> {
    for theirs in way.into_iter().filter(|d| d.who == "member") {
        let same = |(_, d): &&mut (&str, Deadline)| d.who == "member" && d.level == theirs.level;
        let Some((by, ours)) = chosen.iter_mut().find(same) else {
            let added = Deadline {
                primary: false,
                ..theirs
            };
            chosen.push((other, added));
            continue;
        };
        let sooner = first_to_meet(theirs.due, today) < first_to_meet(ours.due, today);
        let (spare, of) = if sooner {
            let primary = ours.primary;
            let spare = std::mem::replace(ours, Deadline { primary, ..theirs });
            (spare, std::mem::replace(by, other))
        } else {
            (theirs, other)
        };
        keep_of(ours, spare, of, today);
    }
    chosen
}

/// What the way that does not lead has to say beside the one that does.
fn keep_of(kept: &mut Deadline, spare: Deadline, of: &str, today: Option<NaiveDate>) {
    let passed = |day: &NaiveDate| today.is_some_and(|today| *day < today) && Some(*day) < kept.due;
    if let Some(day) = spare.due.filter(passed) {
        let other = of.to_owned();
        kept.doubt.push(Doubt::OtherPassed { other, day }.said());
    }
    for time in spare.sooner_if {
        let sooner = time
            .date
            .is_none_or(|day| kept.due.is_none_or(|due| day < due));
        if sooner && !kept.sooner_if.contains(&time) {
            kept.sooner_if.push(time);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::deadline::{DoubtCode, SoonerIf};

    fn step(level: &str, due: &str, primary: bool) -> Deadline {
        Deadline {
            level: level.to_owned(),
            who: "member".to_owned(),
            due: due.parse().ok(),
            primary,
            ..Deadline::default()
        }
    }

    fn beside(one: Vec<Deadline>, other: Vec<Deadline>, today: &str) -> Vec<Deadline> {
        let one = one.into_iter().map(|d| ("fehb", d)).collect();
        let found = put_beside(one, ("chip", other), today.parse().ok());
        found.into_iter().map(|(_, deadline)| deadline).collect()
    }

    #[test]
    fn of_two_kinds_of_plan_no_step_and_no_shorter_time_is_lost() {
        let one = vec![
            step("internal-appeal", "2027-01-05", true),
            step("external-review", "2027-06-01", false),
        ];
        let mut other = vec![
            step("internal-appeal", "2027-02-01", true),
            step("external-review", "2027-05-01", false),
            step("continuation-of-benefits", "2026-11-12", false),
        ];
        let short = SoonerIf {
            say: "If you want your care to go on".to_owned(),
            date: "2026-11-12".parse().ok(),
            citation: "42 CFR 438.420".to_owned(),
            ..SoonerIf::default()
        };
        other[0].sooner_if.push(short.clone());
        let found = beside(one, other, "2026-11-01");
        let days: Vec<(&str, String, bool)> = found
            .iter()
            .map(|d| (d.level.as_str(), d.due.unwrap().to_string(), d.primary))
            .collect();
        assert_eq!(
            days,
            [
                ("internal-appeal", "2027-01-05".to_owned(), true),
                ("external-review", "2027-05-01".to_owned(), false),
                ("continuation-of-benefits", "2026-11-12".to_owned(), false),
            ]
        );
        assert_eq!(found[0].sooner_if, [short]);
    }

    #[test]
    fn a_day_that_is_open_is_not_hidden_behind_one_that_has_passed() {
        let open = vec![step("internal-appeal", "2026-11-28", true)];
        let passed = vec![step("internal-appeal", "2026-08-30", true)];
        for (chosen, other) in [(open.clone(), passed.clone()), (passed, open)] {
            let found = beside(chosen, other, "2026-11-27");
            assert_eq!(found[0].due, "2026-11-28".parse().ok());
            let day = "2026-08-30".parse().unwrap();
            assert_eq!(found[0].doubt[0].code, DoubtCode::OtherPassed { day });
        }
    }
}
