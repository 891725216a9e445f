//! Who writes a letter and who gets it.

use super::wording::full_day;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use holdfast_case::letter::Party;
use holdfast_case::{Letter, Private};
use holdfast_packet::compose::letter_kind;

/// Below this a name that was read and not confirmed stands in no letter.
const LIKELY: f32 = 0.8;

/// Receivers whose address no letter of the insurer gives.
const ELSEWHERE: [&str; 3] = ["doctor", "clinic", "regulator"];

/// True for a letter that a doctor signs.
pub(crate) fn is_by_a_doctor(kind: &str) -> bool {
    letter_kind(kind).is_some_and(|kind| kind.by == "doctor")
}

impl Inner {
    /// Who writes and who gets it, as far as the record says.
    pub(super) fn fill_parties(&self, open: &Opened, letter: &mut Letter) -> Result<(), Error> {
        let kind = letter_kind(&letter.kind);
        let letters: Vec<Kept<Letter>> = self.kept_with(open)?;
        let answered = self.answered(open, letter)?;
        let patient = answered
            .as_ref()
            .and_then(|(_, reading)| reading.member.patient.as_ref())
            .filter(|fact| fact.confidence >= LIKELY)
            .map(|fact| crate::words::name(&fact.value));
        // the newest that says who writes; another patient's address is nobody's to take
        let mut told = letters
            .iter()
            .rev()
            .filter(|kept| !is_by_a_doctor(&kept.record.kind))
            .map(|kept| &kept.record.from)
            .filter(|from| !from.name.reveal().is_empty());
        let is_same = |from: &&Party| {
            let patient = patient.as_ref();
            patient.is_none_or(|patient| patient.eq_ignore_ascii_case(from.name.reveal()))
        };
        letter.from = match told.find(is_same) {
            // the patient signs nothing in a doctor's name
            _ if is_by_a_doctor(&letter.kind) => Party::default(),
            Some(from) => from.clone(),
            None => Party {
                name: Private::new(patient.unwrap_or_default()),
                ..Party::default()
            },
        };
        // where their letter says to appeal is no address of a doctor, a clinic or the state
        let is_elsewhere = kind.is_some_and(|kind| ELSEWHERE.contains(&kind.to.as_str()));
        let Some((_, reading)) = answered.filter(|_| !is_elsewhere) else {
            return Ok(());
        };
        let appeal = &reading.appeal;
        let issuer = reading
            .plan
            .issuer
            .as_ref()
            .filter(|fact| fact.confidence >= LIKELY);
        let issuer = issuer.map(|fact| crate::words::name(&fact.value));
        let address = appeal
            .address
            .as_ref()
            .map(|fact| fact.value.as_str())
            .unwrap_or_default();
        let (name, lines) = split_address(address);
        letter.to = Party {
            name: Private::new(office(name, issuer, address)),
            address: Private::new(lines.join("\n")),
            fax: Private::new(
                appeal
                    .fax
                    .as_ref()
                    .map(|fact| fact.value.clone())
                    .unwrap_or_default(),
            ),
            ..Party::default()
        };
        let place = appeal.address.as_ref().and_then(|fact| fact.place);
        let place = place.or_else(|| appeal.fax.as_ref().and_then(|fact| fact.place));
        let day = reading
            .claim
            .date_of_notice
            .as_ref()
            .map(|fact| full_day(fact.value));
        letter.to_source = match (place, day) {
            (Some(place), Some(day)) => format!("From the letter of {day}, page {}", place.page),
            (Some(place), None) => format!("From the denial letter, page {}", place.page),
            (None, _) => String::new(),
        };
        Ok(())
    }
}

