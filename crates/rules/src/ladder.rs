//! The ladder of a kind of plan: its steps, who decides, how long one has, how long they have. What the letters say of
//! the steps is laid over it by `said`.

mod said;

pub use said::as_the_letters_say;

use crate::deadline::basis::{self, Basis, STATE_REVIEW_RULE};
use chrono::NaiveDate;
use holdfast_library::Library;
use holdfast_library::appeal::Rule;
use serde::Serialize;

/// A time limit as it is shown: the rule's own words with its marks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Window {
    /// Rule id.
    pub rule: String,
    /// `member`, `provider`, `plan`, `reviewer` or `other`.
    pub actor: String,
    /// Claim types it holds for; `any` for all.
    pub claim_types: Vec<String>,
    /// How many units; 0 with `plan-stated` and `none`.
    pub length: u32,
    /// The longest, where the state sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length_max: Option<u32>,
    /// Unit id.
    pub unit: String,
    /// What starts the clock.
    pub trigger: String,
    /// `fixed`, `minimum`, `maximum`, `state-set` or `plan-stated`.
    pub window: String,
    /// Days for the mail that the law presumes.
    pub receipt_presumption_days: u32,
    /// What has to have happened by the last day.
    pub must: String,
    /// The rule in plain words.
    pub plain: String,
    /// What else to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What helps a late request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub good_cause: Option<String>,
    /// What has to be at stake.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_in_controversy: Option<String>,
    /// Citation.
    pub citation: String,
    /// True only where the text of the rule was seen.
    pub verified: bool,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// State whose entry this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Who gets the request, where the state says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub where_to: Option<String>,
}

/// One step of a ladder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rung {
    /// Place, from 1.
    pub order: u32,
    /// Level id.
    pub level: String,
    /// Name for people.
    pub name: String,
    /// Who decides.
    pub decides: String,
    /// True where one may leave it out.
    pub optional: bool,
    /// True where nothing but a court, or nothing at all, comes after it.
    pub last_chance: bool,
    /// Levels that may come next.
    pub next: Vec<String>,
    /// How long the person has.
    pub windows: Vec<Window>,
    /// How long the other side has to decide, and the fast way's time.
    pub decision: Vec<Window>,
    /// True where their letter says that there is no such step; `said` has its words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub absent: bool,
    /// Their letter's own words on this step, where they go before what is general.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}

/// The ladder of one kind of plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ladder {
    /// Plan kind id.
    pub plan_kind: String,
    /// Its name.
    pub name: String,
    /// The law it stands under.
    pub law: String,
    /// Who watches over it.
    pub regulator: String,
    /// Steps, lowest first.
    pub rungs: Vec<Rung>,
    /// Time limits beside the ladder: keeping care going, information, records, bills.
    pub beside: Vec<Window>,
    /// State rules on the internal appeal, in plain words with their citation.
    pub state_notes: Vec<String>,
}

/// The ladder of a plan kind (id or alias), with the state's own external review where the state is given.
/// None for a kind that is not known: `unknown` has a ladder of its own, of one step.
pub fn ladder(lib: &Library, plan_kind: &str, state: Option<&str>) -> Option<Ladder> {
    let kind = match basis::plan_kind(lib, Some(plan_kind)) {
        Some(kind) => kind,
        None => lib
            .appeal
            .plan_kinds
            .iter()
            .find(|k| k.id == basis::UNKNOWN && plan_kind == k.id)?,
    };
    let steps = basis::ladder(lib, &kind.id);
    let holds = |rule: &&Rule| rule.plan_kinds.contains(&kind.id);
    let of_level = |level: &str, ours: bool| -> Vec<Window> {
        let rules = lib
            .appeal
            .rules
            .iter()
            .filter(holds)
            .filter(|r| r.level == level && (r.actor == "member") == ours);
        rules.map(|r| window(lib, r, state)).collect()
    };
    let rungs: Vec<Rung> = steps
        .iter()
        .map(|step| {
            let next: Vec<String> = step
                .next
                .split(" or ")
                .filter(|n| !n.is_empty())
                .map(str::to_owned)
                .collect();
            let above = steps
                .iter()
                .filter(|s| s.order > step.order && s.id != "court")
                .count();
            let mut decision = of_level(&step.id, false);
            match step.id.as_str() {
                "external-review" => decision.extend(of_level("external-decision", false)),
                "court" => {}
                // Reviewers name their clock by claim type; the plan's are of the first appeal.
                _ => decision.extend(appeal_decision(
                    lib,
                    &kind.id,
                    step.id.as_str(),
                    step.order,
                    state,
                )),
            }
            Rung {
                order: step.order,
                level: step.id.clone(),
                name: step.name.clone(),
                decides: step.decides.clone(),
                optional: !step.mandatory,
                // on a ladder that is not known nobody can say which step is the last
                last_chance: above == 0 && step.id != "court" && kind.id != basis::UNKNOWN,
                next,
                windows: of_level(&step.id, true),
                decision,
                absent: false,
                said: None,
            }
        })
        .collect();
    const OF_RUNGS: [&str; 3] = [
        "appeal-decision",
        "external-decision",
        "external-preliminary",
    ];
    let on_rung = |level: &str| steps.iter().any(|s| s.id == level) || OF_RUNGS.contains(&level);
    let beside = lib
        .appeal
        .rules
        .iter()
        .filter(holds)
        .filter(|r| !on_rung(&r.level));
    let state_notes = lib.appeal.state_internal.iter().filter(|s| {
        matches!(kind.id.as_str(), "employer-insured" | "marketplace")
            && state.is_some_and(|w| s.state.eq_ignore_ascii_case(w))
    });
    Some(Ladder {
        plan_kind: kind.id.clone(),
        name: kind.name.clone(),
        law: kind.law.clone(),
        regulator: kind.regulator.clone(),
        beside: beside.map(|r| window(lib, r, state)).collect(),
        state_notes: state_notes
            .map(|s| format!("{} ({})", s.plain, s.citation))
            .collect(),
        rungs,
    })
}

