//! Exhibits that the person puts in by hand: what happened day by day, a paper that is to follow, and that paper put in
//! its place once it is here. Nothing of this happens by itself.

use super::timeline;
use crate::desk::{Desk, Inner, Opened};
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::view::{ChecklistState, LetterByHandView, LetterToFollowView, PaperView};
use holdfast_case::letter::{
    Citation, Exhibit, ExhibitOf, ExhibitPages, Node, Paragraph, Pick, Picked, exhibit_label,
};
use holdfast_case::{DocumentId, Letter};
use holdfast_vault::DocumentFilter;

/// Rows of the checklist whose paper never goes along by itself: the letter is it, or the plan has it.
const NEVER: [&str; 4] = ["appeal-letter", "card", "denial", "plan-document"];

/// Longest name of a paper that is to follow, in signs.
const LONGEST: usize = 200;

impl Desk {
    /// What can be put among the exhibits of a letter by hand.
    pub fn letter_by_hand(&self, id: &str) -> Result<LetterByHandView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let letter = &kept.record;
        let inner = &self.inner;
        inner.with(|open| {
            let awaited = |row: &str| {
                let rows = letter.exhibits.iter();
                rows.filter_map(|one| match &one.of {
                    ExhibitOf::Awaited { row, .. } => Some(row.as_str()),
                    _ => None,
                })
                .any(|had| had == row)
            };
            let list = inner.checklist_view(open)?;
            let open_rows = list.rows.into_iter().filter(|row| {
                row.state != ChecklistState::Have
                    && row.place.is_none()
                    && !NEVER.contains(&row.id.as_str())
                    && !awaited(&row.id)
            });
            // what was asked for is what most likely follows
            let (asked, rest): (Vec<_>, Vec<_>) =
                open_rows.partition(|row| row.state == ChecklistState::Asked);
            let follow = asked.into_iter().chain(rest);
            let papers = open.vault.read().documents(&DocumentFilter {
                case: Some(open.case),
                ..DocumentFilter::default()
            })?;
            let gone_along = |id: DocumentId| letter.exhibit_at(&ExhibitOf::Document { id });
            Ok(LetterByHandView {
                timeline: letter.exhibit_at(&ExhibitOf::Timeline).is_some(),
                timeline_has: inner.has_timeline(open, letter)?,
                to_follow: follow
                    .map(|row| LetterToFollowView {
                        row: row.id,
                        title: row.title,
                        say: row.say,
                    })
                    .collect(),
                papers: papers
                    .into_iter()
                    .filter(|row| gone_along(row.id).is_none())
                    .map(|row| PaperView {
                        id: row.id.to_string(),
                        title: row.title.reveal().clone(),
                    })
                    .collect(),
            })
        })
    }

    /// The place of the exhibit with this letter, from 0. Errors: [`Code::NotFound`].
    pub fn exhibit_place(&self, letter: &str, label: &str) -> Result<u32, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(letter)?;
        let label = label.trim().to_uppercase();
        let mut places = 0..kept.record.exhibits.len();
        let at = places.find(|at| exhibit_label(*at) == label);
        at.and_then(|at| u32::try_from(at).ok()).ok_or_else(|| {
            Error::of(Code::NotFound)
                .saying(format!("There is no exhibit {label}. Nothing was changed."))
                .hinting("'letter show' lists the exhibits with their letters.")
        })
    }
}

impl Inner {
    /// What happened day by day goes along, or does not.
    pub(super) fn put_timeline(
        &self,
        open: &Opened,
        letter: &mut Letter,
        on: bool,
    ) -> Result<(), Error> {
        match (letter.exhibit_at(&ExhibitOf::Timeline), on) {
            (Some(at), false) => self.take_out(open, letter, at),
            (Some(_), true) | (None, false) => Ok(()),
            (None, true) => {
                if !self.has_timeline(open, letter)? {
                    return Err(Error::of(Code::BadRequest)
                        .saying("No day of anything is known yet. Nothing was changed.")
                        .hinting("Add a letter, a treatment or a call first."));
                }
                letter
                    .exhibits
                    .push(exhibit(ExhibitOf::Timeline, timeline::TITLE));
                self.propose(open, letter)
            }
        }
    }

