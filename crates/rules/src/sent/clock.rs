//! How long the other side has to decide a letter that went out: the windows of its step, standard or fast.

use crate::calendar::Calendar;
use crate::claims::DecisionClock;
use crate::claims::clock::{extended, last_start};
use crate::deadline::answer::{Ask, Found};
use crate::deadline::basis;
use crate::ladder::{Window, ladder};
use chrono::NaiveDate;
use holdfast_case::claim::Submission;
use holdfast_case::{Deadline, DeadlineQuestion, LetterLimit};
use holdfast_library::Library;
use holdfast_library::appeal::Rule;

/// What is asked of a letter that went out.
#[derive(Clone, Copy, Debug)]
pub struct SentAsk<'a> {
    /// The step it is for.
    pub level: &'a str,
    /// Kinds of plan that it can be; empty where nobody knows.
    pub plan_kinds: &'a [String],
    /// Two-letter state.
    pub state: Option<&'a str>,
    /// `pre-service`, `concurrent` or `post-service`; none where nobody knows.
    pub timing: Option<&'a str>,
    /// True where a fast decision was asked for.
    pub fast: bool,
    /// True where the plan has two levels of its own that have to be gone through.
    pub two_levels: bool,
    /// The time that their own letter gives for such a decision; the earlier of it and the rule leads.
    pub letter: Option<&'a LetterLimit>,
    /// The day it is.
    pub today: NaiveDate,
}

/// Their time to decide, and what is not sure of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SentClock {
    /// The day with its rule, citation, mark and steps.
    pub clock: DecisionClock,
    /// The rule's number and its unit's id, such as 30 and `calendar-days`; none where no rule leads.
    pub length: Option<(u32, String)>,
    /// True where it hangs on whether the care was given already, and nobody knows.
    pub timing_unknown: bool,
    /// True where a fast decision was asked for and no rule is known for one.
    pub no_fast_rule: bool,
    /// True where they count from the day the reviewer has it, which may be some days later.
    pub from_reviewer: bool,
    /// What else the rule says.
    pub note: Option<String>,
}

