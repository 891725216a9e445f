//! Changing a letter: who writes, to whom, what is ticked, what its paragraphs say. Each change is one step back.

use super::exhibits::exhibit_of;
use super::reasons::ASKS;
use super::view::{nodes_of, thing_of};
use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::view::{ChangeView, LetterChange, LetterPartyInput};
use holdfast_case::letter::{ExhibitOf, Node, Paragraph, Party, Pick};
use holdfast_case::{Letter, Private};
use holdfast_packet::compose::{compose, proposals};
use holdfast_vault::Operation;

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
        let said = self.inner.with(|open| {
            // what lies in the trash is put aside meanwhile; it is ticked again once it comes back
            let (live, _) = self.inner.live(open, &letter)?;
            let picks = std::mem::take(&mut letter.picks).into_iter();
            let mut away: Vec<Pick> = picks.filter(|one| !live.picks.contains(one)).collect();
            letter = live;
            match change {
                LetterChange::Tick { reason, pick, .. } => {
                    let picked = thing_of(pick)?;
                    away.retain(|one| one.reason != *reason || one.picked != picked);
                }
                LetterChange::WithoutPaper { document } => {
                    let of = self.inner.paper_named(open, document)?;
                    let mut left = Vec::new();
                    for pick in away {
                        if exhibit_of(&self.inner, open, &pick)?.as_ref() != Some(&of) {
                            left.push(pick);
                        }
                    }
                    away = left;
                }
                _ => {}
            }
            let said = self.inner.changed_letter(open, &mut letter, change)?;
            letter.picks.append(&mut away);
            Ok(said)
        })?;
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
            LetterChange::WithoutPaper { document } => {
                self.without_paper(open, letter, document)?;
                "Took a paper out of the letter."
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
                self.fill_gap(open, letter, id, words)?;
                "Filled in what was missing."
            }
            LetterChange::Take { key } => {
                self.take(open, letter, key)?;
                "Took the new words."
            }
            LetterChange::Keep { key, on } => {
                self.keep_own(open, letter, key, *on)?;
                if *on {
                    "Kept your words."
                } else {
                    "Shows the new words again."
                }
            }
            LetterChange::Signature { document } => {
                self.sign_with(open, letter, document.as_deref())?;
                match document {
                    Some(_) => "The letter is signed with a picture.",
                    None => "The letter is signed by pen.",
                }
            }
            LetterChange::Form { document, on } => {
                let id = document.parse().map_err(|_| Error::of(Code::NotFound))?;
                letter.forms.retain(|had| *had != id);
                if *on {
                    open.vault.read().document(id)?;
                    letter.forms.push(id);
                }
                self.propose(open, letter)?;
                match on {
                    true => "The form goes along with the letter.",
                    false => "Took the form out of the packet.",
                }
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
            LetterChange::Timeline { on } => {
                self.put_timeline(open, letter, *on)?;
                if *on {
                    "What happened, day by day, goes along."
                } else {
                    "Took out what happened, day by day."
                }
            }
            LetterChange::Await { row, what } => {
                self.await_paper(open, letter, row, what)?;
                "It stands in the list as to follow."
            }
            LetterChange::Here { place, document } => {
                let document = document.parse().map_err(|_| Error::of(Code::NotFound))?;
                self.put_in_place(open, letter, place_of(*place), document)?;
                "Put the paper in its place."
            }
            LetterChange::TakeOut { place } => {
                self.take_out(open, letter, place_of(*place))?;
                "Took an exhibit out."
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
                match super::by_hand::to_follow(letter) {
                    Some(what) if *on => {
                        return Ok(format!("The letter is final. To follow: {what}."));
                    }
                    _ if *on => "The letter is final.",
                    _ => "The letter is open for changes again.",
                }
            }
        };
        Ok(said.to_owned())
    }

    /// Errors: [`Code::BadRequest`] with all that is missing.
    fn may_be_final(&self, open: &Opened, letter: &Letter) -> Result<(), Error> {
        let missing = self.still_lacking(open, letter, &[])?.into_iter();
        let missing: Vec<String> = missing.map(|(_, say)| say).collect();
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

    /// A paper as an exhibit, by its id or the beginning of it, also from the trash.
    fn paper_named(&self, open: &Opened, id: &str) -> Result<ExhibitOf, Error> {
        let id = match id.parse() {
            Ok(id) => id,
            Err(_) => open.vault.read().document_by_beginning(id)?,
        };
        Ok(ExhibitOf::Document { id })
    }

    /// Takes a paper out wherever it is ticked. Errors: [`Code::BadRequest`] for the letter that is answered, and for
    /// what the person's own words point to.
    fn without_paper(&self, open: &Opened, letter: &mut Letter, id: &str) -> Result<(), Error> {
        let of = self.paper_named(open, id)?;
        if letter.answers.map(|id| ExhibitOf::Document { id }).as_ref() == Some(&of) {
            return Err(Error::of(Code::BadRequest)
                .saying("This is the letter that you answer, so it stays. Nothing was changed."));
        }
        let mut left = Vec::new();
        for pick in std::mem::take(&mut letter.picks) {
            if exhibit_of(self, open, &pick)?.as_ref() != Some(&of) {
                left.push(pick);
            }
        }
        letter.picks = left;
        self.propose(open, letter)?;
        match letter.exhibit_at(&of) {
            None => Ok(()),
            Some(_) => Err(Error::of(Code::BadRequest)
                .saying("Words that you wrote point to this paper. Nothing was changed.")
                .hinting("Take the pointer out of your words first.")),
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

    /// Words take the place of a gap wherever it is asked for: what is proposed is filled anew, and where the person
    /// wrote around the gap, it alone is replaced.
    fn fill_gap(
        &self,
        open: &Opened,
        letter: &mut Letter,
        id: &str,
        words: &str,
    ) -> Result<(), Error> {
        let words = words.trim();
        if words.is_empty() {
            return Err(
                Error::of(Code::BadRequest).saying("Type what is missing. Nothing was changed.")
            );
        }
        if letter.gaps().iter().all(|(gap, _)| *gap != id) {
            return Err(Code::NotFound.into());
        }
        let filled = Private::new(words.to_owned());
        letter.filled.insert(id.to_owned(), filled);
        self.propose(open, letter)?;
        let body = letter
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.paragraphs);
        for node in body.flat_map(|one| &mut one.nodes) {
            if matches!(node, Node::Gap { id: has, .. } if has == id) {
                *node = Node::words(words);
            }
        }
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
