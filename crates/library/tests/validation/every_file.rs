//! What holds for every file: ids, look-ups, days of last check.

use super::support::*;
use chrono::NaiveDate;

#[test]
fn ids_are_unique_and_kebab_case() {
    ids_of!("plan kinds", appeal.plan_kinds);
    ids_of!("questions", appeal.questions);
    ids_of!("rules", appeal.rules);
    ids_of!("letter kinds", patterns.kinds);
    ids_of!("service phases", patterns.service_phases);
    ids_of!("plan hints", patterns.plan_hints);
    ids_of!("deadline patterns", patterns.deadline_patterns);
    ids_of!("start events", patterns.start_events);
    ids_of!("purposes", patterns.deadline_purposes);
    ids_of!("cues", patterns.cues);
    ids_of!("traps", patterns.traps);
    ids_of!("issuers", patterns.issuers);
    ids_of!("reasons", reasons.reasons);
    ids_of!("common points", reasons.common_points);
    ids_of!("terms", glossary.terms);
    ids_of!("claim checks", codes.claim_checks);
    ids_of!("billing rules", codes.billing_rules);
    ids_of!("whole stretches", codes.whole_stretches);
    ids_of!("studies", evidence.studies);
    ids_of!("scales", scales.scales);
    ids_of!("trial rules", treatments.rules);
    ids_of!("drug classes", treatments.classes);
    ids_of!("treatments", treatments.treatments);
    ids_of!("document types", policy_sections.document_types);
    ids_of!("sections", policy_sections.sections);
    ids_of!("found sections", policy_finding.sections);
    ids_of!("payer policies", payer_policies.policies);
    ids_of!("scripts", scripts.scripts);
    ids_of!("asks of forms", form_fields.asks);
    ids_of!("ticks of forms", form_fields.ticks);
    ids_of!("formulas", funding.formulas);
    ids_of!("funding options", funding.options);
    ids_of!("organizations", organizations.organizations);
    ids_of!("checklist items", checklists.items);
}

#[test]
fn what_is_not_there_is_none() {
    let lib = lib();
    assert!(lib.rule("erisa-internal-appeal").is_some() && lib.rule("no-such-rule").is_none());
    assert!(lib.state("NY").is_some() && lib.state("PR").is_none());
    assert!(lib.carc("50").is_some() && lib.carc("").is_none());
    assert!(
        lib.checklist("trd", "prior-auth").is_some() && lib.checklist("trd", "nowhere").is_none()
    );
}

/// A day of last check lies between the first look at anything and the making of this release.
fn sane(what: &str, day: NaiveDate) {
    let (first, last) = (
        NaiveDate::from_ymd_opt(2026, 1, 1),
        NaiveDate::from_ymd_opt(2026, 12, 31),
    );
    assert!(Some(day) >= first && Some(day) <= last, "{what}: {day}");
}

#[test]
fn days_of_last_check_are_sane() {
    let lib = lib();
    lib.appeal.rules.iter().for_each(|r| sane(&r.id, r.checked));
    lib.appeal
        .states
        .iter()
        .for_each(|s| sane(&s.state, s.checked));
    lib.appeal
        .holidays
        .iter()
        .for_each(|h| sane(&h.name, h.checked));
    lib.glossary
        .terms
        .iter()
        .for_each(|t| sane(&t.id, t.checked));
    lib.rebuttals
        .rebuttals
        .iter()
        .for_each(|r| sane(&r.reason, r.checked));
    lib.scales
        .scales
        .iter()
        .for_each(|s| sane(&s.id, s.checked));
    lib.treatments
        .drugs
        .iter()
        .for_each(|d| sane(&d.generic, d.checked));
    lib.policy_sections
        .sections
        .iter()
        .for_each(|s| sane(&s.id, s.checked));
    lib.payer_policies
        .policies
        .iter()
        .for_each(|p| sane(&p.id, p.checked));
    lib.scripts
        .scripts
        .iter()
        .for_each(|s| sane(&s.id, s.checked));
    lib.funding
        .options
        .iter()
        .for_each(|o| sane(&o.id, o.checked));
    lib.organizations
        .organizations
        .iter()
        .for_each(|o| sane(&o.id, o.checked));
    lib.checklists
        .items
        .iter()
        .for_each(|i| sane(&i.id, i.checked));
    let heads = [
        lib.appeal.meta.checked,
        lib.patterns.meta.checked,
        lib.reasons.meta.checked,
        lib.codes.meta.checked,
        lib.evidence.meta.checked,
    ];
    heads
        .into_iter()
        .for_each(|day| sane("head of a file", day));
    for rule in lib
        .appeal
        .rules
        .iter()
        .filter(|r| r.effective_from.is_some())
    {
        assert!(
            rule.effective_from.is_some_and(|from| from <= rule.checked),
            "{}",
            rule.id
        );
    }
}

#[test]
fn what_a_person_reads_of_a_step_holds_no_id_of_ours() {
    let all = lib().appeal.levels.iter();
    for text in all.flat_map(|level| [&level.name, &level.decides]) {
        assert!(!text.contains('_'), "{text}");
    }
}
