//! Plan kind not known: all that could apply are worked out, facts strike kinds out, the earliest leads.
//!
//! Where it is one of several that are named (`Ask::kinds`), only those are weighed, and none is struck out: somebody
//! said each of them. Then the steps of the one that leads are kept, as are its doubts.

use super::answer::{Ask, Found, LETTER, describe, step, strictest};
use super::basis::{self, UNKNOWN};
use super::count::Worked;
use super::doubt::{Doubt, Draft, Missing};
use super::strike::rules_out;
use crate::calendar::{Calendar, Unit, long};
use chrono::{Days, NaiveDate};
use holdfast_case::DeadlineQuestion;
use holdfast_case::deadline::{LaterIf, StepKind};
use holdfast_library::Library;
use holdfast_library::appeal::PlanKind;

/// Kinds in the order in which they are named where their days are the same: the commonest first.
const ORDER: [&str; 15] = [
    "employer-self-funded",
    "employer-insured",
    "marketplace",
    "church",
    "governmental-self-funded",
    "grandfathered",
    "medicaid-fee-for-service",
    "medicaid-managed-care",
    "chip",
    "medicare-advantage",
    "medicare-part-d",
    "original-medicare",
    "fehb",
    "tricare",
    "champva",
];

/// A printed day this much later than a kind's own day rules that kind out.
const SLACK_DAYS: u64 = 5;

struct Candidate<'l> {
    kind: &'l str,
    found: Found<'l>,
    day: NaiveDate,
}

impl Candidate<'_> {
    /// Its day, or the letter's as this kind counts it, where that is sooner.
    fn due(&self) -> NaiveDate {
        let letter = self.found.worked.letter.as_ref().map(|letter| letter.day);
        letter.map_or(self.day, |letter| letter.min(self.day))
    }
}

