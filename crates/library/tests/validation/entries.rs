//! All other files: what they point at is there, and their figures can be.

use super::support::*;
use holdfast_library::codes::CodeSystem;

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

#[test]
fn a_whole_stretch_holds_its_own_codes_once_and_all_that_we_explain() {
    let codes = &Library::builtin().codes;
    for stretch in &codes.whole_stretches {
        assert_eq!(stretch.from.len(), stretch.to.len(), "{}", stretch.id);
        assert!(stretch.from <= stretch.to, "{}", stretch.id);
        let mut seen = std::collections::BTreeSet::new();
        for code in &stretch.codes {
            assert!(seen.insert(code), "{code} stands there twice");
            let of = codes.whole_stretch(stretch.system, code);
            assert_eq!(of.map(|s| &s.id), Some(&stretch.id), "{code}");
        }
        assert!(
            codes.sources.contains_key(&stretch.source),
            "{}",
            stretch.id
        );
    }
    let explained = codes
        .icd10
        .iter()
        .map(|entry| (CodeSystem::Icd10Cm, &entry.code));
    let services = codes
        .procedures
        .iter()
        .map(|entry| (CodeSystem::Cpt, &entry.code));
    for (system, entry) in explained.chain(services) {
        // an entry may name several: each that is written out has to exist
        for code in entry
            .split([' ', '/', '-'])
            .filter(|part| part.len() > 3 && !part.ends_with('x'))
        {
            if let Some(stretch) = codes.whole_stretch(system, code) {
                assert!(
                    stretch.has(code),
                    "{code} of {entry} is not in {}",
                    stretch.id
                );
            }
        }
    }
}
