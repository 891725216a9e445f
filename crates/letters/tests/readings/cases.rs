//! Case files: a few words with what must be read from them.

use crate::support::flat;
use holdfast_case::Reading;
use holdfast_letters::{pages_from_text, read};
use holdfast_library::Library;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Window {
    level: String,
    #[serde(default)]
    due: Option<String>,
    #[serde(default)]
    who: Option<String>,
    #[serde(default)]
    trigger: Option<String>,
    #[serde(default)]
    count: Option<u32>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    started: Option<bool>,
    #[serde(default)]
    must: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    kind: Vec<String>,
    outcome: Option<String>,
    stage: Option<String>,
    #[serde(default)]
    plan_kind: Vec<String>,
    issuer: Option<String>,
    patient: Option<String>,
    provider: Option<String>,
    member_id: Option<String>,
    group: Option<String>,
    number: Option<String>,
    date_of_notice: Option<String>,
    dates_of_service: Option<Vec<String>>,
    codes: Option<Vec<String>>,
    denied_codes: Option<Vec<String>>,
    billed: Option<String>,
    allowed: Option<String>,
    paid: Option<String>,
    not_covered: Option<String>,
    patient_owes: Option<String>,
    reasons: Option<Vec<String>>,
    #[serde(default)]
    reasons_also: Vec<String>,
    due: Option<String>,
    level: Option<String>,
    must: Option<String>,
    address: Option<String>,
    fax: Option<String>,
    phone: Option<String>,
    external_review: Option<bool>,
    #[serde(default)]
    level_of: Vec<Window>,
}

