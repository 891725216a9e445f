//! From what a letter says, and what the person says about it, to its stored deadlines.

use crate::changed;
use crate::clock;
use crate::error::Error;
use crate::kept::{Kept, kept_in};
use crate::plan::Known;
use crate::review::{fields, is_told};
use chrono::NaiveDate;
use holdfast_case::claim::When;
use holdfast_case::deadline::DoubtCode;
use holdfast_case::letter::LetterOutcome;
use holdfast_case::reading::{NoticeKind, Stage};
use holdfast_case::{Deadline, DeadlineId, DocumentId, Letter, Reading};
use holdfast_library::Library;
use holdfast_rules::KnownFacts;
use holdfast_rules::reading::DecidedStep;
use holdfast_vault::{
    CaseRow, Confirmation, ConfirmationState, DeadlineFilter, DocumentEdit, DocumentFilter,
    DocumentRow, NewDeadline, Records, Tx, VaultError,
};
use std::collections::BTreeMap;

/// Field of the kind of letter.
const KIND: &str = "kind";
/// Field of what was decided.
const OUTCOME: &str = "outcome";
/// Field of the day a letter came; it stands in no letter.
pub(crate) const RECEIVED: &str = "received_date";
/// Field of the date printed on a letter.
pub(crate) const NOTICE_DATE: &str = "claim.date_of_notice";
/// Field of the plan kind.
pub(crate) const PLAN_KIND: &str = "plan.kind";
/// Field of the state whose law holds.
pub(crate) const PLAN_STATE: &str = "plan.state";

/// What the person said about one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// Right as read, or as the person has it.
    Value(String),
    /// Not known.
    Unknown,
}

/// What the person said, by field.
pub(crate) type Answers = BTreeMap<String, Said>;

/// The stored answers.
pub(crate) fn answers(confirmations: &[Confirmation]) -> Answers {
    let said = |c: &Confirmation| match (&c.state, &c.value) {
        (ConfirmationState::Unknown, _) | (_, None) => Said::Unknown,
        (_, Some(value)) => Said::Value(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        ),
    };
    confirmations
        .iter()
        .map(|c| (c.field.clone(), said(c)))
        .collect()
}

/// A reading in which the person's answers stand in place of what was read.
pub(crate) fn overlaid(reading: &Reading, answers: &Answers) -> Reading {
    // Answers were checked when they were given; a field of another version of the program is left out, and so is a
    // last day that was told before the kind of letter was put right.
    laid_over(reading, answers).0
}

/// The same, with what could not be laid over it, by field. What kind of letter it is comes before a last day that was
/// told, which is for what that kind asks for.
pub(crate) fn laid_over(reading: &Reading, answers: &Answers) -> (Reading, Vec<(String, Error)>) {
    let mut reading = reading.clone();
    let mut refused = Vec::new();
    let (later, first): (Vec<_>, Vec<_>) = answers.iter().partition(|(field, _)| is_told(field));
    for (field, said) in first.into_iter().chain(later) {
        let value = match said {
            Said::Value(value) => Some(value.as_str()),
            Said::Unknown => None,
        };
        if let Err(error) = fields::set(&mut reading, field, value) {
            refused.push((field.clone(), error));
        }
        if field == KIND && !answers.contains_key(OUTCOME) {
            forget_what_contradicts(&mut reading);
        }
    }
    (reading, refused)
}

/// The person's word that a letter says no goes before an outcome that was read as another: else it would set no day.
fn forget_what_contradicts(reading: &mut Reading) {
    let told = reading.kind.as_ref().map(|kind| kind.value);
    let says_no = matches!(told, Some(NoticeKind::Denial | NoticeKind::PartialDenial));
    if says_no && !holdfast_rules::reading::refuses(reading) {
        reading.outcome = None;
    }
}

/// The deadlines of a letter with these answers.
pub(crate) fn deadlines(
    read: Records<'_>,
    lib: &Library,
    document: &DocumentRow,
    reading: &Reading,
    answers: &Answers,
    today: NaiveDate,
) -> Result<Vec<Deadline>, VaultError> {
    let case = match document.case {
        Some(case) => Some(read.case(case)?),
        None => None,
    };
    deadlines_of_case(
        read,
        lib,
        document,
        case.as_ref(),
        (reading, answers),
        today,
    )
}