    /// A paper that is not here yet gets its place: a row of the checklist, or what the person calls it.
    pub(super) fn await_paper(
        &self,
        open: &Opened,
        letter: &mut Letter,
        row: &str,
        what: &str,
    ) -> Result<(), Error> {
        let (row, what) = match row {
            "" => (String::new(), what.trim().chars().take(LONGEST).collect()),
            row => {
                let list = self.checklist_view(open)?;
                let found = list.rows.into_iter().find(|one| one.id == row);
                let found = found.ok_or(Code::NotFound)?;
                if let Some(paper) = found.document {
                    return Err(Error::of(Code::BadRequest)
                        .saying(format!(
                            "It is here already: \u{2018}{}\u{2019}. Nothing was changed.",
                            paper.title
                        ))
                        .hinting("Tick it among what answers a reason."));
                }
                (found.id, found.title)
            }
        };
        if what.is_empty() {
            return Err(
                Error::of(Code::BadRequest).saying("Say what it is first. Nothing was changed.")
            );
        }
        let of = ExhibitOf::Awaited { row, what };
        if letter.exhibit_at(&of).is_none() {
            let title = match &of {
                ExhibitOf::Awaited { what, .. } => what.clone(),
                _ => String::new(),
            };
            letter.exhibits.push(exhibit(of, title));
        }
        self.propose(open, letter)
    }

    /// A paper that was to follow is here: it takes the place that was kept, and whatever pointed there points to it.
    pub(super) fn put_in_place(
        &self,
        open: &Opened,
        letter: &mut Letter,
        at: usize,
        document: DocumentId,
    ) -> Result<(), Error> {
        let Some(was) = letter.exhibits.get(at).map(|one| one.of.clone()) else {
            return Err(Code::NotFound.into());
        };
        if !matches!(was, ExhibitOf::Awaited { .. }) {
            return Err(Error::of(Code::BadRequest)
                .saying("This exhibit is here already. Nothing was changed."));
        }
        let of = ExhibitOf::Document { id: document };
        let title = super::exhibits::title(self, open, &of)?.ok_or(Code::NotFound)?;
        match letter.exhibit_at(&of) {
            // it goes along already: one place is enough
            Some(_) => drop(letter.exhibits.remove(at)),
            None => {
                if let Some(place) = letter.exhibits.get_mut(at) {
                    *place = exhibit(of.clone(), title);
                }
            }
        }
        let picked = Picked::Paper {
            document,
            page: None,
        };
        if letter.picks.iter().all(|pick| pick.picked != picked) {
            letter.picks.push(Pick {
                reason: String::new(),
                picked,
            });
        }
        for paragraph in paragraphs(letter) {
            for node in paragraph.nodes.iter_mut().chain(&mut paragraph.taken) {
                if let Node::Cite(citation) = node
                    && citation.of == was
                {
                    *citation = Citation {
                        of: of.clone(),
                        page: None,
                    };
                }
            }
        }
        self.propose(open, letter)
    }

