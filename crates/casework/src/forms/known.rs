//! What the record has for the boxes of a form: each value with where it is from and whether to look at it twice.

use super::shape::{figures, street_city};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::letters::is_by_a_doctor;
use crate::plan_record;
use crate::plan_record::fields::gist;
use crate::review::values;
use chrono::NaiveDate;
use holdfast_case::claim::Claim;
use holdfast_case::{DocumentId, Fact, Letter, PlanField, PlanOrigin, Reading};
use std::collections::BTreeMap;

/// Below this a value that was read and not confirmed stands in no box.
const LIKELY: f32 = 0.8;
/// From here on it looks right.
const SURE: f32 = 0.9;

/// A value as it goes into boxes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Words or a number.
    Words(String),
    /// One or several days.
    Days(Vec<NaiveDate>),
}

/// A value of the record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) value: Value,
    /// Where it is from, in words.
    pub(super) from: String,
    pub(super) document: Option<DocumentId>,
    pub(super) page: Option<u32>,
    /// Why to look twice; empty where it looks right.
    pub(super) unsure: String,
}

/// All that a form may be filled with.
#[derive(Default)]
pub(super) struct Record {
    values: BTreeMap<&'static str, Known>,
    /// Which boxes to tick are true, by their id in the library; what is not named is not known.
    pub(super) ticks: BTreeMap<&'static str, bool>,
    title: String,
    document: Option<DocumentId>,
}

impl Record {
    pub(super) fn get(&self, ask: &str) -> Option<&Known> {
        self.values.get(ask)
    }

    /// Puts a value in. The first stands; another that says something else makes it doubtful.
    fn put(&mut self, ask: &'static str, known: Known) {
        let says = |value: &Value| match value {
            Value::Words(words) => gist(words),
            Value::Days(days) => days.iter().map(ToString::to_string).collect(),
        };
        if says(&known.value).is_empty() {
            return;
        }
        match self.values.get_mut(ask) {
            None => drop(self.values.insert(ask, known)),
            Some(had) if says(&had.value) == says(&known.value) => {}
            Some(had) if had.unsure.is_empty() => {
                had.unsure = format!("{} says something else.", known.from);
            }
            Some(_) => {}
        }
    }

    fn words(&mut self, ask: &'static str, words: &str, from: &str) {
        self.put(
            ask,
            Known {
                value: Value::Words(words.trim().to_owned()),
                from: from.to_owned(),
                document: None,
                page: None,
                unsure: String::new(),
            },
        );
    }

    /// A value read from the letter that is answered.
    fn read<T>(&mut self, ask: &'static str, fact: &Fact<T>, value: Value) {
        if fact.confidence < LIKELY {
            return;
        }
        let unsure = match fact.confidence < SURE {
            true => "We are not sure that we read it right.".to_owned(),
            false => String::new(),
        };
        let page = fact.place.map(|place| place.page);
        self.put(
            ask,
            Known {
                value,
                from: match page {
                    Some(page) => format!("\u{2018}{}\u{2019}, page {page}", self.title),
                    None => format!("\u{2018}{}\u{2019}", self.title),
                },
                document: self.document,
                page,
                unsure,
            },
        );
    }

