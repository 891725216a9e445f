//! Time limits: they speak only of what there is, and each has its citation and mark.

use super::support::*;
use std::collections::BTreeMap;

#[test]
fn appeal_rules_speak_only_of_what_there_is() {
    let appeal = &lib().appeal;
    let kinds = ids_of!("plan kinds", appeal.plan_kinds);
    let rules = ids_of!("rules", appeal.rules);
    let questions = ids_of!("questions", appeal.questions);
    resolve(
        "plan kinds of rules",
        appeal.rules.iter().flat_map(|r| &r.plan_kinds),
        &kinds,
    );
    resolve(
        "plan kinds of levels",
        appeal.levels.iter().map(|l| &l.plan_kind),
        &kinds,
    );
    resolve(
        "fast ways",
        appeal.rules.iter().filter_map(|r| r.expedited.as_ref()),
        &rules,
    );
    let targets = questions.union(&kinds).copied().collect();
    resolve(
        "answers",
        appeal
            .questions
            .iter()
            .flat_map(|q| &q.answers)
            .map(|a| &a.goto),
        &targets,
    );

    let levels: BTreeSet<&str> = appeal
        .rules
        .iter()
        .map(|r| r.level.as_str())
        .chain(appeal.levels.iter().map(|l| l.id.as_str()))
        .collect();
    for (word, level) in &appeal.level_aliases {
        assert!(level == "none" || levels.contains(level.as_str()), "{word}");
    }
    for level in &appeal.levels {
        let ladder = lib().levels_of(&level.plan_kind);
        for next in level.next.split(" or ").filter(|n| !n.is_empty()) {
            assert!(
                next == "court"
                    || level.plan_kind == "unknown"
                    || ladder.iter().any(|l| l.id == next),
                "{}: {next}",
                level.plan_kind
            );
        }
    }

    let units = known(&[
        "calendar-days",
        "business-days",
        "hours",
        "months",
        "years",
        "years-end",
        "plan-stated",
        "none",
    ]);
    resolve(
        "units",
        appeal
            .rules
            .iter()
            .map(|r| &r.unit)
            .chain(appeal.states.iter().map(|s| &s.unit)),
        &units,
    );
    resolve(
        "windows",
        appeal.rules.iter().map(|r| &r.window),
        &known(&["fixed", "minimum", "maximum", "state-set", "plan-stated"]),
    );
    resolve(
        "actors",
        appeal.rules.iter().map(|r| &r.actor),
        &known(&["member", "provider", "plan", "reviewer", "other"]),
    );
    let rolls = appeal
        .rules
        .iter()
        .map(|r| &r.roll_over)
        .chain(appeal.states.iter().map(|s| &s.roll_over));
    resolve("roll-over", rolls, &known(&["none", "next-business-day"]));
    let must = appeal
        .rules
        .iter()
        .map(|r| &r.must)
        .chain(appeal.states.iter().map(|s| &s.must));
    resolve(
        "must",
        must,
        &known(&[
            "be-received",
            "be-filed",
            "be-made",
            "be-postmarked-or-received",
            "be-sent",
            "not-stated",
        ]),
    );
    resolve(
        "processes",
        appeal.states.iter().map(|s| &s.process),
        &known(&["state", "federal", "unsure"]),
    );
}

#[test]
fn each_rule_has_a_citation_a_length_and_a_mark_that_fits() {
    let appeal = &lib().appeal;
    let seen_kinds = known(&["regulation", "statute", "agency", "transcript"]);
    let fits = |verified: bool, seen: &str| !verified || seen_kinds.contains(seen);
    for rule in &appeal.rules {
        assert!(
            !rule.citation.is_empty() && !rule.plain.is_empty() && !rule.source.is_empty(),
            "{}",
            rule.id
        );
        assert!(
            !rule.plan_kinds.is_empty() && !rule.claim_types.is_empty(),
            "{}",
            rule.id
        );
        assert!(
            fits(rule.verified, &rule.seen),
            "{}: {}",
            rule.id,
            rule.seen
        );
        let counted = !matches!(rule.unit.as_str(), "plan-stated" | "none");
        let same_day = rule.trigger == "day-of-discharge";
        assert_eq!(rule.length > 0, counted && !same_day, "{}", rule.id);
        assert_eq!(
            rule.length_max.is_some(),
            rule.window == "state-set",
            "{}",
            rule.id
        );
        assert!(
            rule.length_max.is_none_or(|max| max > rule.length),
            "{}",
            rule.id
        );
        assert!(
            !(rule.later_of.is_some() && rule.earlier_of.is_some()),
            "{}",
            rule.id
        );
    }
    for state in &appeal.states {
        assert!(
            !state.citation.is_empty() && state.length > 0 && !state.where_to.is_empty(),
            "{}",
            state.state
        );
        assert!(
            fits(state.verified, &state.seen),
            "{}: {}",
            state.state,
            state.seen
        );
        assert!(state.state.len() == 2 && state.state.chars().all(|c| c.is_ascii_uppercase()));
    }
    assert_eq!(
        appeal.rules.iter().filter(|r| r.verified).count() as u32,
        appeal.meta.rules_verified
    );
    assert_eq!(
        appeal.states.iter().filter(|s| s.verified).count() as u32,
        appeal.meta.states_verified
    );
    assert_eq!(
        appeal
            .states
            .iter()
            .map(|s| &s.state)
            .collect::<BTreeSet<_>>()
            .len(),
        51
    );
}

#[test]
fn what_is_said_beside_a_step_belongs_to_one_of_its_ladders() {
    let appeal = &lib().appeal;
    let mut places: BTreeMap<u32, &str> = BTreeMap::new();
    for rule in &appeal.rules {
        assert!(!rule.optional || rule.actor == "member", "{}", rule.id);
        let Some(beside) = &rule.beside else { continue };
        assert_eq!(rule.actor, "member", "{}", rule.id);
        assert!(
            !beside.at.is_empty() && !beside.say.is_empty(),
            "{}",
            rule.id
        );
        assert!(!beside.say.ends_with('.'), "{}: the day follows", rule.id);
        for level in &beside.at {
            let step = appeal
                .levels
                .iter()
                .any(|l| l.id == *level && rule.plan_kinds.contains(&l.plan_kind));
            assert!(step, "{}: {level}", rule.id);
        }
        let words = places.entry(beside.order).or_insert(&beside.say);
        assert_eq!(*words, beside.say, "{}: one place, two sentences", rule.id);
    }
    assert_eq!(places.len(), 6);
}
