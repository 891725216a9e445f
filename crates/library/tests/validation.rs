//! The files against each other: ids, references, sources, dates.
//!
//! Long because one test a file stands here for all fifteen, each with its own references.

use chrono::NaiveDate;
use holdfast_library::Library;
use std::collections::BTreeSet;

fn lib() -> &'static Library {
    Library::builtin()
}

fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Ids are unique and kebab-case; returns them.
fn ids<'a>(what: &str, ids: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    for id in ids {
        assert!(is_kebab(id), "{what}: {id:?}");
        assert!(seen.insert(id), "{what}: {id} stands twice");
    }
    assert!(!seen.is_empty(), "{what}: none");
    seen
}

fn resolve<'a>(what: &str, refs: impl IntoIterator<Item = &'a String>, known: &BTreeSet<&str>) {
    let lost: BTreeSet<&String> = refs
        .into_iter()
        .filter(|r| !known.contains(r.as_str()))
        .collect();
    assert!(lost.is_empty(), "{what}: {lost:?}");
}

fn known(words: &[&'static str]) -> BTreeSet<&'static str> {
    words.iter().copied().collect()
}

macro_rules! ids_of {
    ($what:literal, $($path:ident).+) => { ids($what, lib().$($path).+.iter().map(|e| e.id.as_str())) };
}

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
    ids_of!("studies", evidence.studies);
    ids_of!("scales", scales.scales);
    ids_of!("trial rules", treatments.rules);
    ids_of!("drug classes", treatments.classes);
    ids_of!("treatments", treatments.treatments);
    ids_of!("document types", policy_sections.document_types);
    ids_of!("sections", policy_sections.sections);
    ids_of!("payer policies", payer_policies.policies);
    ids_of!("scripts", scripts.scripts);
    ids_of!("formulas", funding.formulas);
    ids_of!("funding options", funding.options);
    ids_of!("organizations", organizations.organizations);
    ids_of!("checklist items", checklists.items);
}

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
fn reasons_evidence_and_answers_point_at_each_other() {
    let lib = lib();
    let reasons = ids_of!("reasons", reasons.reasons);
    let studies = ids_of!("studies", evidence.studies);
    let proofs = ids(
        "kinds of proof",
        lib.rebuttals.evidence_kinds.iter().map(|k| k.id.as_str()),
    );
    let scripts = ids_of!("scripts", scripts.scripts);
    let sections = ids_of!("sections", policy_sections.sections);
    let items = ids_of!("checklist items", checklists.items);
    resolve(
        "studies of reasons",
        lib.reasons
            .reasons
            .iter()
            .flat_map(|r| r.evidence.iter().chain(&r.counter_evidence)),
        &studies,
    );
    resolve(
        "reasons of studies",
        lib.evidence.studies.iter().flat_map(|s| &s.rebuts),
        &reasons,
    );
    let answers = &lib.rebuttals.rebuttals;
    assert_eq!(
        answers
            .iter()
            .map(|r| r.reason.as_str())
            .collect::<BTreeSet<_>>(),
        reasons,
        "each reason has one answer"
    );
    resolve(
        "proofs of answers",
        answers.iter().flat_map(|r| &r.evidence_kinds),
        &proofs,
    );
    resolve(
        "items of answers",
        answers.iter().flat_map(|r| &r.checklist_items),
        &items,
    );
    resolve(
        "passages of answers",
        answers.iter().flat_map(|r| &r.provisions),
        &sections,
    );
    resolve(
        "scripts of answers",
        answers.iter().flat_map(|r| &r.scripts),
        &scripts,
    );
    resolve(
        "combinations",
        lib.rebuttals.combinations.iter().flat_map(|c| &c.reasons),
        &reasons,
    );
    let of_codes = lib
        .codes
        .carc
        .iter()
        .chain(&lib.codes.rarc)
        .map(|c| &c.denial_reason);
    resolve(
        "reasons of codes",
        of_codes.filter(|r| !r.is_empty()),
        &reasons,
    );
    for reason in &lib.reasons.reasons {
        assert!(
            !reason.phrases.is_empty() && !reason.appeal_must_say.is_empty(),
            "{}",
            reason.id
        );
        assert!(
            reason.phrases.iter().all(|p| *p == p.to_lowercase()),
            "{}: phrases are lowercase",
            reason.id
        );
    }
}

#[test]
fn checklists_scripts_and_funding_resolve() {
    let lib = lib();
    let lists = &lib.checklists;
    let of = |titled: &'static [holdfast_library::checklists::Titled]| {
        titled
            .iter()
            .map(|t| t.id.as_str())
            .collect::<BTreeSet<_>>()
    };
    let (conditions, stages, papers) = (
        of(&lists.conditions),
        of(&lists.stages),
        of(&lists.document_kinds),
    );
    let items = ids_of!("checklist items", checklists.items);
    resolve(
        "illnesses",
        lists
            .items
            .iter()
            .flat_map(|i| &i.conditions)
            .chain(lists.lists.iter().map(|l| &l.condition)),
        &conditions,
    );
    resolve(
        "stages",
        lists
            .items
            .iter()
            .flat_map(|i| &i.stages)
            .chain(lists.lists.iter().map(|l| &l.stage)),
        &stages,
    );
    resolve(
        "papers",
        lists.items.iter().flat_map(|i| &i.satisfied_by),
        &papers,
    );
    resolve(
        "items",
        lists
            .lists
            .iter()
            .flat_map(|l| l.items.iter().chain(&l.start_with)),
        &items,
    );
    resolve(
        "needs",
        lists.items.iter().map(|i| &i.need),
        &known(&["must", "should", "helps"]),
    );
    assert_eq!(
        lists.lists.len(),
        conditions.len() * stages.len(),
        "a list for each illness and stage"
    );

    let scripts = ids_of!("scripts", scripts.scripts);
    let openers = ids("openers", lib.scripts.openers.iter().map(|o| o.id.as_str()));
    resolve(
        "openers",
        lib.scripts.scripts.iter().map(|s| &s.opener),
        &openers,
    );
    resolve(
        "scripts of funding",
        lib.funding.options.iter().filter_map(|o| o.script.as_ref()),
        &scripts,
    );
    let formulas = ids_of!("formulas", funding.formulas);
    assert!(!formulas.is_empty());
}

