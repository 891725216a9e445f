//! Changing a letter: who writes, to whom, what is ticked, what its paragraphs say. Each change is one step back.

use super::reasons::ASKS;
use super::view::{nodes_of, thing_of};
use super::wording::full_day;
use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::view::{ChangeView, LetterChange, LetterPartyInput};
use holdfast_case::letter::{Node, Paragraph, Party, Pick};
use holdfast_case::{Letter, Private};
use holdfast_packet::compose::{compose, must_hold, proposals};
use holdfast_vault::Operation;

/// Below this a name that was read and not confirmed stands in no letter.
const LIKELY: f32 = 0.8;

impl Desk {
    /// Changes a letter. What is proposed follows what was ticked; what the person wrote stays.
    /// Errors: [`Code::BadRequest`] where it is called final with something missing, or changed after it was final.
    pub fn change_letter(&self, id: &str, change: &LetterChange) -> Result<ChangeView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let mut letter = kept.record;
        if letter.is_final && !matches!(change, LetterChange::Final { .. }) {
            return Err(Error::of(Code::BadRequest)
                .saying("This letter is final. Nothing was changed.")
                .hinting("Open it again for changes first."));
        }
        let said = self
            .inner
            .with(|open| self.inner.changed_letter(open, &mut letter, change))?;
        let operation = Operation::by_person("change-letter").described(said.clone());
        let change = self
            .inner
            .keep_changed(operation, &kept.id.to_string(), &letter)?;
        Ok(change_view(&change, said))
    }
}

impl Inner {
    fn changed_letter(
        &self,
        open: &Opened,
        letter: &mut Letter,
        change: &LetterChange,
    ) -> Result<String, Error> {
        let said = match change {
            LetterChange::From { party } => {
                letter.from = party_of(party);
                self.propose(open, letter)?;
                "Changed who writes the letter."
            }
            LetterChange::To { party } => {
                letter.to = party_of(party);
                letter.to_source = "As you typed it".to_owned();
                "Changed where the letter goes."
            }
            LetterChange::Tick { reason, pick, on } => {
                let pick = Pick {
                    reason: reason.clone(),
                    picked: thing_of(pick)?,
                };
                letter.picks.retain(|had| *had != pick);
                if *on {
                    letter.picks.push(pick);
                }
                self.propose(open, letter)?;
                if *on {
                    "Added to the letter."
                } else {
                    "Took it out of the letter."
                }
            }
            LetterChange::Ask { ask, on } => {
                if ASKS.iter().all(|(id, ..)| id != ask) {
                    return Err(Code::NotFound.into());
                }
                letter.asks.retain(|had| had != ask);
                if *on {
                    letter.asks.push(ask.clone());
                }
                self.propose(open, letter)?;
                if *on {
                    "Added a request."
                } else {
                    "Took out a request."
                }
            }
            LetterChange::Paragraph {
                section,
                key,
                place,
                nodes,
            } => {
                write_paragraph(letter, section, key, place_of(*place), &nodes_of(nodes)?)?;
                super::exhibits::in_step(self, open, letter)?;
                "Changed the letter."
            }
            LetterChange::Gap { id, words } => {
                fill_gap(letter, id, words)?;
                "Filled in what was missing."
            }
            LetterChange::Take { key } => {
                self.take(open, letter, key)?;
                "Took the new words."
            }
            LetterChange::Move { from, to } => {
                let (from, to) = (place_of(*from), place_of(*to));
                if from >= letter.exhibits.len() || to >= letter.exhibits.len() {
                    return Err(Code::NotFound.into());
                }
                let exhibit = letter.exhibits.remove(from);
                letter.exhibits.insert(to, exhibit);
                "Moved an exhibit."
            }
            LetterChange::Refresh => {
                self.propose(open, letter)?;
                "Brought the letter up to date."
            }
            LetterChange::Final { on } => {
                if *on {
                    self.may_be_final(open, letter)?;
                    letter.written_on.get_or_insert(self.clock.today());
                } else {
                    letter.written_on = None;
                }
                letter.is_final = *on;
                if *on {
                    "The letter is final."
                } else {
                    "The letter is open for changes again."
                }
            }
        };
        Ok(said.to_owned())
    }

