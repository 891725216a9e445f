//! Deadlines: the value as the rules gave it, and what the person did about it.

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use crate::journal::Tx;
use crate::records::{Columns, Records, moment_text, to_json, to_word};
use chrono::NaiveDate;
use holdfast_case::{CaseId, Deadline, DeadlineId, DeadlineQuestion, DocumentId, Private};
use serde::{Deserialize, Serialize};

/// Where a deadline comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineOrigin {
    /// Worked out from a letter.
    Letter,
    /// Entered by the person.
    Person,
}

/// A deadline to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDeadline {
    /// The answer of the rules.
    pub deadline: Deadline,
    /// What was asked; kept to ask again when a rule or a fact changes.
    pub question: Option<DeadlineQuestion>,
}

/// A stored deadline.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadlineRow {
    /// Its id; stays when the letter is dated again.
    pub id: DeadlineId,
    /// The case.
    pub case: Option<CaseId>,
    /// The letter.
    pub document: Option<DocumentId>,
    /// Where it comes from.
    pub origin: DeadlineOrigin,
    /// The answer of the rules.
    pub deadline: Deadline,
    /// What was asked.
    pub question: Option<DeadlineQuestion>,
    /// When it was first stored.
    pub made_at: Moment,
    /// When its day was last worked out.
    pub changed_at: Moment,
    /// When it was answered.
    pub done_at: Option<Moment>,
    /// The person's note.
    pub note: Private<String>,
}

/// Which deadlines to list. Those of letters in the trash never are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeadlineFilter {
    /// Of this case only.
    pub case: Option<CaseId>,
    /// Of this letter only.
    pub document: Option<DocumentId>,
    /// Only those due on or before this day.
    pub until: Option<NaiveDate>,
    /// Those that were answered too.
    pub with_done: bool,
    /// Only those the person must act on (`who` is `member`).
    pub only_member: bool,
}

impl Records<'_> {
    /// Deadlines that fit, by day; those without a day come last.
    pub fn deadlines(self, filter: &DeadlineFilter) -> Result<Vec<DeadlineRow>, VaultError> {
        self.all(
            include_str!("list.sql"),
            rusqlite::named_params! {
                ":case_id": filter.case.map(|id| id.to_string()),
                ":document": filter.document.map(|id| id.to_string()),
                ":until": filter.until.map(|day| day.to_string()),
                ":with_done": filter.with_done,
                ":only_member": filter.only_member,
            },
            read_row,
        )
    }

    /// One deadline.
    pub fn deadline(self, id: DeadlineId) -> Result<DeadlineRow, VaultError> {
        self.one(include_str!("find.sql"), [id.to_string()], read_row)?
            .ok_or(VaultError::NotFound(Kind::Deadlines))
    }

    /// The one deadline whose id begins so.
    pub fn deadline_by_beginning(self, start: &str) -> Result<DeadlineId, VaultError> {
        self.by_beginning(Kind::Deadlines, include_str!("beginning.sql"), start)
    }
}