/// The clock of the last sending whose day is known; none where no day is known. Of several rules that could hold, the
/// earliest day leads: so nobody waits longer than they have to.
pub fn sent_clock<'a>(
    lib: &Library,
    submissions: impl DoubleEndedIterator<Item = &'a Submission>,
    ask: &SentAsk<'_>,
) -> Option<SentClock> {
    let start = last_start(submissions)?;
    let known: Vec<&str> = (ask.plan_kinds.iter())
        .filter_map(|kind| basis::plan_kind(lib, Some(kind)))
        .map(|kind| kind.id.as_str())
        .collect();
    let all = lib.appeal.plan_kinds.iter().map(|kind| kind.id.as_str());
    let kinds = match known.is_empty() {
        false => known.clone(),
        true => all.filter(|id| *id != basis::UNKNOWN).collect(),
    };
    let question = DeadlineQuestion {
        level: Some(ask.level.to_owned()),
        claim_type: ask.timing.map(str::to_owned),
        state: ask.state.map(str::to_owned),
        letter: ask.letter.cloned(),
        today: Some(ask.today),
        ..DeadlineQuestion::default()
    };
    let asked = Ask {
        actor: Some("plan"),
        given: Some(start.from),
        ..Ask::of(&question)
    };
    let calendar = Calendar::new(lib);
    let mut speaking: Vec<String> = Vec::new();
    // at each of two levels some rules give a part of their time only
    let of_two: Vec<Rule> = (lib.appeal.rules.iter())
        .filter(|_| ask.two_levels)
        .filter_map(|rule| {
            Some(Rule {
                length: rule.length_of_two?,
                ..rule.clone()
            })
        })
        .collect();
    let (mut found, mut timing_unknown, mut no_fast_rule): (Vec<(Found<'_>, Window)>, _, _) =
        (Vec::new(), false, false);
    for kind in kinds {
        let chosen = windows_of(lib, kind, ask);
        timing_unknown = timing_unknown || chosen.timing_unknown;
        no_fast_rule = no_fast_rule || chosen.no_fast_rule;
        for window in chosen.windows {
            let halved = of_two.iter().find(|rule| rule.id == window.rule);
            let Some(rule) = halved.or_else(|| lib.rule(&window.rule)) else {
                continue;
            };
            let window = Window {
                length: rule.length,
                ..window
            };
            let one = asked.by_rule(lib, &calendar, rule);
            if one.worked.day.is_some() {
                if !speaking.iter().any(|had| had == kind) {
                    speaking.push(kind.to_owned());
                }
                found.push((one, window));
            }
        }
    }
    let first = found.into_iter().min_by_key(|(one, _)| one.worked.day);
    let mut length = None;
    let mut note = None;
    let mut from_reviewer = false;
    let mut deadline = match first {
        Some((one, window)) => {
            length = Some((window.length, window.unit));
            note = window.note;
            from_reviewer = window.trigger == "receipt-by-reviewer";
            asked.assemble(lib, &calendar, ask.level, Some(one)).said()
        }
        None => Deadline::default(),
    };
    if known.len() != 1 {
        deadline.shortest_of = speaking;
    }
    // where their own letter gives a shorter time, the rule's number says nothing
    if deadline.leads.as_deref() == Some("letter") {
        length = None;
    }
    let extended = extended(lib, &deadline);
    Some(SentClock {
        clock: DecisionClock {
            deadline,
            from: start.from,
            from_sending: start.from_sending,
            unread: start.unread,
            extended,
        },
        length,
        timing_unknown,
        no_fast_rule,
        from_reviewer,
        note,
    })
}

struct Chosen {
    windows: Vec<Window>,
    timing_unknown: bool,
    no_fast_rule: bool,
}

/// The windows of a step that could hold: fast ones where that was asked for, else those that name the time of asking,
/// else those for any.
fn windows_of(lib: &Library, kind: &str, ask: &SentAsk<'_>) -> Chosen {
    let ladder = ladder(lib, kind, ask.state);
    let rung = ladder.and_then(|ladder| {
        ladder
            .rungs
            .into_iter()
            .find(|rung| rung.level == ask.level)
    });
    let timed = |window: &Window| window.length > 0 && window.actor != "member";
    let all: Vec<Window> = rung
        .map(|rung| rung.decision)
        .unwrap_or_default()
        .into_iter()
        .filter(timed)
        .collect();
    let (fast, standard): (Vec<Window>, Vec<Window>) = all.into_iter().partition(is_fast);
    if ask.fast && !fast.is_empty() {
        return Chosen {
            windows: fast,
            timing_unknown: false,
            no_fast_rule: false,
        };
    }
    let named = |timing: &str| -> Vec<Window> {
        let says = |window: &&Window| {
            let mut types = window.claim_types.iter();
            types.any(|claim| claim == timing || claim.strip_suffix("-appeal") == Some(timing))
        };
        standard.iter().filter(says).cloned().collect()
    };
    // care that goes on is care still to come
    let timing = ask.timing.map(|timing| match timing {
        "concurrent" if named(timing).is_empty() => "pre-service",
        timing => timing,
    });
    let of_timing = timing.map(named).unwrap_or_default();
    let first = standard.first().map(|window| &window.claim_types);
    let for_all = (standard.iter()).all(|window| Some(&window.claim_types) == first);
    Chosen {
        timing_unknown: timing.is_none() && !for_all,
        no_fast_rule: ask.fast && !standard.is_empty(),
        windows: if of_timing.is_empty() {
            standard
        } else {
            of_timing
        },
    }
}

fn is_fast(window: &Window) -> bool {
    window
        .claim_types
        .iter()
        .any(|claim| claim == "urgent" || claim == "urgent-appeal")
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::claim::Typed;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn clock(level: &str, kinds: &[&str], timing: Option<&str>, fast: bool) -> SentClock {
        let sent = Submission {
            day: Typed::of_day(day("2026-11-02")),
            ..Submission::default()
        };
        let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        let ask = SentAsk {
            level,
            plan_kinds: &kinds,
            state: Some("OH"),
            timing,
            fast,
            two_levels: false,
            letter: None,
            today: day("2026-11-10"),
        };
        sent_clock(Library::builtin(), [sent].iter(), &ask).unwrap()
    }

    #[test]
    fn an_appeal_about_care_to_come_is_decided_in_30_days_and_about_care_given_in_60() {
        let to_come = clock(
            "internal-appeal",
            &["employer-insured"],
            Some("pre-service"),
            false,
        );
        let deadline = &to_come.clock.deadline;
        assert_eq!(deadline.due, Some(day("2026-12-02")));
        assert_eq!(
            deadline.rule.as_deref(),
            Some("erisa-appeal-decision-pre-service")
        );
        assert!(deadline.citation.is_some() && to_come.clock.from_sending);
        assert_eq!(to_come.length, Some((30, "calendar-days".to_owned())));
        assert!(!to_come.timing_unknown && deadline.shortest_of.is_empty());
        let given = clock(
            "internal-appeal",
            &["employer-insured"],
            Some("post-service"),
            false,
        );
        assert_eq!(given.clock.deadline.due, Some(day("2027-01-01")));
    }

    #[test]
    fn at_each_of_two_levels_they_have_half_the_time_and_their_own_shorter_time_leads() {
        let sent = Submission {
            day: Typed::of_day(day("2026-11-02")),
            ..Submission::default()
        };
        let kinds = ["employer-self-funded".to_owned()];
        let theirs = |count| LetterLimit {
            form: "duration".to_owned(),
            count: Some(count),
            unit: Some("days".to_owned()),
            trigger: Some("receipt-of-appeal".to_owned()),
            ..LetterLimit::default()
        };
        let by = |two_levels, letter: Option<&LetterLimit>| {
            let ask = SentAsk {
                level: "internal-appeal",
                plan_kinds: &kinds,
                state: None,
                timing: Some("pre-service"),
                fast: false,
                two_levels,
                letter,
                today: day("2026-11-10"),
            };
            let found = sent_clock(Library::builtin(), [sent.clone()].iter(), &ask).unwrap();
            let deadline = found.clock.deadline;
            (deadline.due.unwrap().to_string(), deadline.leads.unwrap())
        };
        assert_eq!(by(false, None).0, "2026-12-02");
        assert_eq!(by(true, None), ("2026-11-17".to_owned(), "rule".to_owned()));
        assert_eq!(by(true, Some(&theirs(15))).1, "both");
        assert_eq!(
            by(true, Some(&theirs(10))),
            ("2026-11-12".to_owned(), "letter".to_owned())
        );
        assert_eq!(by(true, Some(&theirs(30))).0, "2026-11-17");
    }

    #[test]
    fn where_nobody_knows_whether_care_was_given_the_shorter_time_leads_and_it_is_said() {
        let unknown = clock("internal-appeal", &["marketplace"], None, false);
        assert_eq!(unknown.clock.deadline.due, Some(day("2026-12-02")));
        assert!(unknown.timing_unknown);
        let on_going = clock(
            "internal-appeal",
            &["marketplace"],
            Some("concurrent"),
            false,
        );
        assert_eq!(on_going.clock.deadline.due, Some(day("2026-12-02")));
        assert!(!on_going.timing_unknown);
    }

    #[test]
    fn a_fast_decision_takes_72_hours() {
        let fast = clock(
            "internal-appeal",
            &["employer-self-funded"],
            Some("pre-service"),
            true,
        );
        assert_eq!(fast.clock.deadline.due, Some(day("2026-11-05")));
        assert_eq!(fast.length, Some((72, "hours".to_owned())));
        let none = clock("qic-reconsideration", &["original-medicare"], None, true);
        assert!(none.no_fast_rule);
        assert_eq!(none.clock.deadline.due, Some(day("2027-01-01")));
    }

    #[test]
    fn an_outside_review_is_decided_in_45_days_from_the_day_the_reviewer_has_it() {
        let outside = clock("external-review", &["employer-self-funded"], None, false);
        assert_eq!(outside.clock.deadline.due, Some(day("2026-12-17")));
        assert!(outside.from_reviewer && !outside.timing_unknown);
    }

    #[test]
    fn for_an_unknown_plan_the_shortest_time_of_all_leads_and_they_are_named() {
        let unknown = clock("internal-appeal", &[], Some("pre-service"), false);
        let deadline = &unknown.clock.deadline;
        assert_eq!(deadline.due, Some(day("2026-11-09")), "Part D: 7 days");
        assert!(deadline.shortest_of.len() > 3);
    }

    #[test]
    fn a_step_without_a_rule_for_their_time_has_no_day() {
        let review = clock("council-review", &["original-medicare"], None, false);
        assert_eq!((review.clock.deadline.due, review.length), (None, None));
    }

    #[test]
    fn of_every_step_of_every_plan_the_clock_is_total() {
        let lib = Library::builtin();
        for kind in &lib.appeal.plan_kinds {
            for rung in crate::ladder(lib, &kind.id, None).unwrap().rungs {
                for fast in [false, true] {
                    let found = clock(&rung.level, &[kind.id.as_str()], None, fast);
                    let due = found.clock.deadline.due;
                    assert!(due.is_none_or(|due| due > day("2026-11-02")), "{}", kind.id);
                    assert_eq!(due.is_some(), found.length.is_some());
                }
            }
        }
    }
}