/// The answer where the kind of plan is not known.
pub(crate) fn answer(ask: &Ask<'_>, lib: &Library, calendar: &Calendar, level: &str) -> Draft {
    let mut candidates = Vec::new();
    let mut struck_out = Vec::new();
    // Kinds whose own documents set the time, by our cautious figure.
    let mut by_document = Vec::new();
    let mut waiting = Vec::new();
    let mut waits_for: Vec<Missing> = Vec::new();
    // The letter's own limit under a kind whose rule gives no day.
    let mut letters = Vec::new();
    let named = !ask.kinds.is_empty();
    let could_be = |kind: &&PlanKind| kind.id != UNKNOWN && ask.can_be(&kind.id);
    for kind in lib.appeal.plan_kinds.iter().filter(could_be) {
        let kind_level = basis::level_for(lib, &kind.id, ask.rule_level.unwrap_or(level));
        let Some(found) = ask.find(lib, calendar, &kind.id, kind_level) else {
            continue;
        };
        // Of a kind that is named the letter's own day counts, where its rule leaves the time to the letter.
        let letter = found.worked.letter.as_ref().map(|letter| letter.day);
        let by_letter = letter.filter(|_| named && !found.waits_for_paper());
        let Some(day) = found.worked.day.or(by_letter) else {
            for fact in &found.worked.clock.waits_for {
                if !waits_for.contains(fact) {
                    waits_for.push(*fact);
                }
            }
            if found.waits_for_paper() {
                waiting.push((kind.id.as_str(), kind_level));
            }
            letters.push(found.worked);
            continue;
        };
        let stated = Unit::find(found.basis.unit).is_none() && !named;
        let letter = ask.question.letter.as_ref().filter(|_| !named);
        let out = letter.is_some_and(|letter| rules_out(calendar, letter, &found, slack(ask, lib)));
        let candidate = Candidate {
            kind: &kind.id,
            found,
            day,
        };
        match (out, stated) {
            (true, _) => struck_out.push(kind.id.clone()),
            (false, true) => by_document.push(candidate),
            (false, false) => candidates.push(candidate),
        }
    }
    struck_out.sort();
    let place = |kind: &str| ORDER.iter().position(|k| *k == kind).unwrap_or(ORDER.len());
    let order = |c: &Candidate<'_>| (c.day, place(c.kind));
    candidates.sort_by_key(order);
    by_document.sort_by_key(order);
    let over = if named {
        over_before(ask, &mut candidates)
    } else {
        Vec::new()
    };
    // A figure of our own is no time limit to list; but a day later than it could be too late.
    if let Some(own) = by_document.into_iter().next()
        && candidates.first().is_none_or(|first| own.day < first.day)
    {
        candidates.insert(0, own);
    }
    let Some(first) = candidates.first() else {
        let mut by_letter = ask.letter_alone(calendar);
        let of_kinds = letters.iter().flat_map(|w| &w.letter_doubt);
        let may_be_sooner: Vec<Doubt> = of_kinds
            .filter(|d| !d.sooner_by().is_empty())
            .cloned()
            .collect();
        let day = |w: &Worked| w.letter.as_ref().map(|l| l.day);
        // A kind may count the letter's limit from an earlier paper than the last one.
        if let Some(sooner) = letters
            .into_iter()
            .min_by_key(|w| (day(w).is_none(), day(w)))
            && day(&sooner).is_some_and(|d| day(&by_letter).is_none_or(|own| d < own))
        {
            by_letter.letter = sooner.letter;
            by_letter.letter_doubt = sooner.letter_doubt;
        }
        by_letter.letter_doubt.extend(may_be_sooner);
        let draft = ask.put_together(lib, calendar, level, None, by_letter);
        return alone(ask, lib, draft, struck_out, waits_for);
    };
    let sooner: Vec<&str> = waiting
        .into_iter()
        .filter(|(kind, kind_level)| {
            could_be_sooner(ask, lib, calendar, (kind, kind_level), first.day)
        })
        .map(|(kind, _)| kind)
        .collect();
    if sooner.is_empty() {
        letters.extend(candidates.iter().map(|c| c.found.worked.clone()));
        let mut draft = lead(
            ask,
            lib,
            calendar,
            level,
            (&candidates, &letters),
            struck_out,
        );
        draft.doubt.extend(over);
        draft
    } else {
        withheld(ask, level, first, &sooner)
    }
}

/// Of kinds that are named: takes out those whose last day is over where another's is not, and gives what is to be
/// said of them.
fn over_before(ask: &Ask<'_>, candidates: &mut Vec<Candidate<'_>>) -> Vec<Doubt> {
    candidates.sort_by_key(Candidate::due);
    let over = |c: &Candidate<'_>| ask.place(c.due()).0;
    if candidates.iter().all(over) {
        return Vec::new();
    }
    let (gone, open) = std::mem::take(candidates).into_iter().partition(over);
    *candidates = open;
    let gone: Vec<Candidate<'_>> = gone;
    let said = gone.iter().map(|c| Doubt::OtherPassed {
        other: c.kind.to_owned(),
        day: c.due(),
    });
    said.collect()
}

/// By so many days more than its start a time in months can move: February has 28 days, March 31.
const UNEVEN_MONTHS: u64 = 3;

/// How much later than a kind's own day a printed one may be; more where that day was assumed on the early side.
fn slack(ask: &Ask<'_>, lib: &Library) -> u64 {
    if ask.assumed {
        SLACK_DAYS + u64::from(lib.appeal.meta.safe_day.mail_margin_days) + UNEVEN_MONTHS
    } else {
        SLACK_DAYS
    }
}

/// Whether a kind whose clock waits for a paper could end before `day`, had the paper come with the one known.
fn could_be_sooner(
    ask: &Ask<'_>,
    lib: &Library,
    calendar: &Calendar,
    (kind, level): (&str, &str),
    day: NaiveDate,
) -> bool {
    let q = ask.question;
    let question = DeadlineQuestion {
        notice_date: q.notice_date.or(q.decision_date),
        decision_date: q.decision_date.or(q.notice_date),
        ..q.clone()
    };
    let ask = Ask {
        question: &question,
        ..ask.clone()
    };
    let found = ask.find(lib, calendar, kind, level);
    found.is_some_and(|f| {
        let own = f.worked.day.is_some_and(|d| d < day);
        own || f.worked.letter.is_some_and(|l| l.day < day)
    })
}

