//! Letters: begun from a denial, filled from the record, changed by the person, and put into a packet.

mod answers;
mod around;
mod bearing;
mod before;
mod bodies;
mod by_hand;
mod checks;
mod cite;
mod copies;
mod edit;
mod exhibits;
mod facts;
mod follow;
mod gather;
mod guide;
mod history;
mod in_type;
mod keep_care;
mod led_here;
mod missing;
mod named;
mod names;
mod notes;
mod one_page;
mod own;
mod own_times;
mod packet;
mod parties;
mod plan_family;
mod reasons;
mod redact;
mod refused;
mod regulators;
mod sending_names;
mod sent;
mod shown;
mod split;
mod things;
mod timeline;
mod times;
mod told;
mod unfit;
mod view;
mod wording;

pub(crate) use follow::{AskAfter, Follow};
pub(crate) use parties::is_by_a_doctor;
pub(crate) use reasons::reasons_of;
pub(crate) use times::KnownOf;
pub(crate) use view::{node_views, nodes_of};

use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{CaseRecord, Kept};
use crate::review::Facts;
use crate::view::{
    ChangeView, LetterKindView, LetterStartRequest, LetterStartedView, LetterView, LettersView,
};
use holdfast_case::letter::Picked;
use holdfast_case::{DocumentId, Letter};
use holdfast_packet::compose::{compose, letter_kind, letter_kinds, merge};
use holdfast_vault::Operation;

impl CaseRecord for Letter {
    const KIND: &'static str = "letter";
}

/// The first step, which the plan itself decides.
pub(super) const FIRST_STEP: &str = "internal-appeal";

/// The step that a letter of this kind is for.
pub(super) fn step_of(kind: &str) -> &str {
    match kind {
        // letters of earlier versions
        "appeal" => FIRST_STEP,
        kind => kind,
    }
}

/// Where a letter stands, in words: "Sent November 28", "Draft".
pub(crate) fn letter_state(letter: &Letter, today: chrono::NaiveDate) -> String {
    match follow::state_say(letter, today) {
        said if !said.is_empty() => said,
        _ if letter.is_final => "Final".to_owned(),
        _ => "Draft".to_owned(),
    }
}

impl Desk {
    /// Kinds of letters that can be written.
    pub fn letter_kinds(&self) -> Vec<LetterKindView> {
        letter_kinds()
            .iter()
            .map(|kind| LetterKindView {
                id: kind.id.clone(),
                title: kind.title.clone(),
                plain: kind.plain.clone(),
            })
            .collect()
    }

    /// The letters of the case in use, newest first.
    pub fn letters(&self) -> Result<LettersView, Error> {
        let kept: Vec<Kept<Letter>> = self.inner.kept()?;
        let rows = kept
            .iter()
            .rev()
            .map(|one| view::row(one, self.inner.clock.today()));
        Ok(LettersView {
            letters: rows.collect(),
        })
    }

    /// One letter by its id or a beginning that fits only one.
    pub fn letter(&self, id: &str) -> Result<LetterView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        self.inner.with(|open| self.inner.letter_view(open, &kept))
    }

    /// Begins a letter of this kind, filled with what the record holds. `answers` is the letter of the insurer it is
    /// about; without it the newest denial. Errors: [`Code::NotFound`] where there is no such kind, [`Code::BadRequest`]
    /// where a kind needs a denial and there is none.
    pub fn start_letter(&self, request: &LetterStartRequest) -> Result<LetterStartedView, Error> {
        let inner = &self.inner;
        let kind = self.kind_id(&request.kind)?;
        let answers = match request.answers.as_deref() {
            Some(text) => Some(self.document_id(text)?),
            None => self.next_denial()?,
        };
        let (letter, instead) = inner.with(|open| {
            let (kind, instead) = inner.first_step(open, &kind, answers)?;
            Ok((inner.begun(open, &kind, answers)?, instead))
        })?;
        let mut said = format!("Began \u{2018}{}\u{2019}.", letter.subject);
        let operation = Operation::by_person("start-letter").described(said.clone());
        if let Some(instead) = instead {
            said = format!("{said} {instead}");
        }
        let change = inner.keep_new(operation, &letter)?;
        Ok(LetterStartedView {
            letter: change.value.to_string(),
            change: change_view(&change, said),
        })
    }

    /// A paper by its id or the beginning of it, to be ticked as a whole.
    pub fn paper_to_pick(&self, id: &str) -> Result<String, Error> {
        let document = self.document_id(id)?;
        Ok(view::key_of(&Picked::Paper {
            document,
            page: None,
        }))
    }

    /// A study of the library by its id, to be ticked.
    pub fn study_to_pick(&self, id: &str) -> Result<String, Error> {
        let study = self.inner.lib.study(id).ok_or(Code::NotFound)?;
        Ok(view::key_of(&Picked::Study {
            id: study.id.clone(),
        }))
    }

    /// Moves a letter to the trash.
    pub fn trash_letter(&self, id: &str) -> Result<ChangeView, Error> {
        let said = "Moved a letter to the trash.";
        let operation = Operation::by_person("trash-letter").described(said);
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let (lib, today) = (self.inner.lib, self.inner.clock.today());
        let change = self.inner.change(operation, |tx, _| {
            let now = tx.now();
            tx.set_case_record_trashed(kept.id, Some(now))?;
            // what its answer opened goes with it
            let letter = &kept.record;
            match letter.answers.filter(|_| letter.answer.is_some()) {
                Some(document) => crate::dating::date_again(tx, lib, document, today),
                None => Ok(()),
            }
        })?;
        Ok(change_view(&change, said))
    }

    /// The id of a kind: one of its own, or a level of appeal.
    fn kind_id(&self, id: &str) -> Result<String, Error> {
        let lib = self.inner.lib;
        // an appeal without more is the first: its day is that of the first step
        let id = if id == "appeal" { FIRST_STEP } else { id };
        let is_level = lib
            .appeal
            .levels
            .iter()
            .any(|level| level.id == id && id != "court");
        let is_kind = letter_kinds().iter().any(|kind| kind.id == id);
        let alias = lib
            .appeal
            .level_aliases
            .get(id)
            .filter(|level| *level != "none");
        match (is_level || is_kind, alias) {
            (true, _) => Ok(id.to_owned()),
            (false, Some(level)) => Ok(level.clone()),
            (false, None) => Err(Error::of(Code::NotFound)
                .saying("There is no such kind of letter.")
                .hinting("See the list of kinds first.")),
        }
    }

    /// The denial to act on next.
    pub(crate) fn next_denial(&self) -> Result<Option<DocumentId>, Error> {
        let ladder = self.ladder(None)?;
        Ok(ladder.document.and_then(|id| id.parse().ok()))
    }
}

