//! Which rule holds: plan kind, level, who acts, kind of claim.

use chrono::NaiveDate;
use holdfast_library::Library;
use holdfast_library::appeal::{Level, PlanKind, Rule, StateReview};

/// Rule that gives way to the entry of the state.
pub(crate) const STATE_REVIEW_RULE: &str = "insured-external-review";
/// The plan kind that is none.
pub(crate) const UNKNOWN: &str = "unknown";

/// What is counted by: a rule, or a rule with a state's entry in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Basis<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) length: u32,
    pub(crate) unit: &'a str,
    pub(crate) trigger: &'a str,
    pub(crate) roll_over: &'a str,
    pub(crate) month_rule: &'a str,
    pub(crate) must: &'a str,
    pub(crate) citation: &'a str,
    pub(crate) verified: bool,
    pub(crate) checked: NaiveDate,
    /// `maximum`, `state-set`, … ; a state's entry counts as fixed.
    pub(crate) window: &'a str,
    pub(crate) state: Option<&'a str>,
}

impl<'a> Basis<'a> {
    pub(crate) fn of_rule(rule: &'a Rule) -> Self {
        Self {
            rule,
            length: rule.length,
            unit: &rule.unit,
            trigger: &rule.trigger,
            roll_over: &rule.roll_over,
            month_rule: &rule.month_rule,
            must: &rule.must,
            citation: &rule.citation,
            verified: rule.verified,
            checked: rule.checked,
            window: &rule.window,
            state: None,
        }
    }

    pub(crate) fn of_state(rule: &'a Rule, state: &'a StateReview) -> Self {
        Self {
            length: state.length,
            unit: &state.unit,
            trigger: &state.trigger,
            roll_over: &state.roll_over,
            month_rule: &state.month_rule,
            must: &state.must,
            citation: &state.citation,
            verified: state.verified,
            checked: state.checked,
            window: "fixed",
            state: Some(&state.state),
            ..Self::of_rule(rule)
        }
    }

    /// True for the clocks of the plan, the reviewer or the provider.
    pub(crate) fn is_other_side(&self) -> bool {
        self.rule.actor != "member"
    }
}

/// The plan kind by id or alias; none where it is not known.
pub(crate) fn plan_kind<'a>(lib: &'a Library, word: Option<&str>) -> Option<&'a PlanKind> {
    let word = word?.trim();
    let kinds = || lib.appeal.plan_kinds.iter().filter(|k| k.id != UNKNOWN);
    kinds()
        .find(|k| k.id.eq_ignore_ascii_case(word))
        .or_else(|| kinds().find(|k| k.aliases.iter().any(|a| a.eq_ignore_ascii_case(word))))
}

/// The state's entry, by two letters in either case.
pub(crate) fn state<'a>(lib: &'a Library, word: Option<&str>) -> Option<&'a StateReview> {
    let word = word?.trim();
    lib.appeal
        .states
        .iter()
        .find(|s| s.state.eq_ignore_ascii_case(word))
}

/// The level a word of a letter means; `none` for a word that is no step of a ladder.
pub(crate) fn level_id<'a>(lib: &'a Library, word: &'a str) -> &'a str {
    lib.appeal
        .level_aliases
        .get(word)
        .map_or(word, String::as_str)
}

/// Steps of a plan kind's ladder, lowest first.
pub(crate) fn ladder<'a>(lib: &'a Library, kind: &str) -> Vec<&'a Level> {
    let mut steps: Vec<&Level> = lib
        .appeal
        .levels
        .iter()
        .filter(|l| l.plan_kind == kind)
        .collect();
    steps.sort_by_key(|l| l.order);
    steps
}

/// The level as this plan kind calls it: a first appeal is a fair hearing where Medicaid comes straight from the state.
pub(crate) fn level_for<'a>(lib: &'a Library, kind: &str, level: &'a str) -> &'a str {
    let steps = ladder(lib, kind);
    match steps.first() {
        Some(first) if level == "internal-appeal" && steps.iter().all(|l| l.id != level) => {
            &first.id
        }
        _ => level,
    }
}

/// Whether a claim type fits a rule, and how well.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// The rule names this claim type.
    Named,
    /// The rule holds for any.
    Any,
    /// The rule is for other claim types; used only where the level has no other.
    Other,
}

/// True for the first step of any ladder.
pub(crate) fn is_first_level(lib: &Library, level: &str) -> bool {
    let kinds = lib.appeal.plan_kinds.iter();
    kinds
        .filter_map(|k| ladder(lib, &k.id).first().copied())
        .any(|first| first.id == level)
}

/// Whether any rule knows this kind of claim.
pub(crate) fn is_claim_type(lib: &Library, word: &str) -> bool {
    word != "any"
        && lib
            .appeal
            .rules
            .iter()
            .any(|r| r.claim_types.iter().any(|t| t == word))
}