/// The name over an address: what stands there; a department also gets its company, unless the address names it.
fn office(name: Option<String>, issuer: Option<String>, address: &str) -> String {
    const DEPARTMENT: [&str; 9] = [
        "appeal",
        "grievance",
        "committee",
        "coordinator",
        "department",
        "unit",
        "designee",
        "review",
        "attention",
    ];
    let is_department = |name: &str| {
        let lower = name.to_lowercase();
        DEPARTMENT.iter().any(|word| lower.contains(word))
    };
    match (name, issuer) {
        (Some(name), Some(issuer))
            if is_department(&name) && !address.to_lowercase().contains(&issuer.to_lowercase()) =>
        {
            format!("{issuer}\n{name}")
        }
        (Some(name), _) => name,
        (None, issuer) => issuer.unwrap_or_default(),
    }
}

/// A name and the lines of an address: "Larkmoor Health Appeals, PO Box 4410, Dayton, OH 45401".
fn split_address(address: &str) -> (Option<String>, Vec<String>) {
    let mut parts: Vec<String> = Vec::new();
    for part in address
        .split(", ")
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        // "Millwork, Inc." is one name; city, state and ZIP are one line
        let first = part.split(' ').next().unwrap_or_default();
        let is_form = matches!(
            first.trim_end_matches('.'),
            "Inc" | "LLC" | "Ltd" | "INC" | "LLP" | "Co" | "Corp"
        );
        match parts
            .last_mut()
            .filter(|_| is_form || is_state_and_zip(part))
        {
            Some(before) => {
                before.push_str(", ");
                before.push_str(part);
            }
            None => parts.push(part.to_owned()),
        }
    }
    let is_name = |part: &String| {
        let lower = part.to_lowercase();
        let places = [
            "p.o.",
            "po box",
            "suite",
            "mail stop",
            "building",
            "floor",
            "attn",
            "c/o",
        ];
        !part.starts_with(|c: char| c.is_ascii_digit())
            && !places.iter().any(|place| lower.starts_with(place))
    };
    let name = (parts.len() > 1)
        .then(|| parts.first().cloned())
        .flatten()
        .filter(is_name);
    if name.is_some() {
        parts.remove(0);
    }
    (name, parts)
}

/// "OH 45401", "Ohio 44114".
fn is_state_and_zip(part: &str) -> bool {
    let Some((state, zip)) = part.rsplit_once(' ') else {
        return false;
    };
    let is_zip = zip.len() >= 5 && zip.chars().all(|c| c.is_ascii_digit() || c == '-');
    is_zip
        && state.len() >= 2
        && state
            .chars()
            .all(|c| c.is_alphabetic() || c == ' ' || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_stands_below_its_company() {
        let office = |name: &str, issuer: &str, address: &str| {
            super::office(Some(name.to_owned()), Some(issuer.to_owned()), address)
        };
        assert_eq!(
            office("Member Appeals", "Elm Health", "Member Appeals, 1 Road"),
            "Elm Health\nMember Appeals"
        );
        assert_eq!(
            office(
                "Elm Health Appeals",
                "Elm Health",
                "Elm Health Appeals, 1 Road"
            ),
            "Elm Health Appeals"
        );
        // another office is not the insurer's
        assert_eq!(
            office(
                "Office of Personnel Management",
                "Elm Health",
                "1900 E Street"
            ),
            "Office of Personnel Management"
        );
    }

    #[test]
    fn an_address_has_a_name_and_lines() {
        for (address, name, lines) in [
            (
                "Larkmoor Health Appeals, PO Box 4410, Dayton, OH 45401",
                Some("Larkmoor Health Appeals"),
                vec!["PO Box 4410", "Dayton, OH 45401"],
            ),
            (
                "PO Box 4410, Dayton, OH 45401-0044",
                None,
                vec!["PO Box 4410", "Dayton, OH 45401-0044"],
            ),
            (
                "Farrow & Lisle Millwork, Inc. Medical Plan, P.O. Box 5518, Cleveland, Ohio 44114",
                Some("Farrow & Lisle Millwork, Inc. Medical Plan"),
                vec!["P.O. Box 5518", "Cleveland, Ohio 44114"],
            ),
            ("", None, vec![]),
        ] {
            assert_eq!(
                split_address(address),
                (
                    name.map(str::to_owned),
                    lines.into_iter().map(str::to_owned).collect()
                )
            );
        }
    }
}
