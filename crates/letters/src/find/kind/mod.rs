//! What kind of letter it is, what was decided, and at which stage.
//!
//! Statements count, conditions do not: "if a claim is denied" denies nothing. The phrase bank gives a base; a few
//! signs that letters cannot do without (who writes, which verb, is there a table) decide. One file for each thing a
//! letter can be: `answers` to an appeal, a `statement` of claims, `others` that decide nothing, a `refusal` or a
//! yes, and what the `bank` makes of the rest.

mod answers;
mod bank;
mod clock;
mod cues;
mod negation;
mod other_words;
mod others;
mod parts;
mod refusal;
mod signs;
mod stage;
mod statement;
mod titles;

use super::Ctx;
use crate::structure::Sheet;
use holdfast_case::reading::{NoticeKind, Outcome, Stage};
use holdfast_case::{Fact, Reading};
use signs::Signs;

pub use parts::statuses as item_statuses;

/// Kind, outcome and stage.
pub struct Decided {
    kind: Fact<NoticeKind>,
    fine: String,
    outcome: Fact<Outcome>,
    stage: Fact<Stage>,
}

impl Decided {
    /// Writes it into the reading.
    pub fn fill(self, reading: &mut Reading) {
        reading.kind = Some(self.kind);
        reading.fine_kind = Some(self.fine);
        reading.outcome = Some(self.outcome);
        reading.stage = Some(self.stage);
    }
}

/// A decision before it is made facts of.
struct Told {
    kind: NoticeKind,
    fine: &'static str,
    outcome: Outcome,
    stage: Stage,
    ids: Vec<usize>,
    sure: f32,
    why: String,
}

impl Told {
    /// A letter that decides nothing.
    fn undecided(kind: NoticeKind, fine: &'static str, sure: f32, why: &str) -> Self {
        Self {
            kind,
            fine,
            outcome: Outcome::None,
            stage: Stage::None,
            ids: Vec::new(),
            sure,
            why: why.to_owned(),
        }
    }

    fn facts(self, sheet: &Sheet) -> Decided {
        let Self {
            kind,
            fine,
            outcome,
            stage,
            ids,
            sure,
            why,
        } = self;
        Decided {
            kind: sheet.fact(kind, &ids, sure, why.clone()),
            fine: fine.to_owned(),
            outcome: sheet.fact(outcome, &ids, outcome_sure(outcome, sure), why.clone()),
            stage: sheet.fact(stage, &ids, stage::sure(stage, sure), why),
        }
    }
}

/// Whether all or a part was refused, or only cut down, is told by fewer words than that something was: a person
/// looks at it.
fn outcome_sure(outcome: Outcome, kind: f32) -> f32 {
    match outcome {
        Outcome::None | Outcome::Pending | Outcome::Approved => kind,
        _ => kind.min(0.89),
    }
}

/// Decides kind, outcome and stage.
pub fn decide(ctx: &Ctx<'_>, reading: &Reading) -> Decided {
    let mut signs = Signs::of(ctx);
    let decided = by_signs(ctx, reading, &signs);
    if decided.kind.value != NoticeKind::Other || !other_words::add(ctx, &mut signs) {
        return decided;
    }
    let mut heard = by_signs(ctx, reading, &signs);
    heard.kind.confidence = heard.kind.confidence.min(UNSURE);
    heard.outcome.confidence = heard.outcome.confidence.min(UNSURE);
    heard.stage.confidence = heard.stage.confidence.min(UNSURE);
    heard
}

/// What the windows tell of the stage: the step that can be taken now is one for what went before it.
pub fn settle(reading: &mut Reading) {
    let no = super::deadlines::refuses(reading);
    let kind = reading.kind.as_ref().map(|k| k.value);
    let windows = &reading.deadlines;
    let leads_out = windows
        .iter()
        .any(|d| d.primary && matches!(d.level.as_str(), "external-review" | "fair-hearing"));
    // Who may keep what goes on until a printed day has care that goes on.
    let goes_on = windows.iter().any(|d| {
        d.level == "continuation-of-benefits"
            && d.who == "member"
            && d.clock_started
            && d.limit.date.is_some()
    });
    let Some(stage) = reading.stage.as_mut().filter(|_| no) else {
        return;
    };
    let (value, why) = match (kind, stage.value) {
        (Some(NoticeKind::AppealDecision), Stage::FirstLevelAppeal) if leads_out => (
            Stage::FinalInternal,
            "what can be done next is done outside of the plan",
        ),
        (
            Some(NoticeKind::Denial | NoticeKind::PartialDenial),
            Stage::InitialPreService | Stage::InitialPostService,
        ) if goes_on => (
            Stage::InitialConcurrent,
            "care can be kept until a printed day",
        ),
        _ => return,
    };
    stage.value = value;
    why.clone_into(&mut stage.why);
}

/// What is told by no fixed words is looked at by the person.
const UNSURE: f32 = 0.8;

fn by_signs(ctx: &Ctx<'_>, reading: &Reading, signs: &Signs) -> Decided {
    let answer = answers::outside(ctx, signs).or_else(|| answers::appeal(ctx, signs));
    if let Some(told) = answer {
        return told.facts(ctx.sheet);
    }
    if statement::is_one(ctx, signs) {
        return statement::read(ctx, reading, &signs.eob, &signs.deny);
    }
    if let Some(told) = others::money(signs)
        .or_else(|| others::not_fast(ctx, reading, signs))
        .or_else(|| others::quiet(ctx, reading, signs))
    {
        return told.facts(ctx.sheet);
    }
    let refuses = refusal::by_its_clock(ctx, reading, signs);
    if refuses.is_none() && others::to_nobody(ctx, reading, signs) {
        return bank::decide(ctx);
    }
    others::loud(reading, signs)
        .or_else(|| refusal::no(ctx, reading, signs))
        .or_else(|| answers::kept_up(ctx, signs).filter(|_| others::addressed(ctx, reading)))
        .or(refuses)
        .or_else(|| refusal::yes(ctx, reading, signs))
        .map_or_else(|| bank::decide(ctx), |told| told.facts(ctx.sheet))
}
