//! A no that they changed: whether its dates are to be closed is asked, and never decided here.
//!
//! A letter that says that an appeal was won does not always end the matter (a part may be left, another claim of the
//! same treatment may be open). So the dates of the letter that said no go on until the person says that it is done.
//! The answer is kept with the letter that changed it, stands in the history, and can be taken back.

pub(crate) mod fit;

use crate::dating;
use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::review::sure_sender;
use crate::view::{ChangeView, ChangedAnswer, ChangedNoView};
use crate::words;
use chrono::NaiveDate;
use fit::{Fit, Letter, fit};
use holdfast_case::reading::{NoticeKind, Outcome};
use holdfast_case::{DeadlineId, DocumentId, Private};
use holdfast_rules::reading::{is_approval_end, refuses};
use holdfast_vault::{
    Confirmation, ConfirmationState, DeadlineFilter, DeadlineRow, DocumentFilter, DocumentRow,
    Operation, Records, Tx, VaultError,
};
use serde_json::Value;

/// From here on what a letter says of its outcome is taken at its word.
const LIKELY: f32 = 0.8;

/// Stands beside dates that were closed, in place of when they were sent.
pub(crate) const REASON: &str = "they changed this no";

impl ChangedAnswer {
    fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partly => "partly",
            Self::Keep => "keep",
        }
    }
}

/// Under which name the answer on a no is kept with the letter that changed it.
fn field(denial: DocumentId) -> String {
    format!("changes.{denial}")
}

/// True for a letter that says whether an earlier no stands.
fn is_decision(row: &DocumentRow) -> bool {
    matches!(
        row.kind,
        Some(NoticeKind::AppealDecision | NoticeKind::ExternalReviewDecision)
    )
}

/// The letter that changed a no, where the person said that this no is done.
fn closed_by(read: Records<'_>, denial: DocumentId) -> Result<Option<DocumentRow>, VaultError> {
    let field = field(denial);
    let done = Value::from(ChangedAnswer::Done.id());
    let documents = read.documents(&DocumentFilter::default())?;
    for decision in documents.into_iter().filter(is_decision) {
        let said = read.confirmations(decision.id)?;
        if said
            .iter()
            .any(|c| c.field == field && c.value.as_ref() == Some(&done))
        {
            return Ok(Some(decision));
        }
    }
    Ok(None)
}

/// True where the person said that this no is done, since another letter changed it.
pub(crate) fn is_closed(read: Records<'_>, denial: DocumentId) -> Result<bool, VaultError> {
    Ok(closed_by(read, denial)?.is_some())
}

/// Closes dates that a no has got since it was closed: its letter was dated anew, by another kind of plan or rule.
pub(crate) fn close_new(
    tx: &mut Tx<'_>,
    denial: DocumentId,
    new: &[DeadlineId],
) -> Result<(), VaultError> {
    let records: Records<'_> = **tx;
    let by = match new {
        [] => None,
        _ => closed_by(records, denial)?,
    };
    let Some(by) = by else { return Ok(()) };
    for id in new {
        let row = records.deadline(*id)?;
        if row.done_at.is_none() && !is_approval_end(&row.deadline) {
            close(tx, *id, &by)?;
        }
    }
    Ok(())
}

/// Closes one date, with the letter that changed its no as the reason.
fn close(tx: &mut Tx<'_>, id: DeadlineId, by: &DocumentRow) -> Result<(), VaultError> {
    let title = by.title.reveal();
    let note = Private::new(format!("{REASON} (\u{2018}{title}\u{2019})"));
    tx.set_deadline_done(id, Some(tx.now()))?;
    tx.set_deadline_note(id, &note)
}

/// A no that was changed, while its dates are open.
struct Changed<'a> {
    decision: &'a Letter,
    denial: &'a Letter,
    fit: Fit,
    /// Its days that are still open.
    days: Vec<DeadlineRow>,
}