impl Inner {
    /// The kind with which a first appeal begins: where the plan of their letter has no appeal of its own, that of its
    /// lowest step, such as the state's hearing, and what is said of that.
    fn first_step(
        &self,
        open: &Opened,
        kind: &str,
        answers: Option<DocumentId>,
    ) -> Result<(String, Option<String>), Error> {
        let as_asked = || (kind.to_owned(), None);
        let Some(document) = answers.filter(|_| kind == FIRST_STEP) else {
            return Ok(as_asked());
        };
        let facts = Facts::load(open.vault.read(), self.lib, document, self.clock.today())?;
        let rungs = crate::ladder::ladder_of(self.lib, &facts);
        if rungs.iter().any(|rung| rung.level == FIRST_STEP) {
            return Ok(as_asked());
        }
        let lowest = rungs
            .first()
            .and_then(|rung| letter_kind(&rung.level).map(|found| (rung, found)));
        let Some((rung, found)) = lowest else {
            return Ok(as_asked());
        };
        let instead = format!(
            "For this plan nobody takes an appeal before the first step: {}. {}",
            rung.name, found.plain
        );
        Ok((rung.level.clone(), Some(instead)))
    }

    /// A letter as it is proposed at its beginning.
    fn begun(
        &self,
        open: &Opened,
        kind: &str,
        answers: Option<DocumentId>,
    ) -> Result<Letter, Error> {
        let mut letter = Letter {
            kind: kind.to_owned(),
            answers,
            ..Letter::default()
        };
        if is_an_appeal(kind) && answers.is_none() {
            return Err(Error::of(Code::BadRequest)
                .saying("There is no denial to answer yet.")
                .hinting("Add the letter that says no first."));
        }
        letter.picks = self.suggested(open, &letter)?;
        letter.asks = reasons::usual_asks(kind);
        if let Some(answered) = answers.filter(|_| is_an_appeal(kind)) {
            letter
                .picks
                .extend(self.picks_of_before(open, kind, answered)?);
            // care that is cut goes on only where that is asked for
            if self.day_to_keep_care(open, &letter)?.is_some() {
                letter.asks.push("ask_continue".to_owned());
            }
        }
        self.fill_parties(open, &mut letter)?;
        self.propose(open, &mut letter)?;
        Ok(letter)
    }

    /// Puts what is proposed from the record now into the letter, and its exhibits in step with what is ticked.
    pub(crate) fn propose(&self, open: &Opened, letter: &mut Letter) -> Result<(), Error> {
        exhibits::in_step(self, open, letter)?;
        let facts = self.letter_facts(open, letter)?;
        let composed = compose(&letter.kind, &facts).ok_or(Code::NotFound)?;
        merge(letter, &composed);
        Ok(())
    }
}

/// True for a letter that answers a decision.
pub(crate) fn is_an_appeal(kind: &str) -> bool {
    letter_kind(kind).is_some_and(|found| found.parts.iter().any(|part| part == "reasons"))
}
