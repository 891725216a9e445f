//! Who writes a letter and who gets it.

use super::regulators;
use super::wording::full_day;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use holdfast_case::letter::Party;
use holdfast_case::{Letter, Private};
use holdfast_packet::compose::letter_kind;
use holdfast_vault::DeadlineFilter;

/// Below this a name that was read and not confirmed stands in no letter.
const LIKELY: f32 = 0.8;

/// Receivers whose address no letter of the insurer gives.
const ELSEWHERE: [&str; 3] = ["doctor", "clinic", "regulator"];

/// Steps that the plan itself decides.
const INSIDE: [&str; 3] = ["internal-appeal", "second-level-appeal", "expedited-appeal"];

/// Steps that somebody else decides.
const OUTSIDE: [&str; 10] = [
    "external-review",
    "ire",
    "qic-reconsideration",
    "alj-hearing",
    "council-review",
    "fair-hearing",
    "opm-review",
    "second-reconsideration",
    "formal-review",
    "dha-hearing",
];

/// True for the id of a step of appeal.
pub(super) fn is_step(level: &str) -> bool {
    INSIDE.contains(&level) || OUTSIDE.contains(&level)
}

/// Kinds of plan of which an outside review is asked for at the plan itself.
const ASKED_AT_THE_PLAN: [&str; 3] = ["employer-self-funded", "governmental-self-funded", "church"];

/// Whose address a letter of theirs gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Whose {
    /// That of the one whom this letter goes to: an office of the plan.
    Plan,
    /// The same: somebody outside.
    Outside,
    /// That of another.
    Another,
}

/// Whose address it is that a letter of theirs gives: that of the steps it leads to. A letter for another step goes
/// elsewhere, and one to the plan does not go to whom the plan names for an outside review.
fn whose(kind: &str, to: &str, leads_to: &[String], plan: Option<&str>) -> Whose {
    let inside = leads_to
        .iter()
        .any(|level| INSIDE.contains(&level.as_str()));
    let known = inside
        || leads_to
            .iter()
            .any(|level| OUTSIDE.contains(&level.as_str()));
    let at_plan = matches!(to, "appeals" | "plan");
    match (known, at_plan) {
        (false, true) => Whose::Plan,
        (false, false) => Whose::Outside,
        (true, true) if inside => Whose::Plan,
        (true, true) => Whose::Another,
        (true, false) if leads_to.iter().any(|level| level == kind) => Whose::Outside,
        (true, false)
            if inside
                && kind == "external-review"
                && plan.is_some_and(|plan| ASKED_AT_THE_PLAN.contains(&plan)) =>
        {
            Whose::Plan
        }
        (true, false) => Whose::Another,
    }
}

/// True for a letter that a doctor signs.
pub(crate) fn is_by_a_doctor(kind: &str) -> bool {
    letter_kind(kind).is_some_and(|kind| kind.by == "doctor")
}