impl Desk {
    /// Says of a no that another letter changed whether it is done: then its dates are closed, else they stay.
    pub fn answer_changed(
        &self,
        decision: &str,
        denial: &str,
        answer: ChangedAnswer,
    ) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let (decision, denial) = (self.document_id(decision)?, self.document_id(denial)?);
        let (title, by, rows) = inner.with(|open| {
            let read = open.vault.read();
            let by = read.document(decision)?;
            if !is_decision(&by) || decision == denial {
                return Err(Code::BadRequest.into());
            }
            let rows = match answer {
                ChangedAnswer::Done => inner.dates_of(read, denial)?,
                ChangedAnswer::Partly | ChangedAnswer::Keep => Vec::new(),
            };
            Ok((read.document(denial)?.title, by, rows))
        })?;
        let title = title.reveal();
        let said = match answer {
            ChangedAnswer::Done => {
                format!("Closed the dates of \u{2018}{title}\u{2019}: {REASON}.")
            }
            ChangedAnswer::Partly | ChangedAnswer::Keep => {
                format!("Kept the dates of \u{2018}{title}\u{2019}.")
            }
        };
        let operation = Operation::by_person("answer-changed").described(said.clone());
        let change = inner.change(operation, |tx, _| {
            let value = Value::from(answer.id());
            let state = ConfirmationState::Confirmed;
            tx.confirm(decision, &field(denial), state, Some(&value))?;
            rows.iter().try_for_each(|row| close(tx, row.id, &by))
        })?;
        Ok(change_view(&change, said))
    }
}

/// Says which dates stay closed when the letter that changed their no goes to the trash; nothing where there are none.
pub(crate) fn stay_closed(
    read: Records<'_>,
    decision: &DocumentRow,
) -> Result<Option<String>, VaultError> {
    if !is_decision(decision) {
        return Ok(None);
    }
    let done = Value::from(ChangedAnswer::Done.id());
    let mut closed = Vec::new();
    for said in read.confirmations(decision.id)? {
        let denial = said.field.strip_prefix("changes.").map(str::parse);
        let (Some(Ok(denial)), true) = (denial, said.value.as_ref() == Some(&done)) else {
            continue;
        };
        // one that is gone for good has no dates
        let found = read.documents(&DocumentFilter::default())?;
        let denial = found.into_iter().find(|row| row.id == denial);
        closed.extend(denial.map(|row| format!("\u{2018}{}\u{2019}", row.title.reveal())));
    }
    Ok((!closed.is_empty()).then(|| format!("The dates of {} stay closed.", closed.join(" and "))))
}

impl Inner {
    /// The first no that a letter changed and that nobody has answered for yet; of one letter, where one is given.
    pub(crate) fn changed_no(
        &self,
        open: &Opened,
        decision: Option<DocumentId>,
    ) -> Result<Option<ChangedNoView>, Error> {
        let read = open.vault.read();
        let documents = read.documents(&DocumentFilter::default())?;
        let asked = |row: &&DocumentRow| {
            is_decision(row) && decision.is_none_or(|decision| decision == row.id)
        };
        let mut decisions = Vec::new();
        for row in documents.iter().filter(asked) {
            decisions.extend(load(read, row)?.filter(says_changed));
        }
        if decisions.is_empty() {
            return Ok(None);
        }
        let mut denials = Vec::new();
        for row in &documents {
            denials.extend(load(read, row)?.filter(|letter| refuses(&letter.reading)));
        }
        for letter in &decisions {
            if let Some(found) = self.changed_by(read, letter, &denials)? {
                return Ok(Some(self.changed_view(&found, decision.is_some())));
            }
        }
        Ok(None)
    }