/// Faults of one case, as sentences.
fn faults(case: &Case, got: &Reading) -> Vec<String> {
    let mut out = Vec::new();
    let mut same = |field: &str, want: Option<&str>, got: Option<String>| {
        if let Some(want) = want {
            let want = (want != "none").then(|| want.to_owned());
            if got != want {
                out.push(format!("{field}: {got:?}, not {want:?}"));
            }
        }
    };
    let value = |f: &Option<holdfast_case::Fact<String>>| f.as_ref().map(|f| f.value.clone());
    let decided = case.outcome.as_deref().filter(|o| *o != "none");
    same(
        "outcome",
        decided,
        got.outcome.as_ref().map(|f| f.value.id().to_owned()),
    );
    same(
        "stage",
        case.stage.as_deref(),
        got.stage.as_ref().map(|f| f.value.id().to_owned()),
    );
    same(
        "patient",
        case.patient.as_deref(),
        value(&got.member.patient),
    );
    same(
        "provider",
        case.provider.as_deref(),
        value(&got.claim.provider),
    );
    same(
        "member_id",
        case.member_id.as_deref(),
        value(&got.member.member_id),
    );
    same("group", case.group.as_deref(), value(&got.plan.group));
    same(
        "date_of_notice",
        case.date_of_notice.as_deref(),
        got.claim
            .date_of_notice
            .as_ref()
            .map(|f| f.value.to_string()),
    );
    same("fax", case.fax.as_deref(), value(&got.appeal.fax));
    same("phone", case.phone.as_deref(), value(&got.appeal.phone));
    same(
        "number",
        case.number.as_deref(),
        got.claim.numbers.first().map(|n| n.fact.value.clone()),
    );
    for (field, want, got) in [
        ("billed", &case.billed, &got.amounts.billed),
        ("allowed", &case.allowed, &got.amounts.allowed),
        ("paid", &case.paid, &got.amounts.paid),
        ("not_covered", &case.not_covered, &got.amounts.not_covered),
        (
            "patient_owes",
            &case.patient_owes,
            &got.amounts.patient_owes,
        ),
    ] {
        same(
            field,
            want.as_deref(),
            got.as_ref().map(|f| f.value.decimal()),
        );
    }
    let notice = got.claim.date_of_notice.as_ref().map(|f| f.value);
    let lead = got.deadlines.iter().find(|d| d.primary);
    same(
        "due",
        case.due.as_deref(),
        lead.and_then(|d| crate::support::due(d, notice))
            .map(|d| d.to_string()),
    );
    same(
        "level",
        case.level.as_deref(),
        lead.map(|d| d.level.clone()),
    );
    same("must", case.must.as_deref(), lead.map(|d| d.must.clone()));
    let listed = |codes: &mut dyn Iterator<Item = &str>| {
        let mut list: Vec<String> = codes.map(str::to_owned).collect();
        list.sort();
        list
    };
    let sorted = |want: &Vec<String>| {
        let mut want = want.clone();
        want.sort();
        want
    };
    let services = || {
        got.claim
            .codes
            .iter()
            .filter(|c| c.system == "cpt" || c.system == "hcpcs")
    };
    if let Some(want) = &case.codes {
        let mine = listed(&mut services().map(|c| c.fact.value.as_str()));
        if mine != sorted(want) {
            out.push(format!("codes: {mine:?}, not {want:?}"));
        }
    }
    if let Some(want) = &case.denied_codes {
        let mine = listed(
            &mut services()
                .filter(|c| c.denied)
                .map(|c| c.fact.value.as_str()),
        );
        if mine != sorted(want) {
            out.push(format!("denied codes: {mine:?}, not {want:?}"));
        }
    }
    if let Some(want) = &case.dates_of_service {
        let mine: Vec<String> = got
            .claim
            .dates_of_service
            .iter()
            .map(|f| f.value.to_string())
            .collect();
        if mine != *want {
            out.push(format!("dates of service: {mine:?}, not {want:?}"));
        }
    }
    if let Some(want) = &case.reasons {
        let mine: Vec<&str> = got.reasons.iter().map(|f| f.value.as_str()).collect();
        let found = want.iter().all(|w| mine.contains(&w.as_str()));
        let clean = mine
            .iter()
            .all(|m| want.iter().chain(&case.reasons_also).any(|w| w == m));
        if !found || !clean {
            out.push(format!(
                "reasons: {:?}, not {want:?}",
                got.reasons
                    .iter()
                    .map(|f| (&f.value, &f.why))
                    .collect::<Vec<_>>()
            ));
        }
    }
    let kind = got.kind.as_ref().map(|f| f.value.id().to_owned());
    if !case.kind.is_empty() && !case.kind.iter().any(|k| Some(k) == kind.as_ref()) {
        out.push(format!(
            "kind: {kind:?} ({:?}), not {:?}",
            got.kind.as_ref().map(|k| &k.why),
            case.kind
        ));
    }
    let plan = value(&got.plan.kind);
    if !case.plan_kind.is_empty() && !case.plan_kind.iter().any(|k| Some(k) == plan.as_ref()) {
        out.push(format!("plan kind: {plan:?}, not {:?}", case.plan_kind));
    }
    if let Some(want) = &case.issuer {
        let mine = value(&got.plan.issuer);
        if !mine
            .as_deref()
            .is_some_and(|m| flat(m).contains(&flat(want)) || flat(want).contains(&flat(m)))
        {
            out.push(format!("issuer: {mine:?}, not {want}"));
        }
    }
    if let Some(want) = &case.address {
        let mine = value(&got.appeal.address);
        let good = if want == "none" {
            mine.is_none()
        } else {
            mine.as_deref()
                .is_some_and(|m| flat(m).contains(&flat(want)))
        };
        if !good {
            out.push(format!("address: {mine:?}, not {want}"));
        }
    }
    if let Some(want) = case.external_review {
        let mine = got.external_review.offered.as_ref().map(|f| f.value);
        if mine != Some(want) {
            out.push(format!("external review: {mine:?}"));
        }
    }
    for w in &case.level_of {
        let hit = got.deadlines.iter().any(|d| {
            d.level == w.level
                && w.due.as_ref().is_none_or(|x| {
                    crate::support::due(d, notice)
                        .map(|d| d.to_string())
                        .as_ref()
                        == Some(x)
                })
                && w.who.as_ref().is_none_or(|x| *x == d.who)
                && w.trigger
                    .as_ref()
                    .is_none_or(|x| d.limit.trigger.as_ref() == Some(x))
                && w.count.is_none_or(|x| d.limit.count == Some(x))
                && w.unit
                    .as_ref()
                    .is_none_or(|x| d.limit.unit.as_ref() == Some(x))
                && w.started.is_none_or(|x| d.clock_started == x)
                && w.must.as_ref().is_none_or(|x| *x == d.must)
        });
        if !hit {
            out.push(format!(
                "no window {}; said {:?}",
                w.level,
                got.deadlines
                    .iter()
                    .map(|d| (
                        &d.level,
                        &d.who,
                        &d.limit.trigger,
                        d.clock_started,
                        &d.limit.quote
                    ))
                    .collect::<Vec<_>>()
            ));
        }
    }
    out
}

fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("cases")
        .join(file);
    let file: File = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(!file.cases.is_empty());
    let mut all = Vec::new();
    for case in &file.cases {
        let got = read(Library::builtin(), &pages_from_text(&case.text));
        all.extend(
            faults(case, &got)
                .into_iter()
                .map(|f| format!("{}: {f}", case.name)),
        );
    }
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

#[test]
fn whole_letters_of_other_makes_are_read() {
    check("whole.toml");
}

#[test]
fn letters_once_misread_are_read() {
    check("misread.toml");
}

#[test]
fn letters_of_other_programs_are_read() {
    check("programs.toml");
}

#[test]
fn single_fields_are_read_and_look_alikes_are_not() {
    check("fields.toml");
}

#[test]
fn who_is_who_is_read_by_the_place_and_the_words() {
    check("roles.toml");
}

#[test]
fn letters_in_wordings_that_no_list_foresees_are_read() {
    check("wordings.toml");
}

#[test]
fn refusals_stay_refusals_whatever_stands_beside_them() {
    check("turned.toml");
}

#[test]
fn days_prices_parts_and_stages_are_read() {
    check("care.toml");
}