    /// Errors: [`Code::BadRequest`] with all that is missing.
    fn may_be_final(&self, open: &Opened, letter: &Letter) -> Result<(), Error> {
        let mut missing: Vec<String> = letter
            .gaps()
            .into_iter()
            .map(|(_, say)| say.to_owned())
            .collect();
        if !super::packet::has_address(letter) {
            missing.push("where it goes".to_owned());
        }
        let facts = self.letter_facts(open, letter)?;
        for one in must_hold(letter, &facts) {
            if !missing.contains(&one) {
                missing.push(one);
            }
        }
        match missing.is_empty() {
            true => Ok(()),
            false => Err(Error::of(Code::BadRequest)
                .saying(format!(
                    "Something is still missing: {}.",
                    missing.join("; ")
                ))
                .hinting("Fill it in, then call it final. Until then the packet is a draft.")),
        }
    }

    fn take(&self, open: &Opened, letter: &mut Letter, key: &str) -> Result<(), Error> {
        let facts = self.letter_facts(open, letter)?;
        let composed = compose(&letter.kind, &facts).ok_or(Code::NotFound)?;
        let newer = proposals(letter, &composed)
            .into_iter()
            .find(|one| one.key == key);
        let newer = newer.ok_or(Code::NotFound)?;
        for paragraph in letter
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.paragraphs)
        {
            if paragraph.key == key {
                paragraph.nodes.clone_from(&newer.nodes);
                paragraph.taken.clone_from(&newer.nodes);
                paragraph.helped = false;
            }
        }
        Ok(())
    }

    /// Who writes and who gets it, as far as the record says.
    pub(super) fn fill_parties(&self, open: &Opened, letter: &mut Letter) -> Result<(), Error> {
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
            .map(|kept| &kept.record.from)
            .filter(|from| !from.name.reveal().is_empty());
        let is_same = |from: &&Party| {
            let patient = patient.as_ref();
            patient.is_none_or(|patient| patient.eq_ignore_ascii_case(from.name.reveal()))
        };
        letter.from = match told.find(is_same) {
            Some(from) => from.clone(),
            None => Party {
                name: Private::new(patient.unwrap_or_default()),
                ..Party::default()
            },
        };
        let Some((_, reading)) = answered else {
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

fn place_of(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

fn party_of(input: &LetterPartyInput) -> Party {
    let typed = |text: &str| Private::new(text.trim().to_owned());
    Party {
        name: typed(&input.name),
        address: typed(&input.address),
        phone: typed(&input.phone),
        fax: typed(&input.fax),
        email: typed(&input.email),
    }
}

/// A paragraph gets these words; without a key a new one is put at this place. Empty words take it out.
fn write_paragraph(
    letter: &mut Letter,
    section: &str,
    key: &str,
    place: usize,
    nodes: &[Node],
) -> Result<(), Error> {
    let found = letter.sections.iter_mut().find(|one| one.key == section);
    let section = found.ok_or(Code::NotFound)?;
    let at = match key {
        "" => None,
        key => Some(
            section
                .paragraphs
                .iter()
                .position(|one| one.key == key)
                .ok_or(Code::NotFound)?,
        ),
    };
    let is_empty = nodes
        .iter()
        .all(|node| matches!(node, Node::Words { text, .. } if text.trim().is_empty()));
    match (at, is_empty) {
        (Some(at), true) => {
            let gone = section.paragraphs.remove(at);
            letter.left_out.push(gone.key);
        }
        (Some(at), false) => {
            if let Some(paragraph) = section.paragraphs.get_mut(at) {
                paragraph.nodes = nodes.to_vec();
            }
        }
        // what the person wrote alone is found by its place
        (None, true) => {
            let is_own = section
                .paragraphs
                .get(place)
                .is_some_and(|one| one.key.is_empty());
            if is_own {
                section.paragraphs.remove(place);
            }
        }
        (None, false) => match section.paragraphs.get_mut(place) {
            Some(paragraph) if paragraph.key.is_empty() => paragraph.nodes = nodes.to_vec(),
            _ => {
                let place = place.min(section.paragraphs.len());
                section.paragraphs.insert(
                    place,
                    Paragraph {
                        nodes: nodes.to_vec(),
                        ..Paragraph::default()
                    },
                );
            }
        },
    }
    Ok(())
}

/// Words take the place of a gap wherever it stands.
fn fill_gap(letter: &mut Letter, id: &str, words: &str) -> Result<(), Error> {
    let words = words.trim();
    if words.is_empty() {
        return Err(
            Error::of(Code::BadRequest).saying("Type what is missing. Nothing was changed.")
        );
    }
    let mut found = false;
    let head = letter.re.iter_mut().map(|line| &mut line.nodes);
    let body = letter
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.paragraphs);
    for node in head.chain(body.map(|one| &mut one.nodes)).flatten() {
        if matches!(node, Node::Gap { id: has, .. } if has == id) {
            *node = Node::words(words);
            found = true;
        }
    }
    match found {
        true => Ok(()),
        false => Err(Code::NotFound.into()),
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