/// Rules of a plan kind at a level, for the one who acts (none: the member's, else anybody's), that could hold:
/// all that name the claim type, else the one for any, else those for others. A claim type that is missing, or that
/// nobody knows, could be any: the rule for any stands beside those for certain claims. Of several, the earliest leads.
pub(crate) fn rules<'a>(
    lib: &'a Library,
    kind: &str,
    level: &str,
    actor: Option<&str>,
    claim_type: Option<&str>,
) -> (Vec<&'a Rule>, Option<Fit>) {
    let claim_type = claim_type.filter(|c| is_claim_type(lib, c));
    let here = |r: &&Rule| r.level == level && r.plan_kinds.iter().any(|k| k == kind);
    let all: Vec<&Rule> = lib.appeal.rules.iter().filter(here).collect();
    let by = |who: &str| -> Vec<&Rule> {
        let acts = |r: &Rule| r.actor == who || (who == "plan" && r.actor == "reviewer");
        all.iter().copied().filter(|r| acts(r)).collect()
    };
    let of_actor = match actor {
        Some(who) => by(who),
        None => Some(by("member"))
            .filter(|rules| !rules.is_empty())
            .unwrap_or_else(|| all.clone()),
    };
    let fit = |r: &Rule| {
        if claim_type.is_some_and(|c| r.claim_types.iter().any(|t| t == c)) {
            Fit::Named
        } else if r.claim_types.iter().any(|t| t == "any") {
            Fit::Any
        } else {
            Fit::Other
        }
    };
    let best = of_actor.iter().map(|r| fit(r)).min();
    let mut fitting: Vec<&Rule> = of_actor
        .iter()
        .copied()
        .filter(|r| Some(fit(r)) == best)
        .collect();
    // An optional track is no shorter limit of its step: it leads only where the claim names it. A fast one that has
    // no way back (the Part D hearing) is the same step with less time, and leads in doubt.
    if best == Some(Fit::Any) {
        // Of several for any claim, the first is the rule itself; the others are its exceptions (`exhaustion-excused`).
        fitting.truncate(1);
        if claim_type.is_none() && fitting.iter().all(|r| r.actor == "member") {
            fitting.extend(
                of_actor
                    .iter()
                    .copied()
                    .filter(|r| fit(r) == Fit::Other && r.actor == "member" && !r.optional),
            );
        }
    }
    (fitting, best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(kind: &str, level: &str, actor: Option<&str>, claim: Option<&str>) -> Vec<String> {
        rules(Library::builtin(), kind, level, actor, claim)
            .0
            .iter()
            .map(|r| r.id.clone())
            .collect()
    }

    #[test]
    fn the_rule_that_names_the_claim_goes_first() {
        assert_eq!(
            chosen("medicare-part-d", "alj-hearing", None, Some("urgent")),
            ["pd-alj-expedited"]
        );
        assert_eq!(
            chosen("medicare-part-d", "alj-hearing", None, Some("pre-service")),
            ["pd-alj"]
        );
        assert_eq!(
            chosen("medicare-part-d", "alj-hearing", None, None),
            ["pd-alj", "pd-alj-expedited"]
        );
        assert_eq!(
            chosen("original-medicare", "qic-reconsideration", None, None),
            ["om-qic"]
        );
        assert_eq!(
            chosen("fehb", "opm-review", Some("member"), Some("plan-silent")),
            ["fehb-opm-silent"]
        );
    }

    #[test]
    fn who_acts_decides() {
        assert_eq!(
            chosen("marketplace", "external-review", None, None),
            ["insured-external-review"]
        );
        assert!(chosen("marketplace", "external-review", Some("provider"), None).is_empty());
        assert_eq!(
            chosen(
                "original-medicare",
                "appeal-decision",
                Some("plan"),
                Some("pre-service")
            ),
            ["om-redetermination-decision"]
        );
        assert_eq!(
            chosen("original-medicare", "timely-filing", Some("provider"), None),
            ["om-timely-filing"]
        );
    }

    #[test]
    fn names_of_letters_are_known() {
        let lib = Library::builtin();
        assert_eq!(
            plan_kind(lib, Some("Part-D")).map(|k| k.id.as_str()),
            Some("medicare-part-d")
        );
        assert_eq!(
            plan_kind(lib, Some("not-stated")).map(|k| k.id.as_str()),
            None
        );
        assert_eq!(state(lib, Some("ny")).map(|s| s.state.as_str()), Some("NY"));
        assert_eq!(level_id(lib, "redetermination"), "internal-appeal");
        assert_eq!(
            level_for(lib, "medicaid-fee-for-service", "internal-appeal"),
            "fair-hearing"
        );
        assert_eq!(level_for(lib, "fehb", "internal-appeal"), "internal-appeal");
    }
}
