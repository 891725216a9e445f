//! Records in the trash: which there are, and taking one out.

use super::kinds;
use crate::dating;
use crate::desk::{Desk, change_view};
use crate::error::{Code, Error};
use crate::kept::{self, CaseRecord};
use crate::view::{ChangeView, TrashedRecordView};
use crate::words;
use holdfast_case::Letter;
use holdfast_vault::Operation;

impl Desk {
    /// Records of the case in use that lie in the trash, last thrown away first.
    pub fn trashed_records(&self) -> Result<Vec<TrashedRecordView>, Error> {
        let inner = &self.inner;
        inner.with(|open| {
            let teller = inner.teller(open);
            let rows = open.vault.read().trashed_case_records()?.into_iter();
            let ours = rows.filter(|row| row.case == open.case);
            Ok(ours
                .map(|row| {
                    let kind = kinds::find(&row.kind);
                    let called = kind.and_then(|kind| (kind.called)(&row.body, &teller));
                    TrashedRecordView {
                        id: row.id.to_string(),
                        kind: kind.map_or("Record", |kind| kind.name).to_owned(),
                        title: words::sentence_start(&called.unwrap_or_default()),
                        day: row
                            .trashed_at
                            .map(|at| teller.day_of(at))
                            .unwrap_or_default(),
                    }
                })
                .collect())
        })
    }

    /// Takes a record out of the trash.
    pub fn bring_back_record(&self, id: &str) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let (id, called, is_letter) = inner.with(|open| {
            let id = kept::id_of(open, id)?;
            let row = open.vault.read().case_record(id)?;
            if row.trashed_at.is_none() {
                return Err(Error::of(Code::NotFound)
                    .saying("This does not lie in the trash. Nothing was changed."));
            }
            let kind = kinds::find(&row.kind);
            let called = kind.and_then(|kind| (kind.called)(&row.body, &inner.teller(open)));
            Ok((id, called, row.kind == <Letter as CaseRecord>::KIND))
        })?;
        let said = format!("Put {} back.", called.as_deref().unwrap_or("it"));
        let (lib, today) = (inner.lib, inner.clock.today());
        let change = inner.change(
            Operation::by_person("bring-back-record").described(said.as_str()),
            |tx, _| {
                tx.set_case_record_trashed(id, None)?;
                // what came back on a letter opens steps
                match is_letter {
                    true => dating::date_all(tx, lib, today),
                    false => Ok(()),
                }
            },
        )?;
        Ok(change_view(&change, said))
    }
}