/// No day: a kind that could be meant has a clock whose start is not known, and could be over sooner.
fn withheld(ask: &Ask<'_>, level: &str, first: &Candidate<'_>, sooner: &[&str]) -> Draft {
    let mut draft = ask.blank(level);
    if !ask.kinds.is_empty() {
        draft.doubt.push(Doubt::KindOneOf(ask.kinds.to_vec()));
    }
    draft.doubt.extend([
        Doubt::PaperUnknown(sooner.iter().map(|kind| (*kind).to_owned()).collect()),
        Doubt::IfKind {
            kind: first.kind.to_owned(),
            day: first.day,
        },
    ]);
    draft
}

fn lead(
    ask: &Ask<'_>,
    lib: &Library,
    calendar: &Calendar,
    level: &str,
    (candidates, letters): (&[Candidate<'_>], &[Worked]),
    struck_out: Vec<String>,
) -> Draft {
    let mut draft = ask.blank(level);
    let Some(first) = candidates.first() else {
        return draft;
    };
    draft.doubt = doubts(ask, candidates, first);
    // What may make another kind's day sooner than the one that leads must not be hidden by the choice.
    let of_kinds = candidates.iter().flat_map(|c| &c.found.worked.doubt);
    for doubt in of_kinds.chain(letters.iter().flat_map(|w| &w.letter_doubt)) {
        if doubt.is_of_others() {
            draft.doubt_once(doubt.clone());
        }
    }
    let deadline = &mut draft.deadline;
    let basis = &first.found.basis;
    describe(deadline, &first.found);
    deadline.shortest_of = candidates
        .iter()
        .map(|c| format!("{}: {}", c.kind, c.day))
        .collect();
    deadline.start = first.found.worked.clock.start;
    let named = !ask.kinds.is_empty();
    let (kind, day) = (first.kind, long(first.day));
    let say = if named {
        format!(
            "It is one of several kinds of plan. Of theirs the limit of {kind} comes first: {day}."
        )
    } else {
        format!("The kind of plan is not known. The shortest limit left is that of {kind}: {day}.")
    };
    let kind = StepKind::ShortestKind {
        kind: first.kind.to_owned(),
        among: u32::try_from(ask.kinds.len()).ok().filter(|_| named),
    };
    deadline
        .steps
        .push(step(kind, say, Some(first.day), basis.citation));
    if named {
        let worked = &first.found.worked;
        deadline.steps.extend(worked.steps.iter().cloned());
        deadline.later_if.extend(worked.later_if.iter().cloned());
    }
    if !struck_out.is_empty() {
        let say = format!(
            "The letter's own limit rules out kinds whose law fixes another: {}.",
            struck_out.join(", ")
        );
        let kind = StepKind::StruckOut {
            kinds: struck_out.clone(),
        };
        deadline.steps.push(step(kind, say, None, LETTER));
    }
    deadline.struck_out = struck_out;
    let mut seen = vec![first.day];
    for other in candidates {
        if !seen.contains(&other.day) {
            seen.push(other.day);
            deadline.later_if.push(LaterIf {
                say: format!("if it is {}", other.kind),
                date: other.day,
                plan_kind: Some(other.kind.to_owned()),
            });
        }
    }
    let mut worked = first.found.worked.clone();
    worked.letter = earliest_letter(letters);
    let day = |w: &Worked| w.letter.as_ref().map(|l| l.day);
    if let Some(open) = letters.iter().find(|w| w.open) {
        worked.open = true;
        worked.letter_doubt = open.letter_doubt.clone();
    } else if let Some(by) = letters.iter().find(|w| day(w) == day(&worked)) {
        worked.letter_doubt = by.letter_doubt.clone();
    }
    ask.lead(&mut draft, &worked, Some(basis.citation));
    // Which kind it is decides whether the day of posting counts: the strictest is taken.
    draft.deadline.must = if named {
        let of_kinds = candidates.iter().map(|c| c.found.basis.must);
        of_kinds.fold(ask.must.unwrap_or("not-stated"), |all, must| {
            strictest(all, Some(must))
        })
    } else {
        "be-received"
    }
    .to_owned();
    ask.finish(lib, calendar, &mut draft.deadline, &worked);
    ask.say_passed(&mut draft);
    draft
}

/// The letter's own day, the earliest that the kinds left make of it.
fn earliest_letter(letters: &[Worked]) -> Option<super::letter::LetterDay> {
    let mut day = letters
        .iter()
        .filter_map(|w| w.letter.clone())
        .min_by_key(|l| l.day)?;
    day.say = format!("The letter's own limit: {}.", long(day.day));
    Some(day)
}

/// No kind is left, or none has a rule at this level: the letter alone.
fn alone(
    ask: &Ask<'_>,
    lib: &Library,
    mut draft: Draft,
    struck_out: Vec<String>,
    mut waits_for: Vec<Missing>,
) -> Draft {
    let level = draft.deadline.level.as_str();
    if lib.appeal.rules.iter().any(|r| r.level == level) {
        let which = match ask.kinds {
            [] => Doubt::NoKind,
            kinds => Doubt::KindOneOf(kinds.to_vec()),
        };
        draft.doubt.insert(0, which);
        if draft.deadline.due.is_some() {
            draft
                .doubt
                .push(if waits_for.is_empty() && !struck_out.is_empty() {
                    Doubt::NoKindFits
                } else {
                    waits_for.insert(0, Missing::PlanKind);
                    Doubt::RuleWaits(waits_for)
                });
        }
    }
    if draft.deadline.due.is_none()
        && ask.question.notice_date.is_none()
        && ask.question.decision_date.is_none()
    {
        draft.doubt.push(Doubt::DateNeeded);
    }
    draft.deadline.struck_out = struck_out;
    draft
}

/// The days for the mail that are presumed of a kind whose day, without them, would come before the one that leads.
fn presumed(candidates: &[Candidate<'_>], leading: NaiveDate) -> Option<u32> {
    let sooner = candidates.iter().filter_map(|c| {
        let days = c.found.worked.clock.presumed?;
        let earliest = c.day.checked_sub_days(Days::new(u64::from(days)))?;
        Some(days).filter(|_| earliest < leading)
    });
    sooner.max()
}

fn doubts(ask: &Ask<'_>, candidates: &[Candidate<'_>], first: &Candidate<'_>) -> Vec<Doubt> {
    let found = &first.found;
    let worked: &Worked = &found.worked;
    if !ask.kinds.is_empty() {
        let mut doubt = vec![Doubt::KindOneOf(ask.kinds.to_vec())];
        doubt.extend(Some(Doubt::OtherClaim).filter(|_| found.other_claim));
        doubt.extend(worked.doubt.iter().cloned());
        let received = ask.question.received_date;
        let presumed = presumed(candidates, first.day).filter(|_| received.is_none());
        doubt.extend(presumed.map(Doubt::ReceiptPresumed));
        return doubt;
    }
    let mut doubt = vec![Doubt::KindUnknown];
    if worked.cautious && Unit::find(found.basis.unit).is_none() {
        let own = worked.doubt.iter().filter(|d| d.is_own_figure());
        doubt.extend(own.cloned());
    }
    if ask.question.received_date.is_none() {
        doubt.push(match presumed(candidates, first.day) {
            Some(days) => Doubt::ReceiptPresumed(days),
            None => Doubt::ReceiptUnknown(worked.clock.word),
        });
    }
    doubt
}
