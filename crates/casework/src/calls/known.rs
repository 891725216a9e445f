//! What is known for the blanks of a script. A name is said on the phone only where somebody confirmed it.

use crate::dating::{self, Said};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::plan_record::fields;
use crate::review::Facts;
use crate::words;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{Fact, PlanField, PlanRecord};
use holdfast_vault::DocumentFilter;
use std::collections::BTreeMap;

/// Where a script has a word that nothing is known for.
const BLANK: &str = "____";
/// Below this a word of a letter is not said.
const SURE: f32 = 0.8;
/// Below this a name in a letter is none.
const LEAST: f32 = 0.5;
/// The field of the patient's name in a review.
const PATIENT: &str = "member.patient";

/// Words for blanks, by the name of the blank.
pub(super) type Slots = BTreeMap<&'static str, String>;

/// A script with what is known put into its blanks; with no name, it speaks of "my" care.
pub(super) fn filled(text: &str, slots: &Slots) -> String {
    let nameless = match slots.contains_key("patient") {
        true => text.to_owned(),
        false => text.replace("{patient}'s", "my"),
    };
    let mut said = String::new();
    let mut rest = nameless.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            said.push('{');
            rest = after;
            continue;
        };
        said.push_str(slots.get(name).map_or(BLANK, String::as_str));
        rest = after;
    }
    said.push_str(rest);
    said
}

/// The patient's name: the one that all checked letters give, else whose plan it is by the person's own yes, unless a
/// letter gives another name.
fn patient(checked: &[String], unchecked: &[String], subscriber: Option<&str>) -> Option<String> {
    let same = |a: &str, b: &str| fields::gist(a) == fields::gist(b);
    match checked {
        [first, rest @ ..] => rest
            .iter()
            .all(|name| same(name, first))
            .then(|| first.clone()),
        [] => subscriber
            .filter(|name| unchecked.iter().all(|other| same(other, name)))
            .map(str::to_owned),
    }
}

impl Inner {
    /// What is known for the blanks of scripts: names that were confirmed, the rest from the newest letter that says it.
    pub(super) fn slots(&self, open: &Opened, record: &PlanRecord) -> Result<Slots, Error> {
        let (read, today) = (open.vault.read(), self.clock.today());
        let filter = DocumentFilter {
            case: Some(open.case),
            ..DocumentFilter::default()
        };
        let mut slots = Slots::new();
        let (mut checked, mut unchecked) = (Vec::new(), Vec::new());
        for document in read.documents(&filter)? {
            let facts = Facts::load(read, self.lib, document.id, today)?;
            let letter = dating::overlaid(&facts.reading, &facts.answers);
            if let Some(name) = letter.member.patient.as_ref() {
                let told = matches!(facts.answers.get(PATIENT), Some(Said::Value(_)));
                if told || (document.reviewed_at.is_some() && name.confidence >= SURE) {
                    checked.push(words::name(&name.value));
                } else if name.confidence >= LEAST {
                    unchecked.push(words::name(&name.value));
                }
            }
            let said = |fact: Option<&Fact<String>>| {
                fact.filter(|fact| fact.confidence >= SURE)
                    .map(|fact| words::name(&fact.value))
            };
            let codes = |system: &[&str]| {
                let found: Vec<String> = letter
                    .claim
                    .codes
                    .iter()
                    .filter(|code| system.contains(&code.system.as_str()))
                    .map(|code| code.fact.value.clone())
                    .collect();
                let found = words::each_once(found).join(", ");
                Some(found).filter(|found| !found.is_empty())
            };
            // the clinic that was denied or billed: a card names the insurer, a pharmacy's list the pharmacy
            let names_clinic = !matches!(
                document.kind,
                None | Some(NoticeKind::Records | NoticeKind::Other | NoticeKind::PolicyChange)
            );
            let insurer = said(letter.plan.issuer.as_ref());
            let is_clinic = |name: &String| {
                !name.starts_with(|c: char| c.is_ascii_digit())
                    && insurer
                        .as_ref()
                        .is_none_or(|insurer| !insurer.eq_ignore_ascii_case(name))
            };
            let clinic = said(letter.claim.provider.as_ref()).filter(is_clinic);
            let known = [
                ("clinic", clinic.filter(|_| names_clinic)),
                ("service", said(letter.claim.service.as_ref())),
                ("codes", codes(&["cpt", "hcpcs"])),
                ("diagnosis", codes(&["icd-10-cm"])),
            ];
            for (slot, value) in known {
                if let Some(value) = value {
                    slots.entry(slot).or_insert(value);
                }
            }
        }
        let subscriber = record.facts.get(PlanField::Subscriber.id());
        let subscriber = subscriber.map(|fact| fact.value.as_str());
        if let Some(name) = patient(&checked, &unchecked, subscriber) {
            slots.insert("patient", name.clone());
            slots.insert("caller", name);
        }
        Ok(slots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_that_nothing_is_known_for_stays_a_blank() {
        let slots = Slots::from([("clinic", "Millrace Infusion Clinic".to_owned())]);
        assert_eq!(
            filled("Is {clinic} in network under tax number {tin}?", &slots),
            "Is Millrace Infusion Clinic in network under tax number ____?"
        );
        assert_eq!(filled("no { end", &slots), "no { end");
        assert_eq!(
            filled("I am calling about {patient}'s care.", &slots),
            "I am calling about my care."
        );
    }

    #[test]
    fn a_name_is_said_only_where_it_was_confirmed_and_nothing_differs() {
        let list = |names: &[&str]| -> Vec<String> { names.iter().map(|n| (*n).into()).collect() };
        type Row<'a> = (
            &'a [&'a str],
            &'a [&'a str],
            Option<&'a str>,
            Option<&'a str>,
        );
        let rows: [Row<'_>; 7] = [
            (&["Ilse Filipek"], &[], None, Some("Ilse Filipek")),
            // a checked letter counts more than a card that was not
            (
                &["Ilse Filipek"],
                &["Desmond A Filipek"],
                None,
                Some("Ilse Filipek"),
            ),
            // the plan may be a husband's: the letter says who the patient is
            (
                &["Ilse Filipek"],
                &[],
                Some("Desmond Filipek"),
                Some("Ilse Filipek"),
            ),
            (
                &["Ilse Filipek", "Desmond Filipek"],
                &[],
                Some("Ilse Filipek"),
                None,
            ),
            (&[], &["Desmond A Filipek"], None, None),
            (&[], &[], Some("Ilse Filipek"), Some("Ilse Filipek")),
            (&[], &["Ilse Filipek"], Some("Desmond Filipek"), None),
        ];
        for (checked, unchecked, subscriber, expected) in rows {
            let found = patient(&list(checked), &list(unchecked), subscriber);
            assert_eq!(found.as_deref(), expected, "{checked:?} {unchecked:?}");
        }
    }
}
