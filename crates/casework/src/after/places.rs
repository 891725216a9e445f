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
        source: shown_source(&one.source, one.web.as_deref()),
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
pub(super) fn of_step(
    lib: &Library,
    level: &str,
    facts: &Facts,
    is_of_letter: bool,
) -> Vec<AfterPlaceView> {
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
    if !found.is_empty() && is_of_letter {
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
pub(super) fn of_ways_to_pay(lib: &Library, facts: &Facts) -> Vec<AfterPlaceView> {
    let reading = facts.reading_now();
    let codes = reading.claim.codes.iter();
    let diagnoses: Vec<String> = codes
        .filter(|code| code.system == "icd-10-cm")
        .map(|code| code.fact.value.clone())
        .collect();
    let service = reading.claim.service.map(|fact| fact.value);
    let ways = after::ways_to_pay(lib, &diagnoses, &service.unwrap_or_default()).into_iter();
    ways.map(|way| AfterPlaceView {
        name: way.title.clone(),
        scope: way.plain.clone(),
        reach: way.contact.iter().cloned().collect(),
        source: shown_source(&way.source, None),
        verified: way.verified,
        checked: Some(way.checked.to_string()),
    })
    .collect()
}

/// What is said where no source of theirs was looked at.
const LOOK_UP: &str = "Look this up before you rely on it";

/// The source of an entry as people can use it: offices' own pages and papers by name. Notes on how we came by it, and
/// pages that only repeat others, say nothing to them.
fn shown_source(source: &str, own: Option<&str>) -> String {
    let own = own.map(|web| web.split(['/', ' ']).next().unwrap_or(web));
    let usable = |part: &&str| {
        let low = part.to_lowercase();
        let noted = [
            "memory",
            "unverified",
            "listing",
            "matches",
            "seen",
            "named",
            "check first",
        ];
        let is_page = low
            .split_whitespace()
            .next()
            .is_some_and(|word| word.contains('.'));
        let official = low.contains(".gov") || low.contains(".mil");
        let theirs = own.is_some_and(|own| low.contains(&own.to_lowercase()));
        !low.is_empty()
            && !noted.iter().any(|note| low.contains(note))
            && (!is_page || official || theirs)
    };
    let plain = without_asides(source);
    let kept: Vec<&str> = plain.split(';').map(str::trim).filter(usable).collect();
    match (kept.is_empty(), own) {
        (false, _) => kept.join("; "),
        (true, Some(own)) => format!("{LOOK_UP}: {own}"),
        (true, None) => LOOK_UP.to_owned(),
    }
}

/// A text without what stands in round brackets.
fn without_asides(text: &str) -> String {
    let mut depth = 0_u32;
    let kept = text.chars().filter(|sign| {
        match sign {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    let kept: String = kept.collect();
    kept.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" ;", ";")
        .replace(" ,", ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_on_how_we_came_by_an_entry_are_not_shown() {
        for (source, own, shown) in [
            ("from memory", None, LOOK_UP),
            (
                "dev.cyberoptik.co page listing NAIC (number); memory",
                Some("naic.org"),
                "Look this up before you rely on it: naic.org",
            ),
            (
                "dol.gov/agencies/ebsa (what we do); askebsa.dol.gov; legalclarity.org (scope)",
                None,
                "dol.gov/agencies/ebsa; askebsa.dol.gov",
            ),
            (
                "alumni.hbs.edu; psychedelicalpha.com; dazeddigital.com (over 400 treatments)",
                None,
                LOOK_UP,
            ),
            (
                "IRS Publication 502: prescribed medicines (older copies seen)",
                None,
                "IRS Publication 502: prescribed medicines",
            ),
        ] {
            assert_eq!(shown_source(source, own), shown);
        }
    }

    #[test]
    fn no_entry_of_the_library_shows_a_note() {
        let lib = Library::builtin();
        let offices = lib.organizations.organizations.iter();
        let mut shown: Vec<String> = offices
            .map(|one| shown_source(&one.source, one.web.as_deref()))
            .collect();
        let ways = lib.funding.options.iter();
        shown.extend(ways.map(|way| shown_source(&way.source, None)));
        for source in shown {
            for note in ["memory", "unverified", "(", "seen"] {
                assert!(!source.contains(note), "{source}");
            }
        }
    }
}