impl Tx<'_> {
    /// Stores the deadlines of a letter in place of those before. One with the same level and actor keeps its id
    /// and whether it was answered, so that nobody is reminded twice of the same thing. Gives back ids in order.
    pub fn set_letter_deadlines(
        &mut self,
        document: DocumentId,
        deadlines: &[NewDeadline],
    ) -> Result<Vec<DeadlineId>, VaultError> {
        let case = self.document(document)?.case;
        // A letter in the trash is dated too: its deadlines wait there with it.
        let mut before = self.all(
            include_str!("of-document.sql"),
            [document.to_string()],
            read_row,
        )?;
        let mut ids = Vec::with_capacity(deadlines.len());
        for new in deadlines {
            let same = |row: &DeadlineRow| {
                row.deadline.level == new.deadline.level && row.deadline.who == new.deadline.who
            };
            match before.iter().position(same) {
                Some(index) => {
                    let row = before.remove(index);
                    self.update_deadline(row.id, new)?;
                    ids.push(row.id);
                }
                None => ids.push(self.insert_deadline(
                    case,
                    Some(document),
                    DeadlineOrigin::Letter,
                    new,
                )?),
            }
        }
        for gone in before {
            self.run(
                Kind::Deadlines,
                include_str!("delete.sql"),
                [gone.id.to_string()],
            )?;
        }
        Ok(ids)
    }

    /// Stores a deadline that the person entered.
    pub fn add_deadline(
        &mut self,
        case: Option<CaseId>,
        new: &NewDeadline,
    ) -> Result<DeadlineId, VaultError> {
        self.insert_deadline(case, None, DeadlineOrigin::Person, new)
    }

    /// Stores a day worked out again.
    pub fn update_deadline(&mut self, id: DeadlineId, new: &NewDeadline) -> Result<(), VaultError> {
        let row = parameters(id, new)?;
        let now = moment_text(self.now);
        self.run_on_one(
            Kind::Deadlines,
            include_str!("update.sql"),
            rusqlite::named_params! {
                ":id": row.id, ":level": row.level, ":who": row.who, ":leading": row.leading,
                ":clock_started": row.clock_started, ":due": row.due, ":safe_day": row.safe_day,
                ":question": row.question, ":deadline": row.deadline, ":changed_at": now,
            },
        )
    }

    /// Notes that a deadline was answered, or that it is open again.
    pub fn set_deadline_done(
        &mut self,
        id: DeadlineId,
        at: Option<Moment>,
    ) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Deadlines,
            include_str!("set-done.sql"),
            (id.to_string(), at.map(moment_text)),
        )
    }

    /// Sets the person's note.
    pub fn set_deadline_note(
        &mut self,
        id: DeadlineId,
        note: &Private<String>,
    ) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Deadlines,
            include_str!("set-note.sql"),
            (id.to_string(), note.reveal()),
        )
    }

    /// Deletes a deadline that the person entered.
    pub fn delete_deadline(&mut self, id: DeadlineId) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Deadlines,
            include_str!("delete.sql"),
            [id.to_string()],
        )
    }

    fn insert_deadline(
        &mut self,
        case: Option<CaseId>,
        document: Option<DocumentId>,
        origin: DeadlineOrigin,
        new: &NewDeadline,
    ) -> Result<DeadlineId, VaultError> {
        let id = DeadlineId::make_random();
        let row = parameters(id, new)?;
        let now = moment_text(self.now);
        self.run(
            Kind::Deadlines,
            include_str!("insert.sql"),
            rusqlite::named_params! {
                ":id": row.id, ":case_id": case.map(|id| id.to_string()),
                ":document": document.map(|id| id.to_string()), ":origin": to_word(&origin)?,
                ":level": row.level, ":who": row.who, ":leading": row.leading,
                ":clock_started": row.clock_started, ":due": row.due, ":safe_day": row.safe_day,
                ":question": row.question, ":deadline": row.deadline, ":now": now,
            },
        )?;
        Ok(id)
    }
}

/// A deadline in the columns it is stored in.
struct Stored<'a> {
    id: String,
    level: &'a str,
    who: &'a str,
    leading: bool,
    clock_started: bool,
    due: Option<String>,
    safe_day: Option<String>,
    question: Option<String>,
    deadline: String,
}

fn parameters(id: DeadlineId, new: &NewDeadline) -> Result<Stored<'_>, VaultError> {
    let deadline = &new.deadline;
    Ok(Stored {
        id: id.to_string(),
        level: &deadline.level,
        who: &deadline.who,
        leading: deadline.primary,
        clock_started: deadline.clock_started,
        due: deadline.due.map(|day| day.to_string()),
        safe_day: deadline.safe_day.map(|day| day.to_string()),
        question: new.question.as_ref().map(to_json).transpose()?,
        deadline: to_json(deadline)?,
    })
}

fn read_row(row: &rusqlite::Row<'_>) -> Result<DeadlineRow, VaultError> {
    let row = Columns(Kind::Deadlines, row);
    Ok(DeadlineRow {
        id: row.parse("id")?,
        case: row.parse_if("case_id")?,
        document: row.parse_if("document")?,
        origin: row.word("origin")?,
        deadline: row.json("deadline")?,
        question: row.json_if("question")?,
        made_at: row.moment("made_at")?,
        changed_at: row.moment("changed_at")?,
        done_at: row.moment_if("done_at")?,
        note: Private::new(row.get("note")?),
    })
}
