//! External review by the state's entry: held against the federal floor where it was not seen, and the shortest of
//! all states where the state is not known.

use super::answer::{Ask, Found, step};
use super::basis::{self, Basis};
use super::count::work;
use super::doubt::Doubt;
use crate::calendar::{Calendar, long};
use chrono::NaiveDate;
use holdfast_case::deadline::{LaterIf, StepKind};
use holdfast_library::Library;
use holdfast_library::appeal::{Rule, StateReview};

impl Ask<'_> {
    /// A state's entry; one that is not verified is held against the federal floor, and the earlier leads.
    pub(crate) fn guarded<'l>(
        &self,
        calendar: &Calendar,
        entry: Basis<'l>,
        floor: Basis<'l>,
    ) -> Found<'l> {
        let mut worked = work(calendar, &entry, self.question, self.given);
        let mut chosen = entry;
        if !entry.verified {
            let by_floor = work(calendar, &floor, self.question, self.given);
            if let (Some(by_state), Some(floor_day)) = (worked.day, by_floor.day) {
                worked.doubt.push(Doubt::StateNotSeen);
                worked.steps.push(step(
                    StepKind::FederalFloor,
                    format!("The state's entry is not verified. The federal floor, four months from receipt: {}.", long(floor_day)),
                    Some(floor_day),
                    floor.citation,
                ));
                if floor_day < by_state {
                    worked.later_if.push(LaterIf {
                        say: "if the state's entry, which is not verified, holds".to_owned(),
                        date: by_state,
                        plan_kind: None,
                    });
                    worked.day = Some(floor_day);
                    worked.unmoved = by_floor.unmoved;
                    worked.steps.push(step(
                        StepKind::EarlierOfLaw,
                        format!("The earlier leads: {}.", long(floor_day)),
                        Some(floor_day),
                        floor.citation,
                    ));
                    chosen = Basis {
                        citation: floor.citation,
                        checked: floor.checked,
                        ..entry
                    };
                } else if by_state < floor_day {
                    worked.later_if.push(LaterIf {
                        say: "if the federal floor of four months holds".to_owned(),
                        date: floor_day,
                        plan_kind: None,
                    });
                    worked.steps.push(step(
                        StepKind::EarlierOfLaw,
                        format!("The earlier leads: {}.", long(by_state)),
                        Some(by_state),
                        entry.citation,
                    ));
                }
            } else if worked.day.is_none() && by_floor.day.is_some() {
                // The entry's trigger is not known but the floor's is: the floor alone gives a day.
                worked = by_floor;
                chosen = Basis {
                    citation: floor.citation,
                    checked: floor.checked,
                    ..entry
                };
            }
        }
        Found {
            basis: chosen,
            worked,
            verified: entry.verified,
            shortest_of: Vec::new(),
            other_claim: false,
        }
    }
}

/// External review where the state is not known: the shortest of all states leads, or of those it can be.
pub(crate) fn shortest_state<'l>(
    ask: &Ask<'_>,
    lib: &'l Library,
    calendar: &Calendar,
    rule: &'l Rule,
) -> Found<'l> {
    let floor = Basis::of_rule(rule);
    let mut named: Vec<&StateReview> = (ask.states.iter())
        .filter_map(|state| basis::state(lib, Some(state)))
        .collect();
    let among = u32::try_from(named.len()).ok().filter(|n| *n > 0);
    if among.is_none() {
        named = lib.appeal.states.iter().collect();
    }
    let mut all: Vec<(NaiveDate, Found<'l>)> = Vec::new();
    for state in named {
        let found = ask.guarded(calendar, Basis::of_state(rule, state), floor);
        if let Some(day) = found.worked.day {
            all.push((day, found));
        }
    }
    all.sort_by_key(|(day, found)| (*day, !found.verified, found.basis.state));
    let over = match among {
        Some(_) => over_before(ask, &mut all),
        None => Vec::new(),
    };
    let days: Vec<(NaiveDate, &str)> = all
        .iter()
        .map(|(day, f)| (*day, f.basis.state.unwrap_or_default()))
        .collect();
    let Some((shortest, mut found)) = all.into_iter().next() else {
        // No clock has started anywhere: the floor says what it waits for.
        let worked = work(calendar, &floor, ask.question, ask.given);
        return Found {
            basis: floor,
            worked,
            verified: floor.verified,
            shortest_of: Vec::new(),
            other_claim: false,
        };
    };
    let name = lib
        .appeal
        .states
        .iter()
        .find(|s| Some(s.state.as_str()) == found.basis.state)
        .map_or("", |s| s.name.as_str());
    found.shortest_of = days
        .iter()
        .map(|(day, state)| format!("{state}: {day}"))
        .collect();
    let day = long(shortest);
    let say = match among {
        None => {
            format!("The state is not known. The shortest limit of all is that of {name}: {day}.")
        }
        Some(_) => format!(
            "It is one of several states. Of theirs the limit of {name} comes first: {day}."
        ),
    };
    let kind = StepKind::ShortestState {
        state: found.basis.state.unwrap_or_default().to_owned(),
        among,
    };
    let shortest_step = step(kind, say, Some(shortest), found.basis.citation);
    if among.is_some() {
        // What is known of each is said: how its day was counted, and what is not sure of it.
        found.worked.steps.insert(0, shortest_step);
        found.worked.later_if.extend(by_day(&days, shortest));
        let doubt = Doubt::StateOneOf(ask.states.to_vec());
        found.worked.doubt.insert(0, doubt);
        found.worked.doubt.extend(over);
    } else {
        found.worked.steps = vec![shortest_step];
        found.worked.later_if = by_day(&days, shortest);
        found.worked.doubt.retain(|d| *d != Doubt::StateNotSeen);
        found.worked.doubt.insert(0, Doubt::StateUnknown);
    }
    found
}

/// Takes out those whose last day is over where another's is not, and gives what is to be said of them.
fn over_before(ask: &Ask<'_>, all: &mut Vec<(NaiveDate, Found<'_>)>) -> Vec<Doubt> {
    let due = |day: &NaiveDate, found: &Found<'_>| {
        let letter = found.worked.letter.as_ref().map(|letter| letter.day);
        letter.map_or(*day, |letter| letter.min(*day))
    };
    let over = |day: NaiveDate| ask.place(day).0;
    if all.iter().all(|(day, found)| over(due(day, found))) {
        return Vec::new();
    }
    let (gone, open) = std::mem::take(all)
        .into_iter()
        .partition(|(day, found)| over(due(day, found)));
    *all = open;
    let gone: Vec<(NaiveDate, Found<'_>)> = gone;
    let said = gone.iter().map(|(day, found)| Doubt::OtherPassed {
        other: found.basis.state.unwrap_or_default().to_owned(),
        day: due(day, found),
    });
    said.collect()
}

fn by_day(days: &[(NaiveDate, &str)], shortest: NaiveDate) -> Vec<LaterIf> {
    let mut later: Vec<LaterIf> = Vec::new();
    for (day, state) in days.iter().filter(|(day, _)| *day > shortest) {
        match later.last_mut().filter(|l| l.date == *day) {
            Some(same) => {
                same.say.push_str(", ");
                same.say.push_str(state);
            }
            None => later.push(LaterIf {
                say: format!("if the state is {state}"),
                date: *day,
                plan_kind: None,
            }),
        }
    }
    later
}
