//! Whom to turn to: the letter's own address first, then what the library lists, each with scope and source.

use crate::review::Facts;
use crate::view::AfterPlaceView;
use crate::words;
use holdfast_library::Library;
use holdfast_library::organizations::Organization;
use holdfast_rules::after;

/// Below this an address that was read is not shown.
const LIKELY: f32 = 0.8;

fn office(one: &Organization) -> AfterPlaceView {
    let phone = one.phone.as_ref().map(|phone| format!("Phone {phone}"));
    AfterPlaceView {
        name: one.name.clone(),
        scope: format!(
            "{}. {}.",
            words::sentence_start(&one.who),
            words::sentence_start(&one.helps_with.join("; "))
        ),
        reach: [phone, one.web.clone()].into_iter().flatten().collect(),
        source: one.source.clone(),
        verified: one.verified,
        checked: Some(one.checked.to_string()),
    }
}

/// The offices that watch over a kind of plan; where the library lists none, what it says of that kind.
pub(super) fn of_watchers(lib: &Library, kind: &str) -> Vec<AfterPlaceView> {
    let offices: Vec<AfterPlaceView> = after::watchers(lib, kind).into_iter().map(office).collect();
    let known = lib
        .plan_kind(kind)
        .filter(|kind| !kind.regulator.is_empty());
    match known {
        Some(kind) if offices.is_empty() => vec![AfterPlaceView {
            name: kind.regulator.clone(),
            scope: format!("{}.", kind.name),
            reach: vec!["We have no address. Your plan book should give one.".to_owned()],
            source: kind.law.clone(),
            verified: false,
            checked: Some(lib.appeal.meta.checked.to_string()),
        }],
        _ => offices,
    }
}

/// Lawyers and legal help.
pub(super) fn of_legal_help(lib: &Library, kind: &str) -> Vec<AfterPlaceView> {
    after::legal_help(lib, kind)
        .into_iter()
        .map(office)
        .collect()
}

/// Where a step is sent: what their letter says goes before what the state says.
pub(super) fn of_step(lib: &Library, level: &str, facts: &Facts) -> Vec<AfterPlaceView> {
    let mut places = Vec::new();
    let reading = facts.reading_now();
    let appeal = &reading.appeal;
    let sure = |fact: &Option<holdfast_case::Fact<String>>| {
        let fact = fact.as_ref().filter(|fact| fact.confidence >= LIKELY)?;
        Some((fact.value.clone(), fact.place.map(|place| place.page)))
    };
    let told = [&appeal.address, &appeal.fax, &appeal.phone, &appeal.portal];
    let labels = ["", "Fax ", "Phone ", ""];
    let found: Vec<(String, Option<u32>)> = labels
        .iter()
        .zip(told)
        .filter_map(|(label, fact)| {
            let (value, page) = sure(fact)?;
            Some((format!("{label}{value}"), page))
        })
        .collect();
    if !found.is_empty() {
        let page = found.iter().find_map(|(_, page)| *page);
        places.push(AfterPlaceView {
            name: "As their letter says".to_owned(),
            scope: "This goes before any other address.".to_owned(),
            reach: found.into_iter().map(|(say, _)| say).collect(),
            source: match page {
                Some(page) => format!("{}, page {page}", facts.document.title.reveal()),
                None => facts.document.title.reveal().clone(),
            },
            verified: true,
            checked: None,
        });
    }
    places.extend(of_the_state(lib, level, facts));
    places
}

/// The state's own outside review, for plans that stand under state law.
fn of_the_state(lib: &Library, level: &str, facts: &Facts) -> Option<AfterPlaceView> {
    if level != "external-review" {
        return None;
    }
    let known = facts.plan_kind();
    let kind = lib.plan_kind(known.value()?)?;
    if kind.external_review != "state" {
        return None;
    }
    let state = lib.state(&crate::ladder::state_shown(facts.state())?.to_uppercase())?;
    let reach = [
        state.where_to.clone(),
        state.phone.clone(),
        state.url.clone(),
    ];
    Some(AfterPlaceView {
        name: format!("Outside review in {}", state.name),
        scope: match state.fee.as_str() {
            "" | "none" => "For plans under the law of this state. It is free.".to_owned(),
            fee => format!("For plans under the law of this state. Fee: {fee}."),
        },
        reach: reach.into_iter().filter(|line| !line.is_empty()).collect(),
        source: state.citation.clone(),
        verified: state.verified,
        checked: Some(state.checked.to_string()),
    })
}

/// Ways to pay that cost no interest.
pub(super) fn of_ways_to_pay(lib: &Library) -> Vec<AfterPlaceView> {
    let ways = after::ways_to_pay(lib).into_iter();
    ways.map(|way| AfterPlaceView {
        name: way.title.clone(),
        scope: way.plain.clone(),
        reach: way.contact.iter().cloned().collect(),
        source: way.source.clone(),
        verified: way.verified,
        checked: Some(way.checked.to_string()),
    })
    .collect()
}
