//! What came back on a letter: the paper that seems to be the answer is asked about, and taken by the person's yes.

use super::follow::Follow;
use super::shown;
use crate::changed::fit::{Fit, Letter as Theirs, fit};
use crate::dating;
use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{Kept, change_in};
use crate::review::Facts;
use crate::view::{ChangeView, LetterAnswerAskView, LetterAnswerRequest, LetterAnswerView};
use crate::words;
use holdfast_case::claim::{Typed, When};
use holdfast_case::letter::{LetterAnswer, LetterOutcome, LetterState};
use holdfast_case::reading::{NoticeKind, Outcome};
use holdfast_case::{DocumentId, Letter, Private, Reading};
use holdfast_vault::{Change, DeadlineFilter, DocumentRow, Operation, Records, Tx, VaultError};

/// Stands beside a day that was closed because its step was decided.
const DECIDED: &str = "they have decided on it";

/// From here on what a letter says of its outcome is offered as such.
const LIKELY: f32 = 0.8;

impl Desk {
    /// Takes what came back on a letter: from a filed paper, or as the person says.
    /// Errors: [`Code::BadRequest`] for an outcome that is none, [`Code::BadDate`] for a day that can't be read.
    pub fn answer_letter(
        &self,
        id: &str,
        request: &LetterAnswerRequest,
    ) -> Result<ChangeView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let outcome = LetterOutcome::find(&request.outcome).ok_or_else(|| {
            Error::of(Code::BadRequest)
                .saying("There is no such answer to a letter. Nothing was changed.")
                .hinting("There are: won, partly, lost.")
        })?;
        let today = self.inner.clock.today();
        let named = request
            .document
            .as_deref()
            .filter(|id| !id.trim().is_empty());
        let document = named.map(|id| self.document_id(id)).transpose()?;
        let printed = match document {
            Some(id) => self.inner.with(|open| {
                let facts = Facts::load(open.vault.read(), self.inner.lib, id, today)?;
                Ok(facts.letter_date())
            })?,
            None => None,
        };
        let typed = Typed::<When>::day(request.day.trim(), today);
        if typed.is_unread() {
            return Err(Code::BadDate.into());
        }
        let day = match printed {
            Some(day) if typed.is_empty() => Typed::of_day(day),
            _ => typed,
        };
        let mut letter = kept.record.clone();
        letter.not_answers.retain(|paper| Some(*paper) != document);
        letter.answer = Some(LetterAnswer {
            outcome,
            day,
            document,
        });
        letter.ask_again = None;
        let said = format!(
            "Put the answer to \u{2018}{}\u{2019}: {}.",
            letter.subject,
            shown::outcome(outcome).to_lowercase()
        );
        let operation = Operation::by_person("answer-letter").described(said.clone());
        let change = self.keep_answer(operation, &kept, &letter)?;
        Ok(change_view(&change, said))
    }

    /// Says that a paper is no answer to this letter: it is not asked about again.
    pub fn not_answer_of_letter(&self, id: &str, document: &str) -> Result<ChangeView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let document = self.document_id(document)?;
        let mut letter = kept.record.clone();
        if letter.answer.as_ref().and_then(|answer| answer.document) == Some(document) {
            letter.answer = None;
        }
        if !letter.not_answers.contains(&document) {
            letter.not_answers.push(document);
        }
        let said = "That paper is not the answer.";
        let operation = Operation::by_person("not-answer-of-letter").described(said);
        let change = self.keep_answer(operation, &kept, &letter)?;
        Ok(change_view(&change, said))
    }

    /// Keeps what came back, and what follows from it in one change: the day of a step that was decided is no day to
    /// act any more, and the clocks that waited for the decision run or stand still again.
    fn keep_answer(
        &self,
        operation: Operation,
        kept: &Kept<Letter>,
        letter: &Letter,
    ) -> Result<Change<()>, Error> {
        let (lib, today) = (self.inner.lib, self.inner.clock.today());
        self.inner.change(operation, |tx, _| {
            change_in(tx, kept.id, letter)?;
            let Some(document) = letter.answers else {
                return Ok(());
            };
            close_decided(tx, document, letter)?;
            dating::date_again(tx, lib, document, today)
        })
    }
}

/// Closes the person's open days of the step that was decided; opens them again where that was taken back.
fn close_decided(tx: &mut Tx<'_>, document: DocumentId, letter: &Letter) -> Result<(), VaultError> {
    let filter = DeadlineFilter {
        document: Some(document),
        only_member: true,
        with_done: true,
        ..DeadlineFilter::default()
    };
    let records: Records<'_> = **tx;
    for row in records.deadlines(&filter)? {
        if row.deadline.level != super::step_of(&letter.kind) || !row.deadline.clock_started {
            continue;
        }
        let by_answer = row.note.reveal() == DECIDED;
        match (&letter.answer, row.done_at) {
            (Some(_), None) => {
                tx.set_deadline_done(row.id, Some(tx.now()))?;
                tx.set_deadline_note(row.id, &Private::new(DECIDED.to_owned()))?;
            }
            (None, Some(_)) if by_answer => {
                tx.set_deadline_done(row.id, None)?;
                tx.set_deadline_note(row.id, &Private::default())?;
            }
            _ => {}
        }
    }
    Ok(())
}