    /// An exhibit that was put in by hand goes. Errors: [`Code::BadRequest`] for one that is there for what was ticked,
    /// or to which the person's own words point.
    pub(super) fn take_out(
        &self,
        open: &Opened,
        letter: &mut Letter,
        at: usize,
    ) -> Result<(), Error> {
        let of = letter.exhibits.get(at).map(|one| one.of.clone());
        let of = of.ok_or(Code::NotFound)?;
        if !is_by_hand(letter, &of) {
            return Err(Error::of(Code::BadRequest)
                .saying("This exhibit goes along for something you ticked. Nothing was changed.")
                .hinting("Take out its tick in the letter."));
        }
        let points = |node: &Node| matches!(node, Node::Cite(citation) if citation.of == of);
        let mut own = (letter.sections.iter()).flat_map(|section| &section.paragraphs);
        if own.any(|paragraph| paragraph.is_own() && paragraph.nodes.iter().any(points)) {
            return Err(Error::of(Code::BadRequest)
                .saying("Your own words in the letter point to it. Nothing was changed.")
                .hinting("Take those words out first."));
        }
        letter.exhibits.remove(at);
        if let ExhibitOf::Document { id } = of {
            let whole = by_hand_pick(id);
            letter.picks.retain(|pick| *pick != whole);
        }
        self.propose(open, letter)
    }

    /// The paper that came for an exhibit that was to follow, where the checklist tells.
    pub(super) fn came(&self, open: &Opened, of: &ExhibitOf) -> Result<Option<PaperView>, Error> {
        match of {
            ExhibitOf::Awaited { row, .. } if !row.is_empty() => self.checklist_paper(open, row),
            _ => Ok(None),
        }
    }
}

/// True for an exhibit that is there by the person's hand alone, and can go the same way.
pub(super) fn is_by_hand(letter: &Letter, of: &ExhibitOf) -> bool {
    match of {
        ExhibitOf::Timeline | ExhibitOf::Awaited { .. } => true,
        ExhibitOf::Document { id } => {
            let of_paper = |pick: &&Pick| matches!(&pick.picked, Picked::Paper { document, .. } if document == id);
            letter.answers != Some(*id)
                && letter.picks.contains(&by_hand_pick(*id))
                && letter.picks.iter().filter(of_paper).count() == 1
        }
        _ => false,
    }
}

/// How a paper that was put in by hand is kept: ticked for the letter as a whole.
fn by_hand_pick(document: DocumentId) -> Pick {
    Pick {
        reason: String::new(),
        picked: Picked::Paper {
            document,
            page: None,
        },
    }
}

/// What is to follow, in words: "‘Pharmacy list’ and ‘Letter of Dr. Varga’"; none where everything is here.
pub(super) fn to_follow(letter: &Letter) -> Option<String> {
    let titles: Vec<String> = letter
        .exhibits
        .iter()
        .filter(|one| matches!(one.of, ExhibitOf::Awaited { .. }))
        .map(|one| format!("\u{2018}{}\u{2019}", one.title))
        .collect();
    match titles.split_last()? {
        (last, []) => Some(last.clone()),
        (last, rest) => Some(format!("{} and {last}", rest.join(", "))),
    }
}

fn exhibit(of: ExhibitOf, title: impl Into<String>) -> Exhibit {
    Exhibit {
        of,
        title: title.into(),
        pages: ExhibitPages::All,
    }
}

fn paragraphs(letter: &mut Letter) -> impl Iterator<Item = &mut Paragraph> {
    let sections = letter.sections.iter_mut();
    sections.flat_map(|section| &mut section.paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn awaited(what: &str) -> Exhibit {
        let of = ExhibitOf::Awaited {
            row: String::new(),
            what: what.to_owned(),
        };
        exhibit(of, what)
    }

    #[test]
    fn what_is_to_follow_is_told_by_name() {
        let mut letter = Letter::default();
        assert_eq!(to_follow(&letter), None);
        letter.exhibits.push(exhibit(ExhibitOf::Timeline, "x"));
        letter.exhibits.push(awaited("Pharmacy list"));
        assert_eq!(
            to_follow(&letter).as_deref(),
            Some("\u{2018}Pharmacy list\u{2019}")
        );
        letter.exhibits.push(awaited("Letter of Dr. Varga"));
        assert_eq!(
            to_follow(&letter).as_deref(),
            Some("\u{2018}Pharmacy list\u{2019} and \u{2018}Letter of Dr. Varga\u{2019}")
        );
    }
}