/// The same with this case, whatever is stored of it: what would move if its plan were another.
pub(crate) fn deadlines_of_case(
    read: Records<'_>,
    lib: &Library,
    document: &DocumentRow,
    case: Option<&CaseRow>,
    (reading, answers): (&Reading, &Answers),
    today: NaiveDate,
) -> Result<Vec<Deadline>, VaultError> {
    let kind = plan_kind(reading, answers, case);
    let state = state(reading, answers, case);
    let mut known = told(&kind, &state, answers, document, today);
    let reading = overlaid(reading, answers);
    known.first_denial_date = first_denial(read, document, &reading)?;
    known.decided = decided(read, document, &reading)?;
    let mut found = holdfast_rules::date_reading(lib, &reading, &known);
    // That it is one of several is said in the words that the person knows: what they told, and what the letter says.
    for doubt in found.iter_mut().flat_map(|deadline| &mut deadline.doubt) {
        let say = match doubt.code {
            DoubtCode::KindOneOf { .. } => kind.doubt_of_kind(lib),
            DoubtCode::StateOneOf { .. } => state.doubt_of_state(lib),
            _ => None,
        };
        if let Some(say) = say {
            doubt.say = say;
        }
    }
    Ok(found)
}

/// What the person said, and what the case knows of the plan.
pub(crate) fn told(
    kind: &Known,
    state: &Known,
    answers: &Answers,
    document: &DocumentRow,
    today: NaiveDate,
) -> KnownFacts {
    let day = |field: &str| match answers.get(field) {
        Some(Said::Value(day)) => day.parse::<NaiveDate>().ok(),
        _ => None,
    };
    KnownFacts {
        plan_kinds: kind.values(),
        states: state.values(),
        notice_date: day(NOTICE_DATE),
        received_date: day(RECEIVED).or(document.received),
        effective_date: day("effective_date"),
        filed_on: Some(clock::day_of(document.added_at)),
        first_denial_date: None,
        decided: Vec::new(),
        today: Some(today),
    }
}

/// The plan kind that one letter is dated by.
pub(crate) fn plan_kind(reading: &Reading, answers: &Answers, case: Option<&CaseRow>) -> Known {
    let told = case.and_then(|case| case.plan_kind.as_deref());
    Known::of(PLAN_KIND, answers, reading.plan.kind.as_ref(), told)
}

/// The state that one letter is dated by.
pub(crate) fn state(reading: &Reading, answers: &Answers, case: Option<&CaseRow>) -> Known {
    let told = case.and_then(|case| case.state.as_deref());
    Known::of(PLAN_STATE, answers, reading.plan.state.as_ref(), told)
}

/// Date of the first denial of the same claim, where this letter answers an appeal.
fn first_denial(
    read: Records<'_>,
    document: &DocumentRow,
    reading: &Reading,
) -> Result<Option<NaiveDate>, VaultError> {
    let later = matches!(
        reading.stage.as_ref().map(|stage| stage.value),
        Some(Stage::FirstLevelAppeal | Stage::FinalInternal | Stage::ExternalReview)
    );
    if !later {
        return Ok(None);
    }
    let mut first: Option<NaiveDate> = None;
    for other in read.readings()? {
        let is_denial = other.reading.kind.as_ref().is_some_and(|kind| {
            matches!(kind.value, NoticeKind::Denial | NoticeKind::PartialDenial)
        });
        let shares = other.reading.claim.numbers.iter().any(|theirs| {
            let same =
                |ours: &holdfast_case::reading::ClaimNumber| ours.fact.value == theirs.fact.value;
            reading.claim.numbers.iter().any(same)
        });
        if other.document == document.id || !is_denial || !shares {
            continue;
        }
        let said = answers(&read.confirmations(other.document)?);
        let date = overlaid(&other.reading, &said)
            .claim
            .date_of_notice
            .map(|fact| fact.value);
        first = [first, date].into_iter().flatten().min();
    }
    Ok(first)
}