impl Follow {
    /// What came back, in words.
    pub(super) fn answer_view(&self, letter: &Letter) -> Option<LetterAnswerView> {
        let answer = letter.answer.as_ref()?;
        let day = match answer.day.value {
            Some(When::Day(day)) => format!(" on {}", words::short_day(day, self.today)),
            Some(month) => format!(" in {}", month.earliest().format("%B %Y")),
            None => String::new(),
        };
        Some(LetterAnswerView {
            outcome: answer.outcome.id().to_owned(),
            say: format!("{}{day}.", shown::outcome(answer.outcome)),
            document: self.paper(answer.document),
        })
    }

    /// The decision that seems to answer a letter: of those that fit, one that surely does, the newest first.
    pub(super) fn asked(
        &self,
        read: Records<'_>,
        kept: &Kept<Letter>,
    ) -> Result<Option<LetterAnswerAskView>, VaultError> {
        let letter = &kept.record;
        let Some(answers) = letter
            .answers
            .filter(|_| letter.state() == LetterState::Sent)
        else {
            return Ok(None);
        };
        let Some(theirs) = self.letter_of_theirs(read, read.document(answers)?)? else {
            return Ok(None);
        };
        let mut best: Option<(bool, &DocumentRow, Reading)> = None;
        for row in self
            .papers
            .iter()
            .filter(|row| self.could_answer(letter, row))
        {
            let Some(decision) = self.letter_of_theirs(read, row.clone())? else {
                continue;
            };
            // an answer is not older than what it answers
            let printed = decision.reading.claim.date_of_notice.as_ref();
            let before = printed.zip(letter.sent_on());
            if before.is_some_and(|(date, sent)| date.value < sent) {
                continue;
            }
            let Some(how) = fit(&decision, &theirs) else {
                continue;
            };
            let sure = how == Fit::Sure;
            if best.as_ref().is_none_or(|(had, ..)| sure && !had) {
                best = Some((sure, row, decision.reading));
            }
        }
        Ok(best.map(|(sure, row, reading)| self.ask_view(kept, (sure, row, &reading))))
    }

    /// A paper of theirs with what it says, as the person put it right; none where it was not read.
    pub(super) fn letter_of_theirs(
        &self,
        read: Records<'_>,
        document: DocumentRow,
    ) -> Result<Option<Theirs>, VaultError> {
        let Some(stored) = read.reading(document.id)? else {
            return Ok(None);
        };
        let said = dating::answers(&read.confirmations(document.id)?);
        Ok(Some(Theirs {
            reading: dating::overlaid(&stored.reading, &said),
            document,
        }))
    }

    /// True for a decision that no letter has taken and that the person did not say no to.
    fn could_answer(&self, letter: &Letter, row: &DocumentRow) -> bool {
        let outside = matches!(letter.kind.as_str(), "external-review" | "ire");
        let decides = match row.kind {
            Some(NoticeKind::AppealDecision) => !outside,
            Some(NoticeKind::ExternalReviewDecision) => !matches!(
                letter.kind.as_str(),
                "internal-appeal" | "second-level-appeal"
            ),
            _ => false,
        };
        let taken = |id: DocumentId| self.answered_by(id).is_some();
        // what was answered is older than the letter
        decides
            && Some(row.id) != letter.answers
            && !taken(row.id)
            && !letter.not_answers.contains(&row.id)
    }

    fn ask_view(
        &self,
        kept: &Kept<Letter>,
        (sure, row, reading): (bool, &DocumentRow, &Reading),
    ) -> LetterAnswerAskView {
        let title = row.title.reveal().clone();
        let subject = &kept.record.subject;
        let why = match sure {
            true => "It is about the same claim.",
            false => "Both are of one case.",
        };
        let outcome = outcome_of(reading);
        LetterAnswerAskView {
            letter: kept.id.to_string(),
            document: row.id.to_string(),
            say: format!(
                "Is \u{2018}{title}\u{2019} the answer to \u{2018}{subject}\u{2019}? {why}"
            ),
            title,
            outcome: outcome.map(|outcome| outcome.id().to_owned()),
            outcome_say: match outcome {
                Some(LetterOutcome::Won) => "It says that they change their no.",
                Some(LetterOutcome::Partly) => "It says that they change a part of their no.",
                Some(LetterOutcome::Lost) => "It says that they keep their no.",
                None => "We are not sure what it says. What did they decide?",
            }
            .to_owned(),
        }
    }
}

/// What a decision seems to say.
fn outcome_of(reading: &Reading) -> Option<LetterOutcome> {
    let fact = reading.outcome.as_ref()?;
    if fact.confidence < LIKELY {
        return None;
    }
    match fact.value {
        Outcome::Overturned | Outcome::Approved | Outcome::Paid => Some(LetterOutcome::Won),
        Outcome::PartlyDenied | Outcome::Reduced | Outcome::ApprovedWithChange => {
            Some(LetterOutcome::Partly)
        }
        Outcome::Upheld | Outcome::Denied => Some(LetterOutcome::Lost),
        Outcome::Pending | Outcome::None => None,
    }
}

impl Inner {
    /// The decisions that seem to answer letters of the case in use, one for each letter.
    pub(crate) fn letter_answers_asked(
        &self,
        open: &Opened,
    ) -> Result<Vec<LetterAnswerAskView>, Error> {
        let read = open.vault.read();
        let follow = Follow::load(self, read, open.case)?;
        let mut asked = Vec::new();
        for kept in &follow.letters {
            asked.extend(follow.asked(read, kept)?);
        }
        Ok(asked)
    }
}