#[test]
fn scales_and_drugs_are_sound() {
    let lib = lib();
    let classes = ids_of!("drug classes", treatments.classes);
    resolve(
        "classes",
        lib.treatments.drugs.iter().map(|d| &d.class),
        &classes,
    );
    let generics: Vec<&str> = lib
        .treatments
        .drugs
        .iter()
        .map(|d| d.generic.as_str())
        .collect();
    assert_eq!(
        generics.iter().collect::<BTreeSet<_>>().len(),
        generics.len(),
        "a drug stands once"
    );
    for drug in &lib.treatments.drugs {
        assert!(
            drug.min_dose_mg >= 0.0 && drug.min_weeks > 0,
            "{}",
            drug.generic
        );
        assert!(
            drug.usual_max_mg.is_none_or(|max| max >= drug.min_dose_mg),
            "{}",
            drug.generic
        );
    }
    for scale in &lib.scales.scales {
        assert!(
            scale.reproduce || scale.items.is_empty(),
            "{}: items of others are not shown",
            scale.id
        );
        assert!(
            scale.bands.windows(2).all(|w| w[0].to < w[1].from),
            "{}",
            scale.id
        );
        assert!(scale.bands.iter().all(|b| b.from <= b.to), "{}", scale.id);
        let notice = scale.safety.as_ref().map(|s| s.notice.as_str());
        assert!(
            notice.is_none_or(|n| n == lib.scales.safety_notice.id),
            "{}",
            scale.id
        );
    }
}

#[test]
fn patterns_stand_as_letters_have_them() {
    let patterns = &lib().patterns;
    for (word, value) in &patterns.number_words {
        assert!(*value > 0 && *word == word.to_lowercase());
    }
    for issuer in &patterns.issuers {
        assert!(
            !issuer.name.is_empty() && !issuer.kind.is_empty(),
            "{}",
            issuer.id
        );
    }
    assert!(
        patterns
            .kinds
            .iter()
            .all(|k| k.against.is_empty() || k.against_weight.is_some())
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
fn what_is_not_there_is_none() {
    let lib = lib();
    assert!(lib.rule("erisa-internal-appeal").is_some() && lib.rule("no-such-rule").is_none());
    assert!(lib.state("NY").is_some() && lib.state("PR").is_none());
    assert!(lib.carc("50").is_some() && lib.carc("").is_none());
    assert!(
        lib.checklist("trd", "prior-auth").is_some() && lib.checklist("trd", "nowhere").is_none()
    );
}

#[test]
fn what_a_person_reads_of_a_step_holds_no_id_of_ours() {
    let all = lib().appeal.levels.iter();
    for text in all.flat_map(|level| [&level.name, &level.decides]) {
        assert!(!text.contains('_'), "{text}");
    }
}