    /// The no that a letter changed. Where one is surely meant no other is asked about.
    fn changed_by<'a>(
        &self,
        read: Records<'_>,
        decision: &'a Letter,
        denials: &'a [Letter],
    ) -> Result<Option<Changed<'a>>, Error> {
        let said = read.confirmations(decision.document.id)?;
        let done = Value::from(ChangedAnswer::Done.id());
        let closed =
            |c: &Confirmation| c.field.starts_with("changes.") && c.value.as_ref() == Some(&done);
        let others = denials
            .iter()
            .filter(|denial| denial.document.id != decision.document.id);
        let fits: Vec<(&Letter, Fit)> = others
            .filter_map(|denial| Some((denial, fit(decision, denial)?)))
            .collect();
        let sure_only = said.iter().any(closed) || fits.iter().any(|(_, fit)| *fit == Fit::Sure);
        for (denial, fit) in fits {
            let id = denial.document.id;
            let answered = said.iter().any(|c| c.field == field(id));
            if answered || (sure_only && fit != Fit::Sure) {
                continue;
            }
            let days = self.open_days(read, id)?;
            if !days.is_empty() {
                return Ok(Some(Changed {
                    decision,
                    denial,
                    fit,
                    days,
                }));
            }
        }
        Ok(None)
    }

    /// The person's own days of a letter that go on reminding.
    fn open_days(
        &self,
        read: Records<'_>,
        document: DocumentId,
    ) -> Result<Vec<DeadlineRow>, Error> {
        let filter = DeadlineFilter {
            document: Some(document),
            only_member: true,
            ..DeadlineFilter::default()
        };
        let mut days = read.deadlines(&filter)?;
        days.retain(|row| {
            let deadline = &row.deadline;
            deadline.due.is_some() && deadline.clock_started && deadline.level != "court"
        });
        Ok(days)
    }

    /// All dates that end with a no: those of its letter, and of copies of that letter.
    fn dates_of(&self, read: Records<'_>, denial: DocumentId) -> Result<Vec<DeadlineRow>, Error> {
        let ours = read.reading(denial)?;
        let mut rows = Vec::new();
        for row in read.documents(&DocumentFilter::default())? {
            let same = row.id == denial
                || match (&ours, read.reading(row.id)?) {
                    (Some(ours), Some(theirs)) => self.prints.same(read, ours, &theirs)?,
                    _ => false,
                };
            if same {
                let filter = DeadlineFilter {
                    document: Some(row.id),
                    ..DeadlineFilter::default()
                };
                rows.extend(read.deadlines(&filter)?);
            }
        }
        // An approval of a part goes on to its own end.
        rows.retain(|row| !is_approval_end(&row.deadline));
        Ok(rows)
    }

    /// The question; in the review of the letter itself it is not said that this is still to be checked.
    fn changed_view(&self, changed: &Changed<'_>, in_review: bool) -> ChangedNoView {
        let today = self.clock.today();
        let title = |letter: &Letter| letter.document.title.reveal().clone();
        let (decision, denial) = (title(changed.decision), title(changed.denial));
        let issuer = sure_sender(&changed.denial.reading);
        let day = |row: &DeadlineRow| {
            let due: NaiveDate = row.deadline.due?;
            let step = words::step(&row.deadline.level, issuer.as_deref());
            Some(format!("{step}: {}", words::day(due, today)))
        };
        let checked = in_review || changed.decision.document.reviewed_at.is_some();
        let unchecked = match checked {
            true => String::new(),
            false => format!(" You have not checked \u{2018}{decision}\u{2019} yet."),
        };
        ChangedNoView {
            decision: changed.decision.document.id.to_string(),
            denial: changed.denial.document.id.to_string(),
            denial_title: denial.clone(),
            say: match changed.fit {
                Fit::Sure => format!(
                    "\u{2018}{decision}\u{2019} changes the no of \u{2018}{denial}\u{2019}.{unchecked}"
                ),
                Fit::SameCase => format!(
                    "\u{2018}{decision}\u{2019} changes a no. It may be that of \u{2018}{denial}\u{2019}: \
                     both are of one case.{unchecked}"
                ),
            },
            days: words::each_once(changed.days.iter().filter_map(day).collect()),
        }
    }
}

/// A letter with what the person said of it; none where it was not read.
fn load(read: Records<'_>, row: &DocumentRow) -> Result<Option<Letter>, VaultError> {
    let Some(stored) = read.reading(row.id)? else {
        return Ok(None);
    };
    let said = dating::answers(&read.confirmations(row.id)?);
    Ok(Some(Letter {
        document: row.clone(),
        reading: dating::overlaid(&stored.reading, &said),
    }))
}

/// True for a letter that turns an earlier no into a yes, all of it.
fn says_changed(letter: &Letter) -> bool {
    let outcome = letter.reading.outcome.as_ref();
    outcome.is_some_and(|fact| fact.value == Outcome::Overturned && fact.confidence >= LIKELY)
}