impl Inner {
    /// The name of who acts for the patient, where their letter is written to such a person; empty where it gives none.
    fn acting(
        &self,
        open: &Opened,
        letter: &Letter,
        patient: Option<&str>,
    ) -> Result<Option<String>, Error> {
        let Some(document) = letter.answers else {
            return Ok(None);
        };
        let theirs = self.theirs(open, document)?;
        if !theirs.is_to_a_guardian() {
            return Ok(None);
        }
        let other = |name: &String| patient.is_none_or(|own| !own.eq_ignore_ascii_case(name));
        Ok(Some(theirs.written_to().filter(other).unwrap_or_default()))
    }

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
                // a letter to the parent of a child is answered by the parent
                name: Private::new(match self.acting(open, letter, patient.as_deref())? {
                    Some(parent) => parent,
                    None => patient.unwrap_or_default(),
                }),
                ..Party::default()
            },
        };
        if kind.is_some_and(|kind| kind.to == "regulator") {
            let told = open.vault.read().case(open.case)?.plan_kind;
            let of_letter = answered.as_ref().map(|(facts, _)| facts.plan_kind());
            let known = of_letter.as_ref().and_then(|known| known.value());
            let office = regulators::office(known.or(told.as_deref()));
            letter.to.name = Private::new(office.unwrap_or_default().to_owned());
        }
        // where their letter says to appeal is no address of a doctor, a clinic or the state
        let is_elsewhere = kind.is_some_and(|kind| ELSEWHERE.contains(&kind.to.as_str()));
        let Some((facts, reading)) = answered.filter(|_| !is_elsewhere) else {
            return Ok(());
        };
        let appeal = &reading.appeal;
        let issuer = reading
            .plan
            .issuer
            .as_ref()
            .filter(|fact| fact.confidence >= LIKELY);
        let issuer = issuer.map(|fact| crate::words::name(&fact.value));
        let filter = DeadlineFilter {
            document: letter.answers,
            only_member: true,
            ..DeadlineFilter::default()
        };
        let rows = open.vault.read().deadlines(&filter)?.into_iter();
        let leads_to: Vec<String> = rows
            .filter(|row| row.deadline.due.is_some())
            .map(|row| row.deadline.level)
            .collect();
        let to = kind.map_or("", |kind| kind.to.as_str());
        let whose = whose(&letter.kind, to, &leads_to, facts.plan_kind().value());
        if whose == Whose::Another {
            let is_plan = matches!(to, "appeals" | "plan");
            letter.to.name = Private::new(issuer.filter(|_| is_plan).unwrap_or_default());
            return Ok(());
        }
        let address = appeal
            .address
            .as_ref()
            .map(|fact| fact.value.as_str())
            .unwrap_or_default();
        let (name, lines) = split_address(address);
        let plan = reading
            .plan
            .plan_name
            .as_ref()
            .filter(|fact| fact.confidence >= LIKELY)
            .map(|fact| fact.value.trim_end_matches([',', ';', ' ']).to_owned());
        // an outside office is not the insurer's
        let company = issuer.or(plan).filter(|_| whose == Whose::Plan);
        letter.to = Party {
            name: Private::new(office(name, company, address)),
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

/// Words of which the name of an office inside a company is made: "Appeals and Grievances Department". One word more, and
/// it is the name of somebody.
const OFFICE: [&str; 48] = [
    "a",
    "and",
    "appeal",
    "appeals",
    "attention",
    "attn",
    "benefit",
    "benefits",
    "board",
    "care",
    "center",
    "claim",
    "claims",
    "clinical",
    "committee",
    "complaint",
    "complaints",
    "coordinator",
    "department",
    "dept",
    "designee",
    "desk",
    "director",
    "division",
    "first",
    "for",
    "grievance",
    "grievances",
    "level",
    "manager",
    "medical",
    "member",
    "members",
    "of",
    "office",
    "pharmacy",
    "provider",
    "reconsideration",
    "resolution",
    "review",
    "second",
    "secretary",
    "services",
    "team",
    "the",
    "trustees",
    "unit",
    "utilization",
];

/// The name over an address: what stands there; an office also gets its company (or plan), unless the address names it.
fn office(name: Option<String>, company: Option<String>, address: &str) -> String {
    let is_office = |name: &str| {
        let mut words = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.all(|word| OFFICE.contains(&word.to_lowercase().as_str()))
    };
    match (name, company) {
        (Some(name), Some(company))
            if is_office(&name) && !address.to_lowercase().contains(&company.to_lowercase()) =>
        {
            format!("{company}\n{name}")
        }
        (Some(name), _) => name,
        (None, company) => company.unwrap_or_default(),
    }
}

/// True for words that tell what to do and are no name: "Send your letter to".
fn is_instruction(part: &str) -> bool {
    let lower = part.to_lowercase();
    let lower = lower.trim_end_matches(':');
    let first = lower.split(' ').next().unwrap_or_default();
    matches!(
        first,
        "send" | "mail" | "write" | "address" | "fax" | "deliver" | "submit" | "return"
    ) && (lower.ends_with(" to") || lower.ends_with(" at") || lower.split(' ').count() > 3)
}

/// A name and the lines of an address: "Larkmoor Health Appeals, PO Box 4410, Dayton, OH 45401".
fn split_address(address: &str) -> (Option<String>, Vec<String>) {
    let mut parts: Vec<String> = Vec::new();
    for part in address
        .split(", ")
        .map(|part| match part.split_once(": ") {
            Some((told, name)) if is_instruction(told) => name.trim(),
            _ => part.trim().trim_end_matches(':'),
        })
        .filter(|part| !part.is_empty() && !is_instruction(part))
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

/// "OH 45401", "Ohio 44114": a state by its name or its two letters, and a ZIP. "P.O. Box 66207" is none.
fn is_state_and_zip(part: &str) -> bool {
    let Some((state, zip)) = part.rsplit_once(' ') else {
        return false;
    };
    let is_zip = zip.len() >= 5 && zip.chars().all(|c| c.is_ascii_digit() || c == '-');
    let state = state.trim_end_matches('.');
    let states = &holdfast_library::Library::builtin().appeal.states;
    let is_state = states
        .iter()
        .any(|one| one.state == state || one.name.eq_ignore_ascii_case(state));
    // islands, and the post of the forces
    is_zip && (is_state || ["PR", "GU", "VI", "AS", "MP", "AA", "AE", "AP"].contains(&state))
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
        assert_eq!(
            office(
                "Secretary",
                "Ferris Trades Plan",
                "Secretary, Board of Appeals, 1 Road"
            ),
            "Ferris Trades Plan\nSecretary"
        );
        // another office is not the insurer's
        for other in [
            "Keystone Federal Review Services",
            "United States Office of Personnel Management",
            "New York State Department of Financial Services",
            "Office of Medicare Hearings and Appeals",
        ] {
            assert_eq!(office(other, "Elm Health", "1900 E Street"), other);
        }
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
    fn an_address_is_that_of_the_step_it_was_given_for() {
        for (kind, to, leads_to, plan, expected) in [
            (
                "internal-appeal",
                "appeals",
                &["internal-appeal"][..],
                None,
                Whose::Plan,
            ),
            (
                "opm-review",
                "opm",
                &["internal-appeal"],
                Some("fehb"),
                Whose::Another,
            ),
            (
                "opm-review",
                "opm",
                &["opm-review"],
                Some("fehb"),
                Whose::Outside,
            ),
            // to the plan, though its letter names who reviews it outside
            (
                "claim-file-request",
                "plan",
                &["external-review"],
                None,
                Whose::Another,
            ),
            (
                "second-level-appeal",
                "appeals",
                &["second-level-appeal", "court"],
                None,
                Whose::Plan,
            ),
            (
                "alj-hearing",
                "fair-hearing",
                &["qic-reconsideration"],
                None,
                Whose::Another,
            ),
            (
                "external-review",
                "external-review",
                &["internal-appeal"],
                Some("marketplace"),
                Whose::Another,
            ),
            (
                "external-review",
                "external-review",
                &["internal-appeal"],
                Some("church"),
                Whose::Plan,
            ),
            // a letter that tells no step
            ("internal-appeal", "appeals", &[], None, Whose::Plan),
            (
                "fair-hearing",
                "fair-hearing",
                &["court"],
                None,
                Whose::Outside,
            ),
        ] {
            let leads_to: Vec<String> = leads_to.iter().map(|level| (*level).to_owned()).collect();
            assert_eq!(
                whose(kind, to, &leads_to, plan),
                expected,
                "{kind} {leads_to:?}"
            );
        }
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
            (
                "Send your letter to: Appeals Coordinator, P.O. Box 66207, Salem, OR 97301",
                Some("Appeals Coordinator"),
                vec!["P.O. Box 66207", "Salem, OR 97301"],
            ),
            (
                "Appeals, PO Box 11, San Juan, PR 00901",
                Some("Appeals"),
                vec!["PO Box 11", "San Juan, PR 00901"],
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