    fn of_reading(&mut self, reading: &Reading) {
        let words = |text: &str| Value::Words(text.trim().to_owned());
        if let Some(fact) = &reading.member.patient {
            self.read("member-name", fact, words(&crate::words::name(&fact.value)));
        }
        for (ask, fact) in [
            ("member-id", &reading.member.member_id),
            ("group", &reading.plan.group),
            ("plan-name", &reading.plan.plan_name),
            ("insurer", &reading.plan.issuer),
            ("service", &reading.claim.service),
            ("provider-name", &reading.claim.provider),
        ] {
            if let Some(fact) = fact {
                self.read(ask, fact, words(&fact.value));
            }
        }
        for number in &reading.claim.numbers {
            let ask = match number.kind.as_str() {
                "claim" => "claim-number",
                "account" => continue,
                _ => "reference-number",
            };
            // the first of a kind is the one to quote; further ones are told of by no doubt
            if self.get(ask).is_none() {
                self.read(ask, &number.fact, words(&number.fact.value));
            }
        }
        if let Some(fact) = &reading.claim.date_of_notice {
            self.read("notice-date", fact, Value::Days(vec![fact.value]));
        }
        let sure = reading.claim.dates_of_service.iter();
        let mut days: Vec<NaiveDate> = sure
            .clone()
            .filter(|fact| fact.confidence >= LIKELY)
            .map(|fact| fact.value)
            .collect();
        days.sort_unstable();
        days.dedup();
        let least = sure.min_by(|a, b| a.confidence.total_cmp(&b.confidence));
        if let (Some(fact), Some(first), Some(last)) = (least, days.first(), days.last()) {
            self.read("service-from", fact, Value::Days(vec![*first]));
            self.read("service-to", fact, Value::Days(vec![*last]));
            self.read("service-dates", fact, Value::Days(days.clone()));
        }
        for (ask, systems) in [
            ("service-codes", ["cpt", "hcpcs"]),
            ("diagnosis-codes", ["icd-10-cm", ""]),
        ] {
            let codes = reading.claim.codes.iter();
            let codes: Vec<_> = codes
                .filter(|code| systems.contains(&code.system.as_str()))
                .filter(|code| code.fact.confidence >= LIKELY)
                .collect();
            let mut said: Vec<&str> = codes.iter().map(|c| c.fact.value.as_str()).collect();
            said.dedup();
            if let Some(first) = codes.first() {
                self.read(ask, &first.fact, words(&said.join(", ")));
                if ask == "diagnosis-codes" {
                    self.read("diagnosis", &first.fact, words(&said.join(", ")));
                }
            }
        }
    }

    fn of_letter(&mut self, letter: &Letter, from: &str) {
        if is_by_a_doctor(&letter.kind) {
            return;
        }
        let party = &letter.from;
        self.words("member-name", party.name.reveal(), from);
        let address = party.address.reveal();
        self.words(
            "member-address",
            &address.lines().collect::<Vec<_>>().join(", "),
            from,
        );
        if let Some(parts) = street_city(address) {
            self.words("member-street", &parts.street, from);
            self.words("member-city", &parts.city, from);
            self.words("member-state", &parts.state, from);
            self.words("member-zip", &parts.zip, from);
            self.words("member-city-state-zip", &parts.line, from);
        }
        self.words("member-phone", party.phone.reveal(), from);
        self.words("member-email", party.email.reveal(), from);
        let born = letter.filled.get("birth_date");
        if let Some(day) = born.and_then(|words| values::day(words.reveal()).ok()) {
            self.put(
                "member-birth",
                Known {
                    value: Value::Days(vec![day]),
                    from: from.to_owned(),
                    document: None,
                    page: None,
                    unsure: String::new(),
                },
            );
        }
    }

    /// The name in two: of more than two words nobody knows where one ends.
    fn divide_name(&mut self) {
        let Some(known) = self.get("member-name").cloned() else {
            return;
        };
        let Value::Words(name) = &known.value else {
            return;
        };
        let words: Vec<&str> = name.split_whitespace().collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        if words.len() < 2 {
            return;
        }
        let unsure = match words.len() {
            2 => known.unsure.clone(),
            _ => "Check where your first name ends.".to_owned(),
        };
        for (ask, part) in [("member-first", *first), ("member-last", *last)] {
            self.put(
                ask,
                Known {
                    value: Value::Words(part.to_owned()),
                    unsure: unsure.clone(),
                    ..known.clone()
                },
            );
        }
    }

