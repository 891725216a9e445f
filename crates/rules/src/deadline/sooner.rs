//! Shorter times that may run beside the day that leads: never what leads, always said.
//!
//! Which they are, at which step, and how they are said stands in the library (`beside` on a rule). Where the kind of
//! plan is not known those of all kinds are said at their first step, whatever leads; where it is known, those of
//! that kind, unless the kind of claim rules them out. A faster track that someone may choose (`optional`) is said here.

use super::answer::Ask;
use super::basis;
use super::doubt::Draft;
use crate::calendar::long;
use chrono::NaiveDate;
use holdfast_case::DeadlineQuestion;
use holdfast_case::deadline::SoonerIf;
use holdfast_library::Library;
use holdfast_library::appeal::{Beside, Rule};

/// Adds the shorter times that may hold beside an answer.
pub(crate) fn add(ask: &Ask<'_>, lib: &Library, draft: &mut Draft) {
    let deadline = &mut draft.deadline;
    if ask.actor.is_some_and(|who| who != "member") || deadline.who != "member" {
        return;
    }
    let known = basis::plan_kind(lib, ask.question.plan_kind.as_deref()).map(|k| k.id.as_str());
    let claim = ask
        .question
        .claim_type
        .as_deref()
        .filter(|c| basis::is_claim_type(lib, c));
    let mut said: Vec<(u32, &str, SoonerIf)> = Vec::new();
    for (kind, rule, beside) in beside(ask, lib, known, &deadline.level) {
        if (known.is_some() || !ask.kinds.is_empty()) && !could_hold(rule, claim) {
            continue;
        }
        let Some(sooner) = say(ask, lib, kind, rule, beside) else {
            continue;
        };
        match said.iter_mut().find(|(_, words, _)| *words == beside.say) {
            // The same words of two kinds: the earliest day leads.
            Some((_, _, other)) => {
                if sooner
                    .date
                    .is_some_and(|d| other.date.is_none_or(|o| d < o))
                {
                    *other = sooner;
                }
            }
            None => said.push((beside.order, &beside.say, sooner)),
        }
    }
    said.sort_by_key(|(order, _, _)| *order);
    // The day that leads needs no second word, and what is later is not sooner.
    deadline.sooner_if = said
        .into_iter()
        .map(|(_, _, sooner)| sooner)
        .filter(|s| s.date.is_none() || deadline.due.is_none() || s.date < deadline.due)
        .collect();
}

/// The rules said beside a level: of one kind of plan, or of every kind that could be meant.
fn beside<'l>(
    ask: &Ask<'_>,
    lib: &'l Library,
    kind: Option<&str>,
    level: &str,
) -> Vec<(&'l str, &'l Rule, &'l Beside)> {
    let all = || {
        lib.appeal.rules.iter().flat_map(|rule| {
            let kinds = rule.plan_kinds.iter().map(String::as_str);
            rule.beside
                .iter()
                .flat_map(move |b| kinds.clone().map(move |k| (k, rule, b)))
        })
    };
    let first = basis::is_first_level(lib, level);
    let here = all().filter(|(of, _, beside)| {
        let at = |level: &str| beside.at.iter().any(|l| l == level);
        match kind {
            Some(kind) => *of == kind && at(level),
            // Kinds that are named have the same steps, by the same names.
            None if !ask.kinds.is_empty() => ask.can_be(of) && at(level),
            // A first step goes by other names elsewhere: that of the kind itself counts.
            None if first => basis::ladder(lib, of).first().is_some_and(|l| at(&l.id)),
            None => at(level),
        }
    });
    // What is said alike of two kinds is one thing to do: its earliest day is taken, whichever of them it is.
    let words: Vec<&str> = here.map(|(_, _, beside)| beside.say.as_str()).collect();
    all()
        .filter(|(_, _, beside)| words.contains(&beside.say.as_str()))
        .collect()
}

/// Care that was had cannot be kept or hurried, and care that is planned has not begun.
fn could_hold(rule: &Rule, claim: Option<&str>) -> bool {
    match claim {
        None => true,
        Some("post-service" | "self-pay") => false,
        Some("pre-service") => rule.claim_types.iter().any(|c| c == "urgent"),
        Some(_) => true,
    }
}

/// The sentence with its day, as a plan of this kind has it.
fn say(ask: &Ask<'_>, lib: &Library, kind: &str, rule: &Rule, beside: &Beside) -> Option<SoonerIf> {
    let question = DeadlineQuestion {
        plan_kind: Some(kind.to_owned()),
        level: Some(rule.level.clone()),
        claim_type: rule.claim_types.first().cloned(),
        letter: None,
        today: None,
        ..ask.question.clone()
    };
    let found = super::assume::answer(&Ask::of(&question), lib).deadline;
    let date: Option<NaiveDate> = found.due;
    Some(SoonerIf {
        say: match date {
            Some(day) => format!("{}: {}.", beside.say, long(day)),
            None => format!("{}.", beside.say),
        },
        date,
        citation: found.citation?,
        plan_kind: kind.to_owned(),
        level: rule.level.clone(),
    })
}
