//! History, undo, and the check of the whole vault.

use crate::desk::{Desk, change_view};
use crate::error::{Code, Error};
use crate::view::{ChangeView, HistoryRowView, VerifyView};
use crate::words;
use chrono::SecondsFormat;
use holdfast_vault::{Author, Change, Finding, JournalRole, LockedVault, Operation, UnlockOptions};

const MOST: u32 = 500;

impl Desk {
    /// What the person did, newest first.
    pub fn history(&self) -> Result<Vec<HistoryRowView>, Error> {
        let zone = *self.inner.clock.now().offset();
        self.inner.with(|open| {
            let rows = open.vault.read().history(MOST)?;
            let ours = rows
                .into_iter()
                .filter(|row| row.author == Author::Person && row.role == JournalRole::Do);
            Ok(ours
                .map(|row| HistoryRowView {
                    number: row.seq.to_string(),
                    at: row
                        .at
                        .with_timezone(&zone)
                        .to_rfc3339_opts(SecondsFormat::Secs, false),
                    said: match row.description.reveal().as_str() {
                        "" => said(&row.operation),
                        words => words.to_owned(),
                    },
                    undone: row.undone,
                })
                .collect())
        })
    }

    /// Takes back the newest change.
    pub fn undo(&self) -> Result<ChangeView, Error> {
        let now = self.inner.moment();
        let change = self.inner.with(|open| Ok(open.vault.undo_last(now)?))?;
        self.turned(change, "Taken back")
    }

    /// Does again what was taken back last.
    pub fn redo(&self) -> Result<ChangeView, Error> {
        let now = self.inner.moment();
        let change = self.inner.with(|open| Ok(open.vault.redo_last(now)?))?;
        self.turned(change, "Done again")
    }

    /// Takes back this change.
    pub fn undo_change(&self, number: &str) -> Result<ChangeView, Error> {
        let now = self.inner.moment();
        let seq: i64 = number.parse().map_err(|_| Error::of(Code::NotFound))?;
        let change = self.inner.with(|open| Ok(open.vault.undo(seq, now)?))?;
        self.turned(change, "Taken back")
    }

    fn turned(&self, change: Change<i64>, how: &str) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        // The days may be others now, and with them the alarms.
        inner.change(Operation::by_program("set-alarms"), |_, _| Ok(()))?;
        inner.told_change(&change);
        let entry = inner.with(|open| Ok(open.vault.read().journal_entry(change.value)?))?;
        let what = match entry.description.reveal().as_str() {
            "" => said(&entry.operation),
            words => words.to_owned(),
        };
        Ok(ChangeView {
            undo: None,
            ..change_view(&change, format!("{how}: {what}"))
        })
    }

    /// Checks every seal and the records. Runs beside all else, on a handle of its own.
    pub fn verify_vault(&self) -> Result<VerifyView, Error> {
        self.verify(|_, _| true)
    }

    /// The same, telling how far it is (seals done, and in all); stops where `progress` answers false.
    pub fn verify(&self, progress: impl FnMut(usize, usize) -> bool) -> Result<VerifyView, Error> {
        let (folder, line) = self
            .inner
            .with(|open| Ok((open.vault.folder().to_owned(), open.vault.identity_line())))?;
        let options = UnlockOptions::at(self.inner.moment());
        let vault = LockedVault::open(&folder)?.unlock_with_identity(&line, &options)?;
        let result = vault.verify(progress)?;
        Ok(VerifyView {
            seals: u32::try_from(result.originals).unwrap_or(u32::MAX),
            whole: result.findings.is_empty(),
            findings: result.findings.iter().map(finding).collect(),
        })
    }
}

fn said(operation: &str) -> String {
    match operation {
        "change-passphrase" => "Changed the passphrase.".to_owned(),
        "new-recovery-code" => "Made a new recovery sheet.".to_owned(),
        "empty-trash" => "Emptied the trash.".to_owned(),
        other => format!("{}.", words::sentence(other)),
    }
}

fn finding(finding: &Finding) -> String {
    match finding {
        Finding::DamagedOriginal(id) => {
            format!("The sealed paper {id} is damaged. Bring it back from a copy.")
        }
        Finding::MissingOriginal(id) => {
            format!("The sealed paper {id} is not there. Bring it back from a copy.")
        }
        Finding::UnrecordedOriginal(_) => {
            "A sealed paper has no record yet. The next time you open the vault it is taken in."
                .to_owned()
        }
        Finding::StrangeFile => {
            "There is a file among the papers that is not ours. It was left alone.".to_owned()
        }
        Finding::DamagedReceived => {
            "Something that came in while locked does not open. Add it again.".to_owned()
        }
        Finding::DocumentWithoutOriginal(_) => {
            "A paper is listed whose sealed file is not known.".to_owned()
        }
        Finding::DamagedKey(_) => {
            "A key file is damaged. Make it anew: set a passphrase, or make a recovery sheet."
                .to_owned()
        }
        Finding::DatabaseSeals(n) | Finding::DatabaseStructure(n) => {
            format!(
                "The records are damaged ({}). Bring them back from a copy.",
                words::count(*n, "place", "places")
            )
        }
        Finding::DanglingRecords(n) => {
            format!(
                "{} lead to something that is not there.",
                words::count(*n, "record", "records")
            )
        }
        Finding::AlarmsLost => {
            "The list of coming reminders was lost. It is made anew with the next change."
                .to_owned()
        }
    }
}