    fn of_claims(&mut self, claims: &[Kept<Claim>]) {
        for kept in claims.iter().rev() {
            let claim = &kept.record;
            let from = "Your record of the claim";
            self.words("claim-number", &claim.number, from);
            let name = match self.get("provider-name").map(|known| known.value.clone()) {
                Some(Value::Words(name)) => gist(&name),
                _ => String::new(),
            };
            for (who, npi) in [
                (&claim.provider, &claim.provider_npi),
                (&claim.clinic, &claim.clinic_npi),
            ] {
                if name.is_empty() {
                    self.words("provider-name", who, from);
                }
                // a number belongs to the one it was typed for
                let is_same = name.is_empty() || gist(who) == name;
                if is_same && figures(npi).len() == 10 {
                    self.words("provider-npi", npi, from);
                }
            }
        }
    }
}

impl Inner {
    /// Everything that a form may say: for this letter, or for the denial to act on next.
    pub(super) fn record_for_form(
        &self,
        open: &Opened,
        letter: Option<&Kept<Letter>>,
        answers: Option<DocumentId>,
    ) -> Result<Record, Error> {
        let mut record = Record {
            document: answers,
            ..Record::default()
        };
        let probe = Letter {
            answers,
            ..Letter::default()
        };
        if let Some(letter) = letter {
            record.of_letter(&letter.record, "Your letter");
        }
        if let Some(plan) = plan_record::of_case(open.vault.read(), open.case)? {
            for (field, ask) in [
                (PlanField::MemberId, "member-id"),
                (PlanField::Group, "group"),
                (PlanField::PlanName, "plan-name"),
                (PlanField::Issuer, "insurer"),
            ] {
                if let Some(fact) = plan.record.facts.get(field.id()) {
                    let (document, page) = match &fact.origin {
                        PlanOrigin::Paper { document, page, .. } => (Some(*document), *page),
                        _ => (None, None),
                    };
                    let known = Known {
                        value: Value::Words(fact.value.trim().to_owned()),
                        from: "Your plan record".to_owned(),
                        document,
                        page,
                        unsure: String::new(),
                    };
                    record.put(ask, known);
                }
            }
        }
        if let Some((facts, reading)) = self.answered(open, &probe)? {
            record.title.clone_from(facts.document.title.reveal());
            record.of_reading(&reading);
        }
        // what other letters of the person say of them, the newest first; another patient's is nobody's to take
        let name = record.get("member-name").map(|known| known.value.clone());
        let letters: Vec<Kept<Letter>> = self.kept_with(open)?;
        for other in letters.iter().rev() {
            let own = Value::Words(other.record.from.name.reveal().trim().to_owned());
            if name.is_none() || name == Some(own) {
                record.of_letter(&other.record, "An earlier letter of yours");
            }
        }
        record.of_claims(&self.kept_with::<Claim>(open)?);
        record.divide_name();
        if let Some(letter) = letter {
            self.of_this_letter(&mut record, &letter.record);
        }
        Ok(record)
    }

    /// What the letter itself says: what it asks for, and that it gives the reasons.
    fn of_this_letter(&self, record: &mut Record, letter: &Letter) {
        let day = letter.written_on.unwrap_or(self.clock.today());
        let day = day.format("%B %-d, %Y");
        record.words(
            "reason",
            &format!("See the attached letter of {day}."),
            "Your letter",
        );
        let is_fast = letter.asks.iter().any(|ask| ask == "ask_fast");
        record.ticks.insert("expedited", is_fast);
        record.ticks.insert("standard", !is_fast);
        let kind = letter.kind.as_str();
        record
            .ticks
            .insert("first-level", kind == "internal-appeal");
        record
            .ticks
            .insert("second-level", kind == "second-level-appeal");
        record.ticks.insert("external", kind == "external-review");
        let is_own = !is_by_a_doctor(kind) && !letter.from.name.reveal().trim().is_empty();
        if is_own {
            record.ticks.insert("self", true);
            record.words("relationship", "Self", "Your letter");
        }
    }
}