/// The clocks of those who decide an appeal: the plan's on the first steps, the reviewer's above.
fn appeal_decision(
    lib: &Library,
    kind: &str,
    level: &str,
    order: u32,
    state: Option<&str>,
) -> Vec<Window> {
    let rules = lib
        .appeal
        .rules
        .iter()
        .filter(|r| r.level == "appeal-decision" && r.plan_kinds.iter().any(|k| k == kind));
    let here = |r: &&Rule| match r.actor.as_str() {
        "plan" => order == 1 || level == "second-level-appeal",
        _ => match level {
            "alj-hearing" => r.claim_types.iter().any(|c| c == "alj"),
            "fair-hearing" => r.claim_types.iter().any(|c| c == "fair-hearing"),
            "opm-review" | "qic-reconsideration" | "ire" => {
                !r.claim_types.iter().any(|c| c == "alj")
            }
            _ => false,
        },
    };
    rules.filter(here).map(|r| window(lib, r, state)).collect()
}

fn window(lib: &Library, rule: &Rule, state: Option<&str>) -> Window {
    let entry = basis::state(lib, state).filter(|_| rule.id == STATE_REVIEW_RULE);
    let basis = entry.map_or_else(
        || Basis::of_rule(rule),
        |entry| Basis::of_state(rule, entry),
    );
    Window {
        rule: rule.id.clone(),
        actor: rule.actor.clone(),
        claim_types: rule.claim_types.clone(),
        length: basis.length,
        length_max: rule.length_max,
        unit: basis.unit.to_owned(),
        trigger: basis.trigger.to_owned(),
        window: basis.window.to_owned(),
        receipt_presumption_days: rule.receipt_presumption_days,
        must: basis.must.to_owned(),
        plain: rule.plain.clone(),
        note: entry.map_or_else(|| rule.note.clone(), |entry| entry.note.clone()),
        good_cause: rule.good_cause.clone(),
        amount_in_controversy: rule.amount_in_controversy.clone(),
        citation: basis.citation.to_owned(),
        verified: basis.verified,
        checked: basis.checked,
        state: basis.state.map(str::to_owned),
        where_to: entry.map(|entry| entry.where_to.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_ladder_with_a_way_up() {
        let lib = Library::builtin();
        for kind in &lib.appeal.plan_kinds {
            let ladder = ladder(lib, &kind.id, None).unwrap();
            assert!(!ladder.rungs.is_empty(), "{}", kind.id);
            let orders: Vec<u32> = ladder.rungs.iter().map(|r| r.order).collect();
            assert!(orders.windows(2).all(|w| w[0] < w[1]), "{}", kind.id);
            for window in ladder
                .rungs
                .iter()
                .flat_map(|r| r.windows.iter().chain(&r.decision))
                .chain(&ladder.beside)
            {
                assert!(!window.citation.is_empty() && !window.plain.is_empty());
            }
        }
        assert_eq!(ladder(lib, "no such kind", None), None);
    }

    #[test]
    fn of_a_plan_that_is_not_known_no_step_is_called_the_last_chance() {
        let unknown = ladder(Library::builtin(), "unknown", None).unwrap();
        assert!(unknown.rungs.iter().all(|rung| !rung.last_chance));
    }

    #[test]
    fn the_state_speaks_for_its_own_review() {
        let lib = Library::builtin();
        let review = |state| {
            let ladder = ladder(lib, "marketplace", state).unwrap();
            ladder
                .rungs
                .iter()
                .find(|r| r.level == "external-review")
                .unwrap()
                .clone()
        };
        assert_eq!(review(Some("OH")).windows[0].length, 180);
        assert_eq!(review(Some("oh")).windows[0].state.as_deref(), Some("OH"));
        assert_eq!(
            (
                review(None).windows[0].length,
                review(None).windows[0].unit.as_str()
            ),
            (4, "months")
        );
        assert!(review(None).last_chance && review(None).decision.iter().any(|w| w.length == 45));
    }

    #[test]
    fn who_decides_how_fast_stands_on_its_step() {
        let lib = Library::builtin();
        let medicare = ladder(lib, "original-medicare", None).unwrap();
        let on = |level: &str| {
            let rung = medicare.rungs.iter().find(|r| r.level == level).unwrap();
            rung.decision
                .iter()
                .map(|w| w.rule.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(on("internal-appeal"), ["om-redetermination-decision"]);
        assert_eq!(on("qic-reconsideration"), ["om-qic-decision"]);
        assert_eq!(on("alj-hearing"), ["om-alj-decision"]);
    }
}