/// The appeals on this letter that were answered with a no which is only written down, each with the earliest day that
/// it can have been: as told, but not before the appeal went out; else the day that went out; else the letter's own.
fn decided(
    read: Records<'_>,
    document: &DocumentRow,
    reading: &Reading,
) -> Result<Vec<DecidedStep>, VaultError> {
    let Some(case) = document.case else {
        return Ok(Vec::new());
    };
    let letters: Vec<Kept<Letter>> = kept_in(read, case)?;
    let mut found = Vec::new();
    for kept in letters {
        let letter = kept.record;
        // a paper in the trash dates nothing: what was written down stands until it is back
        let paper = letter.answer.as_ref().and_then(|answer| answer.document);
        let has_paper = match paper {
            Some(paper) => is_there(read, paper)?,
            None => false,
        };
        let Some(answer) = letter.answer.as_ref().filter(|answer| {
            letter.answers == Some(document.id)
                && !has_paper
                && answer.outcome != LetterOutcome::Won
        }) else {
            continue;
        };
        let sent = letter.sent_on();
        let written = reading.claim.date_of_notice.as_ref().map(|day| day.value);
        let (day, told) = match answer.day.value {
            Some(When::Day(day)) => (Some(day), true),
            // of a month only its first day is sure to come no later
            Some(month) => (Some(month.earliest()).max(sent), false),
            None => (sent.or(written), false),
        };
        found.extend(day.map(|day| DecidedStep {
            level: crate::letters::step_of(&letter.kind).to_owned(),
            day,
            told,
        }));
    }
    Ok(found)
}

/// True for a paper that is not in the trash.
fn is_there(read: Records<'_>, document: DocumentId) -> Result<bool, VaultError> {
    match read.document(document) {
        Ok(row) => Ok(row.trashed_at.is_none()),
        Err(VaultError::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Works the letters out again whose appeal this paper answers: it went to the trash, or came back.
pub(crate) fn date_answered(
    tx: &mut Tx<'_>,
    lib: &Library,
    document: DocumentId,
    today: NaiveDate,
) -> Result<(), VaultError> {
    let records: Records<'_> = **tx;
    let Some(case) = records.document(document)?.case else {
        return Ok(());
    };
    let letters: Vec<Kept<Letter>> = kept_in(records, case)?;
    for kept in letters {
        let letter = kept.record;
        let by = letter.answer.and_then(|answer| answer.document);
        if let Some(answered) = letter.answers.filter(|_| by == Some(document)) {
            date_again(tx, lib, answered, today)?;
        }
    }
    Ok(())
}

/// Notes which kind of letter the person says it is. Its deadlines are worked out by whoever asks, once.
pub(crate) fn say_kind(
    tx: &mut Tx<'_>,
    document: DocumentId,
    kind: NoticeKind,
) -> Result<(), VaultError> {
    let value = serde_json::Value::String(kind.id().to_owned());
    tx.confirm(document, "kind", ConfirmationState::Corrected, Some(&value))?;
    let edit = DocumentEdit {
        kind: Some(kind),
        ..DocumentEdit::default()
    };
    tx.edit_document(document, &edit)
}

/// Works the deadlines of a letter out again and stores them.
pub(crate) fn date_again(
    tx: &mut Tx<'_>,
    lib: &Library,
    document: DocumentId,
    today: NaiveDate,
) -> Result<(), VaultError> {
    let records: Records<'_> = **tx;
    let Some(reading) = records.reading(document)? else {
        return Ok(());
    };
    let row = records.document(document)?;
    let said = answers(&records.confirmations(document)?);
    let found = deadlines(records, lib, &row, &reading.reading, &said, today)?;
    let new: Vec<NewDeadline> = found
        .into_iter()
        .map(|deadline| NewDeadline {
            deadline,
            question: None,
        })
        .collect();
    let filter = DeadlineFilter {
        document: Some(document),
        with_done: true,
        ..DeadlineFilter::default()
    };
    let before: Vec<DeadlineId> = records
        .deadlines(&filter)?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let mut ids = tx.set_letter_deadlines(document, &new)?;
    ids.retain(|id| !before.contains(id));
    changed::close_new(tx, document, &ids)
}

/// Works all letters out again: a fact of the plan changed.
pub(crate) fn date_all(tx: &mut Tx<'_>, lib: &Library, today: NaiveDate) -> Result<(), VaultError> {
    for trashed in [false, true] {
        let filter = DocumentFilter {
            trashed,
            ..DocumentFilter::default()
        };
        for document in tx.documents(&filter)? {
            date_again(tx, lib, document.id, today)?;
        }
    }
    Ok(())
}
