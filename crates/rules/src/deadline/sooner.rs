//! Shorter times that may run beside the day that leads: never what leads, always said.
//!
//! Where the kind of plan is not known three are said whatever leads: ten days to keep Medicaid care, three days for a
//! fast TRICARE appeal, the same day for a hospital discharge on Medicare. Where it is known, those of that kind,
//! unless the kind of claim rules them out. A faster track that someone may choose (`basis::OPTIONAL`) is said here.

use super::answer::Ask;
use super::basis;
use super::doubt::Draft;
use crate::calendar::long;
use chrono::NaiveDate;
use holdfast_case::DeadlineQuestion;
use holdfast_case::deadline::SoonerIf;
use holdfast_library::Library;

/// A time beside: for whom, at which step, and what to say before and after its day.
struct Beside {
    kinds: &'static [&'static str],
    /// Level under which its rule stands.
    level: &'static str,
    claim: &'static str,
    say: &'static str,
}

const KEEP: Beside = Beside {
    kinds: &["medicaid-managed-care", "medicaid-fee-for-service"],
    level: "continuation-of-benefits",
    claim: "concurrent",
    say: "If this is Medicaid and care you have is being cut: ask within ten days of the notice for it to go on",
};
const KEEP_HEARING: Beside = Beside {
    kinds: &["medicaid-managed-care"],
    level: "continuation-of-benefits-hearing",
    claim: "concurrent",
    say: "If care you have goes on until now: ask within ten days of the plan's decision for it to go on until the hearing",
};
const FAST_TRICARE: Beside = Beside {
    kinds: &["tricare"],
    level: "expedited-appeal",
    claim: "urgent",
    say: "If this is TRICARE and the care is still to come, or is a stay in hospital: a fast appeal has to be asked for within three days of receipt",
};
const DISCHARGE: Beside = Beside {
    kinds: &["medicare-advantage", "original-medicare"],
    level: "qio-fast-appeal",
    claim: "concurrent",
    say: "If this is Medicare and you are told to leave hospital, call the quality organization (BFCC-QIO) the same day; if other care ends, by noon of the day after the notice",
};
const SECOND_LOOK: Beside = Beside {
    kinds: &["original-medicare"],
    level: "qic-reconsideration",
    claim: "concurrent",
    say: "If a quality organization (QIO) said no to care that is ending: ask for a second look by noon of the day after you are told",
};
const FAST_HEARING: Beside = Beside {
    kinds: &["medicare-part-d"],
    level: "alj-hearing",
    claim: "urgent",
    say: "If you ask for a fast hearing: within 60 days of the date on the decision, without days for the mail",
};

/// Adds the shorter times that may hold beside an answer.
pub(crate) fn add(ask: &Ask<'_>, lib: &Library, draft: &mut Draft) {
    let deadline = &mut draft.deadline;
    if ask.actor.is_some_and(|who| who != "member") || deadline.who != "member" {
        return;
    }
    let kind = basis::plan_kind(lib, ask.question.plan_kind.as_deref()).map(|k| k.id.as_str());
    let level = deadline.level.as_str();
    let claim = ask
        .question
        .claim_type
        .as_deref()
        .filter(|c| basis::is_claim_type(lib, c));
    let beside: &[&Beside] = match (kind, level) {
        (None, "internal-appeal" | "fair-hearing") => &[&KEEP, &FAST_TRICARE, &DISCHARGE],
        (None, "qic-reconsideration") => &[&SECOND_LOOK],
        (None, "alj-hearing") => &[&FAST_HEARING],
        (Some("medicaid-managed-care"), "internal-appeal")
        | (Some("medicaid-fee-for-service"), "fair-hearing") => &[&KEEP],
        (Some("medicaid-managed-care"), "fair-hearing") => &[&KEEP_HEARING],
        (Some("tricare"), "internal-appeal") => &[&FAST_TRICARE],
        (Some("medicare-advantage" | "original-medicare"), "internal-appeal") => &[&DISCHARGE],
        (Some("original-medicare"), "qic-reconsideration") => &[&SECOND_LOOK],
        (Some("medicare-part-d"), "alj-hearing") => &[&FAST_HEARING],
        _ => &[],
    };
    let said: Vec<SoonerIf> = beside
        .iter()
        .filter(|b| kind.is_none() || b.could_hold(claim))
        .filter_map(|b| b.say(ask, lib))
        // The day that leads needs no second word.
        .filter(|s| s.date.is_none() || s.date != deadline.due)
        .collect();
    deadline.sooner_if = said;
}

impl Beside {
    /// Care that was had cannot be kept or hurried, and care that is planned has not begun.
    fn could_hold(&self, claim: Option<&str>) -> bool {
        match claim {
            None => true,
            Some("post-service" | "self-pay") => false,
            Some("pre-service") => self.claim == "urgent",
            Some(_) => true,
        }
    }

    fn say(&self, ask: &Ask<'_>, lib: &Library) -> Option<SoonerIf> {
        let mut earliest: Option<(Option<NaiveDate>, String)> = None;
        for kind in self.kinds {
            let question = DeadlineQuestion {
                plan_kind: Some((*kind).to_owned()),
                level: Some(self.level.to_owned()),
                claim_type: Some(self.claim.to_owned()),
                letter: None,
                today: None,
                ..ask.question.clone()
            };
            let found = super::assume::answer(&Ask::of(&question), lib).deadline;
            let Some(citation) = found.citation else {
                continue;
            };
            let sooner = earliest
                .as_ref()
                .is_none_or(|(day, _)| found.due.is_some_and(|d| day.is_none_or(|e| d < e)));
            if sooner {
                earliest = Some((found.due, citation));
            }
        }
        let (date, citation) = earliest?;
        let say = match date {
            Some(day) => format!("{}: {}.", self.say, long(day)),
            None => format!("{}.", self.say),
        };
        Some(SoonerIf {
            say,
            date,
            citation,
        })
    }
}
